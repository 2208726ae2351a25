//! The first words of a document, with its numbers and days taken out. Documents that begin alike but for those are
//! numbers of one series: situation reports, bulletins, yearly accounts. What each says was so at its own time.

use crate::claim::Opening;
use crate::lexicon::closed::calendar::{month, weekday};
use crate::prose::Text;

/// The head of a document has fewer bytes.
const LONGEST: usize = 400;

/// Reads the opening of a text.
pub fn opening(text: &Text) -> Opening {
    let mut opening = Opening::default();
    let mut read = 0;
    for sentence in &text.sentences {
        let said = text.sentence(sentence).trim_end();
        if said.ends_with(['.', '!', '?']) {
            // What is told begins here.
            return opening;
        }
        for word in said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let lower = word.to_lowercase();
            let counts = lower.starts_with(|c: char| c.is_ascii_digit());
            if counts || month(&lower).is_some() || weekday(&lower).is_some() {
                opening.numbers.push((opening.words.len(), lower));
            } else {
                opening.words.push(lower);
            }
        }
        read += said.len();
        if read >= LONGEST {
            break;
        }
    }
    // Too long for the head of a document, or nothing is told below it.
    Opening::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::load_texts;

    fn of(text: &str) -> Opening {
        let loaded = load_texts(vec![("a.txt".to_owned(), text.as_bytes().to_vec())]);
        opening(&Text::of(&loaded.set.documents()[0]))
    }

    #[test]
    fn numbers_of_a_series_begin_alike() {
        let second = of(
            "HARBOUR BOARD\nFLOOD OF THE LOWER TOWN - BULLETIN No. 2\nIssued Monday 6 March 2023\n\nThe water rose.",
        );
        let fifth = of(
            "HARBOUR BOARD\nFLOOD OF THE LOWER TOWN - BULLETIN No. 5\nIssued Friday 10 March 2023\n\nThe water fell.",
        );
        assert!(second.is_of_one_series(&fifth));
        assert!(!second.is_of_one_series(&second.clone()), "a copy is the same number");
        let release = of("HARBOUR BOARD\nPress release\nThe flood of the lower town is over, 10 March 2023");
        assert!(!second.is_of_one_series(&release));
        let told = of("The harbour board of the lower town sold 14 boats in 2023.");
        assert!(!told.is_of_one_series(&of("The harbour board of the lower town sold 41 boats in 2023.")));
    }
}
