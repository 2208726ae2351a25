//! One JSON object, `crossclaim/report/1`. Fields are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use super::escape::json;
use super::{Checked, CoverageRow, Located, Look};
use crate::finding::{Finding, State};
use crate::source::SourceSet;

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    findings: Vec<FindingRow<'a>>,
    summary: SummaryRow,
    coverage: &'a [CoverageRow],
}

#[derive(Serialize)]
struct FindingRow<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: f64,
    message: &'a str,
    fingerprint: &'a str,
    /// `new`, `baselined` or `suppressed`; none where nothing was settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    /// Why it is suppressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    spans: Vec<SpanRow<'a>>,
    why: &'a [String],
    help: &'a str,
    /// What to write instead, where it is known which side is off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixRow<'a>>,
}

#[derive(Serialize)]
struct FixRow<'a> {
    #[serde(flatten)]
    at: Located<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct SpanRow<'a> {
    #[serde(flatten)]
    at: Located<'a>,
    role: &'static str,
    note: &'a str,
}

#[derive(Serialize)]
struct SummaryRow {
    files: usize,
    bytes: usize,
    claims: usize,
    facts: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    settled: usize,
    unreadable: usize,
    misnamed: usize,
    unread: usize,
    cut_off: usize,
}

/// Writes the object and a line feed.
pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let summary = checked.summary;
    let report = Report {
        schema: "crossclaim/report/1",
        findings: checked.findings.iter().map(|finding| row(checked.sources, finding)).collect(),
        summary: SummaryRow {
            files: summary.files,
            bytes: summary.bytes,
            claims: summary.claims,
            facts: summary.facts,
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            settled: summary.settled,
            unreadable: summary.unreadable,
            misnamed: summary.misnamed,
            unread: summary.unread,
            cut_off: summary.cut_off,
        },
        coverage: checked.coverage,
    };
    json(out, &report)
}

fn row<'a>(sources: &'a SourceSet, finding: &'a Finding) -> FindingRow<'a> {
    let spans = finding.labels.iter().map(|label| SpanRow {
        at: Located::new(sources, label.place),
        role: label.role,
        note: &label.note,
    });
    FindingRow {
        rule: &finding.rule,
        severity: finding.level.name(),
        confidence: (f64::from(finding.confidence) * 100.0).round() / 100.0,
        message: &finding.message,
        fingerprint: &finding.fingerprint,
        status: (finding.state != State::default()).then(|| finding.state.name()),
        reason: finding.state.suppression.as_ref().map(|suppression| suppression.reason.as_str()),
        spans: spans.collect(),
        why: &finding.why,
        help: &finding.help,
        fixes: finding
            .fixes
            .iter()
            .map(|fix| FixRow { at: Located::new(sources, fix.place), replacement: &fix.replacement })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{checked, finding, label, sources};
    use super::*;
    use crate::report::Summary;

    #[test]
    fn spans_are_bytes_of_their_own_document() {
        let sources = sources(&[("a.md", "12 cranes"), ("b.md", "é\n– all 14 cranes")]);
        let findings = [finding(vec![label(&sources, 0, "12", "one"), label(&sources, 1, "14", "other")])];
        let mut summary = Summary { files: 2, ..Summary::default() };
        summary.count(&findings);
        let checked = checked(&sources, &findings, &summary);
        let mut out = Vec::new();
        write(&checked, Look { color: true, width: 80 }, &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let span = &json["findings"][0]["spans"][1];
        assert_eq!((span["start"].as_u64(), span["end"].as_u64()), (Some(11), Some(13)));
        assert_eq!((span["line"].as_u64(), span["column"].as_u64()), (Some(2), Some(7)));
        assert_eq!((span["text"].as_str(), span["role"].as_str()), (Some("14"), Some("other")));
        assert_eq!(json["findings"][0]["confidence"].as_f64(), Some(0.97));
        assert_eq!(json["summary"]["errors"].as_u64(), Some(1));
        assert_eq!(json["schema"].as_str(), Some("crossclaim/report/1"));
    }
}
