//! Words that are one to a reader: spellings, figures and number words, names and their
//! short forms.

use crate::lexicon::concepts::{Pos, Relation, is_known, relate};
use crate::lexicon::number_words::{NumberWord, number_word};

/// Words that carry grammar and hardly change a sense.
pub const LIGHT: &[&str] = &[
    "a", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "had", "has", "have",
    "he", "her", "his", "i", "in", "is", "it", "its", "my", "of", "on", "our", "she", "so", "that", "the",
    "their", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "which", "who",
    "with",
];

/// A word without what British and American spelling part on.
pub fn spelling(word: &str) -> String {
    let mut word = word.to_owned();
    if word.len() > 4 {
        for (british, american) in [
            ("isation", "ization"),
            ("ising", "izing"),
            ("ised", "ized"),
            ("ises", "izes"),
            ("ise", "ize"),
            ("yse", "yze"),
            ("our", "or"),
            ("ogue", "og"),
            ("lled", "led"),
            ("lling", "ling"),
            ("defence", "defense"),
            ("ae", "e"),
        ] {
            word = word.replace(british, american);
        }
        if let Some(stem) = word.strip_suffix("tre") {
            word = format!("{stem}ter");
        }
    }
    word
}

/// The value of a number word or figure, as figures. `one` is a pronoun as often.
pub fn number(word: &str) -> Option<String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(word.to_owned());
    }
    match number_word(word)? {
        NumberWord::Unit(1) => None,
        NumberWord::Unit(n) | NumberWord::Teen(n) | NumberWord::Ten(n) | NumberWord::TenUnit(n) => {
            Some(n.to_string())
        }
        NumberWord::Hundred => Some("hundred".to_owned()),
        NumberWord::Scale { power_of_ten } => Some(format!("e{power_of_ten}")),
        NumberWord::Group(n) => Some(n.to_string()),
        _ => None,
    }
}

/// The number that an ordinal in words stands for: `third`. `second` is a unit as often, but not
/// where another ordinal stands in its place.
pub fn ordinal(word: &str) -> Option<usize> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    ORDINALS.iter().position(|ordinal| *ordinal == word)
}

/// A word without its ending.
pub fn stem(word: &str) -> &str {
    ["ing", "ed", "es", "s", "ly", "d"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.len() > 3)
        .unwrap_or(word)
}

/// True for two words of which neither is a slip for the other or another form of it: `county` and `country`.
pub fn are_two(a: &str, b: &str) -> bool {
    const POS: [Pos; 3] = [Pos::Noun, Pos::Verb, Pos::Adjective];
    let known = |word: &str| POS.into_iter().any(|pos| is_known(word, pos));
    known(a)
        && known(b)
        && POS.into_iter().all(|pos| relate((a, pos), (b, pos)).relation == Relation::Unrelated)
}

/// `USMS` for `U.S. Marshals Service`, `USAOs and the USMS` for both in full; `the Service` not.
pub fn is_short_form(short: &[&str], long: &[&str]) -> bool {
    let initials: String = long
        .iter()
        .filter(|word| !LIGHT.contains(word))
        .map(|word| {
            if *word == "us" { word } else { word.split_at(word.chars().next().map_or(0, char::len_utf8)).0 }
        })
        .collect();
    let mut rest = initials.as_str();
    let mut words = short.iter().filter(|word| !LIGHT.contains(word)).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let after = rest
                .strip_prefix(word)
                .or_else(|| rest.strip_prefix(word.strip_suffix('s')?))
                .filter(|_| word.len() > 1);
            rest = after.unwrap_or(rest);
            after.is_some()
        })
        && rest.is_empty()
        && short.len() < long.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_two_shores_are_one() {
        for (a, b) in
            [("colour", "color"), ("organised", "organized"), ("centre", "center"), ("travelled", "traveled")]
        {
            assert_eq!(spelling(a), spelling(b));
        }
        assert_ne!(spelling("letter"), spelling("litter"));
    }

    #[test]
    fn one_letter_may_make_another_word() {
        assert!(are_two("county", "country") && are_two("costal", "coastal") == are_two("coastal", "costal"));
        assert!(!are_two("recieve", "receive") && !are_two("adviser", "advisor"));
    }

    #[test]
    fn short_forms_have_the_initials() {
        assert!(is_short_form(&["usms"], &["united", "states", "marshals", "service"]));
        let long = ["us", "attorneys", "offices", "the", "us", "marshals", "service"];
        assert!(is_short_form(&["usaos", "the", "usms"], &long));
        assert!(is_short_form(&["the", "hb"], &["the", "harbour", "board"]));
        assert!(!is_short_form(&["service"], &["united", "states", "marshals", "service"]));
    }

    #[test]
    fn numbers_in_words_and_figures() {
        assert_eq!(number("ten"), number("10"));
        assert_eq!(number("one"), None);
        assert_ne!(number("two"), number("three"));
    }
}
