//! What a rule says of itself to those who read its findings.

use super::Level;

/// A rule as its findings are explained by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
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
}
