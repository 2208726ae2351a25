//! The words around a claim, each kept once for all claims of its sentence.

use rustc_hash::FxHashMap;

use super::Part;
use crate::place::Span;

/// A word of a `Vocab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

/// Words, each kept once. Numbered in order of first use, so that the same documents
/// give the same numbers.
#[derive(Clone, Debug, Default)]
pub struct Vocab {
    words: Vec<Box<str>>,
    index: FxHashMap<Box<str>, Sym>,
}

impl Vocab {
    /// The number of `word`, which is taken in if it is new.
    pub fn intern(&mut self, word: &str) -> Sym {
        if let Some(&sym) = self.index.get(word) {
            return sym;
        }
        let sym = Sym(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(word.into());
        self.index.insert(word.into(), sym);
        sym
    }

    /// The number of `word`, if it was taken in before.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<Sym> {
        self.index.get(word).copied()
    }

    /// The word with this number.
    ///
    /// # Panics
    /// When the number comes from another vocabulary.
    #[must_use]
    pub fn word(&self, sym: Sym) -> &str {
        &self.words[sym.0 as usize]
    }

    /// All words, in the order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
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
