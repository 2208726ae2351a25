//! An amount: a number with its unit, money included, before any hedge. Shared by the
//! pieces for money, measures, ranges, ages and multiples.

use super::currency;
use super::edge::{is_any, is_dash, last_word, letters, next_word, phrase, space};
use super::fraction;
use super::hedge::{Quantity, suffix, tolerance};
use super::memo::{self, Memo};
use super::number::{Letters, Num, num};
use super::unit::{self, Named};
use crate::claim::{Decimal, Dimension, Hedge, Interval, Kind, Per, Unit};

/// An amount and the hedge found inside it (`5 or more days`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub quantity: Quantity,
    pub number: Num,
    pub hedge: Hedge,
}

impl Amount {
    fn of(number: Num, named: Option<Named>) -> Option<Self> {
        let mut number = number;
        if let Some(named) = named.filter(|n| n.factor > Decimal::ONE) {
            number = number.times_power(named.factor.exp10());
        } else if let Some(named) = named.filter(|n| n.factor != Decimal::ONE) {
            number.value = number.value.checked_mul(named.factor)?;
            let shift = named.factor.exp10();
            number.precision += shift;
            number.decimals = if number.decimals == 0 { 2 } else { number.decimals };
            number.step = number.step.map(|s| s + shift);
        }
        Some(Self { quantity: Quantity::of(number, named.map(|n| n.unit)), number, hedge: Hedge::None })
    }
}

/// The kind of claim an amount of this unit makes.
pub fn kind(unit: Option<Unit>) -> Kind {
    match unit.map(|u| u.dimension) {
        Some(Dimension::Money) => Kind::Money,
        Some(Dimension::Percent | Dimension::Points) => Kind::Percent,
        Some(Dimension::Duration) => Kind::Duration,
        Some(Dimension::Ratio) => Kind::Ratio,
        Some(Dimension::Other) if unit.is_some_and(|u| u.id.ends_with("-day")) => Kind::Duration,
        _ => Kind::Quantity,
    }
}

/// Reads an amount that has a unit.
pub fn with_unit<'a>(before: &str, i: &'a str) -> Option<(&'a str, Amount)> {
    memo::once(&AMOUNTS, (before, i, 0), || {
        let (rest, amount) = money_before(i).or_else(|| unit_after(before, i))?;
        Some(rate(rest, amount))
    })
}

thread_local! {
    static AMOUNTS: Memo<Amount> = const { Memo::new() };
}

/// Reads an amount with or without a unit, as an end of a range has it.
pub fn maybe_unit<'a>(before: &str, i: &'a str) -> Option<(&'a str, Amount)> {
    with_unit(before, i).or_else(|| {
        let (rest, number) = num(i, Letters::Plain)?;
        Some((rest, Amount::of(number, None)?))
    })
}

// $4.2 million | US$ 5 | -£3 | EUR 1,200,000 | $4.2 million USD
fn money_before(i: &str) -> Option<(&str, Amount)> {
    let (start, negative) = match i.strip_prefix(['-', '−']) {
        Some(rest) => (rest, true),
        None => (i, false),
    };
    let (rest, currency, power) = match currency::before(start) {
        Some((rest, currency)) => (rest, currency, 0),
        None => currency::millions_before(start)?,
    };
    let (rest, number) = num(rest, Letters::Money).or_else(|| european_cents(rest))?;
    let number = if negative { number.negated() } else { number };
    let number = if power > 0 { number.times_power(power) } else { number };
    let (rest, currency) = restated(rest, currency);
    let named = Named { unit: currency, factor: Decimal::ONE };
    let amount = Amount::of(number, Some(named))?;
    Some(minor_money(rest, &amount, false).unwrap_or((rest, amount)))
}

