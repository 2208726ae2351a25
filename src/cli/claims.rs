//! `crossclaim claims`: what was read, and how.

use clap::ValueEnum;

use super::Outcome;
use super::config::Source;
use super::input::{Documents, History, Inputs};
use super::rows::claim_rows;
use super::terminal::Terminal;
use crate::pipeline::Options;
use crate::report::{claims_json, claims_table};

/// Arguments of `claims`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim claims --format table draft.md
  crossclaim claims sources/ | jq 'select(.kind == \"money\")'")]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,
    /// How to write the claims
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// A line for each claim: place, kind, words, reading, counted thing
    Table,
}

pub(super) fn run(args: &Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    args.documents.start_threads();
    let config = match source.load(terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let options = Options { align: false, declared: config.declared, ..Options::default() };
    let inputs = Inputs { paths: config.paths, exclude: config.exclude, config: config.path };
    let ran = args.documents.run(&inputs, &[], &options, &History::default(), terminal);
    let (run, outcome) = match ran {
        Ok(done) => done,
        Err(outcome) => return outcome,
    };
    let rows = claim_rows(&run.sources, &run.ledger);
    terminal.print(outcome, |out, look| match args.format {
        Format::Jsonl => claims_json(&run.sources, &rows, out),
        Format::Table => claims_table(&run.sources, &rows, look, out),
    })
}
