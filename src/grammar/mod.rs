//! The claim grammar: one sentence in, claims out. One file per piece.
//!
//! A piece is a nom parser with the words and characters it can start with. At every
//! word boundary of a sentence the pieces that can start there are tried in table order;
//! the longest reading wins, and of equals the first in the table.

mod found;

pub use found::{CalendarUnit, Found, Piece, Relative, RelativeBase, Starts, Step};
