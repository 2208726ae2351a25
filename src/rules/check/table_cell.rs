//! A cell that prose cites by the names of its row and its column: `At 14.2 kg, the Heron ...`
//! beside a row `Heron` with a column `Weight (kg)`.
//!
//! The label of the row must stand in the sentence word for word, and no other row of its table;
//! the column is the one whose heading the sentence shares most words with, or the only one of
//! its kind.

use std::collections::BTreeMap;

use super::Context;
use super::grid::Number;
use super::shown::{Row, Shown, Tables, month_in_full};
use super::stems::stems;
use super::table_text::{agrees, slip};
use crate::align::Slip;
use crate::claim::{Claim, Decimal, Dimension, Measure, civil};
use crate::lexicon::closed::calendar;
use crate::lexicon::units::units;
use crate::place::Span;

/// The cell that the sentence of `claim` names and that has another number, with how much speaks
/// for it being meant.
pub fn cited<'t>(
    context: &Context<'_>,
    tables: &'t Tables,
    claim: &Claim,
    measure: &Measure,
    value: Decimal,
) -> Option<(f32, &'t Row, &'t Number)> {
    /// Rows of one label that are looked at.
    const MOST_ROWS: usize = 12;
    let sentence = context.sources.text_at(context.ledger.sentence_of(claim).place);
    let words = words_of(sentence);
    // "Each percentage point of sales tax is worth $214,000": a part or a rate, and no cell.
    let each = |word: &str| matches!(word.to_lowercase().as_str(), "each" | "every" | "per" | "average");
    if clause_of(context, claim).split(|c: char| !c.is_alphanumeric()).any(each) {
        return None;
    }
    let year = year_of(context, claim);
    let mut named: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let rows = tables.by_head.get(word).map_or(&[][..], Vec::as_slice);
        for &index in rows.iter().take(MOST_ROWS) {
            let row = &tables.rows[index];
            let whole = words[..=at].ends_with(&row.label);
            let known = named.entry(row.grid).or_default();
            if whole && !known.iter().any(|other| other.label == row.label) {
                known.push(row);
            }
        }
    }
    let mut best: Option<(f32, &Row, &Number)> = None;
    for (grid, mut rows) in named {
        // "East Harbour" is not "East".
        let longest = rows.iter().map(|row| row.label.len()).max()?;
        rows.retain(|row| row.label.len() == longest);
        let [row] = rows.as_slice() else { continue };
        let grid = &tables.grids[grid];
        let fitting: Vec<&(String, Number)> =
            row.cells.iter().filter(|(head, number)| fits(measure, head, number, grid)).collect();
        let scaled = |number: &Number| number.value.scaled(grid.scale);
        if fitting
            .iter()
            .any(|(_, number)| agrees(measure, value, scaled(number)) || agrees(measure, value, number.value))
        {
            return None;
        }
        let Some((shared, number)) = column(&fitting, &words, sentence, year) else { continue };
        let within = |times: i128| {
            let times = Decimal::int(times);
            let cell = scaled(number);
            cell.checked_mul(times).is_some_and(|most| value <= most)
                && value.checked_mul(times).is_some_and(|most| cell <= most)
        };
        let slip = slip(measure, number, grid.scale);
        let slipped = slip.is_some_and(|slip| slip != Slip::Magnitude);
        if !(slipped || within(2)) || elsewhere(tables, row, number, measure, value) {
            continue;
        }
        let score =
            weigh(context, tables, claim, grid, row, measure, shared) + if slipped { 1.5 } else { 0.3 };
        if best.is_none_or(|(other, _, _)| score > other) {
            best = Some((score, row, number));
        }
    }
    best
}

/// The clause that a number stands in, as far as marks tell.
pub fn clause_of(context: &Context<'_>, claim: &Claim) -> String {
    let place = context.ledger.sentence_of(claim).place;
    let before = context.sources.text_at(Span::new(place.start.min(claim.place.start), claim.place.start));
    let after = context.sources.text_at(Span::new(claim.place.end, place.end.max(claim.place.end)));
    let before = before.rsplit([',', ';', ':', '(']).next().unwrap_or_default();
    let after = after.split([',', ';', ':', ')']).next().unwrap_or_default();
    format!("{before} {after}").replace("per cent", "percent")
}

