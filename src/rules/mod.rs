//! Rules: what to look for, how bad it is, and why. A rule is data, one TOML file; a
//! kind of check is Rust, one file and one row of `KINDS`.
//!
//! Here are the types and the table. Reading and validating a file is in `load`, the
//! rules that come with crossclaim in `catalogue`, the checks themselves in `check`.

mod catalogue;
pub mod check;
mod example;
mod explain;
mod fault;
mod load;
mod raw;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::finding::Level;

pub use catalogue::{BUILT_IN, Unknown, built_in, selected, with_directory};
pub use example::{Outcome, run_examples};
pub use explain::{explain, template};
pub use fault::{Problem, RuleFault, nearest};
pub use load::{load_directory, load_file, parse};

/// A rule that has been validated.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub name: String,
    /// Text by file name.
    pub docs: BTreeMap<String, String>,
    /// Labelled places, as `file: text`; none for a near miss.
    pub finds: Vec<String>,
}

/// What a rule checks, with its settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// All values that sources give for one fact can be true together.
    Agree(Agree),
    /// One number and event, two counted things.
    EntitySwap,
    /// A weekday beside its date.
    Weekday,
    /// A weekday in one source, the date of the same event in another.
    WeekdayAcross,
    /// A date that no calendar has.
    ImpossibleDate,
    /// A range that ends before it starts.
    InvertedRange,
    /// A work read before it was issued.
    AccessOrder,
    /// What the parts of a document say of its own date.
    DocumentDate,
    /// Listed parts and their total.
    PartsTotal,
    /// A share in percent beside the counts that it comes from.
    ShareOfCount,
    /// A part larger than its whole.
    PartWhole,
    /// A number of things and the list of them.
    CountList,
    /// `the sixth of five`.
    OrdinalOverflow,
    /// `thirty (60) days`.
    WordsFigures,
    /// Totals of tables.
    TableTotal,
    /// A change and its two ends.
    Delta,
    /// A date counted from another one, and named beside it.
    RelativeDate,
    /// A length of time, and the two dates that it passes between.
    DurationEnds,
    /// Events that can only follow one another, dated the other way round.
    EventOrder,
    /// A work cited by a document that is older than it.
    CitedLater,
    /// One work with two dates, numbers or titles.
    WorkConflict,
    /// One work whose title is written in two ways.
    WorkTitle,
    /// A work named by author and year, and listed with another year.
    AuthorYear,
    /// A short form that is a slip for another.
    ShortFormSlip,
    /// One short form for two names, or two for one.
    ShortFormMeanings,
    /// Prose that misquotes a cell of a table.
    TableText,
    /// Words in quotation marks that differ from their source.
    Quote(QuoteChange),
}

/// What a quotation changed of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteChange {
    /// Other words.
    Wording,
    /// Words left out, unmarked.
    Omission,
    /// The sense turned around: `not` came or went.
    Meaning,
    /// Another number.
    Number,
    /// A short form for a name, or the name for its short form.
    Name,
}

/// Settings of the check `agree`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agree {
    pub values: Values,
    pub scope: Scope,
}

/// Which claims are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Counts, amounts, shares, durations.
    Measure,
    Date,
}

/// Where the compared claims stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Any,
    /// In different documents.
    Across,
    /// In one document.
    Within,
}

/// One kind of check: a row of `KINDS`.
pub struct Kind {
    /// The name of its table in a rule file: `[check.agree]`.
    pub name: &'static str,
    /// What it looks for, in one line.
    pub about: &'static str,
    pub settings: &'static [Setting],
    /// Makes the check from the chosen words, given as their positions in `choices`.
    pub build: fn(&[usize]) -> Check,
}

/// A setting of a kind of check: one word of several.
pub struct Setting {
    pub name: &'static str,
    pub choices: &'static [&'static str],
    /// Must be given; otherwise the first choice is the default.
    pub required: bool,
}

