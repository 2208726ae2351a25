//! A share against the two counts that it comes from, given in other sentences, another
//! document or the rows of a table: `nearly half of the bottles` beside `212
//! bottles were filled. Of these, 68 leaked`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::figures::{fits_share, percent, share, short, spread, value};
use super::grid::{Grid, Number, grids};
use super::setting::is_settings;
use super::share::{Pair, any_pair, of_them};
use super::share_near::{of_these, told};
use super::stems::{of_sentence, stem, stems};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Interval, Measure, Mode, Part, Unit};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Shares that are not those of the counts given elsewhere.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let claims = &context.ledger.claims;
    let shares: Vec<(&Claim, Measure)> =
        claims.iter().filter_map(|claim| Some((claim, stated(context, claim)?))).collect();
    if shares.is_empty() {
        return Vec::new();
    }
    let beside = beside_counts(context);
    let pairs = pairs(context);
    let mut by_noun: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, pair) in pairs.iter().enumerate() {
        if let Some(head) = pair.noun.last() {
            by_noun.entry(head.as_str()).or_default().push(index);
        }
    }
    let rows = Rows::of(context);
    shares
        .iter()
        .filter_map(|(claim, stated)| {
            let counted = beside.contains(&claim.place);
            (!counted)
                .then(|| against_counts(rule, context, &pairs, &by_noun, claim, stated))
                .flatten()
                .or_else(|| against_rows(rule, context, &rows, claim, stated))
        })
        .collect()
}

/// The shares that stand behind a count of their own, as `(14 percent)` does in `337 patients (14 percent)`: that
/// count is their part, and none that is given elsewhere.
fn beside_counts(context: &Context<'_>) -> FxHashSet<Span> {
    let told = |tape: Tape<'_>| {
        let shares = (0..tape.items.len()).filter_map(|at| told(&tape, at).map(|(_, stated)| stated.place));
        shares.collect::<Vec<_>>()
    };
    tapes(context, 2).flat_map(told).collect()
}

/// The share that a claim states of something: `a third`, `43 percent`, `78p in the pound`.
fn stated(context: &Context<'_>, claim: &Claim) -> Option<Measure> {
    let own = claim.measure()?;
    let slots = &claim.slots;
    let prose = matches!(
        slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
    );
    if !prose || own.is_range || own.per.is_some() || slots.mode != Mode::Actual || slots.identifying {
        return None;
    }
    let sentence = context.sources.text_at(context.ledger.sentence_of(claim).place).to_lowercase();
    let wished = |word: &str| {
        matches!(
            word,
            "want" | "wants" | "aim" | "aims" | "goal" | "target" | "hope" | "hopes" | "plan" | "plans"
        )
    };
    if sentence.split(|c: char| !c.is_alphanumeric()).any(wished) {
        return None;
    }
    match own.dimension() {
        Dimension::Percent | Dimension::Ratio => Some(*own),
        Dimension::Money => {
            let behind = behind(context, claim.place);
            let in_all =
                ["in the pound", "in every pound", "of every pound", "of every dollar", "on the dollar"];
            if !in_all.iter().any(|words| behind.starts_with(words)) {
                return None;
            }
            let hundred = |value: Decimal| value.checked_mul(Decimal::int(100));
            let (strict, wide) = (own.strict.map(hundred)?, own.wide.map(hundred)?);
            Some(Measure { strict, wide, unit: Some(Unit::PERCENT), precision: own.precision + 2, ..*own })
        }
        _ => None,
    }
}

/// The words behind a place, in lower case.
fn behind(context: &Context<'_>, place: Span) -> String {
    let document = context.sources.document(place);
    let rest = document.text.get((place.end - document.base) as usize..).unwrap_or_default();
    say::squeezed(&rest.chars().take(90).collect::<String>()).to_lowercase()
}

/// A part and a whole.
struct Counts<'a> {
    part: &'a Claim,
    whole: &'a Claim,
    /// Stems of what is counted.
    noun: Vec<String>,
    /// Stems of the sentences that give them.
    words: Vec<String>,
}

