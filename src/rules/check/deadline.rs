//! A deadline that is stated as a number of days and as a date: `within 21 days of 16 June, by 9
//! July`.

use super::{Context, finding, say};
use crate::claim::{Claim, Date, DatePrecision, Dimension, Value, civil};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Deadlines whose two forms differ.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    (0..claims.len()).filter_map(|at| deadline(rule, context, at)).collect()
}

fn deadline(rule: &Rule, context: &Context<'_>, at: usize) -> Option<Finding> {
    let claims = &context.ledger.claims;
    let length = &claims[at];
    let measure = length
        .measure()
        .filter(|m| m.dimension() == Dimension::Duration && m.per.is_none() && !m.is_range)?;
    let step = match measure.unit?.id {
        "day" => 1,
        "week" => 7,
        _ => return None,
    };
    let sentence = context.ledger.sentence_of(length).place;
    let text = context.sources.text_at(sentence);
    let lead =
        text.get(..(length.place.start.checked_sub(sentence.start)?) as usize)?.trim_end().to_lowercase();
    let within = context.sources.text_at(length.place).to_lowercase().starts_with("within")
        || lead.ends_with("within");
    let own = context.sources.text_at(length.place).to_lowercase();
    if !within || own.contains("business") || own.contains("working") {
        return None;
    }
    let written = measure.written().or_else(|| measure.strict.high.value())?;
    let days = i32::try_from(written.to_i128()?).ok()?.checked_mul(step)?;
    let later = claims[at + 1..].iter().take(4).take_while(|claim| claim.sentence == length.sentence);
    let dates: Vec<(&Claim, Date)> = later
        .filter_map(|claim| match &claim.value {
            Value::Date(date) => Some((claim, *date)),
            // "by 9 July"
            Value::Range(range) => Some((claim, range.end?)),
            _ => None,
        })
        .collect();
    let [(from, start), (to, end)] = dates.as_slice() else { return None };
    let between =
        |a: Span, b: Span| context.sources.text_at(Span::new(a.end, b.start.max(a.end))).to_lowercase();
    let counted =
        matches!(say::squeezed(&between(length.place, from.place)).as_str(), "of" | "after" | "from");
    let gap = between(from.place, to.place);
    let due = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "by" | "until" | "latest" | "later" | "expires" | "ends" | "expired"))
    };
    if !counted || !(due(&gap) || due(&context.sources.text_at(to.place).to_lowercase())) || gap.len() > 60 {
        return None;
    }
    let exact = |date: &Date| {
        (date.precision == DatePrecision::Day && !date.approximate).then(|| date.days.single())?
    };
    let (first, last) = (exact(start)?, exact(end)?);
    let off = (last - first - days).abs();
    // A day for the way of counting, two more for a weekend.
    if off == 0 || last < first {
        return None;
    }
    let sure = if off <= 3 { 0.5 } else { 0.76 };
    let words = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: length.place, role: "first", note: format!("{days} days") },
        Label { place: from.place, role: "anchor", note: "counted from this date".to_owned() },
        Label { place: to.place, role: "other", note: format!("this is {} days after it", last - first) },
    ];
    let made = civil(first + days).map_or_else(String::new, |date| date.to_string());
    let message = format!("{} of {} is not {}", words(length), words(from), words(to));
    let why = vec![format!("{days} days after {} is {made}", words(from))];
    Some(finding(rule, context, sure, message, labels, why))
}
