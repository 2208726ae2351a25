//! A numbered item that another text cites by the number of a different one: `Recommendation 9
//! would bind a chief executive to report a lost record`, and `recommendation 19, by which a chief
//! executive would have to report a lost record`.
//!
//! What the item says is compared with what is said of it where it is cited: the words must be
//! those of one other item, and of the cited one hardly any.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::stems::stems;
use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;
use crate::source::{BlockKind, Document};

/// What is numbered so that others may cite it.
const KINDS: &[&str] = &[
    "recommendation",
    "condition",
    "finding",
    "principle",
    "requirement",
    "objective",
    "proposal",
    "commitment",
    "question",
    "action",
    "demand",
    "lesson",
];
/// Words that say nothing of what an item is about.
const LIGHT: &[&str] = &[
    "one", "call", "called", "ask", "asked", "say", "said", "would", "want", "wanted", "number", "still",
    "also", "first", "new", "must", "made", "make", "whole", "part", "full",
];

/// An item with its number.
struct Own {
    kind: &'static str,
    number: u32,
    document: usize,
    words: Vec<String>,
    place: Span,
}

/// Items that are cited by the number of another.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut items: Vec<Own> = Vec::new();
    for (index, document) in context.sources.documents().iter().enumerate() {
        items.extend(listed(document, index));
        items.extend(named(document, index));
    }
    // One list of a kind, of several items: else the numbers begin again.
    let mut lists: BTreeMap<(&str, usize), Vec<&Own>> = BTreeMap::new();
    for item in &items {
        lists.entry((item.kind, item.document)).or_default().push(item);
    }
    lists.retain(|_, own| {
        let mut numbers: Vec<u32> = own.iter().map(|item| item.number).collect();
        numbers.sort_unstable();
        numbers.windows(2).all(|pair| pair[0] != pair[1])
    });
    if lists.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, document) in context.sources.documents().iter().enumerate() {
        for block in &document.blocks {
            if matches!(block.kind, BlockKind::Code) {
                continue;
            }
            let (text, place) = document.words_of(block);
            if text.len() > 20_000 {
                continue;
            }
            for cited in citations(&text) {
                let at = |item: &Own| item.place.overlaps(place);
                let own = lists.iter().filter(|((kind, document), own)| {
                    let near = *document == index || context.linked(*document, index);
                    *kind == cited.kind && near && !own.iter().any(|item| at(item))
                });
                for (_, own) in own {
                    findings.extend(compare(rule, context, &cited, place, own));
                }
            }
        }
    }
    findings
}

