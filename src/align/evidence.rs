//! What speaks for and against two claims being about the same fact.

use std::fmt;

/// A distinction that keeps two claims apart whatever else they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Veto {
    /// Another day, month, year or as-of date.
    OtherPeriod,
    /// What was projected, asked for or required, against what was.
    OtherMode,
    /// A part against its whole.
    PartAndWhole,
    /// On top of something, against all of it.
    Additional,
    /// Each only says which thing is meant: `the 2017 report`, `the 2018 report`.
    Identifying,
    /// Two values set against each other in one sentence or list.
    SideBySide,
    /// Another row or column of a table.
    OtherCell,
    /// The words around it name somebody or something else.
    OtherName,
    /// The verbs are opposites: rose and fell.
    Opposite,
    /// Another act: signed and published.
    OtherEvent,
    /// Something that happens again and again, on another day each time.
    OtherTime,
    /// The day of an event, against a day that it began, ended, came before or went on until.
    OtherEdge,
    /// Another sort of the same thing: the draft and the final report.
    OtherKind,
    /// Different things are counted.
    OtherNoun,
    /// In one frame they name different things: a sum spent on a jetty, and one on a fence.
    OtherThing,
    /// Each belongs to a work of its own: reference-list entries, footnotes.
    OtherWork,
    /// A rate or share against a bare count.
    OtherMeasure,
    /// Each document gives the other's value for something else.
    Matched,
    /// Each is of an age group of its own: the over-nineties, residents in their eighties.
    OtherGroup,
    /// A figure beside one of them says how one comes from the other: "a tenth, 10 per cent of its income, £16,400", and £164,000.
    Accounted,
    /// One is a day that the bound which the other sets allows: "no later than 30 November", "on 22 November".
    Allowed,
}

impl Veto {
    /// All of them, in order.
    const ALL: [Self; 21] = [
        Self::OtherPeriod,
        Self::OtherMode,
        Self::PartAndWhole,
        Self::Additional,
        Self::Identifying,
        Self::SideBySide,
        Self::OtherCell,
        Self::OtherName,
        Self::Opposite,
        Self::OtherEvent,
        Self::OtherTime,
        Self::OtherEdge,
        Self::OtherKind,
        Self::OtherNoun,
        Self::OtherThing,
        Self::OtherWork,
        Self::OtherMeasure,
        Self::Matched,
        Self::OtherGroup,
        Self::Accounted,
        Self::Allowed,
    ];

    /// A phrase for it in output.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::OtherPeriod => "they speak of different times",
            Self::OtherMode => "one is a plan, norm or allegation and the other a fact",
            Self::PartAndWhole => "one is a part of the other",
            Self::Additional => "one comes on top of the other",
            Self::Identifying => "each only says which one is meant",
            Self::SideBySide => "they are set side by side",
            Self::OtherCell => "they stand in different rows or columns",
            Self::OtherName => "they are about different names",
            Self::Opposite => "their verbs are opposites",
            Self::OtherEvent => "they date different acts",
            Self::OtherTime => "they are two times of something that recurs",
            Self::OtherEdge => "one is a day, the other a bound",
            Self::OtherKind => "they are about different sorts of the same thing",
            Self::OtherNoun => "they count different things",
            Self::OtherThing => "they are about different things",
            Self::OtherWork => "they belong to different works",
            Self::OtherMeasure => "they measure different things",
            Self::Matched => "the value has a better partner there",
            Self::OtherGroup => "they are of different age groups",
            Self::Accounted => "the sentence says how the one comes from the other",
            Self::Allowed => "one is within the bound that the other sets",
        }
    }
}

/// The distinctions that keep a pair apart, as a set: there are millions of pairs.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Vetoes(u32);

impl Vetoes {
    /// Takes one in.
    pub const fn push(&mut self, veto: Veto) {
        self.0 |= 1 << veto as u32;
    }

    /// True when nothing keeps the pair apart.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when this one does, and nothing else.
    #[must_use]
    pub const fn is_only(self, veto: Veto) -> bool {
        self.0 == 1 << veto as u32
    }

    /// The same without this one.
    #[must_use]
    pub const fn without(self, veto: Veto) -> Self {
        Self(self.0 & !(1 << veto as u32))
    }

    /// True when nothing keeps the pair apart but what the words make likely, and may be wrong: that is weighed
    /// with all other reasons.
    #[must_use]
    pub const fn may_be_wrong(self) -> bool {
        const SURE: u32 = 1 << Veto::Identifying as u32
            | 1 << Veto::OtherCell as u32
            | 1 << Veto::OtherNoun as u32
            | 1 << Veto::OtherWork as u32
            | 1 << Veto::Matched as u32
            | 1 << Veto::OtherGroup as u32
            | 1 << Veto::Accounted as u32
            | 1 << Veto::Allowed as u32;
        self.0 & SURE == 0
    }

    /// True when this is one of them.
    #[must_use]
    pub const fn has(self, veto: Veto) -> bool {
        self.0 & 1 << veto as u32 != 0
    }

