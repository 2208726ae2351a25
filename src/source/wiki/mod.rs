//! The markup of wikis: headings, lists, tables, references, links and the templates that hold facts.
//!
//! Brackets and braces are paired once over the whole text; what is between a pair is read by
//! what begins it. Templates are not expanded: an infobox is a table of its parameters, a citation is
//! set down as a reader sees it, a date or measure says what its parameters say, and others are
//! passed over.

mod comment;
mod inline;
mod pairs;
mod table;
mod template;

use super::block::BlockKind;
use super::build::Builder;
use super::html::entity::Entities;
use super::{Format, Read};
use pairs::Pairs;

pub(super) struct Wiki;

/// Constructs inside constructs that are followed; deeper ones are passed over.
const DEEPEST: usize = 24;

impl Format for Wiki {
    fn name(&self) -> &'static str {
        "wikitext"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["wiki", "wikitext", "mediawiki", "mw"]
    }

    fn read(&self, text: &str) -> Option<Read> {
        let mut reader = Reader {
            text,
            builder: Builder::new(text),
            pairs: Pairs::of(text),
            entities: Entities::default(),
            notes: Vec::new(),
            depth: 0,
            paragraph: BlockKind::Paragraph,
        };
        reader.blocks(0, text.len());
        reader.write_notes();
        Some((reader.builder.blocks, reader.builder.meta))
    }

    fn comments(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        comment::comments(text)
    }
}

/// True for a text that is plainly wiki markup, whatever it is called.
pub(super) fn plainly(text: &str) -> bool {
    let start = near(text, 16 * 1024);
    let heading = start.lines().any(|line| heading(line.trim_end()).is_some());
    let marks =
        [start.contains("[["), start.contains("{{"), start.contains("'''"), start.contains("{|"), heading];
    let count = marks.iter().filter(|mark| **mark).count();
    count >= 3 && (start.contains("[[") || start.contains("{{"))
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    pairs: Pairs,
    entities: Entities,
    /// Ranges of the references met, whose words stand at the foot of the page.
    notes: Vec<(usize, usize)>,
    depth: usize,
    /// What a paragraph is here: one of a quotation inside one.
    paragraph: BlockKind,
}

/// Level and words of `== Harbour ==`: the range of the words in the line.
fn heading(line: &str) -> Option<(u8, std::ops::Range<usize>)> {
    let open = line.bytes().take_while(|&b| b == b'=').count();
    let close = line.bytes().rev().take_while(|&b| b == b'=').count();
    let level = open.min(close).min(6);
    let inner = line.get(level..line.len().checked_sub(level)?)?;
    let words = inner.trim();
    if level == 0 || line.len() <= open + close || words.is_empty() {
        return None;
    }
    let from = level + (inner.len() - inner.trim_start().len());
    Some((u8::try_from(level).unwrap_or(6), from..from + words.len()))
}

