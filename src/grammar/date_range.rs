//! Spans of time with two ends, or one: `from March to November 2017`, `May 5–7`,
//! `between May 5 and June 20, 2018`, `2017-18`, `since 2013`, `until May`.
//!
//! The ends keep the order and the parts they were written with. A year given at one end
//! serves both in `days`, and so that the span runs forward: `from November to March
//! 2017` begins in November 2016. That the text says otherwise, if it does, a rule can
//! tell from `stated`. `Monday to Friday` is a timetable and no span.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map, opt, peek, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date::{any, shared_year, written};
use super::date_around::{among, carries_on, ends_well, last_word, last_words, next_word, starts_well, tail};
use super::date_parts::{
    MONTH_WORDS, WEEKDAY_WORDS, Written, bracketed, century_of, day_in_words, day_number, digits, fail,
    month, one_of, space, weekday, year,
};
use super::date_year::counts_something;
use super::found::{Found, Piece, Starts};
use super::{date_numeric, fiscal};
use crate::claim::{Date, DatePrecision, DateRange, Days};

/// Spans of time.
pub const PIECE: Piece = Piece {
    name: "date-range",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &['['], words },
    parse,
};

fn words() -> Vec<&'static str> {
    let lead = [
        "from",
        "between",
        "since",
        "until",
        "till",
        "through",
        "thru",
        "up",
        "fy",
        "fiscal",
        "early",
        "mid",
        "late",
        "q",
        "fys",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "christmas",
        "thanksgiving",
        "easter",
        "labor",
        "memorial",
    ];
    MONTH_WORDS.into_iter().chain(WEEKDAY_WORDS).chain(lead).collect()
}

type Ends = (Option<Date>, Option<Date>);

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    let word = super::edge::letters(i);
    let is = |list: &[&str]| among(word, list);
    let (rest, (start, end)) = match word.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(b'f') if is(&["from"]) => alt((|i| closed(before, i), from_on)).parse(i),
        Some(b's') if is(&["since"]) => since(i),
        Some(b'u' | b't') if is(&["until", "till", "through", "thru", "up"]) => until(before, i),
        _ => closed(before, i),
    }?;
    if !ends_well(rest) {
        return fail(i);
    }
    let only_weekday = |date: Option<Date>| date.is_some_and(|date| date.precision == DatePrecision::Weekday);
    if only_weekday(start) && only_weekday(end) {
        return Ok((rest, Found::Nothing));
    }
    let year = |date: Option<Date>| date.and_then(|date| date.stated.year);
    if year(start).zip(year(end)).is_some_and(|(start, end)| end <= 0 && start > 0) {
        // "was dated in 1996 to the fourth century BC"
        return fail(i);
    }
    Ok((rest, Found::Range(Box::new(DateRange { start, end }))))
}

/// What leads a span in, and so what may join its ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    From,
    Between,
}

fn closed<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Ends> {
    let (rest, lead) = opt(alt((
        value(Lead::From, (one_of(&["from"]), space)),
        value(Lead::Between, (one_of(&["between"]), space)),
    )))
    .parse(i)?;
    let lead = lead.unwrap_or(Lead::None);
    if lead == Lead::None && !starts_well(before) {
        return fail(i);
    }
    let context = if lead == Lead::None { before } else { "in " };
    let read = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        alt((
            |i| years(context, lead, i),
            |i| days_before_month(lead, i),
            |i| two_figures(lead, i),
            |i| two_dates(lead, i),
        ))
        .parse(rest)
    } else {
        alt((
            |i| fiscal_years(lead, i),
            |i| days_of_month(lead, i),
            |i| days_before_month(lead, i),
            |i| two_months(lead, i),
            |i| two_dates(lead, i),
        ))
        .parse(rest)
    };
    let (rest, (mut start, mut end)) = read?;
    share(&mut start, &mut end);
    Ok((rest, (start, end)))
}

// to | through | until | - | –; between: and
fn joint(lead: Lead, i: &str) -> IResult<&str, ()> {
    let dash = |i| {
        value((), (opt(space), alt((tag("-"), tag("–"), tag("—"), tag("‑"), tag("−"))), opt(space))).parse(i)
    };
    let words = |i| {
        value((), (opt(tag(",")), space, one_of(&["to", "through", "thru", "until", "till"]), space)).parse(i)
    };
    let and = |i| value((), (space, one_of(&["and"]), space)).parse(i);
    match lead {
        Lead::Between => alt((and, dash)).parse(i),
        _ => alt((words, dash)).parse(i),
    }
}

