//! Markup inside a line: emphasis, links, references, tags and entities.

use super::{Reader, near};
use crate::source::block::{BlockKind, Mark};

/// Tags whose content is not text that a reader reads on.
static DROPPED: &[&str] =
    &["math", "gallery", "syntaxhighlight", "timeline", "score", "references", "del", "s", "source"];

impl Reader<'_> {
    /// Reads the markup of a range.
    pub(super) fn inline(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < end {
            let Some(found) =
                bytes[at..end].iter().position(|b| matches!(b, b'\'' | b'[' | b'{' | b'<' | b'&' | b'\n'))
            else {
                self.builder.same(at, end);
                return;
            };
            self.builder.same(at, at + found);
            at += found;
            let after = match bytes[at] {
                b'\'' => self.emphasis(at, end),
                b'[' => self.link(at, end),
                b'{' => self.braces(at, end),
                b'<' => self.tag(at, end),
                b'&' => self.entity(at, end),
                _ => {
                    self.builder.soft_break(at, at + 1);
                    Some(at + 1)
                }
            };
            at = match after {
                Some(after) => after.max(at + 1),
                None => {
                    self.builder.same(at, at + 1);
                    at + 1
                }
            };
        }
    }

    /// `''`, `'''` and `'''''` set words in another type.
    fn emphasis(&self, at: usize, end: usize) -> Option<usize> {
        let run = self.text.as_bytes()[at..end].iter().take_while(|b| **b == b'\'').count();
        (run >= 2).then_some(at + run.min(5))
    }

    fn link(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        if rest.starts_with("[[") {
            let close = self.pairs.close(at).filter(|&close| close <= end)?;
            self.nested(|reader| reader.page_link(at + 2, close - 2));
            return Some(close);
        }
        // `[http://a.b words]`
        let target =
            rest[1..].starts_with("http") || rest[1..].starts_with("//") || rest[1..].starts_with("mailto:");
        if !target {
            return None;
        }
        let line = near(rest, 2000).split('\n').next().unwrap_or_default();
        let close = line.find(']')?;
        if let Some(space) = rest[..close].find(' ') {
            self.builder.mark(at, at + space, Mark::LinkStart);
            self.nested(|reader| reader.inline(at + space + 1, at + close));
            self.builder.mark(at + close, at + close + 1, Mark::LinkEnd);
        }
        Some(at + close + 1)
    }

    /// `[[port city|port]]` says *port*; `[[File:a.jpg|thumb|The pier in 2019]]` is a picture with a caption.
    fn page_link(&mut self, start: usize, end: usize) {
        let parts = self.split(start, end, b'|');
        let Some(&(first, first_end)) = parts.first() else { return };
        let target = self.text[first..first_end].trim();
        let lower = target.get(..9).unwrap_or(target).to_ascii_lowercase();
        if lower.starts_with("file:") || lower.starts_with("image:") {
            let caption = parts[1..].last().copied().filter(|&(from, to)| self.text[from..to].contains(' '));
            if let Some((from, to)) = caption {
                self.builder.begin_aside();
                self.inline(from, to);
                self.builder.finish_aside(BlockKind::Caption);
            }
            return;
        }
        if lower.starts_with("category:") {
            return;
        }
        let &(from, to) = parts.last().unwrap_or(&(first, first_end));
        self.builder.mark(start, first_end, Mark::LinkStart);
        let skip = usize::from(from == first && self.text[from..to].starts_with(':'));
        self.inline(from + skip, to);
        self.builder.mark(to, to, Mark::LinkEnd);
    }

    fn braces(&mut self, at: usize, end: usize) -> Option<usize> {
        if !self.text[at..end].starts_with("{{") {
            return None;
        }
        let close = self.pairs.close(at).filter(|&close| close <= end)?;
        self.nested(|reader| reader.template(at + 2, close - 2));
        Some(close)
    }

    fn tag(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        if rest.starts_with("<!--") {
            return Some(rest.find("-->").map_or(end, |close| at + close + 3));
        }
        let body = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        let name: String = body
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(16)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            return None;
        }
        let open_end = at + near(rest, 1000).find('>')? + 1;
        if name == "q" {
            self.builder.quote(at, open_end, if rest.starts_with("</") { '”' } else { '“' });
            return Some(open_end);
        }
        let closes_itself = self.text[at..open_end].ends_with("/>");
        let ends = rest.starts_with("</");
        if name == "br" {
            self.builder.soft_break(at, open_end);
            return Some(open_end);
        }
        if closes_itself || ends {
            if name == "ref" && closes_itself {
                self.builder.mark(at, open_end, Mark::FootnoteRef);
            }
            return Some(open_end);
        }
        let inner_end = || {
            let closing = format!("</{name}");
            let from = near(&self.text[open_end..end], 4000);
            let found = from.find(&closing)?;
            let after =
                from[found..].find('>').map_or(open_end + from.len(), |close| open_end + found + close + 1);
            Some((open_end + found, after))
        };
        match name.as_str() {
            "ref" => {
                let (inner, after) = inner_end()?;
                self.builder.mark(at, after, Mark::FootnoteRef);
                if self.text[open_end..inner].trim().len() > 2 {
                    self.notes.push((open_end, inner));
                }
                Some(after)
            }
            "sup" => {
                let (inner, after) = inner_end()?;
                let position = self.builder.position();
                self.nested(|reader| reader.inline(open_end, inner));
                self.builder.superscript(position, at, after);
                Some(after)
            }
            "nowiki" => {
                let (inner, after) = inner_end()?;
                self.builder.same(open_end, inner);
                Some(after)
            }
            name if DROPPED.contains(&name) => Some(inner_end().map_or(open_end, |(_, after)| after)),
            _ => Some(open_end),
        }
    }

    fn entity(&mut self, at: usize, end: usize) -> Option<usize> {
        let (length, said) = self.entities.decode(&self.text[at..end])?;
        let said = said.to_owned();
        self.builder.chars(at, at + length, &said);
        Some(at + length)
    }

    /// The parts of a range between `by`, which stand at the level of the range itself.
    pub(super) fn split(&self, start: usize, end: usize, by: u8) -> Vec<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let (mut parts, mut from, mut at) = (Vec::new(), start, start);
        while at < end {
            let Some(found) = memchr::memchr3(by, b'{', b'[', &bytes[at..end]) else { break };
            at += found;
            if bytes[at] == by {
                parts.push((from, at));
                from = at + 1;
                at += 1;
            } else {
                at = self.pairs.close(at).filter(|&close| close <= end).unwrap_or(at + 1);
            }
        }
        parts.push((from, end));
        parts
    }
}
