//! `crossclaim schema`: JSON Schemas for editors.

use clap::ValueEnum;

use super::Outcome;
use super::config::CONFIG;
use super::terminal::Terminal;
use crate::rules::schema;

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
An editor with a TOML plug-in (taplo, Even Better TOML) completes the keys of a
file whose first line names its schema: #:schema ./rule.schema.json

Examples:
  crossclaim schema rule > rule.schema.json
  crossclaim schema config > crossclaim.schema.json")]
pub(super) struct Args {
    /// The file that the schema is for
    #[arg(value_enum)]
    of: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum File {
    /// A rule file
    Rule,
    /// A ledger of facts, facts.toml
    Facts,
    /// The config, crossclaim.toml
    Config,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Outcome {
    let text = match args.of {
        File::Rule => schema::rule(),
        File::Facts => schema::facts(),
        File::Config => schema::of("The config of crossclaim", CONFIG),
    };
    terminal.print(Outcome::Clean, |out, _| out.write_all(text.as_bytes()))
}
