//! The units that stand after a number or before it, from the lexicon's table to claims:
//! which of a form's units is meant, and forms that are units only in some company.

use std::sync::LazyLock;

use super::currency::{ALSO_NOUNS, is_sign_of_money, millions, money, tells_money};
use super::edge::{ends_word, is_any, is_dash, is_space, letters, next_word, space, words_back, words_on};
use super::listed::LISTED;
use super::number::{Num, counts_millions};
use super::signs;
use crate::claim::{Decimal, Dimension, Unit, UnitDefinition};
use crate::lexicon::units::{Dimension as Measured, UnitRef, units};

/// A unit as found in text, with the factor that brings the number to it (cents to dollars).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    pub unit: Unit,
    /// One hundredth for minor money.
    pub factor: Decimal,
}

/// Reads the unit of `number` at the start of `i`, which begins right after the number.
pub fn after<'a>(before: &str, i: &'a str, number: &Num) -> Option<(&'a str, Named)> {
    let (start, glued) = match i.chars().next()? {
        c if is_space(c) => (space(i)?, false),
        c if is_dash(c) && i[c.len_utf8()..].starts_with(|c: char| c.is_alphabetic() || c == '°') => {
            (&i[c.len_utf8()..], false)
        }
        _ => (i, true),
    };
    if glued && let Some(rest) = inch_mark(before, start) {
        return Some((rest, named("inches")?.1));
    }
    let Some((length, found)) = longest(start, glued) else {
        let multiplied = millions(letters(start)).map(|(money, power)| {
            let named = Named { factor: Decimal::new(1, power), unit: money };
            (&start[letters(start).len()..], named)
        });
        return multiplied.or_else(|| described(start).filter(|_| !glued));
    };
    let (text, rest) = start.split_at(length);
    if is_any(text, &["°", "º", "deg", "degs"])
        && let Some((tail, named)) = warmth(rest)
    {
        return Some((tail, named));
    }
    let hyphen = !glued && i.starts_with(is_dash);
    if !fits(before, text, rest, number, glued, hyphen) {
        return None;
    }
    let sum = is_any(text, &["pound", "pounds"])
        && number.value >= Decimal::int(100_000)
        && !is_any(next_word(rest), &["of", "per"]);
    let named = match found.iter().find(|u| sum && u.dimension == Measured::Money) {
        Some(money) => convert(money)?,
        None => choose(before, rest, text, found)?,
    };
    // "6 ft. 3 in.": the full stop belongs to the abbreviation.
    let stop = rest.strip_prefix('.').filter(|on| {
        STOPPED.contains(&text)
            && space(on).is_some_and(|w| w.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
    });
    Some((stop.unwrap_or(rest), named))
}

// 5" | 5'': inches, unless a quotation is open that the mark may close
fn inch_mark<'a>(before: &str, i: &'a str) -> Option<&'a str> {
    /// A sentence that is longer before the mark is not looked through.
    const LONGEST: usize = 160;
    let rest = i.strip_prefix('"').or_else(|| i.strip_prefix("''"))?;
    let quotes = before.bytes().filter(|b| *b == b'"');
    let open = before.len() > LONGEST || quotes.count() % 2 == 1 || before.contains(['“', '‘']);
    (!open && ends_word(rest) && !rest.starts_with(['"', '\''])).then_some(rest)
}

/// Words that stand between a number and its unit without changing either.
pub const BETWEEN: &[&str] =
    &["additional", "extra", "more", "further", "full", "whole", "consecutive", "straight", "solid", "long"];

/// Words for a kind of unit that is counted as the unit is: `2,318 gross tons` of a `2,381-ton ferry`, `6,850 flying
/// hours` and `8,650 hours` in the air.
pub const KINDS: &[&str] =
    &["gross", "net", "flying", "flight", "sailing", "driving", "volunteer", "staff", "teaching"];

// two additional minutes | six consecutive months | 2,318 gross tons
fn described(start: &str) -> Option<(&str, Named)> {
    let word = letters(start);
    let next = (is_any(word, BETWEEN) || is_any(word, KINDS)).then(|| space(&start[word.len()..]))??;
    let (rest, named) = named(next)?;
    let measured = matches!(
        named.unit.dimension,
        Dimension::Duration | Dimension::Length | Dimension::Mass | Dimension::Volume
    );
    (measured && ends_word(rest)).then_some((rest, named))
}