/// `9. A chief executive ...` below a heading or a sentence that names what is listed.
fn listed(document: &Document, index: usize) -> Vec<Own> {
    let mut items = Vec::new();
    let mut kind = None;
    for block in &document.blocks {
        let (text, place) = document.words_of(block);
        match block.kind {
            BlockKind::Heading(_) => kind = plural(&text),
            BlockKind::Paragraph if text.trim_end().ends_with(':') => kind = plural(&text).or(kind),
            BlockKind::ListItem { ordered: Some(number), .. } => {
                if let (Some(kind), Ok(number)) = (kind, u32::try_from(number)) {
                    let words = content(text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
                    items.push(Own { kind, number, document: index, words, place });
                }
            }
            _ => {}
        }
    }
    items
}

fn plural(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.find_map(|word| KINDS.iter().copied().find(|kind| word.strip_suffix('s') == Some(kind)))
}

/// `Recommendation 9: a chief executive ...`
fn named(document: &Document, index: usize) -> Vec<Own> {
    let mut items = Vec::new();
    for block in &document.blocks {
        let (text, place) = document.words_of(block);
        let text = text.trim_start_matches(['*', '_', ' ']);
        let lower = text.to_lowercase();
        let Some(kind) = KINDS.iter().copied().find(|kind| lower.starts_with(*kind)) else { continue };
        let rest = text[kind.len()..].strip_prefix(' ').unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(number) = rest[..digits].parse::<u32>() else { continue };
        if let Some(rest) = rest[digits..].trim_start_matches(['*', '_']).strip_prefix([':', '.']) {
            items.push(Own { kind, number, document: index, words: content(rest), place });
        }
    }
    items
}

fn content(text: &str) -> Vec<String> {
    let mut words = stems(text);
    words.retain(|word| word.len() > 2 && !LIGHT.contains(&word.as_str()));
    words.sort_unstable();
    words.dedup();
    words
}

/// An item that is cited, with what is said of it.
struct Cited {
    kind: &'static str,
    number: u32,
    words: Vec<String>,
    /// Where the number stands in its block.
    at: (usize, usize),
}

/// `recommendation 19, by which a chief executive would have to report a lost record`
fn citations(text: &str) -> Vec<Cited> {
    const LEADS: &[&str] = &[
        ", the one that ",
        ", the one on ",
        ", by which ",
        ", which ",
        ", that ",
        ", under which ",
        " on ",
        " (",
        ", to ",
        " to ",
        ", on ",
        ", for ",
        ", the one for ",
        ", the one which ",
    ];
    let mut found = Vec::new();
    for kind in KINDS.iter().copied() {
        for (at, _) in text.match_indices(&kind[1..]) {
            let Some(start) = at.checked_sub(1).filter(|&start| text.is_char_boundary(start)) else {
                continue;
            };
            let alone = !text[..start].ends_with(char::is_alphanumeric);
            if !alone || !text[start..at].eq_ignore_ascii_case(&kind[..1]) {
                continue;
            }
            let Some(rest) = text[at + kind.len() - 1..].strip_prefix(' ') else { continue };
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let Ok(number) = rest[..digits].parse::<u32>() else { continue };
            let behind = &rest[digits..];
            let Some(said) = LEADS.iter().find_map(|lead| behind.strip_prefix(lead)) else { continue };
            let end = start + kind.len() + 1 + digits;
            let clause = said.split(['.', ';', '!', '?', ')']).next().unwrap_or_default();
            found.push(Cited { kind, number, words: content(clause), at: (start, end) });
        }
    }
    found
}

fn compare(rule: &Rule, context: &Context<'_>, cited: &Cited, block: Span, own: &[&Own]) -> Option<Finding> {
    let mut rarity: FxHashMap<&str, u32> = FxHashMap::default();
    for word in own.iter().flat_map(|item| &item.words) {
        *rarity.entry(word.as_str()).or_default() += 1;
    }
    // What all items have in common tells none of them.
    let telling = |word: &str| {
        rarity.get(word).is_some_and(|&count| count * 3 <= 2 + u32::try_from(own.len()).unwrap_or(u32::MAX))
    };
    let shared = |item: &Own| {
        let has = |word: &&String| item.words.binary_search(word).is_ok() && telling(word);
        cited.words.iter().filter(has).count()
    };
    let mut scored: Vec<(usize, &Own)> = own.iter().map(|item| (shared(item), *item)).collect();
    scored.sort_by_key(|(count, item)| (std::cmp::Reverse(*count), item.number));
    let &(best, meant) = scored.first()?;
    let second = scored.get(1).map_or(0, |(count, _)| *count);
    let stated = scored.iter().find(|(_, item)| item.number == cited.number).map_or(0, |(count, _)| *count);
    if own.len() < 2
        || meant.number == cited.number
        || best < 2
        || best * 2 < cited.words.len()
        || second * 2 > best
        || stated > 0
    {
        return None;
    }
    let document = context.sources.document(block);
    let at = document.text_at(block).find(&format!("{} {}", &cited.kind[1..], cited.number))?;
    let start = block.start + u32::try_from(at.saturating_sub(1)).ok()?;
    let length = u32::try_from(cited.at.1 - cited.at.0).ok()?;
    let place = Span::new(start, start.checked_add(length)?);
    let text = say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place, role: "first", note: "cited by this number".to_owned() },
        Label { place: meant.place, role: "other", note: format!("this is number {}", meant.number) },
    ];
    let message = format!("\"{text}\" is told of what is {} {}", cited.kind, meant.number);
    let words: Vec<&str> = cited
        .words
        .iter()
        .filter(|word| meant.words.binary_search(word).is_ok())
        .map(String::as_str)
        .collect();
    let why = vec![format!("{} {} speaks of {}", cited.kind, meant.number, words.join(", "))];
    Some(finding(rule, context, 0.83, message, labels, why))
}