// €12,50: the comma of a price with two places
fn european_cents(i: &str) -> Option<(&str, Num)> {
    let digits = i.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let (whole, rest) = i.split_at(digits);
    let cents = rest
        .strip_prefix(',')
        .and_then(|on| on.get(..2))
        .filter(|c| c.bytes().all(|b| b.is_ascii_digit()))?;
    let after = &rest[3..];
    let ends = super::edge::may_end(after) && (digits == 1 || !whole.starts_with('0'));
    let value = Decimal::new(format!("{whole}{cents}").parse().ok()?, -2);
    (ends && (1..=6).contains(&digits)).then(|| (after, Num::decimal(value, 2)))
}

/// `$5 USD`, `$4 million dollars`, `$5 Canadian`: the currency said again, or at last.
fn restated(rest: &str, currency: Unit) -> (&str, Unit) {
    let Some((tail, again)) = space(rest).and_then(unit::named) else { return (rest, currency) };
    let dollar = currency.id == "$" && matches!(again.unit.id, "USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD");
    let same = again.unit.dimension == Dimension::Money
        && again.factor == Decimal::ONE
        && (again.unit.id == currency.id || dollar || again.unit.id == "$");
    match same {
        true if dollar => (tail, again.unit),
        true => (tail, currency),
        false => (rest, currency),
    }
}

// 10 dollars | 72-hour | 5km | 15 percent | 6 ft 3 in | five dollars and 20 cents
fn unit_after<'a>(before: &str, i: &'a str) -> Option<(&'a str, Amount)> {
    if let Some(read) = feet_and_inches(i) {
        return Some(read);
    }
    let (rest, number) = slash_number(i).or_else(|| num(i, Letters::Plain))?;
    if let Some((rest, tolerant)) = tolerance(rest, &number, Letters::Plain) {
        let (rest, named) = unit::after(before, rest, &number)?;
        let quantity = Quantity { unit: Some(named.unit), ..tolerant };
        return (named.factor == Decimal::ONE)
            .then_some((rest, Amount { quantity, number, hedge: Hedge::None }));
    }
    // "5 or more days", "500+ miles"
    let (rest, hedge) = match suffix(rest, Hedge::None) {
        (tail, hedge) if hedge != Hedge::About => (tail, hedge),
        _ => (rest, Hedge::None),
    };
    let found = unit::after(before, rest, &number);
    let (rest, number, named) = match found {
        Some((tail, named)) => (tail, number, named),
        // "1.2m euros", "$" of "10b$": letters that mean a scale before money only
        None => {
            let (rest, number) = num(i, Letters::Money).filter(|(_, n)| n.value != number.value)?;
            let (tail, named) = unit::after(before, rest, &number)?;
            (tail, number, (named.unit.dimension == Dimension::Money).then_some(named)?)
        }
    };
    if named.unit.dimension == Dimension::Money
        && number.is_year_like()
        && is_any(last_word(before), &["in", "constant", "real", "adjusted", "of", "to"])
    {
        return None;
    }
    let (rest, number) = scale_after_money(rest, number, named).unwrap_or((rest, number));
    let amount = Amount { hedge, ..Amount::of(number, Some(named))? };
    let named = i[..i.len() - rest.len()].bytes().rev().take(4).all(|b| b.is_ascii_lowercase());
    let (rest, amount) = minor_money(rest, &amount, named).unwrap_or((rest, amount));
    let (rest, amount) = and_a_half(rest, &amount).unwrap_or((rest, amount));
    Some(smaller_parts(rest, amount))
}

/// The parts of a compound after its first: `3 in` of `6 ft 3 in`.
pub fn smaller_parts(mut rest: &str, mut amount: Amount) -> (&str, Amount) {
    for _ in 0..3 {
        match smaller_part(rest, &amount) {
            Some(more) => (rest, amount) = more,
            None => break,
        }
    }
    (rest, amount)
}

// 1/2 hour | 3/4 cup
fn slash_number(i: &str) -> Option<(&str, Num)> {
    let (rest, parts) = fraction::slash_before_unit(i)?;
    Some((rest, fraction::plus(&Num::whole(0), parts, 0)?))
}

