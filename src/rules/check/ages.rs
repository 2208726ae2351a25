//! Ages against birthdays and days of death, and against each other: `Oster, 78` who was `born
//! in the autumn of 1934`; a guard of 58 in one text and of 53 in another; two days of one death.
//!
//! Each age and each birth says between which days somebody was born; these spans must meet. An
//! age is one of the day that its clause names, of the day of the text, or, told of a time gone
//! by, of some day before it.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::lives::{Lives, Turn, behind, whole};
use super::people::{Person, bearer, capitalized, in_full, lead, person, plain, sentence_start};
use super::{Context, ages_apart, finding, say};
use crate::claim::{Claim, Day, Days, Hedge, Kind, Mode, Part, civil, day};
use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Rule;

/// Ages, births and deaths that cannot be.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let Lives { subjects, births, deaths } = context.lives();
    let deaths_of = by_name(deaths);
    let births_of = by_name(births);
    let birth_places: FxHashSet<Span> = births.iter().map(|birth| birth.place).collect();
    let ages = ages(context, subjects, &deaths_of, &birth_places);
    let mut findings = Vec::new();
    findings.extend(days_apart(rule, context, births, "birth"));
    findings.extend(days_apart(rule, context, deaths, "death"));
    let mut by_person: BTreeMap<&str, Vec<&Age>> = BTreeMap::new();
    for age in &ages {
        let own = births_of.get(age.person.key()).into_iter().flatten().copied();
        let own: Vec<&Turn> =
            own.filter(|birth| same(context, (&birth.person, birth.document), age)).collect();
        if one_of(&own).is_some() {
            // The day of a birth tells more than its year.
            let mut nearest = own.clone();
            nearest.sort_by_key(|birth| birth.days.1 - birth.days.0);
            if let Some((birth, mut found)) =
                nearest.iter().find_map(|birth| Some((birth, born(rule, context, age, birth)?)))
            {
                found.labels.extend(otherwise(&ages, age, birth));
                findings.push(found);
            }
        }
        // Whose birth is known is measured by that.
        if own.is_empty() {
            by_person.entry(age.person.key()).or_default().push(age);
        }
    }
    for ages in by_person.values().filter(|ages| ages.len() <= MOST_AGES) {
        findings.extend(ages_apart::run(rule, context, ages));
    }
    findings
}

/// The age that another text gives where the birth bears it out.
fn otherwise(ages: &[Age], age: &Age, birth: &Turn) -> Option<Label> {
    let right = ages.iter().find(|other| {
        other.document != age.document
            && other.person.is(&age.person)
            && other.exact
            && age.exact
            && gap(other.at, age.at) <= 0
            && gap(other.birth(), (Some(birth.days.0), Some(birth.days.1))) <= 0
    })?;
    Some(Label { place: right.place, role: "other", note: format!("{} years", right.years) })
}

/// Ages of one name that are compared with each other.
const MOST_AGES: usize = 8;

pub(super) struct Age {
    pub(super) person: Person,
    pub(super) years: i32,
    pub(super) place: Span,
    pub(super) sentence: u32,
    /// First and last day on which it can have been so.
    pub(super) at: (Option<Day>, Option<Day>),
    /// The clause says when, to the month at least.
    pub(super) exact: bool,
    /// `then`, `when`: an age of a time gone by that is not told.
    pub(super) past: bool,
    /// Told of an office, whose holder another text names.
    pub(super) called: bool,
    pub(super) document: usize,
}

impl Age {
    /// Between which days somebody of this age was born.
    pub(super) fn birth(&self) -> (Option<Day>, Option<Day>) {
        let back = |at: Day, years: i32| {
            let date = civil(at)?;
            let year = i16::try_from(i32::from(date.year()).checked_sub(years)?).ok()?;
            day(year, date.month(), date.day()).or_else(|| day(year, date.month(), 28))
        };
        let low = self.at.0.and_then(|at| back(at, self.years.saturating_add(1)));
        (low.map(|low| low.saturating_add(1)), self.at.1.and_then(|at| back(at, self.years)))
    }
}

