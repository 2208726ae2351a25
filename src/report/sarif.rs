//! SARIF 2.1.0, for code scanning: every rule with its help, every finding with all its places, what was
//! settled about it, and what could not be read.

mod schema;

use std::io::{self, Write};

use super::escape::{is_absolute, json, uri};
use super::located::{Region, one_line};
use super::{Checked, CoverageRow, FaultRow, Look, earlier_twins};
use crate::finding::{About, Baseline, Finding, Fix, Known, Level, SuppressedBy, Suppression};
use crate::place::Span;
use crate::source::{Document, Origin};
use schema as s;

/// What relative paths are seen from. Where that is on the machine is nobody's business.
const ROOT: &str = "%SRCROOT%";

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let twins = earlier_twins(&checked.findings);
    let (known, allowed) = (
        !checked.gone.is_empty() || checked.findings.iter().any(|finding| finding.state.baseline.is_some()),
        checked.findings.iter().any(|finding| finding.state.suppression.is_some()),
    );
    let results = checked.findings.iter().zip(twins).map(|(finding, twin)| s::Result {
        // All results of a run tell of their state, or none does.
        baseline_state: known.then_some(match finding.state.baseline {
            Some(Baseline::Known) => "unchanged",
            _ => "new",
        }),
        suppressions: allowed.then(|| {
            finding.state.suppression.iter().map(|suppression| suppressed(checked, suppression)).collect()
        }),
        ..result(checked, finding, twin)
    });
    // What is no longer there is suppressed by nobody.
    let absent = checked.gone.iter().flat_map(|known| (0..known.count).map(move |twin| (known, twin))).map(
        |(known, twin)| s::Result { suppressions: allowed.then(Vec::new), ..absent(checked, known, twin) },
    );
    let run = s::Run {
        tool: s::Tool {
            driver: s::Driver {
                name: "crossclaim",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: checked.rules.iter().map(rule).collect(),
                notifications: [UNREADABLE, NOT_UNDERSTOOD, MISNAMED]
                    .map(|(id, text)| s::Descriptor { id, short_description: s::Text::new(text) }),
            },
        },
        invocations: [s::Invocation {
            execution_successful: checked.faults.iter().all(|fault| fault.level < Level::Error),
            notifications: notifications(checked),
        }],
        original_uri_base_ids: s::Bases {
            root: s::Base { description: s::Text::new("The directory that crossclaim was run in.") },
        },
        artifacts: checked.sources.documents().iter().map(artifact).collect(),
        results: results.chain(absent).collect(),
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        language: "en",
    };
    json(out, &s::Log { schema: s::SCHEMA, version: "2.1.0", runs: [run] })
}

/// A source that could not be read.
const UNREADABLE: (&str, &str) = ("unreadable", "A source could not be read");
/// Figures that no piece of the grammar claimed.
const NOT_UNDERSTOOD: (&str, &str) = ("not-understood", "Figures in a document were not understood");
/// Files that were read by what is in them.
const MISNAMED: (&str, &str) = ("misnamed", "A document is of another format than its name says");

fn rule<'a>(rule: &&'a About) -> s::Rule<'a> {
    let escape = |text: &str| text.replace('<', "&lt;");
    let mut help = format!("{}\n\n**What to do:** {}\n", escape(&rule.why), escape(&rule.fix));
    if !rule.traps.is_empty() {
        help.push_str("\n**What resembles it and is none:**\n\n");
        help.extend(rule.traps.iter().map(|trap| format!("- {}\n", escape(trap))));
    }
    s::Rule {
        id: &rule.id,
        name: camel(&rule.id),
        short_description: s::Text::new(&rule.title),
        full_description: s::Text::new(&rule.why),
        help: s::Help { text: format!("{}\n\nWhat to do: {}", rule.why, rule.fix), markdown: help },
        default_configuration: s::Configuration { level: rule.level.name() },
        properties: s::RuleProperties {
            tags: rule.tags.iter().map(String::as_str).collect(),
            precision: if rule.level == Level::Note { "medium" } else { "high" },
            severity: match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "recommendation",
            },
        },
    }
}

/// `DateConflict` of `date-conflict`.
fn camel(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    id.split('-').map(word).collect()
}

fn result<'a>(checked: &'a Checked<'_>, finding: &'a Finding, twin: usize) -> s::Result<'a> {
    let (first, others) =
        finding.labels.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let mut message = bracketed(&one_line(&finding.message));
    for (id, label) in others.iter().enumerate() {
        let joint = if id == 0 { ". See" } else { "," };
        let name = bracketed(&Region::new(checked.sources, label.place).name());
        message.push_str(&format!("{joint} [{name}]({id})"));
    }
    if !others.is_empty() {
        message.push('.');
    }
    let related = others.iter().zip(0..).map(|(label, id)| s::Location {
        id: Some(id),
        message: Some(s::Text::new(if label.note.is_empty() { label.role } else { &label.note })),
        ..location(checked, label.place)
    });
    s::Result {
        rule_id: &finding.rule,
        rule_index: checked.rules.iter().position(|rule| *rule.id == *finding.rule),
        level: finding.level.name(),
        rank: Some(f64::from((finding.confidence * 100.0).round())),
        message: s::Text { text: message.into() },
        locations: first.map(|label| location(checked, label.place)).into_iter().collect(),
        related_locations: related.collect(),
        fingerprints: s::Fingerprints {
            own: &finding.fingerprint,
            // GitHub's own would change with the words around.
            line: format!("{}:{}", finding.fingerprint, twin + 1),
        },
        fixes: fixes(checked, finding),
        baseline_state: None,
        suppressions: None,
        properties: s::ResultProperties { why: &finding.why, help: &finding.help },
    }
}

