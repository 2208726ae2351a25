//! The words around a label as a reader sees them, without the markup of the document, and where two such
//! passages differ.

use std::collections::BTreeMap;

use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::located::squeezed;
use crate::place::Span;
use crate::source::{Document, PieceText, SourceSet};

/// Words around a label, in one line each and safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passage {
    pub before: String,
    pub text: String,
    pub after: String,
}

/// Bytes that are shown on either side of a label, and of a label.
const SIDE: usize = 260;
const MIDDLE: usize = 600;

/// Finds passages. Keeps where the blocks of a document lie, once one of it was asked for.
pub(super) struct Passages<'a> {
    sources: &'a SourceSet,
    /// By document: first byte of each block, and its number, ascending.
    blocks: BTreeMap<usize, Vec<(u32, usize)>>,
}

impl<'a> Passages<'a> {
    pub fn new(sources: &'a SourceSet) -> Self {
        Self { sources, blocks: BTreeMap::new() }
    }

    /// The passage around `place`.
    pub fn around(&mut self, place: Span) -> Passage {
        let index = self.sources.index_of(place);
        let document = &self.sources.documents()[index];
        let starts = self.blocks.entry(index).or_insert_with(|| document.block_starts());
        let inside = |address: u32| address.saturating_sub(document.base);
        let label = Span::new(inside(place.start), inside(place.end));
        let block = Document::block_at(starts, label.start);
        block.and_then(|block| read(document, block, label)).unwrap_or_else(|| raw(document, label))
    }
}

/// The words of a block, cut at the ends of `label`; none where the label reaches out of it.
fn read(document: &Document, block: usize, label: Span) -> Option<Passage> {
    let block = &document.blocks[block];
    if block.pieces.last()?.at.end < label.end {
        return None;
    }
    let mut parts = [String::new(), String::new(), String::new()];
    for piece in &block.pieces {
        let before = piece.at.start.max(label.start).min(piece.at.end);
        let behind = piece.at.end.min(label.end).max(before);
        match piece.text {
            PieceText::Same => {
                let text =
                    |from: u32, to: u32| document.text.get(from as usize..to as usize).unwrap_or_default();
                parts[0].push_str(text(piece.at.start, before));
                parts[1].push_str(text(before, behind));
                parts[2].push_str(text(behind, piece.at.end));
            }
            PieceText::Char(c) => {
                let part = if piece.at.start < label.start {
                    0
                } else {
                    1 + usize::from(piece.at.start >= label.end)
                };
                parts[part].push(c);
            }
            PieceText::Mark(_) => {}
        }
    }
    Some(cut(&parts[0], &parts[1], &parts[2]))
}

/// The text as it stands in the file, as far as its paragraph.
fn raw(document: &Document, label: Span) -> Passage {
    let text = |from: usize, to: usize| document.text.get(from..to).unwrap_or_default();
    let (start, end) = (label.start as usize, label.end as usize);
    let before = text(floor(&document.text, start.saturating_sub(SIDE * 2)), start);
    let after = text(end, floor(&document.text, end.saturating_add(SIDE * 2)));
    let before = before.rsplit_once("\n\n").map_or(before, |(_, paragraph)| paragraph);
    let after = after.split_once("\n\n").map_or(after, |(paragraph, _)| paragraph);
    cut(before, text(start, end), after)
}

/// Keeps the words nearest to the label.
fn cut(before: &str, text: &str, after: &str) -> Passage {
    let blank = |left: &str, right: &str| {
        left.ends_with(char::is_whitespace) || right.starts_with(char::is_whitespace)
    };
    let (joint, behind) = (blank(before, text), blank(text, after));
    let mut kept = tail(before, SIDE);
    if joint && !kept.is_empty() {
        kept.push(' ');
    }
    let mut rest = head(after, SIDE);
    if behind && !rest.is_empty() {
        rest.insert(0, ' ');
    }
    Passage { before: kept, text: head(text, MIDDLE), after: rest }
}

/// The words at the start of `text`, of about `most` bytes.
fn head(text: &str, most: usize) -> String {
    let end = floor(text, most);
    if end == text.len() {
        return squeezed(text);
    }
    let words = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", squeezed(&text[..words]))
}

