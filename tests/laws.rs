//! Laws of extraction that hold for any text: nothing panics, claims lie inside the text on whole
//! characters and do not overlap but by nesting, and what stands around a sentence does not change it.

use crossclaim::claim::{Claim, Kind, Value};
use crossclaim::pipeline::extract;
use crossclaim::source::load_texts;
use proptest::prelude::*;

/// Pieces of prose in which values, marks and noise meet in every way.
const PIECES: &[&str] = &[
    "545",
    "3,000",
    "children",
    "were",
    "separated",
    "on",
    "May 4",
    "January 13, 2021",
    "$227 million",
    ".",
    ",",
    "(",
    ")",
    "\"",
    "more than",
    "about",
    "percent",
    "of",
    "the",
    "report",
    "from",
    "to",
    "2018",
    "-",
    "–",
    "3",
    "to 7 days",
    "Section 3.3.10",
    "8 U.S.C. § 1325(a)",
    "[12]",
    "Thursday",
    "two weeks later",
    "yesterday",
    "12-year-old",
    "1 in 5",
    "the next day",
    "p.m.",
    "10:30",
    "and",
    "a dozen",
    "half",
    "°C",
    "€",
    "1.2m",
    "https://example.org/2019",
    "No. 12",
    "\n",
    "\n\n",
    "# ",
    "* ",
    "| a | 3 |\n|---|---|\n",
    "<b>",
    "&nbsp;",
    "é",
    "\u{2009}",
    "\u{200b}",
    "\u{301}",
    "𝟙𝟚",
    "５",
    "①",
    "½",
    "\u{feff}",
    "\0",
    "°",
    "'",
    "’",
    "“",
    "”",
    "--",
    "first",
    "twenty",
    "hundred",
    "thousand",
    "million",
    "point",
    "no",
    "none",
    "both",
    "Q3",
    "FY 2019",
    "'90s",
    "{{start date|2019|3|14}}",
    "{{",
    "}}",
    "[[a|",
    "]]",
    "<ref>",
    "</ref>",
    "{|\n|",
    "\n|}",
    "{\"a_b\": [",
    "]}",
    "key: ",
    "- ",
    "max_s = ",
    "1_000",
    "`",
];

/// Sentences that need nothing from their neighbours, each with values of another sort.
const SENTENCES: &[&str] = &[
    "The clinic treated 312 patients in 2019.",
    "Council members approved $4.2 million for repairs on June 3, 2020.",
    "Between 20 and 30 volunteers planted more than 1,500 trees.",
    "About 40 percent of the 212 respondents were under 25.",
    "The bridge is 1.4 km long and 12 m wide.",
    "A vote of 7 to 2 ended a debate of three hours.",
    "Rents rose 12 percent to $1,450 a month.",
    "Two thirds of the herd, or 84 animals, were sold.",
    "Her flight left at 10:45 a.m. on Sunday, March 8, 2015.",
    "Section 12 of the code allows no more than 6 guests.",
    "The storm cut power to nearly 63k homes.",
    "In the winter of 2011 the lake froze for six weeks.",
];

fn jumble() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), prop::bool::weighted(0.8)), 1..40).prop_map(
        |pieces| {
            let mut text = String::new();
            for (piece, apart) in pieces {
                text.push_str(piece);
                if apart {
                    text.push(' ');
                }
            }
            text
        },
    )
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &["a.txt", "a.md", "a.html", "a.csv", "a.tsv", "a.json", "a.toml", "a.yaml", "a.ini", "a.wiki"][..],
    )
}

/// A reading that may hold others: quotations and citations.
fn nests(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Quote | Kind::Citation)
}

fn holds(name: &str, text: &[u8]) -> Result<(), TestCaseError> {
    let loaded = load_texts(vec![(name.to_owned(), text.to_vec())]);
    let (ledger, _) = extract(&loaded.set);
    let mut end = 0;
    for claim in &ledger.claims {
        let document = loaded.set.document(claim.place);
        let (start, stop) = (claim.place.start - document.base, claim.place.end - document.base);
        prop_assert!(start < stop, "an empty claim at {start}");
        let words = document.text.get(start as usize..stop as usize);
        prop_assert!(words.is_some(), "{start}..{stop} cuts a character or leaves the text");
        // A reference of a wiki page stands, with its figures, inside the words it belongs to.
        if !nests(claim) && document.format != "wikitext" {
            prop_assert!(claim.place.start >= end, "{words:?} overlaps the claim before it");
            end = claim.place.end;
        }
        if let Value::Measure(measure) = &claim.value {
            prop_assert!(measure.strict.is_empty() || measure.wide.meets(measure.strict), "{words:?}");
        }
    }
    Ok(())
}

/// What each claim of `text` says, without its address.
fn said(text: &str) -> Vec<String> {
    let loaded = load_texts(vec![("a.txt".to_owned(), text.as_bytes().to_vec())]);
    let (ledger, _) = extract(&loaded.set);
    ledger
        .claims
        .iter()
        .map(|claim| {
            let word = |sym| ledger.vocab.word(sym);
            format!(
                "{} {:?} {:?} {:?} {:?} {:?}",
                loaded.set.text_at(claim.place),
                claim.kind,
                claim.value,
                claim.slots.noun.as_ref().map(|noun| word(noun.head)),
                claim.slots.predicate.as_ref().map(|predicate| word(predicate.verb)),
                claim.slots.mode,
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_jumble_is_read_within_its_bounds(name in name(), text in jumble()) {
        holds(name, text.as_bytes())?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(name in name(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds(name, &bytes)?;
    }

    #[test]
    fn any_text_is_read_within_its_bounds(name in name(), text in "\\PC{0,120}") {
        holds(name, text.as_bytes())?;
    }

    #[test]
    fn a_sentence_says_the_same_alone_and_among_others(
        picked in prop::sample::subsequence(SENTENCES, 1..=SENTENCES.len()).prop_shuffle(),
        paragraphs in any::<bool>(),
    ) {
        let text = picked.join(if paragraphs { "\n\n" } else { " " });
        let together = said(&text);
        let alone: Vec<String> = picked.iter().flat_map(|sentence| said(sentence)).collect();
        prop_assert_eq!(together, alone);
    }
}
