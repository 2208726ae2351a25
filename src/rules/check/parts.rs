//! Parts that are listed beside their total, in one sentence:
//! `23 patients: 16 inpatients, 5 employees and 3 visitors`.

use super::addends::{Addend, Addends, OPEN, is_whole};
use super::figures::{short, spread, value, widened};
use super::stems::of_sentence;
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, classed_parts, finding, say, sums};
use crate::claim::{Claim, Decimal, Dimension, Interval};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Words between a total and its parts, when no mark stands there.
const MADE_UP: &[&str] = &["comprised", "comprise", "comprises", "comprising"];
/// Verbs of sharing out, before `between`, `into` or `among`.
const SHARED: &[&str] = &["split", "divide", "share", "spread", "distribute", "break"];
/// Words between the parts and a total that follows them.
const TOTALLING: &[&str] =
    &["for", "a", "total", "of", "making", "giving", "in", "all", "or", "with", "sum", "grand", "the"];

/// Totals whose listed parts do not add up to them.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        tapes(context, 1).filter_map(|tape| check(rule, context, &tape)).collect();
    for tape in tapes(context, 2) {
        let sum = sums::closing(context, &tape)
            .or_else(|| sums::running(context, &tape))
            .or_else(|| sums::topped(&tape))
            .or_else(|| sums::bracketed(&tape));
        let found = sum.and_then(|sum| report(rule, context, &sum));
        findings.extend(found.filter(|found| !findings.iter().any(|other| same_total(other, found))));
    }
    for tape in tapes(context, 1) {
        findings.extend(sums::below(context, &tape).and_then(|sum| report(rule, context, &sum)));
    }
    let mut before: Option<Tape<'_>> = None;
    for tape in tapes(context, 1) {
        let told = before.as_ref().and_then(|b| told_after(b, &tape).or_else(|| told_before(b, &tape)));
        findings.extend(told.and_then(|sum| report(rule, context, &sum)));
        before = Some(tape);
    }
    findings
}

/// True for two findings about one total.
fn same_total(a: &Finding, b: &Finding) -> bool {
    a.labels.first().map(|label| label.place) == b.labels.first().map(|label| label.place)
}

fn check(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>) -> Option<Finding> {
    let mut at = 0;
    while at < tape.items.len() {
        if tape.claim(at).is_none() {
            at += 1;
            continue;
        }
        let total = total_first(tape, at).or_else(|| rest_of(tape, at)).or_else(|| appended(tape, at));
        let total = total.or_else(|| classed_parts::classed(context, tape, at));
        if let Some(total) = total {
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
pub(super) struct Sum<'a> {
    pub(super) total: &'a Claim,
    pub(super) parts: Vec<Addend<'a>>,
    /// How sure it is that the parts are all there is.
    pub(super) sure: f32,
}

impl Sum<'_> {
    /// What the parts come to.
    pub fn added(&self) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::ZERO, |added, part| added.checked_add(part.value))
    }
}

