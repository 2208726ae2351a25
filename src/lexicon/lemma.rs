//! The dictionary form of a word: `deaths` and `death`, `was` and `be`, are one word to a reader.
//!
//! Irregular forms come from a list; regular endings are undone where that gives a word the
//! lexicon knows. The tag decides which endings count, so `needs` is `need` either way while
//! `planned` is `plan` only as a verb. Meaning is left to others: `wildfire` and `blaze` stay two.

use std::borrow::Cow;
use std::sync::LazyLock;

use fst::Map;

use super::tag::{self, May, Tag};

static IRREGULAR: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    Map::new(include_bytes!("data/lemmas.fst").as_slice()).expect("embedded lemmas are a finite-state map")
});

/// Particles that end nouns made of phrasal verbs.
const PARTICLES: &[&str] = &["up", "down", "in", "out", "on", "off", "over", "by", "back", "away"];

/// Longer words, in bytes, are only put in lower case.
const LONGEST: usize = 48;

/// The lemma of a word in lower case. Allocates only when it is no beginning of the word itself.
pub fn lemma<'a>(word: &'a str, tag: Tag) -> Cow<'a, str> {
    if word.len() > LONGEST || !word.is_ascii() && word.chars().any(|c| !c.is_ascii() && c.is_uppercase()) {
        return Cow::Owned(word.to_lowercase());
    }
    if let Some(short) = contracted(word, tag) {
        return Cow::Borrowed(short);
    }
    let base = if tag == Tag::POS { word } else { unpossessed(word, tag) };
    let mut form = Form::new(base);
    match tag {
        Tag::NNS | Tag::NNPS => form.plural(),
        Tag::NN => form.irregular_noun(),
        Tag::VB | Tag::VBP | Tag::VBZ | Tag::VBD | Tag::VBN | Tag::VBG => form.verb(tag),
        Tag::JJR | Tag::JJS => form.degree(b'a'),
        Tag::RBR | Tag::RBS => form.degree(b'r'),
        _ => {}
    }
    form.finish(base)
}

/// Split and whole contractions of the commonest verbs.
fn contracted(word: &str, tag: Tag) -> Option<&'static str> {
    let mut bytes = word.bytes().filter(u8::is_ascii_alphabetic);
    let first = bytes.next()?.to_ascii_lowercase();
    let quoted = word.starts_with(['\'', '’']);
    Some(match (first, tag) {
        (b's', Tag::VBZ) if quoted => "be",
        (b'r' | b'm', Tag::VBP) if quoted => "be",
        (b'v', _) if quoted => "have",
        (b'l', Tag::MD) if quoted => "will",
        (b'd', Tag::MD) if quoted => "would",
        (b'n', _) if word.eq_ignore_ascii_case("n't") || word == "n’t" => "not",
        (b'c', Tag::MD) if word.eq_ignore_ascii_case("ca") => "can",
        (b'w', Tag::MD) if word.eq_ignore_ascii_case("wo") => "will",
        _ => return None,
    })
}

/// `department's` without its ending, `didn't` without its negation.
fn unpossessed(word: &str, tag: Tag) -> &str {
    let Some(quote) = word.rfind(['\'', '’']) else {
        return word;
    };
    let (base, ending) = word.split_at(quote);
    match ending.trim_start_matches(['\'', '’']) {
        _ if base.is_empty() => word,
        "s" | "S" | "" => base,
        "t" | "T" if tag.is_verb() || tag == Tag::MD => match base.strip_suffix(['n', 'N']) {
            Some("ca" | "Ca") => "can",
            Some("wo" | "Wo") => "will",
            Some(verb) if !verb.is_empty() => verb,
            _ => word,
        },
        _ => word,
    }
}

/// A word in lower case, on the stack, while its ending is undone.
struct Form {
    bytes: [u8; LONGEST + 8],
    length: usize,
}

impl Form {
    fn new(word: &str) -> Form {
        let mut bytes = [0; LONGEST + 8];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        bytes[..word.len()].make_ascii_lowercase();
        Form { bytes, length: word.len() }
    }

