//! Whole runs with a baseline: what was there before does not count, and what is new does.

mod common;

use std::fs;

use common::Folder;
use serde_json::Value;

const AGENDA: &str = "# Agenda\n\nThe board of the housing association has 12 members.\n";
const MINUTES: &str = "# Minutes\n\nThe board of the housing association has 14 members.\n";

fn folder() -> Folder {
    Folder::new(&[("agenda.md", AGENDA.as_bytes()), ("minutes.md", MINUTES.as_bytes())])
}

fn write(folder: &Folder, name: &str, text: &str) {
    fs::write(folder.0.join(name), text).unwrap();
}

/// The exit code and the findings that are open, by rule.
fn open(folder: &Folder, args: &[&str]) -> (i32, Vec<String>) {
    let ran = folder.run(&[&["check", "--format", "short", "agenda.md", "minutes.md"], args].concat());
    let rule = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    (ran.code, ran.out.lines().filter_map(rule).collect())
}

const KNOWN: &[&str] = &["--baseline", "known.json"];

#[test]
fn what_was_there_does_not_count_and_is_still_listed() {
    let folder = folder();
    let ran = folder.run(&["check", "--write-baseline", "known.json", "agenda.md", "minutes.md"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("known.json holds 1 finding"), "{ran:?}");
    assert_eq!(open(&folder, KNOWN), (0, vec![]));
    assert_eq!(open(&folder, &[]).0, 1);
    let ran = folder.run(&[&["check", "--format", "json", "agenda.md", "minutes.md"], KNOWN].concat());
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    let kept = fs::read_to_string(folder.0.join("known.json")).unwrap();
    assert!(kept.contains("crossclaim/baseline/1") && !kept.contains("\"line\""), "{kept}");
    // Its name may stand in the config.
    write(&folder, "crossclaim.toml", "baseline = \"known.json\"\n");
    assert_eq!(open(&folder, &[]), (0, vec![]));
}

#[test]
fn edits_elsewhere_and_other_words_around_keep_a_finding_known() {
    let folder = folder();
    open(&folder, &["--write-baseline", "known.json"]);
    for agenda in [
        // Lines before it.
        "# Agenda\n\nThe ferry is blue.\n\nIt sails at noon.\n\nThe board of the housing association has 12 members.\n",
        // The line moved, and wrapped.
        "The board of the housing\nassociation has 12 members.\n\n# Agenda\n\nThe ferry is blue.\n",
        // Other words around the claim.
        "# Agenda\n\nAs ever, the board of the housing association consists of 12 members, says the clerk.\n",
        // The same number in words, and marked.
        "# Agenda\n\nThe board of the housing association has **twelve** members.\n",
        "# Agenda\r\n\r\nThe board of the housing association has 12 members.\r\n",
    ] {
        write(&folder, "agenda.md", agenda);
        assert_eq!(open(&folder, KNOWN), (0, vec![]), "{agenda}");
    }
    fs::rename(folder.0.join("minutes.md"), folder.0.join("protocol.md")).unwrap();
    let ran = folder.run(&[&["check", "--format", "short", "agenda.md", "protocol.md"], KNOWN].concat());
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn another_value_is_new() {
    let folder = folder();
    open(&folder, &["--write-baseline", "known.json"]);
    write(&folder, "minutes.md", &MINUTES.replace("14", "15"));
    assert_eq!(open(&folder, KNOWN), (1, vec!["value-conflict".into()]));
    write(&folder, "minutes.md", &MINUTES.replace("members", "tenants"));
    write(&folder, "agenda.md", &AGENDA.replace("members", "tenants"));
    assert_eq!(
        open(&folder, KNOWN),
        (1, vec!["value-conflict".into()]),
        "what is counted belongs to a claim"
    );
    let more = format!("{MINUTES}\nThe lease ends on June 31, 2022, without notice.\n");
    write(&folder, "agenda.md", AGENDA);
    write(&folder, "minutes.md", &more);
    assert_eq!(open(&folder, KNOWN), (1, vec!["impossible-date".into()]));
}

#[test]
fn a_baseline_shrinks_and_grows_only_when_forced() {
    let folder = folder();
    open(&folder, &["--write-baseline", "known.json"]);
    write(
        &folder,
        "minutes.md",
        &MINUTES.replace("14 members.", "14 members.\n\nThe lease ends on June 31, 2022."),
    );
    let ran = folder.run(&["check", "--write-baseline", "known.json", "agenda.md", "minutes.md"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("1 new finding not taken in") && ran.err.contains("--force-baseline"),
        "{ran:?}"
    );
    let force = ["--write-baseline", "known.json", "--force-baseline"];
    assert_eq!(open(&folder, &force), (0, vec![]));
    // The clash is mended, the date is not.
    write(&folder, "agenda.md", &AGENDA.replace("12", "14"));
    let ran = folder.run(&[&["check", "agenda.md", "minutes.md"], KNOWN].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("1 finding of known.json can no longer be found: "), "{ran:?}");
    let part = folder.run(&[&["check", "minutes.md"], KNOWN].concat());
    assert!(part.err.is_empty(), "what was not read is not gone: {part:?}");
    let rules = folder.run(&[&["check", "--select", "calendar", "agenda.md", "minutes.md"], KNOWN].concat());
    assert!(rules.err.is_empty(), "a rule that was left out finds nothing: {rules:?}");
    assert_eq!(folder.run(&["check", "--write-baseline", "known.json", "minutes.md"]).code, 0);
    let kept = || fs::read_to_string(folder.0.join("known.json")).unwrap();
    assert!(kept().contains("value-conflict"), "{}", kept());
    open(&folder, &["--write-baseline", "known.json"]);
    assert!(!kept().contains("value-conflict") && kept().contains("impossible-date"), "{}", kept());
    write(&folder, "agenda.md", AGENDA);
    assert_eq!(open(&folder, KNOWN), (1, vec!["value-conflict".into()]));
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let folder = folder();
    write(&folder, "bad.json", "{\"schema\": \"other/1\", \"findings\": []}");
    write(&folder, "cut.json", "{\"schema\": \"crossclaim/ba");
    for name in ["bad.json", "cut.json", "missing.json"] {
        let ran = folder.run(&["check", "--baseline", name, "agenda.md"]);
        assert!(ran.code == 2 && ran.err.contains(name) && ran.err.contains("--write-baseline"), "{ran:?}");
    }
    assert_eq!(folder.run(&["check", "--write-baseline", "bad.json", "agenda.md"]).code, 2);
    assert_eq!(folder.run(&["check", "--write-baseline", "no/where.json", "agenda.md"]).code, 2);
    assert_eq!(folder.run(&["check", "--force-baseline", "agenda.md"]).code, 2);
}
