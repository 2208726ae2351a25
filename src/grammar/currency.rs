//! Currencies before and after a number: their signs and codes, which of them name other
//! things as well, and minor money in the major. Leaves the amount to `amount`.

use super::edge::{is_any, is_space, letters, next_word, space, spaces};
use super::number::Num;
use super::unit::{Named, convert};
use crate::claim::{Decimal, Dimension, Unit, UnitDefinition};
use crate::lexicon::units::{UnitRef, units};

/// The currency of cents: some dollar, or the euro.
pub const CENTS: &str = "dollar or euro";

/// Minor money is turned into the major: 50 cents are 0.5 of some dollar or euro.
pub fn money(unit: UnitRef) -> Option<Named> {
    let minor = unit.den != 1;
    let id = match unit.currency {
        Some(code) => code,
        None if unit.id == "cent" => CENTS,
        None if minor => "$",
        None => unit.id,
    };
    let factor = Decimal::int(unit.num).div_floor(Decimal::int(unit.den), 9)?;
    Some(Named { unit: Unit::kept(UnitDefinition::plain(id, Dimension::Money)), factor })
}

/// `$`, `€`, `₡`: the signs of currencies, whatever letters may go with them.
pub const fn is_sign_of_money(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '฿' | '৳' | '֏' | '؋' | '៛' | '\u{20a0}'..='\u{20cf}')
}

/// Codes of currencies that name other things as well.
const DOUBTFUL: &[&str] = &[
    "COP", "PHP", "TRY", "SAR", "CAD", "kr", "kr.", "Dh", "Dhs", "Fr.", "ARS", "NIS", "ILS", "Rp", "BTC",
    "LE", "DM", "Tk", "MOP", "RON", "MAD", "LAK", "AFN", "AMD", "AOA", "BIF", "BWP", "BYN", "CDF", "DJF",
    "DZD", "ESP", "FRF", "GRD", "HNL", "HTG", "IEP", "ITL", "KGS", "LRD", "LYD", "MKD", "MMK", "MWK", "MZN",
    "NIO", "NLG", "NPR", "PTE", "PYG", "SYP", "TJS", "TND", "TTD", "UZS", "XAF", "XOF", "YER", "ZMW", "ZWL",
    "Rupees", "rupees", "naira", "Naira",
];

/// Codes that people write without a space before the number: `EUR500`.
const GLUED: &[&str] = &[
    "AED", "AUD", "BRL", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "INR", "JPY", "KES",
    "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PKR", "PLN", "RMB", "RUB", "SEK", "SGD", "THB", "TWD", "UAH",
    "USD", "VND", "ZAR",
];

/// Codes after a number that name other things as well: `3 CAD drawings`, `5 SOS calls`.
pub const ALSO_NOUNS: &[&str] = &[
    "ALL", "AMD", "ATS", "BEF", "BOB", "CAD", "COP", "CRC", "CUP", "DEM", "DM", "EEK", "ESP", "FIM", "GEL",
    "ITL", "LAK", "MAD", "MGA", "MOP", "MUR", "PEN", "PHP", "RM", "RON", "SAR", "SDG", "SOS", "TMT", "TRY",
    "VES",
];

/// What follows a number and such a code tells of money: nothing, a figure, or a small word.
pub fn tells_money(rest: &str, number: &Num) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "and", "as", "at", "but", "by", "each", "for", "from", "in", "is", "more", "of", "on",
        "or", "per", "than", "to", "was", "were", "with", "worth",
    ];
    let next = next_word(rest);
    number.scaled || number.value >= Decimal::int(1000) || next.is_empty() || is_any(next, SMALL)
}

/// `1,200`, `5.00`, `3 million`: figures with marks of an amount.
fn is_sum(i: &str) -> bool {
    let digits = i.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &i[digits..];
    let marked =
        rest.starts_with([',', '.']) && rest[1..].bytes().take_while(u8::is_ascii_digit).count() >= 2;
    marked
        || digits >= 5
        || space(rest).is_some_and(|w| is_any(letters(w), &["million", "billion", "thousand", "trillion"]))
}

/// The currency that `i` starts with, before a number: `US$ 4`, `EUR 5`, `£3`.
pub fn before(i: &str) -> Option<(&str, Unit)> {
    let at = i
        .bytes()
        .take(LONGEST_BEFORE)
        .position(|b| b.is_ascii_digit() || b == b'-' || b == b'.' && i.starts_with(['$', '€', '£']))?;
    let symbol = i.get(..at)?.trim_end_matches(is_space);
    let rest = &i[at..];
    if !rest.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let named = convert(marked(symbol)?)?;
    // "COP 26" is a conference and "PHP 8" a language: such codes need an amount as money is written.
    // "CRC32" is a sum of another kind, as "TOP500" is: glued, a code of few banknotes needs one too.
    let glued = symbol.len() == at && symbol.len() == 3 && symbol.bytes().all(|b| b.is_ascii_uppercase());
    let sums = !(DOUBTFUL.contains(&symbol) || glued && !GLUED.contains(&symbol)) || is_sum(rest);
    sums.then_some((rest, named.unit))
}

/// `MSEK 120`: a currency in millions before its number, with the power of ten.
pub fn millions_before(i: &str) -> Option<(&str, Unit, i32)> {
    let word = letters(i);
    let (money, power) = millions(word)?;
    let rest = spaces(&i[word.len()..]);
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some((rest, money, power))
}

/// `MUSD`, `MSEK`: a code after the letter for a million.
pub fn millions(word: &str) -> Option<(Unit, i32)> {
    const CODES: &[&str] = &[
        "USD", "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "JPY", "AUD", "CAD", "NZD", "INR", "PLN", "CZK",
        "HUF", "ZAR",
    ];
    let code = word.strip_prefix('M').filter(|code| CODES.contains(code))?;
    Some((money(units().lookup(code).first()?)?.unit, 6))
}

/// No sign of money with its spaces has more bytes.
const LONGEST_BEFORE: usize = 10;

/// The currency of a sign before an amount. Before `$` its letters are read in any case, and
/// loosely joined: `US $`, `c$`, `U.S.$`.
fn marked(symbol: &str) -> Option<UnitRef> {
    if let Some(unit) = units().lookup_before(symbol).first() {
        return Some(unit);
    }
    let letters = symbol.strip_suffix('$')?.trim_end_matches(is_space);
    // "plan b $5", yet "c$ 300 million" of the wire services
    let lone = letters.len() == 1 && letters != "c" && letters.bytes().all(|b| b.is_ascii_lowercase());
    if lone {
        return None;
    }
    let (mut buffer, mut end) = ([0_u8; LONGEST_BEFORE], 0);
    for byte in letters.bytes().filter(|b| *b != b'.').chain([b'$']) {
        *buffer.get_mut(end)? = byte.to_ascii_uppercase();
        end += 1;
    }
    units().lookup_before(std::str::from_utf8(&buffer[..end]).ok()?).first().copied()
}
