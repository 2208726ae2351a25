//! The words of all documents as numbers, and which of them are quoted.
//!
//! A document gives two streams: its text without running heads, and its notes, so that
//! a note never parts the words around it. Letters are small, hyphens part words, a number
//! is one word without its commas, an omission that is marked is a word of its own.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::set_off::said;
use crate::grammar::{is_note, is_program, quotes, set_off};
use crate::lexicon::closed::function::is_function_word;
use crate::place::Span;
use crate::prose::{BlockKind, Text, TextBlock};

/// The number of the word that stands for a marked omission.
pub const GAP: u32 = 0;

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub id: u32,
    /// Range in the flat text.
    pub start: u32,
    pub end: u32,
    /// In square brackets: `[the agency]`, which is the quoter's; or a short form in round
    /// ones, `(USMS)`, which a quoter may leave out.
    pub bracketed: bool,
    /// Two capitals or more: `HHS`.
    pub capitals: bool,
    /// One capital, which is not that of a sentence: `the mayor of Ellmouth`.
    pub named: bool,
}

/// Words in reading order.
#[derive(Debug)]
pub struct Stream {
    /// Index of its document.
    pub document: usize,
    pub words: Vec<Word>,
    /// Words in quotation marks, and passages that are set off.
    pub quoted: Vec<Quotation>,
}

/// The words of all documents.
#[derive(Debug)]
pub struct Streams {
    pub streams: Vec<Stream>,
    vocabulary: Vec<Box<str>>,
}

/// A quotation by its words, in a stream or in a flat text.
#[derive(Clone, Debug)]
pub struct Quotation<At = usize> {
    pub words: Range<At>,
    /// Somebody's words, by its marks or by what is said of it; others are quoted, if at all, by chance.
    pub marked: bool,
}

/// The quotations of each document, in order; none at all when nowhere enough is quoted.
/// Those of `titles` are works named and no words quoted.
pub fn quotations(texts: &[Text], titles: &FxHashSet<Span>) -> Vec<Vec<Quotation<u32>>> {
    const SHORTEST: usize = 20;
    let mut any = false;
    let found: Vec<Vec<Quotation<u32>>> = texts
        .iter()
        .map(|text| {
            let mut found = Vec::new();
            let is_set_off = |block: &TextBlock| block.kind == BlockKind::Quote;
            let said = if text.blocks.iter().any(is_set_off) { said(text) } else { Vec::new() };
            for (number, block) in text.blocks.iter().enumerate() {
                if block.furniture || matches!(block.kind, BlockKind::Code | BlockKind::Metadata { .. }) {
                    continue;
                }
                let words = &text.flat[block.range.start as usize..block.range.end as usize];
                if is_set_off(block) && !is_note(words) {
                    let Some(quote) = set_off(words) else { continue };
                    let words = block.range.start + quote.words.start..block.range.start + quote.words.end;
                    let marked = said.get(number).is_some_and(|said| *said);
                    any |= marked;
                    found.push(Quotation { words, marked });
                    continue;
                }
                for quote in quotes(words) {
                    // "Larry 's garage is the boys ' den" is set loosely, and quotes nothing.
                    let begins = &words[quote.words.start as usize..];
                    if quote.words.len() < SHORTEST || begins.starts_with("s ") {
                        continue;
                    }
                    let is_program = is_program(&words[quote.words.start as usize..quote.words.end as usize]);
                    let words = block.range.start + quote.words.start..block.range.start + quote.words.end;
                    let marked = !is_program && !titles.contains(&text.place(words.clone()));
                    any |= marked;
                    found.push(Quotation { words, marked });
                }
            }
            found
        })
        .collect();
    if any { found } else { Vec::new() }
}

