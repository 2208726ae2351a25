//! The report for a terminal: all places of a finding in one diagnostic, then why they
//! clash and what to do.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};
use textwrap::{WordSeparator, WordSplitter};

use super::view::View;
use super::wrap::wrap;
use super::{Checked, Located, Look, Summary, counted};
use crate::finding::{Finding, Level};
use crate::place::visible;
use crate::source::SourceSet;

/// Writes all findings and the summary.
pub(super) fn write(checked: &Checked<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for finding in &checked.findings {
        write_finding(checked.sources, finding, look, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes one finding.
///
/// # Errors
/// When `out` does.
pub fn write_finding(
    sources: &SourceSet,
    finding: &Finding,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = Diagnosed {
        message: visible(&finding.message).into_owned(),
        level: finding.level,
        view: View::new(sources, &finding.labels, look.width),
    };
    let name = format!("{}[{}]:", finding.level.name(), visible(&finding.rule));
    let mut text = String::new();
    handler(look, &name).render_report(&mut text, &shown).map_err(io::Error::other)?;
    // miette sets the first line in by two columns.
    out.write_all(text.strip_prefix("  ").unwrap_or(&text).as_bytes())?;
    for why in &finding.why {
        attach("why", why, look, out)?;
    }
    if !finding.help.is_empty() {
        attach("help", &finding.help, look, out)?;
    }
    for fix in finding.fixes.iter().take(MOST_FIXES) {
        let at = Located::new(sources, fix.place);
        let text = format!(
            "write \"{}\" for \"{}\" at {}:{}:{}",
            fix.replacement, at.text, at.path, at.line, at.column
        );
        attach("fix", &text, look, out)?;
    }
    let short = finding.fingerprint.get(..8).unwrap_or(&finding.fingerprint);
    attach("more", &format!("crossclaim why {short} PATHS"), look, out)
}

/// Replacements shown of one finding; programs get all of them.
const MOST_FIXES: usize = 8;

/// Writes the last line of a report: how much was found, and in how much text.
///
/// # Errors
/// When `out` does.
pub fn write_summary(summary: &Summary, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let found: Vec<String> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, one)| counted(*count, one)).collect();
    let bold = paint(Style::new().bold(), look);
    let found = if found.is_empty() { "no conflicts".to_owned() } else { found.join(", ") };
    let files = counted(summary.files, "file");
    let (claims, facts) = (counted(summary.claims, "claim"), counted(summary.facts, "fact"));
    write!(out, "{bold}{found}{bold:#} in {files} ({claims}, {facts} read")?;
    if summary.settled > 0 {
        write!(out, "; {} settled", counted(summary.settled, "finding"))?;
    }
    if summary.unread > 0 {
        write!(out, "; {} not understood", counted(summary.unread, "number"))?;
    }
    if summary.cut_off > 0 {
        write!(out, "; {} too common to follow", counted(summary.cut_off, "word"))?;
    }
    if summary.unreadable > 0 {
        write!(out, "; {} unreadable", counted(summary.unreadable, "source"))?;
    }
    if summary.misnamed > 0 {
        write!(out, "; {} of another format than named", counted(summary.misnamed, "file"))?;
    }
    writeln!(out, ")")
}

/// Writes `= name: text`, wrapped.
fn attach(name: &str, text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (dim, bold) = (paint(Style::new().dimmed(), look), paint(Style::new().bold(), look));
    let indent = name.len() + 6;
    let lines = wrap(&visible(text), look.width.saturating_sub(indent).max(20));
    for (number, line) in lines.iter().enumerate() {
        if number == 0 {
            writeln!(out, "  {dim}={dim:#} {bold}{name}{bold:#}: {line}")?;
        } else {
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

/// `style`, or none where colours are off.
pub(super) const fn paint(style: Style, look: Look) -> Style {
    if look.color { style } else { Style::new() }
}

/// Colour of a level. The word always stands beside it, so that nothing rests on colour.
pub(super) const fn level_style(level: Level) -> Style {
    let color = match level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Note => AnsiColor::Cyan,
    };
    Style::new().fg_color(Some(anstyle::Color::Ansi(color))).bold()
}

/// The renderer, with `name` (`error[date-conflict]:`) before the message.
pub(super) fn handler(look: Look, name: &str) -> GraphicalReportHandler {
    let mut theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    theme.characters.error = name.to_owned();
    theme.characters.warning = name.to_owned();
    theme.characters.advice = name.to_owned();
    if look.color {
        // Neither label is red beside a green one: those two look alike to one man in twelve.
        theme.styles.highlights.truncate(2);
    }
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .without_syntax_highlighting()
        .with_break_words(false)
        // `press-release.md` is one word.
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
}

/// A finding in the shape miette renders.
#[derive(Debug)]
struct Diagnosed {
    message: String,
    level: Level,
    view: View,
}

impl fmt::Display for Diagnosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnosed {}

impl Diagnostic for Diagnosed {
    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.view)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.view.labels().iter().map(|label| {
            let note = (!label.note.is_empty()).then(|| label.note.clone());
            LabeledSpan::new(note, label.start, label.len)
        })))
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::super::sample::{finding, label, sources};
    use super::*;

    const LOOK: Look = Look { color: false, width: 80 };

    fn rendered(sources: &SourceSet, finding: &Finding) -> String {
        let mut out = Vec::new();
        write_finding(sources, finding, LOOK, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_diagnostic_shows_both_files() {
        let sources = sources(&[
            ("port/plan.md", "# Plan\n\nThe harbour has 12 cranes.\n"),
            ("port/news.txt", "All 14 cranes of the harbour stood still.\n"),
        ]);
        let finding =
            finding(vec![label(&sources, 0, "12", "12 cranes"), label(&sources, 1, "14", "14 cranes")]);
        assert_eq!(
            rendered(&sources, &finding),
            "error[value-conflict]: the harbour has 12 cranes in one source and 14 in the
  │ other
   ╭─[port/plan.md:3:17]
 3 │ The harbour has 12 cranes.
   ·                 ─┬
   ·                  ╰── 12 cranes
   ╰────
   ╭─[port/news.txt:1:5]
 1 │ All 14 cranes of the harbour stood still.
   ·     ─┬
   ·      ╰── 14 cranes
   ╰────
  = why: both count the cranes of the harbour
  = why: 12 is not 14
  = help: Correct one source, or say what each figure counts.
  = more: crossclaim why 9fcf20bc PATHS
"
        );
    }

    #[test]
    fn a_path_is_not_broken_at_its_hyphens() {
        let sources = sources(&[("a.txt", "It has 12 cranes.\n")]);
        let mut finding = finding(vec![label(&sources, 0, "12", "12 cranes")]);
        finding.message = "the plan says 12 cranes and the news of the day (news/press-release.md) 14".into();
        let out = rendered(&sources, &finding);
        assert!(out.contains("\n  │ (news/press-release.md) 14\n"), "{out}");
    }

    #[test]
    fn long_lines_are_cut_around_every_label_and_nothing_overflows() {
        let filler = "The quay was built of granite and timber in the days of sail. ".repeat(30);
        let text = format!("{filler}It has 12 cranes. {filler}It has 14 cranes. {filler}");
        let sources = sources(&[("long.txt", &text)]);
        let finding = finding(vec![
            label(&sources, 0, "12", "12 cranes, says the first half of this document at some length"),
            label(&sources, 0, "14", "14 cranes"),
        ]);
        let out = rendered(&sources, &finding);
        for line in out.lines() {
            assert!(line.width() <= 80, "{line}");
        }
        let shown: Vec<&str> = out.lines().filter(|line| line.starts_with(" 1 │ ")).collect();
        assert_eq!(shown.len(), 2, "{out}");
        assert!(shown[0].contains("It has 12 cranes.") && shown[0].contains("│ …"), "{out}");
        assert!(shown[1].contains("It has 14 cranes.") && shown[1].ends_with('…'), "{out}");
        assert!(out.contains(&format!("long.txt:1:{}]", filler.len() + 8)), "{out}");
    }

    #[test]
    fn a_note_at_the_end_of_a_line_does_not_hang_out() {
        let lines = [
            "All the sources that were asked agree that the harbour opened on a Thursday.".to_owned(),
            format!("{} on a Thursday.", "The quay was built of granite and timber. ".repeat(9)),
        ];
        for line in lines {
            let sources = sources(&[("a.txt", &line)]);
            let out =
                rendered(&sources, &finding(vec![label(&sources, 0, "Thursday", "every Thursday of it")]));
            assert!(out.lines().all(|line| line.width() <= 80), "{out}");
            assert!(out.contains("╰── every Thursday of it\n"), "{out}");
        }
    }

    #[test]
    fn near_labels_share_a_line_and_broken_ones_are_joined() {
        let sources = sources(&[
            ("a.txt", "Opened on Thursday,\nMarch 6, 2019 by the mayor.\n"),
            ("b.txt", "The mayor opened it on March\n7, 2019, they say.\n"),
        ]);
        let finding = finding(vec![
            label(&sources, 0, "Thursday", "a Thursday"),
            label(&sources, 0, "March 6, 2019", "this is a Wednesday"),
            label(&sources, 1, "March\n7, 2019", "a day later"),
        ]);
        let out = rendered(&sources, &finding);
        assert!(out.contains("[a.txt:1:11]\n 1 │ Opened on Thursday,\n"), "{out}");
        assert!(out.contains(" 2 │ March 6, 2019 by the mayor.\n"), "{out}");
        assert!(
            out.contains("[b.txt:1:24]\n 1 │ The mayor opened it on March 7, 2019, they say.\n"),
            "{out}"
        );
    }

    #[test]
    fn no_character_of_a_document_steers_the_terminal() {
        let sources =
            sources(&[("e\u{1b}vil.txt", "We have \u{1b}[31m12\u{202e} cranes\u{9b}2J.\r\n\tnew\n")]);
        let out = rendered(&sources, &finding(vec![label(&sources, 0, "12", "\u{1b}]0;x\u{7}")]));
        assert!(out.contains("We have ?[31m12\u{fffd} cranes\u{b7}2J."), "{out}");
        assert!(out.chars().all(|c| !c.is_control() || c == '\n'), "{out:?}");
    }

    #[test]
    fn a_label_of_any_length_is_shown() {
        let words = "one more word ".repeat(4000);
        let sources = sources(&[("q.txt", &words)]);
        let out = rendered(&sources, &finding(vec![label(&sources, 0, &words, "a long quotation")]));
        assert!(out.lines().count() < 14, "{out}");
        assert!(out.lines().all(|line| line.width() <= 80), "{out}");
    }

    #[test]
    fn the_summary_counts_and_says_what_was_not_read() {
        let summary = |summary: Summary| {
            let mut out = Vec::new();
            write_summary(&summary, LOOK, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let all = Summary { files: 5, claims: 812, facts: 214, errors: 3, warnings: 1, ..Summary::default() };
        assert_eq!(summary(all.clone()), "3 errors, 1 warning in 5 files (812 claims, 214 facts read)\n");
        let none = Summary {
            errors: 0,
            warnings: 0,
            files: 1,
            settled: 4,
            unreadable: 2,
            misnamed: 1,
            unread: 1,
            ..all
        };
        assert_eq!(
            summary(none),
            "no conflicts in 1 file (812 claims, 214 facts read; 4 findings settled; 1 number not understood; 2 sources unreadable; 1 file of another format than named)\n"
        );
    }
}
