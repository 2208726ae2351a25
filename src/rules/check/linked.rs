//! Which documents are about one thing: those that share facts, and names that few others have.
//! Knows no rule.

use rustc_hash::FxHashMap;

use crate::align::{Alignment, Ledger};
use crate::claim::WordClass;
use crate::lexicon::closed::calendar::{month, weekday};

/// How much two documents must share to be about one thing.
pub const LINKED: u32 = 9;
/// What a fact in common counts, and what a name does.
const FACT: u32 = 4;
const NAME: u32 = 3;

/// What two documents share, for pairs that share anything.
#[must_use]
pub fn links(ledger: &Ledger, alignment: &Alignment) -> FxHashMap<(usize, usize), u32> {
    // What stands everywhere links nothing.
    const FEW: usize = 8;
    let mut shared: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    let mut add = |documents: &[usize], weight: u32| {
        for (at, &x) in documents.iter().enumerate().take(FEW) {
            for &y in documents[at + 1..].iter().take(FEW) {
                *shared.entry((x, y)).or_default() += weight;
            }
        }
    };
    for fact in &alignment.facts {
        let documents = fact.claims.iter().map(|&claim| ledger.document_of(claim));
        let mut documents: Vec<usize> = documents.collect();
        documents.dedup();
        add(&documents, FACT);
    }
    let mut names: Vec<Vec<usize>> = vec![Vec::new(); ledger.vocab.len()];
    for (index, document) in ledger.documents.iter().enumerate() {
        for sentence in &ledger.sentences[document.sentences.start as usize..document.sentences.end as usize]
        {
            for word in sentence.words.iter().filter(|word| word.class == WordClass::Name) {
                let known = &mut names[word.lemma.0 as usize];
                if known.last() != Some(&index) {
                    known.push(index);
                }
            }
        }
    }
    for (text, documents) in ledger.vocab.words().zip(&names) {
        let few = (2..=FEW).contains(&documents.len());
        if few && month(text).is_none() && weekday(text).is_none() {
            add(documents, NAME);
        }
    }
    shared
}
