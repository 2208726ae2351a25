//! What the values of a pair say: near each other, a slip apart, far apart, the same number.

use super::Ledger;
use super::evidence::{Veto, What};
use super::judge::Judge;
use super::slip::{Slip, common_digits, of_dates, of_measures};
use super::terms::overlap;
use crate::claim::{Agreement, Claim, Date, Dimension, Hedge, How, Measure, Mode, Value};

impl Judge<'_> {
    /// Values that are near, or that differ as slips do, are more likely meant for one thing.
    pub(super) fn values(&mut self, agreement: Agreement, framed: bool) {
        if agreement != Agreement::Conflict {
            return;
        }
        if let (Value::Range(p), Value::Range(q)) = (&self.x.value, &self.y.value) {
            let same = |p: Option<Date>, q: Option<Date>| p.zip(q).is_some_and(|(p, q)| p.days == q.days);
            if same(p.start, q.start) || same(p.end, q.end) {
                self.add(What::Near, 1.5);
            } else if p.days().meets(q.days()) {
                self.add(What::Near, 0.7);
            }
            return;
        }
        if let (Some(p), Some(q)) = (self.x.point(), self.y.point()) {
            self.days_apart(p, q);
            return;
        }
        let (Some(p), Some(q)) = (self.x.measure(), self.y.measure()) else { return };
        let (Some(v), Some(w)) = (size(p), size(q)) else { return };
        let ratio = v.abs().max(w.abs()) / v.abs().min(w.abs()).max(1e-9);
        let score = |measure: &Measure| measure.unit.is_some_and(|unit| unit.id == "score");
        if (score(p) || score(q)) && !framed {
            return;
        }
        let each = self.evidence.iter().any(|e| e.what == What::Each);
        // "ran for 20 days", "was away for 20 weeks": any text has many times, and many of 20 of them.
        let times = p.dimension() == Dimension::Duration
            && overlap(self.terms.claim(self.a), self.terms.claim(self.b)).1 == 0.0;
        let slips = |slip: Slip| slip != Slip::Digit && !(slip == Slip::Unit && times);
        if !each && of_measures(p, q).is_some_and(slips) {
            // Four digits in another order are hardly ever chance, and two often are.
            let weight = match common_digits(p, q) {
                0 | 1 => 0.3,
                2 => 0.7,
                3 => 1.8,
                4 => 2.6,
                _ => 3.2,
            };
            self.add(What::Slip, weight);
            return;
        }
        // Two sources seldom differ much on one thing, and two things seldom come out near each
        // other, but for the small numbers and short times that any text has many of.
        let small = p.strict.middle().zip(q.strict.middle()).is_some_and(|(v, w)| v.min(w) < 20.0);
        let common = small && p.dimension() == Dimension::Count
            || matches!(p.dimension(), Dimension::Percent | Dimension::Ratio)
            || matches!(p.dimension(), Dimension::Duration);
        let near = if common { 0.4 } else { 1.3 };
        if framed && !self.copied && ratio >= UNLIKE {
            // "2,610 went up by one mark" in the country, "17 by one mark" in a school
            self.vetoes.push(Veto::OtherThing);
        }
        match ratio {
            r if r < 1.2 => self.add(What::Near, near),
            r if r < 1.4 => self.add(What::Near, 0.7 * near),
            r if r < 2.2 => {}
            r if r < 4.0 => self.add(What::FarApart, if framed { 0.0 } else { -0.6 }),
            r if r < 50.0 => self.add(What::FarApart, if framed { -1.0 } else { -2.2 }),
            _ => self.add(What::FarApart, -3.0),
        }
    }

    /// Dates of one event that differ do so by a slip or by days, seldom by years.
    fn days_apart(&mut self, p: &Date, q: &Date) {
        let (Some((a, b)), Some((c, d))) = (p.days.bounds(), q.days.bounds()) else { return };
        let apart = (c - b).max(a - d);
        match of_dates(p, q) {
            // The same day of another year is one in hundreds, the same month one in twelve.
            Some(Slip::Year) if a == b && c == d => self.add(What::Slip, 2.5),
            Some(Slip::Year | Slip::Transposition) => self.add(What::Slip, 1.3),
            Some(Slip::Month) => self.add(What::Slip, 1.0),
            Some(Slip::Day) => self.add(What::Near, 0.4),
            Some(Slip::Digit) => self.add(What::Slip, 0.4),
            _ if apart > 3 * 366 => self.add(What::FarApart, -2.5),
            _ if apart > 200 => self.add(What::FarApart, -0.8),
            _ => {}
        }
    }
}

