//! Where sentences end.
//!
//! One pass over the stops of a block, each judged by the word before and the word after, so
//! that the cost grows with the text whatever the text is. Sentences inside a quotation or
//! parentheses are sentences of their own.

use super::abbreviation::{
    Stop, begins_sentences, belongs_to_time, is_half_of_day, is_labelled, is_lettered, stop,
};

/// A sentence longer than this is none, and is cut at white space, so that whatever works on one
/// sentence at a time keeps its cost in bounds.
const LONGEST: usize = 4000;

/// Calls `each` with the start and end of every sentence of `text`, a block without line feeds.
/// A block that is `whole`, a heading say, is one sentence.
pub(super) fn split(text: &str, whole: bool, mut each: impl FnMut(usize, usize)) {
    let mut start = skip_space(text, 0);
    if !whole {
        let bytes = text.as_bytes();
        // Few blocks hold the one stop that is not of one byte.
        let dots = text.contains('…');
        let mut at = start;
        while let Some(stop) = next_stop(bytes, at, dots) {
            at = stop;
            let (mark, after) = match bytes[at] {
                b'.' | b'!' | b'?' => (bytes[at], at + 1),
                _ => (b'.', at + "…".len()),
            };
            let candidate = Candidate::read(text, start, at, mark, after);
            if let Some(end) = candidate.ends_at() {
                pieces(text, start, end, &mut each);
                start = skip_space(text, end);
                at = start.max(candidate.resume);
            } else {
                at = candidate.resume;
            }
        }
    }
    let end = start + text[start..].trim_end().len();
    pieces(text, start, end, &mut each);
}

/// The next stop from `at` on; `dots` where there may be an ellipsis in one character.
fn next_stop(bytes: &[u8], at: usize, dots: bool) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let is_stop =
        |place: usize| matches!(rest[place], b'.' | b'!' | b'?') || rest[place..].starts_with("…".as_bytes());
    let stop = if dots {
        (0..rest.len()).find(|&place| is_stop(place))
    } else {
        memchr::memchr3(b'.', b'!', b'?', rest)
    };
    stop.map(|stop| at + stop)
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// A sentence, cut where it is too long to be one.
fn pieces(text: &str, mut start: usize, end: usize, each: &mut impl FnMut(usize, usize)) {
    while end - start > LONGEST {
        let mut limit = start + LONGEST;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let cut = text[start..limit].rfind(' ').map_or(limit, |space| start + space);
        let cut = if cut == start { limit } else { cut };
        each(start, cut);
        start = skip_space(text, cut).min(end);
    }
    if start < end {
        each(start, end);
    }
}

/// A stop, with what stands around it.
struct Candidate<'t> {
    text: &'t str,
    /// Of the sentence so far.
    start: usize,
    /// Of the first stop.
    at: usize,
    mark: u8,
    /// Several stops: `...`, `. . .`.
    ellipsis: bool,
    /// The stops lead to a page number, behind which the entry of a table of contents ends.
    leader: bool,
    /// Behind the stops and the quotes and brackets that close with them.
    end: usize,
    /// Where to look for the next one.
    resume: usize,
}

