//! Reports of whole runs: every format, several at once, what documents may not do to them, and where they may
//! not go.

mod common;
mod json_schema;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::Folder;
use crossclaim::place::steers;
use crossclaim::report::REPORTERS;
use json_schema::misfit;
use serde_json::Value;

const AGENDA: &[u8] = b"# Agenda\n\nThe board of the housing association has 12 members.\n";
const MINUTES: &[u8] = b"# Minutes\n\nThe board of the housing association has 14 members.\n";
const WRONG: &[u8] = b"The lease ends on June 31, 2022, without notice.\n";

/// `--output FORMAT=out/r.FORMAT` for every format.
fn all_formats() -> Vec<String> {
    REPORTERS.iter().flat_map(|row| ["--output".to_owned(), format!("{0}=out/r.{0}", row.name)]).collect()
}

fn reports(folder: &Folder) -> BTreeMap<&'static str, String> {
    let read = |name| fs::read_to_string(folder.0.join(format!("out/r.{name}"))).unwrap();
    REPORTERS.iter().map(|row| (row.name, read(row.name))).collect()
}

/// Runs `check` with every format, in a folder of the documents with an `out` in it.
fn checked(documents: &[(&str, &[u8])], args: &[&str]) -> (Folder, i32, BTreeMap<&'static str, String>) {
    let folder = Folder::new(documents);
    fs::create_dir(folder.0.join("out")).unwrap();
    let formats = all_formats();
    let args: Vec<&str> =
        ["check"].into_iter().chain(args.iter().copied()).chain(formats.iter().map(String::as_str)).collect();
    let ran = folder.run(&args);
    assert!(ran.code < 2, "{ran:?}");
    let reports = reports(&folder);
    (folder, ran.code, reports)
}

