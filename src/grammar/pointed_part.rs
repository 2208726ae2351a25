//! Parts of a period that a word points to: `Tuesday of last week`, `the 20th of next month`,
//! `the end of this year`, `the first Monday of next month`, `the first half of last year`.

use nom::branch::alt;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::date_nth::{nth_unit, nth_weekday_days, nth_weekday_name, part_days};
use super::date_parts::{day_in_words, day_number, fail, one_of, space, weekday};
use super::date_period::Stretch;
use super::found::{CalendarUnit, Relative, Step};
use super::pointed::{after_part, that, the_next, this_or_last};
use crate::claim::{Date, DatePrecision, Days, Stated};

/// A part of a period that a word points to.
pub(super) fn part(i: &str) -> IResult<&str, Relative> {
    let (rest, (relative, within)) =
        alt((weekday_of, weekday_in, day_of, nth_weekday_of, edge_of, nth_part_of)).parse(i)?;
    Ok((rest, Relative { within, ..relative }))
}

/// A period that a word points to, and its unit: `last week`, `the following month`.
fn period(i: &str) -> IResult<&str, (Relative, CalendarUnit)> {
    let (rest, relative) =
        alt((|i| this_or_last("of ", i), |i| the_next("of ", i), |i| that("of ", i))).parse(i)?;
    match relative.step {
        Step::Calendar(unit, _) if relative.within.is_all() => Ok((rest, (relative, unit))),
        _ => fail(i),
    }
}

type Found = (Relative, Days);

// Tuesday of last week | Wednesday next week | the Friday of that same week
fn weekday_of(i: &str) -> IResult<&str, Found> {
    let (rest, the) = opt((one_of(&["the"]), space)).parse(i)?;
    let (rest, name) = verify(weekday, |name| name.full).parse(rest)?;
    let rest = after_part(rest);
    let (rest, of) = preceded(space, opt((one_of(&["of", "in", "from"]), space))).parse(rest)?;
    if the.is_some() && of.is_none() {
        return fail(i);
    }
    let (rest, (relative, unit)) = period(rest)?;
    if unit == CalendarUnit::Week { Ok((rest, (relative, Days::on_weekday(name.number)))) } else { fail(i) }
}

// next week on Tuesday | last week Thursday
fn weekday_in(i: &str) -> IResult<&str, Found> {
    let (rest, (relative, unit)) = period(i)?;
    let (rest, _) = (space, opt((one_of(&["on"]), space))).parse(rest)?;
    let (rest, name) = verify(weekday, |name| name.full).parse(rest)?;
    let rest = after_part(rest);
    if unit == CalendarUnit::Week { Ok((rest, (relative, Days::on_weekday(name.number)))) } else { fail(i) }
}

// the 20th of next month | the fifteenth day of last month
fn day_of(i: &str) -> IResult<&str, Found> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let figures = verify(day_number, |&(_, ordinal)| ordinal);
    let (rest, day) = alt((map(figures, |(day, _)| day), day_in_words)).parse(rest)?;
    let (rest, _) = opt((space, one_of(&["day"]))).parse(rest)?;
    // "the 21st this month"
    let of = (space, opt((one_of(&["of"]), space)));
    let (rest, (relative, unit)) = preceded(of, period).parse(rest)?;
    if unit == CalendarUnit::Month {
        Ok((rest, (relative, Days { mdays: (day, day), ..Days::ALL })))
    } else {
        fail(i)
    }
}

// the first Monday of next month
fn nth_weekday_of(i: &str) -> IResult<&str, Found> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let (rest, (nth, weekday)) = nth_weekday_name(rest)?;
    let rest = after_part(rest);
    let (rest, (relative, unit)) = preceded((space, one_of(&["of", "in"]), space), period).parse(rest)?;
    if unit == CalendarUnit::Month {
        Ok((rest, (relative, nth_weekday_days(nth, weekday, 31))))
    } else {
        fail(i)
    }
}

// the end of this year | beginning of next week
fn edge_of(i: &str) -> IResult<&str, Found> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let edge = alt((
        value("start", one_of(&["beginning", "start"])),
        value("mid", one_of(&["middle"])),
        value("end", one_of(&["end", "close"])),
    ));
    let (rest, (edge, _, _, _, (relative, unit))) =
        (edge, space, one_of(&["of"]), space, period).parse(rest)?;
    stretch(edge, unit).map_or_else(|| fail(i), |within| Ok((rest, (relative, within))))
}

/// Where `early`, `mid`, `late`, `start` and `end` of a period lie in it.
pub(super) fn stretch(part: &str, unit: CalendarUnit) -> Option<Days> {
    let stretch = match part {
        "early" => Stretch::Early,
        "mid" => Stretch::Mid,
        "late" => Stretch::Late,
        "start" => Stretch::Start,
        _ => Stretch::End,
    };
    Some(match unit {
        CalendarUnit::Month => Days { mdays: stretch.mdays(), ..Days::ALL },
        CalendarUnit::Year => Days { months: stretch.months(), ..Days::ALL },
        CalendarUnit::Week => Days { weekdays: stretch.weekdays(), ..Days::ALL },
        // What part of it that is the calendar does not say.
        CalendarUnit::Quarter | CalendarUnit::Decade | CalendarUnit::FiscalYear => return None,
    })
}

// the last week of next month | the first half of last year
fn nth_part_of(i: &str) -> IResult<&str, Found> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let (rest, nth) = nth_unit(rest)?;
    let (rest, (relative, unit)) = preceded((space, one_of(&["of", "in"]), space), period).parse(rest)?;
    let precision = match unit {
        CalendarUnit::Month => DatePrecision::Month,
        CalendarUnit::Year => DatePrecision::Year,
        _ => return fail(i),
    };
    let whole = Date::new(Days::ALL, Stated::default(), precision);
    match part_days(nth, whole) {
        Some((within, _)) if within.low.is_none() => Ok((rest, (relative, within))),
        _ => fail(i),
    }
}
