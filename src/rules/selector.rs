//! `[where]`: which claims a rule looks at. Here is what an author can say and how it is
//! read; `check::pick` puts it to a ledger.

use super::globs::Globs;
use super::keys::WHERE;
use super::raw::{At, Problems, RawTable};
use super::written;
use crate::claim::{Days, Dimension, Kind, Mode, Part, Value};
use crate::lexicon::units::units;

/// What a claim must be to be looked at; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selector {
    pub kinds: Vec<Kind>,
    /// Phrases, one of which names what is counted.
    pub nouns: Vec<Phrase>,
    /// Ids of units, one of which it is in.
    pub units: Vec<String>,
    /// What the units measure, one of which it measures.
    pub dimensions: Vec<Dimension>,
    /// Each entry a choice of phrases; all entries stand in the sentence.
    pub words: Vec<Vec<Phrase>>,
    /// Phrases, none of which stands in the sentence.
    pub without: Vec<Phrase>,
    pub docs: Globs,
    pub tags: Vec<String>,
    pub parts: Vec<Part>,
    pub period: Option<Days>,
    pub modes: Vec<Mode>,
}

/// Words that follow each other, in lower case.
pub type Phrase = Vec<String>;

impl Selector {
    /// True when nothing but documents is selected, so that it can be asked of any place.
    #[must_use]
    pub fn only_documents(&self) -> bool {
        let documents = Self { docs: self.docs.clone(), tags: self.tags.clone(), ..Self::default() };
        *self == documents
    }
}

/// The names of the kinds of claims.
#[must_use]
pub fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.name()).collect()
}

const PARTS: &[Part] = &[
    Part::Title,
    Part::Heading,
    Part::Summary,
    Part::Body,
    Part::ListItem,
    Part::Footnote,
    Part::Caption,
    Part::Cell,
    Part::Quotation,
    Part::Citation,
    Part::Metadata,
    Part::Masthead,
    Part::Code,
];

/// The names of the parts of a document.
#[must_use]
pub fn parts() -> Vec<&'static str> {
    PARTS.iter().map(|part| part.name()).collect()
}

const MODES: &[Mode] =
    &[Mode::Actual, Mode::Projected, Mode::Target, Mode::Alleged, Mode::Negated, Mode::Hypothetical];

/// The names of the modes.
#[must_use]
pub fn modes() -> Vec<&'static str> {
    MODES.iter().map(|mode| mode.name()).collect()
}

/// What units can measure.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension::Count,
    Dimension::Money,
    Dimension::Percent,
    Dimension::Points,
    Dimension::Ratio,
    Dimension::Multiple,
    Dimension::Duration,
    Dimension::Length,
    Dimension::Area,
    Dimension::Volume,
    Dimension::Mass,
    Dimension::Speed,
    Dimension::Temperature,
    Dimension::DataSize,
    Dimension::DataRate,
    Dimension::Energy,
    Dimension::Power,
    Dimension::Pressure,
    Dimension::Angle,
    Dimension::Frequency,
    Dimension::Electric,
];

/// Reads the table `[where]`.
pub fn read(table: RawTable<'_, '_>, problems: &mut Problems) -> Selector {
    table.known(WHERE, problems);
    let mut selector = Selector {
        kinds: chosen(table, "kind", "kind of claim", Kind::ALL.as_slice(), Kind::name, problems),
        parts: chosen(table, "part", "part of a document", PARTS, Part::name, problems),
        modes: chosen(table, "mode", "mode", MODES, Mode::name, problems),
        docs: globs(table, "docs", problems),
        ..Selector::default()
    };
    selector.tags = table.one_or_many("tags", problems).into_iter().map(|tag| tag.value).collect();
    for noun in table.one_or_many("noun", problems) {
        selector.nouns.extend(phrases(&noun, problems));
    }
    for entry in table.one_or_many("words", problems) {
        selector.words.push(phrases(&entry, problems));
    }
    for entry in table.one_or_many("without", problems) {
        let left_out = phrases(&entry, problems);
        if selector.words.iter().any(|any| any.len() == 1 && left_out.contains(&any[0])) {
            let message = format!("`{}` must stand in the sentence and must not", entry.value);
            problems.add(entry.at, message, "also under `words`", Some("take it out of one of them".into()));
        }
        selector.without.extend(left_out);
    }
    for unit in table.one_or_many("unit", problems) {
        read_unit(&unit, &mut selector, problems);
    }
    if let Some(period) = table.value("period", problems) {
        selector.period = days(&period, problems);
    }
    fit(table, &selector, problems);
    selector
}

/// The choices under `key`.
fn chosen<T: Copy>(
    table: RawTable<'_, '_>,
    key: &str,
    what: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    problems: &mut Problems,
) -> Vec<T> {
    let names: Vec<&str> = all.iter().map(|&one| name(one)).collect();
    let mut found = Vec::new();
    for word in table.one_or_many(key, problems) {
        match names.iter().position(|name| *name == word.value) {
            Some(at) => found.push(all[at]),
            None => problems.unknown(what, &word, &names),
        }
    }
    found
}

