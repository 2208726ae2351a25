//! Times of day: `3:42 p.m.`, `10 a.m. EST`, `noon`, `14:30 UTC`, `1430 hours`, `from 9
//! a.m. to 5 p.m.`, `six in the morning`.
//!
//! `10:30` alone may be a ratio, a score or a verse, and is a time only after a word
//! that asks for one. A span over midnight is left as its two ends.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of as char_of;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_parts::{
    among, at_start, digits, fail, last_word, next_word, one_of, space, starts_well, word_goes_on,
};
use super::found::{Found, Piece, Starts};
use super::words;
use crate::claim::TimeOfDay;
use crate::lexicon::number_words::NumberWord;
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
const DAY: u16 = 24 * 60;

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    if !starts_well(before) {
        return fail(i);
    }
    if let Ok((rest, minute)) = spoken(before, i) {
        let time = minute.map(|minute| TimeOfDay { low: minute, high: minute, zone: None });
        return Ok((rest, time.map_or(Found::Nothing, Found::Time)));
    }
    let (rest, time) = alt((|i| hedged(before, i), |i| span(before, i), |i| single(before, i))).parse(i)?;
    if word_goes_on(rest) { fail(i) } else { Ok((rest, Found::Time(time))) }
}

fn single<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, TimeOfDay> {
    let (rest, minute) = point(before, i)?;
    let (rest, zone) = zone(rest);
    Ok((rest, TimeOfDay { low: minute, high: minute, zone }))
}

// six in the morning | 4.10 that morning | half past six | ten minutes to midnight | six o'clock
//
// Without a word for the part of the day the half of it stays open, and no time is read.
fn spoken<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Option<u16>> {
    let (rest, (hour, minute, sure)) = alt((past_or_to, |i| struck(before, i))).parse(i)?;
    let (after, part) = match part_of_day(rest) {
        Ok((after, part)) => (after, Some(part)),
        Err(_) => (rest, told_part(rest)),
    };
    let full = hour * 60 + minute;
    let read = match part {
        _ if sure => Some(full % DAY),
        None => None,
        Some("morning") => Some(full % (DAY / 2)),
        Some("night") if hour < 6 || hour == 12 => Some(full % (DAY / 2)),
        Some(_) => Some(full % (DAY / 2) + DAY / 2),
    };
    // "half past six" is half a time, and so is "six o'clock"; "at six" is anything.
    let phrased = i.len() - rest.len() > 9 || rest.is_empty();
    match read {
        Some(_) => Ok((after, read)),
        None if phrased || ends_in_clock(i, rest) => Ok((rest, None)),
        None => fail(i),
    }
}

fn ends_in_clock(i: &str, rest: &str) -> bool {
    i[..i.len() - rest.len()].ends_with("clock")
}

// quarter past three | twenty minutes past nine | seven minutes to midnight
fn past_or_to(i: &str) -> IResult<&str, (u16, u16, bool)> {
    let quarter = value(15, (opt((one_of(&["a"]), space)), one_of(&["quarter"])));
    let minutes = terminated(small_number, (space, one_of(&["minutes", "minute", "mins", "min"])));
    let (rest, minutes) = alt((value(30, one_of(&["half"])), quarter, minutes)).parse(i)?;
    let (rest, way) = preceded(space, one_of(&["past", "after", "to", "before"])).parse(rest)?;
    let noon = alt((value(12, one_of(&["noon", "midday"])), value(24, one_of(&["midnight"]))));
    let (rest, (hour, sure)) =
        preceded(space, alt((map(noon, |hour| (hour, true)), map(hour_alone, |hour| (hour, false)))))
            .parse(rest)?;
    if minutes >= 60 {
        return fail(i);
    }
    let back = matches!(way, "to" | "before");
    let minute = if back { 60 - minutes } else { minutes };
    let hour = if !back {
        hour
    } else if hour == 1 {
        12
    } else {
        hour - 1
    };
    Ok((rest, (hour, minute, sure)))
}

// six | 3 | 4.10 | 4:10 | six o'clock
fn struck<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, (u16, u16, bool)> {
    let (rest, (hour, minute)) = alt((map(hour_alone, |hour| (hour, 0)), clock)).parse(i)?;
    let oclock = preceded(space, alt((tag("o'clock"), tag("o’clock"))));
    if let Ok((rest, _)) = { oclock }.parse(rest) {
        return if word_goes_on(rest) { fail(i) } else { Ok((rest, (hour, minute, false))) };
    }
    let asked =
        among(last_word(before), &["at", "around", "about", "by", "until", "till", "before", "after"]);
    let exact = i[..i.len() - rest.len()].contains(['.', ':']);
    let day = part_of_day(rest).is_ok() || (asked || exact) && told_part(rest).is_some();
    if (1..=12).contains(&hour) && day { Ok((rest, (hour, minute, false))) } else { fail(i) }
}

/// An hour without minutes, in figures or a word.
fn hour_alone(i: &str) -> IResult<&str, u16> {
    let (rest, hour) = small_number(i)?;
    let joined = rest.starts_with(['.', ':', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if (1..=12).contains(&hour) && !joined { Ok((rest, hour)) } else { fail(i) }
}

/// `12`, `twelve`, `twenty-five`.
fn small_number(i: &str) -> IResult<&str, u16> {
    if let Ok((rest, run)) = digits(i, 1, 2) {
        return if word_goes_on(rest) { fail(i) } else { Ok((rest, number(run))) };
    }
    let (rest, tens) = match words::word(i) {
        Some((rest, NumberWord::Unit(n) | NumberWord::Teen(n))) => (rest, n),
        Some((rest, NumberWord::Ten(tens))) => match rest.strip_prefix('-').and_then(words::word) {
            Some((rest, NumberWord::Unit(n))) => (rest, tens + n),
            _ => (rest, tens),
        },
        _ => return fail(i),
    };
    u16::try_from(tens).map_or_else(|_| fail(i), |n| Ok((rest, n)))
}

// in the morning | at night
fn part_of_day(i: &str) -> IResult<&str, &'static str> {
    let part = one_of(&["morning", "afternoon", "evening"]);
    let in_the = preceded((space, one_of(&["in"]), space, one_of(&["the"]), space), part);
    let at_night = preceded((space, one_of(&["at"]), space), one_of(&["night"]));
    alt((in_the, at_night)).parse(i)
}

/// `that morning`, `this evening`: a date of its own, which tells the part of the day as well.
fn told_part(i: &str) -> Option<&'static str> {
    let lead = (space, one_of(&["that", "this"]), space);
    preceded(lead, one_of(&["morning", "afternoon", "evening", "night"])).parse(i).ok().map(|(_, part)| part)
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
    // "between 7.30 and 19.00": with minutes at both ends, and no unit behind.
    let marked = |i| {
        let (rest, first) = dotted(i)?;
        let (rest, _) = (space, one_of(&["to", "until", "and"]), space).parse(rest)?;
        let (rest, last) = dotted(rest)?;
        let open = super::edge::may_end(rest) && !is_counted(next_word(rest));
        if first < last && open {
            Ok((rest, TimeOfDay { low: first, high: last, zone: None }))
        } else {
            fail(i)
        }
    };
    if lead.is_some()
        && let Ok(read) = marked(rest)
    {
        return Ok(read);
    }
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
    // A cell or line that opens with "21:35", or a day before it.
    let led = before.trim_end();
    let opens = (at_start(before) || led.len() < before.len() && led.ends_with(|c: char| c.is_ascii_digit()))
        && i.len() - rest.len() == 5
        && !rest.starts_with(['-', '–']);
    let asked = (asked || opens) && next_word(rest) != "into";
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