impl<'t> Candidate<'t> {
    fn read(text: &'t str, start: usize, at: usize, mut mark: u8, after: usize) -> Self {
        let bytes = text.as_bytes();
        let (mut end, mut stops) = (after, if after - at > 1 { 3 } else { 1 });
        loop {
            match bytes.get(end) {
                Some(b'.') => stops += 1,
                Some(&(b'!' | b'?')) => mark = bytes[end],
                // The spaced ellipsis: ". . ."
                Some(b' ')
                    if mark == b'.'
                        && bytes.get(end + 1) == Some(&b'.')
                        && !bytes.get(end + 2).is_some_and(u8::is_ascii_alphanumeric) =>
                {
                    end += 1;
                    stops += 1;
                }
                _ => break,
            }
            end += 1;
        }
        let mut resume = end;
        let leader = stops >= 5;
        if leader {
            let rest = &text[end..];
            let number = rest.trim_start_matches(' ');
            let digits = number.bytes().take(4).take_while(u8::is_ascii_digit).count();
            end += rest.len() - number.len() + digits;
            let is_leader = digits > 0 && bytes.get(end).is_none_or(|&b| b == b' ');
            if is_leader {
                return Self { text, start, at, mark, ellipsis: true, leader, end, resume: end };
            }
            end = resume;
        }
        // Quotes and brackets that close here. In tokenised text they may stand behind a space,
        // where only one that cannot open is taken.
        loop {
            let rest = &text[end..];
            let Some(c) = rest.chars().next() else { break };
            if matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»') {
                end += c.len_utf8();
            } else if rest.starts_with(" ”") || rest.starts_with(" ''") || rest.starts_with(" )") {
                end += 1;
            } else {
                break;
            }
        }
        resume = resume.max(end);
        Self { text, start, at, mark, ellipsis: stops > 1, leader: false, end, resume }
    }

    /// The end of the sentence, if it ends here.
    fn ends_at(&self) -> Option<usize> {
        let rest = &self.text[self.end..];
        let next = rest.trim_start();
        if next.is_empty() {
            return None;
        }
        if next.len() == rest.len() {
            return self.is_run_together(next).then_some(self.end);
        }
        if self.leader {
            return Some(self.end);
        }
        // What the next sentence would begin with, past its quotes and brackets.
        let word = next.trim_start_matches(['"', '\'', '“', '‘', '(', '[', '«', '`', '¿', '¡', '*', '_']);
        let first = word.chars().next()?;
        if first.is_lowercase()
            || matches!(first, ',' | ';' | ':' | ')' | ']' | '.' | '!' | '?' | '%' | '’' | '”')
        {
            return None;
        }
        let ends = match self.mark {
            b'.' if self.ellipsis => first.is_uppercase() || first.is_numeric(),
            b'.' => self.stop_ends(word, first),
            _ => true,
        };
        ends.then_some(self.end)
    }

    /// Whether a single stop before `word` ends the sentence.
    fn stop_ends(&self, word: &str, first: char) -> bool {
        let before = self.before();
        if before.is_empty() {
            // A closing bracket or quote stands before the stop.
            return true;
        }
        if self.is_item_number(before) {
            return false;
        }
        let next =
            &word[..word.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').unwrap_or(word.len())];
        match stop(before) {
            Stop::Ends => true,
            Stop::Never => false,
            Stop::BeforeNumber => !(first.is_numeric() || is_roman(next) || matches!(first, '§' | '#')),
            Stop::Perhaps if is_half_of_day(before) => !belongs_to_time(next),
            Stop::Perhaps => begins_sentences(next) || next == "A",
            Stop::Initial => self.initial_ends(next),
        }
    }

    /// "Plan B. The next" ends a sentence; "J. K. Smith" and "Ms. L. The" … do not.
    fn initial_ends(&self, next: &str) -> bool {
        let initial = self.before();
        let head = self.text[self.start..self.word_end() - initial.len()].trim_end();
        if initial.starts_with(char::is_lowercase) {
            // "4.2 m. Boats": a unit; "measured in m. The": a symbol.
            return begins_sentences(next) || head.ends_with(|c: char| c.is_ascii_digit());
        }
        // "out of Zone A. Chief Orme": the letter belongs to a word that is lettered, not to a
        // name; "124 °F. The next": a unit; "J. K. The": still a name.
        is_lettered(head.rsplit(' ').next().unwrap_or_default())
            || head.ends_with('°')
            || (begins_sentences(next) && !head.ends_with('.'))
    }

    /// "in 2018.The next": a space was lost, most often where a note mark stood. Names in
    /// code (`io.Reader`, `net.tcp.Socket`) do not look so: a short word, or more stops.
    fn is_run_together(&self, next: &str) -> bool {
        let length = next.bytes().take(30).take_while(u8::is_ascii_alphabetic).count();
        let capitalised = length >= 2
            && next.as_bytes()[0].is_ascii_uppercase()
            && next.as_bytes()[1..length].iter().all(u8::is_ascii_lowercase)
            && matches!(next.as_bytes().get(length), Some(b' ' | b','));
        if !capitalised || self.mark != b'.' || self.end != self.at + 1 {
            return false;
        }
        let before = self.before();
        let is_word = before.len() >= 3 && before.bytes().all(|b| b.is_ascii_lowercase());
        let is_year = before.len() == 4 && before.bytes().all(|b| b.is_ascii_digit());
        (is_word || is_year) && stop(before) == Stop::Ends
    }

    /// Where the word before the stop ends. Tokenised text sets its stops apart: "in 2018 . The".
    fn word_end(&self) -> usize {
        self.start + self.text[self.start..self.at].trim_end().len()
    }

    /// The letters, digits and inner stops before the stop.
    fn before(&self) -> &'t str {
        let head = &self.text[self.start..self.word_end()];
        let bytes = head.as_bytes();
        let mut from = bytes.len();
        while from > 0 && bytes.len() - from < 40 {
            let byte = bytes[from - 1];
            if !(byte.is_ascii_alphanumeric() || byte >= 0x80 || (byte == b'.' && from < bytes.len())) {
                break;
            }
            from -= 1;
        }
        while !head.is_char_boundary(from) {
            from += 1;
        }
        // Quotation marks and dashes are beyond ASCII too.
        let word = &head[from..];
        word.rfind(|c: char| !c.is_alphanumeric() && c != '.').map_or(word, |mark| {
            let rest = &word[mark..];
            &rest[rest.chars().next().map_or(0, char::len_utf8)..]
        })
    }

    /// `3.` or `b.` or `iv.` at the very start numbers what follows.
    fn is_item_number(&self, before: &str) -> bool {
        let first = skip_space(self.text, self.start);
        let head = self.text[first..self.word_end().max(first)].trim_start_matches(['(', '[', '"', '“']);
        let is_number = before.len() <= 3 && before.bytes().all(|b| b.is_ascii_alphanumeric());
        // "Table 2. Boats", "Table 2-1. Boats"
        let is_inner = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '.');
        let label = head.strip_suffix(before).map(|label| label.trim_end_matches(is_inner).trim_end());
        if is_number && label.is_some_and(is_labelled) {
            return true;
        }
        head.len() == before.len()
            && (before.len() <= 4 && is_code(before)
                || before.len() == 1
                || before.split('.').all(|part| {
                    part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
                })
                || (before.len() <= 4 && is_roman(before)))
    }
}

