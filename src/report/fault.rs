//! What kept crossclaim from its job, on standard error.

use std::io::{self, Write};

use anstyle::Style;
use miette::Diagnostic;

use super::Look;
use super::human::{handler, level_style, paint};
use super::wrap::wrap;
use crate::finding::Level;
use crate::place::visible;

/// Writes a fault that has a place, such as the mistakes of a rule file: each with the
/// lines it stands in.
///
/// # Errors
/// When `out` does.
pub fn write_diagnostic(fault: &dyn Diagnostic, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    handler(look, "error:").render_report(&mut text, fault).map_err(io::Error::other)?;
    out.write_all(text.strip_prefix("  ").unwrap_or(&text).as_bytes())
}

/// Writes `error: message` and, below it, what to do. A warning does not fail the run.
///
/// # Errors
/// When `out` does.
pub fn write_fault(
    level: Level,
    message: &str,
    help: Option<&str>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = paint(level_style(level), look);
    writeln!(out, "{style}{}{style:#}: {}", level.name(), visible(message).replace('\n', " "))?;
    let bold = paint(Style::new().bold(), look);
    for (number, line) in
        help.iter().flat_map(|help| wrap(help, look.width.saturating_sub(8).max(20))).enumerate()
    {
        let name = if number == 0 { "help:" } else { "     " };
        writeln!(out, "  {bold}{name}{bold:#} {line}")?;
    }
    Ok(())
}

/// Writes `hint: text`, wrapped.
///
/// # Errors
/// When `out` does.
pub fn write_hint(text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let style = paint(Style::new().dimmed(), look);
    for (number, line) in wrap(&visible(text), look.width.saturating_sub(6).max(20)).iter().enumerate() {
        let name = if number == 0 { "hint:" } else { "     " };
        writeln!(out, "{style}{name} {line}{style:#}")?;
    }
    Ok(())
}
