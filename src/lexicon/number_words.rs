//! Words that stand for numbers, each with what a grammar needs to compose it with others:
//! `two hundred and twelve thousand`, `half a million`, `tens of thousands`, `tripled`.
//!
//! Only single words are known here, hyphenated ones included where both halves are numbers
//! (`twenty-one`, `two-thirds`). How words combine is the grammar's business.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a number word contributes to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberWord {
    /// `zero` to `nine`.
    Unit(u64),
    /// `ten` to `nineteen`.
    Teen(u64),
    /// `twenty` to `ninety`.
    Ten(u64),
    /// `twenty-one` to `ninety-nine`, written with a hyphen.
    TenUnit(u64),
    /// `hundred`: multiplies what stands before it, below a thousand.
    Hundred,
    /// `thousand`, `million`, `lakh`: multiplies the number before it by a power of ten.
    Scale {
        /// 3 for `thousand`.
        power_of_ten: u32,
    },
    /// `hundreds`, `thousands`, `millions`: an unstated multiple of a power of ten.
    Scales {
        /// 3 for `thousands`.
        power_of_ten: u32,
    },
    /// `dozen`, `score`, `gross`: multiplies a number before it, or follows `a`.
    Group(u64),
    /// `dozens`, `scores`: an unstated multiple.
    Groups(u64),
    /// `couple`, `pair`: follows `a`, taken loosely except for `pair`.
    Couple {
        /// A pair is two; a couple is about two.
        exact: bool,
    },
    /// `couples`, `pairs`.
    Couples,
    /// `first` to `ninety-ninth`.
    Ordinal(u64),
    /// `hundredth`, `thousandth`, `millionth`: an ordinal or a fraction's denominator.
    OrdinalScale {
        /// 3 for `thousandth`.
        power_of_ten: u32,
    },
    /// `half`, `third`, `quarter`: a fraction's denominator, one of them. `third`, `fifth` and on
    /// are given as [`NumberWord::Ordinal`], which a grammar reads as a denominator after a number.
    Denominator(u64),
    /// `halves`, `thirds`, `quarters`: a fraction's denominator, several of them.
    Denominators(u64),
    /// `thousandths`, `millionths`: a denominator that is a power of ten.
    DenominatorScale {
        /// 3 for `thousandths`.
        power_of_ten: u32,
    },
    /// `two-thirds`, `three-quarters`: a whole fraction in one word.
    Fraction {
        /// Above the line.
        numerator: u64,
        /// Below the line.
        denominator: u64,
    },
    /// `once`, `twice`, `thrice`: so many times.
    Times(u64),
    /// `twofold`, `tenfold`: so many times as much.
    Fold(u64),
    /// `double`, `doubled`, `tripled`, `halved`: multiplied by a fraction.
    Multiply {
        /// 2 for `doubled`.
        numerator: u64,
        /// 2 for `halved`.
        denominator: u64,
        /// Whether the word tells of a change (`doubled`) or may only describe (`double`).
        change: bool,
    },
    /// `single`, `lone`, `sole`.
    Single,
    /// `both`.
    Both,
    /// `several`, `few`, `many`: no number, but where one could stand.
    Vague {
        /// The least that the word can mean.
        least: u64,
    },
}

use NumberWord::{
    Both, Couple, Couples, Denominator, DenominatorScale, Denominators, Fold, Group, Groups, Hundred,
    Multiply, Ordinal, OrdinalScale, Scale, Scales, Single, Teen, Ten, Times, Unit, Vague,
};

const fn scale(power_of_ten: u32) -> NumberWord {
    Scale { power_of_ten }
}

const fn scales(power_of_ten: u32) -> NumberWord {
    Scales { power_of_ten }
}

const fn times(numerator: u64, denominator: u64, change: bool) -> NumberWord {
    Multiply { numerator, denominator, change }
}

const fn nth(power_of_ten: u32) -> NumberWord {
    OrdinalScale { power_of_ten }
}

