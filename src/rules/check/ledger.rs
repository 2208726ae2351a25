//! Facts that the user pinned, and documents that are to be believed before others: who
//! differs from them is off, and what to write instead is known.

use std::collections::BTreeMap;

use super::pick::Picker;
use super::{Context, finding, say};
use crate::align::{Fact, Judgement, agreement};
use rustc_hash::FxHashSet;

use crate::claim::{Agreement, Claim, Sym, Value, WordClass};
use crate::finding::{Finding, Fix, Label};
use crate::lexicon::concepts::{Pos, Relation, relation};
use crate::place::Span;
use crate::rules::{Pin, Rule};

/// The claims that `[fact.where]` names speak of the fact by declaration.
const DECLARED: f32 = 0.95;
/// Places shown of those that are off.
const MOST_LABELS: usize = 8;

/// The claims that differ from what is pinned or from a higher authority.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let declared = context.declared;
    if declared.pins.is_none() && declared.authority.is_empty() {
        return Vec::new();
    }
    let desk = Desk::of(rule, context);
    let mut findings: BTreeMap<Span, Finding> = BTreeMap::new();
    let by_declaration = desk.pinned().filter_map(|(pin, claim)| desk.selected(pin, claim));
    let by_alignment = context.alignment.facts.iter().filter_map(|fact| desk.aligned(fact));
    for finding in by_declaration.chain(by_alignment) {
        findings.entry(finding.labels[0].place).or_insert(finding);
    }
    findings.into_values().collect()
}

struct Desk<'a> {
    rule: &'a Rule,
    context: &'a Context<'a>,
    /// By document: 0 for what is pinned, then the orders of authority, then all others.
    ranks: Vec<usize>,
}

impl<'a> Desk<'a> {
    fn of(rule: &'a Rule, context: &'a Context<'a>) -> Self {
        let documents = context.sources.documents();
        let authority = &context.declared.authority;
        let rank = |path: &str| {
            authority.iter().position(|globs| globs.fits(path)).map_or(usize::MAX, |order| order + 1)
        };
        let mut ranks: Vec<usize> = documents.iter().map(|document| rank(&document.path)).collect();
        if let (Some(_), Some(last)) = (&context.declared.pins, ranks.last_mut()) {
            *last = 0;
        }
        Self { rule, context, ranks }
    }

