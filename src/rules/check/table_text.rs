//! Prose that cites a cell of a table wrongly: `trading income came to £398,150` beside a row
//! `Trading | 412,650`.
//!
//! A row is cited where its label is what the prose counts, or what the amount is said to be
//! for. That alone is little: the nearer the two stand, and the likelier one number is a slip
//! for the other, the surer it is that the same is meant.

use super::figures::{self, short};
use super::grid::Number;
use super::otherwise::is_otherwise;
use super::shown::{Row, Shown, Tables};
use super::stems::{of_sentence, stem, stems};
use super::{Context, agree, finding, say, surest, table_cell, table_row, table_twins};
use crate::align::{Slip, of_measures};
use crate::claim::{Claim, Decimal, Dimension, Hedge, Interval, Measure, Mode, Part, civil};
use crate::finding::{Finding, Label};
use crate::rules::{Agree, Clashing, Rule, Scope, Values};

/// Numbers of the prose that are not those of the rows that they cite.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let kind = Clashing::Cell;
    let mut findings = agree::run(rule, Agree { values: Values::Measure, scope: Scope::Any, kind }, context);
    let tables = Tables::of(context);
    if tables.rows.is_empty() {
        return findings;
    }
    let claims = &context.ledger.claims;
    findings.extend(claims.iter().filter_map(|claim| misquoted(rule, context, &tables, claim)));
    let findings = surest(findings, table_row::run(rule, context, &tables));
    surest(findings, table_twins::run(rule, context))
}

/// Words that make another number of what is counted than the one in a table, beside those that always do.
pub const BESIDE: &[&str] = &[
    "other",
    "more",
    "fewer",
    "less",
    "than",
    "additional",
    "extra",
    "next",
    "last",
    "budget",
    "plan",
    "planned",
    "half",
    "drop",
    "up",
    "down",
    "by",
    "between",
    "since",
    "until",
    "some",
    "first",
    "only",
    "new",
    "remaining",
    "rest",
    "including",
    "goal",
    "maximum",
    "minimum",
    "expect",
    "expected",
    "forecast",
    "instead",
];

/// The number of a claim of prose that may be that of a cell: one that is told as it is, of nothing less or more.
#[must_use]
pub fn sayable(claim: &Claim) -> Option<Decimal> {
    sayable_rate(claim).filter(|_| claim.measure().is_some_and(|measure| measure.per.is_none()))
}

/// As `sayable`, for `138 litres a day` as well.
#[must_use]
pub fn sayable_rate(claim: &Claim) -> Option<Decimal> {
    let measure = claim.measure()?;
    let slots = &claim.slots;
    let prose = matches!(
        slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Heading | Part::Quotation
    );
    let plain =
        matches!(measure.hedge, Hedge::None | Hedge::Exact | Hedge::About | Hedge::Nearly | Hedge::JustOver)
            && !measure.is_range;
    if !prose || !plain || slots.mode != Mode::Actual || slots.identifying || slots.additional || slots.subset
    {
        return None;
    }
    let exact = measure.unit.is_some() || measure.precision < 0;
    let least = if exact { Decimal::ONE } else { Decimal::int(10) };
    measure.written().filter(|value| *value >= least)
}

