//! Vague counts as intervals: `dozens`, `hundreds of thousands`, `several hundred`, `a
//! few`, `a couple of dozen`, `a handful`. Leaves `many`, `some` and `numerous`, which bound
//! nothing, to no one.
//!
//! | words | reading |
//! | --- | --- |
//! | `a couple`, `a few`, `several`, `a handful` | [2, 3], [2, 10), [3, 10), [2, 10) |
//! | `several hundred`, `a few dozen` | those times the scale: [300, 1000), [24, 120) |
//! | `dozens`, `scores` | [24, 200), [40, 200) |
//! | `hundreds`, `thousands`, `millions` | from two up to the next of them: [200, 1000), [2000, 1000000) |
//! | `tens of thousands`, `hundreds of thousands` | [20000, 100000), [200000, 1000000) |

use nom::IResult;

use super::amount::{Amount, kind, rate};
use super::edge::{ends_word, is_any, is_space, last_word, next_word, no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::number::Num;
use super::{unit, words};
use crate::claim::{Decimal, Hedge, Interval};
use crate::lexicon::number_words::NumberWord;

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "vague",
    starts: Starts { digit: false, capital: false, hedged: true, symbols: &[], words: start_words },
    parse,
};

fn start_words() -> Vec<&'static str> {
    vec![
        "a",
        "few",
        "several",
        "couple",
        "dozens",
        "scores",
        "tens",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
        "handful",
        "many",
    ]
}

/// From `low` up to `high`, which it may or may not reach.
#[derive(Clone, Copy)]
struct Span {
    low: i128,
    high: i128,
    closed: bool,
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if let Some(after) = scale_in_brackets(before, rest) {
        return Ok((after, Found::Nothing));
    }
    let (core, hedge) = hedge::prefix(rest);
    let Some((after, span)) = some_of(core).or_else(|| plural(before, core)) else { return no(rest) };
    let (low, high) = (Decimal::int(span.low), Decimal::int(span.high));
    let strict = if span.closed { Interval::closed(low, high) } else { Interval::half_open(low, high) };
    let mut quantity = Quantity::within(strict, strict, low.magnitude(), low, high);
    // "several hours", "a few million dollars"
    let number = Num { words: true, ..Num::whole(span.low) };
    let mut after = after;
    let of = phrase(after.trim_start_matches(is_space), "of").map_or(after, |rest| rest);
    let measured = unit::after(before, after, &number)
        .or_else(|| unit::after(before, of, &number))
        .filter(|(_, named)| named.factor == Decimal::ONE);
    if let Some((tail, named)) = measured {
        quantity.unit = Some(named.unit);
        let (tail, rated) = rate(tail, Amount { quantity, number, hedge: Hedge::None });
        (after, quantity) = (tail, rated.quantity);
    }
    let hedge = match hedge {
        Hedge::None | Hedge::About | Hedge::Exact | Hedge::Nearly | Hedge::JustOver => Hedge::Vague,
        bound => bound,
    };
    match hedge::measure(&quantity, hedge) {
        Some(measure) if ends_word(after) => Ok((after, Found::Measure(kind(measure.unit), measure))),
        _ => no(rest),
    }
}

// Boats (in thousands) | Sales (£ in millions) | (thousands of tonnes): what figures are told in, and none
fn scale_in_brackets<'a>(before: &str, i: &'a str) -> Option<&'a str> {
    const LONGEST: usize = 40;
    let (rest, NumberWord::Scales { .. }) = words::word(i)? else { return None };
    let from = before.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let (_, lead) = before[from..].rsplit_once('(')?;
    let led = lead.is_empty() || phrase_ends(lead, "in");
    let close = rest.find(')').filter(|&close| close <= LONGEST)?;
    let of = rest[..close].is_empty() || space(rest).and_then(|next| phrase(next, "of")).is_some();
    (led && of && !lead.contains(')')).then(|| &rest[close..])
}

/// True where the last word of `lead` is `word`.
fn phrase_ends(lead: &str, word: &str) -> bool {
    lead.ends_with(is_space) && last_word(lead).eq_ignore_ascii_case(word)
}

