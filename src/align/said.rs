//! What each document gives: how often it says a value, of what, and how many values of one thing.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::Ledger;
use super::kin::Kin;
use crate::claim::{Claim, Value};

/// The values and the things of all documents.
pub struct Said {
    /// Document, value and noun of every claim, sorted.
    values: Vec<(u32, u64, u32)>,
    /// Document, kind and noun of every claim, sorted.
    kinds: Vec<(u32, u64)>,
    /// Document, kind and noun, and value: each once, sorted.
    things: Vec<(u32, u64, u64)>,
    /// By claim, what is the same for claims that say the same exact value.
    by_claim: Vec<Option<u64>>,
    /// Document, table, row or column of it, and value of every cell, sorted.
    cells: Vec<(u32, u32, Line, u64)>,
    /// Where those of each document begin in `values`, `kinds` and `things`.
    starts: [Box<[u32]>; 3],
}

/// A row or a column of a table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    Row(u32),
    Column(u32),
}

/// Where the entries of each of `count` numbered things begin among entries that are sorted by its number, and where
/// the last ones end: what is looked for in one document need not be looked for in all.
pub fn starts(count: usize, numbers: impl Iterator<Item = u32>) -> Box<[u32]> {
    let mut starts = vec![0_u32; count + 1];
    for number in numbers {
        starts[number as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts.into()
}

/// The entries of number `of`.
pub fn entries<'e, T>(all: &'e [T], starts: &[u32], of: usize) -> &'e [T] {
    starts.get(of + 1).map_or(&[], |&end| &all[starts[of] as usize..end as usize])
}

/// No noun.
const NONE: u32 = u32::MAX;

impl Said {
    /// Looks through the claims once and sorts them.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Self {
        let count = ledger.claims.len();
        let (mut values, mut kinds, mut things) = (Vec::new(), Vec::with_capacity(count), Vec::new());
        let (mut by_claim, mut cells) = (Vec::with_capacity(count), Vec::new());
        for (number, document) in (0_u32..).zip(&ledger.documents) {
            for claim in &ledger.claims[document.claims.start as usize..document.claims.end as usize] {
                let kind = kind_key(claim);
                kinds.push((number, kind));
                let value = value_key(claim);
                by_claim.push(value);
                if let Some(key) = value {
                    if let Some((table, row, column)) = claim.slots.cell {
                        cells.extend(
                            [Line::Row(row), Line::Column(column)].map(|line| (number, table, line, key)),
                        );
                    }
                    values.push((number, key, head(claim)));
                    things.push((number, kind, key));
                }
            }
        }
        values.sort_unstable();
        kinds.sort_unstable();
        things.sort_unstable();
        things.dedup();
        cells.sort_unstable();
        let documents = ledger.documents.len();
        let starts = [
            starts(documents, values.iter().map(|entry| entry.0)),
            starts(documents, kinds.iter().map(|entry| entry.0)),
            starts(documents, things.iter().map(|entry| entry.0)),
        ];
        Self { values, kinds, things, by_claim, cells, starts }
    }

    /// Whether `document` gives the value of `claim`, and whether of the same thing.
    #[must_use]
    pub fn echo(&self, claim: &Claim, document: usize) -> (bool, bool) {
        let Some(key) = value_key(claim) else { return (false, false) };
        let values = entries(&self.values, &self.starts[0], document);
        let from = values.partition_point(|entry| entry.1 < key);
        let mut found = values[from..].iter().take_while(|entry| entry.1 == key).peekable();
        let any = found.peek().is_some();
        let unit = claim.measure().is_none_or(|measure| measure.unit.is_some());
        (any, found.any(|&(_, _, noun)| noun == head(claim) && noun != NONE || noun == NONE && unit))
    }

    /// What is the same for claims that say the same exact value; none for what has no such value.
    #[must_use]
    pub fn value(&self, claim: u32) -> Option<u64> {
        self.by_claim[claim as usize]
    }

    /// How many claims of `document` give a value.
    #[must_use]
    pub fn times(&self, value: u64, document: usize) -> usize {
        let values = entries(&self.values, &self.starts[0], document);
        let from = values.partition_point(|entry| entry.1 < value);
        values[from..].iter().take(MOST).take_while(|entry| entry.1 == value).count()
    }

    /// True when a cell of that row or column of `table` in `document` gives `value`.
    #[must_use]
    pub fn stands_in(&self, document: usize, table: u32, line: Line, value: u64) -> bool {
        self.cells.binary_search(&(number(document), table, line, value)).is_ok()
    }

    /// How many documents on the subject of `own`, but for it and `other`, say of the same thing what `claim` says.
    #[must_use]
    pub fn support(&self, kin: &Kin, claim: &Claim, own: usize, other: usize) -> usize {
        let others = kin.of(own).iter().filter(|&&document| document != other);
        others.filter(|&&document| self.echo(claim, document).1).count()
    }

    /// Logarithm of how many claims of this kind and noun a document has.
    #[must_use]
    pub fn peers(&self, claim: &Claim, document: usize) -> f32 {
        let (kinds, key) = (entries(&self.kinds, &self.starts[1], document), kind_key(claim));
        let from = kinds.partition_point(|entry| entry.1 < key);
        log(kinds[from..].iter().take(MOST).take_while(|entry| entry.1 == key).count())
    }

    /// Logarithm of how many values of this kind and noun a document gives.
    #[must_use]
    pub fn values(&self, claim: &Claim, document: usize) -> f32 {
        let (things, key) = (entries(&self.things, &self.starts[2], document), kind_key(claim));
        let from = things.partition_point(|entry| entry.1 < key);
        log(things[from..].iter().take(MOST).take_while(|entry| entry.1 == key).count())
    }
}

/// More than so many are as good as so many.
const MOST: usize = 256;

#[allow(clippy::cast_precision_loss)]
fn log(count: usize) -> f32 {
    (count.max(1) as f32).ln()
}

fn number(document: usize) -> u32 {
    u32::try_from(document).unwrap_or(u32::MAX)
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
