//! Characters on a page to lines, and lines to the text of a reader.

use rustc_hash::FxHashSet;

use super::glyphs::{Glyph, Page};
use crate::source::notes::{self, Superscript};

/// A line of print.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    /// Left and right end, and the line it stands on, in points.
    x: f64,
    end: f64,
    pub y: f64,
    size: f64,
    /// Parted by wide gaps, as the rows of a table are.
    pub gapped: bool,
}

/// A gap of so many times the size of the type parts words.
const SPACE: f64 = 0.16;
/// A gap of so many times the size parts the columns of a table.
const COLUMN: f64 = 1.6;

/// The lines of a page, in the order they are set.
pub(super) fn of(page: Page) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    for glyph in page.glyphs {
        if let Some(last) = open.last()
            && !continues(&open, last, &glyph)
        {
            lines.extend(line(&open));
            open.clear();
        }
        open.push(glyph);
    }
    lines.extend(line(&open));
    lines
}

/// True when `next` stands on the line of `open`, whose last character is `last`.
fn continues(open: &[Glyph], last: &Glyph, next: &Glyph) -> bool {
    let size = open.iter().map(|glyph| glyph.size).fold(0.0, f64::max).max(next.size);
    let base = open.iter().find(|glyph| glyph.size >= size * 0.8).map_or(last.y, |glyph| glyph.y);
    let off = base - next.y;
    // The mark of a note stands raised before its line.
    if open.iter().all(|glyph| glyph.size < next.size * 0.85) {
        return (-next.size * 0.7..=next.size * 0.3).contains(&off) && next.x >= last.end - size * 0.5;
    }
    // A raised or lowered character is smaller than its line.
    let small = next.size < size * 0.85;
    let level = if small { off.abs() <= size * 0.7 } else { off.abs() <= size * 0.3 };
    // Kerning goes back a little; a new line, or a cell set out of order, far.
    level && next.x >= last.end - size * 1.2
}

/// The words of one line.
fn line(glyphs: &[Glyph]) -> Option<Line> {
    let first = glyphs.iter().find(|glyph| !glyph.text.trim().is_empty())?;
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let base = glyphs.iter().find(|glyph| glyph.size >= size * 0.8).map_or(first.y, |glyph| glyph.y);
    let (mut text, mut end, mut gapped) = (String::new(), first.x, false);
    let mut raised: Option<String> = None;
    for glyph in glyphs {
        let blank = glyph.text.trim().is_empty();
        let gap = glyph.x - end;
        let is_raised = glyph.size < size * 0.85 && base - glyph.y > size * 0.2 && !blank;
        if let Some(word) = raised.take_if(|_| !is_raised || gap > size * SPACE) {
            write_raised(&mut text, &word);
        }
        if !text.is_empty() && gap > size * COLUMN && !blank {
            // As wide as on the page, in characters of half the type's size.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let spaces = (gap / (size * 0.5)).clamp(3.0, 200.0) as usize;
            let text_end = text.trim_end().len();
            text.truncate(text_end);
            // Behind a bullet or the number of an item stands a gap that parts no columns; nor do leader dots.
            let marker = !text.contains(char::is_alphanumeric)
                || text.len() <= 4 && text.ends_with(['.', ')'])
                || text.ends_with('.') && &*glyph.text == ".";
            text.extend(std::iter::repeat_n(' ', if marker { 1 } else { spaces }));
            gapped |= !marker;
        } else if !text.is_empty() && !text.ends_with(' ') && (blank || gap > size * SPACE) {
            text.push(' ');
        }
        if !blank {
            if is_raised {
                raised.get_or_insert_default().push_str(&glyph.text);
            } else {
                push(&mut text, &glyph.text);
            }
            end = glyph.end.max(glyph.x);
        }
    }
    if let Some(word) = raised {
        write_raised(&mut text, &word);
    }
    let text = text.trim_end().to_owned();
    (!text.is_empty()).then_some(Line { text, x: first.x, end, y: base, size, gapped })
}

