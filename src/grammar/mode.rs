//! How far a clause vouches for its value: fact, plan, norm, allegation, supposition.

use std::ops::Range;

use super::chunk::{Form, Kind};
use super::govern::{Governor, Row};
use crate::claim::Mode;
use crate::lexicon::tag::Tag;

/// How far before a value the words of its own group are looked at, in tokens.
const NEAR: usize = 32;

/// The mode of the value at the tokens `own`, with what governs it.
///
/// "Fixes will continue until January 2024" is projected, "the code requires no less than
/// 80 lux" a target, "did not exceed 40" negated. What counts is the verb with its
/// auxiliaries and the verbs it hangs on, the nouns the value is said of ("a limit of 40"), and
/// an `if` that opens the clause; a `not` that belongs to another verb says nothing.
#[must_use]
pub fn mode(row: &Row<'_>, governor: &Governor, own: &Range<usize>, dated: bool) -> Mode {
    let words = row.view.words;
    let tags = &row.view.analysis.tags;
    if words.first().is_some_and(|word| {
        ["correction", "corrections", "erratum", "corrigendum"].iter().any(|c| word.eq_ignore_ascii_case(c))
    }) {
        // "Correction: in our last issue we said that 400 came." takes back what it repeats.
        return Mode::Hypothetical;
    }
    if is_resolved(words) {
        return Mode::Target;
    }
    let mut mode = Mode::Actual;
    let mut take = |cue: Mode| {
        mode = match (mode, cue) {
            (Mode::Actual, cue) | (_, cue @ Mode::Hypothetical) => cue,
            (Mode::Negated, cue) if cue != Mode::Negated => cue,
            (mode, _) => mode,
        };
    };
    let verb = governor.chunk.filter(|&chunk| row.chunks[chunk].is_verb()).or(governor.over);
    if let Some(verb) = verb {
        if row.chunks[verb].head == 0 && tags[0] == Tag::VB {
            // "Serve 400,000 meals in the coming year."
            return Mode::Target;
        }
        if dated && row.is_command(verb) {
            // "By May 6, please provide a copy."
            return Mode::Target;
        }
        let verb_head = row.chunks[verb].head;
        let chain = chain(row, verb);
        let beside = !dated && is_beside(row, governor.own, verb);
        for (hangs, chunk) in [None].into_iter().chain(chain).zip(chain.into_iter().flatten()) {
            let group = &row.chunks[chunk];
            let infinitive = |chunk: usize| row.chunks[chunk].kind == Kind::Verb(Form::Infinitive);
            // "The town is to vote on it in May."
            if !beside
                && governor.chunk == Some(verb)
                && hangs.is_some_and(infinitive)
                && row.lemma_is(chunk, &["be"])
                && group.first + 1 == group.end
            {
                take(Mode::Projected);
            }
            if !beside && hangs.is_some_and(infinitive) {
                ahead(row, chunk).into_iter().for_each(&mut take);
            }
            // "In July members requested a review": what is dated is the asking, and that was done;
            // in "scheduled for July" it is what is to come.
            // "allegedly stole", "reportedly killed"
            let adverbs = tags[..group.first].iter().rev().take_while(|tag| tag.is_adverb()).count();
            for (at, word) in words.iter().enumerate().take(group.end).skip(group.first - adverbs) {
                // "had yet to make contact"
                let yet = word.eq_ignore_ascii_case("yet") && tags.get(at + 1) == Some(&Tag::TO);
                let cue = if yet { Some(Mode::Negated) } else { row.view.analysis.cue(at) };
                let cue = cue.filter(|cue| !(beside && *cue == Mode::Projected));
                let cue = cue.filter(|_| !found(row, at, verb));
                // "The works may cost 40 million"; the month is no verb's, and "may not" forbids.
                let forbids = words.get(at + 1).is_some_and(|next| next.eq_ignore_ascii_case("not"));
                let may = tags[at] == Tag::MD && word.eq_ignore_ascii_case("may") && !forbids;
                let cue = cue.or_else(|| may.then_some(Mode::Hypothetical));
                let done = dated
                    && governor.over.is_none()
                    && at == verb_head
                    && matches!(cue, Some(Mode::Target | Mode::Alleged));
                cue.filter(|_| !done).into_iter().for_each(&mut take);
            }
        }
        opening(row, verb).into_iter().for_each(&mut take);
    }
    if verb.is_none() {
        copula(row, governor.own).into_iter().for_each(&mut take);
    }
    subject(row, governor.own).into_iter().for_each(&mut take);
    // "From 2005 on, the patrol charged them" sets no condition.
    threshold(row, governor.own, own).filter(|_| !dated).into_iter().for_each(&mut take);
    // Two values set side by side have no verb of their own between them; what stands right
    // before one still counts: "a projected 500", "a goal of 40", "the target rose to 60".
    let group = &row.chunks.get(governor.own);
    let first = group.map_or(own.start, |group| group.first.min(own.start));
    let first = first.max(own.start.saturating_sub(NEAR));
    (first..own.start).filter_map(|at| row.view.analysis.cue(at)).for_each(&mut take);
    limits(row, governor.own).into_iter().for_each(&mut take);
    // Under `Recommendations`, "the board made three recommendations" is a fact all the same.
    let done = row.view.analysis.is_past();
    if mode == Mode::Actual && !done { row.view.heading } else { mode }
}

