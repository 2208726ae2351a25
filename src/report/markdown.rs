//! A summary in Markdown for the page of a job, such as GitHub's step summary: what was found in one table,
//! then the passages. It ends where such a page would be refused for its length.

use std::io::{self, Write};

use super::located::{Region, squeezed};
use super::passage::Passages;
use super::{Checked, Look, Summary, counted};
use crate::finding::{Finding, Level};

/// A step summary of GitHub may hold 1 MiB.
const ROOM: usize = 1_000_000;
/// Of that, what the table may take.
const TABLE: usize = 400_000;
/// The last words need some.
const END: usize = 1_000;

pub(super) fn write(checked: &Checked<'_>, _look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut text =
        format!("{MARK}\n## crossclaim: {}\n\n{}\n", found(checked.summary), read(checked.summary));
    let rows = checked.findings.iter().map(|finding| row(checked, finding));
    let head = "\n| level | rule | where | what |\n| --- | --- | --- | --- |\n";
    let shown = add(&mut text, head, rows, TABLE);
    left(&mut text, checked.findings.len() - shown, "finding");
    let mut passages = Passages::new(checked.sources);
    let details = checked.findings.iter().map(|finding| detail(checked, finding, &mut passages));
    let shown = add(&mut text, "\n### Passages\n", details, ROOM - END - ROOM / 10);
    if shown < checked.findings.len() {
        text.push_str(&format!(
            "\nThe passages of {} are left out.\n",
            counted(checked.findings.len() - shown, "finding")
        ));
    }
    let faults = checked.faults.iter().map(|fault| format!("- {}\n", plain(&fault.message)));
    let shown = add(&mut text, "\n### Not read\n\n", faults, ROOM - END);
    left(&mut text, checked.faults.len() - shown, "source");
    out.write_all(text.as_bytes())
}

/// By this a report is known again.
const MARK: &str = "<!-- crossclaim report -->";

/// Adds as many `parts` as there is room for, and says how many; `head` stands before the first.
fn add(text: &mut String, head: &str, parts: impl Iterator<Item = String>, room: usize) -> usize {
    let mut shown = 0;
    for part in parts {
        if text.len() + part.len() > room {
            break;
        }
        if shown == 0 {
            text.push_str(head);
        }
        text.push_str(&part);
        shown += 1;
    }
    shown
}

fn left(text: &mut String, count: usize, one: &str) {
    if count > 0 {
        text.push_str(&format!("\n{} more not shown.\n", counted(count, one)));
    }
}

/// `3 errors, 1 warning`.
pub(super) fn found(summary: &Summary) -> String {
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let found: Vec<String> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, one)| counted(*count, one)).collect();
    if found.is_empty() { "no conflicts".to_owned() } else { found.join(", ") }
}

/// What was read and what was not, in a sentence.
pub(super) fn read(summary: &Summary) -> String {
    let mut text = format!(
        "Read {}: {}, {}.",
        counted(summary.files, "file"),
        counted(summary.claims, "claim"),
        counted(summary.facts, "fact")
    );
    let not = [
        (summary.unreadable, "source", "unreadable"),
        (summary.misnamed, "file", "of another format than named"),
        (summary.unread, "number", "not understood"),
        (summary.cut_off, "word", "too common to follow"),
        (summary.settled, "finding", "settled"),
    ];
    for (count, one, what) in not.iter().filter(|(count, ..)| *count > 0) {
        text.push_str(&format!(" {} {what}.", counted(*count, one)));
    }
    text
}

