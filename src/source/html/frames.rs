//! What a reader of a page stands in: headings, quotations, lists and tables that are open.

use super::element::{Element, Role};
use super::table::Table;
use super::tag::Tag;
use crate::source::block::BlockKind;

/// Elements open at once that are told apart, so that a million of them cost no more each.
const DEEPEST: usize = 400;

/// Something open, and the element that opened it.
struct Frame {
    element: Element,
    kind: FrameKind,
}

pub(super) enum FrameKind {
    Heading(u8),
    Quote,
    Caption,
    Code,
    /// The number of the next item.
    List(Option<u64>),
    Item(Option<u64>),
    Table(Box<Table>),
}

/// All that is open, the innermost last.
#[derive(Default)]
pub(super) struct Frames(Vec<Frame>);

impl Frames {
    pub fn push(&mut self, element: Element, kind: FrameKind) {
        // What is nested deeper than any page counts as its parent.
        if self.0.len() < DEEPEST {
            self.0.push(Frame { element, kind });
        }
    }

    pub fn is_code(&self) -> bool {
        matches!(self.0.last(), Some(Frame { kind: FrameKind::Code, .. }))
    }

    pub fn is_quote(&self) -> bool {
        matches!(self.0.last(), Some(Frame { kind: FrameKind::Quote, .. }))
    }

    /// In a term of a list that explains them.
    pub fn is_term(&self) -> bool {
        self.0.last().is_some_and(|frame| frame.element.is_term())
    }

    /// Begins an item of the list at hand, whose tag may give it a number.
    pub fn item(&mut self, element: Element, value: Option<u64>) {
        // An item ends where the next one of its list begins.
        if matches!(self.0.last(), Some(Frame { kind: FrameKind::Item(_), .. })) {
            self.0.pop();
        }
        let number = match self.0.last_mut() {
            Some(Frame { kind: FrameKind::List(next), .. }) => {
                let number = if next.is_some() { value.or(*next) } else { None };
                *next = number.and_then(|number| number.checked_add(1));
                number
            }
            _ => None,
        };
        self.push(element, FrameKind::Item(number));
    }

    /// A second paragraph of the item is not what its number counts.
    pub fn item_is_told(&mut self) {
        if let Some(Frame { kind: FrameKind::Item(number), .. }) = self.0.last_mut() {
            *number = None;
        }
    }

    /// Begins a row or a cell of the innermost table; what stands open in the cell before ends.
    pub fn table_part(&mut self, tag: &Tag) {
        let table = self.0.iter().rposition(|frame| matches!(frame.kind, FrameKind::Table(_)));
        let Some(table) = table else { return };
        self.0.truncate(table + 1);
        let size = |name| tag.number(name).unwrap_or(1);
        if let Some(Frame { kind: FrameKind::Table(table), .. }) = self.0.last_mut() {
            match tag.element.role() {
                Role::Cell { header } => table.cell(header, size("colspan"), size("rowspan")),
                _ => table.row(),
            }
        }
    }

    /// Ends what `element` began. A stray end tag closes nothing; one that skips over others closes
    /// them too. A table is a wall: what is open around it stays open.
    pub fn close(&mut self, element: Element) {
        for at in (0..self.0.len()).rev() {
            if self.0[at].element == element {
                self.0.truncate(at);
                break;
            }
            if matches!(self.0[at].kind, FrameKind::Table(_)) {
                break;
            }
        }
    }

    /// What a block here is: the innermost thing that says so.
    pub fn kind(&self) -> BlockKind {
        for frame in self.0.iter().rev() {
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
                    let items = self.0.iter().filter(|frame| matches!(frame.kind, FrameKind::Item(_)));
                    let depth = u8::try_from(items.count() - 1).unwrap_or(u8::MAX);
                    BlockKind::ListItem { depth, ordered: *number }
                }
                FrameKind::List(_) => continue,
            };
        }
        BlockKind::Paragraph
    }

    /// Rows and columns that the innermost cell takes.
    pub fn spans(&self) -> (u16, u16) {
        let mut tables = self.0.iter().rev().filter_map(|frame| match &frame.kind {
            FrameKind::Table(table) => Some(table.spans()),
            _ => None,
        });
        tables.next().unwrap_or((1, 1))
    }
}