fn noun_of(context: &Context<'_>, claim: &Claim) -> Vec<String> {
    let vocab = &context.ledger.vocab;
    claim.slots.noun.as_ref().map_or_else(Vec::new, |noun| {
        noun.modifiers.iter().chain([&noun.head]).map(|&word| stem(vocab.word(word))).collect()
    })
}

/// All parts and wholes, in one sentence or in two that follow each other.
fn pairs<'a>(context: &'a Context<'a>) -> Vec<Counts<'a>> {
    let ledger = context.ledger;
    let mut pairs = Vec::new();
    let words = |claim: &Claim| of_sentence(ledger, ledger.sentence_of(claim));
    for tape in tapes(context, 2) {
        for at in 0..tape.items.len() {
            if let Some(pair) = any_pair(&tape, at).or_else(|| of_them(&tape, at)) {
                let noun = noun_of(context, pair.whole);
                pairs.push(Counts { part: pair.part, whole: pair.whole, noun, words: words(pair.part) });
            }
        }
    }
    for tape in tapes(context, 1) {
        let Some(pair) = of_these(context, &tape).or_else(|| found_among(&tape)) else { continue };
        let mut all = words(pair.part);
        if pair.part.sentence != pair.whole.sentence {
            all.extend(words(pair.whole));
        }
        pairs.push(Counts {
            part: pair.part,
            whole: pair.whole,
            noun: noun_of(context, pair.whole),
            words: all,
        });
    }
    pairs
}

/// Verbs of looking at each of a number of things.
const LOOKING: &[&str] =
    &["examine", "test", "check", "inspect", "survey", "sample", "question", "search", "audit"];

/// `Lungs of 84 seals were examined, and 58 were positive`: those of a number that were looked at and
/// found to be so.
fn found_among<'a>(tape: &Tape<'a>) -> Option<Pair<'a>> {
    let counted: Vec<usize> = (0..tape.items.len())
        .filter(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()))
        .collect();
    let &[first, second] = counted.as_slice() else { return None };
    let (whole, part) = (tape.count(first)?, tape.count(second)?);
    let joint =
        (first + 1..second).find(|&at| matches!(tape.items[at], Item::Mark(_)) || tape.word(at, &["and"]))?;
    let from = joint + 1 + usize::from(tape.word(joint + 1, &["and", "of"]));
    let looked = tape.any_word(first + 1..joint, LOOKING) && tape.any_word(first + 1..joint, &["be"]);
    let found =
        tape.any_word(second + 1..second + 4, &["be", "prove", "turn", "test", "show", "have", "fail"]);
    let other = ["more", "further", "another", "additional", "each", "per", "not", "also"];
    (looked && found && from == second && !tape.any_word(first + 1..tape.items.len().min(second + 5), &other))
        .then(|| Pair::apart(part, whole, second))
}

