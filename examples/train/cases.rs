//! The cases that are learned from: folders of documents with what contradicts what, variants of them, and the
//! examples of rules.

use std::path::{Path, PathBuf};

use crossclaim::align::clashes;
use crossclaim::claim::{Claim, Value};
use crossclaim::pipeline::extract;
use crossclaim::place::Span;
use crossclaim::rules::{Check, built_in};
use crossclaim::source::{load, load_texts};

/// A clashing pair of a case.
pub struct Row {
    pub case: usize,
    pub values: Vec<f32>,
    /// The contradiction that it is, by its number in the case.
    pub planted: Option<usize>,
    pub claims: (u32, u32),
    pub shown: String,
}

/// The clashing pairs of a case.
pub fn read(number: usize, case: &Path) -> Result<Vec<Row>, String> {
    let text = std::fs::read_to_string(case.join("gold.json")).map_err(|error| error.to_string())?;
    let gold: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let names = gold["docs"].as_array().ok_or("gold.json names no docs")?;
    let paths: Vec<PathBuf> = names.iter().filter_map(|name| Some(case.join(name.as_str()?))).collect();
    let loaded = load(&paths, None);
    let (ledger, _) = extract(&loaded.set);
    let place = |side: &serde_json::Value| -> Option<Span> {
        let name = side["doc"].as_str()?;
        let document = loaded.set.documents().iter().find(|document| document.path.ends_with(name))?;
        let quote = side["quote"].as_str()?;
        let start = document.base + u32::try_from(document.text.find(quote)?).ok()?;
        Some(Span::new(start, start + u32::try_from(quote.len()).ok()?))
    };
    let mut sides: Vec<[Vec<Span>; 2]> = Vec::new();
    for pair in gold["inconsistencies"].as_array().into_iter().flatten() {
        sides.push(["a", "b"].map(|key| {
            let also = pair[format!("{key}_also")].as_array().into_iter().flatten();
            std::iter::once(&pair[key]).chain(also).filter_map(place).collect()
        }));
    }
    let over = |claim: u32, spans: &[Span]| {
        let own = ledger.claims[claim as usize].place;
        spans.iter().any(|span| own.start < span.end && span.start < own.end)
    };
    let show = |claim: u32| {
        let claim = &ledger.claims[claim as usize];
        let sentence = loaded.set.text_at(ledger.sentences[claim.sentence as usize].place).replace('\n', " ");
        format!("[{}] {}", loaded.set.text_at(claim.place), sentence.chars().take(200).collect::<String>())
    };
    let rows = clashes(&ledger).into_iter().map(|((a, b), features)| Row {
        case: number,
        values: features.values().to_vec(),
        planted: sides.iter().position(|[x, y]| over(a, x) && over(b, y) || over(a, y) && over(b, x)),
        claims: (a, b),
        shown: format!("{}\n    {}\n    {}", case.display(), show(a), show(b)),
    });
    let mut rows: Vec<Row> = rows.collect();
    // What is wrong in one place is wrong wherever the text says it again, and not every place is listed.
    let both = |row: &Row| {
        let mut values = [row.claims.0, row.claims.1].map(|claim| telling(&ledger.claims[claim as usize]));
        values.sort();
        let [one, other] = values;
        one.zip(other)
    };
    let known: Vec<_> = rows.iter().filter_map(|row| Some((both(row)?, row.planted?))).collect();
    for row in rows.iter_mut().filter(|row| row.planted.is_none()) {
        row.planted = both(row).and_then(|own| Some(known.iter().find(|(values, _)| *values == own)?.1));
    }
    Ok(rows)
}

/// A value that is hardly told of two things by chance: three digits or more, or a day.
fn telling(claim: &Claim) -> Option<String> {
    match &claim.value {
        Value::Measure(measure) => {
            let written = measure.written()?;
            (written.mantissa().unsigned_abs() >= 100).then(|| format!("{:?} {written}", measure.dimension()))
        }
        Value::Date(date) => {
            date.days.bounds().filter(|(first, last)| first == last).map(|day| format!("{day:?}"))
        }
        _ => None,
    }
}

/// The clashing pairs of the rules' examples, those that a rule promises to find as planted ones.
/// Each example is a case of its own, numbered from `first` on.
pub fn examples(first: usize) -> Result<Vec<Row>, usize> {
    let mut rows = Vec::new();
    let mut case = first;
    for rule in built_in().map_err(|faults| faults.len())? {
        let compares = matches!(
            rule.check,
            Check::Agree(_) | Check::Twins(_) | Check::PeriodConflict | Check::TableText | Check::SettingText
        );
        if !compares {
            continue;
        }
        for example in &rule.examples {
            case += 1;
            let texts = example.docs.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes()));
            let loaded = load_texts(texts.collect());
            let (ledger, _) = extract(&loaded.set);
            let told = |claim: u32| {
                let place = ledger.claims[claim as usize].place;
                let path = &loaded.set.document(place).path;
                let told = format!("{path}: {}", loaded.set.text_at(place));
                example.finds.contains(&told)
            };
            for ((a, b), features) in clashes(&ledger) {
                rows.push(Row {
                    case,
                    values: features.values().to_vec(),
                    planted: (told(a) && told(b)).then_some(0),
                    claims: (a, b),
                    shown: format!("{}: {}", rule.about.id, example.name),
                });
            }
        }
    }
    Ok(rows)
}
