//! Ages against birthdays, and against each other: `Oster, 78` who was `born in the autumn of
//! 1934`; a guard of 58 in one text and of 53 in another.
//!
//! Who is meant is read off the words right before: a name, `the guard`, or a pronoun behind one
//! of these. An age is one of the day of its own text unless its clause has a date.

use rustc_hash::FxHashMap;

use super::{Context, finding, say};
use crate::claim::{Date, Hedge, Kind, Value, civil};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::is_person_noun;
use crate::place::Span;
use crate::rules::Rule;

/// Ages that cannot be.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ages = ages(context);
    if ages.is_empty() {
        return Vec::new();
    }
    let births = births(context);
    let mut findings = Vec::new();
    let mut by_person: FxHashMap<&Person, Vec<&Age>> = FxHashMap::default();
    for age in &ages {
        by_person.entry(&age.person).or_default().push(age);
        let own = births.iter().filter(|birth| birth.person == age.person);
        if let Some(found) = own.into_iter().find_map(|birth| born(rule, context, age, birth)) {
            findings.push(found);
        }
    }
    let mut people: Vec<(&&Person, &Vec<&Age>)> = by_person.iter().collect();
    people.sort_by_key(|(_, ages)| ages[0].place.start);
    for (person, ages) in people {
        if let Some(found) = apart(rule, context, person, ages) {
            findings.push(found);
        }
    }
    findings
}

/// Who somebody is in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Person {
    /// By the last of the names.
    Named(String),
    /// `the guard`
    Role(String),
}

struct Age {
    person: Person,
    years: i32,
    place: Span,
    /// The first and last year in which it was so, if known.
    at: Option<(i32, i32)>,
    /// `then`, `when`: an age of a time gone by.
    past: bool,
    document: usize,
}

struct Birth {
    person: Person,
    place: Span,
    /// First and last day.
    days: (i32, i32),
}

fn ages(context: &Context<'_>) -> Vec<Age> {
    let ledger = context.ledger;
    let mut ages = Vec::new();
    for (index, claim) in (0_u32..).zip(&ledger.claims) {
        if claim.kind != Kind::Age {
            continue;
        }
        let Some(measure) = claim.measure() else { continue };
        if measure.is_range
            || measure.hedge != Hedge::None
            || measure.unit.is_none_or(|unit| unit.id != "year")
        {
            continue;
        }
        let years = measure
            .strict
            .single()
            .and_then(|value| value.to_i128())
            .and_then(|years| i32::try_from(years).ok());
        let (Some(years), Some(person)) = (years, person(context, claim.place, AGE_WORDS)) else { continue };
        let document = ledger.document_of(index);
        let behind = behind(context, claim.place);
        let past =
            ["when", "then", "at the time", "at that time"].iter().any(|word| behind.starts_with(word));
        let own = claim.slots.period.and_then(|(place, days)| {
            // "who had lived there since 1974" bounds another thing.
            let date = days.bounds()?;
            (place.start < claim.place.start.saturating_add(60) && years_of(date)? < 3).then_some(date)
        });
        let dateline =
            || ledger.documents[document].dateline.as_ref().and_then(|(_, date)| date.days.bounds());
        let at = own.or_else(|| if past { None } else { dateline() });
        let at =
            at.and_then(|(low, high)| Some((i32::from(civil(low)?.year()), i32::from(civil(high)?.year()))));
        ages.push(Age { person, years, place: claim.place, at, past, document });
    }
    ages
}

fn years_of((low, high): (i32, i32)) -> Option<i32> {
    Some(i32::from(civil(high)?.year()) - i32::from(civil(low)?.year()))
}

/// Words between a person and the age.
const AGE_WORDS: &[&str] = &[
    "who", "is", "was", "aged", "age", "now", "then", "at", "the", "of", "turned", "just", "only", "a", "an",
    "died", "in",
];
/// Words between a person and the birthday.
const BIRTH_WORDS: &[&str] = &[
    "who", "was", "born", "in", "on", "the", "of", "spring", "summer", "autumn", "fall", "winter", "early",
    "late", "a", "is", "b",
];

