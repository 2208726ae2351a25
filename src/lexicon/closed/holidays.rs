//! Holidays whose date follows from the year: fixed days, weekdays of a month, days around Easter.

/// How a holiday's date follows from the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HolidayRule {
    /// The same day each year.
    Fixed {
        /// January is 1.
        month: u8,
        /// Of the month.
        day: u8,
    },
    /// The `nth` weekday of a month, and so many days later.
    Weekday {
        /// January is 1.
        month: u8,
        /// Monday is 1.
        weekday: u8,
        /// 1 to 4, or 5 for the last.
        nth: u8,
        /// 1 for Black Friday and Election Day.
        later: u8,
    },
    /// So many days after Easter Sunday of the Western churches; before, if negative.
    Easter {
        /// -2 for Good Friday.
        days: i16,
    },
}

/// A named day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// In lower case.
    pub name: &'static str,
    /// When it is.
    pub rule: HolidayRule,
}

impl Holiday {
    /// Its month and day in a year of the Gregorian calendar.
    pub fn date_in(&self, year: i32) -> (u8, u8) {
        match self.rule {
            HolidayRule::Fixed { month, day } => (month, day),
            HolidayRule::Weekday { month, weekday, nth, later } => {
                let first = weekday_of(year, month, 1);
                let mut day = 1 + (weekday + 7 - first) % 7 + 7 * (nth - 1);
                if day > days_in(year, month) {
                    day -= 7;
                }
                (month, day + later)
            }
            HolidayRule::Easter { days } => {
                let (month, day) = easter(year);
                let mut month = month;
                let mut day = i16::from(day) + days;
                while day < 1 {
                    month -= 1;
                    day += i16::from(days_in(year, month));
                }
                while day > i16::from(days_in(year, month)) {
                    day -= i16::from(days_in(year, month));
                    month += 1;
                }
                (month, day as u8)
            }
        }
    }
}

const fn fixed(name: &'static str, month: u8, day: u8) -> Holiday {
    Holiday { name, rule: HolidayRule::Fixed { month, day } }
}

const fn on(name: &'static str, nth: u8, weekday: u8, month: u8) -> Holiday {
    Holiday { name, rule: HolidayRule::Weekday { month, weekday, nth, later: 0 } }
}

const fn day_after(name: &'static str, nth: u8, weekday: u8, month: u8) -> Holiday {
    Holiday { name, rule: HolidayRule::Weekday { month, weekday, nth, later: 1 } }
}

const fn easter_and(name: &'static str, days: i16) -> Holiday {
    Holiday { name, rule: HolidayRule::Easter { days } }
}

/// Days that differ between countries (Mother's Day in Britain, Thanksgiving in Canada) are those
/// of the United States.
static HOLIDAYS: &[Holiday] = &[
    fixed("new year's day", 1, 1),
    fixed("new years day", 1, 1),
    fixed("new year's eve", 12, 31),
    fixed("new years eve", 12, 31),
    fixed("epiphany", 1, 6),
    on("martin luther king jr. day", 3, 1, 1),
    on("martin luther king day", 3, 1, 1),
    on("mlk day", 3, 1, 1),
    fixed("groundhog day", 2, 2),
    fixed("valentine's day", 2, 14),
    fixed("valentines day", 2, 14),
    on("presidents' day", 3, 1, 2),
    on("presidents day", 3, 1, 2),
    on("president's day", 3, 1, 2),
    fixed("leap day", 2, 29),
    fixed("international women's day", 3, 8),
    fixed("pi day", 3, 14),
    fixed("st. patrick's day", 3, 17),
    fixed("st patrick's day", 3, 17),
    fixed("april fools' day", 4, 1),
    fixed("april fool's day", 4, 1),
    fixed("earth day", 4, 22),
    fixed("anzac day", 4, 25),
    fixed("may day", 5, 1),
    fixed("cinco de mayo", 5, 5),
    on("mother's day", 2, 7, 5),
    on("memorial day", 5, 1, 5),
    fixed("flag day", 6, 14),
    on("father's day", 3, 7, 6),
    fixed("juneteenth", 6, 19),
    fixed("canada day", 7, 1),
    fixed("independence day", 7, 4),
    fixed("fourth of july", 7, 4),
    fixed("bastille day", 7, 14),
    on("labor day", 1, 1, 9),
    fixed("patriot day", 9, 11),
    on("columbus day", 2, 1, 10),
    on("indigenous peoples' day", 2, 1, 10),
    fixed("united nations day", 10, 24),
    fixed("halloween", 10, 31),
    fixed("all saints' day", 11, 1),
    day_after("election day", 1, 1, 11),
    fixed("veterans day", 11, 11),
    fixed("armistice day", 11, 11),
    fixed("remembrance day", 11, 11),
    on("thanksgiving", 4, 4, 11),
    on("thanksgiving day", 4, 4, 11),
    day_after("black friday", 4, 4, 11),
    fixed("christmas", 12, 25),
    fixed("christmas day", 12, 25),
    fixed("christmas eve", 12, 24),
    fixed("boxing day", 12, 26),
    easter_and("shrove tuesday", -47),
    easter_and("mardi gras", -47),
    easter_and("ash wednesday", -46),
    easter_and("palm sunday", -7),
    easter_and("maundy thursday", -3),
    easter_and("good friday", -2),
    easter_and("easter", 0),
    easter_and("easter sunday", 0),
    easter_and("easter monday", 1),
    easter_and("ascension day", 39),
    easter_and("pentecost", 49),
    easter_and("whit monday", 50),
];

