//! Release notes that tell an order that cannot be: a setting removed in 2.2.0 and deprecated in
//! 2.3.0, a fault fixed in 3.1.1 that came in with 3.1.2.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::prose::Text;
use crate::rules::Rule;
use crate::source::{BlockKind, Mark};

/// Entries of release notes that contradict each other.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    context.texts.iter().flat_map(|text| document(rule, context, text)).collect()
}

/// A version, number by number.
pub type Version = Vec<u32>;

/// `2.4.0`, `v3.1`: the version that a word is.
pub fn version(word: &str) -> Option<Version> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let numbers: Option<Version> = word.split('.').map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| (2..=4).contains(&numbers.len()) && numbers[0] < 1000)
}

/// What a release did to something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Added,
    Deprecated,
    Removed,
}

impl Act {
    fn of(word: &str) -> Option<Self> {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        match word.as_str() {
            "added" | "add" | "new" => Some(Self::Added),
            "deprecated" | "deprecate" | "deprecations" => Some(Self::Deprecated),
            "removed" | "remove" | "removals" => Some(Self::Removed),
            _ => None,
        }
    }
}

fn document(rule: &Rule, context: &Context<'_>, text: &Text) -> Vec<Finding> {
    let words = |range: &std::ops::Range<u32>| &text.flat[range.start as usize..range.end as usize];
    let mut findings = Vec::new();
    let (mut release, mut act): (Option<(Version, Span)>, Option<Act>) = (None, None);
    let mut acts: BTreeMap<&str, Vec<(Version, Act, Span)>> = BTreeMap::new();
    let mut releases = 0;
    let mut dated: Vec<Dated> = Vec::new();
    for block in &text.blocks {
        let own = words(&block.range);
        match block.kind {
            BlockKind::Heading(_) => {
                if let Some(version) = own.split_whitespace().take(3).find_map(version) {
                    let place = text.place(block.range.clone());
                    dated.extend(day_of(context, place).map(|(day, at)| (version.clone(), day, at)));
                    (release, act) = (Some((version, place)), None);
                    releases += 1;
                } else {
                    act = Act::of(own.split_whitespace().next().unwrap_or_default());
                }
            }
            BlockKind::ListItem { .. } | BlockKind::Paragraph => {
                let Some((release, head)) = &release else { continue };
                findings.extend(later(rule, context, text, &block.range, release, *head));
                let lead = own.split_whitespace().next().and_then(Act::of);
                if let (Some(act), Some((name, place))) = (lead.or(act), subject(text, &block.range)) {
                    acts.entry(name).or_default().push((release.clone(), act, place));
                }
            }
            _ => {}
        }
    }
    if releases < 2 {
        return Vec::new();
    }
    findings.extend(out_of_order(rule, context, &dated));
    for (name, mut acts) in acts {
        acts.sort_by(|a, b| a.0.cmp(&b.0));
        for (at, (removed, act, place)) in acts.iter().enumerate() {
            let next = acts[at + 1..].iter().find(|(version, ..)| version > removed);
            if let (Act::Removed, Some((version, Act::Deprecated, other))) = (act, next) {
                findings.push(report(rule, context, name, (removed, *place), (version, *other)));
            }
        }
    }
    findings
}

/// A release with its day, and where that stands.
type Dated = (Version, i32, Span);

/// The day that a heading gives: `## 2.4.0 - 2021-05-09`.
pub fn day_of(context: &Context<'_>, heading: Span) -> Option<(i32, Span)> {
    let claims = &context.ledger.claims;
    let first = claims.partition_point(|claim| claim.place.start < heading.start);
    let inside = claims[first..].iter().take_while(|claim| claim.place.start < heading.end);
    let mut days = inside.filter_map(|claim| Some((claim.date()?, claim.place)));
    let ((date, place), None) = (days.next()?, days.next()) else { return None };
    // "03/04/2020" may be two days.
    let written = context.sources.text_at(place);
    let sure = written.starts_with(|c: char| c.is_ascii_digit()) && written.contains('-')
        || written.contains(|c: char| c.is_alphabetic());
    date.days.single().filter(|_| sure && date.stated.year.is_some()).map(|day| (day, place))
}

