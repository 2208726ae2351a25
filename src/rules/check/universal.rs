//! A bound that is set for all of a kind, and one of them that breaks it: `each offer was
//! over $9 million` beside `the lowest offer, $8.4 million`.

use rustc_hash::FxHashMap;

use super::near::Near;
use super::{Context, finding, say};
use crate::claim::{Claim, Dimension, End, Hedge, Interval, Measure, Mode, Part, Sym};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Bounds for all of a kind that one of the kind breaks.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let bounds: Vec<(u32, Interval)> = (0_u32..)
        .zip(&ledger.claims)
        .filter_map(|(index, claim)| Some((index, for_all(context, claim)?)))
        .collect();
    if bounds.is_empty() {
        return Vec::new();
    }
    let mut by_noun: FxHashMap<(Sym, &str), Vec<u32>> = FxHashMap::default();
    for (index, claim) in (0_u32..).zip(&ledger.claims) {
        if let (Some(noun), Some(measure)) = (noun(claim), single(claim)) {
            by_noun.entry((noun, unit(measure))).or_default().push(index);
        }
    }
    let near = context.near();
    let mut findings = Vec::new();
    for (index, allowed) in bounds {
        let bound = &ledger.claims[index as usize];
        let (Some(noun), Some(measure)) = (noun(bound), bound.measure()) else { continue };
        let others = by_noun.get(&(noun, unit(measure))).map_or(&[][..], Vec::as_slice);
        if others.len() > MOST {
            continue;
        }
        let own = Near::words(ledger, bound.sentence);
        let mut best: Option<(f32, u32)> = None;
        for &other in others {
            let claim = &ledger.claims[other as usize];
            let Some(value) = single(claim) else { continue };
            if claim.sentence == bound.sentence
                || allowed.meets(value.wide)
                || !one_kind(context, bound, claim)
            {
                continue;
            }
            let (x, y) = (ledger.document_of(index), ledger.document_of(other));
            if x != y && !context.linked(x, y) {
                continue;
            }
            let (weight, _) = near.shared(&own, &Near::words(ledger, claim.sentence));
            if weight >= 2.5 && best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, other));
            }
        }
        if let Some((weight, other)) = best {
            findings.push(report(rule, context, bound, &ledger.claims[other as usize], weight));
        }
    }
    findings
}

/// Values of one noun and unit that are compared.
const MOST: usize = 24;

fn noun(claim: &Claim) -> Option<Sym> {
    claim.slots.noun.as_ref().map(|noun| noun.head)
}

fn unit(measure: &Measure) -> &'static str {
    measure.unit.map_or("", |unit| unit.id)
}

/// A value without a bound.
fn single(claim: &Claim) -> Option<&Measure> {
    let plain = matches!(claim.slots.mode, Mode::Actual | Mode::Projected)
        && !claim.slots.subset
        && !claim.slots.additional
        && !claim.slots.identifying
        && !matches!(claim.slots.part, Part::Code | Part::Citation | Part::Contents);
    claim
        .measure()
        .filter(|m| plain && !m.hedge.is_bound() && !m.is_range && m.per.is_none() && m.hedge != Hedge::Vague)
}

/// Words that make a statement one of all of a kind, or of all of a time.
const ALL: &[&str] = &["every", "each", "all"];
const NONE: &[&str] = &["no"];

/// What all of a kind are said to keep.
fn for_all(context: &Context<'_>, claim: &Claim) -> Option<Interval> {
    let measure = claim.measure()?;
    let prose = matches!(
        claim.slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Quotation
    );
    let bounded = measure.hedge.is_bound() && measure.per.is_none() && !measure.is_range;
    let told =
        matches!(claim.slots.mode, Mode::Actual | Mode::Projected | Mode::Negated | Mode::Hypothetical);
    if !prose
        || !bounded
        || !told
        || claim.slots.subset
        || matches!(measure.dimension(), Dimension::Percent | Dimension::Ratio | Dimension::Count)
    {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim).place;
    let text = context.sources.text_at(sentence);
    let at = (claim.place.start.checked_sub(sentence.start)?) as usize;
    let before = text.get(..at)?.rsplit([';', ':', '(']).next().unwrap_or_default().to_lowercase();
    let rest = text.get(claim.place.end.checked_sub(sentence.start)? as usize..)?.to_lowercase();
    let words = |text: &str, list: &[&str]| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(&word))
    };
    if words(&before, LIMITED) && !words(&before, &["every", "each"]) {
        return None;
    }
    if governed(context, claim, &before, NONE) {
        // "no bid came in above 50": all are at most that, unless the reading has turned it already.
        let turned = match (measure.hedge, measure.strict.low, measure.strict.high) {
            (Hedge::MoreThan, End::Open(low), _) => Interval { low: End::None, high: End::Closed(low) },
            (Hedge::AtLeast, End::Closed(low), _) => Interval { low: End::None, high: End::Open(low) },
            (Hedge::LessThan, _, End::Open(high)) => Interval { low: End::Closed(high), high: End::None },
            _ => measure.strict,
        };
        return Some(turned);
    }
    let next = rest.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    let all = governed(context, claim, &before, ALL)
        && !before.contains("not all")
        && !before.contains("not every");
    (all || words(&next, &["throughout"])).then_some(measure.strict)
}

/// True when a word of the list stands right before the noun: `every bid`, `all the bids`.
fn governed(context: &Context<'_>, claim: &Claim, before: &str, list: &[&str]) -> bool {
    let Some(noun) = noun(claim).map(|noun| context.ledger.vocab.word(noun)) else { return false };
    let words: Vec<&str> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().any(|(at, word)| {
        list.contains(word) && words[at + 1..].iter().take(4).any(|other| other.starts_with(noun))
    })
}

/// Words that make a bound one of some time or case.
const LIMITED: &[&str] = &[
    "after", "since", "before", "until", "when", "if", "between", "during", "now", "once", "while", "by",
    "up",
];

/// True when one is of the kind that the other speaks of.
fn one_kind(context: &Context<'_>, bound: &Claim, claim: &Claim) -> bool {
    let modifiers =
        |claim: &Claim| claim.slots.noun.as_ref().map_or_else(Vec::new, |noun| noun.modifiers.clone());
    let theirs = modifiers(claim);
    let narrower = modifiers(bound).iter().all(|word| theirs.contains(word));
    let word = |claim: &Claim| noun(claim).map(|noun| context.ledger.vocab.word(noun).to_owned());
    // "people", "time": too many kinds of them.
    let vague = word(bound).is_none_or(|word| {
        matches!(
            word.as_str(),
            "people" | "person" | "time" | "case" | "thing" | "total" | "number" | "one" | "day"
        )
    });
    narrower && !vague
}

fn report(rule: &Rule, context: &Context<'_>, bound: &Claim, claim: &Claim, weight: f32) -> Finding {
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: bound.place, role: "first", note: "said of all".to_owned() },
        Label { place: claim.place, role: "other", note: say::reading(claim) },
    ];
    let message =
        format!("{} is said of all, but one is {}", text(bound), say::quoted(context.sources, claim));
    let mut why = vec![format!("{} breaks the bound {}", say::reading(claim), say::reading(bound))];
    let shared = say::shared_words(context.ledger, bound, claim, 6);
    if !shared.is_empty() {
        why.push(format!("both speak of {}", shared.join(", ")));
    }
    finding(rule, context, if weight >= 7.0 { 0.86 } else { 0.76 }, message, labels, why)
}
