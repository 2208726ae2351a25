//! Part-of-speech tags for the words of one sentence, by Brill's method: the most frequent tag
//! of each word from a lexicon, a guess by shape and ending for unknown words, then context
//! rules such as "a base verb after a determiner is a noun".
//!
//! Splitting text into sentences and words is left to the caller. A tag is a guess, right for
//! about nineteen words in twenty; nothing here knows about claims.

mod penn;
mod rules;
mod shape;

use std::sync::LazyLock;

use fst::Map;
pub use penn::Tag;
use rules::Rules;
pub use rules::Window;

static LEXICON: &[u8] = include_bytes!("data/tagger.fst");
static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

/// What a word can be in some sentence, as far as the lexicon knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct May(u16);

impl May {
    const ANYTHING: May = May(0x1FF);

    /// A singular noun.
    pub const fn noun(self) -> bool {
        self.0 & 1 != 0
    }

    /// A plural noun.
    pub const fn plural_noun(self) -> bool {
        self.0 & 2 != 0
    }

    /// A verb's base form.
    pub const fn base_verb(self) -> bool {
        self.0 & 4 != 0
    }

    /// An adjective.
    pub const fn adjective(self) -> bool {
        self.0 & 128 != 0
    }

    /// An adverb.
    pub const fn adverb(self) -> bool {
        self.0 & 256 != 0
    }

    /// The bit that a word needs to take this tag; none for the closed classes and names.
    const fn class(tag: Tag) -> Option<usize> {
        Some(match tag {
            Tag::NN => 0,
            Tag::NNS => 1,
            Tag::VB | Tag::VBP => 2,
            Tag::VBZ => 3,
            Tag::VBD => 4,
            Tag::VBN => 5,
            Tag::VBG => 6,
            Tag::JJ | Tag::JJR | Tag::JJS => 7,
            Tag::RB | Tag::RBR | Tag::RBS => 8,
            _ => return None,
        })
    }
}

/// What the lexicon says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its most frequent tag.
    pub tag: Tag,
    /// The other classes that it can have.
    pub may: May,
    /// Its number among the words that context rules name; 0 for most words.
    word: u8,
}

impl Entry {
    const fn of(tag: Tag) -> Entry {
        Entry { tag, may: May::ANYTHING, word: 0 }
    }

    fn unpack(bits: u64) -> Entry {
        Entry {
            tag: Tag::from_bits(bits),
            word: (bits >> 6 & 127) as u8,
            may: May((bits >> 13 & 0x1FF) as u16),
        }
    }
}

/// What the lexicon says of a word in exactly this case; most names are not listed.
pub fn entry(word: &str) -> Option<Entry> {
    TAGGER.find(word.as_bytes())
}

/// What was found for a word, so that a text that repeats it need not look it up again.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// By style, and by whether it opens the sentence; the inner none: it is not known.
    found: [Option<Option<Entry>>; 6],
    /// What its letters say of it where its neighbours say nothing.
    guess: Option<Tag>,
}

/// Tags the words of one sentence. `tags` is cleared first and then holds one tag a word.
/// `seen` keeps what was found for each word, and word `i` has number `forms[i]` in it; `window`
/// is room to work in.
///
/// Punctuation marks are words of their own, and a number with its commas and points is one
/// word. Contractions may come whole (`didn't`) or split (`did`, `n't`).
pub fn tag_words(words: &[&str], forms: &[u32], seen: &mut [Seen], window: &mut Window, tags: &mut Vec<Tag>) {
    TAGGER.tag(words, forms, seen, window, tags);
}

/// What has a capital right behind a name goes with it, whatever the word is at the head of sentences: "the Harrow
/// Green Shelter".
fn join_names(words: &[&str], tags: &mut [Tag]) {
    for at in 1..words.len() {
        let capital = words[at].starts_with(|c: char| c.is_ascii_uppercase());
        if tags[at] == Tag::NN && capital && tags[at - 1].is_proper() {
            tags[at] = Tag::NNP;
        }
    }
}

/// How a sentence uses capitals, which decides what a capital says about a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Capitals mark names.
    Prose,
    /// Most Words Have a Capital.
    Title,
    /// MOST LETTERS ARE CAPITALS.
    Caps,
}

impl Style {
    fn of(words: &[&str]) -> Style {
        let (mut letters, mut capital, mut caps) = (0, 0, 0);
        for word in words {
            let bytes = word.as_bytes();
            // Short words stay lower-case in titles.
            if bytes.len() < 4 || !bytes[0].is_ascii_alphabetic() {
                continue;
            }
            letters += 1;
            if bytes[0].is_ascii_uppercase() {
                capital += 1;
                caps += usize::from(bytes[1].is_ascii_uppercase() && bytes[2].is_ascii_uppercase());
            }
        }
        if letters >= 2 && caps * 4 >= letters * 3 {
            Style::Caps
        } else if letters >= 4 && capital * 4 >= letters * 3 {
            Style::Title
        } else {
            Style::Prose
        }
    }
}

