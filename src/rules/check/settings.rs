//! Prose that says of a setting what its file does not: `an attempt is given up after 30
//! seconds` beside `connect_timeout_s = 45`, `must not exceed 256` beside `max_batch = 512`.
//!
//! A setting is meant where its key is named, or where the prose uses the words of the key and
//! of the comment above it. What somebody may set it to is no claim about what it is.

use super::otherwise::is_past;
use super::setting::{Setting, is_settings, read};
use super::setting_entry::entry;
use super::stems::{is_like, of_sentence, stem, stems};
use super::{Context, finding, joined, say, setting_port, setting_unit};
use crate::claim::{Claim, Decimal, Dimension, Hedge, Interval, Measure, Mode, Part};
use crate::finding::{Finding, Label};
use crate::lexicon::units::units;
use crate::place::Span;
use crate::rules::Rule;

/// What the prose says of settings against their file.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let settings: Vec<Setting> =
        context.sources.documents().iter().filter(|d| is_settings(d)).flat_map(read).collect();
    if settings.is_empty() {
        return Vec::new();
    }
    let rarity = Rarity::of(&settings);
    let claims = &context.ledger.claims;
    let findings =
        claims.iter().filter_map(|claim| contradicted(rule, context, &settings, &rarity, claim)).collect();
    joined(findings, setting_port::run(rule, context, &settings))
}

/// How many settings use a word.
pub(super) struct Rarity(rustc_hash::FxHashMap<String, u32>);