/// How many times the one is the other where one frame of words tells of two things: whoever writes a fact anew in the
/// same words does not miss its size so far, but by a slip of the pen.
const UNLIKE: f64 = 6.0;

/// True when both write the same number in the same unit, and only its bounds differ.
pub(super) fn one_number(x: &Claim, y: &Claim) -> bool {
    let (Some(p), Some(q)) = (x.measure(), y.measure()) else { return false };
    let unit = |m: &Measure| m.unit.map(|u| u.id);
    unit(p) == unit(q) && p.per == q.per && p.written().is_some() && p.written() == q.written()
}

/// True for a distance that something was within, and one that it came to: "the water is within 10 centimetres of the
/// surface", "at 9 cm below the surface". A time that something is done within is mostly a limit, which another text may
/// name without the word.
pub(super) fn is_within(ledger: &Ledger, x: &Claim, y: &Claim) -> bool {
    /// At least so much of it is used: who writes "within 10 km" knows of no one.
    const LEAST: f64 = 0.3;
    let within = |claim: &Claim| {
        let words = &ledger.sentence_of(claim).words;
        let at = words.partition_point(|word| word.place.end <= claim.place.start);
        let before = at.checked_sub(1).map(|at| ledger.vocab.word(words[at].lemma));
        before == Some("within") && claim.slots.mode == Mode::Actual
    };
    let keeps = |limit: &Claim, own: &Claim| {
        let values = limit.measure().zip(own.measure()).and_then(|(p, q)| Some((size(p)?, size(q)?)));
        let plain = limit
            .measure()
            .is_some_and(|measure| !matches!(measure.dimension(), Dimension::Count | Dimension::Duration));
        plain
            && within(limit)
            && !within(own)
            && values.is_some_and(|(most, own)| own <= most && own >= LEAST * most)
    };
    keeps(x, y) || keeps(y, x)
}

/// True when one is the other with its last digits left off, as in talk: 148 for 148.6 million.
pub(super) fn cut_short(x: &Claim, y: &Claim) -> bool {
    let (Some(p), Some(q)) = (x.measure(), y.measure()) else { return false };
    let (coarse, fine) = if p.precision > q.precision { (p, q) } else { (q, p) };
    let (Some(v), Some(w)) = (coarse.written(), fine.written()) else { return false };
    let digits = v.scaled(-coarse.precision).to_i128().map_or(0, |v| v.unsigned_abs());
    let low = v.to_f64();
    let step = 10_f64.powi(coarse.precision);
    let unit = |m: &Measure| m.unit.map(|u| u.id);
    coarse.precision > fine.precision
        && digits >= 100
        && unit(p) == unit(q)
        && (low..low + step).contains(&w.to_f64())
}

/// True when a figure changed between two copies of a sentence. By itself "over 800" may be
/// said of what another calls "over 810", and 40 may stand for 39; but who copies the words
/// copies the figure.
pub(super) fn drifted(x: &Claim, y: &Claim, agreement: Agreement) -> bool {
    let (Some(p), Some(q)) = (x.measure(), y.measure()) else { return false };
    match agreement {
        Agreement::Compatible { how: How::Rounding, doubt } => doubt > 0.15,
        Agreement::Compatible { how: How::Hedge, .. } => {
            p.hedge == q.hedge && p.strict != q.strict || outgrown(p, q) || outgrown(q, p)
        }
        Agreement::Compatible { how: How::Range, .. } => p.is_range && q.is_range && p.strict != q.strict,
        _ => false,
    }
}

/// True for a bound that falls far short of an exact figure: who writes "over 420" knows of no 624.
fn outgrown(bound: &Measure, exact: &Measure) -> bool {
    let plain = matches!(exact.hedge, Hedge::None | Hedge::Exact) && !exact.is_range;
    let (Some(low), Some(value)) = (bound.written(), exact.written()) else { return false };
    bound.hedge == Hedge::MoreThan
        && plain
        && bound.unit.map(|u| u.id) == exact.unit.map(|u| u.id)
        && value.to_f64() > FAR_OVER * low.to_f64()
}

/// "Over" a number is near it: from this many times as much on it is not.
const FAR_OVER: f64 = 1.2;

/// The middle of a quantity, in the base unit of its dimension.
#[allow(clippy::cast_precision_loss)]
fn size(measure: &Measure) -> Option<f64> {
    let scale = measure.unit.map_or(1.0, |unit| unit.num as f64 / unit.den as f64);
    Some(measure.strict.middle()? * scale)
}
