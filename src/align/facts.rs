//! Pairs to facts: claims that belong together over all documents.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Ledger;
use super::candidates::candidates;
use super::evidence::{Evidence, Veto, What};
use super::judge::{is_head, judge};
use super::kin::Kin;
use super::score::{Judgement, agreement};
use super::sense::Senses;
use super::template::Template;
use super::terms::Terms;
use crate::claim::{Agreement, Claim, How, Part, Value};

/// How sure the aligner must be.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Least likelihood, from 0 to 1, that joins two claims.
    pub threshold: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threshold: 0.5 }
    }
}

/// Claims that speak of one thing.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// Numbers of its claims, ascending: in order of document and place.
    pub claims: Vec<u32>,
    /// The judged pairs that hold it together, the likeliest first.
    pub links: Vec<Judgement>,
}

/// What the aligner made of a ledger.
#[derive(Debug, Default)]
pub struct Alignment {
    /// Facts with two claims or more, in order of their first claim.
    pub facts: Vec<Fact>,
    /// Pairs that were judged and kept apart or left open, for rules that look at
    /// near misses; sorted by claim numbers.
    pub judged: Vec<Judgement>,
    /// Index keys that were too common to follow.
    pub cut_off: usize,
    /// Claims that were compared with none for that, in order.
    pub left_out: Vec<u32>,
}

/// Works out the facts of a ledger.
#[must_use]
pub fn align(ledger: &Ledger, settings: Settings) -> Alignment {
    let terms = Terms::new(ledger);
    let kin = Kin::new(ledger, &terms);
    let senses = Senses::new(ledger, &terms);
    let found = candidates(ledger, &terms, &kin, &senses);
    let Judged { mut kept, faint, apart } = judge_all(ledger, &terms, &kin, found.pairs);
    lift(ledger, &kin, &mut kept, &faint);
    drop(faint);
    let framed = framed(ledger, &kept);
    match_copies(ledger, &framed, &mut kept);
    let links = links(ledger, &kept, &framed, settings);
    drop(framed);
    let facts = cluster(ledger, &kept, apart, links);
    Alignment { facts, judged: kept, cut_off: found.cut_off, left_out: found.left_out }
}

/// What was made of all pairs.
#[derive(Default)]
struct Judged {
    /// Those that can still matter, sorted by claim numbers.
    kept: Vec<Judgement>,
    /// Those without a veto that can only be the rival of another pair, with their scores;
    /// in order as well.
    faint: Vec<(u32, u32, f32)>,
    /// The others that a veto keeps apart.
    apart: Vec<(u32, u32)>,
}

/// Judges all pairs; the frame of two sentences is worked out once for all their claims.
fn judge_all(ledger: &Ledger, terms: &Terms, kin: &Kin, mut pairs: Vec<(u32, u32)>) -> Judged {
    let sentences: Vec<u32> = ledger.claims.iter().map(|claim| claim.sentence).collect();
    let of = |&(a, b): &(u32, u32)| (sentences[a as usize], sentences[b as usize]);
    pairs.par_sort_unstable_by_key(|pair| (of(pair), *pair));
    let all = pairs.len() <= ALL_KEPT;
    let judged = pairs.par_chunk_by(|p, q| of(p) == of(q)).fold(Judged::default, |mut judged, group| {
        let (s, t) = of(&group[0]);
        let template = if s == t {
            None
        } else {
            let (alike, _) = super::terms::overlap(terms.sentence(s), terms.sentence(t));
            if alike > 0.3 {
                Template::of(&ledger.vocab, &ledger.sentences[s as usize], &ledger.sentences[t as usize])
            } else {
                None
            }
        };
        for &(a, b) in group {
            let mut judgement = judge(ledger, terms, kin, (a, b), template.as_ref());
            if all || can_matter(ledger, &judgement) {
                judgement.evidence.shrink_to_fit();
                judged.kept.push(judgement);
            } else if judgement.vetoes.is_empty() && judgement.score > RIVAL {
                judged.faint.push((a, b, judgement.score));
            } else if keeps_apart(&judgement) {
                judged.apart.push((a, b));
            }
        }
        judged
    });
    let mut judged = judged.reduce(Judged::default, |mut one, mut other| {
        one.kept.append(&mut other.kept);
        one.faint.append(&mut other.faint);
        one.apart.append(&mut other.apart);
        one
    });
    judged.kept.par_sort_unstable_by_key(|j| (j.a, j.b));
    judged.faint.par_sort_unstable_by_key(|pair| (pair.0, pair.1));
    judged
}