/// Releases of one line of which the higher was made before the lower: 1.3.0 in March, 1.2.0 in May.
/// An old line may go on beside a new one, with other patches than its first.
fn out_of_order(rule: &Rule, context: &Context<'_>, dated: &[Dated]) -> Vec<Finding> {
    let mut wrong = Vec::new();
    for pair in dated.windows(2) {
        let (low, high) = if pair[0].0 < pair[1].0 { (&pair[0], &pair[1]) } else { (&pair[1], &pair[0]) };
        let line = |version: &Version| version[..version.len() - 1].to_vec();
        let first = low.0.last() == Some(&0);
        let comparable = low.0.len() == high.0.len()
            && low.0 != high.0
            && (line(&low.0) == line(&high.0) || first && low.0[0] == high.0[0]);
        if comparable && high.1 < low.1 {
            wrong.push((low, high));
        }
    }
    // Where many are so, the dates are of something else.
    if wrong.len() * 4 > dated.len() && wrong.len() > 1 {
        return Vec::new();
    }
    let report = |(low, high): (&Dated, &Dated)| {
        let label =
            |one: &Dated, role| Label { place: one.2, role, note: format!("the day of {}", dotted(&one.0)) };
        let text = |one: &Dated| say::squeezed(context.sources.text_at(one.2));
        let message = format!(
            "{} is dated {}, before {} of {}",
            dotted(&high.0),
            text(high),
            dotted(&low.0),
            text(low)
        );
        let why = vec![format!("{} comes after {}", dotted(&high.0), dotted(&low.0))];
        finding(rule, context, 0.86, message, vec![label(high, "first"), label(low, "other")], why)
    };
    wrong.into_iter().map(report).collect()
}

/// The name in code that an item begins with, behind a word or two.
fn subject<'t>(text: &'t Text, block: &std::ops::Range<u32>) -> Option<(&'t str, Span)> {
    let from = text.marks.partition_point(|mark| mark.0 < block.start);
    let mut own = text.marks[from..].iter().take_while(|mark| mark.0 <= block.end);
    let start = own.find(|mark| mark.1 == Mark::CodeStart)?.0;
    let end = own.find(|mark| mark.1 == Mark::CodeEnd)?.0;
    let lead = text.flat.get(block.start as usize..start as usize)?;
    let name = text.flat.get(start as usize..end as usize)?.trim();
    (lead.split_whitespace().count() <= 2 && name.len() >= 3 && end > start)
        .then(|| (name, text.place(start..end)))
}

/// `2.4.0`
pub fn dotted(version: &Version) -> String {
    version.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

fn report(
    rule: &Rule,
    context: &Context<'_>,
    name: &str,
    removed: (&Version, Span),
    later: (&Version, Span),
) -> Finding {
    let (gone, after) = (dotted(removed.0), dotted(later.0));
    let labels = vec![
        Label { place: removed.1, role: "first", note: format!("removed in {gone}") },
        Label { place: later.1, role: "other", note: format!("deprecated in {after}") },
    ];
    let message = format!("{name} is removed in {gone} and deprecated only in {after}");
    let why = vec![format!("what {gone} removed is no longer there in {after}")];
    finding(rule, context, 0.9, message, labels, why)
}

/// Words for a fault that came in.
const CAME: &[&str] =
    &["introduced", "crept", "regression", "slipped", "broken", "broke", "appeared", "sneaked", "snuck"];

/// `a regression that crept in with 3.1.2`, told in the notes of an earlier release.
fn later(
    rule: &Rule,
    context: &Context<'_>,
    text: &Text,
    block: &std::ops::Range<u32>,
    release: &Version,
    head: Span,
) -> Option<Finding> {
    let own = &text.flat[block.start as usize..block.end as usize];
    if !own.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let base = own.as_ptr() as usize;
    let words: Vec<&str> = own.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let came = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        if !CAME.contains(&came.as_str()) {
            continue;
        }
        let behind = &words[at + 1..words.len().min(at + 6)];
        if behind.iter().any(|word| word.to_lowercase().contains("fix")) {
            continue;
        }
        let joined = |word: &&str| matches!(*word, "in" | "with" | "by" | "since" | "from");
        let Some(next) = behind.iter().position(joined).map(|found| at + 2 + found) else { continue };
        let more = |word: &&str| matches!(*word, "with" | "version" | "release");
        let skip = usize::from(words.get(next).is_some_and(more));
        let Some(word) = words.get(next + skip) else { continue };
        let Some(other) = version(word).filter(|other| other > release && other.len() == release.len())
        else {
            continue;
        };
        let start = block.start + u32::try_from(word.as_ptr() as usize - base).ok()?;
        let length = u32::try_from(word.trim_end_matches(|c: char| !c.is_alphanumeric()).len()).ok()?;
        let place = text.place(start..start + length);
        let labels = vec![
            Label { place, role: "first", note: "a later release".to_owned() },
            Label { place: head, role: "other", note: format!("told of {}", dotted(release)) },
        ];
        let message = format!(
            "the notes of {} speak of a fault that came in with {}, which is later",
            dotted(release),
            say::squeezed(context.sources.text_at(place))
        );
        let why = vec![format!("{} comes after {}", dotted(&other), dotted(release))];
        return Some(finding(rule, context, 0.88, message, labels, why));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_number_by_number() {
        assert_eq!(version("v2.10.0,"), Some(vec![2, 10, 0]));
        assert!(version("2.10.0") > version("2.9.1"));
        assert_eq!(version("2019"), None);
        assert_eq!(version("1.x"), None);
    }
}
