//! How often something has come about by one text and by another: the third eruption since 1900, the fifth time that
//! the mountain erupted.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::align::{is_rank, is_running};
use crate::claim::{Claim, Mode, Part, Sym, Value, WordClass};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::{Pos, is_animate, relate};
use crate::lexicon::vectors::likeness;
use crate::rules::Rule;

/// Documents that tell of one thing, each once how often it has come about, and differ.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let told: BTreeMap<usize, Vec<&Claim>> = ledger
        .documents
        .iter()
        .enumerate()
        .filter_map(|(document, range)| {
            let claims = &ledger.claims[range.claims.start as usize..range.claims.end as usize];
            let claims: Vec<&Claim> = claims.iter().filter(|claim| counts(context, claim)).collect();
            let first = claims.first()?.value.clone();
            // A text that gives two speaks of two things.
            claims.iter().all(|claim| claim.value == first).then_some((document, claims))
        })
        .collect();
    let about = |claims: &[&Claim]| claims.iter().any(|claim| counts_people(context, claim));
    let running = |claims: &[&Claim]| claims.iter().any(|claim| is_running(ledger, claim));
    let mut findings = Vec::new();
    for (&own, a) in &told {
        for other in context.links().beside(own).filter(|&other| other > own) {
            let Some(b) = told.get(&other) else { continue };
            if a[0].value == b[0].value || about(a) != about(b) || running(a) != running(b) {
                continue;
            }
            let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
            let alike = pairs.map(|(x, y)| (likeness_of(context, x, y), x, y));
            let best = alike.max_by(|p, q| p.0.total_cmp(&q.0));
            if let Some((alike, x, y)) = best.filter(|best| best.0 >= ALIKE) {
                findings.push(report(rule, context, x, y, alike));
            }
        }
    }
    findings
}

/// Least likeness of two sentences that may count one thing.
const ALIKE: f32 = 0.3;

fn counts(context: &Context<'_>, claim: &Claim) -> bool {
    matches!(claim.value, Value::Ordinal(_))
        && matches!(claim.slots.mode, Mode::Actual)
        && !matches!(claim.slots.part, Part::Cell | Part::Code | Part::Citation | Part::Contents)
        && is_rank(context.ledger, claim)
}

/// True where people are counted: "the sixth person to hold the office".
fn counts_people(context: &Context<'_>, claim: &Claim) -> bool {
    claim.slots.noun.as_ref().is_some_and(|noun| is_animate(context.ledger.vocab.word(noun.head)))
}

/// How near the words of the two sentences are, from 0 to 1.
fn likeness_of(context: &Context<'_>, x: &Claim, y: &Claim) -> f32 {
    let words = |claim: &Claim| -> Vec<(Sym, Pos)> {
        let sentence = context.ledger.sentence_of(claim);
        let pos = |class| match class {
            WordClass::Noun => Some(Pos::Noun),
            WordClass::Verb => Some(Pos::Verb),
            _ => None,
        };
        sentence.words.iter().filter_map(|word| Some((word.lemma, pos(word.class)?))).collect()
    };
    let vocab = &context.ledger.vocab;
    let (p, q) = (words(x), words(y));
    let near = |&(own, pos): &(Sym, Pos)| {
        let of = |&(other, kind): &(Sym, Pos)| {
            let (v, w) = (vocab.word(own), vocab.word(other));
            if own == other {
                return 1.0;
            }
            let related = relate((v, pos), (w, kind)).is_one(0.0);
            if related { 1.0 } else { likeness(v, w).unwrap_or(0.0).max(0.0) }
        };
        q.iter().map(of).fold(0.0_f32, f32::max)
    };
    let carries = |(sym, _): &&(Sym, Pos)| {
        !matches!(vocab.word(*sym), "be" | "have" | "time" | "year" | "make" | "take" | "say" | "do")
    };
    let mut scores: Vec<f32> = p.iter().filter(carries).map(near).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.iter().take(2).sum::<f32>() / 2.0
}

fn report(rule: &Rule, context: &Context<'_>, x: &Claim, y: &Claim, alike: f32) -> Finding {
    let label = |claim: &Claim, role| Label {
        place: claim.place,
        role,
        note: "how often it has come about".to_owned(),
    };
    let text = |claim: &Claim| {
        let file = say::file_name(&context.sources.document(claim.place).path).to_owned();
        format!("{} ({file})", say::squeezed(context.sources.text_at(claim.place)))
    };
    let message = format!("{} against {}", text(x), text(y));
    let why = vec!["each document says once of its subject how often it has come about".to_owned()];
    finding(rule, context, 0.7 + 0.2 * alike, message, vec![label(x, "first"), label(y, "other")], why)
}
