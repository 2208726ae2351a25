//! Where a hedge may start, by how the next words begin: `of the order of 40`, `about 40`; most that is written
//! so is none, `of the town`, `about them`. What this lets pass, `hedge` decides.

use super::listed::{ALONE, Entry, HEDGE, beginning};
use super::outline::{Sort, Spot};
use super::trigger::{Sight, Triggers};

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

/// `They handed over £23,200`: the word belongs to the verb, and the amount is told to the pound.
fn is_particle(sight: Sight<'_>, at: usize) -> bool {
    const VERBS: &[&str] = &["hand", "handed", "handing", "hands", "sign", "signed", "signing", "signs"];
    let word = |at: usize| {
        let spot = sight.outline.spots.get(at)?;
        sight.text.get(spot.start as usize..spot.end as usize)
    };
    word(at).is_some_and(|word| word.eq_ignore_ascii_case("over"))
        && at
            .checked_sub(1)
            .and_then(word)
            .is_some_and(|verb| VERBS.contains(&verb.to_ascii_lowercase().as_str()))
}
