use super::*;
use crate::source::SourceSet;
use proptest::prelude::*;

fn read(path: &str, source: &str) -> (Document, Text) {
    let first = Document::parse("first.txt", "Something before.".to_owned());
    let document = Document::parse(path, source.to_owned());
    let (set, _) = SourceSet::new(vec![first, document]);
    let document = set.documents()[1].clone();
    let text = Text::of(&document);
    (document, text)
}

/// The source at the place where the flat text reads `needle`.
#[track_caller]
fn source_of(path: &str, source: &str, needle: &str) -> String {
    let (document, text) = read(path, source);
    let at = text.flat.find(needle).unwrap_or_else(|| panic!("no {needle:?} in {:?}", text.flat));
    let place = text.place(narrow(at)..narrow(at + needle.len()));
    assert!(document.span().contains(place));
    document.text_at(place).to_owned()
}

#[test]
fn places_are_those_on_disk() {
    for (path, source, needle, expected) in [
        ("a.md", "It cost \\$227 million.", "$227 million", "\\$227 million"),
        ("a.md", "It cost *about* **5&nbsp;million**.", "about 5 million", "about* **5&nbsp;million"),
        ("a.md", "> five\r\n> big boats", "five big", "five\r\n> big"),
        ("a.md", "\u{feff}Für 5 € je Kopf", "5 € je", "5 € je"),
        ("a.md", "a long-\nterm plan", "long-term", "long-\nterm"),
        ("a.md", "in 2018.<sup>5</sup> Then 3 came", "2018. Then 3", "2018.<sup>5</sup> Then 3"),
        ("a.md", "| a | 1&thinsp;204 |\n|---|---|\n| é | 7 |", "7", "7"),
        ("a.txt", "one\r\n   two   three\r\n", "one two three", "one\r\n   two   three"),
        ("a.txt", "Decem\u{ad}ber 5", "December 5", "Decem\u{ad}ber 5"),
        (
            "a.html",
            "<p>Caf&eacute; for &pound;3<b>.4</b> million",
            "£3.4 million",
            "&pound;3<b>.4</b> million",
        ),
        ("a.html", "<p>Caf&eacute; &amp; bar\r\n\r\n 5", "Café & bar 5", "Caf&eacute; &amp; bar\r\n\r\n 5"),
        ("a.csv", "a,\"say \"\"5\"\" now\"", "\"5\"", "\"\"5\"\""),
        ("a.toml", "wait = \"30 s\"", "30 s", "30 s"),
    ] {
        assert_eq!(source_of(path, source, needle), expected, "{source:?}");
    }
}

#[test]
fn sentences_know_their_blocks_and_headings() {
    let (_, text) = read("a.md", "# Boats. And more\n\nFive came. Two left.\n\n- Sails, e.g. red ones\n");
    let words: Vec<&str> = text.sentences.iter().map(|sentence| text.sentence(sentence)).collect();
    assert_eq!(words, ["Boats. And more", "Five came.", "Two left.", "Sails, e.g. red ones"]);
    assert_eq!(text.flat, "Boats. And more\nFive came. Two left.\nSails, e.g. red ones\n");
    let headings: Vec<Option<u32>> = text.blocks.iter().map(|block| block.heading).collect();
    assert_eq!(headings, [None, Some(0), Some(0)]);
}

#[test]
fn marks_stand_where_they_do_in_the_text() {
    let (document, text) =
        read("a.md", "He said *five*[^1] `x` and [more](https://example.com).\n\n[^1]: Note.\n");
    let found: Vec<(&str, Mark, &str)> = text
        .marks
        .iter()
        .map(|(at, mark, place)| (&text.flat[*at as usize..][..2], *mark, document.text_at(*place)))
        .collect();
    let expected = [
        ("fi", Mark::EmphasisStart, "*"),
        (" x", Mark::EmphasisEnd, "*"),
        (" x", Mark::FootnoteRef, "[^1]"),
        ("x ", Mark::CodeStart, "`"),
        (" a", Mark::CodeEnd, "`"),
        ("mo", Mark::LinkStart, "https://example.com"),
        (".\n", Mark::LinkEnd, ""),
    ];
    assert_eq!(found, expected);
}