/// A finding of the baseline that can no longer be found. Where it stood is known by its documents alone.
fn absent<'a>(checked: &'a Checked<'_>, known: &'a Known, twin: usize) -> s::Result<'a> {
    let rule_index = checked.rules.iter().position(|rule| rule.id == known.rule);
    let (first, others) =
        known.documents.split_first().map_or((".", &[][..]), |(first, rest)| (first.as_str(), rest));
    let read = |path: &str| checked.sources.documents().iter().position(|document| document.path == path);
    let related = others
        .iter()
        .zip(0..)
        .map(|(path, id)| s::Location { id: Some(id), ..s::Location::of(path_location(path, read(path))) });
    s::Result {
        rule_id: &known.rule,
        rule_index,
        level: rule_index.map_or(Level::Warning, |index| checked.rules[index].level).name(),
        rank: None,
        message: s::Text { text: bracketed(&one_line(&known.message)).into() },
        locations: vec![s::Location::of(path_location(first, read(first)))],
        related_locations: related.collect(),
        fingerprints: s::Fingerprints {
            own: &known.fingerprint,
            line: format!("{}:{}", known.fingerprint, twin + 1),
        },
        fixes: Vec::new(),
        baseline_state: Some("absent"),
        suppressions: None,
        properties: s::ResultProperties { why: &[], help: "" },
    }
}

/// `text` in a message, where brackets make a link.
fn bracketed(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn location<'a>(checked: &'a Checked<'_>, place: Span) -> s::Location<'a> {
    let region = Region::new(checked.sources, place);
    let part = region.part();
    s::Location {
        physical: s::Physical {
            artifact: artifact_location(region.document, Some(checked.sources.index_of(place))),
            region: Some(s_region(&region)),
        },
        logical: part.into_iter().map(|name| s::Logical { fully_qualified_name: name }).collect(),
        id: None,
        message: None,
    }
}

fn s_region<'a>(region: &Region<'a>) -> s::Region<'a> {
    s::Region {
        start_line: region.start.line,
        start_column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        byte_offset: region.bytes.map(|bytes| bytes.start),
        byte_length: region.bytes.map(Span::len),
        snippet: s::Text::new(region.text),
    }
}

fn artifact(document: &Document) -> s::Artifact<'_> {
    s::Artifact {
        location: artifact_location(document, None),
        encoding: match &document.origin {
            Origin::Encoded(encoded) => Some(encoded.name()),
            Origin::File => Some("UTF-8"),
            Origin::Extracted(_) => None,
        },
    }
}

fn artifact_location(document: &Document, index: Option<usize>) -> s::ArtifactLocation {
    path_location(&document.path, index)
}

fn path_location(path: &str, index: Option<usize>) -> s::ArtifactLocation {
    let uri = uri(path);
    s::ArtifactLocation { base: (!is_absolute(&uri)).then_some(ROOT), uri, index }
}

/// Replacements. A file that is no text has no bytes to replace.
fn fixes<'a>(checked: &'a Checked<'_>, finding: &'a Finding) -> Vec<s::Fix<'a>> {
    let fix = |fix: &'a Fix| {
        let region = Region::new(checked.sources, fix.place);
        region.bytes?;
        let index = checked.sources.index_of(fix.place);
        Some(s::Fix {
            description: s::Text { text: format!("Write \"{}\"", one_line(&fix.replacement)).into() },
            changes: [s::Change {
                artifact: artifact_location(region.document, Some(index)),
                replacements: [s::Replacement {
                    deleted: s_region(&region),
                    inserted: s::Text::new(&fix.replacement),
                }],
            }],
        })
    };
    finding.fixes.iter().filter_map(fix).collect()
}

fn suppressed<'a>(checked: &'a Checked<'_>, suppression: &'a Suppression) -> s::Suppression<'a> {
    let (kind, place) = match suppression.by {
        SuppressedBy::Comment(place) => ("inSource", Some(place)),
        SuppressedBy::Config => ("external", None),
    };
    s::Suppression {
        kind,
        status: "accepted",
        justification: &suppression.reason,
        location: place.map(|place| location(checked, place)),
    }
}