// 6'2" | 5′ 11″
fn feet_and_inches(i: &str) -> Option<(&str, Amount)> {
    let (rest, feet) = num(i, Letters::Plain).filter(|(_, n)| n.plain_digits.is_some_and(|d| d <= 2))?;
    let rest = rest.strip_prefix(['\'', '′', '’'])?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let (rest, inches) = num(rest, Letters::Plain)?;
    let rest = rest.strip_prefix(['"', '″', '”']).or_else(|| rest.strip_prefix("''"))?;
    let fits = inches.value < Decimal::int(12);
    let value = feet.value.checked_mul(Decimal::int(12))?.checked_add(inches.value)?;
    let (_, inch) = unit::named("inches")?;
    fits.then_some((rest, Amount::of(Num { value, precision: value.exp10().min(0), ..inches }, Some(inch))?))
}

/// `five dollars and 20 cents`, `20 ringgit and 43c`, `£3 50p`; cents unsaid after a name only.
pub fn minor_money<'a>(i: &'a str, amount: &Amount, named: bool) -> Option<(&'a str, Amount)> {
    let unit = amount.quantity.unit.filter(|u| u.dimension == Dimension::Money)?;
    if amount.number.decimals > 0 || amount.number.scaled {
        return None;
    }
    let start = joined(i)?;
    let (rest, minor) = num(start, Letters::Plain)?;
    let cents = CENTS.iter().find_map(|word| {
        let at = if word.len() > 2 { space(rest)? } else { rest };
        phrase(at, word).or_else(|| at.strip_prefix(word).filter(|_| *word == "¢"))
    });
    let cents = cents.or_else(|| unsaid_cents(i, rest, &minor).filter(|_| named))?;
    let part = minor.value.scaled(-2);
    if minor.value >= Decimal::int(100) || minor.decimals > 0 {
        return None;
    }
    let value = amount.number.value.checked_add(part)?;
    let number = Num { value, precision: -2, decimals: 2, step: None, ..amount.number };
    Some((cents, Amount { number, quantity: Quantity::of(number, Some(unit)), ..*amount }))
}

/// Hundredths of a currency.
const CENTS: &[&str] = &[
    "cents", "cent", "pence", "p", "c", "¢", "sen", "sens", "paise", "kopecks", "kopeks", "kopiykas",
    "groszy", "centavos", "centimes", "rappen", "agorot", "öre", "øre", "halalas", "piastres", "penny",
    "pennies",
];

/// `15 dollars 50`, and nothing after it that the 50 could count.
fn unsaid_cents<'a>(i: &str, rest: &'a str, minor: &Num) -> Option<&'a str> {
    let beside = !i.starts_with(',') && phrase(space(i)?, "and").is_none();
    let two = minor.value >= Decimal::int(10) && minor.value.is_integer() && !minor.scaled;
    let ends =
        rest.is_empty() || rest.starts_with(['.', ',', ';', '!', '?', ')']) && super::edge::may_end(rest);
    (beside && two && ends).then_some(rest)
}

// 75 USD million
fn scale_after_money(i: &str, number: Num, named: Named) -> Option<(&str, Num)> {
    const SCALES: &[(&str, i32)] = &[("million", 6), ("billion", 9), ("trillion", 12)];
    let money = named.unit.dimension == Dimension::Money && named.factor == Decimal::ONE && !number.scaled;
    let (rest, power) = super::edge::any_phrase(space(i).filter(|_| money)?, SCALES)?;
    Some((rest, number.times_power(power)))
}

/// What may join the parts of a compound: ` and `, `, `, a space.
fn joined(i: &str) -> Option<&str> {
    let next = i.strip_prefix(',').unwrap_or(i);
    let next = space(next)?;
    Some(phrase(next, "and").and_then(space).unwrap_or(next))
}

// two hours and a half | a month and a half
fn and_a_half<'a>(i: &'a str, amount: &Amount) -> Option<(&'a str, Amount)> {
    if amount.number.decimals > 0 || amount.number.value.exp10() < 0 {
        return None;
    }
    let (rest, parts) = fraction::added(i)?;
    // "two years and half of the third": the half is of something else.
    if is_any(next_word(rest), &["of", "the", "a", "an", "dozen", "million"]) {
        return None;
    }
    let number = fraction::plus(&amount.number, parts, 0)?;
    Some((rest, Amount { number, quantity: Quantity::of(number, amount.quantity.unit), ..*amount }))
}

