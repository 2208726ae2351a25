//! Two parts of a number of which nobody can belong to both, and that are more than it: `Of the 40
//! applicants, 18 were women and 25 were men`; sums of money of which more is given than there is; and what was accepted in
//! full, in part or not at all.

use super::figures::{spread, value};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, WordClass};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::{Pos, Relation, relate};
use crate::rules::Rule;

/// Parts that exclude each other and overflow their whole.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last: Option<Tape<'_>> = None;
    for tape in tapes(context, 1) {
        let found = within(rule, context, &tape)
            .or_else(|| last.as_ref().and_then(|last| behind(rule, context, last, &tape)));
        findings.extend(found);
        last = Some(tape);
    }
    findings
}

/// A whole and its parts in one sentence.
fn within(rule: &Rule, context: &Context<'_>, tape: &Tape<'_>) -> Option<Finding> {
    let values = quantities(tape);
    let (&whole, parts) = values.split_first()?;
    if !(2..=MOST).contains(&parts.len()) {
        return None;
    }
    let total = tape.stated(whole)?;
    let money = measure(total).dimension() == Dimension::Money;
    let led = whole > 0
        && (tape.word(whole - 1, &["of"])
            || whole > 1
                && tape.word(whole - 2, &["of"])
                && tape.word(whole - 1, &["the", "these", "those", "its", "their", "our"]));
    let of_them = parts.first().is_some_and(|&part| {
        (part > 2 && tape.word(part - 2, &["of"]) && tape.word(part - 1, &["which", "whom"]))
            || tape.word(part + 1, &["of"]) && tape.word(part + 2, &["them", "these"])
    });
    let exclusive = if money {
        led && given(tape, parts)
    } else {
        (led || of_them) && (parts.len() == 2 && apart(context, tape, parts) || decided(tape, parts))
    };
    if !exclusive {
        return None;
    }
    overflowing(rule, context, total, (tape, parts), whole + 1)
}

/// A whole at the end of one sentence, and what became of it in the next: `We make 11 recommendations. The department has
/// accepted seven in full and three in part, and has declined two.`
fn behind(rule: &Rule, context: &Context<'_>, last: &Tape<'_>, tape: &Tape<'_>) -> Option<Finding> {
    /// Bytes between two sentences of a paragraph.
    const BETWEEN: u32 = 4;
    let &[whole] = &quantities(last)[..] else { return None };
    let total = last.stated(whole)?;
    let noun = total.slots.noun.as_ref().filter(|noun| !noun.implied)?;
    let parts = quantities(tape);
    let near = tape.place.start.checked_sub(last.place.end).is_some_and(|gap| gap <= BETWEEN);
    // Who accepted seven stands before the number, seven letters behind it.
    let own = |part: &usize| {
        tape.claim(*part).is_some_and(|part| {
            let told =
                part.slots.noun.as_ref().filter(|told| !told.implied && told.place.start >= part.place.end);
            told.is_none_or(|told| told.head == noun.head)
        })
    };
    // "The board approved 11 grants. It ...": what was approved is a part.
    let open = times(last, FOR) + times(last, AGAINST) == 0;
    if !near
        || !open
        || !(2..=MOST).contains(&parts.len())
        || measure(total).dimension() != Dimension::Count
        || !parts.iter().all(own)
        || !decided(tape, &parts)
    {
        return None;
    }
    overflowing(rule, context, total, (tape, &parts), 0)
}

/// Most parts that are looked at.
const MOST: usize = 5;

/// The members of a row that are quantities.
fn quantities(tape: &Tape<'_>) -> Vec<usize> {
    let is_quantity = |&at: &usize| tape.claim(at).is_some_and(|claim| claim.measure().is_some());
    (0..tape.items.len()).filter(is_quantity).collect()
}

