//! Fills the slots around a value: counted noun, predicate, arguments, names, mode,
//! part and whole. Works on the words of one sentence.

use std::ops::Range;

use super::analysis::{Analysis, Phrase};
use super::mode::mode;
use crate::claim::{
    Decimal, Dimension, Kind, Noun, Per, Predicate, Slots, Sym, Unit, Value, Vocab, WordClass,
};
use crate::lexicon::concepts::{LexClass, Pos, class};
use crate::lexicon::tag::Tag;
use crate::lexicon::units::{Dimension as UnitDimension, units};
use crate::place::Span;

/// A sentence under reading.
pub struct View<'a> {
    pub analysis: &'a Analysis<'a>,
    pub words: &'a [&'a str],
    /// The address of a range of bytes of the sentence.
    pub place: &'a dyn Fn(Range<u32>) -> Span,
}

/// Fills what the sentence itself says about value number `index`.
pub fn fill(view: &View<'_>, index: usize, kind: Kind, value: &Value, vocab: &mut Vocab) -> Slots {
    let mut slots = Slots { order: u16::try_from(index).unwrap_or(u16::MAX), ..Slots::default() };
    let Some(own) = view.analysis.value_tokens(index) else { return slots };
    let clause = view.analysis.clause(own.start);
    let dated = matches!(kind, Kind::Date | Kind::DateRange | Kind::Time);
    let noun = if dated { None } else { counted(view, &own, &clause, value) };
    let verb = predicate(view, &own, &clause, noun.as_ref().map(|n| n.0), dated);
    let noun = if dated {
        verb.and_then(|verb| theme(view, &own, &clause, verb))
            .or_else(|| labelled(view, &own))
            .map(|p| (p, false))
    } else {
        noun
    };
    slots.noun = noun.map(|(phrase, implied)| take_noun(view, phrase, implied, vocab));
    slots.predicate = verb.map(|verb| take_predicate(view, verb, vocab));
    let skip = |at: usize| {
        own.contains(&at)
            || noun.is_some_and(|(phrase, _)| (phrase.first..=phrase.head).contains(&at))
            || verb == Some(at)
    };
    gather(view, &own, &clause, &skip, vocab, &mut slots);
    slots.mode = mode(view, &clause, own.start, verb);
    slots.identifying = dated && names_one(view, &own);
    marks(view, &own, &clause, &mut slots);
    slots
}

/// The counted thing: beside the value, or named before it.
fn counted(
    view: &View<'_>,
    own: &Range<usize>,
    clause: &Range<usize>,
    value: &Value,
) -> Option<(Phrase, bool)> {
    let analysis = view.analysis;
    let measure = if let Value::Measure(measure) = value { Some(measure) } else { None };
    let bare = measure.is_none_or(|m| m.dimension() == Dimension::Count);
    let mut at = own.end;
    // "41 of the samples", "39 percent of patients", "16 more inpatients"
    let word = |at: usize| view.words.get(at).copied().unwrap_or("");
    if word(at).eq_ignore_ascii_case("more")
        || word(at).eq_ignore_ascii_case("additional")
        || word(at).eq_ignore_ascii_case("other")
    {
        at += 1;
    }
    if word(at) == "-" {
        at += 1;
    }
    if word(at).eq_ignore_ascii_case("of") {
        at += 1;
        return analysis.phrase_at(at).map(|phrase| (phrase, false));
    }
    if at < clause.end
        && let Some(phrase) = analysis.phrase_at(at)
        && phrase.head < clause.end.max(at + 6)
        && (bare || !analysis.tags[at].is_verb())
    {
        return Some((phrase, false));
    }
    before(view, own, clause).map(|phrase| (phrase, false))
}

/// A noun before the value: `a shortfall of $5`, `Deaths: 14`, `the toll rose to 14`, `Injuries (31)`.
fn before(view: &View<'_>, own: &Range<usize>, clause: &Range<usize>) -> Option<Phrase> {
    let analysis = view.analysis;
    let words = view.words;
    let mut at = own.start.checked_sub(1)?;
    // A colon or bracket right before it belongs to the value's own label.
    if matches!(words[at], ":" | "(" | "=" | "–" | "—") {
        return at.checked_sub(1).and_then(|end| analysis.phrase_ending(end));
    }
    if words[at].eq_ignore_ascii_case("of") {
        return at.checked_sub(1).and_then(|end| analysis.phrase_ending(end));
    }
    // The subject of "was", "reached", "rose to", "stood at".
    if matches!(analysis.tags[at], Tag::TO | Tag::IN) {
        at = at.checked_sub(1)?;
    }
    if analysis.tags[at].is_verb() || analysis.tags[at].is_adverb() {
        let subject = subject(view, at, clause)?;
        return Some(of_number(view, subject));
    }
    None
}

