//! Bare numbers: `545`, `3,000`, `-504`, `63k`, `3 million`, `two hundred and twelve
//! thousand`, `2½`, each with its hedge. Leaves figures with a unit to `measure` and
//! `money`, and figures that belong to a name or reference to `identifier`.
//!
//! A bare four-digit figure from 1000 to 2100 is taken for a year and left to the date
//! pieces, unless a hedge or a plural noun shows that things are counted (`1617 cases`).

mod counted;

use nom::IResult;

use super::amount::per;
use super::edge::{ends_word, is_any, is_dash, letters, may_end, may_start, next_word, no, spaces};
use super::figures::figures;
use super::found::{Found, Piece, Starts};
use super::fraction::{self, vulgar};
use super::hedge::{self, Quantity};
use super::memo::{self, Memo};
use super::words;
use crate::claim::{Decimal, Hedge, IdKind, Kind};
use crate::lexicon::number_words::{NumberWord, number_word, scale_suffix};
pub use counted::is_part_of_name;
pub use counted::{counts_millions, is_plural};
use counted::{is_bore, is_model, is_pronoun, is_year};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "number",
    starts: Starts { digit: true, capital: false, hedged: true, symbols: SYMBOLS, words: words::start_words },
    parse,
};

/// Characters that numbers and their hedges start with.
pub const SYMBOLS: &[char] = &[
    '-', '−', '.', '~', '≈', '∼', '<', '>', '≤', '≥', '±', '½', '¼', '¾', '⅓', '⅔', '⅕', '⅖', '⅗', '⅘', '⅛',
    '⅜', '⅝', '⅞', '⅙', '⅚', '⅐', '⅑', '⅒',
];

/// A number as written, before its unit and hedge are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Num {
    pub value: Decimal,
    /// As in `Measure::precision`.
    pub precision: i32,
    /// Set when a scale or a decimal point makes the strict reading a half unit of this
    /// power of ten: 5 for `4.2 million`, -1 for `0.3`.
    pub step: Option<i32>,
    /// Digits after the decimal point, scale apart.
    pub decimals: u8,
    pub words: bool,
    /// Nothing but digits, and how many; none for any other way to write it.
    pub plain_digits: Option<u8>,
    /// A scale word or letter stands with it.
    pub scaled: bool,
    /// The value was cut at this power of ten since its decimals do not end: -9 for `2⅓`.
    pub slack: Option<i32>,
}

impl Num {
    /// A whole number written out: rounded to its trailing zeros, at most.
    pub fn whole(value: i128) -> Self {
        let value = Decimal::int(value);
        Self {
            value,
            precision: value.exp10().max(0),
            step: None,
            decimals: 0,
            words: false,
            plain_digits: None,
            scaled: false,
            slack: None,
        }
    }

    /// A figure with so many digits after its point.
    pub fn decimal(value: Decimal, decimals: u8) -> Self {
        let places = -i32::from(decimals);
        Self { value, precision: places, step: Some(places), decimals, ..Self::whole(0) }
    }

    /// This number of thousands, millions and so on.
    pub fn times_power(mut self, power: i32) -> Self {
        self.value = self.value.scaled(power);
        let step = self.step.unwrap_or(0) + power;
        self.step = (power >= 3 || self.step.is_some()).then_some(step);
        self.precision = if self.decimals > 0 { step } else { self.value.exp10().max(step) };
        self.plain_digits = None;
        self.scaled |= power >= 3;
        self.slack = self.slack.map(|slack| slack + power);
        self
    }

    /// With the sign turned.
    pub const fn negated(mut self) -> Self {
        self.value = self.value.negated();
        self.plain_digits = None;
        self
    }

    /// A bare figure that reads as a year.
    pub fn is_year_like(&self) -> bool {
        self.plain_digits == Some(4) && self.value <= Decimal::int(2100)
    }
}

/// How letters after the digits are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// `m` and `b` may be metres and labels: only `k`, `M`, `bn` and the like count.
    Plain,
    /// After money, `m` and `b` are millions and billions.
    Money,
}

/// Reads a number with its sign and scale at the start of `i`; says nothing of what may follow.
pub fn num(i: &str, how: Letters) -> Option<(&str, Num)> {
    memo::once(&NUMBERS, ("", i, how as u8), || {
        let (rest, negative) = sign(i);
        let (rest, number) = unsigned(rest, how)?;
        Some((rest, if negative { number.negated() } else { number }))
    })
}

thread_local! {
    static NUMBERS: Memo<Num> = const { Memo::new() };
}

// -504 | −504 | minus five | negative 12
fn sign(i: &str) -> (&str, bool) {
    if let Some(rest) = i.strip_prefix(['-', '−', '\u{2011}'])
        && rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return (rest, true);
    }
    for word in ["minus", "negative"] {
        if let Some(rest) = super::edge::phrase(i, word).and_then(super::edge::space) {
            return (rest, true);
        }
    }
    (i, false)
}

