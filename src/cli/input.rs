//! The documents and rules that a subcommand works on.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Outcome;
use super::cache::{Asked, Cache, Checkup, Kept};
use super::config::{InForce, Source, load_facts};
use super::earlier;
use super::progress::Ticker;
use super::terminal::Terminal;
use crate::claim::Day;
use crate::fault::Fault;
use crate::finding::Level;
use crate::pipeline::{self, Options, Run};
use crate::report::write_fault;
use crate::rules::{Declared, Files, Globs, Rule, selected, with_directories};
use crate::source::{Batch, load_without};

/// Which documents to read.
#[derive(Debug, clap::Args)]
pub(super) struct Documents {
    /// Files and directories to read [default: `paths` of the config]; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// The name that standard input goes by; its ending tells the format
    #[arg(long, value_name = "NAME", default_value = "stdin.md")]
    pub stdin_name: String,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

/// Which earlier version to look at.
#[derive(Debug, Default, clap::Args)]
pub(super) struct History {
    /// Report facts that were changed in one place since this version, and left as they were in another:
    /// a commit of git, or a directory
    #[arg(long, value_name = "REF|DIR")]
    pub against: Option<String>,
    /// Read everything, and report only what touches lines that were changed since this version
    #[arg(long, value_name = "REF|DIR")]
    pub changed: Option<String>,
}

/// Which rules to apply.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// Read more rules from this directory; one with the id of a built-in rule replaces it
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Read known facts from this file: what differs from them is off
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// Apply these rules only, by id or tag
    #[arg(long, value_name = "ID|TAG", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Leave these rules out, by id or tag
    #[arg(long, value_name = "ID|TAG", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

impl Choice {
    /// The chosen rules. Faults are reported here.
    pub fn load(&self, source: &Source, terminal: &mut Terminal) -> Result<Setup, Outcome> {
        let mut config = source.load(terminal)?;
        let folders: Vec<PathBuf> = config.rules.iter().chain(&self.rules).cloned().collect();
        let directories: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
        let mut rules = with_directories(&directories).map_err(|faults| terminal.bad_rules(&faults))?;
        let known = rules.iter().map(|rule| rule.about.id.clone()).collect();
        let chosen = config.choice(&mut rules, &self.select, &self.ignore);
        let (select, ignore) = chosen.map_err(|fault| terminal.bad_rules(&[fault]))?;
        let rules = selected(rules, &select, &ignore).map_err(|unknown| {
            let help = unknown.nearest.map_or_else(
                || "crossclaim rules list".to_owned(),
                |nearest| format!("did you mean `{nearest}`? All of them: crossclaim rules list"),
            );
            terminal.fail(&format!("no rule has the id or tag `{}`", unknown.name), Some(&help))
        })?;
        let mut declared = std::mem::take(&mut config.declared);
        let facts = self.facts.clone().or(config.facts);
        if let Some(facts) = &facts {
            declared.pins = Some(load_facts(facts, terminal)?);
        }
        Ok(Setup {
            rules,
            inputs: Inputs { paths: config.paths, exclude: config.exclude, config: config.path },
            baseline: config.baseline,
            cache: config.cache,
            folders,
            facts,
            known,
            declared,
            confidence: config.confidence,
            notes: config.notes.unwrap_or(false),
            fail_on: config.fail_on,
        })
    }
}

/// What the command line and the config together ask for.
pub(super) struct Setup {
    pub rules: Vec<Rule>,
    pub inputs: Inputs,
    /// The baseline of the config.
    pub baseline: Option<PathBuf>,
    /// What the config says of the cache.
    pub cache: Kept,
    /// Directories of rules.
    folders: Vec<PathBuf>,
    /// The ledger of facts.
    facts: Option<PathBuf>,
    /// The ids of all rules.
    known: Vec<String>,
    declared: Declared,
    confidence: Option<f32>,
    notes: bool,
    /// A word of `config::FAIL_ON`.
    pub fail_on: Option<String>,
}

impl Setup {
    /// The settings of a run.
    pub fn options(&self) -> Options {
        let options = Options::default();
        Options {
            confidence: self.confidence.unwrap_or(options.confidence),
            notes: self.notes,
            declared: self.declared.clone(),
            other_rules: self.known.clone(),
            today: today(),
            ..options
        }
    }

