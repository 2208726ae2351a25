//! Tells what a quotation changed of the passage it comes from, word by word, and forgives
//! what quoting allows: `[b]ringing`, marked omissions, spelling and figures of house style.

use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::alike::{LIGHT, are_two, is_short_form, number, ordinal, spelling, stem};
use super::find::{Passage, Query};
use super::words::{GAP, Streams};
use crate::lexicon::closed::calendar::{month, weekday};
use crate::lexicon::closed::function::{is_function_word, is_negator};
use crate::rules::QuoteChange;

/// What a comparison came to.
#[derive(Debug)]
pub enum Verdict {
    /// Word for word, but for what is forgiven.
    Same,
    /// Other words: no source of the quotation.
    Apart,
    Changed(Change),
}

/// What was changed.
#[derive(Debug)]
pub struct Change {
    pub kind: QuoteChange,
    pub regions: Vec<Region>,
    /// Words that differ.
    pub differing: usize,
    /// Words that agree, and those of them that say something.
    pub equal: usize,
    pub content: usize,
    /// The words of the source.
    pub source: Range<usize>,
    /// It begins alike and ends otherwise, or the other way round.
    pub at_end: bool,
    /// Only the form of words, or words that carry grammar.
    pub minor: bool,
}

/// Words of the quotation against words of the source, both in their streams.
#[derive(Clone, Debug)]
pub struct Region {
    /// What differs; either may be empty, not both.
    pub quoted_differing: Range<usize>,
    pub source_differing: Range<usize>,
    /// The same, with the words around where there is nothing to show.
    pub quoted: Range<usize>,
    pub source: Range<usize>,
}

/// Least words that agree.
const LEAST: usize = 5;
/// Least share of the words that agree, in percent.
const LEAST_SHARE: usize = 50;
/// Longest omission: more are two quotations.
const LONGEST_OMISSION: usize = 15;

/// Compares a quotation with a passage.
pub fn compare(streams: &Streams, query: &Query, passage: &Passage) -> Verdict {
    let pair = Pair { streams, query, passage };
    let ids = |stream: usize, range: &Range<usize>| -> Vec<u32> {
        streams.streams[stream].words[range.clone()].iter().map(|word| word.id).collect()
    };
    let own = ids(query.stream, &query.words);
    let other = ids(passage.stream, &passage.words);
    let words = query.words.clone().filter(|&at| pair.counts(at)).count();
    // No order of the words makes more of them agree, so the costly comparison can be spared.
    let most = pair.shared(&own, &other);
    if most < LEAST || most * 100 < words * LEAST_SHARE {
        return Verdict::Apart;
    }
    let equals = pair.equals(&capture_diff_slices(Algorithm::Myers, &own, &other));
    let (Some(first), Some(last)) = (equals.first(), equals.last()) else { return Verdict::Apart };
    let equal: usize = equals.iter().map(|run| pair.counted(run)).sum();
    let content = equals.iter().map(|run| pair.content(run)).sum::<usize>();
    if equal < LEAST || content < 2 {
        return Verdict::Apart;
    }
    let source = first.other..last.other_end();
    // What stands outside the marks of the other quotation was not quoted there.
    let within = streams.quotation_at(passage.stream, &source).map_or_else(
        || passage.words.clone(),
        |words| {
            words.start.max(passage.words.start).min(source.start)
                ..words.end.min(passage.words.end).max(source.end)
        },
    );
    let mut cut: Vec<Region> = Vec::new();
    let mut regions: Vec<Region> = Vec::new();
    let (mut at_end, mut flipped) = (false, false);
    // What stands before the first words that agree, between, and behind the last.
    let (head, tail) = (query.words.start..first.own, last.own_end()..query.words.end);
    let before = pair.edge(&head, first.other, &within, true);
    let behind = pair.edge(&tail, last.other_end(), &within, false);
    let (head, tail) = (pair.region(head, before), pair.region(tail, behind));
    let between = equals.windows(2).map(|pair_of| {
        pair.region(pair_of[0].own_end()..pair_of[1].own, pair_of[0].other_end()..pair_of[1].other)
    });
    let inner: Vec<Region> = between.collect();
    for (region, is_edge) in [(head, true)]
        .into_iter()
        .chain(inner.into_iter().map(|region| (region, false)))
        .chain([(tail, true)])
    {
        if region.quoted_differing.is_empty() && (is_edge || region.source_differing.is_empty()) {
            continue;
        }
        if pair.forgives(&region) {
            if !is_edge && pair.swallows(&region) {
                flipped = true;
                regions.push(region);
            }
            continue;
        }
        if is_edge {
            if region.source_differing.is_empty() {
                cut.push(region);
                continue;
            }
            if region.quoted_differing.clone().all(|at| pair.is_light(query.stream, at)) {
                continue;
            }
            at_end |= !pair.renames(&region) && (region.quoted_differing.len() > 2 || equal < 8);
        }
        if region.source_differing.len() > LONGEST_OMISSION {
            return Verdict::Apart;
        }
        regions.push(region);
    }
    if regions.is_empty() {
        return if cut.is_empty() && equal * 100 >= words * 80 { Verdict::Same } else { Verdict::Apart };
    }
    pair.join_moved(&mut regions, &cut);
    let differing = regions.iter().map(|r| r.quoted_differing.len().max(r.source_differing.len())).sum();
    let share = if at_end { LEAST_SHARE } else { 65 };
    if equal * 100 < words * share || regions.len() > 1 + equal / 6 || differing > equal {
        return Verdict::Apart;
    }
    let kind = if flipped { QuoteChange::Meaning } else { pair.kind(&regions) };
    let minor = match kind {
        QuoteChange::Meaning | QuoteChange::Number => false,
        // Another name is another thing; a short form is the same one.
        QuoteChange::Name => regions.iter().all(|region| pair.shortens(region)),
        QuoteChange::Wording | QuoteChange::Omission => regions.iter().all(|region| pair.is_minor(region)),
    };
    Verdict::Changed(Change { kind, regions, differing, equal, content, source, at_end, minor })
}

