//! Holidays as dates: `Christmas Day 2018`, `Labor Day`, `New Year's Eve`, `Good Friday
//! 2019`. With a year they are days, without one the day of any year.
//!
//! Only holidays that fall on one day by a rule of the civil calendar or of Western
//! Easter; those of other calendars need tables. `Christmas gifts` and `Easter eggs` are
//! no dates.

use std::sync::LazyLock;

use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::date_around::{among, at_start, carries_on, ends_well, last_word, next_word, word_goes_on};
use super::date_parts::{fail, one_of, space, year};
use super::edge::letters;
use super::found::{Found, Piece, Starts};
use super::listed::LISTED;
use super::signs::FEAST;
use crate::claim::{Date, DatePrecision, Day, Days, IdKind, Stated, day};

/// Holidays.
pub const PIECE: Piece = Piece {
    name: "holiday",
    starts: Starts { digit: false, capital: false, hedged: false, symbols: &[], words },
    parse,
};

fn words() -> Vec<&'static str> {
    first_words().chain(["the", "september", "sept"]).collect()
}

/// The letters that the names of holidays start with.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    let letters =
        |word: &'static str| word.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    HOLIDAYS.iter().map(move |holiday| letters(holiday.words[0]))
}

/// How the day is found.
#[derive(Clone, Copy)]
enum Rule {
    /// Month, first and last day.
    Fixed(u8, u8, u8),
    /// Month, weekday, and which of them.
    Nth(u8, u8, u8),
    /// The last such weekday of the month.
    Last(u8, u8),
    /// Days after Easter Sunday, first and last.
    Easter(i32, i32),
    /// Days after Easter Sunday by the Julian calendar.
    Orthodox(i32, i32),
    /// Days after the fourth Thursday of November.
    Thanksgiving(u8),
}

struct Holiday {
    words: &'static [&'static str],
    rule: Rule,
    /// Its name is also an ordinary word or fits nouns of all sorts.
    loose: bool,
}

const fn row(words: &'static [&'static str], rule: Rule) -> Holiday {
    Holiday { words, rule, loose: false }
}

const fn loose(words: &'static [&'static str], rule: Rule) -> Holiday {
    Holiday { words, rule, loose: true }
}

