//! Whole runs over 1, 10 and 100 times the seeds: the time per byte should stay level.
//!
//! Copies differ in their figures, as the documents of a repository do; a hundred equal
//! copies would be one fact a hundred times over.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
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
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("seeds are readable")))
        .collect()
}

/// `times` copies, each with its digits turned by another step.
fn corpus(seeds: &[(String, Vec<u8>)], times: u8) -> Vec<(String, Vec<u8>)> {
    let turned = |byte: u8, copy: u8| match byte {
        // A leading zero would change what is read as a number, so zeros stay.
        b'1'..=b'9' => b'1' + (byte - b'1' + copy) % 9,
        other => other,
    };
    (0..times)
        .flat_map(|copy| {
            seeds.iter().map(move |(path, text)| {
                (format!("{copy}/{path}"), text.iter().map(|&byte| turned(byte, copy)).collect())
            })
        })
        .collect()
}

fn scale(criterion: &mut Criterion) {
    let (seeds, rules) = (seeds(), built_in().expect("built-in rules are valid"));
    let mut group = criterion.benchmark_group("scale");
    group.sample_size(10);
    for times in [1, 10, 100] {
        let documents = corpus(&seeds, times);
        group.throughput(Throughput::Bytes(documents.iter().map(|(_, text)| text.len() as u64).sum()));
        group.bench_with_input(BenchmarkId::from_parameter(times), &documents, |bench, documents| {
            let run = |documents| run_texts(black_box(documents), &rules, &Options::default());
            bench.iter_batched(|| documents.clone(), run, BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, scale);
criterion_main!(benches);
