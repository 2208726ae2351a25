//! What a sentence says of every one of a kind, or of all times: `no bid was above $50 million`,
//! `at no time did it hold more than 300`, `every ward kept at least 80 per cent of its beds`.
//! Gives the bound that each single value has to keep, and says what breaks it; leaves to others to find
//! that.

use super::agree::is_breach;
use super::stems::stem;
use super::{Context, bounds_prose, bounds_table, finding, say};
use crate::align::Judgement;
use crate::claim::{Claim, End, Hedge, Interval, Measure, Mode, Part, Word, WordClass, agree_measures};
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
    for finding in bounds_prose::run(rule, context, &bounds) {
        let place = finding.labels[0].place;
        if !findings.iter().any(|other| other.labels[0].place == place) {
            findings.push(finding);
        }
    }
    for finding in met(rule, context) {
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
        let shared = say::shared_words(context.ledger, claim, other, 6);
        let breach = Breach {
            labels: vec![Label { place: other.place, role: "other", note: say::reading(other) }],
            one: format!("one is {}", say::quoted(context.sources, other)),
            value: say::reading(other),
            also: (!shared.is_empty()).then(|| format!("both speak of {}", shared.join(", "))),
        };
        breach.report(rule, context, claim, link.likelihood())
    };
    broken.map(report).collect()
}

/// Bounds that are looked at: what a text of sane length has.
const MOST: usize = 64;

/// All bounds of the prose.
fn bounds(context: &Context<'_>) -> Vec<Bound> {
    let claims = (0_u32..).zip(&context.ledger.claims);
    claims.filter_map(|(index, claim)| read(context, index, claim)).take(MOST).collect()
}

fn read(context: &Context<'_>, index: u32, claim: &Claim) -> Option<Bound> {
    let measure = claim.measure().filter(|m| m.per.is_none() && !m.is_range)?;
    let slots = &claim.slots;
    let prose = matches!(
        slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
    );
    if !prose || slots.identifying || matches!(slots.mode, Mode::Target | Mode::Alleged) {
        return None;
    }
    let clause = Clause::of(context, claim);
    let (at, marker) = clause.marker()?;
    let rest = &clause.words[at + marker.words..];
    if clause.words.iter().any(|word| NORMS.contains(&word.text.as_str()))
        || rest.iter().any(|word| TURNING.contains(&word.text.as_str()))
    {
        return None;
    }
    let (side, measured) = direction(measure, rest)?;
    let value = measure.written()?;
    // "none was below 40": all are 40 or more. "every one was below 40": all are less than 40.
    let allowed = match (marker.denies, side) {
        (true, Side::More { closed }) => {
            Interval { low: End::None, high: if closed { End::Open(value) } else { End::Closed(value) } }
        }
        (true, Side::Less { closed }) => {
            Interval { low: if closed { End::Open(value) } else { End::Closed(value) }, high: End::None }
        }
        (false, Side::More { closed }) => {
            Interval { low: if closed { End::Closed(value) } else { End::Open(value) }, high: End::None }
        }
        (false, Side::Less { closed }) => {
            Interval { low: End::None, high: if closed { End::Closed(value) } else { End::Open(value) } }
        }
    };
    let hedge = if allowed.low == End::None { Hedge::AtMost } else { Hedge::AtLeast };
    let (class, pronoun) = if marker.timeless { (clause.any(), false) } else { class(rest) };
    let pronoun = pronoun
        || rest
            .iter()
            .any(|word| matches!(word.text.as_str(), "it" | "they" | "them" | "there" | "he" | "she"));
    let mut words: Vec<String> = Vec::new();
    for word in clause.words.iter().chain(&clause.behind) {
        let light = is_function_word(&word.text) || word.class == WordClass::Number;
        if !light && !LIGHT.contains(&word.text.as_str()) {
            words.push(stem(&word.text));
            words.push(stem(&word.lemma));
        }
    }
    words.sort_unstable();
    words.dedup();
    words.retain(|word| class.as_ref() != Some(word));
    let allowed = Measure { strict: allowed, wide: allowed, hedge, ..*measure };
    Some(Bound { claim: index, allowed, class, words, measured: measured.to_vec(), pronoun })
}

/// Words that make a bound a rule for what is to be, and no report of what is.
const NORMS: &[&str] = &[
    "must",
    "may",
    "should",
    "shall",
    "can",
    "cannot",
    "could",
    "might",
    "allow",
    "allowed",
    "allows",
    "permitted",
    "permit",
    "limit",
    "limited",
    "require",
    "required",
    "requires",
    "if",
    "unless",
    "promise",
    "promised",
    "aim",
    "target",
    "want",
    "wanted",
    "hope",
    "hopes",
    "demand",
    "demanded",
    "whether",
    "let",
];

