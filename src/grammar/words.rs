//! Numbers in words: `two hundred and twelve thousand`, `one point two million`, `half a
//! million`, `a dozen`. Leaves vague ones (`dozens`) to `vague` and parts of a whole to `share`.

use super::edge::{ends_word, is_near, letters, phrase, space};
use super::fraction;
use super::memo::{self, Memo};
use super::number::Num;
use crate::claim::Decimal;
use crate::lexicon::number_words::{NumberWord, number_word};

/// The words that a number in words can start with.
pub fn start_words() -> Vec<&'static str> {
    vec![
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fourty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "a",
        "an",
        "half",
        "minus",
        "negative",
        "quarter",
        "nought",
        "naught",
    ]
}

/// The number word at the start and what follows it.
pub fn word(i: &str) -> Option<(&str, NumberWord)> {
    let word = letters(i);
    let rest = &i[word.len()..];
    ends_word(rest).then_some((rest, number_word(word)?))
}

/// The gap inside a number in words: a space, or the hyphen of `twenty-five`.
pub fn gap(i: &str) -> Option<&str> {
    i.strip_prefix(['-', '\u{2010}', '\u{2011}']).or_else(|| space(i))
}

/// Reads a whole number in words, with a fraction or decimals if it has them.
pub fn cardinal(i: &str) -> Option<(&str, Num)> {
    memo::once(&NUMBERS, ("", i, 0), || {
        let (rest, number) = half_a_million(i).or_else(|| composed(i)).or_else(|| nought_point(i))?;
        Some((rest, Num { words: true, plain_digits: None, ..number }))
    })
}

thread_local! {
    static NUMBERS: Memo<Num> = const { Memo::new() };
}

// half a million | a quarter of a million | half a dozen
fn half_a_million(i: &str) -> Option<(&str, Num)> {
    const PARTS: &[(&str, i128)] = &[
        ("half a", 50),
        ("half of a", 50),
        ("half", 50),
        ("a quarter of a", 25),
        ("a quarter", 25),
        ("quarter of a", 25),
        ("a half", 50),
        ("quarter", 25),
        ("three quarters of a", 75),
        ("three quarters", 75),
    ];
    PARTS.iter().find_map(|(words, hundredths)| {
        let (rest, found) = word(gap(phrase(i, words)?)?)?;
        let part = Decimal::new(*hundredths, -2);
        match found {
            NumberWord::Group(12) => Some((rest, Num::whole(part.checked_mul(Decimal::int(12))?.to_i128()?))),
            NumberWord::Scale { power_of_ten } => {
                let value = part.scaled(i32::try_from(power_of_ten).ok()?);
                let step = value.exp10();
                Some((rest, Num { value, precision: step, step: Some(step), scaled: true, ..Num::whole(0) }))
            }
            _ => None,
        }
    })
}

// two thirds of a million
pub fn part_of_scale(i: &str) -> Option<(&str, Num)> {
    if !is_near(i, " of a ") {
        return None;
    }
    let (rest, parts) = fraction::in_words(i)?;
    let (rest, found) = word(space(phrase(space(rest)?, "of a")?)?)?;
    let NumberWord::Scale { power_of_ten } = found else { return None };
    let number = fraction::plus(&Num::whole(0), parts, i32::try_from(power_of_ten).ok()?)?;
    Some((rest, Num { step: Some(number.precision), slack: None, scaled: true, words: true, ..number }))
}

/// `nought point five`: alone the word is no count.
fn nought_point(i: &str) -> Option<(&str, Num)> {
    let rest = phrase(i, "nought").or_else(|| phrase(i, "naught"))?;
    decimals(rest, 0)
}

/// The parts of a number with scales: `two million` + `three hundred thousand` + `five`.
fn composed(i: &str) -> Option<(&str, Num)> {
    let (mut rest, first) = leading(i)?;
    if let Some((tail, NumberWord::Group(12) | NumberWord::Groups(12))) = gap(rest).and_then(word) {
        return Some((tail, Num { precision: 1, ..Num::whole(first.checked_mul(12)?) }));
    }
    if let Some((tail, number)) = decimals(rest, first).or_else(|| with_fraction(rest, first)) {
        return Some(scaled(tail, number).unwrap_or((tail, number)));
    }
    let (mut total, mut part, mut last) = (0_i128, first, None::<u32>);
    while let Some((tail, NumberWord::Scale { power_of_ten })) = gap(rest).and_then(plural_scale) {
        if last.is_some_and(|before| power_of_ten >= before) {
            return None;
        }
        rest = tail;
        let mut power = power_of_ten;
        // "three thousand million"
        if let Some((tail, NumberWord::Scale { power_of_ten: more })) = gap(rest).and_then(plural_scale) {
            (rest, power) = (tail, power + more);
        }
        total = total.checked_add(part.checked_mul(10_i128.checked_pow(power)?)?)?;
        (part, last) = (0, Some(power));
        let Some((tail, more)) = following(rest, power) else { break };
        (rest, part) = (tail, more);
    }
    let value = total.checked_add(part)?;
    let mut number = Num::whole(value);
    if let Some(power) = last.filter(|_| part == 0) {
        let power = i32::try_from(power).ok()?;
        number.step = Some(power);
        number.scaled = true;
        number.precision = number.precision.max(power);
        if let Some(read) = scale_and_half(rest, &number) {
            return Some(read);
        }
    }
    // "nineteen eighty-four" and "twenty eighteen" are years.
    let goes_on = last.is_none()
        && space(rest).and_then(word).is_some_and(|(_, w)| {
            matches!(w, NumberWord::Teen(n) | NumberWord::Ten(n) if n >= 10) && (10..100).contains(&first)
        });
    (!goes_on).then_some((rest, number))
}

