//! Runs the cases of `fixtures/align`: each distinction and reason where it holds, and where not; and what is seen of
//! pairs that are weighed.

use std::collections::BTreeMap;
use std::fs;

use crossclaim::align::{Features, Settings, align, clashes};
use crossclaim::pipeline::extract;
use crossclaim::source::{Document, SourceSet};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    veto: Option<String>,
    evidence: Option<String>,
    holds: bool,
    docs: BTreeMap<String, String>,
    pair: [String; 2],
}

#[test]
fn each_distinction_and_reason_is_found_where_it_holds_and_only_there() {
    let mut wrong = Vec::new();
    let mut sides: BTreeMap<String, [bool; 2]> = BTreeMap::new();
    for file in ["distinctions.toml", "evidence.toml"] {
        let text = fs::read_to_string(format!("fixtures/align/{file}")).unwrap();
        let cases: Cases = toml::from_str(&text).unwrap();
        for case in cases.case {
            let name =
                case.veto.clone().or_else(|| case.evidence.clone()).expect("a case names what it is for");
            sides.entry(name.clone()).or_default()[usize::from(case.holds)] = true;
            match found(&case) {
                None => wrong.push(format!("{name}: {:?} was not judged", case.pair)),
                Some(names) if names.contains(&name) != case.holds => {
                    wrong.push(format!("{name}: {:?} should be {}, found {names:?}", case.pair, case.holds));
                }
                Some(_) => {}
            }
        }
    }
    for (name, [silent, firing]) in sides {
        if !(silent && firing) {
            wrong.push(format!("{name} needs a case where it holds and one where it does not"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of all vetoes and reasons of the pair; none if it was not judged.
fn found(case: &Case) -> Option<Vec<String>> {
    let documents =
        case.docs.iter().map(|(name, text)| Document::parse(name, text.clone())).collect::<Vec<_>>();
    let (sources, _) = SourceSet::new(documents);
    let (ledger, _) = extract(&sources);
    let is = |claim: u32, words: &str| sources.text_at(ledger.claims[claim as usize].place) == words;
    let alignment = align(&ledger, Settings::default());
    let [first, second] = &case.pair;
    let judged = alignment
        .pairs()
        .filter(|j| is(j.a, first) && is(j.b, second) || is(j.a, second) && is(j.b, first))
        .min_by_key(|j| (j.a, j.b))?;
    let vetoes = judged.vetoes.iter().map(|veto| format!("{veto:?}"));
    Some(vetoes.chain(judged.evidence.iter().map(|e| format!("{:?}", e.what))).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    case: Vec<SeenCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeenCase {
    feature: String,
    /// What it is, or what it is more than.
    is: Option<f32>,
    above: Option<f32>,
    docs: BTreeMap<String, String>,
    pair: [String; 2],
}

#[test]
fn what_is_seen_of_a_pair_is_what_its_documents_say() {
    let text = fs::read_to_string("fixtures/align/features.toml").unwrap();
    let cases: Seen = toml::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for case in cases.case {
        let documents: Vec<Document> =
            case.docs.iter().map(|(name, text)| Document::parse(name, text.clone())).collect();
        let (sources, _) = SourceSet::new(documents);
        let (ledger, _) = extract(&sources);
        let number = Features::NAMES.iter().position(|name| *name == case.feature).expect("a feature's name");
        let is = |claim: u32, value: &str| {
            sources.text_at(ledger.claims[claim as usize].place).split(' ').next() == Some(value)
        };
        let [p, q] = &case.pair;
        let seen = clashes(&ledger);
        let pair = seen.iter().find(|((a, b), _)| is(*a, p) && is(*b, q) || is(*a, q) && is(*b, p));
        match pair.map(|(_, features)| features.values()[number]) {
            Some(value)
                if case.is.is_some_and(|is| (value - is).abs() < 1e-3)
                    || case.above.is_some_and(|above| value > above) => {}
            found => wrong.push(format!("{} of {:?}: {found:?}", case.feature, case.pair)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
