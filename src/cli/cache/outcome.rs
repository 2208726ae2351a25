//! An outcome as it is written down and read again: the same types with names of their own for what the program
//! holds as words that last as long as it runs.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::Checkup;
use crate::claim::Day;
use crate::fault::Fault;
use crate::finding::{Finding, Fix, Label, Level, State, SuppressedBy, Suppression};
use crate::pipeline::Coverage;
use crate::place::Span;
use crate::report::{Days, FactRow, FactValue, Summary};
use crate::source::{Kept, Raw, SourceSet};

/// What is kept of a check.
#[derive(Serialize, Deserialize)]
pub(super) struct Outcome {
    /// The day on which it holds; every day, without one.
    pub day: Option<Day>,
    sources: Vec<Kept>,
    findings: Vec<KeptFinding>,
    left_out: usize,
    faults: Vec<KeptFault>,
    coverage: Vec<KeptCoverage>,
    bytes: usize,
    claims: usize,
    facts: usize,
    cut_off: usize,
    rows: Vec<KeptFact>,
}

/// First and last byte of a place.
type Place = (u32, u32);

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    rule: Box<str>,
    level: u8,
    /// The bits of the number, so that it comes back as it was.
    confidence: u32,
    message: String,
    labels: Vec<(Place, String, String)>,
    why: Vec<String>,
    help: String,
    fixes: Vec<(Place, String)>,
    fingerprint: String,
    /// The reason why it is allowed, and the place of the comment that says so.
    allowed: Option<(String, Option<Place>)>,
}

#[derive(Serialize, Deserialize)]
enum KeptFault {
    Unreadable(PathBuf, bool, String),
    NotText(PathBuf, String),
    NoDocuments(PathBuf, String),
    TooMuch(PathBuf),
}

#[derive(Serialize, Deserialize)]
struct KeptCoverage {
    path: String,
    format: String,
    misnamed: bool,
    claims: BTreeMap<String, usize>,
    identifiers: usize,
    unread: usize,
    cut_off: usize,
}

/// A value of a fact: its place, its reading, and its days.
type KeptValue = (Place, String, Option<(Day, Day)>);

#[derive(Serialize, Deserialize)]
struct KeptFact {
    subject: String,
    values: Vec<KeptValue>,
    reasons: Vec<String>,
}

/// Writes down `checkup`, made from the files with these `names`.
pub(super) fn written(checkup: &Checkup, names: &[String], day: Option<Day>) -> io::Result<Vec<u8>> {
    // What is gone is seen when a baseline is put on.
    let Checkup { sources, findings, left_out, faults, coverage, figures, facts, gone: _ } = checkup;
    let places = findings.iter().flat_map(|finding| &finding.labels).map(|label| label.place);
    let outcome = Outcome {
        day,
        sources: sources.kept(names, places),
        findings: findings.iter().map(KeptFinding::of).collect(),
        left_out: *left_out,
        faults: faults.iter().map(KeptFault::of).collect(),
        coverage: coverage.iter().map(KeptCoverage::of).collect(),
        bytes: figures.bytes,
        claims: figures.claims,
        facts: figures.facts,
        cut_off: figures.cut_off,
        rows: facts.iter().map(KeptFact::of).collect(),
    };
    serde_json::to_vec(&outcome).map_err(io::Error::from)
}

/// Reads what was written down; none where it is something else.
pub(super) fn read(bytes: &[u8]) -> Option<Outcome> {
    serde_json::from_slice(bytes).ok()
}

impl Outcome {
    /// The check it was, over the same `files`; none where they are others.
    pub fn restored(self, files: &mut [Raw]) -> Option<Checkup> {
        if self.findings.iter().any(|finding| level(finding.level).is_none()) {
            return None;
        }
        let sources = SourceSet::restored(self.sources, files)?;
        let coverage: Vec<Coverage> = self.coverage.into_iter().map(KeptCoverage::restored).collect();
        let figures = Summary {
            files: coverage.len(),
            bytes: self.bytes,
            claims: self.claims,
            facts: self.facts,
            unreadable: self.faults.len(),
            misnamed: coverage.iter().filter(|row| row.misnamed).count(),
            unread: coverage.iter().map(|row| row.unread).sum(),
            cut_off: self.cut_off,
            ..Summary::default()
        };
        Some(Checkup {
            sources,
            findings: self.findings.into_iter().filter_map(KeptFinding::restored).collect(),
            left_out: self.left_out,
            faults: self.faults.into_iter().map(KeptFault::restored).collect(),
            coverage,
            figures,
            facts: self.rows.into_iter().map(KeptFact::restored).collect(),
            gone: Vec::new(),
        })
    }
}

const fn place(span: Span) -> Place {
    (span.start, span.end)
}

fn span((start, end): Place) -> Span {
    Span::new(start, end.max(start))
}

const LEVELS: [Level; 3] = [Level::Note, Level::Warning, Level::Error];

