//! `crossclaim facts`: the ledger.

use clap::ValueEnum;

use super::Outcome;
use super::config::Source;
use super::input::{Choice, Documents, History};
use super::rows::{fact_rows, settle_consistency};
use super::terminal::Terminal;
use crate::report::{facts_csv, facts_json, facts_markdown, facts_table};

/// Arguments of `facts`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  crossclaim facts draft.md sources/
  crossclaim facts --format json . > facts.json
  crossclaim facts --format csv docs/ > facts.csv
  crossclaim facts --format md --select dates docs/")]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    choice: Choice,
    /// How to write the facts
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Each fact with a line for each of its values
    #[value(alias = "table")]
    Human,
    /// One JSON object
    Json,
    /// A line for each value, with a head
    Csv,
    /// A table of Markdown
    Md,
}

pub(super) fn run(args: &Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    args.documents.start_threads();
    let setup = match args.choice.load(source, terminal) {
        Ok(setup) => setup,
        Err(outcome) => return outcome,
    };
    let (run, outcome) = match args.documents.run(
        &setup.inputs,
        &setup.rules,
        &setup.options(),
        &History::default(),
        terminal,
    ) {
        Ok(done) => done,
        Err(outcome) => return outcome,
    };
    let mut rows = fact_rows(&run);
    settle_consistency(&mut rows, &run.findings);
    terminal.print(outcome, |out, look| match args.format {
        Format::Human => facts_table(&run.sources, &rows, look, out),
        Format::Json => facts_json(&run.sources, &rows, out),
        Format::Csv => facts_csv(&run.sources, &rows, out),
        Format::Md => facts_markdown(&run.sources, &rows, out),
    })
}
