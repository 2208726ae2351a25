//! Numbers in figures: `545`, `3,014`, `4.2`, `.25`, `12,34,567`, `1.234.567`, `1.5 × 10⁶`.
//! Leaves scale words, signs and what may stand around to `number`.

use super::edge::{ends_word, is_space};
use super::number::Num;
use crate::claim::Decimal;

/// More digits than this are no number that a text states.
const MOST_DIGITS: usize = 36;

/// Reads figures at the start of `i`. None for what cannot be one number: `007`, `3,14`,
/// `2.4.0`, and figures too long to hold.
pub fn figures(i: &str) -> Option<(&str, Num)> {
    let whole = digits(i);
    if let Some(read) = european(i, whole) {
        return Some(read);
    }
    let (rest, mantissa, count, grouped) = match whole.len() {
        0 => (i, 0, 0, false),
        _ => grouping(i, whole)?,
    };
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let (rest, number) = match fraction(rest, mantissa, count)? {
        Some(read) => read,
        None if whole.is_empty() => return None,
        None => {
            let plain = if grouped { None } else { u8::try_from(count).ok() };
            (rest, Num { plain_digits: plain, ..Num::whole(mantissa) })
        }
    };
    Some(exponent(rest, number).unwrap_or((rest, number)))
}

/// `1.234,50`: points between the groups and a comma before the decimals, as much of Europe
/// writes. Without a group the comma could part a list.
fn european<'a>(i: &'a str, whole: &str) -> Option<(&'a str, Num)> {
    let (mut rest, mut count) = (&i[whole.len()..], whole.len());
    if !(1..=3).contains(&count) || whole.starts_with('0') || !rest.starts_with('.') {
        return None;
    }
    let mut mantissa = push(0, whole)?;
    while let Some(run) =
        rest.strip_prefix('.').map(digits).filter(|run| run.len() == 3 && count < MOST_DIGITS)
    {
        mantissa = push(mantissa, run)?;
        count += 3;
        rest = &rest[4..];
    }
    let cents = rest.strip_prefix(',').map(digits).filter(|run| matches!(run.len(), 1 | 2) && count > 3)?;
    let after = &rest[1 + cents.len()..];
    let ends = !after.starts_with([',', '.']) || !after[1..].starts_with(|c: char| c.is_ascii_digit());
    let places = u8::try_from(cents.len()).ok()?;
    let value = Decimal::new(push(mantissa, cents)?, -i32::from(places));
    (ends && ends_word(after)).then_some((after, Num::decimal(value, places)))
}

/// The run of digits at the start.
fn digits(i: &str) -> &str {
    let end = i.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(i.len());
    &i[..end]
}

/// `mantissa` followed by the digits of `run`.
fn push(mantissa: i128, run: &str) -> Option<i128> {
    run.bytes().try_fold(mantissa, |m, b| m.checked_mul(10)?.checked_add(i128::from(b - b'0')))
}

/// The whole part: remainder, value, digits in all, and whether it is grouped.
fn grouping<'a>(i: &'a str, whole: &'a str) -> Option<(&'a str, i128, usize, bool)> {
    if whole.len() > MOST_DIGITS {
        return None;
    }
    let plain = (&i[whole.len()..], push(0, whole)?, whole.len(), false);
    let rest = plain.0;
    let Some(mark) = rest.chars().next().filter(|c| is_group_mark(*c)) else { return Some(plain) };
    let groups = if whole.len() <= 3 { groups(i, whole, mark)? } else { None };
    let read = groups.unwrap_or(plain);
    // "3,14" and "1,2" are lists, codes or slips, and no number to rely on.
    let comma_goes_on = read.0.strip_prefix(',').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    let european = mark == '.' && read.3;
    (!comma_goes_on || european).then_some(read)
}

const fn is_group_mark(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '’' | '\u{2009}' | '\u{202f}' | '\u{a0}' | ' ')
}

type Read<'a> = (&'a str, i128, usize, bool);

/// `3,014,000`, `12,34,567`, `1.234.567`, `3 014 000`. The inner none: not grouped; the
/// outer one: too long.
fn groups<'a>(i: &'a str, whole: &'a str, mark: char) -> Option<Option<Read<'a>>> {
    let (mut rest, mut mantissa, mut count, mut sizes) = (&i[whole.len()..], push(0, whole)?, whole.len(), 0);
    let mut short = 0;
    while let Some(run) = rest.strip_prefix(mark).map(digits) {
        // Indian figures have groups of two before the last of three.
        let indian = mark == ',' && run.len() == 2 && whole.len() <= 2;
        if run.len() != 3 && !indian || (short < sizes && run.len() == 2) {
            break;
        }
        count += run.len();
        if count > MOST_DIGITS {
            return None;
        }
        mantissa = push(mantissa, run)?;
        rest = &rest[mark.len_utf8() + run.len()..];
        sizes += 1;
        short += usize::from(run.len() == 2);
    }
    let ends_in_three = short < sizes;
    // A single "1.234" is a decimal, and plain spaces separate numbers unless there are many.
    // unless a group of nothing but zeros says so: "10 000".
    let zeros = mark == ' ' && i[whole.len() + 1..].starts_with("000") && sizes == 1;
    let least = if matches!(mark, '.' | ' ') && !zeros { 2 } else { 1 };
    if sizes < least || !ends_in_three || whole == "0" {
        return Some(None);
    }
    Some(Some((rest, mantissa, count, true)))
}

