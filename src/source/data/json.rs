//! JSON, with the comments and trailing commas that people put in; and one value a line.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::{DEEPEST, Escapes, Node, Scalar};

/// The value of `text`, or the list of its values when each line has one.
pub(in crate::source) fn parse(text: &str) -> Option<Node<'_>> {
    if let Some(node) = value(text, 0) {
        return Some(node);
    }
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            rows.push(value(line, at)?);
        }
        at += line.len();
    }
    (!rows.is_empty()).then_some(Node::List(rows))
}

/// The one value of `text`, which stands at `start` in its document.
fn value(text: &str, start: usize) -> Option<Node<'_>> {
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = parse_to_ast(text, &collect, &ParseOptions::default()).ok()?;
    node(&parsed.value?, text, start, 0)
}

fn node<'t>(value: &Value<'t>, text: &'t str, start: usize, depth: usize) -> Option<Node<'t>> {
    if depth > DEEPEST {
        return None;
    }
    let range = value.range();
    let bare = || Scalar {
        at: start + range.start..start + range.end,
        text: text[range.start..range.end].into(),
        words: false,
        escapes: Escapes::None,
    };
    Some(match value {
        Value::StringLit(string) => Node::Scalar(Scalar {
            at: start + range.start + 1..start + range.end - 1,
            text: string.value.clone(),
            words: true,
            escapes: Escapes::Backslash,
        }),
        Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => Node::Scalar(bare()),
        Value::Array(array) => {
            let nodes = array.elements.iter().map(|element| node(element, text, start, depth + 1));
            Node::List(nodes.collect::<Option<_>>()?)
        }
        Value::Object(object) => {
            let entries = object.properties.iter().map(|property| {
                let at = property.name.range();
                let key = match &property.name {
                    ObjectPropName::String(name) => Scalar {
                        at: start + at.start + 1..start + at.end - 1,
                        text: name.value.clone(),
                        words: true,
                        escapes: Escapes::Backslash,
                    },
                    ObjectPropName::Word(name) => {
                        let at = start + at.start..start + at.end;
                        Scalar { at, text: name.value.into(), words: true, escapes: Escapes::None }
                    }
                };
                Some((key, node(&property.value, text, start, depth + 1)?))
            });
            Node::Map(entries.collect::<Option<_>>()?)
        }
    })
}
