//! Citations: what a reference-list entry or note says of a work: title, number, the dates it
//! was issued and read, address.
//!
//! The dates and identifiers were found before; here their parts in the entry are told by
//! the words around them: `accessed January 12, 2020`, `(June 19, 2018)`, `Archived from the
//! original on ...`, which is neither. Cases and laws are no works with a date of issue.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::citation_work::{Role, entry, role};
use super::quote;
use crate::claim::{Citation, Claim, Date, IdKind, Part, Value};
use crate::place::Span;
use crate::prose::{Mark, Text};

/// Something in an entry, by its bytes there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// What it is; a date by its index among the claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Date(usize),
    /// The number of a report, a DOI or an ISBN.
    Number,
    Url,
    /// The target of a link, whose place is elsewhere than its text.
    Target(Span),
    /// Words in italics.
    Italics,
}

/// The parts of one citation, by bytes of the block; dates by their index among the claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) whole: Range<usize>,
    pub(super) title: Option<Range<usize>>,
    pub(super) number: Option<Range<usize>>,
    pub(super) issued: Option<usize>,
    pub(super) accessed: Option<usize>,
    pub(super) url: Option<Address>,
}

/// Where an address stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Address {
    Shown(Range<usize>),
    Target(Span),
}

/// All citations of a document, with their places. `parts` are those of the blocks of `text`;
/// `claims` hold the dates and identifiers already found.
#[must_use]
pub fn citations(text: &Text, parts: &[Part], claims: &[Claim]) -> Vec<(Span, Citation)> {
    let mut order: Vec<usize> = (0..claims.len()).filter(|&index| is_of_use(&claims[index])).collect();
    order.sort_by_key(|&index| claims[index].place.start);
    let mut found = Vec::new();
    for (block, part) in text.blocks.iter().zip(parts) {
        let words = &text.flat[block.range.start as usize..block.range.end as usize];
        if !may_cite(*part, words) {
            continue;
        }
        let items = items(text, &block.range, claims, &order);
        let base = block.range.start;
        let place = |range: &Range<usize>| text.place(base + narrow(range.start)..base + narrow(range.end));
        for entry in entries(words, &items, *part) {
            let dated = |index: Option<usize>| {
                index.and_then(|index| claims[index].date().map(|date: &Date| (claims[index].place, *date)))
            };
            let citation = Citation {
                title: entry.title.as_ref().map(place),
                identifier: entry.number.as_ref().map(place),
                issued: dated(entry.issued),
                accessed: dated(entry.accessed),
                url: entry.url.as_ref().map(|url| match url {
                    Address::Shown(range) => place(range),
                    Address::Target(span) => *span,
                }),
            };
            found.push((place(&entry.whole), citation));
        }
    }
    found
}

/// Dates and the numbers of works.
const fn is_of_use(claim: &Claim) -> bool {
    matches!(
        claim.value,
        Value::Date(_) | Value::Identifier(IdKind::Report | IdKind::Doi | IdKind::Isbn | IdKind::Url)
    )
}

/// The words that tell when a work was read.
static READ: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["ccessed ", "etrieved ", "ast visited "].map(Finder::new));

/// Notes and reference lists cite; elsewhere only a short text that says when it was read.
fn may_cite(part: Part, words: &str) -> bool {
    match part {
        Part::Citation | Part::Footnote => true,
        Part::Body | Part::ListItem | Part::Caption | Part::Quotation => {
            words.len() < 600 && READ.iter().any(|word| word.find(words.as_bytes()).is_some())
        }
        _ => false,
    }
}

/// A link to `#` or `#note` leads nowhere else; `http://a.b` does.
const SHORTEST_ADDRESS: u32 = 10;

