//! A value still given without its date, when the papers themselves have a later one: `411 members
//! as of March`, `438 members as of June`, and `the club has 411 members`.

use rustc_hash::FxHashMap;

use super::near::Near;
use super::otherwise::is_past;
use super::{Context, finding, say};
use crate::claim::{Claim, Days, Hedge, Measure, Mode, Part, Sym};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Values that are given as if of today, and are those of the earlier of two days.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let mut by_noun: FxHashMap<(Sym, &str), Vec<u32>> = FxHashMap::default();
    for (index, claim) in (0_u32..).zip(&ledger.claims) {
        if let (Some(noun), Some(measure)) = (&claim.slots.noun, single(claim)) {
            by_noun.entry((noun.head, measure.unit.map_or("", |unit| unit.id))).or_default().push(index);
        }
    }
    let mut groups: Vec<Vec<u32>> =
        by_noun.into_values().filter(|list| (3..=MOST).contains(&list.len())).collect();
    groups.sort_unstable();
    groups.iter().filter_map(|group| superseded(rule, context, group)).collect()
}

/// Values of one noun and unit that are compared.
const MOST: usize = 24;
/// What the sentences have to share, by the rarity of the words.
const SHARED: f32 = 5.0;

fn single(claim: &Claim) -> Option<&Measure> {
    let slots = &claim.slots;
    let plain = slots.mode == Mode::Actual
        && !slots.subset
        && !slots.additional
        && !slots.identifying
        && matches!(slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Caption);
    claim.measure().filter(|measure| {
        plain
            && measure.per.is_none()
            && !measure.is_range
            && matches!(measure.hedge, Hedge::None | Hedge::Exact)
    })
}

fn superseded(rule: &Rule, context: &Context<'_>, group: &[u32]) -> Option<Finding> {
    let ledger = context.ledger;
    let claims: Vec<(usize, &Claim)> =
        group.iter().map(|&at| (ledger.document_of(at), &ledger.claims[at as usize])).collect();
    let dated: Vec<(usize, &Claim, Days)> = claims
        .iter()
        .filter_map(|&(document, claim)| Some((document, claim, claim.slots.as_of?.1)))
        .collect();
    let undated =
        claims.iter().filter(|(_, claim)| claim.slots.as_of.is_none() && claim.slots.period.is_none());
    let written = |claim: &Claim| claim.measure().and_then(Measure::written);
    let alike = |x: &(usize, &Claim), y: &(usize, &Claim)| {
        let modifiers =
            |claim: &Claim| claim.slots.noun.as_ref().map_or_else(Vec::new, |noun| noun.modifiers.clone());
        let words = |claim: &Claim| Near::words(ledger, claim.sentence);
        context.links().comparable(x.0, y.0)
            && modifiers(x.1) == modifiers(y.1)
            && context.near().shared(&words(x.1), &words(y.1)).0 >= SHARED
    };
    for used in undated {
        let text = context.sources.text_at(ledger.sentence_of(used.1).place).to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| {
            is_past(word) || matches!(word, "had" | "was" | "were" | "then" | "from" | "since" | "began")
        }) {
            continue;
        }
        for old in dated.iter().filter(|old| written(old.1) == written(used.1)) {
            let later = dated.iter().find(|new| {
                let after = new.2.bounds().zip(old.2.bounds()).is_some_and(|(new, old)| new.0 > old.1);
                after && written(new.1) != written(old.1) && alike(&(new.0, new.1), &(old.0, old.1))
            });
            let Some(new) = later else { continue };
            if alike(used, &(old.0, old.1))
                && used.1.sentence != old.1.sentence
                && !also(&claims, used.0, new.1)
            {
                return Some(report(rule, context, used.1, old.1, new.1));
            }
        }
    }
    None
}

/// True when the document gives the later value as well, beside the earlier one.
fn also(claims: &[(usize, &Claim)], document: usize, new: &Claim) -> bool {
    let written = |claim: &Claim| claim.measure().and_then(Measure::written);
    claims
        .iter()
        .any(|(own, claim)| *own == document && claim.place != new.place && written(claim) == written(new))
}

fn report(rule: &Rule, context: &Context<'_>, used: &Claim, old: &Claim, new: &Claim) -> Finding {
    let text = |claim: &Claim| say::quoted(context.sources, claim);
    let as_of = |claim: &Claim| {
        claim.slots.as_of.map_or_else(String::new, |(place, _)| say::squeezed(context.sources.text_at(place)))
    };
    let labels = vec![
        Label { place: used.place, role: "first", note: "given without a date".to_owned() },
        Label { place: old.place, role: "other", note: format!("as of {}", as_of(old)) },
        Label { place: new.place, role: "other", note: format!("as of {}", as_of(new)) },
    ];
    let message =
        format!("{} is of {}; there are {} as of {}", text(used), as_of(old), text(new), as_of(new));
    let why = vec![format!("{} is later than {}", as_of(new), as_of(old))];
    finding(rule, context, 0.8, message, labels, why)
}
