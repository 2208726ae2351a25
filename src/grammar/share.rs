//! Parts of a whole as ratios: `half`, `a third`, `two-thirds`, `one in five`, `three out
//! of four`, `a majority`, and odds (`3:1`). Leaves percentages to `measure`.
//!
//! `2 of 16` and `99 of these 303` are two counts and never 0.125: each may be compared
//! with what another text says of it. Only `N in D` with a low or round D, and `N out of
//! D`, are ratios.
//!
//! A share is exact where its decimal ends, and else the interval of its nine places. Its
//! wide reading reaches a quarter of one part to either side, at most five points: `a
//! third` may be 0.29 or 0.38, `one in ten` 0.08 or 0.12. Odds (`3:1`) are numbers of a
//! unit of their own, since three to one is not a share of three.

use nom::IResult;

use super::amount::kind;
use super::edge::{
    is_any, is_dash, is_space, last_word, may_end, may_start, next_word, no, phrase, space, words_back,
    words_on,
};
use super::found::{Found, Piece, Starts};
use super::fraction::{self, vulgar};
use super::hedge::{self, Quantity};
use super::number::{Letters, Num, num};
use super::{number, unit, words};
use crate::claim::{Decimal, Dimension, End, Hedge, Interval, Unit, UnitDefinition};

/// What one stands against so many: `odds of 3 to 1`.
const TO_ONE: Unit = Unit::of(&UnitDefinition::plain("to one", Dimension::Other));

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "share",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: true,
        symbols: number::SYMBOLS,
        words: first_words,
    },
    parse,
};

fn first_words() -> Vec<&'static str> {
    let mut all = words::start_words();
    all.extend(["majority", "minority", "the", "most", "half", "quarter"]);
    all
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    let (core, hedge) = hedge::prefix(rest);
    if !number::starts_here(before, rest) {
        return no(rest);
    }
    let read = in_parts(core, before)
        .or_else(|| rating(before, core))
        .or_else(|| fraction(before, core, core.len() < rest.len()))
        .or_else(|| odds(before, core))
        .or_else(|| majority(core).filter(|_| hedge == Hedge::None));
    let Some((after, quantity)) = read else { return no(rest) };
    let (after, hedge) = hedge::suffix(after, hedge);
    match hedge::measure(&quantity, hedge) {
        Some(mut measure) if may_end(after) => {
            if hedge == Hedge::None && quantity.strict.low.is_open() {
                measure.hedge = Hedge::Vague;
            }
            Ok((after, Found::Measure(kind(measure.unit), measure)))
        }
        _ => no(rest),
    }
}

/// So many of so many parts, as a quantity.
pub fn ratio(top: Decimal, low: Decimal, in_words: bool) -> Option<Quantity> {
    let floor = if low.mantissa() == 1 { top.scaled(-low.exp10()) } else { top.div_floor(low, 9)? };
    let exact = floor.checked_mul(low)? == top;
    let ceiling = if exact { floor } else { floor.checked_add(Decimal::new(1, -9))? };
    let quarter = Decimal::new(25, -2).div_floor(low, 9)?.min(Decimal::new(5, -2));
    let wide = Interval::closed(floor.checked_sub(quarter)?, ceiling.checked_add(quarter)?);
    let mut quantity = Quantity::within(Interval::closed(floor, ceiling), wide, -2, floor, ceiling);
    quantity.unit = Some(Unit::RATIO);
    quantity.in_words = in_words;
    Some(quantity)
}

