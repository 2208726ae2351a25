//! Where the words of a quotation stand elsewhere: an index of the runs of three words that
//! quotations hold, and one walk over all documents. Linear in the text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::words::{GAP, Streams};

/// Words to be found elsewhere: a quotation, or one side of an omission in it.
#[derive(Clone, Debug)]
pub struct Query {
    /// Index of its stream.
    pub stream: usize,
    /// Its words in the stream.
    pub words: Range<usize>,
    /// All words of the quotation that it belongs to.
    pub whole: Range<usize>,
}

/// Words like those of a query.
#[derive(Clone, Debug)]
pub struct Passage {
    pub stream: usize,
    /// Words in the stream among which it lies, with some to spare.
    pub words: Range<usize>,
    /// How many runs of three words it shares.
    hits: usize,
}

/// Shortest quotation to be looked for.
const SHORTEST: usize = 5;
/// Longest: more is a whole text, and comparing is not linear.
const LONGEST: usize = 400;
/// Runs of words that stand in more places than this are nobody's words.
const COMMONEST: usize = 24;
/// Passages compared with one quotation.
const MOST: usize = 8;

/// The quotations of all streams, and the parts of those that omit something.
pub fn queries(streams: &Streams) -> Vec<Query> {
    let mut queries = Vec::new();
    for (index, stream) in streams.streams.iter().enumerate() {
        for quotation in &stream.quoted {
            let range = &quotation.words;
            if !quotation.marked || !(SHORTEST..=LONGEST).contains(&range.len()) {
                continue;
            }
            let query = |words: Range<usize>| Query { stream: index, words, whole: range.clone() };
            let gaps: Vec<usize> = range.clone().filter(|&at| stream.words[at].id == GAP).collect();
            queries.push(query(range.clone()));
            if gaps.is_empty() {
                continue;
            }
            let mut start = range.start;
            for gap in gaps.into_iter().chain([range.end]) {
                if gap > start + SHORTEST {
                    queries.push(query(start..gap));
                }
                start = gap + 1;
            }
        }
    }
    queries
}

/// For each query the passages that share most with it, the likest first.
pub fn passages(streams: &Streams, queries: &[Query]) -> Vec<Vec<Passage>> {
    // Which queries hold a run of three words, and how far in.
    let mut index: FxHashMap<[u32; 3], Vec<(u32, u32)>> = FxHashMap::default();
    for (number, query) in queries.iter().enumerate() {
        let words = &streams.streams[query.stream].words[query.words.clone()];
        for (offset, run) in words.windows(3).enumerate() {
            let run = [run[0].id, run[1].id, run[2].id];
            if !run.contains(&GAP) {
                let holders = index.entry(run).or_default();
                if holders.len() <= COMMONEST {
                    holders.push((narrow(number), narrow(offset)));
                }
            }
        }
    }
    let mut places: FxHashMap<[u32; 3], Vec<(u32, u32)>> = FxHashMap::default();
    for (number, stream) in streams.streams.iter().enumerate() {
        for (at, run) in stream.words.windows(3).enumerate() {
            let run = [run[0].id, run[1].id, run[2].id];
            if index.contains_key(&run) {
                let found = places.entry(run).or_default();
                if found.len() <= COMMONEST {
                    found.push((narrow(number), narrow(at)));
                }
            }
        }
    }
    // Place and offset of each shared run, by query.
    let mut hits: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); queries.len()];
    for (run, holders) in &index {
        let Some(found) = places.get(run).filter(|found| found.len() <= COMMONEST) else { continue };
        if holders.len() > COMMONEST {
            continue;
        }
        for &(query, offset) in holders {
            let own = &queries[query as usize];
            for &(stream, at) in found {
                if !(stream as usize == own.stream && own.whole.contains(&(at as usize))) {
                    hits[query as usize].push((stream, at, offset));
                }
            }
        }
    }
    queries.iter().zip(hits).map(|(query, hits)| clusters(streams, query, hits)).collect()
}

/// Joins the hits that lie together.
fn clusters(streams: &Streams, query: &Query, mut hits: Vec<(u32, u32, u32)>) -> Vec<Passage> {
    const SPARE: usize = 4;
    // What may have been left out between two hits.
    const APART: u32 = 30;
    hits.sort_unstable();
    let length = query.words.len();
    let mut found: Vec<Passage> = Vec::new();
    let mut from = 0;
    for at in 0..hits.len() {
        let (stream, position, _) = hits[at];
        let goes_on = hits.get(at + 1).is_some_and(|next| {
            next.0 == stream
                && next.1 <= position + APART
                && next.1 - hits[from].1 <= narrow(2 * length) + APART
        });
        if goes_on {
            continue;
        }
        let cluster = &hits[from..=at];
        from = at + 1;
        let words = &streams.streams[stream as usize].words;
        let start =
            cluster.iter().map(|hit| (hit.1 as usize).saturating_sub(hit.2 as usize)).min().unwrap_or(0);
        let end = cluster.iter().map(|hit| hit.1 as usize + length - hit.2 as usize).max().unwrap_or(0);
        let mut range = start.saturating_sub(SPARE)..(end + SPARE).min(words.len());
        // Not the quotation itself, when its neighbour is met.
        if stream as usize == query.stream {
            let own = &query.whole;
            if range.start < own.end && range.end > own.start {
                range =
                    if position as usize >= own.end { own.end..range.end } else { range.start..own.start };
            }
        }
        if !range.is_empty() {
            found.push(Passage { stream: stream as usize, words: range, hits: cluster.len() });
        }
    }
    found.sort_by_key(|passage| (std::cmp::Reverse(passage.hits), passage.stream, passage.words.start));
    found.truncate(MOST);
    found
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
