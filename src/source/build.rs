//! Building blocks piece by piece: what every format shares once it knows its own syntax.
//!
//! A format says what each run of bytes gives the reader; this file joins runs that touch,
//! finds note marks, and drops blocks in which there is nothing to read.

use super::block::{Block, BlockKind, Mark, Piece, PieceText};
use super::cell_notes;
use super::notes::{self, Superscript};
use super::set::Meta;
use crate::place::Span;

/// Collects the blocks of one document.
pub(super) struct Builder<'t> {
    text: &'t str,
    pub blocks: Vec<Block>,
    pub meta: Vec<Meta>,
    pieces: Vec<Piece>,
    /// Pieces of the block that an aside, such as the alternative text of an image, interrupts.
    outer: Vec<Vec<Piece>>,
    tables: u32,
    /// The piece that is a raised letter behind a figure: in a cell, the mark of a note.
    raised: Option<usize>,
}

/// A range of a document as a span. Documents of 4 GiB and more are refused before they are read.
pub(super) fn span(start: usize, end: usize) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: narrow(start), end: narrow(end.max(start)) }
}

impl<'t> Builder<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            meta: Vec::new(),
            pieces: Vec::new(),
            outer: Vec::new(),
            tables: 0,
            raised: None,
        }
    }

    /// The number of a new table.
    pub fn new_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }

    /// Numbers tables on from those of a document of which this one is a part.
    pub fn share_tables(&mut self, outer: &Self) {
        self.tables = outer.tables;
    }

    pub fn tables(&self) -> u32 {
        self.tables
    }

    pub fn set_tables(&mut self, tables: u32) {
        self.tables = tables;
    }

    /// The source bytes themselves.
    pub fn same(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let at = span(start, end);
        if let Some(last) = self.pieces.last_mut()
            && last.text == PieceText::Same
            && last.at.end == at.start
        {
            last.at.end = at.end;
            return;
        }
        self.pieces.push(Piece { at, text: PieceText::Same });
    }

    /// One character, written otherwise.
    pub fn char(&mut self, start: usize, end: usize, c: char) {
        self.pieces.push(Piece { at: span(start, end), text: PieceText::Char(c) });
    }

    /// The characters that one piece of notation stands for: the first carries the place.
    pub fn chars(&mut self, start: usize, end: usize, text: &str) {
        let mut start = start;
        for c in text.chars() {
            self.char(start, end, c);
            start = end;
        }
    }

    /// Structure.
    pub fn mark(&mut self, start: usize, end: usize, mark: Mark) {
        self.pieces.push(Piece { at: span(start, end), text: PieceText::Mark(mark) });
    }

    /// The cell at hand takes so many rows and columns.
    pub fn spans(&mut self, (rows, columns): (u16, u16)) {
        if rows > 1 || columns > 1 {
            let at = self.end();
            self.mark(at, at, Mark::Spans { rows, columns });
        }
    }

    /// A mark of quotation that the notation stands for, unless one is written beside it: `"<q>so</q>"`.
    pub fn quote(&mut self, start: usize, end: usize, mark: char) {
        let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’');
        if !self.text[..start].ends_with(is_mark) && !self.text[end..].starts_with(is_mark) {
            self.char(start, end, mark);
        }
    }

    /// Has what was collected since `position` read as `words`, which stand for all of `start .. end`.
    pub fn reword(&mut self, position: usize, start: usize, end: usize, words: &str) {
        self.pieces.truncate(position);
        self.chars(start, end, words);
    }

    /// The words collected since `position`.
    pub fn words_since(&self, position: usize) -> String {
        self.pieces.get(position..).map(|pieces| self.words(pieces, usize::MAX)).unwrap_or_default()
    }

    /// A line break inside a paragraph, from the end of one line to the start of the next:
    /// a space to the reader, but nothing where the line ends in the hyphen of a word
    /// (`long-` `term`).
    pub fn soft_break(&mut self, start: usize, end: usize) {
        let before = &self.text.as_bytes()[..start];
        let hyphenated =
            matches!(before, [.., letter, b'-'] if letter.is_ascii_alphanumeric() || *letter >= 0x80);
        if hyphenated {
            let word = self.text[end..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            // "pre- and post-war" leaves its hyphen hanging on purpose.
            if !word.is_empty() && !matches!(word, "and" | "or" | "to" | "nor") {
                return;
            }
        }
        self.char(start, end, ' ');
    }

    /// Where the next piece will stand, for `superscript`.
    pub fn position(&self) -> usize {
        self.pieces.len()
    }

    /// Parts the last piece at byte `at`, so that what follows can be taken for itself.
    pub fn split_last(&mut self, at: usize) {
        let at = span(0, at).end;
        if let Some(last) = self.pieces.last_mut()
            && last.text == PieceText::Same
            && last.at.start < at
            && at < last.at.end
        {
            let rest = Piece { at: Span { start: at, end: last.at.end }, text: PieceText::Same };
            last.at.end = at;
            self.pieces.push(rest);
        }
    }

    /// True while nothing of the block has been collected.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Where the last piece of the block ends.
    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.at.end as usize)
    }

    /// Decides what a superscript is, whose pieces began at `position` and which with its tags
    /// takes `start .. end`: a note mark, whose digits are not read, an exponent, or text (`4th`).
    pub fn superscript(&mut self, position: usize, start: usize, end: usize) {
        let Some(inner) = self.pieces.get(position..) else { return };
        let linked = inner.iter().any(|piece| piece.text == PieceText::Mark(Mark::LinkStart));
        let inner = self.words(inner, usize::MAX);
        let before = self.words(&self.pieces[..position], 12);
        match notes::superscript(&before, &inner, linked) {
            Superscript::Text => self.raised = (inner.trim().len() == 1).then_some(position),
            Superscript::Note => {
                self.pieces.truncate(position);
                self.mark(start, end, Mark::FootnoteRef);
            }
            Superscript::Exponent(digits) => {
                self.pieces.truncate(position);
                self.chars(start, end, &digits);
            }
        }
    }

    /// The last `limit` bytes or so that `pieces` read as.
    fn words(&self, pieces: &[Piece], limit: usize) -> String {
        let (mut length, mut first) = (0, pieces.len());
        // Marks read as nothing, and there may be any number of them.
        while first > 0 && length < limit && (limit == usize::MAX || pieces.len() - first < 64) {
            first -= 1;
            length += match pieces[first].text {
                PieceText::Same => pieces[first].at.len() as usize,
                PieceText::Char(c) => c.len_utf8(),
                PieceText::Mark(_) => 0,
            };
        }
        let mut words = String::new();
        for piece in &pieces[first..] {
            match piece.text {
                PieceText::Same => {
                    let same = &self.text[piece.at.range_from(0)];
                    let mut from = same.len().saturating_sub(limit.saturating_add(4));
                    while !same.is_char_boundary(from) {
                        from += 1;
                    }
                    words.push_str(&same[from..]);
                }
                PieceText::Char(c) => words.push(c),
                PieceText::Mark(_) => {}
            }
        }
        words
    }

    /// Begins a block inside a block; what was collected waits for `finish_aside`.
    pub fn begin_aside(&mut self) {
        self.outer.push(std::mem::take(&mut self.pieces));
    }

    /// Ends the innermost aside as a block of its own, which stands before the one around it.
    pub fn finish_aside(&mut self, kind: BlockKind) {
        self.finish(kind);
        self.pieces = self.outer.pop().unwrap_or_default();
    }

    /// Forgets what was collected of the block.
    pub fn drop_block(&mut self) {
        self.pieces.clear();
    }

    /// Ends the block. Without a word in it there is none.
    pub fn finish(&mut self, mut kind: BlockKind) {
        if !self.pieces.iter().any(|piece| self.readable(piece)) {
            self.pieces.clear();
            return;
        }
        let raised = self.raised.take();
        let mut pieces = std::mem::take(&mut self.pieces);
        if let BlockKind::Cell { .. } = kind {
            if let Some(at) =
                raised.filter(|at| !pieces.iter().skip(at + 1).any(|piece| self.readable(piece)))
                && let Some(piece) = pieces.get_mut(at)
            {
                piece.text = PieceText::Mark(Mark::FootnoteRef);
            }
            let words = self.words(&pieces, usize::MAX);
            cell_notes::take(self.text, &words, &mut pieces);
        }
        if kind != BlockKind::Code {
            notes::mark(self.text, &mut pieces);
        }
        if kind == BlockKind::Paragraph
            && let Some(label) = notes::take_label(self.text, &mut pieces)
        {
            kind = BlockKind::Footnote { label };
        }
        if kind == BlockKind::Paragraph
            && let Some(first) = pieces.iter().find(|piece| piece.text == PieceText::Same)
            && is_caption(&self.text[first.at.range_from(0)])
            && pieces.iter().map(|piece| piece.at.len()).sum::<u32>() <= 300
        {
            kind = BlockKind::Caption;
        }
        if matches!(kind, BlockKind::ListItem { .. }) {
            notes::take_backlinks(self.text, &mut pieces);
        }
        self.blocks.push(Block { kind, pieces });
    }

    /// A page break or a rule.
    pub fn rule(&mut self) {
        self.blocks.push(Block { kind: BlockKind::Break, pieces: Vec::new() });
    }

    /// A metadata entry in the midst of a block, which goes on behind it.
    pub fn aside_entry(&mut self, key: &str, value: &str, start: usize, end: usize) {
        self.begin_aside();
        self.entry(key, value, start, end);
        self.finish_aside(BlockKind::Paragraph);
    }

    /// A metadata entry, as a block and as an entry. `at` is the place of the value as written.
    pub fn entry(&mut self, key: &str, value: &str, start: usize, end: usize) {
        self.meta.push(Meta { key: key.into(), value: value.into(), at: span(start, end) });
        if self.text.get(start..end) == Some(value) {
            self.same(start, end);
        } else {
            self.chars(start, end, value);
        }
        self.finish(BlockKind::Metadata { key: key.into() });
    }

    /// Ends the block as a metadata entry whose value is the text collected.
    pub fn finish_entry(&mut self, key: &str) {
        let value = self.words(&self.pieces, usize::MAX);
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last())
            && !value.is_empty()
        {
            let at = span(first.at.start as usize, last.at.end as usize);
            self.meta.push(Meta { key: key.into(), value: value.into(), at });
        }
        self.finish(BlockKind::Metadata { key: key.into() });
    }

    fn readable(&self, piece: &Piece) -> bool {
        match piece.text {
            PieceText::Same => self.text[piece.at.range_from(0)].bytes().any(|b| !b.is_ascii_whitespace()),
            PieceText::Char(c) => !c.is_whitespace(),
            PieceText::Mark(_) => false,
        }
    }
}

