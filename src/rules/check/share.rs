//! Counts of parts and wholes in one sentence, and the share stated beside them:
//! `99 of 303 (43 percent)`, `a third (31 of 120)`, `131 of the 120 samples`.

use super::figures::{fits_share, share, short, spread, value};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Interval};
use crate::finding::{Finding, Label};
use crate::rules::{Rule, Shares};

/// Words between `of` and the whole.
const DETERMINERS: &[&str] =
    &["the", "these", "those", "all", "its", "his", "her", "their", "our", "a", "total", "of", "some", "my"];

/// Shares that are not those of the counts beside them.
pub fn run(rule: &Rule, shares: Shares, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 3) {
        for at in 0..tape.items.len() {
            let found = pair(&tape, at)
                .and_then(|pair| {
                    Some((pair, share_after(&tape, &pair).or_else(|| share_before(&tape, &pair))?))
                })
                .or_else(|| {
                    let pair = of_them(&tape, at)?;
                    Some((pair, share_after(&tape, &pair)?))
                })
                .or_else(|| of_it(&tape, at))
                .or_else(|| led(&tape, at))
                .or_else(|| lifted(&tape, at))
                .or_else(|| split(&tape, at))
                .or_else(|| share_of(&tape, at))
                .or_else(|| rate(&tape, at));
            let found = found.filter(|(_, stated)| {
                shares == Shares::Any || measure(stated).dimension() == Dimension::Ratio
            });
            if let Some((pair, stated)) = found {
                findings.extend(compare(rule, context, &pair, stated));
            }
        }
    }
    findings
}

/// Parts that are larger than their wholes.
pub fn run_wholes(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            if let Some(pair) = any_pair(&tape, at) {
                findings.extend(larger(rule, context, &pair));
            }
        }
    }
    findings
}

/// A part and its whole.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) part: &'a Claim,
    pub(super) whole: &'a Claim,
    /// Where they stand in the row: the first and the last of the two.
    first: usize,
    last: usize,
}

impl<'a> Pair<'a> {
    /// A part at `at`, whose whole stands in another sentence.
    pub(super) const fn apart(part: &'a Claim, whole: &'a Claim, at: usize) -> Self {
        Self { part, whole, first: at, last: at }
    }
}

/// `99 of 303`, `9 out of the 23`.
fn pair<'a>(tape: &Tape<'a>, at: usize) -> Option<Pair<'a>> {
    let part = amount(tape, at)?;
    // "all but 24 of the 412" are the others.
    if at > 0 && tape.word(at - 1, &["but", "except"]) {
        return None;
    }
    let mut next = at + 1 + usize::from(tape.word(at + 1, &["out"]));
    if !tape.word(next, &["of"]) {
        return None;
    }
    next += 1;
    next += tape.skip(next, DETERMINERS, 4);
    let whole = amount(tape, next)?;
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    (unit(part) == unit(whole)).then_some(Pair { part, whole, first: at, last: next })
}

/// A count, or an amount of something: `€69.3m of the €308.4m`.
fn amount<'a>(tape: &Tape<'a>, at: usize) -> Option<&'a Claim> {
    tape.stated(at).filter(|claim| {
        !matches!(
            measure(claim).dimension(),
            Dimension::Percent | Dimension::Ratio | Dimension::Multiple | Dimension::Points
        )
    })
}

/// `fitted 84 loggers and got 61 of them`: the whole is the one count before.
pub(super) fn of_them<'a>(tape: &Tape<'a>, at: usize) -> Option<Pair<'a>> {
    let part = tape.count(at)?;
    if !(tape.word(at + 1, &["of"]) && tape.word(at + 2, &["them", "these", "those"])) {
        return None;
    }
    let mut before = (0..at).filter_map(|at| tape.claim(at)).filter(|claim| claim.measure().is_some());
    let (Some(whole), None) = (before.next(), before.next()) else { return None };
    let counted = measure(whole).dimension() == Dimension::Count && !whole.slots.identifying;
    counted.then_some(Pair { part, whole, first: at, last: at + 2 })
}

