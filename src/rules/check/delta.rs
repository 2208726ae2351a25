//! A change and the two values between which it runs, in one sentence:
//! `rose 12, from 30 to 45`; `doubled from 12 to 30`.

use std::ops::Range;

use super::change_ends::{Ends, beside, ends, is_level, labels, told_before};
use super::figures::{fits_share, short, spread, value, widened};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, End, Hedge, Interval, Measure, WordClass};
use crate::finding::Finding;
use crate::rules::Rule;

/// Words for a change upwards, by lemma.
const UP: &[&str] = &[
    "rise", "increase", "grow", "climb", "gain", "jump", "up", "surge", "soar", "expand", "raise", "growth",
    "add", "improve", "swell", "go",
];
/// Words for a change downwards, by lemma.
const DOWN: &[&str] = &[
    "fall",
    "drop",
    "decline",
    "decrease",
    "down",
    "cut",
    "reduce",
    "shrink",
    "lose",
    "slip",
    "plunge",
    "dip",
    "reduction",
    "loss",
    "slide",
    "sink",
    "lower",
];
/// Words between a change and its verb.
const SMALL: &[&str] =
    &["by", "a", "an", "some", "another", "of", "about", "roughly", "nearly", "further", "the"];
/// What makes a rate of change or an average of a plain change.
const RATES: &[&str] = &[
    "year",
    "annual",
    "annually",
    "yearly",
    "monthly",
    "month",
    "week",
    "quarter",
    "average",
    "each",
    "per",
    "every",
    "compound",
    "compounded",
    "day",
    "decade",
    "rate",
    "adjusted",
    "real",
    "respectively",
    "since",
    "inflation",
    "terms",
    "faster",
    "slower",
    "seasonally",
    "if",
    "would",
];

/// What is put up or down has a growth of its own: `raised its forecast of sales from 12 to 14
/// (growth of 9 percent)`.
const FORECASTS: &[&str] =
    &["forecast", "estimate", "guidance", "outlook", "projection", "expectation", "prediction", "target"];

/// Changes that are not the way between their two ends.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<Tape<'_>> = None;
    for tape in tapes(context, 1) {
        if let Some((change, ends)) = before.as_ref().and_then(|before| goes_on(before, &tape)) {
            findings.extend(compare(rule, context, &tape, &ends, &change));
        }
        before = Some(tape);
    }
    for tape in tapes(context, 3) {
        for at in 0..tape.items.len() {
            let beside = || beside(&tape, at).and_then(|ends| Some((change_after(&tape, &ends)?, ends)));
            if let Some((change, ends)) = reached(&tape, at) {
                findings.extend(compare(rule, context, &tape, &ends, &change));
            } else if let Some((change, ends)) = beside().filter(|(change, ends)| goes_its_way(change, ends))
            {
                findings.extend(compare(rule, context, &tape, &ends, &change));
            } else if let Some(ends) = ends(&tape, at)
                && let Some(change) = change_before(&tape, &ends).or_else(|| change_after(&tape, &ends))
            {
                findings.extend(compare(rule, context, &tape, &ends, &change));
            }
        }
    }
    findings
}

/// Changes between two shares that are given in percent and meant in points.
pub fn points(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 3) {
        for at in 0..tape.items.len() {
            if let Some(ends) = ends(&tape, at)
                && let Some(change) = change_before(&tape, &ends).or_else(|| change_after(&tape, &ends))
            {
                findings.extend(in_points(rule, context, &ends, &change));
            }
        }
    }
    findings
}

