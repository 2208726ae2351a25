//! What numbers count that stand alone, which units are said once, and what tells the rows of tables apart.

use crate::claim::{Claim, Vocab};
use crate::grammar::read;
use crate::prose::{Document, Text};

/// What is shown of each claim of a text.
fn claims<T>(name: &str, text: &str, show: impl Fn(&Claim, &Vocab) -> T) -> Vec<T> {
    let document = Document::parse(name, text.to_owned());
    let read = read(&document, &Text::of(&document));
    read.claims.iter().map(|claim| show(claim, &read.vocab)).collect()
}

/// The nouns of the numbers of a sentence, with a mark on those that are parts.
fn counted(text: &str) -> Vec<String> {
    claims("a.txt", text, |claim, vocab| {
        let noun = claim.slots.noun.as_ref().map_or("-", |noun| vocab.word(noun.head));
        format!("{noun}{}", if claim.slots.subset { "*" } else { "" })
    })
}

#[test]
fn the_opening_names_what_is_counted() {
    assert_eq!(counted("Of the boats checked, 186 did not pass."), ["boat*"]);
    assert_eq!(
        counted("Of 60 rails lifted from the track, the office classed 41 as unsafe."),
        ["rail", "rail*"]
    );
    assert_eq!(counted("Of the patients treated, 14 died and 30 were sent home."), ["patient*", "patient*"]);
    assert_ne!(counted("Of course, 186 did not pass."), ["course*"]);
}

#[test]
fn a_number_alone_takes_a_part_of_the_one_before() {
    assert_eq!(
        counted("When they dug out 60 rails, they found that fewer than 40 were unsafe."),
        ["rail", "rail*"]
    );
    assert_eq!(counted("The crew fought 12 fires, and 3 were hurt."), ["fire", "-"]);
    assert_eq!(counted("They sank 12 wells, and 40 were promised."), ["well", "-"]);
}

#[test]
fn a_year_in_a_bracket_is_that_of_the_amount_beside_it() {
    let dated =
        |text| claims("a.txt", text, |claim, _| claim.slots.period.is_some() && claim.measure().is_some());
    assert_eq!(dated("The charge was £134 million (2021: £28 million)."), [false, false, true]);
    assert_eq!(dated("The charge was £134 million (2021)."), [true, false]);
}

#[test]
fn rows_are_told_apart_by_their_first_words() {
    let rows = |text| {
        claims("a.csv", text, |claim, vocab| {
            let row: Vec<&str> = claim.slots.row.iter().map(|&word| vocab.word(word)).collect();
            row.join(" ")
        })
    };
    assert_eq!(rows("no,place,boats\n1,Harbour,412\n2,Mill,380\n"), ["harbour", "harbour", "mill", "mill"]);
    assert_eq!(
        rows("town,pier,boats\nEaston,Harbour,412\nEaston,Mill,380\n"),
        ["easton harbour", "easton mill"]
    );
    assert_eq!(rows("pier,keeper,boats\nHarbour,Lowe,412\nMill,Lowe,380\n"), ["harbour", "mill"]);
}

#[test]
fn a_column_of_counts_holds_no_years() {
    let kinds = |text| claims("a.csv", text, |claim, _| claim.kind.name());
    assert_eq!(kinds("pier,boats\nNorth,1920\nSouth,3360\n"), ["quantity", "quantity"]);
    assert_eq!(kinds("pier,opened\nNorth,1920\nSouth,1936\n"), ["date", "date"]);
    let periods = claims("a.csv", "pier,boats_2019\nNorth,412\n", |claim, _| claim.slots.period.is_some());
    assert_eq!(periods.last(), Some(&true));
}

/// The measures of a text, as read.
fn measures(text: &str) -> Vec<String> {
    claims("a.txt", text, |claim, _| {
        let measure = claim.measure().map(|measure| (measure.written(), measure.unit.map(|unit| unit.id)));
        measure.map_or("-".to_owned(), |(number, unit)| {
            format!("{} {}", number.map_or_else(|| "?".to_owned(), |n| n.to_string()), unit.unwrap_or("-"))
        })
    })
}

#[test]
fn a_unit_said_once_holds_for_the_next_number() {
    for text in [
        "The delay was 63 days in Leeds and 107 in York.",
        "The delay was 63 days, and in York itself 107.",
        "The delay was 63 days, and 107 in York.",
        "The delay rose from 63 days to 107.",
        "The delay was 63 days, up from 107.",
        "The delay was 63 days in the north, 107 in the south.",
    ] {
        assert_eq!(measures(text), ["63 day", "107 day"], "{text}");
    }
}

#[test]
fn a_number_of_something_else_takes_no_unit() {
    for text in [
        "The delay was 63 days, and 107 were sent home.",
        "After 63 days in the hall, and 107 of them ill, they left.",
        "They stayed for 63 days and 107 in the crew died.",
        "In 63 days, 107 at the fair were hurt.",
        "It took 63 days and 12000 in cash.",
    ] {
        assert_eq!(measures(text)[1].split(' ').nth(1), Some("-"), "{text}");
    }
}
