//! Who a sentence speaks of where it tells an age, a birth or a death: read off the words right
//! before. A name, `the guard`, or a pronoun behind one of these. Knows no rule.

use super::{Context, offices, say};
use crate::lexicon::closed::calendar::{MONTHS, WEEKDAYS};
use crate::lexicon::concepts::is_person_noun;
use crate::place::Span;

/// Who somebody is in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// By the last of the names, and the first ones where they are told: `ann`, `ann maud`.
    Named { last: String, first: Option<String> },
    /// `the guard`
    Role(String),
}

impl Person {
    /// What both are sure to be called.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Named { last, .. } => last,
            Self::Role(role) => role,
        }
    }

    /// True when both can be one: `K. Vossler`, `Vossler` and `Karel Vossler`.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Role(a), Self::Role(b)) => a == b,
            (Self::Named { last: a, first: x }, Self::Named { last: b, first: y }) => {
                let initial = |name: &str| name.trim_end_matches('.').len() <= 1;
                let like = |x: &str, y: &str| {
                    x == y || (initial(x) || initial(y)) && x.chars().next() == y.chars().next()
                };
                a == b && x.as_ref().zip(y.as_ref()).is_none_or(|(x, y)| share_a_word(x, y, like))
            }
            _ => false,
        }
    }

    /// True when both have the same two names: `Ann Lowe` and `Ann Maud Lowe`.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let (Self::Named { last: a, first: Some(x) }, Self::Named { last: b, first: Some(y) }) =
            (self, other)
        else {
            return false;
        };
        a == b && share_a_word(x, y, |x, y| x == y)
    }
}

/// True when a word of `x` is like one of `y`.
fn share_a_word(x: &str, y: &str, like: impl Fn(&str, &str) -> bool) -> bool {
    x.split(' ').any(|x| y.split(' ').any(|y| like(x, y)))
}

/// The text before a place as it is written, as far as it can tell whom the place is about.
#[must_use]
pub fn written_before<'c>(context: &Context<'c>, place: Span) -> &'c str {
    const FAR: usize = 420;
    let document = context.sources.document(place);
    let at = (place.start - document.base) as usize;
    let mut from = at.saturating_sub(FAR);
    while !document.text.is_char_boundary(from) {
        from += 1;
    }
    &document.text[from..at]
}

/// The text before a place, in its paragraph, without markup.
#[must_use]
pub fn lead(context: &Context<'_>, place: Span) -> String {
    let text = written_before(context, place);
    let text = text.rsplit("\n\n").next().unwrap_or(text);
    let text = ["<p", "<td", "<li", "<h1", "<h2"]
        .iter()
        .fold(text, |text, open| text.rsplit(open).next().unwrap_or(text));
    plain(text)
}

