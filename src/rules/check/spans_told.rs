//! One telling figure that two accounts of one matter give for two spans of time: `318 calls between 1 January and
//! 31 December`, `called out 318 times in two years`; `£360,000 a year`, `£360,000 over four years`.
//!
//! `figure_spans` asks the aligner whether both figures are of one thing. Here the figure tells it, so that it must be
//! beyond chance, and each document gives it for one span only.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use super::figure_spans::{lasts, report};
use super::near::Near;
use super::stretches::Stretch;
use crate::align::{NounMatch, match_nouns};
use crate::claim::{Claim, Decimal, Dimension, Hedge, Part};
use crate::finding::Finding;
use crate::rules::Rule;

/// Places of one figure in documents on one matter that are compared each with each.
const MOST: usize = 14;

/// A figure of prose that is beyond chance.
struct Figure {
    claim: u32,
    document: usize,
}

/// A figure with the span that it is given for.
struct Told {
    claim: u32,
    value: Decimal,
    stretch: Stretch,
}

/// Figures that two documents give for two spans.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut groups: FxHashMap<(Dimension, Option<&str>, Decimal), Vec<Figure>> = FxHashMap::default();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        if let Some(key) = key(claim) {
            let document = context.ledger.document_of(index);
            groups.entry(key).or_default().push(Figure { claim: index, document });
        }
    }
    let mut found: Vec<(f32, Told, Told)> = Vec::new();
    for ((.., value), group) in &groups {
        // The spans are looked for where two documents on one matter have the figure.
        let mut stretches: FxHashMap<u32, Option<Stretch>> = FxHashMap::default();
        let mut told = |figure: &Figure| -> Option<Told> {
            let mut stretch = |claim| *stretches.entry(claim).or_insert_with(|| Stretch::of(context, claim));
            let own = group.iter().filter(|other| other.document == figure.document);
            let mut spanned = own.filter_map(|other| Some((other.claim, stretch(other.claim)?)));
            let (claim, stretch) = spanned.next().filter(|(claim, _)| *claim == figure.claim)?;
            let once = spanned.next().is_none();
            once.then_some(Told { claim, value: *value, stretch })
        };
        for (a, b) in context.links().pairs(group, MOST, |figure| figure.document) {
            if context.linked(a.document, b.document)
                && let Some(a) = told(a)
                && let Some(b) = told(b)
                && is_apart(context, &a.stretch, &b.stretch)
                && let Some(sure) = likelihood(context, &a, &b)
            {
                found.push((sure, a, b));
            }
        }
    }
    found.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1.claim, p.2.claim).cmp(&(q.1.claim, q.2.claim))));
    let mut known: FxHashSet<u32> = FxHashSet::default();
    let mut fresh = |told: &Told| known.insert(told.claim);
    let found = found.into_iter().filter(|(_, a, b)| fresh(a) & fresh(b));
    found
        .map(|(sure, a, b)| report(rule, context, [(a.claim, a.stretch), (b.claim, b.stretch)], sure))
        .collect()
}

/// What tells a figure of prose from others, if it may be beyond chance: its unit and value.
fn key(claim: &Claim) -> Option<(Dimension, Option<&str>, Decimal)> {
    let slots = &claim.slots;
    let prose = matches!(
        slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
    );
    let measure = claim.measure().filter(|_| prose && !slots.identifying)?;
    let value = measure.written().filter(|_| matches!(measure.hedge, Hedge::None | Hedge::Exact))?;
    let telling = value.mantissa().unsigned_abs() >= 10 && !lasts(measure, value);
    telling.then(|| (measure.dimension(), measure.unit.map(|unit| unit.id), value))
}

/// True for spans of two lengths, and for those that have one of their ends in common and not the other. Of one length
/// are the years that a figure came up in twice.
fn is_apart(context: &Context<'_>, a: &Stretch, b: &Stretch) -> bool {
    a.differs_in_length(b) || a.is_apart(context, b) && a.shares_an_end(context, b)
}

/// How likely one span is wrong; none where the figure may be met by chance.
fn likelihood(context: &Context<'_>, a: &Told, b: &Told) -> Option<f32> {
    let ledger = context.ledger;
    let [x, y] = [a, b].map(|told| &ledger.claims[told.claim as usize]);
    let average = |claim: &Claim| {
        let mut words = ledger.sentence_of(claim).words.iter();
        words.any(|word| matches!(ledger.vocab.word(word.lemma), "average" | "mean" | "median"))
    };
    // An average pay of 742 a week is 742 in the quarter as well.
    if (a.stretch.rate || b.stretch.rate) && (average(x) || average(y)) {
        return None;
    }
    let nouns = x.slots.noun.as_ref().zip(y.slots.noun.as_ref());
    let same = nouns.is_some_and(|(p, q)| {
        matches!(match_nouns(ledger, p, q), NounMatch::Same | NounMatch::Like) && !(p.implied && q.implied)
    });
    let shared = Near::telling(ledger, a.claim, b.claim, &[]);
    let digits = a.value.mantissa().unsigned_abs();
    let sure = match (digits >= 100, digits >= 10 && a.value >= Decimal::int(1000), shared) {
        (true, _, 2..) => 0.82,
        (true, _, 1) => 0.77,
        (true, true, 0) if x.measure()?.dimension() == Dimension::Money => 0.74,
        (_, true, 2..) => 0.78,
        (_, true, 1) if a.value >= Decimal::int(100_000) => 0.74,
        (false, false, 3..) => 0.76,
        (false, false, 1..) if same && a.stretch.shares_an_end(context, &b.stretch) => 0.76,
        _ => return None,
    };
    Some(sure)
}
