//! What was read of each document, for people.

use std::io::{self, Write};

use super::wrap::wrap;
use super::{CoverageRow, Look, counted};
use crate::place::visible;

/// Writes a line for each document: its claims by kind, and what was not read.
///
/// # Errors
/// When `out` does.
pub fn write_coverage(rows: &[CoverageRow], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        let claims = counted(row.claims.values().sum(), "claim");
        let kinds: Vec<String> = row.claims.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let mut text = format!("{}: {}, {claims}", visible(&row.path), row.format);
        if !kinds.is_empty() {
            text.push_str(&format!(" ({})", kinds.join(", ")));
        }
        text.push_str(&format!(", {}", counted(row.identifiers, "identifier")));
        if row.misnamed {
            text.push_str("; its name says another format");
        }
        if row.unread > 0 {
            text.push_str(&format!("; {} not understood", counted(row.unread, "number")));
        }
        if row.cut_off > 0 {
            text.push_str(&format!("; {} too common to compare", counted(row.cut_off, "claim")));
        }
        for (number, line) in wrap(&text, look.width.saturating_sub(2)).iter().enumerate() {
            writeln!(out, "{}{line}", if number == 0 { "" } else { "  " })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_line_that_says_what_was_not_read() {
        let row = CoverageRow {
            path: "docs/a\u{1b}.md".to_owned(),
            format: "html",
            misnamed: true,
            claims: [("date", 3), ("quantity", 1)].into(),
            identifiers: 1,
            unread: 2,
            cut_off: 0,
        };
        let mut out = Vec::new();
        write_coverage(&[row.clone(), row], Look { color: false, width: 200 }, &mut out).unwrap();
        let line = "docs/a?.md: html, 4 claims (3 date, 1 quantity), 1 identifier; its name says another format; \
                    2 numbers not understood\n";
        assert_eq!(String::from_utf8(out).unwrap(), line.repeat(2));
    }
}
