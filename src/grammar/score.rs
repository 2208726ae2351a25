//! Scores and votes: `82-79`, `by a vote of 7 to 2`, `won 3–1`. Read where words of sport
//! or voting stand near, so that they are neither ranges nor counts.
//!
//! A score is a pair: the lesser figure is the low end and the greater one the high end
//! of an interval of the unit `score`. It is no range of one quantity: two scores are one
//! only when both their ends are.

use nom::IResult;

use super::edge::{is_any, is_dash, may_end, may_start, no, phrase, space, spaces, words_back, words_on};
use super::found::{Found, Piece, Starts};
use super::hedge::Quantity;
use super::number::{Letters, Num, num};
use crate::claim::{Dimension, Hedge, Interval, Kind, Unit, UnitDefinition};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "score",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: false,
        symbols: &[],
        words: super::words::start_words,
    },
    parse,
};

/// The unit of scores and votes.
pub const SCORE: Unit = Unit::of(&UnitDefinition::plain("score", Dimension::Other));

/// Words that make a pair a score, before or after it.
const NEAR: &[&str] = &[
    "vote",
    "votes",
    "voted",
    "voting",
    "decision",
    "ruling",
    "ruled",
    "majority",
    "margin",
    "win",
    "wins",
    "won",
    "winning",
    "victory",
    "loss",
    "lost",
    "lose",
    "loses",
    "defeat",
    "defeated",
    "beat",
    "beats",
    "beating",
    "score",
    "scored",
    "lead",
    "leads",
    "led",
    "leading",
    "trailed",
    "trailing",
    "trail",
    "record",
    "tie",
    "tied",
    "draw",
    "drew",
    "split",
    "opinion",
    "approved",
    "passed",
    "rejected",
    "halftime",
    "overtime",
    "edged",
    "downed",
    "routed",
    "goals",
    "shootout",
    "penalties",
    "upheld",
    "aggregate",
    "shutout",
    "thrashed",
    "comeback",
    "divided",
    "adopted",
    "ratified",
    "confirmed",
    "dissent",
    "dissented",
    "ayes",
    "nays",
    "noes",
    "unanimously",
];

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !may_start(before) {
        return no(rest);
    }
    let Some((after, first, second)) = pair(rest) else { return no(rest) };
    let votes = rest[..rest.len() - after.len()].contains("votes");
    let near = votes || words_back(before).take(7).chain(words_on(after).take(4)).any(|w| is_any(w, NEAR));
    if !near || !may_end(after) {
        return no(rest);
    }
    let (low, high) = if first.value <= second.value { (first, second) } else { (second, first) };
    let strict = Interval::closed(low.value, high.value);
    let mut quantity = Quantity::within(strict, strict, 0, low.value, high.value);
    quantity.unit = Some(SCORE);
    quantity.is_range = true;
    quantity.in_words = low.words;
    match super::hedge::measure(&quantity, Hedge::None) {
        Some(measure) => Ok((after, Found::Measure(Kind::Quantity, measure))),
        None => no(rest),
    }
}

// 82-79 | 7 to 2 | seven to two | 5-to-4 | 7 votes to 2
fn pair(i: &str) -> Option<(&str, Num, Num)> {
    let (rest, first) = num(i, Letters::Plain)?;
    let second = rest.strip_prefix("-to-").or_else(|| rest.strip_prefix(is_dash)).or_else(|| {
        let rest = space(rest)?;
        let rest = phrase(rest, "votes").and_then(space).unwrap_or(rest);
        phrase(rest, "to").and_then(space)
    })?;
    let (rest, last) = num(spaces(second), Letters::Plain)?;
    let plain = |n: &Num| {
        !n.scaled && n.decimals == 0 && !n.value.is_negative() && !n.is_year_like() && n.value.is_integer()
    };
    let bounded = |n: &Num| n.words || n.plain_digits.is_some_and(|d| d <= 3);
    (plain(&first) && plain(&last) && bounded(&first) && bounded(&last)).then_some((rest, first, last))
}
