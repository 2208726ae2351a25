//! What the words around a value say of it: that it is an average, of last year, all there are.

use super::Ledger;
use crate::claim::{Claim, WordClass};
use crate::lexicon::concepts::hypernym_distance;

/// What is said of many values at once: 1 an average, 2 a median, 3 a peak, 4 a low.
#[must_use]
pub fn statistic(ledger: &Ledger, claim: &Claim) -> Option<u8> {
    /// Words before the value, and in all, that are looked at.
    const BEFORE: usize = 7;
    const ALL: usize = 13;
    let words = &ledger.sentence_of(claim).words;
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    words[at.saturating_sub(BEFORE)..].iter().take(ALL).find_map(|word| match ledger.vocab.word(word.lemma) {
        "average" | "mean" | "typical" => Some(1),
        "median" => Some(2),
        "peak" | "record" | "highest" | "maximum" | "largest" | "high" | "most" => Some(3),
        "lowest" | "minimum" | "smallest" | "low" => Some(4),
        _ => None,
    })
}

/// True where the sentence speaks of the last one, an earlier or another one.
#[must_use]
pub fn is_earlier(ledger: &Ledger, claim: &Claim) -> bool {
    let earlier = [
        "last",
        "previous",
        "earlier",
        "early",
        "former",
        "preceding",
        "prior",
        "that",
        "another",
        "old",
        "next",
        "later",
    ];
    ledger
        .sentence_of(claim)
        .words
        .windows(2)
        .any(|pair| pair[1].class == WordClass::Noun && earlier.contains(&ledger.vocab.word(pair[0].lemma)))
}

/// True for all there are of something: "the 16 stops", "all 16", "its 16 stops".
#[must_use]
pub fn is_definite(ledger: &Ledger, claim: &Claim) -> bool {
    let words = &ledger.sentence_of(claim).words;
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    words[..at].last().is_some_and(|word| {
        let near = claim.place.start.saturating_sub(word.place.end) <= 2;
        near && matches!(
            ledger.vocab.word(word.lemma),
            "the"
                | "all"
                | "both"
                | "its"
                | "their"
                | "our"
                | "his"
                | "her"
                | "my"
                | "your"
                | "these"
                | "those"
        )
    })
}

/// True where `bound` is said of each of a kind, and the sentence of `other` names one of that kind: `no grant was above
/// $75,000`, `the grant to the choir was $82,000`.
#[must_use]
pub fn names_kind(ledger: &Ledger, bound: &Claim, other: &Claim) -> bool {
    /// So many words of a sentence are looked at.
    const LONGEST: usize = 60;
    /// Steps from a kind to what is of it: a boat and a ferry.
    const STEPS: u8 = 2;
    let Some(class) = bound.slots.of_all.as_ref().and_then(|of_all| of_all.class) else { return false };
    let slots = &other.slots;
    let words = ledger.sentence_of(other).words.iter().take(LONGEST).map(|word| word.lemma);
    let kind = ledger.vocab.word(class);
    words
        .chain(slots.noun.iter().map(|noun| noun.head))
        .chain(slots.row.iter().chain(&slots.column).copied())
        .any(|word| {
            word == class
                || hypernym_distance(kind, ledger.vocab.word(word)).is_some_and(|steps| steps <= STEPS)
        })
}
