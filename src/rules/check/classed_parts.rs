//! Parts that are told by what they were: `Of the 17 dead, 13 were passengers and three belonged to the crew`, `Nine
//! people were hurt, six of them passengers and two of them members of the crew`. What is of one class is of no other,
//! so that together they are the whole unless something is said of the rest.

use super::Context;
use super::addends::{Addends, OPEN};
use super::figures::value;
use super::parts::{Sum, is_whole_of};
use super::tape::{Item, Tape, measure};
use crate::claim::{Decimal, WordClass};

/// Classes by sex and age, which are no others than those by trade: a child may be a passenger.
const BY_SEX_OR_AGE: &[&str] =
    &["man", "woman", "boy", "girl", "child", "baby", "infant", "male", "female", "adult"];
/// Classes that cut across any others.
const ACROSS: &[&str] = &[
    "foreigner",
    "national",
    "citizen",
    "pensioner",
    "teenager",
    "minor",
    "veteran",
    "local",
    "tourist",
    "parent",
    "native",
    "relative",
    "victim",
    "survivor",
    "winner",
    "member",
    "case",
    "resident",
];
/// Verbs of those who belong to one body, and so to no other.
const BELONG: &[&str] = &["belong", "work", "serve"];
/// Words for what is left, in the sentence behind.
const REST: &[&str] = &[
    "other",
    "others",
    "rest",
    "remaining",
    "remainder",
    "remained",
    "one",
    "another",
    "last",
    "also",
    "further",
    "both",
    "some",
];

/// The sum of classes that begins at `at`.
pub fn classed<'a>(context: &Context<'_>, tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let total = tape.count(at)?;
    let led = is_whole_of(tape, at);
    let comma = (at + 1..tape.items.len().min(at + 10))
        .find(|&next| !matches!(tape.items[next], Item::Word { .. } | Item::Mark('\'' | '’' | '-')))?;
    if !tape.mark(comma, ',') || tape.any_word(at + 1..comma, OPEN) {
        return None;
    }
    let list = Addends::at(tape, comma + 1)?;
    let closed = matches!(tape.items.get(list.end), None | Some(Item::Mark('.' | ';' | '!')));
    let class = if led { is_told } else { is_of_them };
    let heads: Option<Vec<Option<&str>>> = list.phrases().map(|phrase| class(tape, phrase)).collect();
    if !closed || !list.joined || !are_apart(&heads?) || goes_on(context, tape) {
        return None;
    }
    let sum = Sum { total, parts: list.parts, sure: 0.8 };
    nearly_all(&sum).then_some(sum)
}

/// The class that `were passengers` names; none within for `belonged to the crew`.
fn is_told<'a>(tape: &Tape<'a>, phrase: std::ops::Range<usize>) -> Option<Option<&'a str>> {
    if tape.any_word(phrase.start..phrase.start + 1, BELONG)
        && tape.word(phrase.start + 1, &["to", "for", "in"])
    {
        return Some(None);
    }
    let be = tape.any_word(phrase.start..phrase.start + 1, &["be"]);
    head(tape, phrase.start + 1..phrase.end).filter(|_| be).map(Some)
}

/// The class that `of them passengers` names.
fn is_of_them<'a>(tape: &Tape<'a>, phrase: std::ops::Range<usize>) -> Option<Option<&'a str>> {
    let them =
        tape.word(phrase.start, &["of"]) && tape.word(phrase.start + 1, &["them", "whom", "these", "those"]);
    head(tape, phrase.start + 2..phrase.end).filter(|_| them).map(Some)
}

/// The noun that names a class, before any phrase that tells more of it: `members of the crew` are crew.
fn head<'a>(tape: &Tape<'a>, phrase: std::ops::Range<usize>) -> Option<&'a str> {
    let noun = |at: usize| match tape.items[at] {
        Item::Word { class: WordClass::Noun | WordClass::Name, lemma, .. } => Some(lemma),
        _ => None,
    };
    let end = phrase.clone().find(|&at| tape.word(at, &["of", "from", "in", "at", "who", "with", "or"]));
    let own = phrase.start..end.unwrap_or(phrase.end);
    let last = own.clone().next_back()?;
    let behind = || {
        let of = end.filter(|&at| tape.word(at, &["of"]))?;
        noun(phrase.end - 1).filter(|_| phrase.end > of + 1)
    };
    let plain = own.clone().all(|at| !matches!(tape.items[at], Item::Word { class: WordClass::Verb, .. }));
    noun(last).filter(|_| plain).and_then(|head| if head == "member" { behind() } else { Some(head) })
}

/// True for classes of one division, of which a thing is in one only.
fn are_apart(heads: &[Option<&str>]) -> bool {
    let named = || heads.iter().flatten();
    let by_age = named().filter(|head| BY_SEX_OR_AGE.contains(head)).count();
    let same = named().enumerate().any(|(nth, head)| named().skip(nth + 1).any(|other| other == head));
    heads.first().is_some_and(Option::is_some)
        && (by_age == 0 || by_age == heads.len())
        && !named().any(|head| ACROSS.contains(head))
        && !same
}

/// True when the next sentence tells of those that are left.
fn goes_on(context: &Context<'_>, tape: &Tape<'_>) -> bool {
    const WORDS: usize = 8;
    let document = context.sources.document(tape.place);
    let rest = document.text.get((tape.place.end - document.base) as usize..).unwrap_or_default();
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS);
    words.into_iter().any(|word| REST.iter().any(|rest| word.eq_ignore_ascii_case(rest)))
}

/// True when the parts come within a tenth of the whole, or within one.
fn nearly_all(sum: &Sum<'_>) -> bool {
    let Some(stated) = value(measure(sum.total)) else { return false };
    let apart = sum.added().and_then(|added| added.max(stated).checked_sub(added.min(stated)));
    apart.is_some_and(|apart| {
        apart <= Decimal::ONE && stated >= Decimal::int(5)
            || apart.checked_mul(Decimal::int(10)).is_some_and(|times| times <= stated)
    })
}
