//! Reads the tables of a rule file value by value and notes every mistake it meets, so
//! that an author sees all of them in one go. What the values mean is `load`'s matter.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Problem, nearest};

/// A value with its range in the file.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub value: T,
    pub at: Range<usize>,
}

/// A table of the file and the name an author knows it by.
#[derive(Clone, Copy)]
pub(super) struct RawTable<'t, 'i> {
    table: &'t DeTable<'i>,
    /// Where its absence is shown: its header, or the start of the file.
    at: (usize, usize),
    name: &'t str,
}

/// The mistakes met so far.
#[derive(Default)]
pub(super) struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes a mistake at `at`.
    pub fn add(&mut self, at: Range<usize>, message: impl Into<String>, note: &str, help: Option<String>) {
        let at = (at.start, at.end.saturating_sub(at.start)).into();
        self.0.push(Problem { message: message.into(), note: note.into(), at, help });
    }

    /// Notes that `value` is none of `known`.
    pub fn unknown(&mut self, what: &str, value: &At<String>, known: &[&str]) {
        let nearest = nearest(&value.value, known.iter().copied());
        let help = nearest.map_or_else(
            || format!("one of: {}", known.join(", ")),
            |nearest| format!("did you mean `{nearest}`? Possible: {}", known.join(", ")),
        );
        self.add(value.at.clone(), format!("unknown {what} `{}`", value.value), "not known here", Some(help));
    }
}

impl<'t, 'i> RawTable<'t, 'i> {
    /// The table of the whole file.
    pub fn root(table: &'t DeTable<'i>) -> Self {
        Self { table, at: (0, 0), name: "the rule" }
    }

    /// Notes every key that is none of `known`.
    pub fn only(self, known: &[&str], problems: &mut Problems) {
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let key = At { value: key.get_ref().to_string(), at: key.span() };
                problems.unknown("key", &key, known);
            }
        }
    }

    /// The keys and values, in order of their places.
    pub fn entries(self) -> Vec<(At<String>, &'t Spanned<DeValue<'i>>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| (At { value: key.get_ref().to_string(), at: key.span() }, value))
            .collect();
        entries.sort_by_key(|entry| entry.0.at.start);
        entries
    }

    /// The words under `key`, which must be there and must not be blank.
    pub fn required(self, key: &str, help: &str, problems: &mut Problems) -> Option<At<String>> {
        let Some(value) = self.table.get(key) else {
            let message = format!("{} has no `{key}`", self.name);
            problems.add(self.at.0..self.at.1, message, &format!("`{key}` is missing"), Some(help.into()));
            return None;
        };
        let text = string(key, value, problems)?;
        if text.value.trim().is_empty() {
            problems.add(text.at, format!("`{key}` is empty"), "needs words", Some(help.into()));
            return None;
        }
        Some(text)
    }

    /// The word under `key`, if it is there.
    pub fn optional(self, key: &str, problems: &mut Problems) -> Option<At<String>> {
        self.table.get(key).and_then(|value| string(key, value, problems))
    }

    /// The list of strings under `key`; empty when there is none.
    pub fn strings(self, key: &str, problems: &mut Problems) -> Vec<At<String>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            wrong_type(key, "a list of strings", value, problems);
            return Vec::new();
        };
        list.iter().filter_map(|item| string(key, item, problems)).collect()
    }

    /// True when `key` is there, whatever its value.
    pub fn has(self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The table under `key`.
    pub fn table(self, key: &'t str, problems: &mut Problems) -> Option<Self> {
        self.table.get(key).and_then(|value| table(key, value, problems))
    }

    /// The tables of the array of tables under `key`.
    pub fn tables(self, key: &'t str, problems: &mut Problems) -> Vec<Self> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            wrong_type(key, &format!("a list of tables: `[[{key}]]`"), value, problems);
            return Vec::new();
        };
        list.iter().filter_map(|item| table(key, item, problems)).collect()
    }

    /// Where the table stands.
    pub fn place(self) -> Range<usize> {
        self.at.0..self.at.1
    }
}

/// `value` as a table called `name`.
pub(super) fn table<'t, 'i>(
    name: &'t str,
    value: &'t Spanned<DeValue<'i>>,
    problems: &mut Problems,
) -> Option<RawTable<'t, 'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(RawTable { table, at: (value.span().start, value.span().end), name }),
        _ => {
            wrong_type(name, "a table", value, problems);
            None
        }
    }
}

/// `value` as a string.
pub(super) fn string(key: &str, value: &Spanned<DeValue<'_>>, problems: &mut Problems) -> Option<At<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(At { value: text.to_string(), at: value.span() }),
        _ => {
            wrong_type(key, "a string", value, problems);
            None
        }
    }
}

fn wrong_type(key: &str, wanted: &str, value: &Spanned<DeValue<'_>>, problems: &mut Problems) {
    let given = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    problems.add(value.span(), format!("`{key}` must be {wanted}"), &format!("this is {given}"), None);
}
