//! A law, resolution or standard that is named by its number, with two years: `Resolution 2306
//! (2014)` and `Resolution 2306, adopted in 2016`; one that is named by its year, with two numbers:
//! `the Harbour Dues Order 2009 (No. 463)`; and one page of a work in two volumes.

use std::collections::BTreeMap;

use memchr::memmem;

use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// What is named by number and year.
pub(super) const KINDS: &[&str] = &[
    "Resolution",
    "Act",
    "Directive",
    "Regulation",
    "Ordinance",
    "Decree",
    "Bill",
    "Circular",
    "Convention",
    "Recommendation",
    "Standard",
    "Decision",
    "Law",
    "Order",
    "Measure",
    "Bylaw",
];

/// Numbered laws and the like with two years.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut named: BTreeMap<(&str, &str), Vec<(u32, Span)>> = BTreeMap::new();
    for text in context.texts {
        for kind in KINDS {
            for at in memmem::find_iter(text.flat.as_bytes(), kind) {
                let Some((number, year, length)) = dated(&text.flat, at, kind) else { continue };
                let (from, to) = (u32::try_from(at), u32::try_from(at + length));
                if let (Ok(from), Ok(to)) = (from, to) {
                    named.entry((kind, number)).or_default().push((year, text.place(from..to)));
                }
            }
        }
    }
    let mut findings = numbers(rule, context);
    findings.extend(volumes(rule, context));
    for ((kind, number), years) in named {
        let (first, place) = years[0];
        let Some(&(other, elsewhere)) = years.iter().find(|(year, _)| *year != first) else { continue };
        let linked = {
            let (a, b) = (context.sources.index_of(place), context.sources.index_of(elsewhere));
            a == b || context.linked(a, b)
        };
        if !linked {
            continue;
        }
        let text = |place| say::squeezed(context.sources.text_at(place));
        let labels = vec![
            Label { place, role: "first", note: format!("of {first}") },
            Label { place: elsewhere, role: "other", note: format!("of {other}") },
        ];
        let message = format!("\"{}\" against \"{}\"", text(place), text(elsewhere));
        let why = vec![format!("{kind} {number} is of {first} here and of {other} there")];
        findings.push(finding(rule, context, 0.88, message, labels, why));
    }
    findings
}

/// Places by what they name, and what is said there.
type Named = BTreeMap<String, Vec<(String, Span)>>;

/// What is named alike and told with one number in one text, another in the next.
fn two_of(rule: &Rule, context: &Context<'_>, named: &Named, what: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for places in named.values() {
        let document = |place: Span| context.sources.index_of(place);
        let (first, place) = &places[0];
        let Some((other, elsewhere)) = places.iter().find(|(number, _)| number != first) else { continue };
        // A text that tells of both knows them apart.
        let both = places.iter().any(|(number, own)| {
            number == other && document(*own) == document(*place)
                || number == first && document(*own) == document(*elsewhere)
        });
        if both || !context.linked(document(*place), document(*elsewhere)) {
            continue;
        }
        let text = |place| say::squeezed(context.sources.text_at(place));
        let label = |place: Span, role, number: &str| Label { place, role, note: format!("{what} {number}") };
        let labels = vec![label(*place, "first", first), label(*elsewhere, "other", other)];
        let message = format!("\"{}\" against \"{}\"", text(*place), text(*elsewhere));
        let why = vec![format!("it has the {what} {first} here and {other} there")];
        findings.push(finding(rule, context, 0.87, message, labels, why));
    }
    findings
}

/// `the Harbour Dues Order 2009 (No. 463)` against `(No. 436)`.
fn numbers(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut named = Named::new();
    for text in context.texts {
        for kind in KINDS {
            for at in memmem::find_iter(text.flat.as_bytes(), kind) {
                let Some((name, number, to)) = numbered(&text.flat, at, kind) else { continue };
                let from = at - (name.len() + 1).min(at);
                if let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) {
                    let year = &text.flat[at + kind.len()..at + kind.len() + 5];
                    let key = format!("{name} {kind}{year}").to_lowercase();
                    named.entry(key).or_default().push((number.to_owned(), text.place(from..to)));
                }
            }
        }
    }
    two_of(rule, context, &named, "number")
}

/// The name before a kind of law at `at`, the number behind its year, and where all ends.
fn numbered<'t>(text: &'t str, at: usize, kind: &str) -> Option<(&'t str, &'t str, usize)> {
    let rest = text[at + kind.len()..].strip_prefix(' ')?;
    let year = rest.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    (year.starts_with("19") || year.starts_with("20")).then_some(())?;
    let behind = &rest[4..];
    let forms = [" (No. ", ", No. ", " (No ", " No. ", " (number "];
    let number = forms.iter().find_map(|form| behind.strip_prefix(form))?;
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    // "(No. 2)" is the second of its year, and another law than the third.
    (2..=5).contains(&digits).then_some(())?;
    let name = capitals(text[..at].strip_suffix(' ')?)?;
    let end = text.len() - number.len() + digits;
    let end = end + usize::from(text[end..].starts_with(')') && behind.starts_with(" ("));
    Some((name, &number[..digits], end))
}

