//! What rows and columns say about a table's cells.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::amount;
use super::analysis::Analysis;
use super::chunk::{self, Chunk};
use super::label::{self, Scale};
use crate::claim::{
    Claim, Days, Decimal, Dimension, IdKind, Kind, Measure, Mode, Noun, Per, Slots, Sym, Value, Vocab,
    WordClass,
};
use crate::lexicon::concepts::{Pos, is_known};
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::Tag;
use crate::place::Span;
use crate::prose::{BlockKind, Mark, Text, TextBlock};

/// The labels of all tables of a document.
#[derive(Debug, Default)]
pub struct Tables<'t> {
    /// Block of the first cell of each row, by table and row.
    rows: FxHashMap<(u32, u32), usize>,
    /// Block of the heading of each column, by table and column.
    columns: FxHashMap<(u32, u32), usize>,
    /// Block of the heading that stands over several columns and their own headings.
    above: FxHashMap<(u32, u32), usize>,
    /// Rows and columns of the cells that take several, by table, row and column.
    spans: FxHashMap<(u32, u32, u32), (u32, u32)>,
    /// The content words of the labels that were read, by block.
    read: FxHashMap<usize, Vec<(Sym, bool)>>,
    /// The corner of each table, where one cell heads both labels and headings, by table.
    corners: FxHashMap<u32, usize>,
    /// Block of the cell that tells a row from the others where its first one is a number or a date, or stands in several
    /// rows; by table and row.
    named: FxHashMap<(u32, u32), usize>,
    /// Columns with a number in them that is no year, by table and column.
    counting: FxHashSet<(u32, u32)>,
    /// The units that labels give, by block.
    scales: FxHashMap<usize, Option<Scale>>,
    /// What the labels are read with.
    analysis: Analysis<'t>,
}

/// Columns of a heading, and rows of a label, that are told apart.
const WIDEST: u32 = 64;
/// Words of a cell that may be a name; more are a remark.
const LONGEST_NAME: usize = 6;
/// Cells that may stand before it: a number and a date.
const MOST_BEFORE: u32 = 2;

impl<'t> Tables<'t> {
    /// Finds the labels.
    #[must_use]
    pub fn of(text: &'t Text) -> Self {
        let mut tables = Self::default();
        let mut spans = text.marks.iter().filter_map(|&(at, mark, _)| match mark {
            Mark::Spans { rows, columns } => Some((at, u32::from(rows), u32::from(columns))),
            _ => None,
        });
        let mut span = spans.next();
        // The label that goes on in the rows below: its table, the row behind its last, and its block.
        let mut label = None;
        let mut wide = FxHashSet::default();
        for (index, block) in text.blocks.iter().enumerate() {
            while span.is_some_and(|(at, ..)| at < block.range.start) {
                span = spans.next();
            }
            let BlockKind::Cell { table, row, column, header } = block.kind else { continue };
            let (rows, columns) = span
                .filter(|(at, ..)| *at <= block.range.end)
                .map_or((1, 1), |(_, rows, columns)| (rows, columns));
            if rows > 1 || columns > 1 {
                tables.spans.insert((table, row, column), (rows.min(WIDEST), columns.min(WIDEST)));
            }
            if column == 0 {
                tables.rows.insert((table, row), index);
                label = (rows > 1).then(|| (table, row.saturating_add(rows), index));
                if row == 0 && header {
                    tables.corners.insert(table, index);
                }
            }
            if let Some((_, _, label)) = label.filter(|&(own, end, _)| own == table && row < end) {
                tables.rows.entry((table, row)).or_insert(label);
            }
            // A heading cell at the side labels its row, not its column.
            if header && (row == 0 || column > 0) {
                if columns > 1 {
                    wide.insert(index);
                }
                for column in column..column.saturating_add(columns.min(WIDEST)) {
                    let heading = tables.columns.entry((table, column)).or_insert(index);
                    // "2023" stands over "Boats" and "Crew".
                    if columns == 1 && wide.contains(heading) {
                        tables.above.insert((table, column), std::mem::replace(heading, index));
                    }
                }
            }
        }
        tables.tell_rows(text);
        tables
    }

