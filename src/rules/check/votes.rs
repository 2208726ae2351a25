//! One vote in two texts: `The council divided 8-3` and `Carried, 9-2`.
//!
//! A body votes often in one sitting: which of its votes another text means is told by the words
//! around it, and a text in which one of them has the other's result agrees.

use super::figures::value;
use super::near::Near;
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Mode, Part, Sym};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Words of votes; scores of games have none of them.
const VOTES: &[&str] = &[
    "vote",
    "adopt",
    "approve",
    "pass",
    "carry",
    "motion",
    "aye",
    "nay",
    "no",
    "council",
    "board",
    "committee",
    "court",
    "judge",
    "justice",
    "panel",
    "senate",
    "reject",
    "divide",
    "uphold",
    "rule",
    "ratify",
    "confirm",
    "commission",
    "assembly",
    "house",
    "resolution",
    "ordinance",
    "abstention",
];
/// Words of games.
const GAMES: &[&str] = &[
    "game", "match", "goal", "win", "beat", "score", "team", "league", "cup", "season", "club", "half",
    "lead", "defeat", "player", "draw", "lose", "set", "innings",
];
/// Votes that are compared with each other.
const MOST: usize = 400;

/// Votes with two results.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let scores = ledger.claims.iter().filter(|claim| is_vote(context, claim)).filter_map(|claim| {
        let ends = claim.measure()?.strict;
        Some((claim, claim.place, (ends.low.value()?, ends.high.value()?)))
    });
    let counted = tapes(context, 2).filter_map(|tape| counted(&tape));
    let mut told: Vec<(&Claim, Span, (Decimal, Decimal))> = scores.chain(counted).collect();
    told.sort_by_key(|(_, place, _)| place.start);
    let mut sentences: Vec<u32> = told.iter().map(|(claim, ..)| claim.sentence).collect();
    sentences.sort_unstable();
    let votes: Vec<Vote<'_>> = told
        .into_iter()
        .take(MOST + 1)
        .map(|(claim, place, ends)| {
            let document = context.sources.index_of(claim.place);
            Vote { claim, place, ends, words: words(context, claim, &sentences), document }
        })
        .collect();
    if votes.len() > MOST {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, vote) in votes.iter().enumerate() {
        // From the text with fewer votes to the one with more, once for each pair.
        let mut others: Vec<usize> = votes.iter().map(|other| other.document).collect();
        others.dedup();
        for document in others {
            let own: Vec<&Vote<'_>> = votes.iter().filter(|other| other.document == document).collect();
            let mine = votes.iter().filter(|other| other.document == vote.document).count();
            let first = (mine, vote.document) < (own.len(), document);
            if document == vote.document || !first || !context.linked(document, vote.document) {
                continue;
            }
            findings.extend(against(rule, context, &votes[at], &own));
        }
    }
    findings
}

struct Vote<'a> {
    claim: &'a Claim,
    /// Where the result stands.
    place: Span,
    /// The fewer and the more votes.
    ends: (Decimal, Decimal),
    /// What it is about: words of its sentence and of those before it.
    words: Vec<Sym>,
    document: usize,
}

/// `29 for, 17 against, 3 abstentions`: a result that is told side by side.
fn counted<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, Span, (Decimal, Decimal))> {
    /// Members of the row between a number and its side, and between the two sides.
    const NEAR: usize = 3;
    let side = |at: usize, words: &[&str]| {
        let own = tape.count(at)?;
        let end = (at + 1..at + 1 + NEAR)
            .take_while(|&next| matches!(tape.items.get(next), Some(Item::Word { .. })))
            .find(|&next| tape.word(next, words))?;
        Some((own, end))
    };
    (0..tape.items.len()).find_map(|at| {
        let (yes, end) = side(at, &["for", "favour", "favor"])?;
        let (no, last) = (end + 1..=end + NEAR).find_map(|at| side(at, &["against", "opposed"]))?;
        let told = yes.slots.mode == Mode::Actual
            && !matches!(yes.slots.part, Part::Cell | Part::Code | Part::Citation | Part::Quotation);
        let (a, b) = (value(measure(yes))?, value(measure(no))?);
        told.then_some((yes, tape.span(at..last + 1)?, (a.min(b), a.max(b))))
    })
}