/// `insured for £20,000, of which the company paid £15,000, exactly two thirds of it`: the whole is the one amount before.
fn of_it<'a>(tape: &Tape<'a>, at: usize) -> Option<(Pair<'a>, &'a Claim)> {
    let part = amount(tape, at).filter(|part| measure(part).dimension() == Dimension::Money)?;
    let stated = a_share(tape, at + 2).filter(|_| tape.mark(at + 1, ','))?;
    if !(tape.word(at + 3, &["of"]) && tape.word(at + 4, &["it", "this", "that", "them", "these", "those"])) {
        return None;
    }
    let mut before = (0..at).filter(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()));
    let (Some(first), None) = (before.next(), before.next()) else { return None };
    let whole = amount(tape, first)?;
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    (unit(part) == unit(whole)).then_some((Pair { part, whole, first, last: at }, stated))
}

/// `Of the 120 samples taken in May, 41`, `Of the 38 million dollars that it asked for, 14 million`.
fn leading<'a>(tape: &Tape<'a>, at: usize) -> Option<Pair<'a>> {
    let starts = at == 0 || matches!(tape.items[at - 1], Item::Mark(_));
    if !starts || !tape.word(at, &["of"]) {
        return None;
    }
    let first = at + 1 + tape.skip(at + 1, DETERMINERS, 4);
    let whole = amount(tape, first)?;
    let told = |at: &usize| match tape.items.get(*at) {
        Some(Item::Word { .. }) => true,
        Some(Item::Claim(claim)) => claim.measure().is_none(),
        _ => false,
    };
    let comma = first + 1 + (first + 1..first + 15).take_while(told).count();
    // "Of 96 branches 17 will go"
    let last = comma + usize::from(tape.mark(comma, ','));
    let part = amount(tape, last)?;
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    // "Of the $38 million, 14 million": the unit is said once, the scale twice.
    let once = unit(part).is_none() && measure(part).precision >= 4;
    (unit(part) == unit(whole) || once && measure(whole).dimension() == Dimension::Money).then_some(Pair {
        part,
        whole,
        first,
        last,
    })
}

/// `120 samples, of which 41`, `$57.2 million, of which the north took $31.5 million`.
fn of_which<'a>(tape: &Tape<'a>, at: usize) -> Option<Pair<'a>> {
    let whole = amount(tape, at)?;
    let end = phrase_end(tape, at + 1, 4)?;
    let next = end + usize::from(tape.mark(end, ',') || tape.mark(end, '('));
    if !(tape.word(next, &["of"]) && tape.word(next + 1, &["which", "whom"])) {
        return None;
    }
    if let Some(part) = tape.count(next + 2) {
        return measure(whole).unit.is_none().then_some(Pair { part, whole, first: at, last: next + 2 });
    }
    // "$57.2 million, of which the north took $31.5 million"
    let last = next + 2 + (next + 2..next + 7).take_while(|&at| is_word(tape, at)).count();
    let part = amount(tape, last).filter(|part| {
        measure(part).unit.map(|unit| unit.id) == measure(whole).unit.map(|unit| unit.id)
            && measure(part).unit.is_some()
    })?;
    Some(Pair { part, whole, first: at, last })
}

fn is_word(tape: &Tape<'_>, at: usize) -> bool {
    matches!(tape.items.get(at), Some(Item::Word { .. }))
}

/// A part and its whole that begin at `at`, in any of these forms.
pub(super) fn any_pair<'a>(tape: &Tape<'a>, at: usize) -> Option<Pair<'a>> {
    pair(tape, at).or_else(|| leading(tape, at)).or_else(|| of_which(tape, at))
}

/// Where words end within `most` of `from`.
fn phrase_end(tape: &Tape<'_>, from: usize, most: usize) -> Option<usize> {
    let end = (from..=from + most).find(|&at| !matches!(tape.items.get(at), Some(Item::Word { .. })))?;
    Some(end).filter(|&end| end < tape.items.len())
}

