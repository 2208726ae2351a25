//! By what kind of slip two values differ: a year, a magnitude, transposed digits.

use crate::claim::{Agreement, Date, Day, Decimal, Dimension, Measure, Unit, Why, agree_measures, civil};

/// A usual slip of the pen or of memory, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// The same day of another year.
    Year,
    /// Two digits exchanged: 18,640 and 16,840.
    Transposition,
    /// The same number in another unit: 378 feet and 378 metres.
    Unit,
    /// Off by a thousand or a million: million for billion.
    Scale,
    /// Off by a power of ten: `$13.6 million` and `$1.36 million`.
    Magnitude,
    /// The same day of another month.
    Month,
    /// One digit differs: 1,233 and 1,283.
    Digit,
    /// Another day of the same month.
    Day,
}

impl Slip {
    /// A phrase for it in output.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Year => "the same day of another year",
            Self::Month => "the same day of another month",
            Self::Day => "another day of the same month",
            Self::Unit => "the same number in another unit",
            Self::Magnitude => "off by a power of ten",
            Self::Scale => "off by a thousand or a million, as when million stands for billion",
            Self::Transposition => "two digits exchanged",
            Self::Digit => "one digit differs",
        }
    }
}

/// True for two measures whose digits are too much alike for chance: three of them or more, exchanged or moved by a power
/// of ten. One digit that differs makes two numbers as well.
#[must_use]
pub fn is_telling(a: &Measure, b: &Measure) -> bool {
    const TELLING: u32 = 3;
    of_measures(a, b).is_some_and(|slip| slip != Slip::Digit) && common_digits(a, b) >= TELLING
}

/// True for two sums of money of which one is the other with its point moved by one place, to the last of two digits
/// or more: "a budget of €3.4 million", "made for 340,000 euros". Two sums hardly ever come out so by chance, but a tenth
/// of a sum is one of its own.
#[must_use]
pub fn is_point_moved(a: &Measure, b: &Measure) -> bool {
    let (Some(x), Some(y)) = (a.written(), b.written()) else { return false };
    a.dimension() == Dimension::Money
        && of_measures(a, b) == Some(Slip::Magnitude)
        && x.mantissa() == y.mantissa()
        && x.magnitude().abs_diff(y.magnitude()) == 1
        && significant(x) >= 2
}

/// The slip between two dates: days of one month each, or months where a day is not given.
#[must_use]
pub fn of_dates(a: &Date, b: &Date) -> Option<Slip> {
    let years = a.stated.year.zip(b.stated.year);
    let (a, b) = (a.days.bounds()?, b.days.bounds()?);
    if years.is_some_and(|(x, y)| exchanged(x, y)) && (a.1 - a.0 - (b.1 - b.0)).abs() <= 1 {
        return Some(Slip::Transposition);
    }
    let within_month = |(low, high): (Day, Day)| {
        let (first, last) = (civil(low)?, civil(high)?);
        ((first.year(), first.month()) == (last.year(), last.month())).then_some(first)
    };
    let apart = (b.0 - a.0).abs();
    let within_season = |(low, high): (Day, Day)| high - low < 125;
    if years.is_some() && (within_month(a).is_none() || within_month(b).is_none()) {
        // "autumn of 2017", "September 2018"
        let years = (apart + 182) / 365;
        let shifted = |(low, high): (Day, Day), by: Day| (low + by, high + by);
        let by = if a.0 < b.0 { years * 365 } else { -years * 365 };
        let (low, high) = shifted(a, by);
        let meet = low <= b.1 && b.0 <= high;
        if let Some((x, y)) = written_years(a).zip(written_years(b)) {
            // "patented in 1966", "in 1956"
            return other_decade(x, y).then_some(Slip::Digit);
        }
        return (years > 0 && meet && within_season(a) && within_season(b)).then_some(Slip::Year);
    }
    let (x, y) = (within_month(a)?, within_month(b)?);
    let single = a.0 == a.1 && b.0 == b.1;
    match (x.year() == y.year(), x.month() == y.month(), !single || x.day() == y.day()) {
        (false, true, true) => Some(Slip::Year),
        (true, false, true) if single => Some(Slip::Month),
        (true, true, false) => Some(Slip::Day),
        _ => None,
    }
}

/// The year that some days are all of.
fn written_years((low, high): (Day, Day)) -> Option<i16> {
    let (first, last) = (civil(low)?, civil(high)?);
    (first.year() == last.year() && high - low >= 364).then(|| first.year())
}

/// True for years that differ in their decade and in nothing else: one year and the next are two years.
const fn other_decade(a: i16, b: i16) -> bool {
    a != b && a / 100 == b / 100 && a % 10 == b % 10
}

/// True for years with two digits exchanged: 1998 and 1989.
fn exchanged(a: i16, b: i16) -> bool {
    let digits = |year: i16| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let (x, y) = (digits(a), digits(b));
    let differing: Vec<usize> = (0..4).filter(|&i| x[i] != y[i]).collect();
    matches!(differing[..], [i, j] if x[i] == y[j] && x[j] == y[i])
}