/// The words in capitals that a text ends with: `Harbour Dues`.
pub(super) fn capitals(text: &str) -> Option<&str> {
    const MOST: usize = 7;
    let mut from = text.len();
    for _ in 0..MOST {
        // The end of the word before, or of all.
        let end = if from == text.len() { from } else { from - 1 };
        let start = text[..end].rfind([' ', '\n', '(', '"']).map_or(0, |at| at + 1);
        let word = &text[start..end];
        let small = matches!(word, "of" | "and" | "for" | "the" | "in") && from < text.len();
        let capital = word.starts_with(char::is_uppercase) && !matches!(word, "The" | "In" | "Under" | "See");
        if !(capital || small) || word.ends_with(['.', ',', ';', ':', ')']) && from < text.len() {
            break;
        }
        from = start;
        if !text[..start].ends_with(' ') {
            break;
        }
    }
    let mut name = &text[from..];
    while let Some(rest) =
        ["the ", "of ", "and ", "for ", "in "].iter().find_map(|small| name.strip_prefix(small))
    {
        name = rest;
    }
    (!name.is_empty() && name.starts_with(char::is_uppercase)).then_some(name)
}

/// `Diaries, vol. 2, p. 351` against `Diaries, vol. 3, p. 351`: one page in two volumes.
fn volumes(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut named = Named::new();
    for text in context.texts {
        for (at, mark) in text.flat.match_indices("vol. ") {
            let Some((key, volume, from, to)) = volume(&text.flat, at, mark.len()) else { continue };
            if let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) {
                named.entry(key).or_default().push((volume, text.place(from..to)));
            }
        }
    }
    two_of(rule, context, &named, "volume")
}

/// The title before a volume and the page behind it, the volume, and where both begin and end.
fn volume(text: &str, at: usize, mark: usize) -> Option<(String, String, usize, usize)> {
    let head = text[..at].strip_suffix(", ").or_else(|| text[..at].strip_suffix(' '))?;
    let title = capitals(head)?;
    let start = head.len() - title.len();
    let rest = &text[at + mark..];
    let digits = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let (volume, behind) = rest.split_at(digits);
    let pages = [", p. ", ", pp. ", " p. ", ", page "].iter().find_map(|form| behind.strip_prefix(form))?;
    let length = pages.find(|c: char| !c.is_ascii_digit()).unwrap_or(pages.len());
    let is_volume = volume.bytes().all(|byte| byte.is_ascii_digit() || b"ivxIVX".contains(&byte));
    // One page number of many volumes may be met by chance, one of three figures hardly ever.
    let plain = title.split(' ').count() >= 2 && title.len() < 80;
    if volume.is_empty() || volume.len() > 4 || !is_volume || length < 2 || !plain {
        return None;
    }
    let key = format!("{} {}", title.to_lowercase(), &pages[..length]);
    Some((key, volume.to_lowercase(), start, text.len() - pages.len() + length))
}

/// The number and the year behind a kind of law at `at`, and the length of all.
fn dated<'t>(text: &'t str, at: usize, kind: &str) -> Option<(&'t str, u32, usize)> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let start = at + kind.len();
    let rest = text[start..].strip_prefix(' ')?;
    let rest = rest.strip_prefix("No. ").unwrap_or(rest);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(digits);
    // "Ordinance 2020-14" has its year in the number; "Act 1998" is a year.
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    if number.is_empty()
        || is_year
        || number.len() > 6
        || behind.starts_with(['-', '/', '.', ':']) && !behind.starts_with(". ")
    {
        return None;
    }
    let forms = [
        " (",
        ", adopted in ",
        ", passed in ",
        " of ",
        ", issued in ",
        ", enacted in ",
        " (adopted in ",
        " (passed in ",
        ", adopted by the council in ",
        ", signed in ",
    ];
    let (form, year) = forms.iter().find_map(|form| {
        let year = behind.strip_prefix(form)?.get(..4)?;
        (year.bytes().all(|byte| byte.is_ascii_digit()) && (year.starts_with("19") || year.starts_with("20")))
            .then_some((form, year))
    })?;
    let after = behind[form.len() + 4..].chars().next();
    if after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '/')) {
        return None;
    }
    let end = text.len() - behind.len() + form.len() + 4;
    Some((number, year.parse().ok()?, end - at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_are_named_by_their_year_and_numbered_behind_it() {
        let of = |text: &str| {
            let (name, number, end) = numbered(text, text.find("Order")?, "Order")?;
            Some((name.to_owned(), number.to_owned(), end == text.len()))
        };
        let dues = |number: &str| Some(("Harbour Dues".to_owned(), number.to_owned(), true));
        assert_eq!(of("under the Harbour Dues Order 2009 (No. 463)"), dues("463"));
        assert_eq!(of("The Harbour Dues Order 2009, No. 42"), dues("42"));
        assert_eq!(of("The Harbour Dues Order 2009 (No. 2)"), None);
        assert_eq!(of("an Order 2009 (No. 463)"), None);
    }

    #[test]
    fn pages_are_found_in_volumes() {
        let of = |text: &str| {
            let (key, volume, from, to) = volume(text, text.find("vol. ")?, 5)?;
            Some((key, volume, text[from..to].to_owned()))
        };
        let found = of("To Ann, 4 May. Early Diaries, vol. 2, p. 114. See").unwrap();
        assert_eq!(found, ("early diaries 114".into(), "2".into(), "Early Diaries, vol. 2, p. 114".into()));
        assert_eq!(of("Early Diaries, vol. 2"), None);
        assert_eq!(of("in vol. 2, p. 114"), None);
    }

    #[test]
    fn years_stand_behind_numbers() {
        let of = |text: &str| dated(text, 0, "Resolution").map(|(number, year, _)| (number.to_owned(), year));
        assert_eq!(of("Resolution 2306 (2014)."), Some(("2306".to_owned(), 2014)));
        assert_eq!(of("Resolution 2306, adopted in 2016)"), Some(("2306".to_owned(), 2016)));
        assert_eq!(of("Resolution 2020-14 (2021)"), None);
        assert_eq!(of("Resolution 2306 (20 pages)"), None);
        assert_eq!(of("Resolution 2014 (2015)"), None);
    }
}
