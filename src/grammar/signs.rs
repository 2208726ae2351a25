//! Words and marks that some readings cannot do without: a figure is no day where no month is
//! named near it, no step of time without a unit of time, and seldom an age where nothing is
//! said to be old.
//!
//! Which words are signs of what is said here; where they stand is for `outline`.

use super::edge::is_dash;
use super::{date_parts, date_period, holiday, money};
use crate::lexicon::number_words::{NumberWord, number_words};
use crate::lexicon::units::{Dimension, units};

/// Digits.
pub const DIGIT: u32 = 1;
/// A number word: `twelve`, `third`, `half`.
pub const NUMBER: u32 = 1 << 1;
/// Names the parts of a whole, or one of an order: `third`, `halves`.
pub const PART: u32 = 1 << 2;
/// A month is named: `May`, `sept`.
pub const MONTH: u32 = 1 << 3;
pub const WEEKDAY: u32 = 1 << 4;
/// The first word of a holiday: `Easter`, `good`.
pub const FEAST: u32 = 1 << 5;
/// A unit that the calendar counts by: `weeks`, `year`, `fiscal`.
pub const LENGTH: u32 = 1 << 6;
/// What `next` and `that` may point to besides: `morning`, `spring`; and `yesterday`.
pub const TARGET: u32 = 1 << 7;
/// `nineties`, `century`.
pub const DECADE: u32 = 1 << 8;
/// `FY`, `fiscal`.
pub const FISCAL: u32 = 1 << 9;
/// `old`, `ages`, `younger`: what only ages are told with.
pub const AGE: u32 = 1 << 10;
/// `her`, `their`: whose sixties they are.
pub const WHOSE: u32 = 1 << 11;
/// What only times of day are told with: `noon`, `a.m.`, a colon.
pub const CLOCK: u32 = 1 << 12;
/// `morning`, `tonight`.
pub const DAYPART: u32 = 1 << 13;
/// `half past six`, `ten to nine`.
pub const PAST: u32 = 1 << 14;
/// What joins the ends of a span: `to`, a dash.
pub const JOINT: u32 = 1 << 15;
/// What joins two dates without `between` before them: `to`, a dash, but not `and`.
pub const TO: u32 = 1 << 30;
/// What joins the ends of a range of quantities besides: `or`, `1…9`.
pub const EITHER: u32 = 1 << 31;
/// `or`, `but`: joins the ends of a range of quantities.
pub const OR: u32 = 1 << 16;
/// The words and marks of money.
pub const MONEY: u32 = 1 << 17;
/// The first words and marks of units.
pub const UNIT: u32 = 1 << 18;
/// `times`, `doubled`.
pub const TIMES: u32 = 1 << 19;
/// What stands in the middle of a share: `in`, `out of`, a colon.
pub const OUT_OF: u32 = 1 << 20;
/// `majority`, `most`.
pub const MAJORITY: u32 = 1 << 21;
/// `dozens`, `few`.
pub const VAGUE: u32 = 1 << 22;
/// The ends of ordinals in figures: `st`, `th`.
pub const NTH: u32 = 1 << 23;
/// A capitalised word.
pub const CAPITAL: u32 = 1 << 24;
/// What a part of the calendar starts with: `early`, `week`.
pub const STRETCH: u32 = 1 << 25;
/// The code of a currency in capitals, which small letters make another word: `ALL`, `TRY`.
pub const CODE: u32 = 1 << 27;
/// What tells the way of a step from one date to another: `later`, `ago`, `before`.
pub const STEP: u32 = 1 << 28;
/// A value may start here, which it cannot at a plain word that no piece starts with.
pub const START: u32 = 1 << 29;
/// A word with a capital behind its first letter: `iPhone`.
pub const INNER_CAPITAL: u32 = 1 << 26;

