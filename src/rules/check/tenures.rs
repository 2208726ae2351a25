//! Since when somebody holds an office, as two texts tell it: `Ann Lowe has been chief executive since May
//! 2016` and `Ms Lowe, who has led the company since May 2014`, `became director on 3 June`.
//!
//! Only offices that come to the same are compared, and nothing is said of who was first acting or a deputy.

use std::collections::BTreeMap;

use super::lives::whole;
use super::offices;
use super::people::{Person, lead, person, sentence_start, written_before};
use super::{Context, finding, say};
use crate::claim::{Claim, DatePrecision, Day, Mode, Part, Value};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::is_group;
use crate::place::Span;
use crate::rules::Rule;

/// Since when somebody holds an office.
struct Tenure {
    person: Person,
    office: &'static str,
    place: Span,
    days: (Day, Day),
    document: usize,
}

/// One office of one person that two texts date otherwise.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut by_person: BTreeMap<String, Vec<Tenure>> = BTreeMap::new();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        let document = context.ledger.document_of(index);
        if let Some((since, days)) = begun(claim)
            && let written = written_before(context, claim.place)
            && forms(since).iter().any(|form| written.contains(form.trim()))
        {
            let about = context.lives().subjects[document].as_ref();
            if let Some((person, office)) = held(&lead(context, claim.place), since, about) {
                let tenure = Tenure { person, office, place: claim.place, days, document };
                by_person.entry(tenure.person.key().to_owned()).or_default().push(tenure);
            }
        }
    }
    by_person.values().filter_map(|own| differs(rule, context, own)).collect()
}

/// Tenures of one last name in documents on one matter that are compared with each other.
const MOST: usize = 8;

/// Between which days it began, and whether it is told as going on: `since May 2016`, or `in May 2016`.
fn begun(claim: &Claim) -> Option<(bool, (Day, Day))> {
    let (since, date) = match &claim.value {
        Value::Date(date) => (false, *date),
        Value::Range(range) if range.end.is_none() => (true, range.start?),
        _ => return None,
    };
    let told = claim.slots.mode == Mode::Actual
        && matches!(
            claim.slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Caption | Part::Footnote
        )
        && matches!(date.precision, DatePrecision::Day | DatePrecision::Month | DatePrecision::Year)
        && !date.approximate
        && !date.impossible
        && (date.stated.year.is_some() || date.anchor.is_some());
    Some((since, date.days.bounds().filter(|_| told)?))
}

const HAS_BEEN: &str = " has been ";
const BECAME: &str = " became ";

/// The words that say so, of what goes on `since` a day or began on it.
const fn forms(since: bool) -> &'static [&'static str] {
    if since { &[HAS_BEEN, " has led ", " has headed ", " has run "] } else { &[BECAME] }
}

/// Who holds which office by the words before a date.
fn held(text: &str, since: bool, about: Option<&Person>) -> Option<(Person, &'static str)> {
    const TURNS: [&str; 8] = ["acting", "interim", "deputy", "vice", "assistant", "former", "twice", "again"];
    let own = &text[sentence_start(text).unwrap_or(0)..];
    let (at, form) = forms(since).iter().filter_map(|form| Some((own.rfind(form)?, *form))).max()?;
    let rest = own[at + form.len()..].trim_end();
    let rest = if since { rest } else { rest.strip_suffix(" on").or_else(|| rest.strip_suffix(" in"))? };
    let few = rest.split(' ').count() <= 7 && !rest.contains([',', ';', ':', '(']);
    if !few || rest.split(' ').any(|word| TURNS.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    let office =
        if matches!(form, HAS_BEEN | BECAME) { office(rest)? } else { body(rest).then_some("head")? };
    let who = own[..at].trim_end().trim_end_matches(" who").trim_end_matches(',');
    // "Ms Lowe, a former nurse who has led": the one who leads the sentence.
    let phrase = who.split_once(", ").filter(|(_, phrase)| {
        let led = ["a ", "an ", "the ", "who "].iter().any(|word| phrase.starts_with(word));
        led && !phrase.contains([',', ';'])
    });
    let who = phrase.map_or(who, |(name, _)| name);
    let pronoun = matches!(who, "He" | "She");
    let named =
        who.split(' ').all(|word| word.starts_with(char::is_uppercase)) && who.split(' ').count() <= 4;
    let found = if pronoun {
        person(text[..text.len() - own.len() + who.len()].trim_end(), &[], about)
    } else {
        named.then(|| person(&format!("{who},"), &[], about))?
    };
    Some((whole(found?, about), office))
}

/// What an office comes to: `in charge of the mill`, `its chief executive` and `head` are one.
fn office(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    if ["in charge", "at the helm", "at the head"].iter().any(|words| lower.starts_with(words)) {
        return Some("head");
    }
    let named = lower.split(" of ").next()?.split(" at ").next()?;
    let last = named.rsplit(' ').next()?;
    match last {
        "head" | "headteacher" | "headmaster" | "headmistress" => Some("head"),
        "executive" if named.contains("chief") => Some("head"),
        "officer" if named.contains("chief executive") => Some("head"),
        "director" if named.contains("managing") || !named.contains(' ') || named == "the director" => {
            Some("head")
        }
        "director" | "officer" | "executive" | "manager" => None,
        _ => offices::head(last),
    }
}

/// `the company`, `Harrow Mills`: a whole that somebody leads.
fn body(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let name = |word: &&str| word.starts_with(char::is_uppercase);
    match words.as_slice() {
        ["the" | "its" | "their" | "our" | "this", group] => is_group(group) || name(group),
        names => names.iter().all(name),
    }
}

fn differs(rule: &Rule, context: &Context<'_>, own: &[Tenure]) -> Option<Finding> {
    const TWO_STINTS: Day = 366 * 8;
    let pairs = context.links().pairs(own, MOST, |tenure| tenure.document);
    let (a, b) = pairs.into_iter().find(|(a, b)| {
        let apart = (a.days.0 - b.days.1).max(b.days.0 - a.days.1);
        a.office == b.office && a.person.may_be(&b.person) && (1..TWO_STINTS).contains(&apart)
    })?;
    let text = |place| say::squeezed(context.sources.text_at(place));
    let label =
        |one: &Tenure, role| Label { place: one.place, role, note: "in office from then on".to_owned() };
    let message = format!("{} against {} for one office", text(a.place), text(b.place));
    let why = vec!["both tell since when one person holds one office".to_owned()];
    Some(finding(rule, context, 0.8, message, vec![label(a, "first"), label(b, "other")], why))
}
