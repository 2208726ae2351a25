//! The documents of a run as they are kept from one run to the next, for reports to point into: what a file
//! says as it is decoded is taken from the file, all else is kept whole. Of their blocks those are kept that
//! reports show.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::block::{Block, BlockKind, Mark, Piece, PieceText};
use super::decode::decode;
use super::load::Raw;
use super::origin::{Anchors, Origin};
use super::set::{Document, SourceSet};
use crate::place::Span;

/// A document that is kept.
#[derive(Debug, Serialize, Deserialize)]
pub enum Kept {
    /// A file as it is decoded, and the length of its text.
    File { index: usize, length: usize, blocks: Vec<KeptBlock> },
    /// Words taken out of a file, or a text that no file of the run has.
    Text { path: String, text: String, anchors: Option<Anchors>, blocks: Vec<KeptBlock> },
}

/// The pieces of a block: where each begins and ends, and what it gives the reader.
pub type KeptBlock = Vec<(u32, u32, KeptPiece)>;

/// What a piece gives the reader.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum KeptPiece {
    Same,
    Char(char),
    /// One or another; reports show none.
    Mark,
}

impl SourceSet {
    /// What is to be kept of the documents, which came from the files with these `names`, in their order. Reports
    /// show the blocks around these `places`.
    #[must_use]
    pub fn kept(&self, names: &[String], shown: impl IntoIterator<Item = Span>) -> Vec<Kept> {
        let mut by_document: FxHashMap<usize, BTreeSet<u32>> = FxHashMap::default();
        for place in shown {
            by_document.entry(self.index_of(place)).or_default().insert(place.start);
        }
        let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, name) in names.iter().enumerate() {
            places.entry(name).or_default().push(index);
        }
        let mut next = 0;
        let keep = |(number, document): (usize, &Document)| {
            let blocks = by_document.get(&number).map_or_else(Vec::new, |places| blocks(document, places));
            let anchors = match &document.origin {
                Origin::Extracted(anchors) => Some(anchors.clone()),
                Origin::File | Origin::Encoded(_) => None,
            };
            // Documents stand in the order of their files. What stands in for one that could not be read is empty.
            let is_file = anchors.is_none() && !document.text.is_empty();
            let named = places.get(document.path.as_str()).filter(|_| is_file).map_or(&[][..], Vec::as_slice);
            match named.get(named.partition_point(|&index| index < next)) {
                Some(&index) => {
                    next = index + 1;
                    Kept::File { index, length: document.text.len(), blocks }
                }
                None => {
                    Kept::Text { path: document.path.clone(), text: document.text.clone(), anchors, blocks }
                }
            }
        };
        self.documents().iter().enumerate().map(keep).collect()
    }

    /// The documents that were kept, at their former addresses; none where these are not their files, which are
    /// left as they are then.
    #[must_use]
    pub fn restored(kept: Vec<Kept>, files: &mut [Raw]) -> Option<Self> {
        if !kept.par_iter().all(|kept| kept.fits(files)) {
            return None;
        }
        let taken: Vec<(Kept, String, Vec<u8>)> = kept
            .into_iter()
            .map(|kept| {
                let file = match kept {
                    Kept::File { index, .. } => files.get_mut(index),
                    Kept::Text { .. } => None,
                };
                let Some(file) = file else { return (kept, String::new(), Vec::new()) };
                let bytes = std::mem::replace(&mut file.bytes, Ok(Vec::new()));
                (kept, std::mem::take(&mut file.name), bytes.unwrap_or_default())
            })
            .collect();
        let mut set = Self::default();
        let documents: Vec<Document> = taken.into_par_iter().filter_map(restore).collect();
        documents.into_iter().all(|document| set.add(document)).then_some(set)
    }
}

impl Kept {
    /// True where its file is there and gives a text of the length it had.
    fn fits(&self, files: &[Raw]) -> bool {
        let Self::File { index, length, .. } = self else { return true };
        let Some(Ok(bytes)) = files.get(*index).map(|file| &file.bytes) else { return false };
        match std::str::from_utf8(bytes) {
            Ok(text) => text.len() == *length,
            Err(_) => decode(bytes.clone()).is_ok_and(|(text, _)| text.len() == *length),
        }
    }
}