fn births(context: &Context<'_>) -> Vec<Birth> {
    let mut births = Vec::new();
    for claim in &context.ledger.claims {
        let (date, life): (Date, bool) = match &claim.value {
            Value::Date(date) => (*date, false),
            // "Piet Harms (1587-1641)"
            Value::Range(range) => match range.start.zip(range.end) {
                Some((start, _)) => (start, true),
                None => continue,
            },
            _ => continue,
        };
        let Some(days) = date.days.bounds().filter(|_| !date.approximate && !date.impossible) else {
            continue;
        };
        let lead = lead(context, claim.place);
        let bracket = lead.trim_end().ends_with('(');
        let born = lead
            .rsplit([',', '.', ';'])
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .any(|word| matches!(word.trim_start_matches('('), "born" | "b"));
        if !(born && !life || bracket && life && behind(context, claim.place).starts_with(')')) {
            continue;
        }
        if let Some(person) = person(context, claim.place, BIRTH_WORDS) {
            births.push(Birth { person, place: claim.place, days });
        }
    }
    births
}

/// The text before a place, in its paragraph.
fn lead<'a>(context: &Context<'a>, place: Span) -> &'a str {
    const FAR: usize = 240;
    let document = context.sources.document(place);
    let at = (place.start - document.base) as usize;
    let mut from = at.saturating_sub(FAR);
    while !document.text.is_char_boundary(from) {
        from += 1;
    }
    let text = &document.text[from..at];
    let text = text.rsplit("\n\n").next().unwrap_or(text);
    text.rsplit("<p").next().unwrap_or(text)
}

fn behind(context: &Context<'_>, place: Span) -> String {
    let document = context.sources.document(place);
    let rest = document.text.get((place.end - document.base) as usize..).unwrap_or_default();
    rest.trim_start().chars().take(24).collect::<String>().to_lowercase()
}

/// Who the words before a place speak of, when only `small` words stand in between.
fn person(context: &Context<'_>, place: Span, small: &[&str]) -> Option<Person> {
    let text = say::squeezed(lead(context, place)).replace(['*', '_'], "");
    let (own, before) = match sentence_start(&text) {
        Some(at) => (&text[at..], &text[..at]),
        None => (text.as_str(), ""),
    };
    let words: Vec<&str> = own.split(' ').filter(|word| !word.is_empty()).collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut end = words.len();
    while end > 0
        && (year(&bare(words[end - 1]))
            || small.contains(&bare(words[end - 1]).to_lowercase().as_str())
                && !is_name(&bare(words[end - 1]))
            || bare(words[end - 1]).is_empty())
    {
        end -= 1;
    }
    if end == 0 {
        return None;
    }
    let last = bare(words[end - 1]);
    if is_name(&last) && !is_pronoun(&last) {
        // A name of two words or more, or one that a comma sets off.
        let named = end > 1 && is_name(&bare(words[end - 2]))
            || words[end - 1].ends_with(',')
            || end < words.len() && matches!(words[end], "was" | "who" | "is" | "died" | "(born" | "(b.");
        return named.then(|| Person::Named(strip(&last)));
    }
    if is_pronoun(&last) && end == 1 {
        return antecedent(before);
    }
    role(&words[..end], true)
}

fn strip(name: &str) -> String {
    name.trim_end_matches("'s").trim_end_matches("’s").to_lowercase()
}

fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && !DAYS.contains(&word)
}

