//! How far a clause vouches for its value: fact, plan, norm, allegation, supposition.

use std::ops::Range;

use super::slots::View;
use crate::claim::Mode;
use crate::lexicon::tag::Tag;

/// The mode of the value at token `at` in `clause`, whose verb is at `verb`.
///
/// "Fixes will continue until January 2024" is projected, "the code requires no less than
/// 124 degrees" a target, "did not exceed 40" negated. What counts is the verb with its
/// auxiliaries, the words right before the value, and an `if` that opens the clause; a
/// `not` that belongs to another verb says nothing.
#[must_use]
pub fn mode(view: &View<'_>, clause: &Range<usize>, at: usize, verb: Option<usize>) -> Mode {
    let tags = &view.analysis.tags;
    let mut mode = Mode::Actual;
    let mut take = |index: usize| {
        let Some(cue) = cue(view.words[index]) else { return };
        mode = match (mode, cue) {
            (Mode::Actual, cue) | (_, cue @ Mode::Hypothetical) => cue,
            (Mode::Negated, cue) if cue != Mode::Negated => cue,
            (mode, _) => mode,
        };
    };
    if let Some(verb) = verb
        && verb == 0
        && tags[0] == Tag::VB
    {
        // "Serve 400,000 meals in the coming year."
        return Mode::Target;
    }
    if let Some(verb) = verb {
        let grouped = |index: &usize| {
            let tag = tags[*index];
            tag.is_verb() || tag.is_adverb() || tag.is_adjective() || matches!(tag, Tag::MD | Tag::TO)
        };
        let first = (clause.start.min(verb)..verb).rev().take_while(grouped).last().unwrap_or(verb);
        (first..=verb).for_each(&mut take);
    }
    (at.saturating_sub(5).max(clause.start)..at).for_each(&mut take);
    if view.words.first().is_some_and(|word| {
        ["correction", "corrections", "erratum", "corrigendum"].iter().any(|c| word.eq_ignore_ascii_case(c))
    }) {
        // "Correction: in our last issue we said that 400 came." takes back what it repeats.
        return Mode::Hypothetical;
    }
    let opens = |word: &str| {
        matches!(word, "if" | "If" | "unless" | "Unless" | "whether" | "Whether" | "suppose" | "Suppose")
    };
    if view.words.get(clause.start).is_some_and(|word| opens(word)) {
        return Mode::Hypothetical;
    }
    mode
}

/// The mode that a heading gives what stands under it: `Goals`, `Plans for next year`,
/// `Recommendations`.
#[must_use]
pub fn of_heading(heading: &str) -> Mode {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(cue)
        .find(|mode| matches!(mode, Mode::Target | Mode::Projected))
        .unwrap_or_default()
}

fn cue(word: &str) -> Option<Mode> {
    let mut lower = [0_u8; 16];
    let buffer = lower.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    let lower = std::str::from_utf8(buffer).ok()?;
    Some(match lower {
        "will" | "shall" | "expected" | "expects" | "expect" | "planned" | "plans" | "planning"
        | "projected" | "projects" | "forecast" | "forecasts" | "scheduled" | "upcoming" | "intends"
        | "anticipates" | "anticipated" | "predicted" | "predicts" | "estimate" | "estimates" | "aiming"
        | "'ll" | "’ll" => Mode::Projected,
        "must" | "should" | "required" | "requires" | "require" | "requirement" | "goal" | "goals"
        | "target" | "targets" | "recommended" | "recommends" | "recommend" | "recommendation"
        | "recommendations" | "aim" | "aims" | "objectives" | "requested" | "requests" | "request"
        | "proposed" | "proposes" | "proposal" | "allowed" | "permitted" | "limit" | "limits" | "minimum"
        | "maximum" | "budgeted" | "mandated" | "asks" | "capped" | "quota" => Mode::Target,
        "alleged" | "allegedly" | "reportedly" | "purported" | "purportedly" | "claimed" | "claims"
        | "supposedly" | "unconfirmed" | "rumored" | "rumoured" => Mode::Alleged,
        "not" | "n't" | "never" | "n’t" | "neither" | "nor" | "without" | "unable" | "failed" | "cannot"
        | "can't" | "didn't" | "wasn't" | "weren't" | "hasn't" | "haven't" | "won't" => Mode::Negated,
        "if" | "would" | "could" | "might" | "unless" | "hypothetical" | "suppose" | "assuming"
        | "whether" | "'d" => Mode::Hypothetical,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sentence: &str) -> Mode {
        let document = crate::prose::Document::parse("a.txt", format!("{sentence}.\n"));
        let text = crate::prose::Text::of(&document);
        let read = crate::grammar::read(&document, &text);
        read.claims.iter().find(|claim| claim.measure().is_some()).expect("a quantity").slots.mode
    }

    #[test]
    fn plans_norms_and_suppositions_are_no_facts() {
        assert_eq!(of("The mill made 300 tons"), Mode::Actual);
        assert_eq!(of("The mill will make 300 tons"), Mode::Projected);
        assert_eq!(of("The code requires 124 degrees"), Mode::Target);
        assert_eq!(of("They did not find 12 of them"), Mode::Negated);
        assert_eq!(of("It would have cost 9 million"), Mode::Hypothetical);
        assert_eq!(of("The gang allegedly stole 40 cars"), Mode::Alleged);
    }
}
