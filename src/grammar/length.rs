//! How far one date lies from another: `three days`, `a couple of weeks`, `less than two
//! months`, as a step of the calendar.
//!
//! Weeks, months and years are counted loosely, as their writers do. A length that
//! measures something by itself is a duration and belongs to `measure`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, opt, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_around::{among, starts_well, word_goes_on};
use super::date_parts::{digits, fail, one_of, space, word};
use super::found::Step;

/// Number words a length can start with.
pub(super) const NUMBERS: [&str; 20] = [
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
];

/// The days that weeks, months and years may be off by.
const LOOSE_WEEK: i32 = 3;

/// So many units, least and most.
pub(super) struct Length {
    pub least: i32,
    pub most: i32,
    pub unit: &'static str,
    pub hedge: Option<Hedge>,
}

/// How a length was hedged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    About,
    LessThan,
    MoreThan,
}

impl Length {
    /// Hedged, or vague by its own words: `a few days`.
    pub fn approximate(&self) -> bool {
        self.hedge.is_some() || self.least != self.most && self.least.saturating_mul(2) < self.most
    }

    /// The step this far on, or back.
    pub fn step(&self, sign: i32) -> Option<Step> {
        let exact = self.least == self.most && self.hedge.is_none();
        let (per, loose) = match self.unit {
            "day" | "days" | "night" | "nights" => (1, 0),
            "week" | "weeks" => (7, LOOSE_WEEK),
            "fortnight" => (14, LOOSE_WEEK),
            "month" | "months" if exact => return Some(Step::Months(sign * self.least)),
            "month" | "months" => (30, 15),
            "year" | "years" if exact => return Some(Step::Years(sign * self.least)),
            "year" | "years" => (365, 183),
            "decade" if exact => return Some(Step::Years(sign * 10)),
            _ => return None,
        };
        let (least, most) = (self.least.checked_mul(per)?, self.most.checked_mul(per)?);
        let (least, most) = match self.hedge {
            None => (least, most),
            Some(Hedge::About) => (least - least / 4, most + most / 4),
            Some(Hedge::LessThan) => (0, most),
            Some(Hedge::MoreThan) => (least, most.checked_mul(2)?),
        };
        let (least, most) = ((least - loose).max(0), most + loose);
        Some(if sign > 0 { Step::Days(least, most) } else { Step::Days(-most, -least) })
    }
}

// [about ]three days | a week | two or three weeks | a few months | 10 days
pub(super) fn length<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Length> {
    let about =
        one_of(&["about", "around", "nearly", "almost", "roughly", "approximately", "some", "barely"]);
    let than = |first: &'static [&'static str]| (one_of(first), space, one_of(&["than"]));
    let hedge = alt((
        value(Hedge::About, about),
        value(Hedge::LessThan, alt((value((), than(&["less", "fewer"])), value((), one_of(&["under"]))))),
        value(Hedge::MoreThan, alt((value((), than(&["more"])), value((), one_of(&["over"]))))),
    ));
    let (rest, hedge) = opt(terminated(hedge, space)).parse(i)?;
    let (rest, _) = opt((one_of(&["just"]), space)).parse(rest)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) && !starts_well(before) {
        return fail(i);
    }
    let (rest, (least, most)) = alt((vague, between, map(number, |n| (n, n)))).parse(rest)?;
    let (rest, unit) = preceded(
        alt((space, tag("-"))),
        one_of(&[
            "days",
            "day",
            "weeks",
            "week",
            "months",
            "month",
            "years",
            "year",
            "nights",
            "night",
            "fortnight",
            "decade",
        ]),
    )
    .parse(rest)?;
    Ok((rest, Length { least, most, unit, hedge }))
}

// a couple of | a few | several
fn vague(i: &str) -> IResult<&str, (i32, i32)> {
    let couple = value((2, 3), (one_of(&["a"]), space, one_of(&["couple"]), opt((space, one_of(&["of"])))));
    let few = value((2, 7), (one_of(&["a"]), space, one_of(&["few"])));
    alt((couple, few, value((2, 10), one_of(&["several"])))).parse(i)
}

// two or three | 10 to 12
fn between(i: &str) -> IResult<&str, (i32, i32)> {
    let (rest, (least, (_, _, _, most))) =
        (number, (space, one_of(&["or", "to"]), space, number)).parse(i)?;
    if least < most { Ok((rest, (least, most))) } else { fail(i) }
}

// 10 | ten | twenty-five | a | an
fn number(i: &str) -> IResult<&str, i32> {
    if let Ok((rest, run)) = digits(i, 1, 3) {
        return if word_goes_on(rest) || rest.starts_with(['.', ',', '%', '/']) {
            fail(i)
        } else {
            Ok((rest, run.parse().unwrap_or(0)))
        };
    }
    let (rest, w) = word(i)?;
    let ones =
        |w: &str| NUMBERS.iter().zip(1..).find(|(known, _)| known.eq_ignore_ascii_case(w)).map(|(_, n)| n);
    if among(w, &["a", "an"]) {
        return Ok((rest, 1));
    }
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(tens) =
        tens.iter().zip(2..).find(|(known, _)| known.eq_ignore_ascii_case(w)).map(|(_, n)| n * 10)
    {
        let units = preceded(tag("-"), word).parse(rest).ok().and_then(|(rest, w)| Some((rest, ones(w)?)));
        return Ok(match units {
            Some((rest, n)) if n < 10 => (rest, tens + n),
            _ => (rest, tens),
        });
    }
    ones(w).map_or_else(|| fail(i), |n| Ok((rest, n)))
}
