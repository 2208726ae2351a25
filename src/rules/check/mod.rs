//! The kinds of check, one file each: facts and claims in, findings out.

mod access;
mod addends;
mod ages;
mod ages_apart;
mod ages_told;
mod agree;
mod asides;
mod author_year;
mod average_lengths;
mod averages;
mod before_after;
mod bounds;
mod bounds_prose;
mod bounds_table;
mod calendar;
mod cell_settled;
mod change_across;
mod change_ends;
mod cited_parts;
mod claim;
mod classed_parts;
mod clock;
mod comparisons;
mod deadline;
mod declared_span;
mod delta;
mod domain;
mod elapsed;
mod entity_swap;
mod enumerations;
mod event_lengths;
mod exchanged;
mod exclusive_parts;
mod figure_spans;
mod figures;
mod footnotes;
mod grid;
mod holdings;
mod instruments;
mod labelled;
mod ledger;
mod lifetimes;
mod linked;
mod list_codes;
mod list_items;
mod lists;
mod lives;
mod near;
mod near_bounds;
mod note_marks;
mod numbered;
mod numbered_items;
mod offices;
mod one_before;
mod order;
mod otherwise;
mod parts;
mod pauses;
mod people;
mod periods;
mod pick;
mod portions;
mod quote;
mod ranks;
mod release_days;
mod releases;
mod reported;
mod roles;
mod say;
mod setting;
mod setting_entry;
mod setting_port;
mod setting_unit;
mod settings;
mod share;
mod share_across;
mod share_near;
mod share_twice;
mod short_forms;
mod shown;
mod spans_told;
mod speakers;
mod specific;
mod stems;
mod stretches;
mod sums;
mod superseded;
mod table_cell;
mod table_names;
mod table_row;
mod table_text;
mod table_twins;
mod tape;
mod tenures;
mod terms;
mod told_again;
mod told_lengths;
mod told_order;
mod totals;
mod twin;
mod twins;
mod unlike_counts;
mod unreadable;
mod votes;
mod weekdays_apart;
mod windows;
mod works;
mod written;
mod years;

pub use specific::most_specific;
pub use twin::Before;
pub use unreadable::Unread;

use std::sync::OnceLock;

use super::{Check, Clashing, Declared, Rule, Shares, Values};
use crate::align::{Alignment, Ledger};
use crate::claim::Claim;
use crate::finding::{Finding, Label, Level, State, fingerprint};
use crate::place::Span;
use crate::prose::Text;
use crate::source::SourceSet;

/// What stands beside the documents of a run.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// An earlier version of them.
    pub before: Option<&'a Before>,
    /// Sources that could not be read.
    pub unread: &'a [Unread],
}

/// What a check looks at.
pub struct Context<'a> {
    pub sources: &'a SourceSet,
    /// The flat text of each document.
    pub texts: &'a [Text],
    pub ledger: &'a Ledger,
    pub alignment: &'a Alignment,
    pub declared: &'a Declared,
    pub beside: Beside<'a>,
    /// Findings of less confidence are notes.
    pub threshold: f32,
    /// The misquotations, which several rules share out. Worked out by one thread alone, so
    /// that none waits for work that it holds itself.
    drifts: OnceLock<Vec<quote::Drift>>,
    linked: OnceLock<linked::Linked>,
    /// Facts whose values clash: those of a bare weekday with a date, and all others.
    clashed: [OnceLock<Vec<agree::Clashed>>; 2],
    near: OnceLock<near::Near>,
    windows: OnceLock<Vec<windows::Window>>,
    lives: OnceLock<lives::Lives>,
    figured: OnceLock<tape::Figured>,
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
        beside: Beside<'a>,
    ) -> Self {
        Self {
            sources,
            texts,
            ledger,
            alignment,
            declared,
            beside,
            threshold,
            drifts: OnceLock::new(),
            linked: OnceLock::new(),
            clashed: [OnceLock::new(), OnceLock::new()],
            near: OnceLock::new(),
            windows: OnceLock::new(),
            lives: OnceLock::new(),
            figured: OnceLock::new(),
        }
    }

    /// In how many sentences each word stands.
    fn near(&self) -> &near::Near {
        self.near.get_or_init(|| near::Near::of(self.ledger))
    }

    /// All spans of time.
    fn windows(&self) -> &[windows::Window] {
        self.windows.get_or_init(|| windows::windows(self))
    }

    /// Whom the texts are about, and the births and deaths that they tell of.
    fn lives(&self) -> &lives::Lives {
        self.lives.get_or_init(|| lives::Lives::of(self))
    }

    /// The sentences with figures in them.
    fn figured(&self) -> &tape::Figured {
        self.figured.get_or_init(|| tape::Figured::of(self.ledger))
    }

    /// True when several facts or names stand in both documents: they are about one thing.
    #[must_use]
    pub fn linked(&self, a: usize, b: usize) -> bool {
        self.links().are(a, b)
    }

    /// Which documents are about one thing.
    fn links(&self) -> &linked::Linked {
        self.linked.get_or_init(|| linked::Linked::of(self.ledger, self.alignment))
    }
}