/// So many pairs are all kept, with what keeps them apart, for whoever asks why.
const ALL_KEPT: usize = 50_000;

/// True for a pair that can join two claims, or be a number that was carried over to another
/// thing. Of all others no more is kept than that they are
/// two: they are most, and what they would take is most of the memory.
fn can_matter(ledger: &Ledger, judgement: &Judgement) -> bool {
    if agrees(judgement.agreement) {
        return judgement.score > FAINTEST || judgement.framed;
    }
    if judgement.framed && ledger.document_of(judgement.a) == ledger.document_of(judgement.b) {
        return true;
    }
    judgement.vetoes.is_empty() && (judgement.score > DOUBTFUL - SUBJECT_WEIGHT || judgement.framed)
}

/// An agreeing pair of a lower score has no say, whatever else counts for it.
const FAINTEST: f32 = -9.0;
/// A rule may take a pair of this score for what it looks for, such as the date of a document.
const DOUBTFUL: f32 = -1.0;
/// No pair of a lower score stands in the way of one that can be lifted to a link.
const RIVAL: f32 = -(SUBJECT_WEIGHT + CLEAR);

/// True when the two must not meet in one fact by way of others either.
fn keeps_apart(judgement: &Judgement) -> bool {
    judgement.vetoes.iter().any(|&veto| veto != Veto::Matched)
}

/// Raises the pairs that stand alone: where two documents have one subject, and no other
/// value of either fits nearly as well, the two are likely meant.
fn lift(ledger: &Ledger, kin: &Kin, judged: &mut [Judgement], faint: &[(u32, u32, f32)]) {
    let partners = Partners::of(ledger, judged, faint);
    judged.par_iter_mut().filter(|j| j.vetoes.is_empty()).for_each(|judgement| {
        let (a, b) = (judgement.a, judgement.b);
        let dated = matches!(ledger.claims[a as usize].value, Value::Date(_));
        let head = |claim: u32| is_head(&ledger.claims[claim as usize]);
        let range = matches!(ledger.claims[a as usize].value, Value::Range(_));
        if !judgement.substantial(range || dated && (head(a) || head(b)), dated) {
            return;
        }
        let rival = partners.rival(ledger, a, b).max(partners.rival(ledger, b, a));
        let alone = ((judgement.score - rival) / CLEAR).clamp(0.0, 1.0);
        let (x, y) = (ledger.document_of(a), ledger.document_of(b));
        // One document says of many things what is worded alike; its summary says it again.
        let within = if x == y && part(ledger, a) == part(ledger, b) { 0.4 } else { 1.0 };
        if SUBJECT_WEIGHT * alone * within <= LEAST_LIFT {
            return;
        }
        let weight = SUBJECT_WEIGHT * alone * within * kin.one_subject(x, y);
        if weight > LEAST_LIFT {
            judgement.evidence.push(Evidence { what: What::Subject, weight });
            judgement.score += weight;
        }
    });
}

fn part(ledger: &Ledger, claim: u32) -> Part {
    ledger.claims[claim as usize].slots.part
}

/// The partners of each claim in each document, the best first.
struct Partners(Vec<Partner>);

#[derive(Clone, Copy)]
struct Partner {
    own: u32,
    /// The document of `other`.
    document: u32,
    score: f32,
    other: u32,
}

