//! Words that some readings cannot do without: a figure is no day where no month is named, no
//! step of time without a unit of time, and seldom an age where nothing is said to be old.
//!
//! Asked of a whole sentence, once, before figures in it are tried.

use super::edge::letters;

/// A month is named: `May`, `sept`.
pub const MONTH: u8 = 1;
/// A unit that the calendar counts by: `weeks`, `year`.
pub const LENGTH: u8 = 1 << 1;
/// `old`, `ages`, `younger`: what only ages are told with.
pub const AGE: u8 = 1 << 2;

/// What a sentence holds, looked for when first asked.
pub struct Signs<'s> {
    sentence: &'s str,
    found: Option<u8>,
}

impl<'s> Signs<'s> {
    /// The signs of `sentence`.
    pub const fn of(sentence: &'s str) -> Self {
        Self { sentence, found: None }
    }

    /// True when the sentence holds `sign`.
    pub fn hold(&mut self, sign: u8) -> bool {
        *self.found.get_or_insert_with(|| look(self.sentence)) & sign != 0
    }
}

fn look(sentence: &str) -> u8 {
    let (mut at, mut found) = (0, 0);
    while let Some(next) = sentence.as_bytes()[at..].iter().position(u8::is_ascii_alphabetic) {
        at += next;
        let word = letters(&sentence[at..]);
        found |= sign(word);
        at += word.len();
    }
    found
}

fn sign(word: &str) -> u8 {
    const LONGEST: usize = 9;
    if word.len() > LONGEST {
        return 0;
    }
    let is = |list: &[&str]| super::edge::is_any(word, list);
    match word.as_bytes()[0].to_ascii_lowercase() {
        b'a' if is(&["age"]) => AGE,
        b'a' if is(&["april", "apr", "august", "aug"]) => MONTH,
        b'd' if is(&["december", "dec"]) => MONTH,
        b'd' if is(&["days", "day", "decade", "decades"]) => LENGTH,
        b'f' if is(&["february", "feb"]) => MONTH,
        b'f' if is(&["fortnight", "fortnights"]) => LENGTH,
        b'j' if is(&["january", "jan", "june", "jun", "july", "jul"]) => MONTH,
        b'm' if is(&["march", "mar", "may"]) => MONTH,
        b'm' if is(&["months", "month"]) => LENGTH,
        b'n' if is(&["november", "nov"]) => MONTH,
        b'n' if is(&["nights", "night"]) => LENGTH,
        b'o' if is(&["october", "oct"]) => MONTH,
        b'o' if is(&["old", "olds", "older"]) => AGE,
        b'q' if is(&["quarter", "quarters"]) => LENGTH,
        b's' if is(&["september", "sept", "sep"]) => MONTH,
        b'w' if is(&["weeks", "week", "weekend", "weekends"]) => LENGTH,
        // "87 y/o", "87 yo"
        b'y' if is(&["y", "yo", "younger"]) => AGE,
        b'y' if is(&["years", "year"]) => LENGTH,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::date_parts::month;

    #[test]
    fn every_name_of_a_month_is_a_sign() {
        for name in super::super::date_parts::MONTH_WORDS.iter().filter(|name| month(name).is_ok()) {
            assert!(Signs::of(&format!("on 5{name}, he left")).hold(MONTH), "{name}");
        }
        let mut signs =
            Signs::of("She was 12 when two weeks went by, and 5-year-olds left in Marching order.");
        assert!(signs.hold(LENGTH) && signs.hold(AGE) && !signs.hold(MONTH));
    }
}