/// Gives both ends the year that one states.
fn share(start: &mut Option<Date>, end: &mut Option<Date>) {
    let (Some(start), Some(end)) = (start.as_mut(), end.as_mut()) else { return };
    let forward = |start: &Date, end: &Date| match (start.days.bounds(), end.days.bounds()) {
        (Some(start), Some(end)) => start.0 <= end.1,
        _ => true,
    };
    let given = *start;
    match (start.stated.year, end.stated.year) {
        (None, Some(year)) if shared_year(start, year) && !forward(start, end) => {
            *start = given;
            shared_year(start, year - 1);
        }
        (Some(year), None) => {
            let given = *end;
            if shared_year(end, year) && !forward(start, end) {
                *end = given;
                shared_year(end, year + 1);
            }
        }
        _ => {}
    }
}

// March 2017 to November 2017 | 4/6/18 - 5/7/18 | mid-May to the end of June 2018 | May 2018 to present
fn two_dates(lead: Lead, i: &str) -> IResult<&str, Ends> {
    let (rest, start) = endpoint(i)?;
    // "2021-03-28/2021-04-02": the solidus of ISO 8601
    let iso = rest.starts_with('/') && i.as_bytes().get(4) == Some(&b'-');
    let (rest, ()) = if iso { (&rest[1..], ()) } else { joint(lead, rest)? };
    let present = (opt((one_of(&["the"]), space)), one_of(&["present", "now", "date"]));
    if let Ok((rest, _)) = { present }.parse(rest) {
        return Ok((rest, (Some(start), None)));
    }
    let (rest, mut end) = endpoint(rest)?;
    // "4/30/18-5/7/18": the first shows in which order the second is written.
    if let (Some(stated), Some(_), Some((low, high))) =
        (date_numeric::stated_day_of_two(&end), start.days.single(), end.days.bounds())
    {
        let first = i.find(|c: char| !c.is_ascii_digit()).and_then(|to| i.get(..to)?.parse().ok());
        let other = if low == stated { high } else { low };
        let day = if first == start.stated.month { stated } else { other };
        if start.stated.day.is_some_and(|day| day > 12) && first.is_some() {
            (end.days, end.stated_days) = (Days::one(day), Days::one(day));
        }
    }
    // What `years` refused are no years: "from 1950 to 2018 beds".
    let bare = |date: &Date| date.precision == DatePrecision::Year && date.stated.year >= Some(1500);
    let years = bare(&start) && bare(&end);
    if years && i.starts_with(|c: char| c.is_ascii_digit()) {
        return fail(i);
    }
    Ok((rest, (Some(start), Some(end))))
}

/// A date where either side of a span may stand, so that a dash may follow it.
fn endpoint(i: &str) -> IResult<&str, Date> {
    match (any("in ", i), date_numeric::figures("in ", i)) {
        (Ok(any), Ok(figures)) => Ok(if figures.0.len() < any.0.len() { figures } else { any }),
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(one),
        (Err(no), Err(_)) => Err(no),
    }
}

// May 5-7[, 2018] | between May 4 and 9
fn days_of_month(lead: Lead, i: &str) -> IResult<&str, Ends> {
    let (rest, name) = bracketed(month).parse(i)?;
    let (rest, (first, _)) = preceded(space, any_day).parse(rest)?;
    let (rest, ()) = joint(lead, rest)?;
    let (rest, (last, ordinal)) = any_day(rest)?;
    let stated_year = |i| {
        let of = (space, one_of(&["of", "in"]));
        let (rest, year) =
            preceded((alt((value((), of), value((), opt(tag(","))))), space), bracketed(year)).parse(i)?;
        if (1500..=2199).contains(&year) && !counts_something(year, rest) {
            Ok((rest, year))
        } else {
            fail(i)
        }
    };
    let (rest, year) = opt(stated_year).parse(rest)?;
    let next = next_word(rest);
    // "from May 5 to 7 June"; "rose between May 4 and 12 people".
    let other_month = preceded(space, month).parse(rest).is_ok();
    let counted = next.starts_with(char::is_lowercase) && !carries_on(next) && !ordinal && lead != Lead::From;
    if first >= last || !name.capital && name.is_verb() || year.is_none() && (other_month || counted) {
        return fail(i);
    }
    let of =
        |day, year| Written { year, month: Some(name.number), day: Some(day), ..Written::default() }.date();
    Ok((rest, (Some(of(first, None)), Some(of(last, year)))))
}

// 10/1-11/7/2017 | from 10/25 to 01/25: "1/2-3/4" alone are fractions
fn two_figures(lead: Lead, i: &str) -> IResult<&str, Ends> {
    let pair = |i| {
        let (rest, (a, _, b)) = (|i| digits(i, 1, 2), tag("/"), |i| digits(i, 1, 2)).parse(i)?;
        Ok((rest, (date_numeric::small(a), date_numeric::small(b))))
    };
    let (rest, (a, b)) = pair(i)?;
    let (rest, ()) = joint(lead, rest)?;
    let (rest, (c, d)) = pair(rest)?;
    let two = |i| digits(i, 2, 2).map(|(rest, run)| (rest, century_of(run.parse().unwrap_or(0))));
    let with_mark = preceded(tag("/"), alt((year, two)));
    let (rest, stated) = opt(alt((with_mark, preceded((tag(","), space), year)))).parse(rest)?;
    let ends =
        date_numeric::both_orders(a, b, None, false).zip(date_numeric::both_orders(c, d, stated, false));
    match ends {
        Some((start, end)) if (lead != Lead::None || stated.is_some()) && !start.impossible => {
            Ok((rest, (Some(start), Some(end))))
        }
        _ => fail(i),
    }
}

