//! A figure in prose that is told with the name at the head of a table's row: "Gralle with 51,141", beside the row
//! `Gralle, 51414`.

use rustc_hash::FxHashMap;

use super::Ledger;
use super::score::{Judgement, agreement};
use super::slip::is_telling;
use crate::claim::{Agreement, Claim, Sym, WordClass};

/// Words before and behind a figure among which the name that it is told with stands.
const BEFORE: usize = 12;
const BEHIND: usize = 6;
/// Claims to either side of a cell that are looked at for those of its row.
const WIDEST: usize = 40;
/// At most so many times the one is the other where both are meant for one thing, but for a slip.
const NEAR: f64 = 1.2;

/// A row of a table of a document.
type Row = (usize, u32, u32);

/// Which row of a table each word names, where it names one alone.
pub struct Rows(FxHashMap<(usize, u32, Sym), Option<u32>>);

impl Rows {
    /// Looks through the cells once.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Self {
        let mut rows = FxHashMap::default();
        for (number, document) in ledger.documents.iter().enumerate() {
            for claim in &ledger.claims[document.claims.start as usize..document.claims.end as usize] {
                let Some((table, row, _)) = claim.slots.cell else { continue };
                for &word in &claim.slots.row {
                    let named = rows.entry((number, table, word)).or_insert(Some(row));
                    *named = named.filter(|&one| one == row);
                }
            }
        }
        Self(rows)
    }

    /// True for a pair of a cell and a figure in prose, told with the name of the cell's row, that is likelier meant for
    /// this cell than for any other of the row, and that none of them gives.
    pub fn is_told(&self, ledger: &Ledger, judgement: &Judgement) -> bool {
        let [x, y] = [judgement.a, judgement.b].map(|claim| &ledger.claims[claim as usize]);
        let (number, cell, told) = match (x.slots.cell, y.slots.cell) {
            (Some(_), None) => (judgement.a, x, y),
            (None, Some(_)) => (judgement.b, y, x),
            _ => return false,
        };
        let Some((table, row, _)) = cell.slots.cell else { return false };
        let row = (ledger.document_of(number), table, row);
        if !self.names(ledger, told, cell, row) {
            return false;
        }
        let Some(own) = distance(cell, told) else { return false };
        let others = of_row(ledger, number, row).filter(|other| !std::ptr::eq(*other, cell));
        others.into_iter().all(|other| match agreement(other, told) {
            Agreement::Incomparable(_) => true,
            Agreement::Conflict => distance(other, told).is_none_or(|far| far > 2.0 * own),
            _ => false,
        })
    }

    /// True where the name that stands nearest to `told` is that of the row alone.
    fn names(&self, ledger: &Ledger, told: &Claim, cell: &Claim, row: Row) -> bool {
        let words = &ledger.sentence_of(told).words;
        let at = words.partition_point(|word| word.place.start < told.place.start);
        let is_name = |at: &usize| words[*at].class == WordClass::Name;
        let before = (at.saturating_sub(BEFORE)..at).rev().find(is_name);
        let behind = || (at..words.len().min(at + BEHIND)).find(is_name);
        let Some(at) = before.or_else(behind) else { return false };
        let first = (0..at).rev().take_while(is_name).last().unwrap_or(at);
        let last = (at..words.len()).take_while(is_name).last().unwrap_or(at);
        let name = &words[first..=last];
        let alone = |sym: Sym| self.0.get(&(row.0, row.1, sym)) == Some(&Some(row.2));
        name.iter().all(|word| cell.slots.row.contains(&word.lemma))
            && name.iter().any(|word| alone(word.lemma))
    }
}

/// The claims of a row, found around claim `number` of it.
fn of_row(ledger: &Ledger, number: u32, row: Row) -> impl Iterator<Item = &Claim> {
    let claims = &ledger.documents[row.0].claims;
    let own =
        move |claim: &&Claim| claim.slots.cell.is_some_and(|(table, own, _)| (table, own) == (row.1, row.2));
    let (first, last) = (claims.start as usize, claims.end as usize);
    let number = number as usize;
    let before = ledger.claims[first.max(number.saturating_sub(WIDEST))..number].iter().rev().take_while(own);
    before.chain(ledger.claims[number..last.min(number + WIDEST)].iter().take_while(own))
}

/// How far two values are apart that may be meant for one: none where they are too far. Digits that slipped are near.
fn distance(x: &Claim, y: &Claim) -> Option<f64> {
    let (p, q) = (x.measure()?, y.measure()?);
    if is_telling(p, q) {
        return Some(0.0);
    }
    let (v, w) = (p.written()?.to_f64(), q.written()?.to_f64());
    let ratio = v.max(w) / v.min(w);
    (v.min(w) > 0.0 && ratio < NEAR).then(|| ratio.ln())
}
