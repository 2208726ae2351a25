//! A rule that has been read and validated: data alone. What it checks is a `Check`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::selector::Selector;
use super::{Check, Declared};
use crate::finding::About;

/// A rule that has been validated.
#[derive(Clone, Debug)]
pub struct Rule {
    pub about: About,
    /// Which claims it looks at; all, without it.
    pub selector: Option<Selector>,
    pub check: Check,
    pub examples: Vec<Example>,
    /// The file it was read from.
    pub path: PathBuf,
}

impl Rule {
    /// True when `name` is the rule's id or one of its tags.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        self.about.id == name || self.about.tags.iter().any(|tag| tag == name)
    }
}

/// Small documents and what the rule finds in them.
#[derive(Clone, Debug)]
pub struct Example {
    pub name: String,
    /// Text by file name.
    pub docs: BTreeMap<String, String>,
    /// Labelled places, as `file: text`; none for a near miss.
    pub finds: Vec<String>,
    /// What the user would have declared: tags, authorities, known facts.
    pub declared: Declared,
}
