//! Money with its hedge: `about $4.2 million`, `1.2m euros`, `five dollars and 20 cents`,
//! `US$ 3 bn or more`. Leaves ranges of money to `range`.

use nom::IResult;

use super::amount::{kind, with_unit};
use super::edge::no;
use super::found::{Found, Piece, Starts};
use super::hedge;
use super::measure::ends;
use super::number::starts_here;
use crate::claim::{Dimension, Hedge};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "money",
    starts: Starts { digit: true, capital: false, hedged: true, symbols: MARKS, words },
    parse,
};

/// Characters that money starts with.
pub const MARKS: &[char] = &[
    '-', '−', '.', '~', '≈', '∼', '<', '>', '≤', '≥', '½', '¼', '¾', '$', '€', '£', '¥', '￥', '₹', '₩', '₽',
    '₺', '₪', '₫', '₴', '₱', '₦', '฿', '₿',
];

/// The codes before amounts. The scan asks for the letters before a sign: `us` of `US$`.
#[rustfmt::skip]
pub const CODES: &[&str] = &[
    "aed", "ars", "au", "aud", "bdt", "bgn", "bhd", "brl", "btc", "c", "ca", "cad", "can", "chf", "clp", "cn", "cny",
    "cop", "czk", "dh", "dhs", "dkk", "egp", "eur", "fr", "gb", "gbp", "hk", "hkd", "huf", "idr", "ils", "inr", "isk",
    "jod", "jp", "jpy", "kes", "kr", "krw", "ksh", "kwd", "mad", "mex", "mx", "mxn", "myr", "ngn", "nis", "nok", "nt",
    "nz", "nzd", "omr", "php", "pkr", "pln", "qar", "r", "rm", "rmb", "ron", "rp", "rs", "rub", "s", "sar", "sek",
    "sfr", "sg", "sgd", "thb", "tnd", "try", "twd", "u", "uah", "uk", "us", "usd", "vnd", "zar",
];

/// The words that money can start with: those of numbers, and the codes before amounts.
pub fn words() -> Vec<&'static str> {
    let mut all = super::words::start_words();
    all.extend(CODES);
    all
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