/// True for a sentence that is all of what is moved or recommended: "That such a room have two stairs, each of not less than
/// 4 feet."
pub fn is_resolved(words: &[&str]) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(word));
    is(0, &["That"])
        && is(1, &["the", "a", "an", "such", "all", "each", "every", "no", "any", "this", "these"])
}

/// What a chunk says of the infinitive that hangs on it: "is due to reopen on 4 May", "hopes to hire 300",
/// "ought to be seen within 14 days".
fn ahead(row: &Row<'_>, chunk: usize) -> Option<Mode> {
    if row.lemma_is(chunk, &["ought", "suppose"]) || row.is_word(chunk, &["supposed"]) {
        Some(Mode::Target)
    } else if row
        .lemma_is(chunk, &["due", "set", "slate", "likely", "unlikely", "bound", "hope", "want", "intend"])
    {
        Some(Mode::Projected)
    } else {
        None
    }
}

/// True for a `could` that tells what was found: "in 61 of them they could find no sign", "only 12 could be identified".
/// With verbs of perceiving and finding it says that it came about (Huddleston and Pullum, *The Cambridge Grammar of the
/// English Language*, 2002, chapter 3, 9.8.4).
fn found(row: &Row<'_>, at: usize, verb: usize) -> bool {
    const FINDING: &[&str] = &[
        "see",
        "hear",
        "find",
        "detect",
        "identify",
        "recognise",
        "recognize",
        "distinguish",
        "tell",
        "trace",
        "locate",
        "confirm",
        "verify",
        "establish",
        "count",
        "remember",
        "recall",
    ];
    let words = row.view.words;
    let group = &row.chunks[verb];
    words[at].eq_ignore_ascii_case("could")
        && row.lemma_is(verb, FINDING)
        && !words[at..group.end].iter().any(|word| word.eq_ignore_ascii_case("have"))
}

/// True for what only describes the subject: "The school, with 212 pupils and 14 teachers, will close."
fn is_beside(row: &Row<'_>, own: usize, verb: usize) -> bool {
    const MOST: usize = 6;
    let mut at = own;
    for _ in 0..MOST {
        let Some(before) = at.checked_sub(1).filter(|_| at < verb) else { return false };
        match row.chunks[before].kind {
            Kind::Preposition => {
                let bears = |at: usize| row.chunks[at].is_noun() || row.chunks[at].kind == Kind::Comma;
                return before.checked_sub(1).is_some_and(bears);
            }
            Kind::Conjunction | Kind::Comma if before > 0 && row.chunks[before - 1].is_noun() => {
                at = before - 1
            }
            _ => return false,
        }
    }
    false
}