    fn claim(&self, index: u32) -> &'a Claim {
        &self.context.ledger.claims[index as usize]
    }

    fn rank(&self, claim: &Claim) -> usize {
        self.ranks[self.context.sources.index_of(claim.place)]
    }

    /// What is pinned, with the claim that was read of it.
    fn pinned(&self) -> impl Iterator<Item = (&'a Pin, &'a Claim)> + '_ {
        let pins = self.context.declared.pins.iter();
        let base = self.context.sources.documents().last().map_or(0, |document| document.base);
        let claims = &self.context.ledger.claims;
        pins.flat_map(|pins| &pins.pins).filter_map(move |pin| {
            let place = pin.at.shifted(base);
            let from = claims.partition_point(|claim| claim.place.end <= place.start);
            let at = claims[from..].iter().take_while(|claim| claim.place.start < place.end);
            Some((pin, at.filter(|claim| place.overlaps(claim.place)).max_by_key(|claim| claim.place.len())?))
        })
    }

    /// The claims that a pin selects and that differ from it.
    fn selected(&self, pin: &Pin, claim: &'a Claim) -> Option<Finding> {
        let picker = Picker::new(pin.selector.as_ref()?, self.context);
        let off: Vec<&Claim> = picker.claims().filter(|other| differ(claim, other)).collect();
        let why = vec!["the ledger says that these claims speak of it".to_owned()];
        self.report(&[claim], &off, DECLARED, why)
    }

    /// The claims of a fact that differ from those of the highest authority.
    fn aligned(&self, fact: &Fact) -> Option<Finding> {
        let claims: Vec<&Claim> = fact.claims.iter().map(|&claim| self.claim(claim)).collect();
        let best = claims.iter().map(|claim| self.rank(claim)).min().filter(|&rank| rank < usize::MAX)?;
        let (tops, others): (Vec<&Claim>, Vec<&Claim>) =
            claims.into_iter().partition(|claim| self.rank(claim) == best);
        // An authority that contradicts itself decides nothing.
        if tops.iter().any(|top| differ(tops[0], top)) {
            return None;
        }
        let off = others.into_iter().filter(|other| differ(tops[0], other));
        let off: Vec<&Claim> = off.filter(|other| self.unsaid(tops[0], other).is_none()).collect();
        let place = |claim: u32| self.claim(claim).place;
        let meets = |link: &&Judgement| {
            let of = |side: u32, list: &[&Claim]| list.iter().any(|claim| claim.place == place(side));
            of(link.a, &tops) && of(link.b, &off) || of(link.b, &tops) && of(link.a, &off)
        };
        let link = fact.links.iter().find(meets);
        // They may meet through others only.
        let far = || fact.links.last().map_or(0.0, Judgement::likelihood) * 0.8;
        let confidence = link.map_or_else(far, Judgement::reasoned);
        let mut reasons = link.or(fact.links.first()).map(say::reasons).unwrap_or_default();
        reasons.truncate(4);
        self.report(&tops, &off, confidence, vec![format!("one fact because: {}", reasons.join("; "))])
    }

    /// A thing or name of a pinned fact that the document of `other` never mentions: "members
    /// of the board of the housing association" are not those of a rowing club.
    fn unsaid(&self, pin: &Claim, other: &Claim) -> Option<&'a str> {
        if self.rank(pin) != 0 {
            return None;
        }
        let ledger = self.context.ledger;
        let content = |class| matches!(class, WordClass::Noun | WordClass::Name);
        let said: FxHashSet<Sym> = ledger.documents[self.context.sources.index_of(other.place)]
            .sentences
            .clone()
            .flat_map(|sentence| &ledger.sentences[sentence as usize].words)
            .filter(|word| word.class != WordClass::Function)
            .map(|word| word.lemma)
            .collect();
        let word = |sym: Sym| ledger.vocab.word(sym);
        let like = |wanted: &str, own: &str| {
            use Relation::{Derived, Entails, Hypernym, Member, Same, Synonym};
            matches!(
                relation((wanted, Pos::Noun), (own, Pos::Noun)),
                Same | Synonym | Derived | Entails | Hypernym | Member
            ) || relation((wanted, Pos::Noun), (own, Pos::Verb)) == Derived
        };
        let wanted = ledger.sentence_of(pin).words.iter().filter(|word| content(word.class));
        wanted
            .map(|word| word.lemma)
            .filter(|lemma| !said.contains(lemma))
            .map(word)
            .find(|wanted| !said.iter().any(|&own| like(wanted, word(own))))
    }

    fn report(
        &self,
        tops: &[&Claim],
        off: &[&Claim],
        confidence: f32,
        mut why: Vec<String>,
    ) -> Option<Finding> {
        let (first, top) = (*off.first()?, *tops.first()?);
        let sources = self.context.sources;
        let name = |claim: &Claim| say::file_name(&sources.document(claim.place).path).to_owned();
        let pin = self.pinned().find(|(_, claim)| claim.place == top.place).map(|(pin, _)| pin);
        let right = pin.map_or_else(|| say::squeezed(sources.text_at(top.place)), |pin| pin.value.clone());
        let mut note = format!("to be believed: {}", say::reading(top));
        if let Some(pin) = pin {
            let as_of = pin.as_of.as_ref().map_or_else(String::new, |day| format!(", as of {day}"));
            note = format!("pinned{as_of}: {}", say::reading(top));
            why.push(format!("the ledger has it from: {}", pin.source));
        } else {
            why.push(format!("{} comes before {} in `[authority]`", name(top), name(first)));
        }
        let mut labels: Vec<Label> = Vec::new();
        let mut fixes = Vec::new();
        for claim in off {
            if labels.len() < MOST_LABELS {
                let note = format!("off: {}", say::reading(claim));
                labels.push(Label { place: claim.place, role: "off", note });
            }
            fixes.push(Fix { place: claim.place, replacement: right.clone() });
        }
        labels.push(Label { place: top.place, role: "authority", note });
        let message =
            format!("{} ({}) is off: {} says {right}", say::quoted(sources, first), name(first), name(top));
        let made = finding(self.rule, self.context, confidence, message, labels, why);
        Some(Finding { fixes, ..made })
    }
}

/// True when the two values cannot both hold.
fn differ(top: &Claim, other: &Claim) -> bool {
    match (&top.value, &other.value) {
        // A day within a span of time is no other value.
        (Value::Date(_), Value::Range(_)) | (Value::Range(_), Value::Date(_)) => false,
        _ => agreement(top, other) == Agreement::Conflict,
    }
}