/// Words in capitals that are no names of people.
const DAYS: &[&str] = &[
    "The",
    "In",
    "On",
    "At",
    "It",
    "They",
    "This",
    "That",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn is_pronoun(word: &str) -> bool {
    matches!(word, "He" | "She" | "he" | "she")
}

/// The last person of the sentence before, as far as there is one alone.
fn antecedent(before: &str) -> Option<Person> {
    let before = before.trim_end_matches([' ', '.']);
    let sentence = sentence_start(before).map_or(before, |at| &before[at..]);
    let words: Vec<&str> = sentence.split(' ').filter(|word| !word.is_empty()).collect();
    if let Some(role) = (1..=words.len()).rev().find_map(|end| role(&words[..end], false)) {
        return Some(role);
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let pair = words.windows(2).rev().find(|pair| is_name(&bare(pair[0])) && is_name(&bare(pair[1])))?;
    Some(Person::Named(strip(&bare(pair[1]))))
}

/// `the night guard` at the end of the words.
fn role(words: &[&str], set_off: bool) -> Option<Person> {
    let last = *words.last()?;
    let noun = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if set_off && !last.ends_with(',')
        || !is_person_noun(&noun)
        || matches!(noun.as_str(), "man" | "woman" | "people" | "person")
    {
        return None;
    }
    let the = words.iter().rev().skip(1).take(2).any(|word| word.eq_ignore_ascii_case("the"));
    the.then_some(Person::Role(noun))
}

/// Where the last sentence of a text begins.
fn sentence_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (1..text.len().saturating_sub(1)).rev().find_map(|at| {
        let stop = matches!(bytes[at], b'.' | b'!' | b'?') || bytes[at] == b'"' && bytes[at - 1] == b'.';
        if !stop {
            return None;
        }
        let (before, next) = (text.get(..at)?, text.get(at + 1..)?);
        let begins =
            next.starts_with(' ') && next.trim_start().starts_with(|c: char| c.is_uppercase() || c == '"');
        let word = before.rsplit(' ').next().unwrap_or_default();
        // "Dr. Ennis", "J. Pryce"
        let short =
            word.len() <= 2 || matches!(word, "Mrs" | "Prof" | "Rev" | "Gen" | "Col" | "Sgt" | "Capt");
        (begins && !short).then(|| at + 1 + (next.len() - next.trim_start().len()))
    })
}

/// An age against a birthday.
fn born(rule: &Rule, context: &Context<'_>, age: &Age, birth: &Birth) -> Option<Finding> {
    let (low, high) = age.at?;
    let (first, last) = (i32::from(civil(birth.days.0)?.year()), i32::from(civil(birth.days.1)?.year()));
    let (least, most) = (low - last - 1, high - first);
    let off = if age.years < least { least - age.years } else { age.years - most };
    // One more or less is a matter of the day; what is far off is another person's.
    if !(2..=40).contains(&off) {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: age.place, role: "first", note: format!("{} years", age.years) },
        Label { place: birth.place, role: "other", note: "born then".to_owned() },
    ];
    let made = if least == most { format!("{most}") } else { format!("{least} or {most}") };
    let message = format!("{} does not go with a birth in {}", text(age.place), text(birth.place));
    let when = if low == high { format!("{low}") } else { format!("{low} to {high}") };
    let why = vec![format!("who was born in {first} was {made} in {when}")];
    Some(finding(rule, context, if off > 3 { 0.86 } else { 0.76 }, message, labels, why))
}

/// Two ages of one person that the years between the texts do not explain.
fn apart(rule: &Rule, context: &Context<'_>, person: &Person, ages: &[&Age]) -> Option<Finding> {
    if ages.len() > 6 {
        return None;
    }
    let own = |document: usize| ages.iter().filter(|age| age.document == document).count();
    for (at, a) in ages.iter().enumerate() {
        for b in &ages[at + 1..] {
            let role = matches!(person, Person::Role(_));
            if a.document == b.document
                || role && (own(a.document) > 1 || own(b.document) > 1)
                || !context.linked(a.document, b.document)
            {
                continue;
            }
            let line = |age: &Age| {
                let date = context.ledger.documents[age.document].dateline.as_ref()?.1.days.bounds()?;
                Some(i32::from(civil(date.0)?.year()))
            };
            // Who tells of "then" tells of the event, as the other does.
            let then = a.past || b.past;
            let year = |age: &Age| age.at.map(|at| at.0).or_else(|| line(age));
            let (x, y) = match (year(a), year(b)) {
                (Some(x), Some(y)) => (x, y),
                (Some(year), None) | (None, Some(year)) if then => (year, year),
                _ => continue,
            };
            let grown = if a.past || b.past { (x - y).abs() } else { 0 };
            let expected = (y - x, b.years - a.years);
            let off = (expected.1 - expected.0).abs();
            let fits = off <= 1 || (b.years - a.years).abs() <= grown + 1;
            if fits || off > 30 {
                continue;
            }
            let text = |place| say::squeezed(context.sources.text_at(place));
            let label =
                |age: &Age, role| Label { place: age.place, role, note: format!("{} years", age.years) };
            let labels = vec![label(a, "first"), label(b, "other")];
            let who = match person {
                Person::Named(name) => name.clone(),
                Person::Role(role) => format!("the {role}"),
            };
            let message = format!("{} against {} for {who}", text(a.place), text(b.place));
            let why = vec![format!(
                "the texts are {} years apart, the ages {}",
                (x - y).abs(),
                (a.years - b.years).abs()
            )];
            return Some(finding(rule, context, if role { 0.78 } else { 0.88 }, message, labels, why));
        }
    }
    None
}
