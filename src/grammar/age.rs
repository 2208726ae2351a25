//! Ages: `12-year-old`, `aged 71`, `age 5`, `78 years old`, `under 5 years of age`, `ages 5
//! to 12`, `in her 60s`. Leaves the bare `, 78,` after a name to the slots, and `18 and
//! older`, which may be anything, to `number`.
//!
//! An age in years is one until the next birthday: its wide reading is `[71, 72)`.

use nom::IResult;

use super::amount::{Amount, maybe_unit, with_unit};
use super::edge::{ends_word, is_dash, letters, no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::number::{self, Letters, num, starts_here};
use super::{unit, words};
use crate::claim::{Decimal, Dimension, End, Hedge, Interval, Kind, Unit};
use crate::lexicon::number_words::NumberWord;

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "age",
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
    all.extend(["age", "aged", "ages", "in", "between", "from", "younger", "older"]);
    all
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_here(before, rest) {
        return no(rest);
    }
    let (core, hedge) = match older_than(rest) {
        Some(read) => read,
        None => hedge::prefix(rest),
    };
    let Some((after, quantity, hedge)) =
        old(core, hedge).or_else(|| aged(before, core, hedge)).or_else(|| in_their_sixties(core, hedge))
    else {
        return no(rest);
    };
    let (after, hedge) = hedge::suffix(after, hedge);
    match hedge::measure(&quantity, hedge) {
        Some(measure) if ends_word(after) => Ok((after, Found::Measure(Kind::Age, measure))),
        _ => no(rest),
    }
}

/// `younger than`, `older than`: hedges of ages alone.
fn older_than(i: &str) -> Option<(&str, Hedge)> {
    let read = |words, hedge| Some((space(phrase(i, words)?)?, hedge));
    read("younger than", Hedge::LessThan).or_else(|| read("older than", Hedge::MoreThan))
}

type Read<'a> = (&'a str, Quantity, Hedge);

/// The unit of ages that name none.
fn years() -> Option<Unit> {
    Some(unit::named("years")?.1.unit)
}

/// Completed years: up to the next birthday.
fn completed(amount: &Amount) -> Quantity {
    let mut quantity = amount.quantity;
    let value = quantity.low;
    if quantity.unit.is_some_and(|u| u.id == "year")
        && value.is_integer()
        && let Some(next) = value.checked_add(Decimal::ONE)
    {
        quantity.wide = Interval { low: End::Closed(value), high: End::Open(next) };
    }
    quantity
}

// 12-year-old(s) | 78 years old | 5 years of age | 5 to 12 years old | 18-month-old
fn old(i: &str, hedge: Hedge) -> Option<Read<'_>> {
    let (rest, quantity) = match with_unit("", i) {
        Some((rest, amount)) => (rest, completed(&amount)),
        None => range(i)?,
    };
    let unit = quantity.unit?;
    if unit.dimension != Dimension::Duration || quantity.per.is_some() {
        return None;
    }
    let next = rest.strip_prefix(is_dash).or_else(|| space(rest))?;
    let tail = ["old", "olds", "of age"].iter().find_map(|words| phrase(next, words))?;
    Some((tail, quantity, hedge))
}

/// `5 to 12 years`, `40 - 50 years`, `two- and three-year`.
fn range(i: &str) -> Option<(&str, Quantity)> {
    let i = phrase(i, "from").or_else(|| phrase(i, "between")).and_then(space).unwrap_or(i);
    let (rest, low) = num(i, Letters::Plain)?;
    // "5- to 12-year-olds"
    let rest = rest
        .strip_prefix("- ")
        .filter(|on| phrase(on, "to").or_else(|| phrase(on, "or")).is_some())
        .map_or(rest, |_| &rest[1..]);
    let next = super::edge::spaces(rest);
    let joined = next.strip_prefix(is_dash).map(super::edge::spaces).or_else(|| {
        ["to", "or", "and", "through"].iter().find_map(|word| phrase(next, word)).and_then(space)
    })?;
    let (rest, high) = with_unit("", joined)?;
    let low = Quantity::of(low, high.quantity.unit);
    (low.low < high.quantity.low).then(|| (rest, Quantity::range(low, completed(&high))))
}

