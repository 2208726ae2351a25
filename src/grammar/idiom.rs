//! Words that look like numbers and state none: `one another`, `zero tolerance`, `second
//! to none`, `24/7`, `401(k)`. Read, so that no other piece takes a part of them.

use std::sync::LazyLock;

use nom::IResult;
use rustc_hash::FxHashMap;

use super::edge::{ends_word, letters, may_start, no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::listed::{beginning, next_beginning};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "idiom",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &[], words: start_words },
    parse,
};

/// What is read, in small letters.
pub const IDIOMS: &[&str] = &[
    "one another",
    "one by one",
    "one at a time",
    "one and the same",
    "one and only",
    "one or another",
    "one or the other",
    "one way or another",
    "one and all",
    "one too many",
    "one size fits all",
    "one to one",
    "one on one",
    "one hand",
    "the one hand",
    "at one point",
    "at one time",
    "on the one hand",
    "on one hand",
    "no one",
    "square one",
    "day one",
    "number one",
    "one day soon",
    "one more time",
    "all in one",
    "one fine day",
    "one armed bandit",
    "one-armed bandit",
    "over a barrel",
    "zero to hero",
    "six-pack",
    "six-packs",
    "one in a million",
    "one half brother",
    "one half sister",
    "under one roof",
    "six feet under",
    "the whole nine yards",
    "four-letter word",
    "four-letter words",
    "five-star",
    "three-point line",
    "a dime a dozen",
    "thanks a million",
    "a second opinion",
    "a second home",
    "a second cousin",
    "a first cousin",
    "second cousin",
    "second cousins",
    "first cousin",
    "first cousins",
    "first base",
    "second base",
    "third base",
    "first violin",
    "fifth wheel",
    "first past the post",
    "zero tolerance",
    "zero sum",
    "zero hour",
    "zero in on",
    "zero-sum",
    "zero-tolerance",
    "ground zero",
    "absolute zero",
    "sub zero",
    "net zero",
    "net-zero",
    "cloud nine",
    "nine to five",
    "nine-to-five",
    "on all fours",
    "fifty-fifty",
    "two cents",
    "two and two together",
    "two plus two",
    "two left feet",
    "in two minds",
    "of two minds",
    "two way street",
    "two-way",
    "two by four",
    "one-way",
    "one-off",
    "one-time",
    "one-on-one",
    "one-stop",
    "one-sided",
    "one-size-fits-all",
    "at sixes and sevens",
    "at first",
    "at first glance",
    "first of all",
    "first and foremost",
    "first and last",
    "first come",
    "first-come",
    "first hand",
    "first-hand",
    "firsthand",
    "first time",
    "first-time",
    "first thing",
    "first aid",
    "first lady",
    "first lieutenant",
    "first responder",
    "first responders",
    "first name",
    "first names",
    "first class",
    "first-class",
    "first rate",
    "first-rate",
    "first ever",
    "first person",
    "first step",
    "first steps",
    "first place",
    "first instance",
    "first light",
    "first sight",
    "first impression",
    "first impressions",
    "first draft",
    "first language",
    "first world",
    "first nation",
    "first nations",
    "first amendment",
    "second to none",
    "second hand",
    "second-hand",
    "secondhand",
    "second thought",
    "second thoughts",
    "second nature",
    "second rate",
    "second-rate",
    "second guess",
    "second-guess",
    "second wind",
    "second sight",
    "second best",
    "second amendment",
    "second lieutenant",
    "third party",
    "third-party",
    "third parties",
    "third world",
    "third degree",
    "third-degree",
    "third rail",
    "third wheel",
    "third person",
    "fourth estate",
    "fourth wall",
    "fourth amendment",
    "fifth amendment",
    "fourteenth amendment",
    "fifth column",
    "sixth sense",
    "seventh heaven",
    "eleventh hour",
    "double-check",
    "double down",
    "doubled down",
    "doubling down",
    "double standard",
    "double standards",
    "double digits",
    "double-digit",
    "triple digits",
    "triple-digit",
    "single-digit",
    "half brother",
    "half sister",
    "half-hearted",
    "half past",
    "half time",
    "halftime",
    "half way",
    "halfway",
    "half-life",
    "half-mast",
    "half-staff",
    "half-truth",
    "first half",
    "second half",
    "other half",
    "better half",
    "close quarters",
    "living quarters",
    "a second time",
    "a third time",
    "a fourth time",
    "a second term",
    "a third term",
    "a second chance",
    "a third party",
    "some one",
    "for a second",
    "in a second",
    "split second",
    "split-second",
    "wait a second",
    "every second",
    "second by second",
    "once or twice",
    "a thousand times",
    "a million times",
    "one in the same",
    "one foot in",
];

