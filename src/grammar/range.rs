//! Ranges of quantities: `3 to 7 days`, `between 5 and 10`, `5–10 %`, `$5-10 million`,
//! `$3m–$5m`, `two or three weeks`. Leaves ranges of dates to the date pieces, votes and
//! scores to `score`, and changes (`rose from 15 to 20`) to `number`, as two values.
//!
//! `between` and `from` may name the higher end first; a range that is inverted without
//! them is kept when it has a unit (`14 to 10 days`), for a rule to find, with a low end
//! above its high one.

use nom::IResult;

use super::amount::{Amount, kind, maybe_unit};
use super::edge::{
    is_any, is_dash, is_space, last_word, may_end, next_word, no, phrase, space, spaces, words_back,
};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::measure::ends;
use super::money::{MARKS, words as money_words};
use super::number::{self, Letters, num, starts_here};
use crate::claim::{Dimension, End, Hedge, Interval, Measure};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "range",
    starts: Starts { digit: true, capital: false, hedged: true, symbols: MARKS, words },
    parse,
};

fn words() -> Vec<&'static str> {
    let mut all = money_words();
    all.extend(["between", "from"]);
    all
}

/// How the two ends are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// `between 5 and 10`
    Between,
    /// `from 5 to 10`
    From,
    /// `5 to 10`
    To,
    /// `5 or 6`
    Or,
    /// `5-10`
    Dash,
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_here(before, rest) {
        return no(rest);
    }
    let (core, hedge) = hedge::prefix(rest);
    if core.len() < rest.len()
        && let Some((after, measure)) = both_bounds(before, core, hedge)
    {
        return Ok((after, Found::Measure(kind(measure.unit), measure)));
    }
    let opened = opened(before, core);
    let (start, opening) = opened.map_or((core, None), |(rest, joint)| (rest, Some(joint)));
    let Some((after, low, high, joint)) = two_ends(before, start, opening) else { return no(rest) };
    let Some((low, high)) = same_unit(low, high) else { return no(rest) };
    if !is_range(before, after, &low, &high, joint) {
        return no(rest);
    }
    let quantity = Quantity::range(low.quantity, high.quantity);
    let hedge = if hedge == Hedge::None { high.hedge } else { hedge };
    let (after, hedge) = hedge::suffix(after, hedge);
    match hedge::measure(&quantity, hedge) {
        Some(measure) => Ok((after, Found::Measure(kind(measure.unit), measure))),
        None => no(rest),
    }
}

// more than 10 and less than 20 | at least 5 but no more than 8 days
fn both_bounds<'a>(before: &str, i: &'a str, first: Hedge) -> Option<(&'a str, Measure)> {
    let is_low = |hedge| matches!(hedge, Hedge::MoreThan | Hedge::AtLeast);
    let is_high = |hedge| matches!(hedge, Hedge::LessThan | Hedge::AtMost);
    if !is_low(first) && !is_high(first) {
        return None;
    }
    let (rest, one) = maybe_unit(before, i)?;
    let next = space(rest.strip_prefix(',').unwrap_or(rest))?;
    let next = phrase(next, "and").or_else(|| phrase(next, "but")).and_then(space).unwrap_or(next);
    let (core, second) = hedge::prefix(next);
    if core.len() == next.len() || !(is_low(first) && is_high(second) || is_high(first) && is_low(second)) {
        return None;
    }
    let (after, other) = maybe_unit(before, core)?;
    let ((low, low_hedge), (high, high_hedge)) =
        if is_low(first) { ((one, first), (other, second)) } else { ((other, second), (one, first)) };
    let unit = match (one.quantity.unit, other.quantity.unit) {
        (Some(a), Some(b)) if a.id == b.id => Some(a),
        (None, unit) => unit.filter(|_| other.number.value == other.quantity.low),
        _ => return None,
    };
    let end = |value, open| if open { End::Open(value) } else { End::Closed(value) };
    let strict = Interval {
        low: end(low.quantity.low, low_hedge == Hedge::MoreThan),
        high: end(high.quantity.high, high_hedge == Hedge::LessThan),
    };
    let quantity = Quantity { unit, ..Quantity::range(low.quantity, high.quantity) };
    let measure = Measure { strict, wide: strict, ..hedge::measure(&quantity, Hedge::None)? };
    let fits = low.quantity.low < high.quantity.low && ends(after) && (unit.is_some() || may_end(after));
    fits.then_some((after, measure))
}

/// `between` or `from` at the start, unless a change is told or a difference taken.
fn opened<'a>(before: &str, i: &'a str) -> Option<(&'a str, Joint)> {
    if let Some(rest) = phrase(i, "between").and_then(space) {
        return Some((rest, Joint::Between));
    }
    let rest = phrase(i, "anywhere from").or_else(|| phrase(i, "from")).and_then(space)?;
    (!tells_change(before)).then_some((rest, Joint::From))
}

