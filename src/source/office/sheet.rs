//! Spreadsheets: each sheet is a heading and a table.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, SheetVisible, StyleRange, Xlsx};
use rustc_hash::FxHashMap;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{number, properties};
use crate::source::block::BlockKind;
use crate::source::decode::Refused;
use crate::source::draft::{Draft, Extract};
use crate::source::origin::Anchor;

/// Filled cells read of one sheet.
pub(super) const MOST_CELLS: usize = 4_000_000;

/// Reads the workbook in `bytes`, with the properties in `core`.
pub(super) fn read(bytes: &[u8], core: &str) -> Result<Extract, Refused> {
    cells(bytes, core).or_else(|refused| match trimmed(bytes) {
        Some(bytes) => cells(&bytes, core),
        None => Err(refused),
    })
}

/// The workbook without the spaces that some writers set before and behind a figure, which calamine takes for
/// damage; none where it has no such spaces.
fn trimmed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = false;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let name = member.name().ok()?.into_owned();
        if !name.starts_with("xl/worksheets/") || !name.ends_with(".xml") {
            clean.raw_copy_file(member).ok()?;
            continue;
        }
        let mut sheet = String::new();
        member.read_to_string(&mut sheet).ok()?;
        clean
            .start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
            .ok()?;
        for (part, end) in sheet.split_inclusive("<v>").map(|part| (part, part.find("</v>").unwrap_or(0))) {
            let value = part[..end].trim();
            changed |= value.len() < end;
            clean.write_all(value.as_bytes()).ok()?;
            clean.write_all(&part.as_bytes()[end..]).ok()?;
        }
    }
    let clean = clean.finish().ok()?.into_inner();
    changed.then_some(clean)
}

