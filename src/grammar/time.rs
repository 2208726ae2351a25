//! Times of day: `3:42 p.m.`, `10 a.m. EST`, `noon`, `14:30 UTC`, `1430 hours`, `from 9
//! a.m. to 5 p.m.`.
//!
//! `10:30` alone may be a ratio, a score or a verse, and is a time only after a word
//! that asks for one. A span over midnight is left as its two ends.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of as char_of;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_parts::{among, digits, fail, last_word, one_of, space, starts_well, word_goes_on};
use super::found::{Found, Piece, Starts};
use crate::claim::TimeOfDay;

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
    ]
}

/// Minutes that `about` and `shortly before` reach.
const SLACK: u16 = 30;
const DAY: u16 = 24 * 60;

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    if !starts_well(before) {
        return fail(i);
    }
    let (rest, time) = alt((|i| hedged(before, i), |i| span(before, i), |i| single(before, i))).parse(i)?;
    if word_goes_on(rest) { fail(i) } else { Ok((rest, Found::Time(time))) }
}

fn single<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let (rest, minute) = point(before, i)?;
    let (rest, zone) = zone(rest);
    Ok((rest, TimeOfDay { low: minute, high: minute, zone }))
}

// about 3 p.m. | shortly before noon | just after 10:30 a.m.
fn hedged<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let about = value((SLACK, SLACK), one_of(&["about", "around", "approximately", "roughly"]));
    let shortly = (one_of(&["shortly", "just"]), space);
    let earlier = preceded(shortly, one_of(&["before", "after"]));
    let near = map(earlier, |w| if w == "before" { (SLACK, 0) } else { (0, SLACK) });
    let (rest, (back, on)) = terminated(alt((about, near)), space).parse(i)?;
    let context =
        if among(last_word(before), &["at"]) || !i.starts_with(['a', 'A']) { "at " } else { before };
    let (rest, time) = single(context, rest)?;
    let (low, high) = (time.low.saturating_sub(back), (time.high + on).min(DAY - 1));
    Ok((rest, TimeOfDay { low, high, ..time }))
}

// from 9 a.m. to 5 p.m. | 3–4 p.m. | between 14:30 and 16:00
fn span<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let (rest, lead) = opt(terminated(one_of(&["from", "between"]), space)).parse(i)?;
    let (before, joint) = if lead.is_some() { ("from ", "and") } else { (before, "to") };
    let open_hour = |i| {
        let (rest, (hour, minute)) = clock(i)?;
        if (1..=12).contains(&hour) { Ok((rest, (None, hour, minute))) } else { fail(i) }
    };
    let whole = |i| map(|i| point(before, i), |minute| (Some(minute), 0, 0)).parse(i);
    let (rest, first) = alt((whole, open_hour)).parse(rest)?;
    let (rest, _) = zone(rest);
    let dash = |i| value((), (opt(space), char_of("-–—"), opt(space))).parse(i);
    let words = |i| {
        let (rest, word) = (space, one_of(&["to", "until", "and"]), space).parse(i)?;
        if word.1 == "and" && (joint != "and") { fail(i) } else { Ok((rest, ())) }
    };
    let (rest, ()) = alt((dash, words)).parse(rest)?;
    let (rest, last) = point("to ", rest)?;
    let (rest, zone) = zone(rest);
    let first = match first {
        (Some(minute), ..) => minute,
        // "3 to 4 p.m." shares its half of the day; "11 to 1 p.m." does not.
        (None, hour, minute) => {
            let afternoon = if last >= DAY / 2 { DAY / 2 } else { 0 };
            let shared = hour % 12 * 60 + minute + afternoon;
            if shared <= last { shared } else { hour % 12 * 60 + minute }
        }
    };
    if first < last { Ok((rest, TimeOfDay { low: first, high: last, zone })) } else { fail(i) }
}

// 3:42 p.m. | 10 a.m. | noon | 14:30 | 1430 hours | 3 o'clock is half a time and none
fn point<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, u16> {
    let named = alt((value(DAY / 2, one_of(&["noon", "midday"])), value(0, one_of(&["midnight"]))));
    alt((named, twelve_hours, military, |i| twenty_four(before, i))).parse(i)
}

// 3:42 p.m. | 3.42pm | 12 noon
fn twelve_hours(i: &str) -> IResult<&str, u16> {
    let (rest, (hour, minute)) = clock(i)?;
    if !(1..=12).contains(&hour) {
        return fail(i);
    }
    let noon = value(true, preceded(space, one_of(&["noon"])));
    let midnight = value(false, preceded(space, one_of(&["midnight"])));
    let (rest, afternoon) =
        alt((verify(noon, |_| hour == 12), verify(midnight, |_| hour == 12), half_of_day)).parse(rest)?;
    Ok((rest, hour % 12 * 60 + minute + if afternoon { DAY / 2 } else { 0 }))
}

