//! What a claim means: exact quantities, dates as sets of days, the slots around
//! them, and how two readings compare. Knows no text and no stage of the pipeline.

mod agreement;
mod date;
mod decimal;
mod interval;
mod measure;
mod said;
mod sentence;
mod slots;
mod widths;

pub use agreement::{Agreement, How, Why, agree_dates, agree_measures};
pub use date::{Anchor, Date, DatePrecision, Day, Days, Stated, civil, day, weekday};
pub use decimal::Decimal;
pub use interval::{End, Interval};
pub use measure::{Dimension, Hedge, Measure, Per, Unit, UnitDefinition};
pub use sentence::{Sentence, Sym, Vocab, Word, WordClass};
pub use slots::{Attribution, Mode, Noun, OfAll, Part, Predicate, Slots};
pub use widths::Widths;

use crate::place::Span;

/// The kind of a claim, as output names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Quantity,
    Money,
    Percent,
    Ratio,
    Duration,
    Ordinal,
    Age,
    Date,
    Time,
    DateRange,
    Identifier,
    Quote,
    Citation,
}

impl Kind {
    /// All kinds, in output order.
    pub const ALL: [Self; 13] = [
        Self::Quantity,
        Self::Money,
        Self::Percent,
        Self::Ratio,
        Self::Duration,
        Self::Ordinal,
        Self::Age,
        Self::Date,
        Self::Time,
        Self::DateRange,
        Self::Identifier,
        Self::Quote,
        Self::Citation,
    ];

    /// The name in JSON and in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Duration => "duration",
            Self::Ordinal => "ordinal",
            Self::Age => "age",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateRange => "date-range",
            Self::Identifier => "identifier",
            Self::Quote => "quote",
            Self::Citation => "citation",
        }
    }
}

/// What sort of identifier a figure belongs to. Never compared as a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdKind {
    /// `8 U.S.C. § 1325(a)`, `Title 18`, `Section 1325`.
    Statute,
    /// `No. 18-0428`, `No. 85-4544 (C.D. Cal.)`, `Flores v. Reno`.
    Case,
    /// `OIG-20-06`, `GAO-19-163`, `H.R. 4135`, `Executive Order 13841`.
    Report,
    /// `Section 3.3.10`, `Appendix 2`, `Chapter 4`, `Recommendation 3`.
    Section,
    /// `Table 4`, `Figure 2`.
    Figure,
    /// `p. 14`, `page 3`, `at 7`.
    Page,
    /// `[5]`, `footnote 12`.
    Footnote,
    /// `1.` or `(a)` before a list item.
    Label,
    Phone,
    Postal,
    Isbn,
    Doi,
    Url,
    Email,
    File,
    Version,
    Ip,
    /// Program text, hashes, keys.
    Code,
    Coordinates,
    /// `Room 523`, `Unit 212`, `Boeing 737`, `Zone 4`, `Route 66`, `G20`, `COVID-19`.
    Name,
    Address,
    Chemical,
    /// `post 9/11`, `the Class of 2019`, `Windows 95`: a year or date inside a name.
    NamedDate,
    /// Anything else with a digit that is plainly no quantity.
    Other,
}

impl IdKind {
    /// The name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Case => "case",
            Self::Report => "report",
            Self::Section => "section",
            Self::Figure => "figure",
            Self::Page => "page",
            Self::Footnote => "footnote",
            Self::Label => "label",
            Self::Phone => "phone",
            Self::Postal => "postal",
            Self::Isbn => "isbn",
            Self::Doi => "doi",
            Self::Url => "url",
            Self::Email => "email",
            Self::File => "file",
            Self::Version => "version",
            Self::Ip => "ip",
            Self::Code => "code",
            Self::Coordinates => "coordinates",
            Self::Name => "name",
            Self::Address => "address",
            Self::Chemical => "chemical",
            Self::NamedDate => "named date",
            Self::Other => "other",
        }
    }
}

/// A time of day, in minutes after midnight; both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    pub low: u16,
    pub high: u16,
    /// Offset from UTC in minutes, when a zone with a fixed one is stated.
    pub zone: Option<i16>,
    /// `half past six` of the morning or the evening: the same again twelve hours later.
    pub half_open: bool,
}

impl TimeOfDay {
    /// True when some minute lies in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let shifted = |by: u16| self.low + by <= other.high + HALF && other.low + HALF <= self.high + by;
        shifted(HALF) || (self.half_open || other.half_open) && (shifted(0) || shifted(2 * HALF))
    }
}

impl TimeOfDay {
    /// True for a span with two ends, and not a point of time that is known roughly.
    #[must_use]
    pub const fn is_span(self) -> bool {
        self.high.abs_diff(self.low) >= SHORTEST
    }

    /// True when both begin and both end together, half a day more or less where that is left open.
    #[must_use]
    pub fn has_ends_of(self, other: Self) -> bool {
        let open = self.half_open || other.half_open;
        let is_one = |a: u16, b: u16| {
            let apart = a.abs_diff(b);
            apart <= NEAR || open && apart.abs_diff(HALF) <= NEAR
        };
        is_one(self.low, other.low) && is_one(self.high, other.high)
    }
}