/// The finding for parts that come to more than their whole, where nothing from `from` on says that some are counted twice.
fn overflowing(
    rule: &Rule,
    context: &Context<'_>,
    total: &Claim,
    (tape, parts): (&Tape<'_>, &[usize]),
    from: usize,
) -> Option<Finding> {
    let doubt = [
        "both",
        "some",
        "also",
        "more",
        "another",
        "each",
        "per",
        "than",
        "including",
        "or",
        "up",
        "then",
        "later",
        "total",
        "average",
        "times",
        "as",
        "again",
        "by",
        "from",
    ];
    if tape.any_word(from..tape.items.len(), &doubt) {
        return None;
    }
    let mut claims = Vec::new();
    let (mut added, mut least) = (Decimal::ZERO, Decimal::ZERO);
    for &part in parts {
        let claim = tape.stated(part).filter(|claim| {
            let own = measure(claim);
            own.unit.map(|unit| unit.id) == measure(total).unit.map(|unit| unit.id)
        })?;
        added = added.checked_add(value(measure(claim))?)?;
        least = least.checked_add(spread(measure(claim))?.low.value()?)?;
        claims.push(claim);
    }
    let stated = value(measure(total))?;
    // Far more is a count of something else, a little more may be rounded.
    let most = spread(measure(total))?.high.value()?;
    if least <= most || added <= stated || added > stated.checked_mul(Decimal::int(2))? {
        return None;
    }
    Some(report(rule, context, total, &claims, added))
}

/// What becomes of a proposal, by lemma.
const FOR: &[&str] = &["accept", "approve", "adopt", "grant", "uphold", "agree"];
const AGAINST: &[&str] = &["reject", "decline", "refuse", "deny", "dismiss"];
const DEGREES: &[&str] = &["full", "part", "fully", "partly", "partially", "outright"];

/// How many words of a row are among those of `list`.
fn times(tape: &Tape<'_>, list: &[&str]) -> usize {
    let among = |item: &&Item<'_>| matches!(item, Item::Word { lemma, .. } if list.contains(lemma));
    tape.items.iter().filter(among).count()
}

/// True for parts of which each was dealt with in another way: `accepted seven in full and three in part, and declined
/// two`. One verb serves both degrees.
fn decided(tape: &Tape<'_>, parts: &[usize]) -> bool {
    let (pro, con, degrees) = (times(tape, FOR), times(tape, AGAINST), times(tape, DEGREES));
    pro == 1 && con <= 1 && con + degrees.max(1) == parts.len()
}

/// `$400 went to the school, $350 to the church and $250 was kept`
fn given(tape: &Tape<'_>, parts: &[usize]) -> bool {
    parts.len() >= 2
        && parts.iter().all(|&part| {
            tape.word(part + 1, &["to", "for", "went", "was", "were", "goes", "is"])
                || tape.word(part + 1, &["on"])
        })
}

/// True when what the two parts are called excludes each other: women and men, oaks and beeches.
fn apart(context: &Context<'_>, tape: &Tape<'_>, parts: &[usize]) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("woman", "man"),
        ("female", "male"),
        ("girl", "boy"),
        ("child", "adult"),
        ("positive", "negative"),
        ("yes", "no"),
        ("for", "against"),
        ("pass", "fail"),
        ("die", "survive"),
        ("win", "lose"),
    ];
    let words = |from: usize, to: usize| -> Vec<&str> {
        let items = tape.items[from + 1..to.min(tape.items.len())].iter();
        items
            .filter_map(|item| match item {
                Item::Word { lemma, class, .. }
                    if *class != WordClass::Function || matches!(*lemma, "for" | "against" | "no") =>
                {
                    Some(*lemma)
                }
                _ => None,
            })
            .filter(|word| !matches!(*word, "be" | "have" | "them"))
            .collect()
    };
    let named = |part: usize| -> Vec<&str> {
        let noun = tape.claim(part).and_then(|claim| claim.slots.noun.as_ref()).filter(|noun| !noun.implied);
        noun.map(|noun| context.ledger.vocab.word(noun.head)).into_iter().collect()
    };
    let mut a = words(parts[0], parts[1]);
    let mut b = words(parts[1], tape.items.len());
    a.extend(named(parts[0]));
    b.extend(named(parts[1]));
    a.dedup();
    b.dedup();
    // More words tell more: "18 were women with children".
    if a.len() > 2 || b.len() > 2 {
        return false;
    }
    let pair = |x: &str, y: &str| {
        let told = PAIRS.iter().any(|(p, q)| (*p == x && *q == y) || (*p == y && *q == x));
        let like = relate((x, Pos::Noun), (y, Pos::Noun));
        told || matches!(like.relation, Relation::Sibling | Relation::Antonym) && like.strength >= 0.5
    };
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return false };
    pair(x, y)
}

fn report(rule: &Rule, context: &Context<'_>, total: &Claim, parts: &[&Claim], added: Decimal) -> Finding {
    let mut labels = vec![Label { place: total.place, role: "total", note: "the whole".to_owned() }];
    labels.extend(parts.iter().map(|part| Label {
        place: part.place,
        role: "part",
        note: say::reading(part),
    }));
    let shown: Vec<String> =
        parts.iter().map(|part| say::squeezed(context.sources.text_at(part.place))).collect();
    let message = format!(
        "the parts of {} make more than it: {}",
        say::squeezed(context.sources.text_at(total.place)),
        shown.join(" and ")
    );
    let why = vec![format!("{} is {added}", shown.join(" + "))];
    finding(rule, context, 0.86, message, labels, why)
}
