//! The words that triggers know, each with what can start with it and what it is a sign of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::edge::spaces;
use super::trigger_words::ROLES;
use super::{PIECES, hedge, signs};
use crate::lexicon::number_words::{NumberWord, number_words};

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Pieces that can start with it; bit `n` for row `n` of the table.
    pub pieces: u64,
    /// As in `trigger_words`.
    pub role: u16,
    /// How what follows it in an idiom begins.
    pub idiom: u64,
    /// How what follows it in a hedge of several words begins.
    pub hedge: u64,
    /// And how the word behind that begins; any may where two words are a hedge.
    pub hedge_third: u64,
    /// What it is a sign of.
    pub sign: u32,
}

/// Starts a hedge.
pub const HEDGE: u16 = 1;
/// `the`: a word of time or number must follow.
pub const ARTICLE: u16 = 1 << 1;
/// `from`: a value must follow.
pub const LEAD: u16 = 1 << 2;
/// `that`, `last`: the name of a period must follow.
pub const POINTER: u16 = 1 << 3;
/// `usd`: a figure must follow at once.
pub const CODE: u16 = 1 << 4;
/// May follow an article.
pub const AFTER_ARTICLE: u16 = 1 << 5;
/// May follow a pointer.
pub const PERIOD: u16 = 1 << 6;
/// A number word.
pub const NUMBER: u16 = 1 << 7;
/// A number that days and parts are told by.
pub const NTH: u16 = 1 << 8;
/// Leads a span of time in.
pub const OPENING: u16 = 1 << 9;
/// Stands between a lead and its value: `on or about`, `less than`.
pub const LINK: u16 = 1 << 10;
/// Goes on with a number, which it makes more of: `3 to 7`, `one in five`.
pub const JOINT: u16 = 1 << 11;
/// Stands between a noun and its number: `Case No. 5`, `Executive Order 5`.
pub const NUMBERING: u16 = 1 << 12;
/// A hedge by itself, before a value or another hedge: `about`.
pub const ALONE: u16 = 1 << 13;

/// No word of more letters is listed.
pub const LONGEST: usize = 16;

/// The words, found by a hash of their letters.
pub struct Listed {
    entries: Vec<Entry>,
    /// The letters of the words and what they are signs of, by row.
    keys: Vec<(u128, u32)>,
    /// Rows by the hash of their keys, each with other bits of it.
    slots: Vec<(u16, u16)>,
    /// What ASCII marks are signs of.
    pub marks: [u32; 128],
}

/// The words of the table of pieces.
pub static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let mut words: FxHashMap<String, Entry> = FxHashMap::default();
    for (row, piece) in PIECES.iter().enumerate() {
        for word in (piece.starts.words)() {
            words.entry(word.to_owned()).or_default().pieces |= 1 << row;
        }
    }
    let mut mark = |word: &str, role: u16| words.entry(word.to_owned()).or_default().role |= role;
    for (role, list) in ROLES {
        list.iter().for_each(|word| mark(word, *role));
    }
    let calendar = ["date", "date-range", "date-period", "fiscal", "holiday", "relative"];
    for piece in PIECES.iter().filter(|piece| calendar.contains(&piece.name)) {
        (piece.starts.words)().iter().for_each(|word| mark(word, AFTER_ARTICLE));
    }
    super::date_parts::MONTH_WORDS.iter().for_each(|word| mark(word, AFTER_ARTICLE));
    super::date_parts::MONTH_WORDS.iter().filter(|word| **word != "the").for_each(|word| mark(word, PERIOD));
    super::date_parts::WEEKDAY_WORDS.iter().for_each(|word| mark(word, PERIOD | AFTER_ARTICLE));
    (super::holiday::PIECE.starts.words)()
        .iter()
        .filter(|w| **w != "the")
        .for_each(|word| mark(word, PERIOD));
    hedge::start_words().iter().for_each(|word| mark(word, HEDGE));
    super::money::CODES.iter().for_each(|word| mark(word, CODE));
    super::unit::BETWEEN.iter().chain(super::unit::KINDS).for_each(|word| mark(word, JOINT));
    for (word, number) in number_words() {
        mark(word, if is_nth(number) { NUMBER | NTH } else { NUMBER });
    }
    for idiom in super::idiom::IDIOMS {
        let (word, next) = idiom.split_once([' ', '-']).unwrap_or((idiom, ""));
        words.entry(word.to_owned()).or_default().idiom |=
            if next.is_empty() { u64::MAX } else { beginning(next) };
    }
    for (word, next) in hedge::openings() {
        let entry = words.entry(word.to_owned()).or_default();
        if next.is_empty() {
            entry.role |= ALONE;
        } else {
            entry.hedge |= beginning(next);
            entry.hedge_third |= next.split_once(' ').map_or(u64::MAX, |(_, third)| beginning(third));
        }
    }
    for (word, sign) in signs::words() {
        words.entry(word).or_default().sign |= sign;
    }
    Listed::of(words)
});

impl Listed {
    fn of(words: FxHashMap<String, Entry>) -> Self {
        let places = (words.len() * 3).next_power_of_two();
        let mut listed = Self {
            entries: vec![Entry::default()],
            keys: vec![(0, 0)],
            slots: vec![(0, 0); places],
            marks: std::array::from_fn(|byte| u8::try_from(byte).map_or(0, |byte| of_mark(char::from(byte)))),
        };
        for (word, entry) in words {
            if word.is_empty() || word.len() > LONGEST {
                continue;
            }
            let key = key(window(word.as_bytes(), 0), word.len());
            let (mut place, check) = listed.place(key);
            while listed.slots[place].0 != 0 {
                place = (place + 1) % places;
            }
            listed.slots[place] = (u16::try_from(listed.entries.len()).unwrap_or(0), check);
            let start = entry.pieces != 0 || entry.role & HEDGE != 0;
            listed.entries.push(entry);
            listed.keys.push((key, entry.sign | if start { signs::START } else { 0 }));
        }
        listed
    }

