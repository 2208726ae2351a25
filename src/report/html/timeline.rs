//! Dated facts in order of time, as a drawing: a row for each fact, a mark for what each source says. What
//! cannot all be true has another shape and a sign, not only another colour.

use std::io::{self, Write};

use super::super::escape::{attribute, markup};
use super::super::facts::Days;
use super::super::located::{Region, squeezed};
use super::super::wrap::cut;
use super::super::{Checked, FactRow, counted};

/// Rows that are shown.
const ROWS: usize = 80;
const WIDTH: f64 = 960.0;
/// Where the axis begins: what stands before it names the facts.
const LEFT: f64 = 300.0;
const RIGHT: f64 = 24.0;
const ROW: f64 = 22.0;
const TOP: f64 = 34.0;
/// Columns of a name that fit before the axis.
const NAME: usize = 42;
/// Ticks of the axis at most.
const TICKS: i32 = 9;

/// True where some fact has a date.
pub(super) fn has_dates(facts: &[FactRow]) -> bool {
    facts.iter().any(|row| row.values.iter().any(|value| value.days.is_some()))
}

pub(super) fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let first = |row: &FactRow| row.values.iter().filter_map(|value| value.days).map(|days| days.first).min();
    let dated = checked.facts.iter().filter_map(|row| Some((first(row)?, row)));
    let mut rows: Vec<(i32, &FactRow)> = dated.collect();
    // Of too many, those that clash stay.
    rows.sort_by_key(|(_, row)| row.consistent);
    let all = rows.len();
    rows.truncate(ROWS);
    rows.sort_by_key(|(first, _)| *first);
    let axis = Axis::of(rows.iter().flat_map(|(_, row)| row.values.iter().filter_map(|value| value.days)));
    let height = TOP + ROW * rows.len() as f64 + 8.0;
    writeln!(
        out,
        "<section id=\"timeline\">\n<h2>Timeline</h2>\n<p class=\"dim\">When each source puts it. "
    )?;
    writeln!(
        out,
        "A square with ≠ marks what cannot all be true; a bar is a span or a date known roughly.</p>"
    )?;
    writeln!(
        out,
        "<div class=\"wide\"><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Dated facts in order of time\">"
    )?;
    for (day, name) in axis.ticks() {
        let x = axis.x(day);
        writeln!(
            out,
            "<line class=\"grid\" x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{height:.1}\"/>",
            TOP - 10.0
        )?;
        writeln!(out, "<text class=\"dim\" x=\"{x:.1}\" y=\"16\" text-anchor=\"middle\">{name}</text>")?;
    }
    for (number, (_, row)) in rows.iter().enumerate() {
        fact(checked, row, &axis, TOP + ROW * number as f64, out)?;
    }
    writeln!(out, "</svg></div>")?;
    if all > ROWS {
        writeln!(out, "<p class=\"more\">{} more not shown.</p>", counted(all - ROWS, "dated fact"))?;
    }
    writeln!(out, "</section>")
}

fn fact(checked: &Checked<'_>, row: &FactRow, axis: &Axis, top: f64, out: &mut dyn Write) -> io::Result<()> {
    let (class, sign) = if row.consistent { ("one", "") } else { ("clash", "≠ ") };
    let name = markup(&cut(&squeezed(&row.subject), NAME));
    let base = top + ROW * 0.7;
    writeln!(out, "<g><title>{}</title>", attribute(&row.subject))?;
    writeln!(out, "<text class=\"{class}\" x=\"4\" y=\"{base:.1}\">{sign}{name}</text></g>")?;
    for value in &row.values {
        let Some(days) = value.days else { continue };
        let region = Region::new(checked.sources, value.place);
        let what = format!("{} ({}), {}", squeezed(region.text), squeezed(&value.reading), region.name());
        writeln!(out, "<g><title>{}</title>{}</g>", markup(&what), mark(axis, days, class, top))?;
    }
    Ok(())
}

/// The mark of one value; an arrow where it lies beyond the axis.
fn mark(axis: &Axis, days: Days, class: &str, top: f64) -> String {
    let middle = top + ROW / 2.0;
    let (low, high) = (axis.x(days.first), axis.x(days.last));
    if days.last < axis.first || days.first > axis.last {
        let (x, tip) =
            if days.last < axis.first { (axis.x(axis.first), -8.0) } else { (axis.x(axis.last), 8.0) };
        let (up, down) = (middle - 5.0, middle + 5.0);
        return format!(
            "<path class=\"{class}\" d=\"M{x:.1} {up:.1}L{:.1} {middle:.1}L{x:.1} {down:.1}Z\"/>",
            x + tip
        );
    }
    if high - low > 8.0 {
        let y = middle - 4.0;
        return format!(
            "<rect class=\"{class}\" x=\"{low:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"8\" rx=\"3\" fill-opacity=\"0.55\"/>",
            high - low
        );
    }
    let x = (low + high) / 2.0;
    if class == "clash" {
        return format!(
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\"/>",
            x - 4.5,
            middle - 4.5
        );
    }
    format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{middle:.1}\" r=\"4.5\"/>")
}

