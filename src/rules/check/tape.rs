//! A sentence as a row of values, words and marks: what checks of one sentence's own
//! figures walk along. Knows no rule.

use super::Context;
use super::figures::value;
use crate::align::Ledger;
use crate::claim::{Claim, Dimension, Measure, Part, Value, WordClass};
use crate::place::Span;

/// One member of the row.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// A value, date or identifier, whole.
    Claim(&'a Claim),
    /// Any other word, as written, with its lemma.
    Word { text: &'a str, lemma: &'a str, class: WordClass, place: Span },
    /// A mark between words: `,`, `(`; dashes are `—`, what cannot be read is `MUDDLE`.
    Mark(char),
}

/// Stands for a break inside a sentence, such as the end of a page.
pub const MUDDLE: char = '\u{1}';

/// A gap between two words of one sentence is hardly ever longer, in bytes.
const LONGEST_GAP: usize = 160;

/// The row of one sentence.
pub struct Tape<'a> {
    pub items: Vec<Item<'a>>,
    /// The sentence in its document.
    pub place: Span,
}

/// The sentences with claims, in order, for all checks that walk along them.
pub struct Figured {
    /// Numbers of the claims, by sentence and place; quotations and citations left out.
    order: Vec<u32>,
    sentences: Vec<Sentence>,
}

/// A sentence with claims.
struct Sentence {
    /// Where its claims begin in the order.
    from: u32,
    /// How many of them are quantities of prose.
    quantities: u32,
}

impl Figured {
    /// Reads off the sentences of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let claims = &ledger.claims;
        let claim = |index: u32| &claims[index as usize];
        let mut order: Vec<u32> = (0..u32::try_from(claims.len()).unwrap_or(u32::MAX))
            .filter(|&index| !matches!(claim(index).value, Value::Quote | Value::Citation(_)))
            .collect();
        // Nearly in order already: only a page's notes stand inside a sentence of the text.
        order.sort_by_key(|&index| (claim(index).sentence, claim(index).place.start));
        let is_quantity = |index: u32| {
            matches!(claim(index).value, Value::Measure(_) | Value::Ordinal(_))
                && !matches!(claim(index).slots.part, Part::Code | Part::Cell)
        };
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut last = None;
        for (from, &index) in (0_u32..).zip(&order) {
            if last != Some(claim(index).sentence) {
                last = Some(claim(index).sentence);
                sentences.push(Sentence { from, quantities: 0 });
            }
            if let Some(sentence) = sentences.last_mut() {
                sentence.quantities += u32::from(is_quantity(index));
            }
        }
        Self { order, sentences }
    }
}

/// The rows of all sentences with `least` quantities or more, program text left out.
pub fn tapes<'a>(context: &'a Context<'a>, least: u32) -> impl Iterator<Item = Tape<'a>> {
    let Figured { order, sentences } = context.figured();
    let told = (0..sentences.len()).filter(move |&at| sentences[at].quantities >= least);
    told.map(move |at| {
        let end = sentences.get(at + 1).map_or(order.len(), |next| next.from as usize);
        let own = &order[sentences[at].from as usize..end];
        Tape::of(context, context.ledger.claims[own[0] as usize].sentence, own)
    })
}

impl<'a> Tape<'a> {
    fn of(context: &'a Context<'a>, sentence: u32, own: &[u32]) -> Self {
        let ledger = context.ledger;
        let sentence = &ledger.sentences[sentence as usize];
        let document = context.sources.document(sentence.place);
        let mut claims = own
            .iter()
            .map(|&index| &ledger.claims[index as usize])
            .filter(|claim| sentence.place.contains(claim.place))
            .peekable();
        let mut items = Vec::with_capacity(sentence.words.len() * 2);
        let mut end = sentence.place.start;
        for word in &sentence.words {
            while let Some(claim) = claims.next_if(|claim| claim.place.start <= word.place.start) {
                if claim.place.start >= end {
                    marks(document.text_at(Span::new(end, claim.place.start)), &mut items);
                    items.push(Item::Claim(claim));
                    end = claim.place.end;
                }
            }
            if word.place.start < end {
                if word.place.end < sentence.place.start {
                    items.push(Item::Mark(MUDDLE));
                }
                continue;
            }
            marks(document.text_at(Span::new(end, word.place.start)), &mut items);
            items.push(Item::Word {
                text: document.text_at(word.place),
                lemma: ledger.vocab.word(word.lemma),
                class: word.class,
                place: word.place,
            });
            end = word.place.end;
        }
        for claim in claims.filter(|claim| claim.place.start >= end) {
            items.push(Item::Claim(claim));
        }
        let rest = Span::new(end.min(sentence.place.end), sentence.place.end);
        marks(document.text_at(rest), &mut items);
        Self { items, place: sentence.place }
    }

