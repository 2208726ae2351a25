//! Where it is worth trying which piece. Most words of a text can start no value, and those
//! that can (`the`, `of`, `in`) seldom do, so that the word or figure after them decides:
//! `the 13th`, `of the order of 40`, `from March`, but not `the policy`, `of which`. And a
//! piece is not tried where what it cannot do without stands nowhere near (`needs`).
//!
//! A look never goes further than a few words on. What it lets pass, the pieces decide.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::edge::{letters, spaces};
use super::listed::{
    AFTER_ARTICLE, ARTICLE, CODE, Entry, HEDGE, JOINT, LEAD, LINK, LISTED, Listed, NTH, NUMBER, NUMBERING,
    OPENING, PERIOD, POINTER, beginning_with, next_beginning,
};
use super::needs::Needs;
use super::outline::{Outline, Reach, Sort, Spot};
use super::trigger_name::LONGEST_TOKEN;
use super::{PIECES, hedge, identifier, signs, unit, words};
use crate::lexicon::units::units;

/// Which pieces can start where; bit `n` for row `n` of the table.
pub struct Triggers {
    pub(super) listed: &'static Listed,
    digit: u64,
    pub(super) capital: u64,
    pub(super) hedged: u64,
    identifiers: u64,
    idiom: u64,
    /// The pieces that read a number, with its unit or without.
    amounts: u64,
    /// The pieces that read the codes of currencies.
    money: u64,
    /// The pieces for a number that counts what the next word names.
    of_counts: u64,
    quantities: u64,
    ascii_marks: [u64; 128],
    marks: FxHashMap<char, u64>,
    /// The pieces for spans of time.
    spans: u64,
    /// The pieces for scores.
    scores: u64,
    /// The pieces that read on behind a figure.
    going_on: u64,
    /// The pieces that want letters or marks beside the digits.
    marked: u64,
    /// Those that do so but for a year before a quarter of it.
    periods: u64,
    /// The piece for bare years.
    years: u64,
    pub(super) names: u64,
    pub(super) reports: u64,
    sections: u64,
    needs: Needs,
}

/// The longest way through hedges, articles and leads: `from about the middle of`.
const DEEPEST: u8 = 4;

/// Pieces that look at more than a number and its unit.
const OF_COUNTS: &[&str] = &[
    "statute",
    "contact",
    "section",
    "label",
    "name",
    "token",
    "idiom",
    "date-year",
    "age",
    "ordinal",
    "vague",
    "number",
    "figure",
    "web",
    "report-number",
    "version",
    "date-numeric",
    "score",
];
/// Pieces that start with a number where they start with an article.
const AMOUNTS: &[&str] = &["number", "measure", "money", "range", "score", "age"];
/// Pieces that read nothing of a figure where its clause ends behind it.
const GOING_ON: &[&str] =
    &["date-range", "relative", "score", "money", "measure", "range", "multiple", "share"];
/// Pieces that read no figure that stands alone.
const MARKED: &[&str] = &["web", "token", "report-number", "figure", "date-numeric"];

/// The triggers of the table.
pub static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    assert!(PIECES.len() <= 64, "a row of the table is a bit of a word");
    let mut marks: FxHashMap<char, u64> = FxHashMap::default();
    for (row, piece) in PIECES.iter().enumerate() {
        for &mark in piece.starts.symbols {
            *marks.entry(mark).or_default() |= 1 << row;
        }
    }
    let ascii = |byte: usize| {
        u8::try_from(byte).ok().and_then(|byte| marks.get(&char::from(byte))).copied().unwrap_or(0)
    };
    Triggers {
        listed: &LISTED,
        digit: rows(|row| PIECES[row].starts.digit),
        capital: rows(|row| PIECES[row].starts.capital),
        hedged: rows(|row| PIECES[row].starts.hedged),
        identifiers: rows(|row| row < identifier::PIECES.len()),
        idiom: named(&["idiom"]),
        amounts: named(AMOUNTS),
        money: named(&["money", "range"]),
        of_counts: named(OF_COUNTS),
        quantities: named(&["number"]),
        ascii_marks: std::array::from_fn(ascii),
        spans: named(&["date-range"]),
        scores: named(&["score"]),
        going_on: named(GOING_ON),
        marked: named(MARKED),
        periods: named(&["date-period", "fiscal"]),
        years: named(&["date-year"]),
        names: named(&["name"]),
        reports: named(&["report-number"]),
        sections: named(&["section"]),
        needs: Needs::new(),
        marks,
    }
});

