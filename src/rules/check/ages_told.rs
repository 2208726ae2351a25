//! Ages told beside a birth in one sentence or two, whoever is meant: `Born in 1940, the sculptor died
//! in 1999 at the age of 72`, `Ann Lowe was born on 2 April 1931. She married at 22 in 1960`.
//!
//! Nobody has to be named, as long as nobody else can be meant: one birth, and no word for kin.

use super::{Context, finding, say};
use crate::claim::{Claim, Date, DatePrecision, Day, Decimal, Hedge, Mode, Part, Value, civil};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Ages that no birth told beside them can give.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let ledger = context.ledger;
    let mut findings = Vec::new();
    let mut before: Option<Sentence<'_>> = None;
    for own in ledger.claims.chunk_by(|a, b| a.sentence == b.sentence) {
        let sentence = Sentence::of(context, own);
        if let Some(sentence) = &sentence
            && !sentence.crowded
        {
            let birth = sentence.birth.clone().or_else(|| {
                let before = before.as_ref().filter(|before| !before.crowded && sentence.goes_on(before))?;
                before.birth.clone()
            });
            if let Some(birth) = birth {
                findings.extend(sentence.ages(context).filter_map(|age| wrong(rule, context, &birth, &age)));
            }
        }
        before = sentence.or(before);
    }
    findings
}

/// Between which days somebody was born, and where it says so.
#[derive(Clone)]
struct Turn {
    place: Span,
    days: (Day, Day),
}

/// A sentence with what it tells of a life.
struct Sentence<'a> {
    claims: &'a [Claim],
    place: Span,
    birth: Option<Turn>,
    death: Option<Turn>,
    /// Several people may be meant.
    crowded: bool,
    /// How it begins.
    opening: String,
}

/// Words for people beside the one a sentence is about.
const OTHERS: &[&str] = &[
    "wife",
    "husband",
    "widow",
    "widower",
    "son",
    "sons",
    "daughter",
    "daughters",
    "child",
    "children",
    "father",
    "mother",
    "parents",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "uncle",
    "aunt",
    "cousin",
    "nephew",
    "niece",
    "grandfather",
    "grandmother",
    "grandson",
    "granddaughter",
    "partner",
    "friend",
    "twin",
    "twins",
    "each",
    "whose",
    "whom",
    "they",
    "their",
    "horse",
    "dog",
    "building",
    "house",
    "would",
    "average",
    "eldest",
    "youngest",
];

impl<'a> Sentence<'a> {
    fn of(context: &Context<'_>, claims: &'a [Claim]) -> Option<Self> {
        const LONGEST: usize = 600;
        let first = claims.first().filter(|claim| {
            matches!(
                claim.slots.part,
                Part::Body | Part::Summary | Part::ListItem | Part::Caption | Part::Footnote
            )
        })?;
        // A number that names something may be in no sentence that is kept.
        let place = context.ledger.sentences.get(first.sentence as usize)?.place;
        place.contains(first.place).then_some(())?;
        let text = context.sources.text_at(place);
        if text.len() > LONGEST {
            return None;
        }
        let lower = text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        let crowded = words.any(|word| OTHERS.contains(&word)) || text.contains(['"', '“']);
        let opening = text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let mut own = Self { claims, place, birth: None, death: None, crowded, opening };
        let (mut births, mut deaths) = (0, 0);
        for claim in
            claims.iter().filter(|claim| claim.slots.mode == Mode::Actual && place.contains(claim.place))
        {
            let lead = own.text(context, place.start, claim.place.start);
            match &claim.value {
                Value::Date(date) => {
                    let (born, died) = (ends_in(&lead, "born"), ends_in(&lead, "died"));
                    let turn = days(date).map(|days| Turn { place: claim.place, days });
                    if born {
                        births += 1;
                        own.birth = turn;
                    } else if died {
                        deaths += 1;
                        own.death = turn;
                    }
                }
                // "The painter Karel Vossler (1904–1971)"
                Value::Range(range) if lead.ends_with('(') => {
                    let closed = own.text(context, claim.place.end, claim.place.end + 1) == ")";
                    let years =
                        range.start.and_then(|date| days(&date)).zip(range.end.and_then(|date| days(&date)));
                    if let Some((start, end)) = years.filter(|(start, end)| closed && end.0 - start.1 > 5_500)
                    {
                        births += 1;
                        deaths += 1;
                        own.birth = Some(Turn { place: claim.place, days: start });
                        own.death = Some(Turn { place: claim.place, days: end });
                    }
                }
                _ => {}
            }
        }
        own.crowded |= births > 1 || deaths > 1;
        Some(own)
    }

