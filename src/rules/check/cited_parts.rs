//! One part of a law, or one article of a journal, that two texts cite by numbers that are a slip for each
//! other: `section 24 of the Harbours Act 1971` and `section 42`; `2003;17:1043-1051` and `1034-1042`; no. 31
//! and no. 37 of one month with the same pages.
//!
//! Laws have many sections, and volumes many articles: only what each text cites but once is compared, and
//! only numbers that are made of the same digits, or that all else bears out.

use std::collections::BTreeMap;

use super::instruments::{KINDS, capitals};
use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::calendar::month;
use crate::place::Span;
use crate::rules::Rule;

/// Numbers by what they are of, each with its place.
type Cited = BTreeMap<String, Vec<(String, Span)>>;

/// Sections, pages and issues that texts cite by numbers that are a slip for each other.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut sections = Cited::new();
    let mut pages = Cited::new();
    let mut issues = Cited::new();
    for text in context.texts {
        let flat = text.flat.as_str();
        let add = |cited: &mut Cited, (key, number, from, to): Part| {
            if let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) {
                cited.entry(key).or_default().push((number, text.place(from..to)));
            }
        };
        for kind in KINDS {
            for (at, _) in flat.match_indices(kind) {
                if let Some(part) = section(flat, at, kind) {
                    add(&mut sections, part);
                }
            }
        }
        for (at, _) in flat.match_indices(';') {
            if let Some(part) = article(flat, at) {
                add(&mut pages, part);
            }
        }
        for (at, _) in flat.match_indices(", no. ") {
            if let Some(part) = issue(flat, at) {
                add(&mut issues, part);
            }
        }
    }
    let mut findings = slips(rule, context, &sections, same_digits);
    findings.extend(slips(rule, context, &pages, |a, b| {
        a.split_once('-').zip(b.split_once('-')).is_some_and(|((a, b), (x, y))| {
            let span = |from: &str, to: &str| to.parse::<u32>().ok()?.checked_sub(from.parse().ok()?);
            let (ends, length) =
                (b == y || same_digits(b, y), span(a, b).is_some() && span(a, b) == span(x, y));
            same_digits(a, x) && (ends || length) || a == x && same_digits(b, y)
        })
    }));
    // Name, month and pages are the same.
    findings.extend(slips(rule, context, &issues, |_, _| true));
    findings
}

/// What a number is of, the number, and where the words that tell both begin and end.
type Part = (String, String, usize, usize);

/// `section 24 of the Harbours Act 1971`
fn section(text: &str, at: usize, kind: &str) -> Option<Part> {
    const PARTS: &[&str] = &["section", "article", "clause", "regulation", "rule", "schedule", "paragraph"];
    let year = text[at + kind.len()..].strip_prefix(' ')?.get(..4)?;
    let dated = year.bytes().all(|byte| byte.is_ascii_digit()) && year.starts_with(['1', '2']);
    let to = at + kind.len() + 5;
    if !dated || text[to..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let name = capitals(text[..at].strip_suffix(' ')?)?;
    let head = text[..at - 1 - name.len()].strip_suffix("of the ")?.strip_suffix(' ')?;
    let number = head.rsplit(' ').next()?;
    let word = head[..head.len() - number.len()].strip_suffix(' ')?;
    let part = PARTS.iter().find(|part| {
        word.len() >= part.len()
            && word.is_char_boundary(word.len() - part.len())
            && word[word.len() - part.len()..].eq_ignore_ascii_case(part)
    })?;
    let plain = number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    let from = word.len() - part.len();
    // "section 24 and section 42 of the Act" cites two.
    let lead = text[..from].trim_end_matches([' ', ',']);
    let listed = lead.strip_suffix(" and").unwrap_or(lead).ends_with(|c: char| c.is_ascii_digit());
    (plain && !listed)
        .then(|| (format!("{part} {name} {kind} {year}").to_lowercase(), number.to_owned(), from, to))
}

/// `Annals of Weaving 2003;17:1043-1051`
fn article(text: &str, at: usize) -> Option<Part> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = text.get(at.checked_sub(4)?..at)?;
    let before = text[..at - 4].trim_end_matches(['(', ' ', '.', ',']);
    let rest = text[at + 1..].trim_start();
    let gap = text.len() - at - 1 - rest.len();
    let volume = digits(rest);
    if digits(year) != 4 || volume == 0 || gap > 1 {
        return None;
    }
    let mut behind = &rest[volume..];
    if let Some(issue) = behind.strip_prefix('(') {
        behind = issue.split_once(')')?.1;
    }
    let pages = behind.strip_prefix(':')?.trim_start();
    let first = digits(pages);
    let last = pages[first..].strip_prefix(['-', '–'])?;
    let length = digits(last);
    if first < 2 || length < first || before.is_empty() {
        return None;
    }
    let end = text.len() - last.len() + length;
    // The journal by the last of its words: `Annals of Weaving` stands in capitals elsewhere.
    let journal = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    let key = format!("{journal} {year};{}", &rest[..volume]).to_lowercase();
    Some((key, format!("{}-{}", &pages[..first], &last[..length]), at - 4, end))
}

