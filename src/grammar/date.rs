//! Dates in words: `January 13, 2021`, `the 13th of January`, `May [7]`, `Jan. 2021`,
//! `Thursday`, each hedged or not. What a reader takes for a name or a verb is none:
//! `you may`, `the March for Life`, `April Smith`.
//!
//! Figures alone (`2021-01-14`) belong to `date_numeric`, bare years to `date_year`,
//! parts of months and years to `date_period`, what counts from another date to
//! `relative`.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::combinator::{map, opt, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::date_around::{
    among, at_start, carries_on, ends_well, last_word, last_words, next_word, starts_well, word_goes_on,
};
use super::date_joined::{joined_by_marks, month_day_year};
use super::date_parts::{
    MONTH_WORDS, Name, WEEKDAY_WORDS, Written, bracketed, day_in_words, day_number, fail, month, one_of,
    short_year, space, weekday, year,
};
use super::edge::letters;
use super::found::{Found, Piece, Starts};
use super::listed::LISTED;
use super::memo::{self, Memo};
use super::pointed::after_part;
use super::signs::{MONTH, NUMBER, WEEKDAY};
use super::{date_numeric, date_period, date_year, fiscal, holiday};
use crate::claim::{Date, DatePrecision, Days};
use crate::lexicon::closed::calendar::MONTHS;

/// Dates in words.
pub const PIECE: Piece = Piece {
    name: "date",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &['[', '~'], words },
    parse,
};

fn words() -> Vec<&'static str> {
    let hedges = ["about", "around", "approximately", "roughly", "circa", "c", "ca", "on"];
    MONTH_WORDS.into_iter().chain(WEEKDAY_WORDS).chain(hedges).collect()
}

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    if let Ok((rest, hedge)) = hedge(i) {
        // "about 2018" names a topic or a number, "around 1890" a time.
        let context = if hedge == "about" { "about " } else { "in " };
        let (rest, mut date) = any(context, rest)?;
        date.approximate = true;
        return whole(i, rest, Found::Date(date));
    }
    if let Ok((rest, date)) = weekday_and_figures(i) {
        return whole(i, rest, Found::Date(date));
    }
    let (rest, written) = written(before, i)?;
    let only_weekday = written.weekday.is_some() && written.day.is_none() && written.month.is_none();
    if only_weekday && among(last_word(before), &["every", "each", "any", "a", "some", "most", "one"]) {
        return whole(i, rest, Found::Nothing);
    }
    whole(i, rest, Found::Date(written.date()))
}

fn whole<'a>(i: &'a str, rest: &'a str, found: Found) -> IResult<&'a str, Found> {
    if ends_well(rest) { Ok((rest, found)) } else { fail(i) }
}

/// Any date that names its days by itself, the longest reading. `before` tells what is
/// looked back upon.
pub(super) fn any<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    match memo::once(&DATES, (before, i, 0), || longest(before, i).ok()) {
        Some(read) => Ok(read),
        None => fail(i),
    }
}

thread_local! {
    static DATES: Memo<Date> = const { Memo::new() };
}

fn longest<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    // Each is asked where its first letter fits.
    let first = i.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    let letter = first.is_ascii_alphabetic();
    let if_fits = |fits: bool, read: &dyn Fn() -> IResult<&'a str, Date>| if fits { read() } else { fail(i) };
    let readings = [
        written(before, i).map(|(rest, written)| (rest, written.date())),
        if_fits(!letter, &|| date_numeric::date(before, i)),
        date_period::date(before, i),
        if_fits(!letter || b"ftsq".contains(&first), &|| fiscal::date(i)),
        if_fits(letter, &|| holiday::date(before, i)),
        if_fits(!letter || first == b'a', &|| date_year::date(before, i)),
    ];
    // Of equal readings the first.
    let mut best = fail(i);
    for reading in readings {
        let Ok((rest, _)) = &reading else { continue };
        if best.as_ref().is_err()
            || best.as_ref().is_ok_and(|(shortest, _): &(&str, Date)| rest.len() < shortest.len())
        {
            best = reading;
        }
    }
    best
}

