//! Marks that order a text: `1.` and `(a)` before an item, `2.3` before a heading, the page
//! number behind dots, the page that ends a reference.

use nom::{IResult, Parser, branch::alt};

use super::around::{begins, ends_clause, last_word, lower_tag, measured, word_at};
use super::shape::{closed, digits, labels, no, span};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};
use crate::lexicon::closed::calendar::MONTHS;
use crate::lexicon::number_words::{NumberWord, number_word};

/// Reads the mark of a list item or heading, and a page number without a noun.
pub const PIECE: Piece = Piece {
    name: "label",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &['(', '['], words: Vec::new },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    alt((
        |i| bracketed(before, i),
        |i| note_mark(before, i),
        volume,
        |i| first(before, i),
        |i| leaders(before, i),
        |i| last_page(before, i),
        |i| at_page(before, i),
    ))
    .parse(rest)
}

/// `(1)` | `(a)` | `(iv)`, before words of an enumeration.
fn bracketed<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let Some(inner) = i.strip_prefix('(') else { return no(i) };
    let length = span(inner, |b| b.is_ascii_alphanumeric());
    let (word, Some(after)) = (&inner[..length], inner[length..].strip_prefix(')')) else { return no(i) };
    let figures = word.bytes().all(|b| b.is_ascii_digit());
    let roman = word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let one_letter = length == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    if before.ends_with(char::is_alphanumeric) {
        if is_manual_page(before, word) {
            return Ok((after, Found::Identifier(IdKind::Section)));
        }
        // "the name(s) below"
        return no(i);
    }
    if length == 0 || length > 4 || figures && length > 2 || !figures && !roman && !one_letter {
        return no(i);
    }
    let next = after.strip_prefix([' ', '\u{a0}']).unwrap_or(after);
    let opens = next.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '$' | '‘' | '['))
        && next.len() < after.len();
    if !opens {
        return no(i);
    }
    if figures && !enumerates(before, word) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Label)))
}

/// `printf(3)`, `perlre(1p)`: a page of a manual in its section, or a program with its argument. "five(5)" says
/// one number twice.
fn is_manual_page(before: &str, section: &str) -> bool {
    let mut bytes = section.bytes();
    let sectioned =
        bytes.next().is_some_and(|b| matches!(b, b'1'..=b'9')) && bytes.all(|b| b.is_ascii_lowercase());
    let name = last_word(before).0;
    let written = name.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    sectioned && written && name.starts_with(|c: char| c.is_ascii_lowercase()) && number_word(name).is_none()
}

/// True for `(1)` after a mark or word that leads in, and for `(n)` after `(n - 1)`.
fn enumerates(before: &str, word: &str) -> bool {
    const LOOK_BACK: usize = 1200;
    let Ok(number) = word.parse::<u32>() else { return false };
    let (previous, _) = last_word(before);
    if begins(before) {
        return true;
    }
    if number_word(previous).is_some_and(|word| !matches!(word, NumberWord::Ordinal(_))) {
        // "thirty (30) days"
        return false;
    }
    if number == 1 {
        // "and that (1) they knew", but not "Texas (1) and Ohio (2)"
        let name = previous.starts_with(|c: char| c.is_uppercase())
            && before.trim_end().ends_with(|c: char| c.is_alphabetic());
        return !name;
    }
    let start = before.len().saturating_sub(LOOK_BACK);
    let start = (start..=before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let mut buffer = [0_u8; 4];
    let wanted = decimal(number - 1, &mut buffer);
    let recent = &before[start..];
    recent
        .match_indices('(')
        .any(|(at, _)| recent[at + 1..].strip_prefix(wanted).is_some_and(|rest| rest.starts_with(')')))
}

/// A number below 100 in figures, on the stack.
fn decimal(number: u32, buffer: &mut [u8; 4]) -> &str {
    let digit = |n: u32| b'0' + u8::try_from(n % 10).unwrap_or(0);
    let length = if number >= 10 {
        buffer[0] = digit(number / 10);
        buffer[1] = digit(number);
        2
    } else {
        buffer[0] = digit(number);
        1
    };
    std::str::from_utf8(&buffer[..length]).unwrap_or_default()
}

/// `[5]` | `[12, 13]` | `[^4]`
fn note_mark<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let Some(inner) = i.strip_prefix('[') else { return no(i) };
    if MONTHS.contains(&last_word(before).0) {
        // "May [7]" is an editor's addition.
        return no(i);
    }
    // "[6 of 7]": a part of a whole that came in parts
    if let Ok((of, _)) = digits(1, 4)(inner)
        && let Some(all) = of.strip_prefix(" of ")
        && let Ok((rest, _)) = digits(1, 4)(all)
        && let Some(after) = rest.strip_prefix(']')
    {
        return Ok((after, Found::Identifier(IdKind::Label)));
    }
    let inner = inner.strip_prefix('^').unwrap_or(inner);
    let length = span(inner, |b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b'-'));
    let digits = inner[..length].bytes().filter(u8::is_ascii_digit).count();
    match inner[length..].strip_prefix(']') {
        Some(after) if (1..=12).contains(&digits) && span(inner, |b| b.is_ascii_digit()) <= 3 => {
            Ok((after, Found::Identifier(IdKind::Footnote)))
        }
        _ => no(i),
    }
}