/// The rows of the table that pass, as bits.
fn rows(pass: impl Fn(usize) -> bool) -> u64 {
    (0..PIECES.len()).filter(|row| pass(*row)).fold(0, |all, row| all | 1 << row)
}

/// The rows of the pieces with these names.
pub fn named(names: &[&str]) -> u64 {
    debug_assert!(names.iter().all(|name| PIECES.iter().any(|piece| piece.name == *name)), "{names:?}");
    rows(|row| names.contains(&PIECES[row].name))
}

/// A sentence and its outline.
#[derive(Clone, Copy)]
pub struct Sight<'s> {
    pub text: &'s str,
    pub outline: &'s Outline,
}

impl<'s> Sight<'s> {
    fn spot(&self, at: usize) -> Spot {
        self.outline.spots[at]
    }

    /// The text from a spot on.
    fn from(&self, at: usize) -> &'s str {
        &self.text[self.spot(at).start as usize..]
    }

    /// The text behind a spot.
    fn after(&self, at: usize) -> &'s str {
        &self.text[self.spot(at).end as usize..]
    }

    /// The spot behind spot `at`, where nothing or two spaces at most stand between them.
    fn next(&self, at: usize) -> Option<usize> {
        let next = self.outline.spots.get(at + 1)?;
        let after = self.after(at);
        let gap = after.len() - spaces(after).len();
        (self.spot(at).end as usize + gap == next.start as usize).then_some(at + 1)
    }

    /// The same, where it is a word and a space stands before it.
    fn next_word(&self, at: usize) -> Option<usize> {
        let next = self.next(at)?;
        let spot = self.spot(next);
        let apart = spot.start > self.spot(at).end;
        (apart && spot.sort == Sort::Word && self.text.as_bytes()[spot.start as usize].is_ascii())
            .then_some(next)
    }
}

impl Triggers {
    /// The pieces worth trying at spot `at`.
    pub fn at(&self, sight: Sight<'_>, at: usize) -> u64 {
        let spot = sight.spot(at);
        let pieces = match spot.sort {
            Sort::Word => self.at_word(sight, at, spot),
            Sort::Digits => self.at_digits(sight, at),
            Sort::Mark => self.at_mark(sight, at),
        };
        if pieces == 0 { 0 } else { self.needs.met(pieces, sight.text, sight.outline, at) }
    }

    fn at_word(&self, sight: Sight<'_>, at: usize, spot: Spot) -> u64 {
        let listed = if spot.row == 0 || self.is_idle(sight, at, spot) { 0 } else { self.word(sight, at, 0) };
        let inner = sight.outline.signs(at) & signs::INNER_CAPITAL != 0;
        listed | self.capitalised(sight.from(at), (spot.end - spot.start) as usize, inner)
    }

    /// True where a listed word can start nothing because of the word behind it, as most that are
    /// listed cannot: `the policy`, `of which`, `that house`. Where it is not that plain, this is
    /// not true, and [`Self::word`] looks closer.
    fn is_idle(&self, sight: Sight<'_>, at: usize, spot: Spot) -> bool {
        let entry = self.listed.row(spot.row);
        let &Entry { mut pieces, role, idiom, .. } = entry;
        let bytes = sight.text.as_bytes();
        let Some(&[b' ', first, second]) = bytes.get(spot.end as usize..spot.end as usize + 3) else {
            return false;
        };
        if !first.is_ascii_alphabetic() {
            return false;
        }
        let next = beginning_with(first, second);
        if self.opens_hedge(sight, at, entry, next) {
            return false;
        }
        if idiom & next == 0 {
            pieces &= !self.idiom;
        }
        let row = sight.outline.spots.get(at + 1).map_or(0, |next| next.row);
        let unknown = row == 0 && sight.outline.signs(at + 1) & signs::UNIT == 0;
        let follows = self.listed.row(row).role;
        let the = spot.end - spot.start == 3;
        if role & ARTICLE != 0 && if the { follows & (AFTER_ARTICLE | NTH) == 0 } else { unknown }
            || role & POINTER != 0 && follows & PERIOD == 0
            || role & LEAD != 0 && unknown
        {
            pieces &= self.idiom | self.identifiers;
        }
        pieces == 0
    }

