//! A sentence as a row of chunks: noun groups, verb groups, prepositions and what divides clauses.
//!
//! One pass over the tags, after Abney (*Parsing by Chunks*, 1991): a group ends where its kind of
//! words ends, and which group belongs to which is left to [`super::govern`].

use super::edge::is_any;
use super::forms::{ALONE, AUXILIARY, BE, EITHER, GET, NEVER, PARTICIPIAL, SUBORDINATOR};
use super::noun_group::{begins_noun, noun_group};
use crate::lexicon::tag::Tag;
use crate::prose::Token;

/// What a value is to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Counts or measures: `3,000`, `$5 million`, `third`.
    Amount,
    /// Dates: `on May 4`, `last spring`.
    Date,
    /// Names: `Room 523`, `§ 1325(a)`.
    Name,
    /// Says nothing of its own: `zero tolerance`.
    Plain,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `the revised guidelines`, `more than 500`, `they`.
    Noun {
        pronoun: bool,
    },
    /// `were never told`, `to initiate`, `ensuring`.
    Verb(Form),
    /// `unable`, `likely`: an adjective with no noun.
    Adjective,
    /// A date that is no part of a noun group.
    Date,
    /// A preposition.
    Of,
    Preposition,
    Comma,
    /// `and`, `or`, `but`.
    Conjunction,
    /// `which`, `who`, `whose`.
    Relative,
    /// `that`, `because`, `when`: a clause follows.
    Subordinator,
    Open,
    Close,
    /// `;`, `:`, a dash, a full stop.
    Hard,
}

/// The form of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `was told`, `will continue`.
    Finite,
    /// `to initiate`.
    Infinitive,
    /// `ensuring`.
    Gerund,
    /// `released`, with no auxiliary: `a report released Thursday`.
    Participle,
}

/// A group of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub kind: Kind,
    /// First token.
    pub first: usize,
    /// The noun or verb that the group is built around.
    pub head: usize,
    /// One past the last token.
    pub end: usize,
    /// The verb group suffers: `were told`, `released Thursday`.
    pub passive: bool,
}

impl Chunk {
    /// True for a noun group, pronouns too.
    #[must_use]
    pub const fn is_noun(&self) -> bool {
        matches!(self.kind, Kind::Noun { .. })
    }

    /// True for a verb group in any form.
    #[must_use]
    pub const fn is_verb(&self) -> bool {
        matches!(self.kind, Kind::Verb(_))
    }

    /// True for a verb group that makes a clause.
    #[must_use]
    pub const fn is_finite(&self) -> bool {
        matches!(self.kind, Kind::Verb(Form::Finite))
    }

    /// `of`, `in`, `by` and their like.
    #[must_use]
    pub const fn is_preposition(&self) -> bool {
        matches!(self.kind, Kind::Of | Kind::Preposition)
    }
}

/// What the chunker reads: tokens, tags, and to which value each token belongs.
pub struct Input<'a> {
    pub tokens: &'a [Token],
    pub tags: &'a [Tag],
    pub words: &'a [&'a str],
    /// What each word is on its own: bits of [`super::forms`].
    pub forms: &'a [u32],
    pub value: &'a [Option<u16>],
    pub roles: &'a [Role],
}

impl Input<'_> {
    pub(super) fn role(&self, at: usize) -> Option<Role> {
        let role = self.roles.get(usize::from((*self.value.get(at)?)?)).copied()?;
        (role != Role::Plain).then_some(role)
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Outside)
    }

    pub(super) fn is(&self, at: usize, form: u32) -> bool {
        self.forms.get(at).is_some_and(|forms| forms & form != 0)
    }

    /// One past the last token of the value at `at`.
    pub(super) fn value_end(&self, at: usize) -> usize {
        let own = self.value[at];
        (at + 1..self.value.len()).find(|&next| self.value[next] != own).unwrap_or(self.value.len())
    }
}

/// Reads a sentence into `chunks`, which is emptied first.
pub fn chunk(input: &Input<'_>, chunks: &mut Vec<Chunk>) {
    chunks.clear();
    let mut at = 0;
    while at < input.tags.len() {
        let next = one(input, at, chunks);
        debug_assert!(next > at);
        at = next.max(at + 1);
    }
    reduced_relatives(input, chunks);
}

