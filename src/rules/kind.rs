//! What a rule can check: each kind of check with its settings. The names by which a rule file
//! asks for them are the table of `kinds`; the checks themselves are in `check`.

use super::allow::Misuse;
use super::assertion::Assertion;

/// What a rule checks, with its settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// What every claim that the rule looks at must fulfil.
    Claim(Box<Assertion>),
    /// All values that sources give for one fact can be true together.
    Agree(Agree),
    /// What is pinned or has authority, against the others.
    Ledger,
    /// One number and event, two counted things.
    EntitySwap,
    /// How often something has come about.
    Ranks,
    /// One figure, two spans of time.
    FigureSpans,
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
    /// A release with two days.
    ReleaseDays,
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
    /// One person with two offices that exclude each other.
    Roles,
    /// Acts before a birth or after a death.
    Lifetimes,
    /// One speaker who says a thing and its contrary.
    Reported,
    /// What lies outside the time that a document says it covers.
    DeclaredSpan,
    /// A value that a later one has replaced.
    Superseded,
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
    /// A copy of a fact that was left behind when another was changed.
    TwinChanged,
    /// A source that could not be read.
    Unreadable,
    /// Digits that no reading fits.
    UnreadDigits,
    /// Allowances that are misused.
    Allowance(Misuse),
    /// One number under two terms that people exchange.
    TermSwap,
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
