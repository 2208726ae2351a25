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

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// No text makes a piece panic, read nothing, or hand back what is no tail.
        #[test]
        fn pieces_hand_back_tails(
            text in "([0-9]{1,4}|[A-Za-z]{1,5}|§|No\\.|p\\.|Fig\\.|[(),.;:/°′″–\\-# @_%$é€“”'’]){0,24}"
        ) {
            for (at, _) in text.char_indices() {
                let (before, rest) = text.split_at(at);
                for piece in PIECES {
                    if let Ok((tail, _)) = (piece.parse)(before, rest) {
                        prop_assert!(rest.ends_with(tail) && tail.len() < rest.len(), "{} at {rest:?}", piece.name);
                    }
                }
            }
        }
    }

    /// Four times the text costs about four times as much, and not sixteen.
    #[test]
    #[ignore = "a timing: run by hand on a quiet machine"]
    fn the_cost_grows_in_line_with_the_text() {
        let run = |text: &str| {
            let start = Instant::now();
            for (at, _) in text.char_indices() {
                let (before, rest) = text.split_at(at);
                for piece in PIECES {
                    let _ = (piece.parse)(before, rest);
                }
            }
            start.elapsed().as_secs_f64()
        };
        // Another process may take the processor a few times, but hardly six.
        let cost = |text: &str| (0..6).map(|_| run(text)).fold(f64::INFINITY, f64::min);
        for unit in [
            "(1) ",
            "1.",
            "a-1-",
            "Section 1, ",
            "((((",
            "A.A",
            "1, 2, ",
            "x@y.",
            "…… 1 ",
            "-- 1",
            "http://a(",
            "Act of ",
            "I. ",
            "1:a-",
        ] {
            let (short, long) = (unit.repeat(300), unit.repeat(1_200));
            let ratio = cost(&long) / cost(&short).max(1e-4);
            assert!(ratio < 12.0, "{unit:?} costs {ratio} times as much");
        }
    }
}