// on or about | around | circa | c. | ~
fn hedge(i: &str) -> IResult<&str, &'static str> {
    // The first letter tells nearly always.
    if !i.starts_with(['a', 'A', 'r', 'R', 'c', 'C', 'o', 'O', '~']) {
        return fail(i);
    }
    let spelled = |i| one_of(&["around", "about", "approximately", "roughly", "circa"])(i);
    let on_or_about = (tag_no_case("on"), space, tag_no_case("or"), space, one_of(&["about", "around"]));
    alt((
        terminated(value("on or about", on_or_about), space),
        terminated(spelled, space),
        value("circa", (alt((tag("ca."), tag("c."))), opt(space))),
        value("~", tag("~")),
    ))
    .parse(i)
}

// [Weekday[,] ](Month day | day Month)[, year] | Month[,] year | Month | Weekday
pub(super) fn written<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Written> {
    let word = letters(i);
    if word.is_empty() && i.starts_with(|c: char| c.is_ascii_digit()) {
        return alt((|i| day_first(before, i), year_first)).parse(i);
    }
    let sign = LISTED.known(word).sign;
    if !word.is_empty() && sign & (MONTH | WEEKDAY | NUMBER) == 0 && !word.eq_ignore_ascii_case("the") {
        return fail(i);
    }
    if let Ok((rest, name)) = weekday(i) {
        return after_weekday(before, i, rest, name);
    }
    alt((|i| month_first(before, i), |i| day_first(before, i), year_first, |i| day_only(before, i))).parse(i)
}

// Thursday[,] January 14, 2021 | Thursday the 14th | Thursday
fn after_weekday<'a>(before: &'a str, i: &'a str, rest: &'a str, name: Name) -> IResult<&'a str, Written> {
    let weekday = Some(name.number);
    let comma = (opt(tag(",")), space);
    if name.capital || name.full {
        let full = alt((|i| month_first("on ", i), |i| day_first("on ", i)));
        let dated = preceded(comma, verify(full, |w: &Written| w.day.is_some())).parse(rest);
        if let Ok((rest, written)) = dated {
            return Ok((rest, Written { weekday, ..written }));
        }
        // "Thursday the 14th", "Sat 14th": no month, but both must fit.
        let in_words = map(day_in_words, |day| (day, true));
        let the = |i| (opt(tag(",")), space, tag_no_case("the"), space).parse(i).map(|(rest, _)| (rest, ()));
        let figures = verify(day_number, |day| day.1);
        let spelled = preceded(the, alt((verify(day_number, |day| day.1), in_words)));
        let only_day = alt((spelled, preceded((opt(tag(",")), space), figures)));
        // "Monday 21.": a bare figure only where nothing follows that it could count.
        let bare = map(preceded(space, day_number), |(day, _)| day);
        if let Ok((rest, day)) = { bare }.parse(rest)
            && name.full
            && name.capital
            && (rest.is_empty() || rest.starts_with(['.', ',', ';', '!', '?', ')']))
        {
            return Ok((rest, Written { weekday, day: Some(day), ..Written::default() }));
        }
        if let Ok((rest, (day, _))) = { only_day }.parse(rest) {
            let next = next_word(rest);
            // "Friday 13th floor", "Monday the first patient"
            if next.is_empty() || carries_on(next) && next != "of" || !next.starts_with(char::is_lowercase) {
                return Ok((rest, Written { weekday, day: Some(day), ..Written::default() }));
            }
        }
    }
    if name.full && !is_name_with_weekday(before, rest) {
        return Ok((after_part(rest), Written { weekday, ..Written::default() }));
    }
    fail(i)
}

// Friday, 4/6/18 | Fri 2018-04-06
fn weekday_and_figures(i: &str) -> IResult<&str, Date> {
    let (rest, name) = verify(weekday, |name| name.capital || name.full).parse(i)?;
    let (rest, mut date) = preceded((opt(tag(",")), space), |i| date_numeric::date("on ", i)).parse(rest)?;
    if date.precision != DatePrecision::Day {
        return fail(i);
    }
    date.stated.weekday = Some(name.number);
    let narrowed = date.days.meet(Days::on_weekday(name.number));
    if !narrowed.is_empty() {
        let days = narrowed.single().map_or(narrowed, Days::one);
        (date.days, date.stated_days) = (days, days);
    }
    Ok((rest, date))
}

