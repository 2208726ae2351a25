//! Nothing and two, where a word says it of things that are counted: `no deaths`, `no new
//! cases`, `both sisters`. Leaves `no one` and the like to `idiom`, `no more than 5` to the
//! hedges, and `none` and `neither`, whose things are named elsewhere, to no one.

use nom::IResult;

use super::edge::{is_any, last_word, letters, may_start, next_word, no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::number::{Num, is_plural};
use crate::claim::{Hedge, Kind};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "none",
    starts: Starts {
        digit: false,
        capital: false,
        hedged: false,
        symbols: &[],
        words: || vec!["no", "both"],
    },
    parse,
};

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !may_start(before) {
        return no(rest);
    }
    let read =
        none(before, rest).map(|after| (after, 0)).or_else(|| both(before, rest).map(|after| (after, 2)));
    let Some((after, count)) = read else { return no(rest) };
    let number = Num { words: true, ..Num::whole(count) };
    match hedge::measure(&Quantity::bare(number), Hedge::None) {
        Some(measure) => Ok((after, Found::Measure(Kind::Quantity, measure))),
        None => no(rest),
    }
}

// There were no deaths | No new cases were found
fn none<'a>(before: &str, i: &'a str) -> Option<&'a str> {
    /// Words that lead to what there is none of.
    const LEADS: &[&str] = &[
        "were", "are", "was", "had", "have", "has", "with", "reported", "recorded", "found", "counted",
        "caused", "suffered", "saw", "made",
    ];
    const DESCRIBED: &[&str] = &[
        "new",
        "other",
        "confirmed",
        "reported",
        "known",
        "serious",
        "major",
        "additional",
        "human",
        "civilian",
    ];
    /// What is rather lacking than counted: `no plans`, `no details`.
    const LACKING: &[&str] = &[
        "answers",
        "bounds",
        "changes",
        "circumstances",
        "comments",
        "details",
        "differences",
        "doubts",
        "ends",
        "excuses",
        "frills",
        "grounds",
        "guarantees",
        "hands",
        "holds",
        "ideas",
        "illusions",
        "issues",
        "limits",
        "matters",
        "means",
        "news",
        "objections",
        "odds",
        "others",
        "plans",
        "points",
        "problems",
        "questions",
        "reasons",
        "records",
        "regrets",
        "restrictions",
        "results",
        "secrets",
        "signs",
        "strings",
        "surprises",
        "terms",
        "thanks",
        "things",
        "ties",
        "ways",
        "words",
    ];
    let after = phrase(i, "no")?;
    let next = space(after)?;
    let word = letters(next);
    let noun = if is_any(word, DESCRIBED) { next_word(&next[word.len()..]) } else { word };
    let counted = is_plural(noun) && noun.len() > 3 && !is_any(noun, LACKING);
    let lead = last_word(before);
    let leads = is_any(lead, LEADS) || lead.is_empty() && !before.trim_end().ends_with(',');
    (counted && leads).then_some(after)
}

// both sisters | both of the sisters; not "both men and women"
fn both<'a>(before: &str, i: &'a str) -> Option<&'a str> {
    // "a tool that both compiles and runs"
    if is_any(last_word(before), &["that", "which", "who", "it", "he", "she"]) {
        return None;
    }
    let after = phrase(i, "both")?;
    let next = space(after)?;
    let next = ["the", "of the", "of these", "of those", "his", "her", "their", "its", "our"]
        .iter()
        .find_map(|words| phrase(next, words).and_then(space))
        .unwrap_or(next);
    let noun = letters(next);
    let joined = is_any(next_word(&next[noun.len()..]), &["and", "or"]);
    (is_plural(noun) && !joined && !is_any(noun, &["sides", "ways", "ends", "hands", "times", "cases"]))
        .then_some(after)
}