// a.m. | pm | P.M.: true for the afternoon
fn half_of_day(i: &str) -> IResult<&str, bool> {
    let (rest, _) = opt(space).parse(i)?;
    let (rest, half) = char_of("aApP").parse(rest)?;
    let (rest, point) = opt(tag(".")).parse(rest)?;
    let (rest, _) = char_of("mM").parse(rest)?;
    if word_goes_on(rest) {
        return fail(i);
    }
    // The point of "p.m." is its own even where it ends the sentence as well.
    let rest = if point.is_some() { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
    Ok((rest, half.eq_ignore_ascii_case(&'p')))
}

// 14:30 | 09:05:30, where it is asked for
fn twenty_four<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, u16> {
    let (rest, hour) = digits(i, 1, 2)?;
    let (rest, _) = tag(":").parse(rest)?;
    let (rest, minute) = digits(rest, 2, 2)?;
    let (rest, _) = opt((tag(":"), |i| digits(i, 2, 2))).parse(rest)?;
    let (hour, minute) = (number(hour), number(minute));
    let asked = among(
        last_word(before),
        &["at", "until", "from", "to", "by", "around", "about", "before", "after", "since"],
    ) || zone(rest).1.is_some();
    let goes_on = word_goes_on(rest)
        || rest.starts_with([':', '/'])
        || rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if hour < 24 && minute < 60 && asked && !goes_on { Ok((rest, hour * 60 + minute)) } else { fail(i) }
}

// 1430 hours | 0930 hrs
fn military(i: &str) -> IResult<&str, u16> {
    let (rest, run) = digits(i, 4, 4)?;
    let (rest, _) = (space, one_of(&["hours", "hrs"])).parse(rest)?;
    let (hour, minute) = (number(&run[..2]), number(&run[2..]));
    // "2000 hours" of work are more often counted than met.
    let exact = hour < 24 && minute < 60 && (minute != 0 || run.starts_with('0'));
    if exact { Ok((rest, hour * 60 + minute)) } else { fail(i) }
}

// 3 | 3:42 | 3.42
fn clock(i: &str) -> IResult<&str, (u16, u16)> {
    let (rest, hour) = digits(i, 1, 2)?;
    let minutes = preceded(char_of(":."), |i| digits(i, 2, 2));
    let (rest, minute) = opt(minutes).parse(rest)?;
    let minute = minute.map_or(0, number);
    if minute < 60 { Ok((rest, (number(hour), minute))) } else { fail(i) }
}

fn number(run: &str) -> u16 {
    run.parse().unwrap_or(0)
}

/// A zone after a time, and its offset where it has a fixed one. Names that shift with
/// the season (`ET`) or stand for several zones are read over.
fn zone(i: &str) -> (&str, Option<i16>) {
    const FIXED: [(&str, i16); 16] = [
        ("UTC", 0),
        ("GMT", 0),
        ("Z", 0),
        ("EST", -300),
        ("EDT", -240),
        ("CDT", -300),
        ("MST", -420),
        ("MDT", -360),
        ("PST", -480),
        ("PDT", -420),
        ("AKST", -540),
        ("AKDT", -480),
        ("HST", -600),
        ("CET", 60),
        ("CEST", 120),
        ("EEST", 180),
    ];
    const OPEN: [&str; 10] = ["ET", "CT", "MT", "PT", "CST", "BST", "IST", "Eastern", "Pacific", "Central"];
    let rest = i.trim_start_matches([' ', '\u{a0}', '(']);
    if i.len() - rest.len() > 2 {
        return (i, None);
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let opened = i[..i.len() - rest.len()].contains('(');
    let after = if opened { after.strip_prefix(')').unwrap_or(i) } else { after };
    if let Some(&(_, offset)) = FIXED.iter().find(|(zone, _)| *zone == name) {
        return (after, Some(offset));
    }
    if OPEN.contains(&name) && !opened {
        let time = preceded(space, one_of(&["time"])).parse(after);
        return (time.map_or(if name.len() > 3 { i } else { after }, |(rest, _)| rest), None);
    }
    let local = (space, one_of(&["local"]), space, one_of(&["time"]));
    ({ local }.parse(i).map_or(i, |(rest, _)| rest), None)
}