const fn nths(power_of_ten: u32) -> NumberWord {
    DenominatorScale { power_of_ten }
}

/// No number word is longer, hyphenated ones included.
const LONGEST: usize = 18;

/// Sorted, so that the eye finds a word.
#[rustfmt::skip]
static WORDS: &[(&str, NumberWord)] = &[
    ("billion", scale(9)), ("billions", scales(9)), ("billionth", nth(9)),
    ("billionths", nths(9)), ("both", Both), ("couple", Couple { exact: false }),
    ("couples", Couples), ("crore", scale(7)), ("crores", scales(7)), ("decillion", scale(33)),
    ("decillions", scales(33)), ("decillionth", nth(33)), ("decillionths", nths(33)),
    ("double", times(2, 1, false)), ("doubled", times(2, 1, true)),
    ("doubles", times(2, 1, true)), ("doubling", times(2, 1, true)), ("doz", Group(12)), ("dozen", Group(12)),
    ("dozens", Groups(12)), ("eight", Unit(8)), ("eighteen", Teen(18)),
    ("eighteenth", Ordinal(18)), ("eighteenths", Denominators(18)), ("eightfold", Fold(8)),
    ("eighth", Ordinal(8)), ("eighths", Denominators(8)), ("eightieth", Ordinal(80)),
    ("eightieths", Denominators(80)), ("eighty", Ten(80)), ("eightyfold", Fold(80)),
    ("eleven", Teen(11)), ("eleventh", Ordinal(11)), ("elevenths", Denominators(11)),
    ("few", Vague { least: 2 }), ("fifteen", Teen(15)), ("fifteenfold", Fold(15)),
    ("fifteenth", Ordinal(15)), ("fifteenths", Denominators(15)), ("fifth", Ordinal(5)),
    ("fifths", Denominators(5)), ("fiftieth", Ordinal(50)), ("fiftieths", Denominators(50)),
    ("fifty", Ten(50)), ("fiftyfold", Fold(50)), ("first", Ordinal(1)), ("five", Unit(5)),
    ("fivefold", Fold(5)), ("fortieth", Ordinal(40)), ("fortieths", Denominators(40)),
    ("forty", Ten(40)), ("fortyfold", Fold(40)), ("four", Unit(4)), ("fourfold", Fold(4)),
    ("fourteen", Teen(14)), ("fourteenth", Ordinal(14)), ("fourteenths", Denominators(14)),
    ("fourth", Ordinal(4)), ("fourths", Denominators(4)), ("fourty", Ten(40)),
    ("gross", Group(144)), ("half", Denominator(2)), ("halve", times(1, 2, true)),
    ("halved", times(1, 2, true)), ("halves", Denominators(2)), ("halving", times(1, 2, true)),
    ("hundred", Hundred), ("hundredfold", Fold(100)), ("hundreds", scales(2)),
    ("hundredth", nth(2)), ("hundredths", nths(2)), ("lac", scale(5)), ("lacs", scales(5)),
    ("lakh", scale(5)), ("lakhs", scales(5)), ("lone", Single), ("many", Vague { least: 3 }),
    ("milliard", scale(9)), ("milliards", scales(9)), ("million", scale(6)),
    ("millions", scales(6)), ("millionth", nth(6)), ("millionths", nths(6)),
    ("multiple", Vague { least: 2 }), ("naught", Unit(0)), ("nil", Unit(0)), ("nine", Unit(9)),
    ("ninefold", Fold(9)), ("nineteen", Teen(19)), ("nineteenth", Ordinal(19)),
    ("nineteenths", Denominators(19)), ("nineth", Ordinal(9)), ("ninetieth", Ordinal(90)),
    ("ninetieths", Denominators(90)), ("ninety", Ten(90)), ("ninth", Ordinal(9)),
    ("ninths", Denominators(9)), ("nonillion", scale(30)), ("nonillions", scales(30)),
    ("nonillionth", nth(30)), ("nonillionths", nths(30)), ("nought", Unit(0)),
    ("numerous", Vague { least: 3 }), ("octillion", scale(27)), ("octillions", scales(27)),
    ("octillionth", nth(27)), ("octillionths", nths(27)), ("once", Times(1)), ("one", Unit(1)),
    ("pair", Couple { exact: true }), ("pairs", Couples), ("quadrillion", scale(15)),
    ("quadrillions", scales(15)), ("quadrillionth", nth(15)), ("quadrillionths", nths(15)),
    ("quadruple", times(4, 1, false)), ("quadrupled", times(4, 1, true)),
    ("quadruples", times(4, 1, true)), ("quadrupling", times(4, 1, true)),
    ("quarter", Denominator(4)), ("quarters", Denominators(4)), ("quintillion", scale(18)),
    ("quintillions", scales(18)), ("quintillionth", nth(18)), ("quintillionths", nths(18)),
    ("quintuple", times(5, 1, false)), ("quintupled", times(5, 1, true)),
    ("quintuples", times(5, 1, true)), ("quintupling", times(5, 1, true)), ("score", Group(20)),
    ("scores", Groups(20)), ("second", Ordinal(2)), ("septillion", scale(24)),
    ("septillions", scales(24)), ("septillionth", nth(24)), ("septillionths", nths(24)),
    ("seven", Unit(7)), ("sevenfold", Fold(7)), ("seventeen", Teen(17)),
    ("seventeenth", Ordinal(17)), ("seventeenths", Denominators(17)), ("seventh", Ordinal(7)),
    ("sevenths", Denominators(7)), ("seventieth", Ordinal(70)), ("seventieths", Denominators(70)),
    ("seventy", Ten(70)), ("several", Vague { least: 3 }), ("sextillion", scale(21)),
    ("sextillions", scales(21)), ("sextillionth", nth(21)), ("sextillionths", nths(21)),
    ("sextuple", times(6, 1, false)), ("sextupled", times(6, 1, true)),
    ("sextuples", times(6, 1, true)), ("sextupling", times(6, 1, true)), ("single", Single),
    ("six", Unit(6)), ("sixfold", Fold(6)), ("sixteen", Teen(16)), ("sixteenth", Ordinal(16)),
    ("sixteenths", Denominators(16)), ("sixth", Ordinal(6)), ("sixths", Denominators(6)),
    ("sixtieth", Ordinal(60)), ("sixtieths", Denominators(60)), ("sixty", Ten(60)),
    ("sixtyfold", Fold(60)), ("sole", Single), ("ten", Teen(10)), ("tenfold", Fold(10)),
    ("tenth", Ordinal(10)), ("tenths", Denominators(10)), ("third", Ordinal(3)),
    ("thirds", Denominators(3)), ("thirteen", Teen(13)), ("thirteenth", Ordinal(13)),
    ("thirteenths", Denominators(13)), ("thirtieth", Ordinal(30)),
    ("thirtieths", Denominators(30)), ("thirty", Ten(30)), ("thirtyfold", Fold(30)),
    ("thousand", scale(3)), ("thousandfold", Fold(1000)), ("thousands", scales(3)),
    ("thousandth", nth(3)), ("thousandths", nths(3)), ("three", Unit(3)), ("threefold", Fold(3)),
    ("thrice", Times(3)), ("treble", times(3, 1, false)), ("trebled", times(3, 1, true)),
    ("trebles", times(3, 1, true)), ("trebling", times(3, 1, true)), ("trillion", scale(12)),
    ("trillions", scales(12)), ("trillionth", nth(12)), ("trillionths", nths(12)),
    ("triple", times(3, 1, false)), ("tripled", times(3, 1, true)),
    ("triples", times(3, 1, true)), ("tripling", times(3, 1, true)), ("twelfth", Ordinal(12)),
    ("twelfths", Denominators(12)), ("twelth", Ordinal(12)), ("twelve", Teen(12)), ("twelvefold", Fold(12)),
    ("twentieth", Ordinal(20)), ("twentieths", Denominators(20)), ("twenty", Ten(20)),
    ("twentyfold", Fold(20)), ("twice", Times(2)), ("two", Unit(2)), ("twofold", Fold(2)),
    ("various", Vague { least: 2 }), ("zero", Unit(0)),
];

