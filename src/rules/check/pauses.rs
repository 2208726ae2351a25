//! A length of time told of the two days before it in its sentence: `Work stopped on 8 March and
//! began again on 24 May, a pause of fourteen weeks`.

use super::elapsed::in_days;
use super::tape::{Item, Tape, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, DatePrecision, Dimension, Value, civil};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// What lasts from one day to another.
const SPELLS: &[&str] = &[
    "pause",
    "gap",
    "break",
    "wait",
    "delay",
    "closure",
    "shutdown",
    "interval",
    "stretch",
    "spell",
    "absence",
    "silence",
    "interruption",
    "stoppage",
    "lapse",
    "span",
    "period",
    "hiatus",
    "stay",
    "run",
    "reign",
    "lull",
];

/// Lengths that are not those between the two days.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 1) {
        findings.extend((0..tape.items.len()).filter_map(|at| check(rule, context, &tape, at)));
    }
    findings
}

fn check(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>, at: usize) -> Option<Finding> {
    let length = tape.claim(at)?;
    let measure = length.measure().filter(|m| m.dimension() == Dimension::Duration && m.per.is_none())?;
    // ", a pause of nearly"
    let of = (at.saturating_sub(2)..at).rev().find(|&of| tape.word(of, &["of"]))?;
    let spell = of.checked_sub(1).filter(|&spell| tape.any_word(spell..spell + 1, SPELLS))?;
    let article = spell.checked_sub(1).filter(|&article| tape.word(article, &["a", "an"]))?;
    let mark = article.checked_sub(1)?;
    if !matches!(tape.items[mark], Item::Mark(',' | '—' | '(')) {
        return None;
    }
    let days: Vec<(&Claim, i32)> = (0..mark)
        .filter_map(|at| tape.claim(at))
        .map(|claim| Some((claim, one_day(claim)?)))
        .collect::<Option<_>>()?;
    let [(first, start), (second, end)] = days.as_slice() else { return None };
    let (low, high) = in_days(measure)?;
    let apart = end.checked_sub(*start).filter(|apart| *apart > 0)?;
    if low <= apart + 1 && high >= apart - 1 || low > apart.saturating_mul(4) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let iso = |day| civil(day).map_or_else(String::new, |date| date.to_string());
    let labels = vec![
        Label { place: length.place, role: "first", note: "the length given".to_owned() },
        Label { place: first.place, role: "other", note: "from here".to_owned() },
        Label { place: second.place, role: "other", note: "to here".to_owned() },
    ];
    let message = format!("\"{}\" against {} and {}", text(length), text(first), text(second));
    let why = vec![format!("from {} to {} it is {apart} days", iso(*start), iso(*end))];
    Some(finding(rule, context, 0.88, message, labels, why))
}

/// The one day of a date, or on which a span ends that has no start.
fn one_day(claim: &Claim) -> Option<i32> {
    let date = match &claim.value {
        Value::Date(date) => *date,
        Value::Range(range) if range.start.is_none() => range.end?,
        _ => return None,
    };
    let sure = date.precision == DatePrecision::Day && !date.approximate && !date.impossible;
    date.days.single().filter(|_| sure)
}
