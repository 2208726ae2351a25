//! Quotations: the words between matching quotation marks, and those of a block that is set off.
//!
//! Works on the flat text of one block. Only the outermost quotation is given; marks of feet
//! and inches, apostrophes and `'90s` are none, and a note that is set off quotes nobody. What a
//! quotation means and who spoke it is left to others.

use std::ops::Range;

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks.
    pub words: Range<u32>,
}

/// The pairs of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    Straight,
    Curly,
    /// `‘…’`
    Single,
    /// `'…'`
    StraightSingle,
    /// `«…»`
    Angle,
    /// `„…“`
    Low,
}

/// A mark that waits for its partner.
struct Open {
    pair: Pair,
    /// Where its words begin.
    start: usize,
}

/// The quotations of a block of flat text, in order and without overlap.
#[must_use]
pub fn quotes(text: &str) -> Vec<Quotation> {
    let bytes = text.as_bytes();
    let mut scanner = Scanner {
        text,
        open: Vec::new(),
        pairs: Vec::new(),
        straight: memchr::memchr_iter(b'"', bytes).count(),
    };
    // All marks are one of these, or begin with such a byte; few texts have any of the last sort.
    let angles = memchr::memchr_iter(0xC2, bytes).any(|at| matches!(bytes.get(at + 1), Some(0xAB | 0xBB)));
    let mut mark = |at: usize| {
        if let Some(c) = text[at..].chars().next().filter(|&c| is_mark(c)) {
            scanner.mark(text[..at].chars().next_back(), at, c);
        }
    };
    if angles {
        let marks = text.bytes().enumerate().filter(|(_, b)| matches!(b, b'"' | b'\'' | 0xC2 | 0xE2));
        marks.for_each(|(at, _)| mark(at));
    } else {
        memchr::memchr3_iter(b'"', b'\'', 0xE2, bytes).for_each(&mut mark);
    }
    scanner.unclosed();
    let mut pairs = scanner.pairs;
    pairs.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let (mut found, mut end): (Vec<Quotation>, usize) = (Vec::new(), 0);
    for pair in pairs {
        if pair.start < end {
            continue;
        }
        end = pair.end;
        let words = &text[pair.clone()];
        let start = pair.start + (words.len() - words.trim_start().len());
        let stop = start + words.trim().len();
        if start < stop {
            found.push(Quotation { words: narrow(start)..narrow(stop) });
        }
    }
    found
}

/// The quotation that a block set off as one is, without the line that says whose words they are; none for a
/// note (`Warning: …`), for what a program is told, and for such a line alone.
#[must_use]
pub fn set_off(text: &str) -> Option<Quotation> {
    if is_note(text) || is_program(text) {
        return None;
    }
    let words = text[..signature(text)].trim_end();
    let start = words.len() - words.trim_start().len();
    if words.trim_start().is_empty() {
        return None;
    }
    // Marks around all of it, or before a paragraph that is not the last.
    if let [only] = quotes(words).as_slice()
        && words[start..only.words.start as usize].chars().count() <= 2
        && !words[only.words.end as usize..].contains(char::is_alphanumeric)
    {
        return Some(only.clone());
    }
    Some(Quotation { words: narrow(start)..narrow(words.len()) })
}

/// True for a block that is set off to be noticed and not because somebody said it: `Note: …`, `Warning! …`,
/// `Note that …`.
#[must_use]
pub fn is_note(text: &str) -> bool {
    // These may stand in bold letters without a sign behind them.
    const BOLD: &[&str] =
        &["attention", "caution", "danger", "hint", "important", "info", "note", "tip", "warning"];
    const SIGNED: &[&str] = &[
        "deprecated",
        "disclaimer",
        "edit",
        "example",
        "information",
        "n.b",
        "nb",
        "notes",
        "notice",
        "remark",
        "remember",
        "tips",
        "tl;dr",
        "todo",
        "update",
    ];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, ':' | '!' | ']' | ','));
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let label = word.trim_end_matches('.');
    let is = |labels: &[&str]| labels.iter().any(|known| label.eq_ignore_ascii_case(known));
    let rest = rest.trim_start();
    let signed = rest.is_empty() || rest.starts_with([':', '!', ']', '–', '—', '-']) || word.ends_with('.');
    let bold = rest.starts_with(|c: char| c.is_uppercase());
    is(BOLD) && (signed || bold || label == "Note" && rest.starts_with("that ")) || is(SIGNED) && signed
}

