//! What else the other document gives that a value could be meant for: how many of its values lie nearer, and how many
//! of its claims are nearer in words. Where a report says 51,414 and the news 51,141, nothing else in the news comes
//! near; and what is near both in value and in words is the better partner.

use rayon::prelude::*;

use super::features::Features;
use super::grouped::{Grouped, equal};
use super::keys::kind;
use super::sense::Senses;
use super::terms::{Terms, overlap};
use super::{DocumentRange, Ledger};
use crate::claim::{Claim, Value};

/// The values of each document, by kind and size.
pub struct Rivals(Grouped<Entry>);

#[derive(Clone, Copy)]
struct Entry {
    kind: u64,
    size: f64,
    claim: u32,
}

/// How many claims of the other document are nearer than the one in question.
#[derive(Default)]
struct Nearer {
    /// In value.
    value: f32,
    /// In value, and about things of the same name.
    noun: f32,
    /// In what the words are about; and in value as well.
    sense: f32,
    sense_and_value: f32,
    /// In words of the clause; and in value as well.
    clause: f32,
    clause_and_value: f32,
}

impl Rivals {
    /// Notes and sorts the values of a ledger.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Self {
        let entry = |claim: u32| {
            let own = &ledger.claims[claim as usize];
            Some(Entry { kind: kind(own), size: size(own)?, claim })
        };
        let sorted = |document: &DocumentRange| {
            let mut entries: Vec<Entry> = document.claims.clone().filter_map(entry).collect();
            entries.sort_unstable_by(|p, q| {
                let kinds = p.kind.cmp(&q.kind);
                kinds.then_with(|| p.size.total_cmp(&q.size)).then_with(|| p.claim.cmp(&q.claim))
            });
            entries
        };
        let lists: Vec<Vec<Entry>> = ledger.documents.par_iter().map(sorted).collect();
        Self(Grouped::of_lists(&lists))
    }

    /// Fills in how many rivals the pair of `a` and `b` has.
    pub fn fill(
        &self,
        row: &mut Features,
        (ledger, terms, senses): (&Ledger, &Terms, &Senses),
        a: u32,
        b: u32,
    ) {
        let near = [self.nearer(ledger, terms, senses, a, b), self.nearer(ledger, terms, senses, b, a)];
        let log = |of: fn(&Nearer) -> f32| {
            let [p, q] = [&near[0], &near[1]].map(of);
            ((1.0 + p.min(q)).ln(), (1.0 + p.max(q)).ln())
        };
        (row.closer_min, row.closer_max) = log(|near| near.value);
        (row.closer_noun_min, row.closer_noun_max) = log(|near| near.noun);
        (row.sense_rank_min, row.sense_rank_max) = log(|near| near.sense);
        (row.clause_rank_min, row.clause_rank_max) = log(|near| near.clause);
        (row.outdone_min, row.outdone_max) = log(|near| near.sense_and_value);
        (row.outdone_clause_min, row.outdone_clause_max) = log(|near| near.clause_and_value);
    }

    /// The values of the kind of `other` in its document.
    fn of_kind(&self, ledger: &Ledger, other: u32) -> &[Entry] {
        let key = kind(&ledger.claims[other as usize]);
        equal(self.0.of(ledger.document_of(other)), |entry| entry.kind.cmp(&key))
    }

    /// How many claims in the document of `other` are nearer to `own` than it is.
    fn nearer(&self, ledger: &Ledger, terms: &Terms, senses: &Senses, own: u32, other: u32) -> Nearer {
        /// Of more, those next in size are looked at.
        const MOST: usize = 256;
        let mut nearer = Nearer::default();
        let all = self.of_kind(ledger, other);
        let (x, y) = (&ledger.claims[own as usize], &ledger.claims[other as usize]);
        // Values at the very same distance are no nearer.
        let reach = size(x).zip(size(y)).map(|(p, q)| (p, (p - q).abs() - 1e-9));
        let within = reach.map_or(0..0, |(p, reach)| {
            all.partition_point(|entry| entry.size <= p - reach)
                ..all.partition_point(|entry| entry.size < p + reach)
        });
        let middle = usize::midpoint(within.start, within.end);
        #[allow(clippy::cast_precision_loss)]
        let count = within.len() as f32;
        nearer.value = count;
        let sense = senses.likeness(own, other);
        let clause = overlap(terms.claim(own), terms.claim(other)).1;
        let head = |claim: &Claim| claim.slots.noun.as_ref().map(|noun| noun.head);
        let from = middle.saturating_sub(MOST / 2).min(all.len().saturating_sub(MOST));
        for (number, entry) in all.iter().enumerate().skip(from).take(MOST) {
            if entry.claim == own || entry.claim == other {
                continue;
            }
            let close = f32::from(u8::from(within.contains(&number)));
            if senses.likeness(own, entry.claim) > sense {
                nearer.sense += 1.0;
                nearer.sense_and_value += close;
            }
            let shared = overlap(terms.claim(own), terms.claim(entry.claim)).1;
            if shared > clause {
                nearer.clause += 1.0;
            }
            if shared >= clause {
                nearer.clause_and_value += close;
            }
            if head(&ledger.claims[entry.claim as usize]) == head(y) {
                nearer.noun += close;
            }
        }
        nearer
    }
}

/// What the distance of two values of a kind is taken of: the logarithm of a number, the middle day of a date.
fn size(claim: &Claim) -> Option<f64> {
    if let Some(measure) = claim.measure() {
        return Some(measure.strict.middle()?.abs().max(1e-9).ln());
    }
    if let Value::Ordinal(number) = claim.value {
        return Some(f64::from(u32::try_from(number).unwrap_or(u32::MAX)).max(0.5).ln());
    }
    #[allow(clippy::cast_precision_loss)]
    let middle = |(first, last): (crate::claim::Day, crate::claim::Day)| (first as f64 + last as f64) / 2.0;
    claim.point()?.days.bounds().map(middle)
}
