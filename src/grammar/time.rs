//! Times of day, hedged or not, and spans of them: `3:42 p.m.`, `about noon`, `from 9 a.m. to
//! 5 p.m.`, `between 2:30 and 4`, `6–8 p.m. EST`.
//!
//! `10:30` alone may be a ratio, a score or a verse, and is a time only after a word
//! that asks for one. A span over midnight is left as its two ends. What one point looks like
//! is for `time_clock` and `time_spoken`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of as char_of;
use nom::combinator::{map, opt, value};
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::date_around::{among, carries_on, last_word, next_word, starts_well, word_goes_on};
use super::date_parts::{digits, fail, one_of, space, weekday};
use super::found::{Found, Piece, Starts};
use super::time_clock::{DAY, HALF, Point, hour_alone, marked, number, point, told, zone};
use super::time_spoken::{in_part, part_of_day, spoken, told_before, told_part};
use crate::claim::TimeOfDay;
use crate::lexicon::units::units;

/// Times of day.
pub const PIECE: Piece = Piece {
    name: "time",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &[], words },
    parse,
};

fn words() -> Vec<&'static str> {
    vec![
        "noon",
        "midnight",
        "midday",
        "about",
        "around",
        "approximately",
        "roughly",
        "shortly",
        "just",
        "from",
        "between",
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
        "half",
        "quarter",
        "a",
    ]
}

/// Minutes that `about` and `shortly before` reach.
const SLACK: u16 = 30;

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    if !starts_well(before) && !ends_night(before) {
        return fail(i);
    }
    let (rest, time) = alt((|i| hedged(before, i), |i| span(before, i), |i| single(before, i))).parse(i)?;
    // "5/19/2006 0:00:00": a program that had no time to tell.
    let written = &i[..i.len() - rest.len()];
    let dated = before.strip_suffix(' ').is_some_and(|date| date.ends_with(|c: char| c.is_ascii_digit()));
    if dated && matches!(written, "0:00:00" | "00:00:00") {
        return Ok((rest, Found::Nothing));
    }
    if word_goes_on(rest) { fail(i) } else { Ok((rest, Found::Time(time))) }
}

/// `10pm-`: the other end of a span over midnight follows.
fn ends_night(before: &str) -> bool {
    let first = before.strip_suffix(['-', '–']).map(|first| first.trim_end_matches('.'));
    first.and_then(|first| first.strip_suffix(['m', 'M'])).is_some_and(|first| {
        let first = first.trim_end_matches('.');
        first
            .strip_suffix(['a', 'A', 'p', 'P'])
            .is_some_and(|hour| hour.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    })
}

fn single<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let (rest, at) = alt((|i| spoken(before, i), |i| point(before, i))).parse(i)?;
    let (rest, zone) = zone(rest);
    Ok((rest, TimeOfDay { low: at.minute, high: at.minute, zone, half_open: at.open }))
}

// about 3 p.m. | shortly before noon | just after 10:30 a.m.
fn hedged<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let about = value((SLACK, SLACK), one_of(&["about", "around", "approximately", "roughly", "circa"]));
    let shortly = (one_of(&["shortly", "just"]), space);
    let earlier = (shortly, one_of(&["before", "after"]));
    let near = map(earlier, |(_, w)| if w == "before" { (SLACK, 0) } else { (0, SLACK) });
    let (rest, (back, on)) = terminated(alt((about, near)), space).parse(i)?;
    let context =
        if among(last_word(before), &["at"]) || !i.starts_with(['a', 'A']) { "at " } else { before };
    let (rest, time) = alt((|i| span(context, i), |i| single(context, i))).parse(rest)?;
    let (low, high) = (time.low.saturating_sub(back), (time.high + on).min(DAY - 1));
    Ok((rest, TimeOfDay { low, high, ..time }))
}

/// One end of a span.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// `3 p.m.`, `14:30`
    Told(u16),
    /// `3:30`
    Minutes(u16),
    /// `3.30`, which is as often an amount
    Dotted(u16),
    /// `3`, `three`
    Hour(u16),
}

impl End {
    const fn minute(self) -> u16 {
        match self {
            Self::Told(minute) | Self::Minutes(minute) | Self::Dotted(minute) | Self::Hour(minute) => minute,
        }
    }
}

fn end(i: &str) -> IResult<&str, End> {
    let by_clock = |point: Point| {
        if point.open { End::Minutes(point.minute) } else { End::Told(point.minute) }
    };
    let hour = map(hour_alone, |hour| End::Hour(hour * 60));
    alt((map(told, by_clock), map(marked, by_clock), map(dotted, End::Dotted), hour)).parse(i)
}

