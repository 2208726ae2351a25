//! The two values between which a change runs: `from 30 to 45`, `to 45 from 30`, `€286 million against €251
//! million`. Knows no rule.

use std::ops::Range;

use super::figures::value;
use super::tape::{Item, Tape, measure};
use crate::claim::{Claim, Dimension};
use crate::finding::Label;

/// `from 30 to 45`, `to 45 from 30`.
pub(super) struct Ends<'a> {
    pub(super) from: &'a Claim,
    pub(super) to: &'a Claim,
    /// The members of the row that it takes up.
    pub(super) range: Range<usize>,
}

pub(super) fn ends<'a>(tape: &Tape<'a>, at: usize) -> Option<Ends<'a>> {
    let forwards = tape.word(at, &["from"]);
    if !forwards && !tape.word(at, &["to"]) {
        return None;
    }
    let first = at + 1 + tape.skip(at + 1, &["a", "the", "only", "just", "about", "some"], 2);
    let second_word = if forwards { "to" } else { "from" };
    let x = tape.claim(first).filter(|claim| is_level(claim))?;
    for next in first + 1..first + 8 {
        match tape.items.get(next)? {
            Item::Word { .. } if tape.word(next, &[second_word]) => {
                let second =
                    next + 1 + tape.skip(next + 1, &["a", "the", "only", "just", "about", "some"], 2);
                let y = tape.claim(second).filter(|claim| is_level(claim))?;
                let (from, to) = if forwards { (x, y) } else { (y, x) };
                return Some(Ends { from, to, range: at..second + 1 });
            }
            Item::Word { .. } if !tape.word(next, &["from", "to", "and", "or"]) => {}
            // "from 30 in 2019 to 45 in 2020", "to 45 (from 30)"
            Item::Claim(claim) if claim.date().is_some() => {}
            Item::Mark(',' | '(') => {}
            _ => return None,
        }
    }
    None
}

/// `€286 million against €251 million`: now, and before.
pub(super) fn beside<'a>(tape: &Tape<'a>, at: usize) -> Option<Ends<'a>> {
    let to = tape.claim(at).filter(|claim| is_level(claim))?;
    let told = |at: &usize| match tape.items.get(*at) {
        Some(Item::Word { .. }) => {
            !tape.word(*at, &["against", "compared", "versus", "and", "or", "from", "to"])
        }
        Some(Item::Claim(claim)) => claim.date().is_some(),
        _ => false,
    };
    let joint = at + 1 + (at + 1..at + 6).take_while(told).count();
    let joint = joint + usize::from(tape.mark(joint, ','));
    let words = if tape.word(joint, &["against", "versus"]) {
        1
    } else if tape.word(joint, &["compared"]) && tape.word(joint + 1, &["with", "to"]) {
        2
    } else {
        return None;
    };
    let second = joint + words + tape.skip(joint + words, &["a", "the", "only", "just"], 2);
    let from = tape.claim(second).filter(|claim| is_level(claim))?;
    Some(Ends { from, to, range: at..second + 1 })
}

/// The places of a change that is stated and of the values that it runs between.
pub(super) fn labels(by: &Claim, note: &str, [from, to]: [&Claim; 2]) -> Vec<Label> {
    vec![
        Label { place: by.place, role: "first", note: note.into() },
        Label { place: from.place, role: "part", note: "from here".into() },
        Label { place: to.place, role: "part", note: "to here".into() },
    ]
}

/// `A fine of $500,000 was set. It was cut by a fifth, to $420,000`: the one value of the sentence before, and the new
/// one behind the change that ends before `at`.
pub(super) fn told_before<'a>(before: &Tape<'a>, tape: &Tape<'a>, at: usize) -> Option<Ends<'a>> {
    let gap = tape.place.start.checked_sub(before.place.end)?;
    let to = at + usize::from(tape.mark(at, ','));
    if gap > 4 || !tape.word(0, &["it", "this", "that"]) || !tape.word(to, &["to"]) {
        return None;
    }
    let second = to + 1 + tape.skip(to + 1, &["a", "the", "only", "just"], 2);
    let new = tape.claim(second).filter(|claim| is_level(claim))?;
    let mut told =
        (0..before.items.len()).filter_map(|at| before.claim(at)).filter(|claim| claim.measure().is_some());
    let (Some(old), None) = (told.next(), told.next()) else { return None };
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    let alike = is_level(old) && unit(old).is_some() && unit(old) == unit(new);
    alike.then(|| Ends { from: old, to: new, range: at - 1..second + 1 })
}

/// A plain value at one end of a change.
pub(super) fn is_level(claim: &Claim) -> bool {
    !claim.slots.identifying
        && claim.measure().is_some_and(|m| {
            value(m).is_some()
                && !m.is_range
                && !matches!(m.dimension(), Dimension::Multiple | Dimension::Points | Dimension::Ratio)
        })
}
