use crate::source::{BlockKind, Document, Mark, PieceText, plain_words};

fn read(source: &str) -> Document {
    Document::parse("a.html", source.to_owned())
}

fn blocks(source: &str) -> Vec<(BlockKind, String)> {
    let document = read(source);
    let squeeze = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    document
        .blocks
        .iter()
        .map(|block| block.kind.clone())
        .zip(plain_words(&document).into_iter().map(squeeze))
        .collect()
}

#[track_caller]
fn check(source: &str, expected: &[(BlockKind, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, words)| (kind.clone(), (*words).to_owned())).collect();
    assert_eq!(blocks(source), expected, "{source}");
}

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

fn cell(row: u32, column: u32, header: bool) -> BlockKind {
    BlockKind::Cell { table: 0, row, column, header }
}

fn item(depth: u8, ordered: Option<u64>) -> BlockKind {
    BlockKind::ListItem { depth, ordered }
}

#[test]
fn only_what_a_reader_sees_is_read() {
    check(
        "<!DOCTYPE html><style>p { x: 5 }</style><body><nav>Home 1</nav><script>if (a < 5) b = '</p>';</script>\
         <p>Five&nbsp;<b>big</b> boats &lt; 6 &amp; up</p><div hidden>No <div>no</div> 7</div><p style=\"Display: none\">8\
         <p>Six<br>left <del>nine</del>.<!-- 10 --><svg><title>x</title></svg>",
        &[(PARAGRAPH, "Five big boats < 6 & up"), (PARAGRAPH, "Six left .")],
    );
}

#[test]
fn blocks_are_told_apart() {
    check(
        "<h2>Port</h2>Loose text<ol start=4><li>Four<li value=9><p>Nine</p><p>more</p><ul><li>In</ul></ol><hr>\
         <blockquote><p>Said</p></blockquote><figure><img alt='A &quot;pier&quot;'><figcaption>Pier 5</figcaption></figure>\
         <pre>a\n\nb</pre>",
        &[
            (BlockKind::Heading(2), "Port"),
            (PARAGRAPH, "Loose text"),
            (item(0, Some(4)), "Four"),
            (item(0, Some(9)), "Nine"),
            (item(0, None), "more"),
            (item(1, None), "In"),
            (BlockKind::Break, ""),
            (BlockKind::Quote, "Said"),
            (BlockKind::Caption, "A \"pier\""),
            (BlockKind::Caption, "Pier 5"),
            (BlockKind::Code, "a"),
            (BlockKind::Code, "b"),
        ],
    );
}

#[test]
fn tables_have_rows_columns_and_headers() {
    check(
        "<table><caption>Table 1. Boats</caption><thead><tr><th>Port<th>2018</thead><tr><td rowspan=2>Ell<td>5\
         <tr><td>6</tr></table><p>After.",
        &[
            (BlockKind::Caption, "Table 1. Boats"),
            (cell(0, 0, true), "Port"),
            (cell(0, 1, true), "2018"),
            (cell(1, 0, false), "Ell"),
            (cell(1, 1, false), "5"),
            (cell(2, 1, false), "6"),
            (PARAGRAPH, "After."),
        ],
    );
}

#[test]
fn note_marks_and_backlinks_are_not_read() {
    check(
        "<p>It sank.<sup id=r><a href='#n'>[1]</a></sup> 5 km<sup>2</sup> on the 4<sup>th</sup>.<sup>[<i>citation needed</i>]</sup></p>\
         <ol><li id=n><span class='mw-cite-backlink'><b><a>^</a></b></span> Quill.</li></ol><p><sup>2</sup> Ibid.",
        &[
            (PARAGRAPH, "It sank. 5 km² on the 4th."),
            (item(0, Some(1)), "Quill."),
            (BlockKind::Footnote { label: "2".into() }, "Ibid."),
        ],
    );
}

#[test]
fn the_head_and_machine_readable_dates_have_places() {
    let document = read(
        "<head><title>Boats &amp;\n sails</title><meta property=\"article:published_time\" content=2019-03-04>\
         <meta name=viewport content='width=5'></head><p>On <time datetime=\"2019-03-04\">Monday</time> <q>we</q> \
         <a href=\"x?a=1&amp;b=2\">left</a>.",
    );
    let meta: Vec<_> = document
        .meta
        .iter()
        .map(|entry| (&*entry.key, &*entry.value, &document.text[entry.at.range_from(0)]))
        .collect();
    let expected =
        [("title", "Boats & sails", "Boats &amp;\n sails"), ("published", "2019-03-04", "2019-03-04")];
    assert_eq!(meta, expected);
    let marks: Vec<_> = document
        .blocks
        .iter()
        .flat_map(|block| &block.pieces)
        .filter_map(|piece| match piece.text {
            PieceText::Mark(mark) => Some((mark, &document.text[piece.at.range_from(0)])),
            _ => None,
        })
        .collect();
    let expected = [
        (Mark::TimeValue, "2019-03-04"),
        (Mark::QuoteStart, "<q>"),
        (Mark::QuoteEnd, "</q>"),
        (Mark::LinkStart, "x?a=1&amp;b=2"),
        (Mark::LinkEnd, "</a>"),
    ];
    assert_eq!(marks, expected);
}

#[test]
fn broken_markup_is_read_as_far_as_it_goes() {
    check("<p>One</i></table></li> two<p", &[(PARAGRAPH, "One"), (PARAGRAPH, "two")]);
    check("<ul><li>a</ul></ul></ul>b", &[(item(0, None), "a"), (PARAGRAPH, "b")]);
    check("5 < 6 &bogus; &#xZZ; & 7", &[(PARAGRAPH, "5 < 6 &bogus; &#xZZ; & 7")]);
    let deep = format!("{}x{}", "<ul><li>".repeat(30_000), "</h1>".repeat(30_000));
    assert_eq!(blocks(&deep).len(), 1);
}
