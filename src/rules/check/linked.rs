//! Which documents are about one thing: those that share facts, and names that few others have, and
//! all where they are few. Knows no rule.

use rustc_hash::FxHashMap;

use crate::align::{Alignment, Ledger, MOST_KIN};
use crate::claim::WordClass;
use crate::lexicon::closed::calendar::{month, weekday};

/// How much two documents must share to be about one thing.
const LINKED: u32 = 9;
/// Long texts share a name or two by chance: one more is asked for so many sentences.
const A_NAME_MORE: u32 = 100;
/// What a fact in common counts, and what a name does.
const FACT: u32 = 4;
const NAME: u32 = 3;

/// Documents that share enough to be about one thing.
pub struct Linked {
    /// By document, the others in order.
    others: Vec<Vec<usize>>,
    /// They are so few that they were given to be compared.
    few: bool,
}

impl Linked {
    /// Works out what the documents of a ledger share.
    #[must_use]
    pub fn of(ledger: &Ledger, alignment: &Alignment) -> Self {
        let mut others = vec![Vec::new(); ledger.documents.len()];
        for ((a, b), weight) in links(ledger, alignment) {
            let sentences = |at: usize| ledger.documents[at].sentences.len();
            let shorter = u32::try_from(sentences(a).min(sentences(b))).unwrap_or(u32::MAX);
            if a < b && weight >= LINKED.saturating_add(NAME.saturating_mul(shorter / A_NAME_MORE)) {
                others[a].push(b);
                others[b].push(a);
            }
        }
        others.iter_mut().for_each(|list| list.sort_unstable());
        Self { others, few: ledger.documents.len() <= MOST_KIN }
    }

    /// True when several facts or names stand in both documents.
    #[must_use]
    pub fn are(&self, a: usize, b: usize) -> bool {
        self.others[a].binary_search(&b).is_ok()
    }

    /// True for two documents that may be compared: one and the same, those that share much, and the
    /// few that were given together.
    #[must_use]
    pub fn comparable(&self, a: usize, b: usize) -> bool {
        a == b || self.few || self.are(a, b)
    }

    /// The documents that one may be compared with: those it shares much with, or all where they
    /// are few.
    pub fn beside(&self, document: usize) -> impl Iterator<Item = usize> {
        let all = if self.few { 0..self.others.len() } else { 0..0 };
        let linked = if self.few { &[][..] } else { &self.others[document] };
        linked.iter().copied().chain(all).filter(move |&other| other != document)
    }

    /// Every two of `items` whose documents differ and may be compared, the earlier first; `items` are in order of
    /// their documents. What stands more than `most` times in a document and those beside it is usual there, and
    /// makes no pair.
    pub fn pairs<'t, T>(
        &self,
        items: &'t [T],
        most: usize,
        document: impl Fn(&T) -> usize,
    ) -> Vec<(&'t T, &'t T)> {
        let mut pairs = Vec::new();
        if items.len() < 2 {
            return pairs;
        }
        let of = |wanted: usize| {
            let from = items.partition_point(|item| document(item) < wanted);
            let own = &items[from..];
            &own[..own.partition_point(|item| document(item) == wanted)]
        };
        for own in items.chunk_by(|a, b| document(a) == document(b)) {
            let here = document(&own[0]);
            let others: Vec<(usize, &[T])> = self
                .beside(here)
                .map(|other| (other, of(other)))
                .filter(|(_, items)| !items.is_empty())
                .collect();
            let pool = own.len() + others.iter().map(|(_, items)| items.len()).sum::<usize>();
            if pool > most {
                continue;
            }
            for (_, theirs) in others.iter().filter(|(other, _)| *other > here) {
                pairs.extend(own.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))));
            }
        }
        pairs
    }
}

/// What two documents share, for pairs that share anything, the first before the second.
fn links(ledger: &Ledger, alignment: &Alignment) -> FxHashMap<(usize, usize), u32> {
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