/// `.2` of `4.2`. The inner none: no fraction; the outer one: no number at all.
fn fraction(rest: &str, mantissa: i128, count: usize) -> Option<Option<(&str, Num)>> {
    let Some(run) = rest.strip_prefix('.').map(digits).filter(|run| !run.is_empty()) else {
        return Some(None);
    };
    if count + run.len() > MOST_DIGITS {
        return None;
    }
    let after = &rest[1 + run.len()..];
    // "2.4.0" is a version, "3.3.10" a section.
    if after.strip_prefix(['.', ',']).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let places = u8::try_from(run.len()).ok()?;
    let value = Decimal::new(push(mantissa, run)?, -i32::from(places));
    Some(Some((after, Num::decimal(value, places))))
}

// 1.5e6 | 1.5 × 10^6 | 1.5x10⁶ | 10^6
fn exponent(i: &str, number: Num) -> Option<(&str, Num)> {
    if number.value == Decimal::int(10)
        && let Some((rest, power)) = raised(i)
    {
        return Some((rest, Num::whole(1).times_power(power)));
    }
    if let Some(after) = i.strip_prefix(['e', 'E']) {
        let (after, negative) = after.strip_prefix('-').map_or((after, false), |a| (a, true));
        let run = digits(after.strip_prefix('+').unwrap_or(after));
        let rest = &after[run.len() + usize::from(after.starts_with('+'))..];
        let power: i32 = run.parse().ok().filter(|p| *p <= 300)?;
        return ends_word(rest).then(|| (rest, number.times_power(if negative { -power } else { power })));
    }
    let spaced = i.trim_start_matches(is_space);
    let after = spaced.strip_prefix(['×', 'x', '·', '*']).filter(|_| i.len() - spaced.len() <= 2)?;
    let after = super::edge::spaces(after).strip_prefix("10")?;
    let (rest, power) = raised(after)?;
    Some((rest, number.times_power(power)))
}

// ^6 | ^-6 | ⁶
fn raised(i: &str) -> Option<(&str, i32)> {
    if let Some(after) = i.strip_prefix('^') {
        let (after, negative) = after.strip_prefix(['-', '−']).map_or((after, false), |a| (a, true));
        let run = digits(after);
        let power: i32 = run.parse().ok().filter(|p| *p <= 300)?;
        return Some((&after[run.len()..], if negative { -power } else { power }));
    }
    let (mut rest, negative) = i.strip_prefix('⁻').map_or((i, false), |a| (a, true));
    let mut power = None;
    while let Some(c) = rest.chars().next()
        && let Some(digit) = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c)
    {
        let so_far: i32 = power.unwrap_or(0) * 10 + i32::try_from(digit).ok()?;
        if so_far > 300 {
            return None;
        }
        power = Some(so_far);
        rest = &rest[c.len_utf8()..];
    }
    power.map(|p| (rest, if negative { -p } else { p }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, value: &str, rest: &str) {
        let (tail, number) = figures(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((number.value.to_string().as_str(), tail), (value, rest), "{text}");
    }

    #[test]
    fn ways_to_write_figures() {
        reads("545 people", "545", " people");
        reads("3,014,000.", "3014000", ".");
        reads("12,34,567", "1234567", "");
        reads("1.234.567", "1234567", "");
        reads("1.234", "1.234", "");
        reads("1.234,50", "1234.5", "");
        reads("12.345.678,9 km", "12345678.9", " km");
        reads(".25 cups", "0.25", " cups");
        reads("4\u{202f}500", "4500", "");
        reads("4’500’000", "4500000", "");
        reads("1 200 000", "1200000", "");
        reads("30 200", "30", " 200");
        reads("1.5e6", "1500000", "");
        reads("1.5 × 10⁶", "1500000", "");
        reads("2x10^-3 m", "0.002", " m");
        reads("2017, 300", "2017", ", 300");
    }

    #[test]
    fn no_numbers() {
        for text in ["2.4.0", "1.2.3.4", "007", "3,14", "1,2,3", "1,234,56", "", ".", "x"] {
            assert_eq!(figures(text), None, "{text}");
        }
        assert_eq!(figures(&"9".repeat(1_000_000)), None);
        assert_eq!(figures(&"1,111".repeat(200_000)), None);
    }
}
