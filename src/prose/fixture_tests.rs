//! What documents are read as is recorded beside them in `fixtures/source`, a line a sentence,
//! and checked. `CROSSCLAIM_BLESS=1` writes the record anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::Text;
use crate::source::{BlockKind, load};

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem { depth, ordered: None } => format!("item {depth}"),
        BlockKind::ListItem { depth, ordered: Some(number) } => format!("item {depth} #{number}"),
        BlockKind::Quote => "quote".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Code => "code".to_owned(),
        BlockKind::Cell { table, row, column, header } => {
            format!("cell {table}.{row}.{column}{}", if *header { " header" } else { "" })
        }
        BlockKind::Footnote { label } => format!("note {label}"),
        BlockKind::Break => "break".to_owned(),
        BlockKind::Metadata { key } => format!("metadata {key}"),
    }
}

#[test]
fn fixtures_are_read_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/source");
    let loaded = load(&[folder], None);
    assert!(loaded.faults.is_empty() && loaded.skipped.is_empty(), "{loaded:?}");
    assert!(loaded.set.documents().len() >= 5);
    for document in loaded.set.documents() {
        let text = Text::of(document);
        let mut read = String::new();
        for sentence in &text.sentences {
            let block = &text.blocks[sentence.block as usize];
            let furniture = if block.furniture { "furniture " } else { "" };
            let _ = writeln!(read, "{furniture}{}: {}", kind(&block.kind), text.sentence(sentence));
        }
        let record = format!("{}.read", document.path);
        if std::env::var_os("CROSSCLAIM_BLESS").is_some() {
            fs::write(&record, &read).unwrap();
        }
        let recorded = fs::read_to_string(&record).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(read, recorded, "{record} is stale: read it and bless it");
    }
}
