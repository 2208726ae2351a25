//! Counting from one date to another: two weeks on, the month before, the Friday after.
//!
//! Pure calendar. Which date to count from is for `anchor` to say. Where a writer may
//! mean either of two days (`last Thursday`, said on a Friday) the answer holds both.

use super::found::{CalendarUnit, RelativeBase, Step};
use crate::claim::{Day, Days, civil, day, weekday};

/// The days a step away from `base`, which must be bounded. `within` are the days that come
/// back each year, for a step that counts those.
pub(super) fn reckoned(base: Days, from: RelativeBase, step: Step, within: Days) -> Option<Days> {
    let (low, high) = base.bounds()?;
    let own = from == RelativeBase::Dateline;
    match step {
        Step::Days(..) | Step::Months(_) | Step::Years(_) => counted_from(base, step),
        Step::Weekday(weekday, way) => {
            if high - low > 7 {
                return None;
            }
            let (from, to) = match (way, own) {
                (-1, true) => (low - 13, high - 1),
                (-1, false) => (low - 7, high - 1),
                (1, true) => (low + 1, high + 13),
                (1, false) => (low + 1, high + 7),
                (_, true) => (low - 3, high + 6),
                _ => (low - 6, high + 7),
            };
            tight(Days::range(from, to).meet(Days::on_weekday(weekday)))
        }
        Step::Month(month, way) => periodic(Days::of_month(month, 1, 31)?, low, high, way, own),
        Step::Season(season, way) => {
            let months = match season {
                0 => 0b1000_0000_0111,
                1 => 0b0000_0011_1100,
                2 => 0b0001_1110_0000,
                _ => 0b1111_0000_0000,
            };
            periodic(Days { months, ..Days::ALL }, low, high, way, own)
        }
        Step::Recurring(way) => periodic(within, low, high, way, own),
        Step::Calendar(unit, count) => calendar(unit, count, low, high),
    }
}

/// A period that comes back each year, the last one before, in the same year or the next.
fn periodic(every: Days, low: Day, high: Day, way: i8, own: bool) -> Option<Days> {
    let (first, last) = (civil(low)?.year(), civil(high)?.year());
    let ever = match way {
        // "last June", said in September, is this year's or the one before.
        -1 => Days { low: day(first - 1, 1, 1), high: Some(low), ..Days::ALL },
        1 => Days {
            low: Some(high),
            high: day(last + if own { 1 } else { 0 }, 12, 31).max(day(last, 12, 31)),
            ..Days::ALL
        },
        _ => Days { low: day(first, 1, 1), high: day(last, 12, 31), ..Days::ALL },
    };
    let found = tight(every.meet(ever));
    if found.is_none() && way == 1 {
        return tight(every.meet(Days { low: Some(high), high: day(last + 1, 12, 31), ..Days::ALL }));
    }
    found
}

fn calendar(unit: CalendarUnit, count: i32, low: Day, high: Day) -> Option<Days> {
    let (first, last) = (civil(low)?, civil(high)?);
    let months = |from_month: i8, length: i32, shift: i32| {
        let start = i32::from(first.year())
            .checked_mul(12)?
            .checked_add(i32::from(from_month) - 1)?
            .checked_add(shift)?;
        let at = |index: i32| {
            let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
            day(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1)
        };
        Some(Days::range(at(start)?, at(start.checked_add(length)?)? - 1))
    };
    match unit {
        CalendarUnit::Week if high - low <= 7 => {
            // The week begins on a Sunday or a Monday.
            let monday = low - i32::from(weekday(low)) + count.checked_mul(7)?;
            let is_sunday = weekday(low) == 6;
            Some(if is_sunday {
                Days::range(monday, monday + 12)
            } else {
                Days::range(monday - 1, monday + 6)
            })
        }
        CalendarUnit::Month if (first.year(), first.month()) == (last.year(), last.month()) => {
            months(first.month(), 1, count)
        }
        CalendarUnit::Quarter if (first.year(), first.month()) == (last.year(), last.month()) => {
            months((first.month() - 1) / 3 * 3 + 1, 3, count.checked_mul(3)?)
        }
        CalendarUnit::Year if first.year() == last.year() => months(1, 12, count.checked_mul(12)?),
        // It may have begun in the year before and may end in the year after.
        CalendarUnit::FiscalYear if first.year() == last.year() => {
            months(1, 36, count.checked_sub(1)?.checked_mul(12)?)
        }
        CalendarUnit::Decade if first.year() == last.year() => {
            let start =
                i16::try_from(i32::from(first.year() / 10 * 10).checked_add(count.checked_mul(10)?)?).ok()?;
            Some(Days::range(day(start, 1, 1)?, day(start.checked_add(9)?, 12, 31)?))
        }
        _ => None,
    }
}