/// A group below a thousand, or `a` before a scale: `a hundred and five`, `a million`.
fn leading(i: &str) -> Option<(&str, i128)> {
    if let Some(article) = phrase(i, "a").or_else(|| phrase(i, "an")) {
        return match space(article).and_then(word)? {
            (_, NumberWord::Scale { .. } | NumberWord::Group(12)) => Some((article, 1)),
            (rest, NumberWord::Hundred) => Some(after_hundred(rest, 100)),
            _ => None,
        };
    }
    group(i)
}

/// A number below a hundred.
pub fn small(i: &str) -> Option<(&str, i128)> {
    let (rest, found) = word(i)?;
    match found {
        // "nought" is a figure only beside a point.
        NumberWord::Unit(0) if phrase(i, "zero").is_none() => None,
        NumberWord::Unit(n) | NumberWord::Teen(n) => Some((rest, i128::from(n))),
        NumberWord::Ten(tens) => match gap(rest).and_then(word) {
            Some((tail, NumberWord::Unit(n))) if n > 0 => Some((tail, i128::from(tens + n))),
            _ => Some((rest, i128::from(tens))),
        },
        _ => None,
    }
}

/// A number below a thousand, or so many hundreds: `two hundred and five`, `fifteen hundred`.
pub fn group(i: &str) -> Option<(&str, i128)> {
    let (rest, low) = small(i)?;
    match gap(rest).and_then(word) {
        Some((tail, NumberWord::Hundred)) if low > 0 => Some(after_hundred(tail, low * 100)),
        _ => Some((rest, low)),
    }
}

fn after_hundred(rest: &str, hundreds: i128) -> (&str, i128) {
    and_small(rest).map_or((rest, hundreds), |(tail, low)| (tail, hundreds + low))
}

/// `and five`, `five`, `-and-five` after a hundred; not the `and two` of `and two hundred`.
fn and_small(i: &str) -> Option<(&str, i128)> {
    let next = gap(i)?;
    let next = phrase(next, "and").and_then(gap).unwrap_or(next);
    let (tail, low) = small(next)?;
    let larger = gap(tail)
        .and_then(word)
        .is_some_and(|(_, w)| matches!(w, NumberWord::Hundred | NumberWord::Group(_)) || is_part(w));
    (low > 0 && !larger).then_some((tail, low))
}

/// `quarters`, `thirds`: the number before them is no part of a whole number.
const fn is_part(word: NumberWord) -> bool {
    matches!(
        word,
        NumberWord::Denominators(_) | NumberWord::DenominatorScale { .. } | NumberWord::Denominator(_)
    )
}

/// What may follow a scale: a group that goes with a lower one, `and five`.
fn following(rest: &str, power: u32) -> Option<(&str, i128)> {
    let next = gap(rest)?;
    if let Some(joined) = phrase(next, "and").and_then(gap) {
        let (tail, low) = small(joined)?;
        // "two thousand and two hundred", but not the "and two hundred thousand" of a list
        if power >= 3
            && (1..10).contains(&low)
            && let Some((_, NumberWord::Hundred)) = gap(tail).and_then(word)
            && let Some((tail, part)) = group(joined)
            && !matches!(gap(tail).and_then(plural_scale), Some((_, NumberWord::Scale { .. })))
        {
            return Some((tail, part));
        }
        let larger = gap(tail).and_then(word).is_some_and(|(_, w)| {
            matches!(w, NumberWord::Hundred | NumberWord::Scale { .. } | NumberWord::Group(_)) || is_part(w)
        });
        return (low > 0 && !larger).then_some((tail, low));
    }
    let (tail, part) = group(next)?;
    let fits = match gap(tail).and_then(plural_scale) {
        Some((_, NumberWord::Scale { power_of_ten })) => power_of_ten < power,
        _ => part > 0,
    };
    fits.then_some((tail, part))
}