/// `12`, `E1`, `A12`: a year is too long for a number of an item.
fn is_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    word.len() - digits.len() <= 1
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 6
        && (word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
            || word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'c')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        split(text, false, |start, end| out.push(&text[start..end]));
        out
    }

    /// Each `|` is an end that must be found, and there must be no other.
    #[track_caller]
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let text = expected.join(" ");
        assert_eq!(sentences(&text), expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        for case in [
            "The U.S. Attorney came. | He sat in the U.S. | The rest stood.",
            "It was 124 °F. | Patients slept. | Bring soup at 6 p.m. | Bowls are there at 5 p.m. Friday, in post no. 148.",
            "In Ms. L. v. ICE the court agreed. | It met on Jan. 14 at noon.",
            "Case No. 18-0428 is open. | He said no. | She said No. | All agreed.",
            "Harrow Inc. Chief Ann Lee spoke. | It is owned by Harrow Inc. | The firm is old.",
            "Dr. M. Marsh-Hill and J. K. Smith wrote it, e.g. The Bell, on p. 14. | See pp. 3 and 4.",
            "They met at 5 p.m. on Friday. | They left at 6 p.m. | The hall was dark.",
            "It sold 3.5 tons at www.example.com. | It cost $4.20. | Nobody paid.",
            "The road led out of Zone A. | Chief Ann Orme took it. | Nobody has hepatitis B. | John F. Orme left.",
            "It was 4.2 m. | Boats of 5 kg. | Max. 3 of them left after 3 hrs. | Nobody stayed.",
            "He chose Plan B. | The next day he left. | George W. Bush was there.",
            "Gen. Tallis and Sen. Orme met. | Then came Sept. 4, 2019. | On Wed. Nov. 5 it rained.",
            "As in Quill et al. | The authors were paid.",
        ] {
            check(case);
        }
    }

    #[test]
    fn closers_ellipses_and_other_marks() {
        for case in [
            "“We saw it.” | Then it sank. | (It was old.) | It had cost £5.",
            "\"Why?\" she asked. | \"Why not!\" | Nobody knew.",
            "They walked . . . and walked. | They sat. . . . | The end came... | He wept… | She did not.",
            "\"We go. | They stay,\" he said. | 12 boats left. | \"Five.\"",
            "Was it so?! | Yes.",
            "Ünal said so. | Éva did not.",
        ] {
            check(case);
        }
    }

    #[test]
    fn numbers_of_items_stay_with_them() {
        for case in [
            "3. Results of the dive.",
            "2.4. Depth of the dive. | Nothing.",
            "iv. A cell. | It has a door.",
            "(1) Boats. | None.",
            "Table 1. Boats by port. | All sank.",
            "Table 2-1. Boats by port.",
            "E1. The crew slept. | It was 1998. | They woke.",
        ] {
            check(case);
        }
    }

    #[test]
    fn tokenised_text_sets_stops_apart() {
        check(
            "The pier closed in 2018 . | The next one , built in 2019 , stands . | `` So it is , '' he said .",
        );
        check("It is 5 m long . ” | She left .");
        check("The U.S . Marshals came at 5 p.m . | Dr . Orme left .");
    }

    #[test]
    fn a_lost_space_is_made_good() {
        let text = "It sank in 2018.The crew was saved.Nobody paid.";
        assert_eq!(sentences(text), ["It sank in 2018.", "The crew was saved.", "Nobody paid."]);
        let text = "See io.Reader and system.threading.Thread of 3.The5 boats";
        assert_eq!(sentences(text), [text]);
    }

    #[test]
    fn endless_text_is_cut() {
        let text = "word ".repeat(20_000);
        let found = sentences(&text);
        assert!(found.iter().all(|s| s.len() <= LONGEST && !s.is_empty()));
        assert_eq!(found.iter().map(|s| s.matches("word").count()).sum::<usize>(), 20_000);
        let solid = "é".repeat(9_000);
        assert_eq!(sentences(&solid).concat(), solid);
        assert!(sentences("   ").is_empty());
    }
}
