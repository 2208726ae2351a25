//! The claim grammar: one sentence in, claims out. One file per piece.
//!
//! A piece is a nom parser with the words and characters it can start with. At every
//! word boundary of a sentence the pieces that can start there are tried in table order;
//! the longest reading wins, and of equals the first in the table.

mod abbreviation;
mod analysis;
mod anchor;
mod citation;
mod found;
mod mode;
mod part;
mod quote;
mod read;
mod scan;
mod slots;
mod table;

pub use found::{CalendarUnit, Found, Piece, Relative, RelativeBase, Starts, Step};
pub use read::read;
pub use scan::{Hit, scan};

/// Every piece, in order of preference among readings of equal length.
pub static PIECES: &[&Piece] = &[];
