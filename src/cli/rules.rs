//! `crossclaim rules`: list, explain, test and start rules.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::Style;
use clap::{Subcommand, ValueEnum};

use super::Outcome;
use super::config::Source;
use super::input::is_rule_file;
use super::terminal::Terminal;
use crate::pipeline;
use crate::report::{Look, counted, wrap};
use crate::rules::keys::{CLAIM as CLAIM_KEYS, Key, Shape, WHERE};
use crate::rules::{
    CLAIM, CLAIM_ABOUT, KINDS, Rule, built_in, explain, index, load_directory, load_file, nearest, parse,
    run_examples, template, with_directories,
};

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim rules list
  crossclaim rules list --tag dates quote     of a tag, and with ids that begin so
  crossclaim rules list --kinds               what a rule of your own can say
  crossclaim rules explain value-conflict
  crossclaim rules explain dates              the rules of a tag
  crossclaim rules explain --format md > rules.md
  crossclaim rules new ticket-price-differs
  crossclaim rules test rules/ticket-price-differs.toml")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    /// Read more rules from this directory
    #[arg(long, value_name = "DIR", global = true)]
    rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print rules with their levels and titles
    #[command(after_help = "Examples:\n  crossclaim rules list\n  crossclaim rules list --tag dates\n  \
                      crossclaim rules list quote cross\n  crossclaim rules list --kinds")]
    List {
        /// Only rules whose ids begin so
        #[arg(value_name = "ID", conflicts_with = "kinds")]
        ids: Vec<String>,
        /// Only rules with this tag, or with any of several
        #[arg(long, value_name = "TAG", conflicts_with = "kinds")]
        tag: Vec<String>,
        /// Print an index in Markdown, by tag
        #[arg(long, conflicts_with = "kinds")]
        md: bool,
        /// Print the kinds of check that a rule can use, with their settings
        #[arg(long)]
        kinds: bool,
    },
    /// Print what a rule looks for, why, and what it leaves alone
    #[command(
        after_help = "Examples:\n  crossclaim rules explain date-conflict\n  crossclaim rules explain quotes"
    )]
    Explain {
        /// The rule, or a tag for the list of its rules; all rules in full, without it
        #[arg(value_name = "ID|TAG")]
        id: Option<String>,
        /// How to write it
        #[arg(long, value_enum, default_value_t = Page::Text)]
        format: Page,
    },
    /// Run the examples of rules
    #[command(after_help = "Examples:\n  crossclaim rules test\n  crossclaim rules test house-rules")]
    Test {
        /// A rule file or a directory of them [default: the built-in rules]
        path: Option<PathBuf>,
    },
    /// Write a rule file to start from
    #[command(after_help = "Examples:\n  crossclaim rules new ticket-price-differs --dir house-rules")]
    New {
        /// The name of the defect: `count-differs`
        id: String,
        /// Where to write it
        #[arg(long, value_name = "DIR", default_value = "rules")]
        dir: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Page {
    /// For a terminal
    Text,
    /// Markdown
    Md,
}

pub(super) fn run(args: Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    let mut folders = args.rules;
    if matches!(args.command, Command::List { kinds: false, .. } | Command::Explain { .. }) {
        match source.load(terminal) {
            Ok(config) => folders.splice(..0, config.rules),
            Err(outcome) => return outcome,
        };
    }
    match args.command {
        Command::List { kinds: true, .. } => {
            terminal.print(Outcome::Clean, |out, look| write_kinds(look, out))
        }
        Command::List { md, ids, tag, .. } => with_rules(&folders, terminal, |rules, terminal| {
            let rules = match listed(rules, &ids, &tag) {
                Ok(rules) => rules,
                Err(unknown) => return unknown_name(rules, &unknown, terminal),
            };
            terminal.print(Outcome::Clean, |out, look| {
                if md { out.write_all(index(&rules).as_bytes()) } else { write_list(&rules, look, out) }
            })
        }),
        Command::Explain { id, format } => with_rules(&folders, terminal, |rules, terminal| {
            let Some(id) = id else {
                let pages: Vec<String> = rules.iter().map(explain).collect();
                let text = pages.join("\n");
                return terminal.print(Outcome::Clean, |out, look| match format {
                    Page::Md => out.write_all(text.as_bytes()),
                    Page::Text => write_page(&text, look, out),
                });
            };
            let Some(rule) = rules.iter().find(|rule| rule.about.id == id) else {
                return explain_tag(rules, &id, format, terminal);
            };
            let page = explain(rule);
            terminal.print(Outcome::Clean, |out, look| match format {
                Page::Md => out.write_all(page.as_bytes()),
                Page::Text => write_page(&page, look, out),
            })
        }),
        Command::Test { path } => test(path.as_deref().or(folders.first().map(PathBuf::as_path)), terminal),
        Command::New { id, dir } => new(&id, &dir, terminal),
    }
}

fn with_rules(
    folders: &[PathBuf],
    terminal: &mut Terminal,
    go_on: impl FnOnce(&[Rule], &mut Terminal) -> Outcome,
) -> Outcome {
    match with_directories(&folders.iter().map(PathBuf::as_path).collect::<Vec<_>>()) {
        Ok(rules) => go_on(&rules, terminal),
        Err(faults) => terminal.bad_rules(&faults),
    }
}

/// The rules whose ids begin with one of `ids`, and that have one of `tags`; without any, all.
///
/// # Errors
/// With the first name that no rule answers to.
fn listed(rules: &[Rule], ids: &[String], tags: &[String]) -> Result<Vec<Rule>, String> {
    let begins = |rule: &Rule, start: &String| rule.about.id.starts_with(start.as_str());
    let unknown_id = ids.iter().find(|start| !rules.iter().any(|rule| begins(rule, start)));
    let unknown_tag = tags.iter().find(|tag| !rules.iter().any(|rule| rule.about.tags.contains(tag)));
    if let Some(unknown) = unknown_id.or(unknown_tag) {
        return Err(unknown.clone());
    }
    let wanted = |rule: &&Rule| {
        (ids.is_empty() || ids.iter().any(|start| begins(rule, start)))
            && (tags.is_empty() || tags.iter().any(|tag| rule.about.tags.contains(tag)))
    };
    Ok(rules.iter().filter(wanted).cloned().collect())
}

/// Says that no rule answers to `name`, and which name may be meant.
fn unknown_name(rules: &[Rule], name: &str, terminal: &mut Terminal) -> Outcome {
    let known =
        rules.iter().flat_map(|rule| rule.about.tags.iter().chain([&rule.about.id])).map(String::as_str);
    let help = nearest(name, known).map_or_else(
        || "crossclaim rules list".to_owned(),
        |near| format!("did you mean `{near}`? All of them: crossclaim rules list"),
    );
    terminal.fail(&format!("no rule has the id or tag `{name}`"), Some(&help))
}

/// Lists the rules that have the tag `name`, as there is no rule of that id.
fn explain_tag(rules: &[Rule], name: &str, format: Page, terminal: &mut Terminal) -> Outcome {
    let tagged: Vec<Rule> = rules.iter().filter(|rule| rule.answers_to(name)).cloned().collect();
    if tagged.is_empty() {
        return unknown_name(rules, name, terminal);
    }
    terminal.print(Outcome::Clean, |out, look| match format {
        Page::Md => {
            writeln!(out, "# Tag `{name}`\n\n`--select {name}` and `--ignore {name}` choose these rules.\n")?;
            tagged.iter().try_for_each(|rule| {
                writeln!(out, "- `{}` ({}): {}", rule.about.id, rule.about.level.name(), rule.about.title)
            })
        }
        Page::Text => {
            writeln!(out, "`{name}` is a tag; `--select {name}` and `--ignore {name}` choose its rules:\n")?;
            write_list(&tagged, look, out)
        }
    })
}

fn write_list(rules: &[Rule], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let widest = rules.iter().map(|rule| rule.about.id.len()).max().unwrap_or(0);
    for rule in rules {
        let indent = widest + 11;
        let lines = wrap(&rule.about.title, look.width.saturating_sub(indent).max(20));
        writeln!(out, "{:widest$}  {:7}  {}", rule.about.id, rule.about.level.name(), lines[0])?;
        for line in &lines[1..] {
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

fn write_kinds(look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "[where]")?;
    for line in
        wrap("which claims any of the checks below looks at: those that fit every key", look.width - 4)
    {
        writeln!(out, "    {line}")?;
    }
    write_keys(WHERE, look, out)?;
    writeln!(out, "[check.{CLAIM}]")?;
    for line in wrap(CLAIM_ABOUT, look.width - 4) {
        writeln!(out, "    {line}")?;
    }
    write_keys(CLAIM_KEYS, look, out)?;
    for kind in KINDS {
        writeln!(out, "[check.{}]", kind.name)?;
        for line in wrap(kind.about, look.width - 4) {
            writeln!(out, "    {line}")?;
        }
        for setting in kind.settings {
            let default =
                if setting.required { String::new() } else { format!(" (default {})", setting.choices[0]) };
            writeln!(out, "    {} = {}{default}", setting.name, setting.choices.join(" | "))?;
        }
    }
    Ok(())
}

/// The keys of a table, each with what it holds.
fn write_keys(keys: &[Key], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let widest = keys.iter().map(|key| key.name.len()).max().unwrap_or(0);
    for key in keys {
        let words = match key.shape {
            Shape::Choice(words) => words.join(", "),
            Shape::Choices(words) => words().join(", "),
            _ => String::new(),
        };
        let about = if words.is_empty() { key.about.to_owned() } else { format!("{}: {words}", key.about) };
        let lines = wrap(&about, look.width.saturating_sub(widest + 6).max(20));
        for (number, line) in lines.iter().enumerate() {
            let name = if number == 0 { key.name } else { "" };
            writeln!(out, "    {name:widest$}  {line}")?;
        }
    }
    Ok(())
}

/// A page of Markdown, wrapped, its headings in bold and without their signs.
fn write_page(page: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let bold = if look.color { Style::new().bold() } else { Style::new() };
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            writeln!(out, "{bold}{}{bold:#}", heading.trim_start_matches('#').trim_start())?;
            continue;
        }
        let (sign, text) = match line.split_at_checked(2) {
            Some((sign @ ("- " | "> "), text)) => (sign, text),
            _ => ("", line),
        };
        let indent = if sign == "> " { sign } else { &"  "[..sign.len()] };
        for (number, part) in wrap(text, look.width - sign.len()).iter().enumerate() {
            let start = if number == 0 { sign } else { indent };
            writeln!(out, "{}", format!("{start}{part}").trim_end())?;
        }
    }
    Ok(())
}

/// Runs the examples of the rules at `path`, or of the built-in ones.
fn test(path: Option<&Path>, terminal: &mut Terminal) -> Outcome {
    let rules = match path {
        None => built_in(),
        Some(path) if is_rule_file(path) => {
            load_file(path).map(|rule| vec![rule]).map_err(|fault| vec![fault])
        }
        Some(path) => load_directory(path),
    };
    let rules = match rules {
        Ok(rules) => rules,
        Err(faults) => return terminal.bad_rules(&faults),
    };
    let (mut run, mut failed, mut report) = (0, 0, String::new());
    for rule in &rules {
        let outcomes = run_examples(rule, |example, rule| {
            let run = pipeline::run_example(example, rule);
            (run.sources, run.findings)
        });
        for outcome in outcomes {
            run += 1;
            if let Some(difference) = outcome.difference {
                failed += 1;
                report.push_str(&format!("{}: {}\n", rule.about.id, outcome.name));
                report.extend(difference.lines().map(|line| format!("  {line}\n")));
            }
        }
    }
    let outcome = if failed > 0 { Outcome::Findings } else { Outcome::Clean };
    terminal.print(outcome, |out, _| {
        out.write_all(report.as_bytes())?;
        let (examples, of) = (counted(run, "example"), counted(rules.len(), "rule"));
        writeln!(out, "{examples} of {of}: {} as promised, {failed} not", run - failed)
    })
}

/// Writes the template of a rule called `id` into `directory`.
fn new(id: &str, directory: &Path, terminal: &mut Terminal) -> Outcome {
    let path = directory.join(format!("{id}.toml"));
    let text = template(id);
    if let Err(fault) = parse(&path, &text) {
        return terminal.bad_rules(&[fault]);
    }
    let write = || {
        std::fs::create_dir_all(directory)?;
        std::fs::File::create_new(&path)?.write_all(text.as_bytes())
    };
    match write() {
        Ok(()) => terminal.print(Outcome::Clean, |out, _| {
            writeln!(out, "wrote {}\nnext: crossclaim rules test {}", path.display(), path.display())
        }),
        Err(error) => terminal.fail(&format!("cannot write {}: {error}", path.display()), None),
    }
}