// [the ]5 | 5th | [5] | the fifth
fn any_day(i: &str) -> IResult<&str, (u8, bool)> {
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    alt((bracketed(day_number), map(day_in_words, |day| (day, true)))).parse(rest)
}

// 5–7 May[ 2018] | the 5th to the 7th of May | Sunday 5 to Tuesday 7 May
fn days_before_month(lead: Lead, i: &str) -> IResult<&str, Ends> {
    let (rest, named) = opt(terminated(weekday, (opt(tag(",")), space))).parse(i)?;
    let (rest, (first, _)) = any_day(rest)?;
    let (rest, ()) = joint(lead, rest)?;
    // "from the 13 to the 15 July": beside another day even a bare figure takes its article.
    let (rest, _) = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        (rest, None)
    } else {
        opt(terminated(terminated(one_of(&["the"]), space), peek(day_number))).parse(rest)?
    };
    let spelled = |i| {
        let (rest, (day, _)) = (day_in_words, space).parse(i)?;
        let (rest, (_, name)) = (opt((one_of(&["of"]), space)), month).parse(rest)?;
        let (rest, year) = opt(preceded((opt(tag(",")), space), year)).parse(rest)?;
        Ok((rest, Written { year, month: Some(name.number), day: Some(day), ..Written::default() }))
    };
    let whole = |i| verify(|i| written("on ", i), |w| w.day.is_some() && w.month.is_some()).parse(i);
    let (rest, end) = alt((whole, spelled)).parse(rest)?;
    // "5 to May 7" is no span of days.
    let ordered = end.day.is_some_and(|last| first < last) && !starts_with_month(i, rest);
    if !ordered {
        return fail(i);
    }
    let weekday = named.map(|name| name.number);
    let start = Written { weekday, day: Some(first), month: end.month, ..Written::default() };
    Ok((rest, (Some(start.date()), Some(end.date()))))
}

/// True when the last word before the end of the reading is no month, and so stood first.
fn starts_with_month(i: &str, rest: &str) -> bool {
    let read = &i[..i.len() - rest.len()];
    let figures = read.trim_start_matches(|c: char| !c.is_alphabetic());
    let words = figures.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut seen_month = false;
    for word in words {
        if seen_month && word.len() <= 2 {
            return true;
        }
        seen_month |= month(word).is_ok();
    }
    false
}

// May and June 2018 | May/June 2018: months on end
fn two_months(lead: Lead, i: &str) -> IResult<&str, Ends> {
    if lead != Lead::None {
        return fail(i);
    }
    let (rest, first) = verify(month, |name| name.capital && name.full).parse(i)?;
    let and = value((), (space, one_of(&["and"]), space));
    let (rest, ()) = alt((and, value((), tag("/")))).parse(rest)?;
    let (rest, last) = written("in ", rest)?;
    let on_end = last.month == Some(first.number % 12 + 1) && last.day.is_none() && last.year.is_some();
    if !on_end {
        return fail(i);
    }
    let start = Written { month: Some(first.number), ..Written::default() };
    Ok((rest, (Some(start.date()), Some(last.date()))))
}

// 2017–2018 | 2017 to 2018 | 2017-18 | 2013-present
fn years<'a>(before: &'a str, lead: Lead, i: &'a str) -> IResult<&'a str, Ends> {
    let (rest, first) = plain_year(i)?;
    let (after, ()) = alt((|i| joint(lead, i), value((), tag("/")))).parse(rest)?;
    let just = |year| Some(Written { year: Some(year), ..Written::default() }.date());
    let marked = !rest.starts_with(char::is_whitespace);
    if let Ok((rest, _)) = one_of(&["present", "today", "now"])(after) {
        return if lead == Lead::From || marked { Ok((rest, (just(first), None))) } else { fail(i) };
    }
    let (rest, last) = alt((plain_year, |after| second_half(first, rest, after))).parse(after)?;
    let next = next_word(rest);
    let unit = next.starts_with(char::is_lowercase)
        && !carries_on(next)
        && next.ends_with('s')
        && !ends_in_period(next);
    let pages = tail(before, 6).trim_end().ends_with('.')
        && among(last_word(before.trim_end().trim_end_matches('.')), &["p", "pp", "no", "nos", "art", "sec"]);
    // "Bos (1623–1680)", but "tests 1623-1680"
    let enclosed = before.trim_end().ends_with('(') && rest_closes(rest);
    let earliest = if lead == Lead::None && !enclosed { 1800 } else { 1500 };
    let fits =
        first < last && (earliest..=2100).contains(&first) && last <= 2100 && !counts_something(last, rest);
    let grew = among(last_words(before).1, &["of", "x", "by"]) && lead == Lead::None && !marked;
    if fits && !unit && !pages && !grew { Ok((rest, (just(first), just(last)))) } else { fail(i) }
}

