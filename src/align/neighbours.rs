//! The figures that stand around a claim in its document.

use super::Ledger;
use super::score::agreement;
use crate::claim::{Agreement, Claim, Decimal, Dimension, Value};

/// The claims near `own` in its document, up to `around` sentences before and behind its own; without it.
pub fn near(ledger: &Ledger, own: u32, around: u32) -> impl Iterator<Item = u32> {
    /// So many claims before and behind are looked at.
    const LOOKED_AT: u32 = 12;
    let document = &ledger.documents[ledger.document_of(own)].claims;
    let range = own.saturating_sub(LOOKED_AT).max(document.start)..(own + LOOKED_AT + 1).min(document.end);
    let sentence = ledger.claims[own as usize].sentence;
    range.filter(move |&near| {
        near != own && ledger.claims[near as usize].sentence.abs_diff(sentence) <= around
    })
}

/// The claims near `own` in its sentence, without it.
pub fn in_sentence(ledger: &Ledger, own: u32) -> impl Iterator<Item = &Claim> {
    near(ledger, own, 0).map(|near| &ledger.claims[near as usize])
}

/// True when the sentence of `own` gives the value of `other` as well.
#[must_use]
pub fn gives(ledger: &Ledger, own: u32, other: &Claim) -> bool {
    in_sentence(ledger, own).any(|near| agreement(near, other) == Agreement::Same)
}

/// True when a third figure near one of the two is their sum or their difference: "shut for nine hours, and for five
/// in May" against "shut for 14 hours altogether", "23 of them new" against "34 of the 57 had been there before".
#[must_use]
pub fn add_up(ledger: &Ledger, a: u32, b: u32) -> bool {
    /// Sums of smaller numbers come about by chance.
    const LEAST: Decimal = Decimal::int(10);
    let written = |claim: &Claim| {
        let measure = claim.measure()?;
        Some((measure.written()?, measure.unit.map(|unit| unit.id)))
    };
    let (x, y) = (&ledger.claims[a as usize], &ledger.claims[b as usize]);
    let (Some((p, unit)), Some((q, other))) = (written(x), written(y)) else { return false };
    if unit != other || p.max(q) < LEAST {
        return false;
    }
    let sum = p.checked_add(q);
    let third = |claim: &Claim| {
        let Some((value, own)) = written(claim) else { return false };
        own == unit
            && (Some(value) == sum || value.checked_add(p) == Some(q) || value.checked_add(q) == Some(p))
            && !value.is_zero()
    };
    [a, b].into_iter().any(|own| near(ledger, own, 1).any(|near| third(&ledger.claims[near as usize])))
}

/// True when the sentence of either says how one of two amounts comes from the other: what is lacking, what share
/// it is, or how many times it is taken. "The fund gave £21,600", "the roof cost £23,700, of which the parish raised
/// £2,100"; "£35 a month", "a year's hire, £420 for the twelve months".
#[must_use]
pub fn accounted(ledger: &Ledger, a: u32, b: u32) -> bool {
    /// Smaller numbers come about by chance.
    const LEAST: Decimal = Decimal::int(100);
    let written = |claim: u32| {
        let measure = ledger.claims[claim as usize].measure()?;
        Some((measure.written()?, measure.unit.map(|unit| unit.id)))
    };
    let (Some((p, unit)), Some((q, other))) = (written(a), written(b)) else { return false };
    let (low, high) = (p.min(q), p.max(q));
    if unit != other || high < LEAST || low <= Decimal::ZERO {
        return false;
    }
    let explains = |claim: &Claim| {
        if let Value::Ordinal(part) = claim.value {
            // "The tenth part that goes to the rescue society, 20,160 marks"
            return part > 2 && low.checked_mul(Decimal::int(part.into())) == Some(high);
        }
        let Some((value, measure)) = claim.measure().and_then(|measure| Some((measure.written()?, measure)))
        else {
            return false;
        };
        match measure.dimension() {
            // "by 10 per cent to £16,400" tells of no whole of £164,000.
            Dimension::Percent => {
                claim.slots.noun.is_some() && high.checked_mul(value) == low.checked_mul(Decimal::int(100))
            }
            own => {
                let lacks = measure.unit.map(|unit| unit.id) == unit && value >= LEAST;
                let times = matches!(own, Dimension::Count | Dimension::Duration | Dimension::Multiple)
                    && value >= FEW;
                lacks && value.checked_add(low) == Some(high) || times && value.checked_mul(low) == Some(high)
            }
        }
    };
    [a, b].into_iter().any(|own| in_sentence(ledger, own).any(explains))
}

/// True for two things that are called by a measure, where either text tells of both: "above the 640-metre level", and
/// "on the 520 m level", with "the 640 m level" beside it.
#[must_use]
pub fn told_apart(ledger: &Ledger, a: u32, b: u32) -> bool {
    /// Sentences within which a text tells of both.
    const AROUND: u32 = 4;
    let called = |claim: &Claim| {
        let noun = claim.slots.noun.as_ref().filter(|noun| {
            !noun.implied && noun.place.start >= claim.place.end && noun.place.start - claim.place.end <= 1
        })?;
        let unit = claim.measure()?.unit.filter(|unit| unit.id != "%")?;
        Some((noun.head, unit.id))
    };
    let (x, y) = (&ledger.claims[a as usize], &ledger.claims[b as usize]);
    let own = called(x);
    own.is_some()
        && own == called(y)
        && [(a, y), (b, x)].into_iter().any(|(one, other)| {
            near(ledger, one, AROUND).any(|near| {
                let near = &ledger.claims[near as usize];
                called(near) == own && agreement(near, other) == Agreement::Same
            })
        })
}

/// Something taken so many times or more does not come to another figure by chance.
const FEW: Decimal = Decimal::int(5);
