//! Rows and columns of a table whose totals are not the sums of their cells.

use super::grid::{Cell, Grid, Number, Row, grids};
use super::{Context, finding, say};
use crate::claim::Decimal;
use crate::finding::{Finding, Label};
use crate::rules::Rule;
use crate::source::{Document, PieceText};

/// Totals of columns, then of rows.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in context.sources.documents() {
        for grid in grids(document) {
            let rounded = says_rounded(document, &grid);
            for sum in columns(&grid, rounded).into_iter().chain(rows(&grid, rounded)) {
                findings.push(report(rule, context, &sum));
            }
        }
    }
    findings
}

/// A total, what is added up for it, and what that makes.
struct Sum<'g> {
    total: &'g Number,
    terms: Vec<&'g Number>,
    makes: Decimal,
    sure: f32,
}

/// Words of a column's heading that say that its numbers are not to be added.
const NO_SUM: &[&str] = &[
    "average",
    "avg",
    "mean",
    "median",
    "rate",
    "per",
    "percent",
    "percentage",
    "share",
    "ratio",
    "score",
    "rank",
    "year",
    "date",
    "id",
    "no",
    "no.",
    "#",
    "index",
    "age",
    "max",
    "min",
    "maximum",
    "minimum",
    "price",
    "change",
    "growth",
    "time",
    "%",
    "proportion",
    "cumulative",
    "version",
    "page",
    "p",
    "balance",
    "density",
    "speed",
];

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '%' | '#'))).filter(|word| !word.is_empty())
}

/// True for a row or column that is called a total.
fn is_total(label: &str) -> bool {
    let mut own = words(label);
    let first = own.next().unwrap_or_default();
    let total =
        |word: &str| matches!(word, "total" | "totals" | "subtotal" | "altogether" | "sum" | "gesamt");
    let rest = own.clone().count();
    total(first) && rest <= 5
        || first == "all" && rest <= 2
        || first == "grand"
        || own.any(total) && rest <= 5
}

/// True for a row or column that may be called so because it adds up the others.
fn may_total(label: &str) -> bool {
    matches!(
        label.trim(),
        "overall" | "together" | "combined" | "both" | "in all" | "in total" | "year" | "full year"
    )
}

/// True for a row that is counted in another one.
fn is_part(row: &Row) -> bool {
    let leads = ["of which", "including", "incl", "thereof", "of these", "of whom"];
    row.labels.iter().any(|label| leads.iter().any(|lead| label.starts_with(lead)))
}

/// True when the columns of this heading may be added up.
fn adds_up(head: &str) -> bool {
    !words(head).any(|word| NO_SUM.contains(&word)) && !head.contains('%')
}

/// How far a sum may be from its total because the cells are rounded.
pub(super) fn grant(numbers: &[&Number], total: &Number, rounded: bool) -> Decimal {
    let places = numbers.iter().map(|n| n.places).chain([total.places]).max().unwrap_or(0);
    let all = || numbers.iter().map(|n| n.value).chain([total.value]).filter(|value| !value.is_zero());
    // Cells that all end in zeros are rounded to them.
    let coarse = all().map(Decimal::exp10).min().unwrap_or(0);
    let digit = if coarse >= 1 { coarse } else { -places };
    if digit == 0 && !rounded {
        return Decimal::ZERO;
    }
    let terms = i128::try_from(numbers.len() + 1).unwrap_or(1);
    if coarse >= 1 && !rounded {
        // Zeros at the end of all may be chance, and roundings make up for each other: what is
        // granted is two and a half times the usual error, and one unit at least.
        let units = (1..terms).take_while(|units| 48 * units * units <= 25 * terms).last().unwrap_or(1);
        return Decimal::new(units, digit);
    }
    Decimal::new(terms * 5, digit - 1)
}

fn sum(numbers: &[&Number]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number.value))
}

pub(super) fn distance(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a > b { a.checked_sub(b) } else { b.checked_sub(a) }
}

fn balances(terms: &[&Number], total: &Number, rounded: bool) -> bool {
    let apart = sum(terms).and_then(|sum| distance(sum, total.value));
    apart.is_none_or(|apart| apart <= grant(terms, total, rounded))
}

/// True when what is apart is at most one in `times` of the total.
pub(super) fn near(makes: Decimal, total: Decimal, times: i128) -> bool {
    let size = if total.is_negative() { total.negated() } else { total };
    distance(makes, total)
        .and_then(|apart| apart.checked_mul(Decimal::int(times)))
        .is_some_and(|apart| apart <= size)
}

/// True when one number is the other with two digits that changed places: 2,192 and 2,912.
pub(super) fn exchanged(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.to_string().into_bytes(), b.to_string().into_bytes());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    a.len() == b.len()
        && a.len() >= 4
        && matches!(differing.as_slice(), [x, y] if *y == x + 1 && a[*x] == b[*y] && a[*y] == b[*x])
}

