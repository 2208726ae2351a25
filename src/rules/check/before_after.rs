//! `before` and `after` between two dates that say otherwise: `demolished in 1971, four years before
//! it was closed in 1967`, `The vote of 3 May followed the debate of 10 May`.
//!
//! Each date has to be that of its own clause, which has one verb or names one event; a house
//! `bought in 1985` that is sold after a move in 1990 has two.

use super::{Context, finding, say};
use crate::claim::{Claim, DatePrecision, Mode, Part, WordClass};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::{LexClass, Pos, class};
use crate::lexicon::number_words::small_cardinal;
use crate::place::Span;
use crate::rules::Rule;

/// Pairs of dates in an order that the words between them deny.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let mut findings = Vec::new();
    let mut last: Option<&Claim> = None;
    for claim in claims.iter().filter(|claim| is_dated(claim)) {
        if let Some(first) = last.filter(|first| first.sentence == claim.sentence) {
            findings.extend(denied(rule, context, first, claim));
        }
        last = Some(claim);
    }
    findings
}

/// A day, month or year that is given as such.
fn is_dated(claim: &Claim) -> bool {
    let told = matches!(claim.slots.mode, Mode::Actual | Mode::Projected)
        && matches!(
            claim.slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption
        );
    let exact = |date: &crate::claim::Date| {
        matches!(date.precision, DatePrecision::Day | DatePrecision::Month | DatePrecision::Year)
            && date.stated.year.is_some()
            && !date.approximate
            && !date.impossible
    };
    told && claim.date().is_some_and(exact)
}

/// How the first of two dates is said to lie to the second.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Before,
    After,
}

fn denied(rule: &Rule, context: &Context<'_>, first: &Claim, second: &Claim) -> Option<Finding> {
    let sentence = context.ledger.sentence_of(first).place;
    let text = |from: u32, to: u32| {
        say::squeezed(context.sources.text_at(Span::new(from, to.max(from)))).to_lowercase()
    };
    if first.place.start < sentence.start || second.place.end > sentence.end {
        return None;
    }
    let lead = text(sentence.start, first.place.start);
    let gap = text(first.place.end, second.place.start);
    let whole = format!("{lead} {gap}");
    let apart = [" name", " not ", " never", "n't", "call", "model", "again", " another", " if ", " would "];
    if apart.iter().any(|word| whole.contains(word)) || gap.contains(['"', '“', '(', ')', ';', ':']) {
        return None;
    }
    if goes_on(context, second, sentence) {
        return None;
    }
    let way = behind(context, first, second, &lead, &gap)
        .or_else(|| opening(context, first, second, sentence, &lead, &gap))
        .or_else(|| following(&gap))?;
    let (own, other) = (first.date()?.days.bounds()?, second.date()?.days.bounds()?);
    let wrong = match way {
        Way::Before => own.0 > other.1,
        Way::After => own.1 < other.0,
    };
    wrong.then(|| report(rule, context, first, second, way))
}

/// `... in 1971, four years before it was closed in 1967`
fn behind(context: &Context<'_>, first: &Claim, second: &Claim, lead: &str, gap: &str) -> Option<Way> {
    let words: Vec<&str> = gap.trim_start_matches([',', ' ']).split(' ').collect();
    let at = words.iter().take(5).position(|word| matches!(*word, "before" | "after"))?;
    let length = |word: &&str| {
        matches!(
            *word,
            "a" | "an"
                | "shortly"
                | "just"
                | "soon"
                | "immediately"
                | "long"
                | "well"
                | "only"
                | "more"
                | "than"
                | "some"
                | "about"
                | "nearly"
                | "almost"
                | "few"
                | "several"
        ) || word.bytes().all(|byte| byte.is_ascii_digit())
            || small_cardinal(word).is_some()
            || ["day", "week", "month", "year", "hour", "decade"].iter().any(|unit| word.starts_with(unit))
    };
    let dated = lead.ends_with(" in") || lead.ends_with(" on");
    // The main clause: from its last comma on.
    let from = context.ledger.sentence_of(first).place.start;
    let main = clause_start(context, from, first.place.start);
    let plain = words[..at].iter().all(length) && dated;
    if !plain || verbs(context, first, main, first.place.start) != 1 || gap.matches(',').count() > 1 {
        return None;
    }
    let own = &words[at + 1..];
    let subordinate = own.join(" ");
    (!subordinate.contains(',') && told(context, second, own, first.place.end))
        .then_some(if words[at] == "before" { Way::Before } else { Way::After })
}