/// What the words before a bare `be` say: "there will be 20 matches", "is planned to be 40".
fn copula(row: &Row<'_>, own: usize) -> Option<Mode> {
    const REACH: usize = 3;
    let verb = (own.saturating_sub(REACH)..own).rev().find(|&at| row.chunks[at].is_verb())?;
    if (verb..own).any(|at| matches!(row.chunks[at].kind, Kind::Hard | Kind::Subordinator | Kind::Relative)) {
        return None;
    }
    let modes = chain(row, verb).into_iter().flatten().flat_map(|chunk| {
        let group = &row.chunks[chunk];
        (group.first..group.end).filter_map(|at| row.view.analysis.cue(at))
    });
    modes.max_by_key(|mode| matches!(mode, Mode::Projected | Mode::Target | Mode::Hypothetical))
}

/// What a plan by name says: "the forecast was for gusts of 70", "the plan calls for 40 homes".
fn subject(row: &Row<'_>, own: usize) -> Option<Mode> {
    const REACH: usize = 10;
    let divides =
        |at: usize| matches!(row.chunks[at].kind, Kind::Hard | Kind::Subordinator | Kind::Conjunction);
    let start = own.saturating_sub(REACH);
    let from = (start..own).rev().find(|&at| divides(at)).map_or(start, |at| at + 1);
    let noun = (from..own).find(|&at| row.chunks[at].is_noun())?;
    let first = noun == 0 || divides(noun - 1) || row.chunks[noun - 1].kind == Kind::Comma;
    // "The limit at which they stop is now 50": the verb next to the value counts.
    let verb = (noun + 1..own).rev().find(|&at| row.chunks[at].is_finite())?;
    let between = &row.chunks[verb + 1..own];
    if !first
        || between.iter().any(|chunk| matches!(chunk.kind, Kind::Comma | Kind::Relative))
        || !row.lemma_is(verb, &["be", "call", "foresee", "envisage", "provide"])
    {
        return None;
    }
    let mode = heads(row.word(noun));
    (mode != Mode::Actual).then_some(mode)
}

/// What opens a sentence as its condition: "Below 70 points no grant is made", "Over 40 tonnes a
/// permit is needed".
fn threshold(row: &Row<'_>, own: usize, value: &Range<usize>) -> Option<Mode> {
    let words = row.view.words;
    if is_any_rate(row, own, value) {
        return Some(Mode::Hypothetical);
    }
    let opens = value.start == 0 && is_bound(words.first()?)
        || value.start == 1 && words.first().is_some_and(|word| is_bound(word));
    // The clause that follows has a subject of its own; "Over 40 people came" has not.
    let next = row.chunks.get(own + 1)?;
    (opens && (next.is_noun() || next.kind == Kind::Comma && row.chunks.get(own + 2)?.is_noun()))
        .then_some(Mode::Hypothetical)
}

/// True for a rate that is reckoned with, "At 90 picks a minute it takes 12 hours": nobody says that it was so.
fn is_any_rate(row: &Row<'_>, own: usize, value: &Range<usize>) -> bool {
    /// Chunks from the rate to the verb.
    const REACH: usize = 4;
    let led = value.start == 1 && row.view.words.first().is_some_and(|word| word.eq_ignore_ascii_case("at"));
    let verb = (own + 1..row.chunks.len().min(own + 1 + REACH)).find(|&at| row.chunks[at].is_verb());
    led && verb.is_some_and(|verb| {
        let first = row.chunks[verb].first;
        let subject = first.checked_sub(1).map(|at| row.view.words[at]);
        subject.is_some_and(|word| ["it", "that", "this"].iter().any(|it| word.eq_ignore_ascii_case(it)))
            && row.lemma_is(verb, &["take", "be", "last", "mean", "make", "come", "need", "cost"])
    })
}

fn is_bound(word: &str) -> bool {
    ["below", "under", "above", "over", "beyond", "up", "from"]
        .iter()
        .any(|bound| word.eq_ignore_ascii_case(bound))
}

