//! Nouns that name one of a numbered series: `Section 5`, `Table 1`, `page 3`, `Room 523`,
//! `status 429`. The noun and its label are read together.
//!
//! A noun that can be a verb (`to issue 512 permits`) or be counted over (`in case 12 people`)
//! must not be followed by what the number counts.

use nom::IResult;
use nom::bytes::complete::tag as text;
use nom::combinator::opt;
use nom::{Parser, branch::alt};

use super::around::{begins, counts, ends_clause, last_word, lower_tag, measured, with_lower, word_at};
use super::shape::{label, labels, no, one_or_two_labels, word_label};
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};
use crate::lexicon::tag::{self, Tag};

/// Reads a designator and its label.
pub const PIECE: Piece = Piece {
    name: "section",
    starts: Starts { digit: false, capital: false, hedged: false, symbols: &['#'], words },
    parse,
};

/// What the noun allows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Names one thing and is nothing else.
    Firm,
    /// Several: `Tables 3, 4 and 5`.
    Many,
    /// Can be a verb, or stand before a count.
    Soft,
    /// A plural that can be a verb: `issues 512 permits`.
    SoftMany,
    /// A unit of time: `day 3`, but `last week 12 people`.
    Time,
}

use IdKind::{Address, Case, Code, Figure, Footnote, Name, Page, Report, Section, Statute, Version};
use Use::{Firm, Many, Soft, SoftMany, Time};