impl Partners {
    /// Those of the pairs without a veto: of `judged` and of the fainter ones.
    fn of(ledger: &Ledger, judged: &[Judgement], fainter: &[(u32, u32, f32)]) -> Self {
        let strong = judged.par_iter().filter(|j| j.vetoes.is_empty()).map(|j| (j.a, j.b, j.score));
        let partner = |own: u32, other: u32, score: f32| {
            let document = u32::try_from(ledger.document_of(other)).unwrap_or(u32::MAX);
            Partner { own, document, score, other }
        };
        let both = |(a, b, score)| [partner(a, b, score), partner(b, a, score)];
        let mut all: Vec<Partner> = strong.chain(fainter.par_iter().copied()).flat_map_iter(both).collect();
        all.par_sort_unstable_by(|p, q| {
            (p.own, p.document)
                .cmp(&(q.own, q.document))
                .then_with(|| q.score.total_cmp(&p.score))
                .then_with(|| p.other.cmp(&q.other))
        });
        Self(all)
    }

    /// Score of the best other partner of `own` in the document of `other`. One that says
    /// the same as `other` is no rival, but the same fact again.
    fn rival(&self, ledger: &Ledger, own: u32, other: u32) -> f32 {
        let value = &ledger.claims[other as usize];
        let says_else = |claim: u32| {
            let rival = &ledger.claims[claim as usize];
            claim != other && !agrees(agreement(value, rival)) && !of_last_year(value, rival)
        };
        let document = u32::try_from(ledger.document_of(other)).unwrap_or(u32::MAX);
        let from = self.0.partition_point(|partner| (partner.own, partner.document) < (own, document));
        self.0[from..]
            .iter()
            .take_while(|partner| (partner.own, partner.document) == (own, document))
            .take(FEW)
            .find(|partner| says_else(partner.other))
            .map_or(f32::MIN, |partner| partner.score)
    }
}

/// True for a cell that stands in the row of another and is of an earlier time: a text that names
/// no time means the latest.
fn of_last_year(value: &Claim, rival: &Claim) -> bool {
    let row = |claim: &Claim| claim.slots.cell.map(|(table, row, _)| (table, row));
    let bounds = |claim: &Claim| claim.slots.period.and_then(|(_, days)| days.bounds());
    row(value).is_some()
        && row(value) == row(rival)
        && bounds(value).zip(bounds(rival)).is_some_and(|(own, other)| other.1 <= own.1 && other.0 < own.0)
}

/// Partners kept to look for rivals among.
const FEW: usize = 6;
/// By how much a pair must be likelier than its rivals to stand alone.
const CLEAR: f32 = 1.5;
/// Less than this is not worth a reason.
const LEAST_LIFT: f32 = 0.05;
/// What one subject and no rival add to the log-odds.
const SUBJECT_WEIGHT: f32 = 2.2;

/// Claims whose unusual number another document gives in much the same words for another
/// thing: there the noun is off, and the number is not to be held against other numbers.
fn swapped(ledger: &Ledger, judged: &[Judgement]) -> FxHashSet<u32> {
    let unusual = |claim: u32| {
        let written = ledger.claims[claim as usize].measure().and_then(|measure| measure.written());
        written.is_some_and(|value| value.mantissa().unsigned_abs() >= 100)
    };
    judged
        .iter()
        .filter(|j| j.agreement == Agreement::Same && j.vetoes == [Veto::OtherNoun] && unusual(j.a))
        .filter(|j| ledger.document_of(j.a) != ledger.document_of(j.b) && j.score > SWAPPED)
        .flat_map(|j| [j.a, j.b])
        .collect()
}

/// True when the figure next to `own` in its sentence says what `other` says: who reads "nine of the 17
/// nights" here and "nine nights" there reads the part, and not the whole.
fn told_beside(ledger: &Ledger, own: u32, other: u32) -> bool {
    /// Bytes between the two, as in "nine of the 17".
    const BESIDE: u32 = 12;
    let claim = &ledger.claims[own as usize];
    let other = &ledger.claims[other as usize];
    let neighbours = [own.checked_sub(1), own.checked_add(1)];
    neighbours.into_iter().flatten().filter_map(|index| ledger.claims.get(index as usize)).any(|near| {
        let gap = near.place.start.max(claim.place.start).checked_sub(near.place.end.min(claim.place.end));
        near.sentence == claim.sentence
            && gap.is_some_and(|gap| gap <= BESIDE)
            && agreement(near, other) == Agreement::Same
    })
}

