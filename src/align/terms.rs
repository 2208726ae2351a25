//! What words mean to the aligner: terms that forget word form and part of speech, with
//! weights that grow with rarity.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Ledger;
use super::kin::MOST_KIN;
use crate::claim::{Claim, Predicate, Sym, Word, WordClass};
use crate::lexicon::concepts::{Pos, event_key};

/// A meaning shared by a verb and its noun, or a name, or a word of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

/// A term of a sentence or claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    pub term: Term,
    pub weight: f32,
    /// A name: its absence on one side counts for more.
    pub name: bool,
}

/// The terms of all sentences and claims.
#[derive(Debug, Default)]
pub struct Terms {
    /// The term of each word as noun, verb, other; by symbol.
    by_word: Vec<[Term; 3]>,
    /// By sentence, each sorted by term and without repeats.
    sentences: Vec<Box<[Weighted]>>,
    /// By claim: terms of its own clause (arguments, names, row and column).
    claims: Vec<Box<[Weighted]>>,
    weights: FxHashMap<Term, f32>,
}

/// Where terms made from concept keys begin; those below are symbols.
const CONCEPTS: u32 = 0x8000_0000;

impl Terms {
    /// Reads the terms of a ledger. Cost is linear in its words.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Self {
        let words: Vec<&str> = ledger.vocab.words().collect();
        let by_word: Vec<[Term; 3]> = words
            .par_iter()
            .enumerate()
            .map(|(index, word)| {
                let own = Term(u32::try_from(index).unwrap_or(0) & !CONCEPTS);
                let key = |pos| event_key(word, pos).map_or(own, |key| Term(CONCEPTS | key));
                [key(Pos::Noun), key(Pos::Verb), own]
            })
            .collect();
        let mut terms = Self { by_word, ..Self::default() };
        let mut raw: Vec<Vec<(Term, bool)>> = ledger
            .sentences
            .par_iter()
            .map(|sentence| {
                let mut list: Vec<(Term, bool)> =
                    sentence.words.iter().filter_map(|word| terms.of_word(word)).collect();
                list.sort_unstable();
                list.dedup_by_key(|entry| entry.0);
                list
            })
            .collect();
        for claim in ledger.claims.iter().filter(|claim| claim.slots.cell.is_some()) {
            // What a cell says, its labels and the comment on it say.
            if let Some(list) = raw.get_mut(claim.sentence as usize) {
                list.extend(terms.slots(claim));
                list.sort_unstable();
                list.dedup_by_key(|entry| entry.0);
            }
        }
        let mut counts: FxHashMap<Term, u32> = FxHashMap::default();
        for list in &raw {
            for (term, _) in list {
                *counts.entry(*term).or_default() += 1;
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let total = raw.len() as f32;
        #[allow(clippy::cast_precision_loss)]
        let weight = |count: u32| rarity(count as f32, total);
        terms.weights = counts.into_iter().map(|(term, count)| (term, weight(count))).collect();
        let few = ledger.documents.len() <= MOST_KIN;
        let read = ledger.documents.par_iter().map(|document| {
            let range = |range: &Range<u32>| range.start as usize..range.end as usize;
            let (sentences, claims) =
                (&raw[range(&document.sentences)], &ledger.claims[range(&document.claims)]);
            let local = if few { Local::default() } else { Local::of(sentences) };
            let told: Vec<_> = sentences.iter().map(|list| terms.weighted(list, &local)).collect();
            let own: Vec<_> =
                claims.iter().map(|claim| terms.weighted(&terms.slots(claim), &local)).collect();
            (told, own)
        });
        let read: Vec<_> = read.collect();
        for (told, own) in read {
            terms.sentences.extend(told);
            terms.claims.extend(own);
        }
        terms
    }

    /// The weighted terms of a sentence, sorted by term; none of a claim that stands in no sentence. They weigh as much
    /// as in their document.
    #[must_use]
    pub fn sentence(&self, sentence: u32) -> &[Weighted] {
        self.sentences.get(sentence as usize).map_or(&[], |list| list)
    }

    /// The weighted terms of a claim's clause, sorted by term.
    #[must_use]
    pub fn claim(&self, claim: u32) -> &[Weighted] {
        &self.claims[claim as usize]
    }

    /// The weight of a term: the logarithm of its rarity in all documents.
    #[must_use]
    pub fn weight(&self, term: Term) -> f32 {
        self.weights.get(&term).copied().unwrap_or(DEFAULT_WEIGHT)
    }

    /// The term of a noun.
    #[must_use]
    pub fn noun(&self, sym: Sym) -> Term {
        self.by_word[sym.0 as usize][0]
    }

    /// The term of a verb.
    fn verb(&self, sym: Sym) -> Term {
        self.by_word[sym.0 as usize][1]
    }

    /// The term of what a claim says happens.
    #[must_use]
    pub fn predicate(&self, predicate: &Predicate) -> Term {
        if predicate.nominal { self.noun(predicate.verb) } else { self.verb(predicate.verb) }
    }

    /// The term of a word as such, whatever part of speech it is.
    #[must_use]
    pub fn own(&self, sym: Sym) -> Term {
        self.by_word[sym.0 as usize][2]
    }

    fn of_word(&self, word: &Word) -> Option<(Term, bool)> {
        let forms = self.by_word[word.lemma.0 as usize];
        match word.class {
            WordClass::Noun => Some((forms[0], false)),
            WordClass::Verb => Some((forms[1], false)),
            WordClass::Name => Some((forms[2], true)),
            WordClass::Adjective => Some((forms[2], false)),
            WordClass::Adverb | WordClass::Number | WordClass::Function => None,
        }
    }

    /// The terms in a claim's slots, sorted and without repeats; true for names.
    fn slots(&self, claim: &Claim) -> Vec<(Term, bool)> {
        let slots = &claim.slots;
        let mut list: Vec<(Term, bool)> = Vec::new();
        let nouns = slots.arguments.iter().chain(&slots.row).chain(&slots.column);
        list.extend(nouns.map(|&sym| (self.noun(sym), false)));
        list.extend(slots.names.iter().map(|&sym| (self.by_word[sym.0 as usize][2], true)));
        if let Some(predicate) = &slots.predicate {
            list.push((self.predicate(predicate), false));
        }
        if let Some(noun) = &slots.noun {
            list.push((self.noun(noun.head), false));
            list.extend(noun.modifiers.iter().map(|&sym| (self.by_word[sym.0 as usize][2], false)));
        }
        list.sort_unstable();
        list.dedup_by_key(|entry| entry.0);
        list
    }

    fn weighted(&self, list: &[(Term, bool)], local: &Local) -> Box<[Weighted]> {
        let weight = |term| self.weight(term).min(local.weight(term));
        list.iter().map(|&(term, name)| Weighted { term, weight: weight(term), name }).collect()
    }
}

/// How rare a term that stands in `count` of `sentences` is, as a logarithm.
fn rarity(count: f32, sentences: f32) -> f32 {
    ((sentences + SMOOTHING) / (count + SMOOTHING / 20.0)).ln().max(0.1)
}

/// How rare terms are in one of many documents. What a text is about stands in nearly all its sentences and tells
/// nothing of which of its facts one gives, however seldom the other thousands of texts name it.
#[derive(Default)]
struct Local {
    /// In how many sentences each term stands that is in more than one.
    counts: FxHashMap<Term, u32>,
    sentences: usize,
}

impl Local {
    fn of(sentences: &[Vec<(Term, bool)>]) -> Self {
        let mut counts: FxHashMap<Term, u32> = FxHashMap::default();
        for (term, _) in sentences.iter().flatten() {
            *counts.entry(*term).or_default() += 1;
        }
        counts.retain(|_, count| *count > 1);
        Self { counts, sentences: sentences.len() }
    }