// one in five | 1 in 4 | four in ten | three out of four | 1 out of every 10
fn in_parts<'a>(i: &'a str, before: &str) -> Option<(&'a str, Quantity)> {
    let (rest, top) = num(i, Letters::Plain)?;
    let next = space(rest)?;
    let (after, out_of) = match phrase(next, "in") {
        Some(after) => (after, false),
        None => (phrase(next, "out of")?, true),
    };
    let after = space(after)?;
    let (after, every) = match phrase(after, "every").and_then(space) {
        Some(after) => (after, true),
        None => (after, false),
    };
    let (rest, low) = num(after, Letters::Plain)?;
    let (n, d) = (top.value.to_i128()?, low.value.to_i128()?);
    let round = matches!(d, 2..=6 | 8 | 10 | 12 | 15 | 20 | 25 | 30 | 40 | 50)
        || (d >= 100 && low.value.mantissa() == 1);
    let single = n == 1 && (d < 100 || low.precision > 0 || low.words);
    let few = out_of || every || (n == 1 && single) || (n <= 9 && round);
    let fits = n >= 1 && n < d && few && !low.is_year_like() && top.decimals == 0 && low.decimals == 0;
    // "5 in 10 days" and "one in three percent" have another sense; so has "ranked 3 in 10".
    let measured = unit::after("", rest, &low).is_some();
    let small = !out_of || (d <= 20 || low.value.mantissa() == 1 || every);
    let timed = is_any(
        next_word(rest),
        &["days", "years", "months", "weeks", "hours", "minutes", "seconds", "decades"],
    );
    let ranked = is_any(last_word(before), &["number", "no", "page", "chapter", "section"]);
    // "two out of five hundreds"
    let ends =
        may_end(rest) && !rest.starts_with(is_dash) && !is_any(next_word(rest), &["hundreds", "thousands"]);
    (fits && small && !measured && !timed && !ranked && ends)
        .then(|| Some((rest, ratio(top.value, low.value, top.words)?)))?
}

// 6.1/10 | 5.6 / 10 | 4/5 stars | rated 7/10
fn rating<'a>(before: &str, i: &'a str) -> Option<(&'a str, Quantity)> {
    const WORDS: &[&str] = &[
        "rating", "ratings", "rated", "rates", "score", "scored", "scores", "average", "grade", "graded",
        "stars", "star", "marks", "points", "gave", "giving", "awarded", "review",
    ];
    let end = i.bytes().take(6).position(|b| !b.is_ascii_digit() && b != b'.')?;
    let after = super::edge::spaces(&i[end..]).strip_prefix('/').map(super::edge::spaces)?;
    let (rest, top) = num(&i[..end], Letters::Plain).filter(|(rest, _)| rest.is_empty())?;
    let whole = [("100", 100), ("10", 10), ("20", 20), ("5", 5), ("4", 4)];
    let (tail, low) = whole.iter().find_map(|(text, low)| Some((after.strip_prefix(text)?, *low)))?;
    let low = Decimal::int(low);
    // "20/100" may be somebody's eyesight.
    let hundred = low == Decimal::int(100) && top.value != Decimal::int(20);
    let decimal = top.decimals > 0 && low >= Decimal::int(5) || hundred;
    let told = || words_back(before).take(6).chain(words_on(tail).take(2)).any(|w| is_any(w, WORDS));
    let fits = rest.is_empty() && top.value <= low && may_end(tail) && !tail.starts_with(['/', '-']);
    // A decimal has no place in a date or a fraction.
    (fits && (decimal || told())).then(|| Some((tail, ratio(top.value, low, false)?)))?
}

// half | a third | two-thirds | three quarters | one-fifth | 2/3 | ⅔ | one half
fn fraction<'a>(before: &str, i: &'a str, hedged: bool) -> Option<(&'a str, Quantity)> {
    let (plain, sign) = i.strip_prefix(['-', '−']).map_or((i, 1), |rest| (rest, -1));
    if let Some((rest, (top, low))) =
        vulgar(plain).or_else(|| fraction::slash(plain).filter(|_| may_start(before)))
    {
        return Some((rest, ratio(Decimal::int(sign * top), Decimal::int(low), false)?));
    }
    let (rest, (top, low)) = fraction::in_words(i)?;
    let told = hedged || follows_change(before);
    let next = next_word(rest);
    let lone = top == 1;
    // "half" and "a third" are shares of something; "a third party", "a quarter final" are not.
    let of = is_any(
        next,
        &[
            "of", "the", "that", "its", "their", "his", "her", "our", "my", "this", "these", "those", "as",
            "were", "had", "have", "are", "said", "who",
        ],
    );
    let closed = next.is_empty() || !rest.starts_with(is_space);
    let part = match low {
        2 if lone => {
            !rest.starts_with(is_dash)
                && (is_half(before, rest, told)
                    || hedged && phrase(i, "half").is_some() && number::is_plural(next))
        }
        // "one fifth grader"
        _ if lone && is_any(next, &["grade", "grader", "graders", "party", "person", "class", "base"]) => {
            false
        }
        // "played in two halves", "eight quarters of growth"
        2 | 4 if top >= low => false,
        _ if lone => {
            phrase(i, "one").is_some()
                || is_any(next, &["of"])
                || (closed && !rest.starts_with(is_dash) && told)
                || is_any(last_word(before), &["by"])
        }
        _ => of || closed || !next.is_empty(),
    };
    part.then_some(())?;
    Some((rest, ratio(Decimal::int(top), Decimal::int(low), true)?))
}

