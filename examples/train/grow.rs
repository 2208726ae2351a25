//! Gradient boosting of the logistic loss: trees grown one after the other, each on what those before leave open.

use crossclaim::align::{Features, Forest, Tree};
use rayon::prelude::*;

use crate::Row;

/// How the trees are grown: depth, share taken of each step, number, and what keeps leaves small.
const DEPTH: usize = 3;
const STEP: f32 = 0.03;
const TREES: usize = 500;
const RIDGE: f32 = 4.0;
/// Least rows, and least second derivative, on either side of a test.
const LEAST_ROWS: usize = 10;
const LEAST_WEIGHT: f32 = 1.5;
/// Share of the features that each tree may test, and how many cuts of each.
const SHARE: f32 = 0.2;
const CUTS: usize = 40;
/// A missed contradiction weighs so much more than a false one while learning.
const MISSED: f32 = 3.0;

pub fn likelihood(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

pub fn sum(forest: &Forest, values: &[f32]) -> f32 {
    forest.base + forest.trees.iter().map(|tree| tree.leaf(values)).sum::<f32>()
}

/// Rows by feature and bin, with the loss's derivatives.
struct Table {
    /// By feature, the value that closes each bin but the last.
    cuts: Vec<Vec<f32>>,
    /// By feature and row.
    bins: Vec<Vec<u8>>,
    /// By feature, whether more of it may only make a pair likelier (`true`) or less likely.
    ways: Vec<Option<bool>>,
    first: Vec<f32>,
    second: Vec<f32>,
}

/// What decides which features each tree may test. The forests of several seeds, taken together, depend less on chance
/// than each alone.
const SEEDS: [u64; 2] = [12_345, 777];

/// The mean of forests grown with each of the seeds.
pub fn grow(rows: &[&Row]) -> Forest {
    let mut mean = Forest::default();
    for seed in SEEDS {
        let own = grown(rows, seed).calibrated(1.0 / SEEDS.len() as f32, 0.0);
        mean.base += own.base;
        mean.trees.extend(own.trees);
    }
    mean
}

/// Grows the trees one after the other, each on what the ones before leave open.
fn grown(rows: &[&Row], mut seed: u64) -> Forest {
    let (cuts, bins) =
        (0..Features::NAMES.len()).into_par_iter().map(|feature| binned(rows, feature)).unzip();
    let weight = |row: &Row| if row.planted.is_some() { MISSED } else { 1.0 };
    let (mut yes, mut no) = (0.0, 0.0);
    for row in rows {
        *(if row.planted.is_some() { &mut yes } else { &mut no }) += weight(row);
    }
    let mut forest = Forest { base: (yes / no).ln(), trees: Vec::new() };
    let mut scores = vec![forest.base; rows.len()];
    let mut table =
        Table { cuts, bins, ways: ways(), first: vec![0.0; rows.len()], second: vec![0.0; rows.len()] };
    for _ in 0..TREES {
        for (at, row) in rows.iter().enumerate() {
            let likely = likelihood(scores[at]);
            table.first[at] = weight(row) * (likely - f32::from(u8::from(row.planted.is_some())));
            table.second[at] = weight(row) * likely * (1.0 - likely);
        }
        let mut taken = |_: &usize| {
            // Knuth's linear congruential generator (MMIX).
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            #[allow(clippy::cast_precision_loss)]
            let draw = (seed >> 33) as f32 / 2_f32.powi(31);
            draw < SHARE
        };
        let features: Vec<usize> = (0..Features::NAMES.len()).filter(&mut taken).collect();
        let tree = branch(&table, &(0..rows.len()).collect::<Vec<_>>(), &features, DEPTH);
        for (score, row) in scores.iter_mut().zip(rows) {
            *score += tree.leaf(&row.values);
        }
        forest.trees.push(tree);
    }
    forest
}

/// The cuts of a feature, and in which bin each row lies.
fn binned(rows: &[&Row], feature: usize) -> (Vec<f32>, Vec<u8>) {
    let mut values: Vec<f32> = rows.iter().map(|row| row.values[feature]).collect();
    values.sort_by(f32::total_cmp);
    let (first, last) = (values[0], values[values.len() - 1]);
    let mut cuts: Vec<f32> = (1..CUTS).map(|nth| values[nth * values.len() / CUTS]).collect();
    // Rare values at either end have a cut of their own.
    cuts.extend([first, values[values.len() - 1 - values.len() / 100]]);
    // What is written is what is tested.
    cuts.iter_mut().for_each(|cut| *cut = (*cut * 1e4).ceil() / 1e4);
    cuts.sort_by(f32::total_cmp);
    cuts.dedup();
    cuts.retain(|cut| *cut < last);
    let bin =
        |row: &&Row| u8::try_from(cuts.partition_point(|cut| *cut < row.values[feature])).unwrap_or(u8::MAX);
    let bins = rows.iter().map(bin).collect();
    (cuts, bins)
}

/// The best test for some rows, and what follows from it.
fn branch(table: &Table, rows: &[usize], features: &[usize], depth: usize) -> Tree {
    const LEAST_GAIN: f32 = 1e-3;
    let first: f32 = rows.iter().map(|&row| table.first[row]).sum();
    let second: f32 = rows.iter().map(|&row| table.second[row]).sum();
    let leaf = Tree::Leaf((-first / (second + RIDGE) * STEP * 1e4).round() / 1e4);
    if depth == 0 || rows.len() < 2 * LEAST_ROWS {
        return leaf;
    }
    let gain = |first: f32, second: f32| first * first / (second + RIDGE);
    let best_of = |&feature: &usize| {
        let mut best: Option<(f32, usize, usize)> = None;
        let cuts = table.cuts[feature].len();
        let mut sums = vec![(0.0_f32, 0.0_f32, 0_usize); cuts + 1];
        for &row in rows {
            let sum = &mut sums[usize::from(table.bins[feature][row])];
            *sum = (sum.0 + table.first[row], sum.1 + table.second[row], sum.2 + 1);
        }
        let mut left = (0.0, 0.0, 0);
        for (cut, sum) in sums.iter().take(cuts).enumerate() {
            left = (left.0 + sum.0, left.1 + sum.1, left.2 + sum.2);
            let right = (first - left.0, second - left.1, rows.len() - left.2);
            if left.2.min(right.2) < LEAST_ROWS || left.1.min(right.1) < LEAST_WEIGHT {
                continue;
            }
            // Of two sides the one with more of what speaks for a pair may not come out as the less likely.
            let mean = |side: (f32, f32, usize)| -side.0 / (side.1 + RIDGE);
            let rises = mean(right) >= mean(left);
            if table.ways[feature].is_some_and(|way| way != rises) {
                continue;
            }
            let own = gain(left.0, left.1) + gain(right.0, right.1) - gain(first, second);
            if own > best.map_or(LEAST_GAIN, |best| best.0) {
                best = Some((own, feature, cut));
            }
        }
        best
    };
    // The least feature of those that gain most, so that the order of work does not matter.
    let better = |p: Option<(f32, usize, usize)>, q: Option<(f32, usize, usize)>| match (p, q) {
        (Some(a), Some(b)) if b.0 > a.0 || b.0 == a.0 && b.1 < a.1 => q,
        (None, _) => q,
        _ => p,
    };
    let best = features.par_iter().map(best_of).reduce(|| None, better);
    let Some((_, feature, cut)) = best else { return leaf };
    let below = |row: &usize| usize::from(table.bins[feature][*row]) <= cut;
    let (left, right): (Vec<usize>, Vec<usize>) = rows.iter().partition(|&row| below(row));
    let branches = [left, right].map(|rows| branch(table, &rows, features, depth - 1));
    Tree::Split { feature, at_most: table.cuts[feature][cut], branches: Box::new(branches) }
}

/// What is known of features before any example is seen: which way each may count.
fn ways() -> Vec<Option<bool>> {
    const FOR: &str = "score subject slip near far_apart context clause label same_noun same_unit same_modifiers \
        other_modifiers same_predicate like_predicate other_predicate other_names lone_name lone_period each pronoun \
        antecedent same_period nouns sense noun_sense verb_sense margin_min margin_max kin names_shared sentence_dice \
        sentence_shared clause_dice clause_shared covered_min covered_max core_min core_max statistics_same \
        noun_and_verb slip_and_covered near_and_covered subject_and_covered slip_and_context slip_digits digits_min \
        slip_scale slip_transposed slip_unit support_max predicative definite ranks lone_ranks window_min window_max next_min \
        next_max next_best passage_dice passage_shared \
        nearby_dice nearby_shared around_dice around_shared within_min within_max figures_sentence \
        figures_sentence_share figures_near figures_near_share figures_far figures_far_share row_figures \
        row_figures_near column_figures column_figures_near";
    const AGAINST: &str = "apart apart_other_period apart_other_mode apart_part_and_whole apart_additional \
        apart_side_by_side apart_other_name apart_opposite apart_other_event apart_other_time apart_other_edge \
        apart_other_kind apart_other_noun apart_other_thing apart_other_measure echoed echoed_like beside peers_own \
        peers_other values_own values_other stray_names missing_max ratio statistics_differ earlier_differs modes_differ \
        not_actual subsets support_min adds_up totals closer_min closer_max closer_noun_min closer_noun_max sense_rank_min \
        sense_rank_max clause_rank_min clause_rank_max outdone_min outdone_max outdone_clause_min outdone_clause_max";
    let way = |name: &&str| {
        let is = |list: &str| list.split_whitespace().any(|known| known == *name);
        if is(FOR) {
            Some(true)
        } else if is(AGAINST) {
            Some(false)
        } else {
            None
        }
    };
    Features::NAMES.iter().map(way).collect()
}
