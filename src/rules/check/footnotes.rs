//! A footnote against the sentence that its mark hangs on: the mark tells that both speak of one
//! thing, so that less need be said alike than between sentences anywhere.

use rustc_hash::FxHashMap;

use super::near::Near;
use super::otherwise::is_past;
use super::{Context, finding, say};
use crate::align::agreement;
use crate::claim::{Claim, DatePrecision, Dimension, Mode, Sym, Value, WordClass};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::prose::{BlockKind, Text};
use crate::rules::Rule;
use crate::source::Mark;

/// Footnotes whose values clash with those of the sentence that they belong to.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    context.texts.iter().enumerate().flat_map(|(at, text)| document(rule, context, at, text)).collect()
}

fn document(rule: &Rule, context: &Context<'_>, document: usize, text: &Text) -> Vec<Finding> {
    let mut notes: FxHashMap<&str, Span> = FxHashMap::default();
    for block in &text.blocks {
        if let BlockKind::Footnote { label } = &block.kind {
            notes.entry(label).or_insert_with(|| text.place(block.range.clone()));
        }
    }
    if notes.is_empty() {
        return Vec::new();
    }
    let source = &context.sources.documents()[document];
    let mut findings = Vec::new();
    for (_, _, place) in text.marks.iter().filter(|(_, mark, _)| *mark == Mark::FootnoteRef) {
        let label = source.text_at(*place).trim_matches(|c: char| !c.is_alphanumeric());
        let Some(note) = notes.get(label).filter(|note| !note.overlaps(*place)) else { continue };
        findings.extend(clash(rule, context, document, *place, *note));
    }
    findings
}

/// The first value of a note that clashes with one of the sentence before its mark.
fn clash(rule: &Rule, context: &Context<'_>, document: usize, mark: Span, note: Span) -> Option<Finding> {
    /// Claims that are looked at on either side.
    const MOST: usize = 12;
    /// Bytes between the end of a sentence and its mark.
    const GAP: u32 = 3;
    let claims = &context.ledger.claims[..];
    let range = context.ledger.documents.get(document)?.claims.clone();
    let own = &claims[range.start as usize..range.end as usize];
    let of_note = own.iter().filter(|claim| note.contains(claim.place)).take(MOST);
    let of_note: Vec<&Claim> = of_note.collect();
    let before = own.partition_point(|claim| claim.place.start < mark.start);
    let hangs = |claim: &&Claim| {
        let sentence = context.ledger.sentence_of(claim).place;
        sentence.start < mark.start && sentence.end + GAP >= mark.start && !note.contains(claim.place)
    };
    let of_text: Vec<&Claim> = own[..before].iter().rev().take(MOST).filter(hangs).collect();
    for x in of_text.iter().rev() {
        for y in &of_note {
            if let Some((sure, shared)) = one_thing(context, x, y) {
                return Some(report(rule, context, x, y, sure, &shared));
            }
        }
    }
    None
}

/// Words that set a note against its text on purpose, or make it speak of something else.
const APART: &[&str] = &[
    "although",
    "another",
    "but",
    "compared",
    "corrected",
    "estimate",
    "estimated",
    "estimates",
    "excluding",
    "however",
    "including",
    "instead",
    "later",
    "only",
    "other",
    "others",
    "revised",
    "some",
    "then",
    "whereas",
    "while",
];

/// How sure it is that two clashing values are of one thing, and the words that tell.
fn one_thing(context: &Context<'_>, x: &Claim, y: &Claim) -> Option<(f32, Vec<Sym>)> {
    let plain = |claim: &Claim| {
        let slots = &claim.slots;
        slots.mode == Mode::Actual && !slots.subset && !slots.additional && !slots.identifying
    };
    if !plain(x) || !plain(y) || !agreement(x, y).is_conflict() {
        return None;
    }
    let noun = |claim: &Claim| claim.slots.noun.as_ref().map(|noun| noun.head);
    let verb = |claim: &Claim| claim.slots.predicate.as_ref().map(|verb| verb.verb);
    let tied = match (&x.value, &y.value) {
        (Value::Measure(p), Value::Measure(q)) => {
            let bare = |m: &crate::claim::Measure| !m.hedge.is_bound() && !m.is_range && m.per.is_none();
            let same = p.dimension() == q.dimension() && p.unit.map(|u| u.id) == q.unit.map(|u| u.id);
            // A share of one thing and one of another stand beside each other too often.
            if !same || !bare(p) || !bare(q) || p.dimension() == Dimension::Percent {
                return None;
            }
            noun(x).is_some() && noun(x) == noun(y) || p.dimension() != Dimension::Count
        }
        (Value::Date(p), Value::Date(q)) => {
            let exact = |date: &crate::claim::Date| {
                matches!(date.precision, DatePrecision::Day | DatePrecision::Month)
                    && date.stated.year.is_some()
            };
            exact(p) && exact(q) && verb(x).is_some() && verb(x) == verb(y)
        }
        _ => false,
    };
    let (a, b) = (context.ledger.sentence_of(x), context.ledger.sentence_of(y));
    if !tied || !one_time(context, a.place, b.place) {
        return None;
    }
    let text = context.sources.text_at(b.place).to_lowercase();
    if text.split(|c: char| !c.is_alphanumeric()).any(|word| is_past(word) || APART.contains(&word)) {
        return None;
    }
    let names = |sentence: &crate::claim::Sentence| -> Vec<Sym> {
        sentence.words.iter().filter(|w| w.class == WordClass::Name).map(|w| w.lemma).collect()
    };
    let (theirs, ours) = (names(b), names(a));
    // Another name in the note is another thing, unless they share one.
    if !theirs.is_empty() && !ours.is_empty() && !theirs.iter().any(|name| ours.contains(name)) {
        return None;
    }
    let (own, other) = (Near::words(context.ledger, x.sentence), Near::words(context.ledger, y.sentence));
    let shared: Vec<Sym> = own.iter().copied().filter(|word| other.binary_search(word).is_ok()).collect();
    let sure = match shared.len() {
        0 | 1 => return None,
        2 => 0.76,
        _ => 0.87,
    };
    Some((sure, shared))
}

/// True unless the note names a year that its sentence does not.
fn one_time(context: &Context<'_>, text: Span, note: Span) -> bool {
    let years = |place| -> Vec<&str> {
        context
            .sources
            .text_at(place)
            .split(|c: char| !c.is_ascii_digit())
            .filter(|word| word.len() == 4 && (word.starts_with('1') || word.starts_with("20")))
            .collect()
    };
    let own = years(text);
    years(note).iter().all(|year| own.contains(year))
}

fn report(rule: &Rule, context: &Context<'_>, x: &Claim, y: &Claim, sure: f32, shared: &[Sym]) -> Finding {
    let labels = vec![
        Label { place: x.place, role: "first", note: say::reading(x) },
        Label { place: y.place, role: "other", note: format!("the footnote: {}", say::reading(y)) },
    ];
    let message = format!(
        "{} in the text, {} in its footnote",
        say::quoted(context.sources, x),
        say::quoted(context.sources, y)
    );
    let words: Vec<&str> = shared.iter().take(6).map(|&word| context.ledger.vocab.word(word)).collect();
    let why =
        vec!["the note hangs on this sentence".to_owned(), format!("both speak of {}", words.join(", "))];
    finding(rule, context, sure, message, labels, why)
}