/// `rose by 15 percent, from 30 to 45 percent`
fn in_points(rule: &Rule, context: &Context<'_>, ends: &Ends<'_>, change: &Change<'_>) -> Option<Finding> {
    let (x, y, by) = (measure(ends.from), measure(ends.to), measure(change.by));
    let percent = |m: &Measure| m.dimension() == Dimension::Percent;
    if !percent(y) || !(percent(x) || x.unit.is_none()) || !percent(by) {
        return None;
    }
    let (a, b) = (spread(x)?, spread(y)?);
    let from = value(x)?;
    if !difference_fits(by, a, b)? || !from.is_zero() && relative_fits(by, a, b)? {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = labels(change.by, "percentage points are meant", [ends.from, ends.to]);
    let message = format!("{} is meant as percentage points", text(change.by));
    let why = vec![if from.is_zero() {
        "what grows from nothing grows by no percentage".to_owned()
    } else {
        let apart = value(y)?.checked_sub(from)?;
        let apart = if apart.is_negative() { apart.negated() } else { apart };
        format!(
            "from {} to {} is {} percent",
            text(ends.from),
            text(ends.to),
            short(super::figures::share(apart, from)?)
        )
    }];
    Some(finding(rule, context, 0.75, message, labels, why))
}

/// `12,480 riders a day, up 50 percent from 8,320`, `(an increase of 12 percent on 4,300)`.
fn reached<'a>(tape: &Tape<'a>, at: usize) -> Option<(Change<'a>, Ends<'a>)> {
    /// Words between the value and what tells of the change.
    const FAR: usize = 9;
    let to = tape.claim(at).filter(|claim| is_level(claim))?;
    let plain = |at: &usize| match tape.items.get(*at) {
        Some(Item::Word { .. }) => !tape.word(*at, &["and", "but", "while", "to", "from", "than", "or"]),
        Some(Item::Claim(claim)) => claim.date().is_some(),
        _ => false,
    };
    let mark = at + 1 + (at + 1..at + FAR).take_while(plain).count();
    if !matches!(tape.items.get(mark), Some(Item::Mark(',' | '(' | '—'))) {
        return None;
    }
    let place = mark
        + 1
        + tape.skip(
            mark + 1,
            &["up", "down", "a", "an", "rise", "increase", "fall", "decrease", "drop", "gain", "of"],
            4,
        );
    let by = tape.claim(place).filter(|by| is_change(by) && measure(by).dimension() == Dimension::Percent)?;
    let up = way(tape, mark + 1..place)?;
    let second = place + 2 + tape.skip(place + 2, &["a", "the", "only", "just"], 2);
    let from = tape.claim(second).filter(|claim| is_level(claim) && tape.word(place + 1, &["from", "on"]))?;
    let ends = Ends { from, to, range: at..second + 1 };
    let counted = measure(to).dimension() != Dimension::Percent && !rated(tape, place + 1..second, by);
    counted.then_some((Change { by, up: Some(up) }, ends))
}

/// `It was cut by a fifth, to $420,000`: a change of what the sentence before told.
fn goes_on<'a>(before: &Tape<'a>, tape: &Tape<'a>) -> Option<(Change<'a>, Ends<'a>)> {
    /// Members of the row among which the change is told.
    const FAR: usize = 9;
    let at = (2..FAR).find(|&at| tape.claim(at).is_some())?;
    let by = tape.claim(at).filter(|by| is_change(by) && tape.word(at - 1, &["by"]))?;
    let share = matches!(measure(by).dimension(), Dimension::Percent | Dimension::Ratio);
    let up = way(tape, at - 2..at - 1).filter(|_| share)?;
    Some((Change { by, up: Some(up) }, told_before(before, tape, at + 1)?))
}

/// True when the values go the way that the words do: else which of the two came first is open.
fn goes_its_way(change: &Change<'_>, ends: &Ends<'_>) -> bool {
    let (from, to) = (value(measure(ends.from)), value(measure(ends.to)));
    let relative = matches!(measure(change.by).dimension(), Dimension::Percent | Dimension::Ratio);
    relative
        && change.up.is_some_and(|up| from.zip(to).is_some_and(|(from, to)| up == (to > from) && from != to))
}

/// The measure of the first end, with the scale that is said but once: `from 16.0 to 19.2 million`.
fn scaled_alike(context: &Context<'_>, ends: &Ends<'_>) -> Option<Measure> {
    let x = measure(ends.from);
    let (p, q) = (value(x)?, value(measure(ends.to))?);
    let text = |claim: &Claim| context.sources.text_at(claim.place);
    let bare = text(ends.from).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: String = text(ends.to).chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let power = q.magnitude() - number.parse::<Decimal>().ok()?.magnitude();
    let fits = bare && power >= 3 && (p.magnitude() + power - q.magnitude()).abs() <= 1;
    let scale = |value: Decimal| Some(value.scaled(power));
    fits.then(|| {
        Some(Measure {
            strict: x.strict.map(scale)?,
            wide: x.wide.map(scale)?,
            precision: x.precision + power,
            ..*x
        })
    })?
}

