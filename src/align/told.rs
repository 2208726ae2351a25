//! What a text tells beside a claim: who tells of two figures knows them apart.

use rustc_hash::FxHashMap;

use super::Ledger;
use super::score::{Judgement, agreement};
use crate::claim::{Agreement, Claim, Decimal, Dimension, Sym};

/// The documents that count something, by its word, to a number; in order.
pub struct Told(FxHashMap<(Sym, Decimal), Vec<usize>>);

impl Told {
    /// All counts of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut told: FxHashMap<(Sym, Decimal), Vec<usize>> = FxHashMap::default();
        for (document, range) in ledger.documents.iter().enumerate() {
            for count in range.claims.clone().filter_map(|claim| counted(&ledger.claims[claim as usize])) {
                let documents = told.entry(count).or_default();
                if documents.len() < MOST && documents.last() != Some(&document) {
                    documents.push(document);
                }
            }
        }
        Self(told)
    }

    /// True for "321 inspections" and "91 surveys" where some document counts 321 inspections as well as 91 surveys:
    /// who uses both words knows the two apart.
    #[must_use]
    pub fn apart(&self, ledger: &Ledger, judgement: &Judgement) -> bool {
        let claims = [judgement.a, judgement.b].map(|index| counted(&ledger.claims[index as usize]));
        let [Some(one), Some(other)] = claims else { return false };
        let (Some(p), Some(q)) = (self.0.get(&one), self.0.get(&other)) else { return false };
        one.0 != other.0 && p.iter().any(|document| q.binary_search(document).is_ok())
    }
}

/// Documents that are remembered for one number of one thing.
const MOST: usize = 64;

/// What a claim counts, and to which number.
fn counted(claim: &Claim) -> Option<(Sym, Decimal)> {
    let measure = claim.measure().filter(|measure| measure.dimension() == Dimension::Count)?;
    Some((claim.slots.noun.as_ref()?.head, measure.written()?))
}

/// True when the figure next to `own` in its sentence says what `other` says: who reads "nine of the 17
/// nights" here and "nine nights" there reads the part, and not the whole.
#[must_use]
pub fn beside(ledger: &Ledger, own: u32, other: u32) -> bool {
    /// Bytes between the two, as in "nine of the 17".
    const BESIDE: u32 = 12;
    let claim = &ledger.claims[own as usize];
    let other = &ledger.claims[other as usize];
    let neighbours = [own.checked_sub(1), own.checked_add(1)];
    neighbours.into_iter().flatten().filter_map(|index| ledger.claims.get(index as usize)).any(|near| {
        let gap = near.place.start.max(claim.place.start).checked_sub(near.place.end.min(claim.place.end));
        near.sentence == claim.sentence
            && gap.is_some_and(|gap| gap <= BESIDE)
            && agreement(near, other) == Agreement::Same
    })
}