/// The subject of the verb at `verb`: the first noun phrase of its clause.
fn subject(view: &View<'_>, verb: usize, clause: &Range<usize>) -> Option<Phrase> {
    let start = clause.start.min(verb);
    let phrase =
        (start..verb).find_map(|at| view.analysis.phrase_at(at).filter(|p| p.head < verb))?;
    Some(phrase)
}

/// `the number of deaths`: what is counted is the deaths.
fn of_number(view: &View<'_>, phrase: Phrase) -> Phrase {
    let head = view.words[phrase.head];
    let counts = [
        "number",
        "total",
        "count",
        "amount",
        "share",
        "rate",
        "toll",
        "tally",
        "sum",
        "proportion",
        "percentage",
    ];
    if counts.iter().any(|c| head.eq_ignore_ascii_case(c))
        && view.words.get(phrase.head + 1).is_some_and(|w| w.eq_ignore_ascii_case("of"))
        && let Some(inner) = view.analysis.phrase_at(phrase.head + 2)
    {
        return inner;
    }
    phrase
}

/// The verb that the value goes with.
fn predicate(
    view: &View<'_>,
    own: &Range<usize>,
    clause: &Range<usize>,
    noun: Option<Phrase>,
    dated: bool,
) -> Option<usize> {
    let content = |at: &usize| view.analysis.is_content_verb(*at);
    let in_noun = |at: usize| noun.is_some_and(|n| (n.first..=n.head).contains(&at));
    let before = (clause.start..own.start.max(clause.start)).rev().filter(|&at| !in_noun(at)).find(content);
    let after_from = noun.map_or(own.end, |n| own.end.max(n.head + 1));
    let after = (after_from..clause.end).find(content);
    if dated && view.analysis.tags.get(own.end).is_some_and(|tag| tag.is_finite_verb()) && content(&own.end) {
        // "The firm, founded in 1989, today reported ..."
        return Some(own.end);
    }
    if dated {
        // "On April 6 the mayor announced ..., the plan": the first verb after an opening date.
        return match (before, after) {
            (Some(verb), _) => Some(verb),
            (None, after) => after,
        };
    }
    // "separated 3,014 children" or "3,014 children were separated": the nearer one, and
    // of a subject the verb that follows.
    match (before, after) {
        (Some(verb), Some(next)) => {
            let distance = own.start - verb;
            let ahead = next - after_from;
            Some(if ahead <= 2 && distance > 2 { next } else { verb })
        }
        (verb, next) => verb.or(next),
    }
}

/// What the verb of a date is about: `a report released Thursday`, `today released a review`.
fn theme(view: &View<'_>, own: &Range<usize>, clause: &Range<usize>, verb: usize) -> Option<Phrase> {
    let analysis = view.analysis;
    let passive = is_passive(view, verb) || analysis.tags[verb] == Tag::VBN;
    if !passive {
        // The object: past the date, if that stands between.
        let mut at = verb + 1;
        if own.contains(&at) {
            at = own.end;
        }
        if at < clause.end
            && let Some(object) = analysis.phrase_at(at)
            && object.first <= at + 2
        {
            return Some(object);
        }
        if view.words.get(at).is_some_and(|word| matches!(*word, "it" | "them" | "this" | "both")) {
            // "The audit was long overdue; the board made it public on May 4."
            let common = |phrase: &Phrase| analysis.tags[phrase.head].is_common_noun();
            return (0..verb)
                .filter_map(|at| analysis.phrase_at(at))
                .find(|p| p.head < verb && common(p));
        }
    }
    let relative =
        (verb.saturating_sub(4)..verb).any(|at| matches!(view.words[at], "which" | "that" | "who"));
    if relative {
        // "a report by the Office of the Auditor which was released": names issue, things are issued.
        let common = |phrase: &Phrase| analysis.tags[phrase.head].is_common_noun();
        let phrase = (0..verb).rev().filter_map(|at| analysis.phrase_ending(at)).find(common);
        return phrase.or_else(|| analysis.phrase_before(verb, 0));
    }
    if passive
        && !(clause.start..verb.saturating_sub(3)).any(|at| view.analysis.is_content_verb(at))
    {
        // The subject: "The report of the commission was released".
        let subject = subject(view, verb, clause);
        if subject.is_some() {
            return subject;
        }
    }
    if !passive && says(view, verb) {
        // "On May 2 the mayor announced that ...": the mayor is not what the date is of.
        return None;
    }
    analysis.phrase_before(verb, clause.start).or_else(|| analysis.phrase_before(verb, 0))
}

