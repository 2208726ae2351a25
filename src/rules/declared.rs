//! What the user declares about the documents: their tags, which of them are to be believed,
//! and facts that are known. Read from files by the command line; here it is only looked up.

use std::sync::Arc;

use super::allow::Allowed;
use super::globs::Globs;
use super::pins::Pin;
use crate::claim::Widths;
use crate::finding::Level;
use crate::source::Document;

/// Documents in memory: names with their bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// What the user declared.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// Tags with the documents that have them.
    pub tags: Vec<(String, Globs)>,
    /// What holds for some documents only, in the order in which it was written.
    pub groups: Vec<Group>,
    /// How far hedged and rounded numbers reach.
    pub widths: Widths,
    /// The highest authority first.
    pub authority: Vec<Globs>,
    /// Findings that a config allows.
    pub allowed: Option<Allowed>,
    /// Facts that are known; its document stands behind all others of the run.
    pub pins: Option<Pins>,
    /// An earlier version of the documents.
    pub before: Option<Arc<Files>>,
}

/// What was declared of some documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The documents that are meant.
    pub docs: Globs,
    /// Tags that they have.
    pub tags: Vec<String>,
    /// Entries that go before those of their own front matter: key and value.
    pub meta: Vec<(String, String)>,
    /// Rules that look at them, by id or tag; all, when it is empty.
    pub select: Vec<String>,
    /// Rules that do not, by id or tag.
    pub ignore: Vec<String>,
    /// Other levels of rules, by id.
    pub levels: Vec<(String, Level)>,
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
            || self
                .groups
                .iter()
                .any(|group| group.tags.iter().any(|own| own == tag) && group.docs.fits(&document.path))
            || document.meta.iter().any(|entry| {
                matches!(&*entry.key.to_lowercase(), "tags" | "tag" | "keywords" | "categories" | "category")
                    && entry
                        .value
                        .split([',', ';', '[', ']', '"', '\''])
                        .any(|own| own.trim().eq_ignore_ascii_case(tag))
            })
    }
}
