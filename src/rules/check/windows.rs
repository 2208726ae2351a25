//! Spans of time with a first and a last day, however they are told: `from 4 to 15 May`, `from
//! the evening of May 4 to the morning of May 15`, `it opened on the 4th and closed on the 15th`.
//! Knows no rule.

use super::near::Near;
use super::{Context, say};
use crate::claim::{Claim, Date, DatePrecision, Mode, Part, Sym, Value, civil, day};
use crate::place::Span;

/// A day of the calendar, with its year where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
}

impl CalendarDay {
    /// The day that a date names, if it names one.
    #[must_use]
    pub fn of(date: &Date) -> Option<Self> {
        if date.impossible || date.approximate || date.precision != DatePrecision::Day {
            return None;
        }
        if let Some(date) = date.days.single().and_then(civil) {
            return Some(Self { year: Some(date.year()), month: date.month(), day: date.day() });
        }
        let days = date.days;
        let month = days.months.is_power_of_two().then(|| days.months.trailing_zeros())?;
        let (first, last) = days.mdays;
        (first == last).then_some(())?;
        Some(Self { year: None, month: i8::try_from(month).ok()? + 1, day: i8::try_from(first).ok()? })
    }

    /// True when both can be the same day.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.month == other.month
            && self.day == other.day
            && self.year.zip(other.year).is_none_or(|(own, other)| own == other)
    }
}

/// A span of time.
pub struct Window {
    pub start: CalendarDay,
    pub end: CalendarDay,
    /// Where its ends stand: one place for a range.
    pub places: Vec<Span>,
    /// The claims that it was made of.
    pub claims: Vec<u32>,
    /// Words of its sentences, and of those before them in a list item.
    pub words: Vec<Sym>,
    /// All that these sentences take up.
    pub text: Span,
    /// Its ends are years, not days.
    pub years: bool,
    /// Its ends are months: the first day of one and the last day of the other.
    pub months: bool,
    /// It stands in a list or table beside others.
    pub listed: bool,
    pub document: usize,
}

impl Window {
    /// From the first day to the last, in days; both counted makes one more.
    #[must_use]
    pub fn length(&self) -> Option<i32> {
        let known = self.start.year.or(self.end.year);
        // Any year serves where none is known.
        let year = self.start.year.or(known).unwrap_or(2001);
        let first = day(year, self.start.month, self.start.day)?;
        let last = day(self.end.year.unwrap_or(year), self.end.month, self.end.day)?;
        if last >= first || self.end.year.is_some() && self.start.year.is_some() {
            return (last >= first).then_some(last - first);
        }
        Some(day(year.checked_add(1)?, self.end.month, self.end.day)? - first)
    }
}

/// Verbs for the begin of a state.
const BEGINS: &[&str] = &[
    "open", "begin", "start", "close", "shut", "order", "impose", "declare", "launch", "suspend", "halt",
    "block", "leave", "evacuate", "ban", "bar", "arrive", "break", "fail",
];
/// Verbs for its end.
const ENDS: &[&str] = &[
    "finish", "end", "lift", "reopen", "close", "complete", "restore", "expire", "conclude", "cease", "stop",
    "return", "resume", "open", "clear",
];

