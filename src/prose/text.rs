//! The flat text of a document and its map back to bytes.

use std::cell::Cell;
use std::ops::Range;

use super::join::Plan;
use super::sentence;
use crate::place::Span;
use crate::source::{Block, BlockKind, Document, Mark, Piece, PieceText};

/// A document as its reader reads it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Blocks one after another, each ended by a line feed. Runs of white space are one space.
    pub flat: String,
    /// In reading order, headings included.
    pub blocks: Vec<TextBlock>,
    /// In reading order; they do not cross blocks.
    pub sentences: Vec<TextSentence>,
    /// Structure inside the text: offset in `flat`, what it is, and its place.
    pub marks: Vec<(u32, Mark, Span)>,
    segments: Vec<Segment>,
}

/// A block of the flat text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBlock {
    /// Range in `flat`, without the final line feed.
    pub range: Range<u32>,
    pub kind: BlockKind,
    /// Index of the nearest heading block above.
    pub heading: Option<u32>,
    /// Belongs to the page and not to the text: a running head, a page number, `(Cont'd.)`.
    pub furniture: bool,
}

/// A sentence of the flat text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSentence {
    /// Range in `flat`, without white space at either end.
    pub range: Range<u32>,
    /// Index of its block.
    pub block: u32,
}

/// A run of the flat text that stands for a run of the source: byte for byte where both are of
/// one length, as a whole where they are not.
#[derive(Clone, Copy, Debug)]
struct Segment {
    flat: u32,
    /// Address of the source bytes.
    at: Span,
}

impl Text {
    /// Reads a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let plan = Plan::of(document);
        let mut writer = Writer::new(document);
        for first in 0..document.blocks.len() {
            if !plan.is_continuation(first) {
                writer.block(first, &plan);
            }
        }
        writer.text
    }

    /// The addresses of a range of the flat text, from the first byte of what its first
    /// character stands for to the last byte of its last one.
    #[must_use]
    pub fn place(&self, range: Range<u32>) -> Span {
        self.places().of(range)
    }

    /// As [`Text::place`], for ranges that mostly lie near one another.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places { text: self, last: Cell::new(0), straight: Cell::new(self.straight(0)) }
    }

    /// The runs of source that a range of the flat text stands for: several where a page's end
    /// with its notes stands in between.
    pub fn runs(&self, range: Range<u32>) -> impl Iterator<Item = Span> + '_ {
        // Marks and line ends between two runs are read over.
        const APART: u32 = 100;
        let last = self.segment(range.end.saturating_sub(1)).map_or(0, |last| last + 1);
        let mut segments = self.segment(range.start).unwrap_or(last)..last;
        let mut open: Option<Span> = None;
        std::iter::from_fn(move || {
            for index in segments.by_ref() {
                let segment = self.segments[index];
                let end = self.segments.get(index + 1).map_or(range.end, |next| next.flat.min(range.end));
                let own = self.place(segment.flat.max(range.start)..end);
                match &mut open {
                    Some(run) if own.start >= run.start && own.start <= run.end + APART => {
                        *run = Span::new(run.start, run.end.max(own.end));
                    }
                    _ => {
                        if let Some(run) = open.replace(own) {
                            return Some(run);
                        }
                    }
                }
            }
            open.take()
        })
    }

    /// The words of a sentence.
    #[must_use]
    pub fn sentence(&self, sentence: &TextSentence) -> &str {
        &self.flat[sentence.range.start as usize..sentence.range.end as usize]
    }

    /// True when the segment `index` holds offset `at`.
    fn holds(&self, index: usize, at: u32) -> bool {
        self.segments.get(index).is_some_and(|segment| segment.flat <= at)
            && self.segments.get(index + 1).is_none_or(|next| at < next.flat)
    }

    /// Index of the segment that holds offset `at`.
    fn segment(&self, at: u32) -> Option<usize> {
        self.segments.partition_point(|segment| segment.flat <= at).checked_sub(1)
    }

    /// Where a segment begins and ends and begins in the source, where it is there byte for byte.
    fn straight(&self, index: usize) -> (u32, u32, u32) {
        let Some(segment) = self.segments.get(index) else { return (0, 0, 0) };
        let end = self.segments.get(index + 1).map_or(narrow(self.flat.len()), |next| next.flat);
        if end - segment.flat == segment.at.len() { (segment.flat, end, segment.at.start) } else { (0, 0, 0) }
    }

    /// The source of the byte at `at`, which lies in segment `index`.
    fn source_of(&self, index: usize, at: u32) -> Span {
        let segment = self.segments[index];
        let end = self.segments.get(index + 1).map_or(narrow(self.flat.len()), |next| next.flat);
        if end - segment.flat != segment.at.len() || at >= end {
            return segment.at;
        }
        let start = segment.at.start + (at - segment.flat);
        Span::new(start, start + 1)
    }
}

