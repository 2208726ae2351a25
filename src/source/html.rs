//! HTML, by html5gum's tokenizer: its events carry byte ranges, from which the text is read
//! again, because an event's own text has its entities decoded and no places in it.
//!
//! What a page holds beside its text (scripts, navigation, hidden parts) is left out.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Range, Tokenizer};

use super::Format;
use super::block::{Block, BlockKind, Mark};
use super::build::Builder;
use super::front_matter::key_name;
use super::remark::inside_marks;
use super::set::Meta;

mod element;
pub(super) mod entity;
mod linked;
pub(super) mod table;
mod time;

use element::{Element, Role};
use table::Table;

/// Elements open at once that are told apart, so that a million of them cost no more each.
const DEEPEST: usize = 400;

pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn read(&self, text: &str) -> (Vec<Block>, Vec<Meta>) {
        read(text, Builder::new(text))
    }

    fn comments(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        comments(text)
    }
}

/// The words of all comments of a page, or of a piece of one.
pub(super) fn comments(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, at: Range<usize>| {
        if let CallbackEvent::Comment { .. } = event {
            found.push(inside_marks(text, at.start.min(text.len())..at.end.min(text.len())));
        }
        None::<std::convert::Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    found
}

/// Reads a piece of HTML inside another format; tables are numbered on from those of `outer`.
pub(super) fn fragment(text: &str, outer: &mut Builder) -> (Vec<Block>, Vec<Meta>) {
    let mut builder = Builder::new(text);
    builder.share_tables(outer);
    let (tables, result) = run(text, builder);
    outer.set_tables(tables);
    result
}

/// True for a text that is plainly HTML whatever it is called.
pub(super) fn plainly(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let opens = |tag: &str| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    opens("<!doctype html")
        || opens("<html")
        || (opens("<?xml") && start.get(..400).unwrap_or(start).contains("<html"))
}

fn read(text: &str, builder: Builder) -> (Vec<Block>, Vec<Meta>) {
    run(text, builder).1
}

fn run(text: &str, builder: Builder) -> (u32, (Vec<Block>, Vec<Meta>)) {
    let mut reader = Reader::new(text, builder);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, at: Range<usize>| {
        reader.event(&event, at.start.min(text.len()), at.end.min(text.len()));
        None::<std::convert::Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    reader.flush();
    (reader.builder.tables(), (reader.builder.blocks, reader.builder.meta))
}

/// What the reader stands in, and the element that opened it.
struct Frame {
    element: Element,
    kind: FrameKind,
}

enum FrameKind {
    Heading(u8),
    Quote,
    Caption,
    Code,
    /// The number of the next item.
    List(Option<u64>),
    Item(Option<u64>),
    Table(Box<Table>),
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    frames: Vec<Frame>,
    /// The start tag being read.
    tag: Tag,
    /// An element that is left out, and how many of its name are open in it.
    skipped: Option<(Element, u32)>,
    /// The piece and the byte at which an open `<sup>` began.
    raised: Option<(usize, usize)>,
    /// Where the content of `<title>` began.
    title: bool,
    /// An open `<time>` that says which day it is.
    time: Option<Time>,
    /// The text so far of a script that speaks of the page: `application/ld+json`.
    linked: Option<Range<usize>>,
    entities: entity::Entities,
}

/// An open `<time datetime="2024-03-05">`.
struct Time {
    day: String,
    /// The piece and the byte at which its words begin.
    position: usize,
    start: usize,
}

/// A start tag with its attributes.
#[derive(Default)]
struct Tag {
    element: Element,
    start: usize,
    attributes: Vec<(String, String, usize, usize)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<(&str, usize, usize)> {
        self.attributes
            .iter()
            .find(|attribute| attribute.0 == name)
            .map(|(_, value, start, end)| (value.as_str(), *start, *end))
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|found| found.0.trim().eq_ignore_ascii_case(value))
    }

    /// Attributes that keep an element from being seen or make it navigation.
    fn hidden(&self) -> bool {
        let style = self.get("style").map(|style| style.0.to_ascii_lowercase().replace(' ', ""));
        let role = self.get("role").map(|role| role.0.trim());
        self.get("hidden").is_some()
            || self.is("aria-hidden", "true")
            || role.is_some_and(|role| element::NOT_TEXT.contains(&role))
            || style
                .is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
            || ["class", "id"]
                .iter()
                .filter_map(|name| self.get(name))
                .any(|(names, ..)| names.split_whitespace().any(|name| element::NAVIGATION.contains(&name)))
    }
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, builder: Builder<'t>) -> Self {
        Self {
            text,
            builder,
            frames: Vec::new(),
            tag: Tag::default(),
            skipped: None,
            raised: None,
            title: false,
            time: None,
            linked: None,
            entities: entity::Entities::default(),
        }
    }

    fn event(&mut self, event: &CallbackEvent, start: usize, end: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.element = Element::named(name);
                self.tag.start = start;
                self.tag.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                let name = String::from_utf8_lossy(name).into_owned();
                self.tag.attributes.push((name, String::new(), end, end));
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) = self.tag.attributes.last_mut() {
                    attribute.1 = String::from_utf8_lossy(value).into_owned();
                    (attribute.2, attribute.3) = (start, end);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(end, *self_closing),
            CallbackEvent::EndTag { name } => self.end(Element::named(name), start, end),
            CallbackEvent::String { .. } => match &mut self.linked {
                Some(range) => range.end = end,
                None if self.skipped.is_none() => self.words(start, end),
                None => {}
            },
            _ => {}
        }
    }

    fn words(&mut self, start: usize, end: usize) {
        let Some(words) = self.text.get(start..end) else { return };
        if matches!(self.frames.last(), Some(Frame { kind: FrameKind::Code, .. })) {
            let mut at = start;
            for line in words.split_inclusive('\n') {
                self.run(at, at + line.len());
                at += line.len();
                if line.ends_with('\n') {
                    self.builder.finish(BlockKind::Code);
                }
            }
            return;
        }
        self.run(start, end);
    }

    /// Text with entities.
    fn run(&mut self, start: usize, end: usize) {
        let mut from = start;
        for at in memchr::memchr_iter(b'&', &self.text.as_bytes()[start..end]) {
            let at = start + at;
            if at < from {
                continue;
            }
            if let Some((length, decoded)) = self.entities.decode(&self.text[at..end]) {
                self.builder.same(from, at);
                self.builder.chars(at, at + length, decoded);
                from = at + length;
            }
        }
        self.builder.same(from, end);
    }

    fn start(&mut self, end: usize, self_closing: bool) {
        let element = self.tag.element;
        if let Some((skipped, depth)) = &mut self.skipped {
            // A hidden paragraph whose end tag was left out ends where the next one begins.
            if skipped.closed_by_start_of(element) {
                self.skipped = None;
            } else {
                *depth += u32::from(*skipped == element && !self_closing);
                return;
            }
        }
        let left_out = element.role() == Role::Skip || !element.is_whole() && self.tag.hidden();
        if !element.is_void() && !self_closing && left_out {
            if element.is_block() {
                self.flush();
            }
            self.skipped = Some((element, 1));
            if self.tag.is("type", "application/ld+json") {
                self.linked = Some(Range { start: end, end });
            }
            return;
        }
        let start = self.tag.start;
        match element.role() {
            Role::Inline(mark, _) => {
                let at = match mark {
                    Mark::LinkStart => self.tag.get("href").map(|href| (href.1, href.2)),
                    _ => None,
                };
                let (start, end) = at.unwrap_or((start, end));
                self.builder.mark(start, end, mark);
            }
            Role::Superscript => self.raised = Some((self.builder.position(), start)),
            Role::Quotation => self.builder.quote(start, end, '“'),
            Role::Time => {
                let day = self.tag.get("datetime").and_then(|(value, ..)| time::day(value));
                let position = self.builder.position();
                self.time = day.map(|day| Time { day: day.to_owned(), position, start: end });
            }
            Role::LineBreak => self.builder.char(start, end, ' '),
            Role::Image => {
                if let Some((_, start, end)) = self.tag.get("alt")
                    && start < end
                {
                    self.builder.begin_aside();
                    self.run(start, end);
                    self.builder.finish_aside(BlockKind::Caption);
                }
            }
            Role::Meta => self.head_entry(),
            Role::Title => {
                // The title of a drawing stands inside a text; that of a page before it.
                self.flush();
                self.title = true;
            }
            Role::Rule => {
                self.flush();
                self.builder.rule();
            }
            Role::Block => self.flush(),
            Role::Heading(level) => self.open(element, FrameKind::Heading(level)),
            Role::Quote => self.open(element, FrameKind::Quote),
            Role::Caption => self.open(element, FrameKind::Caption),
            Role::Code => self.open(element, FrameKind::Code),
            Role::List { ordered } => {
                let first = self.tag.get("start").and_then(|start| start.0.trim().parse().ok()).unwrap_or(1);
                self.open(element, FrameKind::List(ordered.then_some(first)));
            }
            Role::Item => self.item(element),
            Role::Table => {
                let number = self.builder.new_table();
                self.open(element, FrameKind::Table(Box::new(Table::new(number))));
            }
            Role::Row | Role::Cell { .. } => self.table_tag(element),
            Role::Skip | Role::Other => {}
        }
    }

    fn open(&mut self, element: Element, kind: FrameKind) {
        self.flush();
        self.push(element, kind);
    }

    fn item(&mut self, element: Element) {
        self.flush();
        // An item ends where the next one of its list begins.
        if matches!(self.frames.last(), Some(Frame { kind: FrameKind::Item(_), .. })) {
            self.frames.pop();
        }
        let value = self.tag.get("value").and_then(|value| value.0.trim().parse::<u64>().ok());
        let number = match self.frames.last_mut() {
            Some(Frame { kind: FrameKind::List(next), .. }) => {
                let number = if next.is_some() { value.or(*next) } else { None };
                *next = number.and_then(|number| number.checked_add(1));
                number
            }
            _ => None,
        };
        self.push(element, FrameKind::Item(number));
    }

    fn push(&mut self, element: Element, kind: FrameKind) {
        // What is nested deeper than any page counts as its parent.
        if self.frames.len() < DEEPEST {
            self.frames.push(Frame { element, kind });
        }
    }

    fn table_tag(&mut self, element: Element) {
        self.flush();
        let table = self.frames.iter().rposition(|frame| matches!(frame.kind, FrameKind::Table(_)));
        let Some(table) = table else { return };
        self.frames.truncate(table + 1);
        let size = |name| self.tag.get(name).and_then(|size| size.0.trim().parse::<u32>().ok()).unwrap_or(1);
        let (columns, rows) = (size("colspan"), size("rowspan"));
        if let Some(Frame { kind: FrameKind::Table(table), .. }) = self.frames.last_mut() {
            match element.role() {
                Role::Cell { header } => table.cell(header, columns, rows),
                _ => table.row(),
            }
        }
    }

    fn end(&mut self, element: Element, start: usize, end: usize) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped == element {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                    self.linked_entries();
                }
                return;
            }
            if !skipped.closed_by_end_of(element) {
                return;
            }
            self.skipped = None;
        }
        match element.role() {
            Role::Inline(_, mark) => self.builder.mark(start, end, mark),
            Role::Superscript => {
                if let Some((position, start)) = self.raised.take() {
                    self.builder.superscript(position, start, end);
                }
            }
            Role::Quotation => self.builder.quote(start, end, '”'),
            Role::Time => self.time_end(start),
            Role::Title => self.title_end(),
            Role::Block | Role::Row | Role::Cell { .. } => self.flush(),
            Role::LineBreak => self.builder.char(start, end, ' '),
            Role::Heading(_)
            | Role::Quote
            | Role::Caption
            | Role::Code
            | Role::List { .. }
            | Role::Item
            | Role::Table => {
                self.flush();
                // A stray end tag closes nothing; one that skips over others closes them too.
                // A table is a wall: what is open around it stays open.
                for at in (0..self.frames.len()).rev() {
                    if self.frames[at].element == element {
                        self.frames.truncate(at);
                        break;
                    }
                    if matches!(self.frames[at].kind, FrameKind::Table(_)) {
                        break;
                    }
                }
            }
            _ => {}
        }
    }

    /// Ends the block at hand, in the innermost thing that says what it is.
    fn flush(&mut self) {
        (self.raised, self.time) = (None, None);
        if self.title {
            self.title_end();
        }
        if self.builder.is_empty() {
            return;
        }
        let kind = self.kind();
        let numbered = matches!(kind, BlockKind::ListItem { ordered: Some(_), .. });
        if let BlockKind::Cell { .. } = kind {
            self.builder.spans(self.spans());
        }
        let before = self.builder.blocks.len();
        self.builder.finish(kind);
        if numbered
            && self.builder.blocks.len() > before
            && let Some(Frame { kind: FrameKind::Item(number), .. }) = self.frames.last_mut()
        {
            // A second paragraph of the item is not what its number counts.
            *number = None;
        }
    }

    fn kind(&self) -> BlockKind {
        for frame in self.frames.iter().rev() {
            return match &frame.kind {
                FrameKind::Heading(level) => BlockKind::Heading(*level),
                FrameKind::Quote => BlockKind::Quote,
                FrameKind::Caption => BlockKind::Caption,
                FrameKind::Code => BlockKind::Code,
                FrameKind::Table(table) => match table.position() {
                    Some((row, column, header)) => {
                        BlockKind::Cell { table: table.number, row, column, header }
                    }
                    None => continue,
                },
                FrameKind::Item(number) => {
                    let items = self.frames.iter().filter(|frame| matches!(frame.kind, FrameKind::Item(_)));
                    let depth = u8::try_from(items.count() - 1).unwrap_or(u8::MAX);
                    BlockKind::ListItem { depth, ordered: *number }
                }
                FrameKind::List(_) => continue,
            };
        }
        BlockKind::Paragraph
    }

    /// Rows and columns that the innermost cell takes.
    fn spans(&self) -> (u16, u16) {
        let mut tables = self.frames.iter().rev().filter_map(|frame| match &frame.kind {
            FrameKind::Table(table) => Some(table.spans()),
            _ => None,
        });
        tables.next().unwrap_or((1, 1))
    }

    /// `<time datetime="2024-03-05">last Tuesday</time>`: which one, the words alone do not say.
    fn time_end(&mut self, end: usize) {
        let Some(Time { day, position, start }) = self.time.take() else { return };
        let shown = self.builder.words_since(position);
        if let Some(words) = time::full(&shown, &day) {
            self.builder.reword(position, start, end, &words);
        }
    }

    /// What the page says of itself in the script that has just ended.
    fn linked_entries(&mut self) {
        let Some(range) = self.linked.take() else { return };
        for entry in linked::read(self.text, range) {
            if &*entry.key == "title" {
                self.builder.meta.push(entry);
            } else {
                let at = entry.at.range_from(0);
                self.entry(&entry.key, &entry.value, at.start, at.end);
            }
        }
    }

    /// An entry about the page, unless an earlier one tells the same day by another clock.
    fn entry(&mut self, key: &str, value: &str, start: usize, end: usize) {
        let told = |entry: &Meta| {
            *entry.key == *key
                && time::number(&entry.value)
                    .zip(time::number(value))
                    .is_some_and(|(a, b)| a.abs_diff(b) == 1)
        };
        if !self.builder.meta.iter().any(told) {
            self.builder.aside_entry(key, value, start, end);
        }
    }

    fn title_end(&mut self) {
        if std::mem::take(&mut self.title) {
            self.builder.finish_entry("title");
        }
    }

    /// `<meta name="date" content="2022-04-29">`.
    fn head_entry(&mut self) {
        let key = ["name", "property", "itemprop", "http-equiv"].iter().find_map(|name| self.tag.get(name));
        let (Some((key, ..)), Some((value, start, end))) = (key, self.tag.get("content")) else { return };
        let name = key_name(key);
        if matches!(name, "published" | "modified" | "retrieved" | "publisher" | "author") && start < end {
            let value = value.to_owned();
            let name = name.to_owned();
            self.entry(&name, &value, start, end);
        }
    }
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
