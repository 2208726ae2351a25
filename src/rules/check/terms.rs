//! Two terms that people exchange: a median that is called a mean elsewhere, a lessor that is a
//! lessee. The number, and what else is said of it, tell that one thing is meant.

use rustc_hash::FxHashMap;

use super::near::Near;
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Mode, Part, Sym};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Terms of which one is taken for the other, in the forms that they are written in.
const PAIRS: &[(&[&str], &[&str])] = &[
    (&["arrivals", "arrival"], &["departures", "departure"]),
    (&["births", "birth"], &["deaths", "death"]),
    (&["borrower", "borrowers"], &["lender", "lenders"]),
    (&["buyer", "buyers"], &["seller", "sellers"]),
    (&["credit", "credits"], &["debit", "debits"]),
    (&["diastolic"], &["systolic"]),
    (&["downstream"], &["upstream"]),
    (&["emigration", "emigrants"], &["immigration", "immigrants"]),
    (&["employee", "employees"], &["employer", "employers"]),
    (&["entry", "entries"], &["reentry", "re-entry", "reentries"]),
    (&["exports", "export", "exported"], &["imports", "import", "imported"]),
    (&["gross"], &["net"]),
    (&["inbound"], &["outbound"]),
    (&["incidence"], &["prevalence"]),
    (&["inflow", "inflows"], &["outflow", "outflows"]),
    (&["landlord", "landlords"], &["tenant", "tenants"]),
    (&["latitude"], &["longitude"]),
    (&["lessee", "lessees"], &["lessor", "lessors"]),
    (&["maximum", "highest"], &["minimum", "lowest"]),
    (&["mean", "average"], &["median"]),
    (&["morbidity"], &["mortality"]),
    (&["northbound"], &["southbound"]),
    (&["eastbound"], &["westbound"]),
    (&["plaintiff", "plaintiffs"], &["defendant", "defendants"]),
    (&["profit", "profits"], &["revenue", "revenues", "turnover"]),
    (&["sensitivity"], &["specificity"]),
];

/// Claims of one number that stand in groups small enough to compare each with each.
const MOST: usize = 12;
/// Words on either side of a number in which its term stands.
const REACH: usize = 12;

/// One number of one thing under two terms.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut groups: FxHashMap<(Option<&str>, Decimal), Vec<Told>> = FxHashMap::default();
    for (index, claim) in (0..).zip(&context.ledger.claims) {
        let Some(told) = Told::of(context, index, claim) else { continue };
        let Some(measure) = claim.measure() else { continue };
        if let Some(value) = measure.written() {
            groups.entry((measure.unit.map(|unit| unit.id), value)).or_default().push(told);
        }
    }
    let mut findings = Vec::new();
    for group in groups.values().filter(|group| (2..=MOST).contains(&group.len())) {
        let exchanged = (0..group.len())
            .flat_map(|a| (a + 1..group.len()).map(move |b| (a, b)))
            .find_map(|(a, b)| Some((a, b, exchanged(context, group, a, b)?)));
        if let Some((a, b, pair)) = exchanged {
            findings.push(report(rule, context, &group[a], &group[b], pair));
        }
    }
    findings.sort_by_key(|finding| finding.labels[0].place.start);
    findings
}

/// A number with the terms around it.
struct Told {
    claim: u32,
    document: usize,
    /// The pairs of which one term stands there, and whether it is the first.
    terms: Vec<(usize, bool)>,
    words: Vec<Sym>,
}

impl Told {
    fn of(context: &Context<'_>, index: u32, claim: &Claim) -> Option<Self> {
        let measure = claim.measure()?;
        let prose = matches!(
            claim.slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Caption | Part::Heading | Part::Footnote
        );
        let written = measure.written()?;
        // Few numbers of three digits are two things by chance.
        let digits = written.mantissa().unsigned_abs().checked_ilog10()? + 1;
        if !prose || digits < 3 || measure.is_range || claim.slots.mode != Mode::Actual {
            return None;
        }
        let sentence = context.ledger.sentence_of(claim).place;
        let text = context.sources.text_at(sentence);
        let at = (claim.place.start.saturating_sub(sentence.start) as usize).min(text.len());
        let end = (claim.place.end.saturating_sub(sentence.start) as usize).clamp(at, text.len());
        let word = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let before: Vec<&str> = text.get(..at)?.split_whitespace().rev().take(REACH).collect();
        let near: Vec<String> = before
            .iter()
            .copied()
            .chain(text.get(end..)?.split_whitespace().take(REACH))
            .map(|w| word(&w))
            .collect();
        let holds = |forms: &[&str]| near.iter().any(|word| forms.contains(&word.as_str()));
        let terms: Vec<(usize, bool)> = (0..PAIRS.len())
            .filter_map(|pair| match (holds(PAIRS[pair].0), holds(PAIRS[pair].1)) {
                (true, false) => Some((pair, true)),
                (false, true) => Some((pair, false)),
                // Both are told, or neither.
                _ => None,
            })
            .collect();
        if terms.is_empty() {
            return None;
        }
        let words = Near::words(context.ledger, claim.sentence);
        Some(Self { claim: index, document: context.sources.index_of(claim.place), terms, words })
    }
}

/// The pair whose terms two claims exchange, if they speak of one thing otherwise.
fn exchanged(context: &Context<'_>, group: &[Told], a: usize, b: usize) -> Option<usize> {
    let (a, b) = (&group[a], &group[b]);
    let claims = &context.ledger.claims;
    if claims[a.claim as usize].sentence == claims[b.claim as usize].sentence {
        return None;
    }
    let pair = a.terms.iter().find(|(pair, first)| b.terms.contains(&(*pair, !first)))?.0;
    // Who gives both terms the number means it.
    let both = |document: usize| {
        let has = |first: bool| {
            group.iter().any(|told| told.document == document && told.terms.contains(&(pair, first)))
        };
        has(true) && has(false)
    };
    if a.document != b.document && (both(a.document) || both(b.document)) {
        return None;
    }
    let (weight, count) = context.near().shared(&a.words, &b.words);
    (weight >= ENOUGH && count >= 3).then_some(pair)
}

/// Weight of the words that two sentences must share.
const ENOUGH: f32 = 6.0;

fn report(rule: &Rule, context: &Context<'_>, a: &Told, b: &Told, pair: usize) -> Finding {
    let claim = |told: &Told| &context.ledger.claims[told.claim as usize];
    let term = |told: &Told| {
        let first = told.terms.contains(&(pair, true));
        if first { PAIRS[pair].0[0] } else { PAIRS[pair].1[0] }
    };
    let number = say::squeezed(context.sources.text_at(claim(a).place));
    let label = |told: &Told, role| Label {
        place: claim(told).place,
        role,
        note: format!("said of \"{}\"", term(told)),
    };
    let message = format!("{number} is said of \"{}\" and of \"{}\"", term(a), term(b));
    let shared = say::shared_words(context.ledger, claim(a), claim(b), 6);
    let why =
        vec![format!("both speak of {}", shared.join(", ")), "the two terms are often exchanged".to_owned()];
    finding(rule, context, 0.78, message, vec![label(a, "first"), label(b, "other")], why)
}
