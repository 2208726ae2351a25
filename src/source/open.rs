//! The bytes of a file to documents, by what they begin with before what they are called.

use super::decode::{Refused, decode};
use super::detect::is_document;
use super::draft::Extract;
use super::office::{self, Container};
use super::origin::{Anchor, Origin};
use super::set::Document;
use crate::place::LineIndex;

/// The documents in a file, most often one, each with the path it is known by; or why it cannot be read.
pub(super) fn open(path: &str, bytes: Vec<u8>) -> Vec<(String, Result<Document, Refused>)> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(path, &bytes);
    }
    vec![(path.to_owned(), single(path, bytes))]
}

/// A file that is one document.
fn single(path: &str, bytes: Vec<u8>) -> Result<Document, Refused> {
    if is_pdf(&bytes) {
        return pdf(path, &bytes);
    }
    if let Some(what) = unread(&bytes) {
        return Err(Refused::Kind(what.to_owned()));
    }
    let (text, origin) = decode(bytes)?;
    let mut document = Document::parse(path, text);
    document.origin = origin;
    Ok(document)
}

/// A PDF file may have some bytes before its mark.
fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    bytes.starts_with(b"%PDF-") || start.contains(&0) && start.windows(5).any(|window| window == b"%PDF-")
}

#[cfg(feature = "pdf")]
fn pdf(path: &str, bytes: &[u8]) -> Result<Document, Refused> {
    super::pdf::read(bytes).map(|extract| document(path, "pdf", extract))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_path: &str, _bytes: &[u8]) -> Result<Document, Refused> {
    Err(Refused::Kind("it is a PDF file, which this build does not read (feature `pdf`)".to_owned()))
}

/// What a file is that people may hold for a document, and what to do with it.
fn unread(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 5] = [
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "it is an old Office file or one with a password; save it as DOCX or XLSX without one",
        ),
        (b"{\\rtf", "it is an RTF file; save it as DOCX or text"),
        (b"\x1F\x8B", "it is packed by gzip; unpack it first"),
        (b"7z\xBC\xAF", "it is a 7-Zip archive; unpack it first"),
        (b"%!PS", "it is a PostScript file; convert it to PDF (`ps2pdf`)"),
    ];
    kinds.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, what)| what)
}

/// An office file, or an archive with its documents as `archive.zip!/docs/a.md`.
fn packed(path: &str, bytes: &[u8]) -> Vec<(String, Result<Document, Refused>)> {
    let mut container = match Container::open(bytes) {
        Ok(container) => container,
        Err(refused) => return vec![(path.to_owned(), Err(refused))],
    };
    let kind = container.kind();
    let Some(format) = kind.format() else { return members(path, &mut container) };
    let read = office::read(kind, &mut container, bytes).map(|extract| document(path, format, extract));
    vec![(path.to_owned(), read)]
}

/// The documents of an archive, hidden ones left out.
fn members(path: &str, container: &mut Container<'_>) -> Vec<(String, Result<Document, Refused>)> {
    let mut files = container.files();
    files.sort_by(|a, b| a.1.cmp(&b.1));
    let mut read = Vec::new();
    for (index, name) in files {
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if hidden || !is_document(&name) {
            continue;
        }
        let shown = format!("{path}!/{name}");
        let document = container.member(index).and_then(|bytes| {
            if !bytes.starts_with(b"PK\x03\x04") {
                return single(&shown, bytes);
            }
            let mut inner = Container::open(&bytes)?;
            let kind = inner.kind();
            let read = office::read(kind, &mut inner, &bytes)?;
            Ok(document(&shown, kind.format().unwrap_or_default(), read))
        });
        let full = matches!(&document, Err(Refused::Kind(reason)) if reason.contains("far more"));
        read.push((shown, document));
        if full {
            break;
        }
    }
    if read.is_empty() {
        let refused = Refused::Kind("it is an archive without a document that can be read".to_owned());
        read.push((path.to_owned(), Err(refused)));
    }
    read
}

/// Extensions of files that are no text, and the formats they say.
pub(super) static PACKED: &[(&str, &str)] = &[
    ("docx", "docx"),
    ("docm", "docx"),
    ("xlsx", "xlsx"),
    ("xlsm", "xlsx"),
    ("odt", "odt"),
    ("ods", "ods"),
    ("pdf", "pdf"),
    ("zip", "zip"),
];

fn document(path: &str, format: &'static str, extract: Extract) -> Document {
    let lines = LineIndex::new(&extract.text);
    Document {
        path: path.to_owned(),
        format,
        text: extract.text,
        base: 0,
        lines,
        blocks: extract.blocks,
        meta: extract.meta,
        remarks: Vec::new(),
        origin: Origin::Extracted(extract.anchors),
    }
}

impl Document {
    /// Page, paragraph or cell that holds an address of this document.
    #[must_use]
    pub fn anchor(&self, address: u32) -> Option<&Anchor> {
        self.origin.anchor(address.saturating_sub(self.base))
    }
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
