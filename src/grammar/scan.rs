//! Finds values: tries the pieces of the table wherever one of them can start.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Found, PIECES};

/// A value found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Bytes of the sentence.
    pub range: Range<u32>,
    pub found: Found,
}

/// Which pieces can start where; bit `n` for row `n` of the table.
struct Triggers {
    digit: u64,
    capital: u64,
    symbols: FxHashMap<char, u64>,
    ascii_symbols: [u64; 128],
    words: FxHashMap<&'static str, u64>,
    longest_word: usize,
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let mut triggers = Triggers {
        digit: 0,
        capital: 0,
        symbols: FxHashMap::default(),
        ascii_symbols: [0; 128],
        words: FxHashMap::default(),
        longest_word: 0,
    };
    assert!(PIECES.len() <= 64, "a row of the table is a bit of a word");
    for (row, piece) in PIECES.iter().enumerate() {
        let bit = 1_u64 << row;
        if piece.starts.digit {
            triggers.digit |= bit;
        }
        if piece.starts.capital {
            triggers.capital |= bit;
        }
        for &symbol in piece.starts.symbols {
            *triggers.symbols.entry(symbol).or_default() |= bit;
            if symbol.is_ascii() {
                triggers.ascii_symbols[symbol as usize] |= bit;
            }
        }
        for word in (piece.starts.words)() {
            *triggers.words.entry(word).or_default() |= bit;
            triggers.longest_word = triggers.longest_word.max(word.len());
        }
    }
    triggers
});

/// Reads the values of `sentence` into `hits`, in order and without overlap, and the
/// runs of digits that no piece reads into `unread`. Both are emptied first.
pub fn scan(sentence: &str, hits: &mut Vec<Hit>, unread: &mut Vec<Range<u32>>) {
    hits.clear();
    unread.clear();
    let triggers = &*TRIGGERS;
    let bytes = sentence.as_bytes();
    let mut at = 0;
    let mut after_word = false;
    while at < bytes.len() {
        let byte = bytes[at];
        let (mask, length) = if byte.is_ascii_alphabetic() || byte >= 0x80 && is_letter_at(sentence, at) {
            let length = word_length(sentence, at);
            if after_word {
                (0, length)
            } else {
                (triggers.word(&sentence[at..at + length], bytes.get(at + length..)), length)
            }
        } else if byte.is_ascii_digit() {
            let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            (if after_word { 0 } else { triggers.digit }, length)
        } else if byte < 0x80 {
            (triggers.ascii_symbols[byte as usize], 1)
        } else {
            let symbol = sentence[at..].chars().next().unwrap_or(' ');
            (triggers.symbols.get(&symbol).copied().unwrap_or(0), symbol.len_utf8())
        };
        if mask != 0
            && let Some((found, read)) = longest(sentence, at, mask)
        {
            let range = offset(at)..offset(at + read);
            hits.push(Hit { range, found });
            at += read;
            after_word = bytes[at - 1].is_ascii_alphanumeric();
            continue;
        }
        if byte.is_ascii_digit() {
            unread.push(offset(at)..offset(at + length));
        }
        at += length;
        after_word = byte.is_ascii_alphanumeric() || byte >= 0x80 && is_letter_at(sentence, at - length);
    }
}

/// The longest reading at `at` by the pieces of `mask`, and its length; of equals the first.
fn longest(sentence: &str, at: usize, mut mask: u64) -> Option<(Found, usize)> {
    let (before, rest) = sentence.split_at(at);
    let mut best: Option<(Found, usize)> = None;
    while mask != 0 {
        let row = mask.trailing_zeros() as usize;
        mask &= mask - 1;
        if let Ok((tail, found)) = (PIECES[row].parse)(before, rest) {
            let read = rest.len() - tail.len();
            if read > 0 && best.as_ref().is_none_or(|(_, longest)| read > *longest) {
                best = Some((found, read));
            }
        }
    }
    best
}

impl Triggers {
    /// The pieces that can start with `word`, which `tail` follows.
    fn word(&self, word: &str, tail: Option<&[u8]>) -> u64 {
        let mut mask = 0;
        if word.len() <= self.longest_word {
            let mut lower = [0_u8; 32];
            if let Some(buffer) = lower.get_mut(..word.len()) {
                buffer.copy_from_slice(word.as_bytes());
                buffer.make_ascii_lowercase();
                if let Ok(lower) = std::str::from_utf8(buffer) {
                    mask |= self.words.get(lower).copied().unwrap_or(0);
                }
            }
        }
        // A capitalised word can begin a name with a number: "Room 523", "GAO-19-163".
        if word.as_bytes()[0].is_ascii_uppercase()
            || word.as_bytes()[0] >= 0x80
            || tail.is_some_and(|t| {
                t.first().is_some_and(|b| {
                    b.is_ascii_digit() || matches!(b, b'_' | b'.' | b'/' | b':' | b'@' | b'-')
                })
            })
        {
            mask |= self.capital;
        }
        mask
    }
}

/// Length of the run of letters at `at`.
fn word_length(sentence: &str, at: usize) -> usize {
    let bytes = sentence.as_bytes();
    let mut end = at;
    while end < bytes.len() {
        if bytes[end].is_ascii_alphabetic() {
            end += 1;
        } else if bytes[end] >= 0x80 && is_letter_at(sentence, end) {
            end += sentence[end..].chars().next().map_or(1, char::len_utf8);
        } else {
            break;
        }
    }
    end - at
}

fn is_letter_at(sentence: &str, at: usize) -> bool {
    sentence[at..].chars().next().is_some_and(char::is_alphabetic)
}

/// Sentences are cut below 4 GiB, so that their offsets fit.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
