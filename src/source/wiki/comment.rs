//! Comments, which a page may merely show inside `<nowiki>`.

use std::ops::Range;

use crate::source::remark::inside_marks;

/// Elements whose content is shown as it is written.
const VERBATIM: &[&str] = &["nowiki", "pre", "syntaxhighlight", "source"];

/// The words of all comments.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    // What closes an element that nothing closes is looked for once.
    let mut unclosed = [false; VERBATIM.len()];
    while let Some(offset) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + offset;
        let rest = &text[start..];
        at = start + 1;
        if rest.starts_with("<!--") {
            let Some(close) = rest.find("-->") else { break };
            at = start + close + 3;
            found.push(inside_marks(text, start..at));
            continue;
        }
        let opened = VERBATIM.iter().position(|name| opens(rest, name));
        if let Some(which) = opened.filter(|&which| !unclosed[which]) {
            match rest.find(&format!("</{}", VERBATIM[which])) {
                Some(close) => at = start + close + 2,
                None => unclosed[which] = true,
            }
        }
    }
    found
}

/// True where a start tag of `name` begins that does not close itself.
fn opens(rest: &str, name: &str) -> bool {
    let Some(behind) = rest.strip_prefix('<').and_then(|rest| rest.strip_prefix(name)) else { return false };
    let Some(end) = behind.bytes().take(1000).position(|byte| byte == b'>') else { return false };
    behind.starts_with([' ', '>', '\n', '\t']) && !behind[..end].ends_with('/')
}
