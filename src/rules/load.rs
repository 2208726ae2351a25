//! From the text of a rule file to a `Rule`, or to all its mistakes at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::RuleFault;
use super::keys::{EXAMPLE, RULE};
use super::raw::{At, Problems, RawTable, read_file, string, table};
use super::selector::{self, Selector, is_date, is_measure};
use super::{CLAIM, Check, Declared, Example, Globs, KINDS, Kind, Rule, Values, assertion, parse_facts};
use crate::finding::{About, Level};

const LEVELS: &[(&str, Level)] =
    &[("error", Level::Error), ("warning", Level::Warning), ("note", Level::Note)];

/// Reads every rule file of a directory, in order of name.
///
/// # Errors
/// All files that could not be read or are invalid.
pub fn load_directory(directory: &Path) -> Result<Vec<Rule>, Vec<RuleFault>> {
    let unreadable = |source| vec![RuleFault::Unreadable { path: directory.to_path_buf(), source }];
    let mut paths: Vec<PathBuf> = std::fs::read_dir(directory)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(unreadable)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    if paths.is_empty() {
        return Err(vec![RuleFault::Empty { path: directory.to_path_buf() }]);
    }
    let (mut rules, mut faults) = (Vec::new(), Vec::new());
    for path in &paths {
        match load_file(path) {
            Ok(rule) => rules.push(rule),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

/// Reads one rule file.
///
/// # Errors
/// When it cannot be read or is invalid.
pub fn load_file(path: &Path) -> Result<Rule, RuleFault> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| RuleFault::Unreadable { path: path.to_path_buf(), source })?;
    parse(path, &text)
}

/// Reads the `text` of a rule file.
///
/// # Errors
/// With every mistake in it.
pub fn parse(path: &Path, text: &str) -> Result<Rule, RuleFault> {
    read_file("the rule", path, text, |root, problems| read_rule(path, root, problems))
}

fn read_rule(path: &Path, root: RawTable<'_, '_>, problems: &mut Problems) -> Option<Rule> {
    root.known(RULE, problems);
    let id = read_id(path, root, problems);
    let level = read_level(root, problems);
    let title = root.required("title", "what is wrong, in a few words", problems);
    let why = root.required("why", "what the defect does to a reader", problems);
    let fix = root.required("fix", "what the author of the documents should do", problems);
    let tags = root.strings("tags", problems);
    let traps = root.strings("traps", problems);
    let selector = root.table("where", problems).map(|table| selector::read(table, problems));
    let check = read_check(root, selector.as_ref(), problems);
    let examples = read_examples(root, problems);
    let plain = |list: Vec<At<String>>| list.into_iter().map(|item| item.value).collect();
    Some(Rule {
        about: About {
            id: id?,
            level: level?,
            title: title?.value,
            why: why?.value,
            fix: fix?.value,
            tags: plain(tags),
            traps: plain(traps),
        },
        selector,
        check: check?,
        examples,
        path: path.to_path_buf(),
    })
}

fn read_id(path: &Path, root: RawTable<'_, '_>, problems: &mut Problems) -> Option<String> {
    let id = root.required("id", "the name of the defect: `count-differs`", problems)?;
    if !is_kebab(&id.value) {
        let help = "small letters and digits in words joined by `-`: `count-differs`".to_owned();
        problems.add(id.at, format!("`{}` is not a rule id", id.value), "not kebab-case", Some(help));
        return None;
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    if stem.as_deref().is_some_and(|stem| stem != id.value) {
        let help = format!("rename the file to `{}.toml`, or change the id", id.value);
        let message = format!("the rule `{}` is in a file of another name", id.value);
        problems.add(id.at, message, "differs from the file name", Some(help));
        return None;
    }
    Some(id.value)
}

/// `count-differs`: words of small letters and digits joined by single hyphens.
fn is_kebab(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

fn read_level(root: RawTable<'_, '_>, problems: &mut Problems) -> Option<Level> {
    let level = root.required("level", "error, warning or note", problems)?;
    let found = LEVELS.iter().find(|(name, _)| *name == level.value);
    if found.is_none() {
        problems.unknown("level", &level, &LEVELS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
    found.map(|&(_, level)| level)
}

fn read_check(root: RawTable<'_, '_>, selector: Option<&Selector>, problems: &mut Problems) -> Option<Check> {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).chain([CLAIM]).collect();
    let missing = |at, problems: &mut Problems| {
        let help = format!("add a table `[check.KIND]`, where KIND is one of: {}", kinds.join(", "));
        problems.add(at, "the rule has no check", "`[check.KIND]` is missing", Some(help));
    };
    if !root.has("check") {
        missing(root.place(), problems);
        return None;
    }
    let check = root.table("check", problems)?;
    let mut entries = check.entries().into_iter();
    let Some((name, settings)) = entries.next() else {
        missing(check.place(), problems);
        return None;
    };
    for (other, _) in entries {
        let message = format!("the rule has a second check, `{}`", other.value);
        problems.add(other.at, message, "one check a rule", Some("make it a rule of its own".into()));
    }
    if name.value == CLAIM {
        let settings = table(CLAIM, settings, problems)?;
        return assertion::read(settings, selector, problems).map(|read| Check::Claim(Box::new(read)));
    }
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name.value) else {
        problems.unknown("kind of check", &name, &kinds);
        return None;
    };
    let settings = table(kind.name, settings, problems)?;
    let check = read_settings(kind, settings, problems)?;
    if let (Check::Agree(agree), Some(selector)) = (&check, selector) {
        let compared = if agree.values == Values::Date { is_date } else { is_measure };
        let ordinals = |kind| kind == crate::claim::Kind::Ordinal || kind == crate::claim::Kind::Time;
        if !selector.kinds.is_empty() && !selector.kinds.iter().any(|&kind| compared(kind) || ordinals(kind))
        {
            let at =
                root.table("where", problems).map_or_else(|| root.place(), |table| table.place_of("kind"));
            let message = "the check compares no claim of this kind";
            let help = "change `kind`, or `values` of `[check.agree]`".to_owned();
            problems.add(at, message, "selects nothing", Some(help));
        }
    }
    Some(check)
}

fn read_settings(kind: &Kind, given: RawTable<'_, '_>, problems: &mut Problems) -> Option<Check> {
    let names: Vec<&str> = kind.settings.iter().map(|setting| setting.name).collect();
    given.only(&names, problems);
    let mut chosen = Vec::with_capacity(kind.settings.len());
    for setting in kind.settings {
        let word = if setting.required {
            given.required(setting.name, &format!("one of: {}", setting.choices.join(", ")), problems)
        } else {
            given.optional(setting.name, problems)
        };
        let Some(word) = word else {
            chosen.push((!setting.required).then_some(0));
            continue;
        };
        let choice = setting.choices.iter().position(|choice| *choice == word.value);
        if choice.is_none() {
            problems.unknown(&format!("value of `{}`:", setting.name), &word, setting.choices);
        }
        chosen.push(choice);
    }
    let chosen: Vec<usize> = chosen.into_iter().collect::<Option<_>>()?;
    Some((kind.build)(&chosen))
}

fn read_examples(root: RawTable<'_, '_>, problems: &mut Problems) -> Vec<Example> {
    let before = problems.0.len();
    let tables = root.tables("example", problems);
    let mut names: BTreeMap<String, ()> = BTreeMap::new();
    let mut examples = Vec::with_capacity(tables.len());
    for &raw in &tables {
        if let Some(example) = read_example(raw, problems) {
            if names.insert(example.name.clone(), ()).is_some() {
                let message = format!("two examples are called `{}`", example.name);
                problems.add(raw.place(), message, "the second of them", None);
            }
            examples.push(example);
        }
    }
    if problems.0.len() == before {
        for (lacks, what, help) in [
            (examples.iter().all(|e| e.finds.is_empty()), "fires", "`finds` names the places it labels"),
            (examples.iter().all(|e| !e.finds.is_empty()), "stays silent", "a near miss with `finds = []`"),
        ] {
            if lacks {
                let message = format!("the rule has no example in which it {what}");
                let help = format!("add an `[[example]]`: {help}");
                problems.add(root.place(), message, "at least one is needed", Some(help));
            }
        }
    }
    examples
}

fn read_example(raw: RawTable<'_, '_>, problems: &mut Problems) -> Option<Example> {
    raw.known(EXAMPLE, problems);
    let name = raw.required("name", "what the example shows, in a few words", problems);
    if !raw.has("finds") {
        let help = "`finds = []` for a near miss, or `finds = [\"a.md: 12\"]`".to_owned();
        problems.add(raw.place(), "the example does not say what is found", "`finds` is missing", Some(help));
    }
    let mut docs = BTreeMap::new();
    match raw.table("docs", problems) {
        Some(table) => docs = read_docs(table, problems),
        None if !raw.has("docs") => {
            let help = "docs = { \"a.md\" = \"The board has 12 members.\" }".to_owned();
            problems.add(raw.place(), "the example has no documents", "`docs` is missing", Some(help));
        }
        None => {}
    }
    let facts = raw.optional("facts", problems);
    let declared = read_declared(raw, facts.as_ref(), problems);
    let known = |file: &str| match &facts {
        Some(facts) if file == FACTS_FILE => Some(&facts.value),
        _ => docs.get(file),
    };
    let mut finds = Vec::new();
    for find in raw.strings("finds", problems) {
        let place = find.value.split_once(": ").and_then(|(file, text)| Some((known(file)?, text)));
        match place {
            // No text is the document itself, as of one that cannot be read.
            Some((doc, text)) if doc.contains(text) => finds.push(find.value),
            _ => {
                let help = "write `FILE: TEXT`, with a file of `docs` and words that stand in it".to_owned();
                let message = format!("`{}` is no place in the documents of the example", find.value);
                problems.add(find.at, message, "not found there", Some(help));
            }
        }
    }
    Some(Example { name: name?.value, docs, finds, declared })
}

fn read_docs(table: RawTable<'_, '_>, problems: &mut Problems) -> BTreeMap<String, String> {
    let entries = table.entries().into_iter();
    entries
        .filter_map(|(key, value)| Some((string(&key.value, value, problems)?.value, key.value)))
        .map(|(text, name)| (name, text))
        .collect()
}

/// The name that the ledger of an example goes by.
const FACTS_FILE: &str = "facts.toml";

/// What an example declares beside its documents.
fn read_declared(raw: RawTable<'_, '_>, facts: Option<&At<String>>, problems: &mut Problems) -> Declared {
    let mut declared = Declared::default();
    for pattern in raw.strings("authority", problems) {
        let mut globs = Globs::default();
        selector::add_glob(&mut globs, &pattern, problems);
        declared.authority.push(globs);
    }
    if let Some(tags) = raw.table("tags", problems) {
        declared.tags = read_tags(tags, problems);
    }
    if let Some(before) = raw.table("before", problems) {
        let docs = read_docs(before, problems).into_iter();
        declared.before = Some(Arc::new(docs.map(|(name, text)| (name, text.into_bytes())).collect()));
    }
    if let Some(facts) = facts {
        let no_files = |_: &str| Err("an example has no other files".to_owned());
        match parse_facts(Path::new(FACTS_FILE), &facts.value, &no_files) {
            Ok(pins) => declared.pins = Some(pins),
            Err(RuleFault::Invalid { problems: inner, .. }) => {
                for problem in inner {
                    problems.add(facts.at.clone(), problem.message, "in this ledger", problem.help);
                }
            }
            Err(other) => problems.add(facts.at.clone(), other.to_string(), "in this ledger", None),
        }
    }
    declared
}

/// `policy = ["policies/**"]`: tags with the documents that have them.
pub fn read_tags(table: RawTable<'_, '_>, problems: &mut Problems) -> Vec<(String, Globs)> {
    let entries = table.entries();
    entries.iter().map(|(tag, _)| (tag.value.clone(), selector::globs(table, &tag.value, problems))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
id = "count-differs"
level = "warning"
title = "Two counts"
why = "w"
fix = "f"
[check.agree]
values = "measure"
[[example]]
name = "fires"
docs = { "a.md" = "12 dogs.", "b.md" = "14 dogs." }
finds = ["a.md: 12", "b.md: 14"]
[[example]]
name = "silent"
docs = { "a.md" = "12 dogs." }
finds = []
"#;

    fn problems(text: &str) -> Vec<(String, String)> {
        match parse(Path::new("rules/count-differs.toml"), text) {
            Err(RuleFault::Invalid { problems, .. }) => problems
                .into_iter()
                .map(|p| (p.message, text[p.at.offset()..p.at.offset() + p.at.len()].to_owned()))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_good_rule_is_read() {
        let rule = parse(Path::new("count-differs.toml"), GOOD).unwrap();
        assert_eq!((rule.about.level, rule.examples.len()), (Level::Warning, 2));
        assert_eq!(
            rule.check,
            Check::Agree(super::super::Agree {
                values: Values::Measure,
                scope: super::super::Scope::Any,
                kind: super::super::Clashing::Any,
            })
        );
    }

    #[test]
    fn every_mistake_is_shown_in_one_go_and_where_it_stands() {
        let text = GOOD
            .replace("level = \"warning\"", "level = \"warn\"")
            .replace("why = \"w\"", "whyy = \"w\"")
            .replace("fix = \"f\"", "fix = 3")
            .replace("\"measure\"", "\"measures\"")
            .replace("b.md: 14\"", "b.md: 15\"");
        let found = problems(&text);
        for (message, words) in [
            ("unknown level `warn`", "\"warn\""),
            ("unknown key `whyy`", "whyy"),
            ("the rule has no `why`", ""),
            ("`fix` must be a string", "3"),
            ("unknown value of `values`: `measures`", "\"measures\""),
            ("`b.md: 15` is no place in the documents of the example", "\"b.md: 15\""),
        ] {
            assert!(found.contains(&(message.into(), words.into())), "{message}: {found:#?}");
        }
        assert_eq!(found.len(), 6, "{found:#?}");
    }

    #[test]
    fn an_example_each_way_is_needed() {
        let (head, _) = GOOD.split_once("[[example]]\nname = \"silent\"").unwrap();
        assert_eq!(problems(head)[0].0, "the rule has no example in which it stays silent");
        let none = GOOD.replace("[\"a.md: 12\", \"b.md: 14\"]", "[]");
        assert_eq!(problems(&none)[0].0, "the rule has no example in which it fires");
    }

    #[test]
    fn ids_are_kebab_case_and_name_their_file() {
        for id in ["Count", "count_differs", "count--differs", "-count", "1count", "count-"] {
            assert!(!is_kebab(id), "{id}");
        }
        assert!(is_kebab("count-2-differs"));
        let other = GOOD.replace("id = \"count-differs\"", "id = \"count-varies\"");
        assert_eq!(problems(&other)[0].0, "the rule `count-varies` is in a file of another name");
    }

    #[test]
    fn checks_are_exactly_one_and_known() {
        let none = GOOD.replace("[check.agree]\nvalues = \"measure\"", "");
        assert_eq!(problems(&none)[0].0, "the rule has no check");
        let unknown = GOOD.replace("[check.agree]\nvalues = \"measure\"", "[check.agrees]");
        assert_eq!(problems(&unknown)[0], ("unknown kind of check `agrees`".into(), "agrees".into()));
        let two =
            GOOD.replace("[[example]]\nname = \"fires\"", "[check.weekday]\n[[example]]\nname = \"fires\"");
        assert_eq!(problems(&two)[0].1, "weekday");
    }

    #[test]
    fn broken_syntax_points_at_the_break() {
        let found = problems("id = \nlevel = \"error\"");
        assert!(found[0].0.starts_with("not TOML"), "{found:?}");
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