    /// The pieces worth trying at the digits at spot `at`.
    fn at_digits(&self, sight: Sight<'_>, at: usize) -> u64 {
        let rest = sight.from(at);
        let end = rest.bytes().take(LONGEST_TOKEN).position(|b| !b.is_ascii_digit() && b != b',');
        let Some(end) = end else { return self.digit };
        let (figure, after) = rest.split_at(end);
        let last = sight.outline.at_byte(at, sight.spot(at).start as usize + end) - 1;
        let ends = match after.as_bytes() {
            [b' ', ..] => true,
            [b'.' | b';' | b':' | b')' | b'?' | b'!', next, ..] => *next == b' ',
            [b'.' | b')'] => true,
            _ => false,
        };
        let pieces = self.digit & self.before_noun(sight, last, after);
        match after.as_bytes() {
            // "the strike of 2018."
            [b'.' | b';' | b')' | b'?' | b'!', b' ', ..] | [b'.' | b')'] => {
                pieces & self.alone(sight, at, figure, after) & !self.going_on
            }
            _ if ends => pieces & self.alone(sight, at, figure, after),
            _ => pieces,
        }
    }

    /// All pieces but those that read no figure that stands alone: a space or the end of a clause
    /// follows it, so that it is no part of a longer word.
    fn alone(&self, sight: Sight<'_>, at: usize, figure: &str, after: &str) -> u64 {
        let mut pieces = !self.marked;
        // "2019 Q3", "2019 fiscal year", "44 BC"
        let next = spaces(after).bytes().next().unwrap_or(b' ');
        let year = figure.bytes().take_while(u8::is_ascii_digit).count() == 4;
        if !(year && matches!(next | 0x20, b'q' | b'h' | b'f')) {
            pieces &= !self.periods;
        }
        if !year && !matches!(next, b'A' | b'B' | b'C') {
            pieces &= !self.years;
            if sight.outline.near(at, Reach::Sixteen) & signs::MONTH == 0 {
                pieces &= !self.spans;
            }
        }
        // "7 to 2", "7 votes to 2"
        if !super::edge::is_any(super::edge::next_word(after), &["to", "votes"]) {
            pieces &= !self.scores;
        }
        if sight.outline.near(at, Reach::Sixteen) & signs::JOINT == 0 {
            pieces &= !self.spans;
        }
        pieces
    }

    /// All pieces, unless an ordinary word follows the number that spot `last` ends, which then
    /// counts things: `545 children`, `three other officials`.
    fn before_noun(&self, sight: Sight<'_>, last: usize, after: &str) -> u64 {
        let Some(next) = after.strip_prefix(' ') else { return u64::MAX };
        let word = letters(next);
        if word.len() < 2 || next[word.len()..].starts_with(['.', '-', '\'', '’']) {
            return u64::MAX;
        }
        // "18 Americans", but "8 AM", "5 Q3"; what else a capital makes of a word, its signs tell.
        let capital = word.as_bytes()[0].is_ascii_uppercase();
        let signed = || sight.outline.signs(last + 1) & !(signs::CAPITAL | signs::START) != 0;
        if capital && (!word.as_bytes()[1].is_ascii_lowercase() || signed()) {
            return u64::MAX;
        }
        let entry = self.entry(sight, last + 1);
        let makes_more = entry.role & (JOINT | PERIOD | NUMBER) != 0;
        let measures = || sight.outline.signs(last + 1) & signs::UNIT != 0 && unit::named(next).is_some();
        if makes_more || measures() { u64::MAX } else { self.of_counts }
    }

