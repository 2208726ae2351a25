//! Time that is said to pass against the dates that it passes between: `two days later, on
//! June 6`, `a 12-day shutdown from June 1 to June 20`.

use super::windows::CalendarDay;
use super::{Context, finding, say};
use crate::claim::{
    Anchor, Claim, Date, DatePrecision, DateRange, Days, Decimal, Dimension, Measure, Mode, Part, Value,
    civil, day, weekday,
};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::calendar::WEEKDAYS;
use crate::place::Span;
use crate::rules::Rule;

/// Dates that are counted from another one and named beside it: `two days later, on June 6`.
pub fn relative(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    (0..claims.len()).filter_map(|at| wrong_day(rule, context, at)).collect()
}

fn wrong_day(rule: &Rule, context: &Context<'_>, at: usize) -> Option<Finding> {
    let claims = &context.ledger.claims;
    let claim = &claims[at];
    let date = claim.date().filter(|_| is_prose(claim))?;
    let counted = Counted::of(context, claim, date)?;
    let next = claims.get(at + 1).filter(|next| next.sentence == claim.sentence && named(next).is_some());
    let behind = next.filter(|next| stands_beside(context, claim, next));
    let before = || {
        let before = claims[..at]
            .last()
            .filter(|before| before.sentence == claim.sentence && named(before).is_some())?;
        // "On May 18, two weeks later" counts from a date before that.
        (counted.anchor.is_none() && gap(context, before.place, claim.place)? == ",").then_some(before)
    };
    let other = behind.or_else(before)?;
    let day = named(other)?;
    if date.days.meets(day)
        || date.approximate
        || other.date().is_some_and(|other| other.approximate || other.impossible)
    {
        return None;
    }
    if counted.anchor.is_some_and(|anchor| another_anchor_fits(context, at, anchor, date, day, other)) {
        return None;
    }
    let (mut sure, mut why) = (0.9_f32, Vec::new());
    if let (Some((low, high)), Some(single)) = (date.days.bounds(), day.single()) {
        let off = if single < low { low - single } else { single - high };
        // "Three days later" may count the first day.
        if off == 1 && !counted.next {
            sure = 0.5;
        }
        // Far off, the date belongs to another story.
        if off > 400 && counted.anchor.is_some() {
            return None;
        }
    }
    if counted.anchor.is_some() {
        sure = sure.min(0.88);
    }
    if other.date().is_some_and(|date| date.stated.day.is_none()) {
        sure = sure.min(0.8);
    }
    let words = say::squeezed(context.sources.text_at(claim.place));
    let stated = say::squeezed(context.sources.text_at(other.place));
    let mut labels = vec![
        Label { place: claim.place, role: "first", note: format!("this is {}", say::days(date)) },
        Label { place: other.place, role: "other", note: "the date given".to_owned() },
    ];
    if let Some(anchor) = counted.anchor {
        labels.push(Label { place: anchor, role: "anchor", note: "counted from this date".to_owned() });
        let from = say::squeezed(context.sources.text_at(anchor));
        why.push(format!("\"{words}\", counted from {from}, is {}", say::days(date)));
    } else {
        why.push(format!("\"{words}\" is {}", say::days(date)));
    }
    if let Some(single) = day.single().and_then(civil) {
        why.push(format!("the text has {single}"));
    }
    let message = format!("\"{words}\" is not {stated}");
    Some(finding(rule, context, sure, message, labels, why))
}

/// A date that is counted from another one.
struct Counted {
    /// The date before that it counts from; none when it names it itself.
    anchor: Option<Span>,
    /// `the next day`, which nobody counts inclusively.
    next: bool,
}

impl Counted {
    fn of(context: &Context<'_>, claim: &Claim, date: &Date) -> Option<Self> {
        let words = say::squeezed(context.sources.text_at(claim.place)).to_lowercase();
        if ["business", "working", "school", "trading", "almost", "nearly", "about", "around"]
            .iter()
            .any(|word| words.contains(word))
        {
            return None;
        }
        let counts = |mark: &str| words.split(' ').any(|word| word == mark);
        let next = matches!(
            words.as_str(),
            "the next day"
                | "the following day"
                | "the day after"
                | "a day later"
                | "one day later"
                | "next day"
        ) || words.starts_with("the day after ");
        let later = counts("later") || counts("earlier");
        let from = counts("after") || counts("before");
        match date.anchor {
            Some(Anchor::Antecedent(anchor)) if later || next || from => {
                Some(Self { anchor: Some(anchor), next })
            }
            Some(Anchor::Antecedent(_) | Anchor::Dateline(_)) => None,
            // "three weeks after May 4"
            _ if from && date.days != Days::ALL && words.contains(|c: char| c.is_ascii_digit()) => {
                Some(Self { anchor: None, next })
            }
            _ => None,
        }
    }
}

