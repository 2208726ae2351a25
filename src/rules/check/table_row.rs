//! A row of a table that a sentence names by all that sets it apart, its month and its species say, and of which
//! it gives a number that the row has not: `the return of 920 trout in 2021` beside `2021,trout,902`.
//!
//! Which row is meant is sure before any number is looked at. That a number is one of its cells shows in a slip of
//! the pen, in the words of a column, or in another number of the sentence that stands in that row. A table in another
//! document counts only where the text is told from it: where it has numbers of that table.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use super::grid::Number;
use super::otherwise::is_otherwise;
use super::shown::{Row, Tables, is_year, scale_of};
use super::stems::{is_like, stems};
use super::table_cell::{around, clause_of, fits, year_of};
use super::table_names::{Words, mentions, placed, row_of};
use super::table_text::{BESIDE, agrees, another_year, report, report_misplaced, sayable_rate, slip};
use crate::align::Slip;
use crate::claim::{Claim, Decimal, Dimension, Measure};
use crate::finding::Finding;
use crate::rules::Rule;

/// Numbers of the prose that are not those of the row that their sentence tells of.
pub fn run(rule: &Rule, context: &Context<'_>, tables: &Tables) -> Vec<Finding> {
    let told = Told::of(context);
    let claims = context.ledger.claims.iter();
    claims
        .filter_map(|claim| {
            let value = sayable_rate(claim)?;
            let meant =
                contradicted(context, tables, &told, claim, value).filter(|meant| meant.score >= ENOUGH)?;
            let sure = match meant.score {
                score if score >= SURELY => 0.86,
                score if score >= LIKELY => 0.78,
                _ => 0.6,
            };
            if let Some((source, number)) = meant.source {
                return Some(report_misplaced(
                    rule,
                    context,
                    claim,
                    (meant.row, meant.number, source, number),
                    sure,
                ));
            }
            Some(report(rule, context, tables, claim, (value, meant.row, meant.number), sure))
        })
        .collect()
}

/// Evidence from which on a cell may be meant, from which on it is likely, and from which on there is hardly a doubt.
const ENOUGH: f32 = 1.4;
const LIKELY: f32 = 1.95;
const SURELY: f32 = 3.2;

/// The numbers of the texts and of the tables, for telling which text is told from which table.
struct Told {
    /// By document, the long numbers of its prose.
    said: Vec<FxHashSet<Decimal>>,
    /// How many of a table's long numbers a document has.
    shared: RefCell<FxHashMap<(usize, usize), usize>>,
}

impl Told {
    /// Gathers the numbers of the texts.
    fn of(context: &Context<'_>) -> Self {
        let mut said = vec![FxHashSet::default(); context.sources.documents().len()];
        for (index, claim) in context.ledger.claims.iter().enumerate() {
            if claim.slots.cell.is_none()
                && let Some(value) = claim.measure().and_then(Measure::written).filter(is_long)
                && let Ok(index) = u32::try_from(index)
            {
                said[context.ledger.document_of(index)].insert(value);
            }
        }
        Self { said, shared: RefCell::default() }
    }

    /// How many long numbers of a table the prose of a document has.
    fn shared(&self, tables: &Tables, document: usize, grid: usize) -> usize {
        if let Some(&known) = self.shared.borrow().get(&(document, grid)) {
            return known;
        }
        let said = &self.said[document];
        let values: BTreeSet<Decimal> = tables.grids[grid]
            .numbers
            .iter()
            .flat_map(|(head, value)| [*value, value.scaled(scale(tables, grid, head))])
            .filter(|value| is_long(value) && said.contains(value))
            .collect();
        self.shared.borrow_mut().insert((document, grid), values.len());
        values.len()
    }
}

/// A number that chance seldom brings about.
fn is_long(value: &Decimal) -> bool {
    value.mantissa().unsigned_abs() >= 100
}

/// Rows of a table that are looked at.
const MOST_ROWS: usize = 500;

/// The power of ten of a column: its own, or that of its table where no column has its own.
fn scale(tables: &Tables, grid: usize, head: &str) -> i32 {
    let shown = &tables.grids[grid];
    scale_of(head).unwrap_or(if shown.one_scale { shown.scale } else { 0 })
}

