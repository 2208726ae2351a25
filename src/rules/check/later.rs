//! How long after another date one was, told behind it: `opened on 4 May and closed on 9 June, about three weeks
//! later`.

use super::{Context, finding, say};
use crate::claim::{Anchor, Claim, DatePrecision, Days, Mode, Part, civil};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Dates told with a time that did not pass since the date before.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    claims.windows(3).filter_map(|three| wrong(rule, context, &three[0], &three[1], &three[2])).collect()
}

/// Of `4 May ... 9 June, three weeks later` the last is counted from the second, and means the first.
fn wrong(
    rule: &Rule,
    context: &Context<'_>,
    first: &Claim,
    second: &Claim,
    later: &Claim,
) -> Option<Finding> {
    let (start, end) = (named(first)?, named(second)?);
    if first.sentence != second.sentence || later.sentence != second.sentence {
        return None;
    }
    let date = later.date()?;
    let Some(Anchor::Antecedent(anchor)) = date.anchor else { return None };
    let text = |from: u32, to: u32| {
        say::squeezed(context.sources.text_at(crate::place::Span::new(from, to.max(from))))
    };
    let words = text(later.place.start, later.place.end).to_lowercase();
    let sentence = context.ledger.sentence_of(later).place;
    let closes = {
        let rest = text(later.place.end, sentence.end.max(later.place.end));
        rest.is_empty() || rest.starts_with(['.', ';', ')']) || rest.starts_with(", ")
    };
    let told = !["working", "business", "school", "trading", "sitting"].iter().any(|own| words.contains(own));
    let joined = matches!(text(second.place.end, later.place.start).as_str(), "," | "(" | "–" | "—");
    if anchor != second.place || !words.ends_with(" later") || !joined || !closes || !told {
        return None;
    }
    let prose = [first, second].iter().all(|claim| {
        matches!(
            claim.slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Quotation
        ) && claim.slots.mode == Mode::Actual
            && !claim.slots.identifying
    });
    let (from, to) = date.days.bounds()?;
    // What is counted, in days: from the second date on.
    let (least, most) = (from - end, to - end);
    let passed = end - start;
    // Both ends may be counted, and a week is rounded.
    let slack = 1 + passed / 20;
    if !prose || passed <= 0 || (least - slack..=most + slack).contains(&passed) {
        return None;
    }
    // What came to be much later than told belongs to another date before.
    if least > passed.saturating_mul(12) || passed > most.saturating_mul(12) {
        return None;
    }
    let label = |claim: &Claim, role, note: String| Label { place: claim.place, role, note };
    let iso = |day| civil(day).map_or_else(String::new, |date| date.to_string());
    let labels = vec![
        label(later, "first", "what is said to have passed".to_owned()),
        label(first, "other", format!("from {}", iso(start))),
        label(second, "anchor", format!("to {}, {passed} days", iso(end))),
    ];
    let own = text(later.place.start, later.place.end);
    let message = format!("\"{own}\" is said of {passed} days");
    let why = vec![format!("from {} to {} it is {passed} days", iso(start), iso(end))];
    Some(finding(rule, context, 0.86, message, labels, why))
}

/// The day of a date that names it.
fn named(claim: &Claim) -> Option<i32> {
    let date = claim.date().filter(|date| !date.approximate && !date.impossible)?;
    let day =
        date.precision == DatePrecision::Day && date.stated.day.is_some() && date.stated.month.is_some();
    let single = |days: Days| days.single();
    day.then_some(date.days).and_then(single)
}
