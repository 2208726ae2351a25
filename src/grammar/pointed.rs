//! Dates that a word points to: `the next day`, `that Friday`, `last spring`, `this coming
//! weekend`, `the current quarter`, `last Christmas`.
//!
//! A part of such a period (`the 20th of next month`) is for `pointed_part`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_around::{among, carries_on, last_word, next_word};
use super::date_parts::{fail, month, one_of, space, weekday};
use super::found::{CalendarUnit, Relative, RelativeBase, Step};
use super::{holiday, pointed_part};
use crate::claim::Days;

/// A stretch that a word like `next` or `that` points to.
#[derive(Clone, Copy)]
pub(super) enum Target {
    Day,
    Unit(CalendarUnit),
    Weekend,
    Season(u8),
    Weekday(u8),
    Month(u8),
    /// The days it falls on, whatever the year.
    Holiday(Days),
}

impl Target {
    /// The one before (-1), of the same (0) or after (1).
    const fn step(&self, way: i8) -> Step {
        match *self {
            Self::Day => Step::Days(way as i32, way as i32),
            Self::Unit(unit) => Step::Calendar(unit, way as i32),
            Self::Weekend => Step::Calendar(CalendarUnit::Week, way as i32),
            Self::Holiday(_) if way == 0 => Step::Calendar(CalendarUnit::Year, 0),
            Self::Holiday(_) => Step::Recurring(way),
            Self::Season(season) => Step::Season(season, way),
            Self::Weekday(weekday) => Step::Weekday(weekday, way),
            Self::Month(month) => Step::Month(month, way),
        }
    }

    /// The part of what the step leads to that it means.
    const fn within(&self) -> Days {
        match *self {
            // From Friday evening on.
            Self::Weekend => Days { weekdays: 0b111_0000, ..Days::ALL },
            Self::Holiday(days) => days,
            _ => Days::ALL,
        }
    }

    fn relative(&self, base: RelativeBase, way: i8) -> Relative {
        Relative { base, step: self.step(way), within: self.within(), approximate: false }
    }
}

fn target(i: &str) -> IResult<&str, Target> {
    let part = value(Target::Day, one_of(&["day", "morning", "afternoon", "evening", "night"]));
    alt((part, weekend, unit, season, named, feast)).parse(i)
}

fn weekend(i: &str) -> IResult<&str, Target> {
    let word = |i| value((), one_of(&["weekend"])).parse(i);
    let two = |i| value((), (one_of(&["week"]), tag("-"), one_of(&["end"]))).parse(i);
    value(Target::Weekend, alt((word, two))).parse(i)
}

// last Christmas | next Easter
fn feast(i: &str) -> IResult<&str, Target> {
    let (rest, date) = holiday::date("last ", i)?;
    if date.stated.year.is_some() { fail(i) } else { Ok((rest, Target::Holiday(date.days))) }
}

pub(super) fn unit(i: &str) -> IResult<&str, Target> {
    let mut plain = map(one_of(&["week", "month", "quarter", "year", "decade", "calendar"]), |w| {
        Target::Unit(match w {
            "week" => CalendarUnit::Week,
            "month" => CalendarUnit::Month,
            "quarter" => CalendarUnit::Quarter,
            "decade" => CalendarUnit::Decade,
            _ => CalendarUnit::Year,
        })
    });
    let (rest, target) = plain.parse(i).or_else(|_: nom::Err<nom::error::Error<&str>>| {
        let (rest, _) = one_of(&["fiscal", "financial", "school", "academic"])(i)?;
        Ok((rest, Target::Unit(CalendarUnit::FiscalYear)))
    })?;
    let named = matches!(target, Target::Unit(CalendarUnit::FiscalYear))
        || i.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("calendar"));
    if named { terminated(value(target, space), one_of(&["year"])).parse(rest) } else { Ok((rest, target)) }
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
pub(super) fn the_next<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
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
            Ok((
                rest,
                target.relative(
                    RelativeBase::Antecedent,
                    if matches!(way, "before" | "earlier") { -1 } else { 1 },
                ),
            ))
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
        return Ok((rest, step));
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
        Ok((with_part(rest, target), target.relative(RelativeBase::Antecedent, way)))
    }
}

// that day | that Friday | later that month | earlier that year
pub(super) fn that<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
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
    if own || modal {
        fail(i)
    } else {
        Ok((with_part(after, target), target.relative(RelativeBase::Antecedent, 0)))
    }
}

