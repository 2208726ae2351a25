//! Words around a number that say how exactly to take it, and on which side the truth lies.

/// How a hedge changes the interval of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hedge {
    /// `about`, `roughly`: near, on either side.
    About,
    /// `nearly`, `almost`, `just under`: below, and near.
    Almost,
    /// `just over`, `slightly more than`, `-odd`: above, and near.
    JustOver,
    /// `more than`, `over`, `exceeding`: above, the number itself left out.
    MoreThan,
    /// `well over`, `far more than`: above, and not near.
    WellOver,
    /// `at least`, `no fewer than`, `or more`: the number or above.
    AtLeast,
    /// `fewer than`, `under`, `below`: below, the number itself left out.
    LessThan,
    /// `well under`, `far fewer than`: below, and not near.
    WellUnder,
    /// `at most`, `up to`, `as many as`, `no more than`: the number or below.
    AtMost,
    /// `exactly`, `precisely`: the number as written, not rounded.
    Exactly,
}

impl Hedge {
    /// Whether the number itself is among what is meant.
    pub const fn includes_the_number(self) -> bool {
        matches!(self, Hedge::About | Hedge::AtLeast | Hedge::AtMost | Hedge::Exactly)
    }
}

use Hedge::{About, Almost, AtLeast, AtMost, Exactly, JustOver, LessThan, MoreThan, WellOver, WellUnder};

