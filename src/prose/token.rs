//! Words, numbers and punctuation of a sentence.

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, points and hyphens kept where they belong to the
    /// word: `U.S.`, `don't`, `long-term`, `Jan.`, `COVID-19`, `https://example.com/5`. An
    /// ending that stands for a word or a case is a word of its own: `OIG` `’s`, `they` `'ll`.
    Word,
    /// Begins with a digit: `3,014`, `12-year-old`, `4/6/18`, `63k`. A dash is punctuation and
    /// parts two numbers (`5` `–` `7`); a hyphen does not (`5-7`).
    Number,
    /// One mark of punctuation or symbol.
    Punctuation,
}

/// A token, by its byte range in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: TokenKind,
}

/// Cuts `sentence` into tokens, into a vector that is emptied first.
pub fn tokens(sentence: &str, out: &mut Vec<Token>) {
    out.clear();
    let cutter = Cutter { text: sentence, bytes: sentence.as_bytes() };
    let mut at = 0;
    while let Some(c) = cutter.char(at) {
        if c == ' ' {
            at += 1;
            continue;
        }
        // Most words are plain letters with a space or comma behind.
        if let Some(end) = cutter.plain(at) {
            out.push(Token { start: narrow(at), end: narrow(end), kind: TokenKind::Word });
            at = end;
            continue;
        }
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = if c.is_numeric() {
            (cutter.number(at), TokenKind::Number)
        } else if is_letter(c) {
            (cutter.word(at), TokenKind::Word)
        } else if let Some(end) =
            cutter.clitic(at).filter(|_| at > 0 && !cutter.bytes[at - 1].is_ascii_whitespace())
        {
            (end, TokenKind::Word)
        } else {
            (at + c.len_utf8(), TokenKind::Punctuation)
        };
        out.push(Token { start: narrow(at), end: narrow(end), kind });
        at = end;
    }
}

/// Where the ASCII letters from `start` on end, and whether one behind the first is a capital.
/// Eight at a time, for the end of a word is what a processor guesses worst.
#[must_use]
pub fn letters(bytes: &[u8], start: usize) -> (usize, bool) {
    let (mut at, mut inner) = (start, false);
    // The first letter may be of either case.
    let mut first = 0xFF;
    while let Some(next) = bytes.get(at..at + 8).and_then(|next| next.try_into().ok()) {
        let next = u64::from_le_bytes(next);
        let (count, own) = leading_letters_of_eight(next);
        inner |= !next & (EACH * 0x20) & own & !first != 0;
        at += count;
        if count < 8 {
            return (at, inner);
        }
        first = 0;
    }
    while let Some(&letter) = bytes.get(at)
        && letter.is_ascii_alphabetic()
    {
        inner |= at > start && letter.is_ascii_uppercase();
        at += 1;
    }
    (at, inner)
}

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// How many ASCII letters eight bytes begin with, the lowest first, and their bits.
#[must_use]
#[inline]
pub const fn leading_letters_of_eight(bytes: u64) -> (usize, u64) {
    const HIGH: u64 = EACH * 0x80;
    let small = (bytes | (EACH * 0x20)) & !HIGH;
    // The high bit of each byte from `a` on, and of each behind `z`; none overflows into the next.
    let from_a = small + EACH * (0x80 - b'a' as u64);
    let behind_z = small + EACH * (0x7F - b'z' as u64);
    let others = !(from_a & !behind_z & !bytes) & HIGH;
    // The bits below those of the first other byte; all where there is none.
    let own = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
    ((others.trailing_zeros() / 8) as usize, own)
}

