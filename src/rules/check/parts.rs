//! Parts that are listed beside their total, in one sentence:
//! `23 patients: 16 inpatients, 5 employees and 3 visitors`.

use super::figures::{short, spread, value, widened};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Interval};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Words that join the last part to the others.
const JOINS: &[&str] = &["and", "plus"];
/// Words between a total and its parts, when no mark stands there.
const MADE_UP: &[&str] = &["comprised", "comprise", "comprises", "comprising"];
/// Words of a part before its number.
const BEFORE: &[&str] = &["the", "a", "another", "other", "further", "remaining", "final", "last"];
/// Words between the parts and a total that follows them.
const TOTALLING: &[&str] =
    &["for", "a", "total", "of", "making", "giving", "in", "all", "or", "with", "sum", "grand", "the"];
/// Words that say that what is listed is not all there is, or is counted twice.
const OPEN: &[&str] = &[
    "including",
    "include",
    "includes",
    "included",
    "especially",
    "notably",
    "mainly",
    "mostly",
    "least",
    "overlap",
    "both",
    "respectively",
    "each",
    "per",
    "every",
    "apiece",
    "versus",
    "vs",
    "against",
    "or",
    "excluding",
    "except",
    "average",
    "such",
    "like",
    "among",
    "e.g",
    "more",
    "fewer",
    "less",
    "than",
    "times",
    "minus",
    "without",
    "to",
    "compared",
    "from",
    "x",
    "by",
];

/// The longest phrase of one part, in members of the row.
const PHRASE: usize = 9;

/// Totals whose listed parts do not add up to them.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        tapes(context, 3).filter_map(|tape| check(rule, context, &tape)).collect();
    let mut before: Option<Tape<'_>> = None;
    for tape in tapes(context, 1) {
        let told = before.as_ref().and_then(|before| told_after(before, &tape));
        findings.extend(told.and_then(|sum| report(rule, context, &sum)));
        before = Some(tape);
    }
    findings
}

fn check(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>) -> Option<Finding> {
    let mut at = 0;
    while at < tape.items.len() {
        if tape.claim(at).is_none() {
            at += 1;
            continue;
        }
        if let Some(total) = total_first(tape, at).or_else(|| rest_of(tape, at)) {
            return report(rule, context, &total);
        }
        if quantities(tape, 0, at) == 0
            && let Some(total) = total_last(tape, at)
        {
            return report(rule, context, &total);
        }
        at += 1;
    }
    None
}

/// A total and its parts.
struct Sum<'a> {
    total: &'a Claim,
    parts: Vec<&'a Claim>,
    /// How sure it is that the parts are all there is.
    sure: f32,
}

/// `23 patients: 16 ..., 5 ... and 3 ...`, `comprised`, in brackets or behind a dash.
fn total_first<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let total = tape.stated(at)?;
    let (mut next, mut sure, mut bracket) = (at + 1, 0.0, false);
    while next < tape.items.len() && next - at <= 10 {
        match tape.items[next] {
            Item::Mark(':') => sure = 0.92,
            Item::Mark('—') => sure = 0.88,
            Item::Mark('(') => (sure, bracket) = (0.88, true),
            Item::Word { .. } if tape.word(next, MADE_UP) => sure = 0.95,
            Item::Word { .. } if tape.word(next, &["of"]) && made_of(tape, next) => sure = 0.95,
            Item::Word { .. } if tape.word(next, OPEN) && !tape.word(next, &["by", "to", "from", "like"]) => {
                return None;
            }
            Item::Word { .. } => {}
            Item::Claim(claim) if claim.measure().is_none() => {}
            Item::Claim(_) | Item::Mark(_) => return None,
        }
        next += 1;
        if sure > 0.0 {
            break;
        }
    }
    if sure == 0.0 {
        return None;
    }
    let list = list(tape, next)?;
    let closed = match tape.items.get(list.end) {
        None => true,
        Some(Item::Mark(mark)) => {
            if bracket {
                *mark == ')'
            } else {
                matches!(mark, '.' | ';' | '—' | '!' | '?')
            }
        }
        Some(_) => false,
    };
    // Without an "and", only brackets say where the list ends.
    if !closed || !list.joined && !bracket {
        return None;
    }
    let sure = if list.parts.len() == 2 { sure - 0.06 } else { sure };
    Some(Sum { total, parts: list.parts, sure })
}

