//! Words that make a number beside them another one than the one it looks like: that of another time,
//! of one of several, of what might be, of a change. Which numbers are compared is left to others.

/// Of a time before.
const PAST: &[&str] = &["previous", "previously", "earlier", "former", "formerly"];
/// Of each of several, or of a mean.
const EACH: &[&str] = &["each", "every", "per", "average"];
/// Of what might be, or was wanted.
const UNREAL: &[&str] = &["would", "could", "if", "limit", "target"];
/// Of a change, not of a level.
const CHANGE: &[&str] = &["increase", "rise", "fall"];
/// Of something else, or set against it on purpose.
const OTHER: &[&str] = &["another", "compared", "once"];

/// True for a word of a time before.
#[must_use]
pub fn is_past(word: &str) -> bool {
    PAST.contains(&word)
}

/// True for a word that makes a number beside it another one.
#[must_use]
pub fn is_otherwise(word: &str) -> bool {
    is_past(word) || [EACH, UNREAL, CHANGE, OTHER].iter().any(|list| list.contains(&word))
}
