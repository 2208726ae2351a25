//! Puts `[where]` of a rule to a ledger: which claims and documents it selects.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use crate::claim::{Claim, Kind, Mode, Part, Sym, Vocab, Word};
use crate::finding::Finding;
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::Tag;
use crate::place::Span;
use crate::rules::selector::{Phrase, Selector};

/// A selector in the words of one ledger.
pub struct Picker<'a> {
    context: &'a Context<'a>,
    selector: &'a Selector,
    nouns: Vec<Forms>,
    words: Vec<Vec<Forms>>,
    without: Vec<Forms>,
    /// By document, whether its path and tags fit.
    documents: Vec<bool>,
    /// By sentence, whether its words fit.
    sentences: RefCell<FxHashMap<u32, bool>>,
}

/// A phrase: for each of its words the symbols that may stand there. Empty for a phrase with
/// a word that no document has.
type Forms = Vec<FxHashSet<Sym>>;

impl<'a> Picker<'a> {
    /// Looks the words of `selector` up in the ledger.
    #[must_use]
    pub fn new(selector: &'a Selector, context: &'a Context<'a>) -> Self {
        let vocab = &context.ledger.vocab;
        let forms = |list: &[Phrase]| list.iter().map(|phrase| forms(phrase, vocab)).collect::<Vec<_>>();
        let documents = context.sources.documents().iter();
        let fits = |document: &crate::source::Document| {
            selector.docs.fits(&document.path)
                && (selector.tags.is_empty()
                    || selector.tags.iter().any(|tag| context.declared.is_tagged(document, tag)))
        };
        Self {
            context,
            selector,
            nouns: forms(&selector.nouns),
            words: selector.words.iter().map(|any| forms(any)).collect(),
            without: forms(&selector.without),
            documents: documents.map(fits).collect(),
            sentences: RefCell::default(),
        }
    }

