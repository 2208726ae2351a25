//! How fast claims are extracted, beside a plain scan for digits of the same bytes in the
//! same run: the ratio of the two can be compared between machines.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group};
use crossclaim::pipeline::{Options, extract, run_texts};
use crossclaim::source::SourceSet;

/// Repetitions of the seeds, for a text long enough to be measured.
const TIMES: usize = 4;

fn documents() -> Vec<(String, Vec<u8>)> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = std::fs::read_dir(seeds)
        .expect("seeds/ is there")
        .map(|entry| entry.expect("is readable").path())
        .collect();
    paths.sort();
    let text = |path: &Path| std::fs::read(path).expect("seeds are readable");
    (0..TIMES)
        .flat_map(|time| paths.iter().map(move |path| (format!("{time}/{}", path.display()), text(path))))
        .collect()
}

fn corpus() -> (SourceSet, Vec<u8>) {
    let documents = documents();
    let bytes = documents.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    (run_texts(documents, &[], &Options::default()).sources, bytes)
}

fn digits(bytes: &[u8]) -> usize {
    black_box(bytes).iter().filter(|byte| byte.is_ascii_digit()).count()
}

fn extraction(criterion: &mut Criterion) {
    let (sources, bytes) = corpus();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.sample_size(10);
    group.bench_function("digit scan", |bench| bench.iter(|| digits(&bytes)));
    group.bench_function("claims", |bench| bench.iter(|| extract(black_box(&sources))));
    group.finish();
}

/// Seconds of the quickest of several runs, in which least else was going on.
fn quickest(times: u32, mut run: impl FnMut()) -> f64 {
    let timed = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..times).map(timed).fold(f64::INFINITY, f64::min)
}

/// Both on one thread, in one line.
fn compare() {
    let (sources, bytes) = corpus();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    let read = pool.install(|| {
        quickest(5, || {
            black_box(extract(black_box(&sources)));
        })
    });
    let scanned = quickest(50, || {
        black_box(digits(&bytes));
    });
    let rate = |seconds: f64| bytes.len() as f64 / 1e6 / seconds;
    println!(
        "extract, one thread: {:.1} MB/s; plain scan for digits: {:.0} MB/s; {:.0} times the cost",
        rate(read),
        rate(scanned),
        read / scanned
    );
}

criterion_group!(benches, extraction);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    compare();
}