/// Finds places, and looks first where it found the last one.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t Text,
    /// The segment found last.
    last: Cell<usize>,
    /// Where it begins and ends in the flat text and begins in the source, where it is there byte
    /// for byte; else nothing.
    straight: Cell<(u32, u32, u32)>,
}

impl Places<'_> {
    /// As [`Text::place`].
    #[must_use]
    pub fn of(&self, range: Range<u32>) -> Span {
        if let Some(whole) = self.within_last(&range) {
            return whole;
        }
        let Some(start) = self.source_of(range.start).map(|at| at.start) else { return Span::default() };
        if range.end <= range.start {
            return Span::new(start, start);
        }
        // What begins in a segment mostly ends there.
        if let Some(whole) = self.within_last(&range) {
            return whole;
        }
        let end = self.source_of(range.end - 1).map_or(start, |at| at.end);
        // A note that stands inside a joined sentence follows it in the flat text.
        Span::new(start.min(end), start.max(end))
    }

    /// The addresses of a range that lies in the segment found last, as most ranges do, and is
    /// there byte for byte.
    fn within_last(&self, range: &Range<u32>) -> Option<Span> {
        let (flat, end, source) = self.straight.get();
        let inside = flat <= range.start && range.start < range.end && range.end <= end;
        inside.then(|| Span::new(source + (range.start - flat), source + (range.end - flat)))
    }

    /// The source of the byte at `at`.
    fn source_of(&self, at: u32) -> Option<Span> {
        let last = self.last.get();
        // The next line is behind the segment of its space.
        let near = [last, last + 1, last + 2].into_iter().find(|&index| self.text.holds(index, at));
        let index = near.or_else(|| self.text.segment(at))?;
        if index != last {
            self.last.set(index);
            self.straight.set(self.text.straight(index));
        }
        Some(self.text.source_of(index, at))
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Not seen by a reader, and not a space either: soft hyphens, joiners, control characters.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || c.is_control()
}

/// True for the space of loosely set text, before a mark that belongs to the word before it
/// or behind an opening bracket: `born June 7 , 1967 ( in Leeds ) .`
fn is_loose(bytes: &[u8], space: usize) -> bool {
    if bytes[space - 1] == b'(' {
        return true;
    }
    let ends = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    match bytes[space + 1] {
        b')' | b'%' => true,
        b',' | b';' => ends(space + 2),
        // Not the dots of ". . .", nor the name ".NET".
        b'.' => ends(space + 2) && bytes[space - 1] != b'.' && bytes.get(space + 3) != Some(&b'.'),
        _ => false,
    }
}

/// Bytes of plain text that are looked at together.
const PLAIN: usize = 16;

/// True where all but the first and the last of these bytes are copied as they are: ASCII with no
/// white space but single spaces, none of which stands beside a mark that could make it loose.
fn is_plain(bytes: &[u8; PLAIN + 2]) -> bool {
    // Nothing here depends on the byte before, so that all are looked at in one step.
    (0..PLAIN).fold(true, |plain, at| {
        let (before, own, after) = (bytes[at], bytes[at + 1], bytes[at + 2]);
        // Digits and what comes behind them, but for the one mark among these that ends a clause.
        let beside = (b'0'..0x7F).contains(&after) & (after != b';');
        // Neither a bracket nor a space before it.
        let behind = (b'*'..0x7F).contains(&before);
        plain & (((own > b' ') & (own < 0x7F)) | ((own == b' ') & beside & behind))
    })
}

struct Writer<'d> {
    document: &'d Document,
    text: Text,
    /// White space that becomes a space if words follow.
    space: Option<Span>,
    /// Where the block at hand begins in the flat text.
    start: usize,
    heading: Option<u32>,
}

impl<'d> Writer<'d> {
    fn new(document: &'d Document) -> Self {
        let text = Text { flat: String::with_capacity(document.text.len()), ..Text::default() };
        Self { document, text, space: None, start: 0, heading: None }
    }

    /// Writes a block and those that continue it.
    fn block(&mut self, first: usize, plan: &Plan) {
        self.start = self.text.flat.len();
        self.space = None;
        let mut part = Some(first);
        while let Some(index) = part {
            let block = &self.document.blocks[index];
            if index != first {
                self.gap(block);
            }
            for piece in &block.pieces {
                self.piece(piece);
            }
            part = plan.next(index);
        }
        let end = self.text.flat.len();
        for mark in self.text.marks.iter_mut().rev().take_while(|mark| mark.0 as usize > end) {
            mark.0 = narrow(end);
        }
        if end == self.start {
            return;
        }
        let after = self.text.segments.last().map_or(self.document.base, |segment| segment.at.end);
        self.text.segments.push(Segment { flat: narrow(end), at: Span::new(after, after) });
        self.text.flat.push('\n');
        self.finish(first, self.start..end, plan);
    }

