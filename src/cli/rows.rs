//! Claims and facts as the rows that reports write.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Fact, Ledger};
use crate::claim::{
    Anchor, Citation, Claim, Date, Day, Days, Hedge, Measure, Mode, Sym, Value, Vocab, civil,
};
use crate::finding::Finding;
use crate::grammar::{Found, notation};
use crate::pipeline::Run;
use crate::place::Span;
use crate::report::{ClaimRow, FactRow, FactValue, SlotValue};
use crate::source::SourceSet;

/// All claims, in order.
pub(super) fn claim_rows(sources: &SourceSet, ledger: &Ledger) -> Vec<ClaimRow> {
    ledger.claims.iter().map(|claim| claim_row(sources, ledger, claim)).collect()
}

/// One claim.
pub(super) fn claim_row(sources: &SourceSet, ledger: &Ledger, claim: &Claim) -> ClaimRow {
    let mut row = ClaimRow {
        place: claim.place,
        kind: claim.kind.name(),
        part: claim.slots.part.name(),
        sentence: ledger.sentences.get(claim.sentence as usize).map(|sentence| sentence.place),
        ..ClaimRow::default()
    };
    match &claim.value {
        Value::Measure(measure) => fill_measure(&mut row, measure),
        Value::Ordinal(number) => {
            row.low = Some(number.to_string());
            row.high = row.low.clone();
        }
        Value::Date(date) => fill_date(&mut row, date),
        Value::Range(range) => {
            (row.low, row.high) = ends(range.days());
            row.precision = range.start.or(range.end).map(|date| word(date.precision.name()));
            let open = |date: &Option<Date>| date.is_some_and(|date| date.days.bounds().is_none());
            if open(&range.start) || open(&range.end) {
                row.slots.push(("days", word(notation(&Found::Range(range.clone())))));
            }
        }
        Value::Time(time) => {
            let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
            (row.low, row.high) = (Some(clock(time.low)), Some(clock(time.high)));
            if let Some(zone) = time.zone {
                row.slots.push(("zone", SlotValue::Number(zone.into())));
            }
            flag(&mut row, "half_open", time.half_open);
        }
        Value::Identifier(kind) => row.slots.push(("identifier", word(kind.name()))),
        Value::Quote => {}
        Value::Citation(citation) => fill_citation(&mut row, sources, citation),
    }
    fill_slots(&mut row, sources, &ledger.vocab, claim);
    row
}

fn fill_measure(row: &mut ClaimRow, measure: &Measure) {
    let end = |end: crate::claim::End| end.value().map(|value| value.to_string());
    (row.low, row.high) = (end(measure.strict.low), end(measure.strict.high));
    (row.low_open, row.high_open) = (measure.strict.low.is_open(), measure.strict.high.is_open());
    row.precision = Some(SlotValue::Number(measure.precision.into()));
    row.hedge = (measure.hedge != Hedge::None).then(|| measure.hedge.name());
    row.unit = measure.unit.map(|unit| unit.id.to_owned());
    if let Some(per) = measure.per {
        let unit = per.unit.map(|unit| unit.id).unwrap_or_default();
        row.slots.push(("per", word(format!("{} {unit}", per.count).trim_end())));
    }
    flag(row, "range", measure.is_range);
    flag(row, "in_words", measure.in_words);
}

fn fill_date(row: &mut ClaimRow, date: &Date) {
    row.precision = Some(word(date.precision.name()));
    row.hedge = date.approximate.then_some("about");
    if date.impossible {
        flag(row, "impossible", true);
        return;
    }
    (row.low, row.high) = ends(date.days);
    // "May 4" has no first day, but says more than nothing: "--05-04".
    if date.days.bounds().is_none() && date.days != Days::ALL {
        row.slots.push(("days", word(notation(&Found::Date(*date)))));
    }
    if let Some(anchor) = date.anchor {
        let name = match anchor {
            Anchor::Context(_) => "context",
            Anchor::Dateline(_) => "dateline",
            Anchor::Antecedent(_) => "antecedent",
        };
        row.slots.push(("anchor", word(name)));
    }
}

fn fill_citation(row: &mut ClaimRow, sources: &SourceSet, citation: &Citation) {
    let parts = [
        ("title", citation.title),
        ("id", citation.identifier),
        ("issued", citation.issued.map(|(place, _)| place)),
        ("accessed", citation.accessed.map(|(place, _)| place)),
        ("url", citation.url),
    ];
    for (name, place) in parts {
        if let Some(place) = place {
            row.slots.push((name, word(sources.text_at(place))));
        }
    }
}