impl Reader<'_> {
    /// Reads the lines of a range as blocks.
    fn blocks(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            // Constructs that take lines of their own.
            if let Some(after) = self.construct(at, end) {
                at = after;
                continue;
            }
            let line_end = self.line_end(at, end);
            let line = &self.text[at..line_end];
            let trimmed = line.trim_end();
            if trimmed.trim().is_empty() {
                self.end_paragraph();
            } else if let Some((level, words)) = heading(trimmed) {
                self.end_paragraph();
                self.inline(at + words.start, at + words.end);
                self.builder.finish(BlockKind::Heading(level));
            } else if trimmed.starts_with("----") {
                self.end_paragraph();
                self.builder.rule();
            } else if trimmed.starts_with(['*', '#', ':', ';']) {
                self.end_paragraph();
                let marks = trimmed.bytes().take_while(|b| matches!(b, b'*' | b'#' | b':' | b';')).count();
                let depth = u8::try_from(marks.saturating_sub(1)).unwrap_or(u8::MAX);
                self.inline(at + marks, at + trimmed.len());
                let item = trimmed[..marks].contains(['*', '#']);
                if item {
                    self.builder.finish(BlockKind::ListItem { depth, ordered: None });
                } else {
                    self.end_paragraph();
                }
            } else if !trimmed.starts_with("__") && !is_redirect(trimmed) {
                if !self.builder.is_empty() {
                    self.builder.soft_break(at, at);
                }
                self.inline(at, at + trimmed.len());
            }
            at = self.after_line(line_end, end);
        }
        self.end_paragraph();
    }

    fn end_paragraph(&mut self) {
        self.builder.finish(self.paragraph.clone());
    }

    /// Reads a range as paragraphs of a quotation.
    fn quotation(&mut self, start: usize, end: usize) {
        let outer = std::mem::replace(&mut self.paragraph, BlockKind::Quote);
        self.nested(|reader| reader.blocks(start, end));
        self.paragraph = outer;
    }

    /// A table, a box, a quotation or a comment that begins a line at `at`; gives where what follows it begins.
    fn construct(&mut self, at: usize, end: usize) -> Option<usize> {
        let indent = self.text[at..end].bytes().take_while(|b| matches!(b, b' ' | b':' | b'\t')).count();
        let from = at + indent;
        let rest = &self.text[from..end];
        if rest.starts_with("<!--") {
            return Some(rest.find("-->").map_or(end, |close| from + close + 3));
        }
        if starts_tag(rest, "<blockquote") {
            // No quotation is longer.
            let part = near(rest, 16 * 1024);
            let open_end = from + part.find('>')? + 1;
            let inner_end = from + find_tag(part, "</blockquote")?;
            self.end_paragraph();
            self.quotation(open_end, inner_end.max(open_end));
            return Some(self.text[inner_end..end].find('>').map_or(end, |close| inner_end + close + 1));
        }
        let close = self.pairs.close(from).filter(|&close| close <= end)?;
        if rest.starts_with("{|") {
            self.end_paragraph();
            self.nested(|reader| reader.table(from + 2, close - 2));
            return Some(self.after_line(close, end));
        }
        if rest.starts_with("{{") && template::is_quotation(&self.text[from + 2..close - 2]) {
            self.end_paragraph();
            self.template_quotation(from + 2, close - 2);
            return Some(close);
        }
        if rest.starts_with("{{") && template::is_box(&self.text[from + 2..close - 2]) {
            self.end_paragraph();
            self.nested(|reader| reader.template_box(from + 2, close - 2));
            return Some(close);
        }
        None
    }

    /// Runs `work` unless too much stands open already.
    fn nested(&mut self, work: impl FnOnce(&mut Self)) {
        if self.depth < DEEPEST {
            self.depth += 1;
            work(self);
            self.depth -= 1;
        }
    }

    /// The end of the line that begins at `at`; a line break inside braces or brackets does not end it.
    fn line_end(&self, at: usize, end: usize) -> usize {
        let mut from = at;
        loop {
            let stop =
                memchr::memchr(b'\n', &self.text.as_bytes()[from..end]).map_or(end, |found| from + found);
            match self.pairs.around(from, stop).filter(|&close| close <= end && close > stop) {
                Some(close) => from = close,
                None => return stop,
            }
        }
    }

    fn after_line(&self, line_end: usize, end: usize) -> usize {
        match self.text.as_bytes().get(line_end) {
            Some(b'\n') if line_end < end => line_end + 1,
            _ => line_end,
        }
    }

    /// The references, as notes at the foot.
    fn write_notes(&mut self) {
        let mut number = 0;
        while number < self.notes.len() {
            let (start, end) = self.notes[number];
            number += 1;
            self.nested(|reader| reader.inline(start, end));
            self.builder.finish(BlockKind::Footnote { label: number.to_string().into() });
        }
    }
}

/// The first `limit` bytes of `text` or so: what a search for the end of a construct looks at, so that
/// thousands of constructs without an end cost no more than others.
fn near(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// True where `text` begins with a tag, in letters of either case.
fn starts_tag(text: &str, tag: &str) -> bool {
    text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
}

/// Where a tag begins in `text`, in letters of either case.
fn find_tag(text: &str, tag: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| starts_tag(&text[at..], tag))
}

