//! What the words around a number say of it: whether it counts things at all, or is a year,
//! a pronoun or a measure. Shared by the pieces; reads no values itself.

use super::super::date_around::at_start;
use super::super::date_year;
use super::super::edge::{is_any, is_space, last_word, letters, next_word, words_back, words_on};
use super::Num;
use crate::claim::{Decimal, Hedge};

/// After digits and `m`: a noun that can be counted in millions (`1.2m people`) follows,
/// and not the end, a function word or a dimension (`1.2m tall`).
pub fn counts_millions(rest: &str) -> bool {
    const METRES: &[&str] = &[
        "tall",
        "long",
        "wide",
        "high",
        "deep",
        "thick",
        "away",
        "apart",
        "above",
        "below",
        "by",
        "x",
        "from",
        "of",
        "in",
        "to",
        "and",
        "or",
        "at",
        "on",
        "for",
        "is",
        "was",
        "were",
        "are",
        "the",
        "a",
        "with",
        "per",
        "over",
        "under",
        "up",
        "down",
        "than",
        "but",
        "as",
        "into",
        "distance",
        "sprint",
        "race",
        "swim",
        "freestyle",
        "dash",
        "hurdles",
        "relay",
        "final",
        "radius",
        "diameter",
        "height",
        "length",
        "width",
        "depth",
        "tower",
        "pool",
    ];
    let word = next_word(rest);
    rest.starts_with(is_space) && word.len() > 1 && !is_any(word, METRES)
}

/// True when a bare four-digit figure is a year rather than a count.
pub fn is_year(before: &str, after: &str, number: &Num, hedge: Hedge) -> bool {
    const OF_TIME: &[&str] = &[
        "in",
        "since",
        "by",
        "until",
        "till",
        "during",
        "from",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "through",
        "year",
        "fiscal",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "circa",
        "between",
        "to",
        "and",
        "of",
        "the",
        "calendar",
        "fy",
        "around",
        "about",
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
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "this",
        "that",
        "its",
        "their",
        "a",
        "an",
    ];
    if !number.is_year_like() || number.value.is_negative() {
        return false;
    }
    let counted = is_plural(next_word(after));
    match hedge {
        // What the words around make a year of the date pieces have read already.
        Hedge::None => {
            let modern = number.value >= Decimal::int(1900) && number.value <= Decimal::int(2050);
            modern && !date_year::is_amount(before, after) && !date_year::is_part_of_mark(before, after)
                || counted && is_any(last_word(before), OF_TIME)
        }
        // "since at least 1992", "around 1850"
        _ => {
            let value = number.value;
            let round = number.precision >= 2;
            let dated = hedge == Hedge::About && value >= Decimal::int(1600) && !round;
            !counted && value <= Decimal::int(2050) && (dated || value >= Decimal::int(1900))
        }
    }
}

/// `12-gauge`, `.45 calibre`, `9-iron`: the sort of a gun or a club.
pub fn is_bore(after: &str) -> bool {
    const SORTS: &[&str] = &["gauge", "calibre", "caliber", "bore", "iron", "wood"];
    let joined = after.strip_prefix(['-', '\u{2011}']);
    joined.is_some_and(|on| is_any(letters(on), SORTS)) || is_any(next_word(after), &SORTS[..3])
}

/// True when a number in words with a capital belongs to a name: `the Big Ten`, `a Group of
/// Seven meeting`, `World War Two`. In a title all words have capitals, so that they say nothing.
pub fn is_part_of_name(before: &str, number: &str, after: &str) -> bool {
    let capital = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word[1..].contains(|c: char| c.is_ascii_lowercase())
    };
    if !capital(letters(number)) || at_start(before) {
        return false;
    }
    let mut back = words_back(before);
    let last = match back.next() {
        Some("of") => back.next(),
        last => last,
    };
    let on = after.strip_prefix(['\'', '’']).unwrap_or(after);
    let beside = last.is_some_and(capital) && before.ends_with(is_space) || capital(next_word(on));
    let prose = |word: &str| word.len() > 4 && word.starts_with(|c: char| c.is_ascii_lowercase());
    beside && words_back(before).chain(words_on(after)).any(prose)
}

