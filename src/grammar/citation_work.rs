//! One work that is cited: which of its dates is that of issue and which of access, its title,
//! number and address. Where a work begins and ends is for `citation`.

use std::ops::Range;

use super::citation::{Address, Entry, Item, What};
use crate::claim::Part;

/// What the words before a date make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Accessed,
    /// Of a copy or a revision.
    Aside,
    Other,
}

pub(super) fn role(words: &str, date: &Range<usize>) -> Role {
    const REACH: usize = 40;
    let lead = &words[..date.start];
    let from = lead.char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    let mut buffer = [0_u8; 4 * REACH];
    let lead = lead[from..].trim_end_matches([' ', ':', '\u{a0}', ',']);
    let Some(lower) = buffer.get_mut(..lead.len()) else { return Role::Other };
    lower.copy_from_slice(lead.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return Role::Other };
    let lower = lower.strip_suffix(" on").or_else(|| lower.strip_suffix(" online")).unwrap_or(lower);
    let ends = |words: &[&str]| {
        words.iter().any(|word| {
            lower.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        })
    };
    if ends(&[
        "accessed",
        "retrieved",
        "last visited",
        "visited",
        "viewed",
        "consulted",
        "last checked",
        "date of access",
        "access date",
    ]) {
        Role::Accessed
    } else if ends(&[
        "archived",
        "archived from the original",
        "original",
        "archived copy",
        "last updated",
        "updated",
        "last modified",
        "revised",
        "amended",
    ]) {
        Role::Aside
    } else {
        Role::Other
    }
}

/// Reads one work. None where the words only speak of something.
pub(super) fn entry(
    words: &str,
    whole: Range<usize>,
    items: &[Item],
    quotes: &[Range<usize>],
    part: Part,
) -> Option<Entry> {
    let title = title(words, &whole, items, quotes);
    if title.as_ref().is_some_and(|title| words[title.clone()].contains(" v. ")) {
        return None;
    }
    let mut entry = Entry { whole, title, ..Entry::default() };
    let inside = |item: &Item| {
        entry.title.as_ref().is_some_and(|title| title.start < item.range.end && item.range.start < title.end)
    };
    let mut best: Option<(u8, usize, &Item)> = None;
    for item in items {
        match item.what {
            What::Date(index) => match role(words, &item.range) {
                Role::Accessed => entry.accessed = entry.accessed.or(Some(index)),
                Role::Aside => {}
                Role::Other if inside(item) => {}
                Role::Other => {
                    let bracketed = words[..item.range.start].ends_with('(');
                    let behind = entry.title.as_ref().is_none_or(|title| title.end <= item.range.start);
                    // In brackets before all others; then behind the title.
                    let rank = u8::from(bracketed) * 2 + u8::from(behind);
                    // "(2021). Water in Towns, May 6, 2021" says the same twice, the second time in full.
                    let fuller = best.is_some_and(|(_, _, year)| {
                        let (year, own) = (&words[year.range.clone()], &words[item.range.clone()]);
                        year.len() == 4 && own.len() > 4 && own.contains(year)
                    });
                    if fuller || best.is_none_or(|(known, ..)| rank > known) {
                        best = Some((rank.max(best.map_or(0, |(known, ..)| known)), index, item));
                    }
                }
            },
            What::Number if entry.number.is_none() => entry.number = Some(item.range.clone()),
            What::Url if !matches!(entry.url, Some(Address::Shown(_))) => {
                entry.url = Some(Address::Shown(item.range.clone()))
            }
            What::Target(span) if entry.url.is_none() => entry.url = Some(Address::Target(span)),
            _ => {}
        }
    }
    let bracketed = best.is_some_and(|(rank, ..)| rank >= 2);
    // In running prose a date beside a source may be anything.
    let stands = bracketed || matches!(part, Part::Citation | Part::Footnote);
    entry.issued = best.filter(|_| stands).map(|(_, index, _)| index);
    let cites = match part {
        Part::Citation => entry.issued.is_some() || entry.accessed.is_some() || entry.number.is_some(),
        Part::Footnote => {
            entry.accessed.is_some()
                || bracketed && (entry.number.is_some() || entry.title.is_some())
                || best.is_some_and(|(.., item)| names_publisher(words, entry.title.as_ref(), item))
                || matches!(entry.url, Some(Address::Shown(_)))
                    && entry.title.is_some()
                    && entry.issued.is_some()
        }
        _ => entry.accessed.is_some(),
    };
    cites.then_some(entry)
}

/// True when only who published a work stands between its title and a date with a year: `"Eels in
/// decline," *Journal of Rivers*, 12 September 2018`.
fn names_publisher(words: &str, title: Option<&Range<usize>>, date: &Item) -> bool {
    const LONGEST: usize = 80;
    const SMALL: &[&str] =
        &["of", "the", "and", "for", "in", "on", "de", "des", "der", "la", "le", "vol", "no"];
    let Some(between) = title.and_then(|title| words.get(title.end..date.range.start)) else { return false };
    let written = &words[date.range.clone()];
    let year = written.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let mut names = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    year && between.len() <= LONGEST
        && between.trim_end().ends_with(',')
        && !between.contains(['.', ';', '?', '!'])
        && names.peek().is_some()
        && names.all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(&word))
}

/// The title: words in quotation marks, else in italics, else the sentence behind the date in
/// brackets: `Arango, T. (2018). Marches across the country. Norton.`
fn title(words: &str, whole: &Range<usize>, items: &[Item], quotes: &[Range<usize>]) -> Option<Range<usize>> {
    let several = |range: &Range<usize>| words[range.clone()].contains(' ');
    if let Some(quoted) = quotes.iter().find(|range| several(range)) {
        return Some(quoted.start..quoted.start + words[quoted.clone()].trim_end_matches([',', '.']).len());
    }
    let italics = || items.iter().filter(|item| item.what == What::Italics);
    if let Some(found) = italics().find(|item| several(&item.range)).or_else(|| italics().next()) {
        let text = &words[found.range.clone()];
        return Some(found.range.start..found.range.start + text.trim_end_matches([',', '.', ' ']).len());
    }
    let dated = items
        .iter()
        .find(|item| matches!(item.what, What::Date(_)) && words[..item.range.start].ends_with('('))?;
    let rest = words.get(dated.range.end..whole.end)?;
    let text = rest.strip_prefix("). ")?;
    let end = text.find(". ")?;
    let start = dated.range.end + (rest.len() - text.len());
    (text[..end].matches(' ').count() >= 2).then_some(start..start + end)
}
