//! A stated number of things against the list of them that follows: `three steps:` and four
//! bullets, `four formats: PDF, HTML, CSV, JSON and XML`.

use super::figures::value;
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Part, WordClass};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;
use crate::source::{Block, BlockKind, Document};

/// Counts that are not those of the lists behind them.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 1) {
        let Some((count, colon)) = heralded(&tape) else { continue };
        let listed = if colon + 1 == tape.items.len() {
            bullets(context, tape.place)
        } else {
            words(&tape, colon + 1)
        };
        if let Some(listed) = listed {
            findings.extend(compare(rule, context, count, &listed));
        }
    }
    findings
}

/// What a list holds.
struct Listed {
    /// The fewest and the most items that it may be read as.
    least: usize,
    most: usize,
    /// Where the items stand; none for a list in the sentence.
    places: Vec<Span>,
}

/// Words that may stand between the counted noun and the colon, beside those of a phrase.
const VERBS: &[&str] = &["be", "follow", "apply", "exist", "remain", "as", "open", "available"];
/// Words before the number that say that it counts no list, or not the whole of one.
const BARRED_BEFORE: &[&str] = &[
    "if",
    "when",
    "whenever",
    "unless",
    "each",
    "every",
    "both",
    "any",
    "either",
    "with",
    "while",
    "than",
    "between",
    "least",
    "most",
    "first",
    "last",
    "top",
    "other",
    "after",
    "since",
    "because",
    "where",
    "once",
    "until",
    "before",
    "following",
    "per",
    "include",
    "including",
    "combine",
    "only",
    "these",
    "those",
    "all",
    "same",
    "within",
    "every",
    "into",
    "such",
];
/// Words behind it that say that the list is of something else, or not complete.
const BARRED_AFTER: &[&str] = &[
    "following",
    "with",
    "include",
    "including",
    "which",
    "who",
    "whose",
    "where",
    "when",
    "if",
    "e.g",
    "example",
    "instance",
    "such",
    "namely",
    "and",
    "or",
    "but",
    "so",
    "because",
    "by",
    "using",
    "via",
];
/// Nouns that number a list's things only by chance.
const NOUNS: &[&str] =
    &["time", "percent", "line", "hand", "version", "other", "people", "person", "one", "dimension"];

/// The count that a colon sets before a list, and where that colon stands.
fn heralded<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, usize)> {
    let colon = (0..tape.items.len()).find(|&at| tape.mark(at, ':'))?;
    let at = (0..colon).rev().find(|&at| tape.claim(at).is_some_and(|claim| claim.date().is_none()))?;
    let count = tape.count(at).filter(|claim| {
        let noun = claim.slots.noun.as_ref();
        noun.is_some_and(|noun| !noun.implied && noun.place.start >= claim.place.end)
            && !claim.slots.subset
            && !matches!(claim.slots.part, Part::Title | Part::Cell | Part::Code | Part::Citation)
            && value(measure(claim)).and_then(Decimal::to_i128).is_some_and(|n| (2..=30).contains(&n))
    })?;
    let alone =
        (0..at).filter(|&before| tape.claim(before).is_some_and(|claim| claim.measure().is_some())).count()
            == 0;
    if !alone || tape.any_word(0..at, BARRED_BEFORE) || at > 14 {
        return None;
    }
    (is_head(tape, at + 1, colon) || names_follow(tape, at + 1, colon)).then_some((count, colon))
}

/// `Five players leave us this summer: Vera Holm, ...`: the names say whose list it is, whatever
/// the verb.
fn names_follow(tape: &Tape<'_>, from: usize, colon: usize) -> bool {
    let plain = colon - from <= 9
        && !tape.any_word(from..colon, BARRED_AFTER)
        && (from..colon).all(|at| match tape.items[at] {
            Item::Word { .. } => true,
            Item::Claim(claim) => claim.date().is_some(),
            Item::Mark(_) => false,
        });
    let mut segments = tape.items[colon + 1..].split(|item| matches!(item, Item::Mark(',' | '.' | ';')));
    let named = |item: &Item<'_>| match item {
        Item::Word { text, .. } => text.starts_with(char::is_uppercase) || *text == "and",
        Item::Mark(mark) => matches!(mark, '-' | '\'' | '’'),
        Item::Claim(_) => false,
    };
    let names = |segment: &[Item<'_>]| segment.is_empty() || segment.len() >= 2 && segment.iter().all(named);
    plain && colon + 3 < tape.items.len() && segments.all(names)
}

