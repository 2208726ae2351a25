//! Money with its hedge: `about $4.2 million`, `1.2m euros`, `five dollars and 20 cents`,
//! `US$ 3 bn or more`. Leaves ranges of money to `range`.

use nom::IResult;

use super::amount::{kind, with_unit};
use super::edge::no;
use super::found::{Found, Piece, Starts};
use super::hedge;
use super::measure::ends;
use super::number::{start_words, starts_here};
use crate::claim::{Dimension, Hedge};
use crate::lexicon::units::units;

/// The row of the table.
pub const PIECE: Piece =
    Piece { name: "money", starts: Starts { digit: true, capital: false, symbols: MARKS, words }, parse };

/// Characters that money starts with.
pub const MARKS: &[char] = &[
    '-', '−', '.', '~', '≈', '∼', '<', '>', '≤', '≥', '½', '¼', '¾', '$', '€', '£', '¥', '￥', '₹', '₩', '₽',
    '₺', '₪', '₫', '₴', '₱', '₦', '฿', '₿',
];

/// The words that money can start with: those of numbers, and the codes before amounts.
pub fn words() -> Vec<&'static str> {
    // The scan asks for the letters before a sign: "us" of "US$".
    const CODES: &[&str] = &[
        "us", "u", "c", "ca", "can", "a", "au", "nz", "hk", "s", "sg", "nt", "r", "mx", "mex", "uk", "gb",
        "jp", "cn",
    ];
    let mut all = start_words();
    all.extend(CODES);
    all.extend(
        units().symbols_before().filter(|s| s.bytes().all(|b| b.is_ascii_alphabetic())).filter_map(lower),
    );
    all
}

/// The codes of the table in the lower case that the scan compares.
fn lower(code: &'static str) -> Option<&'static str> {
    const LOWER: &[&str] = &[
        "usd", "cad", "aud", "nzd", "hkd", "sgd", "twd", "eur", "gbp", "jpy", "cny", "rmb", "rs", "inr",
        "pkr", "krw", "rub", "uah", "chf", "sfr", "fr", "kr", "sek", "nok", "dkk", "isk", "pln", "czk",
        "huf", "brl", "mxn", "php", "ars", "clp", "cop", "try", "ils", "nis", "aed", "dh", "dhs", "sar",
        "thb", "rp", "idr", "vnd", "rm", "myr", "zar", "ngn", "ksh", "kes", "egp", "btc",
    ];
    LOWER.iter().find(|l| l.eq_ignore_ascii_case(code)).copied()
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    let (core, hedge) = hedge::prefix(rest);
    if !starts_here(before, rest) {
        return no(rest);
    }
    let Some((after, amount)) = with_unit(before, core) else { return no(rest) };
    if amount.quantity.unit.is_none_or(|u| u.dimension != Dimension::Money) {
        return no(rest);
    }
    let hedge = if hedge == Hedge::None { amount.hedge } else { hedge };
    let (after, hedge) = hedge::suffix(after, hedge);
    match hedge::measure(&amount.quantity, hedge) {
        Some(measure) if ends(after) => Ok((after, Found::Measure(kind(measure.unit), measure))),
        _ => no(rest),
    }
}
