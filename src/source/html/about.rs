//! What a page says of itself: its title, `<meta>` entries, JSON-LD and `<time>`.

use super::{Reader, linked, time};
use crate::source::front_matter::key_name;
use crate::source::set::Meta;

/// An open `<time datetime="2024-03-05">`.
pub(super) struct Time {
    day: String,
    /// The piece and the byte at which its words begin.
    position: usize,
    start: usize,
}

impl Reader<'_> {
    /// `<time>` with a day; its words begin at `start`.
    pub(super) fn time_start(&mut self, start: usize) {
        let day = self.tag.get("datetime").and_then(|(value, ..)| time::day(value));
        let position = self.builder.position();
        self.time = day.map(|day| Time { day: day.to_owned(), position, start });
    }

    /// `<time datetime="2024-03-05">last Tuesday</time>`: which one, the words alone do not say.
    pub(super) fn time_end(&mut self, end: usize) {
        let Some(Time { day, position, start }) = self.time.take() else { return };
        let shown = self.builder.words_since(position);
        if let Some(words) = time::full(&shown, &day) {
            self.builder.reword(position, start, end, &words);
        }
    }

    /// What the page says of itself in the script that has just ended.
    pub(super) fn linked_entries(&mut self, range: html5gum::Span<usize>) {
        for entry in linked::read(self.text, range) {
            if &*entry.key == "title" {
                self.builder.meta.push(entry);
            } else {
                let at = entry.at.range_from(0);
                self.entry(&entry.key, &entry.value, at.start, at.end);
            }
        }
    }

    /// An entry about the page, unless an earlier one tells the same day by another clock.
    fn entry(&mut self, key: &str, value: &str, start: usize, end: usize) {
        let told = |entry: &Meta| {
            *entry.key == *key
                && time::number(&entry.value)
                    .zip(time::number(value))
                    .is_some_and(|(a, b)| a.abs_diff(b) == 1)
        };
        if !self.builder.meta.iter().any(told) {
            self.builder.aside_entry(key, value, start, end);
        }
    }

    pub(super) fn title_end(&mut self) {
        if std::mem::take(&mut self.title) {
            self.builder.finish_entry("title");
        }
    }

    /// `<meta name="date" content="2019-11-05">`.
    pub(super) fn head_entry(&mut self) {
        let key = ["name", "property", "itemprop", "http-equiv"].iter().find_map(|name| self.tag.get(name));
        let (Some((key, ..)), Some((value, start, end))) = (key, self.tag.get("content")) else { return };
        let name = key_name(key);
        if matches!(name, "published" | "modified" | "retrieved" | "publisher" | "author") && start < end {
            let value = value.to_owned();
            let name = name.to_owned();
            self.entry(&name, &value, start, end);
        }
    }
}