/// The days of a date that names its day: `June 6`, `Thursday`.
fn named(claim: &Claim) -> Option<Days> {
    let date = claim.date()?;
    let counted = matches!(date.anchor, Some(Anchor::Antecedent(_)));
    if counted && date.stated.weekday.is_none() {
        return None;
    }
    match date.precision {
        DatePrecision::Day if date.stated.day.is_some() && date.stated.month.is_some() => Some(date.days),
        DatePrecision::Weekday => date.stated.weekday.map(Days::on_weekday),
        _ => None,
    }
}

/// What stands between two claims, without emphasis.
fn gap(context: &Context<'_>, first: Span, second: Span) -> Option<String> {
    if second.start < first.end {
        return None;
    }
    let text = context.sources.text_at(Span::new(first.end, second.start));
    Some(say::squeezed(&text.replace(['*', '_'], "")))
}

/// "two days later, on June 6" | "two days later the mayor signed it on June 6"
fn stands_beside(context: &Context<'_>, claim: &Claim, next: &Claim) -> bool {
    let Some(gap) = gap(context, claim.place, next.place) else { return false };
    if matches!(
        gap.as_str(),
        "," | ", on" | "on" | "(" | "–" | "—" | "-" | ", that is," | ", i.e.," | ", namely"
    ) {
        return true;
    }
    // One verb for both, and a date that says when it was done.
    let verb =
        |claim: &Claim| claim.slots.predicate.as_ref().filter(|verb| !verb.nominal).map(|verb| verb.place);
    let same = verb(claim).is_some() && verb(claim) == verb(next);
    let done = |claim: &Claim| claim.slots.mode == Mode::Actual;
    let words = gap.split(' ').count();
    same && done(claim)
        && done(next)
        && gap.ends_with(" on")
        && words <= 12
        && !gap.contains([',', ';', ':', '(', '"', '“'])
        && !gap
            .split(' ')
            .any(|word| matches!(word, "and" | "that" | "to" | "which" | "who" | "but" | "until"))
}

/// True when the day fits, counted from another date nearby: the last one before may stand
/// in an aside.
fn another_anchor_fits(
    context: &Context<'_>,
    at: usize,
    anchor: Span,
    date: &Date,
    day: Days,
    other: &Claim,
) -> bool {
    const BACK: usize = 16;
    let claims = &context.ledger.claims;
    let sentence = claims[at].sentence;
    let Some(anchored) = claims[..at].iter().rev().take(BACK).find(|claim| claim.place == anchor) else {
        return true;
    };
    let bounds = |claim: &Claim| match &claim.value {
        Value::Date(date) => date.days.bounds(),
        Value::Range(range) => range.days().bounds(),
        _ => None,
    };
    // Nothing is known of an anchor without a year.
    let (Some(from), Some(to)) = (bounds(anchored), date.days.bounds()) else { return true };
    if from.0 != from.1 {
        return true;
    }
    claims[..at]
        .iter()
        .rev()
        .take(BACK)
        .filter(|claim| claim.sentence + 4 > sentence && claim.place != other.place && claim.place != anchor)
        .filter_map(bounds)
        .flat_map(|(low, high)| [low, high])
        .any(|start| Days::range(to.0 - from.0 + start, to.1 - from.1 + start).meets(day))
}

const fn is_prose(claim: &Claim) -> bool {
    !matches!(
        claim.slots.part,
        Part::Code | Part::Cell | Part::Contents | Part::Citation | Part::Metadata | Part::Masthead
    )
}

/// Lengths of time beside the two dates that they pass between: `a 12-day shutdown from June 1
/// to June 20`.
pub fn durations(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let mut findings = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let Value::Range(range) = &claim.value else { continue };
        if !is_prose(claim) {
            continue;
        }
        let beside =
            [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| claims.get(near));
        for length in beside.filter(|length| length.sentence == claim.sentence) {
            if let Some(found) = wrong_length(rule, context, claim, range, length) {
                findings.push(found);
                break;
            }
        }
    }
    findings
}

