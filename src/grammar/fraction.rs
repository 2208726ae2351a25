//! Fractions: `½`, `3/4`, `two thirds`, `a fifth`, `three twenty-firsts`, and what they add to
//! a whole (`and a half`, `and two thirds`). Knows numerators and denominators and nothing of
//! what is divided: `share` and `measure` do.

use super::edge::{ends_word, is_any, is_dash, next_word, phrase, space};
use super::number::{Num, is_plural};
use super::words::{cardinal, gap, small, word};
use super::{date_around, unit};
use crate::claim::Decimal;
use crate::lexicon::number_words::{NumberWord, number_word};

/// Numerator and denominator.
pub type Fraction = (i128, i128);

/// A third is told to so many places.
const PLACES: i32 = 9;

/// A vulgar fraction in one character: `½`.
pub fn vulgar(i: &str) -> Option<(&str, Fraction)> {
    let mut chars = i.chars();
    let parts = match chars.next()? {
        '½' => (1, 2),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some((chars.as_str(), parts))
}

/// `1/2`, `3/4`, `5/8`: a fraction as cooks and carpenters write it.
pub fn slash(i: &str) -> Option<(&str, Fraction)> {
    let bytes = i.as_bytes();
    let (&[top, b'/', low], rest) = (bytes.get(..3)?, i.get(3..)?) else { return None };
    let (n, d) = (i128::from(top.wrapping_sub(b'0')), i128::from(low.wrapping_sub(b'0')));
    let proper = (1..d).contains(&n) && matches!(d, 2 | 3 | 4 | 5 | 8);
    (proper && slash_ends(rest)).then_some((rest, (n, d)))
}

/// `9/16`, `3/10` as they stand before a unit; alone they may be days or marks.
pub fn slash_before_unit(i: &str) -> Option<(&str, Fraction)> {
    let figures = |i: &'_ str| i.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (top, rest) = i.split_at(figures(i));
    let rest = rest.strip_prefix('/')?;
    let (low, rest) = rest.split_at(figures(rest));
    let (n, d): (i128, i128) = (top.parse().ok()?, low.parse().ok()?);
    let known = matches!(d, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 12 | 16 | 32 | 64);
    (known && (1..d).contains(&n) && !top.starts_with('0') && slash_ends(rest)).then_some((rest, (n, d)))
}

fn slash_ends(rest: &str) -> bool {
    let decimal = rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    ends_word(rest) && !rest.starts_with(['/', '-']) && !decimal
}

/// `number` and so many parts of ten to the `power`: 2 and ⅓, three million and a half.
pub fn plus(number: &Num, (top, low): Fraction, power: i32) -> Option<Num> {
    let (top, low) = (Decimal::int(top), Decimal::int(low));
    let tens = low.mantissa() == 1;
    let floor = if tens { top.scaled(-low.exp10()) } else { top.div_floor(low, PLACES)? };
    let exact = tens || floor.checked_mul(low)? == top;
    let value = number.value.checked_add(floor.scaled(power))?;
    let (precision, slack) = if exact { (value.exp10(), None) } else { (power - 2, Some(power - PLACES)) };
    Some(Num { value, precision, slack, plain_digits: None, ..*number })
}

/// ` and a half`, `-and-a-half`, ` and three quarters`, ` and two thirds`: what is added.
pub fn added(i: &str) -> Option<(&str, Fraction)> {
    const HALVES: &[(&str, Fraction)] = &[
        ("a half", (1, 2)),
        ("one half", (1, 2)),
        ("an half", (1, 2)),
        ("half", (1, 2)),
        ("a quarter", (1, 4)),
        ("one quarter", (1, 4)),
        ("a-half", (1, 2)),
        ("a-quarter", (1, 4)),
        ("one-half", (1, 2)),
        ("one-quarter", (1, 4)),
    ];
    let joined = gap(phrase(gap(i)?, "and")?)?;
    if let Some(read) = super::edge::any_phrase(joined, HALVES) {
        return Some(read);
    }
    let (rest, top) = match phrase(joined, "a").and_then(gap) {
        Some(rest) => (rest, 1),
        None => {
            let (rest, top) = small(joined)?;
            (gap(rest)?, top)
        }
    };
    let (rest, low, several) = denominator(rest)?;
    // "three and a third party" counts three of something, "a week and four fifths burned" two things.
    let proper = if several { (2..low).contains(&top) } else { top == 1 && low > 2 };
    let fits = proper && closes(rest) && next_word(rest) != "of";
    fits.then_some((rest, (top, low)))
}

/// Nothing follows that a lone ordinal could describe, or that could be told of a part.
fn closes(rest: &str) -> bool {
    let next = next_word(rest);
    next.is_empty() && !rest.starts_with(is_dash)
        || is_any(next, &["times", "percent", "per"])
        || is_plural(next)
        || date_around::carries_on(next)
        || number_word(next).is_some_and(|w| matches!(w, NumberWord::Scale { .. }))
        || space(rest).and_then(unit::named).is_some()
}

/// A denominator, and whether it is of several parts: `third`, `quarters`, `twenty-firsts`.
fn denominator(i: &str) -> Option<(&str, i128, bool)> {
    let (rest, found) = word(i)?;
    let (low, several) = match found {
        NumberWord::Denominator(d) => (i128::from(d), false),
        NumberWord::Denominators(d) => (i128::from(d), true),
        NumberWord::Ordinal(d) if d >= 3 => (i128::from(d), false),
        NumberWord::OrdinalScale { power_of_ten } => (10_i128.checked_pow(power_of_ten)?, false),
        NumberWord::DenominatorScale { power_of_ten } => (10_i128.checked_pow(power_of_ten)?, true),
        NumberWord::Ten(tens) => {
            let next = gap(rest)?;
            let (tail, low, several) = match word(next) {
                Some((tail, NumberWord::Ordinal(n))) if n < 10 => (tail, n, false),
                Some((tail, NumberWord::Denominators(n))) if (3..10).contains(&n) => (tail, n, true),
                _ => (phrase(next, "firsts")?, 1, true),
            };
            return Some((tail, i128::from(tens + low), several));
        }
        _ => return None,
    };
    Some((rest, low, several))
}

/// A fraction in words: `half`, `a third`, `two-thirds`, `one twenty-fifth`, `twenty-one fifths`.
pub fn in_words(i: &str) -> Option<(&str, Fraction)> {
    if i.starts_with(|c: char| !c.is_ascii_alphabetic()) {
        return None;
    }
    if let Some(rest) = phrase(i, "half") {
        return Some((rest, (1, 2)));
    }
    if let Some(rest) = phrase(i, "a").and_then(space)
        && let Some((rest, low, false)) = denominator(rest)
        // "a twenty-first birthday"
        && (low <= 20 || low % 10 == 0 && low >= 100)
    {
        return Some((rest, (1, low)));
    }
    let (rest, number) = cardinal(i)?;
    let top = number.value.to_i128().filter(|top| *top > 0)?;
    let (rest, low, several) = denominator(rest.strip_prefix(is_dash).or_else(|| space(rest))?)?;
    (several == (top > 1)).then_some((rest, (top, low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_in_words() {
        for (text, fraction, rest) in [
            ("two thirds of", (2, 3), " of"),
            ("three-quarters", (3, 4), ""),
            ("a fifth", (1, 5), ""),
            ("three twenty-firsts", (3, 21), ""),
            ("twenty-three fifths", (23, 5), ""),
            ("a hundred trillionths", (100, 1_000_000_000_000), ""),
            ("one twenty-fifth", (1, 25), ""),
        ] {
            assert_eq!(in_words(text), Some((rest, fraction)), "{text}");
        }
        for text in ["two third", "one thirds", "a twenty-first", "two", "three twenty-first", ""] {
            assert_eq!(in_words(text), None, "{text}");
        }
    }

    #[test]
    fn added_parts() {
        assert_eq!(added(" and two thirds"), Some(("", (2, 3))));
        assert_eq!(added(" and a third cups"), Some((" cups", (1, 3))));
        assert_eq!(added("-and-a-half"), Some(("", (1, 2))));
        for text in [
            " and four-fifths of it",
            " and a third party",
            " and five thirds",
            " and a second",
            " two thirds",
        ] {
            assert_eq!(added(text), None, "{text}");
        }
    }

    #[test]
    fn parts_that_do_not_end_keep_their_width() {
        let number = plus(&Num::whole(2), (1, 3), 0).unwrap();
        assert_eq!((number.value.to_string().as_str(), number.slack), ("2.333333333", Some(-9)));
        assert_eq!(plus(&Num::whole(0), (54, 100), 0).unwrap().value, Decimal::new(54, -2));
    }
}
