//! The closed classes: words and phrases few enough to list, with what each says about the
//! number, date or clause beside it.
//!
//! Lookups ignore case, allocate nothing, and take words as the text has them: a typographic
//! apostrophe counts as a plain one. Phrases match at the start of a slice of words and say how
//! many of them they took.

pub mod calendar;
pub mod function;

/// Whether a sorted table of lower-case words holds the word, in any case.
#[inline]
fn holds(table: &[&str], word: &str) -> bool {
    position(table, |entry| entry, word).is_some()
}

/// The place in a table sorted by a lower-case key that has the word as its key.
fn position<T>(table: &[T], key: impl Fn(&T) -> &str, word: &str) -> Option<usize> {
    if word.is_empty() || word.len() > 40 {
        return None;
    }
    table.binary_search_by(|entry| key(entry).bytes().cmp(plain(word))).ok()
}

/// The bytes of a word in ASCII lower case, typographic apostrophes made plain.
fn plain(word: &str) -> impl Iterator<Item = u8> + '_ {
    let bytes = word.as_bytes();
    let mut i = 0;
    std::iter::from_fn(move || {
        let byte = *bytes.get(i)?;
        if byte == 0xE2 && matches!(bytes.get(i + 1..i + 3), Some([0x80, 0x98 | 0x99])) {
            i += 3;
            return Some(b'\'');
        }
        i += 1;
        Some(byte.to_ascii_lowercase())
    })
}

/// Whether the words start with the phrase, and how many words that takes.
fn starts_with_phrase(words: &[&str], phrase: &str) -> Option<usize> {
    let mut used = 0;
    for part in phrase.split(' ') {
        if !words.get(used).is_some_and(|word| plain(word).eq(part.bytes())) {
            return None;
        }
        used += 1;
    }
    Some(used)
}

/// As [`longest`], for a table sorted by its phrases, where those that share a first word stand
/// together.
fn longest_sorted<'t, T>(table: &'t [T], key: impl Fn(&T) -> &str, words: &[&str]) -> Option<(usize, &'t T)> {
    let first = words.first().filter(|w| !w.is_empty())?;
    let start = table.partition_point(|entry| key(entry).bytes().lt(plain(first)));
    table[start..]
        .iter()
        .take_while(|entry| {
            let mut bytes = key(entry).bytes();
            plain(first).all(|b| bytes.next() == Some(b))
        })
        .filter_map(|entry| starts_with_phrase(words, key(entry)).map(|used| (used, entry)))
        .max_by_key(|(used, _)| *used)
}

#[cfg(test)]
fn assert_sorted<T>(table: &[T], key: impl Fn(&T) -> &str) {
    for pair in table.windows(2) {
        assert!(key(&pair[0]) < key(&pair[1]), "{} before {}", key(&pair[0]), key(&pair[1]));
    }
    for entry in table {
        assert_eq!(key(entry), key(entry).to_lowercase());
    }
}
