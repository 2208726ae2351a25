//! The distinct words of what a thread reads. Texts repeat their words, so what a word says on
//! its own (what the lexicon knows of it, its lemma, the lists it stands in) is worked out once,
//! and kept from document to document. What is kept changes no answer.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::claim::{Sym, Vocab};
use crate::lexicon::closed::function::is_function_word;
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::{Seen, Tag, tag_words};

thread_local! {
    static KEPT: RefCell<Forms> = RefCell::default();
}

/// The distinct words met so far, numbered in order.
#[derive(Debug, Default)]
pub struct Forms {
    numbers: FxHashMap<Box<str>, u32>,
    seen: Vec<Seen>,
    forms: Vec<Form>,
    /// The document at hand.
    document: u32,
}

/// What is known of one of them.
#[derive(Debug)]
struct Form {
    roles: u8,
    /// Its lemma by its tag; tags of one place put each other out.
    lemmas: [Option<Lemma>; 4],
}

#[derive(Debug)]
struct Lemma {
    tag: Tag,
    text: Box<str>,
    /// Its number in the vocabulary of the document that asked last.
    sym: Sym,
    document: u32,
}

/// More words than this are dropped before the next sentence: a text of noise would fill the memory.
const MOST: usize = 1 << 16;

/// Says nothing of the topic.
pub const FUNCTION: u8 = 1;
/// Divides clauses where it is a preposition: `while`, `because`.
pub const JOINT: u8 = 1 << 1;
/// A mark that ends a clause.
pub const MARK: u8 = 1 << 2;

impl Forms {
    /// What the thread has kept, to read one more document with.
    pub fn kept() -> Self {
        let mut forms = KEPT.take();
        forms.document = forms.document.wrapping_add(1);
        forms
    }

    /// Keeps them for the next document.
    pub fn keep(self) {
        KEPT.set(self);
    }

    /// Makes room before a sentence.
    pub fn trim(&mut self) {
        if self.forms.len() > MOST {
            *self = Self { document: self.document, ..Self::default() };
        }
    }

    /// The number of `word`, which holds for a sentence.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.seen.push(Seen::default());
        self.forms.push(Form { roles: roles(word), lemmas: [const { None }; 4] });
        number
    }

    /// Tags the words of a sentence, whose numbers are `numbers`.
    pub fn tag(&mut self, words: &[&str], numbers: &[u32], tags: &mut Vec<Tag>) {
        tag_words(words, numbers, &mut self.seen, tags);
    }

    /// The roles of the word with this number.
    pub fn roles(&self, number: u32) -> u8 {
        self.forms[number as usize].roles
    }

    /// The lemma of the word with this number as `tag`, if it was asked for before.
    pub fn kept_lemma(&self, number: u32, tag: Tag) -> Option<&str> {
        let kept = self.forms[number as usize].lemmas[tag as usize % 4].as_ref()?;
        (kept.tag == tag).then_some(&*kept.text)
    }

    /// The lemma of `word`, which has this number, as `tag`.
    pub fn lemma(&mut self, number: u32, word: &str, tag: Tag, vocab: &mut Vocab) -> Sym {
        let kept = &mut self.forms[number as usize].lemmas[tag as usize % 4];
        match kept {
            Some(kept) if kept.tag == tag => {
                if kept.document != self.document {
                    (kept.sym, kept.document) = (vocab.intern(&kept.text), self.document);
                }
                kept.sym
            }
            _ => {
                let text = lemma(word, tag);
                let sym = vocab.intern(&text);
                *kept = Some(Lemma { tag, text: text.into(), sym, document: self.document });
                sym
            }
        }
    }
}

fn roles(word: &str) -> u8 {
    const JOINTS: [&str; 13] = [
        "while", "whereas", "although", "though", "because", "when", "after", "before", "since", "until",
        "that", "as", "if",
    ];
    let is = |list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let role = |role: u8, holds: bool| if holds { role } else { 0 };
    role(FUNCTION, is_function_word(word))
        | role(JOINT, is(&JOINTS))
        | role(MARK, matches!(word, "(" | ")" | ";" | "—" | "–" | ":" | "--"))
}