    /// Notes what tells the rows of a table apart, and which of its columns count: "7 | Hartle Council | 1920 | 1680".
    fn tell_rows(&mut self, text: &'t Text) {
        let mut firsts: FxHashMap<(u32, &str), u32> = FxHashMap::default();
        let cells = || {
            text.blocks.iter().enumerate().filter_map(|(index, block)| match block.kind {
                BlockKind::Cell { table, row, column, header: false } => Some((index, (table, row, column))),
                _ => None,
            })
        };
        for (index, (table, _, column)) in cells() {
            let words = cell_words(text, index);
            if column == 0 {
                *firsts.entry((table, words)).or_default() += 1;
            }
            if counts(words) {
                self.counting.insert((table, column));
            }
        }
        // The row of the cells before, and whether they leave open which row it is.
        let mut open = None;
        for (index, (table, row, column)) in cells() {
            let words = cell_words(text, index);
            let lettered = words.contains(char::is_alphabetic);
            if column == 0 {
                let several = firsts.get(&(table, words)).is_some_and(|&count| count > 1);
                open = (several || !lettered).then_some((table, row));
            } else if open == Some((table, row)) && lettered {
                open = None;
                let name = !words.contains(|c: char| c.is_ascii_digit())
                    && words.split_whitespace().count() <= LONGEST_NAME;
                if name && column <= MOST_BEFORE {
                    self.named.insert((table, row), index);
                }
            }
        }
    }

    /// Rows and columns that a cell takes.
    #[must_use]
    pub fn span(&self, cell: (u32, u32, u32)) -> (u32, u32) {
        self.spans.get(&cell).copied().unwrap_or((1, 1))
    }

    /// The year that ends the name over a column: `visits_2019`.
    #[must_use]
    pub fn heading_year(&self, text: &Text, table: u32, column: u32) -> Option<(Span, Days)> {
        let block = &text.blocks[*self.columns.get(&(table, column))?];
        let name = text.flat[block.range.start as usize..block.range.end as usize].trim();
        let (_, year) = name.rsplit_once('_').filter(|_| label::of_setting(name).is_some())?;
        let year = year.parse().ok().filter(|&year| year_number(year))?;
        Some((text.place(block.range.clone()), Days::year(year)?))
    }

    /// Fills the cell, row and column slots of a claim in `block`, and its noun from them.
    pub fn fill(&mut self, text: &'t Text, block: &TextBlock, slots: &mut Slots, vocab: &mut Vocab) {
        let BlockKind::Cell { table, row, column, .. } = block.kind else { return };
        slots.cell = Some((table, row, column));
        let label =
            |index: Option<&usize>| index.copied().filter(|&index| text.blocks[index].range != block.range);
        // What stands below a heading is no heading of its.
        let over = |index: Option<&usize>| {
            label(index).filter(|&index| text.blocks[index].range.start < block.range.start)
        };
        let row_label = label(self.rows.get(&(table, row)));
        let column_label = over(self.columns.get(&(table, column)));
        let above_label = over(self.above.get(&(table, column)));
        let named = label(self.named.get(&(table, row)));
        for label in [row_label, named, column_label, above_label].into_iter().flatten() {
            self.read
                .entry(label)
                .or_insert_with(|| words(text, &text.blocks[label], &mut self.analysis, vocab));
        }
        self.comment(text, row_label, slots, vocab);
        let words = |label: Option<usize>| {
            label.and_then(|label| self.read.get(&label)).map(Vec::as_slice).unwrap_or_default()
        };
        let (row_words, named_words, column_words) = (words(row_label), words(named), words(column_label));
        slots.row = row_words.iter().chain(named_words).map(|w| w.0).collect();
        slots.column = words(above_label).iter().chain(column_words).map(|w| w.0).collect();
        slots.total |= slots
            .row
            .iter()
            .chain(&slots.column)
            .any(|&sym| matches!(vocab.word(sym), "total" | "all" | "overall" | "sum"));
        if slots.row.iter().any(|&sym| matches!(vocab.word(sym), "max" | "maximum" | "min" | "minimum")) {
            // What a setting allows is a norm, as "must not exceed 40" is.
            slots.mode = Mode::Target;
        }
        if slots.noun.is_some() {
            return;
        }
        // "Dozers | Number: 19" counts dozers; "January | Deaths: 1" counts deaths.
        let generic = |sym: Sym| {
            matches!(
                vocab.word(sym),
                "number" | "count" | "total" | "value" | "amount" | "quantity" | "no" | "figure" | "n"
            )
        };
        let head = |words: &[(Sym, bool)]| words.iter().rev().find(|w| w.1 && !generic(w.0)).map(|w| w.0);
        let labels = [(column_words, column_label), (row_words, row_label), (named_words, named)];
        let noun = labels.into_iter().find_map(|(words, label)| Some((head(words)?, label?)));
        if let Some((noun, label)) = noun {
            slots.noun = Some(Noun {
                head: noun,
                modifiers: Vec::new(),
                place: text.place(text.blocks[label].range.clone()),
                implied: true,
            });
        }
    }
}