/// `Black Friday`, `Sunday Times`, `Saturday Night Live`.
fn is_name_with_weekday(before: &str, rest: &str) -> bool {
    const FIRST: [&str; 14] = [
        "black", "good", "ash", "bloody", "super", "holy", "palm", "easter", "cyber", "fat", "shrove",
        "giving", "maundy", "whit",
    ];
    const THEN: [&str; 11] = [
        "Times",
        "Night",
        "Mail",
        "Telegraph",
        "Express",
        "School",
        "Herald",
        "Mirror",
        "Post",
        "Football",
        "Review",
    ];
    among(last_word(before), &FIRST) || THEN.contains(&next_word(rest))
}

// January 13[th][, 2021] | May [7] | [May] 7, 2018 | December 20 or 21 | January[,] 2021 | Jan. '21 | May
fn month_first<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Written> {
    // "[May 7]": one bracket around the whole.
    if let Some(open) = i.strip_prefix('[').filter(|open| !open.starts_with('['))
        && let Ok((rest, written)) = terminated(|i| month_first("in ", i), tag("]")).parse(open)
        && (written.day.is_some() || written.year.is_some())
    {
        return Ok((rest, written));
    }
    if starts_well(before)
        && let Ok((rest, written)) = month_day_year(i)
    {
        return Ok((rest, written));
    }
    let (rest, name) = bracketed(month).parse(i)?;
    // "we march 4 miles", "you may 4"; "june 5" is nothing else.
    let verb = name.is_verb();
    // "march 3" on a line of its own is no verb.
    let alone = |rest: &str| {
        at_start(before)
            && preceded(space, day_number).parse(rest).is_ok_and(|(rest, _)| rest.trim().is_empty())
    };
    let doubtful = !name.capital && verb && !among(last_word(before), &DATE_WORDS) && !alone(rest);
    let written = Written { month: Some(name.number), ..Written::default() };
    if let Ok((rest, written)) = then_day(before, written, rest) {
        return if doubtful && written.year.is_none() { fail(i) } else { Ok((rest, written)) };
    }
    if doubtful {
        return fail(i);
    }
    if let Ok((rest, year)) = then_year(rest) {
        return Ok((rest, Written { year: Some(year), ..written }));
    }
    if stands_alone(before, name, rest) { Ok((rest, written)) } else { fail(i) }
}

/// Words a date follows.
const DATE_WORDS: [&str; 28] = [
    "on",
    "in",
    "by",
    "of",
    "since",
    "until",
    "till",
    "from",
    "to",
    "through",
    "thru",
    "before",
    "after",
    "between",
    "during",
    "dated",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "around",
    "throughout",
    "that",
    "each",
    "every",
    "late",
];

fn then_day<'a>(before: &'a str, month: Written, i: &'a str) -> IResult<&'a str, Written> {
    let in_words = |i| {
        let (rest, the) = opt((tag_no_case("the"), space)).parse(i)?;
        let figures = verify(day_number, |&(_, ordinal)| ordinal && the.is_some());
        alt((figures, map(day_in_words, |day| (day, true)))).parse(rest)
    };
    let plain = preceded(space, alt((bracketed(day_number), in_words)));
    // "October, 1st"
    let apart = preceded((tag(","), space), verify(day_number, |&(_, ordinal)| ordinal));
    let (rest, (day, ordinal)) = alt((plain, apart)).parse(i)?;
    let mut written = Written { day: Some(day), ..month };
    let (mut rest, last) = opt(|i| second_day(day, i)).parse(rest)?;
    written.last_day = last;
    match then_year(rest) {
        Ok((after, year)) => (rest, written.year) = (after, Some(year)),
        Err(_) if ordinal => {}
        Err(_) if counts(before, written, rest) => return fail(i),
        Err(_) => {}
    }
    Ok((rest, written))
}

