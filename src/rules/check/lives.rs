//! Births and deaths, each with whose it is: `Ann Lowe (4 March 1922 – 9 May 2001)`, `She died in
//! Lund on 9 May`, a row `Born` of the page about her. Knows no rule.

use std::borrow::Cow;

use super::Context;
use super::people::{Person, in_full, is_name, lead, person, plain, sentence_start, subject, written_before};
use crate::claim::{Date, Day, Mode, Part, Value};
use crate::place::Span;

/// A birth or a death.
pub struct Turn {
    pub person: Person,
    pub place: Span,
    /// First and last day.
    pub days: (Day, Day),
    pub document: usize,
}

/// Words between a person and the verb or bracket of a birth or death.
const TURN_WORDS: &[&str] = &["who", "was", "is", "has", "had", "and"];

/// Whom each text is about, and the births and deaths that they tell of.
pub struct Lives {
    /// By document.
    pub subjects: Vec<Option<Person>>,
    pub births: Vec<Turn>,
    pub deaths: Vec<Turn>,
}

impl Lives {
    /// Reads the texts of a run.
    #[must_use]
    pub fn of(context: &Context<'_>) -> Self {
        let documents = context.ledger.documents.len();
        let subjects: Vec<Option<Person>> = (0..documents).map(|index| subject(context, index)).collect();
        let (births, deaths) = lives(context, &subjects);
        Self { subjects, births, deaths }
    }
}

/// Births and deaths, each with whose they are.
fn lives(context: &Context<'_>, subjects: &[Option<Person>]) -> (Vec<Turn>, Vec<Turn>) {
    let (mut births, mut deaths) = (Vec::new(), Vec::new());
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        let (Value::Date(_) | Value::Range(_)) = claim.value else { continue };
        if matches!(claim.slots.part, Part::Code | Part::Contents | Part::Citation)
            || claim.slots.mode != Mode::Actual
        {
            continue;
        }
        let document = context.ledger.document_of(index);
        let about = subjects[document].as_ref();
        // Nearly all dates are of something else, which is plain before the markup is read.
        let written = written_before(context, claim.place);
        let turn = |person: Person, date: &Date| {
            let days = date.days.bounds().filter(|_| !date.approximate && !date.impossible)?;
            let known = days.1 - days.0 <= 400 && (date.stated.year.is_some() || date.anchor.is_some());
            known.then_some(Turn { person, place: claim.place, days, document })
        };
        match &claim.value {
            // "Piet Harms (1587-1641)"
            Value::Range(range) => {
                let closed = behind(context, claim.place).starts_with(')');
                let Some((start, end)) = range.start.zip(range.end) else { continue };
                if !closed || !written.contains('(') {
                    continue;
                }
                let text = lead(context, claim.place);
                let Some(name) = text.strip_suffix('(') else { continue };
                let lasts = end.days.bounds().zip(start.days.bounds()).map(|(end, start)| end.1 - start.0);
                if lasts.is_none_or(|days| !(5_500..42_000).contains(&days)) || holds_office(name) {
                    continue;
                }
                if let Some(person) = person(&format!("{name} ("), &[], about).map(|who| whole(who, about)) {
                    births.extend(turn(person.clone(), &start));
                    deaths.extend(turn(person, &end));
                }
            }
            Value::Date(date) => {
                let cell = |word: &str| {
                    context.ledger.vocab.get(word).is_some_and(|sym| claim.slots.row.contains(&sym))
                };
                if let (true, Some(about)) =
                    (claim.slots.cell.is_some() && claim.slots.column.len() < 3, about)
                {
                    if cell("born") || cell("birth") {
                        births.extend(turn(about.clone(), date));
                    } else if cell("died") || cell("death") {
                        deaths.extend(turn(about.clone(), date));
                    }
                    continue;
                }
                if !["born", "Born", "died", "b."].iter().any(|word| written.contains(word)) {
                    continue;
                }
                let text = lead(context, claim.place);
                let Some((born, name)) = verb(&text) else {
                    if let Some(person) = born_first(context, claim.place, &text, about) {
                        births.extend(turn(whole(person, about), date));
                    }
                    continue;
                };
                // "Ann Lowe was born in Hull on 3 May 1931 and died on 4 May 2019"
                let name = name.rsplit_once(" born ").filter(|_| !born).map_or(name, |(name, _)| name);
                // "Ida Falk, who died on 3 May 2011 at the age of 81, was born on"
                let name = without_phrase(without_aside(name));
                let who = person(&name, TURN_WORDS, about).map(|who| whole(who, about));
                if let Some(person) = who.map(|who| in_full(context, document, who)) {
                    if born { &mut births } else { &mut deaths }.extend(turn(person, date));
                }
            }
            _ => {}
        }
    }
    (births, deaths)
}

