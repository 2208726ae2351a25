//! What a sum of money is for: two sums that are paid for different things are two facts, however alike
//! they are told.

use super::judge::Judge;
use super::slip::is_point_moved;
use crate::claim::{Claim, Dimension, Sym, Word, WordClass};
use crate::lexicon::concepts::{Pos, Relation, is_known, relate};

impl Judge<'_> {
    /// True for two sums of which each stands with things of its own: "the kitchen cost 3 million", "5 million
    /// was paid for the roof".
    pub(super) fn other_purpose(&self) -> bool {
        let (Some(p), Some(q)) = (self.x.measure(), self.y.measure()) else { return false };
        // "A budget of €3.4 million", "all this was made for 340,000 euros": whatever they are called, they are one sum.
        if p.dimension() != Dimension::Money || is_point_moved(p, q) {
            return false;
        }
        let word = |sym: Sym| self.ledger.vocab.word(sym);
        // Not the council of "the Norwell Arts Council", who pays for everything.
        let named = |noun: Sym| {
            [self.x, self.y].into_iter().any(|claim| {
                let is_name = |w: &Word| w.class == WordClass::Name && w.lemma == noun;
                let own =
                    claim.slots.noun.iter().map(|noun| noun.head).chain(claim.slots.names.iter().copied());
                self.ledger.sentence_of(claim).words.iter().any(is_name)
                    || own
                        .map(word)
                        .any(|name| name.contains(' ') && name.split(' ').any(|w| w == word(noun)))
            })
        };
        let things = |claim: &Claim| {
            let slots = &claim.slots;
            let nouns = slots.noun.iter().map(|noun| noun.head).chain(slots.arguments.iter().copied());
            let is_thing =
                |&noun: &Sym| !word(noun).contains(' ') && is_known(word(noun), Pos::Noun) && !named(noun);
            nouns.filter(is_thing).collect::<Vec<_>>()
        };
        let (p, q) = (things(self.x), things(self.y));
        // A fence and a jetty are of one sort, and two things to pay for.
        let akin = |one: &Sym| {
            q.iter().any(|other| {
                let like = relate((word(*one), Pos::Noun), (word(*other), Pos::Noun));
                let apart =
                    matches!(like.relation, Relation::Unrelated | Relation::Antonym | Relation::Sibling);
                like.strength >= 0.3 && !apart
            })
        };
        !p.is_empty() && !q.is_empty() && !p.iter().any(akin)
    }
}
