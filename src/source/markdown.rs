//! Markdown, by pulldown-cmark: its events carry byte ranges, which become pieces.
//!
//! Reports that were made from PDF put a page's notes between a rule and the rest of the
//! sentence they interrupt; joining those sentences is left to `prose`.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

use super::block::{BlockKind, Mark};
use super::build::{self, Builder};
use super::plain::lines::is_head_field;
use super::remark::inside_marks;
use super::{Format, Read, aligned, front_matter, html};

pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn read(&self, text: &str) -> Option<Read> {
        let mut builder = Builder::new(text);
        let body = front_matter::read(text, &mut builder);
        let mut reader =
            Reader { text, body, builder, frames: Vec::new(), struck: 0, raised: None, html: None };
        for (event, range) in Parser::new_ext(&text[body..], OPTIONS).into_offset_iter() {
            reader.event(event, range.start + body..range.end + body);
        }
        reader.flush();
        Some((reader.builder.blocks, reader.builder.meta))
    }

    fn comments(&self, text: &str) -> Vec<Range<usize>> {
        let body = front_matter::read(text, &mut Builder::new(text));
        let mut found = Vec::new();
        for (event, range) in Parser::new_ext(&text[body..], OPTIONS).into_offset_iter() {
            let range = range.start + body..range.end + body;
            match event {
                Event::InlineHtml(tag) if tag.starts_with("<!--") => found.push(inside_marks(text, range)),
                Event::Start(Tag::HtmlBlock) => {
                    let inner = html::comments(&text[range.clone()]).into_iter();
                    found.extend(inner.map(|at| range.start + at.start..range.start + at.end));
                }
                _ => {}
            }
        }
        found
    }
}

