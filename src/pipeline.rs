//! Documents and rules in, findings and coverage out.

mod progress;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::align::{Alignment, Ledger, Settings, align};
use crate::claim::{Day, DocumentClaims, Kind, Value, Widths};
use crate::fault::Fault;
use crate::finding::{Finding, Label, Level};
use crate::grammar;
use crate::place::Span;
use crate::prose::Text;
use crate::rules::allow;
use crate::rules::check::{self, Before, Beside, Context, Unread};
use crate::rules::{Check, Declared, Example, Files, Rule, built_in, ids, meta_of, regard};
use crate::source::{Document, Loaded, SourceSet, load, load_texts};

pub use progress::{Progress, Stage};

/// Settings of a run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Findings of less confidence than this are notes.
    pub confidence: f32,
    /// Whether notes are kept.
    pub notes: bool,
    /// Whether facts are worked out; a list of claims needs none.
    pub align: bool,
    /// Tags, authorities and known facts.
    pub declared: Declared,
    /// Ids of rules that exist and are not applied, beside the built-in ones.
    pub other_rules: Vec<String>,
    /// After which day an allowance has ended; without it, none has.
    pub today: Option<Day>,
    /// Told how far the run is.
    pub progress: Arc<Progress>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            confidence: 0.7,
            notes: false,
            align: true,
            declared: Declared::default(),
            other_rules: Vec::new(),
            today: None,
            progress: Arc::default(),
        }
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
    /// Notes that were found and left out.
    pub left_out: usize,
    /// What was named and could not be used, then what was found in a directory and could not.
    pub faults: Vec<Fault>,
    /// One entry a document, in order.
    pub coverage: Vec<Coverage>,
    /// An allowance ends on a day, so that another day may give other findings.
    pub goes_by_day: bool,
}

/// What was read of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub path: String,
    /// Name of the format it was read as.
    pub format: &'static str,
    /// Its name says another format.
    pub misnamed: bool,
    /// Claims by kind, identifiers left out.
    pub claims: BTreeMap<&'static str, usize>,
    pub identifiers: usize,
    /// Runs of digits that no piece of the grammar read.
    pub unread: usize,
    /// Claims that were compared with no other, since all they say is too common to follow.
    pub cut_off: usize,
}

/// Reads `paths`, and `stdin` under the name given with it, and checks them.
#[must_use]
pub fn run(paths: &[PathBuf], stdin: Option<(String, Vec<u8>)>, rules: &[Rule], options: &Options) -> Run {
    run_loaded(load(paths, stdin), rules, options)
}

/// Checks documents that are in memory: names with their bytes.
#[must_use]
pub fn run_texts(documents: Vec<(String, Vec<u8>)>, rules: &[Rule], options: &Options) -> Run {
    run_loaded(load_texts(documents), rules, options)
}

/// Runs one example of `rule`, with all that it declares, on May 1, 2024.
#[must_use]
pub fn run_example(example: &Example, rule: &Rule) -> Run {
    let documents =
        example.docs.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let today = crate::claim::day(2024, 5, 1);
    let options = Options { notes: true, declared: example.declared.clone(), today, ..Options::default() };
    if !matches!(rule.check, Check::Allowance(_)) {
        return run_texts(documents, std::slice::from_ref(rule), &options);
    }
    // What is allowed in vain shows only where there is something to allow.
    let mut rules = built_in().unwrap_or_default();
    rules.retain(|other| other.about.id != rule.about.id);
    rules.push(rule.clone());
    let mut run = run_texts(documents, &rules, &options);
    run.findings.retain(|finding| *finding.rule == *rule.about.id);
    run
}