    /// The pieces worth trying at the mark at spot `at`.
    fn at_mark(&self, sight: Sight<'_>, at: usize) -> u64 {
        let byte = sight.text.as_bytes()[sight.spot(at).start as usize];
        if self.ascii_marks.get(usize::from(byte)) == Some(&0) {
            return 0;
        }
        let rest = sight.from(at);
        let mark = if byte < 0x80 { char::from(byte) } else { rest.chars().next().unwrap_or(' ') };
        let pieces = match self.ascii_marks.get(mark as usize) {
            Some(pieces) => *pieces,
            None => self.marks.get(&mark).copied().unwrap_or(0),
        };
        if pieces == 0 {
            return 0;
        }
        let after = &rest[mark.len_utf8()..];
        let next = after.as_bytes().first().copied().unwrap_or(b' ');
        let figure = next.is_ascii_digit() || next == b'.' && matches!(mark, '-' | '−');
        let passes = match mark {
            '.' | '\'' | '’' | '‘' => figure,
            // "-$5", "−€5"
            '-' | '−' => figure || next == b'$' || next >= 0x80,
            // "(1)", "(iv)", "(555) 0100"
            '(' => figure || after.bytes().take(6).any(|b| b == b')') || next == b'+',
            '[' => {
                let listed = || sight.next(at).is_some_and(|next| self.entry(sight, next).pieces != 0);
                figure || next == b'^' || next.is_ascii_alphabetic() && listed()
            }
            _ => true,
        };
        if passes { pieces } else { 0 }
    }

    /// What is known of the word at spot `at`, if one stands there.
    fn entry(&self, sight: Sight<'_>, at: usize) -> Entry {
        sight.outline.spots.get(at).map_or_else(Entry::default, |spot| self.listed.entry(spot.row))
    }

    fn word(&self, sight: Sight<'_>, at: usize, depth: u8) -> u64 {
        let entry = self.entry(sight, at);
        let Entry { mut pieces, role, idiom, .. } = entry;
        if depth >= DEEPEST || pieces == 0 && role & HEDGE == 0 {
            return pieces;
        }
        let told_by_next = depth == 0 && pieces & self.idiom != 0 || role & HEDGE != 0;
        let next = if told_by_next { next_beginning(sight.after(at)) } else { 0 };
        // Behind a lead or an article it is enough that a value may follow: "between the ages of".
        if depth == 0 && pieces & self.idiom != 0 && idiom & next == 0 {
            pieces &= !self.idiom;
        }
        let spans = depth == 0 && pieces & self.spans != 0 && role & OPENING == 0;
        if spans && !joined(sight, at) {
            pieces &= !self.spans;
        }
        if depth == 0 && pieces & self.sections != 0 && !self.numbers(sight, at) {
            pieces &= !self.sections;
        }
        // An idiom is looked up at once, a name by the figure behind it.
        let others = !(self.idiom | self.identifiers);
        let mut found = pieces;
        if found & self.quantities != 0 && role & !(NUMBER | NTH | OPENING) == 0 {
            // The number in words, and what follows it.
            let rest = sight.from(at);
            if let Some((after, _)) = words::cardinal(rest) {
                let end = sight.text.len() - after.len();
                let last = sight.outline.at_byte(at, end) - 1;
                found &= self.before_noun(sight, last, after);
            }
        }
        if role & ARTICLE != 0 && !self.after_article(sight, at, depth)
            || role & LEAD != 0 && !self.after_lead(sight, at, depth)
            || role & POINTER != 0 && !self.points(sight, at)
        {
            found &= !others;
        }
        if role & ARTICLE != 0 && self.names_no_amount(sight, at) {
            found &= !self.amounts;
        }
        if role & CODE != 0 && !figure_is_near(sight.after(at)) {
            found &= !self.money;
        }
        if self.opens_hedge(sight, at, &entry, next) {
            let rest = sight.from(at);
            let core = hedge::prefix(rest).0;
            if core.len() < rest.len() {
                let next = sight.outline.at_byte(at, sight.text.len() - core.len());
                found |= self.hedged & self.start(sight, next, depth + 1);
            }
        }
        found
    }

    /// The pieces that could start a value at spot `at`.
    fn start(&self, sight: Sight<'_>, at: usize, depth: u8) -> u64 {
        match sight.outline.spots.get(at).map(|spot| spot.sort) {
            None => 0,
            Some(Sort::Digits) => self.digit,
            Some(Sort::Word) => self.word(sight, at, depth),
            Some(Sort::Mark) => self.at_mark(sight, at),
        }
    }

    /// What can be the number of a thing follows the noun at spot `at`: `Part Two`, `Sec. 5`.
    fn numbers(&self, sight: Sight<'_>, at: usize) -> bool {
        /// Marks that may stand between: `Section] #5`.
        const MARKS: usize = 4;
        let mut next = at + 1;
        while next <= at + MARKS && sight.outline.spots.get(next).is_some_and(|spot| spot.sort == Sort::Mark)
        {
            next += 1;
        }
        sight.outline.signs(next) & (signs::DIGIT | signs::NUMBER | signs::CAPITAL) != 0
            || self.entry(sight, next).role & NUMBERING != 0
            || sight
                .outline
                .spots
                .get(next)
                .is_some_and(|spot| !sight.text.as_bytes()[spot.start as usize].is_ascii())
    }