/// Letters set as one sign are letters again, and spaces of all widths are spaces.
fn push(text: &mut String, glyph: &str) {
    for c in glyph.chars() {
        match c {
            'ﬀ' => text.push_str("ff"),
            'ﬁ' => text.push_str("fi"),
            'ﬂ' => text.push_str("fl"),
            'ﬃ' => text.push_str("ffi"),
            'ﬄ' => text.push_str("ffl"),
            'ﬅ' | 'ﬆ' => text.push_str("st"),
            c if c.is_whitespace() => text.push(' '),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
}

/// A raised word is the mark of a note, an exponent, or the end of an ordinal.
fn write_raised(text: &mut String, word: &str) {
    let mut from = text.len().saturating_sub(12);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    match notes::superscript(&text[from..], word, false) {
        Superscript::Text => text.push_str(word),
        Superscript::Exponent(digits) => text.push_str(&digits),
        Superscript::Note => {
            // At the start of a line it labels the note itself.
            if text.trim().is_empty() {
                text.push('[');
                text.push_str(word.trim());
                text.push_str("] ");
            } else {
                text.push('[');
                text.push_str(word.trim());
                text.push(']');
            }
        }
    }
}

/// The words of a document that stand whole inside its lines: what a word broken at the end of a line is likely to be.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(FxHashSet<String>);

impl Vocabulary {
    pub fn of(pages: &[Vec<Line>]) -> Self {
        let mut words = FxHashSet::default();
        for line in pages.iter().flatten() {
            let mut parts = line.text.split_whitespace().peekable();
            while let Some(part) = parts.next() {
                // The last word of a line may be half of one.
                if parts.peek().is_some() {
                    words.insert(bare(part).to_lowercase());
                }
            }
        }
        Self(words)
    }

    /// True when `head-` at the end of a line and `tail` at the start of the next are one word without a hyphen.
    fn is_one_word(&self, head: &str, tail: &str) -> bool {
        let joined = format!("{head}{tail}").to_lowercase();
        let parted = format!("{head}-{tail}").to_lowercase();
        self.0.contains(&joined) || !self.0.contains(&parted)
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Where a line stands in the text, and the size of its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub start: usize,
    pub end: usize,
    pub size: f64,
}

/// Writes the lines of a page, with an empty line where a paragraph ends, and says where each stands.
pub(super) fn write(lines: &[Line], vocabulary: &Vocabulary, text: &mut String, set: &mut Vec<Set>) {
    let pitch = pitch(lines);
    // The last word of the line before goes on in this one.
    let mut goes_on = false;
    for (index, line) in lines.iter().enumerate() {
        let previous = index.checked_sub(1).map(|index| &lines[index]);
        if previous.is_some_and(|previous| !goes_on && parts(previous, line, pitch)) {
            text.push('\n');
        }
        goes_on = false;
        let words = line.text.as_str();
        set.push(Set { start: text.len(), end: text.len() + words.len(), size: line.size });
        if let Some(next) = lines.get(index + 1)
            && let Some(head) = words.strip_suffix(['-', '\u{ad}', '‐'])
            && next.text.starts_with(char::is_lowercase)
            && head.ends_with(char::is_alphabetic)
        {
            let head_word = bare(head.rsplit(char::is_whitespace).next().unwrap_or_default());
            let tail = bare(next.text.split_whitespace().next().unwrap_or_default());
            if words.ends_with('\u{ad}') || vocabulary.is_one_word(head_word, tail) {
                text.push_str(head);
                goes_on = true;
                continue;
            }
        }
        text.push_str(words);
        text.push('\n');
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The usual distance between two lines of the page.
fn pitch(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .map(|pair| pair[1].y - pair[0].y)
        .filter(|step| *step > 1.0 && *step < 60.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(12.0)
}

/// True when a paragraph ends between two lines.
fn parts(previous: &Line, line: &Line, pitch: f64) -> bool {
    let step = line.y - previous.y;
    let size = line.size.max(previous.size);
    // Up the page: the next column, in which a sentence may go on.
    if step < -size {
        return false;
    }
    let apart = step > pitch.max(size) * 1.35;
    let resized = (line.size - previous.size).abs() > size * 0.12;
    // A first line set in, behind a line that ran over the whole measure or ended its sentence.
    let indented = line.x > previous.x + size * 0.8
        && line.x < previous.x + size * 4.0
        && step > 0.5
        && previous.text.ends_with(['.', '?', '!', ':', '”', '"', ')'])
        && !line.gapped
        && !previous.gapped
        && line.end > previous.end - size * 40.0;
    apart || resized || indented || line.gapped != previous.gapped
}

/// Lines of ordinary print, one below the other.
#[cfg(test)]
pub(super) fn sample(texts: &[&str]) -> Vec<Line> {
    let line = |(index, text): (usize, &&str)| {
        let y = 40.0 + 12.0 * f64::from(u32::try_from(index).unwrap());
        Line { text: (*text).to_owned(), x: 50.0, end: 300.0, y, size: 10.0, gapped: false }
    };
    texts.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let mut at = x;
        let mut set = Vec::new();
        for c in text.chars() {
            set.push(Glyph { x: at, y, end: at + size * 0.5, size, text: c.to_string().into() });
            at += size * 0.5;
        }
        set
    }

    fn words(glyphs: Vec<Glyph>) -> Vec<String> {
        let mut page = Page::default();
        page.glyphs = glyphs;
        of(page).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn gaps_raised_marks_and_ligatures_are_read() {
        let mut set = glyphs("oﬃce", 50.0, 100.0, 10.0);
        set.extend(glyphs("was", 72.5, 100.0, 10.0));
        set.extend(glyphs("7", 88.0, 96.0, 6.0));
        set.extend(glyphs("1,204", 150.0, 100.0, 10.0));
        set.extend(glyphs("next", 50.0, 112.0, 10.0));
        let read = words(set);
        assert_eq!(read.len(), 2, "{read:?}");
        assert!(read[0].starts_with("office was[7]   ") && read[0].ends_with(" 1,204"), "{read:?}");
        assert_eq!(read[1], "next");
    }

    #[test]
    fn broken_words_are_joined_and_paragraphs_parted() {
        let lines = sample(&[
            "The infor-",
            "mation is long-",
            "term: they say in-",
            "formation of long-term use.",
            "End.",
        ]);
        let pages = [lines];
        let vocabulary = Vocabulary::of(&pages);
        let mut text = String::new();
        write(&pages[0], &vocabulary, &mut text, &mut Vec::new());
        assert!(text.contains("information is long-\nterm"), "{text}");
        assert!(text.contains("say information of"), "{text}");
    }
}