/// Totals below, or above, what they add up.
fn columns(grid: &Grid, rounded: bool) -> Vec<Sum<'_>> {
    let totals: Vec<usize> = (0..grid.rows.len())
        .filter(|&row| {
            let called = |label: &String| {
                // "2021 | Year" ends each year of a table of months.
                is_total(label) || may_total(label) && (row + 1 == grid.rows.len() || label == "year")
            };
            grid.rows[row].labels.iter().any(called) && grid.rows[row].numbers() > 0
        })
        .collect();
    let (mut good, mut bad) = (0_usize, Vec::new());
    // "2019 | Year" at the top ends a year that is not shown.
    let unshown = |row: usize| row == 0 && !grid.rows[row].labels.iter().any(|label| is_total(label));
    for &row in totals.iter().filter(|&&row| !unshown(row)) {
        for (&column, cell) in &grid.rows[row].cells {
            let Cell::Number(total) = cell else { continue };
            let head = grid.heads.get(&column).map_or("", String::as_str);
            if !adds_up(head) || total.unit.contains('%') {
                continue;
            }
            let candidates = candidates(grid, &totals, row, column);
            if candidates.is_empty() {
                continue;
            }
            if candidates.iter().any(|terms| balances(terms, total, rounded)) {
                good += 1;
                continue;
            }
            let nearest = candidates
                .into_iter()
                .filter_map(|terms| Some((distance(sum(&terms)?, total.value)?, terms)))
                .min_by(|a, b| a.0.cmp(&b.0));
            if let Some((_, terms)) = nearest
                && let Some(makes) = sum(&terms)
            {
                bad.push(Sum { total, terms, makes, sure: 0.0 });
            }
        }
    }
    // "TOTAL PERSONS" of each of a hundred counties: most of these add up nothing that stands here.
    if totals.len() > 3 && bad.len() > good {
        return Vec::new();
    }
    // Where other columns add up, this one is meant to; else only what is near is a slip.
    bad.retain_mut(|sum| {
        let times = if good > 0 { 3 } else { 8 };
        sum.sure = if good > 0 { 0.95 } else { 0.9 };
        near(sum.makes, sum.total.value, times) || exchanged(sum.makes, sum.total.value)
    });
    if bad.len() > 2 * good.max(1) { Vec::new() } else { bad }
}

/// The ways in which the cells above or below a total may be added up for it: each needs two
/// terms, and no cell of them may be unreadable.
fn candidates<'g>(grid: &'g Grid, totals: &[usize], row: usize, column: u32) -> Vec<Vec<&'g Number>> {
    let sums_up = |at: &usize| totals.contains(at);
    // A row of words alone begins a section.
    let heads = |row: &Row| row.numbers() == 0 && row.labels.len() <= 1;
    let above = (0..row).rev().take_while(|at| !sums_up(at));
    let section = above.clone().take_while(|&at| !heads(&grid.rows[at]));
    let all = (0..row).filter(|at| !sums_up(at));
    let subtotals = (0..row).filter(sums_up);
    let mixed = (0..row).rev().take_while(|at| !sums_up(at)).chain((0..row).filter(sums_up));
    let below = (row + 1..grid.rows.len()).take_while(|at| !sums_up(at));
    let sets: [Vec<usize>; 6] = [
        above.collect(),
        section.collect(),
        all.collect(),
        subtotals.collect(),
        mixed.collect(),
        if row == 0 { below.collect() } else { Vec::new() },
    ];
    let unit = |number: &Number| {
        grid.rows[row]
            .number(column)
            .is_none_or(|total| number.unit == total.unit || number.unit.is_empty() || total.unit.is_empty())
    };
    // "costs | total costs | EUR": a section and a unit that other rows have as well are added up alone.
    let sorts: Vec<&String> = grid.rows[row]
        .labels
        .iter()
        .filter(|label| !is_total(label) && !may_total(label))
        .filter(|label| grid.rows.iter().filter(|other| other.labels.contains(label)).count() > 1)
        .collect();
    let read = |set: &[usize], parts: bool| -> Option<Vec<&'g Number>> {
        let mut terms = Vec::new();
        for &at in set {
            let own = &grid.rows[at];
            let other = sorts.iter().any(|sort| !own.labels.contains(sort));
            if other || !parts && is_part(own) || heads(own) {
                continue;
            }
            match own.cells.get(&column) {
                Some(Cell::Number(number)) if unit(number) => terms.push(number),
                Some(Cell::Dash) => {}
                _ => return None,
            }
        }
        terms.sort_by_key(|number| number.place.start);
        (terms.len() >= 2).then_some(terms)
    };
    let mut found: Vec<Vec<&Number>> = Vec::new();
    for set in &sets {
        for parts in [false, true] {
            found.extend(read(set, parts));
        }
    }
    found
}

