//! A share of what the sentence before gives as the whole: `We served 318,200 meals. The 120,900
//! that went out by van made up 46 per cent.`

use super::figures::{self, fits_share, short, spread, value};
use super::share::{self, Pair, which_is};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Interval, Measure, Mode, Value};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Sentences that are looked through for the whole.
const BACK: u32 = 2;
/// Numbers of one text that are tried as the whole before a share is called wrong.
const MOST: usize = 6_000;

/// Shares that no whole nearby explains.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            if let Some((part, stated)) = told(&tape, at) {
                findings.extend(against(rule, context, &tape, part, stated));
            }
        }
    }
    for tape in tapes(context, 2) {
        let told = of_these(context, &tape).and_then(|pair| Some((pair, share::share_after(&tape, &pair)?)));
        // A plain percentage is looked at above.
        let worded = told.filter(|(_, stated)| percentage(stated).is_none());
        findings.extend(worded.and_then(|(pair, stated)| share::compare(rule, context, &pair, stated)));
    }
    findings
}

/// A percentage that is stated without a hedge.
fn percentage(claim: &Claim) -> Option<Decimal> {
    claim.measure().filter(|m| m.dimension() == Dimension::Percent).and_then(value)
}

/// `148 samples were drawn. Of these, 41 grew`: a part whose whole is the one count of the sentence before.
pub(super) fn of_these<'a>(context: &'a Context<'_>, tape: &Tape<'a>) -> Option<Pair<'a>> {
    let leads = tape.word(0, &["of"]) && tape.word(1, &["these", "those", "them"]);
    let at = (2..5).find(|&at| tape.count(at).is_some()).filter(|_| leads)?;
    let part = tape.count(at)?;
    let claims = &context.ledger.claims;
    let own = claims.partition_point(|claim| claim.place.start < part.place.start);
    let counts = |claim: &&Claim| {
        claim
            .measure()
            .is_some_and(|m| m.dimension() == Dimension::Count && value(m).is_some() && !m.is_range)
    };
    let mut wholes = claims[own.saturating_sub(8)..own]
        .iter()
        .rev()
        .filter(|claim| claim.sentence + 1 == part.sentence)
        .filter(counts)
        .filter(|claim| claim.slots.noun.as_ref().is_some_and(|noun| !noun.implied));
    // Of two counts before it, which one is meant cannot be told.
    match (wholes.next(), wholes.next()) {
        (Some(whole), None) => Some(Pair::apart(part, whole, at)),
        _ => None,
    }
}

/// Verbs between a part and its share.
const MAKING: &[&str] = &["make", "account", "represent", "constitute", "comprise", "form"];

/// `31.4, or 87 per cent,`, `31.4 went abroad, which is 87 per cent`, `The 120,900 that went out by van made
/// up 46 per cent`
pub(super) fn told<'a>(tape: &Tape<'a>, at: usize) -> Option<(&'a Claim, &'a Claim)> {
    let part = tape.stated(at).filter(|claim| {
        claim.measure().is_some_and(|m| !matches!(m.dimension(), Dimension::Percent | Dimension::Ratio))
    })?;
    let mut next = at + 1;
    let mut verb = false;
    while next < tape.items.len() && next <= at + 14 {
        match tape.items[next] {
            Item::Claim(claim) if claim.date().is_some() => {}
            Item::Claim(_) if verb => break,
            Item::Claim(_) => return None,
            Item::Mark(',' | '(' | '—') if !verb && next <= at + 5 => {
                if let Some(stated) = which_is(tape, next + 1) {
                    return percent_of(stated).map(|stated| (part, stated));
                }
                let or = next + 1 + usize::from(tape.word(next + 1, &["or"]));
                let closed = matches!(tape.items.get(or + 1), None | Some(Item::Mark(',' | ')' | '.' | '—')));
                let led = or > next + 1 || tape.mark(next, '(');
                return (led && closed).then(|| percent(tape, or))?.map(|stated| (part, stated));
            }
            Item::Mark('\'' | '’' | '-') => {}
            Item::Mark(_) => return None,
            Item::Word { .. } if !verb && tape.any_word(next..next + 1, CHANGE) => return None,
            Item::Word { .. } if tape.any_word(next..next + 1, MAKING) => verb = true,
            Item::Word { .. }
                if verb && !tape.word(next, &["up", "for", "about", "some", "nearly", "just", "only"]) =>
            {
                return None;
            }
            Item::Word { .. } => {}
        }
        next += 1;
    }
    // "made up 46 per cent of the county's budget" is of another whole.
    let other = (next + 1..next + 6).any(|at| tape.word(at, &["its", "their", "his", "her", "our", "whose"]));
    (verb && !other).then(|| percent(tape, next))?.map(|stated| (part, stated))
}

/// `46 per cent of the total`
fn of_total(tape: &Tape<'_>, stated: &Claim) -> bool {
    let at =
        (0..tape.items.len()).find(|&at| tape.claim(at).is_some_and(|claim| claim.place == stated.place));
    at.is_some_and(|at| {
        tape.word(at + 1, &["of"])
            && (tape.word(at + 2, &["all", "them", "these"])
                || tape.word(at + 2, &["the"]) && tape.word(at + 3, &["total", "whole"]))
    })
}