fn misquoted(rule: &Rule, context: &Context<'_>, tables: &Tables, claim: &Claim) -> Option<Finding> {
    let measure = claim.measure()?;
    let value = sayable(claim)?;
    if let Some(found) = table_cell::misplaced(context, tables, claim, value) {
        return (!otherwise(context, claim)).then(|| report_misplaced(rule, context, claim, found, 0.82));
    }
    let document = context.sources.index_of(claim.place);
    let mut best: Option<(f32, &Row, &Number)> = None;
    let counted = matches!(measure.dimension(), Dimension::Count | Dimension::Money | Dimension::Percent);
    for phrase in if counted { phrases(context, claim) } else { Vec::new() } {
        // "trading income" is in the row "Trading" of a table of incomes.
        let rows = phrase.iter().filter_map(|word| tables.by_head.get(word));
        for &index in rows.flat_map(|rows| rows.iter().take(MOST_ROWS)) {
            let row = &tables.rows[index];
            let grid = &tables.grids[row.grid];
            if !row.label.iter().all(|word| phrase.contains(word)) {
                continue;
            }
            // "farm workers" are not the workers of the row, unless the table is about farms.
            let rest = phrase.iter().filter(|word| !row.label.contains(word));
            let alien = rest.clone().any(|word| !grid.words.contains(word));
            if alien {
                continue;
            }
            match compare(context, grid, row, claim, value) {
                // It is right there: whatever else is like it is not meant.
                Compared::Agrees => return None,
                Compared::Other => {}
                Compared::Differs(number) => {
                    let words = around(context, claim);
                    let near = if grid.document != document {
                        if context.linked(grid.document, document) { 0.0 } else { -2.0 }
                    } else if grid.section
                        == tables.headings[document].partition_point(|&at| at <= claim.place.start)
                    {
                        1.5
                    } else {
                        0.5
                    };
                    let score = near + likeness(claim, measure, value, number, grid, &words, row);
                    if best.is_none_or(|(other, _, _)| score > other) {
                        best = Some((score, row, number));
                    }
                }
            }
        }
    }
    if best.is_none_or(|(score, _, _)| score < ENOUGH) {
        best = table_cell::cited(context, tables, claim, measure, value);
    }
    let (score, row, number) = best.filter(|(score, _, _)| *score >= ENOUGH)?;
    if otherwise(context, claim) || another_year(context, claim, &tables.grids[row.grid], row) {
        return None;
    }
    let sure = if score >= SURELY { 0.88 } else { 0.76 };
    Some(report(rule, context, tables, claim, (value, row, number), sure))
}

/// The finding that a claim has another number than a cell.
#[must_use]
pub fn report(
    rule: &Rule,
    context: &Context<'_>,
    tables: &Tables,
    claim: &Claim,
    (value, row, number): (Decimal, &Row, &Number),
    sure: f32,
) -> Finding {
    let text = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: claim.place, role: "first", note: "the text".to_owned() },
        Label { place: number.place, role: "other", note: format!("the row \"{}\"", text(row.named)) },
    ];
    let message = format!(
        "{} in the text, {} in the table's row \"{}\"",
        say::quoted(context.sources, claim),
        text(number.place),
        text(row.named)
    );
    let why = vec![format!(
        "the text gives {} for what the table calls \"{}\", which has {}",
        short(value),
        text(row.named),
        short(number.value.scaled(tables.grids[row.grid].scale))
    )];
    finding(rule, context, sure, message, labels, why)
}

/// `July was the busiest month, with 531,600 passengers`, which the table has for August.
pub fn report_misplaced(
    rule: &Rule,
    context: &Context<'_>,
    claim: &Claim,
    (row, cell, source, number): (&Row, &Number, &Row, &Number),
    sure: f32,
) -> Finding {
    let text = |place| say::squeezed(context.sources.text_at(place));
    let (meant, taken) = (text(row.named), text(source.named));
    let labels = vec![
        Label { place: claim.place, role: "first", note: format!("said of \"{meant}\"") },
        Label { place: cell.place, role: "other", note: format!("the row \"{meant}\"") },
        Label { place: number.place, role: "echo", note: format!("the row \"{taken}\"") },
    ];
    let message = format!(
        "{} is the number of \"{taken}\" in the table; \"{meant}\" has {}",
        text(claim.place),
        text(cell.place)
    );
    let why = vec![format!("no other cell has this number, and the text says it of \"{meant}\"")];
    finding(rule, context, sure, message, labels, why)
}

/// Bytes between two sentences of one paragraph, at most one without a number between them.
const NEAR: u32 = 160;
/// Rows of one label that are looked at.
const MOST_ROWS: usize = 12;
/// Evidence from which on a row is held to be cited.
const ENOUGH: f32 = 2.5;
/// Evidence from which on there is hardly a doubt.
const SURELY: f32 = 3.4;

