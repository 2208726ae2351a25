//! Documents: bytes to blocks with places, one file per format.

mod aligned;
mod block;
mod build;
mod cell_notes;
mod csv;
mod data;
mod decode;
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
pub use kept::Kept;
pub use load::{Batch, Loaded, Raw, files, load, load_texts, load_without};
pub use origin::{Anchor, Anchors, Encoded, Origin};
pub use remark::ADDRESS;
pub use set::{Document, Meta, SourceSet};

/// A document format: how to know it, and how to cut it into blocks.
pub trait Format: Sync {
    /// Stable name: `markdown`.
    fn name(&self) -> &'static str;
    /// File extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Blocks of `text`, in reading order, with places in bytes of `text`, and metadata.
    fn read(&self, text: &str) -> (Vec<Block>, Vec<Meta>);
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

/// The extensions of all formats, for a message: `.csv, .htm, .html`.
#[must_use]
pub fn extensions() -> String {
    let texts = FORMATS.iter().flat_map(|format| format.extensions()).copied();
    let mut all: Vec<&str> = texts.chain(open::PACKED.iter().copied()).collect();
    all.sort_unstable();
    all.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

/// The format that claims the extension of `path`.
fn by_extension(path: &str) -> Option<&'static dyn Format> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?.1.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.extensions().contains(&extension.as_str())).copied()
}

/// The format to read `text` as: by the extension of `path`, and for plain text by what is in it.
#[must_use]
pub fn detect(path: &str, text: &str) -> &'static dyn Format {
    let format = by_extension(path).unwrap_or(&plain::Plain);
    if format.name() != plain::Plain.name() {
        // A page saved under the name of another kind of text is still a page, as is what a server sends instead
        // of a file.
        if html::plainly(text) { &html::Html } else { format }
    } else if wiki::plainly(text) {
        &wiki::Wiki
    } else if html::plainly(text) {
        &html::Html
    } else if markdown::plainly(text) {
        &markdown::Markdown
    } else {
        format
    }
}

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
        let format = detect(path, &text);
        // A byte order mark is in the text, so that offsets are those on disk, but is not read.
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (mut blocks, mut meta) = format.read(&text[mark..]);
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

    #[test]
    fn a_format_is_known_by_extension_and_content() {
        let name = |path, text| detect(path, text).name();
        assert_eq!(name("a/b.MD", ""), "markdown");
        assert_eq!(name("a.d/notes", "Five boats."), "text");
        assert_eq!(name(".md", "Five boats."), "text");
        assert_eq!(name("x.unknown", "Five boats."), "text");
        assert_eq!(name("x.txt", "\n <!DOCTYPE html><p>Five boats."), "html");
        assert_eq!(name("x.txt", "# Boats\n\nFive **big** boats.\n\n## Sails\n\nNone.\n"), "markdown");
        assert_eq!(name("x.tsv", "a\tb"), "tsv");
        assert_eq!(name("x.json", "<!doctype html><title>Not found</title>"), "html");
    }
}
