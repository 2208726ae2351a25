//! Short forms that a document defines: `U.S. Marshals Service (USMS)`.

use crate::claim::{Sym, Vocab};

/// The short forms defined in `text`, each with the words it stands for, in lower case.
///
/// A short form is two to eight capitals in brackets whose letters begin the words before
/// it, in order; small words (`of`, `and`, `the`) may be passed over.
#[must_use]
pub fn definitions(text: &str, vocab: &mut Vocab) -> Vec<(Sym, Vec<Sym>)> {
    let mut found = Vec::new();
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let Some((_, short)) = defined_behind(&text[open + 1..]) else { continue };
        let from = text[..open].len().saturating_sub(120);
        let from = (from..=open).find(|&at| text.is_char_boundary(at)).unwrap_or(open);
        if let Some(long) = long_form(short, &text[from..open]) {
            let short = vocab.intern(&short.to_lowercase());
            let long = long.iter().map(|word| vocab.intern(&word.to_lowercase())).collect();
            found.push((short, long));
        }
    }
    found
}

/// The short form that a bracket defines, behind so many bytes: `USMS)`, `"USMS")`,
/// `hereafter USMS)`.
#[must_use]
pub fn defined_behind(after: &str) -> Option<(usize, &str)> {
    const LEADS: [&str; 5] = ["hereafter ", "hereinafter ", "henceforth ", "the ", "or "];
    let mut rest = after;
    for lead in LEADS {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    let rest = rest.trim_start_matches(['"', '“', '\'', '‘', '*', '_']);
    let length = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = rest[length..].trim_start_matches(['"', '”', '\'', '’', '*', '_']);
    let fits = (2..=8).contains(&length) && ends.starts_with([')', ',', ';']);
    fits.then(|| (after.len() - rest.len(), &rest[..length]))
}

/// The words at the end of `before` whose initials spell `short`.
fn long_form<'a>(short: &str, before: &'a str) -> Option<Vec<&'a str>> {
    // The words that may be meant, last first.
    let mut back = before.split_whitespace().rev();
    let (mut words, mut initials): (Vec<&str>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut letters = short.bytes().rev();
    let mut wanted = letters.next();
    while let Some(letter) = wanted {
        words.push(back.next()?);
        let word = words[words.len() - 1].trim_matches(|c: char| !c.is_alphanumeric());
        // "U.S." gives two letters, "Co-operation" one.
        initials.clear();
        let parts = word.split('.').filter_map(|part| part.bytes().next());
        initials.extend(parts.map(|b| b.to_ascii_uppercase()));
        while let Some(initial) = initials.pop() {
            if wanted == Some(initial) {
                wanted = letters.next();
            } else if word.len() > 3 && initials.is_empty() && Some(letter) == wanted {
                return None;
            }
        }
    }
    let long: Vec<&str> = words
        .iter()
        .rev()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() > 3 || word.bytes().any(|b| b.is_ascii_uppercase()))
        .collect();
    (long.len() >= 2 || long.first().is_some_and(|word| word.contains('.'))).then_some(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut vocab = Vocab::default();
        definitions(text, &mut vocab)
            .into_iter()
            .map(|(short, long)| {
                let long: Vec<&str> = long.iter().map(|&sym| vocab.word(sym)).collect();
                format!("{} = {}", vocab.word(short), long.join(" "))
            })
            .collect()
    }

    #[test]
    fn initials_spell_the_short_form() {
        assert_eq!(read("the U.S. Marshals Service (USMS) and others"), ["usms = u.s marshals service"]);
        assert_eq!(read("the Board of Water Supply (BWS)"), ["bws = board water supply"]);
        assert_eq!(read("the Flood Risk Board (\u{201c}FRB\u{201d})"), ["frb = flood risk board"]);
        assert_eq!(read("the Flood Risk Board (hereafter \"FRB\")"), ["frb = flood risk board"]);
        assert_eq!(read("it works (OK)"), Vec::<String>::new());
        assert_eq!(read("the ferry (MV)"), Vec::<String>::new());
    }
}
