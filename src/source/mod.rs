//! Documents: bytes to blocks with places, one file per format.

mod block;
mod set;

pub use block::{Block, BlockKind, Mark, Piece, PieceText};
pub use set::{Document, Meta, SourceSet};

/// A document format: how to know it, and how to cut it into blocks.
pub trait Format: Sync {
    /// Stable name: `markdown`.
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Blocks of `text`, in reading order, with places in bytes of `text`, and metadata.
    fn read(&self, text: &str) -> (Vec<Block>, Vec<Meta>);
}
