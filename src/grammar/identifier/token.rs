//! Words that mix letters and digits: `OIG-20-06`, `COVID-19`, `F-16`, `H1N1`, `CO2`, `G20`,
//! `401(k)`, `sha1`, `max_batch_2`. What such a word is, and which of them are dates or
//! quantities after all: `mid-2017`, `FY2019`, `under-18s`, `EUR500`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::{IResult, Parser};

use super::around::{is_currency, with_lower};
use super::shape::{cut_at, digits, no, span};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};
use crate::lexicon::number_words::number_word;
use crate::lexicon::tag::{self, Tag};

/// Reads a word of letters and digits.
pub const PIECE: Piece = Piece {
    name: "token",
    starts: Starts { digit: true, capital: true, hedged: false, symbols: &[], words: Vec::new },
    parse,
};

/// True where a word in the widest sense can begin.
pub(super) fn starts_token(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some('\'' | '’') => !back.next().is_some_and(char::is_alphanumeric),
        Some(c) => {
            !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@' | '$' | '€' | '£' | ':' | '‑'))
        }
        None => true,
    }
}

/// The word in the widest sense at the start of `i`: letters and digits with single marks between.
fn token(i: &str) -> &str {
    let mut end = 0;
    let mut mark = false;
    for (at, c) in i.char_indices() {
        if at > 120 {
            break;
        }
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            mark = false;
        } else if mark
            || !matches!(c, '-' | '_' | '.' | '/' | ':' | '+' | '&' | '‑' | '@')
            || c == ':' && !i[..at].ends_with(|c: char| c.is_ascii_digit())
        {
            break;
        } else {
            mark = true;
        }
    }
    &i[..end]
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_token(before) {
        return no(rest);
    }
    if let Ok((after, ())) = paragraph(rest) {
        return Ok((after, Found::Identifier(IdKind::Statute)));
    }
    let word = token(rest);
    if !word.bytes().any(|b| b.is_ascii_digit()) || !word.chars().any(char::is_alphabetic) {
        return always(before, rest);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        from_figure(rest, word)
    } else {
        from_letter(rest, word)
    }
}

/// `401(k)` | `501(c)(3)`
fn paragraph(i: &str) -> IResult<&str, ()> {
    let (mut tail, figures) = digits(2, 5)(i)?;
    while let Some(inner) = tail.strip_prefix('(') {
        let length = span(inner, |b| b.is_ascii_lowercase() || b.is_ascii_digit());
        match inner[length..].strip_prefix(')') {
            Some(after) if (1..=3).contains(&length) => tail = after,
            _ => break,
        }
    }
    // "12(3)" may be a volume and its issue.
    let lettered = i[figures.len()..].starts_with('(')
        && i[figures.len() + 1..].starts_with(|c: char| c.is_ascii_lowercase());
    if !lettered || tail.len() + figures.len() == i.len() || tail.starts_with(char::is_alphanumeric) {
        return no(i);
    }
    Ok((tail, ()))
}

/// `9/11` | `24/7` | `50-50`: figures that stand for themselves.
fn always<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (after, taken) = alt((
        tag("9/11"),
        tag("24/7/365"),
        tag("24/7"),
        tag("50-50"),
        tag("50/50"),
        tag("50–50"),
        tag("20/20"),
    ))
    .parse(i)?;
    if after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '%')) || before.ends_with('/') {
        return no(i);
    }
    Ok((after, Found::Identifier(if taken == "9/11" { IdKind::NamedDate } else { IdKind::Other })))
}