/// Days that the drawing covers.
struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    /// From the first to the last day, but for a few that lie far out: those would press the rest together.
    fn of(days: impl Iterator<Item = Days>) -> Self {
        let mut ends: Vec<i32> = days.flat_map(|days| [days.first, days.last]).collect();
        ends.sort_unstable();
        let at = |part: usize| ends.get(ends.len() * part / 20).or(ends.last()).copied().unwrap_or_default();
        let (mut first, mut last) = (at(0), ends.last().copied().unwrap_or_default());
        let (low, high) = (at(1), at(19));
        let span = |first: i32, last: i32| i64::from(last) - i64::from(first);
        if span(low, high).saturating_mul(4) < span(first, last) && low < high {
            (first, last) = (low, high);
        }
        // Room at either end, and more than nothing between.
        let margin = i32::try_from(span(first, last) / 30).unwrap_or(i32::MAX / 64).max(15);
        Self { first: first.saturating_sub(margin), last: last.saturating_add(margin) }
    }

    fn x(&self, day: i32) -> f64 {
        let day = day.clamp(self.first, self.last);
        let part = (f64::from(day) - f64::from(self.first)) / (f64::from(self.last) - f64::from(self.first));
        LEFT + part * (WIDTH - LEFT - RIGHT)
    }

    /// Years, or months where there are few years, with the days on which they begin.
    fn ticks(&self) -> Vec<(i32, String)> {
        let (from, to) = (year_of(self.first), year_of(self.last));
        let months = (to.saturating_sub(from)).saturating_add(1).saturating_mul(12);
        let mut ticks: Vec<(i32, String)> = Vec::new();
        if months <= 36 {
            let step = (months / TICKS).max(1);
            let step = [1, 2, 3, 6].into_iter().find(|&one| one >= step).unwrap_or(6);
            for month in (0..months).step_by(step as usize) {
                let (year, month) = (from + month / 12, month % 12);
                ticks.push((day_of(year, month), format!("{} {year}", MONTHS[month as usize])));
            }
        } else {
            let least = (to.saturating_sub(from)) / TICKS;
            let steps = (0..9).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_i32.pow(zeros)));
            let step = steps.into_iter().find(|&step| step > least).unwrap_or(1_000_000_000);
            let mut year = from.div_euclid(step).saturating_mul(step);
            while year <= to {
                ticks.push((day_of(year, 0), year.to_string()));
                year = year.saturating_add(step);
            }
        }
        ticks.retain(|(day, _)| (self.first..=self.last).contains(day));
        ticks
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The year that holds a day, by the length of a mean year: a tick may stand a day off.
fn year_of(day: i32) -> i32 {
    let years = (f64::from(day) / 365.2425).floor();
    1970_i32.saturating_add(years as i32)
}

/// The first day of a month (from zero) of a year, counted from 1970-01-01.
fn day_of(year: i32, month: i32) -> i32 {
    // Days since the first of March of year zero, which puts the leap day last.
    let (year, month) =
        if month < 2 { (i64::from(year) - 1, month + 10) } else { (i64::from(year), month - 2) };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let day = days + i64::from(153 * month + 2) / 5 - 719_468;
    i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day_of(1970, 0), 0);
        assert_eq!(day_of(2000, 2), 11_017);
        assert_eq!(day_of(2019, 4), 18_017);
        assert_eq!(day_of(1600, 0), -135_140);
    }

    #[test]
    fn ticks_are_few_and_inside() {
        for (first, last) in
            [(18_000, 18_010), (17_000, 18_400), (10_000, 19_000), (-700_000, 19_000), (i32::MIN, i32::MAX)]
        {
            let axis = Axis::of([Days { first, last }].into_iter());
            let ticks = axis.ticks();
            assert!((1..=20).contains(&ticks.len()), "{first}..{last}: {}", ticks.len());
            assert!(ticks.is_sorted() && ticks.iter().all(|(day, _)| axis.x(*day) >= LEFT));
        }
    }

    #[test]
    fn one_date_far_out_does_not_press_the_rest_together() {
        let near = (0..40).map(|at| Days { first: 18_000 + at * 10, last: 18_000 + at * 10 });
        let axis = Axis::of(near.chain([Days { first: -270_000, last: -270_000 }]));
        assert!(axis.first > 17_000, "{}", axis.first);
        assert!(mark(&axis, Days { first: -270_000, last: -270_000 }, "one", 0.0).contains("<path"));
    }
}
