//! Names with a number each and their total behind them, as people write them into minutes and on
//! labels: `Mill Lane 1,240, Quay Street 865, the old dairy 415; total 2,520`, `Slow Air 7:15, Reel 4:30, Jig
//! 3:05, in all 14:50`. Read from the text itself: such a number has no noun, and a length like `7:15` is
//! a time of day to the grammar.

use super::grid::Number;
use super::totals::{distance, exchanged, grant, near};
use super::{Context, finding, say};
use crate::claim::Decimal;
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::prose::{BlockKind, Text};
use crate::rules::Rule;

/// The longest name of a part, in words.
const LONGEST: usize = 6;

/// Lists of names and numbers that do not add up to the total behind them.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    context.texts.iter().flat_map(lists).filter_map(|list| report(rule, context, &list)).collect()
}

/// Parts, and their total.
struct List {
    parts: Vec<Number>,
    total: Number,
    /// The numbers are minutes and seconds.
    timed: bool,
}

fn lists(text: &Text) -> impl Iterator<Item = List> + '_ {
    text.sentences.iter().filter_map(|sentence| {
        let block = text.blocks.get(sentence.block as usize)?;
        let prose =
            !matches!(block.kind, BlockKind::Code | BlockKind::Metadata { .. } | BlockKind::Cell { .. });
        let words = text.flat.get(sentence.range.start as usize..sentence.range.end as usize)?;
        let read = (prose && !block.furniture).then(|| read(words))??;
        let number = |entry: &Entry| {
            let (from, to) = entry.at;
            let at = |at: usize| sentence.range.start + u32::try_from(at).unwrap_or(u32::MAX);
            Number {
                value: entry.value,
                places: entry.places,
                unit: entry.unit.to_owned(),
                place: text.place(at(from)..at(to)),
            }
        };
        let (total, parts) = read.split_last()?;
        let timed = parts[0].timed;
        Some(List { parts: parts.iter().map(number).collect(), total: number(total), timed })
    })
}

/// A name and its number.
#[derive(Debug, PartialEq)]
struct Entry<'t> {
    name: &'t str,
    value: Decimal,
    places: i32,
    unit: &'t str,
    timed: bool,
    /// Where the number stands, in bytes.
    at: (usize, usize),
}

/// The entries of a sentence that is such a list, the total last.
fn read(sentence: &str) -> Option<Vec<Entry<'_>>> {
    let sentence = sentence.trim_end_matches(['.', ' ']);
    let mut entries = Vec::new();
    let mut start = 0;
    let bytes = sentence.as_bytes();
    for end in 0..=bytes.len() {
        let mark = end == bytes.len()
            || matches!(bytes[end], b',' | b';') && bytes.get(end + 1).is_some_and(|&next| next == b' ');
        if mark {
            entries.push(entry(sentence, start, end, entries.is_empty())?);
            start = end + 1;
        }
    }
    let (total, parts) = entries.split_last()?;
    let first = parts.first()?;
    let alike = |entry: &Entry<'_>| entry.timed == first.timed && entry.unit == first.unit;
    let named = |entry: &Entry<'_>| {
        let mut words = entry.name.split(' ');
        words.clone().count() <= LONGEST
            && words.all(is_name_word)
            && !entry.name.is_empty()
            && !is_total(entry.name)
    };
    let distinct = parts.iter().all(|one| parts.iter().filter(|other| other.name == one.name).count() == 1);
    let fits = parts.len() >= 3 && entries.iter().all(alike) && parts.iter().all(named);
    // "Ann Lowe 1978, Bo Holm 1985" are years.
    let dated =
        parts.iter().all(|entry| entry.at.1 - entry.at.0 == 4 && !entry.timed && entry.unit.is_empty());
    let larger = parts.iter().all(|part| part.value < total.value);
    (fits && distinct && !dated && larger && is_total(total.name)).then_some(entries)
}

/// The name and number that take up `from..to`.
fn entry(sentence: &str, from: usize, to: usize, first: bool) -> Option<Entry<'_>> {
    let own = sentence[from..to].trim_end();
    let to = from + own.len();
    // "Shelters at noon: Mill Lane 1,240, ..."
    let from = if first { from + own.rfind(": ").map_or(0, |colon| colon + 2) } else { from };
    // "making 5,870 in all"
    let closing =
        [" in all", " in total", " altogether", " all told"].into_iter().find(|end| own.ends_with(end));
    let number_end = to - closing.map_or(0, str::len);
    let text = &sentence[from..number_end];
    let number = text.rfind(' ').map_or(from, |space| from + space + 1);
    let figure = &sentence[number..number_end];
    let name = match closing {
        Some(_) => "total",
        None => {
            let name = sentence[from..number].trim().trim_end_matches([':', '—', '–', '-', ' ']);
            name.strip_prefix("and ").unwrap_or(name)
        }
    };
    let digits = figure.trim_start_matches(['$', '£', '€']);
    let unit = &figure[..figure.len() - digits.len()];
    let (value, places, timed) = figure_of(digits)?;
    Some(Entry { name, value, places, unit, timed, at: (number, number_end) })
}

