//! `crossclaim completions` and `crossclaim man`: what a shell and a system want of a command.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};

use super::replace::replace;
use super::terminal::Terminal;
use super::{Cli, Outcome};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim completions bash > ~/.local/share/bash-completion/completions/crossclaim
  crossclaim completions zsh > ~/.zfunc/_crossclaim
  crossclaim completions fish > ~/.config/fish/completions/crossclaim.fish")]
pub(super) struct Completions {
    /// The shell it is for
    shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim man | man -l -
  crossclaim man check > crossclaim-check.1
  crossclaim man --dir /usr/local/share/man/man1")]
pub(super) struct Man {
    /// A subcommand, for a page of its own
    command: Option<String>,
    /// Write all pages into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

/// Prints a completion script.
pub(super) fn completions(args: &Completions, terminal: &mut Terminal) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "crossclaim", &mut script);
    terminal.print(Outcome::Clean, |out, _| out.write_all(&script))
}

/// Prints a manual page, or writes all of them.
pub(super) fn man(args: &Man, terminal: &mut Terminal) -> Outcome {
    let mut command = Cli::command();
    command.build();
    if let Some(folder) = &args.dir {
        return match write_all(&command, folder) {
            Ok(count) => terminal
                .print(Outcome::Clean, |out, _| writeln!(out, "wrote {count} pages to {}", folder.display())),
            Err(error) => terminal.fail(&format!("cannot write to {}: {error}", folder.display()), None),
        };
    }
    let page = match &args.command {
        None => &command,
        Some(name) => match command.find_subcommand(name) {
            Some(command) => command,
            None => {
                return terminal.fail(&format!("there is no subcommand `{name}`"), Some("crossclaim --help"));
            }
        },
    };
    let text = rendered(page);
    terminal.print(Outcome::Clean, |out, _| out.write_all(&text?))
}

fn rendered(command: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    Ok(text)
}

/// Writes the page of `command` and those of all below it, and says how many.
fn write_all(command: &Command, folder: &Path) -> io::Result<usize> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    replace(&folder.join(format!("{name}.1")), &rendered(command)?)?;
    let below = command.get_subcommands().filter(|below| below.get_name() != "help");
    below.map(|below| write_all(below, folder)).try_fold(1, |count, below| Ok(count + below?))
}