/// A verb of change stands before `from 15 to 20`: those are two values at two times.
pub fn tells_change(before: &str) -> bool {
    const CHANGE: &[&str] = &[
        "rose",
        "rise",
        "rises",
        "risen",
        "rising",
        "grew",
        "grow",
        "grows",
        "grown",
        "growing",
        "growth",
        "fell",
        "fall",
        "falls",
        "fallen",
        "falling",
        "dropped",
        "drop",
        "drops",
        "dropping",
        "declined",
        "decline",
        "declines",
        "declining",
        "decreased",
        "decrease",
        "decreases",
        "decreasing",
        "increased",
        "increase",
        "increases",
        "increasing",
        "went",
        "goes",
        "going",
        "go",
        "gone",
        "moved",
        "moves",
        "moving",
        "climbed",
        "climbs",
        "climbing",
        "jumped",
        "jumps",
        "jump",
        "up",
        "down",
        "cut",
        "cuts",
        "reduced",
        "reduce",
        "reduces",
        "raised",
        "raise",
        "raises",
        "lowered",
        "lower",
        "changed",
        "change",
        "changes",
        "shrank",
        "shrunk",
        "slid",
        "slipped",
        "surged",
        "soared",
        "plunged",
        "tumbled",
        "expanded",
        "expand",
        "doubled",
        "tripled",
        "revised",
        "shifted",
        "swung",
        "dwindled",
        "extended",
        "extend",
        "improved",
        "improve",
        "gained",
        "lost",
        "ballooned",
        "swelled",
        "widened",
        "narrowed",
        "upgraded",
        "advanced",
        "edged",
        "accelerated",
        "slowed",
        "halved",
        "hiked",
        "boosted",
        "trimmed",
        "slashed",
        "rebounded",
        "recovered",
    ];
    words_back(before).take(9).any(|w| is_any(w, CHANGE))
}

/// Both ends, with what joins them: the text after them, low, high, and the joint.
fn two_ends<'a>(
    before: &str,
    start: &'a str,
    opening: Option<Joint>,
) -> Option<(&'a str, Amount, Amount, Joint)> {
    let (after, low) = maybe_unit(before, start)?;
    let (second, joint) = joint(after, opening)?;
    let second =
        phrase(second, "about").or_else(|| phrase(second, "around")).and_then(space).unwrap_or(second);
    let second = second.strip_prefix(['~', '≈']).unwrap_or(second);
    let money = low.quantity.unit.is_some_and(|u| u.dimension == Dimension::Money);
    let (end, high) = money.then(|| money_end(second)).flatten().or_else(|| maybe_unit(before, second))?;
    // "12-member": the hyphen goes on to a word; "5-4-3" is no range.
    if !ends(end) || (high.quantity.unit.is_none() && !may_end(end)) {
        return None;
    }
    Some((end, low, high, joint))
}

/// The second end of `$5–10m`, whose letter is a scale after money and no unit.
fn money_end(i: &str) -> Option<(&str, Amount)> {
    let (rest, number) = num(i, Letters::Money)?;
    number.scaled.then(|| (rest, Amount { quantity: Quantity::bare(number), number, hedge: Hedge::None }))
}

/// ` to `, `–`, ` and ` after `between`, ` or `.
fn joint(i: &str, opening: Option<Joint>) -> Option<(&str, Joint)> {
    let dashed = |i: &'_ str| -> Option<usize> {
        let spaced = spaces(i);
        let tilde = |c: char| c == '~' && spaced.len() == i.len();
        let after = spaced.strip_prefix(|c| is_dash(c) || c == '—' || tilde(c))?;
        let even = spaced.len() == i.len();
        let rest = spaces(after);
        // "5 -7" and "5- 7" are too loose to be ranges, except with both spaces or none.
        ((rest.len() == after.len()) == even).then_some(i.len() - rest.len())
    };
    // "the ids 1…999": as programmers write, and never with a space.
    if opening.is_none()
        && let Some(rest) = i.strip_prefix('…')
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some((rest, Joint::Dash));
    }
    if let Some(length) = dashed(i) {
        return Some((&i[length..], opening.unwrap_or(Joint::Dash)));
    }
    let next = space(i)?;
    let after = |word: &str| phrase(next, word).and_then(space);
    match opening {
        Some(Joint::Between) => after("and").or_else(|| after("to")).map(|rest| (rest, Joint::Between)),
        Some(joint) => after("to").or_else(|| after("through")).map(|rest| (rest, joint)),
        None => after("to")
            .map(|rest| (rest, Joint::To))
            .or_else(|| after("or").map(|rest| (rest, Joint::Or)))
            .or_else(|| after("through").map(|rest| (rest, Joint::To))),
    }
}

