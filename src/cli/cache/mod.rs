//! What `check` found, kept for runs over the same documents with the same rules and settings.
//!
//! Kept is the outcome of a whole run and not what was read of each document: reading is a small part of the
//! work, and which claims belong together depends on all of them. So a run over documents of which one has
//! changed does all the work. Reports, baselines and `--changed` are worked out anew from the outcome; `key`
//! says what an outcome depends on, `outcome` how it is written down, `store` where.

mod key;
mod outcome;
mod store;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::rows::fact_rows;
use crate::fault::Fault;
use crate::finding::{Finding, Known};
use crate::pipeline::{self, Coverage, Options, Run};
use crate::report::{CoverageRow, FactRow, Summary};
use crate::rules::Rule;
use crate::source::{Batch, SourceSet};
use store::{Store, Stored};

/// Arguments about the cache.
#[derive(Debug, Default, clap::Args)]
#[group(id = "Cache")]
pub(super) struct Args {
    /// Do all the work, and keep nothing for later runs
    #[arg(long)]
    no_cache: bool,
    /// Keep findings for later runs in this folder [default: in the cache folder of the platform]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
}

/// What a config says of the cache.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub wanted: Option<bool>,
    pub folder: Option<PathBuf>,
}

/// What a check goes by.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub rules: &'a [Rule],
    pub options: &'a Options,
    /// Whether a report shows the ledger.
    pub facts: bool,
}

/// What a check came to: all that reports go by, whether it was worked out or kept.
#[derive(Debug, Default)]
pub(super) struct Checkup {
    pub sources: SourceSet,
    pub findings: Vec<Finding>,
    /// Notes that were found and left out.
    pub left_out: usize,
    pub faults: Vec<Fault>,
    /// One entry a document, in order.
    pub coverage: Vec<Coverage>,
    /// The figures that do not depend on the findings.
    figures: Summary,
    /// The ledger, where it was asked for.
    pub facts: Vec<FactRow>,
    /// What the baseline holds and can no longer be found; filled in when the baseline is put on.
    pub gone: Vec<Known>,
}

/// The findings of earlier runs.
pub(super) struct Cache {
    store: Option<Store>,
    /// What came of it, for those who ask.
    told: String,
}

impl Args {
    /// The cache that is meant, `own` being what the config says. What is given on the command line goes before
    /// the environment, and that before the config.
    pub fn open(&self, own: &Kept) -> Cache {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let chosen = self.cache_dir.clone();
        let off = self.no_cache || chosen.is_none() && set("CROSSCLAIM_NO_CACHE").is_some();
        let chosen = chosen.or_else(|| set("CROSSCLAIM_CACHE_DIR").map(PathBuf::from));
        let off = off || chosen.is_none() && own.wanted == Some(false);
        let folder = chosen.or_else(|| own.folder.clone()).or_else(of_platform).filter(|_| !off);
        let told = if off { "off" } else { "none, since this platform names no folder for it" };
        Cache { store: folder.map(Store::new), told: told.to_owned() }
    }
}

/// The folder for what programs may keep and users may delete.
fn of_platform() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Caches"))
    } else {
        set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
    };
    folder.map(|folder| folder.join("crossclaim"))
}

impl Cache {
    /// Where it is; none, where it is off.
    pub fn folder(&self) -> Option<&Path> {
        self.store.as_ref().map(Store::folder)
    }

    /// What came of it, in a line.
    pub fn told(&self) -> &str {
        &self.told
    }

    /// Checks `files`, whose names are `names`, or takes what was found in them.
    pub fn check(&mut self, mut files: Batch, names: &[String], asked: &Asked<'_>) -> Checkup {
        let key = |store| Some((store, key::key(&files, asked)?));
        let Some((store, key)) = self.store.as_ref().and_then(key) else { return worked_out(files, asked).0 };
        let folder = store.folder().display();
        let (kept, whole) = match store.get(&key) {
            Stored::Whole(bytes) => {
                let kept = outcome::read(&bytes);
                let whole = kept.is_some();
                (kept, whole)
            }
            Stored::Damaged => (None, false),
            Stored::Nothing => (None, true),
        };
        let today = asked.options.today;
        let still = kept.filter(|kept| kept.day.is_none() || kept.day == today);
        if let Some(checkup) = still.and_then(|kept| kept.restored(&mut files.files)) {
            self.told = format!("taken from {folder}");
            return checkup;
        }
        let (checkup, goes_by_day) = worked_out(files, asked);
        let bytes = outcome::written(&checkup, names, today.filter(|_| goes_by_day));
        let before = if whole { "" } else { "a damaged file was ignored; " };
        self.told = match bytes.and_then(|bytes| store.put(&key, &bytes)) {
            Ok(()) => format!("{before}kept in {folder} for the next run"),
            Err(error) => format!("{before}nothing is kept in {folder}: {error}"),
        };
        checkup
    }
}

/// Does the work, and says whether what came of it goes by the day.
fn worked_out(files: Batch, asked: &Asked<'_>) -> (Checkup, bool) {
    let loaded = files.open();
    let mut options = asked.options.clone();
    // The earlier version may have more than was asked about: a file that is no document now.
    if let Some(before) = &mut options.declared.before {
        let read: FxHashSet<&str> = loaded.set.documents().iter().map(|one| one.path.as_str()).collect();
        if before.iter().any(|(path, _)| !read.contains(path.as_str())) {
            Arc::make_mut(before).retain(|(path, _)| read.contains(path.as_str()));
        }
    }
    let run = pipeline::run_loaded(loaded, asked.rules, &options);
    let goes_by_day = run.goes_by_day;
    (Checkup::of(run, asked.facts), goes_by_day)
}

impl Checkup {
    fn of(run: Run, facts: bool) -> Self {
        // What stands behind the documents, such as a ledger of facts, is none of them.
        let files = run.coverage.len();
        let claims = run.ledger.documents.get(..files).and_then(<[_]>::last);
        let figures = Summary {
            files,
            bytes: run.sources.documents().iter().take(files).map(|document| document.text.len()).sum(),
            claims: claims.map_or(0, |last| last.claims.end as usize),
            facts: run.alignment.facts.len(),
            unreadable: run.faults.len(),
            misnamed: run.coverage.iter().filter(|row| row.misnamed).count(),
            unread: run.coverage.iter().map(|row| row.unread).sum(),
            cut_off: run.alignment.cut_off,
            ..Summary::default()
        };
        let facts = if facts { fact_rows(&run) } else { Vec::new() };
        let Run { sources, findings, left_out, faults, coverage, .. } = run;
        Self { sources, findings, left_out, faults, coverage, figures, facts, gone: Vec::new() }
    }

    /// The figures of the run, with those of the findings that are left.
    pub fn summary(&self) -> Summary {
        let mut summary = self.figures.clone();
        summary.count(&self.findings);
        summary
    }

    /// What was read of each document, as reports show it.
    pub fn coverage_rows(&self) -> Vec<CoverageRow> {
        let row = |row: &Coverage| CoverageRow {
            path: row.path.clone(),
            format: row.format,
            misnamed: row.misnamed,
            claims: row.claims.clone(),
            identifiers: row.identifiers,
            unread: row.unread,
            cut_off: row.cut_off,
        };
        self.coverage.iter().map(row).collect()
    }
}
