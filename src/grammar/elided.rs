//! What a number counts that stands alone: "Of the homes inspected, 186 did not meet the standard", "40 wells were
//! tested, and 12 were dry".

use std::ops::Range;

use super::analysis::Phrase;
use super::edge::is_any;
use super::slots::View;
use crate::claim::{Claim, Decimal, Dimension, Kind, Noun, Vocab};
use crate::lexicon::concepts::is_animate;
use crate::lexicon::tag::Tag;

/// The thing that the opening of the sentence takes a part of: `Of the homes inspected, 186`, `Among the 60 boats, 12`.
/// None of it stands for "Of course, 186 did".
#[must_use]
pub fn fronted(view: &View<'_>, own: &Range<usize>) -> Option<Phrase> {
    let analysis = view.analysis;
    if !view.words.first().is_some_and(|word| is_any(word, &["of", "among"])) {
        return None;
    }
    let named =
        analysis.tags.get(1).is_some_and(|tag| tag.is_determiner() || matches!(tag, Tag::PRPS | Tag::PDT));
    let mut at = 1;
    let counted = (1..4).find_map(|at| analysis.value.get(at).copied().flatten());
    if let Some(tokens) = counted.and_then(|value| analysis.value_tokens(usize::from(value))) {
        at = tokens.end;
    } else if !named {
        return None;
    }
    let phrase = analysis.phrase_at(at).filter(|phrase| phrase.head < own.start)?;
    (phrase.head + 1..own.start).any(|at| view.words[at] == ",").then_some(phrase)
}

/// True for a number that is the subject of its clause, or what something is said to be, with no noun beside it:
/// `12 were dry`, `that fewer than 40 had failed`, `classed 41 as defective`.
#[must_use]
pub fn stands_alone(view: &View<'_>, own: &Range<usize>) -> bool {
    let tags = &view.analysis.tags;
    let next = (own.end..tags.len()).find(|&at| !tags[at].is_adverb());
    let Some(next) = next.filter(|&at| view.analysis.value[at].is_none()) else { return false };
    let before = own.start.checked_sub(1);
    if tags[next].is_finite_verb() || tags[next] == Tag::MD {
        return before.is_none_or(|at| {
            matches!(tags[at], Tag::Comma | Tag::CC)
                || is_any(
                    view.words[at],
                    &["that", "because", "while", "although", "though", "whereas", "if"],
                )
        });
    }
    is_any(view.words[next], &["as"]) && before.is_some_and(|at| tags[at].is_verb())
}

/// What happens to people alone, so that of "The crew fought 12 fires, and three were hurt" no fires were.
const OF_PEOPLE: &[&str] = &[
    "arrest",
    "die",
    "evacuate",
    "hospitalize",
    "hurt",
    "injure",
    "jail",
    "kill",
    "rescue",
    "survive",
    "wound",
];

/// Gives numbers without a noun what a number before them counts, of which they take a part: `Of these, 41 grew ...`,
/// `the remaining 33`, `40 wells were tested, and 12 were dry`. The claims of the sentence `text` begin at `first`, each with
/// its range there and its number in `view`.
pub fn imply(
    claims: &mut [Claim],
    first: usize,
    (ranges, indices): (&[Range<u32>], &[usize]),
    text: &str,
    view: &View<'_>,
    vocab: &Vocab,
) {
    let lacks = |claim: &Claim| claim.kind == Kind::Quantity && claim.slots.noun.is_none();
    if !claims[first..].iter().any(lacks) {
        return;
    }
    let back = ["Of these", "Of those", "Of them", "of these", "of those", "of them", "of whom", "of which"];
    // All of them hold one of two strings.
    let parts = ["f th", "f wh"].iter().any(|middle| text.contains(middle))
        && back.iter().any(|words| text.contains(words));
    for (index, (range, number)) in (first..claims.len()).zip(ranges.iter().zip(indices)) {
        let (earlier, [claim, ..]) = claims.split_at_mut(index) else { continue };
        if !lacks(claim) {
            continue;
        }
        let before = text[..range.start as usize].trim_end();
        let rest = ["the remaining", "The remaining", "the other", "The other"];
        let counts = earlier.iter().rev().take_while(|before| before.sentence + 1 >= claim.sentence);
        let mut counts = counts.filter(|before| before.kind == Kind::Quantity);
        let noun = if parts || rest.iter().any(|words| before.ends_with(words)) {
            counts.find_map(|before| before.slots.noun.clone())
        } else if view.analysis.value_tokens(*number).is_some_and(|own| stands_alone(view, &own)) {
            let verb = claim.slots.predicate.as_ref().map_or("", |verb| vocab.word(verb.verb));
            let of_people = OF_PEOPLE.contains(&verb);
            let own = size(claim);
            counts.take_while(|before| before.sentence == claim.sentence).find_map(|before| {
                let noun = before.slots.noun.as_ref()?;
                let fits = size(before) > own && (!of_people || is_animate(vocab.word(noun.head)));
                fits.then(|| noun.clone())
            })
        } else {
            None
        };
        if let Some(noun) = noun {
            claim.slots.noun = Some(Noun { implied: true, ..noun });
            claim.slots.subset = true;
        }
    }
}

/// The number of a bare count.
fn size(claim: &Claim) -> Option<Decimal> {
    claim.measure().filter(|measure| measure.dimension() == Dimension::Count)?.written()
}