    /// The most that a term weighs: its rarity in a handful of documents like this one.
    #[allow(clippy::cast_precision_loss)]
    fn weight(&self, term: Term) -> f32 {
        const HANDFUL: f32 = 4.0;
        if self.sentences == 0 {
            return f32::INFINITY;
        }
        let count = self.counts.get(&term).copied().unwrap_or(1) as f32;
        rarity(HANDFUL * count, HANDFUL * self.sentences as f32)
    }
}

/// Sentences that count as seen before the first: keeps weights of small runs apart.
const SMOOTHING: f32 = 20.0;
/// Weight of a term that stands in no sentence, only in a slot.
const DEFAULT_WEIGHT: f32 = 2.0;

/// Shared weight over total weight of two sorted lists, from 0 to 1 (Dice), and the
/// shared weight itself.
#[must_use]
pub fn overlap(a: &[Weighted], b: &[Weighted]) -> (f32, f32) {
    overlap_but(a, b, &[])
}

/// The same, but what is shared of `left_out` counts for nothing.
#[must_use]
pub fn overlap_but(a: &[Weighted], b: &[Weighted], left_out: &[Term]) -> (f32, f32) {
    let (mut shared, mut i, mut j) = (0.0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].term.cmp(&b[j].term) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                if !left_out.contains(&a[i].term) {
                    shared += a[i].weight.min(b[j].weight);
                }
                i += 1;
                j += 1;
            }
        }
    }
    let total: f32 = a.iter().chain(b).map(|w| w.weight).sum();
    (if total > 0.0 { 2.0 * shared / total } else { 0.0 }, shared)
}