/// Everything that must hold of any document in any format.
fn check_laws(path: &str, source: &str) -> Result<(), TestCaseError> {
    let (document, text) = read(path, source);
    for piece in document.blocks.iter().flat_map(|block| &block.pieces) {
        prop_assert!(document.text.get(piece.at.range_from(0)).is_some());
    }
    for entry in &document.meta {
        prop_assert!(document.text.get(entry.at.range_from(0)).is_some());
    }
    for never in ["  ", " \n", "\u{ad}"] {
        prop_assert!(!text.flat.contains(never));
    }
    for (index, segment) in text.segments.iter().enumerate() {
        let end = text.segments.get(index + 1).map_or(text.flat.len(), |next| next.flat as usize);
        let words = &text.flat[segment.flat as usize..end];
        prop_assert!(document.span().contains(segment.at));
        if words.len() > 1 && words.chars().count() > 1 {
            prop_assert_eq!(words, document.text_at(segment.at), "a run is the source itself");
            prop_assert_eq!(text.place(segment.flat..narrow(end)), segment.at);
        }
    }
    let mut last = 0;
    for sentence in &text.sentences {
        let block = &text.blocks[sentence.block as usize];
        prop_assert!(block.range.start <= sentence.range.start && sentence.range.end <= block.range.end);
        prop_assert!(last <= sentence.range.start && sentence.range.start < sentence.range.end);
        last = sentence.range.end;
        let words = text.sentence(sentence);
        prop_assert_eq!(words.trim(), words);
        let place = text.place(sentence.range.clone());
        prop_assert!(document.text.get(place.range_from(document.base)).is_some());
    }
    let read: usize =
        text.sentences.iter().map(|s| text.sentence(s).split_whitespace().map(str::len).sum::<usize>()).sum();
    let all: usize = text.flat.split_whitespace().map(str::len).sum();
    prop_assert_eq!(read, all, "every word is in a sentence");
    for (at, _, _) in &text.marks {
        prop_assert!(text.flat.is_char_boundary(*at as usize));
    }
    Ok(())
}

const PATHS: [&str; 6] = ["a.txt", "a.md", "a.html", "a.csv", "a.toml", "a.tsv"];

#[test]
fn a_letter_of_two_bytes_before_a_full_stop_is_read() {
    for path in PATHS {
        check_laws(path, "é. 5").unwrap();
    }
}

proptest! {
    #[test]
    fn any_text_is_read(source in "\\PC{0,80}|[\\x00-\\x7f]{0,120}") {
        for path in PATHS {
            check_laws(path, &source)?;
        }
    }

    #[test]
    fn any_mixture_of_syntax_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "a", " ", "\n", "\n\n", "\r\n", "é", "5", ". ", "The ", "<p>", "</p>", "<sup>5</sup>", "[5]", "[^1]", "[^1]: x", "*", "**", "_",
        "`", "```\n", "> ", "- ", "1. ", "    ", "# ", "---\n", "| a | b |\n", "|---|---|\n", "\\$", "\\", "&nbsp;", "&amp;", "&#8217;", "&",
        "<table>", "<td rowspan=3>", "<tr>", "</table>", "<b>", "</b>", "<br>", "<!-- x -->", "<script>", "</script>", "<nav>", "<li>", "<ol>",
        "</ol>", "<img alt='x &eacute; 5'>", "![x](y)", "[x](y &amp;)", "<https://x.y>", "<div hidden>", "</div>", "~~", "\u{c}", "\u{ad}", "\u{feff}",
        "\"", ",", "\"\"", "= ", "key: v\n", "(Cont'd.)", "<title>", "</title>", "<meta name=date content=2020-01-02>", "<pre>", "…", "²", "^ a b ",
        "<", ">", "<a href='x'>", "</a>", "<q>", "<time datetime='2020'>", "\t", "==\n", "•  ", "<?xml", "]]>", "<![CDATA[", "\0",
    ]), 0..40)) {
        let source: String = parts.concat();
        for path in PATHS {
            check_laws(path, &source)?;
        }
    }
}
