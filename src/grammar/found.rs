//! What a piece of the grammar finds.

use nom::IResult;

use crate::claim::{Date, DateRange, Days, IdKind, Kind, Measure, TimeOfDay};

/// One piece of the grammar: a row of its table.
pub struct Piece {
    /// Stable name, that of its file and of its fixtures: `money`.
    pub name: &'static str,
    /// Where it is worth trying.
    pub starts: Starts,
    /// Reads a value at the start of `rest`. `before` is the sentence up to there. The
    /// remainder returned must be a tail of `rest`.
    pub parse: for<'a> fn(before: &'a str, rest: &'a str) -> IResult<&'a str, Found>,
}

/// The first character or word of what a piece reads.
pub struct Starts {
    /// It can start with a digit.
    pub digit: bool,
    /// It can start with a capitalised word, or one that a figure or mark is glued to:
    /// `Room 523`, `GAO-19-163`, `logo2.png`.
    pub capital: bool,
    /// What it reads can also start with a hedge: `about 40`, `more than half`.
    pub hedged: bool,
    /// It can start with one of these characters.
    pub symbols: &'static [char],
    /// It can start with one of these words, in lower case; asked once.
    pub words: fn() -> Vec<&'static str>,
}

/// A reading, before the context is looked at.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "lives on the stack while a sentence is read, and is mostly a measure"
)]
pub enum Found {
    /// A quantity of kind `Quantity`, `Money`, `Percent`, `Ratio`, `Duration` or `Age`.
    Measure(Kind, Measure),
    Ordinal(u64),
    Date(Date),
    Range(Box<DateRange>),
    Time(TimeOfDay),
    /// A date that counts from another one.
    Relative(Relative),
    Identifier(IdKind),
    /// Read and of no interest: `one another`, `zero tolerance`, `second to none`.
    Nothing,
}

/// `six weeks later`, `the next day`, `last spring`, `that Friday`, `yesterday`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relative {
    pub base: RelativeBase,
    pub step: Step,
    /// The part of what the step leads to: `the 20th` of next month; all days for all of it.
    pub within: Days,
    /// `about six weeks later`.
    pub approximate: bool,
}

/// What a relative date counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelativeBase {
    /// The date named last: `two weeks later`, `the next day`.
    Antecedent,
    /// The document's own date: `yesterday`, `last spring`, `two years ago`.
    Dateline,
}

/// The way from the base to the date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// So many days on (negative: back); both ends for `two or three days later`.
    Days(i32, i32),
    /// So many months on.
    Months(i32),
    /// So many years on.
    Years(i32),
    /// The weekday (0 Monday) next before (-1), in the same week or nearest (0), or next
    /// after (1) the base.
    Weekday(u8, i8),
    /// The month (1 to 12) before (-1), of the same year (0), after (1).
    Month(u8, i8),
    /// The season (0 winter, 1 spring, 2 summer, 3 autumn) before, of, after.
    Season(u8, i8),
    /// The last (-1) or next (1) of the days `within`, which come back each year: `last Christmas`.
    Recurring(i8),
    /// The calendar week, month, quarter or year so many away: `last month`, `this year`.
    Calendar(CalendarUnit, i32),
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarUnit {
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    /// Of whose start nothing is known: `last fiscal year`, `this school year`.
    FiscalYear,
}
