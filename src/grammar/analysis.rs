//! A sentence's words with tags and lemmas, and the clause and phrase around a value.
//!
//! Only sentences that hold a value come here: tagging costs twenty times the scan
//! that finds values.

use std::ops::Range;

use super::chunk::{self, Chunk, Role};
use crate::claim::WordClass;
use crate::lexicon::closed::function::is_function_word;
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::{Tag, tag_words};
use crate::prose::{Token, TokenKind, tokens};

/// The words of one sentence. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Analysis {
    pub tokens: Vec<Token>,
    pub tags: Vec<Tag>,
    /// Which value each token belongs to, if any.
    pub value: Vec<Option<u16>>,
    /// How many finite verbs and modals stand before each token, and before the end.
    verbs: Vec<u32>,
    /// Noun groups, verb groups and what stands between them.
    pub chunks: Vec<Chunk>,
    /// First and one past the last token of each value.
    spans: Vec<Range<usize>>,
}

/// A noun phrase, by token indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub first: usize,
    /// The head: its last noun.
    pub head: usize,
}

/// Longest bracketed remark, in tokens, that a clause is read across.
const BRACKETED: usize = 12;

impl Analysis {
    /// Reads `sentence`, in which values of the given roles stand at the byte ranges `values`, in order.
    pub fn read<'a>(
        &mut self,
        sentence: &'a str,
        values: &[Range<u32>],
        roles: &[Role],
        words: &mut Vec<&'a str>,
    ) {
        tokens(sentence, &mut self.tokens);
        words.clear();
        words.extend(self.tokens.iter().map(|t| &sentence[t.start as usize..t.end as usize]));
        tag_words(words, &mut self.tags);
        chunk::mend_tags(words, &mut self.tags);
        self.value.clear();
        self.value.resize(self.tokens.len(), None);
        self.spans.clear();
        self.spans.resize(values.len(), 0..0);
        let mut next = 0;
        for (index, token) in self.tokens.iter().enumerate() {
            while next < values.len() && values[next].end <= token.start {
                next += 1;
            }
            if let Some(range) = values.get(next)
                && token.start < range.end
                && range.start < token.end
            {
                self.value[index] = u16::try_from(next).ok();
                let span = &mut self.spans[next];
                *span = if span.start == span.end { index..index + 1 } else { span.start..index + 1 };
            }
        }
        self.verbs.clear();
        self.verbs.push(0);
        let mut count = 0;
        for (tag, value) in self.tags.iter().zip(&self.value) {
            count += u32::from(value.is_none() && (tag.is_finite_verb() || *tag == Tag::MD));
            self.verbs.push(count);
        }
        let input = chunk::Input { tokens: &self.tokens, tags: &self.tags, words, value: &self.value, roles };
        chunk::chunk(&input, &mut self.chunks);
    }

    /// First and one past the last token of value `index`.
    #[must_use]
    pub fn value_tokens(&self, index: usize) -> Option<Range<usize>> {
        self.spans.get(index).filter(|span| !span.is_empty()).cloned()
    }

    /// The class of a token as the claim model has it.
    #[must_use]
    pub fn class(&self, index: usize, word: &str) -> Option<WordClass> {
        let tag = self.tags[index];
        if self.tokens[index].kind == TokenKind::Punctuation {
            return None;
        }
        Some(if tag.is_number() || self.tokens[index].kind == TokenKind::Number {
            WordClass::Number
        } else if tag.is_proper() {
            WordClass::Name
        } else if is_function_word(word) {
            WordClass::Function
        } else if tag.is_noun() {
            WordClass::Noun
        } else if tag.is_verb() {
            WordClass::Verb
        } else if tag.is_adjective() {
            WordClass::Adjective
        } else if tag.is_adverb() {
            WordClass::Adverb
        } else {
            WordClass::Function
        })
    }

    /// The lemma of a token; names are lower-cased only.
    #[must_use]
    pub fn lemma<'a>(&self, index: usize, word: &'a str) -> std::borrow::Cow<'a, str> {
        lemma(word, self.tags[index])
    }

    /// The noun phrase that begins at token `at`, reading over determiners and modifiers.
    ///
    /// `3,014 | separated migrant children were`: head `children`, first `separated`.
    #[must_use]
    pub fn phrase_at(&self, mut at: usize, words: &[&str]) -> Option<Phrase> {
        while self.tags.get(at).is_some_and(|t| t.is_determiner() || *t == Tag::PRPS || *t == Tag::PDT) {
            at += 1;
        }
        let first = at;
        let mut head = None;
        while at < self.tags.len() {
            let tag = self.tags[at];
            if self.value[at].is_some() {
                break;
            }
            if tag.is_noun() && self.tokens[at].kind == TokenKind::Word {
                head = Some(at);
            } else if head.is_some() {
                // "the county's | ten hospitals": the possessive is not the head.
                if tag == Tag::POS {
                    head = None;
                } else if !chunk::goes_on(&self.tags, words, at) {
                    break;
                }
            } else if !self.may_modify(at, words) {
                break;
            }
            at += 1;
        }
        // "16 inpatients" and "children separated": a participle after the head is no modifier.
        head.map(|head| Phrase { first, head })
    }

    /// True when the token can stand before the head of a noun phrase.
    fn may_modify(&self, at: usize, words: &[&str]) -> bool {
        let tag = self.tags[at];
        tag.is_adjective()
            || matches!(tag, Tag::VBN | Tag::VBG | Tag::POS | Tag::OpenQuote | Tag::CloseQuote | Tag::FW)
            || (tag == Tag::VBD
                && self.tags.get(at + 1).is_some_and(|next| next.is_noun() || next.is_adjective()))
            || (tag == Tag::CC && at > 0 && self.tags[at - 1].is_adjective())
            || (tag == Tag::Comma
                && at > 0
                && self.tags[at - 1].is_adjective()
                && self.tags.get(at + 1).is_some_and(|next| next.is_adjective()))
            || (tag.is_adverb()
                && self.tags.get(at + 1).is_some_and(|next| next.is_adjective() || *next == Tag::VBN))
            || (words[at] == "-" && at > 0)
    }

    /// The noun phrase that ends at token `at` (inclusive), reading backwards.
    #[must_use]
    pub fn phrase_ending(&self, at: usize) -> Option<Phrase> {
        if !self.tags.get(at)?.is_noun()
            || self.value[at].is_some()
            || self.tokens[at].kind != TokenKind::Word
        {
            return None;
        }
        let mut first = at;
        while first > 0 {
            let tag = self.tags[first - 1];
            if self.value[first - 1].is_some()
                || !(tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::VBN | Tag::VBG | Tag::POS))
            {
                break;
            }
            first -= 1;
        }
        Some(Phrase { first, head: at })
    }

    /// The clause around token `at`: the tokens between the nearest boundaries.
    ///
    /// Hard boundaries are `;`, `:`, dashes and brackets. A comma or a conjunction divides
    /// only where both sides have a verb of their own: "Nine were admitted | and four died",
    /// but not "nurses, doctors and 5 porters".
    #[must_use]
    pub fn clause(&self, at: usize, words: &[&str]) -> Range<usize> {
        let count = self.tokens.len();
        let hard = |index: usize| {
            matches!(self.tags[index], Tag::Colon | Tag::Open | Tag::Close)
                || matches!(words[index], "(" | ")" | ";" | "—" | "–" | ":" | "--")
        };
        let is = |index: usize, mark: &str| words[index] == mark;
        let (mut low, mut high) = (at, at);
        // What stands in brackets beside the value does not end its clause: "Nine patients
        // (39 percent) were admitted". From inside, the brackets do.
        while low > 0 {
            let before = low - 1;
            if is(before, ")")
                && let Some(open) =
                    (before.saturating_sub(BRACKETED)..before).rev().find(|&index| is(index, "("))
            {
                low = open;
            } else if hard(before) && self.value[before].is_none() {
                break;
            } else {
                low = before;
            }
        }
        while high < count {
            if is(high, "(")
                && high > at
                && let Some(close) = (high..count.min(high + BRACKETED)).find(|&index| is(index, ")"))
            {
                high = close + 1;
            } else if hard(high) && self.value[high].is_none() {
                break;
            } else {
                high += 1;
            }
        }
        let mut start = low;
        let mut end = high;
        for index in low..high {
            if !self.soft_boundary(index, words) || self.value[index].is_some() {
                continue;
            }
            if index < at {
                if self.has_verb(index + 1..high)
                    && self.has_verb(start..index)
                    && self.has_verb(index + 1..at.max(index + 1)) | self.has_verb(at..high)
                {
                    start = index + 1;
                }
            } else if index > at && self.has_verb(start..index) && self.has_verb(index + 1..high) {
                end = index;
                break;
            }
        }
        start..end
    }

    fn soft_boundary(&self, index: usize, words: &[&str]) -> bool {
        let tag = self.tags[index];
        if tag == Tag::CC || matches!(tag, Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB) {
            return true;
        }
        if tag == Tag::Comma {
            return true;
        }
        let word = words[index];
        [
            "while", "whereas", "although", "though", "because", "when", "after", "before", "since", "until",
            "that", "as", "if",
        ]
        .iter()
        .any(|boundary| word.eq_ignore_ascii_case(boundary))
            && tag == Tag::IN
    }

    /// True when a finite verb or modal stands in the tokens.
    #[must_use]
    pub fn has_verb(&self, range: Range<usize>) -> bool {
        range.start < range.end && self.verbs[range.end] > self.verbs[range.start]
    }
}
