//! The parts every written date is made of: names of months and weekdays, day and year
//! numbers, and what may stand between them.
//!
//! What stands around a date is of `date_around`. What a whole date looks like belongs to `date` and its sisters.

use nom::bytes::complete::tag;
use nom::combinator::{map_opt, opt};
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::date_around::{number_goes_on, word_goes_on};
use crate::claim::{Date, DatePrecision, Days, Stated, day as civil_day};

/// The parts of a date as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub weekday: Option<u8>,
    pub year: Option<i16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// `December 20 or 21`: the later of two days.
    pub last_day: Option<u8>,
}

impl Written {
    /// The days these parts leave, and a mark when there are none.
    pub fn date(self) -> Date {
        let stated =
            Stated { year: self.year, month: self.month, day: self.day, weekday: self.weekday, feast: None };
        let precision = match (self.month, self.day) {
            (_, Some(_)) => DatePrecision::Day,
            (Some(_), None) => DatePrecision::Month,
            (None, None) if self.year.is_some() => DatePrecision::Year,
            (None, None) => DatePrecision::Weekday,
        };
        let Some(days) = self.days() else { return Date::impossible(stated) };
        let narrowed = self.weekday.map_or(days, |weekday| days.meet(Days::on_weekday(weekday)));
        // A weekday that contradicts its date is a finding, not a reason to have no date.
        let kept = if narrowed.is_empty() { days } else { narrowed.single().map_or(narrowed, Days::one) };
        Date::new(kept, stated, precision)
    }

    fn days(self) -> Option<Days> {
        let last = self.last_day.or(self.day);
        match (self.year, self.month, self.day.zip(last)) {
            (Some(year), Some(month), Some((first, last))) => {
                let month = i8::try_from(month).ok()?;
                let on = |day: u8| civil_day(year, month, i8::try_from(day).ok()?);
                let (first, last) = (on(first)?, on(last)?);
                if first == last { Some(Days::one(first)) } else { Some(Days::range(first, last)) }
            }
            (None, Some(month), Some((first, last))) => {
                Days::of_month(month, last, last)?;
                Days::of_month(month, first, last)
            }
            (Some(year), Some(month), None) => Days::month(year, i8::try_from(month).ok()?),
            (None, Some(month), None) => Days::of_month(month, 1, 31),
            (Some(year), None, _) => Days::year(year),
            (None, None, Some(mdays)) => Some(Days { mdays, ..Days::ALL }),
            (None, None, None) => self.weekday.map(Days::on_weekday),
        }
    }
}

/// How a name was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// 1 to 12 for a month, 0 to 6 for a weekday.
    pub number: u8,
    pub full: bool,
    pub capital: bool,
    pub dotted: bool,
    /// Also another word or a name: `may`, `march`, `April`, `Jan`, `sun`.
    pub other_word: bool,
}

impl Name {
    /// True when it is another word where it is written small: `may`, `march`, `sun`, `dec`.
    pub const fn is_verb(self) -> bool {
        !self.full || matches!(self.number, 3 | 5)
    }
}

const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAY_NAMES: [(&str, &[&str]); 7] = [
    ("monday", &["mon"]),
    ("tuesday", &["tue", "tues"]),
    ("wednesday", &["wed", "weds"]),
    ("thursday", &["thu", "thur", "thurs"]),
    ("friday", &["fri"]),
    ("saturday", &["sat"]),
    ("sunday", &["sun"]),
];

/// Words a date in words can start with.
pub(super) const MONTH_WORDS: [&str; 25] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "the",
];

/// Names of weekdays, long and short.
pub(super) const WEEKDAY_WORDS: [&str; 18] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "weds",
];

/// A run of ASCII letters that ends at a word boundary.
pub(super) fn word(i: &str) -> IResult<&str, &str> {
    const LONGEST: usize = 16;
    let w = super::edge::letters(i);
    let rest = &i[w.len()..];
    if w.is_empty() || w.len() > LONGEST || word_goes_on(rest) { fail(i) } else { Ok((rest, w)) }
}