/// Letters that follow digits directly, or after a space: `12k`, `$4.2m`, `3 bn`.
///
/// The flag tells whether the letters mean this in plain counts too; `m` and `t` do so only
/// after money, where they cannot be metres or tonnes.
#[rustfmt::skip]
static SUFFIXES: &[(&str, u32, bool)] = &[
    ("k", 3, true), ("K", 3, true), ("m", 6, false), ("M", 6, true), ("mn", 6, true), ("Mn", 6, true),
    ("MN", 6, true), ("mln", 6, true), ("mm", 6, false), ("MM", 6, true), ("mil", 6, true), ("mio", 6, true),
    ("b", 9, false), ("B", 9, false), ("bn", 9, true), ("Bn", 9, true), ("BN", 9, true), ("bln", 9, true),
    ("t", 12, false), ("T", 12, false), ("tn", 12, true), ("Tn", 12, true), ("TN", 12, true), ("trn", 12, true),
    ("tln", 12, true), ("cr", 7, true), ("Cr", 7, true), ("lk", 5, true),
];

/// The power of ten that letters after digits stand for, and whether that holds without a
/// currency beside it.
pub fn scale_suffix(letters: &str) -> Option<(u32, bool)> {
    SUFFIXES.iter().find(|(s, ..)| *s == letters).map(|(_, power, plain)| (*power, *plain))
}