/// All windows of the ledger, in order of place.
#[must_use]
pub fn windows(context: &Context<'_>) -> Vec<Window> {
    let claims = &context.ledger.claims;
    let dated: Vec<u32> = (0..u32::try_from(claims.len()).unwrap_or(u32::MAX))
        .filter(|&index| {
            let claim = &claims[index as usize];
            matches!(claim.value, Value::Date(_) | Value::Range(_))
                && matches!(claim.slots.mode, Mode::Actual)
                && !claim.slots.notice
                && !matches!(claim.slots.part, Part::Code | Part::Contents | Part::Citation | Part::Metadata)
        })
        .collect();
    let mut windows = Vec::new();
    for (at, &index) in dated.iter().enumerate() {
        let claim = &claims[index as usize];
        if let Value::Range(range) = &claim.value {
            let ends = range.start.zip(range.end);
            let ends = ends.and_then(|(start, end)| Some((CalendarDay::of(&start)?, CalendarDay::of(&end)?)));
            if let Some((start, end)) = ends {
                windows.push(window(context, start, end, &[index]));
            } else if let Some((start, end)) = range.start.zip(range.end).and_then(|(a, b)| years(&a, &b)) {
                windows.push(Window { years: true, ..window(context, start, end, &[index]) });
            } else if let Some((start, end)) = range.start.zip(range.end).and_then(|(a, b)| months(&a, &b)) {
                windows.push(Window { months: true, ..window(context, start, end, &[index]) });
            }
            continue;
        }
        let Some(&next) = dated.get(at + 1) else { continue };
        let days = |index: u32| claims[index as usize].date().and_then(CalendarDay::of);
        if let (Some(start), Some(end)) = (days(index), days(next))
            && joined(context, index, next)
        {
            windows.push(window(context, start, end, &[index, next]));
        }
    }
    windows
}

/// First and last day of a span of whole years: `2017 to 2021`.
fn years(start: &Date, end: &Date) -> Option<(CalendarDay, CalendarDay)> {
    let whole = |date: &Date| date.precision == DatePrecision::Year && !date.approximate && !date.impossible;
    let (low, high) = (civil(start.days.bounds()?.0)?.year(), civil(end.days.bounds()?.0)?.year());
    (whole(start) && whole(end) && low < high && start.stated.year.is_some() && end.stated.year.is_some())
        .then_some((
            CalendarDay { year: Some(low), month: 1, day: 1 },
            CalendarDay { year: Some(high), month: 12, day: 31 },
        ))
}

/// First and last day of a span that has a month at one end at least: `between March and December
/// 2019`, `from 11 March to the end of May 2019` not.
fn months(start: &Date, end: &Date) -> Option<(CalendarDay, CalendarDay)> {
    let fine = |date: &Date| {
        matches!(date.precision, DatePrecision::Month | DatePrecision::Day)
            && !date.approximate
            && !date.impossible
    };
    let (low, high) = (civil(start.days.bounds()?.0)?, civil(end.days.bounds()?.1)?);
    let day = |date: jiff::civil::Date| CalendarDay {
        year: Some(date.year()),
        month: date.month(),
        day: date.day(),
    };
    (fine(start) && fine(end) && low < high).then(|| (day(low), day(high)))
}

fn window(context: &Context<'_>, start: CalendarDay, end: CalendarDay, claims: &[u32]) -> Window {
    let ledger = context.ledger;
    let own = |index: &u32| &ledger.claims[*index as usize];
    let listed = claims.iter().any(|index| matches!(own(index).slots.part, Part::ListItem | Part::Cell));
    let sentences: Vec<u32> = claims.iter().map(|index| own(index).sentence).collect();
    let mut text = ledger.sentences[sentences[0] as usize].place;
    let mut words: Vec<Sym> = sentences.iter().flat_map(|&sentence| Near::words(ledger, sentence)).collect();
    if own(&claims[0]).slots.part == Part::ListItem {
        // "Zone C. Ordered out on May 4.": what it is about is said first.
        let document = context.sources.document(text);
        let before = &document.text[..(text.start - document.base) as usize];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let each = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(each.filter_map(|word| ledger.vocab.get(&word.to_lowercase())));
        text = Span::new(text.start - u32::try_from(line.len()).unwrap_or(0), text.end);
    }
    if let Some(last) = sentences.last() {
        text = text.cover(ledger.sentences[*last as usize].place);
    }
    words.sort_unstable();
    words.dedup();
    let document = ledger.document_of(claims[0]);
    // "May 4 to 6, 2019" has its year behind the end, "4 May 2019 to 6 June" behind the start.
    let year = start.year.or(end.year);
    let with = |day: CalendarDay| CalendarDay { year: day.year.or(year), ..day };
    let (start, end) = if (start.month, start.day) <= (end.month, end.day) {
        (with(start), with(end))
    } else {
        (start, end)
    };
    let places = claims.iter().map(|index| own(index).place).collect();
    Window {
        start,
        end,
        places,
        claims: claims.to_vec(),
        words,
        text,
        years: false,
        months: false,
        listed,
        document,
    }
}

