//! A bound that the count of another account of the matter breaks, and not by much: `fewer than 900 sandbags` beside
//! `960 sandbags lay there`, `fewer than 40 were rotten` beside `called 47 rotten`, both of 80 planks.
//!
//! The aligner compares all that is said around two values. A writer who gives a bound gives one near the truth, so
//! that a count a little beyond it is telling by itself where either document counts the thing nowhere else.

use rustc_hash::{FxHashMap, FxHashSet};

use super::exchanged::named;
use super::near::Near;
use super::{Context, finding, say};
use crate::align::Ledger;
use crate::claim::{Claim, Dimension, Hedge, Measure, Mode, Noun, Part, Sym, WordClass, agree_measures};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::is_animate;
use crate::rules::Rule;

/// Counts of one thing in a document, or bounds, that are compared each with each.
const MOST: usize = 24;
/// How many times as large as the bound a count may be, or the bound as the count.
const NEAR: f64 = 1.5;
/// The same for a thing of which nothing else tells that it is the same.
const NEARER: f64 = 1.25;

/// How many there are of a thing, exactly or within a bound.
struct Tally<'a> {
    index: u32,
    claim: &'a Claim,
    measure: &'a Measure,
    document: usize,
    /// What is counted, where it is named beside the number: `960 sandbags`.
    noun: Option<Noun>,
    /// It may be compared: a fact, and no part, limit or share.
    plain: bool,
}

/// Bounds and the counts that break them.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut things: FxHashMap<Option<Sym>, Vec<Tally<'_>>> = FxHashMap::default();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        if let Some(tally) = Tally::of(context, index, claim) {
            things.entry(tally.noun.as_ref().map(|noun| noun.head)).or_default().push(tally);
        }
    }
    let mut found: Vec<(f32, u32, u32)> = Vec::new();
    for (thing, tallies) in &things {
        let of = |document: usize| {
            let from = tallies.partition_point(|tally| tally.document < document);
            let own = &tallies[from..];
            &own[..own.partition_point(|tally| tally.document == document)]
        };
        for own in tallies.chunk_by(|a, b| a.document == b.document) {
            let bounds = own.iter().filter(|tally| tally.plain && tally.is_bound(context));
            for bound in bounds.take(MOST) {
                let beside = context.links().beside(bound.document);
                for theirs in beside.filter(|&other| context.linked(bound.document, other)).map(of) {
                    let counts = theirs.iter().filter(|count| count.plain && count.is_broken_by(bound));
                    for count in counts.take(MOST) {
                        let sure = match thing {
                            Some(_) => of_thing(context, [own, theirs], bound, count),
                            None => of_whole(context, bound, count),
                        };
                        found.extend(sure.map(|sure| (sure, bound.index, count.index)));
                    }
                }
            }
        }
    }
    found.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    let mut told: FxHashSet<u32> = FxHashSet::default();
    let fresh = found.into_iter().filter(|&(_, bound, count)| told.insert(bound) & told.insert(count));
    fresh.map(|(sure, bound, count)| report(rule, context, sure, bound, count)).collect()
}

impl<'a> Tally<'a> {
    fn of(context: &Context<'_>, index: u32, claim: &'a Claim) -> Option<Self> {
        let measure = claim.measure().filter(|m| m.dimension() == Dimension::Count && m.per.is_none())?;
        let slots = &claim.slots;
        if slots.identifying || measure.written().is_none() {
            return None;
        }
        let cell = slots.part == Part::Cell;
        let noun = if cell { slots.noun.clone() } else { named(context, claim) };
        let prose = matches!(slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Quotation);
        let plain = prose
            && matches!(slots.mode, Mode::Actual | Mode::Negated)
            && slots.of_all.is_none()
            && !slots.additional
            && !is_norm(context, claim);
        let document = context.ledger.document_of(index);
        Some(Self { index, claim, measure, document, noun, plain })
    }

    /// True for a bound whose words can mean nothing else: "over" may belong to a verb, "up to" to a rise.
    fn is_bound(&self, context: &Context<'_>) -> bool {
        let text = context.sources.text_at(self.claim.place).to_lowercase();
        let first = text.split_whitespace().next().unwrap_or_default();
        self.measure.hedge.is_bound() && matches!(first, "more" | "fewer" | "less" | "at" | "no" | "not")
    }

