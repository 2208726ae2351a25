//! `crossclaim why`: the evidence behind one finding.

use std::io::{self, Write};

use super::Outcome;
use super::input::{Choice, Documents};
use super::rows::{claim_row, fact_row};
use super::terminal::Terminal;
use crate::align::Fact;
use crate::finding::Finding;
use crate::pipeline::{Options, Run};
use crate::report::{Look, claims_json, claims_table, facts_table, write_finding};

/// Arguments of `why`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The fingerprint stands below each finding of `crossclaim check`; its first digits will do.

Example:
  crossclaim why 1f3a9c2b draft.md sources/")]
pub(super) struct Args {
    /// The fingerprint of a finding, or its first digits
    #[arg(value_parser = fingerprint)]
    fingerprint: String,
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    choice: Choice,
    /// Print all slots of the claims, as JSON
    #[arg(long)]
    slots: bool,
}

fn fingerprint(text: &str) -> Result<String, String> {
    if (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(text.to_ascii_lowercase());
    }
    Err("4 to 16 hexadecimal digits".to_owned())
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Outcome {
    let rules = match args.choice.load(terminal) {
        Ok(rules) => rules,
        Err(outcome) => return outcome,
    };
    let options = Options { notes: true, ..Options::default() };
    let (run, outcome) = match args.documents.run(&rules, &options, terminal) {
        Ok(done) => done,
        Err(outcome) => return outcome,
    };
    let meant: Vec<&Finding> =
        run.findings.iter().filter(|finding| finding.fingerprint.starts_with(&args.fingerprint)).collect();
    if meant.is_empty() {
        let message = format!("no finding has the fingerprint `{}`", args.fingerprint);
        return terminal.fail(&message, Some("name the same documents as for `crossclaim check`"));
    }
    terminal.print(outcome, |out, look| {
        meant.iter().try_for_each(|finding| write_evidence(&run, finding, args.slots, look, out))
    })
}

/// The finding, its claims as they were read, and the facts that hold them.
fn write_evidence(
    run: &Run,
    finding: &Finding,
    slots: bool,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_finding(&run.sources, finding, look, out)?;
    writeln!(
        out,
        "\nfingerprint {}, confidence {:.2}\n\nThe claims as they were read:",
        finding.fingerprint, finding.confidence
    )?;
    let overlaps = |at: u32| {
        let place = run.ledger.claims[at as usize].place;
        finding.labels.iter().any(|label| label.place.overlaps(place))
    };
    let claims: Vec<u32> = (0..).take(run.ledger.claims.len()).filter(|&at| overlaps(at)).collect();
    let rows: Vec<_> = claims
        .iter()
        .map(|&at| claim_row(&run.sources, &run.ledger, &run.ledger.claims[at as usize]))
        .collect();
    if slots {
        claims_json(&run.sources, &rows, out)?;
    } else {
        claims_table(&run.sources, &rows, look, out)?;
    }
    let holds = |fact: &&Fact| claims.iter().filter(|claim| fact.claims.contains(claim)).count() > 1;
    for fact in run.alignment.facts.iter().filter(holds) {
        writeln!(out, "\nThe fact they were taken to state:")?;
        facts_table(&run.sources, &[fact_row(run, fact, false)], look, out)?;
        for link in fact.links.iter().filter(|link| claims.contains(&link.a) && claims.contains(&link.b)) {
            writeln!(out, "\nFor and against, likelihood {:.2}:", link.likelihood())?;
            for evidence in &link.evidence {
                writeln!(out, "  {:+.1}  {}", evidence.weight, evidence.what.phrase())?;
            }
        }
    }
    Ok(())
}
