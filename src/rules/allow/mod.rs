//! Findings that the authors of the documents allow: by a remark beside the text, or in the config.
//!
//! An allowance says which rule, where, and why, and it may end on a day. What is allowed stays
//! among the findings, marked. An allowance that allows nothing, has ended, gives no reason or
//! cannot be followed is a finding itself, and one that gives no reason allows nothing.

mod complain;
mod remark;

use rustc_hash::FxHashMap;

use super::{Globs, Rule, nearest};
use crate::claim::Day;
use crate::finding::{Finding, SuppressedBy, Suppression};
use crate::place::Span;
use crate::source::{Document, SourceSet};
pub use complain::complaints;
pub use remark::iso;
use remark::{Reach, Remark};

/// What is wrong with an allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// It allows nothing.
    Unused,
    /// Its day has passed.
    Expired,
    /// It gives no reason.
    Reasonless,
    /// It cannot be followed.
    Malformed,
}

/// What a config allows.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The config, for findings to point at.
    pub document: Document,
    pub entries: Vec<Entry>,
}

/// One allowance of a config. It allows what fits all that it says.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it stands in the config.
    pub at: Span,
    /// Id of the rule.
    pub rule: String,
    /// Each of these holds a document that the finding touches.
    pub docs: Vec<Globs>,
    /// What the fingerprint begins with; empty for any.
    pub fingerprint: String,
    pub until: Option<Day>,
    pub reason: String,
}

/// A misused allowance.
#[derive(Clone, Debug)]
pub struct Complaint {
    /// Where the allowance stands.
    pub at: Span,
    pub misuse: Misuse,
    pub message: String,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

/// An allowance that can be followed.
struct Allowance<'a> {
    rule: &'a str,
    at: Span,
    /// The lines it covers; all, in a config.
    covers: Option<Span>,
    entry: Option<&'a Entry>,
    reason: &'a str,
    used: bool,
}

/// What allowances go by.
pub struct Rules<'a> {
    /// The rules of this run.
    pub run: &'a [Rule],
    /// The ids of all rules there are.
    pub known: &'a [String],
    /// After which day an allowance has ended; without it, none has.
    pub today: Option<Day>,
}

/// Marks what is allowed among `findings`, and complains of allowances that are misused. `config`
/// goes with the address at which its document will stand.
pub fn settle(
    findings: &mut [Finding],
    sources: &SourceSet,
    config: Option<(&Allowed, u32)>,
    rules: &Rules<'_>,
) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let remarks: Vec<Written> =
        sources.documents().iter().flat_map(|document| written(document, &mut complaints)).collect();
    let mut allowances = Vec::new();
    for one in &remarks {
        for rule in &one.remark.rules {
            let Remark { until, reason, .. } = &one.remark;
            if rules.holds(rule, one.at, *until, reason, &mut complaints) {
                let covers = Some(one.covers);
                allowances.push(Allowance { rule, at: one.at, covers, entry: None, reason, used: false });
            }
        }
    }
    for (entry, base) in
        config.into_iter().flat_map(|(config, base)| config.entries.iter().map(move |e| (e, base)))
    {
        let at = entry.at.shifted(base);
        if rules.holds(&entry.rule, at, entry.until, &entry.reason, &mut complaints) {
            let (rule, reason) = (&entry.rule, &entry.reason);
            allowances.push(Allowance { rule, at, covers: None, entry: Some(entry), reason, used: false });
        }
    }
    apply(findings, &mut allowances, sources);
    let alone = sources.documents().len() < 2;
    for allowance in allowances.iter().filter(|allowance| !allowance.used) {
        let ran = rules.run.iter().any(|rule| rule.about.id == allowance.rule);
        let read = allowance.entry.is_none_or(|entry| {
            let fits = |globs: &Globs| sources.documents().iter().any(|document| globs.fits(&document.path));
            entry.docs.iter().all(fits)
        });
        if ran && read {
            complaints.push(Complaint {
                at: allowance.at,
                misuse: Misuse::Unused,
                message: format!("`{}` finds nothing here that could be allowed", allowance.rule),
                // What a document read by itself seems to allow in vain may clash with one that was not read.
                confidence: if alone { 0.5 } else { 0.95 },
            });
        }
    }
    complaints.sort_by(|a, b| (a.at, &a.message).cmp(&(b.at, &b.message)));
    complaints
}

