//! Whole runs of the binary: exit codes, streams and what stands on them.

mod common;

use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use common::{Folder, Ran};

/// A date that no calendar has: one document is enough to find it.
const WRONG: &[u8] = b"The lease ends on June 31, 2022, without notice.\n";
const RIGHT: &[u8] = b"The lease ends on June 30, 2022, without notice.\n";

#[test]
fn exit_codes_tell_clean_from_findings_from_failure() {
    let folder = Folder::new(&[("right.md", RIGHT), ("wrong.md", WRONG)]);
    let clean = folder.run(&["check", "right.md"]);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""), "{clean:?}");
    assert!(clean.out.starts_with("no conflicts in 1 file ("), "{clean:?}");

    let found = folder.run(&["check", "wrong.md"]);
    assert_eq!((found.code, found.err.as_str()), (1, ""), "{found:?}");
    assert!(found.out.starts_with("error[impossible-date]: "), "{found:?}");
    assert!(found.out.contains("[wrong.md:1:19]"), "{found:?}");
    assert!(found.out.contains("\n1 error in 1 file ("), "{found:?}");

    assert_eq!(folder.run(&["check", "--fail-on", "never", "wrong.md"]).code, 0);
    assert_eq!(folder.run(&["check", "--ignore", "calendar", "wrong.md"]).code, 0);
    assert_eq!(folder.run(&["check", "--select", "impossible-date", "wrong.md"]).code, 1);
    assert_eq!(folder.run(&["check", "--no-such-flag"]).code, 2);
    assert_eq!(folder.run(&["check", "--confidence", "1.5", "wrong.md"]).code, 2);
}