/// How much, and which way.
struct Change<'a> {
    by: &'a Claim,
    /// Whether it is one upwards; none when no word says so.
    up: Option<bool>,
}

/// The way a change of the words in `range` goes, by the last word that tells.
fn way(tape: &Tape<'_>, range: Range<usize>) -> Option<bool> {
    way_at(tape, range).map(|(up, _)| up)
}

/// As `way`, with where that word stands.
pub(super) fn way_at(tape: &Tape<'_>, range: Range<usize>) -> Option<(bool, usize)> {
    range.rev().find_map(|at| {
        if tape.any_word(at..at + 1, UP) {
            Some((true, at))
        } else if tape.any_word(at..at + 1, DOWN) {
            Some((false, at))
        } else {
            None
        }
    })
}

/// `rose by 12 percent in May, from 30 to 45`, `a 12 percent rise from 30 to 45`, `doubled from 12 to 30`.
fn change_before<'a>(tape: &Tape<'a>, ends: &Ends<'a>) -> Option<Change<'a>> {
    let start = ends.range.start;
    let mut at = start;
    let by = loop {
        at = at.checked_sub(1).filter(|at| at + 9 > start)?;
        match tape.items[at] {
            Item::Claim(claim) if claim.measure().is_some() => break claim,
            Item::Claim(claim) if claim.date().is_some() => {}
            Item::Word { .. } if !tape.word(at, &["and", "but", "which", "who", "to", "from", "than"]) => {}
            Item::Mark(',' | '(') => {}
            _ => return None,
        }
    };
    if !is_change(by) || rated(tape, at..start, by) {
        return None;
    }
    if measure(by).dimension() == Dimension::Multiple {
        return Some(Change { by, up: None });
    }
    // The word for the change stands just before, or behind: "a rise of 12", "12 percent lower".
    let words = (0..4).take_while(|back| at > *back && tape.word(at - 1 - back, SMALL)).count();
    let verb = at.checked_sub(words + 1);
    // "what fits in one call goes up from 50 to 100": the verb of something counted.
    let finite = |at: usize| {
        matches!(tape.items[at], Item::Word { text, class: WordClass::Verb, .. } if text.ends_with('s'))
            || tape.any_word(at..at + 1, &["go"])
    };
    let behind = at + 1..start.min(at + 3);
    let behind = if behind.clone().any(finite) { start..start } else { behind };
    let up = verb.and_then(|verb| way(tape, verb..verb + 1)).or_else(|| way(tape, behind))?;
    Some(Change { by, up: Some(up) })
}

/// `from 30 to 45, up 12`, `, a 50 percent increase`, `, an increase of 15`, `(up 12 percent)`, `, or 8 percent`.
fn change_after<'a>(tape: &Tape<'a>, ends: &Ends<'a>) -> Option<Change<'a>> {
    let mut at = ends.range.end;
    // The noun of the last value, and its date.
    while at < ends.range.end + 5 {
        match tape.items.get(at)? {
            Item::Word { .. } if !tape.word(at, &["and", "but", "while", "to", "from"]) => at += 1,
            Item::Claim(claim) if claim.date().is_some() => at += 1,
            _ => break,
        }
    }
    if !matches!(tape.items.get(at), Some(Item::Mark(',' | '(' | '—'))) {
        return None;
    }
    // ", which was an increase of 6 per cent"
    let lead = tape.word(at + 1, &["which"])
        && tape.any_word(at + 2..at + 3, &["be", "make", "mean", "represent", "equal"]);
    let first = at + 1 + if lead { 2 } else { 0 };
    let by = (first..first + 5).find_map(|next| match tape.items.get(next) {
        Some(Item::Word { .. }) => None,
        Some(Item::Claim(claim)) => Some(Some((next, *claim))),
        _ => Some(None),
    })??;
    let (place, by) = by;
    let end = (place + 1..place + 4)
        .find(|&next| !matches!(tape.items.get(next), Some(Item::Word { .. })))
        .unwrap_or(place + 4);
    if !is_change(by)
        || rated(tape, first..end, by)
        || tape.any_word(first..end, &["growth"]) && tape.any_word(0..ends.range.start, FORECASTS)
        || tape.any_word(first..end, &["from", "than", "compared"])
    {
        return None;
    }
    let known =
        |at: usize| tape.word(at, SMALL) || tape.any_word(at..at + 1, UP) || tape.any_word(at..at + 1, DOWN);
    let or = tape.word(first, &["or"]);
    if !(first + usize::from(or)..place).all(known) {
        return None;
    }
    let up = way(tape, first..place).or_else(|| way(tape, place + 1..end));
    if up.is_none() && !(or && way(tape, ends.range.start.saturating_sub(3)..ends.range.start).is_some()) {
        return None;
    }
    Some(Change { by, up })
}

