//! One line a finding, in the shape that editors and `grep` know.

use std::io::{self, Write};

use super::human::{level_style, paint};
use super::{Checked, Located, Look};
use crate::place::visible;

/// `path:line:column: level[rule] message`.
pub(super) fn write(checked: &Checked<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for finding in &checked.findings {
        let Some(label) = finding.labels.first() else { continue };
        let at = Located::new(checked.sources, label.place);
        let style = paint(level_style(finding.level), look);
        let (path, rule) = (visible(at.path).replace('\n', " "), visible(&finding.rule));
        let message = visible(&finding.message).replace('\n', " ");
        let level = finding.level.name();
        writeln!(out, "{path}:{}:{}: {style}{level}[{rule}]{style:#} {message}", at.line, at.column)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{checked, finding, label, sources};
    use super::super::{Look, Summary};

    #[test]
    fn a_finding_is_one_line_whatever_its_message_holds() {
        let sources = sources(&[("a b.md", "# P\n\nIt has 12 cranes.\n")]);
        let mut one = finding(vec![label(&sources, 0, "12", "")]);
        one.message.push_str("\nand\u{1b}[2J more");
        let (findings, summary) = ([one], Summary::default());
        let checked = checked(&sources, &findings, &summary);
        let mut out = Vec::new();
        super::write(&checked, Look { color: false, width: 80 }, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a b.md:3:8: error[value-conflict] the harbour has 12 cranes in one source and 14 in the other and?[2J more\n"
        );
    }
}