    fn word(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn finish<'a>(&self, original: &'a str) -> Cow<'a, str> {
        if let Some(start) = original.get(..self.length)
            && start.as_bytes() == self.word()
        {
            return Cow::Borrowed(start);
        }
        match self.word() {
            b"be" => Cow::Borrowed("be"),
            b"have" => Cow::Borrowed("have"),
            b"do" => Cow::Borrowed("do"),
            b"child" => Cow::Borrowed("child"),
            b"family" => Cow::Borrowed("family"),
            word => Cow::Owned(String::from_utf8_lossy(word).into_owned()),
        }
    }

    /// Drops `drop` bytes, appends `ending`, and keeps that if the outcome passes.
    fn try_ending(&mut self, drop: usize, ending: &[u8], passes: fn(May) -> bool) -> bool {
        if self.length < drop + 2 {
            return false;
        }
        let (bytes, length) = (self.bytes, self.length);
        self.replace(drop, ending);
        if known(self.word()).is_some_and(passes) {
            return true;
        }
        (self.bytes, self.length) = (bytes, length);
        false
    }

    fn replace(&mut self, drop: usize, ending: &[u8]) {
        let kept = self.length - drop.min(self.length);
        self.length = kept + ending.len();
        self.bytes[kept..self.length].copy_from_slice(ending);
    }

    /// Applies the list of irregular forms; `even_own` also where the form is a lemma as well.
    fn irregular(&mut self, class: u8, even_own: bool) -> bool {
        let mut key = [0; LONGEST + 9];
        key[0] = class;
        key[1..=self.length].copy_from_slice(self.word());
        let Some(edit) = IRREGULAR.get(&key[..=self.length]) else {
            return false;
        };
        let [first, added @ ..] = edit.to_le_bytes();
        if first & 128 != 0 && !even_own {
            return true;
        }
        let ending = added.iter().position(|b| *b == 0).unwrap_or(added.len());
        self.replace(usize::from(first & 127), &added[..ending]);
        true
    }

    fn irregular_noun(&mut self) {
        self.irregular(b'n', false);
    }

    fn plural(&mut self) {
        if self.irregular(b'n', true) || self.plural_of_compound() {
            return;
        }
        let word = self.word();
        if word.ends_with(b"men") && word.len() > 4 {
            self.replace(3, b"man");
        } else if word.ends_with(b"s") && !word.ends_with(b"ss") {
            let itself = known(word).is_some_and(May::noun);
            let plain = known(word).is_some_and(May::plural_noun);
            if itself && !plain && (word.ends_with(b"us") || word.ends_with(b"is")) {
                return;
            }
            self.third_person_or_plural(May::noun, !itself);
        }
    }

    /// `policy-makers`, `attorneys-general`, `grown-ups`: the irregular form may be the last part.
    fn plural_of_compound(&mut self) -> bool {
        let Some(dash) = self.word().iter().rposition(|b| *b == b'-') else {
            return false;
        };
        let Ok(last) = std::str::from_utf8(&self.bytes[dash + 1..self.length]) else {
            return false;
        };
        let mut part = Form::new(last);
        part.plural();
        // "grown-ups", "break-ins"
        if last.strip_suffix('s').is_some_and(|short| PARTICLES.contains(&short)) {
            part.length = last.len() - 1;
        }
        let dropped = self.length - dash - 1;
        let (bytes, length) = (part.bytes, part.length);
        self.replace(dropped, &bytes[..length]);
        true
    }

    /// Undoes the ending `-s` in either of its uses.
    fn third_person_or_plural(&mut self, passes: fn(May) -> bool, guess: bool) {
        let word = self.word();
        let ies = word.ends_with(b"ies");
        let ves = word.ends_with(b"ves");
        let hissing = [&b"ches"[..], b"shes", b"xes", b"sses", b"zzes"].iter().any(|e| word.ends_with(e));
        let oes = word.ends_with(b"oes");
        let es = word.ends_with(b"es");
        if ies && (self.try_ending(3, b"y", passes) || self.try_ending(1, b"", passes)) {
            return;
        }
        if hissing && self.try_ending(2, b"", passes) || self.try_ending(1, b"", passes) {
            return;
        }
        if es && self.try_ending(2, b"", passes) {
            return;
        }
        if ves && (self.try_ending(3, b"f", passes) || self.try_ending(3, b"fe", passes)) {
            return;
        }
        if guess && self.length > 3 {
            match () {
                () if ies && self.length > 4 => self.replace(3, b"y"),
                () if hissing || oes => self.replace(2, b""),
                () => self.replace(1, b""),
            }
        }
    }

    fn verb(&mut self, tag: Tag) {
        if matches!(tag, Tag::VB | Tag::VBP) {
            // "are" and "am"; "found" and "saw" are verbs of their own.
            self.irregular(b'v', self.word() == b"are");
            return;
        }
        if self.irregular(b'v', true) {
            return;
        }
        let word = self.word();
        match tag {
            Tag::VBZ if word.ends_with(b"s") && !word.ends_with(b"ss") => {
                self.third_person_or_plural(May::base_verb, true);
            }
            Tag::VBG if word.ends_with(b"ing") => self.participle(3),
            Tag::VBD | Tag::VBN if word.ends_with(b"ied") => self.past_of_y(),
            Tag::VBD | Tag::VBN if word.ends_with(b"ed") => self.participle(2),
            _ => {}
        }
    }

    /// `carried`, `died`.
    fn past_of_y(&mut self) {
        if !self.try_ending(3, b"y", May::base_verb) && !self.try_ending(1, b"", May::base_verb) {
            self.replace(3, b"y");
        }
    }

    /// Undoes `-ed` or `-ing`, putting back an `e` or a single consonant.
    fn participle(&mut self, drop: usize) {
        let stem = &self.word()[..self.length - drop];
        if !stem.iter().any(|b| b"aeiouy".contains(b)) {
            return; // "bring", "red"
        }
        let doubled = matches!(stem, [.., a, b] if a == b && !b"aeiou".contains(a));
        // A doubled consonant shows that there was no "e": "barring", "starred".
        if !doubled && self.try_ending(drop, b"e", May::base_verb)
            || self.try_ending(drop, b"", May::base_verb)
        {
            return;
        }
        if doubled && self.try_ending(drop + 1, b"", May::base_verb) {
            return;
        }
        let stem = &self.word()[..self.length - drop];
        let lost_e = match stem {
            [.., b'a' | b'i' | b'u', b't' | b'z' | b's' | b'g'] | [.., b'v' | b'c' | b'u'] => true,
            [.., b'r' | b'd', b'g'] | [.., b'r' | b'n' | b'l', b's'] => true,
            [.., b'b' | b'd' | b'f' | b'g' | b'k' | b'p' | b't' | b'z', b'l'] => true, // "googled"
            _ => false,
        };
        if doubled && !matches!(stem, [.., b's' | b'l' | b'f' | b'z']) {
            self.replace(drop + 1, b"");
        } else {
            self.replace(drop, if lost_e { b"e" } else { b"" });
        }
    }

    fn degree(&mut self, class: u8) {
        if self.irregular(class, true) || class == b'r' && self.irregular(b'a', true) {
            return;
        }
        let word = self.word();
        let drop = match word {
            [.., b'e', b'r'] => 2,
            [.., b'e', b's', b't'] => 3,
            _ => return,
        };
        let passes = |may: May| may.adjective() || may.adverb();
        if word[..word.len() - drop].ends_with(b"i") && self.try_ending(drop + 1, b"y", passes) {
            return;
        }
        let stem = &self.word()[..self.length - drop];
        let doubled = matches!(stem, [.., a, b] if a == b);
        let _ = self.try_ending(drop, b"e", passes)
            || self.try_ending(drop, b"", passes)
            || doubled && self.try_ending(drop + 1, b"", passes);
    }
}

