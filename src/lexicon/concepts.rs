//! What words mean, as far as that can be looked up: a concept table distilled from WordNet.
//!
//! It knows that `released` and `publication` are one event, that `residents` are `people`,
//! that `killed` brings `deaths`, and that `parents` are not `children`. Words come in as
//! lower-case lemmas with a coarse part of speech, several words joined by `_`
//! (`come_out`, `police_officer`). Words that the table does not hold are unrelated to
//! everything but themselves.
//!
//! Which sense is meant is not worked out here. Instead each sense carries a weight, 1 for
//! the commonest of its word, and every answer a *strength* that falls with the rarity of
//! the senses it rests on.
//!
//! The table is made by `data/build_concepts.py` from WordNet and the hand-written
//! `data/concepts.supplement`, and read where it lies in the binary: no parsing, no
//! allocation, no start-up. Sources and licences are in `data/README-meaning.md`.

mod table;

use std::cell::RefCell;

use super::memo::Memo;
use table::{CLASSES, EVENT, KEY, Ladder, PLACE, Sense, brought, link, senses};

/// Coarse part of speech of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pos {
    /// Common noun.
    Noun,
    /// Verb, phrasal verbs included.
    Verb,
    /// Adjective, participles that WordNet lists as adjectives included.
    Adjective,
    /// Adverb.
    Adverb,
}

/// How two words stand to each other. All but [`Relation::Unrelated`] are symmetric here;
/// for which of two nouns is the wider one ask [`subsumes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// The same lemma and part of speech.
    Same,
    /// Share a sense: `buy`, `purchase`.
    Synonym,
    /// One event or quality in two word forms: `announce`, `announcement`.
    Derived,
    /// One brings or involves the other: `kill`, `death`.
    Entails,
    /// One is a kind of the other: `resident`, `person`.
    Hypernym,
    /// One belongs to the other as a member: `parent`, `family`.
    Member,
    /// Two kinds of one thing: `January`, `December`. Related, and *not* the same.
    Sibling,
    /// Opposites, or the two ends of one relation: `teacher`, `student`. Never the same.
    Antonym,
    /// Nothing is known that connects them.
    Unrelated,
}

/// A relation, and how far it can be relied on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// The strongest relation found.
    pub relation: Relation,
    /// 0 to 1: closeness of the relation times how usual the senses are that it rests on.
    pub strength: f32,
}

/// What kind of thing a word mostly names: WordNet's lexicographer files, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)] // the names are their own explanation
#[rustfmt::skip]
pub enum LexClass {
    Adjective = 0, Relational, Adverb, Top, Act, Animal, Artifact, Attribute, Body, Cognition,
    Communication, Event, Feeling, Food, Group, Place, Motive, Object, Person, Phenomenon,
    Plant, Possession, Process, Quantity, Relation, Shape, State, Substance, Time, VerbBody,
    VerbChange, VerbCognition, VerbCommunication, VerbCompetition, VerbConsumption,
    VerbContact, VerbCreation, VerbEmotion, VerbMotion, VerbPerception, VerbPossession,
    VerbSocial, VerbStative, VerbWeather, Participle,
}

impl Likeness {
    /// Whether two words can stand for one thing or event: `buy` and `purchase`, `kill` and `death`.
    #[must_use]
    pub fn is_one(self, least: f32) -> bool {
        let one = matches!(
            self.relation,
            Relation::Same | Relation::Synonym | Relation::Derived | Relation::Entails
        );
        one && self.strength >= least
    }
}

/// A relation weaker than this rests on senses too rare to speak of; [`relation`] drops it.
pub const FAINT: f32 = 0.3;

/// The relation of two lower-case lemmas, [`Relation::Unrelated`] when it is weaker than [`FAINT`].
///
/// ```
/// # use crossclaim::lexicon::concepts::{Pos, Relation, relation};
/// assert_eq!(relation(("buy", Pos::Verb), ("purchase", Pos::Verb)), Relation::Synonym);
/// assert_eq!(relation(("kill", Pos::Verb), ("death", Pos::Noun)), Relation::Entails);
/// ```
pub fn relation(a: (&str, Pos), b: (&str, Pos)) -> Relation {
    let found = relate(a, b);
    if found.strength < FAINT { Relation::Unrelated } else { found.relation }
}

