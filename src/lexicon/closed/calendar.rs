//! Months, weekdays and seasons by name.

/// The twelve months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The seven weekdays, Monday first.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// January is 1. Full names in any case, abbreviations with or without a full stop.
///
/// `may`, `march`, `mar`, `dec` and the like are common words as well: see [`month_is_certain`].
#[inline]
pub fn month(word: &str) -> Option<u8> {
    let (name, dotted) = bare(word);
    let at = match name.len() {
        3 => short(&MONTHS, name)?,
        4 if name.eq_ignore_ascii_case("sept") => 8,
        4..=9 if !dotted => full(&MONTHS, name)?,
        _ => return None,
    };
    // "in May." ends a sentence.
    (!dotted || MONTHS[at].len() > 3).then_some(at as u8 + 1)
}

/// Whether a word that [`month`] knows can hardly be anything else: written with a capital, and
/// none of `May`, `March` and the names that people have (`April`, `June`, `August`, `Jan`).
#[inline]
pub fn month_is_certain(word: &str) -> bool {
    let loose = ["may", "march", "mar", "april", "june", "august", "jan", "dec"];
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && month(word).is_some()
        && !loose.iter().any(|l| word.eq_ignore_ascii_case(l))
}

/// Monday is 1, Sunday 7. Full names, plurals (`Mondays`) and abbreviations. `Sun`, `Sat`, `Wed`
/// and `Mon` are taken only with a capital, since they are common words without.
#[inline]
pub fn weekday(word: &str) -> Option<u8> {
    let (name, dotted) = bare(word);
    let name = if name.len() > 6 { name.strip_suffix(['s', 'S']).unwrap_or(name) } else { name };
    let at = match name.len() {
        3 => {
            let at = short(&WEEKDAYS, name)?;
            let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
            (capital || matches!(WEEKDAYS[at], "Tuesday" | "Thursday" | "Friday")).then_some(at)?
        }
        4 | 5 => LONG_SHORT.iter().find(|(long, _)| name.eq_ignore_ascii_case(long))?.1,
        6..=9 if !dotted => full(&WEEKDAYS, name)?,
        _ => return None,
    };
    Some(at as u8 + 1)
}

/// Abbreviations of weekdays that have more than three letters.
const LONG_SHORT: [(&str, usize); 4] = [("tues", 1), ("weds", 2), ("thur", 3), ("thurs", 3)];

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    /// March to May in the north.
    Spring,
    /// June to August in the north.
    Summer,
    /// September to November in the north; also `fall`.
    Autumn,
    /// December to February in the north, and so in two years.
    Winter,
}

/// A season's name. `spring` and `fall` are common words as well.
#[inline]
pub fn season(word: &str) -> Option<Season> {
    const NAMES: [(&str, Season); 8] = [
        ("spring", Season::Spring),
        ("springtime", Season::Spring),
        ("summer", Season::Summer),
        ("summertime", Season::Summer),
        ("autumn", Season::Autumn),
        ("fall", Season::Autumn),
        ("winter", Season::Winter),
        ("wintertime", Season::Winter),
    ];
    NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, season)| *season)
}

/// The month's full name.
pub fn month_name(month: u8) -> Option<&'static str> {
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}

/// The weekday's full name.
pub fn weekday_name(weekday: u8) -> Option<&'static str> {
    WEEKDAYS.get(usize::from(weekday).checked_sub(1)?).copied()
}

/// The word without the full stop of an abbreviation, and whether it had one.
fn bare(word: &str) -> (&str, bool) {
    word.strip_suffix('.').map_or((word, false), |bare| (bare, true))
}

/// The name that begins with these three letters.
fn short(names: &[&str], three: &str) -> Option<usize> {
    names.iter().position(|name| name[..3].eq_ignore_ascii_case(three))
}

/// The name that is written out.
fn full(names: &[&str], word: &str) -> Option<usize> {
    names.iter().position(|name| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months() {
        assert_eq!(month("January"), Some(1));
        assert_eq!(month("JAN."), Some(1));
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("sep"), Some(9));
        assert_eq!(month("may"), Some(5));
        assert_eq!(month("May."), None);
        assert_eq!(month("December"), Some(12));
        assert_eq!(month("Janus"), None);
        assert_eq!(month(""), None);
        assert!(month_is_certain("Sept.") && month_is_certain("July"));
        assert!(!month_is_certain("May") && !month_is_certain("july") && !month_is_certain("Monday"));
        for number in 1..=12 {
            assert_eq!(month(month_name(number).unwrap()), Some(number));
        }
        assert_eq!((month_name(0), month_name(13)), (None, None));
    }

    #[test]
    fn weekdays() {
        assert_eq!(weekday("Thursday"), Some(4));
        assert_eq!(weekday("thursdays"), Some(4));
        assert_eq!(weekday("Thurs."), Some(4));
        assert_eq!(weekday("Sun"), Some(7));
        assert_eq!(weekday("sun"), None);
        assert_eq!(weekday("Tues"), Some(2));
        assert_eq!(weekday("Jan"), None);
        for number in 1..=7 {
            assert_eq!(weekday(weekday_name(number).unwrap()), Some(number));
        }
    }

    #[test]
    fn seasons() {
        assert_eq!(season("Summer"), Some(Season::Summer));
        assert_eq!(season("fall"), Some(Season::Autumn));
        assert_eq!(season("summit"), None);
    }
}
