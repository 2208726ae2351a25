//! What a calendar alone decides: weekdays, dates that do not exist, ranges that run
//! backwards.

use super::{Context, finding, say, years};
use crate::claim::{
    Anchor, Claim, Date, DateRange, Day, Days, Decimal, End, Measure, Mode, Part, Value, civil, day,
    weekday as weekday_of,
};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::calendar::{self, MONTHS, WEEKDAYS};
use crate::place::Span;
use crate::rules::Rule;

/// `Thursday, January 13, 2021`, which was a Wednesday.
pub fn weekday(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = context.ledger.claims.iter();
    claims
        .filter_map(|claim| dates(claim).find_map(|date| wrong_weekday(rule, context, claim, &date)))
        .collect()
}

/// The date that a claim tells, or the ends of its range: `since Sunday, 7 May`.
fn dates(claim: &Claim) -> impl Iterator<Item = Date> {
    let ends = match &claim.value {
        Value::Date(date) => [Some(*date), None],
        Value::Range(range) => [range.start, range.end],
        _ => [None, None],
    };
    ends.into_iter().flatten()
}

fn wrong_weekday(rule: &Rule, context: &Context<'_>, claim: &Claim, date: &Date) -> Option<Finding> {
    let (month, mday) = (date.stated.month?, date.stated.day?);
    let (named, place) = match date.stated.weekday {
        Some(named) => (named, claim.place),
        None if claim.date().is_none() => return None,
        None => named_after(context, claim).or_else(|| named_before(context, claim))?,
    };
    if date.impossible || claim.slots.part == Part::Code {
        return None;
    }
    let on = |year: i16| day(year, i8::try_from(month).ok()?, i8::try_from(mday).ok()?);
    let (year, confidence) = match date.stated.year {
        Some(year) => (year, 0.97),
        None => {
            if date.days.single().is_some_and(|at| weekday_of(at) == named) {
                return None;
            }
            // The year comes from the context: a neighbouring one may be meant.
            let fits = |year: i16| on(year).is_some_and(|at| weekday_of(at) == named);
            // "The last ban, in 2018, began on Tuesday 16 October."
            if years_named(context, claim).any(fits) {
                return None;
            }
            let may_be = |year: i16| fits(year) && !to_come(context, claim, on(year));
            let inferred = inferred_year(context, claim, date).filter(|&year| {
                let running = running_year(context, claim).filter(|_| !is_by_dateline(date));
                !(year - 1..=year + 1).chain(running).any(may_be) || just_then(context, claim, date, on(year))
            });
            match inferred {
                Some(year) => (year, 0.86),
                None => match year_of_its_fellows(context, claim, month, mday) {
                    Some(year) => (Some(year).filter(|&year| !fits(year))?, 0.87),
                    None => {
                        let year = year_elsewhere(context, claim, month, mday)?;
                        (Some(year).filter(|&year| !(year - 1..=year + 1).any(fits))?, 0.84)
                    }
                },
            }
        }
    };
    let actual = weekday_of(on(year)?);
    if actual == named {
        return None;
    }
    let actual_day = actual;
    let (named, actual) = (WEEKDAYS[usize::from(named) % 7], WEEKDAYS[usize::from(actual)]);
    let written = say::squeezed(context.sources.text_at(place));
    let mut why = vec![format!("{} {mday}, {year} was a {actual}", MONTHS[usize::from(month) - 1])];
    if date.stated.year.is_none() {
        why.push(format!("the year {year} was taken from the context"));
    }
    let mut labels = vec![Label { place, role: "first", note: format!("this day was a {actual}") }];
    if let Some(right) = elsewhere(context, claim, date, actual_day) {
        labels.push(Label { place: right, role: "other", note: format!("a {actual} here") });
        why.push("another text has the right weekday with this date".to_owned());
    }
    Some(finding(
        rule,
        context,
        confidence,
        format!("\"{written}\" was a {actual}, not a {named}"),
        labels,
        why,
    ))
}

