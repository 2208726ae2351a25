//! Quantities: an interval, its unit, how it was written and hedged.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use super::{Decimal, End, Interval};

/// What a unit measures. Two quantities of different dimensions are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A bare count of things.
    Count,
    Money,
    /// A share of a whole, in percent: `39 percent`.
    Percent,
    /// A difference of two shares: `3 percentage points`.
    Points,
    /// `2 of 16`, `1 in 5`, `3:1`.
    Ratio,
    /// `doubled`, `1.5 times`.
    Multiple,
    /// Length of time.
    Duration,
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    DataSize,
    DataRate,
    Energy,
    Power,
    Pressure,
    Angle,
    Frequency,
    Electric,
    /// Anything else a unit table names.
    Other,
}

impl Dimension {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Ratio => "ratio",
            Self::Multiple => "multiple",
            Self::Duration => "duration",
            Self::Length => "length",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Mass => "mass",
            Self::Speed => "speed",
            Self::Temperature => "temperature",
            Self::DataSize => "data size",
            Self::DataRate => "data rate",
            Self::Energy => "energy",
            Self::Power => "power",
            Self::Pressure => "pressure",
            Self::Angle => "angle",
            Self::Frequency => "frequency",
            Self::Electric => "electric",
            Self::Other => "other",
        }
    }
}

/// A unit of measurement: a handle to its definition, since quantities are moved about a lot.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Unit(&'static UnitDefinition);

/// What a unit is, with its exact scale: `base = value * num / den + offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitDefinition {
    /// Stable short name: `day`, `USD`, `%`, `km`.
    pub id: &'static str,
    pub dimension: Dimension,
    pub num: i128,
    pub den: i128,
    /// Added after scaling, as `num / den`; temperatures only.
    pub offset: Option<(i128, i128)>,
    /// For units of varying length (month, year): the least and greatest length in
    /// base units, which `num / den` only approximates.
    pub varies: Option<(i128, i128)>,
}

impl UnitDefinition {
    /// A base unit of its dimension.
    #[must_use]
    pub const fn plain(id: &'static str, dimension: Dimension) -> Self {
        Self { id, dimension, num: 1, den: 1, offset: None, varies: None }
    }
}

impl Unit {
    /// A share in percent.
    pub const PERCENT: Self = Self(&UnitDefinition::plain("%", Dimension::Percent));
    /// Percentage points.
    pub const POINTS: Self = Self(&UnitDefinition::plain("pp", Dimension::Points));
    /// A part of a whole, from 0 to 1.
    pub const RATIO: Self = Self(&UnitDefinition::plain("ratio", Dimension::Ratio));
    /// A factor.
    pub const TIMES: Self = Self(&UnitDefinition::plain("times", Dimension::Multiple));

    /// The unit so defined.
    #[must_use]
    pub const fn of(definition: &'static UnitDefinition) -> Self {
        Self(definition)
    }

    /// The unit so defined, whose definition is kept for good: there are no more of them than
    /// the table of units has rows.
    #[must_use]
    pub fn kept(definition: UnitDefinition) -> Self {
        static KEPT: Mutex<BTreeMap<&'static str, Vec<Unit>>> = Mutex::new(BTreeMap::new());
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let named = kept.entry(definition.id).or_default();
        if let Some(unit) = named.iter().find(|unit| *unit.0 == definition) {
            return *unit;
        }
        let unit = Self(Box::leak(Box::new(definition)));
        named.push(unit);
        unit
    }
}

impl Deref for Unit {
    type Target = UnitDefinition;

    fn deref(&self) -> &UnitDefinition {
        self.0
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0 == other.0
    }
}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// How a number was hedged in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// No hedge: `545`.
    #[default]
    None,
    /// `exactly`, `precisely`.
    Exact,
    /// `about`, `some`, `roughly`, `~`, `or so`.
    About,
    /// `nearly`, `almost`, `just under`: below, and near.
    Nearly,
    /// `just over`, `a little more than`: above, and near.
    JustOver,
    /// `more than`, `over`.
    MoreThan,
    /// `at least`, `or more`.
    AtLeast,
    /// `less than`, `fewer than`, `under`.
    LessThan,
    /// `at most`, `up to`.
    AtMost,
    /// `dozens`, `hundreds of thousands`, `several`: a vague count.
    Vague,
    /// `5 ± 0.2`.
    Tolerance,
}

