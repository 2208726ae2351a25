//! Fills the slots around a value: counted noun, predicate, arguments, names, mode,
//! part and whole. Works on the words of one sentence.

use std::ops::Range;

use super::amount::every_what;
use super::analysis::{Analysis, Phrase};
use super::change::is_change;
use super::chunk::Chunk;
use super::edge::is_any;
use super::elided::{fronted, stands_alone};
use super::govern::Row;
use super::mode::mode;
use super::unit::named;
use crate::claim::{
    Decimal, Dimension, Kind, Mode, Noun, Per, Predicate, Slots, Sym, Unit, UnitDefinition, Value, Vocab,
    WordClass,
};
use crate::lexicon::concepts::{Pos, is_known};
use crate::lexicon::tag::Tag;
use crate::lexicon::units::{Dimension as UnitDimension, units};
use crate::place::Span;

/// A sentence under reading.
pub struct View<'a> {
    pub analysis: &'a Analysis<'a>,
    pub words: &'a [&'a str],
    /// The address of a range of bytes of the sentence.
    pub place: &'a dyn Fn(Range<u32>) -> Span,
    /// What the heading above makes of what is said: under `Goals` a target.
    pub heading: Mode,
}

/// Fills what the sentence itself says about value number `index`.
pub fn fill(view: &View<'_>, index: usize, kind: Kind, value: &Value, vocab: &mut Vocab) -> Slots {
    let mut slots = Slots { order: u16::try_from(index).unwrap_or(u16::MAX), ..Slots::default() };
    let Some(own) = view.analysis.value_tokens(index) else { return slots };
    let clause = view.analysis.clause(own.start);
    let dated = matches!(kind, Kind::Date | Kind::DateRange | Kind::Time);
    let row = Row::of(view);
    let governor = if dated { row.date(&own) } else { row.amount(&own) };
    let noun = if dated {
        governor.theme.and_then(|theme| row.phrase(theme))
    } else {
        counted(&row, &own, &clause, kind, value).or_else(|| {
            // "The fire burned 52,600 acres": what is measured is the fire.
            let measured = kind == Kind::Quantity
                && matches!(value, Value::Measure(m) if m.dimension() != Dimension::Count);
            let verb = governor.chunk.filter(|_| measured)?;
            row.subject_of_object(verb, governor.own).and_then(|subject| row.phrase(subject))
        })
    };
    let verb = governor.chunk.map(|chunk| view.analysis.chunks[chunk].head);
    slots.noun = noun.map(|phrase| take_noun(view, phrase, vocab));
    slots.predicate = governor.chunk.map(|chunk| take_predicate(view, &view.analysis.chunks[chunk], vocab));
    let skip = |at: usize| {
        own.contains(&at)
            || noun.is_some_and(|phrase| (phrase.first..=phrase.head).contains(&at))
            || verb == Some(at)
    };
    gather(view, &own, &clause, &skip, vocab, &mut slots);
    slots.mode = mode(&row, &governor, &own, dated);
    slots.identifying = dated && (row.modifies(governor.own) || ends_period(view.words, own.start));
    marks(view, &own, &clause, &mut slots);
    slots.additional |= matches!(value, Value::Measure(measure) if is_change(view, &own, &clause, measure));
    slots
}

/// True for the end of a time that figures are of: "in the half to 30 June", "the nine months ended 30 September".
fn ends_period(words: &[&str], date: usize) -> bool {
    let is = |at: usize, list: &[&str]| {
        date.checked_sub(at).is_some_and(|at| list.iter().any(|word| words[at].eq_ignore_ascii_case(word)))
    };
    let time = ["year", "half", "quarter", "months", "weeks", "period", "season", "fortnight"];
    is(1, &["to", "ended", "ending"]) && is(2, &time)
        || is(1, &["on"]) && is(2, &["ended", "ending"]) && is(3, &time)
}

/// The value that stands for what date number `index` is about: `the remaining 33 arrived`.
#[must_use]
pub fn theme_value(view: &View<'_>, index: usize) -> Option<usize> {
    let own = view.analysis.value_tokens(index)?;
    let theme = Row::of(view).date(&own).theme?;
    view.analysis.value[view.analysis.chunks[theme].head].map(usize::from)
}

