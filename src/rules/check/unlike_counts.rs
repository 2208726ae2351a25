//! One telling number that two accounts of one matter give to things of which neither can stand for the other: `615
//! families spent the night there` and `the centres took in 615 people`, `284 doors` and `284 windows`.
//!
//! `entity_swap` asks that the sentences are alike and `exchanged` that one of them gives both numbers; here the number
//! and the nouns tell by themselves, and so both must be beyond chance.

use rustc_hash::{FxHashMap, FxHashSet};

use super::exchanged::{Count, insisted};
use super::near::Near;
use super::{Context, finding, say};
use crate::claim::Decimal;
use crate::finding::{Finding, Label};
use crate::lexicon::unlike::are_unlike;
use crate::rules::Rule;

/// Places of one number in documents on one matter that are compared each with each.
const MOST: usize = 14;

/// Numbers that two documents give to unlike things.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut groups: FxHashMap<Decimal, Vec<Count>> = FxHashMap::default();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        if let Some(count) = Count::of(context, index, claim).filter(|count| is_telling(count.value)) {
            groups.entry(count.value).or_default().push(count);
        }
    }
    let mut found: Vec<(f32, &Count, &Count)> = Vec::new();
    for group in groups.values() {
        for (a, b) in context.links().pairs(group, MOST, |count| count.document) {
            if are_unlike(word(context, a), word(context, b))
                && !insisted(group, a, b)
                && !several(group, a)
                && !several(group, b)
                && let Some(sure) = likelihood(context, a, b)
            {
                found.push((sure, a, b));
            }
        }
    }
    found.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1.claim, p.2.claim).cmp(&(q.1.claim, q.2.claim))));
    let mut told: FxHashSet<Decimal> = FxHashSet::default();
    let fresh = found.into_iter().filter(|(_, a, _)| told.insert(a.value));
    fresh.map(|(sure, a, b)| report(rule, context, sure, a, b)).collect()
}

fn word<'c>(context: &'c Context<'_>, count: &Count) -> &'c str {
    context.ledger.vocab.word(count.noun.head)
}

/// A number that two texts hardly share by chance: `615`, `1,900`.
fn is_telling(value: Decimal) -> bool {
    let digits = value.mantissa().unsigned_abs();
    value >= Decimal::int(100) && (digits >= 100 || digits >= 10 && value >= Decimal::int(1000))
}

/// True where the document of `count` gives the number to another thing as well.
fn several(group: &[Count], count: &Count) -> bool {
    group.iter().any(|other| other.document == count.document && other.noun.head != count.noun.head)
}

/// How likely one of the two is a slip; none where they may tell of two things.
fn likelihood(context: &Context<'_>, a: &Count, b: &Count) -> Option<f32> {
    let ledger = context.ledger;
    let [x, y] = [a, b].map(|count| &ledger.claims[count.claim as usize]);
    if let (Some(own), Some(other)) = (x.slots.period, y.slots.period)
        && !own.1.meets(other.1)
    {
        return None;
    }
    // Long numbers speak for themselves, shorter ones where the sentences have something else in common.
    let long = a.value >= Decimal::int(1000) && a.value.mantissa().unsigned_abs() >= 100;
    let shared = Near::telling(ledger, a.claim, b.claim, &[]);
    match (long, shared, context.linked(a.document, b.document)) {
        (true, 1.., true) => Some(0.84),
        (true, 0, true) | (true, 1.., false) | (false, 2.., true) => Some(0.78),
        (false, 1, true) => Some(0.74),
        _ => None,
    }
}

fn report(rule: &Rule, context: &Context<'_>, sure: f32, a: &Count, b: &Count) -> Finding {
    let place = |count: &Count| context.ledger.claims[count.claim as usize].place.cover(count.noun.place);
    let text = |count: &Count| {
        let file = say::file_name(&context.sources.document(place(count)).path).to_owned();
        format!("{} ({file})", say::squeezed(context.sources.text_at(place(count))))
    };
    let label = |count: &Count, role, note: &str| Label { place: place(count), role, note: note.to_owned() };
    let labels = vec![
        label(a, "first", "the number and its thing"),
        label(b, "other", "the number with another thing"),
    ];
    let message = format!("one number, two counted things: {} against {}", text(a), text(b));
    let why = vec![format!(
        "both documents are on one matter, each gives this number once, and {} are no {}",
        word(context, a),
        word(context, b)
    )];
    finding(rule, context, sure, message, labels, why)
}
