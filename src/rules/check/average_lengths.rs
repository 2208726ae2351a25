//! Average lengths of time that two texts tell of one thing: `a median follow-up of 20 months` and `patients
//! were followed for a median of 30 months`, `tenants waited nine weeks on average` and `an average wait of
//! twelve weeks`.
//!
//! What is averaged is a noun here and a verb there, so that the claims are no fact for the aligner. Only what
//! each text tells but once is compared.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::claim::{Agreement, Claim, Days, Dimension, Mode, Part, WordClass, agree_measures};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// An average length of time.
struct Average<'a> {
    claim: &'a Claim,
    document: usize,
    median: bool,
}

/// Averages of one act that two documents tell otherwise.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<(&str, bool), Vec<Average<'_>>> = BTreeMap::new();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        if let Some((act, average)) = average(context, index, claim) {
            groups.entry((act, average.median)).or_default().push(average);
        }
    }
    let mut findings = Vec::new();
    for group in groups.values() {
        let once = |one: &Average<'_>| {
            let mut own = group.iter().filter(|other| other.document == one.document);
            own.next().is_some() && own.next().is_none()
        };
        let pairs = context.links().pairs(group, MOST, |average| average.document);
        let told = pairs.into_iter().filter(|(a, b)| once(a) && once(b));
        findings.extend(told.filter_map(|(a, b)| differs(rule, context, a, b)));
    }
    findings.sort_by_key(|finding| finding.labels[0].place.start);
    findings
}

/// Averages of one act in documents on one matter that are compared each with each.
const MOST: usize = 12;

/// Acts that take a time of which an average is told, by the letters that all forms of the word begin with.
const ACTS: &[&str] = &[
    "follow",
    "wait",
    "stay",
    "delay",
    "commut",
    "journey",
    "sleep",
    "recover",
    "process",
    "queu",
    "respon",
    "treat",
    "train",
    "sentenc",
    "detain",
    "detention",
    "serv",
    "surviv",
    "remission",
    "isolat",
    "answer",
    "repair",
    "hospitali",
    "imprison",
    "occup",
    "vacan",
    "absen",
    "life",
    "lifespan",
    "turnaround",
    "deliver",
];

/// What a length of time is the average of, if it is one, as it begins: `follow`, `wait`.
fn average<'a>(context: &Context<'_>, index: u32, claim: &'a Claim) -> Option<(&'static str, Average<'a>)> {
    const FAR: u32 = 50;
    let measure = claim.measure().filter(|m| {
        m.dimension() == Dimension::Duration && m.per.is_none() && !m.is_range && !m.hedge.is_bound()
    })?;
    let slots = &claim.slots;
    let told = slots.mode == Mode::Actual
        && !slots.subset
        && !slots.identifying
        && matches!(slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Caption | Part::Heading);
    (told && measure.unit.is_some()).then_some(())?;
    let sentence = context.ledger.sentence_of(claim);
    let text = |from: u32, to: u32| {
        say::squeezed(context.sources.text_at(Span::new(from, to.max(from)))).to_lowercase()
    };
    let from = claim.place.start.saturating_sub(FAR).max(sentence.place.start);
    let before: Vec<&Claim> = context.ledger.claims[..index as usize]
        .iter()
        .rev()
        .take_while(|other| other.sentence == claim.sentence && other.place.end > from)
        .filter(|other| other.place.end <= claim.place.start)
        .collect();
    // A value in between has the average.
    let from = before.first().map_or(from, |other| other.place.end.max(from));
    let (lead, behind) = (text(from, claim.place.start), text(claim.place.end, sentence.place.end));
    let word = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|own| own == word);
    let on_average = behind.starts_with("on average") || lead.ends_with("on average");
    let median = word(&lead, "median");
    if !(median || on_average || word(&lead, "average") || word(&lead, "mean") || word(&lead, "averaged")) {
        return None;
    }
    // What is averaged stands in the clause: nearer than any other number.
    let own = sentence.words.iter().filter(|word| {
        matches!(word.class, WordClass::Noun | WordClass::Verb | WordClass::Adjective)
            && word.place.start + 2 * FAR > claim.place.start
            && word.place.end < claim.place.end + FAR
    });
    let mut acts = own.filter_map(|word| {
        let text = context.sources.text_at(word.place).to_lowercase();
        ACTS.iter().find(|act| text.starts_with(**act))
    });
    let act = *acts.next()?;
    let alone = acts.all(|other| *other == act);
    alone.then(|| (act, Average { claim, document: context.ledger.document_of(index), median }))
}

fn differs(rule: &Rule, context: &Context<'_>, a: &Average<'_>, b: &Average<'_>) -> Option<Finding> {
    let (x, y) = (a.claim.measure()?, b.claim.measure()?);
    let apart = matches!(agree_measures(x, y), Agreement::Conflict);
    let period = |average: &Average<'_>| average.claim.slots.period.map(|(_, days)| days);
    // "Those housed in 2023 waited 31 weeks on average, against 22 weeks in 2018": either year may be meant.
    let other_time = period(a).zip(period(b)).is_some_and(|(x, y)| {
        !x.meets(y)
            && !dated(context, a).any(|days| days.meets(y))
            && !dated(context, b).any(|days| days.meets(x))
    });
    if !apart || other_time {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let kind = if a.median { "median" } else { "average" };
    let label = |average: &Average<'_>, role| Label {
        place: average.claim.place,
        role,
        note: format!("the {kind} that this text tells"),
    };
    let message = format!("a {kind} of {} against {}", text(a.claim.place), text(b.claim.place));
    let why = vec![format!("each text tells one {kind} length of this, and they differ")];
    Some(finding(rule, context, 0.78, message, vec![label(a, "first"), label(b, "other")], why))
}

/// The times that the sentence of an average names.
fn dated<'a>(context: &'a Context<'_>, average: &Average<'_>) -> impl Iterator<Item = Days> + 'a {
    let own = &context.ledger.documents[average.document].claims;
    let sentence = average.claim.sentence;
    let claims = &context.ledger.claims[own.start as usize..own.end as usize];
    claims.iter().filter(move |claim| claim.sentence == sentence).filter_map(|claim| Some(claim.date()?.days))
}