/// The slip between two quantities.
#[must_use]
pub fn of_measures(a: &Measure, b: &Measure) -> Option<Slip> {
    if a.is_range && b.is_range {
        let (u, v) = (a.unit?, b.unit?);
        let other = u.dimension == v.dimension && apart(u, v) > LIKE;
        return (other && a.strict == b.strict).then_some(Slip::Unit);
    }
    let (mut x, mut y) = (a.written()?, b.written()?);
    // Of "6.5" or "46" chance brings about the same digits seldom, of "5" or "5,000" often.
    // Sizes of data are round in twos, or in tens.
    let round = a.dimension() == Dimension::DataSize && is_round_size(x);
    let telling = x == y && (x >= Decimal::int(10) || significant(x) >= 2) && !round;
    if a.unit.map(|u| u.id) != b.unit.map(|u| u.id) {
        let (u, v) = (a.unit?, b.unit?);
        if u.dimension != v.dimension {
            return None;
        }
        if u.dimension == Dimension::Money {
            let other = matches!(agree_measures(a, b), Agreement::Incomparable(Why::OtherCurrency));
            return (other && telling && significant(x) >= 2).then_some(Slip::Unit);
        }
        if telling && apart(u, v) > LIKE || prefixed((x, u), (y, v)) {
            return Some(Slip::Unit);
        }
        // 9,000 milliseconds and 90 seconds
        x = x.checked_mul(Decimal::int(u.num.checked_mul(v.den)?))?;
        y = y.checked_mul(Decimal::int(v.num.checked_mul(u.den)?))?;
        let apart = (x.magnitude() - y.magnitude()).abs();
        return (apart > 0 && x.mantissa() == y.mantissa()).then_some(Slip::Magnitude);
    }
    if let (Some(p), Some(q)) = (a.per.and_then(|per| per.unit), b.per.and_then(|per| per.unit))
        && telling
        && p.dimension == q.dimension
        && apart(p, q) > LIKE
    {
        // "6.5 hours a week", "6.5 hours a month"
        return Some(Slip::Unit);
    }
    if x.is_zero() || y.is_zero() || x.is_negative() != y.is_negative() {
        return None;
    }
    let apart = (x.magnitude() - y.magnitude()).abs();
    if apart > 0 {
        // Of 13.6 million and 1,361,500 the shorter one is compared.
        // It may have been cut or rounded to them: 42.9 million and 4,286,500.
        let digits = significant(x).min(significant(y));
        let near = leading(x, digits) == leading(y, digits) || rounded(x, digits) == rounded(y, digits);
        if near && digits >= 2 || x.mantissa() == y.mantissa() {
            return Some(if matches!(apart, 3 | 6) { Slip::Scale } else { Slip::Magnitude });
        }
        return None;
    }
    of_values(x, y)
}

/// The slip between two bare numbers of one length.
#[must_use]
pub fn of_values(x: Decimal, y: Decimal) -> Option<Slip> {
    let (p, q) = (digits_of(x, y)?, digits_of(y, x)?);
    if p.len() != q.len() || p.len() < 2 {
        return None;
    }
    let differing: Vec<usize> = (0..p.len()).filter(|&i| p[i] != q[i]).collect();
    match differing[..] {
        [i, j] if p[i] == q[j] && p[j] == q[i] => Some(Slip::Transposition),
        [_] if p.len() >= 3 => Some(Slip::Digit),
        _ => None,
    }
}

/// True for two numbers in which two digits side by side changed places, as they do under the hand: 748 and 784, but not
/// 774 and 477.
#[must_use]
pub fn are_swapped(x: Decimal, y: Decimal) -> bool {
    let Some((p, q)) = digits_of(x, y).zip(digits_of(y, x)) else { return false };
    let differing: Vec<usize> = (0..p.len().min(q.len())).filter(|&i| p[i] != q[i]).collect();
    p.len() == q.len() && matches!(differing[..], [i, j] if j == i + 1 && p[i] == q[j] && p[j] == q[i])
}

/// `64`, `512`, `4096`, `100`: sizes of data that any program may have.
fn is_round_size(value: Decimal) -> bool {
    let power =
        value.to_i128().and_then(|value| u128::try_from(value).ok()).is_some_and(u128::is_power_of_two);
    power || value.mantissa() == 1
}

/// Units that are nearer to each other in size are taken for one: tons and tonnes.
const LIKE: f64 = 1.05;

/// True for the same digits with a thousand of one unit named by its prefix, and another unit: 9.2 km (9,200 m) and 9,200 feet.
fn prefixed((x, u): (Decimal, Unit), (y, v): (Decimal, Unit)) -> bool {
    /// Units of one scale, such as the metre and the foot, are at most so many times each other.
    const ONE_SCALE: f64 = 20.0;
    let ((_, large), (_, small)) =
        if x.magnitude() < y.magnitude() { ((x, u), (y, v)) } else { ((y, v), (x, u)) };
    let thousandth = size(large) / 1000.0;
    let ratio = (thousandth / size(small)).max(size(small) / thousandth);
    x.mantissa() == y.mantissa()
        && significant(x) >= 2
        && (x.magnitude() - y.magnitude()).abs() == 3
        && (LIKE..ONE_SCALE).contains(&ratio)
}