/// The kinds of Markdown that are read.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// What the reader stands in.
enum Frame {
    Heading(u8),
    Quote,
    /// `> [!WARNING]`: set off to be noticed, and nobody's words.
    Note,
    /// The number of the next item.
    List(Option<u64>),
    Item(Option<u64>),
    Footnote(Box<str>),
    Table {
        number: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    Code,
    Link,
}

struct Reader<'t> {
    text: &'t str,
    /// Where the text behind the front matter begins.
    body: usize,
    builder: Builder<'t>,
    frames: Vec<Frame>,
    /// Depth of text that was struck out: no longer said.
    struck: u32,
    /// The piece and the byte at which an open `<sup>` began.
    raised: Option<(usize, usize)>,
    /// What an HTML block takes.
    html: Option<Range<usize>>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(_) => {
                let whole = self.html.get_or_insert(range.clone());
                whole.start = whole.start.min(range.start);
                whole.end = whole.end.max(range.end);
            }
            Event::Rule => {
                self.flush();
                self.builder.rule();
            }
            Event::InlineHtml(tag) => self.inline_tag(&tag, range),
            _ if self.struck > 0 => {}
            Event::Text(text) => self.words(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::FootnoteReference(_) => self.builder.mark(range.start, range.end, Mark::FootnoteRef),
            Event::SoftBreak | Event::HardBreak if self.between_head_fields(&range) => self.flush(),
            Event::SoftBreak => {
                let next = self.text[range.end..].find(|c: char| !matches!(c, ' ' | '\t' | '>'));
                self.builder.soft_break(range.start, next.map_or(range.end, |next| range.end + next));
            }
            Event::HardBreak => self.builder.char(range.start, range.end, ' '),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph
            | Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.flush(),
            Tag::Heading { level, .. } => {
                self.flush();
                self.frames.push(Frame::Heading(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                }));
            }
            Tag::BlockQuote(label) => {
                self.flush();
                self.frames.push(if label.is_some() { Frame::Note } else { Frame::Quote });
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.frames.push(Frame::Code);
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = None;
            }
            Tag::List(first) => {
                self.flush();
                self.frames.push(Frame::List(first));
            }
            Tag::Item => {
                self.flush();
                let number = match self.frames.last_mut() {
                    Some(Frame::List(next)) => {
                        let number = *next;
                        *next = next.and_then(|next| next.checked_add(1));
                        number
                    }
                    _ => None,
                };
                self.frames.push(Frame::Item(number));
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.frames.push(Frame::Footnote(label.as_ref().into()));
            }
            Tag::Table(_) => {
                self.flush();
                let number = self.builder.new_table();
                self.frames.push(Frame::Table { number, row: 0, column: 0, header: false });
            }
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::Emphasis => self.builder.mark(range.start, range.start + 1, Mark::EmphasisStart),
            Tag::Strong => self.builder.mark(range.start, range.start + 2, Mark::StrongStart),
            Tag::Strikethrough => self.struck += 1,
            Tag::Link { dest_url, .. } => {
                // Within the document where it is written there; an entity in it makes a copy.
                let target = match dest_url {
                    CowStr::Borrowed(url) => offset_in(self.text, url),
                    _ => None,
                };
                let target = target.unwrap_or(range.start..range.start);
                self.builder.mark(target.start, target.end, Mark::LinkStart);
                self.frames.push(Frame::Link);
            }
            Tag::Image { .. } => self.builder.begin_aside(),
            Tag::TableCell | Tag::Superscript | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table => {
                self.flush();
                self.frames.pop();
            }
            TagEnd::Paragraph => {
                self.flush();
                // What follows in the same item is no longer what its number counts.
                if let Some(Frame::Item(number)) = self.frames.last_mut() {
                    *number = None;
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::TableCell => {
                self.flush();
                if let Some(Frame::Table { column, .. }) = self.frames.last_mut() {
                    *column += 1;
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(Frame::Table { row, .. }) = self.frames.last_mut() {
                    *row += 1;
                }
            }
            TagEnd::Emphasis => self.builder.mark(range.end - 1, range.end, Mark::EmphasisEnd),
            TagEnd::Strong => self.builder.mark(range.end - 2, range.end, Mark::StrongEnd),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => {
                self.builder.mark(range.end, range.end, Mark::LinkEnd);
                self.frames.pop();
            }
            TagEnd::Image => self.builder.finish_aside(BlockKind::Caption),
            _ => {}
        }
    }

    /// `**Date:** May 3` above `**Contact:** Ann Quill`: lines that are no sentence together.
    fn between_head_fields(&self, range: &Range<usize>) -> bool {
        const LONGEST: usize = 400;
        if !matches!(self.kind(), BlockKind::Paragraph) {
            return false;
        }
        let bytes = self.text.as_bytes();
        let from = range.start.saturating_sub(LONGEST);
        let start = memchr::memrchr(b'\n', &bytes[from..range.start]).map_or(from, |at| from + at + 1);
        let to = (range.end + LONGEST).min(bytes.len());
        let end = memchr::memchr(b'\n', &bytes[range.end..to]).map_or(to, |at| range.end + at);
        let is_field = |start: usize, end: usize| {
            self.text.get(start..end).is_some_and(|line| is_head_field(&line.replace(['*', '_'], "")))
        };
        is_field(start, range.start) && is_field(range.end, end)
    }

    fn row(&mut self, head: bool) {
        self.flush();
        if let Some(Frame::Table { column, header, .. }) = self.frames.last_mut() {
            (*column, *header) = (0, head);
        }
    }

    /// Ends the block at hand, in the innermost thing that says what it is.
    fn flush(&mut self) {
        self.raised = None;
        if !self.builder.is_empty() {
            let kind = self.kind();
            self.builder.finish(kind);
        }
    }

    fn kind(&self) -> BlockKind {
        for frame in self.frames.iter().rev() {
            return match frame {
                Frame::Heading(level) => BlockKind::Heading(*level),
                Frame::Quote => BlockKind::Quote,
                Frame::Code => BlockKind::Code,
                Frame::Footnote(label) => BlockKind::Footnote { label: label.clone() },
                Frame::Table { number, row, column, header } => {
                    BlockKind::Cell { table: *number, row: *row, column: *column, header: *header }
                }
                Frame::Item(number) => {
                    let items = self.frames.iter().rev().filter(|frame| matches!(frame, Frame::Item(_)));
                    let depth = u8::try_from(items.take(usize::from(u8::MAX)).count() - 1).unwrap_or(u8::MAX);
                    BlockKind::ListItem { depth, ordered: *number }
                }
                Frame::List(_) | Frame::Link | Frame::Note => continue,
            };
        }
        BlockKind::Paragraph
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if matches!(self.frames.last(), Some(Frame::Code)) {
            return self.code_lines(range);
        }
        if self.text.get(range.clone()) == Some(words) {
            // `\$227`: the event begins behind the backslash that belongs to its first character.
            let escaped = range.start > self.body
                && self.text.as_bytes()[range.start - 1] == b'\\'
                && words.starts_with(|c: char| c.is_ascii_punctuation())
                && self.builder.end() < range.start;
            let mut start = range.start;
            if escaped && let Some(first) = words.chars().next() {
                self.builder.char(start - 1, start + 1, first);
                start += 1;
            }
            self.builder.same(start, range.end);
        } else {
            self.builder.chars(range.start, range.end, words);
        }
    }

    fn code(&mut self, words: &str, range: Range<usize>) {
        let ticks = self.text[range.clone()].bytes().take_while(|&b| b == b'`').count();
        let (start, end) = (range.start + ticks, range.end.saturating_sub(ticks).max(range.start + ticks));
        self.builder.mark(range.start, start, Mark::CodeStart);
        if self.text.get(start..end).is_some_and(|slice| slice.trim() == words.trim()) {
            self.builder.same(start, end);
        } else {
            // Code that a line break parts.
            let raw = self.text.get(start..end).unwrap_or_default();
            aligned::write(&mut self.builder, raw, start, words, aligned::Escapes::None);
        }
        self.builder.mark(end, range.end, Mark::CodeEnd);
    }

    /// Each line of a code block is a block, because its line breaks matter.
    fn code_lines(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for line in self.text[range].split_inclusive('\n') {
            self.builder.same(start, start + line.trim_end().len());
            if line.ends_with('\n') {
                self.builder.finish(BlockKind::Code);
            }
            start += line.len();
        }
    }

    fn inline_tag(&mut self, tag: &str, range: Range<usize>) {
        let name = tag.trim_start_matches('<').trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let closing = tag.starts_with("</");
        let (start, end) = (range.start, range.end);
        match (name.to_ascii_lowercase().as_str(), closing) {
            ("sup", false) => self.raised = Some((self.builder.position(), start)),
            ("sup", true) => {
                if let Some((position, start)) = self.raised.take() {
                    self.builder.superscript(position, start, end);
                }
            }
            ("br", _) => self.builder.char(start, end, ' '),
            ("q", false) => self.builder.quote(start, end, '“'),
            ("q", true) => self.builder.quote(start, end, '”'),
            ("del" | "s" | "strike", false) => self.struck += 1,
            ("del" | "s" | "strike", true) => self.struck = self.struck.saturating_sub(1),
            _ => {}
        }
    }

    fn html_block(&mut self) {
        let Some(range) = self.html.take() else { return };
        let (mut blocks, mut meta) = html::fragment(&self.text[range.clone()], &mut self.builder);
        build::shift(&mut blocks, &mut meta, range.start);
        self.builder.blocks.append(&mut blocks);
        self.builder.meta.append(&mut meta);
    }
}

/// Where `part`, a slice of `text`, stands in it.
fn offset_in(text: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start.checked_add(part.len())?;
    (end <= text.len()).then_some(start..end)
}

/// True for a text that is plainly Markdown whatever it is called: headings with `#`, `<sup>`,
/// rules, tables, bold text and links, of more than one kind or many of one.
pub(super) fn plainly(text: &str) -> bool {
    const SAMPLE: usize = 256 * 1024;
    let (mut headings, mut strong, mut links, mut notes, mut tables, mut rules, mut fences) =
        (0, 0, 0, 0, 0, 0, 0);
    let (mut seen, mut blank_before) = (0, true);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        seen += line.len() + 1;
        if seen > SAMPLE {
            break;
        }
        let trimmed = line.trim();
        let blank_after = lines.peek().is_none_or(|next| next.trim().is_empty());
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') && (blank_before || blank_after) {
            headings += 1;
        }
        if trimmed == "---" && blank_before && blank_after {
            rules += 1;
        }
        if trimmed.starts_with("```") {
            fences += 1;
        }
        if trimmed.len() >= 3
            && trimmed.contains("--")
            && trimmed.contains('|')
            && trimmed.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
        {
            tables += 1;
        }
        // Most lines of plain text have none of these.
        if memchr::memchr3(b'*', b']', b'<', line.as_bytes()).is_some() {
            strong += line.matches("**").count() / 2;
            links += line.matches("](").count();
            notes += line.matches("<sup>").count() + line.matches("[^").count();
        }
        blank_before = trimmed.is_empty();
    }
    let counts = [headings, strong, links, notes, tables, rules, fences / 2];
    let kinds = counts.iter().filter(|&&count| count > 0).count();
    let total: usize = counts.iter().sum();
    headings >= 3 || (kinds >= 2 && total >= 3) || notes >= 3 || tables >= 1 && total >= 2
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
