//! How two readings compare. The answer always carries its reason.

use super::{Date, DatePrecision, Decimal, Dimension, End, Hedge, Interval, Measure, Unit, UnitDefinition};

/// The outcome of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Agreement {
    /// Both say the same.
    Same,
    /// Both can be true. `doubt`, from 0 to 1, grows with how far the reading must be stretched.
    Compatible { how: How, doubt: f32 },
    /// They cannot both be true of one thing.
    Conflict,
    /// They do not speak of the same sort of thing.
    Incomparable(Why),
}

impl Agreement {
    /// True for `Conflict`.
    #[must_use]
    pub const fn is_conflict(self) -> bool {
        matches!(self, Self::Conflict)
    }
}

/// What makes two unequal readings compatible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// One is the other, rounded: `3,000` and `3,014`.
    Rounding,
    /// One is a bound or hedge that holds the other: `more than 500` and `545`.
    Hedge,
    /// One is a range that holds the other, or they overlap.
    Range,
    /// One is converted to the unit of the other: `24 hours` and `a day`.
    Conversion,
    /// One date is less exact than the other: `January 2021` and `January 13, 2021`.
    Precision,
}

impl How {
    /// A phrase for it in output.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Rounding => "one may be the other, rounded",
            Self::Hedge => "the hedged value holds the other",
            Self::Range => "the ranges overlap",
            Self::Conversion => "equal after conversion of units",
            Self::Precision => "the less exact date holds the other",
        }
    }
}

/// Why two readings are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    OtherDimension,
    OtherCurrency,
    OtherRate,
    /// A number too large for exact arithmetic.
    TooLarge,
    /// One of the dates does not exist, which is a defect of its own.
    ImpossibleDate,
    /// A range that ends before it begins, which is one too.
    Backwards,
}

impl Why {
    /// A phrase for it in output.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::OtherDimension => "they measure different things",
            Self::OtherCurrency => "they are in different currencies",
            Self::OtherRate => "they are counted by different units",
            Self::TooLarge => "the numbers are too large to compare exactly",
            Self::ImpossibleDate => "one of the dates does not exist",
            Self::Backwards => "one of the ranges runs backwards",
        }
    }
}

/// Compares two quantities.
///
/// Rounding is granted to the coarser of the two only: `3,000` may stand for 3,014, but
/// 3,000 and 4,000 differ, as do 56 and 57 percent. When units differ, both are granted
/// the half unit of their last digit.
#[must_use]
pub fn agree_measures(a: &Measure, b: &Measure) -> Agreement {
    if a.strict.is_empty() || b.strict.is_empty() {
        return Agreement::Incomparable(Why::Backwards);
    }
    let (a_unit, b_unit) = match common_units(a, b) {
        Ok(units) => units,
        Err(why) => return Agreement::Incomparable(why),
    };
    let Some((a_rate, b_rate)) = rates(a, b) else { return Agreement::Incomparable(Why::OtherRate) };
    let same_unit = a_unit.map(|u| u.id) == b_unit.map(|u| u.id)
        || a_unit
            .zip(b_unit)
            .is_some_and(|(x, y)| (x.num, x.den, x.offset) == (y.num, y.den, y.offset) && x.varies.is_none());
    let common = |x: Interval, y: Interval| {
        let (x, y) = to_common(x, a_unit, y, b_unit)?;
        Some((x.map(|v| v.checked_mul(a_rate))?, y.map(|v| v.checked_mul(b_rate))?))
    };
    let Some((strict_a, strict_b)) = common(a.strict, b.strict) else {
        return Agreement::Incomparable(Why::TooLarge);
    };
    if strict_a == strict_b {
        return Agreement::Same;
    }
    if a.unit.is_some_and(|unit| unit.id == "score") {
        // 82-79 and 82-78 overlap as ranges, and are two results.
        return Agreement::Conflict;
    }
    if strict_a.meets(strict_b) {
        let how = if a.hedge != Hedge::None || b.hedge != Hedge::None {
            How::Hedge
        } else if a.is_range || b.is_range {
            How::Range
        } else if same_unit {
            How::Rounding
        } else {
            How::Conversion
        };
        let doubt = match how {
            How::Rounding => gap(strict_a, strict_b) / 0.2,
            // "Values may take up to 64 MiB", "up to 256 MiB": each is told as the most that there is.
            How::Hedge if a.hedge == Hedge::AtMost && b.hedge == Hedge::AtMost => 1.0,
            _ => 0.0,
        };
        return Agreement::Compatible { how, doubt: doubt.min(1.0) };
    }
    let (wide_a, wide_b) = if same_unit {
        // Of two figures written to the same digit, neither is a rounding of the other.
        (
            if a.precision > b.precision { a.wide } else { a.strict },
            if b.precision > a.precision { b.wide } else { b.strict },
        )
    } else {
        (a.wide, b.wide)
    };
    let Some((wide_a, wide_b)) = common(wide_a, wide_b) else {
        return Agreement::Incomparable(Why::TooLarge);
    };
    if wide_a.meets(wide_b) {
        let how = if same_unit { How::Rounding } else { How::Conversion };
        let relative = gap(strict_a, strict_b) / 0.1;
        let step = if same_unit { position(strict_a, wide_a, strict_b, wide_b) } else { 0.0 };
        return Agreement::Compatible { how, doubt: relative.max(step).min(1.0) };
    }
    Agreement::Conflict
}

