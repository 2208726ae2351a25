//! Where names, addresses and words with figures in them may start, by the marks that are glued to
//! a word or the figure behind it: `desk@example.org`, `iPhone 6`, `H.R. 4135`.

use super::edge::{letters, spaces};
use super::trigger::Triggers;

impl Triggers {
    /// The pieces for names, addresses and words with figures in them: a word that such marks
    /// are glued to, or a capitalised one before a figure.
    pub(super) fn capitalised(&self, rest: &str, length: usize, inner: bool) -> u64 {
        let bytes = rest.as_bytes();
        let capital = bytes[0].is_ascii_uppercase() || bytes[0] >= 0x80;
        let glued = bytes.get(length).is_some_and(|b| !b.is_ascii_whitespace());
        if !capital && !glued && !inner {
            return 0;
        }
        let mut end = length;
        while end < bytes.len() && end < LONGEST_TOKEN && !bytes[end].is_ascii_whitespace() {
            let next = || bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
            match bytes[end] {
                b'0'..=b'9' | b'@' | b'_' | b'/' => return self.capital,
                b'.' if is_initial(bytes, end + 1) && is_initial(bytes, end - 1) => end += 2,
                b'.' | b':' | b'+' if next() => return self.capital,
                _ => end += 1,
            }
        }
        if end >= LONGEST_TOKEN {
            return self.capital;
        }
        // "Act of 1978", "H. J. Res. 7", "Henry VIII"
        let after = spaces(&rest[end..]);
        let after = after.strip_prefix("of ").unwrap_or(after);
        let bill =
            length <= 2 && bytes.get(length) == Some(&b'.') && matches!(bytes[0], b'H' | b'S' | b'A' | b'L');
        match after.as_bytes().first() {
            Some(b'0'..=b'9') => self.names | self.reports,
            Some(b'I' | b'V' | b'X' | b'L') if letters(after).bytes().all(|b| b"IVXLCDM".contains(&b)) => {
                self.names | if bill { self.reports } else { 0 }
            }
            _ if bill => self.reports,
            _ => 0,
        }
    }
}

/// A letter alone stands at `at`, as in `U.S.` and `e.g.`: no host or file ends so, but for the
/// sources `main.c` and `main.h`.
fn is_initial(bytes: &[u8], at: usize) -> bool {
    let goes_on = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
    };
    let letter = bytes.get(at).is_some_and(|b| b.is_ascii_alphabetic() && !matches!(b, b'c' | b'h'));
    letter && !goes_on(at.checked_sub(1)) && !goes_on(at.checked_add(1))
}

/// A token of more bytes is tried without a look at its end.
pub(super) const LONGEST_TOKEN: usize = 64;