    /// The numbers of all documents whose path and tags fit, ledgers left out.
    pub fn documents(&self) -> impl Iterator<Item = usize> + '_ {
        let own = self.context.declared.pins.is_some();
        let count = self.documents.len() - usize::from(own && !self.documents.is_empty());
        (0..count).filter(|&index| self.documents[index])
    }

    /// The selected claims, in order.
    pub fn claims(&self) -> impl Iterator<Item = &'a Claim> + '_ {
        let ledger = self.context.ledger;
        self.documents().flat_map(move |index| {
            let range = ledger.documents[index].claims.clone();
            ledger.claims[range.start as usize..range.end as usize].iter().filter(|claim| self.fits(claim))
        })
    }

    /// True for a claim that fits in itself, its document left aside.
    #[must_use]
    pub fn fits(&self, claim: &Claim) -> bool {
        let (slots, selector) = (&claim.slots, self.selector);
        let no_value = matches!(claim.kind, Kind::Identifier | Kind::Quote | Kind::Citation);
        if selector.kinds.is_empty() && no_value || !among(&selector.kinds, claim.kind) {
            return false;
        }
        let code = matches!(slots.part, Part::Code | Part::Contents);
        if selector.parts.is_empty() && code || !among(&selector.parts, slots.part) {
            return false;
        }
        let unsaid = matches!(slots.mode, Mode::Negated | Mode::Hypothetical);
        if selector.modes.is_empty() && unsaid || !among(&selector.modes, slots.mode) {
            return false;
        }
        if !selector.units.is_empty() || !selector.dimensions.is_empty() {
            let Some(measure) = claim.measure() else { return false };
            let unit = measure.unit.map(|unit| unit.id);
            let named = unit.is_some_and(|id| selector.units.iter().any(|unit| unit == id));
            if !named && !selector.dimensions.contains(&measure.dimension()) {
                return false;
            }
        }
        if let Some(wanted) = selector.period {
            let own = slots.period.or(slots.as_of).map(|(_, days)| days);
            let own = own.or_else(|| claim.date().map(|date| date.days));
            if !own.is_some_and(|days| days.meets(wanted)) {
                return false;
            }
        }
        (self.nouns.is_empty() || self.nouns.iter().any(|noun| counts(claim, noun))) && self.worded(claim)
    }

    /// True when the sentence holds the wanted words and no unwanted ones. Of a cell, the
    /// labels of its row and column are part of what it says.
    fn worded(&self, claim: &Claim) -> bool {
        if self.words.is_empty() && self.without.is_empty() {
            return true;
        }
        let slots = &claim.slots;
        let cell = !slots.row.is_empty() || !slots.column.is_empty();
        let known = self.sentences.borrow().get(&claim.sentence).copied();
        if let Some(fits) = known.filter(|_| !cell) {
            return fits;
        }
        let words = &self.context.ledger.sentence_of(claim).words;
        let stands = |phrase: &Forms| {
            !phrase.is_empty()
                && (stands_in(phrase, words)
                    || [&slots.row, &slots.column].into_iter().any(|label| runs_in(phrase, label)))
        };
        let fits = self.words.iter().all(|any| any.iter().any(stands)) && !self.without.iter().any(stands);
        if !cell {
            self.sentences.borrow_mut().insert(claim.sentence, fits);
        }
        fits
    }

    /// True for a finding of another kind of check that the selector lets through: all its
    /// documents fit, and one of its claims does.
    #[must_use]
    pub fn keeps(&self, finding: &Finding) -> bool {
        let sources = self.context.sources;
        if !finding.labels.iter().all(|label| self.documents[sources.index_of(label.place)]) {
            return false;
        }
        self.selector.only_documents()
            || finding.labels.iter().any(|label| self.claims_at(label.place).any(|claim| self.fits(claim)))
    }

    /// The claims that overlap `place`.
    fn claims_at(&self, place: Span) -> impl Iterator<Item = &'a Claim> {
        let claims = &self.context.ledger.claims;
        let end = claims.partition_point(|claim| claim.place.start < place.end);
        // A quotation or citation that began earlier may hold others: a few steps back do.
        claims[end.saturating_sub(32)..end].iter().filter(move |claim| claim.place.overlaps(place))
    }
}

fn among<T: PartialEq>(wanted: &[T], one: T) -> bool {
    wanted.is_empty() || wanted.contains(&one)
}

/// The symbols that the words of `phrase` may have been read as.
fn forms(phrase: &Phrase, vocab: &Vocab) -> Forms {
    const TAGS: [Tag; 7] = [Tag::NN, Tag::NNS, Tag::VB, Tag::VBD, Tag::VBG, Tag::VBZ, Tag::JJR];
    let of_word = |word: &String| {
        let lemmas = TAGS.iter().map(|&tag| lemma(word, tag));
        let mut set: FxHashSet<Sym> = lemmas.filter_map(|form| vocab.get(&form)).collect();
        set.extend(vocab.get(word));
        set
    };
    let forms: Forms = phrase.iter().map(of_word).collect();
    if forms.iter().any(FxHashSet::is_empty) { Vec::new() } else { forms }
}

/// True when what `claim` counts ends in the phrase: `seat`, `board seat`.
fn counts(claim: &Claim, phrase: &Forms) -> bool {
    let Some((head, before)) = phrase.split_last() else { return false };
    claim.slots.noun.as_ref().is_some_and(|noun| {
        head.contains(&noun.head) && before.iter().all(|word| noun.modifiers.iter().any(|m| word.contains(m)))
    })
}

fn stands_in(phrase: &Forms, words: &[Word]) -> bool {
    words
        .windows(phrase.len())
        .any(|run| run.iter().zip(phrase).all(|(word, form)| form.contains(&word.lemma)))
}

fn runs_in(phrase: &Forms, label: &[Sym]) -> bool {
    label.windows(phrase.len()).any(|run| run.iter().zip(phrase).all(|(word, form)| form.contains(word)))
}