/// A verb, and those that it hangs on: `expected | to reach`, `asked | the board | to pay`.
fn chain(row: &Row<'_>, verb: usize) -> [Option<usize>; 4] {
    let mut found = [Some(verb), None, None, None];
    let mut at = verb;
    for slot in &mut found[1..] {
        if !matches!(row.chunks[at].kind, Kind::Verb(Form::Infinitive | Form::Gerund)) {
            break;
        }
        let Some(mut before) = at.checked_sub(1) else { break };
        if row.chunks[before].kind == Kind::Conjunction && row.chunks[at].kind == Kind::Verb(Form::Infinitive)
        {
            // "expected | traffic | to return | and | to reach 19,000"
            let first = (before.saturating_sub(4)..before)
                .rev()
                .find(|&first| row.chunks[first].kind == Kind::Verb(Form::Infinitive));
            let Some(outer) = first.and_then(|first| first.checked_sub(1)) else { break };
            before = outer;
        }
        let outer = match row.chunks[before].kind {
            Kind::Verb(_) => Some(before),
            // "were unable to": the adjective itself is a cue.
            Kind::Adjective => Some(before),
            Kind::Noun { .. } if row.chunks[at].kind == Kind::Verb(Form::Infinitive) => {
                before.checked_sub(1).filter(|&outer| row.chunks[outer].is_verb())
            }
            _ => None,
        };
        let Some(outer) = outer else { break };
        *slot = Some(outer);
        at = outer;
        if row.chunks[at].kind == Kind::Adjective {
            break;
        }
    }
    found
}

/// What opens the clause of the verb: `if`, `unless`; or the verb that a `that` hangs on:
/// "requested that the board pay".
fn opening(row: &Row<'_>, verb: usize) -> Option<Mode> {
    const REACH: usize = 12;
    let start = (verb.saturating_sub(REACH)..verb)
        .rev()
        .find(|&at| matches!(row.chunks[at].kind, Kind::Subordinator | Kind::Hard | Kind::Relative))?;
    if row.chunks[start].kind != Kind::Subordinator {
        return None;
    }
    let word = row.view.words[row.chunks[start].head];
    if !word.eq_ignore_ascii_case("that") {
        return row.view.analysis.cue(row.chunks[start].head);
    }
    let outer = start.checked_sub(1).map(|at| &row.chunks[at]).filter(|outer| outer.is_verb())?;
    (outer.first..outer.end)
        .filter_map(|at| row.view.analysis.cue(at))
        .find(|mode| !matches!(mode, Mode::Negated))
}

/// `a limit of 40`, `the target rose to 60`, `its goal is 500`.
fn limits(row: &Row<'_>, own: usize) -> Option<Mode> {
    const REACH: usize = 4;
    let noun = (own.saturating_sub(REACH)..own).rev().find(|&at| {
        !matches!(row.chunks[at].kind, Kind::Of | Kind::Preposition | Kind::Verb(_) | Kind::Adjective)
    })?;
    let chunk = &row.chunks[noun];
    if !chunk.is_noun() {
        return None;
    }
    row.view.analysis.cue(chunk.head).filter(|mode| matches!(mode, Mode::Target | Mode::Projected))
}

/// The mode that a heading gives what stands under it: `Goals`, `Plans for next year`,
/// `Key recommendations`. A title that merely holds such a word, `Planning and its results`,
/// gives none.
#[must_use]
pub fn of_heading(heading: &str) -> Mode {
    const SHORT: usize = 6;
    let head = heading
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .take_while(|word| {
            !["for", "of", "in", "on", "to", "from", "by"].iter().any(|w| word.eq_ignore_ascii_case(w))
        })
        .enumerate()
        .last();
    // The head of a phrase is its last word.
    match head {
        Some((at, word)) if at < SHORT => heads(word),
        _ => Mode::Actual,
    }
}

