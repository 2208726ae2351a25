//! What stands around a date: its section and tense, whether it is somebody's words, an
//! aside, or part of a name.

use super::anchor::{Context, Draft};
use super::date_around::{among, last_word, tail};
use super::tense::{Tense, tense};
use crate::claim::Part;
use crate::prose::BlockKind;

impl Context<'_> {
    /// The tense about a draft; `said` counts what somebody said as past.
    pub(super) fn tense(&self, draft: &Draft, said: bool) -> Tense {
        let Some(sentence) = self.text.sentences.get(draft.sentence as usize) else { return Tense::Open };
        let start = sentence.range.start as usize;
        let words = self.text.sentence(sentence);
        let (from, to) = (draft.range.start as usize, draft.range.end as usize);
        match (words.get(..from.saturating_sub(start)), words.get(to.saturating_sub(start)..)) {
            (Some(before), Some(after)) => tense(before, after, said),
            _ => Tense::Open,
        }
    }

    /// The heading block that a block stands under; a heading stands under itself.
    pub(super) fn section(&self, block: u32) -> Option<u32> {
        let own = self.text.blocks.get(block as usize)?;
        if matches!(own.kind, BlockKind::Heading(_)) { Some(block) } else { own.heading }
    }

    /// `the April 2017 memo`: names a thing, and is not the time that is told of.
    pub(super) fn attributive(&self, draft: &Draft) -> bool {
        let before = self.look_back(draft);
        let word = last_word(before);
        let determiner =
            among(word, &["the", "a", "an", "his", "her", "its", "their", "this", "that", "our", "my"]);
        determiner || word.ends_with("'s") || word.ends_with("’s")
    }

    /// Stands at the head of its sentence.
    pub(super) fn frames(&self, draft: &Draft) -> bool {
        self.look_back(draft).len() <= 12
    }

    /// In parentheses, as of a citation.
    pub(super) fn aside(&self, draft: &Draft) -> bool {
        let before = self.look_back(draft);
        before.rfind('(').is_some_and(|open| before.rfind(')').is_none_or(|close| close < open))
    }

    /// In somebody's words, whose `yesterday` is not the document's.
    pub(super) fn quoted(&self, draft: &Draft) -> bool {
        let before = self.look_back(draft);
        let curly = before.rfind('“').is_some_and(|open| before.rfind('”').is_none_or(|close| close < open));
        curly || draft.part == Part::Quotation || before.bytes().filter(|&b| b == b'"').count() % 2 == 1
    }

    /// The sentence up to the draft, at most its last 200 bytes.
    pub(super) fn look_back(&self, draft: &Draft) -> &str {
        let start = self
            .text
            .sentences
            .get(draft.sentence as usize)
            .map_or(0, |sentence| sentence.range.start as usize);
        let end = draft.range.start as usize;
        let before = self.text.flat.get(start.min(end)..end).unwrap_or_default();
        tail(before, 200)
    }
}