/// `half` as a share: not `half an hour`, `half-hearted`, `first half`, `half past`.
fn is_half(before: &str, rest: &str, changed: bool) -> bool {
    let next = next_word(rest);
    let ordinal = is_any(
        last_word(before),
        &[
            "first", "second", "other", "latter", "this", "each", "top", "bottom", "better", "and", "later",
            "early", "in", "final", "last", "northern", "southern", "eastern", "western", "one", "either",
            "upper", "lower",
        ],
    );
    let told = is_any(
        next,
        &[
            "of", "the", "that", "its", "their", "his", "her", "our", "these", "those", "were", "are",
            "have", "had", "said", "as", "were",
        ],
    );
    let plain = rest.is_empty() || !rest.starts_with(is_space);
    (!ordinal && told) || (plain && changed)
}

/// `by half`, `than a third`, `nearly a quarter`: a share though nothing follows.
fn follows_change(before: &str) -> bool {
    before.is_empty()
        || is_any(
            last_word(before),
            &[
                "by",
                "than",
                "about",
                "nearly",
                "almost",
                "over",
                "under",
                "least",
                "most",
                "only",
                "roughly",
                "to",
                "is",
                "was",
                "were",
                "just",
                "exactly",
                "approximately",
            ],
        )
}

// 3:1 | 3 to 1 beside `odds`, `ratio` or `margin`
fn odds<'a>(before: &str, i: &'a str) -> Option<(&'a str, Quantity)> {
    const WORDS: &[&str] = &[
        "odds",
        "ratio",
        "ratios",
        "outnumber",
        "outnumbered",
        "outnumbering",
        "margin",
        "majority",
        "mix",
        "scale",
    ];
    let (rest, top) = num(i, Letters::Plain)?;
    let after = rest
        .strip_prefix(':')
        .or_else(|| phrase(space(rest)?, "to").and_then(space))
        .or_else(|| rest.strip_prefix("-to-"))?;
    let (rest, low) = num(after, Letters::Plain)?;
    let named = words_back(before).take(6).chain(words_on(rest).take(3)).any(|w| is_any(w, WORDS));
    let plain = |n: &Num| !n.scaled && !n.value.is_negative() && !n.value.is_zero();
    if !named || !plain(&top) || !plain(&low) || !may_end(rest) {
        return None;
    }
    let floor = top.value.div_floor(low.value, 9)?;
    let exact = floor.checked_mul(low.value)? == top.value;
    let ceiling = if exact { floor } else { floor.checked_add(Decimal::new(1, -9))? };
    let strict = Interval::closed(floor, ceiling);
    let mut quantity = Quantity::within(strict, strict, floor.exp10().min(0), floor, ceiling);
    quantity.unit = Some(TO_ONE);
    quantity.in_words = top.words;
    Some((rest, quantity))
}

// a majority | the vast majority of | most of | a minority of
fn majority(i: &str) -> Option<(&str, Quantity)> {
    const DEGREES: &[&str] = &[
        "vast",
        "great",
        "large",
        "overwhelming",
        "clear",
        "big",
        "narrow",
        "slim",
        "bare",
        "small",
        "simple",
        "sizable",
        "strong",
    ];
    let half = Decimal::new(5, -1);
    let above = Interval { low: End::Open(half), high: End::Closed(Decimal::ONE) };
    let below = Interval { low: End::Open(Decimal::ZERO), high: End::Open(half) };
    let whole = |interval: Interval| {
        let mut quantity = Quantity::within(interval, interval, -1, half, half);
        quantity.unit = Some(Unit::RATIO);
        quantity
    };
    if let Some(rest) = phrase(i, "most") {
        return (next_word(rest) == "of").then(|| (rest, whole(above)));
    }
    let rest =
        phrase(i, "a").or_else(|| phrase(i, "an")).or_else(|| phrase(i, "the")).and_then(space).unwrap_or(i);
    let named = DEGREES.iter().find_map(|d| phrase(rest, d).and_then(space)).unwrap_or(rest);
    let (rest, interval) = match phrase(named, "majority") {
        Some(rest) => (rest, above),
        None => (phrase(named, "minority")?, below),
    };
    (next_word(rest) == "of").then(|| (rest, whole(interval)))
}