// this week | last month | next June | earlier this year | last night | this coming Friday
// | the current quarter | late last year | last Christmas
pub(super) fn this_or_last<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Relative> {
    let (rest, part) =
        opt(terminated(one_of(&["later", "earlier", "early", "late", "mid"]), alt((space, tag("-")))))
            .parse(i)?;
    let (rest, the) = opt((one_of(&["the"]), space)).parse(rest)?;
    let (rest, (way, sure)) = if the.is_some() { current(rest) } else { pointer(rest) }?;
    let (after, target) = preceded(space, target).parse(rest)?;
    let is_day = matches!(target, Target::Day);
    // "last day", "this day" count from nothing; "last night" and "this morning" from today.
    let daily = is_day
        && (way > 0 || sure || rest.trim_start().get(..3).is_some_and(|w| w.eq_ignore_ascii_case("day")));
    // "in the last year", "the last week": a length or an end.
    let counted = among(last_word(before), &["the", "its", "his", "her", "their", "our", "my"])
        && !matches!(target, Target::Holiday(_));
    let modal = matches!(target, Target::Month(5)) && way == 0 && !next_word(after).is_empty();
    // "the last Friday of May", "this half of the year": of another period than the writer's.
    let of_other =
        next_word(after) == "of" || matches!(target, Target::Weekday(_)) && next_word(after) == "in";
    let later = matches!(part, Some("earlier" | "later"));
    let joined = part.is_some()
        && (matches!(target, Target::Weekday(_) | Target::Weekend) || is_day && !later)
        || part == Some("earlier") && way > 0;
    if daily || counted || modal || joined || of_other && !matches!(target, Target::Unit(CalendarUnit::Year))
    {
        return fail(i);
    }
    let mut relative = target.relative(RelativeBase::Dateline, way);
    if let (Some(part @ ("early" | "late" | "mid")), Target::Unit(unit)) = (part, target) {
        let Some(within) = pointed_part::stretch(part, unit) else { return fail(i) };
        relative.within = within;
    }
    Ok((with_part(after, target), relative))
}

// this | last | next | this past | this coming | coming
fn pointer(i: &str) -> IResult<&str, (i8, bool)> {
    let two = |i| {
        let (rest, _) = (one_of(&["this"]), space).parse(i)?;
        let (rest, way) = one_of(&["past", "coming", "upcoming"])(rest)?;
        Ok((rest, (if way == "past" { -1 } else { 1 }, true)))
    };
    let one = |i| {
        let (rest, way) = one_of(&["this", "last", "next"])(i)?;
        let way = match way {
            "this" => 0,
            "last" => -1,
            _ => 1,
        };
        Ok((rest, (way, false)))
    };
    alt((two, one, current)).parse(i)
}

// current | coming | upcoming
fn current(i: &str) -> IResult<&str, (i8, bool)> {
    let (rest, way) = one_of(&["current", "coming", "upcoming"])(i)?;
    Ok((rest, (i8::from(way != "current"), true)))
}

/// `next Monday afternoon`: the part of the day belongs to its day.
fn with_part(rest: &str, target: Target) -> &str {
    if matches!(target, Target::Weekday(_)) { after_part(rest) } else { rest }
}

/// What is left behind ` afternoon` of `Monday afternoon`, where nothing else is meant: not
/// `Monday night football`.
pub(super) fn after_part(rest: &str) -> &str {
    let part = preceded(space, one_of(&["morning", "afternoon", "evening", "night"])).parse(rest);
    match part {
        Ok((after, _)) => {
            let next = next_word(after);
            if (next.is_empty() || carries_on(next)) && !after.starts_with(['-', '\'', '’']) {
                after
            } else {
                rest
            }
        }
        Err(_) => rest,
    }
}

// the past week | the past year: the days up to now
pub(super) fn the_past(i: &str) -> IResult<&str, Relative> {
    let (rest, _) = (one_of(&["the"]), space, one_of(&["past"]), space).parse(i)?;
    let (rest, unit) = one_of(&["week", "fortnight", "month", "quarter", "year", "decade"])(rest)?;
    let days = match unit {
        "week" => 7,
        "fortnight" => 14,
        "month" => 31,
        "quarter" => 92,
        "year" => 366,
        _ => 3653,
    };
    let step = Step::Days(-days, 0);
    Ok((rest, Relative { base: RelativeBase::Dateline, step, within: Days::ALL, approximate: true }))
}
