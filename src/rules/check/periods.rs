//! One thing that has two spans of time, which share a begin or an end; and a length of time
//! that is not that of the span given for the same thing elsewhere.

use super::near::Near;
use super::windows::{CalendarDay, Window, rivals};
use super::{Context, agree, elapsed, finding, say};
use crate::claim::{Claim, Dimension, Mode, Part, Sym};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::{Agree, Clashing, Rule, Scope, Values};
use rustc_hash::FxHashMap;

/// Spans of one thing that begin or end on the same day, and do not end or begin so.
pub fn conflicts(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let kind = Clashing::Period;
    let mut findings = agree::run(rule, Agree { values: Values::Date, scope: Scope::Any, kind }, context);
    let windows = context.windows();
    let mut by_end: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (index, window) in windows.iter().enumerate() {
        for (which, end) in [(false, window.start), (true, window.end)] {
            by_end.entry(key(window, which, end)).or_default().push(index);
            if !window.years {
                by_end.entry(month_key(which, end)).or_default().push(index);
            }
        }
    }
    let near = context.near();
    for (at, window) in windows.iter().enumerate() {
        let ends = [(false, window.start), (true, window.end)];
        let mut best: Option<(f32, &Window)> = None;
        for (which, end) in ends {
            let listed = |key| by_end.get(&key).map_or(&[][..], Vec::as_slice);
            // Days by the day; months by the month, with what is told by the day.
            let days = if window.months { &[][..] } else { listed(key(window, which, end)) };
            let months = if window.years { &[][..] } else { listed(month_key(which, end)) };
            let months = if months.len() > 10 * MOST { &[][..] } else { months };
            let pairs = |index: &&usize| **index > at && (window.months || windows[**index].months);
            let days = days.iter().filter(|&&other| other > at && !windows[other].months);
            let months = months.iter().filter(pairs);
            if days.clone().count() > MOST || months.clone().count() > MOST {
                continue;
            }
            for &other in days.chain(months) {
                let other = &windows[other];
                let score = likeness(context, near, window, other, which);
                if let Some(score) = score
                    && best.is_none_or(|(known, _)| score > known)
                {
                    best = Some((score, other));
                }
            }
        }
        if let Some((score, other)) = best {
            findings.push(report(rule, context, window, other, score));
        }
    }
    findings.extend(shifted(rule, context));
    findings
}

/// `fiscal 2020 through 2024` beside `2021 through 2025`: spans of one length that lie a year or
/// two apart, told of one thing in two documents.
fn shifted(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let windows: Vec<&Window> = context.windows().iter().filter(|window| window.years).collect();
    let mut by_length: FxHashMap<i16, Vec<&Window>> = FxHashMap::default();
    let years = |window: &Window| window.start.year.zip(window.end.year);
    for window in &windows {
        if let Some((start, end)) = years(window) {
            by_length.entry(end - start).or_default().push(window);
        }
    }
    let mut findings = Vec::new();
    for (_, group) in by_length.iter().filter(|(length, group)| **length >= 2 && group.len() <= MOST) {
        for (at, a) in group.iter().enumerate() {
            for b in &group[at + 1..] {
                let (Some((x, _)), Some((y, _))) = (years(a), years(b)) else { continue };
                let moved = (1..=2).contains(&(x - y).abs()) && context.linked(a.document, b.document);
                if a.document == b.document || !moved || rivals(context, a.text, b.text) {
                    continue;
                }
                let (weight, count) = context.near().shared(&a.words, &b.words);
                if weight >= 5.0 && count >= 2 {
                    findings.push(report(rule, context, a, b, weight.min(5.9)));
                }
            }
        }
    }
    findings.sort_by_key(|finding| finding.labels[0].place.start);
    findings
}

/// What spans are looked up by: which end, its day, and its year where the ends are years.
type Key = (bool, i8, i8, Option<i16>);

fn key(window: &Window, which: bool, end: CalendarDay) -> Key {
    (which, end.month, end.day, end.year.filter(|_| window.years))
}

/// The same for spans told by months.
const fn month_key(which: bool, end: CalendarDay) -> Key {
    (which, end.month, 0, None)
}

/// Spans with one end in common that are compared.
const MOST: usize = 12;