/// Compares two dates, as sets of days.
#[must_use]
pub fn agree_dates(a: &Date, b: &Date) -> Agreement {
    if a.impossible || b.impossible {
        return Agreement::Incomparable(Why::ImpossibleDate);
    }
    if a.days == b.days {
        return Agreement::Same;
    }
    if fiscal_year(a).zip(fiscal_year(b)).is_some_and(|(a, b)| a != b) {
        return Agreement::Conflict;
    }
    if a.days.meets(b.days) {
        return Agreement::Compatible { how: How::Precision, doubt: 0.0 };
    }
    // "a fire in August", "17 August 2021": the year of the first was inferred, and may be wrong.
    let dated = a.stated.month.is_some() && b.stated.month.is_some();
    let inferred = a.stated.year.is_none() || b.stated.year.is_none();
    if dated && inferred && a.stated_days.meets(b.stated_days) {
        return Agreement::Compatible { how: How::Precision, doubt: 0.3 };
    }
    if (a.approximate || b.approximate)
        && let (Some((a_low, a_high)), Some((b_low, b_high))) = (a.days.bounds(), b.days.bounds())
    {
        let apart = (b_low - a_high).max(a_low - b_high);
        let slack = (a_high - a_low + 1).max(b_high - b_low + 1).max(7);
        if apart <= slack {
            return Agreement::Compatible { how: How::Hedge, doubt: 0.3 };
        }
    }
    Agreement::Conflict
}

/// The number of a fiscal year: which days it has is left open, and its number tells it apart.
fn fiscal_year(date: &Date) -> Option<i16> {
    let (low, high) = date.days.bounds()?;
    (date.precision == DatePrecision::Year && high - low > 366).then_some(date.stated.year).flatten()
}

/// The factors that bring two rates to one denominator: 20 a second and 1,200 a minute are
/// both 1,200 a minute. None when a rate meets a plain figure or the denominators differ in kind.
fn rates(a: &Measure, b: &Measure) -> Option<(Decimal, Decimal)> {
    let (p, q) = match (a.per, b.per) {
        (None, None) => return Some((Decimal::ONE, Decimal::ONE)),
        (Some(p), Some(q)) => (p, q),
        _ => return None,
    };
    match (p.unit, q.unit) {
        (Some(u), Some(v)) if u.dimension == v.dimension && u.den == 1 && v.den == 1 => {
            Some((q.count.checked_mul(Decimal::int(v.num))?, p.count.checked_mul(Decimal::int(u.num))?))
        }
        (None, None) => Some((q.count, p.count)),
        _ => None,
    }
}

type UnitPair = (Option<Unit>, Option<Unit>);

/// The units to compare by: a ratio is turned into percent where the other is one.
fn common_units(a: &Measure, b: &Measure) -> Result<UnitPair, Why> {
    const RATIO_AS_PERCENT: Unit = Unit::of(&UnitDefinition {
        num: 100,
        ..UnitDefinition::plain("ratio as percent", Dimension::Percent)
    });
    match (a.dimension(), b.dimension()) {
        (Dimension::Ratio, Dimension::Percent) => Ok((Some(RATIO_AS_PERCENT), b.unit)),
        (Dimension::Percent, Dimension::Ratio) => Ok((a.unit, Some(RATIO_AS_PERCENT))),
        (x, y) if x != y => Err(Why::OtherDimension),
        (Dimension::Money, _) => {
            let (x, y) = (a.unit.map_or("", |u| u.id), b.unit.map_or("", |u| u.id));
            if x == y || may_be(x, y) || may_be(y, x) {
                Ok((a.unit, b.unit))
            } else {
                Err(Why::OtherCurrency)
            }
        }
        (Dimension::Other, _) if a.unit.map(|u| u.id) != b.unit.map(|u| u.id) => Err(Why::OtherDimension),
        _ => Ok((a.unit, b.unit)),
    }
}

