//! All claims of a run side by side, with one vocabulary.

use std::ops::Range;

use rayon::prelude::*;

use crate::claim::{Claim, Date, Day, DocumentClaims, IdKind, Opening, Part, Sentence, Sym, Value, Vocab};
use crate::place::Span;

/// The claims of one document within the ledger.
#[derive(Clone, Debug)]
pub struct DocumentRange {
    pub claims: Range<u32>,
    pub sentences: Range<u32>,
    /// The document's own date, and where it stands.
    pub dateline: Option<(Span, Date)>,
    pub title: Option<Span>,
    /// Its first words.
    pub opening: Opening,
    /// It was written to be held against the others, a sentence for each fact.
    pub pinned: bool,
    /// First and last day of the time that the document is about: the middle of its
    /// dates, and some years around. None for one with hardly any date.
    pub season: Option<(Day, Day)>,
}

/// All claims, in order of place.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub claims: Vec<Claim>,
    pub sentences: Vec<Sentence>,
    pub vocab: Vocab,
    pub documents: Vec<DocumentRange>,
    /// By sentence, the nearest heading above that names a date or a version, as those of
    /// a changelog or a diary do: what stands under two of them was so at two times.
    pub entries: Vec<Option<u32>>,
    /// Short forms that documents define, with the words they stand for.
    pub abbreviations: Vec<(Sym, Vec<Sym>)>,
    /// Runs of digits that no piece of the grammar read, in order of place.
    pub unread: Vec<Span>,
    /// By claim, the number of its document.
    owners: Vec<u32>,
}

impl Ledger {
    /// Takes in the claims of more documents, in their order, behind those taken in before.
    /// Words are renumbered, so that the result does not depend on which document was read
    /// first. After the last ones comes [`Ledger::finish`].
    pub fn take(&mut self, documents: Vec<DocumentClaims>) {
        let mut renumbered: Vec<(DocumentClaims, Vec<Sym>)> = Vec::with_capacity(documents.len());
        for document in documents {
            let map = self.vocab.intern_all(&document.vocab);
            renumbered.push((document, map));
        }
        let (mut first_claim, mut first_sentence) = (length(&self.claims), length(&self.sentences));
        let mut firsts = Vec::with_capacity(renumbered.len());
        for (document, _) in &renumbered {
            let claims = first_claim..first_claim + length(&document.claims);
            let sentences = first_sentence..first_sentence + length(&document.sentences);
            firsts.push(first_sentence);
            self.owners.resize(claims.end as usize, length(&self.documents));
            (first_claim, first_sentence) = (claims.end, sentences.end);
            self.documents.push(DocumentRange {
                claims,
                sentences,
                dateline: document.dateline,
                title: document.title,
                opening: document.opening.clone(),
                pinned: false,
                season: season(document),
            });
        }
        renumbered.par_iter_mut().zip(firsts).for_each(|((document, map), first)| {
            // The words and sentences of the first document keep their numbers.
            if first == 0 && map.iter().zip(0..).all(|(sym, number)| sym.0 == number) {
                return;
            }
            for sentence in &mut document.sentences {
                sentence.heading = sentence.heading.map(|heading| heading + first);
                for word in &mut sentence.words {
                    word.lemma = map[word.lemma.0 as usize];
                }
            }
            for claim in &mut document.claims {
                claim.sentence += first;
                renumber(claim, map);
            }
        });
        for (mut document, map) in renumbered {
            append(&mut self.claims, &mut document.claims, first_claim);
            append(&mut self.sentences, &mut document.sentences, first_sentence);
            self.unread.extend(document.unread);
            let renumber = |sym: &Sym| map[sym.0 as usize];
            self.abbreviations.extend(
                document
                    .abbreviations
                    .iter()
                    .map(|(short, long)| (renumber(short), long.iter().map(renumber).collect())),
            );
        }
    }

    /// Works out what takes all documents to know.
    pub fn finish(&mut self) {
        self.entries = entries(self);
        self.abbreviations.sort();
        self.abbreviations.dedup();
    }

    /// True for two numbers of one series: each tells how things were at its own time.
    #[must_use]
    pub fn are_of_one_series(&self, a: usize, b: usize) -> bool {
        self.documents[a].opening.is_of_one_series(&self.documents[b].opening)
    }

    /// Index of the document that holds claim `index`.
    #[must_use]
    pub fn document_of(&self, claim: u32) -> usize {
        self.owners[claim as usize] as usize
    }

    /// The sentence of a claim.
    #[must_use]
    pub fn sentence_of(&self, claim: &Claim) -> &Sentence {
        &self.sentences[claim.sentence as usize]
    }

    /// The words of `syms`, joined by spaces.
    #[must_use]
    pub fn words(&self, syms: &[Sym]) -> String {
        syms.iter().map(|&sym| self.vocab.word(sym)).collect::<Vec<_>>().join(" ")
    }
}

/// Moves `more` behind `all`, which in the end are to be `count`.
fn append<T>(all: &mut Vec<T>, more: &mut Vec<T>, count: u32) {
    if all.is_empty() {
        // The first document, which may be the only one, stays where it is.
        std::mem::swap(all, more);
    }
    all.reserve((count as usize).saturating_sub(all.len()));
    all.append(more);
}

fn entries(ledger: &Ledger) -> Vec<Option<u32>> {
    let mut names_entry = vec![false; ledger.sentences.len()];
    for claim in &ledger.claims {
        let dated =
            matches!(claim.value, Value::Date(_) | Value::Range(_) | Value::Identifier(IdKind::Version));
        if dated && let Some(sentence) = ledger.sentences.get(claim.sentence as usize) {
            // An identifier in a sentence of no other claim is filed under the sentence before it.
            let own = sentence.place.contains(claim.place);
            names_entry[claim.sentence as usize] |= own && sentence.part == Part::Heading;
        }
    }
    let mut entries = vec![None; ledger.sentences.len()];
    for document in &ledger.documents {
        let mut entry = None;
        for index in document.sentences.clone() {
            if names_entry[index as usize] {
                entry = Some(index);
            }
            entries[index as usize] = entry;
        }
    }
    entries
}

/// The time around the middle one of a document's dates, its own date counted in.
fn season(document: &DocumentClaims) -> Option<(Day, Day)> {
    let dated =
        document.claims.iter().filter(|claim| claim.slots.part != Part::Citation).filter_map(Claim::date);
    let mut days: Vec<Day> = dated
        .chain(document.dateline.as_ref().map(|(_, date)| date))
        .filter_map(|date| date.days.bounds())
        .map(|(low, _)| low)
        .collect();
    if days.is_empty() {
        return None;
    }
    days.sort_unstable();
    let middle = days[days.len() / 2];
    Some((middle - SEASON, middle + SEASON))
}

/// Days around the middle of a document's dates that its undated figures may speak of.
const SEASON: Day = 3 * 366;

fn length<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

fn renumber(claim: &mut Claim, map: &[Sym]) {
    let new = |sym: &mut Sym| *sym = map[sym.0 as usize];
    let slots = &mut claim.slots;
    if let Some(noun) = &mut slots.noun {
        new(&mut noun.head);
        noun.modifiers.iter_mut().for_each(new);
    }
    if let Some(predicate) = &mut slots.predicate {
        new(&mut predicate.verb);
        predicate.particle.iter_mut().for_each(new);
    }
    if let Some(of_all) = &mut slots.of_all {
        of_all.class.iter_mut().chain(&mut of_all.compared).for_each(new);
    }
    for list in [&mut slots.arguments, &mut slots.names, &mut slots.row, &mut slots.column] {
        list.iter_mut().for_each(new);
    }
}
