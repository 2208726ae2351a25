//! Names that end in a number: `Room 523`, `Boeing 737`, `World War II`, `Gears of War 3`,
//! `Python 3.8`, `Agenda 2030`, `the Inspector General Act of 1978`.
//!
//! A capitalised noun or name directly before a bare number is a name with a number, unless
//! what follows is counted (`Texas 545 children`), the word is no noun (`Some 300`, `March 12`),
//! names a measure (`Population 3000`) or scores stand side by side (`Arsenal 2, Chelsea 1`).

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::{IResult, Parser};

use super::around::{
    begins, counts, ends_clause, is_currency, last_word, lower_tag, measured, with_lower, word_at,
};
use super::shape::{closed, digits, is_roman, label, no, span};
use super::token::{is_no_name, starts_token};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};
use crate::lexicon::concepts::{Pos, is_known};
use crate::lexicon::lemma::lemma;
use crate::lexicon::number_words::number_word;
use crate::lexicon::tag::{self, Tag};

/// Reads a name with its number.
pub const PIECE: Piece = Piece {
    name: "name",
    starts: Starts { digit: true, capital: true, hedged: false, symbols: &[], words: Vec::new },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_token(before) {
        return no(rest);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return kind_of(before, rest);
    }
    let word = word_at(rest);
    let capital =
        word.starts_with(|c: char| c.is_uppercase()) || word.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    let Some(after) = rest[word.len()..].strip_prefix([' ', '\u{a0}']) else { return no(rest) };
    if !capital || word.len() < 2 {
        return no(rest);
    }
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return numbered(before, word, after);
    }
    alt((|i| titled(word, i), |i| roman(before, word, i))).parse(after)
}

/// `Room 523` | `Boeing 737` | `Python 3.8` | `Expo 2020`
fn numbered<'a>(before: &str, word: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (after, taken) = label(i)?;
    // "Open 10 p.m. to 6 a.m."
    let half = after.trim_start_matches(' ');
    if ["a.m", "p.m", "am ", "pm ", "am.", "pm."].iter().any(|mark| half.starts_with(mark)) {
        return no(i);
    }
    // "Justice Manual 9-27.220", "Internal Audit 18/41"
    let filed = taken.contains('-') && taken.contains('.') || is_filed(taken);
    if filed && !counts(after) && !is_calendar_or_measure(word) {
        return Ok((after, Found::Identifier(IdKind::Report)));
    }
    let figures = span(taken, |b| b.is_ascii_digit());
    let postal = figures == 5 && word.len() == 2;
    if figures > 5
        || postal
        || taken.starts_with('0') && figures > 1
        || !may_be_named(before, word)
        || measured(after)
        || after.starts_with(['/', '…'])
    {
        return no(i);
    }
    let joined = taken[figures..].starts_with(['-', '–', ':', '/']);
    let year =
        figures == 4 && (1000..=2199).contains(&taken[..4].parse::<u32>().unwrap_or(0)) && taken.len() == 4;
    if joined && figures <= 3 || taken.contains(['–', ':']) {
        // A score, a clock or a range: "Arsenal 2-1", "Doors 7:30".
        return no(i);
    }
    // "7 Jume 2019": a day stands before.
    let large = figures > 2;
    let dated = year && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    // "Debian 12 ships with": the verb of a sentence that its name begins.
    let told = || begins(before) && acts(after);
    if dated || !large && is_score(before, after) || !year && counts(after) && !determined(before) && !told()
    {
        return no(i);
    }
    let kind = if year {
        IdKind::NamedDate
    } else if taken.contains('.') {
        IdKind::Version
    } else {
        IdKind::Name
    };
    if year && (begins(before) && !ends_clause(after) || is_place_of_preposition(before, after)) {
        // "In Texas 2018 was dry"
        return no(i);
    }
    if !year && is_place_of_preposition(before, after) {
        return no(i);
    }
    Ok((after, Found::Identifier(kind)))
}

/// A verb and what it is done to follow, though the verb could be a noun: `Debian 12 ships with`, `LSB 1.3 lists the`.
fn acts(after: &str) -> bool {
    const OBJECTS: &[&str] =
        &["a", "all", "an", "as", "every", "it", "its", "no", "on", "the", "with", "without"];
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let verb = word_at(rest);
    let may = verb.ends_with('s')
        && verb.starts_with(|c: char| c.is_ascii_lowercase())
        && is_known(&lemma(verb, Tag::VBZ), Pos::Verb);
    let next = rest[verb.len()..].strip_prefix(' ').map_or("", word_at);
    may && OBJECTS.contains(&next)
}

