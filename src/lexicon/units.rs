//! Units of measure and currencies: their names, and how they convert, exactly.
//!
//! The table is `data/units.toml`. A word can name several units (`pound`, `ton`, `bps`), so a
//! lookup gives all of them and the reader decides by what stands around.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use read::Kind;

mod read;

static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| read::units(TEXT));
static TABLE: LazyLock<UnitTable> = LazyLock::new(|| UnitTable::new(&UNITS));
static TEXT: &str = include_str!("data/units.toml");

/// What a unit measures. Only units of one dimension can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Seconds to millennia.
    Duration,
    /// Business, working and school days.
    BusinessTime,
    /// Person-hours.
    Work,
    /// Metres, miles.
    Length,
    /// Acres, hectares, square feet.
    Area,
    /// Litres, gallons, barrels.
    Volume,
    /// Grams, pounds, tons.
    Mass,
    /// Miles per hour, knots.
    Speed,
    /// Degrees Celsius and Fahrenheit, kelvins.
    Temperature,
    /// Degrees and their parts.
    Angle,
    /// Bits and bytes.
    Data,
    /// Bits per second.
    DataRate,
    /// Joules, kilowatt-hours, calories.
    Energy,
    /// Watts, horsepower.
    Power,
    /// Pascals, psi.
    Pressure,
    /// Hertz, revolutions per minute.
    Frequency,
    /// Volts.
    Voltage,
    /// Amperes.
    Current,
    /// Ampere-hours.
    Charge,
    /// Ohms.
    Resistance,
    /// Newtons.
    Force,
    /// Decibels.
    Sound,
    /// Lumens.
    Light,
    /// Lux.
    Illuminance,
    /// Sieverts.
    Dose,
    /// Becquerels.
    Radioactivity,
    /// Pixels.
    Pixels,
    /// Miles per gallon.
    FuelEconomy,
    /// Earthquake magnitude.
    Magnitude,
    /// Percent, parts per million.
    Share,
    /// Percentage points, basis points.
    Points,
    /// Money in any currency; see [`same_currency`].
    Money,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Dimension; 32] = {
        use Dimension::*;
        [
            Duration,
            BusinessTime,
            Work,
            Length,
            Area,
            Volume,
            Mass,
            Speed,
            Temperature,
            Angle,
            Data,
            DataRate,
            Energy,
            Power,
            Pressure,
            Frequency,
            Voltage,
            Current,
            Charge,
            Resistance,
            Force,
            Sound,
            Light,
            Illuminance,
            Dose,
            Radioactivity,
            Pixels,
            FuelEconomy,
            Magnitude,
            Share,
            Points,
            Money,
        ]
    };

    /// The dimension's name as the table spells it: `data-rate`.
    pub fn name(self) -> &'static str {
        use Dimension::*;
        match self {
            Duration => "duration",
            BusinessTime => "business-time",
            Work => "work",
            Length => "length",
            Area => "area",
            Volume => "volume",
            Mass => "mass",
            Speed => "speed",
            Temperature => "temperature",
            Angle => "angle",
            Data => "data",
            DataRate => "data-rate",
            Energy => "energy",
            Power => "power",
            Pressure => "pressure",
            Frequency => "frequency",
            Voltage => "voltage",
            Current => "current",
            Charge => "charge",
            Resistance => "resistance",
            Force => "force",
            Sound => "sound",
            Light => "light",
            Illuminance => "illuminance",
            Dose => "dose",
            Radioactivity => "radioactivity",
            Pixels => "pixels",
            FuelEconomy => "fuel-economy",
            Magnitude => "magnitude",
            Share => "share",
            Points => "points",
            Money => "money",
        }
    }
}

/// How long a calendar unit is, since no number of seconds says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Exactly so many months.
    pub months: u32,
    /// At least so many days.
    pub least_days: u32,
    /// At most so many days.
    pub most_days: u32,
}

