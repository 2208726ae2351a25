//! Which clashing pairs are judged by what was learned, and what becomes of them.

use std::borrow::Cow;

use rayon::prelude::*;

use super::chorus::Chorus;
use super::evidence::{Evidence, Veto, Vetoes, What};
use super::facts::unvetoed;
use super::features::Features;
use super::names;
use super::neighbours::add_up;
use super::partners::Partners;
use super::reader::Reader;
use super::score::{Judgement, NounMatch};
use super::slip::{are_swapped, is_telling};
use super::weights::Forest;
use super::{Ledger, coincidence};
use crate::claim::{Claim, Part, Sym, Value};

/// True for a pair whose reasons are weighed by what was learned: other sentences, whose values clash. When
/// a document came out, its head tells by itself, a note belongs to what it hangs on, and what is pinned was written
/// to be held against the texts.
pub fn is_weighed(ledger: &Ledger, judgement: &Judgement) -> bool {
    let part = |claim: u32| ledger.claims[claim as usize].slots.part;
    let note = ledger.document_of(judgement.a) == ledger.document_of(judgement.b)
        && (part(judgement.a) == Part::Footnote) != (part(judgement.b) == Part::Footnote);
    let pinned = [judgement.a, judgement.b]
        .into_iter()
        .any(|claim| ledger.documents[ledger.document_of(claim)].pinned);
    judgement.agreement.is_conflict()
        && !pinned
        && !judgement.framed
        && may_be_one(ledger, judgement)
        && judgement.score > LEAST_WEIGHED
        && !judgement.rests_on(What::Head)
        && !note
        && !tells_all(ledger, judgement)
}

/// True unless something keeps the two apart that is sure to.
fn may_be_one(ledger: &Ledger, judgement: &Judgement) -> bool {
    let (x, y) = (&ledger.claims[judgement.a as usize], &ledger.claims[judgement.b as usize]);
    // Members of a row are told one after another, and a day has many hours; but "the third survey" here may be
    // "the fourth survey" there.
    let ranked = matches!(x.value, Value::Ordinal(_)) && x.sentence != y.sentence;
    let hours = matches!(x.value, Value::Time(_))
        && ledger.document_of(judgement.a) != ledger.document_of(judgement.b);
    // Who breaks a bound need not count what it counts: "no night had more than 14 movements", "19 planes landed".
    let of_all = x.slots.of_all.is_some() != y.slots.of_all.is_some();
    // Nor does chance often give two things, "169 steps" and "196 stairs", one number's digits.
    let slipped = judgement.vetoes.has(Veto::OtherNoun)
        && x.measure().zip(y.measure()).is_some_and(|(p, q)| is_telling(p, q));
    let vetoes = if slipped || of_all { judgement.vetoes.without(Veto::OtherNoun) } else { judgement.vetoes };
    vetoes.is_empty()
        || vetoes.may_be_wrong()
            && x.sentence != y.sentence
            && (ranked || hours || !vetoes.has(Veto::SideBySide))
}

/// True where two sentences count one thing in one act and name who or when: "the office lent 75 samples in
/// 2013", "in 2013 the office lent out 57 samples". Nothing is left to be guessed.
fn tells_all(ledger: &Ledger, judgement: &Judgement) -> bool {
    let counts = ledger.claims[judgement.a as usize].measure().is_some();
    let noun = matches!(judgement.nouns, NounMatch::Same | NounMatch::Like);
    let verb = judgement.rests_on(What::SamePredicate) || judgement.rests_on(What::LikePredicate);
    let who_or_when = judgement.rests_on(What::Names) || judgement.rests_on(What::SamePeriod);
    // "accepts 19 of them outright and another six in part", "accepted 25 of them, wholly or in part"
    let named =
        |claim: u32| ledger.claims[claim as usize].slots.noun.as_ref().is_some_and(|noun| !noun.implied);
    let whole = named(judgement.a) && named(judgement.b) && !add_up(ledger, judgement.a, judgement.b);
    counts && noun && verb && who_or_when && whole
}

/// A pair of a lower score is left where it is.
const LEAST_WEIGHED: f32 = -5.5;

/// Replaces the sums of reasons of clashing pairs by what was learned of such pairs.
pub fn weigh(reader: &Reader<'_>, judged: &mut [Judgement]) {
    let partners = Partners::of(reader.ledger(), unvetoed(judged));
    let forest = Forest::learned();
    let ledger = reader.ledger();
    let weighed = |judgement: &Judgement| {
        is_weighed(ledger, judgement) && (judgement.score > 0.0 || !are_of_two_subjects(reader, judgement))
    };
    let chorus = Chorus::new(ledger, reader.said(), judged.par_iter().filter(|judgement| weighed(judgement)));
    // Pairs are sorted by their first claim, whose passage serves all of them.
    judged.par_chunk_by_mut(|p, q| p.a == q.a).for_each(|pairs| {
        let mut passage = None;
        for judgement in pairs.iter_mut().filter(|judgement| weighed(judgement)) {
            let passage = passage.get_or_insert_with(|| reader.passage(judgement.a));
            let features = reader.read(judgement, passage, &partners, &chorus);
            settle(reader, judgement, &features, forest.score(&features));
        }
    });
}

