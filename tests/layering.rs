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
    ("similar", &["rules", "report"]),
    ("serde_json", &["report", "rules", "cli"]),
    ("anstyle", &["report", "cli"]),
    ("anstream", &["cli"]),
    ("blake3", &["cli"]),
    ("terminal_size", &["cli"]),
    ("toml", &["rules", "source"]),
    ("pulldown_cmark", &["source"]),
    ("html5gum", &["source"]),
    ("ignore", &["source"]),
    ("globset", &["rules", "source"]),
    ("encoding_rs", &["source"]),
    ("chardetng", &["source"]),
    ("jsonc_parser", &["source"]),
    ("saphyr_parser", &["source"]),
    ("quick_xml", &["source"]),
    ("zip", &["source"]),
    ("calamine", &["source"]),
    ("pdf_extract", &["source"]),
    ("fst", &["lexicon"]),
    ("strsim", &["rules"]),
    ("unicode_width", &["report"]),
    ("textwrap", &["report"]),
    ("jiff", &["claim", "grammar", "rules"]),
];

/// Crates that any room may name: collections, threads, search, derives.
const COMMON: &[&str] = &["memchr", "rayon", "rustc_hash", "serde", "thiserror"];

/// What a room hands on from another: the room, where it is from, and the names.
const HANDED_ON: &[(&str, &str, &[&str])] = &[("prose", "source", &["BlockKind", "Document", "Mark"])];

/// A source file of the crate that is no test.
struct File {
    path: PathBuf,
    room: String,
    /// How many modules it lies below the root of the crate.
    depth: usize,
    code: String,
}

/// Every source file but the two roots and the modules of tests.
fn files() -> Vec<File> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.insert(path, text);
            }
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = BTreeMap::new();
    walk(&source, &mut texts);
    let tests: BTreeSet<PathBuf> = texts.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let rooms = texts.into_iter().filter(|(path, _)| !tests.contains(path)).filter_map(|(path, text)| {
        let inside = path.strip_prefix(&source).unwrap().with_extension("");
        let mut parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        let (room, depth) = (parts[0].clone(), parts.len());
        let code = code_of(&text);
        (!["lib", "main"].contains(&room.as_str())).then_some(File { path, room, depth, code })
    });
    rooms.collect()
}

/// The files of the modules that `text` declares for tests only.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let folder = path.parent().unwrap();
    for (at, mark) in text.match_indices("#[cfg(test)]\n") {
        let rest = text[at + mark.len()..].trim_start();
        let (named, rest) = match rest.strip_prefix("#[path = \"") {
            Some(rest) => {
                let (name, rest) = rest.split_once("\"]").unwrap();
                (Some(folder.join(name)), rest.trim_start())
            }
            None => (None, rest),
        };
        let Some((name, _)) = rest.strip_prefix("mod ").and_then(|rest| rest.split_once(';')) else {
            continue;
        };
        if name.contains('{') {
            continue;
        }
        let stem = path.file_stem().unwrap();
        let own = if stem == "mod" { folder.to_path_buf() } else { folder.join(stem) };
        found.push(named.unwrap_or_else(|| own.join(name).with_extension("rs")));
    }
    found
}

/// The text without comments, and without the tests at its end, which may look further.
fn code_of(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let text = text.split("\n#[cfg(test)]\nmod sample {").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths that follow `prefix` where it starts one, groups taken apart, without their tails:
/// `crate::{a::B, c::{D, E}}` gives `a` and `c`.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let starts = |at: &usize| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let word = |path: &str| {
        let path = path.trim_start();
        let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(path.len());
        path[..end].to_owned()
    };
    let mut words = BTreeSet::new();
    for at in code.match_indices(prefix).map(|(at, _)| at).filter(starts) {
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            None => drop(words.insert(word(rest))),
            Some(group) => words.extend(members(group).into_iter().map(word)),
        }
    }
    words.remove("");
    words
}

/// The members of a group, up to the brace that closes it.
fn members(group: &str) -> Vec<&str> {
    let (mut members, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                members.push(&group[start..at]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    members
}

/// The longest chain of `super::`.
fn climbs(code: &str) -> usize {
    let chain = |at: usize| {
        let mut rest = &code[at..];
        let mut steps = 0;
        while let Some(after) = rest.strip_prefix("super::") {
            (rest, steps) = (after, steps + 1);
        }
        steps
    };
    code.match_indices("super::").map(|(at, _)| chain(at)).max().unwrap_or(0)
}

#[test]
fn only_the_command_line_prints_and_exits() {
    for file in files().iter().filter(|file| file.room != "cli") {
        for call in
            ["print!(", "println!(", "dbg!(", "stdout()", "stderr()", "process::exit", "process::abort"]
        {
            assert!(!file.code.contains(call), "{} calls {call}", file.path.display());
        }
    }
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for File { path, room, depth, code } in files() {
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!("{}: `{room}` is no room of the table", path.display()));
            continue;
        };
        for used in named_after(&code, "crate::") {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: {room} may not use {used}", path.display()));
            }
        }
        if climbs(&code) >= depth {
            wrong.push(format!("{}: leaves its room by `super`, which no table sees", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_hand_on_no_more_than_is_listed() {
    let mut wrong = Vec::new();
    for File { path, room, code, .. } in files() {
        for line in code.lines().map(str::trim).filter(|line| line.starts_with("pub use crate::")) {
            let listed = HANDED_ON.iter().any(|(from, of, names)| {
                let exact = format!("pub use crate::{of}::{{{}}};", names.join(", "));
                room == *from && line == exact
            });
            if !listed {
                wrong.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for File { path, room, code, .. } in files() {
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
fn every_dependency_is_used_and_has_its_rooms() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let named: BTreeSet<String> =
        manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect();
    let known: BTreeSet<String> =
        CRATES.iter().map(|(name, _)| *name).chain(COMMON.iter().copied()).map(str::to_owned).collect();
    assert_eq!(named, known);
    let files = files();
    for name in named {
        let used = files.iter().any(|file| !named_after(&file.code, &format!("{name}::")).is_empty());
        assert!(used, "{name} is a dependency and not used");
    }
}

#[test]
fn every_room_exists() {
    let rooms: BTreeSet<String> = files().into_iter().map(|file| file.room).collect();
    let table: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, table);
}

#[test]
fn the_reader_of_paths_sees_every_way_to_write_one() {
    let code = "use crate::place::Span;\nuse crate::{claim::{Claim, Kind}, prose::Text};\n\
                let x = crate::rules::KINDS;\nuse mycrate::report::X;\n// crate::cli\nsuper::super::x()";
    let code = code_of(code);
    let found = named_after(&code, "crate::");
    assert_eq!(found.iter().collect::<Vec<_>>(), ["claim", "place", "prose", "rules"]);
    assert_eq!(climbs(&code), 2);
    let declared = "#[cfg(test)]\n#[path = \"x_tests.rs\"]\nmod tests;\n#[cfg(test)]\nmod cases;\n";
    let found = test_modules(Path::new("src/room/x.rs"), declared);
    assert_eq!(found, [PathBuf::from("src/room/x_tests.rs"), PathBuf::from("src/room/x/cases.rs")]);
}
