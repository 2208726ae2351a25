//! What is no contradiction and worth knowing all the same: figures that agree only when rounded,
//! weekdays that nothing ties to a date, access dates that are as doubtful as one that is
//! impossible, and digits that were not read. All notes.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::claim::{Agreement, Claim, DatePrecision, How, Part, Value};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Facts whose values agree only because one may be the other, rounded.
pub fn rounded(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let mut findings = Vec::new();
    for fact in &context.alignment.facts {
        let only = |agreement: Agreement| matches!(agreement, Agreement::Compatible { how: How::Rounding, doubt } if doubt > 0.0);
        let Some(link) = fact.links.iter().find(|link| only(link.agreement)) else { continue };
        if fact.links.iter().any(|link| link.agreement.is_conflict()) {
            continue;
        }
        let (a, b) = (&claims[link.a as usize], &claims[link.b as usize]);
        let label = |claim: &Claim, role| Label { place: claim.place, role, note: say::reading(claim) };
        let message = format!(
            "{} and {} agree only when rounded",
            say::quoted(context.sources, a),
            say::quoted(context.sources, b)
        );
        let why = vec!["one may be the other, rounded".to_owned()];
        findings.push(finding(
            rule,
            context,
            link.likelihood(),
            message,
            vec![label(a, "first"), label(b, "other")],
            why,
        ));
    }
    findings
}

/// Digits that were not read, a finding for each document that has some.
pub fn unread(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    /// Places shown of one document.
    const SHOWN: usize = 6;
    let mut by_document: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for &place in &context.ledger.unread {
        by_document.entry(context.sources.index_of(place)).or_default().push(place);
    }
    let report = |(document, places): (usize, Vec<Span>)| {
        let label = |&place: &Span| Label { place, role: "first", note: "not read".to_owned() };
        let path = &context.sources.documents()[document].path;
        let count = match places.len() {
            1 => "one number was".to_owned(),
            count => format!("{count} numbers were"),
        };
        let message = format!("{count} not understood in {}", say::file_name(path));
        let why = vec!["no reading of a number, date or identifier fits these digits".to_owned()];
        finding(rule, context, 0.9, message, places.iter().take(SHOWN).map(label).collect(), why)
    };
    by_document.into_iter().map(report).collect()
}

/// The first weekday or `today` of a text that nothing ties to a date, one a document.
pub fn unanchored(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let mut findings = Vec::new();
    for document in ledger.documents.iter().filter(|document| document.dateline.is_none()) {
        let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
        let loose = |claim: &&Claim| {
            let prose = matches!(claim.slots.part, Part::Body | Part::Summary);
            let date = claim.date().filter(|date| date.anchor.is_none() && date.days.bounds().is_none());
            let told = claim.slots.predicate.as_ref().is_some_and(|verb| !verb.nominal);
            prose
                && told
                && date.is_some_and(|date| {
                    date.precision == DatePrecision::Weekday || date.stated == crate::claim::Stated::default()
                })
        };
        let mut own = claims.iter().filter(loose);
        let Some(first) = own.next() else { continue };
        let more = own.count();
        let text = say::squeezed(context.sources.text_at(first.place));
        let labels = vec![Label { place: first.place, role: "first", note: "of which week?".to_owned() }];
        let why = vec![format!("the text has no date of its own; {more} more like it")];
        findings.push(finding(
            rule,
            context,
            0.65,
            format!("nothing says which day \"{text}\" is"),
            labels,
            why,
        ));
    }
    findings
}

/// Works that were read on the day on which another one of the list cannot have been read.
pub fn access_clusters(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let mut findings = Vec::new();
    for document in &ledger.documents {
        let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
        let mut by_day: BTreeMap<i32, Vec<(Span, bool)>> = BTreeMap::new();
        for claim in claims {
            let Value::Citation(citation) = &claim.value else { continue };
            let Some((place, accessed)) = &citation.accessed else { continue };
            let Some(day) = accessed.days.single() else { continue };
            let issued = citation.issued.as_ref().and_then(|(_, date)| date.days.bounds());
            by_day.entry(day).or_default().push((*place, issued.is_some_and(|(first, _)| first > day)));
        }
        for group in by_day.values().filter(|group| group.len() >= 3) {
            let Some((place, _)) = group.iter().find(|(_, impossible)| *impossible) else { continue };
            let mut labels =
                vec![Label { place: *place, role: "first", note: "before the work was issued".to_owned() }];
            let others = group.iter().filter(|(other, _)| other != place).take(6);
            labels.extend(others.map(|(place, _)| Label {
                place: *place,
                role: "other",
                note: "the same day".to_owned(),
            }));
            let text = say::squeezed(context.sources.text_at(*place));
            let message =
                format!("{} works are said to be read on {text}, which one of them cannot", group.len());
            let why = vec!["what is wrong with one access date may be wrong with all of that day".to_owned()];
            findings.push(finding(rule, context, 0.65, message, labels, why));
        }
    }
    findings
}
