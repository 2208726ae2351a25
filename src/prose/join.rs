//! Which blocks of a document are one to its reader.
//!
//! A page break cuts sentences in two, and puts notes, running heads and page numbers between
//! the halves. One pass over the blocks finds what continues what, by how a block ends and how
//! the next one begins.

use rustc_hash::FxHashMap;

use crate::source::{Block, BlockKind, Document, PieceText};

use super::abbreviation::{Stop, stop};

/// Of how many blocks a page may put between the halves of a paragraph.
const FARTHEST: usize = 60;

/// What the blocks of a document are to its reader.
pub(super) struct Plan {
    shapes: Vec<Shape>,
}

/// One block as far as joining needs to know it.
struct Shape {
    /// The block that continues this one.
    next: Option<usize>,
    continues: bool,
    furniture: bool,
    /// A paragraph that belongs to the note before it.
    note: Option<Box<str>>,
    length: usize,
    open: bool,
    begins_lower: bool,
    /// Ends in a word that nothing can end with: "of the".
    hangs: bool,
    /// Ends in a colon, so that what follows belongs to it.
    introduces: bool,
    /// The same words stand elsewhere in the document.
    repeated: bool,
}

impl Plan {
    pub fn of(document: &Document) -> Self {
        let shapes = document.blocks.iter().map(|block| Shape::of(document, block)).collect();
        let mut plan = Self { shapes };
        let contd = plan.find_furniture(document);
        Joiner {
            plan: &mut plan,
            blocks: &document.blocks,
            contd,
            body: None,
            note: None,
            label: None,
            introduced: false,
            region: Region::Body,
        }
        .run();
        plan
    }

    /// True for a block whose words belong to one before it.
    pub fn is_continuation(&self, index: usize) -> bool {
        self.shapes[index].continues
    }

    /// The block that continues `index`.
    pub fn next(&self, index: usize) -> Option<usize> {
        self.shapes[index].next
    }

    pub fn is_furniture(&self, index: usize) -> bool {
        self.shapes[index].furniture
    }

    /// What the block is, after all.
    pub fn kind(&self, index: usize, kind: &BlockKind) -> BlockKind {
        match &self.shapes[index].note {
            Some(label) => BlockKind::Footnote { label: label.clone() },
            None => kind.clone(),
        }
    }

    /// Marks page numbers, running heads and `(Cont'd.)`; gives which are of the last kind.
    fn find_furniture(&mut self, document: &Document) -> Vec<bool> {
        let blocks = &document.blocks;
        let mut contd = vec![false; blocks.len()];
        let mut repeated: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, block) in blocks.iter().enumerate() {
            if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_))
                || self.shapes[index].length > 250
            {
                continue;
            }
            let words = words_of(document, block);
            if is_continued(&words) {
                contd[index] = true;
                self.shapes[index].furniture = true;
            } else if is_page_number(&words) {
                let bare = words.bytes().all(|b| b.is_ascii_digit());
                self.shapes[index].furniture =
                    !bare || self.at_break(blocks, index) || self.inside_sentence(index);
            } else {
                repeated.entry(words).or_default().push(index);
            }
        }
        for places in repeated.values().filter(|places| places.len() >= 2) {
            for &at in places {
                self.shapes[at].repeated = true;
            }
            if places.len() < 3 || self.shapes[places[0]].length > 100 {
                continue;
            }
            let at_breaks = places.iter().filter(|&&at| self.at_break(blocks, at)).count();
            if at_breaks * 2 >= places.len() {
                for &at in places {
                    self.shapes[at].furniture = true;
                }
            }
        }
        contd
    }

    /// A page break, or what stands at one, is at most two blocks away.
    fn at_break(&self, blocks: &[Block], index: usize) -> bool {
        let near = index.saturating_sub(2)..(index + 3).min(blocks.len());
        near.into_iter()
            .any(|at| at != index && (blocks[at].kind == BlockKind::Break || self.shapes[at].furniture))
    }

    fn inside_sentence(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map(|at| &self.shapes[at]);
        let after = self.shapes.get(index + 1);
        before.is_some_and(|shape| shape.open && shape.length >= 25)
            && after.is_some_and(|shape| shape.begins_lower)
    }
}

impl Shape {
    fn of(document: &Document, block: &Block) -> Self {
        let (tail, length) = tail_of(document, block);
        let tail = tail.trim_end();
        let bare = tail.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '*']);
        let abbreviated = || {
            let head = bare.trim_end_matches('.');
            let word = &head[head
                .rfind(|c: char| !c.is_alphanumeric() && c != '.')
                .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8))..];
            bare.len() - head.len() == 1 && !matches!(stop(word), Stop::Ends | Stop::Initial)
        };
        let stopped = bare.ends_with(['!', '?', ':', ';', '…']) || (bare.ends_with('.') && !abbreviated());
        let mut words =
            bare.rsplit(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
        let last = words.next().unwrap_or_default();
        // "… calls with the U.S." hangs; "… was built by Harrow Inc." need not.
        let hanging_abbreviation = last.ends_with('.')
            && !stopped
            && (stop(last.trim_end_matches('.')) == Stop::Never
                || words.next().is_some_and(is_function_word));
        Self {
            next: None,
            continues: false,
            furniture: false,
            note: None,
            length,
            open: length > 0 && !stopped,
            begins_lower: first_of(document, block).is_some_and(char::is_lowercase),
            hangs: bare.len() == tail.len()
                && (bare.ends_with(',') || is_function_word(last) || hanging_abbreviation),
            introduces: bare.ends_with(':'),
            repeated: false,
        }
    }
}

