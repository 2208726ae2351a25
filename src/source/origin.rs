//! How the text of a document relates to the file it was read from: the file itself, the file in
//! another encoding, or words taken out of a file that is no text.

use encoding_rs::Encoding;

use serde::{Deserialize, Serialize};

use crate::place::Span;

/// Where a document's text comes from.
#[derive(Clone, Debug, Default)]
pub enum Origin {
    /// The text is the file, byte for byte.
    #[default]
    File,
    /// The file, decoded.
    Encoded(Encoded),
    /// Taken out of a PDF, an office file or the like. Offsets count in the text taken out.
    Extracted(Anchors),
}

/// A text decoded from another encoding than UTF-8, and where its characters stood.
#[derive(Clone, Debug)]
pub struct Encoded {
    encoding: &'static Encoding,
    /// Pairs of an offset in the text and the byte of the file it came from, in rising order.
    marks: Vec<(u32, u32)>,
}

/// Bytes of text between two marks, so that a place costs little to look up.
const APART: usize = 4096;

impl Encoded {
    /// Reads off where each part of `text`, which was decoded from `encoding`, stood in a file whose
    /// first `skipped` bytes are a byte order mark.
    pub(super) fn new(encoding: &'static Encoding, text: &str, skipped: usize) -> Self {
        let (mut marks, mut from, mut at) = (Vec::new(), 0, skipped);
        loop {
            marks.push((narrow(from), narrow(at)));
            let mut to = (from + APART).min(text.len());
            while !text.is_char_boundary(to) {
                to += 1;
            }
            if to == text.len() {
                break;
            }
            at += encoded_len(encoding, &text[from..to]);
            from = to;
        }
        Self { encoding, marks }
    }

    /// Name of the encoding: `windows-1252`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }

    /// The byte of the file at which byte `at` of `text` stood.
    fn file_offset(&self, text: &str, at: u32) -> u32 {
        let mark = self.marks.partition_point(|mark| mark.0 <= at).saturating_sub(1);
        let Some(&(from, byte)) = self.marks.get(mark) else { return at };
        let between = text.get(from as usize..at as usize).unwrap_or_default();
        byte + narrow(encoded_len(self.encoding, between))
    }
}

/// Bytes that `text` takes in `encoding`.
fn encoded_len(encoding: &'static Encoding, text: &str) -> usize {
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        text.chars().map(char::len_utf16).sum::<usize>() * 2
    } else if encoding.is_single_byte() {
        text.chars().count()
    } else {
        encoding.encode(text).0.len()
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The parts of a file that is no text, and where each begins in the text taken out of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Anchors(Vec<(u32, Anchor)>);

/// A part of a file by which people find a place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Page of a PDF, from one.
    Page(u32),
    /// Paragraph of a text document, from one, table cells and notes counted.
    Paragraph(u32),
    /// Cell of a spreadsheet: `Costs!B7`.
    Cell(Box<str>),
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Paragraph(paragraph) => write!(f, "paragraph {paragraph}"),
            Self::Cell(cell) => f.write_str(cell),
        }
    }
}

impl Anchors {
    /// What begins at the end of `text` is `anchor`.
    pub(super) fn push(&mut self, text: &str, anchor: Anchor) {
        self.0.push((narrow(text.len()), anchor));
    }

    /// The part that holds offset `at`.
    fn at(&self, at: u32) -> Option<&Anchor> {
        self.0.partition_point(|part| part.0 <= at).checked_sub(1).map(|index| &self.0[index].1)
    }
}

impl Origin {
    /// A range of `text`, the document's text, as bytes of its file; of the text itself where that was taken out
    /// of the file.
    #[must_use]
    pub fn in_file(&self, text: &str, range: Span) -> Span {
        match self {
            Self::File | Self::Extracted(_) => range,
            Self::Encoded(encoded) => {
                let start = encoded.file_offset(text, range.start);
                Span::new(start, encoded.file_offset(text, range.end).max(start))
            }
        }
    }

    /// Page, paragraph or cell that holds offset `at` of the text.
    #[must_use]
    pub fn anchor(&self, at: u32) -> Option<&Anchor> {
        match self {
            Self::File | Self::Encoded(_) => None,
            Self::Extracted(anchors) => anchors.at(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_bytes_of_each_encoding() {
        let line = "Où est l’été ? 3 000 personnes, 12 € – 日本 7\n";
        for (encoding, wide) in [
            (encoding_rs::WINDOWS_1252, false),
            (encoding_rs::UTF_16LE, true),
            (encoding_rs::UTF_16BE, true),
            (encoding_rs::GB18030, true),
        ] {
            let text = if wide { line.repeat(300) } else { line.replace("日本", "").repeat(300) };
            let bytes: Vec<u8> = if encoding == encoding_rs::UTF_16LE {
                text.encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else if encoding == encoding_rs::UTF_16BE {
                text.encode_utf16().flat_map(u16::to_be_bytes).collect()
            } else {
                encoding.encode(&text).0.into_owned()
            };
            let encoded = Encoded::new(encoding, &text, 0);
            let origin = Origin::Encoded(encoded);
            for (at, word) in text.match_indices("personnes") {
                let place = origin.in_file(&text, Span::new(narrow(at), narrow(at + word.len())));
                let read = encoding.decode_without_bom_handling(&bytes[place.range_from(0)]).0;
                assert_eq!(read, word, "{}", encoding.name());
            }
        }
    }

    #[test]
    fn a_part_holds_what_follows_it() {
        let mut anchors = Anchors::default();
        anchors.push("", Anchor::Page(1));
        anchors.push("12345", Anchor::Page(2));
        let origin = Origin::Extracted(anchors);
        assert_eq!(origin.anchor(4), Some(&Anchor::Page(1)));
        assert_eq!(origin.anchor(5), Some(&Anchor::Page(2)));
        assert_eq!(Origin::File.anchor(5), None);
    }
}
