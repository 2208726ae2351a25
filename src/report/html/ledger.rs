//! The ledger as a table: a row for each fact, a column for each source. What cannot all be true comes first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::escape::{attribute, markup};
use super::super::facts::FactValue;
use super::super::located::{Region, one_line, squeezed};
use super::super::{Checked, FactRow, counted};

/// Facts that are shown.
const ROWS: usize = 600;
/// Sources that have a column of their own; the others share the last.
const COLUMNS: usize = 12;
/// Values that are shown in one cell.
const CELL: usize = 6;

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<&FactRow> = checked.facts.iter().collect();
    // Stable: otherwise in order of place.
    rows.sort_by_key(|row| row.consistent);
    let document = |value: &FactValue| checked.sources.index_of(value.place);
    let mut held: BTreeMap<usize, usize> = BTreeMap::new();
    for value in rows.iter().take(ROWS).flat_map(|row| &row.values) {
        *held.entry(document(value)).or_default() += 1;
    }
    let mut columns: Vec<(usize, usize)> = held.into_iter().collect();
    columns.sort_by_key(|&(document, count)| (std::cmp::Reverse(count), document));
    let others = columns.len() > COLUMNS;
    let mut columns: Vec<usize> = columns.iter().take(COLUMNS).map(|(document, _)| *document).collect();
    columns.sort_unstable();
    writeln!(out, "<section id=\"ledger\">\n<h2>Ledger</h2>")?;
    writeln!(out, "<p class=\"dim\">What each source says of a fact. ≠ marks what cannot all be true.</p>")?;
    write!(out, "<div class=\"wide\"><table>\n<thead><tr><th>fact</th>")?;
    for &column in &columns {
        write!(out, "<th scope=\"col\">{}</th>", attribute(&checked.sources.documents()[column].path))?;
    }
    writeln!(
        out,
        "{}</tr></thead>\n<tbody>",
        if others { "<th scope=\"col\">other sources</th>" } else { "" }
    )?;
    for row in rows.iter().take(ROWS) {
        let (class, sign) = if row.consistent { ("", "") } else { (" class=\"clash\"", "≠ ") };
        write!(out, "<tr{class}><th scope=\"row\">{sign}{}</th>", attribute(&row.subject))?;
        for &column in &columns {
            let own = row.values.iter().filter(|value| document(value) == column);
            cell(checked, own, false, out)?;
        }
        if others {
            let rest = row.values.iter().filter(|value| columns.binary_search(&document(value)).is_err());
            cell(checked, rest, true, out)?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table></div>")?;
    if rows.len() > ROWS {
        writeln!(out, "<p class=\"more\">{} more not shown.</p>", counted(rows.len() - ROWS, "fact"))?;
    }
    writeln!(out, "</section>")
}

fn cell<'a>(
    checked: &Checked<'_>,
    values: impl Iterator<Item = &'a FactValue>,
    named: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let values: Vec<&FactValue> = values.collect();
    write!(out, "<td>")?;
    for value in values.iter().take(CELL) {
        let region = Region::new(checked.sources, value.place);
        let at = if named { region.name() } else { one_line(&line(&region)) };
        let (text, reading) = (markup(&squeezed(region.text)), attribute(&value.reading));
        write!(out, "<p title=\"{reading}\">{text} <span class=\"dim\">{}</span></p>", markup(&at))?;
    }
    if values.len() > CELL {
        write!(out, "<p class=\"dim\">{} more</p>", values.len() - CELL)?;
    }
    write!(out, "</td>")
}

/// Where it stands in its document.
fn line(region: &Region<'_>) -> String {
    region.part().unwrap_or_else(|| format!("line {}", region.start.line))
}
