//! The nth part of a month or a year: `the first week of May`, `the last three days of June`,
//! `the second half of 2018`, `the third month of 2021`, `the first Monday of October`.
//!
//! Of the months and years that a word points to (`next month`) `pointed_part` asks here.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, map_opt, opt, value, verify};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::date::settled;
use super::date_parts::{day_in_words, day_number, fail, one_of, space, weekday as weekday_name};
use super::date_period::{ORDINALS, month_or_year};
use super::time_clock::small_number;
use crate::claim::{Date, DatePrecision, Days, Stated, day};

// first week of May | last week of 2018 | second half of 2018 | the first ten days of June
pub(super) fn nth_part_of(i: &str) -> IResult<&str, Date> {
    let (rest, nth) = nth_unit(i)?;
    let of = alt((
        value((), (opt(tag(",")), space, one_of(&["of", "in"]), space)),
        value((), (opt(tag(",")), space)),
    ));
    let (rest, whole) =
        preceded((of, opt((one_of(&["the", "calendar"]), space))), month_or_year).parse(rest)?;
    part_days(nth, whole)
        .map_or_else(|| fail(i), |(days, precision)| Ok((rest, Date::new(days, whole.stated, precision))))
}

/// `first week`, `last three months`, `second half` of a longer period.
#[derive(Clone, Copy, Debug)]
pub(super) struct NthUnit {
    /// Nought for the last.
    nth: u8,
    count: u8,
    unit: &'static str,
}

pub(super) fn nth_unit(i: &str) -> IResult<&str, NthUnit> {
    let last = value(0, one_of(&["last", "final"]));
    let numbered = map(verify(day_number, |&(_, ordinal)| ordinal), |(n, _)| n);
    let (rest, nth) = alt((last, numbered, day_in_words)).parse(i)?;
    let counted = preceded(space, small_number);
    let (rest, count) = opt(verify(counted, |n| (2..=30).contains(n))).parse(rest)?;
    let (rest, unit) = preceded(
        alt((space, tag("-"))),
        one_of(&["weekend", "week", "weeks", "half", "quarter", "month", "months", "days", "day"]),
    )
    .parse(rest)?;
    let plural = unit.ends_with('s');
    if plural != count.is_some() && unit != "days" || plural && nth > 1 {
        return fail(i);
    }
    Ok((rest, NthUnit { nth, count: count.and_then(|n| u8::try_from(n).ok()).unwrap_or(1), unit }))
}

/// The days of a part of `whole`, a month or a year, and how exact that is.
pub(super) fn part_days(part: NthUnit, whole: Date) -> Option<(Days, DatePrecision)> {
    let NthUnit { nth, count, unit } = part;
    let (stated, days) = (whole.stated, whole.days);
    let mdays = |first: u8, last: u8| settled(days.meet(Days { mdays: (first, last), ..Days::ALL }));
    if whole.precision == DatePrecision::Month {
        return Some(match (unit, nth) {
            // A week is counted from the first or by the calendar.
            ("week" | "weeks", 0) => (mdays(28_u8.checked_sub(count * 7)?.max(1), 31), DatePrecision::Week),
            ("weeks", 1) => (mdays(1, (count * 7 + 2).min(31)), DatePrecision::Week),
            ("week", n @ 1..=5) => {
                let first = [1, 5, 12, 19, 26][usize::from(n - 1)];
                (mdays(first, (n * 7 + 2).min(31)), DatePrecision::Week)
            }
            ("weekend", 0) => (weekend_days(days, (21, 31)), DatePrecision::Week),
            ("weekend", n @ 1..=4) => (weekend_days(days, (n * 7 - 6, n * 7 + 3)), DatePrecision::Week),
            ("days", 0) if count == 1 => (mdays(22, 31), DatePrecision::PartOfMonth),
            ("days", 1) if count == 1 => (mdays(1, 9), DatePrecision::PartOfMonth),
            ("days", 1) => (mdays(1, count), DatePrecision::PartOfMonth),
            ("days", 0) => (mdays(29 - count.min(28), 31), DatePrecision::PartOfMonth),
            ("day", 0) => {
                let last = days.bounds().map_or_else(|| mdays(28, 31), |(_, last)| Days::one(last));
                (last, DatePrecision::Day)
            }
            ("day", n @ 1..=31) => (mdays(n, n), DatePrecision::Day),
            ("half", 1) => (mdays(1, 16), DatePrecision::PartOfMonth),
            ("half", 2) => (mdays(14, 31), DatePrecision::PartOfMonth),
            _ => return None,
        })
        .filter(|(days, _)| !days.is_empty());
    }
    let in_month =
        |month: u8, first: u8, last: u8| Some(settled(days.meet(Days::of_month(month, first, last)?)));
    Some(match (unit, nth) {
        ("half", 1 | 2) => (months_of(stated, nth * 6 - 5, 6)?, DatePrecision::PartOfYear),
        ("quarter", 1..=4) => (months_of(stated, nth * 3 - 2, 3)?, DatePrecision::Quarter),
        ("quarter", 0) => (months_of(stated, 10, 3)?, DatePrecision::Quarter),
        ("month", 0) => (months_of(stated, 12, 1)?, DatePrecision::Month),
        ("month", n @ 1..=12) => (months_of(stated, n, 1)?, DatePrecision::Month),
        ("months", 0) if count < 12 => (months_of(stated, 13 - count, count)?, DatePrecision::PartOfYear),
        ("months", 1) if count < 12 => (months_of(stated, 1, count)?, DatePrecision::PartOfYear),
        ("day", 1) => (in_month(1, 1, 1)?, DatePrecision::Day),
        ("day", 0) => (in_month(12, 31, 31)?, DatePrecision::Day),
        ("days", 1) if count > 1 => (in_month(1, 1, count)?, DatePrecision::PartOfMonth),
        ("days", 0) if count > 1 => (in_month(12, 32 - count, 31)?, DatePrecision::PartOfMonth),
        ("week", 0) => (in_month(12, 21, 31)?, DatePrecision::Week),
        ("week", 1) => (in_month(1, 1, 10)?, DatePrecision::Week),
        // Weeks are counted from the first day or by the calendar.
        ("week" | "weeks", _) => {
            let (low, high) = days.bounds()?;
            let (n, count) = (i32::from(nth), i32::from(count));
            let days = match (unit, nth) {
                ("weeks", 0) => Days::range(high - count * 7 - 3, high),
                ("weeks", _) => Days::range(low, low + count * 7 + 2),
                _ => Days::range(low + n * 7 - 10, low + n * 7 + 2),
            };
            (days, DatePrecision::Week)
        }
        _ => return None,
    })
}

