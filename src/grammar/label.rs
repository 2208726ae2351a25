//! What a label says of the bare numbers under it: `Income £`, `Length (km)`, `($ million)`,
//! `retry_delay_ms`. Labels of settings are taken apart into their words.

use super::amount;
use super::currency::{is_sign_of_money, millions};
use super::edge::{is_any, letters};
use super::unit::{Named, named};
use crate::claim::{Decimal, Dimension, Kind, Measure, Per};
use crate::lexicon::units::units;

/// The unit that a label gives, the power of ten it counts in, and what each is counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    named: Option<Named>,
    power: i32,
    per: Option<Per>,
}

impl Scale {
    /// A bare number read under such a label, with its kind. None where it makes no sense.
    #[must_use]
    pub fn apply(self, measure: &Measure) -> Option<(Kind, Measure)> {
        let factor = self.named.map_or(Decimal::ONE, |named| named.factor).scaled(self.power);
        let by = |interval: crate::claim::Interval| interval.map(|value| value.checked_mul(factor));
        let unit = self.named.map(|named| named.unit);
        let measure = Measure {
            strict: by(measure.strict)?,
            wide: by(measure.wide)?,
            unit,
            per: self.per.or(measure.per),
            precision: measure.precision + self.power,
            ..*measure
        };
        Some((amount::kind(unit), measure))
    }
}

/// What is measured in metres.
const EXTENTS: &[&str] = &[
    "length",
    "height",
    "width",
    "breadth",
    "depth",
    "distance",
    "span",
    "elevation",
    "altitude",
    "radius",
    "diameter",
    "thickness",
    "wingspan",
    "draught",
    "draft",
    "beam",
    "perimeter",
    "clearance",
    "circumference",
];

/// What the heading of a column says: a sign of money anywhere, or what stands in brackets or
/// behind the last comma.
#[must_use]
pub fn of_heading(label: &str) -> Option<Scale> {
    let label = label.trim();
    let inner = in_brackets(label).or_else(|| label.rsplit_once(", ").map(|(_, last)| last));
    // "Length (m)" is in metres, "Visitors (m)" in millions.
    let metres =
        inner.is_some_and(|inner| inner == "m") && label.split(|c: char| !c.is_alphabetic()).any(is_extent);
    if let Some(scale) = inner.map(|inner| if metres { "metres" } else { inner }).and_then(told) {
        return Some(scale);
    }
    if is_any(label, &["%", "percent", "per cent"]) {
        return told(label);
    }
    // "2018/19 £", "£m"
    let at = label.find(is_sign_of_money)?;
    told(&label[at..])
}

/// What stands in brackets at the end of a label.
fn in_brackets(label: &str) -> Option<&str> {
    Some(label.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?.1)
}

fn is_extent(word: &str) -> bool {
    is_any(word.strip_suffix('s').unwrap_or(word), EXTENTS)
}

fn metres() -> Option<Scale> {
    named("metres").map(|(_, named)| Scale { named: Some(named), ..Scale::default() })
}

/// What the corner of a table says of all its cells: an amount of money or a power of ten, `EUR million`, `Sales (in
/// thousands)`, and nothing else. "km" there may head the labels.
#[must_use]
pub fn of_corner(label: &str) -> Option<Scale> {
    let bare = label.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let money = |named: Named| named.unit.dimension == Dimension::Money;
    told(bare)
        .or_else(|| told(in_brackets(label.trim())?))
        .filter(|scale| scale.named.map_or(scale.power != 0, money))
}

/// `£m`, `$ million`, `in thousands`, `km`, `litres per minute`.
fn told(words: &str) -> Option<Scale> {
    let words = words.trim();
    let words = words.strip_prefix("in ").unwrap_or(words);
    if let Some(power) = power(words) {
        return (power != 0).then_some(Scale { power, ..Scale::default() });
    }
    if let Some((money, power)) = millions(words) {
        return Some(Scale { named: Some(Named { unit: money, factor: Decimal::ONE }), power, per: None });
    }
    let signs = words.char_indices().find(|(_, c)| !is_sign_of_money(*c)).map_or(words.len(), |(at, _)| at);
    let code = if signs == 0 { letters(words).len() } else { signs };
    if let Some(unit) = units().lookup_before(&words[..code]).first() {
        let power = power(words[code..].trim())?;
        return Some(Scale { named: super::currency::money(unit), power, per: None });
    }
    if is_any(words, &["%", "percent", "per cent"]) {
        return named("percent").map(|(_, named)| Scale { named: Some(named), ..Scale::default() });
    }
    let (rest, found) = named(words)?;
    if rest.is_empty() {
        return Some(Scale { named: Some(found), ..Scale::default() });
    }
    let per = rest.trim().strip_prefix("per ")?;
    let (rest, unit) = named(per)?;
    let per = Per { count: Decimal::ONE, unit: Some(unit.unit) };
    rest.is_empty().then_some(Scale { named: Some(found), power: 0, per: Some(per) })
}

