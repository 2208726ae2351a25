//! Runs against an earlier version of the documents: `--against` and `--changed`, with a commit
//! and with a directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// A folder of its own for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("crossclaim-history-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, files: &[(&str, &str)]) {
        for (name, text) in files {
            let file = self.0.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }

    fn git(&self, args: &[&str]) {
        let who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
        let done = Command::new("git")
            .current_dir(&self.0)
            .args(who)
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(done.status.success(), "{args:?}: {done:?}");
    }

    /// The exit code, the JSON report and what stands on standard error.
    fn check(&self, inside: &str, args: &[&str]) -> (i32, Value, String) {
        let done = Command::new(env!("CARGO_BIN_EXE_crossclaim"))
            .env("CROSSCLAIM_NO_CACHE", "1")
            .current_dir(self.0.join(inside))
            .args(["--isolated", "check", "--format", "json"])
            .args(args)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let report = serde_json::from_slice(&done.stdout).unwrap_or_default();
        (done.status.code().unwrap(), report, String::from_utf8(done.stderr).unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The rule of each finding with its places.
fn found(report: &Value) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().expect("a list of findings");
    let places = |finding: &Value| {
        let spans = finding["spans"].as_array().expect("a list of places");
        spans.iter().map(|span| format!("{}: {}", text(&span["path"]), text(&span["text"]))).collect()
    };
    findings.iter().map(|finding| (text(&finding["rule"]), places(finding))).collect()
}

const STATUTE: &str = "# Statute\n\nThe board of the society has 12 members.\n";
const AMENDED: &str = "# Statute\n\nThe board of the society has 14 members.\n";
const LEAFLET: &str = "# Leaflet\n\nThe board of the society has 12 members, who meet in May.\n";

/// A repository in whose last commit the statute was amended and the leaflet was not.
fn repository() -> Folder {
    let folder = Folder::new();
    folder.git(&["init", "--quiet"]);
    folder.write(&[("docs/statute.md", STATUTE), ("docs/leaflet.md", LEAFLET)]);
    folder.git(&["add", "."]);
    folder.git(&["commit", "--quiet", "-m", "one"]);
    folder.git(&["tag", "v1"]);
    folder.write(&[("docs/statute.md", AMENDED), ("docs/new.md", "The harbour has 3 cranes.\n")]);
    folder.git(&["add", "."]);
    folder.git(&["commit", "--quiet", "-m", "two"]);
    folder
}

fn twins(report: &Value) -> Vec<Vec<String>> {
    found(report)
        .into_iter()
        .filter(|(rule, _)| rule == "twin-not-updated")
        .map(|(_, places)| places)
        .collect()
}

#[test]
fn a_copy_that_was_left_behind_is_found_against_a_commit() {
    let folder = repository();
    let (code, report, err) = folder.check("", &["--select", "against", "--against", "v1", "docs"]);
    assert_eq!(twins(&report), [["docs/statute.md: 14", "docs/leaflet.md: 12"]], "{err}");
    // A warning alone fails no run.
    assert_eq!((code, err.as_str()), (0, ""));
    // The same from within, and by the place of the commit; nothing without an earlier version.
    let (_, report, _) = folder.check("docs", &["--against", "HEAD~1", "statute.md", "leaflet.md"]);
    assert_eq!(twins(&report), [["statute.md: 14", "leaflet.md: 12"]]);
    let (_, report, _) = folder.check("", &["--against", "HEAD", "docs"]);
    assert!(twins(&report).is_empty());
    let (_, report, _) = folder.check("", &["docs"]);
    assert!(twins(&report).is_empty());
}

#[test]
fn nothing_is_written_to_the_repository() {
    let folder = repository();
    let status = |folder: &Folder| {
        let done =
            Command::new("git").current_dir(&folder.0).args(["status", "--porcelain"]).output().unwrap();
        (String::from_utf8(done.stdout).unwrap(), files(&folder.0.join(".git")))
    };
    let before = status(&folder);
    folder.check("", &["--against", "v1", "docs"]);
    assert_eq!(status(&folder), before);
}

/// All files below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn a_directory_serves_as_well() {
    let folder = Folder::new();
    folder.write(&[
        ("old/statute.md", STATUTE),
        ("old/leaflet.md", LEAFLET),
        ("docs/statute.md", AMENDED),
        ("docs/leaflet.md", LEAFLET),
    ]);
    let (_, report, err) = folder.check("", &["--against", "old", "docs"]);
    assert_eq!(twins(&report), [["docs/statute.md: 14", "docs/leaflet.md: 12"]], "{err}");
    let (_, report, _) = folder.check("", &["--against", "old", "docs/statute.md", "docs/leaflet.md"]);
    assert_eq!(twins(&report).len(), 1);
}

