//! One day of the year with two weekdays: `Thursday, July 20` in one text and `Friday 20 July` in another, where both
//! tell of one year without naming it.

use std::collections::BTreeMap;

use super::{Context, finding, say};
use crate::claim::{Claim, Part, civil, day, weekday as weekday_of};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// How often a day may be named with its weekday in texts that may be compared; what is named oftener is a day of
/// every year.
const MOST: usize = 16;

/// A day of the year with its weekday.
struct Named<'a> {
    claim: &'a Claim,
    document: usize,
    weekday: u8,
    year: Option<i16>,
}

/// Days with a weekday that another text on the matter names otherwise.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    // In order of the documents, as the claims are.
    let mut days: BTreeMap<(u8, u8), Vec<Named<'_>>> = BTreeMap::new();
    for (index, claim) in (0_u32..).zip(&context.ledger.claims) {
        let Some(date) = claim.date().filter(|date| !date.impossible) else { continue };
        let (Some(month), Some(mday), Some(weekday)) =
            (date.stated.month, date.stated.day, date.stated.weekday)
        else {
            continue;
        };
        if !matches!(claim.slots.part, Part::Code | Part::Citation | Part::Contents) {
            let document = context.ledger.document_of(index);
            let named = Named { claim, document, weekday, year: date.stated.year };
            days.entry((month, mday)).or_default().push(named);
        }
    }
    let mut findings = Vec::new();
    for (&on, named) in &days {
        let mut pairs = context.links().pairs(named, MOST, |named| named.document).into_iter();
        let clash = pairs.find(|(a, b)| {
            a.weekday != b.weekday && (a.year.is_none() || b.year.is_none()) && of_one_year(context, on, a, b)
        });
        findings.extend(clash.map(|(a, b)| report(rule, context, a, b)));
    }
    findings
}

/// True unless the texts name two years in each of which one of the weekdays is right.
fn of_one_year(context: &Context<'_>, (month, mday): (u8, u8), a: &Named<'_>, b: &Named<'_>) -> bool {
    let years = |named: &Named<'_>| -> Vec<i16> {
        if let Some(year) = named.year {
            return vec![year];
        }
        let own = &context.ledger.documents[named.document];
        let line = own.dateline.as_ref().and_then(|(_, date)| date.days.bounds());
        let line = line.and_then(|(low, _)| civil(low)).map(jiff::civil::Date::year);
        let claims = &context.ledger.claims[own.claims.start as usize..own.claims.end as usize];
        claims.iter().filter_map(|claim| claim.date()?.stated.year).chain(line).collect()
    };
    let fits = |year: i16, weekday: u8| {
        let on = i8::try_from(month).ok().zip(i8::try_from(mday).ok());
        on.and_then(|(month, mday)| day(year, month, mday)).is_some_and(|on| weekday_of(on) == weekday)
    };
    let (own, other) = (years(a), years(b));
    !own.iter().any(|&x| fits(x, a.weekday) && other.iter().any(|&y| x != y && fits(y, b.weekday)))
}

fn report(rule: &Rule, context: &Context<'_>, a: &Named<'_>, b: &Named<'_>) -> Finding {
    let text = |named: &Named<'_>| say::squeezed(context.sources.text_at(named.claim.place));
    let label =
        |named: &Named<'_>, role, note: &str| Label { place: named.claim.place, role, note: note.to_owned() };
    let labels = vec![label(a, "first", "one weekday"), label(b, "other", "another weekday")];
    let message = format!("one day, two weekdays: \"{}\" against \"{}\"", text(a), text(b));
    let why = vec!["a day has one weekday, and both texts tell of one year".to_owned()];
    finding(rule, context, 0.84, message, labels, why)
}
