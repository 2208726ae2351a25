//! When the one before was, as two accounts of one matter tell it: `the last census, in 2012` and `the previous census,
//! taken in 2013`, `the first strike since 1997` and `the last strike, in March 1998`.
//!
//! What is called the last of its kind is one and the same for both texts, however little else their sentences share. A
//! text that is older than the day which the other one gives may mean the one before that.

use rustc_hash::FxHashSet;

use super::ages::latest_of;
use super::near::Near;
use super::{Context, finding, say};
use crate::align::{NounMatch, match_nouns};
use crate::claim::{Claim, Date, DatePrecision, Day, Mode, Noun, Part, Sym, Value, Word, WordClass};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::{LexClass, Pos, class};
use crate::rules::Rule;

/// Dates of this sort in documents on one matter that are compared each with each.
const MOST: usize = 24;
/// Words between what is called the last and its date.
const FAR: usize = 10;

/// A date that a text gives to the last of a kind.
struct Last {
    claim: u32,
    document: usize,
    days: (Day, Day),
    what: What,
    /// It is called the last, or the one before; else what has come "since" says so.
    called: bool,
}

/// What was the last.
enum What {
    /// `the last census`
    Thing(Noun),
    /// `was last serviced`
    Act(Sym),
}

/// Dates of the one before that two documents give otherwise.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let lasts: Vec<Last> = (0_u32..)
        .zip(&context.ledger.claims)
        .filter_map(|(index, claim)| Last::of(context, index, claim))
        .collect();
    let mut told: FxHashSet<u32> = FxHashSet::default();
    let mut findings = Vec::new();
    for (a, b) in context.links().pairs(&lasts, MOST, |last| last.document) {
        if differ(context, a, b) && alone(context, &lasts, a) && alone(context, &lasts, b) {
            let fresh = told.insert(a.claim) & told.insert(b.claim);
            findings.extend(fresh.then(|| report(rule, context, a, b)));
        }
    }
    findings
}

impl Last {
    fn of(context: &Context<'_>, index: u32, claim: &Claim) -> Option<Self> {
        let date = match &claim.value {
            Value::Date(date) => *date,
            // "since 1997"
            Value::Range(range) if range.end.is_none() => range.start?,
            _ => return None,
        };
        let prose = matches!(
            claim.slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
        );
        let told = prose && matches!(claim.slots.mode, Mode::Actual | Mode::Negated);
        let days = told.then(|| known(&date))??;
        let (what, called) = what(context, claim)?;
        Some(Self { claim: index, document: context.ledger.document_of(index), days, what, called })
    }
}

/// The days of a date whose year is written.
fn known(date: &Date) -> Option<(Day, Day)> {
    let exact = matches!(date.precision, DatePrecision::Day | DatePrecision::Month | DatePrecision::Year);
    let sure = exact && !date.approximate && !date.impossible && date.stated.year.is_some();
    date.days.bounds().filter(|_| sure)
}

/// What the words around a date call the last of its kind.
fn what(context: &Context<'_>, claim: &Claim) -> Option<(What, bool)> {
    let words = &context.ledger.sentence_of(claim).words;
    let text = |at: usize| context.sources.text_at(words[at].place);
    let is = |at: usize, wanted: &[&str]| wanted.iter().any(|word| text(at).eq_ignore_ascii_case(word));
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    let since = matches!(claim.value, Value::Range(_));
    for from in (at.saturating_sub(FAR)..at).rev() {
        let called = is(from, &["last", "previous", "preceding"]);
        if called && !since {
            if words.get(from + 1).is_some_and(|word| word.class == WordClass::Verb) && from + 4 > at {
                // "was last serviced on 22 May"
                let passive = from.checked_sub(1).is_some_and(|before| is(before, &["was", "were", "been"]));
                return (passive && is(from, &["last"])).then(|| (What::Act(words[from + 1].lemma), true));
            }
            let (noun, end) = thing(context, words, from + 1)?;
            let between = end..at;
            return between
                .clone()
                .all(|at| passes(context, &words[at]))
                .then_some((What::Thing(noun), true));
        }
        // "the first strike since 1997"
        if since && is(from, &["first"]) {
            let (noun, end) = thing(context, words, from + 1)?;
            return (end..at).all(|at| passes(context, &words[at])).then_some((What::Thing(noun), false));
        }
    }
    // "more than at the census of 2012", "since the census of 2012", "since the 2012 census"
    let the = (at.saturating_sub(6)..at).rev().find(|&at| is(at, &["the"]))?;
    let led = the.checked_sub(1)?;
    let compared = is(led, &["since"])
        || is(led, &["at", "in"]) && led.checked_sub(1).is_some_and(|before| is(before, &["than"]));
    if !compared {
        return None;
    }
    let behind = words.partition_point(|word| word.place.start < claim.place.end);
    if the + 1 == at {
        return thing(context, words, behind).map(|(noun, _)| (What::Thing(noun), false));
    }
    let (noun, end) = thing(context, words, the + 1)?;
    let close = end + 1 >= at && (end..at).all(|at| is(at, &["of", "in", "on"]));
    close.then_some((What::Thing(noun), false))
}

