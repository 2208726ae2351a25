//! Which verb and which noun a value belongs to, read off the row of chunks.
//!
//! The attachments that English marks by order: an opening date belongs to the verb that follows
//! ("On May 9 officials presented ..."), any other to the verb before it; a noun group behind a verb
//! is its object and before one its subject, over what stands between ("clerks working for the
//! owners have been slow to answer ..."). What order does not settle goes to the nearer one.

use std::ops::Range;

use super::analysis::{Analysis, Phrase};
use super::chunk::{Chunk, Form, Kind};
use super::edge::is_any;
use super::slots::View;
use crate::lexicon::concepts::{LexClass, Pos, class, event_key};
use crate::lexicon::tag::Tag;

/// What governs a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Governor {
    /// The chunk of the verb, or of the noun that names the event: `closure of 3,000 shops`.
    pub chunk: Option<usize>,
    /// The verb over a noun that names the event: "would lead to the closure of 3,000".
    pub over: Option<usize>,
    /// What a dated event is about.
    pub theme: Option<usize>,
    /// The chunk the value itself stands in.
    pub own: usize,
}

/// How far a governor is looked for, in chunks. Sentences of real prose rarely nest deeper, and
/// lists of a thousand values stay linear.
pub(super) const REACH: usize = 40;

/// Verbs that only say how the next one goes on: begin, continue, fail, seem.
const RAISING: &[&str] = &[
    "begin", "start", "continue", "resume", "cease", "stop", "keep", "seem", "appear", "tend", "fail",
    "happen", "need", "have", "be", "remain", "get", "use", "finish", "manage", "prove", "come",
];

/// Endings by which English makes nouns of verbs: `separation`, `announcement`, `approval`.
fn is_nominal(lemma: &str) -> bool {
    ["ion", "ment", "al", "ance", "ence", "ing", "th"].iter().any(|ending| lemma.ends_with(ending))
}

/// The chunks of a sentence and what they are read with.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub view: &'a View<'a>,
    pub chunks: &'a [Chunk],
}

impl<'a> Row<'a> {
    /// The row of the sentence in view.
    #[must_use]
    pub fn of(view: &'a View<'a>) -> Self {
        Self { view, chunks: &view.analysis.chunks }
    }

