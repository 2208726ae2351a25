//! Spans of time that a sentence names for what it tells: `in the first nine months`, `over the week before`, `between
//! 2011 and 2015`, `31 a year`. Knows no rule.

use super::Context;
use crate::align::agreement;
use crate::claim::{Claim, Date, DatePrecision, Dimension, Value, Word, WordClass};
use crate::place::Span;

/// A span that a sentence names for what it tells.
#[derive(Clone, Copy)]
pub struct Stretch {
    /// Where it is named.
    pub place: Span,
    /// Shortest and longest length in days.
    days: (f64, f64),
    /// The claim that names it by its ends.
    ends: Option<u32>,
    /// It is what a rate counts by: `31 a year`.
    pub rate: bool,
}

/// A span so many times as long as another is no other way of counting it.
const APART: f64 = 1.2;

impl Stretch {
    /// The one span that the sentence of a figure names, if it is one.
    #[must_use]
    pub fn of(context: &Context<'_>, figure: u32) -> Option<Self> {
        /// So many claims before and behind are looked at.
        const LOOKED_AT: u32 = 10;
        let ledger = context.ledger;
        let own = &ledger.claims[figure as usize];
        if let Some(per) = own.measure().and_then(|measure| measure.per) {
            let unit = per.unit.filter(|unit| unit.dimension == Dimension::Duration)?;
            let days = per.count.to_f64() * seconds(unit.num, unit.den) / DAY;
            return Some(Self { place: own.place, days: (0.95 * days, 1.05 * days), ends: None, rate: true });
        }
        let near = figure.saturating_sub(LOOKED_AT)..figure.saturating_add(LOOKED_AT + 1);
        // "£68.9 million in the preceding twelve months"
        let beside =
            |index: u32| ledger.claims.get(index as usize).filter(|claim| claim.sentence == own.sentence);
        if near.clone().filter_map(beside).any(|claim| is_another(context, claim)) {
            return None;
        }
        let told = near.filter(|&index| index != figure).filter_map(|index| {
            let claim = ledger.claims.get(index as usize).filter(|claim| claim.sentence == own.sentence)?;
            // "£74.6 million in the year to July, more than the £68.9 million of 2020/21": the span of the other figure.
            if is_of_another(context, own, index) {
                return None;
            }
            let ends = matches!(claim.value, Value::Range(_)).then_some(index);
            Some(Self { place: claim.place, days: length(context, claim)?, ends, rate: false })
        });
        let mut found = told.chain(bare(context, own));
        let first = found.next()?;
        // "in the eight years from 1964 to 1972" names one span in two ways.
        found.all(|other| !other.is_longer(&first) && !first.is_longer(&other)).then_some(first)
    }

    /// True when it is longer than another by more than a way of counting.
    fn is_longer(&self, other: &Self) -> bool {
        self.days.0 > APART * other.days.1
    }

    /// True when no way of counting makes the two one.
    #[must_use]
    pub fn is_apart(&self, context: &Context<'_>, other: &Self) -> bool {
        let claim = |index: u32| &context.ledger.claims[index as usize];
        let ends = self.ends.zip(other.ends);
        let clash = || ends.is_some_and(|(a, b)| agreement(claim(a), claim(b)).is_conflict());
        !(self.rate && other.rate) && (self.is_longer(other) || other.is_longer(self) || clash())
    }

    /// True when one is longer than the other by more than a way of counting, and neither a rate; or when one is a
    /// rate and the other a length of time that a sum came together in: `£40,000 a year`, `£40,000 over five years`.
    #[must_use]
    pub fn differs_in_length(&self, other: &Self) -> bool {
        let lengths = match (self.rate, other.rate) {
            (false, false) => true,
            (true, false) => other.ends.is_none(),
            (false, true) => self.ends.is_none(),
            (true, true) => false,
        };
        lengths && (self.is_longer(other) || other.is_longer(self))
    }

