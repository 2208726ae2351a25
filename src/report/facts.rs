//! The ledger: each fact with its value in each source.

use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::escape::json;
use super::human::paint;
use super::located::squeezed;
use super::wrap::{cut, wrap};
use super::{Located, Look};
use crate::place::{Span, visible};
use crate::source::SourceSet;

/// One fact, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactRow {
    /// What it is about: `crane, harbour`.
    pub subject: String,
    /// Its values, in order of place.
    pub values: Vec<FactValue>,
    /// False when they cannot all be true.
    pub consistent: bool,
    /// What made them one fact.
    pub reasons: Vec<String>,
}

/// What one place says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactValue {
    pub place: Span,
    /// The reading: `[545, 545]`, `2021-01-13`.
    pub reading: String,
    /// First and last day of a date, and what to call them; none for what is no date or never ends.
    pub days: Option<Days>,
}

/// A run of days, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    pub first: i32,
    pub last: i32,
}

#[derive(Serialize)]
struct Row<'a> {
    subject: &'a str,
    consistent: bool,
    values: Vec<ValueRow<'a>>,
    reasons: &'a [String],
}

#[derive(Serialize)]
struct ValueRow<'a> {
    #[serde(flatten)]
    at: Located<'a>,
    reading: &'a str,
}

/// Writes one JSON object with all facts.
///
/// # Errors
/// When `out` does.
pub fn facts_json(sources: &SourceSet, rows: &[FactRow], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Facts<'a> {
        schema: &'static str,
        facts: Vec<Row<'a>>,
    }
    let facts = rows.iter().map(|row| Row {
        subject: &row.subject,
        consistent: row.consistent,
        values: row
            .values
            .iter()
            .map(|value| ValueRow { at: Located::new(sources, value.place), reading: &value.reading })
            .collect(),
        reasons: &row.reasons,
    });
    json(out, &Facts { schema: "crossclaim/facts/1", facts: facts.collect() })
}

/// Writes each fact as a heading with a line for each value.
///
/// # Errors
/// When `out` does.
pub fn facts_table(sources: &SourceSet, rows: &[FactRow], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let bold = paint(Style::new().bold(), look);
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let mark = if row.consistent { "" } else { "  (cannot all be true)" };
        let subject = visible(&row.subject).replace('\n', " ");
        writeln!(out, "{bold}{}{bold:#}{mark}", cut(&subject, look.width.saturating_sub(mark.len())))?;
        let cells: Vec<[String; 3]> = row.values.iter().map(|value| cells(sources, value)).collect();
        let widest = |column: usize| cells.iter().map(|cells| cells[column].width()).max().unwrap_or(0);
        let (places, room) = (widest(0), look.width.saturating_sub(widest(0) + 6).max(24));
        let words = widest(1).min(room * 3 / 5);
        for [place, text, reading] in &cells {
            let (text, reading) = (cut(text, words), cut(reading, room - words));
            let (after_place, after_text) = (places - place.width(), words - text.width());
            let line = format!("  {place}{:after_place$}  {text}{:after_text$}  {reading}", "", "");
            writeln!(out, "{}", line.trim_end())?;
        }
        for reason in &row.reasons {
            for (number, line) in wrap(&visible(reason), look.width.saturating_sub(4)).iter().enumerate() {
                writeln!(out, "  {} {line}", if number == 0 { "=" } else { " " })?;
            }
        }
    }
    Ok(())
}

/// Writes a line for each value, as CSV with a head.
///
/// # Errors
/// When `out` does.
pub fn facts_csv(sources: &SourceSet, rows: &[FactRow], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "fact,subject,consistent,path,line,column,start,end,text,reading")?;
    for (number, row) in rows.iter().enumerate() {
        for value in &row.values {
            let at = Located::new(sources, value.place);
            let (subject, path, text) = (quoted(&row.subject), quoted(at.path), quoted(at.text));
            let ends = format!("{},{},{},{}", at.line, at.column, at.start, at.end);
            let reading = quoted(&value.reading);
            writeln!(out, "{},{subject},{},{path},{ends},{text},{reading}", number + 1, row.consistent)?;
        }
    }
    Ok(())
}

/// A field of CSV, in quotes where it needs them.
fn quoted(field: &str) -> String {
    let one_line = squeezed(field);
    if one_line.contains([',', '"']) { format!("\"{}\"", one_line.replace('"', "\"\"")) } else { one_line }
}

/// Writes a table of Markdown with a line for each value.
///
/// # Errors
/// When `out` does.
pub fn facts_markdown(sources: &SourceSet, rows: &[FactRow], out: &mut dyn Write) -> io::Result<()> {
    let cell = |text: &str| {
        let text = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
        text.replace('\\', "\\\\").replace('|', "\\|")
    };
    writeln!(out, "| fact | place | text | reading |\n| --- | --- | --- | --- |")?;
    for row in rows {
        for (number, value) in row.values.iter().enumerate() {
            let at = Located::new(sources, value.place);
            let mark = if row.consistent { "" } else { " **(cannot all be true)**" };
            let subject = if number == 0 { format!("{}{mark}", cell(&row.subject)) } else { String::new() };
            let place = format!("{}:{}:{}", cell(at.path), at.line, at.column);
            writeln!(out, "| {subject} | {place} | {} | {} |", cell(at.text), cell(&value.reading))?;
        }
    }
    Ok(())
}

fn cells(sources: &SourceSet, value: &FactValue) -> [String; 3] {
    let at = Located::new(sources, value.place);
    let one_line = |text: &str| visible(text).replace('\n', " ");
    [format!("{}:{}:{}", one_line(at.path), at.line, at.column), one_line(at.text), one_line(&value.reading)]
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, sources};
    use super::*;

    #[test]
    fn each_value_stands_beside_its_place() {
        let sources = sources(&[("plan.md", "The harbour has 12 cranes."), ("n.txt", "All 14 cranes")]);
        let row = FactRow {
            subject: "crane, harbour".into(),
            values: vec![
                FactValue { place: at(&sources, 0, "12"), reading: "[12, 12]".into(), days: None },
                FactValue { place: at(&sources, 1, "14"), reading: "[14, 14]".into(), days: None },
            ],
            consistent: false,
            reasons: vec!["both count cranes".into()],
        };
        let mut out = Vec::new();
        let look = Look { color: false, width: 80 };
        facts_table(&sources, std::slice::from_ref(&row), look, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "crane, harbour  (cannot all be true)
  plan.md:1:17  12  [12, 12]
  n.txt:1:5     14  [14, 14]
  = both count cranes
"
        );
        let mut out = Vec::new();
        facts_json(&sources, &[row], &mut out).unwrap();
        let facts: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(facts["facts"][0]["values"][1]["reading"], "[14, 14]");
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let sources = sources(&[("a, b.md", "It cost 4,200 | more.")]);
        let value =
            FactValue { place: at(&sources, 0, "4,200 |"), reading: "[4200, 4200]".into(), days: None };
        let row = FactRow { subject: "cost".into(), values: vec![value], consistent: true, reasons: vec![] };
        let mut out = Vec::new();
        facts_csv(&sources, std::slice::from_ref(&row), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap().lines().nth(1),
            Some(r#"1,cost,true,"a, b.md",1,9,8,15,"4,200 |","[4200, 4200]""#)
        );
        let mut out = Vec::new();
        facts_markdown(&sources, &[row], &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.lines().nth(2), Some(r"| cost | a, b.md:1:9 | 4,200 \| | [4200, 4200] |"));
    }
}