/// `° Celsius`, `deg. F`: the scale of a degree.
fn warmth(i: &str) -> Option<(&str, Named)> {
    let scale = space(i.strip_prefix('.').unwrap_or(i)).unwrap_or(i);
    [("celsius", "°C"), ("centigrade", "°C"), ("fahrenheit", "°F"), ("c", "°C"), ("f", "°F")].iter().find_map(
        |(word, form)| {
            let rest = super::edge::phrase(scale, word)?;
            Some((rest, convert(units().lookup(form).first()?)?))
        },
    )
}

/// The unit named at the start of `i` in full words or letters: `hour`, `square mile`.
pub fn named(i: &str) -> Option<(&str, Named)> {
    let (length, found) = longest(i, false)?;
    let (text, rest) = i.split_at(length);
    let lone = text.len() == 1 && !matches!(text, "m" | "g" | "l" | "L" | "h" | "s" | "%");
    (!lone && !is_any(text, NEVER)).then_some(())?;
    Some((rest, choose("", rest, text, found)?))
}

/// The longest form at the start of `i`: its length, and the units it can be.
fn longest(i: &str, glued: bool) -> Option<(usize, &'static [UnitRef])> {
    // Most words behind a number are what it counts, and known to begin no unit.
    let (first, bytes) = (letters(i).len(), i.as_bytes());
    let apart = matches!(bytes.get(first), None | Some(b' ' | b',' | b'.' | b';' | b')'));
    if first > 0 && apart && LISTED.find(bytes, 0, first).1 & (signs::UNIT | signs::MONEY | signs::CODE) == 0
    {
        return None;
    }
    let table = units();
    // Names of several words: "square miles", "U.S. dollars", "degrees Fahrenheit".
    let mut words = [""; 5];
    let mut ends = [0; 5];
    let (mut count, mut at) = (0, 0);
    while count < words.len() {
        let run = i[at..].bytes().take(20).take_while(|b| b.is_ascii_alphabetic() || *b == b'.').count();
        if run == 0 {
            break;
        }
        let word = i[at..at + run].trim_end_matches('.');
        let (stopped, short) = (word.len() < run, word.len() <= 3);
        (words[count], ends[count]) = (word, at + word.len());
        count += 1;
        at += run;
        let Some(gap) = i[at..].chars().next().filter(|c| is_space(*c) || is_dash(*c)) else { break };
        if stopped && !short && !i[at - run..at - 1].contains('.') {
            break;
        }
        at += gap.len_utf8();
    }
    if count > 1
        && let Some((used, found)) = table.candidates(&words[..count])
        && used > 1
        && ends_word(&i[ends[used - 1]..])
    {
        return Some((ends[used - 1], found));
    }
    // One word or symbol, cut back to where a word can end: "km/h" before "km".
    let mut end = 0;
    for c in i.chars().take(24) {
        let fits = c.is_alphabetic() || is_sign_of_money(c) || "°º%‰′″/²³·'\"".contains(c);
        let square = matches!(c, '2' | '3') && i[..end].ends_with(|c: char| c.is_ascii_lowercase());
        if !fits && !square {
            break;
        }
        end += c.len_utf8();
    }
    while end > 0 {
        if ends_word(&i[end..]) || i[..end].ends_with(['%', '°', '′', '″', '\'', '"']) {
            let found = if glued { table.lookup_tight(&i[..end]) } else { table.lookup(&i[..end]) };
            if !found.is_empty() {
                return Some((end, found));
            }
        }
        end -= i[..end].chars().next_back().map_or(1, char::len_utf8);
    }
    None
}

/// Abbreviations that take a full stop.
const STOPPED: &[&str] = &[
    "ft", "in", "yd", "yds", "lb", "lbs", "oz", "hr", "hrs", "min", "mins", "sec", "secs", "mi", "gal", "qt",
    "sq ft", "yr", "yrs", "mo", "wk",
];

/// Words that are rarely units after a number, whatever the table says.
const NEVER: &[&str] = &[
    "revolution",
    "revolutions",
    "atmosphere",
    "atmospheres",
    "gig",
    "gigs",
    "meg",
    "megs",
    "stone",
    "magnitude",
    "us",
    "bar",
    "fps",
    "cal",
    "deg.",
];

