//! `[check.claim]`: what every claim that a rule looks at must fulfil. Here is what an author
//! can say and how it is read; `check::claim` puts it to the claims.

use super::keys::{CLAIM, SAME, STATED, names};
use super::raw::{At, Problems, RawTable};
use super::selector::{Selector, is_date, is_measure};
use super::written;
use crate::claim::{Claim, Day, End, Interval, Measure, Value};

/// What must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assertion {
    pub bounds: Vec<Bound>,
    pub same: Option<Reach>,
    pub stated: Option<Reach>,
    /// There must be no such claim.
    pub never: bool,
    pub has: Vec<Slot>,
}

/// How far an assertion reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Document,
    Everywhere,
}

/// One comparison with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The key it was written under: `at-most`.
    pub relation: &'static str,
    /// The value as written: `90 days`.
    pub written: String,
    pub allowed: Allowed,
}

/// The values that a bound allows.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowed {
    Measures(Box<Measure>),
    /// From the first to the last day, where there are such.
    Days(Option<Day>, Option<Day>),
}

/// A slot that a claim's sentence can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Period,
    AsOf,
    Attribution,
    Noun,
    Unit,
    /// No hedge.
    Exact,
    Year,
    Day,
}

const SLOTS: &[(&str, Slot)] = &[
    ("period", Slot::Period),
    ("as-of", Slot::AsOf),
    ("attribution", Slot::Attribution),
    ("noun", Slot::Noun),
    ("unit", Slot::Unit),
    ("exact", Slot::Exact),
    ("year", Slot::Year),
    ("day", Slot::Day),
];

/// The words behind `has`.
#[must_use]
pub fn slot_names() -> Vec<&'static str> {
    SLOTS.iter().map(|slot| slot.0).collect()
}

impl Slot {
    /// What a claim lacks without it.
    #[must_use]
    pub const fn lack(self) -> &'static str {
        match self {
            Self::Period => "no time that it holds for",
            Self::AsOf => "no day as of which it holds",
            Self::Attribution => "nobody who says so",
            Self::Noun => "nothing that it counts",
            Self::Unit => "no unit",
            Self::Exact => "no exact value",
            Self::Year => "no year",
            Self::Day => "no day",
        }
    }
}

/// Reads the settings of `[check.claim]`.
pub fn read(
    table: RawTable<'_, '_>,
    selector: Option<&Selector>,
    problems: &mut Problems,
) -> Option<Assertion> {
    table.known(CLAIM, problems);
    let before = problems.0.len();
    let mut assertion = Assertion {
        same: reach(table, "same", SAME, problems),
        stated: reach(table, "stated", STATED, problems),
        never: table.flag("never", problems).unwrap_or(false),
        ..Assertion::default()
    };
    for (relation, dated) in RELATIONS {
        if let Some(value) = table.value(relation, problems) {
            assertion.bounds.extend(read_bound(relation, *dated, &value, selector, problems));
        }
    }
    for word in table.one_or_many("has", problems) {
        match SLOTS.iter().find(|(name, _)| *name == word.value) {
            Some((_, slot)) => assertion.has.push(*slot),
            None => problems.unknown("slot", &word, &slot_names()),
        }
    }
    if problems.0.len() > before {
        return None;
    }
    let place = table.place();
    let others = assertion.bounds.len() + assertion.has.len() + usize::from(assertion.same.is_some());
    if others == 0 && assertion.stated.is_none() && !assertion.never {
        let help = format!("say what must hold: {}", names(CLAIM).join(", "));
        problems.add(place, "the check asserts nothing", "nothing to check", Some(help));
        return None;
    }
    if assertion.never && (others > 0 || assertion.stated.is_some()) {
        let help = "make them two rules".to_owned();
        problems.add(
            table.place_of("never"),
            "`never` leaves no claim that the rest could hold of",
            "there may be none",
            Some(help),
        );
    }
    if selector.is_none_or(|selector| *selector == Selector::default()) {
        let help = "add a table `[where]`: crossclaim rules list --kinds".to_owned();
        problems.add(
            place,
            "the rule looks at every claim of every document",
            "`[where]` is missing",
            Some(help),
        );
    }
    contradictions(table, &assertion, problems);
    Some(assertion)
}

/// The keys of bounds, and whether only a date can stand there; none for either.
const RELATIONS: &[(&str, Option<bool>)] = &[
    ("equal", None),
    ("at-least", Some(false)),
    ("at-most", Some(false)),
    ("more-than", Some(false)),
    ("less-than", Some(false)),
    ("before", Some(true)),
    ("after", Some(true)),
    ("not-before", Some(true)),
    ("not-after", Some(true)),
];