fn fill_slots(row: &mut ClaimRow, sources: &SourceSet, vocab: &Vocab, claim: &Claim) {
    let slots = &claim.slots;
    let words = |syms: &[Sym]| syms.iter().map(|&sym| vocab.word(sym).to_owned()).collect::<Vec<_>>();
    // What a document's own date is of has no word.
    if let Some(noun) = slots.noun.as_ref().filter(|noun| !vocab.word(noun.head).starts_with('(')) {
        row.noun = Some([words(&noun.modifiers), words(&[noun.head])].concat().join(" "));
        flag(row, "noun_implied", noun.implied);
    }
    if let Some(predicate) = &slots.predicate {
        let verb = [Some(predicate.verb), predicate.particle].into_iter().flatten().collect::<Vec<_>>();
        row.slots.push(("predicate", word(words(&verb).join(" "))));
        flag(row, "passive", predicate.passive);
    }
    for (name, list) in [
        ("arguments", &slots.arguments),
        ("names", &slots.names),
        ("row", &slots.row),
        ("column", &slots.column),
    ] {
        if !list.is_empty() {
            row.slots.push((name, SlotValue::Words(words(list))));
        }
    }
    for (name, period) in [("period", slots.period), ("as_of", slots.as_of)] {
        if let Some((_, days)) = period {
            let (low, high) = ends(days);
            let open = || "..".to_owned();
            let text = format!("{}/{}", low.unwrap_or_else(open), high.unwrap_or_else(open));
            row.slots.push((name, word(text)));
        }
    }
    if slots.mode != Mode::Actual {
        row.slots.push(("mode", word(slots.mode.name())));
    }
    if let Some(attribution) = &slots.attribution {
        row.slots.push(("attribution", word(sources.text_at(attribution.place))));
        flag(row, "quoted", attribution.quoted);
    }
    if let Some((table, line, column)) = slots.cell {
        row.slots.push(("cell", word(format!("{table}:{line}:{column}"))));
    }
    flag(row, "subset", slots.subset);
    flag(row, "total", slots.total);
    flag(row, "additional", slots.additional);
}

fn word(text: impl Into<String>) -> SlotValue {
    SlotValue::Word(text.into())
}

fn flag(row: &mut ClaimRow, name: &'static str, is: bool) {
    if is {
        row.slots.push((name, SlotValue::Flag(true)));
    }
}

/// First and last day, as ISO dates; none where the set has no such end.
fn ends(days: Days) -> (Option<String>, Option<String>) {
    let iso = |day: Day| civil(day).map(|date| date.to_string());
    match days.bounds() {
        Some((low, high)) => (iso(low), iso(high)),
        None => (days.low.and_then(iso), days.high.and_then(iso)),
    }
}

/// All facts, in order, each consistent until `settle_consistency` knows better.
pub(super) fn fact_rows(run: &Run) -> Vec<FactRow> {
    run.alignment.facts.iter().map(|fact| fact_row(run, fact, true)).collect()
}

/// Says which facts are consistent: two places of one finding that stand in one fact make it inconsistent.
pub(super) fn settle_consistency(facts: &mut [FactRow], findings: &[Finding]) {
    let mut places: BTreeMap<Span, BTreeSet<usize>> = BTreeMap::new();
    for (number, finding) in findings.iter().enumerate() {
        for label in &finding.labels {
            places.entry(label.place).or_default().insert(number);
        }
    }
    for fact in facts {
        let mut met = BTreeSet::new();
        let numbers = fact.values.iter().filter_map(|value| places.get(&value.place)).flatten();
        fact.consistent = numbers.into_iter().all(|number| met.insert(number));
    }
}

/// One fact.
pub(super) fn fact_row(run: &Run, fact: &Fact, consistent: bool) -> FactRow {
    let claims: Vec<&Claim> = fact.claims.iter().map(|&claim| &run.ledger.claims[claim as usize]).collect();
    let values = claims
        .iter()
        .map(|claim| {
            let row = claim_row(&run.sources, &run.ledger, claim);
            FactValue { place: claim.place, reading: row.reading(), days: days(claim) }
        })
        .collect();
    FactRow {
        subject: claims.first().map(|claim| subject(run, claim)).unwrap_or_default(),
        values,
        consistent,
        reasons: reasons(fact),
    }
}

/// The days that a date can mean, where they have a first and a last.
fn days(claim: &Claim) -> Option<crate::report::Days> {
    let days = match &claim.value {
        Value::Date(date) if !date.impossible => date.days,
        Value::Range(range) => range.days(),
        _ => return None,
    };
    days.bounds().map(|(first, last)| crate::report::Days { first, last })
}

/// What speaks for the likeliest pair of the fact, the strongest first.
fn reasons(fact: &Fact) -> Vec<String> {
    let Some(link) = fact.links.first() else { return Vec::new() };
    let mut evidence: Vec<_> = link.evidence.iter().filter(|evidence| evidence.weight > 0.0).collect();
    evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    evidence.iter().map(|evidence| evidence.what.phrase().to_owned()).collect()
}

/// The counted thing, what happens to it, and the words nearest to it.
fn subject(run: &Run, claim: &Claim) -> String {
    let (slots, vocab) = (&claim.slots, &run.ledger.vocab);
    let noun = slots.noun.iter().flat_map(|noun| noun.modifiers.iter().chain([&noun.head]));
    let verb = slots.predicate.iter().map(|predicate| &predicate.verb);
    let words: Vec<&str> =
        noun.chain(verb).chain(slots.arguments.iter().take(4)).map(|&sym| vocab.word(sym)).collect();
    if words.is_empty() { claim.kind.name().to_owned() } else { words.join(" ") }
}
