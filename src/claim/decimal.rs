//! Exact decimal numbers, as people write them: `4.2`, `227 million`, `-0.3`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// The number `mantissa * 10^exp10`, exact. Kept without trailing zeros, so
/// that equal numbers are equal field by field. Packed, since a quantity holds six of them and a
/// third of each would be padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[repr(C, packed(4))]
pub struct Decimal {
    mantissa: i128,
    exp10: i32,
}

/// The largest power of ten an `i128` holds.
const MAX_POW: u32 = 38;

impl Decimal {
    pub const ZERO: Self = Self { mantissa: 0, exp10: 0 };
    pub const ONE: Self = Self { mantissa: 1, exp10: 0 };

    /// `mantissa * 10^exp10`.
    #[must_use]
    pub const fn new(mut mantissa: i128, mut exp10: i32) -> Self {
        if mantissa == 0 {
            return Self::ZERO;
        }
        // Nearly all fit, and to divide them in one word costs a tenth.
        let mut word = mantissa as i64;
        if word as i128 == mantissa {
            while word % 10 == 0 {
                word /= 10;
                exp10 += 1;
            }
            return Self { mantissa: word as i128, exp10 };
        }
        while mantissa % 10 == 0 {
            mantissa /= 10;
            exp10 += 1;
        }
        Self { mantissa, exp10 }
    }

    /// A whole number.
    #[must_use]
    pub const fn int(value: i128) -> Self {
        Self::new(value, 0)
    }

    /// `mantissa` of `mantissa * 10^exp10`, without trailing zeros.
    #[must_use]
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// `exp10` of `mantissa * 10^exp10`.
    #[must_use]
    pub const fn exp10(self) -> i32 {
        self.exp10
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// True for a whole number.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.exp10 >= 0
    }

    /// The value as `i128`, when it is whole and fits.
    #[must_use]
    pub fn to_i128(self) -> Option<i128> {
        let pow = u32::try_from(self.exp10).ok()?;
        self.mantissa.checked_mul(10_i128.checked_pow(pow)?)
    }

    /// A nearby floating-point number: for scores and messages, never for deciding.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 * 10_f64.powi(self.exp10)
    }

    /// The negated number.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, exp10: self.exp10 }
    }

    /// The power of ten of the first digit: 3 for 4,200.
    #[must_use]
    pub fn magnitude(self) -> i32 {
        self.exp10 + digits(self.mantissa).cast_signed() - 1
    }

    /// `self * 10^by`.
    #[must_use]
    pub fn scaled(self, by: i32) -> Self {
        if self.is_zero() {
            self
        } else {
            Self { mantissa: self.mantissa, exp10: self.exp10.saturating_add(by) }
        }
    }

    /// Exact sum, or none when it needs more than 38 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.is_zero() {
            return Some(other);
        }
        if other.is_zero() {
            return Some(self);
        }
        let exp = self.exp10.min(other.exp10);
        if let (Ok(a), Ok(b)) = (u32::try_from(self.exp10 - exp), u32::try_from(other.exp10 - exp))
            && let Some(sum) = sum_of_words((self.mantissa, a), (other.mantissa, b))
        {
            return Some(Self::new(sum, exp));
        }
        let a = self.mantissa.checked_mul(power(self.exp10 - exp)?)?;
        let b = other.mantissa.checked_mul(power(other.exp10 - exp)?)?;
        Some(Self::new(a.checked_add(b)?, exp))
    }

    /// Exact difference, or none when it needs more than 38 digits.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// Exact product, or none when it needs more than 38 digits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let mantissa = match (i64::try_from(self.mantissa), i64::try_from(other.mantissa)) {
            (Ok(a), Ok(b)) => i128::from(a) * i128::from(b),
            _ => self.mantissa.checked_mul(other.mantissa)?,
        };
        Some(Self::new(mantissa, self.exp10.checked_add(other.exp10)?))
    }

    /// `self / other` rounded towards minus infinity to `places` decimal places.
    #[must_use]
    pub fn div_floor(self, other: Self, places: i32) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let shift = self.exp10.checked_sub(other.exp10)?.checked_add(places)?;
        let (num, den) = if shift >= 0 {
            (self.mantissa.checked_mul(power(shift)?)?, other.mantissa)
        } else {
            (self.mantissa, other.mantissa.checked_mul(power(-shift)?)?)
        };
        Some(Self::new(
            num.checked_div_euclid(den).map(|q| if den < 0 && num % den != 0 { q - 1 } else { q })?,
            -places,
        ))
    }
}

/// `a * 10^p + b * 10^q`, where the parts fit a word.
fn sum_of_words((a, p): (i128, u32), (b, q): (i128, u32)) -> Option<i128> {
    let part =
        |mantissa: i128, power: u32| i64::try_from(mantissa).ok()?.checked_mul(10_i64.checked_pow(power)?);
    Some(i128::from(part(a, p)?) + i128::from(part(b, q)?))
}

fn power(exp: i32) -> Option<i128> {
    let exp = u32::try_from(exp).ok()?;
    if exp > MAX_POW { None } else { 10_i128.checked_pow(exp) }
}

