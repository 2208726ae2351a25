//! Shares of one whole that cannot be: a column of shares that is not that of the counts beside
//! it, and exclusive shares that make more than a hundred.

use super::figures::{share, short, value};
use super::grid::{Grid, Number, grids};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Columns of shares that do not go with a column of counts.
pub fn tables(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let documents = context.sources.documents().iter();
    documents.flat_map(grids).flat_map(|grid| table(rule, context, &grid)).collect()
}

fn table(rule: &Rule, context: &Context<'_>, grid: &Grid) -> Vec<Finding> {
    let is_total = |label: &String| {
        label
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "total" | "all" | "sum" | "overall"))
    };
    let mut totals = grid.rows.iter().filter(|row| row.labels.first().is_some_and(is_total));
    let (Some(total), None) = (totals.next(), totals.next()) else { return Vec::new() };
    let is_share = |column: u32| {
        let head = grid.heads.get(&column).map_or("", String::as_str);
        let cells: Vec<&Number> = grid.rows.iter().filter_map(|row| row.number(column)).collect();
        let marked = !cells.is_empty() && cells.iter().all(|cell| cell.unit.contains('%'));
        let whole = total.number(column).is_none_or(|n| n.value == Decimal::int(100));
        (marked
            || head.contains('%')
            || head.contains("percent")
            || head.contains("per cent")
            || head.contains("share"))
            && !head.contains("change")
            && !head.contains("growth")
            && whole
    };
    let columns: Vec<u32> = total.cells.keys().copied().chain(grid.heads.keys().copied()).collect();
    let mut findings = Vec::new();
    for &shares in &columns {
        if !is_share(shares)
            || columns.iter().filter(|&&other| other == shares).count() > 1 && findings.len() > 4
        {
            continue;
        }
        for &counts in &columns {
            let Some(whole) = total.number(counts).filter(|_| !is_share(counts)) else { continue };
            let (mut good, mut bad) = (0, Vec::new());
            for row in &grid.rows {
                let (Some(own), Some(stated)) = (row.number(counts), row.number(shares)) else { continue };
                if own.value == whole.value {
                    continue;
                }
                let Some(actual) = share(own.value, whole.value) else { continue };
                // One unit of the last digit, so that cutting off is no defect.
                let grant = Decimal::new(101, -stated.places - 2);
                let apart = if actual > stated.value {
                    actual.checked_sub(stated.value)
                } else {
                    stated.value.checked_sub(actual)
                };
                match apart {
                    Some(apart) if apart <= grant => good += 1,
                    Some(_) => bad.push((own, stated, actual)),
                    None => {}
                }
            }
            // The columns belong together when nearly all rows fit.
            if good >= 2 && bad.len() * 2 <= good {
                for (own, stated, actual) in bad {
                    let text = |number: &Number| say::squeezed(context.sources.text_at(number.place));
                    let labels = vec![
                        Label { place: stated.place, role: "first", note: "the share".into() },
                        Label { place: own.place, role: "part", note: "the count".into() },
                        Label { place: whole.place, role: "total", note: "the whole".into() },
                    ];
                    let message = format!(
                        "{} of {} is {} percent, not {}",
                        text(own),
                        text(whole),
                        short(actual),
                        text(stated)
                    );
                    let why = vec![
                        format!("{} / {} = {} percent", own.value, whole.value, short(actual)),
                        format!("{good} other rows fit"),
                    ];
                    findings.push(finding(rule, context, 0.88, message, labels, why));
                }
            }
        }
    }
    findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    findings.truncate(8);
    findings
}

/// Words that make shares overlap.
const OVERLAP: &[&str] = &[
    "or",
    "multiple",
    "also",
    "both",
    "more",
    "than",
    "least",
    "up",
    "down",
    "rose",
    "fell",
    "increase",
    "decrease",
    "growth",
    "from",
    "grew",
    "by",
    "compared",
    "versus",
    "against",
    "while",
    "among",
    "including",
    "whereas",
    "previous",
    "year",
    "respectively",
    "each",
    "at",
    "only",
    "but",
    "some",
    "did",
    "would",
];

/// Shares listed as all there is that do not make a hundred.
pub fn partitions(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    tapes(context, 3).filter_map(|tape| partition(rule, context, &tape)).collect()
}

/// `40 percent walk, 35 percent ride and the remaining 30 percent drive`
fn partition(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>) -> Option<Finding> {
    let mut parts: Vec<(usize, &Claim)> = Vec::new();
    for at in 0..tape.items.len() {
        match tape.items[at] {
            Item::Claim(claim) if claim.measure().is_some_and(|m| m.dimension() == Dimension::Percent) => {
                parts.push((at, tape.stated(at)?));
            }
            Item::Claim(claim) if claim.measure().is_some() => return None,
            _ => {}
        }
    }
    let (first, last) = (parts.first()?.0, parts.last()?.0);
    let rest = (1..=3).any(|back| {
        last.checked_sub(back).is_some_and(|at| tape.word(at, &["remaining", "rest", "other", "balance"]))
    }) || tape.any_word(last + 1..last + 5, &["rest", "remainder"]);
    if parts.len() < 3 || !rest || tape.any_word(0..tape.items.len(), OVERLAP) || first > 14 {
        return None;
    }
    let mut sum = Decimal::ZERO;
    let mut grant = Decimal::ONE;
    for (_, part) in &parts {
        let m = measure(part);
        sum = sum.checked_add(value(m)?)?;
        grant = grant.checked_add(Decimal::new(5, m.precision.min(0) - 1))?;
    }
    let apart = if sum > Decimal::int(100) {
        sum.checked_sub(Decimal::int(100))?
    } else {
        Decimal::int(100).checked_sub(sum)?
    };
    if apart <= grant || apart > Decimal::int(40) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels: Vec<Label> = parts
        .iter()
        .map(|(_, part)| Label { place: part.place, role: "part", note: "a share".into() })
        .collect();
    let terms: Vec<String> = parts.iter().map(|(_, part)| text(part)).collect();
    let message = format!("the shares make {} percent", short(sum));
    let why = vec![format!("{} = {} percent", terms.join(" + "), short(sum))];
    Some(finding(rule, context, 0.84, message, labels, why))
}
