//! One figure told for two spans of time: 31 bridges in fifteen years here, in eight years there.

use super::stretches::Stretch;
use super::{Context, finding, say};
use crate::align::{Judgement, NounMatch, Veto, What};
use crate::claim::{Agreement, Decimal, Dimension, Measure};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Pairs of one figure whose sentences name two spans.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut pairs: Vec<&Judgement> =
        context.alignment.pairs().filter(|pair| is_one_figure(context, pair)).collect();
    pairs.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.a, p.b).cmp(&(q.a, q.b))));
    let mut told: Vec<Span> = Vec::new();
    let mut findings = Vec::new();
    for pair in pairs {
        let Some(x) = Stretch::of(context, pair.a) else { continue };
        let Some(y) = Stretch::of(context, pair.b) else { continue };
        if !x.is_apart(context, &y) || told.contains(&x.place) || told.contains(&y.place) {
            continue;
        }
        told.extend([x.place, y.place]);
        let sure = (0.74 + 0.03 * pair.score).clamp(0.7, 0.88);
        findings.push(report(rule, context, [(pair.a, x), (pair.b, y)], sure));
    }
    findings.sort_by_key(|finding| finding.labels[0].place.start);
    findings
}

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
    if lasts(p, value) || x.sentence == y.sentence {
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
    // "21,450 visitors", "21,450 people"
    let noun = noun || pair.nouns == NounMatch::Wider && digits >= 1000;
    digits >= 10
        && (digits >= 100 && pair.score > -3.1 && (noun || verb || words || p.unit.is_some())
            || noun && (verb || words) && pair.score > 0.0)
}

/// True for "two hours", a time that something took. "31,200 hours" is work that was done.
#[must_use]
pub fn lasts(measure: &Measure, value: Decimal) -> bool {
    /// More hours than so many are hours of work.
    const LABOUR: Decimal = Decimal::int(1000);
    measure.dimension() == Dimension::Duration && value < LABOUR
}

/// The finding that one figure with two spans makes.
#[must_use]
pub fn report(rule: &Rule, context: &Context<'_>, told: [(u32, Stretch); 2], sure: f32) -> Finding {
    let [(a, x), (_, y)] = told;
    let figure = |index: u32| &context.ledger.claims[index as usize];
    let label = |(index, span): (u32, Stretch), role| Label {
        place: span.place,
        role,
        note: format!("the span of {}", say::quoted(context.sources, figure(index))),
    };
    let labels = vec![label(told[0], "first"), label(told[1], "other")];
    let text = |place: Span| say::squeezed(context.sources.text_at(place));
    let message = format!(
        "{} for two spans of time: {} against {}",
        text(figure(a).place),
        text(x.place),
        text(y.place)
    );
    let why = vec!["the figure is the same, and so is what it is said of".to_owned()];
    finding(rule, context, sure, message, labels, why)
}