/// At the start of a sentence: `1. Close the gate` | `2) ...` | `2.3 The office` | `12.`
fn first<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let markup = |c: char| c.is_whitespace() || matches!(c, '#' | '*' | '-' | '•' | '·' | '|' | '"' | '“');
    if before.len() > 24 || !before.chars().all(markup) {
        return no(i);
    }
    // "0012" alone, as in a table of codes: what is counted has no figure before its first.
    if let Ok((after, code)) = digits(2, 12)(i)
        && code.starts_with('0')
        && after.trim().is_empty()
        && before.trim().is_empty()
    {
        return Ok((after, Found::Identifier(IdKind::Code)));
    }
    let (rest, number) = digits(1, 3)(i)?;
    if let Some(after) = rest.strip_prefix(['.', ')'])
        && (after.trim().is_empty() || after.starts_with([' ', '\t', '\u{a0}']) && !measured(after))
    {
        return Ok((after, Found::Identifier(IdKind::Label)));
    }
    // "2.3 The office", "3.3.10 Scope"
    let (mut rest, mut depth) = (rest, 1);
    while let Some(inner) = rest.strip_prefix('.')
        && let Ok((after, _)) = digits(1, 3)(inner)
    {
        rest = after;
        depth += 1;
    }
    // "2.3. the office": behind a decimal there is no point but at the end.
    let pointed = rest.strip_prefix('.').filter(|_| depth > 1);
    let rest = pointed.unwrap_or(rest);
    let Some(text) = rest.strip_prefix([' ', '\t', '\u{a0}']) else { return no(i) };
    let word = word_at(text.trim_start());
    let capital = word.starts_with(|c: char| c.is_uppercase());
    // "12 Scope" is left alone: so may a caption count.
    if depth == 1 || number.len() > 2 || !(capital || pointed.is_some()) || measured(rest) {
        return no(i);
    }
    Ok((rest, Found::Identifier(IdKind::Section)))
}

/// `Findings ....... 14`: the page behind the dots.
fn leaders<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let trimmed = before.trim_end();
    if !(trimmed.ends_with("....") || trimmed.ends_with(". . .") || trimmed.ends_with("……")) {
        return no(i);
    }
    let (after, _) = digits(1, 4)(i)?;
    if closed(after) { Ok((after, Found::Identifier(IdKind::Page))) } else { no(i) }
}

