//! `crossclaim.toml`: settings of a folder of documents. Found in the working directory or
//! the nearest one above it. What stands on the command line goes before it.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::terminal::Terminal;
use crate::rules::keys::{Key, LEVELS, Shape};
use crate::rules::raw::{At, Problems, RawTable, read_file};
use crate::rules::{Declared, Rule, RuleFault, nearest, parse_facts, read_tags, selector};

/// The names that are looked for, in this order.
const NAMES: &[&str] = &["crossclaim.toml", ".crossclaim.toml"];

/// The keys of the config.
pub(super) const CONFIG: &[Key] = &[
    Key::may("select", Shape::OneOrMany, "Apply these rules only, by id or tag"),
    Key::may("ignore", Shape::OneOrMany, "Leave these rules out, by id or tag"),
    Key::may("rules", Shape::OneOrMany, "Directories of rules of your own, seen from this file"),
    Key::may("facts", Shape::Text, "A ledger of known facts, seen from this file"),
    Key::may("confidence", Shape::Share, "Findings less sure than this are notes"),
    Key::may("notes", Shape::Flag, "Show notes as well"),
    Key::may("fail-on", Shape::Choice(FAIL_ON), "The least level that makes the exit code 1"),
    Key::may("levels", Shape::ChoiceOf(LEVELS), "Another level for a rule, by id"),
    Key::may("tags", Shape::ManyOf, "Tags of documents, each with globs: `policy = [\"policies/**\"]`"),
    Key::may("authority", Shape::Table(AUTHORITY), "Which documents are to be believed before others"),
];

/// The keys of `[authority]`.
const AUTHORITY: &[Key] = &[Key::needed(
    "order",
    Shape::Texts,
    "Globs of documents, the highest authority first; all others come last",
)];

/// The words for `fail-on`.
pub(super) const FAIL_ON: &[&str] = &["error", "warning", "note", "never"];

/// Where the config comes from.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Source {
    /// Read this config [default: crossclaim.toml here or above]
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no config
    #[arg(long, global = true)]
    pub isolated: bool,
}

/// The settings of a config; without one, all is empty.
#[derive(Debug, Default)]
pub(super) struct Config {
    path: PathBuf,
    text: String,
    select: Vec<At<String>>,
    ignore: Vec<At<String>>,
    levels: Vec<(At<String>, String)>,
    /// Directories of rules.
    pub rules: Vec<PathBuf>,
    /// The ledger of facts.
    pub facts: Option<PathBuf>,
    pub confidence: Option<f32>,
    pub notes: Option<bool>,
    pub fail_on: Option<String>,
    /// Tags and authorities.
    pub declared: Declared,
}

impl Source {
    /// The config that is meant. Faults are reported here.
    pub fn load(&self, terminal: &mut Terminal) -> Result<Config, Outcome> {
        let found = match &self.config {
            _ if self.isolated => None,
            Some(path) => Some(path.clone()),
            None => discovered(),
        };
        let Some(path) = found else { return Ok(Config::default()) };
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let help = "`--isolated` does without a config";
            terminal.fail(&format!("cannot read {}: {error}", path.display()), Some(help))
        })?;
        parse(&path, &text).map_err(|fault| terminal.bad_rules(&[fault]))
    }
}

/// The nearest config in the working directory or above it, named from here.
fn discovered() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().enumerate().find_map(|(above, folder)| {
        let name = NAMES.iter().find(|name| folder.join(name).is_file())?;
        let mut path: PathBuf = std::iter::repeat_n("..", above).collect();
        path.push(name);
        Some(path)
    })
}

/// Reads the `text` of a config.
///
/// # Errors
/// With every mistake in it.
pub(super) fn parse(path: &Path, text: &str) -> Result<Config, RuleFault> {
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    read_file("the config", path, text, |root, problems| {
        let config = read(root, folder, problems);
        Some(Config { path: path.to_path_buf(), text: text.to_owned(), ..config })
    })
}

fn read(root: RawTable<'_, '_>, folder: &Path, problems: &mut Problems) -> Config {
    root.known(CONFIG, problems);
    let mut config = Config {
        select: root.one_or_many("select", problems),
        ignore: root.one_or_many("ignore", problems),
        rules: root.one_or_many("rules", problems).iter().map(|rules| folder.join(&rules.value)).collect(),
        facts: root.optional("facts", problems).map(|facts| folder.join(facts.value)),
        confidence: root.share("confidence", problems),
        notes: root.flag("notes", problems),
        ..Config::default()
    };
    if let Some(word) = root.optional("fail-on", problems) {
        if FAIL_ON.contains(&word.value.as_str()) {
            config.fail_on = Some(word.value);
        } else {
            problems.unknown("level", &word, FAIL_ON);
        }
    }
    if let Some(levels) = root.table("levels", problems) {
        for (id, _) in levels.entries() {
            let Some(level) = levels.optional(&id.value, problems) else { continue };
            if LEVELS.contains(&level.value.as_str()) {
                config.levels.push((id, level.value));
            } else {
                problems.unknown("level", &level, LEVELS);
            }
        }
    }
    if let Some(tags) = root.table("tags", problems) {
        config.declared.tags = read_tags(tags, problems);
    }
    if let Some(authority) = root.table("authority", problems) {
        authority.known(AUTHORITY, problems);
        if !authority.has("order") {
            let help = "order = [\"statutes/**\", \"reports/**\"]".to_owned();
            problems.add(authority.place(), "`[authority]` has no `order`", "`order` is missing", Some(help));
        }
        for pattern in authority.strings("order", problems) {
            let mut globs = crate::rules::Globs::default();
            selector::add_glob(&mut globs, &pattern, problems);
            config.declared.authority.push(globs);
        }
    }
    config
}