/// One of `words`, in any case.
pub(super) fn one_of<'a>(
    words: &'static [&'static str],
) -> impl Fn(&'a str) -> IResult<&'a str, &'static str> {
    move |i| {
        // The first letter tells nearly always; only letters of one case differ in that bit alone.
        let first = i.as_bytes().first().map(|byte| byte | 0x20);
        let may_be = |known: &&&str| known.as_bytes().first().map(|byte| byte | 0x20) == first;
        if !words.iter().any(|known| may_be(&known)) {
            return fail(i);
        }
        let (rest, w) = word(i)?;
        words
            .iter()
            .filter(may_be)
            .find(|known| known.eq_ignore_ascii_case(w))
            .map_or_else(|| fail(i), |known| Ok((rest, *known)))
    }
}

/// No match at `i`.
pub(super) fn fail<T>(i: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)))
}

/// One or more blanks; a line break of the source is one too.
pub(super) fn space(i: &str) -> IResult<&str, &str> {
    const MOST: usize = 4;
    // One space before a letter or digit is the rule, and no space at all.
    match i.as_bytes() {
        [b' ', next, ..] if next.is_ascii_alphanumeric() => return Ok((&i[1..], &i[..1])),
        [next, ..] if next.is_ascii_graphic() => return fail(i),
        _ => {}
    }
    let end = i.chars().take(MOST).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    if end == 0 { fail(i) } else { Ok((&i[end..], &i[..end])) }
}

/// The first three letters of a word, in lower case: no two names of a kind share them.
fn head(w: &str) -> Option<[u8; 3]> {
    let head = w.as_bytes().first_chunk::<3>()?;
    Some(head.map(|byte| byte.to_ascii_lowercase()))
}

/// `January`, `Jan.`, `JAN`, `Sept`.
pub(super) fn month(i: &str) -> IResult<&str, Name> {
    name(i, |w| {
        let number = match &head(w)? {
            b"jan" => 1,
            b"feb" => 2,
            b"mar" => 3,
            b"apr" => 4,
            b"may" => 5,
            b"jun" => 6,
            b"jul" => 7,
            b"aug" => 8,
            b"sep" => 9,
            b"oct" => 10,
            b"nov" => 11,
            b"dec" => 12,
            _ => return None,
        };
        let is_full = MONTH_NAMES[usize::from(number) - 1].eq_ignore_ascii_case(w);
        let is_short = w.len() == 3 || number == 9 && w.eq_ignore_ascii_case("sept");
        let other_word = matches!(number, 3..=6 | 8) || !is_full;
        (is_full || is_short).then_some((number, is_full, other_word))
    })
}

/// `Thursday`, `Thu.`, `Thurs`.
pub(super) fn weekday(i: &str) -> IResult<&str, Name> {
    name(i, |w| {
        let number = match &head(w)? {
            b"mon" => 0,
            b"tue" => 1,
            b"wed" => 2,
            b"thu" => 3,
            b"fri" => 4,
            b"sat" => 5,
            b"sun" => 6,
            _ => return None,
        };
        let (full, short) = WEEKDAY_NAMES[usize::from(number)];
        let is_full = full.eq_ignore_ascii_case(w);
        let is_short = short.iter().any(|s| s.eq_ignore_ascii_case(w));
        (is_full || is_short).then_some((number, is_full, !is_full))
    })
}

fn name(i: &str, find: impl Fn(&str) -> Option<(u8, bool, bool)>) -> IResult<&str, Name> {
    // Most words that are asked are no such name: the first letters tell.
    let (rest, w) = word(i)?;
    let Some((number, full, other_word)) = find(w) else { return fail(i) };
    // "Jan. 14": the point belongs to the short form, unless it ends the sentence.
    let (rest, dotted) = match rest.strip_prefix('.') {
        Some(after) if !full && (after.starts_with(|c: char| c.is_whitespace() || c == ',' || c == ']')) => {
            (after, true)
        }
        _ => (rest, false),
    };
    let capital = w.starts_with(|c: char| c.is_ascii_uppercase());
    Ok((rest, Name { number, full, capital, dotted, other_word }))
}

