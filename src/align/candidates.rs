//! Which pairs of claims are worth a look: those that share a key of an inverted index.
//! Never all pairs: a key that too many claims share is left out, and counted.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Ledger;
use super::kin::Kin;
use super::postings::{self, Posting, Postings};
use super::sense::Senses;
use super::terms::{Terms, Weighted};
use crate::claim::{Claim, Days, Dimension, Kind, Value};

/// The pairs to score, and what the bounds left out.
#[derive(Debug, Default)]
pub struct Candidates {
    /// By claim, the others that it shares the most with, in order.
    partners: Vec<Box<[u32]>>,
    /// Pairs of which the later claim alone has the other among its partners; in order, the earlier first.
    returned: Vec<(u32, u32)>,
    /// Keys that more than `postings::MOST_SHARING` claims share and that were therefore not followed.
    pub cut_off: usize,
    /// Claims that are compared with none for that.
    pub left_out: Vec<u32>,
}

/// Most entries of posting lists that are looked at for one claim.
const MOST_VISITS: usize = 1024;
/// Most partners that are scored for one claim.
const MOST_PARTNERS: usize = 48;
/// The same where so few documents are checked that each is about what the others are about.
const MOST_OF_FEW: usize = 192;
/// Long documents have more claims, and fewer partners each: about so many in all.
const PAIRS_OF_FEW: usize = 100_000;
/// Of more partners, those that share less than this part of what the best one shares are not scored, unless
/// they share an unusual number.
const FAINT: f32 = 0.5;
/// The same of those in documents on another subject, however few they are.
const FAR: f32 = 0.7;
/// How many of a claim's rarest terms make keys.
const RAREST: usize = 10;

impl Candidates {
    /// How many pairs there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let later = |own: usize| self.partners[own].len() - before(&self.partners[own], own);
        (0..self.partners.len()).into_par_iter().map(later).sum::<usize>() + self.returned.len()
    }

    /// The pairs whose earlier claim is one of `claims`: that one first, in no order.
    pub fn of(&self, claims: Range<usize>) -> impl Iterator<Item = (u32, u32)> + '_ {
        let from = self.returned.partition_point(|pair| (pair.0 as usize) < claims.start);
        let end = claims.end;
        let returned = self.returned[from..].iter().copied().take_while(move |pair| (pair.0 as usize) < end);
        let own = claims.flat_map(|own| {
            let partners = &self.partners[own];
            partners[before(partners, own)..].iter().map(move |&other| (number(own), other))
        });
        own.chain(returned)
    }
}

/// How many of `partners` stand before `own`.
fn before(partners: &[u32], own: usize) -> usize {
    partners.partition_point(|&other| (other as usize) < own)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The candidates among the comparable claims of `ledger`.
#[must_use]
pub fn candidates(ledger: &Ledger, terms: &Terms, kin: &Kin, senses: &Senses) -> Candidates {
    let count = ledger.claims.len();
    let postings = Postings::new(count, |index| keys(ledger, terms, index));
    let few = kin.are_few();
    let near = Near { ledger, families: Families::of(ledger), kin, senses, few };
    let partners: Vec<Box<[u32]>> = (0..count)
        .into_par_iter()
        .map_init(Gathering::default, |gathering, index| gathering.partners(&postings, &near, index))
        .collect();
    let lone = |own: usize| {
        let partners = &partners;
        let earlier = partners[own][..before(&partners[own], own)].iter().copied();
        let own = number(own);
        earlier
            .filter(move |&other| partners[other as usize].binary_search(&own).is_err())
            .map(move |other| (other, own))
    };
    let mut returned: Vec<(u32, u32)> = (0..count).into_par_iter().flat_map_iter(lone).collect();
    returned.par_sort_unstable();
    Candidates { partners, returned, cut_off: postings.cut_off, left_out: postings.left_out }
}

/// Room for what is worked out for each claim.
#[derive(Default)]
struct Gathering<'a> {
    lists: Vec<Posting<'a>>,
    shared: FxHashMap<u32, f32>,
    telling: Vec<u32>,
    ranked: Vec<(u32, f32)>,
}

