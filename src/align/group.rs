//! Age groups that sentences tell of: what is true of one is another matter for the next.

use super::Ledger;
use super::neighbours::in_sentence;
use super::score::agreement;
use crate::claim::{Agreement, Claim, Kind, Sym};

/// True for "12 falls among the over-nineties", "31 falls among residents in their eighties": both sentences name an
/// age group, and not the same one.
#[must_use]
pub fn other_group(ledger: &Ledger, a: u32, b: u32) -> bool {
    let (mine, theirs) = (Groups::of(ledger, a), Groups::of(ledger, b));
    if mine.is_empty() || theirs.is_empty() {
        return false;
    }
    let ages = mine.ages.iter().any(|x| theirs.ages.iter().any(|y| agreement(x, y) != Agreement::Conflict));
    let words = mine.words.iter().any(|word| theirs.words.contains(word));
    !ages && !words
}

/// The age groups of a sentence.
struct Groups<'l> {
    /// Ranges and bounds: `in their forties`, `aged 60 to 69`, `under 5`.
    ages: Vec<&'l Claim>,
    /// `over-nineties`, `under-18s`.
    words: Vec<Sym>,
}

impl<'l> Groups<'l> {
    /// Those around claim `own`, which is none of them itself.
    fn of(ledger: &'l Ledger, own: u32) -> Self {
        let is_group = |near: &&Claim| {
            near.kind == Kind::Age
                && near.measure().is_some_and(|measure| measure.is_range || measure.hedge.is_bound())
        };
        let is_word = |sym: &Sym| {
            let word = ledger.vocab.word(*sym);
            word.strip_prefix("over-").or_else(|| word.strip_prefix("under-")).is_some_and(|age| {
                let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
                tens.iter().any(|ten| age.starts_with(&ten[..ten.len() - 1]))
                    || age.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let sentence = ledger.sentence_of(&ledger.claims[own as usize]);
        let words = sentence.words.iter().map(|word| word.lemma).filter(is_word);
        Self { ages: in_sentence(ledger, own).filter(is_group).collect(), words: words.collect() }
    }

    fn is_empty(&self) -> bool {
        self.ages.is_empty() && self.words.is_empty()
    }
}
