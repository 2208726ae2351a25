//! `<time datetime="...">`: the day that its words leave open.

/// The months as people write them in short.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a machine-readable date begins with: `2024-03-05` of `2024-03-05T09:12:00Z`.
pub(super) fn day(value: &str) -> Option<&str> {
    let value = value.trim();
    let day = value.get(..10)?;
    let shaped = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let ends = value[10..].starts_with(['T', 't', ' ']) || value.len() == 10;
    (shaped && ends).then_some(day)
}

/// The number of the day that a machine-readable date begins with, counted from a day long ago.
pub(super) fn number(value: &str) -> Option<i64> {
    let mut parts = day(value)?.split('-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap_days + (153 * month + 2) / 5 + day)
}

/// What `shown` says together with the `day` it stands for, if that is more: "last Tuesday" is that day, and
/// "March 5" that of its year. None where the words say as much, or speak of the hour.
pub(super) fn full(shown: &str, day: &str) -> Option<String> {
    let words = shown.trim();
    let numbers = || words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    if words.is_empty() || words.len() > 60 || words.contains(':') || numbers().any(|n| n.len() == 4) {
        return None;
    }
    let month = words.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let short = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|month| *month == short)
    });
    let Some(month) = month else {
        // "5/3" and "the 5th" are left to the reader; "3 days ago" and "yesterday" are not.
        let relative = numbers().next().is_none() || words.ends_with("ago");
        return relative.then(|| day.to_owned());
    };
    // The clocks of the page and of its reader may stand a day apart, and so a year.
    let same = day.get(5..7)?.parse::<usize>().is_ok_and(|number| number == month + 1);
    let comma = if words.ends_with(|c: char| c.is_ascii_digit()) { "," } else { "" };
    (same && numbers().next().is_some()).then(|| format!("{words}{comma} {}", &day[..4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_completed_where_they_leave_the_day_open() {
        assert_eq!(day("2024-03-05T09:12:00Z"), Some("2024-03-05"));
        assert_eq!(
            (day("09:12"), day("2024-W12-5 "), day("2024-03-051"), day("20é4-03-05")),
            (None, None, None, None)
        );
        let days = |a, b| number(b).zip(number(a)).map(|(b, a)| b - a);
        assert_eq!(days("2024-02-28", "2024-03-01T00:00Z"), Some(2));
        assert_eq!(days("2023-12-31", "2024-01-01"), Some(1));
        assert_eq!(days("1900-02-28", "1900-03-01"), Some(1));
        let full = |shown: &str| full(shown, "2024-03-05").unwrap_or_default();
        assert_eq!(full("last Tuesday"), "2024-03-05");
        assert_eq!(full("3 days ago"), "2024-03-05");
        assert_eq!(full("March 5"), "March 5, 2024");
        assert_eq!(full("Tue 5 Mar."), "Tue 5 Mar. 2024");
        for shown in ["5 March 2024", "9:12", "Dec 31", "", "the 5th", "March", "maï 5"] {
            assert_eq!(full(shown), "", "{shown}");
        }
    }
}
