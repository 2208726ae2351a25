//! Reads the tables of a file of settings value by value and notes every mistake it meets, so
//! that an author sees all of them in one go. What the values mean is for others.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Problem, RuleFault, nearest};
use super::keys::{Key, names};

/// A value with its range in the file.
#[derive(Clone, Debug)]
pub struct At<T> {
    pub value: T,
    pub at: Range<usize>,
}

/// A table of the file and the name an author knows it by.
#[derive(Clone, Copy)]
pub struct RawTable<'t, 'i> {
    table: &'t DeTable<'i>,
    /// Where its absence is shown: its header, or the start of the file.
    at: (usize, usize),
    name: &'t str,
}

/// The mistakes met so far.
#[derive(Default)]
pub struct Problems(pub Vec<Problem>);

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
    pub const fn root(table: &'t DeTable<'i>, name: &'t str) -> Self {
        Self { table, at: (0, 0), name }
    }

    /// Notes every key that is none of `keys`.
    pub fn known(self, keys: &[Key], problems: &mut Problems) {
        self.only(&names(keys), problems);
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
        let worded = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
            DeValue::String(text) => Some(At { value: text.to_string(), at: item.span() }),
            _ => {
                wrong_type(key, "a list of strings", item, problems);
                None
            }
        };
        list.iter().filter_map(worded).collect()
    }

    /// The string under `key`, or those of the list there; empty when there is none. An empty
    /// list is a mistake, since nothing fits it.
    pub fn one_or_many(self, key: &str, problems: &mut Problems) -> Vec<At<String>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => {
                vec![At { value: text.to_string(), at: value.span() }]
            }
            DeValue::Array(list) if !list.is_empty() => {
                list.iter().filter_map(|item| string(key, item, problems)).collect()
            }
            DeValue::String(_) | DeValue::Array(_) => {
                let help = "leave the key out, or name what is meant".to_owned();
                problems.add(value.span(), format!("`{key}` is empty"), "nothing fits this", Some(help));
                Vec::new()
            }
            _ => {
                wrong_type(key, "a string or a list of strings", value, problems);
                Vec::new()
            }
        }
    }

    /// The words of the value under `key`: a string, a number or a date as written.
    pub fn value(self, key: &str, problems: &mut Problems) -> Option<At<String>> {
        let value = self.table.get(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().replace('_', ""),
            DeValue::Float(number) => number.as_str().replace('_', ""),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                wrong_type(key, "a number, a date or the words of a value", value, problems);
                return None;
            }
        };
        Some(At { value: text, at: value.span() })
    }

    /// Whether `key` is there and true.
    pub fn flag(self, key: &str, problems: &mut Problems) -> Option<bool> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                wrong_type(key, "true or false", value, problems);
                None
            }
        }
    }

    /// The number from 0 to 1 under `key`.
    pub fn share(self, key: &str, problems: &mut Problems) -> Option<f32> {
        let value = self.table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse::<f32>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f32>().ok(),
            _ => None,
        };
        let number = number.filter(|number| (0.0..=1.0).contains(number));
        if number.is_none() {
            wrong_type(key, "a number from 0 to 1", value, problems);
        }
        number
    }

    /// The digits of the number under `key`, which must not be below zero.
    pub fn number(self, key: &str, problems: &mut Problems) -> Option<At<String>> {
        let value = self.table.get(key)?;
        let digits = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => "-",
        };
        // "inf" and "nan" are numbers to TOML.
        if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '+') || digits.contains(['i', 'n']) {
            wrong_type(key, "a number, zero or more", value, problems);
            return None;
        }
        Some(At { value: digits.trim_start_matches('+').replace('_', ""), at: value.span() })
    }

    /// Where the value under `key` stands; the table, when there is none.
    pub fn place_of(self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.place(), Spanned::span)
    }

    /// The value under `key` is a table.
    pub fn has_table(self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
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

/// Reads the `text` of a file of tables through `read`, which notes what is wrong with it.
///
/// # Errors
/// With every mistake in it.
pub fn read_file<T>(
    what: &'static str,
    path: &std::path::Path,
    text: &str,
    read: impl FnOnce(RawTable<'_, '_>, &mut Problems) -> Option<T>,
) -> Result<T, RuleFault> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut problems = Problems::default();
    for error in &errors {
        let at = error.span().unwrap_or_default();
        problems.add(at, format!("not TOML: {}", error.message()), "here", None);
    }
    // What a file with broken syntax seems to lack is mostly there, behind the break.
    let made =
        if errors.is_empty() { read(RawTable::root(root.get_ref(), what), &mut problems) } else { None };
    match made {
        Some(made) if problems.0.is_empty() => Ok(made),
        _ => Err(RuleFault::invalid(what, path, text, problems.0)),
    }
}

/// `value` as a table called `name`.
pub fn table<'t, 'i>(
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
pub fn string(key: &str, value: &Spanned<DeValue<'_>>, problems: &mut Problems) -> Option<At<String>> {
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
