//! What pieces cannot do without, wherever they start: no amount of money without a currency, no
//! multiple without `times` or the like. A piece is not tried where none of it stands near.
//!
//! Each need holds for every reading of its piece: it saves time and changes no reading.

use super::age;
use super::outline::{Outline, Reach, Sort};
use super::signs::{
    AGE, CLOCK, DAYPART, DECADE, DIGIT, EITHER, FEAST, FISCAL, JOINT, LENGTH, MAJORITY, MONEY, MONTH, NTH,
    NUMBER, OR, OUT_OF, PART, PAST, STEP, TARGET, TIMES, TO, UNIT, VAGUE, WEEKDAY, WHOSE,
};
use super::trigger::named;

/// A piece, how far from its start one of the signs must stand, and the signs.
const NEEDS: &[(&str, Reach, u32)] = &[
    ("date", Reach::Eight, DIGIT | MONTH | WEEKDAY | FEAST | DECADE),
    ("date-range", Reach::Sixteen, DIGIT | MONTH | WEEKDAY | FEAST | DECADE),
    ("date-period", Reach::Sixteen, DIGIT | MONTH | DECADE),
    ("fiscal", Reach::Sixteen, FISCAL),
    ("holiday", Reach::Eight, FEAST),
    ("relative", Reach::Sixteen, LENGTH | TARGET | MONTH | WEEKDAY | FEAST),
    ("score", Reach::Sixteen, TO),
    ("range", Reach::Sixteen, JOINT | OR),
    ("money", Reach::ThirtyTwo, MONEY),
    ("measure", Reach::ThirtyTwo, UNIT),
    ("multiple", Reach::Sixteen, TIMES),
    ("share", Reach::Sixteen, OUT_OF | PART | MAJORITY),
    ("vague", Reach::Eight, VAGUE),
    ("ordinal", Reach::Sixteen, PART | NTH),
];

/// The same by rows of the table.
pub struct Needs {
    needs: Vec<(u64, Reach, u32)>,
    ages: u64,
    times: u64,
    days: u64,
    steps: u64,
    shares: u64,
    feasts: u64,
    statutes: u64,
    versions: u64,
    ranges: u64,
    contacts: u64,
    names: u64,
    reports: u64,
    spans: u64,
}

impl Needs {
    pub fn new() -> Self {
        Self {
            needs: NEEDS.iter().map(|(name, reach, signs)| (named(&[name]), *reach, *signs)).collect(),
            ages: named(&["age"]),
            times: named(&["time"]),
            days: named(&["date"]),
            steps: named(&["relative"]),
            shares: named(&["share"]),
            feasts: named(&["holiday"]),
            statutes: named(&["statute"]),
            versions: named(&["version"]),
            ranges: named(&["range"]),
            contacts: named(&["contact"]),
            names: named(&["name"]),
            reports: named(&["report-number"]),
            spans: named(&["date-range"]),
        }
    }

    /// Those of `pieces`, to start at spot `at` of `text`, whose needs are met.
    pub fn met(&self, mut pieces: u64, text: &str, outline: &Outline, at: usize) -> u64 {
        let near = [Reach::Eight, Reach::Sixteen, Reach::ThirtyTwo, Reach::All];
        let near = near.map(|reach| outline.near(at, reach));
        for (rows, reach, signs) in &self.needs {
            let met = near[*reach as usize] & signs != 0;
            pieces &= if met { u64::MAX } else { !rows };
        }
        let spot = outline.spots[at];
        if pieces & self.ages != 0 && !ages(&text[..spot.start as usize], outline, at) {
            pieces &= !self.ages;
        }
        if pieces & self.times != 0 && !times(outline, at) {
            pieces &= !self.times;
        }
        let own = &text[spot.start as usize..spot.end as usize];
        match spot.sort {
            Sort::Word => pieces & !self.unmet_by_word(pieces, text, own, outline, at),
            Sort::Digits => pieces & !self.unmet_by_figure(text, own, outline, at),
            // "(555) 0100"
            Sort::Mark if own == "(" && outline.signs(at + 1) & DIGIT == 0 => pieces & !self.contacts,
            Sort::Mark => pieces,
        }
    }