impl Hedge {
    /// The word for it in output; empty for none.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Exact => "exactly",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::JustOver => "just over",
            Self::MoreThan => "more than",
            Self::AtLeast => "at least",
            Self::LessThan => "less than",
            Self::AtMost => "at most",
            Self::Vague => "vague",
            Self::Tolerance => "tolerance",
        }
    }

    /// True when the hedge sets a bound on one side only.
    #[must_use]
    pub const fn is_bound(self) -> bool {
        matches!(self, Self::MoreThan | Self::AtLeast | Self::LessThan | Self::AtMost)
    }
}

/// A quantity as a text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What the words say, in the written unit.
    pub strict: Interval,
    /// The widest reading a fair reader would grant: the rounded one. Holds `strict`.
    pub wide: Interval,
    /// `None` for a bare count.
    pub unit: Option<Unit>,
    /// `per day`, `per 100,000`: the unit it is counted by, and how many of them.
    pub per: Option<Per>,
    pub hedge: Hedge,
    /// The power of ten of the last digit that was written on purpose: 0 for `545`,
    /// 3 for `3,000`, 5 for `4.2 million`, -1 for `0.3`.
    pub precision: i32,
    /// Two ends were given: `3 to 7 days`.
    pub is_range: bool,
    /// Written in words (`fifteen`) and not in figures.
    pub in_words: bool,
}

/// The denominator of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Per {
    pub count: Decimal,
    /// A unit of time, area and so on; none for `per 100,000` or `per head`.
    pub unit: Option<Unit>,
}

impl Measure {
    /// A bare number as written: `value` to the digit `precision`.
    ///
    /// The strict reading is the number. The wide one is the half unit of the last
    /// written digit around it, closed below and open above (`4.2 million` may be
    /// anything in `[4.15, 4.25)` million); a number written to the unit is itself.
    #[must_use]
    pub fn number(value: Decimal, precision: i32) -> Self {
        let strict = Interval::exactly(value);
        Self {
            strict,
            wide: rounded(value, precision).unwrap_or(strict),
            unit: None,
            per: None,
            hedge: Hedge::None,
            precision,
            is_range: false,
            in_words: false,
        }
    }

    /// The dimension: that of the unit, or a count.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.unit.map_or(Dimension::Count, |unit| unit.dimension)
    }

    /// The one number it states, if it states one without a hedge.
    #[must_use]
    pub fn exact(&self) -> Option<Decimal> {
        if matches!(self.hedge, Hedge::None | Hedge::Exact) { self.strict.single() } else { None }
    }

    /// The number written, hedge or not: the single one, the end a bound names, or the
    /// middle of what a rounded figure (`4.2 million`) covers. None for a range.
    #[must_use]
    pub fn written(&self) -> Option<Decimal> {
        if self.is_range {
            return None;
        }
        match self.hedge {
            Hedge::MoreThan | Hedge::AtLeast | Hedge::JustOver => self.strict.low.value(),
            Hedge::LessThan | Hedge::AtMost | Hedge::Nearly => self.strict.high.value(),
            Hedge::Vague | Hedge::Tolerance => self.strict.single(),
            Hedge::None | Hedge::Exact | Hedge::About => {
                match (self.strict.low.value(), self.strict.high.value()) {
                    (Some(low), Some(high)) if low == high => Some(low),
                    (Some(low), Some(high)) => low.checked_add(high)?.checked_mul(Decimal::new(5, -1)),
                    _ => None,
                }
            }
        }
    }
}

/// `[value - half, value + half)` for a half unit of the digit `precision`; the mirror
/// image below zero. None when the number is written to the unit or finer than shown.
fn rounded(value: Decimal, precision: i32) -> Option<Interval> {
    if precision <= 0 && value.is_integer() {
        return None;
    }
    let half = Decimal::new(5, precision - 1);
    let (low, high) = (value.checked_sub(half)?, value.checked_add(half)?);
    Some(if value.is_negative() {
        Interval { low: End::Open(low), high: End::Closed(high) }
    } else {
        Interval::half_open(low, high)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_rounded_number_reads_as_half_a_unit_around_it() {
        let m = Measure::number(d("4.2e6"), 5);
        assert_eq!(m.wide.to_string(), "[4150000, 4250000)");
        assert_eq!(m.strict.to_string(), "[4200000, 4200000]");
        assert_eq!(Measure::number(d("545"), 0).wide, Interval::exactly(d("545")));
        assert_eq!(Measure::number(d("0.3"), -1).wide.to_string(), "[0.25, 0.35)");
    }
}
