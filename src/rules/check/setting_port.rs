//! The port of an address in the documentation that is not the one in the settings: `open http://localhost:6417` beside
//! `port = 6471`.
//!
//! An address may be that of any other program. It is that of the settings where the documents name one port alone,
//! where no setting has it, where no document names the one that is set, and where the two are a slip of the pen apart.

use std::collections::BTreeSet;

use super::setting::{Setting, is_settings};
use super::{Context, finding, say};
use crate::align::{Slip, of_values};
use crate::claim::Decimal;
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;
use crate::source::Document;

/// What stands before the port of an address on one's own machine.
const OWN: &[&str] = &["localhost:", "127.0.0.1:", "0.0.0.0:", "[::1]:"];

/// Addresses whose port is not that of the settings.
pub fn run(rule: &Rule, context: &Context<'_>, settings: &[Setting]) -> Vec<Finding> {
    let ports: Vec<&Setting> =
        settings.iter().filter(|setting| setting.is_port() && setting.value >= Decimal::int(1000)).collect();
    let texts: Vec<&Document> =
        context.sources.documents().iter().filter(|document| !is_settings(document)).collect();
    let told: Vec<(Span, Decimal)> =
        if ports.is_empty() { Vec::new() } else { texts.iter().flat_map(|text| addresses(text)).collect() };
    let values: BTreeSet<Decimal> = told.iter().map(|(_, port)| *port).collect();
    let Some(&port) = values.first().filter(|_| values.len() == 1) else { return Vec::new() };
    if settings.iter().any(|setting| setting.value == port) {
        return Vec::new();
    }
    let slipped = |setting: &&&Setting| of_values(port, setting.value) == Some(Slip::Transposition);
    let mut meant = ports.iter().filter(slipped);
    let (Some(setting), None) = (meant.next(), meant.next()) else { return Vec::new() };
    let set = setting.value.to_string();
    if texts.iter().any(|text| numbers(&text.text).any(|(_, number)| number == set)) {
        return Vec::new();
    }
    let text = |place: Span| say::squeezed(context.sources.text_at(place));
    let own = context.sources.document(setting.key_at);
    told.iter()
        .map(|&(place, _)| {
            let labels = vec![
                Label { place, role: "first", note: "the address in the text".to_owned() },
                Label {
                    place: setting.value_at,
                    role: "other",
                    note: format!("the value of {}", setting.key),
                },
            ];
            let file = say::file_name(&own.path);
            let message = format!(
                "the text says port {port}, but {file} has {} = {}",
                setting.key,
                text(setting.value_at)
            );
            let why = vec![
                "two digits exchanged, and no other document or setting has either of the two".to_owned(),
            ];
            finding(rule, context, 0.88, message, labels, why)
        })
        .collect()
}

/// The ports of the addresses in a text, with their places.
fn addresses(document: &Document) -> Vec<(Span, Decimal)> {
    numbers(&document.text)
        .filter(|(at, number)| {
            (4..=5).contains(&number.len()) && OWN.iter().any(|own| document.text[..*at].ends_with(own))
        })
        .filter_map(|(at, number)| {
            let start = document.base + u32::try_from(at).ok()?;
            let end = start + u32::try_from(number.len()).ok()?;
            Some((Span::new(start, end), number.parse().ok()?))
        })
        .collect()
}

/// The runs of digits of a text, with where they begin.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(|c: char| c.is_ascii_digit())?;
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |at| start + at);
        rest = end;
        Some((start, &text[start..end]))
    })
}
