//! A rule as a page to read, and an empty one to fill in.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Rule;

/// The rule as a page of Markdown: what, why, what to do, what it leaves alone, examples.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}\n", rule.about.id, rule.about.title);
    let _ = write!(out, "Level: {}", rule.about.level.name());
    if !rule.about.tags.is_empty() {
        let _ = write!(out, ". Tags: {}", rule.about.tags.join(", "));
    }
    let _ = writeln!(out, ".\n\n## Why it matters\n\n{}\n", rule.about.why.trim());
    let _ = writeln!(out, "## What to do\n\n{}\n", rule.about.fix.trim());
    if !rule.about.traps.is_empty() {
        let _ = writeln!(out, "## What it leaves alone\n");
        for trap in &rule.about.traps {
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
        for (name, text) in example.declared.before.iter().flat_map(|before| before.iter()) {
            let _ = writeln!(out, "`{name}` before:\n");
            for line in String::from_utf8_lossy(text).trim().lines() {
                let _ = writeln!(out, "> {line}");
            }
            out.push('\n');
        }
        if let Some(pins) = &example.declared.pins {
            out.push_str("With these facts known:\n\n");
            for line in pins.document.text.trim().lines() {
                let _ = writeln!(out, "    {line}");
            }
            out.push('\n');
        }
        if !example.declared.authority.is_empty() {
            let order: Vec<String> =
                example.declared.authority.iter().map(|globs| format!("`{globs}`")).collect();
            let _ = writeln!(out, "Authority: {}.\n", order.join(", then "));
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

/// An index of `rules` in Markdown: a table of all of them, and the rules of each tag.
#[must_use]
pub fn index(rules: &[Rule]) -> String {
    let mut out = String::from(
        "# Rules\n\nWritten by `crossclaim rules list --md` from the rule files. A page on each rule:\n\
         `crossclaim rules explain ID --format md`.\n\n| rule | level | what is wrong |\n| --- | --- | --- |\n",
    );
    for rule in rules {
        let _ = writeln!(
            out,
            "| [`{0}`]({0}.toml) | {1} | {2} |",
            rule.about.id,
            rule.about.level.name(),
            rule.about.title
        );
    }
    let mut tags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for rule in rules {
        for tag in &rule.about.tags {
            tags.entry(tag).or_default().push(&rule.about.id);
        }
    }
    out.push_str("\n## By tag\n\n`--select TAG` and `--ignore TAG` choose all rules of a tag.\n\n| tag | rules |\n| --- | --- |\n");
    for (tag, ids) in tags {
        let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        let _ = writeln!(out, "| `{tag}` | {} |", ids.join(", "));
    }
    out
}

/// A rule file to start from.
#[must_use]
pub fn template(id: &str) -> String {
    format!(
        r#"# A rule of your own. Every key, with what it holds: crossclaim rules list --kinds
id    = "{id}"
level = "warning"          # error, warning or note
title = "A notice period is longer than three months"
why   = "Whoever signs is bound for longer than the policy allows."
fix   = "Shorten the period, or have the exception approved."
tags  = ["policy"]         # names to select or ignore the rule by
traps = ["other periods, such as that of the deposit"]

# Which claims the rule looks at: those that fit every key.
[where]
kind  = "duration"         # money, percent, quantity, date, ...
words = ["notice period|term of notice"]
# docs = ["contracts/**", "!**/drafts/**"]

# What each of them must fulfil. Other kinds of check take the place of this one.
[check.claim]
at-most = "3 months"

# Documents, and the places that the rule labels in them: `FILE: TEXT`.
# `crossclaim rules test {id}.toml` runs them. At least one fires and one stays silent.
[[example]]
name  = "half a year"
docs  = {{ "lease.md" = "The notice period is six months. The deposit is held for two years." }}
finds = ["lease.md: six months"]

[[example]]
name  = "as long as it may be"
docs  = {{ "lease.md" = "The notice period is three months." }}
finds = []

[[example]]
name  = "another period"
docs  = {{ "lease.md" = "The rent may be raised once in twelve months." }}
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
        assert!(page.starts_with("# my-rule\n\nA notice period"), "{page}");
        assert!(page.contains("Finds `lease.md: six months`."), "{page}");
    }
}
