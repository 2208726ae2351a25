//! Blocks to a flat reader's text with a map back to bytes; sentences and tokens.
//!
//! The flat text holds what a reader reads: no markup, no note marks, entities
//! decoded, a sentence that a page break or a footnote interrupts joined again.

mod abbreviation;
mod join;
mod sentence;
mod text;
mod token;

#[cfg(test)]
mod fixture_tests;

/// What readers of prose need of a document: it, and what its blocks and marks are.
pub use crate::source::{BlockKind, Document, Mark};
pub use text::{Places, Text, TextBlock, TextSentence};
pub use token::{Token, TokenKind, leading_letters, leading_letters_of_eight, letters, tokens};
