//! How much a hedge or a rounded figure grants, where a user wants it wider or narrower than the
//! grammar reads it.
//!
//! The grammar reads `about 3,000` as a tenth to either side, and `4.2 million` as half a unit of
//! its last digit. Other widths are put on what it read, so that a reading itself depends on the
//! text alone.

use super::{Decimal, End, Hedge, Interval, Measure};

/// How far a number reaches, by how it is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths {
    /// `about 3,000`: to either side, as a share of the number.
    pub about: Decimal,
    /// `nearly 3,000`: below, as a share of the number.
    pub nearly: Decimal,
    /// `just over 3,000`: above, as a share of the number.
    pub just_over: Decimal,
    /// `4.2 million`: to either side, in units of the last digit.
    pub rounding: Decimal,
}

impl Default for Widths {
    fn default() -> Self {
        Self { about: TENTH, nearly: TENTH, just_over: TENTH, rounding: HALF }
    }
}

const TENTH: Decimal = Decimal::new(1, -1);
const HALF: Decimal = Decimal::new(5, -1);

impl Widths {
    /// Gives `measure`, as the grammar read it, these widths. What is too large to reckon with
    /// stays as it was.
    pub fn put_on(&self, measure: &mut Measure) {
        let put = match measure.hedge {
            Hedge::About if self.about != TENTH => self.about(measure),
            Hedge::Nearly if self.nearly != TENTH => self.nearly(measure),
            Hedge::JustOver if self.just_over != TENTH => self.just_over(measure),
            Hedge::None if self.rounding != HALF => self.rounded(measure),
            _ => None,
        };
        if let Some((strict, wide)) = put {
            (measure.strict, measure.wide) = (strict, wide);
        }
    }

    fn about(&self, measure: &Measure) -> Option<(Interval, Interval)> {
        let (low, high) = (measure.strict.low.value()?, measure.strict.high.value()?);
        let made = if measure.is_range {
            // "About 10 to 20" was read as 9 to 22.
            let (low, high) = (without_tenth(low, false)?, without_tenth(high, true)?);
            Interval::closed(low.checked_sub(self.of(low)?)?, high.checked_add(self.of(high)?)?)
        } else {
            let value = measure.written()?;
            let read = high.checked_sub(value)?;
            // What the last digit leaves open is granted in any case.
            let digit = if read > share(value, TENTH)? { read } else { unit(measure.precision)? };
            let reach = share(value, self.about)?.max(digit.min(read));
            Interval::closed(value.checked_sub(reach)?, value.checked_add(reach)?)
        };
        Some((made, made))
    }

    /// What `about` grants around `value`.
    fn of(&self, value: Decimal) -> Option<Decimal> {
        share(value, self.about)
    }

    fn nearly(&self, measure: &Measure) -> Option<(Interval, Interval)> {
        let value = measure.strict.high.value()?;
        let made = Interval::half_open(value.checked_sub(share(value, self.nearly)?)?, value);
        Some((made, made))
    }

    fn just_over(&self, measure: &Measure) -> Option<(Interval, Interval)> {
        let value = measure.strict.low.value()?;
        let high = value.checked_add(share(value, self.just_over)?)?;
        let made = Interval { low: End::Open(value), high: End::Closed(high) };
        Some((made, made))
    }

    fn rounded(&self, measure: &Measure) -> Option<(Interval, Interval)> {
        if measure.is_range {
            return None;
        }
        let value = measure.written()?;
        let (read, reach) = (unit(measure.precision)?, self.rounding.scaled(measure.precision));
        let moved = |interval: Interval| {
            let (low, high) = (interval.low.value()?, interval.high.value()?);
            // A third, and what else is no half unit around a number, was not rounded.
            let whole = high.checked_sub(value)? == read && value.checked_sub(low)? == read;
            if !whole {
                return Some(interval);
            }
            let (low, high) = (value.checked_sub(reach)?, value.checked_add(reach)?);
            Some(match interval.low {
                _ if reach.is_zero() => Interval::exactly(value),
                End::Open(_) => Interval { low: End::Open(low), high: End::Closed(high) },
                End::Closed(_) | End::None => Interval::half_open(low, high),
            })
        };
        Some((moved(measure.strict)?, moved(measure.wide)?))
    }
}

