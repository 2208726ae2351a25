//! A document's text to its claims: scan every sentence, resolve dates against their
//! context, fill the slots.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::abbreviation;
use super::analysis::Analysis;
use super::anchor::{self, Draft};
use super::chunk::Role;
use super::elided::imply;
use super::of_all::of_all;
use super::opening::opening;
use super::part::parts;
use super::period::periods;
use super::scan::{Hit, scan};
use super::slots::{View, fill, rate, theme_value};
use super::table::Tables;
use super::{Found, citation, denied, mode, publication, quote, shared_unit};
use crate::claim::{
    Claim, Days, DocumentClaims, IdKind, Kind, Mode, Part, Sentence, Slots, Value, Word, WordClass,
};
use crate::place::Span;
use crate::prose::{BlockKind, Document, Text, TextBlock, TextSentence};

/// Reads all claims of `document`, whose text is `text`.
#[must_use]
pub fn read(document: &Document, text: &Text) -> DocumentClaims {
    let mut reader = Reader {
        text,
        parts: parts(text),
        out: DocumentClaims::default(),
        drafts: Vec::with_capacity(text.flat.len() / EACH),
        heading: (None, Mode::Actual),
        room: Room::default(),
    };
    reader.scan();
    reader.resolve(document);
    reader.fill();
    publication::fill(text, &reader.parts, &mut reader.out);
    reader.quotes();
    reader.citations();
    reader.sort();
    reader.out.opening = opening(&document.path, text);
    reader.out.abbreviations = abbreviation::definitions(&text.flat, &mut reader.out.vocab);
    reader.out
}

/// Bytes of a text of facts for each value in it. Texts that hold more cost one more move of them.
const EACH: usize = 256;

struct Reader<'a> {
    text: &'a Text,
    /// The part of each block.
    parts: Vec<Part>,
    out: DocumentClaims,
    /// All readings, in order.
    drafts: Vec<Draft>,
    /// The heading block met last, and what it makes of what is said under it.
    heading: (Option<u32>, Mode),
    room: Room,
}

/// Lists of one sentence, whose memory the next one uses.
#[derive(Default)]
struct Room {
    /// The byte ranges of the values, and what they are to the words around them.
    ranges: Vec<Range<u32>>,
    roles: Vec<Role>,
    /// The byte ranges of the values that became claims, and the numbers of the values.
    claimed: Vec<Range<u32>>,
    indices: Vec<usize>,
}

impl<'a> Reader<'a> {
    /// Finds all values.
    fn scan(&mut self) {
        let (mut hits, mut unread): (Vec<Hit>, Vec<Range<u32>>) = (Vec::new(), Vec::new());
        let places = self.text.places();
        for (index, sentence) in self.text.sentences.iter().enumerate() {
            let part = self.parts[sentence.block as usize];
            scan(self.text.sentence(sentence), &mut hits, &mut unread);
            let start = sentence.range.start;
            for hit in hits.drain(..) {
                let range = start + hit.range.start..start + hit.range.end;
                // Page numbers of a table of contents are no quantities.
                let found = match hit.found {
                    _ if part == Part::Contents => Found::Identifier(IdKind::Page),
                    // A heading that is a number counts nothing.
                    Found::Measure(..)
                        if is_heading(&self.text.blocks[sentence.block as usize])
                            && is_mark(self.text.sentence(sentence)) =>
                    {
                        Found::Identifier(IdKind::Label)
                    }
                    found => found,
                };
                self.drafts.push(Draft {
                    place: places.of(range.clone()),
                    range,
                    found,
                    sentence: u32::try_from(index).unwrap_or(u32::MAX),
                    block: sentence.block,
                    part,
                });
            }
            for range in unread.drain(..) {
                let range = start + range.start..start + range.end;
                if part == Part::Contents {
                    continue;
                }
                self.out.unread.push(self.text.place(range));
            }
        }
    }

    /// Gives dates the parts that only their context gives.
    fn resolve(&mut self, document: &Document) {
        self.out.dateline = anchor::dateline(document, self.text, &self.drafts);
        anchor::resolve(self.text, &mut self.drafts, self.out.dateline);
        self.out.title = self
            .text
            .blocks
            .iter()
            .zip(&self.parts)
            .find(|(_, part)| **part == Part::Title)
            .map(|(block, _)| self.text.place(block.range.clone()));
    }

