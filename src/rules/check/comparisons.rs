//! Comparisons that the two values beside them contradict: `1,204 people, up from 1,310`.

use super::figures::{spread, value};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Dimension, Measure};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Comparisons that the two values beside them contradict.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            findings.extend(comparison(rule, context, &tape, at));
        }
    }
    findings
}

/// `drew 1,204 people, up from 1,310`; `40 boats, fewer than the 35 of last year`
fn comparison(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>, at: usize) -> Option<Finding> {
    let more = tape.word(at, &["up", "more", "higher", "greater", "larger"]);
    let fewer = tape.word(at, &["down", "fewer", "less", "lower", "smaller"]);
    let from = tape.word(at + 1, &["from"]) && tape.word(at, &["up", "down"]);
    let than = tape.word(at + 1, &["than"])
        && tape.word(at + 2, &["the", "its", "last"])
        && !tape.word(at, &["up", "down"]);
    if !(more || fewer) || !(from || than) || at == 0 {
        return None;
    }
    let next = at + 2 + tape.skip(at + 2, &["the", "its", "a", "about", "just", "only"], 2);
    let other = tape.stated(next)?;
    let comma = at - 1;
    if !matches!(tape.items[comma], Item::Mark(',' | '(' | '—')) {
        return None;
    }
    let mut own = None;
    for back in (comma.saturating_sub(6)..comma).rev() {
        match tape.items[back] {
            Item::Word { .. } if !tape.word(back, &["and", "but", "while"]) => {}
            Item::Claim(claim) if claim.date().is_some() => {}
            Item::Claim(_) => {
                own = tape.stated(back);
                break;
            }
            _ => return None,
        }
    }
    let own = own?;
    let (x, y) = (measure(own), measure(other));
    let id = |m: &Measure| m.unit.map(|unit| unit.id);
    if id(x) != id(y) || x.dimension() == Dimension::Points || x.dimension() == Dimension::Multiple {
        return None;
    }
    let (p, q) = (value(x)?, value(y)?);
    let near = p.magnitude() == q.magnitude() || (p.magnitude() - q.magnitude()).abs() == 1;
    let wrong = if more { p < q } else { p > q };
    // "up from 5th", "a rank of 3, up from 7"
    let ranked = tape
        .any_word(0..tape.items.len(), &["rank", "place", "ranking", "position", "seed", "table", "list"]);
    if !wrong || !near || ranked || spread(x)?.meets(spread(y)?) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: own.place, role: "first", note: "compared".into() },
        Label { place: other.place, role: "other", note: "with this".into() },
    ];
    let word = if more { "more" } else { "less" };
    let message = format!("{} is not {word} than {}", text(own), text(other));
    let why = vec![format!("{p} is {} than {q}", if more { "less" } else { "more" })];
    Some(finding(rule, context, 0.87, message, labels, why))
}
