use super::*;

fn ids(units: &[UnitRef]) -> Vec<&'static str> {
    units.iter().map(|u| u.id).collect()
}

fn words(text: &str) -> Option<(usize, &'static str)> {
    let words: Vec<&str> = text.split(' ').collect();
    units().lookup_words(&words).map(|(used, unit)| (used, unit.id))
}

#[test]
fn the_fast_reader_agrees_with_toml() {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw {
        id: String,
        dimension: String,
        scale: String,
        offset: Option<String>,
        currency: Option<String>,
        #[serde(default)]
        like: Vec<String>,
        #[serde(default)]
        names: Vec<String>,
        #[serde(default)]
        short: Vec<String>,
        #[serde(default)]
        loose: Vec<String>,
        #[serde(default)]
        tight: Vec<String>,
        #[serde(default)]
        before: Vec<String>,
        days: Option<[u32; 2]>,
        months: Option<u32>,
    }
    #[derive(serde::Deserialize)]
    struct File {
        unit: Vec<Raw>,
    }
    let file: File = toml::from_str(TEXT).unwrap();
    assert_eq!(file.unit.len(), units().all().len());
    let mut forms = Vec::new();
    read::forms(TEXT, |unit, _, form| forms.push((unit, form)));
    for (i, (raw, unit)) in file.unit.iter().zip(units().all()).enumerate() {
        assert_eq!(raw.id, unit.id);
        assert_eq!(raw.dimension, unit.dimension.name());
        assert_eq!(raw.currency.as_deref(), unit.currency);
        assert_eq!(raw.like, unit.like);
        assert_eq!(raw.offset.is_some(), unit.offset.is_some());
        assert_eq!(raw.months, unit.calendar.map(|c| c.months));
        assert_eq!(raw.days, unit.calendar.map(|c| [c.least_days, c.most_days]));
        let (num, den) = raw.scale.split_once('/').unwrap_or((&raw.scale, "1"));
        let (num, den): (i128, i128) = (num.parse().unwrap(), den.parse().unwrap());
        assert_eq!(num * unit.den, den * unit.num, "{}", raw.id);
        let names = raw.names.iter().flat_map(|n| n.split('/'));
        let mut expected: Vec<&str> = names.collect();
        expected.extend(
            [&raw.short, &raw.loose, &raw.tight, &raw.before].into_iter().flatten().map(String::as_str),
        );
        let mut read: Vec<&str> = forms.iter().filter(|(u, _)| *u == i).map(|(_, f)| *f).collect();
        expected.sort_unstable();
        read.sort_unstable();
        assert_eq!(expected, read, "{}", raw.id);
    }
}

#[test]
fn ids_are_unique_and_scales_positive() {
    let mut seen: Vec<&str> = units().all().iter().map(|u| u.id).collect();
    seen.sort_unstable();
    assert!(seen.windows(2).all(|p| p[0] != p[1]));
    assert!(units().all().iter().all(|u| u.num > 0 && u.den > 0));
    assert_eq!(units().get("mile").unwrap().plural, "miles");
}

#[test]
fn case_decides_where_it_must() {
    let table = units();
    assert_eq!(ids(table.lookup("mW")), ["milliwatt"]);
    assert_eq!(ids(table.lookup("MW")), ["megawatt"]);
    assert_eq!(ids(table.lookup("Miles")), ["mile"]);
    assert_eq!(ids(table.lookup("KM")), ["kilometre"]);
    assert_eq!(ids(table.lookup("lbs.")), ["pound"]);
    assert_eq!(ids(table.lookup("Mb")), ["megabit"]);
    assert_eq!(ids(table.lookup("MB")), ["megabyte"]);
    assert_eq!(ids(table.lookup("in.")), ["inch"]);
    assert!(table.lookup("in").is_empty());
    assert_eq!(ids(table.lookup_tight("in")), ["inch"]);
    assert!(table.lookup("us").is_empty());
    assert_eq!(ids(table.lookup_tight("F")), ["fahrenheit"]);
    assert_eq!(ids(table.lookup("°F")), ["fahrenheit"]);
    assert!(table.lookup("children").is_empty());
    assert!(table.lookup("").is_empty() && table.lookup(".").is_empty());
}