/// What stands in a block, in order.
fn items(text: &Text, block: &Range<u32>, claims: &[Claim], order: &[usize]) -> Vec<Item> {
    let whole = text.place(block.clone());
    let first = order.partition_point(|&index| claims[index].place.start < whole.start);
    let mut items = Vec::new();
    for &index in order[first..].iter().take_while(|&&index| claims[index].place.start < whole.end) {
        let place = claims[index].place;
        let (start, end) = (flat_of(text, block, place.start), flat_of(text, block, place.end));
        let what = match claims[index].value {
            Value::Date(_) => What::Date(index),
            Value::Identifier(IdKind::Url) => What::Url,
            _ => What::Number,
        };
        if start < end {
            items.push(Item { range: (start - block.start) as usize..(end - block.start) as usize, what });
        }
    }
    let first = text.marks.partition_point(|mark| mark.0 < block.start);
    let mut italics = None;
    for (at, mark, place) in text.marks[first..].iter().take_while(|mark| mark.0 <= block.end) {
        let at = (at - block.start) as usize;
        match mark {
            Mark::EmphasisStart => italics = Some(at),
            Mark::EmphasisEnd => {
                if let Some(start) = italics.take()
                    && start < at
                {
                    items.push(Item { range: start..at, what: What::Italics });
                }
            }
            Mark::LinkStart if place.len() >= SHORTEST_ADDRESS => {
                items.push(Item { range: at..at, what: What::Target(*place) })
            }
            _ => {}
        }
    }
    items.sort_by_key(|item| (item.range.start, item.range.end));
    items
}

