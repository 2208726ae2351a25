//! `facts.toml`: facts that are known, as a document to be read with the others.
//!
//! Each fact becomes a sentence around its value (`The annual budget of the harbour is EUR 4
//! million.`), so that the aligner finds what speaks of it as it does between any two
//! documents. The value keeps its place in the file, or that of the reference to its cell.

use std::path::Path;

use super::fault::RuleFault;
use super::keys::{Key, Shape, WHERE};
use super::raw::{At, Problems, RawTable, read_file};
use super::selector::{self, Selector};
use super::{Pins, written};
use crate::claim::Value;
use crate::place::Span;
use crate::source::{Block, BlockKind, Document, Piece, PieceText};

/// The keys of a file of facts.
pub const FACTS: &[Key] = &[Key::needed("fact", Shape::Tables(FACT), "Facts that are known")];

/// The keys of a fact.
pub const FACT: &[Key] = &[
    Key::needed(
        "what",
        Shape::Text,
        "What is known: `members of the board`, or a sentence with `{}` for the value",
    ),
    Key::needed("value", Shape::ValueOr(CELL), "Its value, or the cell of a CSV or JSON file that holds it"),
    Key::may("as-of", Shape::Value, "The day as of which it holds"),
    Key::needed("source", Shape::Text, "Who or what vouches for it"),
    Key::may("where", Shape::Table(WHERE), "Claims that speak of it, whatever the aligner thinks"),
];

/// The keys of a reference to a cell.
pub const CELL: &[Key] = &[
    Key::needed("file", Shape::Text, "A CSV, TSV or JSON file, seen from the file of facts"),
    Key::may("row", Shape::Text, "A cell of the row: mostly the one in its first column"),
    Key::may("column", Shape::Text, "The heading of the column"),
    Key::may("pointer", Shape::Text, "Path into a JSON file: `/board/members`"),
    Key::may("unit", Shape::Text, "The unit of a bare number: `EUR`, `days`"),
];

/// One fact that is known.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Where its value stands in the file of facts.
    pub at: Span,
    /// The value as it is to be written.
    pub value: String,
    pub as_of: Option<String>,
    pub source: String,
    /// Claims that speak of it by declaration.
    pub selector: Option<Selector>,
}

/// Reads the `text` of a file of facts. `open` gives the text of a file named in it.
///
/// # Errors
/// With every mistake in it.
pub fn parse_facts(
    path: &Path,
    text: &str,
    open: &dyn Fn(&str) -> Result<String, String>,
) -> Result<Pins, RuleFault> {
    read_file("the ledger of facts", path, text, |root, problems| {
        root.known(FACTS, problems);
        let tables = root.tables("fact", problems);
        if tables.is_empty() && problems.0.is_empty() {
            let help = "[[fact]] with `what`, `value` and `source`".to_owned();
            problems.add(root.place(), "the ledger holds no fact", "`[[fact]]` is missing", Some(help));
        }
        let (mut pins, mut blocks) = (Vec::new(), Vec::new());
        for table in tables {
            if let Some((pin, block)) = read_fact(table, text, open, problems) {
                pins.push(pin);
                blocks.push(block);
            }
        }
        let path = path.to_string_lossy().replace('\\', "/");
        let document = Document { format: "facts", blocks, ..Document::bare(&path, text) };
        Some(Pins { document, pins })
    })
}

fn read_fact(
    table: RawTable<'_, '_>,
    text: &str,
    open: &dyn Fn(&str) -> Result<String, String>,
    problems: &mut Problems,
) -> Option<(Pin, Block)> {
    table.known(FACT, problems);
    let what = table.required("what", "what is known: `members of the board`", problems);
    let source = table.required("source", "who or what vouches for it", problems);
    let as_of = table.value("as-of", problems);
    if let Some(day) = as_of.as_ref().filter(|day| written::date(&day.value).is_none()) {
        let help = "for example: 2024-05-01, \"May 2024\"".to_owned();
        problems.add(
            day.at.clone(),
            format!("`{}` is no date that can be read", day.value),
            "not a date",
            Some(help),
        );
    }
    let selector = table.table("where", problems).map(|table| selector::read(table, problems));
    let value = if table.has_table("value") {
        let cell = table.table("value", problems)?;
        read_cell(cell, open, problems)
    } else if table.has("value") {
        table.value("value", problems)
    } else {
        let help = "the value: `\"12\"`, or a cell: `{ file = \"figures.csv\", row = \"Members\", column = \"2024\" }`";
        problems.add(table.place(), "the fact has no `value`", "`value` is missing", Some(help.to_owned()));
        None
    };
    let (what, source, value) = (what?, source?, value?);
    let claim = written::measure(&value.value).or_else(|| written::date(&value.value));
    // "2024" is a number, "May 2024" none.
    let Some(claim) = claim else {
        let help =
            "a value and nothing besides: `12`, `EUR 4.2 million`, `90 days`, `May 4, 2024`".to_owned();
        let message = format!("`{}` is no value that can be read", value.value);
        problems.add(value.at, message, "not a value", Some(help));
        return None;
    };
    let counts = claim.measure().is_some_and(|measure| measure.unit.is_none());
    let (before, after) = frame(&what.value, counts, matches!(claim.value, Value::Measure(_)));
    let (at, block) = sentence(text, &before, &value, &after);
    let as_of = as_of.map(|day| day.value);
    Some((Pin { at, value: value.value, as_of, source: source.value, selector }, block))
}

