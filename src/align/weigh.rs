//! Which clashing pairs are judged by what was learned, and what becomes of them.

use std::borrow::Cow;

use rayon::prelude::*;

use super::Ledger;
use super::chorus::Chorus;
use super::evidence::{Evidence, Veto, Vetoes, What};
use super::facts::unvetoed;
use super::features::Features;
use super::names;
use super::neighbours::add_up;
use super::partners::Partners;
use super::reader::Reader;
use super::score::{Judgement, NounMatch, agreement};
use super::slip::{are_swapped, is_telling};
use super::weights::Forest;
use crate::claim::{Agreement, Claim, Day, Decimal, Part, Sym, Value, civil};

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
    if !clear {
        // One number's digits make one thing of steps and stairs, but not of cars and books, unless two of them side by side
        // were exchanged and all else is alike.
        let written = |index: u32| reader.ledger().claims[index as usize].measure()?.written();
        let swapped = written(judgement.a).zip(written(judgement.b)).is_some_and(|(x, y)| are_swapped(x, y));
        let exchanged = swapped && features.clause_shared > 0.0 && score >= SURE;
        let strangers = judgement.vetoes.has(Veto::OtherNoun)
            && !exchanged
            && features.noun_sense < ALIKE
            && features.noun_sense != UNKNOWN
            && features.same_predicate + features.like_predicate <= 0.0;
        if score <= OVERRULED || strangers || apart {
            return;
        }
        // So much else speaks for the pair that what seemed to keep it apart does not.
        judgement.vetoes = Vetoes::default();
    }
    judgement.evidence.push(Evidence { what: What::Learned, weight: score - judgement.score });
    judgement.score = score;
    if !clear || apart {
        return;
    }
    // Of pairs that chance had brought together in the training documents hardly one was of these kinds.
    let kinds = [
        (What::Company, COMPANY, keeps_company as fn(&Ledger, &Judgement) -> bool),
        (What::Overlap, OVERLAP, overlaps),
        (What::LostDigit, LOST_DIGIT, loses_a_digit),
    ];
    for (what, weight, holds) in kinds {
        if holds(reader.ledger(), judgement) {
            judgement.evidence.push(Evidence { what, weight });
            judgement.score += weight;
        }
    }
}

/// True for spans in two documents that have most of their days in common: "from 6 May to 30 August", "from 20 May until
/// the end of August". Spans of two things hardly fall together so.
fn overlaps(ledger: &Ledger, judgement: &Judgement) -> bool {
    /// Least share of the days of either that are in both.
    const MOST: f64 = 0.6;
    let days = |claim: u32| match &ledger.claims[claim as usize].value {
        Value::Range(range) => {
            let (start, end) = range.start.zip(range.end)?;
            Some((start.days.bounds()?.0, end.days.bounds()?.1))
        }
        _ => None,
    };
    let (Some(x), Some(y)) = (days(judgement.a), days(judgement.b)) else { return false };
    let (both, either) = (x.1.min(y.1) - x.0.max(y.0) + 1, x.1.max(y.1) - x.0.min(y.0) + 1);
    ledger.document_of(judgement.a) != ledger.document_of(judgement.b)
        && f64::from(both) >= MOST * f64::from(either)
}

/// True for two days of one month of which the one lacks the first digit of the other, "3 February" and "13 February",
/// where neither text tells of both days, and no weekdays say that each is as it was meant.
fn loses_a_digit(ledger: &Ledger, judgement: &Judgement) -> bool {
    let date = |claim: u32| {
        let date = ledger.claims[claim as usize].date()?;
        // "This morning" has no digits.
        let written = date.stated.day.is_some() || date.anchor.is_none();
        date.days.single().filter(|_| written && !date.approximate).zip(Some(date.stated.weekday))
    };
    let (Some((x, own)), Some((y, other))) = (date(judgement.a), date(judgement.b)) else { return false };
    let (Some(p), Some(q)) = (civil(x), civil(y)) else { return false };
    let lost = (p.year(), p.month()) == (q.year(), q.month())
        && p.day().min(q.day()) < 10
        && matches!(p.day().abs_diff(q.day()), 10 | 20);
    let tells = |document: usize, day: Day| {
        ledger.documents[document].claims.clone().any(|claim| {
            ledger.claims[claim as usize].date().and_then(|date| date.days.single()) == Some(day)
        })
    };
    let (a, b) = (ledger.document_of(judgement.a), ledger.document_of(judgement.b));
    lost && a != b && (own.is_none() || other.is_none()) && !tells(a, y) && !tells(b, x)
}

/// What a digit left out adds to the log-odds: in the training documents a quarter of the slips between two days of a
/// month was of this kind, and hardly a pair that chance had brought together.
const LOST_DIGIT: f32 = 1.8;

/// What it adds to the log-odds that two spans fall together.
const OVERLAP: f32 = 2.4;

/// True for two clashing figures of one size, or two dates, of which each stands beside one and the same figure: "1,127
/// files and 41 scans", "fewer than 1,000 files, and 41 scans of identity papers". What they count may be left open.
fn keeps_company(ledger: &Ledger, judgement: &Judgement) -> bool {
    /// Smaller figures stand beside many.
    const LEAST: Decimal = Decimal::int(10);
    let (a, b) = (judgement.a, judgement.b);
    let dated = ledger.claims[a as usize].measure().is_none();
    let noun = matches!(judgement.nouns, NounMatch::Same | NounMatch::Like | NounMatch::Open);
    let may = dated || noun && judgement.rests_on(What::Near);
    if !may || ledger.document_of(a) == ledger.document_of(b) {
        return false;
    }
    let beside = |own: u32| {
        let sentence = ledger.claims[own as usize].sentence;
        let near = [own.checked_sub(1), own.checked_add(1)].into_iter().flatten();
        let near = near.filter_map(|near| ledger.claims.get(near as usize));
        near.filter(move |near| {
            let written = near.measure().and_then(|measure| measure.written());
            near.sentence == sentence && written.is_some_and(|value| value >= LEAST)
        })
    };
    beside(a).any(|x| beside(b).any(|y| agreement(x, y) == Agreement::Same))
}

/// What the same figure beside both adds to the log-odds.
const COMPANY: f32 = 1.8;

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

/// Cosine of two nouns that may be one thing.
const ALIKE: f32 = 0.3;
/// That of words of which one has no vector.
const UNKNOWN: f32 = 0.0;

/// Log-odds from which on two nouns that are unlike may yet name one thing.
const SURE: f32 = 1.5;
/// Log-odds from which on a distinction that may be wrong is.
const OVERRULED: f32 = 0.0;