/// Words after which a bound is no longer said of all.
const TURNING: &[&str] = &[
    "that", "because", "but", "although", "though", "while", "before", "again", "other", "except", "without",
    "know", "knew", "known", "think", "thought", "believe", "believed", "said", "say", "says", "expect",
    "expected", "sure", "doubt", "not", "no", "and",
];

/// Words of a clause that tell nothing of what is measured.
const LIGHT: &[&str] = &[
    "time", "point", "moment", "stage", "one", "none", "nobody", "year", "day", "period", "do", "did", "has",
    "have", "had", "single", "whole", "ever",
];

/// A word that makes a statement one of all.
struct Marker {
    words: usize,
    /// `no`, `never`.
    denies: bool,
    /// It is said of all times: `never`, `always`.
    timeless: bool,
}

/// A word of a clause.
struct Said {
    text: String,
    lemma: String,
    class: WordClass,
    /// A comma or the like stands before it.
    divided: bool,
}

/// The words before a value that are in one clause with it, and some behind.
struct Clause {
    words: Vec<Said>,
    behind: Vec<Said>,
}

impl Clause {
    fn of(context: &Context<'_>, claim: &Claim) -> Self {
        const BEFORE: usize = 28;
        const BEHIND: usize = 12;
        let sentence = context.ledger.sentence_of(claim);
        let mut last = sentence.place.start;
        let mut words: Vec<Said> = Vec::new();
        let mut behind: Vec<Said> = Vec::new();
        let between = |from: u32, to: u32| context.sources.text_at(Span { start: from, end: to.max(from) });
        let said = |word: &Word, divided: bool| Said {
            text: context.sources.text_at(word.place).to_lowercase(),
            lemma: context.ledger.vocab.word(word.lemma).to_owned(),
            class: word.class,
            divided,
        };
        for word in &sentence.words {
            let gap = between(last, word.place.start);
            last = word.place.end;
            if word.place.start < claim.place.start {
                if gap.contains([';', ':', '(', ')', '—', '"', '“', '”', '?']) {
                    words.clear();
                }
                words.push(said(word, gap.contains(',')));
            } else if word.place.start >= claim.place.end {
                if gap.contains([',', ';', ':', '(', ')', '—', '"', '“', '”']) || behind.len() >= BEHIND
                {
                    break;
                }
                behind.push(said(word, false));
            }
        }
        let from = words.len().saturating_sub(BEFORE);
        words.drain(..from);
        Self { words, behind }
    }

    /// The last word before the value that makes it one of all, if no comma stands in between.
    fn marker(&self) -> Option<(usize, Marker)> {
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        let always = |words| Marker { words, denies: false, timeless: true };
        if self.behind.iter().take(4).any(|word| word.text == "throughout") {
            return Some((0, Marker { words: 0, ..always(0) }));
        }
        for at in (0..self.words.len()).rev() {
            let moment = matches!(text(at + 1), "time" | "point" | "moment" | "stage" | "occasion");
            let marker = match text(at) {
                "never" => Some(Marker { words: 1, denies: true, timeless: true }),
                "no" if moment && matches!(text(at.wrapping_sub(1)), "at" | "on" | "in") => {
                    Some(Marker { words: 2, denies: true, timeless: true })
                }
                // "no more than 300" is a bound of one value, "no longer" and "no doubt" none at all.
                "no" if self.words.get(at + 1).is_some_and(|next| {
                    !is_function_word(&next.text)
                        && !matches!(
                            next.text.as_str(),
                            "longer"
                                | "later"
                                | "sooner"
                                | "fewer"
                                | "matter"
                                | "doubt"
                                | "wonder"
                                | "way"
                                | "need"
                                | "reason"
                                | "evidence"
                                | "sign"
                                | "plan"
                                | "plans"
                                | "idea"
                                | "question"
                        )
                }) =>
                {
                    Some(Marker { words: 1, denies: true, timeless: false })
                }
                "none" | "nobody" | "nothing" => Some(Marker { words: 1, denies: true, timeless: false }),
                "one" if matches!(text(at.wrapping_sub(1)), "no" | "not") => {
                    Some(Marker { words: 1, denies: true, timeless: false })
                }
                "always" => Some(always(1)),
                // "All the towers are higher", and not "after all" or "in all".
                "all"
                    if !matches!(text(at.wrapping_sub(1)), "after" | "in" | "at" | "above" | "of")
                        && class(&self.words[at + 1..]).0.is_some() =>
                {
                    Some(Marker { words: 1, denies: false, timeless: false })
                }
                "every" | "each" => Some(Marker { words: 1, denies: false, timeless: false }),
                _ => None,
            };
            if let Some(marker) = marker {
                // "not every", "nearly every", "and no", "almost no"
                let before = text(at.wrapping_sub(1));
                let weakened =
                    matches!(before, "not" | "nearly" | "almost" | "hardly" | "virtually" | "practically");
                return (!weakened).then_some((at, marker));
            }
            if self.words[at].divided {
                return None;
            }
        }
        None
    }

