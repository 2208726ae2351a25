//! The values that sources give for one fact must have a reading in common.

use std::collections::BTreeMap;

use super::cell_settled::is_settled;
use super::{Context, finding, say};
use crate::align::{Fact, Judgement, Slip, agreement, of_dates, of_measures};
use crate::claim::{Agreement, Anchor, Claim, Date, DatePrecision, Part, Stated, Value, civil};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::{Agree, Clashing, Rule, Scope, Values};

/// What a clash of dates looks like; each shape is reported by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One source names a weekday, another a date on another weekday.
    WeekdayAcross,
    /// Title, caption, masthead or metadata of one document against its text.
    Document,
    /// Any other.
    Plain,
}

/// Facts whose values clash, of the kind and scope that the rule asks for.
pub fn run(rule: &Rule, settings: Agree, context: &Context<'_>) -> Vec<Finding> {
    let wanted = |claim: &Claim| match settings.values {
        Values::Measure => matches!(claim.value, Value::Measure(_) | Value::Ordinal(_)),
        Values::Date => matches!(claim.value, Value::Date(_) | Value::Range(_) | Value::Time(_)),
    };
    clashes(context, false)
        .filter(|clash| wanted(clash.claim(clash.pairs[0].0)))
        .filter(|clash| settings.values == Values::Measure || clash.shape() == Shape::Plain)
        .filter(|clash| clash.is(settings.kind))
        .filter(|clash| match settings.scope {
            Scope::Any => true,
            Scope::Across => clash.documents() > 1,
            Scope::Within => clash.documents() == 1,
        })
        .map(|clash| clash.report(rule))
        .collect()
}

/// Facts whose dates clash in one shape.
pub fn run_dates(rule: &Rule, shape: Shape, context: &Context<'_>) -> Vec<Finding> {
    clashes(context, shape == Shape::WeekdayAcross)
        .filter(|clash| matches!(clash.claim(clash.pairs[0].0).value, Value::Date(_) | Value::Range(_)))
        .filter(|clash| clash.shape() == shape)
        .map(|clash| clash.report(rule))
        .collect()
}

/// The clashes of all facts: those of a bare weekday with a date, or all others.
fn clashes<'a>(context: &'a Context<'a>, weekdays: bool) -> impl Iterator<Item = Clash<'a>> {
    let clashed = context.clashed[usize::from(weekdays)].get_or_init(|| {
        let facts = context.alignment.facts.iter().enumerate();
        facts.filter_map(|(index, fact)| Clashed::of(context, index, fact, weekdays)).collect()
    });
    clashed.iter().map(|clashed| Clash {
        context,
        fact: &context.alignment.facts[clashed.fact],
        readings: &clashed.readings,
        pairs: &clashed.pairs,
    })
}

/// True for a bound for all of a kind beside one of them.
#[must_use]
pub fn is_breach(x: &Claim, y: &Claim) -> bool {
    x.slots.of_all.is_some() != y.slots.of_all.is_some()
}

/// True for a weekday that nothing ties to a date.
fn is_bare_weekday(claim: &Claim) -> bool {
    claim.date().is_some_and(|date| date.precision == DatePrecision::Weekday && date.days.bounds().is_none())
}

/// True for the date of what did not happen then: "would not be closed in June". What did not happen until
/// June happened in June.
fn is_denied(context: &Context<'_>, claim: &Claim) -> bool {
    const BACK: usize = 80;
    if !matches!(claim.value, Value::Date(_) | Value::Range(_)) {
        return false;
    }
    let document = context.sources.document(claim.place);
    let lead =
        document.text.get(..claim.place.start.saturating_sub(document.base) as usize).unwrap_or_default();
    let from = lead.char_indices().rev().nth(BACK).map_or(0, |(at, _)| at);
    let clause =
        lead[from..].rsplit(['.', ';', ':', ',', '(', '—', '–', '<', '>', '|']).next().unwrap_or_default();
    let own = context.sources.text_at(claim.place).split_whitespace().next().unwrap_or_default();
    let mut denied = false;
    for word in clause.split_whitespace().chain([own]) {
        let word = word.to_lowercase().replace('’', "'");
        match word.as_str() {
            "until" | "till" | "before" | "only" | "than" | "but" | "and" | "later" => denied = false,
            "not" | "never" => denied = true,
            word if word.ends_with("n't") => denied = true,
            _ => {}
        }
    }
    denied
}

