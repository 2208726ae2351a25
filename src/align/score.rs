//! What is made of a pair of claims: its score, its vetoes, how the values compare and how
//! the counted nouns stand to each other.

use super::Ledger;
use super::evidence::{Evidence, Vetoes, What};
use super::slip::{Slip, common_digits, of_measures};
use crate::claim::{
    Agreement, Claim, End, Hedge, How, Interval, Kind, Measure, Mode, Noun, Value, Why, agree_dates,
    agree_measures,
};
use crate::lexicon::concepts::{Pos, Relation, relate};

/// What was made of a pair of claims.
#[derive(Clone, Debug)]
pub struct Judgement {
    pub a: u32,
    pub b: u32,
    /// Log-odds that both speak of one fact, before any veto.
    pub score: f32,
    pub vetoes: Vetoes,
    pub evidence: Vec<Evidence>,
    pub agreement: Agreement,
    /// Their sentences share a frame.
    pub framed: bool,
    /// How the counted nouns stand to each other.
    pub nouns: NounMatch,
}

impl Judgement {
    /// Probability that both speak of one fact, from 0 to 1; zero after a veto.
    #[must_use]
    pub fn likelihood(&self) -> f32 {
        if self.vetoes.is_empty() { 1.0 / (1.0 + (-self.score).exp()) } else { 0.0 }
    }
}

impl Judgement {
    /// The same by the sum of reasons alone, without what was learned of texts that are side by side: what is
    /// pinned was written to be held against the texts.
    #[must_use]
    pub fn reasoned(&self) -> f32 {
        let learned = self.evidence.iter().filter(|e| e.what == What::Learned).map(|e| e.weight).sum::<f32>();
        if self.vetoes.is_empty() { 1.0 / (1.0 + (learned - self.score).exp()) } else { 0.0 }
    }

    /// True when this is among the reasons.
    #[must_use]
    pub(super) fn rests_on(&self, what: What) -> bool {
        self.evidence.iter().any(|evidence| evidence.what == what)
    }

    /// True when what the two values are of or do speaks for one thing, and not only the words
    /// around them and the unit. Spans of days, and dates at the head of a text, are rare enough
    /// to need less (`lenient`). Other dates (`dated`) are of what happened, so that a noun they
    /// share is not enough: a memo of April and a memo signed in May may be two.
    #[must_use]
    pub(super) fn substantial(&self, lenient: bool, dated: bool) -> bool {
        let weight = |wanted: &[What]| {
            self.evidence.iter().filter(|e| wanted.contains(&e.what)).map(|e| e.weight).sum::<f32>()
        };
        let noun = matches!(self.nouns, NounMatch::Same | NounMatch::Like | NounMatch::Wider);
        let open = self.nouns == NounMatch::Open;
        let verb = weight(&[What::SamePredicate, What::LikePredicate]);
        let words = weight(&[What::Context, What::Clause, What::Antecedent]);
        let value = weight(&[What::Slip, What::Near]);
        let unit = weight(&[What::SameUnit]) > 0.5;
        if weight(&[What::OtherPurpose]) < 0.0 {
            return false;
        }
        self.framed
            || weight(&[What::Slip]) > 1.5
            || weight(&[What::Label]) > 1.2
            || noun && verb + words > 0.5 && (!dated || verb > 0.0)
            || noun && unit && value > 1.0
            || open && verb > 0.5 && words + weight(&[What::Slip]) > 0.7
            || unit && value > 1.0 && words > 0.5
            || unit && words > 1.8
            || lenient && (noun || words > 1.5)
    }
}

/// How two counted nouns stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounMatch {
    Same,
    Like,
    Wider,
    Related,
    Other,
    Open,
}

