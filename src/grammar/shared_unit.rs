//! Units that are said once for several numbers: `63 days in Leeds and 107 in York`, `from 63 days to 107`,
//! `63 days, and in York itself 107`.

use std::ops::Range;

use super::edge::is_any;
use super::slots::View;
use crate::claim::{Claim, Decimal, Dimension, Kind, Noun, Value};
use crate::lexicon::tag::Tag;

/// Words that set the same measure at two times beside each other.
const BESIDE: &[&str] = &["to", "from", "against", "versus", "compared", "than"];
/// Words that may stand there besides.
const AROUND: &[&str] = &[",", "up", "down", "and", "but", "not", "with", "rather", "just", "only"];
/// Words between the two numbers.
const GAP: usize = 9;

/// Gives numbers that name nothing the unit of the measure before them, where both are told in one breath. The claims
/// of the sentence begin at `first`, each with its number in `view`.
pub fn share(claims: &mut [Claim], first: usize, indices: &[usize], view: &View<'_>) {
    for (index, number) in (first + 1..claims.len()).zip(indices.iter().skip(1)) {
        let (earlier, [claim, ..]) = claims.split_at_mut(index) else { continue };
        let Some(before) = earlier.last() else { continue };
        if !lacks(claim) || !may_lend(before, claim) {
            continue;
        }
        let tokens = |number: usize| view.analysis.value_tokens(number);
        let Some((lender, own)) = tokens(indices[index - first - 1]).zip(tokens(*number)) else { continue };
        if lender.end > own.start || !(is_beside(view, &lender, &own) || is_joined(view, &lender, &own)) {
            continue;
        }
        let noun = before.slots.noun.clone();
        let unit = before.measure().and_then(|measure| measure.unit);
        if let Value::Measure(measure) = &mut claim.value {
            measure.unit = unit;
            claim.kind = before.kind;
            claim.slots.noun = noun.map(|noun| Noun { implied: true, ..noun });
        }
    }
}

/// True for a bare number.
fn lacks(claim: &Claim) -> bool {
    claim.kind == Kind::Quantity
        && claim.slots.noun.is_none()
        && claim.measure().is_some_and(|measure| measure.unit.is_none() && measure.per.is_none())
}

/// True where the number may be a measure like that of `before`: written alike and not far from it.
fn may_lend(before: &Claim, claim: &Claim) -> bool {
    /// How many times one may be the other.
    const TIMES: Decimal = Decimal::int(20);
    use Dimension::{
        Area, Count, DataSize, Duration, Energy, Length, Mass, Percent, Power, Speed, Temperature, Volume,
    };
    let (Some(p), Some(q)) = (before.measure(), claim.measure()) else { return false };
    let measures = matches!(
        p.dimension(),
        Area | DataSize | Duration | Energy | Length | Mass | Percent | Power | Speed | Temperature | Volume
    );
    let Some((v, w)) = p.written().zip(q.written()) else { return false };
    let within = |v: Decimal, w: Decimal| v.checked_mul(TIMES).is_some_and(|most| w <= most);
    measures
        && q.dimension() == Count
        && before.kind != Kind::Age
        && p.per.is_none()
        && p.in_words == q.in_words
        && before.sentence == claim.sentence
        && within(v, w)
        && within(w, v)
        && (p.dimension() != Percent || w <= Decimal::int(100))
}

/// `from 63 days to 107`, `63 days, up from 107`
fn is_beside(view: &View<'_>, lender: &Range<usize>, own: &Range<usize>) -> bool {
    let between = &view.words[lender.end..own.start];
    between.len() <= 4
        && between.iter().all(|word| is_any(word, BESIDE) || is_any(word, AROUND))
        && between.iter().any(|word| is_any(word, BESIDE))
}

/// `63 days in Leeds and 107 in York`, `63 days, and in York itself 107`: what stands around both is one phrase, and the
/// number is nobody's subject.
fn is_joined(view: &View<'_>, lender: &Range<usize>, own: &Range<usize>) -> bool {
    let analysis = view.analysis;
    let between = lender.end..own.start;
    let is_phrase =
        |at: usize| analysis.tags[at] == Tag::IN && !is_any(view.words[at], &["of", "that", "than"]);
    let ends = |at: usize| view.words.get(at).is_none_or(|word| is_any(word, &[".", ";", ",", ")", "!"]));
    let has = |marks: &[&str]| between.clone().any(|at| is_any(view.words[at], marks));
    // "63 metres in the north, 107 in the south"
    let joined = has(&["and", "but", "or"]) || has(&[",", ";"]) && is_phrase(between.start);
    let plain = between.len() <= GAP
        && between.clone().all(|at| !analysis.tags[at].is_verb() && analysis.value[at].is_none());
    let led = between.clone().any(is_phrase);
    let behind = own.end < view.words.len() && is_phrase(own.end);
    // "20 days, and 12 in the crew died": the number is a subject.
    let clause =
        (own.end..view.words.len()).take_while(|&at| !ends(at)).any(|at| analysis.tags[at].is_finite_verb());
    joined && plain && !clause && (behind || led && ends(own.end))
}