impl Rarity {
    fn of(settings: &[Setting]) -> Self {
        let mut counts = rustc_hash::FxHashMap::default();
        for setting in settings {
            for word in setting.words.iter().chain(&setting.comment) {
                *counts.entry(word.clone()).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// One for a word of one setting alone, less for one of many.
    pub(super) fn weight(&self, word: &str) -> f32 {
        #[allow(clippy::cast_precision_loss)]
        let count = self.0.get(word).copied().unwrap_or(1) as f32;
        1.0 / count
    }
}

/// What makes a number one of what somebody may choose, or of another version.
const CHOSEN: &[&str] = &[
    "used",
    "was",
    "were",
    "old",
    "older",
    "example",
    "instance",
    "try",
    "set",
    "increase",
    "raise",
    "lower",
    "reduce",
    "recommend",
    "suggest",
    "might",
    "could",
    "if",
    "until",
    "before",
    "changed",
    "instead",
    "e.g",
];

fn contradicted(
    rule: &Rule,
    context: &Context<'_>,
    settings: &[Setting],
    rarity: &Rarity,
    claim: &Claim,
) -> Option<Finding> {
    let measure = claim.measure()?;
    let slots = &claim.slots;
    let prose = matches!(
        slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
    );
    // What stands under one of several versions or dates was so then.
    let dated = is_entry(context, claim);
    if !prose || dated || measure.per.is_some() || slots.identifying || slots.mode == Mode::Hypothetical {
        return None;
    }
    let sentence = context.ledger.sentence_of(claim);
    let text = context.sources.text_at(sentence.place);
    let bound = measure.hedge.is_bound() || measure.is_range;
    let named: Vec<&Setting> = settings.iter().filter(|setting| names(text, &setting.key)).collect();
    if let [setting] = named.as_slice() {
        // "set with `max_batch`, must not exceed 256" | "`prefetch`, by default 64"
        let given = ["default", "shipped", "ships", "out of the box", "unless"]
            .iter()
            .any(|word| text.contains(word));
        let norm = ["must", "may not", "cannot", "limit", "exceed", "allowed", "maximum", "minimum"];
        let most = setting.is_most() && measure.hedge == Hedge::AtMost;
        let limit =
            bound && (most || slots.mode == Mode::Target || norm.iter().any(|word| text.contains(word)));
        // "Logs are kept for 60 days (`log_retention_days`)."
        let beside = !bound && measure.unit.is_some() && !otherwise(text) && bracketed(text, &setting.key);
        let outside = if limit && measure.unit.is_none() {
            // "`chunk_kib` must lie between 4 and 64": in the unit of the key.
            !measure.strict.holds(setting.value)
        } else {
            !fits(measure, setting)?
        };
        return ((given && !bound || limit || beside) && outside)
            .then(|| report(rule, context, claim, setting, 0.9));
    }
    if named.is_empty()
        && let Some(setting) = said_under(context, claim, settings, text)
    {
        return Some(report(rule, context, claim, setting, 0.88));
    }
    if let Some(setting) = ceiling(context, claim, settings) {
        return Some(report(rule, context, claim, setting, 0.84));
    }
    if named.is_empty()
        && let Some(setting) = bounded(context, claim, settings)
    {
        return Some(report(rule, context, claim, setting, 0.84));
    }
    if named.is_empty()
        && let Some(setting) = setting_unit::other_unit(context, claim, settings, rarity)
    {
        return Some(report(rule, context, claim, setting, 0.86));
    }
    if !named.is_empty() || measure.dimension() == Dimension::Count || bound || otherwise(text) {
        return None;
    }
    let words = of_sentence(context.ledger, sentence);
    let phrases = stems(text);
    let score = |setting: &Setting| {
        let whole = setting.phrase.len() >= 2
            && phrases.windows(setting.phrase.len()).any(|words| words == setting.phrase.as_slice());
        meant(&words, setting, rarity).or_else(|| whole.then_some(2.0))
    };
    let mut scored: Vec<(f32, &Setting, bool)> = settings
        .iter()
        .filter_map(|setting| Some((score(setting)?, setting, fits(measure, setting)?)))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let &(best, setting, _) = scored.first()?;
    let close = scored.iter().filter(|(score, ..)| *score >= 0.6 * best);
    if close.clone().any(|(_, _, fits)| *fits) || close.count() > 1 || multiplied(context, claim, setting) {
        return None;
    }
    let (same, near) = compare(measure, setting)?;
    if !same && !near {
        return None;
    }
    Some(report(rule, context, claim, setting, if same { 0.88 } else { 0.78 }))
}

/// The setting under whose name the text gives another default, or bounds that its value is not within: "The default
/// is 45 lines.", "Values from 10 to 50 are accepted."
fn said_under<'s>(
    context: &Context<'_>,
    claim: &Claim,
    settings: &'s [Setting],
    text: &str,
) -> Option<&'s Setting> {
    let measure = claim.measure()?;
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let bound = measure.hedge.is_bound() || measure.is_range;
    let limit =
        bound && says(&["accept", "allowed", "permitted", "valid", "must", "range", "cannot", "may not"]);
    let given =
        !bound && says(&["default is ", "defaults to ", "default: ", "default value is ", "by default"]);
    // "The default is 45 lines; up to 2.6 it was 30.": what was so is another number.
    let at = claim.place.start.checked_sub(context.ledger.sentence_of(claim).place.start)? as usize;
    let clause = lower.get(..at)?.rfind([';', '(']).map_or(0, |from| from + 1);
    let past = lower.get(clause..at)?.split_whitespace().any(|word| {
        is_past(word)
            || matches!(word, "before" | "was" | "were" | "until" | "old" | "since" | "example" | "if")
    });
    if !(limit || given) || past {
        return None;
    }
    if given && !lower[clause..at].contains("default") {
        return None;
    }
    let setting = entry(context, claim, settings)?;
    (!fits(measure, setting)?).then_some(setting)
}

/// True for what stands in an entry of a changelog or a diary; a manual whose title names the one
/// version that it is of has no entries.
fn is_entry(context: &Context<'_>, claim: &Claim) -> bool {
    let entries = &context.ledger.entries;
    let Some(own) = entries.get(claim.sentence as usize).copied().flatten() else { return false };
    let document = context.sources.index_of(claim.place);
    let Some(range) = context.ledger.documents.get(document).map(|document| document.sentences.clone())
    else {
        return true;
    };
    let first = range.start == own || context.ledger.sentences[own as usize].heading.is_none();
    let others =
        entries[range.start as usize..range.end as usize].iter().flatten().any(|entry| *entry != own);
    !first || others
}

/// The one setting for the most there can be of what the text sets another bound to: `never opens
/// more than four gates` beside `max_open_gates = 6`.
fn ceiling<'s>(context: &Context<'_>, claim: &Claim, settings: &'s [Setting]) -> Option<&'s Setting> {
    let measure = claim.measure()?;
    let negated = claim.slots.mode == Mode::Negated && measure.hedge == Hedge::MoreThan;
    let most = match measure.hedge {
        _ if negated => measure.strict.low.value()?,
        Hedge::AtMost => measure.strict.high.value()?,
        _ => return None,
    };
    let noun = claim.slots.noun.as_ref().map(|noun| stem(context.ledger.vocab.word(noun.head)))?;
    let words = of_sentence(context.ledger, context.ledger.sentence_of(claim));
    let mut meant = settings.iter().filter(|setting| {
        setting.unit.is_none()
            && measure.unit.is_none()
            && setting.is_most()
            && (setting.words.len() >= 2
                || !setting.section.is_empty() && setting.section.iter().all(|word| words.contains(word)))
            && setting.words.contains(&noun)
            && setting.words.iter().all(|word| words.contains(word))
    });
    let (Some(setting), None) = (meant.next(), meant.next()) else { return None };
    (setting.value > most).then_some(setting)
}

/// True where a sentence tells what was so before.
pub(super) fn past(lower: &str) -> bool {
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .into_iter()
        .any(|word| is_past(word) || matches!(word, "was" | "were" | "used" | "old" | "until" | "example"))
}

/// The one setting outside a bound that the text sets to what it and its section are called:
/// `raw readings are to be kept for no less than 24 months` beside `raw_readings.keep_days = 400`.
fn bounded<'s>(context: &Context<'_>, claim: &Claim, settings: &'s [Setting]) -> Option<&'s Setting> {
    let measure = claim.measure().filter(|m| m.unit.is_some() && !m.is_range)?;
    let least = matches!(measure.hedge, Hedge::AtLeast) && claim.slots.mode != Mode::Negated;
    let most = matches!(measure.hedge, Hedge::AtMost) && claim.slots.mode != Mode::Negated;
    let never = claim.slots.mode == Mode::Negated && measure.hedge == Hedge::MoreThan;
    if !(least || most || never) {
        return None;
    }
    // The words of its own clause: "readings for two years, and photographs for at least five".
    let sentence = context.ledger.sentence_of(claim);
    let before = context.sources.text_at(Span::new(sentence.place.start, claim.place.start));
    let clause = before.rfind([',', ';', '(']).unwrap_or(0);
    let from = sentence.place.start.saturating_add(u32::try_from(clause).unwrap_or(0));
    let own = |place: Span| place.start >= from && place.end <= claim.place.start;
    let words = sentence.words.iter().filter(|word| own(word.place));
    let words: Vec<String> = words.map(|word| stem(context.ledger.vocab.word(word.lemma))).collect();
    let said = |word: &&String| words.contains(word);
    let mut meant = settings.iter().filter(|setting| {
        let unit = setting.unit.is_some() && in_base(measure, setting).is_some();
        unit && !setting.words.is_empty()
            && setting.words.iter().all(|word| said(&word))
            && setting.words.len() + setting.section.iter().filter(said).count() >= 3
    });
    let (Some(setting), None) = (meant.next(), meant.next()) else { return None };
    let (bound, set) = in_base(measure, setting)?;
    // Months are of several lengths.
    let slack = |value: Decimal, by: i128| value.checked_mul(Decimal::new(by, -2));
    let outside = if least {
        bound.low.value().and_then(|low| slack(low, 95)).is_some_and(|low| set < low)
    } else {
        let high = if never { bound.low } else { bound.high };
        high.value().and_then(|high| slack(high, 105)).is_some_and(|high| set > high)
    };
    outside.then_some(setting)
}

/// True when the text names the key as a word of its own.
fn names(text: &str, key: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    key.contains(['_', '-', '.'])
        && text.match_indices(key).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + key.len()..].chars().next();
            !before.is_some_and(part) && !after.is_some_and(part)
        })
}

