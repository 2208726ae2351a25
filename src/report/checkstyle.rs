//! Checkstyle XML, which many code review tools read.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape::attribute;
use super::located::{Region, one_line};
use super::{Checked, Look};
use crate::finding::{Finding, Level};

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut by_document: BTreeMap<usize, Vec<(Region<'_>, &Finding)>> = BTreeMap::new();
    for finding in &checked.findings {
        let Some(label) = finding.labels.first() else { continue };
        let region = Region::new(checked.sources, label.place);
        by_document.entry(checked.sources.index_of(label.place)).or_default().push((region, finding));
    }
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">")?;
    for findings in by_document.values() {
        let Some((first, _)) = findings.first() else { continue };
        writeln!(out, "  <file name=\"{}\">", attribute(&first.document.path))?;
        for (region, finding) in findings {
            let severity = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "info",
            };
            let mut message = one_line(&finding.message);
            let others = finding.labels.iter().skip(1);
            let names: Vec<String> =
                others.map(|label| Region::new(checked.sources, label.place).name()).collect();
            if !names.is_empty() {
                message.push_str(&format!(" (see {})", names.join(", ")));
            }
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"crossclaim.{}\"/>",
                region.start.line,
                region.start.column,
                attribute(&message),
                attribute(&finding.rule)
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

#[cfg(test)]
mod tests {
    use super::super::Summary;
    use super::super::sample::{checked, finding, label, sources, written};

    #[test]
    fn findings_stand_under_their_files() {
        let sources = sources(&[("a & b.md", "It has 12 cranes."), ("n.txt", "All 14 cranes")]);
        let mut one = finding(vec![label(&sources, 0, "12", ""), label(&sources, 1, "14", "")]);
        one.message = "12 < 14\u{7}".into();
        let (findings, summary) = ([one], Summary::default());
        assert_eq!(
            written("checkstyle", &checked(&sources, &findings, &summary)),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<checkstyle version=\"8.0\">
  <file name=\"a &amp; b.md\">
    <error line=\"1\" column=\"8\" severity=\"error\" message=\"12 &lt; 14? (see n.txt:1:5)\" \
             source=\"crossclaim.value-conflict\"/>
  </file>
</checkstyle>
"
        );
    }
}
