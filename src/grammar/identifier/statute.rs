//! Laws and law reports: `8 U.S.C. § 1325(a)`, `18 CFR 2.1`, `Pub. L. 115-1`, `507 U.S. 292`,
//! `§ 607.23`. Named parts of a law (`Section 1325(a)`, `Title 18`, `Article 31`) are read
//! with the other numbered series.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, recognize};
use nom::{IResult, Parser};

use super::around::counts;
use super::shape::{digits, label, labels, no, span};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};

/// Reads a citation of a law or of a law report.
pub const PIECE: Piece = Piece {
    name: "statute",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: false,
        symbols: &['§', '¶'],
        words: || vec!["pub", "public", "p"],
    },
    parse,
};

/// Codes and registers of law, without points and spaces. Sorted.
const CODES: &[&str] = &[
    "CFR", "FR", "FedReg", "ILM", "Stat", "UNTS", "USC", "USCA", "USCAppx", "USCCode", "USCS", "USCode",
    "UST",
];

/// Reports of cases, in the same form. Sorted.
#[rustfmt::skip]
const REPORTERS: &[&str] = &[
    "A2d", "A3d", "AC", "ALR", "AllER", "BR", "CLR", "Cal2d", "Cal3d", "Cal4th", "Cal5th", "CalApp2d", "CalApp3d",
    "CalApp4th", "CalApp5th", "CalRptr", "CalRptr2d", "CalRptr3d", "ECR", "EHRR", "EWCACiv", "EWCACrim", "EWHC", "F2d",
    "F3d", "F4th", "FRD", "FSupp", "FSupp2d", "FSupp3d", "FedAppx", "FedCl", "HCA", "Ill2d", "LEXIS", "LEd", "LEd2d",
    "NE2d", "NE3d", "NW2d", "NY2d", "NY3d", "NYS2d", "NYS3d", "P2d", "P3d", "QB", "SCR", "SCt", "SE2d", "SW2d", "SW3d",
    "So2d", "So3d", "UKHL", "UKSC", "US", "WL",
];

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '$' | '€' | '£')) {
        return no(rest);
    }
    alt((volume, marked, public_law)).parse(rest)
}

/// `8 U.S.C. § 1325(a)` | `18 CFR 2.1` | `507 U.S. 292, 301` | `83 Fed. Reg. 29435`
fn volume(i: &str) -> IResult<&str, Found> {
    let (rest, _) = digits(1, 4)(i)?;
    let (rest, _) = tag(" ").parse(rest)?;
    let (rest, kind) = reporter(rest)?;
    if kind == IdKind::Statute && rest.starts_with([']', ')', ',', ';']) {
        // "violations under [8 U.S.C.] Section 1325"
        return Ok((rest, Found::Identifier(kind)));
    }
    let (rest, _) = tag(" ").parse(rest)?;
    if kind == IdKind::Statute && rest.starts_with("Section]") {
        let (rest, _) = tag("Section]").parse(rest)?;
        let (rest, _) = (tag(" "), label).parse(rest)?;
        return Ok((rest, Found::Identifier(kind)));
    }
    let (rest, sign) = opt(section_sign).parse(rest)?;
    if kind == IdKind::Statute && sign.is_some() && rest.starts_with([']', ')']) {
        return Ok((rest, Found::Identifier(kind)));
    }
    let (mut after, _) = if sign.is_some() { labels(rest)? } else { label(rest)? };
    if kind == IdKind::Statute {
        after = subsections(after);
    }
    if sign.is_none() && counts(after) {
        return no(i);
    }
    // "507 U.S. 292, 301 (1993)": the page within the case
    if kind == IdKind::Case
        && let Ok((pin, _)) = (tag::<_, _, nom::error::Error<&str>>(", "), label).parse(after)
        && (pin.starts_with(" (") || pin.starts_with(['.', ';']) || pin.is_empty())
    {
        after = pin;
    }
    Ok((after, Found::Identifier(kind)))
}

/// ` (b)(3)` behind a section, where a space slipped in.
fn subsections(after: &str) -> &str {
    let mut rest = after.strip_prefix(' ').unwrap_or(after);
    let mut read = after;
    while let Some(inner) = rest.strip_prefix('(') {
        let length = span(inner, |b| b.is_ascii_alphanumeric());
        let word = &inner[..length];
        let short = length == 1
            || length <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
        match inner[length..].strip_prefix(')') {
            Some(after) if length > 0 && short => (rest, read) = (after, after),
            _ => break,
        }
    }
    read
}

/// `U.S.C. ` | `F. Supp. 2d ` | `CFR `
fn reporter(i: &str) -> IResult<&str, IdKind> {
    let mut compact = [0_u8; 12];
    let (mut length, mut best) = (0, None);
    for (at, byte) in i.bytes().enumerate() {
        let end = match byte {
            b'.' | b'\'' => at + 1,
            b' ' => at,
            b if b.is_ascii_alphanumeric() && length < compact.len() => {
                compact[length] = b;
                length += 1;
                continue;
            }
            _ => break,
        };
        let pointed = i.get(..end).is_some_and(|text| text.contains('.'));
        let Some(name) = compact.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
            break;
        };
        if CODES.binary_search(&name).is_ok() {
            best = Some((end, IdKind::Statute));
        } else if REPORTERS.binary_search(&name).is_ok() || pointed && name == "F" {
            best = Some((end, IdKind::Case));
        }
    }
    let Some((end, kind)) = best else { return no(i) };
    match i.get(end..) {
        Some(rest) => Ok((rest, kind)),
        None => no(i),
    }
}

/// `§ ` | `§§` | `Sec. ` | `Part `
fn section_sign(i: &str) -> IResult<&str, &str> {
    alt((
        recognize((
            alt((tag("§§"), tag("§"), tag("¶¶"), tag("¶"))),
            opt(alt((tag(" "), tag("\u{a0}"), tag("\u{2009}")))),
        )),
        alt((
            tag("Sections "),
            tag("Section "),
            tag("Secs. "),
            tag("Sec. "),
            tag("sections "),
            tag("section "),
        )),
        alt((tag("Parts "), tag("Part "), tag("parts "), tag("part "))),
    ))
    .parse(i)
}

/// `§ 607.23` | `§§ 12–14` | `¶ 7`
fn marked(i: &str) -> IResult<&str, Found> {
    let kind = if i.starts_with('¶') { IdKind::Section } else { IdKind::Statute };
    if !i.starts_with(['§', '¶']) {
        return no(i);
    }
    let (rest, _) = section_sign(i)?;
    let (rest, _) = labels(rest)?;
    Ok((rest, Found::Identifier(kind)))
}

/// `Pub. L. 115-1` | `Pub. L. No. 115-1` | `Public Law 94–142` | `P.L. 104-193`
fn public_law(i: &str) -> IResult<&str, Found> {
    let (rest, _) = alt((
        tag("Pub. L. "),
        tag("Pub.L. "),
        tag("Public Law "),
        tag("Public Laws "),
        tag("P.L. "),
        tag("P. L. "),
    ))
    .parse(i)?;
    let (rest, _) = opt(alt((tag("No. "), tag("Nos. ")))).parse(rest)?;
    if span(rest, |b| b.is_ascii_digit()) == 0 {
        return no(i);
    }
    let (rest, _) = labels(rest)?;
    Ok((rest, Found::Identifier(IdKind::Statute)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(CODES.is_sorted());
        assert!(REPORTERS.is_sorted());
    }
}
