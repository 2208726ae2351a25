//! A work cannot be read before it was issued.

use super::{Context, finding, say};
use crate::claim::Value;
use crate::finding::{Finding, Label};
use crate::rules::Rule;

/// Citations whose access date lies before their date of issue.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for claim in &context.ledger.claims {
        let Value::Citation(citation) = &claim.value else { continue };
        let (Some((issued_at, issued)), Some((accessed_at, accessed))) =
            (&citation.issued, &citation.accessed)
        else {
            continue;
        };
        let (Some((first, _)), Some((_, last))) = (issued.days.bounds(), accessed.days.bounds()) else {
            continue;
        };
        if last >= first {
            continue;
        }
        let text = |place| say::squeezed(context.sources.text_at(place));
        let labels = vec![
            Label { place: *issued_at, role: "first", note: format!("issued {}", say::days(issued)) },
            Label { place: *accessed_at, role: "other", note: format!("accessed {}", say::days(accessed)) },
        ];
        let message = format!("accessed {} but issued {}", text(*accessed_at), text(*issued_at));
        let mut why = vec!["a work cannot be read before it is issued".to_owned()];
        if first - last > 300 && first - last < 370 {
            why.push(
                "the access date is about a year early, as when the old year is written in January"
                    .to_owned(),
            );
        }
        findings.push(finding(rule, context, 0.95, message, labels, why));
    }
    findings
}