/// A name that begins with another stands before it.
static HOLIDAYS: &[Holiday] = &[
    row(&["new", "year’s", "day"], Rule::Fixed(1, 1, 1)),
    row(&["new", "year’s", "eve"], Rule::Fixed(12, 31, 31)),
    row(&["new", "years", "eve"], Rule::Fixed(12, 31, 31)),
    row(&["new", "years", "day"], Rule::Fixed(1, 1, 1)),
    row(&["martin", "luther", "king", "jr.", "day"], Rule::Nth(1, 0, 3)),
    row(&["martin", "luther", "king", "day"], Rule::Nth(1, 0, 3)),
    row(&["mlk", "day"], Rule::Nth(1, 0, 3)),
    row(&["martin", "luther", "king’s", "day"], Rule::Nth(1, 0, 3)),
    row(&["martin", "luther", "kings", "day"], Rule::Nth(1, 0, 3)),
    row(&["mlk", "jr.", "day"], Rule::Nth(1, 0, 3)),
    row(&["epiphany"], Rule::Fixed(1, 6, 6)),
    row(&["groundhog", "day"], Rule::Fixed(2, 2, 2)),
    row(&["valentine’s", "day"], Rule::Fixed(2, 14, 14)),
    row(&["valentine", "day"], Rule::Fixed(2, 14, 14)),
    row(&["presidents’", "day"], Rule::Nth(2, 0, 3)),
    row(&["presidents", "day"], Rule::Nth(2, 0, 3)),
    row(&["st.", "patrick’s", "day"], Rule::Fixed(3, 17, 17)),
    row(&["saint", "patrick’s", "day"], Rule::Fixed(3, 17, 17)),
    row(&["saint", "patricks", "day"], Rule::Fixed(3, 17, 17)),
    row(&["international", "women’s", "day"], Rule::Fixed(3, 8, 8)),
    row(&["april", "fools’", "day"], Rule::Fixed(4, 1, 1)),
    row(&["april", "fool’s", "day"], Rule::Fixed(4, 1, 1)),
    row(&["earth", "day"], Rule::Fixed(4, 22, 22)),
    row(&["may", "day"], Rule::Fixed(5, 1, 1)),
    row(&["international", "workers’", "day"], Rule::Fixed(5, 1, 1)),
    row(&["cinco", "de", "mayo"], Rule::Fixed(5, 5, 5)),
    row(&["memorial", "day"], Rule::Last(5, 0)),
    row(&["juneteenth"], Rule::Fixed(6, 19, 19)),
    row(&["flag", "day"], Rule::Fixed(6, 14, 14)),
    row(&["fourth", "of", "july"], Rule::Fixed(7, 4, 4)),
    row(&["bastille", "day"], Rule::Fixed(7, 14, 14)),
    row(&["labor", "day"], Rule::Nth(9, 0, 1)),
    row(&["columbus", "day"], Rule::Nth(10, 0, 2)),
    row(&["indigenous", "peoples’", "day"], Rule::Nth(10, 0, 2)),
    loose(&["halloween"], Rule::Fixed(10, 31, 31)),
    row(&["all", "saints’", "day"], Rule::Fixed(11, 1, 1)),
    row(&["all", "souls’", "day"], Rule::Fixed(11, 2, 2)),
    row(&["guy", "fawkes", "night"], Rule::Fixed(11, 5, 5)),
    row(&["bonfire", "night"], Rule::Fixed(11, 5, 5)),
    row(&["remembrance", "day"], Rule::Fixed(11, 11, 11)),
    row(&["veterans", "day"], Rule::Fixed(11, 11, 11)),
    row(&["armistice", "day"], Rule::Fixed(11, 11, 11)),
    row(&["thanksgiving", "day"], Rule::Nth(11, 3, 4)),
    loose(&["thanksgiving"], Rule::Nth(11, 3, 4)),
    row(&["black", "friday"], Rule::Thanksgiving(1)),
    row(&["cyber", "monday"], Rule::Thanksgiving(4)),
    row(&["christmas", "eve"], Rule::Fixed(12, 24, 24)),
    row(&["christmas", "day"], Rule::Fixed(12, 25, 25)),
    loose(&["christmas"], Rule::Fixed(12, 24, 26)),
    row(&["boxing", "day"], Rule::Fixed(12, 26, 26)),
    loose(&["xmas"], Rule::Fixed(12, 24, 26)),
    row(&["shrove", "tuesday"], Rule::Easter(-47, -47)),
    loose(&["mardi", "gras"], Rule::Easter(-47, -47)),
    row(&["ash", "wednesday"], Rule::Easter(-46, -46)),
    row(&["palm", "sunday"], Rule::Easter(-7, -7)),
    row(&["maundy", "thursday"], Rule::Easter(-3, -3)),
    row(&["good", "friday"], Rule::Easter(-2, -2)),
    row(&["easter", "sunday"], Rule::Easter(0, 0)),
    row(&["easter", "monday"], Rule::Easter(1, 1)),
    row(&["orthodox", "good", "friday"], Rule::Orthodox(-2, -2)),
    row(&["orthodox", "easter", "sunday"], Rule::Orthodox(0, 0)),
    row(&["orthodox", "easter"], Rule::Orthodox(0, 0)),
    loose(&["easter"], Rule::Easter(-2, 1)),
    row(&["ascension", "day"], Rule::Easter(39, 39)),
    row(&["pentecost"], Rule::Easter(49, 49)),
    row(&["whit", "sunday"], Rule::Easter(49, 49)),
    row(&["whit", "monday"], Rule::Easter(50, 50)),
    row(&["trinity", "sunday"], Rule::Easter(56, 56)),
    loose(&["lent"], Rule::Easter(-46, -1)),
];

/// The rows of the table by the first letter of their names.
static BY_LETTER: LazyLock<[Vec<usize>; 26]> = LazyLock::new(|| {
    let starts = |row: &usize, letter: usize| {
        usize::from(HOLIDAYS[*row].words[0].as_bytes()[0]) == usize::from(b'a') + letter
    };
    std::array::from_fn(|letter| (0..HOLIDAYS.len()).filter(|row| starts(row, letter)).collect())
});

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    if let Ok((rest, ())) = named_attack(i) {
        return Ok((rest, Found::Identifier(IdKind::NamedDate)));
    }
    let (rest, date) = date(before, i)?;
    if ends_well(rest) { Ok((rest, Found::Date(date))) } else { fail(i) }
}