    fn finish(&mut self, first: usize, range: Range<usize>, plan: &Plan) {
        let index = narrow(self.text.blocks.len());
        let kind = plan.kind(first, &self.document.blocks[first].kind);
        let furniture = plan.is_furniture(first);
        let whole = matches!(kind, BlockKind::Heading(_) | BlockKind::Metadata { .. } | BlockKind::Code);
        let heading = self.heading;
        if matches!(kind, BlockKind::Heading(_)) && !furniture {
            self.heading = Some(index);
        }
        let words = &self.text.flat[range.clone()];
        let sentences = &mut self.text.sentences;
        sentence::split(words, whole, |start, end| {
            let range = narrow(range.start + start)..narrow(range.start + end);
            sentences.push(TextSentence { range, block: index });
        });
        let range = narrow(range.start)..narrow(range.end);
        self.text.blocks.push(TextBlock { range, kind, heading, furniture });
    }

    /// What lies between a block and its continuation reads as a space, or as nothing behind the
    /// hyphen of a word.
    fn gap(&mut self, next: &Block) {
        let flat = &self.text.flat[self.start..];
        let hyphenated = matches!(flat.as_bytes(), [.., letter, b'-'] if letter.is_ascii_alphabetic());
        if let Some(piece) = next.pieces.first()
            && !hyphenated
        {
            let end = piece.at.start + self.document.base;
            let start = self.text.segments.last().map_or(end, |segment| segment.at.end).min(end);
            self.space = Some(Span::new(start, end));
        }
    }

    fn piece(&mut self, piece: &Piece) {
        let at = piece.at.shifted(self.document.base);
        match piece.text {
            PieceText::Same => self.run(piece.at.range_from(0)),
            PieceText::Char(c) if c.is_whitespace() => self.white(at),
            PieceText::Char(c) if is_ignored(c) => {}
            PieceText::Char(c) => {
                self.write_space();
                self.text.segments.push(Segment { flat: narrow(self.text.flat.len()), at });
                self.text.flat.push(c);
            }
            PieceText::Mark(mark) => {
                let opens = matches!(
                    mark,
                    Mark::EmphasisStart | Mark::StrongStart | Mark::CodeStart | Mark::LinkStart
                );
                // What opens does so behind a space that may still be written.
                let ahead = usize::from(opens && self.space.is_some() && self.text.flat.len() > self.start);
                self.text.marks.push((narrow(self.text.flat.len() + ahead), mark, at));
            }
        }
    }

    fn white(&mut self, at: Span) {
        self.space = Some(self.space.map_or(at, |space| space.cover(at)));
    }

    fn write_space(&mut self) {
        if let Some(at) = self.space.take()
            && self.text.flat.len() > self.start
        {
            self.text.segments.push(Segment { flat: narrow(self.text.flat.len()), at });
            self.text.flat.push(' ');
        }
    }

    /// A run of the source, whose white space is closed up. Nearly all of it is copied as it is.
    fn run(&mut self, range: Range<usize>) {
        let document = self.document;
        let bytes = document.text.as_bytes();
        let (mut from, mut at) = (range.start, range.start);
        // Where it is worth looking at many bytes again.
        let mut look = at;
        while at < range.end {
            if at >= look && at > from {
                look = at + PLAIN;
                if bytes[at - 1..range.end].first_chunk().is_some_and(is_plain) {
                    at = look;
                    continue;
                }
            }
            let byte = bytes[at];
            if byte.is_ascii_graphic() {
                at += 1;
                continue;
            }
            if byte == b' ' && at > from && at + 1 < range.end && bytes[at + 1].is_ascii_graphic() {
                if is_loose(&bytes[..range.end], at) {
                    self.copy(from..at);
                    from = at + 1;
                }
                at += 2;
                continue;
            }
            let Some(c) = document.text[at..range.end].chars().next() else { break };
            let length = c.len_utf8();
            if c.is_whitespace() {
                self.copy(from..at);
                self.white(Span::new(narrow(at), narrow(at + length)).shifted(document.base));
                from = at + length;
            } else if is_ignored(c) {
                self.copy(from..at);
                from = at + length;
            }
            at += length;
        }
        self.copy(from..range.end);
    }

    fn copy(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.write_space();
        let at = Span::new(narrow(range.start), narrow(range.end)).shifted(self.document.base);
        self.text.segments.push(Segment { flat: narrow(self.text.flat.len()), at });
        self.text.flat.push_str(&self.document.text[range]);
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
