//! Short forms that slip, and short forms with two meanings.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, finding};
use crate::claim::Sym;
use crate::finding::{Finding, Label};
use crate::grammar::defined_behind;
use crate::place::Span;
use crate::prose::{BlockKind, Text};
use crate::rules::Rule;

/// Where the short forms of a document stand, in ranges of its flat text.
type Uses<'t> = BTreeMap<&'t str, Vec<(u32, u32)>>;

/// A short form that stands in one place of all documents, a slip of the pen away from one that
/// its document defines and uses often.
pub fn slips(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    const OFTEN: usize = 3;
    let uses: Vec<Uses<'_>> = context.texts.iter().map(uses).collect();
    let mut everywhere: FxHashMap<&str, usize> = FxHashMap::default();
    for (short, places) in uses.iter().flatten() {
        *everywhere.entry(short).or_default() += places.len();
    }
    let defined: FxHashSet<String> = context
        .ledger
        .abbreviations
        .iter()
        .map(|(short, _)| context.ledger.vocab.word(*short).to_uppercase())
        .collect();
    let mut findings = Vec::new();
    for (text, uses) in context.texts.iter().zip(&uses) {
        let frequent: Vec<&str> = uses
            .iter()
            .filter(|(short, places)| places.len() >= OFTEN && defined.contains(**short))
            .map(|(short, _)| *short)
            .collect();
        if frequent.is_empty() {
            continue;
        }
        // The same letters in another order have one key.
        let mut by_letters: FxHashMap<Vec<u8>, &str> = FxHashMap::default();
        for short in &frequent {
            by_letters.insert(sorted(short), short);
        }
        for (short, places) in uses {
            let [at] = places.as_slice() else { continue };
            if everywhere.get(short) != Some(&1) || defined.contains(*short) {
                continue;
            }
            let Some(meant) = by_letters.get(&sorted(short)).filter(|meant| exchanged(short, meant)) else {
                continue;
            };
            let usual = uses[meant][0];
            // Before a short form is explained nobody means it, and one that stands elsewhere in other dress, as in
            // `libfoo`, `SPI-NOR` or a table, is one of its own.
            if at.0 < usual.0
                || context.texts.iter().map(|text| standing(&text.flat, short)).sum::<usize>() > 1
            {
                continue;
            }
            let place = text.place(at.0..at.1);
            let labels = vec![
                Label { place, role: "first", note: "only here".to_owned() },
                Label {
                    place: text.place(usual.0..usual.1),
                    role: "other",
                    note: format!("defined, and used {} times", uses[meant].len()),
                },
            ];
            let why = vec!["two letters have changed places".to_owned()];
            let message = format!("\"{short}\" is likely a slip for \"{meant}\"");
            let sure = if uses[meant].len() > OFTEN { 0.82 } else { 0.76 };
            findings.push(finding(rule, context, sure, message, labels, why));
        }
    }
    findings
}

/// One short form for two names in one document, or two for one.
pub fn meanings(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut known: FxHashMap<&str, Vec<&[Sym]>> = FxHashMap::default();
    for (short, long) in &context.ledger.abbreviations {
        known.entry(context.ledger.vocab.word(*short)).or_default().push(long);
    }
    let mut findings = Vec::new();
    for text in context.texts {
        let defined = definitions(context, text, &known);
        let mut by_short: BTreeMap<&str, Vec<&Defined>> = BTreeMap::new();
        let mut by_long: BTreeMap<&str, Vec<&Defined>> = BTreeMap::new();
        for one in &defined {
            by_short.entry(&one.short).or_default().push(one);
            by_long.entry(&one.long).or_default().push(one);
        }
        for (short, places) in by_short {
            let first = places[0];
            if let Some(other) =
                places.iter().find(|other| strsim::sorensen_dice(&other.long, &first.long) < 0.6)
            {
                let message = format!("\"{short}\" stands for \"{}\" and for \"{}\"", first.long, other.long);
                findings.push(report(rule, context, message, first, other));
            }
        }
        for (long, places) in by_long {
            let first = places[0];
            if let Some(other) = places.iter().find(|other| other.short != first.short) {
                let message =
                    format!("\"{long}\" is shortened to \"{}\" and to \"{}\"", first.short, other.short);
                findings.push(report(rule, context, message, first, other));
            }
        }
    }
    findings
}

fn report(rule: &Rule, context: &Context<'_>, message: String, first: &Defined, other: &Defined) -> Finding {
    let labels = vec![
        Label { place: first.place, role: "first", note: format!("stands for {}", first.long) },
        Label { place: other.place, role: "other", note: format!("stands for {}", other.long) },
    ];
    let why = vec!["both are defined in one document".to_owned()];
    finding(rule, context, 0.8, message, labels, why)
}