/// How many ASCII letters sixteen bytes begin with, the lowest first.
#[must_use]
#[inline]
pub const fn leading_letters(bytes: u128) -> usize {
    const EACH: u128 = u128::from_le_bytes([1; 16]);
    const HIGH: u128 = EACH * 0x80;
    let small = (bytes | (EACH * 0x20)) & !HIGH;
    // The high bit of each byte from `a` on, and of each behind `z`; none overflows into the next.
    let from_a = small + EACH * (0x80 - b'a' as u128);
    let behind_z = small + EACH * (0x7F - b'z' as u128);
    let others = !(from_a & !behind_z & !bytes) & HIGH;
    (others.trailing_zeros() / 8) as usize
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A letter, or an accent on one.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && (c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

struct Cutter<'t> {
    text: &'t str,
    bytes: &'t [u8],
}

impl Cutter<'_> {
    fn char(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(&byte) if byte.is_ascii() => Some(byte as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    /// The end of the ASCII letters at `start`, where nothing behind them can go on with the word.
    fn plain(&self, start: usize) -> Option<usize> {
        let (end, _) = letters(self.bytes, start);
        let ends = matches!(self.bytes.get(end)?, b' ' | b',' | b';' | b'(' | b')' | b'"' | b'!' | b'?');
        (ends && end > start).then_some(end)
    }

    fn word(&self, start: usize) -> usize {
        if let Some(end) = self.address(start) {
            return end;
        }
        let mut at = start;
        // Where the part behind the last inner stop began, and whether there was one.
        let (mut part, mut dotted) = (start, false);
        while let Some(c) = self.char(at) {
            let after = at + c.len_utf8();
            let next = self.char(after);
            let goes_on = next.is_some_and(|next| is_letter(next) || next.is_numeric());
            match c {
                _ if is_letter(c) || c.is_numeric() || c == '_' => {}
                '-' | '\u{2010}' | '\u{2011}' if goes_on => {}
                // "AT&T", "R&D"
                '&' if next.is_some_and(|next| next.is_uppercase())
                    && self.bytes[at - 1].is_ascii_uppercase() => {}
                '.' if next.is_some_and(is_letter)
                    && (at - part == 1 || next.is_some_and(char::is_lowercase)) =>
                {
                    (part, dotted) = (after, true);
                }
                '.' if self.stop_belongs(start, at, dotted && at - part <= 2) => return after,
                _ if is_apostrophe(c) && next.is_some_and(is_letter) && self.clitic(at).is_none() => {}
                _ => return at,
            }
            at = after;
        }
        at
    }

    /// The stop at `at` is part of the word before it: `U.S.`, `J.`, `Dr.`, `Jan.`
    fn stop_belongs(&self, start: usize, at: usize, acronym: bool) -> bool {
        use super::abbreviation::{Stop, stop};
        if acronym {
            return true;
        }
        // At the very end a stop ends the sentence, whatever the word is.
        let ends = self.bytes[at + 1..].iter().all(|&b| matches!(b, b'"' | b'\'' | b')' | b' '));
        let word = &self.text[start..at];
        match stop(word) {
            Stop::Ends => false,
            Stop::Never | Stop::Perhaps => !ends,
            Stop::BeforeNumber => {
                self.bytes.get(at + 1) == Some(&b' ')
                    && self.bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
            }
            Stop::Initial => !ends && word.starts_with(char::is_uppercase),
        }
    }

    /// `'s`, `’s`, `'ll`, `'re`, `'ve`, `'d`, `'m` at `at`, and its end.
    fn clitic(&self, at: usize) -> Option<usize> {
        let mark = self.char(at).filter(|c| is_apostrophe(*c))?;
        let from = at + mark.len_utf8();
        let letters = self.bytes[from..].iter().take(3).take_while(|b| b.is_ascii_alphabetic()).count();
        let end = from + letters;
        if self.char(end).is_some_and(|c| {
            is_letter(c)
                || c.is_numeric()
                || (is_apostrophe(c) && self.char(end + c.len_utf8()).is_some_and(is_letter))
        }) {
            return None;
        }
        let is_clitic = match &self.bytes[from..end] {
            [a] => matches!(a.to_ascii_lowercase(), b's' | b'd' | b'm'),
            [a, b] => matches!(
                [a.to_ascii_lowercase(), b.to_ascii_lowercase()],
                [b'l', b'l'] | [b'r', b'e'] | [b'v', b'e']
            ),
            _ => false,
        };
        is_clitic.then_some(end)
    }

    /// The end of a web or mail address that begins at `start`: one word, digits and all.
    fn address(&self, start: usize) -> Option<usize> {
        let letters = self.bytes[start..].iter().take(12).take_while(|b| b.is_ascii_alphabetic()).count();
        let rest = &self.bytes[start + letters..];
        let scheme = rest.starts_with(b"://")
            || (rest.starts_with(b".") && self.bytes[start..start + letters].eq_ignore_ascii_case(b"www"));
        if !scheme {
            return None;
        }
        let length = self.text[start..]
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '“' | '”' | '’'))
            .unwrap_or(self.text.len() - start);
        let address =
            self.text[start..start + length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        Some(start + address.len())
    }

    fn number(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(c) = self.char(at) {
            let after = at + c.len_utf8();
            let next = self.char(after);
            let digit_next = next.is_some_and(char::is_numeric);
            match c {
                _ if c.is_numeric() || is_letter(c) || c == '_' => {}
                ',' | '.' | '/' | ':' if digit_next && self.bytes[at - 1].is_ascii_digit() => {}
                '-' | '\u{2010}' | '\u{2011}' if digit_next || next.is_some_and(is_letter) => {}
                _ => return at,
            }
            at = after;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(sentence: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(sentence, &mut out);
        out.iter().map(|token| &sentence[token.start as usize..token.end as usize]).collect()
    }

    #[track_caller]
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split_whitespace().filter(|token| *token != "~").collect();
        // "~" stands where there is no space in the sentence.
        let sentence = marked.replace(" ~ ", "");
        assert_eq!(cut(&sentence), expected);
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        for case in [
            "The U.S. Attorney ~ ’s long-term plan ~ , e.g. at 5 p.m. ~ , is R&D ~ .",
            "They ~ 'll say don't ~ : the boats ~ ’ sails ~ .",
            "Dr. J. K. Marsh-Hill came on Jan. 14 ~ .",
            "He chose Plan B ~ .",
            "COVID-19 and GAO-19-163 ~ ; max_retries of FY2019 ~ .",
            "See https://example.com/5,6?q=7 ~ , www.example.com ~ .",
            "“ ~ ’Tis O'Brien ~ 's café ~ ” ~ !",
            "the 1990 ~ s ~ '",
        ] {
            if case.starts_with("the 1990") {
                assert_eq!(cut("the 1990s'"), ["the", "1990s", "'"]);
            } else if case.starts_with('“') {
                assert_eq!(cut("“O'Brien's café”!"), ["“", "O'Brien", "'s", "café", "”", "!"]);
            } else {
                check(case);
            }
        }
    }

    #[test]
    fn numbers_keep_their_separators() {
        for case in [
            "$ ~ 3,014 ~ , 4/6/18 ~ , 1.2m and 63k in 2018 ~ .",
            "a 12-year-old at 10:30 on 2019-01-14 ~ : case 18-0428 ~ ;",
            "5 ~ – ~ 7 days ~ , 1,000-2,000 boats ~ , 3½ miles ~ , 50 ~ % at 7 ~ °",
            "version 2.4.1 ~ , 1st ~ .",
        ] {
            check(case);
        }
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_leave_only_space(sentence in "[ a-zA-Z0-9.,'’:/&$%é“”½–-]{0,60}|\\PC{0,40}") {
            let mut out = Vec::new();
            tokens(&sentence, &mut out);
            let mut at = 0;
            for token in &out {
                let (start, end) = (token.start as usize, token.end as usize);
                prop_assert!(start < end);
                prop_assert!(sentence[at..start].chars().all(char::is_whitespace));
                let first = sentence[start..end].chars().next().unwrap();
                prop_assert_eq!(first.is_numeric(), token.kind == TokenKind::Number);
                at = end;
            }
            prop_assert!(sentence[at..].chars().all(char::is_whitespace));
        }
    }
}
