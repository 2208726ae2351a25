//! Where it is worth trying which piece. Most words of a text can start no value, and those
//! that can (`the`, `of`, `in`) seldom do, so that the word or figure after them decides:
//! `the 13th`, `of the order of 40`, `from March`, but not `the policy`, `of which`.
//!
//! A look never goes further than a few words on. What it lets pass, the pieces decide.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::edge::{is_any, spaces};
use super::signs::{self, Signs};
use super::{PIECES, hedge, identifier, unit, words};
use crate::lexicon::number_words::{NumberWord, number_words};
use crate::lexicon::units::units;

/// Which pieces can start where; bit `n` for row `n` of the table.
pub struct Triggers {
    digit: u64,
    capital: u64,
    hedged: u64,
    identifiers: u64,
    idiom: u64,
    /// The pieces that read the codes of currencies.
    money: u64,
    /// The pieces for a number that counts what the next word names.
    of_counts: u64,
    quantities: u64,
    /// The pieces for a capitalised word that a number may follow after a space.
    named: u64,
    ascii_symbols: [u64; 128],
    symbols: FxHashMap<char, u64>,
    words: FxHashMap<&'static [u8], Entry>,
    /// By first and last letter, the lengths that words of the table have.
    shapes: [u32; 26 * 26],
    /// The pieces for spans of time.
    spans: u64,
    /// The pieces for scores.
    scores: u64,
    /// The pieces that want letters or marks beside the digits.
    marked: u64,
    /// Those that do so but for a year before a quarter of it.
    periods: u64,
    /// The piece for bare years.
    years: u64,
    /// The piece for days of months.
    days: u64,
    /// The piece for steps from one date to another.
    steps: u64,
    /// The piece for ages.
    ages: u64,
}

/// What is known of a word.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// Pieces that can start with it.
    pieces: u64,
    role: u16,
    /// The first letters of what follows it in an idiom.
    idiom: u32,
}

/// Starts a hedge.
const HEDGE: u16 = 1;
/// `the`: a word of time or number must follow.
const ARTICLE: u16 = 1 << 1;
/// `from`: a value must follow.
const LEAD: u16 = 1 << 2;
/// `that`, `last`: the name of a period must follow.
const POINTER: u16 = 1 << 3;
/// `usd`: a figure must follow at once.
const CODE: u16 = 1 << 4;
/// May follow an article.
const AFTER_ARTICLE: u16 = 1 << 5;
/// May follow a pointer.
const PERIOD: u16 = 1 << 6;

/// A number word.
const NUMBER: u16 = 1 << 7;
/// A number that days and parts are told by.
const NTH: u16 = 1 << 8;
/// Leads a span of time in.
const OPENING: u16 = 1 << 9;

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
/// Pieces that read no figure that stands alone.
const MARKED: &[&str] = &["web", "token", "report-number", "figure", "date-numeric"];
const ARTICLES: &[&str] = &["a", "an", "the"];
/// What may follow a number and make more of it: `3 to 7`, `one in five`, `two times the`.
#[rustfmt::skip]
const JOINTS: &[&str] = &[
    "ad", "after", "am", "an", "and", "bc", "bce", "before", "below", "by", "ce", "each", "every", "fold", "give", "half", "in",
    "minus", "midnight", "more", "nd", "noon", "oclock", "odd", "of", "old", "olds", "or", "out", "past", "per", "plus", "pm",
    "point", "rd", "st", "th", "through", "thru", "till", "times", "to", "tomorrow", "until", "yesterday",
];
const LEADS: &[&str] = &[
    "from",
    "between",
    "since",
    "until",
    "till",
    "through",
    "thru",
    "on",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "some",
    "barely",
    "under",
    "over",
    "more",
    "less",
    "fewer",
    "just",
    "shortly",
];
/// What may stand between a lead and its value: `on or about`, `just before`, `less than`.
const LINKS: &[&str] = &["or", "than", "before", "after"];
const POINTERS: &[&str] =
    &["that", "this", "last", "next", "later", "earlier", "final", "current", "coming", "upcoming"];
