//! Part-of-speech tags for the words of one sentence, by Brill's method: the most frequent tag
//! of each word from a lexicon, a guess by shape and ending for unknown words, then context
//! rules such as "a base verb after a determiner is a noun".
//!
//! Splitting text into sentences and words is left to the caller. A tag is a guess, right for
//! about nineteen words in twenty; nothing here knows about claims.

mod rules;
mod shape;

use std::sync::LazyLock;

use fst::Map;
use rules::{Rules, Window};

static LEXICON: &[u8] = include_bytes!("data/tagger.fst");
static TAGGER: LazyLock<Tagger> = LazyLock::new(Tagger::new);

/// A part of speech in the Penn Treebank's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// The place before the first and after the last word; never given to a word.
    Outside,
    /// Singular or mass noun: `report`, `percent`.
    NN,
    /// Plural noun: `children`.
    NNS,
    /// Singular name: `Horowitz`.
    NNP,
    /// Plural name: `Americans`.
    NNPS,
    /// Base verb: `to release`.
    VB,
    /// Past tense: `released`.
    VBD,
    /// Gerund or present participle: `releasing`.
    VBG,
    /// Past participle: `was released`.
    VBN,
    /// Present tense, not third person: `they release`.
    VBP,
    /// Third person singular: `releases`.
    VBZ,
    /// Modal: `will`.
    MD,
    /// Adjective or ordinal: `large`, `third`.
    JJ,
    /// Comparative adjective: `larger`.
    JJR,
    /// Superlative adjective: `largest`.
    JJS,
    /// Adverb: `nearly`.
    RB,
    /// Comparative adverb: `earlier`.
    RBR,
    /// Superlative adverb: `most`.
    RBS,
    /// Particle: `carry out`.
    RP,
    /// Preposition or subordinating conjunction: `of`, `because`.
    IN,
    /// `to`.
    TO,
    /// Determiner: `the`, `these`.
    DT,
    /// Predeterminer: `all the`.
    PDT,
    /// Wh-determiner: `which`.
    WDT,
    /// Personal pronoun: `they`.
    PRP,
    /// Possessive pronoun, `PRP$`: `their`.
    PRPS,
    /// Wh-pronoun: `who`.
    WP,
    /// Possessive wh-pronoun, `WP$`: `whose`.
    WPS,
    /// Wh-adverb: `when`.
    WRB,
    /// Coordinating conjunction: `and`.
    CC,
    /// Cardinal number: `3,000`, `twelve`.
    CD,
    /// Existential `there`.
    EX,
    /// Possessive ending: `'s`.
    POS,
    /// Interjection: `yes`.
    UH,
    /// Foreign word.
    FW,
    /// List marker.
    LS,
    /// Symbol: `+`, `§`.
    SYM,
    /// `$`, `€`.
    Currency,
    /// `#`.
    Hash,
    /// `.`, `!`, `?`.
    Period,
    /// `,`.
    Comma,
    /// `:`, `;`, dashes.
    Colon,
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// Opening quotation mark.
    OpenQuote,
    /// Closing quotation mark.
    CloseQuote,
}

impl Tag {
    /// Every tag, in the order of their numbers.
    pub const ALL: [Tag; 46] = {
        use Tag::*;
        [
            Outside, NN, NNS, NNP, NNPS, VB, VBD, VBG, VBN, VBP, VBZ, MD, JJ, JJR, JJS, RB, RBR, RBS, RP, IN,
            TO, DT, PDT, WDT, PRP, PRPS, WP, WPS, WRB, CC, CD, EX, POS, UH, FW, LS, SYM, Currency, Hash,
            Period, Comma, Colon, Open, Close, OpenQuote, CloseQuote,
        ]
    };