fn known(word: &[u8]) -> Option<May> {
    std::str::from_utf8(word).ok().and_then(tag::entry).map(|e| e.may)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: Tag, pairs: &[(&str, &str)]) {
        for (form, expected) in pairs {
            assert_eq!(lemma(form, tag), *expected, "{form} {tag:?}");
        }
    }

    #[test]
    fn plurals() {
        check(
            Tag::NNS,
            &[
                ("houses", "house"),
                ("analyses", "analysis"),
                ("children", "child"),
                ("men", "man"),
                ("series", "series"),
                ("deaths", "death"),
                ("families", "family"),
                ("species", "species"),
                ("boxes", "box"),
                ("churches", "church"),
                ("movies", "movie"),
                ("wolves", "wolf"),
                ("knives", "knife"),
                ("heroes", "hero"),
                ("buses", "bus"),
                ("gases", "gas"),
                ("crises", "crisis"),
                ("criteria", "criterion"),
                ("data", "data"),
                ("wildfires", "wildfire"),
                ("policy-makers", "policy-maker"),
                ("headquarters", "headquarters"),
                ("feet", "foot"),
                ("podcasts", "podcast"),
                ("deportees", "deportee"),
                ("glimborks", "glimbork"),
                ("Prosecutions", "prosecution"),
                ("parents'", "parent"),
                ("classes", "class"),
                ("losses", "loss"),
                ("axes", "axis"),
                ("taxes", "tax"),
                ("caches", "cache"),
                ("women", "woman"),
                ("viruses", "virus"),
                ("lives", "life"),
                ("motives", "motive"),
            ],
        );
        check(Tag::NNPS, &[("Americans", "american"), ("USAOs", "usao"), ("Mondays", "monday")]);
    }

    #[test]
    fn singular_nouns_stay() {
        check(
            Tag::NN,
            &[
                ("bus", "bus"),
                ("lens", "lens"),
                ("Report", "report"),
                ("news", "news"),
                ("status", "status"),
                ("department's", "department"),
                ("department’s", "department"),
            ],
        );
        check(Tag::NNP, &[("Jones", "jones"), ("Texas", "texas")]);
    }

    #[test]
    fn verbs() {
        check(
            Tag::VBD,
            &[
                ("was", "be"),
                ("released", "release"),
                ("went", "go"),
                ("died", "die"),
                ("added", "add"),
                ("said", "say"),
                ("hoped", "hope"),
                ("hopped", "hop"),
                ("filled", "fill"),
                ("agreed", "agree"),
                ("didn't", "do"),
                ("Killed", "kill"),
                ("referred", "refer"),
                ("carried", "carry"),
            ],
        );
        check(
            Tag::VBN,
            &[("taken", "take"), ("planned", "plan"), ("separated", "separate"), ("googled", "google")],
        );
        check(
            Tag::VBZ,
            &[
                ("has", "have"),
                ("is", "be"),
                ("'s", "be"),
                ("goes", "go"),
                ("watches", "watch"),
                ("releases", "release"),
                ("tries", "try"),
                ("dies", "die"),
                ("causes", "cause"),
            ],
        );
        check(
            Tag::VBG,
            &[
                ("planning", "plan"),
                ("releasing", "release"),
                ("dying", "die"),
                ("singing", "sing"),
                ("bringing", "bring"),
                ("being", "be"),
                ("making", "make"),
                ("starring", "star"),
                ("seeing", "see"),
            ],
        );
        check(Tag::VBP, &[("are", "be"), ("'ve", "have"), ("say", "say"), ("found", "found")]);
        check(Tag::MD, &[("'ll", "will"), ("ca", "can"), ("can't", "can")]);
        check(Tag::RB, &[("n't", "not"), ("n’t", "not"), ("Nearly", "nearly")]);
    }

    #[test]
    fn degrees() {
        check(Tag::JJS, &[("largest", "large"), ("biggest", "big"), ("busiest", "busy"), ("least", "least")]);
        check(Tag::JJR, &[("larger", "large"), ("fewer", "few"), ("lower", "low"), ("better", "good")]);
        check(Tag::RBR, &[("earlier", "early"), ("faster", "fast"), ("better", "well")]);
    }

    #[test]
    fn a_lemma_or_a_beginning_is_borrowed() {
        for (word, tag) in
            [("report", Tag::NN), ("deaths", Tag::NNS), ("was", Tag::VBD), ("killed", Tag::VBD)]
        {
            assert!(matches!(lemma(word, tag), Cow::Borrowed(_)), "{word}");
        }
        assert!(matches!(lemma("Report", Tag::NN), Cow::Owned(_)));
    }

    #[test]
    fn strange_words_do_no_harm() {
        for tag in Tag::ALL {
            for word in [
                "",
                "s",
                "'",
                "’",
                "’s",
                "es",
                "ied",
                "ing",
                "-",
                "a-",
                "ÉTATS",
                "cafés",
                "n't",
                "x".repeat(60).as_str(),
            ] {
                let _ = lemma(word, tag);
            }
        }
        assert_eq!(lemma("cafés", Tag::NNS), "café");
        assert_eq!(lemma("ÉTATS", Tag::NNP), "états");
    }
}
