//! Learns the weights by which clashing pairs are judged, and writes them to `src/align/weights.txt`.
//!
//! `cargo run --release --example train` reads the cases of `fixtures/training`: folders of documents with
//! a `gold.json` that names what contradicts what. Every other clash of values in them is none of one
//! fact. The examples of the rules that compare the values of one fact are read as well. With `--check` the weights are not written, but learned without each tenth of the cases in turn and
//! tried on it, which shows how far they hold for documents that they have not seen.
//! The same cases give the same weights.

mod cases;
mod grow;
mod slips;

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
    let made = rows[..documents].iter().filter(|row| row.is_made()).count();
    let made_planted = rows[..documents].iter().filter(|row| row.is_made() && row.planted.is_some()).count();
    println!("{} cases, {} clashing pairs, {planted} of them planted", cases.len(), documents);
    println!("of those made out of agreements {made}, {made_planted} of them planted");
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
    let mut order: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].case < documents && !rows[at].is_made()).collect();
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
    for most in [3, 6, 12, 25, 50] {
        let (mut found, mut wrong) = (BTreeSet::new(), 0);
        for &at in &order {
            match rows[at].planted {
                Some(number) => {
                    found.insert((rows[at].case, number));
                }
                None => wrong += 1,
            }
            if wrong >= most {
                break;
            }
        }
        println!("with {most} wrong pairs {} found", found.len());
    }
    report + &format!("of {} that are compared at all\n", planted.len())
}

