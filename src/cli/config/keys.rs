//! The keys of `crossclaim.toml`: one table, by which the file is read and from which the schema
//! for editors and the check of the file that `crossclaim init` writes are made.

use crate::rules::keys::{Key, LEVELS, Shape};

/// The keys of the config.
pub(in crate::cli) const CONFIG: &[Key] = &[
    Key::may("paths", Shape::OneOrMany, "What is read where no paths are named, seen from this file"),
    Key::may("exclude", Shape::OneOrMany, "Globs of documents that are left out where a folder holds them"),
    Key::may("select", Shape::OneOrMany, "Apply these rules only, by id or tag"),
    Key::may("ignore", Shape::OneOrMany, "Leave these rules out, by id or tag"),
    Key::may("rules", Shape::OneOrMany, "Directories of rules of your own, seen from this file"),
    Key::may("facts", Shape::Text, "A ledger of known facts, seen from this file"),
    Key::may("baseline", Shape::Text, "Findings that were there before, seen from this file"),
    Key::may("cache", Shape::Flag, "Keep findings, for runs over documents that have not changed"),
    Key::may("cache-dir", Shape::Text, "Where they are kept, seen from this file"),
    Key::may("confidence", Shape::Share, "Findings less sure than this are notes"),
    Key::may("notes", Shape::Flag, "Show notes as well"),
    Key::may("fail-on", Shape::Choice(FAIL_ON), "The least level that makes the exit code 1"),
    Key::may("levels", Shape::ChoiceOf(LEVELS), "Another level for a rule, by id"),
    Key::may("tags", Shape::ManyOf, "Tags of documents, each with globs: `policy = [\"policies/**\"]`"),
    Key::may("documents", Shape::Tables(DOCUMENTS), "What holds for some documents only"),
    Key::may("allow", Shape::Tables(ALLOW), "Findings that may stand"),
    Key::may("authority", Shape::Table(AUTHORITY), "Which documents are to be believed before others"),
    Key::may("widths", Shape::Table(WIDTHS), "How far hedged and rounded numbers reach"),
];

/// The keys of `[[documents]]`.
pub(super) const DOCUMENTS: &[Key] = &[
    Key::needed(
        "docs",
        Shape::OneOrMany,
        "Which documents, as globs: `drafts/**`; `!**/final.md` leaves out",
    ),
    Key::may("tags", Shape::OneOrMany, "Tags that they have, for rules that look at some documents only"),
    Key::may("meta", Shape::TextOf, "What is known of them: `{ published = \"2024-05-01\" }`"),
    Key::may("select", Shape::OneOrMany, "Only these rules look at them, by id or tag"),
    Key::may("ignore", Shape::OneOrMany, "These rules do not look at them, by id or tag"),
    Key::may("levels", Shape::ChoiceOf(LEVELS), "Another level for a rule where it touches them, by id"),
];

/// The keys of `[[allow]]`.
pub(super) const ALLOW: &[Key] = &[
    Key::needed("rule", Shape::Text, "The id of the rule"),
    Key::may(
        "docs",
        Shape::OneOrMany,
        "Globs of documents; the finding touches one of each: `[\"a.md\", \"b.md\"]`",
    ),
    Key::may("fingerprint", Shape::Text, "The fingerprint of the finding, or its first digits"),
    Key::needed("reason", Shape::Text, "Why it may stand"),
    Key::may("until", Shape::Value, "The last day on which it may: `2027-01-31`"),
];

/// The keys of `[authority]`.
pub(super) const AUTHORITY: &[Key] = &[Key::needed(
    "order",
    Shape::Texts,
    "Globs of documents, the highest authority first; all others come last",
)];

/// The keys of `[widths]`.
pub(super) const WIDTHS: &[Key] = &[
    Key::may("about", Shape::Share, "How far `about 3,000` reaches to either side, as a share of the number"),
    Key::may("nearly", Shape::Share, "How far `nearly 3,000` reaches down, as a share of the number"),
    Key::may("just-over", Shape::Share, "How far `just over 3,000` reaches up, as a share of the number"),
    Key::may("rounding", Shape::Number, "How far `4.2 million` reaches, in units of the last digit"),
];

/// The words for `fail-on`.
pub(in crate::cli) const FAIL_ON: &[&str] = &["error", "warning", "note", "never"];
