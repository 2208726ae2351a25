//! The suffix rules for unknown words and the context rules for all words, and how they run.
//!
//! Every context rule has the form "words tagged A become B where some neighbour is X (and
//! another Y)". A sentence is held as one bit set of positions for each tag and for each word
//! that a rule names, so a rule costs a few shifts whatever the length of the sentence.

use rustc_hash::FxHashSet;

use super::{Entry, May, Tag};

static TEXT: &str = include_str!("../data/tagger.rules");

const TAGS: usize = Tag::ALL.len();
const SETS: usize = 192;

/// Positions in the window: bit `PAD + i` is word `i`.
type Positions = u128;
const PAD: usize = 3;

/// Where a rule looks. The two sets are tags or words; the second is empty for most kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Current,
    Previous,
    Next,
    Previous2,
    Next2,
    Previous1Or2,
    Next1Or2,
    Previous1Or2Or3,
    Next1Or2Or3,
    /// Previous is X, next is Y.
    Surround,
    /// Current is X, next is Y.
    CurrentNext,
    /// Previous is X, current is Y.
    PreviousCurrent,
    /// Current is X, the second next is Y.
    CurrentNext2,
    /// The second previous is X, current is Y.
    Previous2Current,
    /// The second previous is X, the previous is Y.
    Previous21,
    /// The next is X, the second next is Y.
    Next12,
}

impl Kind {
    const fn looks_twice(self) -> bool {
        matches!(
            self,
            Self::Surround
                | Self::CurrentNext
                | Self::PreviousCurrent
                | Self::CurrentNext2
                | Self::Previous2Current
                | Self::Previous21
                | Self::Next12
        )
    }
}

struct Context {
    /// No tag stands for any.
    from: Option<Tag>,
    to: Tag,
    kind: Kind,
    x: u8,
    y: u8,
    /// Changes one of the tags of "that" into another.
    moves_that: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Contains,
    Prefix,
    Suffix,
    /// The word with this ending added is known.
    AddSuffix,
    /// The word without this beginning is known.
    DropPrefix,
    /// The word without this ending is known.
    DropSuffix,
    /// The next word is this.
    Before,
    /// The previous word is this.
    After,
}

struct Suffix {
    from: Option<Tag>,
    to: Tag,
    test: Test,
    text: &'static str,
}

pub struct Rules {
    /// The set of the word "that".
    that: usize,
    suffix: Vec<Suffix>,
    context: Vec<Context>,
    /// The neighbours that suffix rules name.
    neighbours: FxHashSet<&'static str>,
    /// For each set the context rules that have to do with it. A rule that changes words of
    /// any tag, or looks for one set only, is in the last entry.
    by_set: Vec<Concerned>,
}

/// Some of the context rules, one bit each.
type Chosen = [u64; 5];

/// The context rules that change words of a set, and those that look for it first or second.
type Concerned = [Chosen; 3];

impl Rules {
    /// The rules that come with the program.
    pub fn embedded() -> Rules {
        let mut words: Vec<&str> = Vec::new();
        let mut rules = Rules {
            that: 0,
            suffix: Vec::with_capacity(160),
            context: Vec::with_capacity(320),
            neighbours: FxHashSet::default(),
            by_set: vec![[[0; 5]; 3]; SETS + 1],
        };
        for line in TEXT.lines() {
            if let Some(list) = line.strip_prefix("words ") {
                words = list.split(' ').collect();
                rules.that = words.iter().position(|w| *w == "that").map_or(0, |i| TAGS + 1 + i);
            } else if let Some(rule) = line.strip_prefix("suffix ") {
                rules.suffix.push(read_suffix(rule).expect("embedded suffix rules are well formed"));
            } else if let Some(rule) = line.strip_prefix("context ") {
                let read = read_context(rule, &words);
                rules.context.push(read.expect("embedded context rules are well formed"));
            }
        }
        let named = rules.suffix.iter().filter(|rule| matches!(rule.test, Test::Before | Test::After));
        rules.neighbours = named.map(|rule| rule.text).collect();
        rules.index();
        rules
    }

