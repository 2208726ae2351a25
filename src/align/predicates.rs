//! What the verbs of two claims say for and against one fact: the same one, one that is like it, or another.

use std::borrow::Cow;

use super::evidence::{Veto, What};
use super::judge::Judge;
use crate::claim::{Claim, Predicate, Sym, Value};
use crate::lexicon::concepts::{LexClass, Pos, Relation, class, relate};
use crate::lexicon::vectors::likeness;

/// Cosine of two words' vectors that chance pairs reach once in a thousand.
const NEAR_WORDS: f32 = 0.5;

/// True for a verb that adds nothing to the noun of what happened: `the hearing was held`.
fn holds(predicate: &Predicate, verb: &str) -> bool {
    predicate.nominal
        || matches!(verb, "hold" | "take_place" | "take" | "occur" | "happen" | "be" | "convene" | "stage")
}

impl Judge<'_> {
    pub(super) fn predicates(&mut self, framed: bool) {
        let (Some(p), Some(q)) = (&self.x.slots.predicate, &self.y.slots.predicate) else {
            if self.is_dated() {
                // A date without a verb heads or signs a text.
                let neither = self.x.slots.predicate.is_none() && self.y.slots.predicate.is_none();
                self.add(
                    What::OtherPredicate,
                    if neither {
                        -2.5
                    } else if framed {
                        0.0
                    } else {
                        -0.8
                    },
                );
            }
            return;
        };
        let word = |verb: Sym, particle: Option<Sym>| match particle {
            Some(particle) => {
                Cow::Owned(format!("{}_{}", self.ledger.vocab.word(verb), self.ledger.vocab.word(particle)))
            }
            None => Cow::Borrowed(self.ledger.vocab.word(verb)),
        };
        let (v, w) = (word(p.verb, p.particle), word(q.verb, q.particle));
        if self.is_dated()
            && !framed
            && self.one_event()
            && [(p, &v), (q, &w)].iter().any(|(p, word)| holds(p, word))
        {
            // "the hearing was held on May 4", "the hearing on May 9 drew a crowd"
            self.add(What::LikePredicate, 1.0);
            return;
        }
        // A date is about what happened then: the verb decides. A count is about its noun.
        let strength = if self.is_dated() { 2.0 } else { 1.5 };
        if v == w {
            let rarity = (self.terms.weight(self.terms.predicate(p)) / 4.0).clamp(0.3, 1.2);
            self.add(What::SamePredicate, 1.2 * strength * rarity);
            return;
        }
        let pos = |nominal: bool| if nominal { Pos::Noun } else { Pos::Verb };
        let like = relate((&v, pos(p.nominal)), (&w, pos(q.nominal)));
        match like.relation {
            _ if like.is_one(0.3) => {
                self.add(What::LikePredicate, 1.2 * strength * like.strength.min(1.0));
            }
            Relation::Hypernym if like.strength >= 0.4 => self.add(What::LikePredicate, 0.3 * strength),
            Relation::Antonym if like.strength >= 0.5 => {
                self.add(What::OtherPredicate, -2.0);
                self.vetoes.push(Veto::Opposite);
            }
            _ => {
                if self.is_dated() && (self.names_act(p, self.y) || self.names_act(q, self.x)) {
                    // "was contained on May 4", "announced the containment on May 9"
                    self.add(What::LikePredicate, 0.9 * strength);
                    return;
                }
                let both = self.says(p, self.y) && self.says(q, self.x);
                if both {
                    // "They searched the yard on May 4, found the boat": each verb stands in
                    // both sentences, and either may be the one that the value goes with.
                    self.add(What::LikePredicate, 0.9 * strength);
                    return;
                }
                // "Nine patients were admitted" and "23 patients were tested", said by one author.
                let weight = if self.is_dated() && self.one_event() && !framed {
                    // "the hearing was held on May 4", "the hearing on May 9 drew a crowd"
                    -0.4
                } else if matches!(self.x.value, Value::Range(_)) && !framed {
                    -0.8
                } else if self.is_dated() {
                    -1.8
                } else if self.one_document() && self.is_count() {
                    -1.2
                } else {
                    -0.3
                };
                // The word vectors cannot say that two verbs mean the same, only that it may be.
                let near = likeness(&v, &w).is_some_and(|likeness| likeness >= NEAR_WORDS);
                self.add(What::OtherPredicate, if near { weight / 2.0 } else { weight });
                if self.is_dated() && framed {
                    // "signed the order on July 1", "published the order on July 8"
                    self.vetoes.push(Veto::OtherEvent);
                }
            }
        }
    }

    /// True when what `claim` is about is what `predicate` tells of, by its name: `containment` and `contain`.
    fn names_act(&self, predicate: &Predicate, claim: &Claim) -> bool {
        let Some(noun) = claim.slots.noun.as_ref().filter(|_| !predicate.nominal) else { return false };
        let word = |sym: Sym| self.ledger.vocab.word(sym);
        relate((word(predicate.verb), Pos::Verb), (word(noun.head), Pos::Noun)).is_one(0.3)
    }

    /// True when both dates are those of what happens by its name: a hearing, a launch.
    fn one_event(&self) -> bool {
        let (Some(p), Some(q)) = (&self.x.slots.noun, &self.y.slots.noun) else { return false };
        let word = self.ledger.vocab.word(p.head);
        let happens = matches!(class(word, Pos::Noun), Some(LexClass::Act | LexClass::Event));
        p.head == q.head && happens && p.modifiers.iter().any(|word| q.modifiers.contains(word))
    }

    /// True when the verb of `predicate` stands in the sentence of `claim`.
    fn says(&self, predicate: &Predicate, claim: &Claim) -> bool {
        let term = self.terms.predicate(predicate);
        self.terms.sentence(claim.sentence).iter().any(|weighted| weighted.term == term)
    }
}
