//! Who holds which office by a text: `Deputy Mayor Ann Lowe`, `Ann Lowe, the trust's treasurer,`,
//! `Ann Lowe (chair)`. Reads names in full alone. Knows no rule.

use super::people::is_name;
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

/// An office: its head, and the words that tell it from others with this head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub head: &'static str,
    pub sorts: Vec<&'static str>,
    /// As written.
    pub text: String,
}

impl Office {
    /// True when nobody is called both at one time, in long or in short.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        if self.head != other.head {
            return APART.iter().any(|group| group.contains(&self.head) && group.contains(&other.head));
        }
        let rank = |office: &Self| office.sorts.iter().any(|sort| RANKS.contains(sort));
        let kinds = |office: &Self| -> Vec<&str> {
            office.sorts.iter().copied().filter(|sort| !RANKS.contains(sort)).collect()
        };
        let (own, theirs) = (kinds(self), kinds(other));
        let within = |a: &[&str], b: &[&str]| a.iter().all(|sort| b.contains(sort));
        // "finance director" may be called "director" in short, the deputy mayor never "mayor"; and
        // an associate professor is called professor.
        rank(self) != rank(other) && self.head != "professor"
            || !within(&own, &theirs) && !within(&theirs, &own)
    }
}

/// Names of offices of which a body has one, or few, and what they are called here.
const HEADS: &[(&str, &str)] = &[
    ("admiral", "admiral"),
    ("ambassador", "ambassador"),
    ("architect", "architect"),
    ("captain", "captain"),
    ("chair", "chair"),
    ("chairman", "chair"),
    ("chairperson", "chair"),
    ("chairwoman", "chair"),
    ("colonel", "colonel"),
    ("commissioner", "commissioner"),
    ("constable", "constable"),
    ("coordinator", "coordinator"),
    ("curator", "curator"),
    ("dean", "dean"),
    ("director", "director"),
    ("editor", "editor"),
    ("engineer", "engineer"),
    ("executive", "officer"),
    ("governor", "governor"),
    ("inspector", "inspector"),
    ("judge", "judge"),
    ("lieutenant", "lieutenant"),
    ("major", "major"),
    ("manager", "manager"),
    ("mayor", "mayor"),
    ("minister", "minister"),
    ("nurse", "nurse"),
    ("officer", "officer"),
    ("paramedic", "paramedic"),
    ("president", "president"),
    ("principal", "principal"),
    ("professor", "professor"),
    ("prosecutor", "prosecutor"),
    ("rector", "rector"),
    ("secretary", "secretary"),
    ("sergeant", "sergeant"),
    ("superintendent", "superintendent"),
    ("surgeon", "surgeon"),
    ("surveyor", "surveyor"),
    ("treasurer", "treasurer"),
];

/// Offices of which nobody holds two, and is called by none but their own.
const APART: &[&[&str]] = &[
    &["chair", "treasurer", "secretary"],
    &["constable", "sergeant", "inspector", "superintendent"],
    &["sergeant", "lieutenant", "captain", "major", "colonel", "admiral"],
    &["judge", "prosecutor"],
    &["surgeon", "nurse", "paramedic"],
    &["architect", "engineer", "surveyor"],
    &["mayor", "governor", "ambassador"],
];

/// Words that put one below the office.
const RANKS: &[&str] = &["deputy", "vice", "assistant", "associate"];

/// Words that tell one office from another with this head, and what they are called here.
const SORTS: &[(&str, &str)] = &[
    ("deputy", "deputy"),
    ("vice", "vice"),
    ("assistant", "assistant"),
    ("associate", "associate"),
    ("chief", "chief"),
    ("first", "first"),
    ("second", "second"),
    ("third", "third"),
    ("agriculture", "agriculture"),
    ("artistic", "artistic"),
    ("clinical", "medical"),
    ("communications", "press"),
    ("culture", "culture"),
    ("defence", "defence"),
    ("defense", "defence"),
    ("design", "design"),
    ("development", "development"),
    ("education", "education"),
    ("energy", "energy"),
    ("environment", "environment"),
    ("executive", "executive"),
    ("finance", "finance"),
    ("financial", "finance"),
    ("foreign", "foreign"),
    ("health", "health"),
    ("housing", "housing"),
    ("human", "personnel"),
    ("information", "technical"),
    ("interior", "interior"),
    ("justice", "justice"),
    ("legal", "legal"),
    ("marketing", "marketing"),
    ("medical", "medical"),
    ("musical", "music"),
    ("music", "music"),
    ("news", "news"),
    ("nursing", "nursing"),
    ("operating", "operations"),
    ("operations", "operations"),
    ("personnel", "personnel"),
    ("planning", "planning"),
    ("press", "press"),
    ("production", "production"),
    ("research", "research"),
    ("safety", "safety"),
    ("sales", "sales"),
    ("science", "science"),
    ("scientific", "science"),
    ("security", "security"),
    ("sports", "sports"),
    ("technical", "technical"),
    ("technology", "technical"),
    ("trade", "trade"),
    ("training", "training"),
    ("transport", "transport"),
    ("treasury", "treasury"),
];

/// Words of an office's name that tell it from no other.
const PLAIN: &[&str] = &[
    "senior",
    "general",
    "honorary",
    "managing",
    "resources",
    "public",
    "club",
    "company",
    "council",
    "county",
    "city",
    "town",
    "borough",
    "district",
    "regional",
    "national",
    "federal",
    "state",
    "school",
    "hospital",
    "museum",
    "team",
    "party",
    "society",
    "project",
    "programme",
    "program",
    "police",
    "fire",
    "army",
    "and",
    "detective",
    "high",
    "court",
];

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
        if !spots.iter().any(|spot| head(&lower(spot)).is_some())
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

fn head(word: &str) -> Option<&'static str> {
    HEADS.iter().find(|(name, _)| *name == word).map(|(_, head)| *head)
}

fn sort(word: &str) -> Option<&'static str> {
    SORTS.iter().find(|(name, _)| *name == word).map(|(_, sort)| *sort)
}

fn is_office(word: &str) -> bool {
    let word = word.to_lowercase();
    head(&word).is_some() || sort(&word).is_some() || PLAIN.contains(&word.as_str())
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
    Some(Office { head, sorts, text: text.to_owned() })
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
