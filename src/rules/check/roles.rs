//! Somebody who is treasurer in one text and secretary in another, told of one time.
//!
//! Only names in full are one person, and only offices that nobody is called in long and in short
//! are two. Who holds both in one of the texts, or has changed from one to the other, is left out.

use std::collections::BTreeMap;

use super::holdings::{Holding, holdings};
use super::{Context, finding, say};
use crate::claim::Day;
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Offices of one person that documents of one time tell otherwise.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut by_person: BTreeMap<(String, String), BTreeMap<usize, Vec<Holding>>> = BTreeMap::new();
    for (document, text) in context.texts.iter().enumerate() {
        for holding in holdings(text) {
            let own = by_person.entry(holding.person.clone()).or_default();
            own.entry(document).or_default().push(holding);
        }
    }
    by_person.values().filter_map(|told| differs(rule, context, told)).collect()
}

/// Documents that name one person with an office.
const MOST: usize = 16;
/// Days that two texts of one time may lie apart.
const ONE_TIME: Day = 200;

fn differs(rule: &Rule, context: &Context<'_>, told: &BTreeMap<usize, Vec<Holding>>) -> Option<Finding> {
    // Whom a text gives two offices may have both.
    let steady = |held: &[Holding]| held.iter().all(|one| !one.office.excludes(&held[0].office));
    if told.len() > MOST || !told.values().all(|held| steady(held)) {
        return None;
    }
    for (&document, held) in told {
        for (&other, theirs) in told.range(document + 1..) {
            let all = held.iter().all(|a| theirs.iter().all(|b| a.office.excludes(&b.office)));
            if all && context.links().comparable(document, other) && one_time(context, document, other) {
                return Some(report(rule, context, &held[0], &theirs[0]));
            }
        }
    }
    None
}

/// False for texts of two dates that leave time to change an office.
fn one_time(context: &Context<'_>, a: usize, b: usize) -> bool {
    let documents = &context.ledger.documents;
    let day = |at: usize| documents[at].dateline.as_ref().and_then(|(_, date)| date.days.bounds());
    if let (Some(x), Some(y)) = (day(a), day(b)) {
        return x.0.saturating_sub(y.1) <= ONE_TIME && y.0.saturating_sub(x.1) <= ONE_TIME;
    }
    documents[a].season.zip(documents[b].season).is_none_or(|(x, y)| x.0 <= y.1 && y.0 <= x.1)
}

fn report(rule: &Rule, context: &Context<'_>, a: &Holding, b: &Holding) -> Finding {
    let label = |one: &Holding, role| Label { place: one.place, role, note: one.office.text.clone() };
    let text = |one: &Holding| {
        let file = say::file_name(&context.sources.document(one.place).path).to_owned();
        format!("{} ({file})", say::squeezed(context.sources.text_at(one.place)))
    };
    let message = format!("{} against {}", text(a), text(b));
    let why = vec![format!("one person, named in full in both, is {} and {}", a.office.text, b.office.text)];
    finding(rule, context, 0.8, message, vec![label(a, "first"), label(b, "other")], why)
}
