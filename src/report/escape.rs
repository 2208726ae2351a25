//! Text of documents inside other notations: JSON, XML and HTML, URIs. Nothing of it may act as markup there
//! or steer a terminal.

use std::io::{self, Write};

use serde::Serialize;

use super::located::one_line;
use crate::place::{steers, visible};

/// Writes `value` as JSON over several lines, and a line feed. What would steer a terminal is written as its
/// number (`\u009b`), so that a program reads what the document holds and a terminal does not.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    out.write_all(escaped_json(&text).as_bytes())?;
    writeln!(out)
}

/// Finished JSON with such characters as numbers. They can only stand inside of strings.
pub(super) fn escaped_json(text: &str) -> String {
    let hidden = |c: char| steers(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if !text.chars().any(hidden) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// `text` for XML and HTML, between tags and in quoted attributes. Line feeds stay.
pub(super) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No characters of XML.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// `text` as `markup` has it, in one line.
pub(super) fn attribute(text: &str) -> String {
    markup(&one_line(text))
}

/// A path as a URI reference: relative to where crossclaim was run, or `file://` for an absolute one.
pub(super) fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").filter(|rest| !rest.is_empty()).unwrap_or(path);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let mut out = match (path.starts_with('/'), drive && path[2..].starts_with('/')) {
        (true, _) => "file://".to_owned(),
        (_, true) => format!("file:///{}:", &path[..1]),
        _ => String::new(),
    };
    let rest = if out.ends_with(':') { &path[2..] } else { path };
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// True for a URI that does not hang on where crossclaim was run.
pub(super) fn is_absolute(uri: &str) -> bool {
    uri.starts_with("file://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_what_the_document_holds_and_steers_no_terminal() {
        let text = "a\u{9b}2J \u{7f} \u{202e}é\n";
        let mut out = Vec::new();
        json(&mut out, &text).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out, "\"a\\u009b2J \\u007f \\u202eé\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }

    #[test]
    fn markup_is_inert() {
        assert_eq!(markup("<b a=\"x\" b='y'>&\u{1b}"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;?");
        assert_eq!(attribute("a\nb"), "a b");
    }

    #[test]
    fn paths_are_uris() {
        for (path, expected) in [
            ("./docs/a b.md", "docs/a%20b.md"),
            ("é/100%#?.md", "%C3%A9/100%25%23%3F.md"),
            ("a:b.md", "a%3Ab.md"),
            ("/tmp/x.md", "file:///tmp/x.md"),
            ("C:/x y.md", "file:///C:/x%20y.md"),
            ("../up.md", "../up.md"),
            ("a.zip!/docs/b.md", "a.zip%21/docs/b.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
