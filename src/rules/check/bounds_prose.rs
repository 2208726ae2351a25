//! Single values in the prose against what is said of all: `at no time did it hold more than 300`
//! beside `the 412 patients who lay there on Sunday`.
//!
//! Here no column tells that the same is measured. The unit or the counted thing has to be the same,
//! the kind that the bound is said of has to be named, and the words have to be alike; a value of
//! another year, or one that the writer of the bound gives himself, is none that breaks it.

use rustc_hash::FxHashSet;

use super::Context;
use super::bounds::{Bound, Breach, breaks};
use super::bounds_table::{alike, edge};
use super::near::Near;
use super::otherwise::is_otherwise;
use super::stems::{of_sentence, stem};
use crate::align::{NounMatch, match_nouns};
use crate::claim::{Claim, Dimension, Hedge, Measure, Mode, Part, Sym, TimeOfDay, Value};
use crate::finding::Finding;
use crate::lexicon::concepts::hypernym_distance;
use crate::place::Span;
use crate::rules::Rule;

/// Bounds that a value told elsewhere breaks.
pub fn run(rule: &Rule, context: &Context<'_>, bounds: &[Bound]) -> Vec<Finding> {
    let own: FxHashSet<u32> = bounds.iter().map(|bound| bound.claim).collect();
    bounds.iter().filter_map(|bound| broken(rule, context, bound, &own)).collect()
}

fn broken(rule: &Rule, context: &Context<'_>, bound: &Bound, own: &FxHashSet<u32>) -> Option<Finding> {
    let ledger = context.ledger;
    let claim = &ledger.claims[bound.claim as usize];
    let document = ledger.document_of(bound.claim);
    let words = around(context, bound, claim);
    let apart = enough(context, claim, bound);
    let mut best: Option<(f32, f32, u32)> = None;
    let (mut kept, mut breaking) = (0, 0);
    let beside = std::iter::once(document).chain(context.links().beside(document));
    for index in beside.flat_map(|beside| ledger.documents[beside].claims.clone()) {
        let other = &ledger.claims[index as usize];
        let Some(measure) = instance(other) else { continue };
        if own.contains(&index)
            || other.sentence == claim.sentence
            || !one_measure(context, claim, other, measure)
        {
            continue;
        }
        let theirs = ledger.document_of(index);
        let needed = if of_one_noun(context, bound, claim, other) { NAMED } else { apart };
        let (weight, count) = context.near().shared(&words, &Near::of_claim(ledger, other));
        if weight < needed.0 || count < needed.1 {
            continue;
        }
        if !breaks(bound, measure) {
            kept += 1;
            continue;
        }
        if !of_kind(context, bound, other)
            || other_time(context, document, claim, other)
            || other_hour(context, claim, other)
            || otherwise(context, other)
            || theirs != document && known(context, document, measure)
        {
            continue;
        }
        breaking += 1;
        if best.is_none_or(|(known, ..)| weight > known) {
            best = Some((weight, weight - needed.0, index));
        }
    }
    let (_, spare, other) = best.filter(|_| breaking <= kept + 2)?;
    Some(report(rule, context, bound, &ledger.claims[other as usize], spare))
}

/// A value of one thing that was so.
fn instance(claim: &Claim) -> Option<&Measure> {
    let slots = &claim.slots;
    let plain = slots.mode == Mode::Actual
        && !slots.subset
        && !slots.additional
        && !slots.identifying
        && !slots.total
        && !matches!(slots.part, Part::Code | Part::Citation | Part::Contents | Part::Metadata | Part::Title);
    claim.measure().filter(|measure| {
        plain
            && !measure.is_range
            && measure.per.is_none()
            && matches!(measure.hedge, Hedge::None | Hedge::Exact | Hedge::About | Hedge::JustOver)
    })
}

/// The weight of the words that two sentences must share, and how many they are: few are measured in
/// degrees, many things in per cent.
fn enough(context: &Context<'_>, claim: &Claim, bound: &Bound) -> (f32, usize) {
    match bound.allowed.dimension() {
        Dimension::Count if scale(context, claim).is_some() => (2.8, 1),
        Dimension::Count => (8.5, 2),
        Dimension::Duration => (6.0, 2),
        Dimension::Money | Dimension::Percent | Dimension::Ratio => (8.0, 2),
        _ => (2.8, 1),
    }
}