/// The offset in the flat text of an address within `block`. Addresses rise with offsets there.
fn flat_of(text: &Text, block: &Range<u32>, address: u32) -> u32 {
    let (mut low, mut high) = (block.start, block.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if text.place(middle..middle + 1).start < address {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The citations in the words of a block.
fn entries(words: &str, items: &[Item], part: Part) -> Vec<Entry> {
    let quotes: Vec<Range<usize>> = quote::quotes(words)
        .into_iter()
        .map(|found| found.words.start as usize..found.words.end as usize)
        .collect();
    let mut found = Vec::new();
    let (mut next_item, mut next_quote) = (0, 0);
    for whole in works(words, items, &quotes) {
        // Items and quotations are in order, so each is looked at once.
        let first_item = next_item;
        while items.get(next_item).is_some_and(|item| item.range.start < whole.end) {
            next_item += 1;
        }
        let first_quote = next_quote;
        while quotes.get(next_quote).is_some_and(|quote| quote.start < whole.end) {
            next_quote += 1;
        }
        if let Some(entry) =
            entry(words, whole, &items[first_item..next_item], &quotes[first_quote..next_quote], part)
        {
            found.push(entry);
        }
    }
    found
}

/// Cuts the words of a block into works: at `; `, and at the end of a sentence behind a date of
/// access, where something of another work follows.
fn works(words: &str, items: &[Item], quotes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut quote = 0;
    let mut depth = 0_u32;
    let mut accessed = false;
    let mut item = 0;
    let marks =
        words.bytes().enumerate().filter(|(_, b)| matches!(b, b'(' | b'[' | b')' | b']' | b';' | b'.'));
    for (at, mark) in marks {
        while items.get(item).is_some_and(|found| found.range.start <= at) {
            accessed |= matches!(items[item].what, What::Date(_))
                && role(words, &items[item].range) == Role::Accessed;
            item += 1;
        }
        while quotes.get(quote).is_some_and(|found| found.end <= at) {
            quote += 1;
        }
        if quotes.get(quote).is_some_and(|found| found.contains(&at)) {
            continue;
        }
        match mark {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b';' | b'.' if depth == 0 => {
                let rest = words[at + 1..].trim_start();
                let apart = words[at + 1..].starts_with(' ');
                let begins = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
                // Authors are divided by ";" too: "Arango, T.; Cole, K. (2018)".
                let settled =
                    accessed || mark == b';' && settled(words, items, cuts.last().copied().unwrap_or(0)..at);
                let more = items[item..].iter().take(4).any(|found| !matches!(found.what, What::Target(_)));
                if apart && begins && settled && more {
                    cuts.push(at + 1);
                    accessed = false;
                }
            }
            _ => {}
        }
    }
    let mut works = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for end in cuts.into_iter().chain([words.len()]) {
        let text = &words[start..end];
        let lead = text.len() - text.trim_start().len();
        let stop = start + text.trim_end_matches([' ', ';']).len();
        if start + lead < stop {
            works.push(start + lead..stop);
        }
        start = end;
    }
    works
}

/// True when a work was named in full: it has a number, an address or a date of its own.
fn settled(words: &str, items: &[Item], range: Range<usize>) -> bool {
    let first = items.partition_point(|item| item.range.start < range.start);
    items[first..].iter().take_while(|item| item.range.start < range.end).take(16).any(|item| {
        match item.what {
            What::Number | What::Url => true,
            What::Date(_) => role(words, &item.range) == Role::Other,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `text`, in which `<...>` marks dates, `{...}` numbers and `_..._` italics.
    fn read(text: &str, part: Part) -> Vec<String> {
        let (mut words, mut items, mut open) = (String::new(), Vec::new(), 0);
        let (mut dates, mut italics) = (0, None);
        for c in text.chars() {
            match c {
                '<' | '{' => open = words.len(),
                '>' => {
                    items.push(Item { range: open..words.len(), what: What::Date(dates) });
                    dates += 1;
                }
                '}' => items.push(Item { range: open..words.len(), what: What::Number }),
                '_' => match italics.take() {
                    None => italics = Some(words.len()),
                    Some(start) => items.push(Item { range: start..words.len(), what: What::Italics }),
                },
                c => words.push(c),
            }
        }
        items.sort_by_key(|item| item.range.start);
        let date = |index: usize| {
            let item = items.iter().find(|item| item.what == What::Date(index)).unwrap();
            words[item.range.clone()].to_owned()
        };
        entries(&words, &items, part)
            .into_iter()
            .map(|entry| {
                let slot = |range: &Option<Range<usize>>| {
                    range.clone().map_or("-".to_owned(), |range| words[range].to_owned())
                };
                let day = |index: Option<usize>| index.map_or("-".to_owned(), date);
                [slot(&entry.title), slot(&entry.number), day(entry.issued), day(entry.accessed)].join(" | ")
            })
            .collect()
    }

    #[test]
    fn a_web_reference() {
        assert_eq!(
            read(
                "Reyes, Ana (<June 1, 2021>). \"Bridge to reopen\". The Daily. Retrieved <June 3, 2021>.",
                Part::Citation
            ),
            ["Bridge to reopen | - | June 1, 2021 | June 3, 2021"]
        );
        assert_eq!(
            read(
                "\"Bridge shut\". The Daily. <May 5, 2021>. Archived from the original on <May 9, 2021>. Retrieved <June 3, 2021> – via Clips.",
                Part::Citation
            ),
            ["Bridge shut | - | May 5, 2021 | June 3, 2021"]
        );
    }

    #[test]
    fn a_note_with_two_works() {
        assert_eq!(
            read(
                "Audit Office, _Water in Towns_, {AO-21-7} (<May 2021>), (accessed <June 3, 2021>), 14. Health Board, _Clean Taps_, {HB-20-1} (<July 2020>), (accessed <June 4, 2021>), 3.",
                Part::Footnote
            ),
            [
                "Water in Towns | AO-21-7 | May 2021 | June 3, 2021",
                "Clean Taps | HB-20-1 | July 2020 | June 4, 2021"
            ]
        );
        assert_eq!(
            read(
                "Audit Office, _Water in Towns_, {AO-21-7} (<May 2021>), 14; Health Board, _Clean Taps_, {HB-20-1} (<July 2020>), 3.",
                Part::Footnote
            ),
            ["Water in Towns | AO-21-7 | May 2021 | -", "Clean Taps | HB-20-1 | July 2020 | -"]
        );
    }

    #[test]
    fn authors_are_no_works_and_dates_in_titles_no_issue() {
        assert_eq!(
            read(
                "Reyes, Ana; Cole, Kim (<2019>). \"The flood of <1953> revisited\". Accessed <March 12, 2020>.",
                Part::Citation
            ),
            ["The flood of 1953 revisited | - | 2019 | March 12, 2020"]
        );
        assert_eq!(
            read("Tarn, P. (<2015>). Poverty in the hills. Quay Press.", Part::Citation),
            ["Poverty in the hills | - | 2015 | -"]
        );
    }

    #[test]
    fn a_year_in_brackets_gives_way_to_the_full_date() {
        assert_eq!(
            read("Audit Office (<2021>). _Water in Towns_, version 2.4, <May 6, 2021>.", Part::Citation),
            ["Water in Towns | - | May 6, 2021 | -"]
        );
    }

    #[test]
    fn notes_that_cite_no_work() {
        for text in [
            "The court ruled in <2018> that the order was void.",
            "_Doe v. Roe_, {No. 21} (<May 2, 2018>).",
            "By <May 3>, \"all of them\" had left.",
            "Audit Office, _Water in Towns_, 14.",
        ] {
            assert_eq!(read(text, Part::Footnote), Vec::<String>::new(), "{text}");
        }
    }
}
