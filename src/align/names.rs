//! Names: when two mean the same, and when two of one sort mean different things.

use crate::claim::{Sentence, Sym, Vocab, Word, WordClass};
use crate::lexicon::concepts::{Pos, is_animate, is_known};

/// How the names of two clauses stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Names on both sides.
    pub shared: usize,
    /// Both sides have names, and none is shared.
    pub disjoint: bool,
    /// Names of one sort that differ: `Saddle Creek Fire` and `Mill Fire`.
    pub rival: bool,
}

/// Compares the names of two clauses.
#[must_use]
pub fn compare(vocab: &Vocab, a: &[Sym], b: &[Sym]) -> Names {
    let mut names = Names::default();
    for &x in a {
        if b.iter().any(|&y| x == y || are_same(vocab.word(x), vocab.word(y))) {
            names.shared += 1;
        }
    }
    names.disjoint = names.shared == 0 && !a.is_empty() && !b.is_empty();
    names.rival = names.disjoint && a.iter().any(|&x| b.iter().any(|&y| rival(vocab.word(x), vocab.word(y))));
    names
}

/// True for two bodies of one place or family: `Norwell Harbour Board` and `Norwell Library Trust`,
/// `Kell Green Museum` and `Kell Heath Museum`. Who has an office there may speak for either.
fn two_bodies(a: &[&str], b: &[&str]) -> bool {
    let lead = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[lead..], &b[lead..]);
    let (Some(p), Some(q)) = (x.last(), y.last()) else { return false };
    let body = |word: &str| is_known(word, Pos::Noun) && !is_animate(word);
    let tail = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x == y).count();
    // "Norwell Library Trust" and "Easton Library Trust"; the "U.S." and the "United States" are one.
    // So are "Norwell Green Library Trust" and "Easton Library Trust".
    let proper = |name: &[&str]| {
        matches!(name, [word, ..] if word.len() > 3 && word.chars().all(char::is_alphabetic)
            && ![Pos::Noun, Pos::Adjective, Pos::Verb].into_iter().any(|pos| is_known(word, pos)))
    };
    if lead == 0 && tail > 0 && body(p) {
        let (own, other) = (&x[..x.len() - tail], &y[..y.len() - tail]);
        return proper(own) && proper(other) && !own.iter().any(|word| other.contains(word));
    }
    lead > 0
        && body(p)
        && body(q)
        && tail < x.len().min(y.len())
        && !x[..x.len() - tail].iter().any(|word| y.contains(word))
}

/// True when both name one thing: a word in common that is no common noun and opens either or stands in what
/// closes both, most of their words, or one the short form of the other (`the Board` of `Water Board`).
#[must_use]
pub fn are_same(a: &str, b: &str) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if two_bodies(&x, &y) {
        return false;
    }
    let tail = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x == y).count();
    let (mut count, mut telling) = (0, false);
    for word in x.iter().filter(|word| y.contains(word)) {
        count += 1;
        let outer = |name: &[&str]| name.first() == Some(word) || name.last() == Some(word);
        let closes = x[x.len() - tail..].contains(word);
        telling |= word.len() > 2 && !is_known(word, Pos::Noun) && (closes || outer(&x) && outer(&y));
    }
    let short = count == x.len().min(y.len()) && x.last() == y.last();
    telling || short || count * 2 > x.len().max(y.len())
}

/// True for two bodies, and when the last word, a common noun, is the same and the words before it are not.
fn rival(a: &str, b: &str) -> bool {
    if are_rivals(a, b) {
        return true;
    }
    let (Some((x, kind)), Some((y, other))) = (a.rsplit_once(' '), b.rsplit_once(' ')) else { return false };
    kind == other && x != y && is_known(kind, Pos::Noun)
}

/// True for one name of which one copy is off by a letter: `Oldenbeck` and `Oldenbek`.
#[must_use]
pub fn misspelt(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if x.len().min(y.len()) < SPELT || !x.iter().chain(&y).all(|c| c.is_alphabetic()) {
        return false;
    }
    let front = x.iter().zip(&y).take_while(|(p, q)| p == q).count();
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(p, q)| p == q).count();
    let longer = x.len().max(y.len());
    front > 0 && x.len().abs_diff(y.len()) <= 1 && front + back + 1 >= longer
}

