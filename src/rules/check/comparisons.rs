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
        findings.extend(two_values(rule, context, &tape));
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
    Some(report(rule, context, own, other, more, 0.87))
}

/// Comparatives of more, and of less.
const MORE: &[&str] = &[
    "bigger", "deeper", "faster", "greater", "heavier", "higher", "larger", "longer", "more", "taller",
    "warmer", "wider",
];
const LESS: &[&str] = &[
    "cheaper",
    "colder",
    "fewer",
    "less",
    "lighter",
    "lower",
    "narrower",
    "shallower",
    "shorter",
    "slower",
    "smaller",
];

/// The two values of a sentence and what it says of them: `higher in May (31 mm) than in June (48
/// mm)`, `a budget of $4.1 million exceeded one of $4.6 million`, `at 412 metres, it is taller than
/// the south tower, at 431 metres`.
fn two_values(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>) -> Option<Finding> {
    let is_value = |at: &usize| {
        tape.claim(*at).is_some_and(|claim| claim.measure().is_some() && !claim.slots.identifying)
    };
    let mut values = (0..tape.items.len()).filter(is_value);
    let (first, second, None) = (values.next()?, values.next()?, values.next()) else { return None };
    let (own, other) = (tape.stated(first)?, tape.stated(second)?);
    let bracketed = |at: usize| at > 0 && tape.mark(at - 1, '(');
    let led = |at: usize, words: &[&str]| at > 0 && tape.word(at - 1, words);
    let all = 0..tape.items.len();
    if tape.any_word(all, &["not", "no", "if", "once"]) {
        return None;
    }
    let exceeded = (first + 1..second).find(|&at| tape.word(at, &["exceeded", "exceeds", "exceed"]));
    let more = if let Some(verb) = exceeded {
        let near = verb <= first + 2;
        (near
            && (bracketed(first) || led(first, &["of", "at"]))
            && (bracketed(second) || led(second, &["of", "at"])))
        .then_some(true)?
    } else {
        let than = (first + 1..second).find(|&at| tape.word(at, &["than"]))?;
        let mut compared = (0..than).filter(|&at| tape.word(at, MORE) || tape.word(at, LESS));
        let (at, None) = (compared.next()?, compared.next()) else { return None };
        let brackets = bracketed(first) && bracketed(second);
        let apposed = led(first, &["at", "with"]) && led(second, &["at", "with"]) && at > first;
        if !(brackets || apposed) {
            return None;
        }
        tape.word(at, MORE)
    };
    let (x, y) = (measure(own), measure(other));
    let unit = |m: &Measure| m.unit.map(|unit| unit.id);
    let noun = |claim: &Claim| claim.slots.noun.as_ref().map(|noun| noun.head);
    // "with 12 boats ... larger than its rival, with 40 workers"
    let one_kind = unit(x) == unit(y) && (unit(x).is_some() || bracketed(first) || noun(own) == noun(other));
    let (p, q) = (value(x)?, value(y)?);
    let near = (p.magnitude() - q.magnitude()).abs() <= 1;
    let wrong = if more { p < q } else { p > q };
    if !one_kind || x.dimension() != y.dimension() || !near || !wrong || spread(x)?.meets(spread(y)?) {
        return None;
    }
    Some(report(rule, context, own, other, more, 0.8))
}

fn report(rule: &Rule, context: &Context<'_>, own: &Claim, other: &Claim, more: bool, sure: f32) -> Finding {
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: own.place, role: "first", note: "compared".into() },
        Label { place: other.place, role: "other", note: "with this".into() },
    ];
    let word = if more { "more" } else { "less" };
    let message = format!("{} is not {word} than {}", text(own), text(other));
    let why = vec![format!("{} is {} than {}", text(own), if more { "less" } else { "more" }, text(other))];
    finding(rule, context, sure, message, labels, why)
}
