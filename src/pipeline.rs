//! Documents and rules in, findings and coverage out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::align::{Alignment, Ledger, Settings, align};
use crate::claim::{DocumentClaims, Kind};
use crate::fault::Fault;
use crate::finding::{Finding, Level};
use crate::grammar;
use crate::prose::Text;
use crate::rules::Rule;
use crate::rules::check::{self, Context};
use crate::source::{Loaded, SourceSet, load, load_texts};

/// Settings of a run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Findings of less confidence than this are notes.
    pub confidence: f32,
    /// Whether notes are kept.
    pub notes: bool,
    /// Whether facts are worked out; a list of claims needs none.
    pub align: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { confidence: 0.7, notes: false, align: true }
    }
}

/// What a run read and found.
#[derive(Debug, Default)]
pub struct Run {
    pub sources: SourceSet,
    pub ledger: Ledger,
    pub alignment: Alignment,
    /// In order of document and place, then of rule.
    pub findings: Vec<Finding>,
    /// What was named and could not be used, then what was found in a directory and could not.
    pub faults: Vec<Fault>,
    /// One entry a document, in order.
    pub coverage: Vec<Coverage>,
}

/// What was read of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub path: String,
    /// Claims by kind, identifiers left out.
    pub claims: BTreeMap<&'static str, usize>,
    pub identifiers: usize,
    /// Runs of digits that no piece of the grammar read.
    pub unread: usize,
}

/// Reads `paths`, and `stdin` under the name given with it, and checks them.
#[must_use]
pub fn run(paths: &[PathBuf], stdin: Option<(String, Vec<u8>)>, rules: &[Rule], options: &Options) -> Run {
    checked(load(paths, stdin), rules, options)
}

/// Checks documents that are in memory: names with their bytes.
#[must_use]
pub fn run_texts(documents: Vec<(String, Vec<u8>)>, rules: &[Rule], options: &Options) -> Run {
    checked(load_texts(documents), rules, options)
}

fn checked(loaded: Loaded, rules: &[Rule], options: &Options) -> Run {
    let sources = loaded.set;
    let texts = texts(&sources);
    let (ledger, coverage) = extract_from(&sources, &texts);
    let alignment = if options.align { align(&ledger, Settings::default()) } else { Alignment::default() };
    let context = Context::new(&sources, &texts, &ledger, &alignment, options.confidence);
    let mut findings: Vec<Finding> =
        rules.par_iter().flat_map_iter(|rule| check::run(rule, &context)).collect();
    findings = check::most_specific(findings, rules);
    if !options.notes {
        findings.retain(|finding| finding.level > Level::Note);
    }
    findings.sort_by(|a, b| {
        let place = |f: &Finding| f.labels.first().map_or(0, |label| label.place.start);
        place(a)
            .cmp(&place(b))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.fingerprint.cmp(&b.fingerprint))
    });
    let faults = loaded.faults.into_iter().chain(loaded.skipped).collect();
    Run { sources, ledger, alignment, findings, faults, coverage }
}

/// All claims of `sources`, and what was read of each document.
#[must_use]
pub fn extract(sources: &SourceSet) -> (Ledger, Vec<Coverage>) {
    extract_from(sources, &texts(sources))
}

/// What a reader reads of each document.
fn texts(sources: &SourceSet) -> Vec<Text> {
    sources.documents().par_iter().map(Text::of).collect()
}

fn extract_from(sources: &SourceSet, texts: &[Text]) -> (Ledger, Vec<Coverage>) {
    let read: Vec<DocumentClaims> = sources
        .documents()
        .par_iter()
        .zip(texts)
        .map(|(document, text)| grammar::read(document, text))
        .collect();
    let coverage = sources
        .documents()
        .iter()
        .zip(&read)
        .map(|(document, read)| {
            let mut coverage =
                Coverage { path: document.path.clone(), unread: read.unread.len(), ..Coverage::default() };
            for claim in &read.claims {
                if claim.kind == Kind::Identifier {
                    coverage.identifiers += 1;
                } else {
                    *coverage.claims.entry(claim.kind.name()).or_default() += 1;
                }
            }
            coverage
        })
        .collect();
    (Ledger::new(read), coverage)
}
