//! The distinct words of a document. A text repeats its words, so what a word says on its own
//! (what the lexicon knows of it, its lemma, the lists it stands in) is worked out once.

use rustc_hash::FxHashMap;

use crate::claim::{Sym, Vocab};
use crate::lexicon::closed::function::is_function_word;
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::{Seen, Tag, tag_words};

/// The distinct words met so far, numbered in order.
#[derive(Debug, Default)]
pub struct Forms<'t> {
    numbers: FxHashMap<&'t str, u32>,
    seen: Vec<Seen>,
    forms: Vec<Form>,
}

/// What is known of one of them.
#[derive(Clone, Copy, Debug)]
struct Form {
    roles: u8,
    /// Its lemma by its tag; tags of one place put each other out.
    lemmas: [Option<(Tag, Sym)>; 4],
}

/// Says nothing of the topic.
pub const FUNCTION: u8 = 1;
/// Divides clauses where it is a preposition: `while`, `because`.
pub const JOINT: u8 = 1 << 1;
/// A mark that ends a clause.
pub const MARK: u8 = 1 << 2;
/// A form of `be`.
pub const BE: u8 = 1 << 3;

impl<'t> Forms<'t> {
    /// The number of `word`.
    pub fn number(&mut self, word: &'t str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word, number);
        self.seen.push(Seen::default());
        self.forms.push(Form { roles: roles(word), lemmas: [None; 4] });
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

    /// The lemma of `word`, which has this number, as `tag`.
    pub fn lemma(&mut self, number: u32, word: &str, tag: Tag, vocab: &mut Vocab) -> Sym {
        let kept = &mut self.forms[number as usize].lemmas[tag as usize % 4];
        match *kept {
            Some((of, sym)) if of == tag => sym,
            _ => {
                let sym = vocab.intern(&lemma(word, tag));
                *kept = Some((tag, sym));
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
        | role(BE, is(&["was", "were", "is", "are", "been", "be", "being"]))
}
