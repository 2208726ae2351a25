//! What each document gives: how often it says a value, of what, and how many values of one thing.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::grouped::{Grouped, equal};
use super::kin::Kin;
use super::{DocumentRange, Ledger};
use crate::claim::{Claim, Value};

/// The values and the things of each document.
pub struct Said {
    /// Value and noun of every claim, sorted.
    values: Grouped<(u64, u32)>,
    /// Kind and noun of every claim, sorted.
    kinds: Grouped<u64>,
    /// Kind and noun, and value: each once, sorted.
    things: Grouped<(u64, u64)>,
    /// By claim, what is the same for claims that say the same exact value.
    by_claim: Vec<Option<u64>>,
    /// Table, row or column of it, and value of every cell, sorted.
    cells: Grouped<(u32, Line, u64)>,
}

/// A row or a column of a table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    Row(u32),
    Column(u32),
}

/// No noun.
const NONE: u32 = u32::MAX;

impl Said {
    /// Looks through the claims once and sorts those of each document.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Self {
        let by_claim: Vec<Option<u64>> = ledger.claims.par_iter().map(value_key).collect();
        let values = sorted_lists(ledger, |list, number, claim| {
            list.extend(by_claim[number].map(|key| (key, head(claim))));
        });
        let kinds = sorted_lists(ledger, |list, _, claim| list.push(kind_key(claim)));
        let mut things = sorted_lists(ledger, |list, number, claim| {
            list.extend(by_claim[number].map(|key| (kind_key(claim), key)));
        });
        things.iter_mut().for_each(Vec::dedup);
        let cells = sorted_lists(ledger, |list, number, claim| {
            if let Some(((table, row, column), key)) = claim.slots.cell.zip(by_claim[number]) {
                list.extend([(table, Line::Row(row), key), (table, Line::Column(column), key)]);
            }
        });
        Self {
            values: Grouped::of_lists(&values),
            kinds: Grouped::of_lists(&kinds),
            things: Grouped::of_lists(&things),
            cells: Grouped::of_lists(&cells),
            by_claim,
        }
    }

    /// Whether `document` gives the value of `claim`, and whether of the same thing.
    #[must_use]
    pub fn echo(&self, ledger: &Ledger, claim: u32, document: usize) -> (bool, bool) {
        let Some(key) = self.value(claim) else { return (false, false) };
        let found = equal(self.values.of(document), |entry| entry.0.cmp(&key));
        let claim = &ledger.claims[claim as usize];
        let unit = claim.measure().is_none_or(|measure| measure.unit.is_some());
        let same = |&(_, noun): &(u64, u32)| noun == head(claim) && noun != NONE || noun == NONE && unit;
        (!found.is_empty(), found.iter().any(same))
    }

    /// What is the same for claims that say the same exact value; none for what has no such value.
    #[must_use]
    pub fn value(&self, claim: u32) -> Option<u64> {
        self.by_claim[claim as usize]
    }

    /// How many claims of `document` give a value.
    #[must_use]
    pub fn times(&self, value: u64, document: usize) -> usize {
        equal(self.values.of(document), |entry| entry.0.cmp(&value)).len().min(MOST)
    }

    /// True when a cell of that row or column of `table` in `document` gives `value`.
    #[must_use]
    pub fn stands_in(&self, document: usize, table: u32, line: Line, value: u64) -> bool {
        self.cells.of(document).binary_search(&(table, line, value)).is_ok()
    }

    /// How many documents on the subject of `own`, but for it and `other`, say of the same thing what `claim` says.
    #[must_use]
    pub fn support(&self, (ledger, kin): (&Ledger, &Kin), claim: u32, own: usize, other: usize) -> usize {
        let others = kin.of(own).iter().filter(|&&document| document != other);
        others.filter(|&&document| self.echo(ledger, claim, document).1).count()
    }

    /// Logarithm of how many claims of this kind and noun a document has.
    #[must_use]
    pub fn peers(&self, claim: &Claim, document: usize) -> f32 {
        let key = kind_key(claim);
        log(equal(self.kinds.of(document), |entry| entry.cmp(&key)).len().min(MOST))
    }

    /// Logarithm of how many values of this kind and noun a document gives.
    #[must_use]
    pub fn values(&self, claim: &Claim, document: usize) -> f32 {
        let key = kind_key(claim);
        log(equal(self.things.of(document), |entry| entry.0.cmp(&key)).len().min(MOST))
    }
}

/// What `note` notes of the claims of each document, sorted. It is given a list, and a claim with its number.
fn sorted_lists<T: Ord + Send>(
    ledger: &Ledger,
    note: impl Fn(&mut Vec<T>, usize, &Claim) + Sync,
) -> Vec<Vec<T>> {
    let list = |document: &DocumentRange| {
        let numbers = document.claims.start as usize..document.claims.end as usize;
        let mut list = Vec::new();
        numbers.for_each(|number| note(&mut list, number, &ledger.claims[number]));
        list.sort_unstable();
        list
    };
    ledger.documents.par_iter().map(list).collect()
}

/// More than so many are as good as so many.
const MOST: usize = 256;

#[allow(clippy::cast_precision_loss)]
fn log(count: usize) -> f32 {
    (count.max(1) as f32).ln()
}

fn head(claim: &Claim) -> u32 {
    claim.slots.noun.as_ref().map_or(NONE, |noun| noun.head.0)
}

/// What is the same for claims that say the same exact value.
fn value_key(claim: &Claim) -> Option<u64> {
    let mut hasher = FxHasher::default();
    match &claim.value {
        Value::Measure(measure) => {
            let written = measure.written()?;
            (written.mantissa(), written.exp10(), measure.unit.map(|unit| unit.id)).hash(&mut hasher);
        }
        Value::Date(date) => date.days.bounds()?.hash(&mut hasher),
        Value::Range(range) => (range.days().low, range.days().high).hash(&mut hasher),
        Value::Ordinal(number) => number.hash(&mut hasher),
        _ => return None,
    }
    Some(hasher.finish())
}

fn kind_key(claim: &Claim) -> u64 {
    let mut hasher = FxHasher::default();
    (claim.kind, head(claim)).hash(&mut hasher);
    hasher.finish()
}
