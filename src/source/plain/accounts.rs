//! Lines of an account among other lines: a label, and figures in columns that end, or begin, one below the other.
//!
//! ```text
//! The fund was opened on 1 June:
//!     Donations            £1,250
//!     Raffle                 £415
//!     Total received       £1,665
//! Grants were made to nine families.
//! ```

use std::ops::Range;

use super::columns::{at_gaps, has_gap};
use super::lines::Line;
use crate::source::block::BlockKind;
use crate::source::build::Builder;

/// Lines that make an account, with what heads its columns: fewer may stand so by chance.
const LEAST: usize = 3;
/// Characters by which the ends of figures in one column may differ.
const OFF: usize = 1;
/// Characters of a figure with its unit.
const WIDEST: usize = 24;

/// The first lines among `lines` that make an account. A line above that heads its columns is the first of them.
pub(super) fn find(lines: &[Line]) -> Option<Range<usize>> {
    if lines.len() < LEAST || lines.iter().filter(|line| has_gap(line.text)).count() + 1 < LEAST {
        return None;
    }
    let mut at = 0;
    while at + 2 <= lines.len() {
        let end = run(lines, at);
        let headed = || at.checked_sub(1).is_some_and(|above| header(&lines[above], &lines[at]).is_some());
        let above = usize::from(end >= at + 2 && headed());
        if end + above >= at + LEAST {
            return Some(at - above..end);
        }
        at = end.max(at + 1);
    }
    None
}

/// Writes the account that `lines` are as a table.
pub(super) fn write(lines: &[Line], builder: &mut Builder) {
    let table = builder.new_table();
    let head = lines.get(1).and_then(|first| header(&lines[0], first));
    for (row, line) in (0..).zip(lines) {
        let heads = head.is_some() && row == 0;
        let (cells, offset) = match &head {
            Some((cells, offset)) if heads => (cells.clone(), *offset),
            _ => (cells(line), 0),
        };
        for (column, (start, end)) in (offset..).zip(cells) {
            builder.same(line.start + start, line.start + end);
            builder.finish(BlockKind::Cell { table, row, column, header: heads });
        }
    }
}

/// The cells of a line that begins an account or goes on with it.
fn cells(line: &Line) -> Vec<(usize, usize)> {
    row(line).or_else(|| last_row(line)).unwrap_or_else(|| vec![(0, line.text.len())])
}

/// `Donations            £1,250`
fn row(line: &Line) -> Option<Vec<(usize, usize)>> {
    if !has_gap(line.text) || line.marker().is_some() || line.ends_in_leader() {
        return None;
    }
    let cells = at_gaps(line.text);
    let (label, figures) = cells.split_first()?;
    let figured =
        !figures.is_empty() && figures.iter().all(|&(start, end)| is_figure(&line.text[start..end]));
    (figured && label.1 > label.0).then_some(cells)
}

/// `together 2,840,000 crowns`, whose label leaves but one space: the figure is what begins with the last digit group.
fn last_row(line: &Line) -> Option<Vec<(usize, usize)>> {
    let at = line.text.rmatch_indices(' ').map(|(at, _)| at).find(|&at| {
        let rest = &line.text[at + 1..];
        rest.starts_with(|c: char| c.is_ascii_digit() || "£$€¥".contains(c)) && is_figure(rest)
    })?;
    let label = line.text[..at].trim_end();
    let plain = !label.is_empty() && !label.bytes().any(|byte| byte.is_ascii_digit());
    plain.then(|| vec![(0, label.len()), (at + 1, line.text.len())])
}

/// `£1,250`, `(640)`, `620,000 crowns`, `12.5%`, `-`
fn is_figure(cell: &str) -> bool {
    let rest = cell.trim_start_matches(|c: char| "£$€¥(-−+~".contains(c));
    if rest.is_empty() {
        return matches!(cell, "-" | "−");
    }
    let figure = |c: char| c.is_ascii_digit() || ",.%)'’ ".contains(c);
    let unit = rest.trim_start_matches(figure);
    cell.len() <= WIDEST
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && unit.split(' ').count() <= 2
        && unit.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// Where the figures of a line begin and end, in characters from its margin.
fn edges(line: &Line, cells: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let column = |at: usize| line.indent + line.text[..at].chars().count();
    cells[1..].iter().map(|&(start, end)| (column(start), column(end))).collect()
}

/// One past the last of the lines from `at` on that are rows of one account.
fn run(lines: &[Line], at: usize) -> usize {
    let Some(first) = row(&lines[at]) else { return at };
    let first = edges(&lines[at], &first);
    let (mut left, mut right) = (true, true);
    let mut end = at + 1;
    while let Some(line) = lines.get(end) {
        let alone = first.len() == 1 && end >= at + 2;
        let Some(cells) = row(line).or_else(|| last_row(line).filter(|_| alone)) else { break };
        let own = edges(line, &cells);
        if own.len() != first.len() {
            break;
        }
        let meets = |side: fn(&(usize, usize)) -> usize| {
            own.iter().zip(&first).all(|(p, q)| side(p).abs_diff(side(q)) <= OFF)
        };
        (left, right) = (left && meets(|edge| edge.0), right && meets(|edge| edge.1));
        if !left && !right {
            break;
        }
        end += 1;
    }
    end
}

/// The cells of a line above an account that head its columns, and the column of the first of them.
fn header(above: &Line, first: &Line) -> Option<(Vec<(usize, usize)>, u32)> {
    /// Characters by which a heading may stand off its figures.
    const ASIDE: usize = 4;
    let figures = edges(first, &row(first)?);
    let heads = at_gaps(above.text);
    let offset = match heads.len() {
        count if count == figures.len() => 1,
        count if count == figures.len() + 1 => 0,
        _ => return None,
    };
    let whole: Vec<_> = std::iter::repeat_n((0, 0), offset).chain(heads.iter().copied()).collect();
    let over = edges(above, &whole)
        .iter()
        .zip(&figures)
        .all(|(head, figure)| head.0.abs_diff(figure.0) <= ASIDE || head.1.abs_diff(figure.1) <= ASIDE);
    let year = |cell: &str| cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let names = heads[1 - offset..].iter().all(|&(start, end)| {
        let cell = &above.text[start..end];
        year(cell) || !cell.bytes().any(|byte| byte.is_ascii_digit())
    });
    (over && names && !above.text.ends_with(':')).then(|| (heads, u32::try_from(offset).unwrap_or(0)))
}