/// Where another text on the matter names the same day of the year with its right weekday.
fn elsewhere(context: &Context<'_>, claim: &Claim, date: &Date, weekday: u8) -> Option<Span> {
    let index = context.sources.index_of(claim.place);
    context.links().beside(index).find_map(|other| {
        let own = &context.ledger.documents.get(other)?.claims;
        let claims = &context.ledger.claims[own.start as usize..own.end as usize];
        let same = |other: &Date| {
            other.stated.month == date.stated.month
                && other.stated.day == date.stated.day
                && other.stated.weekday == Some(weekday)
                && other.stated.year.zip(date.stated.year).is_none_or(|(own, other)| own == other)
        };
        claims.iter().find(|claim| dates(claim).any(|date| same(&date))).map(|claim| claim.place)
    })
}

/// True for what is told within a month of the text's own day: `We released it on Wednesday 11
/// March` in a text of the week after.
fn just_then(context: &Context<'_>, claim: &Claim, date: &Date, on: Option<Day>) -> bool {
    let index = context.sources.index_of(claim.place);
    let own = context.ledger.documents.get(index).and_then(|own| own.dateline.as_ref());
    // "Last changed 23 August 2023" at the head of it.
    let head = || match date.anchor {
        Some(Anchor::Context(place)) => {
            context.ledger.claims.iter().find(|claim| claim.place == place)?.date()
        }
        _ => None,
    };
    let own = own.map(|(_, date)| *date).or_else(|| head().copied()).and_then(|date| date.days.single());
    let inferred = matches!(date.anchor, Some(Anchor::Dateline(_)));
    // No year was inferred where the weekday fits none: "We were told on Wednesday 3 August", in a text that
    // names no other year before it.
    let told = || is_past(claim) && no_other_year(context, claim, own);
    own.zip(on).is_some_and(|(own, on)| {
        inferred && (own - on).abs() <= 31 || (0..=31).contains(&(own - on)) && told()
    })
}

/// True for what a text tells as done.
fn is_past(claim: &Claim) -> bool {
    claim.slots.mode == Mode::Actual && claim.slots.predicate.as_ref().is_some_and(|verb| !verb.present)
}

/// True for a day behind that of the text, which cannot tell of it as done.
fn to_come(context: &Context<'_>, claim: &Claim, on: Option<Day>) -> bool {
    let own = context.ledger.documents.get(context.sources.index_of(claim.place));
    let own = own.and_then(|own| own.dateline.as_ref()?.1.days.bounds());
    is_past(claim) && own.zip(on).is_some_and(|((_, own), on)| on > own)
}

/// True when the sentences right before a claim, and its own, name no year but that of the text.
fn no_other_year(context: &Context<'_>, claim: &Claim, own: Option<Day>) -> bool {
    const BACK: u32 = 6;
    let Some(year) = own.and_then(civil).map(jiff::civil::Date::year) else { return false };
    let index = context.sources.index_of(claim.place);
    let Some(document) = context.ledger.documents.get(index) else { return false };
    let claims = &context.ledger.claims[document.claims.start as usize..document.claims.end as usize];
    let near = claims
        .iter()
        .filter(|other| other.sentence <= claim.sentence && other.sentence + BACK > claim.sentence);
    near.flat_map(dates).filter_map(|date| date.stated.year).all(|stated| stated == year)
}

/// The years that the sentence of a claim names.
fn years_named<'a>(context: &'a Context<'_>, claim: &Claim) -> impl Iterator<Item = i16> + 'a {
    let document = context.ledger.documents.get(context.sources.index_of(claim.place));
    let own = document.map_or(0..0, |own| own.claims.start as usize..own.claims.end as usize);
    let sentence = claim.sentence;
    let own = context.ledger.claims[own].iter().filter(move |other| other.sentence == sentence);
    own.filter_map(|other| other.date()?.stated.year)
}

