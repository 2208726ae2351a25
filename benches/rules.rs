//! What the rules cost beside extraction and alignment, on one core, and which of them cost most.
//! All together they are to take at most twice the time of what they work on; the ratio can be
//! compared between machines.
//!
//! Directories named as arguments are measured as well: `cargo bench --bench rules -- papers/`.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crossclaim::pipeline::{Options, run};
use crossclaim::rules::{Rule, built_in};

/// Runs of which the fastest counts.
const ROUNDS: usize = 9;
/// Rules shown of those that cost most.
const SHOWN: usize = 8;
/// The most that the rules may cost, as a multiple of extraction and alignment.
const MOST: f64 = 2.0;

/// The time of the fastest run with these rules.
fn time(paths: &[PathBuf], rules: &[Rule]) -> Duration {
    let options = Options { notes: true, ..Options::default() };
    let once = || {
        let start = Instant::now();
        black_box(run(paths, None, rules, &options));
        start.elapsed()
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}

fn measure(directory: &Path, rules: &[Rule]) -> f64 {
    let paths = [directory.to_path_buf()];
    let without = time(&paths, &[]);
    let with = time(&paths, rules);
    let cost = with.saturating_sub(without);
    let ratio = cost.as_secs_f64() / without.as_secs_f64();
    println!(
        "{}: {} rules {cost:.1?}, extraction and alignment {without:.1?}, ratio {ratio:.2}",
        directory.display(),
        rules.len()
    );
    let mut each: Vec<(Duration, &str)> = rules
        .iter()
        .map(|rule| {
            (time(&paths, std::slice::from_ref(rule)).saturating_sub(without), rule.about.id.as_str())
        })
        .collect();
    each.sort_unstable_by(|a, b| b.cmp(a));
    for (cost, id) in each.iter().take(SHOWN) {
        println!("  {id:30} {cost:.1?}");
    }
    ratio
}

fn main() {
    // Fails only where a pool runs already, and there is none.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    let rules = built_in().unwrap_or_else(|faults| panic!("the built-in rules are valid: {faults:?}"));
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let ratio = measure(&seeds, &rules);
    for directory in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        measure(Path::new(&directory), &rules);
    }
    assert!(ratio <= MOST, "the rules cost {ratio:.2} times extraction and alignment; {MOST} is the most");
}