fn wrong_length(
    rule: &Rule,
    context: &Context<'_>,
    claim: &Claim,
    range: &DateRange,
    length: &Claim,
) -> Option<Finding> {
    let measure = length.measure().filter(|m| m.per.is_none())?;
    let nights = is_nights(context, length);
    if measure.dimension() != Dimension::Duration && !nights {
        return None;
    }
    let nightly;
    let length = if nights {
        let noun = length.slots.noun.as_ref().map_or(length.place, |noun| noun.place);
        nightly = Claim { place: length.place.cover(noun), ..length.clone() };
        &nightly
    } else {
        length
    };
    let spells = if length.place.start < claim.place.start {
        leads(context, length, claim)?
    } else {
        follows(context, claim, length)?
    };
    let (low, high) = if nights { whole_days(measure, Decimal::ONE, 0)? } else { in_days(measure)? };
    let dated = ends(range.start?).zip(ends(range.end?));
    let (start, end) = dated.or_else(|| of_one_year(range))?;
    // From the last day of the start to the first of the end, and from first to last, both counted.
    let (least, most) = (end.0 - start.1, end.1 - start.0 + 1);
    if most < 1 || low <= most + 1 && high >= least - 1 {
        return None;
    }
    // "Shooting took 38 days, between 3 September and 26 October": days of work, five or six in each week, give or
    // take a few for the ends and for holidays.
    let between = context.sources.text_at(claim.place).to_lowercase().starts_with("between");
    if between && most >= 14 && measure.unit.is_some_and(|unit| unit.id == "day") {
        let worked = |days: i32, of: i32| (most * days / of - 3..=most * days / of + 3).contains(&low);
        if worked(5, 7) || worked(6, 7) {
            return None;
        }
    }
    let longer = low > most;
    let sure = match (spells, longer) {
        (true, _) => 0.9,
        // The time itself is never longer than the time it took.
        (false, true) => 0.87,
        (false, false) => 0.75,
    };
    let text = |place| say::squeezed(context.sources.text_at(place));
    let span = if least + 1 == most { format!("{least} days") } else { format!("{least} to {most} days") };
    let span = if least + 1 == most { format!("{span}, or {most} with both ends counted") } else { span };
    let labels = vec![
        Label { place: length.place, role: "first", note: "the length given".to_owned() },
        Label { place: claim.place, role: "other", note: format!("this is {span}") },
    ];
    let iso = |day| {
        civil(day).map_or_else(String::new, |date| format!("{} {date}", WEEKDAYS[usize::from(weekday(day))]))
    };
    let told =
        if dated.is_some() { format!("from {} to {}", iso(start.0), iso(end.1)) } else { text(claim.place) };
    let why = vec![format!("{told} it is {span}")];
    let message = format!("\"{}\" against {}", text(length.place), text(claim.place));
    Some(finding(rule, context, sure, message, labels, why))
}

/// `from 3 April to 3 May` of whatever year; over a February nobody knows.
fn of_one_year(range: &DateRange) -> Option<((i32, i32), (i32, i32))> {
    const ANY: i16 = 2001;
    let own = |date: Date| CalendarDay::of(&date).filter(|_| !date.approximate);
    let (start, end) = (own(range.start?)?, own(range.end?)?);
    let (first, last) = (day(ANY, start.month, start.day)?, day(ANY, end.month, end.day)?);
    let february = start.month <= 2 && end.month > 2;
    (first <= last && !february && start.year.is_none() && end.year.is_none())
        .then_some(((first, first), (last, last)))
}

/// `closed for 30 nights, from 3 April to 3 May`
fn is_nights(context: &Context<'_>, length: &Claim) -> bool {
    let night = |noun: &crate::claim::Noun| context.ledger.vocab.word(noun.head) == "night";
    length.slots.noun.as_ref().is_some_and(|noun| !noun.implied && noun.modifiers.is_empty() && night(noun))
        && length.measure().is_some_and(|m| m.dimension() == Dimension::Count && !m.hedge.is_bound())
}

/// `a 12-day shutdown from ...`, `nine days, from ...`: true when it can only be the whole time.
fn leads(context: &Context<'_>, length: &Claim, range: &Claim) -> Option<bool> {
    let gap = gap(context, length.place, range.place)?;
    let words = context.sources.text_at(length.place);
    let starts = context.sources.text_at(range.place).to_lowercase();
    let from = starts.starts_with("from ");
    let before = say::squeezed(before(context, length.place)).to_lowercase();
    let last = before.rsplit(' ').next().unwrap_or_default();
    if matches!(gap.as_str(), "," | "(" | "–" | "—" | ":" | ", that is,") {
        let whole = matches!(
            last,
            "for"
                | "lasted"
                | "lasting"
                | "took"
                | "ran"
                | "after"
                | "of"
                | "the"
                | "a"
                | "spanned"
                | "spanning"
                | "over"
        );
        return whole.then_some(true);
    }
    if !from {
        // "the 14 days between 1 June and 6 June"
        return (starts.starts_with("between ")
            && gap.is_empty()
            && matches!(last, "the" | "these" | "those"))
        .then_some(true);
    }
    if gap.is_empty() {
        return matches!(last, "for" | "lasted" | "lasting" | "took" | "the").then_some(false);
    }
    // "a 12-day shutdown from June 1 to June 20"
    let hyphened = words.contains('-') || words.contains('\u{2011}');
    let noun = gap.split(' ').count() <= 3 && gap.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    let verb = range.slots.predicate.as_ref().is_some_and(|verb| {
        !verb.nominal && verb.place.start >= length.place.end && verb.place.end <= range.place.start
    });
    (hyphened && noun && !verb).then_some(true)
}

