//! Ordinals: `third`, `21st`, `twenty-fifth`, `the 100th`. Leaves days of a month and
//! centuries to the date pieces (they read more), fractions to `share`, and names (`first
//! lady`, `Third Street`) and idioms to `idiom`.

use nom::IResult;

use super::date_around::at_start;
use super::edge::{ends_word, is_any, is_dash, last_word, letters, may_start, next_word, no, space};
use super::found::{Found, Piece, Starts};
use super::words;
use crate::claim::IdKind;
use crate::lexicon::number_words::NumberWord;

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "ordinal",
    starts: Starts { digit: true, capital: false, hedged: false, symbols: &[], words: start_words },
    parse,
};

fn start_words() -> Vec<&'static str> {
    vec![
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
        "hundredth",
        "thousandth",
        "millionth",
        "billionth",
        "trillionth",
        "nineth",
        "twelth",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "a",
    ]
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !may_start(before) {
        return no(rest);
    }
    let Some((after, nth)) = figure(rest).or_else(|| in_words(rest)) else { return no(rest) };
    // "I second that"
    let verb = nth == 2
        && is_any(last_word(before), &["i", "we", "you", "they", "to", "would", "per", "each", "every"]);
    // "second-hand", "third-party" name a sort; "21st-century" is a date; "3rds" is none.
    if verb || !ends_word(after) || (after.starts_with(is_dash) && !names_place(after)) {
        return no(rest);
    }
    // "ten jobs a second", "First, we left"; "the Ninth Circuit", "9th Cir."
    let rate = nth == 2
        && is_any(last_word(before), &["a"])
        && (next_word(after).is_empty()
            || is_any(
                next_word(after),
                &["on", "for", "and", "in", "at", "or", "to", "with", "when", "while", "from"],
            ));
    let first = nth == 1 && at_start(before) && rest.starts_with('F');
    if rate || first {
        return Ok((after, Found::Nothing));
    }
    if is_name(before, rest, after) {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    Ok((after, Found::Ordinal(nth)))
}

/// `the Ninth Circuit`, `First Assistant`, `9th Cir.`, `42nd Street`.
fn is_name(before: &str, rest: &str, after: &str) -> bool {
    const NAMED: &[&str] = &[
        "Cir",
        "Circuit",
        "Street",
        "St",
        "Avenue",
        "Ave",
        "Amendment",
        "Congress",
        "Airborne",
        "Division",
        "District",
        "Regiment",
        "Infantry",
        "Battalion",
        "Army",
        "Fleet",
        "Ward",
        "Precinct",
        "Brigade",
        "Squadron",
        "Wing",
        "Corps",
        "Parallel",
    ];
    let next = next_word(after);
    let capital = next.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital || after.starts_with(is_dash) {
        return false;
    }
    let spelled = rest.starts_with(|c: char| c.is_ascii_uppercase());
    is_any(next, NAMED) || spelled && !at_start(before) && next.len() > 1
}

/// `third-largest`, `second-highest`, `first-place`: the ordinal keeps its sense.
fn names_place(after: &str) -> bool {
    let word = letters(&after[after.chars().next().map_or(0, char::len_utf8)..]);
    word.ends_with("est")
        || is_any(
            word,
            &["most", "least", "place", "best", "worst", "ranked", "floor", "grade", "quarter", "year"],
        )
}

// 21st | 1,000th
fn figure(i: &str) -> Option<(&str, u64)> {
    let (mut nth, mut end) = (0_u64, 0);
    for (at, byte) in i.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => nth = nth.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?,
            b',' if i[at + 1..].bytes().take(3).filter(u8::is_ascii_digit).count() == 3 => {}
            _ => {
                end = at;
                break;
            }
        }
    }
    let suffix = i.get(end..end + 2).filter(|_| end > 0)?;
    let expected = match (nth % 100, nth % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    (nth > 0 && suffix.eq_ignore_ascii_case(expected)).then_some((&i[end + 2..], nth))
}

// third | twenty-fifth | twenty fifth | one hundredth | two hundred and first
fn in_words(i: &str) -> Option<(&str, u64)> {
    let gap = |i: &'_ str| -> Option<usize> {
        i.strip_prefix(is_dash).or_else(|| space(i)).map(|rest| i.len() - rest.len())
    };
    match words::word(i) {
        Some((rest, NumberWord::Ordinal(n))) => return Some((rest, n)),
        Some((rest, NumberWord::OrdinalScale { power_of_ten })) => {
            return Some((rest, 10_u64.checked_pow(power_of_ten)?));
        }
        Some((rest, NumberWord::Ten(tens))) => {
            let at = gap(rest)?;
            if let (tail, NumberWord::Ordinal(n)) = words::word(&rest[at..])?
                && n < 10
            {
                // "twenty second intervals" are short, but seldom written so.
                return Some((tail, tens + n));
            }
        }
        _ => {}
    }
    // "one hundredth", "two hundred and first", "three millionth"
    let (rest, number) = words::cardinal(i)?;
    let n = u64::try_from(number.value.to_i128()?).ok().filter(|n| *n > 0)?;
    let at = gap(rest)?;
    let next = &rest[at..];
    let next = super::edge::phrase(next, "and").and_then(space).unwrap_or(next);
    match words::word(next)? {
        (tail, NumberWord::OrdinalScale { power_of_ten }) if next_word(tail) != "of" => {
            Some((tail, n.checked_mul(10_u64.checked_pow(power_of_ten)?)?))
        }
        (tail, NumberWord::Ordinal(low)) if n % 100 == 0 || (n % 10 == 0 && n % 100 >= 20 && low < 10) => {
            Some((tail, n.checked_add(low)?))
        }
        _ => None,
    }
}
