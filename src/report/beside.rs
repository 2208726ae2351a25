//! Claims side by side, slot for slot: what `why` shows.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::human::paint;
use super::wrap::wrap;
use super::{ClaimRow, Located, Look, SlotValue};
use crate::place::visible;
use crate::source::SourceSet;

/// Columns that a claim needs to be readable.
const NARROWEST: usize = 24;
/// Lines of one slot.
const MOST_LINES: usize = 4;

/// Writes the slots of `rows` in columns, as many as fit; the others follow below, again
/// beside the first. A slot in which they differ is marked with `*`.
///
/// # Errors
/// When `out` does.
pub fn side_by_side(
    sources: &SourceSet,
    rows: &[ClaimRow],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let lines: Vec<Vec<(&'static str, String)>> = rows.iter().map(|row| slots(sources, row)).collect();
    let mut names: Vec<&'static str> = Vec::new();
    for (name, _) in lines.iter().flatten() {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let margin = names.iter().map(|name| name.len()).max().unwrap_or(0) + 4;
    let fits = (look.width.saturating_sub(margin) / NARROWEST).clamp(2, 4) - 1;
    let groups: Vec<Vec<usize>> = if rows.len() == 1 {
        vec![vec![0]]
    } else {
        (1..rows.len()).collect::<Vec<_>>().chunks(fits).map(|few| [&[0], few].concat()).collect()
    };
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let width = look.width.saturating_sub(margin) / group.len();
        for name in &names {
            let of = |at: usize| lines[at].iter().find(|slot| slot.0 == *name).map_or("", |slot| &slot.1);
            let cells: Vec<&str> = group.iter().map(|&at| of(at)).collect();
            write_slot(name, &cells, (margin - 4, width), look, out)?;
        }
    }
    Ok(())
}

fn write_slot(
    name: &str,
    cells: &[&str],
    (label_width, width): (usize, usize),
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if cells.iter().all(|cell| cell.is_empty()) {
        return Ok(());
    }
    let differs = name != "place" && cells.iter().any(|cell| *cell != cells[0]);
    let bold = paint(Style::new().bold(), look);
    let wrapped: Vec<Vec<String>> = cells.iter().map(|cell| folded(cell, width - 2)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mark = if differs && line == 0 { '*' } else { ' ' };
        let mut text = String::new();
        for cell in &wrapped {
            let part = cell.get(line).map_or("", String::as_str);
            text.push_str(part);
            text.extend(std::iter::repeat_n(' ', width.saturating_sub(part.width())));
        }
        let label = if line == 0 { name } else { "" };
        writeln!(
            out,
            "{}",
            format!("{mark} {bold}{label:label_width$}{bold:#}  {}", text.trim_end()).trim_end()
        )?;
    }
    Ok(())
}

/// `text` in a few lines of `width` columns; a word that is wider is broken.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(text, width) {
        let mut rest = line.as_str();
        while rest.width() > width {
            let mut used = 0;
            let end = rest
                .char_indices()
                .find_map(|(at, c)| {
                    used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
                    (used > width).then_some(at)
                })
                .unwrap_or(rest.len());
            if end == 0 {
                break;
            }
            lines.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        lines.push(rest.to_owned());
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            *last = super::wrap::cut(&format!("{last} …"), width);
        }
    }
    lines
}

/// The filled slots of a claim, its place and its reading before all others.
fn slots(sources: &SourceSet, row: &ClaimRow) -> Vec<(&'static str, String)> {
    let at = Located::new(sources, row.place);
    let one_line = |text: &str| visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut slots = vec![
        ("place", format!("{}:{}:{}", one_line(at.path), at.line, at.column)),
        ("text", one_line(at.text)),
        ("kind", row.kind.to_owned()),
        ("reading", row.interval()),
    ];
    slots.extend(row.hedge.map(|hedge| ("hedge", hedge.to_owned())));
    slots.extend(row.noun.as_deref().map(|noun| ("noun", one_line(noun))));
    slots.extend(row.slots.iter().map(|(name, value)| {
        let value = match value {
            SlotValue::Word(word) => one_line(word),
            SlotValue::Words(words) => one_line(&words.join(", ")),
            SlotValue::Number(number) => number.to_string(),
            SlotValue::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        };
        (*name, value)
    }));
    slots.push(("part", row.part.to_owned()));
    if let Some(sentence) = row.sentence {
        slots.push(("sentence", one_line(sources.text_at(sentence))));
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, sources};
    use super::*;

    #[test]
    fn what_differs_is_marked_and_no_line_is_too_long() {
        let sources = sources(&[
            ("plan.md", "The harbour has 12 cranes."),
            ("a-name-that-is-much-too-long-for-a-column-of-a-terminal.txt", "All 14 cranes of the port"),
        ]);
        let row = |document, text: &str, noun: &str| ClaimRow {
            place: at(&sources, document, text),
            kind: "quantity",
            low: Some(text.to_owned()),
            high: Some(text.to_owned()),
            noun: Some(noun.to_owned()),
            part: "body",
            slots: vec![("predicate", SlotValue::Word("have".into()))],
            ..ClaimRow::default()
        };
        let rows = [row(0, "12", "crane"), row(1, "14", "crane")];
        let mut out = Vec::new();
        side_by_side(&sources, &rows, Look { color: false, width: 80 }, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().all(|line| line.width() <= 80), "{out}");
        assert!(out.contains("* reading    [12, 12]"), "{out}");
        assert!(out.contains("  noun       crane"), "{out}");
    }
}
