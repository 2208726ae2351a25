//! The rules that come with crossclaim, embedded in the binary.

use std::path::Path;

use rayon::prelude::*;

use super::fault::nearest;
use super::{Rule, RuleFault, load_directory, parse};

/// A row of the table: the file's name and its text.
macro_rules! rule {
    ($id:literal) => {
        (concat!("rules/", $id, ".toml"), include_str!(concat!("../../rules/", $id, ".toml")))
    };
}

/// Path and text of every built-in rule, in order of id.
pub static BUILT_IN: &[(&str, &str)] = &[
    rule!("access-before-publication"),
    rule!("access-date-cluster"),
    rule!("acronym-slip"),
    rule!("acronym-two-meanings"),
    rule!("age-arithmetic"),
    rule!("allowance-expired"),
    rule!("allowance-malformed"),
    rule!("allowance-unused"),
    rule!("allowance-without-reason"),
    rule!("citation-id-conflict"),
    rule!("citation-number-year"),
    rule!("citation-year-mismatch"),
    rule!("comparison-contradiction"),
    rule!("contemporary-violation"),
    rule!("count-list-mismatch"),
    rule!("cross-bound-conflict"),
    rule!("cross-duration-mismatch"),
    rule!("cross-percent-of-count"),
    rule!("cross-weekday-conflict"),
    rule!("dangling-cross-ref"),
    rule!("date-conflict"),
    rule!("deadline-arithmetic"),
    rule!("delta-mismatch"),
    rule!("document-date-conflict"),
    rule!("duration-endpoints-mismatch"),
    rule!("end-date-conflict"),
    rule!("entity-swap"),
    rule!("figure-span-conflict"),
    rule!("footnote-body-drift"),
    rule!("footnote-sequence"),
    rule!("fraction-word-mismatch"),
    rule!("hedge-violation"),
    rule!("impossible-date"),
    rule!("inverted-range"),
    rule!("ledger-mismatch"),
    rule!("number-not-understood"),
    rule!("occurrence-rank"),
    rule!("ordinal-overflow"),
    rule!("out-of-domain"),
    rule!("outside-declared-interval"),
    rule!("part-exceeds-whole"),
    rule!("parts-total-mismatch"),
    rule!("percent-of-count"),
    rule!("percent-partition-overflow"),
    rule!("percent-vs-points"),
    rule!("period-conflict"),
    rule!("place-in-row-conflict"),
    rule!("precedence-violation"),
    rule!("quote-altered-names"),
    rule!("quote-drift"),
    rule!("quote-meaning-flip"),
    rule!("quote-number-changed"),
    rule!("quote-paraphrase-conflict"),
    rule!("quote-silent-omission"),
    rule!("quote-speaker-conflict"),
    rule!("rate-backcalc"),
    rule!("relative-date-mismatch"),
    rule!("release-date-conflict"),
    rule!("release-order"),
    rule!("role-conflict"),
    rule!("rounding-drift"),
    rule!("scale-mismatch"),
    rule!("setting-text-mismatch"),
    rule!("source-after-document"),
    rule!("source-unreadable"),
    rule!("stated-order-conflict"),
    rule!("summary-body-drift"),
    rule!("superseded-value"),
    rule!("table-percent-mismatch"),
    rule!("table-text-mismatch"),
    rule!("table-total-mismatch"),
    rule!("term-swap"),
    rule!("title-drift"),
    rule!("transposed-digits"),
    rule!("twin-not-updated"),
    rule!("unanchored-relative-date"),
    rule!("unit-mismatch"),
    rule!("universal-bound-conflict"),
    rule!("value-conflict"),
    rule!("vote-conflict"),
    rule!("weekday-date-mismatch"),
    rule!("words-figures-mismatch"),
];

/// The ids of the built-in rules, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().filter_map(|(path, _)| path.strip_prefix("rules/")?.strip_suffix(".toml"))
}