/// The counted thing: beside the value, or named before it.
fn counted(
    row: &Row<'_>,
    own: &Range<usize>,
    clause: &Range<usize>,
    kind: Kind,
    value: &Value,
) -> Option<Phrase> {
    let view = row.view;
    let analysis = view.analysis;
    if kind == Kind::Age
        && let Some(phrase) = own.start.checked_sub(1).and_then(|at| analysis.phrase_ending(at))
    {
        // "children under 5", "patients aged 60 and older"
        return Some(phrase);
    }
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
    // "two or three judges", "the second and third recommendations"
    if matches!(word(at), "and" | "or" | "to")
        && let Some(next) = analysis.value.get(at + 1).copied().flatten()
        && analysis.tags[at + 1] == analysis.tags[own.start]
        && let Some(other) = analysis.value_tokens(usize::from(next))
    {
        at = other.end;
    }
    // "within 30 days of the order" counts no orders.
    let within = own.start.checked_sub(1).is_some_and(|before| word(before).eq_ignore_ascii_case("within"));
    if word(at).eq_ignore_ascii_case("of") && !within {
        at += 1;
        return analysis.phrase_at(at);
    }
    if at < clause.end
        && let Some(phrase) = analysis.phrase_at(at)
        && phrase.head < clause.end.max(at + 6)
        && (bare || !analysis.tags[at].is_verb())
    {
        return Some(phrase);
    }
    if bare && kind == Kind::Quantity && stands_alone(view, own) {
        // What it counts was said before.
        return fronted(view, own);
    }
    before(row, own)
}

/// A noun before the value: `a shortfall of $5`, `Deaths: 14`, `the toll rose to 14`, `Injuries (31)`.
fn before(row: &Row<'_>, own: &Range<usize>) -> Option<Phrase> {
    let view = row.view;
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
    // The subject of "was", "reached", "rose to", "stood at", "which totaled".
    if matches!(analysis.tags[at], Tag::TO | Tag::IN) {
        at = at.checked_sub(1)?;
    }
    if analysis.tags[at].is_verb() || analysis.tags[at].is_adverb() {
        return row.subject_of_token(at).and_then(|subject| row.phrase(subject)).map(|p| of_number(view, p));
    }
    // "longer sentences, typically over 90 days, ..."
    row.apposed(own).and_then(|noun| row.phrase(noun))
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

fn take_noun(view: &View<'_>, phrase: Phrase, vocab: &mut Vocab) -> Noun {
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
        implied: false,
    }
}

fn take_predicate(view: &View<'_>, chunk: &Chunk, vocab: &mut Vocab) -> Predicate {
    let head = chunk.head;
    let token = view.analysis.tokens[head];
    let nominal = !chunk.is_verb();
    let mut lemma = view.analysis.sym(head, vocab);
    let particle = if nominal { None } else { particle(view, head, vocab.word(lemma)) };
    let mut particle = particle.map(|word| vocab.intern(&word.to_lowercase()));
    if !nominal && comes_into_force(vocab.word(lemma), &view.words[head + 1..]) {
        lemma = vocab.intern("take");
        particle = Some(vocab.intern("effect"));
    }
    // "The board made the audit public", "it went public": the adjective carries the meaning.
    if matches!(vocab.word(lemma), "make" | "go")
        && view.words[head + 1..].iter().take(5).any(|word| word.eq_ignore_ascii_case("public"))
    {
        lemma = vocab.intern("publish");
    }
    Predicate {
        verb: lemma,
        nominal,
        particle,
        place: (view.place)(token.start..token.end),
        passive: chunk.passive,
        present: !nominal && is_present(view, chunk),
    }
}

/// `The timetable comes into force`, `the rules went fully into effect`: they take effect.
fn comes_into_force(verb: &str, behind: &[&str]) -> bool {
    is_any(verb, &["come", "go", "enter"])
        && behind.windows(2).take(2).any(|pair| {
            pair[0].eq_ignore_ascii_case("into") && is_any(pair[1], &["force", "effect", "operation"])
        })
}

/// The word behind the verb at `head` that makes another verb of it: `put off`, `turned down`, `took effect`.
fn particle<'a>(view: &View<'a>, head: usize, verb: &str) -> Option<&'a str> {
    /// Those that are prepositions before a noun as often as not.
    const PREPOSITIONS: &[&str] = &["in", "on", "over"];
    const PARTICLES: &[&str] =
        &["up", "down", "out", "off", "away", "back", "in", "on", "over", "effect", "part"];
    let tags = &view.analysis.tags;
    let word = *view.words.get(head + 1)?;
    if tags[head + 1] == Tag::RP {
        return Some(word);
    }
    let open =
        tags.get(head + 2).is_some_and(|tag| tag.is_noun() || tag.is_determiner() || tag.is_adjective());
    let may = is_any(word, PARTICLES) && !(open && is_any(word, PREPOSITIONS));
    (may && is_known(&format!("{verb}_{}", word.to_lowercase()), Pos::Verb)).then_some(word)
}

