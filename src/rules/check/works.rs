//! One work cited in two ways: two dates, two numbers, two titles.
//!
//! Works are told by their number, their address or a title long enough to be their own.
//! Nothing is said of works that only resemble one another.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::claim::{Citation, Date, Value};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Works with two dates, numbers or unlike titles.
pub fn conflicts(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let works = works(context);
    let mut findings: Vec<Finding> = Vec::new();
    for ((by, _), group) in groups(context, &works) {
        for pair in pairs(&group) {
            findings.extend(conflict(rule, context, by, pair));
        }
    }
    // A work told by its number and by its title is one finding.
    findings.sort_by(|a, b| a.fingerprint.cmp(&b.fingerprint).then(b.confidence.total_cmp(&a.confidence)));
    findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    findings
}

/// Works whose title is written in two ways.
pub fn titles(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let works = works(context);
    let mut findings = Vec::new();
    for ((by, _), group) in groups(context, &works) {
        if by == By::Title {
            continue;
        }
        for (first, second) in pairs(&group) {
            let (Some(a), Some(b)) = (first.citation.title, second.citation.title) else { continue };
            let (one, other) = (letters(context, a), letters(context, b));
            let alike = likeness(&one, &other);
            if !(0.55..1.0).contains(&alike) || one.starts_with(&other) || other.starts_with(&one) {
                continue;
            }
            let text = |place| say::squeezed(context.sources.text_at(place));
            let labels = vec![
                Label { place: a, role: "first", note: "one title".to_owned() },
                Label { place: b, role: "other", note: format!("the same {}", by.name()) },
            ];
            let message = format!("one work, two titles: \"{}\" against \"{}\"", text(a), text(b));
            let why =
                vec![format!("both have the {} {}", by.name(), text(by.place(first.citation).unwrap_or(a)))];
            findings.push(finding(rule, context, 0.8, message, labels, why));
        }
    }
    findings.sort_by(|a, b| a.fingerprint.cmp(&b.fingerprint));
    findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    findings
}

/// A work as it is cited somewhere.
#[derive(Clone, Copy)]
struct Work<'a> {
    citation: &'a Citation,
}

/// By what two citations are known for one work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Number,
    Address,
    Title,
}

impl By {
    const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Address => "address",
            Self::Title => "title",
        }
    }

    const fn place(self, citation: &Citation) -> Option<Span> {
        match self {
            Self::Number => citation.identifier,
            Self::Address => citation.url,
            Self::Title => citation.title,
        }
    }
}

fn works<'a>(context: &Context<'a>) -> Vec<Work<'a>> {
    let ledger = context.ledger;
    ledger
        .claims
        .iter()
        .filter_map(|claim| match &claim.value {
            Value::Citation(citation) => Some(Work { citation }),
            _ => None,
        })
        .collect()
}

/// The works that share a number, address or title, in a fixed order.
fn groups<'a>(context: &Context<'_>, works: &[Work<'a>]) -> BTreeMap<(By, String), Vec<Work<'a>>> {
    let mut groups: BTreeMap<(By, String), Vec<Work<'a>>> = BTreeMap::new();
    for &work in works {
        for by in [By::Number, By::Address, By::Title] {
            let Some(place) = by.place(work.citation) else { continue };
            let key = match by {
                By::Address => address(context.sources.text_at(place)),
                _ => letters(context, place),
            };
            let own = match by {
                By::Number => key.len() > 4 && key.contains(|c: char| c.is_ascii_digit()),
                // The front page of a site is no work.
                By::Address => key.len() > 20 && key.contains('/'),
                By::Title => key.len() > 24 && key.split(' ').count() > 3 && !is_serial(&key),
            };
            if own {
                groups.entry((by, key)).or_default().push(work);
            }
        }
    }
    groups.retain(|_, works| works.len() > 1);
    groups
}

/// The first work of a group with each of the others.
fn pairs<'a, 'b>(group: &'b [Work<'a>]) -> impl Iterator<Item = (Work<'a>, Work<'a>)> + use<'a, 'b> {
    const MOST: usize = 12;
    let first = group[0];
    group[1..].iter().take(MOST).map(move |&other| (first, other))
}