const PERIODS: &[&str] = &[
    "day",
    "days",
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "half",
    "winter",
    "spring",
    "summer",
    "autumn",
    "fall",
    "that",
    "this",
    "last",
    "next",
    "same",
    "past",
    "coming",
    "upcoming",
    "calendar",
    "fiscal",
    "financial",
    "school",
    "academic",
];
const AFTER_ARTICLES: &[&str] = &[
    "age",
    "ages",
    "following",
    "same",
    "previous",
    "preceding",
    "prior",
    "vast",
    "great",
    "large",
    "overwhelming",
    "clear",
    "big",
    "narrow",
    "slim",
    "bare",
    "small",
    "simple",
    "sizable",
    "strong",
    "majority",
    "minority",
    "handful",
    "fortnight",
    "hundredth",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
];

/// The triggers of the table.
pub static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let mut triggers = Triggers {
        digit: 0,
        capital: 0,
        hedged: 0,
        identifiers: 0,
        idiom: 0,
        money: 0,
        of_counts: 0,
        quantities: 0,
        named: 0,
        ascii_symbols: [0; 128],
        symbols: FxHashMap::default(),
        words: FxHashMap::default(),
        shapes: [0; 26 * 26],
        spans: 0,
        scores: 0,
        periods: 0,
        years: 0,
        days: 0,
        steps: 0,
        ages: 0,
        marked: 0,
    };
    assert!(PIECES.len() <= 64, "a row of the table is a bit of a word");
    for (row, piece) in PIECES.iter().enumerate() {
        let bit = 1_u64 << row;
        let starts = &piece.starts;
        triggers.digit |= if starts.digit { bit } else { 0 };
        triggers.capital |= if starts.capital { bit } else { 0 };
        triggers.hedged |= if starts.hedged { bit } else { 0 };
        triggers.named |= if matches!(piece.name, "name" | "report-number") { bit } else { 0 };
        triggers.idiom |= if piece.name == "idiom" { bit } else { 0 };
        triggers.scores |= if piece.name == "score" { bit } else { 0 };
        triggers.marked |= if MARKED.contains(&piece.name) { bit } else { 0 };
        triggers.periods |= if matches!(piece.name, "date-period" | "fiscal" | "holiday") { bit } else { 0 };
        triggers.years |= if piece.name == "date-year" { bit } else { 0 };
        triggers.days |= if piece.name == "date" { bit } else { 0 };
        triggers.steps |= if piece.name == "relative" { bit } else { 0 };
        triggers.ages |= if piece.name == "age" { bit } else { 0 };
        triggers.spans |= if piece.name == "date-range" { bit } else { 0 };
        triggers.money |= if matches!(piece.name, "money" | "range") { bit } else { 0 };
        triggers.of_counts |= if OF_COUNTS.contains(&piece.name) { bit } else { 0 };
        triggers.quantities |= if piece.name == "number" { bit } else { 0 };
        triggers.identifiers |= if row < identifier::PIECES.len() { bit } else { 0 };
        for &symbol in starts.symbols {
            *triggers.symbols.entry(symbol).or_default() |= bit;
            if symbol.is_ascii() {
                triggers.ascii_symbols[symbol as usize] |= bit;
            }
        }
        for word in (starts.words)() {
            triggers.words.entry(word.as_bytes()).or_default().pieces |= bit;
        }
    }
    let calendar = ["date", "date-range", "date-period", "fiscal", "holiday", "relative"];
    let of_time = |name: &str| calendar.contains(&name);
    for piece in PIECES.iter().filter(|piece| of_time(piece.name)) {
        for word in (piece.starts.words)() {
            triggers.words.entry(word.as_bytes()).or_default().role |= AFTER_ARTICLE;
        }
    }
    let mut mark = |words: &[&'static str], role: u16| {
        for word in words {
            triggers.words.entry(word.as_bytes()).or_default().role |= role;
        }
    };
    mark(ARTICLES, ARTICLE);
    mark(LEADS, LEAD);
    mark(POINTERS, POINTER);
    mark(PERIODS, PERIOD | AFTER_ARTICLE);
    mark(&super::date_parts::MONTH_WORDS, PERIOD | AFTER_ARTICLE);
    mark(&super::date_parts::WEEKDAY_WORDS, PERIOD | AFTER_ARTICLE);
    mark(&(super::holiday::PIECE.starts.words)(), PERIOD);
    mark(AFTER_ARTICLES, AFTER_ARTICLE);
    mark(&hedge::start_words(), HEDGE);
    mark(super::money::CODES, CODE);
    mark(&["from", "between", "since", "until", "till", "through", "thru", "up"], OPENING);
    for (word, number) in number_words() {
        mark(&[word], if is_nth(number) { NUMBER | NTH } else { NUMBER });
    }
    for idiom in super::idiom::IDIOMS {
        let (word, next) = idiom.split_once([' ', '-']).unwrap_or((idiom, ""));
        triggers.words.entry(word.as_bytes()).or_default().idiom |=
            next.bytes().next().map_or(u32::MAX, letter);
    }
    for word in triggers.words.keys() {
        if let Some(shape) = shape(word) {
            triggers.shapes[shape] |= 1 << word.len().min(31);
        }
    }
    triggers
});