fn start_words() -> Vec<&'static str> {
    let mut all: Vec<_> = IDIOMS.iter().filter_map(|words| words.split([' ', '-']).next()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !may_start(before) {
        return no(rest);
    }
    let read = if rest.starts_with(|c: char| c.is_ascii_digit()) { figures(rest) } else { idiom(rest) };
    read.map_or_else(|| no(rest), |after| Ok((after, Found::Nothing)))
}

/// The idioms by their first word, each with how what follows it there begins.
static BY_WORD: LazyLock<FxHashMap<&str, Vec<(u64, &str)>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for words in IDIOMS {
        let first = letters(words);
        let next = words[first.len()..].strip_prefix([' ', '-']).map_or(u64::MAX, beginning);
        by_word.entry(first).or_default().push((next, *words));
    }
    by_word
});

/// The longest idiom at the start.
fn idiom(i: &str) -> Option<&str> {
    let word = letters(i);
    let mut buffer = [0_u8; 16];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let idioms = BY_WORD.get(std::str::from_utf8(lower).ok()?)?;
    let next = next_beginning(&i[word.len()..]);
    let near = idioms.iter().filter(|(beginning, _)| beginning & next != 0);
    near.filter_map(|(_, words)| phrase(i, words)).min_by_key(|rest| rest.len())
}

// 24/7 | 20/20 | 50/50 | 50-50 | 401(k) | 403(b) | 5K run | 360-degree | 180 degrees
fn figures(i: &str) -> Option<&str> {
    const FIXED: &[&str] = &[
        "24/7",
        "20/20",
        "50/50",
        "50-50",
        "401(k)",
        "401k",
        "403(b)",
        "501(c)(3)",
        "501(c)",
        "9-to-5",
        "24-7",
        "2x4",
        "4x4",
    ];
    // All of them are digits and one of these.
    let digits = i.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if !matches!(i.as_bytes().get(digits), Some(b'/' | b'-' | b'(' | b'k' | b'K' | b'x' | b'X')) {
        return None;
    }
    if let Some(fixed) =
        FIXED.iter().find(|f| i.get(..f.len()).is_some_and(|head| head.eq_ignore_ascii_case(f)))
    {
        return Some(&i[fixed.len()..]).filter(|rest| ends_word(rest));
    }
    // "4/4 beats", "in 6/8 time"
    if let (Some(&[top, b'/', low]), Some(after)) = (i.as_bytes().get(..3), i.get(3..))
        && top.is_ascii_digit()
        && matches!(low, b'2' | b'4' | b'8')
        && ["time", "beat", "beats", "meter", "metre", "rhythm", "signature", "bar", "bars"]
            .iter()
            .any(|word| space(after).is_some_and(|next| phrase(next, word).is_some()))
    {
        return Some(after);
    }
    // "a 5k run": kilometres, by custom, and no thousands.
    let after = i[digits.min(3)..].strip_prefix(['k', 'K']).filter(|rest| ends_word(rest))?;
    let race = ["run", "race", "runs", "races", "walk", "fun run", "time trial", "marathon", "course"];
    race.iter().any(|word| space(after).is_some_and(|next| phrase(next, word).is_some())).then_some(after)
}