    fn index(&mut self) {
        assert!(self.context.len() <= 64 * 5, "a context rule is a bit of a `Chosen`");
        for (at, rule) in self.context.iter().enumerate() {
            let second = if rule.kind.looks_twice() { usize::from(rule.y) } else { SETS };
            let sets = [rule.from.map_or(SETS, |tag| tag as usize), usize::from(rule.x), second];
            for (how, set) in sets.into_iter().enumerate() {
                self.by_set[set][how][at / 64] |= 1 << (at % 64);
            }
        }
    }

    /// True when a suffix rule may look at one of these neighbours.
    pub fn names_neighbour(&self, before: &str, after: &str) -> bool {
        self.neighbours.contains(before) || self.neighbours.contains(after)
    }

    /// Runs the context rules over the window, in order. Those that look for what the sentence
    /// does not hold are passed over.
    pub fn apply(&self, window: &mut Window) {
        let mut concerned = self.by_set[SETS];
        for (part, present) in window.present.into_iter().enumerate() {
            let mut ahead = present;
            while ahead != 0 {
                add(&mut concerned, &self.by_set[part * 64 + ahead.trailing_zeros() as usize]);
                ahead &= ahead - 1;
            }
        }
        let mut chosen = of_all(&concerned);
        for part in 0..5 {
            // The rules still to come of this part.
            let mut ahead = u64::MAX;
            while chosen[part] & ahead != 0 {
                let bit = (chosen[part] & ahead).trailing_zeros();
                ahead = u64::MAX.checked_shl(bit + 1).unwrap_or(0);
                let rule = &self.context[part * 64 + bit as usize];
                let from = match rule.from {
                    Some(tag) => window.sets[tag as usize],
                    None => window.words(),
                };
                if from == 0 {
                    continue;
                }
                let hits = from & window.places(rule);
                if hits != 0 {
                    window.retag(rule, hits, self.that);
                    add(&mut concerned, &self.by_set[rule.to as usize]);
                    chosen = of_all(&concerned);
                }
            }
        }
    }

    /// Guesses the tag of an unknown lower-case word from its letters and neighbours.
    pub fn suffix_tag(&self, word: &[u8], before: &str, after: &str, known: impl Fn(&[u8]) -> bool) -> Tag {
        let mut tag = Tag::NN;
        for rule in &self.suffix {
            if rule.from.is_some_and(|from| from != tag) || rule.to == tag {
                continue;
            }
            let text = rule.text.as_bytes();
            let holds = match rule.test {
                Test::Contains => match text {
                    [byte] => word.contains(byte),
                    _ => word.windows(text.len()).any(|w| w == text),
                },
                Test::Prefix => word.starts_with(text),
                Test::Suffix => word.ends_with(text),
                Test::AddSuffix => {
                    let mut buffer = [0; super::shape::LONGEST + 8];
                    buffer[..word.len()].copy_from_slice(word);
                    buffer[word.len()..word.len() + text.len()].copy_from_slice(text);
                    known(&buffer[..word.len() + text.len()])
                }
                Test::DropPrefix => word.strip_prefix(text).is_some_and(&known),
                Test::DropSuffix => word.strip_suffix(text).is_some_and(&known),
                Test::Before => after == rule.text,
                Test::After => before == rule.text,
            };
            if holds {
                tag = rule.to;
            }
        }
        tag
    }
}

/// Takes in the rules that a set more concerns.
fn add(all: &mut Concerned, more: &Concerned) {
    for (all, more) in all.as_flattened_mut().iter_mut().zip(more.as_flattened()) {
        *all |= more;
    }
}

/// The rules of which all is there.
fn of_all([changing, first, second]: &Concerned) -> Chosen {
    std::array::from_fn(|part| changing[part] & first[part] & second[part])
}

