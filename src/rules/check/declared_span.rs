//! What a document says it covers, and what it tells from outside: `This review covers complaints
//! received between 1 May 2019 and 30 April 2020` and `The complaint of 12 June 2020`.
//!
//! The same noun has to be dated, so that what came of it later is left alone.

use super::otherwise::is_past;
use super::stems::{of_sentence, stem};
use super::{Context, finding, say};
use crate::claim::{Claim, DatePrecision, Day, Mode, Part, Value, WordClass};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Things dated outside the span that their document says it covers.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for range in &context.ledger.documents {
        let claims = &context.ledger.claims[range.claims.start as usize..range.claims.end as usize];
        let mut scopes = claims.iter().filter_map(|claim| scope(context, claim));
        // Two spans may be of two parts.
        let (Some(scope), None) = (scopes.next(), scopes.next()) else { continue };
        for claim in claims {
            findings.extend(outside(rule, context, &scope, claim));
        }
    }
    findings
}

/// What a document covers.
struct Scope<'a> {
    claim: &'a Claim,
    days: (Day, Day),
    /// Stems of what it covers from these days.
    nouns: Vec<String>,
}

/// Things that cover a time, and verbs for it.
const WORKS: &[&str] = &[
    "report",
    "audit",
    "review",
    "survey",
    "study",
    "register",
    "log",
    "bulletin",
    "inquiry",
    "analysis",
    "summary",
    "account",
    "dataset",
    "investigation",
    "assessment",
    "evaluation",
    "chapter",
    "document",
];
const COVERS: &[&str] = &[
    "covers",
    "covered",
    "considers",
    "considered",
    "examines",
    "examined",
    "reviews",
    "reviewed",
    "lists",
    "looks",
    "looked",
    "spans",
    "summarises",
    "summarizes",
    "concerns",
    "analyses",
    "analyzes",
    "analysed",
    "analyzed",
    "includes",
];

fn scope<'a>(context: &Context<'_>, claim: &'a Claim) -> Option<Scope<'a>> {
    let Value::Range(range) = &claim.value else { return None };
    let (start, end) = range.start.zip(range.end)?;
    let days = (start.days.bounds()?.0, end.days.bounds()?.1);
    let told = start.stated.year.is_some() || end.stated.year.is_some();
    let part = matches!(claim.slots.part, Part::Body | Part::Summary | Part::ListItem);
    if !told || !part || days.1 < days.0 || days.1 - days.0 > 4_000 {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim);
    let before = context.sources.text_at(Span::new(sentence.place.start, claim.place.start)).to_lowercase();
    let words: Vec<&str> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let work = words.iter().take(4).position(|word| WORKS.contains(word))?;
    let verb = work + 1 + words.get(work + 1..)?.iter().take(2).position(|word| COVERS.contains(word))?;
    let first = sentence.words.iter().filter(|word| word.place.start < claim.place.start).skip(verb + 1);
    let nouns: Vec<String> = first
        .filter(|word| word.class == WordClass::Noun)
        .map(|word| stem(context.ledger.vocab.word(word.lemma)))
        .filter(|noun| {
            !matches!(noun.as_str(), "period" | "year" | "month" | "time" | "date" | "work" | "activity")
        })
        .take(2)
        .collect();
    (!nouns.is_empty()).then_some(Scope { claim, days, nouns })
}

fn outside(rule: &Rule, context: &Context<'_>, scope: &Scope<'_>, claim: &Claim) -> Option<Finding> {
    const APART: &[&str] = &[
        "outside",
        "beyond",
        "exclude",
        "excluded",
        "subsequent",
        "subsequently",
        "later",
        "since",
        "after",
        "before",
        "next",
        "last",
        "prior",
        "follow",
        "following",
        "history",
        "background",
        "compared",
        "until",
        "not",
        "again",
        "publish",
        "published",
        "report",
        "law",
        "act",
    ];
    let date = claim.date()?;
    let days = date.days.bounds()?;
    let exact = matches!(date.precision, DatePrecision::Day | DatePrecision::Month)
        && date.stated.year.is_some()
        && !date.approximate
        && !date.impossible;
    let slots = &claim.slots;
    let told =
        slots.mode == Mode::Actual && matches!(slots.part, Part::Body | Part::Summary | Part::ListItem);
    if !exact
        || !told
        || (days.1 >= scope.days.0 && days.0 <= scope.days.1)
        || claim.sentence == scope.claim.sentence
    {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim);
    let words = of_sentence(context.ledger, sentence);
    let noun = scope.nouns.iter().find(|noun| words.contains(noun))?;
    let text = context.sources.text_at(sentence.place).to_lowercase();
    let apart = |word: &str| APART.contains(&word) || is_past(word);
    if text.split(|c: char| !c.is_alphanumeric()).any(apart) {
        return None;
    }
    let shown = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: claim.place, role: "first", note: format!("a {noun} of this day") },
        Label { place: scope.claim.place, role: "other", note: "what is covered".to_owned() },
    ];
    let message = format!(
        "a {noun} of {} is outside what is covered, {}",
        shown(claim.place),
        shown(scope.claim.place)
    );
    let why = vec![format!("{} is not within {}", say::reading(claim), say::reading(scope.claim))];
    Some(finding(rule, context, 0.8, message, labels, why))
}
