//! When a work came out, as its own cover, caption or masthead says without a verb.
//!
//! "Harbour Safety Review ... JANUARY 2021" on a cover and "HSR Report (2020-01-14)" in a
//! caption date the issue of a work as surely as "the report was released on ...". Such a
//! date gets the verb and the noun that a sentence would have; and what "made it public"
//! leaves to a pronoun is taken from the title.

use super::analysis::Analysis;
use crate::claim::{
    DatePrecision, DocumentClaims, Kind, Noun, Part, Predicate, Sentence, Sym, Vocab, WordClass,
};
use crate::lexicon::concepts::{Pos, Relation, is_publication, relate};
use crate::place::Span;
use crate::prose::{BlockKind, Text};

/// The title of a document, taken apart.
struct Title {
    place: Span,
    /// The noun that says what sort of work it is, if the title names a work: `review`.
    work: Option<Sym>,
    nouns: Vec<Sym>,
    names: Vec<Sym>,
}

/// Gives the dates that a document's head sets beside a work the slots of its issue.
pub fn fill(text: &Text, parts: &[Part], out: &mut DocumentClaims) {
    let title = read_title(text, parts, out);
    let dateline = out.dateline.map(|(place, _)| place);
    let release = out.vocab.intern("release");
    let itself = out.vocab.intern(ITSELF);
    let dated_meta: Vec<Span> = text
        .blocks
        .iter()
        .filter(|block| matches!(&block.kind, BlockKind::Metadata { key } if matches!(&**key, "published" | "date" | "issued")))
        .map(|block| text.place(block.range.clone()))
        .collect();
    for claim in &mut out.claims {
        if claim.kind != Kind::Date {
            continue;
        }
        if let Some(predicate) = &claim.slots.predicate {
            // "The auditor made it public on May 4": what came out is the page's own subject.
            if claim.slots.noun.is_none()
                && out
                    .sentences
                    .get(claim.sentence as usize)
                    .is_some_and(|sentence| takes_pronoun(sentence, predicate.place, &out.vocab))
                && issues(out.vocab.word(predicate.verb))
                && let Some((title, work)) = title.as_ref().and_then(|title| Some((title, title.work?)))
            {
                claim.slots.noun =
                    Some(Noun { head: work, modifiers: Vec::new(), place: title.place, implied: true });
                extend(&mut claim.slots.arguments, &title.nouns);
                extend(&mut claim.slots.names, &title.names);
            }
            continue;
        }
        let head = matches!(claim.slots.part, Part::Title | Part::Masthead | Part::Caption | Part::Metadata);
        if !head {
            continue;
        }
        let alone = out
            .sentences
            .get(claim.sentence as usize)
            .is_some_and(|sentence| sentence.place.len() <= claim.place.len() + 4);
        let own = dateline == Some(claim.place)
            || dated_meta.contains(&claim.place)
            || alone && claim.slots.part == Part::Masthead;
        // A census of 2025 may come out, and a page about it be looked through, in 2026.
        let edition = matches!(claim.slots.part, Part::Title | Part::Metadata)
            && claim.date().is_some_and(|date| date.precision == DatePrecision::Year);
        if edition && !own {
            claim.slots.identifying = true;
            continue;
        }
        // "Report on the harbour (2020-01-14)": the work is what is named before the date.
        let named = out.sentences.get(claim.sentence as usize).and_then(|sentence| {
            let before = sentence.words.iter().take_while(|word| word.place.start < claim.place.start);
            // "Review of the flood of October 2021": there the date is that of the flood.
            if before.clone().last().is_some_and(|word| word.class == WordClass::Function) {
                return None;
            }
            before
                .filter(|word| word.class != WordClass::Function)
                .map(|word| word.lemma)
                .find(|&sym| is_publication(out.vocab.word(sym)))
        });
        let work = named.or(if own { title.as_ref().and_then(|title| title.work) } else { None });
        let noun = match work {
            Some(work) => work,
            // The date of a story is that of the story, whatever its headline names.
            None if own => itself,
            None => continue,
        };
        let place = title.as_ref().map_or(claim.place, |title| title.place);
        claim.slots.noun = Some(Noun { head: noun, modifiers: Vec::new(), place, implied: true });
        claim.slots.predicate = Some(Predicate {
            verb: release,
            nominal: false,
            particle: None,
            place: claim.place,
            passive: true,
            present: false,
        });
        let Some(title) = &title else { continue };
        let slots = &mut claim.slots;
        extend(&mut slots.arguments, &title.nouns);
        extend(&mut slots.names, &title.names);
    }
}

/// The noun of a document's own date where its title names no work. It is no word, so that
/// two documents never seem to speak of one thing by it.
pub const ITSELF: &str = "(this document)";

/// True when a pronoun follows the verb at `verb`: `made it public`, `released it`.
fn takes_pronoun(sentence: &Sentence, verb: Span, vocab: &Vocab) -> bool {
    let next = sentence.words.iter().find(|word| word.place.start >= verb.end);
    next.is_some_and(|word| matches!(vocab.word(word.lemma), "it" | "them" | "this"))
}

/// A verb of bringing out.
fn issues(verb: &str) -> bool {
    let like = relate((verb, Pos::Verb), ("publish", Pos::Verb));
    matches!(like.relation, Relation::Same | Relation::Synonym) && like.strength >= 0.5
}

fn extend(list: &mut Vec<Sym>, more: &[Sym]) {
    for sym in more {
        if !list.contains(sym) {
            list.push(*sym);
        }
    }
}

fn read_title(text: &Text, parts: &[Part], out: &mut DocumentClaims) -> Option<Title> {
    let at = parts.iter().position(|part| *part == Part::Title)?;
    let block = &text.blocks[at];
    let flat = &text.flat[block.range.start as usize..block.range.end as usize];
    let mut analysis = Analysis::kept();
    analysis.read(flat, &[], &[]);
    let (mut nouns, mut names, mut work) = (Vec::new(), Vec::<(usize, String)>::new(), None);
    for (index, word) in analysis.words.iter().enumerate() {
        let Some(class) = analysis.class(index) else { continue };
        if !matches!(class, WordClass::Noun | WordClass::Name | WordClass::Verb | WordClass::Adjective) {
            continue;
        }
        let lemma = analysis.lemma(index).to_lowercase();
        // Titles write all words large: what the lexicon knows as a noun is one.
        let is_work = is_publication(&lemma) && analysis.tags[index].is_noun();
        let sym = out.vocab.intern(&lemma);
        if is_work && work.is_none() {
            work = Some(sym);
        }
        nouns.push(sym);
        // A run of names is one name.
        if class == WordClass::Name {
            match names.last_mut() {
                Some((last, run)) if *last + 1 == index => {
                    *last = index;
                    *run = format!("{run} {}", word.to_lowercase());
                }
                _ => names.push((index, word.to_lowercase())),
            }
        }
    }
    let names = names.into_iter().map(|(_, name)| out.vocab.intern(&name)).collect();
    if analysis.has_verb(0..analysis.words.len()) {
        // "Watchdog report faults harbour board" is a headline about a report.
        work = None;
    }
    analysis.keep();
    Some(Title { place: text.place(block.range.clone()), work, nouns, names })
}
