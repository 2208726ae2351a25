//! How near two words are in use: a static table of word vectors.
//!
//! Distilled from a small sentence model by `data/build_vectors.py`; sources and
//! licences are in `data/README-meaning.md`. The table is read where it lies in the
//! binary: no parsing, no allocation, no start-up.
//!
//! A vector knows what words are *about*, not what they claim: `increase` and `decrease`,
//! `January` and `December`, `parent` and `child` are all near. Use it to rank and to
//! find candidates for words that [`concepts`](super::concepts) does not relate; never
//! to decide that two words mean the same.

use std::cell::RefCell;

use super::memo::Memo;

/// The table made by `data/build_vectors.py`.
static VECTORS: Words = Words::open(include_bytes!("data/vectors.bin"), b"ccvec001", 24);

/// Cosine of two lower-case lemmas, in -1 to 1; `None` when either is not in the table.
///
/// The table is centred, so two words taken at random are at about 0. Of chance pairs one
/// in a hundred is above 0.35 and one in a thousand above 0.5; half of WordNet's closest
/// synonyms are above 0.4.
///
/// ```
/// # use crossclaim::lexicon::vectors::likeness;
/// assert!(likeness("child", "kid") > likeness("child", "verdict"));
/// assert_eq!(likeness("child", "zzyzx"), None);
/// ```
pub fn likeness(a: &str, b: &str) -> Option<f32> {
    thread_local! {
        static KNOWN: RefCell<Memo<Option<f32>>> = const { RefCell::new(Memo::new()) };
    }
    KNOWN.with_borrow_mut(|known| known.get(a, b, 0, || cosine(a, b)))
}

/// What [`likeness`] works out.
fn cosine(a: &str, b: &str) -> Option<f32> {
    let (a, b) = (VECTORS.find(a)?, VECTORS.find(b)?);
    let (mut dot, mut aa, mut bb) = (0i32, 0i32, 0i32);
    for (&x, &y) in a.iter().zip(b) {
        let (x, y) = (i32::from(x as i8), i32::from(y as i8));
        dot += x * y;
        aa += x * x;
        bb += y * y;
    }
    // Each row was scaled on its own when it was quantised, so the lengths are needed.
    Some(dot as f32 / ((aa as f32).sqrt() * (bb as f32).sqrt()))
}

/// How many numbers make a vector.
pub const LENGTH: usize = 60;

/// The vector of a lower-case lemma, of length 1; `None` when it is not in the table.
#[must_use]
pub fn vector(word: &str) -> Option<[f32; LENGTH]> {
    let row = VECTORS.find(word)?;
    let mut vector = [0.0; LENGTH];
    for (out, &x) in vector.iter_mut().zip(row) {
        *out = f32::from(x as i8);
    }
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    (length > 0.0).then(|| vector.map(|x| x / length))
}

/// A word table that is read in place.
///
/// Words are in buckets by hash; `starts` holds where each bucket begins (one more than
/// there are buckets), `entries` the buckets one after another, each a run of
/// (word length, payload length, word, payload). The builders in `data/` write it, with
/// nothing but Python; a lookup touches one start pair and about one entry.
pub(super) struct Words {
    mask: u32,
    starts: &'static [u8],
    entries: &'static [u8],
    /// What follows the words in the same file.
    pub(super) rest: &'static [u8],
}

impl Words {
    /// The table in `data`, which opens with `magic`, then the number of words, the hash
    /// mask and the length of the entries; `header` is the length of all that stands
    /// before the starts. Runs at compile time, so a damaged file does not compile.
    pub(super) const fn open(data: &'static [u8], magic: &[u8; 8], header: usize) -> Words {
        let mut i = 0;
        while i < magic.len() {
            assert!(data[i] == magic[i], "not the table that this code reads");
            i += 1;
        }
        let mask = u32_at(data, 12);
        let (starts, data) = data.split_at(header).1.split_at((mask as usize + 2) * 4);
        let length = u32_at(starts, starts.len() - 4) as usize;
        let (entries, rest) = data.split_at(length);
        Words { mask, starts, entries, rest }
    }

    /// The payload of a word.
    pub(super) fn find(&self, word: &str) -> Option<&'static [u8]> {
        let bucket = (hash(word.as_bytes()) & self.mask) as usize * 4;
        let end = u32_at(self.starts, bucket + 4) as usize;
        let mut at = u32_at(self.starts, bucket) as usize;
        while at < end {
            let length = usize::from(self.entries[at]);
            let payload = at + 2 + length;
            at = payload + usize::from(self.entries[at + 1]);
            if &self.entries[payload - length..payload] == word.as_bytes() {
                return Some(&self.entries[payload..at]);
            }
        }
        None
    }
}

/// A little-endian number inside a table.
pub(super) const fn u32_at(data: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([data[at], data[at + 1], data[at + 2], data[at + 3]])
}

/// FNV-1a, folded once because only its low bits pick the bucket; `fnv` in the builders.
fn hash(word: &[u8]) -> u32 {
    let h = word.iter().fold(0x811c_9dc5_u32, |h, &byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    h ^ (h >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_nearer_than_far_ones() {
        for (word, near, far) in [
            ("child", "kid", "bridge"),
            ("parent", "family", "banana"),
            ("employee", "staff", "river"),
            ("death", "die", "carpet"),
            ("injury", "hurt", "festival"),
            ("car", "vehicle", "sermon"),
            ("hospital", "clinic", "pencil"),
            ("dollar", "money", "forest"),
            ("lawyer", "attorney", "onion"),
            ("election", "vote", "brick"),
            ("storm", "hurricane", "notebook"),
            ("purchase", "buy", "pray"),
            ("announce", "announcement", "swim"),
            ("student", "teacher", "engine"),
        ] {
            let (near_by, far_off) = (likeness(word, near).unwrap(), likeness(word, far).unwrap());
            assert!(near_by > 0.4, "{word} {near} {near_by}");
            assert!(far_off < 0.25, "{word} {far} {far_off}");
        }
    }

    #[test]
    fn a_word_is_itself_and_order_does_not_matter() {
        assert!((likeness("court", "court").unwrap() - 1.0).abs() < 1e-6);
        assert_eq!(likeness("court", "judge"), likeness("judge", "court"));
    }

    #[test]
    fn a_vector_has_length_one_and_likeness_is_its_product() {
        let (a, b) = (vector("child").unwrap(), vector("kid").unwrap());
        let dot = |a: &[f32; LENGTH], b: &[f32; LENGTH]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
        assert!((dot(&a, &a) - 1.0).abs() < 1e-5);
        assert!((dot(&a, &b) - likeness("child", "kid").unwrap()).abs() < 1e-5);
        assert_eq!(VECTORS.find("child").unwrap().len(), LENGTH);
    }

    #[test]
    fn an_unknown_word_has_no_likeness() {
        for word in ["", "qqqq", "Court", "court_of_law", "été"] {
            assert_eq!(likeness(word, "court"), None, "{word}");
        }
    }

    // Opposites are near as well: the reason why this table never decides.
    #[test]
    fn opposites_are_near() {
        for (a, b) in [("increase", "decrease"), ("parent", "child"), ("january", "december")] {
            assert!(likeness(a, b).unwrap() > 0.5, "{a} {b}");
        }
    }
}
