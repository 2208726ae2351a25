//! A rule as a page to read, and an empty one to fill in.

use std::fmt::Write;

use super::Rule;

/// The rule as a page of Markdown: what, why, what to do, what it leaves alone, examples.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}\n", rule.id, rule.title);
    let _ = write!(out, "Level: {}", rule.level.name());
    if !rule.tags.is_empty() {
        let _ = write!(out, ". Tags: {}", rule.tags.join(", "));
    }
    let _ = writeln!(out, ".\n\n## Why it matters\n\n{}\n", rule.why.trim());
    let _ = writeln!(out, "## What to do\n\n{}\n", rule.fix.trim());
    if !rule.traps.is_empty() {
        let _ = writeln!(out, "## What it leaves alone\n");
        for trap in &rule.traps {
            let _ = writeln!(out, "- {trap}");
        }
        out.push('\n');
    }
    out.push_str("## Examples\n");
    for example in &rule.examples {
        let _ = writeln!(out, "\n### {}\n", example.name);
        for (name, text) in &example.docs {
            let _ = writeln!(out, "`{name}`:\n");
            for line in text.trim().lines() {
                let _ = writeln!(out, "> {line}");
            }
            out.push('\n');
        }
        if example.finds.is_empty() {
            out.push_str("Nothing is found.\n");
        } else {
            let finds: Vec<String> = example.finds.iter().map(|find| format!("`{find}`")).collect();
            let _ = writeln!(out, "Finds {}.", finds.join(" against "));
        }
    }
    out
}

/// A rule file to start from.
#[must_use]
pub fn template(id: &str) -> String {
    format!(
        r#"# What each key means: CONTRIBUTING.md, "A rule".
id    = "{id}"
level = "warning"          # error, warning or note
title = "Two sources give different counts for one thing"
why   = "A reader who opens only one of them carries away a wrong figure."
fix   = "Correct one source, or say what each figure counts."
tags  = ["numbers"]
traps = ["counts of different days"]

[check.agree]              # the kinds of check: crossclaim rules list --kinds
values = "measure"

# Documents, and the places the rule labels in them. `crossclaim rules test` runs them.
[[example]]
name  = "two counts of one board"
docs  = {{ "agenda.md" = "The board has 12 members.", "minutes.md" = "The board has 14 members." }}
finds = ["agenda.md: 12", "minutes.md: 14"]

[[example]]
name  = "a rounded figure may cover the exact one"
docs  = {{ "a.md" = "About 12,000 people came to the fair.", "b.md" = "11,950 people came to the fair." }}
finds = []
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_valid_rule_and_can_be_explained() {
        let rule = super::super::parse(std::path::Path::new("my-rule.toml"), &template("my-rule")).unwrap();
        let page = explain(&rule);
        assert!(page.starts_with("# my-rule\n\nTwo sources give"), "{page}");
        assert!(page.contains("Finds `agenda.md: 12` against `minutes.md: 14`."), "{page}");
    }
}