/// Every kind of check.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "agree",
        about: "the values that sources give for one fact cannot all be true",
        settings: &[
            Setting { name: "values", choices: &["measure", "date"], required: true },
            Setting { name: "scope", choices: &["any", "across", "within"], required: false },
        ],
        build: |chosen| {
            let values = if chosen[0] == 0 { Values::Measure } else { Values::Date };
            let scope = [Scope::Any, Scope::Across, Scope::Within][chosen[1]];
            Check::Agree(Agree { values, scope })
        },
    },
    Kind {
        name: "entity-swap",
        about: "one number for one event counts two different things",
        settings: &[],
        build: |_| Check::EntitySwap,
    },
    Kind {
        name: "weekday",
        about: "a date falls on another weekday than the one beside it",
        settings: &[],
        build: |_| Check::Weekday,
    },
    Kind {
        name: "weekday-across",
        about: "one source names a weekday, another a date on a different weekday",
        settings: &[],
        build: |_| Check::WeekdayAcross,
    },
    Kind {
        name: "impossible-date",
        about: "the calendar has no such date",
        settings: &[],
        build: |_| Check::ImpossibleDate,
    },
    Kind {
        name: "inverted-range",
        about: "a range starts after it ends",
        settings: &[],
        build: |_| Check::InvertedRange,
    },
    Kind {
        name: "access-order",
        about: "a work was accessed before it was issued",
        settings: &[],
        build: |_| Check::AccessOrder,
    },
    Kind {
        name: "document-date",
        about: "the parts of a document disagree on its own date",
        settings: &[],
        build: |_| Check::DocumentDate,
    },
    Kind {
        name: "relative-date",
        about: "a date counted from another is not the one named beside it",
        settings: &[],
        build: |_| Check::RelativeDate,
    },
    Kind {
        name: "duration-ends",
        about: "a length of time is not that between its two dates",
        settings: &[],
        build: |_| Check::DurationEnds,
    },
    Kind {
        name: "event-order",
        about: "what can only follow is dated before what it follows",
        settings: &[],
        build: |_| Check::EventOrder,
    },
    Kind {
        name: "cited-later",
        about: "a document cites a work that is younger than itself",
        settings: &[],
        build: |_| Check::CitedLater,
    },
    Kind {
        name: "work-conflict",
        about: "one work is cited with two dates, numbers or titles",
        settings: &[],
        build: |_| Check::WorkConflict,
    },
    Kind {
        name: "work-title",
        about: "the title of one work is written in two ways",
        settings: &[],
        build: |_| Check::WorkTitle,
    },
    Kind {
        name: "author-year",
        about: "a work named by author and year is listed with another year",
        settings: &[],
        build: |_| Check::AuthorYear,
    },
    Kind {
        name: "short-form-slip",
        about: "a short form used once is a slip for one that is defined",
        settings: &[],
        build: |_| Check::ShortFormSlip,
    },
    Kind {
        name: "short-form-meanings",
        about: "one short form for two names, or two for one",
        settings: &[],
        build: |_| Check::ShortFormMeanings,
    },
    Kind {
        name: "quote",
        about: "words in quotation marks differ from the passage they come from",
        settings: &[Setting {
            name: "change",
            choices: &["wording", "omission", "meaning", "number", "name"],
            required: true,
        }],
        build: |chosen| {
            use QuoteChange::{Meaning, Name, Number, Omission, Wording};
            Check::Quote([Wording, Omission, Meaning, Number, Name][chosen[0]])
        },
    },
    Kind {
        name: "parts-total",
        about: "parts listed in a sentence do not add up to the total beside them",
        settings: &[],
        build: |_| Check::PartsTotal,
    },
    Kind {
        name: "share-of-count",
        about: "a share is not that of the two counts beside it",
        settings: &[],
        build: |_| Check::ShareOfCount,
    },
    Kind {
        name: "part-whole",
        about: "a part is larger than the whole that it is said to be of",
        settings: &[],
        build: |_| Check::PartWhole,
    },
    Kind {
        name: "delta",
        about: "a change is not the way between the two values beside it",
        settings: &[],
        build: |_| Check::Delta,
    },
    Kind {
        name: "table-total",
        about: "a total of a table is not the sum of its cells",
        settings: &[],
        build: |_| Check::TableTotal,
    },
    Kind {
        name: "words-figures",
        about: "a number in words and the figures behind it differ",
        settings: &[],
        build: |_| Check::WordsFigures,
    },
    Kind {
        name: "ordinal-overflow",
        about: "a thing is counted beyond the number of them",
        settings: &[],
        build: |_| Check::OrdinalOverflow,
    },
    Kind {
        name: "table-text",
        about: "a number of the prose is not that of the table row it cites",
        settings: &[],
        build: |_| Check::TableText,
    },
    Kind {
        name: "count-list",
        about: "a stated number of things is not that of the list that follows",
        settings: &[],
        build: |_| Check::CountList,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_names_of_their_own_and_build_every_choice() {
        for (at, kind) in KINDS.iter().enumerate() {
            assert!(KINDS[..at].iter().all(|other| other.name != kind.name), "{}", kind.name);
            for (which, setting) in kind.settings.iter().enumerate() {
                for choice in 0..setting.choices.len() {
                    let mut chosen = vec![0; kind.settings.len()];
                    chosen[which] = choice;
                    let _ = (kind.build)(&chosen);
                }
            }
        }
    }
}
