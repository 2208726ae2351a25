//! What a run found, written for people and programs: one file per output, one row of
//! `REPORTERS`. Computes nothing; figures and rows come ready from the caller.

mod beside;
mod claims;
mod facts;
mod fault;
mod human;
mod json;
mod short;
mod view;
mod wrap;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::finding::{Finding, Level};
use crate::place::Span;
use crate::source::{Anchor, SourceSet};

pub use beside::side_by_side;
pub use claims::{ClaimRow, SlotValue, claims_json, claims_table};
pub use facts::{FactRow, FactValue, facts_csv, facts_json, facts_markdown, facts_table};
pub use fault::{write_diagnostic, write_fault};
pub use human::{write_finding, write_summary};
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
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    pub sources: &'a SourceSet,
    /// In the order to be shown.
    pub findings: &'a [Finding],
    pub summary: &'a Summary,
    pub coverage: &'a [CoverageRow],
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
    /// Claims by kind.
    pub claims: BTreeMap<&'static str, usize>,
    pub identifiers: usize,
    /// Figures that no piece of the grammar claimed.
    pub unread: usize,
    /// Claims that were compared with no other, since all they say is too common to follow.
    pub cut_off: usize,
}

/// An output format of `check`: a row of `REPORTERS`.
pub struct Reporter {
    /// The word after `--format`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Whether the output is read by programs, so that nothing else may stand beside it.
    pub machine: bool,
    pub write: fn(&Checked<'_>, Look, &mut dyn Write) -> io::Result<()>,
}

/// Every output format of `check`; the first is the default.
pub static REPORTERS: &[Reporter] = &[
    Reporter {
        name: "human",
        about: "every place of a finding with its text, and why",
        machine: false,
        write: human::write,
    },
    Reporter { name: "short", about: "one line for each finding", machine: true, write: short::write },
    Reporter { name: "json", about: "one JSON object", machine: true, write: json::write },
];

/// A place as output names it: offsets count from the start of its document.
#[derive(Debug, serde::Serialize)]
struct Located<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    /// Page of a PDF; offsets count in the text taken out of it, as they do for the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// Paragraph of a text document.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    /// Cell of a spreadsheet: `Costs!B7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet_cell: Option<&'a str>,
}

impl<'a> Located<'a> {
    fn new(sources: &'a SourceSet, place: Span) -> Self {
        let document = sources.document(place);
        let at = document.line_column(place.start);
        let (range, anchor) = (document.in_file(place), document.anchor(place.start));
        Self {
            path: &document.path,
            start: range.start,
            end: range.end,
            line: at.line,
            column: at.column,
            text: document.text_at(place),
            page: match anchor {
                Some(Anchor::Page(page)) => Some(*page),
                _ => None,
            },
            paragraph: match anchor {
                Some(Anchor::Paragraph(paragraph)) => Some(*paragraph),
                _ => None,
            },
            sheet_cell: match anchor {
                Some(Anchor::Cell(cell)) => Some(cell),
                _ => None,
            },
        }
    }
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
    use crate::source::Document;

    pub fn sources(documents: &[(&str, &str)]) -> SourceSet {
        let documents = documents.iter().map(|(path, text)| Document::bare(path, text)).collect();
        SourceSet::new(documents).0
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