/// `million` and, after a number, `millions`.
fn plural_scale(i: &str) -> Option<(&str, NumberWord)> {
    // "three bn", "two hundred cr"
    let short = letters(i);
    if matches!(short, "bn" | "mn" | "cr" | "Cr") && ends_word(&i[2..]) {
        let power_of_ten = match short {
            "bn" => 9,
            "mn" => 6,
            _ => 7,
        };
        return Some((&i[2..], NumberWord::Scale { power_of_ten }));
    }
    match word(i)? {
        (rest, NumberWord::Scales { power_of_ten })
            if power_of_ten >= 3 && phrase(rest.trim_start(), "of").is_none() =>
        {
            Some((rest, NumberWord::Scale { power_of_ten }))
        }
        found => Some(found),
    }
}

/// `and a half` after a scale: `a million and a half`, `3 million and a half`.
pub fn scale_and_half<'a>(rest: &'a str, number: &Num) -> Option<(&'a str, Num)> {
    let power = number.step.filter(|p| *p >= 3 && number.decimals == 0)?;
    let (tail, parts) = fraction::added(rest)?;
    // "a billion and a half million" is half a million more.
    if matches!(gap(tail).and_then(word), Some((_, NumberWord::Scale { .. }))) {
        return None;
    }
    let read = fraction::plus(number, parts, power)?;
    Some((tail, Num { step: Some(read.precision), slack: None, ..read }))
}

// one point two five
fn decimals(rest: &str, whole: i128) -> Option<(&str, Num)> {
    let mut rest = phrase(gap(rest)?, "point")?;
    let (mut mantissa, mut places) = (whole, 0_u8);
    // "two point seventy-one"
    if let Some((tail, low)) = gap(rest).and_then(small).filter(|(_, low)| *low >= 10) {
        return Some((tail, Num::decimal(Decimal::new(whole.checked_mul(100)?.checked_add(low)?, -2), 2)));
    }
    while places < 12
        && let Some((tail, NumberWord::Unit(n))) = gap(rest).and_then(word)
    {
        (mantissa, places) = (mantissa.checked_mul(10)?.checked_add(i128::from(n))?, places + 1);
        rest = tail;
    }
    (places > 0).then(|| (rest, Num::decimal(Decimal::new(mantissa, -i32::from(places)), places)))
}

// two and a half | two and three quarters
fn with_fraction(rest: &str, whole: i128) -> Option<(&str, Num)> {
    let (tail, parts) = fraction::added(rest)?;
    Some((tail, fraction::plus(&Num::whole(whole), parts, 0)?))
}

/// A scale after decimals or a fraction: `one point two million`.
fn scaled(rest: &str, number: Num) -> Option<(&str, Num)> {
    let (tail, found) = gap(rest).and_then(plural_scale)?;
    let NumberWord::Scale { power_of_ten } = found else { return None };
    let power = i32::try_from(power_of_ten).ok()?;
    let fine = number.value.exp10();
    let mut number = Num { decimals: number.decimals.max(1), step: Some(fine), ..number }.times_power(power);
    number.precision = number.value.exp10().max(fine + power);
    Some((tail, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, value: &str, rest: &str) {
        let (tail, number) = cardinal(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((number.value.to_string().as_str(), tail), (value, rest), "{text}");
    }

    #[test]
    fn compositions() {
        reads("two hundred and twelve thousand", "212000", "");
        reads("Two million three hundred thousand and five", "2300005", "");
        reads("one point two million", "1200000", "");
        reads("half a million", "500000", "");
        reads("a million and a half", "1500000", "");
        reads("two and a half", "2.5", "");
        reads("a dozen eggs", "12", " eggs");
        reads("half a dozen", "6", "");
        reads("fifteen hundred", "1500", "");
        reads("three thousand millions", "3000000000", "");
        reads("twenty-five", "25", "");
        reads("one hundred and two hundred", "100", " and two hundred");
        reads("five thousand and six thousand", "5000", " and six thousand");
        reads("a hundred and one", "101", "");
        reads("ninety thousandths", "90", " thousandths");
    }

    #[test]
    fn no_numbers() {
        for text in
            ["a", "a child", "none", "often", "hundred", "million", "nineteen eighty-four", "an", "half"]
        {
            assert_eq!(cardinal(text), None, "{text}");
        }
        let long = "thousand million ".repeat(100_000);
        let read = cardinal(&format!("two {long}")).map(|(_, number)| number.value.to_string());
        assert_eq!(read.as_deref(), Some("2000000000"));
    }
}
