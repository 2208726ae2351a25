//! Prose beside a cell that has another number, where the prose accounts for that itself: it tells the number of the
//! cell too (`port 8080, in place of 8008`, `version 1.2 or 1.3`), or its number is that of another cell.

use super::Context;
use crate::claim::{Claim, Decimal, Part};

/// True where one of two claims stands in a cell and the sentence of the other has the number of the cell as well,
/// or another cell of that document has the number of the sentence.
#[must_use]
pub fn is_settled(context: &Context<'_>, a: &Claim, b: &Claim) -> bool {
    let cell = |claim: &Claim| claim.slots.part == Part::Cell;
    let (told, cell) = match (cell(a), cell(b)) {
        (false, true) => (a, b),
        (true, false) => (b, a),
        _ => return false,
    };
    let written = |claim: &Claim| claim.measure().and_then(crate::claim::Measure::written);
    let (Some(said), Some(set)) = (written(told), written(cell)) else { return false };
    let beside = |at: u32| {
        let claims = &context.ledger.claims;
        let near = claims.partition_point(|claim| claim.place.start < at);
        &claims[near.saturating_sub(NEAR)..(near + NEAR).min(claims.len())]
    };
    let both = beside(told.place.start).iter().any(|other| {
        other.sentence == told.sentence && other.place != told.place && written(other) == Some(set)
    });
    // A long number stands in two cells for one reason.
    let long = said.mantissa().unsigned_abs() >= 1000 && set.mantissa().unsigned_abs() >= 1000;
    both || long && elsewhere(context, cell, said)
}

/// Claims before and behind one that may be of its sentence.
const NEAR: usize = 12;

/// True when another cell of the document, in the same column, has this number.
fn elsewhere(context: &Context<'_>, cell: &Claim, said: Decimal) -> bool {
    /// Claims that are looked at.
    const MOST: usize = 4000;
    let Some((_, _, column)) = cell.slots.cell else { return false };
    let own = &context.ledger.documents[context.sources.index_of(cell.place)];
    let claims = &context.ledger.claims[own.claims.start as usize..own.claims.end as usize];
    claims.iter().take(MOST).any(|other| {
        other.slots.cell.is_some_and(|(_, _, own)| own == column)
            && other.place != cell.place
            && other.measure().and_then(crate::claim::Measure::written) == Some(said)
    })
}