/// `Loom and Shuttle, no. 31, May 1994, pp. 14-19`
fn issue(text: &str, at: usize) -> Option<Part> {
    let before = &text[..at];
    let journal = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    let rest = &text[at + ", no. ".len()..];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits(rest);
    let rest = rest[number..].strip_prefix(", ").filter(|_| (1..=5).contains(&number))?;
    let (when, pages) = rest.split_once(", ")?;
    let (name, year) = when.split_once(' ')?;
    let dated = month(name).is_some() && year.len() == 4 && digits(year) == 4;
    let pages = ["pp. ", "pages ", "p. ", "page "].iter().find_map(|form| pages.strip_prefix(form))?;
    let first = digits(pages);
    let last = ["-", "–", " to "].iter().find_map(|joint| pages[first..].strip_prefix(joint));
    let end = last.map_or(pages.len() - first, |last| last.len() - digits(last));
    let last = last.map_or("", |last| &last[..digits(last)]);
    if !dated || first == 0 {
        return None;
    }
    let key = format!("{journal} {when} {}-{last}", &pages[..first]).to_lowercase();
    let number = &text[at + ", no. ".len()..][..number];
    Some((key, number.to_owned(), at - journal.len(), text.len() - end))
}

/// True for two numbers of the same digits in another order.
fn same_digits(a: &str, b: &str) -> bool {
    let sorted = |number: &str| {
        let mut digits: Vec<u8> = number.bytes().collect();
        digits.sort_unstable();
        digits
    };
    a != b && a.len() == b.len() && sorted(a) == sorted(b)
}

/// What two texts cite once each, by numbers of which one is a slip for the other.
fn slips(
    rule: &Rule,
    context: &Context<'_>,
    cited: &Cited,
    slip: impl Fn(&str, &str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for places in cited.values() {
        let mut own: BTreeMap<usize, Vec<&(String, Span)>> = BTreeMap::new();
        for one in places {
            own.entry(context.sources.index_of(one.1)).or_default().push(one);
        }
        // A text that cites two of them knows them apart.
        if own.values().any(|own| own.iter().any(|one| one.0 != own[0].0)) {
            continue;
        }
        let once: Vec<(usize, &(String, Span))> = own.iter().map(|(at, own)| (*at, own[0])).collect();
        let clash = once.iter().enumerate().find_map(|(at, (document, first))| {
            let mut rest = once[at + 1..].iter();
            let other = rest.find(|(other, one)| {
                slip(&first.0, &one.0) && context.links().comparable(*document, *other) && first.0 != one.0
            })?;
            Some((*first, other.1))
        });
        let Some((first, other)) = clash else { continue };
        let text = |place| say::squeezed(context.sources.text_at(place));
        let labels = vec![
            Label { place: first.1, role: "first", note: first.0.clone() },
            Label { place: other.1, role: "other", note: other.0.clone() },
        ];
        let message = format!("\"{}\" against \"{}\"", text(first.1), text(other.1));
        let why = vec![format!("each text cites it once, by {} and by {}", first.0, other.0)];
        findings.push(finding(rule, context, 0.8, message, labels, why));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_pages_and_issues() {
        let act = |text: &str| section(text, text.find("Act")?, "Act").map(|part| (part.0, part.1));
        let harbours = Some(("section harbours act 1971".to_owned(), "24".to_owned()));
        assert_eq!(act("under section 24 of the Harbours Act 1971, which"), harbours);
        assert_eq!(act("sections 12 and 24 of the Harbours Act 1971"), None);
        let pages = |text: &str| article(text, text.find(';')?).map(|part| (part.0, part.1));
        let weaving = Some(("weaving 2003;17".to_owned(), "1043-1051".to_owned()));
        assert_eq!(pages("ANNALS OF WEAVING 2003;17:1043-1051"), weaving);
        assert_eq!(pages("the Annals of Weaving (2003;17(4):1043–1051)"), weaving);
        assert_eq!(pages("in 2003; 17 came"), None);
        let loom = |text: &str| issue(text, text.find(", no.")?).map(|part| (part.0, part.1));
        let shuttle = Some(("shuttle may 1994 14-19".to_owned(), "31".to_owned()));
        assert_eq!(loom("Loom & Shuttle, no. 31, May 1994, pp. 14-19."), shuttle);
        assert_eq!(loom("Loom & Shuttle, no. 31, May 1994, pages 14 to 19"), shuttle);
    }
}