/// Text without tags, notes and emphasis, on one line.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    // A title in italics is no name: `*Low Water* hung there in 1962, when she was 27`.
    let mut italic = false;
    while let Some(c) = rest.chars().next() {
        if ["<i>", "<em>", "<cite>"].iter().any(|tag| rest.starts_with(tag)) {
            italic = true;
        } else if ["</i>", "</em>", "</cite>"].iter().any(|tag| rest.starts_with(tag)) {
            italic = false;
        }
        if matches!(c, '*' | '_') {
            let run = rest.len() - rest.trim_start_matches(c).len();
            let opens = bare.is_empty() || bare.ends_with([' ', '(', '"', '“', '\n']);
            italic = run == 1 && !italic && opens && rest[run..].contains(c) || italic && run > 1;
            rest = &rest[run..];
            continue;
        }
        let close = match c {
            '<' => rest.find('>'),
            '[' => rest.find(']').filter(|&end| rest[1..end].bytes().all(|byte| byte.is_ascii_digit())),
            _ => None,
        };
        if let Some(close) = close {
            rest = &rest[close + 1..];
            continue;
        }
        if italic {
            bare.extend(c.to_lowercase());
        } else {
            bare.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    // The opening tag that was cut off.
    let bare = bare
        .split_once('>')
        .filter(|(tag, _)| !tag.contains(' ') || tag.contains("=\""))
        .map_or(bare.as_str(), |(_, rest)| rest);
    say::squeezed(&bare.replace("&nbsp;", " ").replace("&ndash;", "–").replace("&mdash;", "—"))
}

/// Who the words before a place speak of, when only `small` words stand in between.
#[must_use]
pub fn person(text: &str, small: &[&str], subject: Option<&Person>) -> Option<Person> {
    let (own, before) = match sentence_start(text) {
        Some(at) => (&text[at..], &text[..at]),
        None => (text, ""),
    };
    let words: Vec<&str> = own.split(' ').filter(|word| !word.is_empty()).collect();
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut end = words.len();
    while end > 0 {
        let word = bare(words[end - 1]);
        let skipped =
            word.is_empty() || year(word) || small.contains(&word.to_lowercase().as_str()) && !is_name(word);
        if !skipped {
            break;
        }
        end -= 1;
    }
    let last = bare(words.get(end.checked_sub(1)?)?);
    if is_pronoun(last) {
        return pronoun(&words[..end - 1], before, subject);
    }
    let set_off = words[end - 1].ends_with(',');
    if is_name(last) {
        let verb =
            end < words.len() && matches!(words[end], "was" | "who" | "is" | "died" | "(born" | "(b." | "(");
        return named(&words[..end], set_off || verb);
    }
    if let Some(role) = role_of(&words[..end]).filter(|_| end < words.len()) {
        return Some(role);
    }
    if let Some(role) = role(&words[..end], true) {
        // "Ann Lowe, the composer, who has died aged 89"
        return apposed(&words[..end]).or(Some(role));
    }
    set_off.then(|| apposed(&words[..end]))?
}

/// The name at the end of the words: two of them, or one that something sets off.
fn named(words: &[&str], set_off: bool) -> Option<Person> {
    /// First names that are told.
    const MOST: usize = 2;
    let (last, before) = words.split_last()?;
    let given = |word: &&&str| !word.ends_with([',', ';', ':']) && (is_name(bare(word)) || is_initial(word));
    let count = before.iter().rev().take(MOST).take_while(given).count();
    // "in Lund, 52": a place.
    let placed = |word: &&str| matches!(*word, "in" | "at" | "from" | "near" | "of" | "to");
    if count == 0 && (before.last().is_some_and(placed) || !set_off) {
        return None;
    }
    let own = before[before.len() - count..].iter().map(|word| bare(word));
    let first: Vec<String> = own.filter(|first| !TITLES.contains(first)).map(str::to_lowercase).collect();
    // "Composer Ann Lowe"
    let titled = first.len() > 1 && is_person_noun(&first[0]);
    let first = first[usize::from(titled)..].join(" ");
    Some(Person::Named { last: strip(bare(last)), first: Some(first).filter(|first| !first.is_empty()) })
}

/// `Ann Lowe, film director,` and `Ann Lowe, a mother of two,`: the name before a phrase that is
/// set off by commas.
fn apposed(words: &[&str]) -> Option<Person> {
    const MOST: usize = 9;
    let end = words.len() - 1;
    let comma = (end.saturating_sub(MOST)..end).rev().find(|&at| words[at].ends_with(','))?;
    let pair = comma > 0 && is_name(bare(words[comma])) && is_name(bare(words[comma - 1]));
    let lower = words[comma + 1..=end].iter().all(|word| !is_name(bare(word)) && !is_pronoun(bare(word)));
    (pair && lower && end > comma).then(|| named(&words[..=comma], true))?
}

/// Whom `he` or `she` means: the one named before it in the sentence, the one of the sentence
/// before, or the one that the text is about.
fn pronoun(own: &[&str], before: &str, subject: Option<&Person>) -> Option<Person> {
    let inside = own.windows(2).rev().find(|pair| is_person_pair(pair));
    if let Some(pair) = inside {
        let person = named(pair, true)?;
        return subject.is_none_or(|subject| subject.may_be(&person)).then_some(person);
    }
    let told = antecedent(before);
    match (told, subject) {
        (Some(told), Some(subject)) => told.may_be(subject).then_some(told),
        (Some(told), None) if own.is_empty() => Some(told),
        (None, Some(subject)) => Some(subject.clone()),
        _ => None,
    }
}

fn is_person_pair(pair: &[&str]) -> bool {
    is_name(bare(pair[0])) && is_name(bare(pair[1])) && !pair[0].ends_with(',')
}

/// The last person of the sentence before, as far as there is one alone.
fn antecedent(before: &str) -> Option<Person> {
    let before = before.trim_end_matches([' ', '.']);
    let sentence = sentence_start(before).map_or(before, |at| &before[at..]);
    let words: Vec<&str> = sentence.split(' ').filter(|word| !word.is_empty()).collect();
    // "Ann Lowe was the daughter of the keeper. She": the one who leads the sentence.
    if let Some(pair) = words.get(..2).filter(|pair| is_person_pair(pair)) {
        return named(pair, true);
    }
    if let Some(role) = (1..=words.len()).rev().find_map(|end| role(&words[..end], false)) {
        return Some(role);
    }
    let pair = words.windows(2).rev().find(|pair| is_person_pair(pair))?;
    named(pair, true)
}

/// `the night guard` at the end of the words.
fn role(words: &[&str], set_off: bool) -> Option<Person> {
    let last = *words.last()?;
    let noun = bare(last).to_lowercase();
    if set_off && !last.ends_with(',')
        || !is_person_noun(&noun)
        || matches!(noun.as_str(), "man" | "woman" | "people" | "person")
    {
        return None;
    }
    let the = words.iter().rev().skip(1).take(2).any(|word| word.eq_ignore_ascii_case("the"));
    the.then_some(Person::Role(noun))
}

/// `The chair of the rowers' union`, all that there is of a sentence so far.
fn role_of(words: &[&str]) -> Option<Person> {
    const MOST: usize = 8;
    let of = words.iter().position(|word| *word == "of").filter(|&of| of <= 3 && words.len() <= MOST)?;
    let one = words[of..].iter().all(|word| !word.ends_with([',', ';', ':', ')']));
    let head = bare(words[..of].last()?).to_lowercase();
    let led = words[0].eq_ignore_ascii_case("the");
    (one && led && (is_person_noun(&head) || offices::head(&head).is_some())).then_some(Person::Role(head))
}

/// The one whom the texts call by that role and by the whole name, and whom this text names: `Its chair, Ann
/// Lowe,` in one, and `The chair is 61` in another that speaks of Ann Lowe.
#[must_use]
pub fn bearer(context: &Context<'_>, document: usize, role: &str) -> Option<Person> {
    let own = &context.texts[document].flat;
    let mut known: Vec<String> = Vec::new();
    for other in context.links().beside(document).chain([document]) {
        let text = &context.texts[other].flat;
        for (at, _) in text.match_indices(role) {
            let before = text[..at].rsplit(' ').find(|word| !word.is_empty()).unwrap_or_default();
            let apart = text[..at].ends_with(char::is_alphanumeric)
                || matches!(bare(before), "former" | "deputy" | "vice" | "previous" | "acting" | "then");
            let rest = &text[at + role.len()..];
            let Some(rest) = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' ')).filter(|_| !apart)
            else {
                continue;
            };
            let mut words = rest.split(' ');
            let pair: Vec<&str> = words.by_ref().take(2).collect();
            if words.next().is_some_and(|word| matches!(bare(word), "said" | "says" | "told")) {
                // "nobody was there but the guard, Inspector Lowe said"
                continue;
            }
            let name = pair.iter().map(|word| bare(word)).collect::<Vec<_>>().join(" ");
            if pair.len() == 2 && is_person_pair(&pair) && own.contains(&name) && !known.contains(&name) {
                known.push(name);
            }
        }
    }
    let [name] = known.as_slice() else { return None };
    let (first, last) = name.split_once(' ')?;
    Some(Person::Named { last: strip(last), first: Some(first.to_lowercase()) })
}

