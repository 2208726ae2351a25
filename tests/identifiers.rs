//! Runs the grammar cases of identifiers, quotations and citations.

use std::path::Path;

use crossclaim::claim::{Kind, Value};
use crossclaim::grammar::{Found, Hit, notation, read, scan};
use crossclaim::prose::Text;
use crossclaim::source::Document;

/// A file of cases.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    means: Vec<Means>,
    #[serde(default)]
    nothing: Vec<Nothing>,
    #[serde(default)]
    splits: Vec<Splits>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    value: String,
    text: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {
    text: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Splits {
    text: String,
    into: Vec<String>,
}

fn cases(name: &str) -> Cases {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/grammar").join(name).with_extension("toml");
    toml::from_str(&std::fs::read_to_string(&path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn hits(text: &str) -> Vec<Hit> {
    let (mut hits, mut unread) = (Vec::new(), Vec::new());
    scan(text, &mut hits, &mut unread);
    hits
}

fn words(text: &str, hit: &Hit) -> String {
    text[hit.range.start as usize..hit.range.end as usize].to_owned()
}

/// Fails with all that went wrong, so that one run shows the whole picture.
#[track_caller]
fn all_well(faults: &[String]) {
    assert!(faults.is_empty(), "{} of the cases fail:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn identifiers_are_read_whole_and_counts_are_left() {
    let mut faults = Vec::new();
    for name in ["statute", "report-number", "section", "contact", "web", "version", "name"] {
        let cases = cases(&format!("identifier/{name}"));
        for means in &cases.means {
            for text in &means.text {
                let found: Vec<String> = hits(text)
                    .iter()
                    .map(|hit| format!("{} [{}]", notation(&hit.found), words(text, hit)))
                    .collect();
                let wanted = format!("{} [{text}]", means.value);
                if found != [wanted.clone()] {
                    faults.push(format!("{name}: wanted {wanted}, read {found:?}"));
                }
            }
        }
        for text in cases.nothing.iter().flat_map(|nothing| &nothing.text) {
            for hit in hits(text).iter().filter(|hit| matches!(hit.found, Found::Identifier(_))) {
                faults.push(format!(
                    "{name}: {text:?} has no identifier, read {} [{}]",
                    notation(&hit.found),
                    words(text, hit)
                ));
            }
        }
        for splits in &cases.splits {
            let found: Vec<String> = hits(&splits.text).iter().map(|hit| words(&splits.text, hit)).collect();
            if found != splits.into {
                faults.push(format!("{name}: {:?} into {:?}, read {found:?}", splits.text, splits.into));
            }
        }
    }
    all_well(&faults);
}

/// The claims of one kind in a document, each as its parts.
fn claims(name: &str, text: &str, kind: Kind) -> Vec<String> {
    let document = Document::parse(name, text.to_owned());
    let read = read(&document, &Text::of(&document));
    let at = |place| document.text_at(place).to_owned();
    let part = |place: Option<_>| place.map_or_else(|| "-".to_owned(), at);
    read.claims
        .iter()
        .filter(|claim| claim.kind == kind)
        .map(|claim| match &claim.value {
            Value::Citation(c) => {
                let dates = [c.issued, c.accessed].map(|date| part(date.map(|(place, _)| place)));
                [part(c.title), part(c.identifier), dates.join(" | ")].join(" | ")
            }
            _ => at(claim.place),
        })
        .collect()
}

fn documents(name: &str, file: &str, kind: Kind) {
    let mut faults = Vec::new();
    let cases = cases(&format!("document/{name}"));
    let nothing = cases
        .nothing
        .into_iter()
        .flat_map(|nothing| nothing.text)
        .map(|text| Splits { text, into: Vec::new() });
    for case in cases.splits.into_iter().chain(nothing) {
        let found = claims(file, &case.text, kind);
        if found != case.into {
            faults.push(format!("{:?}\n  into {:?}\n  read {found:?}", case.text, case.into));
        }
    }
    all_well(&faults);
}

#[test]
fn quotations() {
    documents("quote", "a.txt", Kind::Quote);
}

#[test]
fn citations() {
    documents("citation", "a.md", Kind::Citation);
}