/// `18/41`: two figures with a stroke that are no day and month and no season.
fn is_filed(label: &str) -> bool {
    let Some((first, second)) = label.split_once('/') else { return false };
    match (first.len(), second.len(), first.parse::<u32>(), second.parse::<u32>()) {
        (2.., 2.., Ok(first), Ok(second)) => first > 12 && (second > 31 || first > 31) && second != first + 1,
        _ => false,
    }
}

/// True when a word can carry a number as its name.
fn may_be_named(before: &str, word: &str) -> bool {
    if word.contains(['\'', '’'])
        || is_currency(word)
        || is_calendar_or_measure(word)
        || number_word(word).is_some()
    {
        return false;
    }
    // "an NFL-record 335 attempts"
    if word.rsplit_once('-').is_some_and(|(_, last)| last.starts_with(char::is_lowercase)) {
        return false;
    }
    let acronym = word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-' || b == b'&');
    if acronym {
        return !matches!(
            word,
            "AD" | "BC"
                | "CE"
                | "BCE"
                | "AM"
                | "PM"
                | "FY"
                | "CY"
                | "AY"
                | "US"
                | "UK"
                | "EU"
                | "UTC"
                | "GMT"
        ) && !with_lower(word, |lower| tag::entry(lower).is_some_and(|entry| is_no_name(entry.tag)))
            .unwrap_or(false);
    }
    if WORDS_OF_NAMES.contains(&word) {
        return true;
    }
    let own = tag::entry(word).map(|entry| entry.tag);
    match (own, lower_tag(word)) {
        (Some(Tag::NNP), None | Some(Tag::NN | Tag::NNP | Tag::JJ)) => true,
        (Some(tag), _) if is_no_name(tag) => false,
        // A sentence starts with a capital, so the capital says nothing: "Attendance 3000".
        (_, Some(Tag::NN | Tag::NNP)) => !begins(before),
        (_, Some(_)) => false,
        (_, None) => {
            let plural = word.ends_with('s') && !word.ends_with("ss") && word.len() > 4;
            !(word.ends_with("ed") || plural && begins(before))
        }
    }
}

/// Names that are plurals or other words that carry no number as a rule.
const WORDS_OF_NAMES: &[&str] = &["Windows", "Formula", "Vision", "Agenda", "Apollo", "Episode", "Season"];

/// `March 12`, `Easter 2018`, `Population 3000`, `Total 545`.
fn is_calendar_or_measure(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "about", "adha", "advent", "age", "aged", "almost", "amount", "approximately", "apr", "april", "area", "around",
        "ashura", "at", "attendance", "aug", "august", "autumn", "average", "balance", "between", "birthday", "bottom",
        "budget", "by", "ca", "capacity", "century", "chanukah", "christmas", "circa", "copyright", "cost", "count",
        "crew", "day", "dec", "decade", "december", "density", "depth", "distance", "diwali", "during", "early",
        "easter", "eid", "elevation", "enrollment", "epiphany", "established", "estimated", "eve", "evening", "fall",
        "feb", "february", "first", "fiscal", "fitr", "for", "founded", "fri", "friday", "from", "fy", "halloween",
        "hanukkah", "height", "holiday", "income", "jan", "january", "jayanti", "jul", "july", "jun", "june", "kwanzaa",
        "last", "late", "length", "lent", "mar", "march", "mass", "maximum", "may", "mean", "median", "membership",
        "mid", "midsummer", "midwinter", "minimum", "mon", "monday", "month", "morning", "nearly", "next", "night",
        "nov", "november", "nowruz", "oct", "october", "only", "output", "over", "passover", "pentecost", "period",
        "pesach", "population", "post", "power", "pre", "price", "profit", "purim", "quarter", "ramadan", "rate",
        "revenue", "roughly", "sales", "sat", "saturday", "score", "semester", "sep", "sept", "september", "session",
        "share", "since", "speed", "spring", "staff", "strength", "subtotal", "sum", "summer", "sun", "sunday",
        "surplus", "temperature", "term", "thanksgiving", "thu", "thursday", "to", "top", "total", "trimester", "tue",
        "tuesday", "turnout", "value", "vesak", "volume", "wed", "wednesday", "week", "weekend", "weight", "width",
        "winter", "workforce", "xmas", "year",
    ];
    // "mid-May 2018"
    let last = word.rsplit('-').next().unwrap_or(word);
    with_lower(last, |lower| WORDS.binary_search(&lower).is_ok()).unwrap_or(false)
}