    /// The kind behind an `any`: `at no point did any camp hold more than 2,000`.
    fn any(&self) -> Option<String> {
        let at = self.words.iter().rposition(|word| word.text == "any")?;
        class(&self.words[at + 1..]).0
    }
}

/// The kind named right behind a marker, `No grant larger than`, `None of the five camps held`; and
/// whether a pronoun stands there instead.
fn class(words: &[Said]) -> (Option<String>, bool) {
    let mut words = words.iter().peekable();
    while words.next_if(|word| matches!(word.text.as_str(), "one" | "single")).is_some() {}
    let of = words.next_if(|word| word.text == "of").is_some();
    let skipped = |word: &&Said| {
        matches!(
            word.text.as_str(),
            "the" | "our" | "its" | "his" | "her" | "their" | "these" | "those" | "all"
        ) || word.class == WordClass::Number
    };
    while words.next_if(|word| skipped(word)).is_some() {}
    let pronoun = |word: &&Said| matches!(word.text.as_str(), "them" | "us" | "which" | "these" | "those");
    if of && words.next_if(|word| pronoun(word)).is_some() {
        return (None, true);
    }
    let mut class = None;
    for word in words.take(4) {
        match word.class {
            WordClass::Noun if !word.divided => class = Some(stem(&word.text)),
            WordClass::Adjective | WordClass::Name if class.is_none() => {}
            _ => break,
        }
    }
    (class, false)
}

/// Which side of the value is spoken of, and whether the value itself is on it.
#[derive(Clone, Copy)]
enum Side {
    More { closed: bool },
    Less { closed: bool },
}

/// The side that the hedge or the comparison before the value names, and what it measures.
fn direction(measure: &Measure, words: &[Said]) -> Option<(Side, &'static [&'static str])> {
    let compared = words.iter().rev().take(9).find_map(|word| comparative(&word.text));
    let measured = compared.map_or(&[][..], |(_, measured)| measured);
    let side = match measure.hedge {
        Hedge::MoreThan => Side::More { closed: false },
        Hedge::AtLeast => Side::More { closed: true },
        Hedge::LessThan => Side::Less { closed: false },
        Hedge::AtMost => Side::Less { closed: true },
        Hedge::None => {
            let text = |back: usize| words.len().checked_sub(back).map_or("", |at| words[at].text.as_str());
            if text(1).starts_with("exceed") || text(2).starts_with("exceed") {
                Side::More { closed: false }
            } else if text(1) == "than" || text(2) == "than" {
                compared?.0
            } else {
                return None;
            }
        }
        _ => return None,
    };
    Some((side, measured))
}

/// Whether a comparative means more or less, and the nouns for what it measures.
fn comparative(word: &str) -> Option<(Side, &'static [&'static str])> {
    const MORE: Side = Side::More { closed: false };
    const LESS: Side = Side::Less { closed: false };
    Some(match word {
        "more" | "larger" | "greater" | "bigger" | "higher" | "stronger" | "later" => (MORE, &[]),
        "less" | "fewer" | "smaller" | "lower" | "weaker" | "earlier" => (LESS, &[]),
        "heavier" => (MORE, &["weight", "mass"]),
        "lighter" => (LESS, &["weight", "mass"]),
        "older" => (MORE, &["age"]),
        "younger" => (LESS, &["age"]),
        "taller" => (MORE, &["height"]),
        "longer" => (MORE, &["length", "duration", "wait"]),
        "shorter" => (LESS, &["length", "duration", "height"]),
        "deeper" => (MORE, &["depth"]),
        "shallower" => (LESS, &["depth"]),
        "wider" => (MORE, &["width"]),
        "narrower" => (LESS, &["width"]),
        "faster" => (MORE, &["speed"]),
        "slower" => (LESS, &["speed"]),
        "hotter" | "warmer" => (MORE, &["temperature"]),
        "colder" | "cooler" => (LESS, &["temperature"]),
        "farther" | "further" | "away" => (MORE, &["distance"]),
        "nearer" | "closer" => (LESS, &["distance", "altitude"]),
        "dearer" => (MORE, &["price", "cost"]),
        "cheaper" => (LESS, &["price", "cost"]),
        _ => return None,
    })
}

/// A number that is not what a bound allows, with both written in one unit.
#[must_use]
pub fn breaks(bound: &Bound, measure: &Measure) -> bool {
    agree_measures(&bound.allowed, measure).is_conflict()
}
