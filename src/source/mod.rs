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

pub struct Loaded { pub set: SourceSet, pub faults: Vec<crate::fault::Fault> }
pub fn load(_p: &[std::path::PathBuf], _s: Option<(String, Vec<u8>)>) -> Loaded { todo!() }
pub fn load_texts(_d: Vec<(String, Vec<u8>)>) -> Loaded { todo!() }
