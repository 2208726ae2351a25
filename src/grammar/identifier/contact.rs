//! How to reach someone: phones, postal codes, post boxes, street addresses, coordinates.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::around::{counts, ends_clause, last_word, with_lower, word_at};
use super::shape::{closed, cut_at, digits, no, span};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};

/// Reads a phone number, a postal code, an address or coordinates.
pub const PIECE: Piece = Piece {
    name: "contact",
    starts: Starts {
        digit: true,
        capital: false,
        hedged: false,
        symbols: &['(', '+', '-', '−'],
        words: || vec!["p", "po", "post"],
    },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if before.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–' | '/' | '$' | '€' | '£' | '#')
    }) {
        return no(rest);
    }
    alt((
        international,
        american,
        |i| local(before, i),
        |i| short(before, i),
        |i| zip(before, i),
        |i| street(before, i),
        coordinates,
        box_number,
    ))
    .parse(rest)
}

fn phone(after: &str) -> IResult<&str, Found> {
    let (after, _) = opt((
        alt((tag(" ext. "), tag(" ext "), tag(", ext. "), tag(" x"), tag(" extension "))),
        digits(1, 6),
    ))
    .parse(after)?;
    Ok((after, Found::Identifier(IdKind::Phone)))
}

/// `+49 30 1200000` | `+1 (202) 555-0100` | `+44-20-7946-0018`
fn international(i: &str) -> IResult<&str, Found> {
    let Some(rest) = i.strip_prefix('+') else { return no(i) };
    let fits = |b: &u8| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'(' | b')' | b'.' | b'/');
    let length = rest.bytes().take(28).take_while(fits).count();
    let token = rest[..length].trim_end_matches([' ', '-', '(', '.', '/', ')']);
    let figures = token.bytes().filter(u8::is_ascii_digit).count();
    let groups = token.split([' ', '-', '(', ')', '.', '/']).filter(|part| !part.is_empty()).count();
    if !(9..=15).contains(&figures) || groups < 2 && figures < 11 {
        return no(i);
    }
    let (after, _) = cut_at(rest, token.len())?;
    if closed(after) { phone(after) } else { no(i) }
}

/// `(202) 555-0100` | `202-555-0100` | `1-800-555-0199` | `202.555.0100` | `1-800-GO-RANGE`
fn american(i: &str) -> IResult<&str, Found> {
    let (rest, country) = opt(alt((tag("1-"), tag("1 "), tag("1.")))).parse(i)?;
    let (rest, bracket) = opt(tag("(")).parse(rest)?;
    let (rest, area) = digits(3, 3)(rest)?;
    let rest = if bracket.is_some() {
        let (rest, _) = tag(")").parse(rest)?;
        opt(alt((tag(" "), tag("-"), tag("\u{a0}")))).parse(rest)?.0
    } else {
        alt((tag("-"), tag("."), tag(" "), tag("/"))).parse(rest)?.0
    };
    if country.is_some() && area.starts_with('8') && rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        // "1-800-GO-RANGE"
        let length = span(rest, |b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        let (after, _) = cut_at(rest, length)?;
        return phone(after);
    }
    let (rest, _) = digits(3, 3)(rest)?;
    let (rest, _) = alt((tag("-"), tag("."), tag(" "), tag("–"))).parse(rest)?;
    let (after, _) = digits(4, 4)(rest)?;
    if closed(after) { phone(after) } else { no(i) }
}

/// `555-0148`, and where something says that it is a phone: `01632 960 248`, `extension 248`.
fn local<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let fits = |b: &u8| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'/');
    let length = i.bytes().take(20).take_while(fits).count();
    let token = i[..length].trim_end_matches([' ', '-', '/']);
    let (after, _) = cut_at(i, token.len())?;
    let figures = token.bytes().filter(u8::is_ascii_digit).count();
    let groups = token.split([' ', '-', '/']).count();
    let american = token.len() == 8 && token.as_bytes()[3] == b'-' && groups == 2;
    let fictitious = american && (token.starts_with("555-") || token.as_bytes()[4] == b'0');
    // A trunk prefix and two groups: "01632 960 248", "020 7946 0018"
    let trunk = token.starts_with('0')
        && !token.starts_with("00")
        && groups >= 2
        && (9..=12).contains(&figures)
        && !token.contains('-');
    let date = token.starts_with(['1', '2']) && token.as_bytes().get(4) == Some(&b'-');
    let told = !date
        && (american || (6..=12).contains(&figures) && (groups >= 2 || figures >= 7))
        && phone_cue(before);
    if !(fictitious || trunk || told) || !closed(after) || counts(after) {
        return no(i);
    }
    phone(after)
}