/// True for `comes`, `are closed` and `is opening`; `have opened` tells what was done.
fn is_present(view: &View<'_>, chunk: &Chunk) -> bool {
    let mut tags = (chunk.first..chunk.end).map(|at| (view.analysis.tags[at], view.words[at]));
    let tensed = tags.find(|(tag, _)| matches!(tag, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD));
    let perfect =
        |word: &str| ["have", "has", "'ve", "’ve"].iter().any(|have| word.eq_ignore_ascii_case(have));
    tensed.is_some_and(|(tag, word)| {
        matches!(tag, Tag::VBP | Tag::VBZ) && !(perfect(word) && tags.any(|(tag, _)| tag == Tag::VBN))
    })
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
    slots.arguments.reserve_exact(clause.len().min(MOST_ARGUMENTS));
    for at in view.analysis.nearest_first(own.start, clause) {
        if skip(at) {
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
    let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
    if let Some(unit) = extent(view, head + 1) {
        return Some(Per { count: Decimal::ONE, unit: Some(unit) });
    }
    let next_is_noun = || view.analysis.tags.get(head + 2).is_some_and(|tag| tag.is_noun());
    let adverb = every_what(word).filter(|_| !next_is_noun());
    let unit = match adverb {
        Some(unit) => unit,
        None => *view.words.get(head + 2)?,
    };
    if adverb.is_none() && !["per", "a", "an", "each", "every"].iter().any(|per| is(word, per)) {
        return None;
    }
    // "30 pence a ticket a week before Easter"
    if view
        .words
        .get(head + 3)
        .is_some_and(|word| is_any(word, &["before", "after", "ago", "later", "earlier"]))
    {
        return None;
    }
    let unit = units()
        .lookup(&unit.to_lowercase())
        .iter()
        .find(|unit| unit.dimension == UnitDimension::Duration)
        .copied()?;
    let plain = UnitDefinition::plain(unit.id, Dimension::Duration);
    let unit = Unit::kept(UnitDefinition { num: unit.num, den: unit.den, ..plain });
    Some(Per { count: Decimal::ONE, unit: Some(unit) })
}

/// What things are counted on or in, where `at` begins to say so: "77 people to the square mile", "per hectare", "46 milligrams
/// of mercury per cubic metre".
fn extent(view: &View<'_>, at: usize) -> Option<Unit> {
    let word = |at: usize| view.words.get(at).copied().unwrap_or_default();
    let unit = match (word(at), word(at + 1)) {
        ("per" | "a" | "an" | "each" | "every", _) => at + 1,
        ("to", "the" | "a") => at + 2,
        _ => return None,
    };
    let named = match word(unit) {
        "square" | "sq" => named(&format!("square {}", word(unit + 1))).map(|(_, named)| named)?,
        "cubic" => named(&format!("cubic {}", word(unit + 1))).map(|(_, named)| named)?,
        one => named(one).map(|(_, named)| named)?,
    };
    let extends = match named.unit.dimension {
        Dimension::Area => true,
        // "12 tickets a head" and "a pound a pint" are prices and shares.
        Dimension::Volume => word(at) == "per",
        _ => false,
    };
    (extends && named.factor == Decimal::ONE).then_some(named.unit)
}

/// Marks of part, whole and addition around the value.
fn marks(view: &View<'_>, own: &Range<usize>, clause: &Range<usize>, slots: &mut Slots) {
    let is = |at: usize, words: &[&str]| view.words.get(at).is_some_and(|word| is_any(word, words));
    let before = |back: usize| own.start.checked_sub(back);
    let near = || (1..=4).filter_map(before);
    slots.subset = near().any(|at| is(at, &["including", "includes", "included", "among"]))
        || (1..=3)
            .filter_map(before)
            .any(|at| is(at, &["of"]) && is(at + 1, &["which", "whom", "these", "those", "them"]))
        || is(own.end, &["of"])
            && is(own.end + 1, &["them", "these", "those", "the", "whom", "which"])
            && !before(1).is_some_and(|at| is(at, &["within"]));
    // "Power is back for all but 600 customers", "except two": those for whom it is not so.
    slots.subset |= before(1).is_some_and(|at| is(at, &["but", "except", "save", "bar"]))
        && before(2).is_some_and(|at| {
            is(at, &["all", "every", "everything", "everyone", "everybody", "any", "none"])
        });
    // "Nine patients (39 percent)": a share beside a count makes it a part.
    let bracket = (own.end..view.words.len().min(own.end + 6)).find(|&at| is(at, &["("]));
    slots.subset |=
        bracket.is_some_and(|open| (open + 1..open + 4).any(|at| is(at, &["%", "percent", "per"])));
    slots.subset |= slots.noun.is_some() && stands_alone(view, own) && fronted(view, own).is_some();
    slots.total = near().any(|at| is(at, &["total", "altogether", "overall", "combined"]))
        || view.analysis.totals(clause);
    slots.additional = near().take(2).any(|at| is(at, &["additional", "another", "further", "extra"]))
        || is(own.end, &["more", "additional", "further", "extra", "others", "other"])
            && !is(own.end + 1, &["than"]);
}
