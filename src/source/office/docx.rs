//! Text documents of Word and its like: what a reader of the final text sees, without deleted
//! revisions, comments, hidden words, field codes, headers and footers.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::{Container, DEEPEST, attribute, part, properties};
use crate::source::block::{BlockKind, Mark};
use crate::source::decode::Refused;
use crate::source::draft::{Draft, Extract};
use crate::source::origin::Anchor;

/// Reads a text document.
pub(in crate::source) fn read(container: &mut Container<'_>) -> Result<Extract, Refused> {
    let core = part(container, "docProps/core.xml")?;
    let styles = styles(&part(container, "word/styles.xml")?);
    let body = part(container, "word/document.xml")?;
    let mut writer = Writer { draft: Draft::default(), styles, paragraph: 0, notes: None };
    properties(&core, &mut writer.draft);
    writer.part(&body)?;
    for (name, notes) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        let xml = part(container, name)?;
        writer.notes = Some(notes);
        writer.part(&xml)?;
    }
    Ok(writer.draft.build())
}

/// What a paragraph style means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Heading(u8),
    Caption,
    Quote,
    List,
    /// A running head or the contents page.
    Furniture,
}

/// The meaning of a style by its name, which is English in every language of the program.
fn meaning(name: &str) -> Option<Style> {
    let name = name.to_ascii_lowercase().replace(' ', "");
    match name.as_str() {
        "title" => Some(Style::Heading(1)),
        "subtitle" => Some(Style::Heading(2)),
        "caption" => Some(Style::Caption),
        "quote" | "quotations" | "intensequote" | "blocktext" => Some(Style::Quote),
        "header" | "footer" => Some(Style::Furniture),
        _ if name.starts_with("toc") && name.len() == 4 => Some(Style::Furniture),
        _ if name.starts_with("listbullet") || name.starts_with("listnumber") => Some(Style::List),
        _ => {
            let level = name.strip_prefix("heading")?.parse::<u8>().ok()?;
            (1..=9).contains(&level).then_some(Style::Heading(level.min(6)))
        }
    }
}

/// Style identifiers with what they mean, also through the style that one is based on.
fn styles(xml: &str) -> FxHashMap<String, Style> {
    let (mut named, mut based) = (FxHashMap::default(), FxHashMap::default());
    let mut id = String::new();
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "style" => id = attribute(&e, "styleId").unwrap_or_default(),
                "name" => {
                    if let Some(style) = attribute(&e, "val").as_deref().and_then(meaning) {
                        named.insert(id.clone(), style);
                    }
                }
                "basedOn" => {
                    based.insert(id.clone(), attribute(&e, "val").unwrap_or_default());
                }
                _ => {}
            },
            _ => {}
        }
    }
    let mut all = named.clone();
    for (id, mut base) in &based {
        // A style based on itself in a ring has no meaning to find.
        for _ in 0..10 {
            if let Some(style) = named.get(base) {
                all.entry(id.clone()).or_insert(*style);
                break;
            }
            let Some(next) = based.get(base) else { break };
            base = next;
        }
    }
    all
}

/// `<w:b/>`, `<w:b w:val="1"/>` set a property; `<w:b w:val="0"/>` takes it off.
fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// The paragraph at hand.
#[derive(Default)]
struct Paragraph {
    style: Option<Style>,
    /// Depth in a list.
    list: Option<u8>,
    /// Some of it has been written.
    open: bool,
}

/// A table that is open.
struct Table {
    number: u32,
    row: u32,
    column: u32,
    span: u32,
    header: bool,
    /// How the cell at hand is merged with those above and below.
    merge: Option<Merge>,
    /// The cells that go on downwards, by column.
    merged: FxHashMap<u32, usize>,
}

/// Which part of cells merged downwards a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Merge {
    First,
    Further,
}

struct Writer {
    draft: Draft,
    styles: FxHashMap<String, Style>,
    paragraph: u32,
    /// Element of a note, in a part that holds notes.
    notes: Option<&'static str>,
}

/// Elements with nothing in them that a reader of the final text sees.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "instrText"
            | "delText"
            | "Fallback"
            | "sdtPr"
            | "delInstrText"
            | "pPrChange"
            | "rPrChange"
            | "commentReference"
            | "annotationRef"
            | "docPartObj"
            | "tblPrChange"
            | "sectPr"
            | "object"
            | "numberingChange"
    )
}

