//! What the cache saves: `crossclaim check` over generated documents, cold and then warm, in time of the clock
//! and of the processor. The outputs must be the same bytes.
//!
//! `cargo bench --bench cache` takes 200 MB of text, `cargo bench --bench cache -- 20` takes 20.
//!
//! On two shared cores, 200 MB of package documents in 17,668 files, JSON report, optimised as little as the
//! profile `quick`: cold 69.0 s of processor time, warm 0.9 s, a 75th. The outcome that was kept took 5.6 MB.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

#[allow(dead_code, reason = "what the other benchmark plants is not looked at")]
mod corpus;

use corpus::{Corpus, corpus};

/// Claims that tell how many bytes one takes.
const SAMPLE: usize = 10_000;

fn main() {
    let megabytes = std::env::args().find_map(|word| word.parse::<usize>().ok()).unwrap_or(200);
    let folder = std::env::temp_dir().join(format!("crossclaim-bench-cache-{}", std::process::id()));
    let bytes = write_documents(&folder.join("docs"), megabytes << 20);
    println!("{:>6} {:>8} {:>9} {:>7}", "run", "MB", "ms", "share");
    let mut cold: Option<(f64, Vec<u8>)> = None;
    for name in ["cold", "warm", "warm"] {
        let (time, report) = check(&folder);
        let (first, same) = cold.as_ref().map_or((time, true), |(first, before)| (*first, *before == report));
        assert!(same, "the same documents gave another report");
        println!("{name:>6} {:>8.1} {:>9.0} {:>7.3}", bytes as f64 / 1e6, time * 1e3, time / first);
        cold.get_or_insert((time, report));
    }
    fs::remove_dir_all(&folder).expect("the folder can be removed");
}

/// Seconds of a run, and what it printed.
fn check(folder: &Path) -> (f64, Vec<u8>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossclaim"));
    command.args(["check", "--isolated", "--format", "json", "--cache-dir", "kept", "docs"]);
    let start = Instant::now();
    let ran = command.current_dir(folder).stdin(Stdio::null()).output().expect("crossclaim runs");
    (start.elapsed().as_secs_f64(), ran.stdout)
}

/// Writes generated documents of about so many bytes in all, and says how many there are.
fn write_documents(folder: &Path, wanted: usize) -> usize {
    fs::create_dir_all(folder).expect("the folder can be made");
    let size = |documents: &[(String, Vec<u8>)]| documents.iter().map(|(_, text)| text.len()).sum::<usize>();
    let Corpus { documents: sample, .. } = corpus(SAMPLE, false);
    let Corpus { documents, .. } = corpus(wanted / (size(&sample) / SAMPLE), false);
    for (name, text) in &documents {
        fs::write(folder.join(name), text).expect("a document can be written");
    }
    size(&documents)
}
