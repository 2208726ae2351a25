//! Whole runs over 1, 10 and 100 times the seeds: ten times the text should cost about
//! ten times the time.
//!
//! Copies differ in their figures, as the documents of a repository do; a hundred equal
//! copies would be one fact a hundred times over.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use crossclaim::pipeline::{Options, run_texts};
use crossclaim::rules::built_in;

fn seeds() -> Vec<(String, Vec<u8>)> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = std::fs::read_dir(seeds)
        .expect("seeds/ is there")
        .map(|entry| entry.expect("is readable").path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read(&path).expect("seeds are readable");
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// `times` copies, each with its digits turned by another step.
fn corpus(seeds: &[(String, Vec<u8>)], times: usize) -> Vec<(String, Vec<u8>)> {
    let turned = |byte: u8, copy: usize| match byte {
        // A leading zero would change what is read as a number, so zeros stay.
        b'1'..=b'9' => b'1' + (byte - b'1' + (copy % 9) as u8) % 9,
        other => other,
    };
    (0..times)
        .flat_map(|copy| {
            seeds.iter().map(move |(name, text)| {
                (format!("{copy}/{name}"), text.iter().map(|&byte| turned(byte, copy)).collect())
            })
        })
        .collect()
}

fn main() {
    let (seeds, rules) = (seeds(), built_in().expect("built-in rules are valid"));
    println!(
        "{:>6} {:>9} {:>10} {:>8} {:>8} {:>8} {:>7}",
        "times", "kB", "ms", "MB/s", "claims", "facts", "growth"
    );
    let mut before: Option<f64> = None;
    for (times, runs) in [(1, 10), (10, 3), (100, 1)] {
        let documents = corpus(&seeds, times);
        let bytes: usize = documents.iter().map(|(_, text)| text.len()).sum();
        let (mut best, mut claims, mut facts) = (f64::INFINITY, 0, 0);
        for _ in 0..runs {
            let documents = documents.clone();
            let start = Instant::now();
            let run = black_box(run_texts(black_box(documents), &rules, &Options::default()));
            best = best.min(start.elapsed().as_secs_f64());
            (claims, facts) = (run.ledger.claims.len(), run.alignment.facts.len());
        }
        let rate = bytes as f64 / 1e6 / best;
        let growth = before.map_or_else(String::new, |before| format!("{:.1}", best / before));
        println!(
            "{times:>6} {:>9} {:>10.1} {rate:>8.2} {claims:>8} {facts:>8} {growth:>7}",
            bytes / 1000,
            best * 1e3
        );
        before = Some(best);
    }
}