/// Gives a weighed pair its learned `score`, unless what keeps it apart holds.
fn settle(reader: &Reader<'_>, judgement: &mut Judgement, features: &Features, score: f32) {
    if are_rivals(reader.ledger(), judgement) {
        judgement.vetoes.push(Veto::OtherName);
        return;
    }
    // What was learned is of documents on one matter, where a verb in common means much. Of two documents on different
    // subjects each tells of its own roof, so that nothing is overruled there, and nothing made likelier.
    let apart = are_of_two_subjects(reader, judgement);
    let score = if apart { score.min(judgement.score) } else { score };
    let clear = judgement.vetoes.is_empty();
    let listed = coincidence::of_lists(reader.ledger(), judgement).filter(|_| !apart);
    if !clear {
        // One number's digits make one thing of steps and stairs, but not of cars and books, unless two of them side by side
        // were exchanged and all else is alike.
        let written = |index: u32| reader.ledger().claims[index as usize].measure()?.written();
        let swapped = written(judgement.a).zip(written(judgement.b)).is_some_and(|(x, y)| are_swapped(x, y));
        let exchanged = swapped && score >= SURE;
        let strangers = judgement.vetoes.has(Veto::OtherNoun)
            && !exchanged
            && features.noun_sense < ALIKE
            && features.noun_sense != UNKNOWN
            && features.same_predicate + features.like_predicate <= 0.0;
        if score <= OVERRULED && listed.is_none() || strangers || apart {
            return;
        }
        // So much else speaks for the pair that what seemed to keep it apart does not.
        judgement.vetoes = Vetoes::default();
    }
    judgement.evidence.push(Evidence { what: What::Learned, weight: score - judgement.score });
    judgement.score = score;
    if apart {
        return;
    }
    if let Some(evidence) = listed {
        judgement.score += evidence.weight;
        judgement.evidence.push(evidence);
    }
    if clear && is_of_its_own(judgement, features) {
        judgement.score += UNECHOED;
        judgement.evidence.push(Evidence { what: What::Unechoed, weight: UNECHOED });
    }
    let label = judgement.evidence.iter().find(|e| e.what == What::Label).map_or(0.0, |e| e.weight);
    let headed = clear && features.echoed <= 0.0 && label > HEADED;
    if headed && reader.rows().is_told(reader.ledger(), judgement) {
        let weight = ROW[usize::from(features.row_figures > 0.0)];
        judgement.score += weight;
        judgement.evidence.push(Evidence { what: What::Row, weight });
    }
    // That ordinals stand in a row was overruled with all else.
    for evidence in coincidence::of(reader.ledger(), reader.kin(), judgement)
        .filter(|own| clear || own.what == What::Rank)
    {
        judgement.score += evidence.weight;
        judgement.evidence.push(evidence);
    }
}

/// True for two texts of which neither gives the value of the other: where one of two figures is told in both, there
/// are two things to tell of. Digits that slipped have spoken for themselves, a table gives many values, and of "paper
/// sandbags" and "sandbags" each text may well tell its own.
fn is_of_its_own(judgement: &Judgement, features: &Features) -> bool {
    const OTHERWISE: [What; 3] = [What::SameDocument, What::OtherModifiers, What::Slip];
    features.echoed <= 0.0 && features.cells <= 0.0 && !OTHERWISE.iter().any(|&what| judgement.rests_on(what))
}

/// True for claims of two documents on different subjects.
fn are_of_two_subjects(reader: &Reader<'_>, judgement: &Judgement) -> bool {
    let [own, other] = [judgement.a, judgement.b].map(|claim| reader.ledger().document_of(claim));
    !reader.kin().are_kin(own, other)
}

/// True when each claim names a body, "Norwell Library Trust" here and "Drayford Library Trust" there, and not the same.
fn are_rivals(ledger: &Ledger, judgement: &Judgement) -> bool {
    let [own, other] = [judgement.a, judgement.b].map(|claim| bodies(ledger, &ledger.claims[claim as usize]));
    let pairs = || own.iter().flat_map(|x| other.iter().map(move |y| (x, y)));
    pairs().any(|(x, y)| names::are_rivals(x, y)) && !pairs().any(|(x, y)| names::are_same(x, y))
}

/// The names around a claim, and that of what it is about: "The Norwell Library Trust sold 40 books in 2019".
fn bodies<'l>(ledger: &'l Ledger, claim: &'l Claim) -> Vec<Cow<'l, str>> {
    let word = |sym: Sym| ledger.vocab.word(sym);
    let mut names: Vec<Cow<'_, str>> = claim.slots.names.iter().map(|&sym| word(sym).into()).collect();
    if let Some(noun) = &claim.slots.noun
        && !noun.modifiers.is_empty()
    {
        let words: Vec<&str> = noun.modifiers.iter().chain([&noun.head]).map(|&sym| word(sym)).collect();
        names.push(words.join(" ").into());
    }
    names
}

/// What it adds to the log-odds that neither text gives the value of the other. What was learned counts this among much
/// else, and too little: on documents that it was not learned from such pairs were right more often by 0.9, on those it
/// was learned from by 0.2.
const UNECHOED: f32 = 0.5;
/// What it adds that a figure is told with the name of the row in which the other stands, where the words around it say
/// something of the heading of its column as well; and where the sentence gives another figure of the row besides.
const ROW: [f32; 2] = [2.4, 4.0];
/// Weight of labels from which on more is said than the name of the row.
const HEADED: f32 = 0.4;
/// Cosine of two nouns that may be one thing.
const ALIKE: f32 = 0.3;
/// That of words of which one has no vector.
const UNKNOWN: f32 = 0.0;

/// Log-odds from which on two nouns that are unlike may yet name one thing.
const SURE: f32 = 1.5;
/// Log-odds from which on a distinction that may be wrong is.
const OVERRULED: f32 = 0.0;