/// In order of the words. Abbreviations stand with their point, which the text may leave out
/// where the rest has two letters or more.
#[rustfmt::skip]
static TABLE: &[(&str, IdKind, Use)] = &[
    ("act", Section, Soft), ("amendment", Statute, Firm), ("amendments", Statute, Many), ("annex", Section, Soft),
    ("annexes", Section, SoftMany), ("apartment", Address, Firm), ("appendices", Section, Many),
    ("appendix", Section, Firm), ("appendixes", Section, Many), ("apt.", Address, Firm), ("area", Name, Soft),
    ("art.", Statute, Soft), ("article", Statute, Firm), ("articles", Statute, Many), ("arts.", Statute, SoftMany),
    ("attachment", Section, Firm), ("attachments", Section, Many), ("batch", Name, Soft), ("bay", Name, Soft),
    ("bed", Name, Soft), ("berth", Name, Soft), ("block", Name, Soft), ("book", Section, Soft), ("booth", Name, Soft),
    ("box", Name, Soft), ("bug", Report, Soft), ("building", Name, Soft), ("bus", Name, Soft), ("camera", Name, Soft),
    ("case", Case, Soft), ("category", Name, Firm), ("cell", Name, Soft), ("ch.", Section, Soft),
    ("channel", Name, Soft), ("chapter", Section, Firm), ("chapters", Section, Many), ("chart", Figure, Soft),
    ("charts", Figure, SoftMany), ("class", Name, Soft), ("clause", Statute, Firm), ("clauses", Statute, Many),
    ("code", Code, Soft), ("cohort", Name, Soft), ("col.", Section, Soft), ("column", Section, Firm),
    ("columns", Section, Many), ("commit", Code, Soft), ("day", Name, Time), ("defendant", Name, Firm),
    ("detector", Name, Soft), ("directive", Report, Soft), ("district", Name, Soft), ("dkt.", Case, Soft),
    ("dock", Name, Soft), ("docket", Case, Soft), ("engine", Name, Soft), ("episode", Name, Soft),
    ("episodes", Name, SoftMany), ("eq.", Section, Soft), ("equation", Section, Soft), ("equations", Section, SoftMany),
    ("error", Code, Soft), ("example", Section, Soft), ("examples", Section, SoftMany), ("exercise", Section, Soft),
    ("exhibit", Section, Soft), ("exhibits", Section, SoftMany), ("exit", Name, Soft), ("experiment", Name, Soft),
    ("ext.", Name, Soft), ("extension", Name, Soft), ("fig.", Figure, Soft), ("figs.", Figure, SoftMany),
    ("figure", Figure, Soft), ("figures", Figure, SoftMany), ("finding", Section, Soft), ("findings", Section, SoftMany),
    ("flight", Name, Firm), ("flights", Name, SoftMany), ("floor", Name, Soft), ("fn.", Footnote, Soft),
    ("footnote", Footnote, Firm), ("footnotes", Footnote, Many), ("form", Report, Soft), ("game", Name, Soft),
    ("gate", Name, Soft), ("goal", Name, Soft), ("grade", Name, Soft), ("grades", Name, SoftMany), ("group", Name, Soft),
    ("heat", Name, Soft), ("highway", Name, Firm), ("hole", Name, Soft), ("house", Name, Soft), ("hull", Name, Soft), ("interstate", Name, Soft),
    ("issue", Report, Soft), ("issues", Report, SoftMany), ("item", Section, Soft), ("items", Section, SoftMany),
    ("juror", Name, Soft), ("ladder", Name, Soft), ("lane", Name, Soft), ("lap", Name, Soft), ("lesson", Section, Soft),
    ("level", Name, Soft), ("levels", Name, SoftMany), ("line", Section, Soft), ("lines", Section, SoftMany),
    ("locker", Name, Soft), ("lot", Name, Soft), ("map", Figure, Soft), ("maps", Figure, SoftMany), ("mark", Name, Soft),
    ("match", Name, Soft), ("model", Name, Soft), ("month", Name, Time), ("note", Footnote, Soft),
    ("notes", Footnote, SoftMany), ("objective", Section, Soft), ("op.", Name, Soft), ("option", Section, Soft),
    ("options", Section, SoftMany), ("opus", Name, Soft), ("order", Report, Soft), ("page", Page, Soft),
    ("pages", Page, Many), ("panel", Name, Soft), ("par", Name, Soft), ("para.", Section, Soft), ("paragraph", Section, Firm),
    ("paragraphs", Section, Many), ("paras.", Section, SoftMany), ("parcel", Name, Soft), ("part", Section, Soft),
    ("participant", Name, Soft), ("parts", Section, SoftMany), ("patient", Name, Soft), ("phase", Name, Soft),
    ("phases", Name, SoftMany), ("pier", Name, Soft), ("plaintiff", Name, Soft), ("plate", Figure, Soft),
    ("platform", Name, Soft), ("player", Name, Soft), ("plot", Name, Soft), ("port", Code, Soft), ("ports", Code, SoftMany),
    ("postbox", Address, Soft), ("pp.", Page, Many), ("precinct", Name, Soft), ("principle", Section, Soft),
    ("priority", Name, Soft), ("problem", Section, Soft), ("proclamation", Report, Firm), ("prop.", Name, Soft),
    ("proposition", Name, Firm), ("propositions", Name, Many), ("psalm", Section, Soft), ("question", Section, Soft),
    ("questions", Section, SoftMany), ("reactor", Name, Soft), ("recommendation", Section, Firm),
    ("recommendations", Section, SoftMany), ("region", Name, Soft), ("regulation", Statute, Soft),
    ("release", Version, Soft), ("requirement", Section, Soft), ("resolution", Report, Firm),
    ("resolutions", Report, SoftMany), ("rev.", Version, Soft), ("revision", Version, Soft), ("road", Name, Soft),
    ("room", Name, Firm), ("rooms", Name, SoftMany), ("round", Name, Soft), ("route", Name, Soft), ("routes", Name, SoftMany),
    ("row", Section, Soft), ("rows", Section, SoftMany), ("rule", Statute, Soft), ("rules", Statute, SoftMany),
    ("sample", Name, Soft), ("scenario", Name, Soft), ("scene", Section, Soft), ("schedule", Section, Soft),
    ("season", Name, Soft), ("seasons", Name, SoftMany), ("seat", Name, Soft), ("sec.", Section, Soft),
    ("secs.", Section, SoftMany), ("section", Section, Firm), ("sections", Section, Many), ("sector", Name, Soft),
    ("series", Name, Soft), ("site", Name, Soft), ("size", Name, Soft), ("slide", Figure, Soft), ("slides", Figure, SoftMany),
    ("slot", Name, Soft), ("squad", Name, Soft), ("stage", Name, Soft), ("stages", Name, SoftMany), ("stall", Name, Soft),
    ("station", Name, Soft), ("status", Code, Soft), ("step", Section, Soft), ("steps", Section, SoftMany),
    ("study", Name, Soft), ("subject", Name, Soft), ("suite", Address, Soft), ("table", Figure, Soft),
    ("tables", Figure, SoftMany), ("task", Section, Soft), ("team", Name, Soft), ("terminal", Name, Soft),
    ("test", Name, Soft), ("theorem", Section, Firm), ("ticket", Report, Soft), ("tier", Name, Firm), ("tiers", Name, SoftMany),
    ("title", Statute, Soft), ("titles", Statute, SoftMany), ("track", Name, Soft), ("train", Name, Soft),
    ("trial", Name, Soft), ("type", Name, Soft), ("types", Name, SoftMany), ("unit", Name, Firm), ("units", Name, SoftMany),
    ("variant", Name, Soft), ("verse", Section, Soft), ("verses", Section, SoftMany), ("vol.", Section, Soft), ("vols.", Section, SoftMany),
    ("volume", Section, Soft), ("volumes", Section, SoftMany), ("ward", Name, Soft),
    ("wave", Name, Soft), ("week", Name, Time), ("well", Name, Soft), ("witness", Name, Soft), ("year", Name, Time),
    ("zone", Name, Firm), ("zones", Name, SoftMany),
];

