//! By which words a value is told from the others of its document: of all dates of a report one alone stands
//! beside `certify`, and so does one of the wiki article. Such a word says more than its rarity does.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::Ledger;
use super::features::Features;
use super::grouped::{Grouped, equal};
use super::terms::{Term, Terms, Weighted};
use crate::claim::{Claim, Value};

/// How many values of a kind stand beside a word, by document.
pub struct Keys {
    /// What stands for kind and word of each value of each document, sorted.
    of: Grouped<u64>,
}

/// Words of a sentence that are looked at.
const LONGEST: usize = 48;
/// Stands for no shared word at all.
pub const NO_KEY: f32 = 9.0;

impl Keys {
    /// Notes the words of every claim's sentence, and sorts them.
    #[must_use]
    pub fn new(ledger: &Ledger, terms: &Terms) -> Self {
        let of = |document: &super::DocumentRange| {
            let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
            let noted = claims.iter().flat_map(|claim| {
                let kind = kind(claim);
                let words = terms.sentence(claim.sentence).iter().take(LONGEST);
                words.map(move |word| hash(kind, word.term))
            });
            let mut noted: Vec<u64> = noted.collect();
            noted.sort_unstable();
            noted
        };
        let by_document: Vec<Vec<u64>> = ledger.documents.par_iter().map(of).collect();
        Self { of: Grouped::of_lists(&by_document) }
    }

    /// How many values of the kind of `claim` stand beside `term` in a document.
    fn count(&self, document: usize, kind: u64, term: Term) -> usize {
        /// More than so many are as good as so many.
        const MOST: usize = 64;
        let key = hash(kind, term);
        equal(self.of.of(document), |noted| noted.cmp(&key)).len().min(MOST)
    }

    /// Fills in what the shared words of two claims of documents `own` and `other` tell.
    pub fn fill(
        &self,
        row: &mut Features,
        terms: &Terms,
        (a, own): (u32, usize),
        (b, other): (u32, usize),
        ledger: &Ledger,
    ) {
        let (x, y) = (&ledger.claims[a as usize], &ledger.claims[b as usize]);
        let (kind_x, kind_y) = (kind(x), kind(y));
        let tied = [terms.claim(a), terms.claim(b)];
        (row.key, row.own_key) = (NO_KEY, NO_KEY);
        for word in shared(terms.sentence(x.sentence), terms.sentence(y.sentence)).take(LONGEST) {
            let count =
                self.count(own, kind_x, word.term).max(1) * self.count(other, kind_y, word.term).max(1);
            #[allow(clippy::cast_precision_loss)]
            let many = count as f32;
            row.keys += word.weight / many;
            let better = |key: f32, weight: f32| many.ln() < key || many.ln() <= key && word.weight > weight;
            if better(row.key, row.key_weight) {
                (row.key, row.key_weight) = (many.ln(), word.weight);
            }
            let own_word = tied.iter().any(|list| list.binary_search_by_key(&word.term, |w| w.term).is_ok());
            if own_word && better(row.own_key, row.own_key_weight) {
                (row.own_key, row.own_key_weight) = (many.ln(), word.weight);
            }
        }
    }
}

/// The words of two sorted lists that are in both.
fn shared<'t>(a: &'t [Weighted], b: &'t [Weighted]) -> impl Iterator<Item = Weighted> + 't {
    a.iter().copied().filter(move |word| b.binary_search_by_key(&word.term, |w| w.term).is_ok())
}

/// Values that could be taken for each other: dates and spans of them, ordinals, measures of one dimension.
pub fn kind(claim: &Claim) -> u64 {
    match &claim.value {
        Value::Date(_) | Value::Range(_) => 1,
        Value::Time(_) => 2,
        Value::Ordinal(_) => 3,
        Value::Measure(measure) => 16 + measure.dimension() as u64,
        _ => 4,
    }
}

fn hash(kind: u64, term: Term) -> u64 {
    let mut hasher = FxHasher::default();
    (kind, term).hash(&mut hasher);
    hasher.finish()
}
