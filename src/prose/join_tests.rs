use crate::prose::Text;
use crate::source::{BlockKind, Document};

/// The blocks that are read: furniture in braces, notes behind their label.
fn blocks(path: &str, source: &str) -> Vec<String> {
    let document = Document::parse(path, source.to_owned());
    let text = Text::of(&document);
    let shown = text.blocks.iter().map(|block| {
        let words = &text.flat[block.range.start as usize..block.range.end as usize];
        match &block.kind {
            _ if block.furniture => format!("{{{words}}}"),
            BlockKind::Footnote { label } => format!("{label}: {words}"),
            _ => words.to_owned(),
        }
    });
    shown.collect()
}

#[test]
fn a_page_break_with_notes_does_not_end_a_sentence() {
    let source = "The harbour board met in the old hall to hear the\n\n---\n\n<sup>1</sup> Minutes of May 4.\n\n\
        <sup>2</sup> Ibid.\n\nengineers who had built the pier.<sup>3</sup> They spoke.\n";
    let expected = [
        "The harbour board met in the old hall to hear the engineers who had built the pier. They spoke.",
        "1: Minutes of May 4.",
        "2: Ibid.",
    ];
    assert_eq!(blocks("a.md", source), expected);
}

#[test]
fn places_run_over_the_gap() {
    let source =
        "The board of the harbour found that over\n\n---\n\n<sup>1</sup> A note.\n\n300 boats had left.\n";
    let document = Document::parse("a.md", source.to_owned());
    let text = Text::of(&document);
    let at = u32::try_from(text.flat.find("over 300").unwrap()).unwrap();
    let place = document.text_at(text.place(at..at + 8)).to_owned();
    assert!(place.starts_with("over\n") && place.ends_with("\n300"), "{place}");
    let at = u32::try_from(text.flat.find("300 boats").unwrap()).unwrap();
    assert_eq!(document.text_at(text.place(at..at + 9)), "300 boats");
}

#[test]
fn a_note_goes_on_behind_the_next_break() {
    let source = "Boats lay in the harbour.\n\n---\n\n<sup>7</sup> In a letter the pilot wrote that the [harbour\n\n(Cont'd.)\n\n\
        On Friday the board met again, as it always did, and found that the\n\n---\n\n\
        Master] was late.\n\n<sup>8</sup> Ibid.\n\npier had sunk.\n";
    let expected = [
        "Boats lay in the harbour.",
        "7: In a letter the pilot wrote that the [harbour Master] was late.",
        "{(Cont'd.)}",
        "On Friday the board met again, as it always did, and found that the pier had sunk.",
        "8: Ibid.",
    ];
    assert_eq!(blocks("a.md", source), expected);
}

#[test]
fn a_note_keeps_its_second_paragraph() {
    let source = "The engineers measured the depth of the basin and then of the\n\n---\n\n<sup>3</sup> The survey said:\n\n\
        All depths are in feet.\n\nouter harbour.\n";
    let expected = [
        "The engineers measured the depth of the basin and then of the outer harbour.",
        "3: The survey said:",
        "3: All depths are in feet.",
    ];
    assert_eq!(blocks("a.md", source), expected);
    let source = "The engineers measured the depth of the basin and then of the\n\n---\n\n<sup>3</sup> See the survey.\n\n\
        The survey gives depths in feet.\n\nouter harbour.\n";
    assert_eq!(blocks("a.md", source)[2], "3: The survey gives depths in feet.");
}

#[test]
fn running_heads_and_page_numbers_are_furniture() {
    let page = |n: u32, text: &str| format!("HARBOUR REVIEW\n\n{text}\n\n{n}\n\x0C");
    let source = page(1, "The board met in the hall and heard from the\n\nmaster.")
        + &page(2, "It then rose, and all the members of it went")
        + &page(3, "home by boat.");
    let expected = [
        "{HARBOUR REVIEW}",
        "The board met in the hall and heard from the",
        "master.",
        "{1}",
        "{HARBOUR REVIEW}",
        "It then rose, and all the members of it went home by boat.",
        "{2}",
        "{HARBOUR REVIEW}",
        "{3}",
    ];
    assert_eq!(blocks("a.txt", &source), expected);
}

#[test]
fn what_is_whole_stays_apart() {
    for source in [
        "Five boats came in on the morning tide.\n\n---\n\nthe end\n",
        "- five boats of the northern fleet\n- six boats\n",
        "A list of what we saw there that day:\n\nboats and men.\n",
        "The heading of a part that has no stop\n\n## Next\n\nlower case begins here.\n",
        "Short name\n\nanother one\n",
    ] {
        let document = Document::parse("a.md", source.to_owned());
        let whole = document.blocks.iter().filter(|block| block.kind != BlockKind::Break).count();
        assert_eq!(Text::of(&document).blocks.len(), whole, "{source}");
    }
}
