//! One figure told for two spans of time: 31 bridges in fifteen years here, in eight years there.

use super::{Context, finding, say};
use crate::align::{Judgement, NounMatch, Veto, What, agreement};
use crate::claim::{Agreement, Claim, Decimal, Dimension, Value, WordClass};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// A span that a sentence names for what it tells.
struct Stretch {
    /// The claim that names it.
    claim: u32,
    /// Shortest and longest length in days.
    days: (f64, f64),
}

/// Pairs of one figure whose sentences name two spans.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut pairs: Vec<&Judgement> =
        context.alignment.pairs().filter(|pair| is_one_figure(context, pair)).collect();
    pairs.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.a, p.b).cmp(&(q.a, q.b))));
    let claims = &context.ledger.claims;
    let mut told: Vec<u32> = Vec::new();
    let mut findings = Vec::new();
    for pair in pairs {
        let (Some(x), Some(y)) = (stretch(context, pair.a), stretch(context, pair.b)) else { continue };
        let ends = || agreement(&claims[x.claim as usize], &claims[y.claim as usize]).is_conflict();
        let both = matches!(
            (&claims[x.claim as usize].value, &claims[y.claim as usize].value),
            (Value::Range(_), Value::Range(_))
        );
        let apart = x.days.0 > APART * y.days.1 || y.days.0 > APART * x.days.1 || both && ends();
        if !apart || told.contains(&x.claim) || told.contains(&y.claim) {
            continue;
        }
        told.extend([x.claim, y.claim]);
        findings.push(report(rule, context, pair, &x, &y));
    }
    findings.sort_by_key(|finding| finding.labels[0].place.start);
    findings
}

/// A span so many times as long as another is no other way of counting it.
const APART: f64 = 1.2;

/// True for a pair that gives one figure of one thing, whatever span it is said of.
fn is_one_figure(context: &Context<'_>, pair: &Judgement) -> bool {
    let claims = &context.ledger.claims;
    let (x, y) = (&claims[pair.a as usize], &claims[pair.b as usize]);
    let bars = |veto: Veto| !matches!(veto, Veto::OtherPeriod | Veto::OtherEdge | Veto::OtherNoun);
    if pair.agreement != Agreement::Same || pair.vetoes.iter().any(bars) {
        return false;
    }
    let (Some(p), Some(q)) = (x.measure(), y.measure()) else { return false };
    let (Some(value), Some(_)) = (p.written(), q.written()) else { return false };
    // "31,200 hours" is work that was done, "two hours" a time that something took.
    let time = p.dimension() == Dimension::Duration && value < Decimal::int(LABOUR);
    if time || x.sentence == y.sentence {
        return false;
    }
    // Figures of three digits are hardly met twice by chance, and smaller ones where one thing is done to one noun.
    let digits = value.mantissa().unsigned_abs();
    let has = |what: What| pair.evidence.iter().any(|evidence| evidence.what == what);
    let noun = matches!(pair.nouns, NounMatch::Same | NounMatch::Like);
    let verb = has(What::SamePredicate) || has(What::LikePredicate);
    let words = has(What::Context) || has(What::Clause);
    if pair.vetoes.has(Veto::OtherNoun) {
        // "1,912 earthquakes", "1,912 shocks"
        return digits >= 1000 && (words || verb);
    }
    digits >= 10
        && (digits >= 100 && pair.score > -3.1 && (noun || verb || words || p.unit.is_some())
            || noun && (verb || words) && pair.score > 0.0)
}

/// More hours than so many are hours of work.
const LABOUR: i128 = 1000;

/// The one span that the sentence of a figure names, if it is one.
fn stretch(context: &Context<'_>, figure: u32) -> Option<Stretch> {
    /// So many claims before and behind are looked at.
    const LOOKED_AT: u32 = 10;
    let ledger = context.ledger;
    let own = &ledger.claims[figure as usize];
    let near = figure.saturating_sub(LOOKED_AT)..figure.saturating_add(LOOKED_AT + 1);
    let mut found = near.filter(|&index| index != figure).filter_map(|index| {
        let claim = ledger.claims.get(index as usize).filter(|claim| claim.sentence == own.sentence)?;
        Some(Stretch { claim: index, days: length(context, claim)? })
    });
    let first = found.next()?;
    // "in the eight years from 1964 to 1972" names one span in two ways.
    found
        .all(|other| other.days.0 <= APART * first.days.1 && first.days.0 <= APART * other.days.1)
        .then_some(first)
}

/// Shortest and longest length in days of a span during which something came about.
fn length(context: &Context<'_>, claim: &Claim) -> Option<(f64, f64)> {
    match &claim.value {
        Value::Measure(measure) if measure.dimension() == Dimension::Duration => {
            let unit = measure.unit?;
            #[allow(clippy::cast_precision_loss)]
            let days = measure.written()?.to_f64() * unit.num as f64 / unit.den as f64 / 86_400.0;
            (days >= 1.0 && leads_in(context, claim)).then_some((0.95 * days, 1.05 * days))
        }
        Value::Range(range) => {
            let (first, last) = (range.start?.days.bounds()?, range.end?.days.bounds()?);
            // From the last day that "2019" may begin on to the first that "2021" may end on.
            (first.0 <= last.1)
                .then(|| (f64::from((last.0 - first.1).max(1)), f64::from(last.1 - first.0 + 1)))
        }
        _ => None,
    }
}

/// True behind a word that makes a length of time a span in which something came about: "in the first nine months",
/// "over just five years", "in the course of the twelve months". "For" tells how long one thing lasted.
fn leads_in(context: &Context<'_>, claim: &Claim) -> bool {
    /// Words between "in" and the length.
    const BETWEEN: usize = 5;
    let words = &context.ledger.sentence_of(claim).words;
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    for word in words[..at].iter().rev().take(BETWEEN) {
        match context.ledger.vocab.word(word.lemma) {
            "in" | "over" | "during" | "within" | "throughout" => return true,
            "course" | "space" | "period" | "past" | "last" | "first" | "final" | "next" | "previous"
            | "same" => {}
            _ if matches!(word.class, WordClass::Function | WordClass::Adverb) => {}
            _ => return false,
        }
    }
    false
}

fn report(rule: &Rule, context: &Context<'_>, pair: &Judgement, x: &Stretch, y: &Stretch) -> Finding {
    let claim = |index: u32| &context.ledger.claims[index as usize];
    let label = |figure: u32, span: u32, role| Label {
        place: claim(span).place,
        role,
        note: format!("the span of {}", say::quoted(context.sources, claim(figure))),
    };
    let labels = vec![label(pair.a, x.claim, "first"), label(pair.b, y.claim, "other")];
    let text = |index: u32| say::squeezed(context.sources.text_at(claim(index).place));
    let message =
        format!("{} for two spans of time: {} against {}", text(pair.a), text(x.claim), text(y.claim));
    let why = vec!["the figure is the same, and so is what it is said of".to_owned()];
    let sure = (0.74 + 0.03 * pair.score).clamp(0.7, 0.88);
    finding(rule, context, sure, message, labels, why)
}