/// Letters that are units only right after digits.
const GLUED: &[&str] = &[
    "d", "y", "t", "A", "N", "K", "J", "C", "F", "p", "MP", "NM", "AU", "AF", "af", "MT", "mt", "kt", "kn",
    "ct", "in", "'", "\"", "y", "B", "ns", "um", "ug", "ly",
];

/// Capitals of two or three letters that are units and no abbreviation of something else.
const CAPITALS: &[&str] = &[
    "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "KW", "MW", "GW", "TW", "HP", "BTU", "MPH", "KM", "KG", "RPM",
    "PSI", "MJ", "GJ", "TJ", "PJ", "EJ", "ML", "MP", "MM", "CM", "LBS", "FT", "HRS", "MIN", "DAY", "TON",
    "MV", "KV",
];

/// True when the form is a unit in this company.
fn fits(before: &str, text: &str, rest: &str, number: &Num, glued: bool, hyphen: bool) -> bool {
    if is_any(text, NEVER) && !(text == "bar" && !number.words && next_word(rest).is_empty()) {
        return false;
    }
    let short = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if short && (number.words && text.len() == 1 || hyphen && text.len() == 1) {
        return false;
    }
    // "7.2 t"
    let tonnes = text == "t" && number.decimals > 0;
    if GLUED.contains(&text) && (!glued && !tonnes || number.words) {
        return false;
    }
    let capital = short && text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase());
    let money = units().lookup(text).iter().any(|u| u.dimension == Measured::Money);
    if capital && !CAPITALS.contains(&text) && !money
        || capital && ALSO_NOUNS.contains(&text) && !tells_money(rest, number)
    {
        return false;
    }
    // "42 L.E" is no litre.
    if text.len() == 1 && rest.strip_prefix('.').is_some_and(|on| !ends_word(on)) {
        return false;
    }
    match text {
        "C" | "F" => number.value.is_negative() && glued || is_weather(before, rest),
        "m" => !glued || !counts_millions(rest),
        // "100 W Main Street"
        "W" | "V" | "N" | "L" => {
            glued || !space(rest).is_some_and(|w| w.starts_with(|c: char| c.is_uppercase()))
        }
        // "the 1990s", "in her 60s"
        "s" => !(glued && number.plain_digits.is_some_and(|d| d % 2 == 0) && number.value.exp10() > 0),
        "d" | "y" | "A" | "J" | "K" => false,
        "in" | "'" | "\"" => false,
        "Cup" => next_word(rest).eq_ignore_ascii_case("of"),
        // "won two cups"
        "cup" | "cups" | "Cups" => !words_back(before).take(6).any(|w| is_any(w, TROPHIES)),
        "quarter" | "quarters" => !number.words && number.decimals == 0,
        "degree" | "degrees" => !number.words || is_weather(before, rest),
        // "5,000 won", but "the 12 won"
        "won" => number.scaled || number.value >= Decimal::int(1000),
        "foot" => !(number.words && number.value == Decimal::ONE),
        // "forty-second" is an ordinal as well, and more often.
        "second" => {
            !(number.words
                && number.value >= Decimal::int(20)
                && number.value.is_integer()
                && number.value.exp10() > 0)
        }
        _ => true,
    }
}

/// Words before `two cups` that are won and not drunk.
const TROPHIES: &[&str] =
    &["won", "win", "wins", "winning", "lifted", "league", "leagues", "titles", "trophies", "world", "final"];

fn is_weather(before: &str, rest: &str) -> bool {
    const WORDS: &[&str] = &[
        "temperature",
        "temperatures",
        "degrees",
        "heat",
        "cold",
        "hot",
        "warm",
        "cool",
        "cooled",
        "heated",
        "oven",
        "fever",
        "weather",
        "freezing",
        "thermostat",
        "thermometer",
        "boils",
        "melts",
        "warming",
        "highs",
        "lows",
        "bake",
        "chilled",
        "celsius",
        "fahrenheit",
        "temps",
        "warmer",
        "colder",
        "hotter",
        "cooler",
        "below",
        "above",
        "zero",
    ];
    words_back(before).take(10).chain(words_on(rest).take(4)).any(|w| is_any(w, WORDS))
}