/// `Before it was sold in 1990, the mill had been restored in 1994`
fn opening(
    context: &Context<'_>,
    first: &Claim,
    second: &Claim,
    sentence: Span,
    lead: &str,
    gap: &str,
) -> Option<Way> {
    let (word, clause) = lead.split_once(' ')?;
    let main = gap.strip_prefix(',')?.trim_start();
    let words: Vec<&str> = clause.split(' ').collect();
    let dated = main.ends_with(" in") || main.ends_with(" on");
    let few = main.split(' ').count() <= 9 && !main.contains(',') && !nested(main);
    let one = few && dated && verbs(context, second, first.place.end, second.place.start) == 1;
    if !one || clause.contains(',') || !told(context, first, &words, sentence.start) {
        return None;
    }
    match word {
        // The date that comes first in the text is the one of the clause: it is the later one.
        "before" => Some(Way::After),
        // "After he left in 1990, he saw the school he had gone to in 1980"
        "after" if !main.contains("had ") => Some(Way::Before),
        _ => None,
    }
}

/// `The vote of 3 May followed the debate of 10 May`, `was followed by`
fn following(gap: &str) -> Option<Way> {
    let own = gap.strip_prefix("was ").or_else(|| gap.strip_prefix("were ")).unwrap_or(gap);
    let passive = own.len() < gap.len();
    let (way, rest) = [
        ("followed by ", Way::Before),
        ("followed ", Way::After),
        ("preceded by ", Way::After),
        ("preceded ", Way::Before),
    ]
    .into_iter()
    .find_map(|(verb, way)| {
        Some((way, own.strip_prefix(verb)?)).filter(|_| passive == verb.ends_with("by "))
    })?;
    let words: Vec<&str> = rest.split(' ').collect();
    let article = matches!(words[0], "the" | "a" | "an" | "its" | "his" | "her" | "their");
    let last = *words.last()?;
    (article && (3..=6).contains(&words.len()) && matches!(last, "of" | "on" | "in") && !rest.contains(','))
        .then_some(way)
}

/// True when the words between a connective and its date make one clause, or name one event.
fn told(context: &Context<'_>, date: &Claim, words: &[&str], from: u32) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let clause = words.join(" ");
    let named = matches!(*first, "that" | "this" | "these" | "those" | "then" | "which" | "being" | "");
    if words.len() < 3 || words.len() > 12 || named || nested(&clause) {
        return false;
    }
    match verbs(context, date, from, date.place.start) {
        1 => matches!(*last, "in" | "on"),
        0 => {
            let noun = words[words.len() - 2];
            let event = matches!(
                class(noun, Pos::Noun),
                Some(LexClass::Act | LexClass::Event | LexClass::Phenomenon | LexClass::Process)
            );
            event
                && matches!(*first, "the" | "its" | "his" | "her" | "their")
                && matches!(*last, "in" | "on" | "of")
        }
        _ => false,
    }
}

/// True where the clause of a date has its verb behind it: `the dyke built in 1901 was raised`.
fn goes_on(context: &Context<'_>, date: &Claim, sentence: Span) -> bool {
    let rest = context.sources.text_at(Span::new(date.place.end, sentence.end.max(date.place.end)));
    let end = rest.find([',', ';', ':', '(', '.']).unwrap_or(rest.len());
    let end = date.place.end + u32::try_from(end).unwrap_or(0);
    let helps = |word: &str| matches!(word, "was" | "were" | "is" | "are" | "had" | "has" | "have" | "been");
    verbs(context, date, date.place.end, end) > 0
        || context.sources.text_at(Span::new(date.place.end, end)).split_whitespace().any(helps)
}

/// True for words that begin a clause within a clause.
fn nested(clause: &str) -> bool {
    const WORDS: &[&str] = &[
        "who", "which", "that", "where", "whose", "whom", "when", "while", "until", "since", "and", "but",
        "or", "born", "as", "because", "before", "after", "than", "to",
    ];
    clause.split(' ').any(|word| WORDS.contains(&word))
}

/// Where the clause that ends at `to` begins, behind the last comma.
fn clause_start(context: &Context<'_>, from: u32, to: u32) -> u32 {
    let text = context.sources.text_at(Span::new(from, to.max(from)));
    text.rfind([',', ';', ':']).and_then(|at| u32::try_from(at).ok()).map_or(from, |at| from + at)
}

/// Verbs in a stretch of the sentence, those that help others left out.
fn verbs(context: &Context<'_>, claim: &Claim, from: u32, to: u32) -> usize {
    let ledger = context.ledger;
    let own = ledger.sentence_of(claim).words.iter();
    own.filter(|word| word.place.start >= from && word.place.end <= to)
        .filter(|word| {
            word.class == WordClass::Verb && !matches!(ledger.vocab.word(word.lemma), "be" | "have" | "do")
        })
        .count()
}

fn report(rule: &Rule, context: &Context<'_>, first: &Claim, second: &Claim, way: Way) -> Finding {
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let note = |claim: &Claim| claim.date().map_or_else(String::new, say::days);
    let word = if way == Way::Before { "before" } else { "after" };
    let labels = vec![
        Label { place: first.place, role: "first", note: note(first) },
        Label { place: second.place, role: "other", note: note(second) },
    ];
    let message = format!("{} is said to be {word} {}", text(first), text(second));
    let why = vec![format!("{} is not {word} {}", note(first), note(second))];
    finding(rule, context, 0.86, message, labels, why)
}
