//! Pairs that join become facts, from the likeliest down.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Ledger;
use super::facts::Fact;
use super::score::{Judgement, agreement, agrees};
use crate::claim::{Agreement, How};

/// A fact in the making: its claims, and where its links stand among the judged pairs.
#[derive(Default)]
struct Group {
    claims: Vec<u32>,
    links: Vec<u32>,
}

/// Joins the pairs that `links` names from the first on, unless a pair across the two groups is vetoed.
/// Those that hold a fact together are moved out of `judged`.
pub fn cluster(
    ledger: &Ledger,
    judged: &mut Vec<Judgement>,
    vetoed: Vec<(u32, u32)>,
    links: Vec<u32>,
) -> Vec<Fact> {
    let mut joined = vec![false; ledger.claims.len()];
    for &at in &links {
        let link = &judged[at as usize];
        (joined[link.a as usize], joined[link.b as usize]) = (true, true);
    }
    let matters = |&(a, b): &(u32, u32)| joined[a as usize] && joined[b as usize];
    // Both ways round, so that those of one claim stand together.
    let vetoed = vetoed.into_par_iter().filter(matters).flat_map_iter(|(a, b)| [(a, b), (b, a)]);
    let mut vetoed: Vec<(u32, u32)> = vetoed.collect();
    vetoed.par_sort_unstable();
    let mut group_of: FxHashMap<u32, u32> = FxHashMap::default();
    let mut groups: FxHashMap<u32, Group> = FxHashMap::default();
    for at in links {
        let link = &judged[at as usize];
        let root = |claim: u32| group_of.get(&claim).copied().unwrap_or(claim);
        let (x, y) = (root(link.a), root(link.b));
        if x == y {
            if let Some(group) = groups.get_mut(&x) {
                group.links.push(at);
            }
            continue;
        }
        let (alone_x, alone_y) = ([x], [y]);
        let left = groups.get(&x).map_or(&alone_x[..], |group| &group.claims);
        let right = groups.get(&y).map_or(&alone_y[..], |group| &group.claims);
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
        let mut taken =
            |own| groups.remove(&own).unwrap_or_else(|| Group { claims: vec![own], links: Vec::new() });
        let (mut group, other) = (taken(x), taken(y));
        group.claims.extend(other.claims);
        group.links.extend(other.links);
        group.links.push(at);
        for &claim in &group.claims {
            group_of.insert(claim, keep);
        }
        groups.insert(keep, group);
    }
    drop((vetoed, group_of));
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group.claims.sort_unstable();
    }
    groups.sort_unstable_by_key(|group| group.claims[0]);
    facts(judged, groups)
}

/// The facts of `groups`, with their links out of `judged`.
fn facts(judged: &mut Vec<Judgement>, groups: Vec<Group>) -> Vec<Fact> {
    let mut fact_of: Vec<Option<u32>> = vec![None; judged.len()];
    let mut facts: Vec<Fact> = Vec::with_capacity(groups.len());
    for (number, group) in (0..).zip(groups) {
        group.links.iter().for_each(|&at| fact_of[at as usize] = Some(number));
        facts.push(Fact { claims: group.claims, links: Vec::with_capacity(group.links.len()) });
    }
    let mut numbers = fact_of.iter().copied();
    let linked = judged.extract_if(.., |_| numbers.next().flatten().is_some());
    for (link, number) in linked.zip(fact_of.iter().copied().flatten()) {
        facts[number as usize].links.push(link);
    }
    judged.shrink_to_fit();
    facts.par_iter_mut().for_each(|fact| {
        fact.links.sort_unstable_by(|p, q| q.score.total_cmp(&p.score).then((p.a, p.b).cmp(&(q.a, q.b))));
    });
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