/// Words that agree.
#[derive(Clone, Copy, Debug)]
struct Run {
    own: usize,
    other: usize,
    length: usize,
}

impl Run {
    const fn own_end(&self) -> usize {
        self.own + self.length
    }

    const fn other_end(&self) -> usize {
        self.other + self.length
    }
}

struct Pair<'a> {
    streams: &'a Streams,
    query: &'a Query,
    passage: &'a Passage,
}

impl Pair<'_> {
    /// The runs of words that agree; a lone little word between changes belongs to them.
    fn equals(&self, ops: &[DiffOp]) -> Vec<Run> {
        let mut runs: Vec<Run> = ops
            .iter()
            .filter_map(|op| match *op {
                DiffOp::Equal { old_index, new_index, len } => Some(Run {
                    own: self.query.words.start + old_index,
                    other: self.passage.words.start + new_index,
                    length: len,
                }),
                _ => None,
            })
            .collect();
        let lone = |run: &Run| run.length == 1 && self.is_light(self.query.stream, run.own);
        // At an edge, behind a long gap, even two words agree by chance.
        while runs.len() > 1
            && (lone(&runs[0]) || runs[0].length < 3 && runs[1].other - runs[0].other_end() > 3)
        {
            runs.remove(0);
        }
        while let [.., before, last] = runs[..]
            && (lone(&last) || last.length < 3 && last.other - before.other_end() > 3)
        {
            runs.pop();
        }
        // "... and none will close while I am here": one word that agrees near the end.
        while let [.., before, last] = runs[..]
            && last.length == 1
            && self.query.words.end - last.own_end() > 1
            && before.length > 2
        {
            runs.pop();
        }
        let count = runs.len();
        let inner = |at: usize| at > 0 && at + 1 < count;
        let parts = |at: usize, runs: &[Run]| {
            runs[at].own > runs[at - 1].own_end() && runs[at + 1].own > runs[at].own_end()
                || runs[at].other > runs[at - 1].other_end() && runs[at + 1].other > runs[at].other_end()
        };
        // "is to close this year", "will close while I am here"
        let adrift = |at: usize| {
            let changed = runs[at].own - runs[at - 1].own_end() + runs[at + 1].own - runs[at].own_end();
            runs[at].length == 1 && changed > 2
        };
        (0..count)
            .filter(|&at| !(inner(at) && (lone(&runs[at]) || adrift(at)) && parts(at, &runs)))
            .map(|at| runs[at])
            .collect()
    }

    /// How many of the words that the quoter took stand in the passage, wherever.
    fn shared(&self, own: &[u32], other: &[u32]) -> usize {
        let mut left: FxHashMap<u32, usize> = FxHashMap::default();
        other.iter().for_each(|&id| *left.entry(id).or_default() += 1);
        let taken = self.query.words.clone().zip(own).filter(|&(at, _)| self.counts(at));
        let met = taken.filter(|(_, id)| {
            left.get_mut(*id).is_some_and(|count| {
                let is_left = *count > 0;
                *count -= usize::from(is_left);
                is_left
            })
        });
        met.count()
    }

    fn word(&self, stream: usize, at: usize) -> &str {
        self.streams.word(self.streams.streams[stream].words[at].id)
    }

    /// True for a word that the quoter took from the source.
    fn counts(&self, at: usize) -> bool {
        let word = &self.streams.streams[self.query.stream].words[at];
        word.id != GAP && !word.bracketed
    }

    fn counted(&self, run: &Run) -> usize {
        (run.own..run.own_end()).filter(|&at| self.counts(at)).count()
    }

    fn content(&self, run: &Run) -> usize {
        (run.own..run.own_end())
            .filter(|&at| self.counts(at))
            .filter(|&at| {
                let word = self.word(self.query.stream, at);
                word.len() > 2 && !is_function_word(word) && word.starts_with(char::is_alphabetic)
            })
            .count()
    }

    /// The words of the source beside `at` that stand against the words `own` at an edge: as many,
    /// or those of the name that `own` is the short form of.
    fn edge(&self, own: &Range<usize>, at: usize, within: &Range<usize>, before: bool) -> Range<usize> {
        const LONGER: usize = 8;
        let of = |length: usize| {
            if before {
                at.saturating_sub(length).max(within.start)..at
            } else {
                at..(at + length).min(within.end)
            }
        };
        if own.is_empty() || own.len() > LONGER {
            return of(own.len());
        }
        (1..=own.len() + LONGER)
            .map(of)
            .find(|range| self.shortens(&self.region(own.clone(), range.clone())))
            .unwrap_or_else(|| of(own.len()))
    }

    /// With words to show on both sides.
    fn region(&self, quoted: Range<usize>, source: Range<usize>) -> Region {
        let shown = |range: &Range<usize>, whole: &Range<usize>| {
            if range.is_empty() {
                range.start.saturating_sub(1).max(whole.start)..(range.end + 1).min(whole.end)
            } else {
                range.clone()
            }
        };
        Region {
            quoted: shown(&quoted, &self.query.words),
            source: shown(&source, &self.passage.words),
            quoted_differing: quoted,
            source_differing: source,
        }
    }

    /// "take children away" for "take away children" is one change.
    fn join_moved(&self, regions: &mut Vec<Region>, cut: &[Region]) {
        let mut all: Vec<&Region> = regions.iter().chain(cut).collect();
        all.sort_by_key(|region| region.quoted_differing.start);
        let [first, last] = all.as_slice() else { return };
        let (own, other) = self.sides(first);
        let (later_own, later_other) = self.sides(last);
        if own == later_other && other == later_own {
            let quoted = first.quoted_differing.start..last.quoted_differing.end;
            let source = first.source_differing.start..last.source_differing.end;
            *regions = vec![self.region(quoted, source)];
        }
    }

    fn words(&self, stream: usize, range: &Range<usize>) -> Vec<&str> {
        range.clone().map(|at| self.word(stream, at)).collect()
    }

    fn sides(&self, region: &Region) -> (Vec<&str>, Vec<&str>) {
        (
            self.words(self.query.stream, &region.quoted_differing),
            self.words(self.passage.stream, &region.source_differing),
        )
    }

    /// What quoting allows.
    fn forgives(&self, region: &Region) -> bool {
        let marked = |stream: usize, range: &Range<usize>| {
            self.streams.streams[stream].words[range.clone()]
                .iter()
                .any(|word| word.bracketed || word.id == GAP)
        };
        if marked(self.query.stream, &region.quoted_differing)
            || marked(self.passage.stream, &region.source_differing)
        {
            return true;
        }
        let (own, other) = self.sides(region);
        // "zero-tolerance", "pre trial"; "ten" and "10"; "colour"
        own.concat() == other.concat()
            || own.len() == other.len()
                && own.iter().zip(&other).all(|(a, b)| {
                    a == b || spelling(a) == spelling(b) || number(a).is_some_and(|n| number(b) == Some(n))
                })
    }

    /// `is … permitted` from `is not permitted`: a few words are left out, and the sense with them.
    fn swallows(&self, region: &Region) -> bool {
        let own = &self.streams.streams[self.query.stream].words[region.quoted_differing.clone()];
        own.len() == 1
            && own[0].id == GAP
            && region.source_differing.len() <= 2
            && self.turns(self.passage.stream, &region.source_differing)
    }

    /// True when words turn the sense around.
    fn turns(&self, stream: usize, range: &Range<usize>) -> bool {
        range.clone().any(|at| {
            let word = self.word(stream, at);
            is_negator(word)
                || matches!(word, "unless" | "except" | "only")
                || word.len() > 3
                    && word.ends_with("nt")
                    && is_negator(&format!("{}'t", &word[..word.len() - 1]))
        })
    }

    /// `HHS`
    fn capitals(&self, stream: usize, range: &Range<usize>) -> bool {
        range.len() == 1 && self.streams.streams[stream].words[range.start].capitals
    }

    /// `NHA` for `Northern Harbour Authority`, or the other way round.
    fn shortens(&self, region: &Region) -> bool {
        let (own, other) = self.sides(region);
        is_short_form(&own, &other)
            || is_short_form(&other, &own)
            || self.capitals(self.query.stream, &region.quoted_differing)
                && self.capitals(self.passage.stream, &region.source_differing)
                && (own[0].ends_with(other[0]) || other[0].ends_with(own[0]))
    }

    /// Another form of a name, or another name: `Ms Delgada` for `Ms Delgado`.
    fn renames(&self, region: &Region) -> bool {
        let named = |stream: usize, range: &Range<usize>| {
            range.len() == 1 && self.streams.streams[stream].words[range.start].named
        };
        let calendar = |word: &str| month(word).is_some() || weekday(word).is_some();
        let (own, other) = self.sides(region);
        self.shortens(region)
            || named(self.query.stream, &region.quoted_differing)
                && named(self.passage.stream, &region.source_differing)
                && !calendar(own[0])
                && !calendar(other[0])
    }

    /// A word that changes little where it comes or goes.
    fn is_light(&self, stream: usize, at: usize) -> bool {
        LIGHT.contains(&self.word(stream, at))
    }

    fn is_minor(&self, region: &Region) -> bool {
        let (own, other) = self.sides(region);
        let light = region.quoted_differing.clone().all(|at| self.is_light(self.query.stream, at))
            && region.source_differing.clone().all(|at| self.is_light(self.passage.stream, at));
        let alike = || match (own.as_slice(), other.as_slice()) {
            ([a], [b]) => {
                a.len().min(b.len()) > 3
                    && (stem(a) == stem(b)
                        || strsim::normalized_damerau_levenshtein(a, b) > 0.7 && !are_two(a, b))
            }
            _ => false,
        };
        light
            || alike()
            || own.is_empty() && other.len() == 1 && is_function_word(other[0]) && other[0] != "only"
    }

    fn kind(&self, regions: &[Region]) -> QuoteChange {
        let turned = |region: &Region| {
            // "had failed to" and "had neglected to" are two words for one thing.
            let (own, other) = self.sides(region);
            let failing = |words: &[&str]| words.iter().any(|word| word.starts_with("fail"));
            let reworded = !own.is_empty() && !other.is_empty() && (failing(&own) || failing(&other));
            !reworded
                && self.turns(self.query.stream, &region.quoted_differing)
                    != self.turns(self.passage.stream, &region.source_differing)
        };
        if regions.iter().any(turned) {
            return QuoteChange::Meaning;
        }
        let numbers = |words: &[&str]| {
            let mut numbers: Vec<String> = words.iter().filter_map(|word| number(word)).collect();
            numbers.sort_unstable();
            numbers
        };
        let recounted = |region: &Region| {
            let (own, other) = self.sides(region);
            let (own, other) = (numbers(&own), numbers(&other));
            !own.is_empty() && !other.is_empty() && own != other
        };
        let reordered = |region: &Region| {
            let (own, other) = self.sides(region);
            let of = |words: &[&str]| words.iter().find_map(|word| ordinal(word));
            of(&own).zip(of(&other)).is_some_and(|(own, other)| own != other)
        };
        if regions.iter().any(|region| recounted(region) || reordered(region)) {
            return QuoteChange::Number;
        }
        if regions.iter().all(|region| self.renames(region)) {
            return QuoteChange::Name;
        }
        if regions.iter().all(|region| region.quoted_differing.is_empty()) {
            return QuoteChange::Omission;
        }
        QuoteChange::Wording
    }
}