/// True for a date whose year is that of the text itself.
fn is_by_dateline(date: &Date) -> bool {
    matches!(date.anchor, Some(Anchor::Dateline(_)))
}

/// The year of the last full date before a claim, which a text goes on from: "made public on 6 October 2022 ... She
/// came here in August 2020 ... She is to speak on Monday 10 October".
fn running_year(context: &Context<'_>, claim: &Claim) -> Option<i16> {
    let own = context.ledger.documents.get(context.sources.index_of(claim.place))?.claims.clone();
    let claims = &context.ledger.claims[own.start as usize..own.end as usize];
    let before = claims[..claims.partition_point(|other| other.place.start < claim.place.start)].iter().rev();
    let full =
        |date: Date| date.stated.year.filter(|_| date.stated.day.is_some() && date.stated.month.is_some());
    before.filter(|other| other.slots.part != Part::Citation).flat_map(dates).find_map(full)
}

/// The one year that the texts on the matter write with that day of a month, where this text names no year for it:
/// `came out on Wednesday 13 June` beside `Published 13 June 2023` over two of them.
fn year_elsewhere(context: &Context<'_>, claim: &Claim, month: u8, mday: u8) -> Option<i16> {
    let index = context.sources.index_of(claim.place);
    let beside = context.links().beside(index).filter(|&other| context.linked(index, other));
    let years = beside.flat_map(|other| {
        let own = &context.ledger.documents[other].claims;
        let claims = &context.ledger.claims[own.start as usize..own.end as usize];
        claims.iter().flat_map(dates).filter_map(|date| {
            let same = date.stated.month == Some(month) && date.stated.day == Some(mday) && !date.impossible;
            date.stated.year.filter(|_| same)
        })
    });
    let years: Vec<i16> = years.collect();
    let first = *years.first()?;
    (years.len() > 1 && years.iter().all(|year| *year == first)).then_some(first)
}