/// `p. 14`, `n. 5`: a single letter, always with its point.
const LETTERS: [(&str, IdKind); 3] = [("l.", Section), ("n.", Footnote), ("p.", Page)];
/// `nn. 5, 6`.
const NOTES: &str = "nn.";

fn words() -> Vec<&'static str> {
    let mut words: Vec<_> = TABLE.iter().map(|row| row.0.trim_end_matches('.')).collect();
    words.extend(["l", "n", "nn", "p", "no", "nos", "number", "numbers", "executive", "eo", "e"]);
    words
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if let Some(mark) = rest.strip_prefix('#') {
        return hash(before, mark);
    }
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '$')) {
        return no(rest);
    }
    alt((executive_order, |i| numbered(before, i), |i| single_letter(i), |i| series(before, i))).parse(rest)
}

/// `#512` | `#12a`
fn hash<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (after, _) = label(i)?;
    let digit = i.starts_with(|c: char| c.is_ascii_digit());
    if !digit || before.ends_with(|c: char| c.is_alphanumeric()) || measured(after) {
        return no(i);
    }
    let name = last_word(before).0.eq_ignore_ascii_case("room");
    Ok((after, Found::Identifier(if name { Name } else { Report })))
}

/// `Executive Order 13841` | `Executive Order No. 13841` | `E.O. 13841`
fn executive_order(i: &str) -> IResult<&str, Found> {
    let (i, _) = alt((
        text("Executive Order "),
        text("executive order "),
        text("Executive Orders "),
        text("E.O. "),
        text("EO "),
    ))
    .parse(i)?;
    let (i, _) = opt(alt((text("No. "), text("Nos. "), text("Number ")))).parse(i)?;
    let (after, _) = labels(i)?;
    if counts(after) {
        return no(i);
    }
    Ok((after, Found::Identifier(Report)))
}

/// `No. 18-0428` | `Nos. 4 and 5` | `Number 10` | `number 7`
fn numbered<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let (i, noun) = alt((
        text("Nos. "),
        text("nos. "),
        text("No. "),
        text("no. "),
        text("No."),
        text("no."),
        text("Number "),
        text("Numbers "),
        text("number "),
        text("numbers "),
    ))
    .parse(i)?;
    if !i.starts_with(|c: char| c.is_ascii_digit()) && !i.starts_with(|c: char| c.is_ascii_uppercase()) {
        return no(i);
    }
    if noun.starts_with('n') && noun.len() > 4 && !is_named_number(before) {
        // "They number 545."
        return no(i);
    }
    if let Ok((after, _)) = docket(i) {
        return Ok((after, Found::Identifier(Case)));
    }
    let several = noun.contains('s');
    let (after, taken) = if several { labels(i)? } else { one_or_two_labels(i)? };
    if begins(before) && counts(after) || measured(after) {
        return no(i);
    }
    let case = taken.contains(['-', '–']) && !several;
    Ok((after, Found::Identifier(if case { Case } else { Name })))
}

/// What stands before `number` where that is a noun: `the number 10 bus`, `charity number 1048250`.
fn is_named_number(before: &str) -> bool {
    let word = last_word(before).0;
    match lower_tag(word) {
        Some(tag) => matches!(tag, Tag::DT | Tag::NN | Tag::NNP | Tag::JJ | Tag::PRPS | Tag::IN),
        None => !word.is_empty() && !word.ends_with('s'),
    }
}

