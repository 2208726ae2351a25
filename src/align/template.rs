//! Sentences that say the same in nearly the same words, and which values then stand in
//! the same place: "the confirmed cases reached 66, with few ..." and "... reached 74, ...".

use std::ops::Range;

use super::Ledger;
use crate::claim::{Claim, Sentence, Sym, WordClass};

/// The common frame of two sentences.
#[derive(Clone, Debug)]
pub struct Template {
    /// Words in common over all words, from 0 to 1.
    pub likeness: f32,
    /// Pairs of word indices that match, ascending in both.
    matched: Vec<(u16, u16)>,
    /// A name on one side stands where the other has a different one.
    pub other_names: bool,
}

/// Longest sentence, in words, that is compared word by word.
const LONGEST: usize = 160;

impl Template {
    /// Compares two sentences word by word; figures match each other. None when they are
    /// too long or too unlike for a common frame.
    #[must_use]
    pub fn of(a: &Sentence, b: &Sentence) -> Option<Self> {
        let (n, m) = (a.words.len(), b.words.len());
        if n == 0 || m == 0 || n > LONGEST || m > LONGEST || n > 3 * m + 8 || m > 3 * n + 8 {
            return None;
        }
        let key = |sentence: &Sentence, index: usize| -> Option<Sym> {
            let word = sentence.words[index];
            (word.class != WordClass::Number).then_some(word.lemma)
        };
        // Longest common subsequence, by the usual table.
        let width = m + 1;
        let mut table = vec![0_u16; (n + 1) * width];
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                table[i * width + j] = if key(a, i) == key(b, j) {
                    table[(i + 1) * width + j + 1] + 1
                } else {
                    table[(i + 1) * width + j].max(table[i * width + j + 1])
                };
            }
        }
        let total = f32::from(table[0]);
        #[allow(clippy::cast_precision_loss)]
        let likeness = 2.0 * total / (n + m) as f32;
        if likeness < LEAST {
            return None;
        }
        let mut matched = Vec::with_capacity(table[0] as usize);
        let (mut i, mut j) = (0, 0);
        while i < n && j < m {
            if key(a, i) == key(b, j) && table[i * width + j] == table[(i + 1) * width + j + 1] + 1 {
                matched.push((narrow(i), narrow(j)));
                i += 1;
                j += 1;
            } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        let mut template = Self { likeness, matched, other_names: false };
        let other_names = template.gaps(n, m).any(|(x, y)| differing_names(&a.words[x], &b.words[y]));
        template.other_names = other_names;
        Some(template)
    }

    /// The unmatched runs between matches, as word ranges of both sides.
    fn gaps(&self, n: usize, m: usize) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        let ends = std::iter::once((0, 0)).chain(self.matched.iter().map(|&(i, j)| (i as usize + 1, j as usize + 1)));
        let starts = self.matched.iter().map(|&(i, j)| (i as usize, j as usize)).chain(std::iter::once((n, m)));
        ends.zip(starts).map(|((i, j), (k, l))| (i..k, j..l))
    }

    /// True when word `i` of the first sentence and word `j` of the second stand in the
    /// same place of the frame: matched to each other, or in the same gap.
    #[must_use]
    pub fn same_place(&self, i: usize, j: usize) -> bool {
        let (i, j) = (narrow(i), narrow(j));
        let before_i = self.matched.partition_point(|&(x, _)| x < i);
        let before_j = self.matched.partition_point(|&(_, y)| y < j);
        let match_i = self.matched.get(before_i).is_some_and(|&(x, _)| x == i);
        let match_j = self.matched.get(before_j).is_some_and(|&(_, y)| y == j);
        match (match_i, match_j) {
            (true, true) | (false, false) => before_i == before_j,
            _ => false,
        }
    }
}

/// Least likeness that counts as a common frame.
const LEAST: f32 = 0.5;

fn narrow(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn differing_names(a: &[crate::claim::Word], b: &[crate::claim::Word]) -> bool {
    let name = |words: &[crate::claim::Word]| words.iter().any(|w| w.class == WordClass::Name);
    name(a) && name(b)
}

/// Index of the first word of `claim` among the words of its sentence.
#[must_use]
pub fn word_index(ledger: &Ledger, claim: &Claim) -> usize {
    let words = &ledger.sentence_of(claim).words;
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    // The figure itself, past its hedge.
    (at..words.len())
        .take_while(|&i| words[i].place.start < claim.place.end)
        .find(|&i| words[i].class == WordClass::Number)
        .unwrap_or(at)
}
