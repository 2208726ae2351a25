//! Lists inside a sentence, read for the number of their items: `PDF, HTML, CSV and XML`. Knows
//! no rule.

use std::ops::Range;

use super::tape::{Item, Tape};
use crate::claim::Value;

/// How many items a list may be read as having.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items {
    pub least: usize,
    pub most: usize,
}

/// Words that join the last item to the others.
const JOINS: &[&str] = &["and", "or", "&"];

/// The items of the list that takes up `range`, its last mark left out: plain phrases of a few
/// words each, the last one joined by an `and`.
#[must_use]
pub fn phrases(tape: &Tape<'_>, range: Range<usize>) -> Option<Items> {
    let (from, mut end) = (range.start, range.end);
    while end > from && matches!(tape.items[end - 1], Item::Mark('.' | ';' | '!' | ')')) {
        end -= 1;
    }
    let semicolons = (from..end).any(|at| tape.mark(at, ';'));
    let segments = split(tape, from..end, if semicolons { ';' } else { ',' });
    if segments.len() < 2 {
        return None;
    }
    let last = segments.last()?;
    let joined = |at: usize| tape.word(at, JOINS);
    // "by card, by cheque or in cash": the items are phrases, all of them.
    let begins = |segment: &Range<usize>| {
        let own = segment.start + usize::from(joined(segment.start));
        tape.word(own, NOT_FIRST) && !tape.word(own, &["a", "an", "of", "namely", "now", "then", "as", "or"])
    };
    let phrased = segments.iter().all(begins);
    // "The donor and alumni register, the portal and the car park office": where each has its article, one without is none.
    let article = |at: usize| tape.word(at, &["the", "a", "an"]);
    let led = segments.iter().all(|segment| article(segment.start + usize::from(joined(segment.start))));
    let mut ands = 0;
    for (nth, segment) in segments.iter().enumerate() {
        let own = segment.start + usize::from(nth + 1 == segments.len() && joined(segment.start));
        if segment.end <= own || segment.end - own > 7 {
            return None;
        }
        for at in own..segment.end {
            match tape.items[at] {
                Item::Mark('-' | '\'' | '’' | '/' | '"' | '“' | '”') => {}
                Item::Word { text, .. } if is_item_word(text) => {}
                Item::Claim(claim) if matches!(claim.value, Value::Identifier(_)) => {}
                _ => return None,
            }
        }
        if !phrased && tape.word(own, NOT_FIRST) {
            return None;
        }
        let two = (own..segment.end).any(|at| joined(at) && (!led || article(at + 1)));
        ands += usize::from(nth + 1 < segments.len() && two);
    }
    // "..., object store and HTTP": the last comma may be missing; without any "and" the list is open.
    let inner = (last.start..last.end).filter(|&at| joined(at)).count();
    let (least, most) = match (joined(last.start), inner) {
        (true, 1) => (segments.len(), segments.len()),
        (false, 1) => (segments.len() + 1, segments.len() + 1),
        _ => return None,
    };
    Some(Items { least, most: most + ands })
}

/// As `phrases`, for a list that brackets or dashes close off: it needs no `and`, and one inside
/// its last item may belong to that item's name.
#[must_use]
pub fn enclosed(tape: &Tape<'_>, range: Range<usize>) -> Option<Items> {
    if let Some(items) = phrases(tape, range.clone()) {
        // "(Cuba, Haiti, Trinidad and Tobago)"
        let segments = split(tape, range, ',');
        let pair = segments.last().is_some_and(|last| {
            last.len() == 3
                && tape.word(last.start + 1, &["and", "&"])
                && [last.start, last.start + 2].iter().all(|&at| {
                    matches!(tape.items[at], Item::Word { text, .. } if text.starts_with(char::is_uppercase))
                })
        });
        let least = if pair { items.least.min(segments.len()) } else { items.least };
        return Some(Items { least, ..items });
    }
    let segments = split(tape, range, ',');
    let plain = |segment: &Range<usize>| {
        !segment.is_empty()
            && segment.len() <= 4
            && !tape.word(segment.start, NOT_FIRST)
            && segment.clone().all(|at| match tape.items[at] {
                Item::Mark('-' | '\'' | '’') => true,
                Item::Word { text, .. } => is_item_word(text) && !JOINS.contains(&text),
                _ => false,
            })
    };
    (segments.len() >= 3 && segments.iter().all(plain))
        .then_some(Items { least: segments.len(), most: segments.len() })
}