/// Checks documents that were loaded.
#[must_use]
pub fn run_loaded(loaded: Loaded, rules: &[Rule], options: &Options) -> Run {
    let (mut sources, mut options) = (loaded.set, options.clone());
    if options.declared.groups.iter().any(|group| !group.meta.is_empty()) {
        sources.add_meta(|path| meta_of(&options.declared, path));
    }
    let files = sources.documents().len();
    let looks = |check: &Check| rules.iter().any(|rule| rule.check == *check);
    let mut unread = Vec::new();
    if looks(&Check::Unreadable) {
        unread = stand_ins(&mut sources, &loaded.faults, true);
        unread.extend(stand_ins(&mut sources, &loaded.skipped, false));
    }
    let before = options.declared.before.take().filter(|_| looks(&Check::TwinChanged) && options.align);
    let before = before.map(|documents| earlier(documents.to_vec(), &options.declared.widths));
    // Without a rule that looks at them, pinned facts are no documents.
    if !looks(&Check::Ledger) {
        options.declared.pins = None;
    }
    if options.declared.pins.as_ref().is_some_and(|pins| !sources.add(pins.document.clone())) {
        options.declared.pins = None;
    }
    let progress = Arc::clone(&options.progress);
    progress.enter(Stage::Claims, sources.documents().len());
    let texts = texts(&sources);
    let (mut ledger, mut coverage) = extract_from(&sources, &texts, &progress);
    widen(&mut ledger, &options.declared.widths);
    coverage.truncate(files);
    if let (Some(_), Some(last)) = (&options.declared.pins, ledger.documents.last_mut()) {
        last.pinned = true;
    }
    progress.enter(Stage::Facts, 0);
    let alignment = if options.align { align(&ledger, Settings::default()) } else { Alignment::default() };
    for &claim in &alignment.left_out {
        if let Some(row) = coverage.get_mut(ledger.document_of(claim)) {
            row.cut_off += 1;
        }
    }
    let beside = Beside { before: before.as_ref(), unread: &unread };
    let context =
        Context::new(&sources, &texts, &ledger, &alignment, &options.declared, options.confidence, beside);
    progress.enter(Stage::Rules, rules.len());
    let apply = |rule: &Rule| {
        let found = check::run(rule, &context);
        progress.step();
        found
    };
    let mut findings: Vec<Finding> = rules.par_iter().with_max_len(1).flat_map_iter(apply).collect();
    regard(&mut findings, &options.declared, rules, &sources);
    keep_most_specific(&mut findings, rules, &sources, files);
    findings = check::most_specific(findings, rules);
    let about_allowances = settle(&mut findings, &mut sources, rules, &options);
    findings.extend(about_allowances);
    let found = findings.len();
    if !options.notes {
        findings.retain(|finding| finding.level > Level::Note);
    }
    let left_out = found - findings.len();
    findings.sort_by(|a, b| {
        let place = |f: &Finding| f.labels.first().map_or(0, |label| label.place.start);
        place(a)
            .cmp(&place(b))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.fingerprint.cmp(&b.fingerprint))
    });
    let faults = loaded.faults.into_iter().chain(loaded.skipped).collect();
    let goes_by_day = allow::goes_by_day(&sources, options.declared.allowed.as_ref());
    Run { sources, ledger, alignment, findings, left_out, faults, coverage, goes_by_day }
}

/// Marks the findings that are allowed, and gives those about misused allowances.
fn settle(
    findings: &mut [Finding],
    sources: &mut SourceSet,
    rules: &[Rule],
    options: &Options,
) -> Vec<Finding> {
    // The config stands behind all documents, where nothing looks for claims.
    let base = sources.documents().last().map_or(0, |last| last.span().end.saturating_add(1));
    let config = options.declared.allowed.as_ref().map(|allowed| (allowed, base));
    let known: Vec<String> = ids().map(str::to_owned).chain(options.other_rules.iter().cloned()).collect();
    let going = allow::Rules { run: rules, known: &known, today: options.today };
    let complaints = allow::settle(findings, sources, config, &going);
    let added = config.is_none_or(|(allowed, _)| sources.add(allowed.document.clone()));
    let inside = |complaint: &allow::Complaint| added || complaint.at.start < base;
    let complaints: Vec<_> = complaints.into_iter().filter(inside).collect();
    allow::complaints(&complaints, rules, sources, options.confidence)
}

/// Takes in an empty document for each source that could not be read, so that findings can point
/// at it, behind all that were.
fn stand_ins(sources: &mut SourceSet, faults: &[Fault], named: bool) -> Vec<Unread> {
    let mut unread = Vec::new();
    for fault in
        faults.iter().filter(|fault| matches!(fault, Fault::Unreadable { .. } | Fault::NotText { .. }))
    {
        let path = fault.path().to_string_lossy().replace('\\', "/");
        if sources.add(Document::parse(&path, String::new())) {
            let place = sources.documents().last().map_or(Span::default(), Document::span);
            unread.push(Unread { place, reason: fault.to_string(), named });
        }
    }
    unread
}

