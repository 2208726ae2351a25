//! Events that can only follow one another, dated the other way round: requested in May and
//! completed in April, arrested after the sentence.
//!
//! Only verbs that leave no doubt are paired, told in their order of one thing, in one
//! sentence or two: whoever tells that the library closed and opened may tell of two years.

use super::{Context, finding, say};
use crate::claim::{Claim, DatePrecision, Mode, Part, Value};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::function::is_function_word;
use crate::place::Span;
use crate::rules::Rule;

/// What comes first, and what can only follow it.
const ORDER: &[(&str, &[&str])] = &[
    ("acquire", &["sell"]),
    ("admit", &["discharge"]),
    ("adopt", &["repeal"]),
    ("apply", &["grant"]),
    ("appoint", &["dismiss", "resign", "retire"]),
    ("arrest", &["acquit", "charge", "convict", "indict", "release", "sentence"]),
    ("bear", &["baptise", "baptize", "christen", "die", "enlist", "enroll", "graduate", "marry"]),
    ("begin", &["complete", "conclude", "end", "finish"]),
    ("borrow", &["repay", "return"]),
    ("build", &["demolish", "open"]),
    ("buy", &["resell", "sell"]),
    ("charge", &["acquit", "convict", "sentence"]),
    ("close", &["reopen"]),
    ("commission", &["complete", "deliver", "publish"]),
    ("construct", &["open"]),
    ("convict", &["sentence"]),
    ("date", &["take effect"]),
    ("depart", &["arrive"]),
    ("detain", &["release"]),
    ("diagnose", &["recover"]),
    ("draft", &["issue", "publish", "sign"]),
    ("elect", &["inaugurate"]),
    ("embark", &["disembark"]),
    ("enact", &["repeal"]),
    ("enlist", &["discharge"]),
    ("enrol", &["graduate"]),
    ("enroll", &["graduate"]),
    ("erect", &["demolish"]),
    ("establish", &["abolish", "disband", "dissolve"]),
    ("file", &["dismiss", "settle"]),
    ("form", &["disband", "dissolve"]),
    ("found", &["disband", "dissolve"]),
    ("happen", &["detect", "discover", "notice", "report"]),
    ("hire", &["dismiss", "fire", "resign"]),
    ("hospitalize", &["discharge"]),
    ("imprison", &["release"]),
    ("indict", &["acquit", "convict", "sentence"]),
    ("infect", &["recover"]),
    ("introduce", &["enact", "pass"]),
    ("issue", &["expire"]),
    ("jail", &["release"]),
    ("join", &["leave"]),
    ("kidnap", &["free", "release", "rescue"]),
    ("launch", &["land"]),
    ("leave", &["arrive"]),
    ("marry", &["divorce"]),
    ("nominate", &["confirm"]),
    ("occur", &["detect", "discover", "notice", "report"]),
    ("open", &["close"]),
    ("order", &["arrive", "deliver"]),
    ("pass", &["repeal"]),
    ("place", &["deliver", "ship"]),
    ("plant", &["harvest"]),
    ("propose", &["adopt", "approve", "pass"]),
    ("purchase", &["resell", "sell"]),
    ("receive", &["accept"]),
    ("request", &["approve", "complete", "deliver", "grant", "review"]),
    ("ship", &["arrive"]),
    ("shut", &["reopen"]),
    ("sign", &["expire", "ratify", "take effect"]),
    ("sow", &["harvest"]),
    ("start", &["complete", "conclude", "end", "finish"]),
    ("steal", &["recover", "return"]),
    ("submit", &["accept", "approve", "publish", "reject"]),
    ("suspend", &["reinstate", "resume"]),
];

/// Words that tell of another time round, or turn the order of telling.
const ANOTHER: &[&str] = &[
    "after",
    "again",
    "another",
    "backdated",
    "before",
    "earlier",
    "first",
    "following",
    "former",
    "formerly",
    "had",
    "having",
    "if",
    "new",
    "next",
    "original",
    "originally",
    "previous",
    "previously",
    "retroactive",
    "retroactively",
    "second",
    "third",
    "until",
    "when",
    "while",
    "would",
];

/// Words before a date that bound it and do not give it.
const BOUNDS: &[&str] = &["after", "as", "before", "by", "for", "from", "since", "till", "to", "until"];

/// Events in an order that cannot be.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    (1..claims.len()).filter_map(|at| reversed(rule, context, at)).collect()
}