/// The strongest relation between any sense of `a` and any sense of `b`. Senses too rare to
/// give more than [`FAINT`] are not looked at.
pub fn relate(a: (&str, Pos), b: (&str, Pos)) -> Likeness {
    if a == b {
        return Likeness { relation: Relation::Same, strength: 1.0 };
    }
    thread_local! {
        static KNOWN: RefCell<Memo<Likeness>> = const { RefCell::new(Memo::new()) };
    }
    let sort = (a.1 as u8) << 2 | b.1 as u8;
    KNOWN.with_borrow_mut(|known| known.get(a.0, b.0, sort, || strongest(a, b)))
}

/// What [`relate`] finds for two words that differ.
fn strongest(a: (&str, Pos), b: (&str, Pos)) -> Likeness {
    let mut best = Likeness { relation: Relation::Unrelated, strength: 0.0 };
    if a.0 == b.0 {
        // "the cost", "it cost": one word in two parts of speech mostly is one event.
        best = Likeness { relation: Relation::Derived, strength: 0.4 };
    }
    for (s, weight_a) in senses(a.0, a.1) {
        for (t, weight_b) in senses(b.0, b.1) {
            // The geometric mean; a link is at most 1, so what is below cannot win or is faint.
            let weight = (weight_a * weight_b).sqrt();
            if weight <= best.strength.max(FAINT) {
                break; // senses come by falling weight
            }
            let (relation, closeness) = link(s, t);
            if closeness * weight > best.strength {
                best = Likeness { relation, strength: closeness * weight };
            }
        }
    }
    best
}

/// Whether the table holds the lemma in that part of speech.
pub fn is_known(lemma: &str, pos: Pos) -> bool {
    senses(lemma, pos).next().is_some()
}

/// The class that most of a lemma's use falls in.
pub fn class(lemma: &str, pos: Pos) -> Option<LexClass> {
    let mut mass = [0.0_f32; CLASSES.len()];
    let mut first = None;
    for (sense, weight) in senses(lemma, pos) {
        mass[sense.class() as usize] += weight;
        first.get_or_insert(sense.class());
    }
    // Ties go to the class of the commonest sense.
    first.map(|first| {
        CLASSES.into_iter().fold(
            first,
            |best, class| {
                if mass[class as usize] > mass[best as usize] { class } else { best }
            },
        )
    })
}

/// A noun that names people one by one: `resident`, `minor`, `people`.
pub fn is_person_noun(lemma: &str) -> bool {
    mostly(lemma, |sense| sense.class() == LexClass::Person)
}

/// A noun that names people or animals one by one.
pub fn is_animate(lemma: &str) -> bool {
    mostly(lemma, |sense| matches!(sense.class(), LexClass::Person | LexClass::Animal))
}

/// A noun that names a body of people or a collection: `family`, `company`, `staff`.
pub fn is_group(lemma: &str) -> bool {
    mostly(lemma, |sense| sense.class() == LexClass::Group)
}

/// A noun that names somewhere to be: regions, and buildings, roads, rivers as well.
pub fn is_place(lemma: &str) -> bool {
    mostly(lemma, |sense| sense.flags() & PLACE != 0)
}

/// Whether a noun can name a work that is written and brought out: `report`, `review`,
/// `study`, `survey`, `album`. Laws and orders are issued too, and are no works.
#[must_use]
pub fn is_publication(lemma: &str) -> bool {
    let kind = |general| subsumes(general, lemma);
    match class(lemma, Pos::Noun) {
        Some(LexClass::Communication | LexClass::Cognition) => {
            (kind("writing") || kind("publication") || kind("creation")) && !kind("legal_document")
        }
        Some(LexClass::Act) => kind("work"),
        _ => false,
    }
}

