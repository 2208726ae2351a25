//! From the text of a config to a `Config`, or to all its mistakes at once.

use std::path::Path;

use super::Config;
use super::keys::{AUTHORITY, CONFIG, DOCUMENTS, FAIL_ON, WIDTHS};
use crate::claim::Decimal;
use crate::finding::Level;
use crate::rules::keys::LEVELS;
use crate::rules::raw::{At, Problems, RawTable, read_file, string};
use crate::rules::{Globs, Group, RuleFault, read_tags, selector};

/// Reads the `text` of a config.
///
/// # Errors
/// With every mistake in it.
pub(super) fn parse(path: &Path, text: &str) -> Result<Config, RuleFault> {
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    read_file("the config", path, text, |root, problems| {
        let config = read(root, folder, problems);
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
