//! How far a clause vouches for its value: fact, plan, norm, allegation, supposition.

use crate::claim::Mode;

/// The mode of a clause with these words, in which the value stands at index `at`.
///
/// "Fixes will continue until January 2024" is projected, "the code requires no less than
/// 124 degrees" a target, "did not exceed 40" negated.
#[must_use]
pub fn mode(words: &[&str], at: usize) -> Mode {
    let mut mode = Mode::Actual;
    for (index, word) in words.iter().enumerate() {
        let Some(cue) = cue(word) else { continue };
        // A cue far behind the value belongs to something else in the clause.
        if index > at + 6 {
            break;
        }
        mode = match (mode, cue) {
            (Mode::Actual, cue) => cue,
            (_, Mode::Hypothetical) => Mode::Hypothetical,
            (Mode::Negated, cue) if cue != Mode::Negated => cue,
            (mode, _) => mode,
        };
    }
    mode
}

fn cue(word: &str) -> Option<Mode> {
    let mut lower = [0_u8; 16];
    let buffer = lower.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    let lower = std::str::from_utf8(buffer).ok()?;
    Some(match lower {
        "will" | "shall" | "expected" | "expects" | "expect" | "planned" | "plans" | "planning" | "projected"
        | "projects" | "forecast" | "forecasts" | "scheduled" | "upcoming" | "intends" | "anticipates" | "anticipated"
        | "predicted" | "predicts" | "estimate" | "estimates" | "aims" | "aiming" | "'ll" | "’ll" => Mode::Projected,
        "must" | "should" | "required" | "requires" | "require" | "requirement" | "goal" | "goals" | "target"
        | "targets" | "recommended" | "recommends" | "recommend" | "recommendation" | "requested" | "requests"
        | "request" | "proposed" | "proposes" | "proposal" | "allowed" | "permitted" | "limit" | "limits"
        | "minimum" | "maximum" | "budgeted" | "mandated" | "asks" | "capped" | "quota" => Mode::Target,
        "alleged" | "allegedly" | "reportedly" | "purported" | "purportedly" | "claimed" | "claims" | "supposedly"
        | "unconfirmed" | "rumored" | "rumoured" => Mode::Alleged,
        "not" | "n't" | "never" | "n’t" | "neither" | "nor" | "without" => Mode::Negated,
        "if" | "would" | "could" | "might" | "unless" | "hypothetical" | "suppose" | "assuming" | "whether"
        | "'d" => Mode::Hypothetical,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sentence: &str) -> Mode {
        let words: Vec<&str> = sentence.split(' ').collect();
        let at = words.iter().position(|w| w.starts_with(|c: char| c.is_ascii_digit())).unwrap();
        mode(&words, at)
    }

    #[test]
    fn plans_norms_and_suppositions_are_no_facts() {
        assert_eq!(of("the mill made 300 tons"), Mode::Actual);
        assert_eq!(of("the mill will make 300 tons"), Mode::Projected);
        assert_eq!(of("the code requires 124 degrees"), Mode::Target);
        assert_eq!(of("they did not find 12 of them"), Mode::Negated);
        assert_eq!(of("it would have cost 9 million"), Mode::Hypothetical);
        assert_eq!(of("the gang allegedly stole 40 cars"), Mode::Alleged);
    }
}