/// A row that a sentence tells of, the cell that its number would be, and how much speaks for it.
struct Meant<'t> {
    score: f32,
    row: &'t Row,
    number: &'t Number,
    /// The row that the number was taken from, and its cell.
    source: Option<(&'t Row, &'t Number)>,
}

/// The cell that a sentence tells of, and that has another number.
fn contradicted<'t>(
    context: &Context<'_>,
    tables: &'t Tables,
    told: &Told,
    claim: &Claim,
    value: Decimal,
) -> Option<Meant<'t>> {
    let measure = claim.measure()?;
    if !matches!(measure.dimension(), Dimension::Count | Dimension::Money | Dimension::Percent)
        && measure.unit.is_none()
    {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim).place;
    let text = context.sources.text_at(sentence);
    let at = claim.place.start.checked_sub(sentence.start)? as usize;
    let end = (claim.place.end - sentence.start) as usize;
    // What is said of one thing ends at a semicolon, at the latest.
    let from = text.get(..at)?.rfind(';').map_or(0, |from| from + 1);
    let to = text.get(end..)?.find("; ").map_or(text.len(), |to| end + to);
    let words: Words =
        placed(text.get(from..to)?).into_iter().map(|(place, word)| (place + from, word)).collect();
    if aside(text.get(from..at)?, text.get(end..to)?) {
        return None;
    }
    let document = context.sources.index_of(claim.place);
    let mut best: Option<Meant<'t>> = None;
    for (grid, named) in mentions(tables, &words) {
        let shown = &tables.grids[grid];
        let near = if shown.document == document {
            let section = tables.headings[document].partition_point(|&at| at <= claim.place.start);
            if shown.section == section { 1.2 } else { 0.8 }
        } else {
            match told.shared(tables, document, grid) {
                0 | 1 if !context.links().comparable(shown.document, document) => continue,
                0 => 0.0,
                1 => 0.4,
                2..5 => 0.8,
                _ => 1.1,
            }
        };
        let Some((row, keys)) = row_of(context, tables, claim, &named, &words, at) else { continue };
        let scaled = |head: &str, number: &Number| number.value.scaled(scale(tables, grid, head));
        let has = |row: &Row| {
            row.cells.iter().any(|(head, number)| {
                agrees(measure, value, scaled(head, number)) || agrees(measure, value, number.value)
            })
        };
        // A sentence that names two rows may give the number of the other.
        let told_of = |row: &Row| {
            row.keys.iter().enumerate().all(|(key, name)| {
                let mut own = named.iter().filter(|mention| mention.key == key).peekable();
                own.peek().is_none() || own.any(|mention| mention.row.keys[key] == *name)
            })
        };
        if named.iter().any(|mention| told_of(mention.row) && has(mention.row))
            || another_year(context, claim, shown, row)
        {
            continue;
        }
        let others = beside(context, claim);
        let of_row = |other: &Decimal| {
            is_telling(*other)
                && row
                    .cells
                    .iter()
                    .any(|(head, number)| scaled(head, number) == *other || number.value == *other)
        };
        let told_too = |cell: Decimal| others.contains(&cell);
        let company = if others.iter().any(of_row) { 0.9 } else { 0.0 };
        let supported = company > 0.0 || keys > 1 || near > 1.1;
        let Some(cell) = column(context, tables, claim, row, &words, supported) else { continue };
        let Cell { head, number, weight, source } = cell;
        // "We made it 1,050, though it is 1,040 in the list": the cell is told as well.
        let averaged = is_average(&clause_of(context, claim)) && !is_average(head);
        if told_too(number.value) || told_too(scaled(head, number)) || averaged {
            continue;
        }
        let name = if row.keys.iter().any(|key| key.len() > 1) { 0.3 } else { 0.0 };
        let unit =
            if measure.unit.is_some() || measure.dimension() == Dimension::Percent { 0.3 } else { 0.0 };
        let all = if keys > 1 { 0.6 } else { 0.0 };
        let short = if value < Decimal::int(10) && value.is_integer() { -0.6 } else { 0.0 };
        let score = near + company + weight + name + unit + all + short;
        if best.as_ref().is_none_or(|best| score > best.score) {
            best = Some(Meant { score, row, number, source });
        }
    }
    best
}