#[test]
fn a_source_that_cannot_be_read_fails_the_run_and_the_rest_is_checked() {
    let folder = Folder::new(&[("wrong.md", WRONG)]);
    let ran = folder.run(&["check", "missing.md", "wrong.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.starts_with("error: cannot read missing.md: "), "{ran:?}");
    assert!(ran.out.contains("impossible-date"), "{ran:?}");
    assert!(ran.out.contains("1 source unreadable"), "{ran:?}");
}

#[test]
fn no_path_and_no_document_are_failures_with_advice() {
    let folder = Folder::new(&[]);
    let none = folder.run(&["check"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""), "{none:?}");
    assert!(none.err.contains("crossclaim check draft.md sources/"), "{none:?}");

    fs::create_dir(folder.0.join("empty")).unwrap();
    let empty = folder.run(&["check", "empty"]);
    assert_eq!(empty.code, 2, "{empty:?}");
    assert!(empty.err.contains("no documents in empty"), "{empty:?}");
}

#[test]
fn what_is_no_text_is_refused_and_odd_texts_are_read() {
    let folder = Folder::new(&[
        ("image.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"),
        ("empty.md", b""),
        ("latin1.txt", b"Caf\xe9: the lease ends on June 31, 2022.\n"),
        ("bom.md", b"\xef\xbb\xbfThe lease ends on June 31, 2022.\n"),
        ("only-space.md", b" \n\t\r\n\x0c\n"),
    ]);
    let ran = folder.run(&["check", "image.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.contains("cannot read image.md: byte 8 is no text"), "{ran:?}");
    for name in ["empty.md", "only-space.md"] {
        let ran = folder.run(&["check", name]);
        assert_eq!(ran.code, 0, "{name}: {ran:?}");
    }
    for name in ["bom.md", "latin1.txt"] {
        let ran = folder.run(&["check", "--format", "short", name]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("error[impossible-date]"), "{ran:?}");
    }
}

#[test]
fn a_file_of_a_directory_that_cannot_be_read_is_told_and_fails_nothing() {
    let folder =
        Folder::new(&[("docs/cut.docx", b"PK\x03\x04"), ("docs/right.md", RIGHT), ("docs/x.txt", b"\0")]);
    let ran = folder.run(&["check", "docs"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.starts_with("warning: cannot read docs/cut.docx: "), "{ran:?}");
    assert!(ran.out.contains("in 1 file (") && ran.out.contains("; 1 source unreadable"), "{ran:?}");
    for named in ["docs/cut.docx", "docs/x.txt"] {
        assert_eq!(folder.run(&["check", "docs", named]).code, 2, "{named} is named as well");
    }
}

#[test]
fn one_line_without_end_is_read_and_shown_in_pieces() {
    // The release build is tried on 5 MB by `.ci/run`; this one is not optimised.
    let mut line =
        "The harbour lies quiet in the morning and gulls wait on the quay. ".repeat(1024).into_bytes();
    line.extend_from_slice(WRONG);
    let folder = Folder::new(&[("long.txt", &line)]);
    let ran = folder.run(&["check", "long.txt"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    assert!(ran.out.contains("[long.txt:1:67603]"), "{}", ran.out);
}

#[test]
fn json_is_one_object_and_nothing_else() {
    let folder = Folder::new(&[("docs/wrong.md", WRONG), ("docs/right.md", RIGHT)]);
    let ran = folder.run(&["check", "--format", "json", "docs", "missing.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["schema"], "crossclaim/report/1");
    let span = &json["findings"][0]["spans"][0];
    assert_eq!(span["path"], "docs/wrong.md");
    let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
    assert_eq!(&WRONG[start..end], b"June 31, 2022");
    assert_eq!((span["text"].as_str(), span["line"].as_u64()), (Some("June 31, 2022"), Some(1)));
    assert_eq!(json["summary"]["files"], 2);
    assert_eq!(json["coverage"].as_array().unwrap().len(), 2);
    assert!(json["findings"][0]["why"].is_array() && json["findings"][0]["fingerprint"].is_string());
}

#[test]
fn the_same_input_gives_the_same_bytes_at_any_thread_count() {
    let files: Vec<(String, Vec<u8>)> = (0..12)
        .map(|n| {
            (
                format!("{n}.md"),
                format!("The board has {n} members.\nIt met on June 3{n}, 2022.\n").into_bytes(),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    let folder = Folder::new(&files);
    for format in ["human", "short", "json"] {
        let one = folder.run(&["check", "--notes", "--format", format, "--threads", "1", "."]);
        let many = folder.run(&["check", "--notes", "--format", format, "--threads", "4", "."]);
        assert_eq!(one.out, many.out, "{format}");
        assert!(!one.out.is_empty());
    }
}

#[test]
fn colours_are_off_in_a_pipe_and_can_be_asked_for() {
    let folder = Folder::new(&[("wrong.md", WRONG)]);
    let colored = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = folder.command(args);
        command.envs(env.iter().copied());
        let ran = Ran::of(command.output().unwrap());
        ran.out.contains('\u{1b}')
    };
    assert!(!colored(&["check", "wrong.md"], &[]));
    assert!(colored(&["check", "--color", "always", "wrong.md"], &[]));
    assert!(colored(&["check", "wrong.md"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check", "wrong.md"], &[("NO_COLOR", "1")]));
    assert!(!colored(&["check", "--color", "never", "wrong.md"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["check", "--color", "always", "--format", "json", "wrong.md"], &[]));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let text = "The lease ends on June 31, 2022. ".repeat(4000);
    let folder = Folder::new(&[("wrong.md", text.as_bytes())]);
    for args in [&["check", "wrong.md"][..], &["claims", "wrong.md"]] {
        let mut child = folder.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let code = child.wait().unwrap().code();
        assert!(err.is_empty(), "{err}");
        assert!(matches!(code, Some(0 | 1)), "{args:?}: {code:?}");
    }
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = Folder::new(&[]);
    let mut command = folder.command(&["check", "-", "--stdin-name", "draft.md", "--format", "short"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(WRONG).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.starts_with("draft.md:1:19: error[impossible-date] "), "{ran:?}");
}

#[test]
fn claims_are_a_line_of_json_each() {
    let folder =
        Folder::new(&[("a.md", b"# Fair\n\nAbout 12,000 people came to the fair on May 4, 2019.\n")]);
    let ran = folder.run(&["claims", "a.md"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let rows: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: Vec<&str> = rows.iter().map(|row| row["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["About 12,000", "May 4, 2019"]);
    assert_eq!((rows[1]["low"].as_str(), rows[1]["kind"].as_str()), (Some("2019-05-04"), Some("date")));
    assert_eq!(rows[0]["line"], 3);
    let table = folder.run(&["claims", "--format", "table", "a.md"]);
    assert!(table.out.starts_with("a.md:3:1"), "{table:?}");
}

#[test]
fn why_prints_the_evidence_for_a_fingerprint() {
    let folder = Folder::new(&[("wrong.md", WRONG)]);
    let json = folder.run(&["check", "--format", "json", "wrong.md"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fingerprint = json["findings"][0]["fingerprint"].as_str().unwrap();
    let ran = folder.run(&["why", &fingerprint[..8], "wrong.md"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains(fingerprint) && ran.out.contains("as they were read"), "{ran:?}");
    let unknown = folder.run(&["why", "00000000", "wrong.md"]);
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert_eq!(folder.run(&["why", "no-hex", "wrong.md"]).code, 2);
}

#[test]
fn rules_are_listed_explained_started_and_tested() {
    let folder = Folder::new(&[]);
    let list = folder.run(&["rules", "list"]);
    assert!(list.out.lines().any(|line| line.starts_with("value-conflict  ")), "{list:?}");
    let quotes = folder.run(&["rules", "list", "--tag", "quotes", "quote-"]);
    assert!(quotes.out.lines().all(|line| line.starts_with("quote-") || line.starts_with(' ')), "{quotes:?}");
    assert!(quotes.out.lines().count() > 4 && quotes.code == 0, "{quotes:?}");
    let slip = folder.run(&["rules", "list", "--tag", "date"]);
    assert!(slip.code == 2 && slip.err.contains("did you mean `dates`?"), "{slip:?}");
    let tag = folder.run(&["rules", "explain", "cross-date-conflict"]);
    assert!(tag.code == 0 && tag.out.contains("is a tag") && tag.out.contains("date-conflict"), "{tag:?}");
    assert!(folder.run(&["rules", "list", "--kinds"]).out.contains("[check.agree]"));
    let page = folder.run(&["rules", "explain", "value-conflict", "--format", "md"]);
    assert!(page.out.starts_with("# value-conflict\n"), "{page:?}");
    let slip = folder.run(&["rules", "explain", "value-conflit"]);
    assert_eq!(slip.code, 2, "{slip:?}");
    assert!(slip.err.contains("did you mean `value-conflict`?"), "{slip:?}");

    let new = folder.run(&["rules", "new", "seats-differ"]);
    assert_eq!(new.code, 0, "{new:?}");
    assert!(folder.0.join("rules/seats-differ.toml").exists());
    assert_eq!(folder.run(&["rules", "new", "seats-differ"]).code, 2, "must not overwrite");
    assert_eq!(folder.run(&["rules", "new", "Seats Differ"]).code, 2);
    let list = folder.run(&["rules", "list", "--rules", "rules"]);
    assert!(list.out.contains("seats-differ"), "{list:?}");
    let test = folder.run(&["rules", "test", "rules"]);
    assert_eq!(test.code, 0, "{test:?}");
    assert!(test.out.contains("3 examples of 1 rule: 3 as promised"), "{test:?}");
}

#[test]
fn all_mistakes_of_a_rule_file_are_shown_where_they_stand() {
    let rule = b"id = \"seats-differ\"\nlevel = \"errror\"\ntitle = \"t\"\nwhy = \"w\"\nfixx = \"f\"\n\
        [check.agre]\nvalues = \"measure\"\n";
    let folder = Folder::new(&[("mine/seats-differ.toml", rule), ("right.md", RIGHT)]);
    let ran = folder.run(&["check", "--rules", "mine", "right.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    for words in [
        "unknown level `errror`",
        "mine/seats-differ.toml:2:9",
        "did you mean `error`?",
        "unknown key `fixx`",
        "did you mean `fix`?",
        "unknown kind of check `agre`",
        "did you mean `agree`?",
    ] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
}

#[test]
fn helpers_for_the_shell_are_printed() {
    let folder = Folder::new(&[]);
    assert!(folder.run(&["completions", "bash"]).out.contains("crossclaim"));
    let man = folder.run(&["man"]);
    assert!(man.out.contains(".TH crossclaim 1"), "{man:?}");
    assert!(folder.run(&["man", "check"]).out.contains("crossclaim\\-check"));
    assert_eq!(folder.run(&["man", "nothing"]).code, 2);
    assert_eq!(folder.run(&["--version"]).out.trim(), concat!("crossclaim ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_byte_of_a_document_reaches_the_terminal_unseen() {
    let text = "\u{1b}[2J\u{202e}The lease \u{7}ends on June 31, 2022,\u{9b} without notice.\n";
    let folder = Folder::new(&[("evil.txt", text.as_bytes())]);
    for format in ["human", "short"] {
        let ran = folder.run(&["check", "--format", format, "evil.txt"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{:?}", ran.out);
    }
}

/// A rule with its examples around what is given.
fn rule_file(id: &str, body: &str) -> String {
    format!(
        "id = \"{id}\"\nlevel = \"error\"\ntitle = \"t\"\nwhy = \"w\"\nfix = \"f\"\n{body}\n\
         [[example]]\nname = \"fires\"\ndocs = {{ \"a.md\" = \"The notice period is six months.\" }}\n\
         finds = [\"a.md: six months\"]\n\
         [[example]]\nname = \"silent\"\ndocs = {{ \"a.md\" = \"It rained.\" }}\nfinds = []\n"
    )
}

#[test]
fn selectors_choose_claims_by_every_key() {
    let docs: &[(&str, &[u8])] = &[
        ("contracts/lease.md", b"---\ntags: [legal, lease]\n---\n\nThe notice period is six months.\n"),
        ("contracts/drafts/old.md", b"The notice period is eight months.\n"),
        ("notes.md", b"The notice period was nine months. The board has 14 members.\n"),
    ];
    let found = |body: &str| {
        let rule = rule_file("long", body);
        let mut files = docs.to_vec();
        files.push(("my/long.toml", rule.as_bytes()));
        let folder = Folder::new(&files);
        let ran = folder.run(&[
            "check",
            "--rules",
            "my",
            "--select",
            "long",
            "--format",
            "short",
            "contracts",
            "notes.md",
        ]);
        assert!(ran.code < 2, "{body}\n{}", ran.err);
        ran.out.lines().map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let bound = "[check.claim]\nat-most = \"3 months\"";
    let all = ["contracts/drafts/old.md", "contracts/lease.md", "notes.md"];
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(found(&format!("[where]\nkind = \"duration\"\n{bound}"))), all);
    assert_eq!(sorted(found(&format!("[where]\nwords = \"notice periods\"\n{bound}"))), all);
    assert_eq!(found(&format!("[where]\ndocs = \"contracts/*.md\"\n{bound}")), all[1..2]);
    assert_eq!(found(&format!("[where]\ndocs = [\"contracts/\", \"!drafts/\"]\n{bound}")), all[1..2]);
    assert_eq!(found(&format!("[where]\ntags = \"lease\"\n{bound}")), all[1..2]);
    assert_eq!(found(&format!("[where]\nunit = \"month\"\nwithout = \"is\"\n{bound}")), Vec::<String>::new());
    assert_eq!(found("[where]\nnoun = \"board member|members\"\n[check.claim]\nnever = true"), all[2..]);
    let stated = "[where]\nnoun = \"member\"\n[check.claim]\nstated = \"each-document\"";
    assert_eq!(sorted(found(stated)), all[..2]);
    let same = "[where]\nwords = \"notice\"\n[check.claim]\nsame = \"everywhere\"";
    assert_eq!(found(same).len(), 1);
}

#[test]
fn what_no_claim_can_fulfil_is_a_mistake_of_the_rule() {
    for (body, words) in [
        ("[where]\nkind = \"monye\"\n[check.claim]\nnever = true", "did you mean `money`?"),
        ("[where]\nkind = \"money\"\nunit = \"day\"\n[check.claim]\nnever = true", "selects nothing"),
        ("[where]\nunit = \"kilometr\"\n[check.claim]\nnever = true", "unknown unit `kilometr`"),
        (
            "[where]\nkind = \"date\"\n[check.claim]\nat-most = \"90 days\"",
            "no bound for a claim of kind date",
        ),
        ("[where]\nkind = \"date\"\n[check.claim]\nbefore = \"90 days\"", "`90 days` is no date"),
        ("[where]\nwords = \"x\"\n[check.claim]", "the check asserts nothing"),
        ("[check.claim]\nnever = true", "`[where]` is missing"),
        ("[where]\nwords = \"x\"\n[check.claim]\nat-most = 3\nat-least = 5", "no value is both"),
        ("[where]\nwords = []\n[check.claim]\nnever = true", "`words` is empty"),
        ("[where]\ndocs = \"a[\"\n[check.claim]\nnever = true", "is not a pattern"),
        ("[where]\nkind = \"money\"\n[check.agree]\nvalues = \"date\"", "compares no claim of this kind"),
        ("[where]\nwordz = \"x\"\n[check.claim]\nat-mots = 3", "did you mean `at-most`?"),
        ("[where]\nwordz = \"x\"\n[check.claim]\nat-mots = 3", "did you mean `words`?"),
    ] {
        let folder = Folder::new(&[("my/long.toml", rule_file("long", body).as_bytes()), ("a.md", RIGHT)]);
        let ran = folder.run(&["check", "--rules", "my", "a.md"]);
        assert_eq!(ran.code, 2, "{body}\n{ran:?}");
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
}

#[test]
fn a_rule_narrows_another_kind_of_check() {
    let body = "[where]\ndocs = \"board/**\"\nnoun = \"member\"\n[check.agree]\nvalues = \"measure\"";
    let example = "[[example]]\nname = \"fires\"\ndocs = { \"board/a.md\" = \"The board has 12 members.\", \
        \"board/b.md\" = \"The board has 14 members.\" }\nfinds = [\"board/a.md: 12\", \"board/b.md: 14\"]\n\
        [[example]]\nname = \"elsewhere\"\ndocs = { \"a.md\" = \"The board has 12 members.\", \
        \"board/b.md\" = \"The board has 14 members.\" }\nfinds = []\n";
    let text = rule_file("narrow", body);
    let text = format!("{}{example}", text.split_once("[[example]]").unwrap().0);
    let folder = Folder::new(&[("my/narrow.toml", text.as_bytes())]);
    let ran = folder.run(&["rules", "test", "my"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_config_is_found_above_and_what_is_given_goes_before_it() {
    let config = b"ignore = [\"impossible-date\"]\nrules = \"my\"\n[levels]\nlong = \"note\"\n";
    let rule = rule_file("long", "[where]\nkind = \"duration\"\n[check.claim]\nat-most = \"3 months\"");
    let folder = Folder::new(&[
        ("crossclaim.toml", config),
        ("my/long.toml", rule.as_bytes()),
        ("deep/er/wrong.md", WRONG),
        ("deep/er/lease.md", b"The notice period is six months.\n"),
    ]);
    let run = |args: &[&str]| {
        let mut command = folder.command(args);
        Ran::of(command.current_dir(folder.0.join("deep/er")).output().unwrap())
    };
    let ran = run(&["check", "."]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(run(&["check", "--notes", "."]).out.contains("note[long]"));
    assert_eq!(run(&["check", "--isolated", "."]).code, 1);
    assert_eq!(run(&["check", "--ignore", "quotes", "."]).code, 1);
    assert!(run(&["rules", "list"]).out.contains("\nlong "), "{:?}", run(&["rules", "list"]));

    let folder =
        Folder::new(&[("c.toml", b"selct = 1\nselect = [\"dates\"]\nconfidence = 3\n"), ("a.md", RIGHT)]);
    let ran = folder.run(&["check", "--config", "c.toml", "a.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("unknown key `selct`") && ran.err.contains("from 0 to 1"), "{}", ran.err);
    let folder = Folder::new(&[("c.toml", b"select = [\"dtes\"]\n"), ("a.md", RIGHT)]);
    let ran = folder.run(&["check", "--config", "c.toml", "a.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("did you mean `dates`?") && ran.err.contains("c.toml:1:11"), "{}", ran.err);
    assert_eq!(folder.run(&["check", "--config", "missing.toml", "a.md"]).code, 2);
    let ran = folder.run(&["check", "--isolated", "--select", "dtes", "a.md"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `dates`?"), "{ran:?}");
}

#[test]
fn a_ledger_names_the_side_that_is_off_and_offers_the_replacement() {
    let facts = b"[[fact]]\nwhat = \"members of the board of the housing association\"\n\
        value = { file = \"figures.csv\", row = \"Members\", column = \"2024\" }\nsource = \"Register\"\n";
    let minutes = b"# Minutes\n\nThe board of the housing association has 14 members.\n";
    let folder = Folder::new(&[
        ("ledger/facts.toml", facts),
        ("ledger/figures.csv", b"Item,2023,2024\nMembers,11,12\n"),
        ("minutes.md", minutes),
    ]);
    let ran = folder.run(&["check", "--facts", "ledger/facts.toml", "--format", "json", "minutes.md"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["summary"]["files"], 1);
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    let fix = &json["findings"][0]["fixes"][0];
    let (start, end) = (fix["start"].as_u64().unwrap() as usize, fix["end"].as_u64().unwrap() as usize);
    assert_eq!((&minutes[start..end], fix["replacement"].as_str()), (&b"14"[..], Some("12")));
    let ran = folder.run(&["check", "--facts", "ledger/facts.toml", "minutes.md"]);
    assert!(ran.out.contains("minutes.md) is off: facts.toml says 12"), "{}", ran.out);
    assert!(ran.out.contains("= fix: write \"12\" for \"14\" at minutes.md:3:42"), "{}", ran.out);
    let ran = folder.run(&["check", "--facts", "ledger/facts.toml", "--ignore", "ledger", "minutes.md"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(folder.run(&["check", "--facts", "missing.toml", "minutes.md"]).code, 2);
}

#[test]
fn an_authority_decides_between_two_documents() {
    let folder = Folder::new(&[
        ("crossclaim.toml", b"[authority]\norder = [\"statute.md\"]\n"),
        ("statute.md", b"The board of the housing association has 12 members.\n"),
        ("flyer.md", b"The board of the housing association has 14 members.\n"),
    ]);
    let ran = folder.run(&["check", "--format", "short", "flyer.md", "statute.md"]);
    assert_eq!(ran.out.lines().count(), 1, "one finding, under the most specific rule: {ran:?}");
    assert!(ran.out.starts_with("flyer.md:1:42: error[ledger-mismatch]"), "{ran:?}");
    let ran = folder.run(&["check", "--isolated", "--format", "short", "flyer.md", "statute.md"]);
    assert!(ran.out.contains("error[value-conflict]"), "{ran:?}");
}

#[test]
fn facts_are_printed_in_every_format() {
    let folder = Folder::new(&[
        ("a.md", b"The board of the housing association has 12 members.\n"),
        ("b.md", b"The board of the housing association has 14 members.\n"),
    ]);
    let facts = |format: &str| folder.run(&["facts", "--format", format, "a.md", "b.md"]).out;
    assert!(facts("human").contains("(cannot all be true)"));
    assert_eq!(facts("table"), facts("human"));
    assert!(facts("csv").lines().nth(1).is_some_and(|line| line.contains(",false,a.md,1,42,41,43,12,")));
    assert!(facts("md").contains("| a.md:1:42 | 12 |"));
    let json: serde_json::Value = serde_json::from_str(&facts("json")).unwrap();
    assert_eq!(json["facts"][0]["consistent"], false);
}

#[test]
fn why_shows_claims_side_by_side_within_the_terminal() {
    let folder = Folder::new(&[
        ("a.md", b"The board of the housing association has 12 members.\n"),
        ("b.md", b"The board of the housing association has 14 members.\n"),
    ]);
    let json = folder.run(&["check", "--format", "json", "a.md", "b.md"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fingerprint = json["findings"][0]["fingerprint"].as_str().unwrap();
    let ran = folder.run(&["why", fingerprint, "a.md", "b.md"]);
    for words in ["* reading", "[12, 12]", "[14, 14]", "for one fact:", "likelihood", "cannot both be true"] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

#[test]
fn a_tag_is_explained_by_its_rules_and_a_slip_by_what_it_may_be_for() {
    let folder = Folder::new(&[]);
    let ran = folder.run(&["--isolated", "rules", "explain", "quotes"]);
    assert!(
        ran.code == 0 && ran.out.contains("quote-drift") && !ran.out.contains("date-conflict"),
        "{ran:?}"
    );
    let ran = folder.run(&["--isolated", "rules", "explain", "cross-value-conflict", "--format", "md"]);
    assert!(ran.code == 0 && ran.out.contains("- `value-conflict` (error)"), "{ran:?}");
    let ran = folder.run(&["--isolated", "rules", "explain", "quotse"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `quotes`?"), "{ran:?}");
}
