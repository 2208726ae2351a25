//! Quantities with a unit and their hedge: `at least six weeks`, `72-hour`, `15 percent or
//! more`, `124 °F`, `6 ft 3 in`, `half an hour`, `about a year`. Leaves money to `money`
//! and ages to `age`.

use nom::IResult;

use super::amount::{Amount, kind, rate, smaller_parts, with_unit};
use super::edge::{ends_word, is_any, is_dash, is_near, last_word, next_word, no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::fraction;
use super::hedge::{self, Quantity};
use super::number::{Num, SYMBOLS, starts_here};
use super::unit;
use crate::claim::{Decimal, Dimension, Hedge, IdKind};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "measure",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: true,
        symbols: SYMBOLS,
        words: super::words::start_words,
    },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_here(before, rest) {
        return no(rest);
    }
    let (core, hedge) = hedge::prefix(rest);
    let hedged = core.len() < rest.len();
    let Some((after, amount)) = with_unit(before, core)
        .or_else(|| part_of_unit(core))
        .or_else(|| parts_of_unit(core))
        .or_else(|| one_unit(before, core, hedged))
        .or_else(|| below_zero(core))
    else {
        return no(rest);
    };
    let (after, amount) = negated(after, amount);
    let Some(unit) = amount.quantity.unit.filter(|u| u.dimension != Dimension::Money) else {
        return no(rest);
    };
    let hedge = if hedge == Hedge::None { amount.hedge } else { hedge };
    // "over three days" is as often "during three days": at least those.
    let during =
        hedge == Hedge::MoreThan && unit.dimension == Dimension::Duration && phrase(rest, "over").is_some();
    let hedge = if during { Hedge::AtLeast } else { hedge };
    // "5 years and older", "their median age was 68 years"
    let is_age = unit.dimension == Dimension::Duration
        && (super::age::is_told(before) || super::age::says_older(after));
    // "Three Mile Island", "the Seven Years' War"
    if hedge == Hedge::None && super::number::is_part_of_name(before, core, after) {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    if is_age || is_adverb(before, after, &amount, hedge) {
        return no(rest);
    }
    let (after, hedge) = hedge::suffix(after, hedge);
    match hedge::measure(&amount.quantity, hedge) {
        Some(measure) if ends(after) => Ok((after, Found::Measure(kind(measure.unit), measure))),
        _ => no(rest),
    }
}

/// True where a quantity with its unit may end: not inside a word or a dimension `3 m2`.
pub fn ends(after: &str) -> bool {
    let next = after.chars().next();
    let digit_on = |c: char| after[c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit());
    match next {
        None => true,
        Some(c) if is_dash(c) => !digit_on(c),
        Some(c @ ('/' | '.' | ':' | '^')) => !digit_on(c),
        Some(_) => ends_word(after),
    }
}

// 20 below zero
fn below_zero(i: &str) -> Option<(&str, Amount)> {
    if !is_near(i, " below zero") {
        return None;
    }
    let (rest, number) = super::number::num(i, super::number::Letters::Plain)?;
    space(rest).and_then(|on| phrase(on, "below zero"))?;
    let degree = unit::named("degrees")?.1.unit;
    Some((rest, Amount { quantity: Quantity::of(number, Some(degree)), number, hedge: Hedge::None }))
}

/// `2 degrees below zero` are minus two.
fn negated(after: &str, amount: Amount) -> (&str, Amount) {
    let warmth =
        amount.quantity.unit.is_some_and(|u| u.dimension == Dimension::Temperature || u.id == "degree");
    match space(after).and_then(|on| phrase(on, "below zero")) {
        Some(rest) if warmth => {
            let number = amount.number.negated();
            (rest, Amount { number, quantity: Quantity::of(number, amount.quantity.unit), ..amount })
        }
        _ => (after, amount),
    }
}