// September 11 attacks | the Sept. 11th terrorist attacks: a day that has become a name
fn named_attack(i: &str) -> IResult<&str, ()> {
    if !i.starts_with(['S', 's', 'T', 't']) {
        return fail(i);
    }
    let (rest, _) = opt((one_of(&["the"]), space)).parse(i)?;
    let (rest, _) =
        (one_of(&["september", "sept"]), opt(tag(".")), space, tag("11"), opt(tag("th"))).parse(rest)?;
    let (after, _) = (opt(tag(",")), opt((space, tag("2001"), opt(tag(","))))).parse(rest)?;
    let (after, _) = (opt((space, one_of(&["terrorist", "terror"]))), space, one_of(&["attacks", "attack"]))
        .parse(after)?;
    Ok((after, ()))
}

/// A holiday, with or without its year.
pub(super) fn date<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    let capital = i.starts_with(|c: char| c.is_ascii_uppercase());
    let Some(first) = i.bytes().next().map(|b| b.to_ascii_lowercase()) else { return fail(i) };
    if LISTED.known(letters(i)).sign & FEAST == 0 {
        return fail(i);
    }
    let alike = usize::from(first).checked_sub(usize::from(b'a')).and_then(|letter| BY_LETTER.get(letter));
    let mut alike = alike.into_iter().flatten().map(|&row| (row, &HOLIDAYS[row]));
    let Some((rest, row, holiday)) = alike.find_map(|(row, h)| names(h.words, i).map(|rest| (rest, row, h)))
    else {
        return fail(i);
    };
    if among(last_word(before.trim_end().trim_end_matches('.')), &["mrs", "mr", "ms"]) {
        return fail(i);
    }
    let then_year = |i| {
        let (rest, _) = (opt(tag(",")), space, opt((one_of(&["of", "in"]), space))).parse(i)?;
        let (rest, year) = year(rest)?;
        if (1700..=2100).contains(&year) { Ok((rest, year)) } else { fail(i) }
    };
    let (rest, year) = opt(then_year).parse(rest)?;
    let next = next_word(rest);
    // "on Christmas morning"
    let part_of_day = among(next, &["morning", "afternoon", "evening", "night", "early", "late"]);
    // "Christmas gifts", "Easter Bunny", "Earth Day Network".
    let noun = !next.is_empty()
        && (next.starts_with(char::is_uppercase) || holiday.loose && !carries_on(next) && !part_of_day);
    let compound = rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let joined = rest.starts_with("’s") || rest.starts_with("'s");
    // "labor day" is nothing else, "may day" and "lent" are; "at christmas", but "christmas lights".
    let led = among(
        last_word(before),
        &["on", "at", "before", "after", "since", "until", "by", "for", "over", "last", "next", "this", "of"],
    );
    let small =
        if holiday.words.len() > 1 { !matches!(holiday.words[0], "may" | "flag" | "all") } else { led };
    // "a labor day off", "a good friday"
    let small = small && !among(last_word(before), &["a", "an", "one", "every", "each"]);
    let alone = at_start(before) && rest.trim_end_matches('.').is_empty();
    let verb = matches!(holiday.words[0], "lent" | "thanksgiving")
        && !alone
        && !among(last_word(before), &["last", "next", "this"]);
    let capital = capital || (small || alone) && !verb;
    let lent = holiday.words[0] == "lent" && !i.starts_with('L') && !at_start(before);
    if lent
        || year.is_none() && (!capital || noun || compound || joined && holiday.loose)
        || holiday.loose && last_word(before).eq_ignore_ascii_case("the")
    {
        return fail(i);
    }
    let moves = matches!(holiday.rule, Rule::Easter(..) | Rule::Orthodox(..) | Rule::Thanksgiving(_));
    let feast = if moves && year.is_none() { u8::try_from(row).ok() } else { None };
    let stated = Stated { year, feast, ..Stated::default() };
    let precision = DatePrecision::Day;
    days(holiday.rule, year).map_or_else(|| fail(i), |days| Ok((rest, Date::new(days, stated, precision))))
}