// several | a few hundred | a couple of dozen | a handful of
fn some_of(i: &str) -> Option<(&str, Span)> {
    const SOME: &[(&str, Span)] = &[
        ("several", Span { low: 3, high: 10, closed: false }),
        ("a few", Span { low: 2, high: 10, closed: false }),
        ("few", Span { low: 2, high: 10, closed: false }),
        ("a couple of", Span { low: 2, high: 3, closed: true }),
        ("a couple", Span { low: 2, high: 3, closed: true }),
        ("couple", Span { low: 2, high: 3, closed: true }),
        ("a handful", Span { low: 2, high: 10, closed: false }),
        ("many", Span { low: 2, high: 10, closed: false }),
    ];
    let (rest, name, span) = SOME.iter().find_map(|(name, span)| Some((phrase(i, name)?, *name, *span)))?;
    let scaled = space(rest).and_then(words::word).and_then(|(tail, found)| {
        let by = match found {
            NumberWord::Group(12) => 12,
            NumberWord::Hundred => 100,
            NumberWord::Scale { power_of_ten } => 10_i128.checked_pow(power_of_ten)?,
            _ => return None,
        };
        let (tail, by) = match space(tail).and_then(words::word) {
            Some((tail, NumberWord::Scale { power_of_ten })) => {
                (tail, by.checked_mul(10_i128.checked_pow(power_of_ten)?)?)
            }
            _ => (tail, by),
        };
        Some((
            tail,
            Span { low: span.low.checked_mul(by)?, high: span.high.checked_mul(by)?, closed: span.closed },
        ))
    });
    match scaled {
        Some(found) => Some(found),
        // "the happy couple", "few people" and "many people" say no number.
        None if is_any(name, &["couple", "few", "many"]) => None,
        None if name == "a couple" && !next_word(rest).is_empty() && !is_any(next_word(rest), &["more"]) => {
            unit::after("", rest, &Num { words: true, ..Num::whole(2) }).map(|_| (rest, span))
        }
        // "a few" alone stands for things named elsewhere.
        None => {
            (!next_word(rest).is_empty() && rest.starts_with(is_space) && !is_couple_of_people(name, rest))
                .then_some((rest, span))
        }
    }
}

/// `a couple` who are married.
fn is_couple_of_people(name: &str, rest: &str) -> bool {
    name == "a couple"
        && is_any(
            next_word(rest),
            &["who", "and", "in", "from", "with", "was", "were", "is", "has", "had", "whose", "said"],
        )
}

// dozens | scores of | hundreds of thousands | tens of millions | thousands
fn plural<'a>(before: &str, i: &'a str) -> Option<(&'a str, Span)> {
    let half_open = |low: i128, high: i128| Span { low, high, closed: false };
    let (rest, low) = match phrase(i, "tens") {
        Some(rest) => (rest, None),
        None => {
            let (rest, found) = words::word(i)?;
            match found {
                NumberWord::Groups(12) => return Some((rest, half_open(24, 200))),
                NumberWord::Groups(20) => {
                    let counts = next_word(rest) == "of"
                        && !is_any(
                            last_word(before),
                            &[
                                "test", "the", "his", "her", "their", "its", "high", "low", "credit", "exam",
                                "final", "these",
                            ],
                        );
                    return counts.then_some((rest, half_open(40, 200)));
                }
                NumberWord::Scales { power_of_ten } => (rest, Some(power_of_ten)),
                _ => return None,
            }
        }
    };
    // "in the hundreds", "the thousands of": the article changes nothing.
    let of = space(rest).and_then(|n| phrase(n, "of")).and_then(space).and_then(words::word);
    let unit = 10_i128.checked_pow(low.unwrap_or(1))?;
    if let Some((tail, NumberWord::Scales { power_of_ten })) = of
        && power_of_ten > low.unwrap_or(1)
    {
        let scale = unit.checked_mul(10_i128.checked_pow(power_of_ten)?)?;
        // "hundreds of thousands" end where the next step, a million, begins.
        let next =
            if low.is_none() { scale.checked_mul(10)? } else { 10_i128.checked_pow(power_of_ten + 3)? };
        return Some((tail, half_open(scale.checked_mul(2)?, next)));
    }
    let power = low?;
    let high = if power == 2 { 1000 } else { 10_i128.checked_pow(power.checked_add(3)?)? };
    Some((rest, half_open(unit.checked_mul(2)?, high)))
}
