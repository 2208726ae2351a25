//! The shapes that numbers take inside identifiers: `1325(a)(1)`, `3.3.10`, `A-4`, `IX`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::error::{Error, ErrorKind};
use nom::{IResult, Parser};

use super::around::{ends_clause, word_at};
use crate::lexicon::number_words::small_cardinal;

/// No match at `i`.
pub(super) fn no<T>(i: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(Error::new(i, ErrorKind::Verify)))
}

/// Splits `i` after `at` bytes; no match where that is no boundary of characters.
pub(super) fn cut_at(i: &str, at: usize) -> IResult<&str, &str> {
    match (i.get(at..), i.get(..at)) {
        (Some(rest), Some(taken)) if at > 0 => Ok((rest, taken)),
        _ => no(i),
    }
}

/// The length of the longest prefix whose bytes all pass, and no more than any identifier has:
/// a look at every word must not run through the whole sentence.
pub(super) fn span(i: &str, pass: impl Fn(u8) -> bool) -> usize {
    const LONGEST: usize = 256;
    i.bytes().take(LONGEST).position(|b| !pass(b)).unwrap_or(i.len().min(LONGEST))
}

/// `n` to `m` digits, with no more of them behind.
pub(super) fn digits(n: usize, m: usize) -> impl Fn(&str) -> IResult<&str, &str> {
    move |i| {
        let length = span(i, |b| b.is_ascii_digit());
        if (n..=m).contains(&length) { cut_at(i, length) } else { no(i) }
    }
}

/// True where no letter or digit follows that would make the number a part of something longer.
pub(super) fn closed(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some(',') => {
            // "Table 1,200" is no table.
            let digits = span(&after[1..], |b| b.is_ascii_digit());
            digits != 3
        }
        Some('.') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('%' | '°') => false,
        Some(c) => !c.is_alphanumeric() && c != '_',
        None => true,
    }
}

/// `12` | `1325(a)(1)` | `3.3.10` | `607.23` | `1028A` | `A-4` | `3–5` | `IX` | `B`
pub(super) fn label(i: &str) -> IResult<&str, &str> {
    let bytes = i.as_bytes();
    let mut at = core(i);
    if at == 0 {
        return no(i);
    }
    while at < 40 {
        let Some(rest) = i.get(at..) else { return no(i) };
        let joined = match bytes.get(at) {
            Some(b'.' | b':' | b'/' | b'-') => 1,
            Some(b'(') => {
                let inner = span(&rest[1..], |b| b.is_ascii_alphanumeric());
                if (1..=4).contains(&inner) && rest[1 + inner..].starts_with(')') {
                    at += inner + 2;
                    continue;
                }
                break;
            }
            _ if rest.starts_with('–') || rest.starts_with('‑') => '–'.len_utf8(),
            _ => break,
        };
        let more = core(&rest[joined..]);
        let dotted = bytes[at] != b'-' && joined == 1;
        if more == 0 || dotted && !rest.as_bytes()[1].is_ascii_digit() {
            break;
        }
        at += joined + more;
    }
    let (rest, taken) = cut_at(i, at)?;
    let lone_letter = matches!(taken, "A" | "I") && rest.starts_with(' ');
    if !closed(rest) || lone_letter && rest[1..].starts_with(|c: char| c.is_lowercase()) {
        // "Part I wrote myself"
        return no(i);
    }
    Ok((rest, taken))
}

/// The length of one part of a label: digits with a letter or two behind, a capital with
/// digits behind, a Roman numeral.
fn core(i: &str) -> usize {
    let run = span(i, |b| b.is_ascii_alphanumeric());
    let Some(run) = i.get(..run) else { return 0 };
    let bytes = run.as_bytes();
    let figures = span(run, |b| b.is_ascii_digit());
    let good = if figures > 0 {
        let letters = &bytes[figures..];
        figures <= 9
            && match letters {
                [] => true,
                [b] => b.is_ascii_uppercase() || (b'a'..=b'h').contains(b),
                [a, b] => a.is_ascii_uppercase() && b.is_ascii_uppercase(),
                _ => false,
            }
    } else {
        let capitals = span(run, |b| b.is_ascii_uppercase());
        let rest = &bytes[capitals..];
        match capitals {
            0 => false,
            1 if rest.is_empty() => true,
            _ if rest.is_empty() => is_roman(run),
            1..=4 => rest.len() <= 6 && rest.iter().all(u8::is_ascii_digit),
            _ => false,
        }
    };
    if good { run.len() } else { 0 }
}

