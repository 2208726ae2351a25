//! What a page says of itself in JSON-LD: when it came out, when it was changed, its headline, and
//! who published it. What it says of other things, its pictures and readers' comments among them, is
//! left out.

use html5gum::Span as Range;

use crate::source::build::span;
use crate::source::data::{Node, Scalar, json};
use crate::source::set::Meta;

/// Parts of a page that have dates of their own.
const PARTS: &[&str] = &[
    "ImageObject",
    "VideoObject",
    "AudioObject",
    "MediaObject",
    "Comment",
    "Review",
    "Person",
    "Product",
    "Event",
    "Question",
    "Answer",
];

/// The entries of the script at `range` of `text`.
pub(super) fn read(text: &str, range: Range<usize>) -> Vec<Meta> {
    let Some(script) = text.get(range.start..range.end) else { return Vec::new() };
    let Some(root) = json::parse(script) else { return Vec::new() };
    let things: Vec<&Node> = match &root {
        Node::List(nodes) => nodes.iter().collect(),
        node => match get(node, "@graph") {
            Some(Node::List(nodes)) => nodes.iter().collect(),
            _ => vec![node],
        },
    };
    let mut entries = Vec::<Meta>::new();
    let mut add = |key: &str, value: Option<&Scalar>| {
        let Some(value) = value.filter(|value| !value.text.trim().is_empty()) else { return };
        if !entries.iter().any(|entry| *entry.key == *key) {
            let at = span(value.at.start + range.start, value.at.end + range.start);
            entries.push(Meta { key: key.into(), value: value.text.as_ref().into(), at });
        }
    };
    for thing in things.iter().filter(|thing| !is_part(thing)) {
        add("title", scalar(get(thing, "headline")));
        add("published", scalar(get(thing, "datePublished")));
        add("modified", scalar(get(thing, "dateModified")));
        let publisher = match get(thing, "publisher") {
            Some(Node::List(nodes)) => nodes.first(),
            publisher => publisher,
        };
        let named = publisher.and_then(|publisher| match get(publisher, "name") {
            // A publisher may be told by the address of another node.
            None => {
                let id = scalar(get(publisher, "@id"))?;
                let other = |thing: &&&Node| scalar(get(thing, "@id")).is_some_and(|own| own.text == id.text);
                get(things.iter().find(other)?, "name")
            }
            name => name,
        });
        add("publisher", scalar(named));
    }
    entries
}

fn get<'n, 't>(node: &'n Node<'t>, key: &str) -> Option<&'n Node<'t>> {
    let Node::Map(entries) = node else { return None };
    entries.iter().find(|(name, _)| name.text == key).map(|(_, value)| value)
}

fn scalar<'n, 't>(node: Option<&'n Node<'t>>) -> Option<&'n Scalar<'t>> {
    match node? {
        Node::Scalar(scalar) => Some(scalar),
        Node::List(_) | Node::Map(_) => None,
    }
}

/// True for a thing on the page that is not the page.
fn is_part(thing: &Node) -> bool {
    let named = |node: &Node| scalar(Some(node)).is_some_and(|name| PARTS.contains(&name.text.as_ref()));
    match get(thing, "@type") {
        Some(Node::List(types)) => types.iter().any(named),
        Some(node) => named(node),
        None => false,
    }
}