/// True for a value that can be a change.
fn is_change(claim: &Claim) -> bool {
    !claim.slots.identifying
        && claim.measure().is_some_and(|m| m.per.is_none() && !m.is_range && m.hedge != Hedge::Vague)
}

/// True when the words in `range` make a rate of the change, or set it over several steps.
fn rated(tape: &Tape<'_>, range: Range<usize>, by: &Claim) -> bool {
    measure(by).dimension() != Dimension::Duration && tape.any_word(range, RATES)
}

fn compare(
    rule: &Rule,
    context: &Context<'_>,
    tape: &Tape<'_>,
    ends: &Ends<'_>,
    change: &Change<'_>,
) -> Option<Finding> {
    let scaled = scaled_alike(context, ends);
    let (x, y, by) = (scaled.as_ref().unwrap_or(measure(ends.from)), measure(ends.to), measure(change.by));
    // "from 0 to 15 percent", "from 1.2 to 1.5 million"
    let id = |m: &Measure| m.unit.map(|unit| unit.id);
    let bare = x.unit.is_none() && y.unit.is_some();
    if id(x) != id(y) && !bare || x.per.is_some() && y.per.is_none() {
        return None;
    }
    let (p, q) = (value(x)?, value(y)?);
    if p.is_negative() || q.is_negative() || (p.magnitude() - q.magnitude()).abs() > 2 {
        return None;
    }
    let (a, b) = (spread(x)?, spread(y)?);
    let up = q > p;
    let told = change.up.is_none_or(|told| told == up) || p == q;
    let kind = by.dimension();
    let whole = y.dimension() == Dimension::Percent;
    let fits = match kind {
        Dimension::Multiple => multiple_fits(by, p, q)?,
        Dimension::Percent if whole => difference_fits(by, a, b)? || relative_fits(by, a, b)?,
        Dimension::Percent | Dimension::Ratio => relative_fits(by, a, b)?,
        Dimension::Points if whole => difference_fits(by, a, b)?,
        _ if id(by) == id(y) || by.unit.is_none() && kind == Dimension::Count && whole => {
            difference_fits(by, a, b)?
        }
        _ => return None,
    };
    // A word may turn up that means another change; then only a wrong amount tells.
    if fits && (told || kind == Dimension::Multiple || tape.items.len() > 40) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let difference = if up { q.checked_sub(p)? } else { p.checked_sub(q)? };
    let way = if up { "a rise" } else { "a fall" };
    let apart = short_in(difference, y);
    let actual = match kind {
        Dimension::Multiple => format!("{} times", short_ratio(p, q)?),
        Dimension::Percent | Dimension::Ratio if !whole => {
            format!("{way} of {} percent", short(super::figures::share(difference, p)?))
        }
        _ => format!("{way} of {apart}"),
    };
    let labels = labels(change.by, "stated as the change", [ends.from, ends.to]);
    let message = format!(
        "from {} to {} is {actual}, not {}",
        text(ends.from),
        text(ends.to),
        stated(&text(change.by), change)
    );
    let why = vec![format!("{q} - {p} = {}", q.checked_sub(p)?)];
    Some(finding(rule, context, if fits { 0.86 } else { 0.92 }, message, labels, why))
}

/// The change as stated, with its way.
fn stated(text: &str, change: &Change<'_>) -> String {
    match change.up {
        Some(true) => format!("a rise of {text}"),
        Some(false) => format!("a fall of {text}"),
        None => text.to_owned(),
    }
}