/// True where an allowance ends on a day: what it allows depends on the day of the run.
#[must_use]
pub fn goes_by_day(sources: &SourceSet, config: Option<&Allowed>) -> bool {
    let ends = |document: &Document| {
        let words = |remark: &Span| document.text_at(remark.shifted(document.base));
        document.remarks.iter().any(|at| remark::read(words(at)).is_ok_and(|remark| remark.until.is_some()))
    };
    config.is_some_and(|config| config.entries.iter().any(|entry| entry.until.is_some()))
        || sources.documents().iter().any(ends)
}

impl Rules<'_> {
    /// True for an allowance that counts; otherwise says why it does not.
    fn holds(
        &self,
        rule: &str,
        at: Span,
        until: Option<Day>,
        reason: &str,
        complaints: &mut Vec<Complaint>,
    ) -> bool {
        let mut complain = |misuse, message| {
            complaints.push(Complaint { at, misuse, message, confidence: 0.95 });
            false
        };
        let ids = || self.known.iter().chain(self.run.iter().map(|rule| &rule.about.id)).map(String::as_str);
        if !ids().any(|id| id == rule) {
            let near =
                nearest(rule, ids()).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return complain(Misuse::Malformed, format!("there is no rule `{rule}`{near}"));
        }
        if reason.is_empty() {
            return complain(
                Misuse::Reasonless,
                format!("`{rule}` is allowed without a reason, so it is not"),
            );
        }
        if let Some((until, today)) = until.zip(self.today).filter(|(until, today)| until < today) {
            let day = |day| crate::claim::civil(day).map_or_else(String::new, |day| day.to_string());
            let message = format!("`{rule}` was allowed until {} only, and it is {}", day(until), day(today));
            return complain(Misuse::Expired, message);
        }
        true
    }
}

/// A remark and the lines it covers.
struct Written {
    remark: Remark,
    at: Span,
    covers: Span,
}

/// The remarks of a document that can be followed.
fn written(document: &Document, complaints: &mut Vec<Complaint>) -> Vec<Written> {
    let (mut found, mut open) = (Vec::new(), Vec::<(Remark, Span)>::new());
    let mut complain = |at, message: String| {
        complaints.push(Complaint { at, misuse: Misuse::Malformed, message, confidence: 0.95 });
    };
    for &inside in &document.remarks {
        let at = inside.shifted(document.base);
        let remark = match remark::read(document.text_at(at)) {
            Ok(remark) => remark,
            Err(wrong) => {
                complain(at, wrong);
                continue;
            }
        };
        let lines = lines_of(document, inside);
        match remark.reach {
            Reach::Line if !stands_alone(document, inside, lines) => {
                found.push(Written { remark, at, covers: lines.shifted(document.base) });
            }
            Reach::Line | Reach::NextLine => {
                let covers = next_line(document, lines).shifted(document.base);
                found.push(Written { remark, at, covers });
            }
            Reach::Start => open.push((remark, at)),
            Reach::End => {
                let begun = open.iter().rposition(|(start, _)| {
                    remark.rules.is_empty() || start.rules.iter().any(|rule| remark.rules.contains(rule))
                });
                match begun.map(|begun| open.remove(begun)) {
                    Some((remark, start)) => {
                        let covers = lines_of(document, Span::new(start.start - document.base, inside.end));
                        found.push(Written { remark, at: start, covers: covers.shifted(document.base) });
                    }
                    None => complain(at, "the remark ends a block that nothing begins".to_owned()),
                }
            }
        }
    }
    for (_, at) in open {
        complain(at, "the block that begins here has no `crossclaim: allow-end`".to_owned());
    }
    found
}

