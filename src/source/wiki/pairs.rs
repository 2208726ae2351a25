//! Which brackets and braces belong together, found in one pass.

/// The pairs of a text, in order of where they open.
pub(super) struct Pairs {
    /// Where a pair opens, and where what follows its end begins.
    pairs: Vec<(usize, usize)>,
    /// For each pair, where the innermost pair that holds it ends.
    outermost: Vec<(usize, usize)>,
}

impl Pairs {
    /// Finds the pairs `{{ }}`, `[[ ]]` and `{| |}` of `text`.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut open: Vec<(usize, &[u8])> = Vec::new();
        let (mut pairs, mut at) = (Vec::new(), 0);
        while let Some(found) = bytes.get(at..).and_then(next) {
            at += found;
            let Some(two) = bytes.get(at..at + 2) else { break };
            let closing: &[u8] = match two {
                b"{{" => b"}}",
                b"[[" => b"]]",
                // A table opens at the start of a line.
                b"{|" if at == 0 || is_line_start(bytes, at) => b"|}",
                _ => {
                    // `|}}` closes a template whose last parameter is empty.
                    let table_end = two == b"|}" && bytes.get(at + 2) != Some(&b'}');
                    let closes = |two: &[u8]| matches!(two, b"}}" | b"]]") || table_end;
                    if closes(two) {
                        // What was left open inside is no pair.
                        if let Some(mine) = open.iter().rev().take(64).position(|(_, close)| *close == two) {
                            let (start, _) = open[open.len() - 1 - mine];
                            open.truncate(open.len() - 1 - mine);
                            pairs.push((start, at + 2));
                        }
                        at += 2;
                    } else {
                        at += 1;
                    }
                    continue;
                }
            };
            open.push((at, closing));
            at += 2;
        }
        pairs.sort_unstable();
        let mut outermost: Vec<(usize, usize)> = Vec::new();
        for &(start, end) in &pairs {
            if outermost.last().is_none_or(|last| start >= last.1) {
                outermost.push((start, end));
            }
        }
        Self { pairs, outermost }
    }

    /// Where what follows the pair that opens at `at` begins.
    pub fn close(&self, at: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&at, |pair| pair.0).ok()?;
        Some(self.pairs[index].1)
    }

    /// The end of the last pair that opens in `start .. end`, if it ends beyond; pairs inside pairs are looked
    /// at only where the range begins inside one.
    pub fn around(&self, start: usize, end: usize) -> Option<usize> {
        let last = self.outermost.partition_point(|pair| pair.0 < end).checked_sub(1)?;
        let (open, close) = self.outermost[last];
        if open >= start && close > end {
            return Some(close);
        }
        if open >= start {
            return None;
        }
        // Inside a pair: look at those within it.
        let mut index = self.pairs.partition_point(|pair| pair.0 < end);
        for _ in 0..32 {
            index = index.checked_sub(1)?;
            let (open, close) = self.pairs[index];
            if open < start {
                return None;
            }
            if close > end {
                return Some(close);
            }
        }
        None
    }
}

fn next(bytes: &[u8]) -> Option<usize> {
    let brace = memchr::memchr3(b'{', b'[', b'}', bytes);
    let other = memchr::memchr2(b']', b'|', &bytes[..brace.unwrap_or(bytes.len())]);
    other.or(brace)
}

fn is_line_start(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().find(|b| !matches!(b, b' ' | b':' | b'\t')).is_none_or(|&b| b == b'\n')
}