/// Least letters of a name in which one is a slip.
const SPELT: usize = 5;

/// True for the names of two bodies: `Norwell Library Trust` and `Drayford Library Trust`.
#[must_use]
pub fn are_rivals(a: &str, b: &str) -> bool {
    two_bodies(&a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
}

/// True when both sentences begin with a name, and not with the same one: "The Grateful Dead was
/// a band formed in 1965", "Mötley Crüe were a band formed in 1981".
#[must_use]
pub fn other_topic(vocab: &Vocab, a: &Sentence, b: &Sentence) -> bool {
    let (x, y) = (topic(a), topic(b));
    if x.is_empty() || y.is_empty() || x.iter().any(|word| y.contains(word)) {
        return false;
    }
    let letters =
        |list: &[Sym]| list.iter().filter_map(|&word| vocab.word(word).chars().next()).collect::<String>();
    let short = |one: &[Sym], other: &[Sym]| matches!(one, [word] if vocab.word(*word) == letters(other));
    !short(&x, &y) && !short(&y, &x)
}

/// The name that a sentence begins with, word by word.
fn topic(sentence: &Sentence) -> Vec<Sym> {
    let article = sentence.words.iter().take_while(|word| word.class == WordClass::Function).count();
    if article > 1 {
        return Vec::new();
    }
    let name = |word: &&Word| word.class == WordClass::Name;
    sentence.words[article..].iter().take_while(name).map(|word| word.lemma).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(a: &[&str], b: &[&str]) -> Names {
        let mut vocab = Vocab::default();
        let mut syms = |list: &[&str]| list.iter().map(|word| vocab.intern(word)).collect::<Vec<_>>();
        let (a, b) = (syms(a), syms(b));
        compare(&vocab, &a, &b)
    }

    #[test]
    fn a_surname_is_the_whole_name_and_a_common_noun_is_not() {
        assert_eq!(names(&["nadia q. brandt"], &["brandt"]).shared, 1);
        assert_eq!(names(&["water board"], &["board"]).shared, 1);
        let fires = names(&["saddle creek fire"], &["mill fire"]);
        assert!(fires.disjoint && fires.rival);
        let other = names(&["texas"], &["arizona"]);
        assert!(other.disjoint && !other.rival);
        assert!(!names(&["texas"], &[]).disjoint);
    }

    #[test]
    fn bodies_of_one_place_are_two() {
        for (a, b) in [
            ("norwell harbour board", "norwell library trust"),
            ("kell green museum", "kell heath museum"),
            ("norwell housing association", "norwell water company"),
            ("kell parva forestry office", "norwell parva forestry office"),
            ("norwell library trust", "drayford library trust"),
            ("norwell green library trust", "drayford library trust"),
        ] {
            let names = names(&[a], &[b]);
            assert!(names.rival && names.shared == 0, "{a}, {b}");
        }
        for (a, b) in [
            ("norwell harbour board", "harbour board"),
            ("kell museum", "kell green museum"),
            ("norwell harbour board", "norwell"),
            ("nadia brandt", "nadia q. brandt"),
            ("norwell police department", "norwell police chief"),
            ("lower norwell library trust", "norwell library trust"),
        ] {
            assert!(!names(&[a], &[b]).rival, "{a}, {b}");
        }
    }

    #[test]
    fn a_long_name_may_be_off_by_a_letter() {
        for (a, b) in [("oldenbeck", "oldenbek"), ("oldenbeck", "oldembeck"), ("oldenbeck", "oldenbecks")] {
            assert!(misspelt(a, b) && misspelt(b, a), "{a} {b}");
        }
        for (a, b) in [("oldenbeck", "ollenbek"), ("anna", "hanna"), ("iris", "iras"), ("bravo2", "bravo3")] {
            assert!(!misspelt(a, b), "{a} {b}");
        }
    }
}