/// True when the words between the number and the colon make the counted thing the list's head.
fn is_head(tape: &Tape<'_>, from: usize, colon: usize) -> bool {
    if colon - from > 9 || tape.any_word(from..colon, BARRED_AFTER) || tape.any_word(from..colon, NOUNS) {
        return false;
    }
    // "three things that you need": the verb of somebody named before it.
    let (mut person, mut verb) = (false, false);
    for at in from..colon {
        match tape.items[at] {
            Item::Mark('-' | '\'' | '’' | '/') => {}
            Item::Mark(_) | Item::Claim(_) => return false,
            Item::Word { class, .. } => {
                person |= tape.word(at, &["you", "we", "i", "to"]);
                verb |= tape.any_word(at..at + 1, VERBS);
                if class == WordClass::Verb && !person && !verb {
                    return false;
                }
            }
        }
    }
    true
}

/// The bullets or numbered items below the block whose sentence ends at a colon.
fn bullets(context: &Context<'_>, sentence: Span) -> Option<Listed> {
    let document = context.sources.document(sentence);
    let start = sentence.start - document.base;
    let of = |block: &Block| block.pieces.first().map_or(0, |piece| piece.at.start);
    // Breaks have no place: the blocks that have one are in order.
    let index = document.blocks.iter().rposition(|block| !block.pieces.is_empty() && of(block) <= start)?;
    let own = match document.blocks[index].kind {
        BlockKind::ListItem { depth, .. } => Some(depth),
        BlockKind::Paragraph | BlockKind::Heading(_) => None,
        _ => return None,
    };
    // A second sentence may follow the colon's.
    let last = document.blocks[index].pieces.last()?.at.end;
    if last > sentence.end - document.base + 4 {
        return None;
    }
    let mut places = Vec::new();
    let mut level = None;
    let mut next = index + 1;
    while let Some(BlockKind::ListItem { depth, ordered }) =
        document.blocks.get(next).map(|block| &block.kind)
    {
        if own.is_some_and(|own| *depth <= own) {
            break;
        }
        let level = *level.get_or_insert(*depth);
        if *depth < level {
            break;
        }
        if *depth == level && begins_item(document, &document.blocks[next]) {
            // A number that begins again begins another list.
            if !places.is_empty() && *ordered == Some(1) {
                break;
            }
            places.push(whole(document, &document.blocks[next]));
        }
        next += 1;
    }
    // A list that something interrupts may go on behind it.
    let rest = document.blocks[next.min(document.blocks.len())..].iter().take(3);
    let resumes = rest
        .take_while(|block| !matches!(block.kind, BlockKind::Heading(_)))
        .any(|block| matches!(block.kind, BlockKind::ListItem { .. }));
    let ends = own.is_some() || !resumes;
    // "the remaining fields may be left empty" is said of what is not counted.
    let open = places.iter().any(|&place| {
        let mut words = document.text_at(place).split_whitespace().map(str::to_lowercase);
        let first = words.next().unwrap_or_default();
        let rest = |word: &str| matches!(word, "remaining" | "other" | "others" | "rest");
        matches!(first.as_str(), "and" | "also" | "optionally" | "etc." | "...")
            || rest(&first)
            || words.next().is_some_and(|second| rest(&second))
    });
    (ends && !open && places.len() >= 2).then_some(Listed { least: places.len(), most: places.len(), places })
}

/// True when the block begins with its bullet or number, and is no second paragraph of an item.
fn begins_item(document: &Document, block: &Block) -> bool {
    let Some(first) = block.pieces.first() else { return false };
    let before = document.text.get(..first.at.start as usize).unwrap_or_default();
    if document.format == "html" {
        return before.rfind("<li").is_some_and(|open| !before[open..].contains("</"));
    }
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start_matches([' ', '\t', '>']);
    line.starts_with(|c: char| {
        matches!(c, '-' | '*' | '+' | '•' | '·' | '–' | '—' | '(') || c.is_alphanumeric()
    })
}

