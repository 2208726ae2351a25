//! Dates that count from another one: `two weeks later`, `a year earlier`, `yesterday`,
//! `three years ago`, `three days after May 4`; those that a word points to (`the next day`,
//! `last spring`) are for `pointed`.
//!
//! Which day they come to is for `anchor` to say. Where the other date follows at once
//! (`three days after May 4, 2018`, `the day before Christmas 2018`) it is counted here.
//! What counts from a thing that happened (`six weeks into the strike`, `three days
//! after the raid`) gives no date: its length is a duration, which another piece reads.
//!
//! Weeks, months and years are counted loosely, as their writers do: two weeks later is
//! from 11 to 17 days later.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::date::any;
use super::date_around::{among, at_start, ends_well, last_word, next_word};
use super::date_parts::{WEEKDAY_WORDS, fail, one_of, space};
use super::found::{Found, Piece, Relative, RelativeBase, Starts, Step};
use super::length::{self, Length, length};
use super::listed::LISTED;
use super::pointed::{after_part, that, the_next, the_past, this_or_last};
use super::pointed_part;
use super::reckon::{counted_from, within_month};
use super::signs::{NUMBER, STRETCH, WEEKDAY};
use crate::claim::{Date, DatePrecision, Days, Stated};

/// Dates that count from another one.
pub const PIECE: Piece = Piece {
    name: "relative",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &[], words },
    parse,
};

fn words() -> Vec<&'static str> {
    let mut words = vec![
        "the",
        "beginning",
        "start",
        "middle",
        "end",
        "close",
        "early",
        "late",
        "mid",
        "first",
        "second",
        "third",
        "fourth",
        "current",
        "coming",
        "upcoming",
        "that",
        "this",
        "last",
        "next",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "day",
        "earlier",
        "later",
        "a",
        "an",
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "some",
        "just",
        "over",
        "more",
        "less",
        "fewer",
        "barely",
        "under",
        "several",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "ninety",
        "same",
    ];
    words.extend(length::NUMBERS);
    words.extend(WEEKDAY_WORDS);
    words
}

/// One way to read a relative date, from what stands before it and the rest.
type Reading<'a> = fn(&'a str, &'a str) -> IResult<&'a str, Relative>;

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    let whole = |rest: &str| ends_well(rest) && !rest.starts_with('-');
    let way = way_in(i);
    if matches!(way, WayIn::The | WayIn::Number)
        && let Ok((rest, date)) = from_date(i)
        && whole(rest)
    {
        return Ok((rest, Found::Date(date)));
    }
    let readings: &[Reading<'a>] = match way {
        WayIn::The => &[
            |before, i| deictic(before, i),
            |_, i| pointed_part::part(i),
            |before, i| the_next(before, i),
            |before, i| this_or_last(before, i),
            |_, i| the_past(i),
        ],
        WayIn::Day => &[|before, i| deictic(before, i)],
        WayIn::Pointer => {
            &[|_, i| pointed_part::part(i), |before, i| that(before, i), |before, i| this_or_last(before, i)]
        }
        WayIn::Number if begins_part(i) => &[|before, i| counted(before, i), |_, i| pointed_part::part(i)],
        WayIn::Number => &[|before, i| counted(before, i)],
    };
    for read in readings {
        if let Ok((rest, relative)) = read(before, i)
            && whole(rest)
        {
            return Ok((rest, Found::Relative(relative)));
        }
    }
    fail(i)
}

/// A part of a period may begin here: `20th of`, `end of`, `Tuesday of`; but not at `about`.
fn begins_part(i: &str) -> bool {
    let word = super::edge::letters(i);
    word.is_empty() || LISTED.known(word).sign & (WEEKDAY | STRETCH | NUMBER) != 0
}

/// What a relative date opens with, which decides how it can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WayIn {
    The,
    /// `yesterday`, `day before yesterday`
    Day,
    /// `that`, `later this`
    Pointer,
    /// `three`, `about`, `20th`, and whatever else
    Number,
}