fn tight(days: Days) -> Option<Days> {
    let (low, high) = days.bounds()?;
    Some(if low == high { Days::one(low) } else { Days { low: Some(low), high: Some(high), ..days } })
}

/// The days so many days, months or years from a bounded set.
pub(super) fn counted_from(base: Days, step: Step) -> Option<Days> {
    let (low, high) = base.bounds()?;
    let months = |count: i32, loose: i32| {
        let span = jiff::Span::new().try_months(i64::from(count)).ok()?;
        let shift = |at| {
            let moved = civil(at)?.checked_add(span).ok()?;
            day(moved.year(), moved.month(), moved.day())
        };
        Some(Days::range(shift(low)?.checked_sub(loose)?, shift(high)?.checked_add(loose)?))
    };
    match step {
        Step::Days(a, b) => Some(Days::range(low.checked_add(a)?, high.checked_add(b)?)),
        // A month later is two weeks either way, a year a month and a half.
        Step::Months(n) => months(n, 15),
        Step::Years(n) => months(n.checked_mul(12)?, if n.abs() == 1 { 45 } else { 183 }),
        _ => None,
    }
}

/// The day after `May 4` of any year: days `a` to `b` on, as long as they stay in the month.
pub(super) fn within_month(base: Days, a: i32, b: i32) -> Option<Days> {
    let one_month = base.months.count_ones() == 1 && base.low.is_none() && base.high.is_none();
    let first = u8::try_from(i32::from(base.mdays.0).checked_add(a)?).ok()?;
    let last = u8::try_from(i32::from(base.mdays.1).checked_add(b)?).ok()?;
    let turned = u8::try_from(a.rem_euclid(7)).ok()?;
    let weekdays = match base.weekdays {
        all if all == Days::ALL.weekdays => all,
        _ if a != b => Days::ALL.weekdays,
        // The day after Labor Day is a Tuesday.
        some => (some << turned | some >> (7 - turned)) & Days::ALL.weekdays,
    };
    (one_month && first >= 1 && last <= 28).then_some(Days {
        weekdays,
        months: base.months,
        mdays: (first, last),
        ..Days::ALL
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(base: (i16, i8, i8), step: Step) -> (String, String) {
        let base = Days::one(day(base.0, base.1, base.2).unwrap());
        let (low, high) = reckoned(base, RelativeBase::Dateline, step, Days::ALL).unwrap().bounds().unwrap();
        (civil(low).unwrap().to_string(), civil(high).unwrap().to_string())
    }

    #[test]
    fn periods_of_the_calendar() {
        let at = (2021, 1, 14);
        let month = from(at, Step::Calendar(CalendarUnit::Month, -1));
        assert_eq!(month, ("2020-12-01".into(), "2020-12-31".into()));
        assert_eq!(from(at, Step::Calendar(CalendarUnit::Year, -1)).0, "2020-01-01");
        assert_eq!(
            from(at, Step::Calendar(CalendarUnit::Week, 0)),
            ("2021-01-10".into(), "2021-01-17".into())
        );
        assert_eq!(from(at, Step::Season(1, -1)), ("2020-03-01".into(), "2020-06-30".into()));
        assert_eq!(from(at, Step::Days(-1, -1)).0, "2021-01-13");
        assert_eq!(from(at, Step::Weekday(2, -1)), ("2021-01-06".into(), "2021-01-13".into()));
        assert_eq!(from(at, Step::Month(6, 1)), ("2021-06-01".into(), "2022-06-30".into()));
    }

    #[test]
    fn a_step_beyond_the_calendar_gives_nothing() {
        let base = Days::one(day(2021, 1, 14).unwrap());
        for step in [Step::Years(i32::MAX), Step::Months(i32::MIN), Step::Days(i32::MAX, i32::MAX)] {
            let _ = reckoned(base, RelativeBase::Dateline, step, Days::ALL);
        }
        assert_eq!(counted_from(base, Step::Days(i32::MAX, i32::MAX)), None);
        assert_eq!(reckoned(Days::ALL, RelativeBase::Antecedent, Step::Days(1, 1), Days::ALL), None);
    }
}