/// The days of a feast, by its number in the table, in a year.
pub(super) fn in_year(feast: u8, year: i16) -> Option<Days> {
    days(HOLIDAYS.get(usize::from(feast))?.rule, Some(year))
}

/// The rest after the words of a name, each in any case, with either apostrophe.
fn names<'a>(words: &[&str], i: &'a str) -> Option<&'a str> {
    let mut rest = i;
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            rest = space(rest).ok()?.0;
        }
        for c in word.chars() {
            let mut chars = rest.chars();
            let got = chars.next()?;
            let same = got.eq_ignore_ascii_case(&c) || (c == '’' && got == '\'');
            let optional = c == '.' && !same;
            if !same && !optional {
                return None;
            }
            rest = if optional { rest } else { chars.as_str() };
        }
        if word_goes_on(rest) {
            return None;
        }
    }
    Some(rest)
}

fn days(rule: Rule, year: Option<i16>) -> Option<Days> {
    let nth = |month: u8, weekday: u8, n: u8| {
        Days { mdays: (n * 7 - 6, n * 7), ..Days::of_month(month, 1, 31).unwrap_or(Days::ALL) }
            .meet(Days::on_weekday(weekday))
    };
    let any_year = match rule {
        Rule::Fixed(month, first, last) => Days::of_month(month, first, last)?,
        Rule::Nth(month, weekday, n) => nth(month, weekday, n),
        // The months with such a holiday have 31 days.
        Rule::Last(month, weekday) => Days::of_month(month, 25, 31)?.meet(Days::on_weekday(weekday)),
        Rule::Easter(first, last) => match year {
            Some(year) => {
                let sunday = easter(year)?;
                return Some(Days::range(sunday + first, sunday + last));
            }
            None => Days { months: months_about_easter(first, last), ..Days::ALL },
        },
        Rule::Orthodox(first, last) => match year {
            Some(year) => {
                let sunday = julian_easter(year)?;
                return Some(Days::range(sunday + first, sunday + last));
            }
            None => Days { months: 0b1_1100, ..Days::ALL },
        },
        Rule::Thanksgiving(after) => match year {
            Some(year) => {
                let thursday = nth(11, 3, 4).meet(Days::year(year)?).single()?;
                return Some(Days::one(thursday + i32::from(after)));
            }
            None => Days { months: 0b1100_0000_0000, ..Days::ALL },
        },
    };
    match year {
        Some(year) => any_year.meet(Days::year(year)?).bounds().map(|(low, high)| Days::range(low, high)),
        None => Some(any_year),
    }
}

/// The months that days counted from Easter, March 22 to April 25, can fall in, as bits.
fn months_about_easter(first: i32, last: i32) -> u16 {
    // Days of a common year; month bits by their first days.
    const STARTS: [i32; 12] = [1, 32, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];
    let month = |day: i32| STARTS.iter().filter(|&&start| start <= day).count().clamp(1, 12);
    (month(80 + first)..=month(116 + last)).fold(0, |bits, month| bits | 1 << (month - 1))
}

/// Easter Sunday by the Julian calendar, as a day of ours (Meeus).
fn julian_easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let n = d + e + 114;
    let julian = day(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)?;
    Some(julian + y / 100 - y / 400 - 2)
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::civil;

    fn on(name: &str) -> String {
        let (rest, date) = date("", name).unwrap();
        assert_eq!(rest, "");
        civil(date.days.single().unwrap()).unwrap().to_string()
    }

    #[test]
    fn holidays_fall_on_their_days() {
        assert_eq!(on("Easter Sunday 2019"), "2019-04-21");
        assert_eq!(on("Good Friday 2024"), "2024-03-29");
        assert_eq!(on("Labor Day 2019"), "2019-09-02");
        assert_eq!(on("Memorial Day, 2021"), "2021-05-31");
        assert_eq!(on("Black Friday 2018"), "2018-11-23");
        assert_eq!(on("New Year's Eve 1999"), "1999-12-31");
    }

    #[test]
    fn a_name_that_begins_with_another_comes_first() {
        for (at, holiday) in HOLIDAYS.iter().enumerate() {
            for earlier in &HOLIDAYS[..at] {
                assert!(!holiday.words.starts_with(earlier.words), "{:?} is never reached", holiday.words);
            }
        }
    }
}