/// Least score, the other noun counted against it, from which on a number was carried over
/// to another thing.
const SWAPPED: f32 = -5.0;

/// How many sentences of its own document share the frame of a claim's sentence. More
/// than one make a formula ("On ..., the film holds a rating of ..."), which says
/// different things each time.
fn formulas(ledger: &Ledger, judged: &[Judgement]) -> FxHashMap<u32, u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for judgement in judged.iter().filter(|j| j.framed && ledger.document_of(j.a) == ledger.document_of(j.b))
    {
        *counts.entry(judgement.a).or_default() += 1;
        *counts.entry(judgement.b).or_default() += 1;
    }
    counts
}

/// The pairs that join: likely enough, and neither side has a better partner in the
/// other's document.
fn links(ledger: &Ledger, judged: &[Judgement], framed: &Copies, settings: Settings) -> Vec<Judgement> {
    // The best agreeing partner of each claim in each other document. A part that is
    // given as such here may be given without its whole there.
    let other_thing = |veto: &Veto| {
        matches!(veto, Veto::OtherNoun | Veto::OtherMeasure | Veto::OtherWork | Veto::OtherName)
    };
    let mut best: FxHashMap<(u32, usize), (f32, u32)> = FxHashMap::default();
    let same =
        |j: &&Judgement| agrees(j.agreement) && !j.vetoes.iter().any(other_thing) || repeats(ledger, j);
    for judgement in judged.iter().filter(same) {
        for (own, other) in [(judgement.a, judgement.b), (judgement.b, judgement.a)] {
            let entry = best.entry((own, ledger.document_of(other))).or_insert((f32::MIN, other));
            if judgement.score > entry.0 {
                *entry = (judgement.score, other);
            }
        }
    }
    let swapped = swapped(ledger, judged);
    let partners = Partners::of(ledger, judged, &[]);
    let formulas = formulas(ledger, judged);
    let formula = |claim: u32| formulas.get(&claim).is_some_and(|&count| count > 1);
    let mut links: Vec<Judgement> = judged
        .par_iter()
        .filter(|j| j.likelihood() >= settings.threshold)
        .filter(|j| agrees(j.agreement) || !(swapped.contains(&j.a) || swapped.contains(&j.b)))
        // The frame of two copies leaves no doubt of which value answers to which.
        .filter(|j| {
            agrees(j.agreement)
                || j.framed
                || !(told_beside(ledger, j.a, j.b) || told_beside(ledger, j.b, j.a))
        })
        .filter(|j| {
            let within = ledger.document_of(j.a) == ledger.document_of(j.b);
            !(within && j.framed && (formula(j.a) || formula(j.b)))
        })
        .filter(|j| {
            // A sentence that the other document has as well speaks of the same thing there.
            j.framed
                || [(j.a, j.b), (j.b, j.a)].into_iter().all(|(own, other)| {
                    let kept = framed.get(&(own, ledger.document_of(other)));
                    kept.is_none_or(|&(_, partner)| {
                        let values = (&ledger.claims[partner as usize], &ledger.claims[other as usize]);
                        agrees(agreement(values.0, values.1))
                    })
                })
        })
        .filter(|j| {
            let rival = partners.rival(ledger, j.a, j.b).max(partners.rival(ledger, j.b, j.a));
            rival <= j.score + BETTER
        })
        .filter(|j| {
            agrees(j.agreement)
                || [(j.a, j.b), (j.b, j.a)].into_iter().all(|(own, other)| {
                    best.get(&(own, ledger.document_of(other))).is_none_or(|&(score, partner)| {
                        let sentence = |claim: u32| ledger.claims[claim as usize].sentence;
                        // "31 hurt, 22 of them nurses" against "22 were hurt": the 22 are meant.
                        let margin = if sentence(partner) == sentence(other) { 3.0 * MARGIN } else { MARGIN };
                        partner == other || score < j.score - margin
                    })
                })
        })
        .cloned()
        .collect();
    links.par_sort_unstable_by(|p, q| q.score.total_cmp(&p.score).then((p.a, p.b).cmp(&(q.a, q.b))));
    links
}