/// Compares the values of two claims.
#[must_use]
pub fn agreement(x: &Claim, y: &Claim) -> Agreement {
    match (&x.value, &y.value) {
        (Value::Measure(p), Value::Measure(q)) => {
            let (p, q) = (&meant(x, p), &meant(y, q));
            if (x.kind == Kind::Age) == (y.kind == Kind::Age) {
                match agree_measures(p, q) {
                    Agreement::Conflict if scaled(x, p, q) || scaled(y, q, p) => {
                        Agreement::Compatible { how: How::Rounding, doubt: 0.1 }
                    }
                    // "£46.5 million" and "€46.5 million", "600 metres" and "600 yards": one of the units is wrong.
                    Agreement::Incomparable(Why::OtherCurrency | Why::OtherRate)
                    | Agreement::Compatible { how: How::Conversion, .. }
                        if of_measures(p, q) == Some(Slip::Unit) =>
                    {
                        Agreement::Conflict
                    }
                    // "Some 38,400" was read off 38,412, and not off 34,800.
                    Agreement::Compatible { how: How::Hedge, .. }
                        if of_measures(p, q) == Some(Slip::Transposition)
                            && common_digits(p, q) >= FINE
                            && [p, q]
                                .iter()
                                .all(|m| matches!(m.hedge, Hedge::None | Hedge::Exact | Hedge::About)) =>
                    {
                        Agreement::Conflict
                    }
                    agreement => agreement,
                }
            } else {
                Agreement::Incomparable(Why::OtherDimension)
            }
        }
        (Value::Ordinal(p), Value::Ordinal(q)) => {
            if p == q {
                Agreement::Same
            } else {
                Agreement::Conflict
            }
        }
        (Value::Date(p), Value::Date(q)) => agree_dates(p, q),
        (Value::Range(p), Value::Range(q)) => {
            let ends = [(p.start, q.start), (p.end, q.end)];
            let mut same = true;
            for (end_p, end_q) in ends {
                if let (Some(end_p), Some(end_q)) = (end_p, end_q) {
                    match agree_dates(&end_p, &end_q) {
                        Agreement::Conflict => return Agreement::Conflict,
                        Agreement::Same => {}
                        _ => same = false,
                    }
                } else {
                    same = false;
                }
            }
            if same { Agreement::Same } else { Agreement::Compatible { how: How::Precision, doubt: 0.0 } }
        }
        (Value::Date(_), Value::Range(_)) | (Value::Range(_), Value::Date(_)) => match (x.point(), y.point())
        {
            (Some(p), Some(q)) => agree_dates(p, q),
            _ => Agreement::Incomparable(Why::OtherDimension),
        },
        (Value::Time(p), Value::Time(q)) => {
            if p == q {
                Agreement::Same
            } else if p.zone != q.zone && p.zone.is_some() && q.zone.is_some() {
                Agreement::Incomparable(Why::OtherRate)
            } else if p.is_span() && q.is_span() && !p.has_ends_of(*q) {
                // "Open from 10:00 to 20:00", "open from 9 am to 8 pm".
                Agreement::Conflict
            } else if p.meets(*q) {
                Agreement::Compatible { how: How::Precision, doubt: 0.0 }
            } else {
                Agreement::Conflict
            }
        }
        _ => Agreement::Incomparable(Why::OtherDimension),
    }
}

/// A number of so many digits was not guessed.
const FINE: u32 = 3;

/// True for a cell without a unit and a figure of the same digits in thousands, millions or billions: the table
/// counts in them, and says so elsewhere or not at all.
fn scaled(claim: &Claim, cell: &Measure, other: &Measure) -> bool {
    let (Some(own), Some(value)) = (cell.written(), other.written()) else { return false };
    claim.slots.cell.is_some()
        && cell.unit.is_none()
        && own.mantissa() == value.mantissa()
        && own.mantissa().unsigned_abs() >= 10
        && matches!(value.magnitude() - own.magnitude(), 3 | 6 | 9)
}

/// True for values that can both be true of one thing.
pub(super) const fn agrees(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Same | Agreement::Compatible { .. })
}

/// What a bound means under a negation: who never opened more than six opened six at most.
fn meant(claim: &Claim, measure: &Measure) -> Measure {
    if let Some(of_all) = &claim.slots.of_all
        && let Some(value) = measure.written()
    {
        let strict = of_all.allowed(value);
        return Measure { strict, wide: strict, hedge: of_all.hedge, ..*measure };
    }
    let (low, hedge) = match (claim.slots.mode, measure.hedge) {
        (Mode::Negated, Hedge::MoreThan) => (measure.strict.low, Hedge::AtMost),
        (Mode::Negated, Hedge::AtLeast) => (measure.strict.low, Hedge::LessThan),
        _ => return *measure,
    };
    let high = match (low.value(), hedge) {
        (Some(value), Hedge::AtMost) => End::Closed(value),
        (Some(value), _) => End::Open(value),
        (None, _) => return *measure,
    };
    let strict = Interval { low: End::None, high };
    Measure { strict, wide: strict, hedge, ..*measure }
}

/// How two counted nouns stand to each other.
#[must_use]
pub fn match_nouns(ledger: &Ledger, p: &Noun, q: &Noun) -> NounMatch {
    if p.head == q.head {
        return NounMatch::Same;
    }
    let (v, w) = (ledger.vocab.word(p.head), ledger.vocab.word(q.head));
    let like = relate((v, Pos::Noun), (w, Pos::Noun));
    match like.relation {
        Relation::Same => NounMatch::Same,
        _ if like.is_one(0.45) => NounMatch::Like,
        Relation::Hypernym if like.strength >= 0.5 => NounMatch::Wider,
        Relation::Member | Relation::Sibling | Relation::Antonym if like.strength >= 0.3 => {
            NounMatch::Related
        }
        _ => NounMatch::Other,
    }
}
