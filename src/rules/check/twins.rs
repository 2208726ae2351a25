//! Numbers too much alike to be chance: the same digits in another unit (`378 feet`, `378
//! metres`), with two of them exchanged (`1,071,400`, `1,017,400`), or off by a power of ten.
//!
//! The longer the number, the less the sentences around it must have in common for one to be a
//! slip for the other.

use rustc_hash::{FxHashMap, FxHashSet};

use super::near::Near;
use super::windows::rivals;
use super::{Context, agree, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Measure, Mode, Part};
use crate::finding::{Finding, Label};
use crate::rules::{Agree, Clashing, Rule, Scope, Slipped, Values};

/// Pairs of numbers of which one is a slip of that kind for the other.
pub fn run(rule: &Rule, slipped: Slipped, context: &Context<'_>) -> Vec<Finding> {
    let kind = match slipped {
        Slipped::Unit => Clashing::Unit,
        Slipped::Digits => Clashing::Digits,
        Slipped::Scale => Clashing::Scale,
    };
    let mut findings = agree::run(rule, Agree { values: Values::Measure, scope: Scope::Any, kind }, context);
    let numbers: Vec<Number<'_>> = numbers(context, slipped);
    let mut buckets: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (index, number) in numbers.iter().enumerate() {
        buckets.entry(number.key.clone()).or_default().push(index);
    }
    let said: FxHashSet<(usize, Decimal)> = numbers.iter().map(|n| (n.document, n.value)).collect();
    let near = context.near();
    for (index, a) in numbers.iter().enumerate() {
        let Some(bucket) = buckets.get(&a.key).filter(|bucket| bucket.len() <= MOST) else { continue };
        let mut best: Option<(f32, &Number<'_>)> = None;
        for &other in bucket.iter().filter(|&&other| other > index) {
            let b = &numbers[other];
            if !is_slip(slipped, a, b) || a.claim.sentence == b.claim.sentence {
                continue;
            }
            let within = a.document == b.document;
            if slipped != Slipped::Unit {
                // A document that has both means two things.
                let both = said.contains(&(a.document, b.value)) || said.contains(&(b.document, a.value));
                if within || both {
                    continue;
                }
            }
            if !within && !context.linked(a.document, b.document) || !comparable(context, a.claim, b.claim) {
                continue;
            }
            let words = |number: &Number<'_>| Near::of_claim(context.ledger, number.claim);
            let (weight, count) = near.shared(&words(a), &words(b));
            let excess = weight - needed(slipped, a, within);
            // A long number needs no words.
            let long =
                slipped == Slipped::Digits && a.digits >= 5 && a.value >= Decimal::int(100_000) && !within;
            let excess = if long { excess.max(0.0) } else { excess };
            if (count > 0 || long) && excess >= 0.0 && best.is_none_or(|(known, _)| excess > known) {
                best = Some((excess, b));
            }
        }
        if let Some((excess, b)) = best {
            findings.push(report(rule, slipped, context, a, b, excess));
        }
    }
    findings
}

/// Numbers of one key that are compared; more of them are a usual number.
const MOST: usize = 12;

/// What numbers that may be slips for each other have in common.
type Key = (Vec<u8>, i32, &'static str);

struct Number<'a> {
    claim: &'a Claim,
    value: Decimal,
    /// How many of its digits say something.
    digits: usize,
    document: usize,
    key: Key,
}

fn numbers<'a>(context: &'a Context<'a>, slipped: Slipped) -> Vec<Number<'a>> {
    let ledger = context.ledger;
    let mut numbers = Vec::new();
    for (index, claim) in (0_u32..).zip(&ledger.claims) {
        let Some(measure) = claim.measure() else { continue };
        let slots = &claim.slots;
        let plain = !slots.identifying
            && !slots.notice
            && matches!(slots.mode, Mode::Actual | Mode::Target)
            && !matches!(slots.part, Part::Code | Part::Contents | Part::Citation | Part::Metadata);
        let value = measure.written().or_else(|| measure.strict.high.value().filter(|_| measure.is_range));
        let Some(value) = value.filter(|value| plain && !value.is_negative() && !value.is_zero()) else {
            continue;
        };
        let text = value.mantissa().unsigned_abs().to_string();
        let digits = if measure.is_range { 4 } else { text.len() };
        let mut own: Vec<u8> = text.into_bytes();
        // Amounts of money are plain numbers in tables.
        let unit = measure.unit.filter(|unit| unit.dimension != Dimension::Money).map_or("", |unit| unit.id);
        let key = match slipped {
            Slipped::Unit => {
                let measured = !matches!(
                    measure.dimension(),
                    Dimension::Count
                        | Dimension::Money
                        | Dimension::Percent
                        | Dimension::Points
                        | Dimension::Ratio
                        | Dimension::Multiple
                        | Dimension::Other
                );
                let low = measure.strict.low.value().filter(|_| measure.is_range);
                if !measured || digits < 2 && low.is_none() {
                    continue;
                }
                own.extend(low.into_iter().flat_map(|low| format!("-{low}").into_bytes()));
                (own, value.exp10(), measure.dimension().name())
            }
            Slipped::Digits => {
                if digits < 4 || measure.is_range {
                    continue;
                }
                own.sort_unstable();
                (own, value.exp10(), unit)
            }
            Slipped::Scale => {
                if digits < 3 || measure.is_range || value.exp10() < -3 {
                    continue;
                }
                (own, 0, unit)
            }
        };
        numbers.push(Number { claim, value, digits, document: ledger.document_of(index), key });
    }
    numbers
}

fn is_slip(slipped: Slipped, a: &Number<'_>, b: &Number<'_>) -> bool {
    let unit = |number: &Number<'_>| number.claim.measure().and_then(|m| m.unit).map(|unit| unit.id);
    match slipped {
        Slipped::Unit => unit(a) != unit(b) && !convert(a.claim, b.claim),
        Slipped::Scale => {
            let apart = (a.value.exp10() - b.value.exp10()).abs();
            a.value != b.value && apart <= 6 && !unread_unit(a.claim, b.claim, apart)
        }
        Slipped::Digits => {
            let (x, y) = (a.value.mantissa().to_string(), b.value.mantissa().to_string());
            let apart: Vec<usize> =
                x.bytes().zip(y.bytes()).enumerate().filter(|(_, (p, q))| p != q).map(|(at, _)| at).collect();
            x.len() == y.len() && matches!(apart.as_slice(), [i, j] if j - i == 1)
        }
    }
}

/// True for a bare `418.5` in a table and `£418.5m`, or `18.5p`: the table says somewhere that it counts in millions,
/// or in pence, and nobody slipped.
fn unread_unit(a: &Claim, b: &Claim, apart: i32) -> bool {
    let bare = |claim: &Claim| {
        claim.slots.part == Part::Cell && claim.measure().is_some_and(|measure| measure.unit.is_none())
    };
    bare(a) != bare(b) && matches!(apart, 2 | 3 | 6)
}

/// True for units that are one by another name, as tons and tonnes nearly are.
fn convert(a: &Claim, b: &Claim) -> bool {
    let scale = |claim: &Claim| claim.measure().and_then(|m| m.unit).map(|unit| (unit.num, unit.den));
    let (Some((p, q)), Some((r, s))) = (scale(a), scale(b)) else { return true };
    // Within a fifth: p/q against r/s.
    let (x, y) = (p.saturating_mul(s), r.saturating_mul(q));
    x.max(y).saturating_mul(5) <= x.min(y).saturating_mul(6)
}

/// True unless the slots make them numbers of two things.
fn comparable(context: &Context<'_>, a: &Claim, b: &Claim) -> bool {
    let times = |x: Option<(crate::place::Span, crate::claim::Days)>,
                 y: Option<(crate::place::Span, crate::claim::Days)>| {
        x.zip(y).is_none_or(|((_, x), (_, y))| x.meets(y))
    };
    let per = |m: &Measure| m.per.map(|per| (per.count, per.unit.map(|unit| unit.id)));
    let rates = a.measure().zip(b.measure()).is_some_and(|(x, y)| per(x) == per(y));
    let ledger = context.ledger;
    let unit = |claim: &Claim| claim.measure().and_then(|m| m.unit).map(|unit| unit.id);
    let bare = |claim: &Claim| claim.slots.part == Part::Cell && unit(claim).is_none();
    let money = |claim: &Claim| claim.measure().is_some_and(|m| m.dimension() == Dimension::Money);
    if money(a) != money(b) && !bare(a) && !bare(b) || money(a) && money(b) && unit(a) != unit(b) {
        return false;
    }
    times(a.slots.period, b.slots.period)
        && times(a.slots.as_of, b.slots.as_of)
        && rates
        && a.slots.additional == b.slots.additional
        && !rivals(context, ledger.sentence_of(a).place, ledger.sentence_of(b).place)
}

/// How much two sentences must have in common.
fn needed(slipped: Slipped, number: &Number<'_>, within: bool) -> f32 {
    let base = match (slipped, number.digits) {
        (Slipped::Unit, 2) => 6.0,
        (Slipped::Unit, _) => 4.0,
        (Slipped::Digits, 4) => 6.0,
        (Slipped::Digits, 5) => 3.0,
        (Slipped::Digits, _) => 1.5,
        (Slipped::Scale, 3) => 6.0,
        (Slipped::Scale, 4) => 4.5,
        (Slipped::Scale, _) => 3.0,
    };
    if within { base + 3.0 } else { base }
}

fn report(
    rule: &Rule,
    slipped: Slipped,
    context: &Context<'_>,
    a: &Number<'_>,
    b: &Number<'_>,
    excess: f32,
) -> Finding {
    let label = |number: &Number<'_>, role| Label {
        place: number.claim.place,
        role,
        note: say::reading(number.claim),
    };
    let labels = vec![label(a, "first"), label(b, "other")];
    let how = match slipped {
        Slipped::Unit => "the same number in another unit",
        Slipped::Digits => "two digits exchanged",
        Slipped::Scale => "off by a power of ten",
    };
    let quoted = |number: &Number<'_>| {
        let path = &context.sources.document(number.claim.place).path;
        format!("{} ({})", say::quoted(context.sources, number.claim), say::file_name(path))
    };
    let message = format!("{} against {}: {how}", quoted(a), quoted(b));
    let mut why = Vec::new();
    let shared = say::shared_words(context.ledger, a.claim, b.claim, 8);
    if !shared.is_empty() {
        why.push(format!("both speak of {}", shared.join(", ")));
    }
    why.push(format!("{} and {} are {how}", a.value, b.value));
    finding(rule, context, if excess > 3.0 { 0.87 } else { 0.77 }, message, labels, why)
}
