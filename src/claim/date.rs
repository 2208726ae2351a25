//! Dates as sets of days.
//!
//! `January 2021` is 31 days, `Thursday` every Thursday, `May 4` that day of any
//! year. A set is a conjunction of four constraints (a range of days, weekdays,
//! months, days of the month), which is closed under intersection: to narrow a date
//! by what the context says is to intersect.

use jiff::civil::Date as Civil;

/// Days since 1970-01-01, negative before.
pub type Day = i32;

/// The day number of a civil date; none when the date does not exist (`June 31`).
#[must_use]
pub fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    Some(number_of(Civil::new(year, month, day).ok()?))
}

/// The civil date of a day number; none outside the years -9999 to 9999.
///
/// By Howard Hinnant's `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms"),
/// which counts years from March 1 so that a leap day ends its year. Sets of days are
/// walked day by day, and the calendar library's own way there goes by duration.
#[must_use]
pub fn civil(day: Day) -> Option<Civil> {
    let shifted = i64::from(day) + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let mday = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Civil::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(mday).ok()?).ok()
}

/// The way back, by `days_from_civil` of the same paper.
fn number_of(date: Civil) -> Day {
    let (month, mday) = (Day::from(date.month()), Day::from(date.day()));
    let year = Day::from(date.year()) - Day::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + mday - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Weekday of a day number, 0 for Monday.
#[must_use]
pub const fn weekday(day: Day) -> u8 {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7) as u8
}

/// A set of days: those in `[low, high]` that fall on one of the `weekdays`, in one
/// of the `months`, on a day of the month from `mdays.0` to `mdays.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days {
    /// First day, if bounded.
    pub low: Option<Day>,
    /// Last day, included, if bounded.
    pub high: Option<Day>,
    /// Bit `n` for weekday `n`, Monday zero.
    pub weekdays: u8,
    /// Bit `n` for month `n + 1`.
    pub months: u16,
    /// First and last day of the month.
    pub mdays: (u8, u8),
}

const ALL_WEEKDAYS: u8 = 0x7f;
const ALL_MONTHS: u16 = 0xfff;
const ALL_MDAYS: (u8, u8) = (1, 31);

impl Days {
    /// Every day there is.
    pub const ALL: Self =
        Self { low: None, high: None, weekdays: ALL_WEEKDAYS, months: ALL_MONTHS, mdays: ALL_MDAYS };

    /// All days from `low` to `high`, both included.
    #[must_use]
    pub const fn range(low: Day, high: Day) -> Self {
        Self { low: Some(low), high: Some(high), ..Self::ALL }
    }

    /// A single day.
    #[must_use]
    pub const fn one(day: Day) -> Self {
        Self::range(day, day)
    }