/// Up to eight keys under which an event or thing can be found again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    keys: [u32; 8],
    length: usize,
}

impl std::ops::Deref for Keys {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.keys[..self.length]
    }
}

/// Canonical keys of what a lemma names, its commonest sense first, to block on in an
/// inverted index: a verb, the noun of its event and its close synonyms share a key.
///
/// The key of a verb sense is the head of its group: WordNet's own verb groups, joined with
/// synsets that share two lemmas, at most eight to a group. A word for what brings another
/// event (`kill`, `killing`) also has that event's key (`die`). A noun that names an event has the
/// keys of its verbs; any other noun sense is its own key, so `deficit` meets `shortfall`.
/// Only senses of weight 0.25 and more count, and no word has more than eight keys.
/// Keys mean nothing across versions of the table: never store them.
pub fn event_keys(lemma: &str, pos: Pos) -> Keys {
    let mut out = Keys::default();
    let mut push = |Sense(key)| {
        let key = u32::from(key);
        if out.length < out.keys.len() && !out.keys[..out.length].contains(&key) {
            out.keys[out.length] = key;
            out.length += 1;
        }
    };
    for (sense, _) in senses(lemma, pos).take_while(|(_, weight)| *weight >= 0.25) {
        let mut own = sense.to(KEY).peekable();
        if own.peek().is_none() {
            push(sense);
        }
        own.for_each(&mut push);
    }
    for (sense, _) in senses(lemma, pos).take_while(|(_, weight)| *weight >= 0.5) {
        brought(sense).for_each(&mut push);
        sense.to(EVENT).flat_map(brought).for_each(&mut push);
    }
    out
}

/// The first of [`event_keys`].
pub fn event_key(lemma: &str, pos: Pos) -> Option<u32> {
    event_keys(lemma, pos).first().copied()
}

/// How many steps up the noun `general` stands over the noun `specific`; 0 when they share
/// a sense, `None` when it does not stand over it. Senses of weight 0.3 and more count.
pub fn hypernym_distance(general: &str, specific: &str) -> Option<u8> {
    let usual = |lemma| senses(lemma, Pos::Noun).take_while(|(_, weight)| *weight >= 0.3);
    let ladders = usual(specific).map(|(sense, _)| Ladder::over(sense, 19));
    let steps = ladders.flat_map(|up| usual(general).filter_map(move |(s, _)| up.height(s)));
    steps.min()
}

/// Whether everything that the noun `specific` names can be counted as `general`:
/// `people` and `residents`, `building` and `home`. Words that share a sense subsume each
/// other; two words that do not subsume each other either way may still overlap.
pub fn subsumes(general: &str, specific: &str) -> bool {
    hypernym_distance(general, specific).is_some()
}

/// Whether senses of that sort carry a good part of a noun's use. Not quite half, because
/// `people` and `staff` are both persons and a group.
fn mostly(lemma: &str, sort: impl Fn(Sense) -> bool) -> bool {
    let (mut of_sort, mut all) = (0.0, 0.0);
    for (sense, weight) in senses(lemma, Pos::Noun) {
        all += weight;
        of_sort += if sort(sense) { weight } else { 0.0 };
    }
    of_sort > 0.4 * all
}

#[cfg(test)]
mod tests {
    use super::*;
    use Relation::*;

    /// `lemma/n`, `/v`, `/a` or `/r`.
    fn read(word: &str) -> (&str, Pos) {
        let (lemma, part) = word.split_once('/').unwrap();
        let parts = [Pos::Noun, Pos::Verb, Pos::Adjective, Pos::Adverb];
        (lemma, parts["nvar".find(part).unwrap()])
    }

