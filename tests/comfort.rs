//! What makes the command pleasant to use: coverage, watching, manual pages, quiet terminals.

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use common::Folder;

const TWELVE: &[u8] = b"The board of the housing association has 12 members. It met on May 4, 2021.\n";
const FOURTEEN: &[u8] = b"The board of the housing association has 14 members.\n";

#[test]
fn what_was_read_is_told_where_it_is_asked_for() {
    let folder =
        Folder::new(&[("a.md", TWELVE), ("b.md", FOURTEEN), ("crossclaim.toml", b"notes = false\n")]);
    let quiet = folder.run(&["check", "a.md", "b.md"]);
    assert_eq!(quiet.err, "", "{quiet:?}");
    let ran = folder.run(&["check", "--verbose", "--format", "json", "a.md", "b.md"]);
    assert!(ran.err.starts_with("config crossclaim.toml, "), "{ran:?}");
    assert!(ran.err.contains("a.md: markdown, 2 claims (1 date, 1 quantity), 0 identifiers\n"), "{ran:?}");
    assert!(serde_json::from_str::<serde_json::Value>(&ran.out).is_ok(), "{ran:?}");
    assert_eq!(folder.run(&["check", "--verbose", "--quiet", "a.md"]).code, 2);
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_read_and_told() {
    let page = b"<!doctype html><p>The board of the housing association has 12 members.";
    let folder = Folder::new(&[
        ("a.txt", page),
        ("b.md", TWELVE),
        ("c.xlsx", b"pier,boats,crew\nnorth,5,7\nsouth,6,9\n"),
        ("d.json", b"Nobody came.\n"),
    ]);
    let ran = folder.run(&["check", "--verbose", "."]);
    assert!(ran.out.contains("; 3 files of another format than named)"), "{ran:?}");
    assert!(ran.err.contains("a.txt: html, 1 claim (1 quantity)"), "{ran:?}");
    for cached in [false, true] {
        let ran = folder.run(&["check", "--format", "json", "--cache-dir", "kept", "."]);
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let read: Vec<_> = report["coverage"].as_array().unwrap().iter().collect();
        let told = |at: usize| (read[at]["format"].as_str(), read[at]["misnamed"].as_bool());
        assert_eq!(told(0), (Some("html"), Some(true)), "{cached}");
        assert_eq!(told(1), (Some("markdown"), Some(false)), "{cached}");
        assert_eq!(told(2), (Some("csv"), Some(true)), "{cached}");
        assert_eq!(told(3), (Some("keyed"), Some(true)), "{cached}");
        assert_eq!(report["summary"]["misnamed"], 3, "{cached}");
        assert_eq!(report["findings"], serde_json::Value::Array(Vec::new()), "{cached}");
    }
}

#[test]
fn nothing_steers_a_terminal_whatever_a_document_or_its_name_holds() {
    let text = "\u{1b}[2JThe board has 12 \u{7}members.\u{202e}\nThe lease ends on June 31, 2022. 1\u{9b}2\n";
    let folder = Folder::new(&[("e\u{1b}vil.md", text.as_bytes()), ("b.md", FOURTEEN)]);
    for args in [
        &["check", "--verbose", "."][..],
        &["check", "--notes", "--format", "short", "."],
        &["claims", "--format", "table", "."],
        &["facts", "."],
        &["check", "--baseline", "no\u{1b}ne.json", "."],
        &["check", "--print-config", "e\u{1b}vil.md"],
    ] {
        let ran = folder.run(args);
        for text in [&ran.out, &ran.err] {
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{args:?}: {text:?}");
        }
    }
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let folder = Folder::new(&[]);
    fs::create_dir(folder.0.join("man1")).unwrap();
    let ran = folder.run(&["man", "--dir", "man1"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for name in ["crossclaim.1", "crossclaim-check.1", "crossclaim-rules-explain.1", "crossclaim-init.1"] {
        let page = fs::read_to_string(folder.0.join("man1").join(name)).unwrap();
        assert!(page.contains(".TH ") && page.contains("Examples"), "{name}");
    }
    assert_eq!(folder.run(&["man", "--dir", "nowhere"]).code, 2);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.run(&["completions", shell]);
        assert!(ran.out.contains("baseline") && ran.out.contains("init"), "{shell}");
    }
}

/// Ends the process at the end of a test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn next(lines: &Receiver<String>) -> String {
    lines.recv_timeout(Duration::from_secs(60)).expect("a line")
}

#[test]
fn a_watched_document_is_checked_again_when_it_changes() {
    let folder = Folder::new(&[("a.md", TWELVE), ("b.md", FOURTEEN)]);
    let mut command = folder.command(&["check", "--watch", "--format", "short", "."]);
    let mut child = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let (send, lines) = channel();
    let (out, err) = (child.0.stdout.take().unwrap(), child.0.stderr.take().unwrap());
    let told = send.clone();
    std::thread::spawn(move || {
        BufReader::new(out).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)))
    });
    std::thread::spawn(move || {
        BufReader::new(err).lines().map_while(Result::ok).for_each(|line| drop(told.send(line)))
    });
    let mut first = [next(&lines), next(&lines)];
    first.sort();
    assert!(first[0].contains("value-conflict") && first[1].contains("watching for changes"), "{first:?}");
    fs::write(folder.0.join("b.md"), "The board of the housing association has 12 members now.\n").unwrap();
    assert!(next(&lines).contains("watching for changes"), "the clash is gone");
    fs::write(folder.0.join("c.md"), FOURTEEN).unwrap();
    // The two streams are read by two threads.
    let found = [next(&lines), next(&lines)];
    assert!(found.iter().any(|line| line.contains("value-conflict")), "a new document is read: {found:?}");
    assert!(matches!(child.0.try_wait(), Ok(None)), "it goes on");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::new(&[]);
    assert_eq!(folder.run(&["check", "--watch", "-"]).code, 2);
    assert_eq!(folder.run(&["check", "--watch", "--write-baseline", "x.json", "."]).code, 2);
}
