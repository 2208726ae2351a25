//! Minutes and hours between two times of day: `at 15:32, 78 minutes after the alarm at 14:24`.

use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Part, Value};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Lengths of time that are not those between the two times that they stand with.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let mut findings = Vec::new();
    for document in &context.ledger.documents {
        let own = &claims[document.claims.start as usize..document.claims.end as usize];
        let times: Vec<&Claim> = own.iter().filter(|claim| minute(claim).is_some()).collect();
        if times.len() < 2 || times.len() > MOST {
            continue;
        }
        for (at, length) in own.iter().enumerate() {
            findings.extend(between(rule, context, own, at, length, &times));
        }
    }
    for pair in claims.windows(2) {
        findings.extend(of_range(rule, context, &pair[0], &pair[1]));
    }
    findings
}

/// `from 06:40 to 13:15, which is almost five hours`
fn of_range(rule: &Rule, context: &Context<'_>, range: &Claim, length: &Claim) -> Option<Finding> {
    const WHOLE: [&str; 10] = [
        ", which is",
        ", that is",
        ", which makes",
        ", a span of",
        ", a period of",
        ", a total of",
        ", i.e.",
        ", or",
        "(",
        ", altogether",
    ];
    let Value::Time(time) = &range.value else { return None };
    let (low, high, _) = minutes(length)?;
    let (from, to) = (i32::from(time.low), i32::from(time.high));
    let gap = Span::new(range.place.end, length.place.start.max(range.place.end));
    let whole = WHOLE.contains(&say::squeezed(context.sources.text_at(gap)).as_str());
    if range.sentence != length.sentence || !whole || from >= to || matches!(range.slots.part, Part::Code) {
        return None;
    }
    let real = to - from;
    // Of times without morning or evening nobody knows the half of the day.
    if (low..=high).contains(&real) || time.half_open && (low..=high).contains(&((real + 720) % 1440)) {
        return None;
    }
    let told = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: length.place, role: "first", note: "the length given".to_owned() },
        Label { place: range.place, role: "other", note: format!("this is {real} minutes") },
    ];
    let message = format!("\"{}\" against {}", told(length), told(range));
    let why = vec![format!("{} it is {} hours and {} minutes", told(range), real / 60, real % 60)];
    Some(finding(rule, context, 0.88, message, labels, why))
}

/// Times of day of one text that are tried as the other end; a log has more.
const MOST: usize = 1_000;

/// The minute of the day that a claim names.
fn minute(claim: &Claim) -> Option<i32> {
    let Value::Time(time) = &claim.value else { return None };
    (time.low == time.high && !matches!(claim.slots.part, Part::Code)).then_some(i32::from(time.low))
}

/// `11:50` of the morning or the evening.
const fn is_either(claim: &Claim) -> bool {
    matches!(&claim.value, Value::Time(time) if time.half_open)
}

/// The least and the greatest number of minutes that a length of time may mean, and how it is
/// written in minutes.
fn minutes(claim: &Claim) -> Option<(i32, i32, Option<i32>)> {
    let measure = claim.measure().filter(|m| m.dimension() == Dimension::Duration && m.per.is_none())?;
    let (by, slack) = match measure.unit?.id {
        "minute" => (1, 1),
        // "five and a half hours" are told to the half.
        "hour" if measure.strict.low.value().is_some_and(|hours| !hours.is_integer()) => (60, 15),
        "hour" => (60, 30),
        _ => return None,
    };
    let whole = |value: Decimal| {
        let value = value.checked_mul(Decimal::int(by))?.div_floor(Decimal::ONE, 0)?.to_i128()?;
        i32::try_from(value).ok().filter(|value| (0..=2880).contains(value))
    };
    let low = measure.wide.low.value().map_or(Some(0), whole)?;
    let high = measure.wide.high.value().map_or(Some(2880), whole)?;
    let written = (by == 1).then(|| whole(measure.written()?)).flatten();
    Some((low.saturating_sub(slack), high.saturating_add(slack), written))
}

