//! How fast claims are extracted, beside a plain scan for digits of the same bytes in the
//! same run: the ratio of the two can be compared between machines.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crossclaim::pipeline::{Options, extract, run_texts};

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

fn extraction(criterion: &mut Criterion) {
    let documents = documents();
    let bytes: Vec<u8> = documents.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let sources = run_texts(documents, &[], &Options::default()).sources;
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.sample_size(10);
    group.bench_function("digit scan", |bench| {
        bench.iter(|| black_box(&bytes).iter().filter(|byte| byte.is_ascii_digit()).count());
    });
    group.bench_function("claims", |bench| bench.iter(|| extract(black_box(&sources))));
    group.finish();
}

criterion_group!(benches, extraction);
criterion_main!(benches);
