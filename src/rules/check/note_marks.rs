//! Footnotes and cross-references that lead nowhere: a mark without its note, a note without its
//! mark, a `Table 4` in a document that has three.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::prose::Text;
use crate::rules::Rule;
use crate::source::{BlockKind, Document, Mark};

/// Note marks and notes that do not go together.
pub fn notes(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let documents = context.sources.documents().iter().zip(context.texts);
    documents.flat_map(|(document, text)| notes_of(rule, context, document, text)).collect()
}

fn notes_of(rule: &Rule, context: &Context<'_>, document: &Document, text: &Text) -> Vec<Finding> {
    let mut notes: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for block in &text.blocks {
        if let BlockKind::Footnote { label } = &block.kind {
            notes.entry(label).or_default().push(text.place(block.range.clone()));
        }
    }
    // Where no note is read as one, the marks may be of any kind.
    if notes.is_empty() {
        return Vec::new();
    }
    let mut marks: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (_, mark, place) in &text.marks {
        if *mark == Mark::FootnoteRef {
            for label in labels_of(&label_of(document.text_at(*place)), &notes) {
                marks.entry(label).or_default().push(*place);
            }
        }
    }
    let mut findings = Vec::new();
    let mut report = |place: Span, sure: f32, message: String, why: &str| {
        let labels = vec![Label { place, role: "first", note: why.to_owned() }];
        findings.push(finding(rule, context, sure, message, labels, vec![why.to_owned()]));
    };
    // Where most marks have no note, they are no marks of these notes: "bits [31] to [22]".
    let lost = marks.keys().filter(|label| !notes.contains_key(label.as_str())).count();
    for (label, places) in marks.iter().filter(|_| lost * 2 <= marks.len()) {
        if !notes.contains_key(label.as_str()) && notes.len() >= 2 {
            report(places[0], 0.86, format!("there is no note {label}"), "a mark without a note");
        }
    }
    // Where many notes have no mark, marks are written in some other way.
    let loose = notes.keys().filter(|label| !marks.contains_key(**label)).count();
    for (label, places) in &notes {
        if loose * 3 <= notes.len() && !marks.contains_key(*label) && marks.len() >= 2 {
            report(
                first_of(places[0]),
                0.75,
                format!("nothing refers to note {label}"),
                "a note without a mark",
            );
        }
        // In a text of pages a long note goes on under its number on the next one.
        if let Some(again) = places.get(1).filter(|place| is_labelled(document, **place)) {
            report(
                first_of(*again),
                0.8,
                format!("note {label} is given twice"),
                "a second note of that label",
            );
        }
    }
    findings
}

/// The labels in what a mark says: both of `4, 5`, all of `4–6`, and of `23` where the marks of notes 2 and 3
/// touch and there is no note 23.
fn labels_of(mark: &str, notes: &BTreeMap<&str, Vec<Span>>) -> Vec<String> {
    const LONGEST: u32 = 20;
    if !mark.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ';' | ' ' | '-' | '–')) {
        return vec![mark.to_owned()];
    }
    let mut labels = Vec::new();
    for part in mark.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty()) {
        let ends = part.split_once(['-', '–']).map(|(low, high)| (low.parse::<u32>(), high.parse::<u32>()));
        if let Some((Ok(low), Ok(high))) = ends
            && (low..low.saturating_add(LONGEST)).contains(&high)
        {
            labels.extend((low..=high).map(|label| label.to_string()));
            continue;
        }
        let touch = (1..part.len().min(4)).find_map(|at| {
            let (first, second) = (part.get(..at)?, part.get(at..)?);
            let next = first.parse::<u32>().ok()?.checked_add(1)? == second.parse::<u32>().ok()?;
            (next && [first, second].iter().all(|label| notes.contains_key(label))).then_some([first, second])
        });
        match touch.filter(|_| !notes.contains_key(part)) {
            Some(two) => labels.extend(two.map(str::to_owned)),
            None => labels.push(part.to_owned()),
        }
    }
    labels
}

