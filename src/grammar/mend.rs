//! Tags put right that the tagger, which sees three words at a time, could not know.

use super::forms::{
    ARTICLE, BEFORE_THAT, COPULA, GENITIVE, LAST, NOT, PARTICLE, PLEASE, QUANTIFIER, SUCH, THAT,
};
use crate::lexicon::tag::{Tag, entry};

/// Words that may have a wrong tag, or beside which a word has one.
const MENDED: u32 = PLEASE | GENITIVE | SUCH | LAST | COPULA | THAT;

/// Puts right what the tagger could not see: a noun behind `to` that takes no object, and a word
/// that politeness puts before a command.
///
/// "The bridge opened to traffic on June 12"; "Please provide a copy by May 6".
pub fn mend_tags(words: &[&str], forms: &[u32], tags: &mut [Tag]) {
    for (at, &form) in forms.iter().enumerate() {
        // Most words are right as they are.
        let doubtful = match tags[at] {
            Tag::POS | Tag::VB | Tag::VBP | Tag::VBD | Tag::VBZ => true,
            Tag::NN => at > 0 && forms[at - 1] & NOT != 0,
            _ => false,
        };
        if !doubtful && form & MENDED == 0 {
            continue;
        }
        let (word, is) = (words[at], |form_of: u32| form & form_of != 0);
        let next = tags.get(at + 1).copied();
        if is(PLEASE) && next.is_some_and(|t| t.is_verb() || t.is_noun()) {
            tags[at] = Tag::UH;
            if let Some(next) = tags.get_mut(at + 1)
                && next.is_noun()
                && entry(words[at + 1]).is_some_and(|entry| entry.may.base_verb())
            {
                *next = Tag::VB;
            }
            continue;
        }
        if at == 0 {
            continue;
        }
        let before = tags[at - 1];
        let behind = |form: u32| forms[at - 1] & form != 0;
        if is(GENITIVE) {
            // "THE GENERAL'S ORDER"
            tags[at] = Tag::POS;
        }
        if tags[at] == Tag::POS && (before.is_adjective() || before.is_verb()) {
            tags[at - 1] = Tag::NN;
        }
        let quantified = before == Tag::CD || behind(QUANTIFIER);
        if tags[at] == Tag::VBZ
            && quantified
            && next.is_none_or(|next| !next.is_determiner() && !next.is_noun())
        {
            // "proposed several edits"
            tags[at] = Tag::NNS;
        }
        if is(SUCH) && next == Some(Tag::DT) {
            // "signed such an order"
            tags[at] = Tag::PDT;
        }
        if tags[at] == Tag::NN
            && behind(NOT)
            && (before == Tag::MD
                || before.is_verb()
                || at > 1 && (tags[at - 2] == Tag::MD || tags[at - 2].is_verb()))
            && entry(word).is_some_and(|entry| entry.may.base_verb())
        {
            // "does not limit it"
            tags[at] = Tag::VB;
        }
        if is(LAST)
            && tags[at].is_adjective()
            && before.is_noun()
            && next.is_some_and(|next| matches!(next, Tag::RBR | Tag::JJR | Tag::CD | Tag::RB | Tag::IN))
        {
            // "Such proceedings last longer than a week"
            tags[at] = Tag::VBP;
        }
        if is(COPULA) && tags[at].is_common_noun() {
            // "many are crowded": no hundredth of a hectare.
            tags[at] = if matches!(word, "is" | "are") { Tag::VBP } else { Tag::VBD };
        }
        if is(THAT) && tags[at] == Tag::IN && (before == Tag::IN || behind(BEFORE_THAT)) {
            // "the day following that meeting"
            tags[at] = Tag::DT;
        }
        if matches!(tags[at], Tag::VB | Tag::VBP | Tag::VBD)
            && matches!(before, Tag::DT | Tag::PRPS)
            && behind(ARTICLE)
        {
            // "a follow up interview", "the run-up"
            tags[at] = Tag::NN;
            if let Some(particle) = tags.get_mut(at + 1)
                && matches!(*particle, Tag::RP | Tag::IN)
                && forms[at + 1] & PARTICLE != 0
                && words.get(at + 2).is_some_and(|word| {
                    entry(word).is_some_and(|entry| entry.may.noun() || entry.tag.is_noun())
                })
            {
                *particle = Tag::NN;
            }
        }
        if at < 2 {
            continue;
        }
        let takes_nothing = next.is_none_or(|next| next.is_preposition() || next.is_punctuation());
        if tags[at] == Tag::VB
            && tags[at - 1] == Tag::TO
            && (tags[at - 2].is_verb() || tags[at - 2].is_adjective())
            && takes_nothing
            && entry(word).is_some_and(|entry| entry.tag == Tag::NN)
        {
            tags[at] = Tag::NN;
        }
    }
}
