//! What is told to have come before or after something else that is dated elsewhere: `woken at
//! 06:15, before any guest had been let in` beside a table `04:10 | First guest let
//! in`.

use super::grid::{Cell, grids};
use super::stems::stems;
use super::{Context, finding, say};
use crate::claim::{Claim, Mode, Part, Value};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Orders that the dates and times given elsewhere contradict.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let told: Vec<Told<'_>> = context.ledger.claims.iter().filter_map(|claim| told(context, claim)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let events = events(context);
    told.iter().filter_map(|told| contradicted(rule, context, told, &events)).collect()
}

/// A moment that is said to lie before or after an event.
struct Told<'a> {
    claim: &'a Claim,
    at: Moment,
    before: bool,
    /// Stems of the words for the event.
    words: Vec<String>,
}

/// A time of day or a day.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Moment {
    Minute(u16, u16),
    Day(i32, i32),
}

impl Moment {
    fn of(claim: &Claim) -> Option<Self> {
        match &claim.value {
            Value::Time(time) if !time.half_open => Some(Self::Minute(time.low, time.high)),
            Value::Date(date) if !date.approximate && !date.impossible => {
                date.days.bounds().map(|(low, high)| Self::Day(low, high))
            }
            _ => None,
        }
    }

    /// True when it lies before the other for certain.
    const fn precedes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Minute(_, end), Self::Minute(start, _)) => end < start,
            (Self::Day(_, end), Self::Day(start, _)) => end < start,
            _ => false,
        }
    }
}

/// Words that say nothing of what an event is.
const LIGHT: &[&str] =
    &["had", "been", "was", "were", "any", "even", "ever", "first", "yet", "have", "has", "being", "its"];

/// `at 06:15, before any guest had been let in`
fn told<'a>(context: &Context<'_>, claim: &'a Claim) -> Option<Told<'a>> {
    let at = Moment::of(claim)?;
    let prose = matches!(
        claim.slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption
    );
    if !prose || claim.slots.mode != Mode::Actual || claim.slots.identifying {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim).place;
    let text = context.sources.text_at(sentence);
    let rest = text.get((claim.place.end.checked_sub(sentence.start)?) as usize..)?;
    let rest = rest.trim_start_matches([',', ' ', '\n']);
    let (before, clause) = match (rest.strip_prefix("before "), rest.strip_prefix("after ")) {
        (Some(clause), _) => (true, clause),
        (_, Some(clause)) => (false, clause),
        _ => return None,
    };
    let clause = say::squeezed(clause.split([',', ';', '.', '(', ':']).next().unwrap_or_default());
    let clause = clause.split(" and ").next().unwrap_or_default();
    // The order of two days is told with a verb; "before the court" is none.
    if clause.contains(|c: char| c.is_ascii_digit()) || clause.split(' ').count() > 9 {
        return None;
    }
    let verb =
        |word: &str| matches!(word, "was" | "were" | "had" | "is" | "are" | "has") || word.ends_with("ed");
    if !clause.split(' ').any(verb) {
        return None;
    }
    let mut words = stems(clause);
    words.retain(|word| !LIGHT.contains(&word.as_str()) && word.len() > 2);
    (words.len() >= 3).then_some(Told { claim, at, before, words })
}

/// Something with its moment.
struct Event {
    at: Moment,
    place: Span,
    words: Vec<String>,
}

/// The rows of tables and the sentences that tell when something was.
fn events(context: &Context<'_>) -> Vec<Event> {
    let ledger = context.ledger;
    let mut events = Vec::new();
    for (document, range) in context.sources.documents().iter().zip(&ledger.documents) {
        let claims = &ledger.claims[range.claims.start as usize..range.claims.end as usize];
        for grid in grids(document) {
            for row in &grid.rows {
                let Some(label) = row.labels.iter().max_by_key(|label| label.len()) else { continue };
                let words = stems(label);
                if words.len() < 2 || !row.cells.values().any(|cell| matches!(cell, Cell::Words)) {
                    continue;
                }
                let Some(named) = row.named else { continue };
                // The moments of the row stand near its first words.
                let from = claims.partition_point(|claim| claim.place.start < named.start.saturating_sub(60));
                let line = |claim: &&Claim| {
                    claim.slots.part == Part::Cell
                        && !document
                            .text_at(Span::new(
                                named.start.min(claim.place.start),
                                named.start.max(claim.place.end),
                            ))
                            .contains('\n')
                };
                let own = claims[from..].iter().take(12).filter(line);
                events.extend(own.filter_map(|claim| {
                    Some(Event { at: Moment::of(claim)?, place: claim.place, words: words.clone() })
                }));
            }
        }
        for claim in claims {
            let told = claim.slots.mode == Mode::Actual && claim.slots.predicate.is_some();
            if let (true, Some(at)) = (told && claim.slots.part != Part::Cell, Moment::of(claim)) {
                let text = context.sources.text_at(ledger.sentence_of(claim).place);
                // More than a short sentence tells of more than one thing.
                if text.len() <= 120 && !text.contains("before") && !text.contains("after") {
                    events.push(Event { at, place: claim.place, words: stems(text) });
                }
            }
        }
    }
    events
}

fn contradicted(rule: &Rule, context: &Context<'_>, told: &Told<'_>, events: &[Event]) -> Option<Finding> {
    let document = context.sources.index_of(told.claim.place);
    let like = |word: &str, other: &str| {
        word == other
            || word.len().min(other.len()) >= 4 && (word.starts_with(other) || other.starts_with(word))
    };
    let meant: Vec<&Event> = events
        .iter()
        .filter(|event| std::mem::discriminant(&event.at) == std::mem::discriminant(&told.at))
        .filter(|event| told.words.iter().all(|word| event.words.iter().any(|other| like(word, other))))
        .filter(|event| {
            let other = context.sources.index_of(event.place);
            other == document || context.linked(document, other)
        })
        .collect();
    let [event] = meant.as_slice() else { return None };
    let wrong = if told.before { event.at.precedes(told.at) } else { told.at.precedes(event.at) };
    if !wrong {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let order = if told.before { "before" } else { "after" };
    let labels = vec![
        Label { place: told.claim.place, role: "first", note: format!("told as {order} that") },
        Label { place: event.place, role: "other", note: "when it was".to_owned() },
    ];
    let message =
        format!("{} is told as {order} what is dated {}", text(told.claim.place), text(event.place));
    let why = vec![format!("{} does not come {order} {}", text(told.claim.place), text(event.place))];
    Some(finding(rule, context, 0.8, message, labels, why))
}