    /// Makes claims of the drafts, sentence by sentence.
    fn fill(&mut self) {
        let text = self.text;
        let mut analysis = Analysis::kept();
        // Quotations and citations come on top.
        self.out.claims.reserve(self.drafts.len() + self.drafts.len() / 4);
        let mut drafts = std::mem::take(&mut self.drafts);
        let mut next = 0;
        let mut heading_sentence: Vec<Option<u32>> = vec![None; self.text.blocks.len()];
        let mut tables = Tables::of(text);
        for (index, sentence) in text.sentences.iter().enumerate() {
            let first = next;
            while drafts.get(next).is_some_and(|draft| draft.sentence as usize == index) {
                next += 1;
            }
            let own = &mut drafts[first..next];
            let block = &text.blocks[sentence.block as usize];
            let is_heading = is_heading(block);
            if own.iter().all(|draft| matches!(draft.found, Found::Identifier(_) | Found::Nothing))
                && !is_heading
            {
                self.identifiers(own);
                continue;
            }
            let number = u32::try_from(self.out.sentences.len()).unwrap_or(u32::MAX);
            if is_heading {
                heading_sentence[sentence.block as usize].get_or_insert(number);
            }
            let heading = block.heading.and_then(|heading| heading_sentence[heading as usize]);
            self.sentence(sentence, own, heading, &mut analysis, &mut tables);
        }
        analysis.keep();
        self.cell_periods(&tables);
    }

    /// A date that labels a row or a column is the time of its cells.
    fn cell_periods(&mut self, tables: &Tables) {
        let mut labels: FxHashMap<(u32, bool, u32), (Span, Days)> = FxHashMap::default();
        for claim in &self.out.claims {
            let days = match &claim.value {
                Value::Date(date) if !date.impossible => date.days,
                Value::Range(range) => range.days(),
                _ => continue,
            };
            let Some((table, row, column)) = claim.slots.cell.filter(|_| days != Days::ALL) else { continue };
            let (rows, columns) = tables.span((table, row, column));
            if column == 0 {
                for row in row..row.saturating_add(rows) {
                    labels.entry((table, true, row)).or_insert((claim.place, days));
                }
            }
            if row == 0 {
                for column in column..column.saturating_add(columns) {
                    labels.entry((table, false, column)).or_insert((claim.place, days));
                }
            }
        }
        for claim in self.out.claims.iter_mut().filter(|claim| claim.measure().is_some()) {
            let Some((table, row, column)) = claim.slots.cell else { continue };
            let label = labels.get(&(table, true, row)).or_else(|| labels.get(&(table, false, column)));
            if claim.slots.period.is_none() {
                claim.slots.period = label.copied().or_else(|| tables.heading_year(self.text, table, column));
            }
        }
    }

