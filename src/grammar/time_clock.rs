//! One time on the clock: `3:42 p.m.`, `noon`, `14:30`, `15h30`, `1430 hours`, `7:05:30 am`, and
//! the zone behind it. Spans, hedges and `half past six` belong to `time` and `time_spoken`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of as char_of;
use nom::combinator::{map, opt, value, verify};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::date_around::{among, at_start, last_word, next_word, word_goes_on};
use super::date_parts::{digits, fail, month, one_of, space, weekday};
use super::words;
use crate::lexicon::number_words::NumberWord;

pub(super) const DAY: u16 = 24 * 60;
pub(super) const HALF: u16 = DAY / 2;

/// A point on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub minute: u16,
    /// It may be of the morning or of the evening: `at 9:30`.
    pub open: bool,
}

impl Point {
    pub const fn told(minute: u16) -> Self {
        Self { minute, open: false }
    }

    pub const fn open(minute: u16) -> Self {
        Self { minute, open: true }
    }
}

// 3:42 p.m. | 10 a.m. | noon | 14:30 | 1430 hours
pub(super) fn point<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Point> {
    alt((told, |i| asked_clock(before, i))).parse(i)
}

// 3:42 p.m. | noon | 1430 hours: says what it is by itself
pub(super) fn told(i: &str) -> IResult<&str, Point> {
    let named = alt((value(HALF, one_of(&["noon", "midday"])), value(0, one_of(&["midnight"]))));
    map(alt((named, twelve_hours, military)), Point::told).parse(i)
}

// 3:42 p.m. | 3.42pm | 12 noon | ten thirty a.m.
fn twelve_hours(i: &str) -> IResult<&str, u16> {
    let (rest, (hour, minute)) = alt((clock, in_words)).parse(i)?;
    if !(1..=12).contains(&hour) {
        return fail(i);
    }
    let noon = value(true, preceded(space, one_of(&["noon"])));
    let midnight = value(false, preceded(space, one_of(&["midnight"])));
    let (rest, afternoon) =
        alt((verify(noon, |_| hour == 12), verify(midnight, |_| hour == 12), half_of_day)).parse(rest)?;
    Ok((rest, hour % 12 * 60 + minute + if afternoon { HALF } else { 0 }))
}

// ten | ten thirty | ten forty-five
fn in_words(i: &str) -> IResult<&str, (u16, u16)> {
    let (rest, hour) = verify(small_word, |hour| (1..=12).contains(hour)).parse(i)?;
    let minute = preceded(alt((space, tag("-"))), verify(small_word, |minute| (10..60).contains(minute)));
    let (rest, minute) = opt(minute).parse(rest)?;
    Ok((rest, (hour, minute.unwrap_or(0))))
}

// a.m. | pm | P.M.: true for the afternoon
pub(super) fn half_of_day(i: &str) -> IResult<&str, bool> {
    let (rest, _) = opt(space).parse(i)?;
    let (rest, half) = char_of("aApP").parse(rest)?;
    let (rest, point) = opt(tag(".")).parse(rest)?;
    let (rest, _) = char_of("mM").parse(rest)?;
    // "five am I right"
    let bare_word = point.is_none() && i.starts_with(char::is_whitespace) && next_word(rest) == "I";
    if word_goes_on(rest) || bare_word {
        return fail(i);
    }
    // The point of "p.m." is its own even where it ends the sentence as well.
    let rest = if point.is_some() { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
    Ok((rest, half.eq_ignore_ascii_case(&'p')))
}

// 14:30 | 09:05:30 | 15h30, where it is asked for
fn asked_clock<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Point> {
    let (rest, point) = marked(i)?;
    let led = before.trim_end();
    let zone = zone(rest).1;
    let asked = among(
        last_word(before),
        &[
            "at", "until", "till", "from", "to", "by", "around", "about", "before", "after", "since",
            "between",
        ],
    );
    // A cell or line that opens with "21:35", or a day before it.
    let written = &i[..i.len() - rest.len()];
    let opens = (at_start(before) || led.len() < before.len() && led.ends_with(|c: char| c.is_ascii_digit()))
        && (written.len() >= 5 || written.contains(['h', 'H']))
        // "10:30:15" on its own is a length as often.
        && !(point.open && written.len() > 5)
        && !rest.starts_with(['-', '–']);
    let whole_hour = written.ends_with(['h', 'H']);
    let after_day = weekday(last_word(before)).is_ok_and(|(_, name)| name.full);
    // "february 22nd 3:30", "12:30 on December 27th"
    let ordinal = led.len() < before.len()
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| led.strip_suffix(end).is_some_and(|led| led.ends_with(|c: char| c.is_ascii_digit())));
    let after_clock = rest.strip_prefix(" on ").or_else(|| rest.strip_prefix(' '));
    let ahead = written.contains(':')
        && after_clock.is_some_and(|day| {
            month(day).is_ok_and(|(rest, name)| {
                name.full
                    && rest.strip_prefix(' ').is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
            })
        });
    // "at 4:32 into the game"
    let of_game = next_word(rest) == "into";
    let sure = zone.is_some() || !whole_hour && (asked || opens || after_day || ordinal || ahead);
    if sure && !of_game { Ok((rest, point)) } else { fail(i) }
}

