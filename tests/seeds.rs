//! The five documents in `seeds/`, checked as the README says, against what a reader
//! found in them.

use std::path::{Path, PathBuf};

use crossclaim::finding::Level;
use crossclaim::pipeline::{Options, Run, run};
use crossclaim::rules::built_in;
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    finds: Vec<Row>,
    silent: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    kind: String,
    a: Quote,
    b: Quote,
    note: String,
    /// Known to be missed: the test fails once it is found, so that the mark goes.
    #[serde(default)]
    gap: bool,
}

#[derive(Deserialize)]
struct Quote {
    file: String,
    text: String,
}

/// Kinds of rows that no rule looks for yet.
const NOT_YET: &[&str] = &[
    "availability-contradiction",
    "acronym-slip",
    "acronym-two-meanings",
    "citation-id-conflict",
    "precedence-violation",
    "quote-altered-names",
    "quote-drift",
    "quote-paraphrase-conflict",
    "role-conflict",
    "source-after-document",
    "term-swap",
    "title-drift",
];

fn check() -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::set_current_dir(root).unwrap();
    let rules = built_in().unwrap();
    run(&[PathBuf::from("seeds")], None, &rules, &Options::default())
}

/// The sentence-wide byte range of a quote in its file.
fn place(quote: &Quote) -> (String, std::ops::Range<usize>) {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&quote.file)).unwrap();
    let start =
        text.find(&quote.text).unwrap_or_else(|| panic!("{} does not hold {:?}", quote.file, quote.text));
    (quote.file.clone(), start..start + quote.text.len())
}

/// True when one finding has a place in both quotes.
fn joined(run: &Run, row: &Row) -> Option<String> {
    let (a, b) = (place(&row.a), place(&row.b));
    run.findings
        .iter()
        .filter(|finding| finding.level > Level::Note)
        .find(|finding| {
            let hits = |(file, range): &(String, std::ops::Range<usize>)| {
                finding.labels.iter().any(|label| {
                    let document = run.sources.document(label.place);
                    let (start, end) = (
                        (label.place.start - document.base) as usize,
                        (label.place.end - document.base) as usize,
                    );
                    document.path == *file && start < range.end && range.start < end
                })
            };
            hits(&a) && hits(&b)
        })
        .map(|finding| format!("{}: {}", finding.rule, finding.message))
}

#[test]
fn every_discrepancy_is_found_and_no_look_alike() {
    let expected: Expected = toml::from_str(include_str!("../fixtures/seeds-expected.toml"))
        .expect("the list of expectations parses");
    let run = check();
    assert!(run.faults.is_empty(), "{:?}", run.faults);
    let mut wrong = Vec::new();
    let mut looked_for = 0;
    for row in expected.finds.iter().filter(|row| !NOT_YET.contains(&row.kind.as_str())) {
        looked_for += 1;
        if joined(&run, row).is_some() == row.gap {
            let verb = if row.gap { "found, so no gap any more:" } else { "missed" };
            wrong.push(format!("{verb} {}: {:?} / {:?}: {}", row.kind, row.a.text, row.b.text, row.note));
        }
    }
    for row in &expected.silent {
        if let Some(finding) = joined(&run, row) {
            wrong.push(format!(
                "false alarm on {}: {:?} / {:?} ({finding}): {}",
                row.kind, row.a.text, row.b.text, row.note
            ));
        }
    }
    assert!(looked_for >= 15, "only {looked_for} rows are of kinds that have a rule");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