/// Words with which no paragraph ends.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "or"
            | "to"
            | "in"
            | "for"
            | "with"
            | "by"
            | "from"
            | "at"
            | "on"
            | "that"
            | "which"
            | "who"
            | "whose"
            | "was"
            | "were"
            | "is"
            | "are"
            | "be"
            | "been"
            | "had"
            | "has"
            | "have"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "this"
            | "these"
            | "those"
            | "as"
            | "than"
            | "but"
            | "nor"
            | "not"
            | "if"
            | "when"
            | "while"
            | "because"
            | "into"
            | "between"
            | "about"
            | "over"
            | "under"
            | "after"
            | "before"
            | "during"
            | "more"
            | "would"
            | "could"
            | "should"
            | "will"
            | "may"
            | "might"
            | "must"
            | "can"
            | "then"
            | "former"
            | "The"
    )
}

/// The first letter or digit of a block, past quotation marks; an editor's "[was] there" begins
/// with its bracket.
fn first_of(document: &Document, block: &Block) -> Option<char> {
    let opens = |c: &char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '\'');
    block.pieces.iter().find_map(|piece| match piece.text {
        PieceText::Same => document.text[piece.at.range_from(0)].chars().find(|c| !opens(c)),
        PieceText::Char(c) => Some(c).filter(|c| !opens(c)),
        PieceText::Mark(_) => None,
    })
}

/// The last words of a block, and how many bytes it reads.
fn tail_of(document: &Document, block: &Block) -> (String, usize) {
    let (mut parts, mut length, mut tail) = (Vec::new(), 0, 0);
    for piece in block.pieces.iter().rev() {
        let bytes = match piece.text {
            PieceText::Same => piece.at.len() as usize,
            PieceText::Char(_) => 1,
            PieceText::Mark(_) => 0,
        };
        length += bytes;
        if tail < 24 {
            tail += bytes;
            parts.push(piece);
        }
    }
    let mut text = String::new();
    for piece in parts.iter().rev() {
        match piece.text {
            PieceText::Same => {
                let same = &document.text[piece.at.range_from(0)];
                let mut from = same.len().saturating_sub(32);
                while !same.is_char_boundary(from) {
                    from += 1;
                }
                text.push_str(&same[from..]);
            }
            PieceText::Char(c) => text.push(c),
            PieceText::Mark(_) => {}
        }
    }
    (text, length)
}

/// The words of a short block.
fn words_of(document: &Document, block: &Block) -> String {
    let mut text = String::new();
    for piece in &block.pieces {
        match piece.text {
            PieceText::Same => text.push_str(&document.text[piece.at.range_from(0)]),
            PieceText::Char(c) => text.push(c),
            PieceText::Mark(_) => {}
        }
    }
    text.trim().to_owned()
}

/// `(Cont'd.)`, `(continued on next page)`, `Continued from page 3`.
fn is_continued(words: &str) -> bool {
    let bare = words
        .trim_matches(['(', ')', '[', ']', '.', '*', '_', ' ', '…'])
        .to_ascii_lowercase()
        .replace('’', "'");
    matches!(bare.as_str(), "cont'd" | "cont" | "contd" | "continued" | "more")
        || bare.starts_with("continued on ")
        || bare.starts_with("continued from ")
        || bare.starts_with("cont'd on ")
}

/// `12`, `- 12 -`, `Page 12 of 40`, `xiv`.
fn is_page_number(words: &str) -> bool {
    let bare = words.trim_matches(['-', '–', '—', '|', ' ', '[', ']']);
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let roman = (2..=6).contains(&bare.len()) && bare.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'));
    let page = bare
        .strip_prefix("Page ")
        .or_else(|| bare.strip_prefix("page "))
        .or_else(|| bare.strip_prefix("PAGE "));
    number(bare)
        || roman
        || page.is_some_and(|rest| {
            let mut parts = rest.split(" of ");
            parts.next().is_some_and(number) && parts.next().is_none_or(number) && parts.next().is_none()
        })
}

/// Where on a page the pass stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    Body,
    /// Right behind a page break.
    Break,
    /// Among notes, or behind one.
    Notes,
}

