//! The year of `May 4`: from the dates around it, or from the document's own date and the
//! tense. Given only where the grounds lead to one answer.

use super::anchor::{Context, Draft};
use super::found::{CalendarUnit, Found, Relative, RelativeBase, Step};
use super::nearest::{Known, agree, most_agree, of_year, pick};
use super::tense::Tense;
use crate::claim::{Anchor, Day, Days, Part, civil};

/// Those of them that must agree.
const MOST_VOTES: usize = 6;
/// Blocks looked back upon in a section.
const NEAR_BLOCKS: u32 = 6;
/// Blocks looked back upon for what speaks against.
const FAR_BLOCKS: u32 = 12;

impl Context<'_> {
    /// `May 4` to a day of a year.
    pub(super) fn year_of(&self, draft: &Draft, days: Days, ahead: &[Draft]) -> Option<(Days, Anchor)> {
        if let Some(named) = self.year_named(draft, days, ahead) {
            return named;
        }
        let (found, anchor) = self.year_about(draft, days, ahead)?;
        // What "is due" lies ahead of the document's own day, and what happened does not.
        if let (Some((_, (own_low, own_high))), Some((low, high))) = (self.own, found.bounds()) {
            let apart = match self.tense(draft, false) {
                Tense::Past => low > own_high,
                Tense::Future => self.news && high < own_low,
                Tense::Open => false,
            };
            if apart {
                return None;
            }
        }
        Some((found, anchor))
    }

    /// `March 5 last year`, `May of the next year`: the words behind it settle the year,
    /// or leave it open.
    fn year_named(&self, draft: &Draft, days: Days, ahead: &[Draft]) -> Option<Option<(Days, Anchor)>> {
        let next = ahead.first().filter(|next| next.sentence == draft.sentence)?;
        let between = self.text.flat.get(draft.range.end as usize..next.range.start as usize)?;
        let Found::Relative(Relative { base, step: Step::Calendar(CalendarUnit::Year, count), .. }) =
            next.found
        else {
            return None;
        };
        if ![" ", " of ", ", ", " in "].contains(&between) {
            return None;
        }
        let from = match base {
            RelativeBase::Dateline => self.own.map(|(place, (low, _))| (low, Anchor::Dateline(place))),
            RelativeBase::Antecedent => {
                self.known.last().map(|known| (known.low, Anchor::Context(known.origin)))
            }
        };
        Some(from.and_then(|(low, anchor)| {
            let year = i32::from(civil(low)?.year()).checked_add(count)?;
            Some((of_year(days, i16::try_from(year).ok()?)?, anchor))
        }))
    }

    fn year_about(&self, draft: &Draft, days: Days, ahead: &[Draft]) -> Option<(Days, Anchor)> {
        let section = self.section(draft.block);
        let near = |known: &&Known| known.sentence == draft.sentence;
        if let Some(next) = self.joined_ahead(draft, ahead) {
            return pick(days, &next, 366).map(|days| (days, Anchor::Context(next.origin)));
        }
        // The nearest in the sentence or, going forward, in the one before.
        if let Some(known) = self.known.iter().rev().find(near) {
            return pick(days, known, 250).map(|days| (days, Anchor::Context(known.origin)));
        }
        if let Some(next) = self.sentence_ahead(draft, ahead) {
            return pick(days, &next, 250).map(|days| (days, Anchor::Context(next.origin)));
        }
        let in_block: Vec<&Known> =
            self.known.iter().rev().filter(|known| known.block == draft.block).take(MOST_VOTES).collect();
        if let Some(&known) = in_block.first() {
            let found = pick(days, known, 250);
            let onward = found.is_some_and(|days| {
                days.bounds().is_some_and(|(low, _)| low >= known.low && low - known.high < 93)
            });
            if known.sentence + 1 == draft.sentence && onward || agree(days, &in_block) {
                return found.map(|days| (days, Anchor::Context(known.origin)));
            }
            return None;
        }
        let dateline = self.by_dateline(draft, days);
        let heading = self.known.iter().rev().find(|known| section == Some(known.block));
        let in_section = self
            .known
            .iter()
            .rev()
            .find(|known| known.section == section && known.block + NEAR_BLOCKS >= draft.block);
        let known = in_section.or(heading);
        // Those of the sections before have a say as well: one stray date is no ground.
        let voters: Vec<&Known> = self
            .known
            .iter()
            .rev()
            .filter(|known| known.block + FAR_BLOCKS >= draft.block)
            .take(MOST_VOTES)
            .collect();
        let from_section = known
            .and_then(|known| pick(days, known, 150).map(|days| (days, Anchor::Context(known.origin))))
            .filter(|&(found, _)| most_agree(days, found, &voters));
        match (from_section, dateline) {
            // Two grounds that lead apart prove nothing.
            (Some((days, _)), Some((other, _))) if days != other => None,
            (Some(found), _) => Some(found),
            // Dates were named, and do not settle it: the dateline is no better ground.
            (None, found) => found.filter(|_| known.is_none() || self.news),
        }
    }

    /// The date right behind, where the two share its year: `April 6 and May 4, 2018`.
    fn joined_ahead(&self, draft: &Draft, ahead: &[Draft]) -> Option<Known> {
        let next = ahead.first().filter(|next| next.sentence == draft.sentence)?;
        let between = self.text.flat.get(draft.range.end as usize..next.range.start as usize)?;
        let joined =
            [" and ", " or ", ", ", ", and ", ", or ", " and on ", " and again on ", " through ", " to "];
        if !joined.contains(&between) {
            return None;
        }
        stated_bounds(next).map(|(low, high)| self.known_at(next, low, high))
    }

    /// The first full date later in the sentence.
    fn sentence_ahead(&self, draft: &Draft, ahead: &[Draft]) -> Option<Known> {
        let mut rest = ahead.iter().take(4).take_while(|next| next.sentence == draft.sentence);
        rest.find_map(|next| {
            let (low, high) = stated_bounds(next)?;
            (!self.aside(next)).then(|| self.known_at(next, low, high))
        })
    }

    pub(super) fn known_at(&self, draft: &Draft, low: Day, high: Day) -> Known {
        let (sentence, block) = (draft.sentence, draft.block);
        Known { low, high, origin: draft.place, sentence, block, section: self.section(block) }
    }

    /// The year that the document's own date and the tense give.
    fn by_dateline(&self, draft: &Draft, days: Days) -> Option<(Days, Anchor)> {
        let (place, (own, _)) = self.own.filter(|_| self.news && draft.part != Part::Citation)?;
        if self.quoted(draft) {
            return None;
        }
        let year = civil(own)?.year();
        let within = |most_back: i32, most_on: i32| {
            let mut fitting = (year - 1..=year + 1).filter_map(|year| of_year(days, year)).filter(|days| {
                days.bounds().is_some_and(|(low, high)| low <= own + most_on && high >= own - most_back)
            });
            // Two that fit, one on either side, leave it open.
            fitting.next().filter(|_| fitting.next().is_none())
        };
        let found = match self.tense(draft, false) {
            Tense::Past => within(330, 0).filter(|_| within(330, 45).is_some()),
            Tense::Future => within(0, 183),
            // Without a verb only what is near.
            Tense::Open => within(45, 45),
        };
        found.map(|days| (days, Anchor::Dateline(place)))
    }
}

/// The days of a draft that states its year.
fn stated_bounds(draft: &Draft) -> Option<(Day, Day)> {
    let (days, year) = match &draft.found {
        Found::Date(date) if !date.impossible => (date.days, date.stated.year),
        Found::Range(range) => (range.days(), range.end.and_then(|date| date.stated.year)),
        _ => return None,
    };
    year?;
    days.bounds().filter(|(low, high)| high - low <= 366)
}
