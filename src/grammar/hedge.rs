//! Hedges around a number (`about`, `more than`, `or so`, `±`) and what they make of it.
//!
//! The intervals, for a written `v` whose tenth is `t` and whose rounded reading (half a
//! unit of its last digit) reaches `r` to either side:
//!
//! | hedge | strict reading |
//! | --- | --- |
//! | none, `exactly` | `v`, or with a scale or decimals `[v - r, v + r)` |
//! | `about` | `[v - d, v + d]`, where `d` is the larger of `t` and `r` |
//! | `nearly` / `just over` | `[v - t, v)` / `(v, v + t]` |
//! | `more than` / `at least` | `(v, ...)` / `[v, ...)` |
//! | `less than` / `at most` | `(..., v)` / `(..., v]` |

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::edge::{any_phrase, ends_word, is_dash, letters, phrase, space, spaces, whole_phrase};
use super::listed::{ALONE, HEDGE, LISTED, next_beginning};
use super::memo::{self, Memo};
use super::number::{Letters, Num, num};
use crate::claim::{Decimal, Dimension, End, Hedge, Interval, Measure, Per, Unit};
use crate::lexicon::number_words::small_cardinal;

/// A quantity without its hedge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The number as written; for a range both ends.
    pub low: Decimal,
    pub high: Decimal,
    pub strict: Interval,
    pub wide: Interval,
    pub precision: i32,
    pub unit: Option<Unit>,
    pub per: Option<Per>,
    pub is_range: bool,
    pub in_words: bool,
    pub tolerance: bool,
}

impl Quantity {
    /// A number that counts things.
    pub fn bare(number: Num) -> Self {
        Self::of(number, None)
    }

    /// A number of units. A whole number of them may be rounded to the unit, where a count
    /// of things is not; amounts of money with their cents are exact.
    pub fn of(number: Num, unit: Option<Unit>) -> Self {
        let value = number.value;
        let money = unit.is_some_and(|u| u.dimension == Dimension::Money);
        let step = number.step.filter(|_| !(money && !number.scaled && number.decimals == 2));
        let strict = step.map_or(Some(Interval::exactly(value)), |step| around(value, step));
        let strict = strict.unwrap_or(Interval::exactly(value));
        let is_count = unit.is_none() && number.precision <= 0 && value.is_integer();
        let wide = if is_count { None } else { around(value, number.precision) };
        let (low, high) = number.slack.map_or((value, value), |slack| slackened(value, slack));
        let strict = if low == high { strict } else { Interval::closed(low, high) };
        let wide = wide.map_or(strict, |wide| union(strict, wide));
        Self {
            low,
            high,
            strict,
            wide,
            precision: number.precision,
            unit,
            per: None,
            is_range: false,
            in_words: number.words,
            tolerance: false,
        }
    }

    /// From one quantity to another of the same unit: `3 to 7 days`.
    pub fn range(low: Self, high: Self) -> Self {
        Self {
            low: low.low,
            high: high.high,
            strict: Interval::closed(low.low, high.high),
            wide: Interval { low: low.wide.low, high: high.wide.high },
            precision: low.precision.min(high.precision),
            unit: high.unit,
            per: high.per,
            is_range: true,
            in_words: low.in_words && high.in_words,
            tolerance: false,
        }
    }

    /// A reading that is an interval by its own words: `a third`, `dozens`.
    pub const fn within(
        strict: Interval,
        wide: Interval,
        precision: i32,
        low: Decimal,
        high: Decimal,
    ) -> Self {
        Self {
            low,
            high,
            strict,
            wide,
            precision,
            unit: None,
            per: None,
            is_range: false,
            in_words: true,
            tolerance: false,
        }
    }
}

/// The ends of what was cut at a power of ten, away from zero: a third is 0.333333333 or more.
fn slackened(value: Decimal, slack: i32) -> (Decimal, Decimal) {
    let more = Decimal::new(1, slack);
    if value.is_negative() {
        (value.checked_sub(more).unwrap_or(value), value)
    } else {
        (value, value.checked_add(more).unwrap_or(value))
    }
}