    /// All days of a year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Some(Self::range(day(year, 1, 1)?, day(year, 12, 31)?))
    }

    /// All days of a month of a year.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Civil::new(year, month, 1).ok()?;
        Some(Self::range(number_of(first), number_of(first.last_of_month())))
    }

    /// `May 4` of any year, or all of `May` with `mdays` 1 to 31. None for `June 31`.
    #[must_use]
    pub fn of_month(month: u8, first: u8, last: u8) -> Option<Self> {
        if !(1..=12).contains(&month) || first == 0 || first > last {
            return None;
        }
        // A leap year, so that February 29 exists.
        let length = Civil::new(2000, i8::try_from(month).ok()?, 1).ok()?.days_in_month();
        if first > length.unsigned_abs() {
            return None;
        }
        Some(Self { months: 1 << (month - 1), mdays: (first, last), ..Self::ALL })
    }

    /// Every such weekday, 0 for Monday.
    #[must_use]
    pub const fn on_weekday(weekday: u8) -> Self {
        Self { weekdays: 1 << weekday, ..Self::ALL }
    }

    /// The days in both sets.
    #[must_use]
    pub fn meet(self, other: Self) -> Self {
        let max = |a: Option<Day>, b: Option<Day>| a.map_or(b, |x| Some(b.map_or(x, |y| x.max(y))));
        let min = |a: Option<Day>, b: Option<Day>| a.map_or(b, |x| Some(b.map_or(x, |y| x.min(y))));
        Self {
            low: max(self.low, other.low),
            high: min(self.high, other.high),
            weekdays: self.weekdays & other.weekdays,
            months: self.months & other.months,
            mdays: (self.mdays.0.max(other.mdays.0), self.mdays.1.min(other.mdays.1)),
        }
    }

    /// True when the set says nothing but a range of days.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.weekdays == ALL_WEEKDAYS && self.months == ALL_MONTHS && self.mdays == ALL_MDAYS
    }

    /// True when every day fits.
    #[must_use]
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }

    /// True when the day fits.
    #[must_use]
    pub fn holds(self, at: Day) -> bool {
        if self.low.is_some_and(|low| at < low)
            || self.high.is_some_and(|high| at > high)
            || self.weekdays & (1 << weekday(at)) == 0
        {
            return false;
        }
        if self.months == ALL_MONTHS && self.mdays == ALL_MDAYS {
            return true;
        }
        civil(at).is_some_and(|date| {
            let mday = date.day().unsigned_abs();
            self.months & (1 << (date.month() - 1)) != 0 && self.mdays.0 <= mday && mday <= self.mdays.1
        })
    }

    /// First and last day of the set, when it is bounded and not empty.
    ///
    /// Both are found by walking from an end, over months and days that do not fit at a
    /// stride; since all constraints but the range repeat within 28 years (400 with a
    /// weekday and February 29), the walk is bounded by that.
    #[must_use]
    pub fn bounds(self) -> Option<(Day, Day)> {
        let (low, high) = (self.low?, self.high?);
        if self.is_plain() {
            return (low <= high).then_some((low, high));
        }
        let mut first = low;
        let limit = high.min(low.saturating_add(WALK));
        loop {
            if first > limit {
                return None;
            }
            match self.stride(first)? {
                (0, _) => break,
                (ahead, _) => first += ahead,
            }
        }
        let mut last = high;
        let limit = low.max(high.saturating_sub(WALK));
        loop {
            if last < limit {
                return None;
            }
            match self.stride(last)? {
                (0, _) => return Some((first, last)),
                (_, back) => last -= back,
            }
        }
    }

    /// How many days to go on from `at`, and to go back, to where the set may hold a day;
    /// zero when it holds `at` itself. None outside the calendar.
    fn stride(self, at: Day) -> Option<(Day, Day)> {
        let date = civil(at)?;
        let mday = Day::from(date.day());
        let (to_next, to_previous) = (Day::from(date.days_in_month()) - mday + 1, mday);
        let (from, to) = (Day::from(self.mdays.0), Day::from(self.mdays.1));
        Some(if self.months & (1 << (date.month() - 1)) == 0 {
            (to_next, to_previous)
        } else if mday < from {
            (from - mday, to_previous)
        } else if mday > to {
            (to_next, mday - to)
        } else if self.weekdays & (1 << weekday(at)) == 0 {
            (1, 1)
        } else {
            (0, 0)
        })
    }

    /// The one day it means, if it means one.
    #[must_use]
    pub fn single(self) -> Option<Day> {
        let (low, high) = self.bounds()?;
        (low == high).then_some(low)
    }

    /// True when no day fits.
    #[must_use]
    pub fn is_empty(self) -> bool {
        if self.weekdays == 0 || self.months == 0 || self.mdays.0 > self.mdays.1 {
            return true;
        }
        match (self.low, self.high) {
            (Some(low), Some(high)) => {
                if low > high {
                    return true;
                }
                if self.is_plain() {
                    return false;
                }
                self.bounds().is_none()
            }
            // Unbounded on a side: some year fits unless no month has such a day.
            _ => !(0..12_u8).any(|m| {
                self.months & (1 << m) != 0 && Self::of_month(m + 1, self.mdays.0, self.mdays.1).is_some()
            }),
        }
    }

    /// True when some day lies in both sets.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !self.meet(other).is_empty()
    }

    /// How many days it spans from first to last, if bounded.
    #[must_use]
    pub fn width(self) -> Option<i32> {
        self.bounds().map(|(low, high)| high - low + 1)
    }
}

/// Longest walk in `bounds`: a little over 28 years.
const WALK: i32 = 366 * 29;

/// How exactly a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatePrecision {
    Day,
    Week,
    /// `mid-May`, `late April`.
    PartOfMonth,
    Month,
    Quarter,
    Season,
    PartOfYear,
    Year,
    Decade,
    Century,
    /// `Thursday` alone.
    Weekday,
    /// An open or otherwise odd period.
    Other,
}

