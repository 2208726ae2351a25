//! Bare years: `in 2018`, `the 2018 report`, `(2018)`, `2018's`, `'98`.
//!
//! Four digits are a year where a reader takes them for one: after a word that asks for a
//! time, in brackets, between a determiner and a noun they cannot count, before `'s`, next to
//! another year. From 1900 to 2050 they are a year as well where nothing tells of an amount.
//! `in 1617 cases` is a count.

use nom::branch::alt;
use nom::{IResult, Parser};

use super::date_around::{
    among, at_start, carries_on, ends_well, last_word, last_words, next_word, starts_well, tail,
};
use super::date_era;
use super::date_parts::{Written, fail, short_year, year as four_digits};
use super::found::{Found, Piece, Starts};
use crate::claim::{Date, IdKind};
use crate::lexicon::tag::{self, Tag};
use crate::lexicon::units::units;

/// Bare years.
pub const PIECE: Piece = Piece {
    name: "date-year",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: false,
        symbols: &['\'', '’', '‘'],
        words: || vec!["ad"],
    },
    parse,
};

fn parse<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Found> {
    let (rest, date) = date(before, i)?;
    // "the Class of 2019", "the Homeland Security Act of 2002": the year is part of a name.
    let (name, of) = last_words(before);
    let named = of.eq_ignore_ascii_case("of") && among(name, &["class"]) || of == "of" && is_act(name);
    Ok((rest, if named { Found::Identifier(IdKind::NamedDate) } else { Found::Date(date) }))
}

fn is_act(word: &str) -> bool {
    [
        "Act",
        "Acts",
        "Law",
        "Code",
        "Treaty",
        "Amendments",
        "Amendment",
        "Resolution",
        "Constitution",
        "Protocol",
    ]
    .contains(&word)
}

/// A bare year, from 1500 to 2100, or one with its era.
pub(super) fn date<'a>(before: &'a str, i: &'a str) -> IResult<&'a str, Date> {
    if let Ok(read) = date_era::date(before, i) {
        return Ok(read);
    }
    let (rest, year) = alt((four_digits, |i| short_year(i))).parse(i)?;
    let short = !i.starts_with(|c: char| c.is_ascii_digit());
    let fits = (1500..=2100).contains(&year)
        && ends_well(rest)
        && (short || starts_well(before))
        && if short { asks_for_time(before) } else { is_year(before, year, rest) };
    if fits { Ok((rest, Written { year: Some(year), ..Written::default() }.date())) } else { fail(i) }
}

fn asks_for_time(before: &str) -> bool {
    among(
        last_word(before),
        &["in", "of", "since", "summer", "spring", "fall", "autumn", "winter", "until", "by"],
    )
}

fn is_year(before: &str, year: i16, rest: &str) -> bool {
    if counts_something(year, rest) && !at_start_of_clause(before) {
        return false;
    }
    let next = next_word(rest);
    if among(next, &["percent", "per", "million", "billion", "thousand", "hundred", "people", "more"]) {
        return false;
    }
    if is_dated(before, year, rest) {
        return true;
    }
    // `2018 notice`, `according to 2016 statistics`: of a year like these a reader thinks first.
    (1900..=2050).contains(&year) && !is_amount(before, rest) && !is_part_of_mark(before, rest)
}