/// What a noun makes of everything that stands under it as a heading.
fn heads(word: &str) -> Mode {
    let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is(&[
        "goal",
        "goals",
        "limit",
        "maximum",
        "minimum",
        "threshold",
        "quota",
        "ceiling",
        "target",
        "targets",
        "aim",
        "aims",
        "objective",
        "objectives",
        "recommendations",
        "requirements",
        "limits",
    ]) {
        Mode::Target
    } else if is(&[
        "plan",
        "plans",
        "projection",
        "prediction",
        "outlook",
        "forecast",
        "forecasts",
        "projections",
        "proposal",
        "proposals",
        "expectations",
        "roadmap",
    ]) {
        Mode::Projected
    } else {
        Mode::Actual
    }
}

/// What a word says of the clause it stands in.
pub fn cue(word: &str) -> Option<Mode> {
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
        assert_eq!(of("The code requires 80 lux"), Mode::Target);
        assert_eq!(of("They did not find 12 of them"), Mode::Negated);
        assert_eq!(of("It would have cost 9 million"), Mode::Hypothetical);
        assert_eq!(of("The gang allegedly stole 40 cars"), Mode::Alleged);
        assert_eq!(of("The council expects that the mill makes 300 tons"), Mode::Projected);
        assert_eq!(of("The mill is to make 300 tons"), Mode::Projected);
        assert_eq!(of("The mill, with 300 hands, is to close"), Mode::Actual);
        assert_eq!(of("The mill with its yards and 300 hands will close"), Mode::Actual);
        assert_eq!(of("The mill has a limit of 300 tons"), Mode::Target);
        assert_eq!(of("The forecast for Sunday was for snow of up to 40 cm"), Mode::Projected);
        assert_eq!(of("The speed at which they stop is now 40 km/h"), Mode::Actual);
        assert_eq!(of("The limit at which they stop is now 40 km/h"), Mode::Target);
        assert_eq!(of("The plan calls for 40 homes"), Mode::Projected);
        assert_eq!(of("The plan cost 40 million"), Mode::Actual);
        assert_eq!(of("Below 40 points no prize is given"), Mode::Hypothetical);
        assert_eq!(of("Over 40 people came"), Mode::Actual);
        assert_eq!(of("At 90 picks a minute it takes 12 hours"), Mode::Hypothetical);
        assert_eq!(of("At 90 picks a minute the loom broke"), Mode::Actual);
        assert_eq!(of("The bridge is due to reopen with 40 lamps"), Mode::Projected);
        assert_eq!(of("The mill is likely to make 300 tons"), Mode::Projected);
        assert_eq!(of("The mill hopes to hire 300 hands"), Mode::Projected);
        assert_eq!(of("The mill hired 300 likely hands"), Mode::Actual);
        assert_eq!(of("Patients ought to be seen within 14 days"), Mode::Target);
        assert_eq!(of("Divers could see 40 wrecks"), Mode::Actual);
        assert_eq!(of("The works may cost 40 million"), Mode::Hypothetical);
        assert_eq!(of("Divers may not take 40 wrecks"), Mode::Negated);
        assert_eq!(of("That such a room have two stairs"), Mode::Target);
        assert_eq!(of("That room has two stairs"), Mode::Actual);
        assert_eq!(of("Only 12 of them could be identified"), Mode::Actual);
        assert_eq!(of("Divers could have seen 40 wrecks"), Mode::Hypothetical);
        assert_eq!(of("The line could carry 300 trams"), Mode::Hypothetical);
        assert_eq!(of("Clerks were unable to reach 12 of them"), Mode::Negated);
        assert_eq!(of("Officials presented six adults for trial in the planning room"), Mode::Actual);
    }

    #[test]
    fn a_heading_gives_its_mode_when_that_is_what_it_heads() {
        for (heading, mode) in [
            ("Goals", Mode::Target),
            ("Plans for next year", Mode::Projected),
            ("Key recommendations", Mode::Target),
            ("Report on the Planning and Building of the Tramway", Mode::Actual),
            ("Requests received in 2021", Mode::Actual),
            ("Results", Mode::Actual),
        ] {
            assert_eq!(of_heading(heading), mode, "{heading}");
        }
    }
}
