use crate::source::{BlockKind, Document, plain_words};

#[track_caller]
fn check(source: &str, expected: &[(BlockKind, &str)]) {
    let document = Document::parse("a.txt", source.to_owned());
    assert_eq!(document.format, "text");
    let found: Vec<_> =
        document.blocks.iter().map(|block| block.kind.clone()).zip(plain_words(&document)).collect();
    let expected: Vec<_> = expected.iter().map(|(kind, words)| (kind.clone(), (*words).to_owned())).collect();
    assert_eq!(found, expected, "{source}");
}

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

fn item(depth: u8, ordered: Option<u64>) -> BlockKind {
    BlockKind::ListItem { depth, ordered }
}

const PROSE: &str = "The board met on Monday to hear from the engineers and then to vote.";

#[test]
fn wrapped_lines_are_joined_and_titles_found() {
    check(
        "Harbour closes\r\n\r\nBy Ann Quill\r\n\r\nELL, May 3 -- The harbour of Ell was closed on\r\nMonday after a \
         long-\r\nrunning quarrel over the depth of\r\nits basin.\r\n\r\nWHAT NEXT\r\n\r\nNothing was said about it by \
         any of the parties to it.\r\n",
        &[
            (BlockKind::Heading(1), "Harbour closes"),
            (PARAGRAPH, "By Ann Quill"),
            (
                PARAGRAPH,
                "ELL, May 3 -- The harbour of Ell was closed on Monday after a long-running quarrel over the depth of its basin.",
            ),
            (BlockKind::Heading(2), "WHAT NEXT"),
            (PARAGRAPH, "Nothing was said about it by any of the parties to it."),
        ],
    );
}

#[test]
fn mastheads_dates_and_head_fields_stand_alone() {
    let source = format!(
        "FOR IMMEDIATE RELEASE\n\nMarch 4, 2019\n\nHarbour board releases its review of the outer basin\n\nTO: The master\n\
         DATE: March 4, 2019\nSUBJECT: Depth\n\n{PROSE}\n\nAbout the board\n\n{PROSE}\n\n###\n"
    );
    check(
        &source,
        &[
            (PARAGRAPH, "FOR IMMEDIATE RELEASE"),
            (PARAGRAPH, "March 4, 2019"),
            (BlockKind::Heading(1), "Harbour board releases its review of the outer basin"),
            (PARAGRAPH, "TO: The master"),
            (PARAGRAPH, "DATE: March 4, 2019"),
            (PARAGRAPH, "SUBJECT: Depth"),
            (PARAGRAPH, PROSE),
            (BlockKind::Heading(2), "About the board"),
            (PARAGRAPH, PROSE),
            (BlockKind::Break, ""),
        ],
    );
}

#[test]
fn a_title_in_capitals_heads_its_lines() {
    check(
        &format!("A LETTER FROM ELL\nAnn Quill\n20 March 2019\n\n{PROSE}\n{PROSE}\n"),
        &[
            (BlockKind::Heading(1), "A LETTER FROM ELL"),
            (PARAGRAPH, "Ann Quill"),
            (PARAGRAPH, "20 March 2019"),
            (PARAGRAPH, &format!("{PROSE} {PROSE}")),
        ],
    );
}

#[test]
fn a_list_may_follow_words_without_a_stop_and_contents_are_lines() {
    check(
        "Any member of the board may\n    1. speak;\n    2. vote.\n\nPiers ........ 4\n1. Old . . . . 5\n2. New . . . . 12\n",
        &[
            (PARAGRAPH, "Any member of the board may"),
            (item(1, Some(1)), "speak;"),
            (item(1, Some(2)), "vote."),
            (PARAGRAPH, "Piers ........ 4"),
            (PARAGRAPH, "1. Old . . . . 5"),
            (PARAGRAPH, "2. New . . . . 12"),
        ],
    );
}

#[test]
fn lists_are_items_and_wrapped_numbers_are_not() {
    check(
        "They saw:\n  • five boats,\n    all red\n  • six men\n\nIn the end it was as many as\n12. That was more than the board had\n\
         thought likely.\n\n  1. ^ Quill, Ann. \"Bells\". Retrieved 2019-03-04.\n  2. ^ a b Orme.\n",
        &[
            (PARAGRAPH, "They saw:"),
            (item(0, None), "five boats, all red"),
            (item(0, None), "six men"),
            (PARAGRAPH, "In the end it was as many as 12. That was more than the board had thought likely."),
            (item(0, Some(1)), "Quill, Ann. \"Bells\". Retrieved 2019-03-04."),
            (item(0, Some(2)), "Orme."),
        ],
    );
}

