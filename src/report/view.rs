//! The lines around the labels of a finding, cut down to what a terminal can show.
//!
//! A paragraph of prose is often one line of two thousand bytes, of which a reader needs
//! the words around the label. The view copies those words into a text of its own, with
//! addresses of its own, and answers miette's questions from it: one diagnostic shows
//! several documents because no answer ever spans two chunks.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::wrap::wrap;
use crate::finding::Label;
use crate::place::visible;
use crate::source::{Document, SourceSet};

/// Columns of what joins a note to its label: `╰── `.
const HOOK: usize = 4;
/// A note is not broken into lines shorter than this.
const NARROWEST_NOTE: usize = 20;

/// What miette is shown.
#[derive(Debug)]
pub(super) struct View {
    chunks: Vec<Chunk>,
    labels: Vec<Shown>,
}

/// Lines of one document that stand together under one header.
#[derive(Debug)]
struct Chunk {
    name: String,
    /// Address of its first byte in the view.
    base: usize,
    /// Number of its first line in the document, from zero.
    first_line: usize,
    text: String,
}

/// A label, by addresses of the view.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub start: usize,
    pub len: usize,
    pub note: String,
    /// Line and column in the document, from zero.
    line: usize,
    column: usize,
}

/// A label by bytes of its document.
#[derive(Clone, Copy)]
struct Local<'a> {
    label: &'a Label,
    order: usize,
    document: usize,
    start: usize,
    end: usize,
    /// The lines it stands on, from zero.
    first: usize,
    last: usize,
}

/// Labels that are shown in one line of the view.
struct Row<'a> {
    labels: Vec<Local<'a>>,
    first: usize,
    last: usize,
}

/// A line of the view.
struct Line {
    text: String,
    /// Ranges of the row's labels in `text`.
    at: Vec<(usize, usize)>,
    /// The line of the document is there from end to end.
    whole: bool,
}

impl View {
    /// The view of `labels` for a terminal of `width` columns.
    pub fn new(sources: &SourceSet, labels: &[Label], width: usize) -> Self {
        let mut view = Self { chunks: Vec::new(), labels: Vec::new() };
        let mut locals: Vec<Local> = labels
            .iter()
            .enumerate()
            .filter_map(|(order, label)| Local::new(sources, order, label))
            .collect();
        let first_label = |document| {
            locals.iter().filter(|local| local.document == document).map(|local| local.order).min()
        };
        let mut documents: Vec<_> =
            locals.iter().map(|local| (first_label(local.document), local.document)).collect();
        documents.sort_unstable();
        documents.dedup();
        locals.sort_by_key(|local| (local.document, local.start, local.end));
        let mut base = 0;
        for (_, index) in documents {
            let document = &sources.documents()[index];
            // The gutter: number, space, bar, space, and a margin.
            let room = width.saturating_sub(document.lines.len().to_string().len() + 5).max(24);
            let mine = locals.iter().copied().filter(|local| local.document == index);
            let rows = rows(document, mine, room);
            for group in rows.chunk_by(|row, next| row.joins(next)) {
                let chunk = view.add(document, group, room, base);
                // One address between chunks, so that no span touches two of them.
                base += chunk.text.len() + 1;
                view.chunks.push(chunk);
            }
        }
        view
    }

    /// The labels.
    pub fn labels(&self) -> &[Shown] {
        &self.labels
    }

