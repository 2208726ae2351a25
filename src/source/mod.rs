//! Documents: bytes to blocks with places, one file per format.

mod aligned;
mod block;
mod build;
mod cell_notes;
mod csv;
mod data;
mod decode;
mod detect;
mod draft;
mod front_matter;
mod html;
mod kept;
mod keyed;
mod load;
mod markdown;
mod notes;
mod office;
mod open;
mod origin;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod remark;
mod report;
mod set;
mod wiki;

use std::ops::Range;

pub use block::{Block, BlockKind, Mark, Piece, PieceText};
pub use detect::{detect, extensions};
pub use kept::Kept;
pub use load::{Batch, Loaded, Raw, files, load, load_texts, load_without};
pub use origin::{Anchor, Anchors, Encoded, Origin};
pub use remark::ADDRESS;
pub use set::{Document, Meta, SourceSet};

/// What a format reads of a text.
type Read = (Vec<Block>, Vec<Meta>);

/// A document format: how to know it, and how to cut it into blocks.
pub trait Format: Sync {
    /// Stable name: `markdown`.
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Blocks of `text`, in reading order, with places in bytes of `text`, and metadata; none where `text` is
    /// not of this format.
    fn read(&self, text: &str) -> Option<Read>;
    /// The words of all comments, without their marks; none where the format has no comments.
    fn comments(&self, _text: &str) -> Vec<Range<usize>> {
        Vec::new()
    }
}

/// Every format. The first reads what no other one claims.
pub static FORMATS: &[&dyn Format] = &[
    &plain::Plain,
    &markdown::Markdown,
    &html::Html,
    &csv::COMMA,
    &csv::TAB,
    &data::JSON,
    &data::TOML,
    &data::YAML,
    &keyed::Keyed,
    &wiki::Wiki,
];

impl Document {
    /// A text that is shown and not read.
    #[must_use]
    pub fn bare(path: &str, text: &str) -> Self {
        Self::holding(path.to_owned(), text.to_owned())
    }

    /// As [`Document::bare`], without a copy.
    fn holding(path: String, text: String) -> Self {
        Self {
            path,
            format: plain::Plain.name(),
            base: 0,
            lines: crate::place::LineIndex::new(&text),
            text,
            blocks: Vec::new(),
            meta: Vec::new(),
            remarks: Vec::new(),
            origin: Origin::File,
        }
    }

    /// Reads `text` in the format that its path and content call for. Its addresses begin at zero.
    #[must_use]
    pub fn parse(path: &str, text: String) -> Self {
        let mut format = detect(path, &text);
        // A byte order mark is in the text, so that offsets are those on disk, but is not read.
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let read = format.read(&text[mark..]).or_else(|| {
            format = &keyed::Keyed;
            format.read(&text[mark..])
        });
        let (mut blocks, mut meta) = read.unwrap_or_default();
        if mark > 0 {
            build::shift(&mut blocks, &mut meta, mark);
        }
        let mut remarks = remark::remarks(format, &text[mark..]);
        if mark > 0 {
            remarks.iter_mut().for_each(|remark| *remark = remark.shifted(build::span(0, mark).end));
        }
        if !remarks.is_empty() {
            remark::take_out(&mut blocks, &remarks);
        }
        let lines = crate::place::LineIndex::new(&text);
        Self {
            path: path.to_owned(),
            format: format.name(),
            text,
            base: 0,
            lines,
            blocks,
            meta,
            remarks,
            origin: Origin::File,
        }
    }
}

/// The words of each block, for tests of formats.
#[cfg(test)]
fn plain_words(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|block| document.words_of(block).0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_formats_share_an_extension_or_a_name() {
        let mut seen = std::collections::BTreeSet::new();
        for format in FORMATS {
            assert!(seen.insert(format.name()), "{}", format.name());
            for extension in format.extensions() {
                assert_eq!(*extension, extension.to_ascii_lowercase());
                assert!(seen.insert(extension) || *extension == format.name(), "{extension}");
            }
        }
    }
}
