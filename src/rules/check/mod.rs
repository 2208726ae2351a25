//! The kinds of check, one file each: facts and claims in, findings out.

mod access;
mod agree;
mod author_year;
mod calendar;
mod delta;
mod elapsed;
mod entity_swap;
mod figures;
mod grid;
mod lists;
mod order;
mod parts;
mod quote;
mod say;
mod share;
mod short_forms;
mod stems;
mod table_text;
mod tape;
mod totals;
mod works;
mod written;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{Check, Rule};
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
    /// Findings of less confidence are notes.
    pub threshold: f32,
    /// The misquotations, which several rules share out. Worked out by one thread alone, so
    /// that none waits for work that it holds itself.
    drifts: OnceLock<Vec<quote::Drift>>,
    /// How many facts stand in both documents of a pair, for pairs that share any.
    shared: OnceLock<FxHashMap<(usize, usize), u32>>,
}

impl<'a> Context<'a> {
    /// What the checks of a run look at.
    #[must_use]
    pub const fn new(
        sources: &'a SourceSet,
        texts: &'a [Text],
        ledger: &'a Ledger,
        alignment: &'a Alignment,
        threshold: f32,
    ) -> Self {
        Self {
            sources,
            texts,
            ledger,
            alignment,
            threshold,
            drifts: OnceLock::new(),
            shared: OnceLock::new(),
        }
    }

    /// True when several facts stand in both documents: they are about one thing.
    #[must_use]
    pub fn linked(&self, a: usize, b: usize) -> bool {
        let shared = self.shared.get_or_init(|| {
            let mut shared: FxHashMap<(usize, usize), u32> = FxHashMap::default();
            for fact in &self.alignment.facts {
                let mut documents: Vec<usize> =
                    fact.claims.iter().map(|&claim| self.ledger.document_of(claim)).collect();
                documents.dedup();
                // A phrase that stands everywhere links nothing.
                for (at, &x) in documents.iter().enumerate().take(8) {
                    for &y in documents[at + 1..].iter().take(8) {
                        *shared.entry((x, y)).or_default() += 1;
                    }
                }
            }
            shared
        });
        shared.get(&(a.min(b), a.max(b))).is_some_and(|&facts| facts >= LINKS)
    }
}

/// Facts in common that make two documents ones about one thing.
const LINKS: u32 = 3;

/// Runs one rule.
#[must_use]
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    match rule.check {
        Check::Agree(settings) => agree::run(rule, settings, context),
        Check::WeekdayAcross => agree::run_dates(rule, agree::Shape::WeekdayAcross, context),
        Check::DocumentDate => agree::run_dates(rule, agree::Shape::Document, context),
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
        Check::TableText => table_text::run(rule, context),
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
    }
}