    /// The pieces that need more behind the word `own`.
    fn unmet_by_word(&self, pieces: u64, text: &str, own: &str, outline: &Outline, at: usize) -> u64 {
        let next = outline.signs(at + 1);
        let (eight, sixteen) = (outline.near(at, Reach::Eight), outline.near(at, Reach::Sixteen));
        let unless = |holds: bool, rows: u64| if holds { 0 } else { rows };
        // "the end of last week" needs a unit of time, "last spring" its season at once.
        let (bytes, signs) = (own.as_bytes(), outline.signs(at));
        let mut unmet = unless(matches!(bytes[0], b'v' | b'V' | b'r' | b'R'), self.versions);
        // "HB 2", "S. 744", "KLMD 31-04"
        let second = text.as_bytes().get(outline.spots[at].start as usize + 1).copied().unwrap_or(b' ');
        let acronym = bytes[0].is_ascii_uppercase() && matches!(second, b'A'..=b'Z' | b'.' | b'-' | b'/');
        unmet |= unless(acronym, self.reports);
        // "May 4"
        unmet |= unless(signs & (MONTH | WEEKDAY) == 0 || second_part(text, outline, at), self.names);
        unmet |= unless(sixteen & LENGTH != 0 || eight & (TARGET | MONTH | WEEKDAY | FEAST) != 0, self.steps);
        if own.eq_ignore_ascii_case("the") {
            unmet |= unless(eight & MONTH != 0 || next & DIGIT != 0, self.days);
            unmet |= unless(next & FEAST != 0, self.feasts) | unless(eight & MAJORITY != 0, self.shares);
        } else if own.eq_ignore_ascii_case("from") {
            unmet |= unless(sixteen & (TO | EITHER) != 0, self.ranges);
        } else if own.eq_ignore_ascii_case("on") {
            // "on or about May 4"
            unmet |= unless(next & OR != 0, self.days);
        } else if signs & (MONTH | WEEKDAY) == MONTH {
            // "May 5 to", "March and April 2018"; but "may have"
            let on = next | outline.signs(at + 2) | outline.signs(at + 3);
            unmet |= unless(on & (DIGIT | JOINT) != 0, self.spans);
        } else if own.len() < 3 && own.eq_ignore_ascii_case(&"an"[..own.len()]) || signs & NUMBER != 0 {
            // "two weeks later", "a day before May 4", "first week of next month"
            let steps = outline.near(at, Reach::ThirtyTwo) & STEP != 0 || eight & (PART | NTH) != 0;
            unmet |= unless(sixteen & LENGTH != 0 && steps, self.steps);
        }
        // "five to ten", "five or six"; but "a minimum of five and a maximum of ten"
        unmet |= unless(signs & NUMBER == 0 || sixteen & (TO | EITHER) != 0, self.ranges);
        if pieces & self.times != 0 && signs & (NUMBER | CLOCK | PART) == 0 {
            // "about three o'clock", "shortly before noon", "a quarter to nine"
            let article = own.eq_ignore_ascii_case("a");
            let told = next & (DIGIT | NUMBER | CLOCK | PART | PAST) != 0 && (!article || next & PART != 0);
            let then = text[outline.spots[at].end as usize..].strip_prefix(" a ").is_some();
            unmet |= unless(told || then && !article, self.times);
        }
        unmet
    }

    /// The pieces that need more beside the digits `own`.
    fn unmet_by_figure(&self, text: &str, own: &str, outline: &Outline, at: usize) -> u64 {
        let bytes = text.as_bytes();
        let end = outline.spots[at].end as usize;
        let unless = |holds: bool, rows: u64| if holds { 0 } else { rows };
        let (next, then) =
            (bytes.get(end).copied().unwrap_or(b' '), bytes.get(end + 1).copied().unwrap_or(b' '));
        let (eight, on) = (outline.near(at, Reach::Eight), outline.signs(at + 1) | outline.signs(at + 2));
        let glued = !next.is_ascii_whitespace();
        let mut unmet = unless(eight & MONTH != 0, self.days)
            // "2013 to 2015", "5 to 7 May", "1/5-2/6", "13 January 2021 through"
            | unless(eight & TO != 0 && (eight & MONTH != 0 || on & JOINT != 0 || glued), self.spans)
            // "two or three days ago", "20th of next month"
            | unless(
                eight & LENGTH != 0 && (eight & NTH != 0 || outline.near(at, Reach::ThirtyTwo) & STEP != 0),
                self.steps,
            )
            // "5 to 10", "5 or 6"
            | unless(outline.near(at, Reach::Sixteen) & (TO | EITHER) != 0, self.ranges)
            // "8 U.S.C."
            | unless(next == b' ' && then.is_ascii_uppercase(), self.statutes)
            // "2.4.0", "2.x"
            | unless(next == b'.' && (then.is_ascii_digit() || matches!(then, b'x' | b'X' | b'*')), self.versions);
        if next == b' ' && then.is_ascii_lowercase() {
            // "call 911 from", "IL 62704 by", "dial 020794600 and"
            unmet |= unless(matches!(own.len(), 3 | 5 | 6..), self.contacts);
            // "coronavirus disease 2019 was"
            unmet |= unless(own.len() == 4, self.names);
        }
        unmet
    }
}

/// A hyphen or the like goes on with the word at spot `at`: `May-Jones 5`.
fn second_part(text: &str, outline: &Outline, at: usize) -> bool {
    let after = text.as_bytes().get(outline.spots[at].end as usize).copied().unwrap_or(b' ');
    !after.is_ascii_whitespace()
}

/// A word for ages near, or somebody before whose age may be told: `children under 5`.
fn ages(before: &str, outline: &Outline, at: usize) -> bool {
    // "in her 60s"
    let eight = outline.near(at, Reach::Eight);
    outline.near(at, Reach::Sixteen) & AGE != 0
        || eight & WHOSE != 0 && eight & (DIGIT | DECADE) != 0
        || age::may_be_told(before)
}

/// What tells a time of day: a word of it near, `past` between two numbers, or a part of the day
/// that the sentence names before or behind.
fn times(outline: &Outline, at: usize) -> bool {
    outline.near(at, Reach::All) & DAYPART != 0
        || outline.near(at, Reach::ThirtyTwo) & CLOCK != 0
        || outline.near(at, Reach::Eight) & (PAST | JOINT) != 0
}