impl Triggers {
    /// The pieces worth trying at the word of `length` bytes that `rest` starts with.
    pub fn at_word(&self, rest: &str, length: usize, signs: &mut Signs<'_>) -> u64 {
        let mut pieces = self.word(rest, length, 0);
        if pieces & self.steps != 0 && self.counts(&rest[..length]) && !signs.hold(signs::LENGTH) {
            pieces &= !self.steps;
        }
        pieces | self.capitalised(rest, length)
    }

    /// A number or `a`, or what may stand before one: of the steps in time only those of so many
    /// units start with it.
    fn counts(&self, word: &str) -> bool {
        let of_number = |entry: Entry| {
            let article = entry.role & ARTICLE != 0 && word.len() < 3;
            article || entry.role & (NUMBER | HEDGE) != 0 && entry.role & (NTH | POINTER | ARTICLE) == 0
        };
        self.entry(word).is_some_and(of_number)
    }

    /// The pieces worth trying at the digits at `at`.
    pub fn at_digit(&self, sentence: &str, at: usize, signs: &mut Signs<'_>) -> u64 {
        let (before, rest) = sentence.split_at(at);
        let end = rest.bytes().take(LONGEST_TOKEN).position(|b| !b.is_ascii_digit() && b != b',');
        let Some(end) = end else { return self.digit };
        let (figure, after) = rest.split_at(end);
        let mut pieces = self.digit & self.before_noun(after) & self.alone(figure, after, signs);
        if pieces & self.steps != 0 && !signs.hold(signs::LENGTH) {
            pieces &= !self.steps;
        }
        if pieces & self.days != 0 && !signs.hold(signs::MONTH) {
            pieces &= !self.days;
        }
        if pieces & self.ages != 0 && !signs.hold(signs::AGE) && !super::age::may_be_told(before) {
            pieces &= !self.ages;
        }
        pieces
    }

    /// All pieces, unless a space or the end of a clause follows the figure, so that it is no
    /// part of a longer word.
    fn alone(&self, figure: &str, after: &str, signs: &mut Signs<'_>) -> u64 {
        let mut pieces = u64::MAX;
        let ends = match after.as_bytes() {
            [b' ', ..] => true,
            [b'.' | b';' | b':' | b')' | b'?' | b'!', next, ..] => *next == b' ',
            [b'.' | b')'] => true,
            _ => false,
        };
        if ends {
            pieces &= !self.marked;
            // "2019 Q3", "2019 fiscal year", "44 BC"
            let next = spaces(after).bytes().next().unwrap_or(b' ');
            let year = figure.bytes().take_while(u8::is_ascii_digit).count() == 4;
            if !(year && matches!(next | 0x20, b'q' | b'h' | b'f')) {
                pieces &= !self.periods;
            }
            if !year && !matches!(next, b'A' | b'B' | b'C') {
                pieces &= !self.years;
                if !signs.hold(signs::MONTH) {
                    pieces &= !self.spans;
                }
            }
            if !super::edge::next_word(after).eq_ignore_ascii_case("to") {
                pieces &= !self.scores;
            }
        }
        if !joined(after) {
            pieces &= !self.spans;
        }
        pieces
    }

    /// All pieces, unless an ordinary word follows the number, which then counts things: `545
    /// children`, `three other officials`.
    fn before_noun(&self, after: &str) -> u64 {
        let Some(next) = after.strip_prefix(' ') else { return u64::MAX };
        let word = super::edge::letters(next);
        let ordinary = word.len() > 1
            && next.starts_with(|c: char| c.is_ascii_lowercase())
            && !next[word.len()..].starts_with(['.', '-', '\'', '’'])
            && !is_any(word, JOINTS)
            && !is_any(word, unit::BETWEEN)
            && self.entry(word).is_none_or(|entry| entry.role & (PERIOD | NUMBER) == 0)
            && unit::named(next).is_none();
        if ordinary { self.of_counts } else { u64::MAX }
    }

