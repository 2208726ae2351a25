//! Parts one after another in a sentence, read for their sum: `22 from the valley club, 18 from
//! the coast and one without a club`. Knows no rule.

use super::figures::{spread, value};
use super::tape::{Item, Tape, measure};
use crate::claim::{Claim, Decimal, Dimension, Interval, Value};
use crate::place::Span;

/// Words that join the last part to the others.
const JOINS: &[&str] = &["and", "plus", "&"];
/// Words of a part before its number.
const BEFORE: &[&str] = &["the", "a", "another", "other", "further", "remaining", "final", "last"];
/// Words that say that what is listed is not all there is, or is counted twice.
pub const OPEN: &[&str] = &[
    "including",
    "include",
    "includes",
    "included",
    "especially",
    "notably",
    "mainly",
    "mostly",
    "least",
    "overlap",
    "both",
    "respectively",
    "each",
    "per",
    "every",
    "apiece",
    "versus",
    "vs",
    "against",
    "or",
    "excluding",
    "except",
    "average",
    "such",
    "like",
    "among",
    "e.g",
    "more",
    "fewer",
    "less",
    "than",
    "times",
    "minus",
    "without",
    "to",
    "compared",
    "from",
    "x",
    "by",
];
/// Those of them that only tell which part is meant, when no number follows.
const TELLING: &[&str] = &["from", "to", "by", "without", "against", "or", "like"];
/// Words that tell a part from the others where its noun is left out: `22 from the coast`.
const PLACING: &[&str] = &[
    "from", "in", "to", "by", "for", "at", "on", "against", "with", "without", "under", "over", "of",
    "aboard",
];
/// Words for parts whose number is not told in figures.
const UNTOLD: &[&str] = &["a", "an", "some", "several", "many", "others", "no", "his", "her", "their"];
/// Verbs between the parts and a total that follows them: `... made up the crew of 31`.
const MAKING: &[&str] = &["make", "form", "complete", "total", "comprise"];

/// The longest phrase of one part, in members of the row.
const PHRASE: usize = 11;

/// One of the parts.
#[derive(Clone, Copy)]
pub struct Addend<'a> {
    /// None for a part that is `one`.
    pub claim: Option<&'a Claim>,
    pub place: Span,
    pub value: Decimal,
    pub spread: Interval,
    /// What it counts is left out.
    pub bare: bool,
}

impl Addend<'_> {
    /// True when the part is in the unit of `total`, or of none where its noun is left out.
    #[must_use]
    pub fn is_of(&self, total: &Claim) -> bool {
        let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
        let own = self.claim.and_then(unit);
        own == unit(total)
            || own.is_none()
                && self.bare
                && !matches!(
                    measure(total).dimension(),
                    Dimension::Count
                        | Dimension::Percent
                        | Dimension::Points
                        | Dimension::Ratio
                        | Dimension::Multiple
                )
    }
}

/// Parts one after another.
pub struct Addends<'a> {
    pub parts: Vec<Addend<'a>>,
    /// Where the list ends.
    pub end: usize,
    /// An `and` stands before the last part.
    pub joined: bool,
    /// The last part is called the rest.
    pub rest: bool,
    /// The words that place each part: `from`, `from`.
    placed: Vec<Option<usize>>,
    spans: Vec<(usize, usize)>,
}

impl<'a> Addends<'a> {
    /// The list of parts that starts at `at`: two or more.
    #[must_use]
    pub fn at(tape: &Tape<'a>, at: usize) -> Option<Self> {
        let first = at + tape.skip(at, BEFORE, 3);
        let mut list = Self {
            parts: vec![part(tape, first)?],
            end: first,
            joined: false,
            rest: false,
            placed: Vec::new(),
            spans: vec![(first + 1, first + 1)],
        };
        let mut next = first + 1;
        let (mut phrase, mut semicolons) = (0, false);
        loop {
            match tape.items.get(next) {
                // "£40 from us and £12 from the bank, £52 altogether"
                Some(Item::Mark(',' | ';')) if list.joined && is_whole(tape, next + 1) => {
                    list.end = next;
                    return list.closed(tape);
                }
                // "six of them passengers and two crew; two of the injured were kept in"
                Some(Item::Mark(';')) if list.joined && !semicolons => {
                    list.end = next;
                    return list.closed(tape);
                }
                Some(Item::Mark(',' | ';') | Item::Word { .. }) if separates(tape, next) => {
                    semicolons |= tape.mark(next, ';');
                    // "16 inpatients, 5 employees, and the other 3"
                    let mut from = next;
                    if matches!(tape.items[from], Item::Mark(_)) {
                        from += 1;
                    }
                    let joined = tape.word(from, JOINS);
                    from += usize::from(joined);
                    let words = tape.skip(from, BEFORE, 3);
                    list.rest = tape.any_word(from..from + words, &["remaining", "other"]);
                    list.parts.push(part(tape, from + words)?);
                    if list.joined {
                        // "16 and 5, 3 ...": which "and" closes the list cannot be told.
                        return None;
                    }
                    list.joined = joined;
                    next = from + words + 1;
                    list.spans.push((next, next));
                    phrase = 0;
                    continue;
                }
                // "16 inpatients (70 percent)"
                Some(Item::Mark('(')) => {
                    let close = (next + 1..tape.items.len().min(next + 8)).find(|&at| tape.mark(at, ')'))?;
                    let shares = (next + 1..close).filter_map(|at| tape.claim(at)).all(|claim| {
                        claim.date().is_some()
                            || claim.measure().is_some_and(|m| {
                                matches!(m.dimension(), Dimension::Percent | Dimension::Ratio)
                            })
                    });
                    if !shares {
                        return None;
                    }
                    next = close + 1;
                }
                None | Some(Item::Mark(',' | '.' | ';' | ')' | '—' | ':' | '!' | '?')) => {
                    list.end = next;
                    return list.closed(tape);
                }
                Some(Item::Word { .. }) if list.joined && makes(tape, next) => {
                    list.end = next;
                    return list.closed(tape);
                }
                // "six men, three women and a child": one more, or more words of the last.
                Some(Item::Word { .. }) if tape.word(next, JOINS) && tape.word(next + 1, UNTOLD) => {
                    return None;
                }
                Some(Item::Word { .. }) if phrase < PHRASE && is_phrase_word(tape, next) => {
                    next += 1;
                    phrase += 1;
                }
                // "12 in May, nine in June"
                Some(Item::Claim(claim)) if tells(claim) && phrase < PHRASE => {
                    next += 1;
                    phrase += 1;
                }
                Some(Item::Mark('\'' | '’' | '"' | '“' | '”' | '$' | '-')) => next += 1,
                _ => return None,
            }
            if let Some(span) = list.spans.last_mut() {
                span.1 = next;
            }
        }
    }

