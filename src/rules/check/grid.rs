//! The tables of a document as rows of labels and plain numbers, for checks that add them up.

use std::collections::BTreeMap;

use crate::claim::Decimal;
use crate::place::Span;
use crate::source::{BlockKind, Document};

/// A table.
#[derive(Default)]
pub struct Grid {
    pub rows: Vec<Row>,
    /// Headings of its columns, in lower case.
    pub heads: BTreeMap<u32, String>,
    /// Blocks of the document that it takes up: first and last.
    pub blocks: (usize, usize),
}

/// A row of a table.
#[derive(Default)]
pub struct Row {
    /// The words of its cells that hold no number, in lower case.
    pub labels: Vec<String>,
    /// Where the first of them stands.
    pub named: Option<Span>,
    pub cells: BTreeMap<u32, Cell>,
}

/// What a cell holds beside words.
#[derive(Clone)]
pub enum Cell {
    Number(Number),
    /// A dash: nothing, or not known.
    Dash,
    Empty,
    Words,
}

/// A cell that is one number.
#[derive(Clone)]
pub struct Number {
    pub value: Decimal,
    /// Digits behind the point, as written.
    pub places: i32,
    /// What stands around the number: `$`, `%`, `kg`.
    pub unit: String,
    pub place: Span,
}

impl Row {
    /// The number in column `column`.
    #[must_use]
    pub fn number(&self, column: u32) -> Option<&Number> {
        if let Some(Cell::Number(number)) = self.cells.get(&column) { Some(number) } else { None }
    }

    /// How many of its cells hold a number.
    #[must_use]
    pub fn numbers(&self) -> usize {
        self.cells.values().filter(|cell| matches!(cell, Cell::Number(_))).count()
    }
}

/// All tables of a document, in order.
#[must_use]
pub fn grids(document: &Document) -> Vec<Grid> {
    let mut grids: Vec<(u32, Grid)> = Vec::new();
    let mut last = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let BlockKind::Cell { table, row, column, header } = block.kind else { continue };
        if grids.last().is_none_or(|(number, _)| *number != table) {
            grids.push((table, Grid { blocks: (index, index), ..Grid::default() }));
            last = None;
        }
        let Some((_, grid)) = grids.last_mut() else { continue };
        grid.blocks.1 = index;
        let (text, place) = document.words_of(block);
        let text = text.trim();
        if header && row == 0 || header && column > 0 && grid.rows.is_empty() {
            grid.heads.insert(column, text.to_lowercase());
            continue;
        }
        if last != Some(row) {
            grid.rows.push(Row::default());
            last = Some(row);
        }
        let Some(own) = grid.rows.last_mut() else { continue };
        let cell = read(text, place);
        if matches!(cell, Cell::Words) {
            own.labels.push(text.to_lowercase());
            own.named.get_or_insert(place);
        }
        own.cells.insert(column, cell);
    }
    grids.into_iter().map(|(_, grid)| grid).collect()
}

/// Reads a cell: `1,204`, `$5.10`, `(31)`, `12 %`, `—`.
fn read(text: &str, place: Span) -> Cell {
    if matches!(text, "-" | "–" | "—" | "--" | "−") {
        return Cell::Dash;
    }
    if text.is_empty() {
        return Cell::Empty;
    }
    number(text, place).map_or(Cell::Words, Cell::Number)
}

fn number(text: &str, place: Span) -> Option<Number> {
    let is_digit = |c: char| c.is_ascii_digit();
    let start = text.find(is_digit)?;
    let (before, rest) = text.split_at(start);
    let length = rest
        .find(|c: char| !(is_digit(c) || matches!(c, ',' | '.' | '\u{a0}' | ' ' | '\u{202f}' | '\'')))
        .unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(length);
    let digits = digits.trim_end_matches(|c| !is_digit(c));
    // "070" is a code.
    if digits.starts_with('0') && digits[1..].starts_with(is_digit) {
        return None;
    }
    let before = before.trim();
    let bracketed = before.ends_with('(') && behind.trim_start().starts_with(')');
    let (before, behind) =
        (before.trim_end_matches('(').trim(), behind.trim().trim_start_matches(')').trim());
    let negative = before.ends_with(['-', '−', '–']) || bracketed;
    let sign = |c: char| matches!(c, '-' | '−' | '–' | '+');
    let before = before.trim_matches(sign).trim();
    if before.chars().count() > 3 || before.chars().any(char::is_alphanumeric) || behind.chars().any(is_digit)
    {
        return None;
    }
    if behind.chars().count() > 8 || behind.split_whitespace().count() > 1 {
        return None;
    }
    let (whole, fraction) = match digits.rsplit_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    // Groups of three behind the first; anything else is a date, a list or a decimal comma.
    let groups: Vec<&str> = whole.split(|c: char| !is_digit(c)).collect();
    let grouped = groups.len() == 1
        || !groups[0].is_empty() && groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
    if !grouped || !fraction.chars().all(is_digit) || whole.is_empty() || whole.len() + fraction.len() > 24 {
        return None;
    }
    let mantissa: i128 = groups.iter().copied().chain([fraction]).collect::<String>().parse().ok()?;
    let places = i32::try_from(fraction.len()).ok()?;
    let value = Decimal::new(if negative { -mantissa } else { mantissa }, -places);
    let unit = format!("{before}{}", behind.trim_end_matches(['*', '†', '‡']));
    Some(Number { value, places, unit, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_numbers_dashes_or_words() {
        let of = |text: &str| number(text, Span::default()).map(|n| (n.value.to_string(), n.places, n.unit));
        let is = |text: &str, value: &str, places, unit: &str| {
            assert_eq!(of(text), Some((value.to_owned(), places, unit.to_owned())), "{text}");
        };
        is("1,204", "1204", 0, "");
        is("$5.10", "5.1", 2, "$");
        is("(31)", "-31", 0, "");
        is("−3", "-3", 0, "");
        is("12 %", "12", 0, "%");
        is("1 234 567", "1234567", 0, "");
        for words in ["12 May 2019", "3–4", "1,5", "v1.2", "10 of 12", "1.2.3", "n/a", "Q3", "070", ""] {
            assert_eq!(of(words), None, "{words}");
        }
    }
}
