//! Plain text: paragraphs by blank lines, and what writers make with nothing but characters:
//! wrapped lines, lists, headings, quotations, simple tables.
//!
//! What one line looks like is `lines`, tables are `columns`.

use super::block::BlockKind;
use super::build::Builder;
use super::{Format, Read};

mod accounts;
mod columns;
pub(super) mod lines;

use lines::{Line, Marker};

pub(super) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, text: &str) -> Option<Read> {
        let lines = lines::split(text);
        let chunks: Vec<&[Line]> =
            lines.split(|line| line.is_blank()).filter(|chunk| !chunk.is_empty()).collect();
        let mut reader = Reader { builder: Builder::new(text), wrap: Wrap::of(&chunks), opening: true };
        for (at, chunk) in chunks.iter().enumerate() {
            reader.chunk(chunk, chunks.get(at + 1).copied());
        }
        Some((reader.builder.blocks, reader.builder.meta))
    }
}

/// How the lines of a document were broken.
enum Wrap {
    /// Each paragraph is one line, however long.
    None,
    /// Lines were filled up to about so many characters.
    At(usize),
}

impl Wrap {
    fn of(chunks: &[&[Line]]) -> Self {
        let all = chunks.iter().flat_map(|chunk| chunk.iter()).map(|line| line.length);
        let total: usize = all.clone().sum();
        let long: usize = all.filter(|&length| length > 160).sum();
        if long * 2 > total {
            return Self::None;
        }
        // The last line of a paragraph says nothing about the width, and an item of a list may be
        // one long line.
        let inner = chunks.iter().flat_map(|chunk| &chunk[..chunk.len() - 1]);
        let mut filled: Vec<usize> =
            inner.filter(|line| line.marker().is_none()).map(|line| line.length).collect();
        if filled.is_empty() {
            return Self::None;
        }
        let rank = filled.len() - 1 - filled.len() / 10;
        Self::At(*filled.select_nth_unstable(rank).1)
    }
}

struct Reader<'t> {
    builder: Builder<'t>,
    wrap: Wrap,
    /// Neither a title nor prose has been met yet.
    opening: bool,
}

