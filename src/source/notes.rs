//! Note marks: `word.[5][6]`, `[note 2]`, `<sup>5</sup>`, `word¹²`. They point to a note and are
//! not read, so their digits must not reach the text; but `10<sup>6</sup>`, `m²`, `4<sup>th</sup>`
//! and an editor's `May [7]` are text.

use super::block::{Mark, Piece, PieceText};
use super::build::span;

/// What a superscript is.
pub(super) enum Superscript {
    Note,
    /// In superscript characters.
    Exponent(String),
    Text,
}

/// Judges a superscript by the text before it, its own text, and whether it links somewhere.
pub(super) fn superscript(before: &str, inner: &str, linked: bool) -> Superscript {
    let inner = inner.trim();
    let bare = inner.trim_start_matches(['[', '(', '^']).trim_end_matches([']', ')']);
    let bracketed = bare.len() != inner.len();
    if !linked && !bracketed && is_exponent(before, inner) {
        return Superscript::Exponent(inner.chars().filter_map(raised).collect());
    }
    if is_note_label(bare) || (bracketed && is_editorial(bare)) {
        return Superscript::Note;
    }
    let mut chars = bare.chars();
    match (chars.next(), chars.next()) {
        // "1<sup>e</sup> étage" is an ordinal; "word<sup>a</sup>" is a note.
        (Some('a'..='z'), None) if linked || bracketed || !before.ends_with(|c: char| c.is_ascii_digit()) => {
            Superscript::Note
        }
        _ => Superscript::Text,
    }
}

/// `5`, `12`, `5, 6`, `5–7`, `*`, `†`.
fn is_note_label(label: &str) -> bool {
    let mut digits = 0;
    for c in label.chars() {
        match c {
            '0'..='9' if digits < 3 => digits += 1,
            ',' | ' ' | '-' | '–' | ']' | '[' => digits = 0,
            '*' | '†' | '‡' | '§' | '¶' => {}
            _ => return false,
        }
    }
    label.contains(|c: char| !matches!(c, ',' | ' ' | '-' | '–' | '[' | ']'))
}

/// `note 3`, `nb 2`, `citation needed`, `who?`: what wikis put into brackets after a word.
fn is_editorial(label: &str) -> bool {
    if let Some((word, number)) = label.rsplit_once(' ')
        && matches!(word, "note" | "Note" | "nb" | "fn" | "n" | "N" | "lower-alpha")
        && number.len() <= 3
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return true;
    }
    let words = label.split(' ').count();
    (words <= 4 && label.ends_with(" needed"))
        || matches!(
            label,
            "who?" | "when?" | "where?" | "which?" | "why?" | "how?" | "by whom?" | "according to whom?"
        )
}

/// `10` and `2` before `6`; `m`, `km`, `ft` before `2`.
fn is_exponent(before: &str, inner: &str) -> bool {
    let digits = inner.strip_prefix(['-', '−', '–']).unwrap_or(inner);
    if !matches!(digits.len(), 1 | 2) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let word_from = before
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_from..];
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    match unit {
        "" => {
            let product = before[..word_from].trim_end().ends_with(['×', 'x', '·', '*', '⋅']);
            // "from 0 to 2<sup>8</sup>", "−(2<sup>7</sup>)"
            let lead = before[..word_from].trim_end();
            let formula = lead.ends_with(['(', '=', '−', '+', '^', '<', '>', '≤', '≥'])
                || [" to", " than", " modulo", " mod"].iter().any(|word| lead.ends_with(word));
            word == "10" && (product || digits != inner) || word == "2" && (product || formula)
        }
        "m" | "km" | "cm" | "mm" | "dm" | "ft" | "mi" | "yd" | "s" => matches!(digits, "1" | "2" | "3"),
        "in" => unit.len() < word.len() && matches!(digits, "2" | "3"),
        _ => false,
    }
}

fn raised(c: char) -> Option<char> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c {
        '0'..='9' => DIGITS.get(c as usize - '0' as usize).copied(),
        '-' | '−' | '–' => Some('⁻'),
        _ => None,
    }
}