/// `Table 3. Boats by port`, `Figure A-1: …`, `Chart 2`: names a figure and its number.
pub(super) fn is_caption(text: &str) -> bool {
    ["Figure ", "Fig. ", "Table ", "Chart ", "Exhibit ", "Photo ", "Map "].iter().any(|word| {
        text.trim_start().strip_prefix(word).is_some_and(|rest| {
            let title = rest.trim_start_matches(|c: char| {
                c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | '.')
            });
            let number = &rest[..rest.len() - title.len()];
            let numbered =
                number.len() <= 6 && number.bytes().any(|b| b.is_ascii_digit()) && !number.contains("..");
            // "Table 2 Boats" and "Table 2: boats" are titles, "Table 2 shows" is a sentence.
            let titled = number.ends_with('.')
                || title.starts_with(':')
                || title.trim_start().is_empty()
                || title.trim_start().starts_with(char::is_uppercase);
            numbered && titled
        })
    })
}

/// Moves blocks and entries that were read from a part of a document to where that part begins.
pub(super) fn shift(blocks: &mut [Block], meta: &mut [Meta], by: usize) {
    let by = span(0, by).end;
    for piece in blocks.iter_mut().flat_map(|block| block.pieces.iter_mut()) {
        piece.at = piece.at.shifted(by);
    }
    for entry in meta {
        entry.at = entry.at.shifted(by);
    }
}
