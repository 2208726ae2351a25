//! `(Tarn and Pryce, 2017)` against the entry of the reference list or the note that it
//! stands for.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Context, finding};
use crate::finding::{Finding, Label};
use crate::prose::{BlockKind, Text};
use crate::rules::Rule;

/// Entries that begin alike and are looked at.
const MOST: usize = 12;

/// Years in the text that the one entry by the same authors does not have.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    context.texts.iter().flat_map(|text| document(rule, context, text)).collect()
}

fn document(rule: &Rule, context: &Context<'_>, text: &Text) -> Vec<Finding> {
    let cited = cited(text);
    if cited.is_empty() {
        return Vec::new();
    }
    let entries: Vec<Range<u32>> = text
        .blocks
        .iter()
        .filter(|block| match block.kind {
            BlockKind::Footnote { .. } => true,
            BlockKind::ListItem { .. } | BlockKind::Paragraph => {
                block.heading.is_some_and(|heading| lists_works(text, heading))
            }
            _ => false,
        })
        .map(|block| block.range.clone())
        .collect();
    // The entries that name a word near their start.
    let mut naming: FxHashMap<&str, Vec<&Range<u32>>> = FxHashMap::default();
    for entry in &entries {
        for word in head(words(text, entry)).split(|c: char| !is_of_name(c)).filter(|word| word.len() > 2) {
            let named = naming.entry(word).or_default();
            if named.last().is_none_or(|last| *last != entry) {
                named.push(entry);
            }
        }
    }
    let mut findings = Vec::new();
    for reference in cited {
        let Some(named) = naming.get(reference.authors[0]) else { continue };
        // Of many entries by one author no single one is meant.
        let by_them: Vec<&&Range<u32>> =
            named.iter().take(MOST).filter(|entry| is_by(words(text, entry), &reference.authors)).collect();
        let [entry] = by_them.as_slice() else { continue };
        let body = words(text, entry);
        let years: Vec<Range<usize>> = years(body).collect();
        if years.is_empty() || years.iter().any(|year| body[year.clone()] == *reference.year) {
            continue;
        }
        let lower = body.to_lowercase();
        if ["reprint", "originally", "edition", " ed.", "forthcoming", "in press"]
            .iter()
            .any(|mark| lower.contains(mark))
        {
            continue;
        }
        // An entry in brackets has its year there; elsewhere the last one is that of issue.
        let year = years
            .iter()
            .find(|year| body[..year.start].ends_with('('))
            .or(years.last())
            .expect("an entry has a year");
        let place = |range: Range<u32>| text.place(range);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let in_entry = entry.start + narrow(year.start)..entry.start + narrow(year.end);
        let issued = &body[year.clone()];
        let authors = reference.authors.join(" and ");
        let labels = vec![
            Label {
                place: place(reference.place),
                role: "first",
                note: format!("cited as of {}", reference.year),
            },
            Label { place: place(in_entry), role: "other", note: format!("listed as of {issued}") },
        ];
        let message = format!("{authors} is cited as of {} and listed as of {issued}", reference.year);
        let why = vec![format!("it is the only work by {authors} that is listed here")];
        findings.push(finding(rule, context, 0.86, message, labels, why));
    }
    findings
}

fn words<'t>(text: &'t Text, range: &Range<u32>) -> &'t str {
    &text.flat[range.start as usize..range.end as usize]
}

/// True for a heading over a list of works.
fn lists_works(text: &Text, heading: u32) -> bool {
    let Some(block) = text.blocks.get(heading as usize) else { return false };
    let title = words(text, &block.range).to_lowercase();
    ["references", "bibliography", "works cited", "literature", "further reading"]
        .iter()
        .any(|name| title.trim_end_matches(':').ends_with(name))
}

/// A work named in the text by its authors and its year.
struct Cited<'t> {
    authors: Vec<&'t str>,
    year: &'t str,
    /// From the first author to the year, in the flat text.
    place: Range<u32>,
}

