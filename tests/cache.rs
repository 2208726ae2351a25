//! What is kept between runs: it changes no byte of any report, and it is never stale.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Folder, Ran};
use crossclaim::report::REPORTERS;

const AGENDA: &str =
    "# Agenda\n\nThe board of the housing association has 12 members. It met on May 4, 2021.\n";
const MINUTES: &str =
    "# Minutes\n\nThe board of the housing association has 14 members. The lease ends on June 31, 2022.\n";
const PAGE: &str = "<h1>Press</h1><p>The <b>board</b> of the&nbsp;<i>housing</i> association has <em>16</em> \
    members &amp; met on <time>May 6, 2021</time>.<p>The harbour has 3&#32;cranes.";
const KEPT: &str = "cache: kept in ";
const TAKEN: &str = "cache: taken from ";

/// Documents of several kinds, some of them not to be read.
fn documents() -> Folder {
    let latin: Vec<u8> = "Le caf\u{e9} a 14 tables, et le port 3 grues.\n".chars().map(|c| c as u8).collect();
    Folder::new(&[
        ("docs/agenda.md", AGENDA.as_bytes()),
        ("docs/minutes.md", MINUTES.as_bytes()),
        ("docs/latin.txt", &latin),
        ("docs/broken.docx", b"PK\x03\x04ab"),
        ("docs/data.csv", b"Year,Members\n2021,12\n2022,15\n"),
    ])
}

/// The same, and a report in every format that is read, with a page that contradicts it.
fn all_kinds() -> Folder {
    let folder = documents();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    for file in fs::read_dir(fixtures).unwrap().flatten() {
        fs::copy(file.path(), folder.0.join("docs").join(file.file_name())).unwrap();
    }
    let other = "<p>The <i>harbour</i> of Ell opened on <b>March 5,&nbsp;2021</b>. It has 17 cranes and 1,204 boats.\
        <p>The north pier is 130 metres long.";
    fs::write(folder.0.join("docs/other.html"), other).unwrap();
    fs::write(folder.0.join("docs/page.html"), PAGE).unwrap();
    folder
}

/// `check` with a cache in the folder `kept`, told of at length.
fn check(folder: &Folder, args: &[&str]) -> Ran {
    let mut command = folder.command(&["check", "--cache-dir", "kept", "--verbose"]);
    Ran::of(command.env("SOURCE_DATE_EPOCH", "1700000000").args(args).output().unwrap())
}

/// The line about the cache.
fn told(ran: &Ran) -> &str {
    ran.err.lines().find(|line| line.starts_with("cache: ")).unwrap_or_else(|| panic!("{ran:?}"))
}

/// All that a run printed, without the line about the cache.
fn printed(ran: &Ran) -> (i32, &str, String) {
    let others: Vec<&str> = ran.err.lines().filter(|line| !line.starts_with("cache: ")).collect();
    (ran.code, &ran.out, others.join("\n"))
}

/// The files that are kept.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join("kept")).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "outcome")).collect()
}

#[test]
fn a_run_that_takes_what_was_kept_prints_the_same_bytes_in_every_format() {
    let folder = all_kinds();
    for reporter in REPORTERS {
        let args = ["--format", reporter.name, "--notes", "docs"];
        let plain = Ran::of(folder.command(&["check", "--verbose"]).args(args).output().unwrap());
        assert_eq!(told(&plain), "cache: off");
        if reporter.name == "short" {
            assert!(plain.out.contains("other.html") && plain.out.contains("page.html"), "{plain:?}");
        }
        let first = check(&folder, &args);
        let again = check(&folder, &args);
        assert!(told(&again).starts_with(TAKEN), "{}: {again:?}", reporter.name);
        assert_eq!(printed(&first), printed(&plain), "{}", reporter.name);
        assert_eq!(printed(&again), printed(&plain), "{}", reporter.name);
    }
    assert_eq!(check(&folder, &["--no-cache", "docs"]).code, 2, "which of the two?");
    // One outcome serves all reports but those that show the ledger.
    assert_eq!(kept(&folder.0).len(), 2);
}