    fn check(pairs: &str, wanted: &[Relation], least: f32) {
        for pair in pairs.split([';', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
            let (a, b) = pair.split_once(' ').unwrap();
            let found = relate(read(a), read(b));
            assert!(wanted.contains(&found.relation), "{pair}: {found:?}");
            assert!(found.strength >= least, "{pair}: {found:?}");
            assert_eq!(found, relate(read(b), read(a)), "{pair}: the other way round");
        }
    }

    #[test]
    fn one_event_or_thing_in_other_words() {
        let pairs = "release/v issue/v; release/v publish/v; publish/v come_out/v;
            buy/v purchase/v; begin/v start/v; hurt/v injure/v; remove/v separate/v;
            found/v establish/v; occur/v take_place/v; conduct/v carry_out/v; hire/v recruit/v;
            dismiss/v lay_off/v; resign/v step_down/v; decline/v fall/v; increase/v rise/v;
            shortfall/n deficit/n; minor/n child/n; kid/n child/n; employee/n staff/n;
            staff/n worker/n; lawyer/n attorney/n; physician/n doctor/n; automobile/n car/n;
            firm/n company/n; survey/n poll/n; fatality/n death/n; salary/n wage/n";
        check(pairs, &[Synonym], 0.8);
        check("separate/v take/v; announce/v declare/v; begin/v open/v", &[Synonym], 0.5);
    }

    #[test]
    fn a_verb_and_the_noun_of_its_event() {
        let pairs = "release/v release/n; publish/v publication/n; announce/v announcement/n;
            die/v death/n; injure/v injury/n; hurt/v injury/n; purchase/n buy/v; open/v opening/n;
            spend/v spending/n; spend/v cost/n; separate/v separation/n; elect/v election/n;
            approve/v approval/n; detain/v detention/n; arrive/v arrival/n; marry/v marriage/n;
            close/v closure/n; rule/v ruling/n; lose/v loss/n; meet/v meeting/n; fund/v funding/n;
            increase/n rise/v; construct/v construction/n; explode/v explosion/n; injured/a injure/v";
        check(pairs, &[Derived], 0.7);
        // The one who does it is not the doing.
        assert!(relate(read("teach/v"), read("teacher/n")).strength < 0.6);
    }

    #[test]
    fn one_brings_the_other() {
        let pairs = "kill/v die/v; kill/v death/n; murder/v die/v; cost/v spend/v; buy/v pay/v";
        check(pairs, &[Entails], 0.6);
    }

    #[test]
    fn kinds_and_members() {
        let pairs = "resident/n people/n; patient/n people/n; victim/n person/n; vehicle/n car/n;
            storm/n hurricane/n; killing/n death/n; murder/v kill/v";
        check(pairs, &[Hypernym], 0.6);
        check("parent/n family/n; child/n family/n", &[Member], 0.4);
    }

    #[test]
    fn related_but_not_the_same() {
        let pairs = "january/n december/n; monday/n tuesday/n; car/n truck/n; north/n south/n;
            nurse/n doctor/n; house/n apartment/n; year/n month/n";
        check(pairs, &[Sibling], 0.3);
    }

    #[test]
    fn opposites() {
        let pairs = "parent/n child/n; increase/v decrease/v; increase/n decline/n; rise/v fall/v;
            grow/v shrink/v; teacher/n student/n; employee/n patient/n; buy/v sell/v; open/v close/v;
            begin/v end/v; profit/n loss/n; surplus/n deficit/n; hire/v fire/v; man/n woman/n;
            adult/n child/n; husband/n wife/n; import/n export/n; accept/v reject/v; birth/n death/n;
            victory/n defeat/n; high/a low/a; mother/n child/n; male/a female/a";
        check(pairs, &[Antonym], 0.7);
    }

    #[test]
    fn nothing_in_common() {
        let pairs = "parent/n banana/n; court/n river/n; announce/v swim/v; budget/n goat/n;
            report/n parent/n; child/n sample/n; take/v say/v; take/v release/v; file/v read/v;
            visit/v buy/v; employee/n home/n; people/n home/n; dollar/n people/n; day/n person/n;
            hospital/n announce/v; inspector/n parent/n; case/n child/n; city/n patient/n";
        for pair in pairs.split(';') {
            let (a, b) = pair.trim().split_once(' ').unwrap();
            assert_eq!(relation(read(a), read(b)), Unrelated, "{pair}");
        }
    }

    #[test]
    fn a_rare_sense_counts_for_less() {
        let strength = |a, b| relate(read(a), read(b)).strength;
        assert!(strength("issue/v", "publish/v") > strength("issue/v", "emerge/v"));
        assert!(strength("table/n", "furniture/n") > strength("table/n", "tableland/n"));
    }

    #[test]
    fn a_word_is_itself_whether_known_or_not() {
        for word in ["court/n", "zzyzx/n", "/n", "été/a"] {
            assert_eq!(relate(read(word), read(word)), Likeness { relation: Same, strength: 1.0 });
        }
        assert_eq!(relation(read("zzyzx/n"), read("court/n")), Unrelated);
        assert_eq!(relation(read("cost/n"), read("cost/v")), Derived);
        assert!(!is_known("zzyzx", Pos::Noun) && event_key("zzyzx", Pos::Noun).is_none());
    }

    #[test]
    fn classes() {
        for (noun, wanted) in [
            ("people", LexClass::Person),
            ("minor", LexClass::Person),
            ("family", LexClass::Group),
            ("january", LexClass::Time),
            ("death", LexClass::Event),
            ("hospital", LexClass::Artifact),
            ("report", LexClass::Communication),
            ("city", LexClass::Place),
            ("cost", LexClass::Possession),
        ] {
            assert_eq!(class(noun, Pos::Noun), Some(wanted), "{noun}");
        }
        assert_eq!(class("announce", Pos::Verb), Some(LexClass::VerbCommunication));
        for noun in ["people", "patient", "worker", "staff", "attorney_general"] {
            assert!(is_person_noun(noun) && is_animate(noun) && !is_place(noun), "{noun}");
        }
        for noun in ["dog", "report", "hospital", "family", "company", "dollar", "head"] {
            assert!(!is_person_noun(noun), "{noun}");
        }
        assert!(["family", "company", "staff", "agency"].into_iter().all(is_group));
        assert!(["city", "hospital", "school", "street", "facility"].into_iter().all(is_place));
        assert!(is_animate("dog") && !is_group("dog") && !is_place("january"));
    }

    #[test]
    fn keys_meet_for_one_event_and_stay_few() {
        let meet = |pair: &str| {
            let (a, b) = pair.split_once(' ').map(|(a, b)| (read(a), read(b))).unwrap();
            let other = event_keys(b.0, b.1);
            event_keys(a.0, a.1).iter().any(|key| other.contains(key))
        };
        for pair in [
            "release/v publication/n",
            "issue/v come_out/v",
            "announce/v announcement/n",
            "kill/v death/n",
            "killing/n death/n",
            "injure/v injury/n",
            "injured/a injury/n",
            "separate/v take/v",
            "open/v opening/n",
            "purchase/n buy/v",
            "deficit/n shortfall/n",
            "spend/v cost/n",
            "employee/n staff/n",
            "close/v closure/n",
            "resign/v step_down/v",
        ] {
            assert!(meet(pair), "{pair}");
        }
        for pair in ["parent/n child/n", "buy/v sell/v", "increase/v decrease/v", "court/n river/n"] {
            assert!(!meet(pair), "{pair}");
        }
    }

    #[test]
    fn what_can_be_counted_as_what() {
        for (general, specific) in [
            ("people", "resident"),
            ("people", "patient"),
            ("person", "child"),
            ("vehicle", "car"),
            ("building", "house"),
            ("building", "home"),
            ("worker", "labourer"),
            ("child", "kid"),
        ] {
            assert!(subsumes(general, specific), "{general} {specific}");
        }
        for (a, b) in [("parent", "child"), ("patient", "employee"), ("car", "truck"), ("people", "car")] {
            assert!(!subsumes(a, b) && !subsumes(b, a), "{a} {b}");
        }
        assert_eq!(hypernym_distance("child", "minor"), Some(0));
        assert!(hypernym_distance("person", "resident") < hypernym_distance("organism", "resident"));
    }
}