/// How much speaks for two spans being told of one thing, if enough does; they share their
/// start, or their `end`.
fn likeness(context: &Context<'_>, near: &Near, a: &Window, b: &Window, end: bool) -> Option<f32> {
    let months = a.months || b.months;
    let same = |x: CalendarDay, y: CalendarDay| {
        let year = x.year.zip(y.year).is_none_or(|(own, other)| own == other);
        if months { x.month == y.month && year } else { x.is(y) }
    };
    let (shared, other) = (same(a.start, b.start), same(a.end, b.end));
    // A span of days that is told by months begins early in the first and ends late in the last.
    let days = if a.months { b } else { a };
    // Part of what went on in some months may have gone on in fewer: the same must be told of them.
    let verb = |window: &Window| {
        let claim = &context.ledger.claims[window.claims[0] as usize];
        claim.slots.predicate.as_ref().map(|verb| verb.verb)
    };
    if months && (verb(a).is_none() || verb(a) != verb(b)) {
        return None;
    }
    if months && !days.months && (shared && days.start.day > 15 || other && days.end.day < 25) {
        return None;
    }
    let clash = if end { other && !shared } else { shared && !other };
    if !clash || a.years != b.years || a.claims.iter().any(|claim| b.claims.contains(claim)) {
        return None;
    }
    // A day more or less is a way of counting.
    let (x, y) = (a.length()?, b.length()?);
    if (x - y).abs() <= if months { 31 } else { 1 } || x.max(y) > 3 * x.min(y).max(4) + 20 {
        return None;
    }
    let within = a.document == b.document;
    let claims = &context.ledger.claims;
    let sentence = |window: &Window| claims[window.claims[0] as usize].sentence;
    let apart = sentence(a).abs_diff(sentence(b));
    if within && (apart <= 1 || a.listed && b.listed) || !within && !context.linked(a.document, b.document) {
        return None;
    }
    if rivals(context, a.text, b.text) {
        return None;
    }
    let (weight, count) = near.shared(&a.words, &b.words);
    // Two spans of years share an end sooner by chance than two of days.
    let enough = match (within, a.years || months) {
        (true, _) => 5.0,
        (false, true) => 6.0,
        (false, false) => 2.2,
    };
    (weight >= enough && count > 0).then_some(weight)
}

fn report(rule: &Rule, context: &Context<'_>, a: &Window, b: &Window, score: f32) -> Finding {
    let text = |place: Span| say::squeezed(context.sources.text_at(place));
    let told =
        |window: &Window| window.places.iter().map(|&place| text(place)).collect::<Vec<_>>().join(" to ");
    let note =
        |window: &Window| window.length().map_or_else(String::new, |days| format!("{days} days apart"));
    let mut labels = Vec::new();
    for (window, role) in [(a, "first"), (b, "other")] {
        let own = note(window);
        labels.extend(window.places.iter().map(|&place| Label { place, role, note: own.clone() }));
    }
    let message = format!("{} against {}", told(a), told(b));
    let shared: Vec<&str> = a
        .words
        .iter()
        .filter(|word| b.words.contains(word))
        .map(|&word| context.ledger.vocab.word(word))
        .take(6)
        .collect();
    let end = match (a.start.is(b.start), a.end.is(b.end)) {
        _ if a.months || b.months => "share one end and not the other",
        (true, _) => "begin on one day and end on two",
        (_, true) => "end on one day and begin on two",
        _ => "are of one length and lie apart",
    };
    let why = vec![format!("both speak of {}", shared.join(", ")), format!("they {end}")];
    let sure = if score >= 6.0 { 0.86 } else { 0.76 };
    finding(rule, context, sure, message, labels, why)
}

/// Lengths of time against the span of the same thing, told in another sentence.
pub fn lengths(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let lengths: Vec<u32> = (0..u32::try_from(ledger.claims.len()).unwrap_or(u32::MAX))
        .filter(|&index| is_whole(context, &ledger.claims[index as usize]))
        .collect();
    if lengths.is_empty() {
        return Vec::new();
    }
    let windows = context.windows();
    let near = context.near();
    let mut by_word: FxHashMap<Sym, Vec<usize>> = FxHashMap::default();
    for (index, window) in windows.iter().enumerate().filter(|(_, window)| !window.months) {
        for word in about(context, window) {
            by_word.entry(word).or_default().push(index);
        }
    }
    // A row "Date" of a page speaks of what the page is about.
    let titles = windows
        .iter()
        .enumerate()
        .filter(|(_, window)| !window.years && !window.months && heads(context, window));
    let headed: Vec<(usize, String)> = titles
        .filter_map(|(at, window)| {
            let title = ledger.documents[window.document].title?;
            Some((at, context.sources.text_at(title).to_lowercase()))
        })
        .collect();
    let mut findings = Vec::new();
    for &index in &lengths {
        let claim = &ledger.claims[index as usize];
        if let Some(found) = follows_ends(rule, context, index) {
            findings.push(found);
            continue;
        }
        let mut scores: FxHashMap<usize, (f32, u32)> = FxHashMap::default();
        for word in own_words(claim) {
            let windows = by_word.get(&word).map_or(&[][..], Vec::as_slice);
            if windows.len() <= MOST {
                for &window in windows {
                    let score = scores.entry(window).or_default();
                    *score = (score.0 + near.weight(word), score.1 + 1);
                }
            }
        }
        for (at, title) in &headed {
            if subject(context, claim).is_some_and(|subject| title.contains(&subject)) {
                scores.entry(*at).or_default().0 += 5.0;
            }
        }
        let mut scored: Vec<(usize, (f32, u32))> = scores.into_iter().collect();
        scored.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0)));
        let Some(&(first, (best, shared))) = scored.first() else { continue };
        let meant: Vec<usize> =
            scored.iter().filter(|(_, score)| score.0 >= 0.7 * best).map(|(window, _)| *window).collect();
        let fits = |window: &usize| elapsed::fits(claim, &windows[*window]).unwrap_or(true);
        let state = |window: &Window| same_state(context, claim, window);
        if best < 2.0 || meant.len() > 2 || meant.iter().any(fits) || !state(&windows[first]) {
            continue;
        }
        let window = &windows[first];
        let document = ledger.document_of(index);
        // Rare words of the subject do for two documents that share nothing else.
        let linked = || best >= 5.0 && shared >= 2 || context.linked(document, window.document);
        if window.document != document && !linked()
            || window.claims.iter().any(|&other| ledger.claims[other as usize].sentence == claim.sentence)
        {
            continue;
        }
        findings.extend(differs(rule, context, claim, window, if best >= 4.5 { 0.82 } else { 0.75 }));
    }
    findings
}