/// A short form where it is defined.
struct Defined {
    short: String,
    long: String,
    place: Span,
}

/// The places where a document defines short forms: `U.S. Marshals Service (USMS)`.
fn definitions(context: &Context<'_>, text: &Text, known: &FxHashMap<&str, Vec<&[Sym]>>) -> Vec<Defined> {
    let flat = &text.flat;
    let mut found = Vec::new();
    for open in memchr::memchr_iter(b'(', flat.as_bytes()) {
        let Some((lead, short)) = defined_behind(&flat[open + 1..]) else { continue };
        let (length, rest) = (short.len(), &flat[open + 1 + lead..]);
        let short = &rest[..length];
        let Some(longs) = known.get(short.to_lowercase().as_str()) else { continue };
        let from = flat[..open].char_indices().rev().nth(160).map_or(0, |(at, _)| at);
        let before = naming_words(&flat[from..open]);
        // The longest name that ends here.
        let long = longs
            .iter()
            .map(|long| context.ledger.words(long))
            .filter(|long| {
                let words: Vec<&str> = split(long).collect();
                let end = &before[before.len().saturating_sub(words.len())..];
                !words.is_empty() && end.iter().eq(words.iter())
            })
            .max_by_key(String::len);
        if let Some(long) = long {
            let at = u32::try_from(open + 1 + lead).unwrap_or(u32::MAX);
            let place = text.place(at..at + u32::try_from(length).unwrap_or(0));
            found.push(Defined { short: short.to_owned(), long, place });
        }
    }
    found
}

/// The words before a short form that may name something, in small letters.
fn naming_words(text: &str) -> Vec<String> {
    split(text)
        .filter(|word| word.len() > 3 || word.bytes().any(|b| b.is_ascii_uppercase()))
        .map(str::to_lowercase)
        .collect()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The short forms of a text: three to six capitals in running prose.
fn uses(text: &Text) -> Uses<'_> {
    let mut uses: Uses<'_> = BTreeMap::new();
    for block in &text.blocks {
        let prose = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote | BlockKind::Footnote { .. }
        );
        if block.furniture || !prose {
            continue;
        }
        let words = &text.flat[block.range.start as usize..block.range.end as usize];
        let small = words.bytes().filter(u8::is_ascii_lowercase).count();
        // A line in capitals has no short forms.
        if small * 2 < words.len() {
            continue;
        }
        let bytes = words.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let length = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
            let word = &words[at..at + length];
            let joined = |byte: Option<&u8>| {
                byte.is_some_and(|b| matches!(b, b'-' | b'/' | b'.' | b'_' | b'&' | 0x80..))
            };
            let alone = !joined(at.checked_sub(1).and_then(|before| bytes.get(before)))
                && !bytes.get(at + length).is_some_and(|b| matches!(b, b'-' | b'/' | b'_' | b'&'));
            if (3..=6).contains(&length) && alone && word.bytes().all(|b| b.is_ascii_uppercase()) {
                let start = block.range.start + u32::try_from(at).unwrap_or(u32::MAX);
                uses.entry(word).or_default().push((start, start + u32::try_from(length).unwrap_or(0)));
            }
            at += length;
        }
    }
    uses
}

/// How often a short form stands in a text in any dress: small, in the plural, joined to other words.
fn standing(flat: &str, short: &str) -> usize {
    let (bytes, small) = (flat.as_bytes(), short.to_ascii_lowercase());
    let [first, ..] = short.as_bytes() else { return 0 };
    memchr::memchr2_iter(*first, first.to_ascii_lowercase(), bytes)
        .filter(|&at| {
            let word = bytes.get(at..at + short.len()).unwrap_or_default();
            let behind = bytes.get(at + short.len()..).unwrap_or_default();
            let behind = behind.strip_prefix(b"s").unwrap_or(behind);
            (word == short.as_bytes() || word == small.as_bytes())
                && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphabetic())
                && !behind.first().is_some_and(u8::is_ascii_alphabetic)
        })
        .count()
}

fn sorted(word: &str) -> Vec<u8> {
    let mut letters = word.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

/// Two neighbouring letters have changed places.
fn exchanged(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    matches!(differing.as_slice(), [x, y] if *y == x + 1 && a[*x] == b[*y] && a[*y] == b[*x])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_change_places() {
        assert!(exchanged("UMSS", "USMS"));
        assert!(!exchanged("USMS", "USMS"));
        assert!(!exchanged("SMUS", "USMS"));
    }
}
