//! Annotations of a GitHub workflow: commands that its runner reads from the log. It shows ten of a level for
//! each step, so the worst come first and the rest is named.

use std::io::{self, Write};

use super::located::{Region, one_line};
use super::{Checked, Look, counted};
use crate::finding::{Finding, Level};

/// Annotations of one level that are shown of a step.
const SHOWN: usize = 10;

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut worst = checked.findings.clone();
    // Stable: what is as bad stays in order of place.
    worst.sort_by(|a, b| b.level.cmp(&a.level).then(b.confidence.total_cmp(&a.confidence)));
    let of = |level: Level| worst.iter().copied().filter(move |finding| finding.level == level);
    let levels = [Level::Error, Level::Warning, Level::Note];
    let over = levels.iter().any(|&level| of(level).count() > SHOWN);
    let mut left: Vec<&Finding> = Vec::new();
    for level in levels {
        // The word on what is not shown is a notice too.
        let room = SHOWN - usize::from(over && level == Level::Note);
        for finding in of(level).take(room) {
            annotate(checked, finding, out)?;
        }
        left.extend(of(level).skip(room));
    }
    if left.is_empty() {
        return Ok(());
    }
    let counts = levels.iter().filter_map(|level| {
        let count = left.iter().filter(|finding| finding.level == *level).count();
        (count > 0).then(|| counted(count, level.name()))
    });
    let text = format!(
        "{} more, listed in the log of this step: GitHub shows {SHOWN} annotations of a kind",
        counts.collect::<Vec<_>>().join(", ")
    );
    writeln!(out, "::notice title=crossclaim::{}", data(&text))?;
    for finding in left {
        let Some(label) = finding.labels.first() else { continue };
        let name = Region::new(checked.sources, label.place).name();
        let line =
            format!("- {name}: {}[{}] {}", finding.level.name(), finding.rule, one_line(&finding.message));
        // A runner that is old enough obeys these anywhere in a line.
        writeln!(out, "{}", one_line(&line).replace("##[", "##\u{fffd}["))?;
    }
    Ok(())
}

fn annotate(checked: &Checked<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let Some((first, others)) = finding.labels.split_first() else { return Ok(()) };
    let region = Region::new(checked.sources, first.place);
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let path = region.document.path.strip_prefix("./").unwrap_or(&region.document.path);
    write!(out, "::{command} file={}", property(&one_line(path)))?;
    // Lines of a text taken out of a file are no lines of that file.
    if region.bytes.is_some() {
        write!(out, ",line={},endLine={}", region.start.line, region.end.line)?;
        if region.start.line == region.end.line {
            write!(out, ",col={},endColumn={}", region.start.column, region.end.column)?;
        }
    }
    let mut text = one_line(&finding.message);
    for label in others {
        let other = Region::new(checked.sources, label.place);
        let note = if label.note.is_empty() { label.role } else { &label.note };
        text.push_str(&format!("\n{}: {}", other.name(), one_line(note)));
    }
    if !finding.help.is_empty() {
        text.push_str(&format!("\n{}", one_line(&finding.help)));
    }
    writeln!(out, ",title={}::{}", property(&one_line(&finding.rule)), data(&text))
}

/// `text` as the value of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `text` as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Summary;
    use super::super::sample::{checked, finding, label, sources, written};
    use super::*;

    #[test]
    fn a_command_holds_all_places_in_one_line() {
        let sources = sources(&[("a,b: 5%.md", "It has 12 cranes."), ("n.txt", "All 14 cranes\u{1b}[2J")]);
        let mut one =
            finding(vec![label(&sources, 0, "12", ""), label(&sources, 1, "14", "100 %\r\n::error::x")]);
        one.help = String::new();
        let (findings, summary) = ([one], Summary::default());
        assert_eq!(
            written("github", &checked(&sources, &findings, &summary)),
            "::error file=a%2Cb%3A 5%25.md,line=1,endLine=1,col=8,endColumn=10,title=value-conflict::the harbour \
             has 12 cranes in one source and 14 in the other%0An.txt:1:5: 100 %25  ::error::x\n"
        );
    }

    #[test]
    fn the_worst_come_first_and_the_rest_is_named() {
        let sources = sources(&[("a.md", "12 14")]);
        let make = |level, confidence| {
            let mut finding = finding(vec![label(&sources, 0, "12", "")]);
            (finding.level, finding.confidence) = (level, confidence);
            finding
        };
        let mut findings: Vec<Finding> = (0..12).map(|_| make(Level::Note, 0.5)).collect();
        findings.extend((0..11).map(|at| make(Level::Error, 0.9 + at as f32 / 1000.0)));
        findings.push(make(Level::Warning, 0.8));
        let summary = Summary::default();
        let out = written("github", &checked(&sources, &findings, &summary));
        let count = |start: &str| out.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!((count("::error"), count("::warning"), count("::notice")), (10, 1, 10));
        assert!(out.contains("::notice title=crossclaim::1 error, 3 notes more, listed in the log"), "{out}");
        assert_eq!(count("- a.md:1:1: "), 4);
    }
}
