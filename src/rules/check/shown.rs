//! The rows of tables with what is said around them: captions, headings, sections. For checks
//! that look for the row that prose cites. Knows no rule.

use rustc_hash::FxHashMap;

use super::Context;
use super::grid::{self, Cell, Grid, Number, grids};
use super::setting::is_settings;
use super::stems::stems;
use crate::claim::Decimal;
use crate::lexicon::closed::calendar;
use crate::place::Span;
use crate::source::{BlockKind, Document};

/// All rows with a label, and where to look them up.
pub struct Tables {
    pub grids: Vec<Shown>,
    /// By document, where its headings begin.
    pub headings: Vec<Vec<u32>>,
    pub rows: Vec<Row>,
    /// Rows by the stem of the last word of their label.
    pub by_head: FxHashMap<String, Vec<usize>>,
    /// Rows by the first word of each of their keys.
    pub by_key: FxHashMap<String, Vec<usize>>,
    /// By value, the rows that hold it and where in them; those of four digits and more, which
    /// tell where a number was taken from.
    pub by_value: FxHashMap<Decimal, Vec<(usize, usize)>>,
}

/// A table with what is said around it.
pub struct Shown {
    pub document: usize,
    /// Number of the section that it stands in.
    pub section: usize,
    /// Stems of its headings, its caption and the heading above.
    pub words: Vec<String>,
    /// The same as text, with years.
    pub text: String,
    /// Power of ten that its cells are to be multiplied by.
    pub scale: i32,
    /// That holds for all its columns, none of which has its own.
    pub one_scale: bool,
    /// All its numbers, totals among them, with the headings over them.
    pub numbers: Vec<(String, Decimal)>,
    /// Its caption says that its cells are shares, and no heading says so of its own column.
    pub shares: bool,
    /// Its corner says that its cells are money.
    pub cash: bool,
}

/// A row with a label and numbers.
pub struct Row {
    pub grid: usize,
    pub label: Vec<String>,
    /// Its cell under a heading `year`.
    pub year: Option<Decimal>,
    /// What it is called, cell by cell, as far as its first number, years aside: `2018-08 | Harbour`.
    pub keys: Vec<Vec<String>>,
    /// The years that it is of.
    pub years: Vec<String>,
    pub named: Span,
    /// Stems and text of each column's heading, and its number.
    pub cells: Vec<(String, Number)>,
}

impl Tables {
    /// Reads all tables, those of settings left out.
    #[must_use]
    pub fn of(context: &Context<'_>) -> Self {
        let mut tables = Self {
            grids: Vec::new(),
            headings: context.sources.documents().iter().map(headings).collect(),
            rows: Vec::new(),
            by_head: FxHashMap::default(),
            by_key: FxHashMap::default(),
            by_value: FxHashMap::default(),
        };
        for (index, document) in context.sources.documents().iter().enumerate() {
            if is_settings(document) {
                continue;
            }
            for grid in grids(document) {
                tables.take(document, index, &grid);
            }
        }
        // A label of several rows names none of them.
        let mut seen: FxHashMap<(usize, &[String]), u32> = FxHashMap::default();
        for row in &tables.rows {
            *seen.entry((row.grid, &row.label)).or_default() += 1;
        }
        let single: Vec<bool> =
            tables.rows.iter().map(|row| seen[&(row.grid, row.label.as_slice())] == 1).collect();
        for (index, row) in tables.rows.iter().enumerate().filter(|(index, _)| single[*index]) {
            if let Some(head) = row.label.last() {
                tables.by_head.entry(head.clone()).or_default().push(index);
            }
        }
        for (index, row) in tables.rows.iter().enumerate() {
            for word in row.keys.iter().filter_map(|key| key.first()) {
                let rows = tables.by_key.entry(word.clone()).or_default();
                if rows.last() != Some(&index) {
                    rows.push(index);
                }
            }
            for (at, (_, number)) in row.cells.iter().enumerate() {
                let value = number.value.scaled(tables.grids[row.grid].scale);
                if number.value.mantissa().unsigned_abs() >= 1000 {
                    tables.by_value.entry(value).or_default().push((index, at));
                }
            }
        }
        tables
    }

    fn take(&mut self, document: &Document, index: usize, grid: &Grid) {
        if grid.rows.len() < 2 {
            return;
        }
        let (caption, section) = around_table(document, grid);
        let heads = grid.heads.values().map(String::as_str).collect::<Vec<_>>().join(" ");
        let text = format!("{heads} {caption}");
        let scale = scale_of(&text).unwrap_or(0);
        let one_scale = grid.heads.range(1..).all(|(_, head)| scale_of(head).is_none());
        let share = |text: &str| text.contains('%') || text.contains("per cent") || text.contains("percent");
        let shares = share(&caption) && !share(&heads);
        let corner = grid.heads.get(&0).map_or("", String::as_str);
        let cash = corner.contains(['$', '£', '€', '¥']) && scale > 0;
        let numbered = are_numbered(grid);
        let mut numbers = Vec::new();
        for row in &grid.rows {
            let mut label = stems(row.labels.first().map_or("", String::as_str));
            label.iter_mut().for_each(month_in_full);
            label.retain(|word| !matches!(word.as_str(), "total" | "all" | "subtotal" | "overall"));
            let cells = row.cells.iter().filter_map(|(column, cell)| {
                let Cell::Number(number) = cell else { return None };
                if numbered && *column == 0 {
                    return None;
                }
                Some((grid.heads.get(column).cloned().unwrap_or_default(), number.clone()))
            });
            let cells: Vec<(String, Number)> = cells.collect();
            numbers.extend(cells.iter().map(|(head, number)| (head.clone(), number.value)));
            let Some(named) = row.named else { continue };
            let year = cells.iter().find(|(head, _)| head == "year").map(|(_, number)| number.value);
            // The first words of a row name it where its numbers stand behind them, its year aside.
            let first = cells.iter().find(|(head, _)| head != "year");
            let leads = first.is_some_and(|(_, number)| named.start < number.place.start);
            if (1..=4).contains(&label.len()) && !cells.is_empty() && leads {
                let (keys, mut years) = keys(row, numbered);
                years.extend(year.map(|year| year.to_string()));
                self.rows.push(Row { grid: self.grids.len(), label, year, keys, years, named, cells });
            }
        }
        self.grids.push(Shown {
            document: index,
            section,
            words: stems(&text),
            text,
            scale,
            one_scale,
            numbers,
            shares,
            cash,
        });
    }
}

