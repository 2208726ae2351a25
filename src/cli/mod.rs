//! The command line: arguments, exit codes, one file for each subcommand.
//!
//! Exit codes: 0 when nothing at or above `--fail-on` was found, 1 when something was,
//! 2 when crossclaim could not do its job.

mod baseline;
mod check;
mod claims;
mod config;
mod earlier;
mod facts;
mod input;
mod output;
mod replace;
mod rows;
mod rules;
mod schema;
mod terminal;
mod why;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

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
    Completions {
        /// The shell it is for.
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man {
        /// A subcommand, for a page of its own.
        command: Option<String>,
    },
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
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "crossclaim", &mut script);
            terminal.print(Outcome::Clean, |out, _| out.write_all(&script))
        }
        Command::Man { command } => man(command.as_deref(), &mut terminal),
    };
    outcome.into()
}

fn man(name: Option<&str>, terminal: &mut Terminal) -> Outcome {
    let mut command = Cli::command();
    command.build();
    let page = match name {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                return terminal.fail(&format!("there is no subcommand `{name}`"), Some("crossclaim --help"));
            }
        },
    };
    let render = |out: &mut dyn io::Write| {
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text)?;
        out.write_all(&text)
    };
    terminal.print(Outcome::Clean, |out, _| render(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }
}
