//! Dates in their context: the year of `May 4`, the day of `Thursday`, what `the next
//! day` comes to.
//!
//! A part that a date lacks is taken from the dates around it, or from the document's
//! own date, only where that leaves one answer; where two are about as near, or none is
//! near, the date stays the open set it was written as. What was inferred is in `days`,
//! with the place it rests on; `stated_days` and `stated` never change.
//!
//! The year of a date is for `anchor_year`, what the words around it tell for
//! `anchor_around`.

use std::ops::Range;

use super::date::{settled, shared_year};
use super::date_order::settle_orders;
use super::found::{CalendarUnit, Found, Relative, RelativeBase, Step};
use super::holiday;
use super::nearest::Known;
use super::reckon::{reckoned, within_month};
use super::tense::Tense;
use crate::claim::{Anchor, Date, DatePrecision, DateRange, Day, Days, Kind, Part, Stated, Value, civil};
use crate::place::Span;
use crate::prose::Text;

pub use super::dateline::dateline;

/// A reading in its document.
#[derive(Clone, Debug)]
pub struct Draft {
    pub place: Span,
    /// Bytes of the flat text.
    pub range: Range<u32>,
    pub found: Found,
    /// Index into the sentences of the text.
    pub sentence: u32,
    /// Index into the blocks of the text.
    pub block: u32,
    pub part: Part,
}

/// What a reading says once the context is in; nothing for what is of no interest. A
/// relative date that nothing resolved may be any day.
#[must_use]
pub fn finish(found: Found) -> Option<(Kind, Value)> {
    Some(match found {
        Found::Measure(kind, measure) => (kind, Value::Measure(measure)),
        Found::Ordinal(number) => (Kind::Ordinal, Value::Ordinal(number)),
        Found::Date(date) => (Kind::Date, Value::Date(date)),
        Found::Relative(relative) => (Kind::Date, Value::Date(open(relative))),
        Found::Range(range) => (Kind::DateRange, Value::Range(range)),
        Found::Time(time) => (Kind::Time, Value::Time(time)),
        Found::Identifier(kind) => (Kind::Identifier, Value::Identifier(kind)),
        Found::Nothing => return None,
    })
}

/// Gives the dates among `drafts`, which are in reading order, what their context says.
pub fn resolve(text: &Text, drafts: &mut [Draft], dateline: Option<(Span, Date)>) {
    settle_orders(text, drafts);
    let own = dateline.and_then(|(place, date)| date.days.bounds().map(|bounds| (place, bounds)));
    let mut context = Context { text, own, news: is_news(text, own), known: Vec::new(), last: None };
    for at in 0..drafts.len() {
        let (done, ahead) = drafts.split_at_mut(at + 1);
        let Some(draft) = done.last_mut() else { continue };
        let found = match &draft.found {
            Found::Date(date) if !date.impossible => Some(Found::Date(context.date(draft, *date, ahead))),
            Found::Range(range) => Some(Found::Range(Box::new(context.range(draft, **range, ahead)))),
            Found::Relative(relative) => Some(Found::Date(context.relative(draft, *relative))),
            _ => None,
        };
        if let Some(found) = found {
            draft.found = found;
            context.remember(draft);
        }
    }
}

/// A date that may be any day, for a relative one that nothing resolves.
fn open(relative: Relative) -> Date {
    let mut date = Date::new(Days::ALL, Stated::default(), DatePrecision::Other);
    date.approximate = relative.approximate;
    date
}

/// A short document with a day of its own: its `Thursday` is the one before that day.
fn is_news(text: &Text, own: Option<(Span, (Day, Day))>) -> bool {
    text.flat.len() < MOST_NEWS && own.is_some_and(|(_, (low, high))| low == high)
}

/// Bytes of text beyond which a document is a report, and covers more than its week.
const MOST_NEWS: usize = 30_000;
/// Dates looked back upon.
const MOST_KNOWN: usize = 12;
/// The date named last, which `the next day` counts from.
#[derive(Clone, Copy)]
struct Last {
    days: Days,
    /// End of its words in the flat text.
    end: u32,
    place: Span,
    sentence: u32,
    section: Option<u32>,
}