/// Minutes of the shortest span that is told by its ends, and how far its ends are off where they were rounded.
const SHORTEST: u16 = 30;
const NEAR: u16 = 5;

/// Half a day, in minutes.
const HALF: u16 = 12 * 60;

/// A span of time: `from March to November 2017`, `since 2013`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl DateRange {
    /// All days from the first of the start to the last of the end.
    #[must_use]
    pub fn days(&self) -> Days {
        let low = self.start.and_then(|date| date.days.bounds()).map(|bounds| bounds.0);
        let high = self.end.and_then(|date| date.days.bounds()).map(|bounds| bounds.1);
        Days { low, high, ..Days::ALL }
    }
}

/// The reference-list or footnote entry of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The work's title as printed.
    pub title: Option<Span>,
    /// `GAO-19-163`.
    pub identifier: Option<Span>,
    /// When the work was issued, as far as it is given.
    pub issued: Option<(Span, Date)>,
    /// When it was accessed or retrieved.
    pub accessed: Option<(Span, Date)>,
    pub url: Option<Span>,
}

/// What a claim says.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "most claims are measures: a box for each costs more than it saves"
)]
pub enum Value {
    Measure(Measure),
    /// `third`, `21st`.
    Ordinal(u64),
    Date(Date),
    Range(Box<DateRange>),
    Time(TimeOfDay),
    Identifier(IdKind),
    /// Words in quotation marks, without the marks.
    Quote,
    Citation(Box<Citation>),
}

/// One figure, date or identifier of a text with what it means and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub kind: Kind,
    /// The value with its hedge and unit, without the counted noun.
    pub place: Span,
    pub value: Value,
    /// Index into the claims' sentences.
    pub sentence: u32,
    pub slots: Slots,
}

impl Claim {
    /// The quantity, if it is one.
    #[must_use]
    pub const fn measure(&self) -> Option<&Measure> {
        if let Value::Measure(measure) = &self.value { Some(measure) } else { None }
    }

    /// The one day or time that it names: a date, or the end that an open span has, as in `since May 2013`.
    #[must_use]
    pub const fn point(&self) -> Option<&Date> {
        match &self.value {
            Value::Range(range) => match (&range.start, &range.end) {
                (Some(date), None) | (None, Some(date)) => Some(date),
                _ => None,
            },
            _ => self.date(),
        }
    }

    /// The date, if it is one.
    #[must_use]
    pub const fn date(&self) -> Option<&Date> {
        if let Value::Date(date) = &self.value { Some(date) } else { None }
    }
}

/// What tells whether a document is one of a series: its first words, in lower case and without its numbers and
/// days, and the version in the name of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    pub words: Vec<String>,
    /// Its numbers, months and weekdays, each with how many words stand before it.
    pub numbers: Vec<(usize, String)>,
    /// What the file is named besides the version that its name gives, and that version.
    pub version: Option<(String, String)>,
}

impl Opening {
    /// True for two that begin alike but for numbers and days: `Bulletin No. 2, 6 March`, `Bulletin No. 5, 10 March`;
    /// and for the notes of two versions: `notes/1.4.2.txt`, `notes/1.5.0.txt`.
    #[must_use]
    pub fn is_of_one_series(&self, other: &Self) -> bool {
        /// Words that two documents hardly begin with by chance.
        const ALIKE: usize = 6;
        let alike = self.words.iter().zip(&other.words).take_while(|(a, b)| a == b).count();
        let within = |opening: &Self| opening.numbers.partition_point(|(before, _)| *before <= alike);
        let (own, others) = (&self.numbers[..within(self)], &other.numbers[..within(other)]);
        let begin = alike >= ALIKE && !own.is_empty() && !others.is_empty() && own != others;
        let named = |(p, q): (&(String, String), &(String, String))| p.0 == q.0 && p.1 != q.1;
        begin || self.version.as_ref().zip(other.version.as_ref()).is_some_and(named)
    }
}

/// All claims of one document, with the sentences that hold them.
#[derive(Clone, Debug, Default)]
pub struct DocumentClaims {
    /// In order of place.
    pub claims: Vec<Claim>,
    /// The sentences of those claims, and headings they point to, in order of place.
    pub sentences: Vec<Sentence>,
    /// The words of those sentences.
    pub vocab: Vocab,
    /// The document's own date: dateline, masthead or metadata.
    pub dateline: Option<(Span, Date)>,
    /// The document's title.
    pub title: Option<Span>,
    /// Its first words.
    pub opening: Opening,
    /// Short forms the document defines: `U.S. Marshals Service (USMS)`: (short, long).
    pub abbreviations: Vec<(Sym, Vec<Sym>)>,
    /// Places of digits that no piece claimed.
    pub unread: Vec<Span>,
}
