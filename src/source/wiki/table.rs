//! Tables between `{|` and `|}`.

use super::Reader;
use crate::source::block::BlockKind;
use crate::source::html::table::Table;

impl Reader<'_> {
    /// Reads the rows of a table from its range, braces left out.
    pub(super) fn table(&mut self, start: usize, end: usize) {
        let mut table = Table::new(self.builder.new_table());
        let mut at = self.after_line(self.line_end(start, end), end);
        while at < end {
            let line_end = self.line_end(at, end);
            let line = &self.text[at..line_end];
            let indent = line.len() - line.trim_start().len();
            let (from, content) = (at + indent, line.trim());
            let to = from + content.len();
            if content.starts_with("|+") {
                let words = self.behind_attributes(from + 2, to);
                self.inline(words, to);
                self.builder.finish(BlockKind::Caption);
            } else if content.starts_with("|-") {
                table.row();
            } else if content.starts_with(['|', '!']) {
                let header = content.starts_with('!');
                for (from, to) in self.cells(from + 1, to, header) {
                    self.cell(&mut table, from, to, header);
                }
            } else if !content.is_empty() && table.position().is_some() {
                // A cell goes on in the lines below it.
                if !self.builder.is_empty() {
                    self.builder.soft_break(from, from);
                }
                self.inline(from, to);
                self.finish_cell(&table);
            }
            at = self.after_line(line_end, end);
        }
    }

    fn cell(&mut self, table: &mut Table, from: usize, to: usize, header: bool) {
        let words = self.behind_attributes(from, to);
        let attributes = &self.text[from..words];
        table.cell(header, number(attributes, "colspan"), number(attributes, "rowspan"));
        self.inline(words, to);
        self.finish_cell(table);
    }

    fn finish_cell(&mut self, table: &Table) {
        if let Some((row, column, header)) = table.position() {
            self.builder.spans(table.spans());
            self.builder.finish(BlockKind::Cell { table: table.number, row, column, header });
        }
    }

    /// The cells of a line: parted by `||`, in a row of headings also by `!!`.
    fn cells(&self, start: usize, end: usize, header: bool) -> Vec<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let (mut cells, mut from, mut at) = (Vec::new(), start, start);
        while at < end {
            let two = bytes.get(at..at + 2).filter(|_| at + 2 <= end);
            if two == Some(b"||") || header && two == Some(b"!!") {
                cells.push((from, at));
                from = at + 2;
                at += 2;
                continue;
            }
            at = match bytes[at] {
                b'{' | b'[' => self.pairs.close(at).filter(|&close| close <= end).unwrap_or(at + 1),
                _ => at + 1,
            };
        }
        cells.push((from, end));
        cells
    }

    /// Where the words of a cell begin: behind `align=right |`.
    fn behind_attributes(&self, from: usize, to: usize) -> usize {
        let parts = self.split(from, to, b'|');
        match parts.as_slice() {
            [(first, first_end), (words, _), ..] if self.text[*first..*first_end].contains('=') => *words,
            _ => from,
        }
    }
}

/// The number that an attribute says, or 1.
fn number(attributes: &str, name: &str) -> u32 {
    let found = attributes.find(name).and_then(|at| {
        let rest = attributes[at + name.len()..].trim_start_matches([' ', '=', '"', '\'']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().ok()
    });
    found.unwrap_or(1)
}