/// What happens or is done and is named from `from` on, with the number of the word behind it.
fn thing(context: &Context<'_>, words: &[Word], from: usize) -> Option<(Noun, usize)> {
    /// Words before the noun that say which.
    const WHICH: usize = 3;
    let named = |word: &Word| matches!(word.class, WordClass::Noun | WordClass::Name);
    let start = (from..words.len().min(from + WHICH)).find(|&at| words[at].class == WordClass::Noun)?;
    let which = words[from..start]
        .iter()
        .all(|word| matches!(word.class, WordClass::Adjective | WordClass::Name | WordClass::Adverb));
    let length = words[start..].iter().take_while(|word| named(word)).count();
    let end = start + length;
    let head = words[end - 1];
    let kind = class(context.ledger.vocab.word(head.lemma), Pos::Noun)?;
    let happens = matches!(
        kind,
        LexClass::Act | LexClass::Event | LexClass::Process | LexClass::Phenomenon | LexClass::Communication
    );
    let modifiers = words[from..end - 1].iter().map(|word| word.lemma).collect();
    (which && happens && head.class == WordClass::Noun)
        .then_some((Noun { head: head.lemma, modifiers, place: head.place, implied: false }, end))
}

/// True for a word between the last of a kind and its date that leaves the date its own: "the last strike in this yard was
/// in", "the previous census, taken in", and not "the last strike ended what had begun in".
fn passes(context: &Context<'_>, word: &Word) -> bool {
    let lemma = context.ledger.vocab.word(word.lemma);
    match word.class {
        WordClass::Verb => matches!(
            lemma,
            "be" | "hold"
                | "take"
                | "occur"
                | "happen"
                | "conduct"
                | "carry"
                | "make"
                | "publish"
                | "issue"
                | "come"
                | "do"
        ),
        _ => !matches!(
            lemma,
            "before" | "after" | "until" | "since" | "and" | "but" | "which" | "that" | "than"
        ),
    }
}

/// True for two dates of one last thing.
fn differ(context: &Context<'_>, a: &Last, b: &Last) -> bool {
    let ledger = context.ledger;
    let one = match (&a.what, &b.what) {
        (What::Thing(own), What::Thing(other)) => {
            // The last fatal accident need not be the last accident.
            own.modifiers == other.modifiers
                && matches!(match_nouns(ledger, own, other), NounMatch::Same | NounMatch::Like)
        }
        (What::Act(own), What::Act(other)) => {
            own == other && Near::telling(ledger, a.claim, b.claim, &[*own]) > 0
        }
        _ => false,
    };
    let [x, y] = [a, b].map(|last| &ledger.claims[last.claim as usize]);
    let names = !x.slots.names.is_empty() && !y.slots.names.is_empty();
    let other_name = names && !x.slots.names.iter().any(|name| y.slots.names.contains(name));
    let apart = a.days.1 < b.days.0 || b.days.1 < a.days.0;
    let (earlier, later) = if a.days.0 < b.days.0 { (a, b) } else { (b, a) };
    // The text with the earlier date was written when the later one had come.
    let line = ledger.documents[earlier.document].dateline.as_ref().and_then(|(_, date)| date.days.bounds());
    let written = line.or_else(|| latest_of(context, earlier.document));
    let knew = written.is_some_and(|days| days.0 > later.days.1);
    one && (a.called || b.called) && !other_name && apart && knew
}

/// True where the document gives no other date to the last of that kind.
fn alone(context: &Context<'_>, lasts: &[Last], own: &Last) -> bool {
    let from = lasts.partition_point(|last| last.document < own.document);
    let beside = lasts[from..].iter().take_while(|last| last.document == own.document);
    beside.filter(|last| last.days != own.days).all(|last| match (&last.what, &own.what) {
        (What::Thing(p), What::Thing(q)) => {
            !matches!(match_nouns(context.ledger, p, q), NounMatch::Same | NounMatch::Like)
        }
        (What::Act(p), What::Act(q)) => p != q,
        _ => true,
    })
}

fn report(rule: &Rule, context: &Context<'_>, a: &Last, b: &Last) -> Finding {
    let place = |last: &Last| context.ledger.claims[last.claim as usize].place;
    let text = |last: &Last| {
        let file = say::file_name(&context.sources.document(place(last)).path).to_owned();
        format!("{} ({file})", say::squeezed(context.sources.text_at(place(last))))
    };
    let label = |last: &Last, role| Label { place: place(last), role, note: "of the one before".to_owned() };
    let message = format!("{} against {}", text(a), text(b));
    let what = match (&a.what, &b.what) {
        (What::Thing(own), _) => context.ledger.vocab.word(own.head),
        (What::Act(own), _) => context.ledger.vocab.word(*own),
    };
    let why = vec![format!("both texts are on one matter and date the last {what} before it")];
    finding(rule, context, 0.8, message, vec![label(a, "first"), label(b, "other")], why)
}
