//! Nouns of which one number cannot be told in place of the other: 615 people are no 615 families, and 284 doors no
//! 284 windows; but 187 passengers may well be the 187 guests, and the cases are the patients.

use super::concepts::{LexClass, Pos, Relation, class, is_person_noun, relate, subsumes};
use super::vectors::likeness;

/// Words for people who may be anybody else as well: what they take part in, belong to, wait for or have met with, and
/// how old they are.
const ROLES: &[&str] = &[
    "adult",
    "applicant",
    "arrival",
    "asylum seeker",
    "attendee",
    "baby",
    "beneficiary",
    "boy",
    "candidate",
    "casualty",
    "child",
    "citizen",
    "claimant",
    "client",
    "colleague",
    "competitor",
    "consumer",
    "contestant",
    "customer",
    "defendant",
    "delegate",
    "detainee",
    "donor",
    "employee",
    "entrant",
    "evacuee",
    "female",
    "follower",
    "girl",
    "guest",
    "head",
    "holder",
    "human",
    "individual",
    "infant",
    "inhabitant",
    "inmate",
    "kid",
    "listener",
    "local",
    "male",
    "man",
    "member",
    "migrant",
    "minor",
    "native",
    "newcomer",
    "offender",
    "official",
    "owner",
    "participant",
    "passenger",
    "patient",
    "people",
    "person",
    "prisoner",
    "reader",
    "recipient",
    "refugee",
    "resident",
    "respondent",
    "senior",
    "soul",
    "spectator",
    "staff",
    "subscriber",
    "supporter",
    "survivor",
    "suspect",
    "taxpayer",
    "teenager",
    "tenant",
    "user",
    "victim",
    "viewer",
    "visitor",
    "volunteer",
    "voter",
    "winner",
    "witness",
    "woman",
    "worker",
    "youngster",
    "youth",
];

/// Those of them that firms and households can be.
const BODIES: &[&str] = &[
    "applicant",
    "beneficiary",
    "claimant",
    "client",
    "competitor",
    "consumer",
    "contractor",
    "customer",
    "defendant",
    "donor",
    "entrant",
    "exhibitor",
    "holder",
    "member",
    "owner",
    "participant",
    "partner",
    "recipient",
    "respondent",
    "subscriber",
    "supplier",
    "taxpayer",
    "tenant",
    "user",
    "victim",
    "winner",
];

/// What people are counted by who live or work together: one of them holds several.
const GROUPS: &[&str] = &["family", "household", "dwelling", "enterprise", "institution", "school"];

/// Nouns for things that any thing can be.
const GENERIC: &[&str] = &[
    "article", "copy", "element", "item", "lot", "model", "object", "part", "piece", "product", "sample",
    "set", "thing", "unit", "work",
];

/// Cosine of two words' vectors from which on they may be used for one thing.
const NEAR: f32 = 0.45;
/// The same for two kinds of one thing, such as ships and boats.
const NEAR_KINDS: f32 = 0.3;

/// True for two nouns that do not count the same things, whatever the text.
#[must_use]
pub fn are_unlike(a: &str, b: &str) -> bool {
    let relation = relate((a, Pos::Noun), (b, Pos::Noun)).relation;
    let apart =
        matches!(relation, Relation::Unrelated | Relation::Sibling | Relation::Antonym | Relation::Member);
    if !apart || subsumes(a, b) || subsumes(b, a) {
        return false;
    }
    let holds =
        |group: &str, member: &str| is_body(group) && is_person_noun(member) && !BODIES.contains(&member);
    if holds(a, b) || holds(b, a) {
        return true;
    }
    let near = likeness(a, b).unwrap_or(0.0);
    if near >= NEAR || relation == Relation::Sibling && near >= NEAR_KINDS {
        return false;
    }
    let callings = [a, b].into_iter().all(|word| is_person_noun(word) && !ROLES.contains(&word));
    callings || [a, b].into_iter().all(is_thing)
}

/// A family, a firm, a school, a house.
fn is_body(word: &str) -> bool {
    !is_person_noun(word)
        && (word == "home" || GROUPS.iter().any(|group| *group == word || subsumes(group, word)))
}

/// What can be touched and counted, and has a name of its own.
fn is_thing(word: &str) -> bool {
    let touched = matches!(
        class(word, Pos::Noun),
        Some(LexClass::Artifact | LexClass::Object | LexClass::Animal | LexClass::Plant | LexClass::Food)
    );
    touched && !is_generic(word)
}

/// A noun for things that any thing can be: `384 units` may be 384 phones.
#[must_use]
pub fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_nouns_never_count_the_same() {
        for (a, b) in [
            ("people", "family"),
            ("household", "employee"),
            ("people", "home"),
            ("business", "people"),
            ("school", "teacher"),
            ("door", "window"),
            ("photograph", "map"),
            ("crater", "boulder"),
            ("pensioner", "student"),
        ] {
            assert!(are_unlike(a, b) && are_unlike(b, a), "{a} {b}");
        }
    }

    #[test]
    fn others_may() {
        for (a, b) in [
            ("staff", "people"),
            ("personnel", "people"),
            ("customer", "business"),
            ("customer", "home"),
            ("guest", "passenger"),
            ("seat", "member"),
            ("bed", "patient"),
            ("house", "building"),
            ("ship", "boat"),
            ("case", "people"),
            ("home", "household"),
            ("item", "coin"),
            ("lorry", "truck"),
        ] {
            assert!(!are_unlike(a, b) && !are_unlike(b, a), "{a} {b}");
        }
    }
}