// or 21 | and 21: the day after the first
fn second_day(first: u8, i: &str) -> IResult<&str, u8> {
    let (rest, _) = (space, one_of(&["or", "and"]), space).parse(i)?;
    let (rest, (day, _)) = verify(day_number, |&(day, _)| day == first + 1).parse(rest)?;
    // "May 4 and 5 June"; "on May 4 and 5 people".
    let other = preceded(space, month).parse(rest).is_ok();
    let word = next_word(rest);
    let counted = !word.is_empty() && !carries_on(word);
    if other || counted { fail(i) } else { Ok((rest, day)) }
}

/// True when the figure after a month counts what follows: `in May 4 people died`,
/// `in June 12 percent`.
fn counts(before: &str, written: Written, rest: &str) -> bool {
    let next = next_word(rest);
    if among(next, &["percent", "per", "million", "billion", "thousand", "hundred", "trillion", "dozen"]) {
        return true;
    }
    if rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) {
        return true;
    }
    let goes_on = !next.is_empty() && next.starts_with(char::is_lowercase) && !carries_on(next);
    goes_on && (among(last_word(before), &["in", "during"]) || written.date().impossible)
}

// , 2021 | 2021 | , [2018] | of 2021 | '21
fn then_year(i: &str) -> IResult<&str, i16> {
    let lead = alt((
        // "June 25 , 2018", as some extract it
        value((), (opt(space), tag(","), opt(space))),
        value((), (space, opt((one_of(&["of", "in"]), space)))),
    ));
    let (rest, year) = preceded(lead, alt((bracketed(year), short_year))).parse(i)?;
    // "on 5 May in 1950 bags": the year is its own only where nothing else can be meant.
    let counted = next_word(i) == "in" && !(next_word(rest).is_empty() || carries_on(next_word(rest)));
    if counted
        || word_goes_on(rest)
        || date_year::counts_something(year, rest)
        || !(1500..=2199).contains(&year)
    {
        return fail(i);
    }
    Ok((rest, year))
}

/// True when the name of a month without figures is a date and no other word.
fn stands_alone(before: &str, name: Name, rest: &str) -> bool {
    let next = next_word(rest);
    // "since october": only months that are no other word may be written small.
    let small = !name.is_verb()
        && among(last_word(before), &DATE_WORDS)
        && (next.is_empty() || carries_on(next) || !name.other_word || next.starts_with(char::is_uppercase));
    if !name.capital && !small || word_goes_on(rest) {
        return false;
    }
    // "This May Be Wrong", "it May Have Been"
    if name.number == 5 && among(next, &["be", "have", "not", "also", "well", "never", "only"]) {
        return false;
    }
    let next_is_name = next.starts_with(char::is_uppercase);
    if name.full && !name.other_word {
        return true;
    }
    let (prior, last) = last_words(before);
    if among(last, &DATE_WORDS) {
        // "by April Smith", "of May Day", but "in April President Jones signed".
        return among(last, &["in", "since", "until", "during", "early", "late"]) || !next_is_name;
    }
    // "January, February, March and April"
    let listed = before.trim_end().trim_end_matches(',');
    let joined = among(last, &["and", "or", "to"]) && is_month(prior);
    if joined || (listed.len() < before.trim_end().len() && is_month(last_word(listed))) {
        return !next_is_name;
    }
    if !name.full {
        return name.dotted && at_start(before);
    }
    // A cell or label: "May", "May:"; and "the May meeting", but "the March for Life".
    let closes = rest.is_empty() || rest.starts_with([':', ')', '|', ']']);
    let before_noun = next.starts_with(char::is_lowercase) && !carries_on(next);
    (at_start(before) && closes) || (last.eq_ignore_ascii_case("the") && before_noun)
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word))
}

