//! What the small words around a value refer to: pronouns, names that one side alone has, and the
//! words before a date that make it a bound.

use super::evidence::{Veto, What};
use super::judge::Judge;
use super::template::word_index;
use crate::claim::{Claim, Days, Dimension, Sym, Value, Word, WordClass};
use crate::lexicon::concepts::{Pos, Relation, relation};

/// How a date stands to what it dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    At,
    Before,
    After,
    From,
    Until,
}

impl Edge {
    /// True when something that was to be so before or after `bound` may have come about on `day`. What has been so
    /// since a day, or until one, has no other day.
    fn allows(self, bound: Days, day: Days) -> bool {
        match self {
            Self::Before => bound.high.zip(day.high).is_some_and(|(bound, day)| day <= bound),
            Self::After => bound.low.zip(day.low).is_some_and(|(bound, day)| day >= bound),
            Self::At | Self::From | Self::Until => false,
        }
    }

    /// True when two bounds in different words are one: "by 31 March 2024", "before April 2024".
    fn meets(self, bound: Days, other: Self, day: Days) -> bool {
        // On which side of the day that it names a bound falls depends on the word: "by" and "through" hold their day,
        // "before" and "until" may not.
        let eve =
            |end: Option<i32>, next: Option<i32>| end.zip(next).is_some_and(|(end, next)| end + 1 == next);
        let ends = |edge: Self| matches!(edge, Self::Before | Self::Until);
        ends(self) && ends(other) && (eve(bound.high, day.low) || eve(day.high, bound.low))
    }
}

