//! Ages: `12-year-old`, `aged 71`, `age 5`, `78 years old`, `under 5 years of age`, `ages 5
//! to 12`, `in her 60s`, `18 and older`, `children under 5`, and bare figures that are told of
//! somebody: `He was 41 then`, `Nora Vale, 31, who`, `a median age of 34`.
//!
//! An age in years is one until the next birthday: its wide reading is `[71, 72)`.

use std::sync::LazyLock;

use nom::IResult;

use super::amount::{Amount, maybe_unit, with_unit};
use super::date_around::carries_on;
use super::date_parts::{month, weekday};
use super::edge::{
    ends_word, is_any, is_dash, is_near, last_word, letters, next_word, no, phrase, space, words_back,
};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::number::{self, Letters, num, starts_here};
use super::{unit, words};
use crate::claim::{Decimal, Dimension, End, Hedge, Interval, Kind, Unit};
use crate::lexicon::concepts::is_person_noun;
use crate::lexicon::number_words::NumberWord;

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "age",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: true,
        symbols: number::SYMBOLS,
        words: start_words,
    },
    parse,
};

fn start_words() -> Vec<&'static str> {
    let mut all = words::start_words();
    all.extend(["age", "aged", "ages", "in", "between", "from", "younger", "older"]);
    all
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_here(before, rest) {
        return no(rest);
    }
    // "in her 60s", and no other age starts so.
    if let Some(on) = phrase(rest, "in") {
        let whose = is_any(next_word(on), &["his", "her", "their", "my", "your", "our"]);
        if !whose && !is_any(next_word(on), &["excess", "the"]) {
            return no(rest);
        }
    }
    let (core, hedge) = match older_than(rest) {
        Some(read) => read,
        None => hedge::prefix(rest),
    };
    let Some((after, quantity, hedge)) = old(before, core, hedge)
        .or_else(|| aged(before, core, hedge))
        .or_else(|| in_their_sixties(core, hedge))
        .or_else(|| or_older(before, core, hedge))
        .or_else(|| told(before, core, hedge))
    else {
        return no(rest);
    };
    let (after, hedge) = hedge::suffix(after, hedge);
    match hedge::measure(&quantity, hedge) {
        Some(measure) if ends_word(after) => Ok((after, Found::Measure(Kind::Age, measure))),
        _ => no(rest),
    }
}

/// `younger than`, `older than`: hedges of ages alone.
fn older_than(i: &str) -> Option<(&str, Hedge)> {
    let read = |words, hedge| Some((space(phrase(i, words)?)?, hedge));
    read("younger than", Hedge::LessThan).or_else(|| read("older than", Hedge::MoreThan))
}

type Read<'a> = (&'a str, Quantity, Hedge);

/// The unit of ages that name none.
fn years() -> Option<Unit> {
    static YEARS: LazyLock<Option<Unit>> = LazyLock::new(|| Some(unit::named("years")?.1.unit));
    *YEARS
}

/// Completed years: up to the next birthday.
fn completed(amount: &Amount) -> Quantity {
    let mut quantity = amount.quantity;
    let value = quantity.low;
    if quantity.unit.is_some_and(|u| u.id == "year")
        && value.is_integer()
        && let Some(next) = value.checked_add(Decimal::ONE)
    {
        quantity.wide = Interval { low: End::Closed(value), high: End::Open(next) };
    }
    quantity
}

// 12-year-old(s) | 78 years old | 5 years of age | 5 to 12 years old | 18-month-old
fn old<'a>(before: &str, i: &'a str, hedge: Hedge) -> Option<Read<'a>> {
    if let Some((rest, quantity)) = years_old_in_letters(i) {
        return Some((rest, quantity, hedge));
    }
    let (rest, quantity) = match with_unit(before, i) {
        Some((rest, amount)) => (rest, completed(&amount)),
        None => range(i)?,
    };
    let unit = quantity.unit?;
    if unit.dimension != Dimension::Duration || quantity.per.is_some() {
        return None;
    }
    let next = rest.strip_prefix(is_dash).or_else(|| space(rest))?;
    let tail = ["old", "olds", "of age"].iter().find_map(|words| phrase(next, words))?;
    Some((tail, quantity, hedge))
}

