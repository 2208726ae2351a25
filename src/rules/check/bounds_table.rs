//! Columns of tables against what prose says of all that they list: `no ward fell below 80 per
//! cent` beside a column of shares with a 71 in it.
//!
//! A column is meant when its unit is that of the bound, the rows are of the kind that it is said of or
//! the heading has what is measured, and most of its cells keep the bound: a writer who looked at
//! another column would be wrong about most of it.

use rustc_hash::FxHashMap;

use super::bounds::{Bound, Breach, breaks};
use super::grid::{Cell, Grid, Number, Row, grids};
use super::setting::is_settings;
use super::stems::{stem, stems};
use super::{Context, say};
use crate::claim::{Claim, Day, Dimension, Hedge, Measure, Unit, Value, Word, WordClass, civil};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::{Pos, relate};
use crate::rules::Rule;
use crate::source::{BlockKind, Document};

/// Bounds that a few cells of a column break.
pub fn run(rule: &Rule, context: &Context<'_>, bounds: &[Bound]) -> Vec<Finding> {
    if bounds.is_empty() {
        return Vec::new();
    }
    let mut best: FxHashMap<u32, (u32, Broken)> = FxHashMap::default();
    for (document, source) in context.sources.documents().iter().enumerate() {
        if is_settings(source) {
            continue;
        }
        for grid in grids(source).iter().filter(|grid| grid.rows.len() >= LEAST) {
            let table = Table::of(document, source, grid);
            for bound in bounds {
                for &column in grid.heads.keys() {
                    if let Some((fit, broken)) = table.broken(context, bound, column)
                        && best.get(&bound.claim).is_none_or(|(known, other)| {
                            // Of two columns of one sort, the one that is wrong about less is meant.
                            (fit, other.all) > (*known, broken.all)
                        })
                    {
                        best.insert(bound.claim, (fit, broken));
                    }
                }
            }
        }
    }
    let mut found: Vec<(u32, (u32, Broken))> = best.into_iter().collect();
    found.sort_by_key(|(claim, _)| *claim);
    found.into_iter().map(|(claim, (_, broken))| report(rule, context, claim, &broken)).collect()
}

/// Rows that a table needs for most of them to say anything.
const LEAST: usize = 3;
/// Cells that are shown.
const SHOWN: usize = 3;

/// Cells that break a bound, with the names of their rows.
struct Broken {
    cells: Vec<(Number, String)>,
    /// How many break it, of which not all are kept here.
    all: usize,
    kept: usize,
    head: String,
}

/// A table with what its rows are.
struct Table<'a> {
    document: usize,
    grid: &'a Grid,
    /// Stems of the headings over its words: what its rows are.
    kinds: Vec<String>,
    /// The heading above it, in lower case.
    caption: String,
}

impl<'a> Table<'a> {
    fn of(document: usize, source: &Document, grid: &'a Grid) -> Self {
        let worded = |column: &u32| {
            let words = grid.rows.iter().filter(|row| matches!(row.cells.get(column), Some(Cell::Words)));
            words.count() * 2 > grid.rows.len()
        };
        let first = grid.heads.keys().next().copied();
        let kinds = grid.heads.iter().filter(|(column, _)| first == Some(**column) || worded(column));
        let kinds = kinds.flat_map(|(_, head)| stems(head)).collect();
        let above = source.blocks[..grid.blocks.0].iter().rev();
        let heading =
            above.take(6).find(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Caption));
        let caption = heading.map_or_else(String::new, |block| source.words_of(block).0.to_lowercase());
        Self { document, grid, kinds, caption }
    }

    /// The cells of a column that break the bound, where it is that column that is meant.
    fn broken(&self, context: &Context<'_>, bound: &Bound, column: u32) -> Option<(u32, Broken)> {
        let ledger = context.ledger;
        let claim = &ledger.claims[bound.claim as usize];
        let own = ledger.document_of(bound.claim);
        if !context.links().comparable(own, self.document) {
            return None;
        }
        let head = self.grid.heads.get(&column)?;
        let heads = stems(&head.replace('_', " "));
        let kin = bound.class.as_ref().is_some_and(|class| {
            let last = class.rsplit('-').next().unwrap_or(class);
            self.kinds.iter().any(|kind| kind == last || alike(kind, last))
        });
        let listed = |row: &&Row| {
            bound.class.as_ref().is_some_and(|class| row.labels.iter().any(|label| stem(label) == *class))
        };
        // "region | Northland" beside "town | Ostwick": a table of several kinds.
        let sorted = self.grid.rows.iter().filter(listed).count();
        let sorted = (2..self.grid.rows.len()).contains(&sorted);
        let time = bound.class.as_ref().is_some_and(|class| TIMES.contains(&class.as_str()));
        let words = said(context, bound, claim);
        let measured = heads.iter().any(|head| {
            let light = matches!(head.as_str(), "percent" | "pct" | "total" | "number" | "rate" | "year");
            !light
                && head.len() > 2
                && (words.iter().chain(&bound.class).any(|word| word == head || alike(word, head))
                    || bound.measured.contains(&head.as_str())
                    || CHANGES.contains(&head.as_str())
                        && words.iter().any(|word| GROWS.contains(&word.as_str())))
        });
        // "nobody who uses a branch": the kind is named, if not where kinds are.
        let mentioned = self.kinds.iter().any(|kind| words.contains(kind));
        let rows: Vec<&Row> = self
            .grid
            .rows
            .iter()
            .filter(|row| !sorted || listed(row))
            .filter(|row| !is_whole(row) && meant(context, bound, claim, row, self.grid, column))
            .collect();
        let rows = named(context, claim, rows);
        let mut broken: Vec<(Number, String)> = Vec::new();
        let (mut kept, mut exact) = (0, 0);
        for row in rows {
            let Some(number) = row.number(column) else { continue };
            let Some((measure, units)) =
                as_measure(context, bound, claim, number, head, self.caption.as_str(), measured)
            else {
                continue;
            };
            exact += usize::from(units);
            if breaks(bound, &measure) {
                broken.push((number.clone(), name(context, row)));
            } else {
                kept += 1;
            }
        }
        let all = kept + broken.len();
        if broken.is_empty() || kept < 2 || broken.len() * 5 > all * 2 {
            return None;
        }
        let units = exact == all;
        let rare = !matches!(
            bound.allowed.dimension(),
            Dimension::Count | Dimension::Money | Dimension::Percent | Dimension::Ratio | Dimension::Duration
        );
        let sure =
            if kin || sorted { measured || units && !time } else { units && (measured || rare && mentioned) };
        let fit = 4 * u32::from(measured) + 2 * u32::from(kin || sorted) + u32::from(units);
        let all = broken.len();
        broken.truncate(SHOWN);
        sure.then(|| (fit, Broken { cells: broken, all, kept, head: head.clone() }))
    }
}

