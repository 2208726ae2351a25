//! Averages that are not those of the sum and the number of things beside them: `nine matches
//! brought in 21,951 people, an average of 2,539`; `The mutual paid 172 of them £1.2 million in all. Each
//! received £70,000 on average.`

use super::figures::{short, value};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Interval, Mode};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Averages of one sentence, and of the sum in the sentence before.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 3) {
        for at in 0..tape.items.len() {
            findings
                .extend(average(rule, context, &tape, at).or_else(|| shared_out(rule, context, &tape, at)));
        }
    }
    let mut before: Option<Tape<'_>> = None;
    for tape in tapes(context, 1) {
        findings.extend(before.as_ref().and_then(|before| of_sum_before(rule, context, before, &tape)));
        before = Some(tape);
    }
    findings
}

/// Words before an average that say how it is put.
const LED: &[&str] = &["about", "some", "nearly", "just", "over", "under", "or", "roughly"];
/// Words of averages that are taken otherwise.
const OTHERWISE: &[&str] = &["per", "each", "daily", "weekly", "monthly", "median"];

/// `nine matches brought in 21,951 people, an average of 2,439`, `or 12 a house on average`
fn average(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>, at: usize) -> Option<Finding> {
    let led = tape.word(at, &["average", "mean"])
        && tape.word(at + 1, &["of"])
        && at > 1
        && tape.word(at - 1, &["an", "a"])
        || tape.word(at, &["averaging"]);
    let comma = at.checked_sub(if tape.word(at, &["averaging"]) { 1 } else { 2 })?;
    if !led || !matches!(tape.items.get(comma), Some(Item::Mark(',' | '(' | '—'))) {
        return None;
    }
    let next = at + if tape.word(at, &["averaging"]) { 1 } else { 2 };
    let next = next + tape.skip(next, LED, 2);
    let stated = plain(tape, next)?;
    let (x, y) = two(tape, 0, comma)?;
    if tape.any_word(0..tape.items.len(), OTHERWISE) {
        return None;
    }
    compare(rule, context, stated, x, y, 0.85)
}

/// `gave £19,000 to 38 of them, £600 apiece on average`
fn shared_out(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>, at: usize) -> Option<Finding> {
    let stated = plain(tape, at)?;
    let led = tape.skip(at.checked_sub(2)?, &["or", "about", "some", "nearly", "just"], 2);
    let comma = at - 1 - usize::from(led == 1 && tape.word(at - 1, LED)) - usize::from(led == 2);
    let each = each_behind(tape, at);
    if !each || !matches!(tape.items.get(comma), Some(Item::Mark(',' | '(' | '—'))) {
        return None;
    }
    let (x, y) = two(tape, 0, comma)?;
    compare(rule, context, stated, x, y, 0.85)
}

/// `apiece`, `each on average`: what one of many gets.
fn each_behind(tape: &Tape<'_>, at: usize) -> bool {
    let end = |at: usize| {
        matches!(tape.items.get(at), None | Some(Item::Mark('.' | ',' | ')' | ';' | '—')))
            || tape.word(at, &["on"]) && tape.word(at + 1, &["average"])
    };
    tape.word(at + 1, &["apiece", "each"]) && end(at + 2)
        || tape.word(at + 1, &["on"]) && tape.word(at + 2, &["average"]) && end(at + 3)
}

/// `The mutual paid 172 of them £1.2 million in all. Those that were paid received £7,000 apiece.`
fn of_sum_before(rule: &Rule, context: &Context<'_>, before: &Tape<'_>, tape: &Tape<'_>) -> Option<Finding> {
    let near = tape.place.start.checked_sub(before.place.end)? < 4;
    let at =
        (0..tape.items.len()).find(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()))?;
    let only =
        (at + 1..tape.items.len()).all(|at| tape.claim(at).is_none_or(|claim| claim.measure().is_none()));
    let stated = plain(tape, at).filter(|claim| measure(claim).unit.is_some())?;
    let leads = at > 1 && tape.word(at - 1, &["averaged"])
        || at > 3
            && tape.word(at - 1, &["of"])
            && tape.word(at - 2, &["average"])
            && tape.word(at - 3, &["an"]);
    let (x, y) = two(before, 0, before.items.len())?;
    let all = before.any_word(0..before.items.len(), &["total", "altogether", "all", "between", "shared"]);
    // "an average of £3,000 in each of the last five years"
    let other = tape.any_word(
        0..tape.items.len(),
        &[
            "year", "month", "week", "day", "previous", "last", "other", "others", "earlier", "per", "than",
            "if",
        ],
    );
    (near && only && all && !other && (leads || each_behind(tape, at))).then_some(())?;
    compare(rule, context, stated, x, y, 0.83)
}

/// A quantity as it stands, no rate and no range.
fn plain<'a>(tape: &Tape<'a>, at: usize) -> Option<&'a Claim> {
    tape.claim(at).filter(|claim| {
        claim.slots.mode == Mode::Actual
            && claim.measure().is_some_and(|m| {
                !m.is_range
                    && m.per.is_none()
                    && !matches!(m.dimension(), Dimension::Percent | Dimension::Ratio | Dimension::Multiple)
            })
    })
}

/// The two quantities of a part of a row, when there are no more.
fn two<'a>(tape: &Tape<'a>, from: usize, to: usize) -> Option<(&'a Claim, &'a Claim)> {
    let mut own = (from..to).filter_map(|at| tape.claim(at)).filter(|claim| claim.measure().is_some());
    let (Some(x), Some(y), None) = (own.next(), own.next(), own.next()) else { return None };
    Some((x, y))
}

fn compare(
    rule: &Rule,
    context: &Context<'_>,
    stated: &Claim,
    x: &Claim,
    y: &Claim,
    sure: f32,
) -> Option<Finding> {
    let (p, q) = (value(measure(x))?, value(measure(y))?);
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    // What is shared out has the unit of the average; the other one is counted.
    let (whole, number, many) =
        if unit(x) == unit(stated) && unit(y).is_none() && (unit(x).is_some() || p > q) {
            (p, q, y)
        } else if unit(y) == unit(stated) && unit(x).is_none() {
            (q, p, x)
        } else {
            return None;
        };
    if number < Decimal::int(2) {
        return None;
    }
    let actual = whole.div_floor(number, 3)?;
    let claimed = measure(stated).wide;
    // A twentieth each way, and within three times or ten times as much: else another average is
    // meant.
    let slack = |low: i128, high: i128, places: i32| {
        let by = |by: i128| actual.checked_mul(Decimal::new(by, places));
        Some(Interval::closed(by(low)?, by(high)?))
    };
    let near = slack(95, 105, -2)?;
    let off = [slack(40, 250, -2)?, slack(95, 105, -3)?, slack(95, 105, -1)?];
    if claimed.meets(near) || !off.iter().any(|off| claimed.meets(*off)) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: stated.place, role: "first", note: "stated as the average".into() },
        Label { place: x.place, role: "part", note: "a count".into() },
        Label { place: y.place, role: "part", note: "a count".into() },
    ];
    let message =
        format!("{} and {} make an average of {}, not {}", text(x), text(y), short(actual), text(stated));
    let why =
        vec![format!("{whole} / {number} = {}", short(actual)), format!("shared out among {}", text(many))];
    Some(finding(rule, context, sure, message, labels, why))
}