/// The patterns under `key`.
pub fn globs(table: RawTable<'_, '_>, key: &str, problems: &mut Problems) -> Globs {
    let mut globs = Globs::default();
    for pattern in table.one_or_many(key, problems) {
        add_glob(&mut globs, &pattern, problems);
    }
    globs
}

/// Adds one pattern, and notes what is wrong with it.
pub fn add_glob(globs: &mut Globs, pattern: &At<String>, problems: &mut Problems) {
    if let Err(wrong) = globs.add(&pattern.value) {
        let help = "for example: `contracts/*.md`, `contracts/**`, `!drafts/**`".to_owned();
        let message = format!("`{}` is not a pattern of paths", pattern.value);
        problems.add(pattern.at.clone(), message, &wrong, Some(help));
    }
}

/// `notice period|term of notice`: phrases to choose from.
fn phrases(entry: &At<String>, problems: &mut Problems) -> Vec<Phrase> {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Phrase>();
    let found: Vec<Phrase> = entry.value.split('|').map(words).collect();
    if found.iter().any(Vec::is_empty) {
        let message = format!("`{}` holds an empty phrase", entry.value);
        problems.add(entry.at.clone(), message, "no word here", Some("write `one|other`".into()));
    }
    found.into_iter().filter(|phrase| !phrase.is_empty()).collect()
}

fn read_unit(unit: &At<String>, selector: &mut Selector, problems: &mut Problems) {
    if let Some(dimension) = DIMENSIONS.iter().find(|dimension| dimension.name() == unit.value) {
        selector.dimensions.push(*dimension);
        return;
    }
    let table = units();
    let found = table.get(&unit.value).or_else(|| table.lookup(&unit.value).first().copied());
    let found = found.or_else(|| table.lookup_before(&unit.value).first().copied());
    match found {
        Some(found) => selector.units.push(found.id.to_owned()),
        None => {
            let known = table.all().iter().map(|unit| unit.id).chain(DIMENSIONS.iter().map(|d| d.name()));
            let help = super::fault::nearest(&unit.value, known).map_or_else(
                || format!("a unit (`day`, `km`, `EUR`) or one of: {}", list(DIMENSIONS)),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("unknown unit `{}`", unit.value);
            problems.add(unit.at.clone(), message, "not known here", Some(help));
        }
    }
}

fn list(dimensions: &[Dimension]) -> String {
    dimensions.iter().map(|dimension| dimension.name()).collect::<Vec<_>>().join(", ")
}

fn days(period: &At<String>, problems: &mut Problems) -> Option<Days> {
    let claim = written::date(&period.value);
    let days = claim.and_then(|claim| match claim.value {
        Value::Date(date) => Some(date.days),
        Value::Range(range) => Some(range.days()),
        _ => None,
    });
    if days.is_none() {
        let help = "for example: `2024`, `May 2024`, `from March to May 2024`".to_owned();
        let message = format!("`{}` is no time that can be read", period.value);
        problems.add(period.at.clone(), message, "not a date", Some(help));
    }
    days
}

/// True for a kind whose claims are quantities.
#[must_use]
pub const fn is_measure(kind: Kind) -> bool {
    matches!(kind, Kind::Quantity | Kind::Money | Kind::Percent | Kind::Ratio | Kind::Duration | Kind::Age)
}

/// True for a kind whose claims are dates.
#[must_use]
pub const fn is_date(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::DateRange)
}

/// The kinds that a quantity of `dimension` can have.
fn kinds_of(dimension: Dimension) -> &'static [Kind] {
    match dimension {
        Dimension::Money => &[Kind::Money],
        Dimension::Percent => &[Kind::Percent, Kind::Ratio],
        Dimension::Ratio => &[Kind::Ratio, Kind::Percent],
        Dimension::Duration => &[Kind::Duration, Kind::Age],
        _ => &[Kind::Quantity],
    }
}

/// Notes keys that no claim can fulfil together.
fn fit(table: RawTable<'_, '_>, selector: &Selector, problems: &mut Problems) {
    if selector.kinds.is_empty() {
        return;
    }
    let kinds = selector.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ");
    let mut dimensions = selector.dimensions.clone();
    // What the units of the grammar measure has the same names as what claims measure.
    let named = selector.units.iter().filter_map(|id| units().get(id)).map(|unit| unit.dimension.name());
    let named: Vec<&str> = named.collect();
    dimensions.extend(DIMENSIONS.iter().filter(|dimension| named.contains(&dimension.name())));
    let can = dimensions.is_empty()
        || dimensions.iter().any(|&d| kinds_of(d).iter().any(|kind| selector.kinds.contains(kind)));
    if !can {
        let message = format!("no claim of kind {kinds} is in this unit");
        let help = "leave `kind` or `unit` out: together they select nothing".to_owned();
        problems.add(table.place_of("unit"), message, "selects nothing", Some(help));
    }
    if !selector.nouns.is_empty()
        && !selector.kinds.iter().any(|&kind| is_measure(kind) || kind == Kind::Ordinal)
    {
        let message = format!("a claim of kind {kinds} counts nothing");
        let help = "use `words` for what its sentence says".to_owned();
        problems.add(table.place_of("noun"), message, "selects nothing", Some(help));
    }
}