/// Headings over how much something grew, and the verbs for it.
const CHANGES: &[&str] = &["change", "growth", "increase", "rise", "decrease", "fall"];
const GROWS: &[&str] = &["grow", "rise", "increase", "gain", "fall", "shrink", "decrease", "drop", "decline"];

/// Kinds that any table may have rows of.
const TIMES: &[&str] = &["year", "quarter", "month", "week", "day", "season"];

/// Two words for one thing: what it costs is its price, a grant an award.
pub fn alike(a: &str, b: &str) -> bool {
    if a.len() < 3 || b.len() < 3 {
        return false;
    }
    let near = |p: Pos, q: Pos| relate((a, p), (b, q)).is_one(0.4);
    near(Pos::Noun, Pos::Noun) || near(Pos::Verb, Pos::Noun) || near(Pos::Noun, Pos::Verb)
}

/// The words of a bound, and where a pronoun stands in it those of what was said before.
fn said(context: &Context<'_>, bound: &Bound, claim: &Claim) -> Vec<String> {
    const BEFORE: usize = 260;
    let mut words = bound.words.clone();
    if bound.pronoun {
        let source = context.sources.document(claim.place);
        let start = context.ledger.sentence_of(claim).place.start.saturating_sub(source.base) as usize;
        let text = source.text.get(..start).unwrap_or_default();
        let from = text.char_indices().rev().take(BEFORE).last().map_or(start, |(at, _)| at);
        words.extend(stems(&text[from..]));
    }
    words
}

/// What stands in the first cell of a row that names it.
fn name(context: &Context<'_>, row: &Row) -> String {
    let number = || {
        row.cells.values().find_map(|cell| if let Cell::Number(own) = cell { Some(own.place) } else { None })
    };
    let words = row.named.or_else(number);
    words.map_or_else(String::new, |place| say::squeezed(context.sources.text_at(place)))
}

/// True for a row that adds the others up, or is a mean of them.
fn is_whole(row: &Row) -> bool {
    const WHOLE: &[&str] =
        &["total", "all", "overall", "whole", "average", "mean", "sum", "median", "subtotal", "combined"];
    let first = row.labels.iter().take(2);
    first.flat_map(|label| label.split(|c: char| !c.is_alphanumeric())).any(|word| WHOLE.contains(&word))
}

/// Rows of the names that the bound mentions, where it mentions some and not others.
fn named<'r>(context: &Context<'_>, claim: &Claim, rows: Vec<&'r Row>) -> Vec<&'r Row> {
    let sentence = context.ledger.sentence_of(claim);
    let meaningful = |word: &&Word| matches!(word.class, WordClass::Name | WordClass::Noun);
    let words: Vec<&str> =
        sentence.words.iter().filter(meaningful).map(|word| context.ledger.vocab.word(word.lemma)).collect();
    let is_named = |row: &Row| row.labels.iter().any(|label| words.contains(&label.as_str()));
    let count = rows.iter().filter(|row| is_named(row)).count();
    if count == 0 || count == rows.len() {
        rows
    } else {
        rows.into_iter().filter(|row| is_named(row)).collect()
    }
}