fn is_redirect(line: &str) -> bool {
    line.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("#redirect"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;

    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let document = Document::parse("a.wiki", text.to_owned());
        let words = crate::source::plain_words(&document);
        document.blocks.iter().map(|block| block.kind.clone()).zip(words).collect()
    }

    fn words(text: &str) -> Vec<String> {
        read(text)
            .into_iter()
            .map(|(_, words)| words.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn prose_is_read_without_its_markup() {
        let text = "'''Ell''' is a [[port city|port]] in [[Ostland]] with 1,204&nbsp;boats<ref name=\"a\">{{cite web |title=Boats of Ell |publisher=Port Office |date=March 3, 2021 |access-date=May 4, 2021 |url=http://a.b/2021}}</ref> and\n14 [http://x.y cranes].<!-- 15? -->\n\n== History ==\n* It opened in {{start date|2019|3|14}}.\n* The pier is {{convert|310|m|ft}} long.\n[[Category:Ports]]\n";
        assert_eq!(
            words(text),
            [
                "Ell is a port in Ostland with 1,204 boats and 14 cranes.",
                "History",
                "It opened in 2019-03-14.",
                "The pier is 310 m long.",
                "\"Boats of Ell\". Port Office. March 3, 2021. Retrieved May 4, 2021.",
            ]
        );
    }

    #[test]
    fn infoboxes_and_tables_are_tables() {
        let text = "{{Infobox port\n| name = Ell\n| boats = 1,204<ref>Count of 2020.</ref>\n| image = a.jpg\n| opened = {{Start date|2019|3|14|df=y}}\n}}\n{| class=\"wikitable\"\n|+ Boats by pier\n! Pier !! align=right | Boats\n|-\n| North || 700\n|-\n| colspan=\"2\" | None\n|}\nEnd.";
        let read = read(text);
        let cells: Vec<_> = read
            .iter()
            .filter_map(|(kind, words)| match kind {
                BlockKind::Cell { table, row, column, header } => {
                    Some((*table, *row, *column, *header, words.trim().to_owned()))
                }
                _ => None,
            })
            .collect();
        let expected = [
            (0, 0, 0, true, "name"),
            (0, 0, 1, false, "Ell"),
            (0, 1, 0, true, "boats"),
            (0, 1, 1, false, "1,204"),
            (0, 2, 0, true, "opened"),
            (0, 2, 1, false, "2019-03-14"),
            (1, 0, 0, true, "Pier"),
            (1, 0, 1, true, "Boats"),
            (1, 1, 0, false, "North"),
            (1, 1, 1, false, "700"),
            (1, 2, 0, false, "None"),
        ];
        assert_eq!(cells, expected.map(|(t, r, c, h, w)| (t, r, c, h, w.to_owned())));
        assert!(
            read.iter().any(|(kind, words)| *kind == BlockKind::Caption && words.trim() == "Boats by pier")
        );
        assert!(read.iter().any(|(kind, words)| *kind == BlockKind::Paragraph && words == "End."));
    }

    #[test]
    fn quotations_are_blocks_of_their_own() {
        let text = "He wrote:\n<blockquote class=x>We rowed ''at dawn''.<ref>Diary, p. 5.</ref>\n\nNobody spoke.</blockquote>\n{{Quote|text=The pier [[fire|burned]].|author=Ann Quill|source=Diary}}\n{{Quote box\n|quote = Nine boats.\n}}\nIt {{quote|sank}} there.";
        let quote = |words: &str| (BlockKind::Quote, words.to_owned());
        let read: Vec<_> =
            read(text).into_iter().map(|(kind, words)| (kind, words.trim().to_owned())).collect();
        let expected = [
            (BlockKind::Paragraph, "He wrote:".to_owned()),
            quote("We rowed at dawn."),
            quote("Nobody spoke."),
            quote("The pier burned."),
            (BlockKind::Caption, "Ann Quill, Diary".to_owned()),
            quote("Nine boats."),
            (BlockKind::Paragraph, "It “sank” there.".to_owned()),
            (BlockKind::Footnote { label: "1".into() }, "Diary, p. 5.".to_owned()),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn hostile_nesting_ends() {
        for part in [
            "{{",
            "[[",
            "{|",
            "<ref>",
            "'''",
            "{{a|",
            "[[a|",
            "}}",
            "]]",
            "{{{",
            "\n{|\n|",
            "[http://a ",
            "\n<blockquote>\n",
            "\n{{quote|",
        ] {
            let text = part.repeat(40_000);
            let _ = Document::parse("a.wiki", text);
        }
    }

    #[test]
    fn wiki_markup_is_known_by_its_look() {
        assert!(plainly("'''Ell''' is a [[port]].\n\n== History ==\nIt {{opened}}."));
        assert!(!plainly("# Ell\n\nA [[note]] and {{ template }} of another kind.\n"));
    }
}
