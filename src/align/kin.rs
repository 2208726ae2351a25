//! Which documents tell of one thing: those in which the same names recur.
//!
//! Two reports of one fire name the same hill in every fifth sentence; two collections of
//! everything share many names, each once in a hundred sentences. Found by an index of the
//! names, with bounded posting lists.

use rustc_hash::FxHashMap;

use super::terms::{Term, Terms};
use super::{DocumentRange, Ledger};
use crate::claim::{Sym, WordClass};
use crate::lexicon::concepts::{Pos, is_known};

/// The subjects of all documents, and who shares them.
#[derive(Debug, Default)]
pub struct Kin {
    /// By document, what recurs in it; sorted by term.
    subjects: Vec<Box<[Subject]>>,
    /// By document, the others most like it, the most alike first.
    kin: Vec<Vec<usize>>,
    /// A few short documents were given to be compared: they are likely about one thing.
    given: bool,
}

/// A word that recurs in a document.
#[derive(Clone, Copy, Debug)]
struct Subject {
    term: Term,
    /// The share of the sentences that hold it, times how telling it is.
    share: f32,
    /// It is no common word: most likely a name.
    name: bool,
}

/// How many terms stand for a document's subject.
const SUBJECT: usize = 24;
/// Share of sentences above which a term is no more telling.
const OFTEN: f32 = 0.3;
/// Sum of shared telling shares that makes two subjects one.
const ONE_SUBJECT: f32 = 0.12;
/// Most documents that one term leads to.
const MOST_SHARING: usize = 64;
/// Most documents that are kin to one; so few are given to be compared with each other.
pub const MOST_KIN: usize = 8;
/// Likeness of subjects from which on two documents are kin.
const KIN: f32 = 0.4;

impl Kin {
    /// Works out the subjects of a ledger's documents.
    #[must_use]
    pub fn new(ledger: &Ledger, terms: &Terms) -> Self {
        let telling: Vec<f32> = ledger.vocab.words().map(telling).collect();
        let mut kin = Self {
            subjects: ledger
                .documents
                .iter()
                .map(|document| subject(ledger, terms, &telling, document))
                .collect(),
            kin: Vec::new(),
            given: ledger.documents.len() <= MOST_KIN
                && ledger.documents.iter().all(|document| document.sentences.len() <= SHORT),
        };
        let mut postings: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
        for (document, subject) in kin.subjects.iter().enumerate() {
            for own in subject {
                postings.entry(own.term).or_default().push(document);
            }
        }
        let few = kin.subjects.len() <= MOST_KIN;
        kin.kin = (0..kin.subjects.len())
            .map(|own| {
                if few {
                    // What is checked together is meant to be compared.
                    return (0..kin.subjects.len()).filter(|&other| other != own).collect();
                }
                let lists = kin.subjects[own].iter().map(|own| &postings[&own.term]);
                let mut near: Vec<usize> =
                    lists.filter(|list| list.len() <= MOST_SHARING).flatten().copied().collect();
                near.sort_unstable();
                near.dedup();
                let mut near: Vec<(f32, usize)> = near
                    .into_iter()
                    .filter(|&other| other != own)
                    .map(|other| (kin.one_subject(own, other), other))
                    .filter(|&(likeness, _)| likeness >= KIN)
                    .collect();
                near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
                near.truncate(MOST_KIN);
                near.into_iter().map(|(_, other)| other).collect()
            })
            .collect();
        kin
    }

    /// How far two documents have one subject, from 0 to 1.
    #[must_use]
    pub fn one_subject(&self, a: usize, b: usize) -> f32 {
        if a == b {
            return 1.0;
        }
        let (x, y) = (&self.subjects[a], &self.subjects[b]);
        let (mut shared, mut by_name) = (0.0, false);
        for (own, other) in self.common(a, b) {
            shared += own.share.min(other.share);
            by_name |= own.name;
        }
        let mut likeness = (shared / ONE_SUBJECT).min(1.0);
        let named = |list: &[Subject]| list.iter().any(|own| own.name && own.share >= RECURS);
        if !by_name && named(x) && named(y) {
            // Two school districts, each with a name of its own.
            likeness = likeness.min(NAMESAKES);
        }
        if self.given { likeness.max(GIVEN) } else { likeness }
    }