/// Participles behind which a noun may stand: "a dog named Rex", "a team given a week".
const GIVEN: &[&str] = &[
    "given",
    "named",
    "called",
    "dubbed",
    "titled",
    "entitled",
    "awarded",
    "paid",
    "offered",
    "sent",
    "told",
    "asked",
    "shown",
    "considered",
    "deemed",
    "appointed",
    "elected",
    "made",
    "left",
    "granted",
    "denied",
];

/// "the policy announced on June 6 would raise fees": of two finite verbs with no word between that
/// joins or parts clauses the first, if a past tense can be a participle, describes the noun.
fn reduced_relatives(input: &Input<'_>, chunks: &mut [Chunk]) {
    let mut open: Option<usize> = None;
    for at in 0..chunks.len() {
        let noun = |at: Option<usize>| {
            at.and_then(|at| chunks.get(at))
                .is_some_and(|chunk| chunk.kind == (Kind::Noun { pronoun: false }))
        };
        if chunks[at].kind == Kind::Verb(Form::Participle)
            && noun(at.checked_sub(1))
            && noun(Some(at + 1))
            && !is_any(input.words[chunks[at].head], GIVEN)
        {
            // "The president issued Order 12": what takes an object is no participle that describes.
            chunks[at].kind = Kind::Verb(Form::Finite);
            chunks[at].passive = false;
        }
        match chunks[at].kind {
            Kind::Verb(Form::Finite) => {
                if let Some(first) = open.take() {
                    chunks[first].kind = Kind::Verb(Form::Participle);
                    chunks[first].passive = true;
                }
                let bare = chunks[at].first == chunks[at].head && input.tag(chunks[at].head) == Tag::VBD;
                let regular = input.words[chunks[at].head].ends_with("ed");
                let behind_noun = at > 0 && chunks[at - 1].kind == (Kind::Noun { pronoun: false });
                // What comes next must be a phrase, not an object: "the mayor announced plans ...".
                let phrase = chunks
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.kind, Kind::Preposition | Kind::Date));
                open = (bare && regular && behind_noun && phrase).then_some(at);
            }
            Kind::Comma
            | Kind::Conjunction
            | Kind::Relative
            | Kind::Subordinator
            | Kind::Open
            | Kind::Close
            | Kind::Hard
            | Kind::Verb(_) => open = None,
            Kind::Noun { pronoun: true } => open = None,
            _ => {}
        }
    }
}

/// Reads the chunk at `at`, if one begins there, and gives the token after it.
fn one(input: &Input<'_>, at: usize, chunks: &mut Vec<Chunk>) -> usize {
    let single = |chunks: &mut Vec<Chunk>, kind| {
        chunks.push(Chunk { kind, first: at, head: at, end: at + 1, passive: false });
        at + 1
    };
    let tag = input.tag(at);
    match input.role(at) {
        Some(Role::Date) => {
            let end = input.value_end(at);
            chunks.push(Chunk { kind: Kind::Date, first: at, head: end - 1, end, passive: false });
            return end;
        }
        Some(_) => return noun_group(input, at, chunks),
        None => {}
    }
    let word = input.words[at];
    match word {
        "(" => return single(chunks, Kind::Open),
        ")" => return single(chunks, Kind::Close),
        // An editor's insertion belongs to the sentence: "referrals ended [in December]".
        "[" | "]" => return at + 1,
        ";" | ":" | "—" | "–" | "--" | "-" => return single(chunks, Kind::Hard),
        _ => {}
    }
    match tag {
        Tag::Comma => single(chunks, Kind::Comma),
        Tag::Colon | Tag::Period => single(chunks, Kind::Hard),
        Tag::CC => single(chunks, Kind::Conjunction),
        Tag::WDT | Tag::WP | Tag::WPS => single(chunks, Kind::Relative),
        Tag::WRB => single(chunks, Kind::Subordinator),
        Tag::IN if input.is(at, SUBORDINATOR) => {
            // "the policy that was announced" is a relative clause in the tagger's `IN` as well.
            let relative = word.eq_ignore_ascii_case("that")
                && chunks.last().is_some_and(Chunk::is_noun)
                && (input.tag(at + 1).is_finite_verb() || input.tag(at + 1).is_adverb());
            single(chunks, if relative { Kind::Relative } else { Kind::Subordinator })
        }
        Tag::IN if word.eq_ignore_ascii_case("of") => single(chunks, Kind::Of),
        Tag::IN if input.is(at, EITHER) && opens_clause(input, at) => single(chunks, Kind::Subordinator),
        Tag::VBG if input.is(at, PARTICIPIAL) && !chunks.last().is_some_and(|last| last.is_verb()) => {
            single(chunks, Kind::Preposition)
        }
        Tag::TO if !begins_verb(input, at) => single(chunks, Kind::Preposition),
        Tag::IN => single(chunks, Kind::Preposition),
        _ if begins_verb(input, at) => verb_group(input, at, chunks),
        _ if begins_noun(input, at) => noun_group(input, at, chunks),
        _ if tag.is_adjective() => single(chunks, Kind::Adjective),
        // Adverbs, marks of quotation, interjections stand between groups.
        _ => at + 1,
    }
}

