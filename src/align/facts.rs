//! Pairs to facts: claims that belong together over all documents.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Ledger;
use super::candidates::{Candidates, candidates};
use super::chorus::Chorus;
use super::cluster::cluster;
use super::evidence::{Evidence, Veto, What};
use super::features::Features;
use super::judge::{is_head, judge};
use super::kin::Kin;
use super::partners::Partners;
use super::reader::Reader;
use super::score::{Judgement, NounMatch, agreement, agrees};
use super::sense::Senses;
use super::template::Template;
use super::terms::{Terms, overlap};
use super::told::{self, Told};
use super::weigh::{is_weighed, weigh};
use crate::claim::{Agreement, How, Part, Value};

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
    /// Pairs that were judged and hold no fact together, for rules that look at near misses; sorted
    /// by claim numbers. Of many pairs only those that may be such.
    pub judged: Vec<Judgement>,
    /// Index keys that were too common to follow.
    pub cut_off: usize,
    /// Claims that were compared with none for that, in order.
    pub left_out: Vec<u32>,
}

impl Alignment {
    /// All pairs that are known one by one: those that hold a fact together, and those that were left open.
    pub fn pairs(&self) -> impl Iterator<Item = &Judgement> {
        self.facts.iter().flat_map(|fact| &fact.links).chain(&self.judged)
    }
}

/// Works out the facts of a ledger.
#[must_use]
pub fn align(ledger: &Ledger, settings: Settings) -> Alignment {
    let terms = Terms::new(ledger);
    let kin = Kin::new(ledger, &terms);
    let senses = Senses::new(ledger, &terms);
    let mut found = candidates(ledger, &terms, &kin, &senses);
    let Judged { mut kept, faint, beside, mut apart } = judge_all(ledger, &terms, &kin, &found);
    let (cut_off, left_out) = (found.cut_off, std::mem::take(&mut found.left_out));
    drop(found);
    lift(ledger, &kin, &mut kept, &faint);
    drop(faint);
    weigh(&Reader::new(ledger, &terms, &kin, &senses), &mut kept);
    drop((terms, senses));
    let copies = copies(ledger, &kept);
    match_copies(ledger, &copies, &mut kept);
    let links = links(ledger, &kept, &beside, &copies, settings);
    drop((copies, beside));
    apart.extend(kept.iter().filter(|j| keeps_apart(j)).map(|j| (j.a, j.b)));
    let facts = cluster(ledger, &mut kept, apart, links);
    Alignment { facts, judged: kept, cut_off, left_out }
}

/// A clashing pair, by its claims, with what the learned weights see of it.
pub type Clash = ((u32, u32), Features);

/// The clashing pairs of a ledger that the learned weights have a say in: what they are trained on.
#[must_use]
pub fn clashes(ledger: &Ledger) -> Vec<Clash> {
    let terms = Terms::new(ledger);
    let kin = Kin::new(ledger, &terms);
    let senses = Senses::new(ledger, &terms);
    let found = candidates(ledger, &terms, &kin, &senses);
    let Judged { mut kept, faint, .. } = judge_all(ledger, &terms, &kin, &found);
    lift(ledger, &kin, &mut kept, &faint);
    let partners = Partners::of(ledger, unvetoed(&kept));
    let reader = Reader::new(ledger, &terms, &kin, &senses);
    let clashing: Vec<&Judgement> = kept.iter().filter(|judgement| is_weighed(ledger, judgement)).collect();
    let chorus = Chorus::new(ledger, reader.said(), clashing.par_iter().copied());
    let read = |judgement: &&Judgement| {
        let passage = reader.passage(judgement.a);
        ((judgement.a, judgement.b), reader.read(judgement, &passage, &partners, &chorus))
    };
    clashing.iter().map(read).collect()
}

/// What was made of all pairs.
#[derive(Default)]
struct Judged {
    /// Those that can still matter, sorted by claim numbers.
    kept: Vec<Judgement>,
    /// Those without a veto that can only be the rival of another pair, with their scores;
    /// in order as well.
    faint: Vec<(u32, u32, f32)>,
    /// Those with a veto whose values agree so that another pair may be in doubt, with their scores.
    beside: Vec<(u32, u32, f32)>,
    /// The others that a veto keeps apart.
    apart: Vec<(u32, u32)>,
}

