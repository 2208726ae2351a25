//! What a run found, written for people and programs: one file per output, one row of
//! `REPORTERS`. Computes nothing; figures and rows come ready from the caller.

mod beside;
mod checkstyle;
mod claims;
mod coverage;
mod escape;
mod facts;
mod fault;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod located;
mod markdown;
mod passage;
mod rdjson;
mod sarif;
mod short;
mod view;
mod wrap;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::finding::{About, Finding, Known, Level};
use crate::source::SourceSet;

pub use beside::side_by_side;
pub use claims::{ClaimRow, SlotValue, claims_json, claims_table};
pub use coverage::write_coverage;
pub use facts::{Days, FactRow, FactValue, facts_csv, facts_json, facts_markdown, facts_table};
pub use fault::{write_diagnostic, write_fault, write_hint};
pub use human::{write_finding, write_summary};
use located::Located;
pub use wrap::wrap;

/// How output for people looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether colours may be used.
    pub color: bool,
    /// Columns of the terminal, or 80.
    pub width: usize,
}

/// The outcome of `check`.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    pub sources: &'a SourceSet,
    /// In the order to be shown.
    pub findings: Vec<&'a Finding>,
    pub summary: &'a Summary,
    /// One row a document, in order.
    pub coverage: &'a [CoverageRow],
    /// The rules that were applied.
    pub rules: &'a [&'a About],
    /// The ledger, for reports that show it.
    pub facts: &'a [FactRow],
    /// What could not be read.
    pub faults: &'a [FaultRow],
    /// What the baseline holds and can no longer be found, as often as it is gone.
    pub gone: &'a [Known],
}

/// A source that could not be read, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultRow {
    pub path: String,
    pub message: String,
    /// An error where the source was named.
    pub level: Level,
}

/// Figures of a whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub bytes: usize,
    pub claims: usize,
    pub facts: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    /// Findings that were there before or are allowed; not counted above.
    pub settled: usize,
    /// Sources that were named or found and could not be read.
    pub unreadable: usize,
    /// Files that were read by what is in them, since it is not what their names say.
    pub misnamed: usize,
    /// Figures in the text that no piece of the grammar claimed.
    pub unread: usize,
    /// Words so common that the claims around them were not compared for that alone.
    pub cut_off: usize,
}

impl Summary {
    /// Counts `findings` by level, and those that are settled apart from them.
    pub fn count(&mut self, findings: &[Finding]) {
        let open = |finding: &&Finding| finding.state.is_open();
        let of = |level| findings.iter().filter(open).filter(|finding| finding.level == level).count();
        self.settled = findings.len() - findings.iter().filter(open).count();
        self.errors = of(Level::Error);
        self.warnings = of(Level::Warning);
        self.notes = of(Level::Note);
    }
}

/// What was read of one document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CoverageRow {
    pub path: String,
    /// The format it was read as.
    pub format: &'static str,
    /// Its name says another format.
    pub misnamed: bool,
    /// Claims by kind.
    pub claims: BTreeMap<&'static str, usize>,
    pub identifiers: usize,
    /// Figures that no piece of the grammar claimed.
    pub unread: usize,
    /// Claims that were compared with no other, since all they say is too common to follow.
    pub cut_off: usize,
}