#[test]
fn baselines_and_changes_are_worked_out_anew() {
    let folder = documents();
    let ran = check(&folder, &["--write-baseline", "known.json", "docs"]);
    assert!(told(&ran).starts_with(KEPT), "{ran:?}");
    fs::create_dir_all(folder.0.join("old/docs")).unwrap();
    fs::write(folder.0.join("old/docs/agenda.md"), AGENDA).unwrap();
    fs::write(folder.0.join("old/docs/minutes.md"), MINUTES.replace("31", "30")).unwrap();
    for args in [
        &["--baseline", "known.json", "--format", "json", "docs"][..],
        &["--changed", "old", "--format", "json", "docs"],
        &["--against", "old", "--notes", "--format", "json", "docs"],
    ] {
        let first = check(&folder, args);
        let again = check(&folder, args);
        assert!(told(&again).starts_with(TAKEN), "{args:?}: {again:?}");
        let plain = Ran::of(folder.command(&["check", "--verbose"]).args(args).output().unwrap());
        assert_eq!(printed(&first), printed(&plain), "{args:?}");
        assert_eq!(printed(&again), printed(&plain), "{args:?}");
    }
    // An earlier version that says something else is another question.
    fs::write(folder.0.join("old/docs/agenda.md"), AGENDA.replace("12", "11")).unwrap();
    let ran = check(&folder, &["--against", "old", "--notes", "--format", "json", "docs"]);
    assert!(told(&ran).starts_with(KEPT), "{ran:?}");
}

#[test]
fn whatever_changes_what_is_found_is_looked_at_again() {
    let folder = documents();
    let write = |name: &str, text: &str| {
        fs::create_dir_all(folder.0.join(name).parent().unwrap()).unwrap();
        fs::write(folder.0.join(name), text).unwrap();
    };
    let args = ["--format", "short", "docs"];
    let anew = |what: &str| {
        let ran = check(&folder, &args);
        assert!(told(&ran).starts_with(KEPT), "{what}: {ran:?}");
        let again = check(&folder, &args);
        assert!(told(&again).starts_with(TAKEN), "{what}: {again:?}");
        assert_eq!(printed(&ran), printed(&again), "{what}");
        ran.out
    };
    let first = anew("at first");
    assert!(first.contains("value-conflict") && first.contains("impossible-date"), "{first}");
    write("docs/minutes.md", &MINUTES.replace("14", "12"));
    let mended = anew("one digit of a document");
    assert!(!mended.contains("value-conflict"), "{mended}");
    fs::rename(folder.0.join("docs/minutes.md"), folder.0.join("docs/notes.md")).unwrap();
    assert!(anew("the name of a document").contains("notes.md"));
    write("docs/more.md", "The harbour has 3 cranes.\n");
    anew("one document more");
    write("crossclaim.toml", "[levels]\nimpossible-date = \"warning\"\n");
    assert!(anew("the config").contains("warning"));
    write("crossclaim.toml", "rules = \"house\"\nfacts = \"facts.toml\"\n");
    let rule = "id = \"big-board\"\nlevel = \"warning\"\ntitle = \"A board is too big\"\nwhy = \"w\"\nfix = \"f\"\n\
        [where]\nkind = \"quantity\"\nnoun = \"members\"\n[check.claim]\nat-most = \"10\"\n\
        [[example]]\nname = \"a\"\ndocs = { \"a.md\" = \"The board has 12 members.\" }\nfinds = [\"a.md: 12\"]\n\
        [[example]]\nname = \"b\"\ndocs = { \"a.md\" = \"The board has 9 members.\" }\nfinds = []\n";
    write("house/big-board.toml", rule);
    let facts = "[[fact]]\nwhat = \"members of the board of the housing association\"\nvalue = \"12\"\nsource = \"x\"\n";
    write("facts.toml", facts);
    assert!(anew("rules and facts").contains("big-board"));
    write("house/big-board.toml", &rule.replace("\"10\"", "\"11\""));
    anew("a rule");
    write("facts.toml", &facts.replace("\"12\"", "\"13\""));
    assert!(anew("a fact").contains("ledger-mismatch"));
    for more in [&["--notes"][..], &["--confidence", "0.9"], &["--select", "dates"]] {
        let ran = check(&folder, &[&args[..], more].concat());
        assert!(told(&ran).starts_with(KEPT), "{more:?}: {ran:?}");
    }
}

#[test]
fn another_program_starts_anew() {
    let folder = documents();
    let own = Path::new(env!("CARGO_BIN_EXE_crossclaim"));
    let other = folder.0.join("crossclaim-other").with_extension(own.extension().unwrap_or_default());
    fs::copy(own, &other).unwrap();
    let run = || {
        let mut command = std::process::Command::new(&other);
        command.current_dir(&folder.0).args(["check", "--verbose", "--cache-dir", "kept", "docs"]);
        loop {
            match command.output() {
                // A program that another test starts meanwhile may hold the file open that was just written.
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
                ran => return Ran::of(ran.unwrap()),
            }
        }
    };
    assert!(told(&check(&folder, &["docs"])).starts_with(KEPT));
    assert!(told(&run()).starts_with(TAKEN), "the same program under another name");
    // What stands behind the end of a program is not run, and still it is another one.
    let mut bytes = fs::read(&other).unwrap();
    bytes.push(0);
    fs::write(&other, bytes).unwrap();
    assert!(told(&run()).starts_with(KEPT));
}