/// A share, in percent or as a fraction.
fn a_share<'a>(tape: &Tape<'a>, at: usize) -> Option<&'a Claim> {
    tape.claim(at).filter(|claim| {
        claim.measure().is_some_and(|m| {
            matches!(m.dimension(), Dimension::Percent | Dimension::Ratio) && !m.is_range && m.per.is_none()
        })
    })
}

/// The share in brackets at `at`, which must hold nothing else before its first mark.
fn bracketed<'a>(tape: &Tape<'a>, at: usize) -> Option<&'a Claim> {
    let from = at + 1 + tape.skip(at + 1, &["or", "i.e", "thus", "some", "about"], 1);
    let stated = tape.mark(at, '(').then(|| a_share(tape, from))??;
    matches!(tape.items.get(from + 1), Some(Item::Mark(')' | ',' | ';'))).then_some(stated)
}

/// `99 of 303 households (43 percent)`, `99 of 303 households, or 43 percent,`, `99 of 303
/// answered, which is 43 percent`.
pub(super) fn share_after<'a>(tape: &Tape<'a>, pair: &Pair<'a>) -> Option<&'a Claim> {
    let end = phrase_end(tape, pair.last + 1, 5)?;
    if change(tape, pair.last + 1..end) {
        return None;
    }
    if let Some(stated) = bracketed(tape, end) {
        return Some(stated);
    }
    // "1,097 out of 1,175 or 96.4% in favour"
    let bare = pair.last + 1;
    if tape.word(bare, &["or"]) && tape.word(pair.first + 2, &["of"]) {
        return a_share(tape, bare + 1).filter(|stated| measure(stated).dimension() == Dimension::Percent);
    }
    let or = tape.mark(end, ',') || tape.mark(end, '—');
    // "1,204 of our 5,600 members, 31 per cent"
    // "1,260 members, of which 315, one in four, have left"
    if or
        && let Some(stated) = a_share(tape, end + 1)
        && matches!(tape.items.get(end + 2), None | Some(Item::Mark(',' | '.' | ')' | ';' | '—')))
    {
        return Some(stated);
    }
    if or && let Some(stated) = which_is(tape, end + 1).or_else(|| of_all(tape, end + 1)) {
        return Some(stated);
    }
    if or && tape.word(end + 1, &["or"]) {
        let stated = a_share(tape, end + 2)?;
        let next = tape.items.get(end + 3);
        let alone = matches!(next, None | Some(Item::Mark(_)));
        return (alone || whole_again(tape, end + 3) && are_near(pair, stated)).then_some(stated);
    }
    None
}

/// `1,840 km of the 2,900 km of mains, or 63 per cent of the network`: the whole in another word.
fn whole_again(tape: &Tape<'_>, at: usize) -> bool {
    let from =
        at + 1 + tape.skip(at + 1, &["the", "our", "its", "their", "his", "her", "all", "total", "whole"], 2);
    tape.word(at, &["of"])
        && from > at + 1
        && is_word(tape, from)
        && matches!(tape.items.get(from + 1), None | Some(Item::Mark(',' | '.' | ';' | ')' | '—')))
}

/// True for a share that is hardly one of another whole: what the counts come to lies near it.
fn are_near(pair: &Pair<'_>, stated: &Claim) -> bool {
    /// Points that the two lie apart at most.
    const APART: Decimal = Decimal::int(15);
    let actual = value(measure(pair.part)).zip(value(measure(pair.whole))).and_then(|(p, w)| share(p, w));
    let apart = actual.zip(measure(stated).written()).and_then(|(actual, said)| {
        let (low, high) = (actual.min(said), actual.max(said));
        Some((high.checked_sub(low)?, low))
    });
    // A fifth is no slip for a third.
    apart.is_some_and(|(apart, low)| {
        apart <= APART && apart.checked_mul(Decimal::int(3)).is_some_and(|times| times <= low)
    })
}