    /// Claims of a sentence that holds only identifiers: no words are kept for it.
    fn identifiers(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            if let Found::Identifier(kind) = draft.found {
                let slots = Slots { part: draft.part, ..Slots::default() };
                let sentence = u32::try_from(self.out.sentences.len().saturating_sub(1)).unwrap_or(0);
                self.out.claims.push(Claim {
                    kind: Kind::Identifier,
                    place: draft.place,
                    value: Value::Identifier(kind),
                    sentence,
                    slots,
                });
            }
        }
    }

    fn sentence(
        &mut self,
        sentence: &TextSentence,
        drafts: &mut [Draft],
        heading: Option<u32>,
        analysis: &mut Analysis<'a>,
        tables: &mut Tables<'a>,
    ) {
        let start = sentence.range.start;
        let text = self.text.sentence(sentence);
        let mut room = std::mem::take(&mut self.room);
        let Room { ranges, roles, claimed, indices } = &mut room;
        ranges.clear();
        ranges.extend(drafts.iter().map(|d| d.range.start - start..d.range.end - start));
        roles.clear();
        roles.extend(drafts.iter().map(|draft| role(&draft.found)));
        analysis.read(text, ranges, roles);
        analysis.intern(&mut self.out.vocab);
        let analysis = &*analysis;
        let words = &analysis.words;
        let part = self.parts[sentence.block as usize];
        let places = self.text.places();
        let place = |range: Range<u32>| places.of(start + range.start..start + range.end);
        let mut kept = Vec::with_capacity(words.len());
        for at in 0..words.len() {
            if let Some(class) = analysis.class(at) {
                // "Room 523" keeps its name, "June 7" is a figure like any other.
                let named = analysis.value[at]
                    .is_none_or(|value| matches!(drafts[usize::from(value)].found, Found::Identifier(_)));
                let class = if named { class } else { WordClass::Number };
                let token = analysis.tokens[at];
                let lemma = analysis.sym(at, &mut self.out.vocab);
                kept.push(Word { lemma, class, place: place(token.start..token.end) });
            }
        }
        let number = u32::try_from(self.out.sentences.len()).unwrap_or(u32::MAX);
        self.out.sentences.push(Sentence {
            place: place(0..sentence.range.end - start),
            words: kept,
            part,
            heading,
        });
        let block = &self.text.blocks[sentence.block as usize];
        let view = View { analysis, words, place: &place, heading: self.mode_under(block.heading) };
        let notice = words.iter().take(12).any(|word| *word == "©" || word.eq_ignore_ascii_case("copyright"));
        let first = self.out.claims.len();
        claimed.clear();
        indices.clear();
        for (index, draft) in drafts.iter_mut().enumerate() {
            let found = std::mem::replace(&mut draft.found, Found::Nothing);
            let Some((kind, mut value)) = anchor::finish(found) else { continue };
            let mut slots = if kind == Kind::Identifier {
                Slots::default()
            } else {
                fill(&view, index, kind, &value, &mut self.out.vocab)
            };
            slots.part = part;
            if let Value::Measure(measure) = &value
                && let Some(tokens) = analysis.value_tokens(index)
            {
                slots.of_all = of_all(&view, &tokens, measure, &mut self.out.vocab).map(Box::new);
            }
            let own = &text[ranges[index].start as usize..ranges[index].end as usize];
            slots.notice = notice;
            slots.identifying |= own.ends_with("-bit");
            if let Value::Measure(measure) = &mut value
                && measure.per.is_none()
            {
                measure.per = rate(&view, index, &slots);
            }
            tables.fill(self.text, block, &mut slots, &mut self.out.vocab);
            let mut own_place = draft.place;
            if let Value::Measure(measure) = &mut value
                && let Some(tokens) = analysis.value_tokens(index)
                && let Some((first, bound)) = denied::bound(&view, &tokens, measure)
            {
                *measure = bound;
                if slots.mode == Mode::Negated {
                    slots.mode = Mode::Actual;
                }
                own_place = place(analysis.tokens[first].start..ranges[index].end);
            }
            let mut claim = Claim { kind, place: own_place, value, sentence: number, slots };
            tables.measure(self.text, block, &ranges[index], &mut claim);
            self.out.claims.push(claim);
            claimed.push(ranges[index].clone());
            indices.push(index);
        }
        periods(&mut self.out.claims[first..], claimed, text);
        shared_unit::share(&mut self.out.claims, first, indices, &view);
        imply(&mut self.out.claims, first, (claimed, indices), text, &view, &self.out.vocab);
        self.counted_themes(first, indices, &view);
        self.room = room;
    }

    /// What the heading block makes of what is said under it.
    fn mode_under(&mut self, heading: Option<u32>) -> Mode {
        if self.heading.0 != heading {
            let mode = heading.map_or(Mode::Actual, |heading| {
                let range = &self.text.blocks[heading as usize].range;
                mode::of_heading(&self.text.flat[range.start as usize..range.end as usize])
            });
            self.heading = (heading, mode);
        }
        self.heading.1
    }

    /// "the remaining 33 arrived in September": the date is about what the number counts.
    fn counted_themes(&mut self, first: usize, indices: &[usize], view: &View<'_>) {
        for at in 0..indices.len() {
            let claim = &self.out.claims[first + at];
            if claim.slots.noun.is_some() || !matches!(claim.kind, Kind::Date | Kind::DateRange) {
                continue;
            }
            let noun = theme_value(view, indices[at])
                .and_then(|value| indices.iter().position(|&index| index == value))
                .and_then(|position| self.out.claims[first + position].slots.noun.clone());
            self.out.claims[first + at].slots.noun = noun;
        }
    }

    /// Puts the claims in order of place.
    fn sort(&mut self) {
        let key = |claim: &Claim| (claim.place.start, std::cmp::Reverse(claim.place.end));
        let claims = &mut self.out.claims;
        if claims.is_sorted_by_key(key) {
            return;
        }
        // A claim is large, so that places are sorted and each claim is then moved to its own.
        let mut order: Vec<_> = claims.iter().map(key).zip(0..).collect();
        order.sort_unstable();
        let mut place = vec![0; claims.len()];
        order.iter().enumerate().for_each(|(at, (_, index))| place[*index] = at);
        for at in 0..claims.len() {
            while place[at] != at {
                let to = place[at];
                claims.swap(at, to);
                place.swap(at, to);
            }
        }
    }

    /// Quotations become claims of their own, and claims inside them are marked.
    fn quotes(&mut self) {
        // What is quoted and the quotation it belongs to; a page's notes may stand inside one.
        let mut quoted: Vec<(Span, Span)> = Vec::new();
        for (block, part) in self.text.blocks.iter().zip(&self.parts) {
            if *part == Part::Code {
                continue;
            }
            let words = &self.text.flat[block.range.start as usize..block.range.end as usize];
            // All of a block that is set off is one quotation, whatever is quoted in it.
            let set_off = (*part == Part::Quotation).then(|| quote::set_off(words));
            let marked = if set_off.is_some() { Vec::new() } else { quote::quotes(words) };
            for found in set_off.flatten().into_iter().chain(marked) {
                let start = block.range.start;
                let range = start + found.words.start..start + found.words.end;
                let place = self.text.place(range.clone());
                let sentence = self.sentence_at(place);
                let slots = Slots { part: *part, ..Slots::default() };
                self.out.claims.push(Claim {
                    kind: Kind::Quote,
                    place,
                    value: Value::Quote,
                    sentence,
                    slots,
                });
                quoted.extend(self.text.runs(range).map(|run| (run, place)));
            }
        }
        quoted.sort_unstable();
        for claim in self.out.claims.iter_mut().filter(|claim| claim.kind != Kind::Quote) {
            let at = quoted.partition_point(|(run, _)| run.start <= claim.place.start);
            if let Some(&(_, place)) =
                at.checked_sub(1).and_then(|at| quoted.get(at)).filter(|(run, _)| run.contains(claim.place))
            {
                claim.slots.attribution = Some(crate::claim::Attribution { place, quoted: true });
            }
        }
    }

    /// Number of the kept sentence that holds `place` or stands before it.
    fn sentence_at(&self, place: Span) -> u32 {
        let at = self.out.sentences.partition_point(|sentence| sentence.place.start <= place.start);
        u32::try_from(at.saturating_sub(1)).unwrap_or(0)
    }

    /// Reference-list entries and footnotes become citations.
    fn citations(&mut self) {
        let found = citation::citations(self.text, &self.parts, &self.out.claims);
        // The dates of a work cited are facts of that work, not of the text around it.
        let mut cited: Vec<Span> = found
            .iter()
            .flat_map(|(_, c)| [c.issued, c.accessed])
            .flatten()
            .map(|(place, _)| place)
            .collect();
        cited.sort_unstable();
        for claim in self.out.claims.iter_mut().filter(|claim| cited.binary_search(&claim.place).is_ok()) {
            claim.slots.part = Part::Citation;
        }
        for found in found {
            let sentence = self.sentence_at(found.0);
            let slots = Slots { part: Part::Citation, ..Slots::default() };
            let value = Value::Citation(Box::new(found.1));
            self.out.claims.push(Claim { kind: Kind::Citation, place: found.0, value, sentence, slots });
        }
    }
}

const fn is_heading(block: &TextBlock) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

/// `3.8`, `12`, `-4`: nothing but figures and points.
fn is_mark(words: &str) -> bool {
    words.len() <= 8 && words.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b' '))
}

/// What a reading is to the words around it.
const fn role(found: &Found) -> Role {
    match found {
        Found::Measure(..) | Found::Ordinal(_) => Role::Amount,
        Found::Date(_) | Found::Range(_) | Found::Time(_) | Found::Relative(_) => Role::Date,
        Found::Identifier(_) => Role::Name,
        Found::Nothing => Role::Plain,
    }
}