fn weekend_days(days: Days, mdays: (u8, u8)) -> Days {
    settled(days.meet(Days { mdays, weekdays: 0b111_0000, ..Days::ALL }))
}

// first Monday of October[ 2018] | last Friday in May
pub(super) fn nth_weekday(i: &str) -> IResult<&str, Date> {
    let (rest, ((nth, weekday), _, _, _)) =
        (nth_weekday_name, space, one_of(&["of", "in"]), space).parse(i)?;
    let (rest, whole) = verify(month_or_year, |date| date.precision == DatePrecision::Month).parse(rest)?;
    let length = match whole.stated.month {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    let days = whole.days.meet(nth_weekday_days(nth, weekday, length));
    let days = if nth == 0 { days.bounds().map_or(days, |(_, last)| Days::one(last)) } else { settled(days) };
    let stated = Stated { weekday: None, ..whole.stated };
    Ok((rest, Date::new(days, stated, DatePrecision::Day)))
}

// first Monday | last Friday
pub(super) fn nth_weekday_name(i: &str) -> IResult<&str, (u8, u8)> {
    let nth = map_opt(one_of(&["first", "second", "third", "fourth", "last", "final"]), |w| {
        Some(ORDINALS.iter().find(|(word, _)| *word == w).map_or(0, |&(_, n)| n))
    });
    let (rest, (nth, _, name)) = (nth, space, verify(weekday_name, |name| name.full)).parse(i)?;
    Ok((rest, (nth, name.number)))
}

/// The nth such weekday of a month of `length` days, nought for the last.
pub(super) fn nth_weekday_days(nth: u8, weekday: u8, length: u8) -> Days {
    // The last seven days of February are not the same in all years.
    let mdays = match (nth, length) {
        (0, 29) => (22, 29),
        (0, _) => (length - 6, length),
        _ => (nth * 7 - 6, nth * 7),
    };
    Days { mdays, ..Days::on_weekday(weekday) }
}

/// `count` months of the stated year, from month `first`.
pub(super) fn months_of(stated: Stated, first: u8, count: u8) -> Option<Days> {
    let Some(year) = stated.year else {
        let months = (0..count).fold(0, |bits, n| bits | 1 << (first + n - 1));
        return Some(Days { months, ..Days::ALL });
    };
    let last = Days::month(year, i8::try_from(first + count - 1).ok()?)?;
    Some(Days { low: day(year, i8::try_from(first).ok()?, 1), high: last.high, ..Days::ALL })
}
