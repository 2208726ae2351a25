//! What tells two claims apart that are worded alike: mode, part and whole, entry, cell, row of
//! events. Each distinction is a veto with a name.

use super::evidence::{Veto, What};
use super::judge::{Judge, is_head};
use super::ranks;
use super::terms::overlap;
use crate::claim::{Claim, Mode, Part, Slots, Sym, Value, Word, WordClass};

/// So many sentences at its beginning say when a document came out.
const OPENING: u32 = 3;

/// In so many words before a number `including` introduces it.
const INTRODUCED: usize = 4;

/// Likeness of two clauses from which on they tell of one thing in other words.
const ONE_CLAUSE: f32 = 0.5;

impl Judge<'_> {
    pub(super) fn distinctions(&mut self, framed: bool) {
        let (p, q) = (&self.x.slots, &self.y.slots);
        let fact = |mode: Mode| matches!(mode, Mode::Actual | Mode::Alleged);
        // "The shop will open on 15 May", "it opens on 1 May": what is told in the present may be what is to come.
        let coming = |own: &Slots, other: &Slots| {
            own.mode == Mode::Projected
                && other.mode == Mode::Actual
                && other.predicate.as_ref().is_some_and(|predicate| predicate.present)
        };
        if fact(p.mode) != fact(q.mode) && !coming(p, q) && !coming(q, p) {
            self.vetoes.push(Veto::OtherMode);
        }
        let copied = framed && self.copied && !self.one_document();
        if p.identifying && q.identifying && !copied {
            // "The 2017 report" and "the 2018 report" are two; where a whole sentence was copied but
            // for the year, one of them slipped.
            self.vetoes.push(Veto::Identifying);
        }
        if self.part(self.x) != self.part(self.y) && !self.is_dated() {
            self.vetoes.push(Veto::PartAndWhole);
        }
        if p.additional != q.additional {
            self.vetoes.push(Veto::Additional);
        }
        let itself = |claim: &Claim| {
            claim.slots.noun.as_ref().is_some_and(|noun| self.ledger.vocab.word(noun.head).starts_with('('))
        };
        if itself(self.x) != itself(self.y) || itself(self.x) && !self.one_document() {
            self.vetoes.push(Veto::OtherWork);
        }
        if self.is_dated() && !(copied && self.one_year()) && (self.recurs(self.x) || self.recurs(self.y)) {
            self.vetoes.push(Veto::OtherTime);
        }
        if !self.one_document()
            && self.ledger.are_of_one_series(self.ledger.document_of(self.a), self.ledger.document_of(self.b))
        {
            let one_time =
                p.period.is_some() && p.period.map(|(_, days)| days) == q.period.map(|(_, days)| days);
            let opens = |claim: &Claim| {
                let document =
                    self.ledger.document_of(if std::ptr::eq(claim, self.x) { self.a } else { self.b });
                is_head(claim) || claim.sentence < self.ledger.documents[document].sentences.start + OPENING
            };
            // What was counted then, and what was counted since.
            if self.x.measure().is_some() && !one_time || self.is_dated() && (opens(self.x) || opens(self.y))
            {
                self.vetoes.push(Veto::OtherWork);
            }
        }
        if self.default_of_another() {
            self.vetoes.push(Veto::OtherThing);
        }
        let apart = |part: Part| matches!(part, Part::Citation | Part::Contents | Part::Code);
        // Who copies an entry copies the figures that are told in it; when it was read may differ.
        let told = |claim: &Claim| {
            claim.slots.part == Part::Citation
                && claim.slots.predicate.is_some()
                && claim.slots.noun.is_some()
        };
        let one_entry = copied && !self.is_dated() && told(self.x) && told(self.y);
        if !one_entry && (apart(p.part) || apart(q.part)) {
            self.vetoes.push(Veto::OtherWork);
        }
        let entry = |claim: &Claim| self.ledger.entries.get(claim.sentence as usize).copied().flatten();
        if self.one_document() && entry(self.x) != entry(self.y) {
            // Two entries of a changelog: each was right when it was written.
            self.vetoes.push(Veto::OtherPeriod);
        }
        // The noun that opens the sentence, with ": " or ":" and some space behind it.
        let label = |claim: &Claim| {
            let noun = claim.slots.noun.as_ref()?;
            let labels = noun.place.start == self.ledger.sentence_of(claim).place.start
                && (2..=3).contains(&claim.place.start.saturating_sub(noun.place.end));
            labels.then_some(noun.head)
        };
        if self.one_document() && label(self.x).is_some() && label(self.x) == label(self.y) {
            // "Date: Fri, 15 Sep", "Date: Sun, 17 Sep": the heads of two messages in one file.
            self.vetoes.push(Veto::SideBySide);
        }
        if let (Some(cell), Some(other)) = (p.cell, q.cell) {
            if cell.0 == other.0 && self.one_document() {
                self.vetoes.push(Veto::OtherCell);
            } else if p.row == q.row
                // A label that says nothing readable is taken for the same in tables that are built alike.
                && (!p.row.is_empty() || cell.1 == other.1 && cell.2 == other.2)
                && p.column == q.column
                && self.one_topic()
                // What a table gives month by month, another gives for the year.
                && p.period.zip(q.period).is_none_or(|(own, other)| own.1 == other.1)
                && !(self.one_document() && p.total)
            {
                self.add(What::SameCell, 2.0);
            } else {
                self.vetoes.push(Veto::OtherCell);
            }
        }
        if self.x.sentence == self.y.sentence {
            self.vetoes.push(Veto::SideBySide);
        }
        if matches!(self.x.value, Value::Time(_)) && (!framed || self.one_document()) {
            // A day has many hours; which of them is meant only the same sentence tells.
            self.vetoes.push(Veto::SideBySide);
        }
        let score =
            |claim: &Claim| claim.measure().and_then(|m| m.unit).is_some_and(|unit| unit.id == "score");
        if (score(self.x) || score(self.y)) && !framed && self.one_document() {
            // A season has many matches.
            self.vetoes.push(Veto::SideBySide);
        }
        if matches!(self.x.value, Value::Ordinal(_)) && !framed {
            // "the first", "the third": members of a row, which texts name one after another. "The
            // third flood in the town's history" is a count told by all who tell it.
            let clause = overlap(self.terms.claim(self.a), self.terms.claim(self.b)).0;
            let of_one = ranks::are_of_one(self.ledger, self.x, self.y);
            if self.one_document() || clause < ONE_CLAUSE && !of_one {
                self.vetoes.push(Veto::SideBySide);
            }
        }
        if self.is_dated()
            && (is_head(self.x) || is_head(self.y))
            && p.predicate.is_some()
            && q.predicate.is_some()
        {
            // What stands over a text or under its picture speaks of its subject.
            self.add(What::Head, 1.5);
            // Heads leave out articles.
            if [self.x, self.y].iter().any(|claim| !is_head(claim) && self.names_bare(claim)) {
                self.vetoes.push(Veto::OtherThing);
            }
        }
        // "one child": a small bare number is rarely a figure that two texts repeat.
        if self.is_small() && !framed {
            self.add(What::SameValue, -1.3);
        }
        if p.part == Part::Heading && q.part == Part::Heading {
            // Headings tell sections apart.
            self.vetoes.push(Veto::OtherWork);
        }
    }

    /// True for a sentence that begins with the noun of a claim, under no article: "Results were published" is said of
    /// no report, which calls itself "the report", and "Segment profit was" of what the section is about.
    pub(super) fn names_bare(&self, claim: &Claim) -> bool {
        let sentence = self.ledger.sentence_of(claim);
        let first = sentence.words.first();
        let bare = |word: &Word| matches!(word.class, WordClass::Noun | WordClass::Adjective);
        let noun = claim.slots.noun.as_ref();
        noun.is_some_and(|noun| noun.place.start == sentence.place.start && first.is_some_and(bare))
    }

    /// True for two default values whose sentences share nothing else: "`--depth` [default: 30]" and "By
    /// default it is set to 8" are of two options, the second of one that stands above it.
    fn default_of_another(&self) -> bool {
        /// Words before a value among which `default` is said of it.
        const BEFORE: usize = 8;
        let words = [self.x, self.y].map(|claim| &self.ledger.sentence_of(claim).words);
        let word = |sym: Sym| self.ledger.vocab.word(sym);
        let said = [self.x, self.y].iter().zip(words).all(|(claim, words)| {
            let at = words.partition_point(|word| word.place.end <= claim.place.start);
            words[at.saturating_sub(BEFORE)..at].iter().any(|own| word(own.lemma) == "default")
        });
        let carries = |class| !matches!(class, WordClass::Function | WordClass::Number | WordClass::Adverb);
        let tells = |sym: Sym| {
            let usual =
                ["default", "number", "integer", "value", "type", "string", "boolean", "option", "set"];
            !usual.contains(&word(sym))
        };
        said && !words[0].iter().any(|own| {
            carries(own.class) && tells(own.lemma) && words[1].iter().any(|other| other.lemma == own.lemma)
        })
    }

    /// True for a part of something: `including 5 nurses`, `Of the works, nine are paintings`.
    fn part(&self, claim: &Claim) -> bool {
        let words = &self.ledger.sentence_of(claim).words;
        let word = |at: usize| words.get(at).map_or("", |word| self.ledger.vocab.word(word.lemma));
        let opened =
            word(0) == "of" && matches!(word(1), "the" | "its" | "their" | "our" | "these" | "those");
        let first = words.get(2).is_some_and(|word| word.place.end > claim.place.start);
        // "among them 812 pups" names the part, so that the pups are all there are; "41 of the samples" does not.
        let named = || {
            let before = words.partition_point(|word| word.place.end <= claim.place.start);
            self.beside(claim)
                && (before.saturating_sub(INTRODUCED)..before)
                    .any(|at| matches!(word(at), "include" | "including" | "among"))
        };
        claim.slots.subset && !named() || opened && !first && !self.is_dated()
    }

    /// True unless the headings above the two name different things.
    fn one_topic(&self) -> bool {
        let heading = |claim: &Claim| self.ledger.sentence_of(claim).heading;
        match (heading(self.x), heading(self.y)) {
            (Some(h), Some(k)) => h == k || overlap(self.terms.sentence(h), self.terms.sentence(k)).0 > 0.3,
            _ => true,
        }
    }

    /// Both dates are of one year, which each of the two says.
    fn one_year(&self) -> bool {
        let year = |claim: &Claim| match &claim.value {
            Value::Date(date) => date.stated.year,
            _ => None,
        };
        year(self.x).is_some() && year(self.x) == year(self.y)
    }

    /// True when the clause speaks of something that happens again and again: `the annual
    /// assembly`, `the weekly call`. In "founded in 1976, it has an annual budget" that is the next one.
    fn recurs(&self, claim: &Claim) -> bool {
        let slots = &claim.slots;
        let again = |sym: Sym| {
            matches!(
                self.ledger.vocab.word(sym),
                "annual" | "yearly" | "biennial" | "monthly" | "weekly" | "daily" | "quarterly" | "regular"
            )
        };
        let mut modifiers = slots.noun.iter().flat_map(|noun| &noun.modifiers);
        if modifiers.any(|&sym| again(sym)) {
            return true;
        }
        let words = &self.ledger.sentence_of(claim).words;
        let at = words.partition_point(|word| word.place.end <= claim.place.start);
        let (before, after) = words.split_at(at);
        let next = after.iter().position(|word| word.class == WordClass::Verb).unwrap_or(after.len());
        let own = |sym: &Sym| before.iter().chain(&after[..next]).any(|word| word.lemma == *sym);
        slots.arguments.iter().any(|sym| again(*sym) && own(sym))
    }
}
