//! Line and column of a byte, in logarithmic time.

/// A line and a column, both from one. Columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    pub line: u32,
    pub column: u32,
}

/// The starts of all lines of one text.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    /// Byte offset at which each line begins; the first is zero.
    starts: Vec<u32>,
    /// How many characters stand before every so many bytes, for a text with a long line, so
    /// that no column far out in it is counted from its start.
    posts: Vec<u32>,
}

/// Bytes from one post to the next.
const STEP: usize = 1 << 10;
/// A line of more bytes is long.
const LONG: u32 = 1 << 12;

/// How many characters begin in `bytes`.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

impl LineIndex {
    /// Reads the line starts of `text`. `\n`, `\r\n` and a lone `\r` end a line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let ends = starts.iter().skip(1).copied().chain([length]);
        let mut posts = Vec::new();
        if starts.iter().zip(ends).any(|(start, end)| end.saturating_sub(*start) > LONG) {
            let mut count = 0;
            for step in bytes.chunks(STEP) {
                posts.push(u32::try_from(count).unwrap_or(u32::MAX));
                count += characters(step);
            }
        }
        Self { starts, posts }
    }

    /// How many characters of `text` stand before byte `at`.
    fn before(&self, text: &str, at: usize) -> usize {
        let post = (at / STEP).min(self.posts.len().saturating_sub(1));
        let counted = self.posts.get(post).map_or(0, |count| *count as usize);
        counted + characters(&text.as_bytes()[post * STEP..at])
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// True only for an index that was never built.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line, from zero, that holds byte `offset`.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Byte at which line `line` (from zero) begins.
    #[must_use]
    pub fn start_of(&self, line: usize) -> Option<u32> {
        self.starts.get(line).copied()
    }

    /// Line and column of byte `offset` in the `text` this index was built from.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0) as usize;
        let end = (offset as usize).min(text.len());
        let column = match text.get(start..end) {
            Some(before) if self.posts.is_empty() => characters(before.as_bytes()),
            Some(_) => self.before(text, end) - self.before(text, start),
            None => end.saturating_sub(start),
        };
        LineColumn {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_crlf_is_one_break() {
        let text = "né 5\r\nzwei\r6\n";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let offset = u32::try_from(text.find(needle).unwrap()).unwrap();
            let found = index.line_column(text, offset);
            (found.line, found.column)
        };
        assert_eq!(at("5"), (1, 4));
        assert_eq!(at("zwei"), (2, 1));
        assert_eq!(at("6"), (3, 1));
        assert_eq!(index.len(), 4);
    }

    #[test]
    fn columns_far_out_in_a_long_line() {
        let text = format!("first\n{}", "né ".repeat(4_000));
        let index = LineIndex::new(&text);
        for (characters, (offset, _)) in text["first\n".len()..].char_indices().enumerate() {
            let found = index.line_column(&text, u32::try_from(offset + "first\n".len()).unwrap());
            assert_eq!((found.line, found.column as usize), (2, characters + 1));
        }
    }
}
