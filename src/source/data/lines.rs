//! Comments beside settings, and strings whose writing differs from what they say.

use std::ops::Range;

use crate::source::build::Builder;

/// The words of all comments: from a `mark` outside what is `taken` to the end of the line.
/// `taken` is in order of place.
pub(super) fn comments(text: &str, taken: &[Range<usize>], mark: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.trim_end().len());
        at += line.len();
        let mut from = start;
        while let Some(offset) = text.get(from..end).and_then(|rest| rest.find(mark)) {
            let sign = from + offset;
            while taken.get(next).is_some_and(|range| range.end <= sign) {
                next += 1;
            }
            if let Some(range) = taken.get(next).filter(|range| range.start <= sign && sign < range.end) {
                from = range.end.max(sign + mark.len());
                continue;
            }
            let before = text[start..sign].chars().next_back();
            if before
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '[' | '{' | '"' | '\'' | ']' | '}'))
            {
                from = sign + mark.len();
                continue;
            }
            let words = text[sign..end].trim_start_matches(mark.chars().next().unwrap_or('#'));
            let words = words.trim_start();
            // An empty comment line parts paragraphs.
            if !words.is_empty() {
                found.push(end - words.len()..end);
            }
            break;
        }
    }
    found
}

/// True when nothing but a line break and the next comment's mark stands between two comments.
pub(super) fn joins(between: &str) -> bool {
    between.matches('\n').count() == 1 && between.chars().all(|c| c.is_whitespace() || matches!(c, '#' | '/'))
}

/// Writes `said`, what the bytes `raw` that begin at `start` stand for: runs that are there byte for byte
/// as such, escapes and folded lines character by character.
pub(super) fn aligned(builder: &mut Builder<'_>, raw: &str, start: usize, said: &str) {
    let bytes = raw.as_bytes();
    let mut at = 0;
    for c in said.chars() {
        let rest = raw.get(at..).unwrap_or_default();
        let Some(written) = rest.chars().next() else {
            builder.char(start + at, start + at, c);
            continue;
        };
        if written == c && written != '\\' {
            builder.same(start + at, start + at + c.len_utf8());
            at += c.len_utf8();
            // `''` in YAML says one.
            if c == '\'' && bytes.get(at) == Some(&b'\'') {
                at += 1;
            }
            // The indent of the next line says nothing.
            if c == '\n' {
                at += indent(&raw[at..]);
            }
            continue;
        }
        let length = match written {
            '\\' => escape(rest),
            w if w.is_whitespace() && c.is_whitespace() => {
                rest.len() - rest.trim_start_matches(char::is_whitespace).len()
            }
            // A mark of the notation: the character stands behind it.
            _ => match rest.find(c) {
                Some(offset) if offset <= 200 => {
                    let offset = at + offset;
                    builder.same(start + offset, start + offset + c.len_utf8());
                    at = offset + c.len_utf8();
                    continue;
                }
                _ => 0,
            },
        };
        builder.char(start + at, start + at + length, c);
        at += length;
    }
}

fn indent(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Length of the escape at the start of `rest`.
fn escape(rest: &str) -> usize {
    let unit = match rest.as_bytes().get(1) {
        Some(b'u') if rest.as_bytes().get(2) == Some(&b'{') => rest.find('}').map_or(2, |end| end + 1),
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(b'x') => 4,
        // A line continued: its break and the indent behind it.
        Some(b'\n' | b'\r') => 1 + (rest[1..].len() - rest[1..].trim_start().len()),
        Some(byte) if byte.is_ascii() => 2,
        Some(_) | None => 1,
    };
    // Half of a pair of surrogates says nothing alone.
    let pair = unit == 6
        && rest
            .get(2..4)
            .is_some_and(|high| matches!(high.to_ascii_lowercase().as_str(), "d8" | "d9" | "da" | "db"))
        && rest.get(6..8) == Some("\\u");
    let unit = if pair { 12 } else { unit };
    if rest.is_char_boundary(unit.min(rest.len())) { unit.min(rest.len()) } else { 1 }
}
