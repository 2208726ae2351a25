//! Copies of a fact that were left behind: an earlier version of the documents said one thing in
//! several places, one of them was changed since, and another still says what all said.
//!
//! A claim of the earlier version is found again by the words around it, all values left out, in
//! the document of the same path; a cell by its row and column. What was reworded as well is not
//! followed.

use rustc_hash::FxHashMap;

use super::{Context, finding, say};
use crate::align::{Alignment, Fact, Judgement, Ledger, agreement};
use crate::claim::{Claim, Part, Value};
use crate::finding::{Finding, Label};
use crate::rules::Rule;
use crate::source::SourceSet;

/// An earlier version of the documents, read and aligned by itself.
#[derive(Debug)]
pub struct Before {
    pub sources: SourceSet,
    pub ledger: Ledger,
    pub alignment: Alignment,
}

/// Facts of the earlier version of which one claim was changed and another was not.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let Some(before) = context.beside.before else { return Vec::new() };
    let now = Version { sources: context.sources, ledger: context.ledger };
    let then = Version { sources: &before.sources, ledger: &before.ledger };
    let found = then.found_again(&now);
    let mut findings = Vec::new();
    for fact in &before.alignment.facts {
        findings.extend(left_behind(rule, context, &now, &then, fact, &found));
    }
    findings
}

/// One version of the documents.
struct Version<'a> {
    sources: &'a SourceSet,
    ledger: &'a Ledger,
}

impl Version<'_> {
    fn claim(&self, index: u32) -> &Claim {
        &self.ledger.claims[index as usize]
    }

    fn text(&self, index: u32) -> String {
        say::squeezed(self.sources.text_at(self.claim(index).place)).to_lowercase()
    }

    /// By what stands around them: the claims of each document, in order.
    fn by_frame(&self) -> FxHashMap<(&str, String), Vec<u32>> {
        let mut frames: FxHashMap<(&str, String), Vec<u32>> = FxHashMap::default();
        for (index, document) in self.ledger.documents.iter().enumerate() {
            let Some(path) = self.sources.documents().get(index).map(|document| document.path.as_str())
            else {
                continue;
            };
            let mut at = document.claims.start;
            while at < document.claims.end {
                let sentence = self.claim(at).sentence;
                let end = (at..document.claims.end)
                    .find(|&other| self.claim(other).sentence != sentence)
                    .unwrap_or(document.claims.end);
                let frame = self.frame(at..end);
                for claim in at..end {
                    frames.entry((path, frame.clone())).or_default().push(claim);
                }
                at = end;
            }
        }
        frames
    }

    /// The words of the sentence that holds these claims, without their values.
    fn frame(&self, claims: std::ops::Range<u32>) -> String {
        let first = self.claim(claims.start);
        if first.slots.part == Part::Cell {
            let slots = &first.slots;
            return format!("{} | {}", self.ledger.words(&slots.row), self.ledger.words(&slots.column));
        }
        let sentence = self.ledger.sentence_of(first).place;
        let mut frame = String::new();
        let mut at = sentence.start;
        let keep = |from: u32, to: u32, frame: &mut String| {
            if from < to {
                frame.push_str(self.sources.text_at(crate::place::Span::new(from, to)));
            }
        };
        for claim in claims.map(|index| self.claim(index)) {
            if claim.place.start >= at && claim.place.end <= sentence.end && is_value(claim) {
                keep(at, claim.place.start, &mut frame);
                frame.push('#');
                at = claim.place.end;
            }
        }
        keep(at, sentence.end, &mut frame);
        say::squeezed(&frame).to_lowercase()
    }

    /// Where each claim of this version stands in `other`.
    fn found_again(&self, other: &Version<'_>) -> FxHashMap<u32, u32> {
        let theirs = other.by_frame();
        let mut found = FxHashMap::default();
        for (frame, claims) in self.by_frame() {
            // Of several sentences alike, one of which is gone, none is known again.
            if let Some(again) = theirs.get(&frame).filter(|again| again.len() == claims.len()) {
                found.extend(claims.iter().copied().zip(again.iter().copied()));
            }
        }
        found
    }
}