/// `3D` | `1080p` | `5G` | `2019-report_v2` | `7-Eleven` | `4x4`
fn from_figure<'a>(i: &'a str, word: &'a str) -> IResult<&'a str, Found> {
    const AS_THEY_ARE: &[&str] = &[
        "1080i", "1080p", "2D", "2FA", "2G", "2WD", "3D", "3G", "4D", "4G", "4WD", "4x4", "480p", "5G", "6G",
        "7-Eleven", "720p", "802.11ac", "802.11n", "80s-era", "A4", "A5",
    ];
    let figures = span(i, |b| b.is_ascii_digit());
    let (after, _) = cut_at(i, word.len())?;
    if AS_THEY_ARE.binary_search(&word).is_ok() {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    let video = after.strip_prefix(' ').is_some_and(|next| {
        ["video", "TV", "display", "resolution", "screen", "UHD", "monitor", "footage", "stream", "camera"]
            .iter()
            .any(|noun| next.starts_with(noun))
    });
    if matches!(word, "4K" | "8K") && video {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    if word.contains('_') {
        return Ok((after, Found::Identifier(IdKind::Code)));
    }
    // "12A3", "1FTFW1ET": letters between digits, and no "2Q19" or "1H2019".
    let letters = &word[figures..];
    let quarter = figures == 4 && letters.len() == 2 && letters.starts_with(['Q', 'H']);
    let between = !quarter
        && letters.bytes().all(|b| b.is_ascii_alphanumeric())
        && letters.bytes().any(|b| b.is_ascii_digit())
        && letters.starts_with(|c: char| c.is_ascii_uppercase())
        && !matches!(letters.as_bytes(), [b'Q' | b'H', _, _] | [b'Q' | b'H', _, _, _, _]);
    // "98-B", "11-A"
    let lettered =
        letters.len() == 2 && letters.starts_with('-') && letters.ends_with(|c: char| c.is_ascii_uppercase());
    if between || lettered {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    no(i)
}

fn from_letter<'a>(i: &'a str, word: &'a str) -> IResult<&'a str, Found> {
    if is_date_or_quantity(word) {
        return no(i);
    }
    let (mut after, _) = cut_at(i, word.len())?;
    if after.starts_with('%') {
        // "release/100%"
        return no(i);
    }
    // "get_page2()", "Sec12(a)"
    if let Some(rest) = after.strip_prefix("()") {
        after = rest;
    }
    if let Some(length) = glued_note(word) {
        let (rest, _) = cut_at(i, length)?;
        return Ok((rest, Found::Identifier(IdKind::Footnote)));
    }
    Ok((after, Found::Identifier(kind(word))))
}

/// `facilities.12`: a note mark that lost its raise. Reads up to its end.
fn glued_note(word: &str) -> Option<usize> {
    let (text, figures) = word.split_once('.')?;
    let small = text.len() >= 4 && text.bytes().all(|b| b.is_ascii_lowercase());
    let known = small && tag::entry(text).is_some();
    (known && (1..=3).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit()))
        .then_some(word.len())
}

/// `mid-2017`, `pre-1990`, `FY2019`, `Q3`, `Nov.7`, `EUR500`, `under-18s`, `twenty-5`: for other pieces.
fn is_date_or_quantity(word: &str) -> bool {
    let letters = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let (first, tail) = word.split_at(letters);
    let marked = tail.starts_with(['-', '.', '/', '‑']);
    let rest = tail.trim_start_matches(['-', '.', '/', '‑']);
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        // "January-March2019" is nobody's; "and/or-2019" neither.
        return false;
    }
    if rest.starts_with("9/11") && rest.len() == 4 {
        return false;
    }
    let plain = rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'/'))
        || rest.ends_with('s') && rest[..rest.len() - 1].bytes().all(|b| b.is_ascii_digit());
    let numeric = plain
        || ["m", "bn", "k", "b", "million", "th", "st", "nd", "rd"].iter().any(|end| {
            rest.strip_suffix(end)
                .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')))
        });
    if !marked && is_currency(first) {
        return numeric;
    }
    if !marked && plain && with_lower(first, is_period).unwrap_or(false) {
        return true;
    }
    if !marked
        && rest.len() == 1
        && matches!(first, "m" | "km" | "cm" | "mm" | "ft" | "mi" | "in" | "yd" | "dm")
    {
        // "per m2"
        return true;
    }
    if matches!(first, "Q" | "H" | "q" | "h")
        && !marked
        && matches!(rest.as_bytes(), [b'1'..=b'4'] | [b'1'..=b'4', b'-' | b'/', ..])
    {
        // "H1" alone may be a visa, "H1 2019" is a half-year: both are left to the dates.
        return true;
    }
    if !numeric && !rest.contains('-') {
        return false;
    }
    marked && with_lower(first, leads_in).unwrap_or(false)
}

