//! Tables with delimiters: CSV with commas or semicolons, and TSV.

use super::block::{Block, BlockKind};
use super::build::Builder;
use super::{Format, Read};

/// Lines that may stand above the headings of a table.
const TITLES: usize = 8;

pub(super) struct Delimited {
    name: &'static str,
    extensions: &'static [&'static str],
    /// Candidates; the one most frequent in the first line is taken.
    delimiters: &'static [u8],
}

pub(super) static COMMA: Delimited = Delimited { name: "csv", extensions: &["csv"], delimiters: b",;\t" };
pub(super) static TAB: Delimited = Delimited { name: "tsv", extensions: &["tsv", "tab"], delimiters: b"\t" };

impl Format for Delimited {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn read(&self, text: &str) -> Option<Read> {
        let mut builder = Builder::new(text);
        // The first line may be a title.
        let count = |line: &str, delimiter: u8| line.bytes().filter(|&b| b == delimiter).count();
        let all = |line: &str| self.delimiters.iter().map(|&delimiter| count(line, delimiter)).sum::<usize>();
        let first = text.lines().take(TITLES).find(|line| all(line) > 0).unwrap_or_default();
        // The last of the most frequent would win; the first is the usual one.
        let delimiter =
            self.delimiters.iter().rev().copied().max_by_key(|&d| count(first, d)).unwrap_or(b',');
        let table = builder.new_table();
        let titles = titles(text, delimiter);
        let (mut at, mut row, mut header) = (0, 0, true);
        while at < text.len() {
            let is_title = at < titles;
            let start = builder.blocks.len();
            at = record(text, at, delimiter, &mut builder, |column| BlockKind::Cell {
                table,
                row,
                column,
                header,
            });
            if is_title {
                builder.blocks.iter_mut().skip(start).for_each(|title| title.kind = BlockKind::Caption);
                continue;
            }
            if builder.blocks.len() > start {
                if row == 0 && builder.blocks.iter().any(|block| begins_with_number(text, block)) {
                    // A table without a row of headings.
                    for block in &mut builder.blocks {
                        if let BlockKind::Cell { header, .. } = &mut block.kind {
                            *header = false;
                        }
                    }
                }
                row += 1;
                header = false;
            }
        }
        Some((builder.blocks, builder.meta))
    }
}

/// Where the headings begin: the lines above a wide table that have one field each say what it is.
fn titles(text: &str, delimiter: u8) -> usize {
    let fields = |line: &str| {
        let parts = line.trim_end().trim_end_matches(char::from(delimiter)).split(char::from(delimiter));
        parts.filter(|part| !part.trim().is_empty()).count()
    };
    let (mut at, mut told) = (0, false);
    for line in text.split_inclusive('\n').take(TITLES) {
        match fields(line) {
            // A quoted field may hold delimiters and line breaks.
            _ if line.contains('"') => return if told { at } else { 0 },
            0 => {}
            1 => told = true,
            2 => return 0,
            _ => return if told { at } else { 0 },
        }
        at += line.len();
    }
    0
}

/// True for a text that is plainly a table, whatever it is called: its lines have the same number of fields,
/// three or more.
pub(super) fn plainly(text: &str) -> bool {
    const SAMPLE: usize = 50;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let fields = |line: &str, delimiter: char| {
        let mut quoted = false;
        let parts = line.chars().filter(|&c| {
            quoted ^= c == '"';
            c == delimiter && !quoted
        });
        parts.count() + 1
    };
    lines.len() >= 2
        && [',', ';', '\t'].iter().any(|&delimiter| {
            let first = fields(lines[0], delimiter);
            first >= 3 && lines.iter().all(|line| fields(line, delimiter) == first)
        })
}