/// What a number may be the number of: its noun, and for an amount what it is for.
fn phrases(context: &Context<'_>, claim: &Claim) -> Vec<Vec<String>> {
    let vocab = &context.ledger.vocab;
    let mut phrases = Vec::new();
    if let Some(noun) = claim.slots.noun.as_ref().filter(|noun| !noun.implied) {
        let words = noun.modifiers.iter().chain([&noun.head]);
        phrases.push(words.map(|&word| stem(vocab.word(word))).collect());
    }
    let counted = claim.measure().is_some_and(|m| m.dimension() == Dimension::Count);
    if !counted {
        // "received £5,000 in legacies", "spent £5,000 on food"
        let behind = context.sources.document(claim.place);
        let at = (claim.place.end - behind.base) as usize;
        let rest: String = behind.text[at..].chars().take(60).collect();
        let mut words = rest.split_whitespace().map(|word| word.trim_end_matches([',', '.', ';', ')']));
        if words.next().is_some_and(|word| matches!(word, "in" | "from" | "for" | "on" | "of")) {
            let own: Vec<String> = words.take(3).map(stem).collect();
            for length in 1..=own.len() {
                phrases.push(own[..length].to_vec());
            }
        }
    }
    phrases
}

enum Compared<'a> {
    Agrees,
    /// Of another kind or size.
    Other,
    Differs(&'a Number),
}

/// Compares a number with those of a row that can be meant.
fn compare<'a>(
    context: &Context<'_>,
    grid: &Shown,
    row: &'a Row,
    claim: &Claim,
    value: Decimal,
) -> Compared<'a> {
    let Some(measure) = claim.measure() else { return Compared::Other };
    let percent = measure.dimension() == Dimension::Percent;
    let money = measure.dimension() == Dimension::Money;
    let sentence = context.ledger.sentence_of(claim).place;
    let said = context.sources.text_at(sentence).to_lowercase();
    let fits = |(head, number): &&(String, Number)| {
        let share = table_cell::is_share(head, number);
        let currency =
            |text: &str| text.contains(['$', '£', '€', '¥']) || text.contains("usd") || text.contains("eur");
        let cash = currency(&number.unit) || currency(head);
        let measured = !number.unit.is_empty() && !share && !cash;
        share == percent && !measured && (cash == money || money && number.unit.is_empty())
    };
    let cells: Vec<&(String, Number)> = row.cells.iter().filter(fits).collect();
    // A column that the sentence names.
    let named = |head: &str| {
        !head.is_empty() && stems(head).iter().any(|word| word.len() > 3 && said.contains(word.as_str()))
    };
    let chosen: Vec<&(String, Number)> = cells.iter().copied().filter(|(head, _)| named(head)).collect();
    for (_, number) in &cells {
        if agrees(measure, value, number.value.scaled(grid.scale)) || agrees(measure, value, number.value) {
            return Compared::Agrees;
        }
    }
    let pool = if chosen.is_empty() { cells } else { chosen };
    if pool.len() > 3 {
        return Compared::Other;
    }
    // The likeliest is the one a slip leads to, else the first.
    let slip = |number: &Number| slip(measure, number, grid.scale).is_some();
    let meant = pool.iter().find(|(_, number)| slip(number)).or_else(|| pool.first());
    let Some((_, number)) = meant else { return Compared::Other };
    let cell = number.value.scaled(grid.scale);
    // What is far off is another thing, unless digits show that it is a slip.
    let within = |times: i128| {
        let times = Decimal::int(times);
        cell.checked_mul(times).is_some_and(|most| value <= most)
            && value.checked_mul(times).is_some_and(|most| cell <= most)
    };
    if cell < Decimal::int(2) || !(within(2) || slip(number)) {
        Compared::Other
    } else {
        Compared::Differs(number)
    }
}

/// True when what is said may be the number of the cell, rounded either way.
pub fn agrees(measure: &Measure, value: Decimal, cell: Decimal) -> bool {
    if measure.wide.holds(cell) || measure.strict.holds(cell) {
        return true;
    }
    let rounded = |digit: i32, near: Decimal, far: Decimal| {
        digit > 0 && figures::around(near, Decimal::new(5, digit - 1)).is_some_and(|range| range.holds(far))
    };
    // A table in millions has fewer digits than the text.
    rounded(measure.precision, value, cell) || rounded(cell.exp10(), cell, value)
}

