//! HTML, by html5gum's tokenizer: its events carry byte ranges, from which the text is read
//! again, because an event's own text has its entities decoded and no places in it.
//!
//! What a page holds beside its text (scripts, navigation, hidden parts) is left out.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Range, Tokenizer};

use super::block::{BlockKind, Mark};
use super::build::Builder;
use super::remark::inside_marks;
use super::{Format, Read};

mod about;
mod element;
pub(super) mod entity;
mod frames;
mod linked;
mod style;
pub(super) mod table;
mod tag;
mod time;

use about::Time;
use element::{Element, Role};
use frames::{FrameKind, Frames};
use style::Sheet;
use table::Table;
use tag::Tag;

pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn read(&self, text: &str) -> Option<Read> {
        Some(run(text, Builder::new(text)).1)
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
pub(super) fn fragment(text: &str, outer: &mut Builder) -> Read {
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

fn run(text: &str, builder: Builder) -> (u32, Read) {
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

/// `3.8`, `-4`
fn is_mark(words: &str) -> bool {
    words.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    frames: Frames,
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
    /// The text so far of a script or style sheet that is read for what it says of the page.
    aside: Option<(Aside, Range<usize>)>,
    sheet: Sheet<'t>,
    entities: entity::Entities,
}

/// What is not text and yet read.
#[derive(Clone, Copy)]
enum Aside {
    /// `application/ld+json`
    Linked,
    Style,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, builder: Builder<'t>) -> Self {
        Self {
            text,
            builder,
            frames: Frames::default(),
            tag: Tag::default(),
            skipped: None,
            raised: None,
            title: false,
            time: None,
            aside: None,
            sheet: Sheet::default(),
            entities: entity::Entities::default(),
        }
    }

    fn event(&mut self, event: &CallbackEvent, start: usize, end: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.open(Element::named(name), start),
            CallbackEvent::AttributeName { name } => self.tag.attribute(name, end),
            CallbackEvent::AttributeValue { value } => self.tag.value(value, start, end),
            CallbackEvent::CloseStartTag { self_closing } => self.start(end, *self_closing),
            CallbackEvent::EndTag { name } => self.end(Element::named(name), start, end),
            CallbackEvent::String { .. } => match &mut self.aside {
                Some((_, range)) => range.end = end,
                None if self.skipped.is_none() => self.words(start, end),
                None => {}
            },
            _ => {}
        }
    }

    fn words(&mut self, start: usize, end: usize) {
        let Some(words) = self.text.get(start..end) else { return };
        if self.frames.is_code() {
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
        let left_out = element.role() == Role::Skip || !element.is_whole() && self.tag.hidden(&self.sheet);
        if !element.is_void() && !self_closing && left_out {
            if element.is_block() {
                self.flush();
            }
            self.skipped = Some((element, 1));
            let aside = if self.tag.is("type", "application/ld+json") {
                Some(Aside::Linked)
            } else {
                // A sheet for paper says nothing of the screen.
                let seen = self.tag.get("media").is_none() || self.tag.is("media", "screen");
                (element.is_style() && (seen || self.tag.is("media", "all"))).then_some(Aside::Style)
            };
            self.aside = aside.map(|aside| (aside, Range { start: end, end }));
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
            Role::Time => self.time_start(end),
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
            // Whose words they are is none of them.
            Role::Footer if self.frames.is_quote() => self.open(element, FrameKind::Caption),
            Role::Block | Role::Footer => self.flush(),
            Role::Heading(level) => self.open(element, FrameKind::Heading(level)),
            Role::Quote => self.open(element, FrameKind::Quote),
            Role::Caption => self.open(element, FrameKind::Caption),
            Role::Code => self.open(element, FrameKind::Code),
            Role::List { ordered } => {
                let first = self.tag.number("start").unwrap_or(1);
                self.open(element, FrameKind::List(ordered.then_some(first)));
            }
            Role::Item => {
                self.flush();
                self.frames.item(element, self.tag.number("value"));
            }
            Role::Table => {
                let number = self.builder.new_table();
                self.open(element, FrameKind::Table(Box::new(Table::new(number))));
            }
            Role::Row | Role::Cell { .. } => {
                self.flush();
                self.frames.table_part(&self.tag);
            }
            Role::Skip | Role::Other => {}
        }
    }

    fn open(&mut self, element: Element, kind: FrameKind) {
        self.flush();
        self.frames.push(element, kind);
    }

    fn end(&mut self, element: Element, start: usize, end: usize) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped == element {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                    self.aside_end();
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
            | Role::Footer
            | Role::Quote
            | Role::Caption
            | Role::Code
            | Role::List { .. }
            | Role::Item
            | Role::Table => {
                self.flush();
                self.frames.close(element);
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
        let mut kind = self.frames.kind();
        // `<dt>3.8</dt>` heads what follows and counts nothing.
        if self.frames.is_term() && is_mark(&self.builder.words_since(0)) {
            kind = BlockKind::Heading(6);
        }
        let numbered = matches!(kind, BlockKind::ListItem { ordered: Some(_), .. });
        if let BlockKind::Cell { .. } = kind {
            self.builder.spans(self.frames.spans());
        }
        let before = self.builder.blocks.len();
        self.builder.finish(kind);
        if numbered && self.builder.blocks.len() > before {
            self.frames.item_is_told();
        }
    }

    /// A script or style sheet that is read has ended.
    fn aside_end(&mut self) {
        match self.aside.take() {
            Some((Aside::Linked, range)) => self.linked_entries(range),
            Some((Aside::Style, range)) => {
                self.sheet.read(self.text.get(range.start..range.end).unwrap_or_default(), self.text);
            }
            None => {}
        }
    }
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