    /// The config that was read.
    pub fn config(&self) -> Option<&Path> {
        self.inputs.config()
    }

    /// All that `options` and the rest of this say, for a run over `paths`.
    pub fn in_force<'a>(
        &'a self,
        paths: &'a [PathBuf],
        options: &'a Options,
        fail_on: &'a str,
        cache: Option<&'a Path>,
    ) -> InForce<'a> {
        InForce {
            config: &self.inputs.config,
            paths: if paths.is_empty() { &self.inputs.paths } else { paths },
            exclude: &self.inputs.exclude,
            folders: &self.folders,
            facts: self.facts.as_deref(),
            baseline: self.baseline.as_deref(),
            cache,
            confidence: options.confidence,
            notes: options.notes,
            fail_on,
            declared: &options.declared,
            rules: &self.rules,
        }
    }
}

/// The day it is, in UTC. Only allowances that end go by it; `SOURCE_DATE_EPOCH` sets it for runs that
/// must give the same bytes later.
fn today() -> Option<Day> {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse::<u64>().ok());
    let now =
        || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok().map(|now| now.as_secs());
    Day::try_from(set.or_else(now)? / 86_400).ok()
}

/// What a config says of what is read.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Where nothing is named.
    pub paths: Vec<PathBuf>,
    /// Left out where a folder holds it.
    pub exclude: Globs,
    /// The config itself; empty, without one.
    pub config: PathBuf,
}

impl Inputs {
    fn config(&self) -> Option<&Path> {
        (!self.config.as_os_str().is_empty()).then_some(&self.config)
    }
}

/// Where a run reads.
struct Wanted<'a> {
    paths: Vec<PathBuf>,
    stdin: Option<(String, Vec<u8>)>,
    exclude: Option<&'a Globs>,
}

/// Earlier versions of the documents.
struct Versions {
    against: Option<Files>,
    changed: Option<Files>,
}

impl History {
    /// Reads the earlier versions of `documents` that are asked for. Faults are reported here.
    fn read(
        &self,
        documents: &[String],
        options: &Options,
        named: &[PathBuf],
        terminal: &mut Terminal,
    ) -> Result<Versions, Outcome> {
        let mut earlier = |version: &Option<String>, documents: &[String]| match version {
            Some(version) => earlier::read(version, documents, named).map(Some).map_err(|error| {
                let help = "a directory with the documents as they were, or a commit: HEAD, main, v1.2";
                terminal.fail(&error, Some(help))
            }),
            None => Ok(None),
        };
        let against = earlier(&self.against, documents)?;
        // A fact that is pinned anew touches all that speaks of it.
        let pins = options.declared.pins.iter().map(|pins| pins.document.path.clone());
        let with_pins: Vec<String> = documents.iter().cloned().chain(pins).collect();
        Ok(Versions { against, changed: earlier(&self.changed, &with_pins)? })
    }
}

impl Documents {
    /// Reads and checks the documents, and reports the sources that could not be read.
    pub fn run(
        &self,
        inputs: &Inputs,
        rules: &[Rule],
        options: &Options,
        history: &History,
        terminal: &mut Terminal,
    ) -> Result<(Run, Outcome), Outcome> {
        let wanted = self.wanted(inputs, terminal)?;
        let ticker = Ticker::start(&options.progress, terminal);
        let loaded =
            load_without(&wanted.paths, wanted.stdin, &|path| wanted.exclude.is_some_and(|e| e.fits(path)));
        let mut options = options.clone();
        let documents: Vec<String> =
            loaded.set.documents().iter().map(|document| document.path.clone()).collect();
        let versions = history.read(&documents, &options, &wanted.paths, terminal)?;
        options.declared.before = versions.against.map(Arc::new);
        let mut run = pipeline::run_loaded(loaded, rules, &options);
        if let Some(files) = versions.changed {
            earlier::keep_changed(&mut run.findings, &run.sources, run.coverage.len(), &files);
        }
        drop(ticker);
        let outcome = self.tell_faults(&run.faults, inputs, terminal);
        Ok((run, outcome))
    }

