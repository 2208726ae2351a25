//! The flat text of a document and its map back to bytes.

use std::ops::Range;

use crate::place::Span;
use crate::source::{BlockKind, Document, Mark};

/// A document as its reader reads it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Blocks one after another, each ended by a line feed.
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
}

/// A sentence of the flat text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSentence {
    /// Range in `flat`, without white space at either end.
    pub range: Range<u32>,
    /// Index of its block.
    pub block: u32,
}

/// A run of the flat text that stands for a run of the source.
#[derive(Clone, Copy, Debug)]
struct Segment {
    flat: u32,
    /// Address of the source bytes.
    at: Span,
}

impl Text {
    /// Reads a document.
    #[must_use]
    pub fn of(_document: &Document) -> Self {
        Self::default()
    }

    /// The addresses of a range of the flat text, from the first byte of what its first
    /// character stands for to the last byte of its last one.
    #[must_use]
    pub fn place(&self, _range: Range<u32>) -> Span {
        Span::default()
    }

    /// The words of a sentence.
    #[must_use]
    pub fn sentence(&self, sentence: &TextSentence) -> &str {
        &self.flat[sentence.range.start as usize..sentence.range.end as usize]
    }
}