/// What was not checked, and what was read otherwise than one may think: sources that could not be read,
/// figures that were not understood, documents of another format than named.
fn notifications<'a>(checked: &'a Checked<'_>) -> Vec<s::Notification<'a>> {
    let unreadable = checked.faults.iter().map(|fault: &FaultRow| s::Notification {
        descriptor: s::Reference { id: UNREADABLE.0 },
        level: fault.level.name(),
        message: s::Text::new(&fault.message),
        locations: [s::Location::of(path_location(&fault.path, None))],
    });
    let note = |id, text: String, (at, row): (usize, &'a CoverageRow)| s::Notification {
        descriptor: s::Reference { id },
        level: Level::Note.name(),
        message: s::Text { text: text.into() },
        locations: [s::Location::of(path_location(&row.path, Some(at)))],
    };
    let rows = || checked.coverage.iter().enumerate();
    let unread = rows().filter(|(_, row)| row.unread > 0).map(|row| {
        let text = format!("{} not understood", super::counted(row.1.unread, "figure"));
        note(NOT_UNDERSTOOD.0, text, row)
    });
    let misnamed = rows()
        .filter(|(_, row)| row.misnamed)
        .map(|row| note(MISNAMED.0, format!("read as {}", row.1.format), row));
    unreadable.chain(unread).chain(misnamed).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Summary;
    use super::super::sample::{checked, finding, label, sources, written};
    use super::*;

    fn log(checked: &Checked<'_>) -> Value {
        serde_json::from_str(&written("sarif", checked)).unwrap()
    }

    #[test]
    fn the_partner_is_linked_from_the_message() {
        let sources = sources(&[("a b.md", "12 cranes"), ("n.txt", "é\n– all 14 cranes")]);
        let findings =
            [finding(vec![label(&sources, 0, "12", "one"), label(&sources, 1, "14", "other [x]")])];
        let summary = Summary::default();
        let log = log(&checked(&sources, &findings, &summary));
        let result = &log["runs"][0]["results"][0];
        assert_eq!(
            result["message"]["text"],
            "the harbour has 12 cranes in one source and 14 in the other. See [n.txt:2:7](0)."
        );
        assert_eq!(result["relatedLocations"][0]["id"], 0);
        let place = &result["relatedLocations"][0]["physicalLocation"];
        assert_eq!(place["region"]["byteOffset"], 11);
        assert_eq!((&place["region"]["startColumn"], &place["region"]["endColumn"]), (&7.into(), &9.into()));
        assert_eq!(place["region"]["snippet"]["text"], "14");
        let own = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!((&own["uri"], &own["uriBaseId"]), (&"a%20b.md".into(), &ROOT.into()));
        assert!(result.get("suppressions").is_none() && result.get("baselineState").is_none());
    }

    #[test]
    fn what_is_settled_is_marked() {
        let sources = sources(&[("a.md", "12 cranes, 14 cranes")]);
        let (mut known, mut allowed) =
            (finding(vec![label(&sources, 0, "12", "")]), finding(vec![label(&sources, 0, "14", "")]));
        known.state.baseline = Some(Baseline::Known);
        allowed.state.baseline = Some(Baseline::New);
        allowed.state.suppression =
            Some(Suppression { by: SuppressedBy::Config, reason: "two quays".to_owned() });
        let (findings, summary) = ([known, allowed], Summary::default());
        let log = log(&checked(&sources, &findings, &summary));
        let results = &log["runs"][0]["results"];
        assert_eq!(
            (&results[0]["baselineState"], &results[1]["baselineState"]),
            (&"unchanged".into(), &"new".into())
        );
        assert_eq!(results[0]["suppressions"], Value::Array(Vec::new()));
        assert_eq!(results[1]["suppressions"][0]["justification"], "two quays");
        assert_eq!(results[1]["suppressions"][0]["kind"], "external");
        assert_eq!(
            results[1]["partialFingerprints"]["primaryLocationLineHash"],
            "9fcf20bc8a5b9c01:2".replace("9fcf20bc8a5b9c01", &findings[1].fingerprint)
        );
    }

    #[test]
    fn what_can_no_longer_be_found_is_absent() {
        let sources = sources(&[("b.md", "14 cranes")]);
        let findings = [finding(vec![label(&sources, 0, "14", "")])];
        let known = Known {
            rule: "value-conflict".to_owned(),
            fingerprint: "00aa".to_owned(),
            count: 2,
            documents: vec!["a.md".to_owned(), "b.md".to_owned()],
            message: "12 [cranes] against 14".to_owned(),
        };
        let summary = Summary::default();
        let log = log(&Checked { gone: &[known], ..checked(&sources, &findings, &summary) });
        let results = log["runs"][0]["results"].as_array().unwrap();
        let states: Vec<&Value> = results.iter().map(|result| &result["baselineState"]).collect();
        assert_eq!(states, ["new", "absent", "absent"]);
        assert_eq!(results[2]["partialFingerprints"]["primaryLocationLineHash"], "00aa:2");
        assert_eq!(results[2]["message"]["text"], "12 \\[cranes\\] against 14");
        let uri = |location: &Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
        assert_eq!(uri(&results[1]["locations"][0]), "a.md");
        assert_eq!(uri(&results[1]["relatedLocations"][0]), "b.md");
    }

    #[test]
    fn names_are_in_camel_case() {
        assert_eq!(camel("percent-vs-points"), "PercentVsPoints");
    }
}
