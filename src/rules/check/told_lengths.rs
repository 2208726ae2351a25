//! Lengths of time told between two dates of a sentence or two: `took office in 2004. Eight years
//! later, in 2010`, `began on 3 March and was lifted on 17 March, after four weeks`, `Founded in 1920,
//! the club kept its 75th anniversary in 2005`.
//!
//! Only where these two are all the dates there are. Years and months give or take what is lost in
//! counting them.

use super::elapsed::in_days;
use super::{Context, finding, say};
use crate::claim::{Claim, Date, DatePrecision, Day, Dimension, Hedge, Mode, Part, Value};
use crate::finding::{Finding, Label};
use crate::lexicon::number_words::small_cardinal;
use crate::place::Span;
use crate::rules::Rule;

/// First and last day.
type Days = (Day, Day);

/// Dates counted from others in months or years, and named beside: `Eight years later, in 2010`.
pub fn later(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    (0..claims.len()).filter_map(|at| wrong_later(rule, context, at)).collect()
}

/// Lengths that are not those between the two dates of their sentence.
pub fn lengths(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for own in context.ledger.claims.chunk_by(|a, b| a.sentence == b.sentence) {
        if is_prose(&own[0]) {
            findings.extend(spanned(rule, context, own).or_else(|| anniversary(rule, context, own)));
        }
    }
    findings
}

fn is_prose(claim: &Claim) -> bool {
    matches!(
        claim.slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Title
    )
}

/// The days of a date that gives its year.
fn named(claim: &Claim) -> Option<Days> {
    let told = |date: &&Date| {
        matches!(date.precision, DatePrecision::Day | DatePrecision::Month | DatePrecision::Year)
            && date.stated.year.is_some()
            && !date.approximate
            && !date.impossible
    };
    claim.date().filter(told)?.days.bounds()
}

/// The days of a date that gives its day, whose year the text around it tells.
fn day_named(claim: &Claim) -> Option<Days> {
    let told = |date: &&Date| {
        date.precision == DatePrecision::Day
            && date.stated.day.is_some()
            && date.stated.month.is_some()
            && !date.approximate
            && !date.impossible
    };
    claim.date().filter(told)?.days.bounds()
}

/// True for a claim that says when, in whatever way.
const fn is_time(claim: &Claim) -> bool {
    matches!(claim.value, Value::Date(_) | Value::Range(_))
}

fn text(context: &Context<'_>, from: u32, to: u32) -> String {
    say::squeezed(&context.sources.text_at(Span::new(from, to.max(from))).replace(['*', '_'], ""))
        .to_lowercase()
}

fn wrong_later(rule: &Rule, context: &Context<'_>, at: usize) -> Option<Finding> {
    let claims = &context.ledger.claims;
    let claim = &claims[at];
    if !is_time(claim) || !is_prose(claim) || claim.slots.mode != Mode::Actual {
        return None;
    }
    let words = say::squeezed(context.sources.text_at(claim.place)).to_lowercase();
    let length = counted(words.strip_suffix(" later")?)?;
    let dated = |claim: &Claim| named(claim).or_else(|| day_named(claim));
    let beside = |other: &&Claim| other.sentence == claim.sentence && dated(other).is_some();
    let next = claims.get(at + 1).filter(beside).filter(|next| {
        matches!(
            text(context, claim.place.end, next.place.start).as_str(),
            "," | ", in" | ", on" | "in" | "on"
        )
    });
    let last = at.checked_sub(1).map(|at| &claims[at]).filter(beside).filter(|last| {
        let closed = text(context, claim.place.end, claim.place.end + 1);
        text(context, last.place.end, claim.place.start) == "," && !closed.starts_with([',', ' '])
    });
    let stated = next.or(last)?;
    // The one date that is told before, in this sentence or the one above.
    let first = if next.is_some() { at } else { at - 1 };
    let told = claims[..first].iter().rev().take(8);
    let told = told.take_while(|other| other.sentence + 1 >= claim.sentence).filter(|other| is_time(other));
    let told: Vec<&Claim> = told.collect();
    // A date of the sentence itself is counted from before one of the sentence above.
    let own: Vec<&Claim> = told.iter().copied().filter(|other| other.sentence == claim.sentence).collect();
    let (([anchor], _) | ([], [anchor])) = (own.as_slice(), told.as_slice()) else { return None };
    let above = context.ledger.sentence_of(anchor).place;
    let own = context.ledger.sentence_of(claim).place;
    if anchor.sentence != claim.sentence && own.start > above.end + 3 {
        return None;
    }
    // "on 4 May 2021 and closed on 9 June": the year is told in the sentence.
    let end = if anchor.sentence == claim.sentence { dated(stated) } else { named(stated) };
    let (start, end) = (named(anchor)?, end?);
    wrong(length, start, end)?;
    let labels = vec![
        Label { place: claim.place, role: "first", note: "the time between".to_owned() },
        Label { place: stated.place, role: "other", note: "the date given".to_owned() },
        Label { place: anchor.place, role: "anchor", note: "counted from this date".to_owned() },
    ];
    let shown = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let message = format!("\"{words}\" is not {}, counted from {}", shown(stated), shown(anchor));
    let why = vec![format!("from {} to {} it is {}", shown(anchor), shown(stated), span(start, end))];
    Some(finding(rule, context, 0.86, message, labels, why))
}

