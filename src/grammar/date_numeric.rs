//! Dates in figures: `2021-01-14` and its timestamps, `4/6/18`, `04/06/2018`,
//! `14.01.2021`, `2021/01/14`.
//!
//! `04/06/2018` is April 6 to some and 4 June to others. Its `days` hold both, and
//! nothing else; what is stated is the American reading where that exists. Which of the
//! two a document means is for `anchor` to say, from its other dates. Fractions, scores
//! and section numbers are no dates: without a year two figures need a word before them.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of as char_of;
use nom::combinator::{opt, recognize, verify};
use nom::{IResult, Parser};

use super::date_around::{
    among, at_start, ends_well, last_word, next_word, number_goes_on, starts_well, tail,
};
use super::date_parts::{Written, century_of, digits, fail};
use super::found::{Found, Piece, Starts};
use super::time_clock;
use crate::claim::{Date, DatePrecision, Days, IdKind, Stated, day as civil_day};

/// Dates in figures.
pub const PIECE: Piece = Piece {
    name: "date-numeric",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: false,
        symbols: &[],
        words: || vec!["post", "pre"],
    },
    parse,
};

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    if let Ok((rest, _)) = nine_eleven(before, i) {
        return Ok((rest, Found::Identifier(IdKind::NamedDate)));
    }
    date(before, i).map(|(rest, date)| (rest, Found::Date(date)))
}

/// A date in figures.
pub(super) fn date<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    let (rest, date) = figures(before, i)?;
    if ends_well(rest) { Ok((rest, date)) } else { fail(i) }
}

/// A date in figures that another may follow after a dash.
pub(super) fn figures<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    if !starts_well(before) {
        return fail(i);
    }
    alt((iso_day, |i| parted(before, i), |i| iso_month(before, i), |i| month_of_year(before, i))).parse(i)
}

// 9/11 | post-9/11 | pre 9/11: a day that has become a name
fn nine_eleven<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, &'a str> {
    let lead = (alt((tag("post"), tag("pre"), tag("Post"), tag("Pre"))), char_of("- –"));
    let (rest, text) = recognize((opt(lead), tag("9/11"))).parse(i)?;
    let tail = rest.as_bytes();
    let goes_on =
        number_goes_on(rest) || tail.first() == Some(&b'/') && tail.get(1).is_some_and(u8::is_ascii_digit);
    if goes_on || !(starts_well(before) || before.ends_with('-')) { fail(i) } else { Ok((rest, text)) }
}

// 2021-01-14 | 2021/1/14 | 2021-01-14T09:30:00.5+01:00 | 2021-01-14 09:30
fn iso_day(i: &str) -> IResult<&str, Date> {
    let (rest, year) = plausible_year(i)?;
    let (rest, mark) = alt((tag("-"), tag("/"), tag("."))).parse(rest)?;
    let (rest, month) = digits(rest, 1, 2)?;
    let (rest, _) = tag(mark).parse(rest)?;
    let (rest, day) = digits(rest, 1, 2)?;
    let (month, day) = (small(month), small(day));
    // "2017-20-31" is a number of another kind.
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return fail(i);
    }
    let (rest, _) = opt(clock).parse(rest)?;
    Ok((rest, Written { year: Some(year), month: Some(month), day: Some(day), ..Written::default() }.date()))
}

// T09:30 | T09:30:00.5 | 09:30:00Z | +01:00
fn clock(i: &str) -> IResult<&str, &str> {
    let two = |i| digits(i, 2, 2);
    let fraction = (char_of(".,"), take_while_m_n(1, 9, |c: char| c.is_ascii_digit()));
    let zone = alt((recognize(char_of("Zz")), recognize((char_of("+-"), two, opt(tag(":")), opt(two)))));
    let (rest, text) =
        recognize((char_of("Tt "), two, tag(":"), two, opt((tag(":"), two, opt(fraction))), opt(zone)))
            .parse(i)?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) { fail(i) } else { Ok((rest, text)) }
}

// 2021-01, where it is no number of a document: "No. 2021-01", "Order 2018-06"
fn iso_month<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    let (rest, year) = plausible_year(i)?;
    let (rest, _) = tag("-").parse(rest)?;
    let (rest, month) = verify(|i| digits(i, 2, 2), |m: &str| (1..=12).contains(&small(m))).parse(rest)?;
    let last = last_word(before);
    let named = last.starts_with(char::is_uppercase) && !among(last, &["in", "since", "from", "until", "by"]);
    let numbered = tail(before, 6).trim_end().ends_with(['.', '#']) && !before.trim_end().ends_with("..");
    if named || numbered || number_goes_on(rest) {
        return fail(i);
    }
    Ok((rest, Written { year: Some(year), month: Some(small(month)), ..Written::default() }.date()))
}

