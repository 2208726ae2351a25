//! Words whose writing differs from what they say: escapes, folded lines, doubled quotes.

use super::build::Builder;

/// How a character that cannot stand for itself is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Escapes {
    /// `"\n"`, `"\u0041"`
    Backslash,
    /// `'it''s'`
    Doubled,
    /// All stand for themselves.
    #[default]
    None,
}

/// Writes `said`, what the bytes `raw` that begin at `start` stand for: runs that are there byte for byte
/// as such, escapes and folded lines character by character.
pub(super) fn write(builder: &mut Builder<'_>, raw: &str, start: usize, said: &str, escapes: Escapes) {
    let bytes = raw.as_bytes();
    let mut at = 0;
    for c in said.chars() {
        let rest = raw.get(at..).unwrap_or_default();
        let Some(written) = rest.chars().next() else {
            builder.char(start + at, start + at, c);
            continue;
        };
        let escaped = written == '\\' && escapes == Escapes::Backslash;
        if written == c && !escaped {
            builder.same(start + at, start + at + c.len_utf8());
            at += c.len_utf8();
            if escapes == Escapes::Doubled && c == '\'' && bytes.get(at) == Some(&b'\'') {
                at += 1;
            }
            // The indent of the next line says nothing.
            if c == '\n' {
                at += indent(&raw[at..]);
            }
            continue;
        }
        let length = match written {
            _ if escaped => escape(rest),
            w if w.is_whitespace() && c.is_whitespace() => {
                rest.len() - rest.trim_start_matches(char::is_whitespace).len()
            }
            // The space it says was read with those before it.
            _ if c.is_whitespace() => 0,
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