/// `[value - half, value + half)` for half a unit of the digit `step`; mirrored below zero.
pub fn around(value: Decimal, step: i32) -> Option<Interval> {
    let half = Decimal::new(5, step.checked_sub(1)?);
    let (low, high) = (value.checked_sub(half)?, value.checked_add(half)?);
    Some(if value.is_negative() {
        Interval { low: End::Open(low), high: End::Closed(high) }
    } else {
        Interval::half_open(low, high)
    })
}

/// The least interval over both, which have all their ends.
fn union(a: Interval, b: Interval) -> Interval {
    Interval {
        low: if a.low.value() < b.low.value() { a.low } else { b.low },
        high: if a.high.value() > b.high.value() { a.high } else { b.high },
    }
}

/// What `hedge` makes of `quantity`; none when the numbers are too large.
pub fn measure(quantity: &Quantity, hedge: Hedge) -> Option<Measure> {
    let hedge = match hedge {
        Hedge::None if quantity.tolerance => Hedge::Tolerance,
        Hedge::Nearly | Hedge::JustOver if quantity.is_range => Hedge::About,
        hedge => hedge,
    };
    let (low, high) = (quantity.low, quantity.high);
    let tenth = |v: Decimal| if v.is_negative() { v.negated().scaled(-1) } else { v.scaled(-1) };
    let strict = match hedge {
        Hedge::None | Hedge::Vague | Hedge::Tolerance => quantity.strict,
        Hedge::Exact => Interval::closed(low, high),
        Hedge::About => {
            // The ends of a range are not rounded further: "about 10 to 20" is 9 to 22.
            let rounded = if quantity.is_range {
                Decimal::ZERO
            } else {
                low.checked_sub(quantity.wide.low.value()?)?
                    .max(quantity.wide.high.value()?.checked_sub(high)?)
            };
            Interval::closed(
                low.checked_sub(tenth(low).max(rounded))?,
                high.checked_add(tenth(high).max(rounded))?,
            )
        }
        Hedge::Nearly => Interval::half_open(low.checked_sub(tenth(low))?, low),
        Hedge::JustOver => {
            Interval { low: End::Open(high), high: End::Closed(high.checked_add(tenth(high))?) }
        }
        Hedge::MoreThan => Interval { low: End::Open(low), high: End::None },
        Hedge::AtLeast => Interval { low: End::Closed(low), high: End::None },
        Hedge::LessThan => Interval { low: End::None, high: End::Open(high) },
        Hedge::AtMost => Interval { low: End::None, high: End::Closed(high) },
    };
    let wide =
        if matches!(hedge, Hedge::None | Hedge::Vague | Hedge::Tolerance) { quantity.wide } else { strict };
    Some(Measure {
        strict,
        wide,
        unit: quantity.unit,
        per: quantity.per,
        hedge,
        precision: quantity.precision,
        is_range: quantity.is_range,
        in_words: quantity.in_words,
    })
}

