//! The same words with two speakers: `"...", said Maria Ode` here, `"...", said Karl Adam` there.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::claim::{Kind, Part};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Quotations whose words another document gives to somebody else.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut by_words: BTreeMap<String, Vec<(Span, String)>> = BTreeMap::new();
    for claim in context.ledger.claims.iter().filter(|claim| claim.kind == Kind::Quote) {
        let words: Vec<String> = context
            .sources
            .text_at(claim.place)
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if words.len() < WORDS || claim.slots.part == Part::Citation {
            continue;
        }
        if let Some(name) = speaker(context, claim.place) {
            by_words.entry(words[..WORDS].join(" ")).or_default().push((claim.place, name));
        }
    }
    let mut findings = Vec::new();
    for said in by_words.values() {
        let (place, name) = &said[0];
        let document = context.sources.index_of(*place);
        let other =
            said.iter().find(|(at, other)| context.sources.index_of(*at) != document && !same(name, other));
        let Some((at, other)) = other else { continue };
        let labels = vec![
            Label { place: *place, role: "first", note: format!("said by {name}") },
            Label { place: *at, role: "other", note: format!("said by {other}") },
        ];
        let message = format!("the same words are given to {name} and to {other}");
        let words = say::squeezed(context.sources.text_at(*place));
        let start: String = words.chars().take(60).collect();
        let why = vec![format!("both quote \"{start}\"")];
        findings.push(finding(rule, context, 0.84, message, labels, why));
    }
    findings
}

/// Words from which on two quotations are one.
const WORDS: usize = 7;

/// True when one name holds the other: `Westering`, `Paula Westering`.
fn same(a: &str, b: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    last(a) == last(b) || a.split(' ').any(|word| b.split(' ').any(|other| word == other && word.len() > 2))
}

/// The name right behind the verb of saying: `said Dr. Clara Ennis-Gray`, `Ferrant said`.
fn speaker(context: &Context<'_>, quote: Span) -> Option<String> {
    let document = context.sources.document(quote);
    let rest = document.text.get((quote.end - document.base) as usize..)?;
    let rest: String = rest.chars().take(90).collect();
    let rest = say::squeezed(rest.split("\n\n").next().unwrap_or_default());
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = rest.split(' ').collect();
    let verb = |word: &str| {
        matches!(
            word.trim_end_matches(['.', ',', ':']),
            "said" | "says" | "told" | "wrote" | "added" | "explained" | "asked"
        )
    };
    let name = |words: &[&str]| -> Option<String> {
        let mut own = Vec::new();
        for word in words {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !bare.chars().next().is_some_and(char::is_uppercase) {
                break;
            }
            if !matches!(
                bare,
                "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "Sir" | "Mayor" | "Chief" | "Professor" | "Councillor"
            ) {
                own.push(bare.trim_end_matches("'s"));
            }
            if word.ends_with([',', ';', ':']) || word.ends_with('.') && bare.len() > 3 {
                break;
            }
        }
        let pronoun =
            own.first().is_some_and(|word| matches!(*word, "He" | "She" | "They" | "I" | "It" | "The" | "A"));
        (!own.is_empty() && own.len() <= 4 && !pronoun).then(|| own.join(" "))
    };
    let first = words.first()?;
    if verb(first) {
        return name(&words[1..]);
    }
    let at = words.iter().take(5).position(|word| verb(word))?;
    name(&words[..at]).filter(|name| name.split(' ').count() == at)
}