    /// True when both are told by their ends and begin together or end together.
    #[must_use]
    pub fn shares_an_end(&self, context: &Context<'_>, other: &Self) -> bool {
        let range = |index: u32| match &context.ledger.claims[index as usize].value {
            Value::Range(range) => Some((range.start, range.end)),
            _ => None,
        };
        let (Some(a), Some(b)) = (self.ends.and_then(range), other.ends.and_then(range)) else {
            return false;
        };
        let days = |date: Option<Date>| date.and_then(|date| date.days.bounds());
        let one = |a: Option<Date>, b: Option<Date>| {
            days(a).zip(days(b)).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
        };
        one(a.0, b.0) || one(a.1, b.1)
    }
}

/// True for a time beside the one that is told of: `in the preceding twelve months`.
fn is_another(context: &Context<'_>, span: &Claim) -> bool {
    let lasts = span.measure().is_some_and(|measure| measure.dimension() == Dimension::Duration);
    if !lasts {
        return false;
    }
    let words = &context.ledger.sentence_of(span).words;
    let at = words.partition_point(|word| word.place.end <= span.place.start);
    let inside = words.partition_point(|word| word.place.start < span.place.end);
    words[at.saturating_sub(1)..inside].iter().any(|word| {
        matches!(
            context.ledger.vocab.word(word.lemma),
            "precede" | "preceding" | "previous" | "prior" | "follow" | "following"
        )
    })
}

/// True for a span right behind another figure of the sentence: `the £68.9 million of 2020/21`.
fn is_of_another(context: &Context<'_>, own: &Claim, span: u32) -> bool {
    let claims = &context.ledger.claims;
    let of = |before: &Claim| {
        let gap = Span::new(
            before.place.end.min(claims[span as usize].place.start),
            claims[span as usize].place.start,
        );
        matches!(context.sources.text_at(gap).trim(), "of" | "in" | "for" | "(")
    };
    let before = span.checked_sub(1).map(|before| &claims[before as usize]);
    before.is_some_and(|before| {
        before.place != own.place
            && before.sentence == own.sentence
            && before.measure().is_some()
            && of(before)
    })
}

const DAY: f64 = 86_400.0;

#[allow(clippy::cast_precision_loss)]
fn seconds(num: i128, den: i128) -> f64 {
    num as f64 / den as f64
}

/// Shortest and longest length in days of a span during which something came about.
fn length(context: &Context<'_>, claim: &Claim) -> Option<(f64, f64)> {
    match &claim.value {
        Value::Measure(measure) if measure.dimension() == Dimension::Duration => {
            let unit = measure.unit?;
            let days = measure.written()?.to_f64() * seconds(unit.num, unit.den) / DAY;
            let words = &context.ledger.sentence_of(claim).words;
            let at = words.partition_point(|word| word.place.end <= claim.place.start);
            let behind = words.iter().find(|word| word.place.start >= claim.place.end);
            let led = leads_in(context, words, at) || ends_later(context, words, at, behind);
            (days >= 1.0 && led).then_some((0.95 * days, 1.05 * days))
        }
        Value::Range(range) => {
            let (start, end) = (range.start?, range.end?);
            let Some((first, last)) = start.days.bounds().zip(end.days.bounds()) else {
                return months(&start, &end);
            };
            // From the last day that "2019" may begin on to the first that "2021" may end on.
            (first.0 <= last.1)
                .then(|| (f64::from((last.0 - first.1).max(1)), f64::from(last.1 - first.0 + 1)))
        }
        // "5,100 times in March alone": the whole of the month, and no more.
        Value::Date(date) if is_alone(context, claim) => match date.precision {
            DatePrecision::Day | DatePrecision::Weekday => Some((1.0, 1.0)),
            DatePrecision::Month => Some((28.0, 31.0)),
            DatePrecision::Year => Some((365.0, 366.0)),
            _ => None,
        },
        _ => None,
    }
}

/// True for "in March alone".
fn is_alone(context: &Context<'_>, claim: &Claim) -> bool {
    let mut words = context.ledger.sentence_of(claim).words.iter();
    let behind = words.find(|word| word.place.start >= claim.place.end);
    behind.is_some_and(|word| context.ledger.vocab.word(word.lemma) == "alone")
}

/// From one month to another of years that are not named: `between April and March`.
fn months(start: &Date, end: &Date) -> Option<(f64, f64)> {
    let month = |date: &Date| {
        let one = date.days.months.is_power_of_two() && date.days.mdays == (1, 31);
        one.then(|| date.days.months.trailing_zeros())
    };
    let (first, last) = (month(start)?, month(end)?);
    let count = f64::from((last + 12 - first) % 12);
    Some((30.0 * count.max(1.0), 31.0 * (count + 1.0)))
}

