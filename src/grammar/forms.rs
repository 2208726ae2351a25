//! The distinct words of what a thread reads. Texts repeat their words, so what a word says on
//! its own (what the lexicon knows of it, its lemma, the lists it stands in) is worked out once,
//! and kept from document to document. What is kept changes no answer.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::edge::is_any;
use super::listed::loaded;
use super::mode;
use crate::claim::{Mode, Sym, Vocab};
use crate::lexicon::closed::function::is_function_word;
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::{Seen, Tag, Window, tag_words};

thread_local! {
    static KEPT: RefCell<Forms> = RefCell::default();
}

/// The distinct words met so far, numbered in order.
#[derive(Debug, Default)]
pub struct Forms {
    /// The bytes of each, nought for long words.
    keys: Vec<u128>,
    /// By a hash of these bytes, in a table with room to spare: the number with one added, or nought.
    places: Vec<u32>,
    /// Words of more than 15 bytes.
    long: FxHashMap<Box<str>, u32>,
    seen: Vec<Seen>,
    /// What the tagger works in.
    window: Box<Window>,
    /// What each is on its own: many are asked for at once, so they lie close together.
    roles: Vec<u32>,
    forms: Vec<Form>,
    /// The lemma of each that was asked for last: a text mostly asks for the same.
    latest: Vec<Latest>,
    /// The document at hand.
    document: u32,
}

/// A lemma by its number in the vocabulary of a document.
#[derive(Clone, Copy, Debug)]
struct Latest {
    tag: Tag,
    document: u32,
    sym: Sym,
}

