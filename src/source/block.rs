//! The common shape of every format: blocks made of pieces.

use crate::place::Span;

/// A heading, paragraph, list item, cell or the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Its text in reading order. Places are bytes of the document, from zero.
    pub pieces: Vec<Piece>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The level, 1 to 6.
    Heading(u8),
    Paragraph,
    /// An item of a list; `ordered` carries its number.
    ListItem {
        depth: u8,
        ordered: Option<u64>,
    },
    /// A paragraph of a block quotation.
    Quote,
    Caption,
    /// Program text, preformatted or fenced.
    Code,
    /// A cell; tables, rows and columns are numbered from zero within the document.
    Cell {
        table: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    /// The definition of a footnote, with its label (`5`).
    Footnote {
        label: Box<str>,
    },
    /// A page break or thematic break. Has no pieces.
    Break,
    /// A front-matter or meta entry, with its key (`date`).
    Metadata {
        key: Box<str>,
    },
}

/// A run of text inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The source bytes it stands for, from the start of the document.
    pub at: Span,
    pub text: PieceText,
}

/// What a piece gives the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceText {
    /// The source bytes themselves.
    Same,
    /// One character written otherwise: `&nbsp;`, `\$`, a soft line break.
    Char(char),
    /// Nothing to read, but something to know.
    Mark(Mark),
}

/// Structure inside a block that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `<sup>5</sup>`, `[^5]`, `[5]`: the note mark stands here.
    FootnoteRef,
    EmphasisStart,
    EmphasisEnd,
    StrongStart,
    StrongEnd,
    CodeStart,
    CodeEnd,
    /// Around the text of a link; the start piece's place covers the target when it has one.
    LinkStart,
    LinkEnd,
    /// The cell takes so many rows and columns of its table.
    Spans {
        rows: u16,
        columns: u16,
    },
}