/// True for a note whose label is written as one: `[^3]: See there.`
fn is_labelled(document: &Document, note: Span) -> bool {
    let before = document.text.get(..(note.start - document.base) as usize).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with("[^"))
}

/// The start of a note: a long label shows nothing.
const fn first_of(place: Span) -> Span {
    let end = place.start + 40;
    Span::new(place.start, if end < place.end { end } else { place.end })
}

/// The label in a mark: `[^3]`, `<sup>3</sup>`, `[3]`.
fn label_of(mark: &str) -> String {
    let mut label = String::new();
    let mut tag = false;
    for c in mark.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            '[' | ']' | '^' | '\\' => {}
            _ if tag => {}
            c => label.push(c),
        }
    }
    label.trim().to_owned()
}

/// What a document numbers.
const NUMBERED: &[&str] = &["Table", "Figure", "Appendix", "Annex", "Box", "Chart"];

/// References to tables, figures and the like that the document does not have.
pub fn references(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    context.texts.iter().flat_map(|text| references_of(rule, context, text)).collect()
}

fn references_of(rule: &Rule, context: &Context<'_>, text: &Text) -> Vec<Finding> {
    let mut findings = Vec::new();
    for kind in NUMBERED {
        let mut own: BTreeSet<&str> = BTreeSet::new();
        let mut told: Vec<(&str, u32, u32)> = Vec::new();
        for (at, _) in text.flat.match_indices(kind) {
            let Some(number) = number(&text.flat, at, kind) else { continue };
            let (Ok(from), Ok(length)) = (u32::try_from(at), u32::try_from(kind.len() + 1 + number.len()))
            else {
                continue;
            };
            let index = text.blocks.partition_point(|block| block.range.start <= from);
            let Some(block) = index.checked_sub(1).map(|index| &text.blocks[index]) else { continue };
            // A caption or a heading begins with its own number.
            let behind = text.flat[(from + length) as usize..block.range.end as usize].trim_start();
            let captioned = match block.kind {
                BlockKind::Heading(_) | BlockKind::Caption => true,
                BlockKind::Paragraph => {
                    behind.is_empty()
                        || behind.starts_with(['.', ':', '—', '–', '-', '|', '('])
                        || !behind.contains('.') && behind.starts_with(char::is_uppercase)
                }
                _ => false,
            };
            if block.range.start == from && captioned {
                own.insert(number);
            } else if matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Footnote { .. }
            ) {
                told.push((number, from, length));
            }
        }
        // A document that numbers fewer than two of them may number them elsewhere.
        if own.len() < 2 {
            continue;
        }
        for (number, from, length) in told {
            let elsewhere = {
                let end = (from + length) as usize;
                let rest = text.flat[end..].trim_start_matches([',', ')', ' ']);
                ["of ", "in ", "to the ", "from "].iter().any(|word| rest.starts_with(word))
                    || text.flat[..from as usize].trim_end().ends_with(['’', '\'', '"', '”'])
            };
            let known = own.contains(number)
                || own.iter().any(|other| other.starts_with(number) || number.starts_with(*other));
            if known || elsewhere {
                continue;
            }
            let place = text.place(from..from + length);
            let words = say::squeezed(context.sources.text_at(place));
            let labels = vec![Label { place, role: "first", note: "leads nowhere".to_owned() }];
            let list: Vec<&str> = own.iter().copied().collect();
            let why = vec![format!("the document has {kind} {}", list.join(", "))];
            findings.push(finding(rule, context, 0.78, format!("there is no {words}"), labels, why));
        }
    }
    findings
}

/// The number behind `Table` at `at`: `4`, `A.2`, `B`.
fn number<'t>(text: &'t str, at: usize, kind: &str) -> Option<&'t str> {
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = text[at + kind.len()..].strip_prefix(' ')?;
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches('.');
    let plain = number.bytes().any(|byte| byte.is_ascii_digit()) && number.len() <= 5
        || number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_uppercase());
    plain.then_some(number)
}
