//! Headings by the size of their type: a few words in larger print than the text are no sentence of it.

use super::lines::Set;
use crate::source::block::{Block, BlockKind};

/// Type so many times larger than that of the text is that of a heading.
const LARGER: f64 = 1.12;
/// And so many times that of the title or of a chapter.
const LARGEST: f64 = 1.6;
/// More words than these are said in large print.
const MOST_WORDS: usize = 16;

/// Makes headings of the paragraphs of `text` that are set as such. `set` has every line with its size.
pub(super) fn find(text: &str, set: &[Set], blocks: &mut [Block]) {
    let Some(body) = body(set) else { return };
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        let (Some(first), Some(last)) = (block.pieces.first(), block.pieces.last()) else { continue };
        let range = first.at.start as usize..last.at.end as usize;
        let words = text.get(range.clone()).unwrap_or_default();
        let from = set.partition_point(|line| line.end <= range.start);
        let lines = set[from..].iter().take_while(|line| line.start < range.end);
        let size = lines.map(|line| line.size).fold(f64::INFINITY, f64::min);
        let stops = words.trim_end().ends_with(['.', ',', ';', ':']);
        let few = words.split_whitespace().count() <= MOST_WORDS;
        if size.is_finite() && size >= body * LARGER && few && !stops && words.contains(char::is_alphabetic) {
            block.kind = BlockKind::Heading(if size >= body * LARGEST { 1 } else { 2 });
        }
    }
}

/// The size in which most of the text is set.
fn body(set: &[Set]) -> Option<f64> {
    let mut sizes: Vec<(f64, usize)> = set.iter().map(|line| (line.size, line.end - line.start)).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut seen = 0;
    sizes
        .into_iter()
        .find(|(_, length)| {
            seen += length;
            seen > half
        })
        .map(|(size, _)| size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;
    use crate::source::plain::Plain;

    #[test]
    fn a_few_words_in_large_print_are_a_heading() {
        let lines = [
            ("Five boats", 20.0),
            ("", 0.0),
            ("The five boats of the harbour went out at dawn, as they do every day of the week.", 10.0),
            ("", 0.0),
            ("2 What they caught", 12.0),
            ("", 0.0),
            ("They caught nothing that the town would have wanted to eat on that day or on any other.", 10.0),
            ("", 0.0),
            ("Nothing at all.", 14.0),
            ("", 0.0),
            ("14", 14.0),
        ];
        let (mut text, mut set) = (String::new(), Vec::new());
        for (words, size) in lines {
            if !words.is_empty() {
                set.push(Set { start: text.len(), end: text.len() + words.len(), size });
            }
            text.push_str(words);
            text.push('\n');
        }
        let (mut blocks, _) = Plain.read(&text).unwrap_or_default();
        for block in &mut blocks {
            block.kind = BlockKind::Paragraph;
        }
        find(&text, &set, &mut blocks);
        let kinds: Vec<_> = blocks.iter().map(|block| block.kind.clone()).collect();
        let paragraph = BlockKind::Paragraph;
        let expected = [BlockKind::Heading(1), paragraph.clone(), BlockKind::Heading(2)];
        assert_eq!(kinds[..3], expected);
        assert!(kinds[3..].iter().all(|kind| *kind == paragraph));
    }
}