    /// The Treebank's name, such as `NNS` or `PRP$`.
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 46] = [
            "STAART", "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR",
            "JJS", "RB", "RBR", "RBS", "RP", "IN", "TO", "DT", "PDT", "WDT", "PRP", "PRP$", "WP", "WP$",
            "WRB", "CC", "CD", "EX", "POS", "UH", "FW", "LS", "SYM", "$", "#", ".", ",", ":", "(", ")", "``",
            "''",
        ];
        NAMES[self as usize]
    }

    /// The tag with the Treebank's name.
    pub fn from_name(name: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|t| t.name() == name)
    }

    const fn is_between(self, first: Tag, last: Tag) -> bool {
        self as u8 >= first as u8 && self as u8 <= last as u8
    }

    /// A noun or a name, singular or plural.
    pub const fn is_noun(self) -> bool {
        self.is_between(Tag::NN, Tag::NNPS)
    }

    /// A noun that is no name.
    pub const fn is_common_noun(self) -> bool {
        self.is_between(Tag::NN, Tag::NNS)
    }

    /// A name.
    pub const fn is_proper(self) -> bool {
        self.is_between(Tag::NNP, Tag::NNPS)
    }

    /// A plural noun or name.
    pub const fn is_plural(self) -> bool {
        matches!(self, Tag::NNS | Tag::NNPS)
    }

    /// A verb in any form, modals left out.
    pub const fn is_verb(self) -> bool {
        self.is_between(Tag::VB, Tag::VBZ)
    }

    /// A verb that shows its tense, or a modal: what a clause is built around.
    pub const fn is_finite_verb(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// A past or present participle.
    pub const fn is_participle(self) -> bool {
        matches!(self, Tag::VBN | Tag::VBG)
    }

    /// An adjective, in any degree; ordinals too.
    pub const fn is_adjective(self) -> bool {
        self.is_between(Tag::JJ, Tag::JJS)
    }

    /// An adverb, in any degree.
    pub const fn is_adverb(self) -> bool {
        self.is_between(Tag::RB, Tag::RBS)
    }

    /// `the`, `these`, `all`, `which`, `their`.
    pub const fn is_determiner(self) -> bool {
        matches!(self, Tag::DT | Tag::PDT | Tag::WDT | Tag::PRPS | Tag::WPS)
    }

    /// A personal pronoun.
    pub const fn is_pronoun(self) -> bool {
        matches!(self, Tag::PRP | Tag::WP)
    }

    /// A preposition, a subordinating conjunction or `to`.
    pub const fn is_preposition(self) -> bool {
        matches!(self, Tag::IN | Tag::TO)
    }

    /// A cardinal number.
    pub const fn is_number(self) -> bool {
        matches!(self, Tag::CD)
    }

    /// A mark that is no word: punctuation, quotes, brackets.
    pub const fn is_punctuation(self) -> bool {
        self as u8 >= Tag::Period as u8
    }

    fn from_bits(bits: u64) -> Tag {
        Tag::ALL[(bits & 63) as usize]
    }
}

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

/// Tags the words of one sentence. `tags` is cleared first and then holds one tag a word.
///
/// Punctuation marks are words of their own, and a number with its commas and points is one
/// word. Contractions may come whole (`didn't`) or split (`did`, `n't`).
pub fn tag_words<'a>(words: &[&'a str], tags: &mut Vec<Tag>) {
    TAGGER.tag(words, tags);
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

    fn tag(&self, words: &[&str], tags: &mut Vec<Tag>) {
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
            let mut window = Window::new(end - start);
            for (i, word) in words.iter().enumerate().take(end).skip(start) {
                let mut found = self.known_or_guessed(words, i, first, style);
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
            self.rules.apply(&mut window);
            window.read_out(&mut tags[start..end], keep);
            if end == words.len() {
                return;
            }
            seen = end;
            start = end - Window::OVERLAP * 2;
        }
    }

    fn known_or_guessed(&self, words: &[&str], i: usize, first: bool, style: Style) -> Entry {
        let word = words[i].as_bytes();
        match word {
            [] => return Entry::of(Tag::SYM),
            [byte] if byte.is_ascii() => return self.single[usize::from(*byte)],
            _ => {}
        }
        if let Some(tag) = shape::number(words[i]).or_else(|| shape::lone_mark(words[i])) {
            return Entry::of(tag);
        }
        if word.len() > shape::LONGEST {
            return Entry::of(if word[0].is_ascii_uppercase() { Tag::NNP } else { Tag::NN });
        }
        let mut buffer = [0; shape::LONGEST];
        let word = if word.is_ascii() { word } else { shape::straight(word, &mut buffer) };
        let capital = word[0].is_ascii_uppercase();
        let caps = capital && word[1..].iter().all(|b| !b.is_ascii_lowercase());
        if caps && style == Style::Caps {
            // "FOR IMMEDIATE RELEASE"; but "US OFFICIALS" are not ours.
            if word == b"US" {
                return Entry::of(Tag::NNP);
            }
            if let Some(entry) = self.find_lower(word) {
                return entry;
            }
        }
        if let Some(entry) = self.find(word) {
            return entry;
        }
        if capital {
            return self.capitalised(word, first, style, caps);
        }
        self.guessed(words, i, word)
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

    fn guessed(&self, words: &[&str], i: usize, word: &[u8]) -> Entry {
        if words[i].starts_with(char::is_uppercase) {
            return Entry::of(Tag::NNP); // "Ómar"
        }
        if let Some(entry) = self.contraction(word) {
            return entry;
        }
        if let Some(dash) = word.iter().rposition(|b| *b == b'-') {
            return Entry::of(self.hyphenated(word, dash));
        }
        if word.iter().any(u8::is_ascii_digit) {
            return Entry::of(Tag::NN);
        }
        let before = i.checked_sub(1).map_or("", |p| words[p]);
        let after = words.get(i + 1).copied().unwrap_or("");
        Entry::of(self.rules.suffix_tag(word, before, after, |w| self.find(w).is_some()))
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