impl Reader<'_> {
    /// Lines without a blank line between them.
    fn chunk(&mut self, lines: &[Line], next: Option<&[Line]>) {
        if let [line] = lines
            && !line.is_page_break
            && let Some(level) = self.heading(line, next)
        {
            self.opening = false;
            self.builder.same(line.start, line.end);
            return self.builder.finish(BlockKind::Heading(level));
        }
        let head = lines.len() > 1 && lines.iter().all(Line::is_head_field);
        self.opening &= head || lines.iter().map(|line| line.length).sum::<usize>() < 120;
        if lines.iter().all(|line| line.quoted().is_some()) {
            return self.quotation(lines);
        }
        if columns::read(lines, &mut self.builder) {
            return;
        }
        let mut rest = lines;
        while let Some(account) = accounts::find(rest) {
            self.prose(&rest[..account.start], head);
            accounts::write(&rest[account.clone()], &mut self.builder);
            rest = &rest[account.end..];
        }
        self.prose(rest, head);
    }

    /// Lines that are no table.
    fn prose(&mut self, lines: &[Line], head: bool) {
        let mut group = Group { kind: BlockKind::Paragraph, marker: None };
        let mut before: Option<&Line> = None;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            if line.is_page_break || line.is_rule() {
                self.finish(&mut group);
                self.builder.rule();
                before = None;
                continue;
            }
            let underline = lines.get(at).and_then(Line::underline);
            if let Some(level) = underline
                && before.is_none_or(|before| self.breaks(before, line))
                && line.length <= 120
            {
                self.finish(&mut group);
                self.builder.same(line.start, line.end);
                self.builder.finish(BlockKind::Heading(level));
                at += 1;
                before = None;
                continue;
            }
            // A title above its author and date, without a blank line between them.
            if line.is_capitals()
                && line.length <= 100
                && line.is_title_like()
                && !line.is_release_note()
                && before.is_none_or(|before| self.breaks(before, line))
                && lines.get(at).is_some_and(|below| !below.is_capitals() && self.breaks(line, below))
            {
                self.finish(&mut group);
                self.builder.same(line.start, line.end);
                self.builder.finish(BlockKind::Heading(if self.opening { 1 } else { 2 }));
                self.opening = false;
                before = None;
                continue;
            }
            if let Some(marker) = line.marker()
                && !line.ends_in_leader()
                && group.begins_item(&marker, before, line)
            {
                self.finish(&mut group);
                let depth = u8::try_from(line.indent / 4).unwrap_or(u8::MAX).min(8);
                group.kind = BlockKind::ListItem { depth, ordered: marker.number };
                self.builder.same(line.start + marker.length, line.end);
                group.marker = Some(marker);
                before = Some(line);
                continue;
            }
            match before {
                Some(before) if head || self.breaks(before, line) => self.finish(&mut group),
                Some(before) => self.builder.soft_break(before.end, line.start),
                None => {}
            }
            self.builder.same(line.start, line.end);
            before = Some(line);
            if group.kind == BlockKind::Paragraph && line.is_caption() {
                group.kind = BlockKind::Caption;
            }
        }
        self.finish(&mut group);
    }

    fn finish(&mut self, group: &mut Group) {
        self.builder.finish(std::mem::replace(&mut group.kind, BlockKind::Paragraph));
    }

    fn quotation(&mut self, lines: &[Line]) {
        let mut before = None;
        for line in lines {
            let from = line.quoted().unwrap_or(line.start);
            match before {
                _ if from >= line.end => {
                    self.builder.finish(BlockKind::Quote);
                    before = None;
                    continue;
                }
                Some(before) => self.builder.soft_break(before, from),
                None => {}
            }
            self.builder.same(from, line.end);
            before = Some(line.end);
        }
        self.builder.finish(BlockKind::Quote);
    }

    /// True where a writer began a new line on purpose.
    fn breaks(&self, above: &Line, below: &Line) -> bool {
        if above.ends_in_leader() {
            return true;
        }
        let width = match self.wrap {
            Wrap::None => return !(above.is_open() && below.begins_lower()),
            Wrap::At(width) => width,
        };
        if below.begins_lower() {
            return false;
        }
        // The next word would have had room.
        let short = above.length * 10 < width * 6 && above.length + 1 + below.first_word() <= width;
        let indented = below.indent >= above.indent + 2 && !above.is_open();
        short || indented
    }

    /// The level of a line that stands alone, if it is a heading.
    fn heading(&self, line: &Line, next: Option<&[Line]>) -> Option<u8> {
        let next = next?;
        let prose_below = next.iter().map(|line| line.length).sum::<usize>() >= 60 && !next[0].is_caption()
            || next[0].marker().is_some();
        if !line.is_title_like() || line.is_release_note() || line.ends_in_leader() {
            return None;
        }
        // A title may stand below a masthead and a date, and may be long.
        if self.opening && line.length <= 250 {
            return Some(1);
        }
        if line.length > 120 {
            return None;
        }
        if line.is_capitals() && line.length <= 100 {
            return Some(2);
        }
        let short = line.length <= 80 && line.words() <= 12;
        // In a numbered list the next item follows; below "3. Results" stand its paragraphs.
        let item = line.marker().is_some_and(|marker| {
            marker.number.is_none()
                || next[0].marker().is_some_and(|next| next.number == marker.number.map(|n| n + 1))
        });
        (short && prose_below && !item && line.indent < 4).then_some(2)
    }
}

/// The block being collected.
struct Group {
    kind: BlockKind,
    /// Of the last item in these lines.
    marker: Option<Marker>,
}

impl Group {
    /// True when `marker` begins an item, and is no dash or number that wrapping brought to the
    /// start of a line ("as many as" / "12. That was").
    fn begins_item(&self, marker: &Marker, before: Option<&Line>, line: &Line) -> bool {
        let Some(before) = before else { return true };
        if marker.is_dot {
            return true;
        }
        match (&self.marker, marker.number) {
            (Some(last), Some(number)) => last.number.is_some_and(|last| number == last.wrapping_add(1)),
            (Some(last), None) => last.number.is_none() || line.indent > before.indent || !before.is_open(),
            // "A member may" / "   1. vote;": set in, the first number begins a list.
            (None, Some(number)) => number <= 1 && (!before.is_open() || line.indent > before.indent),
            (None, None) => !before.is_open(),
        }
    }
}

#[cfg(test)]
#[path = "plain_tests.rs"]
mod tests;