/// True when the key stands in brackets, as the name of what was said before it.
fn bracketed(text: &str, key: &str) -> bool {
    text.match_indices(key).any(|(at, _)| {
        let before = text[..at].trim_end_matches(['`', '*', '_', '"']);
        let after = text[at + key.len()..].trim_start_matches(['`', '*', '_', '"']);
        before.ends_with('(') && after.starts_with(')')
    })
}

fn otherwise(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '.').peekable();
    let mut found = false;
    while let Some(word) = words.next() {
        // "before its first retry" and "if you do nothing" say when, not what might be.
        let harmless = word == "before"
            && words.peek().is_some_and(|next| matches!(*next, "its" | "the" | "a"))
            || word == "if" && text.contains("if you do nothing")
            || word == "changed" && text.contains("unless");
        found |= (is_past(word) || CHOSEN.contains(&word)) && !harmless;
    }
    found
}

/// How much speaks for the setting being meant by a sentence with these words; none when too
/// little does.
fn meant(words: &[String], setting: &Setting, rarity: &Rarity) -> Option<f32> {
    let said = |word: &&String| words.iter().any(|other| is_like(word, other));
    let keys: Vec<&String> = setting.words.iter().filter(said).collect();
    let comments: Vec<&String> = setting.comment.iter().filter(said).collect();
    let whole = keys.len() == setting.words.len() && keys.len() >= 2;
    if keys.is_empty() || !whole && comments.len() < 3 {
        return None;
    }
    let weight = |words: &[&String]| words.iter().map(|word| rarity.weight(word)).sum::<f32>();
    Some(2.0 * weight(&keys) + weight(&comments)).filter(|score| *score >= 2.0)
}

