//! Lines no longer than the terminal is wide.

use unicode_width::UnicodeWidthStr;

/// `text` in lines of at most `width` columns, broken at spaces. A word that is wider
/// than a line stands alone.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split_whitespace() {
        let columns = word.width();
        if used > 0 && used + 1 + columns > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += columns;
    }
    if used > 0 || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// `text` cut to `width` columns, with an ellipsis where something was cut.
#[must_use]
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        used < width
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_stay_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a unbreakable b", 4), ["a", "unbreakable", "b"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("日本 語", 5), ["日本", "語"]);
    }

    #[test]
    fn a_cut_text_fits_and_shows_that_it_was_cut() {
        assert_eq!(cut("harbour", 7), "harbour");
        assert_eq!(cut("harbour", 5), "harb…");
        assert_eq!(cut("日本語", 5), "日本…");
    }
}
