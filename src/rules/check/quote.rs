//! Words in quotation marks, and passages set off as somebody's words, against the passage they
//! come from, wherever among the documents it stands.
//!
//! `words` makes words of the flat texts, `find` finds where the words of a quotation stand
//! elsewhere, `compare` tells what was changed. Here the changes become findings, each under
//! the rule that names it best. Quotations whose words stand somewhere as they are quoted
//! are never reported.

mod alike;
mod compare;
mod find;
mod set_off;
mod words;

use std::collections::hash_map::Entry;
use std::fmt::Write;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, finding, say};
use crate::claim::{Kind, Part};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::{QuoteChange, Rule};
use compare::{Change, Verdict, compare};
use find::{Passage, Query, passages};
use words::Stream;

/// A quotation that differs from its source.
#[derive(Debug)]
pub struct Drift {
    change: QuoteChange,
    confidence: f32,
    regions: Vec<Region>,
    /// Document of the source.
    source: usize,
    /// Stream and first word of the source, or of the quotation that holds it.
    from: (usize, usize),
    /// The source's words are themselves in quotation marks.
    both_quoted: bool,
    /// The words of the quotation with what was changed: `until [three: two] rounds`.
    difference: String,
    equal: usize,
    /// Words that differ, and whether they stand where one of the two goes on otherwise.
    differing: usize,
    at_end: bool,
}

/// Words that differ, in the quotation and in its source.
#[derive(Debug)]
struct Region {
    quoted: Span,
    source: Span,
    quoted_words: String,
    source_words: String,
}

/// The quotations that were changed in the way the rule asks for.
pub fn run(rule: &Rule, wanted: QuoteChange, context: &Context<'_>) -> Vec<Finding> {
    let drifts = context.drifts.get_or_init(|| drifts(context));
    drifts.iter().filter(|drift| drift.change == wanted).map(|drift| report(rule, context, drift)).collect()
}

/// Every quotation that differs from the one passage like it.
fn drifts(context: &Context<'_>) -> Vec<Drift> {
    // Titles of works in references are compared as titles.
    let titles: FxHashSet<Span> = context
        .ledger
        .claims
        .iter()
        .filter(|claim| claim.kind == Kind::Quote && claim.slots.part == Part::Citation)
        .map(|claim| claim.place)
        .collect();
    let quotations = words::quotations(context.texts, &titles);
    if quotations.is_empty() {
        return Vec::new();
    }
    let streams = words::Streams::of(context.texts, &quotations);
    let queries: Vec<Query> = find::queries(&streams);
    let found = passages(&streams, &queries);
    let mut drifts: Vec<Drift> = Vec::new();
    let mut seen: FxHashMap<[(usize, usize); 2], usize> = FxHashMap::default();
    for (query, passages) in queries.iter().zip(found) {
        let Some(drift) = drift(context, &streams, query, &passages) else { continue };
        // Two quotations of one passage are met from either side.
        let mut pair = [(query.stream, query.whole.start), drift.from];
        pair.sort_unstable();
        match seen.entry(pair) {
            Entry::Vacant(entry) => {
                entry.insert(drifts.len());
                drifts.push(drift);
            }
            // A quotation that ends before the other shows less that nobody compared.
            Entry::Occupied(entry) => {
                let other = &mut drifts[*entry.get()];
                if other.at_end && drift.differing < other.differing {
                    *other = drift;
                }
            }
        }
    }
    drifts
}

/// The least changed of the passages like a quotation; none when one is unchanged or none
/// is near enough.
fn drift(
    context: &Context<'_>,
    streams: &words::Streams,
    query: &Query,
    passages: &[Passage],
) -> Option<Drift> {
    let own = &streams.streams[query.stream];
    let mut best: Option<(Verdict, &Passage)> = None;
    for passage in passages {
        match compare(streams, query, passage) {
            Verdict::Same => return None,
            Verdict::Apart => {}
            Verdict::Changed(change) => {
                let better = best.as_ref().is_none_or(|(least, _)| {
                    matches!(least, Verdict::Changed(least) if change.differing < least.differing)
                });
                if better {
                    best = Some((Verdict::Changed(change), passage));
                }
            }
        }
    }
    let (Verdict::Changed(change), passage) = best? else { return None };
    let other = &streams.streams[passage.stream];
    let confidence = confidence(context, streams, query, passage, &change)?;
    let regions = change
        .regions
        .iter()
        .map(|region| Region {
            quoted: place(context, own, region.quoted.clone()),
            source: place(context, other, region.source.clone()),
            quoted_words: written(context, own, region.quoted_differing.clone()),
            source_words: written(context, other, region.source_differing.clone()),
        })
        .collect();
    Some(Drift {
        change: change.kind,
        confidence,
        regions,
        source: other.document,
        from: (
            passage.stream,
            streams.quotation_at(passage.stream, &change.source).unwrap_or(&change.source).start,
        ),
        both_quoted: streams.is_quoted(passage.stream, &change.source),
        difference: difference(context, own, other, query, &change),
        equal: change.equal,
        differing: change.differing,
        at_end: change.at_end,
    })
}

