//! What a sentence says of every one of a kind, or of all times: `no bid was above $50 million`,
//! `at no time did it hold more than 300`, `every ward kept at least 80 per cent of its beds`.
//! Gives the bound that each single value has to keep, and says what breaks it; leaves to others to find
//! that.

use super::agree::is_breach;
use super::stems::stem;
use super::{Context, bounds_prose, bounds_table, finding, say};
use crate::align::{DocumentRange, Judgement};
use crate::claim::{Claim, End, Hedge, Measure, Mode, Part, Word, WordClass, agree_measures};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::function::is_function_word;
use crate::place::Span;
use crate::rules::Rule;

/// A bound on every instance.
pub struct Bound {
    pub claim: u32,
    /// What each value has to be, in the unit of the claim.
    pub allowed: Measure,
    /// The stem of the kind that it is said of: `ward`. None for one of all times.
    pub class: Option<String>,
    /// Stems of the words of its clause, and their lemmas, without the kind.
    pub words: Vec<String>,
    /// What its comparison measures, where that is no bare more or less: `nearer`, `taller`.
    pub measured: Vec<&'static str>,
    /// It is said of something that only sentences before it name: `it`, `them`.
    pub pronoun: bool,
}

/// What breaks a bound.
pub struct Breach {
    pub labels: Vec<Label>,
    /// `one is 412 people`
    pub one: String,
    pub value: String,
    /// What else speaks for its being meant.
    pub also: Option<String>,
}

impl Breach {
    /// A value told in the prose that breaks what `claim` says of all.
    #[must_use]
    pub fn told(context: &Context<'_>, claim: &Claim, other: &Claim) -> Self {
        let shared = say::shared_words(context.ledger, claim, other, 6);
        Self {
            labels: vec![Label { place: other.place, role: "other", note: say::reading(other) }],
            one: format!("one is {}", say::quoted(context.sources, other)),
            value: say::reading(other),
            also: (!shared.is_empty()).then(|| format!("both speak of {}", shared.join(", "))),
        }
    }

    /// The finding that a breach of what `claim` says makes.
    #[must_use]
    pub fn report(self, rule: &Rule, context: &Context<'_>, claim: &Claim, sure: f32) -> Finding {
        let said = say::squeezed(context.sources.text_at(claim.place));
        let mut labels = vec![Label { place: claim.place, role: "first", note: "said of all".to_owned() }];
        labels.extend(self.labels);
        let message = format!("{said} is said of all, but {}", self.one);
        let mut why = vec![format!("{} is beyond what {said} leaves", self.value)];
        why.extend(self.also);
        finding(rule, context, sure, message, labels, why)
    }
}

/// Bounds that one of those they are said of breaks, in a table or in the prose.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let bounds = bounds(context);
    let mut findings = bounds_table::run(rule, context, &bounds);
    for finding in bounds_prose::run(rule, context, &bounds).into_iter().chain(met(rule, context)) {
        let place = finding.labels[0].place;
        if !findings.iter().any(|other| other.labels[0].place == place) {
            findings.push(finding);
        }
    }
    findings
}

/// What the aligner takes for one of those that a bound is said of, and breaks it.
fn met(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let links = context.alignment.facts.iter().flat_map(|fact| &fact.links);
    let broken = links.filter(|link| {
        link.agreement.is_conflict() && is_breach(&claims[link.a as usize], &claims[link.b as usize])
    });
    let report = |link: &Judgement| {
        let (x, y) = (&claims[link.a as usize], &claims[link.b as usize]);
        let (claim, other) = if x.slots.of_all.is_some() { (x, y) } else { (y, x) };
        Breach::told(context, claim, other).report(rule, context, claim, link.likelihood())
    };
    broken.map(report).collect()
}

/// Bounds of a document that are looked at: what a text of sane length has.
const MOST: usize = 64;

/// All bounds of the prose.
fn bounds(context: &Context<'_>) -> Vec<Bound> {
    let ledger = context.ledger;
    let of = |document: &DocumentRange| {
        let read = |index: u32| read(context, index, &ledger.claims[index as usize]);
        document.claims.clone().filter_map(read).take(MOST).collect::<Vec<Bound>>()
    };
    ledger.documents.iter().flat_map(of).collect()
}

