//! The row of a table that a sentence names: by its label, or by its month and its sort, its year and its ward.
//! What the sentence says of it is left to others.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::shown::{Row, Tables, is_year, month_in_full};
use super::stems::stem;
use super::table_cell::{around, year_of};
use crate::claim::Claim;
use crate::lexicon::closed::function::is_function_word;

/// Rows of one name that are looked at.
const MOST_ROWS: usize = 500;

/// Where in a sentence which word of it stands.
pub type Words = Vec<(usize, String)>;

/// The words of some text that carry meaning, as those of a row's name, with where they begin.
#[must_use]
pub fn placed(text: &str) -> Words {
    let mut words = Vec::new();
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut rest = 0;
    while let Some(start) = text[rest..].find(inside).map(|at| rest + at) {
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |at| start + at);
        let mut word = text[start..end].to_lowercase();
        let may = &text[start..end] == "May" && start > 0;
        if may || !is_function_word(&word) {
            word = stem(word.trim_end_matches("'s").trim_end_matches("’s"));
            month_in_full(&mut word);
            words.push((start, word));
        }
        rest = end;
    }
    words
}

/// A row whose name, or one of them, stands in a sentence.
pub struct Mention<'t> {
    pub row: &'t Row,
    /// Which of its names, and where it stands: the numbers of its words.
    pub key: usize,
    words: (usize, usize),
}

/// The rows of each table that some words name.
#[must_use]
pub fn mentions<'t>(tables: &'t Tables, words: &Words) -> BTreeMap<usize, Vec<Mention<'t>>> {
    let mut named: BTreeMap<usize, Vec<Mention<'t>>> = BTreeMap::new();
    for (at, (_, word)) in words.iter().enumerate() {
        for &index in tables.by_key.get(word).into_iter().flatten().take(MOST_ROWS) {
            let row = &tables.rows[index];
            for (key, own) in row.keys.iter().enumerate() {
                let end = at + own.len();
                if words.get(at..end).is_some_and(|words| words.iter().map(|(_, word)| word).eq(own)) {
                    named.entry(row.grid).or_default().push(Mention { row, key, words: (at, end) });
                }
            }
        }
    }
    // "East Harbour" is not "East".
    for mentions in named.values_mut() {
        let spans: BTreeSet<(usize, usize)> = mentions.iter().map(|mention| mention.words).collect();
        mentions.retain(|mention| {
            let (from, to) = mention.words;
            !spans.iter().any(|&(start, end)| start <= from && to <= end && end - start > to - from)
        });
    }
    named
}

/// The one row that the number at `at` is said of, and how many of its names, the year among them, are told.
pub fn row_of<'t>(
    context: &Context<'_>,
    tables: &'t Tables,
    claim: &Claim,
    named: &[Mention<'t>],
    words: &Words,
    at: usize,
) -> Option<(&'t Row, usize)> {
    // Of each sort of name the last one before the number, or the first behind it.
    let mut chosen: BTreeMap<usize, (&[String], usize)> = BTreeMap::new();
    for key in 0..3 {
        let mut own: Vec<(usize, &[String])> = named
            .iter()
            .filter(|mention| mention.key == key)
            .map(|mention| (words[mention.words.0].0, mention.row.keys[key].as_slice()))
            .collect();
        own.sort_unstable();
        own.dedup();
        let before = own.iter().rev().find(|(place, _)| *place < at);
        let Some(&(place, name)) = before.or_else(|| own.first()) else { continue };
        let several = own.iter().any(|(_, other)| *other != name);
        if several && parted(context, claim, place, at) {
            return None;
        }
        chosen.insert(key, (name, place));
    }
    // A word that is any row's is no name: "region", "total".
    let fits =
        |row: &Row| chosen.iter().all(|(&key, (name, _))| row.keys.get(key).is_some_and(|own| own == name));
    let years: Vec<&String> = words.iter().map(|(_, word)| word).filter(|word| is_year(word)).collect();
    let own = year_of(context, claim).map(|year| year.to_string());
    let of_year = |row: &Row| {
        row.years.is_empty() || years.is_empty() || row.years.iter().any(|year| years.contains(&year))
    };
    let grid = named.first()?.row.grid;
    let first = tables.rows.partition_point(|row| row.grid < grid);
    let rows = tables.rows[first..].iter().take_while(|row| row.grid == grid);
    let mut meant: Vec<&Row> = rows.filter(|row| fits(row) && of_year(row)).collect();
    if meant.len() > 1 && years.is_empty() {
        // The year that the text was written in, or nothing.
        meant.retain(|row| own.as_ref().is_some_and(|own| row.years.contains(own)));
    }
    let [row] = meant.as_slice() else { return None };
    // A row of a month of another year than any that is told.
    let dated = row.years.iter().any(|year| years.contains(&year));
    Some((row, chosen.len() + usize::from(dated)))
}

/// True when another number stands between a name and the number of `claim`.
fn parted(context: &Context<'_>, claim: &Claim, place: usize, at: usize) -> bool {
    let sentence = context.ledger.sentence_of(claim).place;
    around(context, claim).any(|other| {
        let own = (other.place.start.saturating_sub(sentence.start)) as usize;
        own > place.min(at) && own < place.max(at)
    })
}
