//! Which part of the document a block is: summary, footnote, masthead, contents.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::quote::is_note;
use crate::claim::Part;
use crate::prose::{BlockKind, Text};

/// The part of every block of `text`, in order.
#[must_use]
pub fn parts(text: &Text) -> Vec<Part> {
    let mut parts = Vec::with_capacity(text.blocks.len());
    // The region that the last heading opened, that heading's level, and whether it may hold prose as well.
    let mut region: Option<(u8, Part, bool)> = None;
    let mut prose_seen = 0_usize;
    let mut title_seen = false;
    for block in &text.blocks {
        let words = &text.flat[block.range.start as usize..block.range.end as usize];
        let part = match &block.kind {
            BlockKind::Heading(level) => {
                if region.is_some_and(|(opened, ..)| *level <= opened) {
                    region = None;
                }
                if let Some(opened) = region_of(words) {
                    region = Some((*level, opened, is_any_notes(words)));
                }
                if title_seen || prose_seen > 2 {
                    Part::Heading
                } else {
                    title_seen = true;
                    Part::Title
                }
            }
            BlockKind::Footnote { .. } => Part::Footnote,
            BlockKind::Caption => Part::Caption,
            BlockKind::Cell { .. } => Part::Cell,
            BlockKind::Quote if is_note(words) => Part::Body,
            BlockKind::Quote => Part::Quotation,
            BlockKind::Code => Part::Code,
            BlockKind::Metadata { .. } => Part::Metadata,
            BlockKind::Break => Part::Body,
            BlockKind::ListItem { .. } => match region {
                Some((_, _, true)) if is_prose(words) => Part::ListItem,
                Some((_, part, _)) => part,
                None if is_reference(words) => Part::Citation,
                None => Part::ListItem,
            },
            BlockKind::Paragraph => {
                if is_contents_line(words) {
                    Part::Contents
                } else if let Some((_, part, _)) = region.filter(|(.., mixed)| !mixed || !is_prose(words)) {
                    part
                } else if is_reference(words) {
                    Part::Citation
                } else if prose_seen == 0 && !title_seen && is_title(words) {
                    title_seen = true;
                    Part::Title
                } else if prose_seen == 0 && is_masthead(words) {
                    Part::Masthead
                } else {
                    prose_seen += 1;
                    Part::Body
                }
            }
        };
        parts.push(part);
    }
    parts
}

/// True for a heading over entries of a reference list as well as over remarks: `Notes` of a paper, of a press
/// release, of a concert programme.
fn is_any_notes(heading: &str) -> bool {
    let heading = heading.trim_matches(|c: char| !c.is_alphabetic());
    ["notes", "endnotes", "sources"].iter().any(|name| heading.eq_ignore_ascii_case(name))
}

/// True for a sentence or more, and no entry of a reference list: most of its words are in small letters, and nothing
/// says where something was printed.
fn is_prose(words: &str) -> bool {
    /// Words of the shortest remark.
    const LEAST: usize = 8;
    const PRINTED: &[&str] = &[
        "http", "doi", "isbn", "et al", "pp. ", " p. ", "vol. ", "eds.", "ibid", "op. cit", "(ed", "press,",
    ];
    let lower = words.to_ascii_lowercase();
    let (mut all, mut capitals) = (0, 0);
    for word in words.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)) {
        all += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    all >= LEAST
        && capitals * 10 < all * 3
        && words.trim_end().ends_with(['.', '!', '?', '"', '”'])
        && !is_reference(words)
        && !PRINTED.iter().any(|mark| lower.contains(mark))
}

/// The region a heading opens: `Executive Summary`, `References`, `Contents`.
fn region_of(heading: &str) -> Option<Part> {
    let heading = heading
        .trim()
        .trim_end_matches(':')
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let is = |names: &[&str]| names.iter().any(|name| heading.eq_ignore_ascii_case(name));
    if is(&[
        "executive summary",
        "summary",
        "abstract",
        "results in brief",
        "highlights",
        "key findings",
        "key points",
        "overview",
        "at a glance",
    ]) {
        Some(Part::Summary)
    } else if is(&[
        "references",
        "notes",
        "sources",
        "bibliography",
        "works cited",
        "citations",
        "further reading",
        "endnotes",
        "external links",
        "notes and references",
    ]) {
        Some(Part::Citation)
    } else if is(&["contents", "table of contents"]) {
        Some(Part::Contents)
    } else {
        None
    }
}

/// `Conclusion ..... 69`: dot leaders or a tab before a page number at the end.
fn is_contents_line(words: &str) -> bool {
    let trimmed = words.trim_end();
    let without = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let leader = without.trim_end();
    without.len() < trimmed.len() && (leader.ends_with("....") || leader.ends_with(". . ."))
        || LEADER.find_iter(trimmed.as_bytes()).nth(1).is_some()
}

/// What leads to a page number.
static LEADER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("....."));

/// What says when a work was read.
static READ: LazyLock<[Finder<'static>; 5]> = LazyLock::new(|| {
    ["Retrieved ", "Accessed ", "accessed on ", "(accessed ", "Archived from "].map(Finder::new)
});

/// A reference-list entry by its own words: it says when it was retrieved.
fn is_reference(words: &str) -> bool {
    words.len() < 1_000 && READ.iter().any(|mark| mark.find(words.as_bytes()).is_some())
}

/// A line before all prose whose words mostly begin with capitals, and none of which is a
/// figure: the title of a report's cover or of a page.
fn is_title(words: &str) -> bool {
    if !is_masthead_shape(words, 300) || words.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let long: Vec<&str> = words.split_whitespace().filter(|word| word.len() > 3).collect();
    let capital = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let shout = words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    long.len() >= 3 && capital * 5 >= long.len() * 4 && !shout
}

/// A short line before the first prose: no sentence, often a date, place or byline.
fn is_masthead(words: &str) -> bool {
    is_masthead_shape(words, 120)
}

fn is_masthead_shape(words: &str, longest: usize) -> bool {
    let words = words.trim();
    words.len() < longest && !words.ends_with(['.', '?', '!', '"', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_among_notes_are_prose() {
        assert!(is_prose("2. The seven authors work at four institutions in three countries."));
        assert!(is_prose("Out of the 173 songs which she left us, these four are perhaps the barest."));
        assert!(!is_prose("3. Lowe, A. and Moss, B. The Grey Seals of Kell Sound. Lund, 1998."));
        assert!(!is_prose(
            "4. A. Lowe et al., \"On the long way back to the seas of their birth\", 118-134."
        ));
        assert!(!is_prose("Minutes of the council, item 6."));
    }
}