#[test]
fn some_words_are_ambiguous() {
    let table = units();
    assert_eq!(ids(table.lookup("pounds")), ["pound", "GBP"]);
    assert_eq!(ids(table.lookup("tons")), ["tonne", "short-ton", "long-ton"]);
    assert_eq!(ids(table.lookup("bps")), ["bit-per-second", "basis-point"]);
    assert_eq!(ids(table.lookup("calories")), ["calorie", "kilocalorie"]);
}

#[test]
fn names_of_several_words() {
    assert_eq!(words("square kilometers of land"), Some((2, "square-kilometre")));
    assert_eq!(words("miles per hour"), Some((3, "mile-per-hour")));
    assert_eq!(words("miles of road"), Some((1, "mile")));
    assert_eq!(words("fluid ounces"), Some((2, "fluid-ounce")));
    assert_eq!(words("Metric tons"), Some((2, "tonne")));
    assert_eq!(words("cubic metres"), Some((2, "cubic-metre")));
    assert_eq!(words("sq. ft. of"), Some((2, "square-foot")));
    assert_eq!(words("per cent of"), Some((2, "percent")));
    assert_eq!(words("percentage points"), Some((2, "percentage-point")));
    assert_eq!(words("U.S. dollars"), Some((2, "USD")));
    assert_eq!(words("degrees Celsius"), Some((2, "celsius")));
    assert_eq!(words("square-mile area"), Some((1, "square-mile")));
    assert_eq!(words("pounds per square inch"), Some((4, "psi")));
    assert_eq!(words("of land"), None);
    assert_eq!(units().lookup_words(&[]), None);
}

#[test]
fn money() {
    let table = units();
    let unit = |id| table.get(id).unwrap();
    assert_eq!(ids(table.lookup_before("$")), ["$"]);
    assert_eq!(ids(table.lookup_before("US$")), ["USD"]);
    assert_eq!(ids(table.lookup_before("EUR")), ["EUR"]);
    assert_eq!(ids(table.lookup("euros")), ["EUR"]);
    assert_eq!(ids(table.lookup_tight("p")), ["penny"]);
    assert!(same_currency(unit("$"), unit("USD")));
    assert!(same_currency(unit("cent"), unit("$")));
    assert!(same_currency(unit("penny"), unit("GBP")));
    assert!(!same_currency(unit("$"), unit("CAD")));
    assert!(!same_currency(unit("EUR"), unit("GBP")));
    assert!(!same_currency(unit("pound"), unit("pound")));
    assert!(unit("pound").converts_to(unit("kilogram")));
    assert!(!unit("GBP").converts_to(unit("EUR")));
}

#[test]
fn exact_scales() {
    let table = units();
    let check = |a: &str, times: i128, b: &str| {
        let (a, b) = (table.get(a).unwrap(), table.get(b).unwrap());
        assert_eq!(a.dimension, b.dimension);
        assert_eq!(a.num * b.den, times * a.den * b.num, "{} is {times} {}", a.id, b.id);
    };
    check("mile", 5280, "foot");
    check("square-mile", 640, "acre");
    check("gallon", 128, "fluid-ounce");
    check("gallon", 16, "cup");
    check("cup", 16, "tablespoon");
    check("tablespoon", 3, "teaspoon");
    check("barrel", 42, "gallon");
    check("acre-foot", 43560, "cubic-foot");
    check("cubic-yard", 27, "cubic-foot");
    check("cubic-mile", 147_197_952_000, "cubic-foot");
    check("short-ton", 2000, "pound");
    check("long-ton", 2240, "pound");
    check("stone", 14, "pound");
    check("pound", 16, "ounce");
    check("week", 7, "day");
    check("terabyte", 1000, "gigabyte");
    check("gigawatt-hour", 1_000_000, "kilowatt-hour");
    check("percentage-point", 100, "basis-point");
}

#[test]
fn temperatures_and_calendars() {
    let f = units().get("fahrenheit").unwrap();
    let (num, den) = f.offset.unwrap();
    let kelvin = 212.0 * f.num as f64 / f.den as f64 + num as f64 / den as f64;
    assert!((kelvin - 373.15).abs() < 1e-9);
    let month = units().get("month").unwrap().calendar.unwrap();
    assert_eq!((month.months, month.least_days, month.most_days), (1, 28, 31));
    assert_eq!(units().get("year").unwrap().calendar.unwrap().months, 12);
    assert!(units().get("fortnight").unwrap().calendar.is_none());
}
