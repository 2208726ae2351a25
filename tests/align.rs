//! Runs the cases of `fixtures/align`: each distinction and reason where it holds, and where not.

use std::collections::BTreeMap;
use std::fs;

use crossclaim::align::{Settings, align};
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