/// A determiner or number before the name: `the Boeing 737 jets`, `two Boeing 737 jets`.
fn determined(before: &str) -> bool {
    let word = last_word(before).0;
    number_word(word).is_some()
        || with_lower(word, |lower| {
            matches!(
                lower,
                "the" | "a" | "an" | "this" | "that" | "these" | "those" | "its" | "their" | "his" | "her"
            )
        })
        .unwrap_or(false)
}

/// `In Texas 545 were`: a phrase of place that leads in, and then a count.
fn is_place_of_preposition(before: &str, after: &str) -> bool {
    let (word, lead) = last_word(before);
    let place = with_lower(word, |lower| {
        matches!(lower, "in" | "at" | "across" | "from" | "near" | "outside" | "of" | "for")
    }) == Some(true);
    let first = last_word(lead).0.is_empty() || lead.trim_end().ends_with([',', ';', ':']);
    // "In Debian 12 the package": what is counted has no article of its own.
    let next = after.strip_prefix(' ').map(word_at).unwrap_or_default();
    let counted = !next.is_empty() && !["the", "a", "an", "this", "it", "they", "we", "you"].contains(&next);
    place && first && counted
}

/// `Arsenal 2, Chelsea 1`: a neighbour with a number of its own.
fn is_score(before: &str, after: &str) -> bool {
    // "Rovers 4 - 0", "Rovers 4:0"
    let tally = after.trim_start_matches(' ').strip_prefix(['-', '–', ':']);
    if tally.is_some_and(|rest| rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    let next = after.strip_prefix(", ").map(|rest| {
        let word = word_at(rest);
        word.starts_with(char::is_uppercase)
            && rest[word.len()..]
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let previous = before.trim_end().strip_suffix(',').is_some_and(|lead| {
        let (figures, lead) = last_word(lead);
        figures.bytes().all(|b| b.is_ascii_digit())
            && !figures.is_empty()
            && last_word(lead).0.starts_with(char::is_uppercase)
    });
    next == Some(true) || previous
}

/// `Act of 1978` | `Class of 2019` | `War of 1812`: a year in a title.
fn titled<'a>(word: &str, i: &'a str) -> IResult<&'a str, Found> {
    #[rustfmt::skip]
    const TITLES: &[&str] = &[
        "Accord", "Accords", "Act", "Acts", "Agreement", "Amendment", "Amendments", "Bill", "Census",
        "Charter", "Class", "Code", "Compact", "Compromise", "Conference", "Congress", "Constitution", "Convention", "Covenant", 
        "Declaration", "Decree", "Directive", "Edict", 
        "Law", "Laws", "Order", "Ordinance", "Proclamation", "Protocol", 
        "Reform", "Regulation", "Regulations", "Rules", "Settlement", "Statute", "Treaty",
        "War",
    ];
    if TITLES.binary_search(&word).is_err() {
        return no(i);
    }
    let (rest, _) = tag("of ").parse(i)?;
    let (after, year) = digits(4, 4)(rest)?;
    if !closed(after) || !year.starts_with(['1', '2']) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::NamedDate)))
}

/// `World War II` | `Henry VIII` | `Super Bowl LIV`
fn roman<'a>(before: &str, word: &str, i: &'a str) -> IResult<&'a str, Found> {
    let numeral = word_at(i);
    let after = &i[numeral.len()..];
    if !is_roman(numeral) || !closed(after) || !may_be_named(before, word) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Name)))
}

/// `serogroup 1`: a rare noun and the number of one of its kinds, where the clause ends.
/// `coronavirus disease 2019`
fn kind_of<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (after, number) = digits(1, 4)(i)?;
    let word = last_word(before).0;
    if number.len() == 4 {
        let named = word == "disease" && closed(after);
        return if named { Ok((after, Found::Identifier(IdKind::NamedDate))) } else { no(i) };
    }
    let rare = word.len() >= 5
        && before.ends_with(' ')
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && !["s", "ed", "ing", "ly", "er"].iter().any(|ending| word.ends_with(ending))
        && lower_tag(word).is_none()
        && number_word(word).is_none()
        && !is_calendar_or_measure(word);
    if rare && closed(after) && ends_clause(after) {
        Ok((after, Found::Identifier(IdKind::Name)))
    } else {
        no(i)
    }
}
