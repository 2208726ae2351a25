//! Text documents of LibreOffice and its like (OpenDocument): what a reader of the final text sees,
//! without deleted revisions, comments, hidden words, contents pages, headers and footers.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::{Container, DEEPEST, attribute, part, properties};
use crate::source::block::{BlockKind, Mark};
use crate::source::decode::Refused;
use crate::source::draft::{Draft, Extract};
use crate::source::html::table::Table;
use crate::source::origin::Anchor;

/// Reads a text document.
pub(super) fn read(container: &mut Container<'_>) -> Result<Extract, Refused> {
    let styles = part(container, "styles.xml")?;
    let content = part(container, "content.xml")?;
    let mut writer = Writer { draft: Draft::default(), styles: FxHashMap::default(), paragraph: 0, notes: 0 };
    properties(&part(container, "meta.xml")?, &mut writer.draft);
    writer.named(&styles);
    writer.named(&content);
    // A note stands in the midst of a paragraph; it is read behind them all.
    writer.part(&content, false)?;
    writer.part(&content, true)?;
    Ok(writer.draft.build())
}

/// What a style does to its words.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    block: Option<Kind>,
    raised: bool,
    hidden: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Heading(u8),
    Caption,
    Quote,
}

/// The meaning of a built-in style, whose name is English in every language of the program.
fn meaning(name: &str) -> Option<Kind> {
    match name {
        "Title" => Some(Kind::Heading(1)),
        "Subtitle" => Some(Kind::Heading(2)),
        "Caption" | "Illustration" | "Table" | "Drawing" | "Figure" => Some(Kind::Caption),
        "Quotations" | "Quote" | "Intense_20_Quote" => Some(Kind::Quote),
        _ => None,
    }
}

/// Elements with nothing in them that a reader of the final text sees.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "table-index"
            | "note-citation"
            | "hidden-text"
            | "hidden-paragraph"
            | "forms"
            | "desc"
            | "title"
            | "math"
            | "ruby-text"
    )
}

/// The paragraph at hand.
struct Paragraph {
    kind: Option<Kind>,
    /// Some of it has been written.
    open: bool,
}

/// What the reader stands in.
#[derive(Default)]
struct Place {
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Inside `table-header-rows`.
    heading: bool,
    lists: u8,
    /// The styles of the spans around the words.
    spans: Vec<Style>,
    /// The label of the note, inside one.
    note: Option<Box<str>>,
}

struct Writer {
    draft: Draft,
    styles: FxHashMap<String, Style>,
    paragraph: u32,
    notes: u32,
}

impl Writer {
    /// Takes in the styles of a part.
    fn named(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut name = String::new();
        while let Ok(event) = reader.read_event() {
            let (Event::Start(e) | Event::Empty(e)) = event else {
                if event == Event::Eof {
                    break;
                }
                continue;
            };
            match e.local_name().as_ref() {
                "style" => {
                    name = attribute(&e, "name").unwrap_or_default();
                    let parent = attribute(&e, "parent-style-name").unwrap_or_default();
                    let inherited = self.styles.get(&parent).copied().unwrap_or_default();
                    let block = meaning(&name).or_else(|| meaning(&parent)).or(inherited.block);
                    self.styles.insert(name.clone(), Style { block, ..inherited });
                }
                "text-properties" => {
                    if let Some(style) = self.styles.get_mut(&name) {
                        // "super 58%", or so many per cent of the height.
                        style.raised |= attribute(&e, "text-position").is_some_and(|position| {
                            position.starts_with("super")
                                || position.split('%').next().and_then(|part| part.parse::<i32>().ok())
                                    > Some(0)
                        });
                        style.hidden |= attribute(&e, "display").as_deref() == Some("none");
                    }
                }
                "body" => break,
                _ => {}
            }
        }
    }

