//! The place that several texts give one thing in a row: `her fifth novel` in one text and `It is
//! her sixth novel` in another.
//!
//! Only where a sentence says of its subject which one it is; a text that goes on to name others of
//! the row speaks of each in turn, and agrees as soon as one of them does.

use std::collections::BTreeMap;

use super::stems::{stem, stems};
use super::tape::{Item, Tape, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Kind, Mode, Part, Value, WordClass, civil};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Things that two texts number differently.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let told: Vec<Told<'_>> = tapes(context, 1)
        .flat_map(|tape| (0..tape.items.len()).filter_map(|at| told(context, &tape, at)).collect::<Vec<_>>())
        .collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, one) in told.iter().enumerate() {
        let mut words: Vec<&str> =
            one.thing.iter().chain(&one.subject).chain(&one.since).map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            by_word.entry(word).or_default().push(index);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for own in by_word.values().filter(|own| own.len() <= MOST) {
        for (at, &a) in own.iter().enumerate() {
            pairs.extend(own[at + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut by_document: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, one) in told.iter().enumerate() {
        by_document.entry(one.document).or_default().push(index);
    }
    let mut findings = Vec::new();
    for (a, b) in pairs {
        let (a, b) = (&told[a], &told[b]);
        if a.document == b.document || a.nth == b.nth || !context.linked(a.document, b.document) {
            continue;
        }
        // A text that numbers several things of the row speaks of each in turn, and agrees as soon as
        // it has the other's place.
        let own =
            |document: usize| by_document.get(&document).into_iter().flatten().map(|&other| &told[other]);
        let several = |one: &Told<'_>| {
            own(one.document).take(MOST * 4).any(|other| other.nth != one.nth && one.likeness(other) > 1)
        };
        let several = several(a) || several(b);
        let likeness = a.likeness(b) + usize::from(one_title(context, a.document, b.document));
        if !several && likeness > 2 {
            findings.push(report(rule, context, a, b, likeness));
        }
    }
    findings
}

/// True when both texts are about one thing, by their titles.
fn one_title(context: &Context<'_>, a: usize, b: usize) -> bool {
    let words = |index: usize| -> Vec<String> {
        let title = context.ledger.documents[index].title;
        title.map_or_else(Vec::new, |title| stems(context.sources.text_at(title)))
    };
    let (x, y) = (words(a), words(b));
    // A text names what it is about at once: `**The Long Field**. 340 pages.`
    let opens = |index: usize, title: &[String]| {
        const HEAD: usize = 160;
        let document = &context.sources.documents()[index];
        let from =
            context.ledger.documents[index].title.map_or(0, |title| (title.end - document.base) as usize);
        let head: String = document.text.get(from..).unwrap_or_default().chars().take(HEAD).collect();
        let head: Vec<String> = stems(&head).into_iter().take(3).collect();
        title.len() >= 2 && title.iter().take(2).all(|word| head.contains(word))
    };
    x.iter().any(|word| y.contains(word)) || opens(a, &y) || opens(b, &x)
}

/// Places in a row that are compared with each other for one word.
const MOST: usize = 16;

/// A place in a row.
struct Told<'a> {
    claim: &'a Claim,
    nth: u64,
    document: usize,
    /// Stems of the subject that is no name, of the thing numbered, and of what is said of it.
    subject: Vec<String>,
    thing: Vec<String>,
    about: Vec<String>,
    /// Names that the subject has.
    names: Vec<String>,
    /// Names anywhere in its clause.
    around: Vec<String>,
    /// What the row began with: `since independence`, `since 1862`.
    since: Option<String>,
    /// The year that the row is of: `the fourth advisory of the year`.
    year: Option<i16>,
    /// `the sixth of its kind`: what it is goes without saying.
    unsaid: bool,
}

impl Told<'_> {
    /// How much makes both speak of one thing: at least 2 where they do.
    fn likeness(&self, other: &Self) -> usize {
        let rival = !self.names.is_empty()
            && !other.names.is_empty()
            && !self.names.iter().any(|name| other.names.contains(name));
        if rival {
            return 0;
        }
        let shared = |a: &[String], b: &[String]| a.iter().filter(|word| b.contains(word)).count();
        let head = |a: &[String], b: &[String]| a.last().is_some_and(|head| b.contains(head));
        let thing = head(&self.thing, &other.thing) || head(&other.thing, &self.thing);
        let since = self.since.is_some() && self.since == other.since;
        let unsaid =
            since && (self.unsaid && !other.thing.is_empty() || other.unsaid && !self.thing.is_empty());
        let year = thing && self.year.is_some() && self.year == other.year;
        let named = since && shared(&self.around, &other.around) > 0;
        usize::from(unsaid)
            + usize::from(year)
            + usize::from(named)
            + usize::from(thing) * 2
            + usize::from(since) * 2
            + shared(&self.about, &other.about).min(2)
            + usize::from(head(&self.thing, &other.subject) || head(&other.thing, &self.subject))
    }
}

