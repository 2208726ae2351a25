//! What a claim's words are about, as one vector: finds and ranks what is said in other words.

use rayon::prelude::*;

use super::Ledger;
use super::terms::Terms;
use crate::claim::{Claim, Sym, WordClass};
use crate::lexicon::vectors::{LENGTH, vector};

type Vector = [f32; LENGTH];

/// The vectors of all claims.
#[derive(Debug, Default)]
pub struct Senses {
    /// By claim, of length 1, each number in 127ths; all zero where no word is known.
    claims: Vec<[i8; LENGTH]>,
    /// By word of the vocabulary, of length 1.
    words: Vec<Option<Vector>>,
}

/// Weight of a word of the claim's own clause, against 1 for others of its sentence.
const OWN: f32 = 3.0;

impl Senses {
    /// Works out the vectors of a ledger's claims.
    #[must_use]
    pub fn new(ledger: &Ledger, terms: &Terms) -> Self {
        let words: Vec<&str> = ledger.vocab.words().collect();
        let vectors: Vec<Option<Vector>> = words.par_iter().map(|word| vector(word)).collect();
        let of = |sym: Sym| vectors[sym.0 as usize].as_ref();
        let claims = ledger.claims.par_iter().map(|claim| sum(ledger, terms, claim, &of)).collect();
        Self { claims, words: vectors }
    }

    /// Cosine of two words' vectors; 0 where one is not known.
    #[must_use]
    pub fn of_words(&self, a: Sym, b: Sym) -> f32 {
        match (&self.words[a.0 as usize], &self.words[b.0 as usize]) {
            (Some(x), Some(y)) => dot(x, y),
            _ => 0.0,
        }
    }

    /// Cosine of two claims' vectors, from -1 to 1; 0 where nothing is known.
    #[must_use]
    pub fn likeness(&self, a: u32, b: u32) -> f32 {
        let (x, y) = (&self.claims[a as usize], &self.claims[b as usize]);
        let dot: i32 = x.iter().zip(y).map(|(&p, &q)| i32::from(p) * i32::from(q)).sum();
        #[allow(clippy::cast_precision_loss)]
        let cosine = dot as f32 / (127.0 * 127.0);
        cosine.clamp(-1.0, 1.0)
    }
}

/// Sum of products, in as many lanes as a processor takes at once: the order of the sums is fixed, and not that of
/// one addition after the other, which nothing may reorder.
fn dot(x: &Vector, y: &Vector) -> f32 {
    const LANES: usize = 4;
    let mut sums = [0.0_f32; LANES];
    for (p, q) in x.chunks_exact(LANES).zip(y.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += p[lane] * q[lane];
        }
    }
    const { assert!(LENGTH.is_multiple_of(LANES)) };
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

fn sum<'v>(
    ledger: &Ledger,
    terms: &Terms,
    claim: &Claim,
    of: &impl Fn(Sym) -> Option<&'v Vector>,
) -> [i8; LENGTH] {
    let mut total = [0.0; LENGTH];
    let mut add = |sym: Sym, weight: f32| {
        if let Some(vector) = of(sym) {
            let weight = weight * terms.weight(terms.noun(sym)).min(4.0);
            total.iter_mut().zip(vector).for_each(|(sum, x)| *sum += weight * x);
        }
    };
    let slots = &claim.slots;
    let words = ledger.sentences.get(claim.sentence as usize).map_or(&[][..], |sentence| &sentence.words);
    for word in words {
        if matches!(word.class, WordClass::Noun | WordClass::Verb | WordClass::Adjective) {
            add(word.lemma, 1.0);
        }
    }
    if let Some(noun) = &slots.noun {
        add(noun.head, OWN);
        noun.modifiers.iter().for_each(|&word| add(word, OWN / 2.0));
    }
    if let Some(predicate) = &slots.predicate {
        add(predicate.verb, OWN);
    }
    let own = slots.arguments.iter().chain(&slots.row).chain(&slots.column);
    own.for_each(|&word| add(word, OWN / 2.0));
    let length = total.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length == 0.0 {
        return [0; LENGTH];
    }
    #[allow(clippy::cast_possible_truncation)]
    total.map(|x| (x / length * 127.0).round() as i8)
}
