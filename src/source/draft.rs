//! The text taken out of a file that is no text, set down as it comes: words and structure first,
//! blocks once the whole text is there.

use super::block::{Block, BlockKind, Mark};
use super::build::Builder;
use super::origin::{Anchor, Anchors};
use super::set::Meta;

/// What was taken out of a file.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub text: String,
    pub blocks: Vec<Block>,
    pub meta: Vec<Meta>,
    pub anchors: Anchors,
}

/// An extract in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    steps: Vec<Step>,
    anchors: Anchors,
    tables: u32,
}

#[derive(Debug)]
enum Step {
    Words(usize, usize),
    /// Raised words, which may be the mark of a note.
    Raised(usize, usize),
    /// Words that go on in the next line.
    Soft(usize, usize),
    Mark(usize, Mark),
    Finish(BlockKind),
    Drop,
    Entry(String, usize, usize),
    Rule,
}

impl Draft {
    /// What follows belongs to `anchor`.
    pub fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push(&self.text, anchor);
    }

    /// The number of a new table.
    pub fn new_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }

    pub fn words(&mut self, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.steps.push(Step::Words(start, self.text.len()));
    }

    pub fn raised(&mut self, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.steps.push(Step::Raised(start, self.text.len()));
    }

    /// The line ends, and what is said goes on in the next one.
    pub fn soft_break(&mut self) {
        let start = self.text.len();
        self.text.push('\n');
        self.steps.push(Step::Soft(start, self.text.len()));
    }

    pub fn mark(&mut self, mark: Mark) {
        self.steps.push(Step::Mark(self.text.len(), mark));
    }

    /// The cell at hand takes so many rows and columns. Gives what [`Self::one_row_more`] needs.
    pub fn spans(&mut self, rows: u16, columns: u16) -> usize {
        self.mark(Mark::Spans { rows, columns });
        self.steps.len() - 1
    }

    /// The cell whose [`Self::spans`] gave `cell` takes one more row.
    pub fn one_row_more(&mut self, cell: usize) {
        if let Some(Step::Mark(_, Mark::Spans { rows, .. })) = self.steps.get_mut(cell) {
            *rows = rows.saturating_add(1);
        }
    }

    /// Ends the block, and its line of the text.
    pub fn finish(&mut self, kind: BlockKind) {
        let between = if matches!(kind, BlockKind::Cell { .. }) { '\t' } else { '\n' };
        self.end_line(between);
        self.steps.push(Step::Finish(kind));
    }

    /// Ends the block as one that is not read.
    pub fn drop_block(&mut self) {
        self.end_line('\n');
        self.steps.push(Step::Drop);
    }

    /// The row of a table ends.
    pub fn end_row(&mut self) {
        if self.text.ends_with('\t') {
            self.text.pop();
        }
        self.end_line('\n');
    }

    /// A metadata entry.
    pub fn entry(&mut self, key: &str, value: &str) {
        let start = self.text.len();
        self.text.push_str(value);
        self.steps.push(Step::Entry(key.to_owned(), start, self.text.len()));
        self.end_line('\n');
    }

    /// A page ends.
    pub fn rule(&mut self) {
        self.steps.push(Step::Rule);
    }

    fn end_line(&mut self, with: char) {
        if !(self.text.is_empty() || with == '\n' && self.text.ends_with('\n')) {
            self.text.push(with);
        }
    }

    /// The text, in blocks.
    pub fn build(self) -> Extract {
        let mut builder = Builder::new(&self.text);
        for step in self.steps {
            match step {
                Step::Words(start, end) => builder.same(start, end),
                Step::Raised(start, end) => {
                    let position = builder.position();
                    builder.same(start, end);
                    // A run before it that touches is one piece with it, and cannot be taken apart.
                    if builder.position() > position {
                        builder.superscript(position, start, end);
                    } else {
                        builder.split_last(start);
                        builder.superscript(position, start, end);
                    }
                }
                Step::Soft(start, end) => builder.soft_break(start, end),
                Step::Mark(_, Mark::Spans { rows, columns }) => builder.spans((rows, columns)),
                Step::Mark(at, mark) => builder.mark(at, at, mark),
                Step::Finish(kind) => builder.finish(kind),
                Step::Drop => builder.drop_block(),
                Step::Entry(key, start, end) => {
                    let value = self.text[start..end].to_owned();
                    builder.entry(&key, &value, start, end);
                }
                Step::Rule => builder.rule(),
            }
        }
        let (blocks, meta) = (builder.blocks, builder.meta);
        Extract { blocks, meta, anchors: self.anchors, text: self.text }
    }
}