struct Tagger {
    lexicon: Map<&'static [u8]>,
    /// The entries of one-byte words, punctuation for the most part.
    single: [Entry; 128],
    rules: Rules,
}

impl Tagger {
    fn new() -> Tagger {
        let lexicon = Map::new(LEXICON).expect("embedded lexicon is a finite-state map");
        let single = std::array::from_fn(|i| {
            let byte = i as u8;
            let listed = lexicon.get([byte]).map(Entry::unpack);
            let tag = shape::mark(char::from(byte));
            match (listed, tag) {
                (Some(entry), Some(tag)) => Entry { tag, ..entry },
                (Some(entry), None) => entry,
                (None, Some(tag)) => Entry::of(tag),
                (None, None) if byte.is_ascii_digit() => Entry::of(Tag::CD),
                (None, None) => Entry::of(Tag::NN),
            }
        });
        Tagger { lexicon, single, rules: Rules::embedded() }
    }

    fn find(&self, word: &[u8]) -> Option<Entry> {
        self.lexicon.get(word).map(Entry::unpack)
    }

    /// Looks the word up in lower case.
    fn find_lower(&self, word: &[u8]) -> Option<Entry> {
        let mut buffer = [0; shape::LONGEST];
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.find(lower)
    }

    fn tag(
        &self,
        words: &[&str],
        forms: &[u32],
        seen_words: &mut [Seen],
        window: &mut Window,
        tags: &mut Vec<Tag>,
    ) {
        tags.clear();
        tags.resize(words.len(), Tag::Outside);
        let style = Style::of(words);
        // Up to here nothing but quotes, bullets and numbers was seen.
        let mut first = true;
        let mut quoted = false;
        let (mut start, mut seen) = (0, 0);
        loop {
            // A long sentence is read through overlapping windows. Of the words at a cut, the
            // first keep their tags and serve as context; the others get their right context.
            let end = words.len().min(start + Window::LENGTH);
            let keep = if start == 0 { 0 } else { Window::OVERLAP };
            window.clear(end - start);
            for (i, word) in words.iter().enumerate().take(end).skip(start) {
                let mut found = self.entry(words, i, first, style, &mut seen_words[forms[i] as usize]);
                if i < start + keep || i < seen && *word == "\"" {
                    found.tag = tags[i];
                } else if *word == "\"" {
                    found.tag = if quoted { Tag::CloseQuote } else { Tag::OpenQuote };
                    quoted = !quoted;
                } else if first && word.starts_with(char::is_alphabetic) {
                    first = false;
                }
                // At the start of a sentence a capital does not make "Former" a part of the name.
                let initial = i == 0 && found.tag.is_adjective();
                window.push(found, !initial && !word.starts_with(char::is_lowercase));
            }
            self.rules.apply(window);
            window.read_out(&mut tags[start..end], keep);
            if end == words.len() {
                break;
            }
            seen = end;
            start = end - Window::OVERLAP * 2;
        }
        if style == Style::Prose {
            join_names(words, tags);
        }
    }

    fn entry(&self, words: &[&str], i: usize, first: bool, style: Style, seen: &mut Seen) -> Entry {
        let known = &mut seen.found[style as usize * 2 + usize::from(first)];
        let found = *known.get_or_insert_with(|| self.known(words[i], first, style));
        found.unwrap_or_else(|| Entry::of(self.guessed(words, i, &mut seen.guess)))
    }

    /// What the lexicon or the shape of a word says of it, whatever stands beside it.
    fn known(&self, text: &str, first: bool, style: Style) -> Option<Entry> {
        let word = text.as_bytes();
        match word {
            [] => return Some(Entry::of(Tag::SYM)),
            [byte] if byte.is_ascii() => return Some(self.single[usize::from(*byte)]),
            _ => {}
        }
        if let Some(tag) = shape::number(text).or_else(|| shape::lone_mark(text)) {
            return Some(Entry::of(tag));
        }
        if word.len() > shape::LONGEST {
            return Some(Entry::of(if word[0].is_ascii_uppercase() { Tag::NNP } else { Tag::NN }));
        }
        let mut buffer = [0; shape::LONGEST];
        let word = shape::straight(word, &mut buffer);
        let capital = word[0].is_ascii_uppercase();
        let caps = capital && word[1..].iter().all(|b| !b.is_ascii_lowercase());
        if caps && style == Style::Caps {
            // "FOR IMMEDIATE RELEASE"; but "US OFFICIALS" are not ours.
            if word == b"US" {
                return Some(Entry::of(Tag::NNP));
            }
            if let Some(entry) = self.find_lower(word) {
                return Some(entry);
            }
        }
        // "at Cairn Fell in 2005": a verb that the lexicon has with a capital stood at the head of sentences.
        let risen =
            |entry: &Entry| capital && !caps && !first && style == Style::Prose && entry.tag.is_verb();
        if let Some(entry) = self.find(word).filter(|entry| !risen(entry)) {
            return Some(entry);
        }
        if capital {
            return Some(self.capitalised(word, first, style, caps));
        }
        self.shaped(text, word)
    }