    /// `She married ...`, `Lowe married ...`, behind a sentence about Ann Lowe.
    fn goes_on(&self, before: &Self) -> bool {
        let near = self.place.start.checked_sub(before.place.end).is_some_and(|gap| gap <= 2);
        let first = self.opening.split(' ').next().unwrap_or_default();
        let named = before.opening.split(' ').nth(1);
        near && (matches!(first, "He" | "She")
            || Some(first) == named && first.starts_with(char::is_uppercase))
    }

    fn text(&self, context: &Context<'_>, from: u32, to: u32) -> String {
        let end = to.min(self.place.end + 1).max(from);
        let document = context.sources.document(self.place);
        let at = |place: u32| (place - document.base) as usize;
        let text = document.text.get(at(from)..at(end)).unwrap_or_default();
        say::squeezed(&text.replace(['*', '_'], "")).to_lowercase()
    }

    /// The ages that it tells, each with the days on which they were reached.
    fn ages<'s>(&'s self, context: &'s Context<'_>) -> impl Iterator<Item = Age> + 's {
        (0..self.claims.len()).filter_map(move |at| self.age(context, at))
    }

    fn age(&self, context: &Context<'_>, at: usize) -> Option<Age> {
        let claim = &self.claims[at];
        let number = match &claim.value {
            Value::Measure(measure)
                if measure.hedge == Hedge::None && !measure.is_range && measure.per.is_none() =>
            {
                measure.strict.single()?
            }
            Value::Ordinal(number) => Decimal::int(i128::from(*number)),
            _ => return None,
        };
        let years = i32::try_from(number.to_i128()?).ok().filter(|years| (5..=115).contains(years))?;
        let own = self.text(context, claim.place.start, claim.place.end);
        let lead = self.text(context, self.place.start, claim.place.start);
        let behind = self.text(context, claim.place.end, self.place.end);
        let behind = behind.trim_start();
        let birthday = matches!(claim.value, Value::Ordinal(_));
        let told = if birthday {
            behind.starts_with("birthday") && [" his", " her"].iter().any(|whose| lead.ends_with(whose))
        } else {
            let bare = own.bytes().all(|byte| byte.is_ascii_digit())
                || own.bytes().all(|byte| byte.is_ascii_alphabetic());
            let ends = behind.is_empty()
                || behind.starts_with([',', '.', ';', ')'])
                || behind.starts_with("in ")
                || behind.starts_with("when ");
            let aged = own.contains("age") || lead.ends_with("age of") || lead.ends_with(" aged");
            let turned = lead.ends_with(" turned");
            let was = [" he was", " she was", " was"].iter().any(|word| lead.ends_with(word))
                && behind.starts_with("when ");
            let led = (lead == "at" || lead.ends_with(" at")) && lives(context, claim);
            aged || ends && bare && (led || turned || was)
        };
        if !told
            || !self
                .claims
                .iter()
                .all(|other| other.place == claim.place || !other.place.contains(claim.place))
        {
            return None;
        }
        let (when, days) = self.when(context, at, &lead, behind)?;
        Some(Age { place: claim.place, years, when, days, birthday })
    }

    /// The date that goes with an age.
    fn when(&self, context: &Context<'_>, at: usize, lead: &str, behind: &str) -> Option<(Span, (Day, Day))> {
        let claim = &self.claims[at];
        let is_birth = |place: Span| self.birth.as_ref().is_some_and(|birth| birth.place == place);
        let dated = |other: &Claim| -> Option<(Span, (Day, Day))> {
            let Value::Date(date) = &other.value else { return None };
            (!is_birth(other.place)).then(|| Some((other.place, days(date)?)))?
        };
        // "retired in 2010, aged 65" | "died there on 6 June 2008, at 50"
        if let Some(last) = self.claims[..at]
            .iter()
            .rev()
            .find(|other| matches!(other.value, Value::Date(_) | Value::Range(_)))
        {
            let between = self.text(context, last.place.end, claim.place.start);
            if matches!(
                between.as_str(),
                "," | ", at" | ", aged" | ", at the age of" | "aged" | "at the age of" | "at" | "(aged"
            ) {
                return dated(last);
            }
        }
        // "at 22 in 1960" | "turned 50 in June 2008" | "was 17 when the war began in 1939" | "At 19, in 1985,"
        if let Some(next) = self.claims.get(at + 1) {
            let between = self.text(context, claim.place.end, next.place.start);
            let clause = between.starts_with("when ")
                && between.ends_with(" in")
                && between.split(' ').count() <= 8
                && !between.contains(',');
            if matches!(between.as_str(), "in" | "on" | ", in" | ", on" | "birthday in" | "birthday on")
                || clause
            {
                // "at 22 in 1990 prices"
                let priced = self.text(context, next.place.end, next.place.end + 8);
                let priced = ["price", "dollar", "pound", "term", "euro", "money"]
                    .iter()
                    .any(|word| priced.trim_start().starts_with(word));
                return dated(next).filter(|_| !priced);
            }
        }
        // "Karel Vossler (1904–1971) died aged 56"
        let died = lead.rsplit([',', ';']).next().is_some_and(|clause| clause.contains("died"))
            || behind.starts_with("when he died")
            || behind.starts_with("when she died");
        self.death.as_ref().filter(|_| died).map(|death| (death.place, death.days))
    }
}