// 14:30 | 9:05 | 09:05:30 | 15h30 | 15h
pub(super) fn marked(i: &str) -> IResult<&str, Point> {
    let (rest, hour_figures) = digits(i, 1, 2)?;
    let hour = number(hour_figures);
    let two = |i| digits(i, 2, 2);
    let (rest, minute) = match rest.strip_prefix(['h', 'H']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => two(rest)?,
        Some(rest) => (rest, "0"),
        None => {
            let (rest, minute) = preceded(tag(":"), two).parse(rest)?;
            (opt(preceded(tag(":"), two)).parse(rest)?.0, minute)
        }
    };
    let minute = number(minute);
    let goes_on = word_goes_on(rest)
        || rest.starts_with([':', '/'])
        || rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if hour >= 24 || minute >= 60 || goes_on {
        return fail(i);
    }
    // "9:30" may be of the evening, "09:30" and "9:30 GMT" are not.
    let by_twelve = (1..=12).contains(&hour)
        && !hour_figures.starts_with('0')
        && zone(rest).1.is_none_or(|offset| offset < 0)
        && !i[hour_figures.len()..].starts_with(['h', 'H']);
    Ok((rest, Point { minute: hour * 60 + minute, open: by_twelve }))
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

// 3 | 3:42 | 3.42 | 3:42:10
pub(super) fn clock(i: &str) -> IResult<&str, (u16, u16)> {
    let (rest, hour) = digits(i, 1, 2)?;
    let two = |i| digits(i, 2, 2);
    let (rest, minute) = opt(preceded(char_of(":."), two)).parse(rest)?;
    let (rest, _) = if minute.is_some() { opt(preceded(tag(":"), two)).parse(rest)? } else { (rest, None) };
    let minute = minute.map_or(0, number);
    if minute < 60 { Ok((rest, (number(hour), minute))) } else { fail(i) }
}

/// An hour without minutes, in figures or a word.
pub(super) fn hour_alone(i: &str) -> IResult<&str, u16> {
    let (rest, hour) = small_number(i)?;
    let joined = rest.starts_with(['.', ':', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if (1..=12).contains(&hour) && !joined { Ok((rest, hour)) } else { fail(i) }
}

/// `12`, `twelve`, `twenty-five`.
pub(super) fn small_number(i: &str) -> IResult<&str, u16> {
    if let Ok((rest, run)) = digits(i, 1, 2) {
        return if word_goes_on(rest) { fail(i) } else { Ok((rest, number(run))) };
    }
    small_word(i)
}

fn small_word(i: &str) -> IResult<&str, u16> {
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

pub(super) fn number(run: &str) -> u16 {
    run.parse().unwrap_or(0)
}

/// A zone after a time, and its offset where it has a fixed one. Names that shift with
/// the season (`ET`) or stand for several zones are read over.
pub(super) fn zone(i: &str) -> (&str, Option<i16>) {
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