/// What a word contributes to a number; case is ignored, nothing is allocated.
pub fn number_word(word: &str) -> Option<NumberWord> {
    let bytes = word.as_bytes();
    if !(3..=LONGEST).contains(&bytes.len()) || !bytes[0].is_ascii_alphabetic() {
        return None;
    }
    listed(bytes).or_else(|| hyphenated(bytes))
}

/// All words that say something in a number, hyphenated ones left out.
pub fn number_words() -> impl Iterator<Item = (&'static str, NumberWord)> {
    WORDS.iter().copied()
}

/// The plain value of a cardinal below a hundred, `dozen` included.
pub fn small_cardinal(word: &str) -> Option<u64> {
    match number_word(word)? {
        NumberWord::Unit(n) | NumberWord::Teen(n) | NumberWord::Ten(n) | NumberWord::TenUnit(n) => Some(n),
        NumberWord::Group(n) => Some(n),
        _ => None,
    }
}

/// The table by its words.
static LISTED: LazyLock<FxHashMap<&[u8], NumberWord>> =
    LazyLock::new(|| WORDS.iter().map(|(word, number)| (word.as_bytes(), *number)).collect());

/// By the first letter, how long its words are: bit `n` for `n` letters.
static LENGTHS: LazyLock<[u32; 32]> = LazyLock::new(|| {
    let mut lengths = [0; 32];
    for (word, _) in WORDS {
        lengths[usize::from(word.as_bytes()[0] & 31)] |= 1 << word.len();
    }
    lengths
});