/// True for words that speak of a mean.
fn is_average(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.into_iter().any(|word| matches!(word, "average" | "mean" | "median" | "avg" | "per" | "averaged"))
}

/// What the other numbers of a sentence are.
fn beside(context: &Context<'_>, claim: &Claim) -> Vec<Decimal> {
    around(context, claim).filter_map(|other| other.measure()?.written()).collect()
}

/// A number of which a sentence and a row do not have the same by chance.
fn is_telling(value: Decimal) -> bool {
    value.mantissa().unsigned_abs() >= 11
}

/// A cell that is meant, and how much speaks for it.
struct Cell<'t> {
    head: &'t str,
    number: &'t Number,
    weight: f32,
    /// The row that the number was taken from, and its cell.
    source: Option<(&'t Row, &'t Number)>,
}

/// The column that a number is meant for, and how much speaks for it.
fn column<'t>(
    context: &Context<'_>,
    tables: &'t Tables,
    claim: &Claim,
    row: &'t Row,
    words: &Words,
    supported: bool,
) -> Option<Cell<'t>> {
    let measure = claim.measure()?;
    let value = measure.written()?;
    let shown = &tables.grids[row.grid];
    let own = year_of(context, claim).map(|year| year.to_string());
    let of_year = |head: &str| {
        let mut years = head.split(|c: char| !c.is_ascii_digit()).filter(|word| is_year(word)).peekable();
        let said = |year: &str| own.as_deref() == Some(year) || words.iter().any(|(_, word)| word == year);
        years.peek().is_none() || years.any(said)
    };
    let cells: Vec<&(String, Number)> = row
        .cells
        .iter()
        .filter(|(head, number)| head != "year" && of_year(head) && fits(measure, head, number, shown))
        // "138 litres per person per day" is in no column of litres alone.
        .filter(|(head, _)| measure.per.is_none() || stems(head).iter().any(|word| word == "per"))
        .collect();
    let named = |word: &str| row.keys.iter().flatten().any(|own| own == word);
    let shared = |head: &str| {
        let heads = stems(head);
        let telling = |word: &&String| word.len() > 2 && !VAGUE.contains(&word.as_str()) && !named(word);
        heads.iter().filter(telling).filter(|word| words.iter().any(|(_, own)| is_like(own, word))).count()
    };
    #[allow(clippy::cast_precision_loss)]
    let weight = |head: &str| 0.6 * shared(head).min(2) as f32;
    let scaled = |head: &str| scale(tables, row.grid, head);
    let slipped = |(head, number): &&&(String, Number)| {
        slip(measure, number, scaled(head)).filter(|slip| matches!(slip, Slip::Transposition | Slip::Digit))
    };
    let within = |cell: Decimal| {
        let times = Decimal::new(15, -1);
        cell.checked_mul(times).is_some_and(|most| value <= most)
            && value.checked_mul(times).is_some_and(|most| cell <= most)
    };
    let mut columns: Vec<(usize, &(String, Number))> = cells
        .iter()
        .filter(|(head, number)| within(number.value.scaled(scaled(head))))
        .map(|cell| (shared(&cell.0), *cell))
        .filter(|(shared, _)| *shared > 0)
        .collect();
    columns.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    let by_name = match columns.as_slice() {
        [(_, cell)] => Some(*cell),
        [(most, cell), (less, _), ..] if most > less => Some(*cell),
        _ => None,
    };
    let found =
        |(head, number): &'t (String, Number), weight, source| Some(Cell { head, number, weight, source });
    // "28.3 per cent" on the 29th, 28.4 at the end of the month: a step of the last decimal is no slip.
    let step = Decimal::new(1, measure.precision);
    let beside = |cell: &&&(String, Number)| {
        let number = cell.1.value.scaled(scaled(&cell.0));
        let apart = if number > value { number.checked_sub(value) } else { value.checked_sub(number) };
        measure.precision < 0 && apart.is_some_and(|apart| apart <= step)
    };
    if cells.iter().any(|cell| beside(&cell)) {
        return None;
    }
    // The number of another row of that column: taken from the wrong line.
    if let Some(cell) = by_name
        && is_long(&value)
        && let Some(source) = elsewhere(tables, row, &cell.0, value)
    {
        return found(cell, 1.4 + weight(&cell.0), Some(source));
    }
    // A slip leads to one cell.
    let mut slips = cells.iter().filter(|cell| slipped(cell).is_some());
    if let (Some(&cell), None) = (slips.next(), slips.next())
        && let Some(slip) = slipped(&&cell)
        && elsewhere(tables, row, &cell.0, value).is_none()
    {
        let likely = match slip {
            Slip::Transposition => 1.6,
            // One digit of three may differ by chance.
            _ if supported || shared(&cell.0) > 0 => 1.2,
            _ => 0.2,
        };
        return found(cell, likely + weight(&cell.0), None);
    }
    let cell = by_name?;
    found(cell, 0.2 + weight(&cell.0), None)
}

