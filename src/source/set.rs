//! All documents of a run, in one address space.

use super::block::{Block, PieceText};
use super::origin::Origin;
use crate::place::{LineColumn, LineIndex, Span};

/// A metadata entry: `published` and the place of its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// `title`, `published`, `modified`, `retrieved`, `publisher`, or the key as written.
    pub key: Box<str>,
    pub value: Box<str>,
    /// Place of the value in the document, from zero.
    pub at: Span,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// As given or found, with `/` between its parts.
    pub path: String,
    /// Name of the format it was read as.
    pub format: &'static str,
    /// Its text: byte for byte as on disk, or as `origin` says.
    pub text: String,
    /// Its first address.
    pub base: u32,
    pub lines: LineIndex,
    pub blocks: Vec<Block>,
    pub meta: Vec<Meta>,
    /// The words of comments that speak to crossclaim, from zero.
    pub remarks: Vec<Span>,
    /// How its text relates to the file.
    pub origin: Origin,
}

impl Document {
    /// A place in this document as a range of bytes of its file, or of the text taken out of the file.
    #[must_use]
    pub fn in_file(&self, place: Span) -> Span {
        let inside = |address: u32| address.saturating_sub(self.base);
        self.origin.in_file(&self.text, Span::new(inside(place.start), inside(place.end)))
    }

    /// The addresses it owns.
    #[must_use]
    pub fn span(&self) -> Span {
        let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        Span::new(self.base, self.base + length)
    }

    /// The text at an address range of this document.
    #[must_use]
    pub fn text_at(&self, place: Span) -> &str {
        self.text.get(place.range_from(self.base)).unwrap_or_default()
    }

    /// Where each block with words begins, from zero, and its number, ascending.
    #[must_use]
    pub fn block_starts(&self) -> Vec<(u32, usize)> {
        let first = |block: &Block| block.pieces.first().map(|piece| piece.at.start);
        let blocks = self.blocks.iter().enumerate();
        let mut starts: Vec<_> = blocks.filter_map(|(number, block)| Some((first(block)?, number))).collect();
        starts.sort_unstable();
        starts
    }

    /// The number of the block that begins last before `at`, or there, `starts` being those of this document.
    #[must_use]
    pub fn block_at(starts: &[(u32, usize)], at: u32) -> Option<usize> {
        let behind = starts.partition_point(|(start, _)| *start <= at);
        behind.checked_sub(1).map(|last| starts[last].1)
    }

    /// The words of a block of this document, and their place.
    #[must_use]
    pub fn words_of(&self, block: &Block) -> (String, Span) {
        let (mut words, mut place) = (String::new(), None::<Span>);
        for piece in &block.pieces {
            match piece.text {
                PieceText::Same => words.push_str(self.text.get(piece.at.range_from(0)).unwrap_or_default()),
                PieceText::Char(c) => words.push(c),
                PieceText::Mark(_) => continue,
            }
            let start = place.map_or(piece.at.start, |place| place.start);
            place = Some(Span::new(start, piece.at.end.max(start)));
        }
        (words, place.unwrap_or_default().shifted(self.base))
    }

    /// Line and column of an address of this document.
    #[must_use]
    pub fn line_column(&self, address: u32) -> LineColumn {
        self.lines.line_column(&self.text, address - self.base)
    }
}

/// The documents of a run, in the order given.
#[derive(Clone, Debug, Default)]
pub struct SourceSet {
    documents: Vec<Document>,
}

impl SourceSet {
    /// Takes in `documents` and gives each its addresses.
    /// Those that would end beyond 4 GiB are handed back.
    #[must_use]
    pub fn new(documents: Vec<Document>) -> (Self, Vec<Document>) {
        let (mut kept, mut refused, mut next) = (Vec::with_capacity(documents.len()), Vec::new(), 0_u32);
        for mut document in documents {
            let end = u32::try_from(document.text.len()).ok().and_then(|length| next.checked_add(length));
            match end.and_then(|end| end.checked_add(1)) {
                Some(after) => {
                    document.base = next;
                    // One address between documents, so that no range touches two of them.
                    next = after;
                    kept.push(document);
                }
                None => refused.push(document),
            }
        }
        (Self { documents: kept }, refused)
    }

    /// Takes in one more document, behind all others, and says whether there was room for it.
    pub fn add(&mut self, document: Document) -> bool {
        let base = self.documents.last().map_or(Some(0), |last| last.span().end.checked_add(1));
        let length = u32::try_from(document.text.len()).ok();
        let after = base.zip(length).and_then(|(base, length)| base.checked_add(length)?.checked_add(1));
        let (Some(base), Some(_)) = (base, after) else { return false };
        self.documents.push(Document { base, ..document });
        true
    }

    /// Gives each document the entries that `of` has for its path, before its own.
    pub fn add_meta(&mut self, of: impl Fn(&str) -> Vec<Meta>) {
        for document in &mut self.documents {
            let own = std::mem::replace(&mut document.meta, of(&document.path));
            document.meta.extend(own);
        }
    }

    /// The documents, in order.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Index of the document that owns `place`.
    #[must_use]
    pub fn index_of(&self, place: Span) -> usize {
        self.documents.partition_point(|document| document.base <= place.start).saturating_sub(1)
    }

    /// The document that owns `place`.
    ///
    /// # Panics
    /// When there are no documents.
    #[must_use]
    pub fn document(&self, place: Span) -> &Document {
        &self.documents[self.index_of(place)]
    }

    /// The text at `place`.
    #[must_use]
    pub fn text_at(&self, place: Span) -> &str {
        self.document(place).text_at(place)
    }
}
