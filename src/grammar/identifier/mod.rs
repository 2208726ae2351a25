//! Identifiers: figures that name a thing and count nothing. Laws, cases, reports, sections,
//! pages, phones, addresses, versions, names with numbers. A figure that one of these pieces
//! reads is never compared as a quantity.
//!
//! One file per family. They share the shapes of labels (`shape`) and a bounded look at the
//! words around (`around`). Where a piece and one for quantities read equally far, the
//! identifier is meant to win: what could be a count is refused here by what follows it.

mod around;
mod contact;
mod label;
mod name;
mod report;
mod section;
mod shape;
mod statute;
mod token;
mod version;
mod web;

use super::found::Piece;

/// The pieces, in the order in which they win a tie.
pub const PIECES: [&Piece; 9] = [
    &statute::PIECE,
    &contact::PIECE,
    &web::PIECE,
    &report::PIECE,
    &section::PIECE,
    &version::PIECE,
    &label::PIECE,
    &name::PIECE,
    &token::PIECE,
];
