//! Where a hedge may start, by how the next words begin: `of the order of 40`, `about 40`; most that is written
//! so is none, `of the town`, `about them`. What this lets pass, `hedge` decides.

use super::listed::{ALONE, Entry, HEDGE, beginning};
use super::outline::{Sort, Spot};
use super::trigger::{Sight, Triggers};
use super::{signs, unit};
use crate::claim::Dimension;

impl Triggers {
    /// A hedge may start at spot `at`, a word with this entry before what begins as `next` does.
    pub(super) fn opens_hedge(&self, sight: Sight<'_>, at: usize, entry: &Entry, next: u64) -> bool {
        let begins = |spot: &Spot| beginning(&sight.text[spot.start as usize..]);
        let third = || sight.outline.spots.get(at + 2).map_or(0, begins);
        entry.role & HEDGE != 0
            // "in the region of", but not "in the town"
            && (entry.hedge & next != 0 && (entry.hedge_third == u64::MAX || entry.hedge_third & third() != 0)
                || entry.role & ALONE != 0 && self.may_be_hedged(sight, at + 1))
            && !is_particle(sight, at)
    }

    /// A hedge may stand before spot `at`: a value may start there, or another hedge.
    fn may_be_hedged(&self, sight: Sight<'_>, at: usize) -> bool {
        sight.outline.spots.get(at).is_some_and(|spot| {
            let Entry { pieces, role, .. } = self.listed.row(spot.row);
            spot.sort != Sort::Word || pieces & self.hedged != 0 || role & HEDGE != 0
        })
    }
}

/// `They handed over £23,200`: the word is the verb's.
const DONE_OVER: &[&str] = &["hand", "handed", "handing", "hands", "sign", "signed", "signing", "signs"];
/// `Bump over 43 portages`, `jumped over four fences`: ways of moving that have no measure but the thing they pass.
const PASSED_OVER: &[&str] = &[
    "bump",
    "bumped",
    "bumps",
    "bumping",
    "jump",
    "jumped",
    "jumps",
    "jumping",
    "leap",
    "leapt",
    "leaped",
    "hop",
    "hopped",
    "climb",
    "climbed",
    "climbs",
    "climbing",
    "clamber",
    "clambered",
    "stumble",
    "stumbled",
    "trip",
    "tripped",
    "vault",
    "vaulted",
    "step",
    "stepped",
];
/// `Spread over 27 centres`
const SPREAD: &[&str] =
    &["spread", "scattered", "distributed", "dispersed", "averaged", "staggered", "phased", "spaced"];
/// `Fares went up to £3`
const RISES: &[&str] = &["goes", "went", "gone"];
/// `A loan may have gone up to 1,460`, `the price could go up to 5`: there the figure is the most that there is.
const MAY: &[&str] = &["can", "could", "may", "might"];

/// What comes in a row, one after the other: so many of them are a length of time.
const OCCASIONS: &[&str] = &[
    "seasons",
    "matches",
    "games",
    "performances",
    "concerts",
    "evenings",
    "nights",
    "mornings",
    "afternoons",
    "weekends",
    "sessions",
    "meetings",
    "sittings",
    "hearings",
    "rounds",
    "races",
    "stages",
    "laps",
    "visits",
    "trips",
    "episodes",
    "lessons",
    "instalments",
    "installments",
    "phases",
    "summers",
    "winters",
    "terms",
    "semesters",
];

/// The word belongs to what stands before it, and the figure is told to the unit: `They handed over £23,200`,
/// `fares went up to £3`, `spread over 27 centres`, `£30 million over three years`, `64 goals over 42 matches`.
fn is_particle(sight: Sight<'_>, at: usize) -> bool {
    let spot = |at: Option<usize>| {
        let spot = sight.outline.spots.get(at?)?;
        Some((sight.text.get(spot.start as usize..spot.end as usize)?, spot))
    };
    let among = |at: Option<usize>, words: &[&str]| {
        spot(at).is_some_and(|(word, _)| words.iter().any(|own| own.eq_ignore_ascii_case(word)))
    };
    let before = |back: usize| at.checked_sub(back);
    if among(Some(at), &["up"]) {
        return among(Some(at + 1), &["to"]) && among(before(1), RISES) && !among(before(2), MAY);
    }
    if !among(Some(at), &["over"]) {
        return false;
    }
    if [DONE_OVER, PASSED_OVER, SPREAD].iter().any(|verbs| among(before(1), verbs)) {
        return true;
    }
    let number = |at: Option<usize>| {
        at.is_some_and(|at| sight.outline.signs(at) & (signs::DIGIT | signs::NUMBER) != 0)
    };
    let sum = number(before(1)) || among(before(1), &["%"]);
    let counted = || number(before(2)) && spot(before(1)).is_some_and(|(_, spot)| spot.sort == Sort::Word);
    // What the first word behind the number that stands behind `over` counts.
    let next = || (at + 1..sight.outline.spots.len()).find(|&next| !number(Some(next)));
    let lasts = |next: usize| {
        let time = |spot: &Spot| {
            unit::named(&sight.text[spot.start as usize..])
                .is_some_and(|(_, named)| named.unit.dimension == Dimension::Duration)
        };
        next > at + 1
            && (among(Some(next), OCCASIONS) || sum && spot(Some(next)).is_some_and(|(_, spot)| time(spot)))
    };
    (sum || counted()) && next().is_some_and(lasts)
}