/// `II`, `VIII`, `LIV`: small Roman numerals in capitals, of two letters or more.
pub(super) fn is_roman(word: &str) -> bool {
    const ONES: &[&str] = &["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const TENS: &[&str] = &["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"];
    word.len() > 1
        && word != "XL"
        && TENS.iter().any(|tens| word.strip_prefix(tens).is_some_and(|ones| ONES.contains(&ones)))
}

/// `Four` in `Chapter Four`.
pub(super) fn word_label(i: &str) -> IResult<&str, &str> {
    let word = word_at(i);
    if small_cardinal(word).is_some_and(|n| n > 0) && !word.eq_ignore_ascii_case("dozen") {
        cut_at(i, word.len())
    } else {
        no(i)
    }
}

/// `3, 4 and 5` | `12–14` | `3 to 9`: what a plural such as `Tables` takes.
pub(super) fn labels(i: &str) -> IResult<&str, &str> {
    const MOST: usize = 24;
    let (mut rest, _) = label(i)?;
    for _ in 0..MOST {
        match another(rest) {
            Ok((after, _)) => rest = after,
            Err(_) => break,
        }
    }
    cut_at(i, i.len() - rest.len())
}

/// `, 4` | ` and 5` | ` to 9` | ` – 9`
fn another(i: &str) -> IResult<&str, &str> {
    let (rest, by_word) = joint(i)?;
    let (after, taken) = label(rest)?;
    if !by_word && !continues(after) {
        // "In Chapters 3 and 4, 12 people"
        return no(i);
    }
    Ok((after, taken))
}

/// One label, or two where nothing follows that the second could count: `Section 3 or 4.`
pub(super) fn one_or_two_labels(i: &str) -> IResult<&str, &str> {
    let (first, taken) = label(i)?;
    if let Ok((rest, true)) = joint(first)
        && let Ok((after, _)) = label(rest)
        && ends_clause(after)
    {
        return cut_at(i, i.len() - after.len());
    }
    Ok((first, taken))
}

/// What stands between labels, and whether it is more than a comma.
fn joint(i: &str) -> IResult<&str, bool> {
    alt((
        alt((tag(", and "), tag(", or "), tag(" and "), tag(" or "), tag(" & "), tag(" to "))).map(|_| true),
        alt((tag(" through "), tag(" – "), tag(" - "), tag("–"))).map(|_| true),
        tag(", ").map(|_| false),
    ))
    .parse(i)
}

fn continues(after: &str) -> bool {
    after.starts_with([',', ';', ')', '.']) || after.is_empty() || joint(after).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_end_where_prose_begins() {
        let read = |text| label(text).map(|(_, taken)| taken).ok();
        for whole in ["12", "1325(a)(1)", "3.3.10", "1028A", "A-4", "IX", "B", "3–5", "17.2(b)", "B12"] {
            assert_eq!(read(whole), Some(whole));
        }
        assert_eq!(read("5. The"), Some("5"));
        assert_eq!(read("2-style"), Some("2"));
        assert_eq!(read("4 (Mill Flat)"), Some("4"));
        for none in ["1,200", "5th", "12%", "I wrote", "the", "5km", "(a)", ""] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn lists_do_not_run_into_counts() {
        let read = |text| labels(text).map(|(_, taken)| taken).unwrap();
        assert_eq!(read("3, 4 and 5 show"), "3, 4 and 5");
        assert_eq!(read("3 and 4, 12 people came"), "3 and 4");
        assert_eq!(read("12–14 and 20"), "12–14 and 20");
        assert_eq!(one_or_two_labels("3 or 4.").unwrap().1, "3 or 4");
        assert_eq!(one_or_two_labels("3 and 40 people").unwrap().1, "3");
    }

    #[test]
    fn roman_numerals() {
        for yes in ["II", "VIII", "IX", "XIV", "LIV", "XX"] {
            assert!(is_roman(yes), "{yes}");
        }
        for no in ["I", "XL", "IIII", "DC", "MIX", "VX", ""] {
            assert!(!is_roman(no), "{no}");
        }
    }
}
