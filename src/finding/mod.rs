//! What a rule reports. Knows no stage of the pipeline and no output format.

mod about;
mod baseline;
mod state;

use crate::place::Span;

pub use about::About;
pub use baseline::{Known, Record};
pub use state::{Baseline, State, SuppressedBy, Suppression};

/// How bad it is. Ordered from least to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    /// The name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// One step down; a note stays a note.
    #[must_use]
    pub const fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Note => Self::Note,
        }
    }
}

/// One of the places a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub place: Span,
    /// What this place is in the finding: `first`, `other`, `total`, `part`, `access`.
    pub role: &'static str,
    /// What it says there, in a few words: the label under the underline.
    pub note: String,
}

/// What to write instead of what stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub place: Span,
    pub replacement: String,
}

/// A defect found in the documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Id of the rule: `date-conflict`.
    pub rule: Box<str>,
    pub level: Level,
    /// From 0 to 1: how often a finding with such evidence is right.
    pub confidence: f32,
    /// The defect in one line that can stand alone.
    pub message: String,
    /// All its places, at least one, the first being where the finding is listed.
    pub labels: Vec<Label>,
    /// What made the claims one fact, and the readings that cannot both hold.
    pub why: Vec<String>,
    /// What to do about it.
    pub help: String,
    /// Replacements, where it is known which side is off.
    pub fixes: Vec<Fix>,
    /// Sixteen hexadecimal digits that do not depend on where the words stand.
    pub fingerprint: String,
    /// What was settled about it.
    pub state: State,
}

/// A location-free fingerprint of a finding: its rule and the normalised texts of what
/// clashes, in any order.
#[must_use]
pub fn fingerprint<'a>(rule: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut parts: Vec<&str> = parts.into_iter().collect();
    parts.sort_unstable();
    parts.dedup();
    let mut hash = Fnv::new();
    hash.write(rule.as_bytes());
    for part in parts {
        hash.write(&[0]);
        hash.write(part.as_bytes());
    }
    format!("{:016x}", hash.0)
}

/// FNV-1a, 64 bits: stable over versions, platforms and runs.
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_forgets_order_but_not_rule() {
        let one = fingerprint("date-conflict", ["a", "b"]);
        assert_eq!(one, fingerprint("date-conflict", ["b", "a"]));
        assert_ne!(one, fingerprint("value-conflict", ["a", "b"]));
        assert_ne!(fingerprint("r", ["ab", "c"]), fingerprint("r", ["a", "bc"]));
        assert_eq!(one.len(), 16);
    }

    #[test]
    fn levels_go_down_one_step() {
        assert_eq!(Level::Error.lowered(), Level::Warning);
        assert_eq!(Level::Note.lowered(), Level::Note);
        assert!(Level::Error > Level::Warning);
    }
}
