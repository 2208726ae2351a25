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
fn what_the_page_s_own_sheet_hides_is_not_read() {
    check(
        "<head><style>.draft, #old { display: none } .tab { display: none } .tab.on { display: block }</style>\
         <style media=print>.wide { display: none }</style></head>\
         <p>Five<p class='note draft'>Six<p>Seven<span class=draft> not 8</span>.<div id=old>Nine<p>Ten</div>\
         <div class=tab>Eleven</div><p class=wide>Twelve",
        &[(PARAGRAPH, "Five"), (PARAGRAPH, "Seven."), (PARAGRAPH, "Eleven"), (PARAGRAPH, "Twelve")],
    );
}

#[test]
fn blocks_are_told_apart() {
    check(
        "<h2>Port</h2>Loose text<ol start=4><li>Four<li value=9><p>Nine</p><p>more</p><ul><li>In</ul></ol><hr>\
         <blockquote><p>Said</p><footer>Ann <cite>Quill</cite></footer></blockquote><footer>On</footer><figure><img alt='A &quot;pier&quot;'><figcaption>Pier 5</figcaption></figure>\
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
            (BlockKind::Caption, "Ann Quill"),
            (PARAGRAPH, "On"),
            (BlockKind::Caption, "A \"pier\""),
            (BlockKind::Caption, "Pier 5"),
            (BlockKind::Code, "a"),
            (BlockKind::Code, "b"),
        ],
    );
}

#[test]
fn a_term_that_is_a_number_heads_what_explains_it() {
    check(
        "<dl><dt>3.8<dd>Four boats<dt>Boats<dd>5</dl>",
        &[
            (BlockKind::Heading(6), "3.8"),
            (item(0, None), "Four boats"),
            (item(0, None), "Boats"),
            (item(0, None), "5"),
        ],
    );
}

#[test]
fn a_page_in_the_frame_of_its_contents_is_read() {
    check(
        "<div class='toctree-wrapper compound'><ul><li class=toctree-l1><a>1. Boats</a></ul><h2>1. Boats</h2><p>Five.</div>",
        &[(BlockKind::Heading(2), "1. Boats"), (PARAGRAPH, "Five.")],
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
         <meta name=viewport content='width=5'></head><p>On <q>we</q> \
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
    let expected = [(Mark::LinkStart, "x?a=1&amp;b=2"), (Mark::LinkEnd, "</a>")];
    assert_eq!(marks, expected);
}

#[test]
fn what_tags_say_is_read_as_a_reader_sees_it() {
    check(
        "<p>She said <q>it <b>rose</b></q>, not “<q>fell</q>”. Seen <time datetime='2019-03-04'>last <i>Monday</i></time> \
         and <time datetime=2019-03-05T09:00>March 5</time> at <time datetime=2019-03-05T09:00>9:00</time>.",
        &[(PARAGRAPH, "She said “it rose”, not “fell”. Seen 2019-03-04 and March 5, 2019 at 9:00.")],
    );
    let source = "<p>Seen <time datetime='2019-03-04'>last <i>Monday</i></time>.";
    let text = crate::prose::Text::of(&read(source));
    let at = u32::try_from(text.flat.find("2019").unwrap()).unwrap();
    let place = text.place(at..at + 10);
    assert_eq!(&source[place.range_from(0)], "last <i>Monday</i>");
}

#[test]
fn what_a_page_says_of_itself_is_metadata() {
    let document = read(
        "<head><meta name=date content=2021-03-04T23:30:00Z><script type='application/ld+json'>
         {\"@graph\": [{\"@type\": \"ImageObject\", \"datePublished\": \"2010-01-01\"},
         {\"@type\": [\"NewsArticle\"], \"headline\": \"Five \\u0062oats\", \"datePublished\": \"2021-03-05T00:30+01:00\",
         \"dateModified\": \"2021-05-01\", \"publisher\": {\"@id\": \"#us\"}}, {\"@id\": \"#us\", \"name\": \"The Post\"}]}
         </script></head><p>One <script type=application/ld+json>{\"dateModified\": \"2021-06-01\", broken</script>boat.",
    );
    let meta: Vec<_> = document.meta.iter().map(|entry| (&*entry.key, &*entry.value)).collect();
    // The day of publication is told already, by a clock one hour behind.
    let expected = [
        ("published", "2021-03-04T23:30:00Z"),
        ("title", "Five boats"),
        ("modified", "2021-05-01"),
        ("publisher", "The Post"),
    ];
    assert_eq!(meta, expected);
    for entry in &document.meta {
        let written = &document.text[entry.at.range_from(0)];
        assert_eq!(written.replace("\\u0062", "b"), *entry.value);
    }
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind.clone()).collect();
    let entry = |key: &str| BlockKind::Metadata { key: key.into() };
    assert_eq!(kinds, [entry("published"), entry("modified"), entry("publisher"), PARAGRAPH]);
    assert_eq!(plain_words(&document)[3], "One boat.");
}

#[test]
fn an_entry_in_the_midst_of_a_paragraph_leaves_it_whole() {
    let document = read("<p>Five <meta itemprop=datePublished content=2019-03-04>boats.");
    assert_eq!(plain_words(&document), ["2019-03-04", "Five boats."]);
}

#[test]
fn broken_markup_is_read_as_far_as_it_goes() {
    check("<p>One</i></table></li> two<p", &[(PARAGRAPH, "One"), (PARAGRAPH, "two")]);
    check("<ul><li>a</ul></ul></ul>b", &[(item(0, None), "a"), (PARAGRAPH, "b")]);
    check("5 < 6 &bogus; &#xZZ; & 7", &[(PARAGRAPH, "5 < 6 &bogus; &#xZZ; & 7")]);
    let deep = format!("{}x{}", "<ul><li>".repeat(30_000), "</h1>".repeat(30_000));
    assert_eq!(blocks(&deep).len(), 1);
}