impl<'a> Gathering<'a> {
    /// Those that share the most with claim `index`, in order.
    fn partners(&mut self, postings: &'a Postings, near: &Near<'_>, index: usize) -> Box<[u32]> {
        let Self { lists, shared, telling, ranked } = self;
        let own = number(index);
        lists.clear();
        lists.extend(postings.of(index));
        // What few share says most, so that the work can end where it does.
        lists.sort_by_key(|list| list.claims.len());
        shared.clear();
        telling.clear();
        let mut visits = 0;
        for list in lists.iter() {
            visits += list.claims.len();
            if visits > MOST_VISITS {
                break;
            }
            if list.telling {
                telling.extend(list.claims);
            }
            for &other in list.claims.iter().filter(|&&other| other != own) {
                *shared.entry(other).or_default() += list.weight;
            }
        }
        near.add(own, shared);
        telling.sort_unstable();
        ranked.clear();
        ranked.extend(shared.iter().map(|(&other, &weight)| (other, weight)));
        let best = ranked.iter().map(|entry| entry.1).fold(0.0, f32::max);
        let most = if near.few {
            (PAIRS_OF_FEW / near.ledger.claims.len().max(1)).clamp(MOST_PARTNERS, MOST_OF_FEW)
        } else {
            MOST_PARTNERS
        };
        let crowded = !near.few && ranked.len() > most;
        let document = near.ledger.document_of(own);
        ranked.retain(|(other, weight)| {
            let kin = near.kin.are_kin(document, near.ledger.document_of(*other));
            let least = if kin { FAINT } else { FAR };
            kin && !crowded || *weight >= least * best || telling.binary_search(other).is_ok()
        });
        let by_weight = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if ranked.len() > most {
            ranked.select_nth_unstable_by(most, by_weight);
            ranked.truncate(most);
        }
        let mut partners: Box<[u32]> = ranked.iter().map(|&(other, _)| other).collect();
        partners.sort_unstable();
        partners
    }
}

/// What tells the claims of documents on one subject that are worded alike.
struct Near<'l> {
    ledger: &'l Ledger,
    families: Families,
    kin: &'l Kin,
    senses: &'l Senses,
    /// So few documents that each is kin to all others.
    few: bool,
}

impl Near<'_> {
    /// Adds what `own` shares with those claims.
    fn add(&self, own: u32, shared: &mut FxHashMap<u32, f32>) {
        if family(&self.ledger.claims[own as usize]).is_none() {
            return;
        }
        let document = self.ledger.document_of(own);
        for &near in self.kin.of(document).iter().chain([&document]) {
            let partners = self.families.partners(self.ledger, own, near);
            for &other in partners.iter().filter(|&&other| other != own) {
                *shared.entry(other).or_default() += ALIKE * self.senses.likeness(own, other);
            }
        }
    }
}

/// The claims of each document by what they are compared as.
struct Families(FxHashMap<(usize, u64), Vec<u32>>);

impl Families {
    fn of(ledger: &Ledger) -> Self {
        let mut families: FxHashMap<(usize, u64), Vec<u32>> = FxHashMap::default();
        for (document, range) in ledger.documents.iter().enumerate() {
            for claim in range.claims.clone() {
                if let Some(family) = family(&ledger.claims[claim as usize]) {
                    families.entry((document, family)).or_default().push(claim);
                }
            }
        }
        Self(families)
    }

    /// The claims of `document` that `own` may be compared with; none where they are too many.
    fn partners(&self, ledger: &Ledger, own: u32, document: usize) -> &[u32] {
        let family = family(&ledger.claims[own as usize]);
        let list = family.and_then(|family| self.0.get(&(document, family)));
        list.filter(|list| list.len() <= MOST_IN_KIN).map_or(&[], Vec::as_slice)
    }
}

/// Most claims of one family and document that are looked through for what words alike.
const MOST_IN_KIN: usize = 128;
/// What the likeness of two claims' words counts for, against the rarity of shared ones.
const ALIKE: f32 = 8.0;

/// What a claim is compared as; claims of different families never meet.
fn family(claim: &Claim) -> Option<u64> {
    let slots = &claim.slots;
    let dated = matches!(claim.value, Value::Date(_) | Value::Range(_));
    if slots.notice || slots.identifying && !dated {
        return None;
    }
    if slots.identifying {
        // "the 1994 contest" meets other names of its sort only.
        return Some(64);
    }
    Some(match &claim.value {
        Value::Measure(measure) => match measure.dimension() {
            // Shares may be given in percent or as a ratio.
            Dimension::Percent | Dimension::Ratio => 1,
            Dimension::Count if claim.kind == Kind::Age => 2,
            dimension => 3 + dimension as u64,
        },
        Value::Ordinal(_) => 60,
        Value::Date(date) if !date.impossible && date.days != Days::ALL => 61,
        // "in force since 1 May" and "took effect on 1 May" may be compared.
        Value::Range(_) => 61,
        Value::Time(_) => 63,
        _ => return None,
    })
}

