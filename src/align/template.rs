//! Sentences that say the same in nearly the same words, and which values then stand in
//! the same place: "the confirmed cases reached 66, with few ..." and "... reached 74, ...".

use std::cell::RefCell;
use std::ops::Range;

use super::Ledger;
use super::names::misspelt;
use crate::claim::{Claim, Sentence, Sym, Vocab, WordClass};
use crate::lexicon::concepts::{Pos, Relation, is_known, relate};

/// The common frame of two sentences.
#[derive(Clone, Debug)]
pub struct Template {
    /// Words in common over all words, from 0 to 1.
    pub likeness: f32,
    /// How much the common words say, from 0 to 1: few of them ("Default: 5") are a formula.
    pub substance: f32,
    /// Pairs of places in the two frames that match, ascending in both.
    matched: Vec<(u16, u16)>,
    /// The place in its frame of each word of the two sentences.
    places: (Vec<u16>, Vec<u16>),
    /// A name on one side stands where the other has a different one.
    pub other_names: bool,
    /// So do common nouns, of which the two share hardly more: "spent 5 million on its jetty", "on its
    /// fence".
    pub other_things: bool,
}

/// The words of a sentence, with each run of figures as one: "June 2, 2020" stands where
/// "April 2020" may stand.
struct Frame {
    /// The lemma at each place; none for figures.
    keys: Vec<Option<Sym>>,
    /// True where a word with a meaning stands.
    content: Vec<bool>,
    /// The place of each word.
    place_of: Vec<u16>,
}

impl Frame {
    fn of(sentence: &Sentence) -> Self {
        let mut frame = Self {
            keys: Vec::with_capacity(sentence.words.len()),
            content: Vec::new(),
            place_of: Vec::new(),
        };
        for word in &sentence.words {
            let key = (word.class != WordClass::Number).then_some(word.lemma);
            if key.is_some() || frame.keys.last() != Some(&None) {
                frame.keys.push(key);
                frame.content.push(!matches!(word.class, WordClass::Number | WordClass::Function));
            }
            frame.place_of.push(narrow(frame.keys.len() - 1));
        }
        frame
    }

    /// The words of `class` that stand at the places.
    fn words<'s>(
        &'s self,
        sentence: &'s Sentence,
        class: WordClass,
        places: Range<usize>,
    ) -> impl Iterator<Item = Sym> + 's {
        let first = self.place_of.partition_point(|&place| usize::from(place) < places.start);
        (first..self.place_of.len())
            .take_while(move |&at| usize::from(self.place_of[at]) < places.end)
            .map(|at| &sentence.words[at])
            .filter(move |word| word.class == class)
            .map(|word| word.lemma)
    }
}

/// The unmatched runs between matches, as places of both sides.
fn gaps(matched: &[(u16, u16)], n: usize, m: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let ends = std::iter::once((0, 0)).chain(matched.iter().map(|&(i, j)| (i as usize + 1, j as usize + 1)));
    let starts = matched.iter().map(|&(i, j)| (i as usize, j as usize)).chain(std::iter::once((n, m)));
    ends.zip(starts).map(|((i, j), (k, l))| (i..k, j..l)).collect()
}

/// Longest sentence, in words, that is compared word by word.
const LONGEST: usize = 160;

impl Template {
    /// Compares two sentences word by word; figures match each other. None when they are
    /// too long or too unlike for a common frame.
    #[must_use]
    pub fn of(vocab: &Vocab, a: &Sentence, b: &Sentence) -> Option<Self> {
        thread_local! {
            static TABLE: RefCell<Vec<u16>> = const { RefCell::new(Vec::new()) };
        }
        TABLE.with_borrow_mut(|table| Self::compared(vocab, a, b, table))
    }