/// Both ends in one unit: `5 to 10 days`, `$5-10 million`, `10% to 15%`.
fn same_unit(low: Amount, high: Amount) -> Option<(Amount, Amount)> {
    let (mut low, mut high) = (low, high);
    match (low.quantity.unit, high.quantity.unit) {
        (None, None) => {}
        (Some(a), Some(b)) if a.id == b.id => {}
        (None, Some(unit)) => {
            // "5 to 50 cents": the high end was turned into dollars.
            if high.number.value != high.quantity.low
                || unit.dimension == Dimension::Money
                    && high.number.decimals == 2
                    && low.number.decimals == 0
                    && !high.number.scaled
                    && high.number.precision == -2
            {
                return None;
            }
            low.quantity = Quantity::of(low.number, Some(unit));
        }
        // "$5-10", but not "£400 a year to three towns" and "$50 to two of them"
        (Some(unit), None)
            if unit.dimension == Dimension::Money
                && low.quantity.per.is_none()
                && low.quantity.low <= high.quantity.low.scaled(scale_of(&low).unwrap_or(0)) =>
        {
            high.quantity = Quantity::of(high.number, Some(unit));
        }
        _ => return None,
    }
    // "$5-10 million", "5 to 10 million": the scale is said once.
    if high.number.scaled && !low.number.scaled && low.number.step.is_none_or(|s| s < 0) {
        let power = scale_of(&high)?;
        let fits = low.number.value < high.number.value.scaled(-power);
        if fits && low.number.value.magnitude() < 3 {
            let number = low.number.times_power(power);
            low.quantity = Quantity::of(number, low.quantity.unit);
            low.number = number;
        }
    }
    low.quantity.per = high.quantity.per;
    Some((low, high))
}

/// The power of ten that the scale word of `amount` stands for.
fn scale_of(amount: &Amount) -> Option<i32> {
    Some(amount.number.step? + i32::from(amount.number.decimals.min(12))).filter(|p| *p >= 3)
}

/// An operator stands before the number, with an operand of its own: in `2 ** 31 - 1 bytes` one is taken away.
fn is_operand(before: &str) -> bool {
    let operators = ['*', '^', '+', '×'];
    let text = before.trim_end_matches(is_space);
    let operand = text.trim_end_matches(operators);
    operand.len() < text.len()
        && operand
            .trim_end_matches(is_space)
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'))
}

/// Words before a year.
const DATING: &[&str] = &["for", "in", "of", "since", "by", "during", "until"];

/// Whether the two ends make a range here, or two values, a score, years or a code.
fn is_range(before: &str, after: &str, low: &Amount, high: &Amount, joint: Joint) -> bool {
    let (a, b) = (low.quantity.low, high.quantity.low);
    let unit = high.quantity.unit;
    let years =
        low.number.is_year_like() && (high.number.is_year_like() || high.number.plain_digits == Some(2));
    let changed = is_any(last_word(before), &["from"]) && tells_change(before);
    if years && unit.is_none() || a == b || changed {
        return false;
    }
    let small_step =
        b.checked_sub(a).is_some_and(|d| !d.is_negative() && d <= a && low.quantity.low.is_integer());
    match joint {
        Joint::Between => {
            !is_any(last_word(before), &["difference", "gap", "ratio", "choose", "distinguish", "split"])
        }
        Joint::From => a < b,
        // "brings the bill for 2019 to 12.7 million", "rose from 910 in 2021 to 4,080": a year, and what came of it.
        Joint::To
            if low.number.is_year_like()
                && is_any(last_word(before), DATING)
                && (a > b || tells_change(before)) =>
        {
            false
        }
        // "slimmed from 60 to 40 kg" is a change, whatever its verb.
        Joint::To if a > b && is_any(last_word(before), &["from"]) => false,
        Joint::To => {
            (a < b || (unit.is_some() && !low.number.scaled)) && !is_any(last_word(before), &["by", "score"])
        }
        Joint::Or => a < b && (small_step || unit.is_some()),
        Joint::Dash if is_operand(before) => false,
        Joint::Dash if unit.is_some() => a < b || !low.number.value.is_negative(),
        Joint::Dash => {
            let digits = (low.number.plain_digits, high.number.plain_digits);
            let phone = matches!(digits, (Some(3), Some(4))) && !number::is_plural(next_word(after));
            let after_dash = before.ends_with(is_dash);
            a < b && !phone && !after_dash && !a.is_negative() && !after.starts_with(is_dash)
        }
    }
}