/// True for what a program says or is told, and no person: `%s: file is unchanged`, `run(a, b = 2)`, `git log --graph`.
#[must_use]
pub fn is_program(words: &str) -> bool {
    let bytes = words.as_bytes();
    let joined = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphabetic();
    ["%s", "%d", "()", "==", " = ", "<-", "</", "{", "\\", "=\"", "|", "`", "^", "~"].iter().any(|sign| words.contains(sign))
        || memchr::memchr_iter(b'_', bytes).any(|at| joined(at) && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric))
        || words.split_whitespace().any(is_option)
        // "plot(x)", and no "member(s)"
        || memchr::memchr_iter(b'(', bytes).any(|at| joined(at) && !plural_in_brackets(&bytes[at + 1..]))
}

/// `-p`, `--graph`
fn is_option(word: &str) -> bool {
    let name = word.trim_start_matches('-');
    (1..=2).contains(&(word.len() - name.len())) && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// `s)`, `es)`, `ren)`
fn plural_in_brackets(rest: &[u8]) -> bool {
    rest.iter()
        .position(|&b| b == b')')
        .is_some_and(|end| end <= 3 && rest[..end].iter().all(u8::is_ascii_lowercase))
}

/// Where the line begins that says whose words stand before it, `— Ann Quill, harbour master`, or else the end.
fn signature(text: &str) -> usize {
    const LONGEST: usize = 120;
    let text = text.trim_end();
    let mut near = text.rmatch_indices(['—', '―', '–', '-']).take_while(|(at, _)| text.len() - at <= LONGEST);
    let found = near.find(|(at, dash)| {
        let (before, name) = (text[..*at].trim_end(), &text[at + dash.len()..]);
        // "--", and no hyphen of a word.
        let set = *dash != "-" || before.len() < *at || before.ends_with('-') || before.is_empty();
        let before = before.trim_end_matches('-').trim_end();
        let ended = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '’', '…', ']', ')']);
        set && ended && name.trim_start().starts_with(|c: char| c.is_uppercase() || c == '@')
    });
    found.map_or(text.len(), |(at, _)| text[..at].trim_end_matches('-').len())
}

const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

struct Scanner<'t> {
    text: &'t str,
    open: Vec<Open>,
    /// Ranges of words between partners.
    pairs: Vec<Range<usize>>,
    /// Straight double marks not yet met.
    straight: usize,
}

impl Scanner<'_> {
    fn mark(&mut self, before: Option<char>, at: usize, c: char) {
        let end = at + c.len_utf8();
        let next = self.text[end..].chars().next();
        let opens = before.is_none_or(|b| {
            b.is_whitespace()
                || matches!(b, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '"' | '\'' | '…')
        }) && next.is_some_and(|n| !n.is_whitespace());
        match c {
            '“' if self.waits(Pair::Low) => self.close(Pair::Low, at),
            '“' => self.push(Pair::Curly, end),
            '”' if self.waits(Pair::Low) && !self.waits(Pair::Curly) => self.close(Pair::Low, at),
            '”' => self.close(Pair::Curly, at),
            '„' => self.push(Pair::Low, end),
            '«' => self.push(Pair::Angle, end),
            '»' => self.close(Pair::Angle, at),
            '"' => {
                self.straight -= 1;
                // `a 6" pipe`, and `"a 6" pipe"`, where an odd number of marks is still to come.
                let inches = before.is_some_and(|b| b.is_ascii_digit());
                if self.waits(Pair::Straight) {
                    if !(inches && self.straight % 2 == 1) {
                        self.close(Pair::Straight, at);
                    }
                } else if !inches && (opens || next.is_some_and(char::is_alphanumeric)) {
                    self.push(Pair::Straight, end);
                }
            }
            '‘' if next.is_some_and(|n| !n.is_whitespace()) => self.push(Pair::Single, end),
            '’' if self.waits(Pair::Single) && self.ends_single(before, end, '’') => {
                self.close(Pair::Single, at);
            }
            '\'' if self.waits(Pair::StraightSingle) && self.ends_single(before, end, '\'') => {
                self.close(Pair::StraightSingle, at);
            }
            // "'90s" and "'em" are no quotations; a capital or a longer word may open one.
            '\'' if opens
                && !self.waits(Pair::StraightSingle)
                && next.is_some_and(char::is_alphabetic)
                && !is_clipped(&self.text[end..]) =>
            {
                self.push(Pair::StraightSingle, end);
            }
            _ => {}
        }
    }

    /// True when a mark behind `before` is no apostrophe: nothing of a word follows, and it is no
    /// `families'` with the true end still to come.
    fn ends_single(&self, before: Option<char>, end: usize, mark: char) -> bool {
        const LOOK_AHEAD: usize = 200;
        let rest = &self.text[end..];
        let mut chars = rest.chars();
        if before.is_none_or(char::is_whitespace) || chars.next().is_some_and(char::is_alphanumeric) {
            return false;
        }
        let possessive =
            before == Some('s') && rest.starts_with(' ') && chars.next().is_some_and(char::is_lowercase);
        if !possessive {
            return true;
        }
        let mut last = ' ';
        for c in rest.chars().take(LOOK_AHEAD) {
            if c == mark && !last.is_whitespace() {
                return false;
            }
            if matches!(c, '‘' | '“' | '”' | '"') {
                return true;
            }
            last = c;
        }
        true
    }

    fn push(&mut self, pair: Pair, start: usize) {
        // A hostile text may open forever.
        const DEEPEST: usize = 64;
        if self.open.len() < DEEPEST {
            self.open.push(Open { pair, start });
        }
    }

    fn waits(&self, pair: Pair) -> bool {
        self.open.iter().any(|open| open.pair == pair)
    }

    fn close(&mut self, pair: Pair, at: usize) {
        if let Some(index) = self.open.iter().rposition(|open| open.pair == pair) {
            self.pairs.push(self.open[index].start..at);
            self.open.truncate(index);
        }
    }

    /// A quotation that runs on in the next paragraph has no mark at the end of this one.
    fn unclosed(&mut self) {
        let first = self.text.len() - self.text.trim_start().len();
        if let Some(open) = self.open.first()
            && matches!(open.pair, Pair::Curly | Pair::Straight)
            && open.start <= first + '“'.len_utf8()
            && self.text.trim_end().len() > open.start
        {
            self.pairs.push(open.start..self.text.trim_end().len());
        }
    }
}

