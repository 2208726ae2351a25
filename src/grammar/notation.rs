//! One line for a reading, as the cases in `fixtures/grammar` write it; what it looks like
//! is laid down in the README there.

#[cfg(test)]
mod cases;

use super::date_notation;
use super::found::Found;
use crate::claim::{Decimal, Hedge, Interval, Kind, Measure};

/// The reading in the notation of the grammar cases.
#[must_use]
pub fn notation(found: &Found) -> String {
    match found {
        Found::Measure(Kind::Age, measure) => format!("age {}", quantity(measure)),
        Found::Measure(_, measure) => quantity(measure),
        Found::Ordinal(nth) => format!("#{nth}"),
        Found::Date(date) => date_notation::date(date),
        Found::Range(range) => date_notation::range(range),
        Found::Time(time) => date_notation::time(time),
        Found::Relative(relative) => date_notation::relative(relative),
        Found::Identifier(kind) => format!("id {}", kind.name()),
        Found::Nothing => "nothing".to_owned(),
    }
}

/// `~ day 3..7 per hour`
fn quantity(measure: &Measure) -> String {
    let mut parts = Vec::new();
    let hedge = match measure.hedge {
        Hedge::None | Hedge::Vague | Hedge::Tolerance => "",
        Hedge::Exact => "=",
        Hedge::About => "~",
        Hedge::Nearly => "nearly",
        Hedge::JustOver => "just over",
        Hedge::MoreThan => ">",
        Hedge::AtLeast => ">=",
        Hedge::LessThan => "<",
        Hedge::AtMost => "<=",
    };
    if !hedge.is_empty() {
        parts.push(hedge.to_owned());
    }
    if let Some(unit) = measure.unit {
        parts.push(unit.id.to_owned());
    }
    parts.push(numbers(measure));
    if let Some(per) = measure.per {
        parts.push("per".to_owned());
        match (per.count == Decimal::ONE, per.unit) {
            (true, Some(unit)) => parts.push(unit.id.to_owned()),
            (_, None) => parts.push(per.count.to_string()),
            (false, Some(unit)) => parts.extend([per.count.to_string(), unit.id.to_owned()]),
        }
    }
    parts.join(" ")
}

/// The number as written, `low..high` for a range, and the interval where no number is.
fn numbers(measure: &Measure) -> String {
    let Interval { low, high } = measure.strict;
    match measure.hedge {
        Hedge::Vague | Hedge::Tolerance => measure.strict.to_string(),
        _ if measure.is_range => match (low.value(), high.value()) {
            (Some(low), Some(high)) => format!("{low}..{high}"),
            (Some(end), None) | (None, Some(end)) => end.to_string(),
            (None, None) => "...".to_owned(),
        },
        Hedge::None => match (low.value(), high.value()) {
            // A rounded reading is known by its middle; one closed at both ends has none.
            (Some(a), Some(b)) if a == b => a.to_string(),
            (Some(a), Some(b)) if low.is_open() || high.is_open() => middle(a, b),
            _ => measure.strict.to_string(),
        },
        _ => measure.written().map_or_else(|| measure.strict.to_string(), |v| v.to_string()),
    }
}

fn middle(a: Decimal, b: Decimal) -> String {
    a.checked_add(b)
        .and_then(|sum| sum.checked_mul(Decimal::new(5, -1)))
        .map_or_else(String::new, |m| m.to_string())
}