/// Runs one rule.
#[must_use]
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = run_check(rule, context);
    if matches!(rule.check, Check::PartsTotal | Check::ShareOfCount(_) | Check::Delta) {
        told_again::mark(context, &mut findings);
    }
    if let Some(selector) = rule.selector.as_ref().filter(|_| !matches!(rule.check, Check::Claim(_))) {
        let picker = pick::Picker::new(selector, context);
        findings.retain(|finding| picker.keeps(finding));
    }
    findings
}

fn run_check(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    match rule.check {
        Check::Claim(ref assertion) => claim::run(rule, assertion, context),
        Check::Agree(settings) => {
            let mut findings = agree::run(rule, settings, context);
            match settings.kind {
                Clashing::Footnote => findings.extend(footnotes::run(rule, context)),
                Clashing::Hedge => findings = joined(findings, near_bounds::run(rule, context)),
                Clashing::End => findings = joined(findings, tenures::run(rule, context)),
                Clashing::Any if settings.values == Values::Date => {
                    findings = joined(findings, one_before::run(rule, context));
                }
                _ => {}
            }
            findings
        }
        Check::WeekdayAcross => joined(
            agree::run_dates(rule, agree::Shape::WeekdayAcross, context),
            weekdays_apart::run(rule, context),
        ),
        Check::DocumentDate => agree::run_dates(rule, agree::Shape::Document, context),
        Check::Ledger => ledger::run(rule, context),
        Check::Ranks => ranks::run(rule, context),
        Check::FigureSpans => {
            let findings = figure_spans::run(rule, context);
            joined(findings, spans_told::run(rule, context))
        }
        Check::EntitySwap => {
            let findings = surest(entity_swap::run(rule, context), exchanged::run(rule, context));
            surest(findings, unlike_counts::run(rule, context))
        }
        Check::Weekday => calendar::weekday(rule, context),
        Check::ImpossibleDate => calendar::impossible(rule, context),
        Check::InvertedRange => calendar::inverted(rule, context),
        Check::AccessOrder => access::run(rule, context),
        Check::RelativeDate => {
            let findings = elapsed::relative(rule, context);
            joined(findings, told_lengths::later(rule, context))
        }
        Check::DurationEnds => {
            let mut findings = elapsed::durations(rule, context);
            findings.extend(clock::run(rule, context));
            findings.extend(pauses::run(rule, context));
            joined(findings, told_lengths::lengths(rule, context))
        }
        Check::EventOrder => {
            let findings = order::run(rule, context);
            joined(findings, before_after::run(rule, context))
        }
        Check::CitedLater => order::cited(rule, context),
        Check::WorkConflict => works::conflicts(rule, context),
        Check::WorkTitle => works::titles(rule, context),
        Check::AuthorYear => author_year::run(rule, context),
        Check::ShortFormSlip => short_forms::slips(rule, context),
        Check::ShortFormMeanings => short_forms::meanings(rule, context),
        Check::Quote(change) => quote::run(rule, change, context),
        Check::PartsTotal => {
            let findings = parts::run(rule, context);
            let findings = joined(findings, exclusive_parts::run(rule, context));
            joined(findings, labelled::run(rule, context))
        }
        Check::ShareOfCount(shares) => {
            let mut findings = share::run(rule, shares, context);
            if shares == Shares::Any {
                findings.extend(share_near::run(rule, context));
            }
            findings
        }
        Check::CountList => lists::run(rule, context),
        Check::OrdinalOverflow => written::beyond(rule, context),
        Check::WordsFigures => written::twice(rule, context),
        Check::TableTotal => totals::run(rule, context),
        Check::Delta => delta::run(rule, context),
        Check::TableText => table_text::run(rule, context),
        Check::SettingText => settings::run(rule, context),
        Check::ShareAcross => {
            let findings = share_across::run(rule, context);
            let findings = joined(findings, share_twice::run(rule, context));
            joined(findings, change_across::run(rule, context))
        }
        Check::PeriodConflict => periods::conflicts(rule, context),
        Check::LengthAcross => {
            let mut findings = periods::lengths(rule, context);
            findings.extend(event_lengths::run(rule, context));
            findings.extend(average_lengths::run(rule, context));
            findings
        }
        Check::Ages => {
            let findings = ages::run(rule, context);
            joined(findings, ages_told::run(rule, context))
        }
        Check::Twins(slipped) => twins::run(rule, slipped, context),
        Check::ReleaseDays => release_days::run(rule, context),
        Check::Releases => releases::run(rule, context),
        Check::Instruments => {
            let mut findings = instruments::run(rule, context);
            findings.extend(numbered_items::run(rule, context));
            findings.extend(cited_parts::run(rule, context));
            findings
        }
        Check::ToldOrder => told_order::run(rule, context),
        Check::Numbered => numbered::run(rule, context),
        Check::Votes => votes::run(rule, context),
        Check::Universal => bounds::run(rule, context),
        Check::Domain => domain::run(rule, context),
        Check::NoteMarks => note_marks::notes(rule, context),
        Check::CrossReferences => note_marks::references(rule, context),
        Check::TableShares => portions::tables(rule, context),
        Check::Partitions => portions::partitions(rule, context),
        Check::Averages => averages::run(rule, context),
        Check::Rounded => asides::rounded(rule, context),
        Check::Unanchored => asides::unanchored(rule, context),
        Check::AccessCluster => asides::access_clusters(rule, context),
        Check::Roles => roles::run(rule, context),
        Check::Lifetimes => lifetimes::run(rule, context),
        Check::Reported => reported::run(rule, context),
        Check::DeclaredSpan => declared_span::run(rule, context),
        Check::Superseded => superseded::run(rule, context),
        Check::Speakers => speakers::run(rule, context),
        Check::Deadline => deadline::run(rule, context),
        Check::Points => delta::points(rule, context),
        Check::Comparisons => comparisons::run(rule, context),
        Check::PartWhole => share::run_wholes(rule, context),
        Check::TwinChanged => twin::run(rule, context),
        Check::Unreadable => unreadable::run(rule, context),
        Check::UnreadDigits => asides::unread(rule, context),
        // What is allowed is known only when all else has been found.
        Check::Allowance(_) => Vec::new(),
        Check::TermSwap => terms::run(rule, context),
    }
}