fn against_counts(
    rule: &Rule,
    context: &Context<'_>,
    pairs: &[Counts<'_>],
    by_noun: &FxHashMap<&str, Vec<usize>>,
    claim: &Claim,
    stated: &Measure,
) -> Option<Finding> {
    let noun = noun_of(context, claim);
    let own = by_noun.get(noun.last()?.as_str())?;
    if own.len() > MOST_PAIRS {
        return None;
    }
    let words = of_sentence(context.ledger, context.ledger.sentence_of(claim));
    let document = context.sources.index_of(claim.place);
    let mut own_words: Vec<&String> = words.iter().filter(|word| !noun.contains(word)).collect();
    own_words.sort_unstable();
    own_words.dedup();
    let own_words = own_words.len();
    let denies = |claim: &Claim| {
        let text = context.sources.text_at(context.ledger.sentence_of(claim).place).to_lowercase();
        text.contains("n't") || text.split(|c: char| !c.is_alphabetic()).any(|word| DENIALS.contains(&word))
    };
    let others = |pair: &Counts<'_>| denies(claim) != denies(pair.part);
    let mut best: Option<(f32, &Counts<'_>)> = None;
    for &index in own {
        let pair = &pairs[index];
        if pair.part.sentence == claim.sentence {
            return None;
        }
        let Some((low, high)) = reached(measure(pair.part), measure(pair.whole)) else { continue };
        if fits_share(stated, Interval::closed(low, high)) || others(pair) && fits_rest(stated, low, high) {
            return None;
        }
        let shared = |other: &[String]| other.iter().filter(|word| noun.contains(word)).count();
        let modifiers = shared(&pair.noun) - 1;
        let alien = pair.noun.len() > 1 && noun.len() > 1 && modifiers == 0;
        if alien {
            continue;
        }
        let mut common: Vec<&String> =
            words.iter().filter(|word| !noun.contains(word) && pair.words.contains(word)).collect();
        common.sort_unstable();
        common.dedup();
        #[allow(clippy::cast_precision_loss)]
        let mut score = modifiers.min(2) as f32 * 1.2 + common.len().min(4) as f32 * 0.7;
        // "In 40 percent of the files no reason was given": all that is told of them.
        if common.len() >= 2 && common.len() * 3 >= own_words * 2 {
            score += 0.6;
        }
        let other = context.sources.index_of(pair.part.place);
        if other != document {
            score += if context.linked(other, document) {
                0.4
            } else if context.links().comparable(other, document) {
                -0.3
            } else {
                -1.5
            };
        }
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, pair));
        }
    }
    let (score, pair) = best.filter(|(score, _)| *score >= 2.2)?;
    let (part, whole) = (value(measure(pair.part))?, value(measure(pair.whole))?);
    let actual = short(share(part, whole)?);
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = vec![
        Label { place: claim.place, role: "first", note: "stated as the share".into() },
        Label { place: pair.part.place, role: "part", note: "the part".into() },
        Label { place: pair.whole.place, role: "total", note: "the whole".into() },
    ];
    let message = format!(
        "{} is stated, but {} of {} is {actual} percent",
        text(claim),
        text(pair.part),
        say::quoted(context.sources, pair.whole)
    );
    let why = vec![format!("{part} / {whole} = {actual} percent")];
    let sure = if score >= 3.0 { 0.86 } else { 0.77 };
    Some(finding(rule, context, sure, message, labels, why))
}

/// Words that turn what is told of a part into what is told of the others.
const DENIALS: &[&str] = &["not", "no", "none", "never", "nobody", "without", "failed", "lacked", "missed"];

/// True when the share is that of all the others: `four in five were ready in time` beside `Of these, 8,240
/// of 41,200 were not`.
fn fits_rest(stated: &Measure, low: Decimal, high: Decimal) -> bool {
    let rest = |share: Decimal| Decimal::int(100).checked_sub(share);
    rest(high).zip(rest(low)).is_some_and(|(low, high)| fits_share(stated, Interval::closed(low, high)))
}

/// Pairs of counts of one noun that are looked through.
const MOST_PAIRS: usize = 8;

/// The shares that two counts make, in percent.
fn reached(part: &Measure, whole: &Measure) -> Option<(Decimal, Decimal)> {
    let (p, w) = (value(part)?, value(whole)?);
    if w < Decimal::int(5) || p > w || p.is_negative() {
        return None;
    }
    let (parts, wholes) = (spread(part)?, spread(whole)?);
    Some((share(parts.low.value()?, wholes.high.value()?)?, share(parts.high.value()?, wholes.low.value()?)?))
}

/// The rows of tables that have a total.
struct Rows {
    rows: Vec<Row>,
    by_head: FxHashMap<String, Vec<usize>>,
}

struct Row {
    document: usize,
    label: Vec<String>,
    named: Span,
    /// Each number with the total of its column.
    cells: Vec<(Number, Number)>,
}

impl Rows {
    fn of(context: &Context<'_>) -> Self {
        let mut rows = Self { rows: Vec::new(), by_head: FxHashMap::default() };
        for (index, document) in context.sources.documents().iter().enumerate() {
            if is_settings(document) {
                continue;
            }
            for grid in grids(document) {
                rows.take(index, &grid);
            }
        }
        rows
    }

