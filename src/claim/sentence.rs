//! The words around a claim, each kept once for all claims of its sentence.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Part;
use crate::place::Span;

/// A word of a `Vocab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

/// Words, each kept once. Numbered in order of first use, so that the same documents
/// give the same numbers.
#[derive(Clone, Debug, Default)]
pub struct Vocab {
    /// All words one after another: every document has a vocabulary of its own, so that a place in
    /// memory for each word would cost more than all the rest.
    text: String,
    /// Where each word ends, and its hash.
    words: Vec<(usize, u32)>,
    /// By the hash, in a table with room to spare: the hash, and the number with one added, or nought.
    places: Vec<(u32, u32)>,
}

impl Vocab {
    /// The number of `word`, which is taken in if it is new.
    pub fn intern(&mut self, word: &str) -> Sym {
        self.intern_hashed(word, hash(word))
    }

    /// Takes in the words of another vocabulary; gives their new numbers by their old ones.
    pub fn intern_all(&mut self, other: &Self) -> Vec<Sym> {
        other.words().zip(&other.words).map(|(word, (_, hash))| self.intern_hashed(word, *hash)).collect()
    }

    fn intern_hashed(&mut self, word: &str, hash: u32) -> Sym {
        if (self.words.len() + 1) * 2 > self.places.len() {
            self.grow();
        }
        match self.find(word, hash) {
            Ok(sym) => sym,
            Err(place) => {
                let sym = Sym(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
                self.text.push_str(word);
                self.words.push((self.text.len(), hash));
                self.places[place] = (hash, sym.0.saturating_add(1));
                sym
            }
        }
    }

    /// The number of `word`, if it was taken in before.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<Sym> {
        if self.places.is_empty() { None } else { self.find(word, hash(word)).ok() }
    }

    /// The number of `word`, or the place for it in the table, which is not empty.
    fn find(&self, word: &str, hash: u32) -> Result<Sym, usize> {
        let mut place = hash as usize & (self.places.len() - 1);
        loop {
            let (known, number) = self.places[place];
            let Some(number) = number.checked_sub(1) else { return Err(place) };
            if known == hash && self.word(Sym(number)) == word {
                return Ok(Sym(number));
            }
            place = (place + 1) & (self.places.len() - 1);
        }
    }

    /// Makes the table twice as large, a power of two.
    fn grow(&mut self) {
        let count = (self.places.len() * 2).max(64);
        self.places.clear();
        self.places.resize(count, (0, 0));
        for (number, (_, hash)) in (1..).zip(&self.words) {
            let mut place = *hash as usize & (count - 1);
            while self.places[place].1 != 0 {
                place = (place + 1) & (count - 1);
            }
            self.places[place] = (*hash, number);
        }
    }

    /// The word with this number.
    ///
    /// # Panics
    /// When the number comes from another vocabulary.
    #[must_use]
    pub fn word(&self, sym: Sym) -> &str {
        let at = sym.0 as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.words[before].0);
        &self.text[start..self.words[at].0]
    }

    /// All words, in the order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.words.iter().map(move |(end, _)| &self.text[std::mem::replace(&mut start, *end)..*end])
    }

    /// How many words it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True when it holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    // Both halves tell words apart.
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    Noun,
    /// A name: `Sessions`, `Texas`, `USMS`.
    Name,
    Verb,
    Adjective,
    Adverb,
    /// Figures and number words.
    Number,
    /// Articles, prepositions, pronouns, auxiliaries and the like.
    Function,
}

/// One word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its lemma, in lower case; names as well.
    pub lemma: Sym,
    pub class: WordClass,
    pub place: Span,
}

/// A sentence that holds claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub place: Span,
    pub words: Vec<Word>,
    pub part: Part,
    /// Index of the nearest heading above, in the same list of sentences.
    pub heading: Option<u32>,
}