impl DatePrecision {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::PartOfMonth => "part of month",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::PartOfYear => "part of year",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Weekday => "weekday",
            Self::Other => "other",
        }
    }
}

/// What the text itself says of a date; the rest was inferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stated {
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, as written: `June 31` keeps its 31.
    pub day: Option<u8>,
    /// 0 for Monday.
    pub weekday: Option<u8>,
    /// A feast that moves from year to year, by its number in the table of holidays.
    pub feast: Option<u8>,
}

/// Where the part of a date came from that its words do not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The year of a date or heading before it, standing at that place.
    Context(crate::place::Span),
    /// The document's own date, standing at that place.
    Dateline(crate::place::Span),
    /// Another date of the sentence or one before, that "two days later" counts from.
    Antecedent(crate::place::Span),
}

/// A date as a text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The days it can mean by its own words.
    pub stated_days: Days,
    /// The days that remain after inference from the context; equal to
    /// `stated_days` where nothing was inferred.
    pub days: Days,
    pub stated: Stated,
    pub precision: DatePrecision,
    /// What the inference rests on.
    pub anchor: Option<Anchor>,
    /// No such date exists: `June 31`, `February 29, 2019`.
    pub impossible: bool,
    /// Hedged: `around May 4`, `on or about`, `circa 1990`.
    pub approximate: bool,
}

impl Date {
    /// A date whose words give `days`.
    #[must_use]
    pub const fn new(days: Days, stated: Stated, precision: DatePrecision) -> Self {
        Self {
            stated_days: days,
            days,
            stated,
            precision,
            anchor: None,
            impossible: false,
            approximate: false,
        }
    }

    /// A date that does not exist, with what was written.
    #[must_use]
    pub const fn impossible(stated: Stated) -> Self {
        let mut date = Self::new(Days::ALL, stated, DatePrecision::Day);
        date.impossible = true;
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_numbers() {
        let d = day(2021, 1, 14).unwrap();
        assert_eq!(weekday(d), 3, "a Thursday");
        assert_eq!(civil(d).unwrap().to_string(), "2021-01-14");
        assert_eq!(weekday(day(1931, 5, 1).unwrap()), 4, "a Friday");
        assert_eq!(day(2019, 2, 29), None);
    }

    #[test]
    fn bounds_are_what_a_day_by_day_walk_finds() {
        let (low, high) = (day(2015, 11, 20).unwrap(), day(2019, 3, 9).unwrap());
        for month in 1..=12_u8 {
            for (from, to) in [(1, 31), (4, 4), (29, 31), (31, 31)] {
                for weekdays in [ALL_WEEKDAYS, 1 << 3, 0b11] {
                    let set = Days {
                        months: 1 << (month - 1),
                        mdays: (from, to),
                        weekdays,
                        ..Days::range(low, high)
                    };
                    let mut held = (low..=high).filter(|&at| set.holds(at));
                    let first = held.next();
                    assert_eq!(
                        set.bounds(),
                        first.map(|first| (first, held.next_back().unwrap_or(first))),
                        "{set:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn day_numbers_and_civil_dates_are_one_to_one() {
        for number in (-800_000..800_000).step_by(97).chain(-800..800) {
            assert_eq!(number_of(civil(number).unwrap()), number);
        }
        assert_eq!(civil(Day::MAX), None);
    }

    #[test]
    fn partial_dates_meet_full_ones() {
        let may4 = Days::of_month(5, 4, 4).unwrap();
        assert!(may4.meets(Days::one(day(2018, 5, 4).unwrap())));
        assert!(!may4.meets(Days::one(day(2018, 5, 5).unwrap())));
        assert!(Days::of_month(6, 31, 31).is_none());
        let thursday = Days::on_weekday(3);
        let january = Days::month(2021, 1).unwrap();
        assert_eq!(
            january.meet(thursday).bounds(),
            Some((day(2021, 1, 7).unwrap(), day(2021, 1, 28).unwrap()))
        );
        assert!(!thursday.meets(Days::one(day(2021, 1, 13).unwrap())));
        assert!(january.meet(may4).is_empty());
        let friday_may_4 = may4.meet(Days::on_weekday(4)).meet(Days::year(2018).unwrap());
        assert_eq!(friday_may_4.single(), day(2018, 5, 4));
    }
}
