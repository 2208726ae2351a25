//! What holds figures and is neither a value nor a name that another piece knows: `3DS`,
//! `76ers`, `16:9`, `9/30`, `5-4`. Read last and for no value, so that no reader takes a part of them for a
//! count. A number too long to be one is left.

use nom::IResult;

use super::edge::no;
use super::found::{Found, Piece, Starts};
use crate::claim::IdKind;

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "figure",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &[], words: Vec::new },
    parse,
};

/// No such word is longer.
const LONGEST: usize = 24;

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    let inside =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | ':' | '$'));
    if inside {
        return no(rest);
    }
    if let Some(after) = lettered(rest) {
        return Ok((after, Found::Identifier(IdKind::Other)));
    }
    // A clock, a ratio, a verse or a result: nobody can tell which.
    set_apart(rest).map_or_else(|| no(rest), |after| Ok((after, Found::Nothing)))
}

// 3DS | 76ers | 2001A
fn lettered(i: &str) -> Option<&str> {
    let end = i.bytes().take(LONGEST).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(i.len());
    let word = i.get(..end)?;
    let figures = word.bytes().position(|b| b.is_ascii_alphabetic())?;
    // "5km" and "30s" are measures that something around them kept from being read.
    let short = word[figures..].bytes().all(|b| b.is_ascii_lowercase()) && word.len() - figures < 3;
    (word.len() < LONGEST && !short).then(|| &i[end..])
}

// 16:9 | 9/30 | 4/4 | 82-79
fn set_apart(i: &str) -> Option<&str> {
    let (mut rest, mut parts) = (figures(i)?, 1);
    while parts < 4
        && let Some(next) = rest.strip_prefix([':', '/', '-', '–']).and_then(figures)
    {
        (rest, parts) = (next, parts + 1);
    }
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '%' | ':' | '/' | '-'));
    (parts > 1 && ends).then_some(rest)
}

/// Up to four digits, and what follows them.
fn figures(i: &str) -> Option<&str> {
    let end = i.bytes().take(5).take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&end).then(|| &i[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_of_figures() {
        for (text, rest) in [("3DS and", " and"), ("76ers", ""), ("16:9 or", " or"), ("4/4", "")] {
            assert_eq!((PIECE.parse)("a ", text).unwrap().0, rest, "{text}");
        }
        for text in ["5km", "12", "16:9%", "30s", "1/2/3/4/5", &"9a".repeat(40)] {
            assert!((PIECE.parse)("a ", text).is_err(), "{text}");
        }
    }
}