/// True for one amount, with what it is counted by or without: 8.60 per 1,000, and 8.60.
fn repeats(ledger: &Ledger, judgement: &Judgement) -> bool {
    let measure = |claim: u32| ledger.claims[claim as usize].measure();
    let (Some(p), Some(q)) = (measure(judgement.a), measure(judgement.b)) else { return false };
    p.unit.is_some()
        && p.unit == q.unit
        && p.per.is_some() != q.per.is_some()
        && p.written().is_some()
        && p.written() == q.written()
}

/// The best partner of a claim in another document, with its score.
type Copies = FxHashMap<(u32, usize), (f32, u32)>;

/// A number that is counted of another thing over there was not carried over where the sentence itself
/// stands there with a number of its own.
fn match_copies(ledger: &Ledger, framed: &Copies, judged: &mut [Judgement]) {
    judged.par_iter_mut().filter(|j| j.vetoes == [Veto::OtherNoun] && agrees(j.agreement)).for_each(|j| {
        let copied = |own, other| framed.contains_key(&(own, ledger.document_of(other)));
        if copied(j.a, j.b) || copied(j.b, j.a) {
            j.vetoes.push(Veto::Matched);
        }
    });
}

/// The best partner of each claim in each other document whose sentence has the same frame.
fn framed(ledger: &Ledger, judged: &[Judgement]) -> Copies {
    let mut best = Copies::default();
    for judgement in judged.iter().filter(|j| j.framed && j.vetoes.is_empty()) {
        let (x, y) = (ledger.document_of(judgement.a), ledger.document_of(judgement.b));
        if x == y {
            continue;
        }
        for (own, other, document) in [(judgement.a, judgement.b, y), (judgement.b, judgement.a, x)] {
            let entry = best.entry((own, document)).or_insert((f32::MIN, other));
            if judgement.score > entry.0 {
                *entry = (judgement.score, other);
            }
        }
    }
    best
}

/// By how much a rival must be likelier to drive out a pair.
const BETTER: f32 = 0.7;
/// How much likelier a clashing partner must be than an agreeing one.
const MARGIN: f32 = 1.5;

fn agrees(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Same | Agreement::Compatible { .. })
}

/// Joins pairs from the likeliest down, unless a pair across the two groups is vetoed.
fn cluster(
    ledger: &Ledger,
    judged: &[Judgement],
    mut vetoed: Vec<(u32, u32)>,
    links: Vec<Judgement>,
) -> Vec<Fact> {
    vetoed.extend(judged.iter().filter(|j| keeps_apart(j)).map(|j| (j.a, j.b)));
    // Both ways round, so that those of one claim stand together.
    vetoed = vetoed.into_par_iter().flat_map_iter(|(a, b)| [(a, b), (b, a)]).collect();
    vetoed.par_sort_unstable();
    let mut group_of: FxHashMap<u32, u32> = FxHashMap::default();
    let mut groups: FxHashMap<u32, Fact> = FxHashMap::default();
    for link in links {
        let root = |claim: u32| group_of.get(&claim).copied().unwrap_or(claim);
        let (x, y) = (root(link.a), root(link.b));
        if x == y {
            if let Some(fact) = groups.get_mut(&x) {
                fact.links.push(link);
            }
            continue;
        }
        let (alone_x, alone_y) = ([x], [y]);
        let left = groups.get(&x).map_or(&alone_x[..], |fact| &fact.claims);
        let right = groups.get(&y).map_or(&alone_y[..], |fact| &fact.claims);
        let says_else = link.agreement.is_conflict()
            || matches!(link.agreement, Agreement::Compatible { how: How::Hedge | How::Range, .. });
        if left.len() + right.len() > MOST_CLAIMS
            || says_else && both_have_partners(ledger, left, right)
            || link.framed
                && link.agreement.is_conflict()
                && (has_other(ledger, left, link.a, link.b) || has_other(ledger, right, link.b, link.a))
            || is_vetoed(&vetoed, left, right, root)
            || same_sentence(ledger, left, right)
            || link.agreement.is_conflict() && !coherent(judged, left, right)
        {
            continue;
        }
        let keep = x.min(y);
        let mut fact = groups.remove(&x).unwrap_or_else(|| Fact { claims: vec![x], links: Vec::new() });
        let other = groups.remove(&y).unwrap_or_else(|| Fact { claims: vec![y], links: Vec::new() });
        fact.claims.extend(other.claims);
        fact.links.extend(other.links);
        fact.links.push(link);
        for &claim in &fact.claims {
            group_of.insert(claim, keep);
        }
        groups.insert(keep, fact);
    }
    let mut facts: Vec<Fact> = groups.into_values().collect();
    for fact in &mut facts {
        fact.claims.sort_unstable();
        fact.links.sort_unstable_by(|p, q| q.score.total_cmp(&p.score).then((p.a, p.b).cmp(&(q.a, q.b))));
    }
    facts.sort_unstable_by_key(|fact| fact.claims[0]);
    facts
}

