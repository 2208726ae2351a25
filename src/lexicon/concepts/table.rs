//! The concept table as it lies in the binary, and how two of its senses are linked.
//!
//! `data/build_concepts.py` writes it and says how it is laid out; kinds and flags here
//! are those there. What the answers mean to a caller is in [`super`].

use super::super::vectors::{Words, u32_at};
use super::{LexClass, Pos, Relation};

pub(super) const HYPERNYM: u8 = 0;
const ANTONYM: u8 = 1;
pub(super) const CAUSE: u8 = 2;
pub(super) const EVENT: u8 = 3;
const DERIVED: u8 = 4;
const MEMBER: u8 = 5;
const SIMILAR: u8 = 6;
pub(super) const KEY: u8 = 7;
const INVOLVE: u8 = 8;

/// So many kinds stand under it that being one of them says nothing.
pub(super) const WIDE: u8 = 0x80;
/// Somewhere to be.
pub(super) const PLACE: u8 = 0x40;

static DATA: &[u8] = include_bytes!("../data/concepts.bin");
static WORDS: Words = Words::open(DATA, b"ccsyn001", 40);
const SENSES: u32 = u32_at(DATA, 20);
/// Where the senses of each part of speech begin and end.
const PARTS: [u32; 5] = [0, u32_at(DATA, 24), u32_at(DATA, 28), u32_at(DATA, 32), SENSES];

#[rustfmt::skip]
pub(super) const CLASSES: [LexClass; 45] = {
    use LexClass::*;
    [
        Adjective, Relational, Adverb, Top, Act, Animal, Artifact, Attribute, Body, Cognition,
        Communication, Event, Feeling, Food, Group, Place, Motive, Object, Person, Phenomenon,
        Plant, Possession, Process, Quantity, Relation, Shape, State, Substance, Time, VerbBody,
        VerbChange, VerbCognition, VerbCommunication, VerbCompetition, VerbConsumption,
        VerbContact, VerbCreation, VerbEmotion, VerbMotion, VerbPerception, VerbPossession,
        VerbSocial, VerbStative, VerbWeather, Participle,
    ]
};

/// One concept (a WordNet synset) by its number in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense(pub(super) u16);

impl Sense {
    /// What it is connected with: kind and other end, sorted by kind.
    fn edges(self) -> impl Iterator<Item = (u8, Sense)> {
        let at = usize::from(self.0) * 4;
        let edges = SENSES as usize * 4 + 4;
        let (low, high) = (u32_at(WORDS.rest, at), u32_at(WORDS.rest, at + 4));
        let raw = &WORDS.rest[edges + low as usize * 3..edges + high as usize * 3];
        raw.chunks_exact(3).map(|e| (e[0], Sense(u16::from_le_bytes([e[1], e[2]]))))
    }

    pub(super) fn to(self, kind: u8) -> impl Iterator<Item = Sense> {
        self.edges().skip_while(move |e| e.0 < kind).take_while(move |e| e.0 == kind).map(|e| e.1)
    }

    pub(super) fn flags(self) -> u8 {
        WORDS.rest[WORDS.rest.len() - SENSES as usize + usize::from(self.0)]
    }

    pub(super) fn class(self) -> LexClass {
        CLASSES[usize::from(self.flags() & 0x3f)]
    }

    fn is(self, pos: Pos) -> bool {
        (PARTS[pos as usize]..PARTS[pos as usize + 1]).contains(&u32::from(self.0))
    }

    /// The head of a verb's group.
    pub(super) fn head(self) -> Sense {
        self.to(KEY).next().unwrap_or(self)
    }
}

/// The senses of a lemma with their weights, by falling weight.
pub(super) fn senses(lemma: &str, pos: Pos) -> impl Iterator<Item = (Sense, f32)> {
    // "grown-up" may stand there as "grownup".
    let whole = || lemma.contains('-').then(|| lemma.replace('-', ""));
    let raw = WORDS.find(lemma).or_else(|| WORDS.find(&whole()?)).unwrap_or_default();
    raw.chunks_exact(3)
        .map(|s| (Sense(u16::from_le_bytes([s[0], s[1]])), f32::from(s[2]) / 255.0))
        .filter(move |(sense, _)| sense.is(pos))
}

/// A sense and what stands above it, nearest first, with the number of steps.
pub(super) struct Ladder {
    rungs: [(Sense, u8); 40],
    length: usize,
}

impl Ladder {
    pub(super) fn over(sense: Sense, steps: u8) -> Ladder {
        let mut up = Ladder { rungs: [(sense, 0); 40], length: 1 };
        let mut at = 0;
        while at < up.length && up.rungs[at].1 < steps {
            let (from, height) = up.rungs[at];
            for above in from.to(HYPERNYM) {
                if up.length < up.rungs.len() && up.height(above).is_none() {
                    up.rungs[up.length] = (above, height + 1);
                    up.length += 1;
                }
            }
            at += 1;
        }
        up
    }

    fn rungs(&self) -> &[(Sense, u8)] {
        &self.rungs[..self.length]
    }

    pub(super) fn height(&self, sense: Sense) -> Option<u8> {
        self.rungs().iter().find(|(s, _)| *s == sense).map(|(_, height)| *height)
    }
}

const NOTHING: (Relation, f32) = (Relation::Unrelated, 0.0);

