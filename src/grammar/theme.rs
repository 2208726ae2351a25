//! Who does what a verb says, and to what: subject, object, and what an event is about.
//!
//! Which verb a value goes with is settled in [`super::govern`].

use super::chunk::{Chunk, Form, Kind};
use super::govern::{REACH, Row};
use crate::lexicon::concepts::{LexClass, Pos, class, is_animate};

impl Row<'_> {
    /// What an event is about: what a verb is done to, or else who or what does it.
    pub(super) fn theme(&self, verb: usize) -> Option<usize> {
        let chunk = &self.chunks[verb];
        if !chunk.is_verb() {
            return Some(verb);
        }
        if chunk.passive {
            return self.subject(verb).map(|subject| self.meant(subject));
        }
        if let Some(object) = self.object(verb) {
            return object;
        }
        let clause = self
            .chunks
            .get(verb + 1)
            .is_some_and(|next| matches!(next.kind, Kind::Relative | Kind::Subordinator));
        if clause || self.says(verb) {
            // "On May 2 the mayor announced that ...": the mayor is not what the date is of.
            return None;
        }
        self.subject(verb).map(|subject| self.meant(subject))
    }

    /// The thing a subject pronoun stands for: the nearest noun before it that is no person.
    ///
    /// "She had read the plan of the bridge before it was opened on June 6."
    pub(super) fn meant(&self, subject: usize) -> usize {
        if self.chunks[subject].kind != (Kind::Noun { pronoun: true })
            || !self.is_word(subject, &["it", "they", "this"])
        {
            return subject;
        }
        (subject.saturating_sub(REACH)..subject)
            .rev()
            .find(|&at| {
                let head = self.chunks[at].head;
                self.chunks[at].kind == (Kind::Noun { pronoun: false })
                    && self.analysis().tags[head].is_common_noun()
                    && !is_animate(&self.analysis().lemma(head))
            })
            .unwrap_or(subject)
    }

    /// The subject of the verb group that holds token `at` or ends before it.
    #[must_use]
    pub fn subject_of_token(&self, at: usize) -> Option<usize> {
        let after = self.chunks.partition_point(|chunk| chunk.first <= at);
        let verb = after.checked_sub(1).filter(|&chunk| self.chunks[chunk].is_verb())?;
        self.subject(verb).map(|subject| self.meant(subject))
    }

    /// The subject of the verb whose object, right behind it, is the group `own`.
    #[must_use]
    pub fn subject_of_object(&self, verb: usize, own: usize) -> Option<usize> {
        let chunk = &self.chunks[verb];
        (chunk.is_verb() && !chunk.passive && own == verb + 1)
            .then(|| self.subject(verb).map(|subject| self.meant(subject)))
            .flatten()
    }

    /// A verb of saying.
    fn says(&self, verb: usize) -> bool {
        let head = self.chunks[verb].head;
        let lemma = self.analysis().lemma(head);
        class(&lemma, Pos::Verb) == Some(LexClass::VerbCommunication)
    }

    /// The object of the verb: the noun behind it, past a date. For a pronoun that nothing in the
    /// sentence explains there is an object, but no noun.
    fn object(&self, verb: usize) -> Option<Option<usize>> {
        let mut at = verb + 1;
        for _ in 0..6 {
            let chunk = self.chunks.get(at)?;
            match chunk.kind {
                Kind::Date => at += 1,
                Kind::Preposition if self.chunks.get(at + 1).is_some_and(|next| next.kind == Kind::Date) => {
                    at += 2
                }
                Kind::Verb(Form::Infinitive | Form::Gerund) if at == verb + 1 => return self.object(at),
                // "requested and received approval"
                Kind::Conjunction if self.chunks.get(at + 1).is_some_and(Chunk::is_verb) => {
                    return self.object(at + 1);
                }
                Kind::Noun { pronoun: true } => {
                    if self.chunks.get(at + 1).is_some_and(|next| next.is_noun()) {
                        at += 1;
                        continue;
                    }
                    let thing = self.is_word(at, &["it", "them", "this", "both"]);
                    return thing.then(|| self.antecedent(verb));
                }
                Kind::Noun { .. } => return Some(Some(self.given(verb, self.last_object(at)))),
                _ => return None,
            }
        }
        None
    }

    /// Of two objects the second is the thing: "sent the board an email".
    fn last_object(&self, mut at: usize) -> usize {
        let noun =
            |at: usize| self.chunks.get(at).is_some_and(|chunk| chunk.kind == Kind::Noun { pronoun: false });
        let joined = |at: usize| self.chunks.get(at).is_some_and(|chunk| chunk.kind == Kind::Conjunction);
        if noun(at + 1) {
            at += 1;
        } else if joined(at + 1) && noun(at + 2) && noun(at + 3) {
            at += 3;
        }
        at
    }

    /// "provided the board with a copy": the copy (Levin 13.4.1, verbs of fulfilling).
    fn given(&self, verb: usize, object: usize) -> usize {
        let with = self.chunks.get(object + 1).is_some_and(Chunk::is_preposition)
            && self.is_word(object + 1, &["with"]);
        let thing = object + 2;
        if with
            && self.chunks.get(thing).is_some_and(Chunk::is_noun)
            && self.lemma_is(verb, &["provide", "supply", "furnish", "present", "equip", "issue", "serve"])
        {
            thing
        } else {
            object
        }
    }

    /// What `it` or `them` behind the verb stands for: the first thing of the sentence.
    ///
    /// "The audit was long overdue; the board made it public on May 4."
    fn antecedent(&self, verb: usize) -> Option<usize> {
        (0..verb.min(REACH)).find(|&at| {
            self.chunks[at].is_noun() && self.analysis().tags[self.chunks[at].head].is_common_noun()
        })
    }

    /// The subject of the verb at `verb`.
    #[must_use]
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb.checked_sub(1)?;
        if matches!(self.chunks[verb].kind, Kind::Verb(Form::Participle | Form::Gerund)) {
            if self.chunks[at].is_noun() {
                // "the charge brought by the office", "despite concerns having been raised", "a report
                // by the Office released Thursday"
                return Some(self.issued(at));
            }
            if self.chunks[at].kind == Kind::Comma {
                // "A memorandum on the plan, prepared in January"
                at = at.checked_sub(1).filter(|&noun| self.chunks[noun].is_noun())?;
                return Some(self.first_of_chain(at));
            }
        }
        for _ in 0..REACH {
            let chunk = &self.chunks[at];
            let before = at.checked_sub(1);
            match chunk.kind {
                Kind::Noun { .. } | Kind::Date => {
                    let Some(before) = before else { return chunk.is_noun().then_some(at) };
                    match self.chunks[before].kind {
                        Kind::Of | Kind::Preposition => at = before.checked_sub(1)?,
                        Kind::Verb(Form::Gerund | Form::Participle) if chunk.is_noun() => {
                            at = before.checked_sub(1)?
                        }
                        Kind::Conjunction
                            if chunk.is_noun() && before > 0 && self.chunks[before - 1].is_noun() =>
                        {
                            // "defendants with no record or history were": on to the first of them.
                            at = before - 1;
                        }
                        _ if chunk.is_noun() => return Some(at),
                        _ => at = before,
                    }
                }
                Kind::Of | Kind::Preposition | Kind::Adjective | Kind::Verb(Form::Infinitive) => at = before?,
                Kind::Verb(Form::Participle | Form::Gerund) => at = before?,
                Kind::Close => at = self.over_bracket(at)?,
                Kind::Comma => {
                    // "The audit, which took a year, found": over the aside.
                    let open =
                        (at.saturating_sub(REACH)..at).rev().find(|&i| self.chunks[i].kind == Kind::Comma)?;
                    at = open.checked_sub(1)?;
                }
                Kind::Relative => {
                    let noun = before?;
                    if self.chunks[noun].kind == Kind::Comma {
                        // "The response to the request, which was sent": the response.
                        return noun.checked_sub(1).map(|noun| self.first_of_chain(noun));
                    }
                    return Some(self.issued(noun));
                }
                Kind::Conjunction => {
                    let earlier = (at.saturating_sub(REACH)..at).rev().find(|&i| self.chunks[i].is_verb())?;
                    at = earlier.checked_sub(1)?;
                }
                Kind::Verb(Form::Finite) => {
                    // The verb of a relative clause: on to what the clause describes.
                    let relative =
                        (at.saturating_sub(8)..at).rev().find(|&i| self.chunks[i].kind == Kind::Relative)?;
                    at = relative.checked_sub(1)?;
                }
                Kind::Subordinator | Kind::Hard | Kind::Open => return None,
            }
        }
        None
    }

    /// The noun that a chain of phrases hangs on: of `the response | to | the request` the response.
    fn first_of_chain(&self, noun: usize) -> usize {
        let mut at = noun;
        while at >= 2 && self.chunks[at - 1].is_preposition() && self.chunks[at - 2].is_noun() {
            at -= 2;
        }
        at
    }

    /// "a report by the Office of the Auditor which was released": names issue, things are issued.
    fn issued(&self, noun: usize) -> usize {
        let mut at = noun;
        while at >= 2
            && !self.analysis().tags[self.chunks[at].head].is_common_noun()
            && self.chunks[at - 1].is_preposition()
            && self.chunks[at - 2].is_noun()
        {
            at -= 2;
        }
        if self.analysis().tags[self.chunks[at].head].is_common_noun() { at } else { noun }
    }
}
