//! Values that nothing can have: 120 percent of the pupils.

use super::{Context, finding, say};
use crate::claim::{Claim, Decimal, Dimension, Hedge, Mode, Part};
use crate::finding::{Finding, Label};
use crate::lexicon::concepts::is_animate;
use crate::rules::Rule;

/// Values outside of what they can be.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    context.ledger.claims.iter().filter_map(|claim| check(rule, context, claim)).collect()
}

/// Words that make a share above 100 percent possible.
const BEYOND: &[&str] = &[
    "growth",
    "grow",
    "grew",
    "increase",
    "increased",
    "rise",
    "rose",
    "up",
    "gain",
    "return",
    "capacity",
    "turnout",
    "more",
    "higher",
    "over",
    "above",
    "overtime",
    "inflation",
    "markup",
    "premium",
    "ratio",
    "relative",
    "normal",
    "average",
    "baseline",
    "target",
    "budget",
    "quota",
    "goal",
    "effort",
    "faster",
    "larger",
    "than",
    "compared",
    "loan",
    "gdp",
    "output",
    "subscribed",
    "oversubscribed",
    "cpu",
    "usage",
    "utilization",
    "load",
    "zoom",
    "scale",
    "width",
    "collateral",
    "coverage",
    "cover",
    "funded",
    "humidity",
    "give",
    "recovery",
    "yield",
    "efficiency",
    "performance",
];

fn check(rule: &Rule, context: &Context<'_>, claim: &Claim) -> Option<Finding> {
    let measure = claim.measure()?;
    let slots = &claim.slots;
    let prose =
        matches!(slots.part, Part::Body | Part::Summary | Part::ListItem | Part::Footnote | Part::Caption);
    if !prose
        || slots.identifying
        || matches!(slots.mode, Mode::Hypothetical | Mode::Negated)
        || measure.per.is_some()
    {
        return None;
    }
    let least = measure.strict.low.value()?;
    let text = say::squeezed(context.sources.text_at(claim.place));
    if measure.dimension() == Dimension::Count && of_acidity(context, claim) {
        let alkaline = Decimal::int(15);
        let labels = vec![Label { place: claim.place, role: "first", note: "cannot be".to_owned() }];
        let why = vec!["what is in water lies between 0 and 14".to_owned()];
        return (least > alkaline)
            .then(|| finding(rule, context, 0.86, format!("a pH of {text} cannot be"), labels, why));
    }
    if measure.dimension() != Dimension::Percent {
        return None;
    }
    // "120 percent of the pupils": a part of a group that one can count.
    let counted =
        slots.noun.as_ref().filter(|noun| !noun.implied && is_animate(context.ledger.vocab.word(noun.head)));
    let behind = behind(context, claim);
    // "112 percent said that ..."
    let answered = ["said ", "say ", "agreed", "answered", "voted ", "replied", "responded", "believe"];
    let of_group = counted.is_some() && behind.starts_with("of the ")
        || behind.starts_with("of all ")
        || answered.iter().any(|verb| behind.starts_with(verb));
    let plain = measure.hedge == Hedge::None && !measure.is_range;
    if least <= Decimal::int(100) || !plain || !of_group || beyond(context, claim) {
        return None;
    }
    let why = "a part of a group is not more than all of it";
    let labels = vec![Label { place: claim.place, role: "first", note: "cannot be".to_owned() }];
    Some(finding(rule, context, 0.8, format!("{text} cannot be"), labels, vec![why.to_owned()]))
}

/// `a pH of 17.2`
fn of_acidity(context: &Context<'_>, claim: &Claim) -> bool {
    let document = context.sources.document(claim.place);
    let lead = document.text.get(..(claim.place.start - document.base) as usize).unwrap_or_default();
    let lead = lead.trim_end();
    let lead = [" of", " was", " is"].iter().find_map(|word| lead.strip_suffix(word)).unwrap_or(lead);
    lead.ends_with(" pH")
}

fn behind(context: &Context<'_>, claim: &Claim) -> String {
    let document = context.sources.document(claim.place);
    let rest = document.text.get((claim.place.end - document.base) as usize..).unwrap_or_default();
    rest.trim_start().chars().take(24).collect::<String>().to_lowercase()
}

fn beyond(context: &Context<'_>, claim: &Claim) -> bool {
    let text = context.sources.text_at(context.ledger.sentence_of(claim).place).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| BEYOND.contains(&word))
}
