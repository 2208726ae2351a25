//! A sentence's words with tags and lemmas, and the clause and phrase around a value.
//!
//! Only sentences that hold a value come here: tagging costs more than the scan that
//! finds values.

use std::borrow::Cow;
use std::ops::Range;

use super::chunk::{self, Chunk, Role};
use super::forms::{ALL, FUNCTION, Forms, IN, JOINT, MARK, cue_of};
use super::mend;
use super::noun_group;
use crate::claim::{Mode, Sym, Vocab, WordClass};
use crate::lexicon::lemma::lemma;
use crate::lexicon::tag::Tag;
use crate::prose::{Token, TokenKind, tokens};

/// The words of one sentence. Reused from sentence to sentence of a document.
#[derive(Debug, Default)]
pub struct Analysis<'t> {
    pub words: Vec<&'t str>,
    pub tokens: Vec<Token>,
    pub tags: Vec<Tag>,
    forms: Forms,
    /// The numbers of the words.
    numbers: Vec<u32>,
    /// What each word is on its own.
    roles: Vec<u32>,
    classes: Vec<Option<WordClass>>,
    /// The lemmas of those that have a class, once they were asked for.
    lemmas: Vec<Option<Sym>>,
    /// Which value each token belongs to, if any.
    pub value: Vec<Option<u16>>,
    /// How many finite verbs and modals stand before each token, and before the end.
    verbs: Vec<u32>,
    /// Noun groups, verb groups and what stands between them.
    pub chunks: Vec<Chunk>,
    /// First and one past the last token of each value.
    spans: Vec<Range<usize>>,
    /// Marks that a clause may end at.
    stops: Vec<usize>,
    /// Commas and words that part two clauses where each has a verb.
    parts: Vec<usize>,
    /// Names, nouns, verbs and adjectives outside of the values.
    content: Vec<usize>,
    /// Where `in all` and `in total` stand.
    totals: Vec<usize>,
    /// A verb stands in the past tense.
    past: bool,
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

/// How far a clause is read to either side of a value, in tokens. No clause of prose is longer,
/// and in a list of a thousand values each costs no more than the others.
const REACH: usize = 240;

impl<'t> Analysis<'t> {
    /// One that knows what the thread has kept of other documents; to be given back.
    pub fn kept() -> Self {
        Self { forms: Forms::kept(), ..Self::default() }
    }

    /// Gives back what the thread keeps.
    pub fn keep(self) {
        self.forms.keep();
    }

    /// Reads `sentence`, in which values of the given roles stand at the byte ranges `values`, in order.
    pub fn read(&mut self, sentence: &'t str, values: &[Range<u32>], roles: &[Role]) {
        tokens(sentence, &mut self.tokens);
        self.forms.trim();
        self.words.clear();
        self.words.extend(self.tokens.iter().map(|t| &sentence[t.start as usize..t.end as usize]));
        self.numbers.clear();
        let number = |token: &Token| self.forms.number(sentence, token.start as usize..token.end as usize);
        self.numbers.extend(self.tokens.iter().map(number));
        self.roles.clear();
        self.roles.extend(self.numbers.iter().map(|&number| self.forms.roles(number)));
        self.forms.tag(&self.words, &self.numbers, &mut self.tags);
        mend::mend_tags(&self.words, &self.roles, &mut self.tags);
        let mut classes = std::mem::take(&mut self.classes);
        classes.clear();
        classes.extend((0..self.words.len()).map(|at| self.class_of(at)));
        self.classes = classes;
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
        self.find_marks();
        self.verbs.clear();
        self.verbs.push(0);
        let mut count = 0;
        for (tag, value) in self.tags.iter().zip(&self.value) {
            count += u32::from(value.is_none() && (tag.is_finite_verb() || *tag == Tag::MD));
            self.verbs.push(count);
        }
        let input = chunk::Input {
            tokens: &self.tokens,
            tags: &self.tags,
            words: &self.words,
            forms: &self.roles,
            value: &self.value,
            roles,
        };
        chunk::chunk(&input, &mut self.chunks);
    }

    /// Notes where stands what is looked for again for every value.
    fn find_marks(&mut self) {
        self.stops.clear();
        self.parts.clear();
        self.content.clear();
        self.totals.clear();
        self.past = false;
        for at in 0..self.words.len() {
            let (tag, role, free) = (self.tags[at], self.roles[at], self.value[at].is_none());
            self.past |= tag == Tag::VBD;
            if role & MARK != 0 || matches!(tag, Tag::Colon | Tag::Open | Tag::Close) {
                self.stops.push(at);
            }
            if free && self.soft_boundary(at) {
                self.parts.push(at);
            }
            let content = matches!(
                self.classes[at],
                Some(WordClass::Name | WordClass::Noun | WordClass::Verb | WordClass::Adjective)
            );
            if free && content {
                self.content.push(at);
            }
            if role & IN != 0 && self.roles.get(at + 1).is_some_and(|next| next & ALL != 0) {
                self.totals.push(at);
            }
        }
    }

