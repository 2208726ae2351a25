//! Comments beside settings.

use std::ops::Range;

/// The words of all comments: from a `mark` outside what is `taken` to the end of the line.
/// `taken` is in order of place.
pub(super) fn comments(text: &str, taken: &[Range<usize>], mark: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.trim_end().len());
        at += line.len();
        let mut from = start;
        while let Some(offset) = text.get(from..end).and_then(|rest| rest.find(mark)) {
            let sign = from + offset;
            while taken.get(next).is_some_and(|range| range.end <= sign) {
                next += 1;
            }
            if let Some(range) = taken.get(next).filter(|range| range.start <= sign && sign < range.end) {
                from = range.end.max(sign + mark.len());
                continue;
            }
            let before = text[start..sign].chars().next_back();
            if before
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '[' | '{' | '"' | '\'' | ']' | '}'))
            {
                from = sign + mark.len();
                continue;
            }
            let words = text[sign..end].trim_start_matches(mark.chars().next().unwrap_or('#'));
            let words = words.trim_start();
            // An empty comment line parts paragraphs.
            if !words.is_empty() {
                found.push(end - words.len()..end);
            }
            break;
        }
    }
    found
}

/// True when nothing but a line break and the next comment's mark stands between two comments.
pub(super) fn joins(between: &str) -> bool {
    between.matches('\n').count() == 1 && between.chars().all(|c| c.is_whitespace() || matches!(c, '#' | '/'))
}