// 87 yo | 87-y/o | 87 y.o.
fn years_old_in_letters(i: &str) -> Option<(&str, Quantity)> {
    if !["yo", "y/o", "y.o"].iter().any(|letters| is_near(i, letters)) {
        return None;
    }
    let (rest, number) = num(i, Letters::Plain).filter(|(_, n)| n.value <= Decimal::int(OLDEST))?;
    let rest = rest.strip_prefix(is_dash).or_else(|| space(rest)).unwrap_or(rest);
    let tail = ["y/o", "y.o.", "y.o", "yo"].iter().find_map(|letters| rest.strip_prefix(letters))?;
    let quantity = Quantity::of(number, years());
    ends_word(tail).then(|| (tail, completed(&Amount { quantity, number, hedge: Hedge::None })))
}

/// `5 to 12 years`, `40 - 50 years`, `two- and three-year`.
fn range(i: &str) -> Option<(&str, Quantity)> {
    let i = phrase(i, "from").or_else(|| phrase(i, "between")).and_then(space).unwrap_or(i);
    let (rest, low) = num(i, Letters::Plain)?;
    // "5- to 12-year-olds"
    let rest = rest
        .strip_prefix("- ")
        .filter(|on| phrase(on, "to").or_else(|| phrase(on, "or")).is_some())
        .map_or(rest, |_| &rest[1..]);
    let next = super::edge::spaces(rest);
    let joined = next.strip_prefix(is_dash).map(super::edge::spaces).or_else(|| {
        ["to", "or", "and", "through"].iter().find_map(|word| phrase(next, word)).and_then(space)
    })?;
    let (rest, high) = with_unit("", joined)?;
    let low = Quantity::of(low, high.quantity.unit);
    (low.low < high.quantity.low).then(|| (rest, Quantity::range(low, completed(&high))))
}

// aged 71 | age 5 | ages 5 to 12 | aged 5-12 | age of 12 | aged between 5 and 10 | aged 18 months
fn aged<'a>(before: &str, i: &'a str, hedge: Hedge) -> Option<Read<'a>> {
    let named = phrase(i, "between the").or_else(|| phrase(i, "from the")).and_then(space).unwrap_or(i);
    let rest = phrase(named, "aged")
        .or_else(|| phrase(named, "ages"))
        .or_else(|| phrase(named, "age"))
        .and_then(space)?;
    let rest = phrase(rest, "of").and_then(space).unwrap_or(rest);
    let rest = phrase(rest, "between").or_else(|| phrase(rest, "from")).and_then(space).unwrap_or(rest);
    let (rest, inner) = hedge::prefix(rest);
    // "age 5" but not "the age 2020 brought"
    let (after, low) = maybe_unit(before, rest)?;
    let limit = Decimal::int(if low.quantity.unit.is_some() { 1000 } else { 125 });
    if low.quantity.low > limit || low.quantity.low.is_negative() || low.quantity.per.is_some() {
        return None;
    }
    let unit = match low.quantity.unit {
        Some(unit) if unit.dimension == Dimension::Duration => Some(unit),
        Some(_) => return None,
        None => years(),
    };
    let hedge = if inner == Hedge::None { hedge } else { inner };
    let first = completed(&Amount { quantity: Quantity::of(low.number, unit), ..low });
    let next = super::edge::spaces(after);
    let joined = next.strip_prefix(is_dash).map(super::edge::spaces).or_else(|| {
        phrase(next, "to").or_else(|| phrase(next, "and")).or_else(|| phrase(next, "through")).and_then(space)
    });
    if let Some((end, high)) = joined.and_then(|next| maybe_unit("", next))
        && high.quantity.low > first.low
        && high.quantity.low <= limit
        && high.quantity.unit.is_none_or(|u| Some(u.id) == unit.map(|u| u.id))
        && ends_word(end)
    {
        let second = completed(&Amount { quantity: Quantity::of(high.number, unit), ..high });
        return Some((end, Quantity::range(first, second), hedge));
    }
    let ends = super::edge::may_end(after);
    ends.then_some((after, first, hedge))
}

