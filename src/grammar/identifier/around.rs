//! What stands before and after a number, as far as it tells a label from a count.
//!
//! `Room 523 was empty` names a room; `Texas 545 children` counts children. All looks are
//! bounded, so that the cost of a sentence grows in line with its length.

use crate::lexicon::number_words::{NumberWord, number_word};
use crate::lexicon::tag::{self, Tag};

/// Words longer than this are not looked up.
const LONGEST: usize = 32;

/// The letters at the start of `i`, inner apostrophes and hyphens included.
pub(super) fn word_at(i: &str) -> &str {
    let mut end = 0;
    let mut chars = i.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '\'' | '’' | '-') && end > 0;
        if c.is_alphabetic() {
            end = at + c.len_utf8();
        } else if !inner || !chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
            break;
        }
        if at > 64 {
            break;
        }
    }
    &i[..end]
}

/// The word that `before` ends with, after white space is set aside, and what precedes it.
/// Empty where no word stands there.
pub(super) fn last_word(before: &str) -> (&str, &str) {
    let trimmed = before.trim_end();
    let start = trimmed
        .char_indices()
        .rev()
        .take(48)
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.'))
        .last()
        .map_or(trimmed.len(), |(at, _)| at);
    (&trimmed[start..], &trimmed[..start])
}

/// True where a sentence, or a clause of its own, begins: `before` holds no word, or ends a sentence.
pub(super) fn begins(before: &str) -> bool {
    for c in before.chars().rev().take(12) {
        match c {
            '.' | '!' | '?' | ':' => return true,
            c if c.is_alphanumeric() => return false,
            _ => {}
        }
    }
    before.len() <= 12
}

/// The commonest tag of a word in lower case.
pub(super) fn lower_tag(word: &str) -> Option<Tag> {
    with_lower(word, |lower| tag::entry(lower).map(|entry| entry.tag)).flatten()
}

/// Calls `f` with an ASCII word in lower case, on the stack.
pub(super) fn with_lower<T>(word: &str, f: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0_u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().map(f)
}

/// True when the clause ends here.
pub(super) fn ends_clause(after: &str) -> bool {
    let after = after.trim_start();
    match after.chars().next() {
        None => true,
        Some('.' | ',' | ':') => !after[1..].starts_with(|c: char| c.is_ascii_digit()),
        Some(c) => matches!(c, ';' | ')' | ']' | '"' | '”' | '!' | '?' | '—' | '–'),
    }
}

/// What follows a number when the number is a measure: `%`, `million`, `km`.
pub(super) fn measured(after: &str) -> bool {
    const UNITS: &[&str] = &[
        "am", "bn", "cent", "cm", "deg", "degrees", "dozen", "eur", "euro", "euros", "ft", "gb", "ghz", "ha",
        "hz", "in", "k", "kg", "km", "kw", "lb", "lbs", "m", "mb", "mg", "mi", "ml", "mm", "mph", "mw", "oz",
        "pc", "percent", "pm",
    ];
    let rest = after.trim_start_matches([' ', '\u{a0}', '-', '\u{202f}']);
    if rest.starts_with(['%', '°', '‰', '€', '£', '″', '′']) {
        return true;
    }
    let word = word_at(rest);
    if word.is_empty() {
        return false;
    }
    // "3 in a row" is no length, "Room 3 in the tower" neither.
    if word.eq_ignore_ascii_case("in") {
        return false;
    }
    if with_lower(word, |lower| {
        UNITS.binary_search(&lower).is_ok() || lower == "per" && rest[word.len()..].starts_with(" cent")
    }) == Some(true)
    {
        return true;
    }
    matches!(
        number_word(word),
        Some(
            NumberWord::Hundred
                | NumberWord::Scale { .. }
                | NumberWord::Group(_)
                | NumberWord::Denominator(_)
        )
    )
}

/// True when what follows a number is what it counts: `children`, `more people`, `%`,
/// `-day`, `separated families`.
pub(super) fn counts(after: &str) -> bool {
    if measured(after) {
        return true;
    }
    if let Some(joined) = after.strip_prefix('-') {
        return joined.starts_with(|c: char| c.is_lowercase());
    }
    let mut rest = after;
    for nth in 0..5 {
        let Some(next) = rest.strip_prefix([' ', '\u{a0}']) else { return false };
        let word = word_at(next);
        if word.is_empty() {
            return false;
        }
        rest = &next[word.len()..];
        if nth > 0 && (number_word(word).is_some() || matches!(word, "several" | "many" | "few" | "no")) {
            // "Room 523 held several people"
            return false;
        }
        let tag = match lower_tag(word) {
            Some(tag) => tag,
            None if word.starts_with(|c: char| c.is_uppercase()) => Tag::NNP,
            None if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") => Tag::NNS,
            None if word.contains('-') => Tag::JJ,
            None => Tag::NN,
        };
        match tag {
            Tag::NNS | Tag::NNPS => return true,
            Tag::JJ | Tag::JJR | Tag::NN | Tag::NNP => {}
            // "separated families", but "Room 523 held beds".
            Tag::VBN | Tag::VBG => {}
            // "3 or more people", "12 newly separated children"
            Tag::RB | Tag::RBR | Tag::CC if nth < 2 => {}
            _ => return false,
        }
    }
    false
}

/// True for the letters of a currency: `EUR`, `Rs`; not where they name more than that: `COP 26`, `PHP 8`.
pub(super) fn is_currency(word: &str) -> bool {
    #[rustfmt::skip]
    const CODES: &[&str] = &[
        "AED", "AFN", "AMD", "AOA", "ARS", "AUD", "AZN", "BAM", "BDT", "BGN", "BHD", "BND", "BRL", "BTC", "BWP", "BYN", "CAD",
        "CDF", "CHF", "CLP", "CNY", "CRC", "CZK", "DKK", "DM", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "Fr", "GBP", "GEL", "GHS",
        "GTQ", "HKD", "HNL", "HRK", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KHR", "KRW",
        "KSh", "KWD", "KZT", "Ksh", "LAK", "LBP", "LE", "LKR", "LYD", "MDL", "MEUR", "MKD", "MMK", "MNT", "MSEK", "MUR", "MUSD",
        "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NT", "NZD", "OMR", "PAB", "PKR", "PLN", "PYG", "QAR", "RM", "RMB",
        "RSD", "RUB", "RWF", "Re", "Rp", "Rs", "SAR", "SEK", "SGD", "SYP", "THB", "TND", "TSh", "TTD", "TWD", "TZS", "Tk",
        "UAH", "UGX", "USD", "USh", "UYU", "UZS", "VES", "VND", "XAF", "XOF", "YER", "ZAR", "ZMW",
    ];
    CODES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_things_follow_counts() {
        for yes in [
            " children",
            " young migrant children",
            "%",
            " percent of",
            " million",
            " km",
            "-day limit",
            " per cent",
            " more people",
            " separated families",
        ] {
            assert!(counts(yes), "{yes}");
        }
        for no in [
            " was empty",
            "",
            ".",
            ", which",
            " of the Act",
            " in the east tower",
            " held several people",
            " (2019)",
        ] {
            assert!(!counts(no), "{no}");
        }
    }

    #[test]
    fn looking_back() {
        assert_eq!(last_word("In the U.S. "), ("U.S.", "In the "));
        assert_eq!(last_word("(Room "), ("Room", "("));
        assert_eq!(last_word(""), ("", ""));
        assert!(begins("“"));
        assert!(begins("It ended. "));
        assert!(!begins("in "));
    }
}