/// Somebody called by the first name alone, by the whole name that this text or those beside it have for the
/// one of that name: `Karl, aged 16,` under `The death of Karl Moss`.
#[must_use]
pub fn in_full(context: &Context<'_>, document: usize, person: Person) -> Person {
    let Person::Named { last: name, first: None } = &person else { return person };
    let name = capitalized(name);
    let known = |document: usize| -> Option<Vec<String>> {
        let text = &context.texts[document].flat;
        let mut known: Vec<String> = Vec::new();
        for (at, _) in text.match_indices(&name) {
            let (before, rest) = (&text[..at], &text[at + name.len()..]);
            if before.ends_with(char::is_alphanumeric) || rest.starts_with(char::is_alphanumeric) {
                continue;
            }
            // "Hanne Oster", "Mr Oster": the last of the names.
            let led = before.strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n']).next());
            if led.is_some_and(|word| TITLES.contains(&bare(word)) || is_name(word)) {
                return None;
            }
            let next = rest.strip_prefix(' ').and_then(|rest| rest.split([' ', '\n']).next()).map(bare);
            let next = next.filter(|next| is_name(next)).map(strip);
            known.extend(next.filter(|next| !known.contains(next)));
        }
        Some(known)
    };
    let Some(own) = known(document) else { return person };
    let mut last = own;
    if last.is_empty() {
        for other in context.links().beside(document) {
            match known(other) {
                Some(more) => last.extend(more),
                None => return person,
            }
        }
        last.sort_unstable();
        last.dedup();
    }
    match last.as_slice() {
        [last] => Person::Named { last: last.clone(), first: Some(name.to_lowercase()) },
        _ => person,
    }
}