// 6 ft 3 in | 1 year and 3 months | two hours 5 minutes | 2 years and 10 days
fn smaller_part<'a>(i: &'a str, amount: &Amount) -> Option<(&'a str, Amount)> {
    let large = amount.quantity.unit?;
    if !matches!(
        large.dimension,
        Dimension::Duration | Dimension::Length | Dimension::Mass | Dimension::Volume
    ) || !amount.number.value.is_integer()
        || amount.number.scaled
        || amount.quantity.strict.single().is_none()
    {
        return None;
    }
    let (rest, part) = num(joined(i)?, Letters::Plain)?;
    let (rest, small) =
        inches(rest).or_else(|| unit::after("", rest, &part)).or_else(|| height(rest, amount, &part))?;
    let small = small.unit;
    if small.dimension != large.dimension || part.value.is_negative() {
        return None;
    }
    let ratio = |unit: i128| {
        let (top, low) = (unit.checked_mul(small.den)?, large.den.checked_mul(small.num)?);
        (top >= low && top % low == 0).then_some(Decimal::int(top / low))
    };
    let whole = amount.number.value;
    let sum = |per: Decimal| whole.checked_mul(per)?.checked_add(part.value);
    let in_base = |unit: Unit| Decimal::int(unit.num).div_floor(Decimal::int(unit.den), 9);
    let bound = in_base(large)?.div_floor(in_base(small)?, 0)?;
    if part.value > bound || small.id == large.id {
        return None;
    }
    let number = |value: Decimal| Num {
        value,
        precision: part.precision.min(0).min(value.exp10().max(0)),
        step: None,
        plain_digits: None,
        ..part
    };
    match (large.varies, small.varies) {
        (Some((least, most)), None) => {
            // A year and ten days are 375 or 376 days.
            let low = sum(Decimal::int(least).div_floor(Decimal::int(small.num), 0)?)?;
            let high = sum(Decimal::int(most).div_floor(Decimal::int(small.num), 0)?)?;
            let number = number(low);
            let mut quantity = Quantity::of(number, Some(small));
            (quantity.low, quantity.high) = (low, high);
            quantity.strict = Interval::closed(low, high);
            quantity.wide = quantity.strict;
            Some((rest, Amount { quantity, number, hedge: amount.hedge }))
        }
        (None, Some(_)) => None,
        _ => {
            let number = number(sum(ratio(large.num)?)?);
            Some((rest, Amount { quantity: Quantity::of(number, Some(small)), number, hedge: amount.hedge }))
        }
    }
}

/// `in` and marks are inches after feet, where they are nothing by themselves.
fn inches(i: &str) -> Option<(&str, Named)> {
    let at = space(i).unwrap_or(i);
    let rest =
        phrase(at, "in").map(|r| r.strip_prefix('.').unwrap_or(r)).or_else(|| at.strip_prefix(['"', '″']))?;
    Some((rest, unit::named("inches")?.1))
}

// five foot four
fn height<'a>(rest: &'a str, feet: &Amount, part: &Num) -> Option<(&'a str, Named)> {
    let next = next_word(rest);
    let ends =
        next.is_empty() || is_any(next, &["and", "tall", "in", "when", "with", "but", "or", "is", "was"]);
    let small = part.value < Decimal::int(12) && part.value.is_integer();
    let of_man = feet.quantity.unit?.id == "foot"
        && feet.number.value < Decimal::int(8)
        && feet.number.value > Decimal::int(3);
    (ends && small && of_man && super::edge::may_end(rest)).then(|| Some((rest, unit::named("inches")?.1)))?
}

