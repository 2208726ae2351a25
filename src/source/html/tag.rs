//! A start tag with its attributes, and what they say about whether anyone sees the element.

use super::element::{Element, NAVIGATION, NOT_TEXT};
use super::style::Sheet;

/// A start tag as it is read.
#[derive(Default)]
pub(super) struct Tag {
    pub element: Element,
    /// The byte at which it begins.
    pub start: usize,
    /// Name, value, and the place of the value.
    attributes: Vec<(String, String, usize, usize)>,
}

impl Tag {
    /// Begins anew.
    pub fn open(&mut self, element: Element, start: usize) {
        (self.element, self.start) = (element, start);
        self.attributes.clear();
    }

    pub fn attribute(&mut self, name: &[u8], end: usize) {
        self.attributes.push((String::from_utf8_lossy(name).into_owned(), String::new(), end, end));
    }

    /// The value of the attribute named last.
    pub fn value(&mut self, value: &[u8], start: usize, end: usize) {
        if let Some(attribute) = self.attributes.last_mut() {
            attribute.1 = String::from_utf8_lossy(value).into_owned();
            (attribute.2, attribute.3) = (start, end);
        }
    }

    /// The value of an attribute and its place.
    pub fn get(&self, name: &str) -> Option<(&str, usize, usize)> {
        self.attributes
            .iter()
            .find(|attribute| attribute.0 == name)
            .map(|(_, value, start, end)| (value.as_str(), *start, *end))
    }

    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|found| found.0.trim().eq_ignore_ascii_case(value))
    }

    /// An attribute that is a number.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.0.trim().parse().ok()
    }

    /// Attributes that keep an element from being seen, alone or by what the page's own `sheet` says of
    /// them, or that make it navigation.
    pub fn hidden(&self, sheet: &Sheet<'_>) -> bool {
        let style = self.get("style").map(|style| style.0.to_ascii_lowercase().replace(' ', ""));
        let role = self.get("role").map(|role| role.0.trim());
        let named = |attribute: &str, test: &dyn Fn(&str) -> bool| {
            self.get(attribute).is_some_and(|(names, ..)| names.split_whitespace().any(test))
        };
        self.get("hidden").is_some()
            || self.is("aria-hidden", "true")
            || role.is_some_and(|role| NOT_TEXT.contains(&role))
            || style
                .is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
            || ["class", "id"].iter().any(|name| named(name, &|name| NAVIGATION.contains(&name)))
            || sheet.hides_any()
                && (named("class", &|name| sheet.hides('.', name))
                    || named("id", &|name| sheet.hides('#', name)))
    }
}