/// What two sentences must share whose values are of the kind that the bound is said of.
const NAMED: (f32, usize) = (2.5, 1);

/// True when both values are of the kind that the bound is said of, and the other one is no wider:
/// `No grant is larger than $75,000`, `The grant to the choir was $82,000`.
fn of_one_noun(context: &Context<'_>, bound: &Bound, claim: &Claim, other: &Claim) -> bool {
    let (Some(own), Some(theirs)) = (&claim.slots.noun, &other.slots.noun) else { return false };
    own.head == theirs.head
        && bound.class.as_ref().is_some_and(|class| stem(context.ledger.vocab.word(own.head)) == *class)
        && own.modifiers.iter().all(|word| theirs.modifiers.contains(word))
}

/// The words of the bound's sentence, and of the one before where a pronoun stands for them.
fn around(context: &Context<'_>, bound: &Bound, claim: &Claim) -> Vec<Sym> {
    let ledger = context.ledger;
    let mut words = Near::words(ledger, claim.sentence);
    if bound.pronoun
        && let Some(before) = claim.sentence.checked_sub(1)
        && ledger.sentences[before as usize].part == ledger.sentence_of(claim).part
    {
        words.extend(Near::words(ledger, before));
        words.sort_unstable();
        words.dedup();
    }
    words
}

/// True when both count one thing, or measure in one unit.
fn one_measure(context: &Context<'_>, claim: &Claim, other: &Claim, measure: &Measure) -> bool {
    let Some(own) = claim.measure() else { return false };
    if own.dimension() != measure.dimension() {
        let share = |m: &Measure| matches!(m.dimension(), Dimension::Percent | Dimension::Ratio);
        return share(own) && share(measure);
    }
    if own.dimension() != Dimension::Count {
        return true;
    }
    let (scaled, theirs) = (scale(context, claim), scale(context, other));
    if scaled.is_some() || theirs.is_some() {
        return scaled == theirs;
    }
    // "nine earthquakes, none stronger than 0.9" counts none of them.
    if own.written().is_none_or(|value| !value.is_integer())
        || claim.slots.noun.as_ref().is_none_or(|n| n.implied)
    {
        return false;
    }
    match (&claim.slots.noun, &other.slots.noun) {
        (Some(noun), Some(same)) => {
            matches!(match_nouns(context.ledger, noun, same), NounMatch::Same | NounMatch::Like)
        }
        _ => false,
    }
}

/// What is measured without a unit: `magnitude 4.5`.
fn scale(context: &Context<'_>, claim: &Claim) -> Option<&'static str> {
    let sentence = context.ledger.sentence_of(claim).place;
    let before = claim.place.start.checked_sub(sentence.start)? as usize;
    let text = context.sources.text_at(sentence).get(..before)?;
    let last = text.split_whitespace().next_back()?.to_lowercase();
    ["magnitude", "grade", "category", "level", "score", "index", "ph"]
        .into_iter()
        .find(|scale| *scale == last)
}

/// True when the value is said of one of the kind that the bound is said of.
fn of_kind(context: &Context<'_>, bound: &Bound, other: &Claim) -> bool {
    /// What stands for any value that was taken.
    const VALUES: &[&str] = &["reading", "record", "measurement", "value", "figure", "time", "year"];
    let Some(class) = &bound.class else { return true };
    if VALUES.contains(&class.as_str()) {
        return true;
    }
    let ledger = context.ledger;
    let sentence = ledger.sentence_of(other);
    let mut near = vec![sentence];
    near.extend(other.sentence.checked_sub(1).map(|at| &ledger.sentences[at as usize]));
    near.extend(sentence.heading.map(|at| &ledger.sentences[at as usize]));
    let row = other.slots.row.iter().chain(&other.slots.column).map(|&word| stem(ledger.vocab.word(word)));
    near.into_iter()
        .flat_map(|sentence| of_sentence(ledger, sentence))
        .chain(row)
        .any(|word| word == *class || alike(&word, class) || near_kin(class, &word))
}

/// True for a kind and what is of it: a tremor and an earthquake, a boat and a ferry.
fn near_kin(class: &str, word: &str) -> bool {
    let steps = |general, specific| hypernym_distance(general, specific).is_some_and(|steps| steps <= 2);
    steps(class, word) || steps(word, class)
}

/// True when the value is of another time than the bound.
fn other_time(context: &Context<'_>, document: usize, claim: &Claim, other: &Claim) -> bool {
    if let (Some((_, own)), Some((_, theirs))) = (claim.slots.period, other.slots.period)
        && !own.meets(theirs)
    {
        return true;
    }
    let years = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")))
            .map(str::to_owned)
            .collect()
    };
    let text = |claim: &Claim| context.sources.text_at(context.ledger.sentence_of(claim).place);
    let (mut own, theirs) = (years(text(claim)), years(text(other)));
    if own.is_empty() && !theirs.is_empty() {
        own = years(&context.sources.documents()[document].text);
    }
    !theirs.is_empty() && !theirs.iter().any(|year| own.contains(year))
}

