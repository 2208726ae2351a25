//! The slots of claims against labels made by hand in `fixtures/slots`.

use std::path::{Path, PathBuf};

use crossclaim::claim::Mode;
use crossclaim::pipeline::extract;
use crossclaim::source::load;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    claim: Vec<Label>,
}

/// What a reader says of one claim.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    /// The file's name, or its stem.
    document: String,
    /// Offset of the claim's first byte in the file.
    at: u32,
    text: String,
    noun: Option<Vec<String>>,
    predicate: Option<Vec<String>>,
    mode: Option<Vec<String>>,
}

/// How many of the labelled claims are right in every slot, and what is wrong with the others.
fn score(labels: &str, folder: &Path) -> (usize, Vec<String>) {
    let labels: Labels = toml::from_str(labels).expect("labels that parse");
    let loaded = load(&[folder.to_path_buf()], None);
    let (ledger, _) = extract(&loaded.set);
    let mut wrong = Vec::new();
    for label in &labels.claim {
        let found = ledger.claims.iter().find(|claim| {
            let document = loaded.set.document(claim.place);
            let name = Path::new(&document.path).file_name().unwrap_or_default().to_string_lossy();
            (name == label.document.as_str() || name.split('.').next() == Some(&label.document))
                && claim.place.start - document.base == label.at
                && loaded.set.text_at(claim.place) == label.text
        });
        let Some(claim) = found else {
            wrong.push(format!("{} {}: {:?} is not read", label.document, label.at, label.text));
            continue;
        };
        let slots = &claim.slots;
        let word = |sym| ledger.vocab.word(sym);
        let noun = slots.noun.as_ref().map_or("", |noun| word(noun.head));
        let predicate = slots.predicate.as_ref().map_or("", |predicate| word(predicate.verb));
        let mode = slots.mode.name();
        let mut says = Vec::new();
        for (slot, found, wanted) in [
            ("noun", noun, &label.noun),
            ("predicate", predicate, &label.predicate),
            ("mode", mode, &label.mode),
        ] {
            if let Some(wanted) = wanted
                && !wanted.iter().any(|wanted| wanted == found)
            {
                says.push(format!("{slot} {found:?}, not {wanted:?}"));
            }
        }
        if !says.is_empty() {
            wrong.push(format!("{} {} {:?}: {}", label.document, label.at, label.text, says.join("; ")));
        }
    }
    (labels.claim.len(), wrong)
}

/// At least 95 of 100.
fn holds(count: usize, wrong: &[String]) {
    assert!(wrong.len() * 20 <= count, "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn slots_of_the_seed_documents_are_right() {
    let (count, wrong) = score(include_str!("../fixtures/slots/seeds.toml"), Path::new("seeds"));
    assert!(count >= 60);
    holds(count, &wrong);
}

#[test]
#[ignore = "needs the original documents: give their folder as CROSSCLAIM_ORIGINALS"]
fn slots_of_the_originals_are_right() {
    let folder = std::env::var_os("CROSSCLAIM_ORIGINALS").map(PathBuf::from).expect("CROSSCLAIM_ORIGINALS");
    let (count, wrong) = score(include_str!("../fixtures/slots/originals.toml"), &folder);
    println!("{} of {count} right\n{}", count - wrong.len(), wrong.join("\n"));
    holds(count, &wrong);
}

#[test]
fn labels_name_modes_that_exist() {
    let names: Vec<&str> =
        [Mode::Actual, Mode::Projected, Mode::Target, Mode::Alleged, Mode::Negated, Mode::Hypothetical]
            .map(Mode::name)
            .to_vec();
    for labels in
        [include_str!("../fixtures/slots/seeds.toml"), include_str!("../fixtures/slots/originals.toml")]
    {
        let labels: Labels = toml::from_str(labels).expect("labels that parse");
        for label in &labels.claim {
            assert!(label.mode.iter().flatten().all(|mode| names.contains(&mode.as_str())), "{}", label.text);
        }
    }
}