/// How two senses stand to each other, and how closely.
pub(super) fn link(s: Sense, t: Sense) -> (Relation, f32) {
    if s == t {
        return (Relation::Synonym, 1.0);
    }
    let direct = edge(s, t);
    if direct != NOTHING {
        return direct;
    }
    let (noun, verb) = (Pos::Noun, Pos::Verb);
    match (s.is(noun), s.is(verb), t.is(noun), t.is(verb)) {
        (true, _, _, true) => through_event(s, t),
        (_, true, true, _) => through_event(t, s),
        (true, _, true, _) => nearer(by_ladder(s, t), between_events(s, t)),
        (_, true, _, true) if s.head() == t.head() => (Relation::Synonym, 0.7),
        (_, true, _, true) => nearer(by_ladder(s, t), brings(s, t)),
        // "dead", "death": an adjective by the verb it is the participle or outcome of.
        _ if s.to(KEY).any(|key| key == t || t.to(KEY).any(|k| k == key)) => (Relation::Derived, 0.75),
        _ => NOTHING,
    }
}

fn nearer(a: (Relation, f32), b: (Relation, f32)) -> (Relation, f32) {
    if b.1 > a.1 { b } else { a }
}

/// What the table says outright, from either end.
fn edge(s: Sense, t: Sense) -> (Relation, f32) {
    let one_way = |from: Sense, end| from.edges().filter(move |(_, to)| *to == end);
    one_way(s, t).chain(one_way(t, s)).fold(NOTHING, |best, (kind, _)| {
        let found = match kind {
            HYPERNYM => (Relation::Hypernym, 0.9),
            ANTONYM => (Relation::Antonym, 1.0),
            CAUSE => (Relation::Entails, 0.85),
            EVENT => (Relation::Derived, 1.0),
            // "teach", "teacher": one word, but not one event.
            DERIVED => (Relation::Derived, 0.55),
            MEMBER => (Relation::Member, 0.7),
            SIMILAR => (Relation::Synonym, 0.6),
            INVOLVE => (Relation::Entails, 0.7),
            _ => NOTHING, // KEY leads to the head of a group, which may be anything
        };
        nearer(best, found)
    })
}

/// Two nouns or two verbs by what stands above them.
fn by_ladder(s: Sense, t: Sense) -> (Relation, f32) {
    // Verbs are in flat heaps; two steps up one is at "change" or "move".
    let steps = if s.is(Pos::Noun) { 5 } else { 2 };
    let (over_s, over_t) = (Ladder::over(s, steps), Ladder::over(t, steps));
    if let Some(height) = over_s.height(t).or(over_t.height(s)) {
        return (Relation::Hypernym, 0.9 * 0.9_f32.powi(i32::from(height) - 1));
    }
    // What is opposed to a kind is opposed to each of the kind: "mother", "child".
    let opposed = |s: Sense, over_t: &Ladder| {
        let narrow = |rung: &&(Sense, u8)| rung.1 == 1 && rung.0.flags() & WIDE == 0;
        over_t.rungs().iter().filter(narrow).any(|rung| rung.0.to(ANTONYM).any(|o| o == s))
    };
    if opposed(s, &over_t) || opposed(t, &over_s) {
        return (Relation::Antonym, 0.7);
    }
    let shared = over_s.rungs().iter().filter_map(|&(above, up)| {
        let down = over_t.height(above)?;
        (above.flags() & WIDE == 0 && up <= 2 && down <= 2).then_some(up + down)
    });
    shared.min().map_or(NOTHING, |way| (Relation::Sibling, [0.55, 0.4, 0.35][usize::from(way) - 2]))
}

/// Two verbs by what they or their kinds bring about: murder is killing, killing brings
/// death.
fn brings(s: Sense, t: Sense) -> (Relation, f32) {
    let (head_s, head_t) = (s.head(), t.head());
    let found = brought(s).any(|b| b == head_t) || brought(t).any(|b| b == head_s);
    if found { (Relation::Entails, 0.75) } else { NOTHING }
}

/// The groups of what a verb, or the kind of doing that it is, brings about.
pub(super) fn brought(verb: Sense) -> impl Iterator<Item = Sense> {
    let kinds = verb.to(HYPERNYM).filter(|kind| kind.flags() & WIDE == 0);
    let kinds = std::iter::once(verb).chain(kinds);
    kinds.flat_map(|kind| kind.to(CAUSE)).map(Sense::head)
}

/// A noun and a verb, by the verbs whose event the noun names.
fn through_event(noun: Sense, verb: Sense) -> (Relation, f32) {
    let head = verb.head();
    if noun.to(KEY).any(|key| key == head) {
        return (Relation::Derived, 0.7);
    }
    noun.to(EVENT).filter(|own| own.is(Pos::Verb)).fold(NOTHING, |best, own| {
        let found = nearer(edge(own, verb), nearer(by_ladder(own, verb), brings(own, verb)));
        nearer(best, (found.0, found.1 * 0.85))
    })
}

/// Two nouns by their verbs: `killing` and `death`, `growth` and `decline`.
fn between_events(s: Sense, t: Sense) -> (Relation, f32) {
    let mut best = NOTHING;
    for own in s.to(EVENT) {
        for other in t.to(EVENT) {
            let (relation, closeness) = match own == other {
                true => (Relation::Derived, 0.9),
                false => nearer(edge(own, other), brings(own, other)),
            };
            best = nearer(best, (relation, closeness * 0.85));
        }
    }
    best
}
