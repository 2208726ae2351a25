//! A law, resolution or standard that is named by its number, with two years: `Resolution 2306
//! (2014)` and `Resolution 2306, adopted in 2016`.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// What is named by number and year.
const KINDS: &[&str] = &[
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
            for (at, _) in text.flat.match_indices(kind) {
                let Some((number, year, length)) = dated(&text.flat, at, kind) else { continue };
                let (from, to) = (u32::try_from(at), u32::try_from(at + length));
                if let (Ok(from), Ok(to)) = (from, to) {
                    named.entry((kind, number)).or_default().push((year, text.place(from..to)));
                }
            }
        }
    }
    let mut findings = Vec::new();
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
    fn years_stand_behind_numbers() {
        let of = |text: &str| dated(text, 0, "Resolution").map(|(number, year, _)| (number.to_owned(), year));
        assert_eq!(of("Resolution 2306 (2014)."), Some(("2306".to_owned(), 2014)));
        assert_eq!(of("Resolution 2306, adopted in 2016)"), Some(("2306".to_owned(), 2016)));
        assert_eq!(of("Resolution 2020-14 (2021)"), None);
        assert_eq!(of("Resolution 2306 (20 pages)"), None);
        assert_eq!(of("Resolution 2014 (2015)"), None);
    }
}