fn reversed(rule: &Rule, context: &Context<'_>, at: usize) -> Option<Finding> {
    let claims = &context.ledger.claims;
    let later = &claims[at];
    let second = Event::of(context, later)?;
    // The date before it, in its sentence or the one above.
    let earlier = claims[..at]
        .iter()
        .rev()
        .take_while(|claim| claim.sentence + 1 >= later.sentence)
        .take(3)
        .find(|claim| matches!(claim.value, Value::Date(_) | Value::Range(_)))?;
    let first = Event::of(context, earlier)?;
    let follows =
        ORDER.iter().any(|(before, after)| *before == first.name && after.contains(&second.name.as_str()));
    if let Some(found) = told_back(rule, context, (earlier, &first), (later, &second)) {
        return Some(found);
    }
    if !follows || second.days.1 >= first.days.0 || !one_subject(context, earlier, later, &second) {
        return None;
    }
    if says_otherwise(context, earlier, later) || may_be_next_year(earlier, later, &first, &second) {
        return None;
    }
    let same = earlier.sentence == later.sentence;
    let sure = match (same, first.name.as_str()) {
        // A building may be used before it is done, an order take effect for a time past.
        (_, "build" | "construct" | "sign" | "date") => 0.75,
        (true, _) => 0.86,
        (false, _) => 0.78,
    };
    Some(report(rule, context, (earlier, &first), (later, &second), sure))
}

/// True for `started in June 2021 and ended in February`, which is the next one.
fn may_be_next_year(earlier: &Claim, later: &Claim, first: &Event, second: &Event) -> bool {
    /// Days after which a reader would be told the year.
    const SOON: i32 = 300;
    let year = |claim: &Claim| claim.date().and_then(|date| date.stated.year);
    let next = second.days.0 + 365;
    year(earlier).is_some() && year(later).is_none() && next >= first.days.0 && next - first.days.1 <= SOON
}

/// What comes first told last: `The report, published on 2 March, was commissioned on 14 April`, `was
/// discharged on 3 May and had been admitted on 9 May`.
fn told_back(
    rule: &Rule,
    context: &Context<'_>,
    (told, own): (&Claim, &Event),
    (back, other): (&Claim, &Event),
) -> Option<Finding> {
    let must =
        ORDER.iter().any(|(before, after)| *before == other.name && after.contains(&own.name.as_str()));
    if !must
        || other.days.0 <= own.days.1
        || told.sentence != back.sentence
        || other.verb.start < told.place.end
    {
        return None;
    }
    let between = context.sources.text_at(Span::new(told.place.end, other.verb.start));
    let between = say::squeezed(between).to_lowercase();
    let document = context.sources.document(told.place);
    let lead = document.text.get(..(own.verb.start - document.base) as usize)?.trim_end();
    let aside =
        lead.ends_with(',') && matches!(between.as_str(), ", was" | ", were" | ", had been" | ", has been");
    let pluperfect =
        matches!(between.as_str(), "and had been" | ", and had been" | "but had been" | ", having been");
    let sentence = context.ledger.sentence_of(told).place;
    let apart = |word: &str| word != "had" && word != "having" && ANOTHER.contains(&word);
    let text = context.sources.text_at(sentence).to_lowercase();
    if !(aside || pluperfect) || text.split(|c: char| !c.is_alphanumeric()).any(apart) {
        return None;
    }
    Some(report(rule, context, (back, other), (told, own), 0.84))
}

/// The finding of an event that can only follow another, and is dated before it.
fn report(
    rule: &Rule,
    context: &Context<'_>,
    (earlier, first): (&Claim, &Event),
    (later, second): (&Claim, &Event),
    sure: f32,
) -> Finding {
    let text = |place| say::squeezed(context.sources.text_at(place));
    let verb = |event: &Event| text(event.verb);
    let note = |claim: &Claim| claim.date().map_or_else(String::new, say::days);
    let labels = vec![
        Label { place: earlier.place, role: "first", note: format!("{}: {}", verb(first), note(earlier)) },
        Label { place: later.place, role: "other", note: format!("{}: {}", verb(second), note(later)) },
    ];
    let message = format!(
        "\"{}\" {} comes before \"{}\" {}",
        verb(second),
        text(later.place),
        verb(first),
        text(earlier.place)
    );
    let why = vec![format!("\"{}\" can only follow \"{}\"", verb(second), verb(first))];
    finding(rule, context, sure, message, labels, why)
}

/// Something that happened, with its first and last possible day.
struct Event {
    name: String,
    verb: Span,
    days: (i32, i32),
}

impl Event {
    fn of(context: &Context<'_>, claim: &Claim) -> Option<Self> {
        let date = claim.date()?;
        let prose = matches!(
            claim.slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption
        );
        let exact = !date.approximate
            && !date.impossible
            && date.stated.year.or(date.stated.month.map(i16::from)).is_some()
            && !matches!(
                date.precision,
                DatePrecision::Decade | DatePrecision::Century | DatePrecision::Other
            );
        let predicate = claim.slots.predicate.as_ref().filter(|verb| !verb.nominal)?;
        if !prose || !exact || claim.slots.mode != Mode::Actual || claim.slots.identifying {
            return None;
        }
        let document = context.sources.document(claim.place);
        let lead = document.text.get(..(claim.place.start - document.base) as usize)?.trim_end();
        let last = lead.rsplit(char::is_whitespace).next().unwrap_or_default();
        if BOUNDS.contains(&last.to_lowercase().as_str()) {
            return None;
        }
        let word = |sym| context.ledger.vocab.word(sym);
        let tied = |name: &str| {
            claim.slots.noun.iter().any(|noun| word(noun.head) == name)
                || claim.slots.arguments.iter().any(|&sym| word(sym) == name)
        };
        // "took effect", "came into force"; "took full effect"
        let particle = predicate.particle.map(word);
        let name = match word(predicate.verb) {
            "take" if particle == Some("effect") || tied("effect") => "take effect",
            verb => verb,
        };
        Some(Self { name: name.to_owned(), verb: predicate.place, days: date.days.bounds()? })
    }
}