/// What is known of one of them.
#[derive(Debug)]
struct Form {
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
pub const FUNCTION: u32 = 1;
/// Divides clauses where it is a preposition: `while`, `because`.
pub const JOINT: u32 = 1 << 1;
/// A mark that ends a clause.
pub const MARK: u32 = 1 << 2;
/// `is`, `were`, `being`, `'re`.
pub const BE: u32 = 1 << 3;
/// `is`, `are`, `was` and `were`, in small letters.
pub const COPULA: u32 = 1 << 4;
/// `have`, `did`.
pub const AUXILIARY: u32 = 1 << 5;
/// `get`, `got`: of a passive, perhaps.
pub const GET: u32 = 1 << 6;
/// Opens a clause where it is no part of a phrase: `because`, `whether`.
pub const SUBORDINATOR: u32 = 1 << 7;
/// A preposition that opens a clause as well: `after`.
pub const EITHER: u32 = 1 << 8;
/// A participle that has become a preposition: `regarding`.
pub const PARTICIPIAL: u32 = 1 << 9;
/// `not`, `n't`, `never`.
pub const NEVER: u32 = 1 << 10;
/// `not`, `don't`.
pub const NOT: u32 = 1 << 11;
/// `that`.
pub const THAT: u32 = 1 << 12;
/// Words that `that` points back behind: `following that meeting`.
pub const BEFORE_THAT: u32 = 1 << 13;
/// `this`, `all`: a determiner that also stands alone.
pub const ALONE: u32 = 1 << 14;
/// `a`, `the`.
pub const ARTICLE: u32 = 1 << 15;
/// `up`, `off`: part of a verb or of a noun made of one.
pub const PARTICLE: u32 = 1 << 16;
/// `several`, `many`: a plural follows.
pub const QUANTIFIER: u32 = 1 << 17;
/// `please`.
pub const PLEASE: u32 = 1 << 18;
/// `such`.
pub const SUCH: u32 = 1 << 19;
/// `last`.
pub const LAST: u32 = 1 << 20;
/// `'S` of a text in capitals.
pub const GENITIVE: u32 = 1 << 21;

/// What it says of its clause, as a number of three bits: see [`cue_of`].
const CUE: u32 = 22;

/// What a word with these roles says of the clause it stands in.
pub const fn cue_of(roles: u32) -> Option<Mode> {
    match roles >> CUE & 7 {
        1 => Some(Mode::Projected),
        2 => Some(Mode::Target),
        3 => Some(Mode::Alleged),
        4 => Some(Mode::Negated),
        5 => Some(Mode::Hypothetical),
        _ => None,
    }
}

const fn cue_bits(cue: Option<Mode>) -> u32 {
    let number = match cue {
        None | Some(Mode::Actual) => 0,
        Some(Mode::Projected) => 1,
        Some(Mode::Target) => 2,
        Some(Mode::Alleged) => 3,
        Some(Mode::Negated) => 4,
        Some(Mode::Hypothetical) => 5,
    };
    number << CUE
}

/// `in`, before `all` or `total`.
pub const IN: u32 = 1 << 25;
/// `all`, `total`.
pub const ALL: u32 = 1 << 26;

/// Words that have a role in any case.
const ANY_CASE: &[(u32, &[&str])] = &[
    (
        JOINT,
        &[
            "while", "whereas", "although", "though", "because", "when", "after", "before", "since", "until",
            "that", "as", "if",
        ],
    ),
    (BE, &["is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "’s", "’re"]),
    (AUXILIARY, &["have", "has", "had", "having", "do", "does", "did", "'ve", "’ve", "'d", "’d"]),
    (GET, &["get", "got", "gets"]),
    (
        SUBORDINATOR,
        &[
            "that", "because", "although", "though", "while", "whereas", "if", "unless", "whether", "once",
            "lest", "than",
        ],
    ),
    (EITHER, &["after", "before", "since", "until", "till", "as", "for"]),
    (
        PARTICIPIAL,
        &[
            "following",
            "regarding",
            "concerning",
            "including",
            "according",
            "pending",
            "excluding",
            "barring",
        ],
    ),
    (NEVER, &["not", "n't", "n’t", "never"]),
    (THAT, &["that"]),
    (ALONE, &["that", "this", "these", "those", "all", "both", "some"]),
    (PLEASE, &["please"]),
    (SUCH, &["such"]),
    (IN, &["in"]),
    (ALL, &["all", "total"]),
];

/// Words that have a role as they are written here.
const AS_WRITTEN: &[(u32, &[&str])] = &[
    (MARK, &["(", ")", ";", "—", "–", ":", "--"]),
    (COPULA, &["is", "are", "was", "were"]),
    (BEFORE_THAT, &["following", "regarding", "concerning"]),
    (ARTICLE, &["a", "an", "the", "A", "An", "The"]),
    (PARTICLE, &["up", "down", "in", "out", "off", "over"]),
    (QUANTIFIER, &["several", "many", "few", "various"]),
    (LAST, &["last"]),
    (GENITIVE, &["'S", "’S"]),
];

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

    /// The number of the word at `word` of `text`, which holds for a sentence.
    pub fn number(&mut self, text: &str, word: Range<usize>) -> u32 {
        let Some(key) = packed(text.as_bytes(), &word) else { return self.number_of_long(&text[word]) };
        if self.keys.len() * 2 >= self.places.len() {
            self.grow();
        }
        let mask = self.places.len() - 1;
        let mut place = mixed(key) & mask;
        while let Some(number) = self.places[place].checked_sub(1) {
            if self.keys[number as usize] == key {
                return number;
            }
            place = (place + 1) & mask;
        }
        let number = self.add(&text[word], key);
        self.places[place] = number + 1;
        number
    }

    fn number_of_long(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.long.get(word) {
            return number;
        }
        let number = self.add(word, 0);
        self.long.insert(word.into(), number);
        number
    }

    /// Takes in a new word. There are never more of them than [`MOST`] and a sentence.
    fn add(&mut self, word: &str, key: u128) -> u32 {
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX - 1);
        self.keys.push(key);
        self.seen.push(Seen::default());
        self.roles.push(roles(word));
        self.forms.push(Form { lemmas: [const { None }; 4] });
        self.latest.push(Latest { tag: Tag::Outside, document: self.document, sym: Sym(0) });
        number
    }

    /// Makes the table twice as large, a power of two.
    fn grow(&mut self) {
        let count = (self.places.len() * 2).max(1 << 10);
        self.places.clear();
        self.places.resize(count, 0);
        for (number, key) in (1..).zip(&self.keys).filter(|(_, key)| **key != 0) {
            let mut place = mixed(*key) & (count - 1);
            while self.places[place] != 0 {
                place = (place + 1) & (count - 1);
            }
            self.places[place] = number;
        }
    }

    /// Tags the words of a sentence, whose numbers are `numbers`.
    pub fn tag(&mut self, words: &[&str], numbers: &[u32], tags: &mut Vec<Tag>) {
        tag_words(words, numbers, &mut self.seen, &mut self.window, tags);
    }

    /// The roles of the word with this number.
    pub fn roles(&self, number: u32) -> u32 {
        self.roles[number as usize]
    }

    /// The lemma of the word with this number as `tag`, if it was asked for before.
    pub fn kept_lemma(&self, number: u32, tag: Tag) -> Option<&str> {
        let kept = self.forms[number as usize].lemmas[tag as usize % 4].as_ref()?;
        (kept.tag == tag).then_some(&*kept.text)
    }

    /// The lemma of `word`, which has this number, as `tag`.
    pub fn lemma(&mut self, number: u32, word: &str, tag: Tag, vocab: &mut Vocab) -> Sym {
        let latest = self.latest[number as usize];
        if latest.document == self.document && latest.tag == tag && tag != Tag::Outside {
            return latest.sym;
        }
        let sym = self.interned(number, word, tag, vocab);
        self.latest[number as usize] = Latest { tag, document: self.document, sym };
        sym
    }

    fn interned(&mut self, number: u32, word: &str, tag: Tag, vocab: &mut Vocab) -> Sym {
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

/// The bytes of a short word and their number in one figure.
fn packed(text: &[u8], word: &Range<usize>) -> Option<u128> {
    let length = word.len();
    (length < 16).then(|| loaded(text, word.start, word.end) | (length as u128) << 120)
}

fn mixed(key: u128) -> usize {
    let [low, high] = [key as u64, (key >> 64) as u64];
    let mixed = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize
}

fn roles(word: &str) -> u32 {
    let role = |role: u32, holds: bool| if holds { role } else { 0 };
    let any_case = ANY_CASE.iter().map(|(bit, words)| role(*bit, is_any(word, words)));
    let as_written = AS_WRITTEN.iter().map(|(bit, words)| role(*bit, words.contains(&word)));
    let not = word == "not" || word.ends_with("n't") || word.ends_with("n’t");
    any_case.chain(as_written).fold(0, |all, bit| all | bit)
        | role(FUNCTION, is_function_word(word))
        | role(NOT, not)
        | cue_bits(mode::cue(word))
}