/// True for the model of a machine behind the measure of its clock or store: `a 20 MHz 386 board`.
pub fn is_model(before: &str, after: &str) -> bool {
    let lead = before.trim_end_matches(is_space);
    let unit = ["kHz", "MHz", "GHz", "KB", "MB", "GB"].into_iter().find_map(|unit| lead.strip_suffix(unit));
    let measured = unit.is_some_and(|lead| {
        lead.trim_end_matches(|c| is_space(c) || c == '-').ends_with(|c: char| c.is_ascii_digit())
    });
    measured && lead.len() < before.len() && !next_word(after).is_empty()
}

/// True for what looks like a plural noun.
pub fn is_plural(word: &str) -> bool {
    let lower = word.bytes().all(|b| b.is_ascii_lowercase());
    let marked = word.ends_with('s')
        && !word.ends_with("ss")
        && !is_any(word, &["was", "is", "has", "as", "this", "its", "us"]);
    lower
        && ((word.len() > 2 && marked)
            || is_any(
                word,
                &["people", "children", "men", "women", "feet", "mice", "fish", "sheep", "deer", "staff"],
            ))
}

/// True when `one` stands for a thing named elsewhere, or for somebody, and counts nothing:
/// `one of the three`, `no one`, `the one who`, `one must`.
pub fn is_pronoun(before: &str, after: &str, number: &Num, hedge: Hedge) -> bool {
    const FUNCTION: &[&str] = &[
        "of",
        "who",
        "that",
        "which",
        "whom",
        "whose",
        "is",
        "was",
        "are",
        "were",
        "has",
        "had",
        "have",
        "can",
        "cannot",
        "must",
        "should",
        "could",
        "would",
        "may",
        "might",
        "will",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "and",
        "or",
        "as",
        "by",
        "the",
        "a",
        "an",
        "if",
        "when",
        "where",
        "does",
        "did",
        "do",
        "but",
        "not",
        "so",
        "than",
        "into",
        "another",
        "such",
        "thing",
        "way",
        "hand",
        "side",
        "point",
        "time",
        "reason",
        "example",
        "instance",
        "sense",
        "moment",
        "final",
        "last",
        "big",
        "major",
        "particular",
        "day",
        "night",
        "morning",
        "evening",
        "afternoon",
        "needs",
        "wants",
        "sees",
        "finds",
        "gets",
        "uses",
        "knows",
        "wonders",
        "he",
        "she",
        "it",
        "they",
        "we",
        "you",
        "i",
        "else",
        "also",
        "only",
        "even",
        "way",
        "notable",
        "more",
        "after",
        "before",
        "during",
        "about",
        "because",
        "while",
        "case",
        "fewer",
        "less",
    ];
    const DETERMINER: &[&str] = &[
        "this",
        "that",
        "no",
        "any",
        "every",
        "each",
        "some",
        "which",
        "another",
        "good",
        "bad",
        "new",
        "old",
        "the",
        "other",
        "only",
        "first",
        "second",
        "last",
        "next",
        "same",
        "wrong",
        "right",
        "big",
        "small",
        "certain",
        "for",
        "number",
        "day",
        "loved",
        "not",
        "different",
        "better",
        "best",
        "these",
        "those",
        "easy",
        "hard",
        "long",
    ];
    if !number.words || number.value != Decimal::ONE || hedge != Hedge::None {
        return false;
    }
    let next = next_word(after);
    let ends = next.is_empty() || !after.starts_with(is_space);
    ends || is_any(next, FUNCTION)
        || is_any(words_back(before).next().unwrap_or(""), DETERMINER)
        || is_plural(next)
}