/// Totals at the end of rows.
fn rows(grid: &Grid, rounded: bool) -> Vec<Sum<'_>> {
    let mut sums = Vec::new();
    let columns: Vec<u32> = grid.heads.keys().copied().collect();
    for (at, &column) in columns.iter().enumerate() {
        let head = &grid.heads[&column];
        let total = is_total(head);
        if !(total || may_total(head)) || head != "year" && !adds_up(head) {
            continue;
        }
        let before: Vec<u32> = columns[..at].iter().copied().filter(|c| adds_up(&grid.heads[c])).collect();
        let start =
            columns[..at].iter().rposition(|c| is_total(&grid.heads[c])).map_or(0, |at| columns[at] + 1);
        // "2022-11", "2022-12", and "2022" for them all: a column of labels.
        let labels = |c: &u32| {
            let held = |wanted: fn(&Cell) -> bool| {
                grid.rows.iter().filter_map(|row| row.cells.get(c)).filter(|cell| wanted(cell)).count()
            };
            held(|cell| matches!(cell, Cell::Words)) > held(|cell| matches!(cell, Cell::Number(_)))
        };
        let before: Vec<u32> = before.into_iter().filter(|c| *c >= start && !labels(c)).collect();
        // How many rows fit, and how many additions that takes: four quarters are seldom their
        // year by chance.
        let (mut good, mut proof, mut bad) = (0_usize, 0_usize, Vec::new());
        for row in &grid.rows {
            let Some(total) = row.number(column).filter(|n| !n.unit.contains('%')) else { continue };
            let mut terms = Vec::new();
            let mut plain = true;
            for c in &before {
                match row.cells.get(c) {
                    Some(Cell::Number(number)) => terms.push(number),
                    Some(Cell::Dash) => {}
                    // The label of the row.
                    Some(Cell::Words) if terms.is_empty() => {}
                    _ => plain = false,
                }
            }
            if !plain || terms.len() < 2 || terms.iter().any(|n| n.unit != total.unit) {
                continue;
            }
            if balances(&terms, total, rounded) {
                good += 1;
                proof += terms.len() - 1;
            } else if let Some(makes) = sum(&terms) {
                bad.push(Sum { total, terms, makes, sure: 0.94 });
            }
        }
        let enough = good >= 2 || proof >= 3 || proof > 0 && total;
        if enough && bad.len() * 2 <= good.max(2) {
            bad.retain(|sum| {
                good >= 2 || near(sum.makes, sum.total.value, 3) || exchanged(sum.makes, sum.total.value)
            });
            sums.extend(bad);
        }
    }
    sums
}

/// True when the text around a table says that its figures are rounded, or gives them in thousands.
fn says_rounded(document: &Document, grid: &Grid) -> bool {
    let (first, last) = grid.blocks;
    let around = (first.saturating_sub(2)..first).chain(last + 1..(last + 3).min(document.blocks.len()));
    let mut texts = grid.heads.values().cloned().collect::<Vec<_>>();
    for index in around {
        let block = &document.blocks[index];
        let same = block.pieces.iter().filter(|piece| piece.text == PieceText::Same);
        texts.push(same.map(|piece| document.text[piece.at.range_from(0)].to_lowercase()).collect());
    }
    let marks = ["rounding", "rounded", "thousand", "million", "billion", "'000", "000s", "add up", "sum to"];
    texts.iter().any(|text| marks.iter().any(|mark| text.contains(mark)))
}

fn report(rule: &Rule, context: &Context<'_>, sum: &Sum<'_>) -> Finding {
    let text = |number: &Number| say::squeezed(context.sources.text_at(number.place));
    let terms: Vec<String> = sum.terms.iter().map(|term| text(term)).collect();
    let mut labels =
        vec![Label { place: sum.total.place, role: "total", note: format!("the cells make {}", sum.makes) }];
    labels.extend(sum.terms.iter().take(MOST).map(|term| Label {
        place: term.place,
        role: "part",
        note: "a part".into(),
    }));
    let shown =
        if terms.len() > MOST { format!("{} + ...", terms[..MOST].join(" + ")) } else { terms.join(" + ") };
    let message = format!("the total is given as {}, but its cells make {}", text(sum.total), sum.makes);
    let mut why = vec![format!("{shown} = {}", sum.makes)];
    if let Some(apart) = distance(sum.makes, sum.total.value) {
        why.push(format!("they are {apart} apart"));
        let one = sum.terms.iter().find(|term| term.value == apart);
        if let Some(term) = one {
            why.push(format!("that is the cell {}, which may be left out or counted twice", text(term)));
        }
    }
    finding(rule, context, sum.sure, message, labels, why)
}

/// Cells shown of one sum.
const MOST: usize = 12;