    /// Reads the text, or only what its notes say.
    fn part(&mut self, xml: &str, notes: bool) -> Result<(), Refused> {
        let mut reader = Reader::from_str(xml);
        let mut place = Place::default();
        // How deep the reader stands, and at which depth an unseen element or a note's words began.
        let (mut depth, mut unseen, mut body) = (0_usize, None::<usize>, None::<usize>);
        loop {
            let event = reader.read_event().map_err(|error| {
                Refused::Kind(format!("it is a text document whose XML is damaged ({error})"))
            })?;
            let seen = unseen.is_none() && body.is_some() == notes;
            match event {
                Event::Eof => return Ok(()),
                Event::Start(ref e) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(Refused::Kind("its XML is nested too deep for a document".to_owned()));
                    }
                    let name = e.local_name();
                    let name = name.as_ref();
                    if unseen.is_none() && is_unseen(name) {
                        unseen = Some(depth);
                    } else if unseen.is_none() && name == "note-body" {
                        body = Some(depth);
                        self.notes += u32::from(notes);
                        place.note = Some(self.notes.to_string().into());
                    } else if seen {
                        self.start(e, name, &mut place);
                    }
                }
                Event::Empty(ref e) if seen => self.empty(e, &mut place),
                Event::End(e) => {
                    let at = depth;
                    depth = depth.saturating_sub(1);
                    if unseen == Some(at) {
                        unseen = None;
                    } else if body == Some(at) {
                        (body, place.note) = (None, None);
                    } else if seen {
                        self.end(e.local_name().as_ref(), &mut place);
                    }
                }
                Event::Text(text) if seen => self.words(&text.xml10_content(), &mut place),
                Event::GeneralRef(name) if seen => {
                    let written = format!("&{};", name.xml10_content());
                    self.words(&quick_xml::escape::unescape(&written).unwrap_or_default(), &mut place);
                }
                _ => {}
            }
        }
    }

    fn start(&mut self, e: &BytesStart<'_>, name: &str, place: &mut Place) {
        let style = || {
            attribute(e, "style-name").and_then(|name| self.styles.get(&name).copied()).unwrap_or_default()
        };
        match name {
            "p" | "h" => {
                let level =
                    attribute(e, "outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
                let heading = (name == "h").then_some(Kind::Heading(level.clamp(1, 6)));
                let style = style();
                if place.paragraphs.last().is_some_and(|outer| outer.open) {
                    // A text box stands inside its paragraph.
                    self.finish(place);
                }
                self.paragraph += 1;
                self.draft.anchor(Anchor::Paragraph(self.paragraph));
                place.paragraphs.push(Paragraph { kind: heading.or(style.block), open: false });
                place.spans.push(style);
            }
            "span" => place.spans.push(style()),
            "note" => self.draft.mark(Mark::FootnoteRef),
            "list" => place.lists = place.lists.saturating_add(1),
            "table" => {
                place.heading = false;
                let number = self.draft.new_table();
                place.tables.push(Table::new(number));
            }
            "table-header-rows" => place.heading = true,
            "table-row" => {
                if let Some(table) = place.tables.last_mut() {
                    table.row();
                }
            }
            "table-cell" => {
                let size = |name| attribute(e, name).and_then(|size| size.parse().ok()).unwrap_or(1);
                let (rows, columns) = (size("number-rows-spanned"), size("number-columns-spanned"));
                if let Some(table) = place.tables.last_mut() {
                    let first = table.at_row() == Some(0);
                    table.cell(place.heading || first, columns, rows);
                }
            }
            _ => {}
        }
    }

    fn empty(&mut self, e: &BytesStart<'_>, place: &mut Place) {
        match e.local_name().as_ref() {
            "s" | "tab" => self.words(" ", place),
            "line-break" if place.paragraphs.last().is_some_and(|p| p.open) => self.draft.soft_break(),
            "table-cell" => {
                let repeated = attribute(e, "number-columns-repeated").and_then(|size| size.parse().ok());
                if let Some(table) = place.tables.last_mut() {
                    table.cell(false, repeated.unwrap_or(1), 1);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, place: &mut Place) {
        match name {
            "p" | "h" => {
                place.spans.pop();
                if place.tables.is_empty() || place.note.is_some() {
                    self.finish(place);
                } else if place.paragraphs.last().is_some_and(|p| p.open) {
                    // Paragraphs of one cell are one block.
                    self.draft.soft_break();
                }
                place.paragraphs.pop();
            }
            "span" => {
                place.spans.pop();
            }
            "list" => place.lists = place.lists.saturating_sub(1),
            "table-header-rows" => place.heading = false,
            "table-cell" => {
                if let Some((row, column, header)) = place.tables.last().and_then(Table::position) {
                    let table = place.tables.last().map_or(0, |table| table.number);
                    let (rows, columns) = place.tables.last().map_or((1, 1), Table::spans);
                    self.draft.spans(rows, columns);
                    self.draft.finish(BlockKind::Cell { table, row, column, header });
                }
            }
            "table-row" => self.draft.end_row(),
            "table" => {
                place.tables.pop();
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str, place: &mut Place) {
        let Some(paragraph) = place.paragraphs.last_mut() else { return };
        if words.is_empty() || place.spans.iter().any(|style| style.hidden) {
            return;
        }
        // Lines of the XML are no lines of the text.
        let words = words.replace(['\n', '\r', '\t'], " ");
        if place.spans.iter().any(|style| style.raised) && !words.trim().is_empty() {
            self.draft.raised(&words);
        } else {
            self.draft.words(&words);
        }
        paragraph.open = true;
    }

    /// Ends the paragraph at hand as what it is.
    fn finish(&mut self, place: &mut Place) {
        let Some(paragraph) = place.paragraphs.last_mut() else { return };
        paragraph.open = false;
        let kind = match (&place.note, paragraph.kind) {
            (Some(label), _) => BlockKind::Footnote { label: label.clone() },
            (None, Some(Kind::Heading(level))) => BlockKind::Heading(level),
            (None, Some(Kind::Caption)) => BlockKind::Caption,
            (None, Some(Kind::Quote)) => BlockKind::Quote,
            (None, None) if place.lists > 0 => BlockKind::ListItem { depth: place.lists - 1, ordered: None },
            (None, None) => BlockKind::Paragraph,
        };
        self.draft.finish(kind);
    }
}