    fn closed(mut self, tape: &Tape<'a>) -> Option<Self> {
        if self.parts.len() < 2 {
            return None;
        }
        for (part, &(from, to)) in self.parts.iter_mut().zip(&self.spans) {
            let placing = (from..to).find(|&at| tape.word(at, PLACING));
            let named =
                part.claim.and_then(|claim| claim.slots.noun.as_ref()).is_some_and(|noun| !noun.implied);
            part.bare = !named || from == to || placing == Some(from);
            self.placed.push(placing);
        }
        Some(self)
    }

    /// The words of each part behind its number, as a range of the row.
    pub fn phrases(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        self.spans.iter().map(|&(from, to)| from..to)
    }

    /// True when one word places every part, and all but the first are nothing beside it: `40 are
    /// from the north, 30 from the south and 20 from the west`. What lies in one place or comes from
    /// one hand lies in no other.
    #[must_use]
    pub fn is_partition(&self, tape: &Tape<'_>) -> bool {
        let Some(&(from, _)) = self.spans.get(1) else { return false };
        let Some(Item::Word { text, .. }) = tape.items.get(from) else { return false };
        // "20 with fever, 15 with a rash" are told of one and the same patient.
        let apart = ["from", "in", "to", "by", "at", "on", "against", "for", "aboard"];
        let own = |&(from, to): &(usize, usize)| tape.any_word(from..to, &[text]);
        let rest = |&(from, _): &(usize, usize)| tape.word(from, &[text]);
        apart.contains(text) && own(&self.spans[0]) && self.spans[1..].iter().all(rest)
    }
}

/// A number at `at` that can be added to others.
fn part<'a>(tape: &Tape<'a>, at: usize) -> Option<Addend<'a>> {
    if let Some(claim) = tape.stated(at) {
        let (value, spread) = (value(measure(claim))?, spread(measure(claim))?);
        return Some(Addend { claim: Some(claim), place: claim.place, value, spread, bare: false });
    }
    // "22 from the coast and one from abroad"
    let Some(Item::Word { text, place, .. }) = tape.items.get(at) else { return None };
    // "and one of the guides said"
    let alone = text.eq_ignore_ascii_case("one") && !tape.word(at + 1, &["of", "another", "who", "day"]);
    alone.then(|| Addend {
        claim: None,
        place: *place,
        value: Decimal::ONE,
        spread: Interval::exactly(Decimal::ONE),
        bare: false,
    })
}

/// True for a number that is called the whole: `52 altogether`, `52 in all`.
#[must_use]
pub fn is_whole(tape: &Tape<'_>, at: usize) -> bool {
    let mut behind = (at + 1..at + 4).take_while(|&at| matches!(tape.items.get(at), Some(Item::Word { .. })));
    tape.claim(at).is_some()
        && behind.any(|at| {
            tape.word(at, &["altogether"])
                || tape.word(at, &["in"]) && tape.word(at + 1, &["all", "total"])
                || tape.word(at, &["all"]) && tape.word(at + 1, &["told"])
        })
}

fn tells(claim: &Claim) -> bool {
    matches!(claim.value, Value::Date(_) | Value::Range(_) | Value::Identifier(_))
}

fn is_phrase_word(tape: &Tape<'_>, at: usize) -> bool {
    if !tape.word(at, OPEN) {
        return true;
    }
    tape.word(at, TELLING) && tape.claim(at + 1).is_none_or(tells)
}

/// `made up the crew of 31`
fn makes(tape: &Tape<'_>, at: usize) -> bool {
    tape.any_word(at..at + 1, MAKING) && !tape.word(at, &["comprising", "making", "total"])
}

/// True when the mark or word at `at` stands between two parts.
fn separates(tape: &Tape<'_>, at: usize) -> bool {
    let from = if matches!(tape.items[at], Item::Mark(_)) { at + 1 } else { at };
    let joined = tape.word(from, JOINS);
    if from == at && !joined {
        return false;
    }
    let from = from + usize::from(joined);
    let next = from + tape.skip(from, BEFORE, 3);
    tape.claim(next).is_some_and(|claim| claim.measure().is_some())
        || tape.word(next, &["one"]) && part(tape, next).is_some()
}
