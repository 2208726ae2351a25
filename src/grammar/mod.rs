//! The claim grammar: one sentence in, claims out. One file per piece.
//!
//! A piece is a nom parser with the words and characters it can start with. At every
//! word boundary of a sentence the pieces that can start there are tried in table order;
//! the longest reading wins, and of equals the first in the table.

mod abbreviation;
mod age;
mod amount;
mod analysis;
mod anchor;
mod anchor_around;
mod anchor_year;
mod change;
mod chunk;
mod citation;
mod citation_work;
mod currency;
mod date;
mod date_around;
mod date_era;
mod date_joined;
#[cfg(test)]
mod date_laws;
mod date_notation;
mod date_nth;
mod date_numeric;
mod date_order;
mod date_parts;
mod date_period;
mod date_range;
mod date_year;
mod dateline;
mod denied;
mod edge;
mod elided;
#[cfg(test)]
mod elided_tests;
mod figure;
mod figures;
mod fiscal;
mod forms;
mod found;
mod fraction;
mod govern;
mod govern_date;
mod hedge;
mod holiday;
mod identifier;
mod idiom;
mod label;
mod length;
mod listed;
mod measure;
mod memo;
mod mend;
mod mode;
mod money;
mod multiple;
mod nearest;
mod needs;
mod none;
mod notation;
mod noun_group;
mod number;
mod of_all;
mod opening;
mod ordinal;
mod outline;
mod part;
mod period;
mod pointed;
mod pointed_part;
mod publication;
mod quote;
mod range;
mod read;
mod reckon;
mod relative;
mod scan;
mod score;
mod share;
mod shared_unit;
mod signs;
mod slots;
mod table;
mod tense;
mod theme;
mod time;
mod time_clock;
mod time_spoken;
mod trigger;
mod trigger_hedge;
mod trigger_name;
mod trigger_words;
mod unit;
mod vague;
mod words;

pub use abbreviation::defined_behind;
pub use found::{CalendarUnit, Found, Piece, Relative, RelativeBase, Starts, Step};
pub use notation::notation;
pub use quote::{Quotation, is_note, is_program, quotes, set_off};
pub use read::read;
pub use scan::{Hit, scan};

/// Every piece, in order of preference among readings of equal length.
pub static PIECES: &[&Piece] = &[
    // Names with figures in them: what could be a count, they refuse themselves.
    identifier::PIECES[0],
    identifier::PIECES[1],
    identifier::PIECES[2],
    identifier::PIECES[3],
    identifier::PIECES[4],
    identifier::PIECES[5],
    identifier::PIECES[6],
    identifier::PIECES[7],
    identifier::PIECES[8],
    &idiom::PIECE,
    &date_range::PIECE,
    &date::PIECE,
    &date_numeric::PIECE,
    &date_period::PIECE,
    &date_year::PIECE,
    &fiscal::PIECE,
    &holiday::PIECE,
    &relative::PIECE,
    &time::PIECE,
    &score::PIECE,
    &money::PIECE,
    &measure::PIECE,
    &range::PIECE,
    &age::PIECE,
    &multiple::PIECE,
    &share::PIECE,
    &ordinal::PIECE,
    &none::PIECE,
    &vague::PIECE,
    &number::PIECE,
    // What is left.
    &figure::PIECE,
];
