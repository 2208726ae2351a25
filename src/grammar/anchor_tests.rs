use crate::claim::{Anchor, Value};
use crate::grammar::{date_notation, read};
use crate::prose::{Document, Text};

/// Every date of a document: its words, its days, and the words its inference rests on.
fn dates(path: &str, words: &str) -> Vec<(String, String, String)> {
    let document = Document::parse(path, words.to_owned());
    let claims = read(&document, &Text::of(&document));
    let row = |claim: &crate::claim::Claim| {
        let (days, anchor) = match &claim.value {
            Value::Date(date) => (date_notation::date(date), date.anchor),
            Value::Range(range) => (date_notation::range(range), range.start.and_then(|date| date.anchor)),
            _ => return None,
        };
        let anchor = match anchor {
            Some(Anchor::Context(at) | Anchor::Dateline(at) | Anchor::Antecedent(at)) => document.text_at(at),
            None => "",
        };
        Some((document.text_at(claim.place).to_owned(), days, anchor.to_owned()))
    };
    claims.claims.iter().filter_map(row).collect()
}

/// The days that `words` come to in a document.
fn days_of(document: &str, words: &str) -> (String, String) {
    let found = dates("story.md", document);
    let row = found.iter().find(|(text, ..)| text == words);
    let (_, days, anchor) = row.unwrap_or_else(|| panic!("{words} not in {found:?}"));
    (days.clone(), anchor.clone())
}

fn dateline_of(document: &str) -> Option<String> {
    let document = Document::parse("story.md", document.to_owned());
    let claims = read(&document, &Text::of(&document));
    claims.dateline.map(|(place, _)| document.text_at(place).to_owned())
}

fn pair(days: &str, anchor: &str) -> (String, String) {
    (days.to_owned(), anchor.to_owned())
}

const STORY: &str = "# Ferry sold\n\nOAKFORD, March 9, 2021 (Wire) -- The council sold the ferry on Tuesday. \
    Bids were opened in October. The boat was inspected on February 2. The new owner will take over on May 4, \
    said the mayor. Yesterday the crew were told.\n";

#[test]
fn a_story_counts_from_its_own_day() {
    assert_eq!(days_of(STORY, "Tuesday"), pair("Tue 2021-03-09", "March 9, 2021"));
    assert_eq!(days_of(STORY, "October"), pair("2020-10", "March 9, 2021"));
    assert_eq!(days_of(STORY, "Yesterday"), pair("2021-03-08", "March 9, 2021"));
}

#[test]
fn a_year_comes_from_the_dates_about_it() {
    let report = "# Review\n\nThe team met on April 6, 2018. On May 4, the rule changed. The next day it was posted. \
        Two days later, staff were told.\n\nOn May 11, a memo followed.\n";
    assert_eq!(days_of(report, "May 4"), pair("2018-05-04", "April 6, 2018"));
    assert_eq!(days_of(report, "The next day"), pair("2018-05-05", "May 4"));
    assert_eq!(days_of(report, "Two days later"), pair("2018-05-07", "The next day"));
    assert_eq!(days_of(report, "May 11"), pair("2018-05-11", "April 6, 2018"));
    let over = "# Review\n\nThe board met on December 15, 2017, and again on January 8.\n";
    assert_eq!(days_of(over, "January 8"), pair("2018-01-08", "December 15, 2017"));
    let shared = "# Review\n\nIt met on April 6 and May 4, 2018.\n";
    assert_eq!(days_of(shared, "April 6"), pair("2018-04-06", "May 4, 2018"));
    let span = "# Review\n\nIn June 2019 the pool closed. From July 2 to August 9 it was drained.\n";
    assert_eq!(days_of(span, "From July 2 to August 9"), pair("2019-07-02..2019-08-09", "June 2019"));
}

