//! Judging a pair of claims: evidence added up, and the distinctions that a careful editor
//! would make.

use super::Ledger;
use super::evidence::{Evidence, Veto, Vetoes, What};
use super::group::other_group;
use super::kin::Kin;
use super::names;
use super::neighbours;
use super::score::{Judgement, NounMatch, agreement, match_nouns};
use super::slip::{Slip, is_telling, of_measures};
use super::template::{COPIED, Template, word_index};
use super::terms::{Term, Terms, overlap_but};
use super::value::{cut_short, drifted, is_within, one_number};
use crate::claim::{Agreement, Claim, Days, Dimension, How, Kind, Noun, Part, Sym, Value};
use crate::lexicon::concepts::{Pos, is_animate, is_known, is_publication, relate};

/// Where the sum begins: most pairs that share a few words are about different things.
const PRIOR: f32 = -3.4;

/// Sentences that stand so near in one document are neighbours.
const NEAR: u32 = 12;

/// Judges a pair of claims. What speaks for and against goes into `evidence`, which is room from before.
#[must_use]
pub fn judge(
    ledger: &Ledger,
    terms: &Terms,
    kin: &Kin,
    (a, b): (u32, u32),
    template: Option<&Template>,
    mut evidence: Vec<Evidence>,
) -> Judgement {
    evidence.clear();
    let (x, y) = (&ledger.claims[a as usize], &ledger.claims[b as usize]);
    let copied = template.is_some_and(|t| t.likeness >= COPIED);
    let mut judge = Judge { ledger, terms, kin, a, b, x, y, copied, evidence, vetoes: Vetoes::default() };
    let mut agreement = agreement(x, y);
    if let Agreement::Incomparable(_) = agreement {
        judge.vetoes.push(Veto::OtherMeasure);
    } else if judge.other_aspect() {
        judge.vetoes.push(Veto::OtherMeasure);
    }
    let framed = judge.frame(template);
    if framed && copied && drifted(x, y, agreement) {
        agreement = Agreement::Conflict;
    } else if let Agreement::Compatible { how: How::Rounding | How::Conversion | How::Hedge, doubt } =
        agreement
        && doubt >= DOUBTED
    {
        agreement = Agreement::Conflict;
        judge.add(What::Doubt, -0.7);
    }
    if !(framed && copied) && agreement == Agreement::Conflict && one_number(x, y) {
        // "Nothing heavier than 36 tons", "more than 36 tons are kept out".
        agreement = Agreement::Compatible { how: How::Hedge, doubt: 0.5 };
    } else if agreement == Agreement::Conflict && is_within(ledger, x, y) {
        agreement = Agreement::Compatible { how: How::Hedge, doubt: 0.3 };
    } else if !framed && agreement == Agreement::Conflict && cut_short(x, y) {
        agreement = Agreement::Compatible { how: How::Rounding, doubt: 0.6 };
    }
    let units = x.measure().zip(y.measure()).and_then(|(p, q)| of_measures(p, q)) == Some(Slip::Unit);
    if units && matches!(agreement, Agreement::Compatible { how: How::Range | How::Hedge, .. }) {
        // "from 4 to 90 litres", "from 4 to 90 gallons"; "90 litres", "up to 90 gallons"
        agreement = Agreement::Conflict;
    }
    let nouns = judge.nouns(framed);
    let far = |evidence: &Evidence| evidence.what == What::FarApart && evidence.weight < 0.0;
    judge.predicates(framed);
    judge.context(framed);
    if !framed {
        judge.referents();
        judge.edges();
    }
    judge.bounds();
    judge.times();
    judge.distinctions(framed);
    if judge.one_document() {
        // A text tells of many days and of many small numbers of things.
        // The more of them, the less it means that two are near each other in words.
        let weight = if judge.is_dated() && (is_head(x) || is_head(y)) {
            // What stands over a text tells of what the text tells.
            -0.8
        } else if judge.is_dated() {
            let document = &ledger.documents[ledger.document_of(a)];
            #[allow(clippy::cast_precision_loss)]
            let claims = (document.claims.end - document.claims.start) as f32;
            -1.6 - 0.5 * (1.0 + claims / 40.0).ln()
        } else if judge.is_small() {
            -2.6
        } else if x.slots.part == y.slots.part {
            -1.9
        } else {
            // A summary repeats the body, and a table or note what the text says.
            -0.9
        };
        judge.add(What::SameDocument, weight);
    }
    judge.values(agreement, framed);
    if framed && nouns == NounMatch::Like && judge.is_count() && judge.evidence.iter().any(far) {
        // "22 licences were sold by the authority", "7,889 permits were sold by the authority": in one frame another word
        // for what is counted is meant, where the numbers are nothing alike.
        judge.vetoes.push(Veto::OtherNoun);
    }
    if agreement == Agreement::Conflict && judge.evidence.iter().any(|e| e.what == What::OtherPurpose) {
        // "spent €748,000 on its jetty", "spent €757,000 on its reading room". Where the digits are those of the one sum,
        // the words for what it was for may be two for one thing: "foundation", "project".
        if !x.measure().zip(y.measure()).is_some_and(|(p, q)| is_telling(p, q)) {
            judge.vetoes.push(Veto::OtherNoun);
        }
    }
    if agreement == Agreement::Conflict && x.kind != Kind::Age {
        if neighbours::accounted(ledger, a, b) {
            judge.vetoes.push(Veto::Accounted);
        }
        if neighbours::told_apart(ledger, a, b) {
            judge.vetoes.push(Veto::Identifying);
        }
        if other_group(ledger, a, b) {
            judge.vetoes.push(Veto::OtherGroup);
        }
    }
    let score = PRIOR + judge.evidence.iter().map(|e| e.weight).sum::<f32>();
    let Judge { evidence, vetoes, .. } = judge;
    Judgement { a, b, score, vetoes, evidence, agreement, framed, nouns }
}

