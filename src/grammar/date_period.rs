//! Periods of the calendar that are no single day, month or year: `mid-May`, `late April
//! 2018`, `the end of June`, `the week of May 7`, `spring of 2017`, `Q3 2019`, `the 1990s`,
//! `the 19th century`. The nth week or half of one is for `date_nth`.
//!
//! Where the edges are vague the set is drawn wide, and neighbours overlap: no reader
//! could hold `mid-May` and `May 9` against each other. Fiscal periods belong to `fiscal`.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::one_of as char_of;
use nom::combinator::{map, map_opt, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date::{settled, written};
use super::date_around::{among, ends_well, last_word, next_word, number_goes_on, starts_well, word_goes_on};
use super::date_nth::{months_of, nth_part_of, nth_weekday};
use super::date_numeric;
use super::date_parts::{Written, century_of, day_number, digits, fail, one_of, short_year, space, year};
use super::found::{Found, Piece, Starts};
use super::listed::LISTED;
use super::signs::{DECADE, NUMBER, STRETCH};
use crate::claim::{Date, DatePrecision, Days, Stated, day, weekday};

/// Periods of the calendar.
pub const PIECE: Piece = Piece {
    name: "date-period",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &['\'', '’', '‘'], words },
    parse,
};

/// The words that such a period starts with.
pub(super) fn words() -> Vec<&'static str> {
    let mut words = vec![
        "the",
        "early",
        "mid",
        "late",
        "beginning",
        "start",
        "middle",
        "end",
        "close",
        "week",
        "weekend",
        "month",
        "year",
        "calendar",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "last",
        "final",
        "q",
        "h",
        "nineteenth",
        "twentieth",
        "eighteenth",
        "seventeenth",
        "sixteenth",
        "nineties",
        "eighties",
    ];
    words.extend(ORDINALS.map(|(word, _)| word));
    words
}

pub(super) const ORDINALS: [(&str, u8); 4] = [("first", 1), ("second", 2), ("third", 3), ("fourth", 4)];

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    let (rest, date) = date(before, i)?;
    if ends_well(rest) { Ok((rest, Found::Date(date))) } else { fail(i) }
}

/// A period of the calendar.
pub(super) fn date<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    if !starts_well(before) {
        return fail(i);
    }
    let (rest, the) = opt(terminated(tag_no_case("the"), space)).parse(i)?;
    let word = super::edge::letters(rest);
    if !word.is_empty() && LISTED.known(word).sign & (STRETCH | NUMBER | DECADE) == 0 {
        return fail(i);
    }
    let bare_decade = |i| if the.is_some() || after_time_word(before) { named_decade(i) } else { fail(i) };
    alt((
        part_of,
        edge_of,
        nth_part_of,
        nth_weekday,
        week_of,
        whole_of,
        season,
        quarter,
        decade,
        bare_decade,
        |i| century(the.is_some() || after_time_word(before), i),
    ))
    .parse(rest)
}

fn after_time_word(before: &str) -> bool {
    among(last_word(before), &["in", "since", "early", "mid", "late", "of"])
}

/// Which stretch of a longer period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Early,
    Mid,
    Late,
    Start,
    End,
}

impl Stretch {
    /// First and last day of it in a month.
    pub const fn mdays(self) -> (u8, u8) {
        match self {
            Self::Early => (1, 12),
            Self::Mid => (9, 22),
            Self::Late => (18, 31),
            Self::Start => (1, 10),
            Self::End => (20, 31),
        }
    }

    /// The months of it in a year, as bits.
    pub const fn months(self) -> u16 {
        match self {
            Self::Early => 0b0000_0001_1111,
            Self::Mid => 0b0001_1111_1000,
            Self::Late => 0b1111_1000_0000,
            Self::Start => 0b0000_0000_0111,
            Self::End => 0b1110_0000_0000,
        }
    }

    /// The weekdays of it in a week, as bits.
    pub const fn weekdays(self) -> u8 {
        match self {
            Self::Early | Self::Start => 0b100_0111,
            Self::Mid => 0b000_1110,
            Self::Late | Self::End => 0b111_1000,
        }
    }

    /// The part of `low..=high` it can mean, in twelfths.
    fn of(self, low: i32, high: i32) -> (i32, i32) {
        let (from, to) = match self {
            Self::Early => (0, 5),
            Self::Mid => (3, 9),
            Self::Late => (7, 12),
            Self::Start => (0, 3),
            Self::End => (9, 12),
        };
        let length = high - low + 1;
        (low + length * from / 12, low + (length * to + 11) / 12 - 1)
    }
}

