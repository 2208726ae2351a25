//! What the user declares about the documents: their tags, which of them are to be believed,
//! and facts that are known. Read from files by the command line; here it is only looked up.

use std::sync::Arc;

use super::globs::Globs;
use super::pins::Pin;
use crate::source::Document;

/// Documents in memory: names with their bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// What the user declared.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// Tags with the documents that have them.
    pub tags: Vec<(String, Globs)>,
    /// The highest authority first.
    pub authority: Vec<Globs>,
    /// Facts that are known; its document stands behind all others of the run.
    pub pins: Option<Pins>,
    /// An earlier version of the documents.
    pub before: Option<Arc<Files>>,
}

/// Facts that are known.
#[derive(Clone, Debug)]
pub struct Pins {
    /// The facts as a document to be read with the others: a sentence for each.
    pub document: Document,
    /// In order of place.
    pub pins: Vec<Pin>,
}

impl Declared {
    /// True when `document` has the tag: by the config, or by its own front matter.
    #[must_use]
    pub fn is_tagged(&self, document: &Document, tag: &str) -> bool {
        self.tags.iter().any(|(name, globs)| name == tag && globs.fits(&document.path))
            || document.meta.iter().any(|entry| {
                matches!(&*entry.key.to_lowercase(), "tags" | "tag" | "keywords" | "categories" | "category")
                    && entry
                        .value
                        .split([',', ';', '[', ']', '"', '\''])
                        .any(|own| own.trim().eq_ignore_ascii_case(tag))
            })
    }
}
