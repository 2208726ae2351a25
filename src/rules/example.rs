//! Runs the examples of a rule and compares what is found with what the rule promises.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::{Example, Rule};
use crate::finding::Finding;
use crate::source::SourceSet;

/// How one example came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Name of the example.
    pub name: String,
    /// What was promised and what was found, line against line, when they differ.
    pub difference: Option<String>,
}

/// Runs all examples of `rule` through `check`, which reads the documents of an example
/// and applies the rule to them.
pub fn run_examples(
    rule: &Rule,
    check: impl Fn(&Example, &Rule) -> (SourceSet, Vec<Finding>),
) -> Vec<Outcome> {
    rule.examples
        .iter()
        .map(|example| {
            let (sources, findings) = check(example, rule);
            let found = places(&sources, &findings);
            Outcome { name: example.name.clone(), difference: difference(&example.finds, &found) }
        })
        .collect()
}

/// The labelled places of the findings as `file: text`, each once.
fn places(sources: &SourceSet, findings: &[Finding]) -> Vec<String> {
    let labels = findings.iter().flat_map(|finding| &finding.labels);
    let mut places: Vec<String> = labels
        .map(|label| format!("{}: {}", sources.document(label.place).path, sources.text_at(label.place)))
        .collect();
    places.sort();
    places.dedup();
    places
}

/// The lines that differ between two lists whose order does not matter.
fn difference(promised: &[String], found: &[String]) -> Option<String> {
    let mut promised = promised.to_vec();
    promised.sort();
    promised.dedup();
    if promised == found {
        return None;
    }
    let lines = |list: &[String]| list.iter().map(|line| format!("{line}\n")).collect::<String>();
    let (promised, found) = (lines(&promised), lines(found));
    let mut out = String::new();
    for change in TextDiff::from_lines(promised.as_str(), found.as_str()).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => "- promised",
            ChangeTag::Insert => "+ found   ",
            ChangeTag::Equal => "  both    ",
        };
        let _ = writeln!(out, "{sign}  {}", change.value().trim_end_matches('\n'));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_repetition_do_not_count() {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        assert_eq!(difference(&list(&["b: 2", "a: 1", "a: 1"]), &list(&["a: 1", "b: 2"])), None);
        assert_eq!(
            difference(&list(&["a: 1", "b: 2"]), &list(&["a: 1", "b: 3"])).unwrap(),
            "  both      a: 1\n- promised  b: 2\n+ found     b: 3\n"
        );
        assert_eq!(difference(&[], &list(&["a: 1"])).unwrap(), "+ found     a: 1\n");
    }
}