/// True when a subject and a verb follow the word at `at`: "after the board had met".
fn opens_clause(input: &Input<'_>, at: usize) -> bool {
    const REACH: usize = 12;
    // "as concerns about the delay grew"; "for" takes no clause with such a subject in prose.
    let long = !input.words[at].eq_ignore_ascii_case("for");
    let mut nouns = false;
    for next in at + 1..input.tags.len().min(at + REACH) {
        let tag = input.tag(next);
        if next == at + 1 && input.role(next) == Some(Role::Date) || input.is(next, SUBORDINATOR) {
            return false;
        }
        if tag.is_noun() || tag.is_pronoun() || tag == Tag::EX {
            nouns = true;
        } else if tag.is_finite_verb() && input.value[next].is_none() {
            return nouns && !modifies(input, next);
        } else if !(tag.is_determiner()
            || tag.is_adjective()
            || tag.is_adverb()
            || tag.is_number()
            || matches!(tag, Tag::POS | Tag::VBN)
            || matches!(tag, Tag::IN | Tag::CC) && nouns && long)
        {
            return false;
        }
    }
    false
}

/// True when a verb group begins at `at`.
fn begins_verb(input: &Input<'_>, at: usize) -> bool {
    let tag = input.tag(at);
    if input.role(at).is_some() {
        return false;
    }
    match tag {
        Tag::MD => true,
        Tag::TO => {
            let mut next = at + 1;
            while input.tag(next).is_adverb() {
                next += 1;
            }
            matches!(input.tag(next), Tag::VB | Tag::VBP) && input.role(next).is_none()
        }
        _ if tag.is_verb() => !modifies(input, at),
        _ => false,
    }
}

/// True for a participle that stands before the noun it modifies: `separated children`, and behind
/// an article whatever the tagger thought of it: `a follow up interview`.
pub(super) fn modifies(input: &Input<'_>, at: usize) -> bool {
    let tag = input.tag(at);
    let before = at.checked_sub(1).map_or(Tag::Outside, |b| input.tag(b));
    let article = matches!(before, Tag::DT | Tag::PRPS | Tag::PDT)
        && !at.checked_sub(1).is_some_and(|b| input.is(b, ALONE));
    if article || (before == Tag::POS && !is_being(input.words[at])) {
        return true;
    }
    let next = input.tag(at + 1);
    let noun_next = (next.is_noun() || next.is_adjective()) && input.role(at + 1) != Some(Role::Date);
    match tag {
        // "of separated children", "revised guidelines"; not "had separated children".
        Tag::VBN => {
            let helped = before.is_verb() && input.is(at - 1, BE) || at > 0 && input.is(at - 1, AUXILIARY);
            noun_next && !helped && !before.is_adverb() && !before.is_noun()
        }
        // "recent missing persons", "former and acting mayors"; "ensuring accuracy" is none.
        Tag::VBG => {
            noun_next
                && (before.is_adjective()
                    || before == Tag::CD
                    || before == Tag::CC && at > 1 && input.tag(at - 2).is_noun())
        }
        _ => false,
    }
}

