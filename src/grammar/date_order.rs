//! Month first or day first: what a document's clear dates in figures say of the others.

use super::anchor::Draft;
use super::date_numeric::stated_day_of_two;
use super::found::Found;
use crate::claim::{Anchor, Days};
use crate::prose::Text;

/// `04/06/2018` is read in the order that the document's other dates show.
pub(super) fn settle_orders(text: &Text, drafts: &mut [Draft]) {
    let figures = |draft: &Draft| match &draft.found {
        Found::Date(date) if !date.impossible => {
            let words = text.flat.get(draft.range.start as usize..draft.range.end as usize)?;
            let (first, rest) = words.split_once(['/', '-'])?;
            let first: u8 = first.parse().ok()?;
            (rest.contains(['/', '-']) && words.bytes().all(|b| b.is_ascii_digit() || b == b'/' || b == b'-'))
                .then_some((first, *date))
        }
        _ => None,
    };
    let (mut month_first, mut day_first) = (None, None);
    for draft in drafts.iter() {
        let Some((first, date)) = figures(draft) else { continue };
        match (date.stated.month, date.stated.day) {
            (Some(month), Some(day)) if day > 12 && first == month => {
                month_first = month_first.or(Some(draft.place))
            }
            (Some(_), Some(day)) if day > 12 && first == day => day_first = day_first.or(Some(draft.place)),
            _ => {}
        }
    }
    let (us, place) = match (month_first, day_first) {
        (Some(place), None) => (true, place),
        (None, Some(place)) => (false, place),
        _ => return,
    };
    for draft in drafts {
        let Some(stated) = figures(draft).and_then(|(_, date)| stated_day_of_two(&date)) else { continue };
        let Found::Date(date) = &mut draft.found else { continue };
        let other = date.days.bounds().map(|(low, high)| if low == stated { high } else { low });
        if let Some(day) = if us { Some(stated) } else { other } {
            date.days = Days::one(day);
            date.anchor = Some(Anchor::Context(place));
        }
    }
}