    /// Does the same, or takes what an earlier run found in the same documents out of the `cache`.
    pub fn check(
        &self,
        inputs: &Inputs,
        asked: &Asked<'_>,
        history: &History,
        cache: &mut Cache,
        terminal: &mut Terminal,
    ) -> Result<(Checkup, Outcome), Outcome> {
        let wanted = self.wanted(inputs, terminal)?;
        let ticker = Ticker::start(&asked.options.progress, terminal);
        let files =
            Batch::read(&wanted.paths, wanted.stdin, &|path| wanted.exclude.is_some_and(|e| e.fits(path)));
        let names: Vec<String> = files.files.iter().map(|file| file.name.clone()).collect();
        let mut options = asked.options.clone();
        let versions = history.read(&names, &options, &wanted.paths, terminal)?;
        options.declared.before = versions.against.map(Arc::new);
        let mut checkup = cache.check(files, &names, &Asked { options: &options, ..*asked });
        if let Some(files) = versions.changed {
            let Checkup { findings, sources, coverage, .. } = &mut checkup;
            earlier::keep_changed(findings, sources, coverage.len(), &files);
        }
        drop(ticker);
        let outcome = self.tell_faults(&checkup.faults, inputs, terminal);
        Ok((checkup, outcome))
    }

    /// What is to be read; standard input is read here.
    fn wanted<'a>(&self, inputs: &'a Inputs, terminal: &mut Terminal) -> Result<Wanted<'a>, Outcome> {
        let named = self.named(inputs);
        if named.is_empty() {
            let how = match inputs.config() {
                Some(config) => format!("under `paths` of {}", config.display()),
                None => "under `paths` of a config: crossclaim init".to_owned(),
            };
            let help =
                format!("name files or directories: crossclaim check draft.md sources/; or put them {how}");
            return Err(terminal.fail("no documents were named", Some(&help)));
        }
        let (dashes, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            named.iter().cloned().partition(|path| path.as_os_str() == "-");
        let stdin = if dashes.is_empty() { None } else { Some(self.read_stdin(terminal)?) };
        Ok(Wanted { paths, stdin, exclude: Some(&inputs.exclude).filter(|globs| !globs.is_empty()) })
    }

    /// Reports the sources that could not be read.
    fn tell_faults(&self, faults: &[Fault], inputs: &Inputs, terminal: &mut Terminal) -> Outcome {
        let mut outcome = Outcome::Clean;
        for fault in faults {
            let level = self.level_of(fault, inputs);
            if level == Level::Error {
                outcome = Outcome::Failed;
            }
            terminal.complain(|out, look| write_fault(level, &fault.to_string(), help(fault), look, out));
        }
        outcome
    }

    /// Starts as many threads as are asked for, before there is any work for them.
    pub fn start_threads(&self) {
        if let Some(threads) = self.threads {
            // Fails only where a pool runs already, and then that one serves.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
        }
    }

    /// What was named: on the command line, or else in the config.
    pub fn named<'a>(&'a self, inputs: &'a Inputs) -> &'a [PathBuf] {
        if self.paths.is_empty() { &inputs.paths } else { &self.paths }
    }

    /// How bad a fault is. A file that was only met in a directory is no reason to fail the run.
    pub fn level_of(&self, fault: &Fault, inputs: &Inputs) -> Level {
        let is_named = fault.path() == Path::new(&self.stdin_name)
            || self.named(inputs).iter().any(|named| named == fault.path());
        if matches!(fault, Fault::TooMuch { .. }) || is_named { Level::Error } else { Level::Warning }
    }

    fn read_stdin(&self, terminal: &mut Terminal) -> Result<(String, Vec<u8>), Outcome> {
        let mut bytes = Vec::new();
        match std::io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => Ok((self.stdin_name.clone(), bytes)),
            Err(error) => Err(terminal.fail(&format!("cannot read standard input: {error}"), None)),
        }
    }
}

/// What a user can do about `fault`.
fn help(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Unreadable { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            Some("check the spelling of the path; paths count from the current directory")
        }
        Fault::Unreadable { .. } | Fault::NotText { .. } => None,
        Fault::NoDocuments { .. } => Some("name a file, or a directory that holds some"),
        Fault::TooMuch { .. } => Some("check the documents in several runs"),
    }
}

/// True for a path to a rule file.
pub(super) fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}
