//! Dates that count from another one: `the next day`, `two weeks later`, `a year
//! earlier`, `yesterday`, `last spring`, `three years ago`, `that Friday`.
//!
//! Which day they come to is for `anchor` to say. Where the other date follows at once
//! (`three days after May 4, 2018`, `the day before Christmas 2018`) it is counted here.
//! What counts from a thing that happened (`six weeks into the strike`, `three days
//! after the raid`) gives no date: its length is a duration, which another piece reads.
//!
//! Weeks, months and years are counted loosely, as their writers do: two weeks later is
//! from 11 to 17 days later.

use nom::branch::alt;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date::any;
use super::date_parts::{
    among, at_start, carries_on, ends_well, fail, last_word, month, next_word, one_of, space, weekday,
};
use super::found::{CalendarUnit, Found, Piece, Relative, RelativeBase, Starts, Step};
use super::length::{self, Length, length};
use super::reckon::{counted_from, within_month};
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
        "that",
        "this",
        "last",
        "next",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
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
    words
}

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    let relative =
        |found: IResult<&'a str, Relative>| found.map(|(rest, relative)| (rest, Found::Relative(relative)));
    let readings = [
        from_date(i).map(|(rest, date)| (rest, Found::Date(date))),
        relative(counted(before, i)),
        relative(deictic(before, i)),
        relative(the_next(before, i)),
        relative(that(before, i)),
        relative(this_or_last(before, i)),
    ];
    for (rest, found) in readings.into_iter().flatten() {
        if ends_well(rest) && !rest.starts_with('-') {
            return Ok((rest, found));
        }
    }
    fail(i)
}

fn relative(base: RelativeBase, step: Step) -> Relative {
    Relative { base, step, within: Days::ALL, approximate: false }
}

// two weeks later | a year earlier | three days after | five years ago | ten days from now
fn counted<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let (rest, length) = length(before, i)?;
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
    match length.step(sign) {
        Some(step) => Ok((rest, Relative { approximate: length.approximate(), ..relative(base, step) })),
        None => fail(i),
    }
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
            one_of(&["the"]),
            space,
            one_of(&["day"]),
            space,
            one_of(&["before"]),
            space,
            one_of(&["yesterday"]),
        ),
    );
    let two_on = value(
        2,
        (one_of(&["the"]), space, one_of(&["day"]), space, one_of(&["after"]), space, one_of(&["tomorrow"])),
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
    Ok((rest, Relative { approximate: vague, ..relative(RelativeBase::Dateline, Step::Days(days, days)) }))
}

/// A stretch that a word like `next` or `that` points to.
#[derive(Clone, Copy)]
enum Target {
    Day,
    Unit(CalendarUnit),
    Season(u8),
    Weekday(u8),
    Month(u8),
}

impl Target {
    /// The one before (-1), of the same (0) or after (1).
    const fn step(&self, way: i8) -> Step {
        match *self {
            Self::Day => Step::Days(way as i32, way as i32),
            Self::Unit(unit) => Step::Calendar(unit, way as i32),
            Self::Season(season) => Step::Season(season, way),
            Self::Weekday(weekday) => Step::Weekday(weekday, way),
            Self::Month(month) => Step::Month(month, way),
        }
    }
}

fn target(i: &str) -> IResult<&str, Target> {
    let part = value(Target::Day, one_of(&["day", "morning", "afternoon", "evening", "night"]));
    alt((part, unit, season, named)).parse(i)
}

fn unit(i: &str) -> IResult<&str, Target> {
    map(one_of(&["week", "month", "quarter", "year", "decade"]), |w| {
        Target::Unit(match w {
            "week" => CalendarUnit::Week,
            "month" => CalendarUnit::Month,
            "quarter" => CalendarUnit::Quarter,
            "year" => CalendarUnit::Year,
            _ => CalendarUnit::Decade,
        })
    })
    .parse(i)
}

fn season(i: &str) -> IResult<&str, Target> {
    map(one_of(&["winter", "spring", "summer", "autumn", "fall"]), |w| {
        Target::Season(match w {
            "winter" => 0,
            "spring" => 1,
            "summer" => 2,
            _ => 3,
        })
    })
    .parse(i)
}