/// `from January 23 to March 2, a span of 38 days`, `(38 days)`.
fn follows(context: &Context<'_>, range: &Claim, length: &Claim) -> Option<bool> {
    let gap = gap(context, range.place, length.place)?.to_lowercase();
    let behind = say::squeezed(after(context, length.place)).to_lowercase();
    let all = ["in all", "altogether", "in total"].iter().any(|whole| behind.starts_with(whole));
    if gap == "(" {
        return (behind.starts_with(')') || all).then_some(true);
    }
    // "from 14 March to 31 July, just over three months, for the nesting season"
    if matches!(gap.as_str(), "," | "—" | "–") {
        let alone = behind.is_empty() || behind.starts_with([',', '.', ';', ')', '—', '–']);
        return (alone || all).then_some(true);
    }
    let spans = [
        ", a span of",
        ", a period of",
        ", a total of",
        ", or",
        "—a span of",
        ", i.e.",
        ", that is,",
        ", which is",
        ", a stretch of",
        ", altogether",
        ", in all",
        "lasted",
        ", lasting",
    ];
    spans.contains(&gap.as_str()).then_some(true)
}

/// Some of the text before a place, in its line or the one above.
fn before<'a>(context: &Context<'a>, place: Span) -> &'a str {
    let document = context.sources.document(place);
    let at = (place.start - document.base) as usize;
    let mut from = at.saturating_sub(40);
    while !document.text.is_char_boundary(from) {
        from += 1;
    }
    document.text[from..at].trim_end()
}

/// Some of the text behind a place.
fn after<'a>(context: &Context<'a>, place: Span) -> &'a str {
    let document = context.sources.document(place);
    let at = (place.end - document.base) as usize;
    let mut to = (at + 20).min(document.text.len());
    while !document.text.is_char_boundary(to) {
        to -= 1;
    }
    document.text[at..to].trim_start()
}

/// First and last day that an end of a range can mean.
fn ends(date: Date) -> Option<(i32, i32)> {
    if date.impossible || date.approximate {
        return None;
    }
    date.days.bounds()
}

/// Least and greatest number of days that a writer means by a length of time.
pub(super) fn in_days(measure: &Measure) -> Option<(i32, i32)> {
    let unit = measure.unit?;
    // Half a unit is lost in counting weeks, months and years; a hedge is in the wide reading.
    let (days, slack) = match unit.id {
        "day" => (Decimal::int(1), 0),
        "week" => (Decimal::int(7), 4),
        "month" => (Decimal::new(3044, -2), 17),
        "year" => (Decimal::new(36_525, -2), 200),
        _ => return None,
    };
    whole_days(measure, days, slack)
}

fn whole_days(measure: &Measure, days: Decimal, slack: i32) -> Option<(i32, i32)> {
    let whole = |value: Decimal| value.checked_mul(days)?.div_floor(Decimal::ONE, 0)?.to_i128();
    let low = measure.wide.low.value();
    let high = measure.wide.high.value();
    let bound = |value: i128| i32::try_from(value).ok();
    let low = match low {
        Some(low) => bound(whole(low)?)?.saturating_sub(slack),
        None => i32::MIN,
    };
    let high = match high {
        Some(high) => bound(whole(high)?)?.saturating_add(slack),
        None => i32::MAX,
    };
    Some((low, high))
}

/// Whether a length of time may be said of a window; none when it is so far off that something
/// else is meant.
pub(super) fn fits(length: &Claim, window: &super::windows::Window) -> Option<bool> {
    let (low, high) = in_days(length.measure()?)?;
    let days = window.length()?;
    if low <= days + 1 && high >= days - 1 {
        return Some(true);
    }
    // Round lengths are told of long times.
    let near = |stated: i32| (stated - days).abs() * 8 <= days;
    if near(low) || near(high) {
        return Some(true);
    }
    let stated = if low > days { low } else { high };
    (stated.max(days) * 2 <= stated.min(days) * 5 && days >= 3).then_some(false)
}