fn row(checked: &Checked<'_>, finding: &Finding) -> String {
    let places = finding
        .labels
        .iter()
        .take(MOST)
        .map(|label| plain(&Region::new(checked.sources, label.place).name()));
    let mut places: Vec<String> = places.collect();
    if finding.labels.len() > MOST {
        places.push(format!("{} more", finding.labels.len() - MOST));
    }
    let sign = match finding.level {
        Level::Error => "**error**",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    format!("| {sign} | {} | {} | {} |\n", plain(&finding.rule), places.join("<br>"), plain(&finding.message))
}

/// Places that are shown of one finding.
const MOST: usize = 6;

fn detail(checked: &Checked<'_>, finding: &Finding, passages: &mut Passages<'_>) -> String {
    let mut text = format!("\n**{}**: {}\n", plain(&finding.rule), plain(&finding.message));
    for label in finding.labels.iter().take(MOST) {
        let (passage, name) =
            (passages.around(label.place), Region::new(checked.sources, label.place).name());
        let marked =
            if passage.text.is_empty() { String::new() } else { format!("<b>{}</b>", plain(&passage.text)) };
        // In quotation marks, so that no first word opens a list or a heading.
        let (before, after) = (plain(&passage.before), plain(&passage.after));
        text.push_str(&format!("\n> “{before}{marked}{after}”\n>\n> — {}", plain(&name)));
        if !label.note.is_empty() {
            text.push_str(&format!(": {}", plain(&label.note)));
        }
        text.push('\n');
    }
    text.extend(finding.why.iter().map(|why| format!("\n- why: {}", plain(why))));
    if !finding.help.is_empty() {
        text.push_str(&format!("\n- help: {}", plain(&finding.help)));
    }
    text.push('\n');
    text
}

/// `text` as the words it is: nothing in it is markup, in a cell or outside, or calls on somebody by name.
/// A blank at either end stays.
fn plain(text: &str) -> String {
    let words = squeezed(text);
    let mut out = String::with_capacity(words.len() + 8);
    if text.starts_with(' ') {
        out.push(' ');
    }
    for (at, c) in words.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' => out.push_str("&#124;"),
            '@' => out.push_str("&#64;"),
            // "#12" would lead to an issue, "https://…" away from the page.
            '#' => out.push_str("&#35;"),
            ':' if words[at..].starts_with("://") => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    if text.len() > 1 && text.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::{checked, finding, label, sources, written};
    use super::*;

    #[test]
    fn cells_hold_no_markup() {
        let sources = sources(&[("a|b.md", "It has 12 <b>cranes</b> `x` | y."), ("n.txt", "All 14 @cranes")]);
        let mut one = finding(vec![label(&sources, 0, "12", "*one*"), label(&sources, 1, "14", "")]);
        one.message = "12 | 14 <img src=x> [a](b)\n\nand ![c](d)".into();
        let mut summary = Summary { files: 2, ..Summary::default() };
        let findings = [one];
        summary.count(&findings);
        let out = written("markdown", &checked(&sources, &findings, &summary));
        assert!(
            out.starts_with(
                "<!-- crossclaim report -->\n## crossclaim: 1 error\n\nRead 2 files: 0 claims, 0 facts.\n"
            ),
            "{out}"
        );
        assert!(
            out.contains(
                "| **error** | value-conflict | a&#124;b.md:1:8<br>n.txt:1:5 | 12 &#124; 14 &lt;img src=x&gt; \
                 \\[a\\](b) and \\!\\[c\\](d) |\n"
            ),
            "{out}"
        );
        assert!(out.contains("> “It has <b>12</b> &lt;b&gt;cranes&lt;/b&gt; \\`x\\` &#124; y.”\n>\n> — a&#124;b.md:1:8: \\*one\\*\n"), "{out}");
        assert!(out.contains("All <b>14</b> &#64;cranes"), "{out}");
    }

    #[test]
    fn it_ends_before_the_page_is_full() {
        let sources = sources(&[("a.md", "It has 12 cranes.")]);
        let mut one = finding(vec![label(&sources, 0, "12", "")]);
        one.message = "long ".repeat(300);
        let findings = vec![one; 3_000];
        let summary = Summary::default();
        let out = written("markdown", &checked(&sources, &findings, &summary));
        assert!(out.len() < 1 << 20, "{}", out.len());
        assert!(
            out.contains(" more not shown.\n") && out.contains("The passages of "),
            "{}",
            &out[out.len() - 200..]
        );
    }
}
