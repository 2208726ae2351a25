//! What a user may want to do next, told below a report where somebody sits before a terminal.

use crate::report::Summary;

/// What a hint goes by.
pub(super) struct Known<'a> {
    pub summary: &'a Summary,
    /// Notes that were found and not shown.
    pub left_out: usize,
    pub has_baseline: bool,
}

/// At most two of them, the most useful first.
pub(super) fn hints(known: &Known<'_>) -> Vec<String> {
    let summary = known.summary;
    let mut hints = Vec::new();
    let found = summary.errors + summary.warnings;
    if summary.files == 1 && found == 0 {
        hints.push(
            "one document was compared with itself alone; name its sources as well: \
             crossclaim check draft.md sources/"
                .to_owned(),
        );
    }
    if found > MANY && !known.has_baseline {
        hints.push(
            "to start from here and see only what is new: crossclaim check --write-baseline known.json \
             PATHS, then --baseline known.json"
                .to_owned(),
        );
    }
    if found > 0 && found <= MANY {
        hints.push(
            "what may stand is allowed beside the text: <!-- crossclaim: allow RULE -- reason -->, or \
             under [[allow]] of a config"
                .to_owned(),
        );
    }
    match known.left_out {
        0 => {}
        1 => hints.push("one note is not shown, being less than sure: --notes shows it".to_owned()),
        count => hints.push(format!("{count} notes are not shown, being less than sure: --notes shows them")),
    }
    if summary.unread > 0 {
        hints.push("what was not understood: --notes --select number-not-understood".to_owned());
    }
    if summary.misnamed > 0 {
        hints.push("what each file was read as: --verbose".to_owned());
    }
    hints.truncate(2);
    hints
}

/// More findings than one mends in a day.
const MANY: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_fits_what_was_found() {
        let none = Summary { files: 2, ..Summary::default() };
        let of = |summary: &Summary, left_out| hints(&Known { summary, left_out, has_baseline: false });
        assert!(of(&none, 0).is_empty());
        assert!(of(&Summary { files: 1, ..none.clone() }, 0)[0].contains("its sources"));
        assert_eq!(of(&none, 1), ["one note is not shown, being less than sure: --notes shows it"]);
        assert!(of(&none, 7)[0].starts_with("7 notes are not shown"));
        assert!(of(&Summary { errors: 3, ..none.clone() }, 0)[0].contains("crossclaim: allow"));
        let many = Summary { warnings: 300, unread: 4, ..none };
        assert!(of(&many, 3)[0].contains("--write-baseline"));
        assert_eq!(of(&many, 3).len(), 2);
    }
}