#[test]
fn what_is_no_version_is_told() {
    let folder = repository();
    let (code, _, err) = folder.check("", &["--against", "nonesuch", "docs"]);
    assert!(code == 2 && err.contains("`nonesuch` is neither a directory nor a commit"), "{code} {err}");
    let (code, _, err) = folder.check("", &["--against", "--upload-pack=x", "docs"]);
    assert!(code == 2, "{err}");
    let bare = Folder::new();
    bare.write(&[("a.md", STATUTE)]);
    let (code, _, err) = bare.check("", &["--against", "HEAD", "a.md"]);
    assert!(code == 2 && err.contains("git repository"), "{code} {err}");
}

#[test]
fn only_what_touches_changed_lines_is_reported_and_listed_there() {
    let folder = repository();
    let all = found(&folder.check("", &["docs"]).1);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].1, ["docs/leaflet.md: 12", "docs/statute.md: 14"]);
    // The statute has changed since, so that the finding begins there.
    let (code, report, _) = folder.check("", &["--changed", "v1", "docs"]);
    assert_eq!(found(&report)[0].1, ["docs/statute.md: 14", "docs/leaflet.md: 12"]);
    assert_eq!(code, 1);
    // Since the last commit nothing has.
    let (code, report, _) = folder.check("", &["--changed", "HEAD", "docs"]);
    assert_eq!((code, found(&report).len()), (0, 0));
}

#[test]
fn a_source_that_cannot_be_read_is_a_finding_and_the_rest_is_checked() {
    let folder = Folder::new();
    folder.write(&[
        ("docs/statute.md", AMENDED),
        ("docs/leaflet.md", LEAFLET),
        ("docs/scan.pdf", "%PDF-1.7\n1 0 obj\n"),
    ]);
    let named = ["docs/statute.md", "docs/leaflet.md", "docs/scan.pdf"];
    let (code, report, err) = folder.check("", &named);
    let rules: Vec<String> = found(&report).into_iter().map(|(rule, _)| rule).collect();
    assert!(rules.contains(&"source-unreadable".to_owned()), "{rules:?}");
    assert!(rules.contains(&"value-conflict".to_owned()), "{rules:?}");
    assert!(code == 2 && err.contains("cannot read docs/scan.pdf"), "{code} {err}");
    let unread =
        report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "source-unreadable").unwrap();
    assert_eq!(unread["severity"], "error");
    assert_eq!(unread["spans"][0]["path"], "docs/scan.pdf");
    // Met in a directory it is doubtful whether it was meant, and no reason to fail.
    let (code, report, _) = folder.check("", &["docs", "--select", "source-unreadable"]);
    assert_eq!((code, report["summary"]["warnings"].as_u64()), (0, Some(1)));
    // A rule that was left out reports nothing; the run tells of it all the same.
    let (code, report, err) = folder.check("", &["--ignore", "hygiene", named[0], named[2]]);
    assert!(code == 2 && found(&report).is_empty() && err.contains("docs/scan.pdf"), "{code} {err}");
}