/// Words of headings that tell no column from another.
const VAGUE: &[&str] =
    &["number", "count", "total", "mean", "average", "percent", "pct", "year", "per", "share", "rate"];

/// Another row of the table that has the number in this column.
fn elsewhere<'t>(tables: &'t Tables, row: &Row, head: &str, value: Decimal) -> Option<(&'t Row, &'t Number)> {
    let scale = scale(tables, row.grid, head);
    let first = tables.rows.partition_point(|other| other.grid < row.grid);
    let beside = tables.rows[first..].iter().take_while(|other| other.grid == row.grid).take(MOST_ROWS);
    let holds = |(own, cell): &&(String, Number)| {
        own == head && (cell.value == value || cell.value.scaled(scale) == value)
    };
    beside.into_iter().find_map(|other| Some((other, &other.cells.iter().find(holds)?.1)))
}

/// True when the words right beside a number make it another one: of a part, of a change, of what was meant to be.
fn aside(before: &str, after: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let clause = before.rsplit([':', '(']).next().unwrap_or_default();
    // "was up from 8 to 12": what went up stands farther off.
    let most = if clause.trim_end().ends_with(" to") { 12 } else { 5 };
    let lead: Vec<String> = clause.split_whitespace().rev().take(most).map(bare).collect();
    let rest: Vec<String> = after
        .split([',', '.', '('])
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .take(4)
        .map(bare)
        .collect();
    // "was reported by 27 per cent of them", "the first to get there"
    let mild =
        |word: &str| matches!(word, "average" | "by" | "first" | "only" | "last" | "since" | "some" | "new");
    let other = |word: &String| !mild(word) && (is_otherwise(word) || BESIDE.contains(&word.as_str()));
    // "rose by 40", but "was down to 40".
    let nearest = lead.first().map_or("", String::as_str);
    let changed = nearest == "by" && lead.get(1).is_some_and(|word| CHANGED.contains(&word.as_str()));
    let level = |word: &String| nearest == "to" && matches!(word.as_str(), "up" | "down");
    // "The second visit lifted it to 93": what it came to later.
    let moved = nearest == "to" && lead.iter().any(|word| MOVED.contains(&word.as_str()));
    changed || moved || lead.iter().any(|word| other(word) && !level(word)) || rest.iter().any(other)
}

/// Words that, with "to", tell what something came to by what was done.
const MOVED: &[&str] = &[
    "lifted",
    "raised",
    "brought",
    "boosted",
    "pushed",
    "cut",
    "reduced",
    "lowered",
    "increased",
    "lift",
    "raise",
    "bring",
    "boost",
    "push",
    "reduce",
    "lower",
    "increase",
];

/// Words after which "by" tells of a change.
const CHANGED: &[&str] = &[
    "rose",
    "risen",
    "rise",
    "grew",
    "grown",
    "fell",
    "fallen",
    "up",
    "down",
    "increased",
    "increase",
    "decreased",
    "dropped",
    "declined",
    "shrank",
    "cut",
    "raised",
    "reduced",
    "gone",
    "went",
    "exceeded",
];
