//! Finds values: tries the pieces of the table wherever one of them can start.

use std::cell::RefCell;
use std::ops::Range;

use super::memo::Scanning;
use super::outline::{Outline, Sort};
use super::trigger::{Sight, TRIGGERS};
use super::{Found, PIECES};

/// A value found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Bytes of the sentence.
    pub range: Range<u32>,
    pub found: Found,
}

thread_local! {
    /// The outline of the last sentence, whose memory the next one uses.
    static KEPT: RefCell<Outline> = RefCell::default();
}

/// Reads the values of `sentence` into `hits`, in order and without overlap, and the
/// runs of digits that no piece reads into `unread`. Both are emptied first.
pub fn scan(sentence: &str, hits: &mut Vec<Hit>, unread: &mut Vec<Range<u32>>) {
    hits.clear();
    unread.clear();
    let mut outline = KEPT.take();
    outline.read(sentence);
    let _scanning = Scanning::begin(sentence);
    let triggers = &*TRIGGERS;
    let sight = Sight { text: sentence, outline: &outline };
    // Up to here the sentence is read.
    let mut read = 0;
    for &at in &outline.starts {
        let at = at as usize;
        let spot = outline.spots[at];
        if spot.start < read {
            // The rest of a run that a value ended in.
            if spot.end > read && spot.sort == Sort::Digits {
                unread.push(read..spot.end);
            }
            continue;
        }
        let pieces = if spot.sort != Sort::Mark && outline.goes_on(at) { 0 } else { triggers.at(sight, at) };
        if pieces != 0
            && let Some((found, length)) = longest(sentence, spot.start as usize, pieces)
        {
            read = spot.start + offset(length);
            hits.push(Hit { range: spot.start..read, found });
        } else if spot.sort == Sort::Digits {
            unread.push(spot.start..spot.end);
        }
    }
    KEPT.set(outline);
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

/// Sentences are cut below 4 GiB, so that their offsets fit.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