/// The one year in which all other weekdays of the text around that day fit their dates.
fn year_of_its_fellows(context: &Context<'_>, claim: &Claim, month: u8, mday: u8) -> Option<i16> {
    /// Dates that must agree on the year, and the days within which they lie.
    const FELLOWS: usize = 4;
    const AROUND: Day = 45;
    let index = context.sources.index_of(claim.place);
    let own = context.ledger.documents.get(index)?;
    let claims = &context.ledger.claims[own.claims.start as usize..own.claims.end as usize];
    let told = claims.iter().filter(|other| other.place != claim.place).filter_map(|other| {
        let date = other.date().filter(|date| !date.impossible)?;
        Some((date.stated.month?, date.stated.day?, date.stated.weekday?, date.stated.year))
    });
    let told: Vec<(u8, u8, u8, Option<i16>)> = told.collect();
    // The years that the text itself names.
    let mut years: Vec<i16> = told.iter().filter_map(|(.., year)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let on = |year: i16, month: u8, mday: u8| day(year, i8::try_from(month).ok()?, i8::try_from(mday).ok()?);
    let agreed = |year: i16| {
        let own = on(year, month, mday)?;
        let near = told.iter().filter(|(.., stated)| stated.is_none_or(|stated| stated == year));
        let near = near.filter_map(|&(month, mday, named, _)| Some((on(year, month, mday)?, named)));
        let near: Vec<(Day, u8)> = near.filter(|(at, _)| (at - own).abs() <= AROUND).collect();
        let all = near.iter().all(|&(at, named)| weekday_of(at) == named);
        Some(near.len() >= FELLOWS && all)
    };
    let mut agreed = years.into_iter().filter(|&year| agreed(year) == Some(true));
    let year = agreed.next()?;
    agreed.next().is_none().then_some(year)
}

/// A weekday set behind a date: `24 December 2019 (Monday)`, `12 January 2020, a Saturday`.
/// With the place of both.
fn named_after(context: &Context<'_>, claim: &Claim) -> Option<(u8, Span)> {
    let document = context.sources.document(claim.place);
    let from = (claim.place.end - document.base) as usize;
    let tail = document.text.get(from..)?;
    let rest = tail.trim_start_matches([' ', '\n', '\r']);
    let bracketed = rest.starts_with('(');
    let cell = claim.slots.part == Part::Cell && rest.starts_with('|');
    let rest = if cell { &rest[1..] } else { rest.strip_prefix(['(', ','])? };
    let rest = rest.trim_start();
    let rest =
        ["which was a ", "which is a ", "a "].iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    // Only names written out: "sat" and "sun" are words of their own.
    let named = calendar::weekday(&rest[..length])
        .filter(|_| length >= 6 && rest.starts_with(|c: char| c.is_uppercase()))?;
    let rest = &rest[length..];
    // A cell that holds more is about something else.
    if cell && !rest.trim_start_matches(' ').starts_with('|') {
        return None;
    }
    let rest = if bracketed { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
    // "..., Monday 13 January": the weekday of the next date.
    if !bracketed && rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = claim.place.end + u32::try_from(tail.len() - rest.len()).ok()?;
    Some((named - 1, Span::new(claim.place.start, end)))
}

/// A weekday that a date in brackets explains, or that stands in the cell before it: `on Monday
/// (4 May 2021)`, `| Tuesday | 2021-03-01 |`. With the place of both.
fn named_before(context: &Context<'_>, claim: &Claim) -> Option<(u8, Span)> {
    let document = context.sources.document(claim.place);
    let lead = document.text.get(..(claim.place.start - document.base) as usize)?;
    let rest = document.text.get((claim.place.end - document.base) as usize..)?;
    let before = if lead.ends_with('(') && rest.starts_with([')', ',', ';']) {
        lead.strip_suffix('(')?
    } else if claim.slots.part == Part::Cell {
        lead.trim_end_matches([' ', '*']).strip_suffix('|')?.trim_end_matches([' ', '*'])
    } else {
        return None;
    };
    let before = before.trim_end();
    let length = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &before[before.len() - length..];
    let named = calendar::weekday(word)
        .filter(|_| length >= 6 && word.starts_with(|c: char| c.is_uppercase()) && !word.ends_with('s'))?;
    // "the first Monday (4 May 2021)" is a weekday as well; a cell holds the weekday alone.
    let cell = claim.slots.part == Part::Cell;
    if cell && !before[..before.len() - length].trim_end_matches([' ', '*']).ends_with('|') {
        return None;
    }
    let start = document.base + u32::try_from(before.len() - length).ok()?;
    Some((named - 1, Span::new(start, claim.place.end)))
}

/// The year that the context gives a date without one; for a short text, its own.
fn inferred_year(context: &Context<'_>, claim: &Claim, date: &Date) -> Option<i16> {
    let year = |at| civil(at).map(jiff::civil::Date::year);
    if let Some(at) = date.days.single() {
        return year(at);
    }
    // The weekday fits no year nearby, so that none was inferred. A report tells of many
    // years; a story, of the days around its own date.
    let index = context.sources.index_of(claim.place);
    let own = context.ledger.documents.get(index)?.dateline?.1;
    let short = context.sources.documents()[index].text.len() < SHORT;
    short.then(|| own.days.bounds()).flatten().and_then(|(low, _)| year(low))
}

/// Bytes below which a text keeps to the days around its own date.
const SHORT: usize = 12_000;

/// `June 31`, `February 29, 2019`.
pub fn impossible(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let broken = |claim: &Claim| match &claim.value {
        Value::Date(date) => date.impossible,
        Value::Range(range) => [range.start, range.end].iter().flatten().any(|date| date.impossible),
        _ => false,
    };
    context
        .ledger
        .claims
        .iter()
        .filter(|claim| broken(claim) && claim.slots.part != Part::Code)
        .map(|claim| {
            let written = say::squeezed(context.sources.text_at(claim.place));
            let label = Label { place: claim.place, role: "first", note: "no such day".to_owned() };
            let why = vec!["the month is shorter, or the year no leap year".to_owned()];
            finding(rule, context, 0.93, format!("there is no {written}"), vec![label], why)
        })
        .collect()
}

/// `from November to March 2017`, `14 to 10 days`, `mayor of Ellmouth (1987–1979)`.
pub fn inverted(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        context.ledger.claims.iter().filter_map(|claim| backwards(rule, context, claim)).collect();
    for (place, reading) in context.texts.iter().flat_map(years::backwards) {
        if !findings.iter().any(|finding| finding.labels[0].place.overlaps(place)) {
            let written = say::squeezed(context.sources.text_at(place));
            findings.push(report_inverted(rule, context, place, &written, &reading, 0.87));
        }
    }
    findings
}

fn report_inverted(
    rule: &Rule,
    context: &Context<'_>,
    place: Span,
    written: &str,
    reading: &str,
    sure: f32,
) -> Finding {
    let label = Label { place, role: "first", note: format!("reads as {reading}") };
    let why = vec!["the range ends before it begins".to_owned()];
    finding(rule, context, sure, format!("\"{written}\" runs backwards"), vec![label], why)
}

/// True for two bare numbers that a clock has.
fn hours(measure: &Measure) -> bool {
    let hour = |end: End| end.value().and_then(Decimal::to_i128).is_some_and(|hour| (1..=12).contains(&hour));
    measure.unit.is_none() && hour(measure.strict.low) && hour(measure.strict.high)
}

fn backwards(rule: &Rule, context: &Context<'_>, claim: &Claim) -> Option<Finding> {
    // "65,535 − 8 bytes" is a subtraction, "between 64-bit and 32-bit" no range.
    if claim.slots.part == Part::Code
        || claim.slots.identifying
        || claim.slots.notice
        || context.sources.text_at(claim.place).contains('−')
    {
        return None;
    }
    let (reading, confidence) = match &claim.value {
        // "between nine and five" are hours of work; of "9 a day to two" the ends are two things.
        Value::Measure(measure)
            if measure.is_range && measure.strict.is_empty() && measure.per.is_none() && !hours(measure) =>
        {
            (measure.strict.to_string(), 0.9)
        }
        Value::Range(range) => {
            let (start, end) = ends(range)?;
            if start.0 <= end.1 && !turned(range) {
                return None;
            }
            // "dated in 1996 to the fourth century BC"
            let era = |at| civil(at).is_some_and(|date| date.year() <= 0);
            if era(end.1) && !era(start.0) {
                return None;
            }
            // "November to March 2017" without a year at the start may run over new year.
            let both = range.start?.stated.year.is_some() && range.end?.stated.year.is_some();
            let iso = |at| civil(at).map_or_else(String::new, |date| date.to_string());
            let sure = if both {
                0.93
            } else if turned(range) {
                0.78
            } else {
                0.86
            };
            (format!("{} to {}", iso(start.0), iso(end.1)), sure)
        }
        _ => return None,
    };
    let written = say::squeezed(context.sources.text_at(claim.place));
    Some(report_inverted(rule, context, claim.place, &written, &reading, confidence))
}

/// `between 15 March and 2 March 2022`: two days of one month, of which only the later has a year.
fn turned(range: &DateRange) -> bool {
    let (Some(start), Some(end)) = (range.start, range.end) else { return false };
    let (from, to) = (start.stated, end.stated);
    from.month.is_some()
        && from.month == to.month
        && from.year.is_none()
        && to.year.is_some()
        && from.day.zip(to.day).is_some_and(|(from, to)| from > to)
}

type Bounds = (i32, i32);

fn ends(range: &DateRange) -> Option<(Bounds, Bounds)> {
    let (start, end) = (range.start?, range.end?);
    if start.impossible || end.impossible || start.days == Days::ALL || end.days == Days::ALL {
        return None;
    }
    Some((start.days.bounds()?, end.days.bounds()?))
}
