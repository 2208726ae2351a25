//! Which clashing pairs are judged by what was learned, and what becomes of them.

use rayon::prelude::*;

use super::Ledger;
use super::chorus::Chorus;
use super::evidence::{Evidence, Veto, Vetoes, What};
use super::facts::unvetoed;
use super::partners::Partners;
use super::reader::Reader;
use super::score::{Judgement, NounMatch};
use super::slip::{Slip, common_digits, of_measures};
use super::weights::Forest;
use crate::claim::{Part, Value};

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
        && x.measure().zip(y.measure()).is_some_and(|(p, q)| {
            let slip = of_measures(p, q);
            slip.is_some_and(|slip| slip != Slip::Digit) && common_digits(p, q) >= TELLING
        });
    let vetoes = if slipped || of_all { judgement.vetoes.without(Veto::OtherNoun) } else { judgement.vetoes };
    vetoes.is_empty()
        || vetoes.may_be_wrong()
            && x.sentence != y.sentence
            && (ranked || hours || !vetoes.has(Veto::SideBySide))
}

/// Digits that two numbers rarely share by chance.
const TELLING: u32 = 3;

/// True where two sentences count one thing in one act and name who or when: "the office lent 75 samples in
/// 2013", "in 2013 the office lent out 57 samples". Nothing is left to be guessed.
fn tells_all(ledger: &Ledger, judgement: &Judgement) -> bool {
    let counts = ledger.claims[judgement.a as usize].measure().is_some();
    let noun = matches!(judgement.nouns, NounMatch::Same | NounMatch::Like);
    let verb = judgement.rests_on(What::SamePredicate) || judgement.rests_on(What::LikePredicate);
    let who_or_when = judgement.rests_on(What::Names) || judgement.rests_on(What::SamePeriod);
    counts && noun && verb && who_or_when
}

/// A pair of a lower score is left where it is.
const LEAST_WEIGHED: f32 = -5.5;

/// Replaces the sums of reasons of clashing pairs by what was learned of such pairs.
pub fn weigh(reader: &Reader<'_>, judged: &mut [Judgement]) {
    let partners = Partners::of(reader.ledger(), unvetoed(judged));
    let forest = Forest::learned();
    let ledger = reader.ledger();
    let weighed = |judgement: &Judgement| is_weighed(ledger, judgement);
    let chorus = Chorus::new(ledger, reader.said(), judged.par_iter().filter(|judgement| weighed(judgement)));
    judged.par_iter_mut().filter(|judgement| weighed(judgement)).for_each(|judgement| {
        let features = reader.read(judgement, &partners, &chorus);
        let score = forest.score(&features);
        if !judgement.vetoes.is_empty() {
            // Documents that share no subject tell of two where each names its own.
            let (p, q) = (ledger.document_of(judgement.a), ledger.document_of(judgement.b));
            let namesakes = judgement.vetoes.has(Veto::OtherName) && !reader.kin().are_kin(p, q);
            // One number's digits make one thing of steps and stairs, but not of cars and books.
            let strangers = judgement.vetoes.has(Veto::OtherNoun)
                && features.noun_sense < ALIKE
                && features.noun_sense != UNKNOWN
                && features.same_predicate + features.like_predicate <= 0.0;
            if score <= OVERRULED || strangers || namesakes {
                return;
            }
            // So much else speaks for the pair that what seemed to keep it apart does not.
            judgement.vetoes = Vetoes::default();
        }
        judgement.evidence.push(Evidence { what: What::Learned, weight: score - judgement.score });
        judgement.score = score;
    });
}

/// Cosine of two nouns that may be one thing.
const ALIKE: f32 = 0.3;
/// That of words of which one has no vector.
const UNKNOWN: f32 = 0.0;

/// Log-odds from which on a distinction that may be wrong is.
const OVERRULED: f32 = 0.0;