fn restore((kept, name, bytes): (Kept, String, Vec<u8>)) -> Option<Document> {
    match kept {
        Kept::File { blocks, .. } => {
            let (text, origin) = decode(bytes).ok()?;
            Some(Document { origin, blocks: read(blocks), ..Document::holding(name, text) })
        }
        Kept::Text { path, text, anchors, blocks } => {
            let origin = anchors.map_or(Origin::File, Origin::Extracted);
            Some(Document { origin, blocks: read(blocks), ..Document::holding(path, text) })
        }
    }
}

/// The blocks of a document that are shown around `places`.
fn blocks(document: &Document, places: &BTreeSet<u32>) -> Vec<KeptBlock> {
    let starts = document.block_starts();
    let shown = places.iter().filter_map(|at| Document::block_at(&starts, at.saturating_sub(document.base)));
    let piece = |piece: &Piece| {
        let kept = match piece.text {
            PieceText::Same => KeptPiece::Same,
            PieceText::Char(c) => KeptPiece::Char(c),
            PieceText::Mark(_) => KeptPiece::Mark,
        };
        (piece.at.start, piece.at.end, kept)
    };
    let numbers: BTreeSet<usize> = shown.collect();
    numbers.iter().map(|&number| document.blocks[number].pieces.iter().map(piece).collect()).collect()
}

fn read(blocks: Vec<KeptBlock>) -> Vec<Block> {
    let piece = |(start, end, kept): (u32, u32, KeptPiece)| Piece {
        at: Span::new(start, end.max(start)),
        text: match kept {
            KeptPiece::Same => PieceText::Same,
            KeptPiece::Char(c) => PieceText::Char(c),
            KeptPiece::Mark => PieceText::Mark(Mark::EmphasisStart),
        },
    };
    let block = |pieces: KeptBlock| Block {
        kind: BlockKind::Paragraph,
        pieces: pieces.into_iter().map(piece).collect(),
    };
    blocks.into_iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::super::load::Batch;
    use super::*;

    #[test]
    fn the_blocks_that_are_shown_come_back() {
        let text = "First &amp; 5.\n\nThe *second* has 12&nbsp;cranes.\n\nThird.\n";
        let (set, _) = SourceSet::new(vec![Document::parse("a.md", text.to_owned())]);
        let at = text.find("12").unwrap() as u32;
        let kept = serde_json::to_string(&set.kept(&[], [Span::new(at, at + 2)])).unwrap();
        let again = SourceSet::restored(serde_json::from_str(&kept).unwrap(), &mut []).unwrap();
        let words = |set: &SourceSet| {
            let document = &set.documents()[0];
            let block = Document::block_at(&document.block_starts(), at).unwrap();
            document.words_of(&document.blocks[block])
        };
        assert_eq!(words(&again), words(&set));
        assert_eq!(again.documents()[0].blocks.len(), 1);
    }

    #[test]
    fn documents_come_back_with_their_names_addresses_and_places() {
        let folder = std::env::temp_dir().join(format!("crossclaim-kept-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in
            [("a.md", "# Caf\u{e9} 12\n".as_bytes()), ("b.txt", b"\xff\xfe5\0 \0b\0"), ("c.md", b"a\0b")]
        {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        let read = || Batch::read(std::slice::from_ref(&folder), None, &|_| false);
        let names: Vec<String> = read().files.iter().map(|file| file.name.clone()).collect();
        let mut set = read().open().set;
        assert!(set.add(Document::bare("crossclaim.toml", "notes = 5")));
        let kept = serde_json::to_string(&set.kept(&names, [])).unwrap();
        let again = SourceSet::restored(serde_json::from_str(&kept).unwrap(), &mut read().files).unwrap();
        let facts = |set: &SourceSet| {
            let of = |document: &Document| {
                let at = document.text.find('5').unwrap_or(0) as u32 + document.base;
                let place = Span::new(at, at + 1);
                (document.path.clone(), document.text.clone(), document.base, document.in_file(place))
            };
            set.documents().iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(facts(&set), facts(&again));
        assert_eq!(facts(&set).len(), 3);
        std::fs::write(folder.join("a.md"), "shorter").unwrap();
        let mut files = read().files;
        assert!(SourceSet::restored(serde_json::from_str(&kept).unwrap(), &mut files).is_none());
        assert!(files[1].bytes.as_ref().is_ok_and(|bytes| !bytes.is_empty()), "left as they are");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
