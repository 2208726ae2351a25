use crate::source::{BlockKind, Document, plain_words};

fn blocks(source: &str) -> Vec<(BlockKind, String)> {
    let document = Document::parse("a.md", source.to_owned());
    let words = plain_words(&document).into_iter().map(|words| words.trim().to_owned());
    document.blocks.iter().map(|block| block.kind.clone()).zip(words).collect()
}

#[track_caller]
fn check(source: &str, expected: &[(BlockKind, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, words)| (kind.clone(), (*words).to_owned())).collect();
    assert_eq!(blocks(source), expected, "{source}");
}

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

fn item(depth: u8, ordered: Option<u64>) -> BlockKind {
    BlockKind::ListItem { depth, ordered }
}

fn note(label: &str) -> BlockKind {
    BlockKind::Footnote { label: label.into() }
}

fn cell(row: u32, column: u32) -> BlockKind {
    BlockKind::Cell { table: 0, row, column, header: row == 0 }
}

#[test]
fn headings_paragraphs_quotes_and_rules() {
    check(
        "# Five *big* boats\n\nOld\n===\n\n**All bold**\n\n> Said she.\n>\n> Twice.\n\n---\n\n> [!NOTE]\n> Slow.\n\nEnd.",
        &[
            (BlockKind::Heading(1), "Five big boats"),
            (BlockKind::Heading(1), "Old"),
            (PARAGRAPH, "All bold"),
            (BlockKind::Quote, "Said she."),
            (BlockKind::Quote, "Twice."),
            (BlockKind::Break, ""),
            (PARAGRAPH, "Slow."),
            (PARAGRAPH, "End."),
        ],
    );
}

#[test]
fn lists_keep_numbers_and_depth() {
    check(
        "3. Three\n4. Four\n   - Inner\n\n     More of it.\n5. Five\n\n* [x] Done\n",
        &[
            (item(0, Some(3)), "Three"),
            (item(0, Some(4)), "Four"),
            (item(1, None), "Inner"),
            (item(1, None), "More of it."),
            (item(0, Some(5)), "Five"),
            (item(0, None), "Done"),
        ],
    );
}

#[test]
fn tables_images_and_code() {
    check(
        "| Port | Boats |\n|---|--:|\n| Ell | 1,204 |\n\nSee ![A pier at 5](p.png) here: `x[5]`.\n\n```\na = 5\nb\n```\n",
        &[
            (cell(0, 0), "Port"),
            (cell(0, 1), "Boats"),
            (cell(1, 0), "Ell"),
            (cell(1, 1), "1,204"),
            (BlockKind::Caption, "A pier at 5"),
            (PARAGRAPH, "See  here: x[5]."),
            (BlockKind::Code, "a = 5"),
            (BlockKind::Code, "b"),
        ],
    );
}

#[test]
fn note_marks_are_not_read() {
    check(
        "It sank.[^1] It rose.<sup>2</sup> It fell,[3][4] all[5] 10 km<sup>2</sup> of it; see [7](x).\n\n\
         [^1]: First.\n\n<sup>2</sup> Second.\n\n[3] Third.\n",
        &[
            (PARAGRAPH, "It sank. It rose. It fell, all 10 km² of it; see 7."),
            (note("1"), "First."),
            (note("2"), "Second."),
            (note("3"), "Third."),
        ],
    );
}

#[test]
fn inline_html_is_markup_and_struck_text_is_gone() {
    check(
        "A <i>small</i> boat<br>came; ~~five~~ <del>six</del> seven <!-- 8 --> left on the 4<sup>th</sup>.",
        &[(PARAGRAPH, "A small boat came;   seven  left on the 4th.")],
    );
}

#[test]
fn html_blocks_are_read_as_html() {
    check(
        "Before.\n\n<table>\n<tr><th>Port</th><td>5&nbsp;boats</td></tr>\n</table>\n\n| a |\n|---|\n",
        &[
            (PARAGRAPH, "Before."),
            (BlockKind::Cell { table: 0, row: 0, column: 0, header: true }, "Port"),
            (BlockKind::Cell { table: 0, row: 0, column: 1, header: false }, "5\u{a0}boats"),
            (BlockKind::Cell { table: 1, row: 0, column: 0, header: true }, "a"),
        ],
    );
}

#[test]
fn captions_and_front_matter() {
    check(
        "---\ndate: 2019-03-04\n---\n\n*Table 2. Boats by port*\n\nTable 2 shows them.\n",
        &[
            (BlockKind::Metadata { key: "published".into() }, "2019-03-04"),
            (BlockKind::Caption, "Table 2. Boats by port"),
            (PARAGRAPH, "Table 2 shows them."),
        ],
    );
}

#[test]
fn head_fields_are_paragraphs() {
    check(
        "**Date:** May 3, 2019\n**Contact:** Ann Quill  \n**Pages:** 5\nand a half\n",
        &[
            (PARAGRAPH, "Date: May 3, 2019"),
            (PARAGRAPH, "Contact: Ann Quill"),
            (PARAGRAPH, "Pages: 5 and a half"),
        ],
    );
}

#[test]
fn deep_nesting_costs_no_more() {
    let deep = format!("{}x", "> ".repeat(20_000));
    assert_eq!(blocks(&deep).len(), 1);
    let lists = format!("{}x", "- ".repeat(20_000));
    assert_eq!(blocks(&lists).len(), 1);
    let stars = "*a _b ".repeat(20_000);
    assert_eq!(blocks(&stars).len(), 1);
}

#[test]
fn code_over_a_line_end_keeps_its_places() {
    let document = Document::parse("a.md", "Set `wait\n30 s` once.".to_owned());
    let text = crate::prose::Text::of(&document);
    let at = u32::try_from(text.flat.find("30 s").unwrap()).unwrap();
    assert_eq!(document.text_at(text.place(at..at + 4)), "30 s");
}