fn read_suffix(line: &'static str) -> Option<Suffix> {
    let mut fields = line.split(' ');
    let from = read_from(fields.next()?)?;
    let to = Tag::from_name(fields.next()?)?;
    let test = match fields.next()? {
        "char" => Test::Contains,
        "haspref" => Test::Prefix,
        "hassuf" => Test::Suffix,
        "addsuf" => Test::AddSuffix,
        "deletepref" => Test::DropPrefix,
        "deletesuf" => Test::DropSuffix,
        "goodleft" => Test::Before,
        "goodright" => Test::After,
        _ => return None,
    };
    Some(Suffix { from, to, test, text: fields.next()? })
}

fn read_from(name: &str) -> Option<Option<Tag>> {
    if name == "*" { Some(None) } else { Tag::from_name(name).map(Some) }
}

fn read_context(line: &str, words: &[&str]) -> Option<Context> {
    let mut fields = line.split(' ');
    let from = read_from(fields.next()?)?;
    let to = Tag::from_name(fields.next()?)?;
    let kind = fields.next()?;
    let (x, y) = (fields.next()?, fields.next());
    let tag = |name: &str| Tag::from_name(name).map(|t| t as u8);
    let word = |text: &str| match text {
        "STAART" => Some(Tag::Outside as u8),
        _ => words.iter().position(|w| *w == text).map(|i| (TAGS + 1 + i) as u8),
    };
    let (kind, x, y) = match kind {
        "curwd" => (Kind::Current, word(x)?, 0),
        "prevtag" => (Kind::Previous, tag(x)?, 0),
        "prevwd" => (Kind::Previous, word(x)?, 0),
        "nexttag" => (Kind::Next, tag(x)?, 0),
        "nextwd" => (Kind::Next, word(x)?, 0),
        "prev2tag" => (Kind::Previous2, tag(x)?, 0),
        "next2tag" => (Kind::Next2, tag(x)?, 0),
        "prev1or2tag" => (Kind::Previous1Or2, tag(x)?, 0),
        "prev1or2wd" => (Kind::Previous1Or2, word(x)?, 0),
        "next1or2tag" => (Kind::Next1Or2, tag(x)?, 0),
        "prev1or2or3tag" => (Kind::Previous1Or2Or3, tag(x)?, 0),
        "next1or2or3tag" => (Kind::Next1Or2Or3, tag(x)?, 0),
        "surroundtag" => (Kind::Surround, tag(x)?, tag(y?)?),
        "wdnexttag" => (Kind::CurrentNext, word(x)?, tag(y?)?),
        "rbigram" => (Kind::CurrentNext, word(x)?, word(y?)?),
        "wdprevtag" => (Kind::PreviousCurrent, tag(x)?, word(y?)?),
        "lbigram" => (Kind::PreviousCurrent, word(x)?, word(y?)?),
        "wdand2aft" => (Kind::CurrentNext2, word(x)?, word(y?)?),
        "wdand2tagaft" => (Kind::CurrentNext2, word(x)?, tag(y?)?),
        "wdand2tagbfr" => (Kind::Previous2Current, tag(x)?, word(y?)?),
        "prevbigram" => (Kind::Previous21, tag(x)?, tag(y?)?),
        "nextbigram" => (Kind::Next12, tag(x)?, tag(y?)?),
        _ => return None,
    };
    let of_that = |tag| matches!(tag, Tag::IN | Tag::DT | Tag::WDT);
    let moves_that = from.is_some_and(of_that) && of_that(to);
    Some(Context { from, to, kind, x, y, moves_that })
}

/// Up to [`Window::LENGTH`] words of a sentence, as sets of positions. Reused from sentence to
/// sentence.
#[derive(Debug)]
pub struct Window {
    /// One set for each tag, then one for each word that a rule names.
    sets: [Positions; SETS],
    /// The sets that have had a position, as bits.
    present: [u64; SETS / 64],
    /// What each word can be; seldom asked.
    may: [May; Self::LENGTH],
    /// Words written with a capital.
    capital: Positions,
    length: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            sets: [0; SETS],
            present: [0; SETS / 64],
            may: [May::ANYTHING; Self::LENGTH],
            capital: 0,
            length: 0,
        }
    }
}

impl Window {
    /// How many words fit.
    pub const LENGTH: usize = Positions::BITS as usize - 2 * PAD;
    /// How many words at a cut serve as context on either side.
    pub const OVERLAP: usize = 4;