/// `which is 43 percent`, `that is, 43 percent`, with nothing behind it but the whole.
pub(super) fn which_is<'a>(tape: &Tape<'a>, at: usize) -> Option<&'a Claim> {
    if !tape.word(at, &["which", "that"]) || !tape.any_word(at + 1..at + 2, IS) {
        return None;
    }
    let mut from = at + 2 + usize::from(tape.mark(at + 2, ','));
    from += tape.skip(from, &["about", "some", "just", "roughly", "only", "well", "still"], 2);
    let stated = a_share(tape, from)?;
    let last = match tape.items.get(from + 1) {
        None => true,
        Some(Item::Mark(mark)) => matches!(mark, ',' | '.' | ')' | ';' | '—'),
        Some(_) => tape.word(from + 1, &["of"]) && tape.word(from + 2, &["them", "these", "those", "all"]),
    };
    last.then_some(stated)
}

/// `with 3,120 of the 6,840 loads, took more than half of all traffic`: the share is of the whole that was named.
fn of_all<'a>(tape: &Tape<'a>, from: usize) -> Option<&'a Claim> {
    /// Words between the comma and the share.
    const BETWEEN: usize = 4;
    let at = from + (from..from + BETWEEN).take_while(|&at| is_word(tape, at)).count();
    let takes =
        ["take", "make", "have", "hold", "carry", "get", "win", "account", "form", "represent", "provide"];
    let stated = a_share(tape, at).filter(|_| at > from && tape.any_word(from..at, &takes))?;
    (tape.word(at + 1, &["of"])
        && tape.word(at + 2, &["all", "them", "these", "those"])
        && !tape.any_word(from..at, &["together", "also", "other", "others", "another"]))
    .then_some(stated)
}

/// Verbs between a part and its share.
const IS: &[&str] = &["be", "make", "mean", "equal", "represent"];

/// `a third of households (99 of 303)`, `43 percent, or 99 of 303,`.
fn share_before<'a>(tape: &Tape<'a>, pair: &Pair<'a>) -> Option<&'a Claim> {
    let mut at = pair.first.checked_sub(1)?;
    let bracket = tape.mark(at, '(');
    if !bracket {
        // ", or 99 of 303"
        let or = tape.word(at, &["or"]) && at > 0 && (tape.mark(at - 1, ',') || tape.mark(at - 1, '—'));
        if !or {
            return None;
        }
        at -= 1;
    }
    let closed =
        (pair.last + 1..=pair.last + 4).find(|&at| !matches!(tape.items.get(at), Some(Item::Word { .. })))?;
    if bracket && !matches!(tape.items.get(closed), Some(Item::Mark(')' | ',' | ';'))) {
        return None;
    }
    for before in (at.saturating_sub(6)..at).rev() {
        match tape.items[before] {
            Item::Word { .. } => {}
            Item::Claim(_) => {
                let stated = a_share(tape, before)?;
                return (!change(tape, before + 1..at)).then_some(stated);
            }
            Item::Mark(_) => return None,
        }
    }
    None
}

/// `Of the 120 samples, 41 (34 percent)`, `Of the 120, 41 grew, which is 34 percent`, `Of 120 samples, 41
/// samples, or 34 percent,`.
fn led<'a>(tape: &Tape<'a>, at: usize) -> Option<(Pair<'a>, &'a Claim)> {
    let pair = leading(tape, at).or_else(|| of_which(tape, at))?;
    let close = phrase_end(tape, pair.last + 1, 3).and_then(|end| bracketed(tape, end));
    Some((pair, close.or_else(|| share_after(tape, &pair))?))
}

/// `Nine patients (39 percent) of the 23`.
fn split<'a>(tape: &Tape<'a>, at: usize) -> Option<(Pair<'a>, &'a Claim)> {
    let part = tape.count(at)?;
    let open = phrase_end(tape, at + 1, 2)?;
    let stated = bracketed(tape, open)?;
    let close = open + 2;
    if !tape.mark(close, ')') || !tape.word(close + 1, &["of"]) {
        return None;
    }
    let last = close + 2 + tape.skip(close + 2, DETERMINERS, 4);
    Some((Pair { part, whole: tape.count(last)?, first: at, last }, stated))
}