/// A rate: `per hour`, `/hour`, `an hour`, `per 100,000`, `per capita`.
pub fn rate(i: &str, mut amount: Amount) -> (&str, Amount) {
    if amount.quantity.unit.is_some_and(|u| u.dimension == Dimension::Speed) {
        return (i, amount);
    }
    match per(i, amount.quantity.unit) {
        Some((rest, per)) => {
            amount.quantity.per = Some(per);
            (rest, amount)
        }
        None => (i, amount),
    }
}

/// The denominator of a rate at the start of `i`.
pub fn per(i: &str, unit: Option<Unit>) -> Option<(&str, Per)> {
    let one = |(rest, named): (_, Named)| {
        (named.unit.dimension != Dimension::Money && named.factor == Decimal::ONE)
            .then_some((rest, Per { count: Decimal::ONE, unit: Some(named.unit) }))
    };
    if let Some(rest) = i.strip_prefix('/') {
        return unit.and_then(|_| one(unit::named(rest)?));
    }
    let next = space(i)?;
    if unit.is_some()
        && let Some((rest, per)) = every(next)
    {
        return Some((rest, per));
    }
    if let Some(rest) = phrase(next, "per") {
        let rest = rest.strip_prefix('-').or_else(|| space(rest))?;
        for head in ["capita", "head", "person"] {
            if let Some(rest) = phrase(rest, head) {
                return Some((rest, Per { count: Decimal::ONE, unit: None }));
            }
        }
        if let Some((tail, number)) = num(rest, Letters::Plain) {
            let count = number.value;
            return Some(match unit::after("", tail, &number) {
                Some((tail, named)) if named.factor == Decimal::ONE => {
                    (tail, Per { count, unit: Some(named.unit) })
                }
                _ => (tail, Per { count, unit: None }),
            });
        }
        return one(unit::named(rest)?);
    }
    let article = ["a", "an", "each", "every"].iter().find_map(|word| phrase(next, word).and_then(space))?;
    let (rest, per) = one(unit::named(article)?)?;
    let time = per.unit.is_some_and(|u| u.dimension == Dimension::Duration);
    // "$5 million a year ago" is no rate.
    let before_tax = is_any(next_word(rest), &["before"])
        && space(rest).and_then(|on| phrase(on, "before")).is_some_and(|on| is_any(next_word(on), TAXES));
    let ago = !before_tax
        && is_any(next_word(rest), &["ago", "earlier", "later", "before", "after", "old", "from", "and"]);
    (time && unit.is_some() && !ago && !rest.starts_with(is_dash)).then_some((rest, per))
}

/// What is taken off after a sum was counted: `£9 million a year before tax`.
const TAXES: &[&str] = &["tax", "taxes", "interest", "deductions", "costs", "expenses", "depreciation"];

/// `daily` and the like at the end of what they belong to: `40 mg daily`, but not `40 mg daily doses`.
fn every(i: &str) -> Option<(&str, Per)> {
    const BEHIND: &[&str] = &[
        "for", "in", "to", "from", "and", "at", "by", "with", "since", "before", "after", "on", "or", "but",
        "until", "when", "while", "as", "per", "against",
    ];
    let word = letters(i);
    let rest = &i[word.len()..];
    let unit = every_what(word)?;
    let ends = rest.is_empty()
        || rest.starts_with(['.', ',', ';', ':', ')', '!', '?', '\n'])
        || is_any(next_word(rest), BEHIND);
    let (_, named) = unit::named(unit).filter(|_| ends)?;
    Some((rest, Per { count: Decimal::ONE, unit: Some(named.unit) }))
}

/// The unit of time that an adverb counts by.
pub fn every_what(word: &str) -> Option<&'static str> {
    const ADVERBS: &[(&str, &str)] = &[
        ("daily", "day"),
        ("weekly", "week"),
        ("monthly", "month"),
        ("hourly", "hour"),
        ("yearly", "year"),
        ("annually", "year"),
    ];
    ADVERBS.iter().find(|(adverb, _)| word.eq_ignore_ascii_case(adverb)).map(|(_, unit)| *unit)
}
