//! A cell against a sentence: how far the cell's labels say what the sentence says.

use super::judge::Judge;
use super::terms::Term;
use crate::claim::{Claim, Sym};
use crate::lexicon::concepts::{Pos, Relation, relate};

impl Judge<'_> {
    /// What the labels of a cell tell of its being what a sentence gives. None for two cells,
    /// or two sentences.
    pub(super) fn label(&self) -> Option<f32> {
        let (cell, told) = match (self.x.slots.cell, self.y.slots.cell) {
            (Some(_), None) => (self.x, self.y),
            (None, Some(_)) => (self.y, self.x),
            _ => return None,
        };
        let word = |sym: Sym| self.ledger.vocab.word(sym);
        let sentence = &self.ledger.sentence_of(told).words;
        // `max_batch` itself, named in the sentence
        let named = |sym: Sym| word(sym).contains(['_', '.']) && sentence.iter().any(|w| w.lemma == sym);
        if cell.slots.row.iter().any(|&sym| named(sym)) {
            return Some(3.2);
        }
        let labels: Vec<Sym> = cell
            .slots
            .row
            .iter()
            .chain(&cell.slots.column)
            .copied()
            .filter(|&sym| !is_empty(word(sym)) && !word(sym).contains(['_', '.']))
            .collect();
        if labels.is_empty() {
            return Some(-0.5);
        }
        let near = self.clause(told);
        let far: Vec<Term> = self.terms.sentence(told.sentence).iter().map(|w| w.term).collect();
        let found: f32 = labels.iter().map(|&label| self.covered(label, &near, &far, told)).sum();
        #[allow(clippy::cast_precision_loss)]
        let share = found / labels.len() as f32;
        // One word that both have is as much as a shared noun; three are a description.
        // There is one setting of a name, and there are many cells under a heading.
        let setting = if cell.slots.row.iter().any(|&sym| word(sym).contains('_')) { 0.8 } else { 0.0 };
        let full = setting
            + match labels.len() {
                1 => 1.5,
                2 => 2.2,
                _ => 2.7,
            };
        Some((full + 1.8) * share - 1.8)
    }

    /// The terms of a claim's own clause.
    fn clause(&self, claim: &Claim) -> Vec<Term> {
        let slots = &claim.slots;
        let noun = slots.noun.iter().flat_map(|noun| noun.modifiers.iter().chain([&noun.head]));
        let mut terms: Vec<Term> = noun.chain(&slots.arguments).map(|&sym| self.terms.noun(sym)).collect();
        terms.extend(slots.predicate.iter().map(|verb| self.terms.predicate(verb)));
        terms
    }

    /// How far a label's word is said: 1 in the clause, less in the sentence or by a kind of it.
    fn covered(&self, label: Sym, near: &[Term], far: &[Term], told: &Claim) -> f32 {
        let term = self.terms.noun(label);
        if near.contains(&term) {
            return 1.0;
        }
        let as_verb = told.slots.predicate.as_ref().is_some_and(|verb| verb.verb == label);
        if as_verb {
            return 1.0;
        }
        if far.contains(&term) || self.ledger.sentence_of(told).words.iter().any(|w| w.lemma == label) {
            return 0.7;
        }
        let word = |sym: Sym| self.ledger.vocab.word(sym);
        let slots = &told.slots;
        let noun = slots.noun.iter().flat_map(|noun| noun.modifiers.iter().chain([&noun.head]));
        let nouns = noun.chain(&slots.arguments).copied();
        let verbs = slots.predicate.iter().map(|verb| (verb.verb, Pos::Verb));
        let best = nouns
            .map(|sym| (sym, Pos::Noun))
            .chain(verbs)
            .flat_map(|(sym, pos)| {
                [Pos::Noun, Pos::Verb].map(|own| relate((word(label), own), (word(sym), pos)))
            })
            .filter(|like| {
                matches!(
                    like.relation,
                    Relation::Same
                        | Relation::Synonym
                        | Relation::Derived
                        | Relation::Entails
                        | Relation::Hypernym
                )
            })
            .map(|like| like.strength)
            .fold(0.0, f32::max);
        if best >= 0.4 { best.min(0.8) } else { 0.0 }
    }
}

/// Words of labels that say nothing of what is counted.
fn is_empty(word: &str) -> bool {
    matches!(
        word,
        "total"
            | "all"
            | "overall"
            | "sum"
            | "number"
            | "count"
            | "value"
            | "amount"
            | "no"
            | "figure"
            | "n"
            | "max"
            | "min"
            | "maximum"
            | "minimum"
            | "default"
            | "year"
            | "limit"
    )
}
