//! What stands around a date or a number: whether it is whole, which words come before and behind it, and whether these
//! carry on the sentence. Each look is bounded.

use super::date_parts::space;

/// True when letters or digits follow without a break.
pub(super) fn word_goes_on(rest: &str) -> bool {
    !super::edge::ends_word(rest)
}

/// True when what follows makes the digits before it part of another number:
/// `4,000`, `4.5`, `10:30`, `12%`.
pub(super) fn number_goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('%' | '‰' | '°' | '$' | '€' | '£') => true,
        Some('.' | ':') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(',') => {
            let tail = chars.as_str().as_bytes();
            tail.len() >= 3
                && tail[..3].iter().all(u8::is_ascii_digit)
                && !tail.get(3).is_some_and(u8::is_ascii_digit)
        }
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    }
}

/// True when a date that ends here is whole: no digits joined on by a dash or a slash.
pub(super) fn ends_well(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some('-' | '/' | '–' | '‑') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('@' | '\\') => false,
        Some(_) => !number_goes_on(rest),
    }
}

/// True when digits that start after `before` are the start of their number.
pub(super) fn starts_well(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        None => true,
        Some('.' | ':' | ',') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-' | '–' | '‑' | '/') => {
            !chars.next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/'))
        }
        Some('$' | '€' | '£' | '#' | '@' | '\\' | '§' | '+' | '=' | '^' | '<' | '>') => false,
        Some(c) => !c.is_alphanumeric() && c != '_',
    }
}

/// The last word of `before`; empty when something else than a blank stands after it.
pub(super) fn last_word(before: &str) -> &str {
    plain_last_word(before).unwrap_or_else(|| last_words(before).1)
}

/// The same where it is of ASCII letters, one space at most behind it and another before it, as is
/// the rule.
fn plain_last_word(before: &str) -> Option<&str> {
    let text = tail(before, 64);
    let text = text.strip_suffix(' ').unwrap_or(text);
    let length = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = text.len() - length;
    (length > 0 && start > 0 && text.as_bytes()[start - 1] == b' ').then(|| &text[start..])
}

/// The last two words of `before`, only blanks between and after them.
pub(super) fn last_words(before: &str) -> (&str, &str) {
    let text = tail(before, 64).trim_end();
    let start = text
        .rfind(|c: char| !(c.is_alphabetic() || c == '\'' || c == '’'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let (head, last) = text.split_at(start);
    let head_end = head.trim_end();
    if head_end.len() == head.len() {
        return ("", last);
    }
    let start = head_end
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + head_end[at..].chars().next().map_or(0, char::len_utf8));
    (&head_end[start..], last)
}

/// The last `most` bytes of `text`, or a little fewer, at a character boundary.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The word after one blank, or empty.
pub(super) fn next_word(rest: &str) -> &str {
    let Ok((after, _)) = space(rest) else { return "" };
    // Words of other letters are rare.
    let letters = super::edge::letters(after);
    if after.as_bytes().get(letters.len()).is_some_and(u8::is_ascii) {
        return letters;
    }
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len().min(32));
    after.get(..end).unwrap_or_default()
}

/// True when `list` has `word`, in any case.
pub(super) fn among(word: &str, list: &[&str]) -> bool {
    super::edge::is_any(word, list)
}

/// True when only opening marks stand before: the start of a sentence.
pub(super) fn at_start(before: &str) -> bool {
    tail(before, 16)
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '*' | '•' | '|'))
}

/// Words that carry on a sentence after a date, and are never what a number counts.
pub(super) fn carries_on(word: &str) -> bool {
    among(word, &CARRIES_ON)
}

const CARRIES_ON: [&str; 75] = [
    "and", "or", "but", "nor", "to", "through", "until", "till", "by", "in", "on", "at", "of", "for", "from",
    "with", "without", "as", "after", "before", "during", "when", "while", "where", "which", "who", "that",
    "this", "the", "a", "an", "is", "was", "were", "are", "be", "been", "has", "had", "have", "did", "does",
    "do", "will", "would", "could", "may", "might", "can", "he", "she", "it", "they", "we", "his", "her",
    "its", "their", "our", "not", "because", "since", "if", "so", "than", "then", "there", "about",
    "against", "between", "under", "into", "over", "alone", "onward",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_date_are_found_in_bounded_looks() {
        assert_eq!(last_words("a total of "), ("total", "of"));
        assert_eq!(last_words("It was, in "), ("", "in"));
        assert_eq!(last_words("Élan, "), ("", ""));
        assert_eq!(next_word(" cases were"), "cases");
        assert_eq!(next_word(", 2018"), "");
    }
}