/// What stands before a number.
#[rustfmt::skip]
static BEFORE: &[(&str, Hedge)] = &[
    ("about", About), ("around", About), ("roughly", About), ("some", About), ("approximately", About),
    ("approx", About), ("approx.", About), ("appr.", About), ("circa", About), ("ca", About), ("ca.", About),
    ("c.", About), ("~", About), ("≈", About), ("∼", About), ("somewhere around", About), ("somewhere near", About),
    ("in the region of", About), ("in the neighborhood of", About), ("in the neighbourhood of", About),
    ("on the order of", About), ("of the order of", About), ("in the order of", About), ("in the vicinity of", About),
    ("give or take", About), ("an estimated", About), ("estimated", About), ("an estimate of", About),
    ("an average of", About), ("very roughly", About), ("more or less", About), ("close to", About), ("near", About),
    ("perhaps", About), ("maybe", About), ("probably", About), ("something like", About), ("right around", About),
    ("at about", About), ("at around", About), ("at roughly", About), ("at approximately", About),

    ("nearly", Almost), ("almost", Almost), ("just under", Almost), ("just below", Almost), ("just shy of", Almost),
    ("just short of", Almost), ("slightly less than", Almost), ("slightly fewer than", Almost), ("slightly under", Almost),
    ("slightly below", Almost), ("a little less than", Almost), ("a little under", Almost), ("a bit less than", Almost),
    ("a bit under", Almost), ("just less than", Almost), ("just fewer than", Almost), ("not quite", Almost),
    ("nearing", Almost), ("approaching", Almost), ("shy of", Almost), ("a shade under", Almost), ("very nearly", Almost),
    ("practically", Almost), ("virtually", Almost), ("little less than", Almost), ("a fraction under", Almost),

    ("just over", JustOver), ("just above", JustOver), ("just more than", JustOver), ("slightly more than", JustOver),
    ("slightly over", JustOver), ("slightly above", JustOver), ("a little over", JustOver), ("a little more than", JustOver),
    ("a bit over", JustOver), ("a bit more than", JustOver), ("little more than", JustOver), ("a shade over", JustOver),
    ("barely more than", JustOver), ("barely over", JustOver), ("a touch over", JustOver), ("a fraction over", JustOver),

    ("more than", MoreThan), ("over", MoreThan), ("above", MoreThan), ("exceeding", MoreThan), ("exceeds", MoreThan),
    ("exceeded", MoreThan), ("exceed", MoreThan), ("upwards of", MoreThan), ("upward of", MoreThan),
    ("in excess of", MoreThan), ("greater than", MoreThan), ("higher than", MoreThan), ("larger than", MoreThan),
    ("longer than", MoreThan), ("older than", MoreThan), ("north of", MoreThan), ("beyond", MoreThan),
    ("surpassing", MoreThan), ("topping", MoreThan), ("topped", MoreThan), ("surpassed", MoreThan), (">", MoreThan),
    ("past", MoreThan),

    ("well over", WellOver), ("well above", WellOver), ("far more than", WellOver), ("much more than", WellOver),
    ("well more than", WellOver), ("far over", WellOver), ("far above", WellOver), ("well in excess of", WellOver),
    ("significantly more than", WellOver), ("considerably more than", WellOver), ("substantially more than", WellOver),
    ("well beyond", WellOver), ("well upwards of", WellOver), ("way over", WellOver), ("way more than", WellOver),

    ("at least", AtLeast), ("no fewer than", AtLeast), ("no less than", AtLeast), ("not less than", AtLeast),
    ("not fewer than", AtLeast), ("a minimum of", AtLeast), ("minimum of", AtLeast), ("at a minimum", AtLeast),
    ("a minimum", AtLeast), ("starting at", AtLeast), ("no lower than", AtLeast), ("≥", AtLeast), (">=", AtLeast),
    ("no earlier than", AtLeast), ("min.", AtLeast), ("at the very least", AtLeast), ("fully", AtLeast),
    ("a full", AtLeast), ("no smaller than", AtLeast), ("at minimum", AtLeast),

    ("fewer than", LessThan), ("less than", LessThan), ("under", LessThan), ("below", LessThan), ("lower than", LessThan),
    ("smaller than", LessThan), ("shorter than", LessThan), ("younger than", LessThan), ("south of", LessThan),
    ("short of", LessThan), ("<", LessThan), ("within", AtMost), ("inside of", LessThan),

    ("well under", WellUnder), ("well below", WellUnder), ("far fewer than", WellUnder), ("far less than", WellUnder),
    ("much less than", WellUnder), ("well short of", WellUnder), ("far below", WellUnder), ("far short of", WellUnder),
    ("way under", WellUnder), ("significantly less than", WellUnder), ("considerably less than", WellUnder),
    ("significantly fewer than", WellUnder), ("considerably fewer than", WellUnder), ("well shy of", WellUnder),

    ("at most", AtMost), ("up to", AtMost), ("no more than", AtMost), ("not more than", AtMost), ("as many as", AtMost),
    ("as much as", AtMost), ("a maximum of", AtMost), ("maximum of", AtMost), ("at the most", AtMost), ("a max of", AtMost),
    ("max.", AtMost), ("≤", AtMost), ("<=", AtMost), ("no greater than", AtMost), ("no higher than", AtMost),
    ("not to exceed", AtMost), ("not exceeding", AtMost), ("no longer than", AtMost), ("no later than", AtMost),
    ("capped at", AtMost), ("limited to", AtMost), ("as long as", AtMost), ("as high as", AtMost), ("upto", AtMost),
    ("no larger than", AtMost), ("at maximum", AtMost),
    ("as few as", AtLeast), ("as little as", AtLeast), ("as low as", AtLeast),

    ("exactly", Exactly), ("precisely", Exactly), ("just", Exactly), ("only", Exactly), ("a total of", Exactly),
    ("an exact", Exactly), ("merely", Exactly), ("an even", Exactly), ("=", Exactly), ("a mere", Exactly),
];

/// What stands after a number, or after the thing counted.
#[rustfmt::skip]
static AFTER: &[(&str, Hedge)] = &[
    ("or more", AtLeast), ("or above", AtLeast), ("or over", AtLeast), ("or greater", AtLeast), ("or higher", AtLeast),
    ("or older", AtLeast), ("or longer", AtLeast), ("or better", AtLeast), ("and above", AtLeast), ("and over", AtLeast),
    ("and older", AtLeast), ("and up", AtLeast), ("and counting", AtLeast), ("plus", AtLeast), ("-plus", AtLeast),
    ("+", AtLeast), ("at least", AtLeast), ("at a minimum", AtLeast), ("minimum", AtLeast), ("at minimum", AtLeast),
    ("and more", AtLeast), ("at the very least", AtLeast),
    ("or less", AtMost), ("or fewer", AtMost), ("or under", AtMost), ("or below", AtMost), ("or lower", AtMost),
    ("or younger", AtMost), ("or shorter", AtMost), ("and under", AtMost), ("and below", AtMost), ("and younger", AtMost),
    ("at most", AtMost), ("at the most", AtMost), ("maximum", AtMost), ("max", AtMost), ("max.", AtMost), ("tops", AtMost),
    ("at maximum", AtMost),
    ("or so", About), ("or thereabouts", About), ("give or take", About), ("approximately", About), ("approx.", About),
    ("-ish", About), ("-odd", JustOver), ("odd", JustOver), ("-something", JustOver), ("more or less", About),
    ("or more or less", About), ("exactly", Exactly), ("in total", Exactly), ("in all", Exactly), ("altogether", Exactly),
    ("flat", Exactly), ("sharp", Exactly),
];