fn read(context: &Context<'_>, index: u32, claim: &Claim) -> Option<Bound> {
    let slots = &claim.slots;
    let of_all = slots.of_all.as_ref()?;
    let prose = matches!(
        slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
    );
    if !prose || slots.identifying || matches!(slots.mode, Mode::Target | Mode::Alleged) {
        return None;
    }
    let vocab = &context.ledger.vocab;
    let measure = claim.measure()?;
    let allowed = of_all.allowed(measure.written()?);
    let class = of_all.class.map(|class| stem(vocab.word(class)));
    let mut words = words(context, claim);
    words.retain(|word| class.as_ref() != Some(word));
    let measured = of_all.compared.map_or(&[][..], |compared| measured(vocab.word(compared))).to_vec();
    let hedge = if allowed.low == End::None { Hedge::AtMost } else { Hedge::AtLeast };
    let allowed = Measure { strict: allowed, wide: allowed, hedge, ..*measure };
    Some(Bound { claim: index, allowed, class, words, measured, pronoun: of_all.pronoun })
}

/// Words of a clause that tell nothing of what is measured.
const LIGHT: &[&str] = &[
    "time", "point", "moment", "stage", "one", "none", "nobody", "year", "day", "period", "do", "did", "has",
    "have", "had", "single", "whole", "ever",
];

/// Stems of the telling words around a value that are in one clause with it, and their lemmas, sorted.
fn words(context: &Context<'_>, claim: &Claim) -> Vec<String> {
    const BEFORE: usize = 28;
    const BEHIND: usize = 12;
    let sentence = context.ledger.sentence_of(claim);
    let gap = |from: u32, to: u32| context.sources.text_at(Span { start: from, end: to.max(from) });
    let mut last = sentence.place.start;
    let (mut before, mut behind): (Vec<&Word>, Vec<&Word>) = (Vec::new(), Vec::new());
    for word in &sentence.words {
        let gap = gap(last, word.place.start);
        last = word.place.end;
        if word.place.start < claim.place.start {
            if gap.contains([';', ':', '(', ')', '—', '"', '“', '”', '?']) {
                before.clear();
            }
            before.push(word);
        } else if word.place.start >= claim.place.end {
            if gap.contains([',', ';', ':', '(', ')', '—', '"', '“', '”']) || behind.len() >= BEHIND {
                break;
            }
            behind.push(word);
        }
    }
    let mut words: Vec<String> = Vec::new();
    for word in before[before.len().saturating_sub(BEFORE)..].iter().chain(&behind) {
        let text = context.sources.text_at(word.place).to_lowercase();
        let light = is_function_word(&text) || word.class == WordClass::Number;
        if !light && !LIGHT.contains(&text.as_str()) {
            words.push(stem(&text));
            words.push(stem(context.ledger.vocab.word(word.lemma)));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The nouns for what a comparison measures, by its lemma or as it stands; none for a bare more or less.
fn measured(word: &str) -> &'static [&'static str] {
    match word {
        "heavy" | "heavier" | "light" | "lighter" => &["weight", "mass"],
        "old" | "older" | "young" | "younger" => &["age"],
        "tall" | "taller" => &["height"],
        "long" | "longer" => &["length", "duration", "wait"],
        "short" | "shorter" => &["length", "duration", "height"],
        "deep" | "deeper" | "shallow" | "shallower" => &["depth"],
        "wide" | "wider" | "narrow" | "narrower" => &["width"],
        "fast" | "faster" | "slow" | "slower" => &["speed"],
        "hot" | "hotter" | "warm" | "warmer" | "cold" | "colder" | "cool" | "cooler" => &["temperature"],
        "far" | "farther" | "further" | "away" => &["distance"],
        "near" | "nearer" | "close" | "closer" => &["distance", "altitude"],
        "dear" | "dearer" | "cheap" | "cheaper" => &["price", "cost"],
        _ => &[],
    }
}

/// A number that is not what a bound allows, with both written in one unit.
#[must_use]
pub fn breaks(bound: &Bound, measure: &Measure) -> bool {
    agree_measures(&bound.allowed, measure).is_conflict()
}