fn stretched(stretch: Stretch, whole: Date) -> Option<Date> {
    let (days, precision) = match whole.precision {
        DatePrecision::Month => {
            let (first, last) = stretch.mdays();
            let mdays = Days { mdays: (first, last), ..Days::ALL };
            (settled(whole.days.meet(mdays)), DatePrecision::PartOfMonth)
        }
        _ => {
            let (low, high) = whole.days.bounds()?;
            let (low, high) = stretch.of(low, high);
            (
                Days::range(low, high),
                if whole.precision == DatePrecision::Season {
                    DatePrecision::Season
                } else {
                    DatePrecision::PartOfYear
                },
            )
        }
    };
    Some(Date::new(days, whole.stated, precision))
}

// early April 2018 | mid-May | mid-to-late 2018 | late in 2018 | early 1990s | late summer 2017
fn part_of(i: &str) -> IResult<&str, Date> {
    let stretch = |i| {
        let one = value(Stretch::Early, one_of(&["early"]));
        alt((one, value(Stretch::Mid, one_of(&["mid"])), value(Stretch::Late, one_of(&["late"])))).parse(i)
    };
    let glue = |i| alt((tag("-"), tag("–"), tag("‑"), space)).parse(i);
    let (rest, first) = stretch(i)?;
    let (rest, second) = opt(preceded((glue, one_of(&["to"]), glue), stretch)).parse(rest)?;
    let (rest, _) = glue(rest)?;
    let (rest, _) = opt((one_of(&["in"]), space)).parse(rest)?;
    let (rest, _) = opt((one_of(&["the"]), space)).parse(rest)?;
    let (rest, whole) =
        alt((decade, named_decade, |i| century(true, i), season, month_or_year)).parse(rest)?;
    let Some(mut date) = stretched(first, whole) else { return fail(i) };
    if let Some(other) = second.and_then(|second| stretched(second, whole)) {
        date.days = joined(date.days, other.days);
        date.stated_days = date.days;
    }
    Ok((rest, date))
}

/// From the first day of one stretch to the last of the next.
fn joined(a: Days, b: Days) -> Days {
    match (a.is_plain(), b.is_plain()) {
        (true, true) => Days { low: a.low, high: b.high, ..Days::ALL },
        _ => Days { mdays: (a.mdays.0.min(b.mdays.0), a.mdays.1.max(b.mdays.1)), ..a },
    }
}

// Month[ year] | year
pub(super) fn month_or_year(i: &str) -> IResult<&str, Date> {
    let month = |i| {
        let (rest, read) = written("in ", i)?;
        if read.month.is_some() && read.day.is_none() && read.weekday.is_none() {
            Ok((rest, read))
        } else {
            fail(i)
        }
    };
    alt((map(month, Written::date), just_year)).parse(i)
}

fn just_year(i: &str) -> IResult<&str, Date> {
    let (rest, year) = verify(year, |year| (1500..=2100).contains(year)).parse(i)?;
    let fits = ends_well(rest) && !super::date_year::counts_something(year, rest);
    if fits { Ok((rest, Written { year: Some(year), ..Written::default() }.date())) } else { fail(i) }
}

// end of June | beginning of 2018 | middle of May 2018
fn edge_of(i: &str) -> IResult<&str, Date> {
    let edge = alt((
        value(Stretch::Start, one_of(&["beginning", "start"])),
        value(Stretch::Mid, one_of(&["middle"])),
        value(Stretch::End, one_of(&["end", "close"])),
    ));
    let of = (space, one_of(&["of"]), space, opt((one_of(&["the"]), space)));
    map_opt((edge, preceded(of, alt((decade, |i| century(true, i), month_or_year)))), |(edge, whole)| {
        stretched(edge, whole)
    })
    .parse(i)
}

// week of May 7[, 2018] | week ending May 11 | weekend of May 5
fn week_of(i: &str) -> IResult<&str, Date> {
    let (rest, unit) = one_of(&["week", "weekend"]).parse(i)?;
    let (rest, link) =
        preceded(space, one_of(&["of", "ending", "beginning", "starting", "commencing"])).parse(rest)?;
    let (rest, _) = (space, opt((one_of(&["on"]), space))).parse(rest)?;
    let dated = |i| {
        let (rest, read) = written("on ", i)?;
        if read.day.is_some() { Ok((rest, read.date())) } else { fail(i) }
    };
    let (rest, named) = alt((dated, |i| date_numeric::date("on ", i))).parse(rest)?;
    if named.precision != DatePrecision::Day {
        return fail(i);
    }
    let (back, on) = match (unit, link) {
        ("weekend", _) => (2, 3),
        (_, "ending") => (6, 0),
        (_, "of") => (6, 6),
        _ => (0, 6),
    };
    let days = match (named.days.single(), named.stated.day, named.stated.month) {
        (Some(day), _, _) => {
            // A Sunday or Monday opens its week: nobody names a week by its end.
            let back = if link == "of" && unit == "week" {
                back.min(i32::from((weekday(day) + 1) % 7))
            } else {
                back
            };
            Days::range(day - back, day + on)
        }
        (None, Some(mday), Some(month)) => {
            let mday = i32::from(mday);
            let fits = |d: i32| u8::try_from(d.clamp(1, 31)).unwrap_or(1);
            // Without a year: the days about it in its month, or any of the month at its edge.
            let at_edge = mday - back < 1 || mday + on > 28;
            if at_edge {
                let bit = |m: u8| 1 << ((m + 11) % 12);
                let around = if mday - back < 1 { month + 11 } else { month + 1 };
                Days { months: bit(month) | bit((around - 1) % 12 + 1), ..Days::ALL }
            } else {
                Days { mdays: (fits(mday - back), fits(mday + on)), months: 1 << (month - 1), ..Days::ALL }
            }
        }
        _ => return fail(i),
    };
    Ok((rest, Date::new(days, named.stated, DatePrecision::Week)))
}