/// `1` | `01` | `31` | `1st` | `22nd`; true when it is an ordinal.
pub(super) fn day_number(i: &str) -> IResult<&str, (u8, bool)> {
    let (rest, digits) = digits(i, 1, 2)?;
    let number: u8 = digits.parse().unwrap_or(0);
    if !(1..=31).contains(&number) {
        return fail(i);
    }
    let (rest, suffix) = opt(one_of(&["st", "nd", "rd", "th"])).parse(rest)?;
    if suffix.is_none() && number_goes_on(rest) {
        return fail(i);
    }
    Ok((rest, (number, suffix.is_some())))
}

/// `first` | `twenty-first` | `thirty first`, up to the thirty-first.
pub(super) fn day_in_words(i: &str) -> IResult<&str, u8> {
    const ONES: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [(&str, u8); 4] = [("twentieth", 20), ("thirtieth", 30), ("twenty", 20), ("thirty", 30)];
    let ones = |w: &str| {
        let first = w.as_bytes().first()?.to_ascii_lowercase();
        let is = |one: &str| one.as_bytes()[0] == first && one.eq_ignore_ascii_case(w);
        ONES.iter().zip(1..).find(|(one, _)| is(one)).map(|(_, n)| n)
    };
    let (rest, w) = word(i)?;
    if let Some(n) = ones(w) {
        return Ok((rest, n));
    }
    let Some(&(ten, tens)) = TENS.iter().find(|(ten, _)| ten.eq_ignore_ascii_case(w)) else { return fail(i) };
    if ten.ends_with('h') {
        return Ok((rest, tens));
    }
    let (rest, _) = nom::branch::alt((tag("-"), space)).parse(rest)?;
    let (rest, n) = map_opt(word, ones).parse(rest)?;
    if n < 10 && tens + n <= 31 { Ok((rest, tens + n)) } else { fail(i) }
}

/// Four digits of a year from 1000 to 2199.
pub(super) fn year(i: &str) -> IResult<&str, i16> {
    let (rest, digits) = digits(i, 4, 4)?;
    match digits.parse() {
        Ok(year @ 1000..=2199) if !number_goes_on(rest) => Ok((rest, year)),
        _ => fail(i),
    }
}

/// `'98` | `’98`.
pub(super) fn short_year(i: &str) -> IResult<&str, i16> {
    let (rest, _) = nom::branch::alt((tag("'"), tag("’"), tag("‘"))).parse(i)?;
    let (rest, digits) = digits(rest, 2, 2)?;
    if number_goes_on(rest) || word_goes_on(rest) {
        fail(i)
    } else {
        Ok((rest, century_of(digits.parse().unwrap_or(0))))
    }
}

/// The year that two digits stand for: 1950 to 2049.
pub(super) const fn century_of(two_digits: i16) -> i16 {
    if two_digits < 50 { 2000 + two_digits } else { 1900 + two_digits }
}

/// From `least` to `most` digits, and no digit after them.
pub(super) fn digits(i: &str, least: usize, most: usize) -> IResult<&str, &str> {
    let length = i.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    if (least..=most).contains(&length) { Ok((&i[length..], &i[..length])) } else { fail(i) }
}

/// `x` | `[x]`: a part that an editor put in.
pub(super) fn bracketed<'a, T>(
    mut inner: impl FnMut(&'a str) -> IResult<&'a str, T>,
) -> impl FnMut(&'a str) -> IResult<&'a str, T> {
    move |i| match i.strip_prefix('[') {
        Some(open) => terminated(&mut inner, tag("]")).parse(open),
        None => inner(i),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_number_is_not_the_head_of_another_number() {
        for no in ["4,000", "4.5", "10:30", "12%", "12th2", "32", "0", "4k", "123"] {
            assert!(day_number(no).is_err(), "{no}");
        }
        assert_eq!(day_number("4, 2018"), Ok((", 2018", (4, false))));
        assert_eq!(day_number("22nd of"), Ok((" of", (22, true))));
        assert_eq!(day_in_words("twenty-first"), Ok(("", 21)));
        assert!(day_in_words("thirty-second").is_err());
    }
}