    /// The claim at `at`.
    #[must_use]
    pub fn claim(&self, at: usize) -> Option<&'a Claim> {
        if let Some(Item::Claim(claim)) = self.items.get(at) { Some(claim) } else { None }
    }

    /// The claim at `at`, if it is a quantity stated to the unit and without a hedge.
    #[must_use]
    pub fn stated(&self, at: usize) -> Option<&'a Claim> {
        self.claim(at).filter(|claim| {
            !claim.slots.identifying
                && claim.measure().is_some_and(|m| value(m).is_some() && !m.is_range && m.per.is_none())
        })
    }

    /// As `stated`, for a bare count.
    #[must_use]
    pub fn count(&self, at: usize) -> Option<&'a Claim> {
        self.stated(at).filter(|claim| claim.measure().is_some_and(|m| m.dimension() == Dimension::Count))
    }

    /// True when the mark `mark` stands at `at`.
    #[must_use]
    pub fn mark(&self, at: usize, mark: char) -> bool {
        matches!(self.items.get(at), Some(Item::Mark(own)) if *own == mark)
    }

    /// True when one of `words` stands at `at`, in any case.
    #[must_use]
    pub fn word(&self, at: usize, words: &[&str]) -> bool {
        matches!(self.items.get(at), Some(Item::Word { text, .. })
            if words.iter().any(|word| text.eq_ignore_ascii_case(word)))
    }

    /// How many of the words from `at` on are among `words`, at most `most`.
    #[must_use]
    pub fn skip(&self, at: usize, words: &[&str], most: usize) -> usize {
        (at..at + most).take_while(|&next| self.word(next, words)).count()
    }

    /// From the first to the last word or value of `range`, in the document.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let mut places = self.items.get(range)?.iter().filter_map(|item| match item {
            Item::Claim(claim) => Some(claim.place),
            Item::Word { place, .. } => Some(*place),
            Item::Mark(_) => None,
        });
        let first = places.next()?;
        Some(places.next_back().map_or(first, |last| first.cover(last)))
    }

    /// True when any of `items[range]` is a word with one of these lemmas or spellings.
    #[must_use]
    pub fn any_word(&self, range: std::ops::Range<usize>, words: &[&str]) -> bool {
        self.items[range.start.min(self.items.len())..range.end.min(self.items.len())].iter().any(|item| {
            matches!(item, Item::Word { text, lemma, .. }
                if words.iter().any(|word| text.eq_ignore_ascii_case(word) || lemma == word))
        })
    }
}

/// The marks in what stands between two words, markup and note marks read over.
fn marks(gap: &str, items: &mut Vec<Item<'_>>) {
    if gap.len() > LONGEST_GAP {
        items.push(Item::Mark(MUDDLE));
        return;
    }
    let mut rest = gap;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '<' => rest.find('>').map(|end| end + 1),
            '[' => rest.find(']').map(|end| end + 1),
            '&' => rest.bytes().take(10).position(|byte| byte == b';').map(|end| {
                if matches!(&rest[1..end], "mdash" | "ndash") {
                    items.push(Item::Mark('—'));
                }
                end + 1
            }),
            _ => None,
        };
        if let Some(length) = length {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '–' | '—' => items.push(Item::Mark('—')),
            '-' if rest.starts_with('-') || rest.starts_with(' ') => {
                rest = rest.trim_start_matches('-');
                items.push(Item::Mark('—'));
            }
            '*' | '_' | '`' | '\\' | '>' | '\u{ad}' => {}
            _ if c.is_whitespace() => {}
            _ => items.push(Item::Mark(c)),
        }
    }
}

/// The quantity of a claim known to be one.
#[must_use]
pub fn measure(claim: &Claim) -> &Measure {
    match &claim.value {
        Value::Measure(measure) => measure,
        _ => unreachable!("asked of quantities only"),
    }
}