/// `23 patients: 16 ..., 5 ... and 3 ...`, `comprised`, in brackets or behind a dash.
fn total_first<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let total = tape.stated(at)?;
    let (mut next, mut sure, mut bracket) = (at + 1, 0.0, false);
    // "shared out among three wards: ..." counts the list.
    let mut number = None;
    while next < tape.items.len() && next - at <= 12 {
        match tape.items[next] {
            Item::Mark(':') => sure = 0.92,
            Item::Mark('—') => sure = 0.88,
            Item::Mark('(') => (sure, bracket) = (0.88, true),
            Item::Word { .. } if tape.word(next, MADE_UP) => sure = 0.95,
            Item::Word { .. } if tape.word(next, &["of"]) && made_of(tape, next) => sure = 0.95,
            Item::Word { .. } if shared_out(tape, next) && separate_parts(tape, next + 1) => sure = 0.9,
            Item::Word { .. } if tape.word(next, OPEN) && !tape.word(next, &["by", "to", "from", "like"]) => {
                return None;
            }
            Item::Word { .. } if tape.word(next, &["were", "are"]) && named_whole(tape, at, next) => {
                sure = 0.87
            }
            Item::Word { .. } | Item::Mark('\'' | '’') => {}
            // "$4.2 million, made up of $2.5 million at home and ..."
            Item::Mark(',')
                if tape.any_word(next + 1..next + 2, &["make", "made", "consist", "comprise", "compose"]) => {
            }
            Item::Claim(claim) if claim.measure().is_none() => {}
            Item::Claim(_) if number.is_none() && shared_out(tape, next - 1) => number = tape.count(next),
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
    let list = Addends::at(tape, next)?;
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
    // "..., and 28 million for design, land and supervision."
    let closed = closed || !bracket && list.joined && only_words(tape, list.end);
    // Without an "and", only brackets say where the list ends, and what votes are for.
    let votes = || {
        tape.any_word(next..list.end, &["favour", "favor", "for"])
            && tape.any_word(next..list.end, &["against"])
            && tape.any_word(next..list.end, &["abstention", "abstain"])
    };
    if !closed || !list.joined && !bracket && !votes() || number.is_some_and(|number| !counts(number, &list))
    {
        return None;
    }
    let sure = if list.parts.len() == 2 { sure - 0.06 } else { sure };
    Some(Sum { total, parts: list.parts, sure })
}

/// `The 23 dead were 11 soldiers, eight policemen and six civilians`
fn named_whole(tape: &Tape<'_>, at: usize, verb: usize) -> bool {
    at == 1
        && tape.word(0, &["the"])
        && verb <= at + 3
        && Addends::at(tape, verb + 1).is_some_and(|list| list.joined && list.parts.len() >= 3)
}

/// True when no more numbers follow, nor words for what is left.
fn only_words(tape: &Tape<'_>, from: usize) -> bool {
    let rest = ["rest", "others", "remainder", "remaining", "other", "including", "among", "more", "plus"];
    tape.mark(from, ',')
        && quantities(tape, from, tape.items.len()) == 0
        && !tape.any_word(from..tape.items.len(), &rest)
}

fn counts(number: &Claim, list: &Addends<'_>) -> bool {
    value(measure(number)).and_then(Decimal::to_i128) == i128::try_from(list.parts.len()).ok()
}

/// `split between`, `divided into`, `shared out among`: true at the preposition.
fn shared_out(tape: &Tape<'_>, at: usize) -> bool {
    tape.word(at, &["between", "into", "among", "amongst"])
        && at > 0
        && (tape.any_word(at - 1..at, SHARED)
            || at > 1 && tape.word(at - 1, &["up", "out", "down"]) && tape.any_word(at - 2..at - 1, SHARED))
}

/// True when a number of parts begins here that has no list of its own behind it.
fn separate_parts(tape: &Tape<'_>, at: usize) -> bool {
    Addends::at(tape, at).is_some_and(|list| list.joined && list.parts.len() >= 2)
}

/// `28 letters, 14 to banks, nine to shops and five to schools`, `44
/// witnesses, of whom 20 were called by ..., 15 by ... and 7 by ...`: what one word places is
/// told of all.
fn appended<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let total = tape.stated(at)?;
    let led = at > 0 && tape.word(at - 1, &["of"]) || at > 1 && tape.word(at - 2, &["of"]);
    // "In 12 weeks, 3 in May, ..."
    let within = at > 0
        && measure(total).unit.is_some()
        && tape.word(at - 1, &["in", "within", "after", "over", "for", "at", "on"]);
    let mark = (at + 1..tape.items.len().min(at + 10))
        .find(|&next| !matches!(tape.items[next], Item::Word { .. } | Item::Mark('\'' | '’' | '-')))?;
    if within
        || !matches!(tape.items[mark], Item::Mark(',' | '—'))
        || tape.any_word(at + 1..mark, OPEN)
        || led && quantities(tape, 0, at) > 0
    {
        return None;
    }
    let whom = tape.word(mark + 1, &["of"]) && tape.word(mark + 2, &["whom", "which", "these", "them"]);
    let list = Addends::at(tape, mark + 1 + if whom { 2 } else { 0 })?;
    let closed = matches!(tape.items.get(list.end), None | Some(Item::Mark('.' | ';' | '—' | '!' | '?')));
    if !closed || !list.joined || list.parts.len() < 3 || !list.is_partition(tape) {
        return None;
    }
    let sum = Sum { total, parts: list.parts, sure: if whom || led { 0.82 } else { 0.87 } };
    nearly(&sum).then_some(sum)
}

