//! Note marks behind the figure of a table cell: `12*`, `3.5 %†`, `8 (a)`, `100ᵃ`. Elsewhere such signs may
//! mean something; behind a figure that fills its cell they point to a note, and the figure counts without them.

use super::block::{Mark, Piece, PieceText};
use super::build::span;
use crate::place::Span;

/// Longer cells hold text.
const LONGEST: usize = 40;

/// Takes the mark off the end of a cell that reads as `words`.
pub(super) fn take(text: &str, words: &str, pieces: &mut Vec<Piece>) {
    let words = words.trim_end();
    let length = if words.len() > LONGEST { 0 } else { mark(words) };
    if length == 0 {
        return;
    }
    let mut keep = words.len() - length;
    let mut note: Option<Span> = None;
    let mut kept = Vec::with_capacity(pieces.len() + 1);
    for mut piece in pieces.drain(..) {
        let own = match piece.text {
            PieceText::Same => text[piece.at.range_from(0)].len(),
            PieceText::Char(c) => c.len_utf8(),
            PieceText::Mark(_) => 0,
        };
        if own <= keep {
            keep -= own;
            kept.push(piece);
            continue;
        }
        if keep > 0 {
            let cut = piece.at.start + span(0, keep).end;
            kept.push(Piece { at: Span { end: cut, ..piece.at }, ..piece });
            (piece.at.start, keep) = (cut, 0);
        }
        note = Some(note.map_or(piece.at, |note| note.cover(piece.at)));
    }
    kept.extend(note.map(|at| Piece { at, text: PieceText::Mark(Mark::FootnoteRef) }));
    *pieces = kept;
}

/// Bytes of the note mark at the end of a figure, nought where there is none.
fn mark(words: &str) -> usize {
    let figure = words.trim_start_matches(['(', '$', '€', '£', '+', '-', '−', '–', '<', '>', '~', ' ']);
    if !figure.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let is_sign =
        |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | 'ᵃ' | 'ᵇ' | 'ᶜ' | 'ᵈ' | 'ᵉ' | 'ᶠ' | '#');
    let bare = words.trim_end_matches(is_sign);
    if bare.len() < words.len() {
        return words.len() - bare.trim_end().len();
    }
    // "8 (a)"
    let letter = words.strip_suffix(')').and_then(|rest| rest.strip_suffix(|c: char| c.is_ascii_lowercase()));
    let Some(bare) = letter.and_then(|rest| rest.strip_suffix('(')).map(str::trim_end) else { return 0 };
    if bare.ends_with(|c: char| c.is_ascii_digit() || c == '%') { words.len() - bare.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::source::{Document, plain_words};

    #[test]
    fn marks_behind_figures_are_not_read() {
        let read = |cell: &str| {
            let document = Document::parse("a.html", format!("<table><tr><td>{cell}</table>"));
            plain_words(&document).concat()
        };
        for (cell, expected) in [
            ("12*", "12"),
            ("12 &dagger;", "12"),
            ("3.5 %<sup>†</sup>", "3.5 %"),
            ("<b>1</b>,204 ** ", "1,204"),
            ("8 (a)", "8"),
            ("12<sup>a</sup>", "12"),
            ("−7ᵃ", "−7"),
            ("(2.5)", "(2.5)"),
            ("5 (of 9)", "5 (of 9)"),
            ("Ell*", "Ell*"),
            ("*", "*"),
            ("12a", "12a"),
            ("1<sup>st</sup>", "1st"),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
        let prose = Document::parse("a.html", "<p>1<sup>e</sup> étage, 12*".to_owned());
        assert_eq!(plain_words(&prose), ["1e étage, 12*"]);
    }
}
