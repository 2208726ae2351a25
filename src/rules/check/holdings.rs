//! Who holds which office by a text: `Deputy Mayor Ann Lowe`, `Ann Lowe, the trust's treasurer,`,
//! `Ann Lowe (chair)`. Reads names in full alone. Knows no rule.

use super::offices::{Office, PLAIN, head, is_office, sort};
use super::people::is_name;
use super::stems::stem;
use crate::lexicon::closed::function::is_function_word;
use crate::place::Span;
use crate::prose::Text;

/// A person by first and last name, with an office that a text gives them.
#[derive(Clone, Debug)]
pub struct Holding {
    pub person: (String, String),
    pub office: Office,
    /// The name with the office.
    pub place: Span,
}

/// Words of a change, or of another time: who was treasurer then may be chair now.
const CHANGING: &[&str] = &[
    "former",
    "formerly",
    "then",
    "ex",
    "acting",
    "interim",
    "outgoing",
    "incoming",
    "late",
    "retired",
    "past",
    "elect",
    "designate",
    "emeritus",
    "emerita",
    "new",
    "newly",
    "next",
    "previous",
    "previously",
    "became",
    "become",
    "becomes",
    "appointed",
    "appoints",
    "named",
    "elected",
    "promoted",
    "succeeded",
    "succeeds",
    "succeed",
    "replaced",
    "replaces",
    "replace",
    "replacing",
    "resigned",
    "retires",
    "stepped",
    "until",
    "since",
    "later",
    "once",
    "would",
    "if",
    "nominated",
    "candidate",
    "joined",
    "rejoined",
    "took",
    "served",
    "instead",
    "not",
];

/// A word of a sentence with what stands before it.
struct Spot<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    gap: &'t str,
}

/// All offices that a text gives to people whom it names in full.
#[must_use]
pub fn holdings(text: &Text) -> Vec<Holding> {
    let places = text.places();
    let mut found = Vec::new();
    for sentence in &text.sentences {
        let own = text.sentence(sentence);
        let spots = spots(own);
        let lower = |spot: &Spot<'_>| spot.text.to_lowercase();
        // Few sentences name anybody in full, and that is soon seen.
        if !(0..spots.len()).any(|at| name_end(&spots, at).is_some())
            || !spots.iter().any(|spot| head(&lower(spot)).is_some())
            || spots.iter().any(|spot| CHANGING.contains(&lower(spot).as_str()))
        {
            continue;
        }
        let mut at = 0;
        while at < spots.len() {
            let Some(end) = name_end(&spots, at) else {
                at += 1;
                continue;
            };
            // "Deputy Mayor Ann Lowe": the office in capitals is no part of the name.
            let first = (at..end).rev().find(|&word| is_office(spots[word].text)).map_or(at, |last| last + 1);
            let name = &spots[first..end];
            if (2..=3).contains(&name.len()) && name.iter().all(|spot| !is_office(spot.text)) {
                let office = before(own, &spots, first).or_else(|| behind(own, &spots, end));
                if let Some((office, from, to)) = office {
                    let strip =
                        |word: &str| word.trim_end_matches("'s").trim_end_matches("’s").to_lowercase();
                    let place = |at: usize| sentence.range.start + u32::try_from(at).unwrap_or(0);
                    found.push(Holding {
                        person: (strip(name[0].text), strip(name[name.len() - 1].text)),
                        office,
                        place: places
                            .of(place(from.min(name[0].start))..place(to.max(name[name.len() - 1].end))),
                    });
                }
            }
            at = end;
        }
    }
    found
}

fn spots(sentence: &str) -> Vec<Spot<'_>> {
    let mut spots: Vec<Spot<'_>> = Vec::new();
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut rest = 0;
    while let Some(start) = sentence[rest..].find(char::is_alphanumeric).map(|at| at + rest) {
        let end = sentence[start..].find(|c| !inside(c)).map_or(sentence.len(), |at| at + start);
        let before = spots.last().map_or(0, |spot| spot.end);
        spots.push(Spot { text: &sentence[start..end], start, end, gap: &sentence[before..start] });
        rest = end;
    }
    spots
}

