//! Works out the features of a pair.

use rayon::prelude::*;

use super::Ledger;
use super::chorus::Chorus;
use super::coverage::Coverage;
use super::evidence::{Veto, What};
use super::features::Features;
use super::judge::is_head;
use super::keys::Keys;
use super::kin::Kin;
use super::names;
use super::neighbours;
use super::partners::Partners;
use super::passage::{self, Passage};
use super::ranks;
use super::rivals::Rivals;
use super::row::Rows;
use super::said::Said;
use super::score::{Judgement, NounMatch};
use super::sense::Senses;
use super::slip::{Slip, common_digits, of_dates, of_measures};
use super::terms::{Terms, overlap};
use super::wording;
use crate::claim::{Claim, Dimension, Hedge, Mode, Part, Value, WordClass};

/// What features are worked out from.
pub struct Reader<'a> {
    ledger: &'a Ledger,
    terms: &'a Terms,
    kin: &'a Kin,
    senses: &'a Senses,
    said: Said,
    keys: Keys,
    rivals: Rivals,
    rows: Rows,
    /// By document, how many values its ordinals give that count how often something came about.
    ranks: Vec<usize>,
}

impl<'a> Reader<'a> {
    /// Readies what is looked up for each pair. Cost is that of sorting the claims.
    #[must_use]
    pub fn new(ledger: &'a Ledger, terms: &'a Terms, kin: &'a Kin, senses: &'a Senses) -> Self {
        let ranks = ledger.documents.par_iter().map(|document| {
            let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
            let mut values: Vec<_> = claims
                .iter()
                .filter(|claim| ranks::is_rank(ledger, claim))
                .filter_map(
                    |claim| if let Value::Ordinal(number) = claim.value { Some(number) } else { None },
                )
                .collect();
            values.sort_unstable();
            values.dedup();
            values.len()
        });
        Self {
            ledger,
            terms,
            kin,
            senses,
            said: Said::new(ledger),
            keys: Keys::new(ledger, terms),
            rivals: Rivals::new(ledger),
            rows: Rows::new(ledger),
            ranks: ranks.collect(),
        }
    }

    /// The ledger whose pairs are read.
    #[must_use]
    pub const fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    /// What each document says.
    #[must_use]
    pub const fn said(&self) -> &Said {
        &self.said
    }