/// `€649 for the pump, €378 for pipes and €85 for wire. That made €1,352`: the total of the
/// sentence before.
fn told_after<'a>(before: &Tape<'a>, tape: &Tape<'a>) -> Option<Sum<'a>> {
    const SUMS: &[&str] =
        &["made", "makes", "comes", "came", "adds", "added", "totals", "totalled", "totaled"];
    if tape.items.len() < 3 {
        return None;
    }
    let led = tape.word(0, &["that", "this", "it", "which", "together"]) && tape.word(1, SUMS)
        || tape.word(0, &["together", "altogether"]);
    let at = 1 + tape.skip(
        1,
        &[
            "made", "makes", "comes", "came", "adds", "added", "up", "to", "totals", "a", "total", "of",
            "that", "they", "it", "totalled", "totaled", ",",
        ],
        5,
    );
    let total = tape.stated(at)?;
    if !led || tape.any_word(at + 1..tape.items.len(), &["more", "each", "less", "fewer", "per", "extra"]) {
        return None;
    }
    let own = tape.place;
    let apart = own.start.checked_sub(before.place.end)?;
    let unit = measure(total).unit?.id;
    let mut parts = Vec::new();
    for item in 0..before.items.len() {
        let own = before.claim(item).and_then(Claim::measure).and_then(|m| m.unit);
        if own.is_some_and(|own| own.id == unit) {
            parts.push(before.stated(item)?);
        }
    }
    let open = before.any_word(0..before.items.len(), &["including", "total", "altogether", "which"]);
    (apart < 4 && parts.len() >= 3 && !open).then_some(Sum { total, parts, sure: 0.88 })
}

/// `consisted of`, `made up of`, `composed of`.
fn made_of(tape: &Tape<'_>, of: usize) -> bool {
    of > 0
        && (tape.any_word(of - 1..of, &["consist", "composed", "comprised"])
            || of > 1 && tape.word(of - 1, &["up"]) && tape.any_word(of - 2..of - 1, &["made", "make"]))
}

/// `Of the 120 samples, 31 were positive and the remaining 79 were negative`.
fn rest_of<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let total = tape.count(at)?;
    let led = at > 0 && tape.word(at - 1, &["of"])
        || at > 1
            && tape.word(at - 2, &["of"])
            && tape.word(at - 1, &["the", "these", "those", "its", "their"]);
    let comma = (at + 1..tape.items.len().min(at + 8)).find(|&next| tape.mark(next, ','))?;
    if !led || quantities(tape, at + 1, comma) > 0 {
        return None;
    }
    let list = list(tape, comma + 1)?;
    (list.rest && list.joined).then_some(Sum { total, parts: list.parts, sure: 0.92 })
}

/// `12 men and 9 women, a total of 23`, `12 men and 9 women (23 in all)`.
fn total_last<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let list = list(tape, at)?;
    let mut next = list.end;
    if !list.joined || !matches!(tape.items.get(next), Some(Item::Mark(',' | '—' | '(' | ':'))) {
        return None;
    }
    next += 1;
    let words = tape.skip(next, TOTALLING, 5);
    let total = tape.stated(next + words)?;
    let behind = next + words + 1;
    let said = tape.any_word(next..next + words, &["total", "making"])
        || (behind..behind + 3).any(|at| {
            tape.word(at, &["altogether"]) || tape.word(at, &["in"]) && tape.word(at + 1, &["all", "total"])
        });
    said.then_some(Sum { total, parts: list.parts, sure: 0.92 })
}

/// Parts one after another.
struct List<'a> {
    parts: Vec<&'a Claim>,
    /// Where the list ends.
    end: usize,
    /// An `and` stands before the last part.
    joined: bool,
    /// The last part is called the rest.
    rest: bool,
}

/// The list of parts that starts at `at`: two or more, of one unit.
fn list<'a>(tape: &Tape<'a>, at: usize) -> Option<List<'a>> {
    let mut next = at + tape.skip(at, BEFORE, 3);
    let mut list = List { parts: vec![tape.stated(next)?], end: next, joined: false, rest: false };
    next += 1;
    let mut phrase = 0;
    loop {
        match tape.items.get(next) {
            Some(Item::Mark(',' | ';')) | Some(Item::Word { .. }) if separates(tape, next) => {
                // "16 inpatients, 5 employees, and the other 3"
                let mut from = next;
                if matches!(tape.items[from], Item::Mark(_)) {
                    from += 1;
                }
                let joined = tape.word(from, JOINS);
                from += usize::from(joined);
                let words = tape.skip(from, BEFORE, 3);
                list.rest = tape.any_word(from..from + words, &["remaining", "other"]);
                list.parts.push(tape.stated(from + words)?);
                if list.joined {
                    // "16 and 5, 3 ...": which "and" closes the list cannot be told.
                    return None;
                }
                list.joined = joined;
                next = from + words + 1;
                phrase = 0;
            }
            // "16 inpatients (70 percent)"
            Some(Item::Mark('(')) => {
                let close = (next + 1..tape.items.len().min(next + 8)).find(|&at| tape.mark(at, ')'))?;
                let shares = (next + 1..close).filter_map(|at| tape.claim(at)).all(|claim| {
                    claim
                        .measure()
                        .is_some_and(|m| matches!(m.dimension(), Dimension::Percent | Dimension::Ratio))
                });
                if !shares {
                    return None;
                }
                next = close + 1;
            }
            None | Some(Item::Mark(',' | '.' | ';' | ')' | '—' | ':' | '!' | '?')) => {
                list.end = next;
                return (list.parts.len() >= 2).then_some(list);
            }
            Some(Item::Word { .. }) if !tape.word(next, OPEN) && phrase < PHRASE => {
                next += 1;
                phrase += 1;
            }
            Some(Item::Mark('\'' | '’' | '"' | '“' | '”' | '$' | '-')) => next += 1,
            _ => return None,
        }
    }
}