/// How sure it is that the passage is what was quoted and that the change matters.
fn confidence(
    context: &Context<'_>,
    streams: &words::Streams,
    query: &Query,
    passage: &Passage,
    change: &Change,
) -> Option<f32> {
    let (own, other) = (&streams.streams[query.stream], &streams.streams[passage.stream]);
    let quoted = streams.is_quoted(passage.stream, &change.source);
    let speaker =
        streams.share_a_name(context.texts, (query.stream, &query.whole), (passage.stream, &change.source));
    if change.content < 4 && !(speaker && quoted) {
        return None;
    }
    // Few words may agree by chance, unless the same person says them.
    let mut sure: f32 = match change.equal {
        0..=5 if !(speaker && quoted) => return None,
        0..=5 => 0.72,
        6..=7 if speaker => 0.86,
        6..=7 => 0.72,
        8..=11 => 0.88,
        _ => 0.92,
    };
    if change.at_end && !(quoted && speaker) {
        // The same beginning may lead to two ends.
        return None;
    }
    if change.at_end {
        sure = sure.min(0.8);
    }
    if change.minor {
        sure = sure.min(0.6);
    }
    if own.document == other.document {
        // A report may quote a draft and its final form, or two speeches.
        sure = sure.min(if quoted && speaker { 0.72 } else { 0.5 });
    }
    Some(sure)
}

/// Where words of a stream stand.
fn place(context: &Context<'_>, stream: &Stream, range: std::ops::Range<usize>) -> Span {
    let text = &context.texts[stream.document];
    let (first, last) = (&stream.words[range.start], &stream.words[range.end - 1]);
    // The words behind a page break are shown by the part before it.
    text.runs(first.start..last.end).next().unwrap_or_else(|| text.place(first.start..last.end))
}

/// Words of a stream as they are written; empty for none.
fn written(context: &Context<'_>, stream: &Stream, range: std::ops::Range<usize>) -> String {
    if range.is_empty() {
        return String::new();
    }
    let (first, last) = (&stream.words[range.start], &stream.words[range.end - 1]);
    say::squeezed(&context.texts[stream.document].flat[first.start as usize..last.end as usize])
}

/// The quotation word by word, what was changed in brackets behind what the source has.
fn difference(context: &Context<'_>, own: &Stream, other: &Stream, query: &Query, change: &Change) -> String {
    const SHOWN: usize = 6;
    let mut out = String::new();
    let mut at = query.words.start;
    for region in &change.regions {
        let from = at.max(region.quoted_differing.start.saturating_sub(SHOWN));
        if from > at || at == query.words.start && from > query.words.start {
            out.push_str("... ");
        }
        let before = written(context, own, from..region.quoted_differing.start.max(from));
        let (was, is) = (
            written(context, other, region.source_differing.clone()),
            written(context, own, region.quoted_differing.clone()),
        );
        let sign = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("\"{words}\"") };
        let _ = write!(out, "{before} [{} became {}] ", sign(&was), sign(&is));
        at = region.quoted_differing.end;
    }
    let end = query.words.end.min(at + SHOWN);
    out.push_str(&written(context, own, at.min(end)..end));
    if end < query.words.end {
        out.push_str(" ...");
    }
    out.trim().to_owned()
}

fn report(rule: &Rule, context: &Context<'_>, drift: &Drift) -> Finding {
    const SHOWN: usize = 3;
    let path = &context.sources.documents()[drift.source].path;
    let name = say::file_name(path);
    let note = |own: &str, elsewhere: &str, where_else: &str| match (own, elsewhere) {
        ("", elsewhere) => format!("\"{elsewhere}\" is missing here"),
        (own, "") => format!("\"{own}\" stands only here"),
        (own, elsewhere) => format!("\"{own}\" here, \"{elsewhere}\" in {where_else}"),
    };
    let mut labels = Vec::new();
    for region in drift.regions.iter().take(SHOWN) {
        let source = if drift.both_quoted { "the other quotation" } else { "the source" };
        labels.push(Label {
            place: region.quoted,
            role: "first",
            note: note(&region.quoted_words, &region.source_words, source),
        });
        labels.push(Label {
            place: region.source,
            role: "other",
            note: note(&region.source_words, &region.quoted_words, "the quotation"),
        });
    }
    let first = &drift.regions[0];
    let clipped = |words: &str| {
        let mut kept: Vec<&str> = words.split(' ').take(9).collect();
        if kept.len() == 9 {
            kept[8] = "...";
        }
        kept.join(" ")
    };
    let message = match (first.quoted_words.as_str(), first.source_words.as_str()) {
        ("", missing) => format!("a quotation leaves out \"{}\" of {name} unmarked", clipped(missing)),
        (added, "") => format!("a quotation adds \"{}\", which is not in {name}", clipped(added)),
        (own, source) => {
            format!("a quotation has \"{}\" where {name} has \"{}\"", clipped(own), clipped(source))
        }
    };
    let why =
        vec![format!("word by word: {}", drift.difference), format!("the other {} words agree", drift.equal)];
    finding(rule, context, drift.confidence, message, labels, why)
}
