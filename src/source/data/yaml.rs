//! YAML, without following its aliases.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{CharIndex, DEEPEST, Escapes, Node, Scalar};

/// The document that `text` is, or the list of its documents.
pub(super) fn parse(text: &str) -> Option<Node<'_>> {
    // The depth is checked as events come; what stands open on the way:
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut documents = Vec::new();
    let mut index = CharIndex::new(text);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let node = match event {
            Event::MappingStart(..) => {
                open.push(Open { key: None, node: Node::Map(Vec::new()) });
                None
            }
            Event::SequenceStart(..) => {
                open.push(Open { key: None, node: Node::List(Vec::new()) });
                None
            }
            Event::MappingEnd | Event::SequenceEnd => open.pop().map(|open| open.node),
            Event::Scalar(said, style, ..) => {
                let start = index.byte(span.start.index());
                let end = index.byte(span.end.index()).max(start);
                Some(Node::Scalar(scalar(text, start, end, said, style)))
            }
            Event::Alias(_) => {
                let at = index.byte(span.start.index());
                Some(Node::Scalar(Scalar {
                    at: at..at,
                    text: "".into(),
                    words: false,
                    escapes: Escapes::None,
                }))
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => None,
        };
        if open.len() > DEEPEST {
            return None;
        }
        if let Some(node) = node {
            match open.last_mut() {
                Some(outer) => outer.take(node),
                None => documents.push(node),
            }
        }
    }
    match documents.len() {
        0 => None,
        // A lone line of words is no data.
        1 => documents.pop().filter(|node| !matches!(node, Node::Scalar(_))),
        _ => Some(Node::List(documents)),
    }
}

/// A mapping or sequence that has not ended.
struct Open<'t> {
    /// The key whose value comes next.
    key: Option<Scalar<'t>>,
    node: Node<'t>,
}

impl<'t> Open<'t> {
    fn take(&mut self, node: Node<'t>) {
        match &mut self.node {
            Node::List(nodes) => nodes.push(node),
            Node::Map(entries) => match self.key.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    self.key = Some(match node {
                        Node::Scalar(key) => key,
                        // A key that is a list or mapping itself has no name to read.
                        Node::List(_) | Node::Map(_) => {
                            Scalar { at: 0..0, text: "".into(), words: true, escapes: Escapes::None }
                        }
                    });
                }
            },
            Node::Scalar(_) => {}
        }
    }
}

fn scalar<'t>(
    text: &'t str,
    start: usize,
    end: usize,
    said: std::borrow::Cow<'t, str>,
    style: ScalarStyle,
) -> Scalar<'t> {
    let raw = &text[start..end];
    let quoted = raw.len() >= 2 && matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    let at = if quoted { start + 1..end - 1 } else { start..start + raw.trim_end().len() };
    let number = said.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && !said.contains(char::is_whitespace);
    let escapes = match style {
        ScalarStyle::DoubleQuoted => Escapes::Backslash,
        ScalarStyle::SingleQuoted => Escapes::Doubled,
        _ => Escapes::None,
    };
    Scalar { at, text: said, words: style != ScalarStyle::Plain || !number, escapes }
}
