//! One speaker whom two texts let say a thing and its contrary: `Ann Lowe said the mill would
//! close` and `Ann Lowe said the mill would not close`.

use std::collections::BTreeMap;

use super::people::is_name;
use super::stems::stem;
use super::{Context, finding, say};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::function::is_function_word;
use crate::place::Span;
use crate::rules::Rule;

/// Reports of one speaker's words of which one denies what another says.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut by_speaker: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for (document, text) in context.texts.iter().enumerate() {
        let places = text.places();
        for sentence in &text.sentences {
            let own = text.sentence(sentence);
            if let Some((speaker, from, to)) = reported(own) {
                let at = |offset: usize| sentence.range.start + u32::try_from(offset).unwrap_or(0);
                let said = Said::of(&own[from..to], document, places.of(at(from)..at(to)));
                if let Some(said) = said {
                    by_speaker.entry(speaker).or_default().push(said);
                }
            }
        }
    }
    let mut findings = Vec::new();
    for (speaker, said) in &by_speaker {
        let pairs = context.links().pairs(said, MOST, |said| said.document);
        if let Some((a, b)) = pairs.into_iter().find(|(a, b)| a.denies(b)) {
            findings.push(report(rule, context, speaker, a, b));
        }
    }
    findings
}

/// Reports of one speaker in documents on one matter that are compared.
const MOST: usize = 32;
/// Words that a report needs to be told from others.
const LEAST: usize = 3;

/// What somebody is said to have said.
struct Said {
    document: usize,
    place: Span,
    /// Stems of its words, sorted.
    words: Vec<String>,
    denied: bool,
}

impl Said {
    fn of(text: &str, document: usize, place: Span) -> Option<Self> {
        let mut words = Vec::new();
        let mut denials = 0;
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))) {
            let word = word.to_lowercase().replace('’', "'");
            if matches!(
                word.as_str(),
                "not" | "never" | "no" | "nobody" | "none" | "neither" | "nor" | "cannot" | "without"
            ) || word.ends_with("n't")
            {
                denials += 1;
            } else if matches!(
                word.as_str(),
                "if" | "unless" | "whether" | "only" | "until" | "yet" | "but" | "or"
            ) {
                // What hangs on something else is neither said nor denied.
                return None;
            } else if !word.is_empty() && !is_function_word(&word) && !AUXILIARY.contains(&word.as_str()) {
                words.push(stem(&word));
            }
        }
        words.sort_unstable();
        words.dedup();
        (words.len() >= LEAST && denials <= 1).then_some(Self {
            document,
            place,
            words,
            denied: denials == 1,
        })
    }

    /// The same words, but for a `not`.
    fn denies(&self, other: &Self) -> bool {
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let all = self.words.len() + other.words.len() - shared;
        self.denied != other.denied && shared >= LEAST && shared * 5 >= all * 4
    }
}

/// Verbs that help others, and change with the tense.
const AUXILIARY: &[&str] = &[
    "be", "been", "being", "is", "are", "was", "were", "am", "has", "have", "had", "having", "do", "does",
    "did", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "going", "also",
    "now", "still", "already", "again", "ever", "any", "some", "all",
];

/// Who says something by a sentence, and from where to where what they say goes.
fn reported(sentence: &str) -> Option<(String, usize, usize)> {
    const VERBS: &[&str] = &[
        "said",
        "says",
        "insisted",
        "insists",
        "stated",
        "states",
        "confirmed",
        "confirms",
        "maintained",
        "maintains",
        "testified",
        "declared",
    ];
    let mut at = 0;
    let mut before: Vec<&str> = Vec::new();
    for word in sentence.split(' ') {
        let start = at;
        at += word.len() + 1;
        if VERBS.contains(&word) && (1..=6).contains(&before.len()) {
            let rest = sentence.get(start + word.len() + 1..)?;
            let rest = rest.strip_prefix("that ").unwrap_or(rest);
            let from = sentence.len() - rest.len();
            let end = sentence.trim_end_matches(['.', '"', '”', ' ']).len();
            return (end > from).then(|| Some((speaker(&before)?, from, end)))?;
        }
        // "When asked, she said": the speaker opens the sentence.
        if word.ends_with([',', ':', ';', '"', '”']) {
            return None;
        }
        before.push(word);
    }
    None
}

/// `Ann Lowe`, `Mayor Lowe`, `The museum's director`
fn speaker(words: &[&str]) -> Option<String> {
    let last = words.last()?;
    let bare = last.trim_end_matches(['\'', '’']);
    if is_name(bare) {
        let capital = words.iter().all(|word| word.starts_with(char::is_uppercase));
        return (capital && words.len() >= 2).then(|| bare.to_lowercase());
    }
    let whole = words.join(" ").to_lowercase();
    let the = whole.strip_prefix("the ")?;
    (words.len() <= 4 && !the.contains(" who ") && the.contains(' ')).then(|| the.to_owned())
}

fn report(rule: &Rule, context: &Context<'_>, speaker: &str, a: &Said, b: &Said) -> Finding {
    let label = |one: &Said, role| Label {
        place: one.place,
        role,
        note: if one.denied { "denies it" } else { "says it" }.to_owned(),
    };
    let file = |one: &Said| say::file_name(&context.sources.document(one.place).path).to_owned();
    let (yes, no) = if a.denied { (b, a) } else { (a, b) };
    let message = format!(
        "{} lets {speaker} say what {} lets them deny: {}",
        file(yes),
        file(no),
        say::squeezed(context.sources.text_at(no.place))
    );
    let why = vec!["the two reports share their words, but for a denial".to_owned()];
    finding(rule, context, 0.8, message, vec![label(a, "first"), label(b, "other")], why)
}
