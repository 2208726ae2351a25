//! Noun groups: determiners, values and modifiers up to the head, `the county's 12 revised rules`.

use super::chunk::{Chunk, Input, Kind, Role, modifies};
use crate::lexicon::tag::Tag;
use crate::prose::TokenKind;

/// True when a noun group begins at `at`.
pub(super) fn begins_noun(input: &Input<'_>, at: usize) -> bool {
    let tag = input.tag(at);
    if tag.is_noun() || tag.is_pronoun() || tag.is_determiner() || matches!(tag, Tag::EX | Tag::CD) {
        return true;
    }
    // An adjective or participle begins one if a noun ends it.
    let mut next = at;
    while input.role(next).is_none()
        && (input.tag(next).is_adjective()
            || input.tag(next).is_adverb()
            || input.tag(next).is_participle()
            || matches!(input.tag(next), Tag::FW | Tag::CC | Tag::Comma)
                && input.tag(next + 1).is_adjective())
        && next < at + 6
    {
        next += 1;
    }
    next > at
        && !tag.is_adverb()
        && (input.tag(next).is_noun() || matches!(input.role(next), Some(Role::Amount)))
}

/// Reads determiners, values, modifiers and nouns up to the head.
pub(super) fn noun_group(input: &Input<'_>, at: usize, chunks: &mut Vec<Chunk>) -> usize {
    let tag = input.tag(at);
    if input.role(at).is_none() && (tag.is_pronoun() || tag == Tag::EX) {
        chunks.push(Chunk {
            kind: Kind::Noun { pronoun: true },
            first: at,
            head: at,
            end: at + 1,
            passive: false,
        });
        return at + 1;
    }
    let mut head = None;
    let mut next = at;
    let mut opened = false;
    while next < input.tags.len() {
        let tag = input.tag(next);
        match input.role(next) {
            Some(Role::Date) => {
                // "the April 6 memorandum", "an April 6, 2018, speech"
                let end = input.value_end(next);
                let after = end + usize::from(input.tag(end) == Tag::Comma);
                let noun = (input.tag(after).is_noun()
                    || input.tag(after).is_adjective() && input.tag(after + 1).is_noun())
                    && input.role(after) != Some(Role::Date);
                if opened && head.is_none() && noun {
                    next = after;
                    continue;
                }
                break;
            }
            Some(Role::Amount) => {
                // "the 545 parents"; behind a noun a new group begins, but for "the 72-hour rule".
                if head.is_some() {
                    break;
                }
                next = input.value_end(next);
                opened = true;
                if input.words.get(next).is_some_and(|word| *word == "-") {
                    next += 1;
                }
                continue;
            }
            Some(Role::Name) => {
                next = input.value_end(next);
                head = Some(next - 1);
                continue;
            }
            Some(Role::Plain) | None => {}
        }
        if tag.is_noun() && input.tokens[next].kind != TokenKind::Punctuation {
            // "the 20 largest": behind a name a plural may be a new phrase, which tags cannot tell.
            head = Some(next);
        } else if tag == Tag::POS && head.is_some() {
            head = None;
        } else if tag.is_determiner() {
            if opened || head.is_some() {
                break;
            }
        } else {
            let leads = head.is_none() && (tag == Tag::CD || may_stand_before_noun(input, next));
            if !leads && tag != Tag::FW && !compound_goes_on(input, next) {
                break;
            }
        }
        opened = true;
        next += 1;
    }
    let end = next.max(at + 1);
    // Without a noun the last word stands for it: "the three", "those".
    let head = head.unwrap_or(end - 1);
    let end = if head < end { end } else { head + 1 };
    let pronoun = !input.tag(head).is_noun() && (at..end).all(|i| input.role(i).is_none());
    chunks.push(Chunk { kind: Kind::Noun { pronoun }, first: at, head, end, passive: false });
    end
}

/// An adjective inside a compound: "two misdemeanor improper entry convictions".
fn compound_goes_on(input: &Input<'_>, at: usize) -> bool {
    goes_on(input.tags, input.words, at) && input.role(at).is_none() && input.role(at + 1).is_none()
}

/// True for an adjective between a singular noun and another noun that can be one compound.
#[must_use]
pub fn goes_on(tags: &[Tag], words: &[&str], at: usize) -> bool {
    const APART: &[&str] = &[
        "last", "next", "more", "less", "such", "same", "due", "many", "few", "several", "other", "own",
        "past",
    ];
    at > 0
        && tags[at] == Tag::JJ
        && tags[at - 1] == Tag::NN
        && tags.get(at + 1).is_some_and(|next| next.is_common_noun())
        && !APART.contains(&words[at])
        && !words[at].starts_with(|c: char| c.is_ascii_digit())
}

/// Adjectives, participles and what joins them, if the noun is still to come.
fn may_stand_before_noun(input: &Input<'_>, at: usize) -> bool {
    let tag = input.tag(at);
    let next = input.tag(at + 1);
    let goes_on = next.is_noun()
        || next.is_adjective()
        || next.is_participle()
        || next == Tag::CD
        || input.role(at + 1) == Some(Role::Amount);
    tag.is_adjective()
        && input.role(at + 1).is_none_or(|role| role != Role::Date || input.tag(at).is_adjective())
        || tag.is_participle() && goes_on
        || tag.is_verb() && goes_on && modifies(input, at)
        || tag.is_adverb() && (next.is_adjective() || next.is_participle())
        // "no prior record", "the then mayor"
        || tag.is_adverb() && next.is_noun() && at > 0 && input.tag(at - 1).is_determiner()
        || tag == Tag::CC && at > 0 && input.tag(at - 1).is_adjective() && next.is_adjective()
        || tag == Tag::Comma && at > 0 && input.tag(at - 1).is_adjective() && next.is_adjective()
        || input.words[at] == "-"
        || matches!(tag, Tag::OpenQuote | Tag::CloseQuote) && goes_on
}