/// The built-in rules, in order of id.
///
/// # Errors
/// When a built-in rule is invalid, which a test rules out.
pub fn built_in() -> Result<Vec<Rule>, Vec<RuleFault>> {
    let read: Vec<_> = BUILT_IN.par_iter().map(|(path, text)| parse(Path::new(path), text)).collect();
    let (mut rules, mut faults) = (Vec::with_capacity(BUILT_IN.len()), Vec::new());
    for one in read {
        match one {
            Ok(rule) => rules.push(rule),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

/// The built-in rules and those of `directories`, in order of id. A rule of a directory
/// takes the place of one of the same id that was there before.
///
/// # Errors
/// When a directory cannot be read or rules in them are invalid: all of those.
pub fn with_directories(directories: &[&Path]) -> Result<Vec<Rule>, Vec<RuleFault>> {
    let (mut rules, mut faults) = (built_in()?, Vec::new());
    for directory in directories {
        match load_directory(directory) {
            Ok(own) => {
                rules.retain(|rule| own.iter().all(|other| other.about.id != rule.about.id));
                rules.extend(own);
            }
            Err(wrong) => faults.extend(wrong),
        }
    }
    rules.sort_by(|a, b| a.about.id.cmp(&b.about.id));
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

/// A name that is neither a rule's id nor a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name as given.
    pub name: String,
    /// What it may be a slip for.
    pub nearest: Option<String>,
}

/// The rules that `select` names by id or tag (all, when it is empty), without those that
/// `ignore` names.
///
/// # Errors
/// With the first name that no rule answers to.
pub fn selected(rules: Vec<Rule>, select: &[String], ignore: &[String]) -> Result<Vec<Rule>, Unknown> {
    for name in select.iter().chain(ignore) {
        if !rules.iter().any(|rule| rule.answers_to(name)) {
            let known = rules
                .iter()
                .flat_map(|rule| rule.about.tags.iter().chain([&rule.about.id]))
                .map(String::as_str);
            let nearest = nearest(name, known).map(str::to_owned);
            return Err(Unknown { name: name.clone(), nearest });
        }
    }
    let named = |rule: &Rule, names: &[String]| names.iter().any(|name| rule.answers_to(name));
    let wanted = |rule: &Rule| (select.is_empty() || named(rule, select)) && !named(rule, ignore);
    Ok(rules.into_iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_directory_hold_the_same_rules() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let mut on_disk: Vec<String> = std::fs::read_dir(directory)
            .unwrap()
            .map(|entry| format!("rules/{}", entry.unwrap().file_name().to_string_lossy()))
            .filter(|name| name.ends_with(".toml"))
            .collect();
        on_disk.sort();
        let table: Vec<&str> = BUILT_IN.iter().map(|(path, _)| *path).collect();
        assert_eq!(table, on_disk);
    }

    #[test]
    fn every_built_in_rule_is_valid_and_says_what_it_does() {
        let rules = built_in().unwrap_or_else(|faults| {
            panic!(
                "{}",
                faults.into_iter().map(|f| format!("{:?}\n", miette::Report::new(f))).collect::<String>()
            )
        });
        for rule in rules {
            assert!(!rule.about.tags.is_empty() && !rule.about.traps.is_empty(), "{}", rule.about.id);
            let firing = rule.examples.iter().filter(|example| !example.finds.is_empty()).count();
            assert!(firing >= 3 && rule.examples.len() - firing >= 3, "{}", rule.about.id);
        }
    }

    #[test]
    fn rules_are_chosen_by_id_or_tag() {
        let ids = |select: &[&str], ignore: &[&str]| {
            let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            selected(built_in().unwrap(), &names(select), &names(ignore))
                .map(|rules| rules.into_iter().map(|rule| rule.about.id).collect::<Vec<_>>())
        };
        assert_eq!(ids(&["value-conflict"], &[]).unwrap(), ["value-conflict"]);
        assert_eq!(ids(&[], &[]).unwrap().len(), BUILT_IN.len());
        assert!(ids(&["dates"], &[]).unwrap().contains(&"date-conflict".to_owned()));
        assert!(!ids(&["dates"], &["date-conflict"]).unwrap().contains(&"date-conflict".to_owned()));
        let unknown = ids(&["date-conflcit"], &[]).unwrap_err();
        assert_eq!(unknown.nearest.as_deref(), Some("date-conflict"));
    }
}
