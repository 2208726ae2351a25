//! Totals that are told behind their parts, whatever grammar the parts stand in: `Ashby has 612,
//! Marl 184 and the cottage hospital 46, which makes 852 beds`, and totals that one more part
//! makes with what was told before: `in 34 towns ... A further 21 follow, which makes 58 in all`.
//!
//! Lists whose every part begins with its number are read by `parts`.

use super::Context;
use super::addends::Addend;
use super::figures::{spread, value, widened};
use super::parts::Sum;
use super::tape::{Item, Tape, measure};
use crate::claim::{Claim, Decimal, Dimension, Interval, Mode, Part, Value};
use crate::place::Span;

/// Words that lead to a total, beside its verb.
const LEADING: &[&str] = &[
    "a",
    "the",
    "of",
    "it",
    "that",
    "which",
    "this",
    "in",
    "all",
    "grand",
    "total",
    "number",
    "sum",
    "up",
    "to",
    "together",
    "will",
    "would",
    "altogether",
    "overall",
    "now",
    "for",
    "or",
];
/// Verbs of adding up.
const MAKING: &[&str] = &["make", "making", "give", "giving", "bring", "bringing", "come", "add"];
/// Words that say that what stands before the total is not all of it, or counted otherwise.
const OPEN: &[&str] = &[
    "including",
    "include",
    "which",
    "whom",
    "each",
    "per",
    "every",
    "apiece",
    "than",
    "times",
    "average",
    "both",
    "respectively",
    "also",
    "among",
    "more",
    "fewer",
    "less",
    "up",
    "down",
    "compared",
    "other",
    "about",
    "if",
    "would",
    "could",
    "with",
    "plus",
    "minus",
    "further",
    "another",
    "extra",
    "additional",
];

/// A total at the end of a sentence, with all its quantities before as the parts.
pub fn closing<'a>(context: &Context<'_>, tape: &Tape<'a>) -> Option<Sum<'a>> {
    let (lead, at) = total(tape)?;
    let total = tape.stated(at)?;
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    let mut parts: Vec<Addend<'a>> = Vec::new();
    for item in 0..lead {
        if let Some(named) = named(context, tape, item) {
            parts.push(named);
            continue;
        }
        let Some(claim) = tape.claim(item).filter(|claim| claim.measure().is_some()) else { continue };
        let own = tape.stated(item)?;
        // "385,000 pounds; trade 120,000; gifts 16,000": the unit is said once.
        let bare = unit(own).is_none() && matches!(tape.items.get(item + 1), Some(Item::Mark(_)));
        let alike = unit(own) == unit(total) || bare && parts.first().is_some_and(|first| !first.bare);
        alike.then_some(())?;
        let (value, spread) = (value(measure(own))?, spread(measure(own))?);
        parts.push(Addend { claim: Some(own), place: claim.place, value, spread, bare: unit(own).is_none() });
    }
    let percent = matches!(measure(total).dimension(), Dimension::Percent | Dimension::Points);
    if !(3..=8).contains(&parts.len()) || percent || tape.any_word(0..lead, OPEN) || reached(&parts, total)? {
        return None;
    }
    Some(Sum { total, parts, sure: 0.88 })
}

/// `Ashby (86 gigalitres), Marl (54) and Kell (20) have a joint capacity of 160 gigalitres`: each name has its number in
/// brackets, and the total is called one.
pub fn bracketed<'a>(tape: &Tape<'a>) -> Option<Sum<'a>> {
    let joint = ["joint", "combined", "total", "together", "altogether"];
    let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
    let alone = |at: usize| {
        let own = tape.stated(at).filter(|_| at > 0 && tape.mark(at - 1, '('))?;
        let noun =
            usize::from(matches!(tape.items.get(at + 1), Some(Item::Word { .. })) && unit(own).is_none());
        tape.mark(at + 1 + noun, ')').then_some((own, at + 2 + noun))
    };
    let mut parts: Vec<Addend<'a>> = Vec::new();
    let (mut end, mut joined) = (0, false);
    for at in 0..tape.items.len() {
        let Some((own, behind)) = alone(at) else {
            // A number of another kind among them, such as a year or a count of them.
            if !parts.is_empty() && tape.claim(at).is_some() {
                break;
            }
            continue;
        };
        let phrase = end + 1..at - 1;
        if !parts.is_empty() {
            let and = phrase.clone().chain([end]).any(|at| tape.word(at, &["and"]));
            if joined || at - end > 9 || !(and || tape.mark(end, ',') || tape.mark(end, ';')) {
                return None;
            }
            joined = and;
        }
        let (value, spread) = (value(measure(own))?, spread(measure(own))?);
        let bare = unit(own).is_none() && !parts.is_empty();
        parts.push(Addend { claim: Some(own), place: own.place, value, spread, bare });
        end = behind;
    }
    let whole = (end..tape.items.len().min(end + 14)).find(|&at| tape.claim(at).is_some())?;
    let total = tape.stated(whole)?;
    let called = tape.any_word(end..whole, &joint) || tape.any_word(whole + 1..whole + 4, &joint[3..]);
    let alike = parts.first()?.claim.and_then(unit) == unit(total);
    let open = ["including", "each", "more", "less", "fewer", "per", "than", "average", "other", "others"];
    let open = tape.any_word(end..whole, &open);
    (parts.len() >= 2 && joined && called && alike && !open).then_some(Sum { total, parts, sure: 0.88 })
}