/// `18-0428` | `1:17-cv-02366` | `18-cv-00428-ABC`
pub(super) fn docket(i: &str) -> IResult<&str, &str> {
    let length = super::shape::span(i, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'));
    let token = i[..length].trim_end_matches(['-', ':']);
    let mut parts = token.split(['-', ':']);
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let starts = parts.next().is_some_and(|part| figures(part) && part.len() <= 5);
    let (mut number, mut kind) = (false, false);
    for part in parts {
        number |= figures(part) && part.len() >= 3;
        kind |= (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        if part.is_empty() || part.len() > 12 {
            return no(i);
        }
    }
    if !starts || !number || length > 40 || token.contains(':') && !kind {
        return no(i);
    }
    super::shape::cut_at(i, token.len())
}

/// `p. 14` | `n. 5` | `nn. 5, 6`
fn single_letter(i: &str) -> IResult<&str, Found> {
    if let Some(rest) = i.strip_prefix(NOTES) {
        let (after, _) = labels(rest.trim_start())?;
        return Ok((after, Found::Identifier(Footnote)));
    }
    for (letter, kind) in LETTERS {
        if let Some(rest) = i.strip_prefix(letter) {
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                let (after, _) = one_or_two_labels(rest)?;
                return Ok((after, Found::Identifier(kind)));
            }
        }
    }
    no(i)
}

/// `Section 1325(a)` | `Tables 3 and 4` | `room 12` | `Part Two` | `Unit #4` | `Case No. 18-0428`
fn series<'a>(before: &str, i: &'a str) -> IResult<&'a str, Found> {
    let word = word_at(i);
    let Some((name, kind, role)) = listed(word) else { return no(i) };
    let mut rest = &i[word.len()..];
    let point = name.ends_with('.');
    let pointed = point && rest.starts_with('.');
    if pointed {
        rest = &rest[1..];
    }
    // "[8 U.S.C. Section] 1325"
    let rest = rest.strip_prefix(']').unwrap_or(rest);
    let keyed = begins(before) && matches!(kind, Code | Report) && role == Soft;
    if let Some(value) = [": ", " = ", "="].iter().find_map(|mark| rest.strip_prefix(mark))
        && keyed
    {
        // "issue: 52", "port = 6240"
        let (after, taken) = label(value)?;
        let bare = taken.bytes().all(|b| b.is_ascii_digit()) && ends_clause(after);
        return if bare { Ok((after, Found::Identifier(kind))) } else { no(i) };
    }
    let spaced = rest.strip_prefix([' ', '\u{a0}']);
    if spaced.is_none() && !(pointed && rest.starts_with(|c: char| c.is_ascii_digit())) {
        return no(i);
    }
    let rest = spaced.unwrap_or(rest);
    if kind == Case
        && let Ok((after, _)) = docket(rest)
    {
        return Ok((after, Found::Identifier(Case)));
    }
    let (rest, mark) = opt(alt((
        text("No. "),
        text("no. "),
        text("Number "),
        text("number "),
        text("Nos. "),
        text("#"),
        text("§ "),
    )))
    .parse(rest)?;
    if mark.is_some()
        && kind == Case
        && let Ok((after, _)) = docket(rest)
    {
        return Ok((after, Found::Identifier(Case)));
    }
    let capital = word.starts_with(|c: char| c.is_uppercase());
    let several = matches!(role, Many | SoftMany);
    let (after, taken) =
        if let Ok((after, taken)) = if several { labels(rest) } else { one_or_two_labels(rest) } {
            (after, taken)
        } else {
            let (after, taken) = word_label(rest)?;
            if counts(after) || after.starts_with('-') {
                return no(i);
            }
            (after, taken)
        };
    let figured = taken.bytes().any(|b| b.is_ascii_digit());
    if !figured
        && !capital
        && taken.starts_with(|c: char| c.is_uppercase())
        && taken.len() == 1
        && role != Firm
    {
        // "a line I drew", "type A" reads no figure and may be anything.
        return no(i);
    }
    // "Table 2.1 Main events": what it counts is no part of the label.
    let dotted = capital && taken.contains('.');
    let settled = mark.is_some() || capital && !begins(before) || dotted || matches!(role, Firm | Many);
    if measured(after) || !settled && counts(after) {
        return no(i);
    }
    if !settled && !capital && !names(before, after) {
        return no(i);
    }
    if matches!(name, "game" | "match" | "heat" | "round") && taken.contains(['-', '–', ':']) {
        // "won the game 4–3"
        return no(i);
    }
    if role == Time && (taken.len() > 3 || !stands_alone(before, capital)) {
        return no(i);
    }
    if kind == Version && !capital && taken.len() == 4 && !taken.contains('.') {
        // "the release 2019 report"
        return no(i);
    }
    let after = if kind == Page {
        after.strip_prefix(" of ").and_then(|all| label(all).ok()).map_or(after, |(after, _)| after)
    } else {
        after
    };
    let kind = if mark == Some("§ ") { Statute } else { refined(kind, name, taken, after) };
    Ok((after, Found::Identifier(kind)))
}