fn conflict(
    rule: &Rule,
    context: &Context<'_>,
    by: By,
    (first, second): (Work<'_>, Work<'_>),
) -> Option<Finding> {
    let text = |place| say::squeezed(context.sources.text_at(place));
    let (what, a, b, sure) = other_date(by, first, second)
        .or_else(|| other_number(context, by, first, second))
        .or_else(|| other_title(context, by, first, second))?;
    let shared = by.place(first.citation)?;
    let labels = vec![
        Label { place: a, role: "first", note: format!("one {what}") },
        Label { place: b, role: "other", note: format!("the same {}, another {what}", by.name()) },
    ];
    let message = format!("one work, two {what}s: {} against {}", text(a), text(b));
    let why = vec![
        format!("both have the {} {}", by.name(), text(shared)),
        "if these are two editions, name the edition".to_owned(),
    ];
    Some(finding(rule, context, sure, message, labels, why))
}

type Difference = (&'static str, Span, Span, f32);

fn other_date(by: By, first: Work<'_>, second: Work<'_>) -> Option<Difference> {
    let ((a, x), (b, y)) = (first.citation.issued?, second.citation.issued?);
    let known = |date: &Date| date.stated.year.is_some() && !date.approximate && !date.impossible;
    if !known(&x) || !known(&y) || x.days.meets(y.days) {
        return None;
    }
    // News is dated by the day it was written, printed or put up.
    let (low, high) = (x.days.bounds()?, y.days.bounds()?);
    let apart = (low.0 - high.1).max(high.0 - low.1);
    if apart <= 2 {
        return None;
    }
    let sure = match by {
        By::Number => 0.88,
        By::Title => 0.8,
        By::Address => 0.75,
    };
    Some(("date", a, b, sure))
}

fn other_number(context: &Context<'_>, by: By, first: Work<'_>, second: Work<'_>) -> Option<Difference> {
    let (a, b) = (first.citation.identifier?, second.citation.identifier?);
    if by != By::Title {
        return None;
    }
    let (one, other) = (letters(context, a), letters(context, b));
    let series = |number: &str| number.chars().take_while(|c| !c.is_ascii_digit()).collect::<String>();
    // A report has a number of its own and a DOI besides; only one series has one of each.
    (one != other && series(&one) == series(&other) && one.len() == other.len())
        .then_some(("number", a, b, 0.82))
}

fn other_title(context: &Context<'_>, by: By, first: Work<'_>, second: Work<'_>) -> Option<Difference> {
    let (a, b) = (first.citation.title?, second.citation.title?);
    if by != By::Number {
        return None;
    }
    let (one, other) = (letters(context, a), letters(context, b));
    let inside = one.contains(&other) || other.contains(&one);
    (!inside && likeness(&one, &other) < 0.3 && one.len() > 12 && other.len() > 12)
        .then_some(("title", a, b, 0.78))
}

/// Words in small letters, joined by single spaces.
fn letters(context: &Context<'_>, place: Span) -> String {
    let text = context.sources.text_at(place);
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|word| word.replace(['\'', '’'], "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// An address without what does not tell pages apart.
fn address(text: &str) -> String {
    let inner = text.rsplit_once("](").map_or(text, |(_, target)| target);
    let bare = inner.trim_matches(|c: char| matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '"'));
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    bare.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
}

/// A title that comes out again and again.
fn is_serial(title: &str) -> bool {
    const SERIAL: &[&str] = &[
        "annual",
        "bulletin",
        "census",
        "daily",
        "monthly",
        "newsletter",
        "quarterly",
        "review",
        "statistics",
        "summary",
        "survey",
        "update",
        "weekly",
        "yearbook",
        "minutes",
        "agenda",
        "chapter",
        "part",
        "volume",
        "edition",
        "manual",
        "guide",
        "handbook",
        "strategy",
        "plan",
        "budget",
    ];
    title.split(' ').any(|word| SERIAL.contains(&word))
}

/// From 0 to 1, how many words two titles share.
fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    strsim::sorensen_dice(a, b).min(0.999)
}
