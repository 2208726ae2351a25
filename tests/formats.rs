//! One report in every format: the same claims in each, at places that read back, and no finding over all.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats")
}

fn crossclaim() -> Command {
    Command::new(env!("CARGO_BIN_EXE_crossclaim"))
}

/// What `crossclaim claims` reads in a file.
fn claims(name: &str) -> Vec<Value> {
    let output =
        crossclaim().args(["claims", "--format", "jsonl"]).arg(folder().join(name)).output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The claims of a file without their places, each with how often it stands there. Entries of a file's
/// properties are its own.
fn facts(name: &str) -> BTreeMap<String, usize> {
    let mut facts = BTreeMap::new();
    for claim in claims(name).iter().filter(|claim| claim["part"] != "metadata") {
        let slots = ["kind", "low", "high", "low_open", "high_open", "unit", "noun", "hedge", "predicate"];
        let fact = slots.map(|slot| claim[slot].to_string()).join(" ");
        *facts.entry(fact).or_default() += 1;
    }
    facts
}

#[test]
fn one_report_gives_the_same_claims_in_every_format() {
    let written = facts("harbour.md");
    assert!(written.values().sum::<usize>() >= 19, "{written:#?}");
    let mut formats = vec![
        "harbour.html",
        "harbour.docx",
        "harbour.odt",
        "harbour.wiki",
        "harbour.txt",
        "harbour-utf16.txt",
        "harbour-1252.txt",
    ];
    if cfg!(feature = "pdf") {
        formats.push("harbour.pdf");
    }
    for name in formats {
        assert_eq!(facts(name), written, "{name}");
    }
    let table = facts("piers.csv");
    assert_eq!(table.values().sum::<usize>(), 6, "{table:#?}");
    for name in ["piers.tsv", "piers.xlsx", "piers.ods", "piers.json", "piers.yaml", "piers.toml"] {
        assert_eq!(facts(name), table, "{name}");
    }
}

#[test]
fn together_they_contradict_nothing() {
    // Digits that were not read contradict nothing.
    let options = ["check", "--notes", "--ignore", "number-not-understood", "--format", "json"];
    let output = crossclaim().args(options).arg(folder()).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    let files = if cfg!(feature = "pdf") { 17 } else { 16 };
    assert_eq!(report["summary"]["files"], files, "{}", report["coverage"]);
}

/// A passage that is set off is a quotation, and its place reads back as its words.
#[test]
fn passages_set_off_are_quotations_in_every_format() {
    let words = "Five boats sank in the spring of 2019.";
    for (name, text) in [
        ("a.md", format!("He wrote:\n\n> {words}\n>\n> — Zoë Quill\n")),
        (
            "a.html",
            format!("<p>Zoë wrote:<blockquote cite=x><p>{words}</p><footer>Zoë</footer></blockquote>"),
        ),
        ("a.wiki", format!("Zoë wrote:\n{{{{Quote|text={words}|author=Zoë}}}}\n")),
        ("b.wiki", format!("Zoë wrote:\n<blockquote>{words}</blockquote>\n")),
        ("a.txt", format!("On 4 May Zoë wrote:\n\n> {words}\n\nYes.\n")),
    ] {
        let mut child = crossclaim()
            .args(["claims", "--format", "jsonl", "--stdin-name", name, "-"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let claims = String::from_utf8(output.stdout).unwrap();
        let quotes: Vec<Value> = claims
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|claim| claim["kind"] == "quote")
            .collect();
        assert_eq!(quotes.len(), 1, "{name}: {claims}");
        let place = |end: &str| usize::try_from(quotes[0][end].as_u64().unwrap()).unwrap();
        assert_eq!(&text[place("start")..place("end")], words, "{name}");
        assert!(claims.contains("\"quoted\":true"), "{name}: {claims}");
    }
}

#[test]
fn places_lead_to_the_words_in_the_file() {
    // Decoded by hand, so that the offsets are those of the file's bytes.
    for (name, read) in [
        ("harbour.md", (|bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap()) as fn(&[u8]) -> String),
        ("harbour.html", |bytes| String::from_utf8(bytes.to_vec()).unwrap()),
        ("harbour.wiki", |bytes| String::from_utf8(bytes.to_vec()).unwrap()),
        ("piers.toml", |bytes| String::from_utf8(bytes.to_vec()).unwrap()),
        ("harbour-1252.txt", |bytes| {
            // The characters of the fixture are those of Latin 1, quotation marks apart.
            bytes
                .iter()
                .map(|&byte| match byte {
                    0x92 => '’',
                    0x93 => '“',
                    0x94 => '”',
                    byte => char::from(byte),
                })
                .collect()
        }),
        ("harbour-utf16.txt", |bytes| {
            let units: Vec<u16> =
                bytes.chunks(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
            String::from_utf16(&units).unwrap()
        }),
    ] {
        let bytes = fs::read(folder().join(name)).unwrap();
        for claim in claims(name) {
            let (start, end) = (claim["start"].as_u64().unwrap(), claim["end"].as_u64().unwrap());
            let words = read(&bytes[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()]);
            assert_eq!(words, claim["text"].as_str().unwrap(), "{name} at {start}");
        }
    }
}

#[test]
fn places_hold_beside_other_characters_and_entities() {
    // Each says "1,204 boats" and "12 €" behind characters of several bytes, as its notation writes them.
    let documents = [
        (
            "a.md",
            "---\ntitle: Été\n---\n\nL’été, Möwe &amp; Co. had **1,204** boats at 12&nbsp;&euro; each – 日本.\n",
        ),
        (
            "a.html",
            "<!DOCTYPE html><title>&Eacute;t&eacute;</title><p>M&ouml;we had <b>1,204</b>&nbsp;boats at 12&nbsp;&#8364; each.",
        ),
        ("a.wiki", "== Été ==\n''M&ouml;we'' had [[Boat|1,204]] boats at 12&nbsp;&euro; each.\n"),
        ("a.txt", "L’été à Ell: the Möwe had 1,204 boats at 12\u{a0}€ each.\n"),
        ("a.csv", "Été,Boats,Dues\nMöwe,\"1,204\",12 €\n"),
        ("a.tsv", "Été\tBoats\tDues\nMöwe\t1,204\t12 €\n"),
        ("a.json", "{\"été\": {\"M\\u00f6we\": \"had 1,204 boats at 12 \\u20ac each\"}}\n"),
        ("a.toml", "# Möwe, l’été\n[été]\nsaid = \"had 1,204 boats at 12 € each\"\n"),
        ("a.yaml", "# Möwe\nété:\n  said: had 1,204 boats at 12 € each\n"),
        ("a.ini", "; Möwe\n[été]\nsaid = had 1,204 boats at 12 € each\n"),
    ];
    let scratch = std::env::temp_dir().join(format!("crossclaim-places-{}", std::process::id()));
    fs::create_dir_all(&scratch).unwrap();
    for (name, text) in documents {
        // What follows a byte order mark and stands in lines ended by two characters is found as well.
        for (kind, text) in
            [("", text.to_owned()), ("crlf-", format!("\u{feff}{}", text.replace('\n', "\r\n")))]
        {
            let path = scratch.join(format!("{kind}{name}"));
            fs::write(&path, &text).unwrap();
            let read: Vec<(String, String)> = claims(path.to_str().unwrap())
                .iter()
                .filter(|claim| matches!(claim["kind"].as_str(), Some("quantity" | "money")))
                .map(|claim| {
                    let at = |end: &str| usize::try_from(claim[end].as_u64().unwrap()).unwrap();
                    let words = text.get(at("start")..at("end")).unwrap_or_default();
                    assert_eq!(words, claim["text"].as_str().unwrap(), "{kind}{name}");
                    (words.to_owned(), claim["low"].as_str().unwrap().to_owned())
                })
                .collect();
            let values: Vec<&str> = read.iter().map(|(_, value)| value.as_str()).collect();
            assert_eq!(values, ["1204", "12"], "{kind}{name}: {read:?}");
            assert_eq!(read[0].0, "1,204", "{kind}{name}");
        }
    }
    fs::remove_dir_all(&scratch).unwrap();
}

#[test]
fn parts_of_a_file_are_named_beside_the_offsets() {
    let count =
        |name: &str, figure: &str| claims(name).into_iter().find(|claim| claim["text"] == figure).unwrap();
    assert_eq!(count("piers.xlsx", "504")["sheet_cell"], "piers!B3");
    assert_eq!(count("piers.ods", "504")["sheet_cell"], "piers!B3");
    assert_eq!(count("harbour.docx", "14")["paragraph"], 2);
    assert_eq!(count("harbour.odt", "14")["paragraph"], 2);
    if cfg!(feature = "pdf") {
        assert_eq!(count("harbour.pdf", "14")["page"], 1);
    }
}

#[test]
fn a_finding_names_the_part_of_its_file() {
    let mut docx = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    docx.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let body = paragraph("The pier is old.") + &paragraph("It opened on Monday, March 3, 2021.");
    docx.write_all(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    let path = std::env::temp_dir().join(format!("crossclaim-part-{}.docx", std::process::id()));
    fs::write(&path, docx.finish().unwrap().into_inner()).unwrap();
    let output = crossclaim().arg("check").arg(&path).output();
    fs::remove_file(&path).unwrap();
    let told = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(told.contains("weekday-date-mismatch") && told.contains(".docx (paragraph 2):2:14]"), "{told}");
}

#[test]
fn broken_and_foreign_files_are_told_and_the_rest_is_read() {
    let scratch = std::env::temp_dir().join(format!("crossclaim-formats-{}", std::process::id()));
    fs::create_dir_all(&scratch).unwrap();
    let docx = fs::read(folder().join("harbour.docx")).unwrap();
    fs::write(scratch.join("cut.docx"), &docx[..docx.len() / 2]).unwrap();
    fs::write(scratch.join("old.doc"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....").unwrap();
    fs::write(scratch.join("cut.pdf"), b"%PDF-1.5\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<").unwrap();
    fs::write(scratch.join("good.txt"), "It has 14 cranes.").unwrap();
    let mut names: Vec<PathBuf> =
        ["cut.docx", "old.doc", "cut.pdf", "good.txt"].iter().map(|name| scratch.join(name)).collect();
    let mut parts = vec!["cut.docx", "damaged or cut short", "old.doc", "save it as DOCX", "cut.pdf"];
    if cfg!(feature = "pdf") {
        let unreadable = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/unreadable");
        names.extend([unreadable.join("locked.pdf"), unreadable.join("scanned.pdf")]);
        parts.extend(["protected by a password", "run it through OCR"]);
    }
    let output = crossclaim().args(["check", "--format", "json"]).args(&names).output().unwrap();
    fs::remove_dir_all(&scratch).unwrap();
    assert_eq!(output.status.code(), Some(2));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["files"].as_u64(), Some(1));
    assert_eq!(report["summary"]["unreadable"].as_u64(), Some(names.len() as u64 - 1));
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.iter().filter(|f| f["rule"] == "source-unreadable").count(), names.len() - 1);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for part in parts {
        assert!(told.contains(part), "{part}: {told}");
    }
}