    /// Where to look for a key, and what else its hash says.
    fn place(&self, key: u128) -> (usize, u16) {
        let [low, high] = [key as u64, (key >> 64) as u64];
        let mixed = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 40) as usize & (self.slots.len() - 1), (mixed >> 24) as u16)
    }

    /// The row of the word at `start..end` of a text, in any case, nought where it is not
    /// listed, and what it is a sign of.
    pub fn find(&self, bytes: &[u8], start: usize, end: usize) -> (u16, u32) {
        // "µg", "złoty"; and words too long to be listed: none is known not to be a unit.
        const UNKNOWN: (u16, u32) = (0, signs::UNIT | signs::MONEY);
        /// The bits that only letters beyond ASCII have.
        const FOREIGN: u128 = u128::from_le_bytes([0x80; LONGEST]);
        if end - start > LONGEST {
            return UNKNOWN;
        }
        let key = key(window(bytes, start), end - start);
        match self.find_key(key) {
            (0, _) if key & FOREIGN != 0 => UNKNOWN,
            found => found,
        }
    }

    /// The same for the ASCII letters that a [`window`] begins with, whose bits are `own`.
    #[inline]
    pub fn find_letters(&self, window: u128, own: u128) -> (u16, u32) {
        self.find_key((window | CASE) & own)
    }

    #[inline]
    fn find_key(&self, key: u128) -> (u16, u32) {
        let (mut place, check) = self.place(key);
        loop {
            let (row, own) = self.slots[place];
            if row == 0 {
                return (0, 0);
            }
            if own == check {
                let (known, sign) = self.keys[usize::from(row)];
                if known == key {
                    return (row, sign);
                }
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    /// What is known of a word, in any case.
    pub fn known(&self, word: &str) -> Entry {
        self.entry(self.find(word.as_bytes(), 0, word.len()).0)
    }

    /// What is known of the word of a row.
    pub fn entry(&self, row: u16) -> Entry {
        *self.row(row)
    }

    /// The same, where it lies.
    #[inline]
    pub fn row(&self, row: u16) -> &Entry {
        &self.entries[usize::from(row)]
    }
}

/// What an ASCII mark is a sign of, and whether a piece starts with it.
fn of_mark(mark: char) -> u32 {
    let starts = PIECES.iter().any(|piece| piece.starts.symbols.contains(&mark));
    signs::mark(mark) | if starts { signs::START } else { 0 }
}

/// Letters of either case differ in one bit; what other bytes become by it is no word.
const CASE: u128 = u128::from_le_bytes([0x20; LONGEST]);

/// The letters that a window begins with as a number, in small letters.
#[inline]
fn key(window: u128, length: usize) -> u128 {
    (window | CASE) & own(length)
}

/// The bytes at `start..end`, sixteen at most, as a number.
#[inline]
pub fn loaded(bytes: &[u8], start: usize, end: usize) -> u128 {
    window(bytes, start) & own(end - start)
}

/// The sixteen bytes from `start` on as a number, the first lowest; noughts behind the end.
#[inline]
pub fn window(bytes: &[u8], start: usize) -> u128 {
    match bytes.get(start..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u128::from_le_bytes(*chunk),
        None => last_window(bytes, start),
    }
}

/// The same where less than sixteen bytes are left.
fn last_window(bytes: &[u8], start: usize) -> u128 {
    if let Some(last) = bytes.last_chunk::<LONGEST>() {
        let gone = start.saturating_sub(bytes.len() - LONGEST).min(LONGEST);
        return u128::from_le_bytes(*last).checked_shr(gone as u32 * 8).unwrap_or(0);
    }
    let mut window = [0; LONGEST];
    let rest = bytes.get(start..).unwrap_or_default();
    window[..rest.len()].copy_from_slice(rest);
    u128::from_le_bytes(window)
}

/// The bits of the first so many bytes.
#[inline]
pub fn own(length: usize) -> u128 {
    static OWN: [u128; LONGEST + 1] = {
        let mut own = [0; LONGEST + 1];
        let mut length = 1;
        while length <= LONGEST {
            own[length] = own[length - 1] << 8 | 0xFF;
            length += 1;
        }
        own
    };
    OWN[length]
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

/// The bit for the next word, behind a hyphen or spaces.
pub fn next_beginning(after: &str) -> u64 {
    beginning(after.strip_prefix('-').unwrap_or_else(|| spaces(after)))
}

/// A bit for the first two letters of a text, for sets of them.
pub fn beginning(text: &str) -> u64 {
    let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b' ');
    beginning_with(byte(0), byte(1))
}

/// The same for the first two bytes.
#[inline]
pub fn beginning_with(first: u8, second: u8) -> u64 {
    let letter = |byte: u8| if byte.is_ascii_alphabetic() { byte & 31 } else { 0 };
    1 << ((letter(first).wrapping_mul(11) ^ letter(second)) & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_no_others() {
        let find = |word: &str| LISTED.find(word.as_bytes(), 0, word.len());
        for piece in PIECES {
            for word in (piece.starts.words)() {
                assert!(word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
                assert!(find(word).0 != 0 && find(word) == find(&word.to_ascii_uppercase()), "{word}");
            }
        }
        assert_eq!(find("policy"), (0, 0));
        assert_eq!(LISTED.find(b"in May, we", 3, 6), find("may"));
    }
}
