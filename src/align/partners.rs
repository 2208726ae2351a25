//! Which claims of another document may be what a claim is about, the likeliest first.

use rayon::prelude::*;

use super::Ledger;
use super::grouped::{Grouped, equal};
use super::score::{agreement, agrees};
use crate::claim::Claim;

/// The partners of each claim in each document, the best first.
pub struct Partners(Grouped<Partner>);

#[derive(Clone, Copy)]
struct Partner {
    own: u32,
    /// The document of `other`.
    document: u32,
    score: f32,
    other: u32,
}

impl Partners {
    /// Those of `pairs` with their scores.
    pub fn of(ledger: &Ledger, pairs: impl ParallelIterator<Item = (u32, u32, f32)>) -> Self {
        Self::grouped(ledger, sorted(ledger, pairs))
    }

    /// The same, but of each claim only the best in each document.
    pub fn best(ledger: &Ledger, pairs: impl ParallelIterator<Item = (u32, u32, f32)>) -> Self {
        let mut all = sorted(ledger, pairs);
        all.dedup_by_key(|partner| (partner.own, partner.document));
        all.shrink_to_fit();
        Self::grouped(ledger, all)
    }

    fn grouped(ledger: &Ledger, all: Vec<Partner>) -> Self {
        Self(Grouped::of_sorted(ledger.claims.len(), all, |partner| partner.own))
    }

    /// The partners of `own` in the document of `other`.
    fn list(&self, ledger: &Ledger, own: u32, other: u32) -> &[Partner] {
        let document = u32::try_from(ledger.document_of(other)).unwrap_or(u32::MAX);
        equal(self.0.of(own as usize), |partner| partner.document.cmp(&document))
    }

    /// The best partner of `own` in the document of `other`, with its score.
    pub fn first(&self, ledger: &Ledger, own: u32, other: u32) -> Option<(f32, u32)> {
        self.list(ledger, own, other).first().map(|partner| (partner.score, partner.other))
    }

    /// Score of the best other partner of `own` in the document of `other`. One that says
    /// the same as `other` is no rival, but the same fact again.
    pub fn rival(&self, ledger: &Ledger, own: u32, other: u32) -> f32 {
        let value = &ledger.claims[other as usize];
        let says_else = |claim: u32| {
            let rival = &ledger.claims[claim as usize];
            claim != other && !agrees(agreement(value, rival)) && !of_last_year(value, rival)
        };
        self.list(ledger, own, other)
            .iter()
            .take(FEW)
            .find(|partner| says_else(partner.other))
            .map_or(f32::MIN, |partner| partner.score)
    }
}

/// Both partners of each of `pairs`, by claim and document, the best first.
fn sorted(ledger: &Ledger, pairs: impl ParallelIterator<Item = (u32, u32, f32)>) -> Vec<Partner> {
    let partner = |own: u32, other: u32, score: f32| {
        let document = u32::try_from(ledger.document_of(other)).unwrap_or(u32::MAX);
        Partner { own, document, score, other }
    };
    let both = |(a, b, score)| [partner(a, b, score), partner(b, a, score)];
    let mut all: Vec<Partner> = pairs.flat_map_iter(both).collect();
    all.par_sort_unstable_by(|p, q| {
        (p.own, p.document)
            .cmp(&(q.own, q.document))
            .then_with(|| q.score.total_cmp(&p.score))
            .then_with(|| p.other.cmp(&q.other))
    });
    all
}

/// True for a cell that stands in the row of another and is of an earlier time: a text that names
/// no time means the latest.
fn of_last_year(value: &Claim, rival: &Claim) -> bool {
    let row = |claim: &Claim| claim.slots.cell.map(|(table, row, _)| (table, row));
    let bounds = |claim: &Claim| claim.slots.period.and_then(|(_, days)| days.bounds());
    row(value).is_some()
        && row(value) == row(rival)
        && bounds(value).zip(bounds(rival)).is_some_and(|(own, other)| other.1 <= own.1 && other.0 < own.0)
}

/// Partners kept to look for rivals among.
const FEW: usize = 6;
