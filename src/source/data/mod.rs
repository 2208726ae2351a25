//! Settings and data in nested keys: JSON, TOML and YAML.
//!
//! A parser of the language gives the tree and where each key and value stands; this file
//! writes it as a reader would set it down: a setting is a row of a table, its key with the
//! keys above it as the label (`limits requests max | 5000`), a list of like records is a table with
//! headings, a value of several words is a paragraph, and so is a comment. Nothing is
//! evaluated. A text that its parser refuses is read line by line instead (`keyed`).

pub(super) mod json;
mod lines;
mod toml;
mod yaml;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::aligned::{self, Escapes};
use super::block::BlockKind;
use super::build::Builder;
use super::{Format, Read};

/// Deeper trees are read line by line.
const DEEPEST: usize = 64;

/// A key with more bare numbers than this holds data and no settings.
const MOST_VALUES: usize = 8;

/// A format of nested keys.
pub(super) struct Data {
    name: &'static str,
    extensions: &'static [&'static str],
    parse: fn(&str) -> Option<Node<'_>>,
    /// What begins a comment that runs to the end of its line.
    comment: &'static str,
}

pub(super) static JSON: Data = Data {
    name: "json",
    extensions: &["json", "jsonc", "json5", "jsonl", "ndjson", "geojson"],
    parse: json::parse,
    comment: "//",
};
pub(super) static TOML: Data = Data { name: "toml", extensions: &["toml"], parse: toml::parse, comment: "#" };
pub(super) static YAML: Data =
    Data { name: "yaml", extensions: &["yaml", "yml"], parse: yaml::parse, comment: "#" };

