//! Multiples: `doubled`, `threefold`, `10-fold`, `twice as many`, `three times the`, `1.5x`,
//! `half as many`. Leaves counted occasions (`met three times`, `twice a week`) to `number`.
//!
//! A multiple in a word is taken loosely: `doubled` is 2, and may be 1.75 up to 2.25.

use nom::IResult;

use super::edge::{ends_word, is_any, is_space, letters, may_end, next_word, no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::number::{self, Letters, Num, num, starts_here};
use super::words;
use crate::claim::{Decimal, Interval, Kind, Unit};
use crate::lexicon::number_words::NumberWord;

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "multiple",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: true,
        symbols: number::SYMBOLS,
        words: start_words,
    },
    parse,
};

fn start_words() -> Vec<&'static str> {
    let mut all = words::start_words();
    all.extend([
        "double",
        "doubled",
        "doubles",
        "doubling",
        "triple",
        "tripled",
        "triples",
        "tripling",
        "treble",
        "trebled",
        "quadruple",
        "quadrupled",
        "quadruples",
        "quadrupling",
        "quintuple",
        "quintupled",
        "halved",
        "halves",
        "halving",
        "twice",
        "thrice",
        "twofold",
        "threefold",
        "fourfold",
        "fivefold",
        "sixfold",
        "sevenfold",
        "eightfold",
        "ninefold",
        "tenfold",
        "twentyfold",
        "hundredfold",
        "thousandfold",
    ]);
    all
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    let (core, hedge) = hedge::prefix(rest);
    if !starts_here(before, rest) {
        return no(rest);
    }
    let Some((after, factor)) = change(core).or_else(|| compared(core)).or_else(|| fold(core)) else {
        return no(rest);
    };
    let Some(quantity) = of(factor) else { return no(rest) };
    match hedge::measure(&quantity, hedge) {
        Some(measure) if ends_word(after) => Ok((after, Found::Measure(Kind::Quantity, measure))),
        _ => no(rest),
    }
}

/// The factor as a quantity: an eighth to either side where a word says it.
fn of(factor: Num) -> Option<Quantity> {
    let mut quantity = Quantity::of(factor, Some(Unit::TIMES));
    if factor.words {
        let reach = factor.value.checked_mul(Decimal::new(125, -3))?;
        let (low, high) = (factor.value.checked_sub(reach)?, factor.value.checked_add(reach)?);
        quantity.wide = Interval::closed(low, high);
        quantity.strict = Interval::exactly(factor.value);
    }
    Some(quantity)
}

fn in_word(value: Decimal) -> Num {
    Num { value, precision: 0, words: true, ..Num::whole(0) }
}

// doubled | tripling | halved | double the
fn change(i: &str) -> Option<(&str, Num)> {
    let (rest, found) = words::word(i)?;
    let NumberWord::Multiply { numerator, denominator, change } = found else { return None };
    let word = letters(i);
    let next = next_word(rest);
    // "doubled down", "double standards", "Doubles champion", "halves"
    let plain = change && word.ends_with(['d', 'g']) && !is_any(next, &["down", "over", "as", "back", "up"]);
    let described =
        is_any(next, &["the", "that", "its", "what", "their", "last", "this"]) && !word.ends_with('s');
    let told = change
        && word.ends_with('s')
        && is_any(next, &["the", "every", "in", "from", "to", "by", "its", "that"])
        && word.len() > 6
        && !is_any(word, &["halves"]);
    let value = Decimal::int(i128::from(numerator)).div_floor(Decimal::int(i128::from(denominator)), 3)?;
    (plain || described || told).then(|| (rest, in_word(value)))
}

// twice as many | three times the | 2.5 times more than | half as many | 3x
fn compared(i: &str) -> Option<(&str, Num)> {
    const THAN: &[&str] = &[
        "as", "the", "more", "higher", "larger", "greater", "that", "what", "faster", "bigger", "longer",
        "lower", "less", "its", "their", "smaller", "fewer", "his", "her", "older", "taller", "heavier",
        "likelier", "wider", "better", "worse", "stronger", "cheaper", "today", "those", "this", "average",
        "normal",
    ];
    const FREQUENT: &[&str] = &["the", "that", "its", "their", "his", "her", "this", "those", "today"];
    if let Some(rest) = phrase(i, "half") {
        let how = phrase(space(rest)?, "as").map(next_word)?;
        let many =
            is_any(how, &["many", "much", "large", "big", "likely", "long", "high", "old", "fast", "often"]);
        return many.then(|| (rest, in_word(Decimal::new(5, -1))));
    }
    if let Some((rest, NumberWord::Times(n))) = words::word(i) {
        let next = next_word(rest);
        let compared = is_any(next, &["as", "the", "that", "what", "its", "their", "his", "her"]) && n > 1;
        return compared.then(|| (rest, in_word(Decimal::int(i128::from(n)))));
    }
    let (rest, number) = num(i, Letters::Plain)?;
    if let Some(after) = rest.strip_prefix(['x', '×', 'X']) {
        let alone = ends_word(after)
            && may_end(after)
            && !after.trim_start_matches(is_space).starts_with(|c: char| c.is_ascii_digit());
        return (alone && !number.words && !number.is_year_like()).then_some((after, number));
    }
    let after = phrase(space(rest)?, "times")?;
    let next = next_word(after);
    let compared = is_any(next, THAN) && after.starts_with(is_space);
    // "three times the court ruled" is rare; "two times this week" is not.
    let week = is_any(next, FREQUENT)
        && space(after).is_some_and(|t| {
            let word = letters(t);
            is_any(
                next_word(&t[word.len()..]),
                &["week", "month", "year", "day", "season", "season's", "summer", "morning"],
            )
        });
    (compared && !week).then_some((after, number))
}

// threefold | 10-fold | ten-fold
fn fold(i: &str) -> Option<(&str, Num)> {
    if let Some((rest, NumberWord::Fold(n))) = words::word(i) {
        return Some((rest, in_word(Decimal::int(i128::from(n)))));
    }
    let (rest, number) = num(i, Letters::Plain)?;
    let rest = rest.strip_prefix(['-', '\u{2011}']).unwrap_or(rest);
    let after = phrase(rest, "fold")?;
    Some((after, Num { words: true, precision: 0, step: None, ..number }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Hedge;

    #[test]
    fn loosely_read() {
        let (_, found) = (PIECE.parse)("It ", "more than doubled in a year").unwrap();
        let Found::Measure(_, measure) = found else { panic!() };
        assert_eq!((measure.hedge, measure.strict.to_string().as_str()), (Hedge::MoreThan, "(2, ...)"));
        let (_, found) = (PIECE.parse)("It ", "doubled in a year").unwrap();
        let Found::Measure(_, measure) = found else { panic!() };
        assert_eq!(measure.wide.to_string(), "[1.75, 2.25]");
    }
}
