//! Text as a terminal may show it: characters that steer a terminal or turn the
//! direction of writing are replaced by others of the same length in bytes, so that
//! places in the text still hold.

use std::borrow::Cow;

/// `text` without characters that steer the terminal. Line feeds stay; a tab, a carriage
/// return and every other control character become characters of as many bytes.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if steers(c) { stand_in(c) } else { c }).collect())
}

/// True for control characters, and those that hide text or show it in another order than it has.
#[must_use]
pub fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn stand_in(c: char) -> char {
    match (c, c.len_utf8()) {
        ('\t' | '\r', _) => ' ',
        (_, 1) => '?',
        (_, 2) => '\u{b7}',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_length() {
        for c in (0..=0x0011_0000).filter_map(char::from_u32).filter(|&c| steers(c)) {
            assert_eq!(stand_in(c).len_utf8(), c.len_utf8(), "{c:?}");
            assert!(!steers(stand_in(c)), "{c:?}");
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(visible("12 dogs, très bien\n"), Cow::Borrowed(_)));
        assert_eq!(visible("a\u{1b}[31mred\u{202e}x"), "a?[31mred\u{fffd}x");
    }
}
