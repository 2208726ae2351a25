//! `--print-config`: the settings in force, as a config that would put them in force.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::claim::{Decimal, civil};
use crate::finding::Level;
use crate::place::visible;
use crate::rules::{Declared, Globs, Rule};

/// What a run goes by, once the config and the command line are taken together.
pub(in crate::cli) struct InForce<'a> {
    /// The config that was read; empty, without one.
    pub config: &'a Path,
    pub paths: &'a [PathBuf],
    pub exclude: &'a Globs,
    pub folders: &'a [PathBuf],
    pub facts: Option<&'a Path>,
    pub baseline: Option<&'a Path>,
    /// Where findings are kept between runs; none, where they are not.
    pub cache: Option<&'a Path>,
    pub confidence: f32,
    pub notes: bool,
    pub fail_on: &'a str,
    pub declared: &'a Declared,
    /// The rules that are applied, with their levels.
    pub rules: &'a [Rule],
}

/// Writes them. Paths are seen from the working directory.
pub(in crate::cli) fn write(settings: &InForce<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    fill(settings, &mut text).map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn fill(settings: &InForce<'_>, out: &mut String) -> std::fmt::Result {
    let from = if settings.config.as_os_str().is_empty() {
        "no config".to_owned()
    } else {
        visible(&settings.config.to_string_lossy()).into_owned()
    };
    writeln!(out, "# The settings in force, from {from} and the command line.")?;
    let declared = settings.declared;
    let paths = |paths: &[PathBuf]| list(paths.iter().map(|path| path.to_string_lossy().replace('\\', "/")));
    some(out, "paths", !settings.paths.is_empty(), &paths(settings.paths))?;
    some(out, "exclude", !settings.exclude.is_empty(), &globs(settings.exclude))?;
    some(out, "rules", !settings.folders.is_empty(), &paths(settings.folders))?;
    writeln!(out, "cache = {}", settings.cache.is_some())?;
    for (key, file) in
        [("cache-dir", settings.cache), ("facts", settings.facts), ("baseline", settings.baseline)]
    {
        if let Some(file) = file {
            writeln!(out, "{key} = {}", quoted(&file.to_string_lossy()))?;
        }
    }
    writeln!(out, "confidence = {:?}", settings.confidence)?;
    writeln!(out, "notes = {}", settings.notes)?;
    writeln!(out, "fail-on = {}", quoted(settings.fail_on))?;
    writeln!(out, "\n# The rules that are applied.")?;
    writeln!(out, "select = [")?;
    for rule in settings.rules {
        writeln!(out, "  {},", quoted(&rule.about.id))?;
    }
    writeln!(out, "]\n\n[levels]")?;
    for rule in settings.rules {
        writeln!(out, "{} = {}", quoted(&rule.about.id), quoted(rule.about.level.name()))?;
    }
    if !declared.tags.is_empty() {
        writeln!(out, "\n[tags]")?;
    }
    for (tag, docs) in &declared.tags {
        writeln!(out, "{} = {}", quoted(tag), globs(docs))?;
    }
    for group in &declared.groups {
        writeln!(out, "\n[[documents]]\ndocs = {}", globs(&group.docs))?;
        some(out, "tags", !group.tags.is_empty(), &list(&group.tags))?;
        let meta = group.meta.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        some(out, "meta", !group.meta.is_empty(), &pairs(meta))?;
        some(out, "select", !group.select.is_empty(), &list(&group.select))?;
        some(out, "ignore", !group.ignore.is_empty(), &list(&group.ignore))?;
        let levels = group.levels.iter().map(|(id, level): &(String, Level)| (id.as_str(), level.name()));
        some(out, "levels", !group.levels.is_empty(), &pairs(levels))?;
    }
    for entry in declared.allowed.iter().flat_map(|allowed| &allowed.entries) {
        writeln!(out, "\n[[allow]]\nrule = {}", quoted(&entry.rule))?;
        some(out, "docs", !entry.docs.is_empty(), &list(entry.docs.iter().flat_map(Globs::patterns)))?;
        some(out, "fingerprint", !entry.fingerprint.is_empty(), &quoted(&entry.fingerprint))?;
        writeln!(out, "reason = {}", quoted(&entry.reason))?;
        if let Some(day) = entry.until.and_then(civil) {
            writeln!(out, "until = {day}")?;
        }
    }
    if !declared.authority.is_empty() {
        let order = list(declared.authority.iter().flat_map(Globs::patterns));
        writeln!(out, "\n[authority]\norder = {order}")?;
    }
    let widths = &declared.widths;
    writeln!(out, "\n[widths]")?;
    let all = [
        ("about", widths.about),
        ("nearly", widths.nearly),
        ("just-over", widths.just_over),
        ("rounding", widths.rounding),
    ];
    all.iter().try_for_each(|(key, width): &(&str, Decimal)| writeln!(out, "{key} = {width}"))
}

/// A key, where it says something.
fn some(out: &mut String, key: &str, is: bool, value: &str) -> std::fmt::Result {
    if is { writeln!(out, "{key} = {value}") } else { Ok(()) }
}

fn globs(globs: &Globs) -> String {
    list(globs.patterns())
}

fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

fn pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<String> =
        pairs.map(|(key, value)| format!("{} = {}", quoted(key), quoted(value))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control()
                || visible(c.encode_utf8(&mut [0; 4])) != c.encode_utf8(&mut [0; 4]) as &str =>
            {
                quoted.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::read::parse;
    use super::*;
    use crate::rules::built_in;

    #[test]
    fn what_is_printed_is_a_config_that_says_the_same() {
        let text = "exclude = \"!a\\u001b\\\"b/**\"\n[tags]\npolicy = [\"p/**\", \"!d/**\"]\n\
            [[documents]]\ndocs = \"x/**\"\ntags = \"t\"\nmeta = { published = \"2024-05-01\" }\nignore = \"quotes\"\n\
            levels = { value-conflict = \"note\" }\n[authority]\norder = [\"a/**\", \"b/**\"]\n\
            [[allow]]\nrule = \"x\"\ndocs = [\"a.md\", \"b.md\"]\nfingerprint = \"1F3A\"\nreason = \"r\"\nuntil = 2027-01-31\n\
            [widths]\nabout = 0.25\nrounding = 1\n";
        let read = parse(Path::new("crossclaim.toml"), text).unwrap();
        let rules = built_in().unwrap();
        let print = |config: &super::super::Config| {
            let mut text = String::new();
            let settings = InForce {
                config: &config.path,
                paths: &config.paths,
                exclude: &config.exclude,
                folders: &config.rules,
                facts: None,
                baseline: None,
                cache: None,
                confidence: 0.8,
                notes: true,
                fail_on: "warning",
                declared: &config.declared,
                rules: &rules,
            };
            fill(&settings, &mut text).unwrap();
            text
        };
        let printed = print(&read);
        let again = parse(Path::new("crossclaim.toml"), &printed)
            .unwrap_or_else(|fault| panic!("{printed}\n{:?}", miette::Report::new(fault)));
        assert_eq!(again.declared.groups, read.declared.groups);
        let entry = &again.declared.allowed.as_ref().unwrap().entries[0];
        assert_eq!((entry.docs.len(), entry.fingerprint.as_str(), entry.until.is_some()), (2, "1f3a", true));
        assert_eq!(again.declared.widths, read.declared.widths);
        assert_eq!((again.confidence, again.fail_on.as_deref()), (Some(0.8), Some("warning")));
        assert_eq!(print(&again), printed);
        assert!(!printed.contains('\u{1b}'));
    }
}
