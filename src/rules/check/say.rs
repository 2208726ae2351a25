//! Words for findings: readings, documents, lists.

use crate::align::{Evidence, Judgement, Ledger};
use crate::claim::{Claim, Date, DatePrecision, Days, End, Value, civil, weekday};
use crate::lexicon::closed::calendar::WEEKDAYS;
use crate::source::SourceSet;

/// White space squeezed to single spaces.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The last part of a path, which is enough to tell documents apart in a message.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A claim as its text has it, with what is counted: `545 parents`, `$1.36 million`.
#[must_use]
pub fn quoted(sources: &SourceSet, claim: &Claim) -> String {
    let own = squeezed(sources.text_at(claim.place));
    match &claim.slots.noun {
        Some(noun)
            if claim.measure().is_some()
                && noun.place.start >= claim.place.end
                && noun.place.start < claim.place.end + 40 =>
        {
            let whole = crate::place::Span::new(claim.place.start, noun.place.end);
            let text = squeezed(sources.text_at(whole));
            if text.len() < 80 { text } else { own }
        }
        _ => own,
    }
}

/// What a claim can mean, as a set: `545`, `[2500, 3500)`, `2021-01-13`, `2021-01-01 to 2021-01-31`.
#[must_use]
pub fn reading(claim: &Claim) -> String {
    match &claim.value {
        Value::Measure(measure) => {
            let unit = measure.unit.map_or(String::new(), |unit| format!(" {}", unit.id));
            match (measure.strict.low, measure.strict.high) {
                (End::Closed(low), End::Closed(high)) if low == high => format!("{low}{unit}"),
                _ => format!("{}{unit}", measure.strict),
            }
        }
        Value::Date(date) => days(date),
        Value::Range(range) => {
            let end = |date: Option<Date>| date.map_or_else(|| "...".to_owned(), |date| days(&date));
            format!("from {} to {}", end(range.start), end(range.end))
        }
        Value::Ordinal(number) => format!("number {number}"),
        Value::Time(time) => format!("{:02}:{:02}", time.low / 60, time.low % 60),
        _ => String::new(),
    }
}

/// The days of a date: `2021-01-13`, `2021-01-01 to 2021-01-31`, `every Thursday`.
#[must_use]
pub fn days(date: &Date) -> String {
    if let Some((low, high)) = date.days.bounds() {
        let iso = |day| civil(day).map_or_else(String::new, |date| date.to_string());
        if low == high {
            return format!("{} {}", WEEKDAYS[weekday(low) as usize], iso(low));
        }
        return format!("{} to {}", iso(low), iso(high));
    }
    if date.precision == DatePrecision::Weekday
        && let Some(day) = date.stated.weekday
    {
        return format!("every {}", WEEKDAYS[usize::from(day) % 7]);
    }
    if date.days == Days::ALL { "some day".to_owned() } else { "that day of some year".to_owned() }
}

/// The reasons for a pair, the weightiest first: `the same verb (+1.2)`.
#[must_use]
pub fn reasons(judgement: &Judgement) -> Vec<String> {
    let mut evidence: Vec<Evidence> = judgement.evidence.clone();
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    evidence
        .iter()
        .filter(|e| e.weight.abs() >= 0.1)
        .map(|e| format!("{} ({:+.1})", e.what.phrase(), e.weight))
        .collect()
}

/// The words that two sentences share, at most `most`, in order of the first.
#[must_use]
pub fn shared_words(ledger: &Ledger, a: &Claim, b: &Claim, most: usize) -> Vec<String> {
    use crate::claim::WordClass;
    let content = |class: WordClass| matches!(class, WordClass::Noun | WordClass::Name | WordClass::Verb);
    let other: rustc_hash::FxHashSet<_> =
        ledger.sentence_of(b).words.iter().filter(|w| content(w.class)).map(|w| w.lemma).collect();
    let mut shared: Vec<String> = Vec::new();
    for word in ledger.sentence_of(a).words.iter().filter(|w| content(w.class) && other.contains(&w.lemma)) {
        let text = ledger.vocab.word(word.lemma).to_owned();
        if !shared.contains(&text) {
            shared.push(text);
        }
    }
    shared.truncate(most);
    shared
}
