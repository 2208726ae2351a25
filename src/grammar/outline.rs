//! The outline of a sentence: where its words, runs of digits and marks stand, what is known of
//! each word, and which signs stand near. Every word is looked up once, and what is asked of the
//! sentence afterwards, by every trigger at every place, is asked of this.

use std::ops::Range;

use super::listed::{LISTED, LONGEST, Listed, own, window};
use super::signs::{self, CAPITAL, DIGIT, INNER_CAPITAL, START};
use crate::prose::{leading_letters, leading_letters_of_eight, letters};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A run of letters.
    Word,
    /// A run of digits.
    Digits,
    /// One character that is neither, nor a space.
    Mark,
}

/// A word, a run of digits or a mark of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Bytes of the sentence.
    pub start: u32,
    pub end: u32,
    pub sort: Sort,
    /// The row of the word in [`LISTED`], nought for words that are not there.
    pub row: u16,
}

/// How far a sign may stand off, in spots, the first included.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    Eight,
    Sixteen,
    ThirtyTwo,
    /// To the end of the sentence and back to its start.
    All,
}

/// The outline of one sentence. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Outline {
    pub spots: Vec<Spot>,
    /// Those at which a value may start.
    pub starts: Vec<u32>,
    /// The signs that each spot is.
    signs: Vec<u32>,
    /// The signs of the next spots, that many ahead.
    near: [Vec<u32>; 3],
    all: u32,
}

/// No sign is looked for further ahead.
const FURTHEST: usize = 32;

impl Outline {
    /// Reads `text`, in place of what was read before.
    pub fn read(&mut self, text: &str) {
        let listed = &*LISTED;
        self.spots.clear();
        self.starts.clear();
        self.signs.clear();
        let bytes = text.as_bytes();
        self.spots.reserve(bytes.len() / 4);
        self.signs.reserve(bytes.len() / 4 + FURTHEST);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            // Nearly all that is met here is a letter, since the space behind a word is taken with it.
            let (sort, row, sign) = if byte.is_ascii_alphabetic() {
                let letters = window(bytes, start);
                // Most words end within eight letters.
                let (short, bits) = leading_letters_of_eight(letters as u64);
                let (length, bits) = if short < 8 {
                    (short, u128::from(bits))
                } else {
                    let length = leading_letters(letters);
                    (length, own(length))
                };
                at = start + length;
                let next = bytes.get(at).copied().unwrap_or(b' ');
                if length < LONGEST && next.is_ascii() {
                    let (row, sign) = plain_word(listed, bytes, start..at, (letters, bits), next);
                    self.push(start..at, Sort::Word, row, sign);
                    at += usize::from(next == b' ');
                    continue;
                }
                long_word(listed, text, start, &mut at)
            } else {
                match KINDS[usize::from(byte)] {
                    SPACE => {
                        at += 1;
                        continue;
                    }
                    FIGURE => {
                        at += 1;
                        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                            at += 1;
                        }
                        (Sort::Digits, 0, DIGIT | START)
                    }
                    ASCII => {
                        at += 1;
                        (Sort::Mark, 0, listed.marks[usize::from(byte)])
                    }
                    _ => {
                        let c = text[at..].chars().next().unwrap_or(' ');
                        if c.is_alphabetic() {
                            at = word_end(text, at);
                            word(listed, bytes, start, at)
                        } else {
                            at += c.len_utf8();
                            (Sort::Mark, 0, signs::mark(c) | START)
                        }
                    }
                }
            };
            self.push(start..at, sort, row, sign);
            at += usize::from(bytes.get(at) == Some(&b' '));
        }
        // Nobody asks what stands near a place where nothing starts.
        if !self.starts.is_empty() {
            self.look_ahead();
        }
    }

    #[inline]
    fn push(&mut self, place: Range<usize>, sort: Sort, row: u16, sign: u32) {
        if sign & START != 0 {
            self.starts.push(offset(self.spots.len()));
        }
        self.spots.push(Spot { start: offset(place.start), end: offset(place.end), sort, row });
        self.signs.push(sign);
    }

    /// Gathers the signs that stand near each spot.
    fn look_ahead(&mut self) {
        let count = self.signs.len();
        self.signs.resize(count + FURTHEST, 0);
        self.all = self.signs.iter().fold(0, |all, sign| all | sign);
        let [eight, sixteen, thirty_two] = &mut self.near;
        // Twice as far at each step.
        further(&self.signs, 1, thirty_two);
        further(thirty_two, 2, sixteen);
        further(sixteen, 4, eight);
        further(eight, 8, sixteen);
        further(sixteen, 16, thirty_two);
        self.signs.truncate(count);
    }

    /// The signs of spot `at` and the next ones.
    pub fn near(&self, at: usize, reach: Reach) -> u32 {
        let list = match reach {
            Reach::Eight => &self.near[0],
            Reach::Sixteen => &self.near[1],
            Reach::ThirtyTwo => &self.near[2],
            Reach::All => return self.all,
        };
        list.get(at).copied().unwrap_or(0)
    }

    /// The signs that spot `at` is.
    #[inline]
    pub fn signs(&self, at: usize) -> u32 {
        self.signs.get(at).copied().unwrap_or(0)
    }

    /// True when spot `at` stands right behind a word or figure, and so goes on with it.
    pub fn goes_on(&self, at: usize) -> bool {
        at > 0 && self.spots[at - 1].sort != Sort::Mark && self.spots[at - 1].end == self.spots[at].start
    }

    /// The first spot at or behind the byte `place`, from spot `from` on.
    pub fn at_byte(&self, from: usize, place: usize) -> usize {
        from + self.spots[from..].iter().take_while(|spot| (spot.start as usize) < place).count()
    }
}