/// True for a time in the clause of a value, or one that opens its sentence: `After 17:10, she never
/// made more than 4 knots`; not for `it grew until eleven, but never exceeded 40`.
fn of_clause(context: &Context<'_>, time: &Claim, claim: &Claim) -> bool {
    const OPENING: u32 = 12;
    let start = context.ledger.sentence_of(claim).place.start;
    let (first, last) = if time.place.start < claim.place.start { (time, claim) } else { (claim, time) };
    let between = Span { start: first.place.end, end: last.place.start.max(first.place.end) };
    time.place.start.saturating_sub(start) < OPENING || !context.sources.text_at(between).contains(',')
}

/// True when the bound is said of a part of a day in which the value is not known to lie.
fn other_hour(context: &Context<'_>, claim: &Claim, other: &Claim) -> bool {
    const AROUND: usize = 12;
    let claims = &context.ledger.claims;
    let times = |of: &Claim, wanted: &dyn Fn(&Claim) -> bool| -> Vec<(TimeOfDay, Option<bool>)> {
        let at = claims.partition_point(|claim| claim.place.start < of.place.start);
        let near = claims[at.saturating_sub(AROUND)..(at + AROUND).min(claims.len())].iter();
        let read = near.filter(|time| wanted(time)).filter_map(|time| match time.value {
            Value::Time(at) => Some((at, edge(context, time))),
            _ => None,
        });
        read.collect()
    };
    let edges = times(claim, &|time| time.sentence == claim.sentence && of_clause(context, time, claim));
    let mut edges = edges.into_iter().filter_map(|(at, edge)| Some((at, edge?))).peekable();
    if edges.peek().is_none() {
        return false;
    }
    let row = |claim: &Claim| claim.slots.cell.map(|(table, row, _)| (table, row));
    let theirs = times(other, &|time| {
        time.sentence == other.sentence || row(other).is_some() && row(time) == row(other)
    });
    let Some((at, _)) = theirs.first() else { return true };
    edges.any(|(edge, before)| if before { at.low > edge.high } else { at.high < edge.low })
}

/// Words that make another value of it than one of those the bound is said of.
fn otherwise(context: &Context<'_>, other: &Claim) -> bool {
    const WORDS: &[&str] = &[
        "elsewhere",
        "altogether",
        "mean",
        "median",
        "total",
        "capacity",
        "decrease",
        "difference",
        "allowed",
    ];
    let text = context.sources.text_at(context.ledger.sentence_of(other).place).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| is_otherwise(word) || WORDS.contains(&word))
}

/// True when the document gives this value as well: its writer knew of it.
fn known(context: &Context<'_>, document: usize, measure: &Measure) -> bool {
    let range = &context.ledger.documents[document].claims;
    let unit = |measure: &Measure| measure.unit.map(|unit| unit.id);
    context.ledger.claims[range.start as usize..range.end as usize].iter().filter_map(Claim::measure).any(
        |own| own.written().is_some() && own.written() == measure.written() && unit(own) == unit(measure),
    )
}

fn report(rule: &Rule, context: &Context<'_>, bound: &Bound, other: &Claim, spare: f32) -> Finding {
    let claim = &context.ledger.claims[bound.claim as usize];
    Breach::told(context, claim, other).report(rule, context, claim, if spare > 3.0 { 0.84 } else { 0.76 })
}