// aged 71 | age 5 | ages 5 to 12 | aged 5-12 | age of 12 | aged between 5 and 10 | aged 18 months
fn aged<'a>(before: &str, i: &'a str, hedge: Hedge) -> Option<Read<'a>> {
    let named = phrase(i, "between the").or_else(|| phrase(i, "from the")).and_then(space).unwrap_or(i);
    let rest = phrase(named, "aged")
        .or_else(|| phrase(named, "ages"))
        .or_else(|| phrase(named, "age"))
        .and_then(space)?;
    let rest = phrase(rest, "of").and_then(space).unwrap_or(rest);
    let rest = phrase(rest, "between").or_else(|| phrase(rest, "from")).and_then(space).unwrap_or(rest);
    let (rest, inner) = hedge::prefix(rest);
    // "age 5" but not "the age 2020 brought"
    let (after, low) = maybe_unit(before, rest)?;
    let limit = Decimal::int(if low.quantity.unit.is_some() { 1000 } else { 125 });
    if low.quantity.low > limit || low.quantity.low.is_negative() || low.quantity.per.is_some() {
        return None;
    }
    let unit = match low.quantity.unit {
        Some(unit) if unit.dimension == Dimension::Duration => Some(unit),
        Some(_) => return None,
        None => years(),
    };
    let hedge = if inner == Hedge::None { hedge } else { inner };
    let first = completed(&Amount { quantity: Quantity::of(low.number, unit), ..low });
    let next = super::edge::spaces(after);
    let joined = next.strip_prefix(is_dash).map(super::edge::spaces).or_else(|| {
        phrase(next, "to").or_else(|| phrase(next, "and")).or_else(|| phrase(next, "through")).and_then(space)
    });
    if let Some((end, high)) = joined.and_then(|next| maybe_unit("", next))
        && high.quantity.low > first.low
        && high.quantity.low <= limit
        && high.quantity.unit.is_none_or(|u| Some(u.id) == unit.map(|u| u.id))
        && ends_word(end)
    {
        let second = completed(&Amount { quantity: Quantity::of(high.number, unit), ..high });
        return Some((end, Quantity::range(first, second), hedge));
    }
    let ends = super::edge::may_end(after);
    ends.then_some((after, first, hedge))
}

// in her 60s | in their early twenties
fn in_their_sixties(i: &str, hedge: Hedge) -> Option<Read<'_>> {
    let whose = space(phrase(i, "in")?)?;
    let rest =
        ["his", "her", "their", "my", "your", "our"].iter().find_map(|w| phrase(whose, w).and_then(space))?;
    let (rest, part) = [("early", (0, 3)), ("mid", (4, 6)), ("late", (7, 9))]
        .iter()
        .find_map(|(word, part)| {
            let rest = phrase(rest, word)?;
            Some((rest.strip_prefix('-').or_else(|| space(rest))?, *part))
        })
        .unwrap_or((rest, (0, 9)));
    let (rest, tens) = decade(rest)?;
    let (low, high) = (Decimal::int(tens + part.0), Decimal::int(tens + part.1));
    let wide = Interval { low: End::Closed(low), high: End::Open(high.checked_add(Decimal::ONE)?) };
    let mut quantity = Quantity::within(Interval::closed(low, high), wide, 0, low, high);
    quantity.unit = years();
    quantity.is_range = true;
    Some((rest, quantity, hedge))
}

/// `60s`, `60's`, `sixties`.
fn decade(i: &str) -> Option<(&str, i128)> {
    let word = letters(i);
    if let Some(stem) = word.strip_suffix("ies") {
        const TENS: &[(&str, i128)] = &[
            ("twent", 20),
            ("thirt", 30),
            ("fort", 40),
            ("fift", 50),
            ("sixt", 60),
            ("sevent", 70),
            ("eight", 80),
            ("ninet", 90),
        ];
        let tens = TENS.iter().find(|(t, _)| t.eq_ignore_ascii_case(stem))?.1;
        return Some((&i[word.len()..], tens));
    }
    if let Some((_, NumberWord::Ten(_))) = words::word(i) {
        return None;
    }
    let bytes = i.as_bytes();
    let (&[tens @ b'2'..=b'9', b'0'], rest) = (bytes.get(..2)?, i.get(2..)?) else { return None };
    let rest = rest.strip_prefix(['\'', '’']).unwrap_or(rest).strip_prefix('s')?;
    Some((rest, i128::from(tens - b'0') * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays() {
        let (_, found) = (PIECE.parse)("", "aged 71").unwrap();
        let Found::Measure(Kind::Age, measure) = found else { panic!() };
        assert_eq!(measure.wide.to_string(), "[71, 72)");
    }
}