// month of May 2018 | year 2018 | calendar year 2018 | month of May
fn whole_of(i: &str) -> IResult<&str, Date> {
    let named = verify(month_or_year, |date| date.precision == DatePrecision::Month);
    let month = preceded((one_of(&["month"]), space, one_of(&["of"]), space), named);
    let year = preceded((opt((one_of(&["calendar"]), space)), one_of(&["year"]), space), just_year);
    alt((month, year)).parse(i)
}

// spring 2017 | summer of 2017 | Winter, 2018 | winter of 2017-18
fn season(i: &str) -> IResult<&str, Date> {
    let (rest, name) = one_of(&["spring", "summer", "fall", "autumn", "winter"]).parse(i)?;
    let (rest, _) = (opt(tag(",")), space, opt((one_of(&["of"]), space))).parse(rest)?;
    let (rest, year) = alt((verify(year, |year| (1700..=2100).contains(year)), short_year)).parse(rest)?;
    if super::date_year::counts_something(year, rest) {
        return fail(i);
    }
    let stated = Stated { year: Some(year), ..Stated::default() };
    let dash = |i| {
        let (rest, _) = alt((tag("-"), tag("–"), tag("/"))).parse(i)?;
        let (rest, two) = alt((|i| digits(i, 4, 4), |i| digits(i, 2, 2))).parse(rest)?;
        let number: i16 = two.parse().unwrap_or(0);
        if number % 100 == (year + 1) % 100 { Ok((rest, ())) } else { fail(i) }
    };
    let (rest, next) = if name == "winter" { opt(dash).parse(rest)? } else { (rest, None) };
    let days = match name {
        "spring" => day(year, 3, 1).zip(day(year, 6, 21)),
        "summer" => day(year, 6, 1).zip(day(year, 9, 23)),
        "fall" | "autumn" => day(year, 9, 1).zip(day(year, 12, 21)),
        _ => day(if next.is_some() { year } else { year - 1 }, 12, 1).zip(day(year + 1, 3, 31)),
    };
    let Some((low, high)) = days else { return fail(i) };
    // "winter 2017" is the one before or the one after.
    let months = if name == "winter" { 0b1000_0000_0111 } else { 0xfff };
    let days = Days { months, ..Days::range(low, high) };
    Ok((rest, Date::new(days, stated, DatePrecision::Season)))
}