/// Reads auxiliaries, adverbs and the verb: `had never been told`, `to fully account`.
fn verb_group(input: &Input<'_>, at: usize, chunks: &mut Vec<Chunk>) -> usize {
    let mut main = None;
    let (mut next, mut end) = (at, at);
    let (mut be, mut auxiliary) = (false, true);
    let mut finite = false;
    while next < input.tags.len() && input.role(next).is_none() {
        let tag = input.tag(next);
        if next == at && matches!(tag, Tag::TO | Tag::MD) {
            finite |= tag == Tag::MD;
        } else if tag.is_verb() && auxiliary {
            finite |= main.is_none() && matches!(tag, Tag::VBD | Tag::VBP | Tag::VBZ);
            let is_be = input.is(next, BE);
            auxiliary = is_be || input.is(next, AUXILIARY | GET);
            let gets = input.is(next, GET);
            if auxiliary {
                be = is_be || gets;
            }
            main = Some(next);
        } else if tag.is_adverb() || input.is(next, NEVER) {
            // Kept only if more of the group follows.
            next += 1;
            continue;
        } else {
            break;
        }
        next += 1;
        end = next;
    }
    let Some(head) = main else {
        // A modal alone: "they could".
        chunks.push(Chunk {
            kind: Kind::Verb(Form::Finite),
            first: at,
            head: at,
            end: at + 1,
            passive: false,
        });
        return at + 1;
    };
    let tag = input.tag(head);
    let form = if input.tag(at) == Tag::TO {
        Form::Infinitive
    } else if finite || matches!(tag, Tag::VBP | Tag::VBZ) {
        Form::Finite
    } else if input.tag(at) == Tag::VBG {
        Form::Gerund
    } else if head == at && tag == Tag::VBN {
        Form::Participle
    } else if head == at && tag == Tag::VBD {
        Form::Finite
    } else {
        // A bare verb commands: "please provide".
        Form::Finite
    };
    let passive =
        form == Form::Participle || (be && matches!(tag, Tag::VBN | Tag::VBD) && !input.is(head, BE));
    chunks.push(Chunk { kind: Kind::Verb(form), first: at, head, end, passive });
    end
}

/// A form of `be` in small letters.
fn is_being(word: &str) -> bool {
    matches!(
        word,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'s" | "'re" | "’s" | "’re"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::tokens;

    /// The groups of a sentence without values: nouns in `[]`, verbs in `<>`, all else as it is.
    fn groups(sentence: &str) -> String {
        let mut list = Vec::new();
        tokens(sentence, &mut list);
        let words: Vec<&str> = list.iter().map(|t| &sentence[t.start as usize..t.end as usize]).collect();
        let mut forms = super::super::forms::Forms::default();
        let numbers: Vec<u32> = words.iter().map(|word| forms.number(word, 0..word.len())).collect();
        let mut tags = Vec::new();
        forms.tag(&words, &numbers, &mut tags);
        let roles: Vec<u32> = numbers.iter().map(|&number| forms.roles(number)).collect();
        crate::grammar::mend::mend_tags(&words, &roles, &mut tags);
        let value = vec![None; words.len()];
        let mut chunks = Vec::new();
        let input =
            Input { tokens: &list, tags: &tags, words: &words, forms: &roles, value: &value, roles: &[] };
        chunk(&input, &mut chunks);
        let mut shown = String::new();
        for chunk in chunks {
            let text = words[chunk.first..chunk.end].join(" ");
            let piece = match chunk.kind {
                Kind::Noun { .. } => format!("[{text}]"),
                Kind::Verb(_) => format!("<{text}>"),
                _ => text,
            };
            shown.push_str(&piece);
            shown.push(' ');
        }
        shown.trim_end().to_owned()
    }

    #[test]
    fn groups_end_where_their_kind_of_words_ends() {
        for (sentence, shown) in [
            ("The mayor had never been told of the plan", "[The mayor] <had never been told> of [the plan]"),
            ("Please provide a copy of the contract", "<provide> [a copy] of [the contract]"),
            ("She gave a follow up interview", "[She] <gave> [a follow up interview]"),
            ("The county's revised rules took effect", "[The county 's revised rules] <took> [effect]"),
            (
                "Stations are designed to house children and many are crowded",
                "[Stations] <are designed> <to house> [children] and many <are crowded>",
            ),
            ("The day following that meeting he left", "[The day] following [that meeting] [he] <left>"),
            ("No prior record of several edits to it", "[No prior record] of [several edits] to [it]"),
            ("THE GENERAL'S ORDER", "[THE GENERAL 'S ORDER]"),
            ("He does not limit it", "[He] <does not limit> [it]"),
            (
                "The policy announced in June would raise fees",
                "[The policy] <announced> in [June] <would raise> [fees]",
            ),
            ("Doing so would separate families", "<Doing> <would separate> [families]"),
            ("Clerks began sorting the votes", "[Clerks] <began> <sorting> [the votes]"),
        ] {
            assert_eq!(groups(sentence), shown, "{sentence}");
        }
    }
}