    /// Makes room for so many words, in place of those that were there.
    pub fn clear(&mut self, words: usize) {
        for (part, present) in self.present.iter_mut().enumerate() {
            while *present != 0 {
                self.sets[part * 64 + present.trailing_zeros() as usize] = 0;
                *present &= *present - 1;
            }
        }
        (self.capital, self.length) = (0, 0);
        let before = (1 << PAD) - 1;
        self.sets[Tag::Outside as usize] = before | before << (PAD + words);
        self.note(Tag::Outside as usize);
    }

    fn note(&mut self, set: usize) {
        self.present[set / 64] |= 1 << (set % 64);
    }

    pub fn push(&mut self, entry: Entry, capital: bool) {
        let place = 1 << (PAD + self.length);
        self.capital |= if capital { place } else { 0 };
        self.sets[entry.tag as usize] |= place;
        self.note(entry.tag as usize);
        if entry.word != 0 {
            self.sets[TAGS + usize::from(entry.word)] |= place;
            self.note(TAGS + usize::from(entry.word));
        }
        self.may[self.length] = entry.may;
        self.length += 1;
    }

    /// Writes the tags of the words from `keep` on.
    pub fn read_out(&self, tags: &mut [Tag], keep: usize) {
        for tag in Tag::ALL[1..]
            .iter()
            .filter(|tag| self.present[**tag as usize / 64] >> (**tag as usize % 64) & 1 != 0)
        {
            let mut set = self.sets[*tag as usize] >> (PAD + keep) << keep;
            while set != 0 {
                tags[set.trailing_zeros() as usize] = *tag;
                set &= set - 1;
            }
        }
    }

    fn words(&self) -> Positions {
        ((1 << self.length) - 1) << PAD
    }

    fn places(&self, rule: &Context) -> Positions {
        let x = self.sets[usize::from(rule.x)];
        let y = self.sets[usize::from(rule.y)];
        match rule.kind {
            Kind::Current => x,
            Kind::Previous => x << 1,
            Kind::Next => x >> 1,
            Kind::Previous2 => x << 2,
            Kind::Next2 => x >> 2,
            Kind::Previous1Or2 => x << 1 | x << 2,
            Kind::Next1Or2 => x >> 1 | x >> 2,
            Kind::Previous1Or2Or3 => x << 1 | x << 2 | x << 3,
            Kind::Next1Or2Or3 => x >> 1 | x >> 2 | x >> 3,
            Kind::Surround => x << 1 & y >> 1,
            Kind::CurrentNext => x & y >> 1,
            Kind::PreviousCurrent => x << 1 & y,
            Kind::CurrentNext2 => x & y >> 2,
            Kind::Previous2Current => x << 2 & y,
            Kind::Previous21 => x << 2 & y << 1,
            Kind::Next12 => x >> 1 & y >> 2,
        }
    }

    /// Those of `hits` that can be in a class of [`May`].
    fn that_may(&self, class: usize, hits: Positions) -> Positions {
        let (mut ahead, mut found) = (hits, 0);
        while ahead != 0 {
            let bit = ahead & ahead.wrapping_neg();
            let word = ahead.trailing_zeros() as usize - PAD;
            if self.may[word].0 >> class & 1 != 0 {
                found |= bit;
            }
            ahead &= ahead - 1;
        }
        found
    }

    fn retag(&mut self, rule: &Context, mut hits: Positions, that: usize) {
        match rule.from {
            Some(from) => {
                // A rule may not make a verb of a word that never is one, nor a name of a
                // lower-case word; and only "that" moves between the function words.
                if let Some(class) = May::class(rule.to) {
                    hits = self.that_may(class, hits);
                } else if rule.to.is_proper() {
                    hits &= self.capital;
                } else if rule.moves_that {
                    hits &= self.sets[that];
                }
                self.sets[from as usize] &= !hits;
            }
            None => self.sets[1..TAGS].iter_mut().for_each(|set| *set &= !hits),
        }
        self.sets[rule.to as usize] |= hits;
        self.note(rule.to as usize);
    }
}
