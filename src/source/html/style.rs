//! What a page's own style sheet hides: `.draft { display: none }`.
//!
//! Only selectors that are one class or one identifier count, and only outside `@media` and the
//! like. What some other rule shows again (`.tab.open { display: block }`) or a script of the page
//! speaks of is something that a reader can open, and is read.

use rustc_hash::FxHashSet;

/// The classes and identifiers that rules hide and show, each with its sign: `.draft`, `#note`.
#[derive(Debug, Default)]
pub(super) struct Sheet<'t> {
    hidden: FxHashSet<Box<str>>,
    shown: FxHashSet<Box<str>>,
    /// The words of the page's scripts, looked at only where something is hidden.
    scripted: Option<FxHashSet<&'t str>>,
}

impl<'t> Sheet<'t> {
    /// True where it hides anything.
    pub fn hides_any(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// True for a class (`.`) or identifier (`#`) that no reader sees.
    pub fn hides(&self, sign: char, name: &str) -> bool {
        let scripted = self.scripted.as_ref().is_some_and(|words| words.contains(name));
        let name = format!("{sign}{name}");
        !scripted && self.hidden.contains(name.as_str()) && !self.shown.contains(name.as_str())
    }

    /// Takes in the text of a `<style>` of `page`.
    pub fn read(&mut self, text: &str, page: &'t str) {
        self.rules(text);
        if !self.hidden.is_empty() && self.scripted.is_none() {
            let words = scripts(page).flat_map(|script| script.split(|c| !is_name(c)));
            self.scripted = Some(words.collect());
        }
    }

    fn rules(&mut self, text: &str) {
        // Nearly all sheets of documents hide nothing.
        if !text.contains("none") && !text.contains("hidden") {
            return;
        }
        let text = without_comments(text);
        // The selectors of rules that stand open, and how many of them are `@` rules.
        let (mut open, mut conditions, mut from) = (Vec::<&str>::new(), 0_usize, 0);
        for (at, sign) in text.match_indices(['{', '}', ';']) {
            let part = text[from..at].trim();
            from = at + 1;
            match sign {
                "{" => {
                    conditions += usize::from(part.starts_with('@'));
                    open.push(part);
                }
                _ => {
                    if let Some(selectors) = open.last().filter(|selectors| !selectors.starts_with('@')) {
                        self.declaration(selectors, part, conditions > 0);
                    }
                    if sign == "}" {
                        conditions -= usize::from(open.pop().is_some_and(|part| part.starts_with('@')));
                    }
                }
            }
        }
    }

    fn declaration(&mut self, selectors: &str, declaration: &str, conditional: bool) {
        let Some((property, value)) = declaration.split_once(':') else { return };
        let property = property.trim().to_ascii_lowercase();
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        if !matches!(property.as_str(), "display" | "visibility") {
            return;
        }
        let hides = matches!((property.as_str(), value), ("display", "none") | ("visibility", "hidden"));
        for selector in selectors.split(',').map(str::trim) {
            let simple = selector
                .strip_prefix(['.', '#'])
                .is_some_and(|name| !name.is_empty() && name.chars().all(is_name));
            if !hides {
                self.shown.extend(names(selector).map(Box::from));
            } else if simple && !conditional {
                self.hidden.insert(selector.into());
            }
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// The classes and identifiers in a selector, with their signs.
fn names(selector: &str) -> impl Iterator<Item = &str> {
    selector.match_indices(['.', '#']).map(|(at, _)| {
        let rest = &selector[at + 1..];
        &selector[at..at + 1 + rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    })
}

/// The text of each script of a page, with its tag.
fn scripts(page: &str) -> impl Iterator<Item = &str> {
    let parts = page.split("<script").skip(1);
    parts.map(|part| part.split_once("</script").map_or(part, |(script, _)| script))
}

/// A sheet without `/* … */`.
fn without_comments(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start + 2..].split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<String> {
        let mut sheet = Sheet::default();
        sheet.read(text, "<p class=a><script>open('ready')</script>");
        let mut hidden: Vec<String> = sheet.hidden.iter().map(|name| name.to_string()).collect();
        hidden.retain(|name| sheet.hides(name.chars().next().unwrap(), &name[1..]));
        hidden.sort_unstable();
        hidden
    }

    #[test]
    fn only_what_is_hidden_for_good() {
        assert_eq!(
            hidden("p{color:red} .a , #b-c{ margin:0; DISPLAY : none !important }\n.d{visibility:hidden}"),
            ["#b-c", ".a", ".d"]
        );
        assert_eq!(hidden("/* .a { display: none } */ .b { display: none /* ; */ }"), [".b"]);
        assert_eq!(hidden("@media print { .a { display: none } } .b { display: none }"), [".b"]);
        assert_eq!(hidden("#ready, .ready2 { display: none }"), [".ready2"]);
        assert_eq!(hidden(".a { overflow: hidden; background: none } .b { display: block }"), [""; 0]);
        assert_eq!(hidden(".js .a, p > .b, .c:empty, div.d { display: none }"), [""; 0]);
    }

    #[test]
    fn what_another_rule_shows_can_be_opened() {
        assert_eq!(hidden(".a { display: none } .a.open { display: block }"), [""; 0]);
        assert_eq!(hidden("#b:target { display: flex } #b { display: none }"), [""; 0]);
        assert_eq!(hidden("@media screen { .a { display: inline } } .a { display: none }"), [""; 0]);
    }

    #[test]
    fn hostile_sheets_are_survived() {
        for part in
            ["{", "}", "@media{", ".a{display:none", "/*", ".,#{display:none;}", "}}@{.é{display:none}"]
        {
            let _ = hidden(&format!("{}none", part.repeat(20_000)));
        }
    }
}