pub(super) struct Context<'a> {
    pub(super) text: &'a Text,
    pub(super) own: Option<(Span, (Day, Day))>,
    pub(super) news: bool,
    /// The latest, at most `MOST_KNOWN` of them, the last one last.
    pub(super) known: Vec<Known>,
    last: Option<Last>,
}

impl Context<'_> {
    fn date(&self, draft: &Draft, mut date: Date, ahead: &[Draft]) -> Date {
        let open = date.days.low.is_none() && date.days.high.is_none();
        if !open || draft.part == Part::Code {
            return date;
        }
        let found = if date.days.months != Days::ALL.months {
            self.year_of(draft, date.days, ahead)
        } else if date.days.mdays != Days::ALL.mdays {
            self.month_of(draft, date.days)
        } else if date.precision == DatePrecision::Weekday {
            self.week_of(draft, date.days)
        } else {
            None
        };
        if let Some((days, anchor)) = found {
            date.days = days;
            date.anchor = Some(anchor);
            // "Easter Monday" is a season until its year is known.
            if let Some(feast) = date.stated.feast
                && let Some((low, high)) = days.bounds()
                && let (Some(low), Some(high)) = (civil(low), civil(high))
                && low.year() == high.year()
                && let Some(days) = holiday::in_year(feast, low.year())
            {
                date.days = days;
            }
        }
        date
    }

    /// The year of one end serves the other, forward in time.
    fn range(&self, draft: &Draft, mut range: DateRange, ahead: &[Draft]) -> DateRange {
        let open =
            |date: &Date| date.days.low.is_none() && date.days.months != Days::ALL.months && !date.impossible;
        let start = range.start.filter(open);
        match (start, range.end.filter(open)) {
            (Some(mut start), end) => {
                let Some((days, anchor)) = self.year_of(draft, start.days, ahead) else { return range };
                (start.days, start.anchor) = (days, Some(anchor));
                range.start = Some(start);
                let Some((mut end, (low, _))) = end.zip(days.bounds()) else { return range };
                let Some(year) = civil(low).map(jiff::civil::Date::year) else { return range };
                let given = end;
                let backward = |end: &Date| end.days.bounds().is_some_and(|(_, high)| high < low);
                if shared_year(&mut end, year) && backward(&end) {
                    end = given;
                    shared_year(&mut end, year + 1);
                }
                end.anchor = Some(anchor);
                range.end = Some(end);
            }
            (None, Some(mut end)) if range.start.is_none() => {
                let Some((days, anchor)) = self.year_of(draft, end.days, ahead) else { return range };
                (end.days, end.anchor) = (days, Some(anchor));
                range.end = Some(end);
            }
            _ => {}
        }
        range
    }

    /// `on the 13th` to a day of the month that was named last.
    fn month_of(&self, draft: &Draft, days: Days) -> Option<(Days, Anchor)> {
        let last = self.last.filter(|last| {
            last.sentence + 1 >= draft.sentence && last.section == self.section(draft.block)
        })?;
        let (low, high) = last.days.bounds().filter(|(low, high)| high - low <= 31)?;
        let near = Days::range(low - 15, high + 15).meet(days);
        let day = near.single()?;
        Some((Days::one(day), Anchor::Antecedent(last.place)))
    }

    /// `Thursday` to the one before, or after, the document's own date.
    fn week_of(&self, draft: &Draft, days: Days) -> Option<(Days, Anchor)> {
        let (place, (own, _)) = self.own.filter(|_| self.news)?;
        // After a day of its own the paragraph may go on from that one.
        let told = self.last.is_some_and(|last| {
            last.sentence + 1 >= draft.sentence && last.days.single().is_some_and(|at| (at - own).abs() > 7)
        });
        if told
            || self.quoted(draft)
            || matches!(
                draft.part,
                Part::Citation | Part::Footnote | Part::Cell | Part::Heading | Part::Title
            )
        {
            return None;
        }
        let window = match self.tense(draft, true) {
            Tense::Past => Days::range(own - 6, own),
            Tense::Future => Days::range(own, own + 7),
            Tense::Open => Days::range(own - 6, own + 7),
        };
        Some((settled(days.meet(window)), Anchor::Dateline(place)))
    }

    fn relative(&self, draft: &Draft, relative: Relative) -> Date {
        let mut date = open(relative);
        let found = match relative.base {
            RelativeBase::Antecedent => self
                .last
                .filter(|last| {
                    last.sentence + 2 >= draft.sentence && last.section == self.section(draft.block)
                })
                .and_then(|last| {
                    let days = match relative.step {
                        // "May of the next year": the year was counted for its month.
                        Step::Calendar(CalendarUnit::Year, _)
                            if draft.range.start.saturating_sub(last.end) <= 4 =>
                        {
                            reckoned(
                                last.days,
                                RelativeBase::Antecedent,
                                Step::Calendar(CalendarUnit::Year, 0),
                                Days::ALL,
                            )
                        }
                        Step::Days(a, b) if last.days.low.is_none() => within_month(last.days, a, b),
                        step => Some(last.days)
                            .filter(|days| days.width().is_some_and(|width| width <= 31))
                            .and_then(|days| reckoned(days, RelativeBase::Antecedent, step, relative.within)),
                    };
                    days.map(|days| (days, Anchor::Antecedent(last.place)))
                }),
            RelativeBase::Dateline => {
                self.own.filter(|_| !self.quoted(draft)).and_then(|(place, (low, high))| {
                    // In a long report "today" is these days.
                    let daily = matches!(relative.step, Step::Days(..) | Step::Weekday(..));
                    if daily && !self.news {
                        return None;
                    }
                    let base = Days::range(low, high);
                    let days = reckoned(base, RelativeBase::Dateline, relative.step, relative.within)?;
                    Some((days, Anchor::Dateline(place)))
                })
            }
        };
        // "the 20th of next month": the part of the period that is meant.
        let found = found.and_then(|(days, anchor)| {
            let part = days.meet(relative.within);
            (!part.is_empty()).then(|| (if relative.within.is_all() { days } else { settled(part) }, anchor))
        });
        if let Some((days, anchor)) = found {
            date.days = days;
            date.anchor = Some(anchor);
            date.precision = match (days.low.zip(days.high), days.width()) {
                (Some(_), Some(1)) => DatePrecision::Day,
                (None, _) if days.mdays.0 == days.mdays.1 => DatePrecision::Day,
                (_, Some(2..=8)) => DatePrecision::Week,
                (_, Some(28..=31)) => DatePrecision::Month,
                (_, Some(365 | 366)) => DatePrecision::Year,
                _ => DatePrecision::Other,
            };
        }
        date
    }

    /// Takes a date into account for those after it.
    fn remember(&mut self, draft: &Draft) {
        let told = !matches!(
            draft.part,
            Part::Footnote
                | Part::Citation
                | Part::Contents
                | Part::Code
                | Part::Metadata
                | Part::Masthead
                | Part::Cell
                | Part::Caption
        );
        let is_own = self.own.is_some_and(|(place, _)| place == draft.place);
        if !told || is_own || self.aside(draft) || self.attributive(draft) {
            return;
        }
        let section = self.section(draft.block);
        let (days, anchor, named) = match &draft.found {
            Found::Date(date) => (date.days, date.anchor, true),
            Found::Range(range) => {
                let days = range.days();
                (
                    days,
                    range.start.or(range.end).and_then(|date| date.anchor),
                    days.low.is_some() && days.high.is_some(),
                )
            }
            _ => return,
        };
        if matches!(draft.found, Found::Date(_)) {
            self.last = Some(Last {
                days,
                end: draft.range.end,
                place: draft.place,
                sentence: draft.sentence,
                section,
            });
        }
        let Some((low, high)) = days.bounds().filter(|(low, high)| named && high - low <= 366) else {
            return;
        };
        let origin = match anchor {
            Some(Anchor::Context(place)) => place,
            // What was counted from elsewhere carries no year on.
            Some(Anchor::Dateline(_) | Anchor::Antecedent(_)) => return,
            None => draft.place,
        };
        // A bare year carries on only as the frame of what follows: "In 2018, ...".
        if high - low >= 364 && !self.frames(draft) {
            return;
        }
        // One voice for each date that states its year, however often it was lent.
        self.known.retain(|known| known.origin != origin);
        if self.known.len() == MOST_KNOWN {
            self.known.remove(0);
        }
        self.known.push(Known { origin, ..self.known_at(draft, low, high) });
    }
}

#[cfg(test)]
#[path = "anchor_tests.rs"]
mod tests;
