//! What the look of a word says about its tag, without any list of words.

use super::Tag;

/// Longer words, in bytes, are not looked up.
pub const LONGEST: usize = 48;

/// The tag of a mark that stands alone.
pub const fn mark(c: char) -> Option<Tag> {
    Some(match c {
        '.' | '!' | '?' => Tag::Period,
        ',' => Tag::Comma,
        ':' | ';' | '-' | '–' | '—' | '―' | '…' => Tag::Colon,
        '(' | '[' | '{' => Tag::Open,
        ')' | ']' | '}' => Tag::Close,
        '`' | '“' | '‘' | '«' | '„' => Tag::OpenQuote,
        '"' | '”' | '’' | '»' => Tag::CloseQuote,
        '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '¢' => Tag::Currency,
        '#' => Tag::Hash,
        '½' | '¼' | '¾' | '⅓' | '⅔' => Tag::CD,
        '*' | '+' | '<' | '=' | '>' | '/' | '\\' | '|' | '~' | '^' | '_' | '@' | '§' | '¶' | '•' | '·'
        | '×' | '±' | '≈' | '≤' | '≥' | '†' | '‡' | '●' | '▪' | '■' | '→' | '←' => {
            Tag::SYM
        }
        _ => return None,
    })
}

/// The tag of a word that is a single mark outside ASCII.
pub fn lone_mark(word: &str) -> Option<Tag> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_ascii() => mark(c),
        _ => None,
    }
}

/// The tag of a word that starts with a digit, or with a sign or currency before one.
pub fn number(word: &str) -> Option<Tag> {
    let bytes = word.as_bytes();
    let lead = bytes.iter().position(u8::is_ascii_digit)?;
    if lead > 0 {
        // "$5", "-3", ".5", "US$20", "€40", "~300"
        let before = &word[..lead];
        let marks = before.chars().all(|c| !c.is_alphanumeric());
        if !(marks || before.ends_with(['$', '€', '£', '¥'])) {
            return None;
        }
    }
    let rest = &bytes[lead..];
    let Some(letter) = rest.iter().position(u8::is_ascii_alphabetic) else {
        return Some(Tag::CD);
    };
    let (digits, letters) = rest.split_at(letter);
    if letters.eq_ignore_ascii_case(b"st")
        || letters.eq_ignore_ascii_case(b"nd")
        || letters.eq_ignore_ascii_case(b"rd")
        || letters.eq_ignore_ascii_case(b"th")
    {
        return Some(Tag::JJ);
    }
    if letters == b"s" && digits.iter().any(u8::is_ascii_digit) {
        return Some(Tag::NNS); // "1970s", "747s"
    }
    if digits.last() == Some(&b'-') || letters.contains(&b'-') {
        // "30-day", "16-year-olds"
        return Some(if letters.ends_with(b"-olds") { Tag::NNS } else { Tag::JJ });
    }
    Some(Tag::CD)
}

/// The word with typographic apostrophes and hyphens made plain.
pub fn straight<'b>(word: &'b [u8], buffer: &'b mut [u8; LONGEST]) -> &'b [u8] {
    if word.is_ascii() {
        return word;
    }
    let mut length = 0;
    let mut i = 0;
    while i < word.len() {
        let (byte, width) = match &word[i..] {
            [0xE2, 0x80, 0x98 | 0x99, ..] => (b'\'', 3),
            [0xE2, 0x80, 0x90 | 0x91, ..] => (b'-', 3),
            [byte, ..] => (*byte, 1),
            [] => break,
        };
        buffer[length] = byte;
        length += 1;
        i += width;
    }
    &buffer[..length]
}
