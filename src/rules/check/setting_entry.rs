//! The entry of a reference page that a sentence stands in: what a manual says of a setting under its name, `<dt>
//! auth_timeout`, `### auth_timeout`, `- auth_timeout: how long ...`, without naming it again.

use super::Context;
use super::setting::Setting;
use crate::claim::Claim;
use crate::source::{Block, BlockKind, Document};

/// Blocks between a name and what is said of it.
const REACH: usize = 6;
/// Most bytes of a name with what stands beside it: `auth_timeout (seconds)`.
const NAME: usize = 72;

/// The setting under whose name a claim stands; none where it stands under no name or under that of several.
#[must_use]
pub fn entry<'s>(context: &Context<'_>, claim: &Claim, settings: &'s [Setting]) -> Option<&'s Setting> {
    let document = context.sources.document(claim.place);
    let at = claim.place.start.checked_sub(document.base)?;
    let starts = |block: &Block| block.pieces.first().map_or(0, |piece| piece.at.start);
    let own = document.blocks.partition_point(|block| starts(block) <= at).checked_sub(1)?;
    let begins = opening(document, &document.blocks[own]);
    if let Some(setting) = of_name(&begins, settings) {
        return Some(setting);
    }
    for block in document.blocks[..own].iter().rev().take(REACH) {
        match block.kind {
            BlockKind::Heading(_) | BlockKind::ListItem { .. } | BlockKind::Paragraph => {}
            _ => return None,
        }
        let (name, _) = document.words_of(block);
        let name = name.trim();
        let heading = matches!(block.kind, BlockKind::Heading(_));
        if name.len() <= NAME
            && !name.ends_with(['.', '!', '?'])
            && let Some(setting) = of_name(name, settings)
        {
            return Some(setting);
        }
        if heading {
            return None;
        }
    }
    None
}

/// What an item of a list begins with: `auth_timeout: How long ...`; nothing of other blocks.
fn opening(document: &Document, block: &Block) -> String {
    let (words, _) = document.words_of(block);
    let item = matches!(block.kind, BlockKind::ListItem { .. });
    let end = words.find([':', '–', '—', '=']).filter(|end| item && *end <= NAME);
    end.map_or_else(String::new, |end| words[..end].to_owned())
}

/// The one setting that some words name before anything else: `auth_timeout`, `auth_timeout (seconds)`.
fn of_name<'s>(name: &str, settings: &'s [Setting]) -> Option<&'s Setting> {
    let name = name.trim().trim_matches(['`', '*', '"', '\'']);
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let end = name.find(|c| !part(c)).unwrap_or(name.len());
    let key = name[..end].trim_end_matches('.');
    // A plain word may head any chapter.
    if !key.contains(['_', '-', '.']) {
        return None;
    }
    let last = |own: &str| own == key || key.ends_with(own) && key[..key.len() - own.len()].ends_with('.');
    let mut named = settings.iter().filter(|setting| last(&setting.key));
    let (Some(setting), None) = (named.next(), named.next()) else { return None };
    Some(setting)
}