/// Findings with those of another reading, where these do not show the same place.
fn joined(mut findings: Vec<Finding>, more: Vec<Finding>) -> Vec<Finding> {
    let known: Vec<Span> =
        findings.iter().filter_map(|finding| Some(finding.labels.first()?.place)).collect();
    findings.extend(
        more.into_iter().filter(|one| !known.iter().any(|place| place.overlaps(one.labels[0].place))),
    );
    findings
}

/// From this confidence on a finding keeps the level of its rule; below, it is a warning at most.
const SURE: f32 = 0.85;

/// The claims that are read at just this place.
fn claims_at<'a>(context: &Context<'a>, place: Span) -> impl Iterator<Item = &'a Claim> {
    let claims = &context.ledger.claims;
    let from = claims.partition_point(|claim| claim.place.start < place.start);
    let here = claims[from..].iter().take_while(move |claim| claim.place.start == place.start);
    here.filter(move |claim| claim.place == place)
}

/// What stands at a place, as a fingerprint takes it: what its claim says, or else its words.
fn said(context: &Context<'_>, place: Span) -> String {
    let claim = claims_at(context, place).find_map(|claim| claim.said(&context.ledger.vocab));
    claim.unwrap_or_else(|| {
        let text = context.sources.text_at(place).to_lowercase();
        // Marks and signs come and go with the markup; digits and words do not.
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    })
}

/// The level of a finding of `rule`. Below `threshold` all are notes.
pub fn level(rule: &Rule, confidence: f32, threshold: f32) -> Level {
    if confidence >= SURE {
        rule.about.level
    } else if confidence >= threshold {
        // An error that is less than sure is a warning; a warning is one to begin with.
        rule.about.level.min(Level::Warning)
    } else {
        Level::Note
    }
}

/// Both lists without what tells of the same two places again: there the surer finding stays.
fn surest(mut findings: Vec<Finding>, more: Vec<Finding>) -> Vec<Finding> {
    for finding in more {
        let told = |other: &&mut Finding| {
            let known = |label: &Label| other.labels.iter().any(|known| known.place.overlaps(label.place));
            finding.labels[..2].iter().all(known)
        };
        match findings.iter_mut().find(told) {
            Some(known) if known.confidence < finding.confidence => *known = finding,
            Some(_) => {}
            None => findings.push(finding),
        }
    }
    findings
}

/// Makes a finding of `rule`, with the level that its confidence allows.
fn finding(
    rule: &Rule,
    context: &Context<'_>,
    confidence: f32,
    message: String,
    labels: Vec<Label>,
    why: Vec<String>,
) -> Finding {
    let level = level(rule, confidence, context.threshold);
    let texts: Vec<String> = labels.iter().map(|label| said(context, label.place)).collect();
    Finding {
        rule: rule.about.id.as_str().into(),
        level,
        confidence,
        fingerprint: fingerprint(&rule.about.id, texts.iter().map(String::as_str)),
        message,
        labels,
        why,
        help: rule.about.fix.clone(),
        fixes: Vec::new(),
        state: State::default(),
    }
}
