//! The time that a value speaks of, where its sentence names one.

use std::ops::Range;

use crate::claim::{Claim, Days, Value};
use crate::place::Span;

/// A date of a sentence, as a period for the quantities beside it.
struct Period {
    range: Range<u32>,
    place: Span,
    days: Days,
    as_of: bool,
    /// The verb that it belongs to.
    verb: Option<Span>,
    /// It only says which thing is meant: `the April 2018 summary`.
    identifying: bool,
    /// The bracket that holds it and an amount of its own: `(2021: £28 million)`.
    aside: Option<Range<u32>>,
}

/// The bracket of `text` around the bytes `range`.
fn bracket(text: &str, range: &Range<u32>) -> Option<Range<u32>> {
    let (before, behind) = (&text[..range.start as usize], &text[range.end as usize..]);
    let open = before.rfind(['(', ')']).filter(|&at| before.as_bytes()[at] == b'(')?;
    let close = behind.find([')', '(']).filter(|&at| behind.as_bytes()[at] == b')')?;
    let number = |at: usize| u32::try_from(at).ok();
    Some(number(open)?..range.end + number(close)?)
}

/// Gives each quantity of a sentence the time that the sentence names for it: the date that goes
/// with the same verb, else the nearest one that is not some other thing's name.
///
/// "Although 2 joined on July 22, the other 33 did not arrive until September": 33 in September.
/// `ranges` are the byte ranges of the claims in the sentence `text`.
pub fn periods(claims: &mut [Claim], ranges: &[Range<u32>], text: &str) {
    let verb = |claim: &Claim| claim.slots.predicate.as_ref().map(|predicate| predicate.place);
    let dates: Vec<Period> = claims
        .iter()
        .zip(ranges)
        .filter_map(|(claim, range)| {
            let days = match &claim.value {
                Value::Date(date) if !date.impossible => date.days,
                Value::Range(range) => range.days(),
                _ => return None,
            };
            let before = text[..range.start as usize].trim_end();
            let as_of = ["as of", "As of"].iter().any(|words| before.ends_with(words));
            let holds_amount = |bracket: &Range<u32>| {
                let mut all = claims.iter().zip(ranges);
                all.any(|(other, range)| other.measure().is_some() && bracket.contains(&range.start))
            };
            (days != Days::ALL).then(|| Period {
                range: range.clone(),
                place: claim.place,
                days,
                as_of,
                verb: verb(claim),
                identifying: claim.slots.identifying,
                aside: bracket(text, range).filter(holds_amount),
            })
        })
        .collect();
    if dates.is_empty() {
        return;
    }
    for (claim, range) in claims.iter_mut().zip(ranges).filter(|(claim, _)| claim.measure().is_some()) {
        let own = verb(claim);
        let distance = |date: &Range<u32>| {
            date.start.saturating_sub(range.end).max(range.start.saturating_sub(date.end))
        };
        let rank = |date: &&Period| {
            if date.aside.as_ref().is_some_and(|aside| !aside.contains(&range.start)) {
                // "The charge was £134 million (2021: £28 million)"
                return None;
            }
            if date.range.start >= range.end
                && text[range.end as usize..date.range.start as usize].contains(" than ")
            {
                // "27 recommendations, four fewer than it made in 2019"
                return None;
            }
            let together = own.is_some() && own == date.verb;
            let elsewhere = own.is_some() && date.verb.is_some() && !together;
            if elsewhere && date.range.start >= range.end {
                // "won with a bid of 47 million, and began work in October"
                return None;
            }
            match (together, date.identifying) {
                (true, _) => Some(0_u8),
                (false, false) => Some(1),
                // "the amount projected in its April 2018 summary"
                (false, true) => (!elsewhere).then_some(2),
            }
        };
        let best = dates
            .iter()
            .filter_map(|date| rank(&date).map(|rank| (rank, distance(&date.range), date)))
            .min_by_key(|(rank, distance, _)| (*rank, *distance));
        let Some((.., date)) = best else { continue };
        let slot = if date.as_of { &mut claim.slots.as_of } else { &mut claim.slots.period };
        *slot = Some((date.place, date.days));
    }
}
