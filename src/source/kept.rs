//! The documents of a run as they are kept from one run to the next, for reports to point into: what a file
//! says as it is decoded is taken from the file, all else is kept whole. Their blocks are not kept.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::decode::decode;
use super::load::Raw;
use super::origin::{Anchors, Origin};
use super::set::{Document, SourceSet};

/// A document that is kept.
#[derive(Debug, Serialize, Deserialize)]
pub enum Kept {
    /// A file as it is decoded, and the length of its text.
    File { index: usize, length: usize },
    /// Words taken out of a file, or a text that no file of the run has.
    Text { path: String, text: String, anchors: Option<Anchors> },
}

impl SourceSet {
    /// What is to be kept of the documents, which came from the files with these `names`, in their order.
    #[must_use]
    pub fn kept(&self, names: &[String]) -> Vec<Kept> {
        let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, name) in names.iter().enumerate() {
            places.entry(name).or_default().push(index);
        }
        let mut next = 0;
        let keep = |document: &Document| {
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
                    Kept::File { index, length: document.text.len() }
                }
                None => Kept::Text { path: document.path.clone(), text: document.text.clone(), anchors },
            }
        };
        self.documents().iter().map(keep).collect()
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
        let Self::File { index, length } = self else { return true };
        let Some(Ok(bytes)) = files.get(*index).map(|file| &file.bytes) else { return false };
        match std::str::from_utf8(bytes) {
            Ok(text) => text.len() == *length,
            Err(_) => decode(bytes.clone()).is_ok_and(|(text, _)| text.len() == *length),
        }
    }
}

fn restore((kept, name, bytes): (Kept, String, Vec<u8>)) -> Option<Document> {
    match kept {
        Kept::File { .. } => {
            let (text, origin) = decode(bytes).ok()?;
            Some(Document { origin, ..Document::holding(name, text) })
        }
        Kept::Text { path, text, anchors } => {
            let origin = anchors.map_or(Origin::File, Origin::Extracted);
            Some(Document { origin, ..Document::holding(path, text) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::load::Batch;
    use super::*;
    use crate::place::Span;

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
        let kept = serde_json::to_string(&set.kept(&names)).unwrap();
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
