//! The day that notes give a release against the day that a text gives it: `## 3.4.0 - 2023-05-09`, and `3.4 was shipped
//! on the 19th of May`.

use super::releases::{Version, day_of, dotted, version};
use super::{Context, finding, say};
use crate::claim::{Claim, Mode, Part};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;
use crate::source::BlockKind;

/// A release with its day in the notes.
struct Noted {
    version: Version,
    day: i32,
    place: Span,
    document: usize,
}

/// Releases that texts date otherwise than the notes do.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let noted: Vec<Noted> = (0..context.texts.len()).flat_map(|document| notes(context, document)).collect();
    if noted.is_empty() {
        return Vec::new();
    }
    context.ledger.claims.iter().filter_map(|claim| told_otherwise(rule, context, &noted, claim)).collect()
}

/// The releases that the headings of a document date; none of one that dates less than two.
fn notes(context: &Context<'_>, document: usize) -> Vec<Noted> {
    let text = &context.texts[document];
    let mut noted = Vec::new();
    for block in text.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_))) {
        let words = &text.flat[block.range.start as usize..block.range.end as usize];
        let Some(version) = words.split_whitespace().take(3).find_map(version) else { continue };
        if let Some((day, place)) = day_of(context, text.place(block.range.clone())) {
            noted.push(Noted { version, day, place, document });
        }
    }
    if noted.len() < 2 { Vec::new() } else { noted }
}

/// What a release does on its day.
const COMES: &[&str] = &[
    "release", "come", "go", "ship", "follow", "publish", "appear", "arrive", "launch", "issue", "land",
    "tag",
];

fn told_otherwise(rule: &Rule, context: &Context<'_>, noted: &[Noted], claim: &Claim) -> Option<Finding> {
    let date =
        claim.date().filter(|date| !date.approximate && !date.impossible && date.stated.month.is_some())?;
    let slots = &claim.slots;
    let prose =
        matches!(slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Quotation);
    let verb = slots.predicate.as_ref().map(|predicate| context.ledger.vocab.word(predicate.verb))?;
    if !prose || slots.mode != Mode::Actual || slots.identifying || !COMES.contains(&verb) {
        return None;
    }
    let (low, high) = date.days.bounds()?;
    let sentence = context.ledger.sentence_of(claim).place;
    // The one version of the clause: "3.4 came out on 9 May and 3.4.1 on the 23rd" tells of two.
    let text = context.sources.text_at(sentence);
    let at = claim.place.start.checked_sub(sentence.start)? as usize;
    let (before, behind) = (text.get(..at)?, text.get(at..)?);
    let from = before.rfind([';', '(', ':']).map_or(0, |at| at + 1);
    let words = before[from..].split_inclusive(char::is_whitespace).scan(from, |end, word| {
        *end += word.len();
        Some((word.trim(), *end))
    });
    let named: Vec<_> = words.filter_map(|(word, end)| Some((version(word)?, end))).collect();
    let [(own, named_at)] = &named[..] else { return None };
    let next = behind
        .split_whitespace()
        .skip(1)
        .take_while(|word| !word.ends_with([',', ';', '.']))
        .find_map(version);
    let turned = before[from..].split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "candidate"
                | "rc"
                | "beta"
                | "alpha"
                | "preview"
                | "branch"
                | "support"
                | "not"
                | "since"
                | "after"
                | "before"
                | "until"
        )
    });
    // "3.4 went out on 9 May, and the repair came on 29 May"
    let behind_name = sentence.start + u32::try_from(*named_at).ok()?;
    let claims = &context.ledger.claims;
    let earlier = &claims[..claims.partition_point(|other| other.place.start < claim.place.start)];
    let told = earlier
        .iter()
        .rev()
        .take_while(|other| other.place.start >= behind_name)
        .any(|other| other.date().is_some() && other.place.end <= claim.place.start);
    if next.is_some() || turned || told {
        return None;
    }
    let document = context.sources.index_of(claim.place);
    let mut same = noted.iter().filter(|one| equal(&one.version, own));
    let (Some(one), None) = (same.next(), same.next()) else { return None };
    // What stands right under the heading is told of it.
    let apart = (low - one.day).max(one.day - high);
    let elsewhere = document != one.document && context.links().comparable(document, one.document);
    if !elsewhere || (low..=high).contains(&one.day) || apart > LONGEST || apart <= 1 {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: claim.place, role: "first", note: format!("{} by this text", dotted(own)) },
        Label {
            place: one.place,
            role: "other",
            note: format!("the day of {} in the notes", dotted(&one.version)),
        },
    ];
    let message = format!(
        "{} is told of {} ({}), but the notes have {} ({})",
        text(claim.place),
        dotted(own),
        say::file_name(&context.sources.document(claim.place).path),
        text(one.place),
        say::file_name(&context.sources.document(one.place).path)
    );
    let why = vec![format!("a release has one day, and {} has two", dotted(&one.version))];
    Some(finding(rule, context, 0.84, message, labels, why))
}

/// Days from which on a text speaks of another release of that number.
const LONGEST: i32 = 3 * 366;

/// True for one version, whose last zeros may be left out: 3.4 and 3.4.0.
fn equal(a: &Version, b: &Version) -> bool {
    let bare = |version: &Version| {
        let length = version.iter().rposition(|&number| number != 0).map_or(0, |last| last + 1);
        version[..length].to_vec()
    };
    bare(a) == bare(b)
}