    /// Which documents are on one subject.
    #[must_use]
    pub const fn kin(&self) -> &'a Kin {
        self.kin
    }

    /// Which words name a row of a table.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The passage that a claim stands in.
    #[must_use]
    pub fn passage(&self, claim: u32) -> Passage {
        Passage::of(self.ledger, self.terms, &self.said, claim)
    }

    /// The features of a judged pair, whose partners in the two documents are known. `passage` is that of its first claim.
    #[must_use]
    #[allow(clippy::too_many_lines, reason = "one line for each feature")]
    pub fn read(
        &self,
        judgement: &Judgement,
        passage: &Passage,
        partners: &Partners,
        chorus: &Chorus,
    ) -> Features {
        let (a, b) = (judgement.a, judgement.b);
        let ledger = self.ledger;
        let (x, y) = (&ledger.claims[a as usize], &ledger.claims[b as usize]);
        let both = [x, y];
        let (own, other) = (ledger.document_of(a), ledger.document_of(b));
        let weight =
            |what: What| judgement.evidence.iter().filter(|e| e.what == what).map(|e| e.weight).sum::<f32>();
        let count =
            |is: &dyn Fn(&Claim) -> bool| f32::from(both.map(|claim| u8::from(is(claim))).iter().sum::<u8>());
        let flag = |is: bool| f32::from(u8::from(is));
        let statistics = both.map(|claim| wording::statistic(ledger, claim));
        let dimension = |wanted: Dimension| flag(x.measure().is_some_and(|m| m.dimension() == wanted));
        let mut row = Features {
            score: judgement.score,
            apart: f32::from(u8::try_from(judgement.vetoes.iter().count()).unwrap_or(u8::MAX)),
            apart_other_period: flag(judgement.vetoes.has(Veto::OtherPeriod)),
            apart_other_mode: flag(judgement.vetoes.has(Veto::OtherMode)),
            apart_part_and_whole: flag(judgement.vetoes.has(Veto::PartAndWhole)),
            apart_additional: flag(judgement.vetoes.has(Veto::Additional)),
            apart_side_by_side: flag(judgement.vetoes.has(Veto::SideBySide)),
            apart_other_name: flag(judgement.vetoes.has(Veto::OtherName)),
            apart_opposite: flag(judgement.vetoes.has(Veto::Opposite)),
            apart_other_event: flag(judgement.vetoes.has(Veto::OtherEvent)),
            apart_other_time: flag(judgement.vetoes.has(Veto::OtherTime)),
            apart_other_edge: flag(judgement.vetoes.has(Veto::OtherEdge)),
            apart_other_kind: flag(judgement.vetoes.has(Veto::OtherKind)),
            apart_other_noun: flag(judgement.vetoes.has(Veto::OtherNoun)),
            apart_other_thing: flag(judgement.vetoes.has(Veto::OtherThing)),
            apart_other_measure: flag(judgement.vetoes.has(Veto::OtherMeasure)),
            subject: weight(What::Subject),
            slip: weight(What::Slip),
            near: weight(What::Near),
            far_apart: weight(What::FarApart),
            context: weight(What::Context),
            clause: weight(What::Clause),
            label: weight(What::Label),
            same_noun: weight(What::SameNoun),
            no_noun: weight(What::NoNoun),
            same_unit: weight(What::SameUnit),
            same_modifiers: weight(What::SameModifiers),
            other_modifiers: weight(What::OtherModifiers),
            same_predicate: weight(What::SamePredicate),
            like_predicate: weight(What::LikePredicate),
            other_predicate: weight(What::OtherPredicate),
            other_names: weight(What::OtherNames),
            lone_name: weight(What::LoneName),
            lone_period: weight(What::LonePeriod),
            each: weight(What::Each),
            pronoun: weight(What::Pronoun),
            antecedent: weight(What::Antecedent),
            same_period: weight(What::SamePeriod),
            same_document: weight(What::SameDocument),
            nouns: match judgement.nouns {
                NounMatch::Same => 3.0,
                NounMatch::Like => 2.0,
                NounMatch::Wider => 1.0,
                NounMatch::Open => 0.0,
                NounMatch::Related | NounMatch::Other => -1.0,
            },
            sense: self.senses.likeness(a, b),
            implied_nouns: count(&|claim| claim.slots.noun.as_ref().is_some_and(|noun| noun.implied)),
            verbs_missing: count(&|claim| claim.slots.predicate.is_none()),
            is_count: dimension(Dimension::Count),
            is_money: dimension(Dimension::Money),
            is_percent: dimension(Dimension::Percent),
            is_duration: dimension(Dimension::Duration),
            is_measure: flag(x.measure().is_some_and(|m| m.dimension() > Dimension::Duration)),
            is_date: flag(matches!(x.value, Value::Date(_)) || matches!(y.value, Value::Date(_))),
            is_range: flag(matches!(x.value, Value::Range(_)) || matches!(y.value, Value::Range(_))),
            of_all: flag(x.slots.of_all.is_some() != y.slots.of_all.is_some()),
            of_kind: flag(wording::names_kind(ledger, x, y) || wording::names_kind(ledger, y, x)),
            is_time: flag(matches!(x.value, Value::Time(_))),
            is_ordinal: flag(matches!(x.value, Value::Ordinal(_))),
            cells: count(&|claim| claim.slots.cell.is_some()),
            heads: count(&|claim| is_head(claim)),
            titles: count(&|claim| matches!(claim.slots.part, Part::Title | Part::Heading)),
            list_items: count(&|claim| claim.slots.part == Part::ListItem),
            footnotes: count(&|claim| claim.slots.part == Part::Footnote),
            one_part: flag(x.slots.part == y.slots.part),
            hedged: count(&|claim| {
                claim.measure().is_some_and(|m| !matches!(m.hedge, Hedge::None | Hedge::Exact))
            }),
            anchored: count(&|claim| claim.date().is_some_and(|date| date.anchor.is_some())),
            rates: count(&|claim| claim.measure().is_some_and(|m| m.per.is_some())),
            kin: self.kin.one_subject(own, other),
            periods: count(&|claim| claim.slots.period.is_some()),
            modes_differ: flag(x.slots.mode != y.slots.mode),
            not_actual: count(&|claim| claim.slots.mode != Mode::Actual),
            attributed: count(&|claim| claim.slots.attribution.is_some()),
            totals: count(&|claim| claim.slots.total),
            subsets: count(&|claim| claim.slots.subset),
            identifying: count(&|claim| claim.slots.identifying),
            statistics_differ: flag(statistics[0] != statistics[1]),
            statistics_same: flag(statistics[0].is_some() && statistics[0] == statistics[1]),
            earlier_differs: flag(wording::is_earlier(ledger, x) != wording::is_earlier(ledger, y)),
            definite: count(&|claim| wording::is_definite(ledger, claim)),
            predicative: count(&|claim| ranks::is_predicative(ledger, claim)),
            ranks: count(&|claim| ranks::is_rank(ledger, claim)),
            lone_ranks: flag(
                [(x, own), (y, other)]
                    .iter()
                    .all(|(claim, document)| self.ranks[*document] == 1 && ranks::is_rank(ledger, claim)),
            ),
            leads: [(x, own), (y, other)]
                .iter()
                .map(|(claim, document)| {
                    flag(claim.sentence < ledger.documents[*document].sentences.start + LEAD)
                })
                .sum(),
            stray_names: self.stray_names(x, other) + self.stray_names(y, own),
            beside: flag(neighbours::gives(ledger, a, y)) + flag(neighbours::gives(ledger, b, x)),
            adds_up: flag(neighbours::add_up(ledger, a, b)),
            ..Features::default()
        };
        self.words(&mut row, x, y);
        Coverage { ledger, terms: self.terms, senses: self.senses }.fill(&mut row, a, b);
        passage::fill(&mut row, (ledger, self.terms, &self.said), (a, passage), (b, &self.passage(b)));
        self.rivals.fill(&mut row, (ledger, self.terms, self.senses), a, b);
        (row.chorus_min, row.chorus_max) = chorus.of(ledger, &self.said, a, b);
        self.keys.fill(&mut row, self.terms, (a, own), (b, other), ledger);
        self.values(&mut row, x, y);
        let margin = |rival: f32| (judgement.score - rival).clamp(-6.0, 6.0);
        let margins = [partners.rival(ledger, a, b), partners.rival(ledger, b, a)].map(margin);
        row.margin_min = margins[0].min(margins[1]);
        row.margin_max = margins[0].max(margins[1]);
        if own != other {
            for (claim, document) in [(a, other), (b, own)] {
                let (any, like) = self.said.echo(ledger, claim, document);
                row.echoed += flag(any);
                row.echoed_like += flag(like);
            }
        }
        row.peers_own = self.said.peers(x, own).max(self.said.peers(y, other));
        row.values_own = self.said.values(x, own).max(self.said.values(y, other));
        row.values_other = self.said.values(x, other).max(self.said.values(y, own));
        #[allow(clippy::cast_precision_loss)]
        let support = [(a, own, other), (b, other, own)]
            .map(|(claim, own, other)| self.said.support((ledger, self.kin), claim, own, other) as f32);
        row.support_min = support[0].min(support[1]);
        row.support_max = support[0].max(support[1]);
        row.peers_other = self.said.peers(x, other).max(self.said.peers(y, own));
        #[allow(clippy::cast_precision_loss)]
        let shared = names::compare(&ledger.vocab, &x.slots.names, &y.slots.names).shared as f32;
        row.names_shared = shared.min(3.0);
        (row.sentence_dice, row.sentence_shared) =
            overlap(self.terms.sentence(x.sentence), self.terms.sentence(y.sentence));
        (row.clause_dice, row.clause_shared) = overlap(self.terms.claim(a), self.terms.claim(b));
        row.noun_and_verb = flag(row.nouns >= 1.0 && row.same_predicate + row.like_predicate > 0.3);
        row.slip_and_covered = row.slip * row.covered_min;
        row.near_and_covered = row.near * row.covered_min;
        row.subject_and_covered = row.subject * row.covered_min;
        row.slip_and_context = row.slip * (row.context + row.label.max(0.0));
        row
    }

    /// Fills in what the words say.
    fn words(&self, row: &mut Features, x: &Claim, y: &Claim) {
        if let (Some(p), Some(q)) = (&x.slots.noun, &y.slots.noun) {
            if p.head != q.head {
                row.noun_sense = self.senses.of_words(p.head, q.head);
            }
            row.noun_rarity =
                self.terms.weight(self.terms.noun(p.head)).max(self.terms.weight(self.terms.noun(q.head)));
        }
        if let (Some(p), Some(q)) = (&x.slots.predicate, &y.slots.predicate) {
            if p.verb == q.verb {
                row.verb_rarity = self.terms.weight(self.terms.predicate(p));
            } else {
                row.verb_sense = self.senses.of_words(p.verb, q.verb);
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let lengths = [x, y].map(|claim| self.ledger.sentence_of(claim).words.len() as f32);
        row.words_min = lengths[0].min(lengths[1]);
        row.words_max = lengths[0].max(lengths[1]);
    }

    /// Fills in what the values say.
    fn values(&self, row: &mut Features, x: &Claim, y: &Claim) {
        let digits = [x, y].map(digits);
        row.digits_min = digits[0].min(digits[1]);
        row.digits_max = digits[0].max(digits[1]);
        row.digits_off = digits_off(x, y);
        let mut slip = None;
        if let (Some(p), Some(q)) = (x.measure(), y.measure()) {
            slip = of_measures(p, q);
            if slip.is_some() {
                #[allow(clippy::cast_precision_loss)]
                let common = common_digits(p, q) as f32;
                row.slip_digits = common;
            }
            if let (Some(v), Some(w)) = (p.strict.middle(), q.strict.middle()) {
                #[allow(clippy::cast_possible_truncation)]
                let ratio = (v.abs().max(1e-9) / w.abs().max(1e-9)).ln().abs() as f32;
                row.ratio = ratio.min(8.0);
            }
        }
        if let (Some(p), Some(q)) = (x.point(), y.point()) {
            slip = of_dates(p, q);
            if let (Some((a, b)), Some((c, d))) = (p.days.bounds(), q.days.bounds()) {
                #[allow(clippy::cast_precision_loss)]
                let log = |days: crate::claim::Day| (1.0 + days.max(0) as f32).ln();
                row.days_apart = log((c - b).max(a - d));
                row.days_wide = log((b - a).max(d - c));
            }
        }
        let slipped = match slip {
            Some(Slip::Scale | Slip::Magnitude) => &mut row.slip_scale,
            Some(Slip::Transposition) => &mut row.slip_transposed,
            Some(Slip::Digit) => &mut row.slip_digit,
            Some(Slip::Unit) => &mut row.slip_unit,
            Some(Slip::Year) => &mut row.slip_year,
            Some(Slip::Month) => &mut row.slip_month,
            Some(Slip::Day) => &mut row.slip_day,
            None => return,
        };
        *slipped = 1.0;
    }

    /// How many names of the sentence of `claim` are no subject of `document`.
    fn stray_names(&self, claim: &Claim, document: usize) -> f32 {
        let words = &self.ledger.sentence_of(claim).words;
        let names = words.iter().filter(|word| word.class == WordClass::Name);
        let strange =
            names.filter(|word| !self.kin.recurs(document, self.terms.own(word.lemma))).take(LONGEST);
        #[allow(clippy::cast_precision_loss)]
        let count = strange.count() as f32;
        count.min(6.0)
    }
}

/// So many sentences at its beginning are the lead of a document.
const LEAD: u32 = 6;
/// Words of a sentence that are looked at.
const LONGEST: usize = 80;

/// How many digits a number has that are not zeros at its end.
fn digits(claim: &Claim) -> f32 {
    let written = claim.measure().and_then(|measure| measure.written());
    #[allow(clippy::cast_precision_loss)]
    written.map_or(0.0, |value| (value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1) as f32)
}

/// In how many places two numbers of as many digits differ; -1 for others.
fn digits_off(x: &Claim, y: &Claim) -> f32 {
    let mantissa = |claim: &Claim| Some(claim.measure()?.written()?.mantissa().unsigned_abs());
    let (Some(mut p), Some(mut q)) = (mantissa(x), mantissa(y)) else { return -1.0 };
    if p.checked_ilog10() != q.checked_ilog10() {
        return -1.0;
    }
    let mut off = 0.0;
    while p > 0 {
        off += f32::from(u8::from(p % 10 != q % 10));
        (p, q) = (p / 10, q / 10);
    }
    off
}