/// A value in its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node<'t> {
    Scalar(Scalar<'t>),
    List(Vec<Self>),
    /// Keys with their values, as written.
    Map(Vec<(Scalar<'t>, Self)>),
}

/// A key, a number, a date or a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scalar<'t> {
    /// Its bytes, without the quotes around them.
    pub at: Range<usize>,
    /// What it says, escapes resolved.
    pub text: std::borrow::Cow<'t, str>,
    /// Written in quotes, or otherwise words and not a number.
    words: bool,
    escapes: Escapes,
}

/// What is written one after another.
enum Item<'n, 't> {
    Setting {
        path: Vec<&'n Scalar<'t>>,
        value: &'n Scalar<'t>,
    },
    /// Records of the same keys.
    Records {
        columns: Vec<&'n Scalar<'t>>,
        rows: Vec<Vec<(usize, &'n Scalar<'t>)>>,
    },
    /// One of many bare numbers under one key.
    Datum(&'n Scalar<'t>),
    Comment(Range<usize>),
}

impl Item<'_, '_> {
    fn start(&self) -> usize {
        match self {
            Self::Setting { value, .. } | Self::Datum(value) => value.at.start,
            Self::Records { columns, .. } => columns.first().map_or(0, |column| column.at.start),
            Self::Comment(range) => range.start,
        }
    }
}

impl Format for Data {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn read(&self, text: &str) -> Option<Read> {
        if text.trim().is_empty() {
            return Some(Read::default());
        }
        let root = (self.parse)(text)?;
        let (mut items, mut taken) = (Vec::new(), Vec::new());
        flatten(&root, &mut Vec::new(), &mut items, &mut taken);
        taken.sort_unstable_by_key(|range| (range.start, range.end));
        items.extend(lines::comments(text, &taken, self.comment).into_iter().map(Item::Comment));
        items.sort_by_key(Item::start);
        let mut writer = Writer { text, builder: Builder::new(text), settings: None, row: 0, comment: None };
        for item in &items {
            writer.item(item);
        }
        writer.builder.finish(BlockKind::Paragraph);
        Some((writer.builder.blocks, writer.builder.meta))
    }

    fn comments(&self, text: &str) -> Vec<Range<usize>> {
        let Some(root) = (self.parse)(text) else { return Vec::new() };
        let (mut items, mut taken) = (Vec::new(), Vec::new());
        flatten(&root, &mut Vec::new(), &mut items, &mut taken);
        taken.sort_unstable_by_key(|range| (range.start, range.end));
        lines::comments(text, &taken, self.comment)
    }
}

/// Sets down what `node`, which the keys of `path` lead to, holds, and the places of all keys and
/// values.
fn flatten<'n, 't>(
    node: &'n Node<'t>,
    path: &mut Vec<&'n Scalar<'t>>,
    items: &mut Vec<Item<'n, 't>>,
    taken: &mut Vec<Range<usize>>,
) {
    match node {
        Node::Scalar(value) => {
            taken.push(value.at.clone());
            if !value.text.trim().is_empty() {
                items.push(Item::Setting { path: path.clone(), value });
            }
        }
        Node::Map(entries) => {
            for (key, value) in entries {
                taken.push(key.at.clone());
                path.push(key);
                flatten(value, path, items, taken);
                path.pop();
            }
        }
        Node::List(nodes) => {
            if let Some(records) = records(nodes) {
                for (key, value) in nodes.iter().filter_map(entries).flatten() {
                    taken.push(key.at.clone());
                    match value {
                        Node::Scalar(value) => taken.push(value.at.clone()),
                        // What is nested in a record is no cell of its row.
                        Node::List(_) | Node::Map(_) => {
                            path.push(key);
                            flatten(value, path, items, taken);
                            path.pop();
                        }
                    }
                }
                items.push(records);
                return;
            }
            // So many numbers are data, and none of them is the value of the key.
            let datum = |node: &'n Node<'t>| match node {
                Node::Scalar(scalar) if !scalar.words => Some(scalar),
                _ => None,
            };
            if nodes.len() > MOST_VALUES && nodes.iter().all(|node| datum(node).is_some()) {
                for scalar in nodes.iter().filter_map(datum) {
                    taken.push(scalar.at.clone());
                    items.push(Item::Datum(scalar));
                }
                return;
            }
            for node in nodes {
                flatten(node, path, items, taken);
            }
        }
    }
}

fn entries<'n, 't>(node: &'n Node<'t>) -> Option<&'n Vec<(Scalar<'t>, Node<'t>)>> {
    match node {
        Node::Map(entries) => Some(entries),
        Node::Scalar(_) | Node::List(_) => None,
    }
}

/// The table that `nodes` are, if they are two or more records of the same keys.
fn records<'n, 't>(nodes: &'n [Node<'t>]) -> Option<Item<'n, 't>> {
    let maps: Vec<_> = nodes.iter().filter_map(entries).collect();
    if maps.len() < 2 || maps.len() < nodes.len() {
        return None;
    }
    let mut columns: Vec<&Scalar<'t>> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut rows, mut cells) = (Vec::with_capacity(maps.len()), 0);
    for map in maps {
        let mut row = Vec::new();
        for (key, value) in map {
            let Node::Scalar(value) = value else { continue };
            let column = *known.entry(&key.text).or_insert_with(|| {
                columns.push(key);
                columns.len() - 1
            });
            row.push((column, value));
        }
        cells += row.len();
        rows.push(row);
    }
    // Records that share few keys are not rows of one table.
    (columns.len() >= 2 && cells * 2 >= columns.len() * rows.len()).then_some(Item::Records { columns, rows })
}

