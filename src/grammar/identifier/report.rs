//! Numbers of reports, bills and dockets that carry no noun: `H.R. 4135`, `S. 744`, `21-028`,
//! `1:17-cv-02366`, `KLMD 31-04`. Tokens with letters and digits in one word (`OIG-20-06`) and
//! nouns with numbers (`Case 18-0428`) are read elsewhere.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::around::{counts, ends_clause};
use super::section::docket;
use super::shape::{closed, cut_at, digits, no, span};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};

/// Reads the number of a bill, a docket or a report.
pub const PIECE: Piece = Piece {
    name: "report-number",
    starts: Starts { digit: true, capital: true, hedged: false, symbols: &[], words: Vec::new },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if before.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–' | '/' | ':' | '$' | '€' | '£')
    }) {
        return no(rest);
    }
    alt((bill, coded_docket, |i| bare(before, i), acronym)).parse(rest)
}

/// `H.R. 4135` | `S. 744` | `H. J. Res. 7` | `AB 32` | `HB2`
fn bill(i: &str) -> IResult<&str, Found> {
    let (rest, chamber) = alt((
        alt((tag("H.R."), tag("H. R."), tag("HR"), tag("H."), tag("HB"), tag("H.B."))),
        alt((tag("SB"), tag("S.B."), tag("S."), tag("AB"), tag("A.B."), tag("LD"), tag("L.D."))),
    ))
    .parse(i)?;
    let (rest, joint) = opt(alt((tag(" J."), tag("J."), tag(" Con."), tag("Con.")))).parse(rest)?;
    let (rest, resolution) = opt(alt((tag(" Res."), tag("Res.")))).parse(rest)?;
    if joint.is_some() && resolution.is_none() || chamber == "H." && resolution.is_none() {
        return no(i);
    }
    let (rest, _) = opt(tag(" ")).parse(rest)?;
    let (after, _) = digits(1, 5)(rest)?;
    if !closed(after) || after.starts_with(['-', '–', '/']) || counts(after) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Report)))
}

/// `1:17-cv-02366` | `18-cv-00428`
fn coded_docket(i: &str) -> IResult<&str, Found> {
    let (after, taken) = docket(i)?;
    let coded =
        taken.split(['-', ':']).any(|part| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_lowercase()));
    if !coded || !closed(after) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Case)))
}

/// `21-028` | `19-112` beside `release` | `09-18-00430`: figures that no range is written with.
fn bare<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let length = span(i, |b| b.is_ascii_digit() || b == b'-');
    let token = i[..length].trim_end_matches('-');
    let mut parts = token.split('-');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return no(i) };
    let third = parts.next();
    if first.is_empty() || second.is_empty() || parts.next().is_some() || length > 24 {
        return no(i);
    }
    let (after, _) = cut_at(i, token.len())?;
    let number = |part: &str| part.parse::<u32>().unwrap_or(u32::MAX);
    let plausible = match third {
        // "12-05-2019" and "2019-05-12" are dates.
        Some(third) => {
            !third.is_empty()
                && (first.len() != 4 && third.len() != 4 || number(second) > 31)
                && (second.len() > 2 || third.len() > 2)
        }
        None => {
            let zero = second.starts_with('0') && second.len() > 1 && first.len() != 4;
            // "release 19-112"
            let announced = super::around::last_word(before).0;
            let named = [
                "release", "report", "docket", "memo", "notice", "bulletin", "circular", "file", "letter",
                "order",
            ]
            .iter()
            .any(|noun| announced.eq_ignore_ascii_case(noun));
            first.len() <= 4 && second.len() <= 6 && (zero || named)
        }
    };
    if !plausible || !closed(after) || counts(after) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Report)))
}

/// `KLMD 31-04` | `ISO 9001:2015` | `Regulation (EU) 2016/679`: an acronym and its number.
fn acronym(i: &str) -> IResult<&str, Found> {
    let letters = span(i, |b| b.is_ascii_uppercase() || b == b'/' || b == b'-');
    let name = &i[..letters];
    if !(2..=12).contains(&letters) || !name.ends_with(|c: char| c.is_ascii_uppercase()) {
        return no(i);
    }
    let (rest, _) = tag(" ").parse(&i[letters..])?;
    let length = span(rest, |b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b':' | b'.'));
    let number = rest[..length].trim_end_matches(['-', '/', ':', '.']);
    let (after, _) = cut_at(rest, number.len())?;
    let parts = || number.split(['-', '/', ':']);
    let joined = parts().count() > 1 && parts().all(|part| !part.is_empty());
    // A score is written so as well: "USC 24-17"; a clock: "EST 10:30".
    let numbered = parts().skip(1).any(|part| part.len() > 2 || part.starts_with('0') && part.len() > 1)
        || parts().next().is_some_and(|part| part.len() > 3 && !number.contains(':'));
    let date = parts().next().is_some_and(|part| part.len() == 4)
        && parts().nth(1).is_some_and(|part| part.len() == 2);
    let postal = name.len() == 2 && parts().next().is_some_and(|part| part.len() == 5);
    let standard = STANDARDS.contains(&name) && number.bytes().any(|b| b.is_ascii_digit());
    if !(joined && numbered && !date || standard)
        || !closed(after)
        || counts(after) && !standard
        || calendar(name)
        || postal
    {
        return no(i);
    }
    if !joined && !standard && !ends_clause(after) {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Report)))
}

/// Bodies whose numbered papers are cited by a bare number.
const STANDARDS: &[&str] =
    &["RFC", "ISO", "IEC", "ISO/IEC", "IEEE", "ANSI", "BS", "DIN", "EN", "PEP", "JSR", "SP", "GAO", "OSHA"];

/// `FY 2018-19` and the like are periods.
fn calendar(name: &str) -> bool {
    matches!(name, "FY" | "CY" | "AY" | "SY" | "AD" | "BC" | "CE" | "BCE" | "AM" | "PM")
}
