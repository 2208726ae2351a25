//! One unusual number for one event, counted of two different things: 545 parents here,
//! 545 children there.

use rustc_hash::{FxHashMap, FxHashSet};

use super::near::Near;
use super::stems::stem;
use super::{Context, finding, say};
use crate::align::{Judgement, NounMatch, Veto, What};
use crate::claim::{Agreement, Claim, Decimal, Dimension, Measure, Mode, Noun, Sentence, Sym};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::{Pos, is_animate, is_known};
use crate::lexicon::unlike::is_generic;
use crate::rules::Rule;

/// Pairs with one number, one event and two counted things.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let lone = lone(context);
    let repeats = repeats(context);
    let mut found: Vec<(f32, &Judgement)> = context
        .alignment
        .pairs()
        .filter(|judgement| !insisted(context, &repeats, judgement))
        .filter_map(|judgement| Some((likelihood(context, &lone, judgement)?, judgement)))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1.a, a.1.b).cmp(&(b.1.a, b.1.b))));
    let mut findings: Vec<Finding> = Vec::new();
    let mut groups: Vec<(Vec<u32>, f32)> = Vec::new();
    for (sure, judgement) in found {
        // "545 parents" against two mentions of the children is one finding.
        let joins =
            |group: &&mut (Vec<u32>, f32)| group.0.contains(&judgement.a) || group.0.contains(&judgement.b);
        match groups.iter_mut().find(joins) {
            Some((claims, _)) => {
                for claim in [judgement.a, judgement.b] {
                    if !claims.contains(&claim) {
                        claims.push(claim);
                    }
                }
            }
            None => groups.push((vec![judgement.a, judgement.b], sure)),
        }
    }
    for (mut claims, sure) in groups {
        // Every place that makes the claim again is shown with it.
        for claim in claims.clone() {
            if let Some(again) = key(context, claim).and_then(|key| repeats.get(&key)) {
                claims.extend(again.iter().take(4));
            }
        }
        claims.sort_unstable();
        claims.dedup();
        findings.push(report(rule, context, &claims, sure));
    }
    findings
}

/// A number and what it counts, in one document.
type Key = (usize, Sym, Decimal);

fn key(context: &Context<'_>, index: u32) -> Option<Key> {
    let claim = &context.ledger.claims[index as usize];
    let measure = claim.measure().filter(|m| m.dimension() == Dimension::Count && unusual(m))?;
    Some((context.ledger.document_of(index), claim.slots.noun.as_ref()?.head, measure.written()?))
}

/// Where a document counts the same things to the same unusual number.
fn repeats(context: &Context<'_>) -> FxHashMap<Key, Vec<u32>> {
    let mut repeats: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
    for index in 0..u32::try_from(context.ledger.claims.len()).unwrap_or(u32::MAX) {
        if let Some(key) = key(context, index) {
            repeats.entry(key).or_default().push(index);
        }
    }
    repeats
}

/// True when one document gives the number of both things, and that of either more than once: who does so means both.
fn insisted(context: &Context<'_>, repeats: &FxHashMap<Key, Vec<u32>>, judgement: &Judgement) -> bool {
    let (Some(p), Some(q)) = (key(context, judgement.a), key(context, judgement.b)) else { return false };
    let times = |document, (_, noun, value): Key| {
        repeats.get(&(document, noun, value)).map_or(0, |places| places.len())
    };
    [p.0, q.0].into_iter().any(|document| {
        let (own, other) = (times(document, p), times(document, q));
        own > 0 && other > 0 && own + other > 2
    })
}

/// The counts whose number stands nowhere else in their document.
fn lone(context: &Context<'_>) -> FxHashSet<u32> {
    let mut places: FxHashMap<(usize, Decimal), Vec<u32>> = FxHashMap::default();
    for (index, claim) in (0..).zip(&context.ledger.claims) {
        if let Some(value) = claim.measure().filter(|measure| unusual(measure)).and_then(Measure::written) {
            places.entry((context.ledger.document_of(index), value)).or_default().push(index);
        }
    }
    places.into_values().filter(|places| places.len() == 1).flatten().collect()
}