/// A verb of saying.
fn says(view: &View<'_>, verb: usize) -> bool {
    class(&view.analysis.lemma(verb), Pos::Verb) == Some(LexClass::VerbCommunication)
}

/// True for a date that stands before a noun like an adjective: `the April 2017 memorandum`.
fn names_one(view: &View<'_>, own: &Range<usize>) -> bool {
    let analysis = view.analysis;
    let modifies = own.start.checked_sub(1).is_some_and(|at| {
        let tag = analysis.tags[at];
        tag.is_determiner() || tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::PRPS | Tag::POS)
    });
    modifies
        && analysis.tags.get(own.end).is_some_and(|tag| tag.is_noun())
        && analysis.value[own.end].is_none()
}

/// A date in brackets after what it dates: `Harbour Review (2020-01-14)`.
fn labelled(view: &View<'_>, own: &Range<usize>) -> Option<Phrase> {
    let at = own.start.checked_sub(1)?;
    if matches!(view.words[at], "(" | "," | ":" | "-" | "–" | "—") {
        return view.analysis.phrase_ending(at.checked_sub(1)?);
    }
    None
}

fn is_passive(view: &View<'_>, verb: usize) -> bool {
    matches!(view.analysis.tags[verb], Tag::VBN | Tag::VBD)
        && (verb.saturating_sub(3)..verb).any(|at| view.analysis.is_be(at))
}

fn take_noun(view: &View<'_>, phrase: Phrase, implied: bool, vocab: &mut Vocab) -> Noun {
    let modifiers = (phrase.first..phrase.head)
        .filter(|&at| {
            let tag = view.analysis.tags[at];
            (tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::VBN | Tag::VBG | Tag::VBD))
                && !view.analysis.is_function_word(at)
        })
        .map(|at| view.analysis.sym(at, vocab))
        .collect();
    let tokens = &view.analysis.tokens;
    Noun {
        head: view.analysis.sym(phrase.head, vocab),
        modifiers,
        place: (view.place)(tokens[phrase.first].start..tokens[phrase.head].end),
        implied,
    }
}

fn take_predicate(view: &View<'_>, verb: usize, vocab: &mut Vocab) -> Predicate {
    let token = view.analysis.tokens[verb];
    let particle = (verb + 1 < view.words.len() && view.analysis.tags[verb + 1] == Tag::RP)
        .then(|| vocab.intern(&view.words[verb + 1].to_lowercase()));
    let mut lemma = view.analysis.sym(verb, vocab);
    // "The board made the audit public", "it went public": the adjective carries the meaning.
    if matches!(vocab.word(lemma), "make" | "go")
        && view.words[verb + 1..].iter().take(5).any(|word| word.eq_ignore_ascii_case("public"))
    {
        lemma = vocab.intern("publish");
    }
    Predicate {
        verb: lemma,
        particle,
        place: (view.place)(token.start..token.end),
        passive: is_passive(view, verb),
    }
}

/// Most names and most other words that a claim keeps of its clause.
const MOST_NAMES: usize = 12;
const MOST_ARGUMENTS: usize = 16;

/// The other content words of the clause, nearest first, names apart.
fn gather(
    view: &View<'_>,
    own: &Range<usize>,
    clause: &Range<usize>,
    skip: &dyn Fn(usize) -> bool,
    vocab: &mut Vocab,
    slots: &mut Slots,
) {
    let mut last = 0..0;
    let mut name = String::new();
    for at in nearest_first(own.start, clause) {
        if skip(at) || view.analysis.value[at].is_some() {
            continue;
        }
        match view.analysis.class(at) {
            Some(WordClass::Name) if slots.names.len() < MOST_NAMES && !last.contains(&at) => {
                last = name_run(view, at, skip);
                lower(&view.words[last.clone()], &mut name);
                push_new(&mut slots.names, vocab.intern(&name));
            }
            Some(WordClass::Noun | WordClass::Verb | WordClass::Adjective)
                if slots.arguments.len() < MOST_ARGUMENTS =>
            {
                push_new(&mut slots.arguments, view.analysis.sym(at, vocab));
            }
            _ => {}
        }
        if slots.names.len() == MOST_NAMES && slots.arguments.len() == MOST_ARGUMENTS {
            return;
        }
    }
}