#[test]
fn several_reports_at_once_go_to_their_files_and_nothing_else_is_left() {
    let folder = Folder::new(&[("wrong.md", WRONG)]);
    let ran = folder.run(&["check", "--output", "human", "--output", "sarif=claims.sarif", "wrong.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{ran:?}");
    assert!(ran.out.starts_with("error[impossible-date]"), "{ran:?}");
    let log: Value =
        serde_json::from_str(&fs::read_to_string(folder.0.join("claims.sarif")).unwrap()).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "impossible-date");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2);
    // Files only: the summary is for whoever watches.
    let ran = folder.run(&["check", "--output", "short=a.txt", "--output", "json=b.json", "wrong.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.starts_with("1 error in 1 file"), "{ran:?}");
    let ran = folder.run(&["check", "--quiet", "--output", "json=b.json", "wrong.md"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "", ""), "{ran:?}");
}

#[test]
fn a_report_that_has_nowhere_to_go_is_told_before_the_work() {
    let folder = Folder::new(&[("wrong.md", WRONG), ("docs/a.md", WRONG)]);
    for (args, expected) in [
        (&["--output", "sarif=no/such/x.sarif"][..], "mkdir -p no/such"),
        (&["--output", "html=docs"], "it is a folder"),
        (&["--output", "human", "--output", "json"], "two reports go to standard output"),
        (&["--output", "json=x", "--output", "sarif=./x"], "two reports go to ./x"),
        (&["--output", "serif=x"], "did you mean `sarif`?"),
        (&["--format", "json", "--output", "human"], "cannot be used with"),
        (&["--output", "json="], "no path after `json=`"),
    ] {
        let ran = folder.run(&[&["check", "wrong.md"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains(expected), "{ran:?}");
    }
}

#[test]
fn no_report_is_written_over_a_document() {
    let folder = Folder::new(&[("docs/wrong.md", WRONG), ("docs/b.md", AGENDA)]);
    let mut targets = vec!["docs/wrong.md", "./docs/../docs/wrong.md"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("docs/wrong.md", folder.0.join("link.md")).unwrap();
        targets.push("link.md");
    }
    for target in targets {
        let ran = folder.run(&["check", "--output", &format!("human={target}"), "docs"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("is one of the documents"), "{ran:?}");
        assert_eq!(fs::read(folder.0.join("docs/wrong.md")).unwrap(), WRONG);
    }
}

#[test]
fn reports_among_the_documents_are_not_read() {
    let folder = Folder::new(&[("agenda.md", AGENDA), ("minutes.md", MINUTES)]);
    let formats =
        ["json=r.json", "html=r.html", "markdown=r.md", "gitlab=g.json", "rdjson=rd.json", "sarif=s.json"];
    let outputs: Vec<&str> = formats.iter().flat_map(|output| ["--output", output]).collect();
    let args = [&["check", ".", "--output", "short"], &outputs[..]].concat();
    let first = folder.run(&args);
    assert_eq!((first.code, first.out.lines().count()), (1, 1), "{first:?}");
    let again = folder.run(&args);
    assert_eq!((again.code, &again.out), (1, &first.out), "{again:?}");
    let none = folder.run(&["check", "agenda.md", "--output", "gitlab=g.json"]);
    assert_eq!(none.code, 0, "{none:?}");
    assert_eq!(folder.run(&args).out, first.out);
    // Who names one wants it read.
    let named = folder.run(&["check", "--format", "json", "r.html"]);
    assert_eq!(serde_json::from_str::<Value>(&named.out).unwrap()["summary"]["files"], 1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_a_link_stays_a_link() {
    let folder = Folder::new(&[("wrong.md", WRONG), ("real.json", b"old")]);
    std::os::unix::fs::symlink("real.json", folder.0.join("link.json")).unwrap();
    let ran = folder.run(&["check", "--output", "short=/dev/null", "--output", "json=link.json", "wrong.md"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    assert!(folder.0.join("link.json").is_symlink());
    assert!(fs::read_to_string(folder.0.join("real.json")).unwrap().contains("crossclaim/report/1"));
}

#[test]
fn every_format_gives_the_same_bytes_at_any_number_of_threads() {
    let out = Folder::new(&[]);
    fs::create_dir(out.0.join("out")).unwrap();
    let mut first: Option<BTreeMap<&str, String>> = None;
    for threads in ["1", "2", "8", "8", "2", "1"] {
        let outputs: Vec<String> = REPORTERS
            .iter()
            .flat_map(|row| ["--output".to_owned(), format!("{0}={1}/out/r.{0}", row.name, out.0.display())])
            .collect();
        let ran = out
            .command(&["--isolated", "check", "--notes", "--threads", threads, "seeds"])
            .args(outputs)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        let reports = reports(&out);
        match &first {
            None => first = Some(reports),
            Some(first) => {
                for (name, report) in reports {
                    assert!(report == first[name], "{name} depends on the run, at {threads} threads");
                }
            }
        }
    }
}

/// Characters that steer a terminal, turn the direction of writing, or are markup somewhere.
const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\u{7f}</script><script>document.title='taken'</script>\
                       <img src=x onerror=\"document.title='taken'\">]]>&amp;|`*_[a](b)%0A::error::x ##[error]y";

/// Documents of hostile names that hold hostile words around claims which clash.
fn hostile() -> Vec<(String, Vec<u8>)> {
    let agenda = format!("The board of the housing association has 12 members. {HOSTILE}\n");
    let minutes = format!("{HOSTILE} is no name.\n\nThe board of the housing association has 14 members.\n");
    let lease = format!("{HOSTILE}\n\nThe lease ends on June 31, 2022. {HOSTILE}\n");
    vec![
        ("a \u{1b}[2J<b>,%:é&\"'.md".to_owned(), agenda.into_bytes()),
        ("b|`*_[x](y)\u{202e}#@\n::error::z.md".to_owned(), minutes.into_bytes()),
        ("::error::c.md".to_owned(), lease.into_bytes()),
    ]
}

fn run_hostile() -> (Folder, BTreeMap<&'static str, String>) {
    let documents = hostile();
    let borrowed: Vec<(&str, &[u8])> =
        documents.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    let (folder, code, reports) = checked(&borrowed, &["--notes", "."]);
    assert_eq!(code, 1);
    (folder, reports)
}

#[cfg(unix)]
#[test]
fn nothing_of_a_document_steers_a_terminal_or_acts_as_markup() {
    let (_folder, reports) = run_hostile();
    for (name, report) in &reports {
        let steering: Vec<char> = report.chars().filter(|&c| c != '\n' && steers(c)).collect();
        assert!(steering.is_empty(), "{name}: {steering:?}");
        assert!(report.contains("12") && report.contains("14") || *name == "short", "{name}: {report}");
    }
    for line in reports["github"].lines() {
        let known =
            ["::error file=", "::warning file=", "::notice "].iter().any(|start| line.starts_with(start));
        assert!(known && !line[2..].trim_start_matches(|c| c != ':').starts_with("::error"), "{line}");
    }
    for name in ["html", "markdown"] {
        assert!(!reports[name].contains("<script") && !reports[name].contains("<img"), "{name}");
    }
    for name in ["junit", "checkstyle"] {
        let mut reader = quick_xml::Reader::from_str(&reports[name]);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }
    // A program gets the names as they are.
    for name in ["json", "rdjson", "gitlab"] {
        let report: Value = serde_json::from_str(&reports[name]).unwrap();
        assert!(report.to_string().contains("a \\u001b[2J<b>,%:é&\\\"'.md"), "{name}");
    }
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sarif/sarif-schema-2.1.0.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The log of a run, which fits the schema and holds what code scanning asks for.
fn sarif(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    assert_eq!(misfit(&schema(), &log), None);
    let run = &log["runs"][0];
    let artifacts = run["artifacts"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        let related = result["relatedLocations"].as_array().map_or(&[][..], Vec::as_slice);
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        for location in locations.iter().chain(related) {
            let place = &location["physicalLocation"];
            // What is gone has left the lines where it stood.
            let gone = result["baselineState"] == "absent";
            assert!(gone || place["region"]["startLine"].as_u64() >= Some(1), "{place}");
            let artifact = &artifacts[place["artifactLocation"]["index"].as_u64().unwrap() as usize];
            assert_eq!(artifact["location"]["uri"], place["artifactLocation"]["uri"]);
        }
        let text = result["message"]["text"].as_str().unwrap();
        for (id, location) in related.iter().enumerate() {
            assert_eq!(location["id"], id);
            let gone = result["baselineState"] == "absent";
            assert!(gone || text.contains(&format!("]({id})")), "{text}");
        }
        assert_eq!(result["partialFingerprints"]["crossclaim/v1"].as_str().unwrap().len(), 16);
    }
    log
}

#[test]
fn sarif_fits_its_schema() {
    let folder = Folder::new(&[]);
    let ran = folder
        .command(&["--isolated", "check", "--notes", "--format", "sarif", "seeds"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let log = sarif(&String::from_utf8(ran.stdout).unwrap());
    assert!(log["runs"][0]["results"].as_array().unwrap().len() > 3);
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[cfg(unix)]
#[test]
fn sarif_fits_its_schema_whatever_documents_hold() {
    let (_folder, reports) = run_hostile();
    let log = sarif(&reports["sarif"]);
    let uris = log["runs"][0]["artifacts"].as_array().unwrap().iter().map(|one| &one["location"]["uri"]);
    let uris: Vec<&str> = uris.filter_map(Value::as_str).collect();
    assert!(uris.contains(&"a%20%1B%5B2J%3Cb%3E%2C%25%3A%C3%A9%26%22%27.md"), "{uris:?}");
}

#[test]
fn sarif_tells_places_by_bytes_and_what_was_not_read() {
    let folder = Folder::new(&[("a.md", "\u{feff}É – the lease ends on June 31, 2022.\n".as_bytes())]);
    let ran = folder.run(&["check", "--format", "sarif", "a.md", "gone.md"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let log = sarif(&ran.out);
    let run = &log["runs"][0];
    let result =
        run["results"].as_array().unwrap().iter().find(|one| one["ruleId"] == "impossible-date").unwrap();
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&Value::from(23), &Value::from(36)));
    assert_eq!((&region["byteOffset"], &region["byteLength"]), (&Value::from(28), &Value::from(13)));
    assert_eq!(region["snippet"]["text"], "June 31, 2022");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(
        (&told["descriptor"]["id"], &told["level"]),
        (&Value::from("unreadable"), &Value::from("error"))
    );
    assert_eq!(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "gone.md");
}

#[test]
fn what_is_settled_is_marked_for_programs_and_left_out_for_annotations() {
    let documents: [(&str, &[u8]); 2] = [("agenda.md", AGENDA), ("minutes.md", MINUTES)];
    let folder = Folder::new(&documents);
    fs::create_dir(folder.0.join("out")).unwrap();
    let ran = folder.run(&["check", "--write-baseline", "known.json", "agenda.md", "minutes.md"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let formats = all_formats();
    let mut args = vec!["check", "--baseline", "known.json", "agenda.md", "minutes.md"];
    args.extend(formats.iter().map(String::as_str));
    assert_eq!(folder.run(&args).code, 0);
    let reports = reports(&folder);
    let log = sarif(&reports["sarif"]);
    assert_eq!(log["runs"][0]["results"][0]["baselineState"], "unchanged");
    let json: Value = serde_json::from_str(&reports["json"]).unwrap();
    assert_eq!(
        (&json["findings"][0]["status"], &json["summary"]["settled"]),
        (&Value::from("baselined"), &Value::from(1))
    );
    assert!(reports["html"].contains("<summary>1 finding settled</summary>"));
    assert_eq!(
        (reports["github"].as_str(), reports["short"].as_str(), reports["gitlab"].as_str()),
        ("", "", "[]\n")
    );
    assert!(reports["junit"].contains("failures=\"0\"") && !reports["checkstyle"].contains("<error"));
    // What was mended is told as gone.
    fs::write(folder.0.join("minutes.md"), AGENDA).unwrap();
    assert_eq!(folder.run(&args).code, 0);
    let log = sarif(&fs::read_to_string(folder.0.join("out/r.sarif")).unwrap());
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["baselineState"], &result["ruleId"]), (&"absent".into(), &"value-conflict".into()));
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "agenda.md");
}

/// The first browser there is, for tests that look at a page.
fn browser() -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let there = |name: &&&str| {
        let shown = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        shown.is_ok_and(|status| status.success())
    };
    let found = names.iter().find(there);
    if found.is_none() {
        skipped("there is no browser");
    }
    found.map(|name| (*name).to_owned())
}

/// Says so past what holds back the output of tests.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped, {why}: a look at the HTML report in a browser");
}

/// What a browser makes of `page`; none where it does not end.
fn looked(browser: &str, folder: &Folder, page: &str, args: &[&str]) -> Option<String> {
    let (out, profile) = (folder.0.join("dom.html"), folder.0.join("profile"));
    let mut child = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--virtual-time-budget=2000",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(args)
        .arg(format!("file://{}", folder.0.join(page).display()))
        .stdin(Stdio::null())
        .stdout(fs::File::create(&out).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    loop {
        match child.try_wait().unwrap() {
            Some(status) if status.success() => return Some(fs::read_to_string(&out).unwrap()),
            Some(status) => panic!("the browser ended with {status}"),
            None if start.elapsed() > Duration::from_secs(120) => {
                let _ = child.kill();
                let _ = child.wait();
                skipped("the browser did not end");
                return None;
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

#[cfg(unix)]
#[test]
fn a_browser_shows_the_page_and_nothing_in_it_acts() {
    let Some(browser) = browser() else { return };
    let (folder, reports) = run_hostile();
    let page = &reports["html"];
    fs::write(folder.0.join("page.html"), page).unwrap();
    let Some(dom) = looked(&browser, &folder, "page.html", &["--dump-dom"]) else { return };
    assert!(dom.contains("<title>crossclaim: ") && !dom.contains("<title>taken"), "{dom}");
    assert!(!dom.contains("<script") && !dom.contains("<img"), "{dom}");
    assert_eq!(dom.matches("<article").count(), page.matches("<article").count());

    // The same page without its policy, so that it can measure itself in a frame as wide as a phone.
    let policy = page.lines().find(|line| line.contains("Content-Security-Policy")).unwrap();
    let measure = "<script>onload=()=>parent.postMessage(document.documentElement.scrollWidth+' of '+innerWidth,'*')</script>";
    fs::write(folder.0.join("measured.html"), page.replace(policy, measure)).unwrap();
    let frame = "<iframe width=360 height=700 src=measured.html></iframe><script>onmessage=e=>document.title=e.data</script>";
    fs::write(folder.0.join("frame.html"), frame).unwrap();
    let Some(dom) = looked(&browser, &folder, "frame.html", &["--dump-dom"]) else { return };
    let title =
        dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title);
    let widths: Vec<u32> = title.unwrap().split(" of ").filter_map(|width| width.parse().ok()).collect();
    assert!(widths.len() == 2 && widths[0] <= widths[1], "wider than a phone: {title:?}");

    let shot = folder.0.join("page.png");
    let picture = format!("--screenshot={}", shot.display());
    if looked(&browser, &folder, "page.html", &[&picture, "--window-size=1200,1600"]).is_some() {
        let bytes = fs::read(&shot).unwrap();
        assert!(
            bytes.starts_with(b"\x89PNG") && bytes.len() > 20_000,
            "an empty picture: {} bytes",
            bytes.len()
        );
    }
}