/// `8.5p on top of the 3.2p for the spring brings the payout to 11.7p`: two parts, and what the one comes to
/// with the other.
pub fn topped<'a>(tape: &Tape<'a>) -> Option<Sum<'a>> {
    let quantities = |from: usize, to: usize| {
        (from..to)
            .filter(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()))
            .collect::<Vec<_>>()
    };
    let verb = (0..tape.items.len()).find(|&at| {
        tape.any_word(at..at + 1, &["bring", "take", "raise", "lift", "push"])
            && (at + 1..at + 10).any(|to| tape.word(to, &["to"]))
    })?;
    let all = quantities(0, tape.items.len());
    let &[first, second, total] = all.as_slice() else { return None };
    let led = (1..=3).find(|back| tape.word(total - back, &["to"]));
    let to = total - led?;
    let joint = first + 1..second;
    let plain = |range: std::ops::Range<usize>| {
        range.into_iter().all(|at| match tape.items[at] {
            Item::Word { .. } => true,
            Item::Claim(claim) => claim.measure().is_none(),
            Item::Mark(mark) => matches!(mark, ',' | '-' | '\'' | '’'),
        })
    };
    let with = joint.clone().any(|at| {
        tape.word(at, &["on"]) && tape.word(at + 1, &["top"])
            || tape.word(at, &["in"]) && tape.word(at + 1, &["addition"])
            || tape.word(at, &["plus"])
            || tape.word(at, &["added", "together", "combined"]) && tape.word(at + 1, &["to", "with"])
    });
    let other = ["each", "per", "average", "than", "by", "times", "cost", "value"];
    if !(second < verb && verb < to && with && plain(joint) && plain(second + 1..total))
        || tape.any_word(0..total, &other)
    {
        return None;
    }
    let part = |at: usize| {
        let claim = tape.stated(at)?;
        let (value, spread) = (value(measure(claim))?, spread(measure(claim))?);
        Some(Addend { claim: Some(claim), place: claim.place, value, spread, bare: false })
    };
    Some(Sum { total: tape.stated(total)?, parts: vec![part(first)?, part(second)?], sure: 0.9 })
}

/// `Ashby has 340, Marl 125 and the chapel 62`: a name that takes a number without its verb, as a
/// ship or a street does.
fn named<'a>(context: &Context<'_>, tape: &Tape<'a>, at: usize) -> Option<Addend<'a>> {
    let Item::Claim(Claim { value: Value::Identifier(_), place, .. }) = tape.items.get(at)? else {
        return None;
    };
    let text = context.sources.text_at(*place);
    let digits = text.rsplit(' ').next()?.replace(',', "");
    let value: Decimal = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let closed = matches!(tape.items.get(at + 1), Some(Item::Mark(',' | ';'))) || tape.word(at + 1, &["and"]);
    let own = text.len() > digits.len() && text.starts_with(char::is_uppercase);
    (closed && own).then(|| Addend {
        claim: None,
        place: *place,
        value,
        spread: Interval::exactly(value),
        bare: true,
    })
}

/// Where the words that lead to a closing total begin, and the total.
fn total(tape: &Tape<'_>) -> Option<(usize, usize)> {
    let last = (0..tape.items.len())
        .rev()
        .find(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()))?;
    let mut lead = last;
    let mut said = false;
    while lead > 0 && (tape.word(lead - 1, LEADING) || tape.any_word(lead - 1..lead, MAKING)) {
        lead -= 1;
        said |= tape.any_word(lead..lead + 1, MAKING) || tape.word(lead, &["total", "sum", "altogether"]);
    }
    let behind = last + 1..tape.items.len().min(last + 5);
    said |= behind.clone().any(|at| {
        tape.word(at, &["altogether"]) || tape.word(at, &["in"]) && tape.word(at + 1, &["all", "total"])
    });
    let rate = ["each", "per", "more", "apiece", "extra", "fewer", "less", "from", "than"];
    let mark = lead.checked_sub(1)?;
    (said
        && matches!(tape.items[mark], Item::Mark(',' | ';' | '—' | ':' | '('))
        && !tape.any_word(last + 1..tape.items.len(), &rate))
    .then_some((mark, last))
}

