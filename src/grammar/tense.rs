//! Whether a date lies ahead of its writer or behind, by the verbs about it.

use super::date_around::tail;
use super::edge::is_any;

/// The time of a clause, as seen by its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// The words do not say.
    Open,
}

/// The tense about a date: the nearest sign before it in its sentence, or else after it.
/// With `said`, that somebody said something is a sign of the past.
pub(super) fn tense(before: &str, after: &str, said: bool) -> Tense {
    let sign =
        |word: &str| sign(word).or_else(|| (said && matches!(word, "said" | "says")).then_some(Tense::Past));
    let words = |text| str::split(text, |c: char| !(c.is_alphabetic() || c == '’' || c == '\''));
    let mut back = words(tail(before, 160)).rev().filter(|word| !word.is_empty());
    let mut found = None;
    while let Some(word) = back.next() {
        found = sign(word);
        if found.is_some() {
            // "will be tested": the verb before it decides.
            if found == Some(Tense::Past) && word.ends_with("ed") && back.next() == Some("be") {
                found = back.take(2).find_map(sign).or(found);
            }
            break;
        }
    }
    let mut end = after.len().min(100);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    found.or_else(|| words(&after[..end]).find_map(sign)).unwrap_or(Tense::Open)
}

fn sign(word: &str) -> Option<Tense> {
    const FUTURE: [&str; 22] = [
        "will",
        "shall",
        "won't",
        "won’t",
        "upcoming",
        "expected",
        "scheduled",
        "planned",
        "plans",
        "expects",
        "due",
        "slated",
        "going",
        "set",
        "begins",
        "opens",
        "starts",
        "ends",
        "closes",
        "takes",
        "anticipated",
        "hopes",
    ];
    // "said" tells when somebody spoke and not when the date is.
    const PAST: [&str; 79] = [
        "was", "were", "had", "did", "began", "took", "found", "held", "came", "went", "wrote", "made",
        "saw", "got", "gave", "led", "left", "met", "sent", "told", "became", "died", "fell", "rose", "won",
        "lost", "ran", "broke", "drew", "struck", "spoke", "shot", "been", "knew", "grew", "paid", "sold",
        "bought", "kept", "built", "sat", "stood", "brought", "thought", "caught", "taught", "fought",
        "sought", "chose", "froze", "stole", "wore", "tore", "swore", "flew", "threw", "hung", "heard",
        "felt", "slept", "spent", "lent", "swept", "drove", "rode", "woke", "hid", "bit", "sank", "sang",
        "swam", "shook", "fled", "bled", "fed", "laid", "sued", "fired", "closed",
    ];
    if is_any(word, &FUTURE) || word.ends_with("'ll") || word.ends_with("’ll") {
        return Some(Tense::Future);
    }
    let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    (regular || is_any(word, &PAST)).then_some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_sign_decides() {
        assert_eq!(tense("The board met on ", ".", false), Tense::Past);
        assert_eq!(tense("The mayor announced that work will begin on ", ".", false), Tense::Future);
        assert_eq!(tense("On ", ", the bridge reopened.", false), Tense::Past);
        assert_eq!(tense("The roof will be tested by ", "", false), Tense::Future);
        assert_eq!(tense("", "", false), Tense::Open);
        assert_eq!(tense("Ärger ", "é".repeat(80).as_str(), false), Tense::Open);
    }
}
