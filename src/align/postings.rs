//! The inverted index behind the candidates: which claims share a key.
//!
//! Most keys of a large corpus are met once, and what they would take is most of the memory.
//! So a first pass only counts, in a sketch of a fixed size, and a second keeps what was met
//! twice or more.

use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

/// Longest posting list that is followed.
pub const MOST_SHARING: usize = 96;

/// The claims that share one key.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// In order.
    pub claims: &'a [u32],
    /// What it weighs that two claims share this key.
    pub weight: f32,
    /// It tells by itself that the two are worth a look.
    pub telling: bool,
}

/// `key` as it goes into the index, with its mark.
#[must_use]
pub const fn marked(key: u64, telling: bool) -> u64 {
    if telling { key | 1 } else { key & !1 }
}

/// The posting lists of all keys that some claims share and not too many.
#[derive(Debug, Default)]
pub struct Postings {
    /// By list, where its claims end in `claims`; a list begins where the one before ends.
    ends: Vec<u32>,
    weights: Vec<f32>,
    telling: Vec<bool>,
    claims: Vec<u32>,
    /// By claim, where its lists end in `lists`.
    own_ends: Vec<u32>,
    lists: Vec<u32>,
    /// Keys that more than `MOST_SHARING` claims share.
    pub cut_off: usize,
    /// Claims with such a key and with no list, in order: they are compared with none.
    pub left_out: Vec<u32>,
}

/// Parts of the keys that are sorted one after another, and the bits that do not tell them.
const PARTS: usize = 16;
const PART_SHIFT: u32 = u64::BITS - PARTS.ilog2();

/// A key of a claim.
type Entry = (u64, u32, f32);

impl Postings {
    /// The index of `count` claims, whose keys with their weights `keys` gives.
    #[must_use]
    pub fn new(count: usize, keys: impl Fn(usize) -> Vec<(u64, f32)> + Sync) -> Self {
        let sketch = Sketch::new(count);
        (0..count).into_par_iter().for_each(|index| {
            keys(index).iter().for_each(|(key, _)| sketch.add(*key));
        });
        // By the first bits of the key, so that no more than a part stands in memory twice.
        let mut parts: Vec<Vec<Vec<Entry>>> = (0..count)
            .into_par_iter()
            .fold(
                || vec![Vec::new(); PARTS],
                |mut parts: Vec<Vec<Entry>>, index| {
                    for (key, weight) in keys(index) {
                        if sketch.met_again(key) {
                            parts[(key >> PART_SHIFT) as usize].push((key, number(index), weight));
                        }
                    }
                    parts
                },
            )
            .collect();
        drop(sketch);
        let (mut postings, mut lost) = (Self::default(), vec![false; count]);
        for part in 0..PARTS {
            let mut entries = Vec::with_capacity(parts.iter().map(|own| own[part].len()).sum());
            for own in &mut parts {
                entries.extend(std::mem::take(&mut own[part]));
            }
            entries.par_sort_unstable_by_key(|entry: &Entry| (entry.0, entry.1));
            postings.add(&entries, &mut lost);
        }
        postings.finish(count, &lost);
        postings
    }

    /// Takes in the lists of sorted `entries`, and notes whose keys are too common.
    fn add(&mut self, entries: &[Entry], lost: &mut [bool]) {
        for list in entries.chunk_by(|a, b| a.0 == b.0) {
            if list.len() > MOST_SHARING {
                self.cut_off += 1;
                list.iter().for_each(|entry| lost[entry.1 as usize] = true);
            } else if list.len() > 1 {
                self.weights.push(list[0].2);
                self.telling.push(list[0].0 & 1 == 1);
                self.claims.extend(list.iter().map(|entry| entry.1));
                self.ends.push(number(self.claims.len()));
            }
        }
    }

    /// Works out the lists of each claim.
    fn finish(&mut self, count: usize, lost: &[bool]) {
        self.own_ends = vec![0; count];
        // The same the other way round: counted, then summed up, then filled from behind, so
        // that each claim has its lists in order.
        for &claim in &self.claims {
            self.own_ends[claim as usize] += 1;
        }
        let unlisted = (0..).zip(&self.own_ends).zip(lost).filter(|&((_, lists), lost)| *lost && *lists == 0);
        self.left_out = unlisted.map(|((claim, _), _)| claim).collect();
        let mut sum = 0;
        for end in &mut self.own_ends {
            sum += *end;
            *end = sum;
        }
        let mut free = self.own_ends.clone();
        self.lists = vec![0; self.claims.len()];
        for list in (0..self.ends.len()).rev() {
            for at in self.range(list) {
                let slot = &mut free[self.claims[at] as usize];
                *slot -= 1;
                self.lists[*slot as usize] = number(list);
            }
        }
    }

    fn range(&self, list: usize) -> std::ops::Range<usize> {
        let start = if list == 0 { 0 } else { self.ends[list - 1] };
        start as usize..self.ends[list] as usize
    }

    /// The lists that hold claim `index`, in order of their keys.
    pub fn of(&self, index: usize) -> impl Iterator<Item = Posting<'_>> {
        let start = if index == 0 { 0 } else { self.own_ends[index - 1] };
        self.lists[start as usize..self.own_ends[index] as usize].iter().map(|&list| Posting {
            claims: &self.claims[self.range(list as usize)],
            weight: self.weights[list as usize],
            telling: self.telling[list as usize],
        })
    }
}

/// Whether a key was met before, with some doubt: two keys can share a slot.
struct Sketch(Vec<AtomicU8>);

impl Sketch {
    /// Room for the keys of `count` claims: some thirty each.
    fn new(count: usize) -> Self {
        let slots = (count * 64).next_power_of_two().clamp(1 << 12, 1 << 27);
        Self((0..slots).into_par_iter().map(|_| AtomicU8::new(0)).collect())
    }

    #[allow(clippy::cast_possible_truncation)]
    fn slot(&self, key: u64) -> &AtomicU8 {
        &self.0[(key ^ key >> 32) as usize & (self.0.len() - 1)]
    }

    fn add(&self, key: u64) {
        let slot = self.slot(key);
        // Whoever comes second sees what the first left; the order of the two does not matter.
        if slot.load(Ordering::Relaxed) < 2 {
            slot.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn met_again(&self, key: u64) -> bool {
        self.slot(key).load(Ordering::Relaxed) > 1
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_kept_when_two_share_it_and_not_too_many() {
        // Key 1 is shared by claims 0 and 2, key 2 is met once, key 3 by all.
        let count = MOST_SHARING + 1;
        let postings = Postings::new(count, |index| match index {
            0 | 2 => vec![(1, 0.5), (3, 0.1)],
            1 => vec![(2, 9.0), (3, 0.1)],
            _ => vec![(3, 0.1)],
        });
        let lists = |index: usize| {
            postings.of(index).map(|list| (list.claims.to_vec(), list.weight)).collect::<Vec<_>>()
        };
        assert_eq!(lists(0), [(vec![0, 2], 0.5)]);
        assert_eq!(lists(2), lists(0));
        assert!(lists(1).is_empty() && lists(5).is_empty());
        assert_eq!((postings.cut_off, postings.left_out.len()), (1, count - 2));
    }
}