/// True when an age is of the one who was born: in another text the whole name says so, or many
/// facts that both tell.
fn same(context: &Context<'_>, (person, document): (&Person, usize), age: &Age) -> bool {
    age.person.may_be(person)
        && (document == age.document || age.person.is(person) || context.linked(document, age.document))
}

/// Words between a person and the age.
const AGE_WORDS: &[&str] = &[
    "who",
    "is",
    "was",
    "aged",
    "age",
    "now",
    "then",
    "at",
    "the",
    "of",
    "turned",
    "just",
    "only",
    "a",
    "an",
    "died",
    "in",
    "has",
    "had",
    "on",
    "passed",
    "away",
    "recently",
    "peacefully",
    "yesterday",
];

/// All ages; `born` are the places of births, of which no age is told: `She was born in 1932, and was six when`.
fn ages(
    context: &Context<'_>,
    subjects: &[Option<Person>],
    deaths: &BTreeMap<&str, Vec<&Turn>>,
    born: &FxHashSet<Span>,
) -> Vec<Age> {
    let ledger = context.ledger;
    let mut latest: BTreeMap<usize, Option<(Day, Day)>> = BTreeMap::new();
    let mut ages: Vec<Age> = Vec::new();
    let mut told: Vec<u32> = Vec::new();
    for (index, claim) in (0_u32..).zip(&ledger.claims) {
        let Some(years) = years_of(claim) else { continue };
        let document = ledger.document_of(index);
        let text = lead(context, claim.place);
        let who = person(&text, AGE_WORDS, subjects[document].as_ref()).or_else(|| {
            // "who was 31 when the mill burned and is now 52"
            let goes_on = ["and is now", "and is", "he is now", "she is now", "is now"];
            let on = goes_on.iter().any(|words| text.ends_with(words));
            let last = ages.last().filter(|last| last.document == document)?;
            (on && told.last() == Some(&claim.sentence)).then(|| last.person.clone())
        });
        let who = who.or_else(|| doer(&text, subjects[document].as_ref()));
        let who = who.or_else(|| named_behind(context, claim));
        // "He is 71," she said: whom somebody quoted means is not told.
        let who = who.filter(|_| !spoken(&text));
        let Some(person) = who.map(|who| whole(who, subjects[document].as_ref())) else { continue };
        let person = in_full(context, document, person);
        // "The chair of the rowers' union is 71", of Ann Lowe, whom another text calls "its chair".
        let called = match &person {
            Person::Role(role) => bearer(context, document, role),
            Person::Named { .. } => None,
        };
        let (person, called) = (called.clone().unwrap_or(person), called.is_some());
        let behind = behind(context, claim.place);
        let past = ["when", "then", "at the time", "at that time"].iter().any(|word| behind.starts_with(word))
                || [", then", "was then", "at the time"].iter().any(|words| text.ends_with(words))
                || [
                    ", when he was",
                    ", when she was",
                    "until he was",
                    "until she was",
                    "since he was",
                    "since she was",
                ]
                .iter()
                .any(|words| text.ends_with(words))
                // "Karl Moss, who was 19, died of his wounds"
                || text.ends_with(", who was") && behind.starts_with(',');
        // "died at home on Monday, aged 89"
        let clause = text.trim_end_matches([',', ' ']).rsplit([',', '.', ';']).next();
        let death = ["died", "death", "dead", "passed away"]
            .iter()
            .any(|word| clause.is_some_and(|clause| clause.contains(word)));
        let of_death = || {
            let own = deaths.get(person.key()).into_iter().flatten().copied();
            let own: Vec<&Turn> = own.filter(|turn| same_turn(context, turn, &person, document)).collect();
            one_of(&own).filter(|_| death && !past).map(|turn| turn.days)
        };
        let own = beside(context, index)
            .or_else(|| period(claim, born).filter(|_| !death || of_death().is_none()))
            .or_else(of_death)
            .or_else(|| when(context, claim, &behind).filter(|_| past));
        let line = ledger.documents[document].dateline.as_ref().and_then(|(_, date)| date.days.bounds());
        let latest = *latest.entry(document).or_insert_with(|| latest_of(context, document));
        let at = match own {
            Some((low, high)) => (Some(low), Some(high)),
            None if past => (None, line.map(|line| line.1).or_else(|| Some(latest?.1))),
            None => match line {
                Some((low, high)) => (Some(low), Some(high)),
                None => (latest.map(|latest| latest.0), None),
            },
        };
        // "when the bridge fell" may be another event than the one that the text is about.
        let past = past && own.is_none() && !behind.starts_with("when");
        let exact = own.is_some_and(|(low, high)| high - low <= 31);
        let (place, sentence) = (claim.place, claim.sentence);
        ages.push(Age { person, years, place, sentence, at, exact, past, called, document });
        told.push(claim.sentence);
    }
    ages
}

