//! `crossclaim why`: the evidence behind one finding.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::Outcome;
use super::config::Source;
use super::input::{Choice, Documents, History};
use super::rows::{claim_row, fact_row};
use super::terminal::Terminal;
use crate::align::{Fact, Judgement};
use crate::claim::{Agreement, Kind};
use crate::finding::Finding;
use crate::pipeline::{Options, Run};
use crate::place::visible;
use crate::report::{Look, claims_json, facts_table, side_by_side, wrap, write_finding};

/// Arguments of `why`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The fingerprint stands below each finding of `crossclaim check`; its first digits will do.

Examples:
  crossclaim why 1f3a9c2b draft.md sources/
  crossclaim why 1f3a9c2b --against main docs/    one that --against found
  crossclaim why 1f3a9c2b --slots draft.md sources/ | jq .noun")]
pub(super) struct Args {
    /// The fingerprint of a finding, or its first digits
    #[arg(value_parser = fingerprint)]
    fingerprint: String,
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    history: History,
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

pub(super) fn run(args: &Args, source: &Source, terminal: &mut Terminal) -> Outcome {
    args.documents.start_threads();
    let setup = match args.choice.load(source, terminal) {
        Ok(setup) => setup,
        Err(outcome) => return outcome,
    };
    let options = Options { notes: true, ..setup.options() };
    let ran = args.documents.run(&setup.inputs, &setup.rules, &options, &args.history, terminal);
    let (run, outcome) = match ran {
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
    let mut claims: Vec<u32> = (0..).take(run.ledger.claims.len()).filter(|&at| overlaps(at)).collect();
    // Words in quotation marks are a claim of their own, and here only what a figure stands in.
    let is_quote = |at: u32| run.ledger.claims[at as usize].kind == Kind::Quote;
    if claims.iter().any(|&at| !is_quote(at)) && !finding.rule.starts_with("quote") {
        claims.retain(|&at| !is_quote(at));
    }
    let rows: Vec<_> = claims
        .iter()
        .map(|&at| claim_row(&run.sources, &run.ledger, &run.ledger.claims[at as usize]))
        .collect();
    if slots {
        claims_json(&run.sources, &rows, out)?;
    } else {
        side_by_side(&run.sources, &rows, look, out)?;
        if rows.len() > 1 {
            writeln!(out, "  (* they differ)")?;
        }
    }
    let among = |link: &&Judgement| claims.contains(&link.a) && claims.contains(&link.b);
    let holds = |fact: &&Fact| claims.iter().filter(|claim| fact.claims.contains(claim)).count() > 1;
    let mut shown = BTreeSet::new();
    for fact in run.alignment.facts.iter().filter(holds) {
        writeln!(out, "\nThe fact they were taken to state:")?;
        facts_table(&run.sources, &[fact_row(run, fact, false)], look, out)?;
        for link in fact.links.iter().filter(among) {
            shown.insert((link.a, link.b));
            write_link(run, link, look, out)?;
        }
    }
    for link in run.alignment.judged.iter().filter(among) {
        if shown.len() < MOST_LINKS && shown.insert((link.a, link.b)) {
            write_link(run, link, look, out)?;
        }
    }
    Ok(())
}

/// Judged pairs that are shown, where none of them made a fact.
const MOST_LINKS: usize = 6;

/// What spoke for and against one pair, the weightiest first, and what came of it.
fn write_link(run: &Run, link: &Judgement, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let text = |claim: u32| {
        let place = run.ledger.claims[claim as usize].place;
        let at = run.sources.document(place).line_column(place.start);
        let words = visible(run.sources.text_at(place)).split_whitespace().collect::<Vec<_>>().join(" ");
        format!("\"{words}\" ({}:{}:{})", visible(&run.sources.document(place).path), at.line, at.column)
    };
    writeln!(out)?;
    for line in wrap(&format!("{} and {}:", text(link.a), text(link.b)), look.width) {
        writeln!(out, "{line}")?;
    }
    let mut evidence = link.evidence.clone();
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    for (head, sign) in [("for one fact", 1.0), ("against", -1.0)] {
        let side: Vec<_> = evidence.iter().filter(|one| one.weight * sign > 0.0).collect();
        if !side.is_empty() {
            writeln!(out, "  {head}:")?;
        }
        for one in side {
            for (number, line) in wrap(one.what.phrase(), look.width.saturating_sub(12)).iter().enumerate() {
                let weight = if number == 0 { format!("{:+.1}", one.weight) } else { String::new() };
                writeln!(out, "    {weight:>5}  {line}")?;
            }
        }
    }
    for veto in link.vetoes.iter() {
        writeln!(out, "  kept apart: {}", veto.phrase())?;
    }
    let sum = format!("  sum {:+.1}, likelihood {:.2}", link.score, link.likelihood());
    let values = match link.agreement {
        Agreement::Same => "the values are the same".to_owned(),
        Agreement::Compatible { how, .. } => format!("the values agree: {}", how.phrase()),
        Agreement::Conflict => "the values cannot both be true".to_owned(),
        Agreement::Incomparable(reason) => format!("the values are not compared: {}", reason.phrase()),
    };
    writeln!(out, "{sum}\n  {values}")
}