fn way_in(i: &str) -> WayIn {
    const POINTERS: &[&str] = &[
        "that", "this", "last", "next", "later", "earlier", "early", "late", "mid", "current", "coming",
        "upcoming",
    ];
    let word = super::edge::letters(i);
    if word.eq_ignore_ascii_case("the") {
        WayIn::The
    } else if among(word, &["day", "yesterday", "today", "tomorrow", "tonight"]) {
        WayIn::Day
    } else if among(word, POINTERS) {
        WayIn::Pointer
    } else {
        WayIn::Number
    }
}

fn relative(base: RelativeBase, step: Step) -> Relative {
    Relative { base, step, within: Days::ALL, approximate: false }
}

// two weeks later | a year earlier | three days after | five years ago | ten days from now
fn counted<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let (rest, length) = length(before, i)?;
    // "two weeks and three days ago", "2 years, 1 month later"
    let joint = alt((map((space, one_of(&["and"]), space), |_| ()), map((opt(tag(",")), space), |_| ())));
    // "for the last three months and two days ago": those end where the others begin.
    let stretch = among(last_word(before), &["last", "past", "next", "first", "for"]);
    let (rest, more) =
        opt(verify(preceded(joint, |i| length::length("and ", i)), |_| !stretch)).parse(rest)?;
    let (rest, last) = match &more {
        Some(_) => opt(preceded((opt(tag(",")), space, opt((one_of(&["and"]), space))), |i| {
            length::length("and ", i)
        }))
        .parse(rest)?,
        None => (rest, None),
    };
    // "in five days' time"
    let time = preceded(alt((tag("'"), tag("’"), tag("'s"), tag("’s"))), preceded(space, one_of(&["time"])));
    if more.is_none()
        && among(last_word(before), &["in"])
        && let Ok((rest, _)) = { time }.parse(rest)
        && let Some(step) = length.step(1)
    {
        let approximate = length.approximate();
        return Ok((rest, Relative { approximate, ..relative(RelativeBase::Dateline, step) }));
    }
    let (after, way) = preceded(
        space,
        one_of(&[
            "later",
            "afterward",
            "afterwards",
            "earlier",
            "previously",
            "prior",
            "before",
            "after",
            "ago",
            "from",
            "back",
            "hence",
        ]),
    )
    .parse(rest)?;
    let next = next_word(after);
    let (rest, base, sign) = match way {
        "later" | "afterward" | "afterwards" => (after, RelativeBase::Antecedent, 1),
        "earlier" | "previously" => (after, RelativeBase::Antecedent, -1),
        "before" | "after" | "from"
            if one_of(&["today", "tomorrow", "yesterday"])(after.trim_start()).is_ok() =>
        {
            let (rest, day) = preceded(space, one_of(&["today", "tomorrow", "yesterday"])).parse(after)?;
            let shift = match day {
                "today" => 0,
                "tomorrow" => 1,
                _ => -1,
            };
            let step = match length.step(if way == "before" { -1 } else { 1 }) {
                Some(Step::Days(a, b)) => Step::Days(a + shift, b + shift),
                Some(step) if shift == 0 => step,
                _ => return fail(i),
            };
            let approximate = length.approximate();
            return Ok((rest, Relative { approximate, ..relative(RelativeBase::Dateline, step) }));
        }
        // "three days after the raid" counts from the raid.
        "before" | "prior" | "after" if !next.is_empty() || after.starts_with(['-', ' ']) => return fail(i),
        "before" | "prior" => (after, RelativeBase::Antecedent, -1),
        "after" => (after, RelativeBase::Antecedent, 1),
        "ago" => (after, RelativeBase::Dateline, -1),
        "hence" => (after, RelativeBase::Dateline, 1),
        "from" => {
            let (after, _) = (space, one_of(&["now", "today"])).parse(after)?;
            (after, RelativeBase::Dateline, 1)
        }
        _ => return fail(i),
    };
    // "two weeks later than planned", "no later"
    if next == "than" {
        return fail(i);
    }
    let step = match (length.step(sign), more.map(|more| more.step(sign)), last.map(|last| last.step(sign))) {
        (step, None, _) => step,
        (Some(step), Some(Some(more)), None) => joined(step, more),
        (Some(step), Some(Some(more)), Some(Some(last))) => {
            joined(step, more).and_then(|two| joined(two, last))
        }
        _ => None,
    };
    match step {
        Some(step) => Ok((rest, Relative { approximate: length.approximate(), ..relative(base, step) })),
        None => fail(i),
    }
}

