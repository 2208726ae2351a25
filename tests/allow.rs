//! Whole runs over documents and configs that allow findings.

mod common;

use common::Folder;
use serde_json::Value;

const TWELVE: &str = "The board of the housing association has 12 members.";
const FOURTEEN: &[u8] = b"The board of the housing association has 14 members.\n";

/// The exit code and the findings as `rule path state`.
fn check(folder: &Folder, env: &[(&str, &str)], args: &[&str]) -> (i32, Vec<String>) {
    let mut command = folder.command(&["check", "--format", "json"]);
    command.args(args).envs(env.iter().copied());
    let ran = common::Ran::of(command.output().unwrap());
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    let found = json["findings"].as_array().unwrap().iter().map(|finding| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        format!(
            "{} {} {}",
            text(&finding["rule"]),
            text(&finding["spans"][0]["path"]),
            text(&finding["severity"])
        )
    });
    (ran.code, found.collect())
}

#[test]
fn what_is_allowed_beside_the_text_does_not_fail_the_run() {
    let run = |remark: &str| {
        let text = format!("{TWELVE} {remark}\n");
        check(&Folder::new(&[("a.md", text.as_bytes()), ("b.md", FOURTEEN)]), &[], &["a.md", "b.md"])
    };
    let conflict = "value-conflict a.md error";
    assert_eq!(run(""), (1, vec![conflict.into()]));
    assert_eq!(run("<!-- crossclaim: allow value-conflict -- of 2020 -->").0, 0);
    let (code, found) = run("<!-- crossclaim: allow value-conflict -->");
    assert_eq!((code, found.len()), (1, 2), "{found:?}");
    assert!(found.contains(&"allowance-without-reason a.md warning".to_owned()), "{found:?}");
    let (code, found) = run("<!-- crossclaim: allow date-conflict -- of 2020 -->");
    assert_eq!(code, 1);
    assert!(found.contains(&"allowance-unused a.md warning".to_owned()), "{found:?}");
}

#[test]
fn an_allowance_ends_on_the_day_it_is_told() {
    let text = format!("{TWELVE} <!-- crossclaim: allow value-conflict until 2027-01-31 -- of 2020 -->\n");
    let folder = Folder::new(&[("a.md", text.as_bytes()), ("b.md", FOURTEEN)]);
    let on = |seconds| check(&folder, &[("SOURCE_DATE_EPOCH", seconds)], &["a.md", "b.md"]);
    // The last second of January 31, 2027, and the next one.
    assert_eq!(on("1801439999").0, 0);
    let (code, found) = on("1801440000");
    assert_eq!((code, found.len()), (1, 2), "{found:?}");
    assert!(found.contains(&"allowance-expired a.md warning".to_owned()), "{found:?}");
}

#[test]
fn a_config_allows_a_pair_of_documents() {
    let run = |allow: &str, args: &[&str]| {
        let text = format!("{TWELVE}\n");
        let files: &[(&str, &[u8])] = &[
            ("crossclaim.toml", allow.as_bytes()),
            ("a.md", text.as_bytes()),
            ("b.md", FOURTEEN),
            ("c.md", b"The ferry is blue.\n"),
        ];
        check(&Folder::new(files), &[], args)
    };
    let pair = "[[allow]]\nrule = \"value-conflict\"\ndocs = [\"a.md\", \"b.md\"]\nreason = \"two years\"\n";
    assert_eq!(run(pair, &["a.md", "b.md"]).0, 0);
    let (code, found) = run(&pair.replace("b.md", "c.md"), &["a.md", "b.md", "c.md"]);
    assert_eq!((code, found.len()), (1, 2), "{found:?}");
    assert!(found.contains(&"allowance-unused crossclaim.toml warning".to_owned()), "{found:?}");
    // What was not read may be what it is for.
    assert_eq!(run(pair, &["a.md", "c.md"]), (0, vec![]));
    let (_, found) =
        run(&pair.replace("[\"a.md\", \"b.md\"]", "\"a.md\"\nfingerprint = \"0000\""), &["a.md", "b.md"]);
    assert_eq!(found.len(), 2, "{found:?}");
    let ended = format!("{pair}until = 2020-01-31\n");
    assert!(
        run(&ended, &["a.md", "b.md"]).1.contains(&"allowance-expired crossclaim.toml warning".to_owned())
    );
    // Rules that were left out say nothing about what is allowed.
    assert_eq!(run(pair, &["--select", "dates", "a.md", "b.md"]), (0, vec![]));
}

#[test]
fn a_config_that_allows_without_a_reason_is_refused() {
    let config = b"[[allow]]\nrule = \"value-conflict\"\nfingerprint = \"xyz\"\nuntil = \"soon\"\n";
    let folder = Folder::new(&[("crossclaim.toml", config), ("b.md", FOURTEEN)]);
    let ran = folder.run(&["check", "b.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    for words in ["has no `reason`", "`xyz` is no fingerprint", "`soon` is no day", "crossclaim.toml:3:15"] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
}

#[test]
fn a_misused_allowance_is_shown_in_every_format() {
    let text = format!("{TWELVE} <!-- crossclaim: allow no-such-rule -- x -->\n");
    let folder = Folder::new(&[("a.md", text.as_bytes())]);
    for format in ["human", "short", "json"] {
        let ran = folder.run(&["check", "--format", format, "a.md"]);
        assert!(ran.code == 0 && ran.out.contains("there is no rule `no-such-rule`"), "{ran:?}");
    }
}