/// True for a length of time that something took from its begin to its end.
fn is_whole(context: &Context<'_>, claim: &Claim) -> bool {
    let Some(measure) = claim.measure() else { return false };
    let prose = matches!(
        claim.slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Caption | Part::Heading | Part::Quotation
    );
    let whole = measure.dimension() == Dimension::Duration
        && measure.per.is_none()
        && !claim.slots.subset
        && !claim.slots.additional
        && !claim.slots.identifying
        && claim.slots.mode == Mode::Actual
        && !measure.hedge.is_bound();
    if !prose
        || !whole
        || !measure.unit.is_some_and(|unit| matches!(unit.id, "day" | "week" | "month" | "year"))
    {
        return false;
    }
    let document = context.sources.document(claim.place);
    let at = (claim.place.start - document.base) as usize;
    let end = (claim.place.end - document.base) as usize;
    let word = |text: Option<&str>| {
        text.unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let last = word(document.text[..at].split_whitespace().next_back());
    let next = word(document.text[end..].split_whitespace().next());
    let barred = [
        "within", "every", "next", "last", "first", "past", "another", "per", "each", "in", "than", "of",
        "only", "least", "or", "some", "over", "up",
    ];
    let behind = [
        "later", "earlier", "ago", "before", "after", "old", "early", "late", "ahead", "from", "notice",
        "each", "a", "of", "and", "or", "to",
    ];
    // "ran for 12 weeks before it was called off" ends there all the same.
    let ends = next == "before" && last == "for";
    !barred.contains(&last.as_str())
        && (!behind.contains(&next.as_str()) || ends || starts_sentence(context, claim))
}

/// `Fourteen months of waiting are over`
fn starts_sentence(context: &Context<'_>, claim: &Claim) -> bool {
    let sentence = context.ledger.sentence_of(claim);
    let lead =
        context.sources.text_at(Span::new(sentence.place.start, claim.place.start.max(sentence.place.start)));
    let lead = lead.trim().to_lowercase();
    let document = context.sources.document(claim.place);
    let rest = document.text[(claim.place.end - document.base) as usize..].trim_start();
    matches!(lead.as_str(), "" | "those" | "the" | "these") && rest.starts_with("of ")
}

/// What a length of time is said of.
fn own_words(claim: &Claim) -> Vec<Sym> {
    let slots = &claim.slots;
    let noun = slots.noun.iter().filter(|noun| !noun.implied).map(|noun| noun.head);
    let mut words: Vec<Sym> =
        slots.arguments.iter().copied().chain(noun).chain(slots.names.iter().copied()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What a span of time is said of.
fn about(context: &Context<'_>, window: &Window) -> Vec<Sym> {
    let ledger = context.ledger;
    let mut words: Vec<Sym> =
        window.claims.iter().flat_map(|&index| own_words(&ledger.claims[index as usize])).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The subject of a length of time, as named: `the saddlehorn fire` without its article.
fn subject(context: &Context<'_>, claim: &Claim) -> Option<String> {
    let noun = claim.slots.noun.as_ref().filter(|noun| !noun.implied)?;
    let text = say::squeezed(context.sources.text_at(noun.place)).to_lowercase();
    let text = text.trim_start_matches("the ").to_owned();
    text.contains(' ').then_some(text)
}

/// True for a row `Date` or `Dates` of a table about the page's subject.
fn heads(context: &Context<'_>, window: &Window) -> bool {
    let claim = &context.ledger.claims[window.claims[0] as usize];
    let row = claim.slots.row.iter().map(|&word| context.ledger.vocab.word(word));
    claim.slots.part == Part::Cell
        && (row.clone().any(|word| matches!(word, "date" | "dates" | "duration" | "period"))
            || claim.slots.noun.as_ref().is_some_and(|noun| {
                matches!(context.ledger.vocab.word(noun.head), "date" | "dates" | "duration" | "period")
            }))
}

/// Words for something that does not work or is not open.
const OUT: &[&str] = &[
    "without",
    "unavailable",
    "shut",
    "close",
    "closed",
    "closure",
    "shutdown",
    "down",
    "offline",
    "suspend",
    "suspended",
    "suspension",
    "outage",
    "dark",
    "halt",
    "interrupt",
    "block",
    "bar",
    "ban",
    "out",
    "unreachable",
    "inaccessible",
];
/// Words for something that goes on.
const ON: &[&str] = &[
    "last", "run", "continue", "take", "go", "stay", "remain", "open", "operate", "work", "occur", "happen",
    "endure", "persist", "proceed",
];

/// True when both tell of one state: that it was closed, or that it went on.
fn same_state(context: &Context<'_>, claim: &Claim, window: &Window) -> bool {
    let vocab = &context.ledger.vocab;
    let said = |claim: &Claim, list: &[&str]| {
        let sentence = context.ledger.sentence_of(claim);
        sentence.words.iter().any(|word| list.contains(&vocab.word(word.lemma)))
    };
    let other = &context.ledger.claims[window.claims[0] as usize];
    let verb = |claim: &Claim| claim.slots.predicate.as_ref().map(|verb| verb.verb);
    if heads(context, window) {
        // The subject itself, and a verb for its going on.
        let subject = claim.slots.noun.as_ref().is_some_and(|noun| !noun.implied);
        return subject && verb(claim).is_some_and(|verb| ON.contains(&vocab.word(verb)));
    }
    // "the five-week strike", which began and ended on two days
    let text = context.sources.text_at(claim.place);
    let noun = |claim: &Claim| claim.slots.noun.as_ref().filter(|noun| !noun.implied).map(|noun| noun.head);
    if text.contains('-') && !text.contains(' ') && noun(claim).is_some() && noun(claim) == noun(other) {
        return true;
    }
    let same = verb(claim).is_some() && verb(claim) == verb(other);
    same || said(claim, OUT) && said(other, OUT)
}

/// `It shut on April 9, 2016, and reopened on November 23, 2017. Fourteen months of waiting are over.`
fn follows_ends(rule: &Rule, context: &Context<'_>, index: u32) -> Option<Finding> {
    let ledger = context.ledger;
    let claim = &ledger.claims[index as usize];
    if !starts_sentence(context, claim) {
        return None;
    }
    let before = ledger.claims[..index as usize].iter().rev().take(10);
    let dates: Vec<&Claim> = before
        .filter(|other| other.sentence + 1 == claim.sentence && other.place.end + 240 > claim.place.start)
        .filter(|other| other.date().is_some())
        .collect();
    let [last, first] = dates.as_slice() else { return None };
    let (start, end) = (CalendarDay::of(first.date()?)?, CalendarDay::of(last.date()?)?);
    let window = Window {
        start,
        end,
        places: vec![first.place, last.place],
        claims: Vec::new(),
        words: Vec::new(),
        text: claim.place,
        years: false,
        months: false,
        listed: false,
        document: ledger.document_of(index),
    };
    let known = start.year.is_some() && end.year.is_some();
    (known && !elapsed::fits(claim, &window)?).then_some(())?;
    differs(rule, context, claim, &window, 0.82)
}

fn differs(rule: &Rule, context: &Context<'_>, claim: &Claim, window: &Window, sure: f32) -> Option<Finding> {
    let days = window.length()?;
    let text = |place: Span| say::squeezed(context.sources.text_at(place));
    let mut labels = vec![Label { place: claim.place, role: "first", note: "the length given".to_owned() }];
    labels.extend(window.places.iter().map(|&place| Label {
        place,
        role: "other",
        note: format!("from first to last day it is {days} days"),
    }));
    let told = window.places.iter().map(|&place| text(place)).collect::<Vec<_>>().join(" to ");
    let message = format!("\"{}\" against {told}, which is {days} days", text(claim.place));
    let why =
        vec![format!("from the first day to the last it is {days} days, or {} with both counted", days + 1)];
    Some(finding(rule, context, sure, message, labels, why))
}
