//! Words: what they are and what they mean, whatever sentence they stand in.

pub mod closed;
pub mod concepts;
pub mod lemma;
pub mod number_words;
pub mod tag;
pub mod units;
pub mod vectors;
