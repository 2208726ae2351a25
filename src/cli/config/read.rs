//! From the text of a config to a `Config`, or to all its mistakes at once.

use std::path::Path;

use super::Config;
use super::keys::{ALLOW, AUTHORITY, CONFIG, DOCUMENTS, FAIL_ON, WIDTHS};
use crate::claim::Decimal;
use crate::cli::cache::Kept;
use crate::finding::Level;
use crate::place::Span;
use crate::rules::allow::{Allowed, Entry, iso};
use crate::rules::keys::LEVELS;
use crate::rules::raw::{At, Problems, RawTable, read_file, string};
use crate::rules::{Globs, Group, RuleFault, read_tags, selector};
use crate::source::Document;

/// Reads the `text` of a config.
///
/// # Errors
/// With every mistake in it.
pub(super) fn parse(path: &Path, text: &str) -> Result<Config, RuleFault> {
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    read_file("the config", path, text, |root, problems| {
        let mut config = read(root, folder, problems);
        let entries: Vec<Entry> =
            root.tables("allow", problems).into_iter().filter_map(|table| allow(table, problems)).collect();
        if !entries.is_empty() {
            let document = Document::bare(&path.to_string_lossy().replace('\\', "/"), text);
            config.declared.allowed = Some(Allowed { document, entries });
        }
        Some(Config { path: path.to_path_buf(), text: text.to_owned(), ..config })
    })
}

fn read(root: RawTable<'_, '_>, folder: &Path, problems: &mut Problems) -> Config {
    root.known(CONFIG, problems);
    let mut beside = |key| {
        let names = root.one_or_many(key, problems);
        names.iter().map(|name| folder.join(&name.value)).collect::<Vec<_>>()
    };
    let (paths, rules) = (beside("paths"), beside("rules"));
    let mut config = Config {
        paths,
        rules,
        exclude: selector::globs(root, "exclude", problems),
        select: root.one_or_many("select", problems),
        ignore: root.one_or_many("ignore", problems),
        facts: root.optional("facts", problems).map(|facts| folder.join(facts.value)),
        baseline: root.optional("baseline", problems).map(|file| folder.join(file.value)),
        cache: Kept {
            wanted: root.flag("cache", problems),
            folder: root.optional("cache-dir", problems).map(|dir| folder.join(dir.value)),
        },
        confidence: root.share("confidence", problems),
        notes: root.flag("notes", problems),
        ..Config::default()
    };
    if let Some(word) = root.optional("fail-on", problems) {
        if FAIL_ON.contains(&word.value.as_str()) {
            config.fail_on = Some(word.value);
        } else {
            problems.unknown("level", &word, FAIL_ON);
        }
    }
    config.levels = levels(root, problems);
    if let Some(tags) = root.table("tags", problems) {
        config.declared.tags = read_tags(tags, problems);
    }
    for table in root.tables("documents", problems) {
        documents(table, &mut config, problems);
    }
    if let Some(authority) = root.table("authority", problems) {
        config.declared.authority = order(authority, problems);
    }
    if let Some(table) = root.table("widths", problems) {
        widths(table, &mut config, problems);
    }
    config
}

/// The rules under `levels`, each with its level.
fn levels(table: RawTable<'_, '_>, problems: &mut Problems) -> Vec<(At<String>, Level)> {
    let Some(levels) = table.table("levels", problems) else { return Vec::new() };
    let mut found = Vec::new();
    for (id, _) in levels.entries() {
        let Some(word) = levels.optional(&id.value, problems) else { continue };
        match [Level::Error, Level::Warning, Level::Note].into_iter().find(|level| level.name() == word.value)
        {
            Some(level) => found.push((id, level)),
            None => problems.unknown("level", &word, LEVELS),
        }
    }
    found
}

