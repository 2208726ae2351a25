//! Pages of contents: entries whose page numbers stand at the right, most of them behind leader dots.

use super::lines::Line;
use crate::source::plain::lines::ends_in_leader;

/// Entries with leader dots that make a page one of contents.
const ENOUGH: usize = 3;

/// Sets leader dots where an entry of a page of contents, a chapter most often, has none, so that its number is
/// known for what it is.
pub(super) fn mark(page: &mut [Line]) {
    if page.iter().filter(|line| ends_in_leader(&line.text)).count() < ENOUGH {
        return;
    }
    for line in page {
        let title = line.text.trim_end_matches(|c: char| c.is_ascii_digit());
        let words = title.trim_end().len();
        let digits = line.text.len() - title.len();
        if (1..=4).contains(&digits) && title.len() >= words + 3 && !ends_in_leader(&line.text) {
            line.text.replace_range(words..title.len(), " ..... ");
        }
        line.gapped = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::sample;
    use super::*;

    #[test]
    fn chapters_have_leader_dots_as_sections_do() {
        let texts = [
            "2 Piers      7",
            "2.1 Old . . . . 7",
            "2.2 New . . . 8",
            "2.3 Sunk . . . 12",
            "In 1990    5 boats",
        ];
        let mut page = sample(&texts);
        mark(&mut page);
        assert_eq!((page[0].text.as_str(), page[4].text.as_str()), ("2 Piers ..... 7", texts[4]));
        let mut page = sample(&["Old    7", "New . . . 8"]);
        mark(&mut page);
        assert_eq!(page[0].text, "Old    7");
    }
}