/// Judges all pairs; the frame of two sentences is worked out once for all their claims.
fn judge_all(ledger: &Ledger, terms: &Terms, kin: &Kin, found: &Candidates) -> Judged {
    let sentence = |claim: u32| ledger.claims[claim as usize].sentence;
    let of = |&(a, b): &(u32, u32)| (sentence(a), sentence(b));
    let all = found.count() <= ALL_KEPT;
    let count = ledger.claims.len();
    let parts = count.div_ceil(TOGETHER);
    // What is not split cannot be taken over, and the pairs of one text may be most of all.
    let shares = (0..parts).into_par_iter().with_max_len((parts / MOST_SHARES).max(1));
    let judged = shares.fold(Judged::default, |mut judged, part| {
        let claims = part * TOGETHER..((part + 1) * TOGETHER).min(count);
        let mut pairs: Vec<(u32, u32)> = found.of(claims).collect();
        pairs.sort_unstable_by_key(|pair| (of(pair), *pair));
        let mut room = Vec::new();
        for group in pairs.chunk_by(|p, q| of(p) == of(q)) {
            let template = frame(ledger, terms, of(&group[0]));
            for &pair in group {
                let mut judgement = judge(ledger, terms, kin, pair, template.as_ref(), room);
                room = std::mem::take(&mut judgement.evidence);
                judged.add(ledger, judgement, &room, all);
            }
        }
        judged
    });
    let mut judged = judged.reduce(Judged::default, |mut one, mut other| {
        one.kept.append(&mut other.kept);
        one.faint.append(&mut other.faint);
        one.beside.append(&mut other.beside);
        one.apart.append(&mut other.apart);
        one
    });
    judged.kept.par_sort_unstable_by_key(|j| (j.a, j.b));
    judged.faint.par_sort_unstable_by_key(|pair| (pair.0, pair.1));
    judged
}

/// What two sentences have in common word by word, where it is worth a look.
fn frame(ledger: &Ledger, terms: &Terms, (s, t): (u32, u32)) -> Option<Template> {
    let alike = || overlap(terms.sentence(s), terms.sentence(t)).0 > 0.3;
    if s == t || !alike() {
        return None;
    }
    Template::of(&ledger.vocab, &ledger.sentences[s as usize], &ledger.sentences[t as usize])
}

/// Claims whose pairs are judged at one go: so few that the last of them keeps no thread waiting, and more than a
/// sentence has, whose frames are worked out once.
const TOGETHER: usize = 32;
/// Shares of the work, each with results of its own.
const MOST_SHARES: usize = 128;
/// So many pairs are all kept, with what keeps them apart, for whoever asks why.
const ALL_KEPT: usize = 200_000;

impl Judged {
    /// Takes in what was made of a pair, as little of it as can matter: most pairs come to nothing,
    /// and what they would take is most of the memory.
    fn add(&mut self, ledger: &Ledger, mut judgement: Judgement, evidence: &[Evidence], all: bool) {
        let (pair, score) = ((judgement.a, judgement.b), judgement.score);
        if all || can_matter(ledger, &judgement) {
            if all || can_be_told(&judgement) {
                judgement.evidence = evidence.to_vec();
            }
            self.kept.push(judgement);
            return;
        }
        if judgement.vetoes.is_empty() && score > RIVAL {
            self.faint.push((pair.0, pair.1, score));
        }
        if score >= LEAST_DOUBT && speaks_for_itself(ledger, &judgement) {
            self.beside.push((pair.0, pair.1, score));
        }
        if keeps_apart(&judgement) {
            self.apart.push(pair);
        }
    }
}

/// True for a pair that can join two claims, or be a number that was carried over to another thing.
fn can_matter(ledger: &Ledger, judgement: &Judgement) -> bool {
    if judgement.framed && ledger.document_of(judgement.a) == ledger.document_of(judgement.b) {
        return true;
    }
    if !agrees(judgement.agreement) {
        return judgement.vetoes.is_empty()
            && (judgement.score > DOUBTFUL - SUBJECT_WEIGHT || judgement.framed);
    }
    may_be_swapped(judgement) && (judgement.score > FAINTEST || judgement.framed)
        || judgement.vetoes.is_empty() && (judgement.score >= LEAST_DOUBT || judgement.framed)
}

/// True for a pair that may be one number said of two things.
fn may_be_swapped(judgement: &Judgement) -> bool {
    matches!(judgement.nouns, NounMatch::Related | NounMatch::Other)
        && judgement.vetoes.iter().all(|veto| matches!(veto, Veto::OtherNoun | Veto::OtherMode))
}