/// Whom a text is about: the one of its title whom it goes on to name again and again.
#[must_use]
pub fn subject(context: &Context<'_>, document: usize) -> Option<Person> {
    let title = context.ledger.documents[document].title?;
    let title = plain(context.sources.text_at(title));
    let title = title.trim_start_matches(['#', ' ']);
    let body = &context.sources.documents()[document].text;
    // "OBITUARY: ANN LOWE", as the text itself writes it
    let (mut title, mut shouted) = (title.to_owned(), title.split(' '));
    if shouted.all(|word| !word.contains(char::is_lowercase)) {
        title = title.split(' ').map(capitalized).collect::<Vec<_>>().join(" ");
    }
    let words: Vec<&str> = title.split(' ').collect();
    let often = |name: &str| body.match_indices(name).take(4).count() >= 3;
    let mut found: Vec<Person> = Vec::new();
    for end in 2..=words.len() {
        let pair = &words[end - 2..end];
        let closed =
            words.get(end).is_none_or(|next| !is_name(bare(next)) || pair[1].ends_with([',', ':', ')']));
        if is_person_pair(pair)
            && closed
            && often(bare(pair[1]).trim_end_matches("'s").trim_end_matches("’s"))
        {
            found.extend(named(&words[..end], true));
        }
    }
    let pronouns = [" she ", " he ", "She ", "He "].iter().any(|word| body.contains(word));
    (found.len() == 1 && pronouns).then(|| found.pop())?
}