/// Most claims that one fact gathers; a larger group is a common phrase and no fact.
const MOST_CLAIMS: usize = 200;

/// True when both groups already pair up claims of two or more documents, and share some:
/// each has its partner there, so that the two say different things.
fn both_have_partners(ledger: &Ledger, left: &[u32], right: &[u32]) -> bool {
    let documents = |group: &[u32]| {
        let mut list: Vec<usize> = group.iter().map(|&claim| ledger.document_of(claim)).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let (x, y) = (documents(left), documents(right));
    x.len() > 1 && y.len() > 1 && x.iter().filter(|document| y.contains(document)).count() > 1
}

/// True when the group of `own` already has a claim of the document of `other` that says
/// something else: that one, and not `other`, is its partner there.
fn has_other(ledger: &Ledger, group: &[u32], own: u32, other: u32) -> bool {
    let document = ledger.document_of(other);
    let says = |p: u32, q: u32| agreement(&ledger.claims[p as usize], &ledger.claims[q as usize]);
    document != ledger.document_of(own)
        && group.iter().any(|&claim| {
            // Who says both 13 and 14 where others say 13 contradicts himself as well.
            ledger.document_of(claim) == document
                && !agrees(says(claim, other))
                && says(claim, own) != Agreement::Same
        })
}

/// True when a veto stands between the two groups. `vetoed` has every pair both ways round, in
/// order; `root` gives the group of a claim.
fn is_vetoed(vetoed: &[(u32, u32)], left: &[u32], right: &[u32], root: impl Fn(u32) -> u32) -> bool {
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if many.len() == 1 {
        return vetoed.binary_search(&(few[0], many[0])).is_ok();
    }
    let other = root(many[0]);
    few.iter().any(|&claim| {
        let from = vetoed.partition_point(|pair| pair.0 < claim);
        vetoed[from..].iter().take_while(|pair| pair.0 == claim).any(|pair| root(pair.1) == other)
    })
}

/// True unless most of what is known of the pairs across two groups speaks against their being
/// about one thing: one pair that clashes does not make one fact of them all.
fn coherent(judged: &[Judgement], left: &[u32], right: &[u32]) -> bool {
    /// Least mean score of the pairs across.
    const LEAST: f32 = -1.0;
    /// So many pairs are looked at: the others say the same.
    const LOOKED_AT: usize = 12;
    let mut count = 0.0_f32;
    let mut sum = 0.0_f32;
    for &p in left.iter().take(LOOKED_AT) {
        for &q in right.iter().take(LOOKED_AT) {
            let key = (p.min(q), p.max(q));
            if let Ok(at) = judged.binary_search_by_key(&key, |j| (j.a, j.b)) {
                count += 1.0;
                sum += judged[at].score;
            }
        }
    }
    count < 2.0 || sum / count >= LEAST
}

/// True when the two groups hold different values of one sentence.
fn same_sentence(ledger: &Ledger, left: &[u32], right: &[u32]) -> bool {
    let sentence = |claim: u32| ledger.claims[claim as usize].sentence;
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if few.len() == 1 {
        return many.iter().any(|&claim| sentence(claim) == sentence(few[0]));
    }
    let sentences: FxHashSet<u32> = few.iter().map(|&claim| sentence(claim)).collect();
    many.iter().any(|&claim| sentences.contains(&sentence(claim)))
}