/// The keys of a claim, each with the weight of what it is made of.
fn keys(ledger: &Ledger, terms: &Terms, index: usize) -> Vec<(u64, f32)> {
    let claim = &ledger.claims[index];
    let Some(family) = family(claim) else { return Vec::new() };
    let mut context: Vec<Weighted> = merge(terms.claim(number(index)), terms.sentence(claim.sentence));
    // What is rare among all documents leads to the others on its subject.
    context.iter_mut().for_each(|weighted| weighted.weight = terms.weight(weighted.term));
    context.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.term.cmp(&b.term)));
    context.truncate(RAREST);
    let noun = claim.slots.noun.as_ref().map(|noun| terms.noun(noun.head));
    let verb = claim.slots.predicate.as_ref().map(|predicate| terms.predicate(predicate));
    let mut keys = Vec::with_capacity(3 * RAREST);
    let mut push = |tag: u64, a: u32, b: u32, weight: f32| {
        keys.push((postings::marked(mix(family, tag, a, b), tag == TELLING), weight));
    };
    for weighted in &context {
        if let Some(noun) = noun
            && noun != weighted.term
        {
            push(1, noun.0, weighted.term.0, weighted.weight + terms.weight(noun));
        }
        if let Some(verb) = verb
            && verb != weighted.term
        {
            push(2, verb.0, weighted.term.0, weighted.weight + terms.weight(verb));
        }
    }
    // The rarest words in pairs, for those that share neither noun nor verb.
    let few = &context[..context.len().min(5)];
    for (i, a) in few.iter().enumerate() {
        for b in &few[i + 1..] {
            push(3, a.term.0.min(b.term.0), a.term.0.max(b.term.0), a.weight + b.weight);
        }
    }
    // Alone, for what is rare enough to be followed.
    if let Some(noun) = noun {
        push(6, noun.0, 0, terms.weight(noun));
    }
    match &claim.value {
        Value::Date(_) | Value::Range(_) => {
            if let Some(verb) = verb {
                push(7, verb.0, 0, terms.weight(verb));
            }
        }
        Value::Measure(measure)
            if !matches!(
                measure.dimension(),
                Dimension::Count | Dimension::Percent | Dimension::Ratio | Dimension::Duration
            ) =>
        {
            push(8, 0, 0, 1.0);
        }
        _ => {}
    }
    if context.len() < 3 {
        // Little is said around it, as in a table cell or a caption.
        if let Some(noun) = noun {
            push(4, noun.0, 0, terms.weight(noun));
        }
        for weighted in &context {
            push(4, weighted.term.0, 0, weighted.weight);
        }
    }
    if let Some(value) = claim.measure().and_then(informative) {
        push(TELLING, value, 0, 3.0);
        for weighted in context.iter().take(6) {
            push(5, value, weighted.term.0, weighted.weight);
        }
    }
    keys.sort_unstable_by_key(|entry| entry.0);
    keys.dedup_by_key(|entry| entry.0);
    keys
}

/// The tag of the key of a number that is unlikely to be met twice by chance.
const TELLING: u64 = 9;

/// A digest of a number that is unlikely to be met twice by chance: three digits or more
/// before any trailing zeros.
fn informative(measure: &crate::claim::Measure) -> Option<u32> {
    let value = measure.written()?;
    (value.mantissa().unsigned_abs() >= 100).then(|| {
        let folded = value.mantissa().unsigned_abs();
        #[allow(clippy::cast_possible_truncation)]
        let digest = (folded ^ (folded >> 32)) as u32;
        digest.wrapping_add(value.exp10().cast_unsigned())
    })
}

fn merge(a: &[Weighted], b: &[Weighted]) -> Vec<Weighted> {
    let mut all: Vec<Weighted> = a.iter().chain(b).copied().collect();
    all.sort_unstable_by_key(|w| w.term);
    all.dedup_by_key(|w| w.term);
    all
}

fn mix(family: u64, tag: u64, a: u32, b: u32) -> u64 {
    let mut hash = (family << 8 | tag).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ u64::from(a)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 29;
    hash = (hash ^ u64::from(b)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 32
}
