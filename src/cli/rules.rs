//! `crossclaim rules`: list, explain, test and start rules.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::Style;
use clap::{Subcommand, ValueEnum};

use super::Outcome;
use super::input::is_rule_file;
use super::terminal::Terminal;
use crate::pipeline::{self, Options};
use crate::report::{Look, counted, wrap};
use crate::rules::{
    KINDS, Rule, built_in, explain, load_directory, load_file, nearest, parse, run_examples, template,
    with_directory,
};

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim rules list
  crossclaim rules explain value-conflict
  crossclaim rules new ticket-price-differs
  crossclaim rules test rules/ticket-price-differs.toml")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    /// Read more rules from this directory
    #[arg(long, value_name = "DIR", global = true)]
    rules: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every rule with its level and title
    List {
        /// Print the kinds of check that a rule can use, with their settings
        #[arg(long)]
        kinds: bool,
    },
    /// Print what a rule looks for, why, and what it leaves alone
    Explain {
        /// The rule.
        id: String,
        /// How to write it
        #[arg(long, value_enum, default_value_t = Page::Text)]
        format: Page,
    },
    /// Run the examples of rules
    Test {
        /// A rule file or a directory of them [default: the built-in rules]
        path: Option<PathBuf>,
    },
    /// Write a rule file to start from
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

pub(super) fn run(args: Args, terminal: &mut Terminal) -> Outcome {
    match args.command {
        Command::List { kinds: true } => terminal.print(Outcome::Clean, |out, look| write_kinds(look, out)),
        Command::List { kinds: false } => with_rules(args.rules.as_deref(), terminal, |rules, terminal| {
            terminal.print(Outcome::Clean, |out, look| write_list(rules, look, out))
        }),
        Command::Explain { id, format } => with_rules(args.rules.as_deref(), terminal, |rules, terminal| {
            let Some(rule) = rules.iter().find(|rule| rule.id == id) else {
                let near = nearest(&id, rules.iter().map(|rule| rule.id.as_str()));
                let help = near.map_or_else(
                    || "crossclaim rules list".to_owned(),
                    |near| format!("did you mean `{near}`? All of them: crossclaim rules list"),
                );
                return terminal.fail(&format!("there is no rule `{id}`"), Some(&help));
            };
            let page = explain(rule);
            terminal.print(Outcome::Clean, |out, look| match format {
                Page::Md => out.write_all(page.as_bytes()),
                Page::Text => write_page(&page, look, out),
            })
        }),
        Command::Test { path } => test(path.as_deref().or(args.rules.as_deref()), terminal),
        Command::New { id, dir } => new(&id, &dir, terminal),
    }
}

fn with_rules(
    directory: Option<&Path>,
    terminal: &mut Terminal,
    go_on: impl FnOnce(&[Rule], &mut Terminal) -> Outcome,
) -> Outcome {
    match with_directory(directory) {
        Ok(rules) => go_on(&rules, terminal),
        Err(faults) => terminal.bad_rules(&faults),
    }
}

fn write_list(rules: &[Rule], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let widest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let indent = widest + 11;
        let lines = wrap(&rule.title, look.width.saturating_sub(indent).max(20));
        writeln!(out, "{:widest$}  {:7}  {}", rule.id, rule.level.name(), lines[0])?;
        for line in &lines[1..] {
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

fn write_kinds(look: Look, out: &mut dyn Write) -> io::Result<()> {
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
            let documents =
                example.docs.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
            let options = Options { notes: true, ..Options::default() };
            let run = pipeline::run_texts(documents, std::slice::from_ref(rule), &options);
            (run.sources, run.findings)
        });
        for outcome in outcomes {
            run += 1;
            if let Some(difference) = outcome.difference {
                failed += 1;
                report.push_str(&format!("{}: {}\n", rule.id, outcome.name));
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