struct Joiner<'p> {
    plan: &'p mut Plan,
    blocks: &'p [Block],
    contd: Vec<bool>,
    /// The last paragraph of the body, while its sentence is open.
    body: Option<usize>,
    /// The last note, while its sentence is open, and whether it says that it goes on.
    note: Option<(usize, bool)>,
    label: Option<Box<str>>,
    /// The note just read ends in a colon.
    introduced: bool,
    region: Region,
}

impl Joiner<'_> {
    fn run(mut self) {
        for index in 0..self.blocks.len() {
            if self.body.is_some_and(|body| index - body > FARTHEST) {
                self.body = None;
            }
            if self.plan.shapes[index].furniture {
                if self.contd[index]
                    && let Some(note) = &mut self.note
                {
                    note.1 = true;
                }
                continue;
            }
            match &self.blocks[index].kind {
                BlockKind::Break => {
                    // A note goes on behind the next break, not behind the one after that.
                    self.region = Region::Break;
                }
                BlockKind::Footnote { label } => {
                    self.label = Some(label.clone());
                    self.introduced = self.plan.shapes[index].introduces;
                    self.region = Region::Notes;
                    self.open_note(index, false);
                }
                BlockKind::Caption | BlockKind::Cell { .. } | BlockKind::Metadata { .. } => {}
                // What heads every page may have come out as a heading.
                BlockKind::Heading(_) if self.plan.shapes[index].repeated => {}
                BlockKind::Heading(_) | BlockKind::Code => {
                    self.body = None;
                    self.region = Region::Body;
                }
                BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem { .. } => self.prose(index),
            }
        }
    }

    fn prose(&mut self, index: usize) {
        let begins_lower = self.plan.shapes[index].begins_lower;
        let is_item = matches!(self.blocks[index].kind, BlockKind::ListItem { .. });
        if self.region == Region::Break
            && let Some((note, contd)) = self.note
            && (contd || (begins_lower && self.body.is_none()))
            && !is_item
        {
            self.join(note, index);
            self.note = None;
            self.region = Region::Notes;
            self.open_note(index, false);
            return;
        }
        if self.region == Region::Notes && !is_item && self.belongs_to_note(index) {
            self.plan.shapes[index].note.clone_from(&self.label);
            self.open_note(index, false);
            self.introduced = self.plan.shapes[index].introduces;
            return;
        }
        if let Some(body) = self.body
            && self.continues(body, index)
        {
            self.join(body, index);
            for head in body + 1..index {
                if matches!(self.blocks[head].kind, BlockKind::Heading(_)) {
                    self.plan.shapes[head].furniture = true;
                }
            }
        }
        self.region = Region::Body;
        let shape = &self.plan.shapes[index];
        self.body = (shape.open && shape.length >= 25).then_some(index);
    }

    fn open_note(&mut self, index: usize, contd: bool) {
        self.note = self.plan.shapes[index].open.then_some((index, contd));
    }

    fn join(&mut self, first: usize, second: usize) {
        self.plan.shapes[first].next = Some(second);
        self.plan.shapes[second].continues = true;
    }

    /// Whether block `index` goes on with the open paragraph `body`.
    fn continues(&self, body: usize, index: usize) -> bool {
        let (first, second) = (&self.plan.shapes[body], &self.plan.shapes[index]);
        let same_kind = match &self.blocks[index].kind {
            BlockKind::Paragraph => true,
            BlockKind::Quote => self.blocks[body].kind == BlockKind::Quote,
            _ => false,
        };
        // Lists of names, addresses and verse have short lines, or no break between them.
        let is_prose =
            index > body + 1 || (first.length >= 60 && self.blocks[body].kind == BlockKind::Paragraph);
        same_kind && is_prose && (second.begins_lower || first.hangs)
    }

    /// Whether the paragraph behind a note is a second one of that note: the note announces it,
    /// it is itself continued on the next page, or the body goes on further down.
    fn belongs_to_note(&self, index: usize) -> bool {
        self.introduced
            || self.contd.get(index + 1) == Some(&true)
            || (!self.plan.shapes[index].begins_lower && self.body_resumes_after(index))
    }

    /// Whether a paragraph that continues the body stands a few notes further on.
    fn body_resumes_after(&self, index: usize) -> bool {
        let Some(body) = self.body else { return false };
        // A paragraph that is open itself is what the next one would go on with.
        let closed = |at: usize| !self.plan.shapes[at].open && !self.plan.shapes[at].introduces;
        if !closed(index) {
            return false;
        }
        for at in index + 1..(index + 6).min(self.blocks.len()) {
            match self.blocks[at].kind {
                BlockKind::Footnote { .. } | BlockKind::Caption => {}
                BlockKind::Paragraph | BlockKind::Quote if self.plan.shapes[at].furniture => {}
                BlockKind::Paragraph | BlockKind::Quote => {
                    if self.plan.shapes[at].begins_lower {
                        return self.continues(body, at);
                    }
                    if !closed(at) {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
#[path = "join_tests.rs"]
mod tests;
