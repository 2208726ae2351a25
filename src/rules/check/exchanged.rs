//! One number of one account, given to two counted things in two documents, where the sentence that
//! counts the one thing gives another number for the other in the same breath: `46 vehicles, nine of
//! them lorries` beside `46 lorries`, `seven nurses and three porters` beside `seven porters`.
//!
//! There a smaller number will do than `entity_swap` asks for, and no likeness of the sentences: the
//! number and the thing that it is wrongly given to stand side by side in one of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity_swap::are_one_count;
use super::{Context, finding, say};
use crate::align::{NounMatch, match_nouns};
use crate::claim::{Claim, Decimal, Dimension, Hedge, Mode, Noun, Part, Word, WordClass};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::function::is_function_word;
use crate::lexicon::concepts::{Pos, is_known, subsumes};
use crate::place::Span;
use crate::rules::Rule;

/// Places of one number in documents on one matter that are compared each with each.
const MOST: usize = 14;

/// Numbers that one document gives to a thing which the other counts beside it.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let mut groups: FxHashMap<Decimal, Vec<Count>> = FxHashMap::default();
    let mut sentences: FxHashMap<u32, Vec<Count>> = FxHashMap::default();
    for (index, claim) in (0_u32..).zip(&ledger.claims) {
        if let Some(count) = Count::of(context, index, claim) {
            groups.entry(count.value).or_default().push(count.clone());
            sentences.entry(claim.sentence).or_default().push(count);
        }
    }
    let mut found: Vec<(&Count, &Count, &Count)> = Vec::new();
    for group in groups.values() {
        let pairs = context.links().pairs(group, MOST, |count| count.document);
        for (a, b) in pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]) {
            let beside = &sentences[&ledger.claims[a.claim as usize].sentence];
            if context.linked(a.document, b.document)
                && let Some(counter) = beside.iter().find(|counter| exchanges(context, a, counter, b))
                && !insisted(group, a, b)
                && telling(a.value, counter, b, &sentences[&ledger.claims[b.claim as usize].sentence])
            {
                found.push((a, counter, b));
            }
        }
    }
    found.extend(accompanied(context, &groups, &sentences));
    found.sort_by_key(|(a, counter, b)| (a.claim, counter.claim, b.claim));
    let mut told: FxHashSet<u32> = FxHashSet::default();
    // Of "seven nurses and three porters" exchanged, one finding tells all.
    let fresh = found.into_iter().filter(|(a, counter, b)| {
        let known = [a.claim, counter.claim, b.claim].iter().any(|claim| told.contains(claim));
        told.extend([a.claim, counter.claim, b.claim]);
        !known
    });
    fresh.map(|(a, counter, b)| report(rule, context, a, counter, b)).collect()
}

/// Two sentences that give the same two numbers, the one to the same thing and the other not: `137 farms and 6,200
/// oaks`, `137 bakers and 6,200 oaks`.
fn accompanied<'c>(
    context: &Context<'_>,
    groups: &'c FxHashMap<Decimal, Vec<Count>>,
    sentences: &'c FxHashMap<u32, Vec<Count>>,
) -> Vec<(&'c Count, &'c Count, &'c Count)> {
    let ledger = context.ledger;
    let beside = |count: &Count| sentences[&ledger.claims[count.claim as usize].sentence].iter();
    let word = |count: &Count| ledger.vocab.word(count.noun.head);
    /// Smaller numbers are met by chance.
    const FEW: Decimal = Decimal::int(20);
    let mut found = Vec::new();
    for group in groups.values() {
        for (a, b) in context.links().pairs(group, MOST, |count| count.document) {
            if !unlike(context, a, b) || insisted(group, a, b) {
                continue;
            }
            let rare = |count: &Count| {
                let whole = count.value.to_i128().unwrap_or_default();
                count.value > FEW && (whole % 10 != 0 || count.value.mantissa().unsigned_abs() >= 100)
            };
            let shared = beside(a).find(|one| {
                let again = |other: &Count| {
                    other.claim != b.claim && other.value == one.value && other.noun.head == one.noun.head
                };
                one.claim != a.claim && one.value != a.value && one.value > FEW && beside(b).any(again)
            });
            if let Some(shared) = shared
                && rare(a)
                && !are_one_count(word(a), word(b))
            {
                found.push((a, shared, b));
            }
        }
    }
    found
}

/// True for things of which neither is a kind of the other, nor another word for it.
fn unlike(context: &Context<'_>, a: &Count, b: &Count) -> bool {
    let word = |count: &Count| context.ledger.vocab.word(count.noun.head);
    let kinds = subsumes(word(a), word(b)) || subsumes(word(b), word(a));
    let same = matches!(match_nouns(context.ledger, &a.noun, &b.noun), NounMatch::Other);
    same && !kinds && is_known(word(a), Pos::Noun) && is_known(word(b), Pos::Noun)
}

/// How many there are of a thing that is named beside the number.
#[derive(Clone)]
pub struct Count {
    pub claim: u32,
    pub document: usize,
    pub value: Decimal,
    pub noun: Noun,
}

impl Count {
    /// The count that a claim in prose makes, if it makes one.
    #[must_use]
    pub fn of(context: &Context<'_>, index: u32, claim: &Claim) -> Option<Self> {
        let measure = claim.measure().filter(|m| m.dimension() == Dimension::Count && m.per.is_none())?;
        let slots = &claim.slots;
        let prose = matches!(
            slots.part,
            Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
        );
        let plain = prose
            && !measure.is_range
            && matches!(measure.hedge, Hedge::None | Hedge::Exact)
            && matches!(slots.mode, Mode::Actual | Mode::Negated | Mode::Projected)
            && !slots.identifying
            && !slots.additional;
        let value = measure.written().filter(|value| plain && *value >= Decimal::int(2))?;
        let noun = named(context, claim)?;
        Some(Self { claim: index, document: context.ledger.document_of(index), value, noun })
    }
}

