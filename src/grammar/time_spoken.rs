//! Times as they are said: `half past six`, `a quarter to nine`, `ten past 3 p.m.`, `six
//! o'clock in the morning`, `this afternoon at 3:20`, `at four that morning`.
//!
//! Without a word for the part of the day the half of it stays open.

use nom::branch::alt;
use nom::bytes::complete::tag as exact;
use nom::combinator::{map, opt, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_around::{among, carries_on, last_word, last_words, next_word, tail, word_goes_on};
use super::date_parts::{fail, one_of, space, weekday};
use super::time_clock::{DAY, HALF, Point, clock, half_of_day, hour_alone, small_number};
use crate::lexicon::tag::{self, Tag};

// six in the morning | 4.10 that morning | half past six | ten minutes to midnight | six o'clock
pub(super) fn spoken<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Point> {
    let (rest, said) = alt((|i| past_or_to(before, i), |i| struck(before, i))).parse(i)?;
    if said.sure {
        return Ok((rest, Point::told(said.minute % DAY)));
    }
    let (after, part) = match part_of_day(rest) {
        // "six in the morning", but "one in the morning room"
        Ok((after, part)) if !goes_on(after) => (after, Some(part)),
        Ok(_) => return fail(i),
        Err(_) => (rest, told_part(rest).or_else(|| told_before(before))),
    };
    Ok((after, part.map_or(Point::open(said.minute), |part| in_part(said.minute, part))))
}

/// A noun follows, to which the words before belong.
fn goes_on(after: &str) -> bool {
    let next = next_word(after);
    next.starts_with(char::is_lowercase) && !carries_on(next) && is_plain_noun(next)
}

fn is_plain_noun(word: &str) -> bool {
    tag::entry(word).is_some_and(|entry| entry.tag == Tag::NN)
}

/// The minute by the clock, in the part of the day that is told.
pub(super) fn in_part(minute: u16, part: Part) -> Point {
    let before_noon = minute % HALF;
    Point::told(match part {
        Part::Morning => before_noon,
        // "two at night", "twelve that evening"
        Part::Night if before_noon < 6 * 60 => before_noon,
        Part::Evening if before_noon < 60 => before_noon,
        Part::Night | Part::Evening | Part::Afternoon => before_noon + HALF,
    })
}

/// A part of the day by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

fn part(i: &str) -> IResult<&str, Part> {
    map(one_of(&["morning", "afternoon", "evening", "night", "tonight"]), |word| match word {
        "morning" => Part::Morning,
        "afternoon" => Part::Afternoon,
        "evening" => Part::Evening,
        _ => Part::Night,
    })
    .parse(i)
}

struct Said {
    minute: u16,
    /// Which half of the day it is is clear from its own words.
    sure: bool,
}

// quarter past three | twenty minutes past nine | seven minutes to midnight | ten past nine
fn past_or_to<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Said> {
    let quarter = value(15, (opt((one_of(&["a"]), space)), one_of(&["quarter"])));
    let counted = terminated(small_number, (space, one_of(&["minutes", "minute", "mins", "min"])));
    let named = alt((value(30, one_of(&["half"])), quarter, counted));
    let (rest, (minutes, bare)) =
        alt((map(named, |minutes| (minutes, false)), map(small_number, |n| (n, true)))).parse(i)?;
    let (rest, way) = preceded(space, one_of(&["past", "after", "to", "before"])).parse(rest)?;
    let noon = alt((value(12, one_of(&["noon", "midday"])), value(24, one_of(&["midnight"]))));
    let by_half = |i| {
        let (rest, (hour, minute)) = alt((clock, map(hour_alone, |hour| (hour, 0)))).parse(i)?;
        let (rest, half) = half_of_day(rest)?;
        if minute == 0 && (1..=12).contains(&hour) { Ok((rest, (hour, false, Some(half)))) } else { fail(i) }
    };
    let (rest, (hour, named, half)) = preceded(
        space,
        alt((map(noon, |hour| (hour, true, None)), by_half, map(hour_alone, |hour| (hour, false, None)))),
    )
    .parse(rest)?;
    let (rest, _) = opt(o_clock).parse(rest)?;
    let next = next_word(rest);
    // "ten to six people", "20 past 3" are counts unless the words are those of a clock.
    let clockwise = named || way == "past" || among(last_word(before), &["at", "by", "until", "around"]);
    let goes_on = !next.is_empty()
        && !carries_on(next)
        && !among(next, &["this", "that", "tomorrow", "yesterday", "last", "next", "tonight"])
        && next.starts_with(char::is_lowercase);
    let loose = bare && (minutes % 5 != 0 || !clockwise || matches!(way, "after" | "before") || goes_on);
    if minutes >= 60 || minutes == 0 || loose || word_goes_on(rest) {
        return fail(i);
    }
    let back = matches!(way, "to" | "before");
    let hour = match half {
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
        None => hour,
    };
    let full = if back { hour * 60 + DAY - minutes } else { hour * 60 + minutes };
    let sure = named || half.is_some();
    // Without its half an hour before one is twelve, and none is nought.
    let minute = if sure { full % DAY } else { (full - 60) % HALF + 60 };
    Ok((rest, Said { minute, sure }))
}

fn o_clock(i: &str) -> IResult<&str, &str> {
    let (rest, words) =
        preceded(space, alt((exact("o'clock"), exact("o’clock"), exact("oclock")))).parse(i)?;
    if word_goes_on(rest) { fail(i) } else { Ok((rest, words)) }
}

// six | 3 | 4.10 | 4:10 | six o'clock
fn struck<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Said> {
    let (rest, (hour, minute)) = alt((map(hour_alone, |hour| (hour, 0)), clock)).parse(i)?;
    let said = Said { minute: hour * 60 + minute, sure: false };
    if !(1..=12).contains(&hour) {
        return fail(i);
    }
    if let Ok((rest, _)) = o_clock(rest) {
        return Ok((rest, said));
    }
    let asked =
        among(last_word(before), &["at", "around", "about", "by", "until", "till", "before", "after"]);
    let exact = i[..i.len() - rest.len()].contains(['.', ':']);
    let next = next_word(rest);
    let closed = next.is_empty() || carries_on(next);
    let told = told_part(rest).is_some() || closed && asked && told_before(before).is_some();
    let day = part_of_day(rest).is_ok() || (asked || exact) && told;
    if day && !word_goes_on(rest) { Ok((rest, said)) } else { fail(i) }
}

// in the morning | in afternoon | at night
pub(super) fn part_of_day(i: &str) -> IResult<&str, Part> {
    let daytime = alt((
        value(Part::Morning, one_of(&["morning"])),
        value(Part::Afternoon, one_of(&["afternoon"])),
        value(Part::Evening, one_of(&["evening"])),
    ));
    let in_the = preceded((space, one_of(&["in"]), space, opt((one_of(&["the"]), space))), daytime);
    let at_night = value(Part::Night, (space, one_of(&["at"]), space, one_of(&["night"])));
    alt((in_the, at_night)).parse(i)
}

/// `that morning`, `tomorrow evening`, `on Monday morning`: a date of its own, which tells
/// the part of the day as well.
pub(super) fn told_part(i: &str) -> Option<Part> {
    let (rest, _) = (opt(exact(",")), space, opt((one_of(&["on"]), space))).parse(i).ok()?;
    if let Ok((_, _)) = one_of(&["tonight"])(rest) {
        return Some(Part::Night);
    }
    let pointer = |i| value((), one_of(&["that", "this", "tomorrow", "yesterday", "last", "next"])).parse(i);
    let next = |i| value((), (one_of(&["the"]), space, one_of(&["next", "following", "same"]))).parse(i);
    let day = |i| value((), weekday).parse(i);
    let (rest, ()) = alt((pointer, next, day)).parse(rest).ok()?;
    preceded(space, part).parse(rest).ok().map(|(_, part)| part)
}

/// The part of the day that was named just before: `this afternoon at`, `in the morning at`.
pub(super) fn told_before(before: &str) -> Option<Part> {
    let (prior, last) = last_words(before);
    let word =
        if among(last, &["at", "around", "about", "by", "until", "from", "between"]) { prior } else { last };
    let (rest, found) = part(word).ok()?;
    // "one morning at 11 people"; the part must belong to a day or stand with its article.
    let head = tail(before, 64);
    let head = head.get(..head.rfind(word)?)?;
    let owner = last_word(head);
    let owned = word.eq_ignore_ascii_case("tonight")
        || weekday(owner).is_ok()
        || among(
            owner,
            &[
                "the",
                "this",
                "that",
                "tomorrow",
                "yesterday",
                "next",
                "last",
                "following",
                "same",
                "early",
                "late",
            ],
        );
    (rest.is_empty() && owned).then_some(found)
}
