//! One line of plain text and what it looks like.

/// A line, by its places in the document; white space at both ends is left out.
pub(super) struct Line<'t> {
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
    /// Characters of white space before the text; a tab counts for four.
    pub indent: usize,
    /// Characters of the text.
    pub length: usize,
    /// A form feed stands here, with nothing to read.
    pub is_page_break: bool,
}

/// What begins an item of a list.
pub(super) struct Marker {
    /// Bytes of the line that belong to it, with the space behind it.
    pub length: usize,
    pub number: Option<u64>,
    /// A bullet that means nothing else: `•`.
    pub is_dot: bool,
}

/// All lines of a text. A form feed is a line of its own.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr3_iter(b'\n', b'\r', b'\x0C', bytes) {
        // The line feed of a carriage return ends nothing more.
        if !(bytes[end] == b'\n' && end == start && end > 0 && bytes[end - 1] == b'\r') {
            lines.push(line(text, start, end));
        }
        if bytes[end] == b'\x0C' {
            let mut page = line(text, end, end);
            page.is_page_break = true;
            lines.push(page);
        }
        start = end + 1;
    }
    lines.push(line(text, start, bytes.len()));
    lines
}

/// `DATE: January 7, 2021`, `From: the desk of …`.
pub(in crate::source) fn is_head_field(text: &str) -> bool {
    let Some((key, value)) = text.split_once(':') else { return false };
    (1..=24).contains(&key.len())
        && key.starts_with(|c: char| c.is_ascii_uppercase())
        && key.split(' ').count() <= 3
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.'))
        && value.starts_with([' ', '\t'])
}

/// `Findings ....... 12`, `Findings . . . . 12`: a line of a table of contents.
pub(in crate::source) fn ends_in_leader(text: &str) -> bool {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    rest.len() < text.len() && (rest.ends_with("....") || rest.ends_with(". . ."))
}