/// True for what people do at an age: `married at 22`, and not `finished at 12`, `opened at 17 Mill
/// Street`.
fn lives(context: &Context<'_>, claim: &Claim) -> bool {
    const ACTS: &[&str] = &[
        "become", "debut", "die", "emigrate", "enlist", "enter", "graduate", "join", "leave", "marry",
        "move", "retire", "sing", "swim", "win", "write", "compose", "orphan", "widow", "crown", "ordain",
    ];
    let verb = claim.slots.predicate.as_ref().filter(|verb| !verb.nominal);
    verb.is_some_and(|verb| ACTS.contains(&context.ledger.vocab.word(verb.verb)))
}

/// An age, and the days on which somebody was of it.
struct Age {
    place: Span,
    years: i32,
    when: Span,
    days: (Day, Day),
    /// It was reached on that day, and not before.
    birthday: bool,
}

/// True when the last verb of the text is `born` or `died`, and a date follows it.
fn ends_in(lead: &str, verb: &str) -> bool {
    let Some(at) = lead.rfind(verb) else { return false };
    let between = lead[at + verb.len()..].trim();
    let whole = lead[..at].is_empty() || lead[..at].ends_with([' ', '(']);
    let dated = between.is_empty()
        || ["in", "on"].iter().any(|word| between == *word || between.ends_with(&format!(" {word}")));
    let turned = ["and", "who", "when", "after", "before", "since", "then", "was", "to"];
    whole
        && dated
        && between.split(' ').count() <= 5
        && !between.contains(|c: char| matches!(c, ',' | ';' | '(' | ')') || c.is_ascii_digit())
        && !between.split(' ').any(|word| turned.contains(&word))
}

fn days(date: &Date) -> Option<(Day, Day)> {
    let exact = matches!(date.precision, DatePrecision::Day | DatePrecision::Month | DatePrecision::Year)
        && date.stated.year.is_some()
        && !date.approximate
        && !date.impossible;
    exact.then(|| date.days.bounds())?
}

fn wrong(rule: &Rule, context: &Context<'_>, birth: &Turn, age: &Age) -> Option<Finding> {
    let years = |from: Day, to: Day| {
        let (from, to) = (civil(from)?, civil(to)?);
        let passed = (to.month(), to.day()) >= (from.month(), from.day());
        Some(i32::from(to.year()) - i32::from(from.year()) - i32::from(!passed))
    };
    let (least, most) = (years(birth.days.1, age.days.0)?, years(birth.days.0, age.days.1)?);
    let exact = birth.days.0 == birth.days.1 && age.days.0 == age.days.1;
    // Years are miscounted by one where nobody knows the day.
    let slack = if exact && !age.birthday { 0 } else { 1 };
    let off = if age.years > most { age.years - most } else { least - age.years };
    if most < 0 || off <= slack || off > 40 {
        return None;
    }
    let shown = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: age.place, role: "first", note: format!("{} years", age.years) },
        Label { place: birth.place, role: "other", note: "born then".to_owned() },
        Label { place: age.when, role: "other", note: "of this age then".to_owned() },
    ];
    let message = format!(
        "{} does not go with a birth in {} and {}",
        shown(age.place),
        shown(birth.place),
        shown(age.when)
    );
    let made = if least == most { most.to_string() } else { format!("{} or {most}", least.max(0)) };
    let why = vec![format!("from {} to {} it is {made} years", shown(birth.place), shown(age.when))];
    Some(finding(rule, context, if off > 1 { 0.88 } else { 0.8 }, message, labels, why))
}