/// Writes words in lower case, a space between two.
fn lower(words: &[&str], out: &mut String) {
    out.clear();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.is_ascii() {
        out.make_ascii_lowercase();
    } else {
        *out = out.to_lowercase();
    }
}

/// The tokens of `clause` by their distance from `at`; of two as near, the one before it first.
fn nearest_first(at: usize, clause: &Range<usize>) -> impl Iterator<Item = usize> {
    let (mut low, mut high) = (at.min(clause.end), at.max(clause.start));
    let clause = clause.clone();
    std::iter::from_fn(move || {
        let before = (low > clause.start).then(|| at - (low - 1));
        let after = (high < clause.end).then(|| high - at);
        if before.is_some_and(|before| after.is_none_or(|after| before <= after)) {
            low -= 1;
            return Some(low);
        }
        after.map(|_| {
            high += 1;
            high - 1
        })
    })
}

/// The whole name that token `at` belongs to: `Michael E. Horowitz`, `Saddle Creek Fire`.
fn name_run(view: &View<'_>, at: usize, skip: &dyn Fn(usize) -> bool) -> Range<usize> {
    let is_name = |index: usize| {
        !skip(index)
            && view.analysis.value[index].is_none()
            && view.analysis.class(index) == Some(WordClass::Name)
    };
    let start = (0..at).rev().take_while(|&index| is_name(index)).last().unwrap_or(at);
    let end =
        (at + 1..view.words.len()).take_while(|&index| is_name(index)).last().map_or(at + 1, |last| last + 1);
    start..end
}

fn push_new(list: &mut Vec<Sym>, sym: Sym) {
    if !list.contains(&sym) {
        list.push(sym);
    }
}

/// The denominator of a rate whose counted thing stands between: `18,640 jobs per second`,
/// `twenty submissions a minute`, `400 cases each day`.
#[must_use]
pub fn rate(view: &View<'_>, index: usize, slots: &Slots) -> Option<Per> {
    let own = view.analysis.value_tokens(index)?;
    let noun = slots.noun.as_ref()?;
    let tokens = &view.analysis.tokens;
    let head = (own.end..tokens.len().min(own.end + 8))
        .find(|&at| (view.place)(tokens[at].start..tokens[at].end).end == noun.place.end)?;
    let word = view.words.get(head + 1)?;
    let unit = view.words.get(head + 2)?;
    if !["per", "a", "an", "each", "every"].iter().any(|per| word.eq_ignore_ascii_case(per)) {
        return None;
    }
    let unit = units()
        .lookup(&unit.to_lowercase())
        .iter()
        .find(|unit| unit.dimension == UnitDimension::Duration)
        .copied()?;
    let unit = Unit { num: unit.num, den: unit.den, ..Unit::plain(unit.id, Dimension::Duration) };
    Some(Per { count: Decimal::ONE, unit: Some(unit) })
}

/// Marks of part, whole and addition around the value.
fn marks(view: &View<'_>, own: &Range<usize>, clause: &Range<usize>, slots: &mut Slots) {
    let is = |at: usize, words: &[&str]| {
        view.words.get(at).is_some_and(|w| words.iter().any(|x| w.eq_ignore_ascii_case(x)))
    };
    let before = |back: usize| own.start.checked_sub(back);
    let near: Vec<usize> = (1..=4).filter_map(before).collect();
    slots.subset = near.iter().any(|&at| is(at, &["including", "includes", "included", "among"]))
        || (1..=3)
            .filter_map(before)
            .any(|at| is(at, &["of"]) && is(at + 1, &["which", "whom", "these", "those", "them"]))
        || is(own.end, &["of"]) && is(own.end + 1, &["them", "these", "those", "the", "whom", "which"]);
    // "Nine patients (39 percent)": a share beside a count makes it a part.
    let bracket = (own.end..view.words.len().min(own.end + 6)).find(|&at| is(at, &["("]));
    slots.subset |=
        bracket.is_some_and(|open| (open + 1..open + 4).any(|at| is(at, &["%", "percent", "per"])));
    slots.total = near.iter().any(|&at| is(at, &["total", "altogether", "overall", "combined"]))
        || clause.clone().any(|at| is(at, &["in"]) && is(at + 1, &["all", "total"]));
    slots.additional = near.iter().take(2).any(|&at| is(at, &["additional", "another", "further", "extra"]))
        || is(own.end, &["more", "additional", "further", "extra", "others", "other"])
            && !is(own.end + 1, &["than"]);
}