/// Hedges before a number; of those with one start the longer first.
const BEFORE: &[(&str, Hedge)] = &[
    ("about", Hedge::About),
    ("around", Hedge::About),
    ("approximately", Hedge::About),
    ("approx", Hedge::About),
    ("an approximate", Hedge::About),
    ("an estimated", Hedge::About),
    ("estimated", Hedge::About),
    ("roughly", Hedge::About),
    ("some", Hedge::About),
    ("circa", Hedge::About),
    ("ca", Hedge::About),
    ("more or less", Hedge::About),
    ("in the region of", Hedge::About),
    ("in the order of", Hedge::About),
    ("on the order of", Hedge::About),
    ("of the order of", Hedge::About),
    ("nearly", Hedge::Nearly),
    ("almost", Hedge::Nearly),
    ("close to", Hedge::Nearly),
    ("just under", Hedge::Nearly),
    ("just below", Hedge::Nearly),
    ("just short of", Hedge::Nearly),
    ("slightly under", Hedge::Nearly),
    ("slightly below", Hedge::Nearly),
    ("slightly less than", Hedge::Nearly),
    ("slightly fewer than", Hedge::Nearly),
    ("a little under", Hedge::Nearly),
    ("a little less than", Hedge::Nearly),
    ("little under", Hedge::Nearly),
    ("little less than", Hedge::Nearly),
    ("just less than", Hedge::Nearly),
    ("just over", Hedge::JustOver),
    ("just above", Hedge::JustOver),
    ("just more than", Hedge::JustOver),
    ("slightly over", Hedge::JustOver),
    ("slightly above", Hedge::JustOver),
    ("slightly more than", Hedge::JustOver),
    ("a little over", Hedge::JustOver),
    ("a little more than", Hedge::JustOver),
    ("little over", Hedge::JustOver),
    ("little more than", Hedge::JustOver),
    ("more than or equal to", Hedge::AtLeast),
    ("more than", Hedge::MoreThan),
    ("well over", Hedge::MoreThan),
    ("well above", Hedge::MoreThan),
    ("far more than", Hedge::MoreThan),
    ("far over", Hedge::MoreThan),
    ("much more than", Hedge::MoreThan),
    ("way more than", Hedge::MoreThan),
    ("over", Hedge::MoreThan),
    ("above", Hedge::MoreThan),
    ("exceeding", Hedge::MoreThan),
    ("surpassing", Hedge::MoreThan),
    ("in excess of", Hedge::MoreThan),
    ("upwards of", Hedge::MoreThan),
    ("upward of", Hedge::MoreThan),
    ("greater than or equal to", Hedge::AtLeast),
    ("higher than or equal to", Hedge::AtLeast),
    ("larger than or equal to", Hedge::AtLeast),
    ("equal to or greater than", Hedge::AtLeast),
    ("equal to or more than", Hedge::AtLeast),
    ("equal to or higher than", Hedge::AtLeast),
    ("equal to or above", Hedge::AtLeast),
    ("equal or greater than", Hedge::AtLeast),
    ("greater or equal to", Hedge::AtLeast),
    ("greater or equal than", Hedge::AtLeast),
    ("more or equal to", Hedge::AtLeast),
    ("more or equal than", Hedge::AtLeast),
    ("higher or equal to", Hedge::AtLeast),
    ("higher or equal than", Hedge::AtLeast),
    ("bigger or equal to", Hedge::AtLeast),
    ("bigger or equal than", Hedge::AtLeast),
    ("larger or equal to", Hedge::AtLeast),
    ("larger or equal than", Hedge::AtLeast),
    ("at least or equal to", Hedge::AtLeast),
    ("bigger than", Hedge::MoreThan),
    ("greater than", Hedge::MoreThan),
    ("higher than", Hedge::MoreThan),
    ("larger than", Hedge::MoreThan),
    ("longer than", Hedge::MoreThan),
    ("at least", Hedge::AtLeast),
    ("no fewer than", Hedge::AtLeast),
    ("no less than", Hedge::AtLeast),
    ("not less than", Hedge::AtLeast),
    ("not fewer than", Hedge::AtLeast),
    ("a minimum of", Hedge::AtLeast),
    ("minimum of", Hedge::AtLeast),
    ("as few as", Hedge::AtLeast),
    ("as little as", Hedge::AtLeast),
    ("less than or equal to", Hedge::AtMost),
    ("fewer than or equal to", Hedge::AtMost),
    ("lower than or equal to", Hedge::AtMost),
    ("smaller than or equal to", Hedge::AtMost),
    ("equal to or less than", Hedge::AtMost),
    ("equal to or lower than", Hedge::AtMost),
    ("equal to or fewer than", Hedge::AtMost),
    ("equal to or below", Hedge::AtMost),
    ("equal or less than", Hedge::AtMost),
    ("less or equal to", Hedge::AtMost),
    ("less or equal than", Hedge::AtMost),
    ("lower or equal to", Hedge::AtMost),
    ("lower or equal than", Hedge::AtMost),
    ("smaller or equal to", Hedge::AtMost),
    ("smaller or equal than", Hedge::AtMost),
    ("less than", Hedge::LessThan),
    ("fewer than", Hedge::LessThan),
    ("well under", Hedge::LessThan),
    ("well below", Hedge::LessThan),
    ("far fewer than", Hedge::LessThan),
    ("far less than", Hedge::LessThan),
    ("under", Hedge::LessThan),
    ("below", Hedge::LessThan),
    ("lower than", Hedge::LessThan),
    ("smaller than", Hedge::LessThan),
    ("shorter than", Hedge::LessThan),
    ("up to", Hedge::AtMost),
    ("at most", Hedge::AtMost),
    ("no more than", Hedge::AtMost),
    ("not more than", Hedge::AtMost),
    ("no greater than", Hedge::AtMost),
    ("no longer than", Hedge::AtMost),
    ("not exceeding", Hedge::AtMost),
    // "must not exceed", "none exceeded": only beside its "not" does the verb tell a bound.
    ("not exceed", Hedge::AtMost),
    ("not to exceed", Hedge::AtMost),
    ("cannot exceed", Hedge::AtMost),
    ("a maximum of", Hedge::AtMost),
    ("maximum of", Hedge::AtMost),
    ("as many as", Hedge::AtMost),
    ("as much as", Hedge::AtMost),
    ("as long as", Hedge::AtMost),
    ("exactly", Hedge::Exact),
    ("precisely", Hedge::Exact),
];

