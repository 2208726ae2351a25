//! A number of things against the codes that say which they are: `All five findings are closed: QX-03, QX-04, QX-06
//! and QX-07`. Knows no rule.

use super::enumerations::Items;
use super::list_items::{Listed, counts_things};
use super::tape::{Item, Tape};
use crate::claim::{Claim, IdKind, Value};

/// Words before the colon that say that the codes are not those of all that is counted.
const OPEN: &[&str] = &[
    "of",
    "include",
    "including",
    "such",
    "among",
    "except",
    "but",
    "by",
    "in",
    "with",
    "from",
    "than",
    "least",
    "beside",
    "without",
    "after",
    "see",
];

/// The one count before a colon, and the codes behind it, which take up the rest of the sentence. Whatever is said of
/// the things, the codes are theirs.
#[must_use]
pub fn of_codes<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, Listed)> {
    let colon = (0..tape.items.len()).find(|&at| tape.mark(at, ':'))?;
    let mut counts = (0..colon).filter(|&at| tape.claim(at).is_some());
    let (Some(at), None) = (counts.next(), counts.next()) else { return None };
    let count = tape.count(at).filter(|claim| counts_things(claim))?;
    if at > 4 || colon - at > 12 || tape.any_word(0..colon, OPEN) {
        return None;
    }
    let mut end = tape.items.len();
    while matches!(tape.items.get(end - 1), Some(Item::Mark('.' | ';' | ')'))) {
        end -= 1;
    }
    let (mut next, mut items) = (colon + 1, 0);
    while next < end {
        // "QX-03 to QX-07" are more than are written.
        is_code(tape, next).then_some(())?;
        items += 1;
        next += 1;
        let comma = usize::from(tape.mark(next, ','));
        let and = usize::from(tape.word(next + comma, &["and", "&"]));
        if next < end && comma + and == 0 {
            return None;
        }
        next += comma + and;
    }
    (items > 1)
        .then(|| (count, Listed::inline(Items { least: items, most: items }, tape.span(colon + 1..end), 2)))
}

/// A code of letters and digits.
fn is_code(tape: &Tape<'_>, at: usize) -> bool {
    tape.claim(at).is_some_and(|claim| {
        matches!(claim.value, Value::Identifier(IdKind::Report | IdKind::Name | IdKind::Code | IdKind::Other))
    })
}
