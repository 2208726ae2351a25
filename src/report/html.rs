//! A page that stands alone: findings with their passages side by side, the ledger as a table of facts and
//! sources, a timeline of dated facts, and what was read. No script, nothing fetched, and no markup of a
//! document acts in it.

mod ledger;
mod timeline;

use std::io::{self, Write};

use super::escape::{attribute, markup};
use super::located::{Region, one_line};
use super::markdown::{found, read};
use super::passage::{Passage, Passages};
use super::{Checked, Look, counted, earlier_twins};
use crate::finding::Finding;

/// The look of the page: light or dark as the reader has it, for a phone and for print.
const STYLE: &str = include_str!("html/style.css");
/// Nothing is loaded and nothing runs, whatever a document may hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// Findings, faults and documents that are shown; programs get all.
const MOST: usize = 2_000;
/// Places that are shown of one finding.
const MOST_PLACES: usize = 12;

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("{} in {}", found(checked.summary), counted(checked.summary.files, "file"));
    writeln!(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    // By this a report is known again.
    writeln!(out, "<meta name=\"generator\" content=\"crossclaim {}\">", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>crossclaim: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>")?;
    writeln!(out, "<h1>{title}</h1>\n<p class=\"dim\">{}</p>", read(checked.summary))?;
    write!(out, "<nav><a href=\"#findings\">Findings</a>")?;
    let (ledger, dates) = (!checked.facts.is_empty(), timeline::has_dates(checked.facts));
    for (there, id, name) in [(ledger, "ledger", "Ledger"), (dates, "timeline", "Timeline")] {
        if there {
            write!(out, "<a href=\"#{id}\">{name}</a>")?;
        }
    }
    writeln!(out, "<a href=\"#read\">What was read</a></nav>\n</header>\n<main>")?;
    findings(checked, out)?;
    if ledger {
        ledger::write(checked, out)?;
    }
    if dates {
        timeline::write(checked, out)?;
    }
    coverage(checked, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn findings(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"findings\">\n<h2>Findings</h2>")?;
    let mut passages = Passages::new(checked.sources);
    let twins = earlier_twins(&checked.findings);
    // What is settled comes after what is not.
    let (open, settled): (Vec<_>, Vec<_>) =
        checked.findings.iter().zip(twins).partition(|(finding, _)| finding.state.is_open());
    if open.is_empty() {
        writeln!(out, "<p>Nothing was found that cannot all be true.</p>")?;
    }
    for (finding, twin) in open.iter().take(MOST) {
        article(checked, finding, *twin, &mut passages, out)?;
    }
    left(open.len(), "finding", out)?;
    if !settled.is_empty() {
        writeln!(out, "<details>\n<summary>{} settled</summary>", counted(settled.len(), "finding"))?;
        for (finding, twin) in settled.iter().take(MOST) {
            article(checked, finding, *twin, &mut passages, out)?;
        }
        left(settled.len(), "finding", out)?;
        writeln!(out, "</details>")?;
    }
    writeln!(out, "</section>")
}

/// Says how many of `count` are not shown.
fn left(count: usize, one: &str, out: &mut dyn Write) -> io::Result<()> {
    if count > MOST {
        writeln!(out, "<p class=\"more\">{} more not shown.</p>", counted(count - MOST, one))?;
    }
    Ok(())
}

fn article(
    checked: &Checked<'_>,
    finding: &Finding,
    twin: usize,
    passages: &mut Passages<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (level, rule) = (finding.level.name(), attribute(&finding.rule));
    let id = if twin == 0 { finding.fingerprint.clone() } else { format!("{}-{twin}", finding.fingerprint) };
    let message = attribute(&finding.message);
    writeln!(out, "<article class=\"finding {level}\" id=\"f-{}\">", attribute(&id))?;
    writeln!(
        out,
        "<h3><span class=\"level\">{level}</span> <code>{rule}</code> {message}</h3>\n<div class=\"sides\">"
    )?;
    let labels = || finding.labels.iter().take(MOST_PLACES);
    let all: Vec<Passage> = labels().map(|label| passages.around(label.place)).collect();
    for (at, (label, passage)) in labels().zip(&all).enumerate() {
        // Each is set against the first, and the first against the second.
        let other = if at == 0 { all.get(1) } else { all.first() };
        let name = markup(&Region::new(checked.sources, label.place).name());
        writeln!(out, "<figure>\n<blockquote>{}</blockquote>", marked(passage, other))?;
        write!(out, "<figcaption><code>{name}</code>")?;
        if !label.note.is_empty() {
            write!(out, " {}", attribute(&label.note))?;
        }
        writeln!(out, "</figcaption>\n</figure>")?;
    }
    writeln!(out, "</div>")?;
    if finding.labels.len() > MOST_PLACES {
        writeln!(out, "<p class=\"more\">{} more</p>", counted(finding.labels.len() - MOST_PLACES, "place"))?;
    }
    writeln!(out, "<dl>")?;
    for why in &finding.why {
        writeln!(out, "<dt>why</dt><dd>{}</dd>", attribute(why))?;
    }
    if !finding.help.is_empty() {
        writeln!(out, "<dt>help</dt><dd>{}</dd>", attribute(&finding.help))?;
    }
    for fix in finding.fixes.iter().take(MOST_PLACES) {
        let region = Region::new(checked.sources, fix.place);
        let (new, old, at) = (attribute(&fix.replacement), attribute(region.text), markup(&region.name()));
        writeln!(out, "<dt>fix</dt><dd>write “{new}” for “{old}” at <code>{at}</code></dd>")?;
    }
    if let Some(suppression) = &finding.state.suppression {
        writeln!(out, "<dt>suppressed</dt><dd>{}</dd>", attribute(&suppression.reason))?;
    } else if !finding.state.is_open() {
        writeln!(out, "<dt>settled</dt><dd>was there when the baseline was written</dd>")?;
    }
    let short = attribute(finding.fingerprint.get(..8).unwrap_or(&finding.fingerprint));
    writeln!(out, "<dt>more</dt><dd><code>crossclaim why {short} PATHS</code></dd>\n</dl>\n</article>")
}

/// A passage with its label marked, and underlined what `other` does not have.
fn marked(passage: &Passage, other: Option<&Passage>) -> String {
    let mut text = String::new();
    let mut in_label = false;
    for stretch in passage.against(other) {
        if stretch.label != in_label {
            text.push_str(if in_label { "</mark>" } else { "<mark>" });
            in_label = stretch.label;
        }
        let words = markup(&stretch.text);
        if stretch.differs {
            text.push_str(&format!("<span class=\"differs\">{words}</span>"));
        } else {
            text.push_str(&words);
        }
    }
    if in_label {
        text.push_str("</mark>");
    }
    text
}

/// What was read of each document, and what was not.
fn coverage(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"read\">\n<h2>What was read</h2>")?;
    if !checked.faults.is_empty() {
        writeln!(out, "<ul>")?;
        for fault in checked.faults.iter().take(MOST) {
            writeln!(out, "<li><strong>not read</strong>: {}</li>", attribute(&fault.message))?;
        }
        writeln!(out, "</ul>")?;
        left(checked.faults.len(), "source", out)?;
    }
    writeln!(
        out,
        "<div class=\"wide\"><table>\n<thead><tr><th>document</th><th>read as</th><th>claims</th><th>identifiers</th>"
    )?;
    writeln!(out, "<th>not understood</th><th>too common to follow</th></tr></thead>\n<tbody>")?;
    for row in checked.coverage.iter().take(MOST) {
        let claims: usize = row.claims.values().sum();
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}{}</td><td>{claims}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            markup(&one_line(&row.path)),
            row.format,
            if row.misnamed { ", not as named" } else { "" },
            row.identifiers,
            row.unread,
            row.cut_off
        )?;
    }
    writeln!(out, "</tbody>\n</table></div>")?;
    left(checked.coverage.len(), "document", out)?;
    writeln!(out, "</section>")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, checked, finding, label, sources, written};
    use super::super::{Days, FactRow, FactValue, Summary};
    use super::*;

    const EVIL: &str =
        "</td></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u{1b}[2J\u{202e}";

    #[test]
    fn no_markup_of_a_document_acts() {
        let path = format!("a{EVIL}.md");
        let text = format!("{EVIL} on 4 May 2019 {EVIL} and 6 May 2019 {EVIL}");
        let sources = sources(&[(&path, &text), ("b.md", "On 6 May 2019 it was.")]);
        let mut one =
            finding(vec![label(&sources, 0, "4 May 2019", EVIL), label(&sources, 1, "6 May 2019", "")]);
        one.message = EVIL.into();
        one.why = vec![EVIL.into()];
        one.help = EVIL.into();
        one.rule = EVIL.into();
        let day = |first| Some(Days { first, last: first });
        let value = |document, text, days| FactValue {
            place: at(&sources, document, text),
            reading: EVIL.into(),
            days,
        };
        let facts = [FactRow {
            subject: EVIL.into(),
            values: vec![value(0, "4 May 2019", day(18_020)), value(1, "6 May 2019", day(18_022))],
            consistent: false,
            reasons: vec![EVIL.into()],
        }];
        let (findings, summary) = ([one], Summary::default());
        let page = written("html", &Checked { facts: &facts, ..checked(&sources, &findings, &summary) });
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("</script"), "{page}");
        assert!(page.chars().all(|c| c == '\n' || !crate::place::steers(c)));
        assert_eq!(page.matches("onerror=").count(), page.matches("&lt;img src=x onerror=").count());
        for (open, close) in
            [("<td>", "</td>"), ("<figure>", "</figure>"), ("<mark>", "</mark>"), ("<g>", "</g>")]
        {
            assert_eq!(page.matches(open).count(), page.matches(close).count(), "{open}");
        }
    }

    #[test]
    fn passages_stand_side_by_side_with_what_differs() {
        let sources =
            sources(&[("a.md", "The port has 12 cranes."), ("b.md", "The new port has 14 cranes.")]);
        let (findings, summary) = (
            [finding(vec![label(&sources, 0, "12", "one"), label(&sources, 1, "14", "other")])],
            Summary::default(),
        );
        let page = written("html", &checked(&sources, &findings, &summary));
        assert!(
            page.contains(
                "<blockquote>The port has <mark><span class=\"differs\">12</span></mark> cranes.</blockquote>"
            ),
            "{page}"
        );
        assert!(page.contains("The <span class=\"differs\">new </span>port has <mark>"), "{page}");
        assert!(page.contains("<figcaption><code>b.md:1:18</code> other</figcaption>"), "{page}");
        assert!(!page.contains("id=\"timeline\"") && !page.contains("http://") && !page.contains("https://"));
    }
}