/// `'em`, `'til`, `'cause`, `'n'`.
fn is_clipped(rest: &str) -> bool {
    ["em ", "til ", "cause ", "n ", "n'", "n’", "tis ", "twas ", "round "]
        .iter()
        .any(|word| rest.starts_with(word))
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        quotes(text).iter().map(|quote| &text[quote.words.start as usize..quote.words.end as usize]).collect()
    }

    #[test]
    fn each_pair_of_marks() {
        assert_eq!(read("He said \"come in\" and \"sit down\"."), ["come in", "sit down"]);
        assert_eq!(read("The “long road” ended."), ["long road"]);
        assert_eq!(read("‘It is the families’ turn,’ she said."), ["It is the families’ turn,"]);
        assert_eq!(read("On dit « bonjour » ici."), ["bonjour"]);
        assert_eq!(read("Er sagte „guten Tag“ und ging."), ["guten Tag"]);
        assert_eq!(read("She called it 'a mess' twice."), ["a mess"]);
    }

    #[test]
    fn the_outermost_only() {
        assert_eq!(read("“They said ‘no’ to us,” he wrote."), ["They said ‘no’ to us,"]);
        assert_eq!(read("\"What is 'fair' here?\""), ["What is 'fair' here?"]);
    }

    #[test]
    fn marks_that_quote_nothing() {
        assert_eq!(read("A 6\" pipe and a 5'10\" man in the '90s."), Vec::<&str>::new());
        assert_eq!(read("It’s the workers’ view, isn't it?"), Vec::<&str>::new());
        assert_eq!(read("\"a 6\" pipe\" was cut"), ["a 6\" pipe"]);
        assert_eq!(read("“”"), Vec::<&str>::new());
        assert_eq!(read("an open “ end"), Vec::<&str>::new());
    }

    #[test]
    fn a_quotation_may_run_on_into_the_next_paragraph() {
        assert_eq!(read("“We began in May."), ["We began in May."]);
        assert_eq!(read("“We began in “May” and stopped."), ["We began in “May” and stopped."]);
    }

    #[test]
    fn a_block_set_off_is_a_quotation_without_marks() {
        let read = |text: &'static str| {
            set_off(text).map(|quote| &text[quote.words.start as usize..quote.words.end as usize])
        };
        assert_eq!(read(" Five boats came. "), Some("Five boats came."));
        assert_eq!(read("“Five boats came.”"), Some("Five boats came."));
        assert_eq!(read("“Five boats came."), Some("Five boats came."));
        assert_eq!(read("“Five” came, and “six” left."), Some("“Five” came, and “six” left."));
        assert_eq!(read("Five boats came. — Ann Quill, harbour master"), Some("Five boats came."));
        assert_eq!(read("\"Five boats came.\" -- Ann Quill"), Some("Five boats came."));
        assert_eq!(read("Five boats - Old ones - came."), Some("Five boats - Old ones - came."));
        assert_eq!(read("Notice was given on May 3."), Some("Notice was given on May 3."));
        for none in [
            "— Ann Quill",
            "Note: five boats.",
            "⚠️ Warning Five boats.",
            "Note that five came.",
            "N.B. Five.",
            "plot(boats, 5)",
            " ",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn hostile_marks_cost_little() {
        for text in [
            "“".repeat(50_000),
            "\"' ".repeat(30_000),
            "’s ‘s ".repeat(20_000),
            "”“".repeat(30_000),
            ".-A".repeat(30_000),
        ] {
            let _ = quotes(&text);
            let _ = set_off(&text);
        }
    }
}