/// Doubt from which on a figure is hardly the other, rounded, converted or hedged: 20 against 19 is near it, and "ten weeks"
/// against 54 days beyond.
const DOUBTED: f32 = 0.85;

/// What stands at the head of a document or under its picture.
pub(super) fn is_head(claim: &Claim) -> bool {
    matches!(claim.slots.part, Part::Title | Part::Masthead | Part::Caption | Part::Metadata)
}

/// A pair under judgement.
pub(super) struct Judge<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) terms: &'a Terms,
    pub(super) kin: &'a Kin,
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) x: &'a Claim,
    pub(super) y: &'a Claim,
    /// The two sentences are near copies.
    pub(super) copied: bool,
    pub(super) evidence: Vec<Evidence>,
    pub(super) vetoes: Vetoes,
}

impl Judge<'_> {
    pub(super) fn add(&mut self, what: What, weight: f32) {
        self.evidence.push(Evidence { what, weight });
    }

    pub(super) fn one_document(&self) -> bool {
        self.ledger.document_of(self.a) == self.ledger.document_of(self.b)
    }

    pub(super) fn is_dated(&self) -> bool {
        matches!(self.x.value, Value::Date(_) | Value::Range(_))
    }

    /// Sentences in nearly the same words: only values in the same place are the same.
    fn frame(&mut self, template: Option<&Template>) -> bool {
        let Some(template) = template else { return false };
        let (i, j) = (word_index(self.ledger, self.x), word_index(self.ledger, self.y));
        let same_place = template.same_place(i, j);
        if template.likeness < 0.62 {
            return false;
        }
        if same_place {
            let (s, t) = (self.ledger.sentence_of(self.x), self.ledger.sentence_of(self.y));
            let opens = |claim: &Claim, heading: Option<u32>| {
                heading.is_some() && heading == claim.sentence.checked_sub(1) && self.names_bare(claim)
            };
            let sections = s.heading != t.heading && opens(self.x, s.heading) && opens(self.y, t.heading);
            let entries = s.heading == t.heading && self.x.sentence.abs_diff(self.y.sentence) <= NEAR;
            if self.one_document() && (entries || sections) {
                // Entries of a list are worded alike and speak of different things, as do sections that begin
                // with the same figure of their subject: "Segment profit was $12 million".
                self.vetoes.push(Veto::SideBySide);
                return false;
            }
            self.add(What::Frame, template.substance * (1.0 + 7.0 * (template.likeness - 0.5)));
            if template.other_names {
                self.vetoes.push(Veto::OtherName);
            }
            // Of counts the counted noun decides.
            if template.other_things && !self.is_count() {
                self.vetoes.push(Veto::OtherThing);
            }
        } else if template.likeness > 0.8 {
            // The same sentence, another of its values.
            self.vetoes.push(Veto::SideBySide);
        }
        same_place
    }

    fn nouns(&mut self, framed: bool) -> NounMatch {
        self.units();
        if let Some(label) = self.label() {
            self.add(What::Label, label);
            return if label > 0.5 { NounMatch::Like } else { NounMatch::Open };
        }
        let (Some(p), Some(q)) = (&self.x.slots.noun, &self.y.slots.noun) else {
            if self.is_count() {
                self.add(What::NoNoun, -0.8);
            } else if self.is_dated() && !framed {
                // "announced on May 2", and what was announced is left open.
                self.add(What::NoNoun, -0.8);
            }
            return NounMatch::Open;
        };
        let symbol = |noun: &Noun| self.ledger.vocab.word(noun.head).chars().count() == 1;
        if !framed && (symbol(p) || symbol(q)) {
            // "p = 0.3" here and "p = 0.5" there are two tests.
            self.vetoes.push(Veto::OtherNoun);
        }
        let mut nouns = match_nouns(self.ledger, p, q);
        let work = |noun: &Noun| is_publication(self.ledger.vocab.word(noun.head));
        if self.is_dated() && matches!(nouns, NounMatch::Related | NounMatch::Other) && work(p) && work(q) {
            // One text's report is another's review.
            nouns = NounMatch::Wider;
        }
        let rarity = (self.terms.weight(self.terms.noun(p.head)) / 4.0).clamp(0.3, 1.2);
        // What is counted decides; what is measured or dated may be named by another word.
        let counted = self.is_count();
        match nouns {
            NounMatch::Same => self.add(What::SameNoun, 1.6 * rarity),
            NounMatch::Like => self.add(What::LikeNoun, 1.1 * rarity),
            NounMatch::Wider => {
                let generic = |noun: &Noun| {
                    let word = self.ledger.vocab.word(noun.head);
                    matches!(word, "people" | "person" | "thing" | "item" | "man" | "woman" | "number")
                };
                // Cars are vehicles; employees are people, and so are their patients.
                let weight = if generic(p) || generic(q) { 0.3 } else { 0.9 };
                self.add(What::WiderNoun, weight);
            }
            NounMatch::Related | NounMatch::Other => {
                let weight = if counted {
                    -2.0
                } else if self.mentions(p, self.y) || self.mentions(q, self.x) {
                    // "the doors of the hub opened", "our hub opened"
                    0.0
                } else if self.is_dated() {
                    -1.0
                } else {
                    // What an amount is of, a text says in many ways.
                    -0.3
                };
                self.add(What::RelatedNoun, weight);
                let animate = |noun: &Noun| is_animate(self.ledger.vocab.word(noun.head));
                // "the third time", "the sixth person"; but "the first families moved in on 16 June", "it received its
                // first residents on 6 June"
                let ranked = matches!(self.x.value, Value::Ordinal(_));
                let someone = ranked && animate(p) != animate(q);
                // "bought 28 boats in May", "bought 83 lamps in May": what is bought is another thing,
                // whatever else the two share, where both say so right behind the number.
                let said = self.beside(self.x) && self.beside(self.y);
                if counted && (!framed || said) || someone && !framed {
                    self.vetoes.push(Veto::OtherNoun);
                }
            }
            NounMatch::Open => {}
        }
        if matches!(nouns, NounMatch::Same | NounMatch::Like | NounMatch::Wider) {
            self.modifiers(p, q, framed);
        }
        nouns
    }

    /// True when what a claim counts stands right behind its number.
    pub(super) fn beside(&self, claim: &Claim) -> bool {
        let Some(noun) = &claim.slots.noun else { return false };
        let gap = noun.place.start.checked_sub(claim.place.end);
        !noun.implied
            && gap.is_some_and(|gap| gap <= 2)
            && is_known(self.ledger.vocab.word(noun.head), Pos::Noun)
    }

    /// True when the clause of `claim` names what `noun` names, in another role.
    fn mentions(&self, noun: &Noun, claim: &Claim) -> bool {
        claim.slots.arguments.iter().any(|&word| self.terms.noun(word) == self.terms.noun(noun.head))
    }

    /// A bare count of things.
    pub(super) fn is_count(&self) -> bool {
        self.x.measure().is_some_and(|m| m.dimension() == Dimension::Count)
    }

    /// Two areas are likelier one than two lengths of time, of which any text has many.
    fn units(&mut self) {
        let (Some(p), Some(q)) = (self.x.measure(), self.y.measure()) else { return };
        if p.dimension() == Dimension::Count {
            return;
        }
        let common = matches!(
            p.dimension(),
            Dimension::Duration | Dimension::Percent | Dimension::Ratio | Dimension::Multiple
        );
        let same = p.unit.map(|u| u.id) == q.unit.map(|u| u.id);
        self.add(
            What::SameUnit,
            if common || p.unit.is_some_and(|unit| unit.id == "score") {
                0.3
            } else if p.dimension() == Dimension::Money {
                0.8
            } else if same {
                1.2
            } else {
                0.8
            },
        );
    }

    fn modifiers(&mut self, p: &Noun, q: &Noun, framed: bool) {
        let word = |sym: Sym| self.ledger.vocab.word(sym);
        // "new snow", "fresh snow"
        let alike = |m: Sym, n: Sym| {
            m == n || relate((word(m), Pos::Adjective), (word(n), Pos::Adjective)).is_one(0.3)
        };
        let only = |own: &Noun, other: &Noun| {
            own.modifiers.iter().filter(|&&m| !other.modifiers.iter().any(|&n| alike(m, n))).count()
        };
        let shared = p.modifiers.iter().filter(|m| q.modifiers.contains(m)).count();
        let (only_p, only_q) = (only(p, q), only(q, p));
        if shared > 0 {
            #[allow(clippy::cast_precision_loss)]
            self.add(What::SameModifiers, 0.8 * shared.min(2) as f32);
        }
        if only_p > 0 && only_q > 0 {
            self.add(What::OtherModifiers, -1.6);
            if framed {
                // "the draft report", "the final report": in one frame the difference is meant.
                self.vetoes.push(Veto::OtherKind);
            }
        } else if only_p + only_q > 0 {
            self.add(What::OtherModifiers, -0.4);
        }
        if only_p + only_q > 0 && matches!(self.x.value, Value::Ordinal(_)) {
            // "her third album" may well be "her second solo album".
            self.vetoes.push(Veto::OtherKind);
        }
    }

    /// The terms of the noun and of the verb, where both sides have the same.
    fn shared_core(&self) -> Vec<Term> {
        let core = |claim: &Claim| {
            let noun = claim.slots.noun.as_ref().map(|noun| self.terms.noun(noun.head));
            let verb = claim.slots.predicate.as_ref().map(|verb| self.terms.predicate(verb));
            (noun, verb)
        };
        let (p, q) = (core(self.x), core(self.y));
        let noun = p.0.filter(|noun| q.0 == Some(*noun));
        let verb = p.1.filter(|verb| q.1 == Some(*verb));
        noun.into_iter().chain(verb).collect()
    }

    fn context(&mut self, framed: bool) {
        let labelled = self.x.slots.cell.is_some() != self.y.slots.cell.is_some();
        // What is counted and what happens have their own weights.
        let own = if framed { Vec::new() } else { self.shared_core() };
        let (sentence, shared) =
            overlap_but(self.terms.sentence(self.x.sentence), self.terms.sentence(self.y.sentence), &own);
        let (clause, _) = overlap_but(self.terms.claim(self.a), self.terms.claim(self.b), &own);
        if sentence > 0.0 {
            let strength = if self.is_dated() { 3.6 } else { 3.0 };
            // The label of a cell has spoken for its words.
            let weight = strength * sentence.sqrt() * (shared / 8.0).min(1.0).sqrt();
            self.add(What::Context, if labelled { 0.5 * weight } else { weight });
        }
        if clause > 0.0 && !labelled {
            self.add(What::Clause, 3.0 * clause);
        }
        if !labelled && self.other_purpose() {
            self.add(What::OtherPurpose, -1.5);
            if framed {
                self.vetoes.push(Veto::OtherThing);
            }
        }
        let names = names::compare(&self.ledger.vocab, &self.x.slots.names, &self.y.slots.names);
        if names.shared > 0 {
            #[allow(clippy::cast_precision_loss)]
            self.add(What::Names, 0.6 * names.shared.min(3) as f32);
        } else if names.disjoint {
            self.add(What::OtherNames, -1.4);
        }
        let strangers = || {
            let (x, y) = (self.ledger.document_of(self.a), self.ledger.document_of(self.b));
            !self.kin.are_kin(x, y)
        };
        if names.rival || names.disjoint && strangers() {
            self.vetoes.push(Veto::OtherName);
        }
        let (s, t) = (self.ledger.sentence_of(self.x), self.ledger.sentence_of(self.y));
        if names::other_topic(&self.ledger.vocab, s, t) {
            self.add(What::OtherTopic, -1.5);
        }
    }

    /// An as-of date is compared with another one, and a period with a period: "as of
    /// October" and "separated in 2017" say different things of one count.
    fn times(&mut self) {
        let (p, q) = (&self.x.slots, &self.y.slots);
        let mut same = false;
        for (own, other) in [(p.as_of, q.as_of), (p.period, q.period)] {
            if let (Some(own), Some(other)) = (own, other) {
                if own.1.meets(other.1) {
                    same = true;
                } else {
                    self.vetoes.push(Veto::OtherPeriod);
                    return;
                }
            } else if let Some((_, days)) = own.or(other)
                && !self.is_dated()
                && self.out_of_season(days)
            {
                self.vetoes.push(Veto::OtherPeriod);
                return;
            }
        }
        if same && !self.is_dated() {
            self.add(What::SamePeriod, 1.4);
        }
    }

    /// True when `days` lie far from what either document is about: a figure of 2008 in a
    /// text of 2020 is not the one that other sentences give without a date.
    fn out_of_season(&self, days: Days) -> bool {
        let Some((low, high)) = days.bounds() else { return false };
        [self.a, self.b].into_iter().all(|claim| {
            let season = self.ledger.documents[self.ledger.document_of(claim)].season;
            season.is_some_and(|(first, last)| high < first || low > last)
        })
    }

    /// A count of three or fewer on either side.
    pub(super) fn is_small(&self) -> bool {
        let small = |claim: &Claim| {
            claim.measure().is_some_and(|m| {
                m.dimension() == Dimension::Count
                    && m.written().and_then(|v| v.to_i128()).is_some_and(|v| (-3..=3).contains(&v))
            })
        };
        small(self.x) || small(self.y)
    }
}