/// As `phrases`, for items that each have their article, so that the last one needs no comma before its `and`: `a studio, a
/// homework room, a playroom and a room that seats 40`. What an item is told of behind `that` is not looked at.
#[must_use]
pub fn articled(tape: &Tape<'_>, range: Range<usize>) -> Option<Items> {
    const ARTICLES: &[&str] = &["a", "an", "the", "another"];
    const TOLD: &[&str] = &["that", "which", "who", "where", "whose"];
    /// Most words of an item.
    const LONGEST: usize = 7;
    let mut end = range.end;
    while end > range.start && matches!(tape.items[end - 1], Item::Mark('.' | '!')) {
        end -= 1;
    }
    let joined = |at: usize| tape.word(at, JOINS) && tape.word(at + 1, ARTICLES);
    let mut items = 0;
    let segments = split(tape, range.start..end, ',');
    for (nth, segment) in segments.iter().enumerate() {
        let last = nth + 1 == segments.len();
        let from = segment.start + usize::from(last && joined(segment.start));
        let to = segment.clone().find(|&at| tape.word(at, TOLD)).unwrap_or(segment.end);
        let inner: Vec<usize> = (from..to).filter(|&at| joined(at)).collect();
        let plain = (from..to).all(|at| match tape.items[at] {
            Item::Mark(mark) => matches!(mark, '-' | '\'' | '’' | '/' | '"' | '“' | '”'),
            Item::Word { text, .. } => is_item_word(text),
            Item::Claim(_) => false,
        });
        let closed = if last { inner.len() + (from - segment.start) == 1 } else { inner.is_empty() };
        if !tape.word(from, ARTICLES) || !plain || !closed || to - from > LONGEST * (1 + inner.len()) {
            return None;
        }
        items += 1 + inner.len();
    }
    (segments.len() >= 2).then_some(Items { least: items, most: items })
}

/// As `phrases`, for items of many words that each have their article: `a ban on noise after ten, a
/// second warden at each gate, and cameras at the doors`. The last one needs its own comma and `and`.
#[must_use]
pub fn clauses(tape: &Tape<'_>, range: Range<usize>) -> Option<Items> {
    const ARTICLES: &[&str] = &["a", "an", "the", "one", "another", "more", "better", "fewer", "no"];
    let mut end = range.end;
    while end > range.start && matches!(tape.items[end - 1], Item::Mark('.' | ';' | '!')) {
        end -= 1;
    }
    if (range.start..end).any(|at| matches!(tape.items[at], Item::Mark(':' | '.' | '(' | '—' | '?' | '!')))
    {
        return None;
    }
    let semicolons = (range.start..end).any(|at| tape.mark(at, ';'));
    let segments = split(tape, range.start..end, if semicolons { ';' } else { ',' });
    let (last, others) = segments.split_last()?;
    let quantity = |at: usize| tape.claim(at).is_some_and(|claim| matches!(claim.value, Value::Measure(_)));
    let clause =
        ["which", "who", "that", "is", "are", "was", "were", "has", "have", "will", "such", "including"];
    let item = |segment: &Range<usize>| {
        let own = segment.start + usize::from(tape.word(segment.start, JOINS));
        own < segment.end
            && segment.len() <= if semicolons { 40 } else { 14 }
            && (semicolons || !segment.clone().any(quantity) && !tape.any_word(segment.clone(), &clause))
    };
    let articled = |segment: &Range<usize>| semicolons || tape.word(segment.start, ARTICLES);
    let closed = tape.word(last.start, &["and"]);
    let fits = others.len() >= 2 && closed && segments.iter().all(item) && others.iter().all(articled);
    fits.then_some(Items { least: segments.len(), most: segments.len() })
}