/// `Mr Teague will step down on 31 October at the age of 69`: who does what is told of the age.
fn doer(text: &str, subject: Option<&Person>) -> Option<Person> {
    let start = sentence_start(text).unwrap_or(0);
    // "Ann Lowe, who died in Lund on 3 May, aged 71"
    if let Some(died) = text[start..].rfind(" died ") {
        let rest = &text[start + died + 6..];
        let plain = rest.split(' ').all(|word| !matches!(word, "and" | "who" | "whose" | "after" | "when"));
        let near = plain && rest.split(' ').count() <= 9;
        return near.then(|| person(&text[..start + died + 5], AGE_WORDS, subject))?;
    }
    let clause = text.strip_suffix(" at the").or_else(|| text.strip_suffix(" at"))?;
    let clause = clause[start..].rsplit(", ").next()?;
    // "a school which she entered in 1938 at the age of 19", in a text about one person
    let (she, he) = (["she ", "which she ", "where she "], ["he ", "which he ", "where he "]);
    let told = |led: &[&str]| led.iter().any(|led| clause.starts_with(led));
    let other = |pronoun: &str| text.split(' ').any(|word| word.eq_ignore_ascii_case(pronoun));
    if told(&she) && !other("he") || told(&he) && !other("she") {
        return subject.cloned();
    }
    let name = |word: &&str| word.starts_with(char::is_uppercase);
    let length: usize = clause.split(' ').take_while(name).map(|word| word.len() + 1).sum();
    // A name, and what it does; two people there are too many.
    let rest = clause.get(length..)?;
    let alone = !rest.is_empty() && rest.split(' ').all(|word| !matches!(word, "and" | "who" | "whose"));
    (length > 0 && alone).then(|| person(&format!("{},", clause[..length].trim_end()), &[], subject))?
}

/// `19-year-old deckhand Karl Moss`, `four-year-old Sorrel`: the name behind an age.
fn named_behind(context: &Context<'_>, claim: &Claim) -> Option<Person> {
    const MOST: usize = 2;
    let document = context.sources.document(claim.place);
    let own = context.sources.text_at(claim.place);
    (own.contains('-') && own.ends_with("-old")).then_some(())?;
    let rest = document.text.get((claim.place.end - document.base) as usize..)?;
    rest.starts_with(' ').then_some(())?;
    let rest = plain(&rest.chars().take(120).collect::<String>());
    let words: Vec<&str> = rest.split(' ').collect();
    let from = words.iter().position(|word| word.starts_with(char::is_uppercase)).filter(|&at| at <= MOST)?;
    let lower = |word: &&str| word.chars().all(|c| c.is_lowercase() || c == '-');
    let mut end = from + 1;
    while end < words.len() && end < from + 3 && !words[end - 1].ends_with([',', '.', ';', ':', ')']) {
        if !words[end].starts_with(char::is_uppercase) {
            break;
        }
        end += 1;
    }
    let name = words[from..end].join(" ");
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    words[..from].iter().all(lower).then(|| person(&format!("{name},"), &[], None))?
}

