//! Learns the weights by which clashing pairs are judged, and writes them to `src/align/weights.txt`.
//!
//! `cargo run --release --example train` reads the cases of `fixtures/training`: folders of documents with
//! a `gold.json` that names what contradicts what. Every other clash of values in them is none of one
//! fact. The examples of the rules that compare the values of one fact are read as well. With `--check` the weights are not written, but learned without each tenth of the cases in turn and
//! tried on it, which shows how far they hold for documents that they have not seen.
//! The same cases give the same weights.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crossclaim::align::{Features, Forest, Tree, clashes};
use crossclaim::pipeline::extract;
use crossclaim::place::Span;
use crossclaim::rules::{Check, built_in};
use crossclaim::source::{load, load_texts};
use rayon::prelude::*;

/// How the trees are grown: depth, share taken of each step, number, and what keeps leaves small.
const DEPTH: usize = 3;
const STEP: f32 = 0.06;
const TREES: usize = 150;
const RIDGE: f32 = 4.0;
/// Least rows, and least second derivative, on either side of a test.
const LEAST_ROWS: usize = 10;
const LEAST_WEIGHT: f32 = 1.5;
/// Share of the features that each tree may test, and how many cuts of each.
const SHARE: f32 = 0.3;
const CUTS: usize = 40;
/// A missed contradiction weighs so much more than a false one while learning.
const MISSED: f32 = 3.0;

/// A clashing pair of a case.
struct Row {
    case: usize,
    values: Vec<f32>,
    /// The contradiction that it is, by its number in the case.
    planted: Option<usize>,
    claims: (u32, u32),
    shown: String,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folders: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let folders: Vec<PathBuf> = if folders.is_empty() {
        vec!["fixtures/training".into()]
    } else {
        folders.iter().map(PathBuf::from).collect()
    };
    let mut cases: Vec<PathBuf> = Vec::new();
    for folder in &folders {
        match std::fs::read_dir(folder) {
            Ok(entries) => cases.extend(entries.flatten().map(|entry| entry.path())),
            Err(error) => {
                eprintln!("{}: {error}", folder.display());
                return ExitCode::FAILURE;
            }
        }
    }
    cases.retain(|case| case.join("gold.json").is_file());
    cases.sort();
    let mut rows = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        match read(number, case) {
            Ok(own) => rows.extend(own),
            Err(error) => {
                eprintln!("{}: {error}", case.display());
                return ExitCode::FAILURE;
            }
        }
    }
    let documents = rows.len();
    match examples(cases.len()) {
        Ok(own) => rows.extend(own),
        Err(count) => {
            eprintln!("{count} mistakes in rules: see `crossclaim rules test`");
            return ExitCode::FAILURE;
        }
    }
    println!("{} clashing pairs in the examples of rules", rows.len() - documents);
    let planted = rows[..documents].iter().filter(|row| row.planted.is_some()).count();
    println!("{} cases, {} clashing pairs, {planted} of them planted", cases.len(), documents);
    let report = check(&rows, cases.len());
    println!("{report}");
    if arguments.iter().any(|argument| argument == "--check") {
        return ExitCode::SUCCESS;
    }
    let all: Vec<&Row> = rows.iter().collect();
    let text = format!(
        "# Written by `cargo run --release --example train`: {} cases, {} clashing pairs, {planted} planted.\n\
         # The log-odds to begin with, then trees: a test, the branch for values up to it, the other branch.\n\
         #\n# Learned without the case that was tried:\n# {}\n{}",
        cases.len(),
        documents,
        report.trim_end().replace('\n', "\n# "),
        grow(&all).text()
    );
    let path = Path::new("src/align/weights.txt");
    if let Err(error) = std::fs::write(path, text) {
        eprintln!("{}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    println!("wrote {}", path.display());
    ExitCode::SUCCESS
}

/// The clashing pairs of a case.
fn read(number: usize, case: &Path) -> Result<Vec<Row>, String> {
    let text = std::fs::read_to_string(case.join("gold.json")).map_err(|error| error.to_string())?;
    let gold: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let names = gold["docs"].as_array().ok_or("gold.json names no docs")?;
    let paths: Vec<PathBuf> = names.iter().filter_map(|name| Some(case.join(name.as_str()?))).collect();
    let loaded = load(&paths, None);
    let (ledger, _) = extract(&loaded.set);
    let place = |side: &serde_json::Value| -> Option<Span> {
        let name = side["doc"].as_str()?;
        let document = loaded.set.documents().iter().find(|document| document.path.ends_with(name))?;
        let quote = side["quote"].as_str()?;
        let start = document.base + u32::try_from(document.text.find(quote)?).ok()?;
        Some(Span::new(start, start + u32::try_from(quote.len()).ok()?))
    };
    let mut sides: Vec<[Vec<Span>; 2]> = Vec::new();
    for pair in gold["inconsistencies"].as_array().into_iter().flatten() {
        sides.push(["a", "b"].map(|key| {
            let also = pair[format!("{key}_also")].as_array().into_iter().flatten();
            std::iter::once(&pair[key]).chain(also).filter_map(place).collect()
        }));
    }
    let over = |claim: u32, spans: &[Span]| {
        let own = ledger.claims[claim as usize].place;
        spans.iter().any(|span| own.start < span.end && span.start < own.end)
    };
    let show = |claim: u32| {
        let claim = &ledger.claims[claim as usize];
        let sentence = loaded.set.text_at(ledger.sentences[claim.sentence as usize].place).replace('\n', " ");
        format!("[{}] {}", loaded.set.text_at(claim.place), sentence.chars().take(200).collect::<String>())
    };
    let rows = clashes(&ledger).into_iter().map(|((a, b), features)| Row {
        case: number,
        values: features.values().to_vec(),
        planted: sides.iter().position(|[x, y]| over(a, x) && over(b, y) || over(a, y) && over(b, x)),
        claims: (a, b),
        shown: format!("{}\n    {}\n    {}", case.display(), show(a), show(b)),
    });
    Ok(rows.collect())
}

/// The clashing pairs of the rules' examples, those that a rule promises to find as planted ones.
/// Each example is a case of its own, numbered from `first` on.
fn examples(first: usize) -> Result<Vec<Row>, usize> {
    let mut rows = Vec::new();
    let mut case = first;
    for rule in built_in().map_err(|faults| faults.len())? {
        let compares = matches!(
            rule.check,
            Check::Agree(_) | Check::Twins(_) | Check::PeriodConflict | Check::TableText | Check::SettingText
        );
        if !compares {
            continue;
        }
        for example in &rule.examples {
            case += 1;
            let texts = example.docs.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes()));
            let loaded = load_texts(texts.collect());
            let (ledger, _) = extract(&loaded.set);
            let told = |claim: u32| {
                let place = ledger.claims[claim as usize].place;
                let path = &loaded.set.document(place).path;
                let told = format!("{path}: {}", loaded.set.text_at(place));
                example.finds.contains(&told)
            };
            for ((a, b), features) in clashes(&ledger) {
                rows.push(Row {
                    case,
                    values: features.values().to_vec(),
                    planted: (told(a) && told(b)).then_some(0),
                    claims: (a, b),
                    shown: format!("{}: {}", rule.id, example.name),
                });
            }
        }
    }
    Ok(rows)
}

