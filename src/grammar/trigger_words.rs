//! The common words that can lead to a value, and what must follow each for one to start there.

use super::listed::{AFTER_ARTICLE, ARTICLE, JOINT, LEAD, LINK, NUMBERING, OPENING, PERIOD, POINTER};

/// What each word does, in small letters.
pub const ROLES: &[(u16, &[&str])] = &[
    (ARTICLE, &["a", "an", "the"]),
    (LEAD, LEADS),
    (LINK, &["or", "than", "before", "after"]),
    (POINTER, POINTERS),
    (PERIOD | AFTER_ARTICLE, PERIODS),
    (AFTER_ARTICLE, AFTER_ARTICLES),
    (OPENING, &["from", "between", "since", "until", "till", "through", "thru", "up"]),
    (JOINT, JOINTS),
    (NUMBERING, &["no", "nos", "number", "numbers", "order", "orders"]),
];

#[rustfmt::skip]
const LEADS: &[&str] = &[
    "from", "between", "since", "until", "till", "through", "thru", "on", "about", "around", "nearly", "almost",
    "roughly", "approximately", "some", "barely", "under", "over", "more", "less", "fewer", "just", "shortly",
];

#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "that", "this", "last", "next", "later", "earlier", "final", "current", "coming", "upcoming",
];

#[rustfmt::skip]
const PERIODS: &[&str] = &[
    "day", "days", "morning", "afternoon", "evening", "night", "week", "weekend", "month", "quarter", "year",
    "decade", "half", "winter", "spring", "summer", "autumn", "fall", "that", "this", "last", "next", "same",
    "past", "coming", "upcoming", "calendar", "fiscal", "financial", "school", "academic",
];

#[rustfmt::skip]
const AFTER_ARTICLES: &[&str] = &[
    "age", "ages", "following", "same", "previous", "preceding", "prior", "vast", "great", "large",
    "overwhelming", "clear", "big", "narrow", "slim", "bare", "small", "simple", "sizable", "strong",
    "majority", "minority", "handful", "fortnight", "hundredth", "twenties", "thirties", "forties", "fifties",
    "sixties", "seventies", "eighties", "nineties",
];

/// What may follow a number and make more of it: `3 to 7`, `one in five`, `two times the`.
#[rustfmt::skip]
const JOINTS: &[&str] = &[
    "ad", "after", "am", "an", "and", "bc", "bce", "before", "below", "by", "ce", "each", "every", "fold",
    "give", "half", "in", "minus", "midnight", "more", "nd", "noon", "oclock", "odd", "of", "old", "olds", "or",
    "out", "past", "per", "plus", "pm", "point", "rd", "st", "th", "through", "thru", "till", "times", "to",
    "tomorrow", "until", "yesterday",
];