    /// True when a verb of the sentence stands in the past tense.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.past
    }

    /// True when `in all` or `in total` stands in the tokens.
    #[must_use]
    pub fn totals(&self, range: &Range<usize>) -> bool {
        !within(&self.totals, range).is_empty()
    }

    /// Names, nouns, verbs and adjectives of `clause` outside of the values, by their distance from
    /// token `at`; of two as near, the one before it first.
    pub fn nearest_first(&self, at: usize, clause: &Range<usize>) -> impl Iterator<Item = usize> {
        let mut before = within(&self.content, &(clause.start..at.min(clause.end))).iter().rev().peekable();
        let mut after = within(&self.content, &(at.max(clause.start)..clause.end)).iter().peekable();
        std::iter::from_fn(move || match (before.peek(), after.peek()) {
            (Some(&&low), Some(&&high)) if high - at < at - low => after.next(),
            (None, _) => after.next(),
            _ => before.next(),
        })
        .copied()
    }

    /// First and one past the last token of value `index`.
    #[must_use]
    pub fn value_tokens(&self, index: usize) -> Option<Range<usize>> {
        self.spans.get(index).filter(|span| !span.is_empty()).cloned()
    }

    /// The class of a token as the claim model has it.
    #[must_use]
    pub fn class(&self, index: usize) -> Option<WordClass> {
        self.classes[index]
    }

    fn class_of(&self, index: usize) -> Option<WordClass> {
        let tag = self.tags[index];
        let kind = self.tokens[index].kind;
        if kind == TokenKind::Punctuation {
            return None;
        }
        Some(if tag.is_number() || kind == TokenKind::Number {
            WordClass::Number
        } else if tag.is_proper() {
            WordClass::Name
        } else if self.is_function_word(index) {
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

    /// Takes the lemmas of the words into `vocab`, in order.
    pub fn intern(&mut self, vocab: &mut Vocab) {
        self.lemmas.clear();
        let words = self.words.iter().zip(&self.numbers).zip(self.tags.iter().zip(&self.classes));
        self.lemmas.extend(words.map(|((word, number), (tag, class))| {
            class.map(|_| self.forms.lemma(*number, word, *tag, vocab))
        }));
    }

    /// The lemma of a token; names are lower-cased only.
    #[must_use]
    pub fn lemma(&self, index: usize) -> Cow<'_, str> {
        let tag = self.tags[index];
        let kept = self.forms.kept_lemma(self.numbers[index], tag);
        kept.map_or_else(|| lemma(self.words[index], tag), Cow::Borrowed)
    }

    /// The lemma of a token of a sentence whose lemmas `vocab` has taken in.
    pub fn sym(&self, index: usize, vocab: &mut Vocab) -> Sym {
        self.lemmas[index].unwrap_or_else(|| vocab.intern(&self.lemma(index)))
    }

    /// True when the token says nothing of the topic.
    #[must_use]
    pub fn is_function_word(&self, index: usize) -> bool {
        self.roles[index] & FUNCTION != 0
    }

    /// What the word at a token says of its clause: `will`, `not`.
    #[must_use]
    pub fn cue(&self, index: usize) -> Option<Mode> {
        cue_of(self.roles[index])
    }

    /// The noun phrase that begins at token `at`, reading over determiners and modifiers.
    ///
    /// `3,014 | separated migrant children were`: head `children`, first `separated`.
    #[must_use]
    pub fn phrase_at(&self, mut at: usize) -> Option<Phrase> {
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
                } else if !noun_group::goes_on(&self.tags, &self.words, at) {
                    break;
                }
            } else if !self.may_modify(at) {
                break;
            }
            at += 1;
        }
        // "16 inpatients" and "children separated": a participle after the head is no modifier.
        head.map(|head| Phrase { first, head })
    }

    /// True when the token can stand before the head of a noun phrase.
    fn may_modify(&self, at: usize) -> bool {
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
            || (self.words[at] == "-" && at > 0)
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
    pub fn clause(&self, at: usize) -> Range<usize> {
        let is = |index: usize, mark: &str| self.words[index] == mark;
        let (mut low, mut high) = (at, at);
        let (first, count) = (at.saturating_sub(REACH), self.tokens.len().min(at + REACH));
        // What stands in brackets beside the value does not end its clause: "Nine patients
        // (39 percent) were admitted". From inside, the brackets do.
        while low > first {
            let Some(&stop) = within(&self.stops, &(first..low)).last() else {
                low = first;
                break;
            };
            low = stop + 1;
            if is(stop, ")")
                && let Some(open) = (stop.saturating_sub(BRACKETED)..stop).rev().find(|&index| is(index, "("))
            {
                low = open;
            } else if self.value[stop].is_none() {
                break;
            } else {
                low = stop;
            }
        }
        while high < count {
            high = within(&self.stops, &(high..count)).first().copied().unwrap_or(count);
            if high == count {
                break;
            }
            if is(high, "(")
                && high > at
                && let Some(close) = (high..count.min(high + BRACKETED)).find(|&index| is(index, ")"))
            {
                high = close + 1;
            } else if self.value[high].is_none() {
                break;
            } else {
                high += 1;
            }
        }
        let mut start = low;
        let mut end = high;
        for &index in within(&self.parts, &(low..high)) {
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

    fn soft_boundary(&self, index: usize) -> bool {
        match self.tags[index] {
            Tag::CC | Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB | Tag::Comma => true,
            Tag::IN => self.roles[index] & JOINT != 0,
            _ => false,
        }
    }

    /// True when a finite verb or modal stands in the tokens.
    #[must_use]
    pub fn has_verb(&self, range: Range<usize>) -> bool {
        range.start < range.end && self.verbs[range.end] > self.verbs[range.start]
    }
}

/// Those of a list in order that lie in the range.
fn within<'l>(list: &'l [usize], range: &Range<usize>) -> &'l [usize] {
    let list = &list[..list.partition_point(|&at| at < range.end)];
    &list[list.partition_point(|&at| at < range.start)..]
}