    pub(super) fn analysis(&self) -> &Analysis<'a> {
        self.view.analysis
    }

    /// The chunk that holds token `at`.
    pub(super) fn holding(&self, at: usize) -> Option<usize> {
        let index = self.chunks.partition_point(|chunk| chunk.end <= at);
        self.chunks.get(index).filter(|chunk| chunk.first <= at).map(|_| index)
    }

    pub(super) fn word(&self, chunk: usize) -> &str {
        self.view.words[self.chunks[chunk].head]
    }

    pub(super) fn before(&self, at: usize) -> Option<&Chunk> {
        at.checked_sub(1).map(|before| &self.chunks[before])
    }

    pub(super) fn is_word(&self, chunk: usize, words: &[&str]) -> bool {
        is_any(self.word(chunk), words)
    }

    pub(super) fn lemma_is(&self, chunk: usize, lemmas: &[&str]) -> bool {
        let head = self.chunks[chunk].head;
        let lemma = self.analysis().lemma(head);
        lemmas.contains(&&*lemma)
    }

    /// The chunk before an opening bracket's partner or one before the closing bracket at `at`.
    pub(super) fn over_bracket(&self, at: usize) -> Option<usize> {
        let open = (at.saturating_sub(REACH)..at).rev().find(|&i| self.chunks[i].kind == Kind::Open)?;
        open.checked_sub(1)
    }

    /// The governor of the amount at the tokens `own`.
    #[must_use]
    pub fn amount(&self, own: &Range<usize>) -> Governor {
        let Some(mut group) = self.holding(own.start) else { return Governor::default() };
        let own = group;
        // "a total of 3,014 children", "the separation of 3,014 children"
        while group >= 2 && self.chunks[group - 1].kind == Kind::Of && self.chunks[group - 2].is_noun() {
            group -= 2;
            if self.names_event(group) {
                return Governor { chunk: Some(group), over: self.of_noun(group), theme: None, own };
            }
        }
        let chunk = self.of_noun(group).map(|verb| self.innermost(verb)).filter(|&verb| self.means(verb));
        Governor { chunk, over: None, theme: None, own }
    }

    /// The verb that the noun group at `group` is subject or object of, or whose phrase it is in.
    pub(super) fn of_noun(&self, group: usize) -> Option<usize> {
        let before = group.checked_sub(1);
        match before.map(|at| self.chunks[at].kind) {
            Some(Kind::Verb(_)) => before.filter(|&at| self.means(at)).or_else(|| self.complement(group)),
            Some(Kind::Preposition | Kind::Of) => {
                let at = group - 1;
                if self.opens(at) {
                    return self.clause_verb(group + 1).or_else(|| self.verb_left(at));
                }
                // "there were dozens of marches with thousands of people": nothing further on is meant.
                self.verb_left(at).or_else(|| {
                    let verb = (at.saturating_sub(REACH)..at).any(|i| self.chunks[i].is_finite());
                    (!verb).then(|| self.clause_verb(group + 1)).flatten()
                })
            }
            Some(Kind::Comma | Kind::Conjunction) => {
                let ahead = self.verb_of_subject(group);
                let behind_phrases = self.after_phrases(group + 1);
                match (self.verb_left(group), ahead) {
                    // "he counted 5 dogs, and 3 cats ran"
                    (_, Some(verb)) if verb == behind_phrases && self.chunks[verb].is_finite() => Some(verb),
                    (left, ahead) => left.or(ahead),
                }
            }
            _ => self.verb_of_subject(group).or_else(|| before.and_then(|_| self.verb_left(group))),
        }
    }

    /// "The toll was 14": what `be` links has no other verb; "there were 545 children separated".
    fn complement(&self, group: usize) -> Option<usize> {
        let next = self.after_phrases(group + 1);
        (next < self.chunks.len()
            && matches!(self.chunks[next].kind, Kind::Verb(Form::Participle | Form::Gerund)))
        .then_some(next)
    }

    /// True when the verb group carries a meaning of its own.
    pub(super) fn means(&self, chunk: usize) -> bool {
        !self.analysis().is_function_word(self.chunks[chunk].head)
    }

    /// The innermost verb of a chain: `continued | to initiate`, `were unable | to reunify`.
    pub(super) fn innermost(&self, mut verb: usize) -> usize {
        for _ in 0..4 {
            let Some(next) = self.chained(verb) else { break };
            let raises = self.chunks[verb].passive || self.lemma_is(verb, RAISING) || !self.means(verb);
            if !raises {
                break;
            }
            verb = next;
        }
        verb
    }

    /// The verb that hangs on this one with nothing but an adjective between.
    fn chained(&self, verb: usize) -> Option<usize> {
        let mut next = verb + 1;
        if self.chunks.get(next)?.kind == Kind::Adjective {
            next += 1;
        }
        let adjective = next > verb + 1;
        match self.chunks.get(next)?.kind {
            Kind::Verb(Form::Infinitive) => Some(next),
            Kind::Verb(Form::Gerund) if !adjective && !self.chunks[verb].passive => Some(next),
            _ => None,
        }
    }

    /// True when the preposition at `at` opens its clause.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.before(at).is_none_or(|chunk| {
            matches!(
                chunk.kind,
                Kind::Comma | Kind::Conjunction | Kind::Subordinator | Kind::Hard | Kind::Open | Kind::Close
            )
        })
    }

    /// The chunk behind the phrases and asides that follow a noun: `of the board`, `in May`, `(39%)`.
    fn after_phrases(&self, mut at: usize) -> usize {
        let count = self.chunks.len();
        while at < count {
            match self.chunks[at].kind {
                Kind::Of | Kind::Preposition | Kind::Date | Kind::Adjective => at += 1,
                Kind::Noun { .. }
                    if self.before(at).is_some_and(|b| b.is_preposition() || b.kind == Kind::Date) =>
                {
                    at += 1;
                }
                Kind::Open => match (at..count.min(at + REACH)).find(|&i| self.chunks[i].kind == Kind::Close)
                {
                    Some(close) => at = close + 1,
                    None => return count,
                },
                _ => break,
            }
        }
        at
    }

    /// The verb that the subject at `group` goes with: the first finite one that is not inside a
    /// relative clause, or else the participle behind it: `children | separated from their parents`.
    fn verb_of_subject(&self, group: usize) -> Option<usize> {
        let mut participle = None;
        let mut nested = 0_usize;
        let mut at = group + 1;
        let end = self.chunks.len().min(group + REACH);
        while at < end {
            let chunk = &self.chunks[at];
            match chunk.kind {
                Kind::Verb(Form::Finite) if nested > 0 => nested -= 1,
                Kind::Verb(Form::Finite) => {
                    let inner = self.innermost(at);
                    if self.means(inner) {
                        return Some(at);
                    }
                    return participle;
                }
                Kind::Verb(Form::Participle) => participle = participle.or(Some(at)),
                Kind::Relative => {
                    nested += 1;
                    participle = participle.or_else(|| self.clause_verb(at + 1));
                }
                Kind::Open => match (at..end).find(|&i| self.chunks[i].kind == Kind::Close) {
                    Some(close) => at = close,
                    None => break,
                },
                Kind::Hard | Kind::Subordinator | Kind::Close => break,
                // "16 inpatients and 5 employees were" has one verb; "he left, she stayed" has two.
                Kind::Comma if at > group + 1 && nested == 0 && self.starts_clause(at + 1) => break,
                _ => {}
            }
            at += 1;
        }
        participle
    }

    /// True when a subject of its own and a verb follow.
    pub(super) fn starts_clause(&self, at: usize) -> bool {
        let at = at + usize::from(self.chunks.get(at).is_some_and(|chunk| chunk.kind == Kind::Conjunction));
        self.chunks.get(at).is_some_and(Chunk::is_noun)
            && self.chunks.get(self.after_phrases(at + 1)).is_some_and(Chunk::is_finite)
    }

    /// The main verb of the clause whose first chunk is at `at`.
    pub(super) fn clause_verb(&self, at: usize) -> Option<usize> {
        let mut nested = 0_usize;
        for index in at..self.chunks.len().min(at + REACH) {
            match self.chunks[index].kind {
                Kind::Verb(Form::Finite) if nested > 0 => nested -= 1,
                Kind::Verb(Form::Finite) => return Some(index),
                Kind::Relative if index > at => nested += 1,
                Kind::Hard | Kind::Subordinator => return None,
                _ => {}
            }
        }
        None
    }

    /// The nearest verb before `at` in its own clause.
    pub(super) fn verb_left(&self, at: usize) -> Option<usize> {
        let mut index = at;
        for _ in 0..REACH {
            index = index.checked_sub(1)?;
            match self.chunks[index].kind {
                Kind::Verb(_) if self.means(index) => return Some(index),
                Kind::Verb(_) => {
                    // "Nine of them were in Leeds": no verb, and none further left is meant.
                    return None;
                }
                Kind::Hard | Kind::Open | Kind::Subordinator | Kind::Relative => return None,
                Kind::Close => index = self.over_bracket(index)? + 1,
                _ => {}
            }
        }
        None
    }

    /// A noun that names something done or happening: `separation`, `deaths`, `announcement`.
    pub(super) fn names_event(&self, chunk: usize) -> bool {
        let head = self.chunks[chunk].head;
        let lemma = self.analysis().lemma(head);
        self.analysis().tags[head].is_common_noun()
            && !["number", "total", "amount", "range", "group", "set"].contains(&&*lemma)
            && (matches!(class(&lemma, Pos::Noun), Some(LexClass::Act | LexClass::Event | LexClass::Process))
                || event_key(&lemma, Pos::Noun).is_some() && is_nominal(&lemma))
    }

    /// True for a date that says which one a noun means: `the April 2017 memorandum`. In `a 2010
    /// game` it says of what year the thing is.
    #[must_use]
    pub fn modifies(&self, own: usize) -> bool {
        self.chunks.get(own).is_some_and(|group| {
            let first = self.view.analysis.words[group.first];
            group.is_noun() && !["a", "an"].iter().any(|article| first.eq_ignore_ascii_case(article))
        })
    }

    /// The noun that a value in commas or brackets says more of: "longer sentences, typically over 90 days,".
    #[must_use]
    pub fn apposed(&self, own: &Range<usize>) -> Option<usize> {
        let group = self.holding(own.start)?;
        let ends = |kind| matches!(kind, Kind::Comma | Kind::Hard | Kind::Close);
        let opens = self.before(group).is_some_and(|chunk| matches!(chunk.kind, Kind::Comma | Kind::Open));
        let closed = self.chunks.get(group + 1).is_none_or(|chunk| ends(chunk.kind));
        group.checked_sub(2).filter(|&noun| opens && closed && self.chunks[noun].is_noun())
    }

    /// A bare verb with no subject: "provide a copy".
    #[must_use]
    pub fn is_command(&self, verb: usize) -> bool {
        let chunk = &self.chunks[verb];
        chunk.is_finite()
            && chunk.first == chunk.head
            && self.analysis().tags[chunk.head] == Tag::VB
            && self.subject(verb).is_none()
    }

    /// The noun phrase of a chunk, without determiner and value; none for a pronoun.
    #[must_use]
    pub fn phrase(&self, chunk: usize) -> Option<Phrase> {
        let group = self.chunks.get(chunk)?;
        let analysis = self.analysis();
        if group.kind != (Kind::Noun { pronoun: false }) {
            return None;
        }
        // Of "Executive Order 13841" and "Room 523" the noun.
        let head = (group.first..=group.head).rev().find(|&at| analysis.value[at].is_none())?;
        if !analysis.tags[head].is_noun() {
            return None;
        }
        let leads = |at: &usize| {
            let tag = analysis.tags[*at];
            analysis.value[*at].is_some() || tag.is_determiner() || tag.is_punctuation()
        };
        let mut first = (group.first..=head).rev().find(leads).map_or(group.first, |at| at + 1);
        // "the county's ten hospitals": what owns is no modifier.
        if let Some(owner) = (first..head).rev().find(|&at| analysis.tags[at] == Tag::POS) {
            first = owner + 1;
        }
        Some(Phrase { first, head })
    }
}
