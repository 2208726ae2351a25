//! What chance hardly brings together: that two figures keep one company, that two spans fall together, that a day lacks
//! the first digit of another, that two texts say which one of its kind something is. Of the pairs of the training
//! documents that clash and mean two things hardly one was of these kinds; each says more than what was learned of the
//! words around the figures.

use super::evidence::{Evidence, What};
use super::kin::Kin;
use super::score::{Judgement, NounMatch, agreement};
use super::slip::is_point_moved;
use super::{Ledger, ranks};
use crate::claim::{Agreement, Day, Decimal, Dimension, Measure, Value, civil};

/// What the same figure beside both adds to the log-odds.
const COMPANY: f32 = 1.8;
/// What it adds that the other figures of two lists are the same, one by one.
const LISTED: f32 = 3.0;
/// What it adds that two spans fall together.
const OVERLAP: f32 = 2.4;
/// What a digit left out adds: a quarter of the slips between two days of a month was of this kind.
const LOST_DIGIT: f32 = 1.8;
/// What it adds that the one sum is the other with its point moved.
const MOVED_POINT: f32 = 1.8;
/// What it adds that both texts say which one of its kind something is, and what it adds where that is what they have
/// just told of.
const RANKS: [f32; 2] = [1.0, 2.0];

/// What two lists add of which this pair alone differs: "82 at Hollin, 64 at Carn Gate and 41 at Old Weir", "92 people at
/// Hollin, 64 at Carn Gate and 41 at Old Weir". Whatever the one list is said to be a part of, the other is as well.
pub fn of_lists(ledger: &Ledger, judgement: &Judgement) -> Option<Evidence> {
    is_odd_one(ledger, judgement).then_some(Evidence { what: What::Listed, weight: LISTED })
}

/// True for figures of two documents whose sentences give the same figures before and behind them in the same order, two
/// or more.
fn is_odd_one(ledger: &Ledger, judgement: &Judgement) -> bool {
    /// Figures to either side that are looked at.
    const REACH: u32 = 5;
    /// So many others are the same.
    const SAME: usize = 2;
    const LEAST: Decimal = Decimal::int(10);
    let (a, b) = (judgement.a, judgement.b);
    if ledger.document_of(a) == ledger.document_of(b) || ledger.claims[a as usize].measure().is_none() {
        return false;
    }
    let beside = |own: u32, steps: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
        let sentence = ledger.claims[own as usize].sentence;
        let claims = steps.map_while(|at| ledger.claims.get(at as usize).map(|claim| (at, claim)));
        let here = claims.take_while(|(_, claim)| claim.sentence == sentence);
        here.filter(|(_, claim)| claim.measure().is_some()).map(|(at, _)| at).collect()
    };
    let behind = |own: u32| beside(own, &mut (own + 1..=own.saturating_add(REACH)));
    let before = |own: u32| beside(own, &mut (own.saturating_sub(REACH)..own).rev());
    let same = |x: Vec<u32>, y: Vec<u32>| {
        let pairs = x.into_iter().zip(y).take_while(|&(x, y)| {
            let (x, y) = (&ledger.claims[x as usize], &ledger.claims[y as usize]);
            let telling =
                x.measure().and_then(|measure| measure.written()).is_some_and(|value| value >= LEAST);
            telling && agreement(x, y) == Agreement::Same
        });
        pairs.count()
    };
    same(before(a), before(b)) + same(behind(a), behind(b)) >= SAME
}

/// What of this speaks for a pair that clashes.
pub fn of(ledger: &Ledger, kin: &Kin, judgement: &Judgement) -> impl Iterator<Item = Evidence> + use<> {
    let found = [
        keeps_company(ledger, judgement).then_some((What::Company, COMPANY)),
        overlaps(ledger, judgement).then_some((What::Overlap, OVERLAP)),
        loses_a_digit(ledger, judgement).then_some((What::LostDigit, LOST_DIGIT)),
        moves_the_point(ledger, kin, judgement).then_some((What::MovedPoint, MOVED_POINT)),
        of_ranks(ledger, judgement).map(|weight| (What::Rank, weight)),
    ];
    found.into_iter().flatten().map(|(what, weight)| Evidence { what, weight })
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
    let day = |claim: u32| {
        let date = ledger.claims[claim as usize].date()?;
        date.days.single().filter(|_| !date.approximate).zip(Some(date))
    };
    let (Some((x, own)), Some((y, other))) = (day(judgement.a), day(judgement.b)) else { return false };
    let (Some(p), Some(q)) = (civil(x), civil(y)) else { return false };
    let (short, long) = if p.day() < q.day() { (own, other) } else { (other, own) };
    // What lacks a digit has others; what has it names its day itself, if only as a feast, and is not "this morning".
    let written = short.stated.day.is_some() && (long.stated.day.is_some() || long.anchor.is_none());
    let lost = (p.year(), p.month()) == (q.year(), q.month())
        && p.day().min(q.day()) < 10
        && matches!(p.day().abs_diff(q.day()), 10 | 20);
    let tells = |document: usize, day: Day| {
        ledger.documents[document].claims.clone().any(|claim| {
            ledger.claims[claim as usize].date().and_then(|date| date.days.single()) == Some(day)
        })
    };
    let (a, b) = (ledger.document_of(judgement.a), ledger.document_of(judgement.b));
    lost && written
        && a != b
        && (own.stated.weekday.is_none() || other.stated.weekday.is_none())
        && !tells(a, y)
        && !tells(b, x)
}

/// True for two sums of money of which one is ten times the other, where neither text gives both: "a budget of €3.4
/// million", "made for 340,000 euros". Texts that have nothing in common have no sum in common either.
fn moves_the_point(ledger: &Ledger, kin: &Kin, judgement: &Judgement) -> bool {
    let sum = |claim: u32| ledger.claims[claim as usize].measure();
    let (a, b) = (ledger.document_of(judgement.a), ledger.document_of(judgement.b));
    let gives = |document: usize, sum: &Measure| {
        ledger.documents[document].claims.clone().any(|claim| {
            let given = ledger.claims[claim as usize].measure();
            given.is_some_and(|given| {
                given.dimension() == Dimension::Money && given.written() == sum.written()
            })
        })
    };
    let (Some(x), Some(y)) = (sum(judgement.a), sum(judgement.b)) else { return false };
    a != b && is_point_moved(x, y) && kin.share_a_word(a, b) && !gives(a, y) && !gives(b, x)
}

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

/// What it adds that two texts each say which one of its kind something is; none where they do not. A text says that of
/// its subject, hardly of anything else.
fn of_ranks(ledger: &Ledger, judgement: &Judgement) -> Option<f32> {
    let (x, y) = (&ledger.claims[judgement.a as usize], &ledger.claims[judgement.b as usize]);
    let apart = ledger.document_of(judgement.a) != ledger.document_of(judgement.b);
    (apart && ranks::say_which(ledger, x, y)).then(|| RANKS[usize::from(ranks::are_of_one(ledger, x, y))])
}
