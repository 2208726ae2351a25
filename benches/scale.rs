//! How a whole run grows with the text: from 10,000 to 1,000,000 claims over generated
//! documents, with time, memory and the exponent of growth.
//!
//! What the documents are like says `corpus`.
//!
//! `cargo bench --bench scale` runs all sizes, `cargo bench --bench scale -- 100000` one.

use std::hint::black_box;
use std::time::Instant;

use crossclaim::pipeline::{Options, run_texts};
use crossclaim::rules::built_in;

mod corpus;

use corpus::{Corpus, corpus};

/// Seconds of all threads of this process so far, which a busy machine changes little; none where
/// nobody counts them. Linux counts in hundredths.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The most memory that this process has held, in megabytes; none where nobody counts it.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn main() {
    let rules = built_in().expect("built-in rules are valid");
    let given: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![10_000, 100_000, 1_000_000] } else { given };
    println!(
        "{:>9} {:>9} {:>7} {:>9} {:>8} {:>8} {:>8} {:>8} {:>8} {:>7} {:>8}",
        "documents",
        "claims",
        "MB",
        "ms",
        "cpu ms",
        "facts",
        "planted",
        "findings",
        "cut off",
        "growth",
        "peak MB"
    );
    let mut before: Option<(f64, f64)> = None;
    for size in sizes {
        let Corpus { documents, planted } = corpus(size, true);
        let planted = planted.len();
        let count = documents.len();
        let bytes: usize = documents.iter().map(|(_, text)| text.len()).sum();
        let (start, cpu_before) = (Instant::now(), cpu_seconds());
        let run = black_box(run_texts(black_box(documents), &rules, &Options::default()));
        let time = start.elapsed().as_secs_f64();
        let cpu = cpu_seconds().zip(cpu_before).map(|(after, before)| after - before);
        let claims = run.ledger.claims.len();
        // Time on a busy machine says more of the others on it.
        let cost = cpu.unwrap_or(time);
        let growth = before.map_or_else(String::new, |(earlier, fewer)| {
            format!("n^{:.2}", (cost / earlier).ln() / (claims as f64 / fewer).ln())
        });
        let memory = most_memory().map_or_else(String::new, |memory| memory.to_string());
        println!(
            "{count:>9} {claims:>9} {:>7.1} {:>9.0} {:>8.0} {:>8} {planted:>8} {:>8} {:>8} {growth:>7} {memory:>8}",
            bytes as f64 / 1e6,
            time * 1e3,
            cost * 1e3,
            run.alignment.facts.len(),
            run.findings.len(),
            run.alignment.cut_off,
        );
        before = Some((cost, claims as f64));
    }
}