impl Streams {
    /// Reads all texts.
    pub fn of(texts: &[Text], quotations: &[Vec<Quotation<u32>>]) -> Self {
        let mut reader =
            Reader { ids: FxHashMap::default(), vocabulary: vec!["...".into()], word: String::new() };
        let mut streams = Vec::with_capacity(texts.len() * 2);
        for (document, (text, quotations)) in texts.iter().zip(quotations).enumerate() {
            let (mut body, mut notes) = (Vec::new(), Vec::new());
            for block in &text.blocks {
                if block.furniture || matches!(block.kind, BlockKind::Code) {
                    continue;
                }
                let out =
                    if matches!(block.kind, BlockKind::Footnote { .. }) { &mut notes } else { &mut body };
                reader.block(&text.flat, block.range.clone(), out);
            }
            for words in [body, notes] {
                let mut quoted = Vec::new();
                for quote in quotations {
                    let first = words.partition_point(|word: &Word| word.start < quote.words.start);
                    let last = words.partition_point(|word| word.start < quote.words.end);
                    if first < last {
                        quoted.push(Quotation { words: first..last, marked: quote.marked });
                    }
                }
                streams.push(Stream { document, words, quoted });
            }
        }
        Self { streams, vocabulary: reader.vocabulary }
    }

    /// The letters of a word.
    pub fn word(&self, id: u32) -> &str {
        &self.vocabulary[id as usize]
    }

    /// True when the middle of `words` stands inside a quotation.
    pub fn is_quoted(&self, stream: usize, words: &Range<usize>) -> bool {
        self.quotation_at(stream, words).is_some()
    }

    /// The words of the quotation that holds the middle of `words`.
    pub fn quotation_at(&self, stream: usize, words: &Range<usize>) -> Option<&Range<usize>> {
        let quoted = &self.streams[stream].quoted;
        let middle = usize::midpoint(words.start, words.end);
        let at = quoted.partition_point(|quotation| quotation.words.end <= middle);
        quoted.get(at).map(|quotation| &quotation.words).filter(|words| words.contains(&middle))
    }

    /// True when a name stands near both the quotation and the passage.
    pub fn share_a_name(
        &self,
        texts: &[Text],
        (stream, words): (usize, &Range<usize>),
        (other_stream, other_words): (usize, &Range<usize>),
    ) -> bool {
        let near = |stream: &Stream, words: &Range<usize>| {
            const REACH: usize = 30;
            let flat = &texts[stream.document].flat;
            let before = words.start.saturating_sub(REACH)..words.start;
            let after = words.end..(words.end + REACH).min(stream.words.len());
            before
                .chain(after)
                .map(|at| stream.words[at])
                .filter(|word| {
                    let written = &flat[word.start as usize..word.end as usize];
                    written.len() > 3 && written.starts_with(char::is_uppercase)
                })
                .map(|word| word.id)
                .filter(|&id| !is_function_word(self.word(id)))
                .collect::<Vec<u32>>()
        };
        let own = near(&self.streams[stream], words);
        let other = near(&self.streams[other_stream], other_words);
        own.iter().any(|id| other.contains(id))
    }
}

struct Reader {
    ids: FxHashMap<Box<str>, u32>,
    vocabulary: Vec<Box<str>>,
    /// The letters of the word at hand.
    word: String,
}

impl Reader {
    fn block(&mut self, flat: &str, range: Range<u32>, out: &mut Vec<Word>) {
        let text = &flat[range.start as usize..range.end as usize];
        let bytes = text.as_bytes();
        let mut depth = 0_u32;
        let mut at = 0;
        while at < bytes.len() {
            let Some(c) = text[at..].chars().next() else { break };
            if c.is_alphanumeric() {
                let (end, bracketed) = self.letters(text, at, depth > 0);
                let capitals = text[at..end].chars().filter(|c| c.is_uppercase()).nth(1).is_some();
                let alone = capitals && text[..at].ends_with('(') && text[end..].starts_with(')');
                // "[b]ringing" closes and opens inside a word.
                depth = depth_after(&text[at..end], depth);
                self.keep(range.start, at..end, out);
                let named = !capitals && c.is_uppercase() && end - at > 2 && inside_sentence(&text[..at]);
                if let Some(word) = out.last_mut() {
                    (word.bracketed, word.capitals) = (bracketed || alone, capitals);
                    word.named = named;
                }
                at = end;
                continue;
            }
            let next = at + c.len_utf8();
            match c {
                // "[b]ringing" begins with its bracket.
                '[' if is_initial(&bytes[at..]) => {
                    let (end, _) = self.letters(text, at, false);
                    self.keep(range.start, at..end, out);
                    at = end;
                    continue;
                }
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                '…' => self.gap(range.start, at..next, out),
                '.' if bytes[at..].starts_with(b"...") => {
                    let end = at + bytes[at..].iter().take_while(|&&b| b == b'.').count();
                    self.gap(range.start, at..end, out);
                    at = end;
                    continue;
                }
                '.' if bytes[at..].starts_with(b". . .") => {
                    let end = at + bytes[at..].iter().take_while(|&&b| b == b'.' || b == b' ').count();
                    self.gap(range.start, at..end, out);
                    at = end;
                    continue;
                }
                '%' => self.sign("percent", range.start, at..next, out),
                '&' => self.sign("and", range.start, at..next, out),
                _ => {}
            }
            at = next;
        }
    }