/// `FY2019`, `cy18`, `Dec31`: what dates are glued to.
fn is_period(first: &str) -> bool {
    matches!(
        first,
        "fy" | "cy"
            | "ay"
            | "sy"
            | "ad"
            | "bc"
            | "ce"
            | "c"
            | "ca"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "may"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Words that a date or a quantity follows after a hyphen.
fn leads_in(first: &str) -> bool {
    const WORDS: &[&str] = &[
        "about",
        "age",
        "aged",
        "approx",
        "apr",
        "april",
        "aug",
        "august",
        "bottom",
        "ca",
        "circa",
        "dec",
        "december",
        "early",
        "est",
        "feb",
        "february",
        "first",
        "inter",
        "jan",
        "january",
        "jul",
        "july",
        "jun",
        "june",
        "last",
        "late",
        "mar",
        "march",
        "may",
        "mid",
        "minus",
        "nov",
        "november",
        "oct",
        "october",
        "over",
        "plus",
        "post",
        "pre",
        "sep",
        "sept",
        "september",
        "since",
        "sub",
        "top",
    ];
    WORDS.binary_search(&first).is_ok()
        || matches!(
            first,
            "under" | "until" | "up" | "winter" | "spring" | "summer" | "autumn" | "fall" | "non" | "fiscal"
        )
        || number_word(first).is_some()
        || matches!(first, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// What sort of word it is.
fn kind(word: &str) -> IdKind {
    let bytes = word.as_bytes();
    let capitals = span(word, |b| b.is_ascii_uppercase());
    let parts = || word.split(['-', '/', ':']);
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if is_chemical(word) {
        return IdKind::Chemical;
    }
    if word.contains('_') || word.contains("::") {
        return IdKind::Code;
    }
    if word.contains('@') {
        return IdKind::Email;
    }
    let numbered = parts().skip(1).filter(|part| figures(part)).count();
    let long = parts().skip(1).any(|part| figures(part) && part.len() >= 3);
    let lead = parts().next().unwrap_or(word);
    if capitals >= 2
        && lead.len() == capitals
        && (numbered >= 2 || numbered == 1 && (long || parts().count() >= 3))
    {
        return IdKind::Report;
    }
    if word.starts_with("RFC") || word.starts_with("ISO") || word.starts_with("CVE-") {
        return IdKind::Report;
    }
    let letters = span(word, |b| b.is_ascii_lowercase());
    let inner = &bytes[1.min(bytes.len())..];
    if letters > 0 && word.len() > letters && !word.contains('-') && tag::entry(&word[..letters]).is_none() {
        return IdKind::Code;
    }
    if letters > 0
        && inner.iter().any(u8::is_ascii_uppercase)
        && !word.contains('-')
        && !word.starts_with('i')
    {
        return IdKind::Code;
    }
    IdKind::Name
}

/// `CO2` | `H2O` | `PM2.5` | `C6H12O6` | `SO2`
fn is_chemical(word: &str) -> bool {
    const ELEMENTS: &[&str] = &[
        "Ag", "Al", "Ar", "As", "Au", "B", "Ba", "Be", "Br", "C", "Ca", "Cd", "Cl", "Co", "Cr", "Cs", "Cu",
        "F", "Fe", "H", "He", "Hg", "I", "K", "Li", "Mg", "Mn", "N", "Na", "Ni", "O", "P", "Pb", "S", "Si",
        "Sn", "Ti", "U", "Zn", "Zr",
    ];
    if matches!(word, "PM2.5" | "PM10" | "O2" | "O3" | "N2" | "H2" | "CO2e") {
        return true;
    }
    let (mut rest, mut elements, mut ones) = (word, 0, false);
    while !rest.is_empty() {
        let two = rest.get(..2).filter(|name| ELEMENTS.binary_search(name).is_ok());
        let one = rest.get(..1).filter(|name| ELEMENTS.binary_search(name).is_ok());
        let Some(name) = two.or(one) else { return false };
        let figures = span(&rest[name.len()..], |b| b.is_ascii_digit());
        ones |= rest[name.len()..].starts_with('1') && figures == 1;
        rest = &rest[name.len() + figures..];
        elements += 1;
        if figures > 2 {
            return false;
        }
    }
    // "H1N1" and "H5N1" are viruses, "U2" a band.
    elements >= 2 && !ones && !matches!(word.as_bytes(), [b'H', _, b'N', _])
}

/// True for a tag that no name has before a number.
pub(super) const fn is_no_name(tag: Tag) -> bool {
    !matches!(tag, Tag::NN | Tag::NNP | Tag::JJ | Tag::FW | Tag::VBG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_with_their_last_letter() {
        assert_eq!(token("COVID-19."), "COVID-19");
        assert_eq!(token("H.R.4135, a"), "H.R.4135");
        assert_eq!(token("a--b"), "a");
        assert_eq!(token("é2 x"), "é2");
    }

    #[test]
    fn kinds_of_words() {
        for (word, expected) in [
            ("CO2", IdKind::Chemical),
            ("C6H12O6", IdKind::Chemical),
            ("H1N1", IdKind::Name),
            ("GAO-19-163", IdKind::Report),
            ("ABSA-2021-07", IdKind::Report),
            ("F-16", IdKind::Name),
            ("G20", IdKind::Name),
            ("max_batch2", IdKind::Code),
            ("utf8", IdKind::Code),
        ] {
            assert_eq!(kind(word), expected, "{word}");
        }
    }
}
