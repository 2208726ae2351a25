//! Finds values: tries the pieces of the table wherever one of them can start.

use std::ops::Range;

use super::memo::Scanning;
use super::signs::Signs;
use super::trigger::TRIGGERS;
use super::{Found, PIECES};

/// A value found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Bytes of the sentence.
    pub range: Range<u32>,
    pub found: Found,
}

/// Reads the values of `sentence` into `hits`, in order and without overlap, and the
/// runs of digits that no piece reads into `unread`. Both are emptied first.
pub fn scan(sentence: &str, hits: &mut Vec<Hit>, unread: &mut Vec<Range<u32>>) {
    hits.clear();
    unread.clear();
    let _scanning = Scanning::begin(sentence);
    let (triggers, mut signs) = (&*TRIGGERS, Signs::of(sentence));
    let bytes = sentence.as_bytes();
    let mut at = 0;
    let mut after_word = false;
    while at < bytes.len() {
        let byte = bytes[at];
        let (mask, length) = if byte.is_ascii_alphabetic() || byte >= 0x80 && is_letter_at(sentence, at) {
            let length = word_length(sentence, at);
            (if after_word { 0 } else { triggers.at_word(&sentence[at..], length, &mut signs) }, length)
        } else if byte.is_ascii_digit() {
            let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            (if after_word { 0 } else { triggers.at_digit(sentence, at, &mut signs) }, length)
        } else if byte < 0x80 {
            (triggers.at_symbol(char::from(byte), &sentence[at..]), 1)
        } else {
            let symbol = sentence[at..].chars().next().unwrap_or(' ');
            (triggers.at_symbol(symbol, &sentence[at..]), symbol.len_utf8())
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
