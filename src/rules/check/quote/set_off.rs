//! Which passages that are set off are said to be somebody's words.
//!
//! A block is also set off to be noticed, or to show what a program prints, and then nobody's words can have
//! been changed. Words are quoted where a line leads to them (`The order reads:`) or says behind
//! them whose they are (`— Ann Quill`).

use crate::grammar::set_off;
use crate::prose::{BlockKind, Text};
use crate::rules::check::speakers::says;

/// For each block of `text`, whether it is set off as a quotation and said to be one.
pub fn said(text: &Text) -> Vec<bool> {
    let mut said = vec![false; text.blocks.len()];
    let read: Vec<usize> = (0..text.blocks.len()).filter(|&at| !text.blocks[at].furniture).collect();
    let quotes = |number: &usize| text.blocks[*number].kind == BlockKind::Quote;
    let mut from = 0;
    while let Some(start) = read[from..].iter().position(quotes).map(|at| from + at) {
        let end = read[start..].iter().position(|number| !quotes(number)).map_or(read.len(), |at| start + at);
        let lead = start.checked_sub(1).is_some_and(|at| leads(words(text, read[at])));
        let behind = read.get(end).is_some_and(|&next| {
            let block = words(text, next).trim();
            let signs = block.starts_with(['—', '―', '–']) || text.blocks[next].kind == BlockKind::Caption;
            let named = block.trim_start_matches(|c: char| !c.is_alphanumeric());
            signs && block.len() < 150 && named.starts_with(char::is_uppercase) && !numbered(named)
        });
        if lead || behind || read[start..end].iter().any(|&at| is_signed(words(text, at))) {
            read[start..end].iter().for_each(|&at| said[at] = true);
        }
        from = end;
    }
    said
}

fn words(text: &Text, block: usize) -> &str {
    let range = &text.blocks[block].range;
    &text.flat[range.start as usize..range.end as usize]
}

/// `The order of March 3 reads:`, `As Quill put it in her letter,`; not `For example:` or `This prints:`.
fn leads(words: &str) -> bool {
    const SHOWING: &[&str] = &[
        "command", "commands", "error", "example", "examples", "format", "instance", "message", "output",
        "prints", "run", "shows", "syntax", "type", "usage", "warning",
    ];
    let words = words.trim_end();
    let last: Vec<&str> = words.rsplit(|c: char| c.is_whitespace()).take(8).collect();
    let is = |word: &&str, list: &[&str]| {
        list.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
    };
    let colon = words.ends_with(':') && !last.iter().any(|word| is(word, SHOWING));
    colon || !words.ends_with(['.', '!', '?']) && last.iter().take(6).any(|word| says(word))
}

/// Its own last line says whose words it holds, or it is such a line.
fn is_signed(words: &str) -> bool {
    let end = words.trim_end().trim_end_matches(['"', '”', '’', '»']).len();
    let dash = words.trim_start().starts_with(['—', '―', '–']);
    set_off(words).map_or(dash, |quoted| (quoted.words.end as usize) < end)
}

/// `Figure 3`, `Table 2`
fn numbered(words: &str) -> bool {
    let mut words = words.split_whitespace().skip(1);
    words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}
