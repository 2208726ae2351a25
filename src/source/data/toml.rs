//! TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Escapes, Node, Scalar};

/// The table that `text` is. Its parser bounds the depth.
pub(super) fn parse(text: &str) -> Option<Node<'_>> {
    let table = DeTable::parse(text).ok()?;
    Some(map(table.into_inner(), text))
}

fn map<'t>(table: DeTable<'t>, text: &'t str) -> Node<'t> {
    let entries = table.into_iter().map(|(key, value)| {
        let at = key.span();
        (words(text, at, key.into_inner()), node(value, text))
    });
    Node::Map(entries.collect())
}

fn node<'t>(value: Spanned<DeValue<'t>>, text: &'t str) -> Node<'t> {
    let at = value.span();
    match value.into_inner() {
        DeValue::Table(table) => map(table, text),
        DeValue::Array(array) => Node::List(array.into_iter().map(|value| node(value, text)).collect()),
        DeValue::String(said) => Node::Scalar(words(text, at, said)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            let text = text[at.clone()].into();
            Node::Scalar(Scalar { text, at, words: false, escapes: Escapes::None })
        }
    }
}

/// A key or a string; one in single quotes has no escapes.
fn words<'t>(text: &str, at: std::ops::Range<usize>, said: std::borrow::Cow<'t, str>) -> Scalar<'t> {
    let escapes = if text[at.clone()].starts_with('"') { Escapes::Backslash } else { Escapes::None };
    Scalar { at: inner(text, at), text: said, words: true, escapes }
}

/// A range without the quotes, one or three, at its ends.
fn inner(text: &str, at: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let raw = &text[at.clone()];
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    match quotes.into_iter().find(|quote| raw.len() >= quote.len() * 2 && raw.starts_with(quote)) {
        Some(quote) => at.start + quote.len()..at.end - quote.len(),
        None => at,
    }
}
