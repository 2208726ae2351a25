//! Every built-in rule does on its examples what its file promises.

use crossclaim::pipeline::{Options, run_example, run_texts};
use crossclaim::rules::{built_in, run_examples};

#[test]
fn rules_find_what_their_examples_promise() {
    let mut report = String::new();
    for rule in built_in().expect("built-in rules are valid") {
        let outcomes = run_examples(&rule, |example, rule| {
            let run = run_example(example, rule);
            (run.sources, run.findings)
        });
        for outcome in outcomes {
            if let Some(difference) = outcome.difference {
                report.push_str(&format!("{}: {}\n{difference}", rule.about.id, outcome.name));
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn what_a_rule_finds_names_that_rule() {
    for rule in built_in().expect("built-in rules are valid") {
        for example in &rule.examples {
            let documents =
                example.docs.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
            let options = Options { declared: example.declared.clone(), ..Options::default() };
            let run = run_texts(documents, std::slice::from_ref(&rule), &options);
            for finding in run.findings {
                assert_eq!(*finding.rule, *rule.about.id);
                assert!(finding.level <= rule.about.level, "{}: {}", rule.about.id, example.name);
                assert!(!finding.labels.is_empty() && !finding.help.is_empty(), "{}", rule.about.id);
            }
        }
    }
}
