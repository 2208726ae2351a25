//! Two tables that give the same rows, with one cell other: `Hill farms | 1,260 | 84.8` here, `Hill farms | 1 260 |
//! 88.4 %` there.
//!
//! Columns are paired by what stands in them, not by their headings, which every author words anew: where two agree
//! in nearly all rows that both tables have, they are one column, and the row in which they do not is wrong in one of
//! them. The more of its other cells a row has in common with the other, the surer it is that the same is meant: what
//! two years have in common is a column or two that seldom change.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::around;
use super::grid::{Grid, Number, grids};
use super::setting::is_settings;
use super::shown::{around_table, is_year};
use super::stems::stems;
use super::{Context, finding, say};
use crate::align::{Slip, of_values};
use crate::claim::{Decimal, civil};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Rows that are looked at in one table.
const MOST: usize = 200;
/// Tables in documents on one matter that are compared each with each.
const TABLES: usize = 40;
/// Rows that two tables must have in common.
const LEAST: usize = 3;

/// A table as rows by their names.
struct Table {
    document: usize,
    grid: Grid,
    /// Rows by name, those of one name left out.
    rows: BTreeMap<Vec<String>, usize>,
    /// Years in its headings and its caption, and that of its document.
    years: Vec<String>,
    year: Option<i16>,
    /// Its caption says that it tells another version on purpose.
    revised: bool,
}

/// Cells in which one of two tables that are otherwise the same is wrong.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let tables = tables(context);
    let mut findings = Vec::new();
    for (a, b) in context.links().pairs(&tables, TABLES, |table| table.document) {
        if !a.revised && !b.revised {
            findings.extend(other(rule, context, a, b));
        }
    }
    findings
}

/// The tables of all documents that hold more than settings.
fn tables(context: &Context<'_>) -> Vec<Table> {
    let mut tables = Vec::new();
    for (index, document) in context.sources.documents().iter().enumerate() {
        if is_settings(document) {
            continue;
        }
        let dateline = context.ledger.documents[index].dateline.as_ref();
        let year = dateline.and_then(|(_, date)| date.days.bounds()).and_then(|(low, _)| civil(low));
        for grid in grids(document) {
            let mut rows: BTreeMap<Vec<String>, usize> = BTreeMap::new();
            let mut twice = BTreeSet::new();
            for (at, row) in grid.rows.iter().enumerate().take(MOST) {
                let name = stems(row.labels.first().map_or("", String::as_str));
                if !name.is_empty() && rows.insert(name.clone(), at).is_some() {
                    twice.insert(name);
                }
            }
            rows.retain(|name, _| !twice.contains(name));
            if rows.len() < LEAST {
                continue;
            }
            let (around, _) = around_table(document, &grid);
            let heads = grid.heads.values().map(String::as_str).collect::<Vec<_>>().join(" ");
            let text = format!("{heads} {around}");
            let words = text.split(|c: char| !c.is_ascii_digit());
            let years = words.filter(|word| is_year(word)).map(str::to_owned).collect();
            let revised =
                ["revised", "restated", "corrected", "provisional", "preliminary", "forecast", "version"]
                    .iter()
                    .any(|word| text.contains(word));
            let year = year.map(jiff::civil::Date::year);
            tables.push(Table { document: index, grid, rows, years, year, revised });
        }
    }
    tables
}

/// Two columns that are one, and the rows in which they are not.
struct Pair<'t> {
    columns: (u32, u32),
    /// Rows that are alike, by their numbers in the first table.
    alike: Vec<(usize, Decimal)>,
    unlike: Vec<(usize, &'t Number, &'t Number)>,
}

