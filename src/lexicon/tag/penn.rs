//! The tags themselves.

/// A part of speech in the Penn Treebank's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// The place before the first and after the last word; never given to a word.
    Outside,
    /// Singular or mass noun: `report`, `percent`.
    NN,
    /// Plural noun: `children`.
    NNS,
    /// Singular name: `Horowitz`.
    NNP,
    /// Plural name: `Americans`.
    NNPS,
    /// Base verb: `to release`.
    VB,
    /// Past tense: `released`.
    VBD,
    /// Gerund or present participle: `releasing`.
    VBG,
    /// Past participle: `was released`.
    VBN,
    /// Present tense, not third person: `they release`.
    VBP,
    /// Third person singular: `releases`.
    VBZ,
    /// Modal: `will`.
    MD,
    /// Adjective or ordinal: `large`, `third`.
    JJ,
    /// Comparative adjective: `larger`.
    JJR,
    /// Superlative adjective: `largest`.
    JJS,
    /// Adverb: `nearly`.
    RB,
    /// Comparative adverb: `earlier`.
    RBR,
    /// Superlative adverb: `most`.
    RBS,
    /// Particle: `carry out`.
    RP,
    /// Preposition or subordinating conjunction: `of`, `because`.
    IN,
    /// `to`.
    TO,
    /// Determiner: `the`, `these`.
    DT,
    /// Predeterminer: `all the`.
    PDT,
    /// Wh-determiner: `which`.
    WDT,
    /// Personal pronoun: `they`.
    PRP,
    /// Possessive pronoun, `PRP$`: `their`.
    PRPS,
    /// Wh-pronoun: `who`.
    WP,
    /// Possessive wh-pronoun, `WP$`: `whose`.
    WPS,
    /// Wh-adverb: `when`.
    WRB,
    /// Coordinating conjunction: `and`.
    CC,
    /// Cardinal number: `3,000`, `twelve`.
    CD,
    /// Existential `there`.
    EX,
    /// Possessive ending: `'s`.
    POS,
    /// Interjection: `yes`.
    UH,
    /// Foreign word.
    FW,
    /// List marker.
    LS,
    /// Symbol: `+`, `§`.
    SYM,
    /// `$`, `€`.
    Currency,
    /// `#`.
    Hash,
    /// `.`, `!`, `?`.
    Period,
    /// `,`.
    Comma,
    /// `:`, `;`, dashes.
    Colon,
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// Opening quotation mark.
    OpenQuote,
    /// Closing quotation mark.
    CloseQuote,
}

impl Tag {
    /// Every tag, in the order of their numbers.
    pub const ALL: [Tag; 46] = {
        use Tag::*;
        [
            Outside, NN, NNS, NNP, NNPS, VB, VBD, VBG, VBN, VBP, VBZ, MD, JJ, JJR, JJS, RB, RBR, RBS, RP, IN,
            TO, DT, PDT, WDT, PRP, PRPS, WP, WPS, WRB, CC, CD, EX, POS, UH, FW, LS, SYM, Currency, Hash,
            Period, Comma, Colon, Open, Close, OpenQuote, CloseQuote,
        ]
    };

    /// The Treebank's name, such as `NNS` or `PRP$`.
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 46] = [
            "STAART", "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR",
            "JJS", "RB", "RBR", "RBS", "RP", "IN", "TO", "DT", "PDT", "WDT", "PRP", "PRP$", "WP", "WP$",
            "WRB", "CC", "CD", "EX", "POS", "UH", "FW", "LS", "SYM", "$", "#", ".", ",", ":", "(", ")", "``",
            "''",
        ];
        NAMES[self as usize]
    }

    /// The tag with the Treebank's name.
    pub fn from_name(name: &str) -> Option<Tag> {
        Tag::ALL.into_iter().find(|t| t.name() == name)
    }

    const fn is_between(self, first: Tag, last: Tag) -> bool {
        self as u8 >= first as u8 && self as u8 <= last as u8
    }

    /// A noun or a name, singular or plural.
    pub const fn is_noun(self) -> bool {
        self.is_between(Tag::NN, Tag::NNPS)
    }

    /// A noun that is no name.
    pub const fn is_common_noun(self) -> bool {
        self.is_between(Tag::NN, Tag::NNS)
    }

    /// A name.
    pub const fn is_proper(self) -> bool {
        self.is_between(Tag::NNP, Tag::NNPS)
    }

    /// A plural noun or name.
    pub const fn is_plural(self) -> bool {
        matches!(self, Tag::NNS | Tag::NNPS)
    }

    /// A verb in any form, modals left out.
    pub const fn is_verb(self) -> bool {
        self.is_between(Tag::VB, Tag::VBZ)
    }

    /// A verb that shows its tense, or a modal: what a clause is built around.
    pub const fn is_finite_verb(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// A past or present participle.
    pub const fn is_participle(self) -> bool {
        matches!(self, Tag::VBN | Tag::VBG)
    }

    /// An adjective, in any degree; ordinals too.
    pub const fn is_adjective(self) -> bool {
        self.is_between(Tag::JJ, Tag::JJS)
    }

    /// An adverb, in any degree.
    pub const fn is_adverb(self) -> bool {
        self.is_between(Tag::RB, Tag::RBS)
    }

    /// `the`, `these`, `all`, `which`, `their`.
    pub const fn is_determiner(self) -> bool {
        matches!(self, Tag::DT | Tag::PDT | Tag::WDT | Tag::PRPS | Tag::WPS)
    }

    /// A personal pronoun.
    pub const fn is_pronoun(self) -> bool {
        matches!(self, Tag::PRP | Tag::WP)
    }

    /// A preposition, a subordinating conjunction or `to`.
    pub const fn is_preposition(self) -> bool {
        matches!(self, Tag::IN | Tag::TO)
    }

    /// A cardinal number.
    pub const fn is_number(self) -> bool {
        matches!(self, Tag::CD)
    }

    /// A mark that is no word: punctuation, quotes, brackets.
    pub const fn is_punctuation(self) -> bool {
        self as u8 >= Tag::Period as u8
    }

    /// The tag whose number is in the low bits.
    pub(super) fn from_bits(bits: u64) -> Tag {
        Tag::ALL[(bits & 63) as usize]
    }
}
