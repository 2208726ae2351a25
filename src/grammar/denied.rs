//! Bounds told by what did not come about: "pressure never went above eight bar", "sales did not fall below 900",
//! "it has not exceeded 2.0". What is denied is that the value passed the bound, so that the bound itself is a fact.

use std::ops::Range;

use super::edge::is_any;
use super::slots::View;
use crate::claim::{End, Hedge, Interval, Measure};

/// What takes a clause back.
const DENIALS: &[&str] = &[
    "never",
    "not",
    "n't",
    "n’t",
    "didn't",
    "didn’t",
    "doesn't",
    "doesn’t",
    "don't",
    "don’t",
    "hasn't",
    "hasn’t",
    "haven't",
    "haven’t",
    "wasn't",
    "wasn’t",
    "weren't",
    "weren’t",
];
/// Verbs that need no more words to pass a bound: "never exceeded 40".
const PASSES: &[&str] =
    &["exceed", "exceeds", "exceeded", "top", "tops", "topped", "surpass", "surpasses", "surpassed"];
/// What is on one side of a bound or gets there: "never rose above 40", "did not drop below 40", "was never over 40".
const MOVES: &[&str] = &[
    "go", "goes", "gone", "went", "going", "get", "gets", "got", "be", "been", "was", "were", "is", "are",
    "come", "comes", "came", "rise", "rises", "rose", "risen", "rising", "climb", "climbs", "climbed",
    "fall", "falls", "fell", "fallen", "falling", "drop", "drops", "dropped", "dropping", "dip", "dips",
    "dipped", "sink", "sank", "sunk",
];
const SIDES: &[&str] = &["above", "over", "beyond", "below", "under"];
/// What has a size: "never numbered more than 40". Of "they did not vaccinate more than 40" it is open whether more than
/// 40 were left out, so that other verbs say nothing.
const MEASURES: &[&str] = &[
    "be", "been", "was", "were", "is", "are", "have", "has", "had", "number", "numbered", "last", "lasted",
    "take", "took", "taken", "cost", "weigh", "weighed", "total", "totalled", "totaled",
];

/// What the words before a value make of it: the first token of the denial, and the bound that it tells. None where
/// nothing is denied.
pub fn bound(view: &View<'_>, own: &Range<usize>, measure: &Measure) -> Option<(usize, Measure)> {
    let word = |at: usize| view.words.get(at).copied().unwrap_or("");
    let hedge = match measure.hedge {
        Hedge::MoreThan | Hedge::None if !measure.is_range => Hedge::AtMost,
        Hedge::LessThan => Hedge::AtLeast,
        _ => return None,
    };
    let last = own.start.checked_sub(1)?;
    let opening = word(own.start);
    let verbs = if measure.hedge == Hedge::None {
        PASSES
    } else if is_any(opening, SIDES) {
        MOVES
    } else {
        MEASURES
    };
    let start = if is_any(word(last), verbs) {
        let start = last.checked_sub(1)?;
        // "The limit was not exceeded 12 times."
        let passive = start
            .checked_sub(1)
            .is_some_and(|at| is_any(word(at), &["was", "were", "is", "are", "been", "be"]));
        if measure.hedge == Hedge::None && passive {
            return None;
        }
        start
    } else if measure.hedge != Hedge::None && is_any(word(last), &["never"]) {
        // "never more than 40", "was never above 40"
        last
    } else {
        return None;
    };
    let value = measure.written().filter(|_| is_any(word(start), DENIALS))?;
    let strict = match hedge {
        Hedge::AtMost => Interval { low: End::None, high: End::Closed(value) },
        _ => Interval { low: End::Closed(value), high: End::None },
    };
    Some((start, Measure { strict, wide: strict, hedge, ..*measure }))
}

#[cfg(test)]
mod tests {
    use crate::claim::{Claim, Mode};

    /// The quantities of a sentence: words, interval, mode.
    fn read(sentence: &str) -> Vec<(String, String, Mode)> {
        let document = crate::prose::Document::parse("a.txt", format!("{sentence}\n"));
        let text = crate::prose::Text::of(&document);
        let read = crate::grammar::read(&document, &text);
        let told = |claim: &Claim| {
            let measure = claim.measure()?;
            let words = document.text
                [(claim.place.start - document.base) as usize..(claim.place.end - document.base) as usize]
                .to_owned();
            Some((words, measure.strict.to_string(), claim.slots.mode))
        };
        read.claims.iter().filter_map(told).collect()
    }

    #[test]
    fn what_is_denied_is_the_bound() {
        for (sentence, words, interval) in [
            ("The rate has not exceeded 2 in any quarter.", "not exceeded 2", "(..., 2]"),
            ("Pressure never went above 8 bar.", "never went above 8 bar", "(..., 8]"),
            ("Attendance never fell below 900.", "never fell below 900", "[900, ...)"),
            ("The trip did not last more than six hours.", "not last more than six hours", "(..., 6]"),
            ("The staff was never more than 40.", "never more than 40", "(..., 40]"),
        ] {
            assert_eq!(read(sentence), [(words.to_owned(), interval.to_owned(), Mode::Actual)], "{sentence}");
        }
    }

    #[test]
    fn others_may_be_left_out() {
        let told = read("They did not vaccinate more than 40 children.");
        assert_eq!(told, [("more than 40".to_owned(), "(40, ...)".to_owned(), Mode::Negated)]);
        let told = read("The limit was not exceeded 12 times.");
        assert_eq!(told[0].1, "[12, 12]");
    }
}
