//! What a rule asserts of the claims that it selects: bounds, one value for all, that there
//! is such a claim or none, that a slot is filled.

use super::pick::Picker;
use super::{Context, finding, say};
use crate::align::agreement;
use crate::claim::{Agreement, Claim, Day, Hedge, Value, agree_measures};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;
use crate::rules::assertion::{Allowed, Assertion, Bound, Reach, Slot};
use crate::rules::selector::Selector;

/// The author of the rule said which claims are meant and what must hold.
const DECLARED: f32 = 0.95;
/// Places shown for one reading.
const MOST_LABELS: usize = 4;
/// Readings that are told apart in one finding.
const MOST_READINGS: usize = 12;

/// The claims that break `assertion`.
pub fn run(rule: &Rule, assertion: &Assertion, context: &Context<'_>) -> Vec<Finding> {
    let everything = Selector::default();
    let picker = Picker::new(rule.selector.as_ref().unwrap_or(&everything), context);
    let check = Run { rule, context, picker };
    let mut findings = Vec::new();
    for claim in check.picker.claims() {
        if assertion.never {
            let message = format!("\"{}\" stands where there may be none", check.text(claim));
            findings.push(check.report(claim, message, say::reading(claim), "the rule allows no such claim"));
        }
        findings.extend(assertion.bounds.iter().filter_map(|bound| check.bound(claim, bound)));
        findings.extend(assertion.has.iter().filter_map(|&slot| check.lacks(claim, slot)));
    }
    match assertion.same {
        Some(Reach::Everywhere) => findings.extend(check.same(&check.picker.claims().collect::<Vec<_>>())),
        Some(Reach::Document) => {
            let sources = context.sources;
            let claims: Vec<&Claim> = check.picker.claims().collect();
            let one = |a: &&Claim, b: &&Claim| sources.index_of(a.place) == sources.index_of(b.place);
            findings.extend(claims.chunk_by(one).filter_map(|claims| check.same(claims)));
        }
        None => {}
    }
    if let Some(reach) = assertion.stated {
        findings.extend(check.unstated(reach));
    }
    findings
}

struct Run<'a> {
    rule: &'a Rule,
    context: &'a Context<'a>,
    picker: Picker<'a>,
}