    /// In the order in which the distinctions are declared.
    pub fn iter(self) -> impl Iterator<Item = Veto> {
        Veto::ALL.into_iter().filter(move |&veto| self.0 & 1 << veto as u32 != 0)
    }
}

impl fmt::Debug for Vetoes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A reason for or against, with its weight in log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    pub what: What,
    pub weight: f32,
}

/// What a reason rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The sentences share their frame and the values stand in the same place of it.
    Frame,
    SameNoun,
    LikeNoun,
    WiderNoun,
    RelatedNoun,
    NoNoun,
    SameUnit,
    SameModifiers,
    OtherModifiers,
    SamePredicate,
    LikePredicate,
    OtherPredicate,
    Context,
    Clause,
    Names,
    OtherNames,
    /// A name stands on one side only.
    LoneName,
    /// A time stands on one side only.
    LonePeriod,
    /// One is said of an earlier time: `had been`.
    Earlier,
    /// One is of each of many.
    Each,
    /// `They weigh 3 g`, and what they are does not stand before it.
    Pronoun,
    OtherTopic,
    /// Sums of which each stands with things of its own.
    OtherPurpose,
    SamePeriod,
    SameCell,
    /// A table's cell and what is said in a sentence.
    Label,
    /// A pronoun whose noun the other names.
    Antecedent,
    Subject,
    Head,
    SameDocument,
    Slip,
    Doubt,
    FarApart,
    Near,
    SameValue,
    /// What the weights learned from examples make of all the reasons together.
    Learned,
    /// The figure beside both is the same.
    Company,
    /// Spans of which each takes up most of the other.
    Overlap,
    /// Days of one month of which the one is the other with its first digit left out.
    LostDigit,
    /// Neither text gives the value of the other.
    Unechoed,
    /// One sum of money is the other with its point moved, and neither text gives both.
    MovedPoint,
    /// Both say which one of its kind something is, and nearly the same one.
    Rank,
    /// Two lists give the same figures but for this one.
    Listed,
    /// The one stands in a row, and the other beside the name of the row and near no other figure of it.
    Row,
}

impl What {
    /// A phrase for it in output.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Frame => "the sentences have the same frame, and the values the same place in it",
            Self::SameNoun => "the same thing is counted",
            Self::LikeNoun => "the counted things mean the same",
            Self::WiderNoun => "one counted thing is a kind of the other",
            Self::RelatedNoun => "the counted things are related, but not the same",
            Self::NoNoun => "what is counted is left open",
            Self::SameUnit => "the same unusual unit",
            Self::SameModifiers => "it is described in the same words",
            Self::OtherModifiers => "it is described in other words",
            Self::SamePredicate => "the same verb",
            Self::LikePredicate => "verbs that mean the same",
            Self::OtherPredicate => "other verbs",
            Self::Context => "words that the sentences share",
            Self::Clause => "words that the clauses share",
            Self::Names => "names that both mention",
            Self::OtherNames => "names that only one mentions",
            Self::LoneName => "a name that only one mentions",
            Self::LonePeriod => "a time that only one names",
            Self::Earlier => "one was so before",
            Self::Each => "one is said of each of many",
            Self::Pronoun => "a pronoun whose noun the other does not share",
            Self::OtherPurpose => "the sums are for different things",
            Self::OtherTopic => "the sentences begin with different names",
            Self::SamePeriod => "the same time",
            Self::SameCell => "the same row and column",
            Self::Label => "the label of the cell, and the words of the sentence",
            Self::Antecedent => "a pronoun that stands for what the other names",
            Self::Subject => "the documents have one subject, and no other value in them fits as well",
            Self::Head => "one stands in the head of its document, which speaks of its subject",
            Self::SameDocument => "both stand in one document, where a value is rarely repeated",
            Self::Slip => "the values differ by a slip of the pen",
            Self::Doubt => "one may still be the other, rounded",
            Self::FarApart => "the values are far apart",
            Self::Near => "the values are near each other",
            Self::SameValue => "the same unusual number",
            Self::Learned => "what pairs like this one came to in the training documents",
            Self::Company => "the figure beside both is the same",
            Self::Overlap => "the one span takes up most of the other",
            Self::Unechoed => "neither text gives the value of the other",
            Self::MovedPoint => "the one sum is the other with its point moved, and no text gives both",
            Self::LostDigit => "the one day is the other without its first digit",
            Self::Listed => "two lists give the same figures but for this one",
            Self::Row => "the figure stands beside the name of the row, and no other of the row is near it",
            Self::Rank => "each says which one of its kind something is",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_vetoes_gives_each_once_and_in_order() {
        let mut vetoes = Vetoes::default();
        assert!(vetoes.is_empty());
        for (at, &veto) in Veto::ALL.iter().enumerate() {
            assert_eq!(veto as usize, at);
            vetoes.push(veto);
            assert!(at > 0 || vetoes.is_only(veto));
            vetoes.push(veto);
        }
        assert!(vetoes.iter().eq(Veto::ALL));
    }
}
