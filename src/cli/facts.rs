//! `crossclaim facts`: the ledger.

use clap::ValueEnum;

use super::Outcome;
use super::input::{Choice, Documents};
use super::rows::fact_rows;
use super::terminal::Terminal;
use crate::pipeline::Options;
use crate::report::{facts_json, facts_table};

/// Arguments of `facts`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim facts draft.md sources/
  crossclaim facts --format json . > facts.json")]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    choice: Choice,
    /// How to write the facts
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each fact with a line for each of its values
    Table,
    /// One JSON object
    Json,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Outcome {
    let rules = match args.choice.load(terminal) {
        Ok(rules) => rules,
        Err(outcome) => return outcome,
    };
    let (run, outcome) = match args.documents.run(&rules, &Options::default(), terminal) {
        Ok(done) => done,
        Err(outcome) => return outcome,
    };
    let rows = fact_rows(&run);
    terminal.print(outcome, |out, look| match args.format {
        Format::Table => facts_table(&run.sources, &rows, look, out),
        Format::Json => facts_json(&run.sources, &rows, out),
    })
}
