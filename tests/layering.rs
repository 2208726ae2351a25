//! The rooms of the crate and who may use whom. An arrow outside the table is a mistake
//! of design, so it fails here and not in review.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms it may use. `fault` is what any room may fail with.
const ROOMS: &[(&str, &[&str])] = &[
    ("place", &[]),
    ("fault", &[]),
    ("claim", &["place"]),
    ("finding", &["place"]),
    ("lexicon", &[]),
    ("source", &["place", "fault"]),
    ("prose", &["place", "source", "lexicon"]),
    ("grammar", &["place", "prose", "claim", "lexicon"]),
    ("align", &["place", "claim", "lexicon"]),
    ("rules", &["place", "claim", "finding", "lexicon", "source", "prose", "grammar", "align"]),
    ("report", &["place", "finding", "source"]),
    (
        "pipeline",
        &["place", "claim", "finding", "lexicon", "source", "prose", "grammar", "align", "rules", "fault"],
    ),
    (
        "cli",
        &[
            "place", "claim", "finding", "lexicon", "source", "prose", "grammar", "align", "rules", "report",
            "pipeline", "fault",
        ],
    ),
];

/// A crate and the rooms that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("nom", &["grammar"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("miette", &["report", "rules"]),
    ("similar", &["rules"]),
    ("serde_json", &["report"]),
    ("anstyle", &["report", "cli"]),
    ("anstream", &["cli"]),
    ("terminal_size", &["cli"]),
    ("toml", &["rules"]),
    ("pulldown_cmark", &["source"]),
    ("html5gum", &["source"]),
    ("csv_core", &["source"]),
    ("encoding_rs", &["source"]),
    ("ignore", &["source"]),
    ("sentencex", &["prose"]),
    ("fst", &["lexicon"]),
    ("jiff", &["claim", "grammar", "rules"]),
];

/// Every source file of the crate but the two roots, with its room and its code.
fn files() -> Vec<(PathBuf, String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if is_code(&path) {
                found.push(path);
            }
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&source, &mut paths);
    let rooms = paths.into_iter().filter_map(|path| {
        let inside = path.strip_prefix(&source).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let room = first.trim_end_matches(".rs").to_owned();
        let code = code_of(&fs::read_to_string(&path).unwrap());
        (!["lib", "main"].contains(&room.as_str())).then_some((path, room, code))
    });
    rooms.collect()
}

/// Rust, and not a file of tests.
fn is_code(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.extension().is_some_and(|extension| extension == "rs")
        && !(stem == "tests" || stem.ends_with("_tests"))
}

/// The text without comments, and without the tests at its end, which may look further.
fn code_of(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The words that follow `prefix` where it starts a path.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let boundary = |at: usize| {
        !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            || code[..at].ends_with("::") && prefix.starts_with("::")
    };
    let mut words = BTreeSet::new();
    for (at, _) in code.match_indices(prefix).filter(|(at, _)| boundary(*at)) {
        let rest = &code[at + prefix.len()..];
        let group = rest.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or(rest));
        for path in group.map_or_else(|| vec![rest], |group| group.split(',').collect()) {
            let path = path.trim_start();
            let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(path.len());
            words.insert(path[..end].to_owned());
        }
    }
    words.remove("");
    words
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, room, code) in files() {
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!("{}: `{room}` is no room of the table", path.display()));
            continue;
        };
        for used in named_after(&code, "crate::") {
            if used != room && table.contains_key(used.as_str()) && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: {room} may not use {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (path, room, code) in files() {
        for (name, allowed) in CRATES {
            let used = !named_after(&code, &format!("{name}::")).is_empty();
            if used && !allowed.contains(&room.as_str()) {
                wrong.push(format!("{}: {room} may not use {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_exists() {
    let rooms: BTreeSet<String> = files().into_iter().map(|(_, room, _)| room).collect();
    let table: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, table);
}

#[test]
fn the_reader_of_paths_sees_every_way_to_write_one() {
    let code = "use crate::place::Span;\nuse crate::{claim, prose::Text};\nlet x = crate::rules::KINDS;\n\
                use mycrate::report::X; // crate::cli";
    let code = code_of(code);
    let found: Vec<String> = named_after(&code, "crate::").into_iter().collect();
    assert!(
        ["claim", "place", "prose", "rules"].iter().all(|room| found.contains(&(*room).to_owned())),
        "{found:?}"
    );
    assert!(!found.contains(&"report".to_owned()), "{found:?}");
}
