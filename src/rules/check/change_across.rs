//! A change that one sentence puts as a share and another by its two values: `the office cut its staff by a
//! third between 2011 and 2018` beside `It had 96 clerks in 2011 and 72 in 2018`.

use std::collections::BTreeMap;
use std::iter;

use super::change_ends::{ends, is_level, labels};
use super::delta::{relative_fits, way_at};
use super::figures::{share, short, spread, value};
use super::stems::{of_sentence, stem};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, say};
use crate::claim::{Claim, Date, Day, Decimal, Dimension, Mode, Part, Value, WordClass, civil};
use crate::finding::Finding;
use crate::rules::Rule;

/// Changes of one document, or values that one runs between, that are compared.
const MOST: usize = 40;

/// Shares of change that the values given elsewhere do not make.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let (mut ways, mut shares) = (BTreeMap::<usize, Vec<Way<'_>>>::new(), Vec::new());
    for tape in tapes(context, 1) {
        let own: Vec<Way<'_>> = (0..tape.items.len()).filter_map(|at| Way::at(context, &tape, at)).collect();
        let document = context.sources.index_of(tape.place);
        if own.is_empty() {
            let told = (0..tape.items.len()).filter_map(|at| Change::at(context, &tape, at));
            shares.extend(told.map(|change| (document, change)));
        } else {
            ways.entry(document).or_default().extend(own);
        }
    }
    let mut findings = Vec::new();
    for own in shares.chunk_by(|a, b| a.0 == b.0) {
        let beside: Vec<&Way<'_>> = iter::once(own[0].0)
            .chain(context.links().beside(own[0].0))
            .filter_map(|document| ways.get(&document))
            .flat_map(|ways| ways.iter().take(MOST))
            .collect();
        findings
            .extend(own.iter().take(MOST).filter_map(|(_, change)| against(rule, context, &beside, change)));
    }
    findings
}

/// Two values of one thing, and the years they are of.
struct Way<'a> {
    from: &'a Claim,
    to: &'a Claim,
    years: Option<(i16, i16)>,
    words: Vec<String>,
    subject: Vec<String>,
}

impl<'a> Way<'a> {
    fn at(context: &Context<'_>, tape: &Tape<'a>, at: usize) -> Option<Self> {
        let (from, to, years) = if let Some(ends) = ends(tape, at) {
            let place = |claim: &Claim| position(tape, claim);
            let dated = |claim: &Claim| place(claim).and_then(|at| year_of(tape, at));
            (ends.from, ends.to, dated(ends.from).zip(dated(ends.to)))
        } else {
            let (from, to, years) = dated_values(tape, at)?;
            (from, to, Some(years))
        };
        let (a, b) = (value(measure(from))?, value(measure(to))?);
        let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
        let alike = unit(from) == unit(to) || unit(from).is_none();
        let small = a < Decimal::int(5) || b < Decimal::int(5);
        let share = matches!(measure(to).dimension(), Dimension::Percent | Dimension::Points);
        let apart = (a.magnitude() - b.magnitude()).abs() > 1;
        (alike && !small && !share && !apart && a != b && prose(to)).then(|| Self {
            from,
            to,
            years,
            words: words(context, to),
            subject: subject(tape),
        })
    }
}

/// `96 clerks in 2011 and 72 in 2018`
fn dated_values<'a>(tape: &Tape<'a>, at: usize) -> Option<(&'a Claim, &'a Claim, (i16, i16))> {
    let x = tape.stated(at).filter(|claim| is_level(claim))?;
    let first = year_of(tape, at)?;
    let joint = (at + 1..at + 9).find(|&at| tape.word(at, &["and", "but", "against"]))?;
    let plain = (at + 1..joint).all(|at| match tape.items[at] {
        Item::Claim(claim) => claim.date().is_some(),
        Item::Mark(mark) => mark == ',',
        Item::Word { .. } => true,
    });
    let next = joint + 1 + tape.skip(joint + 1, &["only", "just"], 1);
    let y = tape.stated(next).filter(|claim| is_level(claim))?;
    let second = year_of(tape, next)?;
    let noun = |claim: &Claim| claim.slots.noun.as_ref().filter(|noun| !noun.implied).map(|noun| noun.head);
    let other = noun(y).is_some() && noun(y) != noun(x);
    if !plain || first == second || other {
        return None;
    }
    Some(if first < second { (x, y, (first, second)) } else { (y, x, (second, first)) })
}

fn position(tape: &Tape<'_>, claim: &Claim) -> Option<usize> {
    (0..tape.items.len()).find(|&at| tape.claim(at).is_some_and(|own| own.place == claim.place))
}