struct Writer<'t> {
    text: &'t str,
    builder: Builder<'t>,
    /// The table that settings are rows of.
    settings: Option<u32>,
    row: u32,
    /// Where the comment that is open ends.
    comment: Option<usize>,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item<'_, '_>) {
        if let Item::Comment(range) = item {
            // Lines of one comment are one paragraph.
            match self.comment {
                Some(end) if lines::joins(&self.text[end..range.start]) => {
                    self.builder.soft_break(end, range.start);
                }
                _ => self.builder.finish(BlockKind::Paragraph),
            }
            self.builder.same(range.start, range.end);
            self.comment = Some(range.end);
            return;
        }
        self.builder.finish(BlockKind::Paragraph);
        self.comment = None;
        match item {
            Item::Comment(_) => {}
            Item::Setting { path, value } => self.setting(path, value),
            Item::Datum(value) => {
                self.write(value);
                self.builder.finish(BlockKind::Code);
            }
            Item::Records { columns, rows } => {
                let table = self.builder.new_table();
                let cell = |row: usize, column: usize| BlockKind::Cell {
                    table,
                    row: narrow(row),
                    column: narrow(column),
                    header: row == 0,
                };
                for (column, key) in columns.iter().enumerate() {
                    self.write(key);
                    self.builder.finish(cell(0, column));
                }
                for (row, values) in rows.iter().enumerate() {
                    for (column, value) in values {
                        self.write(value);
                        self.builder.finish(cell(row + 1, *column));
                    }
                }
            }
        }
    }

    /// One setting: its keys, then its value.
    fn setting(&mut self, path: &[&Scalar<'_>], value: &Scalar<'_>) {
        let table = match self.settings {
            Some(table) => table,
            None => *self.settings.insert(self.builder.new_table()),
        };
        let row = self.row;
        self.row += 1;
        if let Some((key, above)) = path.split_last() {
            for key in above {
                self.builder.chars(key.at.start, key.at.start, &key.text);
                self.builder.char(key.at.start, key.at.start, ' ');
            }
            self.write(key);
            self.builder.finish(BlockKind::Cell { table, row, column: 0, header: true });
        }
        self.write(value);
        let kind = if is_prose(value) {
            BlockKind::Paragraph
        } else {
            BlockKind::Cell { table, row, column: 1, header: false }
        };
        self.builder.finish(kind);
    }

    /// What a scalar says, each character in its place.
    fn write(&mut self, scalar: &Scalar<'_>) {
        let raw = &self.text[scalar.at.clone()];
        if !scalar.words && raw.contains('_') {
            // `1_200_000`: the grouping of programmers.
            for (at, c) in raw.char_indices() {
                let at = scalar.at.start + at;
                match c {
                    '_' => self.builder.char(at, at + 1, ','),
                    c => self.builder.same(at, at + c.len_utf8()),
                }
            }
            return;
        }
        if raw == scalar.text {
            self.builder.same(scalar.at.start, scalar.at.end);
        } else {
            aligned::write(&mut self.builder, raw, scalar.at.start, &scalar.text, scalar.escapes);
        }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// True for a value that is read as sentences: "Serves up to 3,000 children in 14 states."
fn is_prose(value: &Scalar<'_>) -> bool {
    value.words && value.text.split_whitespace().take(5).count() == 5
}

/// The byte at which each character stands, asked for in rising order.
struct CharIndex<'t> {
    rest: std::str::Chars<'t>,
    at: usize,
    chars: usize,
}

impl<'t> CharIndex<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text.chars(), at: 0, chars: 0 }
    }

    /// The byte of character number `index`, no less than the one asked for before.
    fn byte(&mut self, index: usize) -> usize {
        while self.chars < index {
            let Some(c) = self.rest.next() else { break };
            self.at += c.len_utf8();
            self.chars += 1;
        }
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;

    fn words(path: &str, text: &str) -> Vec<String> {
        crate::source::plain_words(&Document::parse(path, text.to_owned()))
    }

    #[test]
    fn nested_keys_label_their_values_in_each_language() {
        let expected = ["limits requests max", "5000", "name", "Ell"];
        assert_eq!(words("a.json", r#"{"limits": {"requests": {"max": 5000}}, "name": "Ell"}"#), expected);
        assert_eq!(words("a.yaml", "limits:\n  requests:\n    max: 5000\nname: 'Ell'\n"), expected);
        let toml = "[limits.requests]\nmax = 5_000\n[z]\nx = true\n";
        assert_eq!(words("a.toml", toml), ["limits requests max", "5,000", "z x", "true"]);
    }

    #[test]
    fn records_are_a_table_with_headings() {
        let text =
            r#"[{"port": "Ell", "boats": 1204, "tags": ["a"]}, {"port": "Ost", "boats": 7, "tags": []}]"#;
        let document = Document::parse("a.json", text.to_owned());
        let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind.clone()).collect();
        let at = |row, column| BlockKind::Cell { table: 0, row, column, header: row == 0 };
        assert_eq!(&kinds[..6], [at(0, 0), at(0, 1), at(1, 0), at(1, 1), at(2, 0), at(2, 1)]);
        let read = words("a.json", text);
        assert_eq!(&read[..6], ["port", "boats", "Ell", "1204", "Ost", "7"]);
        let yaml = "- port: Ell\n  boats: 1204\n- port: Ost\n  boats: 7\n";
        assert_eq!(words("a.yaml", yaml), ["port", "boats", "Ell", "1204", "Ost", "7"]);
    }

    #[test]
    fn comments_are_paragraphs_and_signs_inside_strings_are_not() {
        let toml = "# How long to wait,\n# in seconds.\nwait = 30 # at most 60\nname = \"a # b\"\n";
        assert_eq!(
            words("a.toml", toml),
            ["How long to wait, in seconds.", "wait", "30", "at most 60", "name", "a # b"]
        );
        let json = "{\n  // Kept for 30 days.\n  \"url\": \"http://a.b\" }";
        assert_eq!(words("a.json", json), ["Kept for 30 days.", "url", "http://a.b"]);
    }

    #[test]
    fn places_read_back_through_escapes_and_folded_lines() {
        let text = "é: |\n  Serves 3,000 children\n  in 14 states of one land.\nq: \"a \\u00e9 5\"\n";
        let document = Document::parse("a.yml", text.to_owned());
        assert_eq!(
            crate::source::plain_words(&document),
            ["é", "Serves 3,000 children\nin 14 states of one land.\n", "q", "a é 5"]
        );
        assert_eq!(document.blocks[1].kind, BlockKind::Paragraph);
        let flat = crate::prose::Text::of(&document);
        for figure in ["3,000 children", "14 states", "5"] {
            let at = flat.flat.find(figure).unwrap();
            let range = u32::try_from(at).unwrap()..u32::try_from(at + figure.len()).unwrap();
            assert_eq!(document.text_at(flat.place(range)), figure);
        }
    }

    #[test]
    fn signs_that_escape_nothing_stand_for_themselves() {
        for text in [
            "run: |\n  print('\\d+', '')\n  sleep 14\n",
            "- 'it''s \\d of'\n- 14\n",
            "a = \"\\\\d 'x'\"\nb = 14\n",
        ] {
            let name = if text.contains('=') { "a.toml" } else { "a.yaml" };
            let document = Document::parse(name, text.to_owned());
            let flat = crate::prose::Text::of(&document);
            let at = u32::try_from(flat.flat.find("14").unwrap()).unwrap();
            assert_eq!(document.text_at(flat.place(at..at + 2)), "14", "{text}");
        }
    }

    #[test]
    fn many_numbers_under_one_key_are_data() {
        let document =
            Document::parse("a.toml", "few = [1, 2]\nmany = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n".to_owned());
        let code = document.blocks.iter().filter(|block| block.kind == BlockKind::Code).count();
        assert_eq!((code, document.blocks.len()), (9, 13));
    }

    #[test]
    fn what_the_parser_refuses_is_read_line_by_line() {
        assert_eq!(words("a.toml", "wait = 30s\nport: 80\n"), ["wait", "30s", "port", "80"]);
        let deep = "[".repeat(100_000);
        assert!(words("a.json", &deep).len() <= 1);
        assert!(words("a.yaml", &deep).len() <= 1);
        assert!(words("a.toml", &format!("a = {deep}")).len() <= 2);
    }
}