/// The words and marks around ask for a time.
fn is_dated(before: &str, year: i16, rest: &str) -> bool {
    let next = next_word(rest);
    let (prior, last) = last_words(before);
    if among(last, &TIME_WORDS) {
        return true;
    }
    // "built about 1850", but "about 1200 of them", "about 1500"
    if last.eq_ignore_ascii_case("about") && year < 1900 {
        let closed = next.is_empty() || carries_on(next) && next != "of";
        return year >= 1600 && year % 100 != 0 && closed;
    }
    // "since at least 1992", "as early as 1850"
    let bound = last.eq_ignore_ascii_case("least") || last.eq_ignore_ascii_case("as");
    if bound && among(prior, &["at", "early", "late", "recently", "far", "long"]) && year >= 1700 {
        let led = last.eq_ignore_ascii_case("as")
            || super::edge::words_back(before)
                .nth(2)
                .is_some_and(|word| among(word, &["since", "until", "from", "through", "by", "before"]));
        if led && (next.is_empty() || carries_on(next)) {
            return true;
        }
    }
    // The next noun decides: "from 2013 onward", "by 2030", but "by 1200 feet".
    if among(last, &["from", "by", "before", "after", "around", "than", "to"]) {
        let open = next.is_empty() || carries_on(next) || among(next, &["onward", "onwards", "when"]);
        let leads = match last {
            "to" => among(prior, &["prior", "back", "up", "compared", "relative"]),
            "than" => among(prior, &["later", "earlier"]),
            // "from 1950 to 2018 beds": a span, or no years.
            "from" => !among(next, &["to", "through", "until"]),
            _ => true,
        };
        return open && leads && (1700..=2100).contains(&year);
    }
    if last.eq_ignore_ascii_case("of") {
        return !among(prior, &MEASURED)
            && (next.is_empty() || carries_on(next))
            && (1700..=2100).contains(&year);
    }
    if rest.starts_with("'s") || rest.starts_with("’s") {
        return true;
    }
    let recent = (1900..=2100).contains(&year);
    let led = before.trim_end();
    // "(1664)", "(Smith, 2018)", "Oxford, 2018.", "(9th Cir. 2016)", "[2016]"
    let after = rest.trim_start().chars().next();
    let closed = matches!(after, None | Some(')' | ']' | ',' | ';' | ':' | '.'));
    let round = year % 100 == 0;
    if led.ends_with(['(', '[']) && (recent || !round) && closed {
        return true;
    }
    if matches!(after, Some(')' | ']')) && recent && is_open(led) && !among(last, &MEASURED) {
        return true;
    }
    if led.ends_with(',') && recent && closed && !digit_before_comma(led) {
        return true;
    }
    if beside_year(led, year) {
        return true;
    }
    // "the 2018 report", "the agency's 2018 guidance"
    let determined = among(last, &["the", "a", "its", "their", "his", "her", "our", "this", "that", "each"])
        || last.ends_with("'s")
        || last.ends_with("’s")
        || last.ends_with("s’");
    if determined && recent && !next.is_empty() && !carries_on(next) {
        return !looks_plural(next) || (1980..=2050).contains(&year) && year % 100 != 0;
    }
    // "2018 was a record year"; "2018" alone in a cell or a heading.
    let verbs = ["was", "saw", "is", "brought", "marked", "began", "ended", "proved", "became", "will"];
    at_start(before) && recent && (among(next, &verbs) || rest.trim().is_empty())
}

/// A bracket opened not far back is still open.
fn is_open(led: &str) -> bool {
    tail(led, 60).rfind(['(', '[', ')', ']']).is_some_and(|at| tail(led, 60)[at..].starts_with(['(', '[']))
}

/// The words before tell of an amount: `reached 1957`, `a total of 1950`, `sold 1950 tickets`.
pub(super) fn is_amount(before: &str, rest: &str) -> bool {
    const TELL: [&str; 21] = [
        "reached",
        "reaching",
        "reaches",
        "totaled",
        "totalled",
        "totaling",
        "totals",
        "numbered",
        "numbering",
        "numbers",
        "counted",
        "counts",
        "total",
        "stood",
        "exceeded",
        "topped",
        "hit",
        "least",
        "most",
        "approximately",
        "exactly",
    ];
    let (prior, last) = last_words(before);
    if among(last, &TELL) || last.eq_ignore_ascii_case("of") && among(prior, &MEASURED) {
        return true;
    }
    // "at 1920 pixels", "by 1950 feet", "sold 1950 tickets", but "the 2018 elections"
    let next = next_word(rest);
    let plural = next.starts_with(char::is_lowercase) && looks_plural(next) && !carries_on(next);
    // "more than 2018", "rose to 2018"
    let compared = last.eq_ignore_ascii_case("than") && among(prior, &["more", "less", "fewer", "greater"])
        || among(last, &["to", "from", "by"])
            && among(prior, &["rose", "fell", "grew", "climbed", "dropped", "up", "down"])
        || last.eq_ignore_ascii_case("about");
    // "1950 chairs were sold"
    let heads = plural && at_start(before) && !among(next, &NEWS);
    compared
        || heads
        || plural
            && !among(next, &NEWS)
            && with_tag(last).is_some_and(|tag| tag.is_verb() || tag == Tag::IN || tag == Tag::CD)
}

