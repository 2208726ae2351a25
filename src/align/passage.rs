//! What the passages share that two claims stand in: the words of the sentences around them, the figures there that
//! both documents give. Two accounts of one night name the same lake and the same boat, and give
//! the same hour, wherever one of them has other people in it.

use std::ops::Range;

use super::Ledger;
use super::features::Features;
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

/// Fills in what the passages of claims `a` and `b` share.
pub fn fill(row: &mut Features, ledger: &Ledger, terms: &Terms, said: &Said, a: u32, b: u32) {
    let own = [a, b].map(|claim| terms.sentence(ledger.claims[claim as usize].sentence));
    let passages = [a, b].map(|claim| words(ledger, terms, claim, AROUND, true));
    (row.passage_dice, row.passage_shared) = overlap(&passages[0], &passages[1]);
    let near = [a, b].map(|claim| words(ledger, terms, claim, NEAR, true));
    (row.nearby_dice, row.nearby_shared) = overlap(&near[0], &near[1]);
    let around = [a, b].map(|claim| words(ledger, terms, claim, AROUND, false));
    (row.around_dice, row.around_shared) = overlap(&around[0], &around[1]);
    let within = [share_within(own[0], &passages[1]), share_within(own[1], &passages[0])];
    row.within_min = within[0].min(within[1]);
    row.within_max = within[0].max(within[1]);
    (row.figures_sentence, row.figures_sentence_share) = shared_figures(ledger, said, a, b, 0);
    (row.figures_near, row.figures_near_share) = shared_figures(ledger, said, a, b, NEAR);
    (row.figures_far, row.figures_far_share) = shared_figures(ledger, said, a, b, FAR);
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

/// The claims near `own` in its document, without it.
fn near(ledger: &Ledger, own: u32, around: u32) -> impl Iterator<Item = u32> {
    /// So many claims before and behind are looked at.
    const LOOKED_AT: u32 = 12;
    let claims = &ledger.documents[ledger.document_of(own)].claims;
    let range = own.saturating_sub(LOOKED_AT).max(claims.start)..(own + LOOKED_AT + 1).min(claims.end);
    let sentence = ledger.claims[own as usize].sentence;
    range.filter(move |&claim| {
        claim != own && ledger.claims[claim as usize].sentence.abs_diff(sentence) <= around
    })
}

/// The other values that sentences near both claims give, each weighed by how seldom their documents do; and what
/// share of those near the claim with fewer of them that is, -1 where there are none.
fn shared_figures(ledger: &Ledger, said: &Said, a: u32, b: u32, around: u32) -> (f32, f32) {
    let own = [a, b].map(|claim| said.value(claim));
    let [p, q] = [a, b].map(|claim| {
        let values = near(ledger, claim, around).filter_map(|near| said.value(near));
        let mut values: Vec<u64> = values.filter(|&value| !own.contains(&Some(value))).collect();
        values.sort_unstable();
        values.dedup();
        values
    });
    let (mut weight, mut count) = (0.0_f32, 0.0_f32);
    for &value in p.iter().filter(|value| q.binary_search(value).is_ok()) {
        let times = [a, b].map(|claim| said.times(value, ledger.document_of(claim)).max(1));
        #[allow(clippy::cast_precision_loss)]
        let many = (times[0] * times[1]) as f32;
        weight += many.sqrt().recip();
        count += 1.0;
    }
    #[allow(clippy::cast_precision_loss)]
    let least = p.len().min(q.len()) as f32;
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
