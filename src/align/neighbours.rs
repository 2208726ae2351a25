//! The figures that stand around a claim in its document.

use super::Ledger;
use super::score::agreement;
use crate::claim::{Agreement, Claim, Decimal};

/// The claims near `own` in its document, without it.
fn near(ledger: &Ledger, own: u32) -> impl Iterator<Item = &Claim> {
    /// So many claims before and behind are looked at.
    const LOOKED_AT: u32 = 12;
    let document = &ledger.documents[ledger.document_of(own)].claims;
    let range = own.saturating_sub(LOOKED_AT).max(document.start)..(own + LOOKED_AT + 1).min(document.end);
    range.filter(move |&near| near != own).map(|near| &ledger.claims[near as usize])
}

/// True when the sentence of `own` gives the value of `other` as well.
#[must_use]
pub fn gives(ledger: &Ledger, own: u32, other: &Claim) -> bool {
    let sentence = ledger.claims[own as usize].sentence;
    near(ledger, own).any(|near| near.sentence == sentence && agreement(near, other) == Agreement::Same)
}

/// True when a third figure near one of the two is their sum or their difference: "shut for nine hours, and for five
/// in May" against "shut for 14 hours altogether", "23 of them new" against "34 of the 57 had been there before".
#[must_use]
pub fn add_up(ledger: &Ledger, a: u32, b: u32) -> bool {
    /// Sums of smaller numbers come about by chance.
    const LEAST: Decimal = Decimal::int(10);
    let written = |claim: &Claim| {
        let measure = claim.measure()?;
        Some((measure.written()?, measure.unit.map(|unit| unit.id)))
    };
    let (x, y) = (&ledger.claims[a as usize], &ledger.claims[b as usize]);
    let (Some((p, unit)), Some((q, other))) = (written(x), written(y)) else { return false };
    if unit != other || p.max(q) < LEAST {
        return false;
    }
    let sum = p.checked_add(q);
    let third = |claim: &Claim| {
        let Some((value, own)) = written(claim) else { return false };
        own == unit
            && (Some(value) == sum || value.checked_add(p) == Some(q) || value.checked_add(q) == Some(p))
            && !value.is_zero()
    };
    let close = |own: u32, claim: &Claim| claim.sentence.abs_diff(ledger.claims[own as usize].sentence) <= 1;
    [a, b].into_iter().any(|own| near(ledger, own).any(|claim| close(own, claim) && third(claim)))
}
