//! What a sentence says of every one of a kind, or of all times: `no bid was above $50 million`, `at no time did it
//! hold more than 300`, `every ward kept at least 80 per cent of its beds`. Gives the bound that each single value
//! has to keep; leaves to others to find one that does not.

use std::ops::Range;

use super::edge::is_any;
use super::mode::is_resolved;
use super::slots::View;
use crate::claim::{Hedge, Measure, OfAll, Vocab};
use crate::lexicon::tag::Tag;

/// Tokens before a value that are looked at.
const BEFORE: usize = 28;

/// The bound that the value of the tokens `own` sets for all of a kind; none if it sets none.
pub fn of_all(view: &View<'_>, own: &Range<usize>, measure: &Measure, vocab: &mut Vocab) -> Option<OfAll> {
    if measure.is_range || measure.per.is_some() || !compares(view, own, measure) {
        return None;
    }
    let (at, marker) = marker(view, own)?;
    let rest = at + marker.words..own.start;
    let word = |at: usize| view.words.get(at).copied().unwrap_or("");
    let from = at.saturating_sub(4);
    if excepts(&view.words[..own.start]) || is_resolved(view.words) {
        return None;
    }
    if (from..own.start).any(|at| is_any(word(at), NORMS)) || rest.clone().any(|at| is_any(word(at), TURNING))
    {
        return None;
    }
    let compared = rest.clone().rev().take(9).find(|&at| comparative(word(at)).is_some());
    let side = direction(view, own, measure, compared)?;
    let hedge = match (marker.denies, side) {
        (false, side) => side,
        (true, Hedge::MoreThan) => Hedge::AtMost,
        (true, Hedge::AtLeast) => Hedge::LessThan,
        (true, Hedge::LessThan) => Hedge::AtLeast,
        (true, _) => Hedge::MoreThan,
    };
    let (class, pronoun) =
        if marker.timeless { (any(view, rest.clone()), false) } else { class(view, rest.clone()) };
    let pronoun =
        pronoun || rest.clone().any(|at| is_any(word(at), &["it", "they", "them", "there", "he", "she"]));
    Some(OfAll {
        hedge,
        class: class.map(|at| view.analysis.sym(at, vocab)),
        compared: compared.map(|at| view.analysis.sym(at, vocab)),
        pronoun,
    })
}

/// True where something is left out: "Apart from the symphony, no piece is longer than 12 minutes."
fn excepts(words: &[&str]) -> bool {
    const LEAST: [&str; 6] = ["except", "excepting", "excluding", "barring", "besides", "save"];
    let pairs = [("apart", "from"), ("aside", "from"), ("other", "than"), ("except", "for"), ("but", "for")];
    words.first().is_some_and(|word| is_any(word, &LEAST))
        || words.windows(2).any(|pair| {
            pairs.iter().any(|(a, b)| is_any(pair[0], &[a]) && is_any(pair[1], &[b]))
                || is_any(pair[0], &["save"]) && is_any(pair[1], &["for"])
        })
}

/// True where the value may be a bound: most are none.
fn compares(view: &View<'_>, own: &Range<usize>, measure: &Measure) -> bool {
    let before = &view.words[own.start.saturating_sub(2)..own.start];
    measure.hedge.is_bound()
        || measure.hedge == Hedge::None
            && before.iter().any(|word| {
                is_any(word, &["than", "exceed", "exceeds", "exceeded", "exceeding"]) || is_any(word, SIDES)
            })
}

/// Prepositions that name a side of the value behind them.
const SIDES: &[&str] = &["above", "over", "beyond", "past", "below", "under", "beneath"];

/// A word that makes a statement one of all.
struct Marker {
    words: usize,
    /// `no`, `never`.
    denies: bool,
    /// It is said of all times: `never`, `always`.
    timeless: bool,
}