    /// True for two documents that have one of the words of their subjects in common.
    #[must_use]
    pub fn share_a_word(&self, a: usize, b: usize) -> bool {
        self.common(a, b).next().is_some()
    }

    /// What recurs in both of two documents, as it does in the one and in the other.
    fn common(&self, a: usize, b: usize) -> impl Iterator<Item = (&Subject, &Subject)> {
        let other = &self.subjects[b];
        self.subjects[a].iter().filter_map(|own| {
            let at = other.binary_search_by_key(&own.term, |entry| entry.term).ok()?;
            Some((own, &other[at]))
        })
    }

    /// True when a word is one that recurs in a document.
    #[must_use]
    pub fn recurs(&self, document: usize, term: Term) -> bool {
        let subject = &self.subjects[document];
        subject.binary_search_by_key(&term, |entry| entry.term).is_ok_and(|at| subject[at].share >= RECURS)
    }

    /// True where so few documents are checked that each is kin to all others.
    #[must_use]
    pub fn are_few(&self) -> bool {
        self.kin.len() <= MOST_KIN
    }

    /// True for documents on one subject, and for one document.
    #[must_use]
    pub fn are_kin(&self, a: usize, b: usize) -> bool {
        a == b || self.kin[a].contains(&b)
    }

    /// The documents that are kin to one, itself left out.
    #[must_use]
    pub fn of(&self, document: usize) -> &[usize] {
        &self.kin[document]
    }
}

/// How much it tells that two documents share a word: much for one that is no common word.
fn telling(word: &str) -> f32 {
    let word = word.split('(').next().unwrap_or_default();
    let short = word.len() < 4 || !word.chars().all(char::is_alphabetic);
    let common = short || [Pos::Noun, Pos::Verb, Pos::Adjective].into_iter().any(|pos| is_known(word, pos));
    if common { 0.3 } else { 1.0 }
}

#[allow(clippy::cast_precision_loss)]
fn subject(ledger: &Ledger, terms: &Terms, telling: &[f32], document: &DocumentRange) -> Box<[Subject]> {
    let mut counts: FxHashMap<Sym, (u32, u32, bool)> = FxHashMap::default();
    for sentence in document.sentences.clone() {
        for word in &ledger.sentences[sentence as usize].words {
            if matches!(word.class, WordClass::Name | WordClass::Noun) {
                let entry = counts.entry(word.lemma).or_insert((0, u32::MAX, false));
                if entry.1 != sentence {
                    *entry = (entry.0 + 1, sentence, entry.2 || word.class == WordClass::Name);
                }
            }
        }
    }
    let total = document.sentences.len().max(1) as f32;
    let mut list: Vec<Subject> = counts
        .into_iter()
        .filter(|(sym, (count, _, name))| *name || *count > 2 || telling[sym.0 as usize] >= 1.0)
        .map(|(sym, (count, _, name))| {
            let share = (count as f32 / total).min(OFTEN);
            let telling = telling[sym.0 as usize];
            let weight = if name || telling >= 1.0 { telling } else { PLAIN * telling };
            Subject { term: terms.own(sym), share: share * weight, name: telling >= 1.0 }
        })
        .collect();
    list.sort_unstable_by(|a, b| b.share.total_cmp(&a.share).then(a.term.cmp(&b.term)));
    list.truncate(SUBJECT);
    list.sort_unstable_by_key(|entry| entry.term);
    list.dedup_by_key(|entry| entry.term);
    list.into()
}

/// Share of a document's sentences from which on a name in it is always in mind.
const RECURS: f32 = 0.06;
/// Most likeness of two documents that share common words alone, and have names of their own.
const NAMESAKES: f32 = 0.3;
/// Least likeness of a few documents that were given together.
const GIVEN: f32 = 0.6;
/// Most sentences of such a document.
const SHORT: usize = 200;

/// What a common noun tells, against a name.
const PLAIN: f32 = 0.5;