impl Writer {
    /// Reads a part: the body, or the notes.
    fn part(&mut self, xml: &str) -> Result<(), Refused> {
        let mut reader = Reader::from_str(xml);
        let mut tables: Vec<Table> = Vec::new();
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        // How deep the reader stands, and at which depth an unseen element began.
        let (mut depth, mut unseen) = (0_usize, None::<usize>);
        let (mut raised, mut hidden, mut in_text) = (false, false, false);
        let mut note: Option<Box<str>> = None;
        loop {
            let event = reader.read_event().map_err(|error| {
                Refused::Kind(format!("it is a text document whose XML is damaged ({error})"))
            })?;
            match event {
                Event::Eof => break,
                Event::Start(ref e) | Event::Empty(ref e) => {
                    let closed = matches!(event, Event::Empty(_));
                    let name = e.local_name();
                    let name = name.as_ref();
                    if !closed {
                        depth += 1;
                        if depth > DEEPEST {
                            return Err(Refused::Kind(
                                "its XML is nested too deep for a document".to_owned(),
                            ));
                        }
                        if unseen.is_none() && is_unseen(name) {
                            unseen = Some(depth);
                        }
                    }
                    if unseen.is_some() {
                        continue;
                    }
                    match name {
                        "p" if !closed => {
                            self.paragraph += 1;
                            if paragraphs.last().is_some_and(|outer| outer.open) {
                                // A text box stands inside its paragraph.
                                self.finish(paragraphs.last(), tables.last(), note.as_deref());
                            }
                            paragraphs.push(Paragraph::default());
                            self.draft.anchor(Anchor::Paragraph(self.paragraph));
                        }
                        "pStyle" => {
                            let style = attribute(e, "val").and_then(|id| self.styles.get(&id).copied());
                            if let Some(paragraph) = paragraphs.last_mut() {
                                paragraph.style = style;
                            }
                        }
                        "outlineLvl" => {
                            let level = attribute(e, "val").and_then(|level| level.parse::<u8>().ok());
                            if let (Some(paragraph), Some(level @ 0..=8)) = (paragraphs.last_mut(), level) {
                                paragraph.style.get_or_insert(Style::Heading((level + 1).min(6)));
                            }
                        }
                        "ilvl" => {
                            let depth = attribute(e, "val").and_then(|level| level.parse().ok());
                            if let Some(paragraph) = paragraphs.last_mut() {
                                paragraph.list = depth;
                            }
                        }
                        "r" => (raised, hidden) = (false, false),
                        // Some writers lift the line instead, by so many half points.
                        "position" => {
                            raised |= attribute(e, "val").and_then(|up| up.parse::<i32>().ok()) > Some(0);
                        }
                        "vertAlign" => raised = attribute(e, "val").as_deref() == Some("superscript"),
                        "vanish" | "specVanish" => hidden = is_on(e),
                        "t" => in_text = !closed,
                        "tab" | "ptab" if paragraphs.last().is_some_and(|p| p.open) => self.draft.words(" "),
                        "noBreakHyphen" => self.words(&mut paragraphs, "-"),
                        "br" | "cr" => {
                            if attribute(e, "type").as_deref() == Some("page") {
                                self.finish(paragraphs.last(), tables.last(), note.as_deref());
                                if let Some(paragraph) = paragraphs.last_mut() {
                                    paragraph.open = false;
                                }
                                self.draft.rule();
                            } else if paragraphs.last().is_some_and(|p| p.open) {
                                self.draft.soft_break();
                            }
                        }
                        "footnoteReference" | "endnoteReference" => self.draft.mark(Mark::FootnoteRef),
                        "tbl" if !closed => {
                            let number = self.draft.new_table();
                            tables.push(Table {
                                number,
                                row: 0,
                                column: 0,
                                span: 1,
                                header: true,
                                merge: None,
                                merged: FxHashMap::default(),
                            });
                        }
                        "tr" => {
                            if let Some(table) = tables.last_mut() {
                                table.column = 0;
                            }
                        }
                        "tc" => {
                            if let Some(table) = tables.last_mut() {
                                (table.span, table.merge) = (1, None);
                            }
                        }
                        "tblHeader" => {
                            if let Some(table) = tables.last_mut() {
                                table.header |= is_on(e);
                            }
                        }
                        "vMerge" => {
                            let first = attribute(e, "val").as_deref() == Some("restart");
                            if let Some(table) = tables.last_mut() {
                                table.merge = Some(if first { Merge::First } else { Merge::Further });
                            }
                        }
                        "gridSpan" => {
                            let span = attribute(e, "val").and_then(|span| span.parse::<u32>().ok());
                            if let (Some(table), Some(span)) = (tables.last_mut(), span) {
                                table.span = span.clamp(1, 1000);
                            }
                        }
                        "footnote" | "endnote" if self.notes.is_some() && !closed => {
                            // Lines that part notes from the text are of another type.
                            if attribute(e, "type").is_some_and(|kind| kind != "normal") {
                                unseen = Some(depth);
                            } else {
                                note = Some(attribute(e, "id").unwrap_or_default().into());
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(e) => {
                    depth = depth.saturating_sub(1);
                    if let Some(from) = unseen {
                        if depth < from {
                            unseen = None;
                        }
                        continue;
                    }
                    match e.local_name().as_ref() {
                        "t" => in_text = false,
                        "p" => {
                            let paragraph = paragraphs.pop();
                            if tables.is_empty() {
                                self.finish(paragraph.as_ref(), None, note.as_deref());
                            } else if paragraph.is_some_and(|p| p.open) {
                                // Paragraphs of one cell are one block.
                                self.draft.soft_break();
                            }
                        }
                        "tc" => {
                            if let Some(table) = tables.last_mut() {
                                self.spans(table);
                            }
                            self.finish(None, tables.last(), None);
                            if let Some(table) = tables.last_mut() {
                                table.column += table.span;
                            }
                        }
                        "tr" => {
                            self.draft.end_row();
                            if let Some(table) = tables.last_mut() {
                                table.row += 1;
                                table.header = false;
                            }
                        }
                        "tbl" => {
                            tables.pop();
                        }
                        "footnote" | "endnote" => note = None,
                        _ => {}
                    }
                }
                Event::Text(text) if in_text && unseen.is_none() && !hidden => {
                    self.run(&mut paragraphs, &text.xml10_content(), raised);
                }
                Event::GeneralRef(name) if in_text && unseen.is_none() && !hidden => {
                    let written = format!("&{};", name.xml10_content());
                    let words = quick_xml::escape::unescape(&written).unwrap_or_default();
                    self.run(&mut paragraphs, &words, raised);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, paragraphs: &mut [Paragraph], words: &str, raised: bool) {
        if raised {
            self.draft.raised(words);
        } else {
            self.words(paragraphs, words);
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.open = true;
        }
    }

    fn words(&mut self, paragraphs: &mut [Paragraph], words: &str) {
        self.draft.words(words);
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.open = true;
        }
    }

    /// Sets down which rows and columns the cell at hand takes, and that one above it goes on.
    fn spans(&mut self, table: &mut Table) {
        let columns = u16::try_from(table.span).unwrap_or(u16::MAX);
        match table.merge {
            Some(Merge::Further) => {
                if let Some(&cell) = table.merged.get(&table.column) {
                    self.draft.one_row_more(cell);
                }
            }
            Some(Merge::First) => {
                table.merged.insert(table.column, self.draft.spans(1, columns));
            }
            None => {
                table.merged.remove(&table.column);
                if columns > 1 {
                    self.draft.spans(1, columns);
                }
            }
        }
    }

    fn finish(&mut self, paragraph: Option<&Paragraph>, table: Option<&Table>, note: Option<&str>) {
        let style = paragraph.and_then(|paragraph| paragraph.style);
        let kind = match (table, note, style) {
            (Some(table), ..) => BlockKind::Cell {
                table: table.number,
                row: table.row,
                column: table.column,
                header: table.header,
            },
            (None, Some(label), _) => BlockKind::Footnote { label: label.into() },
            (None, None, Some(Style::Heading(level))) => BlockKind::Heading(level),
            (None, None, Some(Style::Caption)) => BlockKind::Caption,
            (None, None, Some(Style::Quote)) => BlockKind::Quote,
            (None, None, Some(Style::Furniture)) => {
                self.draft.drop_block();
                return;
            }
            (None, None, Some(Style::List)) => BlockKind::ListItem { depth: 0, ordered: None },
            (None, None, None) => match paragraph.and_then(|paragraph| paragraph.list) {
                Some(depth) => BlockKind::ListItem { depth, ordered: None },
                None => BlockKind::Paragraph,
            },
        };
        self.draft.finish(kind);
    }
}
