//! Tables in plain text: cells between pipes, or columns held apart by runs of spaces or tabs.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::lines::Line;
use crate::source::block::BlockKind;
use crate::source::build::Builder;

/// Reads `lines` as a table if that is what they are.
pub(super) fn read(lines: &[Line], builder: &mut Builder) -> bool {
    let cut: fn(&str) -> Vec<(usize, usize)> = if lines.len() >= 2 && lines.iter().all(|line| piped(line)) {
        at_pipes
    } else if aligned(lines) {
        at_gaps
    } else {
        return false;
    };
    let rows: Vec<&Line> = lines.iter().filter(|line| !is_ruling(line.text)).collect();
    let has_digit = |line: &Line| line.text.bytes().any(|b| b.is_ascii_digit());
    // A row of words above rows of figures heads them.
    let header = rows.len() > 1 && !has_digit(rows[0]) && rows[1..].iter().any(|row| has_digit(row));
    let table = builder.new_table();
    for (row, line) in (0..).zip(&rows) {
        for (column, (start, end)) in (0..).zip(cut(line.text)) {
            builder.same(line.start + start, line.start + end);
            builder.finish(BlockKind::Cell { table, row, column, header: header && row == 0 });
        }
    }
    true
}

/// `|---|:--:|`, `+----+----+`, `----  ----`.
fn is_ruling(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| matches!(b, b'-' | b'|' | b'+' | b':' | b'=' | b' ' | b'\t'))
}

fn piped(line: &Line) -> bool {
    (line.text.starts_with('|') && line.text.matches('|').count() >= 2)
        || line.text.matches(" | ").count() >= 1
        || (line.text.starts_with('+') && is_ruling(line.text))
}

/// Three lines or more, nearly all cut by wide gaps into the same number of short cells.
fn aligned(lines: &[Line]) -> bool {
    // A page of contents has gaps, and is no table.
    if lines.len() < 3
        || lines.iter().any(|line| line.marker().is_some() || line.length > 200 || line.ends_in_leader())
    {
        return false;
    }
    let mut counts = [0_usize; 12];
    let mut rows = 0;
    for line in lines.iter().filter(|line| !is_ruling(line.text)) {
        rows += 1;
        let cells = if has_gap(line.text) { at_gaps(line.text).len() } else { 1 };
        counts[cells.min(11)] += 1;
    }
    let (columns, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count).unwrap_or((0, &0));
    columns >= 2 && rows >= 3 && most * 10 >= rows * 8 && counts[1] * 5 <= rows
}

fn at_pipes(text: &str) -> Vec<(usize, usize)> {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let offset = text.len() - inner.len();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut at = offset;
    inner
        .split('|')
        .map(|cell| {
            let start = at + cell.len() - cell.trim_start().len();
            let range = (start, start + cell.trim().len());
            at += cell.len() + 1;
            range
        })
        .collect()
}

/// True for a line that [`at_gaps`] cuts. Most lines of most texts have no gap.
pub(super) fn has_gap(text: &str) -> bool {
    static GAP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));
    let bytes = text.as_bytes();
    memchr::memchr(b'\t', bytes).is_some() || GAP.find(bytes).is_some()
}

pub(super) fn at_gaps(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut cells, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let gap = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if gap >= 2 || (gap == 1 && bytes[at] == b'\t') {
            cells.push((start, at));
            start = at + gap;
        }
        at += gap.max(1);
    }
    if start < bytes.len() {
        cells.push((start, bytes.len()));
    }
    cells
}
