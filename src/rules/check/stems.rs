//! Words brought to one form, so that a label and the prose about it can be compared:
//! `Dozers` and `the 27 dozers`, `retry_delay_ms` and `the delay between two retries`.

use crate::align::Ledger;
use crate::claim::{Sentence, WordClass};
use crate::lexicon::closed::function::is_function_word;

/// A word in lower case, a noun in the singular as far as its ending tells.
#[must_use]
pub fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let cut = |by: usize| word[..word.len() - by].to_owned();
    if !word.is_ascii()
        || word.len() < 4
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
    {
        return word;
    }
    if word.ends_with("ies") && word.len() > 4 {
        return cut(3) + "y";
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| word.ends_with(end)) {
        return cut(2);
    }
    if word.ends_with('s') { cut(1) } else { word }
}

/// The stems of the words of a label that carry meaning, in order.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty() && !is_function_word(&word.to_lowercase()))
        .map(stem)
        .collect()
}

/// The stems of the words of a sentence that carry meaning, in order.
#[must_use]
pub fn of_sentence(ledger: &Ledger, sentence: &Sentence) -> Vec<String> {
    let carries = |class: WordClass| !matches!(class, WordClass::Function | WordClass::Number);
    let words = sentence.words.iter().filter(|word| carries(word.class));
    words.map(|word| stem(ledger.vocab.word(word.lemma))).collect()
}

/// True for one word in two forms: `bus` and `buses`, `report` and `reported`.
#[must_use]
pub fn is_like(word: &str, other: &str) -> bool {
    let (short, long) = if word.len() < other.len() { (word, other) } else { (other, word) };
    long.strip_prefix(short).is_some_and(|rest| {
        rest.is_empty()
            || rest == "e"
            || short.len() >= 5
            || short.len() == 4 && matches!(rest, "ed" | "d" | "ing")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_meet_their_singulars() {
        let is = |word: &str, expected: &str| assert_eq!(stem(word), expected);
        is("Dozers", "dozer");
        is("Legacies", "legacy");
        is("glass", "glass");
        is("boxes", "box");
        is("bus", "bus");
        assert_eq!(stems("Barns, garages and the other sheds"), ["barn", "garage", "shed"]);
    }
}