/// "1,204", "$5" and "-3" begin with a number; "2019 total" may head a column.
fn begins_with_number(text: &str, block: &Block) -> bool {
    let cell = block.pieces.first().map_or("", |piece| &text[piece.at.range_from(0)]).trim();
    let digits = cell.trim_start_matches(['$', '€', '£', '-', '−', '+', '"']);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' '));
    // A bare year heads a column as often as not.
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    is_number && !is_year
}

/// Reads one record that begins at `start`; gives where the next one begins.
fn record(
    text: &str,
    start: usize,
    delimiter: u8,
    builder: &mut Builder,
    kind: impl Fn(u32) -> BlockKind,
) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut column) = (start, 0);
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = quoted(text, at + 1, builder);
        }
        // Bare text, and whatever stands behind a closing quote.
        let end =
            memchr::memchr3(delimiter, b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        builder.same(at, end);
        builder.finish(kind(column));
        match bytes.get(end) {
            Some(&b) if b == delimiter => {
                at = end + 1;
                column += 1;
            }
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => return end + 2,
            Some(_) => return end + 1,
            None => return end,
        }
    }
}

/// Reads a quoted field from behind its opening quote to behind its closing one.
fn quoted(text: &str, start: usize, builder: &mut Builder) -> usize {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (start, start);
    while let Some(found) = memchr::memchr(b'"', &bytes[at..]) {
        let quote = at + found;
        builder.same(from, quote);
        if bytes.get(quote + 1) != Some(&b'"') {
            return quote + 1;
        }
        builder.char(quote, quote + 2, '"');
        (from, at) = (quote + 2, quote + 2);
    }
    builder.same(from, bytes.len());
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;

    fn cells(path: &str, text: &str) -> Vec<(u32, u32, bool, String)> {
        let document = Document::parse(path, text.to_owned());
        let flat = crate::source::plain_words(&document);
        let at = document.blocks.iter().map(|block| match block.kind {
            BlockKind::Cell { row, column, header, .. } => (row, column, header),
            _ => panic!("only cells"),
        });
        at.zip(flat).map(|((row, column, header), words)| (row, column, header, words)).collect()
    }

    #[test]
    fn fields_keep_rows_columns_and_quotes() {
        let text = "Port,Boats\r\n\"Ell, \"\"upper\"\"\",\"1,204\"\r\n\r\nOst,,7\r\n";
        let expected = [
            (0, 0, true, "Port"),
            (0, 1, true, "Boats"),
            (1, 0, false, "Ell, \"upper\""),
            (1, 1, false, "1,204"),
            (2, 0, false, "Ost"),
            (2, 2, false, "7"),
        ];
        assert_eq!(cells("a.csv", text), expected.map(|(r, c, h, w)| (r, c, h, w.to_owned())));
    }

    #[test]
    fn a_title_above_the_headings_is_none() {
        let text = ",,,\nBoats by port in 2019,,,\nPort,Boats,Crew,Piers\nEll,5,7,1\n";
        let document = Document::parse("a.csv", text.to_owned());
        assert_eq!(document.blocks[0].kind, BlockKind::Caption);
        let at = |block: &crate::source::Block| match block.kind {
            BlockKind::Cell { row, column, header, .. } => Some((row, column, header)),
            _ => None,
        };
        assert_eq!(at(&document.blocks[2]), Some((0, 1, true)));
        assert_eq!(at(&document.blocks[6]), Some((1, 1, false)));
        let lone = Document::parse("a.csv", "Boats\n5\n6\n".to_owned());
        assert_eq!(at(&lone.blocks[0]), Some((0, 0, true)));
    }

    #[test]
    fn semicolons_tabs_and_tables_without_headings() {
        assert_eq!(cells("a.csv", "a;b;1,5\nc;d;2").len(), 6);
        assert!(!cells("a.csv", "a;b;1,5\nc;d;2")[0].2);
        assert_eq!(cells("a.tsv", "x, y\tz\n")[0], (0, 0, true, "x, y".to_owned()));
        assert_eq!(cells("a.csv", "\"open,1\n2").len(), 1);
    }
}