/// Least and most days of `eight years`, `a fortnight`, `about 18 months`.
fn counted(words: &str) -> Option<Days> {
    const HEDGES: [&str; 6] = ["about ", "around ", "roughly ", "some ", "nearly ", "almost "];
    let hedged = HEDGES.iter().find_map(|hedge| words.strip_prefix(hedge));
    let (number, unit) = hedged.unwrap_or(words).rsplit_once(' ')?;
    let number = match number {
        "a" | "an" | "one" => 1,
        other => match other.parse::<i32>() {
            Ok(number) => number,
            Err(_) => i32::try_from(small_cardinal(other)?).ok()?,
        },
    };
    // In hundredths of a day.
    let (days, slack) = match unit.trim_end_matches('s') {
        "day" => (100, 1),
        "week" => (700, 4),
        "fortnight" => (1_400, 4),
        "month" => (3_044, 20),
        "year" => (36_525, 200),
        _ => return None,
    };
    let middle = number.clamp(0, 3_000) * days / 100;
    let slack = if hedged.is_some() { slack + middle / 4 } else { slack };
    Some((middle - slack, middle + slack))
}

/// Nothing where a length can be that between two dates, or is of another story.
fn wrong(length: Days, start: Days, end: Days) -> Option<()> {
    let (least, most) = (end.0.checked_sub(start.1)?, end.1.checked_sub(start.0)?.checked_add(1)?);
    let far = i64::from(length.0.max(1)) > 12 * i64::from(most.max(1))
        || i64::from(length.1) * 12 < i64::from(least);
    (most > 0 && !far && (length.0 > most || length.1 < least)).then_some(())
}

/// How long it is from one date to another, in words.
fn span(start: Days, end: Days) -> String {
    let (least, most) = (end.0 - start.1, end.1 - start.0);
    if least == most { format!("{most} days") } else { format!("{} to {most} days", least.max(0)) }
}

/// What begins and what ends.
const BEGIN: &[&str] = &[
    "begin", "start", "open", "launch", "commence", "leave", "depart", "arrest", "admit", "found", "break",
    "set", "detain", "board", "enter", "join", "declare", "call", "suspend", "lose",
];
const END: &[&str] = &[
    "end",
    "finish",
    "close",
    "complete",
    "conclude",
    "lift",
    "land",
    "arrive",
    "discharge",
    "return",
    "reopen",
    "release",
    "leave",
    "stop",
    "resume",
    "reach",
    "sign",
    "dissolve",
    "find",
    "rescue",
];

