//! Versions: `2.4.0`, `v2`, `2.x`, `version 2.5`, `3.0-rc1`, `2.3 series`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::around::{counts, ends_clause, last_word, lower_tag, measured, with_lower, word_at};
use super::shape::{closed, cut_at, digits, no, span};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};

/// Reads a version number.
pub const PIECE: Piece = Piece {
    name: "version",
    starts: Starts {
        digit: true,
        capital: true,
        hedged: false,
        symbols: &['^', '~'],
        words: || vec!["version", "versions", "ver", "release", "releases"],
    },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '$' | '€' | '£'))
    {
        return no(rest);
    }
    alt((named, marked, many_parts, open, |i| of_a_series(before, i))).parse(rest)
}

/// `version 2.5` | `Versions 2.1.0 to 2.3.0` | `release 2.5`
fn named(i: &str) -> IResult<&str, Found> {
    let (rest, noun) = alt((
        alt((tag("versions "), tag("Versions "), tag("version "), tag("Version "), tag("VERSION "))),
        alt((
            tag("ver. "),
            tag("Ver. "),
            tag("releases "),
            tag("Releases "),
            tag("release "),
            tag("Release "),
        )),
    ))
    .parse(i)?;
    let (rest, _) = opt(alt((tag("v"), tag("no. "), tag("number ")))).parse(rest)?;
    // "version 20230508": the day of its making.
    if let Ok((after, day)) = digits(8, 8)(rest)
        && noun.starts_with(['v', 'V'])
        && day.starts_with(['1', '2'])
        && closed(after)
    {
        return Ok((after, Found::Identifier(IdKind::Version)));
    }
    let (mut rest, first) = dotted(rest)?;
    if measured(rest) || counts(rest) && (!first.contains('.') || noun.contains("s ")) {
        // "to release 300 prisoners"
        return no(i);
    }
    let whole = !first.contains('.');
    if noun.starts_with(['r', 'R']) && whole {
        return no(i);
    }
    while let Ok((next, _)) = (
        alt((tag(" and "), tag(" to "), tag(", "), tag(" or "), tag(" through "), tag(" - "), tag("–"))),
        dotted,
    )
        .parse(rest)
    {
        if counts(next) || measured(next) {
            break;
        }
        rest = next;
    }
    Ok((rest, Found::Identifier(IdKind::Version)))
}

/// `2.5` | `2.4.0-rc1` | `7` | `2.x`
fn dotted(i: &str) -> IResult<&str, &str> {
    let (mut rest, _) = digits(1, 4)(i)?;
    while let Some(next) = rest.strip_prefix('.') {
        match part(next) {
            Ok((after, _)) => rest = after,
            Err(_) => break,
        }
    }
    let suffix = span(rest, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.'));
    if rest.starts_with(['-', '+', 'a', 'b', 'r']) {
        let tail = rest[..suffix].trim_end_matches(['.', '-', '+']);
        let name = tail.trim_start_matches(['-', '+']);
        if tail.len() <= 24
            && ["rc", "beta", "alpha", "dev", "pre", "post", "b", "a"]
                .iter()
                .any(|word| name.starts_with(word))
        {
            rest = &rest[tail.len()..];
        }
    }
    if !closed(rest) {
        return no(i);
    }
    cut_at(i, i.len() - rest.len())
}

/// One part behind a point: figures, `x` or `*`.
fn part(i: &str) -> IResult<&str, &str> {
    alt((digits(1, 5), tag("x"), tag("X"), tag("*"))).parse(i)
}

/// `v2` | `v2.4.0` | `^1.2` | `~2.0`
fn marked(i: &str) -> IResult<&str, Found> {
    let (rest, mark) = alt((tag("v."), tag("v"), tag("V"), tag("^"), tag("~> "), tag("~"))).parse(i)?;
    let (after, taken) = dotted(rest)?;
    // "~300" is about 300, and "~2.5 million" too.
    if mark.starts_with(['^', '~']) && (!taken.contains('.') || counts(after))
        || mark.starts_with('~') && taken.matches('.').count() < 2
    {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Version)))
}

/// `2.4.0` | `1.0.0-beta.2`: three parts or more, which no decimal has.
fn many_parts(i: &str) -> IResult<&str, Found> {
    let (after, taken) = dotted(i)?;
    let mut parts = taken.split(['.', '-', '+']);
    let (first, second, third) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let dots = taken.split('-').next().unwrap_or(taken).matches('.').count();
    let number = |part: &str| part.parse::<u32>().unwrap_or(99);
    // "12.05.2019" and "2019.05.12" are dates; "1.234.567" is a number.
    let date = dots == 2
        && (third.len() == 4 && number(first) <= 31 && number(second) <= 31
            || first.len() == 4 && number(second) <= 12 && number(third) <= 31);
    let grouped = dots >= 2 && second.len() == 3 && third.len() == 3;
    if dots < 2 && !(dots == 1 && taken.contains('-')) || date || grouped {
        return no(i);
    }
    Ok((after, Found::Identifier(IdKind::Version)))
}

/// `2.x` | `3.2.*`
fn open(i: &str) -> IResult<&str, Found> {
    let (after, taken) = dotted(i)?;
    if taken.ends_with(['x', 'X', '*']) { Ok((after, Found::Identifier(IdKind::Version))) } else { no(i) }
}

/// `2.3 series` | `the 2.5 release` | `upgrade to 2.4`
fn of_a_series<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (after, taken) = dotted(i)?;
    if taken.matches('.').count() != 1 || measured(after) {
        return no(i);
    }
    if let Some(rest) = before_a_version(after) {
        return Ok((rest, Found::Identifier(IdKind::Version)));
    }
    let next = after.strip_prefix(' ').map(word_at).unwrap_or_default();
    let series = with_lower(next, |next| {
        matches!(next, "series" | "release" | "branch" | "line" | "beta" | "alpha" | "milestone")
    });
    let (verb, lead) = last_word(before);
    let short = taken.len() <= 5 && !taken.starts_with('0');
    let product = short && before.ends_with(' ') && !counts(after) && is_product(verb);
    let to = verb.eq_ignore_ascii_case("to") || verb.eq_ignore_ascii_case("from");
    let step = to
        && with_lower(last_word(lead).0, |word| {
            matches!(
                word,
                "upgrade"
                    | "upgraded"
                    | "upgrading"
                    | "downgrade"
                    | "downgrading"
                    | "migrate"
                    | "migrating"
                    | "update"
                    | "updating"
                    | "back"
            )
        }) == Some(true);
    if product || series == Some(true) || step && ends_clause(after) {
        Ok((after, Found::Identifier(IdKind::Version)))
    } else {
        no(i)
    }
}

/// `, 2.2 or 2.3.0` behind a decimal: one of the list has three parts, so all are versions.
fn before_a_version(after: &str) -> Option<&str> {
    let mut rest = after;
    for _ in 0..8 {
        let next = [", and ", ", or ", ", ", " and ", " or ", " to "]
            .iter()
            .find_map(|joint| rest.strip_prefix(joint))?;
        let (tail, taken) = dotted(next).ok()?;
        if !taken.contains('.') {
            return None;
        }
        if taken.matches('.').count() >= 2 {
            return Some(tail);
        }
        rest = tail;
    }
    None
}

/// `tinyq` in `tinyq 2.4`: a word in lower case that no lexicon has, and that no ending makes a verb.
fn is_product(word: &str) -> bool {
    let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    let inflected = ["s", "ed", "ing", "ly", "er", "al", "ic"].iter().any(|ending| word.ends_with(ending));
    plain && !inflected && lower_tag(word).is_none()
}