    fn add(&mut self, document: &Document, rows: &[Row<'_>], room: usize, base: usize) -> Chunk {
        let (first, last) = (&rows[0], &rows[rows.len() - 1]);
        let mut text = String::new();
        let mut first_line = first.first;
        let lines: Vec<Line> = rows.iter().map(|row| row.line(document, room)).collect();
        // A neighbour helps where the text was broken into short lines by hand.
        if lines[0].whole
            && let Some(before) = first.first.checked_sub(1).and_then(|line| neighbour(document, line, room))
        {
            text.push_str(&before);
            text.push('\n');
            first_line -= 1;
        }
        let mut next = first.first;
        for (row, line) in rows.iter().zip(&lines) {
            for between in next..row.first {
                text.push_str(&neighbour(document, between, room).unwrap_or_default());
                text.push('\n');
            }
            for (local, &(start, end)) in row.labels.iter().zip(&line.at) {
                let middle = line.text[..start].width() + line.text[start..end].width() / 2;
                let note =
                    wrap(&visible(&local.label.note), room.saturating_sub(middle + HOOK).max(NARROWEST_NOTE))
                        .join("\n");
                let place = document.lines.line_column(&document.text, as_u32(local.start));
                self.labels.push(Shown {
                    start: base + text.len() + start,
                    len: end - start,
                    note,
                    line: place.line as usize - 1,
                    column: place.column as usize - 1,
                });
            }
            text.push_str(&line.text);
            text.push('\n');
            next = row.last + 1;
        }
        if lines[lines.len() - 1].whole
            && let Some(after) = neighbour(document, last.last + 1, room)
        {
            text.push_str(&after);
            text.push('\n');
        }
        text.pop();
        let mut name = visible(&document.path).into_owned();
        // A line of the text taken out of a file is found in the file by its page, paragraph or cell.
        if let Some(anchor) = document.anchor(document.base + as_u32(first.cover().0)) {
            name.push_str(&format!(" ({})", visible(&anchor.to_string())));
        }
        Chunk { name, base, first_line, text }
    }
}

impl SourceCode for View {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let holds = |chunk: &&Chunk| chunk.base <= start && end <= chunk.base + chunk.text.len();
        let chunk = self.chunks.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        let whole: SourceSpan = (chunk.base, chunk.text.len()).into();
        let (mut line, mut column) = (chunk.first_line, 0);
        // Without context, miette asks where the label stands, for the header.
        let label = self.labels.iter().find(|label| (label.start, label.len) == (start, end - start));
        if let (0, 0, Some(label)) = (before, after, label) {
            (line, column) = (label.line, label.column);
        }
        let count = chunk.text.split('\n').count();
        let (name, data) = (chunk.name.clone(), chunk.text.as_bytes());
        Ok(Box::new(MietteSpanContents::new_named(name, data, whole, line, column, count)))
    }
}

impl<'a> Local<'a> {
    fn new(sources: &SourceSet, order: usize, label: &'a Label) -> Option<Self> {
        let document = sources.index_of(label.place);
        let text = &sources.documents().get(document)?.text;
        let base = sources.documents()[document].base;
        let inside = |address: u32| floor(text, address.saturating_sub(base) as usize);
        let (start, end) = (inside(label.place.start), inside(label.place.end));
        let lines = &sources.documents()[document].lines;
        let first = lines.line_of(as_u32(start));
        let last = lines.line_of(as_u32(end.saturating_sub(1).max(start)));
        Some(Self { label, order, document, start, end, first, last })
    }
}

impl Row<'_> {
    /// True when `next` stands on the next line or the one after, so that one header will do.
    fn joins(&self, next: &Self) -> bool {
        self.first == self.last
            && next.first == next.last
            && (1..=2).contains(&next.first.saturating_sub(self.last))
    }

    fn cover(&self) -> (usize, usize) {
        let start = self.labels.iter().map(|local| local.start).min().unwrap_or(0);
        (start, self.labels.iter().map(|local| local.end).max().unwrap_or(start))
    }

    /// Columns that the notes need if the line is shown from byte `from` on. A note hangs from
    /// the middle of its label.
    fn reach(&self, document: &Document, from: usize) -> usize {
        let reach = |local: &Local<'_>| {
            let before = document.text[from..local.start].width();
            let half = document.text[local.start..local.end].width() / 2;
            before + half + HOOK + local.label.note.width().min(NARROWEST_NOTE)
        };
        self.labels.iter().map(reach).max().unwrap_or(0)
    }

    /// The words around the labels, as many as fit.
    fn line(&self, document: &Document, room: usize) -> Line {
        let (from, to) = line_range(document, self.first, self.last);
        let (start, end) = self.cover();
        let text = &document.text;
        let fits = |from: usize| self.reach(document, from) <= room;
        if to - from <= room * 4 && text[from..to].width() <= room && fits(from) {
            let at = self.labels.iter().map(|local| (local.start - from, local.end - from)).collect();
            return Line { text: flat(&text[from..to]), at, whole: self.first == self.last };
        }
        let most = widest_cover(room);
        let (core, elided) = match shortened(&text[start..end], most) {
            Some(short) => (short, true),
            None => (flat(&text[start..end]), false),
        };
        let spare = room.saturating_sub(core.width() + 2);
        let right_all = first_columns(&text[end..to], spare);
        let left_room = spare.saturating_sub(right_all.len().min(spare - spare * 2 / 5));
        // A label at the end of its line moves to the left, or its note would hang out.
        let left_room = left_room.min(room.saturating_sub(self.reach(document, start) + 1));
        let left = last_columns(&text[from..start], left_room);
        let right = first_columns(&text[end..to], spare - left.width().min(spare));
        let mut shown = String::new();
        if left.len() < start - from {
            shown.push('…');
        }
        shown.push_str(&flat(left));
        let offset = shown.len();
        shown.push_str(&core);
        shown.push_str(&flat(right));
        if right.len() < to - end {
            shown.push('…');
        }
        let at = self.labels.iter().map(|local| {
            if elided {
                (offset, offset + core.len())
            } else {
                (offset + local.start - start, offset + local.end - start)
            }
        });
        Line { at: at.collect(), text: shown, whole: false }
    }
}

