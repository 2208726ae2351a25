//! JUnit XML, for pages that show test results: a suite for each document, a failed test for each finding,
//! and a passed one where there is none.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape::{attribute, markup};
use super::located::{Region, one_line};
use super::{Checked, Look};
use crate::finding::{Finding, Level};

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut by_document: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in &checked.findings {
        let Some(label) = finding.labels.first() else { continue };
        by_document.entry(checked.sources.index_of(label.place)).or_default().push(finding);
    }
    let fails = |findings: &[&Finding]| findings.iter().filter(|finding| finding.level > Level::Note).count();
    let documents = checked.sources.documents().iter().enumerate();
    // Known facts stand behind the documents; they have a suite only where something was found in them.
    let shown: Vec<_> = documents
        .filter(|(at, _)| *at < checked.coverage.len() || by_document.contains_key(at))
        .map(|(at, document)| (document, by_document.get(&at).map_or(&[][..], Vec::as_slice)))
        .collect();
    let tests: usize = shown.iter().map(|(_, findings)| findings.len().max(1)).sum();
    let failures = fails(&checked.findings);
    let (errors, all) = (checked.faults.len(), tests + checked.faults.len());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"crossclaim\" tests=\"{all}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">"
    )?;
    for (document, findings) in shown {
        let path = attribute(&document.path);
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" time=\"0\">",
            findings.len().max(1),
            fails(findings)
        )?;
        if findings.is_empty() {
            writeln!(out, "    <testcase classname=\"{path}\" name=\"no conflicts\" time=\"0\"/>")?;
        }
        for finding in findings {
            case(checked, &path, finding, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    if errors > 0 {
        writeln!(
            out,
            "  <testsuite name=\"sources\" tests=\"{errors}\" failures=\"0\" errors=\"{errors}\" skipped=\"0\" time=\"0\">"
        )?;
        for fault in checked.faults {
            let path = attribute(&fault.path);
            writeln!(out, "    <testcase classname=\"sources\" name=\"{path}\" time=\"0\">")?;
            writeln!(out, "      <error type=\"unreadable\" message=\"{}\"/>", attribute(&fault.message))?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(checked: &Checked<'_>, path: &str, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = finding.labels.first() else { return Ok(()) };
    let region = Region::new(checked.sources, first.place);
    let name = format!("{}:{} {}", region.start.line, region.start.column, finding.rule);
    write!(out, "    <testcase classname=\"{path}\" name=\"{}\"", attribute(&name))?;
    writeln!(out, " file=\"{path}\" line=\"{}\" time=\"0\">", region.start.line)?;
    let mut text = String::new();
    for label in &finding.labels {
        let region = Region::new(checked.sources, label.place);
        text.push_str(&format!("{}: \"{}\"", region.name(), one_line(region.text)));
        if !label.note.is_empty() {
            text.push_str(&format!(" ({})", one_line(&label.note)));
        }
        text.push('\n');
    }
    text.extend(finding.why.iter().map(|why| format!("why: {}\n", one_line(why))));
    if !finding.help.is_empty() {
        text.push_str(&format!("help: {}\n", one_line(&finding.help)));
    }
    let (message, text) = (attribute(&finding.message), markup(&text));
    // A note fails no test.
    if finding.level == Level::Note {
        writeln!(out, "      <system-out>{message}\n{text}</system-out>")?;
    } else {
        let rule = attribute(&finding.rule);
        writeln!(
            out,
            "      <failure type=\"{}: {rule}\" message=\"{message}\">{text}</failure>",
            finding.level.name()
        )?;
    }
    writeln!(out, "    </testcase>")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{checked, finding, label, sources, written};
    use super::super::{CoverageRow, FaultRow, Summary};
    use super::*;

    #[test]
    fn every_document_is_a_suite() {
        let sources = sources(&[("a<b.md", "It has 12 cranes."), ("n.txt", "All \"14\" cranes")]);
        let findings = [finding(vec![label(&sources, 0, "12", ""), label(&sources, 1, "\"14\"", "")])];
        let row = |path: &str| CoverageRow {
            format: "text",
            misnamed: false,
            path: path.into(),
            claims: BTreeMap::new(),
            identifiers: 0,
            unread: 0,
            cut_off: 0,
        };
        let (summary, coverage) = (Summary::default(), [row("a<b.md"), row("n.txt")]);
        let faults =
            [FaultRow { path: "gone.md".into(), message: "cannot read gone.md".into(), level: Level::Error }];
        let checked =
            Checked { coverage: &coverage, faults: &faults, ..checked(&sources, &findings, &summary) };
        let out = written("junit", &checked);
        assert!(
            out.contains("<testsuites name=\"crossclaim\" tests=\"3\" failures=\"1\" errors=\"1\""),
            "{out}"
        );
        assert!(out.contains(
            "<testcase classname=\"a&lt;b.md\" name=\"1:8 value-conflict\" file=\"a&lt;b.md\" line=\"1\""
        ));
        assert!(out.contains("n.txt:1:5: &quot;&quot;14&quot;&quot;\n"), "{out}");
        assert!(out.contains("<testcase classname=\"n.txt\" name=\"no conflicts\" time=\"0\"/>"), "{out}");
        assert!(out.contains("<error type=\"unreadable\" message=\"cannot read gone.md\"/>"), "{out}");
    }
}