/// True where a pronoun right before stands in somebody's words.
fn spoken(text: &str) -> bool {
    let opened = text.rfind(['"', '“']);
    let quoted = opened.is_some_and(|open| {
        text[open..].starts_with('“') && !text[open..].contains('”')
            || text[open..].starts_with('"') && text.matches('"').count() % 2 == 1
    });
    let own = opened.map_or("", |open| &text[open..]).to_lowercase();
    quoted && [" he", "\"he", "“he", " she", "\"she", "“she"].iter().any(|word| own.contains(word))
}

/// The first of several births or deaths, unless they are those of two people of one name.
fn one_of<'a>(turns: &[&'a Turn]) -> Option<&'a Turn> {
    let first = *turns.first()?;
    turns.iter().all(|turn| turns.iter().all(|other| turn.person.may_be(&other.person))).then_some(first)
}

fn same_turn(context: &Context<'_>, turn: &Turn, person: &Person, document: usize) -> bool {
    turn.person.may_be(person)
        && (turn.document == document || turn.person.is(person) || context.linked(turn.document, document))
}

/// The whole years of an age.
fn years_of(claim: &Claim) -> Option<i32> {
    let measure = claim.measure().filter(|measure| {
        claim.kind == Kind::Age
            && !measure.is_range
            && measure.hedge == Hedge::None
            && measure.unit.is_some_and(|unit| unit.id == "year")
    })?;
    let years = measure.strict.single()?.to_i128()?;
    i32::try_from(years).ok().filter(|years| (0..=120).contains(years))
}

/// The time that the clause of an age names.
fn period(claim: &Claim, born: &FxHashSet<Span>) -> Option<(Day, Day)> {
    let (place, days) = claim.slots.period.filter(|(place, _)| !born.contains(place))?;
    let (low, high) = days.bounds()?;
    // "who had lived there since 1974" bounds another thing.
    (place.start < claim.place.start.saturating_add(60) && high - low < 1_100).then_some((low, high))
}

/// `opened in 1962, when she was 27`: the date that stands right before.
fn beside(context: &Context<'_>, index: u32) -> Option<(Day, Day)> {
    let claims = &context.ledger.claims;
    let claim = &claims[index as usize];
    let date = claims[..index as usize].iter().rev().take(4).find(|date| date.sentence == claim.sentence)?;
    let days = resolved(context, date)?;
    let between = context.sources.text_at(Span::new(date.place.end, claim.place.start.max(date.place.end)));
    let between = say::squeezed(between).to_lowercase();
    let led = [", when", "when", ", aged", "(aged", ", at", "at the", "at"]
        .iter()
        .any(|words| between.starts_with(words))
        || between == "," && claim_is_aged(context, claim);
    (led && between.split(' ').count() <= 6 && days.1 - days.0 < 400).then_some(days)
}

/// The days of a date; of one without a year, those nearest to the day of the text.
fn resolved(context: &Context<'_>, claim: &Claim) -> Option<(Day, Day)> {
    let date = claim.date().filter(|date| !date.approximate && !date.impossible)?;
    if let Some(bounds) = date.days.bounds() {
        return Some(bounds);
    }
    let own = own_day(context, context.sources.index_of(claim.place))?;
    let (month, mday) = (i8::try_from(date.stated.month?).ok()?, i8::try_from(date.stated.day?).ok()?);
    let year = civil(own)?.year();
    let near = (year - 1..=year + 1).filter_map(|year| day(year, month, mday));
    let at = near.min_by_key(|at| (at - own).abs())?;
    ((at - own).abs() <= 150).then_some((at, at))
}

