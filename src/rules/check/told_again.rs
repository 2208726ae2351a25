//! Who else gives the figures that do not add up in one text: the audit has `from 6,980 to 11,940, or by 71 per cent`,
//! where the paper has 81. Whoever mends the one will want to see the other.

use rustc_hash::FxHashMap;

use super::{Context, claims_at, say};
use crate::align::agreement;
use crate::claim::{Agreement, Claim, Decimal};
use crate::finding::{Finding, Label};

/// Adds to findings within one text the places of other texts that give two of their figures or more in a sentence.
pub fn mark(context: &Context<'_>, findings: &mut [Finding]) {
    let figures: Vec<Vec<&Claim>> = findings.iter().map(|finding| figures(context, finding)).collect();
    let told = Told::of(context, &figures);
    for (finding, figures) in findings.iter_mut().zip(&figures) {
        finding.labels.extend(told.again(context, figures));
    }
}

/// The figures of a finding within one text; none of one that has a single figure or shows several texts.
fn figures<'a>(context: &Context<'a>, finding: &Finding) -> Vec<&'a Claim> {
    let figure = |label: &Label| claims_at(context, label.place).find(|claim| number(claim).is_some());
    let figures: Vec<&Claim> = finding.labels.iter().filter_map(figure).collect();
    let mut documents = finding.labels.iter().map(|label| context.sources.index_of(label.place));
    let own = documents.next();
    if figures.len() > 1 && documents.all(|other| Some(other) == own) { figures } else { Vec::new() }
}

fn number(claim: &Claim) -> Option<Decimal> {
    claim.measure()?.written()
}

/// Where the numbers of some figures are given, by number.
struct Told(FxHashMap<Decimal, Vec<u32>>);

impl Told {
    /// Looks through the claims once.
    fn of(context: &Context<'_>, figures: &[Vec<&Claim>]) -> Self {
        let mut places: FxHashMap<Decimal, Vec<u32>> = FxHashMap::default();
        places.extend(figures.iter().flatten().filter_map(|claim| Some((number(claim)?, Vec::new()))));
        if !places.is_empty() {
            for (index, claim) in (0..).zip(&context.ledger.claims) {
                if let Some(own) = number(claim).and_then(|number| places.get_mut(&number)) {
                    own.push(index);
                }
            }
        }
        // What so many texts give leads nowhere.
        places.retain(|_, own| own.len() <= COMMON);
        Self(places)
    }

    /// One place in each other text that gives two of `figures` in one sentence.
    fn again(&self, context: &Context<'_>, figures: &[&Claim]) -> Vec<Label> {
        let Some(own) = figures.first().map(|figure| context.sources.index_of(figure.place)) else {
            return Vec::new();
        };
        let claims = &context.ledger.claims;
        // Sentence, figure and where it is given there.
        let mut given: Vec<(u32, usize, u32)> = Vec::new();
        for (nth, figure) in figures.iter().enumerate() {
            let places = number(figure).and_then(|number| self.0.get(&number)).into_iter().flatten();
            given.extend(
                places
                    .filter(|&&at| is_one_figure(figure, &claims[at as usize]))
                    .map(|&at| (claims[at as usize].sentence, nth, at)),
            );
        }
        given.sort_unstable();
        given.dedup_by_key(|(sentence, nth, _)| (*sentence, *nth));
        let mut labels = Vec::new();
        let mut last = own;
        for sentence in given.chunk_by(|one, next| one.0 == next.0).filter(|sentence| sentence.len() > 1) {
            let document = context.ledger.document_of(sentence[0].2);
            if document != own && document != last && context.links().comparable(own, document) {
                last = document;
                labels.push(label(context, figures, sentence));
            }
        }
        labels.truncate(MOST);
        labels
    }
}

/// What stands in a sentence for a figure that is missing there, or else the first that it gives.
fn label(context: &Context<'_>, figures: &[&Claim], sentence: &[(u32, usize, u32)]) -> Label {
    let claims = &context.ledger.claims;
    let (first, own) = (sentence[0].2 as usize, sentence[0].0);
    let is_given = |figure: usize| sentence.iter().any(|(_, nth, _)| *nth == figure);
    let missing = || (0..figures.len()).filter(|&figure| !is_given(figure)).map(|figure| figures[figure]);
    let from = claims[..first].iter().rposition(|claim| claim.sentence != own).map_or(0, |before| before + 1);
    let otherwise = claims[from..].iter().take_while(|claim| claim.sentence == own).find(|claim| {
        !figures.iter().any(|figure| is_one_figure(figure, claim))
            && missing().any(|figure| stands_for(figure, claim))
    });
    let shared: Vec<String> = sentence
        .iter()
        .map(|(_, nth, _)| say::squeezed(context.sources.text_at(figures[*nth].place)))
        .collect();
    Label {
        place: otherwise.unwrap_or(&claims[first]).place,
        role: "echo",
        note: format!("told with {}", shared.join(" and ")),
    }
}

/// True for one amount, or for one number of one thing where many things are as many.
fn is_one_figure(x: &Claim, y: &Claim) -> bool {
    /// So many things and more are hardly as many as others by chance.
    const TELLING: Decimal = Decimal::int(100);
    let unit = x.measure().is_some_and(|measure| measure.unit.is_some());
    let telling = unit || number(x).is_some_and(|number| number >= TELLING);
    agreement(x, y) == Agreement::Same && (telling || is_one_thing(x, y))
}

/// True for what stands where another figure does: "71 per cent" for "81 per cent", "two infants" for "three infants".
fn stands_for(x: &Claim, y: &Claim) -> bool {
    let (Some(p), Some(q)) = (x.measure(), y.measure()) else { return false };
    p.unit.map(|unit| unit.id) == q.unit.map(|unit| unit.id) && (p.unit.is_some() || is_one_thing(x, y))
}

fn is_one_thing(x: &Claim, y: &Claim) -> bool {
    x.slots.noun.as_ref().zip(y.slots.noun.as_ref()).is_some_and(|(p, q)| p.head == q.head)
}

/// Most other texts that a finding shows.
const MOST: usize = 3;
/// A number that stands in more places is no trace.
const COMMON: usize = 256;