/// The year that stands behind a value: `96 clerks in 2011`.
fn year_of(tape: &Tape<'_>, at: usize) -> Option<i16> {
    for next in at + 1..at + 6 {
        match tape.items.get(next)? {
            Item::Word { .. } if tape.word(next, &["and", "but", "to", "from", "against"]) => return None,
            Item::Word { .. } => {}
            Item::Mark('(') => {}
            Item::Claim(claim) => {
                return year(claim)
                    .filter(|_| tape.word(next - 1, &["in", "for", "of"]) || tape.mark(next - 1, '('));
            }
            Item::Mark(_) => return None,
        }
    }
    None
}

/// The year of a claim that is a whole year.
fn year(claim: &Claim) -> Option<i16> {
    claim.date().and_then(whole_year)
}

fn whole_year(date: &Date) -> Option<i16> {
    date.days.bounds().and_then(year_within)
}

/// The year that days from one to another make up, by the calendar or nearly so.
fn year_within((low, high): (Day, Day)) -> Option<i16> {
    (360..370).contains(&(high - low)).then(|| civil(low + 180)).flatten().map(|day| day.year())
}

/// The years that a date or a span of time names: `between 2011 and 2018`.
fn years_of(claim: &Claim) -> Vec<i16> {
    match &claim.value {
        Value::Range(range) => {
            [range.start, range.end].into_iter().flatten().filter_map(|date| whole_year(&date)).collect()
        }
        _ => year(claim).into_iter().collect(),
    }
}

/// What tells a change against the year before.
const YEARLY: &[&str] = &["year before", "previous year", "year earlier", "year on year", "year-on-year"];

/// A change that is put as a share.
struct Change<'a> {
    by: &'a Claim,
    up: bool,
    words: Vec<String>,
    subject: Vec<String>,
    /// Stems of what is changed: `its staff` of `cut its staff by a third`, or else the subject.
    theme: Vec<String>,
    /// The years that the sentence names.
    years: Vec<i16>,
    /// It is told of one year against the year before.
    yearly: bool,
}

impl<'a> Change<'a> {
    fn at(context: &Context<'_>, tape: &Tape<'a>, at: usize) -> Option<Self> {
        let by = tape.claim(at).filter(|claim| {
            claim.slots.mode == Mode::Actual
                && prose(claim)
                && claim.measure().is_some_and(|m| {
                    matches!(m.dimension(), Dimension::Percent | Dimension::Ratio)
                        && !m.is_range
                        && m.per.is_none()
                })
        })?;
        let led = at > 0
            && (tape.word(at - 1, &["by"])
                || tape.word(at - 1, &["of"]) && way_at(tape, at.checked_sub(2)?..at - 1).is_some());
        // "by a third of the members", "by 4 percent to 6 percent"
        let bare = !tape.word(at + 1, &["of", "or", "to", "point", "points", "per", "each", "every"]);
        let (up, verb) = way_at(tape, at.saturating_sub(9)..at).filter(|_| led && bare)?;
        let years = (0..tape.items.len()).filter_map(|at| tape.claim(at)).flat_map(years_of).collect();
        let text = context.sources.text_at(context.ledger.sentence_of(by).place).to_lowercase();
        let rate = [
            "annual", "average", "each", "every", "per", "forecast", "plan", "target", "would", "adjusted",
            "real",
        ];
        (!tape.any_word(0..tape.items.len(), &rate)).then(|| Self {
            by,
            up,
            words: words(context, by),
            theme: theme(tape, verb..at),
            subject: subject(tape),
            years,
            yearly: YEARLY.iter().any(|words| text.contains(words)),
        })
    }

