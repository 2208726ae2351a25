//! Spans of years that run backwards, read from the text itself: `mayor of Ellmouth (1987–1979)`,
//! `reigned from 1702 to 1688`. Bare years are numbers to the grammar as often as dates, so only
//! wordings that leave no doubt are taken.

use crate::place::Span;
use crate::prose::{BlockKind, Text};

/// The spans of years of a text that end before they begin, each with what it says.
pub fn backwards(text: &Text) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for block in &text.blocks {
        if block.furniture || matches!(block.kind, BlockKind::Code | BlockKind::Metadata { .. }) {
            continue;
        }
        let words = &text.flat[block.range.start as usize..block.range.end as usize];
        for (start, end, years) in spans(words) {
            let at = |at: usize| block.range.start + u32::try_from(at).unwrap_or(u32::MAX);
            found.push((text.place(at(start)..at(end)), format!("{} to {}", years.0, years.1)));
        }
    }
    found
}

/// Verbs of what lasts from one year to another.
const LASTING: &[&str] = &[
    "chaired", "edited", "governed", "headed", "held", "lasted", "led", "lived", "played", "presided", "ran",
    "reigned", "ruled", "served", "taught", "worked",
];

/// Ranges of bytes that hold two years, the later first.
fn spans(words: &str) -> Vec<(usize, usize, (u16, u16))> {
    let mut found = Vec::new();
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'1', b'2', &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        let alone = start == 0 || !(bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] >= 0x80);
        let Some(first) = year(&words[start..]).filter(|_| alone) else { continue };
        at = start + 4;
        let (before, rest) = (&words[..start], &words[start + 4..]);
        let Some((joint, lead)) = joint(before, rest) else { continue };
        let from = start + 4 + joint;
        let Some(second) = words.get(from..).and_then(year) else { continue };
        let behind = &words[from + 4..];
        let bracketed = lead == Lead::Bracket;
        if second >= first
            || behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '%'))
            || behind.starts_with([',', '.']) && behind[1..].starts_with(|c: char| c.is_ascii_digit())
            || bracketed && !behind.starts_with([')', ',', ';'])
            || before_christ(behind)
        {
            continue;
        }
        found.push((start, from + 4, (first, second)));
        at = from + 4;
    }
    found
}

/// What stands before a span of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// `Ola Renn (`
    Bracket,
    /// `From`, `reigned from`
    From,
}

/// The bytes between two years, and what leads to them; none where it is no span of time.
fn joint(before: &str, rest: &str) -> Option<(usize, Lead)> {
    if let Some(named) = before.strip_suffix('(') {
        // "(2048-1024)" may be a subtraction, and "f(2000-1990)" is one.
        let named = named.ends_with([' ', '\u{a0}']) && named.trim_end().ends_with(char::is_alphabetic);
        return ["–", "-", " – "]
            .iter()
            .find(|dash| rest.starts_with(**dash) && named)
            .map(|dash| (dash.len(), Lead::Bracket));
    }
    let lead = before.strip_suffix("rom ").and_then(|lead| lead.strip_suffix(['f', 'F']))?;
    let mut last = lead.split_whitespace().rev().take(6);
    let lasting = last.any(|word| LASTING.contains(&word.trim_matches(|c: char| !c.is_alphabetic())));
    let changed = lead.split_whitespace().rev().take(6).any(|word| {
        matches!(word, "fell" | "dropped" | "cut" | "down" | "reduced" | "rose" | "went" | "declined")
    });
    if changed {
        return None;
    }
    // "From 2015 until 2011" is one with whatever verb; "from 1702 to 1688" may be a number that fell.
    let until = [" until ", " till "].into_iter().find(|joint| rest.starts_with(joint));
    let joint = until.or_else(|| (lasting && rest.starts_with(" to ")).then_some(" to "))?;
    Some((joint.len(), Lead::From))
}

/// A year at the start of `text`, not of a longer number.
fn year(text: &str) -> Option<u16> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let longer = text[4..].starts_with(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|year| (1400..2100).contains(year) && !longer)
}

fn before_christ(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', '\u{a0}']);
    ["BC", "B.C", "bc"].iter().any(|era| behind.starts_with(era))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_run_backwards_only_where_they_are_years() {
        let read = |text: &str| spans(text).into_iter().map(|(.., years)| years).collect::<Vec<_>>();
        assert_eq!(read("Ola Renn (1987–1979), the mayor"), [(1987, 1979)]);
        assert_eq!(read("The king reigned from 1702 to 1688."), [(1702, 1688)]);
        assert_eq!(read("From 2015 until 2011 she led it."), [(2015, 2011)]);
        for silent in [
            "Ola Renn (1979–1987)",
            "It fell from 2015 to 1988 members.",
            "It fell from 2015 until 2011 levels were reached.",
            "the term (2048-1024) and f(2000-1990)",
            "Rome (1500–1400 BC)",
            "The number of cows held there fell from 1,702 to 1,688.",
            "call 1800-1700",
        ] {
            assert_eq!(read(silent), [], "{silent}");
        }
    }
}