#[test]
fn quotations_tables_and_pages() {
    check(
        "> Five boats\n> came.\n>\n> Six left.\n\nPort     Boats\nEll      1,204\nOst         33\n\nA | B\n1 | 2\n\x0CLast page.\n\n\
         Pier\n----\n\nFigure 2: The pier\n",
        &[
            (BlockKind::Quote, "Five boats came."),
            (BlockKind::Quote, "Six left."),
            (BlockKind::Cell { table: 0, row: 0, column: 0, header: true }, "Port"),
            (BlockKind::Cell { table: 0, row: 0, column: 1, header: true }, "Boats"),
            (BlockKind::Cell { table: 0, row: 1, column: 0, header: false }, "Ell"),
            (BlockKind::Cell { table: 0, row: 1, column: 1, header: false }, "1,204"),
            (BlockKind::Cell { table: 0, row: 2, column: 0, header: false }, "Ost"),
            (BlockKind::Cell { table: 0, row: 2, column: 1, header: false }, "33"),
            (BlockKind::Cell { table: 1, row: 0, column: 0, header: true }, "A"),
            (BlockKind::Cell { table: 1, row: 0, column: 1, header: true }, "B"),
            (BlockKind::Cell { table: 1, row: 1, column: 0, header: false }, "1"),
            (BlockKind::Cell { table: 1, row: 1, column: 1, header: false }, "2"),
            (BlockKind::Break, ""),
            (PARAGRAPH, "Last page."),
            (BlockKind::Heading(2), "Pier"),
            (BlockKind::Caption, "Figure 2: The pier"),
        ],
    );
}

#[test]
fn unwrapped_text_has_a_paragraph_a_line() {
    let long = format!("{PROSE} ").repeat(4).trim_end().to_owned();
    check(
        &format!("Harbour\n\nFrom the wiki\nReview (2019-03-04)\n\n{long}[5]\n{long}\n\nGo deeper"),
        &[
            (BlockKind::Heading(1), "Harbour"),
            (PARAGRAPH, "From the wiki"),
            (PARAGRAPH, "Review (2019-03-04)"),
            (PARAGRAPH, &long),
            (PARAGRAPH, &long),
            (PARAGRAPH, "Go deeper"),
        ],
    );
}

#[test]
fn an_account_stands_among_prose() {
    let cell = |row, column| BlockKind::Cell { table: 0, row, column, header: false };
    check(
        "The fund was opened on 1 June:\n    Donations            £1,250\n    Levy (£10 from 87)     £870\n    \
         Total                £2,120\nGrants had so far been made to nine families, as the meeting heard.\n",
        &[
            (PARAGRAPH, "The fund was opened on 1 June:"),
            (cell(0, 0), "Donations"),
            (cell(0, 1), "£1,250"),
            (cell(1, 0), "Levy (£10 from 87)"),
            (cell(1, 1), "£870"),
            (cell(2, 0), "Total"),
            (cell(2, 1), "£2,120"),
            (PARAGRAPH, "Grants had so far been made to nine families, as the meeting heard."),
        ],
    );
}

#[test]
fn years_head_the_columns_of_an_account() {
    let cell = |row, column| BlockKind::Cell { table: 0, row, column, header: row == 0 };
    check(
        "             2020     2019\nTickets       310      290\nGrants        120      100\ntogether 2,840,000 crowns\n",
        &[
            (cell(0, 1), "2020"),
            (cell(0, 2), "2019"),
            (cell(1, 0), "Tickets"),
            (cell(1, 1), "310"),
            (cell(1, 2), "290"),
            (cell(2, 0), "Grants"),
            (cell(2, 1), "120"),
            (cell(2, 2), "100"),
            (PARAGRAPH, "together 2,840,000 crowns"),
        ],
    );
}

#[test]
fn figures_at_the_ends_of_lines_are_no_account() {
    let text = "The first came in 1998.  He had 12\nboats, and the second had no more than 9\nof them.  They sank in 2004.\n";
    check(
        text,
        &[(
            PARAGRAPH,
            "The first came in 1998.  He had 12 boats, and the second had no more than 9 of them.  They sank in 2004.",
        )],
    );
}