/// False for a row of another time than the one that the bound is said of.
fn meant(context: &Context<'_>, bound: &Bound, claim: &Claim, row: &Row, grid: &Grid, column: u32) -> bool {
    let ledger = context.ledger;
    let index = bound.claim as usize;
    let near = ledger.claims[index.saturating_sub(6)..(index + 7).min(ledger.claims.len())].iter();
    let mut beside = near.filter(|other| other.sentence == claim.sentence);
    let head = grid.heads.get(&column).map_or("", String::as_str);
    let clock = row.labels.iter().find_map(|label| minutes(label));
    let years: Vec<i64> = row.labels.iter().map(String::as_str).chain([head]).flat_map(years).collect();
    let years: Vec<i64> = years
        .into_iter()
        .chain(row.cells.values().filter_map(|cell| match cell {
            Cell::Number(number) if number.places == 0 && number.unit.is_empty() => {
                i64::try_from(number.value.to_i128()?).ok().filter(|year| (1900..2100).contains(year))
            }
            _ => None,
        }))
        .collect();
    let spans = claim.slots.period.iter().map(|(_, days)| *days);
    for days in spans {
        if let Some((low, high)) = days.bounds() {
            let year = |day: Day| civil(day).map(|date| i64::from(date.year()));
            let (Some(low), Some(high)) = (year(low), year(high)) else { continue };
            if !years.is_empty() && years.iter().all(|at| !(low..=high).contains(at)) {
                return false;
            }
        }
    }
    beside.all(|other| match (&other.value, edge(context, other)) {
        (Value::Time(time), Some(before)) => {
            clock.is_some_and(|at| if before { at <= time.high } else { at >= time.low })
        }
        _ => true,
    })
}

/// Whether what is said holds before a time or after it: `until 17:38`, `from five o'clock`.
pub fn edge(context: &Context<'_>, time: &Claim) -> Option<bool> {
    let sentence = context.ledger.sentence_of(time).place;
    let at = time.place.start.checked_sub(sentence.start)? as usize;
    let mut before = context.sources.text_at(sentence).get(..at)?.split_whitespace().rev();
    before.by_ref().take(2).find_map(|word| match word.to_lowercase().as_str() {
        "until" | "till" | "before" | "to" => Some(true),
        "after" | "since" | "from" => Some(false),
        _ => None,
    })
}

/// `17:20` in minutes.
fn minutes(label: &str) -> Option<u16> {
    let (hours, rest) = label.trim().split_once(':')?;
    let (hours, rest): (u16, u16) = (hours.parse().ok()?, rest.get(..2)?.parse().ok()?);
    (hours < 24 && rest < 60).then_some(hours * 60 + rest)
}

/// The years in a label: `2024-Q1`.
fn years(label: &str) -> Vec<i64> {
    let numbers = label.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1900..2100).contains(year)).collect()
}

/// A cell as what the bound measures, and whether its unit is written; none if it measures
/// something else.
fn as_measure(
    context: &Context<'_>,
    bound: &Bound,
    claim: &Claim,
    number: &Number,
    head: &str,
    caption: &str,
    measured: bool,
) -> Option<(Measure, bool)> {
    let claims = &context.ledger.claims;
    let at = claims.partition_point(|other| other.place.start < number.place.start);
    let cell = claims.get(at).filter(|cell| cell.place.start < number.place.end)?.measure()?;
    if cell.per.is_some() || cell.is_range || !matches!(cell.hedge, Hedge::None | Hedge::Exact) {
        return None;
    }
    let wanted = bound.allowed.dimension();
    if wanted == cell.dimension() && wanted != Dimension::Count {
        return Some((*cell, true));
    }
    if cell.unit.is_some() {
        return None;
    }
    let shares = |text: &str| {
        text.contains('%') || ["percent", "per cent", "pct", "share"].iter().any(|word| text.contains(word))
    };
    match wanted {
        Dimension::Percent | Dimension::Ratio => {
            let as_share = Measure { unit: Some(Unit::PERCENT), ..*cell };
            if shares(head) || shares(caption) {
                Some((as_share, true))
            } else {
                // "turnout", with no unit over it
                (measured && number.places > 0).then_some((as_share, false))
            }
        }
        Dimension::Count => {
            // "held more than 300 people" is about a column of people.
            let noun = claim.slots.noun.as_ref().map(|noun| stem(context.ledger.vocab.word(noun.head)))?;
            let same = stems(&head.replace('_', " ")).contains(&noun);
            same.then_some((*cell, true))
        }
        _ => None,
    }
}

fn report(rule: &Rule, context: &Context<'_>, claim: u32, broken: &Broken) -> Finding {
    let claim = &context.ledger.claims[claim as usize];
    let text = |place| say::squeezed(context.sources.text_at(place));
    let label = |(number, row): &(Number, String)| Label {
        place: number.place,
        role: "other",
        note: format!("the row \"{}\"", say::squeezed(row)),
    };
    let (number, row) = &broken.cells[0];
    let breach = Breach {
        labels: broken.cells.iter().map(label).collect(),
        one: format!("the row \"{}\" has {}", say::squeezed(row), text(number.place)),
        value: text(number.place),
        also: Some(format!("{} other cells under \"{}\" keep it", broken.kept, say::squeezed(&broken.head))),
    };
    breach.report(rule, context, claim, 0.82)
}