/// Puts labels that stand near each other on one line into one row.
fn rows<'a>(document: &Document, labels: impl Iterator<Item = Local<'a>>, room: usize) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = Vec::new();
    for local in labels {
        if let Some(row) = rows.last_mut().filter(|row| local.first <= row.last) {
            let (start, end) = row.cover();
            let end = end.max(local.end);
            let (first, last) = (row.first, row.last.max(local.last));
            let (from, to) = line_range(document, first, last);
            let fits = |from: usize, to: usize, columns: usize| {
                to - from <= columns * 4 && document.text[from..to].width() <= columns
            };
            if fits(from, to, room) || fits(start, end, widest_cover(room)) {
                row.labels.push(local);
                row.last = last;
                continue;
            }
        }
        rows.push(Row { labels: vec![local], first: local.first, last: local.last });
    }
    rows
}

/// Columns that labels may take of a line that is too long; the rest is for what surrounds them.
const fn widest_cover(room: usize) -> usize {
    room * 3 / 4
}

/// Bytes of the lines `first` to `last`, without the final line break.
fn line_range(document: &Document, first: usize, last: usize) -> (usize, usize) {
    let text = &document.text;
    let start = document.lines.start_of(first).map_or(text.len(), |at| at as usize);
    let end = document.lines.start_of(last + 1).map_or(text.len(), |at| at as usize);
    let line = &text[start..end];
    let line = line.strip_suffix("\r\n").or_else(|| line.strip_suffix(['\n', '\r'])).unwrap_or(line);
    (start, start + line.len())
}

/// A line beside a labelled one, when it says something and fits.
fn neighbour(document: &Document, line: usize, room: usize) -> Option<String> {
    let (start, end) = line_range(document, line, line);
    let text = &document.text[start..end];
    (text.len() <= room * 4 && text.width() <= room && !text.trim().is_empty()).then(|| flat(text))
}

/// `text` in one line and safe to show, byte for byte as long.
fn flat(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// Both ends of a text that is wider than `most` columns.
fn shortened(text: &str, most: usize) -> Option<String> {
    if text.len() <= most * 4 && text.width() <= most {
        return None;
    }
    let head = first_columns(text, most * 2 / 3);
    let tail = last_columns(&text[head.len()..], most.saturating_sub(head.width() + 3));
    Some(format!("{}… {}", flat(head), flat(tail.trim_start())))
}

/// The words at the start of `text` that fit into `columns`.
fn first_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        used += c.width().unwrap_or(1);
        (used > columns).then_some(at)
    });
    let Some(end) = end else { return text };
    // A space may be of several bytes: "no\u{a0}break".
    let space = text[..end].char_indices().rfind(|(_, c)| c.is_whitespace());
    let whole_words = space.map_or(end, |(at, c)| at + c.len_utf8());
    &text[..if end - whole_words > columns / 2 { end } else { whole_words }]
}

/// The words at the end of `text` that fit into `columns`.
fn last_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().find_map(|(at, c)| {
        used += c.width().unwrap_or(1);
        (used > columns).then_some(at + c.len_utf8())
    });
    let Some(start) = start else { return text };
    let gap = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
    &text[if gap > columns / 2 { start } else { start + gap }..]
}

/// The last character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Documents end before 4 GiB.
fn as_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_spaces_of_several_bytes() {
        assert_eq!(first_columns("six\u{a0}words of\u{a0}a line", 6), "six\u{a0}");
        assert_eq!(first_columns("\u{3000}\u{3000}blank", 3), "\u{3000}");
        assert_eq!(first_columns("unbroken", 4), "unbr");
        assert_eq!(last_columns("six\u{a0}words of\u{a0}a line", 6), " line");
        assert_eq!(shortened("five columns", 20), None);
    }
}
