//! The document's own date: from its metadata, its masthead (`January 13, 2021` alone on
//! a line, `Posted June 19, 2022 by ...`, `JANUARY 2021` on a cover) or its dateline
//! (`AUSTIN, May 3, 2022 (Agency) --`). Never from a sentence of its body.

use super::anchor::Draft;
use super::date::any;
use super::date_around::{among, last_word};
use super::found::Found;
use crate::claim::{Date, DatePrecision, Part};
use crate::place::Span;
use crate::prose::{BlockKind, Document, Text};

/// Bytes of the flat text in which a document says when it was made.
const HEAD: u32 = 4_000;
/// Longest line of a masthead, in bytes.
const LINE: usize = 140;

/// The document's own date and its place.
#[must_use]
pub fn dateline(document: &Document, text: &Text, drafts: &[Draft]) -> Option<(Span, Date)> {
    from_metadata(document).or_else(|| from_head(text, drafts))
}

fn from_metadata(document: &Document) -> Option<(Span, Date)> {
    let keys = ["published", "date", "issued", "pubdate", "release_date", "created", "updated"];
    keys.iter().find_map(|key| {
        let meta = document.meta.iter().find(|meta| meta.key.eq_ignore_ascii_case(key))?;
        let value = meta.value.trim();
        let (rest, date) = any("in ", value).ok()?;
        let own = rest.is_empty() && is_own(&date);
        own.then(|| (meta.at.shifted(document.base), date))
    })
}

fn is_own(date: &Date) -> bool {
    let exact = matches!(date.precision, DatePrecision::Day | DatePrecision::Month);
    exact
        && !date.approximate
        && !date.impossible
        && date.stated.year.is_some()
        && date.days.bounds().is_some()
}

fn from_head(text: &Text, drafts: &[Draft]) -> Option<(Span, Date)> {
    let head = drafts.iter().take_while(|draft| draft.range.start < HEAD);
    let own = head.filter_map(|draft| match &draft.found {
        Found::Date(date) if is_own(date) && stands_for_document(text, draft) => Some((draft.place, *date)),
        _ => None,
    });
    // A day says more than the month on the cover.
    let own: Vec<(Span, Date)> = own.collect();
    let day = own.iter().find(|(_, date)| date.precision == DatePrecision::Day);
    day.or_else(|| own.first()).copied()
}

fn stands_for_document(text: &Text, draft: &Draft) -> bool {
    let Some(block) = text.blocks.get(draft.block as usize) else { return false };
    if matches!(
        draft.part,
        Part::Footnote | Part::Citation | Part::Contents | Part::Code | Part::Caption | Part::Quotation
    ) {
        return false;
    }
    let (start, end) = (block.range.start as usize, block.range.end as usize);
    let (from, to) = (draft.range.start as usize, draft.range.end as usize);
    let words = (text.flat.get(start..end), text.flat.get(start..from), text.flat.get(to..end));
    let (Some(whole), Some(before), Some(after)) = words else { return false };
    let (before, after) = (before.trim(), after.trim());
    let other = [
        "retrieved",
        "accessed",
        "since",
        "until",
        "effective",
        "expires",
        "born",
        "by",
        "before",
        "after",
        "due",
    ];
    if among(last_word(before), &other) {
        return false;
    }
    match &block.kind {
        BlockKind::Metadata { key } => return among(key, &["date", "published", "issued"]),
        // "1.2.0 - 2021-01-14" heads a section, and an event's date is its subject.
        BlockKind::Heading(_) => return before.is_empty() && after.is_empty(),
        BlockKind::Cell { .. } | BlockKind::ListItem { .. } | BlockKind::Code => {
            return among(last_word(before.trim_end_matches(':')), &["date", "published", "issued", "dated"]);
        }
        _ => {}
    }
    if is_dateline(before, after) {
        return true;
    }
    // A line of its own, and no sentence: few words besides, and none that ends one.
    let label = ["posted", "published", "issued", "released", "dated", "date", "updated"];
    let labelled = label.iter().any(|label| {
        before.len() >= label.len()
            && before.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
    });
    let alone = before.is_empty() && after.is_empty();
    let line = whole.len() <= LINE
        && !whole.trim_end().ends_with(['.', '?', '!', ':', '"', '”'])
        && before.split_whitespace().count() <= 8;
    alone || line && (labelled || !is_sentence(before)) && !is_sentence(after)
}

/// `AUSTIN, [May 3, 2022] (Agency) -- The`, `LONDON, [3 May 2022] — `
fn is_dateline(before: &str, after: &str) -> bool {
    let place = before.trim_end_matches([',', ' ', '(', '-', '–', '—']);
    let short = !place.is_empty() && place.len() <= 60;
    let mut words = place.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let city =
        words.next().is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase));
    let rest = after.trim_start_matches([',', ')', ' ']);
    let rest = rest.strip_prefix('(').map_or(rest, |inner| {
        inner.split_once(')').map_or(rest, |(name, tail)| if name.len() <= 40 { tail } else { rest })
    });
    short && city && rest.trim_start_matches([' ', '/']).starts_with(['-', '–', '—', '|', ':'])
}

/// True when the words hold a verb in the past or an article, as a heading line does not.
fn is_sentence(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.any(|word| {
        among(
            word,
            &[
                "was", "were", "is", "are", "has", "have", "had", "will", "that", "which", "who", "said",
                "on", "in",
            ],
        )
    })
}