/// The longest name of a holiday that the words start with, and how many words it takes.
pub fn holiday(words: &[&str]) -> Option<(usize, &'static Holiday)> {
    super::longest(HOLIDAYS, |h| h.name, words)
}

/// Monday is 1.
fn weekday_of(year: i32, month: u8, day: u8) -> u8 {
    const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let y = if month < 3 { year - 1 } else { year };
    let sum = y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400);
    let sunday_is_0 = (sum + SHIFT[usize::from(month) - 1] + i32::from(day)).rem_euclid(7);
    if sunday_is_0 == 0 { 7 } else { sunday_is_0 as u8 }
}

fn days_in(year: i32, month: u8) -> u8 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// Easter Sunday by the Gregorian computus.
fn easter(year: i32) -> (u8, u8) {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    ((days / 31) as u8, (days % 31 + 1) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, year: i32, date: (u8, u8)) {
        let words: Vec<&str> = name.split(' ').collect();
        let (used, found) = holiday(&words).expect(name);
        assert_eq!(used, words.len(), "{name}");
        assert_eq!(found.date_in(year), date, "{name} {year}");
    }

    #[test]
    fn dates() {
        check("Christmas", 2020, (12, 25));
        check("New Year’s Eve", 2020, (12, 31));
        check("Thanksgiving", 2020, (11, 26));
        check("Thanksgiving", 2024, (11, 28));
        check("Black Friday", 2024, (11, 29));
        check("Labor Day", 2025, (9, 1));
        check("Memorial Day", 2021, (5, 31));
        check("Memorial Day", 2025, (5, 26));
        check("Election Day", 2024, (11, 5));
        check("Election Day", 2022, (11, 8));
        check("Easter", 2021, (4, 4));
        check("Easter Sunday", 2024, (3, 31));
        check("Good Friday", 2024, (3, 29));
        check("Ash Wednesday", 2024, (2, 14));
        check("Easter Monday", 2024, (4, 1));
        check("Pentecost", 2025, (6, 8));
        check("MLK Day", 2021, (1, 18));
        check("Mother’s Day", 2023, (5, 14));
    }

    #[test]
    fn longest_names_and_none() {
        assert_eq!(holiday(&["Christmas", "Eve", "1914"]).unwrap().0, 2);
        assert_eq!(holiday(&["Christmas", "tree"]).unwrap().0, 1);
        assert!(holiday(&["Monday"]).is_none());
        assert!(holiday(&[]).is_none());
    }

    #[test]
    fn weekdays_of_known_days() {
        assert_eq!(weekday_of(2021, 1, 14), 4);
        assert_eq!(weekday_of(2000, 2, 29), 2);
        assert_eq!(weekday_of(1945, 5, 8), 2);
    }
}
