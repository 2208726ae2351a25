//! How many things a list holds, and where they stand: the bullets below a sentence, or what a sentence
//! lists itself. Which count is that of the list is left to others.

use super::Context;
use super::enumerations::Items;
use super::figures::value;
use super::tape::measure;
use crate::claim::{Claim, Decimal, Part};
use crate::place::Span;
use crate::source::{Block, BlockKind, Document};

/// What a list holds.
pub struct Listed {
    /// The fewest and the most items that it may be read as.
    pub least: usize,
    pub most: usize,
    /// Where the items stand; none for a list in the sentence.
    pub places: Vec<Span>,
    /// The place of a list in the sentence.
    pub inline: Option<Span>,
    /// The number may be as far off as this; else something else is listed.
    pub slack: usize,
    /// Several of the things may share an item: `ten shops, in Hull, Leeds and York`.
    pub shared: bool,
}

impl Listed {
    /// A list in the sentence that counts it.
    pub const fn inline(items: Items, place: Option<Span>, slack: usize) -> Self {
        let Items { least, most } = items;
        Self { least, most, places: Vec::new(), inline: place, slack, shared: false }
    }
}

/// True for a count of prose that a list may go through: a few whole things, which it names behind it.
#[must_use]
pub fn counts_things(claim: &Claim) -> bool {
    counts_few(claim) && !claim.slots.subset
}

/// True for a few whole things, all there are or some of them: `four of the recommendations`.
#[must_use]
pub fn counts_few(claim: &Claim) -> bool {
    claim.slots.noun.as_ref().is_some_and(|noun| !noun.implied && noun.place.start >= claim.place.end)
        && !matches!(claim.slots.part, Part::Cell | Part::Code | Part::Citation)
        && value(measure(claim)).and_then(Decimal::to_i128).is_some_and(|n| (2..=30).contains(&n))
}

/// The bullets or numbered items below the block whose sentence ends at a colon.
///
/// Also says whether they are numbered.
pub fn bullets(context: &Context<'_>, sentence: Span) -> Option<(Listed, bool)> {
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
    let (mut level, mut numbered) = (None, true);
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
            numbered &= ordered.is_some();
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
    let (least, most) = (places.len(), places.len());
    let listed = Listed { least, most, places, inline: None, slack: 2, shared: false };
    (ends && !open && least >= 2).then_some((listed, numbered))
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
