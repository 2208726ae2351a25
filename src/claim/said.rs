//! What a claim says, whatever the words it says it in: `12 members` and `twelve members`, `March 9,
//! 2021` and `9 March 2021` say the same. What the context adds (the year of a `Thursday`, the width
//! of an `about`) is left out, so that a change elsewhere does not change it.

use super::{Claim, Date, Days, Measure, Value, Vocab, civil};

impl Claim {
    /// What it says by its own words; none for what is words alone, and for a date that counts from
    /// another.
    #[must_use]
    pub fn said(&self, vocab: &Vocab) -> Option<String> {
        let value = match &self.value {
            Value::Measure(measure) => quantity(measure),
            Value::Ordinal(number) => number.to_string(),
            Value::Date(date) => date_said(date)?,
            Value::Range(range) => {
                let end = |end: &Option<Date>| end.as_ref().map_or(Some(String::new()), date_said);
                format!("{}/{}", end(&range.start)?, end(&range.end)?)
            }
            Value::Time(time) => format!("{}-{} {:?}", time.low, time.high, time.zone),
            Value::Identifier(_) | Value::Quote | Value::Citation(_) => return None,
        };
        // Only what is counted beside the number: what the context lends it may change.
        let noun = self.slots.noun.as_ref().filter(|noun| !noun.implied && self.measure().is_some());
        let noun = noun.map_or("", |noun| vocab.word(noun.head));
        Some(format!("{} {value} {noun}", self.kind.name()))
    }
}

fn quantity(measure: &Measure) -> String {
    let unit = measure.unit.map_or("", |unit| unit.id);
    let per = measure.per.map_or_else(String::new, |per| {
        format!(" per {} {}", per.count, per.unit.map_or("", |unit| unit.id))
    });
    // How far a hedge reaches is a setting, and the number that is hedged is none.
    let number = match measure.written() {
        Some(number) => number.to_string(),
        None => measure.strict.to_string(),
    };
    format!("{} {number} {unit}{per}", measure.hedge.name())
}

fn date_said(date: &Date) -> Option<String> {
    let Days { low, high, weekdays, months, mdays } = date.stated_days;
    if date.impossible || date.stated_days.is_all() {
        return None;
    }
    let iso = |day: Option<_>| day.and_then(civil).map_or_else(String::new, |day| day.to_string());
    let about = if date.approximate { "about " } else { "" };
    Some(format!("{about}{}..{} {weekdays:x} {months:x} {}-{}", iso(low), iso(high), mdays.0, mdays.1))
}
