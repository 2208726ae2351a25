//! Fiscal years: `FY17`, `FY 2019`, `fiscal year 2019`, `the 2019 fiscal year`, `the
//! third quarter of fiscal 2019`.
//!
//! Fiscal year N begins in October of N-1 for the United States, in April or July of N-1
//! or N for others, and may be the calendar year. Its days run from the start of N-1 to
//! the end of N, which holds them all. The stated year is N, and it is that, not the
//! days, which tells two fiscal years apart.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, opt, value, verify};
use nom::{IResult, Parser};

use super::date_around::ends_well;
use super::date_parts::{century_of, digits, fail, one_of, short_year, space, year};
use super::found::{Found, Piece, Starts};
use crate::claim::{Date, DatePrecision, Days, Stated, day};

/// Fiscal years and their quarters.
pub const PIECE: Piece = Piece {
    name: "fiscal",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &[], words },
    parse,
};

fn words() -> Vec<&'static str> {
    vec!["fy", "fiscal", "the", "q", "first", "second", "third", "fourth", "fys"]
}

fn parse<'a>(_before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    date(i).map(|(rest, date)| (rest, Found::Date(date)))
}

/// A fiscal year or a quarter of one.
pub(super) fn date(i: &str) -> IResult<&str, Date> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let (rest, (quarter, year)) =
        alt((quarter_of, map(fiscal_year, |year| (false, year)), map(year_first, |year| (false, year))))
            .parse(rest)?;
    let Some(mut date) = of_year(year) else { return fail(i) };
    if quarter {
        date.precision = DatePrecision::Quarter;
    }
    if ends_well(rest) { Ok((rest, date)) } else { fail(i) }
}

/// The fiscal year with this number.
pub(super) fn of_year(year: i16) -> Option<Date> {
    let (low, high) = day(year - 1, 1, 1).zip(day(year, 12, 31))?;
    let stated = Stated { year: Some(year), ..Stated::default() };
    Some(Date::new(Days::range(low, high), stated, DatePrecision::Year))
}

// FY17 | FY 2019 | FY'17 | fiscal year 2019 | fiscal years 2019 | fiscal 2019
pub(super) fn fiscal_year(i: &str) -> IResult<&str, i16> {
    let mut name = alt((
        value((), (tag("FY"), opt(tag("s")), opt(alt((space, tag("-")))))),
        value((), (one_of(&["fiscal"]), space, opt((one_of(&["year", "years"]), space)))),
    ));
    let (rest, ()) = name.parse(i)?;
    // "FY17", but not "fiscal 12".
    if i.starts_with("FY") {
        fiscal_number(rest)
    } else {
        verify(alt((year, short_year)), |year| (1900..=2100).contains(year)).parse(rest)
    }
}

fn fiscal_number(i: &str) -> IResult<&str, i16> {
    let two = |i| digits(i, 2, 2).map(|(rest, run)| (rest, century_of(run.parse().unwrap_or(0))));
    verify(alt((year, short_year, two)), |year| (1900..=2100).contains(year)).parse(i)
}

// 2019 fiscal year
fn year_first(i: &str) -> IResult<&str, i16> {
    let (rest, year) = verify(year, |year| (1900..=2100).contains(year)).parse(i)?;
    let (rest, _) = (space, one_of(&["fiscal"]), space, one_of(&["year"])).parse(rest)?;
    Ok((rest, year))
}

// third quarter of fiscal 2019 | Q3 FY19 | Q3 of FY 2019
fn quarter_of(i: &str) -> IResult<&str, (bool, i16)> {
    let spelled = (one_of(&["first", "second", "third", "fourth"]), space, one_of(&["quarter"]));
    let short = alt((tag("Q1"), tag("Q2"), tag("Q3"), tag("Q4")));
    let (rest, _) = alt((value((), spelled), value((), short))).parse(i)?;
    let (rest, _) = (space, opt((one_of(&["of"]), space)), opt((one_of(&["the"]), space))).parse(rest)?;
    let (rest, year) = alt((fiscal_year, year_first)).parse(rest)?;
    Ok((rest, (true, year)))
}
