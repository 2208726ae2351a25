//! A baseline: the findings that were there on the day a team began to look. They are marked and
//! count no more, so that what is new stands out. It only ever shrinks, unless it is forced to grow.
//!
//! A finding is known by its fingerprint, so that neither edits elsewhere nor a new line before it
//! make it new. Two findings with one fingerprint are counted.

use std::collections::BTreeMap;

use super::{Baseline, Finding};
use crate::place::Span;

/// A finding that was there. Findings of one fingerprint are one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub rule: String,
    pub fingerprint: String,
    /// How many there were.
    pub count: usize,
    /// The documents they touched, in order of path, for those who read the baseline.
    pub documents: Vec<String>,
    /// The message of the first, for the same readers.
    pub message: String,
}

/// All findings that were there, by fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record(BTreeMap<String, Known>);

impl Record {
    /// A record of `known`.
    #[must_use]
    pub fn of(known: Vec<Known>) -> Self {
        Self(known.into_iter().map(|known| (known.fingerprint.clone(), known)).collect())
    }

    /// A record of those `findings` that are not allowed. `path` names the document of a place.
    #[must_use]
    pub fn taken<'a>(findings: impl IntoIterator<Item = &'a Finding>, path: impl Fn(Span) -> String) -> Self {
        let mut record = Self::default();
        for finding in findings {
            if finding.state.suppression.is_some() {
                continue;
            }
            let known = record.0.entry(finding.fingerprint.clone()).or_insert_with(|| Known {
                rule: finding.rule.to_string(),
                fingerprint: finding.fingerprint.clone(),
                count: 0,
                documents: Vec::new(),
                message: finding.message.clone(),
            });
            known.count += 1;
            known.documents.extend(finding.labels.iter().map(|label| path(label.place)));
            known.documents.sort();
            known.documents.dedup();
        }
        record
    }

    /// The entries, in order of rule and fingerprint.
    #[must_use]
    pub fn entries(&self) -> Vec<&Known> {
        let mut entries: Vec<&Known> = self.0.values().collect();
        entries.sort_by_key(|known| (&known.rule, &known.fingerprint));
        entries
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.values().map(|known| known.count).sum()
    }

    /// True when it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What of this record is still in `now`: of two counts the lower one, and the words of `now`. An
    /// entry that is not `judged` stays as it is.
    #[must_use]
    pub fn kept(&self, now: &Self, judged: impl Fn(&Known) -> bool) -> Self {
        let kept = self.0.iter().filter_map(|(fingerprint, known)| {
            let kept = match now.0.get(fingerprint) {
                Some(now) => Known { count: known.count.min(now.count), ..now.clone() },
                None if judged(known) => return None,
                None => known.clone(),
            };
            Some((fingerprint.clone(), kept))
        });
        Self(kept.collect())
    }

    /// Marks each of `findings` as known or new, and gives the entries of which there are fewer now,
    /// counted by how many are gone.
    pub fn mark(&self, findings: &mut [Finding]) -> Vec<Known> {
        let mut left = self.0.clone();
        for finding in findings.iter_mut().filter(|finding| finding.state.suppression.is_none()) {
            let known = left.get_mut(&finding.fingerprint).filter(|known| known.count > 0);
            finding.state.baseline = Some(match known {
                Some(known) => {
                    known.count -= 1;
                    Baseline::Known
                }
                None => Baseline::New,
            });
        }
        left.into_values().filter(|known| known.count > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Label, Level, State, SuppressedBy, Suppression};

    fn finding(fingerprint: &str) -> Finding {
        Finding {
            rule: "value-conflict".into(),
            level: Level::Error,
            confidence: 0.9,
            message: format!("{fingerprint} clashes"),
            labels: vec![Label { place: Span::new(1, 2), role: "first", note: String::new() }],
            why: Vec::new(),
            help: String::new(),
            fixes: Vec::new(),
            fingerprint: fingerprint.to_owned(),
            state: State::default(),
        }
    }

    fn record(fingerprints: &[&str]) -> Record {
        let findings: Vec<Finding> = fingerprints.iter().map(|one| finding(one)).collect();
        Record::taken(&findings, |_| "a.md".to_owned())
    }

    #[test]
    fn findings_are_known_as_often_as_they_were_there() {
        let mut findings = [finding("aa"), finding("aa"), finding("bb")];
        let gone = record(&["aa", "cc", "cc"]).mark(&mut findings);
        let states: Vec<_> = findings.iter().map(|finding| finding.state.name()).collect();
        assert_eq!(states, ["baselined", "new", "new"]);
        assert_eq!(
            gone.iter().map(|known| (known.fingerprint.as_str(), known.count)).collect::<Vec<_>>(),
            [("cc", 2)]
        );
    }

    #[test]
    fn a_baseline_shrinks_to_what_is_still_there() {
        let (was, now) = (record(&["aa", "aa", "bb"]), record(&["aa", "cc"]));
        let shrunk = was.kept(&now, |_| true);
        assert_eq!(shrunk, record(&["aa"]));
        assert_eq!(was.kept(&now, |_| false), record(&["aa", "bb"]));
        assert_eq!((shrunk.len(), shrunk.is_empty()), (1, false));
    }

    #[test]
    fn what_is_allowed_needs_no_baseline() {
        let mut allowed = finding("aa");
        let by = SuppressedBy::Config;
        allowed.state.suppression = Some(Suppression { by, reason: "r".to_owned() });
        assert!(Record::taken([&allowed], |_| String::new()).is_empty());
        let mut findings = [allowed];
        assert_eq!(record(&["aa"]).mark(&mut findings).len(), 1);
        assert_eq!(findings[0].state.name(), "suppressed");
    }
}