fn listed(word: &[u8]) -> Option<NumberWord> {
    // Few words have the first letter and the length of one.
    if word.is_empty()
        || LENGTHS[usize::from(word[0] & 31)].checked_shr(u32::try_from(word.len()).ok()?)? & 1 == 0
    {
        return None;
    }
    let mut buffer = [0_u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    LISTED.get(&*lower).copied()
}

/// `twenty-one`, `thirty-fifth`, `two-thirds`, `one-half`, `ten-fold`.
fn hyphenated(word: &[u8]) -> Option<NumberWord> {
    let dash = word.iter().position(|b| *b == b'-')?;
    let (first, last) = (listed(&word[..dash])?, listed(&word[dash + 1..]));
    let Some(last) = last else {
        let fold = word[dash + 1..].eq_ignore_ascii_case(b"fold");
        return match first {
            Unit(n) | Teen(n) | Ten(n) if fold => Some(Fold(n)),
            _ => None,
        };
    };
    Some(match (first, last) {
        (Ten(tens), Unit(units)) if units > 0 => NumberWord::TenUnit(tens + units),
        (Ten(tens), Ordinal(units)) if units < 10 => Ordinal(tens + units),
        (Unit(1), Denominator(denominator) | Ordinal(denominator))
            if denominator > 2 || last == Denominator(2) =>
        {
            NumberWord::Fraction { numerator: 1, denominator }
        }
        (Unit(numerator) | Teen(numerator), Denominators(denominator)) if numerator > 1 => {
            NumberWord::Fraction { numerator, denominator }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_lower_case_and_unique() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
        for (word, value) in WORDS {
            assert_eq!(*word, word.to_ascii_lowercase());
            assert_eq!(number_word(word), Some(*value));
            assert_eq!(number_word(&word.to_ascii_uppercase()), Some(*value));
        }
    }

    #[test]
    fn cardinals() {
        assert_eq!(number_word("seven"), Some(Unit(7)));
        assert_eq!(number_word("Twelve"), Some(Teen(12)));
        assert_eq!(number_word("FORTY"), Some(Ten(40)));
        assert_eq!(number_word("twenty-one"), Some(NumberWord::TenUnit(21)));
        assert_eq!(number_word("Ninety-Nine"), Some(NumberWord::TenUnit(99)));
        assert_eq!(number_word("million"), Some(scale(6)));
        assert_eq!(number_word("crore"), Some(scale(7)));
        assert_eq!(number_word("decillion"), Some(scale(33)));
        assert_eq!(number_word("dozens"), Some(Groups(12)));
        assert_eq!(number_word("thousands"), Some(scales(3)));
        assert_eq!(small_cardinal("fifteen"), Some(15));
        assert_eq!(small_cardinal("fifteenth"), None);
    }

    #[test]
    fn ordinals_and_fractions() {
        assert_eq!(number_word("twelfth"), Some(Ordinal(12)));
        assert_eq!(number_word("thirty-fifth"), Some(Ordinal(35)));
        assert_eq!(number_word("hundredth"), Some(nth(2)));
        assert_eq!(number_word("half"), Some(Denominator(2)));
        assert_eq!(number_word("quarters"), Some(Denominators(4)));
        assert_eq!(number_word("two-thirds"), Some(NumberWord::Fraction { numerator: 2, denominator: 3 }));
        assert_eq!(number_word("one-half"), Some(NumberWord::Fraction { numerator: 1, denominator: 2 }));
        assert_eq!(number_word("one-fifth"), Some(NumberWord::Fraction { numerator: 1, denominator: 5 }));
        assert_eq!(number_word("millionths"), Some(nths(6)));
    }

    #[test]
    fn changes() {
        assert_eq!(number_word("doubled"), Some(times(2, 1, true)));
        assert_eq!(number_word("halved"), Some(times(1, 2, true)));
        assert_eq!(number_word("triple"), Some(times(3, 1, false)));
        assert_eq!(number_word("tenfold"), Some(Fold(10)));
        assert_eq!(number_word("ten-fold"), Some(Fold(10)));
        assert_eq!(number_word("twice"), Some(Times(2)));
    }

    #[test]
    fn words_that_are_no_numbers() {
        for word in [
            "",
            "a",
            "tent",
            "last",
            "next",
            "one-one",
            "twenty-ten",
            "one-two",
            "twenty-zero",
            "-one",
            "one-",
            "second-rate",
            "half-hearted",
            "zweiundzwanzig",
            "ünit",
            "one-first",
            "two-third",
            "thousand-year",
        ] {
            assert_eq!(number_word(word), None, "{word}");
        }
    }

    #[test]
    fn suffixes() {
        assert_eq!(scale_suffix("k"), Some((3, true)));
        assert_eq!(scale_suffix("m"), Some((6, false)));
        assert_eq!(scale_suffix("bn"), Some((9, true)));
        assert_eq!(scale_suffix("kg"), None);
    }
}