    /// As [`Template::of`], with room for the table.
    fn compared(vocab: &Vocab, a: &Sentence, b: &Sentence, table: &mut Vec<u16>) -> Option<Self> {
        let (x, y) = (Frame::of(a), Frame::of(b));
        let (n, m) = (x.keys.len(), y.keys.len());
        if n == 0 || m == 0 || n > LONGEST || m > LONGEST || n > 3 * m + 8 || m > 3 * n + 8 {
            return None;
        }
        // Longest common subsequence, by the usual table.
        let width = m + 1;
        table.clear();
        table.resize((n + 1) * width, 0);
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                table[i * width + j] = if x.keys[i] == y.keys[j] {
                    table[(i + 1) * width + j + 1] + 1
                } else {
                    table[(i + 1) * width + j].max(table[i * width + j + 1])
                };
            }
        }
        let total = f32::from(table[0]);
        #[allow(clippy::cast_precision_loss)]
        let likeness = 2.0 * total / (n + m) as f32;
        if likeness < LEAST {
            return None;
        }
        let mut matched = Vec::with_capacity(table[0] as usize);
        let (mut i, mut j) = (0, 0);
        while i < n && j < m {
            if x.keys[i] == y.keys[j] && table[i * width + j] == table[(i + 1) * width + j + 1] + 1 {
                matched.push((narrow(i), narrow(j)));
                i += 1;
                j += 1;
            } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        // In a copied sentence a name that is off by a letter is the same name, misspelt.
        let other = |one: &[Sym], other: &[Sym]| match (one, other) {
            ([], _) | (_, []) => false,
            ([p], [q]) if likeness >= COPIED => !misspelt(vocab.word(*p), vocab.word(*q)),
            _ => true,
        };
        let standing = |frame: &Frame, sentence: &Sentence, class, places: &Range<usize>| {
            frame.words(sentence, class, places.clone()).collect::<Vec<_>>()
        };
        let (mut other_names, mut differing) = (false, 0);
        for (p, q) in gaps(&matched, n, m) {
            let both = |class| (standing(&x, a, class, &p), standing(&y, b, class, &q));
            let (names, nouns) = (both(WordClass::Name), both(WordClass::Noun));
            other_names |= other(&names.0, &names.1);
            differing += usize::from(unlike(vocab, &nouns.0, &nouns.1));
        }
        let other_things = differing > 0 && {
            let noun = |place: u16| {
                let at = x.place_of.partition_point(|&own| own < place);
                a.words.get(at).is_some_and(|word| word.class == WordClass::Noun)
            };
            matched.iter().filter(|&&(i, _)| noun(i)).count() <= MORE_SHARED * differing
        };
        let content = matched.iter().filter(|&&(i, _)| x.content[usize::from(i)]).count();
        #[allow(clippy::cast_precision_loss)]
        let substance = (content as f32 / SUBSTANTIAL).min(1.0);
        Some(Self {
            likeness,
            substance,
            matched,
            places: (x.place_of, y.place_of),
            other_names,
            other_things,
        })
    }

    /// True when word `i` of the first sentence and word `j` of the second stand in the
    /// same place of the frame: matched to each other, or in the same gap.
    #[must_use]
    pub fn same_place(&self, i: usize, j: usize) -> bool {
        let (Some(&i), Some(&j)) = (self.places.0.get(i), self.places.1.get(j)) else { return false };
        let before_i = self.matched.partition_point(|&(x, _)| x < i);
        let before_j = self.matched.partition_point(|&(_, y)| y < j);
        let match_i = self.matched.get(before_i).is_some_and(|&(x, _)| x == i);
        let match_j = self.matched.get(before_j).is_some_and(|&(_, y)| y == j);
        match (match_i, match_j) {
            (true, true) | (false, false) => before_i == before_j,
            _ => false,
        }
    }
}

/// True when both have nouns, and none of the one is said in other words by the other.
fn unlike(vocab: &Vocab, a: &[Sym], b: &[Sym]) -> bool {
    let known = |list: &[Sym]| list.last().is_some_and(|&noun| is_known(vocab.word(noun), Pos::Noun));
    known(a)
        && known(b)
        && !a.iter().any(|&p| {
            b.iter().any(|&q| {
                let like = relate((vocab.word(p), Pos::Noun), (vocab.word(q), Pos::Noun));
                like.strength >= AKIN
                    && !matches!(
                        like.relation,
                        Relation::Unrelated | Relation::Sibling | Relation::Member | Relation::Antonym
                    )
            })
        })
}

/// Least likeness of two nouns of which one may stand for the other.
const AKIN: f32 = 0.3;
/// So many shared nouns to one that differs leave no doubt that the two speak of one thing.
const MORE_SHARED: usize = 2;
/// Common words with a meaning that make a frame a statement and no formula.
const SUBSTANTIAL: f32 = 4.0;
/// Least likeness that counts as a common frame.
const LEAST: f32 = 0.5;
/// Likeness of two sentences from which on one was copied from the other.
pub(super) const COPIED: f32 = 0.8;

fn narrow(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// Index of the first word of `claim` among the words of its sentence.
#[must_use]
pub fn word_index(ledger: &Ledger, claim: &Claim) -> usize {
    let words = &ledger.sentence_of(claim).words;
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    // The figure itself, past its hedge.
    (at..words.len())
        .take_while(|&i| words[i].place.start < claim.place.end)
        .find(|&i| words[i].class == WordClass::Number)
        .unwrap_or(at)
}