/// What stands between the verb and the place in the row, beside names.
const BEFORE: &[&str] = &["the", "his", "her", "its", "their", "our", "my", "only", "already", "also", "now"];

/// `It was the club's fourth title`
fn told<'a>(context: &Context<'_>, tape: &Tape<'a>, at: usize) -> Option<Told<'a>> {
    let claim = tape.claim(at)?;
    let Value::Ordinal(nth) = claim.value else { return None };
    let prose = matches!(claim.slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Caption);
    if !(2..=99).contains(&nth) || !prose || claim.slots.mode != Mode::Actual {
        return None;
    }
    let mut verb = at;
    let mut owned = false;
    loop {
        verb = verb.checked_sub(1).filter(|verb| verb + 7 > at)?;
        match tape.items[verb] {
            Item::Word { .. } if tape.any_word(verb..verb + 1, &["be", "become", "mark"]) => break,
            Item::Word { .. } if tape.word(verb, BEFORE) => {
                owned |= !tape.word(verb, &["only", "already", "also", "now"])
            }
            Item::Word { text, .. }
                if text.starts_with(char::is_uppercase) || text.ends_with("'s") || text.ends_with("’s") =>
            {
                owned = true;
            }
            Item::Word { class: WordClass::Noun, .. } => {}
            Item::Mark('\'' | '’') => {}
            // "He is, by my reckoning, our tenth manager"
            Item::Mark(',') if owned => {
                let opened = (verb.saturating_sub(6)..verb).rev().find(|&back| tape.mark(back, ','))?;
                let plain = (opened + 1..verb).all(|at| matches!(tape.items[at], Item::Word { .. }));
                if !plain || opened == 0 || !tape.any_word(opened - 1..opened, &["be"]) {
                    return None;
                }
                verb = opened - 1;
                break;
            }
            _ => return None,
        }
    }
    let start = (0..verb)
        .rev()
        .find(|&back| matches!(tape.items[back], Item::Mark(',' | ';' | ':' | '—' | '(' | '.')));
    let start = start.map_or(0, |mark| mark + 1);
    let end = (at + 1..tape.items.len())
        .find(|&next| matches!(tape.items[next], Item::Mark(',' | ';' | ':' | '—' | '(' | '.')))
        .unwrap_or(tape.items.len());
    if !owned || verb - start > 8 || verb == start {
        return None;
    }
    let content = |from: usize, to: usize| -> Vec<String> {
        let words = (from..to).filter_map(|at| match tape.items[at] {
            Item::Word { text, class, .. } if !matches!(class, WordClass::Function | WordClass::Verb) => {
                Some(stem(text))
            }
            _ => None,
        });
        words.collect()
    };
    let names = (start..verb).filter_map(|at| match tape.items[at] {
        Item::Word { text, class: WordClass::Name, .. } if at > 0 => Some(text.to_lowercase()),
        _ => None,
    });
    let names: Vec<String> = names.collect();
    // "the second long voyage of the ship": up to the first little word.
    let stop = (at + 1..end).find(|&next| {
        matches!(tape.items[next], Item::Word { class: WordClass::Function | WordClass::Verb, .. })
    });
    let stop = stop.unwrap_or(end);
    let thing = content(at + 1, stop);
    let place = at + 1..end.min(at + 3);
    // "the second largest", "the second time", "the third floor"
    let superlative = matches!(tape.items.get(at + 1), Some(Item::Word { text, .. }) if text.ends_with("est"))
        || tape.mark(at + 1, '-')
        || tape.any_word(place, UNNUMBERED);
    if superlative || thing.is_empty() && !tape.word(at + 1, &["of", "such"]) {
        return None;
    }
    let claims = |from: usize| (from..end).filter_map(|at| tape.claim(at));
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place)).to_lowercase();
    let began = |at: usize| {
        let dated = |claim: &&Claim| matches!(claim.value, Value::Date(_) | Value::Range(_));
        claims(at)
            .rfind(dated)
            .map(|date| text(date).rsplit(' ').next().unwrap_or_default().to_owned())
            .or_else(|| content(at + 1, end).pop())
    };
    // "since 1990" is one value, "since independence" two words.
    let since = |at: usize| {
        tape.word(at, &["since"])
            || tape.claim(at).is_some_and(|claim| {
                matches!(claim.value, Value::Date(_) | Value::Range(_)) && text(claim).starts_with("since ")
            })
    };
    let origin = (at + 1..end).find(|&at| since(at));
    let since = origin.and_then(began);
    // "in eleven years"
    let mut about = content(stop, end);
    about.extend(claims(stop).filter(|claim| claim.kind == Kind::Duration).map(text));
    let index = context.sources.index_of(claim.place);
    let of_year = (stop..end).any(|at| tape.word(at, &["year"]) && tape.word(at - 1, &["the", "this"]));
    let own = || context.ledger.documents[index].dateline.as_ref()?.1.days.bounds();
    let said = || claims(stop).find_map(|claim| claim.date()?.days.bounds());
    let whole = said().filter(|_| origin.is_none()).or_else(|| own().filter(|_| of_year));
    let year = whole.and_then(|(low, high)| {
        let (first, last) = (civil(low)?.year(), civil(high)?.year());
        (first == last).then_some(first)
    });
    let around = (start..end).filter_map(|at| match tape.items[at] {
        Item::Word { text, class: WordClass::Name, .. } if at > 0 => {
            Some(text.trim_end_matches("'s").trim_end_matches("’s").to_lowercase())
        }
        _ => None,
    });
    let around: Vec<String> = around.collect();
    let unsaid = thing.is_empty() && tape.word(at + 1, &["of"]) && tape.word(at + 3, &["kind", "sort"]);
    let subject = content(start, verb).into_iter().filter(|word| !names.contains(word)).collect();
    Some(Told { claim, nth, document: index, subject, thing, about, names, around, since, year, unsaid })
}