impl Judge<'_> {
    /// A pronoun must find its noun on the other side, and a name is there for a reason.
    pub(super) fn referents(&mut self) {
        for (own, other) in [(self.x, self.y), (self.y, self.x)] {
            let Some(weight) = self.pronoun(own) else { continue };
            if self.meets_antecedent(own, other) {
                self.add(What::Antecedent, 0.6);
            } else {
                self.add(What::Pronoun, weight);
            }
        }
        let (p, q) = (&self.x.slots.names, &self.y.slots.names);
        if p.is_empty() != q.is_empty() {
            let (own, other) = if p.is_empty() { (self.y, self.x) } else { (self.x, self.y) };
            let words = self.ledger.sentence_of(other).words.iter();
            let names = words.filter(|word| word.class == WordClass::Name).map(|word| word.lemma);
            // The name that a figure is told with stands at the head of its row: "Gralle with 51,141".
            let labels = other.slots.row.iter().chain(&other.slots.column).copied();
            let said: Vec<&str> = names.chain(labels).map(|sym| self.ledger.vocab.word(sym)).collect();
            let mentioned =
                |name: &Sym| self.ledger.vocab.word(*name).split(' ').any(|part| said.contains(&part));
            let heads = |word: &Word| word.class == WordClass::Name && other.slots.row.contains(&word.lemma);
            let headed = || self.ledger.sentence_of(own).words.iter().any(heads);
            if !own.slots.names.iter().any(mentioned) && !headed() {
                // A name that recurs in the other text goes without saying there.
                let document =
                    self.ledger.document_of(if std::ptr::eq(other, self.x) { self.a } else { self.b });
                let recurs = self.ledger.sentence_of(own).words.iter().any(|word| {
                    word.class == WordClass::Name
                        && own.slots.names.iter().any(|&name| {
                            let lemma = self.ledger.vocab.word(word.lemma);
                            self.ledger.vocab.word(name).split(' ').any(|part| part == lemma)
                        })
                        && self.kin.recurs(document, self.terms.own(word.lemma))
                });
                self.add(What::LoneName, if recurs { -0.4 } else { -1.4 });
            }
        }
        if !self.is_dated() && self.earlier(self.x) != self.earlier(self.y) {
            self.add(What::Earlier, -0.8);
        }
        if self.x.slots.period.is_some() != self.y.slots.period.is_some() && !self.is_dated() {
            self.add(What::LonePeriod, -0.4);
        }
    }

    /// What a pronoun at the head of the claim's sentence weighs against it.
    fn pronoun(&self, claim: &Claim) -> Option<f32> {
        let first = self.ledger.sentence_of(claim).words.first()?;
        match self.ledger.vocab.word(first.lemma) {
            "they" | "these" | "those" => Some(-0.7),
            "it" | "this" | "he" | "she" => Some(-0.3),
            _ => None,
        }
    }

    /// True when a noun or name of the other claim's clause stands in the sentence before.
    fn meets_antecedent(&self, own: &Claim, other: &Claim) -> bool {
        let document = &self.ledger.documents
            [self.ledger.document_of(if std::ptr::eq(own, self.x) { self.a } else { self.b })];
        let Some(before) = own.sentence.checked_sub(1).filter(|before| document.sentences.contains(before))
        else {
            return false;
        };
        let words = &self.ledger.sentences[before as usize].words;
        let slots = &other.slots;
        let wanted = slots.noun.iter().map(|noun| noun.head).chain(slots.arguments.iter().copied());
        let wanted: Vec<&str> = wanted.map(|sym| self.ledger.vocab.word(sym)).collect();
        words.iter().any(|word| {
            let lemma = self.ledger.vocab.word(word.lemma);
            match word.class {
                WordClass::Noun => wanted.iter().any(|noun| {
                    *noun == lemma
                        || matches!(
                            relation((noun, Pos::Noun), (lemma, Pos::Noun)),
                            Relation::Synonym | Relation::Hypernym
                        )
                }),
                WordClass::Name => slots
                    .names
                    .iter()
                    .any(|&name| self.ledger.vocab.word(name).split(' ').any(|w| w == lemma)),
                _ => false,
            }
        })
    }

    /// "Built in 1996" and "built before 2000" do not date one thing twice, and times that are
    /// counted from something are counted from different things.
    pub(super) fn edges(&mut self) {
        let duration = self.x.measure().is_some_and(|m| m.dimension() == Dimension::Duration);
        if duration && (self.counted_from(self.x) || self.counted_from(self.y)) {
            self.vetoes.push(Veto::OtherEdge);
        }
        if !self.is_dated() && self.each(self.x) != self.each(self.y) {
            self.add(What::Each, -1.5);
        }
        let pointed = self.x.point().is_some() && self.y.point().is_some();
        if pointed && self.edge(self.x) != self.edge(self.y) {
            self.vetoes.push(Veto::OtherEdge);
        }
    }

    /// Keeps a day apart from the bound that it is within, and a bound from the same one in other words, however alike
    /// they are worded.
    pub(super) fn bounds(&mut self) {
        let (Some(p), Some(q)) = (self.x.date(), self.y.date()) else { return };
        let allows = |own: &Claim, bound: Days, other: &Claim, day: Days| {
            let edge = self.edge(own);
            edge.allows(bound, day) && self.edge(other) == Edge::At
        };
        let one_bound = self.edge(self.x).meets(p.days, self.edge(self.y), q.days);
        if one_bound || allows(self.x, p.days, self.y, q.days) || allows(self.y, q.days, self.x, p.days) {
            self.vetoes.push(Veto::Allowed);
        }
    }

    /// `the rate had been 8`: so it was before.
    fn earlier(&self, claim: &Claim) -> bool {
        let words = &self.ledger.sentence_of(claim).words;
        let at = words.partition_point(|word| word.place.end <= claim.place.start);
        let before = &words[at.saturating_sub(4)..at];
        before.windows(2).any(|pair| {
            self.ledger.vocab.word(pair[0].lemma) == "have" && self.ledger.vocab.word(pair[1].lemma) == "be"
        })
    }

    /// `six minutes later`, `two weeks after the fire`
    fn counted_from(&self, claim: &Claim) -> bool {
        let words = &self.ledger.sentence_of(claim).words;
        let next = words.iter().find(|word| word.place.start >= claim.place.end);
        let verb = claim.slots.predicate.as_ref().map_or("", |verb| self.ledger.vocab.word(verb.verb));
        // "waits 20 seconds before it tries again"
        let lasts = matches!(verb, "wait" | "last" | "take" | "spend" | "stay" | "pause" | "remain" | "keep");
        next.is_some_and(|word| match self.ledger.vocab.word(word.lemma) {
            "later" | "earlier" | "ago" | "early" | "late" => true,
            "after" | "before" => !lasts,
            _ => false,
        })
    }

    /// `each point is worth 200`, `200 per head`: of one of many.
    fn each(&self, claim: &Claim) -> bool {
        if claim.measure().is_none_or(|measure| measure.per.is_some()) {
            return false;
        }
        let words = &self.ledger.sentence_of(claim).words;
        let at = words.partition_point(|word| word.place.end <= claim.place.start);
        let each = |lemma: &str| matches!(lemma, "each" | "apiece");
        let near = words[at.saturating_sub(8)..].iter().take(14);
        near.into_iter().any(|word| each(self.ledger.vocab.word(word.lemma)))
    }

    fn edge(&self, claim: &Claim) -> Edge {
        if let Value::Range(range) = &claim.value {
            return if range.start.is_some() { Edge::From } else { Edge::Until };
        }
        let words = &self.ledger.sentence_of(claim).words;
        let at = words.partition_point(|word| word.place.end <= claim.place.start);
        let at = at.min(word_index(self.ledger, claim));
        // "until the evening of May 4", "by the end of 2027"
        for (nth, word) in words[..at].iter().enumerate().rev().take(5) {
            match self.ledger.vocab.word(word.lemma) {
                "than" => {
                    // "no later than 30 November"
                    return match nth.checked_sub(1).map(|before| self.ledger.vocab.word(words[before].lemma))
                    {
                        Some("late" | "later") => Edge::Before,
                        Some("early" | "earlier" | "soon" | "sooner") => Edge::From,
                        _ => Edge::At,
                    };
                }
                "before" | "by" | "prior" => return Edge::Before,
                "after" | "following" => return Edge::After,
                "since" | "from" => return Edge::From,
                "until" | "till" | "through" | "to" => return Edge::Until,
                "the" | "end" | "start" | "beginning" | "of" | "evening" | "morning" | "afternoon"
                | "night" | "middle" | "late" | "early" | "close" => {}
                _ => return Edge::At,
            }
        }
        Edge::At
    }
}
