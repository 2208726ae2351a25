use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use super::open;
use crate::prose::Text;
use crate::source::decode::Refused;
use crate::source::{BlockKind, Document, Mark, plain_words};

/// A zip file of these members.
fn zip<B: AsRef<[u8]>>(members: &[(&str, B)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The one document of a file.
#[track_caller]
fn document(name: &str, bytes: Vec<u8>) -> Document {
    let mut read = open(name, bytes);
    assert_eq!(read.len(), 1);
    read.remove(0).1.unwrap()
}

#[track_caller]
fn refused(name: &str, bytes: &[u8]) -> String {
    let mut read = open(name, bytes.to_vec());
    match read.remove(0).1 {
        Err(Refused::Kind(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

/// The words of each cell with where it stands, `#` for a heading, and the rows and columns it takes.
fn cells(document: &Document) -> Vec<String> {
    let told = |(block, words): (&crate::source::Block, String)| {
        let BlockKind::Cell { row, column, header, .. } = block.kind else { return None };
        let spans = block.pieces.iter().find_map(|piece| match piece.text {
            crate::source::PieceText::Mark(Mark::Spans { rows, columns }) => {
                Some(format!(" {rows}x{columns}"))
            }
            _ => None,
        });
        let mark = if header { "#" } else { "" };
        Some(format!("{row},{column}{mark} {}{}", words.trim(), spans.unwrap_or_default()))
    };
    document.blocks.iter().zip(plain_words(document)).filter_map(told).collect()
}

fn docx(body: &str) -> Vec<u8> {
    let core = "<p><dc:title>Piers &amp; boats</dc:title><dcterms:created>2019-01-02T10:00:00Z</dcterms:created>\
                <dcterms:modified>2020-01-02T10:00:00Z</dcterms:modified></p>";
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    zip(&[("word/document.xml", body.as_str()), ("docProps/core.xml", core)])
}

#[test]
fn a_text_document_has_its_properties_and_its_merged_cells() {
    let cell = |inner: &str, words: &str| {
        format!("<w:tc><w:tcPr>{inner}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    };
    let row =
        |cells: &[String], head: &str| format!("<w:tr><w:trPr>{head}</w:trPr>{}</w:tr>", cells.concat());
    let (first, further) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let rows = [
        row(&[cell(first, "Pier"), cell("<w:gridSpan w:val=\"2\"/>", "2023")], "<w:tblHeader/>"),
        row(&[cell(further, ""), cell("", "Boats"), cell("", "Crew")], "<w:tblHeader/>"),
        row(&[cell(first, "Old"), cell("", "5"), cell("", "9")], ""),
        row(&[cell(further, ""), cell("", "6"), cell("", "8")], ""),
        row(&[cell("", "New"), cell("", "1"), cell("", "2")], ""),
    ];
    let raised = "<w:p><w:r><w:t>It has 5 boats</w:t></w:r><w:r><w:rPr><w:position w:val=\"8\"/></w:rPr>\
                  <w:t>2</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let read = document("a.docx", docx(&format!("<w:tbl>{}</w:tbl>{raised}", rows.concat())));
    let expected = [
        "0,0# Pier 2x1",
        "0,1# 2023 1x2",
        "1,1# Boats",
        "1,2# Crew",
        "2,0 Old 2x1",
        "2,1 5",
        "2,2 9",
        "3,1 6",
        "3,2 8",
        "4,0 New",
        "4,1 1",
        "4,2 2",
    ];
    assert_eq!(cells(&read), expected);
    assert_eq!(plain_words(&read).last().unwrap(), "It has 5 boats.");
    let meta: Vec<_> = read.meta.iter().map(|entry| (&*entry.key, &*entry.value)).collect();
    // The day a file was first saved is not that on which its words came out.
    assert_eq!(meta, [("title", "Piers & boats"), ("modified", "2020-01-02")]);
    assert!(read.meta.iter().all(|entry| read.text_at(entry.at) == &*entry.value));
}

fn open_document(kind: &str, content: &str) -> Vec<u8> {
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    let meta = "<m><dc:title>Piers</dc:title><dc:date>2020-01-02T10:00:00</dc:date></m>";
    let content = format!("<office:document-content>{content}</office:document-content>");
    zip(&[("mimetype", mimetype.as_str()), ("content.xml", content.as_str()), ("meta.xml", meta)])
}

#[test]
fn an_open_document_text_is_read_as_its_reader_sees_it() {
    let content = "<office:automatic-styles><style:style style:name=\"T1\"><style:text-properties \
        style:text-position=\"super 58%\"/></style:style><style:style style:name=\"P1\" \
        style:parent-style-name=\"Quotations\"/></office:automatic-styles><office:body><office:text>\
        <text:tracked-changes><text:p>It had 9 boats.</text:p></text:tracked-changes>\
        <text:table-of-content><text:p>Boats 3</text:p></text:table-of-content>\
        <text:h text:outline-level=\"2\">Boats</text:h>\
        <text:p>Ell &amp; Äsk have<text:s text:c=\"2\"/>5<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Counted in 2019.</text:p></text:note-body></text:note> boats on \
        4 km<text:span text:style-name=\"T1\">2</text:span>.<office:annotation><text:p>7?</text:p></office:annotation></text:p>\
        <text:p text:style-name=\"P1\">So few!</text:p>\
        <text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>Old</text:p></table:table-cell>\
        <table:table-cell><text:p>5</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/><table:table-cell><text:p>6</text:p></table:table-cell></table:table-row>\
        </table:table></office:text></office:body>";
    let read = document("a.odt", open_document("text", content));
    let text = Text::of(&read);
    assert_eq!(
        text.flat,
        "Piers\n2020-01-02\nBoats\nEll & Äsk have 5 boats on 4 km².\nSo few!\nOne\nOld\n5\n6\nCounted in 2019.\n"
    );
    assert_eq!(read.blocks[4].kind, BlockKind::Quote);
    assert_eq!(read.blocks[5].kind, BlockKind::ListItem { depth: 0, ordered: None });
    assert_eq!(read.blocks.last().unwrap().kind, BlockKind::Footnote { label: "1".into() });
    assert_eq!(cells(&read), ["0,0# Old 2x1", "0,1# 5", "1,1 6"]);
}

#[test]
fn a_sheet_says_what_its_cells_hold_in_any_language() {
    let cell = |attributes: &str, shown: &str| {
        format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let value = |kind: &str, value: &str| format!("office:value-type=\"{kind}\" office:value=\"{value}\"");
    let rows = [
        row(&[cell("", "Piers as of spring")]),
        row(&[
            cell("", "Pier"),
            cell("table:number-columns-spanned=\"2\"", "2023"),
            "<table:covered-table-cell/>".to_owned(),
        ]),
        row(&["<table:table-cell/>".to_owned(), cell("", "Dues"), cell("", "Full")]),
        row(&[
            cell("", "Old"),
            cell(&value("currency", "1234.5"), "1.234,50 €"),
            cell(&value("percentage", "0.153"), "15,3 %"),
        ]),
        row(&[
            cell("", "New"),
            cell(&value("float", "2.456"), "2,5"),
            cell("office:value-type=\"date\" office:date-value=\"2023-05-01\"", "1.5.23"),
        ]),
    ];
    let hidden =
        "<style:style style:name=\"h\"><style:table-properties table:display=\"false\"/></style:style>";
    let content = format!(
        "{hidden}<office:spreadsheet><table:table table:name=\"Fees\">{}</table:table>\
         <table:table table:name=\"Old\" table:style-name=\"h\">{}</table:table></office:spreadsheet>",
        rows.concat(),
        rows[3]
    );
    let read = document("a.ods", open_document("spreadsheet", &content));
    let expected = [
        "0,0# Pier",
        "0,1# 2023 1x2",
        "1,1# Dues",
        "1,2# Full",
        "2,0 Old",
        "2,1 1234.50",
        "2,2 15.3%",
        "3,0 New",
        "3,1 2.5",
        "3,2 2023-05-01",
    ];
    assert_eq!(cells(&read), expected);
    let caption = read.blocks.iter().position(|block| block.kind == BlockKind::Caption).unwrap();
    assert_eq!(plain_words(&read)[caption], "Piers as of spring");
}

#[test]
fn spaces_around_its_figures_leave_a_sheet_readable() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/piers.xlsx");
    let whole = std::fs::read(path).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(whole.as_slice())).unwrap();
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
            bytes = String::from_utf8(bytes).unwrap().replace("<v>", "<v> ").into_bytes();
        }
        members.push((name, bytes));
    }
    let spaced: Vec<(&str, &[u8])> =
        members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let spaced = document("a.xlsx", zip(&spaced));
    assert_eq!(cells(&spaced), cells(&document("a.xlsx", whole)));
    assert_eq!(cells(&spaced).len(), 12);
}

#[test]
fn the_documents_of_an_archive_are_read_each_by_its_name() {
    let inner = zip(&[("a.md", "Five boats.")]);
    let docx = docx("<w:p><w:r><w:t>Six boats.</w:t></w:r></w:p>");
    let archive = zip::<&[u8]>(&[
        ("z/b.txt", b"Seven boats."),
        ("a.docx", &docx),
        (".hidden.md", b"No."),
        ("__MACOSX/a.md", b"No."),
        ("photo.jpg", b"\xFF\xD8"),
        ("more.zip", &inner),
        ("bad.pdf", b"%PDF-1.4\n"),
    ]);
    let read = open("all.zip", archive);
    let names: Vec<_> = read.iter().map(|(name, read)| (name.as_str(), read.is_ok())).collect();
    #[cfg(feature = "pdf")]
    assert_eq!(
        names,
        [
            ("all.zip!/a.docx", true),
            ("all.zip!/bad.pdf", false),
            ("all.zip!/more.zip", false),
            ("all.zip!/z/b.txt", true)
        ]
    );
    assert_eq!(names.len(), 4);
    assert!(refused("x.zip", &zip(&[("photo.jpg", "x")])).contains("without a document"));
}

#[test]
fn archives_and_office_files_are_bounded() {
    let nothing = vec![b' '; 80 << 20];
    let swollen = zip(&[("word/document.xml", &nothing)]);
    assert!(swollen.len() < 1 << 20);
    assert!(refused("a.docx", &swollen).contains("far more than a document holds"));
    assert!(refused("a.zip", &zip(&[("a.txt", &nothing)])).contains("far more than a document holds"));
    let many: Vec<(String, &str)> = (0..20_001).map(|number| (format!("{number}.txt"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert!(refused("a.zip", &zip(&many)).contains("20001 files"));
    let deep = format!("{}{}", "<w:p>".repeat(1_000), "</w:p>".repeat(1_000));
    assert!(refused("a.docx", &docx(&deep)).contains("nested too deep"));
    let deep = format!("{}{}", "<text:p>".repeat(1_000), "</text:p>".repeat(1_000));
    assert!(refused("a.odt", &open_document("text", &deep)).contains("nested too deep"));
    assert!(refused("a.ods", &open_document("spreadsheet", &deep)).contains("nested too deep"));
    let wide = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\
                \"4000000000\"><text:p>1</text:p></table:table-cell>";
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"4000000000\">{}</table:table-row>",
        wide.repeat(3)
    );
    let sheet = format!("<table:table>{rows}{rows}</table:table>");
    let read = document("a.ods", open_document("spreadsheet", &sheet));
    assert!(read.blocks.len() < 300_000, "{}", read.blocks.len());
}

#[test]
fn what_is_locked_or_cut_short_is_told_as_such() {
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let mimetype = "application/vnd.oasis.opendocument.text";
    let locked =
        zip(&[("mimetype", mimetype), ("content.xml", "\u{1}"), ("META-INF/manifest.xml", manifest)]);
    assert!(refused("a.odt", &locked).contains("password"));
    let whole = docx("<w:p/>");
    assert!(refused("a.docx", &whole[..whole.len() / 2]).contains("damaged or cut short"));
    assert!(refused("a.docx", &docx("<w:p></w:r>")).contains("XML is damaged"));
    assert!(refused("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("password"));
}