/// Reads and aligns an earlier version of the documents.
fn earlier(documents: Files, widths: &Widths) -> Before {
    let sources = load_texts(documents).set;
    let (mut ledger, _) = extract(&sources);
    widen(&mut ledger, widths);
    let alignment = align(&ledger, Settings::default());
    Before { sources, ledger, alignment }
}

/// Of findings with the same places only the most specific is kept: who is off says more than
/// that two differ, and is as sure as that they do. What is pinned is no document that could be at fault.
fn keep_most_specific(findings: &mut Vec<Finding>, rules: &[Rule], sources: &SourceSet, files: usize) {
    let of = |finding: &Finding, check: &Check| {
        rules.iter().any(|rule| rule.check == *check && *rule.about.id == *finding.rule)
    };
    let is_document = |label: &Label| sources.index_of(label.place) < files;
    let (mut decided, others): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(|finding| of(finding, &Check::Ledger));
    let places: Vec<BTreeSet<Span>> =
        decided.iter().map(|finding| finding.labels.iter().map(|label| label.place).collect()).collect();
    for finding in others {
        let all_in =
            |places: &BTreeSet<Span>| finding.labels.iter().all(|label| places.contains(&label.place));
        let some_in = |places: &BTreeSet<Span>| {
            finding.labels.iter().any(|label| is_document(label) && places.contains(&label.place))
        };
        let of_documents = finding.labels.iter().all(is_document);
        if of(&finding, &Check::Unreadable) || of_documents && !places.iter().any(all_in) {
            findings.push(finding);
            continue;
        }
        // What was found without a word on who is right is not less certain with it.
        for (decided, places) in decided.iter_mut().zip(&places) {
            if if of_documents { all_in(places) } else { some_in(places) } {
                decided.level = decided.level.max(finding.level);
                decided.confidence = decided.confidence.max(finding.confidence);
            }
        }
    }
    findings.append(&mut decided);
}

/// All claims of `sources`, and what was read of each document.
#[must_use]
pub fn extract(sources: &SourceSet) -> (Ledger, Vec<Coverage>) {
    extract_from(sources, &texts(sources), &Progress::default())
}

/// What a reader reads of each document.
fn texts(sources: &SourceSet) -> Vec<Text> {
    sources.documents().par_iter().with_max_len(1).map(Text::of).collect()
}

fn extract_from(sources: &SourceSet, texts: &[Text], progress: &Progress) -> (Ledger, Vec<Coverage>) {
    let mut ledger = Ledger::default();
    let mut coverage = Vec::with_capacity(texts.len());
    // In batches, so that no more than a batch stands in memory twice.
    for (documents, texts) in sources.documents().chunks(BATCH).zip(texts.chunks(BATCH)) {
        let read = |(document, text): (&Document, &Text)| {
            let claims = grammar::read(document, text);
            progress.step();
            claims
        };
        let read: Vec<DocumentClaims> = documents.par_iter().zip(texts).with_max_len(1).map(read).collect();
        coverage.extend(documents.iter().zip(&read).map(|(document, read)| covered(document, read)));
        ledger.take(read);
    }
    ledger.finish();
    (ledger, coverage)
}

/// Lets hedged and rounded numbers reach as far as `widths` say.
fn widen(ledger: &mut Ledger, widths: &Widths) {
    if *widths == Widths::default() {
        return;
    }
    for claim in &mut ledger.claims {
        if let Value::Measure(measure) = &mut claim.value {
            widths.put_on(measure);
        }
    }
}

/// Documents that are read before their claims go into the ledger.
const BATCH: usize = 2048;

/// What was read of a document.
fn covered(document: &Document, read: &DocumentClaims) -> Coverage {
    let mut coverage = Coverage {
        path: document.path.clone(),
        format: document.format,
        misnamed: document.is_misnamed(),
        unread: read.unread.len(),
        ..Coverage::default()
    };
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for claim in &read.claims {
        match counts.iter_mut().find(|(kind, _)| *kind == claim.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((claim.kind, 1)),
        }
    }
    for (kind, count) in counts {
        if kind == Kind::Identifier {
            coverage.identifiers += count;
        } else {
            *coverage.claims.entry(kind.name()).or_default() += count;
        }
    }
    coverage
}