/// Both in base units: what is said, and what is set. None where they measure different things.
pub(super) fn in_base(measure: &Measure, setting: &Setting) -> Option<(Interval, Decimal)> {
    let base = |value: Decimal, num: i128, den: i128| {
        value.checked_mul(Decimal::int(num))?.div_floor(Decimal::int(den), 9)
    };
    match (measure.unit, setting.unit) {
        (Some(unit), Some(own)) => {
            let known = units().get(unit.id).is_some_and(|unit| unit.dimension == own.dimension);
            known.then_some(())?;
            let said = measure.strict.map(|value| base(value, unit.num, unit.den))?;
            Some((said, base(setting.value, own.num, own.den)?))
        }
        (None, None) => Some((measure.strict, setting.value)),
        _ => None,
    }
}

/// Whether what is said holds what is set.
fn fits(measure: &Measure, setting: &Setting) -> Option<bool> {
    let (said, set) = in_base(measure, setting)?;
    let wide = measure.hedge == Hedge::About || measure.hedge == Hedge::Nearly;
    Some(said.holds(set) || wide)
}

/// Whether the two share their digits, so that only the unit is off; and whether they are of
/// one size.
fn compare(measure: &Measure, setting: &Setting) -> Option<(bool, bool)> {
    let written = measure.written()?;
    let (said, set) = in_base(measure, setting)?;
    let said = said.single()?;
    let within = |times: Decimal| {
        set.checked_mul(times).is_some_and(|most| said <= most)
            && said.checked_mul(times).is_some_and(|most| set <= most)
    };
    let digits = written == setting.value && written > Decimal::int(9);
    Some((digits, within(Decimal::new(25, -1))))
}

/// `misses three heartbeats ... that takes 45 seconds`: a multiple of the setting.
fn multiplied(context: &Context<'_>, claim: &Claim, setting: &Setting) -> bool {
    let Some((said, set)) = claim.measure().and_then(|measure| in_base(measure, setting)) else {
        return false;
    };
    let Some(said) = said.single() else { return true };
    let claims = &context.ledger.claims;
    let at = claims.partition_point(|other| other.place.start < claim.place.start);
    let near = claims[at.saturating_sub(6)..(at + 6).min(claims.len())].iter();
    near.filter(|other| other.sentence == claim.sentence && other.place != claim.place)
        .filter_map(|other| other.measure()?.written())
        .any(|times| set.checked_mul(times) == Some(said))
}

fn report(rule: &Rule, context: &Context<'_>, claim: &Claim, setting: &Setting, sure: f32) -> Finding {
    let text = |place| say::squeezed(context.sources.text_at(place));
    let own = context.sources.document(setting.key_at);
    let labels = vec![
        Label { place: claim.place, role: "first", note: "what the text says".to_owned() },
        Label { place: setting.value_at, role: "other", note: format!("the value of {}", setting.key) },
    ];
    let message = format!(
        "the text says {}, but {} has {} = {}",
        text(claim.place),
        say::file_name(&own.path),
        setting.key,
        text(setting.value_at)
    );
    let unit = setting.unit.map_or(String::new(), |unit| format!(", in {}s", unit.id));
    let why = vec![format!("{} is set to {}{unit}", setting.key, setting.value)];
    finding(rule, context, sure, message, labels, why)
}
