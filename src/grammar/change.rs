//! Differences, which are no amounts: "the tax rose by $40", "a rise of 3.9 percent", "40 fewer trains than in May".

use std::ops::Range;

use super::edge::is_any;
use super::slots::View;
use crate::claim::{Dimension, Measure};

/// True where the value of the tokens `own` is by how much something changed or differs.
pub fn is_change(view: &View<'_>, own: &Range<usize>, clause: &Range<usize>, measure: &Measure) -> bool {
    /// Tokens from "more" to "than".
    const REACH: usize = 5;
    let is = |at: usize, words: &[&str]| view.words.get(at).is_some_and(|word| is_any(word, words));
    let lemma =
        |at: usize, words: &[&str]| at < view.words.len() && words.contains(&&*view.analysis.lemma(at));
    let first = average(view, own.start);
    let before = first.checked_sub(1);
    if before.is_some_and(|at| is(at, &["by"])) {
        let changes = |at: usize| {
            lemma(at, CHANGES) || lemma(at, MOVES) || lemma(at, &["go", "be"]) && is(at + 1, &["up", "down"])
        };
        if clause.clone().take_while(|&at| at < own.start).any(changes) {
            return true;
        }
    }
    // "an increase of 300 homes", "a drop in sales of 4 percent"
    if let Some(of) = before.filter(|&at| is(at, &["of"])) {
        let noun = |at: usize| view.analysis.tags[at].is_noun() && lemma(at, RISES);
        let (last, third) = (of.checked_sub(1), of.checked_sub(3));
        if last.is_some_and(noun) || third.is_some_and(|at| noun(at) && is(at + 1, &["in"])) {
            return true;
        }
    }
    if measure.dimension() != Dimension::Count {
        // "fares rose 3.9 percent", "the index fell 300 points", "up 12 percent on the year"
        let moved = |at: usize| view.analysis.tags[at].is_verb() && lemma(at, MOVES);
        let rest = || is(own.end, &["on", "from", "year-on-year", "over"]);
        if before.is_some_and(|at| moved(at) || is(at, &["up", "down"]) && rest()) {
            return true;
        }
        // "a 3.9 percent increase"
        if view.analysis.tags.get(own.end).is_some_and(|tag| tag.is_noun()) && lemma(own.end, RISES) {
            return true;
        }
    }
    // "sixteen hundred tonnes up on a year ago"
    if is(own.end, &["up", "down"]) && is(own.end + 1, &["on"]) {
        return true;
    }
    is(own.end, &["more", "fewer", "less", "higher", "lower", "longer", "shorter", "above", "below"])
        && (own.end + 1..own.end + REACH).any(|at| is(at, &["than"]))
}

/// Where what leads up to the value at `start` begins: "by an average of 7.7 points".
fn average(view: &View<'_>, start: usize) -> usize {
    let is =
        |back: usize, words: &[&str]| start.checked_sub(back).is_some_and(|at| is_any(view.words[at], words));
    let led =
        is(1, &["of"]) && is(2, &["average", "mean", "median", "total", "further"]) && is(3, &["a", "an"]);
    if led { start - 3 } else { start }
}

/// Verbs of going up and down, whose amount is that of the change (Levin, *English Verb Classes and Alternations*, 1993,
/// class 45.6).
const MOVES: &[&str] = &[
    "rise",
    "fall",
    "increase",
    "decrease",
    "climb",
    "decline",
    "grow",
    "drop",
    "jump",
    "soar",
    "surge",
    "plunge",
    "plummet",
    "slump",
    "slip",
    "tumble",
    "shrink",
    "swell",
    "dip",
    "slide",
    "sink",
    "dwindle",
    "diminish",
    "appreciate",
    "depreciate",
    "balloon",
    "advance",
];

/// Nouns of change.
const RISES: &[&str] = &[
    "rise",
    "fall",
    "increase",
    "decrease",
    "climb",
    "decline",
    "growth",
    "drop",
    "jump",
    "surge",
    "plunge",
    "slump",
    "slide",
    "dip",
    "reduction",
    "gain",
];

/// Verbs and nouns that take their difference with `by`.
const CHANGES: &[&str] = &[
    "cut",
    "raise",
    "reduce",
    "exceed",
    "lower",
    "expand",
    "extend",
    "shorten",
    "widen",
    "narrow",
    "lift",
    "trim",
    "growth",
    "reduction",
    "gain",
    "outnumber",
    "lead",
    "miss",
    "beat",
    "boost",
    "outpace",
    "ease",
    "edge",
];