/// True for a pair whose reasons may come to be shown.
fn can_be_told(judgement: &Judgement) -> bool {
    judgement.vetoes.is_empty() && judgement.score > DOUBTFUL - SUBJECT_WEIGHT || may_be_swapped(judgement)
}

/// An agreeing pair of a lower score has no say, whatever else counts for it.
const FAINTEST: f32 = -9.0;
/// A pair of this score may still be lifted to be a link.
const DOUBTFUL: f32 = -1.0;
/// No pair of a lower score stands in the way of one that can be lifted to a link.
const RIVAL: f32 = -(SUBJECT_WEIGHT + CLEAR);
/// No agreeing pair of a lower score puts a link in doubt.
const LEAST_DOUBT: f32 = -3.0 * MARGIN;

/// True when the two must not meet in one fact by way of others either.
fn keeps_apart(judgement: &Judgement) -> bool {
    judgement.vetoes.iter().any(|veto| veto != Veto::Matched)
}

/// Raises the pairs that stand alone: where two documents have one subject, and no other
/// value of either fits nearly as well, the two are likely meant.
fn lift(ledger: &Ledger, kin: &Kin, judged: &mut [Judgement], faint: &[(u32, u32, f32)]) {
    let partners = Partners::of(ledger, unvetoed(judged).chain(faint.par_iter().copied()));
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

/// The pairs that nothing keeps apart, with their scores.
pub fn unvetoed(judged: &[Judgement]) -> impl ParallelIterator<Item = (u32, u32, f32)> {
    judged.par_iter().filter(|j| j.vetoes.is_empty()).map(|j| (j.a, j.b, j.score))
}

fn part(ledger: &Ledger, claim: u32) -> Part {
    ledger.claims[claim as usize].slots.part
}

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
        .filter(|j| j.agreement == Agreement::Same && j.vetoes.is_only(Veto::OtherNoun) && unusual(j.a))
        .filter(|j| ledger.document_of(j.a) != ledger.document_of(j.b) && j.score > SWAPPED)
        .flat_map(|j| [j.a, j.b])
        .collect()
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

/// True for a pair whose values agree and may be of one thing, whatever else keeps it apart: a part that is given
/// as such here may be given without its whole there.
fn speaks_for_itself(ledger: &Ledger, judgement: &Judgement) -> bool {
    let other_thing = |veto| {
        matches!(
            veto,
            Veto::OtherThing | Veto::OtherNoun | Veto::OtherMeasure | Veto::OtherWork | Veto::OtherName
        )
    };
    agrees(judgement.agreement) && !judgement.vetoes.iter().any(other_thing) || repeats(ledger, judgement)
}

/// The pairs that join, by their places in `judged`, the likeliest first: likely enough, and neither side has
/// a better partner in the other's document.
fn links(
    ledger: &Ledger,
    judged: &[Judgement],
    beside: &[(u32, u32, f32)],
    copies: &Partners,
    settings: Settings,
) -> Vec<u32> {
    // The best agreeing partner of each claim in each other document.
    let agreeing = judged.par_iter().filter(|j| speaks_for_itself(ledger, j)).map(|j| (j.a, j.b, j.score));
    let best = Partners::best(ledger, agreeing.chain(beside.par_iter().copied()));
    let swapped = swapped(ledger, judged);
    let told = Told::of(ledger);
    let partners = Partners::of(ledger, unvetoed(judged));
    let formulas = formulas(ledger, judged);
    let formula = |claim: u32| formulas.get(&claim).is_some_and(|&count| count > 1);
    let mut links: Vec<u32> = (0..number(judged.len()))
        .into_par_iter()
        .map(|at| (at, &judged[at as usize]))
        .filter(|(_, j)| j.likelihood() >= settings.threshold)
        .filter(|(_, j)| agrees(j.agreement) || !told.apart(ledger, j))
        // What keeps a bound says nothing of what else does.
        .filter(|(_, j)| {
            let of_all = |claim: u32| ledger.claims[claim as usize].slots.of_all.is_some();
            !agrees(j.agreement) || of_all(j.a) == of_all(j.b)
        })
        .filter(|(_, j)| agrees(j.agreement) || !(swapped.contains(&j.a) || swapped.contains(&j.b)))
        // The frame of two copies leaves no doubt of which value answers to which.
        .filter(|(_, j)| {
            agrees(j.agreement)
                || j.framed
                || !(told::beside(ledger, j.a, j.b) || told::beside(ledger, j.b, j.a))
        })
        // Each text has a date of its own at its head.
        .filter(|(_, j)| {
            let head = |claim: u32| matches!(part(ledger, claim), Part::Masthead | Part::Title);
            let own = |claim: u32| part(ledger, claim) == Part::Masthead;
            let across = ledger.document_of(j.a) != ledger.document_of(j.b);
            agrees(j.agreement) || !(own(j.a) && own(j.b) || across && head(j.a) && head(j.b))
        })
        .filter(|(_, j)| {
            let within = ledger.document_of(j.a) == ledger.document_of(j.b);
            !(within && j.framed && (formula(j.a) || formula(j.b)))
        })
        .filter(|(_, j)| {
            // A sentence that the other document has as well speaks of the same thing there.
            j.framed
                || [(j.a, j.b), (j.b, j.a)].into_iter().all(|(own, other)| {
                    let kept = copies.first(ledger, own, other);
                    kept.is_none_or(|(_, partner)| {
                        let values = (&ledger.claims[partner as usize], &ledger.claims[other as usize]);
                        agrees(agreement(values.0, values.1))
                    })
                })
        })
        .filter(|(_, j)| {
            let rival = partners.rival(ledger, j.a, j.b).max(partners.rival(ledger, j.b, j.a));
            rival <= j.score + BETTER
        })
        .filter(|(_, j)| {
            agrees(j.agreement)
                || [(j.a, j.b), (j.b, j.a)].into_iter().all(|(own, other)| {
                    best.first(ledger, own, other).is_none_or(|(score, partner)| {
                        partner == other
                            || touches(ledger, partner, other)
                            || score < j.score - margin(ledger, own, partner, other)
                    })
                })
        })
        .map(|(at, _)| at)
        .collect();
    let order = |&at: &u32| &judged[at as usize];
    links.par_sort_unstable_by(|p, q| {
        let (p, q) = (order(p), order(q));
        q.score.total_cmp(&p.score).then((p.a, p.b).cmp(&(q.a, q.b)))
    });
    links
}

/// True for two claims that stand side by side as one expression: `12 April last year`.
fn touches(ledger: &Ledger, a: u32, b: u32) -> bool {
    let [x, y] = [a, b].map(|claim| &ledger.claims[claim as usize]);
    let (first, last) = if x.place.start < y.place.start { (x, y) } else { (y, x) };
    x.date().is_some() && y.date().is_some() && last.place.start.saturating_sub(first.place.end) <= 1
}

/// How much likelier `own` and `other`, which clash, must be than `own` and `partner`, which agree.
fn margin(ledger: &Ledger, own: u32, partner: u32, other: u32) -> f32 {
    let [own, partner, other] = [own, partner, other].map(|claim| &ledger.claims[claim as usize]);
    // "More than 100 were never held" goes with many a number beside the 103 that it denies.
    let open = matches!(agreement(own, partner), Agreement::Compatible { how: How::Hedge | How::Range, .. });
    // "31 hurt, 22 of them nurses" against "22 were hurt": the 22 are meant.
    if partner.sentence == other.sentence && !open { 3.0 * MARGIN } else { MARGIN }
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

/// A number that is counted of another thing over there was not carried over where the sentence itself
/// stands there with a number of its own.
fn match_copies(ledger: &Ledger, copies: &Partners, judged: &mut [Judgement]) {
    let alone = |j: &&mut Judgement| j.vetoes.is_only(Veto::OtherNoun) && agrees(j.agreement);
    judged.par_iter_mut().filter(alone).for_each(|j| {
        let copied = |own, other| copies.first(ledger, own, other).is_some();
        if copied(j.a, j.b) || copied(j.b, j.a) {
            j.vetoes.push(Veto::Matched);
        }
    });
}

/// The best partner of each claim in each other document whose sentence has the same frame.
fn copies(ledger: &Ledger, judged: &[Judgement]) -> Partners {
    let framed = judged
        .par_iter()
        .filter(|j| j.framed && j.vetoes.is_empty() && ledger.document_of(j.a) != ledger.document_of(j.b));
    Partners::best(ledger, framed.map(|j| (j.a, j.b, j.score)))
}

/// By how much a rival must be likelier to drive out a pair.
const BETTER: f32 = 0.7;
/// How much likelier a clashing partner must be than an agreeing one.
const MARGIN: f32 = 1.5;

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