/// A difference, with the unit of its ends in short.
fn short_in(value: Decimal, unit: &Measure) -> String {
    match unit.unit.map(|unit| (unit.id, unit.dimension)) {
        Some((_, Dimension::Percent)) => format!("{} points", short(value)),
        Some((id, Dimension::Money)) if value.magnitude() >= 6 => {
            format!("{id} {} million", short(value.scaled(-6)))
        }
        Some((id, _)) => format!("{} {id}", short(value)),
        None => short(value),
    }
}

fn short_ratio(p: Decimal, q: Decimal) -> Option<String> {
    Some(short(q.div_floor(p, 3)?))
}

/// True when the difference of the ends may be the change that is stated.
fn difference_fits(by: &Measure, a: Interval, b: Interval) -> Option<bool> {
    let least = b.low.value()?.checked_sub(a.high.value()?)?;
    let most = b.high.value()?.checked_sub(a.low.value()?)?;
    let apart = if least.is_negative() && most.is_negative() {
        Interval::closed(most.negated(), least.negated())
    } else if least.is_negative() {
        Interval::closed(Decimal::ZERO, if most > least.negated() { most } else { least.negated() })
    } else {
        Interval::closed(least, most)
    };
    let own = match value(by) {
        Some(_) => spread(by)?,
        None => by.strict,
    };
    // A difference of rounded figures may be off by one in the last digit.
    let slack = if by.precision < 0 { Decimal::new(1, by.precision) } else { Decimal::ZERO };
    Some(widened(own, slack)?.meets(apart))
}

/// True when the change relative to its start may be the share that is stated.
pub(super) fn relative_fits(by: &Measure, a: Interval, b: Interval) -> Option<bool> {
    let relative = |from: Decimal, to: Decimal| {
        let apart = if to > from { to.checked_sub(from)? } else { from.checked_sub(to)? };
        super::figures::share(apart, from)
    };
    let mut corners = Vec::with_capacity(4);
    for from in [a.low.value()?, a.high.value()?] {
        for to in [b.low.value()?, b.high.value()?] {
            if from.is_zero() {
                return Some(true);
            }
            corners.push(relative(from, to)?);
        }
    }
    corners.sort_unstable();
    Some(fits_share(by, Interval::closed(corners[0], corners[3])))
}

/// `doubled from 12 to 23`: the words are round. `tripled` may be said of a growth by three times.
fn multiple_fits(by: &Measure, p: Decimal, q: Decimal) -> Option<bool> {
    let (low, high) = match (by.strict.low, by.strict.high) {
        (low, End::None) => (low.value()?, None),
        (End::None, high) => (Decimal::ZERO, Some(high.value()?)),
        (low, high) => (low.value()?, Some(high.value()?)),
    };
    if p.is_zero() || q.is_zero() {
        return None;
    }
    // A tenth each way.
    let inside = |ratio: Decimal| {
        let under = ratio.checked_mul(Decimal::new(115, -2)).is_some_and(|ratio| ratio >= low);
        let over = high
            .is_none_or(|high| ratio.checked_mul(Decimal::new(85, -2)).is_some_and(|ratio| ratio <= high));
        under && over
    };
    let ratio = q.div_floor(p, 6)?;
    let inverse = p.div_floor(q, 6)?;
    let growth = ratio.checked_sub(Decimal::ONE)?;
    let doubling = low == Decimal::int(2) || high == Some(Decimal::int(2));
    let half = low < Decimal::ONE;
    Some(inside(ratio) || !doubling && inside(growth) || !half && !doubling && inside(inverse))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Unit;

    #[test]
    fn words_for_multiples_are_round() {
        let times =
            |value: &str| Measure { unit: Some(Unit::TIMES), ..Measure::number(value.parse().unwrap(), 0) };
        let fits = |value: &str, from, to| {
            multiple_fits(&times(value), Decimal::int(from), Decimal::int(to)).unwrap()
        };
        assert!(fits("2", 12, 23) && fits("2", 12, 26) && !fits("2", 12, 30));
        assert!(fits("3", 10, 30) && fits("3", 10, 40) && !fits("3", 10, 20));
        assert!(fits("0.5", 30, 16) && !fits("0.5", 30, 10));
    }
}
