//! Runs the cases of quantities, dates and times through the whole table. Those of
//! identifiers are run with the documents they stand in.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use crate::grammar::{Found, PIECES, notation, scan};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    means: Vec<Means>,
    #[serde(default)]
    nothing: Vec<Nothing>,
    #[serde(default)]
    splits: Vec<Splits>,
    #[serde(default)]
    gap: Vec<Gap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    value: String,
    text: Vec<String>,
    strict: Option<String>,
    wide: Option<String>,
    precision: Option<i32>,
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {
    text: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Splits {
    text: String,
    into: Vec<String>,
    value: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gap {
    text: String,
    value: String,
}

/// The values in `text`, each with its words; with `dated` only dates and times.
fn values(text: &str, dated: bool) -> Vec<(String, Found)> {
    let mut all = readings(text);
    all.retain(|(_, found)| is_value(found, dated));
    all
}

/// All that is read in `text`, each with its words.
fn readings(text: &str) -> Vec<(String, Found)> {
    let (mut hits, mut unread) = (Vec::new(), Vec::new());
    scan(text, &mut hits, &mut unread);
    hits.into_iter()
        .map(|hit| (text[hit.range.start as usize..hit.range.end as usize].to_owned(), hit.found))
        .collect()
}

fn is_value(found: &Found, dated: bool) -> bool {
    match found {
        Found::Nothing | Found::Identifier(_) => false,
        Found::Measure(..) | Found::Ordinal(_) => !dated,
        Found::Date(_) | Found::Range(_) | Found::Relative(_) | Found::Time(_) => true,
    }
}

fn shown(values: &[(String, Found)]) -> Vec<String> {
    values.iter().map(|(words, found)| format!("{words} = {}", notation(found))).collect()
}

/// What is wrong with the reading of `text`, which should be `means.value` and no more.
fn wrong(means: &Means, text: &str, dated: bool) -> Option<String> {
    let no_value = means.value == "nothing" || means.value.starts_with("id ");
    let read = if no_value { readings(text) } else { values(text, dated) };
    let [(words, found)] = read.as_slice() else { return Some(format!("{text}: read {:?}", shown(&read))) };
    if words != text {
        return Some(format!("{text}: read only {:?}", shown(&read)));
    }
    let mut expected = vec![("value", means.value.clone(), notation(found))];
    if let Found::Measure(kind, measure) = found {
        let mut more =
            |key, want: Option<String>, have: String| expected.extend(want.map(|want| (key, want, have)));
        more("strict", means.strict.clone(), measure.strict.to_string());
        more("wide", means.wide.clone(), measure.wide.to_string());
        more("precision", means.precision.map(|p| p.to_string()), measure.precision.to_string());
        more("kind", means.kind.clone(), kind.name().to_owned());
        assert!(
            measure.wide.meets(measure.strict) || measure.strict.is_empty(),
            "{text}: wide must hold strict"
        );
    }
    let rival = PIECES.iter().find_map(|piece| match (piece.parse)("", text) {
        Ok(("", other)) if is_value(&other, dated) && notation(&other) != means.value => {
            Some(format!("{text}: {} reads {} as well", piece.name, notation(&other)))
        }
        _ => None,
    });
    let differs = expected.into_iter().find(|(_, want, have)| want != have);
    differs.map(|(key, want, have)| format!("{text}: {key} is {have}, not {want}")).or(rival)
}

fn check(file: &File, dated: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for means in &file.means {
        faults.extend(means.text.iter().filter_map(|text| wrong(means, text, dated)));
    }
    for text in file.nothing.iter().flat_map(|n| &n.text) {
        let read = values(text, dated);
        if !read.is_empty() {
            faults.push(format!("{text}: should be nothing, read {:?}", shown(&read)));
        }
    }
    for splits in &file.splits {
        let read = values(&splits.text, dated);
        let words: Vec<_> = read.iter().map(|(words, _)| words.clone()).collect();
        let notations: Vec<_> = read.iter().map(|(_, found)| notation(found)).collect();
        if words != splits.into || splits.value.as_ref().is_some_and(|want| *want != notations) {
            faults.push(format!("{}: read {:?}", splits.text, shown(&read)));
        }
    }
    for gap in &file.gap {
        let read = values(&gap.text, dated);
        if matches!(read.as_slice(), [(words, found)] if *words == gap.text && notation(found) == gap.value) {
            faults.push(format!("{}: works now; make it a [[means]]", gap.text));
        }
    }
    faults
}

/// The case files of quantities.
const FILES: &[&str] = &[
    "age", "duration", "hedge", "money", "multiple", "none", "number", "ordinal", "percent", "range",
    "score", "share", "unit", "vague",
];

/// The case files of dates and times: there `nothing` means no date, whatever else is read.
const DATED: &[&str] = &[
    "date",
    "date-numeric",
    "date-period",
    "date-range",
    "date-year",
    "fiscal",
    "holiday",
    "relative",
    "time",
];

/// Those files by name.
fn files() -> BTreeMap<&'static str, File> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/grammar");
    let mut files = BTreeMap::new();
    for name in FILES.iter().chain(DATED) {
        let text = fs::read_to_string(folder.join(name).with_extension("toml")).unwrap();
        files.insert(*name, toml::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}")));
    }
    files
}

#[test]
fn every_case_reads_as_it_says() {
    let mut faults = Vec::new();
    for (name, file) in files() {
        faults
            .extend(check(&file, DATED.contains(&name)).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}\n", faults.join("\n"));
}

/// The pieces that read quantities.
const QUANTITIES: &[&str] = &[
    "idiom", "score", "money", "measure", "range", "age", "multiple", "share", "ordinal", "none", "vague",
    "number",
];

#[test]
#[ignore = "a timing: run by hand on a quiet machine"]
fn hostile_text_is_read_in_linear_time() {
    let many = 20_000;
    let shapes = [
        "(",
        "9",
        "1,",
        "1.",
        "one ",
        "hundred ",
        "thousand million ",
        "about ",
        "about",
        "5-",
        "5 to ",
        "$",
        "1/2 ",
        "a ",
        "½",
        "-",
        "1 ft ",
        "one hundred and ",
        "between 5 and ",
        "1\u{a0}",
        "million ",
        "and a half ",
        "5 or more ",
        "¿",
        "１",
    ];
    let pieces: Vec<_> = PIECES.iter().filter(|p| QUANTITIES.contains(&p.name)).collect();
    assert_eq!(pieces.len(), QUANTITIES.len());
    for shape in shapes {
        let text = shape.repeat(many / shape.len());
        let start = std::time::Instant::now();
        for (at, _) in text.char_indices() {
            let (before, rest) = text.split_at(at);
            if before.ends_with(char::is_alphanumeric) {
                continue;
            }
            for piece in &pieces {
                if let Ok((tail, _)) = (piece.parse)(before, rest) {
                    assert!(rest.ends_with(tail));
                }
            }
        }
        // Quadratic work would take minutes.
        assert!(start.elapsed().as_secs() < 30, "{shape}: {:?}", start.elapsed());
    }
    assert!(values(&format!("1{} children", "0".repeat(1_000_000)), false).is_empty());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_piece_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 1..9)) {
        let text = words.concat();
        for (at, _) in text.char_indices() {
            for piece in PIECES.iter().filter(|p| QUANTITIES.contains(&p.name)) {
                let (before, rest) = text.split_at(at);
                if let Ok((tail, found)) = (piece.parse)(before, rest) {
                    proptest::prop_assert!(rest.ends_with(tail) && tail.len() < rest.len());
                    if let Found::Measure(_, m) = found {
                        proptest::prop_assert!(m.strict.is_empty() || m.wide.meets(m.strict), "{} {:?}", text, m);
                    }
                }
            }
        }
    }
}

/// What the words of a random text are drawn from.
const WORDS: &[&str] = &[
    "about ",
    "more than ",
    "one ",
    "two",
    "-",
    " ",
    "hundred ",
    "million ",
    "half ",
    "a ",
    "an ",
    "and ",
    "to ",
    "5",
    "1,000",
    ".",
    ",",
    "%",
    "$",
    "€",
    "½",
    "\u{a0}",
    "–",
    "years ",
    "old ",
    "ft ",
    "in ",
    "°",
    "C ",
    "per ",
    "between ",
    "from ",
    "of ",
    "third",
    "s ",
    "×",
    "10",
    "⁶",
    "e9",
    "99999999999999999999999999999999999",
    "0.",
    "dozen ",
    "several ",
    "(",
    ")",
    "'",
    "\"",
    "km",
    "²",
    "/",
    "+",
    "ages ",
    "é",
    "US$",
    "±",
];