/// Half a unit of the digit `precision`.
fn unit(precision: i32) -> Option<Decimal> {
    Some(Decimal::new(5, precision.checked_sub(1)?))
}

/// A share of a number, without its sign.
fn share(value: Decimal, share: Decimal) -> Option<Decimal> {
    let whole = if value.is_negative() { value.negated() } else { value };
    whole.checked_mul(share)
}

/// The number of which `end` is a tenth more, or a tenth less.
fn without_tenth(end: Decimal, more: bool) -> Option<Decimal> {
    // Away from zero is more above it and less below.
    let parts = if more != end.is_negative() { 11 } else { 9 };
    let tenths = end.mantissa().checked_mul(10)?;
    (tenths % parts == 0).then(|| Decimal::new(tenths / parts, end.exp10()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn put(widths: Widths, hedge: Hedge, low: &str, high: &str, precision: i32) -> String {
        let strict = Interval::closed(d(low), d(high));
        let mut measure = Measure { hedge, strict, wide: strict, ..Measure::number(d("0"), precision) };
        widths.put_on(&mut measure);
        measure.strict.to_string()
    }

    #[test]
    fn hedges_reach_as_far_as_they_are_told() {
        let widths = Widths { about: d("0.2"), nearly: d("0.05"), just_over: d("0.05"), ..Widths::default() };
        assert_eq!(put(widths, Hedge::About, "2700", "3300", 3), "[2400, 3600]");
        // Half a unit of the last digit is granted even by a narrow "about".
        let narrow = Widths { about: d("0.01"), ..Widths::default() };
        assert_eq!(put(narrow, Hedge::About, "2500", "3500", 3), "[2500, 3500]");
        assert_eq!(put(narrow, Hedge::About, "270", "330", 1), "[295, 305]");
        assert_eq!(put(widths, Hedge::Nearly, "2700", "3000", 3), "[2850, 3000)");
        assert_eq!(put(widths, Hedge::JustOver, "3000", "3300", 3), "(3000, 3150]");
        assert_eq!(put(Widths::default(), Hedge::About, "2700", "3300", 3), "[2700, 3300]");
    }

    #[test]
    fn both_ends_of_a_hedged_range_are_moved() {
        let widths = Widths { about: d("0.2"), ..Widths::default() };
        let strict = Interval::closed(d("9"), d("22"));
        let mut measure = Measure {
            hedge: Hedge::About,
            strict,
            wide: strict,
            is_range: true,
            ..Measure::number(d("0"), 0)
        };
        widths.put_on(&mut measure);
        assert_eq!(measure.strict.to_string(), "[8, 24]");
    }

    #[test]
    fn a_rounded_figure_is_as_wide_as_its_last_digit_is_said_to_be() {
        let whole = Widths { rounding: d("1"), ..Widths::default() };
        let mut measure = Measure::number(d("4.2e6"), 5);
        whole.put_on(&mut measure);
        assert_eq!(measure.wide.to_string(), "[4100000, 4300000)");
        assert_eq!(measure.strict.to_string(), "[4200000, 4200000]");
        let none = Widths { rounding: Decimal::ZERO, ..Widths::default() };
        none.put_on(&mut measure);
        let mut measure = Measure::number(d("4.2e6"), 5);
        none.put_on(&mut measure);
        assert_eq!(measure.wide, measure.strict);
        let mut third = Measure { strict: Interval::closed(d("0.3333"), d("0.3334")), ..measure };
        third.wide = third.strict;
        let before = third;
        whole.put_on(&mut third);
        assert_eq!(third, before);
    }
}