    /// How sure it is that both speak of one change; none where nothing says so.
    fn is(&self, context: &Context<'_>, way: &Way<'_>) -> Option<f32> {
        let common = {
            let mut common: Vec<&String> =
                self.words.iter().filter(|word| way.words.contains(word)).collect();
            common.sort_unstable();
            common.dedup();
            common.len()
        };
        let one_subject = !self.subject.is_empty() && self.subject == way.subject;
        let of_it = !self.theme.is_empty() && self.theme.iter().all(|word| way.words.contains(word));
        if let Some((first, last)) = way.years
            && self.years.contains(&first)
            && self.years.contains(&last)
        {
            return (of_it && (common >= 2 || one_subject)).then_some(0.82);
        }
        let to = value(measure(way.to))?;
        let ledger = context.ledger;
        let from = ledger.claims.partition_point(|claim| claim.sentence < self.by.sentence);
        let own = ledger.claims[from..].iter().take_while(|claim| claim.sentence == self.by.sentence);
        let unit = |claim: &Claim| measure(claim).unit.map(|unit| unit.id);
        let mut reached = own.filter(|claim| claim.measure().is_some_and(|m| value(m) == Some(to)));
        let told = to.mantissa() >= 100 && reached.any(|claim| unit(claim) == unit(way.to));
        if told && self.years.iter().all(|year| way.years.is_none_or(|(a, b)| *year == a || *year == b)) {
            return (common >= 1 || one_subject).then_some(0.8);
        }
        let (first, last) = way.years?;
        let period = self.by.slots.period.and_then(|(_, days)| days.bounds());
        let of_last = period.and_then(year_within) == Some(last);
        (self.yearly && of_last && last == first + 1 && one_subject).then_some(0.78)
    }
}

fn prose(claim: &Claim) -> bool {
    matches!(
        claim.slots.part,
        Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption | Part::Quotation
    ) && !claim.slots.identifying
}

/// Stems of the nouns, names and verbs of a claim's sentence, those for the change itself left out.
fn words(context: &Context<'_>, claim: &Claim) -> Vec<String> {
    let ledger = context.ledger;
    let mut words = of_sentence(ledger, ledger.sentence_of(claim));
    words.retain(|word| word.len() > 2 && !LIGHT.contains(&word.as_str()));
    words
}

/// Words that two changes have in common by nature.
const LIGHT: &[&str] = &[
    "year", "rise", "fall", "increase", "decrease", "percent", "cent", "per", "million", "thousand", "drop",
    "grow", "cut", "last", "number", "have", "first", "say", "report", "time", "end", "month",
];

/// Stems of what the sentence begins with, up to its verb: `Visits last year were up` is about visits.
fn subject(tape: &Tape<'_>) -> Vec<String> {
    let mut subject = Vec::new();
    for (at, item) in tape.items.iter().enumerate().take(8) {
        match item {
            Item::Word { .. } if tape.any_word(at..at + 1, &["be", "have"]) => return subject,
            Item::Word { class: WordClass::Verb, .. } => return subject,
            Item::Word { class: WordClass::Function | WordClass::Number, .. } => {}
            Item::Word { lemma, .. } if LIGHT.contains(lemma) => {}
            Item::Word { lemma, .. } => subject.push(stem(lemma)),
            Item::Claim(claim) if claim.date().is_some() => {}
            Item::Claim(_) | Item::Mark(_) => break,
        }
    }
    Vec::new()
}

/// Stems of the nouns between the word for the change and its share, or of the subject.
fn theme(tape: &Tape<'_>, range: std::ops::Range<usize>) -> Vec<String> {
    let mut theme: Vec<String> = range
        .skip(1)
        .filter_map(|at| match tape.items[at] {
            Item::Word { class: WordClass::Noun | WordClass::Name, lemma, .. } => Some(stem(lemma)),
            _ => None,
        })
        .filter(|word| !LIGHT.contains(&word.as_str()))
        .collect();
    if theme.is_empty() {
        theme = subject(tape);
    }
    theme
}

fn against(rule: &Rule, context: &Context<'_>, ways: &[&Way<'_>], change: &Change<'_>) -> Option<Finding> {
    let mut best: Option<(f32, &Way<'_>)> = None;
    for way in ways {
        let (from, to) = (measure(way.from), measure(way.to));
        let Some(sure) = change.is(context, way) else { continue };
        let up = value(to)? > value(from)?;
        // Another change of the same thing, or one that is told rightly.
        if up != change.up || relative_fits(measure(change.by), spread(from)?, spread(to)?)? {
            return None;
        }
        if best.is_none_or(|(known, _)| sure > known) {
            best = Some((sure, way));
        }
    }
    let (sure, way) = best?;
    let (from, to) = (value(measure(way.from))?, value(measure(way.to))?);
    let apart = if to > from { to.checked_sub(from)? } else { from.checked_sub(to)? };
    let made = short(share(apart, from)?);
    let text = |claim: &Claim| say::squeezed(context.sources.text_at(claim.place));
    let labels = labels(change.by, "stated as the change", [way.from, way.to]);
    let message = format!(
        "{} is stated, but from {} to {} it is {made} percent",
        text(change.by),
        text(way.from),
        text(way.to)
    );
    let why = vec![format!("{apart} / {from} = {made} percent")];
    Some(finding(rule, context, sure, message, labels, why))
}