/// True when some of the parts, added up or taken away, make the total: one of them may be a part
/// of another, or a loss.
fn reached(parts: &[Addend<'_>], total: &Claim) -> Option<bool> {
    let stated = spread(measure(total))?;
    let mut made = vec![Interval::exactly(Decimal::ZERO)];
    for part in parts {
        let (low, high) = (part.spread.low.value()?, part.spread.high.value()?);
        for at in 0..made.len() {
            let (from, to) = (made[at].low.value()?, made[at].high.value()?);
            made.push(Interval::closed(from.checked_add(low)?, to.checked_add(high)?));
            made.push(Interval::closed(from.checked_sub(high)?, to.checked_sub(low)?));
        }
    }
    Some(made.into_iter().any(|own| own.meets(stated)))
}

/// `The city will spend 7.2 million crowns:` above the lines of a table or a list, each of which
/// ends in an amount.
pub fn below<'a>(context: &'a Context<'_>, tape: &Tape<'a>) -> Option<Sum<'a>> {
    let colon = tape.items.len().checked_sub(1).filter(|&at| tape.mark(at, ':'))?;
    let cash = |claim: &Claim| claim.measure().is_some_and(|m| m.dimension() == Dimension::Money);
    let mut own = (0..colon).filter(|&at| tape.claim(at).is_some_and(cash));
    let (Some(at), None) = (own.next(), own.next()) else { return None };
    let total = tape.stated(at)?;
    let open = ["including", "include", "such", "among", "each", "per", "more", "than", "where", "mainly"];
    if tape.any_word(0..colon, &open) {
        return None;
    }
    let ledger = context.ledger;
    let document = &ledger.documents[context.sources.index_of(total.place)];
    let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
    let from = claims.partition_point(|claim| claim.place.start < tape.place.end);
    let mut parts: Vec<Addend<'a>> = Vec::new();
    let mut end = tape.place.end;
    for claim in claims[from..].iter().filter(|claim| claim.measure().is_some()) {
        let item = matches!(claim.slots.part, Part::Cell | Part::ListItem);
        let unit = claim.measure().and_then(|m| m.unit).map(|unit| unit.id);
        let near = claim.place.start < end.saturating_add(200);
        let line = context.sources.text_at(Span::new(end, claim.place.start.max(end))).contains('\n');
        if !item || !near || parts.len() > 20 {
            break;
        }
        // Two amounts of one line are no parts.
        if unit != measure(total).unit.map(|unit| unit.id) || !line {
            return None;
        }
        let (value, spread) = (value(measure(claim))?, spread(measure(claim))?);
        parts.push(Addend { claim: Some(claim), place: claim.place, value, spread, bare: false });
        end = claim.place.end;
    }
    // A last line for the total.
    let largest = parts.iter().map(|part| part.value).max()?;
    let sum = Sum { total, parts, sure: 0.87 };
    let stated = value(measure(total))?;
    (sum.parts.len() >= 3 && largest < stated && super::parts::nearly(&sum)).then_some(sum)
}

/// `A further 21 follow in May, which will make 58 in all`: with the number that was told of the
/// same things before.
pub fn running<'a>(context: &'a Context<'_>, tape: &Tape<'a>) -> Option<Sum<'a>> {
    let (lead, at) = total(tape)?;
    let total = tape.count(at)?;
    let mut own = (0..lead).filter(|&item| tape.claim(item).is_some_and(|claim| claim.measure().is_some()));
    let (Some(item), None) = (own.next(), own.next()) else { return None };
    let more = tape.count(item)?;
    let further = ["further", "another", "additional", "extra", "more"];
    let led = item > 0 && tape.word(item - 1, &further) || tape.word(item + 1, &["more", "further"]);
    let noun = more.slots.noun.as_ref().filter(|noun| !noun.implied)?.head;
    led.then_some(())?;
    let (x, n) = (value(measure(more))?, value(measure(total))?);
    let missing = n.checked_sub(x).filter(|missing| *missing > Decimal::ONE)?;
    let ledger = context.ledger;
    let document = &ledger.documents[context.sources.index_of(total.place)];
    let claims = &ledger.claims[document.claims.start as usize..document.claims.end as usize];
    let of = |claim: &Claim| claim.measure().filter(|m| m.unit.is_none() && !m.is_range).and_then(value);
    // What makes up the total was told somewhere.
    let told = |claim: &&Claim| claim.place != more.place && of(claim) == Some(missing);
    if claims.iter().any(|claim| told(&claim)) {
        return None;
    }
    let sentence = more.sentence;
    let mut before = claims.iter().rev().filter(|claim| {
        claim.sentence < sentence
            && claim.sentence + 3 >= sentence
            && claim.slots.mode == Mode::Actual
            && !claim.slots.subset
            && !matches!(claim.slots.part, Part::Cell | Part::Code | Part::Citation | Part::Title)
            && claim.slots.noun.as_ref().is_some_and(|own| !own.implied && own.head == noun)
    });
    let (Some(base), None) = (before.next(), before.next()) else { return None };
    let base_value = of(base)?;
    let slack = widened(Interval::exactly(base_value), n.div_floor(Decimal::int(4), 0)?)?;
    if !slack.meets(Interval::exactly(missing)) {
        return None;
    }
    let part = |claim: &'a Claim| {
        let (value, spread) = (value(measure(claim))?, spread(measure(claim))?);
        Some(Addend { claim: Some(claim), place: claim.place, value, spread, bare: false })
    };
    Some(Sum { total, parts: vec![part(base)?, part(more)?], sure: 0.83 })
}
