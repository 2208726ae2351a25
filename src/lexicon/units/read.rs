//! Reads the embedded table of units line by line. The table is TOML, but a reader for exactly
//! its shape starts ten times faster than a general one; a test holds the two together.

use super::{Calendar, Dimension, Unit};

/// Where a form of a unit may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Name,
    Short,
    Loose,
    Tight,
    Before,
}

/// The units, in order.
pub fn units(text: &'static str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(256);
    for line in text.lines() {
        if line == "[[unit]]" {
            units.push(Unit {
                id: "",
                dimension: Dimension::Money,
                num: 1,
                den: 1,
                offset: None,
                calendar: None,
                singular: "",
                plural: "",
                currency: None,
                like: Vec::new(),
            });
            continue;
        }
        let (Some((key, value)), Some(unit)) = (line.split_once(" = "), units.last_mut()) else {
            continue;
        };
        match key {
            "id" => {
                unit.id = string(value);
                (unit.singular, unit.plural) = (unit.id, unit.id);
            }
            "dimension" => unit.dimension = dimension(string(value)).expect("embedded dimensions are known"),
            "scale" => (unit.num, unit.den) = fraction(string(value)),
            "offset" => unit.offset = Some(fraction(string(value))),
            "currency" => unit.currency = Some(string(value)),
            "like" => unit.like = strings(value).collect(),
            "names" => {
                if let Some((singular, plural)) = strings(value).next().and_then(|n| n.split_once('/')) {
                    (unit.singular, unit.plural) = (singular, plural);
                }
            }
            "days" => {
                let mut days = numbers(value);
                let (least_days, most_days) = (days.next().unwrap_or(0), days.next().unwrap_or(0));
                unit.calendar = Some(Calendar { months: 0, least_days, most_days });
            }
            "months" => {
                if let Some(calendar) = &mut unit.calendar {
                    calendar.months = numbers(value).next().unwrap_or(0);
                }
            }
            _ => {}
        }
    }
    units
}

/// Every form with the number of its unit.
pub fn forms(text: &'static str, mut each: impl FnMut(usize, Kind, &'static str)) {
    let mut unit = 0;
    for line in text.lines() {
        if line == "[[unit]]" {
            unit += 1;
            continue;
        }
        let Some((key, value)) = line.split_once(" = ") else {
            continue;
        };
        let kind = match key {
            "names" => Kind::Name,
            "short" => Kind::Short,
            "loose" => Kind::Loose,
            "tight" => Kind::Tight,
            "before" => Kind::Before,
            _ => continue,
        };
        for form in strings(value) {
            match form.split_once('/') {
                Some((singular, plural)) if kind == Kind::Name => {
                    each(unit - 1, kind, singular);
                    each(unit - 1, kind, plural);
                }
                _ => each(unit - 1, kind, form),
            }
        }
    }
}

fn string(value: &str) -> &str {
    value.trim_matches('"')
}

fn strings(value: &'static str) -> impl Iterator<Item = &'static str> {
    value.split('"').skip(1).step_by(2)
}

fn numbers(value: &str) -> impl Iterator<Item = u32> + '_ {
    value.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok())
}

fn fraction(text: &str) -> (i128, i128) {
    let (num, den) = text.split_once('/').unwrap_or((text, "1"));
    let read = |digits: &str| digits.parse::<i128>().expect("embedded scales are numbers");
    let (num, den) = (read(num), read(den));
    let divisor = gcd(num, den);
    if divisor == 0 { (num, den) } else { (num / divisor, den / divisor) }
}

fn gcd(a: i128, b: i128) -> i128 {
    // Division of the narrow kind is far cheaper, and nearly every scale is narrow.
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return i128::from(a);
    }
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

fn dimension(name: &str) -> Option<Dimension> {
    Dimension::ALL.into_iter().find(|d| d.name() == name)
}
