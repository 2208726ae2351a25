//! `crossclaim.toml`: settings of a folder of documents. Found in the working directory or
//! the nearest one above it. What stands on the command line goes before it.
//!
//! The keys are in `keys`, reading the file is in `read`; `print` writes the settings in force
//! and `init` a file to start from.

mod init;
mod keys;
mod print;
mod read;

use std::path::{Path, PathBuf};

use super::Outcome;
use super::cache::Kept;
use super::terminal::Terminal;
use crate::finding::Level;
use crate::rules::raw::{At, Problems};
use crate::rules::{Declared, Globs, Rule, RuleFault, nearest, parse_facts};

pub(super) use init::{Args as InitArgs, run as init};
pub(super) use keys::CONFIG;
pub(super) use print::{InForce, write as print};

/// The names that are looked for, in this order.
const NAMES: &[&str] = &["crossclaim.toml", ".crossclaim.toml"];

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
    /// The file; empty, without one.
    pub path: PathBuf,
    text: String,
    /// What is read where nothing is named.
    pub paths: Vec<PathBuf>,
    /// What is left out where a folder holds it.
    pub exclude: Globs,
    select: Vec<At<String>>,
    ignore: Vec<At<String>>,
    levels: Vec<(At<String>, Level)>,
    /// What groups of documents select and ignore, and the rules they give a level.
    named: Vec<At<String>>,
    leveled: Vec<At<String>>,
    /// Directories of rules.
    pub rules: Vec<PathBuf>,
    /// The ledger of facts.
    pub facts: Option<PathBuf>,
    /// The file of findings that were there before.
    pub baseline: Option<PathBuf>,
    /// Whether findings are kept between runs, and where.
    pub cache: Kept,
    pub confidence: Option<f32>,
    pub notes: Option<bool>,
    pub fail_on: Option<String>,
    /// Tags, groups of documents, authorities, widths.
    pub declared: Declared,
}

impl Source {
    /// Where the config stands.
    fn path(&self) -> Option<PathBuf> {
        match &self.config {
            _ if self.isolated => None,
            Some(path) => Some(path.clone()),
            None => discovered(),
        }
    }

    /// As much of the config as can be read, without a word on the rest.
    pub fn peek(&self) -> Config {
        let Some(path) = self.path() else { return Config::default() };
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        read::parse(&path, &text).unwrap_or_else(|_| Config { path, ..Config::default() })
    }

    /// The config that is meant. Faults are reported here.
    pub fn load(&self, terminal: &mut Terminal) -> Result<Config, Outcome> {
        let Some(path) = self.path() else { return Ok(Config::default()) };
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let help = "`--isolated` does without a config";
            terminal.fail(&format!("cannot read {}: {error}", path.display()), Some(help))
        })?;
        read::parse(&path, &text).map_err(|fault| terminal.bad_rules(&[fault]))
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
        for name in self.select.iter().chain(&self.ignore).chain(&self.named) {
            if !rules.iter().any(|rule| rule.answers_to(&name.value)) {
                let known = rules
                    .iter()
                    .flat_map(|rule| rule.about.tags.iter().chain([&rule.about.id]))
                    .map(String::as_str);
                unknown("no rule has the id or tag", name, known, &mut problems);
            }
        }
        for id in self.levels.iter().map(|(id, _)| id).chain(&self.leveled) {
            if !rules.iter().any(|rule| rule.about.id == id.value) {
                let known = rules.iter().map(|rule| rule.about.id.as_str());
                unknown("there is no rule", id, known, &mut problems);
            }
        }
        if !problems.0.is_empty() {
            return Err(RuleFault::invalid("the config", &self.path, &self.text, problems.0));
        }
        for (id, level) in &self.levels {
            if let Some(rule) = rules.iter_mut().find(|rule| rule.about.id == id.value) {
                rule.about.level = *level;
            }
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
    use super::read::parse;
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
        let level = rules.iter().find(|rule| rule.about.id == "date-conflict").unwrap().about.level;
        assert_eq!(level, crate::finding::Level::Note);
        let config = parse(Path::new("crossclaim.toml"), "select = [\"dtes\"]\n").unwrap();
        assert!(config.choice(&mut rules, &[], &[]).is_err());
    }
}
