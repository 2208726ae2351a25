//! What was read at a place of the sentence at hand, for readers that several pieces start
//! with: at `five hundred dollars` a dozen of them ask for the number, and for its unit.
//!
//! A reader that goes through here must depend on its arguments alone. Readings are kept
//! while a sentence is scanned, whose text does not change or go away in that time, so that a
//! place in memory stands for what is written there.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::thread::LocalKey;

thread_local! {
    /// The sentence being scanned, by its addresses, and its number.
    static SENTENCE: Cell<(usize, usize, u64)> = const { Cell::new((0, 0, 0)) };
}

/// A sentence under scan; ends when dropped.
pub struct Scanning;

impl Scanning {
    /// Begins a sentence, and forgets what was read of others.
    pub fn begin(sentence: &str) -> Self {
        let Range { start, end } = sentence.as_bytes().as_ptr_range();
        let number = SENTENCE.get().2.wrapping_add(1);
        SENTENCE.set((start.addr(), end.addr(), number));
        Self
    }
}

impl Drop for Scanning {
    fn drop(&mut self) {
        SENTENCE.set((0, 0, SENTENCE.get().2));
    }
}

/// Places whose readings are kept at one time.
const PLACES: usize = 8;

/// The latest readings of one reader.
pub struct Memo<T: 'static>(RefCell<[Option<Kept<T>>; PLACES]>);

#[derive(Clone, Copy)]
struct Kept<T> {
    key: Key,
    /// How many bytes remain, and the reading.
    read: Option<(usize, T)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    sentence: u64,
    /// Address of the text to read, which goes on to the same end.
    at: usize,
    length: usize,
    /// What stands before it: its length, and its address or, if it is short, its bytes.
    before: (usize, u64),
    /// Whatever else the reader depends on.
    how: u8,
}

impl<T: Copy> Memo<T> {
    pub const fn new() -> Self {
        Self(RefCell::new([const { None }; PLACES]))
    }
}

/// The reading of `i` by `read`, or the one kept from before.
pub fn once<'a, T: Copy>(
    memo: &'static LocalKey<Memo<T>>,
    (before, i, how): (&str, &'a str, u8),
    read: impl FnOnce() -> Option<(&'a str, T)>,
) -> Option<(&'a str, T)> {
    let (start, end, sentence) = SENTENCE.get();
    let within = |text: &str| {
        let Range { start: from, end: to } = text.as_bytes().as_ptr_range();
        start <= from.addr() && to.addr() <= end
    };
    let before = if before.len() <= 8 {
        let mut bytes = [0; 8];
        bytes[..before.len()].copy_from_slice(before.as_bytes());
        (before.len(), u64::from_le_bytes(bytes))
    } else if within(before) {
        (before.len(), before.as_ptr().addr() as u64)
    } else {
        return read();
    };
    if start == 0 || !within(i) {
        return read();
    }
    let key = Key { sentence, at: i.as_ptr().addr(), length: i.len(), before, how };
    let place = (key.at ^ (usize::from(how) * 3) ^ (usize::from(before.0 != 0) * 5)) % PLACES;
    memo.with(|memo| {
        if let Some(kept) = &memo.0.borrow()[place]
            && kept.key == key
        {
            return kept.read.map(|(rest, value)| (&i[i.len() - rest..], value));
        }
        let found = read();
        let read = found.map(|(rest, value)| (rest.len(), value));
        memo.0.borrow_mut()[place] = Some(Kept { key, read });
        found
    })
}
