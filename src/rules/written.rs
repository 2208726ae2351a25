//! Values as an author writes them in a rule or a ledger (`"90 days"`, `"May 4, 2024"`):
//! read by the very grammar that reads the documents.

use crate::claim::{Claim, DocumentClaims, Value};
use crate::grammar;
use crate::prose::Text;
use crate::source::Document;

/// Sentences that a value may stand in. What is a year in one is a number in the other.
const DATE_FRAMES: &[&str] = &["It happened on {}.", "It happened in {}.", "It is from {}."];
const MEASURE_FRAMES: &[&str] = &["It is {}.", "They counted {} boats.", "It took {}."];

/// The quantity that `text` states and nothing besides.
#[must_use]
pub fn measure(text: &str) -> Option<Claim> {
    MEASURE_FRAMES.iter().find_map(|frame| alone(frame, text, |claim| claim.measure().is_some()))
}

/// The date or span of time that `text` states and nothing besides.
#[must_use]
pub fn date(text: &str) -> Option<Claim> {
    let dated = |claim: &Claim| match &claim.value {
        Value::Date(date) => !date.impossible,
        Value::Range(_) => true,
        _ => false,
    };
    DATE_FRAMES.iter().find_map(|frame| alone(frame, text, dated))
}

/// The claim that `text` is as a whole within `frame`.
fn alone(frame: &str, text: &str, wanted: impl Fn(&Claim) -> bool) -> Option<Claim> {
    let text = text.trim();
    let start = u32::try_from(frame.find("{}")?).ok()?;
    let end = start + u32::try_from(text.len()).ok()?;
    let read = read(&frame.replace("{}", text));
    read.claims
        .into_iter()
        .find(|claim| (claim.place.start, claim.place.end) == (start, end) && wanted(claim))
}

/// The claims of a text that stands alone.
fn read(text: &str) -> DocumentClaims {
    let document = Document::parse("value.txt", text.to_owned());
    let flat = Text::of(&document);
    grammar::read(&document, &flat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_alone_is_read_and_what_does_not_is_refused() {
        let strict = |text| measure(text).map(|claim| claim.measure().unwrap().strict.to_string());
        assert_eq!(strict("12").as_deref(), Some("[12, 12]"));
        assert_eq!(strict("90 days").as_deref(), Some("[90, 90]"));
        assert_eq!(strict("EUR 1,200,000").as_deref(), Some("[1200000, 1200000]"));
        assert_eq!(strict("40 percent").as_deref(), Some("[40, 40]"));
        assert_eq!(strict("2019").as_deref(), Some("[2019, 2019]"));
        assert_eq!(strict("12 blue boats"), None);
        assert_eq!(strict("some day"), None);
        for text in ["2024-05-04", "May 4, 2024", "May 2024", "2024"] {
            assert!(date(text).is_some(), "{text}");
        }
        assert!(date("June 31, 2024").is_none() && date("90 days").is_none());
    }
}
