//! The edges of words and figures: what may stand before and after a value, and the
//! words next to it. Shared by the pieces that read quantities; knows no values.

use nom::error::{Error, ErrorKind};
use nom::{Err, IResult};

/// How far back a piece looks for words that change its reading. A bound, so that no
/// text can make looking back costly.
const BACK: usize = 72;

/// The failure of a piece: not mine.
pub fn no<T>(at: &str) -> IResult<&str, T> {
    Err(Err::Error(Error::new(at, ErrorKind::Verify)))
}

/// A space of any width that keeps a number with what follows it.
pub const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\n' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{2002}'
            ..='\u{2006}' | '\u{200a}'
    )
}

/// A hyphen or dash as ranges and adjectives use it: `5-10`, `5–10`, `three‑week`.
pub const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '−')
}

/// Takes one or two spaces.
pub fn space(i: &str) -> Option<&str> {
    // One space and a letter is the rule.
    if let [b' ', next, ..] = i.as_bytes()
        && next.is_ascii_alphanumeric()
    {
        return Some(&i[1..]);
    }
    let rest = i.strip_prefix(is_space)?;
    Some(rest.strip_prefix(is_space).unwrap_or(rest))
}

/// Takes up to two spaces.
pub fn spaces(i: &str) -> &str {
    space(i).unwrap_or(i)
}

/// True when no word goes on at the start of `rest`.
pub fn ends_word(rest: &str) -> bool {
    match rest.as_bytes().first() {
        None => true,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_alphanumeric() && *byte != b'_',
        Some(_) => !rest.starts_with(char::is_alphanumeric),
    }
}

/// Takes a word or words, whatever their case: `phrase("More than 3", "more than")`.
#[inline]
pub fn phrase<'a>(i: &'a str, words: &str) -> Option<&'a str> {
    // The first letter tells nearly always.
    let (first, word) = (i.as_bytes().first()?, words.as_bytes().first()?);
    if first.eq_ignore_ascii_case(word) { whole_phrase(i, words) } else { None }
}

/// The same, or what is left of a phrase behind its first words.
pub fn whole_phrase<'a>(i: &'a str, words: &str) -> Option<&'a str> {
    let (mut at, text) = (0, i.as_bytes());
    for byte in words.bytes() {
        if byte == b' ' {
            at = i.len() - space(&i[at..])?.len();
        } else {
            if !text.get(at)?.eq_ignore_ascii_case(&byte) {
                return None;
            }
            at += 1;
        }
    }
    let rest = i.get(at..)?;
    ends_word(rest).then_some(rest)
}

/// Takes the first of `list` that stands here. Longer phrases go before their own starts.
pub fn any_phrase<'a, T: Copy>(i: &'a str, list: &[(&str, T)]) -> Option<(&'a str, T)> {
    let first = i.as_bytes().first()?.to_ascii_lowercase();
    list.iter()
        .filter(|(words, _)| words.as_bytes().first() == Some(&first))
        .find_map(|(words, value)| Some((phrase(i, words)?, *value)))
}

/// Whether `word` stands in the next few words: a look before a costlier one.
pub fn is_near(i: &str, word: &str) -> bool {
    const NEAR: usize = 48;
    let (bytes, word) = (i.as_bytes(), word.as_bytes());
    let near = &bytes[..bytes.len().min(NEAR)];
    // The second letter is rarer than the space that most begin with.
    let Some(&second) = word.get(1) else { return near.contains(&word[0]) };
    let mut at = 1;
    while let Some(next) = memchr::memchr(second, near.get(at..).unwrap_or_default()) {
        if near[at + next - 1..].starts_with(word) {
            return true;
        }
        at += next + 1;
    }
    false
}

/// The run of letters at the start, which may be empty.
pub fn letters(i: &str) -> &str {
    let end = i.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(i.len());
    &i[..end]
}

/// The word after the spaces at the start of `rest`; empty when there is none.
pub fn next_word(rest: &str) -> &str {
    letters(spaces(rest))
}

/// The last stretch of `before`, cut at a character boundary.
pub fn tail(before: &str) -> &str {
    let mut at = before.len().saturating_sub(BACK);
    while !before.is_char_boundary(at) {
        at += 1;
    }
    &before[at..]
}

/// The word that `before` ends with, without the spaces after it; empty when it ends
/// with anything else.
pub fn last_word(before: &str) -> &str {
    let text = tail(before);
    // One space is the rule.
    let text = match text.as_bytes() {
        [.., last, b' '] if last.is_ascii_alphabetic() => &text[..text.len() - 1],
        _ => text.trim_end_matches(is_space),
    };
    let start = text.bytes().rposition(|b| !b.is_ascii_alphabetic() && b != b'\'').map_or(0, |at| at + 1);
    &text[start..]
}

/// The words of the same clause before a value, last first.
pub fn words_back(before: &str) -> impl Iterator<Item = &str> {
    let text = tail(before);
    let bytes = text.as_bytes();
    let in_word = |b: u8| b.is_ascii_alphabetic() || b == b'\'';
    let mut at = bytes.len();
    std::iter::from_fn(move || {
        while at > 0 && !in_word(bytes[at - 1]) {
            if matches!(bytes[at - 1], b';' | b'.' | b'!' | b'?' | b':') {
                return None;
            }
            at -= 1;
        }
        let end = at;
        while at > 0 && in_word(bytes[at - 1]) {
            at -= 1;
        }
        (at < end).then(|| &text[at..end])
    })
}

