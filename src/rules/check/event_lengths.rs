//! How long something took, told of its name, against the days that another sentence gives: `a
//! siege of twelve days` and `The town was besieged from 3 to 9 March`.

use super::windows::Window;
use super::{Context, elapsed, finding, say};
use crate::claim::{Claim, Days, Dimension, Mode, Part, Sym, WordClass, day};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Things that have a first and a last day, the verbs that tell of them, and whether they go on
/// without a break: a court may rest for days, a siege does not.
const EVENTS: &[(&str, &[&str], bool)] = &[
    ("blockade", &["block", "blockade"], true),
    ("campaign", &["campaign"], false),
    ("closure", &["close", "shut"], true),
    ("conference", &["meet", "confer"], true),
    ("congress", &["meet"], true),
    ("cruise", &["cruise", "sail"], true),
    ("curfew", &[], true),
    ("dig", &["dig", "excavate"], false),
    ("excavation", &["excavate", "dig"], false),
    ("exhibition", &["exhibit", "show"], true),
    ("expedition", &["explore", "travel"], true),
    ("fair", &[], true),
    ("festival", &[], true),
    ("hearing", &["hear"], false),
    ("lockout", &["lock"], true),
    ("occupation", &["occupy"], true),
    ("run", &["run"], true),
    ("shutdown", &["shut", "close"], true),
    ("siege", &["besiege"], true),
    ("strike", &["strike"], true),
    ("stoppage", &["stop"], true),
    ("tour", &["tour"], false),
    ("tournament", &["play"], true),
    ("trial", &["try", "hear", "sit"], false),
    ("trip", &["travel"], true),
    ("visit", &["visit"], true),
    ("voyage", &["sail"], true),
];

/// Lengths told of events that the days given for them do not have.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let mut findings = Vec::new();
    for (index, claim) in (0_u32..).zip(claims) {
        if let Some(event) = event(context, claim) {
            findings.extend(against(rule, context, index, claim, event));
        }
    }
    findings
}

/// `a siege of twelve days`, `the four-week strike`
fn event(
    context: &Context<'_>,
    claim: &Claim,
) -> Option<&'static (&'static str, &'static [&'static str], bool)> {
    let measure = claim.measure().filter(|m| {
        m.dimension() == Dimension::Duration
            && m.per.is_none()
            && !m.hedge.is_bound()
            && m.unit.is_some_and(|unit| matches!(unit.id, "day" | "week" | "month"))
    })?;
    let told = claim.slots.mode == Mode::Actual
        && !measure.is_range
        && !matches!(claim.slots.part, Part::Code | Part::Cell | Part::Citation | Part::Contents);
    if !told {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim);
    let vocab = &context.ledger.vocab;
    let before = sentence.words.iter().rev().find(|word| word.place.end <= claim.place.start)?;
    let named = if vocab.word(before.lemma) == "of" {
        sentence.words.iter().rev().find(|word| word.place.end <= before.place.start)
    } else {
        let hyphened = context.sources.text_at(claim.place).contains('-');
        let mut behind = sentence.words.iter().filter(|word| word.place.start >= claim.place.end);
        let first = behind.next();
        // "the four-week dock strike"
        let known =
            |word: &&crate::claim::Word| EVENTS.iter().any(|(noun, ..)| vocab.word(word.lemma) == *noun);
        hyphened.then(|| first.filter(known).or_else(|| behind.next().filter(known)))?
    }?;
    EVENTS.iter().find(|(noun, ..)| *noun == vocab.word(named.lemma))
}

fn against(
    rule: &Rule,
    context: &Context<'_>,
    index: u32,
    claim: &Claim,
    &(noun, verbs, whole): &(&str, &[&str], bool),
) -> Option<Finding> {
    let vocab = &context.ledger.vocab;
    let document = context.ledger.document_of(index);
    let period = claim.slots.period.map(|(_, days)| days);
    let during = |window: &Window| {
        let year = window.start.year.or(window.end.year)?;
        let low = day(window.start.year.unwrap_or(year), window.start.month, window.start.day)?;
        let high = day(window.end.year.unwrap_or(year), window.end.month, window.end.day)?;
        Some(period?.meets(Days::range(low, high.max(low))))
    };
    let sentence = context.ledger.sentence_of(claim).words.iter();
    let names: Vec<Sym> =
        sentence.filter(|word| word.class == WordClass::Name).map(|word| word.lemma).collect();
    let of_it = |window: &&Window| {
        if window.years {
            return false;
        }
        // The same event in the same season is enough for the few that were given together.
        let linked = window.document == document
            || context.linked(document, window.document)
            || context.links().comparable(document, window.document) && during(window) == Some(true);
        if !linked {
            return false;
        }
        // Many things have a run: it is one that both call by a name.
        if noun == "run" && !names.iter().any(|name| window.words.contains(name)) {
            return false;
        }
        let has = |word: &&str| vocab.get(word).is_some_and(|word| window.words.contains(&word));
        // Told by a verb, it is the same one only in the same season.
        match during(window) {
            Some(false) => false,
            Some(true) => has(&noun) || verbs.iter().any(&has),
            None => has(&noun),
        }
    };
    // Of very many, only those of the own text are looked at.
    let all = context.windows();
    let from = all.partition_point(|window| window.document < document);
    let to = all.partition_point(|window| window.document <= document);
    let near = if all.len() > MANY { &all[from..to.max(from)] } else { all };
    let windows: Vec<&Window> = near.iter().filter(of_it).take(MOST).collect();
    let first = *windows.first()?;
    let one = windows.iter().all(|other| other.start.is(first.start) && other.end.is(first.end));
    let length = first.length()?;
    if !one || elapsed::fits(claim, first) != Some(false) {
        return None;
    }
    let stated = claim.measure()?.written().or_else(|| claim.measure()?.strict.low.value())?;
    let unit = match claim.measure()?.unit?.id {
        "day" => 1,
        "week" => 7,
        _ => 30,
    };
    let stated = i32::try_from(stated.to_i128()?).ok()?.checked_mul(unit)?;
    if !whole && stated <= length + 1 {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let mut labels = vec![Label { place: claim.place, role: "first", note: "the length given".to_owned() }];
    labels.extend(first.places.iter().map(|&place| Label {
        place,
        role: "other",
        note: format!("{} days, the first and the last counted", length + 1),
    }));
    let told = first.places.iter().map(|&place| text(place)).collect::<Vec<_>>().join(" to ");
    let message = format!("a {noun} of {} against {told}", text(claim.place));
    let why = vec![format!(
        "from the first day to the last it is {length} days, or {} with both counted",
        length + 1
    )];
    Some(finding(rule, context, 0.8, message, labels, why))
}

/// Windows that are looked at for one event.
const MOST: usize = 6;
/// More spans of time than this are not all looked at for each event.
const MANY: usize = 3_000;