/// The last word before the value that makes it one of all, if no comma stands in between.
fn marker(view: &View<'_>, own: &Range<usize>) -> Option<(usize, Marker)> {
    let word = |at: usize| view.words.get(at).copied().unwrap_or("");
    let before = |at: usize| at.checked_sub(1).map_or("", word);
    let behind = (own.end..own.end + 4).take_while(|&at| !is_stop(word(at)) && word(at) != ",");
    if behind.into_iter().any(|at| is_any(word(at), &["throughout"])) {
        let start =
            (own.start.saturating_sub(BEFORE)..own.start).rev().take_while(|&at| !is_stop(word(at))).last();
        return start.map(|at| (at, Marker { words: 0, denies: false, timeless: true }));
    }
    for at in (own.start.saturating_sub(BEFORE)..own.start).rev() {
        let denies = |words, timeless| Some(Marker { words, denies: true, timeless });
        let all = |timeless| Some(Marker { words: 1, denies: false, timeless });
        let is = |wanted: &[&str]| is_any(word(at), wanted);
        let marker = if is(&["never"]) {
            denies(1, true)
        } else if is(&["no"]) && is_any(word(at + 1), MOMENTS) && is_any(before(at), &["at", "on", "in"]) {
            denies(2, true)
        } else if is(&["no"]) && names(view, at + 1) && !is_any(word(at + 1), BARE)
            || is(&["none", "nobody", "nothing", "nowhere"])
            || is(&["one"]) && is_any(before(at), &["no", "not"])
        {
            denies(1, false)
        } else if is(&["always"]) {
            all(true)
        } else if is(&["every", "each"])
            // "All the towers are higher", and not "after all" or "in all".
            || is(&["all"])
                && !is_any(before(at), &["after", "in", "at", "above", "of"])
                && class(view, at + 1..own.start).0.is_some()
        {
            all(false)
        } else {
            None
        };
        if let Some(marker) = marker {
            // "not every", "nearly every", "almost no"
            let weak = is_any(
                before(at),
                &["not", "nearly", "almost", "hardly", "virtually", "practically", "scarcely"],
            );
            return (!weak).then_some((at, marker));
        }
        if word(at) == "," || is_stop(word(at)) {
            return None;
        }
    }
    None
}

/// Words of time behind `no` that make it one of all times.
const MOMENTS: &[&str] = &["time", "point", "moment", "stage", "occasion", "day", "night"];

/// Nouns behind `no` that count nothing: `no doubt more than 300`.
const BARE: &[&str] = &[
    "doubt", "wonder", "way", "need", "reason", "evidence", "sign", "plan", "plans", "idea", "question",
    "matter",
];

/// Words that make a bound a rule for what is to be, and no report of what is.
const NORMS: &[&str] = &[
    "must",
    "may",
    "should",
    "shall",
    "can",
    "cannot",
    "could",
    "might",
    "allow",
    "allowed",
    "allows",
    "permitted",
    "permit",
    "limit",
    "limited",
    "require",
    "required",
    "requires",
    "if",
    "unless",
    "promise",
    "promised",
    "aim",
    "target",
    "want",
    "wanted",
    "hope",
    "hopes",
    "demand",
    "demanded",
    "whether",
    "let",
];

/// Words after which a bound is no longer said of all.
const TURNING: &[&str] = &[
    "that", "because", "but", "although", "though", "while", "again", "other", "except", "without", "know",
    "knew", "known", "think", "thought", "believe", "believed", "said", "say", "says", "expect", "expected",
    "sure", "doubt", "not", "no", "and",
];

/// Marks that end what is looked at.
fn is_stop(word: &str) -> bool {
    matches!(word, ";" | ":" | "(" | ")" | "—" | "\"" | "“" | "”" | "?" | "." | "!")
}