/// The words after a value, up to the end of its clause.
pub fn words_on(rest: &str) -> impl Iterator<Item = &str> {
    let bytes = rest.as_bytes();
    // So many characters, which are seldom of several bytes.
    let end = match bytes.get(..BACK).unwrap_or(bytes) {
        near if near.is_ascii() => near.len(),
        _ => rest.char_indices().nth(BACK).map_or(rest.len(), |(at, _)| at),
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < end && !bytes[at].is_ascii_alphabetic() {
            if matches!(bytes[at], b';' | b'.' | b'!' | b'?' | b',') {
                return None;
            }
            at += 1;
        }
        let start = at;
        while at < end && bytes[at].is_ascii_alphabetic() {
            at += 1;
        }
        (start < at).then(|| &rest[start..at])
    })
}

/// True when `word` is one of `list`, whatever its case.
pub fn is_any(word: &str, list: &[&str]) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    // The first letter tells nearly always; only letters of one case differ in that bit alone.
    list.iter().any(|w| {
        w.len() == word.len() && (w.as_bytes()[0] ^ first) & !0x20 == 0 && w.eq_ignore_ascii_case(word)
    })
}

/// True when a figure may start after `before`: not inside an identifier, a decimal, a
/// date or a larger number, as `20` in `OIG-20` and `000` in `3,000` do.
pub fn may_start(before: &str) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return true };
    let prior = back.next();
    let after_digit = prior.is_some_and(|c| c.is_ascii_digit());
    let after_word = prior.is_some_and(char::is_alphanumeric);
    match last {
        '#' | '%' | '§' | '¶' | '@' | '_' | '/' | '\\' | '^' | '&' | '$' | '€' | '£' | '.' | '*' | '№' => {
            false
        }
        '=' => false,
        // "10^-6"
        '-' | '\u{2010}' | '\u{2011}' | '+' => !after_word && prior != Some(last) && prior != Some('^'),
        '\'' | '’' | ',' | ':' | '–' | '−' | '×' => !after_digit,
        // "401(3)", "§ 1325(2)" and "f(2)", yet "children (12)".
        '(' => {
            !after_digit
                && prior != Some(')')
                && !(after_word && back.next().is_none_or(|c| !c.is_alphanumeric()))
        }
        '[' => !after_word && prior != Some('^'),
        c => !c.is_alphanumeric(),
    }
}

/// True when a bare figure may end before `rest`: `2` in `2.4.0`, `10:30`, `4/6`, `401(k)`,
/// `9th` and `5-4` may not.
pub fn may_end(rest: &str) -> bool {
    let mut on = rest.chars();
    let Some(first) = on.next() else { return true };
    let second = on.next();
    let digit = second.is_some_and(|c| c.is_ascii_digit());
    match first {
        c if c.is_alphanumeric() => false,
        '_' | '@' | '#' | '\\' | '^' | '=' | '&' | '°' | 'º' | '%' | '$' | '€' | '£' | '¢' | '′' | '″' => {
            false
        }
        // "rose to 318.On Monday": a sentence whose space was lost.
        '.' if glued_sentence(rest) => true,
        '.' => !second.is_some_and(|c| {
            c.is_alphanumeric() || (c == '.' && on.next().is_some_and(|c| c.is_ascii_digit()))
        }),
        ',' | ':' | '/' | '×' | '+' | '*' => !digit,
        '\'' | '’' | '"' => !second.is_some_and(char::is_alphanumeric),
        '(' => !glued_bracket(rest),
        c if is_dash(c) => !digit && (second != Some('-') || c == '-') && adjective_or_dash(rest),
        _ => true,
    }
}

/// `.On`, `.The`: a full stop and a capitalised word of small letters.
fn glued_sentence(rest: &str) -> bool {
    let word = letters(&rest[1..]).as_bytes();
    word.len() > 1 && word[0].is_ascii_uppercase() && word[1..].iter().all(u8::is_ascii_lowercase)
}

/// `(a)`, `(12)`, `(iv)` right after a figure: the figure is part of a reference.
fn glued_bracket(rest: &str) -> bool {
    rest.bytes().skip(1).take(5).position(|b| b == b')').is_some_and(|n| n <= 4)
}

/// After a figure: `-member board` (a word of small letters) and ` - ` are fine, `-A`, `-3D` are not.
fn adjective_or_dash(rest: &str) -> bool {
    let mut on = rest.chars();
    let dash = on.next();
    let word = on.as_str();
    let small = word.bytes().take_while(u8::is_ascii_lowercase).count();
    match word.chars().next() {
        None => true,
        Some(c) if c.is_alphanumeric() => {
            dash == Some('–')
                || (small >= 3 && ends_word(&word[small..]) && !is_any(&word[..small], &["and", "the"]))
        }
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_inside_identifiers_neither_start_nor_end() {
        for before in ["OIG-", "1,", "2.", "4/", "#", "§", "10:", "12(", "x^", "$"] {
            assert!(!may_start(before), "{before}");
        }
        for before in ["", "of ", "(", "children (", "word—", "“", "text,"] {
            assert!(may_start(before), "{before}");
        }
        for rest in [".4.0", ":30", "/6/18", "(k)", "th", "-4", "D", "-A", "%", "'s"] {
            assert!(!may_end(rest), "{rest}");
        }
        for rest in ["", ".", ". Next", ", then", "-member board", " (43 percent)", "—and", "”"] {
            assert!(may_end(rest), "{rest}");
        }
    }

    #[test]
    fn phrases_end_at_words() {
        assert_eq!(phrase("More  than 3", "more than"), Some(" 3"));
        assert_eq!(phrase("more thank", "more than"), None);
        assert_eq!(last_word("it was about "), "about");
        assert_eq!(last_word("it was 5 "), "");
    }
}
