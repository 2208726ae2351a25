//! The table of the kinds of check: by what name and with what settings a rule file asks for each.
//! The schema for editors, `rules list --kinds` and the reader of rule files all go by it.

use super::allow::Misuse;
use super::{Agree, Check, Clashing, QuoteChange, Scope, Shares, Slipped, Values};

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
        name: "ranks",
        about: "two documents say of their subject how often it has come about, and differ",
        settings: &[],
        build: |_| Check::Ranks,
    },
    Kind {
        name: "figure-spans",
        about: "one figure is said of two different spans of time",
        settings: &[],
        build: |_| Check::FigureSpans,
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
        name: "release_days",
        about: "a text dates a release otherwise than the release notes",
        settings: &[],
        build: |_| Check::ReleaseDays,
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
        name: "roles",
        about: "one person holds two offices that exclude each other",
        settings: &[],
        build: |_| Check::Roles,
    },
    Kind {
        name: "lifetimes",
        about: "somebody acts before their birth or after their death",
        settings: &[],
        build: |_| Check::Lifetimes,
    },
    Kind {
        name: "reported",
        about: "one speaker says a thing and its contrary",
        settings: &[],
        build: |_| Check::Reported,
    },
    Kind {
        name: "declared-span",
        about: "something is dated outside what a document says it covers",
        settings: &[],
        build: |_| Check::DeclaredSpan,
    },
    Kind {
        name: "superseded",
        about: "a value is given undated that a later one has replaced",
        settings: &[],
        build: |_| Check::Superseded,
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
        name: "twin-changed",
        about: "one copy of a fact was changed since an earlier version, another was not",
        settings: &[],
        build: |_| Check::TwinChanged,
    },
    Kind {
        name: "unreadable",
        about: "a source could not be read",
        settings: &[],
        build: |_| Check::Unreadable,
    },
    Kind {
        name: "unread-digits",
        about: "digits that were not understood",
        settings: &[],
        build: |_| Check::UnreadDigits,
    },
    Kind {
        name: "allowance",
        about: "a remark or a config allows a finding in a way that does not hold",
        settings: &[Setting {
            name: "misuse",
            choices: &["unused", "expired", "reasonless", "malformed"],
            required: true,
        }],
        build: |chosen| {
            use Misuse::{Expired, Malformed, Reasonless, Unused};
            Check::Allowance([Unused, Expired, Reasonless, Malformed][chosen[0]])
        },
    },
    Kind {
        name: "term-swap",
        about: "one number of one thing is given under two terms that people exchange",
        settings: &[],
        build: |_| Check::TermSwap,
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
