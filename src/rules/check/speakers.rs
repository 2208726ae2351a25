//! The same words with two speakers: `"...", said Maria Ode` here, `"...", said Karl Adam` there.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::claim::{Kind, Part};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::function::is_function_word;
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

/// Who said it: `said Dr. Clara Ennis-Gray`, `Ferrant said` behind the words, `Ferrant told the
/// board that`, `As Ferrant put it` before them.
fn speaker(context: &Context<'_>, quote: Span) -> Option<String> {
    let document = context.sources.document(quote);
    let rest = document.text.get((quote.end - document.base) as usize..)?;
    let rest: String = rest.chars().take(90).collect();
    let rest = say::squeezed(rest.split("\n\n").next().unwrap_or_default());
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = rest.split(' ').collect();
    if words.first().is_some_and(|first| says(first)) {
        return name(&words[1..]);
    }
    if let Some(at) = words.iter().take(5).position(|word| says(word)) {
        return whole_name(&words[..at]);
    }
    let lead = document.text.get(..(quote.start - document.base) as usize)?;
    let from = lead.char_indices().rev().nth(100).map_or(0, |(at, _)| at);
    let lead = lead[from..].rsplit("\n\n").next().unwrap_or_default();
    before(&say::squeezed(lead))
}

/// The name before a verb of saying at the end of `lead`: `Ms Okafor told the court: "`.
fn before(lead: &str) -> Option<String> {
    let lead = lead.trim_end_matches(|c: char| !c.is_alphanumeric());
    let lead = lead.strip_suffix(" that").unwrap_or(lead).trim_end_matches(',');
    let words: Vec<&str> = lead.split(' ').collect();
    // Whom it was said to stands between the verb and the words.
    let verb = words.len().checked_sub(1 + words.iter().rev().take(4).position(|word| says(word))?)?;
    let small = |word: &&str| word.starts_with(|c: char| c.is_lowercase());
    if !words[verb + 1..].iter().all(small) {
        return None;
    }
    let from = words[..verb]
        .iter()
        .rposition(|word| small(word) || word.ends_with(['.', ',', ':', ';', '?', '!']) && !title(word));
    let own = &words[from.map_or(0, |at| at + 1)..verb];
    let own = own.strip_prefix(&["As"]).unwrap_or(own);
    whole_name(own).filter(|name| name.split(' ').count() <= 3)
}

/// True for a verb of saying.
pub fn says(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "said",
        "says",
        "told",
        "wrote",
        "writes",
        "added",
        "explained",
        "asked",
        "testified",
        "argued",
        "replied",
        "recalled",
        "declared",
        "insisted",
        "warned",
        "put",
        "tweeted",
        "concluded",
        "remarked",
    ];
    VERBS.contains(&word.trim_end_matches(['.', ',', ':']))
}

/// Words before a name that are none of it.
fn title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Prof",
        "Sir",
        "Mayor",
        "Chief",
        "Professor",
        "Councillor",
        "Senator",
        "Judge",
        "Justice",
        "President",
        "Minister",
        "Captain",
        "Governor",
        "Secretary",
        "Director",
    ];
    TITLES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The name that all of the words make.
fn whole_name(words: &[&str]) -> Option<String> {
    let own = words.iter().filter(|word| !title(word)).count();
    name(words).filter(|name| name.split(' ').count() == own)
}

/// The name that the words begin with.
fn name(words: &[&str]) -> Option<String> {
    let mut own = Vec::new();
    for word in words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !bare.chars().next().is_some_and(char::is_uppercase) {
            break;
        }
        if !title(bare) {
            own.push(bare.trim_end_matches("'s"));
        }
        if word.ends_with([',', ';', ':']) || word.ends_with('.') && bare.len() > 3 {
            break;
        }
    }
    // "He said", "The letter says"
    let first = own.first()?.to_lowercase();
    (own.len() <= 4 && !is_function_word(&first)).then(|| own.join(" "))
}
