//! A defect that several rules see is reported once, by the rule that says most of it.

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Level};
use crate::rules::Rule;

/// Leaves out a finding all of whose places another one has too, two at least, when the check of
/// that one ranks higher, or when it is of the same rule and no less sure.
#[must_use]
pub fn most_specific(findings: Vec<Finding>, rules: &[Rule]) -> Vec<Finding> {
    let ranks: FxHashMap<&str, u8> =
        rules.iter().map(|rule| (rule.about.id.as_str(), rule.check.rank())).collect();
    let rank = |finding: &Finding| ranks.get(&*finding.rule).copied().unwrap_or(0);
    // What a label says beside the clash is no place of it.
    let places = |finding: &Finding| {
        let own = finding.labels.iter().filter(|label| !matches!(label.role, "anchor" | "echo"));
        let mut places: Vec<u32> = own.map(|label| label.place.end).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    // By the end of a place, which a hedge before the value does not move.
    let mut at: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (index, finding) in findings.iter().enumerate() {
        for place in places(finding) {
            at.entry(place).or_default().push(index);
        }
    }
    let kept: Vec<bool> = findings
        .iter()
        .enumerate()
        .map(|(index, finding)| {
            let own = places(finding);
            let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
            for place in &own {
                for &other in at[place].iter().filter(|&&other| other != index) {
                    *shared.entry(other).or_default() += 1;
                }
            }
            !shared.iter().any(|(&other, &count)| {
                let rival = &findings[other];
                if count < 2 || count != own.len() {
                    return false;
                }
                if rival.rule == finding.rule {
                    // One rule that came to it in two ways.
                    return places(rival).len() == count
                        && (rival.confidence, index) > (finding.confidence, other);
                }
                // A note does not silence a warning.
                (rival.level > Level::Note || finding.level == Level::Note)
                    && (rank(rival), index) > (rank(finding), other)
            })
        })
        .collect();
    let mut kept = kept.into_iter();
    let mut findings = findings;
    findings.retain(|_| kept.next().unwrap_or(true));
    findings
}
