//! Two ages of one person that do not go together: a ferryman of 61 in one text who `was 57 then` in another, a boy
//! found dead at 16 and at 17.

use super::ages::{Age, MORE_THAN_A_BIRTHDAY, gap, name};
use super::people::Person;
use super::{Context, finding, say};
use crate::claim::{Sym, WordClass, civil};
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// The first two ages of one person that the years between the texts do not explain.
pub fn run(rule: &Rule, context: &Context<'_>, ages: &[&Age]) -> Option<Finding> {
    let own = |document: usize| ages.iter().filter(|age| age.document == document).count();
    for (at, a) in ages.iter().enumerate() {
        for b in &ages[at + 1..] {
            let role = matches!(a.person, Person::Role(_));
            let one = a.document == b.document;
            let moment = one_moment(context, a, b);
            let then = then_and_now(context, a, b);
            // The whole name and the moment are enough for documents that share little else, and so is one who is
            // called by the same role then and now.
            let linked = one
                || context.linked(a.document, b.document)
                || (moment && a.person.is(&b.person) || role && then)
                    && context.links().comparable(a.document, b.document);
            if !a.person.may_be(&b.person)
                || role && (one || own(a.document) > 1 || own(b.document) > 1)
                || !linked
            {
                continue;
            }
            let off = gap(a.birth(), b.birth());
            let told = (a.years - b.years).abs() > 1 && (MORE_THAN_A_BIRTHDAY..366 * 30).contains(&off);
            if !told && !then && !moment {
                continue;
            }
            let text = |place| say::squeezed(context.sources.text_at(place));
            let label =
                |age: &Age, role| Label { place: age.place, role, note: format!("{} years", age.years) };
            let labels = vec![label(a, "first"), label(b, "other")];
            let message = format!("{} against {} for {}", text(a.place), text(b.place), name(&a.person));
            let years = (a.years - b.years).abs();
            let why = if years == 1 {
                vec!["the ages are a year apart, and both are of one moment".to_owned()]
            } else {
                vec![format!("the ages are {years} years apart, and the times they are told of are not")]
            };
            let sure = if role || one || moment && !told { 0.78 } else { 0.88 };
            return Some(finding(rule, context, sure, message, labels, why));
        }
    }
    None
}

/// True for two ages of the moment that both texts tell of: `Karl, 16, was found dead on 7 May` and `He was 17
/// when they found him in May`.
fn one_moment(context: &Context<'_>, a: &Age, b: &Age) -> bool {
    let verbs = |age: &Age| -> Vec<Sym> {
        let sentence = &context.ledger.sentences[age.sentence as usize];
        let own = sentence.words.iter().filter(|word| word.class == WordClass::Verb).map(|word| word.lemma);
        own.filter(|&word| !matches!(context.ledger.vocab.word(word), "be" | "have" | "do" | "say")).collect()
    };
    let theirs = verbs(b);
    a.exact
        && b.exact
        && a.document != b.document
        && a.years != b.years
        && gap(a.at, b.at) <= 0
        && verbs(a).iter().any(|verb| theirs.contains(verb))
}

/// Who tells of "then" tells of the event, as the other one does on the day: their ages are the
/// same, give or take the years between the texts.
fn then_and_now(context: &Context<'_>, a: &Age, b: &Age) -> bool {
    let line = |age: &Age| {
        let date = context.ledger.documents[age.document].dateline.as_ref()?.1.days.bounds()?;
        Some(i32::from(civil(date.0)?.year()))
    };
    let (Some(x), Some(y)) = (line(a).or_else(|| line(b)), line(b).or_else(|| line(a))) else { return false };
    let off = (a.years - b.years).abs();
    a.document != b.document
        && a.past != b.past
        && [a, b].iter().all(|age| age.past || age.at.0 == age.at.1)
        && off > (x - y).abs() + 1
        && off < 30
}