    fn capitalised(&self, word: &[u8], first: bool, style: Style, caps: bool) -> Entry {
        let lower =
            if caps && style == Style::Prose && word.len() > 1 { None } else { self.find_lower(word) };
        match lower {
            Some(entry) if first || style == Style::Title => entry,
            Some(entry) if entry.tag == Tag::NNS => Entry::of(Tag::NNPS),
            Some(_) => Entry::of(Tag::NNP),
            None => self.contraction(word).unwrap_or_else(|| Entry::of(self.name_tag(word))),
        }
    }

    /// "FBIs", "Guatemala-based", "Ortiz-Reyes".
    fn name_tag(&self, word: &[u8]) -> Tag {
        if let Some(dash) = word.iter().rposition(|b| *b == b'-') {
            let last = &word[dash + 1..];
            if last.first().is_some_and(u8::is_ascii_lowercase) {
                return match self.find(last) {
                    Some(Entry { tag: Tag::NNS, .. }) => Tag::NNS,
                    _ => Tag::JJ,
                };
            }
        }
        match word {
            [acronym @ .., b's'] if acronym.len() > 1 && acronym.iter().all(u8::is_ascii_uppercase) => {
                Tag::NNPS
            }
            _ => Tag::NNP,
        }
    }

    /// Whole contractions and possessives that the lexicon does not list.
    fn contraction(&self, word: &[u8]) -> Option<Entry> {
        let quote = word.iter().rposition(|b| *b == b'\'')?;
        let (base, ending) = word.split_at(quote);
        if ending == b"'t" && base.last() == Some(&b'n') {
            let not = self.find(b"n't")?;
            let tag = match self.find_lower(&base[..base.len() - 1]) {
                Some(Entry { tag, .. }) if tag != Tag::NN => tag,
                _ => Tag::MD,
            };
            return Some(Entry { tag, ..not });
        }
        match ending {
            b"'s" | b"'S" | b"'" | b"'ll" | b"'d" | b"'ve" | b"'re" | b"'m" => {
                let known = self.find(base).or_else(|| self.find_lower(base));
                known.or_else(|| {
                    let capital = base.first()?.is_ascii_uppercase();
                    Some(Entry::of(if capital { Tag::NNP } else { Tag::NN }))
                })
            }
            _ => None,
        }
    }

    fn shaped(&self, text: &str, word: &[u8]) -> Option<Entry> {
        if text.starts_with(char::is_uppercase) {
            return Some(Entry::of(Tag::NNP)); // "Ómar"
        }
        if let Some(entry) = self.contraction(word) {
            return Some(entry);
        }
        if let Some(dash) = word.iter().rposition(|b| *b == b'-') {
            return Some(Entry::of(self.hyphenated(word, dash)));
        }
        word.iter().any(u8::is_ascii_digit).then_some(Entry::of(Tag::NN))
    }

    /// The tag of an unknown word by its letters and its neighbours.
    fn guessed(&self, words: &[&str], i: usize, guess: &mut Option<Tag>) -> Tag {
        let before = i.checked_sub(1).map_or("", |p| words[p]);
        let after = words.get(i + 1).copied().unwrap_or("");
        let plain = !self.rules.names_neighbour(before, after);
        if let Some(tag) = guess.filter(|_| plain) {
            return tag;
        }
        let mut buffer = [0; shape::LONGEST];
        let word = shape::straight(words[i].as_bytes(), &mut buffer);
        let tag = self.rules.suffix_tag(word, before, after, |w| self.find(w).is_some());
        if plain {
            *guess = Some(tag);
        }
        tag
    }

    /// "thirty-two", "policy-makers", "long-term".
    fn hyphenated(&self, word: &[u8], dash: usize) -> Tag {
        let first = word.split(|b| *b == b'-').next().unwrap_or(word);
        let last = &word[dash + 1..];
        match self.find(last).map(|e| e.tag) {
            Some(Tag::CD) if self.find(first).is_some_and(|e| e.tag == Tag::CD) => Tag::CD,
            Some(Tag::NNS) => Tag::NNS,
            _ => Tag::JJ,
        }
    }
}

#[cfg(test)]
mod tests;