// half an hour | half a mile | a quarter of an hour | half-hour | a half-mile
fn part_of_unit(i: &str) -> Option<(&str, Amount)> {
    const PARTS: &[(&str, i128)] = &[
        ("half an", 50),
        ("half a", 50),
        ("half of a", 50),
        ("half of an", 50),
        ("a half", 50),
        ("half", 50),
        ("one half", 50),
        ("three quarters of an", 75),
        ("three quarters of a", 75),
        ("three-quarters of an", 75),
        ("three-quarters of a", 75),
        ("quarter of an", 25),
        ("quarter of a", 25),
        ("a quarter of an", 25),
        ("a quarter of a", 25),
        ("a quarter", 25),
        ("quarter", 25),
    ];
    PARTS.iter().find_map(|(words, hundredths)| {
        let rest = phrase(i, words)?;
        let rest = rest.strip_prefix(is_dash).or_else(|| space(rest))?;
        let (rest, named) = unit::named(rest)?;
        let measured = !matches!(named.unit.dimension, Dimension::Money | Dimension::Other);
        let number =
            Num { value: Decimal::new(*hundredths, -2), precision: -1, words: true, ..Num::whole(0) };
        let quantity = Quantity::of(number, Some(named.unit));
        measured.then(|| rate(rest, Amount { quantity, number, hedge: Hedge::None }))
    })
}

// a third of a mile | two-tenths of a second | a tenth of an inch
fn parts_of_unit(i: &str) -> Option<(&str, Amount)> {
    let (rest, parts) = fraction::in_words(i)?;
    let of = phrase(space(rest)?, "of")?;
    let rest = phrase(space(of)?, "an").or_else(|| phrase(space(of)?, "a")).and_then(space)?;
    let (rest, named) = unit::named(rest)?;
    let measured = !matches!(named.unit.dimension, Dimension::Money | Dimension::Other | Dimension::Percent);
    let number = Num { words: true, ..fraction::plus(&Num::whole(0), parts, 0)? };
    let quantity = Quantity::of(number, Some(named.unit));
    measured.then(|| rate(rest, Amount { quantity, number, hedge: Hedge::None }))
}

// about a year | within a day | an hour and a half
fn one_unit<'a>(before: &str, i: &'a str, hedged: bool) -> Option<(&'a str, Amount)> {
    const BEFORE: &[&str] =
        &["within", "lasted", "lasts", "lasting", "takes", "took", "taking", "inside", "for"];
    let rest = phrase(i, "a").or_else(|| phrase(i, "an")).and_then(space)?;
    let (rest, named) = unit::named(rest)?;
    let dimension = named.unit.dimension;
    let measured =
        matches!(dimension, Dimension::Duration | Dimension::Length | Dimension::Mass | Dimension::Volume);
    let number = Num { words: true, ..Num::whole(1) };
    let whole = Amount { quantity: Quantity::of(number, Some(named.unit)), number, hedge: Hedge::None };
    if let Some((tail, parts)) = fraction::added(rest).filter(|(tail, _)| measured && next_word(tail) != "of")
    {
        let number = fraction::plus(&number, parts, 0)?;
        return Some((tail, Amount { quantity: Quantity::of(number, Some(named.unit)), number, ..whole }));
    }
    let told = hedged || (dimension == Dimension::Duration && is_any(last_word(before), BEFORE));
    // "more than a quarter" is a share; "more than a second" is seldom meant by the clock, and "over a year ago" is a date.
    let idle = is_any(named.unit.id, &["second", "minute", "quarter"])
        || is_any(next_word(rest), &["ago", "old", "or"]);
    let joined = rest.starts_with(is_dash);
    let (tail, compound) = smaller_parts(rest, whole);
    if measured && tail.len() < rest.len() {
        return Some((tail, compound));
    }
    (measured && told && !idle && !joined).then_some((rest, whole))
}

/// `one day` as an adverb: `One day she left`, `at one minute`.
fn is_adverb(before: &str, after: &str, amount: &Amount, hedge: Hedge) -> bool {
    const TELLS: &[&str] = &[
        "in", "within", "for", "after", "of", "lasted", "only", "than", "last", "just", "or", "and", "to",
        "takes", "took", "from", "by",
    ];
    let one = amount.number.words && amount.number.value == Decimal::ONE && hedge == Hedge::None;
    let day = amount.quantity.unit.is_some_and(|u| u.id == "day") && amount.quantity.per.is_none();
    let later =
        is_any(next_word(after), &["later", "before", "after", "earlier", "per", "a", "and", "or", "of"]);
    one && day && !is_any(last_word(before), TELLS) && !later && !after.starts_with(is_dash)
}
