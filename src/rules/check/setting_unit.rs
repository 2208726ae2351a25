//! A setting that the prose tells in its own number and another unit: `kept for just 14 hours` beside
//! `snapshot_retention_days = 14`, `at most 512 KiB` beside `max_picture = "512 MiB"`.

use super::Context;
use super::setting::Setting;
use super::settings::{Rarity, in_base, past};
use super::stems::{is_like, of_sentence};
use crate::claim::{Claim, Decimal, Hedge, Measure};

/// Words that say that a setting is for the most there can be.
const BOUND: &[&str] = &["limit", "maximum", "largest", "longest", "most"];
/// Words of what may be, or is so elsewhere.
const MIGHT: &[&str] =
    &["could", "might", "try", "recommend", "instead", "suggest", "increase", "reduce", "lower"];
/// Words that many settings share whatever they set.
const COMMON: &[&str] =
    &["time", "day", "hour", "minute", "second", "size", "byte", "default", "setting", "value"];

/// The one setting that has the number of a claim in another unit.
pub fn other_unit<'s>(
    context: &Context<'_>,
    claim: &Claim,
    settings: &'s [Setting],
    rarity: &Rarity,
) -> Option<&'s Setting> {
    let measure = claim.measure().filter(|measure| !measure.is_range)?;
    let said = number(measure).filter(|value| *value >= Decimal::int(10))?;
    let unit = measure.unit?;
    let sentence = context.ledger.sentence_of(claim);
    let words = of_sentence(context.ledger, sentence);
    let lower = context.sources.text_at(sentence.place).to_lowercase();
    let might = lower.split(|c: char| !c.is_alphanumeric()).any(|word| MIGHT.contains(&word));
    let fitting =
        |setting: &Setting| setting.value == said && setting.unit.is_some_and(|own| own.id == unit.id);
    if might || past(&lower) || settings.iter().any(fitting) {
        return None;
    }
    let mut meant = settings.iter().filter(|setting| {
        let other = setting.unit.is_some_and(|own| own.id != unit.id) && in_base(measure, setting).is_some();
        if setting.value != said || !other {
            return false;
        }
        let telling = |word: &&String| {
            let word = word.as_str();
            !BOUND.contains(&word) && !COMMON.contains(&word) && words.iter().any(|own| is_like(own, word))
        };
        let all = || setting.words.iter().chain(&setting.section).chain(&setting.comment);
        let mut shared: Vec<&String> = all().filter(telling).collect();
        shared.sort_unstable();
        shared.dedup();
        let rare = shared.iter().any(|word| word.len() > 4 && rarity.weight(word) > 0.4);
        // "30" is the number of many a setting, "14" and "3,600" are not.
        shared.len() >= 2 || rare && !is_usual(said) && measure.hedge != Hedge::AtMost
    });
    let (Some(setting), None) = (meant.next(), meant.next()) else { return None };
    Some(setting)
}

/// The number as it is said, bounds included.
fn number(measure: &Measure) -> Option<Decimal> {
    match measure.hedge {
        Hedge::AtMost => measure.strict.high.value(),
        Hedge::MoreThan | Hedge::AtLeast => measure.strict.low.value(),
        _ => measure.written(),
    }
}

/// A number that settings often have.
fn is_usual(value: Decimal) -> bool {
    value
        .to_i128()
        .is_none_or(|value| matches!(value, 12 | 24) || value <= 120 && value % 5 == 0 || value % 100 == 0)
}