/// True for two dates of one month of which neither says its year, or the one has it from what stands around it: "In
/// November" and "last November".
fn differ_in_guessed_years(x: &Claim, y: &Claim) -> bool {
    let (Some(p), Some(q)) = (x.date(), y.date()) else { return false };
    let guessed = |date: &Date| {
        date.stated.year.is_none() && matches!(date.anchor, Some(Anchor::Context(_) | Anchor::Antecedent(_)))
    };
    // "Last November" has its month from the days that it comes to.
    let month = |date: &Date| {
        let (first, last) = date.days.bounds()?;
        let (first, last) = (civil(first)?, civil(last)?);
        ((first.year(), first.month()) == (last.year(), last.month())).then(|| first.month())
    };
    let day = p.stated.day.zip(q.stated.day).is_none_or(|(p, q)| p == q);
    let unsaid = p.stated.year.is_none() && q.stated.year.is_none();
    let vague = |date: &Date| guessed(date) && date.stated.day.is_none();
    month(p).is_some()
        && month(p) == month(q)
        && day
        && (unsaid && (guessed(p) || guessed(q)) || vague(p) || vague(q))
}

/// What clashes in a fact, worked out once for all rules.
pub struct Clashed {
    /// Number of the fact.
    fact: usize,
    /// One claim for each reading that clashes with another, in order.
    readings: Vec<Vec<u32>>,
    /// The clashing pairs of first claims.
    pairs: Vec<(u32, u32)>,
}

/// A fact with claims that cannot all be true.
struct Clash<'a> {
    context: &'a Context<'a>,
    fact: &'a Fact,
    readings: &'a [Vec<u32>],
    pairs: &'a [(u32, u32)],
}

impl Clashed {
    fn of(context: &Context<'_>, index: usize, fact: &Fact, weekdays: bool) -> Option<Self> {
        let claims = &context.ledger.claims;
        // Claims that say the same are one reading; most facts have one or two.
        let mut readings: Vec<Vec<u32>> = Vec::new();
        for &claim in &fact.claims {
            let same = |reading: &&mut Vec<u32>| {
                agreement(&claims[reading[0] as usize], &claims[claim as usize]) == Agreement::Same
            };
            match readings.iter_mut().find(same) {
                Some(reading) => reading.push(claim),
                None => readings.push(vec![claim]),
            }
        }
        let mut pairs = Vec::new();
        for (i, x) in readings.iter().enumerate() {
            for y in &readings[i + 1..] {
                // A link may know better than the bare values: copies of one sentence differ, and
                // "nothing over 36 tons" and "36 tons at most" do not.
                let mut linked = fact.links.iter().filter(|link| {
                    x.contains(&link.a) && y.contains(&link.b) || x.contains(&link.b) && y.contains(&link.a)
                });
                let first = linked.clone().next();
                if let Some(link) = linked.find(|link| link.agreement.is_conflict()) {
                    pairs.push((link.a, link.b));
                } else if first.is_none()
                    && agreement(&claims[x[0] as usize], &claims[y[0] as usize]).is_conflict()
                {
                    pairs.push((x[0], y[0]));
                }
            }
        }
        let weekday = |claim: u32| is_bare_weekday(&claims[claim as usize]);
        let document = |claim: u32| context.ledger.document_of(claim);
        pairs.retain(|&(a, b)| {
            let either = weekday(a) || weekday(b);
            if weekdays { either && document(a) != document(b) } else { !either }
        });
        pairs.retain(|&(a, b)| ![a, b].iter().any(|&claim| is_denied(context, &claims[claim as usize])));
        pairs.retain(|&(a, b)| !is_settled(context, &claims[a as usize], &claims[b as usize]));
        pairs.retain(|&(a, b)| !differ_in_guessed_years(&claims[a as usize], &claims[b as usize]));
        if pairs.is_empty() {
            return None;
        }
        Some(Self { fact: index, readings, pairs })
    }
}