#[test]
fn an_allowance_ends_on_its_day_although_the_outcome_was_kept() {
    let text = "The lease ends on June 31, 2022. <!-- crossclaim: allow impossible-date until 2024-01-31 -- asked -->\n";
    let folder = Folder::new(&[("ends.md", text.as_bytes()), ("plain.md", MINUTES.as_bytes())]);
    let on = |seconds: &str, document: &str| {
        let mut command = folder.command(&["check", "--cache-dir", "kept", "--verbose", document]);
        Ran::of(command.env("SOURCE_DATE_EPOCH", seconds).output().unwrap())
    };
    let (january, february) = ("1706600000", "1707000000");
    assert_eq!(on(january, "ends.md").code, 0);
    let again = on(january, "ends.md");
    assert!(again.code == 0 && told(&again).starts_with(TAKEN), "{again:?}");
    let later = on(february, "ends.md");
    assert!(later.code == 1 && told(&later).starts_with(KEPT), "{later:?}");
    // Where nothing ends, the day does not matter.
    on(january, "plain.md");
    assert!(told(&on(february, "plain.md")).starts_with(TAKEN));
}

#[test]
fn a_damaged_file_is_ignored_told_and_written_anew() {
    let folder = documents();
    let first = check(&folder, &["docs"]);
    let path = kept(&folder.0).remove(0);
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    let last = flipped.len() - 9;
    flipped[last] ^= 1;
    for damaged in [&b""[..], b"x", &whole[..whole.len() / 2], &flipped] {
        fs::write(&path, damaged).unwrap();
        let ran = check(&folder, &["docs"]);
        assert!(told(&ran).starts_with("cache: a damaged file was ignored; kept in "), "{ran:?}");
        assert_eq!(printed(&ran), printed(&first));
        assert_eq!(fs::read(&path).unwrap(), whole);
    }
    // A folder that cannot be written to is no reason to fail.
    fs::write(folder.0.join("file"), "").unwrap();
    let ran =
        Ran::of(folder.command(&["check", "--verbose", "--cache-dir", "file", "docs"]).output().unwrap());
    assert!(told(&ran).starts_with("cache: nothing is kept in file: "), "{ran:?}");
    assert_eq!(printed(&ran), printed(&first));
}

#[test]
fn runs_at_the_same_time_share_it() {
    let folder = documents();
    let args = ["--format", "json", "docs"];
    let plain = folder.run(&[&["check"], &args[..]].concat());
    let mut running = Vec::new();
    for _ in 0..8 {
        let mut command = folder.command(&["check", "--cache-dir", "kept"]);
        command.args(args).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        running.push(command.spawn().unwrap());
    }
    for child in running {
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!((ran.code, &ran.out), (plain.code, &plain.out));
    }
    let names: BTreeMap<String, u64> = fs::read_dir(folder.0.join("kept"))
        .unwrap()
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.metadata().unwrap().len()))
        .collect();
    assert_eq!(names.len(), 3, "one outcome and two marks, nothing half written: {names:?}");
}

#[test]
fn the_environment_and_the_config_name_the_folder() {
    let folder = documents();
    let run = |name: &str, value: &str| {
        let mut command = folder.command(&["check", "--verbose", "docs"]);
        command.env_remove("CROSSCLAIM_NO_CACHE").env("XDG_CACHE_HOME", folder.0.join("platform"));
        Ran::of(command.env("LOCALAPPDATA", folder.0.join("platform")).env(name, value).output().unwrap())
    };
    assert_eq!(told(&run("CROSSCLAIM_CACHE_DIR", "here")), "cache: kept in here for the next run");
    assert_eq!(told(&run("CROSSCLAIM_NO_CACHE", "1")), "cache: off");
    if !cfg!(target_os = "macos") {
        assert!(told(&run("OTHER", "")).contains("platform"));
    }
    fs::write(folder.0.join("crossclaim.toml"), "cache-dir = \"mine\"\n").unwrap();
    assert_eq!(told(&run("OTHER", "")), "cache: kept in mine for the next run");
    fs::write(folder.0.join("crossclaim.toml"), "cache = false\n").unwrap();
    assert_eq!(told(&run("OTHER", "")), "cache: off");
    assert_eq!(told(&run("CROSSCLAIM_CACHE_DIR", "here")), "cache: taken from here");
}