/// True where a noun or what stands before one begins: `no grant`, `no single grant`, `no longer` not.
fn names(view: &View<'_>, at: usize) -> bool {
    let tags = &view.analysis.tags;
    tags.get(at).is_some_and(|tag| tag.is_noun() || tag.is_adjective() && !matches!(tag, Tag::JJR))
        || tags.get(at).is_some_and(|tag| matches!(tag, Tag::VBN | Tag::VBG | Tag::CD))
            && tags.get(at + 1).is_some_and(|tag| tag.is_noun())
}

/// The kind behind an `any`: `at no point did any camp hold more than 2,000`.
fn any(view: &View<'_>, rest: Range<usize>) -> Option<usize> {
    let at = rest.clone().rev().find(|&at| is_any(view.words[at], &["any"]))?;
    class(view, at + 1..rest.end).0
}

/// The kind named right behind a marker, `No grant larger than`, `None of the five camps held`, `In no month of the
/// year`; and whether a pronoun stands there instead.
fn class(view: &View<'_>, rest: Range<usize>) -> (Option<usize>, bool) {
    let word = |at: usize| view.words.get(at).copied().unwrap_or("");
    let mut at = rest.start;
    let of = is_any(word(at), &["of"]);
    while at < rest.end
        && (is_any(
            word(at),
            &["of", "one", "single", "the", "our", "its", "his", "her", "their", "these", "those", "all"],
        ) || view.analysis.tags[at] == Tag::CD)
    {
        at += 1;
    }
    if of && is_any(word(at), &["them", "us", "which", "whom"]) {
        return (None, true);
    }
    let mut class = None;
    for at in (at..rest.end).take(4) {
        let tag = view.analysis.tags[at];
        if tag.is_noun() {
            class = Some(at);
        } else if class.is_some() || !(tag.is_adjective() || matches!(tag, Tag::VBN | Tag::VBG)) {
            break;
        }
    }
    (class, false)
}

/// The side that the hedge of the value, or a comparison before it, names.
fn direction(
    view: &View<'_>,
    own: &Range<usize>,
    measure: &Measure,
    compared: Option<usize>,
) -> Option<Hedge> {
    if measure.hedge.is_bound() && measure.hedge != Hedge::JustOver {
        return Some(measure.hedge);
    }
    if measure.hedge != Hedge::None {
        return None;
    }
    let word =
        |back: usize| own.start.checked_sub(back).and_then(|at| view.words.get(at)).copied().unwrap_or("");
    let exceeds = |word: &str| word.len() >= 6 && word.as_bytes()[..6].eq_ignore_ascii_case(b"exceed");
    if exceeds(word(1)) || exceeds(word(2)) {
        return Some(Hedge::MoreThan);
    }
    // "fell below 60 per cent", "climb above minus nine", "later than 22:00", "stronger than magnitude 1.5"
    if is_any(word(1), &["above", "over", "beyond", "past"]) {
        return Some(Hedge::MoreThan);
    }
    if is_any(word(1), &["below", "under", "beneath"]) {
        return Some(Hedge::LessThan);
    }
    if is_any(word(1), &["than"]) || is_any(word(2), &["than"]) {
        let more = comparative(view.words[compared?])?;
        return Some(if more { Hedge::MoreThan } else { Hedge::LessThan });
    }
    None
}

/// Whether a comparative means more; none for a word that is none.
fn comparative(word: &str) -> Option<bool> {
    const MORE: &[&str] = &[
        "more", "larger", "greater", "bigger", "higher", "stronger", "later", "heavier", "older", "taller",
        "longer", "deeper", "wider", "faster", "hotter", "warmer", "farther", "further", "away", "dearer",
        "thicker",
    ];
    const LESS: &[&str] = &[
        "less",
        "fewer",
        "smaller",
        "lower",
        "weaker",
        "earlier",
        "lighter",
        "younger",
        "shorter",
        "shallower",
        "narrower",
        "slower",
        "colder",
        "cooler",
        "nearer",
        "closer",
        "cheaper",
        "thinner",
    ];
    if is_any(word, MORE) {
        Some(true)
    } else if is_any(word, LESS) {
        Some(false)
    } else {
        None
    }
}