/// `43 percent of the 303 households (99)`, `43 percent of the 303, or 99,`.
fn share_of<'a>(tape: &Tape<'a>, at: usize) -> Option<(Pair<'a>, &'a Claim)> {
    let stated = a_share(tape, at)?;
    tape.word(at + 1, &["of"]).then_some(())?;
    let first = at + 2 + tape.skip(at + 2, DETERMINERS, 3);
    let whole = tape.count(first)?;
    let open = phrase_end(tape, first + 1, 4)?;
    let or = tape.mark(open, ',') && tape.word(open + 1, &["or"]);
    let last = open + if or { 2 } else { 1 };
    if !tape.mark(open, '(') && !or || change(tape, first + 1..open) {
        return None;
    }
    let part = tape.count(last)?;
    let closed = matches!(tape.items.get(last + 1), None | Some(Item::Mark(')' | ',' | '.')));
    closed.then_some((Pair { part, whole, first, last }, stated))
}

/// Verbs between a part and its share, where the whole stands behind the share.
const SHARING: &[&str] = &["make", "account", "represent", "constitute", "comprise", "form", "equal"];

/// `£23,200, or 58 percent of the £33,000 that was asked for`, `41 boats (34 percent of the 120)`, `The 41
/// made up 34 percent of the 120`: the whole stands behind the share.
fn lifted<'a>(tape: &Tape<'a>, at: usize) -> Option<(Pair<'a>, &'a Claim)> {
    let part = amount(tape, at)?;
    let end = phrase_end(tape, at + 1, 8)?;
    let marked = matches!(tape.items[end], Item::Mark(',' | '(' | '—'));
    let or = usize::from(tape.word(end + 1, &["or"]));
    // "300 came, 40 percent of the 900 who were asked": another phrase than one beside the part.
    let beside = marked && (or == 1 || tape.mark(end, '(') || end <= at + 3);
    let verb = (at + 1..end).find(|&verb| tape.any_word(verb..verb + 1, SHARING));
    let makes = !marked && verb.is_some();
    // "41 cars and 12 vans, or 34 percent of the 156": the part is both of them.
    let joined = at > 0 && tape.word(at - 1, &["and", "plus", "or", "than"]);
    if !(beside || makes) || joined || change(tape, at + 1..verb.unwrap_or(end)) {
        return None;
    }
    let from = if marked { end + 1 + or } else { end };
    let stated = a_share(tape, from)?;
    tape.word(from + 1, &["of"]).then_some(())?;
    let last = from + 2 + tape.skip(from + 2, DETERMINERS, 4);
    let whole = amount(tape, last)?;
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    (unit(part) == unit(whole)).then_some((Pair { part, whole, first: at, last }, stated))
}

/// Rates that are the share of one count in another.
const RATES: &[&str] = &[
    "response",
    "return",
    "success",
    "pass",
    "completion",
    "turnout",
    "acceptance",
    "survival",
    "failure",
    "reply",
    "recovery",
    "attendance",
    "admission",
    "approval",
    "conversion",
    "detection",
    "retention",
];