/// The day of a text: its dateline, or the one day that stands at its head.
fn own_day(context: &Context<'_>, document: usize) -> Option<Day> {
    let own = &context.ledger.documents[document];
    if let Some((_, date)) = &own.dateline {
        return date.days.single();
    }
    let claims = &context.ledger.claims[own.claims.start as usize..own.claims.end as usize];
    let head = |claim: &&Claim| matches!(claim.slots.part, Part::Title | Part::Masthead | Part::Metadata);
    let date = claims.iter().take(3).filter(head).find_map(Claim::date)?;
    date.days.single().filter(|_| date.stated.year.is_some())
}

fn claim_is_aged(context: &Context<'_>, claim: &Claim) -> bool {
    context.sources.text_at(claim.place).to_lowercase().starts_with("age")
}

/// `when the mill burned`: the one day or year that the texts give to that.
fn when(context: &Context<'_>, claim: &Claim, behind: &str) -> Option<(Day, Day)> {
    let ledger = context.ledger;
    behind.starts_with("when ").then_some(())?;
    let sentence = ledger.sentence_of(claim);
    let mut words = sentence.words.iter().filter(|word| word.place.start >= claim.place.end).skip(1).take(7);
    let mut subject = Vec::new();
    let verb = words.find_map(|word| {
        let own = ledger.vocab.word(word.lemma);
        match word.class {
            crate::claim::WordClass::Verb if !matches!(own, "be" | "have" | "do") => Some(word.lemma),
            crate::claim::WordClass::Noun | crate::claim::WordClass::Name => {
                subject.push(word.lemma);
                None
            }
            _ => None,
        }
    })?;
    let mut days = Days::ALL;
    // In very many texts only the own one is looked through.
    let document = &ledger.documents[context.sources.index_of(claim.place)].claims;
    let all = ledger.claims.len() <= MANY;
    let claims =
        if all { &ledger.claims[..] } else { &ledger.claims[document.start as usize..document.end as usize] };
    for date in claims {
        let told = date.slots.predicate.as_ref().is_some_and(|own| own.verb == verb)
            && date.slots.mode == Mode::Actual
            && ledger.sentence_of(date).words.iter().any(|word| {
                let pronoun = matches!(ledger.vocab.word(word.lemma), "it" | "she" | "he" | "they");
                subject.contains(&word.lemma) || pronoun
            });
        let own = date.date().filter(|own| told && !own.approximate && own.days.bounds().is_some());
        let Some(own) = own else { continue };
        days = days.meet(own.days);
    }
    (!days.is_empty()).then(|| days.bounds())?.filter(|(low, high)| high - low < 800)
}

/// Claims that are looked through for the date of what an age is told of.
const MANY: usize = 20_000;

/// The latest year that a text tells of as past.
pub(super) fn latest_of(context: &Context<'_>, document: usize) -> Option<(Day, Day)> {
    let own = &context.ledger.documents[document].claims;
    let claims = &context.ledger.claims[own.start as usize..own.end as usize];
    let told = |claim: &&Claim| {
        claim.slots.mode == Mode::Actual
            && !claim.slots.notice
            && !matches!(claim.slots.part, Part::Code | Part::Contents | Part::Citation)
    };
    claims
        .iter()
        .filter(told)
        .filter_map(|claim| claim.date().filter(|date| date.stated.year.is_some() && !date.impossible))
        .filter_map(|date| date.days.bounds())
        .max()
}

/// Births or deaths by the last name; what many bear tells nobody apart.
fn by_name(turns: &[Turn]) -> BTreeMap<&str, Vec<&Turn>> {
    let mut named: BTreeMap<&str, Vec<&Turn>> = BTreeMap::new();
    for turn in turns {
        named.entry(turn.person.key()).or_default().push(turn);
    }
    named.retain(|_, turns| turns.len() <= MOST_AGES * 2);
    named
}