fn cells(bytes: &[u8], core: &str) -> Result<Extract, Refused> {
    let refused = |error: calamine::XlsxError| {
        Refused::Kind(format!("it is a spreadsheet that cannot be read ({error})"))
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let mut draft = Draft::default();
    properties(core, &mut draft);
    let sheets: Vec<(String, SheetVisible)> =
        workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    for (name, visible) in sheets {
        // Nobody reads what is hidden.
        if visible != SheetVisible::Visible {
            continue;
        }
        let styles = workbook.worksheet_style(&name).ok();
        let mut merged = FxHashMap::default();
        for area in workbook.merge_cells_by_sheet_name(&name).unwrap_or_default() {
            let size = |start: u32, end: u32| end.saturating_sub(start).saturating_add(1);
            let spans = (size(area.start.0, area.end.0), size(area.start.1, area.end.1));
            merged.insert((area.start.0, area.start.1), spans);
        }
        // A chart has no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut sheet = Sheet::open(name, &mut draft);
        let (mut row, mut number) = (Vec::new(), 0);
        let mut count = 0;
        // Cells come row by row; a grid of them all could be far larger than the file.
        while let Some(cell) = cells.next_cell().map_err(refused)? {
            let (at, column) = cell.get_position();
            if at != number {
                sheet.row(&mut draft, number, std::mem::take(&mut row));
                number = at;
            }
            let value = Data::from(cell.get_value().clone());
            if let Some(words) = written(&value, format(styles.as_ref(), at, column)) {
                let spans = merged.get(&(at, column)).copied().unwrap_or((1, 1));
                row.push(Filled { column, words, spans });
            }
            count += 1;
            sheet.within(count, MOST_CELLS)?;
        }
        sheet.row(&mut draft, number, row);
        sheet.close(&mut draft);
    }
    Ok(draft.build())
}

/// The number format of a cell.
fn format(styles: Option<&StyleRange>, row: u32, column: u32) -> &str {
    styles
        .and_then(|styles| styles.get((row, column)))
        .and_then(|style| style.number_format.as_ref())
        .map_or("", |format| format.format_code.as_str())
}

/// A cell that says something.
#[derive(Clone)]
pub(super) struct Filled {
    pub column: u32,
    pub words: String,
    /// Rows and columns that it takes.
    pub spans: (u32, u32),
}

/// A sheet that is being read.
pub(super) struct Sheet {
    name: String,
    /// The first rows of a table, up to one with a figure: which of them heads it shows when they are known.
    head: Vec<(u32, Vec<Filled>)>,
    /// The table that the last row belongs to.
    table: Option<u32>,
    /// Rows that the table has so far.
    row: u32,
    /// Number of the last row that was not empty.
    last: u32,
}

/// Rows without a figure that are looked at for headings.
const LONGEST_HEAD: usize = 16;

impl Sheet {
    /// Begins a sheet.
    pub fn open(name: String, draft: &mut Draft) -> Self {
        draft.anchor(Anchor::Cell(name.as_str().into()));
        draft.words(&name);
        draft.finish(BlockKind::Heading(2));
        Self { name, head: Vec::new(), table: None, row: 0, last: 0 }
    }

    /// Refuses a sheet of more than `most` cells.
    pub fn within(&self, count: usize, most: usize) -> Result<(), Refused> {
        if count > most {
            return Err(Refused::Kind(format!("sheet {} holds more than {most} cells", self.name)));
        }
        Ok(())
    }

    /// Takes in row `number` with its filled cells.
    pub fn row(&mut self, draft: &mut Draft, number: u32, cells: Vec<Filled>) {
        if cells.is_empty() {
            return;
        }
        if number > self.last.saturating_add(1) {
            // An empty row parts tables.
            self.close(draft);
        }
        self.last = number;
        if self.table.is_some() {
            return self.write(draft, number, &cells, false);
        }
        let figures = !is_words(&cells);
        self.head.push((number, cells));
        if figures || self.head.len() >= LONGEST_HEAD {
            self.settle(draft);
        }
    }

    /// Ends the table at hand.
    pub fn close(&mut self, draft: &mut Draft) {
        self.settle(draft);
        (self.table, self.row) = (None, 0);
    }

    /// Writes the first rows of a table: what stands above its headings is a title or a remark.
    fn settle(&mut self, draft: &mut Draft) {
        let head = std::mem::take(&mut self.head);
        let Some(widest) = head.iter().map(|(_, cells)| cells).rev().max_by_key(|cells| cells.len()) else {
            return;
        };
        let column = |cells: &[Filled]| cells.first().map_or(0, |cell| cell.column);
        let width = widest.len();
        // Over the labels at the side there may be no heading.
        let headings = |(_, cells): &(u32, Vec<Filled>)| {
            let all = cells.len() == width || cells.len() + 1 == width && column(cells) > column(widest);
            all && cells.len() > 1 && is_words(cells)
        };
        let wide = |cells: &[Filled]| cells.iter().any(|cell| cell.spans.1 > 1);
        let found = head.iter().position(headings);
        let mut goes_on = false;
        for (index, (number, cells)) in head.iter().enumerate() {
            let alone = cells.len() == 1;
            let titled = alone && (cells[0].spans.1 > 1 || cells[0].words.split_whitespace().count() > 1);
            let header = match found {
                // A heading of several columns stands over the headings of each.
                Some(found) if index < found => !alone && wide(cells),
                Some(found) => index == found || goes_on && is_words(cells),
                None => index == 0 && !alone && is_words(cells),
            };
            if found.is_some_and(|found| index < found) && !header || self.row == 0 && titled {
                self.title(draft, *number, cells);
                continue;
            }
            goes_on = header && wide(cells);
            self.write(draft, *number, cells, header);
        }
    }

    /// A title or remark over a table.
    fn title(&self, draft: &mut Draft, number: u32, cells: &[Filled]) {
        for (index, cell) in cells.iter().enumerate() {
            draft.anchor(anchor(&self.name, number, cell.column));
            if index > 0 {
                draft.words(" ");
            }
            draft.words(&cell.words);
        }
        draft.finish(BlockKind::Caption);
    }

    fn write(&mut self, draft: &mut Draft, number: u32, cells: &[Filled], header: bool) {
        let table = *self.table.get_or_insert_with(|| draft.new_table());
        for Filled { column, words, spans: (rows, columns) } in cells {
            draft.anchor(anchor(&self.name, number, *column));
            draft.words(words);
            let narrow = |size: &u32| u16::try_from(*size).unwrap_or(u16::MAX);
            if *rows > 1 || *columns > 1 {
                draft.spans(narrow(rows), narrow(columns));
            }
            draft.finish(BlockKind::Cell { table, row: self.row, column: *column, header });
        }
        draft.end_row();
        self.row += 1;
    }
}

/// True for a row without a figure.
fn is_words(cells: &[Filled]) -> bool {
    cells.iter().all(|cell| !is_figure(&cell.words))
}

/// True for a figure, which is no heading; a bare year may be one.
fn is_figure(words: &str) -> bool {
    let digits = words.trim_start_matches(['$', '€', '£', '-', '(']);
    let year = digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1800..2200).contains(&year));
    digits.starts_with(|c: char| c.is_ascii_digit())
        && !year
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ' | '-' | ')' | '€'))
}

/// `B7`, from a row and a column counted from zero.
fn anchor(sheet: &str, row: u32, column: u32) -> Anchor {
    let (mut letters, mut rest) = (Vec::new(), column.saturating_add(1));
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    Anchor::Cell(format!("{sheet}!{letters}{}", row.saturating_add(1)).into())
}

/// What a cell shows, none for an empty one.
fn written(cell: &Data, format: &str) -> Option<String> {
    let words = match cell {
        Data::Empty | Data::Bool(_) | Data::Error(_) => return None,
        Data::String(words) | Data::DateTimeIso(words) | Data::DurationIso(words) => {
            words.replace(['\n', '\t', '\r'], " ")
        }
        Data::Int(value) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "sheets keep floats; a count beyond 2^53 is no count"
            )]
            let value = *value as f64;
            number::shown(value, format)
        }
        Data::Float(value) => number::shown(*value, format),
        Data::DateTime(value) => {
            if value.is_duration() {
                return None;
            }
            let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
            if year < 1901 {
                // A time of day without a date.
                format!("{hour:02}:{minute:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}")
            }
        }
    };
    (!words.trim().is_empty()).then_some(words)
}
