//! Settings files with a `key = value` or `key: value` a line: INI, properties, and nested data
//! that its own parser refuses.
//!
//! Each setting is a row of a table: the key, dots and all, then the value. Comments are
//! paragraphs. Nothing is evaluated.

use std::ops::Range;

use super::block::BlockKind;
use super::build::Builder;
use super::{Format, Read};

pub(super) struct Keyed;

impl Format for Keyed {
    fn name(&self) -> &'static str {
        "keyed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ini", "cfg", "conf", "properties"]
    }

    fn read(&self, text: &str) -> Option<Read> {
        let mut builder = Builder::new(text);
        let table = builder.new_table();
        let (mut at, mut row, mut comment) = (0, 0, None);
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let content = line.trim_end();
            let trimmed = content.trim_start();
            let end = start + content.len();
            let from = end - trimmed.len();
            if let Some(words) = trimmed.strip_prefix(['#', ';']) {
                // Lines of one comment are one paragraph.
                let words_at = end - words.trim_start().len();
                if words.trim().is_empty() {
                    builder.finish(BlockKind::Paragraph);
                    comment = None;
                    continue;
                }
                if let Some(before) = comment {
                    builder.soft_break(before, words_at);
                }
                builder.same(words_at, end);
                comment = Some(end);
                continue;
            }
            builder.finish(BlockKind::Paragraph);
            comment = None;
            if trimmed.is_empty() || trimmed == "---" {
                continue;
            }
            if trimmed.starts_with('[') && trimmed.contains(']') && !trimmed.contains('=') {
                let inner = trimmed.trim_start_matches('[');
                let length = inner.find(']').unwrap_or(inner.len());
                let open = end - inner.len();
                builder.same(open, open + length);
                builder.finish(BlockKind::Heading(2));
                continue;
            }
            let Some((key, value)) = split(trimmed) else {
                builder.same(from, end);
                builder.finish(BlockKind::Paragraph);
                continue;
            };
            let key_at = end - trimmed.trim_start_matches("- ").len();
            builder.same(key_at, key_at + key.len());
            builder.finish(BlockKind::Cell { table, row, column: 0, header: true });
            let (value_from, value_to, note) = value_range(value);
            let base = end - value.len();
            builder.same(base + value_from, base + value_to);
            builder.finish(BlockKind::Cell { table, row, column: 1, header: false });
            if let Some(note) = note {
                builder.same(base + note, end);
                builder.finish(BlockKind::Paragraph);
            }
            row += 1;
        }
        builder.finish(BlockKind::Paragraph);
        Some((builder.blocks, builder.meta))
    }

    fn comments(&self, text: &str) -> Vec<Range<usize>> {
        let (mut at, mut found) = (0, Vec::new());
        for line in text.split_inclusive('\n') {
            at += line.len();
            let trimmed = line.trim();
            let end = at - (line.len() - line.trim_end().len());
            let note = match trimmed.strip_prefix(['#', ';']) {
                Some(words) => Some(words.len()),
                None => split(trimmed).and_then(|(_, value)| Some(value.len() - value_range(value).2?)),
            };
            found.extend(note.map(|length| end - length..end));
        }
        found
    }
}

/// Key and value of a line, at the first `=`, or at the first `:` with a space behind it.
fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches("- ");
    let equals = line.find('=');
    let colon = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1));
    let at = match (equals, colon) {
        (Some(a), Some(b)) => a.min(b),
        (Some(a), None) | (None, Some(a)) => a,
        (None, None) => return None,
    };
    let key = line[..at].trim_end();
    let is_key = !key.is_empty() && key.split_whitespace().count() <= 3;
    is_key.then(|| (key, line[at + 1..].trim_start()))
}

/// Where the value itself stands in what is behind the separator, and where the words of a
/// comment behind it begin.
fn value_range(value: &str) -> (usize, usize, Option<usize>) {
    let comment = |from: usize| {
        let words = value[from..].trim_start().strip_prefix('#')?.trim_start();
        (!words.is_empty()).then(|| value.len() - words.len())
    };
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
        && let Some(length) = value[1..].find(quote)
    {
        return (1, 1 + length, comment(2 + length));
    }
    match value.find(" #") {
        Some(at) => (0, value[..at].trim_end().len(), comment(at)),
        None => (0, value.len(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;

    #[test]
    fn settings_are_rows_and_comments_paragraphs() {
        let text = "# How long to wait,\n# in seconds.\nwait = 30 # at most 60\n\n[net.tcp]\nname = \"a # b\"\nport: 80\n";
        let document = Document::parse("a.ini", text.to_owned());
        let words = crate::source::plain_words(&document);
        let expected = [
            "How long to wait, in seconds.",
            "wait",
            "30",
            "at most 60",
            "net.tcp",
            "name",
            "a # b",
            "port",
            "80",
        ];
        assert_eq!(words, expected);
        assert_eq!(document.blocks[2].kind, BlockKind::Cell { table: 0, row: 0, column: 1, header: false });
        assert_eq!(document.blocks[4].kind, BlockKind::Heading(2));
        assert_eq!(document.blocks[7].kind, BlockKind::Cell { table: 0, row: 2, column: 0, header: true });
    }
}