fn is_value(claim: &Claim) -> bool {
    matches!(
        claim.value,
        Value::Measure(_) | Value::Ordinal(_) | Value::Date(_) | Value::Range(_) | Value::Time(_)
    )
}

/// The changed claim of a fact, and those that still say what it said.
fn left_behind(
    rule: &Rule,
    context: &Context<'_>,
    now: &Version<'_>,
    then: &Version<'_>,
    fact: &Fact,
    found: &FxHashMap<u32, u32>,
) -> Option<Finding> {
    let known: Vec<(u32, u32)> =
        fact.claims.iter().filter_map(|claim| Some((*claim, *found.get(claim)?))).collect();
    let changed = |&&(old, new): &&(u32, u32)| {
        then.text(old) != now.text(new) && agreement(then.claim(old), now.claim(new)).is_conflict()
    };
    let (old, new) = *known.iter().find(changed)?;
    if moved_on(now, then, old, new, found) {
        return None;
    }
    let left: Vec<(u32, u32)> = known
        .iter()
        .copied()
        .filter(|&(twin, twin_now)| {
            twin != old
                && then.text(twin) == now.text(twin_now)
                && !agreement(then.claim(old), then.claim(twin)).is_conflict()
                && agreement(now.claim(new), now.claim(twin_now)).is_conflict()
                && entry(then.ledger, twin) == entry(then.ledger, old)
        })
        .collect();
    let &(twin, twin_now) = left.first()?;
    let joins = |link: &&Judgement| (link.a, link.b) == (old.min(twin), old.max(twin));
    let sure = match fact.links.iter().find(joins) {
        Some(link) => link.likelihood(),
        None => fact.links.last().map_or(0.0, Judgement::likelihood) * 0.9,
    };
    let written = |version: &Version<'_>, index: u32| say::quoted(version.sources, version.claim(index));
    let name = |index: u32| say::file_name(&now.sources.document(now.claim(index).place).path);
    let mut labels = vec![Label {
        place: now.claim(new).place,
        role: "first",
        note: format!("was {}", written(then, old)),
    }];
    labels.extend(left.iter().take(MOST_LABELS).map(|&(_, twin)| Label {
        place: now.claim(twin).place,
        role: "other",
        note: "left as it was".to_owned(),
    }));
    let message = format!(
        "{} became {} in {}, but {} still has {}",
        written(then, old),
        written(now, new),
        name(new),
        if name(new) == name(twin_now) { "another place" } else { name(twin_now) },
        written(now, twin_now)
    );
    let mut why = vec!["both said the same of one thing before".to_owned()];
    if let Some(link) = fact.links.iter().find(joins).or(fact.links.first()) {
        let mut reasons = say::reasons(link);
        reasons.truncate(4);
        why.push(format!("one fact because: {}", reasons.join("; ")));
    }
    Some(finding(rule, context, sure, message, labels, why))
}

/// Places shown of those left behind.
const MOST_LABELS: usize = 6;

/// The heading with a date or version that a claim stands under.
fn entry(ledger: &Ledger, claim: u32) -> Option<u32> {
    ledger.entries.get(ledger.claims[claim as usize].sentence as usize).copied().flatten()
}

/// `In 2019 it had 40 members` became `In 2020 it had 45 members`: that is another fact, and what
/// was said of 2019 still holds.
fn moved_on(now: &Version<'_>, then: &Version<'_>, old: u32, new: u32, found: &FxHashMap<u32, u32>) -> bool {
    let claim = then.claim(old);
    let dated = |claim: &Claim| matches!(claim.value, Value::Date(_) | Value::Range(_));
    let beside = then.ledger.claims[..old as usize].iter().rev().take_while(|c| c.sentence == claim.sentence);
    let first = old - u32::try_from(beside.count()).unwrap_or(0);
    let changed = |other: u32| found.get(&other).is_none_or(|&again| then.text(other) != now.text(again));
    (first..u32::try_from(then.ledger.claims.len()).unwrap_or(u32::MAX))
        .take_while(|&other| then.claim(other).sentence == claim.sentence)
        .any(|other| {
            is_value(then.claim(other)) && dated(then.claim(other)) != dated(claim) && changed(other)
        })
        || now.claim(new).slots.period.is_some() != claim.slots.period.is_some()
}
