//! Places as output names them: by bytes of the file, by line and column, by page, paragraph or cell.

use std::borrow::Cow;

use crate::place::{LineColumn, Span, visible};
use crate::source::{Anchor, Document, Origin, SourceSet};

/// A place as output names it: offsets count from the start of its document.
#[derive(Debug, serde::Serialize)]
pub(super) struct Located<'a> {
    pub path: &'a str,
    pub start: u32,
    pub end: u32,
    pub line: u32,
    pub column: u32,
    pub text: &'a str,
    /// Page of a PDF; offsets count in the text taken out of it, as they do for the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// Paragraph of a text document.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    /// Cell of a spreadsheet: `Costs!B7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet_cell: Option<&'a str>,
}

impl<'a> Located<'a> {
    pub fn new(sources: &'a SourceSet, place: Span) -> Self {
        let document = sources.document(place);
        let at = document.line_column(place.start);
        let (range, anchor) = (document.in_file(place), document.anchor(place.start));
        Self {
            path: &document.path,
            start: range.start,
            end: range.end,
            line: at.line,
            column: at.column,
            text: document.text_at(place),
            page: match anchor {
                Some(Anchor::Page(page)) => Some(*page),
                _ => None,
            },
            paragraph: match anchor {
                Some(Anchor::Paragraph(paragraph)) => Some(*paragraph),
                _ => None,
            },
            sheet_cell: match anchor {
                Some(Anchor::Cell(cell)) => Some(cell),
                _ => None,
            },
        }
    }
}

/// A place from its first line and column to its last, for programs that mark it in the text.
pub(super) struct Region<'a> {
    pub document: &'a Document,
    pub start: LineColumn,
    /// Behind its last character.
    pub end: LineColumn,
    /// Bytes of the file; none where the text was taken out of a file that is no text.
    pub bytes: Option<Span>,
    pub text: &'a str,
    place: Span,
}

impl<'a> Region<'a> {
    pub fn new(sources: &'a SourceSet, place: Span) -> Self {
        let document = sources.document(place);
        let at = |address: u32| {
            let at = document.line_column(address);
            // A byte order mark is in the file, and no editor counts it.
            let marked = at.line == 1 && at.column > 1 && document.text.starts_with('\u{feff}');
            LineColumn { column: at.column - u32::from(marked), ..at }
        };
        Self {
            document,
            start: at(place.start),
            end: at(place.end),
            bytes: (!is_extracted(document)).then(|| document.in_file(place)),
            text: document.text_at(place),
            place,
        }
    }

    /// `docs/plan.md:3:17`, or `plan.pdf (page 3)`, safe to show and in one line.
    pub fn name(&self) -> String {
        let path = one_line(&self.document.path);
        match self.part() {
            Some(part) => format!("{path} ({})", one_line(&part)),
            None => format!("{path}:{}:{}", self.start.line, self.start.column),
        }
    }

    /// Page, paragraph or cell in a file that is no text: `page 3`.
    pub fn part(&self) -> Option<String> {
        self.document.anchor(self.place.start).map(ToString::to_string)
    }

    /// Columns in bytes of UTF-8, from one: of its start and of its end.
    pub fn byte_columns(&self) -> (u32, u32) {
        let column = |address: u32| {
            let at = address.saturating_sub(self.document.base);
            let line = self.document.lines.start_of(self.document.lines.line_of(at)).unwrap_or(0);
            at.saturating_sub(line) + 1
        };
        (column(self.place.start), column(self.place.end))
    }
}

/// True where the text was taken out of a file that is no text, so that its lines are not those of the file.
fn is_extracted(document: &Document) -> bool {
    matches!(document.origin, Origin::Extracted(_))
}

/// `text` in one line, without characters that steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    match visible(text) {
        Cow::Borrowed(text) if !text.contains('\n') => text.to_owned(),
        text => text.replace('\n', " "),
    }
}

/// `text` in one line and with single spaces between its words.
pub(super) fn squeezed(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, sources};
    use super::*;

    #[test]
    fn a_region_ends_behind_its_last_character() {
        let sources = sources(&[("a.md", "\u{feff}É 12\ncranes"), ("b.md", "Où 14")]);
        let place = at(&sources, 0, "12\ncranes");
        let region = Region::new(&sources, place);
        assert_eq!(
            (region.start, region.end),
            (LineColumn { line: 1, column: 3 }, LineColumn { line: 2, column: 7 })
        );
        assert_eq!(region.bytes, Some(Span::new(6, 15)));
        assert_eq!(region.name(), "a.md:1:3");
        assert_eq!(Region::new(&sources, at(&sources, 1, "14")).byte_columns(), (5, 7));
    }
}