/// Where a run of words that may be a name ends: `Ann B. Lowe`, `Clara Ennis-Gray`.
fn name_end(spots: &[Spot<'_>], at: usize) -> Option<usize> {
    let initial = |spot: &Spot<'_>| spot.text.len() == 1 && spot.text.starts_with(char::is_uppercase);
    if !is_name(spots[at].text) {
        return None;
    }
    let mut end = at + 1;
    while let Some(next) = spots.get(end) {
        let joined = matches!(next.gap, " " | "-") || next.gap == ". " && initial(&spots[end - 1]);
        if !joined || !is_name(next.text) && !initial(next) {
            break;
        }
        end += 1;
    }
    (end - at >= 2).then_some(end)
}

/// The office whose words end right before `end`, and where they begin.
fn ending(sentence: &str, spots: &[Spot<'_>], end: usize) -> Option<(Office, usize, usize)> {
    let last = spots.get(end.checked_sub(1)?)?;
    let head = head(&last.text.to_lowercase())?;
    let mut sorts = Vec::new();
    let mut from = end - 1;
    while from > 0 && matches!(spots[from].gap, " " | "-") {
        let word = spots[from - 1].text.to_lowercase();
        match sort(&word) {
            Some(sort) => sorts.push(sort),
            None if PLAIN.contains(&word.as_str()) && word != "and" => {}
            None => break,
        }
        from -= 1;
    }
    Some((office(head, last.text, sorts, &sentence[spots[from].start..last.end])?, from, end))
}

fn office(head: &'static str, word: &str, mut sorts: Vec<&'static str>, text: &str) -> Option<Office> {
    if word.eq_ignore_ascii_case("executive") {
        // "the chief executive", and no other one.
        sorts.contains(&"chief").then(|| sorts.push("executive"))?;
    }
    // An officer or manager of nothing is anybody.
    if matches!(head, "officer" | "manager") && sorts.is_empty() {
        return None;
    }
    Some(Office { head, sorts, of: Vec::new(), text: text.to_owned() })
}

/// `Deputy Mayor Ann Lowe` | `the club's treasurer, Ann Lowe,` | `Chair: Ann Lowe`
fn before(sentence: &str, spots: &[Spot<'_>], first: usize) -> Option<(Office, usize, usize)> {
    let gap = spots[first].gap;
    let (office, from, end) = ending(sentence, spots, first)?;
    let last = spots[first..].iter().skip(1).take_while(|spot| matches!(spot.gap, " " | "-" | ". ")).count();
    let after = spots.get(first + last + 1).map_or(".", |spot| spot.gap);
    let led = from.checked_sub(1).map(|at| spots[at].text.to_lowercase());
    let whose = led.is_some_and(|word| {
        matches!(word.as_str(), "the" | "its" | "their" | "our" | "his" | "her")
            || word.ends_with("'s")
            || word.ends_with("’s")
            || word.ends_with("s'")
    });
    let told = match gap {
        " " => true,
        // In a row of offices the name may belong to none of them.
        ", " => whose && after.starts_with([',', '.', ')', ';']) && sentence.matches(',').count() <= 2,
        ": " => from == 0,
        _ => false,
    };
    told.then(|| (office, spots[from].start, spots[end - 1].end))
}

/// `Ann Lowe, the trust's finance director,` | `Ann Lowe (chair)` | `Ann Lowe is the treasurer`
fn behind(sentence: &str, spots: &[Spot<'_>], end: usize) -> Option<(Office, usize, usize)> {
    const MOST: usize = 6;
    let gap = spots.get(end)?.gap;
    let mut at = end;
    match gap {
        ", " | " (" | " – " | " — " => {}
        " " if matches!(spots[at].text, "is" | "was") => at += 1,
        _ => return None,
    }
    let set_off = gap != " ";
    let opened = at;
    while at < (end + MOST).min(spots.len()) {
        let spot = &spots[at];
        if at > opened && !matches!(spot.gap, " " | "-") {
            return None;
        }
        let word = spot.text.to_lowercase();
        if head(&word).is_some() {
            let closes = spots.get(at + 1).map_or(".", |next| next.gap);
            let next = spots.get(at + 1).map(|next| next.text);
            let placed =
                closes == " " && next.is_some_and(|word| matches!(word, "of" | "at" | "for" | "in" | "to"));
            // "treasurer and secretary" holds both; "editor Bert Moss" is somebody else.
            let closed = closes.starts_with([',', '.', ')', ';', ':', ' ']) && closes != " " || placed;
            let alone = !(closes == ", " && set_off && row(spots, at + 1));
            if !closed || !alone {
                return None;
            }
            let (mut office, from, to) = ending(sentence, spots, at + 1)?;
            let of = spots.get(at + 2).map(|spot| spot.text.to_lowercase());
            if placed && next == Some("of") {
                office.sorts.extend(of.as_deref().and_then(sort));
            }
            let whose = spots[opened..at]
                .iter()
                .filter(|spot| spot.text.ends_with("'s") || spot.text.ends_with("’s"));
            let body =
                spots.get(at + 1..).unwrap_or_default().iter().take_while(|spot| spot.gap == " ").take(5);
            office.of = whose
                .chain(body.filter(|_| placed))
                .map(|spot| stem(spot.text.trim_end_matches("'s").trim_end_matches("’s")))
                .collect();
            office.of.retain(|word| !is_function_word(word) && sort(word).is_none());
            return Some((office, spots[from].start, spots[to - 1].end));
        }
        let article = matches!(word.as_str(), "the" | "its" | "their" | "our" | "a" | "an");
        let whose = word.ends_with("'s") || word.ends_with("’s");
        if !(article
            || whose
            || is_office(spot.text) && word != "and"
            || at + 1 < spots.len() && is_name(spot.text))
        {
            return None;
        }
        at += 1;
    }
    None
}

/// True where the words behind a comma are another name: `Ann Lowe, chair, Bert Moss, treasurer`
/// tells whose office which is only to those who know.
fn row(spots: &[Spot<'_>], at: usize) -> bool {
    name_end(spots, at).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;

    fn told(text: &str) -> Vec<(String, String)> {
        let text = Text::of(&Document::parse("a.md", text.to_owned()));
        holdings(&text).into_iter().map(|one| (one.person.1, one.office.text)).collect()
    }

    fn one(name: &str, office: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), office.to_owned())]
    }

    #[test]
    fn offices_stand_beside_names() {
        assert_eq!(told("Deputy Mayor Ann Lowe spoke."), one("lowe", "Deputy Mayor"));
        assert_eq!(told("Ann Lowe, the trust's finance director, spoke."), one("lowe", "finance director"));
        assert_eq!(told("The club's treasurer, Ann B. Lowe, spoke."), one("lowe", "treasurer"));
        assert_eq!(told("We thank Ann Lowe (chair)."), one("lowe", "chair"));
        assert_eq!(told("Ann Lowe is the director of finance at the mill."), one("lowe", "director"));
        assert_eq!(told("Chief Executive Clara Ennis-Gray spoke."), one("gray", "Chief Executive"));
    }

    #[test]
    fn what_changes_and_who_is_somebody_else_is_left_out() {
        assert!(told("Former treasurer Ann Lowe spoke.").is_empty());
        assert!(told("Ann Lowe was elected chair.").is_empty());
        assert!(told("Ann Lowe, who thanked the chair, spoke.").is_empty());
        assert!(told("Present: Ann Lowe, chair, Bert Moss, treasurer, and Carl Nunn").len() < 2);
        assert!(told("Ann Lowe told the treasurer.").is_empty());
    }

    #[test]
    fn offices_exclude_each_other() {
        let office = |text: &str| {
            let text = Text::of(&Document::parse("a.md", format!("{text} Ann Lowe spoke.")));
            holdings(&text).pop().unwrap().office
        };
        let apart = |a: &str, b: &str| office(a).excludes(&office(b));
        assert!(apart("Treasurer", "Secretary") && apart("Mayor", "Deputy Mayor"));
        assert!(apart("Finance director", "Sales director"));
        assert!(!apart("Finance director", "Director") && !apart("Mayor", "Director"));
        assert!(!apart("Professor", "Associate Professor") && !apart("Chairman", "Chair"));
    }
}