    /// `the` and a word of time, number or share; `a` and also a unit.
    fn after_article(&self, sight: Sight<'_>, at: usize, depth: u8) -> bool {
        let spot = sight.spot(at);
        let definite = spot.end - spot.start == 3;
        let after = sight.after(at);
        if spaces(after).len() == after.len() {
            return true;
        }
        let Some(next) = sight.next_word(at) else { return definite };
        let counts = if definite { NTH } else { NUMBER };
        self.entry(sight, next).role & (AFTER_ARTICLE | counts) != 0
            || !definite
                && (sight.outline.signs(next) & signs::UNIT != 0
                    && !units().lookup(letters(sight.from(next))).is_empty()
                    || self.word(sight, next, depth + 1) & !self.identifiers != 0)
    }

    /// No amount starts with the article at spot `at`, since neither a number nor a unit follows it:
    /// `a prior`, but not `a hundred`, `a mile`.
    fn names_no_amount(&self, sight: Sight<'_>, at: usize) -> bool {
        sight.next_word(at).is_some_and(|next| {
            self.entry(sight, next).role & (NUMBER | NTH) == 0
                && sight.outline.signs(next) & (signs::UNIT | signs::MONEY | signs::CODE) == 0
        })
    }

    fn after_lead(&self, sight: Sight<'_>, at: usize, depth: u8) -> bool {
        let Some(next) = sight.next_word(at) else { return true };
        self.entry(sight, next).role & LINK != 0 || self.word(sight, next, depth + 1) & !self.identifiers != 0
    }

    fn points(&self, sight: Sight<'_>, at: usize) -> bool {
        sight.next_word(at).is_none_or(|next| self.entry(sight, next).role & PERIOD != 0)
    }
}

/// What can join the ends of a span of time follows the word at spot `at`, which leads none in:
/// `May 5 to`, but also `May and June 2018`, `fiscal years 2017 and 2018`.
fn joined(sight: Sight<'_>, at: usize) -> bool {
    // No day is longer behind its month: "May [7], [2018] to".
    let near = match sight.outline.signs(at) & signs::MONTH {
        0 => sight.outline.near(at, Reach::Sixteen),
        _ => sight.outline.near(at + 1, Reach::Eight),
    };
    let and = near & signs::JOINT != 0;
    near & signs::TO != 0
        || and && (sight.outline.signs(at + 1) & signs::JOINT != 0 || near & signs::FISCAL != 0)
}

/// A figure or a sign of money stands within the next few bytes: `US$ 5`, `Rs. 40`.
fn figure_is_near(after: &str) -> bool {
    after.bytes().take(8).any(|b| b.is_ascii_digit() || b == b'$' || b >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(text: &str) -> Vec<&'static str> {
        let mut outline = Outline::default();
        outline.read(text);
        let pieces = TRIGGERS.at(Sight { text, outline: &outline }, 0);
        PIECES
            .iter()
            .enumerate()
            .filter(|(row, _)| pieces >> row & 1 == 1)
            .map(|(_, piece)| piece.name)
            .collect()
    }

    #[test]
    fn what_follows_decides_for_common_words() {
        for (text, piece) in [
            ("the 13th of May", "date"),
            ("the next day", "relative"),
            ("the vast majority of", "share"),
            ("from about the middle of May", "date-range"),
            ("in the region of 40", "number"),
            ("over half a mile", "measure"),
            ("a week later", "relative"),
            ("more than a dozen", "number"),
            ("US$ 5", "money"),
            ("Room 523", "name"),
            ("two more days", "measure"),
            ("six in the morning", "time"),
        ] {
            assert!(tried(text).contains(&piece), "{text}: {:?}", tried(text));
        }
        for text in ["policy", "the policy", "a policy", "from people", "that house", "Mr. Smith"] {
            let mut tried = tried(text);
            tried.retain(|piece| !matches!(*piece, "idiom" | "name" | "report-number"));
            assert!(tried.is_empty(), "{text}: {tried:?}");
        }
    }
}
