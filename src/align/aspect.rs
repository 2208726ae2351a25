//! Which side of a thing a measure is of: its length, width, height or depth, or what it says of the
//! thing's kind, as in `a 60-tonne crane`.

use super::judge::Judge;
use crate::claim::{Claim, Dimension, WordClass};

/// What a length is the length of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    Length,
    Width,
    Height,
    Depth,
    Thickness,
    Diameter,
    Distance,
    Perimeter,
}

/// Aspect of a word beside a length: `long`, `width`, `above`.
fn aspect(word: &str) -> Option<Aspect> {
    Some(match word {
        "long" | "length" => Aspect::Length,
        "wide" | "width" | "broad" | "breadth" | "beam" => Aspect::Width,
        "high" | "tall" | "height" | "altitude" | "elevation" => Aspect::Height,
        "deep" | "depth" | "draught" => Aspect::Depth,
        "thick" | "thickness" => Aspect::Thickness,
        "diameter" | "across" => Aspect::Diameter,
        "distance" | "away" | "apart" | "upstream" | "downstream" | "offshore" | "inland" => Aspect::Distance,
        "circumference" | "perimeter" => Aspect::Perimeter,
        _ => return None,
    })
}

/// Verbs that say of a thing what it is like: `the crane weighs 60 tonnes`.
const OWN: &[&str] = &[
    "be", "weigh", "measure", "have", "span", "stretch", "reach", "run", "extend", "cover", "stand", "rise",
    "displace", "hold",
];

impl Judge<'_> {
    /// True when the two measure different sides of things: "9 m long", "1.2 m wide"; or one says of
    /// what sort a thing is and the other what it did: "a 60-tonne crane", "the crane lifted 5 tonnes".
    pub(super) fn other_aspect(&self) -> bool {
        let (Some(p), Some(q)) = (self.x.measure(), self.y.measure()) else { return false };
        if p.dimension() == Dimension::Length
            && q.dimension() == Dimension::Length
            && let (Some(own), Some(other)) = (self.aspect(self.x), self.aspect(self.y))
        {
            // A hole 85 metres wide is 85 metres across, and so is a round one.
            let across = |aspect| matches!(aspect, Aspect::Width | Aspect::Diameter);
            return own != other && !(across(own) && across(other));
        }
        if matches!(p.dimension(), Dimension::Count | Dimension::Money | Dimension::Percent) {
            return false;
        }
        let (own, other) = (self.attributive(self.x), self.attributive(self.y));
        own != other && {
            let told = if own { self.y } else { self.x };
            let verb = told.slots.predicate.as_ref().filter(|verb| !verb.nominal);
            verb.is_some_and(|verb| !OWN.contains(&self.ledger.vocab.word(verb.verb)))
        }
    }

    /// What is said right behind a length, or named right before it: `1.2 m wide`, `a depth of 30 m`.
    fn aspect(&self, claim: &Claim) -> Option<Aspect> {
        let words = &self.ledger.sentence_of(claim).words;
        let word = |at: usize| words.get(at).map(|word| self.ledger.vocab.word(word.lemma));
        let from = words.partition_point(|word| word.place.end <= claim.place.start);
        let behind = words.partition_point(|word| word.place.start < claim.place.end);
        // "3 metres long", "3 metres in diameter"
        let after = word(behind)
            .and_then(|next| if next == "in" { word(behind + 1).and_then(aspect) } else { aspect(next) });
        after.or_else(|| {
            let before = words[..from].iter().rev().take(3);
            let mut before = before.take_while(|word| {
                matches!(word.class, WordClass::Function | WordClass::Noun | WordClass::Verb)
            });
            before.find_map(|word| {
                (word.class == WordClass::Noun).then(|| aspect(self.ledger.vocab.word(word.lemma))).flatten()
            })
        })
    }

    /// `a 60-tonne crane`: the measure stands before a noun, joined to its unit.
    fn attributive(&self, claim: &Claim) -> bool {
        /// Bytes between the unit and the noun: a space.
        const GAP: u32 = 1;
        let noun = claim.slots.noun.as_ref().filter(|noun| !noun.implied);
        noun.and_then(|noun| noun.place.start.checked_sub(claim.place.end)).is_some_and(|gap| gap <= GAP)
    }
}