/// The signs that words are, in any case, but for those of tables kept elsewhere.
#[rustfmt::skip]
const WORDS: &[(u32, &[&str])] = &[
    (LENGTH, &[
        "day", "days", "week", "weeks", "weekend", "weekends", "month", "months", "quarter", "quarters", "year",
        "years", "decade", "decades", "fortnight", "fortnights", "night", "nights", "calendar", "fiscal",
        "financial", "school", "academic",
    ]),
    (TARGET, &[
        "morning", "afternoon", "evening", "night", "tonight", "weekend", "winter", "spring", "summer", "autumn",
        "fall", "yesterday", "today", "tomorrow",
    ]),
    (DECADE, &[
        "century", "centuries", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
        "nineties",
    ]),
    (STEP, &[
        "later", "afterward", "afterwards", "earlier", "previously", "prior", "before", "after", "ago", "from", "back",
        "hence", "following", "preceding", "time",
    ]),
    (FISCAL, &["fy", "fys", "fiscal"]),
    (FEAST, &["september", "sept"]),
    // "87 y/o", "87 yo"
    (AGE, &["age", "aged", "ages", "old", "olds", "older", "younger", "y", "yo"]),
    (WHOSE, &["his", "her", "their", "my", "your", "our"]),
    // "a.m.", "15h30", "six o'clock", "1430 hours"
    (CLOCK, &["noon", "midday", "midnight", "m", "am", "pm", "h", "hours", "hrs", "o", "oclock"]),
    (DAYPART, &["morning", "afternoon", "evening", "night", "tonight"]),
    (PAST, &["past", "after", "to", "before"]),
    (JOINT, &["to", "and", "through", "thru", "until", "till"]),
    (TO, &["to", "through", "thru", "until", "till"]),
    (EITHER, &["or"]),
    // "over 10, under 20"
    (OR, &[
        "or", "but", "under", "below", "less", "fewer", "lower", "smaller", "shorter", "more", "over", "above",
        "exceeding", "exceed", "surpassing", "upwards", "upward", "greater", "higher", "larger", "bigger", "longer",
        "least", "most", "minimum", "maximum", "excess", "many", "much", "few", "little", "long",
    ]),
    // "20 below zero"
    (UNIT, &["zero"]),
    // "three twenty-firsts"
    (PART, &["firsts", "seconds"]),
    (TIMES, &["times", "x", "fold", "half"]),
    (OUT_OF, &["in", "out", "to"]),
    (MAJORITY, &["majority", "minority", "most"]),
    (VAGUE, &["few", "several", "couple", "handful", "many", "tens"]),
    (NTH, &["st", "nd", "rd", "th"]),
];

/// Every word that is a sign, in small letters, with what it is a sign of.
pub fn words() -> Vec<(String, u32)> {
    let mut all: Vec<(String, u32)> = Vec::new();
    let mut add = |word: &str, sign: u32| all.push((word.to_ascii_lowercase(), sign));
    for (sign, words) in WORDS {
        words.iter().for_each(|word| add(word, *sign));
    }
    date_parts::MONTH_WORDS.iter().filter(|word| date_parts::month(word).is_ok()).for_each(|w| add(w, MONTH));
    date_parts::WEEKDAY_WORDS.iter().for_each(|word| add(word, WEEKDAY));
    holiday::first_words().for_each(|word| add(word, FEAST));
    date_period::words().iter().for_each(|word| add(word, STRETCH));
    for (word, number) in number_words() {
        add(word, NUMBER | of_number(number));
    }
    for (form, found) in units().forms() {
        let money = found.iter().any(|unit| unit.dimension == Dimension::Money);
        // "US$": the sign says it.
        if form.contains(super::currency::is_sign_of_money) {
            continue;
        }
        let first = form.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty());
        // "TRY 500", "5 ALL", but "all try".
        let code = money && form.bytes().all(|b| b.is_ascii_uppercase());
        let sign = if code { CODE } else { UNIT | if money { MONEY } else { 0 } };
        first.into_iter().for_each(|word| add(word, sign));
        // "MUSD 120": in millions.
        if code {
            add(&format!("m{form}"), sign);
        }
    }
    all
}

fn of_number(number: NumberWord) -> u32 {
    use NumberWord::{
        Couple, Couples, Denominator, DenominatorScale, Denominators, Fold, Groups, Multiply, Ordinal,
        OrdinalScale, Scales, Times,
    };
    match number {
        Ordinal(_) | OrdinalScale { .. } | Denominator(_) | Denominators(_) | DenominatorScale { .. } => PART,
        Multiply { .. } | Times(_) | Fold(_) => TIMES,
        Scales { .. } | Groups(_) | Couple { .. } | Couples => VAGUE,
        _ => 0,
    }
}

/// What a mark that is no letter or digit is a sign of.
pub fn mark(c: char) -> u32 {
    match c {
        '%' | '°' | 'º' | '‰' | '"' | '”' | '″' | '\'' | '’' | '′' | '/' => {
            UNIT | if c == '/' { JOINT | TO | OUT_OF } else { 0 }
        }
        ':' => CLOCK | OUT_OF,
        '×' => TIMES,
        c if super::fraction::vulgar(c.encode_utf8(&mut [0; 4])).is_some() => PART,
        '~' | '…' => JOINT | EITHER,
        c if is_dash(c) || c == '—' => JOINT | TO,
        c if super::currency::is_sign_of_money(c) || money::MARKS.contains(&c) && !c.is_ascii() => {
            MONEY | UNIT
        }
        '$' => MONEY | UNIT,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_month_and_every_unit_is_a_sign() {
        let all = words();
        let holds =
            |word: &str, sign: u32| all.iter().any(|(known, signs)| known == word && signs & sign != 0);
        assert!(holds("may", MONTH) && holds("sept", MONTH) && !holds("the", MONTH));
        assert!(holds("dollars", MONEY) && holds("usd", CODE) && holds("musd", CODE));
        assert!(holds("square", UNIT) && holds("km", UNIT) && holds("third", PART));
        assert!(mark('€') & MONEY != 0 && mark('–') & JOINT != 0);
    }
}