fn is_vote(context: &Context<'_>, claim: &Claim) -> bool {
    let score = claim.measure().and_then(|m| m.unit).is_some_and(|unit| unit.id == "score");
    if !score
        || claim.slots.mode != Mode::Actual
        || matches!(claim.slots.part, Part::Cell | Part::Code | Part::Citation | Part::Quotation)
    {
        return false;
    }
    let vocab = &context.ledger.vocab;
    let sentence = context.ledger.sentence_of(claim);
    let has = |list: &[&str]| sentence.words.iter().any(|word| list.contains(&vocab.word(word.lemma)));
    has(VOTES) && !has(GAMES)
}

/// The words of the sentence of a vote and of those before it: minutes tell first what is voted on.
fn words(context: &Context<'_>, claim: &Claim, votes: &[u32]) -> Vec<Sym> {
    const BACK: u32 = 2;
    let ledger = context.ledger;
    let document = context.sources.document(claim.place);
    let content = |index: u32| {
        let mut words = Near::words(ledger, index);
        words.retain(|&word| !VOTES.contains(&ledger.vocab.word(word)));
        words
    };
    let mut words = content(claim.sentence);
    // "Adopted, 9-2." says nothing of what was adopted.
    let bare = words.is_empty();
    for index in (claim.sentence.saturating_sub(BACK)..claim.sentence).rev() {
        let place = ledger.sentences[index as usize].place;
        let between = (place.end.saturating_sub(document.base), claim.place.start - document.base);
        let between = document.text.get(between.0 as usize..between.1 as usize);
        let near = place.start >= document.base
            && between.is_some_and(|text| text.len() < 500 && (bare || !text.contains("\n\n")));
        if !near || votes.binary_search(&index).is_ok() {
            break;
        }
        words.extend(content(index));
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn against(rule: &Rule, context: &Context<'_>, vote: &Vote<'_>, others: &[&Vote<'_>]) -> Option<Finding> {
    if others.iter().any(|other| other.ends == vote.ends) {
        return None;
    }
    let mut scored: Vec<(f32, usize, &Vote<'_>)> = others
        .iter()
        .map(|other| {
            let (weight, count) = context.near().shared(&vote.words, &other.words);
            (weight, count, *other)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.claim.place.cmp(&b.2.claim.place)));
    let &(weight, count, other) = scored.first()?;
    let rival = scored.get(1).map_or(0.0, |second| second.0);
    // 29 to 17 and 29 to 14 are hardly two votes on one matter.
    let alike = vote.ends.0 == other.ends.0 || vote.ends.1 == other.ends.1;
    let enough = if alike && vote.ends.1 > Decimal::int(9) { ENOUGH / 2.0 } else { ENOUGH };
    if count < 2 || weight < enough || rival * 1.5 > weight {
        return None;
    }
    // Bodies of different sizes have voted: a committee, and the council that it reports to.
    let cast = |vote: &Vote<'_>| vote.ends.0.checked_add(vote.ends.1);
    let (a, b) = (cast(vote)?, cast(other)?);
    if a.max(b).checked_mul(Decimal::int(4))? > a.min(b).checked_mul(Decimal::int(7))? {
        return None;
    }
    let label = |vote: &Vote<'_>, role| Label { place: vote.place, role, note: "the result".to_owned() };
    let text = |vote: &Vote<'_>| say::squeezed(context.sources.text_at(vote.place));
    let message = format!("one vote, two results: {} against {}", text(vote), text(other));
    let shared: Vec<Sym> =
        vote.words.iter().filter(|word| other.words.binary_search(word).is_ok()).take(5).copied().collect();
    let why = vec![format!("both speak of {}", context.ledger.words(&shared))];
    let sure = if weight > 1.6 * ENOUGH { 0.84 } else { 0.77 };
    Some(finding(rule, context, sure, message, vec![label(vote, "first"), label(other, "other")], why))
}

/// The weight of two rare words.
const ENOUGH: f32 = 5.0;