/// One `[[documents]]`.
fn documents(table: RawTable<'_, '_>, config: &mut Config, problems: &mut Problems) {
    table.known(DOCUMENTS, problems);
    if !table.has("docs") {
        let help = "docs = \"drafts/**\"".to_owned();
        problems.add(table.place(), "`[[documents]]` has no `docs`", "`docs` is missing", Some(help));
    }
    let words = |list: &[At<String>]| list.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
    let (select, ignore) = (table.one_or_many("select", problems), table.one_or_many("ignore", problems));
    let levels = levels(table, problems);
    let mut meta = Vec::new();
    for (key, value) in table.table("meta", problems).map(RawTable::entries).unwrap_or_default() {
        meta.extend(string(&key.value, value, problems).map(|value| (key.value, value.value)));
    }
    config.declared.groups.push(Group {
        docs: selector::globs(table, "docs", problems),
        tags: words(&table.one_or_many("tags", problems)),
        meta,
        select: words(&select),
        ignore: words(&ignore),
        levels: levels.iter().map(|(id, level)| (id.value.clone(), *level)).collect(),
    });
    config.named.extend(select.into_iter().chain(ignore));
    config.leveled.extend(levels.into_iter().map(|(id, _)| id));
}

/// One `[[allow]]`.
fn allow(table: RawTable<'_, '_>, problems: &mut Problems) -> Option<Entry> {
    table.known(ALLOW, problems);
    let rule = table.required("rule", "rule = \"value-conflict\"", problems);
    let reason = table.required("reason", "reason = \"why the finding may stand\"", problems);
    let mut docs = Vec::new();
    for pattern in table.one_or_many("docs", problems) {
        let mut globs = Globs::default();
        selector::add_glob(&mut globs, &pattern, problems);
        docs.push(globs);
    }
    let fingerprint = table.optional("fingerprint", problems);
    if let Some(digits) = fingerprint.as_ref().filter(|digits| !is_fingerprint(&digits.value)) {
        let help = "`crossclaim check` prints it below each finding".to_owned();
        let message = format!("`{}` is no fingerprint", digits.value);
        problems.add(digits.at.clone(), message, "4 to 16 hexadecimal digits", Some(help));
    }
    let until = table.value("until", problems);
    let day = until.as_ref().and_then(|until| iso(&until.value));
    if let Some(until) = until.filter(|_| day.is_none()) {
        let message = format!("`{}` is no day", until.value);
        problems.add(until.at, message, "not a day", Some("until = 2027-01-31".to_owned()));
    }
    let place = table.place();
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Some(Entry {
        at: Span { start: narrow(place.start), end: narrow(place.end) },
        rule: rule?.value,
        docs,
        fingerprint: fingerprint.map(|digits| digits.value.to_ascii_lowercase()).unwrap_or_default(),
        until: day,
        reason: reason?.value,
    })
}

fn is_fingerprint(text: &str) -> bool {
    (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `[authority]`, the highest first.
fn order(authority: RawTable<'_, '_>, problems: &mut Problems) -> Vec<Globs> {
    authority.known(AUTHORITY, problems);
    if !authority.has("order") {
        let help = "order = [\"statutes/**\", \"reports/**\"]".to_owned();
        problems.add(authority.place(), "`[authority]` has no `order`", "`order` is missing", Some(help));
    }
    let mut order = Vec::new();
    for pattern in authority.strings("order", problems) {
        let mut globs = Globs::default();
        selector::add_glob(&mut globs, &pattern, problems);
        order.push(globs);
    }
    order
}

fn widths(table: RawTable<'_, '_>, config: &mut Config, problems: &mut Problems) {
    table.known(WIDTHS, problems);
    let widths = &mut config.declared.widths;
    let settings = [
        ("about", &mut widths.about, true),
        ("nearly", &mut widths.nearly, true),
        ("just-over", &mut widths.just_over, true),
        ("rounding", &mut widths.rounding, false),
    ];
    for (key, width, is_share) in settings {
        let Some(number) = table.number(key, problems) else { continue };
        match number.value.parse::<Decimal>() {
            Ok(value) if !is_share || value <= Decimal::ONE => *width = value,
            Ok(_) => {
                let message = format!("`{key}` is a share of the number, from 0 to 1");
                problems.add(number.at, message, "more than the number itself", None);
            }
            Err(_) => problems.add(number.at, format!("`{key}` is too long a number"), "this one", None),
        }
    }
}