/// `1,240`, `12.5`, `7:15` in seconds: the value, its decimals, and whether it is a length.
fn figure_of(text: &str) -> Option<(Decimal, i32, bool)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((minutes, seconds)) = text.split_once(':') {
        let fits =
            digits(minutes) && minutes.len() <= 3 && digits(seconds) && seconds.len() == 2 && seconds < "60";
        let whole =
            fits.then(|| Some(60 * minutes.parse::<i64>().ok()? + seconds.parse::<i64>().ok()?))??;
        return Some((Decimal::int(i128::from(whole)), 0, true));
    }
    let (whole, places) = match text.split_once('.') {
        Some((whole, places)) => (whole, digits(places).then(|| i32::try_from(places.len()).ok())??),
        None => (text, 0),
    };
    let mut groups = whole.split(',');
    let lead = groups.next().filter(|lead| digits(lead) && (lead.len() <= 3 || whole.len() == lead.len()))?;
    let grouped = groups.all(|group| group.len() == 3 && digits(group));
    (grouped && lead.len() <= 9).then(|| Some((text.replace(',', "").parse().ok()?, places, false)))?
}

/// True for a word of a name: `Quay`, `of`, `St`, `the`, `old`.
fn is_name_word(word: &str) -> bool {
    const NONE: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "has",
        "had",
        "have",
        "including",
        "which",
        "whom",
        "than",
        "plus",
        "minus",
        "less",
        "from",
        "until",
        "at",
        "by",
        "page",
        "pages",
        "chapter",
        "no",
        "No",
        "number",
        "line",
        "section",
        "over",
        "about",
        "nearly",
    ];
    let clean = |c: char| {
        c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '&' | '/' | '(' | ')' | '"' | '“' | '”')
    };
    !NONE.contains(&word) && word.chars().all(clean)
}

/// True for what a total is called: `total`, `in all`, `total in the six shelters`, `all together`.
fn is_total(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let rest = words.clone().count();
    match first {
        "total" | "totals" => rest <= LONGEST,
        "altogether" | "together" | "sum" => rest <= 1,
        "in" | "all" | "grand" | "making" | "a" | "the" | "making a" => {
            rest <= 4 && words.any(|word| matches!(word, "all" | "total" | "told" | "together" | "sum"))
        }
        "makes" | "makes:" => rest == 0,
        _ => false,
    }
}

fn report(rule: &Rule, context: &Context<'_>, list: &List) -> Option<Finding> {
    let makes = list.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))?;
    let total = list.total.value;
    let terms: Vec<&Number> = list.parts.iter().collect();
    let exact = list.timed || list.total.places == 0 && list.parts.iter().all(|part| part.places == 0);
    let granted = if list.timed {
        Decimal::int(i128::try_from(terms.len()).ok()?)
    } else {
        grant(&terms, &list.total, false)
    };
    if distance(makes, total)? <= granted || !near(makes, total, 6) && !exchanged(makes, total) {
        return None;
    }
    let text = |place: Span| say::squeezed(context.sources.text_at(place));
    let mut labels =
        vec![Label { place: list.total.place, role: "total", note: "stated as the whole".into() }];
    let part = |part: &Number| Label { place: part.place, role: "part", note: "a part".into() };
    labels.extend(list.parts.iter().map(part));
    let made = if list.timed { clocked(makes)? } else { makes.to_string() };
    let message = format!("{} is stated, but the parts make {made}", text(list.total.place));
    let shown: Vec<String> = list.parts.iter().map(|part| text(part.place)).collect();
    let why = vec![format!("{} = {made}", shown.join(" + "))];
    Some(finding(rule, context, if exact { 0.93 } else { 0.9 }, message, labels, why))
}

/// Seconds as minutes and seconds.
fn clocked(seconds: Decimal) -> Option<String> {
    let seconds = seconds.to_i128()?;
    Some(format!("{}:{:02}", seconds / 60, seconds % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(sentence: &str) -> Option<Vec<String>> {
        Some(read(sentence)?.iter().map(|entry| entry.value.to_string()).collect())
    }

    #[test]
    fn names_and_numbers_are_read_up_to_their_total() {
        let of = |sentence: &str| values(sentence).unwrap_or_default().join(" ");
        assert_eq!(
            of("Noon: Mill Lane 1,240, St Ann's 865, Quay 415; total in the barns 2,520."),
            "1240 865 415 2520"
        );
        assert_eq!(of("Air 7:15, Reel 4:30, Jig 3:05, in all 14:50"), "435 270 185 890");
        assert_eq!(of("Oak €12.50, elm €3.25, and ash €4.00, 19.75 in all"), "");
        assert_eq!(of("Oak €12.50, elm €3.25, and ash €4.00, €19.75 in all"), "12.5 3.25 4 19.75");
    }

    #[test]
    fn other_rows_of_numbers_are_no_such_list() {
        for silent in [
            "Ann Lowe 1978, Bo Holm 1985, Carl Nunn 1991, total 5954",
            "Lunch 12:30, tea 15:00, supper 19:00, in all 6:30",
            "Mill Lane 1,240, Quay 415; total 1,655",
            "Mill Lane 1,240, of which young 300, Quay 415; total 1,655",
            "Mill Lane 12, Quay 4, Hill 5, and we were 21",
        ] {
            assert_eq!(values(silent), None, "{silent}");
        }
    }
}