/// The power of ten that a word stands for; none of them is no word at all.
fn power(word: &str) -> Option<i32> {
    let word = word.trim_start_matches(['\'', '’']).to_lowercase();
    match word.as_str() {
        "" => Some(0),
        "k" | "000" | "000s" | "thousand" | "thousands" => Some(3),
        "m" | "mn" | "mln" | "million" | "millions" => Some(6),
        "bn" | "billion" | "billions" => Some(9),
        _ => None,
    }
}

/// The words of a setting's name, in lower case, and what it says of the unit: `retry delay` and
/// milliseconds for `retry_delay_ms`. None for a label that is no such name.
#[must_use]
pub fn of_setting(label: &str) -> Option<(Vec<String>, Option<Scale>)> {
    // "limits retry_delay_ms": the keys above stand before it.
    let (above, name) = label.trim().rsplit_once(' ').unwrap_or(("", label.trim()));
    let key = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
    if !above.split(' ').all(key) {
        return None;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let joined = name.contains(['_', '-', '.']) || camel(name);
    let dated = name.starts_with(|c: char| c.is_ascii_digit());
    if !joined || !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !name.chars().all(plain) {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    let mut last = '_';
    for c in name.chars() {
        if matches!(c, '_' | '-' | '.') {
            last = c;
            continue;
        }
        let humps = c.is_ascii_uppercase() && last.is_ascii_lowercase();
        if humps || matches!(last, '_' | '-' | '.') {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
        last = c;
    }
    // "2026_27_thousand_dollars", but "2026-Q1" names no setting.
    if dated {
        let (scale, count) = amount_of(&words)?;
        words.truncate(words.len() - count);
        return Some((words, Some(scale)));
    }
    let mut scale = None;
    if let [.., per, last] = words.as_slice()
        && per == "per"
    {
        let per = in_name(last).map(|named| Per { count: Decimal::ONE, unit: Some(named.unit) });
        if per.is_some() {
            scale = Some(Scale { per, ..Scale::default() });
            words.truncate(words.len() - 2);
        }
    } else if let [.., extent, last] = words.as_slice()
        && last == "m"
        && is_extent(extent)
    {
        scale = metres();
        words.pop();
    } else if let Some((found, count)) = amount_of(&words) {
        scale = Some(found);
        words.truncate(words.len() - count);
    } else if words.len() > 1
        && let Some(named) = words.last().filter(|word| *word != "min").and_then(|word| in_name(word))
    {
        scale = Some(Scale { named: Some(named), ..Scale::default() });
        words.pop();
    }
    Some((words, scale))
}

/// Money, or a power of ten, at the end of a name, and how many words say it: `award_eur`, `revenue_gbp_m`,
/// `thousand_dollars`, `budget_gbp_thousand`, `visitors_thousands`. A name that is nothing else is left whole.
fn amount_of(words: &[String]) -> Option<(Scale, usize)> {
    /// Codes that are no words of another meaning, as `all`, `top` and `try` are.
    const CODES: &[&str] = &[
        "usd", "eur", "gbp", "jpy", "chf", "cad", "aud", "nzd", "sek", "nok", "dkk", "inr", "cny", "pln",
        "czk", "huf", "brl", "mxn", "zar", "sgd", "hkd", "krw", "ils", "rub", "uah",
    ];
    let money = |word: &str| {
        let code = Some(word).filter(|word| CODES.contains(word));
        let code = code.and_then(|word| {
            units().lookup_before(&word.to_uppercase()).first().and_then(|unit| super::currency::money(unit))
        });
        code.or_else(|| in_name(word).filter(|named| named.unit.dimension == Dimension::Money))
    };
    let written_out =
        |word: &str| if word.len() > 2 { power(word).filter(|&power| power != 0) } else { None };
    let [before @ .., first, last] = words else { return None };
    let both = match (money(first), power(last), written_out(first), money(last)) {
        (Some(named), Some(power), _, _) if power != 0 => Some((named, power)),
        (_, _, Some(power), Some(named)) => Some((named, power)),
        _ => None,
    };
    if let Some((named, power)) = both {
        let count = if before.is_empty() { 1 } else { 2 };
        return Some((Scale { named: Some(named), power, per: None }, count));
    }
    let one =
        money(last).filter(|_| last.len() == 3).map(|named| Scale { named: Some(named), ..Scale::default() });
    let one = one.or_else(|| written_out(last).map(|power| Scale { power, ..Scale::default() }));
    one.map(|scale| (scale, 1))
}

/// `maxBatch`, `HTTPPort`.
fn camel(name: &str) -> bool {
    name.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// The unit that a part of a setting's name stands for.
fn in_name(word: &str) -> Option<Named> {
    let word = match word {
        "s" | "sec" | "secs" => "seconds",
        "min" | "mins" => "minutes",
        "hr" | "hrs" => "hours",
        "us" => "microseconds",
        "pct" => "percent",
        "c" => "degrees Celsius",
        "f" => "degrees Fahrenheit",
        "b" => "bytes",
        "mw" => "MW",
        "gw" => "GW",
        "kw" => "kW",
        "kwh" => "kWh",
        "mwh" => "MWh",
        "gwh" => "GWh",
        "twh" => "TWh",
        "mah" => "mAh",
        "hz" => "Hz",
        "khz" => "kHz",
        "mhz" => "MHz",
        "ghz" => "GHz",
        "kb" | "mb" | "gb" | "tb" => return named(&word.to_uppercase()).map(|(_, named)| named),
        word if word.len() == 1 => return None,
        word => word,
    };
    named(word).filter(|(rest, _)| rest.is_empty()).map(|(_, named)| named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(label: &str, number: &str) -> Option<(String, Dimension)> {
        let scale = of_heading(label).or_else(|| of_setting(label)?.1)?;
        let (_, measure) = scale.apply(&Measure::number(number.parse().unwrap(), 0))?;
        Some((measure.strict.single()?.to_string(), measure.dimension()))
    }

    #[test]
    fn headings_give_units() {
        let money = |value: &str| Some((value.to_owned(), Dimension::Money));
        assert_eq!(under("2018/19 £", "48250"), money("48250"));
        assert_eq!(under("Cost ($ million)", "56.7"), money("56700000"));
        assert_eq!(under("$ million", "21.4"), money("21400000"));
        assert_eq!(under("Revenue, £m", "3"), money("3000000"));
        assert_eq!(under("€000", "12"), money("12000"));
        assert_eq!(under("Sales (MEUR)", "12"), money("12000000"));
        assert_eq!(under("Length (km)", "12"), Some(("12".to_owned(), Dimension::Length)));
        assert_eq!(under("Length (m)", "12"), Some(("12".to_owned(), Dimension::Length)));
        assert_eq!(under("side_spans_m", "12"), Some(("12".to_owned(), Dimension::Length)));
        assert_eq!(under("Pier length (m)", "12"), Some(("12".to_owned(), Dimension::Length)));
        assert_eq!(under("Visitors (m)", "12"), Some(("12000000".to_owned(), Dimension::Count)));
        assert_eq!(under("Share (%)", "12"), Some(("12".to_owned(), Dimension::Percent)));
        assert_eq!(under("Visitors (thousands)", "12"), Some(("12000".to_owned(), Dimension::Count)));
    }

    #[test]
    fn corners_give_money_and_powers_only() {
        let under = |label: &str| {
            let (_, measure) = of_corner(label)?.apply(&Measure::number("3".parse().unwrap(), 0))?;
            Some((measure.strict.single()?.to_string(), measure.dimension()))
        };
        assert_eq!(under("€ million"), Some(("3000000".to_owned(), Dimension::Money)));
        assert_eq!(under("(in thousands)"), Some(("3000".to_owned(), Dimension::Count)));
        for label in ["km", "Weight (kg)", "Region", "Age (years)", "%"] {
            assert_eq!(under(label), None, "{label}");
        }
    }

    #[test]
    fn headings_without_a_unit_give_none() {
        for label in ["Number", "2018", "Cases (confirmed)", "Firm, Town", "Time", "Acres burned?", ""] {
            assert_eq!(of_heading(label), None, "{label}");
        }
    }

    #[test]
    fn settings_are_taken_apart() {
        let words = |label: &str| of_setting(label).map(|(words, _)| words.join(" "));
        assert_eq!(words("retry_delay_ms").as_deref(), Some("retry delay"));
        assert_eq!(words("maxBatchSize").as_deref(), Some("max batch size"));
        assert_eq!(words("pool.max-open"), Some("pool max open".to_owned()));
        assert_eq!(words("rate_per_min").as_deref(), Some("rate"));
        assert_eq!(words("limits retry_delay_ms").as_deref(), Some("retry delay"));
        assert_eq!(words("Hand crews"), None);
        assert_eq!(words("Hand-picked year-end"), None);
        assert_eq!(words("Dozers"), None);
        assert_eq!(under("retry_delay_ms", "250"), Some(("250".to_owned(), Dimension::Duration)));
        assert_eq!(under("payload_kib", "64"), Some(("64".to_owned(), Dimension::DataSize)));
        assert_eq!(under("retry_min", "2"), None);
        let money = |value: &str| Some((value.to_owned(), Dimension::Money));
        assert_eq!(under("award_eur", "32000"), money("32000"));
        assert_eq!(under("budget_2024_gbp_thousand", "12050"), money("12050000"));
        assert_eq!(under("revenue_gbp_m", "88.7"), money("88700000"));
        assert_eq!(under("2026_27_thousand_dollars", "22600"), money("22600000"));
        assert_eq!(under("visitors_thousands", "12"), Some(("12000".to_owned(), Dimension::Count)));
        assert_eq!(under("total_mwh", "4400"), Some(("4400".to_owned(), Dimension::Energy)));
        assert_eq!(words("budget_2024_gbp_thousand").as_deref(), Some("budget 2024"));
        assert_eq!(under("gbp_thousand", "3"), money("3000"));
        assert_eq!(under("max_open", "2"), None);
    }
}