/// A unit: one size of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name in reports: `kilometre`, `USD`, `$`.
    pub id: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// It is `num / den` base units of its dimension.
    pub num: i128,
    /// See `num`.
    pub den: i128,
    /// What is added after scaling, numerator and denominator; for temperatures.
    pub offset: Option<(i128, i128)>,
    /// Set for months and what is made of them; `num / den` is only their mean length then.
    pub calendar: Option<Calendar>,
    /// The singular of its first name, or the id if it has none.
    pub singular: &'static str,
    /// The plural of its first name, or the id if it has none.
    pub plural: &'static str,
    /// The ISO code of its currency, where the unit says which.
    pub currency: Option<&'static str>,
    /// The ISO codes that a loose unit (`$`, `peso`, `cent`) may stand for.
    pub like: Vec<&'static str>,
}

/// A unit of the table.
pub type UnitRef = &'static Unit;

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id.cmp(other.id)
    }
}

impl std::hash::Hash for Unit {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl Unit {
    /// Whether amounts in the two units can be converted into each other. Money converts only
    /// within one currency, and a loose `$` or `peso` only to what it may stand for.
    pub fn converts_to(&self, other: &Unit) -> bool {
        self.dimension == other.dimension
            && (self.dimension != Dimension::Money || same_currency(self, other))
    }
}

/// Whether two units of money can be the same currency: `$` and `USD`, `peso` and `MXN`, cents
/// and dollars. Two loose units agree only when they can mean a common currency.
pub fn same_currency(a: &Unit, b: &Unit) -> bool {
    if a.dimension != Dimension::Money || b.dimension != Dimension::Money {
        return false;
    }
    let codes = |unit: &Unit| unit.like.iter().copied().chain(unit.currency).collect::<Vec<_>>();
    a.id == b.id || codes(a).iter().any(|code| codes(b).contains(code))
}

/// All units.
pub fn units() -> &'static UnitTable {
    &TABLE
}

/// The units and the words for them.
pub struct UnitTable {
    all: &'static [Unit],
    /// Words in exactly this case.
    exact: Forms,
    /// Words in lower case that stand for any case.
    any_case: Forms,
    /// Letters that are a unit only right after digits.
    tight: Forms,
    /// Symbols that stand before an amount.
    before: Forms,
}

type Forms = FxHashMap<Cow<'static, str>, Vec<UnitRef>>;

/// No name of a unit has more words.
const MOST_WORDS: usize = 5;

impl UnitTable {
    fn new(all: &'static [Unit]) -> UnitTable {
        let mut table = UnitTable {
            all,
            exact: Forms::default(),
            any_case: Forms::with_capacity_and_hasher(1024, rustc_hash::FxBuildHasher),
            tight: Forms::default(),
            before: Forms::default(),
        };
        read::forms(TEXT, |unit, kind, form| {
            let (map, any_case) = match kind {
                // A form of several words is found through its words, in any case.
                _ if kind != Kind::Before && form.contains(' ') => (&mut table.any_case, true),
                Kind::Name | Kind::Loose => (&mut table.any_case, true),
                Kind::Short => (&mut table.exact, false),
                Kind::Tight => (&mut table.tight, false),
                Kind::Before => (&mut table.before, false),
            };
            let key = if any_case { folded(form) } else { Cow::Borrowed(form) };
            let units = map.entry(key).or_default();
            if !units.iter().any(|u| std::ptr::eq(*u, &all[unit])) {
                units.push(&all[unit]);
            }
        });
        table
    }