fn reach(table: RawTable<'_, '_>, key: &str, words: &[&str], problems: &mut Problems) -> Option<Reach> {
    let word = table.optional(key, problems)?;
    match words.iter().position(|known| *known == word.value) {
        Some(0) => Some(Reach::Document),
        Some(_) => Some(Reach::Everywhere),
        None => {
            problems.unknown(&format!("value of `{key}`:"), &word, words);
            None
        }
    }
}

fn read_bound(
    relation: &'static str,
    dated: Option<bool>,
    value: &At<String>,
    selector: Option<&Selector>,
    problems: &mut Problems,
) -> Option<Bound> {
    let kinds = selector.map_or(&[][..], |selector| &selector.kinds);
    // "2024" is a year where dates are meant, and a number elsewhere.
    let dates = dated.unwrap_or_else(|| !kinds.is_empty() && kinds.iter().all(|&kind| is_date(kind)));
    let claim = if dates { written::date(&value.value) } else { written::measure(&value.value) };
    let claim = claim.or_else(|| if dated.is_none() { written::date(&value.value) } else { None });
    let Some(claim) = claim else {
        let (what, help) = if dates {
            ("date", "for example: `May 4, 2024`, `2024-05-04`, `May 2024`")
        } else {
            ("value", "for example: `12`, `90 days`, `EUR 1.2 million`, `40 percent`")
        };
        let message = format!("`{}` is no {what} that can be read", value.value);
        problems.add(value.at.clone(), message, &format!("not a {what}"), Some(help.to_owned()));
        return None;
    };
    let is_measured = claim.measure().is_some();
    let fits = kinds.is_empty()
        || kinds.iter().any(|&kind| if is_measured { is_measure(kind) } else { is_date(kind) })
            && (!is_measured || claim.kind == crate::claim::Kind::Quantity || kinds.contains(&claim.kind));
    if !fits {
        let names = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ");
        let message = format!("a {} is no bound for a claim of kind {names}", claim.kind.name());
        let help = format!("change it, or `kind` of `[where]` to \"{}\"", claim.kind.name());
        problems.add(value.at.clone(), message, "can never be compared", Some(help));
        return None;
    }
    Some(Bound { relation, written: value.value.clone(), allowed: allowed(relation, &claim)? })
}

/// The values that stand in `relation` to `claim`.
fn allowed(relation: &str, claim: &Claim) -> Option<Allowed> {
    let days = match &claim.value {
        Value::Measure(measure) => {
            let Interval { low, high } = measure.strict;
            let open = |end: End| end.value().map_or(End::None, End::Open);
            let strict = match relation {
                "at-least" => Interval { low, high: End::None },
                "at-most" => Interval { low: End::None, high },
                "more-than" => Interval { low: open(high), high: End::None },
                "less-than" => Interval { low: End::None, high: open(low) },
                _ => measure.strict,
            };
            let wide = if relation == "equal" { measure.wide } else { strict };
            return Some(Allowed::Measures(Box::new(Measure { strict, wide, ..*measure })));
        }
        Value::Date(date) => date.days.bounds().map(|(low, high)| (Some(low), Some(high)))?,
        Value::Range(range) => (range.days().low, range.days().high),
        _ => return None,
    };
    let (low, high) = days;
    Some(match relation {
        "before" => Allowed::Days(None, low.map(|day| day - 1)),
        "not-after" => Allowed::Days(None, high),
        "after" => Allowed::Days(high.map(|day| day + 1), None),
        "not-before" => Allowed::Days(low, None),
        _ => Allowed::Days(low, high),
    })
}

/// Notes bounds that no value fulfils together.
fn contradictions(table: RawTable<'_, '_>, assertion: &Assertion, problems: &mut Problems) {
    for (at, one) in assertion.bounds.iter().enumerate() {
        for other in &assertion.bounds[at + 1..] {
            let apart = match (&one.allowed, &other.allowed) {
                (Allowed::Measures(x), Allowed::Measures(y)) => {
                    crate::claim::agree_measures(x, y).is_conflict()
                }
                (Allowed::Days(a, b), Allowed::Days(c, d)) => {
                    let after = |x: &Option<Day>, y: &Option<Day>| x.zip(*y).is_some_and(|(x, y)| x > y);
                    after(a, d) || after(c, b)
                }
                _ => true,
            };
            if apart {
                let message = format!("no value is both {} and {}", one.phrase(), other.phrase());
                problems.add(table.place_of(other.relation), message, "can never hold", None);
            }
        }
    }
}

impl Bound {
    /// `at most 90 days`.
    #[must_use]
    pub fn phrase(&self) -> String {
        match self.relation {
            "equal" => self.written.clone(),
            relation => format!("{} {}", relation.replace('-', " "), self.written),
        }
    }
}
