//! Misused allowances as findings.

use super::Complaint;
use crate::finding::{Finding, Label, State, fingerprint};
use crate::rules::check::level;
use crate::rules::{Check, Rule};
use crate::source::SourceSet;

/// What the rules among `rules` that look at allowances make of `complaints`.
#[must_use]
pub fn complaints(
    complaints: &[Complaint],
    rules: &[Rule],
    sources: &SourceSet,
    threshold: f32,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        let Check::Allowance(misuse) = rule.check else { continue };
        for complaint in complaints.iter().filter(|complaint| complaint.misuse == misuse) {
            let document = sources.document(complaint.at);
            let words = document.text_at(complaint.at).split_whitespace().collect::<Vec<_>>().join(" ");
            let note = complaint.message.clone();
            findings.push(Finding {
                rule: rule.about.id.as_str().into(),
                level: level(rule, complaint.confidence, threshold),
                confidence: complaint.confidence,
                message: complaint.message.clone(),
                labels: vec![Label { place: complaint.at, role: "first", note }],
                why: Vec::new(),
                help: rule.about.fix.clone(),
                fixes: Vec::new(),
                // The message names the rule, where one allowance names several.
                fingerprint: fingerprint(
                    &rule.about.id,
                    [document.path.as_str(), &words, &complaint.message],
                ),
                state: State::default(),
            });
        }
    }
    findings
}