// Q3 2019 | Q3 of 2019 | Q3-2019 | Q3 '19 | 3Q19 | 3Q 2019 | 2019 Q3 | 2019Q3 | Q3 | H1 2019
fn quarter(i: &str) -> IResult<&str, Date> {
    let nth = |i| {
        let (rest, unit) = char_of("QqHh").parse(i)?;
        let half = unit.eq_ignore_ascii_case(&'h');
        let (rest, n) = digits(rest, 1, 1)?;
        match n.parse::<u8>() {
            Ok(n @ 1..=4) if !half || n <= 2 => Ok((rest, (n, half))),
            _ => fail(i),
        }
    };
    let swapped = |i| {
        let (rest, n) = digits(i, 1, 1)?;
        let (rest, unit) = char_of("QH").parse(rest)?;
        match n.parse::<u8>() {
            Ok(n @ 1..=4) if unit == 'Q' || n <= 2 => Ok((rest, (n, unit == 'H'))),
            _ => fail(i),
        }
    };
    let lead = |i| {
        alt((value((), tag("-")), value((), (opt(tag(",")), space, opt((one_of(&["of"]), space)))))).parse(i)
    };
    let four = |i| verify(year, |year| (1900..=2100).contains(year)).parse(i);
    let two = |i| digits(i, 2, 2).map(|(rest, run)| (rest, century_of(run.parse().unwrap_or(0))));
    let after = preceded(lead, alt((four, short_year)));
    // "2019Q3": the letter may be joined on.
    let joined_year = map_opt(
        |i| digits(i, 4, 4),
        |run: &str| run.parse().ok().filter(|year| (1900..=2100).contains(year)),
    );
    let (rest, (year, (n, half))) = alt((
        map((nth, after), |(nth, year)| (Some(year), nth)),
        map((swapped, preceded(opt(space), alt((four, two)))), |(nth, year)| (Some(year), nth)),
        map((joined_year, preceded(opt(alt((space, tag("-")))), nth)), |(year, nth)| (Some(year), nth)),
        map(verify(nth, |&(_, half)| !half && i.starts_with('Q')), |nth| (None, nth)),
    ))
    .parse(i)?;
    if word_goes_on(rest) || number_goes_on(rest) {
        return fail(i);
    }
    let stated = Stated { year, ..Stated::default() };
    let (first, count, precision) =
        if half { (n * 6 - 5, 6, DatePrecision::PartOfYear) } else { (n * 3 - 2, 3, DatePrecision::Quarter) };
    months_of(stated, first, count)
        .map_or_else(|| fail(i), |days| Ok((rest, Date::new(days, stated, precision))))
}

// 1990s | 1990's | '90s
fn decade<'a>(i: &'a str) -> IResult<&'a str, Date> {
    let long = |i: &'a str| {
        let (rest, run) =
            nom::bytes::complete::take_while_m_n(4, 4, |c: char| c.is_ascii_digit()).parse(i)?;
        Ok((rest, run.parse::<i16>().unwrap_or(0)))
    };
    let short = |i: &'a str| {
        let (rest, _) = char_of("'’‘").parse(i)?;
        let (rest, run) =
            nom::bytes::complete::take_while_m_n(2, 2, |c: char| c.is_ascii_digit()).parse(rest)?;
        Ok((rest, century_of(run.parse().unwrap_or(0))))
    };
    let (rest, first) = alt((long, short)).parse(i)?;
    let (rest, _) = alt((tag("s"), tag("'s"), tag("’s"))).parse(rest)?;
    if word_goes_on(rest) || first % 10 != 0 || !(1500..=2100).contains(&first) {
        return fail(i);
    }
    // "1990's" before a noun is the year's own.
    let possessive =
        i.as_bytes().get(4).is_some_and(|&b| b != b's') && i.starts_with(|c: char| c.is_ascii_digit());
    if possessive && !next_word(rest).is_empty() {
        return fail(i);
    }
    // "the 1900s" is a decade to some and a century to others.
    if first % 100 == 0 {
        span_of_years(rest, first, 100, DatePrecision::Century)
    } else {
        span_of_years(rest, first, 10, DatePrecision::Decade)
    }
}

fn named_decade(i: &str) -> IResult<&str, Date> {
    let (rest, name) = one_of(&[
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ])
    .parse(i)?;
    let tens = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let nth = tens.iter().zip(2..).find(|(word, _)| **word == name).map_or(0, |(_, n)| n);
    // "in his forties" never comes here; "the twenties" may be either century's.
    if nth < 5 { fail(i) } else { span_of_years(rest, 1900 + nth * 10, 10, DatePrecision::Decade) }
}

// 19th century | 19th-century | nineteenth century
fn century(definite: bool, i: &str) -> IResult<&str, Date> {
    let numbered = map(verify(day_number, |&(n, ordinal)| ordinal && (1..=21).contains(&n)), |(n, _)| n);
    let spelled = verify(super::date_parts::day_in_words, |n| (1..=21).contains(n));
    let (rest, n) = alt((numbered, spelled)).parse(i)?;
    let (rest, _) = (alt((space, tag("-"))), one_of(&["century"])).parse(rest)?;
    let (rest, era) = opt(super::date_era::era).parse(rest)?;
    // "his first century against Kent"
    if n < 13 && era.is_none() && !definite {
        return fail(i);
    }
    match era {
        // From 500 BC, the year -499, to 401 BC.
        Some(super::date_era::Era::Before) => {
            span_of_years(rest, 1 - i16::from(n) * 100, 100, DatePrecision::Century)
        }
        _ => span_of_years(rest, i16::from(n - 1) * 100, 101, DatePrecision::Century),
    }
}

fn span_of_years(rest: &str, first: i16, count: i16, precision: DatePrecision) -> IResult<&str, Date> {
    match day(first, 1, 1).zip(day(first + count - 1, 12, 31)) {
        Some((low, high)) => Ok((rest, Date::new(Days::range(low, high), Stated::default(), precision))),
        None => fail(rest),
    }
}