/// The names that begin at `from`, joined by commas and one `and`, and where they end.
#[must_use]
pub fn names(tape: &Tape<'_>, from: usize) -> Option<(Items, usize)> {
    let (mut at, mut count, mut joined) = (from, 0, false);
    loop {
        let length = name(tape, at)?;
        count += 1;
        at += length;
        if joined {
            break;
        }
        let comma = tape.mark(at, ',');
        let and = at + usize::from(comma);
        joined = tape.word(and, &["and"]);
        if !comma && !joined {
            return None;
        }
        at = and + usize::from(joined);
    }
    // "Ada Lind, Bo Holm and Carl Berg, met": what follows must not be one more name.
    let closed = match tape.items.get(at) {
        None => true,
        Some(Item::Mark(',')) => name(tape, at + 1).is_none() && !tape.word(at + 1, JOINS),
        Some(Item::Mark(mark)) => matches!(mark, '.' | ';' | ')' | '—' | ':' | '!' | '?'),
        _ => false,
    };
    (closed && count >= 2).then_some((Items { least: count, most: count }, at))
}

/// How many members a name at `at` takes up: `Ada van der Lind`, `St. Kell`.
fn name(tape: &Tape<'_>, at: usize) -> Option<usize> {
    const INNER: &[&str] =
        &["of", "de", "van", "von", "der", "den", "la", "le", "du", "del", "upon", "on", "the"];
    let capital = |at: usize| {
        matches!(tape.items.get(at), Some(Item::Word { text, .. })
            if text.starts_with(char::is_uppercase) && !["The", "Inc", "Ltd", "Jr", "Sr"].contains(text))
    };
    // "Ann Lowe, Bert Moss and myself": who writes is one more of those named.
    if tape.word(at, &["myself"]) {
        return Some(1);
    }
    let mut end = at;
    while end - at < 7 {
        let mark = matches!(tape.items.get(end), Some(Item::Mark('-' | '\'' | '’')));
        let stop = tape.mark(end, '.')
            && end > at
            && capital(end + 1)
            && matches!(tape.items[end - 1], Item::Word { text, .. } if text.len() <= 2);
        let inner = end > at && tape.word(end, INNER) && (capital(end + 1) || tape.word(end + 1, INNER));
        if !(capital(end) || end > at && (mark || stop || inner)) {
            break;
        }
        end += 1;
    }
    (end > at).then_some(end - at)
}

fn split(tape: &Tape<'_>, range: Range<usize>, comma: char) -> Vec<Range<usize>> {
    let (mut segments, mut start) = (Vec::new(), range.start);
    for at in range.start..=range.end {
        if at == range.end || tape.mark(at, comma) {
            segments.push(start..at);
            start = at + 1;
        }
    }
    segments
}

/// Words that no plain item of a list holds: those of clauses, and of lists that are not complete.
fn is_item_word(text: &str) -> bool {
    const CLAUSE: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "can",
        "may",
        "it",
        "they",
        "we",
        "you",
        "he",
        "she",
        "i",
        "who",
        "which",
        "that",
        "there",
        "this",
        "etc",
        "others",
        "more",
        "etc.",
        "including",
        "such",
        "both",
        "respectively",
        "not",
        "but",
        "does",
        "do",
        "did",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "also",
        "plus",
        "one",
        "other",
        "if",
        "when",
        "jr",
        "sr",
    ];
    // Of names: "the Alder Plus", "the Birch One".
    (matches!(text, "Plus" | "One") || !CLAUSE.iter().any(|word| text.eq_ignore_ascii_case(word)))
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that begin an addition to an item, and no item.
const NOT_FIRST: &[&str] = &[
    "a", "an", "of", "in", "at", "from", "by", "with", "as", "for", "on", "or", "to", "namely", "now", "then",
];