/// How likely the pair is one event with its counted thing exchanged; none if it is not one.
fn likelihood(context: &Context<'_>, lone: &FxHashSet<u32>, judgement: &Judgement) -> Option<f32> {
    let ledger = context.ledger;
    let (x, y) = (&ledger.claims[judgement.a as usize], &ledger.claims[judgement.b as usize]);
    // "545 parents could not be found" and "545 children whose parents remain to be found" differ
    // in how they put it: who was not found is what may have slipped.
    let modes = (x.slots.mode, y.slots.mode);
    let worded = matches!(modes, (Mode::Actual, Mode::Negated) | (Mode::Negated, Mode::Actual));
    let bars = |veto: Veto| veto != Veto::OtherNoun && !(worded && veto == Veto::OtherMode);
    if judgement.vetoes.iter().any(bars)
        || !matches!(judgement.nouns, NounMatch::Related | NounMatch::Other)
        || !matches!(judgement.agreement, Agreement::Same | Agreement::Compatible { .. })
    {
        return None;
    }
    let (p, q) = (x.measure()?, y.measure()?);
    let noun = |claim: &Claim| claim.slots.noun.as_ref().map_or("", |noun| ledger.vocab.word(noun.head));
    let generic = |own: &Claim, other: &Claim| is_generic(noun(own)) && !is_animate(noun(other));
    if are_one_count(noun(x), noun(y)) || generic(x, y) || generic(y, x) {
        return None;
    }
    // "4,310 missing-person reports", "4,310 people were reported missing"
    let done = |own: &Claim, other: &Claim| {
        let verb = other.slots.predicate.as_ref().map(|verb| stem(ledger.vocab.word(verb.verb)));
        !noun(own).is_empty() && verb.is_some_and(|verb| verb == stem(noun(own)))
    };
    if done(x, y) || done(y, x) {
        return None;
    }
    let unknown = |word: &str| !is_known(word, Pos::Noun);
    if [(x, y), (y, x)].into_iter().any(|(own, other)| unknown(noun(own)) && is_animate(noun(other))) {
        // "12,400 Kesrans" may well be the "12,400 people".
        return None;
    }
    if in_cases(context, x) || in_cases(context, y) {
        return None;
    }
    let counts = p.dimension() == Dimension::Count && q.dimension() == Dimension::Count;
    if !counts || p.written()? != q.written()? || !(unusual(p) && unusual(q)) {
        return None;
    }
    let (noun, other) = (x.slots.noun.as_ref()?, y.slots.noun.as_ref()?);
    // "The hall holds 2,150" counts no halls, and in "102 produced data" the verb was not found.
    let counted = |claim: &Claim, noun: &Noun| {
        (claim.slots.predicate.is_some() || noun.modifiers.is_empty())
            && noun.place.start >= claim.place.end
            && noun.place.start < claim.place.end + 40
    };
    if !counted(x, noun) || !counted(y, other) {
        return None;
    }
    let mentions =
        |sentence: &Sentence, noun: &Noun| sentence.words.iter().any(|word| word.lemma == noun.head);
    let crossed = mentions(ledger.sentence_of(x), other) && mentions(ledger.sentence_of(y), noun);
    let without_nouns: f32 = judgement.score
        - judgement.evidence.iter().filter(|e| e.what == What::RelatedNoun).map(|e| e.weight).sum::<f32>();
    // The number itself speaks: few figures of three digits or more recur by chance, and fewer of
    // four, even where the last is a nought: 1,870.
    let value = p.written()?;
    let long = value >= Decimal::new(1, 3);
    let said = |what: What| judgement.evidence.iter().any(|e| e.what == what && e.weight != 0.0);
    if !long && !crossed && said(What::OtherPredicate) && !said(What::LikePredicate) {
        // "repaired 638 pumps", "lent 638 books": something else was done with other things, and three digits recur
        // by chance.
        return None;
    }
    if !long && !crossed && Near::telling(ledger, judgement.a, judgement.b, &[]) == 0 {
        // All that the sentences share is what both texts are about.
        return None;
    }
    let digits = if long { 2.3 } else { 0.9 };
    // A long one that stands once in each document came from one place.
    let once = long && lone.contains(&judgement.a) && lone.contains(&judgement.b);
    let score = without_nouns + digits + if crossed { 2.0 } else { 0.0 } + if once { 1.0 } else { 0.0 };
    let sure = 1.0 / (1.0 + (-score).exp());
    (sure >= 0.5).then_some(sure)
}

/// True for "in 212 cases", which counts how often something was so, whatever it was of.
fn in_cases(context: &Context<'_>, claim: &Claim) -> bool {
    let ledger = context.ledger;
    let noun = claim.slots.noun.as_ref().map_or("", |noun| ledger.vocab.word(noun.head));
    let words = &ledger.sentence_of(claim).words;
    let before = words.iter().take_while(|word| word.place.end <= claim.place.start).last();
    matches!(noun, "case" | "instance" | "occasion")
        && before.is_some_and(|word| ledger.vocab.word(word.lemma) == "in")
}

/// True for "640 cases of mumps" and "640 people had mumps": who is ill is a case, and who answers a response.
#[must_use]
pub fn are_one_count(a: &str, b: &str) -> bool {
    let case = |word: &str| OF_ONE_PERSON.contains(&word);
    case(a) && is_animate(b) || case(b) && is_animate(a)
}

/// What one person is or makes, so that as many people stand behind them.
const OF_ONE_PERSON: &[&str] = &[
    "admission",
    "answer",
    "application",
    "booking",
    "casualty",
    "case",
    "death",
    "entry",
    "infection",
    "registration",
    "reply",
    "response",
    "signature",
    "subscription",
    "vote",
];

/// A number that two texts rarely share by chance: three digits or more that mean something.
fn unusual(measure: &Measure) -> bool {
    measure.written().is_some_and(|value| value.mantissa().unsigned_abs() >= 100)
}

fn report(rule: &Rule, context: &Context<'_>, claims: &[u32], sure: f32) -> Finding {
    let claims: Vec<_> = claims.iter().map(|&claim| &context.ledger.claims[claim as usize]).collect();
    let labels = claims
        .iter()
        .enumerate()
        .map(|(nth, claim)| Label {
            place: claim.slots.noun.as_ref().map_or(claim.place, |noun| {
                if noun.place.start >= claim.place.end && noun.place.start < claim.place.end + 40 {
                    claim.place.cover(noun.place)
                } else {
                    claim.place
                }
            }),
            role: if nth == 0 { "first" } else { "other" },
            note: claim.slots.noun.as_ref().map_or(String::new(), |noun| {
                format!("counts {}", say::squeezed(context.sources.text_at(noun.place)))
            }),
        })
        .collect();
    let said: Vec<String> = claims
        .iter()
        .take(3)
        .map(|claim| {
            format!(
                "{} ({})",
                say::quoted(context.sources, claim),
                say::file_name(&context.sources.document(claim.place).path)
            )
        })
        .collect();
    let shared = say::shared_words(context.ledger, claims[0], claims[1], 8);
    let why = vec![
        format!("the same number in sentences that share {}", shared.join(", ")),
        "what is counted differs, so at most one can be meant unless both happen to be true".to_owned(),
    ];
    finding(
        rule,
        context,
        sure,
        format!("one number, two counted things: {}", said.join(" against ")),
        labels,
        why,
    )
}
