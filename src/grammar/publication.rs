//! When a work came out, as its own cover, caption or masthead says without a verb.
//!
//! "Harbour Safety Review ... JANUARY 2021" on a cover and "HSR Report (2020-01-14)" in a
//! caption date the issue of a work as surely as "the report was released on ...". Such a
//! date gets the verb and the noun that a sentence would have; and what "made it public"
//! leaves to a pronoun is taken from the title.

use super::analysis::Analysis;
use crate::claim::{DocumentClaims, Kind, Noun, Part, Predicate, Sym, WordClass};
use crate::lexicon::concepts::{Pos, Relation, is_publication, relate};
use crate::place::Span;
use crate::prose::Text;

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
    for claim in &mut out.claims {
        if claim.kind != Kind::Date {
            continue;
        }
        if let Some(predicate) = &claim.slots.predicate {
            // "The auditor made it public on May 4": what came out is the page's own subject.
            if claim.slots.noun.is_none()
                && issues(out.vocab.word(predicate.verb))
                && let Some((title, work)) = title.as_ref().and_then(|title| Some((title, title.work?)))
            {
                claim.slots.noun = Some(Noun { head: work, modifiers: Vec::new(), place: title.place, implied: true });
                extend(&mut claim.slots.arguments, &title.nouns);
                extend(&mut claim.slots.names, &title.names);
            }
            continue;
        }
        let head = matches!(claim.slots.part, Part::Title | Part::Masthead | Part::Caption | Part::Metadata);
        let own = dateline == Some(claim.place) && head;
        let named = claim.slots.noun.as_ref().is_some_and(|noun| is_publication(out.vocab.word(noun.head)));
        let Some(title) = &title else { continue };
        if own && !named {
            // The date of the cover is that of the work the title names; a headline names none.
            let Some(work) = title.work else { continue };
            claim.slots.noun = Some(Noun { head: work, modifiers: Vec::new(), place: title.place, implied: true });
        } else if !(named && head) {
            continue;
        }
        claim.slots.predicate = Some(Predicate { verb: release, particle: None, place: claim.place, passive: true });
        let slots = &mut claim.slots;
        extend(&mut slots.arguments, &title.nouns);
        extend(&mut slots.names, &title.names);
    }
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
    let mut analysis = Analysis::default();
    let mut words = Vec::new();
    analysis.read(flat, &[], &mut words);
    let (mut nouns, mut names, mut work) = (Vec::new(), Vec::<(usize, String)>::new(), None);
    for (index, word) in words.iter().enumerate() {
        let Some(class) = analysis.class(index, word) else { continue };
        if !matches!(class, WordClass::Noun | WordClass::Name | WordClass::Verb | WordClass::Adjective) {
            continue;
        }
        let lemma = analysis.lemma(index, word).to_lowercase();
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
    if analysis.has_verb(0..words.len()) {
        // "Watchdog report faults harbour board" is a headline about a report.
        work = None;
    }
    Some(Title { place: text.place(block.range.clone()), work, nouns, names })
}