/// The other numbers of a sentence.
pub fn around<'c>(context: &'c Context<'_>, claim: &'c Claim) -> impl Iterator<Item = &'c Claim> {
    const NEAR: usize = 12;
    let claims = &context.ledger.claims;
    let at = claims.partition_point(|other| other.place.start < claim.place.start);
    let near = claims[at.saturating_sub(NEAR)..(at + NEAR).min(claims.len())].iter();
    near.filter(move |other| other.sentence == claim.sentence && !other.place.overlaps(claim.place))
        .filter(|other| other.measure().is_some())
}

/// The year of the text that a claim stands in.
pub fn year_of(context: &Context<'_>, claim: &Claim) -> Option<i16> {
    let own = context.ledger.documents.get(context.sources.index_of(claim.place))?;
    let (low, _) = own.dateline.as_ref()?.1.days.bounds()?;
    civil(low).map(jiff::civil::Date::year)
}

/// The words of a sentence as those of a row's label.
fn words_of(sentence: &str) -> Vec<String> {
    let mut words = stems(sentence);
    words.iter_mut().for_each(month_in_full);
    words
}

/// The row that the sentence names where its number is that of another row of the table: `July was
/// the busiest month, with 531,600`, which is the number of August. With the cell of either.
pub fn misplaced<'t>(
    context: &Context<'_>,
    tables: &'t Tables,
    claim: &Claim,
    value: Decimal,
) -> Option<(&'t Row, &'t Number, &'t Row, &'t Number)> {
    /// Rows that are looked at.
    const MOST: usize = 500;
    let holders = tables.by_value.get(&value)?;
    // What is said of one row ends at a semicolon, at the latest.
    let place = context.ledger.sentence_of(claim).place;
    let text = context.sources.text_at(place);
    let at = claim.place.start.checked_sub(place.start)? as usize;
    let from = text.get(..at)?.rfind("; ").unwrap_or(0);
    let to = text.get(at..)?.find("; ").map_or(text.len(), |to| at + to);
    let words = words_of(text.get(from..to)?);
    let named = |row: &Row| words.windows(row.label.len()).any(|own| own == row.label.as_slice());
    // One row, which may stand in several tables.
    let (from, at) = *holders.first()?;
    let source = &tables.rows[from];
    let (head, number) = &source.cells[at];
    if named(source) || holders.iter().any(|&(other, _)| tables.rows[other].label != source.label) {
        return None;
    }
    let first = tables.rows.partition_point(|row| row.grid < source.grid);
    let beside = tables.rows[first..].iter().take_while(|row| row.grid == source.grid).take(MOST);
    if beside.clone().filter(|row| row.label == source.label && row.year == source.year).count() > 1 {
        // "region, region, country": a sort of row, and not its name.
        return None;
    }
    let mut meant = beside.filter(|row| row.year == source.year && named(row));
    let (Some(row), None) = (meant.next(), meant.next()) else { return None };
    let (_, own) = row.cells.iter().find(|(other, cell)| other == head && cell.value != number.value)?;
    // "£498,000, which is less than the £512,000 of 2019": the row has its own number there.
    let scaled = own.value.scaled(tables.grids[row.grid].scale);
    let mut told =
        around(context, claim).filter_map(|other| Some((other.measure()?, other.measure()?.written()?)));
    if told.any(|(measure, value)| agrees(measure, value, own.value) || agrees(measure, value, scaled)) {
        return None;
    }
    Some((row, own, source, number))
}

/// How much speaks for the cell being meant, apart from its number.
#[allow(clippy::cast_precision_loss)]
fn weigh(
    context: &Context<'_>,
    tables: &Tables,
    claim: &Claim,
    grid: &Shown,
    row: &Row,
    measure: &Measure,
    shared: usize,
) -> f32 {
    let document = context.sources.index_of(claim.place);
    let section = tables.headings[document].partition_point(|&at| at <= claim.place.start);
    let near = if grid.document == document {
        if grid.section == section { 1.4 } else { 0.4 }
    } else if context.linked(grid.document, document) {
        0.0
    } else {
        -1.0
    };
    let mut score = near + 0.8 * shared.min(2) as f32;
    if measure.unit.is_some() || measure.dimension() == Dimension::Percent {
        score += 0.5;
    }
    if row.label.len() > 1 {
        score += 0.4;
    }
    // A month stands for nothing but itself, and its table is at hand.
    if let [month] = row.label.as_slice()
        && calendar::month(month).is_some()
        && near > 1.0
    {
        score += 0.3;
    }
    score
}