    /// The pieces worth trying at the mark that `rest` starts with.
    pub fn at_symbol(&self, symbol: char, rest: &str) -> u64 {
        let pieces = match self.ascii_symbols.get(symbol as usize) {
            Some(pieces) => *pieces,
            None => self.symbols.get(&symbol).copied().unwrap_or(0),
        };
        if pieces == 0 {
            return 0;
        }
        let after = &rest[symbol.len_utf8()..];
        let next = after.as_bytes().first().copied().unwrap_or(b' ');
        let figure = next.is_ascii_digit() || next == b'.' && matches!(symbol, '-' | '−');
        let passes = match symbol {
            '.' | '\'' | '’' | '‘' => figure,
            // "-$5", "−€5"
            '-' | '−' => figure || next == b'$' || next >= 0x80,
            // "(1)", "(iv)", "(555) 0100"
            '(' => figure || after.bytes().take(6).any(|b| b == b')') || next == b'+',
            '[' => {
                figure
                    || next == b'^'
                    || self.entry(super::edge::letters(after)).is_some_and(|e| e.pieces != 0)
            }
            _ => true,
        };
        if passes { pieces } else { 0 }
    }

    fn entry(&self, word: &str) -> Option<Entry> {
        // Most words are none of the table, and their ends tell.
        let word = word.as_bytes();
        if shape(word).is_some_and(|shape| self.shapes[shape] & 1 << word.len().min(31) == 0) {
            return None;
        }
        let mut buffer = [0_u8; 32];
        let lower = buffer.get_mut(..word.len()).filter(|lower| !lower.is_empty())?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.words.get(&*lower).copied()
    }

    fn word(&self, rest: &str, length: usize, depth: u8) -> u64 {
        let (word, after) = rest.split_at(length);
        let Some(Entry { mut pieces, role, idiom }) = self.entry(word) else { return 0 };
        if depth >= DEEPEST {
            return pieces;
        }
        // Behind a lead or an article it is enough that a value may follow: "between the ages of".
        if depth == 0 && pieces & self.idiom != 0 && idiom & next_letter(after) == 0 {
            pieces &= !self.idiom;
        }
        if depth == 0 && pieces & self.spans != 0 && role & OPENING == 0 && !joined(after) {
            pieces &= !self.spans;
        }
        // An idiom is looked up at once, a name by the figure behind it.
        let others = !(self.idiom | self.identifiers);
        let mut found = pieces;
        if found & self.quantities != 0 && role & !(NUMBER | NTH | OPENING) == 0 {
            // The number in words, and what follows it.
            if let Some((after, _)) = words::cardinal(rest) {
                found &= self.before_noun(after);
            }
        }
        if role & ARTICLE != 0 && !self.after_article(word, after, depth)
            || role & LEAD != 0 && !self.after_lead(after, depth)
            || role & POINTER != 0 && !self.points(after)
        {
            found &= !others;
        }
        if role & CODE != 0 && !figure_is_near(after) {
            found &= !self.money;
        }
        if role & HEDGE != 0 {
            let core = hedge::prefix(rest).0;
            if core.len() < rest.len() {
                found |= self.hedged & self.start(core, depth + 1);
            }
        }
        found
    }

    /// The pieces that could start a value at `i`.
    fn start(&self, i: &str, depth: u8) -> u64 {
        match i.as_bytes().first() {
            None => 0,
            Some(b'0'..=b'9') => self.digit,
            Some(byte) if byte.is_ascii_alphabetic() => self.word(i, super::edge::letters(i).len(), depth),
            Some(_) => i.chars().next().map_or(0, |symbol| self.at_symbol(symbol, i)),
        }
    }

    /// `the` and a word of time, number or share; `a` and also a unit.
    fn after_article(&self, article: &str, after: &str, depth: u8) -> bool {
        let next = spaces(after);
        if next.len() == after.len() {
            return true;
        }
        let definite = article.len() == 3;
        let word = super::edge::letters(next);
        if word.is_empty() {
            return definite;
        }
        let counts = if definite { NTH } else { NUMBER };
        self.entry(word).is_some_and(|entry| entry.role & (AFTER_ARTICLE | counts) != 0)
            || !definite && !units().lookup(word).is_empty()
            || !definite && self.word(next, word.len(), depth + 1) & !self.identifiers != 0
    }