/// The words at its end.
fn tail(text: &str, most: usize) -> String {
    let start = floor(text, text.len().saturating_sub(most));
    if start == 0 {
        return squeezed(text);
    }
    let words = text[start..].find(char::is_whitespace).map_or(start, |blank| start + blank);
    format!("…{}", squeezed(&text[words..]))
}

/// The last character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// Words that two passages share before it means something that others differ.
const LEAST_SHARED: usize = 3;

/// A stretch of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub text: String,
    /// Part of the label.
    pub label: bool,
    /// The other passage does not have it.
    pub differs: bool,
}

impl Passage {
    /// The passage in stretches, those marked that `other` does not have. Passages that share little are left
    /// unmarked: there everything differs.
    pub fn against(&self, other: Option<&Self>) -> Vec<Stretch> {
        let own = self.words();
        let mut differs = vec![false; own.len()];
        if let Some(other) = other {
            let theirs = other.words();
            let (own, theirs): (Vec<String>, Vec<String>) = (keys(&own), keys(&theirs));
            let mut same = 0;
            let mut marks = vec![false; own.len()];
            for change in capture_diff_slices(Algorithm::Myers, &own, &theirs)
                .iter()
                .flat_map(|op| op.iter_changes(&own, &theirs))
            {
                match (change.tag(), change.old_index()) {
                    (ChangeTag::Equal, _) => same += 1,
                    (ChangeTag::Delete, Some(at)) => marks[at] = true,
                    _ => {}
                }
            }
            if same >= LEAST_SHARED && same * 2 >= own.len().min(theirs.len()) {
                differs = marks;
            }
        }
        let mut out: Vec<Stretch> = Vec::new();
        for ((text, label), differs) in own.into_iter().zip(differs) {
            match out.last_mut() {
                Some(last) if last.label == label && last.differs == differs => last.text.push_str(text),
                _ => out.push(Stretch { text: text.to_owned(), label, differs }),
            }
        }
        out
    }

    /// Its words, each with the blank behind it, and whether they stand in the label.
    fn words(&self) -> Vec<(&str, bool)> {
        let parts = [(&self.before, false), (&self.text, true), (&self.after, false)];
        let words =
            parts.iter().flat_map(|(text, label)| text.split_inclusive(' ').map(|word| (word, *label)));
        words.collect()
    }
}

/// Words without the signs around them, as they are compared.
fn keys(words: &[(&str, bool)]) -> Vec<String> {
    words.iter().map(|(word, _)| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, sources};
    use super::*;

    #[test]
    fn a_passage_is_what_a_reader_reads() {
        let page =
            Document::parse("a.html", "<p>The <b>old</b> port has <i>12</i> cranes &amp; a dock.</p>".into());
        let sources = SourceSet::new(vec![page]).0;
        let passage = Passages::new(&sources).around(at(&sources, 0, "12"));
        assert_eq!(passage.before, "The old port has ");
        assert_eq!((passage.text.as_str(), passage.after.as_str()), ("12", " cranes & a dock."));
    }

    #[test]
    fn long_passages_are_cut_at_words() {
        let text = format!("{}12 {}", "word ".repeat(200), "more ".repeat(200));
        let sources = sources(&[("a.txt", &text)]);
        let passage = Passages::new(&sources).around(at(&sources, 0, "12"));
        assert!(passage.before.starts_with("…word word") && passage.before.len() < 300);
        assert!(passage.after.ends_with("more…") && passage.after.starts_with(" more"));
    }

    #[test]
    fn only_what_differs_is_marked() {
        let passage = |before: &str, text: &str, after: &str| Passage {
            before: before.into(),
            text: text.into(),
            after: after.into(),
        };
        let (a, b) =
            (passage("The old port has ", "12", " cranes."), passage("The port has ", "14", " cranes."));
        let marked = |of: &Passage, other: &Passage| {
            let stretches = of.against(Some(other));
            stretches
                .iter()
                .filter(|one| one.differs)
                .map(|one| one.text.trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(marked(&a, &b), ["old", "12"]);
        assert_eq!(marked(&b, &a), ["14"]);
        let far = passage("Nobody was ever seen near ", "9", " such boats again");
        assert!(marked(&a, &far).is_empty());
        let text: String = a.against(Some(&b)).iter().map(|one| one.text.as_str()).collect();
        assert_eq!(text, "The old port has 12 cranes.");
    }
}