/// The one column that is meant, and how many words of its heading the sentence has.
fn column<'r>(
    fitting: &[&'r (String, Number)],
    words: &[String],
    sentence: &str,
    own: Option<i16>,
) -> Option<(usize, &'r Number)> {
    let is_year = |word: &String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    // A column of a year is meant only where the year is said, or is that of the text.
    let own = own.map(|year| year.to_string());
    let said = |head: &str| {
        let years = stems(head).into_iter().filter(is_year);
        years.into_iter().all(|year| sentence.contains(year.as_str()) || Some(&year) == own.as_ref())
    };
    let shared = |head: &str| {
        let own = stems(head);
        own.iter().filter(|word| word.len() > 2 && !is_year(word) && words.contains(word)).count()
    };
    let mut columns: Vec<(usize, bool, &Number)> = fitting
        .iter()
        .filter(|(head, _)| said(head))
        .map(|(head, number)| (shared(head), stems(head).iter().any(is_year), number))
        .collect();
    // The year decides between columns of one thing.
    columns.sort_by_key(|&(shared, year, _)| std::cmp::Reverse((shared, year)));
    match columns.as_slice() {
        [(shared, _, number)] => Some((*shared, number)),
        [(shared, year, number), (less, other, _), ..] if *shared > 0 && (shared, year) > (less, other) => {
            Some((*shared, number))
        }
        _ => None,
    }
}

/// True for a cell of shares, by its heading or what stands beside it.
#[must_use]
pub fn is_share(head: &str, number: &Number) -> bool {
    let words = ["%", "percent", "per cent", "share", "pct"];
    number.unit.contains('%') || words.iter().any(|word| head.contains(word))
}

/// True when a cell can hold what is said: a share, an amount, a number of the same unit.
pub fn fits(measure: &Measure, head: &str, number: &Number, grid: &Shown) -> bool {
    let share = is_share(head, number);
    let cash =
        |text: &str| text.contains(['$', '£', '€', '¥']) || text.contains("usd") || text.contains("eur");
    let cash = cash(&number.unit) || cash(head);
    match measure.dimension() {
        // "Reactions, in %"
        Dimension::Percent => share || grid.shares && number.unit.is_empty() && unit_of(head).is_none(),
        // "€ million" in the corner of the table
        Dimension::Money => {
            let all = grid.cash && number.unit.is_empty() && unit_of(head).is_none();
            (cash || all) && !share
        }
        Dimension::Count => number.unit.is_empty() && !share && !cash && unit_of(head).is_none(),
        _ => {
            let own = unit_of(head).or_else(|| unit_of(&number.unit));
            !share && !cash && own.is_some_and(|own| measure.unit.is_some_and(|unit| unit.id == own))
        }
    }
}

/// The unit that a heading names in brackets: `weight (kg)`, or that is all of `text`.
fn unit_of(text: &str) -> Option<&'static str> {
    let inner = text.split_once(['(', '[']).map_or(text, |(_, inner)| inner);
    let inner = inner.trim_end_matches([')', ']']).trim_start_matches("in ").trim();
    // "mean_minutes", "area_km2"
    let last = text.rsplit_once('_').map(|(_, last)| last).filter(|last| last.len() > 1);
    let named = units().lookup(inner).first().or_else(|| units().lookup(last?).first());
    named.map(|unit| unit.id)
}

/// True when another row of the table has the number that is said in the same column, or a row
/// of this label in another table: then that one may be meant.
fn elsewhere(tables: &Tables, row: &Row, number: &Number, measure: &Measure, value: Decimal) -> bool {
    /// Rows that are looked at.
    const MOST: usize = 500;
    let at = row.cells.iter().position(|(_, own)| own.place == number.place);
    let head = at.map_or("", |at| row.cells[at].0.as_str());
    let holds = |other: &Row, column: Option<&str>| {
        let scale = tables.grids[other.grid].scale;
        other.cells.iter().any(|(own, cell)| {
            column.is_none_or(|column| own == column)
                && (agrees(measure, value, cell.value.scaled(scale)) || agrees(measure, value, cell.value))
        })
    };
    let first = tables.rows.partition_point(|other| other.grid < row.grid);
    let beside = tables.rows[first..].iter().take_while(|other| other.grid == row.grid);
    let named = row.label.last().and_then(|last| tables.by_head.get(last));
    let alike = named.into_iter().flatten().map(|&index| &tables.rows[index]);
    beside.take(MOST).any(|other| holds(other, Some(head)))
        || alike.take(MOST).any(|other| other.label == row.label && holds(other, None))
}