/// True when two dates are the ends of one span.
fn joined(context: &Context<'_>, first: u32, second: u32) -> bool {
    let claims = &context.ledger.claims;
    let (a, b) = (&claims[first as usize], &claims[second as usize]);
    if context.ledger.document_of(first) != context.ledger.document_of(second) || b.place.start < a.place.end
    {
        return false;
    }
    let between = context.sources.text_at(Span::new(a.place.end, b.place.start));
    if between.len() > 160 || between.contains("\n\n") {
        return false;
    }
    let gap = say::squeezed(&between.replace(['*', '_'], "")).to_lowercase();
    let words: Vec<&str> = gap.split(' ').collect();
    let verb = |claim: &Claim, list: &[&str]| {
        claim
            .slots
            .predicate
            .as_ref()
            .is_some_and(|verb| !verb.nominal && list.contains(&context.ledger.vocab.word(verb.verb)))
    };
    if a.sentence != b.sentence {
        // "Ordered out on May 4. Order lifted on May 11."
        return a.sentence + 1 == b.sentence
            && a.slots.part == b.slots.part
            && verb(a, BEGINS)
            && verb(b, ENDS)
            && words.len() <= 9
            && opposed(context, a, b);
    }
    let document = context.sources.document(a.place);
    let lead = document.text.get(..(a.place.start - document.base) as usize).unwrap_or_default();
    let led = lead
        .rsplit(char::is_whitespace)
        .filter(|word| !word.is_empty())
        .take(5)
        .any(|word| word.eq_ignore_ascii_case("from") || word.eq_ignore_ascii_case("between"));
    let joins = words.iter().any(|word| matches!(*word, "to" | "until" | "till" | "through" | "and"));
    // "from the evening of May 4 to the morning of May 15"
    let plain = led
        && joins
        && words.len() <= 6
        && !words.iter().any(|word| word.ends_with(',') || word.ends_with("ed") || *word == "then");
    // "that opened on 9 May and finished on the 19th"
    let told = words.contains(&"and")
        && verb(a, BEGINS)
        && verb(b, ENDS)
        && opposed(context, a, b)
        && words.len() <= 4
        && a.slots.predicate.as_ref().map(|p| p.place) != b.slots.predicate.as_ref().map(|p| p.place);
    plain || told
}

/// True when the second verb undoes the first: `close` and `open` each both begin and end.
fn opposed(context: &Context<'_>, a: &Claim, b: &Claim) -> bool {
    let verb = |claim: &Claim| claim.slots.predicate.as_ref().map(|verb| verb.verb);
    verb(a).is_some()
        && verb(a).map(|v| context.ledger.vocab.word(v)) != verb(b).map(|v| context.ledger.vocab.word(v))
}

/// True when both places name one of several things called alike, and not the same: `Zone B`
/// and `Zone C`.
#[must_use]
pub fn rivals(context: &Context<'_>, a: Span, b: Span) -> bool {
    let named = |place: Span| -> Vec<(String, String)> {
        let text = context.sources.text_at(place);
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let label = |word: &str| {
            word.len() <= 2
                && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                && word != "I"
                && word != "A"
        };
        let pairs = words.windows(2).filter(|pair| {
            label(pair[1])
                && pair[0].len() > 2
                && pair[0].starts_with(char::is_uppercase)
                && crate::lexicon::closed::calendar::month(pair[0]).is_none()
        });
        pairs.map(|pair| (pair[0].to_lowercase(), pair[1].to_owned())).collect()
    };
    let (x, y) = (named(a), named(b));
    x.iter().any(|(kind, name)| y.iter().any(|(other, rival)| kind == other && name != rival))
        && !x.iter().any(|one| y.contains(one))
}