fn between(
    rule: &Rule,
    context: &Context<'_>,
    own: &[Claim],
    at: usize,
    length: &Claim,
    times: &[&Claim],
) -> Option<Finding> {
    let (low, high, written) = minutes(length)?;
    let document = context.sources.document(length.place);
    let text = |from: u32, to: u32| {
        document.text.get((from - document.base) as usize..(to - document.base) as usize).unwrap_or_default()
    };
    let behind = document.text.get((length.place.end - document.base) as usize..)?.trim_start();
    let first = behind.split(|c: char| !c.is_alphabetic()).next()?.to_lowercase();
    let back = match first.as_str() {
        "after" | "later" => true,
        "before" | "earlier" => false,
        _ => return None,
    };
    // "at 15:32, 78 minutes after", "78 minutes later, at 15:32"
    let beside = |claim: &&Claim| minute(claim).is_some() && claim.sentence == length.sentence;
    let before = own[..at].iter().rev().take(2).find(beside).filter(|claim| {
        let gap = text(claim.place.end, length.place.start.max(claim.place.end)).trim();
        matches!(gap, "," | "(" | "–" | "—" | "-" | ", some" | ", about" | ", just")
    });
    let after = own[at + 1..].iter().take(1).find(beside).filter(|claim| {
        let gap = text(length.place.end, claim.place.start.max(length.place.end)).trim().to_lowercase();
        matches!(
            gap.as_str(),
            "later, at" | "later at" | "later (" | "earlier, at" | "earlier at" | "earlier ("
        )
    });
    let named = before.or(after)?;
    let end = minute(named)?;
    let apart = |time: i32| {
        let apart = if back { end - time } else { time - end };
        // Over midnight.
        if apart < 0 { apart + 1440 } else { apart }
    };
    let fits = |claim: &&&Claim| {
        let either = is_either(claim) || is_either(named);
        let within = |apart: i32| (low..=high).contains(&apart);
        minute(claim).map(apart).is_some_and(|apart| within(apart) || either && within((apart + 720) % 1440))
    };
    if times.iter().any(|time| fits(&time)) {
        return None;
    }
    // The one other time of the sentence, or the one that a slip of one digit would explain.
    let mut others =
        times.iter().filter(|time| time.sentence == length.sentence && time.place != named.place);
    // "at 13:15, five minutes before high water, and was berthed at 14:30": that is counted from the high water.
    let of_another = |time: &Claim| {
        time.place.start > length.place.end && text(length.place.end, time.place.start).contains(',')
    };
    let direct = match (others.next(), others.next()) {
        (Some(&time), None) if !of_another(time) => Some(time),
        (Some(_), None) => return None,
        _ => None,
    };
    let slipped = || {
        let written = written.filter(|written| *written >= 10)?;
        let mut near = times
            .iter()
            .filter(|time| minute(time).is_some_and(|time| is_slip(written, apart(time))))
            .copied();
        let first = near.next()?;
        near.all(|other| minute(other) == minute(first)).then_some(first)
    };
    let (other, sure) = match direct {
        Some(time) => (time, 0.86),
        None => (slipped()?, 0.8),
    };
    let real = apart(minute(other)?);
    if real > 960 {
        return None;
    }
    let told = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: length.place, role: "first", note: "the time between".to_owned() },
        Label { place: named.place, role: "other", note: "one end".to_owned() },
        Label { place: other.place, role: "anchor", note: "the other end".to_owned() },
    ];
    let (from, to) = if back { (other, named) } else { (named, other) };
    let message = format!("\"{}\" against {} and {}", told(length), told(from), told(to));
    let why = vec![format!("from {} to {} it is {real} minutes", told(from), told(to))];
    Some(finding(rule, context, sure, message, labels, why))
}

/// True when two numbers differ in one digit, or two digits stand the other way round.
fn is_slip(a: i32, b: i32) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    if a.len() != b.len() {
        return false;
    }
    let off: Vec<usize> = (0..a.len()).filter(|&at| a.as_bytes()[at] != b.as_bytes()[at]).collect();
    match off.as_slice() {
        [_] => true,
        [x, y] => a.as_bytes()[*x] == b.as_bytes()[*y] && a.as_bytes()[*y] == b.as_bytes()[*x],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn one_digit_or_two_exchanged() {
        assert!(is_slip(78, 68) && is_slip(87, 78) && is_slip(120, 130));
        assert!(!is_slip(78, 89) && !is_slip(78, 780) && !is_slip(12, 12));
    }
}
