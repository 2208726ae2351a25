//! What was found out about two words, for when they are asked about again: a corpus has few
//! pairs of words that are asked about often. Of bounded size, and exact: where two pairs of
//! words share a slot, the later one takes it.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::FxHasher;

/// Slots; a power of two.
const SLOTS: usize = 1 << 13;

/// Answers to questions about two words.
pub(super) struct Memo<V> {
    slots: Vec<Option<Slot<V>>>,
}

struct Slot<V> {
    words: (Box<str>, Box<str>),
    sort: u8,
    answer: V,
}

impl<V: Copy> Memo<V> {
    /// Without any answer yet.
    pub const fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// The answer for `a` and `b`, asked in the sort of question `sort`; worked out by `answer`
    /// when it is not known.
    pub fn get(&mut self, a: &str, b: &str, sort: u8, answer: impl FnOnce() -> V) -> V {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, || None);
        }
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one((a, b, sort));
        #[allow(clippy::cast_possible_truncation)]
        let slot = &mut self.slots[(hash >> 40) as usize & (SLOTS - 1)];
        match slot {
            Some(known) if known.sort == sort && *known.words.0 == *a && *known.words.1 == *b => known.answer,
            _ => {
                let answer = answer();
                *slot = Some(Slot { words: (a.into(), b.into()), sort, answer });
                answer
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_the_one_to_its_question() {
        let mut memo = Memo::new();
        for round in 0..2 {
            for number in 0..3 * SLOTS {
                let word = number.to_string();
                let sort = u8::from(number % 2 == 0);
                assert_eq!(memo.get(&word, "x", sort, || number), number, "{round}");
            }
        }
        assert_eq!(memo.get("a", "b", 0, || 1), 1);
        assert_eq!(memo.get("a", "b", 0, || 2), 1);
        assert_eq!(memo.get("b", "a", 0, || 3), 3);
        assert_eq!(memo.get("a", "b", 1, || 4), 4);
    }
}