/// `went to 1,250 pupils and 486 sent it back, a response rate of 38.9 percent`
fn rate<'a>(tape: &Tape<'a>, at: usize) -> Option<(Pair<'a>, &'a Claim)> {
    let comma = at;
    if !matches!(tape.items.get(comma), Some(Item::Mark(',' | '—' | '('))) {
        return None;
    }
    let name = comma + 1 + tape.skip(comma + 1, &["a", "an"], 1);
    let named = tape.any_word(name..name + 1, RATES);
    let of = name + 1 + usize::from(tape.word(name + 1, &["rate"]));
    let turnout = tape.word(name, &["turnout"]) || of == name + 2;
    if !named || !turnout || !tape.word(of, &["of"]) {
        return None;
    }
    let from = of + 1 + tape.skip(of + 1, &["about", "some", "just", "over", "under", "nearly"], 2);
    let stated = a_share(tape, from)?;
    let mut before = (0..comma).filter(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()));
    let (Some(x), Some(y), None) = (before.next(), before.next(), before.next()) else { return None };
    let (a, b) = (tape.count(x)?, tape.count(y)?);
    let (part, whole) = if value(measure(a))? < value(measure(b))? { (a, b) } else { (b, a) };
    // "12 of whom", "20 more": the whole is another number.
    let other = ["each", "more", "fewer", "than", "also", "previous", "last", "another", "further", "per"];
    let apart = tape.any_word(0..comma, &other);
    let fits = {
        let rest = value(measure(whole))?.checked_sub(value(measure(part))?)?;
        let rest = share(rest, value(measure(whole))?)?;
        fits_share(measure(stated), Interval::exactly(rest))
    };
    (!apart && !fits).then_some((Pair { part, whole, first: x, last: comma }, stated))
}

/// True when the words speak of a change, whose share is of something else.
fn change(tape: &Tape<'_>, range: std::ops::Range<usize>) -> bool {
    tape.any_word(
        range,
        &[
            "increase", "decrease", "rise", "drop", "decline", "growth", "up", "down", "more", "fewer",
            "less", "margin", "higher", "lower", "points", "point", "than", "compared", "versus", "from",
        ],
    )
}

pub(super) fn compare(
    rule: &Rule,
    context: &Context<'_>,
    pair: &Pair<'_>,
    stated: &Claim,
) -> Option<Finding> {
    let (part, whole) = (measure(pair.part), measure(pair.whole));
    let (p, w) = (value(part)?, value(whole)?);
    if w.is_zero() || p > w || p.is_negative() || w.is_negative() {
        return None;
    }
    let (parts, wholes) = (spread(part)?, spread(whole)?);
    let low = share(parts.low.value()?, wholes.high.value()?)?;
    let high = share(parts.high.value()?, wholes.low.value()?)?;
    if fits_share(measure(stated), Interval::closed(low, high)) {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let actual = short(share(p, w)?);
    let labels = vec![
        Label { place: stated.place, role: "first", note: "stated as the share".into() },
        Label { place: pair.part.place, role: "part", note: "the part".into() },
        Label { place: pair.whole.place, role: "total", note: "the whole".into() },
    ];
    let message =
        format!("{} of {} is {actual} percent, not {}", text(pair.part), text(pair.whole), text(stated));
    let why = vec![format!("{p} / {w} = {actual} percent")];
    let sure = if measure(stated).dimension() == Dimension::Ratio { 0.86 } else { 0.93 };
    Some(finding(rule, context, sure, message, labels, why))
}

fn larger(rule: &Rule, context: &Context<'_>, pair: &Pair<'_>) -> Option<Finding> {
    let (part, whole) = (value(measure(pair.part))?, value(measure(pair.whole))?);
    // "2 of 1" and "5 of 0" are rather labels or ratings; a number with a noun of its own counts
    // another thing: "12 boxes of 6 bottles".
    let noun = |claim: &Claim| claim.slots.noun.as_ref().filter(|noun| !noun.implied).map(|noun| noun.head);
    let alien = noun(pair.part).is_some_and(|part| noun(pair.whole).is_some_and(|whole| part != whole));
    if part <= whole || whole < Decimal::int(2) || alien || noun(pair.whole).is_none() {
        return None;
    }
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: pair.part.place, role: "part", note: "the part".into() },
        Label { place: pair.whole.place, role: "total", note: "the whole".into() },
    ];
    let message = format!(
        "{} of {} is more than all of them",
        text(pair.part),
        say::quoted(context.sources, pair.whole)
    );
    let why = vec![format!("the part, {part}, is larger than the whole, {whole}")];
    Some(finding(rule, context, 0.9, message, labels, why))
}