/// `(Tarn and Pryce, 2017)`, `(Tarn, 2001; Pryce, 1998, p. 12)`, `Tarn and Pryce (2017) found`
fn cited(text: &Text) -> Vec<Cited<'_>> {
    const LONGEST: usize = 120;
    let mut found = Vec::new();
    for block in &text.blocks {
        let prose =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quote);
        if !prose || block.heading.is_some_and(|heading| lists_works(text, heading)) {
            continue;
        }
        let body = words(text, &block.range);
        for open in memchr::memchr_iter(b'(', body.as_bytes()) {
            let rest = &body[open + 1..];
            let Some(close) = rest.bytes().take(LONGEST).position(|byte| byte == b')') else { continue };
            let at = |offset: usize| block.range.start + u32::try_from(offset).unwrap_or(u32::MAX);
            let base = body.as_ptr() as usize;
            for part in rest[..close].split(';').map(without_page) {
                if let Some((authors, year)) = authors_and_year(part) {
                    let start = part.as_ptr() as usize - base;
                    found.push(Cited { authors, year, place: at(start)..at(start + part.len()) });
                }
            }
            let year = without_page(&rest[..close]);
            if let Some(authors) = authors_before(&body[..open]).filter(|_| is_year(year)) {
                let start = authors[0].as_ptr() as usize - base;
                found.push(Cited { authors, year, place: at(start)..at(open + 1 + year.len()) });
            }
        }
    }
    found
}

/// `Tarn, 1998` of `Tarn, 1998, p. 12` and of `Tarn, 1998: 12`.
fn without_page(part: &str) -> &str {
    let part = part.trim();
    [", p", ": ", ", ch"].iter().find_map(|mark| part.split_once(mark)).map_or(part, |(work, _)| work)
}

/// The authors at the end of `before`: `As Tarn and Pryce`, `Tarn et al.`.
fn authors_before(before: &str) -> Option<Vec<&str>> {
    let before = before.strip_suffix(' ')?;
    let before = before.strip_suffix(" et al.").unwrap_or(before);
    let mut words = before.rsplit(' ');
    let last = words.next().filter(|word| is_surname(word))?;
    let mut authors = vec![last];
    if words.next().is_some_and(|word| matches!(word, "and" | "&"))
        && let Some(first) = words.next().filter(|word| is_surname(word))
    {
        authors.insert(0, first);
    }
    Some(authors)
}

fn is_surname(name: &str) -> bool {
    name.len() > 2
        && name.starts_with(|c: char| c.is_uppercase())
        && name.chars().all(is_of_name)
        && name.chars().any(char::is_lowercase)
        && crate::lexicon::closed::calendar::month(&name.to_lowercase()).is_none()
}

/// `Tarn and Pryce, 2017` | `Tarn et al. 2017`
fn authors_and_year(inner: &str) -> Option<(Vec<&str>, &str)> {
    let (names, year) = inner.rsplit_once(' ')?;
    if !is_year(year) {
        return None;
    }
    let names = names.trim_end_matches(',');
    let names = names.strip_suffix(" et al.").unwrap_or(names).trim_end_matches(',');
    let authors: Vec<&str> = names.split(" and ").flat_map(|part| part.split(" & ")).collect();
    (authors.len() <= 3 && authors.iter().all(|name| is_surname(name))).then_some((authors, year))
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && matches!(&word[..2], "17" | "18" | "19" | "20")
}

/// The years in an entry, those in addresses and ranges of pages left out.
fn years(entry: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    entry.char_indices().filter_map(|(at, c)| {
        let end = at + 4;
        let year = c.is_ascii_digit() && entry.get(at..end).is_some_and(is_year);
        let apart =
            |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-' | '–' | '_'));
        (year && apart(entry[..at].chars().next_back()) && apart(entry[end..].chars().next()))
            .then_some(at..end)
    })
}

/// The start of an entry, where its authors stand.
fn head(entry: &str) -> &str {
    const REACH: usize = 80;
    entry.char_indices().nth(REACH).map_or(entry, |(end, _)| &entry[..end])
}

fn is_of_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '\'' | '’')
}

/// True when an entry begins with the authors.
fn is_by(entry: &str, authors: &[&str]) -> bool {
    let head = head(entry);
    let named = |author: &&str| head.split(|c: char| !is_of_name(c)).any(|word| word == *author);
    let first = authors.first().and_then(|author| head.find(*author));
    authors.iter().all(named) && first.is_some_and(|at| at < 20)
}