    /// Every unit, in the order of the table.
    pub fn all(&self) -> &'static [Unit] {
        self.all
    }

    /// The row of `unit` in [`Self::all`].
    pub fn row(&self, unit: UnitRef) -> usize {
        (std::ptr::from_ref(unit).addr() - self.all.as_ptr().addr()) / size_of::<Unit>()
    }

    /// The unit with this id.
    pub fn get(&self, id: &str) -> Option<UnitRef> {
        self.all.iter().find(|u| u.id == id)
    }

    /// What one word can stand for as a unit: abbreviations in their own case first, then names
    /// in any case. A full stop after the word may stay (`lbs.`).
    pub fn lookup(&self, word: &str) -> &[UnitRef] {
        let found = self.form(word);
        match word.strip_suffix('.') {
            Some(bare) if found.is_empty() && bare.len() > 1 => self.form(bare),
            _ => found,
        }
    }

    fn form(&self, word: &str) -> &[UnitRef] {
        if let Some(units) = self.exact.get(word) {
            return units;
        }
        let mut buffer = [0; 64];
        lower(&mut buffer, &[word]).and_then(|lower| self.any_case.get(lower)).map_or(&[], Vec::as_slice)
    }

    /// What letters right after digits can stand for: `5km`, `20MB`, `124F`, `50p`.
    pub fn lookup_tight(&self, letters: &str) -> &[UnitRef] {
        match self.tight.get(letters) {
            Some(units) => units,
            None => self.lookup(letters),
        }
    }

    /// The currencies that a symbol or code before an amount can stand for: `$`, `US$`, `EUR`.
    pub fn lookup_before(&self, symbol: &str) -> &[UnitRef] {
        self.before.get(symbol).map_or(&[], Vec::as_slice)
    }

    /// The symbols that can stand before an amount, in no order.
    pub fn symbols_before(&self) -> impl Iterator<Item = &str> {
        self.before.keys().map(AsRef::as_ref)
    }

    /// Every form of every unit, with the units it can stand for, in no order.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &[UnitRef])> {
        let maps = [&self.exact, &self.any_case, &self.tight, &self.before];
        maps.into_iter().flatten().map(|(form, units)| (form.as_ref(), units.as_slice()))
    }

    /// The longest name of a unit that the words start with, and how many words it takes; the
    /// first candidate where it is ambiguous. `["square", "miles", "of"]` gives 2.
    pub fn lookup_words(&self, words: &[&str]) -> Option<(usize, UnitRef)> {
        let (used, units) = self.candidates(words)?;
        Some((used, units[0]))
    }

    /// As [`UnitTable::lookup_words`], with every candidate.
    pub fn candidates(&self, words: &[&str]) -> Option<(usize, &[UnitRef])> {
        let most = words.len().min(MOST_WORDS);
        (2..=most)
            .rev()
            .find_map(|used| {
                let mut buffer = [0; 64];
                let joined = lower(&mut buffer, &words[..used])?;
                self.any_case.get(joined).map(|units| (used, units.as_slice()))
            })
            .or_else(|| {
                let first = *words.first()?;
                let mut found = self.lookup(first);
                if found.is_empty() && first.contains('-') {
                    let mut buffer = [0; 64];
                    let spaced = lower(&mut buffer, &[first]).map(|l| l.replace('-', " "));
                    found = spaced.and_then(|s| self.any_case.get(s.as_str())).map_or(&[], Vec::as_slice);
                }
                (!found.is_empty()).then_some((1, found))
            })
    }
}

/// A form of the table as [`lower`] makes it.
fn folded(form: &'static str) -> Cow<'static, str> {
    let mut words = [""; MOST_WORDS];
    let mut count = 0;
    for word in form.split(' ').take(MOST_WORDS) {
        words[count] = word;
        count += 1;
    }
    let mut buffer = [0; 64];
    match lower(&mut buffer, &words[..count]) {
        Some(folded) if folded != form => Cow::Owned(folded.to_owned()),
        _ => Cow::Borrowed(form),
    }
}

/// Joins the words by spaces, in ASCII lower case, without the full stops of abbreviations.
fn lower<'b>(buffer: &'b mut [u8; 64], words: &[&str]) -> Option<&'b str> {
    let mut length = 0;
    for (i, word) in words.iter().enumerate() {
        let word = if words.len() > 1 { word.strip_suffix('.').unwrap_or(word) } else { word };
        if word.is_empty() || length + word.len() >= buffer.len() {
            return None;
        }
        if i > 0 {
            buffer[length] = b' ';
            length += 1;
        }
        buffer[length..length + word.len()].copy_from_slice(word.as_bytes());
        length += word.len();
    }
    buffer[..length].make_ascii_lowercase();
    std::str::from_utf8(&buffer[..length]).ok()
}

#[cfg(test)]
mod tests;
