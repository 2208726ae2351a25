//! Comments that speak to crossclaim itself: `<!-- crossclaim: allow rule -- reason -->`. They are
//! no text of the document, and a comment that a code block merely shows is none.
//!
//! Each format says where its comments are; what a remark asks for is read by `rules`.

use std::ops::Range;

use super::Format;
use super::block::{Block, PieceText};
use super::build::span;
use crate::place::Span;

/// What a remark begins with.
pub const ADDRESS: &str = "crossclaim:";

/// The words of all remarks in `text`, from the address on, in order of place.
pub(super) fn remarks(format: &dyn Format, text: &str) -> Vec<Span> {
    // Hardly any document has one, and then nothing is parsed twice.
    if memchr::memmem::find(text.as_bytes(), ADDRESS.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found: Vec<Span> = format.comments(text).into_iter().filter_map(|at| address(text, at)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a comment, if they speak to crossclaim.
fn address(text: &str, comment: Range<usize>) -> Option<Span> {
    let words = text.get(comment.clone())?;
    let start = comment.start + (words.len() - words.trim_start().len());
    let words = words.trim();
    words.starts_with(ADDRESS).then(|| span(start, start + words.len()))
}

/// Takes the words of `remarks` out of what is read, where comments are.
pub(super) fn take_out(blocks: &mut Vec<Block>, remarks: &[Span]) {
    let within = |place: Span| {
        let at = remarks.partition_point(|remark| remark.end <= place.start);
        remarks.get(at).is_some_and(|remark| remark.contains(place))
    };
    blocks.retain_mut(|block| {
        let before = block.pieces.len();
        block.pieces.retain(|piece| !(piece.text == PieceText::Same && within(piece.at)));
        let reads = |text: PieceText| !matches!(text, PieceText::Mark(_) | PieceText::Char(' '));
        before == block.pieces.len() || block.pieces.iter().any(|piece| reads(piece.text))
    });
}

/// The words inside `<!--` and `-->` at `at`, which covers both, or as much as is there.
pub(super) fn inside_marks(text: &str, at: Range<usize>) -> Range<usize> {
    let whole = text.get(at.clone()).unwrap_or_default();
    let open = if whole.starts_with("<!--") { 4 } else { 0 };
    let close = if whole.len() >= open + 3 && whole.ends_with("-->") { 3 } else { 0 };
    at.start + open..at.start + whole.len() - close
}

#[cfg(test)]
mod tests {
    use crate::source::{Document, FORMATS, plain_words};

    /// The remarks of a text, as they are written.
    fn remarks(path: &str, text: &str) -> Vec<String> {
        let document = Document::parse(path, text.to_owned());
        document.remarks.iter().map(|at| document.text_at(*at).to_owned()).collect()
    }

    #[test]
    fn every_format_with_comments_has_remarks() {
        for (path, text) in [
            ("a.md", "Twelve boats. <!-- crossclaim: allow x -- y -->\n"),
            ("a.md", "<!-- crossclaim: allow x -- y -->\nTwelve boats.\n"),
            ("a.md", "- one\n\n  <!--\n  crossclaim: allow x -- y\n  -->\n- two\n"),
            ("a.md", "<div>\n<!-- crossclaim: allow x -- y -->\n</div>\n"),
            ("a.md", "| a | b |\n| --- | --- |\n| 1 | 2 <!-- crossclaim: allow x -- y --> |\n"),
            ("a.html", "<!doctype html><p>Twelve boats.<!-- crossclaim: allow x -- y --></p>"),
            ("a.wiki", "'''Ell''' has twelve boats. <!-- crossclaim: allow x -- y -->\n"),
            ("a.toml", "boats = 12 # crossclaim: allow x -- y\n"),
            ("a.yaml", "# crossclaim: allow x -- y\nboats: 12\n"),
            ("a.jsonc", "{ // crossclaim: allow x -- y\n \"boats\": 12 }\n"),
            ("a.ini", "; crossclaim: allow x -- y\nboats = 12\n"),
            ("a.ini", "boats = 12 # crossclaim: allow x -- y\n"),
        ] {
            assert_eq!(remarks(path, text), ["crossclaim: allow x -- y"], "{path} {text}");
            let words = plain_words(&Document::parse(path, text.to_owned()));
            assert!(words.iter().all(|block| !block.contains("crossclaim")), "{path} {words:?}");
        }
    }

    #[test]
    fn what_only_shows_a_remark_is_none() {
        for (path, text) in [
            ("a.md", "```html\n<!-- crossclaim: allow x -- y -->\n```\n"),
            ("a.md", "    <!-- crossclaim: allow x -- y -->\n"),
            ("a.md", "Write `<!-- crossclaim: allow x -- y -->` there.\n"),
            ("a.md", "Write \\<!-- crossclaim: allow x -- y --> there.\n"),
            ("a.md", "<!-- Write crossclaim: allow x -- y -->\n"),
            ("a.html", "<!doctype html><script>\"<!-- crossclaim: allow x -- y -->\"</script>"),
            ("a.html", "<!doctype html><p>&lt;!-- crossclaim: allow x -- y --></p>"),
            ("a.wiki", "'''Ell''' <nowiki><!-- crossclaim: allow x -- y --></nowiki>\n"),
            ("a.toml", "note = \"# crossclaim: allow x -- y\"\n"),
            ("a.csv", "a,b\n# crossclaim: allow x -- y,2\n"),
            ("a.txt", "# crossclaim: allow x -- y\n"),
        ] {
            assert_eq!(remarks(path, text), Vec::<String>::new(), "{path} {text}");
        }
    }

    #[test]
    fn a_comment_around_a_remark_is_read_without_it() {
        let text = "# How long to wait,\n# crossclaim: allow x -- y\n# in seconds.\nwait = 30\n";
        let words = plain_words(&Document::parse("a.toml", text.to_owned()));
        assert_eq!(
            words[0].split_whitespace().collect::<Vec<_>>().join(" "),
            "How long to wait, in seconds."
        );
    }

    #[test]
    fn hostile_comments_are_survived() {
        for format in FORMATS {
            for text in [
                "<!-- crossclaim:",
                "<!--crossclaim:-->",
                "<!-->crossclaim:",
                "# crossclaim:",
                "\u{feff}<!-- crossclaim: é",
            ] {
                let name = format.extensions().first().copied().unwrap_or("x");
                let _ = remarks(&format!("a.{name}"), text);
            }
        }
    }
}
