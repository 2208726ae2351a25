//! *Your first rule* in CONTRIBUTING.md, followed to the letter in an empty folder.
//!
//! A fence with a file name after its language is written to that file; `sh` lines are run and
//! must end with the code beside `sh` (or 0); `text` lines must stand in what was printed last.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block: the words after the fence, and its lines.
fn blocks(guide: &str) -> Vec<(Vec<&str>, String)> {
    let (mut blocks, mut open): (Vec<(Vec<&str>, String)>, bool) = (Vec::new(), false);
    for line in guide.lines() {
        match line.strip_prefix("```") {
            Some(words) if !open => blocks.push((words.split_whitespace().collect(), String::new())),
            Some(_) => {}
            None if open => {
                if let Some(block) = blocks.last_mut() {
                    block.1.push_str(line);
                    block.1.push('\n');
                }
            }
            None => {}
        }
        open ^= line.starts_with("```");
    }
    blocks
}

#[test]
fn the_guide_can_be_followed_word_for_word() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md")).unwrap();
    let guide = text.split_once("## Your first rule\n").unwrap().1.split_once("\n## ").unwrap().0;
    let folder = std::env::temp_dir().join(format!("crossclaim-guide-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (mut printed, mut written, mut run, mut compared) = (String::new(), 0, 0, 0);
    for (words, body) in blocks(guide) {
        match words.as_slice() {
            ["sh", code @ ..] => {
                for line in body.lines() {
                    let args: Vec<&str> = line.split_whitespace().collect();
                    assert_eq!(args[0], "crossclaim", "{line}");
                    let mut command = Command::new(env!("CARGO_BIN_EXE_crossclaim"));
                    let output = command.args(&args[1..]).current_dir(&folder).output().unwrap();
                    printed = String::from_utf8(output.stdout).unwrap();
                    printed.push_str(&String::from_utf8(output.stderr).unwrap());
                    let wanted = code.first().map_or(0, |code| code.parse().unwrap());
                    assert_eq!(output.status.code(), Some(wanted), "{line}\n{printed}");
                    run += 1;
                }
            }
            ["text"] => {
                for line in body.lines() {
                    assert!(printed.contains(line.trim()), "{line}\nis not in\n{printed}");
                    compared += 1;
                }
            }
            [_, file] => {
                let path = folder.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, body).unwrap();
                written += 1;
            }
            other => panic!("what is to be done with {other:?}?"),
        }
    }
    assert!(written >= 3 && run >= 5 && compared >= 5, "{written} {run} {compared}");
    fs::remove_dir_all(folder).unwrap();
}
