//! Where the reports of `check` go: one to standard output, any number to files.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::Outcome;
use super::cache::Checkup;
use super::input::{Documents, Inputs, Setup};
use super::replace::replace;
use super::terminal::Terminal;
use crate::finding::{About, Finding};
use crate::place::visible;
use crate::report::{Checked, FaultRow, Look, REPORTERS, Reporter, counted, write_coverage, write_summary};
use crate::rules::{Check, Rule, nearest};

/// How to report.
#[derive(Debug, clap::Args)]
pub(super) struct Outputs {
    /// How to write the findings
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = REPORTERS[0].name,
        value_parser = formats(),
        conflicts_with = "output"
    )]
    format: String,
    /// Write the findings in several formats at once, each to a file or, without a path, to standard output
    #[arg(long, value_name = "FORMAT[=PATH]", value_parser = Output::parse)]
    output: Vec<Output>,
    /// Print findings and errors only, no summary
    #[arg(long, short)]
    pub quiet: bool,
    /// Tell on standard error what was read of each document, and by which config and rules
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
}

/// One report and where it goes.
#[derive(Clone, Debug)]
struct Output {
    reporter: &'static Reporter,
    /// None for standard output.
    path: Option<PathBuf>,
}

/// The rows of `REPORTERS` as values of an argument.
fn formats() -> PossibleValuesParser {
    let value = |reporter: &Reporter| clap::builder::PossibleValue::new(reporter.name).help(reporter.about);
    PossibleValuesParser::new(REPORTERS.iter().map(value))
}

impl Output {
    /// Reads `human`, `sarif=claims.sarif` or `json=-`.
    fn parse(text: &str) -> Result<Self, String> {
        let (name, path) = match text.split_once('=') {
            Some((name, path)) => (name, Some(path)),
            None => (text, None),
        };
        let Some(reporter) = REPORTERS.iter().find(|reporter| reporter.name == name) else {
            let names = REPORTERS.iter().map(|reporter| reporter.name);
            return Err(match nearest(name, names.clone()) {
                Some(near) => format!("there is no format `{name}`; did you mean `{near}`?"),
                None => {
                    format!("there is no format `{name}`; formats: {}", names.collect::<Vec<_>>().join(", "))
                }
            });
        };
        match path {
            Some("") => Err(format!("no path after `{name}=`")),
            Some("-") | None => Ok(Self { reporter, path: None }),
            Some(path) => Ok(Self { reporter, path: Some(path.into()) }),
        }
    }
}