impl Tables<'_> {
    /// Gives a bare number that fills its cell the unit of the label over it or before it.
    pub fn measure(&mut self, text: &Text, block: &TextBlock, own: &Range<u32>, claim: &mut Claim) {
        let BlockKind::Cell { table, row, column, header } = block.kind else { return };
        let filled = text.flat[block.range.start as usize..block.range.end as usize].trim();
        if claim.kind == Kind::Date
            && !header
            && self.counting.contains(&(table, column))
            && let Some(number) = year(filled)
        {
            // "1,920" and "118700" stand in one column.
            claim.value = Value::Measure(Measure::number(number, number.exp10()));
            claim.kind = Kind::Quantity;
        }
        let Value::Measure(measure) = &claim.value else { return };
        let whole = text.flat[block.range.start as usize..block.range.end as usize].trim().len();
        if measure.per.is_some() || whole > own.len() {
            return;
        }
        let labels = [
            self.columns.get(&(table, column)),
            self.above.get(&(table, column)),
            self.rows.get(&(table, row)),
        ];
        // "| Release | Version | 1.10 |": no decimal.
        let names_version = |label: usize| {
            let range = &text.blocks[label].range;
            let words = text.flat[range.start as usize..range.end as usize].trim();
            let end = words.len().checked_sub("version".len()).and_then(|at| words.get(at..));
            *range != block.range && end.is_some_and(|end| end.eq_ignore_ascii_case("version"))
        };
        if measure.unit.is_none() && labels.into_iter().flatten().any(|&label| names_version(label)) {
            (claim.kind, claim.value) = (Kind::Identifier, Value::Identifier(IdKind::Version));
            return;
        }
        // "| Data per night | 14 TB |"
        let per = labels.into_iter().flatten().find_map(|&label| {
            let range = &text.blocks[label].range;
            let words = &text.flat[range.start as usize..range.end as usize];
            let per = &words[words.find(" per ")?..];
            // A night is no unit, and "per night" makes a rate all the same.
            Some(amount::per(per, None).map_or(Per { count: Decimal::ONE, unit: None }, |(_, per)| per))
        });
        if let Some(per) = per.filter(|_| measure.dimension() != Dimension::Percent) {
            claim.value = Value::Measure(Measure { per: Some(per), ..*measure });
        }
        let Value::Measure(measure) = &claim.value else { return };
        let measure = *measure;
        if measure.unit.is_some() {
            return;
        }
        for &label in labels.into_iter().flatten() {
            let range = &text.blocks[label].range;
            if *range == block.range {
                continue;
            }
            let words = &text.flat[range.start as usize..range.end as usize];
            let scale = *self
                .scales
                .entry(label)
                .or_insert_with(|| label::of_heading(words).or_else(|| label::of_setting(words)?.1));
            if let Some((kind, scaled)) = scale.and_then(|scale| scale.apply(&measure)) {
                (claim.kind, claim.value) = (kind, Value::Measure(scaled));
                return;
            }
        }
        // "| EUR million | 2022 | 2021 |": the corner speaks of all cells under the years.
        let Some(&corner) = self.corners.get(&table).filter(|_| column > 0) else { return };
        let plain = self.columns.get(&(table, column)).is_some_and(|&head| is_time(cell_words(text, head)));
        let scale = *self.scales.entry(corner).or_insert_with(|| label::of_corner(cell_words(text, corner)));
        if plain && let Some((kind, scaled)) = scale.and_then(|scale| scale.apply(&measure)) {
            (claim.kind, claim.value) = (kind, Value::Measure(scaled));
        }
    }

    /// What the comment above a setting says is said of its value: "# Seconds between beats."
    fn comment(&mut self, text: &Text, label: Option<usize>, slots: &mut Slots, vocab: &mut Vocab) {
        let Some(label) = label else { return };
        let range = &text.blocks[label].range;
        let name = &text.flat[range.start as usize..range.end as usize];
        if label::of_setting(name).is_some()
            && let Some((section, _)) = name.trim().rsplit_once(' ')
        {
            let words = section.split([' ', '_', '-']).filter(|word| !word.is_empty());
            slots.arguments.extend(words.map(|word| vocab.intern(&lemma(word, Tag::NNS))));
        }
        let Some(above) = label.checked_sub(1).map(|above| &text.blocks[above]) else { return };
        if above.kind != BlockKind::Paragraph || label::of_setting(name).is_none() && !is_word(name) {
            return;
        }
        let words = words(text, above, &mut Analysis::default(), vocab);
        slots.arguments.extend(words.into_iter().map(|(sym, _)| sym));
    }
}