/// How many times one unit is as large as the other.
fn apart(u: Unit, v: Unit) -> f64 {
    (size(u) / size(v)).max(size(v) / size(u))
}

/// A unit's size among those of its dimension.
#[allow(clippy::cast_precision_loss)]
fn size(unit: Unit) -> f64 {
    unit.num as f64 / unit.den as f64
}

/// How many digits two slipped values have in common: what chance would have to bring about.
#[must_use]
pub fn common_digits(a: &Measure, b: &Measure) -> u32 {
    match (a.written(), b.written()) {
        // All digits of a number count that is the same but for its unit.
        (Some(x), Some(y)) if x == y => u32::try_from(x.magnitude() + 1).unwrap_or(0).max(significant(x)),
        (Some(x), Some(y)) => significant(x).min(significant(y)),
        _ if a.strict == b.strict => 4,
        _ => 0,
    }
}

fn significant(value: Decimal) -> u32 {
    value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1
}

/// The first `digits` digits, rounded down.
fn leading(value: Decimal, digits: u32) -> u128 {
    let all = significant(value);
    value.mantissa().unsigned_abs() / 10_u128.pow(all.saturating_sub(digits))
}

/// The first `digits` digits, rounded to the nearest.
fn rounded(value: Decimal, digits: u32) -> u128 {
    let all = significant(value);
    let unit = 10_u128.pow(all.saturating_sub(digits));
    (value.mantissa().unsigned_abs().saturating_add(unit / 2)) / unit
}

/// The digits of `value`, down to the finer of the two.
fn digits_of(value: Decimal, other: Decimal) -> Option<Vec<u8>> {
    let places = value.exp10().min(other.exp10());
    let shift = u32::try_from(value.exp10() - places).ok()?;
    let whole = value.mantissa().unsigned_abs().checked_mul(10_u128.checked_pow(shift)?)?;
    Some(whole.to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::UnitDefinition;

    fn slip(a: &str, b: &str) -> Option<Slip> {
        let m = |text: &str| Measure::number(text.parse().unwrap(), 0);
        of_measures(&m(a), &m(b))
    }

    #[test]
    fn digits_side_by_side_are_swapped() {
        let swapped = |a: i128, b: i128| are_swapped(Decimal::int(a), Decimal::int(b));
        assert!(swapped(748, 784) && !swapped(774, 477) && !swapped(748, 785));
    }

    #[test]
    fn years_may_have_their_digits_exchanged() {
        assert!(exchanged(1998, 1989));
        assert!(!exchanged(1998, 1999));
        assert!(!exchanged(2020, 2020));
    }

    #[test]
    fn sizes_of_data_are_round_in_twos() {
        let round = |text: &str| is_round_size(text.parse().unwrap());
        assert!(round("512") && round("4096") && round("100") && !round("600") && !round("2.5"));
    }

    #[test]
    fn a_prefix_may_hide_the_same_digits() {
        let unit = |name: &str| {
            let plain = crate::lexicon::units::units().lookup(name)[0];
            let definition = UnitDefinition::plain(plain.id, Dimension::Length);
            Unit::kept(UnitDefinition { num: plain.num, den: plain.den, ..definition })
        };
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        assert!(prefixed((number("9.2"), unit("km")), (number("9200"), unit("foot"))));
        assert!(!prefixed((number("9.2"), unit("km")), (number("9200"), unit("metre"))));
        assert!(!prefixed((number("9"), unit("km")), (number("9000"), unit("foot"))));
    }

    #[test]
    fn the_point_of_a_sum_may_be_moved_by_one() {
        let plain = UnitDefinition::plain("money", Dimension::Money);
        let sum = |text: &str| Measure {
            unit: Some(Unit::kept(plain)),
            ..Measure::number(text.parse().unwrap(), 0)
        };
        let moved = |a: &str, b: &str| is_point_moved(&sum(a), &sum(b));
        assert!(moved("3400000", "340000") && moved("48250", "482500"));
        // A round sum, a hundred times as much, other digits.
        assert!(!moved("3000000", "300000") && !moved("3400000", "34000") && !moved("3400000", "341000"));
        let number = |text: &str| Measure::number(text.parse().unwrap(), 0);
        assert!(!is_point_moved(&number("340"), &number("34")));
    }

    #[test]
    fn slips_have_names() {
        assert_eq!(slip("18640", "16840"), Some(Slip::Transposition));
        assert_eq!(slip("13600000", "1361500"), Some(Slip::Magnitude));
        assert_eq!(slip("42.9e6", "4286500"), Some(Slip::Magnitude));
        assert_eq!(slip("227e6", "227e9"), Some(Slip::Scale));
        assert_eq!(slip("1233", "1283"), Some(Slip::Digit));
        assert_eq!(slip("41200", "38460"), None);
        assert_eq!(slip("9", "4"), None);
    }
}