/// What is counted, where it stands right at the number: `29 bridges`, `a chorus of 24`.
#[must_use]
pub fn named(context: &Context<'_>, claim: &Claim) -> Option<Noun> {
    let between = |start: u32, end: u32| {
        let text = context.sources.text_at(Span { start, end: end.max(start) }).to_lowercase();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    if let Some(noun) = &claim.slots.noun
        && !noun.implied
    {
        let near = noun.place.start >= claim.place.end && noun.place.start < claim.place.end + 3;
        let group = noun.place.end <= claim.place.start
            && noun.place.end + 6 > claim.place.start
            && between(noun.place.end, claim.place.start) == "of";
        if near || group {
            return Some(noun.clone());
        }
    }
    if let Some(noun) = part(context, claim) {
        return Some(noun);
    }
    // "The 148 commits that": a plural that was taken for a verb.
    let sentence = context.ledger.sentence_of(claim);
    let next = sentence.words.iter().find(|word| word.place.start >= claim.place.end)?;
    let text = context.sources.text_at(next.place).to_lowercase();
    let after = sentence.words.iter().find(|word| word.place.start >= next.place.end);
    let ends = after.is_none_or(|word| {
        word.class == WordClass::Function
            || context
                .sources
                .text_at(Span { start: next.place.end, end: word.place.start })
                .contains([',', '.', ':'])
    });
    let plural = text.ends_with('s') && text.len() > 4 && !is_function_word(&text);
    let close = next.place.start < claim.place.end + 3;
    (close && plural && ends && next.class == WordClass::Verb).then(|| Noun {
        head: next.lemma,
        modifiers: Vec::new(),
        place: next.place,
        implied: false,
    })
}

/// `nine of which were lorries`
fn part(context: &Context<'_>, claim: &Claim) -> Option<Noun> {
    let sentence = context.ledger.sentence_of(claim);
    let mut words = sentence.words.iter().filter(|word| word.place.start >= claim.place.end);
    let next_is = |word: Option<&Word>, wanted: &[&str]| {
        word.is_some_and(|word| wanted.contains(&context.sources.text_at(word.place)))
    };
    let led = next_is(words.next(), &["of"])
        && next_is(words.next(), &["which", "whom", "them", "these"])
        && next_is(words.next(), &["were", "are"]);
    let thing = words.next().filter(|word| led && word.class == WordClass::Noun)?;
    Some(Noun { head: thing.lemma, modifiers: Vec::new(), place: thing.place, implied: false })
}

/// True when `counter` gives another number for what `b` gives the number of `a` to.
fn exchanges(context: &Context<'_>, a: &Count, counter: &Count, b: &Count) -> bool {
    let ledger = context.ledger;
    if counter.value == a.value || counter.claim == a.claim {
        return false;
    }
    let same = counter.noun.head == b.noun.head
        && counter.noun.modifiers.iter().all(|word| b.noun.modifiers.contains(word));
    let others = !matches!(match_nouns(ledger, &a.noun, &b.noun), NounMatch::Same | NounMatch::Like);
    let word = |noun: &Noun| ledger.vocab.word(noun.head);
    // "212 people, 138 of them staff": 138 people are no other than the staff.
    let wider = b.noun.modifiers.is_empty() && subsumes(word(&b.noun), word(&a.noun));
    // Of "nine of 46 lorries" and "46 lorries, nine of them red" each number is of lorries.
    let apart = counter.noun.head != a.noun.head || counter.noun.modifiers != a.noun.modifiers;
    same && others && apart && !wider
}

/// True when either document gives the number to both things, or the same number to the other one.
#[must_use]
pub fn insisted(group: &[Count], a: &Count, b: &Count) -> bool {
    let gives = |document: usize, noun: &Noun| {
        group.iter().any(|count| count.document == document && count.noun.head == noun.head)
    };
    gives(a.document, &b.noun) || gives(b.document, &a.noun)
}

/// True for a number that hardly meets by chance: one of two digits that is not round, or any where
/// the other sentence has both numbers the other way round.
fn telling(value: Decimal, counter: &Count, b: &Count, beside: &[Count]) -> bool {
    let crossed = beside.iter().any(|count| {
        count.claim != b.claim && count.value == counter.value && count.noun.head != b.noun.head
    });
    let whole = value.to_i128().unwrap_or_default();
    crossed || whole > 20 && whole % 10 != 0 || whole > 100 && value.mantissa().unsigned_abs() >= 100
}

fn report(rule: &Rule, context: &Context<'_>, a: &Count, counter: &Count, b: &Count) -> Finding {
    let place = |count: &Count| context.ledger.claims[count.claim as usize].place.cover(count.noun.place);
    let text = |count: &Count| say::squeezed(context.sources.text_at(place(count)));
    let label = |count: &Count, role, note: &str| Label { place: place(count), role, note: note.to_owned() };
    let beside = counter.noun.head != b.noun.head;
    let labels = vec![
        label(a, "first", "the number and its thing"),
        label(b, "other", "the number with another thing"),
        label(counter, "echo", if beside { "in both of them" } else { "the number of that other thing" }),
    ];
    let message = format!("one number, two counted things: {} against {}", text(a), text(b));
    let why = if beside {
        vec![format!("both stand beside {}", text(counter))]
    } else {
        vec![format!("where {} stands, the other thing is counted as {}", text(a), text(counter))]
    };
    finding(rule, context, 0.82, message, labels, why)
}