/// The cells in which two tables differ that are otherwise one.
fn other(rule: &Rule, context: &Context<'_>, a: &Table, b: &Table) -> Vec<Finding> {
    let periods =
        !a.years.is_empty() && !b.years.is_empty() && !a.years.iter().any(|year| b.years.contains(year));
    let common: Vec<(usize, usize)> =
        a.rows.iter().filter_map(|(name, &at)| Some((at, *b.rows.get(name)?))).collect();
    if common.len() < LEAST || periods {
        return Vec::new();
    }
    let pairs = pairs(a, b, &common);
    let unlike: usize = pairs.iter().map(|pair| pair.unlike.len()).sum();
    let alike: usize = pairs.iter().map(|pair| pair.alike.len()).sum();
    // Two tables of one thing at two times differ in more than a cell.
    if unlike == 0 || unlike > 2 || unlike * 5 > alike {
        return Vec::new();
    }
    let same_time = a.year.is_none()
        || b.year.is_none()
        || a.year == b.year
        || !a.years.is_empty() && !b.years.is_empty();
    let mut findings = Vec::new();
    for pair in &pairs {
        for &(row, x, y) in &pair.unlike {
            // What else the two have in common in that row.
            let company = pairs
                .iter()
                .filter(|other| other.columns != pair.columns)
                .filter(|other| other.alike.iter().any(|(at, value)| *at == row && is_telling(*value)))
                .count();
            let slip =
                of_values(x.value, y.value).filter(|slip| matches!(slip, Slip::Transposition | Slip::Digit));
            let sure = match (slip, company) {
                (Some(Slip::Transposition), 1..) => 0.9,
                (Some(Slip::Transposition), 0) if same_time && pair.alike.len() > 3 => 0.8,
                (Some(_), 1..) if same_time => 0.84,
                (None, 2..) if same_time => 0.76,
                _ => continue,
            };
            findings.push(report(rule, context, a, row, (x, y), slip, sure));
        }
    }
    findings
}

/// The columns of two tables that agree in nearly all rows.
fn pairs<'t>(a: &'t Table, b: &'t Table, common: &[(usize, usize)]) -> Vec<Pair<'t>> {
    let columns = |table: &Table| -> BTreeSet<u32> {
        table.grid.rows.iter().flat_map(|row| row.cells.keys().copied()).take(MOST * 20).collect()
    };
    let mut found: Vec<Pair<'t>> = Vec::new();
    for c in columns(a) {
        for d in columns(b) {
            let mut pair = Pair { columns: (c, d), alike: Vec::new(), unlike: Vec::new() };
            for &(x, y) in common {
                let (Some(first), Some(second)) = (a.grid.rows[x].number(c), b.grid.rows[y].number(d)) else {
                    continue;
                };
                if is_same(first, second) {
                    pair.alike.push((x, first.value));
                } else {
                    pair.unlike.push((x, first, second));
                }
            }
            let telling: BTreeSet<Decimal> =
                pair.alike.iter().map(|(_, value)| *value).filter(|value| is_telling(*value)).collect();
            let most = if pair.alike.len() >= 8 { 2 } else { 1 };
            if telling.len() >= 2 && pair.unlike.len() <= most && pair.alike.len() >= 2 * pair.unlike.len() {
                found.push(pair);
            }
        }
    }
    // A column that agrees with two of the other table is none of them for certain: the better one is.
    found.sort_by_key(|pair| std::cmp::Reverse((pair.alike.len(), std::cmp::Reverse(pair.unlike.len()))));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|pair| {
        let free = !left.contains(&pair.columns.0) && !right.contains(&pair.columns.1);
        left.insert(pair.columns.0);
        right.insert(pair.columns.1);
        free
    });
    found
}

/// True for one number, rounded in one of two tables or in none.
fn is_same(x: &Number, y: &Number) -> bool {
    if x.value == y.value {
        return true;
    }
    let (fine, rough) = if x.places > y.places { (x, y) } else { (y, x) };
    fine.places != rough.places
        && around(rough.value, Decimal::new(5, -rough.places - 1))
            .is_some_and(|range| range.holds(fine.value))
}

/// A number that chance seldom puts in two places.
fn is_telling(value: Decimal) -> bool {
    value.mantissa().unsigned_abs() >= 11 || value >= Decimal::int(40)
}

fn report(
    rule: &Rule,
    context: &Context<'_>,
    table: &Table,
    row: usize,
    (x, y): (&Number, &Number),
    slip: Option<Slip>,
    sure: f32,
) -> Finding {
    let text = |place: Span| say::squeezed(context.sources.text_at(place));
    let named = table.grid.rows[row].named.map_or_else(String::new, text);
    let note = format!("the row \"{named}\"");
    let labels = vec![
        Label { place: x.place, role: "first", note: note.clone() },
        Label { place: y.place, role: "other", note },
    ];
    let slip = slip.map_or(String::new(), |slip| format!(": {}", slip.phrase()));
    let message = format!(
        "{} in one table, {} in the other, in the row \"{named}\"{slip}",
        text(x.place),
        text(y.place)
    );
    let why = vec!["the two tables agree in all their other rows, or nearly all".to_owned()];
    finding(rule, context, sure, message, labels, why)
}