/// The words of a cell.
fn cell_words(text: &Text, index: usize) -> &str {
    let range = &text.blocks[index].range;
    text.flat[range.start as usize..range.end as usize].trim()
}

/// The number of four digits that is all of a cell.
fn year(words: &str) -> Option<Decimal> {
    let digits = words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| words.parse().ok()).flatten()
}

/// True for a number that a year of our time may have.
fn year_number(year: i16) -> bool {
    (1000..=2100).contains(&year)
}

/// True for a number that is all of a cell and can be no year: `118,700`, `44`, `3360`.
fn counts(words: &str) -> bool {
    let figures = words.starts_with(|c: char| c.is_ascii_digit())
        && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    figures && !words.parse().is_ok_and(|year| words.len() == 4 && year_number(year))
}

/// A heading that only says when: `2021`, `FY 2022`, `Q3 2020`, `2018/19`, `Budget 2023`.
fn is_time(heading: &str) -> bool {
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    heading.split(|c: char| !c.is_alphanumeric()).any(year) && heading.len() <= 20
}

/// `port`, `workers`: a setting of one word.
fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b' ')
}

/// The content words of a label; true for the nouns that can name what is counted.
fn words<'t>(
    text: &'t Text,
    label: &TextBlock,
    analysis: &mut Analysis<'t>,
    vocab: &mut Vocab,
) -> Vec<(Sym, bool)> {
    let flat = &text.flat[label.range.start as usize..label.range.end as usize];
    if let Some((words, _)) = label::of_setting(flat) {
        let name = flat.trim().rsplit(' ').next().unwrap_or_default();
        let whole = (vocab.intern(&name.to_lowercase()), false);
        let lemmas = words.iter().map(|word| lemma(word, Tag::NNS));
        let own: Vec<_> = lemmas.map(|word| (vocab.intern(&word), is_known(&word, Pos::Noun))).collect();
        return std::iter::once(whole).chain(own).collect();
    }
    analysis.read(flat, &[], &[]);
    // "Cases presented by the patrol" counts cases; "Number of patients, by month" patients.
    let named = analysis.chunks.iter().position(Chunk::is_noun).map_or(usize::MAX, |first| {
        let after =
            analysis.chunks[first..].iter().find(|chunk| !(chunk.is_noun() || chunk.kind == chunk::Kind::Of));
        after.map_or(usize::MAX, |chunk| chunk.first)
    });
    (0..analysis.words.len())
        .filter_map(|at| {
            let class = analysis.class(at)?;
            let noun = matches!(class, WordClass::Noun | WordClass::Name);
            (noun || matches!(class, WordClass::Adjective | WordClass::Verb))
                // A label in title case has no names: "Intensive Care".
                .then(|| (vocab.intern(&analysis.lemma(at).to_lowercase()), noun && at < named))
        })
        .take(12)
        .collect()
}
