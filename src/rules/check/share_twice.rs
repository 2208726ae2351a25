//! One figure that two documents each put beside its share, and the shares differ: `$21.7 million (62
//! percent)` beside `Some 21.7 million has been paid, which is 52 percent`.

use rustc_hash::FxHashMap;

use super::figures::{fits_share, value};
use super::share_near::told;
use super::stems::of_sentence;
use super::tape::{Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Agreement, Claim, Decimal, Dimension, Interval, Mode, agree_measures};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Places of one figure in documents on one matter that are compared each with each.
const MOST: usize = 8;

/// Figures that are said to be two different shares.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut groups: FxHashMap<Decimal, Vec<Told<'_>>> = FxHashMap::default();
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            if let Some(told) = Told::at(context, &tape, at) {
                groups.entry(told.value).or_default().push(told);
            }
        }
    }
    let mut pairs = Vec::new();
    for group in groups.values() {
        let own = context.links().pairs(group, MOST, |told| context.sources.index_of(told.figure.place));
        pairs.extend(own.into_iter().filter(|(a, b)| differ(context, a, b)));
    }
    pairs.sort_by_key(|(a, b)| (a.share.place.start, b.share.place.start));
    pairs.iter().map(|(a, b)| report(rule, context, a, b)).collect()
}

/// A figure and the share beside it.
struct Told<'a> {
    figure: &'a Claim,
    share: &'a Claim,
    value: Decimal,
    /// Stems of the words behind `of`, where the share says of what it is one.
    of: Vec<String>,
}

impl<'a> Told<'a> {
    fn at(context: &Context<'_>, tape: &Tape<'a>, at: usize) -> Option<Self> {
        let (figure, share) = told(tape, at)?;
        let value = value(measure(figure))?;
        // "41 boats (34 percent)" may be any boats; 14,620 of them, or 14.6 million crowns, hardly.
        let told_in = measure(figure).unit.is_some() || measure(figure).precision >= 4;
        let telling = value.mantissa().unsigned_abs().checked_ilog10()? >= if told_in { 2 } else { 3 };
        let actual = figure.slots.mode == Mode::Actual && share.slots.mode == Mode::Actual;
        let place = (at..tape.items.len())
            .find(|&at| tape.claim(at).is_some_and(|claim| claim.place == share.place))?;
        let of = if tape.word(place + 1, &["of"]) {
            let end = (place + 2..place + 9)
                .find(|&at| !matches!(tape.items.get(at), Some(super::tape::Item::Word { .. })));
            let span = tape.span(place + 2..end.unwrap_or(place + 9).min(tape.items.len()))?;
            super::stems::stems(context.sources.text_at(span))
        } else {
            Vec::new()
        };
        (telling && actual).then_some(Self { figure, share, value, of })
    }
}

/// True for one figure with shares that cannot both be rounded from one.
fn differ(context: &Context<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    let unit = |told: &Told<'_>| measure(told.figure).unit.map(|unit| unit.id);
    // "$14.6 million" and "14.6 million"
    let money = |told: &Told<'_>| measure(told.figure).dimension() == Dimension::Money;
    let scaled = |told: &Told<'_>| unit(told).is_none() && measure(told.figure).precision >= 4;
    let one_unit =
        !matches!(agree_measures(measure(a.figure), measure(b.figure)), Agreement::Incomparable(_));
    let alike = one_unit || money(a) && scaled(b) || money(b) && scaled(a);
    if !alike || fits(a, b) || fits(b, a) {
        return false;
    }
    let same_whole = a.of.is_empty() && b.of.is_empty() || a.of.iter().any(|word| b.of.contains(word));
    let noun =
        |told: &Told<'_>| told.figure.slots.noun.as_ref().filter(|noun| !noun.implied).map(|noun| noun.head);
    let other_thing =
        unit(a).is_none() && unit(b).is_none() && noun(a).zip(noun(b)).is_none_or(|(a, b)| a != b);
    same_whole && !other_thing && alike_told(context, a, b)
}

fn fits(a: &Told<'_>, b: &Told<'_>) -> bool {
    value(measure(b.share)).is_none_or(|share| fits_share(measure(a.share), Interval::exactly(share)))
}

/// True when the sentences share a word that carries meaning, or one more figure.
fn alike_told(context: &Context<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    let ledger = context.ledger;
    let words = |told: &Told<'_>| of_sentence(ledger, ledger.sentence_of(told.figure));
    let (own, other) = (words(a), words(b));
    if own.iter().any(|word| {
        word.len() > 3 && other.contains(word) && !["percent", "cent", "million"].contains(&word.as_str())
    }) {
        return true;
    }
    let figures = |told: &Told<'_>| {
        let sentence = told.figure.sentence;
        let from = ledger.claims.partition_point(|claim| claim.sentence < sentence);
        let own = ledger.claims[from..].iter().take_while(move |claim| claim.sentence == sentence);
        let beside = own.filter(|claim| claim.place != told.figure.place && claim.place != told.share.place);
        let values = beside.filter_map(|claim| claim.measure().and_then(value));
        values.filter(|value| value.mantissa().unsigned_abs() >= 100).collect::<Vec<_>>()
    };
    let known = figures(a);
    figures(b).iter().any(|value| known.contains(value))
}

fn report(rule: &Rule, context: &Context<'_>, a: &Told<'_>, b: &Told<'_>) -> Finding {
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let file = |told: &Told<'_>| {
        let document = context.sources.document(told.figure.place);
        say::file_name(&document.path).to_owned()
    };
    let labels = vec![
        Label { place: a.share.place, role: "first", note: "one share".into() },
        Label { place: b.share.place, role: "other", note: "another share".into() },
        Label { place: a.figure.place, role: "part", note: "of one figure".into() },
        Label { place: b.figure.place, role: "part", note: "of one figure".into() },
    ];
    let message =
        format!("{} is {} ({}) and {} ({})", text(a.figure), text(a.share), file(a), text(b.share), file(b));
    let why = vec![format!("both documents give the share of {}", text(a.figure))];
    finding(rule, context, 0.82, message, labels, why)
}
