//! Money with its hedge: `about $4.2 million`, `1.2m euros`, `five dollars and 20 cents`,
//! `US$ 3 bn or more`. Leaves ranges of money to `range`.

use nom::IResult;

use super::amount::{Amount, kind, minor_money, with_unit};
use super::edge::{no, phrase, space};
use super::found::{Found, Piece, Starts};
use super::hedge::{self, Quantity};
use super::measure::ends;
use super::number::{Num, starts_here};
use super::unit;
use crate::claim::{Decimal, Dimension, Hedge};

/// The row of the table.
pub const PIECE: Piece = Piece {
    name: "money",
    starts: Starts { digit: true, capital: false, hedged: true, symbols: MARKS, words },
    parse,
};

/// Characters that money starts with.
pub const MARKS: &[char] = &[
    '-', '−', '.', '~', '≈', '∼', '<', '>', '≤', '≥', '½', '¼', '¾', '$', '€', '£', '¥', '￥', '₹', '₩', '₽',
    '₺', '₪', '₫', '₴', '₱', '₦', '฿', '₿', '₡', '₾', '₭', '₮', '₸', '₵', '₲', '₼', '֏', '৳',
];

/// The codes before amounts. The scan asks for the letters before a sign: `us` of `US$`.
#[rustfmt::skip]
pub const CODES: &[&str] = &[
    "aed", "afn", "amd", "aoa", "ars", "au", "aud", "azn", "b", "bdt", "bgn", "bhd", "bif", "bnd", "brl", "btc", "bwp",
    "byn", "c", "ca", "cad", "can", "cdf", "chf", "clp", "cn", "cny", "cop", "crc", "czk", "dh", "dhs", "djf", "dkk",
    "dm", "dop", "dzd", "e", "egp", "esp", "etb", "eur", "fj", "fjd", "fr", "frf", "gb", "gbp", "gh", "ghs", "grd",
    "gtq", "hk", "hkd", "hnl", "htg", "huf", "idr", "iep", "ils", "inr", "iqd", "irr", "isk", "itl", "j", "jmd", "jod",
    "jp", "jpy", "kes", "kgs", "khr", "kr", "krw", "ksh", "kwd", "kzt", "l", "lak", "lbp", "le",
    "lkr", "lrd", "lyd", "mad", "maud", "mchf", "mdkk", "meur", "mex", "mgbp", "mkd", "mmk", "mnok", "mnt", "mop",
    "msek", "musd", "mwk", "mx", "mxn", "myr", "mzn", "naira", "ngn", "nio", "nis", "nlg", "nok", "npr", "nt", "nz",
    "nzd", "omr", "php", "pkr", "pln", "pte", "pyg", "qar", "r", "rd", "ringgit", "ringgits", "rm", "rmb", "ron", "rp", "rs", "rub",
    "rupees", "rwf", "s", "sar", "sek", "sfr", "sg", "sgd", "syp", "thb", "tjs", "tk", "tnd", "try", "tsh",
    "tt", "ttd", "twd", "tzs", "u", "uah", "ugx", "uk", "us", "usd", "ush", "uyu", "uzs", "ves", "vnd", "xaf", "xof",
    "yer", "z", "zar", "zmw", "zwl",
];

/// The words that money can start with: those of numbers, and the codes before amounts.
pub fn words() -> Vec<&'static str> {
    let mut all = super::words::start_words();
    all.extend(CODES);
    all
}

// more than a dollar | a dollar and 42 cents
fn one_coin(i: &str, hedged: bool) -> Option<(&str, Amount)> {
    let rest = phrase(i, "a").or_else(|| phrase(i, "an")).and_then(space)?;
    let (rest, named) = unit::named(rest).filter(|(_, named)| named.unit.dimension == Dimension::Money)?;
    let number = Num { words: true, ..Num::whole(1) };
    let coin = Amount { quantity: Quantity::of(number, Some(named.unit)), number, hedge: Hedge::None };
    let whole = named.factor == Decimal::ONE;
    minor_money(rest, &coin, false).or_else(|| hedged.then_some((rest, coin))).filter(|_| whole)
}

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    let (core, hedge) = hedge::prefix(rest);
    if !starts_here(before, rest) {
        return no(rest);
    }
    let Some((after, amount)) = with_unit(before, core).or_else(|| one_coin(core, core.len() < rest.len()))
    else {
        return no(rest);
    };
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
