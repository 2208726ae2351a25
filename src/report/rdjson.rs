//! The diagnostic format of reviewdog, `rdjson`. Its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use super::escape::json;
use super::located::{Region, one_line};
use super::{Checked, Look};
use crate::finding::{Finding, Level};

#[derive(Serialize)]
struct Report<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    /// None in a file that is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = checked.findings.iter().filter_map(|finding| diagnostic(checked, finding)).collect();
    json(out, &Report { source: Source { name: "crossclaim" }, diagnostics })
}

fn diagnostic<'a>(checked: &Checked<'_>, finding: &'a Finding) -> Option<Diagnostic<'a>> {
    let (first, others) = finding.labels.split_first()?;
    let first = Region::new(checked.sources, first.place);
    let mut message = one_line(&finding.message);
    let related: Vec<Related> = others
        .iter()
        .map(|label| {
            let region = Region::new(checked.sources, label.place);
            message.push_str(&format!("\n{}: {}", region.name(), one_line(region.text)));
            let note = if label.note.is_empty() { label.role } else { &label.note };
            Related { message: one_line(note), location: location(&region) }
        })
        .collect();
    if !finding.help.is_empty() {
        message.push_str(&format!("\n{}", one_line(&finding.help)));
    }
    // A suggestion is of the file that the diagnostic stands in.
    let own = |place| checked.sources.index_of(place) == checked.sources.index_of(finding.labels[0].place);
    let suggestions = finding.fixes.iter().filter(|fix| own(fix.place)).filter_map(|fix| {
        let range = range(&Region::new(checked.sources, fix.place))?;
        Some(Suggestion { range, text: &fix.replacement })
    });
    Some(Diagnostic {
        message,
        location: location(&first),
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        code: Code { value: &finding.rule },
        suggestions: suggestions.collect(),
        related_locations: related,
    })
}

fn location(region: &Region<'_>) -> Location {
    let path = region.document.path.strip_prefix("./").unwrap_or(&region.document.path);
    Location { path: path.to_owned(), range: range(region) }
}

fn range(region: &Region<'_>) -> Option<Range> {
    region.bytes?;
    let (start, end) = region.byte_columns();
    Some(Range {
        start: Position { line: region.start.line, column: start },
        end: Position { line: region.end.line, column: end },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Summary;
    use super::super::sample::{checked, finding, label, sources, written};

    #[test]
    fn columns_count_bytes() {
        let sources = sources(&[("a.md", "Là-bas: 12 cranes."), ("n.txt", "All\n14 cranes")]);
        let (findings, summary) = (
            [finding(vec![label(&sources, 0, "12", ""), label(&sources, 1, "14", "x")])],
            Summary::default(),
        );
        let report: Value =
            serde_json::from_str(&written("rdjson", &checked(&sources, &findings, &summary))).unwrap();
        let one = &report["diagnostics"][0];
        assert_eq!(one["location"]["range"]["start"]["column"], 10);
        assert_eq!(one["location"]["range"]["end"]["column"], 12);
        assert_eq!(one["code"]["value"], "value-conflict");
        assert_eq!(one["relatedLocations"][0]["location"]["range"]["start"]["line"], 2);
        assert_eq!(report["source"]["name"], "crossclaim");
    }
}