// from 9 a.m. to 5 p.m. | 3–4 p.m. | between 14:30 and 16:00 | from 2:30 to 4 in the afternoon
fn span<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let (rest, lead) = opt(terminated(one_of(&["from", "between"]), space)).parse(i)?;
    let (rest, first) = end(rest)?;
    let (rest, first_zone) = zone(rest);
    let (rest, ()) = joint(lead == Some("between"), rest)?;
    let (rest, last) = end(rest)?;
    let (rest, (last, told_after)) = match part_of_day(rest) {
        Ok((rest, part)) if !matches!(last, End::Told(_)) => {
            (rest, (End::Told(in_part(last.minute(), part).minute), true))
        }
        _ => (rest, (last, false)),
    };
    let ended = &i[..i.len() - rest.len()];
    let (after_zone, last_zone) = zone(rest);
    let zoned = after_zone.len() < rest.len();
    let rest = after_zone;
    let told = told_part(rest).or_else(|| told_before(before));
    let exact = |end| matches!(end, End::Told(_));
    let last = match told {
        Some(part) if !exact(last) && (lead.is_some() || !matches!(last, End::Hour(_))) => {
            End::Told(in_part(last.minute(), part).minute)
        }
        _ => last,
    };
    let next = next_word(rest);
    let closed =
        (next.is_empty() || carries_on(next) || told.is_some() || next.starts_with(char::is_uppercase))
            && super::edge::may_end(rest);
    let asked = lead.is_some()
        || among(last_word(before), &["at", "around", "about", "for"])
        || before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ',')
        || weekday(last_word(before)).is_ok_and(|(_, name)| name.full)
        || first_zone.is_some()
        || zoned
        || next == "on";
    let by_half = |end: &str| end.trim_end_matches('.').ends_with(['m', 'M']);
    let said_half = told_after || told.is_some() || by_half(ended);
    let (low, high, half_open) = match (first, last) {
        (End::Told(low), End::Told(high)) => {
            let words = !i.starts_with(|c: char| c.is_ascii_digit()) || i.contains(['m', 'M', 'n']);
            if !asked && !words {
                return fail(i);
            }
            (low, high, false)
        }
        // "3 to 4 p.m." shares its half of the day; "11 to 1 p.m." does not.
        (first, End::Told(high)) if said_half || matches!(first, End::Minutes(_)) && high >= HALF => {
            let low = first.minute() % HALF;
            let shared = if said_half && high >= HALF { low + HALF } else { low };
            let whole = if said_half { low } else { first.minute() };
            (if shared <= high && said_half { shared } else { whole }, high, false)
        }
        // "8 a.m. to 6": the next six there is
        (End::Told(low), last) if closed && low % 5 == 0 => {
            let high = last.minute() % HALF;
            (low, if high > low { high } else { high + HALF }, false)
        }
        (End::Minutes(low), End::Minutes(high)) if asked && closed && !is_counted(next) => (low, high, true),
        // "between 7.30 and 19.00"
        (End::Dotted(low), End::Dotted(high))
            if lead.is_some() && closed && high >= 13 * 60 && !is_counted(next) =>
        {
            (low, high, false)
        }
        _ => return fail(i),
    };
    let zone = last_zone.or(first_zone);
    if low < high && high < DAY { Ok((rest, TimeOfDay { low, high, zone, half_open })) } else { fail(i) }
}

// to | until | - | –; between: and
fn joint(between: bool, i: &str) -> IResult<&str, ()> {
    let dash = value((), (opt(space), char_of("-–—"), opt(space)));
    let words = |i| {
        let (rest, (_, word, _)) = (space, one_of(&["to", "until", "till", "and"]), space).parse(i)?;
        if word == "and" && !between { fail(i) } else { Ok((rest, ())) }
    };
    alt((dash, words)).parse(i)
}

// 7.30 | 20.30
fn dotted(i: &str) -> IResult<&str, u16> {
    let (rest, hour) = digits(i, 1, 2)?;
    let (rest, _) = tag(".").parse(rest)?;
    let (rest, minute) = digits(rest, 2, 2)?;
    let (hour, minute) = (number(hour), number(minute));
    if hour < 24 && minute < 60 && minute % 5 == 0 { Ok((rest, hour * 60 + minute)) } else { fail(i) }
}

/// A word that makes a measure of the figure before it.
fn is_counted(word: &str) -> bool {
    among(word, &["percent", "per", "million", "billion", "points", "times"])
        || !word.is_empty() && !units().lookup(word).is_empty()
}
