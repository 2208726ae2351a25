//! What somebody did when they were dead, or not yet born: `Ann Lowe (1922-1987)` and `In 1991
//! Ann Lowe opened the school`.
//!
//! Only what the living do counts: a book may come out, a prize be given, long after a death.

use super::lives::{Lives, Turn, whole};
use super::people::{Person, lead, person};
use super::{Context, finding, say};
use crate::claim::{Claim, DatePrecision, Mode, Part};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;
use std::collections::BTreeMap;

/// Acts of people outside their lives.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let Lives { subjects, births, deaths } = context.lives();
    if births.is_empty() && deaths.is_empty() {
        return Vec::new();
    }
    let (births, deaths) = (by_name(births), by_name(deaths));
    let mut findings = Vec::new();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        let document = context.ledger.document_of(index);
        let Some(who) = actor(context, claim, subjects[document].as_ref()) else { continue };
        let Some(days) = claim.date().and_then(|date| date.days.bounds()) else { continue };
        let of = |turns: &BTreeMap<&str, Vec<&Turn>>| -> Option<(Span, (i32, i32))> {
            let named = turns.get(who.key())?.iter().filter(|turn| turn.person.may_be(&who));
            let own = named.filter(|turn| {
                turn.document == document
                    || turn.person.is(&who) && context.links().comparable(turn.document, document)
            });
            let own: Vec<&&Turn> = own.collect();
            // Two of one name, or two days of one death, are another matter.
            let one = own.iter().all(|turn| turn.person == own[0].person && turn.days == own[0].days);
            own.first().filter(|_| one).map(|turn| (turn.place, turn.days))
        };
        let late = of(&deaths).filter(|(place, death)| *place != claim.place && days.0 > death.1);
        let early = of(&births).filter(|(place, birth)| *place != claim.place && days.1 < birth.0);
        if let Some((place, _)) = late {
            findings.push(report(rule, context, claim, place, "died", "dead by then"));
        } else if let Some((place, _)) = early {
            findings.push(report(rule, context, claim, place, "was born", "not born by then"));
        }
    }
    findings
}

fn by_name(turns: &[Turn]) -> BTreeMap<&str, Vec<&Turn>> {
    let mut map: BTreeMap<&str, Vec<&Turn>> = BTreeMap::new();
    for turn in turns {
        map.entry(turn.person.key()).or_default().push(turn);
    }
    map
}

/// What only the living do.
const ACTS: &[&str] = &[
    "abdicate",
    "accept",
    "apologise",
    "apologize",
    "argue",
    "arrive",
    "ask",
    "attend",
    "buy",
    "campaign",
    "chair",
    "climb",
    "compete",
    "conduct",
    "decide",
    "emigrate",
    "enlist",
    "enrol",
    "enroll",
    "explain",
    "fly",
    "graduate",
    "join",
    "lead",
    "leave",
    "marry",
    "meet",
    "move",
    "negotiate",
    "open",
    "perform",
    "play",
    "preside",
    "promise",
    "refuse",
    "resign",
    "retire",
    "return",
    "sail",
    "say",
    "serve",
    "settle",
    "sign",
    "speak",
    "stand",
    "study",
    "swear",
    "swim",
    "teach",
    "tell",
    "testify",
    "train",
    "travel",
    "visit",
    "vote",
    "walk",
    "work",
    "write",
];

/// Words between somebody and the verb of what they do.
const BETWEEN: &[&str] = &[
    "had",
    "has",
    "also",
    "then",
    "later",
    "again",
    "first",
    "himself",
    "herself",
    "personally",
    "once",
    "finally",
    "and",
    "who",
];

/// Who does what is dated, where only the living do it.
fn actor(context: &Context<'_>, claim: &Claim, about: Option<&Person>) -> Option<Person> {
    let date = claim.date()?;
    let exact = matches!(date.precision, DatePrecision::Day | DatePrecision::Month | DatePrecision::Year);
    let slots = &claim.slots;
    let told = slots.mode == Mode::Actual
        && matches!(slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Caption | Part::Footnote)
        && slots.period.is_none();
    if !exact || !told || date.stated.year.is_none() || date.approximate || date.impossible {
        return None;
    }
    let predicate = slots.predicate.as_ref().filter(|verb| !verb.nominal && !verb.passive)?;
    if !ACTS.contains(&context.ledger.vocab.word(predicate.verb)) || !at_date(context, claim, predicate.place)
    {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim).place;
    let text = context.sources.text_at(sentence).to_lowercase();
    let apart = [
        "memory",
        "memorial",
        "posthumous",
        "late ",
        "statue",
        "film",
        "named after",
        "actor",
        "portray",
        "his son",
        "her son",
        "his daughter",
        "her daughter",
        "his father",
        "her father",
        "descendant",
        "novel",
        "namesake",
        "according to",
        "if ",
        "ghost",
    ];
    if apart.iter().any(|word| text.contains(word)) || !sentence.contains(predicate.place) {
        return None;
    }
    let before = lead(context, Span::new(predicate.place.start, predicate.place.start));
    person(before.trim_end(), BETWEEN, about).map(|who| whole(who, about))
}

/// True for a date that tells when: `in 1991`, `on 4 May 1991`, and not `the treaty of 1991`.
fn at_date(context: &Context<'_>, claim: &Claim, verb: Span) -> bool {
    let sentence = context.ledger.sentence_of(claim).place;
    let text = |from: u32, to: u32| context.sources.text_at(Span::new(from, to.max(from)));
    let before = text(sentence.start.min(claim.place.start), claim.place.start).trim_end().to_lowercase();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let led = matches!(last, "in" | "on" | "during" | "");
    // Another clause in between may be of another time.
    let between = if claim.place.start > verb.end {
        text(verb.end, claim.place.start)
    } else {
        text(claim.place.end, verb.start)
    };
    let words = between.split(|c: char| !c.is_alphanumeric());
    let turned = words.map(str::to_lowercase).any(|word| {
        matches!(
            word.as_str(),
            "who"
                | "which"
                | "that"
                | "when"
                | "where"
                | "while"
                | "because"
                | "about"
                | "before"
                | "after"
                | "of"
                | "built"
                | "founded"
                | "published"
                | "made"
                | "since"
                | "until"
                | "and"
                | "but"
        )
    });
    led && !turned && between.len() < 90 && !between.contains([';', ':', '(', ')', '"', '“'])
}

fn report(rule: &Rule, context: &Context<'_>, act: &Claim, turn: Span, verb: &str, note: &str) -> Finding {
    let text = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: act.place, role: "first", note: note.to_owned() },
        Label { place: turn, role: "other", note: verb.to_owned() },
    ];
    let message =
        format!("acts in {} by one place, and {verb} in {} by another", text(act.place), text(turn));
    let why = vec![format!("{} is {note}: {verb} in {}", text(act.place), text(turn))];
    finding(rule, context, 0.8, message, labels, why)
}