    fn take(&mut self, document: usize, grid: &Grid) {
        let is_total = |label: &String| stems(label).iter().any(|word| word == "total" || word == "all");
        let mut totals = grid.rows.iter().filter(|row| row.labels.first().is_some_and(is_total));
        let (Some(total), None) = (totals.next(), totals.next()) else { return };
        for row in &grid.rows {
            let (Some(label), Some(named)) = (row.labels.first(), row.named) else { continue };
            let label = stems(label);
            let cells: Vec<(Number, Number)> = row
                .cells
                .keys()
                .filter_map(|column| Some((row.number(*column)?.clone(), total.number(*column)?.clone())))
                .filter(|(own, total)| own.value < total.value && !own.unit.contains('%'))
                .collect();
            if let Some(head) = label.last().filter(|_| !cells.is_empty() && label.len() <= 4) {
                self.by_head.entry(head.clone()).or_default().push(self.rows.len());
                self.rows.push(Row { document, label, named, cells });
            }
        }
    }
}

/// `78p in the pound went to charitable activities` against the row of that name and the total.
fn against_rows(
    rule: &Rule,
    context: &Context<'_>,
    rows: &Rows,
    claim: &Claim,
    stated: &Measure,
) -> Option<Finding> {
    let sentence = context.ledger.sentence_of(claim);
    let text = context.sources.text_at(sentence.place);
    // The label is what the share goes to, comes from or is: all of it, behind the share.
    let rest = text.get(claim.place.end.checked_sub(sentence.place.start)? as usize..)?;
    let clause = rest.split(['.', ';', '(']).next().unwrap_or_default();
    let words = stems(clause);
    let leads = stems(clause).len() <= 14;
    let whole = [
        "total",
        "everything",
        "overall",
        "all",
        "in the pound",
        "every pound",
        "every dollar",
        "spent",
        "income",
        "spending",
        "expenditure",
    ];
    let of_all = whole.iter().any(|word| text.to_lowercase().contains(word));
    let document = context.sources.index_of(claim.place);
    let mut named: Vec<&Row> = Vec::new();
    for word in &words {
        for &index in rows.by_head.get(word).into_iter().flatten().take(MOST_PAIRS) {
            let row = &rows.rows[index];
            let said = row.label.iter().all(|word| words.contains(word));
            if said && row.document == document && !named.iter().any(|known| std::ptr::eq(*known, row)) {
                named.push(row);
            }
        }
    }
    let ([row], true, true) = (named.as_slice(), leads, of_all) else { return None };
    if row.label.len() < 2
        && !clause.trim_start().starts_with("of ")
        && stated.dimension() == Dimension::Ratio
    {
        return None;
    }
    let actual = row.cells.iter().filter_map(|(own, total)| share(own.value, total.value));
    let actual: Vec<Decimal> = actual.collect();
    let claimed = percent(stated)?;
    let fits = |actual: &Decimal| fits_share(stated, Interval::exactly(*actual));
    // What is far off is a share of something else.
    let far = |actual: &Decimal| {
        let Some(claimed) = claimed.low.value().or(claimed.high.value()) else { return true };
        let apart =
            if claimed > *actual { claimed.checked_sub(*actual) } else { actual.checked_sub(claimed) };
        apart.is_none_or(|apart| apart > Decimal::int(25))
    };
    if actual.iter().any(fits) || actual.first().is_none_or(far) {
        return None;
    }
    let (own, total) = row.cells.first()?;
    let place = |place| say::squeezed(context.sources.text_at(place));
    let made = short(*actual.first()?);
    let labels = vec![
        Label { place: claim.place, role: "first", note: "stated as the share".into() },
        Label { place: own.place, role: "part", note: "the part".into() },
        Label { place: total.place, role: "total", note: "the whole".into() },
    ];
    let message = format!(
        "{} is stated, but \"{}\" has {} of {}, which is {made} percent",
        place(claim.place),
        place(row.named),
        place(own.place),
        place(total.place)
    );
    let why = vec![format!("{} / {} = {made} percent", own.value, total.value)];
    Some(finding(rule, context, 0.86, message, labels, why))
}
