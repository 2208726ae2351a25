//! Which verb and which noun a date belongs to: the one it opens the clause of, the one before it,
//! or the event that a noun names: `during earlier efforts in 2017`.
//!
//! What governs amounts, and the steps from chunk to chunk, are in `govern`.

use std::ops::Range;

use super::chunk::{Chunk, Form, Kind};
use super::govern::{Governor, REACH, Row};

/// Prepositions behind which a noun names a time or event of its own: "during efforts in 2017".
const TEMPORAL: &[&str] = &["during", "after", "before", "since", "following", "until", "throughout"];

impl Row<'_> {
    /// The governor of the date at the tokens `own`, and what the event is about.
    #[must_use]
    pub fn date(&self, own: &Range<usize>) -> Governor {
        let Some(group) = self.holding(own.start) else { return Governor::default() };
        let own = group;
        if self.chunks[group].is_noun() {
            // "the April 6 memorandum"; "in a May 7 speech" dates the speech, not the verb.
            let within = self.before(group).is_some_and(Chunk::is_preposition);
            let chunk = if within { None } else { self.of_noun(group) };
            let chunk = chunk.map(|verb| self.innermost(verb)).filter(|&verb| self.means(verb));
            return Governor { chunk, over: None, theme: Some(group), own };
        }
        // The prepositions before it: "on", "as of", "prior to".
        let mut start = group;
        while self.before(start).is_some_and(Chunk::is_preposition) {
            start -= 1;
        }
        // "on December 20 or 21", "Thursday, May 12"
        while start >= 2
            && matches!(self.chunks[start - 1].kind, Kind::Conjunction | Kind::Comma)
            && self.chunks[start - 2].kind == Kind::Date
        {
            start -= 2;
            while self.before(start).is_some_and(Chunk::is_preposition) {
                start -= 1;
            }
        }
        let bracketed = self.before(start).is_some_and(|chunk| chunk.kind == Kind::Open);
        if bracketed && self.chunks.get(group + 1).is_none_or(|chunk| chunk.kind == Kind::Close) {
            let theme = start.checked_sub(2).filter(|&at| self.chunks[at].is_noun());
            return Governor { chunk: None, over: None, theme, own };
        }
        let chunk = self.cleft(start, group).or_else(|| self.dated_verb(start, group));
        if let Some(noun) = self.temporal_noun(start) {
            return Governor { chunk: Some(noun), over: chunk, theme: Some(noun), own };
        }
        let theme = match chunk {
            Some(verb) => self.theme(verb),
            None => self.noun_before(start),
        };
        Governor { chunk: chunk.filter(|&verb| self.means(verb)), over: None, theme, own }
    }

    /// "it was not until June 2019 that the builder left": the leaving.
    fn cleft(&self, start: usize, group: usize) -> Option<usize> {
        let be = start.checked_sub(1).filter(|&at| self.chunks[at].is_verb() && !self.means(at))?;
        let it = be.checked_sub(1).is_some_and(|at| self.is_word(at, &["it"]));
        let that = self.chunks.get(group + 1).is_some_and(|_| self.is_word(group + 1, &["that", "when"]));
        (it && that).then(|| self.clause_verb(group + 2)).flatten()
    }

    /// "during earlier enforcement efforts in 2017": the efforts are what is dated.
    fn temporal_noun(&self, start: usize) -> Option<usize> {
        let noun = start.checked_sub(1).filter(|&at| self.chunks[at].is_noun())?;
        let mut preposition = noun.checked_sub(1)?;
        // "during nearly all of the trials in 2018"
        if preposition >= 2
            && self.chunks[preposition].kind == Kind::Of
            && self.chunks[preposition - 1].is_noun()
        {
            preposition -= 2;
        }
        (start > 0
            && self.chunks[start].is_preposition()
            && self.chunks[preposition].kind == Kind::Preposition
            && self.is_word(preposition, TEMPORAL)
            && self.names_event(noun))
        .then_some(noun)
    }

    /// The noun that a date without a verb stands behind: `Quality Standards, January 2012`.
    fn noun_before(&self, start: usize) -> Option<usize> {
        let mut at = start.checked_sub(1)?;
        if matches!(self.chunks[at].kind, Kind::Comma | Kind::Hard) {
            at = at.checked_sub(1)?;
        }
        self.chunks[at].is_noun().then_some(at)
    }

    /// The verb of a date: the one that follows an opening date, else the one before it.
    fn dated_verb(&self, start: usize, group: usize) -> Option<usize> {
        let mut next = group + 1;
        let comma = self.chunks.get(next).is_some_and(|chunk| chunk.kind == Kind::Comma);
        next += usize::from(comma);
        let follows = self.chunks.get(next);
        if self.opens(start) && !(comma && self.closes_subordinate(start)) {
            // "On May 9, officials presented"; "By May 6, provide"; "On April 4, the day after, he called"
            let starts = self.starts_clause(next)
                || comma && follows.is_some_and(Chunk::is_finite)
                || self
                    .before(start)
                    .is_none_or(|chunk| matches!(chunk.kind, Kind::Subordinator | Kind::Hard) || comma)
                    && follows.is_some();
            let next = self.over_subordinate(next);
            if starts && let Some(verb) = self.clause_verb(next) {
                return Some(self.dated_chain(verb));
            }
        } else if self.before(start).is_some_and(|chunk| chunk.is_noun() || chunk.kind == Kind::Close)
            && follows.is_some_and(Chunk::is_finite)
            && !comma
            && start > 0
            && self.subject(next).is_some_and(|subject| subject < start)
        {
            // "The firm today reported"; not "the report released Thursday found".
            let reduced = self.verb_left(start).is_some_and(|verb| {
                matches!(self.chunks[verb].kind, Kind::Verb(Form::Participle | Form::Gerund))
            });
            if !reduced {
                return Some(self.dated_chain(next));
            }
        }
        self.verb_left(start)
            .or_else(|| {
                // "scheduled", "was": a verb without meaning of its own may have a noun behind it.
                follows.is_some_and(Chunk::is_verb).then_some(next).filter(|&verb| self.means(verb))
            })
            .map(|verb| self.dated_chain(verb))
    }

    /// The chunk behind a clause that `while`, `as` or `after` opens at `at` and a comma ends.
    ///
    /// "On June 20, as concerns continued, the president issued an order."
    fn over_subordinate(&self, at: usize) -> usize {
        let opens = self.chunks.get(at).is_some_and(|chunk| {
            matches!(chunk.kind, Kind::Subordinator)
                || chunk.kind == Kind::Preposition && self.is_word(at, &["as"])
        });
        if !opens {
            return at;
        }
        let end = self.chunks.len().min(at + REACH);
        let verb = (at + 1..end).find(|&i| self.chunks[i].is_finite());
        verb.and_then(|verb| (verb + 1..end).find(|&i| self.chunks[i].kind == Kind::Comma))
            .map_or(at, |comma| comma + 1)
    }

    /// "When I toured the yard at Elmouth in May 2019, I promised": the date ends the first clause.
    fn closes_subordinate(&self, start: usize) -> bool {
        self.before(start).is_some_and(|chunk| chunk.kind == Kind::Comma)
            && self.chunks[0].kind == Kind::Subordinator
            && self.chunks[..start].iter().filter(|chunk| chunk.is_finite()).count() == 1
            && self.chunks[start].kind == Kind::Preposition
    }

    /// Of `began convening` and `was scheduled to speak` the verb that says what happens.
    fn dated_chain(&self, verb: usize) -> usize {
        self.innermost(verb)
    }
}