const SYMBOLS: &[(&str, Hedge)] = &[
    ("~", Hedge::About),
    ("≈", Hedge::About),
    ("∼", Hedge::About),
    (">=", Hedge::AtLeast),
    ("≥", Hedge::AtLeast),
    (">", Hedge::MoreThan),
    ("<=", Hedge::AtMost),
    ("≤", Hedge::AtMost),
    ("<", Hedge::LessThan),
];

/// What follows the first word of the hedges before a number, by that word, each list in the order
/// of `BEFORE`.
static BY_WORD: LazyLock<FxHashMap<&str, Vec<(&str, Hedge)>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for &(words, hedge) in BEFORE {
        let word = letters(words);
        by_word.entry(word).or_default().push((&words[word.len()..], hedge));
    }
    by_word
});

fn starting_with(word: &str) -> Option<&'static [(&'static str, Hedge)]> {
    let mut buffer = [0_u8; 16];
    let lower = buffer.get_mut(..word.len()).filter(|lower| !lower.is_empty())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    BY_WORD.get(std::str::from_utf8(lower).ok()?).map(Vec::as_slice)
}

/// The words that hedges start with.
pub fn start_words() -> Vec<&'static str> {
    let mut words: Vec<_> = BEFORE.iter().filter_map(|(words, _)| words.split(' ').next()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The first words of the hedges before a number, each with what follows it, if more words do.
pub fn openings() -> impl Iterator<Item = (&'static str, &'static str)> {
    BEFORE.iter().map(|(words, _)| {
        let word = letters(words);
        (word, words[word.len()..].strip_prefix(' ').unwrap_or(""))
    })
}

/// Takes one or two hedges before a number: `about`, `more than about`. What remains is
/// the whole text when there is none.
pub fn prefix(i: &str) -> (&str, Hedge) {
    // Every piece for quantities asks, and most figures stand alone.
    if i.starts_with(|c: char| c.is_ascii_digit()) {
        return (i, Hedge::None);
    }
    let read = || {
        let (rest, first) = one_prefix(i)?;
        Some(match one_prefix(rest) {
            // "about at least 5" is at least 5; "at least about 5" as well.
            Some((rest, second)) => (rest, if first == Hedge::About { second } else { first }),
            None => (rest, first),
        })
    };
    memo::once(&HEDGES, ("", i, 0), read).unwrap_or((i, Hedge::None))
}

fn one_prefix(i: &str) -> Option<(&str, Hedge)> {
    let first = *i.as_bytes().first()?;
    if !first.is_ascii_alphabetic() {
        let symbols = first == b'~' || matches!(first, b'<' | b'>') || !first.is_ascii();
        let marked = SYMBOLS.iter().find(|(symbol, _)| symbols && i.starts_with(symbol));
        return marked
            .filter(|_| !i.starts_with("<>"))
            .map(|(symbol, hedge)| (spaces(&i[symbol.len()..]), *hedge));
    }
    let word = letters(i);
    let entry = LISTED.entry(LISTED.find(i.as_bytes(), 0, word.len()).0);
    let goes_on = || entry.hedge & next_beginning(&i[word.len()..]) != 0;
    if entry.role & HEDGE == 0 || entry.role & ALONE == 0 && !goes_on() {
        return None;
    }
    let after = &i[word.len()..];
    let mut hedges = starting_with(word)?.iter();
    let (rest, hedge) = hedges.find_map(|(words, hedge)| Some((whole_phrase(after, words)?, *hedge)))?;
    // "approx. 30", "ca. 30"
    let rest = if rest.starts_with(". ") && matches!(hedge, Hedge::About) { &rest[1..] } else { rest };
    Some((space(rest)?, hedge))
}

thread_local! {
    static HEDGES: Memo<Hedge> = const { Memo::new() };
}

const AFTER: &[(&str, Hedge)] = &[
    ("or more", Hedge::AtLeast),
    ("or greater", Hedge::AtLeast),
    ("or higher", Hedge::AtLeast),
    ("or above", Hedge::AtLeast),
    ("or over", Hedge::AtLeast),
    ("or older", Hedge::AtLeast),
    ("or longer", Hedge::AtLeast),
    ("or better", Hedge::AtLeast),
    ("or larger", Hedge::AtLeast),
    ("and over", Hedge::AtLeast),
    ("and above", Hedge::AtLeast),
    ("and older", Hedge::AtLeast),
    ("and up", Hedge::AtLeast),
    ("or fewer", Hedge::AtMost),
    ("or less", Hedge::AtMost),
    ("or lower", Hedge::AtMost),
    ("or below", Hedge::AtMost),
    ("or under", Hedge::AtMost),
    ("or younger", Hedge::AtMost),
    ("or shorter", Hedge::AtMost),
    ("or smaller", Hedge::AtMost),
    ("and under", Hedge::AtMost),
    ("and below", Hedge::AtMost),
    ("and younger", Hedge::AtMost),
    ("or so", Hedge::About),
    ("or thereabouts", Hedge::About),
    ("give or take", Hedge::About),
];

/// Takes a hedge after a number, or after its unit: `15 percent or more`, `500+`, `20-odd`.
/// A hedge before the number goes first, save `about`.
pub fn suffix(i: &str, before: Hedge) -> (&str, Hedge) {
    // "about 500 or more" is at least 500, as "about at least 500" is.
    let merged = |after: Hedge| if matches!(before, Hedge::None | Hedge::About) { after } else { before };
    if let Some(rest) = i.strip_prefix('+')
        && ends_word(rest)
    {
        return (rest, merged(Hedge::AtLeast));
    }
    if i.starts_with(is_dash) {
        let word = &i[i.chars().next().map_or(0, char::len_utf8)..];
        for (tail, hedge) in [("odd", Hedge::About), ("plus", Hedge::AtLeast)] {
            if let Some(rest) = phrase(word, tail) {
                return (rest, merged(hedge));
            }
        }
    }
    match space(i).and_then(|word| any_phrase(word, AFTER)) {
        // "or more than", "and over the years"
        Some((rest, hedge)) if !goes_on(rest) => (rest, merged(hedge)),
        _ => (i, before),
    }
}

/// The words after what looks like a hedge make something else of it.
fn goes_on(rest: &str) -> bool {
    space(rest).is_some_and(|on| {
        let number = on.starts_with(|c: char| c.is_ascii_digit() || "$€£".contains(c))
            || small_cardinal(letters(on)).is_some();
        number
            || ["than", "the", "a", "an", "to", "far", "importantly", "his", "her", "their", "it"]
                .iter()
                .any(|w| phrase(on, w).is_some())
    })
}

/// `± 0.2`, `plus or minus 3` after a number: the quantity with its tolerance.
pub fn tolerance<'a>(i: &'a str, number: &Num, how: Letters) -> Option<(&'a str, Quantity)> {
    let next = spaces(i);
    let rest = next
        .strip_prefix('±')
        .or_else(|| next.strip_prefix("+/-"))
        .or_else(|| phrase(next, "plus or minus"))
        .or_else(|| phrase(next, "give or take"))?;
    let (rest, reach) = num(spaces(rest), how)?;
    let strict =
        Interval::closed(number.value.checked_sub(reach.value)?, number.value.checked_add(reach.value)?);
    let mut quantity = Quantity::within(strict, strict, number.precision, number.value, number.value);
    quantity.in_words = number.words;
    quantity.tolerance = true;
    (!reach.value.is_negative()).then_some((rest, quantity))
}
