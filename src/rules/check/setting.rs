//! The settings of a document of keys and values: what a key is called, in which words, under which
//! section and comment, and the number that it has with its unit. What prose says of them is left to others.

use super::stems::stems;
use crate::claim::Decimal;
use crate::lexicon::units::{self, units};
use crate::place::Span;
use crate::source::{Block, BlockKind, Document};

/// True for a document of keys and values.
#[must_use]
pub fn is_settings(document: &Document) -> bool {
    matches!(document.format, "keyed" | "toml" | "yaml" | "json")
}

/// A key with its number.
pub struct Setting {
    pub key: String,
    pub key_at: Span,
    pub value: Decimal,
    pub value_at: Span,
    /// Words of the key that say what it sets, without its unit.
    pub words: Vec<String>,
    /// All words of the key but its unit: `upload limit`.
    pub phrase: Vec<String>,
    /// Words of the section that it stands in.
    pub section: Vec<String>,
    /// Words of the comment above it, and of its section, that are not in the key.
    pub comment: Vec<String>,
    /// The unit that the key, or the value, ends in.
    pub unit: Option<units::UnitRef>,
}

impl Setting {
    /// True for the most that there can be of something: `max_entries`.
    #[must_use]
    pub fn is_most(&self) -> bool {
        split(&self.key).iter().any(|word| word == "max" || word == "maximum")
    }

    /// True for a port that is listened on or spoken to.
    #[must_use]
    pub fn is_port(&self) -> bool {
        self.unit.is_none()
            && self.value.is_integer()
            && split(&self.key).last().is_some_and(|word| word == "port")
    }
}

/// Words of keys that say nothing of what is set.
const GENERIC: &[&str] = &[
    "max", "min", "default", "per", "num", "number", "count", "size", "limit", "value", "total", "n", "no",
    "enabled",
];

/// The settings with a number of a document of keys and values.
#[must_use]
pub fn read(document: &Document) -> Vec<Setting> {
    let mut settings = Vec::new();
    let mut heading = Vec::new();
    for (index, pair) in document.blocks.windows(2).enumerate() {
        let [key, value] = pair else { continue };
        if matches!(key.kind, BlockKind::Heading(_)) {
            heading = stems(&document.words_of(key).0);
        }
        let is = |block: &Block, wanted: u32| matches!(block.kind, BlockKind::Cell { column, .. } if column == wanted);
        if !is(key, 0) || !is(value, 1) {
            continue;
        }
        // "limits requests max": the keys above it stand before its own.
        let (path, key_at) = document.words_of(key);
        let (above, key) = match path.trim().rsplit_once(' ') {
            Some((above, key)) => (above.to_owned(), key.to_owned()),
            None => (String::new(), path.trim().to_owned()),
        };
        let (own, value_at) = document.words_of(value);
        let own = own.trim().replace('_', "");
        let digits = own.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(own.len());
        let Ok(number) = own[..digits].parse::<Decimal>() else { continue };
        let behind = own[digits..].trim();
        let mut words = stems(&split(&key).join(" "));
        let suffix =
            if behind.is_empty() { split(&key).pop().unwrap_or_default() } else { behind.to_owned() };
        let unit = unit_of(&suffix).or_else(|| behind.is_empty().then(|| unit_beside(document, value_at))?);
        if !behind.is_empty() && unit.is_none() {
            continue;
        }
        if behind.is_empty() && unit_of(&suffix).is_some() {
            words.pop();
        }
        let phrase = words.clone();
        words.retain(|word| !GENERIC.contains(&word.as_str()) && word.len() > 2);
        let comment = index.checked_sub(1).map(|before| &document.blocks[before]);
        let comment = comment.filter(|block| matches!(block.kind, BlockKind::Paragraph));
        let mut comment = comment.map_or_else(Vec::new, |block| stems(&document.words_of(block).0));
        let mut section = stems(&split(&above).join(" "));
        section.extend(heading.iter().cloned());
        comment.extend(section.iter().cloned());
        comment.retain(|word| !words.contains(word) && word.len() > 2);
        comment.sort_unstable();
        comment.dedup();
        if !words.is_empty() {
            settings.push(Setting {
                key,
                key_at,
                value: number,
                value_at,
                words,
                phrase,
                section,
                comment,
                unit,
            });
        }
    }
    settings
}

/// The words of a key: `connect_timeout_s`, `connectTimeout`, `connect-timeout`.
fn split(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in key.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && lower {
            words.push(String::new());
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The unit that a remark on the line of a value names: `lifetime: 3600   # seconds`.
fn unit_beside(document: &Document, value: Span) -> Option<units::UnitRef> {
    let rest = document.text.get((value.end.checked_sub(document.base)?) as usize..)?.lines().next()?;
    let remark = rest.trim_start().trim_start_matches(['"', '\'', ',']).trim_start();
    let remark = remark.strip_prefix('#').or_else(|| remark.strip_prefix("//"))?.trim_start();
    let mut words = remark.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .next()
        .and_then(|word| if word.eq_ignore_ascii_case("in") { words.next() } else { Some(word) })
        .and_then(|word| unit_of(&word.to_lowercase()))
}

/// The unit of time or of data that a suffix stands for.
fn unit_of(suffix: &str) -> Option<units::UnitRef> {
    let suffix = match suffix {
        "sec" | "secs" => "s",
        "min" | "mins" => "minutes",
        "kib" => "KiB",
        "mib" => "MiB",
        "gib" => "GiB",
        "kb" => "kB",
        "mb" => "MB",
        "gb" => "GB",
        other => other,
    };
    let known = units().lookup(suffix).iter().copied();
    known
        .into_iter()
        .find(|unit| matches!(unit.dimension, units::Dimension::Duration | units::Dimension::Data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_split_as_they_are_written() {
        assert_eq!(split("connect_timeout_s"), ["connect", "timeout", "s"]);
        assert_eq!(split("connectTimeout"), ["connect", "timeout"]);
        assert_eq!(split("net.max-size"), ["net", "max", "size"]);
        assert_eq!(unit_of("ms").unwrap().id, "millisecond");
        assert!(unit_of("port").is_none());
    }
}