/// Where the last sentence of a text begins.
#[must_use]
pub fn sentence_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (1..text.len().saturating_sub(1)).rev().find_map(|at| {
        let stop = matches!(bytes[at], b'.' | b'!' | b'?') || bytes[at] == b'"' && bytes[at - 1] == b'.';
        if !stop {
            return None;
        }
        let (before, next) = (text.get(..at)?, text.get(at + 1..)?);
        let begins =
            next.starts_with(' ') && next.trim_start().starts_with(|c: char| c.is_uppercase() || c == '"');
        let word = before.rsplit(' ').next().unwrap_or_default();
        // "Dr. Ennis", "J. Pryce"
        let short =
            word.len() <= 2 || matches!(word, "Mrs" | "Prof" | "Rev" | "Gen" | "Col" | "Sgt" | "Capt");
        (begins && !short).then(|| at + 1 + (next.len() - next.trim_start().len()))
    })
}

/// `ANN` and `ann` as `Ann`.
#[must_use]
pub fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn strip(name: &str) -> String {
    name.trim_end_matches("'s").trim_end_matches("’s").to_lowercase()
}

fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase)
}

/// True for a word in capitals that may be one of a person's names.
#[must_use]
pub fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && !NO_NAMES.contains(&word)
        && !is_of_calendar(word)
        && !is_pronoun(word)
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "He" | "She" | "he" | "she")
}

/// What stands before a last name and is no first name.
const TITLES: &[&str] = &[
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Sir",
    "Dame",
    "Lord",
    "Lady",
    "Captain",
    "Professor",
    "Judge",
    "Justice",
    "Senator",
    "President",
    "Sister",
    "Brother",
    "Father",
    "Chief",
    "Inspector",
    "Sergeant",
    "Colonel",
    "General",
    "Major",
    "Officer",
    "Mayor",
    "Minister",
    "Prof",
    "Rev",
    "Capt",
    "Col",
    "Gen",
    "Sgt",
    "King",
    "Queen",
    "Prince",
    "Princess",
];

/// True for a weekday or a month; May is a first name as well.
fn is_of_calendar(word: &str) -> bool {
    WEEKDAYS.contains(&word) || word != "May" && MONTHS.contains(&word)
}

/// Words in capitals that are no names of people.
const NO_NAMES: &[&str] = &[
    "The", "In", "On", "At", "It", "They", "This", "That", "Born", "Died", "When", "By", "His", "Her", "And",
    "But", "Of", "For", "After", "Obituary",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn who(text: &str) -> Option<(String, Option<String>)> {
        match person(text, &["who", "was", "is", "then", "now", "has", "aged"], None)? {
            Person::Named { last, first } => Some((last, first)),
            Person::Role(role) => Some((role, None)),
        }
    }

    #[test]
    fn people_stand_before_their_ages() {
        let named = |first: &str, last: &str| Some((last.to_owned(), Some(first.to_owned())));
        assert_eq!(who("It was raining. Karel Vossler,"), named("karel", "vossler"));
        assert_eq!(who("The pilot, K. Vossler, then"), named("k", "vossler"));
        assert_eq!(who("Ann Lowe, film director, who was"), named("ann", "lowe"));
        assert_eq!(who("Ann Lowe swims. She was"), named("ann", "lowe"));
        assert_eq!(who("They met Captain Vossler,"), Some(("vossler".to_owned(), None)));
        assert_eq!(who("He has a shop in Lund,"), None);
        assert_eq!(who("His father was"), None);
    }

    #[test]
    fn one_person_may_be_told_in_several_ways() {
        let named = |first: Option<&str>| Person::Named { last: "lowe".into(), first: first.map(Into::into) };
        assert!(named(Some("ann")).may_be(&named(None)) && named(Some("ann")).may_be(&named(Some("a"))));
        assert!(!named(Some("ann")).may_be(&named(Some("bert"))));
        assert!(named(Some("ann")).is(&named(Some("ann"))) && !named(None).is(&named(None)));
    }

    #[test]
    fn markup_is_read_over() {
        assert_eq!(plain("class=\"x\"><b>Ann Lowe</b> (born[3]"), "Ann Lowe (born");
        assert_eq!(plain("Her *Low Water* and **Ann** Lowe"), "Her low water and Ann Lowe");
    }
}