/// An output format of `check`: a row of `REPORTERS`.
#[derive(Debug)]
pub struct Reporter {
    /// The word after `--format`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Whether the output is read by programs, so that nothing else may stand beside it.
    pub machine: bool,
    /// Whether it shows findings that are settled as well, and marks them.
    pub settled: bool,
    /// Whether it shows the ledger.
    pub facts: bool,
    write: fn(&Checked<'_>, Look, &mut dyn Write) -> io::Result<()>,
}

impl Reporter {
    /// Writes a report of what it shows.
    ///
    /// # Errors
    /// When `out` does.
    pub fn write(&self, checked: &Checked<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        if self.settled {
            return (self.write)(checked, look, out);
        }
        let mut open = checked.clone();
        open.findings.retain(|finding| finding.state.is_open());
        (self.write)(&open, look, out)
    }
}

/// Every output format of `check`; the first is the default.
pub static REPORTERS: &[Reporter] = &[
    Reporter {
        name: "human",
        about: "every place of a finding with its text, and why",
        machine: false,
        settled: false,
        facts: false,
        write: human::write,
    },
    Reporter {
        name: "short",
        about: "one line for each finding",
        machine: true,
        settled: false,
        facts: false,
        write: short::write,
    },
    Reporter {
        name: "json",
        about: "one JSON object",
        machine: true,
        settled: true,
        facts: false,
        write: json::write,
    },
    Reporter {
        name: "sarif",
        about: "SARIF 2.1.0, for code scanning",
        machine: true,
        settled: true,
        facts: false,
        write: sarif::write,
    },
    Reporter {
        name: "github",
        about: "annotations of a GitHub workflow",
        machine: true,
        settled: false,
        facts: false,
        write: github::write,
    },
    Reporter {
        name: "gitlab",
        about: "GitLab code quality",
        machine: true,
        settled: false,
        facts: false,
        write: gitlab::write,
    },
    Reporter {
        name: "junit",
        about: "JUnit XML, for test reports",
        machine: true,
        settled: false,
        facts: false,
        write: junit::write,
    },
    Reporter {
        name: "checkstyle",
        about: "checkstyle XML",
        machine: true,
        settled: false,
        facts: false,
        write: checkstyle::write,
    },
    Reporter {
        name: "rdjson",
        about: "reviewdog's JSON",
        machine: true,
        settled: false,
        facts: false,
        write: rdjson::write,
    },
    Reporter {
        name: "markdown",
        about: "a summary for the page of a job",
        machine: true,
        settled: false,
        facts: false,
        write: markdown::write,
    },
    Reporter {
        name: "html",
        about: "a page with findings, ledger and timeline",
        machine: true,
        settled: true,
        facts: true,
        write: html::write,
    },
];

/// How often a finding of the same fingerprint came before each of `findings`: with that number it is told
/// from all others of one report.
fn earlier_twins(findings: &[&Finding]) -> Vec<usize> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut twins = Vec::with_capacity(findings.len());
    for finding in findings {
        let met = seen.entry(&finding.fingerprint).or_default();
        twins.push(*met);
        *met += 1;
    }
    twins
}

/// `1 error`, `2 errors`.
#[must_use]
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names_of_their_own() {
        for (at, reporter) in REPORTERS.iter().enumerate() {
            assert!(REPORTERS[..at].iter().all(|other| other.name != reporter.name), "{}", reporter.name);
        }
    }
}

/// Documents and findings for the tests of the reporters.
#[cfg(test)]
mod sample {
    use super::*;
    use crate::finding::{Label, State, fingerprint};
    use crate::place::Span;
    use crate::source::Document;

    pub fn sources(documents: &[(&str, &str)]) -> SourceSet {
        let documents = documents.iter().map(|(path, text)| Document::bare(path, text)).collect();
        SourceSet::new(documents).0
    }

    /// The outcome of a run with these findings.
    pub fn checked<'a>(sources: &'a SourceSet, findings: &'a [Finding], summary: &'a Summary) -> Checked<'a> {
        let findings = findings.iter().collect();
        Checked { sources, findings, summary, coverage: &[], rules: &[], facts: &[], faults: &[], gone: &[] }
    }

    /// What the output format `name` makes of `checked`.
    pub fn written(name: &str, checked: &Checked<'_>) -> String {
        let reporter = REPORTERS.iter().find(|reporter| reporter.name == name).unwrap();
        let mut out = Vec::new();
        reporter.write(checked, Look { color: false, width: 80 }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The place of `text` in document number `document`.
    pub fn at(sources: &SourceSet, document: usize, text: &str) -> Span {
        let document = &sources.documents()[document];
        let start = document.base + u32::try_from(document.text.find(text).unwrap()).unwrap();
        Span::new(start, start + u32::try_from(text.len()).unwrap())
    }

    pub fn label(sources: &SourceSet, document: usize, text: &str, note: &str) -> Label {
        let role = if document == 0 { "first" } else { "other" };
        Label { place: at(sources, document, text), role, note: note.to_owned() }
    }

    pub fn finding(labels: Vec<Label>) -> Finding {
        Finding {
            rule: "value-conflict".into(),
            level: Level::Error,
            confidence: 0.97,
            message: "the harbour has 12 cranes in one source and 14 in the other".into(),
            labels,
            why: vec!["both count the cranes of the harbour".into(), "12 is not 14".into()],
            help: "Correct one source, or say what each figure counts.".into(),
            fixes: Vec::new(),
            fingerprint: fingerprint("value-conflict", ["12", "14"]),
            state: State::default(),
        }
    }
}
