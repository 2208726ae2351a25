//! How near is near enough: what a written figure grants to the arithmetic of a check.

use crate::claim::{Decimal, Dimension, Hedge, Interval, Measure};

/// The one number that a measure states without a hedge; of a rounded one, as it is written.
#[must_use]
pub fn value(measure: &Measure) -> Option<Decimal> {
    let written = measure.written();
    // "some 74,920 homes" is told to the last digit: the hedge is a manner of speaking.
    let told = |value: Decimal| value.magnitude() - measure.precision >= 3;
    let plain = matches!(measure.hedge, Hedge::None | Hedge::Exact)
        || measure.hedge == Hedge::About && written.is_some_and(told);
    if plain { written } else { None }
}

/// The readings of a stated number, rounded as people round: `1.2 million` may be anything in
/// `[1.15, 1.25]` million, `30` and `450` are just that, `30,000` may be `29,600`.
#[must_use]
pub fn spread(measure: &Measure) -> Option<Interval> {
    let value = value(measure)?;
    // "30 million" is rarely meant to the ten million.
    let digit =
        if value.is_integer() { measure.precision.min(value.magnitude() - 1) } else { measure.precision };
    if value.is_integer() && (digit <= 0 || value.magnitude() < 3) {
        return Some(Interval::exactly(value));
    }
    around(value, Decimal::new(5, digit - 1))
}

/// `[value - by, value + by]`.
#[must_use]
pub fn around(value: Decimal, by: Decimal) -> Option<Interval> {
    Some(Interval::closed(value.checked_sub(by)?, value.checked_add(by)?))
}

/// The share that a measure states, in percent: `43 percent`, `a third`.
#[must_use]
pub fn percent(measure: &Measure) -> Option<Interval> {
    let by = match measure.dimension() {
        Dimension::Percent => Decimal::ONE,
        Dimension::Ratio => Decimal::int(100),
        _ => return None,
    };
    measure.strict.map(|value| value.checked_mul(by))
}

/// `100 * part / whole`, to four places.
#[must_use]
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::int(100))?.div_floor(whole, 4)
}

/// True when a share that works out to something in `actual` may be put as `stated`.
///
/// One unit of the last digit is granted, so that cutting off is no defect; a share in round
/// tens, in words or with a hedge is granted more.
#[must_use]
pub fn fits_share(stated: &Measure, actual: Interval) -> bool {
    let Some(claimed) = percent(stated) else { return true };
    if one_in(stated).is_some_and(|near| !near.meets(actual)) {
        return false;
    }
    let grant = if stated.dimension() == Dimension::Ratio {
        // "a third" of something is a word for anything near it.
        Decimal::int(4)
    } else if stated.hedge != Hedge::None || stated.precision > 0 {
        Decimal::new(25, -1)
    } else {
        Decimal::new(101, stated.precision - 2)
    };
    let Some(claimed) = widened(claimed, grant) else { return true };
    claimed.meets(actual)
}

/// The shares, in percent, for which a writer says "one in five" or "about a fifth": nearer to it than to "one in four" and
/// "one in six", and a little beyond. None for halves, of which people speak more loosely, and for other fractions.
fn one_in(stated: &Measure) -> Option<Interval> {
    /// How much of the way to its neighbours a fraction is said of.
    const REACH: Decimal = Decimal::new(7, -1);
    if stated.dimension() != Dimension::Ratio
        || !matches!(stated.hedge, Hedge::None | Hedge::Exact | Hedge::About)
    {
        return None;
    }
    let written = stated.written()?;
    let of = (3..=10).map(Decimal::int).find(|&of| {
        let one = of.checked_mul(written).and_then(|one| one.checked_sub(Decimal::ONE));
        one.is_some_and(|off| off < Decimal::new(1, -6) && off > Decimal::new(-1, -6))
    })?;
    let one = |of: Decimal| share(Decimal::ONE, of);
    let (own, more, less) =
        (one(of)?, one(of.checked_sub(Decimal::ONE)?)?, one(of.checked_add(Decimal::ONE)?)?);
    let towards = |other: Decimal| own.checked_add(other.checked_sub(own)?.checked_mul(REACH)?);
    Some(Interval::closed(towards(less)?, towards(more)?))
}

/// `interval` with both ends moved outwards by `by`.
#[must_use]
pub fn widened(interval: Interval, by: Decimal) -> Option<Interval> {
    use crate::claim::End;
    let low = match interval.low.value() {
        Some(value) => End::Closed(value.checked_sub(by)?),
        None => End::None,
    };
    let high = match interval.high.value() {
        Some(value) => End::Closed(value.checked_add(by)?),
        None => End::None,
    };
    Some(Interval { low, high })
}

/// A number for a message, to at most one decimal place: `34.2`, `14`.
#[must_use]
pub fn short(value: Decimal) -> String {
    let half = Decimal::new(5, -2);
    let rounded = value.checked_add(half).and_then(|value| value.div_floor(Decimal::ONE, 1));
    rounded.unwrap_or(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Unit;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn percentage(value: &str, precision: i32) -> Measure {
        Measure { unit: Some(Unit::PERCENT), ..Measure::number(d(value), precision) }
    }

    #[test]
    fn small_numbers_are_exact_and_large_round_ones_are_not() {
        let of = |value: &str, precision| spread(&Measure::number(d(value), precision)).unwrap().to_string();
        assert_eq!(of("30", 1), "[30, 30]");
        assert_eq!(of("400", 2), "[400, 400]");
        assert_eq!(of("1361500", 2), "[1361450, 1361550]");
        assert_eq!(of("1.2e6", 5), "[1150000, 1250000]");
        assert_eq!(of("3e4", 4), "[29500, 30500]");
        assert_eq!(of("0.3", -1), "[0.25, 0.35]");
    }

    #[test]
    fn a_share_may_be_rounded_or_cut_off() {
        let fits = |stated: &Measure, actual: &str| fits_share(stated, Interval::exactly(d(actual)));
        assert!(fits(&percentage("39", 0), "39.13") && fits(&percentage("39", 0), "39.95"));
        assert!(!fits(&percentage("43", 0), "32.67") && !fits(&percentage("39", 0), "40.2"));
        assert!(fits(&percentage("39.1", -1), "39.13") && !fits(&percentage("39.1", -1), "39.4"));
        assert!(fits(&percentage("60", 1), "62") && !fits(&percentage("60", 1), "63"));
    }
}