impl Outputs {
    /// Every report that is wanted.
    fn all(&self) -> Cow<'_, [Output]> {
        if !self.output.is_empty() {
            return Cow::Borrowed(&self.output);
        }
        let reporter =
            REPORTERS.iter().find(|reporter| reporter.name == self.format).unwrap_or(&REPORTERS[0]);
        Cow::Owned(vec![Output { reporter, path: None }])
    }

    /// True where a report shows the ledger.
    pub fn wants_facts(&self) -> bool {
        self.all().iter().any(|output| output.reporter.facts)
    }

    /// True where nothing but people read what goes to standard output.
    pub fn for_people(&self) -> bool {
        self.all().iter().all(|output| output.path.is_some() || !output.reporter.machine)
    }

    /// Looks before the work whether all reports have somewhere to go.
    ///
    /// # Errors
    /// When one has not; that was reported.
    pub fn ready(&self, terminal: &mut Terminal) -> Result<(), Outcome> {
        let mut seen: Vec<Option<PathBuf>> = Vec::new();
        for output in self.all().iter() {
            let place = output.path.as_ref().map(|path| identity(path));
            if seen.contains(&place) {
                let message = match &output.path {
                    Some(path) => format!("two reports go to {}", path.display()),
                    None => "two reports go to standard output".to_owned(),
                };
                return Err(terminal.fail(&message, Some("give each a file: --output sarif=claims.sarif")));
            }
            seen.push(place);
            let Some(path) = &output.path else { continue };
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                let message =
                    format!("cannot write {}: there is no folder {}", path.display(), folder.display());
                let help = format!("make it first: mkdir -p {}", folder.display());
                return Err(terminal.fail(&message, Some(&help)));
            }
            if path.is_dir() {
                let message = format!("cannot write {}: it is a folder", path.display());
                let help = format!(
                    "name a file in it: --output {}={}",
                    output.reporter.name,
                    path.join("report").display()
                );
                return Err(terminal.fail(&message, Some(&help)));
            }
        }
        Ok(())
    }

    /// Writes all reports of `run`. `outcome` stands, unless one cannot be written.
    pub fn write(
        &self,
        run: &Checkup,
        setup: &Setup,
        (documents, cache): (&Documents, &str),
        outcome: Outcome,
        terminal: &mut Terminal,
    ) -> Outcome {
        let outputs = self.all();
        for path in outputs.iter().filter_map(|output| output.path.as_deref()) {
            if is_document(path, run, documents.named(&setup.inputs)) {
                let message =
                    format!("{} is one of the documents, and no report is written over it", path.display());
                let help = "give the report another name, or a folder that is not read";
                return terminal.fail(&message, Some(help));
            }
        }
        let (summary, coverage) = (run.summary(), run.coverage_rows());
        let rules = &setup.rules;
        let abouts: Vec<&About> = rules.iter().map(|rule| &rule.about).collect();
        let faults = fault_rows(run, documents, &setup.inputs);
        let checked = |reporter: &Reporter| Checked {
            sources: &run.sources,
            findings: run.findings.iter().filter(|one| reporter.machine || !told(rules, one)).collect(),
            summary: &summary,
            coverage: &coverage,
            rules: &abouts,
            facts: &run.facts,
            faults: &faults,
            gone: &run.gone,
        };
        // Where nothing could be read, the faults have said it all.
        let quiet = self.quiet || summary.files == 0;
        let write = |reporter: &Reporter, look: Look, out: &mut dyn io::Write| {
            reporter.write(&checked(reporter), look, out)?;
            if reporter.machine || quiet { Ok(()) } else { write_summary(&summary, look, out) }
        };
        let mut outcome = outcome;
        for (reporter, path) in
            outputs.iter().filter_map(|output| Some((output.reporter, output.path.as_deref()?)))
        {
            let mut bytes = Vec::new();
            let look = Look { color: false, width: FILE_WIDTH };
            if let Err(error) = write(reporter, look, &mut bytes).and_then(|()| replace(path, &bytes)) {
                outcome = terminal.fail(&format!("cannot write {}: {error}", path.display()), None);
            }
        }
        if self.verbose {
            let config =
                setup.config().map_or("no config".to_owned(), |path| format!("config {}", path.display()));
            let head = format!("{config}, {}", counted(rules.len(), "rule"));
            terminal.complain(|out, look| {
                writeln!(out, "{}", visible(&head))?;
                writeln!(out, "cache: {}", visible(cache))?;
                write_coverage(&coverage, look, out)
            });
        }
        match outputs.iter().find(|output| output.path.is_none()) {
            Some(output) => terminal.print(outcome, |out, look| write(output.reporter, look, out)),
            None if quiet => outcome,
            // Someone may be watching even so.
            None => {
                terminal.complain(|out, look| write_summary(&summary, look, out));
                outcome
            }
        }
    }
}

/// Columns of a report for people that goes to a file.
const FILE_WIDTH: usize = 100;

/// True for what a reader has just been told on standard error.
fn told(rules: &[Rule], finding: &Finding) -> bool {
    rules.iter().any(|rule| rule.check == Check::Unreadable && *rule.about.id == *finding.rule)
}

fn fault_rows(run: &Checkup, documents: &Documents, inputs: &Inputs) -> Vec<FaultRow> {
    let row = |fault: &crate::fault::Fault| FaultRow {
        path: fault.path().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
        message: fault.to_string(),
        level: documents.level_of(fault, inputs),
    };
    run.faults.iter().map(row).collect()
}

/// True where `path` is a file that the run reads.
fn is_document(path: &Path, run: &Checkup, named: &[PathBuf]) -> bool {
    let Ok(target) = std::fs::canonicalize(path) else { return false };
    let name = target.file_name();
    let read = run.sources.documents().iter().map(|document| {
        // A document in an archive is read from the archive.
        Path::new(document.path.split_once("!/").map_or(document.path.as_str(), |(archive, _)| archive))
    });
    let named = named.iter().map(PathBuf::as_path).chain(run.faults.iter().map(crate::fault::Fault::path));
    // A link to it may have another name.
    let near = |path: &&Path| path.file_name() == name || path.is_symlink();
    read.chain(named).filter(near).any(|path| std::fs::canonicalize(path).is_ok_and(|path| path == target))
}

/// The same file has the same identity, however its path is written.
fn identity(path: &Path) -> PathBuf {
    let there = std::fs::canonicalize(path).ok();
    there
        .or_else(|| {
            let folder =
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(std::fs::canonicalize(folder).ok()?.join(path.file_name()?))
        })
        .unwrap_or_else(|| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_a_format_and_a_path() {
        let read = |text: &str| Output::parse(text).map(|output| (output.reporter.name, output.path));
        assert_eq!(read("human"), Ok(("human", None)));
        assert_eq!(read("sarif=a=b.sarif"), Ok(("sarif", Some("a=b.sarif".into()))));
        assert_eq!(read("json=-"), Ok(("json", None)));
        assert!(read("sarf=x").unwrap_err().contains("did you mean `sarif`?"));
        assert!(read("json=").is_err());
    }
}