fn whole(document: &Document, block: &Block) -> Span {
    let (first, last) = (block.pieces.first(), block.pieces.last());
    let (start, end) = (first.map_or(0, |p| p.at.start), last.map_or(0, |p| p.at.end));
    Span::new(start, end.max(start)).shifted(document.base)
}

/// The items of a list in the sentence itself, from `from` to its end.
fn words(tape: &Tape<'_>, from: usize) -> Option<Listed> {
    let mut end = tape.items.len();
    while end > from && matches!(tape.items[end - 1], Item::Mark('.' | ';' | '!' | ')')) {
        end -= 1;
    }
    let semicolons = (from..end).any(|at| tape.mark(at, ';'));
    let comma = if semicolons { ';' } else { ',' };
    let (mut segments, mut start) = (Vec::new(), from);
    for at in from..=end {
        if at == end || tape.mark(at, comma) {
            segments.push(start..at);
            start = at + 1;
        }
    }
    if segments.len() < 2 {
        return None;
    }
    let last = segments.last()?;
    let joined = |at: usize| tape.word(at, &["and", "or", "&"]);
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
                _ => return None,
            }
        }
        if tape.word(own, NOT_FIRST) {
            return None;
        }
        ands += usize::from(nth + 1 < segments.len() && (own..segment.end).any(joined));
    }
    // "..., object store and HTTP": the last comma may be missing; without any "and" the list is open.
    let inner = (last.start..last.end).filter(|&at| joined(at)).count();
    let (least, most) = match (joined(last.start), inner) {
        (true, 1) => (segments.len(), segments.len()),
        (false, 1) => (segments.len() + 1, segments.len() + 1),
        _ => return None,
    };
    Some(Listed { least, most: most + ands, places: Vec::new() })
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
    !CLAUSE.iter().any(|word| text.eq_ignore_ascii_case(word))
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that begin an addition to an item, and no item.
const NOT_FIRST: &[&str] = &[
    "a", "an", "of", "in", "at", "from", "by", "with", "as", "for", "on", "or", "to", "namely", "now", "then",
];

fn compare(rule: &Rule, context: &Context<'_>, count: &Claim, listed: &Listed) -> Option<Finding> {
    let stated = usize::try_from(value(measure(count))?.to_i128()?).ok()?;
    if measure(count).dimension() != Dimension::Count || (listed.least..=listed.most).contains(&stated) {
        return None;
    }
    // What is far off is another list.
    let apart = stated.abs_diff(listed.least).min(stated.abs_diff(listed.most));
    let pairs = listed.places.is_empty() && listed.least == 2 * stated;
    if pairs || apart > 2 || apart * 2 > stated && apart > 1 {
        return None;
    }
    let mut labels = vec![Label { place: count.place, role: "first", note: format!("says {stated}") }];
    if listed.places.is_empty() {
        // The list of the sentence stands behind its colon.
        let place = context.ledger.sentence_of(count).place;
        let rest = Span::new(count.place.end, place.end.max(count.place.end));
        let text = context.sources.text_at(rest);
        if let Some(colon) = text.find(':') {
            let list = text[colon + 1..].trim_start_matches([' ', '*', '_']);
            let start = rest.end - u32::try_from(list.len()).unwrap_or(0);
            let length = u32::try_from(list.trim_end_matches(['.', ' ']).len()).unwrap_or(0);
            let place = Span::new(start, start + length);
            labels.push(Label { place, role: "part", note: format!("{} items", listed.least) });
        }
    } else {
        let number = |nth: usize| format!("item {}", nth + 1);
        labels.extend(listed.places.iter().enumerate().map(|(nth, &place)| Label {
            place,
            role: "part",
            note: number(nth),
        }));
    }
    let quoted = say::quoted(context.sources, count);
    let message = format!("{quoted}, but {} are listed", listed.least);
    let why = vec![format!("the list that follows has {} items", listed.least)];
    let sure = if apart == 1 { 0.9 } else { 0.86 };
    Some(finding(rule, context, sure, message, labels, why))
}
