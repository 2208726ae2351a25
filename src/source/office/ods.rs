//! Spreadsheets of LibreOffice and its like (OpenDocument): each sheet is a heading and a table.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;

use super::sheet::{Filled, MOST_CELLS, Sheet};
use super::{Container, DEEPEST, attribute, number, part, properties};
use crate::source::decode::Refused;
use crate::source::draft::{Draft, Extract};

/// A cell that is written several times over is read so many times.
const MOST_REPEATED: u32 = 200;

/// Reads a spreadsheet.
pub(super) fn read(container: &mut Container<'_>) -> Result<Extract, Refused> {
    let content = part(container, "content.xml")?;
    let mut draft = Draft::default();
    properties(&part(container, "meta.xml")?, &mut draft);
    sheets(&content, &mut draft)?;
    Ok(draft.build())
}

/// A cell of which the words are being read.
struct Cell {
    kind: String,
    value: Option<String>,
    currency: Option<String>,
    /// What the sheet shows.
    shown: String,
    columns: u32,
    repeated: u32,
    rows: u32,
}

impl Cell {
    fn new(e: &BytesStart<'_>) -> Self {
        let size = |name| attribute(e, name).and_then(|size| size.parse::<u32>().ok()).unwrap_or(1).max(1);
        Self {
            kind: attribute(e, "value-type").unwrap_or_default(),
            value: attribute(e, "date-value").or_else(|| attribute(e, "value")),
            currency: attribute(e, "currency"),
            shown: String::new(),
            columns: size("number-columns-spanned"),
            repeated: size("number-columns-repeated"),
            rows: size("number-rows-spanned"),
        }
    }

    /// What the cell says, with the point and the signs that its value has in every language.
    fn written(&self) -> Option<String> {
        let shown = self.shown.trim();
        let figure = self
            .value
            .as_deref()
            .and_then(|value| value.parse::<f64>().ok())
            .filter(|value| value.is_finite());
        let words = match (self.kind.as_str(), figure) {
            ("boolean", _) => return None,
            ("date", _) => self.value.as_deref()?.split('T').next()?.to_owned(),
            ("percentage", Some(value)) => format!("{}%", rounded(value * 100.0, shown)),
            ("currency", Some(value)) => match self.currency.as_deref() {
                Some(currency) => format!("{currency} {}", rounded(value, shown)),
                None => rounded(value, shown),
            },
            ("float", Some(value)) => rounded(value, shown),
            _ => shown.to_owned(),
        };
        (!words.is_empty()).then_some(words)
    }
}

/// `value` with as many decimals as the sheet shows of it.
fn rounded(value: f64, shown: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(shown);
    let fixed = (0..=15).map(|decimals| format!("{value:.decimals$}")).find(|text| digits(text) == wanted);
    fixed.unwrap_or_else(|| number::general(value))
}

fn sheets(xml: &str, draft: &mut Draft) -> Result<(), Refused> {
    let mut reader = Reader::from_str(xml);
    let (mut hidden, mut style) = (FxHashSet::default(), String::new());
    let (mut depth, mut unseen) = (0_usize, None::<usize>);
    let mut sheet: Option<Sheet> = None;
    let (mut cells, mut cell): (Vec<Filled>, Option<Cell>) = (Vec::new(), None);
    let (mut row, mut column, mut repeated, mut count) = (0_u32, 0_u32, 1_u32, 0_usize);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| Refused::Kind(format!("it is a spreadsheet whose XML is damaged ({error})")))?;
        match event {
            Event::Eof => return Ok(()),
            Event::Start(ref e) | Event::Empty(ref e) => {
                let closed = matches!(event, Event::Empty(_));
                depth += usize::from(!closed);
                if depth > DEEPEST {
                    return Err(Refused::Kind("its XML is nested too deep for a document".to_owned()));
                }
                if unseen.is_some() {
                    continue;
                }
                match e.local_name().as_ref() {
                    "style" => style = attribute(e, "name").unwrap_or_default(),
                    "table-properties" if attribute(e, "display").as_deref() == Some("false") => {
                        hidden.insert(style.clone());
                    }
                    "annotation" | "shapes" | "tracked-changes" if !closed => unseen = Some(depth),
                    "table" if !closed => {
                        if attribute(e, "style-name").is_some_and(|style| hidden.contains(&style)) {
                            unseen = Some(depth);
                            continue;
                        }
                        sheet = Some(Sheet::open(attribute(e, "name").unwrap_or_default(), draft));
                        row = 0;
                    }
                    "table-row" => {
                        column = 0;
                        repeated =
                            attribute(e, "number-rows-repeated").and_then(|n| n.parse().ok()).unwrap_or(1);
                        if closed {
                            row = row.saturating_add(repeated);
                        }
                    }
                    "table-cell" | "covered-table-cell" => {
                        let new = Cell::new(e);
                        if closed {
                            column = column.saturating_add(new.repeated);
                        } else {
                            cell = Some(new);
                        }
                    }
                    "s" | "tab" => {
                        if let Some(cell) = &mut cell {
                            cell.shown.push(' ');
                        }
                    }
                    _ => {}
                }
            }
            Event::End(e) => {
                let at = depth;
                depth = depth.saturating_sub(1);
                if unseen.is_some() {
                    if unseen == Some(at) {
                        unseen = None;
                    }
                    continue;
                }
                match e.local_name().as_ref() {
                    "p" => {
                        if let Some(cell) = &mut cell {
                            cell.shown.push(' ');
                        }
                    }
                    "table-cell" | "covered-table-cell" => {
                        let Some(cell) = cell.take() else { continue };
                        if let Some(words) = cell.written() {
                            for again in 0..cell.repeated.min(MOST_REPEATED) {
                                cells.push(Filled {
                                    column: column.saturating_add(again),
                                    words: words.clone(),
                                    spans: (cell.rows, cell.columns),
                                });
                            }
                        }
                        column = column.saturating_add(cell.repeated);
                    }
                    "table-row" => {
                        if let (Some(sheet), false) = (&mut sheet, cells.is_empty()) {
                            for again in 0..repeated.min(MOST_REPEATED) {
                                count += cells.len();
                                sheet.row(draft, row.saturating_add(again), cells.clone());
                            }
                            sheet.within(count, MOST_CELLS)?;
                        }
                        cells.clear();
                        row = row.saturating_add(repeated);
                    }
                    "table" => {
                        if let Some(mut sheet) = sheet.take() {
                            sheet.close(draft);
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(text) => {
                if let (Some(cell), None) = (&mut cell, unseen) {
                    cell.shown.push_str(&text.xml10_content().replace(['\n', '\r', '\t'], " "));
                }
            }
            Event::GeneralRef(name) => {
                if let (Some(cell), None) = (&mut cell, unseen) {
                    let written = format!("&{};", name.xml10_content());
                    cell.shown.push_str(&quick_xml::escape::unescape(&written).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
}