/// Turns the note marks inside the text of `pieces` into marks.
pub(super) fn mark(text: &str, pieces: &mut Vec<Piece>) {
    let suspicious = |piece: &Piece| {
        piece.text == PieceText::Same
            && memchr::memchr3(b'[', 0xC2, 0xE2, &text.as_bytes()[piece.at.range_from(0)]).is_some()
    };
    if !pieces.iter().any(suspicious) {
        return;
    }
    let mut out = Vec::with_capacity(pieces.len() + 4);
    let (mut previous, mut code) = (None, false);
    for piece in pieces.iter() {
        match piece.text {
            PieceText::Same if !code => {
                let range = piece.at.range_from(0);
                previous = split(text, range.start, range.end, previous, &mut out);
            }
            PieceText::Same => {
                previous = text[piece.at.range_from(0)].chars().next_back();
                out.push(*piece);
            }
            PieceText::Char(c) => {
                previous = Some(c);
                out.push(*piece);
            }
            PieceText::Mark(mark) => {
                match mark {
                    Mark::CodeStart => code = true,
                    Mark::CodeEnd => code = false,
                    _ => {}
                }
                out.push(*piece);
            }
        }
    }
    *pieces = out;
}

/// Splits one run at its note marks; gives the last character read.
fn split(
    text: &str,
    start: usize,
    end: usize,
    mut previous: Option<char>,
    out: &mut Vec<Piece>,
) -> Option<char> {
    let bytes = &text.as_bytes()[..end];
    let (mut from, mut at) = (start, start);
    while at < end {
        let length = match bytes[at] {
            b'[' | 0xC2 | 0xE2 => {
                let before = if at > from { text[from..at].chars().next_back() } else { previous };
                if bytes[at] == b'[' {
                    bracketed(&text[at..end], before)
                } else {
                    raised_digits(&text[from..at], &text[at..end], before)
                }
            }
            _ => None,
        };
        let Some(length) = length else {
            at += 1;
            continue;
        };
        if at > from {
            out.push(Piece { at: span(from, at), text: PieceText::Same });
            previous = text[from..at].chars().next_back();
        }
        out.push(Piece { at: span(at, at + length), text: PieceText::Mark(Mark::FootnoteRef) });
        at += length;
        from = at;
    }
    if end > from {
        out.push(Piece { at: span(from, end), text: PieceText::Same });
        previous = text[from..end].chars().next_back();
    }
    previous
}

/// Length of the note mark in brackets with which `rest` begins.
fn bracketed(rest: &str, before: Option<char>) -> Option<usize> {
    let close = rest.bytes().take(40).position(|b| b == b']')?;
    let inner = &rest[1..close];
    let tight = before
        .is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '“' | '‘' | '—' | '–' | '=' | '/'));
    let after = rest.as_bytes().get(close + 1);
    let is_note = if let Some(label) = inner.strip_prefix('^') {
        !label.is_empty() && !label.contains(char::is_whitespace)
    } else if !tight || after == Some(&b'(') {
        false
    } else {
        let mut chars = inner.chars();
        (is_note_label(inner) && inner.starts_with(|c: char| c.is_ascii_digit()))
            || is_editorial(inner)
            // "attorney[s]" is an editor's letter; "… in June.[a]" is a note.
            || matches!((chars.next(), chars.next()), (Some('a'..='z'), None))
                && before.is_some_and(|c| !c.is_alphanumeric())
                && !after.is_some_and(u8::is_ascii_alphanumeric)
    };
    is_note.then_some(close + 1)
}

/// Length of the superscript digits with which `rest` begins, where they are a note mark.
fn raised_digits(line: &str, rest: &str, before: Option<char>) -> Option<usize> {
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let count = rest.chars().take_while(|&c| is_raised(c)).count();
    let before = before.filter(|c| !c.is_whitespace() && !c.is_numeric())?;
    if count == 0 || count > 3 {
        return None;
    }
    let letters = line.chars().rev().take_while(|c| c.is_alphabetic()).take(4).count();
    // "m²" and "km³" are units; "Council²" and "council.²" carry notes.
    if before.is_alphabetic() && letters <= 3 && count == 1 && matches!(rest.chars().next(), Some('²' | '³'))
    {
        return None;
    }
    if before == '⁻' || before == '/' {
        return None;
    }
    Some(rest.chars().take(count).map(char::len_utf8).sum())
}

