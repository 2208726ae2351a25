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
    // As written: what is called by a number is read as a name there.
    let own = context.sources.text_at(cell.place);
    let both = said != set
        && own.bytes().any(|b| b.is_ascii_digit())
        && has_word(context.sources.text_at(context.ledger.sentence_of(told).place), own);
    // A long number stands in two cells for one reason.
    let long = said.mantissa().unsigned_abs() >= 1000 && set.mantissa().unsigned_abs() >= 1000;
    both || long && elsewhere(context, cell, said) || is_cut_short(context, told, cell)
}

/// True when the row has another cell that the prose cuts short: "deposits passed €11.2 billion" beside
/// `Deposits | 11.27 | 11.02`.
fn is_cut_short(context: &Context<'_>, told: &Claim, cell: &Claim) -> bool {
    /// Cells before and behind that may be of one row.
    const MOST: usize = 40;
    let Some((_, row, _)) = cell.slots.cell else { return false };
    let number = |claim: &Claim| Some((claim.measure()?.written()?, claim.measure()?.precision));
    let Some((said, precision)) = number(told) else { return false };
    let step = Decimal::new(1, precision);
    let beside = others(context, cell, MOST).filter(|(_, (own, _))| *own == row);
    beside.filter_map(|(other, _)| number(other)).any(|(value, digits)| {
        digits < precision && said <= value && value.checked_sub(said).is_some_and(|more| more < step)
    })
}

/// The other cells of a cell's table among the `most` claims before it and behind, with their rows and columns.
fn others<'a>(
    context: &'a Context<'_>,
    cell: &'a Claim,
    most: usize,
) -> impl Iterator<Item = (&'a Claim, (u32, u32))> {
    let document = &context.ledger.documents[context.sources.index_of(cell.place)].claims;
    let own = &context.ledger.claims[document.start as usize..document.end as usize];
    let at = own.partition_point(|other| other.place.start < cell.place.start);
    let table = cell.slots.cell.map(|(table, ..)| table);
    own[at.saturating_sub(most)..own.len().min(at + most)].iter().filter_map(move |other| {
        let (of, row, column) = other.slots.cell?;
        (Some(of) == table && other.place != cell.place).then_some((other, (row, column)))
    })
}

/// True when some words, or a number, stand in a text by themselves.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let part = |c: char| c.is_alphanumeric() || c == '.';
        let before = text[..at].chars().next_back();
        let mut after = text[at + word.len()..].chars();
        let behind = after.next().map(|c| if c == '.' { after.next().unwrap_or(' ') } else { c });
        !before.is_some_and(part) && !behind.is_some_and(char::is_alphanumeric)
    })
}

/// True when another cell of the table, in the same column, has this number.
fn elsewhere(context: &Context<'_>, cell: &Claim, said: Decimal) -> bool {
    /// Claims before and behind that are looked at.
    const MOST: usize = 2000;
    let Some((.., column)) = cell.slots.cell else { return false };
    let written = |other: &Claim| other.measure().and_then(crate::claim::Measure::written);
    others(context, cell, MOST).any(|(other, (_, own))| own == column && written(other) == Some(said))
}
