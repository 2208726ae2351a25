//! Rules: what to look for, how bad it is, and why. A rule is data, one TOML file; a
//! kind of check is Rust, one file and one row of `KINDS`.
//!
//! Here are the types and the table. Reading and validating a file is in `load`, the
//! rules that come with crossclaim in `catalogue`, the checks themselves in `check`.

pub mod assertion;
mod catalogue;
pub mod check;
mod declared;
mod example;
mod explain;
mod fault;
mod globs;
pub mod keys;
mod load;
pub mod pins;
pub mod raw;
pub mod schema;
pub mod selector;
mod written;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::finding::Level;

pub use catalogue::{BUILT_IN, Unknown, built_in, selected, with_directories};
pub use declared::{Declared, Pins};
pub use example::{Outcome, run_examples};
pub use explain::{explain, index, template};
pub use fault::{Problem, RuleFault, nearest};
pub use globs::Globs;
pub use load::{load_directory, load_file, parse, read_tags};
pub use pins::{Pin, parse_facts};

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
    pub selector: Option<selector::Selector>,
    pub check: Check,
    pub examples: Vec<Example>,
    /// The file it was read from.
    pub path: PathBuf,
}

impl Check {
    /// How much it says of a defect: of two findings at the same places the one that says more
    /// is reported.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Agree(agree) => match agree.kind {
                Clashing::Any => 0,
                Clashing::Summary | Clashing::Footnote => 2,
                Clashing::Cell | Clashing::Period | Clashing::End => 3,
                Clashing::Hedge | Clashing::Bounds => 4,
                Clashing::Unit | Clashing::Scale | Clashing::Digits => 5,
            },
            Self::EntitySwap => 1,
            Self::Twins(_) => 5,
            Self::ShareOfCount(Shares::Fraction) => 7,
            Self::Ledger => 9,
            _ => 6,
        }
    }
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

/// What a rule checks, with its settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// What every claim that the rule looks at must fulfil.
    Claim(Box<assertion::Assertion>),
    /// All values that sources give for one fact can be true together.
    Agree(Agree),
    /// What is pinned or has authority, against the others.
    Ledger,
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
    ShareOfCount(Shares),
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
    /// Prose that contradicts a settings file.
    SettingText,
    /// A share and the counts it comes from, in other sentences or documents.
    ShareAcross,
    /// Two periods of one thing.
    PeriodConflict,
    /// A length of time and the period of the same thing, told elsewhere.
    LengthAcross,
    /// Ages and births of one person.
    Ages,
    /// Two numbers of which one is a slip for the other.
    Twins(Slipped),
    /// Release notes in an order that cannot be.
    Releases,
    /// A numbered law with two years.
    Instruments,
    /// One thing in two places of a row.
    Numbered,
    /// One vote with two results.
    Votes,
    /// What is told as before or after something dated elsewhere.
    ToldOrder,
    /// A bound for all of a kind, and one that breaks it.
    Universal,
    /// A share, age or hour beyond what there is.
    Domain,
    /// Notes without marks and marks without notes.
    NoteMarks,
    /// References to tables and figures that are not there.
    CrossReferences,
    /// Columns of shares and of counts.
    TableShares,
    /// Shares that are all there is.
    Partitions,
    /// An average and what it is of.
    Averages,
    /// Figures that agree only when rounded.
    Rounded,
    /// Weekdays that nothing ties to a date.
    Unanchored,
    /// Access dates as doubtful as one that is impossible.
    AccessCluster,
    /// One quotation with two speakers.
    Speakers,
    /// A deadline as a number of days and as a date.
    Deadline,
    /// A change in points that is called one in percent.
    Points,
    /// A comparison and its two values.
    Comparisons,
    /// Words in quotation marks that differ from their source.
    Quote(QuoteChange),
}

/// How a share is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shares {
    /// In any way.
    Any,
    /// `a third`, `most`, `a majority`.
    Fraction,
}

/// By what slip two numbers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slipped {
    /// Another unit.
    Unit,
    /// Two digits exchanged.
    Digits,
    /// A power of ten.
    Scale,
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
    pub kind: Clashing,
}

/// How values clash, or where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clashing {
    /// In whatever way.
    Any,
    /// A summary, title or heading against the text below it.
    Summary,
    /// A footnote against the text.
    Footnote,
    /// A value outside of a bound.
    Hedge,
    /// Two bounds that no value keeps.
    Bounds,
    /// In another unit.
    Unit,
    /// By a power of ten.
    Scale,
    /// By two digits that changed places.
    Digits,
    /// A cell of a table against the text.
    Cell,
    /// Two spans of time.
    Period,
    /// The begin or the end of a thing.
    End,
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

/// The kind of check whose settings are values and not words: those of `keys::CLAIM`.
pub const CLAIM: &str = "claim";

/// What the kind `claim` looks for.
pub const CLAIM_ABOUT: &str = "a claim that `[where]` selects breaks what the rule asserts";