/// Nouns and adjectives whose number is no place in a row of things.
const UNNUMBERED: &[&str] = &[
    "time",
    "day",
    "week",
    "month",
    "year",
    "quarter",
    "half",
    "place",
    "person",
    "party",
    "floor",
    "minute",
    "most",
    "best",
    "worst",
    "least",
    "century",
    "generation",
    "grade",
    "degree",
    "cousin",
    "name",
    "choice",
    "language",
    "home",
    "thing",
    "one",
    "goal",
    "person",
];

fn report(rule: &Rule, context: &Context<'_>, a: &Told<'_>, b: &Told<'_>, likeness: usize) -> Finding {
    let text = |told: &Told<'_>| say::squeezed(context.sources.text_at(told.claim.place));
    let label =
        |told: &Told<'_>, role| Label { place: told.claim.place, role, note: format!("number {}", told.nth) };
    let what = a.thing.last().or(b.thing.last()).map_or_else(String::new, |thing| format!(" {thing}"));
    let message = format!("the {}{what} in one text is the {} in another", text(a), text(b));
    let why = vec!["both say of one thing which of a row it is".to_owned()];
    let sure = if likeness > 3 { 0.82 } else { 0.77 };
    finding(rule, context, sure, message, vec![label(a, "first"), label(b, "other")], why)
}