/// Two days of one birth or death.
fn days_apart(rule: &Rule, context: &Context<'_>, turns: &[Turn], what: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for turns in by_name(turns).values() {
        let clash = turns.iter().skip(1).find(|turn| {
            let first = turns[0];
            let apart = turn.days.0 > first.days.1 || first.days.0 > turn.days.1;
            let far = (turn.days.0 - first.days.0).abs() > 366 * 12;
            let one = same_turn(context, first, &turn.person, turn.document);
            apart && !far && one && turn.document != first.document
                || apart && !far && turn.person.is(&first.person)
        });
        let Some(other) = clash else { continue };
        let text = |place| say::squeezed(context.sources.text_at(place));
        let first = turns[0];
        let sure = if first.person.is(&other.person) { 0.9 } else { 0.86 };
        let labels = vec![
            Label { place: first.place, role: "first", note: format!("one day of {what}") },
            Label { place: other.place, role: "other", note: format!("another day of {what}") },
        ];
        let message = format!("two days of one {what}: {} against {}", text(first.place), text(other.place));
        let why = vec![format!("both are told of {}", name(&first.person))];
        findings.push(finding(rule, context, sure, message, labels, why));
    }
    findings
}

pub(super) fn name(person: &Person) -> String {
    match person {
        Person::Named { last, first: Some(first) } => {
            let names: Vec<String> = first.split(' ').chain([last.as_str()]).map(capitalized).collect();
            names.join(" ")
        }
        Person::Named { last, first: None } => capitalized(last),
        Person::Role(role) => format!("the {role}"),
    }
}

/// How far apart two spans of time are, in days.
pub(super) fn gap(a: (Option<Day>, Option<Day>), b: (Option<Day>, Option<Day>)) -> Day {
    let after = |low: Option<Day>, high: Option<Day>| low.zip(high).map_or(0, |(low, high)| low - high);
    after(a.0, b.1).max(after(b.0, a.1))
}

/// An age against a birthday.
fn born(rule: &Rule, context: &Context<'_>, age: &Age, birth: &Turn) -> Option<Finding> {
    let apart = gap(age.birth(), (Some(birth.days.0), Some(birth.days.1)));
    let least = if age.exact && birth.days.0 == birth.days.1 { 3 } else { MORE_THAN_A_BIRTHDAY };
    // One more or less is a matter of the day; what is far off is another person's.
    if !(least..=366 * 40).contains(&apart) {
        return None;
    }
    let text = |place| say::squeezed(context.sources.text_at(place));
    let labels = vec![
        Label { place: age.place, role: "first", note: format!("{} years", age.years) },
        Label { place: birth.place, role: "other", note: "born then".to_owned() },
    ];
    let message = format!("{} does not go with a birth in {}", text(age.place), text(birth.place));
    let year = |at: Day| civil(at).map_or(0, |date| i32::from(date.year()));
    let (first, last) = (year(birth.days.0), year(birth.days.1));
    let why = match age.at {
        (Some(low), Some(high)) if year(low) == year(high) => {
            let made = year(low) - first;
            vec![format!("who was born in {first} was {} or {made} in {}", made - 1, year(low))]
        }
        (_, Some(high)) => {
            vec![format!("who was born in {last} was at most {} in {}", year(high) - first, year(high))]
        }
        (Some(low), _) => {
            vec![format!("who was born in {last} was at least {} in {}", year(low) - last - 1, year(low))]
        }
        _ => Vec::new(),
    };
    let day = age.exact && birth.days.0 == birth.days.1;
    let sure = match apart {
        _ if age.called => 0.78,
        1098.. => 0.87,
        MORE_THAN_A_BIRTHDAY.. if age.exact => 0.87,
        32.. if day => 0.84,
        _ => 0.77,
    };
    Some(finding(rule, context, sure, message, labels, why))
}

/// Beyond the year that an age leaves open, and the days that people are generous with.
pub(super) const MORE_THAN_A_BIRTHDAY: Day = 280;
