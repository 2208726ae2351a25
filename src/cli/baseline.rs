//! `--baseline` and `--write-baseline`: the file in which a baseline is kept, and what a run makes
//! of it. What a baseline is stands in `finding`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Outcome;
use super::cache::Checkup;
use super::replace::replace;
use super::terminal::Terminal;
use crate::finding::{Baseline as State, Known, Level, Record};
use crate::place::Span;
use crate::report::{counted, write_fault};
use crate::rules::Rule;

/// Arguments about the baseline.
#[derive(Debug, Default, clap::Args)]
#[group(id = "Baseline")]
pub(super) struct Args {
    /// Findings that this file holds were there before: they are marked and do not count
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the findings to this file, for --baseline; a file that is there only shrinks
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "changed"])]
    write_baseline: Option<PathBuf>,
    /// Let --write-baseline take in findings that the file did not hold
    #[arg(long, requires = "write_baseline")]
    force_baseline: bool,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    rule: String,
    fingerprint: String,
    #[serde(default = "one")]
    count: usize,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    message: String,
}

const SCHEMA: &str = "crossclaim/baseline/1";

const fn one() -> usize {
    1
}

/// The baseline of a run.
pub(super) struct Baseline {
    path: PathBuf,
    /// What the file holds; none where it is not there yet.
    record: Option<Record>,
    writes: bool,
    forced: bool,
}

impl Args {
    /// The baseline that is meant, `own` being that of the config. Faults are reported here.
    pub fn load(&self, own: Option<&Path>, terminal: &mut Terminal) -> Result<Option<Baseline>, Outcome> {
        let writes = self.write_baseline.is_some();
        let Some(path) = self.write_baseline.as_deref().or(self.baseline.as_deref()).or(own) else {
            return Ok(None);
        };
        let record = match std::fs::read_to_string(path) {
            Ok(text) => Some(parse(&text).map_err(|wrong| {
                let help =
                    "take the file away and write it anew: crossclaim check --write-baseline FILE PATHS";
                terminal.fail(&format!("{} is no baseline: {wrong}", path.display()), Some(help))
            })?),
            Err(error) if writes && error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                let help = "crossclaim check --write-baseline FILE PATHS starts one";
                return Err(terminal.fail(&format!("cannot read {}: {error}", path.display()), Some(help)));
            }
        };
        Ok(Some(Baseline { path: path.to_path_buf(), record, writes, forced: self.force_baseline }))
    }
}

fn parse(text: &str) -> Result<Record, String> {
    let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("its schema is `{}`, not `{SCHEMA}`", file.schema));
    }
    let known = file.findings.into_iter().map(|entry| Known {
        rule: entry.rule,
        fingerprint: entry.fingerprint,
        count: entry.count,
        documents: entry.documents,
        message: entry.message,
    });
    Ok(Record::of(known.collect()))
}

fn written(record: &Record) -> String {
    let findings = record.entries().into_iter().map(|known| Entry {
        rule: known.rule.clone(),
        fingerprint: known.fingerprint.clone(),
        count: known.count,
        documents: known.documents.clone(),
        message: known.message.clone(),
    });
    let file = File { schema: SCHEMA.to_owned(), findings: findings.collect() };
    serde_json::to_string_pretty(&file).map(|text| text + "\n").unwrap_or_default()
}

/// How a run is told of its baseline.
pub(super) struct Telling {
    /// Notes are shown, and so taken in.
    pub notes: bool,
    /// Only part of the findings was kept, so that nothing can be called gone.
    pub partial: bool,
    pub quiet: bool,
}

impl Telling {
    fn tell(&self, text: &str, help: Option<&'static str>, terminal: &mut Terminal) {
        if !self.quiet {
            terminal.complain(|out, look| write_fault(Level::Note, text, help, look, out));
        }
    }
}

impl Baseline {
    /// Marks the findings of `run`, and writes the baseline where that was asked for.
    pub fn put_on(
        &self,
        run: &mut Checkup,
        rules: &[Rule],
        telling: &Telling,
        terminal: &mut Terminal,
    ) -> Result<(), Outcome> {
        let read: Vec<String> = run.coverage.iter().map(|row| row.path.clone()).collect();
        let judged = |known: &Known| self.judges(known, &read, rules);
        let before = self.record.clone().unwrap_or_default();
        let gone: Vec<Known> = before.mark(&mut run.findings).into_iter().filter(judged).collect();
        let gone_count: usize = gone.iter().map(|known| known.count).sum();
        if !self.writes {
            if !gone.is_empty() && !telling.partial {
                let first = gone.first().map_or("", |known| known.message.as_str());
                let (count, path) = (counted(gone_count, "finding"), self.path.display());
                let told = format!("{count} of {path} can no longer be found: {first}");
                telling.tell(
                    &told,
                    Some("shrink it: crossclaim check --write-baseline FILE PATHS"),
                    terminal,
                );
                run.gone = gone;
            }
            return Ok(());
        }
        let path = |place: Span| run.sources.document(place).path.clone();
        let record = if self.record.is_some() && !self.forced {
            before.kept(&Record::taken(&run.findings, path), judged)
        } else {
            let shown = run.findings.iter().filter(|finding| telling.notes || finding.level > Level::Note);
            Record::taken(shown, path)
        };
        replace(&self.path, written(&record).as_bytes()).map_err(|error| {
            terminal.fail(&format!("cannot write {}: {error}", self.path.display()), None)
        })?;
        record.mark(&mut run.findings);
        let shown = run.findings.iter().filter(|finding| telling.notes || finding.level > Level::Note);
        let new = shown.filter(|finding| finding.state.baseline == Some(State::New)).count();
        let mut told = format!("{} holds {}", self.path.display(), counted(record.len(), "finding"));
        if gone_count > 0 {
            told.push_str(&format!(", {gone_count} fewer than before"));
        }
        let help = (new > 0).then(|| {
            told.push_str(&format!("; {} not taken in", counted(new, "new finding")));
            "a baseline only shrinks, unless --force-baseline lets it grow"
        });
        telling.tell(&told, help, terminal);
        Ok(())
    }

    /// True for an entry of which this run can say whether it is gone: its rule was applied, and its
    /// documents were read or are no more.
    fn judges(&self, known: &Known, read: &[String], rules: &[Rule]) -> bool {
        let folder = self.path.parent().unwrap_or_else(|| Path::new(""));
        let is = |path: &String| Path::new(path).exists() || folder.join(path).exists();
        rules.iter().any(|rule| rule.about.id == known.rule)
            && known.documents.iter().all(|path| read.contains(path) || !is(path))
    }
}