/// By what slip the number said is that of the cell.
pub fn slip(measure: &Measure, number: &Number, scale: i32) -> Option<Slip> {
    let value = number.value.scaled(scale);
    let exact = Interval::exactly(value);
    let other = Measure { strict: exact, wide: exact, ..*measure };
    let known = value.mantissa().unsigned_abs() >= 100;
    of_measures(measure, &other).filter(|slip| {
        known && matches!(slip, Slip::Transposition | Slip::Scale | Slip::Magnitude | Slip::Digit)
    })
}

/// The words of a number's sentence and of the one before it, which may say what day or group
/// is meant.
fn around(context: &Context<'_>, claim: &Claim) -> Vec<String> {
    let ledger = context.ledger;
    let own = ledger.sentence_of(claim);
    let mut words = of_sentence(ledger, own);
    let before = claim.sentence.checked_sub(1).map(|before| &ledger.sentences[before as usize]);
    if let Some(before) = before.filter(|before| {
        before.heading == own.heading && before.part == own.part && before.place.end + NEAR > own.place.start
    }) {
        words.extend(of_sentence(ledger, before));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// How much speaks for the row being meant.
fn likeness(
    claim: &Claim,
    measure: &Measure,
    value: Decimal,
    number: &Number,
    grid: &Shown,
    words: &[String],
    row: &Row,
) -> f32 {
    let digits = |value: Decimal| value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
    let mut score = 0.0;
    if digits(value) >= 4 && digits(number.value) >= 3 {
        score += 1.0;
    }
    if slip(measure, number, grid.scale).is_some() {
        score += 1.5;
    } else {
        score += 0.4;
    }
    if row.label.len() > 1 {
        score += 0.8;
    }
    // "the 27 dozers"
    if claim.slots.total {
        score += 0.4;
    }
    let like = |word: &str, other: &str| {
        word == other
            || word.len().min(other.len()) >= 5 && (word.starts_with(other) || other.starts_with(word))
    };
    let known = |word: &String| grid.words.iter().any(|other| like(word, other));
    let shared = words.iter().filter(|word| !row.label.contains(word) && known(word)).count();
    #[allow(clippy::cast_precision_loss)]
    let shared = shared.min(2) as f32;
    score + 0.6 * shared
}

/// True when the words beside the number, in its own clause, make it another one.
fn otherwise(context: &Context<'_>, claim: &Claim) -> bool {
    let sentence = context.ledger.sentence_of(claim).place;
    let text = context.sources.text_at(sentence);
    let at = (claim.place.start.saturating_sub(sentence.start) as usize).min(text.len());
    let end = (claim.place.end.saturating_sub(sentence.start) as usize).min(text.len());
    let (Some(before), Some(after)) = (text.get(..at), text.get(end..)) else { return true };
    let before = before.rsplit([';', ':', '.']).next().unwrap_or_default();
    // "was up from 8 to 12", "kept it down to 12": a level, and no change.
    let level = before.trim_end().ends_with(" to");
    let lead: Vec<&str> = before.split_whitespace().rev().take(if level { 12 } else { 6 }).collect();
    let way = |word: &str| level && matches!(word, "up" | "down" | "rise" | "fall" | "drop" | "increase");
    let rest = after.split([',', ';', '.', '(']).next().unwrap_or_default();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let other = |word: &str| is_otherwise(word) || BESIDE.contains(&word);
    lead.into_iter().map(bare).any(|word| other(&word) && !way(&word))
        || rest.split_whitespace().take(6).map(bare).any(|word| other(&word))
}

/// True when the sentence speaks of a year that the table knows nothing of: `in 1931`, `on 7 May of that year`.
pub fn another_year(context: &Context<'_>, claim: &Claim, grid: &Shown, row: &Row) -> bool {
    let text = context.sources.text_at(context.ledger.sentence_of(claim).place);
    // "It began in 1949 and had 46 members that year", beside a table of what it has now.
    if row.years.is_empty() && ["that year", "the same year"].iter().any(|words| text.contains(words)) {
        return true;
    }
    let written = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
    let meant = claim.slots.period.and_then(|(_, days)| days.bounds()).and_then(|(first, _)| civil(first));
    let mut years = written.map(str::to_owned).chain(meant.map(|day| day.year().to_string())).peekable();
    years.peek().is_some()
        && !years.all(|year| {
            grid.text.contains(&year)
                || row.years.contains(&year)
                || row.cells.iter().any(|(head, _)| head.contains(&year))
        })
}