/// What stands before and after the value in the sentence that states the fact.
fn frame(what: &str, counts: bool, measures: bool) -> (String, String) {
    let what = what.trim().trim_end_matches('.');
    if let Some((before, after)) = what.split_once("{}") {
        return (before.to_owned(), format!("{after}."));
    }
    let bare = what.strip_prefix("the ").or_else(|| what.strip_prefix("The ")).unwrap_or(what);
    if counts {
        let counted = bare.strip_prefix("number of ").unwrap_or(bare);
        return ("There are ".to_owned(), format!(" {counted}."));
    }
    let verb = if measures { "is" } else { "was on" };
    (format!("The {bare} {verb} "), ".".to_owned())
}

/// The sentence as a paragraph whose value stands where the file has it.
fn sentence(text: &str, before: &str, value: &At<String>, after: &str) -> (Span, Block) {
    let span = |start: usize, end: usize| {
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span::new(at(start), at(end))
    };
    let raw = &text[value.at.clone()];
    // Between the quotes, unless something in there is written otherwise.
    let inner = raw.find(value.value.as_str()).map(|from| value.at.start + from);
    let at = inner
        .map_or_else(|| span(value.at.start, value.at.end), |start| span(start, start + value.value.len()));
    let chars = |words: &str, at: Span| {
        words.chars().map(move |c| Piece { at, text: PieceText::Char(c) }).collect::<Vec<_>>()
    };
    let (start, end) = (Span::new(at.start, at.start), Span::new(at.end, at.end));
    let mut pieces = chars(before, start);
    match inner {
        Some(_) => pieces.push(Piece { at, text: PieceText::Same }),
        None => pieces.extend(chars(&value.value, at)),
    }
    pieces.extend(chars(after, end));
    (at, Block { kind: BlockKind::Paragraph, pieces })
}

/// The words of the cell that a fact refers to.
fn read_cell(
    table: RawTable<'_, '_>,
    open: &dyn Fn(&str) -> Result<String, String>,
    problems: &mut Problems,
) -> Option<At<String>> {
    table.known(CELL, problems);
    let file = table.required("file", "a CSV, TSV or JSON file", problems)?;
    let unit = table.optional("unit", problems);
    let text = match open(&file.value) {
        Ok(text) => text,
        Err(wrong) => {
            problems.add(file.at, format!("cannot read {}: {wrong}", file.value), "no such file here", None);
            return None;
        }
    };
    let is_json =
        Path::new(&file.value).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let cell = if is_json {
        json_cell(table, &text, problems)
    } else {
        csv_cell(table, &file.value, text, problems)
    };
    let words = cell?;
    let words = unit.map_or(words.clone(), |unit| {
        let currency = unit.value.chars().all(|c| !c.is_ascii_lowercase());
        if currency { format!("{} {words}", unit.value) } else { format!("{words} {}", unit.value) }
    });
    let place = table.place();
    Some(At { value: words, at: place })
}

