//! What a value is about: the slots around it. A slot that the text does not fill
//! stays empty, and an empty slot is not agreement.

use super::{Days, Decimal, End, Hedge, Interval, Sym};
use crate::place::Span;

/// The part of a document a claim stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Title,
    Heading,
    /// Executive summary, abstract, key points, or the lead of an article.
    Summary,
    #[default]
    Body,
    ListItem,
    Footnote,
    Caption,
    Cell,
    /// A block quotation.
    Quotation,
    /// A reference-list entry.
    Citation,
    /// Front matter, meta elements, infobox parameters.
    Metadata,
    /// Dateline, masthead, byline, memo head.
    Masthead,
    /// A table of contents: its page numbers are no claims.
    Contents,
    /// Program text.
    Code,
}

impl Part {
    /// The name in output and in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Summary => "summary",
            Self::Body => "body",
            Self::ListItem => "list-item",
            Self::Footnote => "footnote",
            Self::Caption => "caption",
            Self::Cell => "cell",
            Self::Quotation => "quotation",
            Self::Citation => "citation",
            Self::Metadata => "metadata",
            Self::Masthead => "masthead",
            Self::Contents => "contents",
            Self::Code => "code",
        }
    }
}

/// How far a text vouches for a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    #[default]
    Actual,
    /// `will`, `is expected to`, `planned`.
    Projected,
    /// `goal`, `required`, `limit`, `must`, `requested`: a norm and no fact.
    Target,
    Alleged,
    Negated,
    /// `if`, `would have`.
    Hypothetical,
}

impl Mode {
    /// The name in output and in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Projected => "projected",
            Self::Target => "target",
            Self::Alleged => "alleged",
            Self::Negated => "negated",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// The counted thing: `migrant children` in `3,014 migrant children`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// Lemma of the head: `child`.
    pub head: Sym,
    /// Lemmas of the modifiers before it: `migrant`.
    pub modifiers: Vec<Sym>,
    /// The phrase as written.
    pub place: Span,
    /// Found by inference and not beside the number: `Of these, 41 grew ...`.
    pub implied: bool,
}

/// The verb that the value goes with, or the noun that names the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// Lemma of the main verb, `separate`, or of the noun, `separation`.
    pub verb: Sym,
    /// It is a noun: `the separation of 3,014 children`.
    pub nominal: bool,
    /// A particle that belongs to it: `out` of `came out`.
    pub particle: Option<Sym>,
    pub place: Span,
    /// The counted thing suffers it: `children were separated`.
    pub passive: bool,
    /// It stands in the present tense, which tells what is, what always is, and what is to come: `the results come
    /// out on 29 June`.
    pub present: bool,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the speaker.
    pub place: Span,
    /// The claim stands inside quotation marks.
    pub quoted: bool,
}

/// A bound that each of a kind is said to keep: `no bid was above $50 million`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfAll {
    /// What each value has to be beside the number that is written: [`Hedge::AtMost`] for `none was above`.
    pub hedge: Hedge,
    /// Lemma of the kind, `bid`; none where it is said of all times.
    pub class: Option<Sym>,
    /// Lemma of the comparison, where there is one: `deep`.
    pub compared: Option<Sym>,
    /// It is said of something that only sentences before it name: `it`, `them`.
    pub pronoun: bool,
}

impl OfAll {
    /// What each value has to be where `value` is the number that is written.
    #[must_use]
    pub const fn allowed(&self, value: Decimal) -> Interval {
        match self.hedge {
            Hedge::MoreThan => Interval { low: End::Open(value), high: End::None },
            Hedge::AtLeast => Interval { low: End::Closed(value), high: End::None },
            Hedge::LessThan => Interval { low: End::None, high: End::Open(value) },
            _ => Interval { low: End::None, high: End::Closed(value) },
        }
    }
}

/// The slots of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    pub noun: Option<Noun>,
    pub predicate: Option<Predicate>,
    /// Lemmas of the content words that the value is tied to: subject, objects and
    /// phrases of its own clause, nearest first.
    pub arguments: Vec<Sym>,
    /// Names in the same clause, each whole and in lower case: `michael e. horowitz`.
    pub names: Vec<Sym>,
    /// The time that the claim speaks of, from a date in its clause or heading.
    pub period: Option<(Span, Days)>,
    /// `as of October`.
    pub as_of: Option<(Span, Days)>,
    pub mode: Mode,
    pub attribution: Option<Attribution>,
    pub part: Part,
    /// The row and column of a table cell: table, row, column.
    pub cell: Option<(u32, u32, u32)>,
    /// Lemmas of the row's label and of the column's heading.
    pub row: Vec<Sym>,
    pub column: Vec<Sym>,
    /// `including 5 nurses`, `of which 212 were horses`: a part of a whole named before.
    pub subset: bool,
    /// A value that only says which one is meant: `the April 2017 memorandum`, `64-bit`.
    pub identifying: bool,
    /// A value in a notice of copyright.
    pub notice: bool,
    /// `in all`, `a total of`.
    pub total: bool,
    /// What the value is a bound for, where it is said of all.
    pub of_all: Option<Box<OfAll>>,
    /// `an additional 35`, `12 more`: comes on top of something.
    pub additional: bool,
    /// Number of the value among those set side by side in its sentence, from zero.
    pub order: u16,
}
