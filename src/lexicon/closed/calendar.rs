//! Months, weekdays and seasons by name.

/// January is 1. Full names in any case, abbreviations with or without a full stop.
///
/// `may`, `march`, `mar`, `dec` and the like are common words as well: see [`month_is_certain`].
#[inline]
pub fn month(word: &str) -> Option<u8> {
    let (name, dotted) = bare(word);
    let number = match key(name)? {
        Key::Three(b"jan") => 1,
        Key::Three(b"feb") => 2,
        Key::Three(b"mar") => 3,
        Key::Three(b"apr") => 4,
        Key::Three(b"may") if !dotted => 5,
        Key::Three(b"jun") => 6,
        Key::Three(b"jul") => 7,
        Key::Three(b"aug") => 8,
        Key::Three(b"sep") => 9,
        Key::Three(b"oct") => 10,
        Key::Three(b"nov") => 11,
        Key::Three(b"dec") => 12,
        Key::Longer(b"sept") => 9,
        Key::Longer(name) if !dotted => 1 + MONTHS.iter().position(|m| m.as_bytes() == name)? as u8,
        _ => return None,
    };
    Some(number)
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
    let capital = name.as_bytes().first()?.is_ascii_uppercase();
    let name = if name.len() > 6 { name.strip_suffix(['s', 'S']).unwrap_or(name) } else { name };
    let number = match key(name)? {
        Key::Three(b"mon") if capital => 1,
        Key::Three(b"tue") => 2,
        Key::Three(b"wed") if capital => 3,
        Key::Three(b"thu") => 4,
        Key::Three(b"fri") => 5,
        Key::Three(b"sat") if capital => 6,
        Key::Three(b"sun") if capital => 7,
        Key::Longer(b"tues") => 2,
        Key::Longer(b"weds") => 3,
        Key::Longer(b"thur" | b"thurs") => 4,
        Key::Longer(name) if !dotted => 1 + WEEKDAYS.iter().position(|d| d.as_bytes() == name)? as u8,
        _ => return None,
    };
    Some(number)
}

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
    Some(match key(word)? {
        Key::Longer(b"spring" | b"springtime") => Season::Spring,
        Key::Longer(b"summer" | b"summertime") => Season::Summer,
        Key::Longer(b"autumn" | b"fall") => Season::Autumn,
        Key::Longer(b"winter" | b"wintertime") => Season::Winter,
        _ => return None,
    })
}

/// The month's full name.
pub fn month_name(month: u8) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
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
    NAMES.get(usize::from(month).checked_sub(1)?).copied()
}

/// The weekday's full name.
pub fn weekday_name(weekday: u8) -> Option<&'static str> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(usize::from(weekday).checked_sub(1)?).copied()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The word without the full stop of an abbreviation, and whether it had one.
fn bare(word: &str) -> (&str, bool) {
    word.strip_suffix('.').map_or((word, false), |bare| (bare, true))
}

/// A word of three letters or of more, in lower case. The tables own their bytes, so that what
/// is returned can be matched as a literal.
enum Key {
    Three(&'static [u8]),
    Longer(&'static [u8]),
}

fn key(word: &str) -> Option<Key> {
    const THREE: [&str; 19] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue",
        "wed", "thu", "fri", "sat", "sun",
    ];
    const LONGER: [&str; 13] = [
        "sept",
        "tues",
        "weds",
        "thur",
        "thurs",
        "spring",
        "springtime",
        "summer",
        "summertime",
        "autumn",
        "fall",
        "winter",
        "wintertime",
    ];
    match word.len() {
        3 => THREE.iter().find(|k| k.eq_ignore_ascii_case(word)).map(|k| Key::Three(k.as_bytes())),
        4..=10 => LONGER
            .iter()
            .chain(&MONTHS)
            .chain(&WEEKDAYS)
            .find(|k| k.eq_ignore_ascii_case(word))
            .map(|k| Key::Longer(k.as_bytes())),
        _ => None,
    }
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
