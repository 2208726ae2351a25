//! Whether a date lies ahead of its writer or behind, by the verbs about it.

use super::date_parts::tail;

/// The time of a clause, as seen by its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// The words do not say.
    Open,
}

/// The tense about a date: the nearest sign before it in its sentence, or else after it.
pub(super) fn tense(before: &str, after: &str) -> Tense {
    let words = |text| str::split(text, |c: char| !(c.is_alphabetic() || c == '’' || c == '\''));
    let back = words(tail(before, 160)).rev().find_map(sign);
    let mut end = after.len().min(100);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    back.or_else(|| words(&after[..end]).find_map(sign)).unwrap_or(Tense::Open)
}

fn sign(word: &str) -> Option<Tense> {
    const FUTURE: [&str; 22] = [
        "will", "shall", "won't", "won’t", "upcoming", "expected", "scheduled", "planned", "plans", "expects", "due",
        "slated", "going", "set", "begins", "opens", "starts", "ends", "closes", "takes", "anticipated", "hopes",
    ];
    // "said" tells when somebody spoke and not when the date is.
    const PAST: [&str; 36] = [
        "was", "were", "had", "did", "began", "took", "found", "held", "came", "went", "wrote", "made", "saw", "got",
        "gave", "led", "left", "met", "sent", "told", "became", "died", "fell", "rose", "won", "lost", "ran", "broke",
        "drew", "struck", "spoke", "shot", "been", "knew", "grew", "paid",
    ];
    let is = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    if is(&FUTURE) || word.ends_with("'ll") || word.ends_with("’ll") {
        return Some(Tense::Future);
    }
    let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    (regular || is(&PAST)).then_some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_sign_decides() {
        assert_eq!(tense("The board met on ", "."), Tense::Past);
        assert_eq!(tense("The mayor announced that work will begin on ", "."), Tense::Future);
        assert_eq!(tense("On ", ", the bridge reopened."), Tense::Past);
        assert_eq!(tense("", ""), Tense::Open);
        assert_eq!(tense("Ärger ", "é".repeat(80).as_str()), Tense::Open);
    }
}
