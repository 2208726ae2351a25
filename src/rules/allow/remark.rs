//! What a remark asks for: `crossclaim: allow value-conflict until 2027-01-31 -- agreed with the board`.

use crate::claim::{Day, day};
use crate::rules::nearest;
use crate::source::ADDRESS;

/// Where an allowance holds, seen from its comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Its own line, or the next one where it stands alone.
    Line,
    NextLine,
    /// From here on.
    Start,
    /// Up to here.
    End,
}

/// A remark that can be followed, its reason aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub reach: Reach,
    /// Ids of rules; for the end of a block there may be none.
    pub rules: Vec<String>,
    pub until: Option<Day>,
    /// Empty, where none is given.
    pub reason: String,
}

const VERBS: &[(&str, Reach)] = &[
    ("allow", Reach::Line),
    ("allow-next-line", Reach::NextLine),
    ("allow-start", Reach::Start),
    ("allow-end", Reach::End),
];

/// Reads the words of a remark.
///
/// # Errors
/// With what is wrong with it.
pub(super) fn read(words: &str) -> Result<Remark, String> {
    let words = words.strip_prefix(ADDRESS).unwrap_or(words).trim();
    let (verb, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let Some((_, reach)) = VERBS.iter().find(|(name, _)| *name == verb) else {
        let known = VERBS.iter().map(|(name, _)| *name);
        return Err(nearest(verb, known.clone()).map_or_else(
            || format!("the remark asks for none of {}", known.collect::<Vec<_>>().join(", ")),
            |near| format!("`{verb}` is no request; did you mean `{near}`?"),
        ));
    };
    let (head, reason) = parted(rest);
    let (mut rules, mut until) = (Vec::new(), None);
    let mut tokens = head.split([' ', '\t', '\r', '\n', ',']).filter(|token| !token.is_empty());
    while let Some(token) = tokens.next() {
        if token != "until" {
            rules.push(token.to_owned());
            continue;
        }
        let written = tokens.next().unwrap_or("");
        match iso(written) {
            Some(day) => until = Some(day),
            None => return Err(format!("`until {written}` gives no day; write `until 2027-01-31`")),
        }
    }
    if rules.is_empty() && *reach != Reach::End {
        return Err("the remark names no rule".to_owned());
    }
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Remark { reach: *reach, rules, until, reason })
}

/// What stands before and behind the two hyphens. Editors make a dash of them.
fn parted(rest: &str) -> (&str, &str) {
    let marks = ["--", "\u{2014}", "\u{2013}"];
    let found = marks.iter().filter_map(|mark| Some((rest.find(mark)?, mark.len()))).min();
    found.map_or((rest, ""), |(at, length)| (&rest[..at], &rest[at + length..]))
}

/// `2027-01-31`.
pub fn iso(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let (year, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = plain(year, 4) && plain(month, 2) && plain(last, 2) && parts.next().is_none();
    is_date.then(|| day(year.parse().ok()?, month.parse().ok()?, last.parse().ok()?)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_names_rules_a_day_and_a_reason() {
        let remark =
            read("crossclaim: allow-next-line a-b,c-d until 2027-01-31 -- agreed\n with the board").unwrap();
        assert_eq!(remark.reach, Reach::NextLine);
        assert_eq!(
            (remark.rules, remark.until),
            (vec!["a-b".to_owned(), "c-d".to_owned()], day(2027, 1, 31))
        );
        assert_eq!(remark.reason, "agreed with the board");
        assert_eq!(read("crossclaim: allow x \u{2014} y").unwrap().reason, "y");
        assert_eq!(read("crossclaim: allow x").unwrap().reason, "");
        assert_eq!(read("crossclaim: allow-end").unwrap().reach, Reach::End);
    }

    #[test]
    fn what_cannot_be_followed_is_told() {
        for (words, said) in [
            ("crossclaim: alow x -- y", "did you mean `allow`?"),
            ("crossclaim: zzz", "none of allow, allow-next-line"),
            ("crossclaim:", "none of allow"),
            ("crossclaim: allow -- y", "names no rule"),
            ("crossclaim: allow x until soon -- y", "`until soon` gives no day"),
            ("crossclaim: allow x until 2027-02-30 -- y", "gives no day"),
            ("crossclaim: allow x until", "gives no day"),
        ] {
            let wrong = read(words).unwrap_err();
            assert!(wrong.contains(said), "{words}: {wrong}");
        }
    }
}
