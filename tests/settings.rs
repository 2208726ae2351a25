//! Whole runs by what a config says: what is read, which rules look at it, and how wide a hedge is.

mod common;

use std::fs;

use common::Folder;

const TWELVE: &[u8] = b"The board of the housing association has 12 members.\n";
const FOURTEEN: &[u8] = b"The board of the housing association has 14 members.\n";

#[test]
fn a_new_config_is_written_once_and_sets_nothing() {
    let folder = Folder::new(&[("a.md", TWELVE), ("b.md", FOURTEEN)]);
    let before = folder.run(&["check", "--format", "json", "."]);
    let ran = folder.run(&["init"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.starts_with("wrote ./crossclaim.toml\nnext: "), "{ran:?}");
    let written = fs::read_to_string(folder.0.join("crossclaim.toml")).unwrap();
    fs::write(
        folder.0.join("crossclaim.toml"),
        written.replace("#paths = [\"docs/\", \"README.md\"]", "paths = \".\""),
    )
    .unwrap();
    let again = folder.run(&["init"]);
    assert_eq!(again.code, 2, "{again:?}");
    assert!(again.err.contains("there is a config already"), "{again:?}");
    let after = folder.run(&["check", "--format", "json", "a.md", "b.md"]);
    assert_eq!((after.out, after.code), (before.out.clone(), before.code));
    let ran = folder.run(&["check", "--format", "short"]);
    assert!(ran.code == 1 && ran.out.contains("value-conflict"), "{ran:?}");
    assert_eq!(folder.run(&["init", "nowhere"]).code, 2);
}

#[test]
fn the_settings_in_force_are_printed_as_a_config() {
    let config = b"paths = \"docs\"\nexclude = \"old/**\"\nselect = \"dates\"\n[widths]\nabout = 0.2\n";
    let folder = Folder::new(&[("crossclaim.toml", config), ("docs/a.md", TWELVE)]);
    let ran = folder.run(&["check", "--print-config", "--select", "numbers", "--fail-on", "note"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    for words in [
        "paths = [\"docs\"]",
        "exclude = [\"old/**\"]",
        "  \"value-conflict\",",
        "fail-on = \"note\"",
        "about = 0.2",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(!ran.out.contains("weekday-date-mismatch"), "{}", ran.out);
    fs::write(folder.0.join("printed.toml"), &ran.out).unwrap();
    let again = folder.run(&["check", "--config", "printed.toml", "--print-config"]);
    let without_head = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_head(&again.out), without_head(&ran.out), "{again:?}");
}

#[test]
fn what_is_excluded_is_read_only_where_it_is_named() {
    let config = b"exclude = [\"drafts/**\"]\n";
    let folder = Folder::new(&[
        ("crossclaim.toml", config),
        ("a.md", TWELVE),
        ("drafts/b.md", FOURTEEN),
        ("drafts/cut.docx", b"PK\x03\x04"),
    ]);
    let ran = folder.run(&["check", "."]);
    assert!(ran.code == 0 && ran.err.is_empty() && ran.out.contains("in 2 files"), "{ran:?}");
    let ran = folder.run(&["check", "a.md", "drafts/b.md"]);
    assert!(ran.code == 1 && ran.out.contains("value-conflict"), "{ran:?}");
}

#[test]
fn rules_and_levels_go_by_document() {
    let found = |config: &str| {
        let folder = Folder::new(&[
            ("crossclaim.toml", config.as_bytes()),
            ("a.md", TWELVE),
            ("drafts/b.md", FOURTEEN),
            ("c.md", b"The lease ends on June 31, 2022, without notice.\n"),
        ]);
        let ran = folder.run(&["check", "--notes", "--format", "short", "a.md", "drafts", "c.md"]);
        assert!(ran.code < 2, "{config}\n{}", ran.err);
        let of = |line: &str| Some(line.split_once(": ")?.1.split_once(' ')?.0.to_owned());
        ran.out.lines().filter_map(of).collect::<Vec<_>>()
    };
    let all = ["error[value-conflict]", "error[impossible-date]"];
    assert_eq!(found(""), all);
    assert_eq!(found("[[documents]]\ndocs = \"drafts/\"\nignore = \"numbers\"\n"), all[1..]);
    assert_eq!(found("[[documents]]\ndocs = \"drafts/\"\nselect = \"dates\"\n"), all[1..]);
    let levels = "[[documents]]\ndocs = [\"**\", \"!c.md\"]\nlevels = { value-conflict = \"note\" }\n";
    assert_eq!(found(levels), ["note[value-conflict]", "error[impossible-date]"]);
}

#[test]
fn a_mistake_in_a_group_of_documents_is_shown_where_it_stands() {
    let config = b"[[documents]]\ndcos = \"a\"\nignore = \"qotes\"\nlevels = { value-conflit = \"note\" }\n\
        [widths]\nabout = 1.5\nnearly = \"x\"\n";
    let folder = Folder::new(&[("crossclaim.toml", config), ("a.md", TWELVE)]);
    let ran = folder.run(&["check", "a.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    for words in [
        "crossclaim.toml:2:1",
        "did you mean `docs`?",
        "has no `docs`",
        "a share of the number",
        "crossclaim.toml:7:10",
    ] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
    let config = b"[[documents]]\ndocs = \"a\"\nignore = \"qotes\"\nlevels = { value-conflit = \"note\" }\n";
    let folder = Folder::new(&[("crossclaim.toml", config), ("a.md", TWELVE)]);
    let ran = folder.run(&["check", "a.md"]);
    for words in ["did you mean `quotes`?", "did you mean `value-conflict`?", "crossclaim.toml:4:12"] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
}

#[test]
fn what_is_known_of_a_document_dates_it() {
    let files: &[(&str, &[u8])] = &[
        ("a.md", b"# Review\n\nThe figures come from a memo (Harbour Office, \"Dues\", May 4, 2023).\n\nIt met on Thursday.\n"),
        ("crossclaim.toml", b"[[documents]]\ndocs = \"a.md\"\nmeta = { published = \"2021-03-12\" }\ntags = \"t\"\n"),
    ];
    let folder = Folder::new(files);
    let ran = folder.run(&["claims", "a.md"]);
    let row = ran.out.lines().find(|line| line.contains("Thursday")).unwrap();
    assert!(row.contains("\"anchor\":\"dateline\"") && row.contains("2021-03-11"), "{row}");
    assert!(!folder.run(&["claims", "--isolated", "a.md"]).out.contains("dateline"));
}

#[test]
fn a_hedge_is_as_wide_as_the_config_says() {
    let found = |config: &str| {
        let folder = Folder::new(&[
            ("crossclaim.toml", config.as_bytes()),
            ("a.md", b"The housing association has about 3,000 members.\n"),
            ("b.md", b"The housing association has 3,521 members.\n"),
        ]);
        folder.run(&["check", "--format", "short", "a.md", "b.md"]).out.lines().count()
    };
    assert_eq!(found(""), 1);
    assert_eq!(found("[widths]\nabout = 0.2\n"), 0);
}

#[test]
fn a_pinned_fact_makes_no_conflict_less_sure() {
    let handbook = "# Handbook of the Larkfield Food Cooperative\n\n\
        The cooperative was founded on 12 March 2009. It has 482 members and runs three shops.\n";
    let press = "# Larkfield opens a fourth shop\n\nLarkfield, Tuesday, 4 June 2024. The Larkfield Food \
        Cooperative, founded on 21 March 2009, opens its\nfourth shop on 15 June. The cooperative has 482 members.\n";
    let facts =
        "[[fact]]\nwhat = \"The cooperative was founded on {}\"\nvalue = 2009-03-12\nsource = \"Register\"\n";
    let folder = Folder::new(&[
        ("docs/handbook.md", handbook.as_bytes()),
        ("docs/press.md", press.as_bytes()),
        ("facts.toml", facts.as_bytes()),
    ]);
    let without = folder.run(&["check", "--format", "short", "docs"]);
    let levels = ["error", "warning"];
    let level = levels.iter().find(|level| without.out.contains(&format!("{level}[date-conflict]")));
    let level = level.unwrap_or_else(|| panic!("{without:?}"));
    let with = folder.run(&["check", "--format", "short", "--facts", "facts.toml", "docs"]);
    let told = with.out.contains(&format!("docs/press.md:3:77: {level}[ledger-mismatch]"));
    assert!(with.code == without.code && told, "{with:?}");
}