/// True when parts that are not said to be all of them make nearly as many, or too many: else
/// some are left out.
pub(super) fn nearly(sum: &Sum<'_>) -> bool {
    let total = measure(sum.total);
    let Some(stated) = value(total) else { return false };
    let Some(added) = sum.added() else { return false };
    // "500 members, 141 in ..., 122 in ... and 231 in ...": a round total is no sum.
    if total.precision >= 2 && stated.magnitude() < 4 {
        return false;
    }
    let short = stated.checked_sub(added).and_then(|short| short.checked_mul(Decimal::int(20)));
    short.is_some_and(|short| short <= stated)
}

/// `The panel sent 28 letters. Fourteen are addressed to banks, nine to shops
/// and five to schools.`
fn told_before<'a>(before: &Tape<'a>, tape: &Tape<'a>) -> Option<Sum<'a>> {
    // "That is 380 in the offices, 150 in the branches and 80 in computing."
    let told = tape.word(0, &["that", "those", "these", "they"]) && tape.any_word(1..2, &["be", "mean"]);
    let list = Addends::at(tape, if told { 2 } else { 0 })?;
    let closed = matches!(tape.items.get(list.end), None | Some(Item::Mark('.' | ';')));
    let mut totals =
        (0..before.items.len()).filter_map(|at| before.claim(at)).filter(|c| c.measure().is_some());
    let (Some(total), None) = (totals.next(), totals.next()) else { return None };
    let total =
        before.items.iter().position(|item| matches!(item, Item::Claim(claim) if claim.place == total.place));
    let total = before.count(total?)?;
    let near = tape.place.start.checked_sub(before.place.end)? < 4;
    let bare =
        list.parts[0].claim.is_some_and(|part| part.slots.noun.as_ref().is_none_or(|noun| noun.implied));
    let sum = Sum { total, parts: list.parts, sure: 0.82 };
    (near && closed && list.joined && bare && sum.parts.len() >= 3 && nearly(&sum)).then_some(sum)
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
            let claim = before.stated(item)?;
            let (value, spread) = (value(measure(claim))?, spread(measure(claim))?);
            parts.push(Addend { claim: Some(claim), place: claim.place, value, spread, bare: false });
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

/// True for a number that is told as the whole of something: `of 120`, `of the 120`.
pub(super) fn is_whole_of(tape: &Tape<'_>, at: usize) -> bool {
    let of = |at: usize| tape.word(at, &["of"]);
    at > 0 && of(at - 1)
        || at > 1 && of(at - 2) && tape.word(at - 1, &["the", "these", "those", "its", "their"])
}

/// `Of the 120 samples, 31 were positive and the remaining 79 were negative`.
fn rest_of<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let total = tape.count(at)?;
    let comma = (at + 1..tape.items.len().min(at + 8)).find(|&next| tape.mark(next, ','))?;
    if !is_whole_of(tape, at) || quantities(tape, at + 1, comma) > 0 {
        return None;
    }
    let list = Addends::at(tape, comma + 1)?;
    (list.rest && list.joined).then_some(Sum { total, parts: list.parts, sure: 0.92 })
}

/// `12 men and 9 women, a total of 23`, `12 men and 9 women (23 in all)`.
fn total_last<'a>(tape: &Tape<'a>, at: usize) -> Option<Sum<'a>> {
    let list = Addends::at(tape, at)?;
    let mut next = list.end;
    if let Some(total) = made_up(tape, &list) {
        return Some(Sum { total, parts: list.parts, sure: 0.9 });
    }
    if !list.joined || !matches!(tape.items.get(next), Some(Item::Mark(',' | '—' | '(' | ':'))) {
        return None;
    }
    next += 1;
    let words = tape.skip(next, TOTALLING, 5);
    let total = tape.stated(next + words)?;
    let said = tape.any_word(next..next + words, &["total", "making"]) || is_whole(tape, next + words);
    said.then_some(Sum { total, parts: list.parts, sure: 0.92 })
}

/// `18 sailors, nine engineers and six cooks made up the crew of 31`
fn made_up<'a>(tape: &Tape<'a>, list: &Addends<'a>) -> Option<&'a Claim> {
    let verb = list.end;
    tape.any_word(verb..verb + 1, &["make", "form", "complete", "total"]).then_some(())?;
    let words = (verb + 1..verb + 8).take_while(|&at| matches!(tape.items.get(at), Some(Item::Word { .. })));
    let at = verb + 1 + words.count();
    let plain = tape.word(at - 1, &["of", "the", "total", "up", "their"]) || at == verb + 1;
    let ends = (at + 1..at + 4).find_map(|at| match tape.items.get(at) {
        None | Some(Item::Mark('.' | ';')) => Some(true),
        Some(Item::Word { .. }) => None,
        _ => Some(false),
    });
    tape.stated(at).filter(|_| list.joined && plain && ends == Some(true))
}