fn unsigned(i: &str, how: Letters) -> Option<(&str, Num)> {
    if i.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        let (rest, number) = figures(i)?;
        let (rest, number) = fraction_tail(rest, number).unwrap_or((rest, number));
        return Some(scale_tail(rest, number, how).unwrap_or((rest, number)));
    }
    if let Some((rest, parts)) = vulgar(i) {
        let number = fraction::plus(&Num::whole(0), parts, 0)?;
        return Some(scale_tail(rest, number, how).unwrap_or((rest, number)));
    }
    words::part_of_scale(i).or_else(|| words::cardinal(i))
}

// 2½ | 2 ½ | 2 1/2 | 2-1/2 | 2 and a half
fn fraction_tail(i: &str, number: Num) -> Option<(&str, Num)> {
    if number.decimals > 0 {
        return None;
    }
    let (rest, parts) = vulgar(spaces(i))
        .or_else(|| fraction::slash(i.strip_prefix([' ', '-', '\u{a0}'])?))
        .or_else(|| fraction::added(i))?;
    Some((rest, fraction::plus(&number, parts, 0)?))
}

// 3 million | 4.2-million | 63k | 227M | 3 bn | 2 dozen | 3 hundred thousand
fn scale_tail(i: &str, number: Num, how: Letters) -> Option<(&str, Num)> {
    let glued = letters(i);
    if !glued.is_empty() {
        let (power, plain) = scale_suffix(glued)?;
        let rest = &i[glued.len()..];
        let counts =
            glued == "m" && counts_millions(rest) || matches!(glued, "b" | "B") && is_plural(next_word(rest));
        let fits = plain || how == Letters::Money || counts;
        let power = i32::try_from(power).ok()?;
        return (fits && ends_word(rest)).then(|| (rest, number.times_power(power)));
    }
    let rest = i.strip_prefix([' ', '-', '\u{a0}', '\u{2011}', '\u{202f}', '\u{2009}'])?;
    let word = letters(rest);
    let after = &rest[word.len()..];
    if word.len() < 2 || !ends_word(after) {
        return None;
    }
    let scaled = match number_word(word) {
        Some(NumberWord::Hundred) => number.times_power(2),
        Some(NumberWord::Scale { power_of_ten }) => number.times_power(i32::try_from(power_of_ten).ok()?),
        Some(NumberWord::Scales { power_of_ten }) if power_of_ten >= 3 && next_word(after) != "of" => {
            number.times_power(i32::try_from(power_of_ten).ok()?)
        }
        Some(NumberWord::Group(12) | NumberWord::Groups(12)) => {
            let value = number.value.checked_mul(Decimal::int(12))?;
            Num { value, precision: 1, plain_digits: None, ..number }
        }
        _ => {
            // "3 mm" are millimetres.
            let (power, plain) = scale_suffix(word).filter(|_| !matches!(word, "mm" | "MM" | "mil"))?;
            let fits = plain || how == Letters::Money;
            return fits.then(|| (after, number.times_power(i32::try_from(power).unwrap_or(0))));
        }
    };
    // "3 hundred thousand", "2 thousand million"
    let again = super::edge::space(after).and_then(|next| {
        let word = letters(next);
        match number_word(word)? {
            NumberWord::Scale { power_of_ten } => {
                Some((&next[word.len()..], scaled.times_power(i32::try_from(power_of_ten).ok()?)))
            }
            _ => None,
        }
    });
    let (rest, scaled) = again.filter(|(rest, _)| ends_word(rest)).unwrap_or((after, scaled));
    let (rest, scaled) = if number.decimals == 0 { lower_parts(rest, scaled) } else { (rest, scaled) };
    Some(words::scale_and_half(rest, &scaled).unwrap_or((rest, scaled)))
}

// 4 thousand 3 hundred and 21 | 5 crore 40 lakh | 3 hundred and one
fn lower_parts(mut rest: &str, mut total: Num) -> (&str, Num) {
    let mut power = total.value.exp10().min(total.step.unwrap_or(2));
    while power >= 2
        && let Some((tail, part, lower)) = lower_part(rest, power)
        && let Some(value) = total.value.checked_add(part)
    {
        let step = (lower >= 3).then_some(lower);
        total = Num { value, precision: lower.max(value.exp10()), step, ..total };
        (rest, power) = (tail, lower);
    }
    (rest, total)
}

