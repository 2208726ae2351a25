//! What holds for some documents only: rules that look at them or do not, and their levels.
//!
//! A finding is about every document that one of its places stands in, so that a group has a say
//! in all findings that touch a document of it.

use super::declared::Group;
use super::{Declared, Rule};
use crate::finding::{Finding, Level};
use crate::source::{Meta, SourceSet};

/// Takes out the findings of rules that do not look at a document they touch, and gives the
/// others the levels of their documents. Of several groups that set a level the last one does.
pub fn regard(findings: &mut Vec<Finding>, declared: &Declared, rules: &[Rule], sources: &SourceSet) {
    let groups: Vec<&Group> = declared.groups.iter().filter(|group| group.has_rules()).collect();
    if groups.is_empty() {
        return;
    }
    // By document, the groups that hold it.
    let held: Vec<Vec<&Group>> = sources
        .documents()
        .iter()
        .map(|document| groups.iter().copied().filter(|group| group.docs.fits(&document.path)).collect())
        .collect();
    findings.retain_mut(|finding| {
        let Some(rule) = rules.iter().find(|rule| *rule.about.id == *finding.rule) else { return true };
        let holds = |group: &Group| {
            finding
                .labels
                .iter()
                .any(|label| held[sources.index_of(label.place)].iter().any(|one| std::ptr::eq(*one, group)))
        };
        let mut level = None;
        for group in groups.iter().filter(|group| holds(group)) {
            if !group.looks_at(rule) {
                return false;
            }
            level =
                group.levels.iter().find(|(id, _)| *id == rule.about.id).map(|(_, level)| *level).or(level);
        }
        if let Some(level) = level {
            finding.level = moved(finding.level, rule.about.level, level);
        }
        true
    });
}

/// The level of a finding whose rule is moved from one level to another: what doubt took off
/// stays off.
fn moved(found: Level, from: Level, to: Level) -> Level {
    if found == from { to } else { found.min(to) }
}

impl Group {
    fn has_rules(&self) -> bool {
        !(self.select.is_empty() && self.ignore.is_empty() && self.levels.is_empty())
    }

    fn looks_at(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|name| rule.answers_to(name));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// The entries that `declared` gives the document at `path`. They stand at its beginning.
#[must_use]
pub fn meta_of(declared: &Declared, path: &str) -> Vec<Meta> {
    let groups = declared.groups.iter().filter(|group| !group.meta.is_empty() && group.docs.fits(path));
    // What was written last goes before.
    let entries = groups.rev().flat_map(|group| &group.meta);
    entries
        .map(|(key, value)| Meta {
            key: key.as_str().into(),
            value: value.as_str().into(),
            at: crate::place::Span::default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Globs, built_in};
    use super::*;
    use crate::finding::Label;
    use crate::source::load_texts;

    fn group(docs: &str) -> Group {
        let mut globs = Globs::default();
        globs.add(docs).unwrap();
        Group { docs: globs, ..Group::default() }
    }

    #[test]
    fn a_group_has_a_say_in_what_touches_its_documents() {
        let texts = ["a.md", "drafts/b.md"].map(|name| (name.to_owned(), b"12 dogs.".to_vec()));
        let sources = load_texts(texts.to_vec()).set;
        let places: Vec<_> = sources.documents().iter().map(|document| document.span()).collect();
        let finding = |places: &[crate::place::Span]| Finding {
            rule: "value-conflict".into(),
            level: Level::Error,
            confidence: 0.9,
            message: String::new(),
            labels: places.iter().map(|&place| Label { place, role: "first", note: String::new() }).collect(),
            why: Vec::new(),
            help: String::new(),
            fixes: Vec::new(),
            fingerprint: String::new(),
            state: crate::finding::State::default(),
        };
        let levels = |group: Group| {
            let mut findings = vec![finding(&places[..1]), finding(&places)];
            let declared = Declared { groups: vec![group], ..Declared::default() };
            regard(&mut findings, &declared, &built_in().unwrap(), &sources);
            findings.iter().map(|finding| finding.level).collect::<Vec<_>>()
        };
        let drafts = || group("drafts/**");
        assert_eq!(levels(drafts()), [Level::Error; 2]);
        assert_eq!(levels(Group { ignore: vec!["numbers".into()], ..drafts() }), [Level::Error]);
        assert_eq!(levels(Group { select: vec!["dates".into()], ..drafts() }), [Level::Error]);
        let note = vec![("value-conflict".to_owned(), Level::Note)];
        assert_eq!(levels(Group { levels: note, ..drafts() }), [Level::Error, Level::Note]);
    }

    #[test]
    fn a_doubtful_finding_is_not_raised_to_the_new_level() {
        assert_eq!(moved(Level::Note, Level::Error, Level::Warning), Level::Note);
        assert_eq!(moved(Level::Warning, Level::Error, Level::Warning), Level::Warning);
        assert_eq!(moved(Level::Warning, Level::Warning, Level::Error), Level::Error);
    }
}