fn is_priced(before: &str, rest: &str) -> bool {
    const WORDS: &[&str] = &[
        "cost",
        "costs",
        "costing",
        "paid",
        "pay",
        "pays",
        "paying",
        "price",
        "priced",
        "prices",
        "worth",
        "fine",
        "fined",
        "salary",
        "wage",
        "wages",
        "bill",
        "bills",
        "fee",
        "fees",
        "raised",
        "spend",
        "spent",
        "spending",
        "budget",
        "loan",
        "loans",
        "earn",
        "earned",
        "earning",
        "donated",
        "donation",
        "grant",
        "grants",
        "tax",
        "taxes",
        "sterling",
        "income",
        "revenue",
        "profit",
        "loss",
        "sold",
        "bought",
        "savings",
        "saved",
        "debt",
        "investment",
        "funding",
        "invested",
        "million",
        "billion",
        "charged",
        "compensation",
        "cash",
        "money",
    ];
    words_back(before).take(8).chain(words_on(rest).take(5)).any(|w| is_any(w, WORDS))
}

/// Of the units a form can be, the one meant here.
fn choose(before: &str, rest: &str, text: &str, found: &[UnitRef]) -> Option<Named> {
    // A double prime is an inch or a second of arc, and a prime a foot or a minute.
    if matches!(text, "″" | "′") {
        let id = if text == "″" { "double prime" } else { "prime" };
        return Some(Named {
            unit: Unit::kept(UnitDefinition::plain(id, Dimension::Other)),
            factor: Decimal::ONE,
        });
    }
    let first = *found.first()?;
    let money = found.iter().find(|u| u.dimension == Measured::Money);
    if let Some(money) = money
        && (first.dimension == Measured::Money || is_priced(before, rest))
    {
        return convert(money);
    }
    let same = || found.iter().filter(|u| u.dimension == first.dimension);
    let mut named = convert(first)?;
    if text == "bps" && found.iter().any(|u| u.id == "basis-point") {
        return convert(found.iter().find(|u| u.id == "basis-point")?);
    }
    // A ton is one of three, a calorie one of two: any of them will do.
    if same().count() > 1 && named.unit.varies.is_none() {
        let least = same().map(|u| u.num.div_euclid(u.den)).min()?;
        let most = same().map(|u| u.num.div_euclid(u.den) + 1).max()?;
        let varies = Some((least, most));
        named.unit = Unit::kept(UnitDefinition { id: first.singular, varies, ..*named.unit });
    }
    Some(named)
}

/// A unit of the table as claims hold it.
pub fn convert(unit: UnitRef) -> Option<Named> {
    static CONVERTED: LazyLock<Vec<Option<Named>>> =
        LazyLock::new(|| units().all().iter().map(converted).collect());
    CONVERTED.get(units().row(unit)).copied().flatten()
}

fn converted(unit: UnitRef) -> Option<Named> {
    const DAY: i128 = 86_400;
    let plain = |unit: Unit| Some(Named { unit, factor: Decimal::ONE });
    let dimension = match unit.dimension {
        Measured::Duration => Dimension::Duration,
        Measured::Length => Dimension::Length,
        Measured::Area => Dimension::Area,
        Measured::Volume => Dimension::Volume,
        Measured::Mass => Dimension::Mass,
        Measured::Speed => Dimension::Speed,
        Measured::Temperature => Dimension::Temperature,
        Measured::Data => Dimension::DataSize,
        Measured::DataRate => Dimension::DataRate,
        Measured::Energy => Dimension::Energy,
        Measured::Power => Dimension::Power,
        Measured::Pressure => Dimension::Pressure,
        Measured::Frequency => Dimension::Frequency,
        Measured::Money => return money(unit),
        Measured::Share if unit.id == "percent" => return plain(Unit::PERCENT),
        Measured::Points if unit.id == "percentage-point" => return plain(Unit::POINTS),
        Measured::Points => {
            let point = UnitDefinition::plain(unit.id, Dimension::Points);
            return plain(Unit::kept(UnitDefinition { den: 100, ..point }));
        }
        // A bare degree may be one of warmth, of angle or of latitude.
        Measured::Angle | Measured::Share => Dimension::Other,
        _ => Dimension::Other,
    };
    let varies = unit.calendar.map(|c| (i128::from(c.least_days) * DAY, i128::from(c.most_days) * DAY));
    let (id, num, den, offset) = (unit.id, unit.num, unit.den, unit.offset);
    plain(Unit::kept(UnitDefinition { id, dimension, num, den, offset, varies }))
}