/// One part below ten to the `power`, and its own power of ten: 0 for a last part without one.
fn lower_part(i: &str, power: i32) -> Option<(&str, Decimal, i32)> {
    let next = super::edge::space(i)?;
    let joined = super::edge::phrase(next, "and").and_then(super::edge::space);
    let (rest, number) = figures(joined.unwrap_or(next))
        .filter(|(_, n)| n.plain_digits.is_some_and(|d| d <= 3))
        .or_else(|| words::group(joined?).map(|(rest, n)| (rest, Num::whole(n))))
        .filter(|(_, n)| !n.value.is_zero())?;
    let scale = super::edge::space(rest).and_then(words::word).and_then(|(tail, found)| match found {
        NumberWord::Hundred => Some((tail, 2)),
        NumberWord::Scale { power_of_ten } => Some((tail, i32::try_from(power_of_ten).ok()?)),
        _ => None,
    });
    match (scale, joined) {
        (Some((tail, lower)), None) if lower < power => Some((tail, number.value.scaled(lower), lower)),
        // "3 hundred and 21", "6 crore and two hundred"; "3 million and 21 people" are two numbers.
        (None, Some(_)) if ends_word(rest) => {
            let hundred = Decimal::int(100);
            let below = if power == 2 {
                number.value < hundred
            } else {
                number.value >= hundred && number.plain_digits.is_none()
            };
            (below && (power == 2 || words::group(joined?).is_some())).then_some((rest, number.value, 0))
        }
        _ => None,
    }
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    let (core, hedge) = hedge::prefix(rest);
    if !starts_here(before, rest) {
        return no(rest);
    }
    let Some((after, number)) = num(core, Letters::Plain) else { return no(rest) };
    // A lone `½` is a share.
    if vulgar(core).is_some() && !number.scaled {
        return no(rest);
    }
    let (after, mut quantity) =
        hedge::tolerance(after, &number, Letters::Plain).unwrap_or_else(|| (after, Quantity::bare(number)));
    // "Vec<4>"
    if before.ends_with('<') && after.starts_with('>') {
        return Ok((after, Found::Identifier(IdKind::Code)));
    }
    if is_bore(after) {
        return Ok((after, Found::Nothing));
    }
    if hedge == Hedge::None && is_part_of_name(before, core, after) {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    if number.plain_digits == Some(3) && is_model(before, after) {
        return Ok((after, Found::Identifier(IdKind::Name)));
    }
    let is_age = super::age::says_older(after) && number.value <= Decimal::int(120);
    let (after, hedge) = hedge::suffix(after, hedge);
    if is_age
        || !ends_here(after, &number)
        || is_year(before, after, &number, hedge)
        || is_pronoun(before, after, &number, hedge)
    {
        return no(rest);
    }
    let rated = per(after, None).filter(|(tail, _)| may_end(tail));
    let after = rated.map_or(after, |(tail, per)| {
        quantity.per = Some(per);
        tail
    });
    match hedge::measure(&quantity, hedge) {
        Some(measure) => Ok((after, Found::Measure(Kind::Quantity, measure))),
        None => no(rest),
    }
}

/// A number, its sign included, may start after `before`.
pub fn starts_here(before: &str, rest: &str) -> bool {
    let signed = rest.starts_with(['-', '−']);
    // "build/100%"
    let percent = before.ends_with('/')
        && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_alphabetic())
        && rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').starts_with('%');
    // "p<0.05", "BMI≥30", and no part of an arrow
    let compared = rest.starts_with(['<', '>', '≤', '≥'])
        && before.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && !rest.starts_with("<>")
        && !is_bracketed(rest)
        && !(rest.starts_with('>') && closes_bracket(before));
    // "\$5": a sign of money that is no formula
    let escaped = before.ends_with('\\') && rest.starts_with('$');
    (percent || compared || escaped || may_start(before)) && (!signed || sign_stands_free(before))
}

/// `<Object` before `>`: the end of a name in brackets, and no comparison.
fn closes_bracket(before: &str) -> bool {
    before.rfind(|c: char| c.is_whitespace() || c == '<').is_some_and(|at| before[at..].starts_with('<'))
}

/// `<4>`: an argument in code.
fn is_bracketed(rest: &str) -> bool {
    let on = rest.strip_prefix('<').unwrap_or("");
    on.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('>')
}

/// A minus sign stands free of what is before it: "fell to -5", not "2 -7" or "page -5".
fn sign_stands_free(before: &str) -> bool {
    let gap = before.trim_end_matches(super::edge::is_space);
    before.is_empty()
        || before.ends_with('(')
        || (gap.len() < before.len() && !gap.ends_with(|c: char| c.is_ascii_digit()))
}

fn ends_here(after: &str, number: &Num) -> bool {
    // "under 8 U.S.C. 1325" and "around 100 BC": the figure belongs to what follows.
    const TAKERS: &[&str] = &[
        "U.S.C", "USC", "C.F.R", "CFR", "F.2d", "F.3d", "F.4th", "F. Supp", "Fed. Reg", "Stat", "BC", "BCE",
        "AD", "CE", "B.C", "A.D",
    ];
    let next = spaces(after);
    let taken = next.len() < after.len()
        && next.starts_with(|c: char| c.is_ascii_uppercase())
        && TAKERS.iter().any(|t| next.strip_prefix(t).is_some_and(ends_word));
    if taken || !may_end(after) {
        return false;
    }
    // "two-thirds", "three-fold", "one-way": the words belong together.
    if number.words && after.starts_with(is_dash) {
        let next = letters(&after[after.chars().next().map_or(0, char::len_utf8)..]);
        let part = matches!(
            number_word(next),
            Some(
                NumberWord::Denominator(_)
                    | NumberWord::Denominators(_)
                    | NumberWord::Ordinal(_)
                    | NumberWord::OrdinalScale { .. }
                    | NumberWord::Unit(_)
            )
        );
        return !part
            && !is_any(
                next,
                &["fold", "way", "tone", "faced", "something", "somethings", "ish", "plus", "odd"],
            )
            && number.value != Decimal::ONE;
    }
    true
}
