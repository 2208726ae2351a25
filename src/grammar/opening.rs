//! The first words of a document, with its numbers and days taken out. Documents that begin alike but for those are
//! numbers of one series: situation reports, bulletins, yearly accounts. So are the notes of several versions, which
//! the names of their files tell. What each says was so at its own time.

use crate::claim::Opening;
use crate::lexicon::closed::calendar::{month, weekday};
use crate::prose::Text;

/// The head of a document has fewer bytes.
const LONGEST: usize = 400;

/// Reads the opening of a text, and what the name of its file says.
pub fn opening(path: &str, text: &Text) -> Opening {
    Opening { version: version(path), ..beginning(text) }
}

/// The name of a file without its version, and the version: `CHANGES-v12.md`, `notes/1.5.0.txt`. A year or a bare
/// number makes no version: `minutes-2021.md`, `source-2.txt`.
fn version(path: &str) -> Option<(String, String)> {
    let from = path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let (name, ending) = path[from..].rsplit_once('.')?;
    let digit = |c: char| c.is_ascii_digit();
    let start = name.find(digit)?;
    let length = name[start..].find(|c: char| !(digit(c) || c == '.')).unwrap_or(name.len() - start);
    let (before, number, after) = (&name[..start], &name[start..start + length], &name[start + length..]);
    let marked = before.strip_suffix(['v', 'V']).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let pointed = number.split('.').filter(|part| !part.is_empty()).count() > 1;
    if !(marked || pointed) || after.contains(digit) {
        return None;
    }
    Some((format!("{}{before}#{after}.{ending}", &path[..from]), number.to_owned()))
}

fn beginning(text: &Text) -> Opening {
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
        opening("a.txt", &Text::of(&loaded.set.documents()[0]))
    }

    #[test]
    fn notes_of_versions_are_a_series() {
        let of = |path: &str| Opening { version: version(path), ..Opening::default() };
        let series = |a: &str, b: &str| of(a).is_of_one_series(&of(b));
        assert!(series("doc/notes/1.5.0.txt", "doc/notes/1.6.1.txt"));
        assert!(series("CHANGES_V10.md", "CHANGES_V6.md"));
        assert!(series("release-2.4-notes.md", "release-2.5-notes.md"));
        for (a, b) in [
            ("1.5.0.txt", "1.5.0.txt"),
            ("source-1.txt", "source-2.txt"),
            ("minutes-2021-03.md", "minutes-2021-04.md"),
            ("notes/1.5.0.txt", "other/1.6.0.txt"),
            ("rev10.md", "rev12.md"),
            ("report.md", "report.v2.1.md"),
        ] {
            assert!(!series(a, b), "{a} {b}");
        }
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
