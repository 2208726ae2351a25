//! Learns the weights by which clashing pairs are judged, and writes them to `src/align/weights.txt`.
//!
//! `cargo run --release --example train` reads the cases of `fixtures/training`: folders of documents with
//! a `gold.json` that names what contradicts what. Every other clash of values in them is none of one
//! fact. The examples of the rules that compare the values of one fact are read as well. With `--check` the weights are not written, but learned without each tenth of the cases in turn and
//! tried on it, which shows how far they hold for documents that they have not seen.
//! The same cases give the same weights.

mod cases;
mod grow;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cases::{Row, examples, read};
use grow::{grow, likelihood, sum};

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
    let mut scores = held_out(&rows);
    let (slope, mut shift) = calibrated(&rows, &scores, cases.len());
    scores.iter_mut().for_each(|score| *score = slope * *score + shift);
    let by = headroom(&rows, &scores, cases.len());
    scores.iter_mut().for_each(|score| *score += by);
    shift += by;
    println!(
        "scores are multiplied by {slope:.3}, and {shift:.3} is added, {by:.2} of it for what is likelier still"
    );
    let report = check(&rows, &scores, cases.len());
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
        grow(&all).calibrated(slope, shift).text()
    );
    let path = Path::new("src/align/weights.txt");
    if let Err(error) = std::fs::write(path, text) {
        eprintln!("{}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    println!("wrote {}", path.display());
    ExitCode::SUCCESS
}

/// The score of each row, learned without the tenth of the cases that it is of.
fn held_out(rows: &[Row]) -> Vec<f32> {
    const PARTS: usize = 10;
    let mut scores = vec![0.0_f32; rows.len()];
    for part in 0..PARTS {
        let others: Vec<&Row> = rows.iter().filter(|row| row.case % PARTS != part).collect();
        let forest = grow(&others);
        for (row, score) in rows.iter().zip(&mut scores).filter(|(row, _)| row.case % PARTS == part) {
            *score = sum(&forest, &row.values);
        }
    }
    scores
}

/// By what scores are to be multiplied, and what is to be added, so that they are log-odds of the rows that
/// somebody wrote (Platt, *Probabilistic outputs for support vector machines*, 1999): Newton's method.
fn calibrated(rows: &[Row], scores: &[f32], documents: usize) -> (f32, f32) {
    // What is said of a claim is its likeliest pair.
    let mut order: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].case < documents).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut used = BTreeSet::new();
    order.retain(|&at| {
        let row = &rows[at];
        let claims = [(row.case, row.claims.0), (row.case, row.claims.1)];
        let fresh = claims.iter().all(|claim| !used.contains(claim));
        used.extend(claims);
        fresh
    });
    let (mut slope, mut shift) = (1.0_f64, 0.0_f64);
    for _ in 0..30 {
        let (mut g, mut h) = ([0.0_f64; 2], [0.0_f64; 3]);
        for row in order.iter().map(|&at| (&rows[at], scores[at])) {
            let (row, x) = (row.0, f64::from(row.1));
            let likely = 1.0 / (1.0 + (-(slope * x + shift)).exp());
            let error = likely - f64::from(u8::from(row.planted.is_some()));
            let weight = (likely * (1.0 - likely)).max(1e-12);
            g = [g[0] + error * x, g[1] + error];
            h = [h[0] + weight * x * x, h[1] + weight * x, h[2] + weight];
        }
        let determinant = (h[0] * h[2] - h[1] * h[1]).max(1e-9);
        slope -= (h[2] * g[0] - h[1] * g[1]) / determinant;
        shift -= (h[0] * g[1] - h[1] * g[0]) / determinant;
    }
    #[allow(clippy::cast_possible_truncation)]
    (slope as f32, shift as f32)
}

/// How the scores of rows do that were not learned from; those of documents are the first `documents` cases.
fn check(rows: &[Row], scores: &[f32], documents: usize) -> String {
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
        let (found, wrong) = outcome(rows, scores, &order, logit(least));
        report += &format!("{least:>10}  {found:>5}  {wrong:>5}  {:.2}\n", 1.0 - wrong_share(found, wrong));
    }
    report + &format!("of {} that are compared at all\n", planted.len())
}

/// How many contradictions are found, and how many other findings there are, where all pairs of a `least` score
/// are reported; `order` names the rows from the highest score on.
fn outcome(rows: &[Row], scores: &[f32], order: &[usize], least: f32) -> (usize, usize) {
    let (mut found, mut wrong, mut used) = (BTreeSet::new(), 0, BTreeSet::new());
    for &at in order.iter().take_while(|&&at| scores[at] >= least) {
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
    (found.len(), wrong)
}

#[allow(clippy::cast_precision_loss)]
fn wrong_share(found: usize, wrong: usize) -> f32 {
    wrong as f32 / (found + wrong).max(1) as f32
}

fn logit(likelihood: f32) -> f32 {
    (likelihood / (1.0 - likelihood)).ln()
}

/// What is added to log-odds so that of all that is reported at a confidence or a higher one that share is right,
/// with room for documents that are less like these.
fn headroom(rows: &[Row], scores: &[f32], documents: usize) -> f32 {
    /// On document sets that were kept from all training there were so many times as many wrong findings.
    const SPARE: f32 = 3.0;
    let mut order: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].case < documents).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    // Counts are small: what is asked must hold for the three confidences taken together.
    const CONFIDENCES: [f32; 3] = [0.9, 0.8, 0.7];
    let holds = |by: &f32| {
        let used = CONFIDENCES.iter().map(|&confidence| {
            let (found, wrong) = outcome(rows, scores, &order, logit(confidence) - by);
            SPARE * wrong_share(found, wrong) / (1.0 - confidence)
        });
        used.sum::<f32>() <= 3.0
    };
    (0_u8..40).rev().map(|step| f32::from(step) * 0.05).find(holds).unwrap_or(0.0)
}