// 68 or older | 5 years and older | 17 and younger
fn or_older<'a>(before: &str, i: &'a str, hedge: Hedge) -> Option<Read<'a>> {
    if !OLDER_NEAR.iter().any(|word| is_near(i, word)) {
        return None;
    }
    let (rest, amount) = in_years(before, i)?;
    let tail = space(rest)?;
    let (tail, bound) = OLDER.iter().find_map(|(words, bound)| Some((phrase(tail, words)?, *bound)))?;
    let bound = if hedge == Hedge::None { bound } else { hedge };
    // "older than", "older siblings"
    let ends = next_word(tail) != "than" && super::edge::may_end(tail);
    ends.then(|| (tail, completed(&amount), bound))
}

/// The middle of `older` and `younger` as they are mostly written, before a costlier look.
const OLDER_NEAR: &[&str] = &["lder", "LDER", "unger", "UNGER"];

const OLDER: &[(&str, Hedge)] = &[
    ("or older", Hedge::AtLeast),
    ("and older", Hedge::AtLeast),
    ("or younger", Hedge::AtMost),
    ("and younger", Hedge::AtMost),
];

/// `or older` and the like follow, so that the figure before is an age.
pub fn says_older(after: &str) -> bool {
    space(after).is_some_and(|on| OLDER.iter().any(|(words, _)| phrase(on, words).is_some()))
}

/// A number of years that somebody can be old, or of months.
fn in_years<'a>(before: &str, i: &'a str) -> Option<(&'a str, Amount)> {
    let (rest, amount) = maybe_unit(before, i)?;
    let unit = match amount.quantity.unit {
        Some(unit) if is_any(unit.id, &["year", "month", "week", "day"]) => unit,
        Some(_) => return None,
        None => years()?,
    };
    let number = amount.number;
    let fits = number.value <= Decimal::int(OLDEST) && number.value.is_integer();
    let sound = fits && !number.value.is_negative() && amount.quantity.per.is_none();
    sound.then(|| (rest, Amount { quantity: Quantity::of(number, Some(unit)), ..amount }))
}

/// Nobody has been older, in years.
const OLDEST: i128 = 120;

// The median age was 68 years | children under 5 | He was forty-one then | Nora Vale, 31, who
fn told<'a>(before: &str, i: &'a str, hedge: Hedge) -> Option<Read<'a>> {
    if !may_be_told(before) {
        return None;
    }
    let beside = before.ends_with(", ");
    let (of_age, of_somebody) = (is_told(before), is_said_of_somebody(before));
    let of_persons = matches!(hedge, Hedge::LessThan | Hedge::MoreThan) && is_any(last_word(before), PERSONS);
    let (was, is) = (is_any(last_word(before), &["was"]), is_any(last_word(before), &["is"]));
    if !(of_age || of_persons || hedge == Hedge::None && (of_somebody || beside || was || is)) {
        return None;
    }
    let (rest, amount) = in_years(before, i)?;
    let bare = amount.quantity.unit.is_some() && i.len() - rest.len() <= 16 && !amount.number.scaled;
    if !bare || amount.number.value.is_zero() {
        return None;
    }
    let years_said = maybe_unit(before, i)?.1.quantity.unit.is_some();
    let of_age = of_age && (years_said || ends_phrase(rest));
    // "who turned 51 last month"
    let turned =
        is_any(last_word(before), &["turned"]) && is_any(next_word(rest), &["last", "yesterday", "earlier"]);
    let plain = !years_said && hedge == Hedge::None && (ends_phrase(rest) || turned);
    let person = plain
        && (of_somebody
            || is_said_of_name(before, rest)
            || is && grown_up(&amount) && is_said_of_role(before, rest)
            || beside && stands_beside_name(before, rest, &amount));
    let bounded = !years_said && of_persons && ends_phrase(rest);
    (of_age || person || bounded).then(|| (rest, completed(&amount), hedge))
}

/// A bare figure behind `before` may be told of somebody.
pub fn may_be_told(before: &str) -> bool {
    let last = last_word(before);
    before.ends_with(", ") || is_any(last, TELLS) || is_any(last, PERSONS)
}