    /// Reads the letters of the word at `start`: where it ends, and whether it is bracketed.
    fn letters(&mut self, text: &str, start: usize, bracketed: bool) -> (usize, bool) {
        self.word.clear();
        let bytes = text.as_bytes();
        let mut at = start;
        let digits = bytes[start].is_ascii_digit();
        while let Some(c) = text[at..].chars().next() {
            let after = at + c.len_utf8();
            let next = text[after..].chars().next();
            if c.is_ascii_alphanumeric() || c == '_' {
                self.word.push(c.to_ascii_lowercase());
            } else if c.is_alphanumeric() {
                self.word.extend(c.to_lowercase());
            } else {
                let inside = match c {
                    '\'' | '’' | '\u{2bc}' => next.is_some_and(char::is_alphabetic),
                    // "U.S.", "3.5", "3,000"
                    '.' if digits => {
                        let inner = next.is_some_and(|n| n.is_ascii_digit());
                        if inner {
                            self.word.push('.');
                        }
                        inner
                    }
                    ',' => digits && next.is_some_and(|n| n.is_ascii_digit()),
                    '.' => {
                        let single = self.word.chars().count() == 1
                            || text[..at].ends_with(|c: char| c.is_uppercase());
                        single && next.is_some_and(char::is_uppercase)
                    }
                    // "[b]ringing"
                    '[' | ']' if !bracketed => next.is_some_and(char::is_alphabetic),
                    _ => false,
                };
                if !inside {
                    break;
                }
            }
            at = after;
        }
        (at, bracketed)
    }

    fn keep(&mut self, base: u32, range: Range<usize>, out: &mut Vec<Word>) {
        let id = match self.ids.get(self.word.as_str()) {
            Some(&id) => id,
            None => {
                let id = narrow(self.vocabulary.len());
                self.vocabulary.push(self.word.as_str().into());
                self.ids.insert(self.word.as_str().into(), id);
                id
            }
        };
        out.push(Word {
            id,
            start: base + narrow(range.start),
            end: base + narrow(range.end),
            bracketed: false,
            capitals: false,
            named: false,
        });
    }

    fn sign(&mut self, word: &str, base: u32, range: Range<usize>, out: &mut Vec<Word>) {
        self.word.clear();
        self.word.push_str(word);
        self.keep(base, range, out);
    }

    fn gap(&mut self, base: u32, range: Range<usize>, out: &mut Vec<Word>) {
        let (start, end) = (base + narrow(range.start), base + narrow(range.end));
        out.push(Word { id: GAP, start, end, bracketed: false, capitals: false, named: false });
    }
}

/// True when what stands before a word leaves its sentence open. A title's full stop ends none.
fn inside_sentence(before: &str) -> bool {
    let before = before.trim_end();
    let title = ["Mr.", "Mrs.", "Ms.", "Dr.", "St."].iter().any(|title| before.ends_with(title));
    title
        || before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '\'' | '’'))
}

/// `[b]r`, `[B]r`
fn is_initial(bytes: &[u8]) -> bool {
    matches!(bytes, [b'[', a, b']', b, ..] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
}

fn depth_after(word: &str, depth: u32) -> u32 {
    word.bytes().fold(depth, |depth, byte| match byte {
        b'[' => depth + 1,
        b']' => depth.saturating_sub(1),
        _ => depth,
    })
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
