//! Which year of an open date lies nearest to a date whose year is known.
//!
//! An answer is given only where it stands apart: another year that is about as near
//! leaves the date open. Which known dates to ask is for `anchor` to say.

use super::date::settled;
use crate::claim::{Day, Days, civil, day};
use crate::place::Span;

/// A date whose year is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub low: Day,
    pub high: Day,
    /// Where its year was written.
    pub origin: Span,
    pub sentence: u32,
    pub block: u32,
    pub section: Option<u32>,
}

/// The days of `days` in one year, without its weekday where that does not fit.
pub(super) fn of_year(days: Days, year: i16) -> Option<Days> {
    let any_weekday = Days { weekdays: Days::ALL.weekdays, ..days } == days;
    if days.low.is_none() && days.high.is_none() && any_weekday && days.months.is_power_of_two() {
        // "May 4": most dates, and many years are asked of them.
        let month = i8::try_from(days.months.trailing_zeros() + 1).ok()?;
        let (first, last) = days.mdays;
        let length = Days::month(year, month)?.width()?;
        let at = |mday: i32| day(year, month, i8::try_from(mday).ok()?);
        return Some(Days::range(at(first.into())?, at(length.min(last.into()))?))
            .filter(|_| first <= last && i32::from(first) <= length);
    }
    let found = days.meet(Days::year(year)?);
    if !found.is_empty() {
        return Some(settled(found));
    }
    let loose = Days { weekdays: Days::ALL.weekdays, ..found };
    (!loose.is_empty()).then(|| settled(loose))
}

/// `days` in the year that brings them nearest to a known date, when another year is
/// clearly farther off, and they are no farther than `most` days.
pub(super) fn pick(days: Days, known: &Known, most: i32) -> Option<Days> {
    let first = civil(known.low)?.year();
    // "In 2018 ...": all its days are in that year.
    if known.high - known.low >= 364 && day(first, 1, 1) == Some(known.low) {
        return of_year(days, first).filter(|found| days.meets(*found));
    }
    let gap = |found: Days| {
        let (low, high) = found.bounds()?;
        Some((low - known.high).max(known.low - high).max(0))
    };
    let (mut gaps, mut count) = ([(0, days); 3], 0);
    for year in first - 1..=first + 1 {
        if let Some(found) = of_year(days, year)
            && let Some(gap) = gap(found)
        {
            (gaps[count], count) = ((gap, found), count + 1);
        }
    }
    let gaps = &mut gaps[..count];
    gaps.sort_by_key(|&(gap, _)| gap);
    let (nearest, found) = *gaps.first()?;
    let second = gaps.get(1).map_or(i32::MAX, |&(gap, _)| gap);
    // A story moves on: from April to the December before it only where that is close.
    let back = found
        .bounds()
        .is_some_and(|(low, _)| low < known.low && civil(low).is_some_and(|at| at.year() < first));
    if nearest > most || second - nearest < 60 || back && nearest > 31 {
        return None;
    }
    if days.meets(found) || nearest <= 45 {
        return Some(found);
    }
    // The weekday belongs to another year.
    let mut fitting = gaps.iter().filter(|(gap, found)| days.meets(*found) && *gap <= 366);
    fitting.next().map(|&(_, found)| found).filter(|_| fitting.next().is_none())
}

/// True when all of several dates put `days` into one year.
pub(super) fn agree(days: Days, known: &[&Known]) -> bool {
    let mut picks = known.iter().filter_map(|known| pick(days, known, 366));
    picks.next().is_none_or(|first| picks.all(|other| other == first))
}

/// True when two in three of several dates put `days` where `found` is.
pub(super) fn most_agree(days: Days, found: Days, known: &[&Known]) -> bool {
    let (mut picks, mut agreeing) = (0, 0);
    for pick in known.iter().filter_map(|known| pick(days, known, 366)) {
        picks += 1;
        agreeing += usize::from(pick == found);
    }
    agreeing * 3 >= picks * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(year: i16, month: i8, mday: i8) -> Known {
        let at = day(year, month, mday).unwrap();
        Known { low: at, high: at, origin: Span::default(), sentence: 0, block: 0, section: None }
    }

    fn year_of(month: u8, mday: u8, from: &Known) -> Option<i16> {
        let days = Days::of_month(month, mday, mday).unwrap();
        pick(days, from, 250).and_then(|days| civil(days.bounds()?.0)).map(jiff::civil::Date::year)
    }

    #[test]
    fn a_story_moves_on_over_new_year_and_seldom_back() {
        assert_eq!(year_of(5, 4, &known(2018, 4, 6)), Some(2018));
        assert_eq!(year_of(4, 6, &known(2018, 5, 4)), Some(2018));
        assert_eq!(year_of(1, 8, &known(2017, 12, 15)), Some(2018));
        assert_eq!(year_of(12, 20, &known(2018, 1, 8)), Some(2017));
        assert_eq!(year_of(12, 31, &known(2018, 4, 16)), None);
        assert_eq!(year_of(5, 15, &known(2017, 11, 15)), None);
    }

    #[test]
    fn a_weekday_chooses_among_the_years_unless_the_date_is_close_by() {
        let friday_may_4 = Days::of_month(5, 4, 4).unwrap().meet(Days::on_weekday(4));
        assert_eq!(pick(friday_may_4, &known(2018, 4, 30), 250), day(2018, 5, 4).map(Days::one));
        // May 4, 2017 was a Thursday: the text is at odds with itself, and shows it.
        assert_eq!(pick(friday_may_4, &known(2017, 4, 30), 250), day(2017, 5, 4).map(Days::one));
    }
}
