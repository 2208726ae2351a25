//! How an ordinal stands: as what something is, `it is the third survey`, or as one of several, `the first survey
//! found 12`; and whether it counts how often something has come about.

use super::Ledger;
use crate::claim::{Claim, Value, Word, WordClass};
use crate::lexicon::concepts::{LexClass, Pos, class};

/// How an ordinal says what something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// "for the third year in a row"
    Running,
    /// "it is the third survey"
    Predicate,
    /// "the report, her third, was late"
    Apposition,
}

/// Words for what goes on without a break.
const UNBROKEN: &[&str] = &["consecutive", "successive", "straight", "run", "running", "succession", "row"];
/// Words behind an ordinal with which what it counts is since when, or in what.
const SCOPES: &[&str] = &["since", "record", "history", "ever", "time", "kind", "year", "that", "which"];

fn is_any(ledger: &Ledger, word: &Word, list: &[&str]) -> bool {
    list.contains(&ledger.vocab.word(word.lemma))
}

/// The words before and behind an ordinal, and how it stands among them; none for one that only picks out one of
/// several.
fn standing<'l>(ledger: &'l Ledger, claim: &Claim) -> Option<(&'l [Word], &'l [Word], Standing)> {
    /// Words between the verb and the ordinal: "was also the country's third".
    const BETWEEN: usize = 4;
    if !matches!(claim.value, Value::Ordinal(_)) {
        return None;
    }
    let words = &ledger.sentence_of(claim).words;
    let before = &words[..words.partition_point(|word| word.place.end <= claim.place.start)];
    let behind = &words[words.partition_point(|word| word.place.start < claim.place.end)..];
    if behind.iter().take(BETWEEN).any(|word| is_any(ledger, word, UNBROKEN)) {
        return Some((before, behind, Standing::Running));
    }
    for (index, word) in before.iter().enumerate().rev().take(BETWEEN + 1) {
        let next =
            words.get(index + 1).map_or(claim.place.start, |next| next.place.start.min(claim.place.start));
        if next.saturating_sub(word.place.end) >= 2 {
            // A comma stands between.
            return (index + 1 < before.len()).then_some((before, behind, Standing::Apposition));
        }
        if is_any(ledger, word, &["be", "become", "mark", "make", "represent", "remain"]) {
            return Some((before, behind, Standing::Predicate));
        }
        if word.class == WordClass::Verb {
            return None;
        }
    }
    None
}

/// True for an ordinal that says what something is: "it is the third survey", "her third opera, was". The first
/// one of several, of which another is told, is none: "the first survey found 12".
#[must_use]
pub fn is_predicative(ledger: &Ledger, claim: &Claim) -> bool {
    standing(ledger, claim).is_some()
}

/// True for an ordinal that counts how often something has come about: "it was the third eruption since 1900", "the
/// fourth time that the site had broken its permit". A text says that once of its subject.
#[must_use]
pub fn is_rank(ledger: &Ledger, claim: &Claim) -> bool {
    /// Words behind the ordinal among which its scope begins.
    const REACH: usize = 8;
    // "The first" has no others before it, and so small a number is a share: a half, a tenth more.
    if matches!(claim.value, Value::Ordinal(number) if number < 2) {
        return false;
    }
    let Some((before, behind, standing)) = standing(ledger, claim) else { return false };
    let last = before.last();
    let is = standing == Standing::Predicate
        || before.iter().rev().take(4).any(|word| is_any(ledger, word, &["for"]));
    let whose = last.is_some_and(|word| is_any(ledger, word, &["its", "her", "his", "their", "our", "my"]));
    let scope = |word: &Word| is_any(ledger, word, SCOPES) || is_any(ledger, word, UNBROKEN);
    (is || whose) && !is_share(ledger, before) && behind.iter().take(REACH).any(scope)
}

/// True for an ordinal that counts what goes on without a break, "for the second year running": that is begun anew, where
/// the eleventh race is the eleventh.
#[must_use]
pub fn is_running(ledger: &Ledger, claim: &Claim) -> bool {
    standing(ledger, claim).is_some_and(|(.., standing)| standing == Standing::Running)
}

/// True where two texts say of what they have just told of which one it is, since when or in what: "it was the fifth
/// breach since 2015", "it was the sixth time that the permit was broken". Each tells of one thing.
#[must_use]
pub fn are_of_one(ledger: &Ledger, x: &Claim, y: &Claim) -> bool {
    let both = [x, y];
    are_near(x, y)
        && both.iter().all(|claim| is_of_subject(ledger, claim))
        && both.iter().any(|claim| is_rank(ledger, claim))
}

/// True where each of two ordinals says which one of its kind something is, and nearly the same one: "her third opera",
/// "the fourth time that she". What only follows a comma in both may be of two things: "and the fifth on which she was
/// chief", "in May, on her sixth cruise, she".
#[must_use]
pub fn say_which(ledger: &Ledger, x: &Claim, y: &Claim) -> bool {
    let told = || Some((standing(ledger, x)?.2, standing(ledger, y)?.2));
    are_near(x, y) && told().is_some_and(|both| both != (Standing::Apposition, Standing::Apposition))
}

/// True for two ordinals of which one may be the other, miscounted: who miscounts is one or two off.
fn are_near(x: &Claim, y: &Claim) -> bool {
    const OFF: u64 = 2;
    let (Value::Ordinal(p), Value::Ordinal(q)) = (&x.value, &y.value) else { return false };
    *p.min(q) > 1 && p.abs_diff(*q) <= OFF
}

/// True for an ordinal that says which one it is that the text has just told of: "it was the third campaign", "this
/// is our fourth advisory". A week is only a place in time.
fn is_of_subject(ledger: &Ledger, claim: &Claim) -> bool {
    /// Words before the ordinal among which its subject stands.
    const REACH: usize = 6;
    let Some((before, _, Standing::Predicate)) = standing(ledger, claim) else { return false };
    let is_time = claim.slots.noun.as_ref().is_some_and(|noun| {
        let noun = ledger.vocab.word(noun.head);
        noun != "time" && class(noun, Pos::Noun) == Some(LexClass::Time)
    });
    let subject = |word: &Word| is_any(ledger, word, &["it", "this", "that", "which", "here"]);
    before.iter().rev().take(REACH).any(subject) && !is_time && !is_share(ledger, before)
}

/// True behind an article that makes a share of an ordinal: "a third more".
fn is_share(ledger: &Ledger, before: &[Word]) -> bool {
    before.last().is_some_and(|word| is_any(ledger, word, &["a", "an"]))
}