    fn after_lead(&self, after: &str, depth: u8) -> bool {
        let next = spaces(after);
        let word = super::edge::letters(next);
        word.is_empty() || is_any(word, LINKS) || self.start(next, depth + 1) & !self.identifiers != 0
    }

    fn points(&self, after: &str) -> bool {
        let word = super::edge::next_word(after);
        word.is_empty() || self.entry(word).is_some_and(|entry| entry.role & PERIOD != 0)
    }

    /// The pieces for names, addresses and words with figures in them: a word that such marks
    /// are glued to, or a capitalised one before a figure.
    fn capitalised(&self, rest: &str, length: usize) -> u64 {
        let bytes = rest.as_bytes();
        let capital = bytes[0].is_ascii_uppercase() || bytes[0] >= 0x80;
        let glued = bytes.get(length).is_some_and(|b| !b.is_ascii_whitespace());
        if !capital && !glued && !bytes[..length].iter().any(u8::is_ascii_uppercase) {
            return 0;
        }
        let mut end = length;
        while end < bytes.len() && end < LONGEST_TOKEN && !bytes[end].is_ascii_whitespace() {
            let next = || bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
            match bytes[end] {
                b'0'..=b'9' | b'@' | b'_' | b'/' => return self.capital,
                b'.' | b':' | b'+' if next() => return self.capital,
                _ => end += 1,
            }
        }
        if end >= LONGEST_TOKEN {
            return self.capital;
        }
        let after = spaces(&rest[end..]);
        // "Act of 1978", "H. J. Res. 7", "Henry VIII"
        let after = after.strip_prefix("of ").unwrap_or(after);
        let numbered = after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L'));
        if numbered || length <= 2 && bytes.get(length) == Some(&b'.') { self.named } else { 0 }
    }
}

/// `the first`, `the twenty-first`, `the hundredth`: numbers that days and parts are told by.
const fn is_nth(number: NumberWord) -> bool {
    matches!(
        number,
        NumberWord::Ordinal(_)
            | NumberWord::OrdinalScale { .. }
            | NumberWord::Ten(_)
            | NumberWord::Denominator(_)
    )
}

/// A number for the first and last letter of a word.
fn shape(word: &[u8]) -> Option<usize> {
    let place = |byte: &u8| usize::from(byte.to_ascii_lowercase().wrapping_sub(b'a'));
    let (first, last) = (place(word.first()?), place(word.last()?));
    (first < 26 && last < 26).then_some(first * 26 + last)
}

/// The bit of a letter, for sets of them.
const fn letter(byte: u8) -> u32 {
    let at = byte.to_ascii_lowercase().wrapping_sub(b'a');
    if at < 26 { 1 << at } else { 1 << 31 }
}

/// The bit of the first letter of the next word, and of a word with nothing after it.
fn next_letter(after: &str) -> u32 {
    let next = after.strip_prefix('-').unwrap_or_else(|| spaces(after));
    next.bytes().next().map_or(1 << 30, letter) | 1 << 30
}

/// What joins the ends of a span of time stands within the next few words: `to`, a dash.
fn joined(after: &str) -> bool {
    const WORDS: usize = 9;
    let bytes = after.as_bytes();
    let (mut at, mut words) = (0, 0);
    while at < bytes.len() && words < WORDS {
        match bytes[at] {
            b'-' | b'/' | 0x80.. => return true,
            b';' => return false,
            byte if byte.is_ascii_alphanumeric() => {
                let length = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                if matches!(byte | 0x20, b't' | b'u' | b'a')
                    && is_any(&after[at..at + length], &["to", "and", "through", "thru", "until", "till"])
                {
                    return true;
                }
                (at, words) = (at + length, words + 1);
            }
            _ => at += 1,
        }
    }
    false
}

/// A token of more bytes is tried without a look at its end.
const LONGEST_TOKEN: usize = 64;

/// A figure or a sign of money stands within the next few bytes: `US$ 5`, `Rs. 40`.
fn figure_is_near(after: &str) -> bool {
    after.bytes().take(8).any(|b| b.is_ascii_digit() || b == b'$' || b >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(text: &str) -> Vec<&'static str> {
        let length = super::super::edge::letters(text).len();
        let pieces = TRIGGERS.at_word(text, length, &mut Signs::of(text));
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