/// The lines that a place of a document touches, from zero.
fn lines_of(document: &Document, place: Span) -> Span {
    let index = &document.lines;
    let (first, last) = (index.line_of(place.start), index.line_of(place.end));
    Span::new(line_start(document, first), line_start(document, last + 1))
}

/// Where a line begins; behind the last one, where the document ends.
fn line_start(document: &Document, line: usize) -> u32 {
    document.lines.start_of(line).unwrap_or_else(|| document.span().len())
}

/// The next line in which there is a word or a figure.
fn next_line(document: &Document, lines: Span) -> Span {
    let mut line = document.lines.line_of(lines.end);
    if lines.end >= document.span().len() {
        return Span::new(lines.end, lines.end);
    }
    loop {
        let span = Span::new(line_start(document, line), line_start(document, line + 1));
        let text = document.text.get(span.range_from(0)).unwrap_or_default();
        if text.contains(char::is_alphanumeric) || line + 1 >= document.lines.len() {
            return span;
        }
        line += 1;
    }
}

/// True when nothing but its comment stands on the lines of a remark.
fn stands_alone(document: &Document, at: Span, lines: Span) -> bool {
    let text = |span: Span| document.text.get(span.range_from(0)).unwrap_or_default();
    let (before, behind) = (text(Span::new(lines.start, at.start)), text(Span::new(at.end, lines.end)));
    !before.chars().chain(behind.chars()).any(char::is_alphanumeric)
}

/// The allowances of a rule: those of comments, each as what it covers, the farthest end of those up to it and its
/// number, and the numbers of those of the config.
type Allowing = (Vec<(Span, u32, usize)>, Vec<usize>);

/// Marks the findings that `allowances` allow, and the allowances that do.
fn apply(findings: &mut [Finding], allowances: &mut [Allowance<'_>], sources: &SourceSet) {
    let mut by_rule: FxHashMap<&str, Allowing> = FxHashMap::default();
    for (number, allowance) in allowances.iter().enumerate() {
        let (lines, anywhere) = by_rule.entry(allowance.rule).or_default();
        match allowance.covers {
            Some(covers) => lines.push((covers, 0, number)),
            None => anywhere.push(number),
        }
    }
    for (lines, _) in by_rule.values_mut() {
        lines.sort_unstable();
        let mut farthest = 0;
        for (covers, end, _) in lines {
            farthest = farthest.max(covers.end);
            *end = farthest;
        }
    }
    for finding in findings {
        let Some((lines, anywhere)) = by_rule.get(&*finding.rule) else { continue };
        let mut allowing: Vec<usize> = Vec::new();
        for label in &finding.labels {
            // A place without words stands on a line all the same.
            let end = label.place.end.max(label.place.start + 1);
            let behind = lines.partition_point(|(covers, ..)| covers.start < end);
            let before = lines[..behind].iter().rev().take_while(|(_, end, _)| *end > label.place.start);
            let holds = before.filter(|(covers, ..)| covers.end > label.place.start);
            allowing.extend(holds.map(|(.., number)| *number));
        }
        allowing.extend(
            anywhere
                .iter()
                .copied()
                .filter(|&number| allowances[number].entry.is_some_and(|entry| entry.fits(finding, sources))),
        );
        allowing.sort_unstable();
        for &number in &allowing {
            allowances[number].used = true;
        }
        if let Some(first) = allowing.first().map(|&number| &allowances[number]) {
            let by = match first.covers {
                Some(_) => SuppressedBy::Comment(first.at),
                None => SuppressedBy::Config,
            };
            finding.state.suppression = Some(Suppression { by, reason: first.reason.to_owned() });
        }
    }
}

impl Entry {
    fn fits(&self, finding: &Finding, sources: &SourceSet) -> bool {
        let touches = |globs: &Globs| {
            finding.labels.iter().any(|label| globs.fits(&sources.document(label.place).path))
        };
        finding.fingerprint.starts_with(&self.fingerprint) && self.docs.iter().all(touches)
    }
}