fn level(number: u8) -> Option<Level> {
    LEVELS.get(usize::from(number)).copied()
}

/// The word that the program knows by this text. There are but a few of them: roles of places, kinds of claims.
fn word(text: String) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(word) = known.get(text.as_str()) {
        return word;
    }
    let word: &'static str = Box::leak(text.into_boxed_str());
    known.insert(word);
    word
}

impl KeptFinding {
    fn of(finding: &Finding) -> Self {
        let Finding {
            rule,
            level,
            confidence,
            message,
            labels,
            why,
            help,
            fixes,
            fingerprint,
            // Baselines are put on later.
            state: State { baseline: _, suppression },
        } = finding;
        let allowed = suppression.as_ref().map(|suppression| {
            let at = match suppression.by {
                SuppressedBy::Comment(at) => Some(place(at)),
                SuppressedBy::Config => None,
            };
            (suppression.reason.clone(), at)
        });
        Self {
            rule: rule.clone(),
            level: *level as u8,
            confidence: confidence.to_bits(),
            message: message.clone(),
            labels: labels
                .iter()
                .map(|label| (place(label.place), label.role.to_owned(), label.note.clone()))
                .collect(),
            why: why.clone(),
            help: help.clone(),
            fixes: fixes.iter().map(|fix| (place(fix.place), fix.replacement.clone())).collect(),
            fingerprint: fingerprint.clone(),
            allowed,
        }
    }

    fn restored(self) -> Option<Finding> {
        let label = |(at, role, note)| Label { place: span(at), role: word(role), note };
        let suppression = self.allowed.map(|(reason, at)| {
            let by = at.map_or(SuppressedBy::Config, |at| SuppressedBy::Comment(span(at)));
            Suppression { by, reason }
        });
        Some(Finding {
            rule: self.rule,
            level: level(self.level)?,
            confidence: f32::from_bits(self.confidence),
            message: self.message,
            labels: self.labels.into_iter().map(label).collect(),
            why: self.why,
            help: self.help,
            fixes: self
                .fixes
                .into_iter()
                .map(|(at, replacement)| Fix { place: span(at), replacement })
                .collect(),
            fingerprint: self.fingerprint,
            state: State { baseline: None, suppression },
        })
    }
}

impl KeptFault {
    fn of(fault: &Fault) -> Self {
        match fault {
            Fault::Unreadable { path, source } => {
                Self::Unreadable(path.clone(), source.kind() == ErrorKind::NotFound, source.to_string())
            }
            Fault::NotText { path, reason } => Self::NotText(path.clone(), reason.clone()),
            Fault::NoDocuments { path, extensions } => Self::NoDocuments(path.clone(), extensions.clone()),
            Fault::TooMuch { path } => Self::TooMuch(path.clone()),
        }
    }

    fn restored(self) -> Fault {
        match self {
            Self::Unreadable(path, missing, text) => {
                let kind = if missing { ErrorKind::NotFound } else { ErrorKind::Other };
                Fault::Unreadable { path, source: io::Error::new(kind, text) }
            }
            Self::NotText(path, reason) => Fault::NotText { path, reason },
            Self::NoDocuments(path, extensions) => Fault::NoDocuments { path, extensions },
            Self::TooMuch(path) => Fault::TooMuch { path },
        }
    }
}

impl KeptCoverage {
    fn of(row: &Coverage) -> Self {
        let Coverage { path, format, misnamed, claims, identifiers, unread, cut_off } = row;
        let claims = claims.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect();
        Self {
            path: path.clone(),
            format: (*format).to_owned(),
            misnamed: *misnamed,
            claims,
            identifiers: *identifiers,
            unread: *unread,
            cut_off: *cut_off,
        }
    }

    fn restored(self) -> Coverage {
        let claims = self.claims.into_iter().map(|(kind, count)| (word(kind), count)).collect();
        let Self { path, format, misnamed, identifiers, unread, cut_off, .. } = self;
        Coverage { path, format: word(format), misnamed, claims, identifiers, unread, cut_off }
    }
}

impl KeptFact {
    fn of(row: &FactRow) -> Self {
        // Whether it is consistent is said once the findings are final.
        let FactRow { subject, values, consistent: _, reasons } = row;
        let value = |value: &FactValue| {
            let days = value.days.map(|days| (days.first, days.last));
            (place(value.place), value.reading.clone(), days)
        };
        Self {
            subject: subject.clone(),
            values: values.iter().map(value).collect(),
            reasons: reasons.clone(),
        }
    }

    fn restored(self) -> FactRow {
        let value = |(at, reading, days): KeptValue| FactValue {
            place: span(at),
            reading,
            days: days.map(|(first, last)| Days { first, last }),
        };
        FactRow {
            subject: self.subject,
            values: self.values.into_iter().map(value).collect(),
            consistent: true,
            reasons: self.reasons,
        }
    }
}
