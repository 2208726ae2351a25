//! The command line: arguments, exit codes, one file for each subcommand.
//!
//! Exit codes: 0 when nothing at or above `--fail-on` was found, 1 when something was,
//! 2 when crossclaim could not do its job.

mod baseline;
mod cache;
mod check;
mod claims;
mod config;
mod earlier;
mod facts;
mod hints;
mod input;
mod output;
mod progress;
mod replace;
mod rows;
mod rules;
mod schema;
mod shell;
mod terminal;
mod watch;
mod why;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use terminal::{Color, Terminal};

/// How a subcommand ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Findings,
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Finds numbers and dates that cannot all be true.
///
/// crossclaim reads several documents, works out which of their figures and dates speak
/// of the same fact, and reports where they cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "crossclaim", version, after_help = EXAMPLES, max_term_width = 80)]
struct Cli {
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN")]
    color: Color,
    #[command(flatten)]
    source: config::Source,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  crossclaim check draft.md sources/          compare a draft with its sources
  crossclaim check --format short .           one line for each finding
  git show HEAD:a.md | crossclaim check - b.md --stdin-name a.md
  crossclaim claims --format table draft.md   what was read, and how
  crossclaim rules explain date-conflict      what a rule looks for, and why

Exit codes: 0 nothing found, 1 findings, 2 crossclaim could not do its job.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Report what cannot all be true
    Check(check::Args),
    /// Print every claim that was read
    Claims(claims::Args),
    /// Print each fact with its value in each source
    Facts(facts::Args),
    /// Print the evidence for one finding
    Why(why::Args),
    /// List, explain, test and start rules
    Rules(rules::Args),
    /// Write a config to start from
    Init(config::InitArgs),
    /// Print a JSON Schema of rule, facts or config files, for editors
    Schema(schema::Args),
    /// Print a completion script
    Completions(shell::Completions),
    /// Print the manual page
    Man(shell::Man),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut terminal = Terminal::new(cli.color);
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args, &cli.source, &mut terminal),
        Command::Claims(args) => claims::run(&args, &cli.source, &mut terminal),
        Command::Facts(args) => facts::run(&args, &cli.source, &mut terminal),
        Command::Why(args) => why::run(&args, &cli.source, &mut terminal),
        Command::Rules(args) => rules::run(args, &cli.source, &mut terminal),
        Command::Init(args) => config::init(&args, &mut terminal),
        Command::Schema(args) => schema::run(&args, &mut terminal),
        Command::Completions(args) => shell::completions(&args, &mut terminal),
        Command::Man(args) => shell::man(&args, &mut terminal),
    };
    outcome.into()
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::Cli;

    /// Every command, with its name in full.
    fn all(command: &Command, name: &str, found: &mut Vec<(String, Command)>) {
        found.push((name.to_owned(), command.clone()));
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            all(below, &format!("{name} {}", below.get_name()), found);
        }
    }

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_how_it_is_used_within_80_columns() {
        let mut command = Cli::command();
        command.build();
        let mut commands = Vec::new();
        all(&command, "crossclaim", &mut commands);
        assert!(commands.len() > 12);
        for (name, mut command) in commands {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Examples:\n  ") && help.contains(&format!("  {name}")), "{name}\n{help}");
            for line in help.lines() {
                assert!(line.chars().count() <= 80, "{name}: {line}");
            }
        }
    }
}
