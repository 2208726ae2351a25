//! One number written twice, and one of several numbers: `thirty (60) days`, `the sixth of five`.

use super::figures::{spread, value};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Measure, Part, Value, WordClass};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Numbers in words with other figures in brackets behind them.
pub fn twice(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            findings.extend(twin(rule, context, &tape, at));
        }
    }
    findings
}

fn twin(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>, at: usize) -> Option<Finding> {
    let (first, second) = (tape.stated(at)?, tape.stated(at + 2)?);
    let (p, q) = (measure(first), measure(second));
    if !tape.mark(at + 1, '(') || !tape.mark(at + 3, ')') || p.in_words == q.in_words {
        return None;
    }
    let id = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    // "thirty (60) days": what is counted follows, or the same unit stands in both.
    let named = p.unit.is_some()
        || matches!(tape.items.get(at + 4), Some(Item::Word { class, text, .. })
            if !matches!(class, WordClass::Function | WordClass::Name)
                && text.starts_with(|c: char| c.is_lowercase() || first.slots.part == Part::Title));
    if id(first) != id(second) || !named || matches!(p.dimension(), Dimension::Multiple | Dimension::Ratio) {
        return None;
    }
    // "two million (2,134,000)"
    let round = |m: &Measure, other: &Measure| {
        if m.in_words && m.precision >= 3 && other.precision + 2 <= m.precision {
            Some(m.wide)
        } else {
            spread(m)
        }
    };
    if round(p, q)?.meets(round(q, p)?) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let label = |claim: &Claim, role| Label {
        place: claim.place,
        role,
        note: value(measure(claim)).map_or(String::new(), |value| format!("reads as {value}")),
    };
    let labels = vec![label(first, "first"), label(second, "other")];
    let message = format!("{} ({}): words and figures differ", text(first), text(second));
    let why = vec![format!("{} is {}, not {}", text(first), value(p)?, value(q)?)];
    Some(finding(rule, context, 0.95, message, labels, why))
}

/// Things that are counted beyond their number.
pub fn beyond(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            findings.extend(past(rule, context, &tape, at));
        }
    }
    findings
}

fn past(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>, at: usize) -> Option<Finding> {
    let place = tape.claim(at)?;
    let Value::Ordinal(nth) = place.value else { return None };
    // "the sixth and last of five"
    let of = at + 1 + tape.skip(at + 1, &["and", "last", "final", "out"], 2);
    let words = tape.word(of, &["of"]);
    let next = of
        + 1
        + tape.skip(of + 1, &["the", "its", "his", "her", "their", "our", "these", "those", "a", "total"], 2);
    let count = tape.count(next)?;
    let noun = count.slots.noun.as_ref().filter(|noun| !noun.implied)?;
    let total = value(measure(count))?;
    let led = at > 0 && tape.word(at - 1, &["the", "its", "his", "her", "their", "our"]);
    let follows = noun.place.start >= count.place.end;
    if !words || !led || !follows || Decimal::int(i128::from(nth)) <= total || total < Decimal::int(2) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: place.place, role: "first", note: format!("number {nth}") },
        Label { place: count.place, role: "total", note: format!("of {total}") },
    ];
    let message = format!("the {} of {}", text(place), say::quoted(context.sources, count));
    let why = vec![format!("there is no number {nth} of {total}")];
    Some(finding(rule, context, 0.9, message, labels, why))
}