/// Takes the label off a paragraph that defines a note: `<sup>5</sup> Ibid.`, `[5] Ibid.`
pub(super) fn take_label(text: &str, pieces: &mut Vec<Piece>) -> Option<Box<str>> {
    let readable = |piece: &Piece| match piece.text {
        PieceText::Same => !text[piece.at.range_from(0)].trim().is_empty(),
        PieceText::Char(c) => !c.is_whitespace(),
        PieceText::Mark(mark) => mark == Mark::FootnoteRef,
    };
    let first = pieces.iter().position(readable)?;
    let piece = pieces[first];
    let slice = &text[piece.at.range_from(0)];
    match piece.text {
        PieceText::Mark(_) => {
            pieces[first + 1..]
                .iter()
                .find(|piece| readable(piece))
                .filter(|piece| !matches!(piece.text, PieceText::Mark(_)))?;
            let label = label_of(slice)?;
            pieces.remove(first);
            Some(label)
        }
        PieceText::Same => {
            let body = slice.trim_start();
            let close = body.bytes().take(6).position(|b| b == b']')?;
            let label = body[..close].strip_prefix('[')?;
            let label = label.strip_prefix('^').unwrap_or(label);
            let rest = body[close + 1..].strip_prefix(':').unwrap_or(&body[close + 1..]);
            let numbered = !label.is_empty() && label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
            if !numbered || !rest.starts_with([' ', '\t']) || rest.trim().is_empty() {
                return None;
            }
            let skipped = slice.len() - rest.trim_start().len();
            pieces[first].at = span(piece.at.start as usize + skipped, piece.at.end as usize);
            Some(label.into())
        }
        PieceText::Char(_) => None,
    }
}

/// `5` of `<sup>5</sup>`, `[5]` and `⁵`.
fn label_of(mark: &str) -> Option<Box<str>> {
    let mut label = String::new();
    let mut tag = false;
    for c in mark.chars().take(200) {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ if tag => {}
            '²' => label.push('2'),
            '³' => label.push('3'),
            '¹' => label.push('1'),
            '⁰' | '⁴'..='⁹' => label.extend(char::from_digit(c as u32 - 0x2070, 10)),
            _ if c.is_alphanumeric() || matches!(c, '*' | '†' | '‡') => label.push(c),
            _ => {}
        }
    }
    (!label.is_empty() && label.len() <= 8).then(|| label.into())
}

/// Takes `^ ` and `^ a b ` off an entry of a list of references.
pub(super) fn take_backlinks(text: &str, pieces: &mut [Piece]) {
    let Some(first) = pieces.first_mut().filter(|piece| piece.text == PieceText::Same) else { return };
    let slice = &text[first.at.range_from(0)];
    let body = slice.trim_start();
    let Some(mut rest) = body.strip_prefix(['^', '↑']).filter(|rest| rest.starts_with(' ')) else { return };
    rest = rest.trim_start();
    let letters = rest
        .split(' ')
        .zip('a'..='z')
        .take_while(|(word, letter)| word.len() == 1 && word.starts_with(*letter))
        .count();
    // A single letter would be the article of "^ a History of Bells".
    if letters >= 2 {
        rest = rest.get(letters * 2..).unwrap_or_default().trim_start();
    }
    first.at = span(first.at.end as usize - rest.len(), first.at.end as usize);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::block::BlockKind;
    use crate::source::build::Builder;

    fn read(text: &str) -> String {
        let mut builder = Builder::new(text);
        builder.same(0, text.len());
        builder.finish(BlockKind::ListItem { depth: 0, ordered: None });
        let pieces = &builder.blocks[0].pieces;
        pieces.iter().filter(|p| p.text == PieceText::Same).map(|p| &text[p.at.range_from(0)]).collect()
    }

    #[test]
    fn marks_leave_no_digits_and_editors_brackets_stay() {
        for (text, expected) in [
            ("The ferry sank.[5][16] It rose.", "The ferry sank. It rose."),
            ("in 2018[3], or so[note 2]", "in 2018, or so"),
            ("all boats[citation needed] left[^x]", "all boats left"),
            ("the May [7] talk of attorney[s]", "the May [7] talk of attorney[s]"),
            ("said so.[a] Then", "said so. Then"),
            ("30 m² of the Council¹² floor.³", "30 m² of the Council floor."),
            ("^ a b Quill, Ann. \"Bells\"", "Quill, Ann. \"Bells\""),
            ("^ a History", "a History"),
            ("[1] stays here [2]", "[1] stays here [2]"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn superscripts_are_notes_exponents_or_text() {
        let of = |before, inner| match superscript(before, inner, false) {
            Superscript::Note => "note".to_owned(),
            Superscript::Exponent(digits) => digits,
            Superscript::Text => "text".to_owned(),
        };
        assert_eq!(of("in 2018.", "5"), "note");
        assert_eq!(of("number 10", "4"), "note");
        assert_eq!(of("3 × 10", "6"), "⁶");
        assert_eq!(of("10", "-3"), "⁻³");
        assert_eq!(of("40 km", "2"), "²");
        assert_eq!(of("the 4", "th"), "text");
        assert_eq!(of("word", "[12]"), "note");
        assert_eq!(of("word", "[citation needed]"), "note");
    }
}