#[test]
fn a_year_in_doubt_is_left_open() {
    let two = "# Review\n\nIn May 2016 the first pool opened. In May 2017 the second one did. Both are warm. \
        It was crowded on May 4.\n";
    assert_eq!(days_of(two, "May 4"), pair("--05-04", ""));
    let none = "# Review\n\nThe pool opens on May 4.\n";
    assert_eq!(days_of(none, "May 4"), pair("--05-04", ""));
    let halfway = "# Review\n\nThe pool closed on November 15, 2017. The roof fell in on May 16.\n";
    assert_eq!(days_of(halfway, "May 16"), pair("--05-16", ""));
}

#[test]
fn a_date_that_names_a_thing_lends_no_year() {
    let memo = "# Review\n\nThe staff still used the April 2017 memo. On April 3, they were told to stop.\n";
    assert_eq!(days_of(memo, "April 3"), pair("--04-03", ""));
    let cited = "# Review\n\nThe rule is old (Gazette, March 2009). On April 3, it was dropped.\n";
    assert_eq!(days_of(cited, "April 3"), pair("--04-03", ""));
}

#[test]
fn the_words_behind_a_date_settle_its_year() {
    let story = STORY.replace("in October", "on November 3 last year");
    assert_eq!(days_of(&story, "November 3"), pair("2020-11-03", "March 9, 2021"));
    let later = "# Review\n\nWork began in October 2018 and peaked in May of the next year.\n";
    assert_eq!(days_of(later, "May"), pair("2019-05", "October 2018"));
    assert_eq!(days_of(later, "the next year").0, "2019");
}

#[test]
fn what_nothing_resolves_may_be_any_day() {
    let open = "# Review\n\nTwo weeks later it rained. Yesterday it did not.\n";
    assert_eq!(days_of(open, "Two weeks later"), pair("ever", ""));
    assert_eq!(days_of(open, "Yesterday"), pair("ever", ""));
    let quoted = STORY.replace("Yesterday the crew were told.", "\"Yesterday I slept,\" said the mate.");
    assert_eq!(days_of(&quoted, "Yesterday"), pair("ever", ""));
}

#[test]
fn the_order_of_figures_is_that_of_the_document() {
    let us = "# Log\n\nSent 4/6/2018. Received 4/25/2018.\n";
    assert_eq!(days_of(us, "4/6/2018"), pair("2018-04-06", "4/25/2018"));
    let other = "# Log\n\nSent 4/6/2018. Received 25/4/2018.\n";
    assert_eq!(days_of(other, "4/6/2018"), pair("2018-06-04", "25/4/2018"));
    let open = "# Log\n\nSent 4/6/2018.\n";
    assert_eq!(days_of(open, "4/6/2018").0, "2018-04-06/2018-06-04 --04,06-04/06");
}

#[test]
fn a_document_dates_itself_at_its_head_only() {
    assert_eq!(dateline_of(STORY).as_deref(), Some("March 9, 2021"));
    let release =
        "FOR IMMEDIATE RELEASE\n\nMarch 9, 2021\n\n# Ferry sold\n\nThe council met on March 2, 2021.\n";
    assert_eq!(dateline_of(release).as_deref(), Some("March 9, 2021"));
    let blog = "# Ferry sold\n\nPosted June 19, 2022 by Ann Reed\n\nIt was sold on March 2, 2021.\n";
    assert_eq!(dateline_of(blog).as_deref(), Some("June 19, 2022"));
    let cover = "# Review of the Ferry\n\n**MARCH 2021**\n\nIt was sold on March 2, 2020.\n";
    assert_eq!(dateline_of(cover).as_deref(), Some("MARCH 2021"));
    let matter = "---\ndate: 2021-03-09\n---\n\n# Ferry sold\n\nIt was sold on March 2, 2021.\n";
    assert_eq!(dateline_of(matter).as_deref(), Some("2021-03-09"));
    assert_eq!(dateline_of("# Ferry sold\n\nIt was sold on March 2, 2021.\n"), None);
    assert_eq!(dateline_of("# Log\n\n## 1.2.0 - 2021-03-02\n\nFirst.\n"), None);
}