/// Plurals that years stand before: `hosted 2018 elections`, `from 2016 figures`.
const NEWS: [&str; 18] = [
    "elections",
    "games",
    "figures",
    "statistics",
    "data",
    "results",
    "levels",
    "rates",
    "estimates",
    "sales",
    "earnings",
    "standards",
    "models",
    "reports",
    "prices",
    "revenues",
    "championships",
    "olympics",
];

fn with_tag(word: &str) -> Option<Tag> {
    (word.len() < 24).then(|| tag::entry(&word.to_ascii_lowercase()).map(|entry| entry.tag)).flatten()
}

/// A key, code or setting: `x = 1920`, `"width": 1920`, `1920x1080`, `2000 m`.
pub(super) fn is_part_of_mark(before: &str, rest: &str) -> bool {
    let led = before.trim_end();
    led.ends_with(['=', '"', '<', '>', '×', '~', '+', '*', '±'])
        || led.ends_with(':') && tail(led, 3).contains('"')
        || rest.trim_start().starts_with(['=', '×', '*', '+', '±', '^'])
        || space_unit(rest)
}

fn space_unit(rest: &str) -> bool {
    let next = next_word(rest);
    !next.is_empty() && !carries_on(next) && !units().lookup(next).is_empty()
}

/// Words that a year follows and a count seldom does.
const TIME_WORDS: [&str; 17] = [
    "in",
    "since",
    "during",
    "until",
    "till",
    "throughout",
    "circa",
    "year",
    "early",
    "late",
    "mid",
    "summer",
    "spring",
    "fall",
    "autumn",
    "winter",
    "calendar",
];

/// `a total of 2018`: what is measured and not dated.
const MEASURED: [&str; 24] = [
    "total",
    "average",
    "sum",
    "number",
    "majority",
    "out",
    "excess",
    "maximum",
    "minimum",
    "rate",
    "population",
    "speed",
    "cost",
    "range",
    "height",
    "each",
    "list",
    "score",
    "distance",
    "median",
    "mean",
    "capacity",
    "one",
    "some",
];

/// True when the figure can be a count of what follows: `2000 children`, `1617 cases`.
pub(super) fn counts_something(year: i16, rest: &str) -> bool {
    let next = next_word(rest);
    let lower = next.starts_with(char::is_lowercase) && !carries_on(next);
    lower && looks_plural(next) && (year % 100 == 0 || !(1900..=2050).contains(&year) || is_people(next))
}

fn looks_plural(word: &str) -> bool {
    is_people(word)
        || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
}

fn is_people(word: &str) -> bool {
    among(
        word,
        &["people", "children", "men", "women", "families", "persons", "patients", "residents", "feet"],
    )
}

/// `In 2018 officials said`: a lone figure at the head of a sentence is a year.
fn at_start_of_clause(before: &str) -> bool {
    before == "In "
}

/// True when another year stands before it: `2017 and 2018`, `2016, 2017, and 2018`.
fn beside_year(led: &str, year: i16) -> bool {
    let words = ["and", "or", "versus", "vs.", "vs", "to", "with", "compared"];
    let mut text = led;
    for _ in 0..2 {
        let cut = words.iter().find_map(|word| text.strip_suffix(word));
        let cut = cut.filter(|cut| cut.ends_with(char::is_whitespace) || cut.ends_with(','));
        text = cut.unwrap_or(text).trim_end();
    }
    text = text.strip_suffix(',').unwrap_or(text);
    if text.len() == led.len() {
        return false;
    }
    let last = tail(text, 5);
    let Some(run) = last.get(last.len().saturating_sub(4)..) else { return false };
    let alone =
        !last[..last.len() - run.len()].ends_with(|c: char| c.is_alphanumeric() || "$€£#.,".contains(c));
    match run.parse::<i16>() {
        Ok(other @ 1700..=2100) if run.len() == 4 => alone && (other - year).abs() <= 50 && other != year,
        _ => false,
    }
}

fn digit_before_comma(led: &str) -> bool {
    led.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit())
}