/// The power of ten that some words multiply what stands under them by: `$ million`, `budget_keur`.
#[must_use]
pub fn scale_of(text: &str) -> Option<i32> {
    let says = |words: &[&str]| {
        text.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|word| words.contains(&word))
    };
    let scales: [(i32, &[&str]); 3] = [
        (6, &["million", "millions", "mn", "meur", "musd", "mgbp"]),
        (3, &["thousand", "thousands", "000", "'000", "000s", "keur", "kusd", "kgbp"]),
        (9, &["billion", "billions", "bn"]),
    ];
    scales.iter().find(|(_, words)| says(words)).map(|(scale, _)| *scale)
}

/// What a row is called, each cell of words before its first number by itself, and the years in them.
fn keys(row: &grid::Row, numbered: bool) -> (Vec<Vec<String>>, Vec<String>) {
    /// Cells that name a row; more describe it.
    const MOST: usize = 3;
    let (mut keys, mut years) = (Vec::new(), Vec::new());
    let mut labels = row.labels.iter();
    for (column, cell) in &row.cells {
        match cell {
            Cell::Words => {}
            // A number of the row, or a year, which is none of its figures.
            Cell::Number(number) if *column == 0 && (numbered || is_year(&number.value.to_string())) => {
                continue;
            }
            Cell::Number(_) => break,
            _ => continue,
        }
        let Some(label) = labels.next() else { break };
        let mut words = stems(label);
        // A verb elsewhere.
        if label.split_whitespace().next() == Some("may") && words.iter().all(|word| is_year(word)) {
            words.insert(0, "may".to_owned());
        }
        // "2018-08"
        if let [year, month] = words.as_slice()
            && is_year(year)
            && let Some(name) = month.parse().ok().and_then(calendar::month_name)
        {
            words = vec![year.clone(), name.to_lowercase()];
        }
        words.iter_mut().for_each(month_in_full);
        years.extend(words.extract_if(.., |word| is_year(word)));
        if (1..=4).contains(&words.len()) && keys.len() < MOST {
            keys.push(words);
        }
    }
    (keys, years)
}

/// True for a year of our time in figures.
#[must_use]
pub fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// True where the first column only numbers the rows: 1, 2, 3.
fn are_numbered(grid: &Grid) -> bool {
    let number = |row: &grid::Row| match row.cells.get(&0) {
        Some(Cell::Number(number)) => number.value.to_i128(),
        _ => None,
    };
    let numbers: Vec<i128> = grid.rows.iter().filter_map(number).collect();
    numbers.len() > 1
        && numbers.len() + 1 >= grid.rows.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// `aug` as `august`, so that a table and the prose about it name a month alike.
pub fn month_in_full(word: &mut String) {
    if let Some(name) = calendar::month(word).and_then(calendar::month_name) {
        *word = name.to_lowercase();
    }
}

/// The caption and the heading of a table, in lower case, and the number of its section.
#[must_use]
pub fn around_table(document: &Document, grid: &Grid) -> (String, usize) {
    let mut text = String::new();
    let words = |index: usize| {
        let block = &document.blocks[index];
        let ends = block.pieces.first().zip(block.pieces.last());
        ends.map_or("", |(first, last)| {
            document.text.get(first.at.start as usize..last.at.end as usize).unwrap_or_default()
        })
    };
    let near = (grid.blocks.0.saturating_sub(1)..grid.blocks.0).chain(grid.blocks.1 + 1..grid.blocks.1 + 2);
    for index in near.filter(|&index| index < document.blocks.len()) {
        let own = words(index);
        let captioned = matches!(document.blocks[index].kind, BlockKind::Caption)
            || own.len() < 160 && own.trim_start_matches(['*', '_', '<', 'b', '>']).starts_with("Table");
        if captioned {
            text.push_str(&own.to_lowercase());
            text.push(' ');
        }
    }
    let heading = |index: &usize| matches!(document.blocks[*index].kind, BlockKind::Heading(_));
    if let Some(index) = (0..grid.blocks.0).rev().find(heading) {
        text.push_str(&words(index).to_lowercase());
    }
    let section = (0..grid.blocks.0).filter(heading).count();
    (text, section)
}

/// Where the headings of a document begin, as addresses.
fn headings(document: &Document) -> Vec<u32> {
    let headings = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    headings.filter_map(|block| Some(block.pieces.first()?.at.start + document.base)).collect()
}