/// How many quantities stand in `from..to`.
fn quantities(tape: &Tape<'_>, from: usize, to: usize) -> usize {
    (from..to).filter(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some())).count()
}

fn report(rule: &Rule, context: &Context<'_>, sum: &Sum<'_>) -> Option<Finding> {
    let whole = measure(sum.total);
    if !sum.parts.iter().all(|part| part.is_of(sum.total))
        || matches!(whole.dimension(), Dimension::Ratio | Dimension::Multiple)
    {
        return None;
    }
    let (mut low, mut high, mut added) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for part in &sum.parts {
        added = added.checked_add(part.value)?;
        low = low.checked_add(part.spread.low.value()?)?;
        high = high.checked_add(part.spread.high.value()?)?;
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
    // "two branches, one in ..., one in ... and one in ..."
    let ones = apart == Decimal::ONE && sum.parts.iter().all(|part| part.claim.is_none());
    if listed
        || !ones && far(if sum.sure > 0.93 { 2 } else { 4 })
        || sum.parts.iter().filter_map(|part| part.claim).any(|part| dated(context, part))
    {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let terms: Vec<String> = sum.parts.iter().map(|part| text(part.place)).collect();
    let mut labels =
        vec![Label { place: sum.total.place, role: "total", note: "stated as the whole".into() }];
    labels.extend(sum.parts.iter().map(|part| Label {
        place: part.place,
        role: "part",
        note: "a part".into(),
    }));
    let result = say_sum(added, sum.total, &text(sum.total.place));
    let message = format!("{} is stated, but the parts make {result}", text(sum.total.place));
    let mut why = vec![format!("{} = {result}", terms.join(" + "))];
    if let Some(told) = told_elsewhere(context, sum, added) {
        labels.push(Label { place: told.place, role: "other", note: "as much as the parts make".into() });
        why.push("another document has what the parts make".into());
    }
    Some(finding(rule, context, sum.sure, message, labels, why))
}

/// The sum, where another document gives it as the whole: it shows which figure is off.
fn told_elsewhere<'a>(context: &'a Context<'_>, sum: &Sum<'_>, added: Decimal) -> Option<&'a Claim> {
    let ledger = context.ledger;
    let own = context.sources.index_of(sum.total.place);
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    let words = of_sentence(ledger, ledger.sentence_of(sum.total));
    // "12" may be twelve of anything.
    if added < Decimal::int(100) && added.mantissa() < 100 {
        return None;
    }
    // "160 gigalitres" is what it is whatever the words.
    let measured = measure(sum.total).unit.is_some() && measure(sum.total).dimension() != Dimension::Percent;
    let mut told = ledger.claims.iter().filter(|claim| {
        claim.measure().is_some_and(|m| value(m) == Some(added) && !m.is_range)
            && unit(claim) == unit(sum.total)
            && context.sources.index_of(claim.place) != own
            && context.links().comparable(own, context.sources.index_of(claim.place))
            && (measured || {
                let other = of_sentence(ledger, ledger.sentence_of(claim));
                words.iter().any(|word| word.len() > 3 && other.contains(word))
            })
    });
    told.next()
}

/// True for a part that is rather a year: `the seasons: 1998, 2001 and 2003`.
fn dated(context: &Context<'_>, part: &Claim) -> bool {
    let text = context.sources.text_at(part.place);
    text.len() == 4 && part.slots.noun.is_none() && (text.starts_with("19") || text.starts_with("20"))
}

/// The sum, in the scale of the total: `11.7p` where that is in pence, `6.4 million` where it is in millions.
fn say_sum(added: Decimal, total: &Claim, written: &str) -> String {
    let magnitude = value(measure(total)).map_or(0, Decimal::magnitude);
    let pence =
        written.strip_suffix('p').filter(|number| number.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    match measure(total).precision {
        _ if pence.is_some() => format!("{}p", short(added.scaled(2))),
        5.. if (6..9).contains(&magnitude) => format!("{} million", short(added.scaled(-6))),
        8.. if magnitude >= 9 => format!("{} billion", short(added.scaled(-9))),
        _ => short(added),
    }
}