/// `began on 3 March 1644 and was lifted on 17 March 1644, after nearly four weeks`
fn spanned(rule: &Rule, context: &Context<'_>, own: &[Claim]) -> Option<Finding> {
    let times: Vec<&Claim> = own.iter().filter(|claim| is_time(claim)).collect();
    let is_length = |claim: &&Claim| {
        claim.measure().is_some_and(|m| {
            m.dimension() == Dimension::Duration
                && m.per.is_none()
                && !m.is_range
                && (!m.hedge.is_bound() || m.hedge == Hedge::Nearly)
        })
    };
    let lengths: Vec<&Claim> = own.iter().filter(is_length).collect();
    let ([first, second], [length]) = (times.as_slice(), lengths.as_slice()) else { return None };
    let actual = |claim: &Claim| claim.slots.mode == Mode::Actual && !claim.slots.identifying;
    if !actual(first) || !actual(second) || length.place.start < second.place.end {
        return None;
    }
    let gap = text(context, second.place.end, length.place.start);
    let whole = [
        ", a span of",
        ", a period of",
        ", a total of",
        ", a stretch of",
        ", a term of",
        ", a reign of",
        ", a tenure of",
        ", a career of",
        ", a run of",
        ", altogether",
        ", in all",
        ", lasting",
    ];
    let verb = |claim: &Claim| {
        let predicate = claim.slots.predicate.as_ref().filter(|verb| !verb.nominal)?;
        Some(context.ledger.vocab.word(predicate.verb))
    };
    let ends = verb(first).is_some_and(|verb| BEGIN.contains(&verb))
        && verb(second).is_some_and(|verb| END.contains(&verb));
    let after = matches!(gap.as_str(), ", after" | "after" | ", lasted" | ", having lasted");
    if !(whole.contains(&gap.as_str()) || ends && after) {
        return None;
    }
    // "after four weeks of talks" is of the talks.
    let behind = text(context, length.place.end, length.place.end + 4);
    if behind.starts_with("of") || behind.starts_with("in") {
        return None;
    }
    let between = text(context, first.place.end, second.place.start);
    if ["who", "which was", "again", "another"].iter().any(|word| between.contains(word)) {
        return None;
    }
    // "began on 3 May 2022 and ended on 20 May": the year is told once.
    let (start, end) = (named(first)?, named(second).or_else(|| day_named(second))?);
    let days = in_days(length.measure()?)?;
    wrong(days, start, end)?;
    Some(report(rule, context, length, (first, start), (second, end)))
}

/// `Founded in 1920, the club kept its 75th anniversary in 2005` | `opened in 1932, turned 100 in 2012`
fn anniversary(rule: &Rule, context: &Context<'_>, own: &[Claim]) -> Option<Finding> {
    const MADE: &[&str] = &[
        "found",
        "establish",
        "open",
        "build",
        "form",
        "create",
        "launch",
        "start",
        "begin",
        "incorporate",
        "erect",
        "construct",
        "complete",
        "charter",
    ];
    let times: Vec<&Claim> = own.iter().filter(|claim| is_time(claim)).collect();
    let [first, second] = times.as_slice() else { return None };
    let count = own.iter().find(|claim| !is_time(claim) && claim.place.start > first.place.end)?;
    let others = own.iter().filter(|claim| !is_time(claim)).count();
    let years = match &count.value {
        Value::Ordinal(number) => i32::try_from(*number).ok()?,
        Value::Measure(measure) => i32::try_from(measure.strict.single()?.to_i128()?).ok()?,
        _ => return None,
    };
    let verb = first.slots.predicate.as_ref().filter(|verb| !verb.nominal)?;
    let made = MADE.contains(&context.ledger.vocab.word(verb.verb));
    let before = text(context, first.place.end, count.place.start);
    let between = text(context, count.place.end, second.place.start.max(count.place.end));
    let its = [" its", " their"].iter().any(|word| before.ends_with(word));
    let kept = matches!(count.value, Value::Ordinal(_))
        && its
        && matches!(between.as_str(), "anniversary in" | "anniversary on" | "birthday in" | "birthday on");
    let turned = matches!(count.value, Value::Measure(_)) && before.ends_with("turned") && between == "in";
    if others != 1
        || !made
        || !(kept || turned)
        || ["as ", "became", "merged", "who", "whose"].iter().any(|word| before.contains(word))
    {
        return None;
    }
    let (start, end) = (named(first)?, named(second)?);
    let middle = years.checked_mul(365)?.checked_add(years / 4)?;
    // The year that is counted from may be the one before or after.
    wrong((middle - 366, middle + 366), start, end)?;
    Some(report(rule, context, count, (first, start), (second, end)))
}

fn report(
    rule: &Rule,
    context: &Context<'_>,
    length: &Claim,
    first: (&Claim, Days),
    second: (&Claim, Days),
) -> Finding {
    let shown = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: length.place, role: "first", note: "the length given".to_owned() },
        Label { place: first.0.place, role: "other", note: "from here".to_owned() },
        Label { place: second.0.place, role: "other", note: "to here".to_owned() },
    ];
    let message = format!("\"{}\" against {} to {}", shown(length), shown(first.0), shown(second.0));
    let between = span(first.1, second.1);
    let why = vec![format!("from {} to {} it is {between}", shown(first.0), shown(second.0))];
    finding(rule, context, 0.86, message, labels, why)
}