fn json_cell(table: RawTable<'_, '_>, text: &str, problems: &mut Problems) -> Option<String> {
    let pointer = table.required("pointer", "the path into the JSON file: `/board/members`", problems)?;
    let json: serde_json::Value = match serde_json::from_str(text) {
        Ok(json) => json,
        Err(wrong) => {
            problems.add(table.place_of("file"), format!("the file is not JSON: {wrong}"), "this file", None);
            return None;
        }
    };
    let found = match json.pointer(&pointer.value) {
        Some(serde_json::Value::String(text)) => Some(text.trim().to_owned()),
        Some(serde_json::Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    if found.is_none() {
        let message = format!("the file has no number or text at `{}`", pointer.value);
        let help = "`/board/members` is `members` in `board`; `/years/0` the first of a list".to_owned();
        problems.add(pointer.at, message, "nothing there", Some(help));
    }
    found
}

fn csv_cell(table: RawTable<'_, '_>, name: &str, text: String, problems: &mut Problems) -> Option<String> {
    let row = table.required("row", "a cell of the row: mostly the one in its first column", problems);
    let column = table.required("column", "the heading of the column", problems);
    let (row, column) = (row?, column?);
    let document = Document::parse(name, text);
    let cells: Vec<(u32, u32, String)> = document
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell { row, column, .. } => {
                Some((row, column, document.words_of(block).0.trim().to_owned()))
            }
            _ => None,
        })
        .collect();
    let head = cells.iter().map(|cell| cell.0).min()?;
    let is = |cell: &str, wanted: &str| cell.eq_ignore_ascii_case(wanted.trim());
    let at_column = cells.iter().find(|cell| cell.0 == head && is(&cell.2, &column.value)).map(|cell| cell.1);
    let at_row = cells.iter().find(|cell| cell.0 != head && is(&cell.2, &row.value)).map(|cell| cell.0);
    for (found, wanted, what) in [(at_column, &column, "column"), (at_row, &row, "row")] {
        if found.is_none() {
            let known = cells.iter().filter(|cell| (cell.0 == head) == (what == "column"));
            let near = super::fault::nearest(&wanted.value, known.map(|cell| cell.2.as_str()));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let message = format!("{name} has no {what} `{}`", wanted.value);
            problems.add(wanted.at.clone(), message, "not in the file", help);
        }
    }
    let (at_row, at_column) = (at_row?, at_column?);
    let cell =
        cells.iter().find(|cell| (cell.0, cell.1) == (at_row, at_column)).filter(|cell| !cell.2.is_empty());
    if cell.is_none() {
        problems.add(table.place(), "the cell is empty", "no value there", None);
    }
    cell.map(|cell| cell.2.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(name: &str) -> Result<String, String> {
        match name {
            "figures.csv" => Ok("Item,2023,2024\nMembers,11,12\nBudget,3.9,\"4,200\"\n".to_owned()),
            "figures.json" => Ok(r#"{"board": {"members": 12, "since": "May 2019"}}"#.to_owned()),
            _ => Err("no such file".to_owned()),
        }
    }

    fn parse(text: &str) -> Result<Pins, RuleFault> {
        parse_facts(Path::new("facts.toml"), text, &open)
    }

    fn flat(pins: &Pins) -> String {
        crate::prose::Text::of(&pins.document).flat.trim().to_owned()
    }

    #[test]
    fn a_fact_is_a_sentence_whose_value_stands_in_the_file() {
        let text = "[[fact]]\nwhat = \"members of the board\"\nvalue = \"12\"\nsource = \"minutes\"\n";
        let pins = parse(text).unwrap();
        assert_eq!(flat(&pins), "There are 12 members of the board.");
        assert_eq!(&text[pins.pins[0].at.range_from(0)], "12");
        let sentence = |what: &str, value: &str| {
            let text = format!("[[fact]]\nwhat = \"{what}\"\nvalue = {value}\nsource = \"s\"\n");
            flat(&parse(&text).unwrap())
        };
        assert_eq!(
            sentence("the budget of the port", "\"EUR 4 million\""),
            "The budget of the port is EUR 4 million."
        );
        assert_eq!(
            sentence("opening of the port", "2024-05-04"),
            "The opening of the port was on 2024-05-04."
        );
        assert_eq!(sentence("The port has {} cranes", "7"), "The port has 7 cranes.");
    }

    #[test]
    fn a_value_may_come_from_a_cell() {
        let value = |cell: &str| {
            let text = format!("[[fact]]\nwhat = \"members\"\nsource = \"s\"\nvalue = {cell}\n");
            parse(&text).map(|pins| pins.pins[0].value.clone())
        };
        let csv =
            |row: &str| value(&format!("{{ file = \"figures.csv\", row = \"{row}\", column = \"2024\" }}"));
        assert_eq!(csv("Members").unwrap(), "12");
        assert_eq!(csv("Budget").unwrap(), "4,200");
        assert!(csv("Member").is_err());
        let json = "{ file = \"figures.json\", pointer = \"/board/since\" }";
        assert_eq!(value(json).unwrap(), "May 2019");
        let unit = "{ file = \"figures.json\", pointer = \"/board/members\", unit = \"days\" }";
        assert_eq!(value(unit).unwrap(), "12 days");
        assert!(value("{ file = \"figures.json\", pointer = \"/nowhere\" }").is_err());
        assert!(value("{ file = \"other.json\", pointer = \"/x\" }").is_err());
    }

    #[test]
    fn every_mistake_is_shown() {
        let text = "[[fact]]\nwat = \"x\"\nvalue = \"a few\"\nsource = \"s\"\nas-of = \"soon\"\n\
                    [fact.where]\nkind = \"monney\"\n";
        let Err(RuleFault::Invalid { problems, .. }) = parse(text) else { panic!("{text}") };
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        for wanted in
            ["unknown key `wat`", "the rule has no", "`soon` is no date", "unknown kind of claim `monney`"]
        {
            let wanted = wanted.replace("the rule has no", "fact has no `what`");
            assert!(messages.iter().any(|message| message.contains(&wanted)), "{wanted}: {messages:?}");
        }
    }
}
