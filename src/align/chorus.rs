//! What other documents say instead: where the news gives one number, and the report, its summary and the minutes all
//! give another, each of their sentences tells what the figure in the news is about.

use rayon::prelude::*;

use super::Ledger;
use super::grouped::{Grouped, equal};
use super::said::Said;
use super::score::Judgement;

/// The clashes of each claim, by the value that it clashes with.
pub struct Chorus(Grouped<Clash>);

struct Clash {
    claim: u32,
    /// Stands for the value that it clashes with, and the document that gives it.
    value: u64,
    document: usize,
    score: f32,
}

/// Best score where there is none.
const NONE: f32 = -9.0;

impl Chorus {
    /// Notes the clashes among `pairs`.
    pub fn new<'j>(ledger: &Ledger, said: &Said, pairs: impl ParallelIterator<Item = &'j Judgement>) -> Self {
        let clash = |claim: u32, other: u32, score: f32| {
            Some(Clash { claim, value: said.value(other)?, document: ledger.document_of(other), score })
        };
        let both = |pair: &Judgement| [clash(pair.a, pair.b, pair.score), clash(pair.b, pair.a, pair.score)];
        let mut all: Vec<Clash> = pairs.flat_map_iter(both).flatten().collect();
        all.par_sort_unstable_by(|p, q| {
            (p.claim, p.value, p.document)
                .cmp(&(q.claim, q.value, q.document))
                .then_with(|| q.score.total_cmp(&p.score))
        });
        all.dedup_by_key(|clash| (clash.claim, clash.value, clash.document));
        Self(Grouped::of_sorted(ledger.claims.len(), all, |clash| clash.claim))
    }

    /// The best score of either of two claims with one of a third document that says what the other of them says;
    /// the lower first.
    pub fn of(&self, ledger: &Ledger, said: &Said, a: u32, b: u32) -> (f32, f32) {
        let scores = [(a, b), (b, a)].map(|(own, other)| {
            let Some(value) = said.value(other) else { return NONE };
            let documents = [own, other].map(|claim| ledger.document_of(claim));
            let third = equal(self.0.of(own as usize), |clash| clash.value.cmp(&value)).iter();
            let third = third.filter(|clash| !documents.contains(&clash.document));
            third.map(|clash| clash.score).fold(NONE, f32::max)
        });
        (scores[0].min(scores[1]), scores[0].max(scores[1]))
    }
}
