//! Intervals with open, closed or absent ends: what a quantity can mean.

use std::cmp::Ordering;
use std::fmt;

use super::Decimal;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The end itself belongs to the interval: `at least 20`.
    Closed(Decimal),
    /// The end itself does not: `more than 20`.
    Open(Decimal),
    /// No end on this side.
    None,
}

impl End {
    /// The number at the end, if there is one.
    #[must_use]
    pub const fn value(self) -> Option<Decimal> {
        match self {
            Self::Closed(value) | Self::Open(value) => Some(value),
            Self::None => None,
        }
    }

    /// True for `Open`.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open(_))
    }

    fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::Closed(v) => Self::Closed(f(v)?),
            Self::Open(v) => Self::Open(f(v)?),
            Self::None => Self::None,
        })
    }
}

/// A set of numbers without gaps: `[545, 545]`, `(3000, none)`, `[4.15, 4.25)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    pub low: End,
    pub high: End,
}

impl Interval {
    /// Just this number.
    #[must_use]
    pub const fn exactly(value: Decimal) -> Self {
        Self { low: End::Closed(value), high: End::Closed(value) }
    }

    /// `[low, high]`.
    #[must_use]
    pub const fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low: End::Closed(low), high: End::Closed(high) }
    }

    /// `[low, high)`.
    #[must_use]
    pub const fn half_open(low: Decimal, high: Decimal) -> Self {
        Self { low: End::Closed(low), high: End::Open(high) }
    }

    /// The one number it holds, if it holds exactly one.
    #[must_use]
    pub fn single(self) -> Option<Decimal> {
        match (self.low, self.high) {
            (End::Closed(a), End::Closed(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// True when no number lies in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        match (self.low.value(), self.high.value()) {
            (Some(low), Some(high)) => match low.cmp(&high) {
                Ordering::Greater => true,
                Ordering::Equal => self.low.is_open() || self.high.is_open(),
                Ordering::Less => false,
            },
            _ => false,
        }
    }

    /// The numbers that lie in both: the greatest low against the least high.
    #[must_use]
    pub fn meet(self, other: Self) -> Self {
        Self { low: tighter_low(self.low, other.low), high: tighter_high(self.high, other.high) }
    }

    /// True when some number lies in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !self.meet(other).is_empty()
    }

    /// True when `value` lies in it.
    #[must_use]
    pub fn holds(self, value: Decimal) -> bool {
        self.meets(Self::exactly(value))
    }

    /// The interval with both ends moved by `f`, which must keep order; none when `f` overflows.
    #[must_use]
    pub fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Self { low: self.low.map(&f)?, high: self.high.map(&f)? })
    }

    /// A number that stands for it in scores: the middle, or the one end there is.
    #[must_use]
    pub fn middle(self) -> Option<f64> {
        match (self.low.value(), self.high.value()) {
            (Some(a), Some(b)) => Some(f64::midpoint(a.to_f64(), b.to_f64())),
            (Some(a), None) | (None, Some(a)) => Some(a.to_f64()),
            (None, None) => None,
        }
    }
}

fn tighter_low(a: End, b: End) -> End {
    match (a.value(), b.value()) {
        (None, _) => b,
        (_, None) => a,
        (Some(x), Some(y)) => match x.cmp(&y) {
            Ordering::Less => b,
            Ordering::Greater => a,
            Ordering::Equal => {
                if a.is_open() {
                    a
                } else {
                    b
                }
            }
        },
    }
}

fn tighter_high(a: End, b: End) -> End {
    match (a.value(), b.value()) {
        (None, _) => b,
        (_, None) => a,
        (Some(x), Some(y)) => match x.cmp(&y) {
            Ordering::Less => a,
            Ordering::Greater => b,
            Ordering::Equal => {
                if a.is_open() {
                    a
                } else {
                    b
                }
            }
        },
    }
}

impl fmt::Display for Interval {
    /// `[545, 545]`, `(3000, ...)`, `(..., 500)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            End::Closed(v) => write!(f, "[{v}, ")?,
            End::Open(v) => write!(f, "({v}, ")?,
            End::None => f.write_str("(..., ")?,
        }
        match self.high {
            End::Closed(v) => write!(f, "{v}]"),
            End::Open(v) => write!(f, "{v})"),
            End::None => f.write_str("...)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn end() -> impl Strategy<Value = End> {
        prop_oneof![
            Just(End::None),
            (-9..9_i128).prop_map(|v| End::Closed(Decimal::int(v))),
            (-9..9_i128).prop_map(|v| End::Open(Decimal::int(v))),
        ]
    }

    proptest! {
        #[test]
        fn meeting_is_symmetric_and_never_widens(a in end(), b in end(), c in end(), d in end(), x in -10..10_i128) {
            let (p, q) = (Interval { low: a, high: b }, Interval { low: c, high: d });
            prop_assert_eq!(p.meets(q), q.meets(p));
            let x = Decimal::int(x);
            prop_assert_eq!(p.meet(q).holds(x), p.holds(x) && q.holds(x));
        }
    }

    #[test]
    fn touching_ends_meet_only_when_both_are_closed() {
        let three = Decimal::int(3);
        let above = Interval { low: End::Open(three), high: End::None };
        assert!(!above.meets(Interval::exactly(three)));
        assert!(Interval { low: End::Closed(three), high: End::None }.meets(Interval::exactly(three)));
    }
}
