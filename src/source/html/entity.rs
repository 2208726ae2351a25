//! Entities: `&nbsp;`, `&#8217;`, `&AMP`. html5gum knows all 2,231 names but decodes them inside
//! the text of an event, so each kind of entity is put before it once by itself.

use rustc_hash::FxHashMap;

/// The longest name is 31 characters.
const LONGEST: usize = 34;

/// Entities seen so far: what they stand for and how many bytes belong to it.
#[derive(Default)]
pub(in crate::source) struct Entities {
    seen: FxHashMap<Box<str>, (usize, Box<str>)>,
}

impl Entities {
    /// The entity with which `rest` begins: its length and what it stands for.
    pub fn decode(&mut self, rest: &str) -> Option<(usize, &str)> {
        let bytes = rest.as_bytes();
        let word =
            bytes[1..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        if word == 0 {
            return None;
        }
        let end = 1 + word + usize::from(bytes.get(1 + word) == Some(&b';'));
        let written = &rest[..end];
        if !self.seen.contains_key(written) {
            self.seen.insert(written.into(), decode(written));
        }
        let (length, decoded) = self.seen.get(written)?;
        (*length > 0).then_some((*length, &**decoded))
    }
}

/// Length of the entity with which `written` begins, none when it is not one, and its meaning.
fn decode(written: &str) -> (usize, Box<str>) {
    let mut text = Vec::new();
    for token in html5gum::Tokenizer::new(written).flatten() {
        if let html5gum::Token::String(string) = token {
            text.extend_from_slice(&string);
        }
    }
    let decoded = String::from_utf8_lossy(&text).into_owned();
    if decoded == written {
        return (0, "".into());
    }
    // `&notit;` stands for `¬it;`: what comes after the entity is unchanged.
    let mut tail = 0;
    for (a, b) in written.bytes().rev().zip(decoded.bytes().rev()) {
        if a != b {
            break;
        }
        tail += 1;
    }
    // The tail of the decoded text must leave at least one character for the entity itself.
    let mut keep = decoded.len().saturating_sub(tail).max(1);
    while !decoded.is_char_boundary(keep) {
        keep += 1;
    }
    let tail = decoded.len() - keep;
    (written.len() - tail, decoded[..keep].into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_and_measured() {
        let mut entities = Entities::default();
        let mut of = |rest: &str| entities.decode(rest).map(|(length, decoded)| (length, decoded.to_owned()));
        let some = |length, decoded: &str| Some((length, decoded.to_owned()));
        assert_eq!(of("&nbsp;km"), some(6, "\u{a0}"));
        assert_eq!(of("&#8217;s"), some(7, "’"));
        assert_eq!(of("&#x20AC;5"), some(8, "€"));
        assert_eq!(of("&ampersand"), some(4, "&"));
        assert_eq!(of("&notit;"), some(4, "¬"));
        assert_eq!(of("&amp;amp;"), some(5, "&"));
        assert_eq!(of("&semi;;"), some(6, ";"));
        assert_eq!(of("& Co"), None);
        assert_eq!(of("&"), None);
        assert_eq!(of("&Zzz;"), None);
        assert_eq!(of("&é"), None);
    }
}
