//! Words: what part of speech they are, their dictionary form, the numbers and units they name,
//! and the closed classes that steer the reading of a claim.
//!
//! This room knows words, not sentences or claims, and uses no other room. Its data is embedded
//! and lies, with its sources and licences, in `data/`.

pub mod closed;
pub mod concepts;
pub mod lemma;
mod memo;
pub mod number_words;
pub mod tag;
pub mod units;
pub mod unlike;
pub mod vectors;