/// The largest of several wholes.
fn total_of<'w, 'a>(wholes: &'w [(&'a Claim, Decimal)]) -> Option<&'w (&'a Claim, Decimal)> {
    wholes.iter().max_by_key(|(_, whole)| *whole)
}

/// True when two numbers of one length differ in one digit.
fn is_slip(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() == 1
}

/// Words of changes, whose shares are of something else.
const CHANGE: &[&str] = &[
    "more",
    "fewer",
    "less",
    "rise",
    "fall",
    "increase",
    "decrease",
    "up",
    "down",
    "growth",
    "than",
    "compared",
    "grow",
    "drop",
    "average",
    "each",
    "per",
    "most",
    "least",
    "increasing",
    "target",
    "goal",
    "if",
];

fn percent<'a>(tape: &Tape<'a>, at: usize) -> Option<&'a Claim> {
    tape.claim(at).and_then(percent_of)
}

fn percent_of(claim: &Claim) -> Option<&Claim> {
    let plain = |m: &Measure| m.dimension() == Dimension::Percent && !m.is_range && m.per.is_none();
    claim.measure().is_some_and(plain).then_some(claim)
}

fn against(
    rule: &Rule,
    context: &Context<'_>,
    tape: &Tape<'_>,
    part: &Claim,
    stated: &Claim,
) -> Option<Finding> {
    let ledger = context.ledger;
    let actual = |claim: &Claim| claim.slots.mode == Mode::Actual;
    // "9 of 23 (39 percent)" has its whole beside it.
    let own = tape.any_word(0..tape.items.len(), &["increase", "decrease", "rise", "fall", "quarter"]);
    let pair = (0..tape.items.len()).any(|at| share::any_pair(tape, at).is_some());
    if own || pair || !actual(part) || !actual(stated) {
        return None;
    }
    let bare = measure(part).unit.is_none() && part.slots.noun.as_ref().is_none_or(|noun| noun.implied);
    let noun = |claim: &Claim| claim.slots.noun.as_ref().filter(|noun| !noun.implied).map(|noun| noun.head);
    let p = value(measure(part))?;
    let parts = spread(measure(part))?;
    let document = &ledger.documents[context.sources.index_of(part.place)];
    let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
    if claims.len() > MOST {
        return None;
    }
    let of = |claim: &Claim| -> Option<(Decimal, Interval)> {
        let whole = claim.measure().filter(|m| !m.is_range && m.per.is_none())?;
        if claim.place == part.place || !matches!(claim.value, Value::Measure(_)) {
            return None;
        }
        let (w, wholes) = (value(whole)?, spread(whole)?);
        (w > p).then_some(())?;
        let low = figures::share(parts.low.value()?, wholes.high.value()?)?;
        let high = figures::share(parts.high.value()?, wholes.low.value()?)?;
        Some((w, Interval::closed(low, high)))
    };
    let explained = |claim: &Claim| of(claim).is_some_and(|(_, share)| fits_share(measure(stated), share));
    let chance = claims.iter().any(explained);
    if chance && !of_total(tape, stated) {
        return None;
    }
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    let near = claims.iter().rev().filter(|claim| {
        claim.place.end <= part.place.start
            && claim.sentence + BACK >= part.sentence
            && actual(claim)
            && !claim.slots.subset
    });
    let wholes = near.filter(|claim| {
        let alike = || {
            unit(claim) == unit(part) && unit(part).is_some()
                || unit(claim).is_none() && noun(part).is_some() && noun(part) == noun(claim)
                || bare && (noun(claim).is_some() || unit(claim).is_some())
        };
        of(claim).is_some() && alike()
    });
    let wholes: Vec<(&Claim, Decimal)> = wholes.filter_map(|claim| Some((claim, of(claim)?.0))).collect();
    let claimed = value(measure(stated))?;
    let slip = |w: Decimal| {
        let made = short(figures::share(p, w)?.div_floor(Decimal::ONE, 0)?);
        Some(is_slip(&made, &claimed.to_string()))
    };
    let slipped = wholes.iter().filter(|(_, w)| slip(*w) == Some(true));
    // Several wholes: the one that a slip of one digit explains, or the largest for a share of the
    // total; else which is meant cannot be told.
    let total = of_total(tape, stated).then(|| total_of(&wholes)).flatten();
    let &(whole, w) = match wholes.as_slice() {
        [whole] if !chance => whole,
        // "48 per cent of the total" is of the whole, whatever else it would be the share of.
        _ if chance => total_of(&wholes).filter(|(_, w)| slip(*w) == Some(true))?,
        _ => slipped.clone().next().filter(|_| slipped.clone().count() == 1).or(total)?,
    };
    let percentage = figures::share(p, w)?;
    let apart = if claimed > percentage {
        claimed.checked_sub(percentage)?
    } else {
        percentage.checked_sub(claimed)?
    };
    if apart > Decimal::int(20) || p.checked_mul(Decimal::int(20))? < w {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: stated.place, role: "first", note: "stated as the share".into() },
        Label { place: part.place, role: "part", note: "the part".into() },
        Label { place: whole.place, role: "total", note: "the whole".into() },
    ];
    let made = short(percentage);
    let message = format!(
        "{} of {} is {made} percent, not {}",
        text(part),
        say::quoted(context.sources, whole),
        text(stated)
    );
    let why = vec![format!("{p} / {w} = {made} percent")];
    Some(finding(rule, context, 0.82, message, labels, why))
}
