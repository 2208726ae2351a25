//! Years that name their era: `44 BC`, `AD 79`, `1066 CE`, `480 B.C.E.`
//!
//! Years are counted as astronomers do, so that 1 BC is nought and 44 BC is -43.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, opt, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_around::{ends_well, next_word, starts_well, word_goes_on};
use super::date_parts::{Written, digits, fail, space};
use crate::claim::Date;

/// Before or after the first year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Before,
    After,
}

/// A year with its era.
pub(super) fn date<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    if !starts_well(before) {
        return fail(i);
    }
    let number = |i| map(|i| digits(i, 1, 4), |run: &str| run.parse::<i16>().unwrap_or(0)).parse(i);
    let after = map((number, era), |(year, era)| (year, era));
    let first = map(terminated(tag("AD"), opt(tag("."))), |_| Era::After);
    let before = map((first, preceded(space, number)), |(era, year)| (year, era));
    let (rest, (year, era)) = alt((after, before)).parse(i)?;
    if !(1..=9998).contains(&year) || !ends_well(rest) {
        return fail(i);
    }
    let year = if era == Era::Before { 1 - year } else { year };
    Ok((rest, Written { year: Some(year), ..Written::default() }.date()))
}

// BC | B.C. | BCE | AD | CE
pub(super) fn era(i: &str) -> IResult<&str, Era> {
    let name = alt((
        value(Era::Before, alt((tag("B.C.E."), tag("BCE"), tag("B.C."), tag("BC")))),
        value(Era::After, alt((tag("A.D."), tag("AD"), tag("C.E."), tag("CE")))),
    ));
    let (rest, era) = preceded(space, name).parse(i)?;
    // "14 CE marks", "5 AD converters": things of that name are counted.
    let next = next_word(rest);
    let things = era == Era::After && next.ends_with('s') && next.len() > 3 && next != "was";
    if word_goes_on(rest) || things { fail(i) } else { Ok((rest, era)) }
}