impl Config {
    /// The ids and tags to select and to ignore: those given, or else those of the config,
    /// which must be known.
    ///
    /// # Errors
    /// With every name of the config that no rule answers to.
    pub fn choice(
        &self,
        rules: &mut [Rule],
        select: &[String],
        ignore: &[String],
    ) -> Result<(Vec<String>, Vec<String>), RuleFault> {
        let mut problems = Problems::default();
        for name in self.select.iter().chain(&self.ignore) {
            if !rules.iter().any(|rule| rule.answers_to(&name.value)) {
                let known =
                    rules.iter().flat_map(|rule| rule.tags.iter().chain([&rule.id])).map(String::as_str);
                unknown("no rule has the id or tag", name, known, &mut problems);
            }
        }
        for (id, level) in &self.levels {
            match rules.iter_mut().find(|rule| rule.id == id.value) {
                Some(rule) => rule.level = level_of(level).unwrap_or(rule.level),
                None => {
                    let known = rules.iter().map(|rule| rule.id.as_str());
                    unknown("there is no rule", id, known, &mut problems);
                }
            }
        }
        if !problems.0.is_empty() {
            return Err(RuleFault::invalid("the config", &self.path, &self.text, problems.0));
        }
        let meant = |given: &[String], own: &[At<String>]| {
            if given.is_empty() {
                own.iter().map(|name| name.value.clone()).collect()
            } else {
                given.to_vec()
            }
        };
        Ok((meant(select, &self.select), meant(ignore, &self.ignore)))
    }
}

fn unknown<'a>(what: &str, name: &At<String>, known: impl Iterator<Item = &'a str>, problems: &mut Problems) {
    let help = nearest(&name.value, known).map_or_else(
        || "all of them: crossclaim rules list".to_owned(),
        |near| format!("did you mean `{near}`? All of them: crossclaim rules list"),
    );
    problems.add(name.at.clone(), format!("{what} `{}`", name.value), "not known", Some(help));
}

fn level_of(word: &str) -> Option<crate::finding::Level> {
    use crate::finding::Level;
    [Level::Error, Level::Warning, Level::Note].into_iter().find(|level| level.name() == word)
}

/// Reads the ledger of facts at `path`. Cells of other files are read from beside it.
pub(super) fn load_facts(path: &Path, terminal: &mut Terminal) -> Result<crate::rules::Pins, Outcome> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        terminal
            .fail(&format!("cannot read {}: {error}", path.display()), Some("a ledger of facts: facts.toml"))
    })?;
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let open = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|error| error.to_string());
    parse_facts(path, &text, &open).map_err(|fault| terminal.bad_rules(&[fault]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::built_in;

    #[test]
    fn paths_are_seen_from_the_config() {
        let text =
            "rules = \"mine\"\nfacts = \"facts.toml\"\nconfidence = 0.8\n[authority]\norder = [\"a/**\"]\n";
        let config = parse(Path::new("../up/crossclaim.toml"), text).unwrap();
        assert_eq!(config.rules, [Path::new("../up/mine")]);
        assert_eq!(config.facts.as_deref(), Some(Path::new("../up/facts.toml")));
        assert_eq!(config.confidence, Some(0.8));
        assert!(config.declared.authority[0].fits("a/b.md"));
    }

    #[test]
    fn all_mistakes_are_shown_at_once() {
        let text = "selct = [\"x\"]\nnotes = 3\nfail-on = \"errors\"\nconfidence = 2\n[authority]\norder = [\"a[\"]\n\
                    [levels]\ndate-conflict = \"bad\"\n";
        let Err(RuleFault::Invalid { problems, .. }) = parse(Path::new("crossclaim.toml"), text) else {
            panic!("{text}")
        };
        assert_eq!(problems.len(), 6, "{problems:?}");
        assert_eq!(problems[0].help.as_deref().map(|help| help.contains("`select`")), Some(true));
    }

    #[test]
    fn names_of_the_config_must_be_known_and_those_given_go_before_them() {
        let mut rules = built_in().unwrap();
        let text = "select = [\"dates\"]\nignore = [\"quotes\"]\n[levels]\ndate-conflict = \"note\"\n";
        let config = parse(Path::new("crossclaim.toml"), text).unwrap();
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (select, ignore) = config.choice(&mut rules, &[], &[]).unwrap();
        assert_eq!((select, ignore), (names(&["dates"]), names(&["quotes"])));
        let (select, ignore) = config.choice(&mut rules, &names(&["numbers"]), &[]).unwrap();
        assert_eq!((select, ignore), (names(&["numbers"]), names(&["quotes"])));
        let level = rules.iter().find(|rule| rule.id == "date-conflict").unwrap().level;
        assert_eq!(level, crate::finding::Level::Note);
        let config = parse(Path::new("crossclaim.toml"), "select = [\"dtes\"]\n").unwrap();
        assert!(config.choice(&mut rules, &[], &[]).is_err());
    }
}
