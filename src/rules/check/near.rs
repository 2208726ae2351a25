//! How much two sentences have in common, by the rarity of the words that they share. Knows no
//! rule; the aligner weighs far more, but pairs only claims of one kind.

use crate::align::Ledger;
use crate::claim::{Claim, Part, Sentence, Sym, WordClass};
use crate::lexicon::closed::calendar::{month, weekday};

/// In how many sentences each word stands.
pub struct Near {
    counts: Vec<u32>,
    sentences: u32,
}

impl Near {
    /// Counts the words of all sentences.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut counts = vec![0; ledger.vocab.len()];
        let mut seen = vec![u32::MAX; ledger.vocab.len()];
        for (index, sentence) in (0_u32..).zip(&ledger.sentences) {
            for word in &sentence.words {
                let at = word.lemma.0 as usize;
                if seen[at] != index {
                    seen[at] = index;
                    counts[at] += 1;
                }
            }
        }
        Self { counts, sentences: u32::try_from(ledger.sentences.len()).unwrap_or(u32::MAX) }
    }

    /// The logarithm of a word's rarity.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn weight(&self, word: Sym) -> f32 {
        let count = self.counts.get(word.0 as usize).copied().unwrap_or(0) as f32;
        // Of many texts a word that stands in a few of them is not rare where it stands: what two texts have in
        // common is told by as many sentences as a handful of texts has.
        let read = (self.sentences as f32).min(MANY);
        // As if some sentences had been read before, so that few texts do not make all words rare.
        ((read + 40.0) / (count.min(read) + 1.0)).ln()
    }

    /// The words of sentence `index` that carry meaning, sorted; names of months and weekdays
    /// left out.
    #[must_use]
    pub fn words(ledger: &Ledger, index: u32) -> Vec<Sym> {
        let carries = |class: WordClass| {
            matches!(class, WordClass::Noun | WordClass::Name | WordClass::Verb | WordClass::Adjective)
        };
        let sentence = &ledger.sentences[index as usize];
        let own = sentence.words.iter().filter(|word| carries(word.class)).map(|word| word.lemma);
        let mut words: Vec<Sym> = own.collect();
        words.retain(|&word| {
            let text = ledger.vocab.word(word);
            month(text).is_none() && weekday(text).is_none() && !LIGHT.contains(&text)
        });
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The words of a claim's sentence, and for a cell those of its row and column.
    #[must_use]
    pub fn of_claim(ledger: &Ledger, claim: &Claim) -> Vec<Sym> {
        let mut words = Self::words(ledger, claim.sentence);
        if claim.slots.part == Part::Cell {
            words.extend(claim.slots.row.iter().chain(&claim.slots.column).copied());
            words.sort_unstable();
            words.dedup();
        }
        words
    }

    /// The weight of the words that stand in both lists, and how many there are.
    #[must_use]
    pub fn shared(&self, a: &[Sym], b: &[Sym]) -> (f32, usize) {
        let shared = a.iter().filter(|word| b.binary_search(word).is_ok());
        shared.fold((0.0, 0), |(weight, count), &word| (weight + self.weight(word), count + 1))
    }

    /// How many words two sentences share that neither of their documents has everywhere: what an account is about
    /// is named in every other sentence of it, and tells nothing of which of its facts one gives.
    #[must_use]
    pub fn telling(ledger: &Ledger, a: u32, b: u32, without: &[Sym]) -> usize {
        let sentence = |claim: u32| ledger.claims[claim as usize].sentence;
        let other = Self::words(ledger, sentence(b));
        let shared = Self::words(ledger, sentence(a)).into_iter();
        let shared = shared.filter(|word| other.binary_search(word).is_ok() && !without.contains(word));
        shared.filter(|&word| ![a, b].iter().any(|&claim| is_everywhere(ledger, claim, word))).count()
    }
}

/// True for a word that a good part of the sentences hold of the document that has the claim.
fn is_everywhere(ledger: &Ledger, claim: u32, word: Sym) -> bool {
    /// One in so many sentences, in a text of some length.
    const OFTEN: usize = 3;
    const SHORT: usize = 12;
    let range = &ledger.documents[ledger.document_of(claim)].sentences;
    let sentences = &ledger.sentences[range.start as usize..range.end as usize];
    let holds = |sentence: &&Sentence| sentence.words.iter().any(|own| own.lemma == word);
    sentences.len() >= SHORT && OFTEN * sentences.iter().filter(holds).count() > sentences.len()
}

/// More sentences than these make no word rarer.
const MANY: f32 = 400.0;

/// Words that say nothing of what a sentence is about.
const LIGHT: &[&str] = &[
    "be",
    "have",
    "do",
    "say",
    "day",
    "week",
    "month",
    "year",
    "time",
    "date",
    "hour",
    "minute",
    "morning",
    "evening",
    "afternoon",
    "night",
    "begin",
    "start",
    "end",
    "first",
    "last",
    "take",
    "make",
    "go",
    "get",
    "come",
    "give",
];