/// `(accessed January 12, 2020), 14.` | `Health Office, Water Review, 6–7.`
fn last_page<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let Some(lead) = before.trim_end_matches('\u{a0}').strip_suffix(", ") else { return no(i) };
    let (mut after, _) = digits(1, 4)(i)?;
    for _ in 0..6 {
        let Some(next) =
            after.strip_prefix('-').or_else(|| after.strip_prefix('–')).or_else(|| after.strip_prefix(", "))
        else {
            break;
        };
        match digits(1, 4)(next) {
            Ok((rest, _)) => after = rest,
            Err(_) => break,
        }
    }
    let year = i.len() - after.len() == 4 && i.starts_with(['1', '2']);
    if year || !matches!(after.chars().next(), None | Some('.' | ';' | ')')) || !ends_clause(after) {
        return no(i);
    }
    let cited = lead.ends_with([')', '”', '"'])
        || after.starts_with(')') && second_bracket(lead)
        || is_reference(lead);
    if cited { Ok((after, Found::Identifier(IdKind::Page))) } else { no(i) }
}

/// `(S.D. 2020) (joint status report`: an open bracket right behind a closed one.
fn second_bracket(lead: &str) -> bool {
    const LOOK_BACK: usize = 120;
    let open = lead.char_indices().rev().take(LOOK_BACK).find(|(_, c)| matches!(c, '(' | ')'));
    open.is_some_and(|(at, c)| c == '(' && lead[..at].trim_end().ends_with(')'))
}

/// `41, no. 2` | `12(3): 45–67` | `12 (3), 45`: the volume and number of a journal.
fn volume(i: &str) -> IResult<&str, Found> {
    let (rest, _) = digits(1, 4)(i)?;
    for mark in [", no. ", ", nos. ", ", No. ", ", iss. ", ", vol. "] {
        if let Some(number) = rest.strip_prefix(mark) {
            let (after, _) = labels(number)?;
            return Ok((after, Found::Identifier(IdKind::Section)));
        }
    }
    let Some(inner) = rest.strip_prefix('(').or_else(|| rest.strip_prefix(" (")) else { return no(i) };
    let (inner, _) = labels(inner)?;
    let Some(rest) = inner.strip_prefix(')') else { return no(i) };
    let Some(pages) =
        rest.strip_prefix(": ").or_else(|| rest.strip_prefix(", ")).or_else(|| rest.strip_prefix(':'))
    else {
        return no(i);
    };
    let pages = pages.strip_prefix("pp. ").unwrap_or(pages);
    let (after, taken) = labels(pages)?;
    if !taken.contains(['–', '-']) || !ends_clause(after) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Section)))
}

/// `Health Office, Water Review`: names and titles alone, no clause.
fn is_reference(lead: &str) -> bool {
    if lead.len() > 300 || !lead.contains([',', ' ']) {
        return false;
    }
    let start = lead.rfind(['.', ';']).map_or(0, |at| at + 1);
    let mut words = 0;
    for word in lead[start..].split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let small = word.len() <= 4 && lower_tag(word).is_none_or(|tag| !tag.is_verb());
        if word.starts_with(|c: char| c.is_lowercase()) && !small {
            return false;
        }
        words += 1;
    }
    let commas = lead[start..].matches(',').count();
    let body = lead[start..]
        .split([' ', ','])
        .any(|word| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase()));
    commas >= 2 || commas == 1 && (words >= 4 || body && words >= 3)
}

/// `Ibid. at 7` | `507 U.S. at 301`: the page of a work named before.
fn at_page<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (at, lead) = last_word(before);
    if at != "at" {
        return no(i);
    }
    let previous = last_word(lead).0;
    let short =
        ["Id.", "Ibid.", "id.", "ibid.", "supra", "U.S.", "F.2d", "F.3d", "F.4th", "Ct."].contains(&previous);
    let (after, _) = digits(1, 4)(i)?;
    if short && ends_clause(after) { Ok((after, Found::Identifier(IdKind::Page))) } else { no(i) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_in_figures() {
        let mut buffer = [0; 4];
        assert_eq!(decimal(7, &mut buffer), "7");
        assert_eq!(decimal(42, &mut buffer), "42");
    }

    #[test]
    fn look_back_stays_on_boundaries() {
        let before = "é".repeat(900) + " (1) x; ";
        assert!(parse(&before, "(2) those").is_ok());
    }
}