/// `Born in Hull on 4 May 1958, Mr Teague will ...`: whom the clause behind tells of.
fn born_first(context: &Context<'_>, place: Span, text: &str, about: Option<&Person>) -> Option<Person> {
    let own = &text[sentence_start(text).unwrap_or(0)..];
    let few = own.split(' ').count() <= 8 && !own.contains([',', ';', '(']);
    if !(few && own.starts_with("Born ")) {
        return None;
    }
    let document = context.sources.document(place);
    let rest = document.text.get((place.end - document.base) as usize..)?;
    let rest = plain(&rest.chars().take(160).collect::<String>());
    let rest = rest
        .split(". ")
        .next()
        .filter(|first| !first.ends_with("Mr") && !first.ends_with("Dr"))
        .unwrap_or(&rest);
    let mut clauses = rest.strip_prefix(',')?.split(',').map(str::trim_start);
    let clause = clauses.find(|clause| clause.starts_with(char::is_uppercase))?;
    let name = clause.split(' ').take_while(|word| word.starts_with(char::is_uppercase));
    let name: Vec<&str> = name.collect();
    (name.len() <= 4).then(|| person(&format!("{},", name.join(" ")), &[], about))?
}

/// `born` or `died` as the verb of a date, and the text before it.
fn verb(text: &str) -> Option<(bool, &str)> {
    let own = sentence_start(text).unwrap_or(0);
    let at = |word: &'static str| {
        let at = text[own..].rfind(word)? + own;
        let whole = !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + word.len()..].starts_with(char::is_alphanumeric);
        whole.then_some((at, word))
    };
    let (at, word) = ["born", "died", "b."].into_iter().filter_map(at).max()?;
    let between = text[at + word.len()..].trim();
    let few = between.split(' ').count() <= 7;
    let told = between.split(|c: char| !c.is_alphanumeric()).all(|word| {
        !matches!(
            word,
            "and"
                | "after"
                | "before"
                | "when"
                | "who"
                | "since"
                | "days"
                | "months"
                | "years"
                | "weeks"
                | "while"
                | "until"
        )
    });
    let adjective = word == "born" && text[..at].ends_with('-');
    let led = between.is_empty()
        || ["in", "on", "at", "of"].iter().any(|word| between.split(' ').any(|own| own == *word));
    (few && told && led && !adjective && !between.contains([';', '(', ')']))
        .then(|| (word != "died", text[..at].trim_end_matches('(')))
}

/// A name without the clause that is set off behind it: `Ida Falk, who died in Lund, was`.
fn without_aside(text: &str) -> &str {
    let own = sentence_start(text).unwrap_or(0);
    let closed = text.strip_suffix(", was").unwrap_or_default();
    match closed.get(own..).and_then(|clause| clause.find(", who ")) {
        Some(at) if !closed[own + at + 6..].contains(" and ") => &text[..own + at + 1],
        _ => text,
    }
}

/// A name without the phrase that is set off behind it: `Sorrel, a mare, born`, `Karl, her youngest, was`.
fn without_phrase(text: &str) -> Cow<'_, str> {
    const MOST: usize = 5;
    let own = sentence_start(text).unwrap_or(0);
    let (told, was) = text.strip_suffix(", was").map_or((text, ""), |told| (told, " was"));
    let Some((lead, phrase)) = told.get(own..).and_then(|own| own.rsplit_once(", ")) else {
        return Cow::Borrowed(text);
    };
    let named = is_name(lead.rsplit(' ').next().unwrap_or_default());
    let led = ["a ", "an ", "the ", "her ", "his ", "their "].iter().any(|word| phrase.starts_with(word));
    let plain = phrase.split(' ').count() <= MOST && !phrase.contains([';', '(']);
    if named && led && plain && phrase.chars().all(|c| !c.is_uppercase()) {
        Cow::Owned(format!("{}{lead},{was}", &text[..own]))
    } else {
        Cow::Borrowed(text)
    }
}

/// `King Olav (1957-1991)`: years of office.
fn holds_office(name: &str) -> bool {
    const OFFICES: &[&str] = &[
        "king",
        "queen",
        "pope",
        "emperor",
        "president",
        "minister",
        "director",
        "chairman",
        "chair",
        "editor",
        "governor",
        "mayor",
        "bishop",
        "secretary",
        "captain",
        "coach",
        "manager",
        "chancellor",
        "abbot",
        "rector",
    ];
    let before = name.rsplit(' ').take(4);
    before
        .map(str::to_lowercase)
        .any(|word| OFFICES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// A last name that a text leaves alone is that of the person whom it is about.
#[must_use]
pub fn whole(person: Person, subject: Option<&Person>) -> Person {
    match (&person, subject) {
        (Person::Named { first: None, .. }, Some(subject)) if subject.may_be(&person) => subject.clone(),
        _ => person,
    }
}

/// The words behind a place, in lower case.
#[must_use]
pub fn behind(context: &Context<'_>, place: Span) -> String {
    let document = context.sources.document(place);
    let rest = document.text.get((place.end - document.base) as usize..).unwrap_or_default();
    rest.trim_start().chars().take(24).collect::<String>().to_lowercase()
}
