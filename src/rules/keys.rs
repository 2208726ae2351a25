//! The keys of rule files: one table, by which a file is read and from which the schema
//! for editors is written. Other files of settings (facts, config) have tables of the same
//! kind beside their readers.

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    /// What it holds, in one line.
    pub about: &'static str,
    pub shape: Shape,
    pub required: bool,
}

impl Key {
    /// A key that must be there.
    #[must_use]
    pub const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, about, shape, required: true }
    }

    /// A key that may be there.
    #[must_use]
    pub const fn may(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, about, shape, required: false }
    }
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text,
    Texts,
    /// A string or a list of them.
    OneOrMany,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these words, or a list of them.
    Choices(fn() -> Vec<&'static str>),
    /// A number, a date, or the words of a value: `"90 days"`.
    Value,
    Flag,
    /// A number from 0 to 1.
    Share,
    /// A number, zero or more.
    Number,
    Table(&'static [Key]),
    Tables(&'static [Key]),
    /// A value as above, or a table with these keys.
    ValueOr(&'static [Key]),
    /// Any keys, each with a string.
    TextOf,
    /// Any keys, each with a string or a list of them.
    ManyOf,
    /// Any keys, each with one of these words.
    ChoiceOf(&'static [&'static str]),
    /// One table named after a kind of check, with its settings.
    Check,
}

/// The names of the keys, in order.
#[must_use]
pub fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

/// The words for a level, the worst first.
pub const LEVELS: &[&str] = &["error", "warning", "note"];

/// The keys of a rule file.
pub const RULE: &[Key] = &[
    Key::needed("id", Shape::Text, "The name of the defect, and of the file: `count-differs`"),
    Key::needed("level", Shape::Choice(LEVELS), "Level of a finding that is beyond doubt; doubt lowers it"),
    Key::needed("title", Shape::Text, "What is wrong, in a few words"),
    Key::needed("why", Shape::Text, "What the defect does to a reader"),
    Key::needed("fix", Shape::Text, "What the author of the documents should do"),
    Key::may("tags", Shape::Texts, "Names to select or ignore the rule by, shared with its like"),
    Key::may("traps", Shape::Texts, "What resembles the defect and is none"),
    Key::may("where", Shape::Table(WHERE), "Which claims the rule looks at; all, without it"),
    Key::needed("check", Shape::Check, "What is checked: one table, `[check.KIND]`"),
    Key::needed("example", Shape::Tables(EXAMPLE), "Small documents and what is found in them"),
];

/// The keys of an example.
pub const EXAMPLE: &[Key] = &[
    Key::needed("name", Shape::Text, "What the example shows, in a few words"),
    Key::needed("docs", Shape::TextOf, "The text of each document, by file name"),
    Key::needed("finds", Shape::Texts, "The labelled places, as `FILE: TEXT`; none for a near miss"),
    Key::may("before", Shape::TextOf, "An earlier version of the documents, as `--against` reads one"),
    Key::may("facts", Shape::Text, "The text of a `facts.toml`, for rules that look at pinned facts"),
    Key::may("authority", Shape::Texts, "Documents to be believed before the others, the first the most"),
    Key::may("tags", Shape::ManyOf, "Tags of documents, each with globs, as in the config"),
];

/// The keys of `[where]`. A claim is looked at when it fits every key.
pub const WHERE: &[Key] = &[
    Key::may("kind", Shape::Choices(super::selector::kinds), "Kind of claim; one of these"),
    Key::may("noun", Shape::OneOrMany, "What is counted, in any form: `seat`, `board member`; one of these"),
    Key::may("unit", Shape::OneOrMany, "Unit, or what is measured: `EUR`, `day`, `length`; one of these"),
    Key::may(
        "words",
        Shape::OneOrMany,
        "Words or phrases of its sentence, in any form; all of these, `a|b` for either",
    ),
    Key::may("without", Shape::OneOrMany, "Words or phrases that its sentence must not hold"),
    Key::may("docs", Shape::OneOrMany, "Documents, as globs: `contracts/**`; `!drafts/**` leaves some out"),
    Key::may(
        "tags",
        Shape::OneOrMany,
        "Tags of the document, from its front matter or `[tags]` of the config; one of these",
    ),
    Key::may("part", Shape::Choices(super::selector::parts), "Part of the document; one of these"),
    Key::may("period", Shape::Value, "The time that the claim speaks of meets this: `2024`, `May 2024`"),
    Key::may(
        "mode",
        Shape::Choices(super::selector::modes),
        "How far the text vouches for it; by default all but negated and hypothetical",
    ),
];

/// The settings of `[check.claim]`: what every claim that `[where]` selects must fulfil.
pub const CLAIM: &[Key] = &[
    Key::may("equal", Shape::Value, "The value is this: `\"12\"`, `\"90 days\"`, `\"May 4, 2024\"`"),
    Key::may("at-least", Shape::Value, "The value is this or more"),
    Key::may("at-most", Shape::Value, "The value is this or less"),
    Key::may("more-than", Shape::Value, "The value is more"),
    Key::may("less-than", Shape::Value, "The value is less"),
    Key::may("before", Shape::Value, "The date lies before this one"),
    Key::may("after", Shape::Value, "The date lies after this one"),
    Key::may("not-before", Shape::Value, "The date is this one or a later one"),
    Key::may("not-after", Shape::Value, "The date is this one or an earlier one"),
    Key::may("same", Shape::Choice(SAME), "All of them can be true together: in one document, or everywhere"),
    Key::may("stated", Shape::Choice(STATED), "There is such a claim: in each document, or in some document"),
    Key::may("never", Shape::Flag, "There is no such claim"),
    Key::may("has", Shape::Choices(super::assertion::slot_names), "Slots that its sentence must fill"),
];

/// The words behind `same`.
pub const SAME: &[&str] = &["document", "everywhere"];
/// The words behind `stated`.
pub const STATED: &[&str] = &["each-document", "somewhere"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_names_of_their_own_and_say_what_they_hold() {
        for table in [RULE, EXAMPLE, WHERE, CLAIM] {
            for (at, key) in table.iter().enumerate() {
                assert!(table[..at].iter().all(|other| other.name != key.name), "{}", key.name);
                assert!(!key.about.is_empty() && !key.about.ends_with('.'), "{}", key.name);
            }
        }
    }
}