    /// True for an exact count of another document that is near the bound and beyond it.
    fn is_broken_by(&self, bound: &Self) -> bool {
        let exact = matches!(self.measure.hedge, Hedge::None | Hedge::Exact) && !self.measure.is_range;
        let one_mode = self.claim.slots.mode == bound.claim.slots.mode;
        exact
            && one_mode
            && self.document != bound.document
            && agree_measures(self.measure, bound.measure).is_conflict()
            && self.ratio(bound).is_some_and(|ratio| ratio <= NEAR)
            && self
                .claim
                .slots
                .period
                .zip(bound.claim.slots.period)
                .is_none_or(|(own, other)| own.1.meets(other.1))
    }

    fn ratio(&self, other: &Self) -> Option<f64> {
        let (own, other) = (self.measure.written()?.to_f64(), other.measure.written()?.to_f64());
        (own > 0.0 && other > 0.0).then(|| (own / other).max(other / own))
    }
}

/// True for a sentence that tells what may or must be: "no more than six boats may moor".
fn is_norm(context: &Context<'_>, claim: &Claim) -> bool {
    context.ledger.sentence_of(claim).words.iter().any(|word| {
        word.class == WordClass::Function
            && matches!(
                context.sources.text_at(word.place).to_lowercase().as_str(),
                "may" | "must" | "shall" | "can" | "should" | "could" | "if" | "each" | "every" | "per"
            )
    })
}

