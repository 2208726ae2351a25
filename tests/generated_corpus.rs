//! A corpus made from a seed: nothing is found where nothing is wrong, and what is planted is found.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use corpus::{Corpus, corpus};
use crossclaim::finding::Level;
use crossclaim::pipeline::{Options, run_texts};
use crossclaim::rules::built_in;

/// Claims of the corpus.
const CLAIMS: usize = 50_000;

/// The loud findings: their words, and which documents they are of and where.
fn findings(corpus: &Corpus) -> Vec<(String, Vec<(usize, usize)>)> {
    let rules = built_in().unwrap();
    let run = run_texts(corpus.documents.clone(), &rules, &Options::default());
    let number = |path: &str| corpus.documents.iter().position(|(name, _)| name == path).unwrap();
    let loud = run.findings.iter().filter(|finding| finding.level > Level::Note);
    loud.map(|finding| {
        let places = finding.labels.iter().map(|label| {
            let document = run.sources.document(label.place);
            (number(&document.path), (label.place.start - document.base) as usize)
        });
        (format!("{}: {}", finding.rule, finding.message), places.collect())
    })
    .collect()
}

#[test]
fn documents_in_accord_give_no_finding() {
    let found: Vec<String> = findings(&corpus(CLAIMS, false)).into_iter().map(|found| found.0).collect();
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let corpus = corpus(CLAIMS, true);
    let found = findings(&corpus);
    let hit = |(document, at): &(usize, std::ops::Range<usize>), places: &[(usize, usize)]| {
        places.iter().any(|(own, place)| own == document && at.contains(place))
    };
    let wrong: Vec<&str> = found
        .iter()
        .filter(|(_, places)| !corpus.planted.iter().any(|planted| hit(planted, places)))
        .map(|(words, _)| words.as_str())
        .collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    let missed: Vec<String> = corpus
        .planted
        .iter()
        .filter(|planted| !found.iter().any(|(_, places)| hit(planted, places)))
        .map(|(document, at)| {
            String::from_utf8_lossy(&corpus.documents[*document].1[at.clone()]).into_owned()
        })
        .collect();
    let share = 1.0 - missed.len() as f64 / corpus.planted.len() as f64;
    assert!(share > 0.8, "{share} of {}\n{}", corpus.planted.len(), missed.join("\n"));
}