/// Every kind of check but `claim`.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "agree",
        about: "the values that sources give for one fact cannot all be true",
        settings: &[
            Setting { name: "values", choices: &["measure", "date"], required: true },
            Setting { name: "scope", choices: &["any", "across", "within"], required: false },
            Setting {
                name: "kind",
                choices: &[
                    "any", "summary", "footnote", "hedge", "bounds", "unit", "scale", "digits", "cell",
                    "period", "end",
                ],
                required: false,
            },
        ],
        build: |chosen| {
            let values = if chosen[0] == 0 { Values::Measure } else { Values::Date };
            let scope = [Scope::Any, Scope::Across, Scope::Within][chosen[1]];
            use Clashing::{Any, Bounds, Cell, Digits, End, Footnote, Hedge, Period, Scale, Summary, Unit};
            let kind =
                [Any, Summary, Footnote, Hedge, Bounds, Unit, Scale, Digits, Cell, Period, End][chosen[2]];
            Check::Agree(Agree { values, scope, kind })
        },
    },
    Kind {
        name: "ledger",
        about: "a document differs from a pinned fact or from a higher authority",
        settings: &[],
        build: |_| Check::Ledger,
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
        settings: &[Setting { name: "shares", choices: &["any", "fraction"], required: false }],
        build: |chosen| Check::ShareOfCount([Shares::Any, Shares::Fraction][chosen[0]]),
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
        name: "setting-text",
        about: "a number of the prose is not that of the setting it speaks of",
        settings: &[],
        build: |_| Check::SettingText,
    },
    Kind {
        name: "share-across",
        about: "a share is not that of the counts given elsewhere",
        settings: &[],
        build: |_| Check::ShareAcross,
    },
    Kind {
        name: "period-conflict",
        about: "one thing has two periods that share a begin or an end",
        settings: &[],
        build: |_| Check::PeriodConflict,
    },
    Kind {
        name: "length-across",
        about: "a length of time is not that of the period given elsewhere",
        settings: &[],
        build: |_| Check::LengthAcross,
    },
    Kind {
        name: "ages",
        about: "somebody's age does not go with a birth or with another age",
        settings: &[],
        build: |_| Check::Ages,
    },
    Kind {
        name: "twins",
        about: "one of two numbers is a slip for the other",
        settings: &[Setting { name: "slip", choices: &["unit", "digits", "scale"], required: true }],
        build: |chosen| Check::Twins([Slipped::Unit, Slipped::Digits, Slipped::Scale][chosen[0]]),
    },
    Kind {
        name: "releases",
        about: "release notes tell an order that cannot be",
        settings: &[],
        build: |_| Check::Releases,
    },
    Kind {
        name: "instruments",
        about: "a numbered law or resolution has two years or numbers, a page two volumes",
        settings: &[],
        build: |_| Check::Instruments,
    },
    Kind {
        name: "numbered",
        about: "two texts give one thing another place in a row",
        settings: &[],
        build: |_| Check::Numbered,
    },
    Kind {
        name: "votes",
        about: "two texts give one vote two results",
        settings: &[],
        build: |_| Check::Votes,
    },
    Kind {
        name: "told-order",
        about: "something is told as before what came first",
        settings: &[],
        build: |_| Check::ToldOrder,
    },
    Kind {
        name: "universal",
        about: "one value breaks a bound that is said of all",
        settings: &[],
        build: |_| Check::Universal,
    },
    Kind { name: "domain", about: "a value that nothing can have", settings: &[], build: |_| Check::Domain },
    Kind {
        name: "note-marks",
        about: "a footnote and its mark do not go together",
        settings: &[],
        build: |_| Check::NoteMarks,
    },
    Kind {
        name: "cross-references",
        about: "a table or figure that is referred to does not exist",
        settings: &[],
        build: |_| Check::CrossReferences,
    },
    Kind {
        name: "table-shares",
        about: "a share in a table is not that of its count",
        settings: &[],
        build: |_| Check::TableShares,
    },
    Kind {
        name: "partitions",
        about: "exclusive shares do not make a hundred",
        settings: &[],
        build: |_| Check::Partitions,
    },
    Kind {
        name: "averages",
        about: "an average is not that of the sum and the number beside it",
        settings: &[],
        build: |_| Check::Averages,
    },
    Kind {
        name: "rounded",
        about: "figures agree only when rounded",
        settings: &[],
        build: |_| Check::Rounded,
    },
    Kind {
        name: "unanchored",
        about: "nothing says which day a weekday is",
        settings: &[],
        build: |_| Check::Unanchored,
    },
    Kind {
        name: "access-cluster",
        about: "works share an access date that is impossible for one of them",
        settings: &[],
        build: |_| Check::AccessCluster,
    },
    Kind {
        name: "speakers",
        about: "the same words are given to two speakers",
        settings: &[],
        build: |_| Check::Speakers,
    },
    Kind {
        name: "deadline",
        about: "a deadline in days is not that in its date",
        settings: &[],
        build: |_| Check::Deadline,
    },
    Kind {
        name: "points",
        about: "a change in points is called one in percent",
        settings: &[],
        build: |_| Check::Points,
    },
    Kind {
        name: "comparisons",
        about: "a comparison that its two values contradict",
        settings: &[],
        build: |_| Check::Comparisons,
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
            assert_ne!(kind.name, CLAIM);
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
