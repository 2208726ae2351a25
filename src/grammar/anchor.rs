//! Dates in their context: the year of `May 4`, the day of `Thursday`, what `the next
//! day` comes to.
//!
//! A part that a date lacks is taken from the dates around it, or from the document's
//! own date, only where that leaves one answer; where two are about as near, or none is
//! near, the date stays the open set it was written as. What was inferred is in `days`,
//! with the place it rests on; `stated_days` and `stated` never change.

use std::ops::Range;

use super::date::{settled, shared_year};
use super::date_order::settle_orders;
use super::date_parts::{among, last_word, tail};
use super::found::{CalendarUnit, Found, Relative, RelativeBase, Step};
use super::nearest::{Known, agree, most_agree, of_year, pick};
use super::reckon::{reckoned, within_month};
use super::tense::{Tense, tense};
use crate::claim::{Anchor, Date, DatePrecision, DateRange, Day, Days, Kind, Part, Stated, Value, civil};
use crate::place::Span;
use crate::prose::{BlockKind, Text};

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
/// Those of them that must agree.
const MOST_VOTES: usize = 6;
/// Blocks looked back upon in a section.
const NEAR_BLOCKS: u32 = 6;
/// Blocks looked back upon for what speaks against.
const FAR_BLOCKS: u32 = 12;

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

struct Context<'a> {
    text: &'a Text,
    own: Option<(Span, (Day, Day))>,
    news: bool,
    /// The latest, at most `MOST_KNOWN` of them, the last one last.
    known: Vec<Known>,
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

    /// `May 4` to a day of a year.
    fn year_of(&self, draft: &Draft, days: Days, ahead: &[Draft]) -> Option<(Days, Anchor)> {
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

    fn known_at(&self, draft: &Draft, low: Day, high: Day) -> Known {
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

    /// The tense about a draft; `said` counts what somebody said as past.
    fn tense(&self, draft: &Draft, said: bool) -> Tense {
        let Some(sentence) = self.text.sentences.get(draft.sentence as usize) else { return Tense::Open };
        let start = sentence.range.start as usize;
        let words = self.text.sentence(sentence);
        let (from, to) = (draft.range.start as usize, draft.range.end as usize);
        match (words.get(..from.saturating_sub(start)), words.get(to.saturating_sub(start)..)) {
            (Some(before), Some(after)) => tense(before, after, said),
            _ => Tense::Open,
        }
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
                            )
                        }
                        Step::Days(a, b) if last.days.low.is_none() => within_month(last.days, a, b),
                        step => Some(last.days)
                            .filter(|days| days.width().is_some_and(|width| width <= 31))
                            .and_then(|days| reckoned(days, RelativeBase::Antecedent, step)),
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
                    let days = reckoned(Days::range(low, high), RelativeBase::Dateline, relative.step)?;
                    Some((days, Anchor::Dateline(place)))
                })
            }
        };
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

    /// The heading block that a block stands under; a heading stands under itself.
    fn section(&self, block: u32) -> Option<u32> {
        let own = self.text.blocks.get(block as usize)?;
        if matches!(own.kind, BlockKind::Heading(_)) { Some(block) } else { own.heading }
    }

    /// `the April 2017 memo`: names a thing, and is not the time that is told of.
    fn attributive(&self, draft: &Draft) -> bool {
        let before = self.look_back(draft);
        let word = last_word(before);
        let determiner =
            among(word, &["the", "a", "an", "his", "her", "its", "their", "this", "that", "our", "my"]);
        determiner || word.ends_with("'s") || word.ends_with("’s")
    }

    /// Stands at the head of its sentence.
    fn frames(&self, draft: &Draft) -> bool {
        self.look_back(draft).len() <= 12
    }

    /// In parentheses, as of a citation.
    fn aside(&self, draft: &Draft) -> bool {
        let before = self.look_back(draft);
        before.rfind('(').is_some_and(|open| before.rfind(')').is_none_or(|close| close < open))
    }

    /// In somebody's words, whose `yesterday` is not the document's.
    fn quoted(&self, draft: &Draft) -> bool {
        let before = self.look_back(draft);
        let curly = before.rfind('“').is_some_and(|open| before.rfind('”').is_none_or(|close| close < open));
        curly || draft.part == Part::Quotation || before.bytes().filter(|&b| b == b'"').count() % 2 == 1
    }

    /// The sentence up to the draft, at most its last 200 bytes.
    fn look_back(&self, draft: &Draft) -> &str {
        let start = self
            .text
            .sentences
            .get(draft.sentence as usize)
            .map_or(0, |sentence| sentence.range.start as usize);
        let end = draft.range.start as usize;
        let before = self.text.flat.get(start.min(end)..end).unwrap_or_default();
        tail(before, 200)
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

#[cfg(test)]
#[path = "anchor_tests.rs"]
mod tests;