/// `call 911` | `dial 112` | `text 988`
fn short<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (after, number) = digits(3, 3)(i)?;
    let verb = last_word(before).0;
    let called = with_lower(verb, |verb| {
        matches!(
            verb,
            "call"
                | "calls"
                | "called"
                | "calling"
                | "dial"
                | "dialed"
                | "dialled"
                | "dialing"
                | "text"
                | "phone"
                | "phoned"
                | "rang"
                | "ring"
                | "to"
                | "a"
                | "the"
        )
    }) == Some(true);
    let strong = called && !matches!(verb, "to" | "a" | "the" | "To" | "A" | "The");
    let emergency = ["911", "999", "112", "988", "311", "411", "111", "000"].contains(&number);
    let noun = [
        "call",
        "calls",
        "caller",
        "callers",
        "operator",
        "dispatcher",
        "dispatchers",
        "center",
        "centre",
        "system",
        "emergency",
    ]
    .contains(&after.strip_prefix(' ').map(word_at).unwrap_or_default());
    if emergency && closed(after) && (strong && !counts(after) || number == "911" && noun)
        || strong && ends_clause(after) && emergency
    {
        return Ok((after, Found::Identifier(IdKind::Phone)));
    }
    no(i)
}

/// True when one of the last words speaks of a phone.
fn phone_cue(before: &str) -> bool {
    let start = before.char_indices().rev().take(80).last().map_or(0, |(at, _)| at);
    let mut rest = &before[start..];
    for _ in 0..4 {
        rest = rest.trim_end_matches([':', ' ', '(', ',']);
        let (word, lead) = last_word(rest);
        if word.is_empty() {
            return false;
        }
        let cue = with_lower(word.trim_end_matches('.'), |word| {
            matches!(
                word,
                "phone"
                    | "telephone"
                    | "tel"
                    | "call"
                    | "ring"
                    | "fax"
                    | "dial"
                    | "hotline"
                    | "helpline"
                    | "mobile"
                    | "cell"
                    | "whatsapp"
                    | "text"
                    | "ph"
            )
        });
        if cue == Some(true) {
            return true;
        }
        rest = lead;
    }
    false
}

/// `Springfield, IL 62704-1234` | `Washington, D.C. 20530`
fn zip<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (rest, _) = digits(5, 5)(i)?;
    let (after, _) = opt((tag("-"), digits(4, 4))).parse(rest)?;
    let state = last_word(before.trim_end_matches(',')).0;
    let capitals = match state.len() {
        2 if state == "C." => before.trim_end().ends_with("D. C."),
        2 => STATES.contains(&state),
        4 => state == "D.C.",
        0 => false,
        _ => state.len() > 3 && STATE_NAMES.contains(&state) && ends_clause(after),
    };
    if capitals && closed(after) && !counts(after) {
        Ok((after, Found::Identifier(IdKind::Postal)))
    } else {
        no(i)
    }
}

const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM",
    "NV", "NY", "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA",
    "WI", "WV", "WY",
];

/// States that are one word, or the last word of the others.
const STATE_NAMES: &[&str] = &[
    "Alabama",
    "Alaska",
    "Arizona",
    "Arkansas",
    "California",
    "Carolina",
    "Colorado",
    "Columbia",
    "Connecticut",
    "Dakota",
    "Delaware",
    "Florida",
    "Georgia",
    "Hampshire",
    "Hawaii",
    "Idaho",
    "Illinois",
    "Indiana",
    "Iowa",
    "Island",
    "Jersey",
    "Kansas",
    "Kentucky",
    "Louisiana",
    "Maine",
    "Maryland",
    "Massachusetts",
    "Mexico",
    "Michigan",
    "Minnesota",
    "Mississippi",
    "Missouri",
    "Montana",
    "Nebraska",
    "Nevada",
    "Ohio",
    "Oklahoma",
    "Oregon",
    "Pennsylvania",
    "Tennessee",
    "Texas",
    "Utah",
    "Vermont",
    "Virginia",
    "Washington",
    "Wisconsin",
    "Wyoming",
    "York",
];

/// Last words of the names of streets. Sorted.
#[rustfmt::skip]
const STREETS: &[&str] = &[
    "Alley", "Ave", "Avenue", "Blvd", "Boulevard", "Circle", "Close", "Court", "Crescent", "Ct", "Dr",
    "Drive", "Embankment", "Expressway", "Freeway", "Gardens", "Gate", "Grove", "Highway", "Hwy", "Lane",
    "Ln", "Mews", "Parade", "Park", "Parkway", "Pike", "Pkwy", "Pl", "Place", "Plaza", "Quay", "Rd", "Rise",
    "Road", "Row", "Sq", "Square", "St", "Street", "Terrace", "Trail", "Turnpike", "Walk", "Way", "Wharf",
];