/// The signs of each spot and of the one `by` spots ahead, into `out`.
fn further(near: &[u32], by: usize, out: &mut Vec<u32>) {
    let ahead = near.get(by..).unwrap_or_default();
    // Written in place, several at a time, which pushing them would not be.
    out.resize(ahead.len(), 0);
    for ((out, near), ahead) in out.iter_mut().zip(near).zip(ahead) {
        *out = near | ahead;
    }
}

/// What is known of the word of ASCII letters at `word`, which a window and the bits of theirs in it
/// hold, before the byte `next`.
#[inline]
fn plain_word(
    listed: &Listed,
    bytes: &[u8],
    word: Range<usize>,
    (letters, own): (u128, u128),
    next: u8,
) -> (u16, u32) {
    /// The bit that tells small letters from capitals.
    const CASE: u128 = u128::from_le_bytes([0x20; LONGEST]);
    let (row, sign) = listed.find_letters(letters, own);
    let capitals = !letters & CASE & own;
    let glued = next != b' ' && !next.is_ascii_whitespace();
    if capitals == 0 && !glued {
        return (row, sign);
    }
    let (capital, inner) = (capitals & 0xFF != 0, capitals & !0xFF != 0);
    let mut sign =
        sign | if capital { capital_sign(sign) } else { 0 } | if inner { INNER_CAPITAL } else { 0 };
    if sign & START == 0 && leads_on(bytes, word.start, word.end) {
        sign |= START;
    }
    (row, sign)
}

/// What is known of a word that is long or goes on in other letters than those of ASCII, of which
/// `at` stands behind the first ones.
#[inline(never)]
fn long_word(listed: &Listed, text: &str, start: usize, at: &mut usize) -> (Sort, u16, u32) {
    let bytes = text.as_bytes();
    let (end, inner) = letters(bytes, start);
    *at = if bytes.get(end).is_some_and(|&b| b >= 0x80) { word_end(text, end) } else { end };
    let (sort, row, sign) = word(listed, bytes, start, *at);
    (sort, row, sign | if inner { INNER_CAPITAL | START } else { 0 })
}

/// What is known of the word at `start..end`.
fn word(listed: &Listed, bytes: &[u8], start: usize, end: usize) -> (Sort, u16, u32) {
    let (row, sign) = listed.find(bytes, start, end);
    let capital = if bytes[start].is_ascii_uppercase() { START | capital_sign(sign) } else { 0 };
    // "zone-4", "tobias@example.com"; and letters beyond ASCII may be capitals.
    let glued = bytes[start] >= 0x80 || bytes.get(end).is_some_and(|next| !next.is_ascii_whitespace());
    (Sort::Word, row, sign | capital | if glued { START } else { 0 })
}

/// What a capital makes of a word with these signs.
const fn capital_sign(sign: u32) -> u32 {
    if sign & signs::CODE != 0 { CAPITAL | signs::MONEY | signs::UNIT } else { CAPITAL }
}

/// False where no name with a figure can begin with the word at `start..end` for the sake of its
/// capitals or of what is glued to it, as is the rule: another word follows, perhaps behind a
/// comma, that is no numeral, `VIII`, nor `of`. What this lets pass, the triggers decide.
fn leads_on(bytes: &[u8], start: usize, end: usize) -> bool {
    /// Marks that are looked over: `mayor),`.
    const MARKS: usize = 2;
    let mut at = end;
    while at < end + MARKS
        && let Some(mark) = bytes.get(at)
        && mark.is_ascii_punctuation()
    {
        // "S. 744" is told by its stop, the others stand inside of what a name may be.
        if matches!(mark, b'@' | b'_' | b'/') || *mark == b'.' && end - start <= 2 {
            return true;
        }
        at += 1;
    }
    match bytes.get(at..) {
        None | Some([]) => false,
        Some([b' ', b'o', next, ..]) => *next == b'f',
        Some([b' ', next, ..]) => !next.is_ascii_alphabetic() || matches!(next, b'I' | b'V' | b'X' | b'L'),
        _ => true,
    }
}

/// Where the letters from `at` on end, with letters of other alphabets among them.
fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |length| at + length)
}

/// Sentences are cut below 4 GiB, so that their offsets fit.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

const SPACE: u8 = 0;
const LETTER: u8 = 1;
const FIGURE: u8 = 2;
const ASCII: u8 = 3;
const OTHER: u8 = 4;

/// What each byte is or begins.
static KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        kinds[byte] = if c.is_ascii_alphabetic() {
            LETTER
        } else if c.is_ascii_digit() {
            FIGURE
        } else if c.is_ascii_whitespace() {
            SPACE
        } else {
            ASCII
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_digits_and_marks_with_what_stands_near() {
        let text = "Zoë paid 3,000 dollars (or so) by May";
        let mut outline = Outline::default();
        outline.read(text);
        let spots: Vec<_> = outline.spots.iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
        let expected = ["Zoë", "paid", "3", ",", "000", "dollars", "(", "or", "so", ")", "by", "May"];
        assert_eq!(spots, expected);
        assert!(outline.near(2, Reach::Eight) & signs::MONEY != 0);
        assert!(outline.near(2, Reach::Eight) & signs::MONTH == 0);
        assert!(outline.near(2, Reach::Sixteen) & signs::MONTH != 0);
        assert_eq!(outline.at_byte(2, 12), 4);
    }
}
