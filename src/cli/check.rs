//! `crossclaim check`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::baseline::{self, Telling};
use super::cache::{self, Asked};
use super::config::{self, Source};
use super::input::{Choice, Documents, History};
use super::output::Outputs;
use super::rows::settle_consistency;
use super::terminal::Terminal;
use super::watch::{stamps, wait};
use super::{Outcome, hints};
use crate::finding::{Finding, Level};
use crate::report::write_hint;
use crate::source::files;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim check draft.md sources/
  crossclaim check --notes --select dates .
  crossclaim check --ignore quotes,title-drift docs/
  crossclaim check --against main docs/       what was changed in one place only
  crossclaim check --write-baseline known.json docs/    start with what is there
  crossclaim check --baseline known.json docs/          and report what is new
  crossclaim check --rules house-rules --facts facts.toml docs/
  crossclaim check --format json . > report.json
  crossclaim check --output human --output sarif=claims.sarif docs/
  crossclaim check --fail-on never --quiet docs/
  crossclaim check --watch draft.md sources/
  crossclaim check --print-config             what a config and these arguments come to")]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    history: History,
    #[command(flatten)]
    baseline: baseline::Args,
    #[command(flatten)]
    cache: cache::Args,
    #[command(flatten)]
    outputs: Outputs,
    /// Show notes as well: what is odd, and what is less than sure
    #[arg(long)]
    notes: bool,
    /// The least level that makes the exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,
    /// From 0 to 1: findings less sure than this are notes
    #[arg(long, value_name = "F", value_parser = confidence)]
    confidence: Option<f32>,
    /// Print the settings in force, as a config, and check nothing
    #[arg(long)]
    print_config: bool,
    /// Check again whenever something that was read changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["print_config", "write_baseline"])]
    watch: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// The level that a config names.
    fn named(word: &str) -> Option<Self> {
        Self::from_str(word, false).ok()
    }

    fn fails(self, level: Level) -> bool {
        match self {
            Self::Error => level >= Level::Error,
            Self::Warning => level >= Level::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("a number from 0 to 1".to_owned()),
    }
}

pub(super) fn run(args: &Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    if args.outputs.quiet {
        terminal.hush();
    }
    if args.watch { watch(args, source, terminal) } else { once(args, source, terminal) }
}

fn once(args: &Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    args.documents.start_threads();
    let setup = match args.choice.load(source, terminal) {
        Ok(setup) => setup,
        Err(outcome) => return outcome,
    };
    let fail_on = args.fail_on.or_else(|| FailOn::named(setup.fail_on.as_deref()?)).unwrap_or(FailOn::Error);
    let mut options = setup.options();
    options.notes |= args.notes || fail_on == FailOn::Note;
    if let Some(confidence) = args.confidence {
        options.confidence = confidence;
    }
    let mut cache = args.cache.open(&setup.cache);
    if args.print_config {
        let word = fail_on.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let settings = setup.in_force(&args.documents.paths, &options, &word, cache.folder());
        return terminal.print(Outcome::Clean, |out, _| config::print(&settings, out));
    }
    if let Err(outcome) = args.outputs.ready(terminal) {
        return outcome;
    }
    let baseline = match args.baseline.load(setup.baseline.as_deref(), terminal) {
        Ok(baseline) => baseline,
        Err(outcome) => return outcome,
    };
    let notes = options.notes;
    // What became a note is not gone.
    options.notes |= baseline.is_some();
    let asked = Asked { rules: &setup.rules, options: &options, facts: args.outputs.wants_facts() };
    let ran = args.documents.check(&setup.inputs, &asked, &args.history, &mut cache, terminal);
    let (mut run, mut outcome) = match ran {
        Ok(done) => done,
        Err(outcome) => return outcome,
    };
    let mut left_out = 0;
    if let Some(baseline) = &baseline {
        let partial = args.history.changed.is_some();
        let telling = Telling { notes, partial, quiet: args.outputs.quiet };
        if let Err(outcome) = baseline.put_on(&mut run, &setup.rules, &telling, terminal) {
            return outcome;
        }
        let found = run.findings.len();
        run.findings.retain(|finding| notes || finding.level > Level::Note);
        left_out = found - run.findings.len();
    }
    let fails = |finding: &Finding| finding.state.is_open() && fail_on.fails(finding.level);
    if outcome == Outcome::Clean && run.findings.iter().any(fails) {
        outcome = Outcome::Findings;
    }
    settle_consistency(&mut run.facts, &run.findings);
    let outcome = args.outputs.write(&run, &setup, (&args.documents, cache.told()), outcome, terminal);
    if args.outputs.for_people() {
        let known = hints::Known {
            summary: &run.summary(),
            left_out: left_out.max(run.left_out),
            has_baseline: baseline.is_some(),
        };
        hints::hints(&known).iter().for_each(|hint| terminal.hint(hint));
    }
    outcome
}

/// Checks whenever something that a run reads has changed. Ends with the process.
fn watch(args: &Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    if args.documents.paths.iter().any(|path| path.as_os_str() == "-") {
        let help = "name files or directories";
        return terminal.fail("standard input cannot be watched", Some(help));
    }
    let look = || {
        let config = source.peek();
        let folders = config.rules.iter().chain(&args.choice.rules);
        let inside = |folder: &PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten();
        let rules = folders.flat_map(inside).map(|entry| entry.path());
        let settings =
            [config.path.clone()].into_iter().chain(config.facts.clone()).chain(args.choice.facts.clone());
        let paths = if args.documents.paths.is_empty() { &config.paths } else { &args.documents.paths };
        let exclude = |path: &str| !config.exclude.is_empty() && config.exclude.fits(path);
        stamps(files(paths, &exclude).into_iter().chain(rules).chain(settings))
    };
    loop {
        // What changes while it is read is read again.
        let before = look();
        once(args, source, terminal);
        terminal.complain(|out, look| write_hint("watching for changes; Ctrl-C ends", look, out));
        wait(&before, look);
    }
}