fn named(i: &str) -> IResult<&str, Target> {
    let month = verify(month, |name| name.full && (name.capital || !name.other_word));
    let weekday = verify(weekday, |name| name.full);
    alt((map(month, |name| Target::Month(name.number)), map(weekday, |name| Target::Weekday(name.number))))
        .parse(i)
}

// the next day | the following week | the previous year | the same day | the day before | the week after
fn the_next<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let had_the = rest.len() < i.len();
    let turned = |i| {
        let (rest, target) = target(i)?;
        let (rest, way) = preceded(space, one_of(&["before", "after", "earlier", "later"])).parse(rest)?;
        let next = next_word(rest);
        // "the day before the vote" has a day of its own; "the day after, they left" has not.
        let own = !next.is_empty() && (matches!(way, "before" | "after") || !carries_on(next));
        if own {
            fail(i)
        } else {
            Ok((rest, target.step(if matches!(way, "before" | "earlier") { -1 } else { 1 })))
        }
    };
    let pointed = |i| {
        let (rest, way) =
            one_of(&["next", "following", "same", "previous", "preceding", "prior"]).parse(i)?;
        let (rest, target) = preceded(space, target).parse(rest)?;
        let way = match way {
            "next" | "following" => 1,
            "same" => 0,
            _ => -1,
        };
        Ok((rest, (way, target)))
    };
    if !had_the {
        return fail(i);
    }
    if let Ok((rest, step)) = turned(rest) {
        return Ok((rest, relative(RelativeBase::Antecedent, step)));
    }
    let (rest, (way, target)) = pointed(rest)?;
    // "over the next year" is a length; "the same day surgery" and "the next week's" go on.
    let length = way != 0
        && among(last_word(before), &["over", "within", "for", "during", "throughout", "than", "in"]);
    let length = length && matches!(target, Target::Unit(_) | Target::Day);
    // "the same day" of another thing: "the same day as", "the same month that".
    let measured = way == 0 && among(next_word(rest), &["as", "that", "when", "of"]);
    if length || measured {
        fail(i)
    } else {
        Ok((rest, relative(RelativeBase::Antecedent, target.step(way))))
    }
}

// that day | that Friday | later that month | earlier that year
fn that<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let (rest, part) = opt(terminated(one_of(&["later", "earlier"]), space)).parse(i)?;
    let (rest, _) = (one_of(&["that"]), space, opt((one_of(&["same"]), space))).parse(rest)?;
    let (after, target) = target(rest)?;
    let last = last_word(before);
    let led = part.is_some()
        || last.is_empty()
        || among(
            last,
            &[
                "on", "by", "in", "until", "since", "later", "early", "late", "of", "from", "before",
                "after", "during", "and", "for",
            ],
        );
    // "officials said that Friday was", "that May be".
    let own = matches!(target, Target::Weekday(_) | Target::Month(_) | Target::Season(_)) && !led;
    let modal = matches!(target, Target::Month(5)) && !next_word(after).is_empty();
    // "that day care", "that year's".
    if own || modal { fail(i) } else { Ok((after, relative(RelativeBase::Antecedent, target.step(0)))) }
}

// this week | last month | next June | earlier this year | last night | this morning | next Friday
fn this_or_last<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let (rest, part) = opt(terminated(one_of(&["later", "earlier"]), space)).parse(i)?;
    let (rest, way) = one_of(&["this", "last", "next"]).parse(rest)?;
    let (after, target) = preceded(space, target).parse(rest)?;
    let way = match way {
        "this" => 0,
        "last" => -1,
        _ => 1,
    };
    let is_day = matches!(target, Target::Day);
    // "last day", "this day" count from nothing; "last night" and "this morning" from today.
    let daily =
        is_day && (way > 0 || rest.trim_start().get(..3).is_some_and(|w| w.eq_ignore_ascii_case("day")));
    // "in the last year", "the last week": a length or an end.
    let counted = among(last_word(before), &["the", "its", "his", "her", "their", "our", "my"]);
    let modal = matches!(target, Target::Month(5)) && way == 0 && !next_word(after).is_empty();
    let joined = part.is_some() && way > 0;
    if daily || counted || modal || joined {
        return fail(i);
    }
    Ok((after, relative(RelativeBase::Dateline, target.step(way))))
}