fn rest_closes(rest: &str) -> bool {
    rest.trim_start().starts_with([')', ',', ';', ']'])
}

fn ends_in_period(word: &str) -> bool {
    among(word, &["seasons", "years", "terms", "sessions"])
}

/// Four digits with anything but a digit after them.
fn plain_year(i: &str) -> IResult<&str, i16> {
    let (rest, run) = digits(i, 4, 4)?;
    match run.parse() {
        Ok(year @ 1500..=2199) if !rest.starts_with(|c: char| c.is_alphabetic() || c == '%' || c == '_') => {
            Ok((rest, year))
        }
        _ => fail(i),
    }
}

// 18 of 2017-18: "2010-11" may be November, so it needs a dash or a word that settles it
fn second_half<'a>(first: i16, dash: &str, i: &'a str) -> IResult<&'a str, i16> {
    let (rest, run) = digits(i, 2, 2)?;
    let two: i16 = run.parse().unwrap_or(0);
    let last = first - first % 100 + two;
    let last = if first % 100 == 99 && two == 0 { first + 1 } else { last };
    let settled = two > 12
        || (!dash.starts_with('-') && last == first + 1)
        || among(
            next_word(rest),
            &["season", "school", "academic", "fiscal", "year", "budget", "session", "term"],
        );
    let close = last > first && (last == first + 1 || !dash.starts_with('/'));
    if settled && close && ends_well(rest) { Ok((rest, last)) } else { fail(i) }
}

// FY17-18 | FY 2017–2019 | fiscal years 2017 through 2019 | fiscal years 2017 and 2018
fn fiscal_years(lead: Lead, i: &str) -> IResult<&str, Ends> {
    let (rest, first) = fiscal::fiscal_year(i)?;
    let spelled = i.get(.."fiscal years".len()).is_some_and(|head| head.eq_ignore_ascii_case("fiscal years"));
    let plural = spelled || i.starts_with("FYs");
    let and = |i| value((), (space, one_of(&["and"]), space)).parse(i);
    let (rest, ()) = if plural { alt((|i| joint(lead, i), and)).parse(rest)? } else { joint(lead, rest)? };
    let two = |i| digits(i, 2, 2).map(|(rest, run)| (rest, century_of(run.parse().unwrap_or(0))));
    let (rest, last) = alt((fiscal::fiscal_year, plain_year, two)).parse(rest)?;
    let ends = (fiscal::of_year(first), fiscal::of_year(last));
    if first < last { Ok((rest, ends)) } else { fail(i) }
}

// from 2013 on | from May 2018 onward
fn from_on(i: &str) -> IResult<&str, Ends> {
    let (rest, start) = preceded((one_of(&["from"]), space), endpoint).parse(i)?;
    let (rest, _) = (space, one_of(&["on", "onward", "onwards", "forward"])).parse(rest)?;
    // "from May 4 on the border": the word belongs to what follows.
    let next = next_word(rest);
    if !next.is_empty() && !among(next, &["and", "but", "the", "were", "was"]) || next == "the" {
        return fail(i);
    }
    Ok((rest, (Some(start), None)))
}

// since 2013 | since May 4
fn since(i: &str) -> IResult<&str, Ends> {
    let (rest, start) = preceded((one_of(&["since"]), space), |i| any("since ", i)).parse(i)?;
    Ok((rest, (Some(start), None)))
}

// until May | through May 7, 2018; "not until May 4" is the day itself
fn until<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Ends> {
    let last = last_word(before);
    if last.eq_ignore_ascii_case("not") || last.ends_with("n't") || last.ends_with("n’t") {
        return fail(i);
    }
    // "up to 5 November", but "up to 2018"
    let up_to = preceded((one_of(&["up"]), space, one_of(&["to"]), space), |i| {
        verify(|i| written("on ", i), |w| w.day.is_some() && w.month.is_some()).parse(i)
    });
    if let Ok((rest, end)) = { up_to }.parse(i) {
        return Ok((rest, (None, Some(end.date()))));
    }
    let (rest, end) =
        preceded((one_of(&["until", "till", "through", "thru"]), space), |i| any("until ", i)).parse(i)?;
    Ok((rest, (None, Some(end))))
}