/// One step after another, in days.
fn joined(one: Step, other: Step) -> Option<Step> {
    let days = |step| match step {
        Step::Days(a, b) => Some((a, b)),
        Step::Months(n) => Some((n.checked_mul(30)?, n.checked_mul(31)?)),
        Step::Years(n) => Some((n.checked_mul(365)?, n.checked_mul(366)?)),
        _ => None,
    };
    let ((a, b), (c, d)) = (days(one)?, days(other)?);
    let (x, y) = (a.checked_add(c)?, b.checked_add(d)?);
    Some(Step::Days(x.min(y), x.max(y)))
}

// three days after May 4, 2018 | the day before Christmas 2018 | two weeks into May 2018
fn from_date(i: &str) -> IResult<&str, Date> {
    let one = |i| {
        let unit = one_of(&["day", "week", "month", "year"]);
        let (rest, (_, _, unit)) = (one_of(&["the"]), space, unit).parse(i)?;
        Ok((rest, Length { least: 1, most: 1, unit, hedge: None }))
    };
    let (rest, length) = alt((one, |i| length("", i))).parse(i)?;
    let (rest, way) =
        preceded(space, one_of(&["after", "following", "before", "prior", "preceding"])).parse(rest)?;
    let (rest, _) = if way == "prior" {
        (space, one_of(&["to"])).parse(rest).map(|(rest, _)| (rest, ()))?
    } else {
        (rest, ())
    };
    let (rest, start) = preceded(space, |i| any("on ", i)).parse(rest)?;
    let sign = if matches!(way, "after" | "following") { 1 } else { -1 };
    let Some(step) = length.step(sign) else { return fail(i) };
    if start.precision != DatePrecision::Day {
        return fail(i);
    }
    let days = match (start.days.bounds(), step) {
        (Some(_), step) => match counted_from(start.days, step) {
            Some(days) => days,
            None => return fail(i),
        },
        // "the day after May 4", of any year: as long as it stays in its month.
        (None, Step::Days(a, b)) => match within_month(start.days, a, b) {
            Some(days) => days,
            None => return fail(i),
        },
        _ => return fail(i),
    };
    let exact = days.width() == Some(1) || days.low.is_none() && days.mdays.0 == days.mdays.1;
    let precision = if exact { DatePrecision::Day } else { DatePrecision::Week };
    let mut date = Date::new(days, Stated::default(), precision);
    date.approximate = length.approximate() || start.approximate;
    Ok((rest, date))
}

// yesterday | today | tomorrow | tonight | the day before yesterday
fn deictic<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let two_back = value(
        -2,
        (
            opt((one_of(&["the"]), space)),
            one_of(&["day"]),
            space,
            one_of(&["before"]),
            space,
            one_of(&["yesterday"]),
        ),
    );
    let two_on = value(
        2,
        (
            opt((one_of(&["the"]), space)),
            one_of(&["day"]),
            space,
            one_of(&["after"]),
            space,
            one_of(&["tomorrow"]),
        ),
    );
    let one = map(one_of(&["yesterday", "today", "tomorrow", "tonight"]), |w| match w {
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => 0,
    });
    let (rest, days) = alt((two_back, two_on, one)).parse(i)?;
    // "USA Today", "the Today programme", "today's children".
    let name = i.starts_with(|c: char| c.is_ascii_uppercase()) && !at_start(before);
    if name || rest.starts_with("'s") || rest.starts_with("’s") {
        return fail(i);
    }
    // "Today" is as often these days as this day.
    let vague = i.starts_with("today") || i.starts_with("Today");
    let rest = after_part(rest);
    Ok((rest, Relative { approximate: vague, ..relative(RelativeBase::Dateline, Step::Days(days, days)) }))
}