/// The longest hedge that the words start with, and how many words it takes. The next word must
/// be the number: `some`, `over`, `past` and `just` mean other things elsewhere.
pub fn hedge_before(words: &[&str]) -> Option<(usize, Hedge)> {
    super::longest(BEFORE, |(phrase, _)| phrase, words).map(|(used, (_, hedge))| (used, *hedge))
}

/// The longest hedge that ends right before the end of `words`, that is, next to a number which
/// follows them.
pub fn hedge_ending(words: &[&str]) -> Option<(usize, Hedge)> {
    let most = words.len().min(5);
    (1..=most).rev().find_map(|count| match hedge_before(&words[words.len() - count..]) {
        Some((used, hedge)) if used == count => Some((count, hedge)),
        _ => None,
    })
}

/// The longest hedge after a number that the words start with.
pub fn hedge_after(words: &[&str]) -> Option<(usize, Hedge)> {
    super::longest(AFTER, |(phrase, _)| phrase, words).map(|(used, (_, hedge))| (used, *hedge))
}

/// Every phrase that stands before a number, in lower case.
pub fn phrases_before() -> &'static [(&'static str, Hedge)] {
    BEFORE
}

/// Every phrase that stands after a number, in lower case. One that starts with `-` is written
/// onto the number.
pub fn phrases_after() -> &'static [(&'static str, Hedge)] {
    AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> Option<(usize, Hedge)> {
        hedge_before(&text.split(' ').collect::<Vec<_>>())
    }

    fn after(text: &str) -> Option<(usize, Hedge)> {
        hedge_after(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn the_longest_hedge_wins() {
        assert_eq!(before("about 300"), Some((1, About)));
        assert_eq!(before("Just under 300"), Some((2, Almost)));
        assert_eq!(before("just 300"), Some((1, Exactly)));
        assert_eq!(before("a little over 300"), Some((3, JustOver)));
        assert_eq!(before("over 300"), Some((1, MoreThan)));
        assert_eq!(before("WELL OVER 300"), Some((2, WellOver)));
        assert_eq!(before("no fewer than 300"), Some((3, AtLeast)));
        assert_eq!(before("no more than 300"), Some((3, AtMost)));
        assert_eq!(before("not more than 300"), Some((3, AtMost)));
        assert_eq!(before("as many as 300"), Some((3, AtMost)));
        assert_eq!(before("fewer than 300"), Some((2, LessThan)));
        assert_eq!(before("in excess of 300"), Some((3, MoreThan)));
        assert_eq!(before("children 300"), None);
        assert_eq!(before(""), None);
    }

    #[test]
    fn hedges_after_the_number() {
        assert_eq!(after("or more people"), Some((2, AtLeast)));
        assert_eq!(after("or so"), Some((2, About)));
        assert_eq!(after("or fewer"), Some((2, AtMost)));
        assert_eq!(after("or not"), None);
        assert_eq!(after("-odd"), Some((1, JustOver)));
    }

    #[test]
    fn hedges_are_found_backwards_from_the_number() {
        assert_eq!(hedge_ending(&["said", "that", "no", "more", "than"]), Some((3, AtMost)));
        assert_eq!(hedge_ending(&["more", "than"]), Some((2, MoreThan)));
        assert_eq!(hedge_ending(&["there", "were"]), None);
        assert_eq!(hedge_ending(&[]), None);
    }

    #[test]
    fn no_phrase_is_listed_twice() {
        for table in [BEFORE, AFTER] {
            let mut phrases: Vec<&str> = table.iter().map(|(p, _)| *p).collect();
            phrases.sort_unstable();
            assert!(phrases.windows(2).all(|p| p[0] != p[1]));
            assert!(phrases.iter().all(|p| *p == p.to_lowercase()));
        }
    }
}