/// The row for a word in any case.
fn listed(word: &str) -> Option<(&'static str, IdKind, Use)> {
    with_lower(word, |lower| {
        let key = |name: &'static str| name.trim_end_matches('.');
        TABLE.binary_search_by(|row| key(row.0).cmp(lower)).ok().map(|at| TABLE[at])
    })
    .flatten()
}

/// True where a noun in lower case names its number: `in issue 512`, but `they issue 512 permits`,
/// `of that group 12 were hurt`.
fn names(before: &str, after: &str) -> bool {
    let word = last_word(before).0;
    let Some(tag) = lower_tag(word) else { return true };
    let chosen = with_lower(word, |lower| {
        matches!(lower, "this" | "that" | "any" | "each" | "every" | "which" | "last" | "next")
    }) == Some(true);
    let acts = matches!(tag, Tag::PRP | Tag::WP | Tag::MD) || tag.is_plural();
    let next = after.strip_prefix(' ').map(word_at).unwrap_or_default();
    let several = next.ends_with('s') && tag::entry(next).is_some_and(|entry| entry.may.plural_noun());
    !(acts || chosen && !ends_clause(after) || tag == Tag::TO && several)
}

/// `on day 3`, but `last week 12 people`, `per day 3`, `of the year 12`.
fn stands_alone(before: &str, capital: bool) -> bool {
    let word = last_word(before).0;
    if word.is_empty() {
        return capital;
    }
    with_lower(word, |lower| {
        matches!(
            lower,
            "on" | "in"
                | "by"
                | "from"
                | "to"
                | "until"
                | "since"
                | "through"
                | "and"
                | "after"
                | "before"
                | "at"
                | "of"
        )
    })
    .unwrap_or(false)
}

/// A section of a law and one of a report are told apart by their labels.
fn refined(kind: IdKind, name: &str, label: &str, after: &str) -> IdKind {
    match name {
        "section" | "sections" | "sec." | "secs." => {
            let number = label.split(['(', '–', '-', ',', ' ']).next().unwrap_or(label);
            let figures = number.bytes().filter(u8::is_ascii_digit).count();
            let law = label.contains('(')
                || figures >= 3 && !number.contains('.')
                || after
                    .strip_prefix(" of the ")
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()) && names_a_law(rest))
                || after
                    .strip_prefix(" of ")
                    .is_some_and(|rest| rest.starts_with("Title ") || rest.starts_with("Public Law"));
            if law { Statute } else { Section }
        }
        "release" if label.contains('-') => Report,
        "title" | "titles" if label.bytes().all(|b| b.is_ascii_digit()) || super::shape::is_roman(label) => {
            Statute
        }
        _ => kind,
    }
}

/// `Inspector General Act of 1978`: capitals up to a word for a law.
fn names_a_law(rest: &str) -> bool {
    rest.split(' ')
        .take(8)
        .take_while(|word| {
            word.starts_with(|c: char| c.is_uppercase()) || matches!(*word, "of" | "and" | "the")
        })
        .any(|word| {
            matches!(
                word.trim_end_matches([',', '.', ';']),
                "Act" | "Code" | "Constitution" | "Statute" | "Law" | "Charter"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        let key = |row: &(&'static str, IdKind, Use)| row.0.trim_end_matches('.');
        for pair in TABLE.windows(2) {
            assert!(key(&pair[0]) < key(&pair[1]), "{} {}", pair[0].0, pair[1].0);
        }
    }
}
