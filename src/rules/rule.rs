//! A rule that has been read and validated: data alone. What it checks is a `Check`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::selector::Selector;
use super::{Check, Declared};
use crate::finding::Level;

/// A rule that has been validated.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Names the defect: `date-conflict`.
    pub id: String,
    /// Level of a finding that is beyond doubt.
    pub level: Level,
    /// What is wrong, in a few words.
    pub title: String,
    /// What it does to a reader.
    pub why: String,
    /// What to do about it.
    pub fix: String,
    pub tags: Vec<String>,
    /// What resembles the defect and is none.
    pub traps: Vec<String>,
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
        self.id == name || self.tags.iter().any(|tag| tag == name)
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