impl<'a> Clash<'a> {
    fn claim(&self, index: u32) -> &'a Claim {
        &self.context.ledger.claims[index as usize]
    }

    /// How many documents hold a clashing claim.
    fn documents(&self) -> usize {
        let mut documents: Vec<usize> = self
            .pairs
            .iter()
            .flat_map(|&(a, b)| [a, b])
            .map(|claim| self.context.ledger.document_of(claim))
            .collect();
        documents.sort_unstable();
        documents.dedup();
        documents.len()
    }

    fn shape(&self) -> Shape {
        if self.pairs.iter().any(|&(a, b)| is_bare_weekday(self.claim(a)) || is_bare_weekday(self.claim(b))) {
            return Shape::WeekdayAcross;
        }
        let own = |claim: u32| is_head(self.claim(claim).slots.part);
        if self.documents() == 1 && self.pairs.iter().all(|&(a, b)| own(a) || own(b)) {
            return Shape::Document;
        }
        Shape::Plain
    }

    /// True when a pair of its claims clashes in this way.
    fn is(&self, kind: Clashing) -> bool {
        let pair = |a: u32, b: u32| {
            let (x, y) = (self.claim(a), self.claim(b));
            if is_breach(x, y) {
                // What breaks a bound for all is told by the rule for that.
                return false;
            }
            let within = self.context.ledger.document_of(a) == self.context.ledger.document_of(b);
            let one = |parts: &[Part]| parts.contains(&x.slots.part) != parts.contains(&y.slots.part);
            let bound = |claim: &Claim| claim.measure().is_some_and(|m| m.hedge.is_bound());
            // Copies of one sentence clash even where their bounds could both hold.
            let apart = |x: &Claim, y: &Claim| {
                let unit = |claim: &Claim| claim.measure().and_then(|m| m.unit).map(|unit| unit.id);
                unit(x) != unit(y)
                    || x.measure().zip(y.measure()).is_some_and(|(x, y)| !x.strict.meets(y.strict))
            };
            let slip = x.measure().zip(y.measure()).and_then(|(x, y)| of_measures(x, y));
            match kind {
                Clashing::Any => true,
                Clashing::Summary => within && one(&[Part::Summary, Part::Title, Part::Heading]),
                Clashing::Footnote => within && one(&[Part::Footnote]),
                Clashing::Hedge => bound(x) != bound(y) && apart(x, y),
                Clashing::Bounds => bound(x) && bound(y) && apart(x, y),
                Clashing::Unit => {
                    let unit = |claim: &Claim| claim.measure().map(|m| m.unit.map(|unit| unit.id));
                    unit(x).is_some() && unit(x) != unit(y)
                }
                Clashing::Scale => matches!(slip, Some(Slip::Scale | Slip::Magnitude)),
                Clashing::Digits => slip == Some(Slip::Transposition),
                Clashing::Cell => one(&[Part::Cell]),
                Clashing::End => {
                    let ends = |claim: &Claim| {
                        claim
                            .slots
                            .predicate
                            .as_ref()
                            .is_some_and(|verb| ENDS.contains(&self.context.ledger.vocab.word(verb.verb)))
                    };
                    ends(x) && ends(y)
                }
                Clashing::Period => matches!((&x.value, &y.value), (Value::Range(_), Value::Range(_))),
            }
        };
        self.pairs.iter().any(|&(a, b)| pair(a, b))
    }

    /// The likeliest judged pair whose claims clash, and all its reasons.
    fn best_link(&self) -> Option<&'a Judgement> {
        self.fact.links.iter().find(|link| link.agreement.is_conflict())
    }

    fn report(&self, rule: &Rule) -> Finding {
        let clashing: Vec<&Vec<u32>> = self
            .readings
            .iter()
            .filter(|reading| self.pairs.iter().any(|(a, b)| reading.contains(a) || reading.contains(b)))
            .collect();
        let confidence = match self.best_link() {
            Some(link) => link.likelihood(),
            // They meet through others only.
            None => self.fact.links.last().map_or(0.0, Judgement::likelihood) * 0.8,
        };
        let mut labels: BTreeMap<Span, Label> = BTreeMap::new();
        for (nth, reading) in clashing.iter().enumerate() {
            for &claim in reading.iter().take(MOST_LABELS_A_READING) {
                let claim = self.claim(claim);
                let role = if nth == 0 { "first" } else { "other" };
                let anchor = anchor(claim);
                let word = say::squeezed(self.context.sources.text_at(claim.place));
                let counts = word.ends_with(" time") || word.ends_with(" ago");
                if let Some((place, false)) = anchor.filter(|_| !counts) {
                    // "today" says nothing by itself: the date that it counts from does.
                    let note = format!("\"{word}\" is this day: {}", self.note(claim));
                    labels.insert(place, Label { place, role, note });
                    continue;
                }
                labels.insert(claim.place, Label { place: claim.place, role, note: self.note(claim) });
                if let Some((place, _)) = anchor {
                    let note = "counted from this date".to_owned();
                    labels.entry(place).or_insert(Label { place, role: "anchor", note });
                }
            }
        }
        for &claim in clashing.iter().copied().flatten() {
            for echo in self.echoes(claim) {
                let note = "the same day of another year".to_owned();
                labels.entry(echo).or_insert(Label { place: echo, role: "echo", note });
            }
        }
        let why = self.why(&clashing);
        finding(rule, self.context, confidence, self.message(&clashing), labels.into_values().collect(), why)
    }

    /// Where the document of a date at its head has the same day of another year, as in a
    /// reference to what was written that day: the likely source of a slip of the year.
    fn echoes(&self, claim: u32) -> Vec<Span> {
        let ledger = self.context.ledger;
        let own = self.claim(claim);
        let Some(day) = own.date().and_then(|date| date.days.single()).and_then(civil) else {
            return Vec::new();
        };
        if !is_head(own.slots.part) {
            return Vec::new();
        }
        let same_day = |other: &Claim| {
            let written = other.date().filter(|date| date.stated.year.is_some());
            let other = written.and_then(|date| date.days.single()).and_then(civil);
            other.is_some_and(|other| {
                other.year() != day.year() && (other.month(), other.day()) == (day.month(), day.day())
            })
        };
        let range = ledger.documents[ledger.document_of(claim)].claims.clone();
        range
            .map(|index| self.claim(index))
            .filter(|other| same_day(other))
            .map(|other| other.place)
            .take(2)
            .collect()
    }

    fn note(&self, claim: &Claim) -> String {
        say::reading(claim)
    }

    fn message(&self, clashing: &[&Vec<u32>]) -> String {
        let sources = self.context.sources;
        let said: Vec<String> = clashing
            .iter()
            .take(4)
            .map(|reading| {
                let claim = self.claim(reading[0]);
                format!(
                    "{} ({})",
                    say::quoted(sources, claim),
                    say::file_name(&sources.document(claim.place).path)
                )
            })
            .collect();
        let (last, first) = said.split_last().expect("a clash has two readings");
        let more = if clashing.len() > 4 { ", and others" } else { "" };
        let slip = self.slip().map_or(String::new(), |slip| format!(": {}", slip.phrase()));
        format!("{} against {last}{more}{slip}", first.join(", "))
    }

    /// The most telling slip among the clashing pairs.
    fn slip(&self) -> Option<Slip> {
        let slips =
            self.pairs.iter().filter_map(|&(a, b)| match (&self.claim(a).value, &self.claim(b).value) {
                (Value::Measure(x), Value::Measure(y)) => of_measures(x, y),
                (Value::Date(x), Value::Date(y)) => of_dates(x, y),
                _ => None,
            });
        // Another day of the month says little where there are more than two readings.
        slips.filter(|slip| *slip != Slip::Day || self.pairs.len() == 1).min()
    }

    fn why(&self, clashing: &[&Vec<u32>]) -> Vec<String> {
        let mut why = Vec::new();
        if let Some(link) = self.best_link().or(self.fact.links.first()) {
            let (a, b) = (self.claim(link.a), self.claim(link.b));
            let shared = say::shared_words(self.context.ledger, a, b, 8);
            if !shared.is_empty() {
                why.push(format!("both speak of {}", shared.join(", ")));
            }
            let mut reasons = say::reasons(link);
            reasons.truncate(4);
            why.push(format!("one fact because: {}", reasons.join("; ")));
        }
        let readings: Vec<String> =
            clashing.iter().map(|reading| say::reading(self.claim(reading[0]))).collect();
        why.push(format!("no value fits all of {}", readings.join(", ")));
        why
    }
}

/// What stands at the head of a document or under its picture.
fn is_head(part: Part) -> bool {
    matches!(part, Part::Title | Part::Masthead | Part::Caption | Part::Metadata)
}

/// Verbs and nouns for the begin or the end of a thing.
const ENDS: &[&str] = &[
    "begin",
    "cease",
    "close",
    "closure",
    "commence",
    "complete",
    "completion",
    "conclude",
    "end",
    "expire",
    "finish",
    "launch",
    "lift",
    "open",
    "opening",
    "reopen",
    "resume",
    "shut",
    "start",
    "stop",
    "suspend",
];

/// Places shown for one reading.
const MOST_LABELS_A_READING: usize = 4;

/// The date that a claim's own date was counted from, and whether the claim states
/// anything of a date itself (`Thursday`) or nothing (`today`).
fn anchor(claim: &Claim) -> Option<(Span, bool)> {
    let date = claim.date()?;
    match date.anchor? {
        Anchor::Dateline(place) | Anchor::Antecedent(place) => {
            Some((place, date.stated != Stated::default()))
        }
        Anchor::Context(_) => None,
    }
}
