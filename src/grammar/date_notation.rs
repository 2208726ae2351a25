//! Dates, spans and times as the fixtures write them: `2021-01-13`, `2021-01`, `--05-04`,
//! `Thu`, `2017-03..2017-11`, `antecedent+1d`. For tests and for people.

use std::fmt::Write as _;

use super::found::{CalendarUnit, Relative, RelativeBase, Step};
use crate::claim::{Date, DateRange, Days, TimeOfDay, civil, day};
use crate::lexicon::closed::calendar::WEEKDAYS;

/// A date by its days: `2021-01-13`, `2021-01`, `2018`, `--05-04`, `--05`, `Thu`, `Thu
/// --05-04`, `2018-05-09/2018-05-22`; `~` before a hedged one, `!` before one that does
/// not exist, with the parts as written.
pub fn date(date: &Date) -> String {
    let stated = date.stated;
    if date.impossible {
        let part = |part: Option<u8>| part.map_or("??".to_owned(), |part| format!("{part:02}"));
        let year = stated.year.map_or("-".to_owned(), |year| year.to_string());
        return format!("!{year}-{}-{}", part(stated.month), part(stated.day));
    }
    let hedge = if date.approximate { "~" } else { "" };
    let weekday = stated.weekday.filter(|_| date.days.single().is_some());
    let weekday =
        weekday.map_or(String::new(), |weekday| format!("{} ", &WEEKDAYS[usize::from(weekday)][..3]));
    format!("{hedge}{weekday}{}", days(date.days))
}

/// A set of days.
fn days(days: Days) -> String {
    let mut text = String::new();
    if days.low.is_some() || days.high.is_some() {
        text = match days.low.zip(days.high) {
            Some((low, high)) => bounded(low, high),
            None => "odd".to_owned(),
        };
    }
    let mut put = |part: String| {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&part);
    };
    if days.weekdays != Days::ALL.weekdays {
        let names = (0..7).filter(|n| days.weekdays & 1 << n != 0).map(|n| &WEEKDAYS[n][..3]);
        put(names.collect::<Vec<_>>().join(","));
    }
    let months: Vec<String> =
        (0..12).filter(|n| days.months & 1 << n != 0).map(|n| format!("{:02}", n + 1)).collect();
    let mdays = (days.mdays != Days::ALL.mdays).then(|| match days.mdays {
        (first, last) if first == last => format!("{first:02}"),
        (first, last) => format!("{first:02}/{last:02}"),
    });
    match (months.len(), mdays) {
        (12, None) => {}
        (12, Some(mdays)) => put(format!("---{mdays}")),
        (_, None) => put(format!("--{}", months.join(","))),
        (_, Some(mdays)) => put(format!("--{}-{mdays}", months.join(","))),
    }
    if text.is_empty() { "ever".to_owned() } else { text }
}

fn bounded(low: i32, high: i32) -> String {
    let (Some(first), Some(last)) = (civil(low), civil(high)) else { return "odd".to_owned() };
    let whole_years = first.month() == 1 && first.day() == 1 && day(last.year(), 12, 31) == Some(high);
    let whole_month = first.first_of_month() == first && first.last_of_month() == last;
    match () {
        () if low == high => first.to_string(),
        () if whole_month => format!("{:04}-{:02}", first.year(), first.month()),
        () if whole_years && first.year() == last.year() => format!("{:04}", first.year()),
        () if whole_years => format!("{:04}/{:04}", first.year(), last.year()),
        () => format!("{first}/{last}"),
    }
}

/// `2017-03..2017-11`, `2013..`, `..--05`.
pub fn range(range: &DateRange) -> String {
    let end = |end: &Option<Date>| end.as_ref().map_or(String::new(), date);
    format!("{}..{}", end(&range.start), end(&range.end))
}

/// `antecedent+1d`, `antecedent+11d/17d`, `dateline-2y`, `dateline Thu -1`, `dateline month
/// -1`; with the part that is meant behind it: `dateline month 1 ---20`.
pub fn relative(relative: &Relative) -> String {
    let mut text = String::from(if relative.approximate { "~" } else { "" });
    text.push_str(match relative.base {
        RelativeBase::Antecedent => "antecedent",
        RelativeBase::Dateline => "dateline",
    });
    let written = match relative.step {
        Step::Days(a, b) if a == b => write!(text, "{a:+}d"),
        Step::Days(a, b) => write!(text, "{a:+}d/{b:+}d"),
        Step::Months(n) => write!(text, "{n:+}m"),
        Step::Years(n) => write!(text, "{n:+}y"),
        Step::Weekday(weekday, way) => write!(text, " {} {way}", &WEEKDAYS[usize::from(weekday % 7)][..3]),
        Step::Month(month, way) => write!(text, " --{month:02} {way}"),
        Step::Season(season, way) => {
            write!(text, " {} {way}", ["winter", "spring", "summer", "autumn"][usize::from(season % 4)])
        }
        Step::Recurring(way) => write!(text, " next {way}"),
        Step::Calendar(unit, n) => {
            let unit = match unit {
                CalendarUnit::Week => "week",
                CalendarUnit::Month => "month",
                CalendarUnit::Quarter => "quarter",
                CalendarUnit::Year => "year",
                CalendarUnit::Decade => "decade",
                CalendarUnit::FiscalYear => "fiscal year",
            };
            write!(text, " {unit} {n}")
        }
    };
    debug_assert!(written.is_ok(), "a string takes all");
    if !relative.within.is_all() {
        text.push(' ');
        text.push_str(&days(relative.within));
    }
    text
}

/// `15:42`, `09:00/17:00`, `10:00-05:00`; `06:30?` where the half of the day is open.
pub fn time(time: &TimeOfDay) -> String {
    let at = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut text = at(time.low);
    if time.high != time.low {
        text.push('/');
        text.push_str(&at(time.high));
    }
    if time.half_open {
        text.push('?');
    }
    match time.zone {
        Some(0) => text.push('Z'),
        Some(zone) => {
            let sign = if zone < 0 { '-' } else { '+' };
            text.push(sign);
            text.push_str(&at(zone.unsigned_abs()));
        }
        None => {}
    }
    text
}
