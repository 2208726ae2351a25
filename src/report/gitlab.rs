//! GitLab code quality: a JSON array, an issue for each finding.

use std::io::{self, Write};

use serde::Serialize;

use super::escape::json;
use super::located::{Region, one_line};
use super::{Checked, Look, earlier_twins};
use crate::finding::{Finding, Level};

#[derive(Serialize)]
struct Issue<'a> {
    /// First, by which a report is known again.
    check_name: &'a str,
    description: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
    /// GitLab passes these over; others show them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let twins = earlier_twins(&checked.findings);
    let issues: Vec<Issue> = checked
        .findings
        .iter()
        .zip(twins)
        .filter_map(|(finding, twin)| issue(checked, finding, twin))
        .collect();
    json(out, &issues)
}

fn issue<'a>(checked: &Checked<'_>, finding: &'a Finding, twin: usize) -> Option<Issue<'a>> {
    let location = |region: &Region<'_>| Location {
        path: region.document.path.strip_prefix("./").unwrap_or(&region.document.path).to_owned(),
        lines: Lines { begin: region.start.line, end: region.end.line },
    };
    let mut regions = finding.labels.iter().map(|label| Region::new(checked.sources, label.place));
    let first = regions.next()?;
    let others: Vec<Region> = regions.collect();
    let names: Vec<String> = others.iter().map(Region::name).collect();
    let mut description = one_line(&finding.message);
    if !names.is_empty() {
        description.push_str(&format!(" (see {})", names.join(", ")));
    }
    Some(Issue {
        check_name: &finding.rule,
        description,
        // Two issues of one fingerprint would be shown as one.
        fingerprint: if twin == 0 {
            finding.fingerprint.clone()
        } else {
            format!("{}-{twin}", finding.fingerprint)
        },
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        location: location(&first),
        other_locations: others.iter().map(location).collect(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Summary;
    use super::super::sample::{checked, finding, label, sources, written};

    #[test]
    fn issues_have_fingerprints_of_their_own() {
        let sources = sources(&[("./a.md", "It has\n12 cranes."), ("n.txt", "All 14 cranes")]);
        let one = finding(vec![label(&sources, 0, "12", ""), label(&sources, 1, "14", "")]);
        let (findings, summary) = ([one.clone(), one.clone()], Summary::default());
        let issues: Value =
            serde_json::from_str(&written("gitlab", &checked(&sources, &findings, &summary))).unwrap();
        assert_eq!(issues[0]["location"]["path"], "a.md");
        assert_eq!(issues[0]["location"]["lines"]["begin"], 2);
        assert_eq!(issues[0]["severity"], "major");
        assert_eq!(issues[0]["fingerprint"], one.fingerprint.as_str());
        assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
        assert!(issues[0]["description"].as_str().unwrap().ends_with("(see n.txt:1:5)"));
        let none = written("gitlab", &checked(&sources, &[], &summary));
        assert_eq!(none, "[]\n");
    }
}
