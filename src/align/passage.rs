//! What the passages share that two claims stand in: the words of the sentences around them, the figures there that
//! both documents give. Two accounts of one night name the same lake and the same boat, and give
//! the same hour, wherever one of them has other people in it.

use std::ops::Range;

use super::Ledger;
use super::features::Features;
use super::neighbours::near;
use super::said::{Line, Said};
use super::terms::{Terms, Weighted, overlap};

/// So many sentences before and behind a claim's own are its passage: those that hold figures are counted.
const AROUND: u32 = 2;
/// So many are its neighbours.
const NEAR: u32 = 1;
/// In so many, figures are looked for.
const FAR: u32 = 3;

/// The sentences up to `around` before and behind that of `claim`.
fn sentences(ledger: &Ledger, claim: u32, around: u32) -> Range<u32> {
    let own = ledger.claims[claim as usize].sentence;
    let all = &ledger.documents[ledger.document_of(claim)].sentences;
    own.saturating_sub(around).max(all.start)..(own + around + 1).min(all.end)
}

/// What the passage of a claim holds.
pub struct Passage {
    /// Words of the sentences around the claim's own and of that; of its neighbours and of that; of those around it alone.
    /// Each sorted.
    words: [Vec<Weighted>; 3],
    /// The values of the other figures in its sentence, near it, and farther off. Each sorted.
    figures: [Vec<u64>; 3],
}

impl Passage {
    /// The passage of `claim`.
    #[must_use]
    pub fn of(ledger: &Ledger, terms: &Terms, said: &Said, claim: u32) -> Self {
        let words = |around, own| words(ledger, terms, claim, around, own);
        let figures = |around| {
            let mut values: Vec<u64> =
                near(ledger, claim, around).filter_map(|near| said.value(near)).collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        Self {
            words: [words(AROUND, true), words(NEAR, true), words(AROUND, false)],
            figures: [0, NEAR, FAR].map(figures),
        }
    }
}

/// Fills in what the passages of claims `a` and `b` share.
pub fn fill(
    row: &mut Features,
    (ledger, terms, said): (&Ledger, &Terms, &Said),
    (a, p): (u32, &Passage),
    (b, q): (u32, &Passage),
) {
    let own = [a, b].map(|claim| terms.sentence(ledger.claims[claim as usize].sentence));
    (row.passage_dice, row.passage_shared) = overlap(&p.words[0], &q.words[0]);
    (row.nearby_dice, row.nearby_shared) = overlap(&p.words[1], &q.words[1]);
    (row.around_dice, row.around_shared) = overlap(&p.words[2], &q.words[2]);
    let within = [share_within(own[0], &q.words[0]), share_within(own[1], &p.words[0])];
    row.within_min = within[0].min(within[1]);
    row.within_max = within[0].max(within[1]);
    let figures = |at: usize| shared_figures(ledger, said, (a, &p.figures[at]), (b, &q.figures[at]));
    (row.figures_sentence, row.figures_sentence_share) = figures(0);
    (row.figures_near, row.figures_near_share) = figures(1);
    (row.figures_far, row.figures_far_share) = figures(2);
    lines(row, ledger, said, a, b);
}

/// The words of the sentences around that of `claim`, and of its own where `own` is set; sorted, each once.
fn words(ledger: &Ledger, terms: &Terms, claim: u32, around: u32, own: bool) -> Vec<Weighted> {
    let sentence = ledger.claims[claim as usize].sentence;
    let numbers = sentences(ledger, claim, around).filter(|&number| own || number != sentence);
    let mut words: Vec<Weighted> =
        numbers.flat_map(|number| terms.sentence(number)).take(MOST_WORDS).copied().collect();
    words.sort_unstable_by_key(|word| word.term);
    words.dedup_by_key(|word| word.term);
    words
}

/// Words of a passage that are looked at.
const MOST_WORDS: usize = 240;

/// How much of the weight of `own` words is in `all`.
fn share_within(own: &[Weighted], all: &[Weighted]) -> f32 {
    let total: f32 = own.iter().map(|word| word.weight).sum();
    let (_, shared) = overlap(own, all);
    if total > 0.0 { shared / total } else { 0.0 }
}

/// The values `p` near claim `a` that are among those `q` near `b` as well, each weighed by how seldom their documents
/// give it; and what share of those near the claim with fewer of them that is, -1 where there are none. What the two
/// claims say themselves is left out.
fn shared_figures(ledger: &Ledger, said: &Said, (a, p): (u32, &[u64]), (b, q): (u32, &[u64])) -> (f32, f32) {
    let own = [a, b].map(|claim| said.value(claim));
    let other = |value: &&u64| !own.contains(&Some(**value));
    let (mut weight, mut count) = (0.0_f32, 0.0_f32);
    for &value in p.iter().filter(other).filter(|value| q.binary_search(value).is_ok()) {
        let times = [a, b].map(|claim| said.times(value, ledger.document_of(claim)).max(1));
        #[allow(clippy::cast_precision_loss)]
        let many = (times[0] * times[1]) as f32;
        weight += many.sqrt().recip();
        count += 1.0;
    }
    #[allow(clippy::cast_precision_loss)]
    let least = p.iter().filter(other).count().min(q.iter().filter(other).count()) as f32;
    (weight, if least > 0.0 { count / least } else { -1.0 })
}

/// Of a cell and a figure in prose: how many figures near the latter stand in the row or column of the cell.
/// "402 teams, against 305 in the north and 265 on the coast" reads down a column.
fn lines(row: &mut Features, ledger: &Ledger, said: &Said, a: u32, b: u32) {
    let cells = [a, b].map(|claim| ledger.claims[claim as usize].slots.cell);
    let (document, text, (table, across, down)) = match cells {
        [Some(cell), None] => (ledger.document_of(a), b, cell),
        [None, Some(cell)] => (ledger.document_of(b), a, cell),
        _ => return,
    };
    let own = [a, b].map(|claim| said.value(claim));
    let sentence = ledger.claims[text as usize].sentence;
    for claim in near(ledger, text, NEAR) {
        let Some(value) = said.value(claim).filter(|&value| !own.contains(&Some(value))) else { continue };
        let beside = f32::from(u8::from(ledger.claims[claim as usize].sentence == sentence));
        if said.stands_in(document, table, Line::Row(across), value) {
            row.row_figures += beside;
            row.row_figures_near += 1.0;
        }
        if said.stands_in(document, table, Line::Column(down), value) {
            row.column_figures += beside;
            row.column_figures_near += 1.0;
        }
    }
}