// 06/2019, where a word asks for a time or it stands alone
fn month_of_year<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    let (rest, month) = digits(i, 1, 2)?;
    let (rest, _) = tag("/").parse(rest)?;
    let (rest, year) = digits(rest, 4, 4)?;
    let (month, year): (u8, i16) = (small(month), year.parse().unwrap_or(0));
    let alone = at_start(before) && rest.trim().is_empty();
    let led = among(last_word(before), &["in", "since", "until", "from", "by", "dated", "through", "to"]);
    let fits = (1..=12).contains(&month) && (1900..=2100).contains(&year) && (alone || led);
    if !fits || number_goes_on(rest) || rest.starts_with('/') {
        return fail(i);
    }
    Ok((rest, Written { year: Some(year), month: Some(month), ..Written::default() }.date()))
}

// 04/06/2018 | 4/6/18 | 4-6-2018 | 14.01.2021 | on 4/25
fn parted<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    let (rest, first) = digits(i, 1, 2)?;
    let (rest, mark) = alt((tag("/"), tag("-"), tag("."))).parse(rest)?;
    let (rest, second) = digits(rest, 1, 2)?;
    let (a, b) = (small(first), small(second));
    let yearless = || {
        let led =
            among(last_word(before), &["on", "by", "since", "until", "from", "through", "thru", "dated"]);
        // "4/25 at 4 p.m."
        let hour = rest.strip_prefix(" at ").unwrap_or_default();
        let timed = time_clock::told(hour).is_ok() || time_clock::marked(hour).is_ok();
        let led = led || timed;
        let of = next_word(rest).eq_ignore_ascii_case("of");
        if mark == "/" && led && !of && !number_goes_on(rest) { Ok((rest, None)) } else { fail(i) }
    };
    let (rest, year) = match tag::<_, _, nom::error::Error<&str>>(mark).parse(rest) {
        Ok((rest, _)) => {
            let (rest, run) = alt((|i| digits(i, 4, 4), |i| digits(i, 2, 2))).parse(rest)?;
            let number: i16 = run.parse().unwrap_or(0);
            // "3.3.10" is a section, "4-6-18" may be anything.
            let short = run.len() == 2;
            if number_goes_on(rest) || (short && mark != "/") || (!short && !(1500..=2199).contains(&number))
            {
                return fail(i);
            }
            (rest, Some(if short { century_of(number) } else { number }))
        }
        Err(_) => yearless()?,
    };
    let full = year.is_some() && i.len() - rest.len() >= 8;
    match both_orders(a, b, year, mark == ".") {
        // "13/13/2018" is a date gone wrong; "13/13" is not.
        Some(date) if !date.impossible || full => Ok((rest, date)),
        _ => fail(i),
    }
}

/// The readings of two figures as month and day, in either order.
pub(super) fn both_orders(a: u8, b: u8, year: Option<i16>, day_first: bool) -> Option<Date> {
    let read = |month: u8, day: u8| {
        let written = Written { year, month: Some(month), day: Some(day), ..Written::default() };
        Some(written.date()).filter(|date| (1..=12).contains(&month) && !date.impossible)
    };
    let (us, other) = (read(a, b).filter(|_| !day_first), read(b, a));
    match (us, other) {
        (Some(us), Some(other)) if a != b => {
            let (least, most) = (a.min(b), a.max(b));
            let mut days =
                Days { months: 1 << (least - 1) | 1 << (most - 1), mdays: (least, most), ..Days::ALL };
            // April 6 and 4 June: from the earlier to the later nothing else fits, since
            // April has no fitting day after the 6th and June none before the 4th.
            if let (Some((x, _)), Some((y, _))) = (us.days.bounds(), other.days.bounds()) {
                (days.low, days.high) = (Some(x.min(y)), Some(x.max(y)));
            }
            Some(Date::new(days, us.stated, DatePrecision::Day))
        }
        (Some(date), _) | (None, Some(date)) => Some(date),
        (None, None) => {
            // Either figure may be the month, if it can be one at all.
            let (month, day) = if a <= 12 && !day_first { (a, b) } else { (b, a) };
            let month = Some(month).filter(|month| (1..=12).contains(month));
            let sound = (1..=31).contains(&a) && (1..=31).contains(&b) && (!day_first || b <= 12);
            sound.then(|| Date::impossible(Stated { year, month, day: Some(day), ..Stated::default() }))
        }
    }
}

/// The day that `stated` names, when the set of `date` holds another one beside it: the
/// mark of a date whose order is open.
pub(super) fn stated_day_of_two(date: &Date) -> Option<crate::claim::Day> {
    let Stated { year: Some(year), month: Some(month), day: Some(mday), .. } = date.stated else {
        return None;
    };
    let stated = civil_day(year, i8::try_from(month).ok()?, i8::try_from(mday).ok()?)?;
    (date.stated_days.months.count_ones() == 2).then_some(stated)
}

fn plausible_year(i: &str) -> IResult<&str, i16> {
    let (rest, run) = digits(i, 4, 4)?;
    match run.parse() {
        Ok(year @ 1500..=2199) => Ok((rest, year)),
        _ => fail(i),
    }
}

pub(super) fn small(digits: &str) -> u8 {
    digits.parse().unwrap_or(0)
}
