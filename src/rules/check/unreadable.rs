//! Sources that could not be read: nothing may be called consistent with them.

use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// A source that could not be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// An empty place in the empty document that stands for it.
    pub place: Span,
    /// What kept it from being read.
    pub reason: String,
    /// The user named it; others were only met in a directory.
    pub named: bool,
}

/// A finding for each source that could not be read.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let report = |unread: &Unread| {
        let path = &context.sources.document(unread.place).path;
        let label = Label { place: unread.place, role: "first", note: unread.reason.clone() };
        let message = format!("{} was not read, and nothing was compared with it", say::file_name(path));
        let sure = if unread.named { 1.0 } else { 0.75 };
        let mut made = finding(rule, context, sure, message, vec![label], vec![unread.reason.clone()]);
        // An empty place tells nothing apart.
        made.fingerprint = crate::finding::fingerprint(&rule.about.id, [path.as_str()]);
        made
    };
    context.beside.unread.iter().map(report).collect()
}
