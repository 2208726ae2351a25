//! What other tools read of this repository: hooks, actions, templates. They are well formed, and say nothing
//! that crossclaim does not know.

use std::fs;
use std::path::Path;
use std::process::Command;

use crossclaim::report::REPORTERS;

const FILES: &[&str] = &[
    ".pre-commit-hooks.yaml",
    "action.yml",
    ".ci/gitlab.yml",
    ".ci/mega-linter-plugin-crossclaim/crossclaim.megalinter-descriptor.yml",
    ".github/workflows/release.yml",
];

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn they_are_well_formed() {
    for name in FILES {
        let text = read(name);
        for event in saphyr_parser::Parser::new_from_str(&text) {
            assert!(event.is_ok(), "{name}: {event:?}");
        }
        assert!(!text.contains('\t'), "{name}");
    }
}

#[test]
fn they_ask_for_formats_and_options_that_there_are() {
    let help = Command::new(env!("CARGO_BIN_EXE_crossclaim")).args(["check", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let mut formats = 0;
    for name in [FILES, &["README.md"]].concat() {
        let text = read(name);
        let all: Vec<&str> = text.split_whitespace().collect();
        for pair in all.windows(2).filter(|pair| ["--output", "--format"].contains(&pair[0])) {
            let format: String =
                pair[1].trim_matches(['"', '`']).chars().take_while(char::is_ascii_lowercase).collect();
            // "--format FORMAT", and the formats of other subcommands.
            if format.is_empty() || ["table", "jsonl", "csv", "md"].contains(&format.as_str()) {
                continue;
            }
            assert!(REPORTERS.iter().any(|row| row.name == format), "{name}: {} {}", pair[0], pair[1]);
            formats += 1;
        }
        if name != "README.md" && name != ".github/workflows/release.yml" && name != "action.yml" {
            for option in all.iter().filter(|word| word.starts_with("--") && **word != "--version") {
                let option = option.split('=').next().unwrap_or(option);
                assert!(help.contains(option), "{name}: {option}");
            }
        }
    }
    assert!(formats >= 8, "{formats}");
}

#[test]
fn the_hook_reads_all_documents_at_once() {
    let hook = read(".pre-commit-hooks.yaml");
    assert!(hook.contains("\n  pass_filenames: false\n") && hook.contains("\n  entry: crossclaim check\n"));
    let formats = crossclaim::source::extensions();
    let pattern = hook.lines().find_map(|line| line.trim().strip_prefix("files: ")).unwrap();
    let pattern = regex_automata::dfa::regex::Regex::new(pattern).unwrap();
    for extension in formats.split(", ") {
        assert!(pattern.is_match(format!("docs/a{extension}").as_bytes()), "{extension}");
    }
    assert!(!pattern.is_match(b"src/main.rs"));
}

#[test]
fn the_container_takes_what_the_build_needs() {
    let container = read("Containerfile");
    for line in container.lines().filter(|line| line.starts_with("COPY ") && !line.contains("--from")) {
        let mut names: Vec<&str> = line.split_whitespace().skip(1).collect();
        names.pop();
        for name in names {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists(), "{line}");
        }
    }
    // Everything that the binary embeds lies in these folders.
    assert!(container.contains("COPY src src") && container.contains("COPY rules rules"));
}