fn line(text: &str, start: usize, end: usize) -> Line<'_> {
    let whole = &text[start..end];
    let body = whole.trim_start();
    let from = end - body.len();
    let indent = whole[..from - start].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let body = body.trim_end();
    Line {
        text: body,
        start: from,
        end: from + body.len(),
        indent,
        length: body.chars().count(),
        is_page_break: false,
    }
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.is_page_break
    }

    /// `---`, `* * *`, `###`, `-30-`: the end of something.
    pub fn is_rule(&self) -> bool {
        if self.text == "-30-" {
            return true;
        }
        let mut marks = self.text.chars().filter(|c| *c != ' ');
        let Some(first) = marks.next() else { return false };
        matches!(first, '-' | '*' | '#' | '_' | '=' | '~' | '–' | '—' | '•')
            && marks.clone().count() >= 2
            && marks.all(|c| c == first)
    }

    /// The level of the heading that this line underlines.
    pub fn underline(&self) -> Option<u8> {
        let first = self.text.bytes().next()?;
        let level = match first {
            b'=' | b'#' | b'*' => 1,
            b'-' | b'~' | b'^' => 2,
            _ => return None,
        };
        (self.text.len() >= 3 && self.text.bytes().all(|b| b == first)).then_some(level)
    }

    /// Where the text of a line of a quotation (`> …`) begins.
    pub fn quoted(&self) -> Option<usize> {
        let rest = self.text.trim_start_matches(['>', ' ']);
        self.text.starts_with('>').then(|| self.end - rest.len())
    }

    pub fn marker(&self) -> Option<Marker> {
        let first = self.text.chars().next()?;
        let finish = |length: usize, number, is_dot| {
            let rest = &self.text[length..];
            let space = rest.len() - rest.trim_start().len();
            (space > 0 && space < rest.len()).then_some(Marker { length: length + space, number, is_dot })
        };
        match first {
            '•' | '‣' | '▪' | '◦' | '●' | '■' | '·' | '○' | '➢' | '✓' => {
                finish(first.len_utf8(), None, true)
            }
            '-' | '*' | '+' | '–' | '—' => finish(first.len_utf8(), None, false),
            '0'..='9' | '(' => {
                let open = usize::from(first == '(');
                let digits = self.text[open..].bytes().take_while(u8::is_ascii_digit).count();
                let close = self.text.as_bytes().get(open + digits)?;
                let ends = if open == 1 { *close == b')' } else { matches!(close, b'.' | b')') };
                if !ends || !(1..=3).contains(&digits) {
                    return None;
                }
                finish(open + digits + 1, self.text[open..open + digits].parse().ok(), false)
            }
            _ => None,
        }
    }

    /// The last word has no stop behind it.
    pub fn is_open(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
        !end.ends_with(['.', '!', '?', ':', ';', '…'])
    }

    pub fn begins_lower(&self) -> bool {
        self.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
    }

    pub fn first_word(&self) -> usize {
        self.text.split_whitespace().next().map_or(0, |word| word.chars().count())
    }

    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// A line of a table of contents: `Findings ....... 12`.
    pub fn ends_in_leader(&self) -> bool {
        ends_in_leader(self.text)
    }

    /// `DATE: January 7, 2021`, `From: the desk of …`.
    pub fn is_head_field(&self) -> bool {
        is_head_field(self.text)
    }

    /// Says itself that it is the words to a picture, figure or table.
    pub fn is_caption(&self) -> bool {
        // All of these have one of three capitals, and one of three words.
        if memchr::memchr3(b'P', b'I', b'F', self.text.as_bytes()).is_none()
            || !["hoto", "Image", "Illustration"].iter().any(|word| self.text.contains(word))
        {
            return crate::source::build::is_caption(self.text);
        }
        crate::source::build::is_caption(self.text)
            || [
                "Photo: ",
                "Photo by ",
                "Photo courtesy",
                "(Photo",
                "Photograph: ",
                "Photograph by ",
                "Image: ",
                "Illustration: ",
                "Getty Images",
                "AP Photo",
                "File photo",
            ]
            .iter()
            .any(|credit| self.text.contains(credit))
    }

    pub fn is_capitals(&self) -> bool {
        // Most lines are known by their first or second letter.
        let mut letters = 0;
        for c in self.text.chars().filter(|c| c.is_alphabetic()) {
            if c.is_lowercase() {
                return false;
            }
            letters += 1;
        }
        letters >= 3
    }

    /// Could be a heading: begins with a capital or a number, ends without a stop, and is none of
    /// the other things that stand alone (a date, a byline, an address, a greeting).
    pub fn is_title_like(&self) -> bool {
        let begins =
            self.text.chars().next().is_some_and(|c| {
                c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '(')
            });
        // "Vaudeville, Inc." aside, a stop ends a sentence.
        let stopped = self.text.ends_with(['.', ',', ';', ':', '…'])
            || self.text.ends_with(['"', '”']) && self.text.contains(['.', ',']);
        begins
            && !stopped
            && self.text.chars().any(char::is_alphabetic)
            && !self.text.starts_with("By ")
            && !self.text.contains(['@', '|', '•'])
            && !self.text.contains("://")
            && !self.is_caption()
            && !self.is_head_field()
            && !self.is_date()
    }

    /// Tells when a text may be published, above its title.
    pub fn is_release_note(&self) -> bool {
        [
            "FOR IMMEDIATE",
            "FOR RELEASE",
            "EMBARGO",
            "PRESS RELEASE",
            "NEWS RELEASE",
            "For immediate",
            "For release",
            "Embargo",
            "Press release",
            "Press Release",
            "News release",
            "News Release",
        ]
        .iter()
        .any(|start| self.text.starts_with(start))
    }

    /// Little but a date: `January 13, 2021`, `Jan 14, 2021 - Politics`.
    fn is_date(&self) -> bool {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let digits = self.text.bytes().filter(u8::is_ascii_digit).count();
        let month = self.text.split(|c: char| !c.is_alphabetic()).any(|word| {
            word.get(..3).is_some_and(|head| MONTHS.iter().any(|month| head.eq_ignore_ascii_case(month)))
        });
        let letters = self.text.bytes().filter(u8::is_ascii_alphabetic).count();
        (digits >= 1 && month && self.words() <= 8 && digits * 4 >= letters) || (digits >= 6 && letters <= 4)
    }
}