/// True when the mark or word at `at` stands between two parts.
fn separates(tape: &Tape<'_>, at: usize) -> bool {
    let from = if matches!(tape.items[at], Item::Mark(_)) { at + 1 } else { at };
    let joined = tape.word(from, JOINS);
    if from == at && !joined {
        return false;
    }
    let from = from + usize::from(joined);
    let claim = tape.claim(from + tape.skip(from, BEFORE, 3));
    claim.is_some_and(|claim| claim.measure().is_some())
}

/// How many quantities stand in `from..to`.
fn quantities(tape: &Tape<'_>, from: usize, to: usize) -> usize {
    (from..to).filter(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some())).count()
}

fn report(rule: &Rule, context: &Context<'_>, sum: &Sum<'_>) -> Option<Finding> {
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    // "$48 million: $30 million, ..."; a bare part is in the unit of the total.
    let fits = |part: &&Claim| unit(part) == unit(sum.total);
    let whole = measure(sum.total);
    if !sum.parts.iter().all(fits) || matches!(whole.dimension(), Dimension::Ratio | Dimension::Multiple) {
        return None;
    }
    let (mut low, mut high, mut added) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for part in &sum.parts {
        let range = spread(measure(part))?;
        added = added.checked_add(value(measure(part))?)?;
        low = low.checked_add(range.low.value()?)?;
        high = high.checked_add(range.high.value()?)?;
    }
    let stated = value(whole)?;
    let reached = Interval::closed(low, high);
    let slack = if whole.dimension() == Dimension::Percent { Decimal::int(2) } else { Decimal::ZERO };
    if widened(spread(whole)?, slack)?.meets(reached) {
        return None;
    }
    // "Two prizes: 50 books and 30 pens" counts the list; parts that add up to something far off
    // are another thing than parts of the whole.
    let apart = if added > stated { added.checked_sub(stated)? } else { stated.checked_sub(added)? };
    let far = |times: i128| apart.checked_mul(Decimal::int(times)).is_none_or(|apart| apart > stated);
    let listed = stated == Decimal::int(i128::try_from(sum.parts.len()).ok()?);
    if listed || far(if sum.sure > 0.93 { 2 } else { 4 }) || sum.parts.iter().any(|part| dated(context, part))
    {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let terms: Vec<String> = sum.parts.iter().map(|part| text(part)).collect();
    let mut labels =
        vec![Label { place: sum.total.place, role: "total", note: "stated as the whole".into() }];
    labels.extend(sum.parts.iter().map(|part| Label {
        place: part.place,
        role: "part",
        note: "a part".into(),
    }));
    let result = say_sum(added, sum.total);
    let message = format!("{} is stated, but the parts make {result}", text(sum.total));
    let why = vec![format!("{} = {result}", terms.join(" + "))];
    Some(finding(rule, context, sum.sure, message, labels, why))
}

/// True for a part that is rather a year: `the seasons: 1998, 2001 and 2003`.
fn dated(context: &Context<'_>, part: &Claim) -> bool {
    let text = context.sources.text_at(part.place);
    text.len() == 4 && part.slots.noun.is_none() && (text.starts_with("19") || text.starts_with("20"))
}

/// The sum, in the scale of the total.
fn say_sum(added: Decimal, total: &Claim) -> String {
    let magnitude = value(measure(total)).map_or(0, Decimal::magnitude);
    match measure(total).precision {
        5.. if (6..9).contains(&magnitude) => format!("{} million", short(added.scaled(-6))),
        8.. if magnitude >= 9 => format!("{} billion", short(added.scaled(-9))),
        _ => short(added),
    }
}