/// True when both verbs are said of one thing.
fn one_subject(context: &Context<'_>, first: &Claim, second: &Claim, event: &Event) -> bool {
    let same_noun = match (&first.slots.noun, &second.slots.noun) {
        (Some(a), Some(b)) => a.head == b.head && a.modifiers == b.modifiers,
        (None, Some(_)) => event.name == "take effect",
        (Some(_), None) | (None, None) => true,
    };
    let effect = event.name == "take effect";
    if !same_noun && !effect {
        return false;
    }
    let named = second.slots.noun.as_ref().filter(|_| !effect && second.sentence != first.sentence);
    if event.verb.start < first.place.end {
        // "which occurred on June 10, was discovered on ..." has the verb behind the date; here it
        // stands before it.
        return false;
    }
    let between = context.sources.text_at(Span::new(first.place.end, event.verb.start));
    let words: Vec<String> = between
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if first.sentence != second.sentence {
        // "It was discovered on ..." | "The breach was discovered on ..."
        let own = between.rsplit(['.', '\n']).next().unwrap_or_default().trim_start();
        let start = own.split(' ').next().unwrap_or_default();
        let pronoun = matches!(start, "It" | "He" | "She") && own.split_whitespace().count() <= 3;
        return pronoun && named.is_none();
    }
    // Only what carries grammar stands between: no new subject.
    words.len() <= 5
        && words.iter().all(|word| is_function_word(word) || word.ends_with("ly"))
        && !words
            .iter()
            .any(|word| matches!(word.as_str(), "it" | "he" | "she" | "they" | "others" | "another" | "one"))
}

/// True when the words between tell of another time round.
fn says_otherwise(context: &Context<'_>, first: &Claim, second: &Claim) -> bool {
    let ledger = context.ledger;
    let start = ledger.sentence_of(first).place.start.min(first.place.start);
    let end = ledger.sentence_of(second).place.end.max(second.place.end);
    context
        .sources
        .text_at(Span::new(start, end))
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ANOTHER.contains(&word.to_lowercase().as_str()))
}

/// A work cited by a document that is older than it.
pub fn cited(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let mut findings = Vec::new();
    for document in &ledger.documents {
        let Some((own_place, own)) = &document.dateline else { continue };
        let Some((_, own_day)) = own.days.bounds() else { continue };
        if !matches!(own.precision, DatePrecision::Day | DatePrecision::Month) || own.approximate {
            continue;
        }
        let mut later = Vec::new();
        let mut revised = false;
        for claim in &ledger.claims[document.claims.start as usize..document.claims.end as usize] {
            let Value::Citation(citation) = &claim.value else { continue };
            // A page read later than its own date was changed since.
            revised |= citation
                .accessed
                .as_ref()
                .and_then(|(_, date)| date.days.bounds())
                .is_some_and(|(first, _)| first > own_day);
            let Some((place, issued)) = &citation.issued else { continue };
            let known = issued.stated.year.is_some() && !issued.approximate && place != own_place;
            let Some((first, _)) = issued.days.bounds().filter(|_| known) else { continue };
            // The morning paper carries the date of tomorrow.
            if first > own_day + 1 && !forthcoming(context, claim.place) {
                later.push((claim, *place, *issued));
            }
        }
        // A text that cites several later works was revised; its date is that of the first edition.
        if revised || later.len() > 1 {
            continue;
        }
        for (claim, place, issued) in later {
            let text = |place| say::squeezed(context.sources.text_at(place));
            let labels = vec![
                Label { place, role: "first", note: format!("issued {}", say::days(&issued)) },
                Label {
                    place: *own_place,
                    role: "other",
                    note: format!("this text is of {}", say::days(own)),
                },
            ];
            let title = match &claim.value {
                Value::Citation(citation) => citation.title.map(text),
                _ => None,
            };
            let work = title.map_or_else(|| "a work".to_owned(), |title| format!("\"{title}\""));
            let message = format!("{work} of {} is cited in a text of {}", text(place), text(*own_place));
            let why = vec!["a text cannot cite what was not yet issued".to_owned()];
            findings.push(finding(rule, context, 0.86, message, labels, why));
        }
    }
    findings
}

/// `forthcoming`, `in press`, `to appear`, `expected`
fn forthcoming(context: &Context<'_>, place: Span) -> bool {
    let text = context.sources.text_at(place).to_lowercase();
    [
        "forthcoming",
        "in press",
        "to appear",
        "expected",
        "scheduled",
        "upcoming",
        "updated",
        "last modified",
        "revised",
    ]
    .iter()
    .any(|word| text.contains(word))
}