impl Run<'_> {
    fn text(&self, claim: &Claim) -> String {
        say::quoted(self.context.sources, claim)
    }

    fn report(&self, claim: &Claim, message: String, note: String, why: &str) -> Finding {
        let label = Label { place: claim.place, role: "first", note };
        finding(self.rule, self.context, DECLARED, message, vec![label], vec![why.to_owned()])
    }

    fn bound(&self, claim: &Claim, bound: &Bound) -> Option<Finding> {
        let broken = match (&bound.allowed, &claim.value) {
            (Allowed::Measures(allowed), Value::Measure(measure)) => {
                agree_measures(measure, allowed).is_conflict()
            }
            (Allowed::Days(low, high), _) => is_outside(claim, *low, *high),
            _ => false,
        };
        broken.then(|| {
            let message = format!("\"{}\" should be {}", self.text(claim), bound.phrase());
            let why = format!("the rule asks for {}, and this is {}", bound.phrase(), say::reading(claim));
            self.report(claim, message, format!("not {}", bound.phrase()), &why)
        })
    }

    fn lacks(&self, claim: &Claim, slot: Slot) -> Option<Finding> {
        let (slots, date) = (&claim.slots, claim.date());
        let filled = match slot {
            Slot::Period => slots.period.is_some() || slots.as_of.is_some(),
            Slot::AsOf => slots.as_of.is_some(),
            Slot::Attribution => slots.attribution.is_some(),
            Slot::Noun => slots.noun.is_some(),
            Slot::Unit => claim.measure().is_none_or(|measure| measure.unit.is_some()),
            Slot::Exact => {
                claim.measure().is_none_or(|m| matches!(m.hedge, Hedge::None | Hedge::Exact))
                    && date.is_none_or(|date| !date.approximate)
            }
            Slot::Year => date.is_none_or(|date| date.stated.year.is_some()),
            Slot::Day => date.is_none_or(|date| date.stated.day.is_some()),
        };
        (!filled).then(|| {
            let message = format!("\"{}\" has {}", self.text(claim), slot.lack());
            let why = "the rule asks for it, and the sentence does not say it";
            self.report(claim, message, slot.lack().to_owned(), why)
        })
    }

    /// The readings of `claims` that clash, in one finding.
    fn same(&self, claims: &[&Claim]) -> Option<Finding> {
        let mut readings: Vec<Vec<&Claim>> = Vec::new();
        for &claim in claims {
            let same = |reading: &&mut Vec<&Claim>| agreement(reading[0], claim) == Agreement::Same;
            if let Some(reading) = readings.iter_mut().find(same) {
                reading.push(claim);
            } else if readings.len() < MOST_READINGS {
                readings.push(vec![claim]);
            }
        }
        let clashes = |one: &[&Claim]| readings.iter().any(|other| agreement(one[0], other[0]).is_conflict());
        let clashing: Vec<&Vec<&Claim>> = readings.iter().filter(|reading| clashes(reading)).collect();
        let said: Vec<String> = clashing
            .iter()
            .map(|reading| {
                let path = &self.context.sources.document(reading[0].place).path;
                format!("{} ({})", self.text(reading[0]), say::file_name(path))
            })
            .collect();
        let (last, first) = said.split_last()?;
        let mut labels: Vec<Label> = Vec::new();
        for (nth, reading) in clashing.iter().enumerate() {
            let role = if nth == 0 { "first" } else { "other" };
            let label = |claim: &&Claim| Label { place: claim.place, role, note: say::reading(claim) };
            labels.extend(reading.iter().take(MOST_LABELS).map(label));
        }
        labels.sort_by_key(|label| label.place);
        let values: Vec<String> = clashing.iter().map(|reading| say::reading(reading[0])).collect();
        let why = vec![
            "the rule says that these speak of one thing".to_owned(),
            format!("no value fits all of {}", values.join(", ")),
        ];
        let message = format!("{} against {last}", first.join(", "));
        Some(finding(self.rule, self.context, DECLARED, message, labels, why))
    }

    /// Documents without a claim that should be there.
    fn unstated(&self, reach: Reach) -> Vec<Finding> {
        let sources = self.context.sources;
        let mut stated: Vec<usize> =
            self.picker.claims().map(|claim| sources.index_of(claim.place)).collect();
        stated.dedup();
        if reach == Reach::Everywhere && !stated.is_empty() {
            return Vec::new();
        }
        let lacking = self.picker.documents().filter(|index| stated.binary_search(index).is_err());
        let places = lacking.filter_map(|index| Some((index, self.head(index)?)));
        let most = if reach == Reach::Everywhere { 1 } else { usize::MAX };
        places
            .take(most)
            .map(|(index, place)| {
                let path = say::file_name(&sources.documents()[index].path);
                let message = match reach {
                    Reach::Document => format!("{path} does not state it: {}", self.rule.about.title),
                    Reach::Everywhere => format!("no document states it: {}", self.rule.about.title),
                };
                let note = "nothing in this document is such a claim".to_owned();
                let label = Label { place, role: "first", note };
                let why = vec!["the rule asks for a claim that `[where]` selects".to_owned()];
                finding(self.rule, self.context, DECLARED, message, vec![label], why)
            })
            .collect()
    }

    /// The title of a document, or its first line with words.
    fn head(&self, index: usize) -> Option<Span> {
        if let Some(title) = self.context.ledger.documents.get(index)?.title {
            return Some(title);
        }
        let document = &self.context.sources.documents()[index];
        let start = document.text.find(|c: char| c.is_alphanumeric())?;
        let line = document.text[start..].lines().next()?.trim_end();
        let from = document.base + u32::try_from(start).ok()?;
        Some(Span::new(from, from + u32::try_from(line.len()).ok()?))
    }
}

/// True for a date no reading of which lies between `low` and `high`, and for a span of time
/// that is known to begin before or to end after them.
fn is_outside(claim: &Claim, low: Option<Day>, high: Option<Day>) -> bool {
    let (starts, ends) = match &claim.value {
        Value::Date(date) if !date.impossible && !date.approximate => (Some(*date), Some(*date)),
        Value::Range(range) => (range.start, range.end),
        _ => return false,
    };
    let bounds = |date: Option<crate::claim::Date>| date.and_then(|date| date.days.bounds());
    let early = bounds(starts).zip(low).is_some_and(|((_, last), low)| last < low);
    let late = bounds(ends).zip(high).is_some_and(|((first, _), high)| first > high);
    early || late
}
