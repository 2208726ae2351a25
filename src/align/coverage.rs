//! How much of what one claim is tied to the other's text has, word for word or nearly: "the lamp burned for the first
//! time", "it was first lit".

use super::Ledger;
use super::features::Features;
use super::sense::Senses;
use super::template::word_index;
use super::terms::Terms;
use crate::claim::{Claim, Sym, Word, WordClass};

/// What it takes to compare words.
#[derive(Clone, Copy)]
pub struct Coverage<'a> {
    pub ledger: &'a Ledger,
    pub terms: &'a Terms,
    pub senses: &'a Senses,
}

/// Words of a sentence that are looked at.
const LONGEST: usize = 80;

impl Coverage<'_> {
    /// Fills in how much of the words of two claims the other's text has.
    pub fn fill(self, row: &mut Features, a: u32, b: u32) {
        let [x, y] = [a, b].map(|claim| &self.ledger.claims[claim as usize]);
        let own = [x, y].map(own_words);
        let core = [x, y].map(core_words);
        let texts = [x, y].map(|claim| self.words(claim));
        let both = |own: &[Vec<(Sym, f32)>; 2], texts: &[Vec<Sym>; 2]| {
            let [p, q] = [self.share(&own[0], &texts[1]), self.share(&own[1], &texts[0])];
            (p.0.min(q.0), p.0.max(q.0), p.1.max(q.1))
        };
        (row.covered_min, row.covered_max, row.missing_max) = both(&own, &texts);
        (row.core_min, row.core_max, _) = both(&core, &texts);
        let window = |reach: usize| [x, y].map(|claim| self.window(claim, reach));
        let only = |window: &[Vec<(Sym, f32)>; 2]| {
            [&window[0], &window[1]].map(|words| words.iter().map(|word| word.0).collect::<Vec<Sym>>())
        };
        let wide = window(6);
        (row.window_min, row.window_max, _) = both(&wide, &only(&wide));
        let next = window(3);
        (row.next_min, row.next_max, _) = both(&next, &only(&next));
        let best = |&(word, _): &(Sym, f32)| {
            let like = next[1].iter().map(|&(other, _)| self.like(word, other)).fold(0.0, f32::max);
            like * self.weight(word)
        };
        row.next_best = next[0].iter().map(best).fold(0.0, f32::max);
    }

    fn weight(self, word: Sym) -> f32 {
        self.terms.weight(self.terms.noun(word)).min(4.0)
    }

    /// The words of a claim's sentence and labels that carry meaning.
    fn words(self, claim: &Claim) -> Vec<Sym> {
        let sentence = self.ledger.sentence_of(claim).words.iter().take(LONGEST);
        let slots = &claim.slots;
        let words = sentence.filter(|word| carries(word)).map(|word| word.lemma);
        let words = words.chain(slots.noun.iter().map(|noun| noun.head)).chain(slots.row.iter().copied());
        words.chain(slots.column.iter().copied()).collect()
    }

    /// So many words on either side of a value, the nearest with the most weight, and the labels of a cell.
    fn window(self, claim: &Claim, reach: usize) -> Vec<(Sym, f32)> {
        const LABELS: usize = 8;
        let words = &self.ledger.sentence_of(claim).words;
        let (before, behind) = words.split_at(word_index(self.ledger, claim).min(words.len()));
        let beside = |word: &&Word| {
            let own = claim.place.contains(word.place);
            // "first lit", "lit for the first time"
            let counts = matches!(word.class, WordClass::Adverb | WordClass::Number);
            let figure = || self.ledger.vocab.word(word.lemma).bytes().any(|byte| byte.is_ascii_digit());
            !own && (carries(word) || counts && !figure())
        };
        let weigh = |(nth, word): (u16, &Word)| (word.lemma, (1.0 + 0.3 * f32::from(nth)).recip());
        let before = (0..).zip(before.iter().rev().filter(beside).take(reach)).map(weigh);
        let behind = (0..).zip(behind.iter().filter(beside).take(reach)).map(weigh);
        let labels = claim.slots.row.iter().chain(&claim.slots.column).take(LABELS);
        before.chain(behind).chain(labels.map(|&word| (word, 1.0))).collect()
    }

    /// How much of `own`, words with weights, is among `words`, and the weight of the most telling word that is not.
    fn share(self, own: &[(Sym, f32)], words: &[Sym]) -> (f32, f32) {
        let (mut found, mut all, mut missing) = (0.0, 0.0, 0.0_f32);
        for &(word, weight) in own {
            let weight = weight * self.weight(word);
            let like = words.iter().map(|&other| self.like(word, other)).fold(0.0, f32::max);
            found += weight * like;
            all += weight;
            missing = missing.max(weight * (1.0 - like));
        }
        (if all > 0.0 { found / all } else { 0.0 }, missing)
    }

    fn like(self, word: Sym, other: Sym) -> f32 {
        /// Cosine below which two words have nothing to do with each other.
        const UNLIKE: f32 = 0.4;
        if word == other || self.terms.noun(word) == self.terms.noun(other) {
            return 1.0;
        }
        let cosine = self.senses.of_words(word, other);
        if cosine > UNLIKE { cosine } else { 0.0 }
    }
}

const fn carries(word: &Word) -> bool {
    matches!(word.class, WordClass::Noun | WordClass::Verb | WordClass::Adjective | WordClass::Name)
}

/// The words that a claim is tied to, and how much each says of it.
fn own_words(claim: &Claim) -> Vec<(Sym, f32)> {
    /// So many arguments, and words of labels, are looked at.
    const ARGUMENTS: usize = 6;
    const LABELS: usize = 8;
    let slots = &claim.slots;
    let mut words = Vec::with_capacity(ARGUMENTS + LABELS + 4);
    if let Some(noun) = &slots.noun {
        words.push((noun.head, 2.0));
        words.extend(noun.modifiers.iter().map(|&word| (word, 1.0)));
    }
    words.extend(slots.predicate.iter().map(|verb| (verb.verb, 1.5)));
    words.extend(slots.arguments.iter().take(ARGUMENTS).map(|&word| (word, 1.0)));
    words.extend(slots.row.iter().chain(&slots.column).take(LABELS).map(|&word| (word, 1.0)));
    words
}

/// Its noun and verb.
fn core_words(claim: &Claim) -> Vec<(Sym, f32)> {
    let noun = claim.slots.noun.iter().map(|noun| noun.head);
    noun.chain(claim.slots.predicate.iter().map(|verb| verb.verb)).map(|word| (word, 1.0)).collect()
}