// [the ]13th of January[, 2021] | 13 January 2021 | 20 or 21 December | 13-Jan-2021 | 31/Oct/1974
fn day_first<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Written> {
    if !starts_well(before) {
        return fail(i);
    }
    if let Ok((rest, written)) = joined_by_marks(i) {
        return Ok((rest, written));
    }
    let (rest, the) = opt((tag_no_case("the"), space)).parse(i)?;
    let in_words = |i| day_in_words(i).map(|(rest, day)| (rest, (day, true)));
    let (rest, (day, ordinal)) = alt((bracketed(day_number), in_words)).parse(rest)?;
    let second = (space, one_of(&["or", "and"]), space, verify(day_number, |&(d, _)| d == day + 1));
    let (rest, last) = opt(second).parse(rest)?;
    let (rest, _) = space(rest)?;
    let mut day_of = opt((one_of(&["day"]), space));
    let rest = if ordinal { day_of.parse(rest)?.0 } else { rest };
    let (rest, of) = opt((tag_no_case("of"), space)).parse(rest)?;
    let (rest, name) = bracketed(month).parse(rest)?;
    if (the.is_some() && !ordinal)
        || (the.is_none() && of.is_none() && !i.starts_with(|c: char| c.is_ascii_digit() || c == '['))
    {
        return fail(i);
    }
    let written = Written {
        month: Some(name.number),
        day: Some(day),
        last_day: last.map(|(_, _, _, (d, _))| d),
        ..Written::default()
    };
    match then_year(rest) {
        Ok((rest, year)) => Ok((rest, Written { year: Some(year), ..written })),
        // "4 may", "12 dec", "5 mar" are other words as often.
        Err(_) if !name.capital && name.full && name.is_verb() && !ordinal => fail(i),
        Err(_) if !name.capital && !name.full && matches!(name.number, 3 | 9 | 12) => fail(i),
        // "4 May Day events"
        Err(_) if name.number == 5 && next_word(rest) == "Day" => fail(i),
        Err(_) => Ok((rest, written)),
    }
}

// 2021 Jan 14 | 2021 January | 2017 april | (2020, November 16)
fn year_first(i: &str) -> IResult<&str, Written> {
    let (rest, year) = verify(year, |year| (1500..=2199).contains(year)).parse(i)?;
    // Reference lists put a comma behind the year; elsewhere that begins something else.
    let comma = rest.starts_with(", ");
    let (rest, name) = preceded(space, month).parse(rest.strip_prefix(',').unwrap_or(rest))?;
    let (rest, day) = opt(preceded(space, day_number)).parse(rest)?;
    if comma && (!name.capital || !name.full || !rest.starts_with(')')) {
        return fail(i);
    }
    let whole_month = day.is_none() && (name.other_word || !name.full);
    if !name.capital && name.other_word || whole_month || !ends_well(rest) {
        return fail(i);
    }
    let day = day.map(|(day, _)| day);
    Ok((rest, Written { year: Some(year), month: Some(name.number), day, ..Written::default() }))
}

// on the 13th
fn day_only<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Written> {
    let (rest, (_, _, (day, _))) =
        (tag_no_case("the"), space, verify(day_number, |&(_, ordinal)| ordinal)).parse(i)?;
    let next = next_word(rest);
    let (prior, last) = last_words(before);
    // "the night of the 18th"
    let of_day = last == "of" && among(prior, &["night", "morning", "evening", "afternoon", "eve", "day"]);
    let led = of_day || among(last, &["on", "by", "until", "before", "after", "since", "from"]);
    if led
        && (next.is_empty() || carries_on(next))
        && !among(next, &["of"])
        && ends_well(rest)
        && !rest.starts_with('-')
    {
        Ok((rest, Written { day: Some(day), ..Written::default() }))
    } else {
        fail(i)
    }
}

/// The same date with what it leaves open filled from `other`: `March` of `from March to
/// November 2017`. Nothing of it counts as stated.
pub(super) fn shared_year(date: &mut Date, year: i16) -> bool {
    let Some(days) = Days::year(year) else { return false };
    let narrowed = date.days.meet(days);
    let fits = date.stated.year.is_none() && !date.impossible && !narrowed.is_empty();
    if fits {
        date.days = settled(narrowed);
    }
    fits
}

/// A set with its bounds drawn in, and as a plain range where it is one.
pub(super) fn settled(days: Days) -> Days {
    let Some((low, high)) = days.bounds() else { return days };
    let width = high - low + 1;
    if width <= 366 && (low..=high).all(|day| days.holds(day)) {
        return Days::range(low, high);
    }
    Days { low: Some(low), high: Some(high), ..days }
}