/// How likely the two are of one thing, which is named beside both numbers, among all that the two documents count of
/// it.
fn of_thing(
    context: &Context<'_>,
    [own_tallies, their_tallies]: [&[Tally<'_>]; 2],
    bound: &Tally<'_>,
    count: &Tally<'_>,
) -> Option<f32> {
    let (own, other) = (bound.noun.as_ref()?, count.noun.as_ref()?);
    // "960 paper sandbags", "more than 1,000 sandbags"
    if bound.claim.slots.subset != count.claim.slots.subset
        || own.modifiers.iter().any(|word| !other.modifiers.contains(word))
        || other.modifiers.iter().any(|word| !own.modifiers.contains(word))
    {
        return None;
    }
    // A document that gives a number which the other one bears out tells of two such things, or agrees.
    let beside = |tallies: &[Tally<'_>], one: &Tally<'_>, against: &Tally<'_>| {
        let mut others = tallies.iter().filter(|tally| tally.index != one.index);
        others.any(|tally| !agree_measures(tally.measure, against.measure).is_conflict())
    };
    if beside(their_tallies, count, bound)
        || beside(own_tallies, bound, count)
        || joins(context, bound)
        || joins(context, count)
    {
        return None;
    }
    let shared = shared(context, bound, count, &[own.head]);
    let lone =
        |tallies: &[Tally<'_>], one: &Tally<'_>| tallies.iter().all(|tally| tally.measure == one.measure);
    let both = lone(own_tallies, bound) && lone(their_tallies, count);
    let animate = is_animate(context.ledger.vocab.word(own.head));
    let value = count.measure.written()?.to_f64();
    let large = value >= 100.0;
    match (shared.figures, shared.words) {
        (1.., 1..) => Some(0.84),
        // A handful differs from another by little.
        _ if value < 10.0 => None,
        (1.., 0) | (_, 3..) => Some(0.8),
        (0, 2) if both || !animate => Some(0.78),
        (0, 1) if both && !animate => Some(0.76),
        (0, 0) if both && !animate && large && count.ratio(bound)? <= NEARER => Some(0.74),
        _ => None,
    }
}

/// How likely the two are of one part of one whole, where only the whole is named: "of 80 planks", "of those barns".
fn of_whole(context: &Context<'_>, bound: &Tally<'_>, count: &Tally<'_>) -> Option<f32> {
    let shared = shared(context, bound, count, &[]);
    let ledger = context.ledger;
    let [own, other] = [bound, count].map(|tally| whole(context, tally.claim));
    let one = own.is_some() && own == other;
    let beside = own.is_some() || other.is_some();
    match (shared.figures, shared.words) {
        (1.., 2..) if beside => Some(0.82),
        (0, 2..) if one && told_once(ledger, bound) => Some(0.76),
        _ => None,
    }
}

/// True for a bound whose document says no more of such parts in the sentence.
fn told_once(ledger: &Ledger, bound: &Tally<'_>) -> bool {
    let sentence = bound.claim.sentence;
    let beside = ledger.claims[bound.index as usize..].iter().skip(1).take_while(|c| c.sentence == sentence);
    beside.filter(|claim| claim.measure().is_some()).count() == 0
}

/// What a number is a part of: "of the barns surveyed, 47", "47 of the barns".
fn whole(context: &Context<'_>, claim: &Claim) -> Option<Sym> {
    /// Words between "of" and the number.
    const FAR: usize = 8;
    let words = &context.ledger.sentence_of(claim).words;
    let at = words.partition_point(|word| word.place.end <= claim.place.start);
    let behind = words.partition_point(|word| word.place.start < claim.place.end);
    let is_of = |at: usize| {
        words.get(at).is_some_and(|word| context.sources.text_at(word.place).eq_ignore_ascii_case("of"))
    };
    let from = if is_of(behind) { behind } else { (at.saturating_sub(FAR)..at).find(|&at| is_of(at))? };
    words[from..].iter().take(FAR).find(|word| word.class == WordClass::Noun).map(|word| word.lemma)
}

/// True for "200 cooks and waiters", which counts two things.
fn joins(context: &Context<'_>, tally: &Tally<'_>) -> bool {
    let Some(noun) = &tally.noun else { return false };
    let words = &context.ledger.sentence_of(tally.claim).words;
    let at = words.partition_point(|word| word.place.start < noun.place.end.max(tally.claim.place.end));
    let text = |at: usize| words.get(at).map(|word| context.sources.text_at(word.place).to_lowercase());
    text(at).is_some_and(|word| matches!(word.as_str(), "and" | "or"))
        && words.get(at + 1).is_some_and(|word| matches!(word.class, WordClass::Noun | WordClass::Adjective))
}

/// What two sentences have in common.
struct Shared {
    /// Exact figures of one thing.
    figures: usize,
    words: usize,
}

fn shared(context: &Context<'_>, a: &Tally<'_>, b: &Tally<'_>, without: &[Sym]) -> Shared {
    let ledger = context.ledger;
    let words = Near::telling(ledger, a.index, b.index, without);
    let figures = |tally: &Tally<'_>| -> Vec<(Sym, &Measure)> {
        let near = tally.index.saturating_sub(8)..tally.index.saturating_add(9);
        let claims = near.filter(|&index| index != tally.index).filter_map(|index| {
            let claim = ledger.claims.get(index as usize)?;
            let noun = claim.slots.noun.as_ref().filter(|noun| !noun.implied)?;
            let measure = claim.measure().filter(|measure| measure.exact().is_some())?;
            (claim.sentence == tally.claim.sentence).then_some((noun.head, measure))
        });
        claims.collect()
    };
    let (p, q) = (figures(a), figures(b));
    let same = |one: &&(Sym, &Measure)| {
        q.iter().any(|(noun, measure)| *noun == one.0 && measure.exact() == one.1.exact())
    };
    Shared { figures: p.iter().filter(same).count(), words }
}

fn report(rule: &Rule, context: &Context<'_>, sure: f32, bound: u32, count: u32) -> Finding {
    let claim = |index: u32| &context.ledger.claims[index as usize];
    let (bound, count) = (claim(bound), claim(count));
    let [said, exact] = [bound, count].map(|claim| say::quoted(context.sources, claim));
    let labels = vec![
        Label { place: bound.place, role: "first", note: say::reading(bound) },
        Label { place: count.place, role: "other", note: say::reading(count) },
    ];
    let shared = say::shared_words(context.ledger, bound, count, 6);
    let why = vec![format!(
        "{} is beyond what {said} leaves; both speak of {}",
        say::reading(count),
        shared.join(", ")
    )];
    finding(rule, context, sure, format!("{said} against {exact}"), labels, why)
}
