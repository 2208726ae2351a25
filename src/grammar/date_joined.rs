//! Dates whose month is a word and whose parts are joined by marks: `13-Jan-2021`, `31/Oct/74`,
//! `Sep-23-2020`, `2020/Sep/23`, `Dec/2018`, `Oct/2`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::verify;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_parts::{Name, Written, century_of, day_number, digits, fail, month, year};

// 13-Jan-2021 | 31/Oct/74 | Sep-23-2020 | 2020/Sep/23 | Dec/2018 | Oct/2
pub(super) fn joined_by_marks(i: &str) -> IResult<&str, Written> {
    alt((day_month_year, month_day_year, year_month_day)).parse(i)
}

fn day_month_year(i: &str) -> IResult<&str, Written> {
    let (rest, (day, ordinal)) = day_number(i)?;
    let (rest, mark) = alt((tag("-"), tag("/"), tag("."))).parse(rest)?;
    let (rest, name) = month(rest)?;
    let (rest, year) = preceded(tag(mark), alt((year, two_digit_year))).parse(rest)?;
    if ordinal { fail(i) } else { Ok((rest, joined(Some(year), name, Some(day)))) }
}

pub(super) fn month_day_year(i: &str) -> IResult<&str, Written> {
    let (rest, name) = verify(month, |name| name.capital && !name.dotted).parse(i)?;
    let (rest, mark) = alt((tag("-"), tag("/"))).parse(rest)?;
    let whole = (terminated(day_number, tag(mark)), year);
    if let Ok((rest, ((day, false), year))) = { whole }.parse(rest) {
        return Ok((rest, joined(Some(year), name, Some(day))));
    }
    if let Ok((rest, year)) = verify(year, |year| (1500..=2199).contains(year)).parse(rest) {
        return Ok((rest, joined(Some(year), name, None)));
    }
    // "Oct/2", but "Mar-5" may be a name
    let (rest, (day, ordinal)) = day_number(rest)?;
    if mark == "/" && !ordinal && !rest.starts_with('/') {
        Ok((rest, joined(None, name, Some(day))))
    } else {
        fail(i)
    }
}

fn year_month_day(i: &str) -> IResult<&str, Written> {
    let (rest, year) = digits(i, 4, 4)?;
    let year: i16 = year.parse().unwrap_or(0);
    let (rest, mark) = alt((tag("-"), tag("/"))).parse(rest)?;
    let (rest, name) = month(rest)?;
    let (rest, (day, ordinal)) = preceded(tag(mark), day_number).parse(rest)?;
    if ordinal || !(1500..=2199).contains(&year) {
        fail(i)
    } else {
        Ok((rest, joined(Some(year), name, Some(day))))
    }
}

fn joined(year: Option<i16>, name: Name, day: Option<u8>) -> Written {
    Written { year, month: Some(name.number), day, ..Written::default() }
}

fn two_digit_year(i: &str) -> IResult<&str, i16> {
    digits(i, 2, 2).map(|(rest, run)| (rest, century_of(run.parse().unwrap_or(0))))
}