/// True where a word before `words[at]` makes a length of time a span in which something came about: "in the first nine
/// months", "over just five years", "in the course of the twelve months". "For" tells how long one thing lasted.
fn leads_in(context: &Context<'_>, words: &[Word], at: usize) -> bool {
    leader(context, words, at).is_some()
}

/// Where the word stands that leads a span in.
fn leader(context: &Context<'_>, words: &[Word], at: usize) -> Option<usize> {
    /// Words between "in" and the length.
    const BETWEEN: usize = 5;
    for (index, word) in words[..at].iter().enumerate().rev().take(BETWEEN) {
        match context.ledger.vocab.word(word.lemma) {
            "in" | "over" | "during" | "within" | "throughout" => return Some(index),
            "course" | "space" | "period" | "past" | "last" | "first" | "final" | "next" | "previous"
            | "same" | "single" | "whole" | "entire" | "full" | "opening" | "closing" => {}
            _ if matches!(word.class, WordClass::Function | WordClass::Adverb) => {}
            _ => return None,
        }
    }
    None
}

/// True for "for the six months to 30 June", "for the year ended in May", which tell of no lasting thing.
fn ends_later(context: &Context<'_>, words: &[Word], at: usize, behind: Option<&Word>) -> bool {
    let text = |word: &Word| context.sources.text_at(word.place).to_lowercase();
    let last = behind.is_some_and(|word| {
        matches!(text(word).as_str(), "to" | "ended" | "ending" | "until" | "till" | "through")
    });
    let mut before = words[..at].iter().rev().take(3).map(text);
    last && before.any(|word| word == "for")
        && words[..at].iter().rev().take(2).any(|word| text(word) == "the")
}

/// Spans that are named without a number: "over the week before", "in the quarter", "in a single summer".
fn bare<'c>(context: &'c Context<'_>, own: &'c Claim) -> impl Iterator<Item = Stretch> + 'c {
    let ledger = context.ledger;
    let words = &ledger.sentence_of(own).words;
    let from = ledger.claims.partition_point(|claim| claim.place.start < words_start(words));
    let here = ledger.claims[from..].iter().take_while(move |claim| claim.sentence == own.sentence);
    let read = here.filter(|claim| claim.measure().is_none()).map(|claim| claim.place);
    words.iter().enumerate().filter_map(move |(at, word)| {
        // "Weeks" has the lemma of "week".
        unit_length(ledger.vocab.word(word.lemma))?;
        let text = |at: usize| context.sources.text_at(words[at].place).to_lowercase();
        let days = unit_length(&text(at))?;
        let lead = leader(context, words, at)?;
        // "In the spring" tells when something was, "in a single spring" how long it took.
        let season = matches!(text(at).as_str(), "spring" | "summer" | "autumn" | "winter");
        let definite = |at: usize| match text(at).as_str() {
            "a" | "one" | "single" => true,
            "the" | "an" | "this" | "that" | "its" => !season,
            _ => false,
        };
        // "Later in the week" tells of a day in it.
        let within = lead.checked_sub(1).is_some_and(|before| {
            matches!(text(before).as_str(), "later" | "earlier" | "early" | "late" | "time" | "day" | "days")
        });
        let known = read.clone().any(|place| place.overlaps(word.place));
        (!within && !known && (lead + 1..at).any(definite)).then(|| {
            let place = Span::new(words[lead].place.start, word.place.end);
            Stretch { place, days, ends: None, rate: false }
        })
    })
}

fn words_start(words: &[Word]) -> u32 {
    words.first().map_or(0, |word| word.place.start)
}

/// Shortest and longest length in days of what a word names.
fn unit_length(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "weekend" => (2.0, 3.0),
        "week" => (7.0, 7.0),
        "fortnight" => (14.0, 14.0),
        "month" => (28.0, 31.0),
        "quarter" => (89.0, 92.0),
        "spring" | "summer" | "autumn" | "winter" => (60.0, 125.0),
        "year" => (360.0, 371.0),
        "decade" => (3600.0, 3700.0),
        _ => return None,
    })
}
