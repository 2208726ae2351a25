//! Who else gives the figures that do not add up in one text: the audit has `from 6,980 to 11,940, or by 71 per cent`,
//! where the paper has 81. Whoever mends the one will want to see the other.

use super::{Context, claims_at, say};
use crate::align::agreement;
use crate::claim::{Agreement, Claim, Decimal};
use crate::finding::{Finding, Label};

/// Adds to findings within one text the places of other texts that give two of their figures or more in a sentence.
pub fn mark(context: &Context<'_>, findings: &mut [Finding]) {
    for finding in findings {
        let mut documents = finding.labels.iter().map(|label| context.sources.index_of(label.place));
        let Some(own) = documents.next().filter(|own| documents.all(|other| other == *own)) else { continue };
        let figures: Vec<&Claim> = finding
            .labels
            .iter()
            .filter_map(|label| claims_at(context, label.place).find(|claim| claim.measure().is_some()))
            .collect();
        let again = context.links().beside(own).filter_map(|other| told(context, &figures, other));
        finding.labels.extend(again.take(MOST));
    }
}

/// The place where `document` gives two of the figures in one sentence: what stands there for another of them, if
/// something does.
fn told(context: &Context<'_>, figures: &[&Claim], document: usize) -> Option<Label> {
    let range = context.ledger.documents[document].claims.clone();
    let claims = &context.ledger.claims[range.start as usize..range.end as usize];
    let given = |claim: &Claim| figures.iter().position(|figure| is_one_figure(figure, claim));
    // Claims of a sentence stand together, but for notes.
    claims.chunk_by(|one, next| one.sentence == next.sentence).find_map(|sentence| {
        let mut found: Vec<usize> = sentence.iter().filter_map(given).collect();
        found.sort_unstable();
        found.dedup();
        if found.len() < 2 {
            return None;
        }
        let missing = (0..figures.len()).filter(|at| !found.contains(at)).map(|at| figures[at]);
        let others: Vec<&Claim> = sentence.iter().filter(|claim| given(claim).is_none()).collect();
        let otherwise = missing
            .into_iter()
            .find_map(|figure| others.iter().copied().find(|claim| stands_for(figure, claim)));
        let shared: Vec<_> =
            found.iter().map(|&at| say::squeezed(context.sources.text_at(figures[at].place))).collect();
        let place = otherwise.or_else(|| sentence.iter().find(|claim| given(claim).is_some()))?.place;
        let note = format!("told with {}", shared.join(" and "));
        Some(Label { place, role: "echo", note })
    })
}

/// True for one amount, or for one number of one thing where many things are as many.
fn is_one_figure(x: &Claim, y: &Claim) -> bool {
    /// So many things and more are hardly as many as others by chance.
    const TELLING: Decimal = Decimal::int(100);
    let Some(number) = x.measure().and_then(|measure| measure.written().map(|value| (value, measure.unit)))
    else {
        return false;
    };
    let telling = number.1.is_some() || number.0 >= TELLING;
    agreement(x, y) == Agreement::Same && (telling || is_one_thing(x, y))
}

/// True for what stands where another figure does: "71 per cent" for "81 per cent", "two infants" for "three infants".
fn stands_for(x: &Claim, y: &Claim) -> bool {
    let (Some(p), Some(q)) = (x.measure(), y.measure()) else { return false };
    p.unit.map(|unit| unit.id) == q.unit.map(|unit| unit.id) && (p.unit.is_some() || is_one_thing(x, y))
}

fn is_one_thing(x: &Claim, y: &Claim) -> bool {
    x.slots.noun.as_ref().zip(y.slots.noun.as_ref()).is_some_and(|(p, q)| p.head == q.head)
}

/// Most other texts that a finding shows.
const MOST: usize = 3;