/// A bare `$` is some dollar, and which one its text leaves open; so are francs and pesos.
fn may_be(bare: &str, code: &str) -> bool {
    const OPEN: &[(&str, &[&str])] = &[
        ("$", &["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "JMD", "FJD", "BND"]),
        ("dollar or euro", &["$", "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "EUR"]),
        ("kr", &["SEK", "NOK", "DKK", "ISK", "krone"]),
        ("krone", &["NOK", "DKK"]),
        ("yen-or-yuan", &["JPY", "CNY"]),
        ("rupee", &["INR", "PKR", "LKR", "NPR", "MUR"]),
        ("peso", &["MXN", "PHP", "ARS", "CLP", "COP", "UYU", "CUP", "DOP"]),
        ("franc", &["CHF", "FRF", "BEF", "XOF", "XAF", "CDF", "RWF", "BIF", "DJF"]),
        ("dinar", &["KWD", "BHD", "JOD", "TND", "RSD", "IQD", "DZD", "LYD"]),
        ("dirham", &["AED", "MAD"]),
        ("riyal", &["SAR", "QAR", "YER", "OMR", "rial"]),
        ("rial", &["IRR", "OMR", "YER", "QAR"]),
        ("shilling", &["KES", "UGX", "TZS", "SOS"]),
    ];
    OPEN.iter().any(|(open, codes)| *open == bare && codes.contains(&code))
}

/// Both intervals in one scale, cross-multiplied so that all stays exact.
fn to_common(
    a: Interval,
    a_unit: Option<Unit>,
    b: Interval,
    b_unit: Option<Unit>,
) -> Option<(Interval, Interval)> {
    const ONE: Unit = Unit::of(&UnitDefinition::plain("", Dimension::Count));
    let (a_unit, b_unit) = (a_unit.unwrap_or(ONE), b_unit.unwrap_or(ONE));
    if a_unit == b_unit {
        return Some((a, b));
    }
    Some((scaled(a, a_unit, b_unit)?, scaled(b, b_unit, a_unit)?))
}

/// `interval` in base units of `unit`, times the denominators of both units.
fn scaled(interval: Interval, unit: Unit, other: Unit) -> Option<Interval> {
    let denominators = |u: Unit| u.den.checked_mul(u.offset.map_or(1, |(_, q)| q));
    let by = Decimal::int(denominators(other)?);
    let (p, q) = unit.offset.unwrap_or((0, 1));
    let apply = |factor: i128| {
        move |v: Decimal| {
            let own = v.checked_mul(Decimal::int(factor.checked_mul(q)?))?;
            own.checked_add(Decimal::int(p.checked_mul(unit.den)?))?.checked_mul(by)
        }
    };
    match unit.varies {
        None => interval.map(apply(unit.num)),
        Some((least, most)) => {
            let least = least.checked_mul(unit.den)?;
            let most = most.checked_mul(unit.den)?;
            let low = Interval { low: interval.low, high: End::None }.map(apply(least))?;
            let high = Interval { low: End::None, high: interval.high }.map(apply(most))?;
            Some(Interval { low: low.low, high: high.high })
        }
    }
}

/// How far apart the middles are, relative to the larger.
#[allow(clippy::cast_possible_truncation)]
fn gap(a: Interval, b: Interval) -> f32 {
    match (a.middle(), b.middle()) {
        (Some(x), Some(y)) if x.abs().max(y.abs()) > 0.0 => ((x - y).abs() / x.abs().max(y.abs())) as f32,
        _ => 0.0,
    }
}

/// How far out the finer value lies in the coarser one's rounding interval, from 0 to 1.
#[allow(clippy::cast_possible_truncation)]
fn position(strict_a: Interval, wide_a: Interval, strict_b: Interval, wide_b: Interval) -> f32 {
    let half = |strict: Interval, wide: Interval| match (wide.low.value(), wide.high.value()) {
        (Some(low), Some(high)) if strict != wide => (high.to_f64() - low.to_f64()) / 2.0,
        _ => 0.0,
    };
    let half = half(strict_a, wide_a).max(half(strict_b, wide_b));
    match (strict_a.middle(), strict_b.middle()) {
        (Some(x), Some(y)) if half > 0.0 => ((x - y).abs() / half) as f32,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Per;
    use super::*;

    const DAY: Unit =
        Unit::of(&UnitDefinition { num: 86_400, ..UnitDefinition::plain("day", Dimension::Duration) });
    const HOUR: Unit =
        Unit::of(&UnitDefinition { num: 3_600, ..UnitDefinition::plain("hour", Dimension::Duration) });
    const MONTH: Unit = Unit::of(&UnitDefinition {
        num: 2_629_746,
        varies: Some((2_419_200, 2_678_400)),
        ..UnitDefinition::plain("month", Dimension::Duration)
    });
    const FAHRENHEIT: Unit = Unit::of(&UnitDefinition {
        num: 5,
        den: 9,
        offset: Some((-160, 9)),
        ..UnitDefinition::plain("F", Dimension::Temperature)
    });
    const CELSIUS: Unit = Unit::of(&UnitDefinition::plain("C", Dimension::Temperature));

    fn number(value: i128, precision: i32) -> Measure {
        Measure::number(Decimal::int(value), precision)
    }

    fn with(unit: Unit, value: i128) -> Measure {
        Measure { unit: Some(unit), ..number(value, 0) }
    }

    #[test]
    fn rounding_is_granted_to_the_coarser_figure_only() {
        let doubt = |a, b| match agree_measures(&a, &b) {
            Agreement::Compatible { how: How::Rounding, doubt } => doubt,
            other => panic!("{other:?}"),
        };
        assert!(doubt(number(3000, 3), number(3014, 0)) < 0.1);
        assert!(doubt(number(3000, 3), number(3400, 2)) > 0.7);
        assert_eq!(agree_measures(&number(3000, 3), &number(4000, 3)), Agreement::Conflict);
        assert_eq!(agree_measures(&number(545, 0), &number(546, 0)), Agreement::Conflict);
    }

    #[test]
    fn two_that_are_the_most_are_hardly_one() {
        let up_to = |value: i128| {
            let strict = Interval { low: End::None, high: End::Closed(Decimal::int(value)) };
            Measure { hedge: Hedge::AtMost, strict, wide: strict, ..number(value, 0) }
        };
        let doubt = |a, b| match agree_measures(&a, &b) {
            Agreement::Compatible { how: How::Hedge, doubt } => doubt,
            other => panic!("{other:?}"),
        };
        assert!(doubt(up_to(64), up_to(256)) > 0.9);
        assert!(doubt(up_to(64), number(50, 0)) < 0.1);
    }

    #[test]
    fn units_are_converted_exactly() {
        assert_eq!(agree_measures(&with(DAY, 1), &with(HOUR, 24)), Agreement::Same);
        assert_eq!(agree_measures(&with(DAY, 7), &with(HOUR, 72)), Agreement::Conflict);
        assert!(!agree_measures(&with(MONTH, 2), &with(DAY, 60)).is_conflict());
        assert_eq!(agree_measures(&with(MONTH, 2), &with(DAY, 64)), Agreement::Conflict);
        assert_eq!(agree_measures(&with(FAHRENHEIT, 212), &with(CELSIUS, 100)), Agreement::Same);
        assert_eq!(
            agree_measures(&with(DAY, 1), &number(1, 0)),
            Agreement::Incomparable(Why::OtherDimension)
        );
    }

    #[test]
    fn rates_are_brought_to_one_denominator() {
        let per = |seconds: i128, value| {
            let unit = Unit::kept(UnitDefinition {
                num: seconds,
                ..UnitDefinition::plain("time", Dimension::Duration)
            });
            Measure { per: Some(Per { count: Decimal::ONE, unit: Some(unit) }), ..number(value, 0) }
        };
        assert_eq!(agree_measures(&per(1, 20), &per(60, 1200)), Agreement::Same);
        assert_eq!(agree_measures(&per(1, 20), &per(60, 1100)), Agreement::Conflict);
        assert_eq!(agree_measures(&per(1, 20), &number(20, 0)), Agreement::Incomparable(Why::OtherRate));
    }

    #[test]
    fn a_share_meets_a_ratio() {
        let percent = Measure { unit: Some(Unit::PERCENT), ..number(25, 0) };
        let one_in_four = Measure { unit: Some(Unit::RATIO), ..Measure::number("0.25".parse().unwrap(), -9) };
        assert_eq!(agree_measures(&percent, &one_in_four), Agreement::Same);
    }
}
