//! The kinds of check, one file each: facts and claims in, findings out.

mod access;
mod agree;
mod author_year;
mod calendar;
mod claim;
mod delta;
mod elapsed;
mod entity_swap;
mod figures;
mod grid;
mod ledger;
mod lists;
mod order;
mod parts;
mod pick;
mod quote;
mod say;
mod share;
mod short_forms;
mod tape;
mod totals;
mod works;
mod written;

use std::sync::OnceLock;

use super::{Check, Declared, Rule};
use crate::align::{Alignment, Ledger};
use crate::finding::{Finding, Label, Level, fingerprint};
use crate::prose::Text;
use crate::source::SourceSet;

/// What a check looks at.
pub struct Context<'a> {
    pub sources: &'a SourceSet,
    /// The flat text of each document.
    pub texts: &'a [Text],
    pub ledger: &'a Ledger,
    pub alignment: &'a Alignment,
    pub declared: &'a Declared,
    /// Findings of less confidence are notes.
    pub threshold: f32,
    /// The misquotations, which several rules share out. Worked out by one thread alone, so
    /// that none waits for work that it holds itself.
    drifts: OnceLock<Vec<quote::Drift>>,
}

impl<'a> Context<'a> {
    /// What the checks of a run look at.
    #[must_use]
    pub const fn new(
        sources: &'a SourceSet,
        texts: &'a [Text],
        ledger: &'a Ledger,
        alignment: &'a Alignment,
        declared: &'a Declared,
        threshold: f32,
    ) -> Self {
        Self { sources, texts, ledger, alignment, declared, threshold, drifts: OnceLock::new() }
    }
}

/// Runs one rule.
#[must_use]
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = run_check(rule, context);
    if let Some(selector) = rule.selector.as_ref().filter(|_| !matches!(rule.check, Check::Claim(_))) {
        let picker = pick::Picker::new(selector, context);
        findings.retain(|finding| picker.keeps(finding));
    }
    findings
}

fn run_check(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    match rule.check {
        Check::Claim(ref assertion) => claim::run(rule, assertion, context),
        Check::Agree(settings) => agree::run(rule, settings, context),
        Check::WeekdayAcross => agree::run_dates(rule, agree::Shape::WeekdayAcross, context),
        Check::DocumentDate => agree::run_dates(rule, agree::Shape::Document, context),
        Check::Ledger => ledger::run(rule, context),
        Check::EntitySwap => entity_swap::run(rule, context),
        Check::Weekday => calendar::weekday(rule, context),
        Check::ImpossibleDate => calendar::impossible(rule, context),
        Check::InvertedRange => calendar::inverted(rule, context),
        Check::AccessOrder => access::run(rule, context),
        Check::RelativeDate => elapsed::relative(rule, context),
        Check::DurationEnds => elapsed::durations(rule, context),
        Check::EventOrder => order::run(rule, context),
        Check::CitedLater => order::cited(rule, context),
        Check::WorkConflict => works::conflicts(rule, context),
        Check::WorkTitle => works::titles(rule, context),
        Check::AuthorYear => author_year::run(rule, context),
        Check::ShortFormSlip => short_forms::slips(rule, context),
        Check::ShortFormMeanings => short_forms::meanings(rule, context),
        Check::Quote(change) => quote::run(rule, change, context),
        Check::PartsTotal => parts::run(rule, context),
        Check::ShareOfCount => share::run(rule, context),
        Check::CountList => lists::run(rule, context),
        Check::OrdinalOverflow => written::beyond(rule, context),
        Check::WordsFigures => written::twice(rule, context),
        Check::TableTotal => totals::run(rule, context),
        Check::Delta => delta::run(rule, context),
        Check::PartWhole => share::run_wholes(rule, context),
    }
}

/// From this confidence on a finding keeps the level of its rule; below, it is a warning at most.
const SURE: f32 = 0.85;

/// Makes a finding of `rule`, with the level that its confidence allows.
fn finding(
    rule: &Rule,
    context: &Context<'_>,
    confidence: f32,
    message: String,
    labels: Vec<Label>,
    why: Vec<String>,
) -> Finding {
    let level = if confidence >= SURE {
        rule.level
    } else if confidence >= context.threshold {
        // An error that is less than sure is a warning; a warning is one to begin with.
        rule.level.min(Level::Warning)
    } else {
        Level::Note
    };
    let texts: Vec<String> = labels
        .iter()
        .map(|label| say::squeezed(context.sources.text_at(label.place)).to_lowercase())
        .collect();
    Finding {
        rule: rule.id.as_str().into(),
        level,
        confidence,
        fingerprint: fingerprint(&rule.id, texts.iter().map(String::as_str)),
        message,
        labels,
        why,
        help: rule.fix.clone(),
        fixes: Vec::new(),
    }
}