/// Words right before a figure that may be told of somebody.
const TELLS: &[&str] =
    &["was", "is", "am", "be", "turned", "turns", "of", "were", "being", "at", "to", "from", "now"];

/// `their median age was`: a figure that follows is an age, with its unit or without.
pub fn is_told(before: &str) -> bool {
    let mut back = words_back(before);
    let verb = back.next().unwrap_or("");
    is_any(verb, &["was", "is", "of", "were", "being", "at", "to", "from"])
        && back.take(3).any(|word| is_any(word, &["age", "ages"]))
}

/// `he was`, `who is`, `I will be`, `she turned`.
fn is_said_of_somebody(before: &str) -> bool {
    const SOMEBODY: &[&str] = &["he", "she", "i", "who", "you"];
    let mut back = words_back(before);
    let verb = back.next().unwrap_or("");
    // "who was 58 when the ship sailed and is now 64"
    if is_any(verb, &["now"]) {
        let goes_on =
            is_any(back.next().unwrap_or(""), &["is"]) && is_any(back.next().unwrap_or(""), &["and"]);
        let mut told = back.take(24).peekable();
        while let Some(word) = told.next().filter(|_| goes_on) {
            if word == "was" && told.peek().is_some_and(|who| is_any(who, &["who", "he", "she"])) {
                return true;
            }
        }
        return false;
    }
    let who = back.next().unwrap_or("");
    if !last_word(before).eq_ignore_ascii_case(verb) {
        return false;
    }
    match verb {
        "was" | "is" | "am" | "turned" | "turns" => is_any(who, SOMEBODY),
        "be" => is_any(who, &["will", "would"]) && is_any(back.next().unwrap_or(""), SOMEBODY),
        _ => false,
    }
}

/// An age at which people hold offices.
fn grown_up(amount: &Amount) -> bool {
    (Decimal::int(16)..=Decimal::int(105)).contains(&amount.number.value)
}

/// `Nora Vale was 31 when she left`, `her son Karl was 17 when the mill burned`
fn is_said_of_name(before: &str, rest: &str) -> bool {
    let verb = last_word(before);
    let Some(on) = rest.strip_prefix(" when ").filter(|_| is_any(verb, &["was"])) else { return false };
    let Some(lead) = before.strip_suffix(' ').and_then(|lead| lead.strip_suffix(verb)) else { return false };
    let mut back = lead.trim_end().rsplit(char::is_whitespace);
    let named = back.next().is_some_and(is_name);
    let first = back.next().unwrap_or("");
    let goes_on = on.starts_with("he ") || on.starts_with("she ");
    named && (goes_on && is_name(first) || is_person_noun(&first.to_ascii_lowercase()))
}

/// `The chair of the rowers' union is 71 and lives by the lock`
fn is_said_of_role(before: &str, rest: &str) -> bool {
    const MOST: usize = 9;
    let goes_on = ["and has", "and is", "and lives", "and still", "and works", "and retired"];
    let goes_on =
        rest.strip_prefix(' ').is_some_and(|on| goes_on.iter().any(|words| phrase(on, words).is_some()));
    let Some(lead) = before.strip_suffix(" is ").filter(|_| goes_on) else { return false };
    let clause = lead.rsplit(['.', ',', ';', ':', '"', '“']).next().unwrap_or(lead).trim_start();
    let mut words = clause.split(' ');
    let led = words.next().is_some_and(|word| is_any(word, &["the", "its", "their", "our", "his", "her"]));
    let few = clause.split(' ').count() <= MOST;
    let head = words.take_while(|word| *word != "of").last().unwrap_or("");
    // A chair is furniture as often, but has no age and no home.
    led && few && (is_person_noun(head) || is_any(head, &["chair", "head"]))
}

/// True for a word that may be a part of somebody's name: `Ada`, `Kell-Moss`, `O'Dell`.
fn is_name(word: &str) -> bool {
    let is_part = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
            && month(part).is_err()
            && weekday(part).is_err()
    };
    word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')) && word.split('-').all(is_part)
}

