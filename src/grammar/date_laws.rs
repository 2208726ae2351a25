//! Laws that hold for all pieces of this grammar that read dates, on any text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Found, Piece};
use super::{date, date_numeric, date_period, date_range, date_year, fiscal, holiday, relative, time};
use crate::claim::{Days, day};

static DATES: [&Piece; 9] = [
    &date::PIECE,
    &date_numeric::PIECE,
    &date_period::PIECE,
    &date_range::PIECE,
    &date_year::PIECE,
    &fiscal::PIECE,
    &holiday::PIECE,
    &relative::PIECE,
    &time::PIECE,
];

/// Words and marks that dates are made of, in any order.
fn jumble() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "January",
        "May",
        "[",
        "]",
        "Feb.",
        "Thursday",
        "4",
        "31",
        "2019",
        "1st",
        "the",
        "of",
        "from",
        "to",
        "and",
        "-",
        "–",
        "/",
        ",",
        ".",
        "'98",
        "mid",
        "late",
        "Q3",
        "FY",
        "fiscal",
        "week",
        "first",
        "half",
        "spring",
        "next",
        "last",
        "year",
        "days",
        "two",
        "after",
        "ago",
        "9/11",
        "3:42",
        "p.m.",
        "noon",
        "Easter",
        "Day",
        "about",
        "c.",
        "é",
        "“",
        "\u{a0}",
        "99999999999999999999",
        "00",
        "T10:00",
        "~",
        "or",
        "century",
        "1990s",
        "until",
        "weeks",
    ]);
    let gap = prop::sample::select(vec![" ", "", " ", "\n"]);
    prop::collection::vec((words, gap), 0..14)
        .prop_map(|parts| parts.into_iter().flat_map(|(w, gap)| [w, gap]).collect())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    for (at, _) in text.char_indices() {
        let (before, rest) = text.split_at(at);
        for piece in DATES {
            let Ok((tail, found)) = (piece.parse)(before, rest) else { continue };
            prop_assert!(rest.ends_with(tail) && tail.len() < rest.len(), "{} on {rest:?}", piece.name);
            let dates = match found {
                Found::Date(date) => vec![date],
                Found::Range(range) => [range.start, range.end].into_iter().flatten().collect(),
                _ => continue,
            };
            for date in dates {
                prop_assert!(!date.days.is_empty(), "{} on {rest:?}", piece.name);
                prop_assert!(date.days.meets(date.stated_days), "{} on {rest:?}", piece.name);
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_jumble_of_date_words_is_read_or_left(text in jumble()) {
        holds(&text)?;
    }

    #[test]
    fn any_text_is_read_or_left(text in "\\PC{0,40}") {
        holds(&text)?;
    }

    #[test]
    fn a_day_is_read_as_it_was_written(year in 1900_i16..2100, month in 1_i8..=12, mday in 1_i8..=31) {
        let text = format!("{year:04}-{month:02}-{mday:02}");
        let (rest, found) = (date_numeric::PIECE.parse)("", &text).unwrap();
        prop_assert_eq!(rest, "");
        let Found::Date(date) = found else { panic!("no date") };
        prop_assert_eq!(date.impossible, day(year, month, mday).is_none());
        if let Some(day) = day(year, month, mday) {
            prop_assert_eq!(date.days, Days::one(day));
        }
    }
}

#[test]
#[ignore = "a timing: run by hand on a quiet machine"]
fn long_runs_cost_no_more_than_their_length() {
    let cost = |unit: &str, bytes: usize| {
        let started = Instant::now();
        let text = unit.repeat(bytes / unit.len());
        for at in (0..text.len()).step_by(unit.len()) {
            let (before, rest) = text.split_at(at);
            for piece in DATES {
                let _ = (piece.parse)(before, rest);
            }
        }
        started.elapsed()
    };
    for unit in ["[", "May ", "from ", "the ", "1/", "2018-", "about ", "'", "first ", "two or ", "(", ", "] {
        let (short, long) = (cost(unit, 2_000), cost(unit, 16_000));
        // Eight times the text; the rest is for a busy machine.
        assert!(long < short * 30 + Duration::from_secs(1), "{unit:?}: {short:?}, {long:?}");
    }
}