/// Learns without each tenth of the cases in turn, and says how it does on those of documents, which are the
/// first `documents` cases.
fn check(rows: &[Row], documents: usize) -> String {
    const PARTS: usize = 10;
    let mut scores = vec![0.0_f32; rows.len()];
    for part in 0..PARTS {
        let others: Vec<&Row> = rows.iter().filter(|row| row.case % PARTS != part).collect();
        let forest = grow(&others);
        for (row, score) in rows.iter().zip(&mut scores).filter(|(row, _)| row.case % PARTS == part) {
            *score = sum(&forest, &row.values);
        }
    }
    let mut order: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].case < documents).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    if std::env::var_os("SHOW").is_some() {
        for &at in order.iter().filter(|&&at| rows[at].planted.is_none()).take(60) {
            println!("{:.2} {}", likelihood(scores[at]), rows[at].shown);
        }
    }
    let planted: BTreeSet<_> =
        order.iter().filter_map(|&at| Some((rows[at].case, rows[at].planted?))).collect();
    let mut report = String::from("confidence  found  wrong  right of those\n");
    for least in [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3] {
        let (mut found, mut wrong, mut used) = (BTreeSet::new(), 0, BTreeSet::new());
        for &at in order.iter().take_while(|&&at| likelihood(scores[at]) >= least) {
            let row = &rows[at];
            let claims = [(row.case, row.claims.0), (row.case, row.claims.1)];
            match row.planted {
                Some(number) => {
                    found.insert((row.case, number));
                }
                // One claim is reported once.
                None if claims.iter().all(|claim| !used.contains(claim)) => wrong += 1,
                None => {}
            }
            used.extend(claims);
        }
        #[allow(clippy::cast_precision_loss)]
        let right = found.len() as f32 / (found.len() + wrong).max(1) as f32;
        report += &format!("{least:>10}  {:>5}  {wrong:>5}  {right:.2}\n", format!("{}", found.len()));
    }
    report + &format!("of {} that are compared at all\n", planted.len())
}

fn likelihood(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn sum(forest: &Forest, values: &[f32]) -> f32 {
    forest.base + forest.trees.iter().map(|tree| tree.leaf(values)).sum::<f32>()
}

/// Rows by feature and bin, with the loss's derivatives.
struct Table {
    /// By feature, the value that closes each bin but the last.
    cuts: Vec<Vec<f32>>,
    /// By feature and row.
    bins: Vec<Vec<u8>>,
    first: Vec<f32>,
    second: Vec<f32>,
}

/// Grows the trees one after the other, each on what the ones before leave open.
fn grow(rows: &[&Row]) -> Forest {
    let (cuts, bins) =
        (0..Features::NAMES.len()).into_par_iter().map(|feature| binned(rows, feature)).unzip();
    let weight = |row: &Row| if row.planted.is_some() { MISSED } else { 1.0 };
    let (mut yes, mut no) = (0.0, 0.0);
    for row in rows {
        *(if row.planted.is_some() { &mut yes } else { &mut no }) += weight(row);
    }
    let mut forest = Forest { base: (yes / no).ln(), trees: Vec::new() };
    let mut scores = vec![forest.base; rows.len()];
    let mut table = Table { cuts, bins, first: vec![0.0; rows.len()], second: vec![0.0; rows.len()] };
    let mut seed = 12_345_u64;
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
    let mut best: Option<(f32, usize, usize)> = None;
    for &feature in features {
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
            let own = gain(left.0, left.1) + gain(right.0, right.1) - gain(first, second);
            if own > best.map_or(LEAST_GAIN, |best| best.0) {
                best = Some((own, feature, cut));
            }
        }
    }
    let Some((_, feature, cut)) = best else { return leaf };
    let below = |row: &usize| usize::from(table.bins[feature][*row]) <= cut;
    let (left, right): (Vec<usize>, Vec<usize>) = rows.iter().partition(|&row| below(row));
    let branches = [left, right].map(|rows| branch(table, &rows, features, depth - 1));
    Tree::Split { feature, at_most: table.cuts[feature][cut], branches: Box::new(branches) }
}
