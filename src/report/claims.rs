//! What was read: a claim a line as JSON, or a table for people.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use unicode_width::UnicodeWidthStr;

use super::escape::escaped_json;
use super::wrap::cut;
use super::{Located, Look};
use crate::place::{Span, visible};
use crate::source::SourceSet;

/// One claim, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimRow {
    pub place: Span,
    pub kind: &'static str,
    /// Exact decimals or ISO dates.
    pub low: Option<String>,
    pub high: Option<String>,
    pub low_open: bool,
    pub high_open: bool,
    pub precision: Option<SlotValue>,
    pub hedge: Option<&'static str>,
    pub unit: Option<String>,
    /// The counted thing, as lemmas.
    pub noun: Option<String>,
    pub sentence: Option<Span>,
    pub part: &'static str,
    /// The other slots that are filled, in a fixed order.
    pub slots: Vec<(&'static str, SlotValue)>,
}

/// What a slot holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SlotValue {
    Word(String),
    Words(Vec<String>),
    Number(i64),
    Flag(bool),
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    at: Located<'a>,
    kind: &'static str,
    low: Option<&'a str>,
    high: Option<&'a str>,
    low_open: bool,
    high_open: bool,
    precision: Option<&'a SlotValue>,
    hedge: Option<&'static str>,
    unit: Option<&'a str>,
    noun: Option<&'a str>,
    sentence: Option<Ends>,
    part: &'static str,
    #[serde(flatten)]
    slots: Slots<'a>,
}

#[derive(Serialize)]
struct Ends {
    start: u32,
    end: u32,
}

struct Slots<'a>(&'a [(&'static str, SlotValue)]);

impl Serialize for Slots<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Writes one JSON object a line.
///
/// # Errors
/// When `out` does.
pub fn claims_json(sources: &SourceSet, rows: &[ClaimRow], out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        let document = sources.document(row.place);
        let line = Row {
            at: Located::new(sources, row.place),
            kind: row.kind,
            low: row.low.as_deref(),
            high: row.high.as_deref(),
            low_open: row.low_open,
            high_open: row.high_open,
            precision: row.precision.as_ref(),
            hedge: row.hedge,
            unit: row.unit.as_deref(),
            noun: row.noun.as_deref(),
            sentence: row.sentence.map(|place| {
                let range = document.in_file(place);
                Ends { start: range.start, end: range.end }
            }),
            part: row.part,
            slots: Slots(&row.slots),
        };
        writeln!(out, "{}", escaped_json(&serde_json::to_string(&line)?))?;
    }
    Ok(())
}

/// Writes a table: place, kind, words, reading and counted thing.
///
/// # Errors
/// When `out` does.
pub fn claims_table(
    sources: &SourceSet,
    rows: &[ClaimRow],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells: Vec<[String; 5]> = rows.iter().map(|row| cells(sources, row)).collect();
    let mut widths = [0; 5];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    // Places and kinds stay whole, so that they can be clicked and searched.
    let rest = look.width.saturating_sub(widths[0] + widths[1] + 8).max(24);
    for width in &mut widths[2..] {
        *width = (*width).min(rest / 3);
    }
    for row in &cells {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths) {
            let cell = cut(cell, width);
            line.push_str(&cell);
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn cells(sources: &SourceSet, row: &ClaimRow) -> [String; 5] {
    let at = Located::new(sources, row.place);
    let one_line = |text: &str| visible(text).replace('\n', " ");
    [
        format!("{}:{}:{}", one_line(at.path), at.line, at.column),
        row.kind.to_owned(),
        one_line(at.text),
        row.reading(),
        one_line(row.noun.as_deref().unwrap_or_default()),
    ]
}

impl ClaimRow {
    /// `545 USD`, `[3, 7] day`, `(3000, …)`.
    #[must_use]
    pub fn reading(&self) -> String {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high => {
                let unit = self.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
                format!("{low}{unit}")
            }
            _ => self.interval(),
        }
    }

    /// The reading with both its ends: `[545, 545] USD`, `(3000, …)`.
    #[must_use]
    pub fn interval(&self) -> String {
        let unit = self.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
        match (&self.low, &self.high) {
            (None, None) => String::new(),
            (low, high) => {
                let open = if self.low_open || low.is_none() { '(' } else { '[' };
                let close = if self.high_open || high.is_none() { ')' } else { ']' };
                let (low, high) = (low.as_deref().unwrap_or("…"), high.as_deref().unwrap_or("…"));
                format!("{open}{low}, {high}{close}{unit}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, sources};
    use super::*;

    fn rows(sources: &SourceSet) -> Vec<ClaimRow> {
        vec![
            ClaimRow {
                place: at(sources, 1, "over 14"),
                kind: "quantity",
                low: Some("14".into()),
                low_open: true,
                hedge: Some("more than"),
                precision: Some(SlotValue::Number(0)),
                noun: Some("crane".into()),
                sentence: Some(at(sources, 1, "We saw over 14 cranes.")),
                part: "body",
                slots: vec![("mode", SlotValue::Word("alleged".into())), ("total", SlotValue::Flag(true))],
                ..ClaimRow::default()
            },
            ClaimRow {
                place: at(sources, 1, "2019"),
                kind: "date",
                low: Some("2019-01-01".into()),
                high: Some("2019-12-31".into()),
                part: "body",
                ..ClaimRow::default()
            },
        ]
    }

    #[test]
    fn a_line_of_json_holds_every_filled_slot() {
        let sources = sources(&[("a", "x"), ("b.txt", "In 2019:\nWe saw over 14 cranes.")]);
        let mut out = Vec::new();
        claims_json(&sources, &rows(&sources), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(
            out.lines().next().unwrap(),
            r#"{"path":"b.txt","start":16,"end":23,"line":2,"column":8,"text":"over 14","kind":"quantity","low":"14","high":null,"low_open":true,"high_open":false,"precision":0,"hedge":"more than","unit":null,"noun":"crane","sentence":{"start":9,"end":31},"part":"body","mode":"alleged","total":true}"#
        );
        assert_eq!(out.lines().count(), 2);
    }

    #[test]
    fn the_table_lines_up() {
        let sources = sources(&[("a", "x"), ("b.txt", "In 2019:\nWe saw over 14 cranes.")]);
        let mut out = Vec::new();
        claims_table(&sources, &rows(&sources), Look { color: false, width: 100 }, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "b.txt:2:8  quantity  over 14  (14, …)                   crane\n\
             b.txt:1:4  date      2019     [2019-01-01, 2019-12-31]\n"
        );
    }
}