/// `Nora Vale, 31, who left`: two capitalised words and the age between commas.
fn stands_beside_name(before: &str, rest: &str, amount: &Amount) -> bool {
    let Some(lead) = before.strip_suffix(", ") else { return false };
    let Some(on) = rest.strip_prefix(", ") else { return false };
    let mut back = lead.rsplit(char::is_whitespace);
    let beside = back.next().is_some_and(is_name) && back.next().is_some_and(is_name);
    let next = letters(on);
    let goes_on = match next {
        "and" | "or" => is_any(next_word(&on[next.len()..]), &["his", "her", "their"]),
        _ => next.starts_with(|c: char| c.is_ascii_lowercase()),
    };
    beside && goes_on && amount.number.plain_digits.is_some_and(|digits| digits <= 3)
}

/// Words for people whose age a bound tells: `children under 5`.
const PERSONS: &[&str] = &[
    "children",
    "child",
    "kids",
    "infants",
    "babies",
    "toddlers",
    "adults",
    "people",
    "persons",
    "anyone",
    "everyone",
    "those",
    "women",
    "men",
    "girls",
    "boys",
    "youths",
    "teens",
    "teenagers",
    "students",
    "patients",
    "residents",
    "minors",
    "drivers",
    "workers",
    "voters",
    "citizens",
    "somebody",
    "someone",
];

/// Nothing follows that the figure could count.
fn ends_phrase(rest: &str) -> bool {
    let next = next_word(rest);
    let word =
        next.is_empty() || carries_on(next) || is_any(next, &["then", "now", "today", "next", "years"]);
    super::edge::may_end(rest) && !rest.starts_with(is_dash) && word && !is_any(next, &["of", "to", "per"])
}

// in her 60s | in their early twenties
fn in_their_sixties(i: &str, hedge: Hedge) -> Option<Read<'_>> {
    let whose = space(phrase(i, "in")?)?;
    let rest =
        ["his", "her", "their", "my", "your", "our"].iter().find_map(|w| phrase(whose, w).and_then(space))?;
    let (rest, part) = [("early", (0, 3)), ("mid", (4, 6)), ("late", (7, 9))]
        .iter()
        .find_map(|(word, part)| {
            let rest = phrase(rest, word)?;
            Some((rest.strip_prefix('-').or_else(|| space(rest))?, *part))
        })
        .unwrap_or((rest, (0, 9)));
    let (rest, tens) = decade(rest)?;
    let (low, high) = (Decimal::int(tens + part.0), Decimal::int(tens + part.1));
    let wide = Interval { low: End::Closed(low), high: End::Open(high.checked_add(Decimal::ONE)?) };
    let mut quantity = Quantity::within(Interval::closed(low, high), wide, 0, low, high);
    quantity.unit = years();
    quantity.is_range = true;
    Some((rest, quantity, hedge))
}

/// `60s`, `60's`, `sixties`.
fn decade(i: &str) -> Option<(&str, i128)> {
    let word = letters(i);
    if let Some(stem) = word.strip_suffix("ies") {
        const TENS: &[(&str, i128)] = &[
            ("twent", 20),
            ("thirt", 30),
            ("fort", 40),
            ("fift", 50),
            ("sixt", 60),
            ("sevent", 70),
            ("eight", 80),
            ("ninet", 90),
        ];
        let tens = TENS.iter().find(|(t, _)| t.eq_ignore_ascii_case(stem))?.1;
        return Some((&i[word.len()..], tens));
    }
    if let Some((_, NumberWord::Ten(_))) = words::word(i) {
        return None;
    }
    let bytes = i.as_bytes();
    let (&[tens @ b'2'..=b'9', b'0'], rest) = (bytes.get(..2)?, i.get(2..)?) else { return None };
    let rest = rest.strip_prefix(['\'', '’']).unwrap_or(rest).strip_prefix('s')?;
    Some((rest, i128::from(tens - b'0') * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays() {
        let (_, found) = (PIECE.parse)("", "aged 71").unwrap();
        let Found::Measure(Kind::Age, measure) = found else { panic!() };
        assert_eq!(measure.wide.to_string(), "[71, 72)");
    }
}