/// Number of decimal digits of `value`; 1 for zero.
fn digits(value: i128) -> u32 {
    let value = value.unsigned_abs();
    let log = u64::try_from(value).map_or_else(|_| value.checked_ilog10(), u64::checked_ilog10);
    log.unwrap_or(0) + 1
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.mantissa, other.mantissa);
        if self.exp10 == other.exp10 {
            return a.cmp(&b);
        }
        let sign = a.signum().cmp(&b.signum());
        if sign != Ordering::Equal || self.mantissa == 0 {
            return sign;
        }
        let by_size = match self.magnitude().cmp(&other.magnitude()) {
            Ordering::Equal => {
                // Same leading power of ten, so at most 38 places apart.
                let gap = self.exp10 - other.exp10;
                let (a, b) = (self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs());
                let pow = 10_u128.saturating_pow(gap.unsigned_abs());
                if gap >= 0 { a.saturating_mul(pow).cmp(&b) } else { a.cmp(&b.saturating_mul(pow)) }
            }
            unequal => unequal,
        };
        if self.is_negative() { by_size.reverse() } else { by_size }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    /// Plain digits (`227000000`, `0.3`); beyond 40 places, `m e x` notation.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exp10 > 40 || self.exp10 < -40 {
            let Self { mantissa, exp10 } = *self;
            return write!(f, "{mantissa}e{exp10}");
        }
        if self.exp10 >= 0 {
            let mantissa = self.mantissa;
            write!(f, "{mantissa}")?;
            return (0..self.exp10).try_for_each(|_| f.write_str("0"));
        }
        let places = self.exp10.unsigned_abs() as usize;
        let all = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = places + 1);
        let (whole, rest) = all.split_at(all.len() - places);
        let sign = if self.is_negative() { "-" } else { "" };
        write!(f, "{sign}{whole}.{rest}")
    }
}

impl FromStr for Decimal {
    type Err = ();

    /// Reads what `Display` writes: an optional `-`, digits, an optional point
    /// with digits, an optional `e` with a whole exponent.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, exp) = match text.split_once('e') {
            Some((number, exp)) => (number, exp.parse::<i32>().map_err(|_| ())?),
            None => (text, 0),
        };
        let (negative, number) = number.strip_prefix('-').map_or((false, number), |rest| (true, rest));
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() || (number.contains('.') && part.is_empty()) {
            return Err(());
        }
        let (mut mantissa, mut zeros): (i128, u32) = (0, 0);
        for byte in whole.bytes().chain(part.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(());
            }
            // Zeros wait until a digit follows, so that a long tail of them cannot overflow.
            if byte == b'0' {
                zeros += 1;
                continue;
            }
            let shift = if mantissa == 0 { 1 } else { 10_i128.checked_pow(zeros + 1).ok_or(())? };
            mantissa =
                mantissa.checked_mul(shift).and_then(|m| m.checked_add(i128::from(byte - b'0'))).ok_or(())?;
            zeros = 0;
        }
        let exp = exp.checked_add(i32::try_from(zeros).map_err(|_| ())?).ok_or(())?;
        let places = i32::try_from(part.len()).map_err(|_| ())?;
        let value = Self::new(mantissa, exp.checked_sub(places).ok_or(())?);
        Ok(if negative { value.negated() } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn orders_across_scales_without_overflow() {
        assert!(d("1e30") > d("999999999999999999999999999999"));
        assert!(d("1e400") > d("1e-400"));
        assert!(d("-1e400") < d("3"));
        assert!(d("4.15") < d("4.2"));
        assert_eq!(d("4.20"), d("4.2"));
        assert_eq!(d("227e6").to_string(), "227000000");
        assert_eq!(d("-0.05").to_string(), "-0.05");
    }

    #[test]
    fn division_floors() {
        assert_eq!(d("1").div_floor(d("3"), 4).unwrap(), d("0.3333"));
        assert_eq!(d("-1").div_floor(d("3"), 2).unwrap(), d("-0.34"));
        assert_eq!(d("41").div_floor(d("148"), 3).unwrap(), d("0.277"));
        assert_eq!(d("5").div_floor(Decimal::ZERO, 2), None);
    }

    #[test]
    fn a_figure_with_many_zeros_reads_back() {
        let value = Decimal::new(170_142, 33);
        assert_eq!(value.to_string().parse::<Decimal>(), Ok(value));
    }

    proptest! {
        #[test]
        fn prints_and_reads_back(m in any::<i64>(), e in -60..60_i32) {
            let value = Decimal::new(i128::from(m), e);
            prop_assert_eq!(value.to_string().parse::<Decimal>(), Ok(value));
        }

        #[test]
        fn order_agrees_with_subtraction(a in any::<i64>(), b in any::<i64>(), e in -9..9_i32) {
            let (x, y) = (Decimal::new(i128::from(a), e), Decimal::int(i128::from(b)));
            let gap = x.checked_sub(y).unwrap();
            prop_assert_eq!(x.cmp(&y), gap.cmp(&Decimal::ZERO));
        }
    }
}