/// `1600 Pennsylvania Avenue NW` | `41 Quay Street` | `10 Downing Street`
fn street<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    // "a 1997 Supreme Court decision"
    let determined = ["a", "an", "the", "this", "that", "in", "since", "its"].contains(&last_word(before).0);
    if determined && i.starts_with(['1', '2']) && span(i, |b| b.is_ascii_digit()) == 4 {
        return no(i);
    }
    let (rest, _) = digits(1, 5)(i)?;
    let rest = rest
        .strip_prefix(|c: char| c.is_ascii_uppercase())
        .filter(|rest| rest.starts_with(' '))
        .unwrap_or(rest);
    let rest = opt((tag("-"), digits(1, 5))).parse(rest)?.0;
    let mut rest = rest;
    let mut found = None;
    for nth in 0..6 {
        let Some(next) = rest.strip_prefix(' ') else { break };
        // "5th Avenue"
        let figures = span(next, |b| b.is_ascii_digit());
        let word = word_at(&next[figures..]);
        let ordinal = figures > 0 && matches!(word, "st" | "nd" | "rd" | "th");
        let capital = figures == 0 && word.starts_with(|c: char| c.is_uppercase());
        let between = nth > 0 && matches!(word, "of" | "the");
        if !(ordinal || capital || between) {
            break;
        }
        rest = &next[figures + word.len()..];
        let kind = STREETS.binary_search(&word).is_ok() && nth > 0;
        rest = if rest.starts_with('.') && word.len() <= 4 && (kind || word.len() <= 2) {
            &rest[1..]
        } else {
            rest
        };
        if kind {
            found = Some(rest);
        }
    }
    let Some(rest) = found else { return no(i) };
    let (after, _) = opt((
        alt((tag(" "), tag(", "))),
        alt((tag("NW"), tag("NE"), tag("SW"), tag("SE"), tag("N.W."), tag("N.E."), tag("S.W."), tag("S.E."))),
    ))
    .parse(rest)?;
    // "12 Wall Street banks"
    if !closed(after) || counts(after) { no(i) } else { Ok((after, Found::Identifier(IdKind::Address))) }
}

/// `45°30′N` | `45.5° N, 122.6° W` | `51.5074, -0.1278`
fn coordinates(i: &str) -> IResult<&str, Found> {
    if let Ok((rest, _)) = angle(i) {
        let second = (alt((tag(", "), tag(" "), tag("/"), tag(" / "))), angle)
            .parse(rest)
            .map_or(rest, |(rest, _)| rest);
        return Ok((second, Found::Identifier(IdKind::Coordinates)));
    }
    let (rest, _) = fine_degrees(i)?;
    let (rest, _) = alt((tag(", "), tag(","), tag(" "))).parse(rest)?;
    let (after, _) = fine_degrees(rest)?;
    if closed(after) && !counts(after) { Ok((after, Found::Identifier(IdKind::Coordinates))) } else { no(i) }
}

/// `45°30′15″N` | `45.5° N`
fn angle(i: &str) -> IResult<&str, ()> {
    let decimal = |i| -> IResult<&str, ()> {
        let (rest, _) = digits(1, 3)(i)?;
        let rest = opt((alt((tag("."), tag(","))), digits(1, 8))).parse(rest)?.0;
        Ok((rest, ()))
    };
    let (rest, ()) = decimal(i)?;
    let (rest, _) = alt((tag("°"), tag("º"), tag("° "))).parse(rest)?;
    let rest = opt((opt(tag(" ")), decimal, alt((tag("′"), tag("'"), tag("’"))))).parse(rest)?.0;
    let rest = opt((opt(tag(" ")), decimal, alt((tag("″"), tag("\""), tag("”"), tag("′′"))))).parse(rest)?.0;
    let (after, _) = (opt(tag(" ")), alt((tag("N"), tag("S"), tag("E"), tag("W")))).parse(rest)?;
    if after.starts_with(|c: char| c.is_alphanumeric()) { no(i) } else { Ok((after, ())) }
}

/// `-122.6765`: degrees with four decimals or more.
fn fine_degrees(i: &str) -> IResult<&str, ()> {
    let (rest, _) = opt(alt((tag("-"), tag("−")))).parse(i)?;
    let (rest, _) = digits(1, 3)(rest)?;
    let (rest, _) = tag(".").parse(rest)?;
    let (rest, _) = digits(4, 8)(rest)?;
    let (rest, _) = opt(tag("°")).parse(rest)?;
    Ok((rest, ()))
}

/// `P.O. Box 1898` | `PO Box 12`
fn box_number(i: &str) -> IResult<&str, Found> {
    let (rest, _) =
        alt((tag("P.O. Box "), tag("PO Box "), tag("P. O. Box "), tag("P.O. box "), tag("Post Office Box ")))
            .parse(i)?;
    let (after, _) = digits(1, 6)(rest)?;
    if closed(after) { Ok((after, Found::Identifier(IdKind::Address))) } else { no(i) }
}
